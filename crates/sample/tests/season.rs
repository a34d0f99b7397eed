//! The season as a listener and an importer meet it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::LazyLock;
use std::thread;

use ebur128::{EbuR128, Mode};
use lofty::file::{AudioFile, TaggedFileExt};
use lofty::tag::ItemKey;
use sample::{JUN, MARA, SAMPLE_RATE, Song, Stereo, Tone, render, songs, write_wav};

static RENDERED: LazyLock<Vec<(Song, Stereo)>> = LazyLock::new(|| {
    thread::scope(|scope| {
        let hands: Vec<_> = songs().into_iter().map(|song| scope.spawn(move || (song, render(&song)))).collect();
        hands.into_iter().map(|hand| hand.join().unwrap()).collect()
    })
});

fn digest(sound: &Stereo) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    for sample in &sound.samples {
        hasher.update(&sample.to_bits().to_le_bytes());
    }
    hasher.finalize()
}

fn each_song(check: impl Fn(&Song, &Stereo)) {
    RENDERED.iter().for_each(|(song, sound)| check(song, sound));
}

#[test]
fn a_song_is_the_same_at_every_rendering() {
    thread::scope(|scope| {
        for (song, sound) in RENDERED.iter() {
            scope.spawn(move || assert_eq!(digest(&render(song)), digest(sound), "{}", song.title));
        }
    });
}

#[test]
fn songs_last_between_one_and_two_minutes() {
    each_song(|song, sound| {
        let seconds = sound.samples.len() as f64 / 2.0 / f64::from(sound.sample_rate);
        assert!((60.0..=110.0).contains(&seconds), "{} lasts {seconds} s", song.title);
    });
}

#[test]
fn songs_are_equally_loud_and_never_clip() {
    each_song(|song, sound| {
        let mut meter = EbuR128::new(2, SAMPLE_RATE, Mode::I | Mode::TRUE_PEAK).unwrap();
        meter.add_frames_f32(&sound.samples).unwrap();
        let loudness = meter.loudness_global().unwrap();
        assert!((-16.6..=-15.4).contains(&loudness), "{} is at {loudness} LUFS", song.title);
        for channel in 0..2 {
            let peak = meter.true_peak(channel).unwrap();
            assert!(peak < 0.95, "{} peaks at {peak}", song.title);
        }
    });
}

#[test]
fn songs_begin_and_end_in_silence_and_without_offset() {
    each_song(|song, sound| {
        let tenth = SAMPLE_RATE as usize / 10;
        let loudest = |samples: &[f32]| samples.iter().fold(0.0_f32, |peak, sample| peak.max(sample.abs()));
        assert!(loudest(&sound.samples[..tenth]) < 0.002, "{} begins in sound", song.title);
        assert!(loudest(&sound.samples[sound.samples.len() - tenth..]) < 1e-4, "{} ends in sound", song.title);
        let mean = sound.samples.iter().map(|x| f64::from(*x)).sum::<f64>() / sound.samples.len() as f64;
        assert!(mean.abs() < 1e-4, "{} is offset by {mean}", song.title);
    });
}

#[test]
fn no_song_has_a_hole_of_two_seconds() {
    each_song(|song, sound| {
        let window = SAMPLE_RATE as usize * 4;
        let body = &sound.samples[..sound.samples.len() - 3 * window];
        for (index, span) in body.chunks_exact(window).enumerate() {
            let power = span.iter().map(|x| f64::from(*x).powi(2)).sum::<f64>() / span.len() as f64;
            assert!(power.sqrt() > 0.004, "{} falls silent at {} s", song.title, index * 2);
        }
    });
}

#[test]
fn tempo_and_key_of_the_catalogue_are_those_of_the_score() {
    for song in songs() {
        assert_eq!(song.key, song.score_key().name(), "{}", song.title);
        assert_eq!(song.bpm_milli, song.score_bpm_milli(), "{}", song.title);
    }
}

#[test]
fn themes_fill_four_bars() {
    for theme in [MARA, JUN] {
        assert_eq!(theme.iter().map(|tone: &Tone| tone.beats()).sum::<f64>(), 16.0);
    }
}

#[test]
fn isrcs_have_the_form_of_iso_3901_and_differ() {
    let mut codes: Vec<&str> = songs().iter().map(|song| song.isrc).collect();
    for code in &codes {
        assert_eq!(code.len(), 12);
        assert!(code[..5].chars().all(|sign| sign.is_ascii_uppercase() || sign.is_ascii_digit()));
        assert!(code[5..].chars().all(|sign| sign.is_ascii_digit()));
    }
    codes.dedup();
    assert_eq!(codes.len(), 5);
}

#[test]
fn a_written_song_carries_its_tags_and_its_length() {
    let folder = tempfile::tempdir().unwrap();
    let (song, sound) = &RENDERED[1];
    let path = folder.path().join(song.file_name());
    write_wav(song, &path).unwrap();

    let file = lofty::read_from_path(&path).unwrap();
    assert_eq!(file.properties().sample_rate(), Some(48_000));
    assert_eq!(file.properties().bit_depth(), Some(24));
    assert_eq!(file.properties().duration().as_millis(), sound.samples.len() as u128 / 96);
    let tag = file.tag(lofty::tag::TagType::Id3v2).unwrap();
    for (key, text) in [
        (ItemKey::TrackTitle, song.title),
        (ItemKey::TrackArtist, song.artist),
        (ItemKey::AlbumTitle, song.album),
        (ItemKey::Composer, song.composer),
        (ItemKey::Lyricist, song.lyricist.unwrap()),
        (ItemKey::Publisher, song.publisher),
        (ItemKey::Isrc, song.isrc),
        (ItemKey::IntegerBpm, "72"),
        (ItemKey::InitialKey, song.key),
        (ItemKey::Genre, song.genre),
    ] {
        assert_eq!(tag.get_string(key), Some(text), "{key:?}");
    }
    let info = file.tag(lofty::tag::TagType::RiffInfo).unwrap();
    assert_eq!(info.get_string(ItemKey::TrackTitle), Some(song.title));
}
