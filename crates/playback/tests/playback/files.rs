//! Sound files and programs for the tests.

use std::ops::{ControlFlow, Range};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use playback::{
    Bounce, BounceError, BounceOptions, Clip, Fade, FadeShape, Files, Frame, Program, Renderer, SampleFormat, Sources,
    Unreadable, bounce,
};
use tempfile::TempDir;
use timebase::{Flicks, SampleRate};

/// A folder of sound files that goes when the test ends.
pub struct Folder(TempDir);

impl Folder {
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder for the test"))
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Makes `name` of an ffmpeg `source` expression such as `anoisesrc=…`, with further output options.
    pub fn make(&self, name: &str, source: &str, options: &[&str]) -> PathBuf {
        let path = self.path(name);
        let mut ffmpeg = Command::new("ffmpeg");
        ffmpeg.args(["-nostdin", "-v", "error", "-y", "-f", "lavfi", "-i", source]).args(options).arg(&path);
        let made = ffmpeg.output().expect("ffmpeg runs");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        path
    }

    /// Music-like noise: pink, different on both sides, with a slow swell.
    pub fn noise(&self, name: &str, rate: u32, seconds: f64, seed: u32, options: &[&str]) -> PathBuf {
        let side =
            |seed: u32| format!("anoisesrc=color=pink:amplitude=0.5:sample_rate={rate}:duration={seconds}:seed={seed}");
        let source = format!(
            "{}[l];{}[r];[l][r]join=inputs=2:channel_layout=stereo,tremolo=f=0.4:d=0.6",
            side(seed),
            side(seed + 1)
        );
        self.make(name, &source, options)
    }
}

/// What ffmpeg decodes from `path`, as stereo floats at its own rate.
pub fn decoded(path: &Path) -> Vec<Frame> {
    let mut ffmpeg = Command::new("ffmpeg");
    ffmpeg.args(["-nostdin", "-v", "error", "-i"]).arg(path).args(["-ac", "2", "-f", "f32le", "-"]);
    let out = ffmpeg.output().expect("ffmpeg runs").stdout;
    let samples: Vec<f32> = out.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
    samples.chunks_exact(2).map(|frame| [frame[0], frame[1]]).collect()
}

/// What ffprobe says of `entry` of `path`.
pub fn probed(path: &Path, entry: &str) -> String {
    let mut ffprobe = Command::new("ffprobe");
    ffprobe.args(["-v", "error", "-show_entries", entry, "-of", "default=noprint_wrappers=1:nokey=1"]).arg(path);
    String::from_utf8_lossy(&ffprobe.output().expect("ffprobe runs").stdout).trim().to_owned()
}

pub fn files() -> Arc<dyn Sources> {
    Arc::new(Files)
}

pub fn clip(id: i64, path: &Path, span: Range<i64>) -> Clip {
    Clip {
        id,
        lane: 0,
        path: path.to_owned(),
        start: span.start,
        length: span.end - span.start,
        source_start: Flicks::ZERO,
        gain_millibel: 0,
        fade_in: Fade::default(),
        fade_out: Fade::default(),
        volume: Vec::new(),
        tail: 0,
    }
}

pub fn fade(length: i64, shape: FadeShape) -> Fade {
    Fade { length, shape, bend: 0 }
}

pub fn rendered(program: &Arc<Program>, span: Range<i64>) -> Vec<Frame> {
    let mut out = vec![[0.0; 2]; (span.end - span.start) as usize];
    Renderer::new(Arc::clone(program), files()).render(span.start, &mut out);
    out
}

pub fn options(path: PathBuf, span: Range<i64>, format: SampleFormat) -> BounceOptions {
    BounceOptions {
        path,
        span,
        sample_rate: SampleRate::MIX,
        format,
        since_midnight: Flicks::ZERO,
        unreadable: Unreadable::Refuse,
        about: playback::About::default(),
    }
}

pub fn bounced(program: &Arc<Program>, options: &BounceOptions) -> Result<Bounce, BounceError> {
    bounce(program, &files(), options, |_| ControlFlow::Continue(()))
}

/// A time line with all that a mix has: two rates, two kinds of file, crossfades, fades, gains, trims and lanes.
pub fn mixture(folder: &Folder) -> Arc<Program> {
    let song = folder.noise("song.mp3", 44_100, 4.0, 1, &["-b:a", "192k"]);
    let score = folder.noise("score.wav", 48_000, 4.0, 3, &["-c:a", "pcm_s24le"]);
    let source = folder.noise("source.flac", 44_100, 3.0, 5, &[]);
    Arc::new(Program::new(vec![
        Clip { gain_millibel: -350, fade_in: fade(7_000, FadeShape::Linear), ..clip(1, &song, 1_001..120_000) },
        Clip {
            source_start: Flicks::from_millis(700),
            fade_out: fade(20_000, FadeShape::EqualPower),
            ..clip(2, &score, 100_000..230_000)
        },
        Clip { lane: 1, gain_millibel: -900, ..clip(3, &source, 40_321..200_000) },
        Clip { lane: 1, source_start: Flicks::from_millis(1_234), ..clip(4, &song, 180_000..260_000) },
    ]))
}
