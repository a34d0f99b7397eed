//! Patterns: the habits of accompanying hands, laid over a section's chords.

use crate::score::{Note, Section};

/// Plays a rhythm of sixteenths in each bar: `X` accent, `x` stroke, `o` ghost, `.` rest.
fn sixteenths(section: &Section, rhythm: &str) -> Vec<(f64, f32)> {
    let bars = ((section.end() - section.start) / 4.0).ceil() as usize;
    let steps: Vec<Option<f32>> = rhythm
        .chars()
        .map(|step| match step {
            'X' => Some(1.0),
            'x' => Some(0.8),
            'o' => Some(0.45),
            _ => None,
        })
        .collect();
    let mut strokes = Vec::new();
    for step in 0..bars * 16 {
        let at = section.start + step as f64 / 4.0;
        let stroke = steps.get(step % steps.len().max(1)).copied().flatten();
        if let Some(stress) = stroke.filter(|_| at < section.end() - 1e-6) {
            strokes.push((at, stress));
        }
    }
    strokes
}

/// A drum played in sixteenths (a rhythm may span several bars).
pub(crate) fn drum(section: &Section, piece: u8, rhythm: &str, velocity: f32) -> Vec<Note> {
    sixteenths(section, rhythm)
        .into_iter()
        .map(|(at, stress)| Note { at, beats: 0.25, pitch: piece, velocity: velocity * stress })
        .collect()
}

/// Strummed guitar: down on the eighths' strong half, up on the weak, strings a few milliseconds apart.
pub(crate) fn strum(section: &Section, rhythm: &str, velocity: f32) -> Vec<Note> {
    let strokes = sixteenths(section, rhythm);
    let mut notes = Vec::new();
    for (index, (at, stress)) in strokes.iter().enumerate() {
        let Some((chord, _, _)) = section.spans().find(|(_, from, beats)| *at >= *from && *at < from + beats) else {
            continue;
        };
        let until = strokes.get(index + 1).map_or(section.end(), |(next, _)| *next);
        let up = (at * 2.0).fract() > 0.01 || (at.fract() - 0.5).abs() < 0.01;
        let mut strings: Vec<u8> = chord.guitar().into_iter().flatten().collect();
        if up {
            // An upstroke catches the thin strings only.
            strings.reverse();
            strings.truncate(4);
        }
        for (order, pitch) in strings.iter().enumerate() {
            let lag = order as f64 * if up { 0.012 } else { 0.018 };
            let softer = if up { 0.72 } else { 0.92 - 0.03 * order as f32 };
            notes.push(Note {
                at: at + lag,
                beats: (until - at - lag * 0.5).max(0.2),
                pitch: *pitch,
                velocity: velocity * stress * softer,
            });
        }
    }
    notes
}

/// Travis picking: the thumb alternates bass and a middle string on the beat, the fingers answer off it.
pub(crate) fn picked(section: &Section, velocity: f32) -> Vec<Note> {
    const FINGERS: [(f64, usize); 5] = [(0.0, 0), (0.5, 1), (1.5, 0), (2.5, 1), (3.5, 2)];
    let mut notes = Vec::new();
    for (chord, at, beats) in section.spans() {
        let strings: Vec<u8> = chord.guitar().into_iter().flatten().collect();
        let (Some(bass), count) = (strings.first().copied(), strings.len()) else { continue };
        let middle = strings.get(2).copied().unwrap_or(bass);
        let low = strings.get(1).copied().unwrap_or(bass);
        for beat in 0..beats as usize {
            let pitch = [bass, middle, low, middle][beat % 4];
            let stress = if beat % 2 == 0 { 1.0 } else { 0.82 };
            let from = at + beat as f64;
            notes.push(Note { at: from, beats: 1.6_f64.min(at + beats - from), pitch, velocity: velocity * stress });
        }
        for (off, finger) in FINGERS {
            if let Some(pitch) = strings.get(count.saturating_sub(1 + finger)).filter(|_| off < beats) {
                let ring = 1.8_f64.min(beats - off);
                let velocity = velocity * if off == 0.0 { 0.75 } else { 0.86 };
                notes.push(Note { at: at + off, beats: ring, pitch: *pitch, velocity });
            }
        }
    }
    notes
}

/// Broken chords under the pedal: the shape names chord tones from `low` upwards, one each eighth; all ring to the
/// change of chord.
pub(crate) fn broken(section: &Section, low: u8, shape: &[usize], velocity: f32) -> Vec<Note> {
    let mut notes = Vec::new();
    let tones = shape.iter().copied().max().unwrap_or(0) + 1;
    for (chord, at, beats) in section.spans() {
        let stack = chord.stack(low, tones);
        for step in 0..(beats * 2.0) as usize {
            let Some(pitch) = shape.get(step % shape.len().max(1)).and_then(|tone| stack.get(*tone)) else { continue };
            let off = step as f64 / 2.0;
            let stress = if step == 0 {
                1.0
            } else if step % 2 == 0 {
                0.88
            } else {
                0.78
            };
            notes.push(Note { at: at + off, beats: beats - off, pitch: *pitch, velocity: velocity * stress });
        }
    }
    notes
}

/// Block chords on given beats of the chord, slightly rolled, held to the next.
pub(crate) fn blocks(section: &Section, low: u8, count: usize, beats_on: &[f64], velocity: f32) -> Vec<Note> {
    let mut notes = Vec::new();
    for (chord, at, beats) in section.spans() {
        for (index, off) in beats_on.iter().enumerate().filter(|(_, off)| **off < beats) {
            let until = beats_on.get(index + 1).copied().unwrap_or(beats).min(beats);
            for (order, pitch) in chord.stack(low, count).into_iter().enumerate() {
                let velocity = velocity * (1.0 - 0.06 * index as f32) * (0.86 + 0.05 * order as f32);
                let lag = order as f64 * 0.014;
                notes.push(Note { at: at + off + lag, beats: until - off - lag, pitch, velocity });
            }
        }
    }
    notes
}

/// Held chords for pads and strings.
pub(crate) fn held(section: &Section, low: u8, count: usize, velocity: f32) -> Vec<Note> {
    let mut notes = Vec::new();
    for (chord, at, beats) in section.spans() {
        for pitch in chord.stack(low, count) {
            notes.push(Note { at, beats: beats * 1.02, pitch, velocity });
        }
    }
    notes
}

/// Bass: `r` root, `f` fifth, `o` octave, `-` hold, `.` rest, one sign each eighth of a bar.
pub(crate) fn bass(section: &Section, low: u8, rhythm: &str, velocity: f32) -> Vec<Note> {
    let signs: Vec<char> = rhythm.chars().collect();
    let mut notes: Vec<Note> = Vec::new();
    for (chord, at, beats) in section.spans() {
        let mut held: Option<Note> = None;
        for step in 0..(beats * 2.0) as usize {
            let from = at + step as f64 / 2.0;
            let pitch = match signs.get(step % signs.len().max(1)) {
                Some('r') => chord.bass(low),
                Some('f') => chord.fifth(low),
                Some('o') => chord.bass(low) + 12,
                Some('-') => {
                    if let Some(note) = held.as_mut() {
                        note.beats += 0.5;
                    }
                    continue;
                }
                _ => {
                    notes.extend(held.take());
                    continue;
                }
            };
            notes.extend(held.take());
            let stress = if step == 0 {
                1.0
            } else if step % 2 == 0 {
                0.9
            } else {
                0.82
            };
            held = Some(Note { at: from, beats: 0.48, pitch, velocity: velocity * stress });
        }
        notes.extend(held.take());
    }
    notes
}

/// Left hand of a ballad: bass in octaves on the one, the fifth above on the three.
pub(crate) fn left_hand(section: &Section, low: u8, velocity: f32) -> Vec<Note> {
    let mut notes = Vec::new();
    for (chord, at, beats) in section.spans() {
        let bass = chord.bass(low);
        notes.push(Note { at, beats, pitch: bass, velocity });
        notes.push(Note { at: at + 0.01, beats, pitch: bass + 12, velocity: velocity * 0.7 });
        if beats > 2.0 {
            notes.push(Note { at: at + 2.0, beats: beats - 2.0, pitch: chord.fifth(bass), velocity: velocity * 0.72 });
        }
    }
    notes
}
