//! Sheets as files, judged by independent readers.
#![allow(clippy::unwrap_used)]
#![allow(clippy::disallowed_methods, reason = "tests make files as they come")]

#[path = "../common/mod.rs"]
mod common;
mod paper;

use common::sheets::{flawless, frames, laid};
use common::{HOSTILE, file, libreoffice, python};
use deliver::profile::{Field, Profile, Rounding, built_in};
use deliver::sheet::{CarveMethod, CarveOut, Cell, Sheet, SheetFacts, rolled_up, sheet};
use deliver::{Document, Dress, Form, SHEET_SCHEMA, render_sheet};
use model::{Origin, ThemeRole};
use serde_json::{Value, json};

fn by(id: &str) -> &'static Profile {
    built_in().iter().find(|profile| profile.id == id).unwrap()
}

const FINAL: Dress<'_> = Dress { is_final: true, revision: 0, logo: None, template: None };
const DRAFT: Dress<'_> = Dress { is_final: false, ..FINAL };

fn column(made: &Sheet, field: Field) -> Vec<String> {
    let index = made.columns.iter().position(|column| column.field == field).unwrap();
    made.rows.iter().flat_map(|row| &row.lines).map(|line| line[index].text()).collect()
}

/// Flawless facts with texts that spreadsheets and typesetters could take for something else.
fn hostile() -> SheetFacts {
    let mut facts = laid(&(0..13).map(|index| ("4M01", index * 100, index * 100 + 90)).collect::<Vec<_>>());
    for (cue, text) in facts.cues.iter_mut().zip(HOSTILE) {
        let track = cue.track.as_mut().unwrap();
        track.work.as_mut().unwrap().work.title = text.into();
        track.artist = text.into();
    }
    facts.show = HOSTILE[0].into();
    facts
}

#[test]
fn uses_are_coded_as_each_profile_wants_them() {
    let mut facts = flawless();
    facts.cues[0].usage.theme_role = ThemeRole::MainTitle;
    for (profile, codes) in [
        ("rapidcue", ["MT", "BI", "BV"]),
        ("cisac", ["Theme", "Background", "Background"]),
        ("uk", ["S", "B", "B"]),
        ("broadcaster", ["BI", "BI", "BV"]),
    ] {
        let made = sheet(&facts, by(profile));
        let found: Vec<&str> = made.rows.iter().map(|row| row.usage_code.as_str()).collect();
        assert_eq!(found, codes, "{profile}");
    }
}

#[test]
fn only_a_performer_on_camera_is_visual_at_rapidcue() {
    use model::{Perception, Voice};
    let mut facts = flawless();
    let mut codes = |perception, profile: &str| {
        facts.cues[2].usage.perception = perception;
        [Some(Voice::Instrumental), Some(Voice::Vocal)].map(|voice| {
            facts.cues[2].usage.voice = voice;
            sheet(&facts, by(profile)).rows[2].usage_code.clone()
        })
    };
    assert_eq!(codes(Perception::Visual, "rapidcue"), ["VI", "VV"]);
    assert_eq!(codes(Perception::Featured, "rapidcue"), ["BI", "BV"], "a montage, a radio");
    assert_eq!(codes(Perception::Featured, "uk"), ["F", "F"]);
    assert_eq!(codes(Perception::Visual, "cisac"), ["Featured", "Featured"]);
    assert_eq!(codes(Perception::Featured, "broadcaster"), ["FI", "FV"]);
}

#[test]
fn rows_stand_by_their_first_counted_time() {
    // 4M07 starts first, and all of its first minute is counted for 4S03, which starts a second later.
    let mut facts = laid(&[("4M07", 0, 2_400), ("4S03", 0, 1_440), ("4M08", 960, 1_200)]);
    facts.carve_outs = vec![
        CarveOut { first: facts.cues[0].id, second: facts.cues[1].id, method: CarveMethod::Second },
        CarveOut { first: facts.cues[0].id, second: facts.cues[2].id, method: CarveMethod::Second },
        CarveOut { first: facts.cues[1].id, second: facts.cues[2].id, method: CarveMethod::Second },
    ];
    let made = sheet(&facts, by("broadcaster"));
    let rows: Vec<(u32, &str)> = made.rows.iter().map(|row| (row.sequence, row.number.as_str())).collect();
    assert_eq!(rows, [(1, "4S03"), (2, "4M08"), (3, "4M07")]);
}

#[test]
fn in_out_and_duration_agree_in_every_profile() {
    let seconds = |text: &str| text.split(':').fold(0, |sum, part| sum * 60 + part.parse::<i64>().unwrap());
    let mut facts = laid(&(0..100).map(|at| ("4M01", at * 701, at * 701 + 97 + at * 6)).collect::<Vec<_>>());
    facts.length = frames(0, 90_000).length();
    for (rate, profile) in
        timebase::FrameRate::ALL.into_iter().flat_map(|rate| built_in().iter().map(move |one| (rate, one)))
    {
        let at = |frame: i64| rate.position(timebase::Frames(frame * rate.labels_per_second() / 24));
        facts.rate = rate;
        facts.start = timebase::Frames(3600 * rate.labels_per_second());
        for (index, cue) in (0..).zip(&mut facts.cues) {
            cue.span = Some(timebase::Span { start: at(index * 701), end: at(index * 701 + 97 + index * 6) });
        }
        let made = sheet(&facts, profile);
        if profile.times == deliver::profile::TimeFormat::Timecode {
            continue;
        }
        for row in &made.rows {
            let together: i64 = row.spans.iter().map(|span| seconds(&span.out_text) - seconds(&span.in_text)).sum();
            assert_eq!(together, row.shown.round_seconds(), "{} at {rate}: {}", profile.id, row.number);
        }
    }
}

#[test]
fn a_header_with_the_season_on_a_line_of_its_own_counts_episodes_within_it() {
    let made = sheet(&flawless(), by("cisac"));
    let value = |label: &str| made.header.iter().find(|fact| fact.label == label).map(|fact| fact.value.as_str());
    assert_eq!((value("Series number"), value("Episode number")), (Some("1"), Some("4")));
    assert_eq!(value("Incomplete, because"), None);
    for profile in built_in() {
        let claims = ["APRA", "SOCAN", "PRS", "BBC", "S4C"];
        let said = format!("{} {}", profile.name, profile.footer);
        assert!(!claims.iter().any(|form| said.contains(form)), "{said}: a form that nobody read");
    }
}

#[test]
fn names_in_one_cell_carry_their_capacity_where_the_form_has_it() {
    let mut facts = flawless();
    let work = facts.cues[2].track.as_mut().unwrap().work.as_mut().unwrap();
    work.work.public_domain = true;
    work.holders[0].share.share = model::Share(0);
    work.holders[0].share.role = model::ShareRole::Composer;
    work.holders[1].share.role = model::ShareRole::Arranger;
    let mut other = |id, role, name: &str, territory: &str| {
        let mut one = common::sheets::holder(id, role, 100, common::sheets::party(id, "", name, "PRS", ""));
        one.share.territory = territory.into();
        work.holders.push(one);
    };
    other(8, model::ShareRole::Administrator, "Harbour Admin", "World");
    other(9, model::ShareRole::SubPublisher, "Elbe Musik", "DE");
    let made = sheet(&facts, by("uk"));
    assert_eq!(column(&made, Field::WriterNames)[2], "Low, T. (C, non-copyright) / Low, A. (AR)");
    assert_eq!(
        column(&made, Field::PublisherNames)[2],
        "Tidal Songs / Harbour Admin (administrator) / Elbe Musik (sub-publisher, DE)"
    );
    assert_eq!(column(&sheet(&flawless(), by("uk")), Field::WriterNames)[2], "Low, T. (CA) / Low, A. (CA)");
}

#[test]
fn a_part_that_no_publisher_has_is_printed_under_its_own_name() {
    let mut facts = flawless();
    let work = facts.cues[2].track.as_mut().unwrap().work.as_mut().unwrap();
    work.holders[2].share.share = model::Share(666_667);
    (work.work.unpublished, work.work.copyright_control) = (model::Share(200_000), model::Share(133_333));
    let publishers = |profile: &str, field| column(&sheet(&facts, by(profile)), field);
    assert_eq!(
        publishers("rapidcue", Field::Publishers)[2],
        "Tidal Songs (PRS) 66.67 · Unpublished 20 · Copyright Control 13.33"
    );
    assert_eq!(publishers("uk", Field::PublisherNames)[2], "Tidal Songs / Unpublished / Copyright Control");
    assert_eq!(publishers("cisac", Field::ContributorName)[6..], ["Tidal Songs", "Unpublished", "Copyright Control"]);
    assert_eq!(publishers("cisac", Field::Share)[4..], ["25", "25", "33.33", "10", "6.67"]);
    assert_eq!(publishers("cisac", Field::Role)[7], "E");
}

#[test]
fn a_work_that_nobody_publishes_has_a_line_that_says_so() {
    for (publishing, wholly, words) in [
        (model::Publishing::CopyrightControl, model::Share(0), "copyright control"),
        (model::Publishing::Unpublished, model::Share(0), "unpublished"),
        // Said as a share of the whole publishers' side: the same.
        (model::Publishing::Published, model::Share::WHOLE, "copyright control"),
    ] {
        let mut facts = flawless();
        let work = facts.cues[2].track.as_mut().unwrap().work.as_mut().unwrap();
        work.holders.retain(|holder| holder.share.role.side() == model::WorkSide::Writers);
        (work.work.publishing, work.work.copyright_control) = (publishing, wholly);
        let of = |profile: &str, field| column(&sheet(&facts, by(profile)), field);
        let names = of("cisac", Field::ContributorName);
        assert_eq!(names[4..], ["Low, T.", "Low, A.", words]);
        assert_eq!(of("cisac", Field::Role)[6], "E");
        assert_eq!(of("cisac", Field::Share)[4..], ["50", "50", ""], "the writers keep the whole");
        assert_eq!(of("rapidcue", Field::Publishers)[2], words);
        assert_eq!(of("uk", Field::PublisherNames)[2], words);
    }
}

#[test]
fn printed_shares_of_a_side_add_up_to_what_was_said_in_every_profile() {
    let hundredths = |text: &str| -> i64 {
        let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
        whole.parse::<i64>().unwrap() * 100 + format!("{rest:0<2}").parse::<i64>().unwrap()
    };
    // As many equal writers as a song may have, thirds of publishers, and a side that is not whole.
    for (writers, each, said) in [(23, None, 10_000), (70, None, 10_000), (7, None, 10_000), (3, Some(333_300), 9_999)]
    {
        let mut facts = flawless();
        let work = facts.cues[2].track.as_mut().unwrap().work.as_mut().unwrap();
        work.holders.clear();
        let mut add = |id: i64, role, share: model::Share| {
            let mut one =
                common::sheets::holder(id, role, 0, common::sheets::party(id, "Ada", &format!("N{id}"), "PRS", ""));
            one.share.share = share;
            work.holders.push(one);
        };
        for (id, even) in (1..).zip(model::shares::evened_out(writers)) {
            add(id, model::ShareRole::ComposerAuthor, each.map_or(even, model::Share));
        }
        for (id, even) in (100..).zip(model::shares::evened_out(3)) {
            add(id, model::ShareRole::OriginalPublisher, even);
        }
        for profile in built_in() {
            let row = sheet(&facts, profile).rows.into_iter().find(|row| row.writers.len() == writers).unwrap();
            let part = if profile.shares == deliver::profile::ShareConvention::WholeWork { 2 } else { 1 };
            let sum = |parties: &[deliver::sheet::SheetParty]| -> i64 {
                parties.iter().map(|party| hundredths(&party.share_text)).sum()
            };
            assert_eq!(sum(&row.writers), (said + part - 1) / part, "{} {writers}", profile.id);
            assert_eq!(sum(&row.publishers), 10_000 / part, "{} {writers}", profile.id);
        }
    }
}

#[test]
fn notes_and_work_numbers_stand_where_the_form_has_a_column_for_them() {
    let mut facts = flawless();
    facts.cues[2].note = "library edit, -3 dB".into();
    let number = |society: &str, number: &str| model::SocietyNumber { society: society.into(), number: number.into() };
    facts.cues[2].track.as_mut().unwrap().work.as_mut().unwrap().work.society_numbers =
        vec![number("PRS", "tunecode 1234BM"), number("GEMA", "12345678-001")];
    assert_eq!(column(&sheet(&facts, by("broadcaster")), Field::Note), ["", "", "library edit, -3 dB"]);
    assert_eq!(column(&sheet(&facts, by("uk")), Field::WorkNumbers)[2], "PRS tunecode 1234BM, GEMA 12345678-001");
}

#[test]
fn shares_follow_the_convention_of_the_profile() {
    let facts = flawless();
    let shares = |profile: &str| -> Vec<i64> {
        let row = &sheet(&facts, by(profile)).rows[2];
        row.writers.iter().chain(&row.publishers).map(|party| party.share.0).collect()
    };
    assert_eq!(shares("rapidcue"), [500_000, 500_000, 1_000_000]);
    assert_eq!(shares("cisac"), [250_000, 250_000, 500_000]);
    assert_eq!(column(&sheet(&facts, by("rapidcue")), Field::Writers)[2], "T. Low (PRS) 50 · A. Low (PRS) 50");
}

#[test]
fn a_contributor_has_a_line_and_times_stand_on_the_first() {
    let made = sheet(&flawless(), by("cisac"));
    assert_eq!(made.rows[2].lines.len(), 3);
    assert_eq!(column(&made, Field::Title), ["Main Title Theme", "", "Kitchen Morning", "", "First Spark", "", ""]);
    assert_eq!(column(&made, Field::ContributorName)[4..], ["Low, T.", "Low, A.", "Tidal Songs"]);
}

#[test]
fn score_goes_by_its_cue_and_songs_by_their_work() {
    let mut facts = flawless();
    facts.cues[1].title = "Mara at the stove".into();
    let made = sheet(&facts, by("rapidcue"));
    let titles: Vec<&str> = made.rows.iter().map(|row| row.title.as_str()).collect();
    assert_eq!(titles, ["Main Title Theme", "Mara at the stove", "First Spark"]);
}

#[test]
fn commissioned_cues_of_one_ownership_roll_up_and_the_sheet_stays() {
    let mut facts = flawless();
    facts.cues[2].usage.origin = Some(Origin::Commercial);
    let profile = by("rapidcue");
    let mut another = facts.cues[1].clone();
    another.id = model::CueId(4);
    another.number = "4M04".into();
    another.span = Some(frames(20_000, 21_000));
    another.track.as_mut().unwrap().id = model::TrackId(77);
    facts.cues.push(another);
    let made = sheet(&facts, profile);
    let rolled = rolled_up(&made, profile);
    let titles: Vec<&str> = rolled.rows.iter().map(|row| row.title.as_str()).collect();
    assert_eq!(titles, ["MY HEART (THEME)", "MY HEART (BACKGROUND)", "First Spark"]);
    assert_eq!(rolled.rows[1].shown.0, made.rows[1].shown.0 + made.rows[3].shown.0);
    assert_eq!((made.rows.len(), rolled.reconciliation.shown), (4, made.reconciliation.shown));
}

#[test]
fn rows_that_meet_still_meet_in_whole_seconds() {
    let mut facts = laid(&[("4M07", 0, 1007), ("4M08", 990, 2000)]);
    facts.carve_outs.push(CarveOut { first: facts.cues[0].id, second: facts.cues[1].id, method: CarveMethod::Centre });
    let made = sheet(&facts, by("rapidcue"));
    assert_eq!(column(&made, Field::TimeOut)[0], column(&made, Field::TimeIn)[1]);
    let carried = sheet(&facts, &Profile { rounding: Rounding::Carried, ..by("rapidcue").clone() });
    assert!(
        carried.reconciliation.line.starts_with("Rounded to whole seconds; Σ exact 1:23.4, Σ shown 1:23"),
        "{}",
        carried.reconciliation.line
    );
}

#[test]
fn in_and_out_are_as_far_apart_as_the_duration_says() {
    // From 8 s to 1 min 18 s at 23.976, whose timecode is a frame and a half behind the clock by then.
    let made = sheet(&laid(&[("4M07", 192, 1870)]), by("rapidcue"));
    let of = |field| column(&made, field).swap_remove(0);
    assert_eq!([of(Field::TimeIn), of(Field::TimeOut), of(Field::Duration)], ["01:00:08", "01:01:18", "1:10"]);
}

#[test]
fn the_same_sheet_gives_the_same_bytes() {
    let made = sheet(&flawless(), by("rapidcue"));
    for format in Document::CueSheet.forms() {
        let once = render_sheet(&made, &DRAFT, format).unwrap();
        assert!(once == render_sheet(&made, &DRAFT, format).unwrap(), "{format}");
    }
}

#[test]
fn csv_is_read_as_it_was_written_and_no_cell_is_a_formula() {
    const READ: &str = "
import csv, json, sys
print(json.dumps(list(csv.reader(open(sys.argv[1], encoding='utf-8-sig', newline='')))))
";
    let made = sheet(&hostile(), by("uk"));
    let (_folder, path) = file("sheet.csv", &render_sheet(&made, &DRAFT, Form::Csv).unwrap());
    let lines = python(READ, &path);
    assert_eq!(lines.as_array().unwrap().len(), 14);
    assert_eq!(lines[0][1], "Title");
    for (line, text) in lines.as_array().unwrap()[1..].iter().zip(HOSTILE) {
        let cell = line[1].as_str().unwrap();
        assert!(cell == text || cell == format!("'{text}"), "{cell:?}");
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
    }
}

const READ_BOOK: &str = "
import json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
page = book['Cue sheet']
rows = [[[cell.data_type, str(cell.value) if cell.value is not None else None, cell.number_format] for cell in row] for row in page.iter_rows()]
print(json.dumps({'sheets': book.sheetnames, 'rows': rows, 'frozen': page.freeze_panes, 'area': page.print_area, 'repeat': page.print_title_rows,
  'frames': [[str(cell.value) for cell in row] for row in book['Frame timings'].iter_rows()]}))
";

#[test]
fn a_workbook_has_typed_cells_and_every_frame_on_its_second_page() {
    let made = sheet(&flawless(), by("cisac"));
    let (_folder, path) = file("sheet.xlsx", &render_sheet(&made, &DRAFT, Form::Xlsx).unwrap());
    let book = python(READ_BOOK, &path);
    assert_eq!(book["sheets"], json!(["Cue sheet", "Frame timings"]));
    assert_eq!(book["rows"][0][0][1], "Music Cue Sheet – DRAFT");
    let rows = book["rows"].as_array().unwrap();
    let head = rows.iter().position(|row| row[0][1] == "Seq.").unwrap();
    let first = &rows[head + 1];
    assert_eq!((first[0][0].as_str(), first[0][1].as_str()), (Some("n"), Some("1")));
    assert_eq!((first[6][0].as_str(), first[6][2].as_str()), (Some("d"), Some("[h]:mm:ss")));
    assert_eq!((first[9][0].as_str(), first[9][1].as_str()), (Some("s"), Some("01372389230")));
    assert_eq!((first[11][1].as_str(), first[11][2].as_str()), (Some("0.5"), Some("0.00##%")));
    assert_eq!(book["frames"][1][3], "01:00:00:00");
    assert_eq!(book["frames"][1][5], "744");
    assert_eq!(book["repeat"], format!("${}:${}", head + 1, head + 1));
}

#[test]
fn libreoffice_adds_up_what_the_sheet_says() {
    let made = sheet(&flawless(), by("rapidcue"));
    let (_folder, path) = file("sheet.xlsx", &render_sheet(&made, &FINAL, Form::Xlsx).unwrap());
    let csv = std::fs::read_to_string(libreoffice(&path, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"))
        .unwrap();
    let sum = csv.lines().find(|line| line.contains("Sum")).unwrap();
    let seconds = made.reconciliation.shown.round_seconds();
    assert!(sum.contains(&format!("0:{:02}:{:02}", seconds / 60, seconds % 60)), "{sum}");
}

#[test]
fn json_keeps_the_published_schema() {
    const VALIDATE: &str = "
import json, sys, jsonschema
schema = json.load(open(sys.argv[1] + '.schema.json'))
jsonschema.Draft202012Validator.check_schema(schema)
document = json.load(open(sys.argv[1]))
errors = [error.message[:200] for error in jsonschema.Draft202012Validator(schema).iter_errors(document)]
document['sheet']['rows'][0]['writers'][0]['share'] = 'half'
broken = [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(document)]
print(json.dumps({'errors': errors, 'broken': len(broken)}))
";
    for profile in built_in() {
        let made = sheet(&flawless(), profile);
        let (_folder, path) = file("sheet.json", &render_sheet(&made, &FINAL, Form::Json).unwrap());
        std::fs::write(path.with_extension("json.schema.json"), SHEET_SCHEMA).unwrap();
        let judged: Value = python(VALIDATE, &path);
        assert_eq!(judged["errors"], json!([]), "{}", profile.id);
        assert_eq!(judged["broken"], 1);
    }
}

#[test]
fn lengths_and_shares_are_typed_where_they_stand() {
    let made = sheet(&flawless(), by("cisac"));
    let duration = made.columns.iter().position(|column| column.field == Field::Duration).unwrap();
    assert!(matches!(made.rows[0].lines[0][duration], Cell::Length { .. }));
}
