//! Drawing up a sheet.

use model::Origin;
use timebase::{FLICKS_PER_SECOND, Flicks, Frames, Position, Span, Timecode, merged};

use super::carve::{are_one_recording, counted, in_order};
use super::facts::{SheetCue, SheetFacts, TrackFacts, WorkFacts};
use super::owners::{parties, publishing};
use super::rounding::{self, Counted, Rounded};
use super::shape::{Reconciliation, RowSpan, Sheet, SheetColumn, SheetRow};
use super::{cells, clock, header};
use crate::profile::{Profile, Rounding, TimeFormat, TitleSource};

/// Draws up the sheet of `facts` as `profile` wants it: every cue with music inside the programme, in the order they are
/// heard, times as decided where they overlap.
#[must_use]
pub fn sheet(facts: &SheetFacts, profile: &Profile) -> Sheet {
    let pieces = in_printed_order(pieces(facts, profile), facts, profile);
    let (rounded, clocks) = timed(&pieces, facts, profile);
    let rows: Vec<SheetRow> = (1..)
        .zip(&pieces)
        .zip(rounded.rows.iter().zip(&clocks))
        .map(|((sequence, piece), (counted, clock))| row(facts, profile, piece, sequence, counted, clock))
        .collect();
    let reconciliation = reconcile(facts, profile, &rows, &rounded);
    Sheet {
        profile: profile.id.clone(),
        profile_name: profile.name.clone(),
        heading: profile.heading.clone(),
        footer: profile.footer.clone(),
        show: facts.show.clone(),
        episode: facts.name.clone(),
        title: facts.title.clone(),
        cut: facts.cut.clone(),
        rate: facts.rate,
        start: facts.start,
        layout: profile.layout,
        times: profile.times,
        header: header::header(facts, profile, reconciliation.shown),
        columns: profile.columns.iter().map(column).collect(),
        rows,
        length: facts.length,
        reconciliation,
        rolled_up: false,
        paper: profile.paper,
    }
}

/// The lengths of rows, and from when to when each of their spans is printed, in seconds of the day.
fn timed(pieces: &[Piece<'_>], facts: &SheetFacts, profile: &Profile) -> (Rounded, Vec<Vec<(i64, i64)>>) {
    let spans: Vec<Vec<Span>> = pieces.iter().map(|piece| piece.spans.clone()).collect();
    let rounded = rounding::round(&spans, profile.rounding, profile.least_seconds.into());
    let points: Vec<clock::Timed<'_>> =
        spans.iter().zip(&rounded.rows).map(|(spans, counted)| (&spans[..], &counted.seconds[..])).collect();
    let clocks = clock::clocks(&points, facts.start, facts.rate);
    (rounded, clocks)
}

/// By the in-points that are printed: a first span of no whole second is not.
fn in_printed_order<'a>(pieces: Vec<Piece<'a>>, facts: &SheetFacts, profile: &Profile) -> Vec<Piece<'a>> {
    if cells::prints_all_spans(profile) || pieces.iter().all(|piece| piece.spans.len() < 2) {
        return pieces;
    }
    let (_, clocks) = timed(&pieces, facts, profile);
    let printed = |clock: &[(i64, i64)]| {
        clock.iter().find(|(from, to)| to > from).or_else(|| clock.first()).map_or(i64::MAX, |(from, _)| *from)
    };
    let mut keyed: Vec<(i64, Piece<'a>)> = clocks.iter().map(|clock| printed(clock)).zip(pieces).collect();
    // Those of one second stay as they are heard.
    keyed.sort_by_key(|(first, _)| *first);
    keyed.into_iter().map(|(_, piece)| piece).collect()
}

fn column(column: &crate::profile::Column) -> SheetColumn {
    SheetColumn {
        heading: column.heading.clone(),
        field: column.field,
        width: column.width,
        figure: column.field.is_figure(),
    }
}

/// What becomes one row: a cue, or neighbouring edits of one recording with the same use.
struct Piece<'a> {
    cues: Vec<&'a SheetCue>,
    spans: Vec<Span>,
}

fn pieces<'a>(facts: &'a SheetFacts, profile: &Profile) -> Vec<Piece<'a>> {
    let times = counted(facts);
    let mut pieces: Vec<(Piece<'a>, Span)> = Vec::new();
    for (cue, span) in in_order(facts) {
        // A cue in pieces is one row: all its time was taken with the first of them.
        let known = |one: &SheetCue| one.id == cue.id && same_recording(one, cue);
        if let Some((_, reach)) = pieces.iter_mut().find(|(piece, _)| piece.cues.iter().any(|one| known(one))) {
            reach.end = reach.end.max(span.end);
            continue;
        }
        let spans = within(times.get(&cue.id).map_or(&[], Vec::as_slice), cue, facts);
        let joins = |(piece, reach): &(Piece<'a>, Span)| {
            profile.merge_edits
                && span.start <= reach.end
                && piece.cues.iter().any(|other| are_one_recording(cue, other) && cue.usage == other.usage)
        };
        match pieces.iter().rposition(joins).and_then(|index| pieces.get_mut(index)) {
            Some((last, reach)) => {
                last.cues.push(cue);
                last.spans.extend(spans);
                reach.end = reach.end.max(span.end);
            }
            None => pieces.push((Piece { cues: vec![cue], spans }, span)),
        }
    }
    let mut pieces: Vec<(Piece<'a>, Span)> =
        pieces.into_iter().map(|(piece, reach)| (Piece { spans: merged(piece.spans), ..piece }, reach)).collect();
    // A sheet is read from its in-points: a cue whose start is counted for another stands where it is first counted.
    pieces.sort_by_key(|(piece, reach)| piece.spans.first().map_or(reach.start, |first| first.start));
    pieces.into_iter().map(|(piece, _)| piece).collect()
}

/// Of the time that is counted for a cue, what is counted for one of its recordings: a cue may be made of several.
fn within(counted: &[Span], cue: &SheetCue, facts: &SheetFacts) -> Vec<Span> {
    let own = || facts.cues.iter().filter(|other| other.id == cue.id);
    if own().nth(1).is_none() {
        return counted.to_vec();
    }
    let sounding = cue.sounding();
    counted.iter().flat_map(|span| sounding.iter().filter_map(|own| span.intersection(*own))).collect()
}

fn same_recording(one: &SheetCue, other: &SheetCue) -> bool {
    one.track.as_ref().map(|track| track.id) == other.track.as_ref().map(|track| track.id)
}

fn row(
    facts: &SheetFacts,
    profile: &Profile,
    piece: &Piece<'_>,
    sequence: u32,
    counted: &Counted,
    clock: &[(i64, i64)],
) -> SheetRow {
    let nobody = TrackFacts::default();
    let first = piece.cues[0];
    let track = first.track.as_ref().unwrap_or(&nobody);
    let work = track.work.as_ref();
    let exact: Flicks = piece.spans.iter().map(|span| span.length()).sum();
    let (writers, publishers) = work.map(|work| parties(work, profile)).unwrap_or_default();
    let mut row = SheetRow {
        sequence,
        cues: piece.cues.iter().map(|cue| cue.id).collect(),
        number: piece.cues.iter().map(|cue| cue.number.as_str()).collect::<Vec<_>>().join(" + "),
        track: first.track.as_ref().map(|track| track.id),
        work: work.map(|work| work.work.id),
        title: title(first, track, profile.titles),
        scene: first.scene.clone(),
        usage: first.usage,
        usage_code: profile.usage_code(first.usage).to_owned(),
        theme_role: first.usage.theme_role.word().to_owned(),
        origin_code: profile.origin_code(first.usage.origin).to_owned(),
        spans: piece
            .spans
            .iter()
            .zip(counted.seconds.iter().zip(clock))
            .map(|(span, (seconds, clock))| written(facts, profile, *span, *seconds, *clock))
            .collect(),
        exact,
        frames: frames(facts, exact),
        shown: counted.shown,
        publishing: work.map(publishing).unwrap_or_default(),
        writers,
        publishers,
        performer: track.artist.clone(),
        track_title: track.title.clone(),
        label: track.label.clone(),
        catalogue_number: track.catalogue_number.clone(),
        cut_number: track.cut_number.clone(),
        library: track.library.clone(),
        isrc: track.isrc.clone(),
        iswc: work.map(|work| iswc_in_print(&work.work.iswc)).unwrap_or_default(),
        work_numbers: work.map(work_numbers).unwrap_or_default(),
        note: note(piece),
        status: first.status,
        lines: Vec::new(),
    };
    row.lines = cells::lines(&row, profile);
    row
}

fn frames(facts: &SheetFacts, length: Flicks) -> Frames {
    facts.rate.frame_nearest(Position(length.0))
}

fn title(cue: &SheetCue, track: &TrackFacts, source: TitleSource) -> String {
    let work = track.work.as_ref().map_or(track.title.as_str(), |work| work.work.title.as_str());
    let (first, second) = match source {
        TitleSource::Cue => (cue.title.as_str(), work),
        TitleSource::ByOrigin if cue.usage.origin == Some(Origin::Commissioned) => (cue.title.as_str(), work),
        TitleSource::ByOrigin | TitleSource::Work => (work, cue.title.as_str()),
    };
    if first.trim().is_empty() { second.to_owned() } else { first.to_owned() }
}

/// `T-034.524.680-1`; what has not that form is printed as it is.
fn iswc_in_print(iswc: &str) -> String {
    match (iswc.get(..1), iswc.get(1..4), iswc.get(4..7), iswc.get(7..10), iswc.get(10..)) {
        (Some(t), Some(a), Some(b), Some(c), Some(check)) if iswc.len() == 11 => format!("{t}-{a}.{b}.{c}-{check}"),
        _ => iswc.to_owned(),
    }
}

fn work_numbers(work: &WorkFacts) -> String {
    let one = |number: &model::SocietyNumber| format!("{} {}", number.society, number.number);
    work.work.society_numbers.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// What stands beside a row: the notes of its cues, each once.
fn note(piece: &Piece<'_>) -> String {
    let mut notes: Vec<&str> = Vec::new();
    for note in piece.cues.iter().map(|cue| cue.note.trim()).filter(|note| !note.is_empty()) {
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    notes.join("; ")
}

/// A span as the profile writes it; `seconds` are its points in whole seconds from the programme's first frame, `clock`
/// the same as a clock that runs with the timecode.
fn written(facts: &SheetFacts, profile: &Profile, span: Span, seconds: (i64, i64), clock: (i64, i64)) -> RowSpan {
    let timecode = |at: Position| Timecode::from_frames(facts.start + facts.rate.frame_at(at), facts.rate).to_string();
    let text = |at: Position, seconds: i64, clock: i64| match (profile.times, profile.rounding) {
        // Where durations have frames, points without would not fit them.
        (TimeFormat::Timecode, _) | (TimeFormat::Clock, Rounding::Frames) => timecode(at),
        (TimeFormat::Clock, _) => clock::written(clock),
        (TimeFormat::Programme, Rounding::Frames) => {
            let over = facts.rate.frames_floor(Flicks(at.0.rem_euclid(FLICKS_PER_SECOND)));
            format!("{}+{:02}", cells::minutes(seconds), over.0)
        }
        (TimeFormat::Programme, _) => cells::minutes(seconds),
    };
    RowSpan {
        in_flicks: span.start,
        out_flicks: span.end,
        in_timecode: timecode(span.start),
        out_timecode: timecode(span.end),
        in_text: text(span.start, seconds.0, clock.0),
        out_text: text(span.end, seconds.1, clock.1),
        in_seconds: seconds.0,
        out_seconds: seconds.1,
    }
}

fn reconcile(facts: &SheetFacts, profile: &Profile, rows: &[SheetRow], rounded: &Rounded) -> Reconciliation {
    let by_number =
        |indexes: &[usize]| -> Vec<u32> { indexes.iter().filter_map(|index| u32::try_from(index + 1).ok()).collect() };
    let (carried_to, raised) = (by_number(&rounded.carried_to), by_number(&rounded.raised));
    let exact: Flicks = rows.iter().map(|row| row.exact).sum();
    let shown: Flicks = rows.iter().map(|row| row.shown).sum();
    let tenths = |length: Flicks| {
        let tenths = (length.0 * 10 + FLICKS_PER_SECOND / 2).div_euclid(FLICKS_PER_SECOND);
        format!("{}.{}", cells::minutes(tenths / 10), tenths % 10)
    };
    let how = match profile.rounding {
        Rounding::Frames => "Exact to the frame",
        Rounding::Points => "In and out to the nearest second",
        Rounding::Nearest => "Durations to the nearest second",
        Rounding::Up => "Durations up to the next second",
        Rounding::Down => "Durations down to the last second",
        Rounding::Carried => "Rounded to whole seconds",
    };
    let mut line =
        format!("{how}; Σ exact {}, Σ shown {}", tenths(exact), cells::minutes(shown.0.div_euclid(FLICKS_PER_SECOND)));
    let named = |rows: &[u32]| {
        let listed = rows.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
        format!("{} {listed}", if rows.len() == 1 { "cue" } else { "cues" })
    };
    if !carried_to.is_empty() {
        line += &format!(", carried to {}", named(&carried_to));
    }
    if !raised.is_empty() {
        let least = cells::minutes(profile.least_seconds.into());
        line += &format!(", {} listed as {least}, the least", named(&raised));
    }
    Reconciliation { exact, exact_frames: frames(facts, exact), shown, line, carried_to, raised }
}
