//! What became of the old picture: pieces of it on the new line, and what is gone, new, moved, retimed or doubtful.

use std::collections::{HashMap, HashSet};

use timebase::{Carried, Flicks, FrameRate, Frames, Position, Span, TimeMap};

use super::chain::chain;
use super::fragment::{Fragment, Units, fragments};
use super::interval::{Interval, Sources, moment};
use super::naming::SourceRule;
use super::readings::{Reading, better_read};
use super::recount::Counted;
use super::shot::{Heal, Picture};
use super::uncovered::{Taken, left_of};

/// What became of a cut's picture in another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conform {
    /// Old moments on the new line. What is gone and what is new is read from it.
    pub map: TimeMap,
    /// Pieces that stand in another order than before, not only later or earlier.
    pub moved: Vec<Carried>,
    /// Pieces whose source runs at another speed.
    pub retimed: Vec<Carried>,
    /// Old stretches in whose place other picture of the same length stands; healed, they are part of the map.
    pub replaced: Vec<Carried>,
    /// Shots whose source has another version.
    pub renamed: Vec<Renamed>,
    /// Pieces that fit another place as well as the one they were given.
    pub ambiguous: Vec<Ambiguity>,
    /// How frames of the two lists compare.
    pub counted: Counted,
    /// The rates of the old and of the new list.
    pub rates: [FrameRate; 2],
    /// Labels a second at which sources of the old and of the new list were read, where it is another count than their list's.
    pub relabelled: [Option<i64>; 2],
    units: Units,
}

impl Conform {
    /// How long a stretch of the old picture is on the new line, where nothing of it changed but the frame rate.
    #[must_use]
    pub fn paced(&self, length: Flicks) -> Flicks {
        let [old, new] = self.rates.map(|rate| i128::from(rate.frame().0));
        let (over, under) = (new * i128::from(self.units.old), old * i128::from(self.units.new));
        let half = under / 2;
        Flicks(i64::try_from((i128::from(length.0) * over + half).div_euclid(under)).unwrap_or(i64::MAX))
    }

    /// Whether lists were rounded to frames that do not meet: a shot may be a frame longer or shorter without being told.
    #[must_use]
    pub fn is_rounded(&self) -> bool {
        !self.units.meet()
    }

    /// Whether a moment is where it was: to a frame, where the frames of both lines do not meet.
    pub(super) fn stands(&self, old: Position, new: Position) -> bool {
        let [before, after] = self.rates;
        let (a, b) = (before.labels_per_second(), after.labels_per_second());
        if (a % b == 0 || b % a == 0) && before.is_drop() == after.is_drop() {
            return old == new;
        }
        (new.0 - old.0).abs() < before.frame().0.max(after.frame().0)
    }
}

/// A shot whose source has another version than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renamed {
    /// Where it stands.
    pub carried: Carried,
    /// What its source was called.
    pub from: String,
    /// What it is called.
    pub to: String,
}

/// A piece of picture that fits two places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ambiguity {
    /// Where it was put.
    pub carried: Carried,
    /// Another place on the new line that shows the same, where one does.
    pub or_to: Option<Span>,
    /// Another place on the old line that showed the same and is gone, where one did.
    pub or_from: Option<Span>,
}

/// How often what is left over is put in order again, before the rest goes where its neighbours went.
const ROUNDS: usize = 24;

/// Compares two cuts by what their lists say.
#[must_use]
pub fn conform(old: &Picture<'_>, new: &Picture<'_>, rule: &SourceRule, heal: Heal) -> Conform {
    better_read(old, new, rule, |reading| compared(reading, rule, heal))
}

/// What became of a picture by one reading of both lists, and how much of it is found, in thousandths of a frame: twice what
/// both lines show alike, once where their source runs at another speed.
fn compared(reading: &Reading<'_>, rule: &SourceRule, heal: Heal) -> (Conform, i64) {
    let &Reading { old, new, ticks, counted, relabelled } = reading;
    let units = Units { old: ticks[0].line, new: ticks[1].line };
    let mut sources = Sources::new();
    let before = sources.intervals(old.shots, ticks[0], old.length, rule);
    let after = sources.intervals(new.shots, ticks[1], new.length, rule);
    let all = fragments(&before, &after, units);
    let mut board = Board { units, ..Board::default() };
    board.place(all.clone());
    board.place_without_clock(&before, &after);
    board.pieces.sort_by_key(|piece| piece.old.0);

    let kept: HashSet<usize> = chain(&board.pieces, units.old).into_iter().collect();
    let (of_old, of_new) = (|at| moment(at, units.old, old.rate), |at| moment(at, units.new, new.rate));
    let carried = |piece: &Fragment| Carried {
        old: Span { start: of_old(piece.old.0), end: of_old(piece.old.1) },
        new: Span { start: of_new(piece.new.0), end: of_new(piece.new.1) },
    };
    let moved =
        joined(board.pieces.iter().enumerate().filter(|(at, _)| !kept.contains(at)).map(|(_, one)| *one), units);
    let retimed = board.pieces.iter().filter(|piece| piece.is_retimed(units)).map(carried).collect();
    let renamed = board.pieces.iter().filter_map(|piece| {
        let [from, to] =
            [old.shots.get(piece.shots.0)?, new.shots.get(piece.shots.1)?].map(|shot| rule.name_of(shot).trim());
        (from != to).then(|| Renamed { carried: carried(piece), from: from.to_owned(), to: to.to_owned() })
    });
    let renamed = renamed.collect();
    let doubts = board.doubts(&all, &kept).into_iter().map(|doubt| Ambiguity {
        carried: carried(&doubt.piece),
        or_to: doubt.to.map(|(start, end)| Span { start: of_new(start), end: of_new(end) }),
        or_from: doubt.from.map(|(start, end)| Span { start: of_old(start), end: of_old(end) }),
    });
    let ambiguous = doubts.collect();
    let replaced = board.replaced();
    let weight = board.weight();
    let pieces: Vec<Fragment> = match heal {
        Heal::None => board.pieces,
        Heal::Consecutive => joined(board.pieces.into_iter(), units),
        Heal::Gaps => {
            let mut pieces = board.pieces;
            pieces.extend(&replaced);
            pieces.sort_by_key(|piece| piece.old.0);
            joined(pieces.into_iter(), units)
        }
    };
    let line = |picture: Picture<'_>| Span {
        start: Position::ZERO,
        end: picture.rate.position(Frames(picture.length.0.max(0))),
    };
    // Pieces lie within both lines and apart from each other by the way they were made.
    let map = TimeMap::new(line(old), line(new), pieces.iter().map(carried).collect())
        .unwrap_or_else(|_| TimeMap::in_place(line(old), Span { start: Position::ZERO, end: Position::ZERO }));
    let moved = moved.iter().map(carried).collect();
    let replaced = replaced.iter().map(carried).collect();
    let rates = [old.rate, new.rate];
    (Conform { map, moved, retimed, replaced, renamed, ambiguous, counted, rates, relabelled, units }, weight)
}

/// Where pieces were put so far.
#[derive(Debug, Default)]
struct Board {
    units: Units,
    pieces: Vec<Fragment>,
    old: Taken,
    new: Taken,
}

/// A piece that fits elsewhere as well: there on the new line, or there on the old one.
struct Doubt {
    piece: Fragment,
    to: Option<(i64, i64)>,
    from: Option<(i64, i64)>,
}

impl Board {
    fn put(&mut self, piece: Fragment) {
        self.old.add(piece.old);
        self.new.add(piece.new);
        self.pieces.push(piece);
    }

    /// How much of both lines was found, in thousandths of a frame. What was only rounded to the other's length counts as far
    /// as both reach: so an exact reading is told from one that is near.
    fn weight(&self) -> i64 {
        let Units { old, new } = self.units;
        let thousandths = |ticks: i64, unit: i64| ticks.saturating_mul(1_000) / unit.max(1);
        let found = |piece: &Fragment| {
            let (before, after) = (piece.old.1 - piece.old.0, piece.new.1 - piece.new.0);
            if piece.is_retimed(self.units) {
                return thousandths(before, old) + thousandths(after, new);
            }
            let both = before.min(after);
            2 * (thousandths(both, old) + thousandths(both, new))
        };
        self.pieces.iter().map(found).sum()
    }

    /// The heaviest chain first, then of what is left over the heaviest again: blocks that were moved.
    fn place(&mut self, mut rest: Vec<Fragment>) {
        for _ in 0..ROUNDS {
            for index in chain(&rest, self.units.old) {
                self.put(rest[index]);
            }
            rest = rest.iter().flat_map(|one| left_of(one, &self.old, &self.new, self.units)).collect();
            if rest.is_empty() {
                return;
            }
        }
        self.pieces.sort_by_key(|piece| piece.old.0);
        let deltas: Vec<(i64, i64)> = self.pieces.iter().map(|piece| (piece.old.0, piece.delta())).collect();
        let drift = |fragment: &Fragment| {
            let at = deltas.partition_point(|(start, _)| *start < fragment.old.0);
            let near = deltas[at.saturating_sub(1)..].iter().take(2).map(|(_, delta)| (delta - fragment.delta()).abs());
            near.min().unwrap_or(0)
        };
        rest.sort_by_cached_key(|one| (drift(one), one.old.0 - one.old.1, one.old.0));
        for fragment in rest {
            for part in left_of(&fragment, &self.old, &self.new, self.units) {
                // A part that two rounded neighbours both reach is the first one's.
                if self.old.free(part.old) == [part.old] && self.new.free(part.new) == [part.new] {
                    self.put(part);
                }
            }
        }
    }

    /// Black and graphics without a clock: the same, as long as before, and still beside the picture it stood beside. A
    /// graphic that both lines have once is known by its name and length alone.
    fn place_without_clock(&mut self, before: &[Interval], after: &[Interval]) {
        let plain = |interval: &&Interval| interval.seen.is_none();
        let mut there: HashMap<(usize, i64), Vec<&Interval>> = HashMap::new();
        for interval in after.iter().filter(plain) {
            there.entry((interval.source, interval.length())).or_default().push(interval);
        }
        let mut here: HashMap<(usize, i64), usize> = HashMap::new();
        for interval in before.iter().filter(plain) {
            *here.entry((interval.source, interval.length())).or_default() += 1;
        }
        let (first, last) = (self.edges(true), self.edges(false));
        let end = |line: &[Interval]| line.last().map_or(0, |interval| interval.end);
        for interval in before.iter().filter(plain) {
            let of = (interval.source, interval.length());
            let Some(same) = there.get(&of) else { continue };
            let beside = |other: &&&Interval| {
                last.get(&interval.at) == Some(&other.at)
                    || first.get(&interval.end) == Some(&other.end)
                    || (interval.at, other.at) == (0, 0)
                    || (interval.end, other.end) == (end(before), end(after))
            };
            let is_free = |other: &&&Interval| self.new.free((other.at, other.end)) == [(other.at, other.end)];
            let only = match (same.as_slice(), here.get(&of)) {
                ([only], Some(1)) if interval.source != Sources::BLACK => Some(only),
                _ => None,
            };
            if let Some(other) = same.iter().filter(is_free).find(beside).or(only.filter(|other| is_free(other))) {
                let shots = (interval.shot, other.shot);
                self.put(Fragment { old: (interval.at, interval.end), new: (other.at, other.end), shots });
            }
        }
    }

    /// Where pieces begin, or end, on the new line, by where they do on the old one.
    fn edges(&self, begin: bool) -> HashMap<i64, i64> {
        let edge = |piece: &Fragment| if begin { (piece.old.0, piece.new.0) } else { (piece.old.1, piece.new.1) };
        self.pieces.iter().map(edge).collect()
    }

    /// Stretches between neighbours that moved alike, in which each line has picture of its own.
    fn replaced(&self) -> Vec<Fragment> {
        let between = |pair: &[Fragment]| {
            let (old, new) = ((pair[0].old.1, pair[1].old.0), (pair[0].new.1, pair[1].new.0));
            let shots = (usize::MAX, usize::MAX);
            let alike = old.1 > old.0 && old.1 - old.0 == new.1 - new.0;
            let is_free = alike && self.old.free(old) == [old] && self.new.free(new) == [new];
            is_free.then_some(Fragment { old, new, shots })
        };
        self.pieces.windows(2).filter_map(between).collect()
    }

    /// Pieces that would fit elsewhere as well: in order, and beside as many neighbours.
    fn doubts(&self, all: &[Fragment], kept: &HashSet<usize>) -> Vec<Doubt> {
        let (first, last) = (self.edges(true), self.edges(false));
        let support = |one: &Fragment| {
            usize::from(last.get(&one.old.0) == Some(&one.new.0))
                + usize::from(first.get(&one.old.1) == Some(&one.new.1))
        };
        // A part is held by the rest of its piece as well.
        let held = |part: &Fragment, piece: &Fragment| {
            let begins = part.old.0 > piece.old.0 || last.get(&piece.old.0) == Some(&piece.new.0);
            let ends = part.old.1 < piece.old.1 || first.get(&piece.old.1) == Some(&piece.new.1);
            usize::from(begins) + usize::from(ends)
        };
        let chain: Vec<usize> = (0..self.pieces.len()).filter(|at| kept.contains(at)).collect();
        let in_order = |at: usize, one: &Fragment| {
            let place = chain.partition_point(|&other| other < at);
            let before = place.checked_sub(1).and_then(|place| chain.get(place)).map(|&other| &self.pieces[other]);
            let after = chain.get(place + 1).map(|&other| &self.pieces[other]);
            before.is_none_or(|other| other.old.1 <= one.old.0 && other.new.1 <= one.new.0)
                && after.is_none_or(|other| one.old.1 <= other.old.0 && one.new.1 <= other.new.0)
        };
        let by_new: Vec<usize> = {
            let mut order: Vec<usize> = (0..self.pieces.len()).collect();
            order.sort_by_key(|&at| self.pieces[at].new.0);
            order
        };
        let mut found: Vec<Doubt> = Vec::new();
        let mut told: HashSet<usize> = HashSet::new();
        for one in all {
            let (free_old, free_new) = (self.old.has_free(one.old), self.new.has_free(one.new));
            let at = match (free_old, free_new) {
                (false, true) => self.pieces.partition_point(|piece| piece.old.1 <= one.old.0),
                (true, false) => {
                    let place = by_new.partition_point(|&at| self.pieces[at].new.1 <= one.new.0);
                    by_new.get(place).copied().unwrap_or(usize::MAX)
                }
                (true, true) | (false, false) => continue,
            };
            let Some(piece) = self.pieces.get(at) else { continue };
            let part = if free_new {
                piece.within_old(one.old.0, one.old.1, self.units)
            } else {
                piece.within_new(one.new.0, one.new.1, self.units)
            };
            let Some(part) = part else { continue };
            let elsewhere = !kept.contains(&at) || in_order(at, one);
            if elsewhere && support(one) >= held(&part, piece) && told.insert(at) {
                let (to, from) = if free_new { (Some(one.new), None) } else { (None, Some(one.old)) };
                found.push(Doubt { piece: part, to, from });
            }
        }
        found.sort_by_key(|doubt| doubt.piece.old.0);
        found
    }
}

/// Pieces that stayed side by side and kept their speed, as one. They are in the order of the old line.
fn joined(pieces: impl Iterator<Item = Fragment>, units: Units) -> Vec<Fragment> {
    let mut whole: Vec<Fragment> = Vec::new();
    for piece in pieces {
        match whole.last_mut() {
            Some(last)
                if last.old.1 == piece.old.0
                    && last.new.1 == piece.new.0
                    && !last.is_retimed(units)
                    && !piece.is_retimed(units) =>
            {
                (last.old.1, last.new.1) = (piece.old.1, piece.new.1);
            }
            _ => whole.push(piece),
        }
    }
    whole
}
