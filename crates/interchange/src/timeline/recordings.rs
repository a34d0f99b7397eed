//! What an editor's sound tracks play: one entry for a recording as it is heard, where the file has channels, add-edits,
//! fades and crossfades as events of their own.
//!
//! Muted events and tracks are left out and named. Nothing is matched to a library here.

use std::collections::BTreeMap;

use timebase::{FLICKS_PER_SECOND, Flicks, Position};

use super::channel_names::{without_channel, without_ending};
use super::{Counting, Event, FadeShape, GainPoint, Id, Part, Place, Skipped, Speed, Timeline, TrackKind, Transition};

/// A recording as it lies on the time line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recording {
    /// The clip's name, without the mark of a channel.
    pub name: String,
    /// Its file, as far as the time line names it.
    pub file: String,
    /// Its reel or master.
    pub source: String,
    /// Where it is heard, from label zero.
    pub from: Position,
    /// The first instant after it.
    pub to: Position,
    /// Where it begins in its source, by the source's own labels or from its beginning; nothing where the time line does not
    /// say it.
    pub source_from: Option<Position>,
    /// The source's own first label, where the time line says it: what `source_from` counts from.
    pub source_start: Option<Position>,
    /// The length of its fade in.
    pub fade_in: Flicks,
    /// Its shape.
    pub fade_in_shape: FadeShape,
    /// The length of its fade out.
    pub fade_out: Flicks,
    /// Its shape.
    pub fade_out_shape: FadeShape,
    /// Its gain in hundredths of a decibel: the first that its events say.
    pub gain_millibel: Option<i32>,
    /// How its gain moves on top of that, in the order of time; empty where it stays.
    pub gain_curve: Vec<CurvePoint>,
    /// How fast it runs, where the time line says so.
    pub speed: Option<Speed>,
    /// The role it has: `music.score`.
    pub role: String,
    /// Notes about its events.
    pub comments: Vec<String>,
    /// The tracks it lies on, by name, in the order of the file.
    pub tracks: Vec<String>,
    /// Identifiers of its events.
    pub ids: Vec<Id>,
    /// How many events of the file it is made of.
    pub events: usize,
    /// How many cuts in it were none: it went on where it was cut.
    pub joined: usize,
    /// How many channels of it stood beside the first.
    pub beside: usize,
    /// The first of them.
    pub place: Place,
}

/// A point of a recording's gain curve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CurvePoint {
    /// From label zero, as [`Recording::from`].
    pub at: Position,
    /// In hundredths of a decibel.
    pub millibel: i32,
}

/// A piece of a track while it grows.
#[derive(Debug, Clone)]
struct Piece {
    entry: Recording,
    source_to: Option<Position>,
    track: usize,
    channel: u16,
    /// Its name as the time line has it, with the mark of a channel.
    marked: String,
}

/// What the chosen tracks play, in the order of time; all sound tracks where none is chosen. And what was left out.
#[must_use]
pub fn recordings(timeline: &Timeline, counting: Counting, chosen: &[String]) -> (Vec<Recording>, Vec<Skipped>) {
    let mut left_out = Vec::new();
    let wanted = |event: &&Event| {
        let track = timeline.tracks.get(event.track);
        track.is_some_and(
            |track| if chosen.is_empty() { track.kind == TrackKind::Sound } else { chosen.contains(&track.name) },
        )
    };
    let mut rows: BTreeMap<(usize, u16), Vec<&Event>> = BTreeMap::new();
    for event in timeline.events.iter().filter(wanted) {
        let track = &timeline.tracks[event.track];
        let reason = match () {
            () if event.muted => Some("it is muted"),
            () if track.muted || track.inactive => Some("its track is muted or switched off"),
            () => None,
        };
        if let Some(reason) = reason {
            if event.part == Part::Clip {
                left_out.push(Skipped { place: event.place.clone(), reason: format!("\"{}\": {reason}", event.name) });
            }
            continue;
        }
        // Only sessions list the channels of one track after each other.
        let channel = if track.channels.is_some_and(|channels| channels > 1) {
            event.channels.first().copied().unwrap_or(1)
        } else {
            1
        };
        rows.entry((event.track, channel)).or_default().push(event);
    }
    let mut pieces = Vec::new();
    for ((track, channel), mut events) in rows {
        events.sort_by_key(|event| (event.record.from.position(counting), event.record.to.position(counting)));
        pieces.extend(of_row(&events, timeline, counting, (track, channel)));
    }
    (merged(pieces), left_out)
}

/// The pieces of one channel of one track.
fn of_row(events: &[&Event], timeline: &Timeline, counting: Counting, (track, channel): (usize, u16)) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    // A fade or a crossfade that waits for the clip after it.
    let mut coming: Option<(Position, Flicks)> = None;
    for event in events {
        let (from, to) = (event.record.from.position(counting), event.record.to.position(counting));
        let long = Flicks(to.0.saturating_sub(from.0).max(0));
        let touches = |piece: &Piece| piece.entry.to == from;
        match event.part {
            Part::FadeIn => coming = Some((from, long)),
            Part::CrossFade | Part::FadeOut => {
                if let Some(before) = pieces.last_mut().filter(|piece| touches(piece)) {
                    (before.entry.to, before.entry.fade_out) = (to, long);
                    before.entry.fade_out_shape = FadeShape::Unknown;
                    before.entry.events += 1;
                }
                coming = (event.part == Part::CrossFade).then_some((from, long));
            }
            Part::Black => {
                // A transition to silence is a fade out.
                if let (Some(transition), Some(before)) =
                    (&event.transition, pieces.last_mut().filter(|piece| touches(piece)))
                {
                    let (length, lies_before) = lengths(transition, counting);
                    before.entry.fade_out = length;
                    before.entry.fade_out_shape = shape_of(&transition.name);
                    before.entry.to = Position(before.entry.to.0.saturating_add(length.0 - lies_before.0));
                }
                // What comes out of silence fades in: the transition of the event after it says for how long.
            }
            Part::Clip if long == Flicks::ZERO => {}
            Part::Clip => {
                let mut piece = piece(event, timeline, counting, (track, channel));
                if let Some((start, fade)) =
                    coming.take().filter(|(start, fade)| start.0.saturating_add(fade.0) == from.0)
                {
                    piece.entry.from = start;
                    piece.entry.fade_in = fade;
                    piece.entry.events += 1;
                    piece.entry.source_from =
                        piece.entry.source_from.map(|source| Position(source.0.saturating_sub(fade.0).max(0)));
                }
                lead_in(&mut piece, event, pieces.last_mut(), counting);
                match pieces.last_mut() {
                    Some(before) if goes_on(before, &piece) => join(before, piece),
                    _ => pieces.push(piece),
                }
            }
        }
    }
    pieces
}

/// A dissolve from another recording lets that one sound on; one from silence is a fade in.
fn lead_in(piece: &mut Piece, event: &Event, before: Option<&mut Piece>, counting: Counting) {
    let Some(transition) = &event.transition else { return };
    let (length, lies_before) = lengths(transition, counting);
    if length <= Flicks::ZERO {
        return;
    }
    piece.entry.fade_in = length;
    piece.entry.fade_in_shape = shape_of(&transition.name);
    let cut = piece.entry.from;
    let before = before.filter(|before| before.entry.to == cut && !goes_on(before, piece));
    // Both meet at the cut; what lies before it of the dissolve is heard of the second, what lies after it of the first.
    let first = piece.entry.source_start.unwrap_or(Position::ZERO);
    let room = piece.entry.source_from.map_or(lies_before.0, |from| from.0.saturating_sub(first.0).max(0));
    let earlier = lies_before.0.min(room);
    piece.entry.from = Position(cut.0.saturating_sub(earlier));
    piece.entry.source_from = piece.entry.source_from.map(|from| Position(from.0.saturating_sub(earlier)));
    if let Some(before) = before {
        before.entry.fade_out = length;
        before.entry.fade_out_shape = shape_of(&transition.name);
        before.entry.to = Position(cut.0.saturating_add(length.0 - lies_before.0));
    }
}

/// How long a dissolve is, and how much of it lies before the cut.
fn lengths(transition: &Transition, counting: Counting) -> (Flicks, Flicks) {
    let length = transition.length.flicks(counting.rate).max(Flicks::ZERO);
    let before = transition.before.flicks(counting.rate);
    (length, before.max(Flicks::ZERO).min(length))
}

/// The shape that a transition's name tells: Premiere says `Constant Power` and `Constant Gain`.
fn shape_of(name: &str) -> FadeShape {
    let name = name.to_lowercase();
    if name.contains("power") {
        FadeShape::EqualPower
    } else if name.contains("gain") || name.contains("linear") {
        FadeShape::Linear
    } else {
        FadeShape::Unknown
    }
}

fn piece(event: &Event, timeline: &Timeline, counting: Counting, (track, channel): (usize, u16)) -> Piece {
    let (from, to) = (event.record.from.position(counting), event.record.to.position(counting));
    let own = Counting { rate: event.source_rate.unwrap_or(counting.rate), start: Position::ZERO };
    // Sources without timecode are written with no length (Avid): they tell nothing.
    let source =
        event.source_span.map(|span| (span.from.position(own), span.to.position(own))).filter(|(from, to)| from < to);
    let length =
        |fade: &Option<super::Fade>| fade.as_ref().map_or(Flicks::ZERO, |fade| fade.length.flicks(counting.rate));
    let shape = |fade: &Option<super::Fade>| fade.as_ref().map_or(FadeShape::Unknown, |fade| fade.shape.clone());
    Piece {
        entry: Recording {
            name: without_channel(&event.name).to_owned(),
            file: event.file.clone(),
            source: event.source.clone(),
            from,
            to,
            source_from: source.map(|(from, _)| from),
            source_start: event.source_start.map(|start| start.position(own)),
            fade_in: length(&event.fade_in),
            fade_in_shape: shape(&event.fade_in),
            fade_out: length(&event.fade_out),
            fade_out_shape: shape(&event.fade_out),
            gain_millibel: gain_of(event),
            gain_curve: curve_of(event, from, counting),
            speed: event.speed,
            role: if event.role.is_empty() { timeline.tracks[track].role.clone() } else { event.role.clone() },
            comments: event.comments.clone(),
            tracks: vec![timeline.tracks[track].name.clone()],
            ids: event.ids.clone(),
            events: 1,
            joined: 0,
            beside: 0,
            place: event.place.clone(),
        },
        source_to: source.map(|(_, to)| to),
        track,
        channel,
        marked: event.name.clone(),
    }
}

/// The gain of an event, with a curve that stays where it is.
fn gain_of(event: &Event) -> Option<i32> {
    let first = event.gain_points.first().map(|point| point.millibel);
    let stays = first.filter(|first| event.gain_points.iter().all(|point| point.millibel == *first));
    match (event.gain_millibel, stays) {
        (Some(gain), Some(more)) => Some(gain.saturating_add(more)),
        (gain, more) => gain.or(more),
    }
}

/// The gain curve of an event; none where all its points are alike.
fn curve_of(event: &Event, from: Position, counting: Counting) -> Vec<CurvePoint> {
    if event.gain_points.windows(2).all(|pair| pair[0].millibel == pair[1].millibel) {
        return Vec::new();
    }
    let at = |point: &GainPoint| Position(from.0.saturating_add(point.at.flicks(counting.rate).0));
    event.gain_points.iter().map(|point| CurvePoint { at: at(point), millibel: point.millibel }).collect()
}

/// Whether two pieces are of one recording: by its name, else by its source; in one file, or in files that are two of its
/// channels.
fn same(one: &Piece, other: &Piece) -> bool {
    let name = |Piece { entry, .. }: &Piece| {
        if entry.name.is_empty() { entry.source.to_lowercase() } else { entry.name.to_lowercase() }
    };
    let (own, others) = (&one.entry.file, &other.entry.file);
    // Sessions call the files of channels what they like.
    let are_channels = || {
        let is_marked = |piece: &Piece| without_ending(&piece.marked) != piece.entry.name;
        is_marked(one) && is_marked(other) && one.marked != other.marked
    };
    name(one) == name(other)
        && (own.is_empty() || others.is_empty() || without_channel(own) == without_channel(others) || are_channels())
}

/// Whether a piece plays on where the one before it ends: an add-edit, or a crossfade of a recording with itself.
fn goes_on(before: &Piece, next: &Piece) -> bool {
    let overlap = before.entry.to.0.saturating_sub(next.entry.from.0);
    let continues = match (before.source_to, next.entry.source_from) {
        // Where the second would be if the first had gone on.
        (Some(before), Some(next)) => before.0.saturating_sub(next.0) == overlap || before == next,
        _ => true,
    };
    same(before, next) && overlap >= 0 && continues
}

fn join(before: &mut Piece, mut next: Piece) {
    join_gain(&mut before.entry, &mut next.entry);
    before.entry.to = next.entry.to;
    before.entry.fade_out = next.entry.fade_out;
    before.entry.fade_out_shape = next.entry.fade_out_shape;
    before.entry.events += next.entry.events;
    before.entry.joined += 1;
    before.source_to = next.source_to;
    for id in next.entry.ids {
        if !before.entry.ids.contains(&id) {
            before.entry.ids.push(id);
        }
    }
}

/// The gain of a piece that goes on with another gain steps there: editors set levels clip by clip.
fn join_gain(before: &mut Recording, next: &mut Recording) {
    let (one, other) = (before.gain_millibel, next.gain_millibel.or(before.gain_millibel));
    let own = one.or(other);
    if before.gain_curve.is_empty() && next.gain_curve.is_empty() && own == other {
        before.gain_millibel = own;
        return;
    }
    // Both on top of the first's gain. A step is as long as a sample.
    let base = own.unwrap_or(0);
    let step = Flicks(FLICKS_PER_SECOND / 48_000);
    let (seam, end) = (next.from, next.to);
    if before.gain_curve.is_empty() {
        before.gain_curve.push(CurvePoint { at: before.from, millibel: 0 });
    }
    let last = before.gain_curve.last().map_or(0, |point| point.millibel);
    before.gain_curve.push(CurvePoint { at: Position(seam.0.saturating_sub(step.0)), millibel: last });
    let over = other.unwrap_or(0).saturating_sub(base);
    if next.gain_curve.is_empty() {
        next.gain_curve.extend([seam, end].map(|at| CurvePoint { at, millibel: 0 }));
    }
    let moved = |point: &CurvePoint| CurvePoint { millibel: point.millibel.saturating_add(over), ..*point };
    if let Some(first) = next.gain_curve.first().filter(|first| first.at > seam) {
        before.gain_curve.push(moved(&CurvePoint { at: seam, ..*first }));
    }
    before.gain_curve.extend(next.gain_curve.iter().map(moved));
    before.gain_millibel = own;
}

/// Channels of one recording are one entry: the same recording on other tracks, in step with it, where both begin or end
/// together. Where one is trimmed, or one alone has a crossfade, it lasts as long as the longer one.
fn merged(mut pieces: Vec<Piece>) -> Vec<Recording> {
    pieces.sort_by_key(|piece| (piece.entry.from, piece.track, piece.channel, piece.entry.to));
    let mut found: Vec<Piece> = Vec::new();
    for piece in pieces {
        let overlaps = |own: &&mut Piece| own.entry.to > piece.entry.from;
        // A recording seldom lies on more than some tracks at once.
        match found.iter_mut().rev().take(MOST_AT_ONCE).filter(overlaps).find(|own| is_beside(own, &piece)) {
            Some(own) => take_beside(&mut own.entry, piece.entry),
            None => found.push(piece),
        }
    }
    found.into_iter().map(|piece| piece.entry).collect()
}

/// How far back a channel's other one is looked for.
const MOST_AT_ONCE: usize = 64;

/// Whether a piece is another channel of one that begins no later.
fn is_beside(own: &Piece, piece: &Piece) -> bool {
    let (one, other) = (&own.entry, &piece.entry);
    let in_step = match (one.source_from, other.source_from) {
        (Some(first), Some(second)) => second.0.saturating_sub(first.0) == other.from.0.saturating_sub(one.from.0),
        _ => one.from == other.from && one.to == other.to,
    };
    let edges = one.from == other.from || one.to == other.to;
    edges && in_step && (own.track, own.channel) != (piece.track, piece.channel) && same(own, piece)
}

fn take_beside(own: &mut Recording, entry: Recording) {
    own.events += entry.events;
    own.beside += 1;
    own.gain_millibel = own.gain_millibel.or(entry.gain_millibel);
    if own.gain_curve.is_empty() {
        own.gain_curve = entry.gain_curve;
    }
    if entry.to > own.to {
        (own.to, own.fade_out, own.fade_out_shape) = (entry.to, entry.fade_out, entry.fade_out_shape);
    }
    own.tracks.extend(entry.tracks.into_iter().filter(|track| !own.tracks.contains(track)).collect::<Vec<_>>());
    own.ids.extend(entry.ids.into_iter().filter(|id| !own.ids.contains(id)).collect::<Vec<_>>());
}

#[cfg(test)]
#[path = "tests_recordings.rs"]
mod tests;
