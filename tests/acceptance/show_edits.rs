//! The show, its episodes, cuts, reels, scenes, hits, lanes, characters and themes.

use model::CutId;
use serde_json::{Value, json};
use tests::stage::{ALPHA, BRAVO, CUT, EPISODE, Stage, row_in, second};
use timebase::{FrameRate, Frames};

fn cut_spec(label: &str, rate: &str, length: &str) -> Value {
    let rate = serde_json::to_value(rate.parse::<FrameRate>().expect("a rate")).expect("JSON");
    json!({ "label": label, "rate": rate, "start": "01:00:00:00", "length": length })
}

#[test]
fn the_show_is_renamed() {
    let mut stage = Stage::default();
    stage
        .edit(json!({ "type": "setShow", "title": " My Heart ", "currency": "eur", "productionCompany": "Pier Nine" }));
    let show = stage.studio().show().expect("the show");
    assert_eq!(
        (show.title.as_str(), show.currency.as_str(), show.production_company.as_str()),
        ("My Heart", "EUR", "Pier Nine")
    );
    assert_eq!(stage.refused(json!({ "type": "setShow", "title": "" })), "The show needs a name");
    assert_eq!(
        stage.refused(json!({ "type": "setShow", "currency": "euro" })),
        "\"euro\" is not a currency; write its three letters, such as USD"
    );
}

#[test]
fn episodes_come_change_and_go() {
    let mut stage = Stage::default();
    let add = |season: u32, number: u32| json!({ "type": "addEpisode", "season": season, "number": number, "title": "Two", "cut": cut_spec("Cut 1", "25", "00:01:00:00") });
    let id = match stage.edit(add(1, 2))[0] {
        studio::edits::Created::Episode(id) => id,
        ref other => panic!("{other:?}"),
    };
    assert_eq!(stage.refused(add(1, 1)), "Episode 1x01 exists already");
    stage.edit(json!({ "type": "editEpisode", "episode": id, "season": 2, "number": 1, "title": "Again" }));
    let names: Vec<String> =
        stage.studio().show().expect("the show").episodes.into_iter().map(|episode| episode.name).collect();
    assert_eq!(names, ["1x01", "2x01"]);
    assert!(stage.refused(json!({ "type": "editEpisode", "episode": id, "season": 1 })).contains("exists already"));
    stage.edit(json!({ "type": "removeEpisode", "episode": id }));
    stage.place(ALPHA, 1, 0, 5);
    stage.edit(json!({ "type": "removeEpisode", "episode": EPISODE }));
    assert_eq!(stage.studio().show().expect("the show").episodes.len(), 0);
}

#[test]
fn a_cut_that_cannot_be_is_refused() {
    let mut stage = Stage::default();
    let add = |spec: Value| json!({ "type": "addCut", "episode": EPISODE, "cut": spec });
    assert_eq!(stage.refused(add(cut_spec("Cut 1", "24", "5s"))), "There is already a cut called Cut 1");
    assert_eq!(stage.refused(add(cut_spec(" ", "24", "5s"))), "The cut needs a name");
    assert!(stage.refused(add(cut_spec("Cut 2", "24", "0s"))).contains("is not a length"));
    assert!(stage.refused(add(cut_spec("Cut 2", "24", "long"))).contains("is not a timecode"));
    assert_eq!(stage.refused(add(cut_spec("Cut 2", "24", "90000s"))), "The cut would run past 24 hours of timecode");
    let mut dropped = cut_spec("Cut 2", "29.97df", "60s");
    dropped["start"] = "00:01:00;00".into();
    assert!(stage.refused(add(dropped)).contains("does not exist in drop-frame"));
    assert_eq!(
        stage.refused(json!({ "type": "removeCut", "cut": CUT })),
        "An episode needs at least one cut; remove the episode instead"
    );
}

#[test]
fn a_newer_cut_carries_everything_frame_for_frame() {
    let mut stage = Stage::default();
    stage.place(ALPHA, 1, 5, 4);
    let (_, kept) = stage.place(BRAVO, 2, 22, 6);
    stage.edit(json!({ "type": "addHit", "cut": CUT, "at": second(6), "label": "her hand" }));
    let note = row_in(&stage.edit(json!({
        "type": "addNote", "cut": CUT, "placement": kept, "at": second(23), "author": "Dana", "body": "softer"
    })));
    stage.edit(json!({ "type": "addNote", "cut": CUT, "answers": note, "author": "Mara", "body": "done" }));
    let created = stage.edit(json!({
        "type": "addCut", "episode": EPISODE, "copyFrom": CUT, "cut": cut_spec("Cut 2", "23.976", "00:00:30:00")
    }));
    let copied = stage.studio().cut(CutId(row_in(&created[..1]))).expect("the copy");
    let frames = |position| FrameRate::F23_976.frame_nearest(position).0;
    let placed: Vec<(i64, i64)> = copied
        .placements
        .iter()
        .map(|view| (frames(view.placement.in_point), frames(view.placement.out_point)))
        .collect();
    assert_eq!(placed, [(120, 216), (528, 672)]);
    let scenes: Vec<(i64, i64)> =
        copied.scenes.iter().map(|scene| (frames(scene.in_point), frames(scene.out_point))).collect();
    assert_eq!(scenes, [(0, 480), (480, 720)], "the scene across the new end ends there, the one past it is left out");
    assert_eq!((copied.hits.len(), copied.notes.len(), copied.cues.len()), (1, 2, 2));
    assert!(copied.notes.iter().any(|note| note.answers.is_some()));
    stage.edit(json!({ "type": "removeCut", "cut": copied.cut.id }));
}

#[test]
fn another_rate_keeps_frame_numbers() {
    let mut stage = Stage::default();
    stage.place(ALPHA, 1, 5, 4);
    stage.edit(json!({ "type": "addHit", "cut": CUT, "at": second(6), "label": "" }));
    stage.edit(json!({ "type": "setReels", "cut": CUT, "reels": [{ "number": 1, "start": 0 }, { "number": 2, "start": second(30) }] }));
    let rate = serde_json::to_value(FrameRate::F23_976).expect("JSON");
    stage.edit(json!({ "type": "editCut", "cut": CUT, "set": { "rate": rate, "label": "Locked" } }));
    let cut = stage.cut();
    let rate = FrameRate::F23_976;
    assert_eq!(rate.frame_nearest(cut.placements[0].placement.in_point), Frames(120));
    assert!(rate.is_frame(cut.placements[0].placement.out_point));
    assert_eq!(rate.frame_nearest(cut.hits[0].at), Frames(144));
    assert_eq!(rate.frame_nearest(cut.reels[1].start), Frames(720));
    assert_eq!((cut.start_timecode.as_str(), cut.length_timecode.as_str()), ("01:00:00:00", "00:01:00:00"));
}

#[test]
fn a_cut_that_takes_the_rate_of_its_picture_keeps_what_lies_on_it_with_the_picture() {
    let mut stage = Stage::default();
    let set = |set: Value| json!({ "type": "editCut", "cut": CUT, "set": set });
    stage.edit(set(json!({ "rate": "25", "length": "50s" })));
    stage.place(ALPHA, 1, 5, 4);
    stage.edit(json!({ "type": "addHit", "cut": CUT, "at": second(10), "label": "" }));
    stage.edit(json!({ "type": "addNote", "cut": CUT, "at": second(11), "author": "Kim", "body": "Here" }));
    let before = stage.cut();
    stage.edit(set(json!({ "rate": "24", "keepTimes": true })));
    let cut = stage.cut();
    assert_eq!((cut.hits[0].at.0, cut.notes[0].at.map(|at| at.0)), (second(10), Some(second(11))));
    assert_eq!(cut.placements[0].placement.span(), before.placements[0].placement.span());
    assert_eq!((cut.cut.length, cut.length_timecode.as_str()), (before.cut.length, "00:00:50:00"));
    stage.edit(set(json!({ "rate": "25", "keepTimes": true, "length": "30s" })));
    assert_eq!((stage.cut().hits[0].at.0, stage.cut().length_timecode.as_str()), (second(10), "00:00:30:00"));
}

#[test]
fn a_cut_changes_its_start_length_and_picture() {
    let mut stage = Stage::default();
    let set = |set: Value| json!({ "type": "editCut", "cut": CUT, "set": set });
    stage.edit(set(json!({ "start": "10:00:00:12", "length": "90s", "picture": "/gone/pier.mp4" })));
    let cut = stage.cut();
    assert_eq!((cut.start_timecode.as_str(), cut.length_timecode.as_str()), ("10:00:00:12", "00:01:30:00"));
    assert!(cut.picture_missing);
    stage.edit(set(json!({ "picture": "" })));
    assert_eq!(stage.cut().cut.picture, None);
    assert!(stage.refused(set(json!({ "start": "24:00:00:00" }))).contains("hours go up to 23"));
}

#[test]
fn reels_give_cues_their_first_figure() {
    let mut stage = Stage::default();
    let reels = |reels: Value| json!({ "type": "setReels", "cut": CUT, "reels": reels });
    stage.edit(reels(json!([{ "number": 1, "start": 0 }, { "number": 2, "start": second(30) }])));
    assert_eq!(stage.place(ALPHA, 1, 31, 5).0, "2M01");
    assert_eq!(stage.place(ALPHA, 1, 29, 5).0, "1M01");
    assert_eq!(stage.refused(reels(json!([{ "number": 0, "start": 0 }]))), "A reel's number must be greater than zero");
    assert_eq!(stage.refused(reels(json!([{ "number": 3, "start": second(61) }]))), "That point lies outside Cut 1");
}

#[test]
fn scenes_come_change_and_go() {
    let mut stage = Stage::default();
    let scene = |number: &str, from: i64, to: i64| json!({ "number": number, "slugline": "EXT. PIER - DUSK", "inPoint": second(from), "outPoint": second(to), "moods": ["calm", " "] });
    let add = |scene: Value| json!({ "type": "addScene", "cut": CUT, "scene": scene });
    let id = row_in(&stage.edit(add(scene("22A", 10, 12))));
    assert_eq!(stage.refused(add(scene("9", 5, 5))), "Scene 9 must end after it starts");
    assert_eq!(stage.refused(add(scene("9", 50, 61))), "That point lies outside Cut 1");
    assert_eq!(stage.refused(add(scene("", 5, 6))), "The scene needs a name");
    let set = |set: Value| json!({ "type": "editScene", "scene": id, "set": set });
    stage.edit(set(json!({
        "number": "22B", "slugline": "INT.", "synopsis": "She waits.", "inPoint": second(11), "outPoint": second(13),
        "moods": ["tense"], "intensity": 8, "characters": ["Mara"],
    })));
    assert_eq!(stage.refused(set(json!({ "intensity": 11 }))), "Intensity goes from 0 to 10, not 11");
    stage.edit(set(json!({ "intensity": -1 })));
    let found = stage.cut().scenes.into_iter().find(|scene| scene.id.0 == id).expect("the scene");
    assert_eq!((found.number.as_str(), found.intensity, found.moods), ("22B", None, vec!["tense".to_owned()]));
    stage.place(ALPHA, 1, 0, 5);
    let cue = stage.cue("1M01").cue.id;
    stage.edit(json!({ "type": "editCues", "cues": [cue], "set": { "scene": id } }));
    stage.edit(json!({ "type": "removeScenes", "scenes": [id, 1] }));
    assert_eq!(stage.cue("1M01").cue.scene, None);
}

#[test]
fn replaced_scenes_keep_their_cues_by_number() {
    let mut stage = Stage::default();
    stage.place(ALPHA, 1, 0, 5);
    let cue = stage.cue("1M01").cue.id;
    stage.edit(json!({ "type": "editCues", "cues": [cue], "set": { "scene": 2 } }));
    let scene = |number: &str, from: i64| json!({ "number": number, "slugline": "", "inPoint": second(from), "outPoint": second(from + 10) });
    stage.edit(json!({ "type": "replaceScenes", "cut": CUT, "scenes": [scene("1", 0), scene("2", 40)] }));
    assert_eq!(stage.cue("1M01").scene_number.as_deref(), Some("2"));
    stage.edit(json!({ "type": "replaceScenes", "cut": CUT, "scenes": [scene("7", 0)] }));
    assert_eq!(stage.cue("1M01").cue.scene, None);
}

#[test]
fn hits_lie_on_frames_of_the_cut() {
    let mut stage = Stage::default();
    let frame = FrameRate::F24.frame().0;
    let id = row_in(&stage.edit(json!({ "type": "addHit", "cut": CUT, "at": frame * 10 + 5, "label": " wave " })));
    let hit = stage.cut().hits[0].clone();
    assert_eq!((hit.at.0, hit.label.as_str()), (frame * 10, "wave"));
    stage.edit(json!({ "type": "editHit", "hit": id, "at": frame * 20 - 3, "label": "breaks" }));
    assert_eq!(stage.cut().hits[0].at.0, frame * 20);
    assert_eq!(stage.refused(json!({ "type": "editHit", "hit": id, "at": -frame })), "That point lies outside Cut 1");
    stage.edit(json!({ "type": "removeHits", "hits": [id] }));
    assert!(stage.refused(json!({ "type": "removeHits", "hits": [id] })).starts_with("There is no hit"));
}

#[test]
fn lanes_come_change_and_go() {
    let mut stage = Stage::default();
    let id = row_in(&stage.edit(json!({ "type": "addLane", "name": "Stems", "kind": "other" })));
    assert_eq!(
        stage.refused(json!({ "type": "addLane", "name": "Songs", "kind": "other" })),
        "There is already a lane called Songs"
    );
    stage.edit(json!({ "type": "editLane", "lane": id, "name": "Themes", "kind": "score", "ordinal": 0 }));
    let names = |stage: &Stage| -> Vec<String> {
        stage.studio().show().expect("the show").lanes.into_iter().map(|lane| lane.name).collect()
    };
    assert_eq!(names(&stage), ["Themes", "Songs", "Score", "Source"]);
    stage.place(ALPHA, 1, 0, 5);
    let used = stage.refused(json!({ "type": "removeLane", "lane": 1 }));
    assert_eq!(used, "Lane Songs is not empty; move or remove its 1 placements first");
    for lane in [2, 3, id] {
        stage.edit(json!({ "type": "removeLane", "lane": lane }));
    }
    assert_eq!(names(&stage), ["Songs"]);
}

#[test]
fn the_last_lane_stays() {
    let mut stage = Stage::default();
    for lane in [1, 2] {
        stage.edit(json!({ "type": "removeLane", "lane": lane }));
    }
    assert_eq!(stage.refused(json!({ "type": "removeLane", "lane": 3 })), "A show needs at least one lane");
}

#[test]
fn themes_belong_to_characters_and_cues() {
    let mut stage = Stage::default();
    let mara = row_in(&stage.edit(json!({ "type": "addCharacter", "name": "Mara" })));
    assert_eq!(
        stage.refused(json!({ "type": "addCharacter", "name": "Mara" })),
        "There is already a character called Mara"
    );
    let theme = row_in(&stage.edit(json!({
        "type": "addTheme", "name": "Mara's theme", "character": mara, "tracks": [ALPHA, BRAVO, ALPHA]
    })));
    let themes = stage.studio().show().expect("the show").themes;
    assert_eq!(themes[0].tracks, [ALPHA, BRAVO]);
    stage.edit(json!({ "type": "editTheme", "theme": theme, "name": "Hers", "tracks": [BRAVO] }));
    let unknown = json!({ "type": "addTheme", "name": "X", "character": 99, "tracks": [] });
    assert_eq!(stage.refused(unknown), "There is no character 99 in this show; it may have been removed");
    stage.place(ALPHA, 1, 0, 5);
    let cue = stage.cue("1M01").cue.id;
    stage.edit(json!({ "type": "editCues", "cues": [cue], "set": { "themes": [theme] } }));
    stage.edit(json!({ "type": "removeTheme", "theme": theme }));
    assert_eq!(stage.cue("1M01").cue.themes, []);
}

#[test]
fn edits_of_one_request_take_effect_together_or_not_at_all() {
    let mut stage = Stage::default();
    let before = stage.seen();
    let edits = vec![json!({ "type": "setShow", "title": "Never" }), json!({ "type": "removeCut", "cut": CUT })];
    let edits = edits.into_iter().map(|edit| serde_json::from_value(edit).expect("an edit")).collect();
    let request = studio::edits::EditRequest { edits, label: None, merge_key: None };
    stage.studio().edit(&request).expect_err("the second is refused");
    assert_eq!(stage.seen(), before);
    stage.reopen();
    assert_eq!(stage.seen(), before);
}
