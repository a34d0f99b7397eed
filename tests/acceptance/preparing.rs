//! The lines that a track needs, made from what is known of its work and its label.

use model::{
    Clearance, ClearanceStatus, Party, PartyId, PartyKind, Publishing, Recording, Share, ShareRole, TrackId, Work,
    WorkId, WorkShare, WorkShareId,
};
use serde_json::json;
use store::{Document, Rows, StoreError};
use tests::stage::{ALPHA, BRAVO, CUT, Stage, track};

const LABEL: i64 = 1;
const FJORD: i64 = 2;
const VOLD: i64 = 3;
const SIGNAL: i64 = 4;

/// A stage whose Alpha is a recording by the label of a work with these shares: party, role, percent, who it acts for.
fn stage(shares: &[(i64, ShareRole, i64, Option<i64>)], publishing: Publishing, library: &str) -> Stage {
    let work = Work { publishing, ..Work::new(WorkId(1), "Alpha") };
    let setup = |rows: &Rows| -> Result<(), StoreError> {
        for (id, name) in [(LABEL, "Northlight"), (FJORD, "Fjord"), (VOLD, "Vold"), (SIGNAL, "Signal Hill")] {
            let kind = PartyKind::Company;
            rows.insert_party(&Party { id: PartyId(id), kind, name: name.into(), ..Party::default() })?;
        }
        rows.insert_work(&work)?;
        for (ordinal, &(party, role, percent, acts_for)) in (1..).zip(shares) {
            rows.insert_work_share(&WorkShare {
                id: WorkShareId(ordinal),
                work: work.id,
                party: PartyId(party),
                role,
                share: Share(percent * 10_000),
                territory: "World".into(),
                acts_for: acts_for.map(WorkShareId),
                ordinal,
            })?;
        }
        let (work, label) = (Some(work.id), Some(PartyId(LABEL)));
        rows.set_recording(&Recording { track: ALPHA, work, label, library: library.into(), ..Recording::default() })
    };
    Stage::changed(&[track(1, "Alpha", 10), track(2, "Bravo", 20)], |document: &mut Document| {
        document.edit("Rights", None, "2026-01-01T00:00:00Z", setup).expect("it is written");
    })
}

fn prepare(stage: &mut Stage, track: TrackId) -> Vec<String> {
    stage.edit(json!({ "type": "prepareClearances", "tracks": [track] }));
    let lines = stage.studio().track(track).expect("the track").clearances;
    let told = |Clearance { side, share, status, .. }: &Clearance, licensor: &str| {
        format!("{} {} % {licensor}, {}", side.word(), share.0 / 10_000, status.word())
    };
    lines.iter().map(|line| told(&line.clearance, &line.licensor)).collect()
}

#[test]
fn one_line_for_the_master_and_one_for_each_publisher_or_who_administers_for_it() {
    use ShareRole::{Administrator, Composer, OriginalPublisher};
    let shares = [
        (VOLD, Composer, 100, None),
        (FJORD, OriginalPublisher, 75, None),
        (VOLD, OriginalPublisher, 25, None),
        (SIGNAL, Administrator, 25, Some(3)),
    ];
    let mut stage = stage(&shares, Publishing::Published, "");
    let wanted = [
        "master 100 % Northlight, to request",
        "publishing 75 % Fjord, to request",
        "publishing 25 % Signal Hill, to request",
    ];
    assert_eq!(prepare(&mut stage, ALPHA), wanted);
    let terms = stage.studio().track(ALPHA).expect("the track").clearances[0].clearance.clone();
    // Nobody has said them: a letter may not tell them as asked for or agreed.
    assert_eq!((terms.media, terms.territory, terms.term), <(String, String, String)>::default());
    // Again: all of it is there.
    assert_eq!(prepare(&mut stage, ALPHA), wanted);
}

#[test]
fn what_is_there_is_kept() {
    let shares = [(FJORD, ShareRole::OriginalPublisher, 50, None), (VOLD, ShareRole::OriginalPublisher, 50, None)];
    let mut stage = stage(&shares, Publishing::Published, "");
    stage.right(ALPHA, "publishing", json!({ "licensor": "Fjord", "share": 500_000, "fee": 5, "status": "paid" }));
    stage.right(ALPHA, "master", json!({}));
    assert_eq!(
        prepare(&mut stage, ALPHA),
        ["master 100 % Northlight, to request", "publishing 50 % Fjord, paid", "publishing 50 % Vold, to request"]
    );
}

#[test]
fn one_party_for_both_sides_is_asked_once() {
    let mut own = stage(&[(LABEL, ShareRole::OriginalPublisher, 100, None)], Publishing::Published, "");
    assert_eq!(prepare(&mut own, ALPHA), ["one-stop 100 % Northlight, to request"]);
    let mut library =
        stage(&[(FJORD, ShareRole::OriginalPublisher, 100, None)], Publishing::Published, "Lantern Library");
    assert_eq!(prepare(&mut library, ALPHA), ["one-stop 100 % Northlight, to request"]);
}

#[test]
fn a_work_without_a_publisher_is_asked_of_its_writers() {
    let shares = [(VOLD, ShareRole::ComposerAuthor, 60, None), (FJORD, ShareRole::Author, 40, None)];
    let mut stage = stage(&shares, Publishing::CopyrightControl, "");
    assert_eq!(
        prepare(&mut stage, ALPHA),
        [
            "master 100 % Northlight, to request",
            "publishing 60 % Vold, to request",
            "publishing 40 % Fjord, to request"
        ]
    );
}

#[test]
fn where_nothing_is_known_both_sides_wait_for_a_name() {
    let mut stage = Stage::default();
    assert_eq!(prepare(&mut stage, BRAVO), ["master 100 % , to request", "publishing 100 % , to request"]);
}

#[test]
fn own_commissions_and_what_is_out_of_copyright_need_nobody() {
    let mut stage = Stage::default();
    let (number, _) = stage.place(ALPHA, 2, 0, 5);
    let cue = stage.cue(&number).cue.id;
    let origin = |origin: &str| json!({ "type": "editCues", "cues": [cue], "set": { "origin": origin } });
    stage.edit(origin("publicDomain"));
    assert_eq!(prepare(&mut stage, ALPHA), ["master 100 % , to request", "publishing 100 % , not needed"]);
    stage.edit(json!({ "type": "removeClearances", "clearances": lines(&stage) }));
    stage.edit(origin("commissioned"));
    assert_eq!(prepare(&mut stage, ALPHA), ["master 100 % , not needed", "publishing 100 % , not needed"]);
    let cut = stage.clear();
    assert_eq!((cut.sides.total, cut.sides.done, cut.sides.open), (2, 2, 0));
    assert!(cut.requestable.is_empty());
    let status = cut.groups[0].lines[0].line.clearance.status;
    assert_eq!(status, ClearanceStatus::NotNeeded);
}

fn lines(stage: &Stage) -> Vec<i64> {
    stage.studio().track(ALPHA).expect("the track").clearances.iter().map(|line| line.clearance.id.0).collect()
}

#[test]
fn an_arrangement_of_what_is_out_of_copyright_is_asked_of_whoever_holds_it() {
    use ShareRole::{Arranger, Composer, OriginalPublisher};
    let out_of_copyright = |stage: &mut Stage| {
        stage.edit(json!({ "type": "editWorks", "works": [1], "set": { "publicDomain": true } }));
    };
    let published = [(VOLD, Composer, 0, None), (SIGNAL, Arranger, 100, None), (FJORD, OriginalPublisher, 100, None)];
    let mut arranged = stage(&published, Publishing::Published, "");
    out_of_copyright(&mut arranged);
    assert_eq!(
        prepare(&mut arranged, ALPHA),
        ["master 100 % Northlight, to request", "publishing 100 % Fjord, to request"]
    );
    let own = [(VOLD, Composer, 0, None), (SIGNAL, Arranger, 100, None)];
    let mut unpublished = stage(&own, Publishing::Unpublished, "");
    out_of_copyright(&mut unpublished);
    assert_eq!(
        prepare(&mut unpublished, ALPHA),
        ["master 100 % Northlight, to request", "publishing 100 % Signal Hill, to request"]
    );
    let mut free = stage(&[(VOLD, Composer, 0, None)], Publishing::Published, "");
    out_of_copyright(&mut free);
    assert_eq!(prepare(&mut free, ALPHA), ["master 100 % Northlight, to request", "publishing 100 % , not needed"]);
}

#[test]
fn what_no_publisher_has_is_asked_of_the_writer_whom_nobody_publishes() {
    use ShareRole::{Author, Composer, OriginalPublisher};
    let open = |stage: &mut Stage, set: serde_json::Value| {
        stage.edit(json!({ "type": "editWorks", "works": [1], "set": set }));
    };
    let master = "master 100 % Northlight, to request";
    // One writer, half of whose work is published.
    let mut half =
        stage(&[(VOLD, Composer, 100, None), (FJORD, OriginalPublisher, 50, Some(1))], Publishing::Published, "");
    open(&mut half, json!({ "copyrightControl": 500_000 }));
    let wanted = [master, "publishing 50 % Fjord, to request", "publishing 50 % Vold, to request"];
    let sorted = |stage: &mut Stage| {
        let mut lines = prepare(stage, ALPHA);
        lines.sort();
        lines
    };
    assert_eq!(sorted(&mut half), wanted);
    // Two writers: the publisher says whose share it publishes.
    let two =
        |acts_for| [(VOLD, Composer, 50, None), (SIGNAL, Author, 50, None), (FJORD, OriginalPublisher, 50, acts_for)];
    let mut told_whose = stage(&two(Some(1)), Publishing::Published, "");
    open(&mut told_whose, json!({ "unpublished": 500_000 }));
    let lines = sorted(&mut told_whose);
    assert!(lines.contains(&"publishing 50 % Signal Hill, to request".to_owned()), "{lines:?}");
    // Nobody says whose: nobody is guessed, and the share is not forgotten.
    let mut untold = stage(&two(None), Publishing::Published, "");
    open(&mut untold, json!({ "unpublished": 250_000, "copyrightControl": 250_000 }));
    let lines = sorted(&mut untold);
    assert_eq!(lines, [master, "publishing 50 % , to request", "publishing 50 % Fjord, to request"]);
    assert_eq!(sorted(&mut untold), lines, "once");
    // A label that publishes half of the work is asked for half of it.
    let mut label =
        stage(&[(VOLD, Composer, 100, None), (LABEL, OriginalPublisher, 50, None)], Publishing::Published, "");
    let lines = sorted(&mut label);
    assert_eq!(lines, [master, "publishing 50 % , to request", "publishing 50 % Northlight, to request"]);
}

/// Rights are mostly listed before anybody knows whose they are: what becomes known later is said, and taken over with one edit.
#[test]
fn what_becomes_known_after_rights_were_listed_is_said() {
    use ShareRole::{Composer, OriginalPublisher};
    let shares =
        [(VOLD, Composer, 100, None), (FJORD, OriginalPublisher, 60, None), (SIGNAL, OriginalPublisher, 40, None)];
    let mut stage = stage(&shares, Publishing::Published, "");
    stage.place(BRAVO, 1, 2, 5);
    let said = |stage: &Stage| {
        let view = stage.studio().clear(CUT).expect("the page");
        view.groups[0].unlisted.clone().map(|one| (one.message, one.listable))
    };
    assert_eq!(said(&stage), None, "nothing is listed yet");
    assert_eq!(prepare(&mut stage, BRAVO), ["master 100 % , to request", "publishing 100 % , to request"]);
    assert_eq!(said(&stage), None, "nobody is known");
    stage.edit(json!({ "type": "setWork", "tracks": [BRAVO], "work": 1 }));
    stage.edit(json!({ "type": "editRecordings", "tracks": [BRAVO], "set": { "label": LABEL } }));
    let told = "Known since these rights were listed: master Northlight, Fjord 60 %, Signal Hill 40 %.".to_owned();
    assert_eq!(said(&stage), Some((told, true)));
    let listed = [
        "master 100 % Northlight, to request",
        "publishing 60 % Fjord, to request",
        "publishing 40 % Signal Hill, to request",
    ];
    assert_eq!(prepare(&mut stage, BRAVO), listed);
    assert_eq!(said(&stage), None);
    let line = stage.studio().track(BRAVO).expect("the track").clearances[2].clearance.id;
    stage.edit(json!({ "type": "editClearances", "clearances": [line], "set": { "share": 1_000_000 } }));
    let told = "Signal Hill has 40 % of the work, and is asked for 100 %.".to_owned();
    assert_eq!(said(&stage), Some((told, false)));
}
