//! Writing a package: its page and media into one file, or beside each other into a folder, and the word in the document that it left.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File};
use std::io::{self, BufWriter, Read as _, Write};
use std::path::{Path, PathBuf};

use model::Package;
use playback::BounceError;
use review::{Index, MediaId, write_beside, write_inside};

use super::mixes::{Mix, Sounds};
use super::page::Names;
use super::picture::Leaving;
use crate::files::unwritable;
use crate::jobs::Job;
use crate::unfinished::{Unfinished, UnfinishedFolder};
use crate::{Studio, StudioError};

/// Bytes between two words about how far it is.
pub(super) const STEP: u64 = 3 << 20;

/// Writes a package.
pub(super) struct Writer<'a> {
    pub job: &'a Job,
    pub index: &'a Index,
    pub media: &'a BTreeMap<MediaId, PathBuf>,
    pub picture: Option<&'a Leaving>,
}

impl Writer<'_> {
    /// One file; its bytes.
    pub fn file(&self, studio: &Studio, path: &Path, record: impl FnOnce(u64) -> Package) -> Result<u64, StudioError> {
        let attempt = || -> io::Result<(Unfinished, u64)> {
            let mut draft = Unfinished::beside(path)?;
            let mut out = Counted { out: BufWriter::new(draft.file()), bytes: 0 };
            out.write_all(self.index.before.as_bytes())?;
            for (id, from) in self.media {
                write_inside(&mut out, id, &mut File::open(from)?, &mut self.telling())?;
            }
            if let Some(picture) = self.picture {
                let id = MediaId(PICTURE.to_owned());
                write_inside(&mut out, &id, &mut File::open(&picture.path)?, &mut self.telling())?;
            }
            out.write_all(self.index.after.as_bytes())?;
            out.flush()?;
            let bytes = out.bytes;
            drop(out);
            Ok((draft, bytes))
        };
        let (draft, bytes) = attempt().map_err(|error| self.failed(path, &error))?;
        self.keep(studio, path, record(bytes), || draft.publish(path))?;
        Ok(bytes)
    }

    /// A new folder; the bytes of all that is in it.
    pub fn folder(
        &self,
        studio: &Studio,
        path: &Path,
        record: impl FnOnce(u64) -> Package,
    ) -> Result<u64, StudioError> {
        let attempt = || -> io::Result<(UnfinishedFolder, u64)> {
            let draft = UnfinishedFolder::beside(path)?;
            let mut bytes = 0;
            let mut write = |name: &Path, work: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>| {
                let mut out = Counted { out: BufWriter::new(File::create_new(draft.path().join(name))?), bytes: 0 };
                work(&mut out)?;
                out.flush()?;
                out.out.get_ref().sync_all()?;
                bytes += out.bytes;
                Ok::<_, io::Error>(())
            };
            write(Path::new("index.html"), &mut |out| {
                out.write_all(self.index.before.as_bytes())?;
                out.write_all(self.index.after.as_bytes())
            })?;
            fs::create_dir(draft.path().join(SOUND))?;
            for (id, from) in self.media {
                let name = Path::new(SOUND).join(format!("{}.js", id.0));
                write(&name, &mut |out| write_beside(out, id, &mut File::open(from)?, &mut self.telling()))?;
            }
            if let Some(picture) = self.picture {
                write(Path::new(picture_file(picture.kind)), &mut |out| {
                    copy(&mut File::open(&picture.path)?, out, &mut self.telling())
                })?;
            }
            Ok((draft, bytes))
        };
        let (draft, bytes) = attempt().map_err(|error| self.failed(path, &error))?;
        self.keep(studio, path, record(bytes), || draft.publish(path))?;
        Ok(bytes)
    }

    /// Writes down that it left, and lets it: one without the other is neither.
    fn keep(
        &self,
        studio: &Studio,
        path: &Path,
        package: Package,
        publish: impl FnOnce() -> io::Result<()>,
    ) -> Result<(), StudioError> {
        studio.document().put_package(&package)?;
        publish().map_err(|error| {
            if let Err(error) = studio.document().forget_package(package.id) {
                tracing::warn!(%error, "a package that never was stays written down");
            }
            self.failed(path, &error)
        })
    }

    fn telling(&self) -> impl FnMut(usize) -> io::Result<()> {
        |bytes| {
            let steps = bytes.div_ceil(usize::try_from(STEP).unwrap_or(1));
            self.job.update(|view| view.done = (view.done + steps).min(view.total));
            // Read again where it is said to be too late: the kind is ours alone here.
            if self.job.is_cancelled() { Err(io::ErrorKind::Interrupted.into()) } else { Ok(()) }
        }
    }

    fn failed(&self, path: &Path, error: &io::Error) -> StudioError {
        if self.job.is_cancelled() { BounceError::Cancelled.into() } else { unwritable(path, error) }
    }
}

/// What the picture is called inside.
const PICTURE: &str = "picture";
/// The folder of sound.
const SOUND: &str = "sound";

fn picture_file(kind: &str) -> &'static str {
    if kind == "video/webm" { "picture.webm" } else { "picture.mp4" }
}

fn copy(from: &mut File, out: &mut dyn Write, tell: &mut dyn FnMut(usize) -> io::Result<()>) -> io::Result<()> {
    loop {
        let bytes = io::copy(&mut from.take(STEP), out)?;
        if bytes == 0 {
            return Ok(());
        }
        tell(usize::try_from(bytes).unwrap_or(0))?;
    }
}

/// Counts what is written.
struct Counted<W> {
    out: W,
    bytes: u64,
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// What media are called in a package: numbers, which say nothing of what they are.
pub(super) struct Numbered(HashMap<String, usize>);

impl Numbered {
    /// Numbers for these.
    pub fn of(sounds: &Sounds) -> Self {
        let mut keys: Vec<&str> = sounds.all().map(|mix| mix.key.as_str()).collect();
        keys.sort_unstable();
        keys.dedup();
        Self(keys.into_iter().zip(1..).map(|(key, number)| (key.to_owned(), number)).collect())
    }

    fn number(&self, mix: &Mix) -> usize {
        self.0.get(&mix.key).copied().unwrap_or(0)
    }
}

impl Names for Numbered {
    fn picture(&self, _path: &str) -> MediaId {
        MediaId(PICTURE.to_owned())
    }

    fn opus(&self, mix: &Mix) -> MediaId {
        MediaId(format!("mix-{}", self.number(mix)))
    }

    fn wav(&self, mix: &Mix) -> MediaId {
        MediaId(format!("wav-{}", self.number(mix)))
    }
}
