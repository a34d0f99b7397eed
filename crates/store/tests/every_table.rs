//! Every table through an edit, its undo and its redo.

#![allow(clippy::unwrap_used)]

mod common;

use common::{check_back_and_forth, clear, create, dump, edit, fill, place};
use model::reconform::{Shot, ShotSpeed};
use model::{CueId, LaneId, PlacementId, RawTag, Show, TrackId, UsageFact};
use timebase::Frames;

fn column_map(column: Option<model::CatalogueField>) -> model::ColumnMap {
    model::ColumnMap { name: "Northlight".into(), headings: vec!["Track".into()], columns: vec![column] }
}

fn shot(name: &str) -> Shot {
    let black = Shot::black(Frames(24), Frames(48));
    Shot { name: name.into(), source_in: Some(Frames(86_400)), speed: ShotSpeed::of(-1, 2), ..black }
}

#[test]
fn a_cut_keeps_its_picture_in_the_order_of_time() {
    let place = place();
    let mut document = create(&place.path);
    let ids = document.ids();
    let shots = [Shot::black(Frames(0), Frames(24)), shot("A001")];
    edit(&mut document, "Fill", |rows| {
        fill(rows)?;
        shots.iter().rev().try_for_each(|shot| rows.insert_shot(model::CutId(41), shot, &ids))
    });
    assert_eq!(document.rows().shots(model::CutId(41)).unwrap(), shots);
    assert_eq!(document.rows().cuts_with_shots().unwrap(), [model::CutId(41)]);
    document.close().unwrap();
}

#[test]
fn every_table_can_be_filled_changed_and_emptied_and_all_of_it_undone() {
    let place = place();
    let document = create(&place.path);
    let ids = document.ids();
    let document = check_back_and_forth(document, |document| {
        edit(document, "Fill", |rows| {
            fill(rows)?;
            common::rights::fill_rights(rows)?;
            common::rights::fill_filing(rows, &ids)?;
            common::season::fill_season(rows)?;
            common::commissions::fill_commissions(rows)?;
            rows.insert_shot(model::CutId(41), &shot("A001"), &ids)?;
            rows.see_suggestion(TrackId(10), "COMPOSER: L. Vance", &ids)?;
            rows.dismiss_usage(CueId(60), UsageFact::Voice(model::Voice::Vocal), &ids)?;
            rows.set_column_map(&column_map(Some(model::CatalogueField::Title)), &ids)?;
            rows.set_raw_tags(TrackId(10), &[RawTag { key: "©wrt".into(), value: "L. Vance".into() }], &ids)
        });
    });
    let untouched: Vec<_> = dump(&place.path).into_iter().filter(|(_, rows)| rows.is_empty()).collect();
    assert_eq!(untouched, [], "a table was left out");
    let document = check_back_and_forth(document, |document| {
        edit(document, "Change", |rows| {
            let cut = model::CutId(41);
            rows.update_show(&Show { title: "Your Heart".into(), ..rows.show()? })?;
            for mut track in rows.tracks()? {
                track.title.push('!');
                track.vocal = None;
                rows.update_track(&track)?;
            }
            rows.set_raw_tags(TrackId(10), &[], &ids)?;
            rows.set_column_map(&column_map(None), &ids)?;
            for mut clearance in rows.all_clearances()? {
                clearance.fee = None;
                rows.update_clearance(&clearance)?;
            }
            common::rights::change_rights(rows)?;
            common::rights::change_filing(rows, &ids)?;
            common::season::change_season(rows)?;
            common::commissions::change_commissions(rows)?;
            for mut theme in rows.themes()? {
                theme.tracks.reverse();
                theme.character = None;
                theme.brief.clear();
                rows.update_theme(&theme)?;
            }
            rows.set_theme_in_episode(&model::ThemeInEpisode { expected: false, ..common::in_episode(31, 40) })?;
            for mut character in rows.characters()? {
                character.name.push('!');
                rows.update_character(&character)?;
            }
            for mut episode in rows.episodes()? {
                episode.title.push('!');
                rows.update_episode(&episode)?;
            }
            let mut newest = rows.newest_cut(model::EpisodeId(40))?.unwrap();
            newest.label.push('!');
            rows.update_cut(&newest)?;
            rows.delete_shots(cut)?;
            rows.insert_shot(cut, &shot("A002"), &ids)?;
            for mut reel in rows.reels(cut)? {
                reel.number += 1;
                rows.update_reel(&reel)?;
            }
            for mut picture in rows.reel_pictures(cut)? {
                picture.path.push('!');
                rows.update_reel_picture(&picture)?;
            }
            for mut scene in rows.scenes(cut)? {
                scene.moods.clear();
                rows.update_scene(&scene)?;
            }
            for mut hit in rows.hits(cut)? {
                hit.label.clear();
                rows.update_hit(&hit)?;
            }
            for mut lane in rows.lanes()? {
                lane.ordinal += 1;
                rows.update_lane(&lane)?;
            }
            for mut cue in rows.cues(cut)? {
                cue.themes.clear();
                cue.usage.voice = None;
                cue.pick = Some(PlacementId(71));
                rows.update_cue(&cue)?;
            }
            for mut placement in rows.placements_of_cut(cut)? {
                placement.gain.0 += 1;
                rows.update_placement(&placement)?;
            }
            for mut round in rows.rounds(cut)? {
                round.name.push('!');
                round.reviewers[0].role = model::ReviewerRole::Advises;
                rows.update_round(&round)?;
            }
            for mut reviewer in rows.reviewers()? {
                reviewer.sees.contacts = true;
                rows.update_reviewer(&reviewer)?;
            }
            for mut proposal in rows.proposals_of_cut(cut)? {
                proposal.was = None;
                rows.update_proposal(&proposal)?;
            }
            for mut verdict in rows.verdicts_of_cut(cut)? {
                verdict.value = Some(model::VerdictValue::Approved);
                rows.update_verdict(&verdict)?;
            }
            for mut note in rows.notes(cut)? {
                note.resolved = true;
                note.drawing.clear();
                rows.update_note(&note)?;
            }
            Ok(())
        });
    });
    check_back_and_forth(document, |document| {
        edit(document, "Empty", |rows| {
            common::rights::clear_rights(rows)?;
            common::rights::clear_filing(rows)?;
            common::season::clear_season(rows)?;
            common::commissions::clear_commissions(rows)?;
            rows.delete_suggestions_seen(TrackId(10))?;
            rows.delete_usage_dismissed(CueId(60))?;
            rows.delete_column_map("Northlight")?;
            clear(rows)?;
            rows.delete_lane(LaneId(1))
        });
    });
}
