//! Made-up cuts with known truth: a list of shots, and what an editor does to it; each frame knows where it came from.

use model::reconform::{Picture, Shot, ShotSpeed};
use timebase::{FrameRate, Frames};

/// Numbers that are the same on every machine.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).expect("fits") % most.max(1)
    }

    pub fn from(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most - least + 1)
    }
}

/// A shot and where each of its frames came from.
#[derive(Debug, Clone)]
pub struct MadeShot {
    pub name: String,
    pub source: i64,
    pub speed: ShotSpeed,
    pub from: Vec<Option<usize>>,
    /// The old frames that it shows at another speed.
    pub retimed: Option<(usize, usize)>,
}

/// A frame as an eye would know it again: its source without a version, and which moment of it, in halves of a frame.
pub type Seen = (String, i64);

#[derive(Debug, Clone)]
pub struct Made {
    pub shots: Vec<MadeShot>,
    pub rate: FrameRate,
}

impl MadeShot {
    fn length(&self) -> usize {
        self.from.len()
    }
}

impl Made {
    pub fn length(&self) -> usize {
        self.shots.iter().map(MadeShot::length).sum()
    }

    /// As an editor's list has it.
    pub fn list(&self) -> Vec<Shot> {
        let mut at = 0;
        let shot = |made: &MadeShot| {
            let length = i64::try_from(made.length()).expect("fits");
            let black = made.name.is_empty();
            let shot = Shot {
                name: made.name.clone(),
                source_in: (!black).then_some(Frames(made.source)),
                speed: made.speed,
                ..Shot::black(Frames(at), Frames(length))
            };
            at += length;
            shot
        };
        self.shots.iter().filter(|made| made.length() > 0).map(shot).collect()
    }

    pub fn picture<'a>(&self, list: &'a [Shot]) -> Picture<'a> {
        Picture { shots: list, rate: self.rate, length: Frames(i64::try_from(self.length()).expect("fits")) }
    }

    /// What is seen, frame by frame.
    pub fn seen(&self) -> Vec<Seen> {
        let of = |made: &MadeShot| -> Vec<Seen> {
            let name = made.name.split("_v").next().unwrap_or("").to_owned();
            let moment = |frame: i64| made.source * 2 + 2 * frame * made.speed.over / made.speed.under;
            (0..made.length()).map(|frame| (name.clone(), moment(i64::try_from(frame).expect("fits")))).collect()
        };
        self.shots.iter().flat_map(of).collect()
    }

    /// Where each new frame came from.
    pub fn from(&self) -> Vec<Option<usize>> {
        self.shots.iter().flat_map(|made| made.from.iter().copied()).collect()
    }

    /// Old frames that are shown at another speed.
    pub fn retimed(&self) -> Vec<(usize, usize)> {
        self.shots.iter().filter_map(|made| made.retimed).collect()
    }
}

/// What may happen in a made-up cut.
#[derive(Debug, Clone, Copy)]
pub struct Allowed {
    pub black: bool,
    pub repeats: bool,
    pub retimes: bool,
}

/// A cut, and what an editor made of it.
pub fn pair(seed: u64, allowed: Allowed) -> (Made, Made) {
    let chance = &mut Chance::new(seed);
    let rate = FrameRate::ALL[usize::try_from(seed).expect("fits") % FrameRate::ALL.len()];
    let mut old = Made { shots: Vec::new(), rate };
    let mut at = 0;
    for number in 0..chance.from(4, 30) {
        let length = chance.from(3, 40);
        let mut shot = fresh(chance, &format!("A{number:03}"), length);
        if allowed.black && chance.below(9) == 0 {
            (shot.name, shot.speed) = (String::new(), ShotSpeed::NORMAL);
        } else if allowed.repeats && number > 0 && chance.below(6) == 0 {
            // The same take again: the same moments, or some of them.
            let again = old.shots[chance.below(old.shots.len())].clone();
            shot.name = again.name;
            // Whole steps of every speed: between two, no frame of one is a frame of the other.
            shot.source = again.source + 2 * i64::try_from(chance.below(10)).expect("fits");
            shot.speed = again.speed;
        }
        shot.from = (at..at + length).map(Some).collect();
        at += length;
        old.shots.push(shot);
    }
    let mut new = old.clone();
    for turn in 0..chance.from(1, 6) {
        edit(&mut new, chance, allowed, turn);
    }
    if new.length() == 0 {
        new.shots.push(fresh(chance, "N999", 10));
    }
    (old, new)
}

fn fresh(chance: &mut Chance, name: &str, length: usize) -> MadeShot {
    let version = if chance.below(4) == 0 { format!("_v{:03}", chance.from(1, 30)) } else { String::new() };
    let speed = match chance.below(12) {
        0 => ShotSpeed::of(2, 1),
        1 => ShotSpeed::of(1, 2),
        _ => ShotSpeed::NORMAL,
    };
    let source = i64::try_from(86_400 + 24 * chance.below(9_000)).expect("fits");
    MadeShot { name: format!("{name}{version}"), source, speed, from: vec![None; length], retimed: None }
}

fn edit(new: &mut Made, chance: &mut Chance, allowed: Allowed, turn: usize) {
    let count = new.shots.len();
    if count < 2 {
        return;
    }
    let shot = chance.below(count);
    let block = shot..(shot + chance.from(1, 4)).min(count);
    match chance.below(10) {
        0 => drop(new.shots.drain(block)),
        1 => {
            let length = chance.from(1, 30);
            let one = fresh(chance, &format!("N{turn:03}"), length);
            new.shots.insert(shot, one);
        }
        2 => {
            let taken: Vec<MadeShot> = new.shots.drain(block).collect();
            let to = chance.below(new.shots.len() + 1);
            new.shots.splice(to..to, taken);
        }
        3 => {
            let other = chance.below(count);
            new.shots.swap(shot, other);
        }
        4 if allowed.repeats => {
            let mut again = new.shots[shot].clone();
            (again.from, again.retimed) = (vec![None; again.length()], None);
            let to = chance.below(count + 1);
            new.shots.insert(to, again);
        }
        5 => {
            let one = &mut new.shots[shot];
            let gone = chance.below(one.length());
            one.from.truncate(one.length() - gone);
            if one.retimed.is_some() {
                one.retimed = Some((0, 0));
            }
        }
        6 => {
            // Half-speed heads would begin between two moments of the source: whole ones only.
            let one = &mut new.shots[shot];
            let gone = chance.below(one.length()) / 2 * 2;
            one.from.drain(..gone);
            one.source += i64::try_from(gone).expect("fits") * one.speed.over / one.speed.under;
            if one.retimed.is_some() {
                one.retimed = Some((0, 0));
            }
        }
        7 if allowed.retimes && new.shots[shot].retimed.is_none() && !new.shots[shot].name.is_empty() => {
            retime(&mut new.shots[shot])
        }
        8 => {
            let one = &mut new.shots[shot];
            if let Some((name, version)) = one.name.split_once("_v") {
                one.name = format!("{name}_v{:03}", version.parse::<u32>().expect("a number") + 1);
            }
        }
        _ => {
            // A shot is cut open for another one.
            let one = new.shots[shot].clone();
            let at = one.length() / 4 * 2;
            if at > 0 && one.retimed.is_none() {
                let (mut head, mut tail) = (one.clone(), one);
                head.from.truncate(at);
                tail.from.drain(..at);
                tail.source += i64::try_from(at).expect("fits") * tail.speed.over / tail.speed.under;
                let length = chance.from(1, 20);
                let between = fresh(chance, &format!("I{turn:03}"), length);
                new.shots.splice(shot..=shot, [head, between, tail]);
            }
        }
    }
}

/// Twice as fast as it was, from its beginning to its end.
fn retime(shot: &mut MadeShot) {
    let known: Vec<usize> = shot.from.iter().flatten().copied().collect();
    let (Some(first), Some(last)) = (known.first(), known.last()) else { return };
    if last - first + 1 != shot.length() || shot.length() < 4 {
        return;
    }
    let half = shot.length() / 2;
    shot.retimed = Some((*first, first + half * 2));
    shot.speed = ShotSpeed::of(shot.speed.over * 2, shot.speed.under);
    shot.from = vec![None; half];
}
