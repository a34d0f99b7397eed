//! *Endless Horizon*: bittersweet folk, the finale. Between the chorus and the farewell it remembers Mara's theme.

use super::{BASS_BODY, GUITAR_BODY, VOICE_FRONT};
use crate::harmony::{A, C, D, E, G, Key, add9, maj, min, min7, sus4};
use crate::pattern::{bass, blocks, drum, held, picked, strum};
use crate::score::{Form, Note, Part, Score, line, swell, transposed};
use crate::theme::{MARA, Tone, flat, n, r};
use crate::voice::{BRUSH, KICK, SHAKER, TAMBOURINE, Voice};

const KEY: Key = Key::major(G);
/// The singer's tonic: G3.
const SUNG: u8 = 55;

const VERSE: &[Tone] = &[
    r(0.5),
    n(1, 0.5),
    n(2, 0.5),
    n(3, 1.0),
    n(2, 0.5),
    n(1, 1.0),
    n(1, 1.0),
    n(-1, 1.5),
    r(1.5),
    r(0.5),
    n(-1, 0.5),
    n(1, 0.5),
    n(4, 1.0),
    n(3, 0.5),
    n(1, 1.0),
    n(2, 2.5),
    r(1.5),
    r(0.5),
    n(3, 0.5),
    n(3, 0.5),
    n(5, 1.0),
    n(3, 0.5),
    n(2, 1.0),
];
const VERSE_END: &[Tone] = &[
    n(3, 1.0),
    n(1, 1.5),
    r(1.5),
    r(0.5),
    n(1, 0.5),
    n(2, 0.5),
    n(4, 1.0),
    n(3, 0.5),
    n(1, 1.0),
    n(2, 1.0),
    n(3, 0.5),
    n(2, 1.5),
    r(1.0),
];
const CHORUS: &[Tone] = &[
    n(6, 1.5),
    n(6, 0.5),
    n(5, 1.0),
    n(4, 1.0),
    n(5, 1.5),
    n(4, 0.5),
    n(2, 1.5),
    r(0.5),
    n(5, 1.0),
    n(3, 0.5),
    n(1, 1.5),
    r(1.0),
    n(3, 1.0),
    n(5, 1.0),
    n(6, 2.0),
    n(8, 1.5),
    n(6, 0.5),
    n(6, 1.0),
    n(5, 1.0),
    n(5, 1.0),
    n(7, 1.0),
    n(9, 1.5),
    r(0.5),
    n(8, 1.5),
    n(6, 0.5),
    n(4, 2.0),
];
const CHORUS_END: &[Tone] = &[n(5, 1.0), n(4, 1.0), n(2, 1.5), r(0.5)];
/// The sixth sinks by a semitone over the minor fourth: the horizon does not come nearer.
const FAREWELL: &[Tone] = &[n(6, 2.0), n(5, 1.0), n(8, 1.0), flat(6, 3.5), r(0.5), n(5, 1.5), n(3, 0.5), n(1, 3.0)];
const OPENING: &[Tone] = &[n(3, 1.0), n(5, 0.5), n(8, 1.5), n(7, 1.0), n(6, 1.5), n(5, 0.5), n(3, 1.5), r(0.5)];

pub(crate) fn score() -> Score {
    let mut form = Form::default();
    let (one, two, four, five, six) = (maj(G), min7(A), add9(C), maj(D), min(E));
    let intro = form.section(&[one, six, four, five]);
    let verse = form.section(&[one, six, four, five, one, six, four, sus4(D)]);
    let chorus = form.section(&[maj(C), five, one, six, maj(C), five, two, five]);
    let memory = form.section(&[one, six, two, five]);
    let outro = form.section(&[maj(C), min(C), one]);
    let end = form.section(&[one]);

    let mut sung = line(VERSE, KEY, SUNG, verse.start, 0.56);
    sung.extend(line(VERSE_END, KEY, SUNG, verse.start + 20.0, 0.58));
    sung.extend(line(CHORUS, KEY, SUNG, chorus.start, 0.7));
    sung.extend(line(CHORUS_END, KEY, SUNG, chorus.start + 28.0, 0.66));
    sung.extend(swell(line(FAREWELL, KEY, SUNG, outro.start, 0.6), 1.0, 0.8));
    let below: Vec<Note> = line(&CHORUS[..23], KEY, SUNG, chorus.start, 0.5)
        .into_iter()
        .map(|note| Note { pitch: KEY.third_above(note.pitch), ..note })
        .collect();

    let fingers = Part::new(Voice::Guitar, 1.0)
        .pan(-0.45)
        .low_cut(80.0)
        .bells(GUITAR_BODY)
        .reverb(0.2)
        .play(swell(picked(&intro, 0.56), 0.85, 1.0))
        .play(picked(&verse, 0.54))
        .play(picked(&chorus, 0.6))
        .play(picked(&memory, 0.56))
        .play(swell(picked(&outro, 0.54), 1.0, 0.8))
        .play(strum(&end, "x...............", 0.5));
    let strummed = Part::new(Voice::Guitar, -7.0)
        .pan(0.75)
        .low_cut(110.0)
        .bells(GUITAR_BODY)
        .reverb(0.2)
        .play(strum(&verse.bars(4, 8), "x.......x...x...", 0.42))
        .play(strum(&chorus, "X...x.x...x.x.x.", 0.56))
        .play(strum(&memory, "x.......x...x...", 0.46));
    let lead = Part::new(Voice::Guitar, -1.5)
        .pan(0.35)
        .low_cut(120.0)
        .bells(GUITAR_BODY)
        .reverb(0.3)
        .echo(0.14)
        .play(line(OPENING, KEY, 67, intro.start, 0.66))
        .play(line(MARA, KEY, 67, memory.start, 0.68))
        .play(line(&OPENING[..4], KEY, 67, outro.start + 8.0, 0.5));
    let low = Part::new(Voice::Bass, -6.5)
        .bells(BASS_BODY)
        .reverb(0.04)
        .play(bass(&verse, 31, "r---f---", 0.6))
        .play(bass(&chorus, 31, "r--rf-r-", 0.68))
        .play(bass(&memory, 31, "r---f-r-", 0.62))
        .play(bass(&outro, 31, "r-------", 0.58))
        .play(bass(&end, 31, "r-------", 0.52));
    let drums = Part::new(Voice::Kit, -6.5)
        .reverb(0.18)
        .play(drum(&verse.bars(4, 8), SHAKER, "x.oxx.oxx.oxx.ox", 0.42))
        .play(drum(&chorus, KICK, "X.......X.x.....", 0.6))
        .play(drum(&chorus, BRUSH, "..o.x.o...o.x.oo", 0.62))
        .play(drum(&chorus, TAMBOURINE, "....x.......x...", 0.5))
        .play(drum(&memory, KICK, "X.......X.......", 0.5))
        .play(drum(&memory, BRUSH, "....x.o.....x.o.", 0.52))
        .play(drum(&memory, SHAKER, "x.oxx.oxx.oxx.ox", 0.4));
    let reeds = Part::new(Voice::Harmonium, -11.0)
        .reverb(0.3)
        .low_cut(150.0)
        .pan(-0.15)
        .play(held(&verse.bars(4, 8), 59, 2, 0.4))
        .play(swell(held(&chorus, 55, 3, 0.55), 0.85, 1.1))
        .play(transposed(&line(MARA, KEY, 67, memory.start, 0.85), 0))
        .play(held(&memory, 52, 2, 0.5))
        .play(swell(held(&outro, 55, 3, 0.5), 1.0, 0.7))
        .play(held(&end, 55, 2, 0.34));
    let strings = Part::new(Voice::Strings, -12.5)
        .reverb(0.45)
        .low_cut(150.0)
        .play(swell(held(&chorus.bars(4, 8), 62, 3, 0.5), 0.6, 1.1))
        .play(held(&memory, 62, 3, 0.46))
        .play(swell(held(&outro, 62, 3, 0.5), 1.0, 0.6))
        .play(blocks(&end, 67, 3, &[0.0], 0.36));
    let voice = Part::new(Voice::Tenor, 0.0).bells(VOICE_FRONT).low_cut(110.0).reverb(0.24).echo(0.08).play(sung);
    let second = Part::new(Voice::Alto, -7.5).bells(VOICE_FRONT).low_cut(160.0).reverb(0.36).pan(0.3).play(below);

    Score {
        key: KEY,
        bpm_milli: 78_000,
        beats: form.end(),
        broaden: (outro.start + 4.0, 1.35),
        ring_s: 4.6,
        parts: vec![fingers, strummed, lead, low, drums, reeds, strings, voice, second],
    }
}
