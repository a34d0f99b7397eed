//! Parties, works, shares and recordings: every edit of them, and what is refused.

use model::{PartyId, Share, WorkId};
use serde_json::{Value, json};
use studio::edits::Created;
use studio::views::{DirectoryQuery, PartyRow, WorkView};
use tests::stage::{ALPHA, BRAVO, CHARLIE, Stage};

fn party(stage: &mut Stage, set: Value) -> PartyId {
    let made = stage.edit(json!({ "type": "addParty", "set": set }));
    let [Created::Party(id)] = made[..] else { panic!("{made:?}") };
    id
}

fn work(stage: &mut Stage, title: &str, tracks: &[model::TrackId]) -> WorkId {
    let made = stage.edit(json!({ "type": "addWork", "title": title, "tracks": tracks }));
    let [Created::Work(id)] = made[..] else { panic!("{made:?}") };
    id
}

fn writer(name: &str, percent: i64) -> Value {
    json!({ "name": name, "role": "composer", "share": percent * 10_000 })
}

fn directory(stage: &Stage, text: &str) -> Vec<PartyRow> {
    let query = DirectoryQuery { text: text.into(), limit: 100, ..DirectoryQuery::default() };
    stage.studio().parties(&query).expect("the parties").rows
}

fn names(rows: &[PartyRow]) -> Vec<&str> {
    rows.iter().map(|row| row.full_name.as_str()).collect()
}

/// `Vold 50 %`, in order.
fn shares(view: &WorkView) -> Vec<String> {
    view.shares.iter().map(|share| format!("{} {}", share.name, share.share.share.0)).collect()
}

fn said(stage: &Stage, id: WorkId) -> Vec<String> {
    stage.studio().work(id).expect("the work").findings.into_iter().map(|found| found.message).collect()
}

#[test]
fn a_party_is_added_changed_and_found_by_what_is_known_of_it() {
    let mut stage = Stage::default();
    let vold = party(&mut stage, json!({ "name": "Vold", "firstName": "Ines", "ipi": "014107338", "society": "tono" }));
    let row = directory(&stage, "")[0].clone();
    assert_eq!((row.party.ipi.as_str(), row.party.society.as_str()), ("00014107338", "TONO"));
    let fjord = party(&mut stage, json!({ "name": "Fjord Songs", "kind": "company" }));
    stage.edit(
        json!({ "type": "editParties", "parties": [vold, fjord], "set": { "note": "Bergen", "email": "a@b.no" } }),
    );
    for (text, found) in
        [("ines", "Ines Vold"), ("0001-4107", "Ines Vold"), ("TONO vold", "Ines Vold"), ("fjord", "Fjord Songs")]
    {
        assert_eq!(names(&directory(&stage, text)), [found], "{text}");
    }
    assert_eq!(directory(&stage, "nobody").len(), 0);
    stage.edit(json!({ "type": "removeParties", "parties": [vold, fjord] }));
    assert_eq!(directory(&stage, "").len(), 0);
}

#[test]
fn what_cannot_be_right_is_refused_with_its_sentence() {
    let mut stage = Stage::default();
    let vold = party(&mut stage, json!({ "name": "Vold" }));
    let echo = work(&mut stage, "Echo", &[]);
    for (edit, sentence) in [
        (json!({ "type": "addParty", "set": { "name": " " } }), "the party needs a name"),
        (json!({ "type": "addParty", "set": {} }), "the party needs a name"),
        (
            json!({ "type": "editParties", "parties": [vold], "set": { "ipi": "00123456789" } }),
            "check digits of an IPI",
        ),
        (json!({ "type": "editParties", "parties": [vold], "set": { "ipi": "12" } }), "eleven digits"),
        (json!({ "type": "editParties", "parties": [77], "set": {} }), "there is no party 77"),
        (json!({ "type": "editWorks", "works": [echo], "set": { "iswc": "T-070.240.101-2" } }), "would be 1"),
        (json!({ "type": "editWorks", "works": [echo], "set": { "title": "" } }), "the work needs a name"),
        (json!({ "type": "editWorks", "works": [echo], "set": { "writersPart": 1_000_001 } }), "100.0001 %"),
        (json!({ "type": "addWork", "title": " " }), "the work needs a name"),
        (json!({ "type": "addWork", "title": "A", "tracks": [99] }), "there is no track 99"),
        (json!({ "type": "setShares", "work": echo, "shares": [writer("Vold", 101)] }), "not 101 %"),
        (json!({ "type": "setShares", "work": echo, "shares": [writer("", 1)] }), "needs a name"),
        (json!({ "type": "setShares", "work": 5, "shares": [] }), "there is no work 5"),
        (json!({ "type": "evenOut", "work": 5, "side": "writers" }), "there is no work 5"),
        (json!({ "type": "makeWhole", "work": 5, "side": "writers" }), "there is no work 5"),
        (json!({ "type": "setWork", "tracks": [ALPHA], "work": 5 }), "there is no work 5"),
        (json!({ "type": "editRecordings", "tracks": [ALPHA], "set": { "label": 5 } }), "there is no party 5"),
        (json!({ "type": "mergeParties", "into": vold, "from": [vold] }), "cannot be merged into itself"),
        (json!({ "type": "mergeWorks", "into": echo, "from": [echo] }), "cannot be merged into itself"),
        (json!({ "type": "removeWorks", "works": [5] }), "there is no work 5"),
        (json!({ "type": "dismissSuggestions", "track": 99, "keys": ["a"] }), "there is no track 99"),
    ] {
        let told = stage.refused(edit.clone());
        assert!(told.to_lowercase().contains(&sentence.to_lowercase()), "{edit}: {told}");
    }
    let administrator = json!({ "name": "A", "role": "administrator", "share": 1, "actsFor": 0 });
    let told = stage.refused(json!({ "type": "setShares", "work": echo, "shares": [administrator] }));
    assert!(told.contains("can only act for a share that owns"), "{told}");
}

#[test]
fn shares_are_set_by_name_evened_out_and_made_whole() {
    let mut stage = Stage::default();
    let echo = work(&mut stage, "Echo", &[ALPHA, BRAVO]);
    let vold = party(&mut stage, json!({ "name": "Vold", "firstName": "Ines" }));
    let list = json!([
        { "name": "vold, ines", "ipi": "01280391067", "role": "composer", "share": 500_000 },
        writer("J. Vold", 25),
        writer("Ada van Dyke", 5),
        { "name": "Fjord Songs", "society": "Buma/Stemra", "role": "originalPublisher", "share": 1_000_000 },
        { "name": "Signal Hill", "role": "subPublisher", "share": 1_000_000, "territory": "US", "actsFor": 3 },
    ]);
    stage.edit(json!({ "type": "setShares", "work": echo, "shares": list }));
    let view = stage.studio().work(echo).expect("the work");
    assert_eq!(view.shares[0].who.id, vold);
    assert_eq!(view.shares[0].who.ipi, "01280391067");
    assert_eq!(view.shares[2].who.name, "van Dyke");
    assert_eq!(view.shares[3].who.society, "BUMA");
    assert_eq!(view.shares[4].acts_for_place, Some(3));
    assert_eq!((view.writers_sum, view.publishers_sum), (Share(800_000), Share::WHOLE));
    assert_eq!(view.shares[0].of_whole, Share(250_000));
    assert!(said(&stage, echo).contains(&"The writers have 80 % together, 20 % missing; correct a share.".into()));

    stage.edit(json!({ "type": "makeWhole", "work": echo, "side": "writers" }));
    assert_eq!(
        shares(&stage.studio().work(echo).expect("the work"))[..3],
        ["Ines Vold 625000", "J. Vold 312500", "Ada van Dyke 62500"]
    );
    stage.edit(json!({ "type": "evenOut", "work": echo, "side": "writers" }));
    assert_eq!(
        shares(&stage.studio().work(echo).expect("the work"))[..3],
        ["Ines Vold 333334", "J. Vold 333333", "Ada van Dyke 333333"]
    );
    // What rounding leaves is tolerated; a share less leaves rows of those that stay.
    stage.edit(json!({ "type": "setShares", "work": echo, "shares": [{ "party": vold, "role": "composer", "share": 1_000_000 }] }));
    let view = stage.studio().work(echo).expect("the work");
    assert_eq!(shares(&view), ["Ines Vold 1000000"]);
    assert_eq!(view.tracks.iter().map(|track| track.id).collect::<Vec<_>>(), [ALPHA, BRAVO]);
    stage.edit(json!({ "type": "editWorks", "works": [echo], "set": { "publishing": "copyrightControl", "iswc": "T-034.524.680-1" } }));
    assert_eq!(said(&stage, echo), ["Ines Vold has no society; write NS if it is a member of none."]);
    stage.edit(json!({ "type": "editParties", "parties": [vold], "set": { "society": "acsap" } }));
    assert_eq!(said(&stage, echo), ["Ines Vold: ACSAP is not a society; is ASCAP meant?"]);
}

#[test]
fn merged_parties_take_everything_that_named_them() {
    let mut stage = Stage::default();
    let echo = work(&mut stage, "Echo", &[ALPHA]);
    stage.edit(json!({ "type": "setShares", "work": echo, "shares": [writer("Ines Vold", 50), writer("Vold Ines", 25), writer("Jon Vold", 25)] }));
    let all = directory(&stage, "");
    let id = |name: &str| all.iter().find(|row| row.full_name == name).expect("known").party.id;
    let (into, from) = (id("Ines Vold"), id("Vold Ines"));
    assert_eq!(all.iter().find(|row| row.party.id == into).expect("known").twins, [from]);
    stage.edit(json!({ "type": "editParties", "parties": [from], "set": { "ipi": "00014107338", "society": "TONO" } }));
    stage.edit(json!({ "type": "editRecordings", "tracks": [ALPHA], "set": { "label": from } }));
    stage.right(ALPHA, "master", json!({ "party": from }));
    let told = stage.refused(json!({ "type": "removeParties", "parties": [from] }));
    assert_eq!(
        told,
        "Vold Ines is still named by the work Echo, the label of Alpha, the right Alpha, master (Vold Ines); merge it into another \
         party, or remove it there first"
    );
    stage.edit(json!({ "type": "mergeParties", "into": into, "from": [from] }));
    let view = stage.studio().party(into).expect("the party");
    assert_eq!((view.row.party.ipi.as_str(), view.row.party.society.as_str()), ("00014107338", "TONO"));
    assert_eq!((view.row.works, view.row.recordings, view.row.clearances), (1, 1, 1));
    assert_eq!(view.lines[0].line, "Alpha, master, to request");
    assert_eq!(shares(&stage.studio().work(echo).expect("the work")), ["Ines Vold 750000", "Jon Vold 250000"]);
    assert_eq!(names(&directory(&stage, "")).len(), 2);
}

#[test]
fn merged_works_keep_the_tracks_of_both() {
    let mut stage = Stage::default();
    let echo = work(&mut stage, "Echo", &[ALPHA]);
    let other = work(&mut stage, "Echo (live)", &[BRAVO]);
    let third = work(&mut stage, "Echo", &[CHARLIE]);
    stage.edit(json!({ "type": "setShares", "work": other, "shares": [writer("Ines Vold", 100)] }));
    stage.edit(json!({ "type": "setShares", "work": third, "shares": [writer("Jon Vold", 100)] }));
    let set = json!({ "iswc": "T-034.524.680-1", "societyNumbers": [{ "society": "prs", "number": " 1234BM " }] });
    stage.edit(json!({ "type": "editWorks", "works": [other], "set": set }));
    stage.edit(json!({ "type": "mergeWorks", "into": echo, "from": [other, third] }));
    let view = stage.studio().work(echo).expect("the work");
    assert_eq!(view.tracks.len(), 3);
    assert_eq!(
        (view.iswc_shown.as_str(), view.work.other_titles.clone()),
        ("T-034.524.680-1", vec!["Echo (live)".to_owned()])
    );
    assert_eq!(view.work.society_numbers[0].society, "PRS");
    assert_eq!(shares(&view), ["Ines Vold 1000000"]);
    stage.edit(json!({ "type": "removeWorks", "works": [echo] }));
    assert!(stage.studio().track(ALPHA).expect("the track").work.is_none());
}

#[test]
fn recordings_are_told_together_and_go_with_their_track() {
    let mut stage = Stage::default();
    let echo = work(&mut stage, "Echo", &[]);
    stage.edit(json!({ "type": "setWork", "tracks": [ALPHA, BRAVO], "work": echo }));
    let set = json!({ "labelName": "Northlight", "catalogueNumber": "NL 12", "cutNumber": "3", "library": "Lantern" });
    stage.edit(json!({ "type": "editRecordings", "tracks": [ALPHA, BRAVO], "set": set }));
    let view = stage.studio().track(BRAVO).expect("the track");
    assert_eq!((view.label_name.as_str(), view.recording.catalogue_number.as_str()), ("Northlight", "NL 12"));
    assert_eq!(view.work.expect("the work").work.title, "Echo");
    stage.edit(json!({ "type": "dismissSuggestions", "track": ALPHA, "keys": ["a", "b"] }));
    stage.edit(json!({ "type": "removeTracks", "tracks": [ALPHA] }));
    assert_eq!(stage.studio().work(echo).expect("the work").tracks.len(), 1);
    stage.edit(json!({ "type": "setWork", "tracks": [BRAVO] }));
    stage.edit(json!({ "type": "editRecordings", "tracks": [BRAVO], "set": { "label": 0, "catalogueNumber": "", "cutNumber": "", "library": "" } }));
    assert_eq!(
        stage.studio().track(BRAVO).expect("the track").recording,
        model::Recording { track: BRAVO, ..Default::default() }
    );
}
