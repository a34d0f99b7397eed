//! *Heart's Compass*: a gentle instrumental, looking inward. It states Mara's theme whole.

use crate::harmony::{A_FLAT, B_FLAT, C, E_FLAT, F, G, Key, add9, maj, maj7, min, min7, sus4};
use crate::pattern::{blocks, broken, held, left_hand};
use crate::score::{Form, Note, Part, Score, line, swell, transposed};
use crate::theme::{MARA, Tone, n, r};
use crate::voice::Voice;

const KEY: Key = Key::major(E_FLAT);
const LOW: u8 = 63;

const AFTER: &[Tone] = &[
    n(3, 1.0),
    n(5, 0.5),
    n(8, 1.5),
    n(9, 1.0),
    n(10, 1.5),
    n(9, 0.5),
    n(8, 2.0),
    n(7, 1.0),
    n(6, 1.0),
    n(5, 1.0),
    n(4, 1.0),
    n(3, 3.0),
    r(1.0),
];
const MIDDLE: &[Tone] = &[
    n(8, 1.5),
    n(7, 0.5),
    n(8, 1.0),
    n(10, 1.0),
    n(9, 2.0),
    n(7, 1.0),
    n(5, 1.0),
    n(6, 1.0),
    n(8, 1.0),
    n(11, 1.5),
    n(10, 0.5),
    n(9, 3.0),
    r(1.0),
];
const CLOSE: &[Tone] = &[n(6, 2.0), n(8, 1.5), n(6, 0.5), n(5, 2.0), n(4, 2.0)];
const FAREWELL: &[Tone] = &[n(3, 1.0), n(5, 0.5), n(8, 2.5), n(10, 3.0), r(1.0)];

pub(crate) fn score() -> Score {
    let mut form = Form::default();
    let one = add9(E_FLAT);
    let intro = form.section(&[one, maj7(A_FLAT).over(E_FLAT)]);
    let first = form.section(&[
        maj(E_FLAT),
        min(C),
        min7(F),
        maj(B_FLAT),
        maj(E_FLAT).over(G),
        maj7(A_FLAT),
        sus4(B_FLAT),
        one,
    ]);
    let middle = form.section(&[min7(C), min7(G), maj7(A_FLAT), maj(B_FLAT)]);
    let second = form.section(&[maj(E_FLAT), min(C), min7(F), maj(B_FLAT), maj7(A_FLAT), sus4(B_FLAT)]);
    let coda = form.section(&[one, maj7(A_FLAT).over(E_FLAT)]);
    let end = form.section(&[one]);

    let mut melody = line(MARA, KEY, LOW, first.start, 0.6);
    melody.extend(swell(line(AFTER, KEY, LOW, first.start + 16.0, 0.64), 1.0, 0.9));
    let mut reprise = line(MARA, KEY, LOW, second.start, 0.66);
    reprise.extend(swell(line(CLOSE, KEY, LOW, second.start + 16.0, 0.6), 1.0, 0.8));
    reprise.extend(swell(line(FAREWELL, KEY, LOW, coda.start, 0.5), 1.0, 0.75));
    let octaves: Vec<Note> =
        transposed(&reprise, -12).iter().map(|note| Note { velocity: note.velocity * 0.5, ..*note }).collect();

    const FLOW: [usize; 8] = [0, 2, 3, 2, 4, 2, 3, 2];
    let piano = Part::new(Voice::Piano, 0.0)
        .reverb(0.26)
        .low_cut(34.0)
        .play(swell(broken(&intro, 55, &FLOW, 0.36), 0.8, 1.0))
        .play(left_hand(&intro, 34, 0.34))
        .play(melody)
        .play(broken(&first, 51, &FLOW, 0.30))
        .play(left_hand(&first, 34, 0.38))
        .play(swell(broken(&middle, 55, &[0, 1, 2, 3, 4, 3, 2, 3], 0.36), 0.85, 1.15))
        .play(left_hand(&middle, 34, 0.42))
        .play(reprise.clone())
        .play(octaves)
        .play(broken(&second, 51, &FLOW, 0.34))
        .play(left_hand(&second, 34, 0.44))
        .play(swell(broken(&coda, 55, &FLOW, 0.3), 1.0, 0.7))
        .play(left_hand(&coda, 34, 0.34))
        .play(left_hand(&end, 27, 0.3))
        .play(blocks(&end, 58, 4, &[0.0], 0.3));
    let strings = Part::new(Voice::Strings, -8.0)
        .reverb(0.45)
        .low_cut(130.0)
        .play(swell(held(&first.bars(4, 8), 55, 3, 0.38), 0.5, 1.0))
        .play(swell(line(MIDDLE, KEY, LOW, middle.start, 0.74), 0.85, 1.1))
        .play(swell(held(&middle, 51, 3, 0.46), 0.8, 1.15))
        .play(swell(held(&second, 55, 4, 0.5), 1.1, 0.7))
        .play(swell(held(&coda, 55, 3, 0.4), 1.0, 0.5));
    let cello = Part::new(Voice::Cello, -9.5)
        .reverb(0.4)
        .pan(0.25)
        .play(swell(held(&middle, 39, 1, 0.6), 0.8, 1.1))
        .play(held(&second, 39, 1, 0.55));
    let celesta = Part::new(Voice::Celesta, -12.0)
        .reverb(0.5)
        .low_cut(300.0)
        .play(transposed(&reprise, 12))
        .play(blocks(&end, 82, 3, &[1.0, 2.5], 0.4));
    let air = Part::new(Voice::Pad, -14.0)
        .reverb(0.6)
        .low_cut(120.0)
        .play(held(&intro, 51, 3, 0.4))
        .play(held(&first, 51, 3, 0.36))
        .play(held(&middle, 51, 3, 0.4))
        .play(held(&second, 51, 3, 0.42))
        .play(held(&coda, 51, 3, 0.4))
        .play(held(&end, 51, 3, 0.36));

    Score {
        key: KEY,
        bpm_milli: 66_000,
        beats: form.end(),
        broaden: (coda.start, 1.4),
        ring_s: 5.0,
        parts: vec![piano, strings, cello, celesta, air],
    }
}
