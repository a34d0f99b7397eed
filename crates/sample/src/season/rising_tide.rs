//! *Rising Tide*: an anthem, the climax. Jun's theme carries the chorus; in the last one Mara's comes in over it.

use super::{BASS_BODY, VOICE_FRONT};
use crate::harmony::{A, B, C, D, E, F_SHARP, Key, add9, maj, maj7, min, min7, sus4};
use crate::pattern::{bass, blocks, broken, drum, held};
use crate::score::{Form, Part, Score, line, swell, transposed};
use crate::theme::{JUN, MARA, Tone, n, r};
use crate::voice::{CRASH, HAT, KICK, OPEN_HAT, SNARE, TOM_HIGH, TOM_LOW, Voice};

const KEY: Key = Key::major(A);
/// The singer's tonic: A3.
const SUNG: u8 = 57;

const VERSE: &[Tone] = &[
    n(1, 0.5),
    n(1, 0.5),
    n(1, 0.5),
    n(2, 1.0),
    n(3, 0.5),
    r(1.0),
    n(3, 0.5),
    n(2, 0.5),
    n(1, 1.0),
    n(-2, 1.0),
    r(1.0),
    n(1, 0.5),
    n(1, 0.5),
    n(1, 0.5),
    n(2, 1.0),
    n(4, 0.5),
    r(1.0),
    n(3, 1.5),
    n(2, 0.5),
    n(2, 1.0),
    r(1.0),
    n(3, 0.5),
    n(3, 0.5),
    n(3, 0.5),
    n(5, 1.0),
    n(3, 0.5),
    r(1.0),
    n(3, 1.0),
    n(2, 0.5),
    n(1, 1.5),
    r(1.0),
];
const VERSE_END: &[Tone] =
    &[n(1, 0.5), n(1, 0.5), n(4, 0.5), n(5, 1.0), n(6, 0.5), r(1.0), n(5, 2.5), n(4, 0.5), r(1.0)];
const BUILD: &[Tone] = &[n(4, 3.5), r(0.5), n(6, 3.5), r(0.5), n(8, 4.0), n(7, 4.0)];
/// The second half of the chorus: Jun's steps, climbing on.
const CLIMB: &[Tone] = &[
    r(0.5),
    n(2, 0.5),
    n(3, 0.5),
    n(4, 1.0),
    n(3, 0.5),
    n(4, 1.0),
    n(6, 1.5),
    n(4, 0.5),
    n(3, 1.5),
    r(0.5),
    r(0.5),
    n(2, 0.5),
    n(4, 0.5),
    n(5, 1.0),
    n(6, 0.5),
    n(7, 1.0),
    n(9, 1.5),
    n(8, 0.5),
    n(7, 1.5),
    r(0.5),
];
const HOME: &[Tone] = &[n(8, 3.5), r(0.5), n(6, 1.5), n(5, 0.5), n(3, 2.0)];

pub(crate) fn score() -> Score {
    let mut form = Form::default();
    let (one, four, five, six) = (maj(A), maj(D), maj(E), min(F_SHARP));
    let intro = form.section(&[one, one, add9(D), add9(D)]);
    let verse = form.section(&[one, one.over(C + 1), add9(D), five, six, one.over(C + 1), add9(D), sus4(E)]);
    let build = form.section(&[four, six, four, five]);
    let chorus_chords = [one, min7(C + 1), six, maj7(D), min7(B), four, sus4(E), five];
    let chorus = form.section(&chorus_chords);
    let calm = form.section(&[one, six, min7(B), five]);
    let again = form.section(&[four, six, min7(B), five]);
    let last = form.section(&chorus_chords);
    let outro = form.section(&[one, add9(D), one.over(C + 1)]);
    let end = form.section(&[one]);

    let mut sung = line(VERSE, KEY, SUNG, verse.start, 0.56);
    sung.extend(line(VERSE_END, KEY, SUNG, verse.start + 24.0, 0.6));
    sung.extend(swell(line(BUILD, KEY, SUNG, build.start, 0.62), 0.8, 1.1));
    for (section, velocity) in [(&chorus, 0.78), (&last, 0.86)] {
        sung.extend(line(JUN, KEY, SUNG, section.start, velocity));
        sung.extend(line(CLIMB, KEY, SUNG, section.start + 16.0, velocity));
    }
    sung.extend(line(HOME, KEY, SUNG, outro.start, 0.7));
    let broad: Vec<Tone> = MARA.iter().map(|tone| tone.stretched(2.0)).collect();

    let mut guitar = line(JUN, KEY, 69, intro.start, 0.82);
    guitar.extend(line(&JUN[..6], KEY, 69, verse.start + 12.0, 0.45));
    guitar.extend(line(&JUN[6..9], KEY, 69, verse.start + 28.0, 0.45));
    let echoing = Part::new(Voice::Electric, -6.0)
        .pan(0.55)
        .low_cut(160.0)
        .reverb(0.25)
        .echo(0.55)
        .play(guitar)
        .play(broken(&chorus, 69, &[0, 2, 1, 2], 0.4))
        .play(broken(&last, 69, &[0, 2, 1, 3], 0.44))
        .play(line(JUN, KEY, 69, outro.start, 0.4));
    let wall = Part::new(Voice::Electric, -7.5)
        .pan(-0.75)
        .low_cut(110.0)
        .reverb(0.14)
        .play(swell(blocks(&build, 45, 3, &[0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5], 0.5), 0.6, 1.1))
        .play(blocks(&chorus, 45, 3, &[0.0, 1.5, 2.5, 3.0], 0.66))
        .play(blocks(&last, 45, 4, &[0.0, 1.5, 2.5, 3.0], 0.72))
        .play(blocks(&outro, 45, 3, &[0.0], 0.6))
        .play(blocks(&end, 45, 3, &[0.0], 0.6));
    let piano = Part::new(Voice::Piano, -4.5)
        .reverb(0.2)
        .low_cut(60.0)
        .play(broken(&intro, 57, &[0, 2, 1, 2], 0.52))
        .play(blocks(&verse, 57, 3, &[0.0, 1.5, 3.0], 0.42))
        .play(blocks(&chorus, 57, 4, &[0.0, 1.0, 2.0, 3.0], 0.6))
        .play(transposed(&line(MARA, KEY, 69, calm.start, 0.6), 0))
        .play(broken(&calm, 50, &[0, 1, 2, 3, 4, 3, 2, 1], 0.36))
        .play(swell(blocks(&again, 57, 4, &[0.0, 1.0, 2.0, 3.0], 0.5), 0.7, 1.15))
        .play(blocks(&last, 57, 4, &[0.0, 1.0, 2.0, 3.0], 0.64))
        .play(broken(&outro, 57, &[0, 2, 1, 2], 0.42))
        .play(blocks(&end, 57, 4, &[0.0], 0.45));
    let low = Part::new(Voice::Bass, -5.5)
        .bells(BASS_BODY)
        .reverb(0.02)
        .play(bass(&verse, 33, "r--r----", 0.6))
        .play(swell(bass(&build, 33, "rrrrrrrr", 0.66), 0.7, 1.1))
        .play(bass(&chorus, 28, "rrrrrrrr", 0.74))
        .play(bass(&calm, 33, "r-------", 0.5))
        .play(swell(bass(&again, 33, "rrrrrrrr", 0.66), 0.6, 1.15))
        .play(bass(&last, 28, "rrorrror", 0.78))
        .play(bass(&outro, 28, "r-------", 0.66))
        .play(bass(&end, 28, "r-------", 0.66));

    let (roll, roll_again) = (build.bars(2, 4), again.bars(2, 4));
    let mut drums = Part::new(Voice::Kit, -3.5)
        .reverb(0.16)
        .play(drum(&verse, KICK, "X.......X.......", 0.6))
        .play(drum(&verse.bars(4, 8), HAT, "x.o.x.o.x.o.x.o.", 0.42))
        .play(drum(&verse.bars(4, 8), TOM_LOW, "......o.......x.", 0.5))
        .play(swell(drum(&build, KICK, "X...X...X...X...", 0.72), 0.7, 1.0))
        .play(swell(drum(&build, TOM_LOW, "..x...x...x.x.x.", 0.55), 0.6, 1.0))
        .play(swell(drum(&roll, SNARE, "x.x.x.x.xxxxxxxx", 0.6), 0.35, 1.1))
        .play(drum(&calm.bars(2, 4), KICK, "X.......x.......", 0.45))
        .play(swell(drum(&again, KICK, "X...X...X...X...", 0.72), 0.7, 1.0))
        .play(swell(drum(&again, TOM_HIGH, "..x...x.x...x.x.", 0.5), 0.5, 1.0))
        .play(swell(drum(&roll_again, SNARE, "x.x.x.x.xxxxxxxx", 0.62), 0.35, 1.15))
        .play(drum(&outro.bars(0, 1), CRASH, "X...............", 0.7))
        .play(drum(&outro, KICK, "X.......x.......", 0.6))
        .play(drum(&end, CRASH, "X...............", 0.55))
        .play(drum(&end, KICK, "X...............", 0.66));
    for (section, strength) in [(&chorus, 0.92), (&last, 1.0)] {
        drums = drums
            .play(drum(
                section,
                CRASH,
                "X...............................................................",
                0.66 * strength,
            ))
            .play(drum(section, KICK, "X.....x.X.x...x.", 0.82 * strength))
            .play(drum(section, SNARE, "....X.......X...", 0.78 * strength))
            .play(drum(section, OPEN_HAT, "x...x...x...x...", 0.5 * strength))
            .play(drum(section, HAT, "..x...x...x...x.", 0.5 * strength))
            .play(drum(&section.bars(7, 8), TOM_HIGH, "........xxx.....", 0.66))
            .play(drum(&section.bars(7, 8), TOM_LOW, "...........xxxxx", 0.7));
    }
    let strings = Part::new(Voice::Strings, -7.5)
        .reverb(0.4)
        .low_cut(150.0)
        .play(swell(held(&build, 57, 3, 0.55), 0.5, 1.15))
        .play(held(&chorus, 57, 4, 0.62))
        .play(held(&calm, 57, 3, 0.4))
        .play(swell(held(&again, 57, 4, 0.6), 0.6, 1.2))
        .play(held(&last, 57, 3, 0.6))
        .play(line(&broad, KEY, 69, last.start, 0.95))
        .play(held(&outro, 57, 3, 0.5));
    let choir = Part::new(Voice::Choir, -8.0)
        .reverb(0.5)
        .low_cut(160.0)
        .play(held(&chorus.bars(4, 8), 57, 2, 0.5))
        .play(swell(held(&again, 57, 2, 0.5), 0.6, 1.1))
        .play(line(&broad, KEY, 57, last.start, 0.8));
    let glow = Part::new(Voice::Pad, -11.0)
        .reverb(0.5)
        .low_cut(110.0)
        .play(swell(held(&intro, 45, 4, 0.85), 0.7, 1.0))
        .play(held(&verse, 45, 4, 0.5))
        .play(held(&calm, 45, 4, 0.6))
        .play(held(&outro, 45, 4, 0.6))
        .play(held(&end, 45, 4, 0.6));
    let voice = Part::new(Voice::Alto, 0.5).bells(VOICE_FRONT).low_cut(130.0).reverb(0.24).echo(0.16).play(sung);

    Score {
        key: KEY,
        bpm_milli: 126_000,
        beats: form.end(),
        broaden: (outro.end() - 4.0, 1.3),
        ring_s: 4.6,
        parts: vec![echoing, wall, piano, low, drums, strings, choir, glow, voice],
    }
}
