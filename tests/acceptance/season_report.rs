//! The report of a season and the health of an episode: what sounds counted by what it is, each figure with its rows.

use deliver::problem::Severity;
use model::EpisodeName;
use serde_json::{Value, json};
use studio::views::EpisodeHealth;
use studio::{SeasonReport, SeasonReportAsked, Studio};
use tests::command::Shell;
use tests::papers;
use tests::stage::{ALPHA, BRAVO, CHARLIE, CUT, Stage, second};

fn report(stage: &Stage) -> SeasonReport {
    stage.studio().season_report(&SeasonReportAsked::default()).expect("the report")
}

fn health(stage: &Stage) -> EpisodeHealth {
    stage.studio().episode_health(CUT).expect("the health")
}

/// Seconds of each group of a breakdown, as it stands.
fn groups(report: &SeasonReport, title: &str) -> Vec<(String, i64)> {
    let found = report.breakdowns.iter().find(|one| one.title == title).expect("the breakdown");
    found.groups.iter().map(|group| (group.name.clone(), group.length.0 / second(1))).collect()
}

fn named(groups: &[(&str, i64)]) -> Vec<(String, i64)> {
    groups.iter().map(|&(name, seconds)| (name.to_owned(), seconds)).collect()
}

/// Alpha (folk, 1987) for 5 s, Bravo (Folk, 2026) for 10 s over the end of it, Charlie (no genre) for 20 s as source.
fn season() -> Stage {
    let mut stage = Stage::default();
    for (track, set) in [
        (ALPHA, json!({ "genre": "folk", "year": 1987, "artist": "Ines Vold", "language": "no" })),
        (BRAVO, json!({ "genre": "Folk ", "year": 2026, "artist": "The Testers", "vocal": false })),
        (CHARLIE, json!({ "artist": "Ines  vold" })),
    ] {
        stage.edit(json!({ "type": "editTracks", "tracks": [track], "set": set }));
    }
    stage.place(ALPHA, 1, 0, 5);
    stage.place(BRAVO, 2, 4, 10);
    stage.place(CHARLIE, 3, 30, 20);
    stage
}

#[test]
fn what_sounds_is_counted_by_what_it_is_and_each_figure_has_its_rows() {
    let mut stage = season();
    let told = report(&stage);
    assert_eq!(groups(&told, "Genre"), named(&[("folk", 15), ("", 20)]), "what nobody said stands last");
    assert_eq!(groups(&told, "Era"), named(&[("2020s", 10), ("1980s", 5), ("", 20)]));
    assert_eq!(groups(&told, "Language"), named(&[("no words", 10), ("no", 5), ("", 20)]));
    let episode = &told.episodes[0];
    assert_eq!((episode.music.0, episode.programme.0, episode.cues), (second(34), second(60), 3), "together once");
    let folk = &told.breakdowns.iter().find(|one| one.title == "Genre").expect("genres").groups[0];
    let rows: Vec<&str> = folk.rows.iter().map(|&at| told.rows[at].track_title.as_str()).collect();
    assert_eq!(rows, ["Alpha", "Bravo"]);
    let cue = stage.cue("1M01").cue.id;
    stage.edit(json!({ "type": "editCues", "cues": [cue], "set": { "origin": "commissioned" } }));
    assert_eq!(groups(&report(&stage), "Original or licensed"), named(&[("original", 5), ("", 30)]));
    // What came for a commission is original, whether the cue says so or not; what the cue says goes before.
    stage.edit(json!({ "type": "addCommission", "title": "The cove" }));
    let commission = stage.studio().commissions().expect("commissions").commissions[0].commission.id;
    stage.edit(json!({ "type": "addCommissionVersion", "commission": commission, "track": CHARLIE }));
    assert_eq!(groups(&report(&stage), "Original or licensed"), named(&[("original", 25), ("", 10)]));
    let told = report(&stage);
    assert_eq!(groups(&told, "Origin"), named(&[("commissioned", 25), ("", 10)]));
    // What the cue does not say is counted, and said to be so.
    let titles: Vec<&str> = told.by_commission.iter().map(|&at| told.rows[at].track_title.as_str()).collect();
    assert_eq!(titles, ["Charlie"]);
    assert!(
        told.list().notes.iter().any(|note| note.starts_with("1 cue counts as commissioned")),
        "{:?}",
        told.list().notes
    );
    let cue = stage.cue("1S01").cue.id;
    stage.edit(json!({ "type": "editCues", "cues": [cue], "set": { "origin": "library" } }));
    let told = report(&stage);
    assert_eq!(groups(&told, "Original or licensed"), named(&[("licensed", 20), ("original", 5), ("", 10)]));
    assert!(told.by_commission.is_empty());
    // Muted music is not heard.
    let bravo = stage.placements(stage.cue("1M02").cue.id)[0].placement.id;
    stage.edit(json!({ "type": "mutePlacements", "placements": [bravo], "muted": true }));
    assert_eq!(groups(&report(&stage), "Genre"), named(&[("folk", 5), ("", 20)]));
}

#[test]
fn what_somebody_says_of_artists_is_counted_and_nothing_else_is() {
    let mut stage = season();
    assert_eq!(groups(&report(&stage), "Country"), named(&[("", 35)]));
    let say = |fact: &str, name: &str, said: &str| json!({ "type": "sayOf", "fact": fact, "name": name, "said": said });
    stage.edit(say("country", "Ines Vold", " Norway "));
    assert_eq!(groups(&report(&stage), "Country"), named(&[("Norway", 25), ("", 10)]), "names go by their letters");
    stage.edit(say("country", "INES VOLD", "Sweden"));
    assert_eq!(groups(&report(&stage), "Country"), named(&[("Sweden", 25), ("", 10)]));
    stage.edit(say("country", "ines vold", ""));
    assert_eq!(groups(&report(&stage), "Country"), named(&[("", 35)]));
    stage.edit(say("own", "Ines Vold", "Sámi"));
    let own = |told: &SeasonReport| told.breakdowns.iter().any(|one| one.title.starts_with("As artists say"));
    assert!(!own(&report(&stage)), "private unless it is asked for");
    let asked = SeasonReportAsked { with_own: true, ..SeasonReportAsked::default() };
    let told = stage.studio().season_report(&asked).expect("the report");
    assert_eq!(groups(&told, "As artists say of themselves"), named(&[("Sámi", 25), ("", 10)]));
    assert_eq!(stage.refused(say("standing", "  ", "new")), "The artist or label needs a name");
}

#[test]
fn a_season_is_held_against_another_shows_file_which_is_left_as_it_is() {
    let (stage, mut before) = (season(), Stage::default());
    before.edit(json!({ "type": "editTracks", "tracks": [ALPHA], "set": { "genre": "jazz" } }));
    before.place(ALPHA, 1, 0, 8);
    let path = before.file("stage.needledrop");
    let asked = SeasonReportAsked { against: Some(&path), ..SeasonReportAsked::default() };
    // Open elsewhere, and closed: what stands in its log is in it either way.
    for round in 0..2 {
        let bytes = std::fs::read(&path).expect("the other show");
        let told = stage.studio().season_report(&asked).expect("the report");
        let earlier = told.earlier.as_ref().expect("the other season");
        assert_eq!((earlier.show.as_str(), earlier.music.0, earlier.cues), ("Stage", second(8), 1), "round {round}");
        let genres = told.breakdowns.iter().find(|one| one.title == "Genre").expect("genres");
        let jazz = genres.groups.iter().find(|group| group.name == "jazz").expect("what there was before");
        assert_eq!((jazz.length.0, jazz.earlier.map(|length| length.0)), (0, Some(second(8))));
        assert_eq!(std::fs::read(&path).expect("the other show"), bytes);
        if round == 0 {
            before.reopen();
        }
    }
    let gone = before.file("gone.needledrop");
    let asked = SeasonReportAsked { against: Some(&gone), ..SeasonReportAsked::default() };
    let error = stage.studio().season_report(&asked).expect_err("there is none");
    assert!(studio::sentence(&error).contains("gone.needledrop"), "{}", studio::sentence(&error));
}

#[test]
fn risks_are_told_the_worst_first() {
    let mut stage = season();
    assert_eq!(report(&stage).risks.len(), 3, "three recordings whose rights are not in hand");
    stage.right(ALPHA, "master", json!({ "licensor": "Northlight", "status": "denied" }));
    stage.right(BRAVO, "oneStop", json!({ "licensor": "Tidal", "fee": 900_000, "status": "quoted" }));
    stage.edit(json!({ "type": "setBudget", "season": 1, "category": "songs", "amount": 500_000 }));
    let told = report(&stage);
    assert!(told.risks[0].words.starts_with("1x01 1M01: Northlight refused the use of Alpha"), "{:?}", told.risks);
    assert_eq!(told.risks[1].words, "Season 1 is forecast $4,000 over its budget.");
    assert_eq!((told.money.forecast, told.money.budget), (900_000, Some(500_000)));
}

#[test]
fn what_cannot_be_shown_is_worst_and_a_cue_is_named_once() {
    let mut stage = season();
    stage.right(
        ALPHA,
        "master",
        json!({ "licensor": "Northlight", "fee": 1, "status": "licensed", "territory": "World", "media": "All", "maxLength": second(1) }),
    );
    let told = report(&stage).risks;
    assert!(told[0].words.starts_with("1x01 1M01 is 0:"), "{told:?}");
    let severities: Vec<_> = told.iter().map(|risk| risk.severity).collect();
    assert!(severities.is_sorted() && severities[0] == Severity::Error, "{told:?}");
}

#[test]
fn the_health_of_an_episode_says_where_it_is_silent_and_what_is_missing() {
    let mut stage = season();
    let told = health(&stage);
    assert_eq!((told.music.0, told.cues), (second(34), 3));
    let sounding: Vec<(i64, i64)> =
        told.sounding.iter().map(|span| (span.start.0 / second(1), span.end.0 / second(1))).collect();
    assert_eq!(sounding, [(0, 14), (30, 50)]);
    assert_eq!(told.silence.map(|silence| (silence.at.0, silence.length.0)), Some((second(14), second(16))));
    assert_eq!(told.missing.isrc, ["Alpha", "Bravo", "Charlie"]);
    stage.edit(json!({ "type": "editTracks", "tracks": [ALPHA], "set": { "isrc": "NOA012600001" } }));
    assert_eq!(health(&stage).missing.isrc, ["Bravo", "Charlie"]);
    let alpha = json!({ "licensor": "Northlight", "status": "licensed", "fee": 1, "ends": "2000-01-01" });
    stage.right(ALPHA, "master", alpha);
    assert_eq!(health(&stage).ending, ["The master licence of Alpha ended on 2000-01-01."]);
    let pick = stage.cut().cues[0].cue.pick.expect("a pick");
    stage.edit(json!({ "type": "markTemp", "placements": [pick], "temp": true }));
    assert_eq!(health(&stage).temp, 1);
    stage.edit(json!({ "type": "mutePlacements", "placements": [pick], "muted": true }));
    assert_eq!(health(&stage).temp, 0, "what is muted is not on the sheet");
}

#[test]
fn the_printed_report_says_what_the_page_says() {
    let stage = season();
    let only = Some(EpisodeName { season: 1, number: 1 });
    let asked = SeasonReportAsked { only, ..SeasonReportAsked::default() };
    let write = |form, name: &str| {
        let path = stage.file(name);
        stage.studio().export_season_report(&asked, form, &path, false).expect("written");
        path
    };
    let text = papers::printed(&write(studio::Form::Pdf, "report.pdf"));
    for words in ["Music report", "Stage, 1x01", "folk", "0:15", "1980s", "Ines Vold"] {
        assert!(text.contains(words), "{words} is not in {text}");
    }
    let sheets = papers::cells_of(&write(studio::Form::Xlsx, "report.xlsx"));
    let sheets = sheets.as_object().expect("sheets");
    assert!(sheets.contains_key("Genre") && sheets.contains_key("Cues"), "{:?}", sheets.keys());
    // The charts of the workbook draw its own cells: as many as the table has rows, from the first on.
    let drawn = papers::python(
        "import sys, json, openpyxl\nbook = openpyxl.load_workbook(sys.argv[1])\nprint(json.dumps({page.title: [(chart.ser[0].val.numRef.f, \
         chart.ser[0].cat.strRef.f if chart.ser[0].cat.strRef else chart.ser[0].cat.numRef.f) for chart in page._charts] for page in book}))",
        &stage.file("report.xlsx"),
    );
    assert_eq!(drawn["Cues"], json!([]), "{drawn}");
    let genre = drawn["Genre"][0][0].as_str().expect("a chart").replace('$', "");
    let cells = genre.rsplit_once('!').expect("cells of the sheet").1.to_owned();
    let rows: Vec<u32> = cells.split(':').filter_map(|cell| cell[1..].parse().ok()).collect();
    assert_eq!(rows[1] - rows[0] + 1, 2, "folk, and what nobody said: {drawn}");
    let refused = stage.studio().export_season_report(&asked, studio::Form::Pdf, &stage.file("report.pdf"), false);
    assert!(refused.is_err(), "nothing is written over unasked");
}

#[test]
fn the_command_counts_the_sample_season() {
    let shell = Shell::default();
    shell.sample("My Heart.needledrop");
    let told = shell.json(&["report", "My Heart.needledrop", "-o", "report.xlsx"]);
    let seconds = |episodes: &Value| -> i64 {
        let each = episodes.as_array().expect("episodes").iter();
        each.map(|one| one["music"].as_i64().expect("flicks") / second(1)).sum()
    };
    let studio = Studio::open(&shell.path("My Heart.needledrop")).expect("it opens");
    let known = studio.season_report(&SeasonReportAsked::default()).expect("the report");
    assert_eq!(seconds(&told["episodes"]), known.episodes.iter().map(|one| one.music.0 / second(1)).sum::<i64>());
    assert!(told["risks"].as_array().is_some_and(|risks| risks.len() >= 3));
    assert!(shell.path("report.xlsx").is_file());
    studio.close().expect("closed");
    let refused = shell.refused(&["report", "My Heart.needledrop", "-o", "report.txt"]);
    assert!(refused.contains("is written as .pdf, .xlsx or .docx"), "{refused}");
    let refused = shell.refused(&["report", "My Heart.needledrop", "9x09"]);
    assert!(refused.contains("here is no episode 9x09 in this show"), "{refused}");
}
