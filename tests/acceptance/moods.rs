//! Moods: the vocabulary that the show owns, and what scenes ask for against what recordings say.

use model::Feeling;
use serde_json::{Value, json};
use studio::views::{ArcStep, MoodList};
use tests::stage::{ALPHA, Stage, second};

fn moods(stage: &Stage) -> MoodList {
    stage.studio().mood_list(None).expect("the moods")
}

fn place(word: &str, valence: i64, arousal: i64) -> Value {
    json!({ "type": "setMood", "word": word, "valence": valence, "arousal": arousal })
}

fn at(stage: &Stage, seconds: i64) -> ArcStep {
    let steps = stage.studio().season_arc(None, None).expect("the arcs").episodes.remove(0).steps;
    *steps.iter().rev().find(|step| step.at.0 <= second(seconds)).expect("a step")
}

#[test]
fn a_show_starts_with_words_on_every_side_and_owns_them() {
    let mut stage = Stage::default();
    let known = moods(&stage).moods;
    assert!(known.len() >= 60, "{}", known.len());
    let side = |word: &str| {
        let mood = &known.iter().find(|one| one.mood.word == word).expect("the word").mood;
        (mood.valence.signum(), mood.arousal.signum())
    };
    assert_eq!([side("excited"), side("angry"), side("gloomy"), side("calm")], [(1, 1), (-1, 1), (-1, -1), (1, -1)]);
    let here = |stage: &Stage, word: &str| {
        moods(stage).moods.into_iter().find(|one| one.mood.word == word).map(|one| (one.mood.valence, one.mood.arousal))
    };
    stage.edit(place("  Sea-Sick ", -70, 20));
    assert_eq!(here(&stage, "sea-sick"), Some((-70, 20)));
    stage.edit(place("calm", 500, -500));
    assert_eq!(here(&stage, "calm"), Some((100, -100)), "brought within what there is");
    stage.edit(json!({ "type": "removeMoods", "words": ["calm", "sea-sick"] }));
    assert_eq!((here(&stage, "calm"), here(&stage, "sea-sick")), (None, None));
    assert_eq!(stage.refused(place(" ", 0, 0)), "The mood needs a name");
}

#[test]
fn scenes_ask_for_what_recordings_say_or_do_not() {
    let mut stage = Stage::default();
    stage.edit(place("blue", -80, -40));
    stage.edit(place("red", 40, 80));
    stage.edit(json!({ "type": "editScene", "scene": 1, "set": { "moods": ["Blue", "purple"] } }));
    stage.edit(json!({ "type": "editScene", "scene": 2, "set": { "moods": ["blue", "red"] } }));
    stage.edit(json!({ "type": "editTracks", "tracks": [ALPHA], "set": { "mood": "red; mauve" } }));
    stage.place(ALPHA, 1, 5, 10);
    assert_eq!(at(&stage, 2).asked, Some(Feeling { valence: -80, arousal: -40 }));
    assert_eq!(at(&stage, 2).heard, None);
    assert_eq!(at(&stage, 10).heard, Some(Feeling { valence: 40, arousal: 80 }));
    assert_eq!(at(&stage, 30).asked, Some(Feeling { valence: -20, arousal: 20 }), "the mean of its words");
    assert_eq!(at(&stage, 50).asked, None);
    let unknown: Vec<_> = moods(&stage).unknown.into_iter().map(|one| (one.word, one.scenes, one.cues)).collect();
    assert_eq!(unknown, [("mauve".to_owned(), 0, 1), ("purple".to_owned(), 1, 0)]);
    stage.edit(place("purple", 20, 0));
    assert_eq!(at(&stage, 2).asked, Some(Feeling { valence: -30, arousal: -20 }));
}
