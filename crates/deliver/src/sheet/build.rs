//! Drawing up a sheet.

use model::{Origin, Publishing, Share, WorkSide};
use timebase::{FLICKS_PER_SECOND, Flicks, Frames, Position, Span, Timecode};

use super::carve::{are_one_recording, counted, in_order};
use super::facts::{Holder, SheetCue, SheetFacts, TrackFacts, WorkFacts};
use super::shape::{Reconciliation, RowSpan, Sheet, SheetColumn, SheetParty, SheetRow};
use super::{cells, header, rounding};
use crate::profile::{Profile, Rounding, ShareConvention, TimeFormat, TitleSource};

/// Draws up the sheet of `facts` as `profile` wants it: every cue with music inside the programme, in the order they are
/// heard, times as decided where they overlap.
#[must_use]
pub fn sheet(facts: &SheetFacts, profile: &Profile) -> Sheet {
    let pieces = pieces(facts, profile);
    let spans: Vec<Vec<Span>> = pieces.iter().map(|piece| piece.spans.clone()).collect();
    let rounded = rounding::round(&spans, profile.rounding);
    let rows: Vec<SheetRow> = (1..)
        .zip(&pieces)
        .zip(&rounded.shown)
        .map(|((sequence, piece), shown)| row(facts, profile, piece, sequence, *shown))
        .collect();
    let carried_to = rounded.carried_to.iter().filter_map(|index| u32::try_from(index + 1).ok()).collect();
    let reconciliation = reconcile(facts, profile, &rows, carried_to);
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
    }
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
    let mut times = counted(facts);
    let mut pieces: Vec<(Piece<'a>, Span)> = Vec::new();
    for (cue, span) in in_order(facts) {
        let spans = times.remove(&cue.id).unwrap_or_default();
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
    pieces.into_iter().map(|(piece, _)| Piece { spans: in_one(piece.spans), ..piece }).collect()
}

/// Spans in order, those that meet made one.
fn in_one(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_by_key(|span| (span.start, span.end));
    let mut whole: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match whole.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => whole.push(span),
        }
    }
    whole
}

fn row(facts: &SheetFacts, profile: &Profile, piece: &Piece<'_>, sequence: u32, shown: Flicks) -> SheetRow {
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
        spans: piece.spans.iter().map(|span| written(facts, profile, *span)).collect(),
        exact,
        frames: frames(facts, exact),
        shown,
        publishing: work.map_or("", publishing).to_owned(),
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

/// What stands in the publishers' place where there is none: forms want to read that it is not forgotten.
fn publishing(work: &WorkFacts) -> &'static str {
    match work.work.publishing {
        _ if work.work.public_domain => "public domain",
        Publishing::Published => "",
        Publishing::Unpublished => "unpublished",
        Publishing::CopyrightControl => "copyright control",
    }
}

/// Writers and publishers with their shares by the profile's convention.
fn parties(work: &WorkFacts, profile: &Profile) -> (Vec<SheetParty>, Vec<SheetParty>) {
    let side = |side: WorkSide| -> Vec<&Holder> {
        work.holders.iter().filter(|holder| holder.share.role.side() == side).collect()
    };
    let (writers, publishers) = (side(WorkSide::Writers), side(WorkSide::Publishers));
    // Where nobody publishes, the writers keep the whole.
    let writers_part = if publishers.is_empty() { Share::WHOLE } else { work.work.writers_part };
    let rest = Share(Share::WHOLE.0 - writers_part.0);
    (printed(&writers, writers_part, profile), printed(&publishers, rest, profile))
}

/// Shares of a side; of the whole work if the profile wants so, what rounding loses given to the first.
fn printed(holders: &[&Holder], part: Share, profile: &Profile) -> Vec<SheetParty> {
    // Administrators and sub-publishers collect for others; only where nobody else is named do they count.
    let owned = holders.iter().any(|holder| holder.share.role.owns());
    let side: Vec<i64> = holders
        .iter()
        .map(|holder| if holder.share.role.owns() || !owned { holder.share.share.0 } else { 0 })
        .collect();
    let shares: Vec<i64> = match profile.shares {
        ShareConvention::PerSide => side.clone(),
        ShareConvention::WholeWork => {
            let mut whole: Vec<i64> = side.iter().map(|share| share * part.0 / Share::WHOLE.0).collect();
            let lost = side.iter().sum::<i64>() * part.0 / Share::WHOLE.0 - whole.iter().sum::<i64>();
            if let Some(first) = whole.iter_mut().find(|share| **share > 0) {
                *first += lost;
            }
            whole
        }
    };
    let one = |((holder, share), side): ((&&Holder, i64), i64)| SheetParty {
        party: holder.party.id,
        role: holder.share.role,
        role_text: profile.role(holder.share.role).to_owned(),
        first_name: holder.party.first_name.clone(),
        last_name: holder.party.name.clone(),
        is_person: holder.party.kind == model::PartyKind::Person,
        ipi: holder.party.ipi.clone(),
        society: profile.society(&holder.party.society).to_owned(),
        share: Share(share),
        side_share: Share(side),
        share_text: cells::percent(Share(share), profile.share_decimals),
        territory: holder.share.territory.clone(),
    };
    holders.iter().zip(shares).zip(side).map(one).collect()
}

fn written(facts: &SheetFacts, profile: &Profile, span: Span) -> RowSpan {
    let label = |frame: Frames| Timecode::from_frames(facts.start + frame, facts.rate);
    let timecode = |at: Position| label(facts.rate.frame_at(at)).to_string();
    let seconds = |at: Position| match profile.rounding {
        Rounding::Points => rounding::nearest(at),
        Rounding::Frames | Rounding::Nearest | Rounding::Up | Rounding::Down | Rounding::Carried => {
            at.since_origin().0.div_euclid(FLICKS_PER_SECOND)
        }
    };
    let text = |at: Position| match profile.times {
        TimeFormat::Timecode => timecode(at),
        // A second of the clock falls between two labels where timecode counts slower, as at 23.976.
        TimeFormat::Clock if profile.rounding == Rounding::Points => {
            label(facts.rate.frame_nearest(Position(seconds(at) * FLICKS_PER_SECOND))).nearest_clock()
        }
        TimeFormat::Clock => label(facts.rate.frame_nearest(at)).clock(),
        TimeFormat::Programme => cells::minutes(seconds(at)),
    };
    RowSpan {
        in_flicks: span.start,
        out_flicks: span.end,
        in_timecode: timecode(span.start),
        out_timecode: timecode(span.end),
        in_text: text(span.start),
        out_text: text(span.end),
        in_seconds: seconds(span.start),
        out_seconds: seconds(span.end),
    }
}

fn reconcile(facts: &SheetFacts, profile: &Profile, rows: &[SheetRow], carried_to: Vec<u32>) -> Reconciliation {
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
    if !carried_to.is_empty() {
        let rows: Vec<String> = carried_to.iter().map(u32::to_string).collect();
        line += &format!(", carried to {} {}", if rows.len() == 1 { "cue" } else { "cues" }, rows.join(", "));
    }
    Reconciliation { exact, exact_frames: frames(facts, exact), shown, line, carried_to }
}
