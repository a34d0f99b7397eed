//! The filmstrip of a cut: small pictures all along it, for the row below the ruler.
//!
//! It is made once for a picture, by one run of the user's ffmpeg beside everything else, and lies in the cache under a name
//! that says what it was made of. Where a frame that stands by itself comes often enough, only those are decoded: a picture
//! then shows what came up to one step before its moment.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::LazyLock;
use std::thread;

use model::{Cut, CutId};
use parking_lot::Mutex;
use timebase::{Flicks, FrameRate, Frames, Position};

use super::ffmpeg::{KEYFRAMES, Tool, file_name};
use super::{Source, shelf};
use crate::proxy_error::ProxyError;
use crate::unfinished::Unfinished;
use crate::{Studio, StudioError, fingerprint};

/// Pixels of one picture.
const WIDTH: usize = 80;
const HEIGHT: usize = 45;
/// Pictures of a cut, at most; none closer than a second.
const MOST: i64 = 300;
/// Bytes before the pictures: width, height and count as four bytes each, the step as eight.
const HEAD: usize = 24;
/// The version of what is made.
const VERSION: u32 = 1;

/// What is being made, and what could not be.
#[derive(Default)]
struct Making {
    under_way: HashSet<PathBuf>,
    failed: HashMap<PathBuf, String>,
}

static MAKING: LazyLock<Mutex<Making>> = LazyLock::new(Mutex::default);

/// How far a strip is.
pub(crate) enum Filmstrip {
    /// It is there: its bytes. A head of 24 bytes, little-endian, then the pictures one after another, four bytes a pixel.
    There(Vec<u8>),
    /// It is being made.
    Coming,
}

impl Studio {
    /// The filmstrip of a cut; where it is not there yet it is begun.
    ///
    /// # Errors
    /// If the cut has no picture, nothing could read it, or it could not be made.
    pub(crate) fn filmstrip(&self, cut: CutId) -> Result<Filmstrip, StudioError> {
        let row = self.cut_row(cut)?;
        let mut parts = self.picture_parts(cut)?;
        if parts.len() == 1
            && let Some(part) = parts.pop()
        {
            let source = Source::of(part.cut).ok_or(ProxyError::NoPicture { why: None })?;
            return self.strip_of(&source);
        }
        let mut strips = Vec::new();
        for part in parts {
            // Where a file is not there, or shows nothing, the strip stays dark.
            let Some(source) = Source::of(part.cut) else { continue };
            match self.strip_of(&source) {
                Ok(Filmstrip::There(strip)) => strips.push((part.start, source.cut, strip)),
                Ok(Filmstrip::Coming) => return Ok(Filmstrip::Coming),
                Err(error) => tracing::debug!(%error, "a file of the picture has no filmstrip"),
            }
        }
        if strips.is_empty() {
            return Err(ProxyError::NoPicture { why: None }.into());
        }
        Ok(Filmstrip::There(joined(&row, &strips)))
    }

    /// The filmstrip of one file, as long as its cut.
    fn strip_of(&self, source: &Source) -> Result<Filmstrip, StudioError> {
        let Steps { rate, step, count } = Steps::of(&source.cut);
        let every = rate.flicks(step);
        let name = format!("filmstrip {VERSION}\n{}\n{} {count}\n", fingerprint::of(&source.path)?, every.0);
        let place = shelf::place(self.cache(), &shelf::key(&name), shelf::STRIP)
            .map_err(|error| ProxyError::io("the cache cannot be written", &error))?;
        if let Ok(there) = std::fs::read(&place) {
            return Ok(Filmstrip::There(there));
        }
        {
            let mut making = MAKING.lock();
            if let Some(why) = making.failed.get(&place) {
                return Err(ProxyError::Failed { reason: why.clone() }.into());
            }
            if !making.under_way.insert(place.clone()) {
                return Ok(Filmstrip::Coming);
            }
        }
        let tool = Tool::find();
        let path = self.quickest(source)?;
        let is_proxy = path != source.path;
        let keyframes = if is_proxy { Some(i64::from(KEYFRAMES)) } else { source.facts.playing.keyframes };
        let sparse = keyframes.is_some_and(|distance| distance <= step.0);
        let cache = self.cache().clone();
        thread::spawn(move || {
            let made = tool.and_then(|tool| make(&tool, &path, sparse, &Steps { rate, step, count }, &place));
            let mut making = MAKING.lock();
            making.under_way.remove(&place);
            match made {
                Ok(()) => shelf::make_room(&cache, &place),
                Err(error) => {
                    tracing::warn!(%error, "no filmstrip was made");
                    making.failed.insert(place, error.to_string());
                }
            }
        });
        Ok(Filmstrip::Coming)
    }
}

/// Which moments are shown: every so many frames of a rate, so often.
struct Steps {
    rate: FrameRate,
    step: Frames,
    count: i64,
}

impl Steps {
    /// Those of a whole cut.
    fn of(cut: &Cut) -> Self {
        let frames = cut.rate.frames_floor(cut.length).0.max(1);
        let second = cut.rate.frames_floor(Flicks::SECOND).0.max(1);
        let step = Frames((frames + MOST - 1) / MOST).max(Frames(second));
        Self { rate: cut.rate, step, count: (frames + step.0 - 1) / step.0 }
    }
}

/// The strips of several files as one of the whole cut: at each moment the picture that stands there, black where none does.
fn joined(cut: &Cut, strips: &[(Position, Cut, Vec<u8>)]) -> Vec<u8> {
    let Steps { rate, step, count } = Steps::of(cut);
    let size = WIDTH * HEIGHT * 4;
    let black: Vec<u8> = [0, 0, 0, 255].repeat(WIDTH * HEIGHT);
    let mut bytes = head(usize::try_from(count).unwrap_or(0), rate.flicks(step));
    for nth in 0..count {
        let at = rate.position(Frames(nth * step.0));
        let shown = strips.iter().rev().find(|(start, part, _)| *start <= at && at < *start + part.length);
        let picture = shown.and_then(|(start, part, strip)| {
            let every = rate.flicks(Steps::of(part).step).0.max(1);
            let last = (strip.len().saturating_sub(HEAD) / size).checked_sub(1)?;
            let nth = usize::try_from((at - *start).0 / every).ok().filter(|nth| *nth <= last)?;
            strip.get(HEAD + nth * size..HEAD + (nth + 1) * size)
        });
        bytes.extend_from_slice(picture.unwrap_or(&black));
    }
    bytes
}

/// What stands before the pictures.
fn head(count: usize, every: Flicks) -> Vec<u8> {
    let number = |of: usize| u32::try_from(of).unwrap_or(u32::MAX).to_le_bytes();
    let mut bytes = Vec::with_capacity(HEAD + count * WIDTH * HEIGHT * 4);
    for of in [WIDTH, HEIGHT, count, 0] {
        bytes.extend(number(of));
    }
    bytes.extend(every.0.to_le_bytes());
    bytes
}

fn make(tool: &Tool, path: &Path, sparse: bool, steps: &Steps, place: &Path) -> Result<(), ProxyError> {
    let (over, under) = steps.rate.ratio();
    let mut command = tool.command();
    if sparse {
        command.args(["-skip_frame", "nokey"]);
    }
    command.args(["-protocol_whitelist", "file"]).arg("-i").arg(file_name(path));
    command.args(["-map", "0:V:0", "-an", "-sn", "-dn", "-map_metadata", "-1", "-vf"]);
    // Each moment shows what is on the screen then: the last frame that came.
    command.arg(format!(
        "fps=fps={over}/{}:start_time=0:round=up,scale={WIDTH}:{HEIGHT}:force_original_aspect_ratio=increase:flags=area,\
         crop={WIDTH}:{HEIGHT},setsar=1,format=rgba",
        under * steps.step.0
    ));
    command.args(["-frames:v", &steps.count.to_string(), "-f", "rawvideo", "pipe:1"]);
    let output =
        command.stderr(Stdio::null()).output().map_err(|error| ProxyError::io("ffmpeg cannot be started", &error))?;
    let size = WIDTH * HEIGHT * 4;
    let came = output.stdout.len() / size;
    if came == 0 {
        return Err(ProxyError::Failed { reason: "ffmpeg shows no picture of it".to_owned() });
    }
    let io = |error: std::io::Error| ProxyError::io("the cache cannot be written", &error);
    let mut draft = Unfinished::beside(place).map_err(io)?;
    let mut bytes = head(came, steps.rate.flicks(steps.step));
    bytes.extend_from_slice(&output.stdout[..came * size]);
    std::io::Write::write_all(draft.file(), &bytes).map_err(io)?;
    draft.publish(place).map_err(io)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::disallowed_methods, reason = "tests make files as they come")]

    use std::process::Command;

    use super::*;

    /// A picture of 100 frames at 25 a second that grows lighter by two with each frame; how light each picture of the strip is.
    fn lights(keyframes: &str, sparse: bool) -> Vec<u8> {
        let folder = tempfile::tempdir().expect("a folder");
        let (picture, place) = (folder.path().join("grey.mp4"), folder.path().join("grey.strip"));
        let made = Command::new("ffmpeg")
            .args([
                "-v",
                "error",
                "-f",
                "lavfi",
                "-i",
                "color=black:size=160x90:rate=25:duration=4,format=gray,geq=lum='N*2'",
            ])
            .args([
                "-c:v",
                "libx264",
                "-qp",
                "4",
                "-bf",
                "0",
                "-pix_fmt",
                "yuvj420p",
                "-g",
                keyframes,
                "-keyint_min",
                keyframes,
            ])
            .arg(&picture)
            .status()
            .expect("ffmpeg runs");
        assert!(made.success());
        let steps = Steps { rate: FrameRate::F25, step: Frames(25), count: 4 };
        make(&Tool::find().expect("ffmpeg"), &picture, sparse, &steps, &place).expect("it is made");
        let bytes = std::fs::read(&place).expect("it is there");
        let four = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().expect("four bytes")) as usize;
        assert_eq!((four(0), four(4), four(8)), (WIDTH, HEIGHT, 4));
        let every = i64::from_le_bytes(bytes[16..24].try_into().expect("eight bytes"));
        assert_eq!((every, bytes.len()), (Flicks::SECOND.0, HEAD + 4 * WIDTH * HEIGHT * 4));
        let middle = (HEIGHT / 2 * WIDTH + WIDTH / 2) * 4;
        (0..4).map(|nth| bytes[HEAD + nth * WIDTH * HEIGHT * 4 + middle]).collect()
    }

    #[test]
    fn each_picture_is_the_frame_of_its_moment() {
        let near = |lights: &[u8], frames: [i32; 4]| {
            lights.iter().zip(frames).all(|(light, frame)| (i32::from(*light) - frame * 2).abs() <= 3)
        };
        let whole = lights("250", false);
        assert!(near(&whole, [0, 25, 50, 75]), "{whole:?}");
        // Of frames that stand by themselves the last before the moment.
        let sparse = lights("10", true);
        assert!(near(&sparse, [0, 20, 50, 70]), "{sparse:?}");
    }
}
