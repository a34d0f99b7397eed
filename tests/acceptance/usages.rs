//! How cues are used: advised on from lane, track, place and season; taken, changed and forgotten for many at once.

use deliver::problem::Fix;
use model::{Confidence, Origin, Perception, ThemeRole, UsageFact, Voice};
use serde_json::json;
use studio::edits::{Edit, EditRequest, EpisodeEdit};
use studio::views::CueView;
use tests::stage::{ALPHA, BRAVO, CHARLIE, CUT, Stage, row_in, second, track};

fn advised(cue: &CueView) -> Vec<UsageFact> {
    cue.advice.iter().map(|advice| advice.sets).collect()
}

#[test]
fn what_lane_and_track_say_is_advised_and_not_taken() {
    let mut stage = Stage::default();
    stage.place(CHARLIE, 1, 0, 5);
    stage.edit(json!({ "type": "editTracks", "tracks": [BRAVO], "set": { "vocal": true } }));
    let (number, placement) = stage.place(BRAVO, 1, 10, 20);
    stage.edit(json!({ "type": "editTracks", "tracks": [BRAVO], "set": { "vocal": false } }));
    let cue = stage.cue(&number);
    assert_eq!((cue.usage_code.as_str(), advised(&cue)), ("BV", vec![UsageFact::Voice(Voice::Instrumental)]));
    assert_eq!(cue.advice[0].confidence, Confidence::Sure);
    assert_eq!(cue.advice[0].reason, "The library says that nobody sings on its track.");

    // Nobody says any more who sings; and it has gone to the source lane.
    stage.edit(json!({ "type": "editTracks", "tracks": [BRAVO], "set": { "vocal": "notSaid" } }));
    let moves = json!([{ "placement": placement, "inPoint": second(10), "lane": 3 }]);
    stage.edit(json!({ "type": "movePlacements", "moves": moves }));
    assert_eq!(stage.studio().track(BRAVO).expect("the track").track.vocal, None);
    assert_eq!(advised(&stage.cue(&number)), [UsageFact::Perception(Perception::Featured)]);
}

/// A stage on whose tracks nobody sings, so that nothing is advised of voices.
fn wordless() -> Stage {
    let mut stage = Stage::default();
    stage.edit(json!({ "type": "editTracks", "tracks": [ALPHA, BRAVO, CHARLIE], "set": { "vocal": false } }));
    stage
}

#[test]
fn a_voice_that_nobody_said_is_asked_for_and_what_is_waved_away_stays_away() {
    let mut stage = Stage::default();
    let (number, _) = stage.place(ALPHA, 1, 20, 5);
    let cue = stage.cue(&number);
    assert_eq!((cue.usage_code.as_str(), cue.cue.usage.voice), ("B", None));
    let vocal = UsageFact::Voice(Voice::Vocal);
    assert!(advised(&cue).contains(&vocal));
    stage.edit(json!({ "type": "dismissUsage", "cues": [cue.cue.id], "fact": vocal }));
    assert!(!advised(&stage.cue(&number)).contains(&vocal));
    stage.studio().undo().expect("undone");
    assert!(advised(&stage.cue(&number)).contains(&vocal));
    stage.studio().redo().expect("redone");
    stage.edit(json!({ "type": "recallUsage", "cues": [cue.cue.id] }));
    assert!(advised(&stage.cue(&number)).contains(&vocal));
    stage.edit(json!({ "type": "editCues", "cues": [cue.cue.id], "set": { "voice": "vocal" } }));
    assert_eq!(stage.cue(&number).usage_code, "BV");
    assert!(!advised(&stage.cue(&number)).contains(&vocal));
    stage.edit(json!({ "type": "editCues", "cues": [cue.cue.id], "set": { "voice": "notSaid" } }));
    assert_eq!(stage.cue(&number).cue.usage.voice, None);
    stage.edit(json!({ "type": "dismissUsage", "cues": [cue.cue.id], "fact": vocal }));
    stage.edit(json!({ "type": "removeCues", "cues": [cue.cue.id] }));
}

#[test]
fn titles_are_advised_by_place_until_they_are_given() {
    let mut stage = wordless();
    let (first, _) = stage.place(ALPHA, 1, 2, 8);
    let (middle, _) = stage.place(BRAVO, 1, 20, 10);
    let (last, _) = stage.place(BRAVO, 1, 45, 15);
    assert_eq!(advised(&stage.cue(&first)), [UsageFact::ThemeRole(ThemeRole::MainTitle)]);
    assert_eq!(advised(&stage.cue(&middle)), []);
    assert_eq!(advised(&stage.cue(&last)), [UsageFact::ThemeRole(ThemeRole::EndTitle)]);
    let other = stage.cue(&middle).cue.id;
    stage.edit(json!({ "type": "editCues", "cues": [other], "set": { "themeRole": "mainTitle" } }));
    assert_eq!(advised(&stage.cue(&first)), []);
    assert_eq!(stage.cue(&middle).theme_role_word, "main title");
    assert_eq!(stage.cue(&middle).usage_code, "BI");
}

#[test]
fn the_season_tells_the_main_title() {
    let mut stage = wordless();
    let (title, _) = stage.place(ALPHA, 1, 2, 8);
    let cue = stage.cue(&title).cue.id;
    stage.edit(json!({ "type": "editCues", "cues": [cue], "set": { "themeRole": "mainTitle" } }));
    let request = EditRequest { edits: vec![second_episode()], label: None, merge_key: None };
    stage.studio().edit(&request).expect("an episode");
    let show = stage.studio().show().expect("the show");
    let cut = show.episodes[1].cuts[0].id;
    for (at, length) in [(30, 8), (330, 8)] {
        stage.edit(json!({
            "type": "place", "cut": cut, "track": ALPHA, "lane": 1, "at": second(at), "length": second(length),
        }));
    }
    let view = stage.studio().cut(cut).expect("the cut");
    assert_eq!(advised(&view.cues[0]), [UsageFact::ThemeRole(ThemeRole::MainTitle)]);
    assert_eq!(view.cues[0].advice[0].reason, "The same recording is the main title of 1x01.");
    assert_eq!(advised(&view.cues[1]), [UsageFact::ThemeRole(ThemeRole::Theme)]);
}

fn second_episode() -> Edit {
    let cut = studio::edits::CutSpec {
        label: "Cut 1".into(),
        rate: timebase::FrameRate::F24,
        start: "01:00:00:00".into(),
        length: "00:10:00:00".into(),
        picture: None,
    };
    EpisodeEdit::AddEpisode { season: 1, number: 2, title: "Second".into(), cut }.into()
}

#[test]
fn one_change_goes_to_all_cues_and_origins_can_be_forgotten() {
    let mut tracks = [track(1, "Alpha", 10), track(2, "Bravo", 20)];
    tracks[0].isrc = "NOUM71900001".into();
    let mut stage = Stage::with_tracks(&tracks);
    let (one, _) = stage.place(ALPHA, 1, 12, 4);
    let (two, _) = stage.place(BRAVO, 1, 30, 5);
    let cues = [stage.cue(&one).cue.id, stage.cue(&two).cue.id];
    assert!(advised(&stage.cue(&one)).contains(&UsageFact::Origin(Origin::Commercial)));
    stage.edit(
        json!({ "type": "editCues", "cues": cues, "set": { "origin": "commissioned", "perception": "featured" } }),
    );
    for number in [&one, &two] {
        let usage = stage.cue(number).cue.usage;
        assert_eq!((usage.origin, usage.perception), (Some(Origin::Commissioned), Perception::Featured));
    }
    stage.edit(json!({ "type": "editCues", "cues": cues, "set": { "origin": "notSaid" } }));
    assert_eq!(stage.cue(&one).cue.usage.origin, None);
    let steps = stage.studio().history(1).expect("history");
    assert_eq!(steps[0].label, "Edit 2 cues");
    assert_eq!(stage.cut().cut.id, CUT);
}

#[test]
fn music_of_a_commission_is_advised_and_asked_for_as_commissioned_until_somebody_says_so() {
    let mut stage = Stage::default();
    let added = stage.edit(json!({ "type": "addCue", "cut": CUT, "at": second(5), "title": "The letter" }));
    let cue = row_in(&added);
    stage.edit(json!({ "type": "addCommission", "title": "The letter", "cues": [cue] }));
    let commission = stage.studio().commissions().expect("the commissions").commissions[0].commission.id;
    stage.edit(json!({ "type": "addCommissionVersion", "commission": commission, "track": ALPHA }));
    let origin = |stage: &Stage| {
        let problems = stage.studio().sheet(CUT, "cisac", false).expect("a sheet").problems;
        problems.into_iter().find(|problem| problem.title.contains("origin missing"))
    };
    let problem = origin(&stage).expect("what is missing");
    assert!(
        problem.message.ends_with("It came for commission C1: it is written for this show."),
        "{}",
        problem.message
    );
    let Some(Fix::SetUsage { usage, sure, label, .. }) = problem.fixes.first() else {
        panic!("no fix: {:?}", problem.fixes)
    };
    assert_eq!((usage.origin, *sure, label.as_str()), (Some(Origin::Commissioned), true, "call it commissioned"));
    let number = stage.cut().cues[0].cue.number.to_string();
    assert!(advised(&stage.cue(&number)).contains(&UsageFact::Origin(Origin::Commissioned)));
    stage.studio().mend(&problem.fixes[0]).expect("mended");
    assert_eq!((origin(&stage), stage.cue(&number).cue.usage.origin), (None, Some(Origin::Commissioned)));
}
