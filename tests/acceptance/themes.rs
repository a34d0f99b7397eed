//! Themes over a season: what there are, how cues state them, what episodes ask of them, and what is said of all that.

use serde_json::{Value, json};
use studio::views::{ThemeLine, ThemeMap};
use tests::command::Shell;
use tests::stage::{ALPHA, BRAVO, CUT, EPISODE, Stage, placement_in, request, row_in, second};

fn map(stage: &Stage) -> ThemeMap {
    stage.studio().theme_map(None, None).expect("the themes")
}

fn line(stage: &Stage, theme: i64) -> ThemeLine {
    let found = map(stage).themes.into_iter().find(|line| line.theme.id.0 == theme);
    found.expect("the theme")
}

/// A stage with Mara, in scenes 1 and 3, and her theme.
fn with_mara() -> (Stage, i64, i64) {
    let mut stage = Stage::default();
    let mara = row_in(&stage.edit(json!({ "type": "addCharacter", "name": "Mara" })));
    let theme = row_in(&stage.edit(json!({
        "type": "addTheme", "name": "Mara's theme", "character": mara, "tracks": [ALPHA],
        "about": " the letter ", "brief": "broken, then whole",
    })));
    for scene in [1, 3] {
        stage.edit(json!({ "type": "editScene", "scene": scene, "set": { "characters": ["MARA", "Jun"] } }));
    }
    (stage, mara, theme)
}

#[test]
fn a_theme_says_whose_it_is_and_what_is_to_become_of_it() {
    let (mut stage, mara, theme) = with_mara();
    let told = line(&stage, theme);
    assert_eq!((told.owner.as_str(), told.theme.about.as_str()), ("Mara", "the letter"));
    assert_eq!(told.theme.brief, "broken, then whole");
    stage
        .edit(json!({ "type": "editTheme", "theme": theme, "character": "notSaid", "about": "the pier", "brief": "" }));
    let told = line(&stage, theme);
    assert_eq!((told.owner.as_str(), told.theme.about.as_str(), told.theme.brief.as_str()), ("", "the pier", ""));
    assert_eq!(told.theme.name, "Mara's theme");
    stage.edit(json!({ "type": "editTheme", "theme": theme, "character": mara }));
    assert_eq!(line(&stage, theme).owner, "Mara");
    assert_eq!(
        stage.refused(json!({ "type": "editTheme", "theme": theme, "character": 99 })),
        "There is no character 99 in this show; it may have been removed"
    );
}

#[test]
fn a_name_is_of_one_theme_however_it_is_written() {
    let (mut stage, _, theme) = with_mara();
    let twice = json!({ "type": "addTheme", "name": " mara's  Theme ", "tracks": [] });
    assert_eq!(stage.refused(twice), "There is already a theme called Mara's theme");
    let other = row_in(&stage.edit(json!({ "type": "addTheme", "name": "Jun's theme", "tracks": [] })));
    let rename = |theme: i64, name: &str| json!({ "type": "editTheme", "theme": theme, "name": name });
    assert_eq!(stage.refused(rename(other, "MARA'S THEME")), "There is already a theme called Mara's theme");
    stage.edit(rename(theme, "Mara's Theme"));
    assert_eq!(line(&stage, theme).theme.name, "Mara's Theme");
}

#[test]
fn themes_by_the_thousand_come_at_once_and_no_two_of_one_name() {
    let stage = Stage::default();
    let add = |name: &str| json!({ "type": "addTheme", "name": name, "tracks": [] });
    let edit = |edits: Vec<Value>| stage.studio().edit(&request(edits));
    let names: Vec<String> = (0..2_000).map(|nth| format!("Theme {nth}")).collect();
    let created = edit(names.iter().map(|name| add(name)).collect()).expect("added").created;
    assert_eq!((created.len(), map(&stage).themes.len()), (2_000, 2_000));
    let refused = edit(vec![add("Late"), add(" late ")]).expect_err("twice");
    assert!(studio::sentence(&refused).contains("There is already a theme called Late"), "{refused}");
    // What else is edited between them counts.
    let first = row_in(&created[..1]);
    let rename = json!({ "type": "editTheme", "theme": first, "name": "Another" });
    assert_eq!(edit(vec![add("Late"), rename, add("Theme 0")]).expect("free by now").created.len(), 2);
    assert!(edit(vec![add("another")]).is_err());
}

#[test]
fn cues_say_how_they_state_a_theme() {
    let (mut stage, _, theme) = with_mara();
    stage.place(ALPHA, 1, 5, 8);
    let cue = stage.cue("1M01").cue.id;
    stage.edit(json!({ "type": "editCues", "cues": [cue], "set": { "themes": [theme] } }));
    let [stated] = &line(&stage, theme).statements[..] else { panic!("one statement") };
    assert_eq!((stated.manner, stated.changes.as_str(), stated.length.0), (None, "", second(8)));
    assert_eq!((stated.at.0, stated.timecode.as_str()), (second(5), "01:00:05:00"));
    stage.edit(json!({
        "type": "stateTheme", "theme": theme, "cues": [cue], "manner": "fragment", "changes": " solo cello ",
    }));
    let [stated] = &line(&stage, theme).statements[..] else { panic!("one statement") };
    assert_eq!((stated.manner.map(model::Manner::word), stated.changes.as_str()), (Some("fragment"), "solo cello"));
    // Choosing the themes of the cue again keeps what was said of those that stay.
    stage.edit(json!({ "type": "editCues", "cues": [cue], "set": { "themes": [theme, theme] } }));
    assert_eq!(line(&stage, theme).statements[0].changes, "solo cello");
    stage.edit(json!({ "type": "stateTheme", "theme": theme, "cues": [cue], "manner": "notSaid" }));
    let stated = line(&stage, theme).statements.remove(0);
    assert_eq!((stated.manner, stated.changes.as_str()), (None, "solo cello"));
    stage.edit(json!({ "type": "unstateTheme", "theme": theme, "cues": [cue] }));
    assert_eq!(line(&stage, theme).statements, []);
}

#[test]
fn what_was_said_of_a_statement_goes_with_a_copied_cut_and_a_pasted_cue() {
    let (mut stage, _, theme) = with_mara();
    stage.place(ALPHA, 1, 5, 8);
    let cue = stage.cue("1M01").cue.id;
    stage.edit(json!({
        "type": "stateTheme", "theme": theme, "cues": [cue], "manner": "counterpoint", "changes": "in the minor",
    }));
    let clip = serde_json::to_value(stage.studio().copied(&[stage.placements(cue)[0].placement.id]).expect("a clip"));
    let clip = clip.expect("JSON");
    stage.edit(json!({ "type": "pasteClip", "cut": CUT, "at": second(30), "clip": clip }));
    let told: Vec<_> = line(&stage, theme).statements.into_iter().map(|one| (one.manner, one.changes)).collect();
    assert_eq!(told.len(), 2);
    assert_eq!(told[0], told[1]);
    let spec = json!({ "label": "Cut 2", "rate": "24", "start": "01:00:00:00", "length": "00:01:00:00" });
    stage.edit(json!({ "type": "addCut", "episode": EPISODE, "cut": spec, "copyFrom": CUT }));
    let copied = line(&stage, theme).statements;
    assert_eq!(copied.len(), 2, "statements of the newest cut only: {copied:?}");
    assert!(copied.iter().all(|one| one.cut != CUT && one.changes == "in the minor"));
}

#[test]
fn episodes_ask_for_a_theme_and_miss_it_until_it_sounds() {
    let (mut stage, _, theme) = with_mara();
    stage.edit(json!({ "type": "askTheme", "theme": theme, "episode": EPISODE, "state": "anxious", "expected": true }));
    let told = line(&stage, theme).asked.remove(0);
    assert_eq!((told.state.as_str(), told.expected, told.heard), ("anxious", true, false));
    assert_eq!(
        map(&stage).remarks[0].words,
        "Mara's theme is expected in 1x01 and not heard. Mara is in 2 scenes there."
    );
    let cue = row_in(&stage.edit(json!({ "type": "spotTheme", "theme": theme, "scene": 3 })));
    let spotted = stage.cut().cues.into_iter().find(|view| view.cue.id.0 == cue).expect("the cue").cue;
    assert_eq!((spotted.title.as_str(), spotted.brief.as_str()), ("Mara's theme", "broken, then whole"));
    assert_eq!((spotted.at.0, spotted.pick), (second(40), None));
    assert_eq!(map(&stage).remarks.len(), 1, "what is only asked for is not heard");
    stage.edit(json!({
        "type": "place", "cut": CUT, "track": ALPHA, "lane": 1, "at": second(40), "length": second(5), "cue": cue,
    }));
    assert_eq!(map(&stage).remarks, []);
    assert!(line(&stage, theme).asked[0].heard);
    stage.edit(json!({ "type": "askTheme", "theme": theme, "episode": EPISODE, "state": "", "expected": false }));
    assert_eq!(line(&stage, theme).asked, []);
}

#[test]
fn muted_music_states_no_theme_and_is_no_longer_than_what_is_heard() {
    let (mut stage, _, theme) = with_mara();
    stage.edit(json!({ "type": "askTheme", "theme": theme, "episode": EPISODE, "expected": true }));
    let other = row_in(&stage.edit(json!({ "type": "addTheme", "name": "Jun's theme", "tracks": [] })));
    let (one, placement) = stage.place(ALPHA, 1, 5, 8);
    let (two, _) = stage.place(BRAVO, 2, 6, 3);
    for (theme, number) in [(theme, &one), (other, &two)] {
        let cue = stage.cue(number).cue.id;
        stage.edit(json!({ "type": "stateTheme", "theme": theme, "cues": [cue] }));
    }
    let piece =
        placement_in(&stage.edit(json!({ "type": "bladePlacements", "placements": [placement], "at": second(10) })));
    stage.edit(json!({ "type": "mutePlacements", "placements": [placement], "muted": true }));
    // Only its last three seconds are heard, and no longer with the other.
    let [stated] = &line(&stage, theme).statements[..] else { panic!("one statement") };
    assert_eq!((stated.at.0, stated.length.0, stated.muted), (second(10), second(3), false));
    assert_eq!((stated.pick.map(|id| id.0), stated.meets.len()), (Some(placement), 0));
    stage.edit(json!({ "type": "mutePlacements", "placements": [piece], "muted": true }));
    let told = line(&stage, theme);
    let [stated] = &told.statements[..] else { panic!("one statement") };
    assert_eq!((stated.at.0, stated.length.0, stated.pick, stated.muted), (second(5), 0, None, true));
    assert_eq!((told.total.0, told.asked[0].heard, stated.track.as_str()), (0, false, ""));
    assert_eq!(map(&stage).remarks.len(), 1, "it is expected and not heard");
    // A lane is muted for the ear: what lies on it states its themes all the same.
    stage.edit(json!({ "type": "mutePlacements", "placements": [placement, piece], "muted": false }));
    stage.edit(json!({ "type": "editLane", "lane": 1, "muted": true }));
    assert_eq!((line(&stage, theme).total.0, map(&stage).remarks.len()), (second(8), 0));
}

#[test]
fn scenes_with_its_character_are_offered_and_never_taken_for_granted() {
    let (mut stage, _, theme) = with_mara();
    let offered =
        |stage: &Stage| -> Vec<String> { line(stage, theme).offers.into_iter().map(|offer| offer.number).collect() };
    assert_eq!(offered(&stage), ["1", "3"]);
    stage.place(ALPHA, 1, 5, 8);
    let cue = stage.cue("1M01").cue.id;
    assert_eq!(offered(&stage), ["1", "3"], "music alone states nothing");
    stage.edit(json!({ "type": "stateTheme", "theme": theme, "cues": [cue], "manner": "full" }));
    assert_eq!(offered(&stage), ["3"]);
}

#[test]
fn themes_that_sound_at_once_meet() {
    let (mut stage, _, theme) = with_mara();
    let other = row_in(&stage.edit(json!({ "type": "addTheme", "name": "Jun's theme", "tracks": [] })));
    let (one, _) = stage.place(ALPHA, 1, 5, 8);
    let (two, _) = stage.place(BRAVO, 2, 12, 8);
    let (first, second) = (stage.cue(&one).cue.id, stage.cue(&two).cue.id);
    stage.edit(json!({ "type": "stateTheme", "theme": theme, "cues": [first] }));
    stage.edit(json!({ "type": "stateTheme", "theme": other, "cues": [second] }));
    assert_eq!(line(&stage, theme).statements[0].meets.iter().map(|id| id.0).collect::<Vec<_>>(), [other]);
    assert_eq!(line(&stage, other).statements[0].meets.iter().map(|id| id.0).collect::<Vec<_>>(), [theme]);
}

#[test]
fn removing_a_theme_or_an_episode_takes_what_was_asked_along() {
    let (mut stage, _, theme) = with_mara();
    let cut = json!({ "label": "Cut 1", "rate": "24", "start": "01:00:00:00", "length": "00:01:00:00" });
    stage.edit(json!({ "type": "addEpisode", "season": 1, "number": 2, "title": "Two", "cut": cut }));
    let second_episode = stage.studio().show().expect("the show").episodes[1].id;
    stage.edit(json!({ "type": "askTheme", "theme": theme, "episode": second_episode, "expected": true }));
    stage.edit(json!({ "type": "removeEpisode", "episode": second_episode }));
    assert_eq!(line(&stage, theme).asked, []);
    stage.edit(json!({ "type": "askTheme", "theme": theme, "episode": EPISODE, "expected": true }));
    stage.edit(json!({ "type": "removeTheme", "theme": theme }));
    assert_eq!(map(&stage).themes, []);
}

#[test]
fn the_command_tells_the_sample_season() {
    let shell = Shell::default();
    shell.sample("My Heart.needledrop");
    let told = shell.json(&["themes", "My Heart.needledrop"]);
    let themes = told["themes"].as_array().expect("themes");
    assert_eq!(themes.len(), 2);
    for theme in themes {
        let statements = theme["statements"].as_array().expect("statements");
        assert!(!statements.is_empty(), "{theme}");
        assert!(statements.iter().all(|one| one["how"].is_string()), "{theme}");
    }
    let of_one = shell.json(&["themes", "My Heart.needledrop", "1x04"]);
    let all = |told: &Value| -> Vec<Value> {
        let themes = told["themes"].as_array().expect("themes").iter();
        themes.flat_map(|theme| theme["statements"].as_array().cloned().unwrap_or_default()).collect()
    };
    assert!(all(&of_one).iter().all(|one| one["episode"] == json!("1x04")));
    assert!(all(&of_one).len() < all(&told).len());
    let refused = shell.refused(&["themes", "My Heart.needledrop", "9x09"]);
    assert!(refused.contains("here is no episode 9x09 in this show"), "{refused}");
}
