//! What is burnt into a proxy: timecode at the left, the reviewer's name at the right, in our own faces.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

use media::PictureFacts;
use model::Cut;
use timebase::Timecode;
use unicode_normalization::UnicodeNormalization as _;

use super::BurnIn;
use super::ffmpeg::Tool;
use crate::cache::Cache;
use crate::folders;
use crate::proxy_error::ProxyError;

/// A face: what its file is called in the cache, and what is in it.
type Face = (&'static str, &'static [u8]);

const TIMECODE_FACE: Face =
    ("mono.ttf", include_bytes!("../../../../assets/fonts/jetbrains-mono/JetBrainsMono-Regular.ttf"));
const LATIN: Face = ("inter.otf", include_bytes!("../../../../assets/fonts/inter/Inter-SemiBold.otf"));
/// Faces of other scripts, by the letters that each has.
const SCRIPTS: [(u32, u32, Face); 4] = [
    (0x590, 0x5ff, ("hebrew.ttf", include_bytes!("../../../../assets/fonts/noto/NotoSansHebrew-Regular.ttf"))),
    (0x600, 0x6ff, ("arabic.ttf", include_bytes!("../../../../assets/fonts/noto/NotoSansArabic-Regular.ttf"))),
    (0x900, 0x97f, ("devanagari.ttf", include_bytes!("../../../../assets/fonts/noto/NotoSansDevanagari-Regular.ttf"))),
    (0xe00, 0xe7f, ("thai.ttf", include_bytes!("../../../../assets/fonts/noto/NotoSansThai-Regular.ttf"))),
];
/// Letters of a name that are shown.
const MOST_LETTERS: usize = 60;

/// Filters that draw, and the folder in which they are to run: the files that they name lie there.
pub(super) struct Drawing {
    pub filters: Vec<String>,
    pub folder: PathBuf,
    /// The file with the reviewer's name: what somebody typed is never part of a command.
    name: Option<PathBuf>,
}

impl Drop for Drawing {
    fn drop(&mut self) {
        if let Some(name) = &self.name
            && let Err(error) = std::fs::remove_file(name)
        {
            tracing::debug!(%error, "the name of a reviewer stays in the cache");
        }
    }
}

/// Names drawn by this process.
static NAMES: AtomicU64 = AtomicU64::new(0);

impl Drawing {
    /// What `burn` asks for over the picture of `cut`; `facts` of one that runs at a rate of its own.
    ///
    /// # Errors
    /// If the tool draws no text, the picture has not the cut's rate and timecode is wanted, or the cache cannot be written.
    pub fn of(
        cache: &Cache,
        tool: &Tool,
        cut: &Cut,
        facts: Option<&PictureFacts>,
        burn: &BurnIn,
    ) -> Result<Self, ProxyError> {
        let folder = cache.fonts();
        folders::make_private(&folder).map_err(|error| unwritable(&error))?;
        let mut drawing = Self { filters: Vec::new(), folder, name: None };
        if burn.is_empty() {
            return Ok(drawing);
        }
        if !tool.draws {
            return Err(ProxyError::NoText { tool: tool.path.clone() });
        }
        if burn.timecode {
            drawing.timecode(cut, facts)?;
        }
        if let Some(name) = burn.name.as_deref() {
            drawing.name(name)?;
        }
        Ok(drawing)
    }

    fn timecode(&mut self, cut: &Cut, facts: Option<&PictureFacts>) -> Result<(), ProxyError> {
        let other = facts
            .filter(|facts| !facts.varies && facts.frame_rate().is_some_and(|rate| rate.frame() != cut.rate.frame()));
        if let Some(facts) = other {
            let picture = facts.rate_name().unwrap_or_default();
            return Err(ProxyError::OtherRate { cut: cut.rate, picture });
        }
        let first = Timecode::from_frames(cut.start, cut.rate).to_string().replace(':', "\\:");
        let (over, under) = cut.rate.ratio();
        let face = self.face(TIMECODE_FACE)?;
        self.filters.push(format!(
            "drawtext=fontfile={face}:timecode='{first}':rate={over}/{under}:x=h/30:y=h-th-h/30:{STYLE}"
        ));
        Ok(())
    }

    fn name(&mut self, name: &str) -> Result<(), ProxyError> {
        let shown: String = name.nfc().filter(|letter| !letter.is_control()).take(MOST_LETTERS).collect();
        let of_script =
            |(from, to, _): &&(u32, u32, _)| shown.chars().any(|one| (*from..=*to).contains(&u32::from(one)));
        let face = self.face(SCRIPTS.iter().find(of_script).map_or(LATIN, |(_, _, face)| *face))?;
        let file = format!("{}{}.name", store::unfinished(), NAMES.fetch_add(1, Ordering::Relaxed));
        let path = self.folder.join(&file);
        crate::write_file(&path, shown.as_bytes(), true)
            .map_err(|error| ProxyError::Failed { reason: crate::sentence(&error).trim_end_matches('.').to_owned() })?;
        self.name = Some(path);
        self.filters
            .push(format!("drawtext=fontfile={face}:textfile={file}:expansion=none:x=w-tw-h/30:y=h-th-h/30:{STYLE}"));
        Ok(())
    }

    /// Puts a face where it can be read, and gives its name there.
    fn face(&self, (name, bytes): Face) -> Result<&'static str, ProxyError> {
        let path = self.folder.join(name);
        if path.metadata().ok().is_none_or(|found| found.len() != bytes.len() as u64) {
            crate::write_file(&path, bytes, true).map_err(|error| ProxyError::Failed {
                reason: crate::sentence(&error).trim_end_matches('.').to_owned(),
            })?;
        }
        Ok(name)
    }
}

/// Letters of a twenty-fourth of the picture's height, on a ground that leaves them readable over anything.
const STYLE: &str = "fontsize=h/24:fontcolor=white@0.9:box=1:boxcolor=black@0.55:boxborderw=8";

fn unwritable(error: &std::io::Error) -> ProxyError {
    ProxyError::io("the cache cannot be written", error)
}
