//! What the Season page shows of each episode, kept in memory from one question to the next.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use media::ContentHash;
use model::{CueId, CutId, EpisodeId, PlacementId, Scene, SceneId, ThemeId};
use parking_lot::Mutex;
use store::{Change, Facet, Rows, StoreError};

use super::arc_shapes::{Apart, EpisodeArc};
use super::shapes::{StatementView, ThemeLine};
use crate::told::{News, Told};

/// What of a cut both its arc and its themes follow from.
const OF_A_CUT: [Facet; 4] = [Facet::Placements, Facet::Cues, Facet::Uses, Facet::Scenes];
/// After a change of these, the arc of every cut may be another.
const ALL_ARCS: [Facet; 6] =
    [Facet::Season, Facet::Lanes, Facet::Recordings, Facet::Library, Facet::Production, Facet::Dialogue];
/// After a change of these, the themes of every cut may be others.
const ALL_THEMES: [Facet; 3] = [Facet::Season, Facet::Themes, Facet::Library];
/// Rows that are looked up one by one after a change; beyond them nothing is kept.
const FEW: usize = 200;

/// Drama and music of an episode's newest cut.
#[derive(Debug)]
pub(crate) struct EpisodeDrama {
    pub(super) arc: Arc<EpisodeArc>,
    /// Where they part, the farthest first.
    pub(super) apart: Vec<Apart>,
    /// Recordings whose energy is not known yet.
    pub pending: usize,
    /// Recordings that cannot be read.
    pub(super) unread: usize,
}

/// How the newest cut of an episode states themes.
#[derive(Debug)]
pub(crate) struct EpisodeThemes {
    pub(super) has_music: bool,
    /// In the order of the story.
    pub(super) statements: Vec<(ThemeId, StatementView)>,
    /// The scenes that each statement was asked for or reaches into.
    pub(super) reaches: Vec<(ThemeId, BTreeSet<SceneId>)>,
    pub(super) scenes: Vec<Scene>,
    /// Scenes by who is in them, in small letters.
    pub(super) with: HashMap<String, Vec<usize>>,
}

#[derive(Debug, Default)]
struct Kept {
    /// The revision of the last change that was followed.
    at: u64,
    arcs: HashMap<CutId, Arc<EpisodeDrama>>,
    themes: HashMap<CutId, Arc<EpisodeThemes>>,
    /// By season.
    told_arcs: HashMap<u32, Told<EpisodeId, EpisodeArc>>,
    told_lines: HashMap<u32, Told<ThemeId, ThemeLine>>,
    /// Recordings that could not be listened through.
    unreadable: HashSet<ContentHash>,
}

/// The newest cuts that were asked for, and what of them was told.
#[derive(Debug, Default)]
pub(crate) struct KeptSeason(Mutex<Kept>);

impl KeptSeason {
    pub fn arc_of(&self, cut: CutId) -> Option<Arc<EpisodeDrama>> {
        self.0.lock().arcs.get(&cut).cloned()
    }

    /// Keeps what was read at a revision, unless the show has changed since.
    pub fn keep_arc(&self, cut: CutId, revision: u64, drama: &Arc<EpisodeDrama>) {
        let mut kept = self.0.lock();
        if kept.at <= revision && drama.pending == 0 {
            kept.arcs.insert(cut, Arc::clone(drama));
        }
    }

    pub fn themes_of(&self, cut: CutId) -> Option<Arc<EpisodeThemes>> {
        self.0.lock().themes.get(&cut).cloned()
    }

    /// Keeps what was read at a revision, unless the show has changed since.
    pub fn keep_themes(&self, cut: CutId, revision: u64, themes: &Arc<EpisodeThemes>) {
        let mut kept = self.0.lock();
        if kept.at <= revision {
            kept.themes.insert(cut, Arc::clone(themes));
        }
    }

    /// What of the arcs of a season, as they were at a revision, is news to who knows them at a version.
    pub fn tell_arcs(
        &self,
        season: u32,
        revision: u64,
        arcs: Vec<(EpisodeId, Arc<EpisodeArc>)>,
        since: Option<u64>,
    ) -> News<EpisodeId, EpisodeArc> {
        let mut kept = self.0.lock();
        if kept.at > revision {
            return News::whole(arcs);
        }
        kept.told_arcs.entry(season).or_default().take(arcs, since)
    }

    /// What of the themes of a season, as they were at a revision, is news to who knows them at a version.
    pub fn tell_lines(
        &self,
        season: u32,
        revision: u64,
        lines: Vec<(ThemeId, Arc<ThemeLine>)>,
        since: Option<u64>,
    ) -> News<ThemeId, ThemeLine> {
        let mut kept = self.0.lock();
        if kept.at > revision {
            return News::whole(lines);
        }
        kept.told_lines.entry(season).or_default().take(lines, since)
    }

    pub fn forget(&self) {
        let mut kept = self.0.lock();
        kept.arcs.clear();
        kept.themes.clear();
    }

    /// Remembers that a recording cannot be read, until the library changes.
    pub fn give_up(&self, hash: ContentHash) {
        self.0.lock().unreadable.insert(hash);
    }

    pub fn gave_up(&self, hash: ContentHash) -> bool {
        self.0.lock().unreadable.contains(&hash)
    }

    /// Lets go of the cuts that a change touched.
    pub fn follow(&self, rows: &Rows, change: &Change) -> Result<(), StoreError> {
        let mut kept = self.0.lock();
        kept.at = change.revision;
        if change.touched(&[Facet::Library]) {
            kept.unreadable.clear();
        }
        if change.touched(&ALL_ARCS) {
            kept.arcs.clear();
        }
        if change.touched(&ALL_THEMES) {
            kept.themes.clear();
        }
        if kept.arcs.is_empty() && kept.themes.is_empty() || !change.touched(&OF_A_CUT) {
            return Ok(());
        }
        match touched_cuts(rows, change)? {
            Some(cuts) => {
                kept.arcs.retain(|cut, _| !cuts.contains(cut));
                kept.themes.retain(|cut, _| !cuts.contains(cut));
            }
            None => {
                kept.arcs.clear();
                kept.themes.clear();
            }
        }
        Ok(())
    }
}

/// The cuts whose scenes, cues or placements a change touched; `None` where that cannot be told, or is told more slowly than
/// all are read.
fn touched_cuts(rows: &Rows, change: &Change) -> Result<Option<BTreeSet<CutId>>, StoreError> {
    let few = |ids: &Vec<i64>| ids.len() <= FEW;
    let rows_of = |table| change.rows_of(table).filter(few);
    let (Some(cues), Some(placements), Some(scenes)) = (rows_of("cue"), rows_of("placement"), rows_of("scene")) else {
        return Ok(None);
    };
    let mut cuts = BTreeSet::new();
    let mut touched: BTreeSet<CueId> = cues.into_iter().map(CueId).collect();
    for id in placements {
        let Some(placement) = rows.placement(PlacementId(id))? else { return Ok(None) };
        touched.insert(placement.cue);
    }
    for cue in touched {
        let Some(cue) = rows.cue(cue)? else { return Ok(None) };
        cuts.insert(cue.cut);
    }
    for id in scenes {
        let Some(scene) = rows.scene(SceneId(id))? else { return Ok(None) };
        cuts.insert(scene.cut);
    }
    Ok(Some(cuts))
}
