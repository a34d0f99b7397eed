//! A plan as dialog and command show it.

use interchange::timeline::Timeline;
use model::words::counted;
use model::{Track, TrackId};
use timebase::{FrameRate, Position, Timecode};

use super::cues::Proposal;
use super::made::Target;
use super::plan::Plan;
use super::script::From;
use super::tracks::Carries;
use super::{TimelineAsked, format_name, label, marks, names};
use crate::views::{
    CueFate, ImportCandidate, ImportCounts, ImportCueRow, ImportCut, ImportLineRow, ImportPart, ImportTrack,
    MarkerFate, TimelinePart, TimelinePreview,
};

/// Lines of dialogue that are shown; the count is of all.
const MOST_LINES: usize = 300;
/// What is left out is named so far.
const MOST_LEFT_OUT: usize = 200;

pub(super) fn preview(
    timeline: &Timeline,
    plan: &Plan,
    target: &Target,
    asked: &TimelineAsked,
    (lanes, tracks): (Vec<String>, &[Track]),
    remark: Option<String>,
) -> TimelinePreview {
    let cut = &target.cut;
    let needs_rate = (timeline.rate.is_none() && !timeline.possible.is_empty()) || !target.has_rate;
    let mut scenes: Vec<_> = plan.scenes.iter().map(|scene| scene.row.clone()).collect();
    let takes_cues = plan.parts.contains(&TimelinePart::Cues);
    for hint in scenes.iter_mut().flat_map(|scene| &mut scene.hints) {
        hint.takes = takes_cues && asked.takes(&hint.key, false);
    }
    let cues: Vec<ImportCueRow> = plan.cues.iter().map(|cue| row(cue, cut, tracks)).collect();
    let counts = counts(plan, &cues);
    let mut remarks: Vec<String> = remark.into_iter().collect();
    remarks.extend(plan.remarks.iter().cloned());
    let mut left_out: Vec<String> =
        plan.left_out.iter().map(|one| format!("{}: {}", one.place, one.reason)).take(MOST_LEFT_OUT).collect();
    left_out.dedup();
    TimelinePreview {
        file: names::file_name(&asked.file),
        format: format_name(timeline),
        title: timeline.title.clone(),
        rate: timeline.rate,
        needs_rate,
        possible_rates: if needs_rate && timeline.possible.is_empty() {
            FrameRate::ALL.to_vec()
        } else {
            timeline.possible.clone()
        },
        start: plan.line.filter(|_| timeline.rate.is_some()).map(|line| marks::label(line.counting.start, &line)),
        first_frame: plan.line.filter(|_| timeline.rate.is_some()).map(|line| marks::label(line.first, &line)),
        cut: ImportCut {
            id: target.new.is_none().then_some(cut.id),
            episode: target.episode.clone(),
            episode_title: target.title.clone(),
            label: cut.label.clone(),
            rate: target.has_rate.then_some(cut.rate),
            start: label(cut, Position::ZERO),
            length: Timecode::from_frames(cut.rate.frames_floor(cut.length), cut.rate).to_string(),
        },
        counted_by: plan.counted_by,
        parts: parts(plan, &counts),
        tracks: plan
            .tracks
            .iter()
            .map(|track| ImportTrack {
                name: track.name.clone(),
                takes: track.is_chosen,
                why: track.why.clone(),
                lane: if track.is_chosen || track.carries == Carries::Music {
                    track.lane.0.clone()
                } else {
                    String::new()
                },
                clips: track.clips,
            })
            .collect(),
        lanes,
        summary: summary(plan, cues.len()),
        markers: plan.marks.iter().map(|mark| mark.row.clone()).collect(),
        dialogue: plan
            .dialogue
            .iter()
            .take(MOST_LINES)
            .map(|line| ImportLineRow {
                at: label(cut, line.in_point),
                until: label(cut, line.out_point),
                speaker: line.speaker.clone().unwrap_or_default(),
                text: line.text.clone(),
            })
            .collect(),
        dialogue_count: plan.dialogue.len(),
        left_out_more: timeline.skipped_more + (plan.left_out.len().saturating_sub(MOST_LEFT_OUT)) as u64,
        cues,
        scenes,
        remarks,
        left_out,
        counts,
    }
}

fn row(cue: &Proposal, cut: &model::Cut, tracks: &[Track]) -> ImportCueRow {
    let of = |id: TrackId| tracks.iter().find(|track| track.id == id);
    let titled = |track: &Track| {
        if track.is_offline() { format!("{} (offline)", track.title) } else { track.title.clone() }
    };
    let there = cue.laid.first().and_then(|one| one.there);
    let was = there.filter(|was| was.in_point != cue.span.start).map(|was| label(cut, was.in_point));
    ImportCueRow {
        key: cue.key.clone(),
        fate: cue.fate,
        number: cue.number.to_string(),
        cue: cue.cue.as_ref().map(|cue| cue.id),
        in_point: cue.span.start,
        out_point: cue.span.end,
        at: signed(cut, cue.span.start),
        until: label(cut, cue.span.end),
        length: cue.span.length().to_string(),
        was: was.filter(|_| cue.fate == CueFate::Moves),
        name: cue.name.clone(),
        title: cue.title.clone(),
        lane: cue.lane.0.clone(),
        lane_kind: cue.lane.1,
        candidates: cue
            .candidates
            .iter()
            .filter_map(|one| {
                let track = of(one.track)?;
                Some(ImportCandidate {
                    track: one.track,
                    title: titled(track),
                    artist: track.artist.clone(),
                    length: track.duration.to_string(),
                    score: one.score,
                    reasons: one.reasons.clone(),
                })
            })
            .collect(),
        track: cue.chosen,
        track_title: cue.chosen.and_then(of).map(titled).unwrap_or_default(),
        score: cue.score,
        decided: cue.decided,
        temp: cue.temp,
        brings: cue.brings.clone(),
        raw: cue.raw.clone(),
    }
}

/// The label of a frame; what lies before the cut begins with it.
fn signed(cut: &model::Cut, at: Position) -> String {
    label(cut, at.max(Position::ZERO))
}

fn counts(plan: &Plan, cues: &[ImportCueRow]) -> ImportCounts {
    let of = |fates: &[CueFate]| cues.iter().filter(|cue| fates.contains(&cue.fate)).count();
    let marks = |fates: &[MarkerFate]| plan.marks.iter().filter(|mark| fates.contains(&mark.row.fate)).count();
    ImportCounts {
        clips: plan.clips,
        new: of(&[CueFate::New, CueFate::Doubtful, CueFate::Offline]),
        moves: of(&[CueFate::Moves]),
        same: of(&[CueFate::Same]),
        to_decide: of(&[CueFate::Doubtful]),
        offline: of(&[CueFate::Offline]),
        temp: cues.iter().filter(|cue| cue.temp && cue.fate != CueFate::LeftOut).count(),
        marks: marks(&[MarkerFate::Hit, MarkerFate::Note]),
        scenes: plan.scenes.iter().filter(|scene| scene.row.takes).count(),
        absent: plan.absent,
    }
}

fn parts(plan: &Plan, counts: &ImportCounts) -> Vec<ImportPart> {
    let hints: usize = plan.scenes.iter().map(|scene| scene.row.hints.len()).sum();
    let none = || "none found".to_owned();
    let cues = match (plan.cues.len(), hints) {
        (0, 0) => none(),
        (0, hints) => format!("{} of music", counted(hints, "hint")),
        (count, _) => format!("{} → {count}", plan.clips),
    };
    let marks = plan.marks.len() - plan.marks.iter().filter(|mark| mark.row.fate == MarkerFate::Scene).count();
    let from = match plan.scenes_from {
        Some(From::Script) => "from the script",
        Some(From::Markers) => "from markers",
        Some(From::Track) => "from a track",
        Some(From::Slates) => "from the slates",
        None => "",
    };
    let told = [
        (TimelinePart::Cues, "Cues and placements", cues, plan.cues.len() + hints),
        (
            TimelinePart::Hits,
            "Markers as hits and notes",
            if marks == 0 { none() } else { counts.marks.to_string() },
            marks,
        ),
        (
            TimelinePart::Scenes,
            "Scenes",
            if plan.scenes.is_empty() { none() } else { format!("{} {from}", plan.scenes.len()) },
            plan.scenes.len(),
        ),
        (
            TimelinePart::Dialogue,
            "Dialogue",
            if plan.dialogue.is_empty() { none() } else { counted(plan.dialogue.len(), "line") },
            plan.dialogue.len(),
        ),
        (
            TimelinePart::Cut,
            "The cut’s picture",
            if plan.shots.is_empty() { none() } else { counted(plan.shots.len(), "shot") },
            plan.shots.len(),
        ),
    ];
    told.into_iter()
        .map(|(part, word, told, count)| ImportPart {
            takes: count > 0 && plan.parts.contains(&part),
            found: count > 0,
            word: word.to_owned(),
            part,
            told,
        })
        .collect()
}

/// `31 clips: 12 were channels of one recording, 5 cuts joined.`
fn summary(plan: &Plan, cues: usize) -> String {
    if plan.clips == 0 {
        return String::new();
    }
    let mut told = Vec::new();
    if plan.beside > 0 {
        told.push(format!("{} beside the first of a recording", counted(plan.beside, "channel")));
    }
    if plan.joined > 0 {
        told.push(format!("{} that went on", counted(plan.joined, "cut")));
    }
    let clips = format!("{} became {}", counted(plan.clips, "clip"), counted(cues, "cue"));
    if told.is_empty() { format!("{clips}.") } else { format!("{clips}: {}.", model::words::listed(&told)) }
}
