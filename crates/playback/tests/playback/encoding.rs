//! Mixes for others to listen to, read back by another program.

#![allow(clippy::disallowed_methods, reason = "tests make files as they come")]

use std::fs;
use std::ops::{ControlFlow, Range};
use std::path::PathBuf;
use std::sync::Arc;

use playback::{BounceError, Encoded, Files, Frame, OpusOptions, Program, Sources, Unreadable, encode_opus};

use crate::files::{Folder, clip, decoded, mixture, probed, rendered};

fn options(path: PathBuf, span: Range<i64>) -> OpusOptions {
    OpusOptions { path, span, bits_per_second: 128_000, unreadable: Unreadable::Refuse, columns: 100 }
}

fn encoded(program: &Arc<Program>, options: &OpusOptions) -> Result<Encoded, BounceError> {
    let sources: Arc<dyn Sources> = Arc::new(Files);
    encode_opus(program, &sources, options, |_| ControlFlow::Continue(()))
}

/// How far `one` lies from `other`, in decibels of what `other` has.
fn noise_db(one: &[Frame], other: &[Frame]) -> f64 {
    let power = |samples: &mut dyn Iterator<Item = f64>| samples.map(|sample| sample * sample).sum::<f64>();
    let (one, other) = (one.as_flattened(), other.as_flattened());
    let difference = power(&mut one.iter().zip(other).map(|(a, b)| f64::from(*a) - f64::from(*b)));
    10.0 * (difference / power(&mut other.iter().map(|sample| f64::from(*sample)))).log10()
}

#[test]
fn an_opus_file_is_as_long_as_the_span_and_sounds_like_the_mix_from_its_first_sample() {
    let folder = Folder::new();
    let program = mixture(&folder);
    for span in [20_000..250_000, 0..960, 0..961, 100_000..100_001] {
        let path = folder.path("mix.opus");
        let done = encoded(&program, &options(path.clone(), span.clone())).expect("encoded");
        assert_eq!(done.bounce.frames as i64, span.end - span.start);
        let read = decoded(&path);
        assert_eq!(read.len() as i64, span.end - span.start, "{span:?}");
        if read.len() > 100_000 {
            assert_eq!(probed(&path, "stream=codec_name,sample_rate,channels"), "opus\n48000\n2");
            let wanted = rendered(&program, span);
            let there = noise_db(&read, &wanted);
            assert!(there < -6.0, "{there} dB");
            // A shift by half a millisecond would be no closer than noise of its own.
            let shifted = noise_db(&read[24..], &wanted[..wanted.len() - 24]);
            assert!(shifted > there + 2.0, "{shifted} dB beside {there} dB");
        }
    }
}

#[test]
fn the_same_mix_is_the_same_file_and_its_waveform_is_that_of_the_mix() {
    let folder = Folder::new();
    let program = mixture(&folder);
    let [one, two] = ["one.opus", "two.opus"].map(|name| {
        let done = encoded(&program, &options(folder.path(name), 0..250_000)).expect("encoded");
        (fs::read(folder.path(name)).expect("the file"), done.wave)
    });
    assert!(one == two);
    let mix = rendered(&program, 0..250_000);
    let greatest = mix[..2_500].iter().flatten().fold(0.0_f32, |most, sample| most.max(*sample));
    assert_eq!(one.1.len(), 100);
    assert_eq!(one.1[0].1, (greatest * 127.0).round() as i8);
}

#[test]
fn nothing_is_left_of_a_mix_that_was_cancelled_or_cannot_be_read() {
    let folder = Folder::new();
    let program = mixture(&folder);
    let sources: Arc<dyn Sources> = Arc::new(Files);
    let path = folder.path("mix.opus");
    let cancelled = encode_opus(&program, &sources, &options(path.clone(), 0..250_000), |_| ControlFlow::Break(()));
    assert!(matches!(cancelled, Err(BounceError::Cancelled)));
    let missing = Arc::new(Program::new(vec![clip(1, &folder.path("missing.wav"), 0..48_000)]));
    assert!(matches!(encoded(&missing, &options(path.clone(), 0..48_000)), Err(BounceError::Unreadable(_))));
    assert!(matches!(encoded(&program, &options(path.clone(), 10..10)), Err(BounceError::Empty { .. })));
    assert!(!path.exists());
    let parts = fs::read_dir(path.parent().expect("a folder")).expect("there");
    assert!(parts.flatten().all(|entry| !entry.file_name().to_string_lossy().ends_with(".part")));
}
