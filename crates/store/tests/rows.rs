//! Rows come back as they were written, in the order that is promised.

#![allow(clippy::unwrap_used)]

mod common;

use common::Place;
use common::*;
use model::*;
use store::{Document, StoreError};

fn filled() -> (Place, Document) {
    let place = place();
    let mut document = create(&place.path);
    edit(&mut document, "Fill", fill);
    (place, document)
}

#[test]
fn every_value_comes_back_as_it_was_written() {
    let (_place, document) = filled();
    let rows = document.rows();
    let pick = Some(PlacementId(70));
    let cue = Cue { scene: Some(SceneId(50)), themes: vec![common::statement(31)], pick, ..cue(60, 41, 3) };
    assert_eq!(rows.show().unwrap(), show());
    assert_eq!(rows.track(TrackId(10)).unwrap(), Some(track(10)));
    assert_eq!(rows.clearance(ClearanceId(20)).unwrap(), Some(clearance(20, 10, Side::Publishing)));
    assert_eq!(rows.character(CharacterId(30)).unwrap(), Some(character(30)));
    assert_eq!(rows.theme(ThemeId(31)).unwrap(), Some(theme(31, Some(30), &[11, 10])));
    assert_eq!(rows.episode(EpisodeId(40)).unwrap(), Some(episode(40, 4)));
    assert_eq!(rows.cut(CutId(41)).unwrap(), Some(cut(41, 40, 1)));
    assert_eq!(rows.reel(ReelId(42)).unwrap(), Some(reel(42, 41, 1)));
    assert_eq!(rows.scene(SceneId(50)).unwrap(), Some(scene(50, 41, 0)));
    assert_eq!(rows.hit(HitId(51)).unwrap(), Some(hit(51, 41, 300)));
    assert_eq!(rows.lane(LaneId(1)).unwrap(), Some(lane(1)));
    assert_eq!(rows.cue(CueId(60)).unwrap(), Some(cue));
    assert_eq!(rows.placement(PlacementId(71)).unwrap(), Some(placement(71, 60, 11, 1, 1)));
    assert_eq!(rows.reviewer(ReviewerId(78)).unwrap(), Some(reviewer(78)));
    assert_eq!(rows.round(RoundId(80)).unwrap(), Some(round(80, 41, 1, &[78])));
    assert_eq!(rows.proposal(ProposalId(82)).unwrap(), Some(proposal(82, 80, &placement(70, 60, 10, 1, 0))));
    assert_eq!(rows.verdict(VerdictId(81)).unwrap(), Some(verdict(81, 82, 78, VerdictValue::Changes)));
    assert_eq!(rows.verdict_keyed("key 81").unwrap(), rows.verdict(VerdictId(81)).unwrap());
    assert_eq!(rows.note(NoteId(90)).unwrap(), Some(note_on_cue()));
    assert_eq!(rows.note_keyed("key 90").unwrap(), Some(note_on_cue()));
    assert_eq!(rows.note(NoteId(404)).unwrap(), None);
}

#[test]
fn tracks_are_found_by_content_and_by_place() {
    let (_place, document) = filled();
    let rows = document.rows();
    assert_eq!(rows.track_by_hash(&track(11).hash).unwrap(), Some(track(11)));
    assert_eq!(rows.track_by_path("/music/10.flac").unwrap(), Some(track(10)));
    assert_eq!(rows.track_by_path("/music").unwrap(), None);
    assert_eq!(rows.track_count().unwrap(), 2);
    assert_eq!(rows.tracks().unwrap(), [track(10), track(11)]);
    let mut walked = Vec::new();
    rows.for_each_track(|track| walked.push(track.to_track())).unwrap();
    assert_eq!(walked, [track(10), track(11)]);
}

#[test]
fn lists_come_in_their_order() {
    let (_place, mut document) = filled();
    edit(&mut document, "More", |rows| {
        rows.insert_episode(&episode(43, 2))?;
        rows.insert_cut(&cut(44, 40, 7))?;
        rows.insert_cut(&cut(45, 40, 3))?;
        rows.insert_reel(&Reel { start: timebase::Position(0), ..reel(46, 41, 9) })?;
        rows.insert_scene(&scene(49, 41, 5_000))?;
        rows.insert_hit(&hit(52, 41, 20))?;
        rows.insert_dialogue_span(&line(54, 41, 20))?;
        rows.insert_production_sound(&production_sound(56, 41, 0))?;
        rows.insert_lane(&Lane { ordinal: 0, ..lane(5) })?;
        rows.insert_reviewer(&Reviewer { name: "Ana".into(), ..reviewer(77) })?;
        rows.insert_round(&round(79, 41, 2, &[78, 77]))?;
        rows.insert_proposal(&proposal(83, 79, &placement(70, 60, 10, 1, 0)))?;
        rows.insert_verdict(&verdict(80, 83, 77, VerdictValue::Approved))?;
        rows.insert_note(&note(92, 41, Some(2)))?;
        rows.insert_placement(&Placement { in_point: timebase::Position(1), ..placement(72, 60, 10, 1, 2) })
    });
    let rows = document.rows();
    fn ids<T>(list: Result<Vec<T>, StoreError>, id: impl Fn(&T) -> i64) -> Vec<i64> {
        list.unwrap().iter().map(id).collect()
    }
    let cut = CutId(41);
    assert_eq!(ids(rows.episodes(), |episode| episode.id.0), [43, 40]);
    assert_eq!(ids(rows.cuts(EpisodeId(40)), |cut| cut.id.0), [41, 45, 44]);
    assert_eq!(ids(rows.reels(cut), |reel| reel.id.0), [46, 42]);
    assert_eq!(ids(rows.scenes(cut), |scene| scene.id.0), [50, 49]);
    assert_eq!(ids(rows.hits(cut), |hit| hit.id.0), [52, 51]);
    assert_eq!(rows.dialogue(cut).unwrap(), [line(54, 41, 20), line(53, 41, 200)]);
    assert_eq!(rows.production_sounds(cut).unwrap(), [production_sound(56, 41, 0), production_sound(55, 41, 1)]);
    assert_eq!(rows.ducks(cut).unwrap(), [duck(60)]);
    assert_eq!(rows.duck(CueId(60)).unwrap(), Some(duck(60)));
    assert_eq!(ids(rows.lanes(), |lane| lane.id.0), [5, 1]);
    assert_eq!(ids(rows.clearances(TrackId(10)), |clearance| clearance.id.0), [21, 20]);
    assert_eq!(ids(rows.placements_of_cue(CueId(60)), |placement| placement.id.0), [70, 71, 72]);
    assert_eq!(ids(rows.placements_of_cut(cut), |placement| placement.id.0), [72, 70, 71]);
    assert_eq!(ids(rows.placements_of_track(TrackId(10)), |placement| placement.id.0), [70, 72]);
    assert_eq!(ids(rows.placements_of_lane(LaneId(1)), |placement| placement.id.0), [70, 71, 72]);
    assert_eq!(ids(rows.all_placements(), |placement| placement.id.0), [70, 71, 72]);
    assert_eq!(ids(rows.rounds(cut), |round| round.id.0), [80, 79]);
    assert_eq!(rows.rounds(cut).unwrap()[1], round(79, 41, 2, &[78, 77]));
    assert_eq!(ids(rows.reviewers(), |reviewer| reviewer.id.0), [77, 78]);
    assert_eq!(ids(rows.proposals(RoundId(79)), |proposal| proposal.id.0), [83]);
    assert_eq!(ids(rows.proposals_of_cut(cut), |proposal| proposal.id.0), [82, 83]);
    assert_eq!(ids(rows.verdicts_of_proposal(ProposalId(82)), |verdict| verdict.id.0), [81]);
    assert_eq!(ids(rows.verdicts_of_round(RoundId(79)), |verdict| verdict.id.0), [80]);
    assert_eq!(ids(rows.verdicts_of_cut(cut), |verdict| verdict.id.0), [81, 80]);
    assert_eq!(ids(rows.notes(cut), |note| note.id.0), [91, 92, 90]);
    assert_eq!(ids(rows.notes_of_cue(CueId(60)), |note| note.id.0), [90]);
    assert_eq!(ids(rows.notes_of_placement(PlacementId(70)), |note| note.id.0), [90]);
    assert_eq!(ids(rows.themes_of_track(TrackId(11)), |theme| theme.id.0), [31]);
    assert_eq!(rows.themes().unwrap(), [theme(31, Some(30), &[11, 10])]);
    assert_eq!(rows.newest_cut(EpisodeId(40)).unwrap().unwrap().id, CutId(44));
    assert_eq!(rows.episode_named("1x02".parse().unwrap()).unwrap().unwrap().id, EpisodeId(43));
    assert_eq!(rows.lane_named("Songs 5").unwrap().unwrap().id, LaneId(5));
    assert_eq!(rows.cue_numbered(cut, number(3)).unwrap().unwrap(), rows.cues(cut).unwrap()[0]);
    assert_eq!(rows.cue_numbered(CutId(44), number(3)).unwrap(), None);
}

#[test]
fn uses_of_a_track_count_a_cue_once_and_in_order() {
    let (_place, mut document) = filled();
    edit(&mut document, "More", |rows| {
        rows.insert_cut(&cut(44, 40, 2))?;
        for (id, cut, count) in [(61, 41, 100), (62, 41, 20), (63, 44, 3)] {
            rows.insert_cue(&Cue { pick: Some(PlacementId(id + 100)), ..cue(id, cut, count) })?;
            rows.insert_placement(&placement(id + 100, id, 10, 1, 0))?;
        }
        Ok(())
    });
    let uses = document.rows().track_uses().unwrap();
    let at = |count| ("1x04".parse().unwrap(), number(count));
    assert_eq!(uses[&TrackId(10)], [at(3), at(20), at(100)]);
    assert_eq!(uses[&TrackId(11)], [at(3)]);
}

#[test]
fn temp_music_sounds_where_it_is_the_pick_and_not_all_of_it_is_muted() {
    let (_place, mut document) = filled();
    let mut sounds = |pick: [bool; 2]| {
        edit(&mut document, "Temp", |rows| {
            let head = rows.placement(PlacementId(70))?.expect("the pick");
            rows.update_placement(&Placement { temp: true, muted: pick[0], ..head })?;
            let (piece, other) = (placement(72, 60, 10, 1, 0), placement(71, 60, 11, 1, 1));
            let piece = Placement { piece_of: Some(PlacementId(70)), temp: true, muted: pick[1], ..piece };
            if rows.placement(piece.id)?.is_none() {
                rows.insert_placement(&piece)?
            } else {
                rows.update_placement(&piece)?
            }
            rows.update_placement(&Placement { temp: true, ..other })
        });
        let season = document.rows().episode(EpisodeId(40)).unwrap().unwrap().season;
        let mut found = document.rows().temp_in_season(season).unwrap();
        found.sort_by_key(|temp| temp.placement);
        found.iter().map(|temp| (temp.is_pick, temp.sounds)).collect::<Vec<_>>()
    };
    assert_eq!(sounds([false, false]), [(true, true), (false, false)]);
    assert_eq!(sounds([true, false]), [(true, true), (false, false)]);
    assert_eq!(sounds([true, true]), [(true, false), (false, false)]);
}

#[test]
fn raw_tags_keep_the_order_of_the_file() {
    let (_place, mut document) = filled();
    let tag = |key: &str| RawTag { key: key.into(), value: "x".into() };
    let tags = [tag("z"), tag("a"), tag("z")];
    let ids = document.ids();
    edit(&mut document, "Tags", |rows| rows.set_raw_tags(TrackId(10), &tags, &ids));
    assert_eq!(document.rows().raw_tags(TrackId(10)).unwrap(), tags);
    edit(&mut document, "Fewer", |rows| rows.set_raw_tags(TrackId(10), &tags[..1], &ids));
    assert_eq!(document.rows().raw_tags(TrackId(10)).unwrap(), tags[..1]);
}

#[test]
fn changing_or_deleting_what_is_not_there_is_an_error() {
    let (_place, document) = filled();
    let missing = document.rows().update_cue(&cue(404, 41, 9));
    assert!(matches!(missing, Err(StoreError::Missing { noun: "cue", id: 404 })), "{missing:?}");
    let missing = document.rows().delete_track(TrackId(404));
    assert!(matches!(missing, Err(StoreError::Missing { noun: "track", id: 404 })), "{missing:?}");
}

#[test]
fn a_value_of_an_unknown_kind_is_named() {
    let (place, document) = filled();
    let other = rusqlite::Connection::open(&place.path).unwrap();
    other.execute("UPDATE cut SET rate = '31'", []).unwrap();
    let sentence = document.rows().cut(CutId(41)).unwrap_err().to_string();
    assert!(sentence.contains("rate of cut 41 (\"31\""), "{sentence}");
}

#[test]
fn a_check_names_what_the_rows_do_not_agree_on() {
    let (place, mut document) = filled();
    assert_eq!(document.check().unwrap(), Vec::<String>::new());
    edit(&mut document, "Break", |rows| {
        rows.insert_cue(&Cue { pick: Some(PlacementId(70)), ..cue(61, 41, 4) })?;
        rows.insert_cue(&cue(62, 41, 5))?;
        rows.insert_placement(&placement(73, 62, 10, 1, 0))
    });
    let other = rusqlite::Connection::open(&place.path).unwrap();
    other.execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM round").unwrap();
    assert_eq!(
        document.check().unwrap(),
        [
            "proposal 82 refers to a round that is not there",
            "round_reviewer 1 refers to a round that is not there",
            "note 90 refers to a round that is not there",
            "cue 1M05 has placements but no pick",
            "the pick of cue 1M04 is a placement of another cue",
        ]
    );
}
