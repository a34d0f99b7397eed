//! A new cut of 2,000 shots with 80 cues: comparing the lists, and what becomes of every cue.

use std::time::{Duration, Instant};

use model::CueId;
use model::reconform::{CueToCarry, Heal, Picture, Shot, SourceRule, carry, conform};
use timebase::{FrameRate, Frames, Span};

const SHOTS: usize = 2_000;
const CUES: i64 = 80;
const TURNS: usize = 15;
const RATE: FrameRate = FrameRate::F23_976;

type Failure = Box<dyn std::error::Error>;

/// Shots one after the other, 24 to 120 frames long, from 300 sources.
fn list() -> Vec<Shot> {
    let mut at = 0;
    (0..SHOTS)
        .map(|number| {
            let length = 24 + i64::try_from(number * 37 % 97).unwrap_or(0);
            let source = i64::try_from(number / 300 * 2_400 + number * 7 % 300).unwrap_or(0);
            let shot = Shot {
                name: format!("A{:03}_C{:03}_v{:03}", number % 300, number % 7, number % 40),
                source_in: Some(Frames(86_400 + source)),
                ..Shot::black(Frames(at), Frames(length))
            };
            at += length;
            shot
        })
        .collect()
}

/// The same after an editor's week: every 40th shot out, a new one after every 50th, blocks moved, heads trimmed, versions.
fn recut(old: &[Shot]) -> Vec<Shot> {
    let mut shots: Vec<Shot> = Vec::new();
    for (number, shot) in old.iter().enumerate() {
        if number % 40 == 7 {
            continue;
        }
        let mut shot = shot.clone();
        if number % 25 == 3 {
            (shot.length.0, shot.source_in) = (shot.length.0 - 6, shot.source_in.map(|source| Frames(source.0 + 6)));
        }
        if number % 30 == 4 {
            shot.name = shot.name.replace("_v0", "_v1");
        }
        shots.push(shot);
        if number % 50 == 9 {
            shots.push(Shot {
                name: format!("N{number}"),
                source_in: Some(Frames(0)),
                ..Shot::black(Frames(0), Frames(48))
            });
        }
    }
    for block in 0..8 {
        let taken: Vec<Shot> = shots.drain(100 + block * 200..110 + block * 200).collect();
        let to = 150 + block * 200;
        shots.splice(to..to, taken);
    }
    let mut at = 0;
    for shot in &mut shots {
        shot.at = Frames(at);
        at += shot.length.0;
    }
    shots
}

fn length(shots: &[Shot]) -> Frames {
    shots.iter().map(Shot::end).max().unwrap_or(Frames(0))
}

/// Runs it.
///
/// # Errors
/// If a cue is lost on the way.
pub fn run() -> Result<(), Failure> {
    let old = list();
    let new = recut(&old);
    let picture = |shots| Picture { shots, rate: RATE, length: length(shots) };
    let long = length(&old).0 / CUES;
    let cue = |number: i64| CueToCarry {
        cue: CueId(number),
        span: Span {
            start: RATE.position(Frames(number * long)),
            end: RATE.position(Frames(number * long + long * 2 / 3)),
        },
        hits: Vec::new(),
        reach: None,
        anchor: None,
    };
    let cues: Vec<CueToCarry> = (0..CUES).map(cue).collect();
    let mut times: Vec<Duration> = Vec::with_capacity(TURNS);
    let mut told = String::new();
    for _ in 0..TURNS {
        let began = Instant::now();
        let made = conform(&picture(&old), &picture(&new), &SourceRule::default(), Heal::Gaps);
        let carried = carry(&made, &cues, RATE);
        times.push(began.elapsed());
        if carried.len() != cues.len() {
            return Err("a cue was lost on the way".into());
        }
        told =
            format!("{} pieces, {} moved, {} gone", made.map.pieces().len(), made.moved.len(), made.map.gone().len());
    }
    times.sort();
    println!(
        "reconform {} shots to {}, {CUES} cues: median {:.1} ms, worst {:.1} ms ({told})",
        old.len(),
        new.len(),
        times[TURNS / 2].as_secs_f64() * 1e3,
        times[TURNS - 1].as_secs_f64() * 1e3
    );
    Ok(())
}
