//! A song that comes back: what is said when it is placed again, what is remembered of it, and what could be asked for again.

use serde_json::{Value, json};
use studio::views::TrackMemory;
use tests::stage::{ALPHA, BRAVO, CUT, EPISODE, Stage, request, row_in, second};

fn memory(stage: &Stage) -> TrackMemory {
    stage.studio().track_memory(ALPHA, Some(EPISODE)).expect("the memory")
}

/// What is said when Alpha is laid at a second.
fn said(stage: &mut Stage, at: i64) -> Vec<String> {
    let place = json!({
        "type": "place", "cut": CUT, "track": ALPHA, "lane": 1, "at": second(at), "length": second(3),
    });
    stage.studio().edit(&request(vec![place])).expect("laid").remarks
}

fn mean(meant: bool) -> Value {
    json!({ "type": "meanReuse", "track": ALPHA, "season": 1, "meant": meant })
}

#[test]
fn a_song_that_is_placed_again_is_told_until_it_is_meant() {
    let mut stage = Stage::default();
    assert_eq!(said(&mut stage, 0), Vec::<String>::new());
    assert_eq!(said(&mut stage, 10), ["Alpha sounds in this season already: 1x01 1M01."]);
    assert_eq!(memory(&stage).again[0].places, ["1x01 1M01", "1x01 1M02"]);
    stage.edit(mean(true));
    assert_eq!(said(&mut stage, 20), Vec::<String>::new());
    assert!(memory(&stage).again[0].meant);
    stage.edit(mean(false));
    assert_eq!(said(&mut stage, 30).len(), 1);
    // An alternate for a cue that has the song is no second use of it, and titles are there to come back.
    let cue = stage.cue("1M01").cue.id;
    let place = json!({ "type": "place", "cut": CUT, "track": BRAVO, "lane": 1, "cue": cue });
    assert_eq!(stage.studio().edit(&request(vec![place])).expect("laid").remarks, Vec::<String>::new());
    let all: Vec<_> = stage.cut().cues.into_iter().map(|view| view.cue.id).collect();
    stage.edit(json!({ "type": "editCues", "cues": all, "set": { "themeRole": "endTitle" } }));
    assert_eq!(memory(&stage).again, []);
    assert_eq!(said(&mut stage, 40), Vec::<String>::new());
}

#[test]
fn statements_of_a_theme_are_named_and_a_statement_is_not_warned_of() {
    let mut stage = Stage::default();
    let (number, _) = stage.place(ALPHA, 1, 0, 3);
    let first = stage.cue(&number).cue.id;
    let theme = row_in(&stage.edit(json!({ "type": "addTheme", "name": "Mara’s theme", "tracks": [ALPHA] })));
    stage.edit(json!({ "type": "stateTheme", "theme": theme, "cues": [first] }));
    // The first use that states nothing is warned of already, and all others are named.
    let once = "Alpha sounds in this season already: 1x01 1M01 (as a statement of the theme Mara’s theme).";
    assert_eq!(said(&mut stage, 10), [once]);
    let both =
        "Alpha sounds in this season already: 1x01 1M01 (as a statement of the theme Mara’s theme) and 1x01 1M02.";
    assert_eq!(said(&mut stage, 20), [both]);
    assert_eq!(memory(&stage).again[0].places, ["1x01 1M02", "1x01 1M03"]);
    // What is placed for a cue that states the theme is no new use.
    stage.edit(json!({ "type": "addCue", "cut": CUT, "at": second(30), "title": "Asked for" }));
    let asked = stage.cut().cues.into_iter().find(|view| view.cue.title == "Asked for").expect("the cue").cue.id;
    stage.edit(json!({ "type": "stateTheme", "theme": theme, "cues": [asked] }));
    let place = json!({ "type": "place", "cut": CUT, "track": ALPHA, "lane": 1, "cue": asked, "length": second(3) });
    assert_eq!(stage.studio().edit(&request(vec![place])).expect("laid").remarks, Vec::<String>::new());
}

#[test]
fn another_recording_of_the_same_work_is_the_same_song() {
    let mut stage = Stage::default();
    stage.edit(json!({ "type": "addWork", "title": "Alpha", "tracks": [ALPHA, BRAVO] }));
    stage.place(BRAVO, 1, 0, 5);
    assert_eq!(said(&mut stage, 10), ["Alpha sounds in this season already: 1x01 1M01."]);
    let titles: Vec<_> = memory(&stage).uses.into_iter().map(|one| one.title).collect();
    assert_eq!(titles, ["Bravo", "Alpha"]);
}

#[test]
fn what_was_used_pitched_and_agreed_is_remembered_with_its_price() {
    let mut stage = Stage::default();
    let (number, _) = stage.place(BRAVO, 1, 0, 5);
    let cue = stage.cue(&number).cue.id;
    stage.edit(json!({ "type": "place", "cut": CUT, "track": ALPHA, "lane": 1, "cue": cue }));
    stage.place(ALPHA, 1, 20, 5);
    stage.right(
        ALPHA,
        "master",
        json!({ "licensor": "Northlight", "fee": 600_000, "status": "licensed", "territory": "World" }),
    );
    let told = memory(&stage);
    let uses: Vec<_> = told.uses.iter().map(|one| (one.number.to_string(), one.is_pick)).collect();
    assert_eq!(uses, [("1M01".to_owned(), false), ("1M02".to_owned(), true)]);
    let right = &told.rights[0];
    assert_eq!((right.licensor.as_str(), right.fee, right.terms.as_str()), ("Northlight", Some(600_000), "World"));
    assert_eq!(told.proposals, [], "the line holds for the whole show");
}

#[test]
fn a_right_of_another_episode_is_proposed_with_its_fee_as_an_estimate() {
    let mut stage = Stage::default();
    let cut = json!({ "label": "Cut 1", "rate": "24", "start": "01:00:00:00", "length": "60s" });
    stage.edit(json!({ "type": "addEpisode", "season": 1, "number": 2, "title": "Two", "cut": cut }));
    let second_episode = stage.studio().show().expect("the show").episodes[1].id;
    let set = json!({
        "licensor": "Northlight", "episode": second_episode, "fee": 600_000, "status": "licensed", "territory": "World",
    });
    stage.right(ALPHA, "master", set);
    let [proposal] = &memory(&stage).proposals[..] else { panic!("one proposal") };
    assert_eq!(proposal.words, "Northlight, master for 1x02: $6,000, World, licensed.");
    stage.edit(serde_json::to_value(&proposal.edit).expect("JSON"));
    let told = memory(&stage);
    assert_eq!(told.proposals, [], "what is there is proposed no more");
    let line = stage.clear().groups.into_iter().flat_map(|group| group.lines).next();
    assert!(line.is_none(), "Alpha is not laid, so that Clear has nothing of it");
    let asked = told.rights.iter().find(|right| right.episode == "1x01").expect("the new line");
    assert_eq!((asked.fee, asked.status.word(), asked.terms.as_str()), (None, "to request", "World"));
}
