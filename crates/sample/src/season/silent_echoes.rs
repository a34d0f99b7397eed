//! *Silent Echoes*: a haunting piano ballad, the conflict. Mara's theme, turned to minor, frames it.

use super::VOICE_FRONT;
use crate::harmony::{A_FLAT, B_FLAT, C, D, E_FLAT, F, G, Key, maj, maj7, min, min7, seventh, sus4};
use crate::pattern::{blocks, broken, held, left_hand};
use crate::score::{Form, Part, Score, line, swell, transposed};
use crate::theme::{MARA, Tone, n, r, sharp};
use crate::voice::Voice;

const KEY: Key = Key::minor(C);
const SUNG: u8 = 60;

const VERSE: &[Tone] = &[
    r(1.0),
    n(5, 0.5),
    n(5, 0.5),
    n(4, 0.5),
    n(3, 1.5),
    n(2, 1.5),
    n(4, 0.5),
    n(2, 1.5),
    r(0.5),
    r(1.0),
    n(3, 0.5),
    n(4, 0.5),
    n(5, 1.0),
    n(7, 1.0),
    n(6, 1.5),
    n(5, 1.5),
    r(1.0),
    r(1.0),
    n(5, 0.5),
    n(5, 0.5),
    n(8, 1.0),
    n(7, 1.0),
    n(7, 1.0),
    n(4, 1.0),
    n(2, 1.5),
    r(0.5),
    r(1.0),
    n(3, 0.5),
    n(4, 0.5),
    n(3, 1.0),
    n(1, 1.0),
    n(2, 3.0),
    r(1.0),
];
const CHORUS: &[Tone] = &[
    n(8, 2.0),
    n(7, 1.0),
    n(8, 1.0),
    n(9, 1.5),
    n(7, 0.5),
    n(7, 2.0),
    n(8, 1.0),
    n(7, 0.5),
    n(5, 1.5),
    r(1.0),
    n(5, 1.0),
    n(7, 1.0),
    n(5, 1.5),
    r(0.5),
    n(8, 2.0),
    n(7, 1.0),
    n(8, 1.0),
    n(9, 1.0),
    n(10, 1.0),
    n(9, 1.0),
    n(7, 1.0),
    n(8, 3.5),
    r(0.5),
    sharp(7, 2.5),
    r(1.5),
];
const ANSWER: &[Tone] = &[r(2.0), n(10, 0.5), n(9, 0.5), n(8, 1.0), r(2.5), n(9, 0.5), n(7, 1.0)];
const LAST: &[Tone] = &[n(3, 1.0), n(5, 0.5), n(8, 1.5), n(7, 1.0), n(5, 4.0)];
const SIGH: &[Tone] = &[r(1.0), n(8, 3.0), r(1.0), n(6, 2.0), n(5, 1.0)];

pub(crate) fn score() -> Score {
    let mut form = Form::default();
    let one = min(C);
    let intro = form.section(&[one, maj7(A_FLAT), min7(F), min(G)]);
    let verse = form.section(&[
        one,
        maj(B_FLAT).over(D),
        maj(E_FLAT),
        maj7(A_FLAT),
        one,
        maj(B_FLAT).over(D),
        maj7(A_FLAT),
        min(G),
    ]);
    let chorus = form.section(&[
        maj(A_FLAT),
        maj(B_FLAT),
        one,
        maj(E_FLAT).over(G),
        maj(A_FLAT),
        maj(B_FLAT),
        sus4(G),
        seventh(G),
    ]);
    let bridge = form.section(&[one, maj7(A_FLAT), min7(F), min(G)]);
    let outro = form.section(&[maj7(A_FLAT), min7(F), one]);
    let end = form.section(&[one]);

    let mut sung = line(VERSE, KEY, SUNG, verse.start, 0.55);
    sung.extend(swell(line(CHORUS, KEY, SUNG, chorus.start, 0.72), 0.92, 1.08));
    sung.extend(line(SIGH, KEY, SUNG, outro.start, 0.42));

    const SHAPE: [usize; 8] = [0, 1, 2, 3, 4, 3, 2, 1];
    const OPEN: [usize; 8] = [0, 2, 3, 2, 4, 2, 3, 2];
    let piano = Part::new(Voice::Piano, 0.0)
        .reverb(0.24)
        .low_cut(34.0)
        .play(transposed(&line(MARA, KEY, SUNG, intro.start, 0.5), 12))
        .play(left_hand(&intro, 31, 0.4))
        .play(broken(&intro.bars(1, 4), 53, &[0, 1, 2, 1], 0.26))
        .play(left_hand(&verse, 31, 0.42))
        .play(broken(&verse, 51, &SHAPE, 0.34))
        .play(line(ANSWER, KEY, 72, verse.start + 12.0, 0.36))
        .play(left_hand(&chorus, 31, 0.62))
        .play(swell(broken(&chorus, 51, &OPEN, 0.48), 0.9, 1.15))
        .play(swell(blocks(&chorus, 62, 3, &[0.0, 2.0], 0.4), 0.9, 1.2))
        .play(left_hand(&bridge, 31, 0.44))
        .play(broken(&bridge, 60, &SHAPE, 0.32))
        .play(left_hand(&outro, 31, 0.36))
        .play(broken(&outro.bars(0, 2), 58, &[0, 1, 2, 3, 2, 1], 0.26))
        .play(transposed(&line(LAST, KEY, SUNG, outro.start + 8.0, 0.38), 12))
        .play(left_hand(&end, 24, 0.32))
        .play(blocks(&end, 67, 3, &[1.0], 0.24));
    let cello = Part::new(Voice::Cello, -6.5)
        .reverb(0.4)
        .pan(0.25)
        .play(swell(line(MARA, KEY, 48, bridge.start, 0.72), 0.85, 1.05))
        .play(swell(held(&chorus.bars(4, 8), 43, 1, 0.5), 0.6, 1.1));
    let strings = Part::new(Voice::Strings, -10.0)
        .reverb(0.45)
        .low_cut(140.0)
        .play(swell(held(&verse.bars(4, 8), 58, 2, 0.34), 0.5, 1.0))
        .play(swell(held(&chorus, 58, 4, 0.6), 0.7, 1.15))
        .play(swell(held(&bridge, 60, 3, 0.5), 1.0, 0.6))
        .play(swell(held(&outro, 60, 2, 0.32), 1.0, 0.5));
    let mist = Part::new(Voice::Pad, -13.0)
        .reverb(0.6)
        .low_cut(120.0)
        .play(held(&intro, 48, 3, 0.4))
        .play(held(&verse, 48, 3, 0.42))
        .play(held(&outro, 48, 3, 0.4))
        .play(held(&end, 48, 2, 0.3));
    let voice = Part::new(Voice::Alto, -1.5).bells(VOICE_FRONT).low_cut(140.0).reverb(0.42).echo(0.16).play(sung);

    Score {
        key: KEY,
        bpm_milli: 72_000,
        beats: form.end(),
        broaden: (outro.start + 4.0, 1.35),
        ring_s: 5.0,
        parts: vec![piano, cello, strings, mist, voice],
    }
}
