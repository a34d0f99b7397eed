//! What the use of each cue had better say: the grounds of [`model::usage_advice`], read from the show.

use std::collections::{BTreeMap, HashMap, HashSet};

use model::{
    CueId, CutId, EpisodeId, LaneId, LaneKind, MusicGround, Place, Placement, Reel, Scene, ThemeRole, Track, TrackId,
    UsageFact, UsageGround, usage_advice,
};
use store::{Rows, StoreError};
use timebase::{Position, Span};

use super::CueView;
use crate::books::Counted;

/// What advice on the cues of a cut is drawn from, beside the cues and their placements.
#[derive(Debug)]
pub(super) struct Advisor {
    programme: Span,
    lanes: HashMap<LaneId, LaneKind>,
    /// By the number of the scene.
    sluglines: HashMap<String, String>,
    breaks: Vec<Position>,
    tracks: HashMap<TrackId, Known>,
    dismissed: HashSet<(CueId, UsageFact)>,
}

/// What is known of a track.
#[derive(Debug, Default)]
struct Known {
    title: String,
    isrc: String,
    vocal: Option<bool>,
    library: String,
    label: String,
    public_domain: bool,
    own_label: bool,
    commission: String,
    main_title_of: String,
    end_title_of: String,
}

/// What the advisor is made from.
pub(super) struct Ground<'a> {
    pub counted: &'a Counted<'a>,
    pub episode: EpisodeId,
    pub cut: CutId,
    pub programme: Span,
    pub lanes: HashMap<LaneId, LaneKind>,
    pub scenes: &'a [Scene],
    pub reels: &'a [Reel],
    /// The tracks that are placed.
    pub tracks: &'a BTreeMap<TrackId, Track>,
}

impl Advisor {
    pub fn read(rows: &Rows, ground: &Ground<'_>) -> Result<Self, StoreError> {
        let show = rows.show()?;
        let names = [show.title, show.production_company];
        let roles = Roles::elsewhere(ground);
        let commissions = rows.came_for()?;
        let mut tracks = HashMap::with_capacity(ground.tracks.len());
        for track in ground.tracks.values() {
            let commission = commissions.get(&track.id).cloned().unwrap_or_default();
            tracks.insert(track.id, Known { commission, ..known(rows, ground, track, &names, &roles)? });
        }
        let mut sluglines = HashMap::new();
        for scene in ground.scenes {
            sluglines.entry(scene.number.clone()).or_insert_with(|| scene.slugline.clone());
        }
        Ok(Self {
            programme: ground.programme,
            lanes: ground.lanes.clone(),
            sluglines,
            breaks: breaks(ground),
            tracks,
            dismissed: rows.usage_dismissed(ground.cut)?,
        })
    }

    /// Fills in the advice of a cue; `pick` is the placement that stands for its pick.
    pub fn advise(&self, cue: &mut CueView, pick: Option<&Placement>, place: Place) {
        let slugline = cue.scene_number.as_ref().and_then(|number| self.sluglines.get(number));
        let span = Span { start: cue.in_point, end: cue.out_point };
        let mut advice = usage_advice(&UsageGround {
            usage: cue.cue.usage,
            title: &cue.cue.title,
            scene: slugline.map_or("", String::as_str),
            music: pick.and_then(|pick| self.music(pick, span)),
            programme: self.programme,
            breaks: &self.breaks,
            place,
        });
        advice.retain(|advice| !self.dismissed.contains(&(cue.cue.id, advice.sets)));
        cue.advice = advice;
    }

    fn music<'b>(&'b self, pick: &Placement, span: Span) -> Option<MusicGround<'b>> {
        let known = self.tracks.get(&pick.track)?;
        Some(MusicGround {
            span,
            lane: self.lanes.get(&pick.lane).copied().unwrap_or(LaneKind::Other),
            track: &known.title,
            vocal: known.vocal,
            library: &known.library,
            isrc: &known.isrc,
            label: &known.label,
            public_domain: known.public_domain,
            own_label: known.own_label,
            commission: &known.commission,
            main_title_of: &known.main_title_of,
            end_title_of: &known.end_title_of,
        })
    }
}

fn known(
    rows: &Rows,
    ground: &Ground<'_>,
    track: &Track,
    names: &[String],
    roles: &Roles,
) -> Result<Known, StoreError> {
    let recording = rows.recording(track.id)?.unwrap_or_default();
    let party = recording.label.and_then(|label| ground.counted.books.parties.get(&label));
    let label = party.map_or_else(|| track.label.clone(), model::Party::full_name);
    let work = recording.work.map(|work| rows.work(work)).transpose()?.flatten();
    let lower = label.to_lowercase();
    Ok(Known {
        title: track.title.clone(),
        isrc: track.isrc.clone(),
        vocal: track.vocal,
        own_label: names.iter().any(|name| name.trim().len() > 2 && lower.contains(&name.trim().to_lowercase())),
        library: recording.library.trim().to_owned(),
        public_domain: work.is_some_and(|work| work.public_domain),
        commission: String::new(),
        main_title_of: roles.of(track.id, ThemeRole::MainTitle),
        end_title_of: roles.of(track.id, ThemeRole::EndTitle),
        label,
    })
}

/// Which other episodes use a track in a role.
struct Roles(HashMap<(TrackId, ThemeRole), Vec<String>>);

impl Roles {
    fn elsewhere(ground: &Ground<'_>) -> Self {
        let books = ground.counted.books;
        let mut roles: HashMap<_, Vec<String>> = HashMap::new();
        for pick in books.picks.iter().filter(|pick| pick.episode != ground.episode) {
            let role = pick.usage.theme_role;
            if matches!(role, ThemeRole::MainTitle | ThemeRole::EndTitle)
                && let Some(episode) = books.episodes.iter().find(|episode| episode.id == pick.episode)
            {
                let names = roles.entry((pick.track, role)).or_default();
                let name = episode.name().to_string();
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        Self(roles)
    }

    /// `1x01, 1x02`.
    fn of(&self, track: TrackId, role: ThemeRole) -> String {
        self.0.get(&(track, role)).map(|names| names.join(", ")).unwrap_or_default()
    }
}

/// Where reels start, and both ends of every gap between scenes.
fn breaks(ground: &Ground<'_>) -> Vec<Position> {
    let starts = ground.reels.iter().map(|reel| reel.start).filter(|start| *start > ground.programme.start);
    let gaps = ground.scenes.windows(2).filter_map(|pair| match pair {
        [before, after] if before.out_point < after.in_point => Some([before.out_point, after.in_point]),
        _ => None,
    });
    starts.chain(gaps.flatten()).collect()
}

/// Where the music of a cut begins and ends, and which cues are its titles.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Places {
    first: Option<Position>,
    last: Option<Position>,
    mains: Vec<CueId>,
    ends: Vec<CueId>,
}

impl Places {
    pub fn of(cues: &[CueView]) -> Self {
        let with_music = || cues.iter().filter(|cue| cue.cue.pick.is_some());
        let bearers = |role| -> Vec<CueId> {
            cues.iter().filter(|cue| cue.cue.usage.theme_role == role).map(|cue| cue.cue.id).collect()
        };
        Self {
            first: with_music().map(|cue| cue.in_point).min(),
            last: with_music().map(|cue| cue.out_point).max(),
            mains: bearers(ThemeRole::MainTitle),
            ends: bearers(ThemeRole::EndTitle),
        }
    }

    pub fn place(&self, cue: &CueView) -> Place {
        Place {
            first: Some(cue.in_point) == self.first,
            last: Some(cue.out_point) == self.last,
            main_title_taken: self.mains.iter().any(|id| *id != cue.cue.id),
            end_title_taken: self.ends.iter().any(|id| *id != cue.cue.id),
        }
    }
}
