//! Searching the library: the index in memory answers as one made anew would, whatever happened before.

use model::{Track, TrackId};
use proptest::prelude::*;
use serde_json::json;
use studio::edits::EditRequest;
use studio::views::{LibraryQuery, LibrarySort};
use tests::stage::{Stage, track};

const WORDS: [&str; 8] = ["spark", "Spiegel", "ébène", "tide", "Tidal", "9th", "rock’n’roll", "夜の歌"];
const QUERIES: [&str; 9] = ["", "s", "sp t", "EBENE", "ti", "9", "rocknr", "夜", "zzz"];

#[derive(Debug, Clone)]
enum Step {
    Edit { track: usize, title: usize, artist: usize, mood: usize },
    Remove { track: usize },
    Undo,
    Redo,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let word = 0..WORDS.len();
    let edit = (0..12_usize, word.clone(), word.clone(), word).prop_map(|(track, title, artist, mood)| Step::Edit {
        track,
        title,
        artist,
        mood,
    });
    let step = prop_oneof![
        5 => edit,
        2 => (0..12_usize).prop_map(|track| Step::Remove { track }),
        2 => Just(Step::Undo),
        1 => Just(Step::Redo),
    ];
    prop::collection::vec(step, 1..24)
}

fn library() -> Vec<Track> {
    let titled = |id: i64| {
        let word = |offset: i64| WORDS[usize::try_from(id + offset).expect("small") % WORDS.len()];
        Track { title: format!("{} {}", word(0), word(3)), genre: word(5).into(), ..track(id, "", id) }
    };
    (1..=12).map(titled).collect()
}

/// Every answer to every question.
fn answers(stage: &Stage) -> Vec<(String, usize, Vec<TrackId>)> {
    let sorts = [LibrarySort::Best, LibrarySort::Title, LibrarySort::Artist, LibrarySort::Duration, LibrarySort::Used];
    let mut answers = Vec::new();
    for text in QUERIES {
        for sort in sorts {
            for descending in [false, true] {
                let query = LibraryQuery { text: text.into(), sort, descending, offset: 0, limit: 100 };
                let page = stage.studio().library(&query);
                let rows = page.rows.iter().map(|row| row.id).collect();
                answers.push((format!("{text} {sort:?} {descending}"), page.matched, rows));
            }
        }
    }
    answers
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_index_that_was_kept_answers_as_a_new_one(steps in steps()) {
        let mut stage = Stage::with_tracks(&library());
        for step in steps {
            let edit = match step {
                Step::Edit { track, title, artist, mood } => json!({
                    "type": "editTracks", "tracks": [track + 1],
                    "set": { "title": WORDS[title], "artist": WORDS[artist], "mood": WORDS[mood] },
                }),
                Step::Remove { track } => json!({ "type": "removeTracks", "tracks": [track + 1] }),
                Step::Undo => {
                    stage.studio().undo().expect("undone");
                    continue;
                }
                Step::Redo => {
                    stage.studio().redo().expect("redone");
                    continue;
                }
            };
            let edits = vec![serde_json::from_value(edit).expect("an edit")];
            // Tracks that are gone already refuse; that is a step as well.
            let _ = stage.studio().edit(&EditRequest { edits, label: None, merge_key: None });
        }
        let kept = answers(&stage);
        stage.reopen();
        prop_assert_eq!(kept, answers(&stage));
    }
}

#[test]
fn words_are_found_by_their_beginnings_without_case_and_accents() {
    let titles = |titles: &[&str]| -> Vec<Track> { (1..).zip(titles).map(|(id, title)| track(id, title, 1)).collect() };
    let stage = Stage::with_tracks(&titles(&["Ébène Noire", "Rock’n’Roll", "The Tide", "Tidal Spark"]));
    let found = |text: &str| -> Vec<String> {
        let page = stage.studio().library(&LibraryQuery { text: text.into(), limit: 10, ..Default::default() });
        page.rows.into_iter().map(|row| row.title).collect()
    };
    assert_eq!(found("ebene"), ["Ébène Noire"]);
    assert_eq!(found("rocknroll"), ["Rock’n’Roll"]);
    assert_eq!(found("tid"), ["The Tide", "Tidal Spark"]);
    assert_eq!(found("tid SP"), ["Tidal Spark"]);
    assert_eq!(found("ide"), Vec::<String>::new());
}

#[test]
fn the_list_sorts_by_rights_and_by_uses_as_they_change() {
    let mut stage = Stage::with_tracks(&[track(1, "Alpha", 10), track(2, "Bravo", 20), track(3, "Charlie", 30)]);
    let order = |stage: &Stage, sort, descending| -> Vec<String> {
        let query = LibraryQuery { sort, descending, limit: 10, ..Default::default() };
        stage.studio().library(&query).rows.into_iter().map(|row| row.title).collect()
    };
    assert_eq!(order(&stage, LibrarySort::Used, true), ["Charlie", "Bravo", "Alpha"]);
    stage.place(TrackId(2), 1, 0, 5);
    stage.place(TrackId(1), 1, 10, 5);
    stage.place(TrackId(2), 1, 20, 5);
    assert_eq!(order(&stage, LibrarySort::Used, true), ["Bravo", "Alpha", "Charlie"]);
    assert_eq!(order(&stage, LibrarySort::Used, false), ["Charlie", "Alpha", "Bravo"]);

    stage.right(TrackId(3), "master", json!({ "licensor": "Northlight", "status": "denied" }));
    stage.right(TrackId(1), "oneStop", json!({ "licensor": "Harbour Library", "status": "notNeeded" }));
    assert_eq!(order(&stage, LibrarySort::Rights, true), ["Charlie", "Bravo", "Alpha"]);
    assert_eq!(order(&stage, LibrarySort::Rights, false), ["Alpha", "Bravo", "Charlie"]);
}
