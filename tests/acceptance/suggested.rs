//! What tags suggest is taken in one step, or waved away, and is never fact before.

use model::{RawTag, Share, Suggestion, Track};
use serde_json::json;
use store::Document;
use tests::stage::{ALPHA, Stage, track};

fn stage(set: impl FnOnce(&mut Track), raw: &[(&str, &str)]) -> Stage {
    let mut alpha = track(1, "Alpha", 10);
    set(&mut alpha);
    let tags: Vec<RawTag> =
        raw.iter().map(|(key, value)| RawTag { key: (*key).into(), value: (*value).into() }).collect();
    Stage::changed(&[alpha], |document: &mut Document| {
        let ids = document.ids();
        document
            .edit("Tags", None, "2026-01-01T00:00:00Z", |rows| rows.set_raw_tags(ALPHA, &tags, &ids))
            .expect("tags");
    })
}

fn open(stage: &Stage) -> Vec<Suggestion> {
    stage.studio().track(ALPHA).expect("the track").suggestions
}

fn keys(stage: &Stage) -> Vec<String> {
    open(stage).into_iter().map(|suggestion| suggestion.key).collect()
}

fn shares(stage: &Stage) -> Vec<(String, String, String, i64)> {
    let work = stage.studio().track(ALPHA).expect("the track").work.expect("a work");
    let told = |share: &studio::views::ShareView| {
        (share.name.clone(), share.who.society.clone(), share.who.ipi.clone(), share.share.share.0)
    };
    work.shares.iter().map(told).collect()
}

#[test]
fn all_that_tags_say_is_taken_in_one_step() {
    let mut stage = stage(
        |track| {
            track.composer = "Ines Vold, J. Vold".into();
            track.grouping = "Ines Vold (TONO) 75%, Jon Vold IPI 01280391067 25% / Fjord Songs (TONO) 100%".into();
            track.comment = "One-stop: sync@fjord.example".into();
            track.label = "Northlight Records".into();
        },
        &[("TXXX:ISWC", "T-034.524.680-1"), ("TXXX:CATALOGNUMBER", "NL 12")],
    );
    let before = stage.studio().track(ALPHA).expect("the track");
    assert!(before.work.is_none() && before.recording.label.is_none());
    assert_eq!(before.suggestions.len(), 8);
    assert_eq!(before.suggestions[1].sources[1].tag, "GROUPING");
    let all = keys(&stage);
    stage.edit(json!({ "type": "acceptSuggestions", "track": ALPHA, "keys": all }));
    let view = stage.studio().track(ALPHA).expect("the track");
    assert_eq!((view.label_name.as_str(), view.recording.catalogue_number.as_str()), ("Northlight Records", "NL 12"));
    let work = view.work.expect("a work");
    assert_eq!(
        (work.work.title.as_str(), work.iswc_shown.as_str(), work.work.note.as_str()),
        ("Alpha", "T-034.524.680-1", "One-stop")
    );
    assert_eq!((work.writers_sum, work.publishers_sum), (Share::WHOLE, Share::WHOLE));
    assert_eq!(work.shares[2].who.email, "sync@fjord.example");
    assert_eq!(
        shares(&stage),
        [
            ("Ines Vold".into(), "TONO".into(), String::new(), 750_000),
            ("Jon Vold".into(), String::new(), "01280391067".into(), 250_000),
            ("Fjord Songs".into(), "TONO".into(), String::new(), 1_000_000),
        ]
    );
    assert_eq!(open(&stage), []);
}

#[test]
fn a_writer_alone_has_all_and_what_several_have_is_nobodys_to_guess() {
    let parts = |stage: &Stage| shares(stage).iter().map(|share| share.3).collect::<Vec<_>>();
    let accept = |stage: &mut Stage, keys: &[String]| {
        stage.edit(json!({ "type": "acceptSuggestions", "track": ALPHA, "keys": keys }));
    };
    let three = || stage(|track| track.composer = "Ines Vold, Jon Vold, Ada Berg".into(), &[]);
    let mut at_once = three();
    let all = keys(&at_once);
    accept(&mut at_once, &all);
    assert_eq!(parts(&at_once), [0, 0, 0]);
    let mut stage = three();
    accept(&mut stage, &all[..1]);
    assert_eq!(parts(&stage), [1_000_000]);
    accept(&mut stage, &all[1..2]);
    assert_eq!(parts(&stage), [1_000_000, 0]);
    let work = stage.studio().track(ALPHA).expect("the track").work.expect("a work");
    assert!(work.findings.iter().any(|one| one.message.starts_with("Jon Vold has 0 %")), "{:?}", work.findings);
}

#[test]
fn whoever_is_known_is_told_the_rest() {
    let mut stage = stage(|track| track.grouping = "J Vold IPI 01280391067".into(), &[]);
    let made = stage.edit(json!({ "type": "addWork", "title": "Alpha", "tracks": [ALPHA] }));
    let [studio::edits::Created::Work(work)] = made[..] else { panic!("{made:?}") };
    let share = json!({ "name": "Jon Vold", "role": "author", "share": 250_000 });
    stage.edit(json!({ "type": "setShares", "work": work, "shares": [share] }));
    let key = keys(&stage).remove(0);
    stage.edit(json!({ "type": "acceptSuggestions", "track": ALPHA, "keys": [key] }));
    assert_eq!(shares(&stage), [("Jon Vold".into(), String::new(), "01280391067".into(), 250_000)]);
}

#[test]
fn what_was_waved_away_stays_away_until_it_is_recalled() {
    let mut stage = stage(|track| track.composer = "Ines Vold".into(), &[]);
    let all = keys(&stage);
    stage.edit(json!({ "type": "dismissSuggestions", "track": ALPHA, "keys": all }));
    assert_eq!(open(&stage), []);
    assert!(stage.studio().track(ALPHA).expect("the track").work.is_none());
    stage.edit(json!({ "type": "recallSuggestions", "track": ALPHA }));
    assert_eq!(keys(&stage), all);
    let told = stage.refused(json!({ "type": "acceptSuggestions", "track": ALPHA, "keys": ["writer|nobody"] }));
    assert!(told.contains("do not say that any more"), "{told}");
}

#[test]
fn of_two_readings_of_one_text_only_one_can_be_accepted() {
    let mut stage = stage(|track| track.composer = "Tiësto, Ava Max".into(), &[]);
    let suggested = open(&stage);
    assert!(suggested.iter().all(|one| one.open.is_some()), "{suggested:?}");
    let all = keys(&stage);
    let told = stage.refused(json!({ "type": "acceptSuggestions", "track": ALPHA, "keys": all }));
    assert!(told.contains("\"Tiësto, Ava Max\" may be one name or several"), "{told}");
    assert!(stage.studio().track(ALPHA).expect("the track").work.is_none());
    stage.edit(json!({ "type": "acceptSuggestions", "track": ALPHA, "keys": all[1..] }));
    let names: Vec<String> = shares(&stage).into_iter().map(|share| share.0).collect();
    assert_eq!(names, ["Tiësto", "Ava Max"]);
    // The other reading is not suggested any more.
    assert_eq!(open(&stage), []);
    stage.studio().undo().expect("undone");
    assert_eq!(keys(&stage), all);
}

#[test]
fn a_last_name_of_two_words_stays_whole() {
    let mut stage = stage(|track| track.composer = "García Márquez, Gabriel".into(), &[]);
    let all = keys(&stage);
    stage.edit(json!({ "type": "acceptSuggestions", "track": ALPHA, "keys": all }));
    let query = studio::views::DirectoryQuery { limit: 10, ..Default::default() };
    let people = stage.studio().parties(&query).expect("the parties").rows;
    let told: Vec<_> = people.iter().map(|row| (row.party.name.as_str(), row.party.first_name.as_str())).collect();
    assert_eq!(told, [("García Márquez", "Gabriel")]);
}
