//! Single frames of a picture, small, and pictures of the user's made fit to print: for papers.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use model::CutId;
use timebase::{FrameRate, Frames};

use super::Source;
use super::ffmpeg::{Tool, file_name};
use crate::proxy_error::ProxyError;
use crate::{Studio, StudioError};

/// Pixels across.
const WIDTH: u32 = 480;
/// Bytes of one at most; what is larger is none.
const MOST_BYTES: usize = 1 << 20;
/// Pixels across of a picture that fills a page of a booklet: 300 dots an inch on 140 mm.
const PAGE_WIDTH: u32 = 1_654;
/// Bytes of one at most.
const MOST_PAGE_BYTES: usize = 8 << 20;

impl Studio {
    /// Frames of a cut's picture as JPEGs, each counted from 0 at the cut's rate; `None` where the picture has none there.
    ///
    /// # Errors
    /// If the cut has no picture, or nothing that could read it.
    pub(crate) fn stills(&self, cut: CutId, frames: &[i64]) -> Result<Vec<Option<Vec<u8>>>, StudioError> {
        let mut sources = Vec::new();
        for part in self.picture_parts(cut)? {
            let first = part.cut.rate.frame_at(part.start).0;
            if let Some(source) = Source::of(part.cut) {
                // A proxy has the same frames, and is quicker to go about in.
                let path = self.quickest(&source)?;
                sources.push((first, source, path));
            }
        }
        if sources.is_empty() {
            return Err(ProxyError::NoPicture { why: None }.into());
        }
        let tool = Tool::find()?;
        let still = |frame: &i64| {
            let within = |(first, source, _): &&(i64, Source, PathBuf)| {
                *first <= *frame && *frame - *first < source.cut.rate.frames_floor(source.cut.length).0
            };
            let (first, source, path) = sources.iter().find(within)?;
            let own = source.facts.frame_rate().unwrap_or(source.cut.rate);
            // The frame that the picture shows when that of the cut begins.
            let at = source.cut.rate.flicks(Frames(*frame - *first));
            let shown = own.frames_floor(at).0;
            source.facts.frames.is_none_or(|count| shown < count).then(|| still(&tool, path, own, shown)).flatten()
        };
        Ok(frames.iter().map(still).collect())
    }
}

fn still(tool: &Tool, path: &Path, rate: FrameRate, frame: i64) -> Option<Vec<u8>> {
    let mut command = tool.command();
    if frame > 0 {
        // Half a frame before it, so that it is the first that is not passed over.
        let (over, under) = rate.ratio();
        let micros = (2 * i128::from(frame) - 1) * i128::from(under) * 500_000 / i128::from(over);
        command.arg("-ss").arg(format!("{}.{:06}", micros / 1_000_000, micros % 1_000_000));
    }
    jpeg(command, path, WIDTH).filter(|bytes| bytes.len() <= MOST_BYTES)
}

/// A picture file of the user's as a JPEG that fills a page of a booklet; `None` where it is none that can be read.
pub(crate) fn printable(path: &Path) -> Result<Option<Vec<u8>>, ProxyError> {
    let command = Tool::find()?.command();
    Ok(jpeg(command, path, PAGE_WIDTH).filter(|bytes| bytes.len() <= MOST_PAGE_BYTES))
}

/// The first frame that `command` comes to as a JPEG, at most so wide.
fn jpeg(mut command: Command, path: &Path, width: u32) -> Option<Vec<u8>> {
    command.args(["-protocol_whitelist", "file"]).arg("-i").arg(file_name(path));
    command.args(["-map", "0:V:0", "-frames:v", "1", "-an", "-sn", "-dn", "-map_metadata", "-1", "-vf"]);
    command.arg(format!("scale=w='min({width},iw*sar)':h=-2,setsar=1,format=yuvj420p"));
    command.args(["-c:v", "mjpeg", "-q:v", "4", "-f", "mjpeg", "pipe:1"]);
    let output = command.stderr(Stdio::null()).output().ok()?;
    (output.status.success() && output.stdout.starts_with(&[0xff, 0xd8])).then_some(output.stdout)
}
