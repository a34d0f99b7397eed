//! What a file becomes on a cut, whole: from what was read and what was decided.

use std::collections::HashMap;
use std::path::Path;

use interchange::picture::{counted_from, picture};
use interchange::timeline::{Counting, Event, Recording, Skipped, Time, Timeline, recordings};
use model::reconform::Shot;
use model::words::counted;
use model::{CueId, Cut, CutId, LaneKind, Placement, TrackId};
use store::{Rows, StoreError};
use timebase::{Flicks, FrameRate, Position};

use super::clock::{Line, counted_by, first_frame, on_its_day, reach};
use super::cues::{Lanes, OnCut, Planner, Proposal};
use super::marks::{self, Mark};
use super::noted::{CuePlace, CuePlaces};
use super::recognise::{Named, Recogniser};
use super::reels::{self, Placed};
use super::script::{self, From, Proposed as ProposedScene};
use super::tracks::{self, Proposed as ProposedTrack};
use super::{TimelineAsked, names};
use crate::edits::DialogueSpec;
use crate::views::{CountedBy, TimelinePart};

/// All that a file becomes.
pub(super) struct Plan {
    pub line: Option<Line>,
    /// How times are taken; `None` where both count alike.
    pub counted_by: Option<CountedBy>,
    pub tracks: Vec<ProposedTrack>,
    pub cues: Vec<Proposal>,
    /// Clips of the chosen tracks, and how many of them were channels or joined.
    pub clips: usize,
    pub beside: usize,
    pub joined: usize,
    pub absent: usize,
    pub marks: Vec<Mark>,
    pub scenes: Vec<ProposedScene>,
    pub scenes_from: Option<From>,
    pub dialogue: Vec<DialogueSpec>,
    pub shots: Vec<Shot>,
    pub remarks: Vec<String>,
    pub left_out: Vec<Skipped>,
    /// What is taken.
    pub parts: Vec<TimelinePart>,
}

/// The clock of a file: its own; the cut's where it has none. Where it has frames and nobody knows the rate, nothing.
pub(super) fn counting_of(timeline: &Timeline, rate: FrameRate) -> Option<Counting> {
    match timeline.counting() {
        Some(counting) => Some(counting),
        None if timeline.possible.is_empty() => Some(Counting { rate, start: said_start(timeline) }),
        None => None,
    }
}

/// The first label of a file in real time, where it says one.
fn said_start(timeline: &Timeline) -> Position {
    match timeline.start {
        Some(Time::Exact(at)) => Position(at.0),
        _ => Position::ZERO,
    }
}

/// What is on the cut that a file goes to; nothing, where it is made by the import.
pub(super) struct Ground<'a> {
    pub rows: &'a Rows,
    pub cut: &'a Cut,
    pub is_new: bool,
    pub timeline: &'a Timeline,
    pub path: &'a Path,
    pub asked: &'a TimelineAsked,
}

impl Ground<'_> {
    pub fn plan(&self) -> Result<Plan, StoreError> {
        let (timeline, cut, asked) = (self.timeline, self.cut, self.asked);
        let mut remarks = timeline.remarks.clone();
        let mut plan = Plan {
            line: None,
            counted_by: None,
            tracks: Vec::new(),
            cues: Vec::new(),
            clips: 0,
            beside: 0,
            joined: 0,
            absent: 0,
            marks: Vec::new(),
            scenes: Vec::new(),
            scenes_from: None,
            dialogue: Vec::new(),
            shots: Vec::new(),
            remarks: Vec::new(),
            left_out: timeline.skipped.clone(),
            parts: Vec::new(),
        };
        let Some(counting) = counting_of(timeline, cut.rate) else { return Ok(plan) };
        let (usual, told) =
            if timeline.rate.is_some() { counted_by(counting.rate, cut.rate) } else { (CountedBy::Clock, None) };
        let differs = told.is_some();
        let by = asked.counted_by.filter(|_| differs).unwrap_or(usual);
        if asked.counted_by.is_none() {
            remarks.extend(told);
        }
        plan.counted_by = differs.then_some(by);
        let typed = asked.start.as_deref().and_then(|text| timebase::Timecode::parse(text.trim(), counting.rate).ok());
        let on_its_day = |own| match reach(timeline, counting) {
            Some(reach) => on_its_day(own, reach, counting.rate),
            None => own,
        };
        let (first, told) = match typed {
            Some(label) => {
                let own = on_its_day(counting.rate.position(label.to_frames()));
                // A first frame after all that the file has is the day before's: the file lies past midnight.
                let is_after = reach(timeline, counting).is_some_and(|(_, last)| own >= last);
                (if is_after { Position(own.0 - counting.rate.day().0) } else { own }, Vec::new())
            }
            None if self.is_new => (on_its_day(labelled(cut, counting)), Vec::new()),
            None => self.first_frame(counting, by)?,
        };
        remarks.extend(told);
        let line = Line { counting, first, by, rate: cut.rate };
        plan.line = Some(line);
        self.cues(&line, &mut plan, &mut remarks)?;
        let cut_rows = if self.is_new { None } else { Some(cut.id) };
        let hits = cut_rows.map(|cut| self.rows.hits(cut)).transpose()?.unwrap_or_default();
        let notes = cut_rows.map(|cut| self.rows.notes(cut)).transpose()?.unwrap_or_default();
        let places = cut_rows.map(|cut| self.places(cut)).transpose()?.unwrap_or_default();
        let (marks, outside) = marks::marks(timeline, &line, cut, (&hits, &notes, &places), asked);
        if outside > 0 {
            remarks.push(format!("{} outside the cut: left out.", lie(outside, "marker")));
        }
        plan.marks = marks;
        let same_count = line.counting.rate.frame() == cut.rate.frame();
        plan.shots = if same_count { self.shots(&line) } else { Vec::new() };
        let (scenes, from, told) = script::scenes(timeline, &line, cut, (&plan.marks, &plan.shots), asked);
        (plan.scenes, plan.scenes_from) = (scenes, from);
        remarks.extend(told);
        self.dialogue(&line, &mut plan, &mut remarks);
        plan.parts = self.parts(&plan);
        plan.remarks = remarks;
        Ok(plan)
    }

    /// The moment of the file that is the first frame of a cut that is there, and what to say of it.
    fn first_frame(&self, counting: Counting, by: CountedBy) -> Result<(Position, Vec<String>), StoreError> {
        let reels = self.rows.reels(self.cut.id)?;
        let names = format!("{} {}", self.timeline.title, names::file_name(self.path));
        Ok(match reels::placed(self.timeline, self.cut, &reels, &names, (counting, by)) {
            Placed::At(first, told) => (first, told),
            Placed::ByLabels(doubt) => {
                let (first, told) = first_frame(self.timeline, counting, self.cut);
                (first, doubt.or(told).into_iter().collect())
            }
        })
    }

    fn cues(&self, line: &Line, plan: &mut Plan, remarks: &mut Vec<String>) -> Result<(), StoreError> {
        let lanes = self.rows.lanes()?;
        let recogniser = Recogniser::read(self.rows)?;
        let knows = |event: &Event| {
            let named = Named { name: &super::clips::title(&event.name), file: &event.file, ..Named::default() };
            recogniser.knows(&named)
        };
        plan.tracks = tracks::proposed(self.timeline, &lanes, &knows);
        if let Some(asked) = &self.asked.tracks {
            for track in &mut plan.tracks {
                let own = asked.iter().find(|own| own.name.eq_ignore_ascii_case(&track.name));
                track.is_chosen = own.is_some();
                if let Some(name) = own.and_then(|own| own.lane.as_deref()).filter(|name| !name.trim().is_empty()) {
                    let known = lanes.iter().find(|lane| lane.name.eq_ignore_ascii_case(name.trim()));
                    track.lane =
                        known.map_or((name.trim().to_owned(), LaneKind::Other), |lane| (lane.name.clone(), lane.kind));
                }
            }
        }
        let chosen: Vec<String> =
            plan.tracks.iter().filter(|track| track.is_chosen).map(|track| track.name.clone()).collect();
        if chosen.is_empty() {
            return Ok(());
        }
        let (mut found, left_out) = recordings(self.timeline, line.counting, &chosen);
        plan.clips = plan.tracks.iter().filter(|track| track.is_chosen).map(|track| track.clips).sum();
        plan.left_out.extend(left_out);
        let count = found.len();
        found.retain(|one| {
            let (start, end) = (line.frame(one.from), line.frame(one.to));
            start < self.cut.span().end && end > Position::ZERO
        });
        if found.len() < count {
            remarks.push(format!("{} outside the cut: left out.", lie(count - found.len(), "clip")));
        }
        remarks.extend(self.cut_off(&found, line));
        plan.beside = found.iter().map(|one| one.beside).sum();
        plan.joined = found.iter().map(|one| one.joined).sum();
        let own =
            |cut| Ok::<_, StoreError>((self.rows.cues(cut)?, self.rows.placements_of_cut(cut)?, self.rows.reels(cut)?));
        let (cues, placements, reels) = if self.is_new { Default::default() } else { own(self.cut.id)? };
        let tracks: HashMap<TrackId, _> = self.rows.tracks()?.into_iter().map(|track| (track.id, track)).collect();
        let elsewhere = self.rows.all_placements()?.into_iter().map(|one| (one.id.0, one.track)).collect();
        let levels = lanes.iter().map(|lane| (lane.id, lane.level)).collect();
        let mut volumes = HashMap::new();
        for line in placements.iter().filter_map(|one| one.volume) {
            volumes.insert(line, self.rows.volume(line)?.unwrap_or_default());
        }
        let track_lanes: Lanes = plan.tracks.iter().map(|track| (track.name.clone(), track.lane.clone())).collect();
        let on_cut = OnCut {
            span: self.cut.span(),
            cues: &cues,
            placements: &placements,
            elsewhere: &elsewhere,
            reels: &reels,
            tracks: &tracks,
            levels: &levels,
            volumes: &volumes,
        };
        let planner = Planner {
            recordings: &found,
            lanes: &track_lanes,
            line,
            recogniser: &recogniser,
            on_cut: &on_cut,
            asked: self.asked,
        };
        (plan.cues, plan.absent) = planner.plan();
        if plan.absent > 0 {
            remarks.push(format!("{} on the cut that the file does not have: they stay.", there_are(plan.absent)));
        }
        Ok(())
    }

    /// What of the clips that lie on the cut reaches beyond it, and is left out.
    fn cut_off(&self, found: &[Recording], line: &Line) -> Vec<String> {
        let span = self.cut.span();
        let told = |beyond: Vec<(&Recording, Flicks)>, begin: &str, begins: &str, there: &str| {
            let &(first, long) = beyond.first()?;
            let name = super::clips::title(&first.name);
            Some(match beyond.len() {
                1 => format!("{name} {begins} {} s {there}: these are left out.", super::clips::seconds(long)),
                many => format!(
                    "{name}, {} s, and {} more {begin} {there}: what lies there is left out.",
                    super::clips::seconds(long),
                    many - 1
                ),
            })
        };
        let beyond = |by: &dyn Fn(&Recording) -> Flicks| -> Vec<(&Recording, Flicks)> {
            let all = found.iter().map(|one| (one, by(one)));
            all.filter(|(_, by)| *by > Flicks::ZERO).collect()
        };
        let before = beyond(&|one| span.start - line.frame(one.from));
        let after = beyond(&|one| line.frame(one.to) - span.end);
        let told = [
            told(before, "begin", "begins", "before the first frame of the cut"),
            told(after, "end", "ends", "after the last frame of the cut"),
        ];
        told.into_iter().flatten().collect()
    }

    /// Where the cues of the cut begin, and their numbers.
    fn places(&self, cut: CutId) -> Result<CuePlaces, StoreError> {
        let mut own: HashMap<CueId, Vec<Placement>> = HashMap::new();
        for placement in self.rows.placements_of_cut(cut)? {
            own.entry(placement.cue).or_default().push(placement);
        }
        let place = |cue: model::Cue| {
            let picked = own.get(&cue.id).into_iter().flatten().filter(|one| Some(one.alternate()) == cue.pick);
            let start = model::alternate::extent(picked).map_or(cue.at, |span| span.start);
            (cue.id, CuePlace { at: self.cut.rate.snap(start), number: cue.number })
        };
        Ok(self.rows.cues(cut)?.into_iter().map(place).collect())
    }

    fn shots(&self, line: &Line) -> Vec<Shot> {
        let start = line.counting.rate.frame_nearest(line.first);
        let length = self.cut.rate.frames_floor(self.cut.length);
        let listed = picture(self.timeline, line.counting, Some(start));
        let shots = listed.map(|listed| counted_from(&listed, start, length)).unwrap_or_default();
        // Black alone, under a list of markers, is no picture.
        if shots.iter().all(|shot| shot.name.is_empty()) { Vec::new() } else { shots }
    }

    fn dialogue(&self, line: &Line, plan: &mut Plan, remarks: &mut Vec<String>) {
        let source = names::file_name(self.path);
        let (mut other, mut outside) = (0, 0);
        for said in &self.timeline.dialogue {
            if said.described || said.sung || said.text.trim().is_empty() {
                other += 1;
                continue;
            }
            let at = |time: Time| line.frame(time.position(line.counting));
            let (start, end) = (at(said.span.from), at(said.span.to));
            if end <= Position::ZERO || start >= self.cut.span().end || end < start {
                outside += 1;
                continue;
            }
            plan.dialogue.push(DialogueSpec {
                in_point: start.max(Position::ZERO),
                out_point: end.max(start + self.cut.rate.frame()),
                text: said.text.clone(),
                speaker: Some(said.speaker.clone()).filter(|name| !name.is_empty()),
                source: source.clone(),
            });
        }
        if other > 0 {
            let lines = counted(other, "line");
            remarks
                .push(format!("{lines} {} sung or a sound that is described, and no dialogue: left out.", are(other)));
        }
        if outside > 0 {
            remarks.push(format!("{} outside the cut: left out.", lie(outside, "line of dialogue")));
        }
    }

    /// What is taken unless it is asked for otherwise: all that is there but the picture and its slates, which nobody imports
    /// by the way. Of an episode that is made for the file the picture as well.
    fn parts(&self, plan: &Plan) -> Vec<TimelinePart> {
        use TimelinePart::{Cues, Cut, Dialogue, Hits, Scenes};
        if let Some(asked) = &self.asked.parts {
            return asked.clone();
        }
        let scenes = plan.scenes_from.is_some_and(|from| from != From::Slates) && self.has_no_scenes();
        let all = [
            (Cues, true),
            (Hits, true),
            (Scenes, scenes),
            (Dialogue, !plan.dialogue.is_empty()),
            (Cut, self.is_new && !plan.shots.is_empty()),
        ];
        all.into_iter().filter(|(_, takes)| *takes).map(|(part, _)| part).collect()
    }

    /// Scenes that are there are replaced only where that is asked for.
    fn has_no_scenes(&self) -> bool {
        self.is_new || self.rows.scenes(self.cut.id).is_ok_and(|scenes| scenes.is_empty())
    }
}

/// The moment of a file that has the label of a cut's first frame.
fn labelled(cut: &Cut, counting: Counting) -> Position {
    super::clock::same_label(cut.start, cut.rate, counting.rate)
}

fn lie(count: usize, noun: &str) -> String {
    format!("{} {}", counted_noun(count, noun), if count == 1 { "lies" } else { "lie" })
}

fn counted_noun(count: usize, noun: &str) -> String {
    match noun.split_once(' ') {
        Some((first, rest)) => format!("{} {rest}", counted(count, first)),
        None => counted(count, noun),
    }
}

fn are(count: usize) -> &'static str {
    if count == 1 { "is" } else { "are" }
}

fn there_are(count: usize) -> String {
    if count == 1 { "There is 1 cue".to_owned() } else { format!("There are {count} cues") }
}
