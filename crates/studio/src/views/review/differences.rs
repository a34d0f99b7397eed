//! What is otherwise now than it was proposed, in words.

use model::{Cut, Duck, Frozen, FrozenDuck, FrozenPiece, Millibels, Placement, PlacementId};
use timebase::Flicks;

/// What is otherwise of an alternate, a few words each; nothing where nothing is seen or heard of it. `own` may have
/// placements of others; `duck` is that of the cue.
pub(super) fn since(was: &Frozen, cut: &Cut, head: PlacementId, own: &[Placement], duck: Option<&Duck>) -> Vec<String> {
    let pieces: Vec<&Placement> = own.iter().filter(|piece| piece.alternate() == head).collect();
    if !was.differs_from(pieces.iter().copied(), duck) {
        return Vec::new();
    }
    let now: Vec<FrozenPiece> = pieces.into_iter().map(FrozenPiece::of).collect();
    let mut words = of_pieces(&was.pieces, &now, cut);
    if !now.is_empty() {
        words.extend(of_duck(was.duck, Some(FrozenDuck::of(duck)), cut));
    }
    words
}

/// What is otherwise from one time it was proposed to the next.
pub(super) fn between(was: &Frozen, now: &Frozen, cut: &Cut) -> Vec<String> {
    let mut words = of_pieces(&was.pieces, &now.pieces, cut);
    words.extend(of_duck(was.duck, now.duck, cut));
    words
}

fn of_pieces(was: &[FrozenPiece], now: &[FrozenPiece], cut: &Cut) -> Vec<String> {
    match (was, now) {
        (_, []) => vec!["removed".to_owned()],
        ([was], [now]) => of_piece(was, now, cut),
        _ if was.len() != now.len() => vec![format!("in {} pieces, was {}", now.len(), was.len())],
        _ => {
            let mut words: Vec<String> = was.iter().zip(now).flat_map(|(was, now)| of_piece(was, now, cut)).collect();
            words.dedup();
            words
        }
    }
}

/// How the music makes room for what is said, where both are known.
fn of_duck(was: Option<FrozenDuck>, now: Option<FrozenDuck>, cut: &Cut) -> Option<String> {
    let (was, now) = was.zip(now).filter(|(was, now)| was != now)?;
    let depth = |duck: FrozenDuck| match duck {
        FrozenDuck { depth: Millibels(0), .. } => "not at all".to_owned(),
        FrozenDuck { depth, .. } => format!("by {} dB", decibels(depth.0)),
    };
    if was.depth != now.depth {
        return Some(format!("ducked under dialogue {}, was {}", depth(now), depth(was)));
    }
    let ramps = |duck: FrozenDuck| format!("{} down and {} up", length(duck.attack, cut), length(duck.release, cut));
    Some(format!("ducking takes {}, was {}", ramps(now), ramps(was)))
}

fn of_piece(was: &FrozenPiece, now: &FrozenPiece, cut: &Cut) -> Vec<String> {
    let mut words = Vec::new();
    if was.track != now.track {
        words.push("another recording".to_owned());
    }
    let (start, end) = (now.in_point - was.in_point, now.out_point - was.out_point);
    if start == end && start != Flicks::ZERO {
        words.push(moved("lies", start, cut));
    } else {
        if start != Flicks::ZERO {
            words.push(moved("starts", start, cut));
        }
        if end != Flicks::ZERO {
            words.push(moved("ends", end, cut));
        }
    }
    // A trim of the start goes into the recording; only what sounds at another place of the picture is a slip.
    let trimmed = if start == end { Flicks::ZERO } else { start };
    let slipped = (now.track_start - was.track_start) - trimmed;
    if slipped != Flicks::ZERO && was.track == now.track {
        let by = if slipped < Flicks::ZERO { -slipped } else { slipped };
        words.push(format!("the recording slipped by {}", length(by, cut)));
    }
    if was.gain != now.gain {
        words.push(format!("{} dB, was {}", decibels(now.gain.0), decibels(was.gain.0)));
    }
    for (name, was, now) in [("fade in", was.fade_in, now.fade_in), ("fade out", was.fade_out, now.fade_out)] {
        if was.length != now.length {
            words.push(format!("{name} of {}, was {}", length(now.length, cut), length(was.length, cut)));
        } else if (was.shape, was.bend) != (now.shape, now.bend) && now.length != Flicks::ZERO {
            words.push(format!("{name} rises otherwise"));
        }
    }
    if was.tail != now.tail {
        let tail = |one: Flicks| {
            if one == Flicks::ZERO { "no tail".to_owned() } else { format!("a tail of {}", length(one, cut)) }
        };
        words.push(format!("{}, was {}", tail(now.tail), tail(was.tail)));
    }
    if was.volume != now.volume {
        words.push("another volume line".to_owned());
    }
    if was.muted != now.muted {
        words.push(if now.muted { "muted" } else { "not muted any more" }.to_owned());
    }
    words
}

fn moved(verb: &str, by: Flicks, cut: &Cut) -> String {
    let (by, word) = if by < Flicks::ZERO { (-by, "earlier") } else { (by, "later") };
    format!("{verb} {} {word}", length(by, cut))
}

/// A short time in frames, a longer one in seconds.
fn length(flicks: Flicks, cut: &Cut) -> String {
    let frames = flicks.0 / cut.rate.frame().0.max(1);
    let tenths = (flicks.0 * 10 + Flicks::from_seconds(1).0 / 2) / Flicks::from_seconds(1).0;
    if flicks < Flicks::from_seconds(2) {
        format!("{frames} frame{}", if frames == 1 { "" } else { "s" })
    } else {
        format!("{}.{} s", tenths / 10, tenths % 10)
    }
}

fn decibels(millibels: i64) -> String {
    let sign = if millibels < 0 { "−" } else { "+" };
    format!("{sign}{}.{}", millibels.abs() / 100, millibels.abs() % 100 / 10)
}
