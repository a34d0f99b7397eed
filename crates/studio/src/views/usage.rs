//! What the use of each cue had better say: the grounds of [`model::usage_advice`], read from the show.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

use model::{
    CueId, CutId, EpisodeId, LaneId, LaneKind, MusicGround, Place, Placement, PlacementId, Reel, Scene, ThemeRole,
    Track, TrackId, UsageGround, usage_advice,
};
use store::{Pick, Rows, StoreError};
use timebase::{Position, Span};

use super::CueView;
use crate::books::Counted;

/// What advice on the cues of a cut is drawn from.
pub(super) struct Advisor<'a> {
    pub counted: &'a Counted<'a>,
    pub episode: EpisodeId,
    pub cut: CutId,
    pub programme: Span,
    pub lanes: HashMap<LaneId, LaneKind>,
    pub scenes: &'a [Scene],
    pub reels: &'a [Reel],
    /// The tracks that are placed.
    pub tracks: &'a BTreeMap<TrackId, Track>,
    pub placements: &'a HashMap<PlacementId, Placement>,
}

/// What is known of a track beyond its own row.
#[derive(Debug, Clone, Default)]
struct Known {
    library: String,
    label: String,
    public_domain: bool,
    own_label: bool,
    main_title_of: String,
    end_title_of: String,
}

impl Advisor<'_> {
    /// Fills in the advice of each cue.
    pub fn advise(&self, rows: &Rows, cues: &mut [CueView]) -> Result<(), StoreError> {
        let show = rows.show()?;
        let names = [show.title, show.production_company];
        let mut known: HashMap<TrackId, Known> = HashMap::new();
        for pick in cues.iter().filter_map(|cue| self.placements.get(&cue.cue.pick?)) {
            if let Entry::Vacant(place) = known.entry(pick.track) {
                place.insert(self.known(rows, pick.track, &names)?);
            }
        }
        let breaks = self.breaks();
        let places = self.places(cues);
        let dismissed = rows.usage_dismissed(self.cut)?;
        for cue in cues {
            let scene = cue.scene_number.as_ref().and_then(|own| self.scenes.iter().find(|scene| scene.number == *own));
            let id = cue.cue.id;
            let pick = cue.cue.pick.and_then(|pick| self.placements.get(&pick));
            cue.advice = usage_advice(&UsageGround {
                usage: cue.cue.usage,
                title: &cue.cue.title,
                scene: scene.map_or("", |scene| &scene.slugline),
                music: pick.and_then(|pick| {
                    let span = Span { start: cue.in_point, end: cue.out_point };
                    self.music(pick, span, known.get(&pick.track)?)
                }),
                programme: self.programme,
                breaks: &breaks,
                place: places.get(&id).copied().unwrap_or_default(),
            });
            cue.advice.retain(|advice| !dismissed.contains(&(id, advice.sets)));
        }
        Ok(())
    }

    fn music<'b>(&'b self, pick: &Placement, span: Span, known: &'b Known) -> Option<MusicGround<'b>> {
        let track = self.tracks.get(&pick.track)?;
        Some(MusicGround {
            span,
            lane: self.lanes.get(&pick.lane).copied().unwrap_or(LaneKind::Other),
            track: &track.title,
            vocal: track.vocal,
            library: &known.library,
            isrc: &track.isrc,
            label: &known.label,
            public_domain: known.public_domain,
            own_label: known.own_label,
            main_title_of: &known.main_title_of,
            end_title_of: &known.end_title_of,
        })
    }

    fn known(&self, rows: &Rows, id: TrackId, names: &[String]) -> Result<Known, StoreError> {
        let recording = rows.recording(id)?.unwrap_or_default();
        let party = recording.label.and_then(|label| self.counted.books.parties.get(&label));
        let tagged = || self.tracks.get(&id).map(|track| track.label.clone()).unwrap_or_default();
        let label = party.map_or_else(tagged, model::Party::full_name);
        let work = recording.work.map(|work| rows.work(work)).transpose()?.flatten();
        let lower = label.to_lowercase();
        Ok(Known {
            own_label: names.iter().any(|name| name.trim().len() > 2 && lower.contains(&name.trim().to_lowercase())),
            library: recording.library.trim().to_owned(),
            public_domain: work.is_some_and(|work| work.public_domain),
            main_title_of: self.elsewhere(id, ThemeRole::MainTitle),
            end_title_of: self.elsewhere(id, ThemeRole::EndTitle),
            label,
        })
    }

    /// The other episodes that use a track in a role: `1x01, 1x02`.
    fn elsewhere(&self, track: TrackId, role: ThemeRole) -> String {
        let books = self.counted.books;
        let is_so = |pick: &&Pick| pick.track == track && pick.usage.theme_role == role && pick.episode != self.episode;
        let mut names: Vec<String> = Vec::new();
        for pick in books.picks.iter().filter(is_so) {
            let episode = books.episodes.iter().find(|episode| episode.id == pick.episode);
            names.extend(episode.map(|episode| episode.name().to_string()).filter(|name| !names.contains(name)));
        }
        names.join(", ")
    }

    fn places(&self, cues: &[CueView]) -> HashMap<CueId, Place> {
        let with_music = || cues.iter().filter(|cue| cue.cue.pick.is_some());
        let first = with_music().map(|cue| cue.in_point).min();
        let last = with_music().map(|cue| cue.out_point).max();
        let bearers = |role| -> Vec<CueId> {
            cues.iter().filter(|cue| cue.cue.usage.theme_role == role).map(|cue| cue.cue.id).collect()
        };
        let (mains, ends) = (bearers(ThemeRole::MainTitle), bearers(ThemeRole::EndTitle));
        let place = |cue: &CueView| Place {
            first: Some(cue.in_point) == first,
            last: Some(cue.out_point) == last,
            main_title_taken: mains.iter().any(|id| *id != cue.cue.id),
            end_title_taken: ends.iter().any(|id| *id != cue.cue.id),
        };
        cues.iter().map(|cue| (cue.cue.id, place(cue))).collect()
    }

    /// Where reels start, and both ends of every gap between scenes.
    fn breaks(&self) -> Vec<Position> {
        let starts = self.reels.iter().map(|reel| reel.start).filter(|start| *start > self.programme.start);
        let gaps = self.scenes.windows(2).filter_map(|pair| match pair {
            [before, after] if before.out_point < after.in_point => Some([before.out_point, after.in_point]),
            _ => None,
        });
        starts.chain(gaps.flatten()).collect()
    }
}
