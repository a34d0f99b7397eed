//! Cues over a new cut: music stays whole, and goes where its anchor went.
//!
//! Dialogue is cut with the picture; music is not. So a cue moves as one, by one moment that it holds to, and what the new
//! cut did to the picture under it is said beside it, with what may be done about it.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use timebase::{Carried, Flicks, FrameRate, Position, Span, TimeMap};
use ts_rs::TS;

use super::class::{CueClass, Under, under};
use super::conform::Conform;
use crate::{CueId, HitId};

/// The moment that a cue holds to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(tag = "at", content = "hit", rename_all = "camelCase")]
pub enum Anchor {
    /// Its first frame.
    Start,
    /// Its last frame.
    End,
    /// A hit inside.
    Hit(HitId),
    /// The longest part of its picture that went the way of most of it.
    Most,
    /// The other place that its picture fits.
    Elsewhere,
}

/// What a cue keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Hold {
    /// Its length.
    KeepLength,
    /// The picture it begins and the picture it ends with: longer or shorter than it was.
    KeepEnd,
    /// Only as long as its picture that is left.
    TrimToPicture,
}

/// A place for a cue on the new cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Proposal {
    /// What it keeps.
    pub hold: Hold,
    /// What it holds to.
    pub anchor: Anchor,
    /// How much later its music sounds.
    pub shift: Flicks,
    /// Where it begins and ends.
    pub span: Span,
}

/// A cue that is to go with its picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CueToCarry {
    /// The cue.
    pub cue: CueId,
    /// From the first frame of its pick to the first after it; a frame where it has no music.
    pub span: Span,
    /// Hits inside, in order.
    pub hits: Vec<(HitId, Position)>,
    /// From where to where its recording would sound, were all of it laid where it lies; `None` without music.
    pub reach: Option<Span>,
    /// What it holds to, where somebody said it.
    pub anchor: Option<Anchor>,
}

/// What becomes of a cue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carriage {
    /// The cue.
    pub cue: CueId,
    /// What the new cut did to it.
    pub class: CueClass,
    /// Where it may go, the likeliest first; none where none of its picture is left.
    pub proposals: Vec<Proposal>,
    /// The cues that it would newly run into.
    pub overlaps: Vec<CueId>,
    /// How much longer the picture under it is than it was, from the first frame that is left to the last.
    pub longer: Flicks,
    /// Why, in a sentence.
    pub reason: String,
}

/// Each cue by its place on the old cut; `rate` is that of the new one.
#[must_use]
pub fn carry(conform: &Conform, cues: &[CueToCarry], rate: FrameRate) -> Vec<Carriage> {
    let back = conform.map.inverted();
    let mut carried: Vec<Carriage> = cues.iter().map(|cue| carry_one(conform, &back, cue, rate)).collect();
    let place = |at: usize, carried: &[Carriage]| carried[at].proposals.first().map(|proposal| proposal.span);
    let mut order: Vec<usize> = (0..cues.len()).filter(|&at| place(at, &carried).is_some()).collect();
    order.sort_by_key(|&at| place(at, &carried).map(|span| span.start));
    for (turn, &first) in order.iter().enumerate() {
        for &second in &order[turn + 1..] {
            let (Some(a), Some(b)) = (place(first, &carried), place(second, &carried)) else { continue };
            if b.start >= a.end {
                break;
            }
            if a.overlaps(b) && !cues[first].span.overlaps(cues[second].span) {
                carried[first].overlaps.push(cues[second].cue);
                carried[second].overlaps.push(cues[first].cue);
            }
        }
    }
    for one in carried.iter_mut().filter(|one| one.class.is_clear() && !one.overlaps.is_empty()) {
        one.class = CueClass::Overlapping;
        one.reason = "It runs into a cue that it did not run into before.".to_owned();
    }
    carried
}

fn carry_one(conform: &Conform, back: &TimeMap, cue: &CueToCarry, rate: FrameRate) -> Carriage {
    let under = under(conform, back, cue.span);
    let places = Places { conform, cue, under: &under, rate };
    let proposals = places.proposals();
    let doubtful = proposals.first().is_some_and(|first| places.is_doubtful(first));
    let class = if doubtful { CueClass::Ambiguous } else { under.class };
    let reason = reason(class, &under, rate);
    Carriage { cue: cue.cue, class, proposals, overlaps: Vec::new(), longer: under.longer, reason }
}

/// Where a cue may go.
struct Places<'a> {
    conform: &'a Conform,
    cue: &'a CueToCarry,
    under: &'a Under,
    rate: FrameRate,
}

impl Places<'_> {
    /// How much later an anchor is; `None` where it is gone.
    fn shift(&self, anchor: Anchor) -> Option<Flicks> {
        let (map, span) = (&self.conform.map, self.cue.span);
        let shift = match anchor {
            Anchor::Start => map.at(span.start)? - span.start,
            Anchor::End => map.end(span.end)? - span.end,
            Anchor::Hit(hit) => {
                let (_, at) = self.cue.hits.iter().find(|(id, _)| *id == hit)?;
                map.at(*at)? - *at
            }
            Anchor::Most => {
                let most = self.most()?;
                most.new.start - most.old.start
            }
            Anchor::Elsewhere => {
                let most = self.most()?;
                let doubt = self.conform.ambiguous.iter().find(|doubt| doubt.carried.old.overlaps(most.old))?;
                doubt.or_to?.start - doubt.carried.old.start
            }
        };
        // Frames of the new cut, where it counts them otherwise.
        Some(self.rate.snap(span.start + shift) - span.start)
    }

    /// The longest part that went the way of most of its picture; the first of several.
    fn most(&self) -> Option<Carried> {
        longest(&self.under.parts)
    }

    /// What it may hold to, the likeliest first.
    fn anchors(&self) -> Vec<Anchor> {
        let hits = self.cue.hits.iter().map(|(hit, _)| Anchor::Hit(*hit));
        let plain = match self.under.class {
            CueClass::Split => [Anchor::Most, Anchor::Start, Anchor::End, Anchor::Elsewhere],
            _ => [Anchor::Start, Anchor::Most, Anchor::End, Anchor::Elsewhere],
        };
        self.cue.anchor.into_iter().chain(hits).chain(plain).collect()
    }

    fn proposals(&self) -> Vec<Proposal> {
        let span = self.cue.span;
        let mut found: Vec<Proposal> = Vec::new();
        for anchor in self.anchors() {
            let Some(shift) = self.shift(anchor) else { continue };
            self.add(&mut found, Proposal { hold: Hold::KeepLength, anchor, shift, span: span.shifted(shift) });
        }
        let ends = self.shift(Anchor::Start).zip(self.conform.map.end(span.end));
        if let Some((shift, end)) = ends {
            let whole = Span { start: span.start + shift, end: self.rate.snap(end) };
            self.add(&mut found, Proposal { hold: Hold::KeepEnd, anchor: Anchor::Start, shift, span: whole });
        }
        if let (Some(most), Some(shift)) =
            (together(&self.under.parts, self.cue.span.length()), self.shift(Anchor::Most))
        {
            let left = Span { start: self.rate.snap(most.start), end: self.rate.snap(most.end) };
            self.add(&mut found, Proposal { hold: Hold::TrimToPicture, anchor: Anchor::Most, shift, span: left });
        }
        if let (true, Some(most)) = (found.is_empty(), self.most()) {
            // Less than a frame is left, at the end of the cut: the frame that shows it.
            let shift = self.rate.position(self.rate.frame_at(most.new.start)) - most.old.start;
            let span = span.shifted(shift);
            self.add(&mut found, Proposal { hold: Hold::KeepLength, anchor: Anchor::Most, shift, span });
        }
        found
    }

    /// Adds a place if it is another one: on the new cut, and no longer than the recording.
    fn add(&self, found: &mut Vec<Proposal>, proposal: Proposal) {
        let line = self.conform.map.new_line();
        let reach = self.cue.reach.map_or(line, |reach| reach.shifted(proposal.shift));
        let within = proposal.span.intersection(line).and_then(|span| span.intersection(reach));
        let on_frames = |span: Span| Span { start: self.rate.snap(span.start), end: self.rate.snap(span.end) };
        let Some(span) = within.map(on_frames).filter(|span| !span.is_empty()) else { return };
        if found.iter().all(|known| (known.shift, known.span) != (proposal.shift, span)) {
            found.push(Proposal { span, ..proposal });
        }
    }

    /// Whether what a proposal holds to fits elsewhere as well.
    fn is_doubtful(&self, proposal: &Proposal) -> bool {
        let span = self.cue.span;
        let held = match proposal.anchor {
            Anchor::Start => Some(span.start),
            Anchor::End => Some(Position(span.end.0 - 1)),
            Anchor::Hit(hit) => self.cue.hits.iter().find(|(id, _)| *id == hit).map(|(_, at)| *at),
            Anchor::Most | Anchor::Elsewhere => self.most().map(|most| most.old.start),
        };
        held.is_some_and(|held| self.conform.ambiguous.iter().any(|doubt| doubt.carried.old.contains(held)))
    }
}

/// The longest of the parts that went the way of most of the picture, however many they are; the first of several.
fn longest(parts: &[Carried]) -> Option<Carried> {
    let way = |part: &Carried| part.new.start - part.old.start;
    let mut went: HashMap<Flicks, Flicks> = HashMap::new();
    for part in parts {
        *went.entry(way(part)).or_default() += part.old.length();
    }
    let key = |part: &Carried| (went[&way(part)], part.old.length(), -part.old.start.since_origin());
    parts.iter().copied().max_by_key(key)
}

/// Of what is left of a stretch `long`, in the order of the old line: on the new line, the longest part with those that stand
/// in order beside it, with no more between than the stretch was long.
#[must_use]
pub fn together(parts: &[Carried], long: Flicks) -> Option<Span> {
    let most = longest(parts)?;
    let at = parts.iter().position(|part| *part == most)?;
    let near = |a: Carried, b: Carried| a.new.end <= b.new.start && b.new.start - a.new.end <= long;
    let (mut first, mut last) = (at, at);
    while first > 0 && near(parts[first - 1], parts[first]) {
        first -= 1;
    }
    while last + 1 < parts.len() && near(parts[last], parts[last + 1]) {
        last += 1;
    }
    Some(Span { start: parts[first].new.start, end: parts[last].new.end })
}

/// Why a cue has its class.
fn reason(class: CueClass, under: &Under, rate: FrameRate) -> String {
    let amount = |length: Flicks| amount(length, rate);
    // Less than half a frame is none.
    let frames = rate.frames_floor(Flicks(under.longer.0.abs() + rate.frame().0 / 2)).0;
    let changed = match under.longer.cmp(&Flicks::ZERO) {
        _ if frames == 0 => "it has other picture of the same length".to_owned(),
        std::cmp::Ordering::Greater => format!("{} came in", amount(under.longer)),
        std::cmp::Ordering::Less => format!("{} went out", amount(-under.longer)),
        std::cmp::Ordering::Equal => "it has other picture of the same length".to_owned(),
    };
    match class {
        CueClass::Unchanged => "Its picture is where it was.".to_owned(),
        CueClass::Shifted => "All of its picture went the same way.".to_owned(),
        CueClass::InnerEdit => format!("The picture under it changed: {changed}."),
        CueClass::StartLost if under.end_gone > Flicks::ZERO => {
            format!(
                "The first {} and the last {} of its picture are gone.",
                amount(under.start_gone),
                amount(under.end_gone)
            )
        }
        CueClass::StartLost => format!("The first {} of its picture is gone.", amount(under.start_gone)),
        CueClass::EndLost => format!("The last {} of its picture is gone.", amount(under.end_gone)),
        CueClass::Split => format!("Its picture went apart into {} parts.", under.parts.len()),
        CueClass::Lost => "None of its picture is left.".to_owned(),
        CueClass::Ambiguous => "Its picture fits two places equally well.".to_owned(),
        CueClass::Overlapping => "It runs into another cue.".to_owned(),
    }
}

/// `4 s 02 fr`, by the count of labels.
fn amount(length: Flicks, rate: FrameRate) -> String {
    let frames = rate.frames_floor(length + Flicks(rate.frame().0 / 2)).0;
    let second = rate.labels_per_second();
    match (frames / second, frames % second) {
        (0, frames) => format!("{frames} fr"),
        (seconds, 0) => format!("{seconds} s"),
        (seconds, frames) => format!("{seconds} s {frames:02} fr"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(old: i64, length: i64, new: i64) -> Carried {
        let span = |start: i64| Span { start: Position(start), end: Position(start + length) };
        Carried { old: span(old), new: span(new) }
    }

    #[test]
    fn most_of_a_picture_is_what_went_one_way_however_many_pieces_it_is() {
        // 9 and 9 stay where they were; 10 in one piece went elsewhere.
        let parts = [part(0, 9, 0), part(9, 10, 100), part(19, 9, 19)];
        assert_eq!(longest(&parts), Some(parts[0]));
        let parts = [part(0, 4, 0), part(9, 10, 100), part(19, 5, 19)];
        assert_eq!(longest(&parts), Some(parts[1]));
        assert_eq!(longest(&[]), None);
    }
}
