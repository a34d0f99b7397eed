//! The lists: clearance log, budget, spotting notes, soundtrack album.

use std::collections::BTreeMap;

use model::{BudgetCategory, ClearanceStatus, CueKind, LaneKind, Scene, TrackId};
use timebase::{Position, Timecode};

use super::Paper;
use super::credits::{self, Names};
use super::facts::{BudgetScope, BudgetSum, PaperFacts, Right};
use super::letter::uses;
use super::list::{List, ListCell, ListFact, ListRow, ListTable, columns, fact, row};
use super::production::Production;
use super::words::{dates, joined, length, money, term};
use crate::sheet::{SheetCue, written_day as day};
use model::words::{counted, listed};

fn head(facts: &PaperFacts) -> Vec<ListFact> {
    let production = Production::of(facts);
    vec![
        fact("Programme", production.programme()),
        fact("Production company", production.company),
        fact("Cut", production.cut),
        fact("As of", day(&facts.sheet.date)),
    ]
}

pub(super) fn clearance_log(facts: &PaperFacts) -> List {
    let line = |right: &Right| {
        let (line, currency) = (&right.line, right.currency(&facts.currency));
        let uses = uses(facts, right);
        let track = uses.iter().flat_map(|used| &used.cues).find_map(|cue| cue.track.as_ref());
        let cues: Vec<String> = uses.iter().map(super::letter::Used::numbers).collect();
        let some = |amount: i64| Some(amount).filter(|amount| *amount > 0);
        let beyond = some(right.settlement.beyond)
            .map(|beyond| format!("{} paid more than agreed", money(Some(beyond), currency)))
            .unwrap_or_default();
        let party = right.party.as_ref();
        let contact =
            party.map(|party| joined(&[&party.contact, &party.email, &party.phone], "\n")).unwrap_or_default();
        let next = match (line.next_on.as_str(), line.next_action.as_str()) {
            ("", action) => action.to_owned(),
            (on, "") => on.to_owned(),
            (on, action) => format!("{on}: {action}"),
        };
        let last =
            right.last.as_ref().map(|event| format!("{}: {}", event.at.get(..10).unwrap_or(&event.at), event.body));
        row(vec![
            ListCell::text(cues.join(", ")),
            ListCell::text(track.map(|track| joined(&[&track.title, &track.artist], "\n")).unwrap_or_default()),
            ListCell::text(line.side.word()),
            ListCell::share(line.share),
            ListCell::text(right.licensor()),
            ListCell::text(contact),
            ListCell::text(line.status.word()),
            ListCell::text(line.since.clone()),
            ListCell::money(line.fee, currency),
            ListCell::money(some(right.settlement.paid), currency),
            ListCell::money(some(right.settlement.owed), currency),
            ListCell::text(terms(right, currency)),
            ListCell::text(right.group.clone()),
            ListCell::text(next),
            ListCell::text(last.unwrap_or_default()),
            ListCell::text(joined(&[&line.reference, &line.note, &beyond], "\n")),
        ])
    };
    let mut notes = Vec::new();
    for (track, missing) in &facts.gaps {
        if *missing > 0 {
            let title = title_of(facts, *track);
            notes.push(format!("{title}: {} without a line that covers all of it", counted(*missing, "side")));
        }
    }
    List {
        title: Paper::ClearanceLog.title().into(),
        facts: head(facts),
        tables: vec![ListTable {
            name: "Clearance log".into(),
            columns: columns(&[
                ("Cue", 8, false),
                ("Track", 18, false),
                ("Side", 12, false),
                ("Share", 9, true),
                ("Licensor", 17, false),
                ("Contact", 27, false),
                ("Status", 12, false),
                ("Since", 13, false),
                ("Fee", 10, true),
                ("Paid", 10, true),
                ("Owed", 10, true),
                ("Terms", 21, false),
                ("MFN", 7, false),
                ("Next", 16, false),
                ("Last event", 17, false),
                ("Notes", 10, false),
            ]),
            rows: facts.rights.iter().map(line).collect(),
        }],
        notes,
    }
}

/// Media, territory, term, dates, limits and options, a line each.
fn terms(right: &Right, currency: &str) -> String {
    let line = &right.line;
    let mut told = vec![joined(&[&line.media, &line.territory, term(line)], ", ")];
    told.push(dates(&line.starts, &line.ends));
    told.push(line.max_length.map(|most| format!("at most {} a use", length(most))).unwrap_or_default());
    told.push(line.max_uses.map(|most| counted(usize::try_from(most).unwrap_or(0), "use")).unwrap_or_default());
    for option in &right.options {
        let state = if option.exercised {
            "taken".to_owned()
        } else if option.exercise_by.is_empty() {
            String::new()
        } else {
            format!("until {}", option.exercise_by)
        };
        told.push(joined(&[&format!("option {}", option.label), &money(option.fee, currency), &state], ", "));
    }
    let told: Vec<&str> = told.iter().map(String::as_str).collect();
    joined(&told, "\n")
}

fn title_of(facts: &PaperFacts, id: TrackId) -> String {
    let tracks = facts.sheet.cues.iter().filter_map(|cue| cue.track.as_ref());
    tracks.clone().find(|track| track.id == id).map(|track| track.title.clone()).unwrap_or_default()
}

pub(super) fn budget(facts: &PaperFacts) -> List {
    let currency = &facts.currency;
    let table = |scope: &BudgetScope| {
        let of = |sum: &BudgetSum, is_sum: bool| ListRow {
            cells: vec![
                ListCell::text(sum.category.map_or("All", category)),
                ListCell::money(sum.amount, currency),
                ListCell::money(Some(sum.figures.estimated), currency),
                ListCell::money(Some(sum.figures.quoted), currency),
                ListCell::money(Some(sum.figures.agreed), currency),
                ListCell::money(Some(sum.figures.confirmed), currency),
                ListCell::money(Some(sum.figures.paid), currency),
                ListCell::money(Some(sum.figures.committed()), currency),
                ListCell::money(Some(sum.figures.at_risk()), currency),
                ListCell::money(Some(sum.figures.forecast()), currency),
                ListCell::money(sum.amount.map(|amount| amount - sum.figures.forecast()), currency),
                ListCell::money(Some(sum.figures.owed()), currency),
            ],
            sum: is_sum,
        };
        let mut rows: Vec<ListRow> = scope.lines.iter().map(|sum| of(sum, false)).collect();
        rows.push(of(&scope.whole, true));
        ListTable {
            name: scope.title.clone(),
            columns: columns(&[
                ("Category", 12, false),
                ("Budget", 11, true),
                ("Estimated", 11, true),
                ("Quoted", 11, true),
                ("Agreed", 11, true),
                ("Confirmed", 11, true),
                ("Paid", 11, true),
                ("Committed", 11, true),
                ("At risk", 11, true),
                ("Forecast", 11, true),
                ("Left", 11, true),
                ("Owed", 11, true),
            ]),
            rows,
        }
    };
    let mut tables: Vec<ListTable> = facts.budgets.iter().map(table).collect();
    tables.push(options(facts));
    let without_rate = facts.budgets.first().map_or(0, |scope| scope.whole.figures.without_rate);
    let mut notes = vec![
        "Paid: payments that were made. Agreed, confirmed: not paid yet. Committed: these three. Owed: committed and not \
         paid. At risk: used in the picture and not committed. Forecast: committed and at risk."
            .to_owned(),
    ];
    let top_ups = facts.budgets.first().map_or(0, |scope| scope.whole.figures.top_ups);
    if top_ups > 0 {
        let told = money(Some(top_ups), currency);
        notes
            .push(format!("Confirmed includes {told} of top-ups that MFN groups ask for and nobody has confirmed yet"));
    }
    if without_rate > 0 {
        notes.push(format!("{} in a currency without a rate, and in none of the sums", counted(without_rate, "line")));
    }
    // Its tables are of the season and of all its episodes, not of the one that is open.
    let mut above = head(facts);
    above.retain(|fact| fact.label != "Cut" && fact.label != "Programme");
    above.insert(0, fact("Programme", format!("{}, season {}", facts.sheet.show, facts.sheet.season)));
    above.push(fact("Currency", currency.clone()));
    List { title: Paper::Budget.title().into(), facts: above, tables, notes }
}

const fn category(category: BudgetCategory) -> &'static str {
    match category {
        BudgetCategory::Songs => "Songs",
        BudgetCategory::Score => "Score",
        BudgetCategory::Library => "Library",
        BudgetCategory::Options => "Options",
    }
}

/// The options of the episode's lines: what more could be had, and until when.
fn options(facts: &PaperFacts) -> ListTable {
    let mut rows = Vec::new();
    for right in &facts.rights {
        for option in &right.options {
            rows.push(row(vec![
                ListCell::text(title_of(facts, right.line.track)),
                ListCell::text(right.line.side.word()),
                ListCell::text(right.licensor()),
                ListCell::text(option.label.clone()),
                ListCell::text(joined(&[&option.media, &option.territory, &option.term], ", ")),
                ListCell::money(option.fee, right.currency(&facts.currency)),
                ListCell::text(option.exercise_by.clone()),
                ListCell::text(if option.exercised { "taken" } else { "open" }),
            ]));
        }
    }
    ListTable {
        name: format!("Options of {}", facts.sheet.name),
        columns: columns(&[
            ("Track", 20, false),
            ("Side", 10, false),
            ("Licensor", 20, false),
            ("Option", 16, false),
            ("Terms", 24, false),
            ("Fee", 11, true),
            ("Until", 11, false),
            ("State", 9, false),
        ]),
        rows,
    }
}

pub(super) fn spotting_notes(facts: &PaperFacts) -> List {
    let timecode = |at: Position| {
        Timecode::from_frames(facts.sheet.start + facts.sheet.rate.frame_at(at), facts.sheet.rate).to_string()
    };
    let mut cues: Vec<&SheetCue> = facts.sheet.cues.iter().collect();
    let start = |cue: &SheetCue| {
        cue.span
            .map(|span| span.start)
            .or_else(|| facts.spots.get(&cue.id).map(|spot| spot.at))
            .unwrap_or(Position::ZERO)
    };
    cues.sort_by_key(|cue| (start(cue), cue.id));
    let line = |cue: &SheetCue| {
        let spot = facts.spots.get(&cue.id);
        let at = start(cue);
        let scene = scene_at(facts, cue, at);
        let music = cue.track.as_ref().map(|track| joined(&[&track.title, &track.artist], "\n")).unwrap_or_default();
        let hits = facts.hits.iter().filter(|hit| cue.span.is_some_and(|span| span.contains(hit.at)));
        let hits: Vec<String> = hits.map(|hit| joined(&[&timecode(hit.at), &hit.label], " ")).collect();
        let (brief, themes, notes) =
            spot.map(|spot| (spot.brief.as_str(), spot.themes.join(", "), spot.notes.join("\n"))).unwrap_or_default();
        let about = joined(&[&cue.title, brief, &themes], "\n");
        let scene_text = scene.map(|scene| joined(&[&scene.number, &scene.slugline], " ")).unwrap_or(cue.scene.clone());
        let mood = scene.map(|scene| {
            let intensity = scene.intensity.map(|intensity| format!("intensity {intensity}")).unwrap_or_default();
            joined(&[&scene.moods.join(", "), &intensity], "\n")
        });
        row(vec![
            ListCell::text(cue.number.clone()),
            ListCell::text(scene_text),
            ListCell::text(timecode(at)),
            ListCell::text(cue.span.map(|span| timecode(span.end)).unwrap_or_default()),
            ListCell::length(cue.length()),
            ListCell::text(kind(cue, spot.map(|spot| spot.kind))),
            ListCell::text(about),
            ListCell::text(mood.unwrap_or_default()),
            ListCell::text(hits.join("\n")),
            ListCell::text(music),
            ListCell::text(notes),
        ])
    };
    let sources = facts.spots.values().filter(|spot| spot.kind == CueKind::Source).count();
    let mut above = head(facts);
    above.push(fact("Cues", format!("{} starts, {sources} of them source", cues.len())));
    List {
        title: Paper::SpottingNotes.title().into(),
        facts: above,
        tables: vec![ListTable {
            name: "Spotting notes".into(),
            columns: columns(&[
                ("Cue", 8, false),
                ("Scene", 16, false),
                ("In", 14, false),
                ("Out", 14, false),
                ("Length", 8, true),
                ("Kind", 9, false),
                ("Description", 24, false),
                ("Mood", 13, false),
                ("Hits", 18, false),
                ("Music", 18, false),
                ("Notes", 22, false),
            ]),
            rows: cues.into_iter().map(line).collect(),
        }],
        notes: Vec::new(),
    }
}

fn scene_at<'a>(facts: &'a PaperFacts, cue: &SheetCue, at: Position) -> Option<&'a Scene> {
    let own = facts.scenes.iter().find(|scene| !cue.scene.is_empty() && scene.number == cue.scene);
    own.or_else(|| facts.scenes.iter().find(|scene| scene.span().contains(at)))
}

fn kind(cue: &SheetCue, kind: Option<CueKind>) -> &'static str {
    match (kind, cue.lane) {
        (Some(CueKind::Source), _) | (None, LaneKind::Source) => "source",
        (_, LaneKind::Score) => "score",
        (_, LaneKind::Songs) => "song",
        (_, LaneKind::Source | LaneKind::Other) => "music",
    }
}

pub(super) fn soundtrack(facts: &PaperFacts) -> List {
    let albums: BTreeMap<TrackId, String> = album_rights(facts);
    let line = |(index, (track, cues)): (i64, (&crate::sheet::TrackFacts, Vec<&SheetCue>))| {
        let names = Names::of(track);
        let numbers: Vec<&str> = cues.iter().map(|cue| cue.number.as_str()).collect();
        let work = track.work.as_ref().map(|work| credits::iswc(&work.work.iswc)).unwrap_or_default();
        row(vec![
            ListCell::number(index),
            ListCell::text(track.title.clone()),
            ListCell::text(track.artist.clone()),
            ListCell::text(listed(&[names.writers, names.arrangers].concat())),
            ListCell::text(listed(&names.publishers)),
            ListCell::text(if track.label.is_empty() { track.library.clone() } else { track.label.clone() }),
            ListCell::text(track.isrc.clone()),
            ListCell::text(work),
            ListCell::length(facts.lengths.get(&track.id).copied()),
            ListCell::text(numbers.join(", ")),
            ListCell::text(albums.get(&track.id).cloned().unwrap_or_else(|| "not asked".to_owned())),
        ])
    };
    List {
        title: Paper::Soundtrack.title().into(),
        facts: head(facts),
        tables: vec![ListTable {
            name: "Soundtrack album".into(),
            columns: columns(&[
                ("#", 4, true), ("Title", 20, false), ("Artist", 17, false), ("Writers", 20, false),
                ("Publishers", 20, false), ("Label", 16, false), ("ISRC", 14, false), ("ISWC", 16, false),
                ("Length", 8, true), ("Cues", 9, false), ("Album rights", 26, false),
            ]),
            rows: (1..).zip(credits::heard(facts)).map(line).collect(),
        }],
        notes: vec![
            "A licence for the programme is none for an album. Album rights are read from lines and options whose media \
             or name says album or soundtrack."
                .to_owned(),
        ],
    }
}

/// What lines and options say of an album, by recording.
fn album_rights(facts: &PaperFacts) -> BTreeMap<TrackId, String> {
    let says = |text: &str| {
        let text = text.to_lowercase();
        text.contains("album")
            || text.contains("soundtrack")
            || text.split(|letter: char| !letter.is_alphabetic()).any(|word| word == "ost")
    };
    let mut found: BTreeMap<TrackId, Vec<String>> = BTreeMap::new();
    for right in &facts.rights {
        let side = right.line.side.word();
        let of = found.entry(right.line.track).or_default();
        if says(&right.line.media) {
            of.push(format!("{side}: in the licence, {}", right.line.status.word()));
        }
        for option in right.options.iter().filter(|option| says(&option.label) || says(&option.media)) {
            let state = match (option.exercised, option.exercise_by.as_str()) {
                (true, _) => "option exercised".to_owned(),
                (false, "") => "option".to_owned(),
                (false, until) => format!("option until {until}"),
            };
            of.push(joined(&[&format!("{side}: {state}"), &money(option.fee, right.currency(&facts.currency))], ", "));
        }
        if right.line.status == ClearanceStatus::NotNeeded && !says(&right.line.media) {
            of.push(format!("{side}: not needed"));
        }
    }
    found.into_iter().filter(|(_, told)| !told.is_empty()).map(|(track, told)| (track, told.join("\n"))).collect()
}
