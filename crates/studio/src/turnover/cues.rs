//! Cues from a list's music: which clips are one cue, which recording each is, and which cue of the cut it is already.

use std::collections::{HashMap, HashSet};

use interchange::timeline::Recording;
use model::{Cue, CueNumber, LaneId, LaneKind, Millibels, Placement, Reel, Track, TrackId, VolumeId, VolumePoint};
use timebase::{Flicks, Span};

use super::clips::{self, Clip};
use super::clock::Line;
use super::recognise::{Candidate, Named, Recogniser, is_sure};
use super::stems::{Master, masters};
use super::{TimelineAsked, names};
use crate::views::CueFate;

/// Pieces of one recording on one track that are no farther apart are pieces of one cue.
const ONE_CUE: Flicks = Flicks::from_millis(2_000);

/// What is on the cut already.
pub(super) struct OnCut<'a> {
    /// All of the cut.
    pub span: Span,
    pub cues: &'a [Cue],
    /// In time.
    pub placements: &'a [Placement],
    /// Placements of the whole show, for identifiers that come from another cut.
    pub elsewhere: &'a HashMap<i64, TrackId>,
    pub reels: &'a [Reel],
    pub tracks: &'a HashMap<TrackId, Track>,
    /// Levels of the lanes.
    pub levels: &'a HashMap<LaneId, Millibels>,
    /// Volume lines of the placements.
    pub volumes: &'a HashMap<VolumeId, Vec<VolumePoint>>,
}

/// Which lane the clips of a track go to.
pub(super) type Lanes = HashMap<String, (String, LaneKind)>;

/// A recording that sounds: one of the library, or one that waits for its file under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sounding {
    Track(TrackId),
    Offline { title: String, file: String, isrc: Option<String> },
}

/// A clip as it is placed.
#[derive(Debug, Clone)]
pub(super) struct Laid {
    pub clip: Clip,
    pub sounding: Sounding,
    /// What it is already.
    pub there: Option<Placement>,
    /// The placement that it is a new piece of.
    pub cut_from: Option<Placement>,
    /// Another piece of the alternate before it.
    pub is_piece: bool,
}

impl Laid {
    /// How far into its recording it begins: where the list does not say, as it is, or at its beginning.
    pub fn start(&self) -> Flicks {
        match (self.clip.into, self.there.or(self.cut_from)) {
            (Some(into), _) => into,
            (None, Some(there)) => there.track_start,
            (None, None) => Flicks::ZERO,
        }
    }
}

/// A cue as it is proposed.
#[derive(Debug, Clone)]
pub(super) struct Proposal {
    pub key: String,
    pub fate: CueFate,
    pub cue: Option<Cue>,
    pub number: CueNumber,
    pub title: String,
    pub name: String,
    pub lane: (String, LaneKind),
    pub candidates: Vec<Candidate>,
    pub chosen: Option<TrackId>,
    pub score: Option<u8>,
    pub decided: bool,
    pub temp: bool,
    pub span: Span,
    pub brings: Vec<String>,
    pub raw: Vec<String>,
    /// The pick with its pieces, then the alternates.
    pub laid: Vec<Laid>,
}

/// Clips that are one cue.
struct Group {
    /// Of the pick, in time.
    pick: Vec<usize>,
    /// Parts of the master.
    parts: Vec<usize>,
    /// What a master is called whose full mix is not in the list.
    composite: Option<String>,
}

pub(super) struct Planner<'a> {
    pub recordings: &'a [Recording],
    pub lanes: &'a Lanes,
    pub line: &'a Line,
    pub recogniser: &'a Recogniser,
    pub on_cut: &'a OnCut<'a>,
    pub asked: &'a TimelineAsked,
}

/// What identifiers of a clip say.
enum Own<'a> {
    Placement(&'a Placement),
    Track(TrackId),
    None,
}

impl Planner<'_> {
    /// The cues of the list, in time, and how many cues of the cut it does not have.
    pub fn plan(&self) -> (Vec<Proposal>, usize) {
        let clips: Vec<Clip> = self.recordings.iter().map(|one| Clip::of(one, self.line)).collect();
        let mut groups = self.groups(&clips);
        groups.sort_by_key(|group| clips[group.first()].span.start);
        let mut rows: Vec<Proposal> =
            groups.iter().enumerate().map(|(nth, group)| self.row(format!("c{}", nth + 1), group, &clips)).collect();
        self.pair(&mut rows);
        self.number(&mut rows);
        for row in &mut rows {
            row.fate = self.fate(row);
        }
        let met: HashSet<_> = rows.iter().filter_map(|row| row.cue.as_ref().map(|cue| cue.id)).collect();
        let absent = self.on_cut.cues.iter().filter(|cue| cue.pick.is_some() && !met.contains(&cue.id)).count();
        (rows, absent)
    }

    /// Stems of one master together, and pieces of one recording that follow each other.
    fn groups(&self, clips: &[Clip]) -> Vec<Group> {
        let found: Vec<Master> = masters(self.recordings);
        let in_master: HashSet<usize> = found.iter().flat_map(|one| one.parts.iter().copied().chain(one.mix)).collect();
        let mut groups: Vec<Group> = found
            .into_iter()
            .map(|Master { title, mix, parts }| Group {
                composite: mix.is_none().then_some(title),
                pick: mix.map_or_else(|| parts.clone(), |mix| vec![mix]),
                parts,
            })
            .collect();
        for group in groups.iter_mut().filter(|group| group.composite.is_some()) {
            // Where the mix is not there the earliest part says where it begins.
            group.pick.sort_by_key(|&at| (clips[at].span.start, at));
            group.pick.truncate(1);
        }
        let mut open: HashMap<(String, String), usize> = HashMap::new();
        for (at, recording) in self.recordings.iter().enumerate().filter(|(at, _)| !in_master.contains(at)) {
            let own = self.alternate(at);
            let key = own.clone().unwrap_or_else(|| {
                let name = names::plain(if recording.name.is_empty() { &recording.source } else { &recording.name });
                (name, recording.tracks.first().cloned().unwrap_or_default())
            });
            let before = open.get(&key).copied().filter(|&group| {
                let last = groups[group].pick.last().map_or(clips[at].span, |&last| clips[last].span);
                let gap = clips[at].span.start - last.end;
                let follows = gap <= ONE_CUE && gap >= Flicks::ZERO && !key.0.is_empty();
                // What we wrote as one stays one, wherever its pieces lie.
                own.is_some() || (follows && self.belongs(groups[group].pick[0], at))
            });
            match before {
                Some(group) => groups[group].pick.push(at),
                None => {
                    open.insert(key, groups.len());
                    groups.push(Group { pick: vec![at], parts: Vec::new(), composite: None });
                }
            }
        }
        groups
    }

    /// The alternate that a clip of ours is a piece of: that of its placement; of another show or cut, that of its number and
    /// title.
    fn alternate(&self, at: usize) -> Option<(String, String)> {
        let recording = &self.recordings[at];
        if let Own::Placement(placement) = self.own(at) {
            return Some((placement.alternate().0.to_string(), "\0".to_owned()));
        }
        let number = clips::number(&recording.name).filter(|_| !clips::own_ids(recording).is_empty())?;
        Some((clips::title(&recording.name), number.to_string()))
    }

    /// Whether identifiers let two clips be one cue: neither has one, or both are of one cue.
    fn belongs(&self, one: usize, other: usize) -> bool {
        match (self.own(one), self.own(other)) {
            (Own::Placement(one), Own::Placement(other)) => one.alternate() == other.alternate(),
            (Own::None, Own::None) => true,
            (Own::Track(one), Own::Track(other)) => one == other,
            _ => false,
        }
    }

    fn own(&self, at: usize) -> Own<'_> {
        for id in clips::own_ids(&self.recordings[at]) {
            if let Some(placement) = self.on_cut.placements.iter().find(|one| one.id.0 == id) {
                return Own::Placement(placement);
            }
            if let Some(&track) = self.on_cut.elsewhere.get(&id) {
                return Own::Track(track);
            }
            if self.on_cut.tracks.contains_key(&TrackId(id)) {
                return Own::Track(TrackId(id));
            }
        }
        Own::None
    }

    /// The recordings of the library that one clip may be.
    fn candidates(&self, at: usize, clip: &Clip, title: Option<&str>) -> Vec<Candidate> {
        let recording = &self.recordings[at];
        let length = clip.span.length();
        self.recogniser.candidates(&Named {
            name: title.unwrap_or(&clips::title(&recording.name)),
            file: if title.is_some() { "" } else { &recording.file },
            isrc: if title.is_some() { None } else { clips::isrc(recording) },
            used_to: clip.into.map(|into| into + length),
            length,
        })
    }

    fn row(&self, key: String, group: &Group, clips: &[Clip]) -> Proposal {
        let first = group.first();
        let recording = &self.recordings[first];
        let decision = self.asked.decision(&key).and_then(|row| row.track);
        let own = if group.composite.is_some() { Own::None } else { self.own(first) };
        let mut candidates = match &own {
            Own::Placement(placement) => vec![by_id(placement.track)],
            Own::Track(track) => vec![by_id(*track)],
            Own::None => self.candidates(first, &clips[first], group.composite.as_deref()),
        };
        candidates.retain(|candidate| self.on_cut.tracks.contains_key(&candidate.track));
        let sure = is_sure(&candidates).then(|| candidates[0].track);
        let chosen = match decision {
            Some(TrackId(0)) => None,
            Some(track) => Some(track).filter(|track| self.on_cut.tracks.contains_key(track)),
            None => sure,
        };
        let cue = match &own {
            Own::Placement(placement) => self.on_cut.cues.iter().find(|cue| cue.id == placement.cue).cloned(),
            Own::Track(_) | Own::None => None,
        };
        let title = match (&cue, chosen.and_then(|track| self.on_cut.tracks.get(&track))) {
            (Some(cue), _) => cue.title.clone(),
            (None, Some(track)) if !track.is_offline() => track.title.clone(),
            (None, _) => group.composite.clone().unwrap_or_else(|| clips::title(&recording.name)),
        };
        let title = if title.is_empty() { names::stem(&recording.file).to_owned() } else { title };
        let title = if title.is_empty() { "Untitled".to_owned() } else { title };
        let main = chosen.map_or_else(|| self.offline(first, group.composite.as_deref(), &title), Sounding::Track);
        let mut laid: Vec<Laid> = Vec::new();
        for (nth, &at) in group.pick.iter().enumerate() {
            let there = match self.own(at) {
                Own::Placement(placement) if group.composite.is_none() => Some(*placement),
                _ => None,
            };
            let mut clip = clips[at].clone();
            if let Some((there, gain)) = there.zip(clip.gain.as_mut()) {
                // Lists are written as they sound, with the level of the lane.
                gain.0 -= self.on_cut.levels.get(&there.lane).map_or(0, |level| level.0);
            }
            let mut own = Laid { clip, sounding: main.clone(), there: None, cut_from: None, is_piece: nth > 0 };
            if let Some(there) = there {
                own.is(there);
            }
            laid.push(own);
        }
        for one in &mut laid {
            let track = chosen.and_then(|track| self.on_cut.tracks.get(&track));
            // A source that begins elsewhere than its recording says nothing of where in it the clip begins.
            if track
                .is_some_and(|track| !track.is_offline() && one.clip.into.is_some_and(|into| into >= track.duration))
            {
                one.clip.into = None;
            }
        }
        if group.composite.is_some()
            && let Some(pick) = laid.first_mut()
        {
            // The mix sounds from where its first part does to where its last part ends, as loud as it is.
            let ends = group.parts.iter().map(|&at| clips[at].span.end).max();
            pick.clip.span.end = ends.unwrap_or(pick.clip.span.end);
            (pick.clip.gain, pick.clip.fade_out) = (None, None);
        }
        for &at in &group.parts {
            let candidates = self.candidates(at, &clips[at], None);
            let known = is_sure(&candidates).then(|| candidates[0].track).filter(|track| Some(*track) != chosen);
            let sounding = known.map_or_else(|| self.offline(at, None, ""), Sounding::Track);
            laid.push(Laid { clip: clips[at].clone(), sounding, there: None, cut_from: None, is_piece: false });
        }
        let shared = self.share(&mut laid);
        let fitted: Vec<String> = laid.iter_mut().flat_map(|one| self.fit(one)).collect();
        let spans = laid.iter().take(group.pick.len()).map(|one| one.clip.span);
        let start = spans.clone().map(|span| span.start).min().unwrap_or(clips[first].span.start);
        let end = spans.map(|span| span.end).max();
        let temp = group.pick.iter().chain(&group.parts).any(|&at| clips[at].temp);
        let mut brings = clips::brings(&clips[first], recording);
        if group.pick.len() > 1 {
            brings.push(format!("{} pieces", group.pick.len()));
        }
        brings.extend(shared.into_iter().chain(fitted).chain(self.stays(&laid)));
        if !group.parts.is_empty() {
            brings.push(format!("{} as one", model::words::counted(group.parts.len(), "stem")));
        }
        if temp {
            brings.push("marked temp".to_owned());
        }
        let lane = recording.tracks.first().and_then(|track| self.lanes.get(track)).cloned();
        let score = chosen.and_then(|track| candidates.iter().find(|one| one.track == track)).map(|one| one.score);
        Proposal {
            fate: CueFate::New,
            number: CueNumber { reel: 1, kind: model::CueKind::Music, number: 1 },
            lane: lane.unwrap_or(("Songs".to_owned(), LaneKind::Songs)),
            decided: decision.is_some(),
            span: Span { start, end: end.unwrap_or(clips[first].span.end) },
            raw: group
                .pick
                .iter()
                .chain(&group.parts)
                .flat_map(|&at| clips::raw(&self.recordings[at], self.line))
                .collect(),
            name: recording.name.clone(),
            key,
            cue,
            title,
            candidates,
            chosen,
            score,
            temp,
            brings,
            laid,
        }
    }

    fn offline(&self, at: usize, composite: Option<&str>, title: &str) -> Sounding {
        let recording = &self.recordings[at];
        let own = clips::title(&recording.name);
        let title = match (title.is_empty(), own.is_empty()) {
            (false, _) => title.to_owned(),
            (true, false) => own,
            (true, true) => recording.source.clone(),
        };
        let file = match composite {
            Some(name) => name.to_owned(),
            None if recording.file.is_empty() => recording.name.clone(),
            None => names::path_of(&recording.file),
        };
        Sounding::Offline { title, file, isrc: clips::isrc(recording).map(str::to_owned) }
    }

    fn fate(&self, row: &Proposal) -> CueFate {
        if !self.asked.takes(&row.key, true) {
            return CueFate::LeftOut;
        }
        if row.cue.is_some() {
            let is_same = row.laid.iter().all(|one| one.there.is_some_and(|there| self.is_as(&there, &one.clip)));
            return if is_same { CueFate::Same } else { CueFate::Moves };
        }
        match row.chosen.and_then(|track| self.on_cut.tracks.get(&track)) {
            Some(track) if !track.is_offline() => CueFate::New,
            Some(_) => CueFate::Offline,
            None if row.decided || row.candidates.is_empty() => CueFate::Offline,
            None => CueFate::Doubtful,
        }
    }
}

impl Group {
    fn first(&self) -> usize {
        self.pick.first().or(self.parts.first()).copied().unwrap_or(0)
    }
}

fn by_id(track: TrackId) -> Candidate {
    Candidate { track, score: 100, reasons: vec!["its identifier is in the name".to_owned()] }
}
