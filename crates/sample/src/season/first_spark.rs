//! *First Spark*: upbeat and acoustic, the meet-cute. Its chorus states Jun's theme.

use super::{BASS_BODY, GUITAR_BODY, VOICE_FRONT};
use crate::harmony::{A, B, C, Chord, D, E, F_SHARP, G, Key, add9, maj, min, min7, sus4};
use crate::pattern::{bass, blocks, drum, held, picked, strum};
use crate::score::{Form, Note, Part, Score, line, swell, transposed};
use crate::theme::{JUN, Tone, n, r};
use crate::voice::{BRUSH, CLAP, HAT, KICK, SHAKER, SNARE, TAMBOURINE, TOM_HIGH, TOM_LOW, Voice};

const KEY: Key = Key::major(D);
/// The singer's tonic: D4.
const SUNG: u8 = 62;

const VERSE: &[Tone] = &[
    n(5, 0.5),
    n(5, 0.5),
    n(3, 1.0),
    r(0.5),
    n(3, 0.5),
    n(2, 0.5),
    n(1, 0.5),
    n(1, 1.0),
    n(-1, 1.0),
    r(2.0),
    n(3, 0.5),
    n(3, 0.5),
    n(5, 1.0),
    r(0.5),
    n(5, 0.5),
    n(3, 0.5),
    n(2, 0.5),
    n(2, 2.5),
    r(1.5),
    n(5, 0.5),
    n(5, 0.5),
    n(3, 1.0),
    r(0.5),
    n(3, 0.5),
    n(2, 0.5),
    n(1, 0.5),
];
const VERSE_END: &[Tone] = &[
    n(1, 1.0),
    n(-1, 1.0),
    r(2.0),
    n(3, 0.5),
    n(3, 0.5),
    n(5, 1.0),
    r(0.5),
    n(5, 0.5),
    n(6, 1.0),
    n(4, 1.0),
    n(3, 0.5),
    n(2, 0.5),
    n(5, 1.5),
    r(0.5),
];
const CHORUS_END: &[Tone] = &[n(8, 1.5), n(6, 0.5), n(5, 0.5), n(3, 0.5), n(1, 1.0)];
const BRIDGE: &[Tone] =
    &[n(4, 2.0), n(2, 1.0), n(3, 1.0), n(4, 3.0), r(1.0), n(6, 2.0), n(5, 1.0), n(3, 1.0), n(2, 3.0), r(1.0)];
/// The guitar's call in the introduction and between the verses.
const RIFF: &[Tone] = &[
    r(0.5),
    n(8, 0.5),
    n(9, 0.5),
    n(10, 1.0),
    n(9, 0.5),
    n(8, 1.0),
    n(6, 1.0),
    n(5, 1.0),
    r(0.5),
    n(6, 0.5),
    n(5, 0.5),
    n(3, 0.5),
];

pub(crate) fn score() -> Score {
    let mut form = Form::default();
    let (one, four) = (maj(D), maj(G));
    let intro = form.section(&[one, four, one, four]);
    let verse_chords: [Chord; 8] = [one, four, min(B), maj(A), one, add9(G), min7(E), maj(A)];
    let verse = form.section(&verse_chords);
    let chorus_chords: [Chord; 8] = [one, maj(A).over(C + 1), min(B), four, one, maj(A).over(C + 1), min(B), four];
    let chorus = form.section(&chorus_chords);
    let turn = form.section(&[one, four]);
    let bridge = form.section(&[min7(E), four, min(B), sus4(A)]);
    let last = form.section(&chorus_chords);
    let outro = form.section(&[four, maj(D).over(F_SHARP), four]);
    let end = form.section(&[one]);

    let mut sung = line(VERSE, KEY, SUNG, verse.start, 0.6);
    sung.extend(line(VERSE_END, KEY, SUNG, verse.start + 20.0, 0.63));
    for section in [&chorus, &last] {
        sung.extend(line(JUN, KEY, SUNG, section.start, 0.72));
        sung.extend(line(&JUN[..15], KEY, SUNG, section.start + 16.0, 0.76));
        sung.extend(line(CHORUS_END, KEY, SUNG, section.start + 28.0, 0.76));
    }
    sung.extend(line(BRIDGE, KEY, SUNG, bridge.start, 0.62));
    sung.extend(line(CHORUS_END, KEY, SUNG, outro.start + 4.0, 0.6));

    let harmony: Vec<Note> = transposed(&line(JUN, KEY, SUNG, last.start, 0.5), 0)
        .into_iter()
        .map(|note| Note { pitch: KEY.third_above(note.pitch), ..note })
        .collect();

    let mut riff = Vec::new();
    for at in [intro.start, intro.start + 8.0, turn.start, outro.start] {
        riff.extend(line(RIFF, KEY, 62, at, 0.66));
    }

    const STRUM: &str = "X...x.x...x.x.xo";
    const GENTLE: &str = "x...x.....x.x...";
    let strummed = Part::new(Voice::Guitar, -3.5)
        .pan(-0.7)
        .low_cut(95.0)
        .bells(GUITAR_BODY)
        .reverb(0.14)
        .play(strum(&intro.bars(2, 4), GENTLE, 0.5))
        .play(strum(&verse, GENTLE, 0.55))
        .play(strum(&chorus, STRUM, 0.66))
        .play(strum(&turn, STRUM, 0.6))
        .play(swell(strum(&bridge, "x.x.x.x.x.x.x.x.", 0.62), 0.6, 1.1))
        .play(strum(&last, STRUM, 0.7))
        .play(strum(&outro, GENTLE, 0.56))
        .play(strum(&end, "X...............", 0.6));
    let plucked = Part::new(Voice::Guitar, -1.0)
        .pan(0.65)
        .low_cut(85.0)
        .bells(GUITAR_BODY)
        .reverb(0.18)
        .play(picked(&intro, 0.58))
        .play(picked(&verse, 0.55))
        .play(picked(&chorus, 0.55))
        .play(picked(&bridge, 0.5))
        .play(picked(&last, 0.56))
        .play(picked(&outro, 0.5))
        .play(riff);
    let low = Part::new(Voice::Bass, -6.0)
        .bells(BASS_BODY)
        .reverb(0.03)
        .play(bass(&verse, 28, "r--.r.f.", 0.68))
        .play(bass(&chorus, 28, "r-.rf-.r", 0.74))
        .play(bass(&turn, 28, "r-.rf-.r", 0.7))
        .play(swell(bass(&bridge, 28, "rrrrrrrr", 0.66), 0.75, 1.1))
        .play(bass(&last, 28, "r-.rf-or", 0.76))
        .play(bass(&outro, 28, "r---r-f-", 0.64))
        .play(bass(&end, 28, "r-------", 0.66));

    let fill = chorus.bars(7, 8);
    let drums = Part::new(Voice::Kit, -5.0)
        .reverb(0.12)
        .play(drum(&intro.bars(2, 4), SHAKER, "xoxoxoxoxoxoxoxo", 0.5))
        .play(drum(&verse, SHAKER, "xoXoxoXoxoXoxoXo", 0.55))
        .play(drum(&verse, KICK, "X.........x.....", 0.62))
        .play(drum(&verse, BRUSH, "....x.......x..o", 0.6))
        .play(drum(&fill, TOM_HIGH, "............xx..", 0.5))
        .play(drum(&fill, TOM_LOW, "..............xx", 0.55))
        .play(drum(&chorus, KICK, "X.....x.X.x.....", 0.72))
        .play(drum(&chorus, SNARE, "....x.......x..o", 0.55))
        .play(drum(&chorus, HAT, "x.xox.x.x.xox.xo", 0.55))
        .play(drum(&turn, KICK, "X.....x.X.x.....", 0.66))
        .play(drum(&turn, BRUSH, "....x.......x...", 0.6))
        .play(swell(drum(&bridge, KICK, "X...X...X...X...", 0.66), 0.7, 1.0))
        .play(swell(drum(&bridge.bars(2, 4), SNARE, "x.x.x.x.x.x.xxxx", 0.52), 0.4, 1.15))
        .play(drum(&last, KICK, "X.....x.X.x.....", 0.76))
        .play(drum(&last, SNARE, "....x.......x..o", 0.6))
        .play(drum(&last, CLAP, "....x.......x...", 0.5))
        .play(drum(&last, HAT, "x.xox.x.x.xox.xo", 0.58))
        .play(drum(&last, TAMBOURINE, "..x...x...x...x.", 0.56))
        .play(drum(&outro, SHAKER, "xoXoxoXoxoXoxoXo", 0.5))
        .play(drum(&outro, KICK, "X...............", 0.5));
    let bells = Part::new(Voice::Celesta, -10.0)
        .reverb(0.4)
        .low_cut(200.0)
        .play(transposed(&line(JUN, KEY, SUNG, last.start, 0.6), 12))
        .play(blocks(&end, 74, 3, &[0.0, 1.0], 0.5));
    let warm = Part::new(Voice::Pad, -13.0)
        .reverb(0.4)
        .low_cut(180.0)
        .play(held(&chorus, 57, 3, 0.6))
        .play(swell(held(&bridge, 57, 3, 0.6), 0.7, 1.1))
        .play(held(&last, 57, 4, 0.66))
        .play(held(&end, 57, 3, 0.5));
    let voice = Part::new(Voice::Alto, -2.0).bells(VOICE_FRONT).low_cut(140.0).reverb(0.22).echo(0.12).play(sung);
    let second = Part::new(Voice::Alto, -7.0).bells(VOICE_FRONT).low_cut(180.0).reverb(0.34).pan(0.3).play(harmony);

    Score {
        key: KEY,
        bpm_milli: 118_000,
        beats: form.end(),
        broaden: (outro.end(), 1.25),
        ring_s: 3.6,
        parts: vec![strummed, plucked, low, drums, bells, warm, voice, second],
    }
}
