//! Commissions from brief to payment: what is asked for, what comes, which version cues follow, what is delivered, what it costs.

use model::{CommissionStage, CueId, RawTag, TrackId};
use serde_json::json;
use studio::views::{CommissionView, LibraryQuery};
use tests::command::Shell;
use tests::stage::{ALPHA, BRAVO, CHARLIE, CUT, EPISODE, Stage, request, row_in, second, track};

fn only(stage: &Stage) -> CommissionView {
    let mut all = stage.studio().commissions().expect("the commissions").commissions;
    assert_eq!(all.len(), 1);
    all.remove(0)
}

/// A cue of the stage without music, at a second.
fn spot(stage: &mut Stage, at: i64, title: &str) -> i64 {
    row_in(&stage.edit(json!({ "type": "addCue", "cut": CUT, "at": second(at), "title": title })))
}

/// "The letter", for a cue at second 5.
fn letter() -> (Stage, i64, i64) {
    let mut stage = Stage::default();
    let cue = spot(&mut stage, 5, "The letter");
    let commission = row_in(&stage.edit(json!({
        "type": "addCommission", "title": " The letter ", "cues": [cue],
        "set": {
            "brief": "Alone, then carried.", "composer": "Ines Vold", "length": "0:40", "moods": "tender, unsure",
            "demoBy": "2999-01-01", "dueOn": "2999-02-01", "master": "production", "publishing": "shared",
            "references": [{ "track": ALPHA, "note": " the swell " }, { "track": ALPHA, "note": "twice" }],
        },
    })));
    (stage, cue, commission)
}

fn approve(stage: &mut Stage, commission: i64, version: i64, approved: bool) {
    stage.edit(json!({
        "type": "approveCommissionVersion", "commission": commission, "version": version, "approved": approved,
    }));
}

fn version(stage: &mut Stage, commission: i64, track: TrackId) {
    stage.edit(json!({ "type": "addCommissionVersion", "commission": commission, "track": track }));
}

/// The recording that a cue plays.
fn plays(stage: &Stage, cue: i64) -> Option<TrackId> {
    let view = stage.cut().cues.into_iter().find(|view| view.cue.id.0 == cue).expect("the cue");
    let placements = stage.placements(CueId(cue));
    placements.iter().find(|one| Some(one.placement.id) == view.cue.pick).map(|one| one.placement.track)
}

#[test]
fn a_brief_says_what_is_wanted_of_whom_and_by_when() {
    let (mut stage, cue, commission) = letter();
    stage.edit(json!({ "type": "addHit", "cut": CUT, "at": second(12), "label": "she reads" }));
    stage.edit(json!({ "type": "addHit", "cut": CUT, "at": second(50), "label": "too late" }));
    let told = only(&stage);
    assert_eq!((told.code.as_str(), told.commission.title.as_str()), ("C1", "The letter"));
    assert_eq!((told.stage, told.composer_name.as_str()), (CommissionStage::Draft, "Ines Vold"));
    assert_eq!(told.commission.length.map(|length| length.0), Some(second(40)));
    assert_eq!(told.reference_titles, ["Alpha"]);
    assert_eq!(told.commission.references[0].note, "the swell");
    assert_eq!(told.cues[0].cue.0, cue);
    assert_eq!((told.cues[0].timecode.as_str(), told.cues[0].scene.as_str()), ("01:00:05:00", "1 INT. STAGE - DAY"));
    let hits: Vec<_> = told.cues[0].hits.iter().map(|hit| (hit.label.as_str(), hit.timecode.as_str())).collect();
    assert_eq!(hits, [("she reads", "01:00:12:00")], "only hits within the music that is wanted");
    let set = json!({ "master": "notSaid", "wantsStems": false, "dueOn": "" });
    stage.edit(json!({ "type": "editCommission", "commission": commission, "set": set }));
    let told = only(&stage);
    assert_eq!((told.commission.master, told.commission.wants_stems), (None, false));
    assert_eq!(told.commission.publishing, Some(model::Keeper::Shared), "what is left out stays");
    assert_eq!(
        stage.refused(json!({ "type": "editCommission", "commission": commission, "set": { "dueOn": "soon" } })),
        "\"soon\" is not a date; write it as 2026-11-25"
    );
}

#[test]
fn what_is_late_is_said_and_stands_among_the_reminders() {
    let (mut stage, _, commission) = letter();
    let set = json!({ "demoBy": "2020-02-03" });
    stage.edit(json!({ "type": "editCommission", "commission": commission, "set": set }));
    stage.edit(json!({ "type": "sendCommission", "commission": commission, "on": "2020-01-02" }));
    let told = only(&stage);
    assert_eq!((told.stage, told.is_late, told.wanted_on.as_str()), (CommissionStage::Sent, true, "2020-02-03"));
    assert_eq!(stage.studio().commissions().expect("the commissions").late, 1);
    let reminders = stage.clear().reminders;
    let reminder = reminders.iter().find(|one| one.reminder.commission.is_some()).expect("a reminder");
    assert_eq!((reminder.reminder.on.as_str(), reminder.reminder.overdue), ("2020-02-03", true));
    assert_eq!((reminder.title.as_str(), reminder.licensor.as_str()), ("The letter", "Ines Vold"));
    // A demo is there: the delivery is wanted next.
    version(&mut stage, commission, ALPHA);
    let told = only(&stage);
    assert_eq!((told.stage, told.is_late, told.wanted_on.as_str()), (CommissionStage::DemoIn, false, "2999-02-01"));
}

#[test]
fn a_brief_goes_to_somebody() {
    let (mut stage, _, commission) = letter();
    stage.edit(json!({ "type": "editCommission", "commission": commission, "set": { "composer": "" } }));
    assert_eq!(
        stage.refused(json!({ "type": "sendCommission", "commission": commission })),
        "Say who composes \"The letter\" before its brief is sent"
    );
}

#[test]
fn each_version_is_an_alternate_and_the_cue_follows_the_newest_approved_one() {
    let (mut stage, cue, commission) = letter();
    version(&mut stage, commission, ALPHA);
    assert_eq!(plays(&stage, cue), Some(ALPHA), "a first demo sounds");
    let first = stage.placements(CueId(cue)).remove(0).placement;
    assert_eq!((first.in_point.0, first.lane.0), (second(5), 2), "on the score lane, where the cue wants music");
    approve(&mut stage, commission, 1, true);
    // Version 2 lies where version 1 was trimmed to, and waits.
    stage.edit(json!({ "type": "trimPlacement", "placement": first.id, "edge": "in", "to": second(7) }));
    version(&mut stage, commission, BRAVO);
    let second_one = stage.placements(CueId(cue)).remove(1).placement;
    assert_eq!((second_one.in_point.0, second_one.out_point.0), (second(7), second(15)));
    assert_eq!(plays(&stage, cue), Some(ALPHA));
    let told = only(&stage);
    assert_eq!(told.stage, CommissionStage::Approved);
    assert_eq!(told.remarks, ["v2 waits for an answer; the cue plays v1, which is approved."]);
    approve(&mut stage, commission, 2, true);
    assert_eq!((plays(&stage, cue), only(&stage).remarks), (Some(BRAVO), Vec::new()));
    // Taken back, the cue follows the one before.
    approve(&mut stage, commission, 2, false);
    assert_eq!(plays(&stage, cue), Some(ALPHA));
    // Somebody picks something else by hand: that is said.
    let other = row_in(&stage.edit(json!({
        "type": "place", "cut": CUT, "track": CHARLIE, "lane": 1, "cue": cue, "length": second(5),
    })));
    stage.edit(json!({ "type": "setPick", "placement": other }));
    assert_eq!(only(&stage).remarks[1], "1x01 1M01 plays other music, not v1, which is approved.");
    assert_eq!(
        stage.refused(json!({ "type": "removeCommissionVersion", "commission": commission, "version": 1 })),
        "Version 1 of C1 is approved; take the approval back first"
    );
    stage.edit(json!({ "type": "removeCommissionVersion", "commission": commission, "version": 2 }));
    assert_eq!(stage.placements(CueId(cue)).len(), 2, "its alternate goes with it");
    assert_eq!(
        stage.refused(json!({ "type": "addCommissionVersion", "commission": commission, "track": ALPHA })),
        "\"Alpha\" is version 1 of C1 already"
    );
    let refused = stage.refused(json!({ "type": "removeTracks", "tracks": [ALPHA] }));
    assert!(refused.starts_with("\"Alpha\" is placed in 1x01"), "{refused}");
}

#[test]
fn notes_on_the_newest_version_are_the_answer_to_it() {
    let (mut stage, cue, commission) = letter();
    version(&mut stage, commission, ALPHA);
    let placement = stage.placements(CueId(cue))[0].placement.id;
    let note = row_in(&stage.edit(json!({
        "type": "addNote", "cut": CUT, "cue": cue, "placement": placement, "at": second(9), "author": "Dana",
        "body": "later here",
    })));
    let told = only(&stage);
    assert_eq!(told.stage, CommissionStage::Notes);
    let said = &told.version_views[0].notes[0];
    assert_eq!(
        (said.timecode.as_str(), said.author.as_str(), said.body.as_str()),
        ("01:00:09:00", "Dana", "later here")
    );
    stage.edit(json!({ "type": "editNote", "note": note, "resolved": true }));
    assert_eq!(only(&stage).stage, CommissionStage::DemoIn);
    stage.edit(json!({ "type": "editNote", "note": note, "resolved": false }));
    version(&mut stage, commission, BRAVO);
    assert_eq!(only(&stage).stage, CommissionStage::DemoIn, "a new version answers them");
}

#[test]
fn its_money_is_one_line_of_clearance_from_the_offer_to_the_payment() {
    let (mut stage, cue, commission) = letter();
    stage.edit(json!({ "type": "offerFee", "commission": commission, "fee": 600_000 }));
    let money = only(&stage).money.expect("its money");
    assert_eq!((money.status.word(), money.estimate, money.currency.as_str()), ("to request", Some(600_000), "USD"));
    stage.edit(json!({ "type": "sendCommission", "commission": commission }));
    let line = only(&stage).money.expect("its money").clearance;
    assert_eq!(stage.known(line.0).line.line.clearance.status.word(), "requested");
    // What is agreed counts in the budget although nothing sounds yet.
    let set = json!({ "status": "agreed", "fee": 600_000 });
    stage.edit(json!({ "type": "editClearances", "clearances": [line], "set": set }));
    let spent = |stage: &Stage| stage.clear().budget.committed;
    assert_eq!(spent(&stage), 600_000);
    assert_eq!(
        stage.refused(json!({ "type": "offerFee", "commission": commission, "fee": 1 })),
        "The fee of C1 is agreed; change it on the Clear page"
    );
    // The line goes with the music, and counts once.
    version(&mut stage, commission, ALPHA);
    assert_eq!((plays(&stage, cue), spent(&stage)), (Some(ALPHA), 600_000));
    assert_eq!(stage.known(line.0).line.line.clearance.track, ALPHA);
    version(&mut stage, commission, BRAVO);
    approve(&mut stage, commission, 2, true);
    assert_eq!((stage.known(line.0).line.line.clearance.track, spent(&stage)), (BRAVO, 600_000));
    assert_eq!(
        stage.refused(json!({ "type": "removeCommission", "commission": commission })),
        "C1 has an agreed fee or payments; take those back on the Clear page first, or keep it"
    );
}

#[test]
fn a_fee_is_in_the_budget_and_no_music_of_the_library_before_something_came() {
    let (mut stage, cue, commission) = letter();
    let music = |stage: &Stage| {
        let show = stage.studio().show().expect("the show");
        (stage.seen()["library"].as_array().map(Vec::len), show.track_count)
    };
    let before = music(&stage);
    stage.edit(json!({ "type": "offerFee", "commission": commission, "fee": 600_000 }));
    let line = only(&stage).money.expect("its money").clearance;
    let stands_on = stage.known(line.0).line.line.clearance.track;
    assert_eq!(music(&stage), before, "nothing came");
    assert_eq!(stage.clear().budget.forecast, 600_000, "and its fee counts");
    let found = LibraryQuery { text: "letter".into(), limit: 9, ..LibraryQuery::default() };
    assert_eq!(stage.studio().library(&found).matched, 0);
    let missing = stage.studio().missing_tracks().expect("the missing ones");
    assert!(missing.iter().all(|track| track.id != stands_on), "no file is missing that nobody has");
    assert_eq!(
        stage.refused(json!({ "type": "place", "cut": CUT, "track": stands_on, "lane": 1, "cue": cue })),
        "Nothing has come of \"The letter\" yet, which is commissioned; add its first version on the Season page"
    );
    // Without the line nothing stays behind.
    stage.edit(json!({ "type": "removeClearances", "clearances": [line] }));
    assert!(stage.studio().track(stands_on).is_err());
    stage.edit(json!({ "type": "offerFee", "commission": commission, "fee": 100 }));
    version(&mut stage, commission, ALPHA);
    let line = only(&stage).money.expect("its money").clearance;
    assert_eq!((stage.known(line.0).line.line.clearance.track, music(&stage)), (ALPHA, before));
}

#[test]
fn a_delivery_before_its_demo_is_said_at_once() {
    let (mut stage, _, commission) = letter();
    let told = |stage: &mut Stage, set: serde_json::Value| {
        let edit = json!({ "type": "editCommission", "commission": commission, "set": set });
        stage.studio().edit(&request(vec![edit])).expect("edited").remarks
    };
    assert_eq!(told(&mut stage, json!({ "moods": "calm" })), Vec::<String>::new());
    assert_eq!(
        told(&mut stage, json!({ "dueOn": "2998-12-01" })),
        ["C1 is to be delivered by 2998-12-01, before its demo of 2999-01-01; move one of the two days."]
    );
    assert!(only(&stage).days_clash);
    assert_eq!(told(&mut stage, json!({ "demoBy": "2998-12-01" })), Vec::<String>::new(), "both on one day may be");
    assert!(!only(&stage).days_clash);
}

fn tell_work(stage: &mut Stage, track: TrackId) {
    let work = row_in(&stage.edit(json!({ "type": "addWork", "title": "The letter", "tracks": [track] })));
    let holder = |name: &str, role: &str, ipi: &str| json!({ "name": name, "role": role, "share": 1_000_000, "ipi": ipi, "society": "TONO" });
    let shares =
        [holder("Ines Vold", "composer", "99900010154"), holder("Fjord Songs", "originalPublisher", "99900010252")];
    stage.edit(json!({ "type": "setShares", "work": work, "shares": shares }));
}

#[test]
fn a_delivery_is_whole_when_all_that_was_asked_for_is_there() {
    let tracks = [
        track(1, "Alpha", 10),
        track(2, "Bravo", 20),
        track(3, "Charlie", 30),
        track(4, "Letter mix", 20),
        track(5, "Letter strings", 20),
        track(6, "Letter piano", 18),
    ];
    let mut stage = Stage::changed(&tracks, |document| {
        let ids = document.ids();
        let tagged = document.edit("", None, "2026-01-01T00:00:00Z", |rows| {
            let tag = RawTag { key: "bext:TimeReference".into(), value: "172800000".into() };
            [4, 5, 6].into_iter().try_for_each(|id| rows.set_raw_tags(TrackId(id), std::slice::from_ref(&tag), &ids))
        });
        tagged.expect("the tags");
    });
    let cue = spot(&mut stage, 5, "The letter");
    let set = json!({ "composer": "Ines Vold" });
    let commission =
        row_in(&stage.edit(json!({ "type": "addCommission", "title": "The letter", "cues": [cue], "set": set })));
    version(&mut stage, commission, ALPHA);
    approve(&mut stage, commission, 1, true);
    tell_work(&mut stage, ALPHA);
    let missing =
        |stage: &Stage| -> Vec<String> { only(stage).delivery.into_iter().flat_map(|point| point.missing).collect() };
    assert_eq!(missing(&stage), ["no mix has come", "no stem has come", "no file has come"]);
    stage.edit(json!({ "type": "deliverCommission", "commission": commission, "tracks": [4], "part": "mix" }));
    let told = only(&stage);
    assert_eq!(told.version_views.len(), 2, "a mix that is no version yet is the newest");
    assert_eq!((plays(&stage, cue), told.stage), (Some(TrackId(4)), CommissionStage::Approved));
    assert_eq!(missing(&stage), ["no stem has come"], "what is known of the work goes with the recording");
    stage.edit(json!({ "type": "deliverCommission", "commission": commission, "tracks": [5, 6], "part": "stem" }));
    assert_eq!(missing(&stage), ["Letter piano is 2.0 s shorter than the mix"]);
    stage.edit(json!({ "type": "takeBackDelivery", "commission": commission, "tracks": [6] }));
    assert_eq!((missing(&stage), only(&stage).stage), (Vec::new(), CommissionStage::Delivered));
    assert_eq!(
        stage.refused(json!({ "type": "removeTracks", "tracks": [5] })),
        "\"Letter strings\" came for C1, The letter; take it off that commission first"
    );
    // Invoiced, then paid.
    stage.edit(json!({ "type": "offerFee", "commission": commission, "fee": 500_000 }));
    let line = only(&stage).money.expect("its money").clearance;
    let set = json!({ "status": "agreed", "fee": 500_000 });
    stage.edit(json!({ "type": "editClearances", "clearances": [line], "set": set }));
    let set = json!({ "invoice": "17" });
    let payment = row_in(&stage.edit(json!({ "type": "addPayment", "clearance": line, "set": set })));
    assert_eq!(only(&stage).stage, CommissionStage::Invoiced);
    stage.edit(json!({ "type": "editPayment", "payment": payment, "set": { "paid": true } }));
    assert_eq!(only(&stage).stage, CommissionStage::Paid);
}

#[test]
fn a_newer_cut_has_its_commissions_and_versions_come_to_the_newest_alone() {
    let (mut stage, cue, commission) = letter();
    version(&mut stage, commission, ALPHA);
    let spec = json!({ "label": "Cut 2", "rate": "24", "start": "01:00:00:00", "length": "00:01:00:00" });
    stage.edit(json!({ "type": "addCut", "episode": EPISODE, "cut": spec, "copyFrom": CUT }));
    let told = only(&stage);
    assert_eq!(told.cues.len(), 1);
    assert_ne!(told.cues[0].cue.0, cue, "the cue of the newest cut");
    version(&mut stage, commission, BRAVO);
    assert_eq!(stage.placements(CueId(cue)).len(), 1, "an older cut stays as it was");
    let newest = stage.studio().cut(told.cues[0].cut).expect("the newest cut");
    assert_eq!(newest.placements.len(), 2);
}

#[test]
fn what_commissions_refer_to_may_go() {
    let (mut stage, cue, commission) = letter();
    let theme = row_in(&stage.edit(json!({ "type": "addTheme", "name": "Mara's theme", "tracks": [] })));
    stage.edit(json!({ "type": "editCommission", "commission": commission, "set": { "theme": theme } }));
    assert_eq!(only(&stage).theme_name, "Mara's theme");
    stage.edit(json!({ "type": "removeTheme", "theme": theme }));
    stage.edit(json!({ "type": "removeTracks", "tracks": [ALPHA] }));
    let told = only(&stage);
    assert_eq!((told.commission.theme, told.reference_titles), (None, Vec::<String>::new()));
    let composer = told.commission.composer.expect("a composer");
    assert!(stage.refused(json!({ "type": "removeParties", "parties": [composer] })).contains("the commission C1"));
    let into = row_in(&stage.edit(json!({ "type": "addParty", "set": { "name": "Vold", "firstName": "I." } })));
    stage.edit(json!({ "type": "mergeParties", "into": into, "from": [composer] }));
    assert_eq!(only(&stage).composer_name, "I. Vold");
    stage.edit(json!({ "type": "offerFee", "commission": commission, "fee": 100 }));
    stage.edit(json!({ "type": "releaseCues", "cues": [cue] }));
    assert_eq!(only(&stage).cues, []);
    stage.edit(json!({ "type": "removeCommission", "commission": commission }));
    assert_eq!(stage.studio().commissions().expect("the commissions").commissions, []);
    assert_eq!(stage.seen()["library"].as_array().map(Vec::len), Some(2), "no recording without a file stays behind");
}

#[test]
fn files_that_are_named_like_it_are_offered_and_nothing_more() {
    let tracks = [track(1, "MH_C1_demo", 10), track(2, "the letter v2", 20), track(3, "Later", 30)];
    let mut stage = Stage::with_tracks(&tracks);
    let commission = row_in(&stage.edit(json!({ "type": "addCommission", "title": "The letter" })));
    assert_eq!(only(&stage).offers, [], "nobody was asked yet");
    stage.edit(json!({ "type": "sendCommission", "commission": commission, "on": "" }));
    let set = json!({ "composer": "Ines Vold" });
    stage.edit(json!({ "type": "editCommission", "commission": commission, "set": set }));
    stage.edit(json!({ "type": "sendCommission", "commission": commission }));
    let mut offered: Vec<String> = only(&stage).offers.into_iter().map(|offer| offer.file).collect();
    offered.sort();
    assert_eq!(offered, ["MH_C1_demo.wav", "the letter v2.wav"]);
    assert_eq!(only(&stage).version_views, []);
    version(&mut stage, commission, TrackId(1));
    assert_eq!(only(&stage).offers.len(), 1);
}

#[test]
fn the_command_lists_commissions() {
    let shell = Shell::default();
    assert_eq!(shell.run(&["new", "show.needledrop", "--title", "T"]).status, 0);
    assert_eq!(shell.run(&["commissions", "show.needledrop"]).out.trim(), "Nothing is commissioned");
    let set = json!({ "composer": "Ines Vold", "demoBy": "2020-01-01", "dueOn": "2019-12-01" });
    let edit = json!({ "type": "addCommission", "title": "The letter", "set": set });
    std::fs::write(shell.path("edits.jsonl"), edit.to_string()).expect("a file of edits");
    let edited = shell.run(&["edit", "show.needledrop", "--file", "edits.jsonl"]);
    assert_eq!(edited.status, 0);
    let said = format!("{}{}", edited.out, edited.err);
    assert!(said.contains("before its demo of 2020-01-01"), "{said}");
    let listed = shell.run(&["commissions", "show.needledrop"]).out;
    assert!(listed.contains("C1: delivery is wanted before the demo"), "{listed}");
    let told = shell.json(&["commissions", "show.needledrop"]);
    assert_eq!(told["late"], 1);
    let one = &told["commissions"][0];
    assert_eq!((one["code"].as_str(), one["stage"].as_str()), (Some("C1"), Some("draft")));
    assert_eq!((one["wanted"].as_str(), one["late"].as_bool()), (Some("demo"), Some(true)));
    let ran = shell.run(&["commissions", "show.needledrop", "1x04"]);
    assert_eq!(ran.status, 1);
    assert!(ran.err.contains("no episode 1x04 in this show"), "{}", ran.err);
}
