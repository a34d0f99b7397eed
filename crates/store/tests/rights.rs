//! Rows of rights come back as they were written; what version 1 had of them is kept.

#![allow(clippy::unwrap_used)]

mod common;

use common::Place;
use common::rights::*;
use common::*;
use model::*;
use store::Document;

fn filled() -> (Place, Document) {
    let place = place();
    let mut document = create(&place.path);
    edit(&mut document, "Fill", fill);
    edit(&mut document, "Fill in rights", fill_rights);
    (place, document)
}

#[test]
fn every_value_comes_back_as_it_was_written() {
    let (_place, document) = filled();
    let rows = document.rows();
    assert_eq!(rows.clearance(ClearanceId(20)).unwrap(), Some(full_clearance()));
    assert_eq!(rows.party(PartyId(22)).unwrap(), Some(party(22)));
    assert_eq!(rows.work(WorkId(23)).unwrap(), Some(work(23)));
    assert_eq!(rows.work_share(WorkShareId(24)).unwrap(), Some(work_share(24, 23, 22)));
    assert_eq!(rows.recording(TrackId(10)).unwrap(), Some(recording(10, 23, 22)));
    assert_eq!(rows.recording(TrackId(11)).unwrap(), None);
    assert_eq!(rows.clearance_events(ClearanceId(20)).unwrap(), [event(26, 20, "2026-11-12"), event(27, 20, AT)]);
    assert_eq!(rows.option_steps(ClearanceId(20)).unwrap(), [option(28, 20, 0)]);
    assert_eq!(rows.attachments(ClearanceId(20)).unwrap()[0].path, "/letters/confirmed.pdf");
    assert_eq!(rows.currency_rates().unwrap()[0].rate, 925_000);
    assert_eq!(rows.mfn_groups().unwrap(), [MfnGroup { id: MfnGroupId(25), name: "MFN A".into() }]);
    assert_eq!(rows.budgets().unwrap().iter().map(|budget| budget.season).collect::<Vec<_>>(), [None, Some(1)]);
    assert_eq!(rows.scenarios(CutId(41)).unwrap(), [scenario(35, 41, Some(70))]);
    assert_eq!(rows.scenario(ScenarioId(35)).unwrap(), Some(scenario(35, 41, Some(70))));
}

#[test]
fn clearances_are_found_by_what_they_refer_to() {
    let (_place, document) = filled();
    let rows = document.rows();
    let ids = |lines: Vec<Clearance>| lines.iter().map(|line| line.id.0).collect::<Vec<_>>();
    assert_eq!(ids(rows.clearances(TrackId(10)).unwrap()), [21, 20]);
    assert_eq!(ids(rows.clearances_of_episode(EpisodeId(40)).unwrap()), [20]);
    assert_eq!(ids(rows.clearances_of_party(PartyId(22)).unwrap()), [20]);
    assert_eq!(ids(rows.clearances_of_mfn_group(MfnGroupId(25)).unwrap()), [20]);
    assert_eq!(ids(rows.all_clearances().unwrap()), [21, 20]);
}

#[test]
fn all_of_it_goes_and_comes_back_by_undo() {
    let (place, mut document) = filled();
    let before = dump(&place.path);
    edit(&mut document, "Clear", |rows| {
        clear_rights(rows)?;
        clear(rows)
    });
    document.undo().unwrap().unwrap();
    assert_eq!(dump(&place.path), before);
    assert_eq!(document.check().unwrap(), Vec::<String>::new());
}

#[test]
fn a_scenario_forgets_what_is_no_more() {
    let (_place, mut document) = filled();
    edit(&mut document, "Another", |rows| rows.update_scenario(&scenario(35, 41, Some(71))));
    assert_eq!(document.rows().scenario(ScenarioId(35)).unwrap(), Some(scenario(35, 41, Some(71))));
    edit(&mut document, "Forget", |rows| rows.delete_scenario_picks_of_placement(PlacementId(71)));
    assert_eq!(document.rows().scenario(ScenarioId(35)).unwrap(), Some(scenario(35, 41, None)));
    edit(&mut document, "Again", |rows| rows.update_scenario(&scenario(35, 41, Some(70))));
    edit(&mut document, "Forget the cue", |rows| rows.delete_scenario_picks_of_cue(CueId(60)));
    assert_eq!(document.rows().scenarios(CutId(41)).unwrap(), [scenario(35, 41, None)]);
}

#[test]
fn a_check_names_a_scenario_that_picks_for_another_cue() {
    let (_place, mut document) = filled();
    edit(&mut document, "Break", |rows| {
        rows.insert_cue(&cue(61, 41, 4))?;
        let picks = vec![ScenarioPick { cue: CueId(61), placement: PlacementId(70) }];
        rows.insert_scenario(&Scenario { picks, ..scenario(36, 41, None) })
    });
    assert_eq!(document.check().unwrap(), ["scenario B for 4M07, 36 picks a placement of another cue for 1M04"]);
}

/// Made by the program when its documents were of version 1: three tracks, five lines, two steps of history.
const VERSION_1: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/version-1.needledrop");

#[test]
fn lines_of_version_1_become_lines_of_parties() {
    let place = place();
    std::fs::copy(VERSION_1, &place.path).unwrap();
    let document = open(&place.path);
    let rows = document.rows();
    assert_eq!((document.depth(), document.check().unwrap()), ((0, 0), Vec::new()));
    let parties = rows.parties().unwrap();
    let names: Vec<_> = parties.iter().map(|party| (party.kind, party.name.as_str())).collect();
    let company = PartyKind::Company;
    assert_eq!(names, [(company, "Fjord Songs"), (company, "Northlight Records"), (company, "Sable & Co")]);
    let name = |party: Option<PartyId>| rows.party(party?).unwrap().map(|party| party.name);
    let mut told = Vec::new();
    for track in rows.tracks().unwrap() {
        for line in rows.clearances(track.id).unwrap() {
            assert_eq!((line.share, line.episode, line.currency.as_str()), (Share::WHOLE, None, ""));
            told.push((track.title.clone(), line.side, name(line.party), line.status, line.fee));
        }
    }
    told.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
    let line = |title: &str, side, who: Option<&str>, status, fee| {
        (title.to_owned(), side, who.map(str::to_owned), status, fee)
    };
    assert_eq!(
        told,
        [
            line("First Spark", Side::Master, Some("Northlight Records"), ClearanceStatus::Requested, None),
            line("First Spark", Side::Publishing, None, ClearanceStatus::ToRequest, None),
            line("Rising Tide", Side::Master, Some("Sable & Co"), ClearanceStatus::Denied, Some(0)),
            line("Silent Echoes", Side::Master, Some("Northlight Records"), ClearanceStatus::Confirmed, Some(450_000)),
            line("Silent Echoes", Side::Publishing, Some("Fjord Songs"), ClearanceStatus::Quoted, Some(337_500)),
        ]
    );
    let mut names = files(place.folder.path());
    names.retain(|name| name.contains("before"));
    assert_eq!(names.len(), 1, "a copy of what it was is kept");
}
