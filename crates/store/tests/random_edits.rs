//! Random lives of a document: whatever was edited, undone, redone and reopened, history tells the truth.

#![allow(clippy::unwrap_used)]

mod common;

use common::{AT, dump, open, place};
use model::{Cue, CutId, EpisodeId, Lane, Note, Placement, RawTag, Side, TrackId, VerdictValue};
use proptest::prelude::*;
use store::{Document, Ids, Rows, StoreError};

const NOUNS: u8 = 24;

#[derive(Debug, Clone)]
enum Step {
    /// A change of a noun: insert, change or delete.
    Edit {
        noun: u8,
        act: u8,
        seed: usize,
        key: Option<u8>,
    },
    Undo,
    Redo,
    Reopen,
}

fn step() -> impl Strategy<Value = Step> {
    let edit = (0..NOUNS, 0..5_u8, any::<u16>(), proptest::option::of(0..2_u8));
    prop_oneof![
        12 => edit.prop_map(|(noun, act, seed, key)| Step::Edit { noun, act, seed: seed.into(), key }),
        4 => Just(Step::Undo),
        3 => Just(Step::Redo),
        1 => Just(Step::Reopen),
    ]
}

fn pick<T: Clone>(of: &[T], seed: usize) -> Option<T> {
    (!of.is_empty()).then(|| of[seed % of.len()].clone())
}

/// One of each, where there is one, to refer to.
struct Found {
    track: Option<i64>,
    character: Option<i64>,
    theme: Option<model::ThemeId>,
    episode: Option<i64>,
    cut: Option<i64>,
    scene: Option<model::Scene>,
    cue: Option<Cue>,
    lane: Option<i64>,
    placement: Option<Placement>,
    round: Option<i64>,
    reviewer: Option<i64>,
    proposal: Option<i64>,
}

fn found(rows: &Rows, seed: usize) -> Result<Found, StoreError> {
    let episode = pick(&rows.episodes()?, seed).map(|episode| episode.id);
    let cut = match episode {
        Some(id) => pick(&rows.cuts(id)?, seed).map(|cut| cut.id),
        None => None,
    };
    let of_cut = cut.unwrap_or(CutId(0));
    Ok(Found {
        track: pick(&rows.tracks()?, seed).map(|track| track.id.0),
        character: pick(&rows.characters()?, seed).map(|character| character.id.0),
        theme: pick(&rows.themes()?, seed).map(|theme| theme.id),
        episode: episode.map(|id| id.0),
        cut: cut.map(|id| id.0),
        scene: pick(&rows.scenes(of_cut)?, seed),
        cue: pick(&rows.cues(of_cut)?, seed),
        lane: pick(&rows.lanes()?, seed).map(|lane| lane.id.0),
        placement: pick(&rows.placements_of_cut(of_cut)?, seed),
        round: pick(&rows.rounds(of_cut)?, seed).map(|round| round.id.0),
        reviewer: pick(&rows.reviewers()?, seed).map(|reviewer| reviewer.id.0),
        proposal: pick(&rows.proposals_of_cut(of_cut)?, seed).map(|proposal| proposal.id.0),
    })
}

/// Inserts (`act` 0 to 2), changes (3) or deletes (4); does nothing where there is nothing to do it with.
fn act(rows: &Rows, ids: &Ids, noun: u8, act: u8, seed: usize) -> Result<(), StoreError> {
    let it = found(rows, seed)?;
    let id = ids.next();
    let small = i64::try_from(seed % 5).unwrap();
    let few = u32::try_from(seed % 4).unwrap();
    let cut = CutId(it.cut.unwrap_or(0));
    // In each: `insert` if there is what it refers to; else change or delete one that is there.
    macro_rules! noun {
        ($value:expr, $list:expr, |$one:ident| $change:expr, $insert:ident, $update:ident, $delete:ident) => {
            match act {
                0..3 => match $value {
                    Some(value) => rows.$insert(&value),
                    None => Ok(()),
                },
                3 => match pick(&$list, seed) {
                    Some(mut $one) => {
                        $change;
                        rows.$update(&$one)
                    }
                    None => Ok(()),
                },
                _ => match pick(&$list, seed) {
                    Some(one) => rows.$delete(one.id),
                    None => Ok(()),
                },
            }
        };
    }
    match noun {
        0 => {
            let list = rows.tracks()?;
            noun!(Some(common::track(id)), list, |t| t.vocal = None, insert_track, update_track, delete_track)
        }
        1 => match it.track {
            Some(track) => {
                let tags = vec![RawTag { key: "TXXX".into(), value: seed.to_string() }; seed % 3];
                rows.set_raw_tags(TrackId(track), &tags, ids)
            }
            None => Ok(()),
        },
        2 => {
            let side = if seed.is_multiple_of(2) { Side::Master } else { Side::Publishing };
            let value = it.track.map(|track| common::clearance(id, track, side));
            let list = rows.all_clearances()?;
            noun!(value, list, |c| c.fee = Some(small), insert_clearance, update_clearance, delete_clearance)
        }
        3 => {
            let value = model::Character { name: format!("Mara {small}"), ..common::character(id) };
            let list = rows.characters()?;
            noun!(Some(value), list, |c| c.name.push('!'), insert_character, update_character, delete_character)
        }
        4 => {
            let tracks: Vec<i64> = rows.tracks()?.iter().take(seed % 3).map(|track| track.id.0).collect();
            let value = Some(common::theme(id, it.character, &tracks));
            noun!(value, rows.themes()?, |t| t.tracks.reverse(), insert_theme, update_theme, delete_theme)
        }
        5 => {
            let value = Some(common::episode(id, few));
            noun!(value, rows.episodes()?, |e| e.number = few, insert_episode, update_episode, delete_episode)
        }
        6 => {
            let value = it.episode.map(|episode| common::cut(id, episode, small));
            let list = rows.cuts(EpisodeId(it.episode.unwrap_or(0)))?;
            noun!(value, list, |c| c.ordinal = small, insert_cut, update_cut, delete_cut)
        }
        7 => {
            let value = it.cut.map(|cut| common::reel(id, cut, few + 1));
            noun!(value, rows.reels(cut)?, |r| r.number = few + 1, insert_reel, update_reel, delete_reel)
        }
        8 => {
            let value = it.cut.map(|cut| common::scene(id, cut, small));
            noun!(value, rows.scenes(cut)?, |s| s.moods.reverse(), insert_scene, update_scene, delete_scene)
        }
        9 => {
            let value = it.cut.map(|cut| common::hit(id, cut, small));
            noun!(value, rows.hits(cut)?, |h| h.at.0 = small, insert_hit, update_hit, delete_hit)
        }
        10 => {
            let value = Lane { name: format!("Songs {few}"), ..common::lane(id) };
            noun!(Some(value), rows.lanes()?, |l| l.ordinal = small, insert_lane, update_lane, delete_lane)
        }
        11 => {
            let scene = it.scene.map(|scene| scene.id);
            let themes: Vec<_> = it.theme.map(model::Statement::of).into_iter().collect();
            let value = it.cut.map(|cut| Cue { scene, themes: themes.clone(), ..common::cue(id, cut, few + 1) });
            let change = |cue: &mut Cue| {
                cue.themes = if cue.themes.is_empty() { themes.clone() } else { Vec::new() };
                cue.number = common::number(few + 1);
            };
            noun!(value, rows.cues(cut)?, |c| change(&mut c), insert_cue, update_cue, delete_cue)
        }
        12 => {
            let parents = it.cue.zip(it.track).zip(it.lane);
            let value = parents.map(|((cue, track), lane)| common::placement(id, cue.id.0, track, lane, small));
            let list = rows.placements_of_cut(cut)?;
            noun!(value, list, |p| p.ordinal = small, insert_placement, update_placement, delete_placement)
        }
        13 => {
            let asked: Vec<i64> = it.reviewer.into_iter().collect();
            let value = it.cut.map(|cut| common::round(id, cut, small + 1, &asked));
            noun!(value, rows.rounds(cut)?, |r| r.number = small + 1, insert_round, update_round, delete_round)
        }
        14 => {
            let parents = it.proposal.zip(it.reviewer);
            let value =
                parents.map(|(proposal, reviewer)| common::verdict(id, proposal, reviewer, VerdictValue::Approved));
            let list = rows.verdicts_of_cut(cut)?;
            let other = Some(VerdictValue::Rejected);
            noun!(value, list, |v| v.value = other, insert_verdict, update_verdict, delete_verdict)
        }
        15 => {
            let cue = it.cue.map(|cue| cue.id);
            let answers = pick(&rows.notes(cut)?, seed).map(|note| note.id);
            let value = it.cut.map(|cut| Note { cue, answers, ..common::note(id, cut, Some(small)) });
            noun!(value, rows.notes(cut)?, |n| n.resolved = !n.resolved, insert_note, update_note, delete_note)
        }
        16 => {
            let value = Some(common::rights::party(id));
            noun!(value, rows.parties()?, |p| p.note.push('!'), insert_party, update_party, delete_party)
        }
        17 => {
            let season = it.episode.is_none().then_some(few);
            let value = model::Budget {
                id: model::BudgetId(id),
                season,
                episode: it.episode.map(EpisodeId),
                category: model::BudgetCategory::ALL[seed % 4],
                amount: small,
            };
            let other = model::BudgetCategory::ALL[(seed + 1) % 4];
            noun!(Some(value), rows.budgets()?, |b| b.category = other, insert_budget, update_budget, delete_budget)
        }
        18 => {
            let pick = it.cue.as_ref().zip(it.placement).filter(|(cue, placement)| placement.cue == cue.id);
            let picks = pick.map(|(cue, placement)| model::ScenarioPick { cue: cue.id, placement: placement.id });
            let value = it.cut.map(|cut| model::Scenario {
                picks: picks.into_iter().collect(),
                name: format!("Scenario {few}"),
                ..common::rights::scenario(id, cut, None)
            });
            let list = rows.scenarios(cut)?;
            noun!(value, list, |s| s.picks.clear(), insert_scenario, update_scenario, delete_scenario)
        }
        19 => {
            let value = Some(common::reviewer(id));
            let list = rows.reviewers()?;
            noun!(value, list, |r| r.colour = small, insert_reviewer, update_reviewer, delete_reviewer)
        }
        20 => {
            let parents = it.round.zip(it.placement);
            let value = parents.map(|(round, placement)| common::proposal(id, round, &placement));
            let list = rows.proposals_of_cut(cut)?;
            noun!(value, list, |p| p.was = None, insert_proposal, update_proposal, delete_proposal)
        }
        21 => {
            let value = it.cut.map(|cut| common::line(id, cut, small));
            let list = rows.dialogue(cut)?;
            noun!(value, list, |l| l.speaker = None, insert_dialogue_span, update_dialogue_span, delete_dialogue_span)
        }
        22 => {
            let value = it.cut.map(|cut| common::production_sound(id, cut, small));
            let list = rows.production_sounds(cut)?;
            noun!(
                value,
                list,
                |s| s.muted = true,
                insert_production_sound,
                update_production_sound,
                delete_production_sound
            )
        }
        _ => rows.update_show(&model::Show { title: format!("Heart {few}"), ..rows.show()? }),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn history_restores_every_state_it_went_through(steps in proptest::collection::vec(step(), 1..60)) {
        let place = place();
        // One of everything to begin with, so that each kind of row has what it refers to.
        let setup = |rows: &Rows| rows.insert_lane(&common::lane(1)).and_then(|()| common::fill(rows));
        let mut document = Document::create_with(&place.path, Ids::starting_at(100), &common::show(), setup).unwrap();
        // What the document was after each edit that can be undone or redone, and where in it we are.
        let mut states = vec![dump(&place.path)];
        let mut now = 0;
        let mut open_key = None;
        for step in steps {
            match step {
                Step::Edit { noun, act: what, seed, key } => {
                    let key = key.map(|key| key.to_string());
                    let ids = document.ids();
                    let done =
                        document.edit("Edit", key.as_deref(), AT, |rows| act(rows, &ids, noun, what, seed));
                    match done {
                        Ok(((), Some(change))) => {
                            prop_assert!(!change.rows.is_empty());
                            let after = dump(&place.path);
                            if key.is_some() && open_key == key {
                                states.truncate(now);
                            } else {
                                states.truncate(now + 1);
                            }
                            open_key = key;
                            if states.last() == Some(&after) {
                                open_key = None;
                            } else {
                                states.push(after);
                            }
                            now = states.len() - 1;
                        }
                        Ok(((), None)) => {}
                        Err(StoreError::Constraint { .. }) => {}
                        Err(error) => return Err(TestCaseError::fail(format!("{error:?}"))),
                    }
                }
                Step::Undo => {
                    prop_assert_eq!(document.undo().unwrap().is_some(), now > 0);
                    if now > 0 {
                        open_key = None;
                    }
                    now = now.saturating_sub(1);
                }
                Step::Redo => {
                    let redone = document.redo().unwrap().is_some();
                    prop_assert_eq!(redone, now + 1 < states.len());
                    if redone {
                        open_key = None;
                        now += 1;
                    }
                }
                Step::Reopen => {
                    document.close().unwrap();
                    document = open(&place.path);
                    open_key = None;
                }
            }
            prop_assert_eq!(&dump(&place.path), &states[now]);
            prop_assert_eq!(document.depth(), (now, states.len() - 1 - now));
        }
        while document.undo().unwrap().is_some() {
            now -= 1;
            prop_assert_eq!(&dump(&place.path), &states[now]);
        }
        document.close().unwrap();
        let mut document = open(&place.path);
        while document.redo().unwrap().is_some() {
            now += 1;
            prop_assert_eq!(&dump(&place.path), &states[now]);
        }
        prop_assert_eq!(now, states.len() - 1);
    }
}
