//! The songs as files: 24-bit WAV, tagged twice (ID3v2 and RIFF INFO) so that any importer reads them.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use lofty::config::WriteOptions;
use lofty::id3::v2::Id3v2Tag;
use lofty::tag::{ItemKey, Tag, TagExt, TagType};

use crate::song::{Song, songs};
use crate::{Stereo, render};

/// Why a song could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The folder or file refuses the sound.
    #[error("cannot write {path}")]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// The sound stands, its tags do not.
    #[error("cannot write the tags of {path}: {reason}")]
    Tag {
        /// The file.
        path: PathBuf,
        /// What the tag library said.
        reason: String,
    },
}

/// Renders a song and writes it to `path` as a tagged 24-bit WAV, over any file of that name.
///
/// # Errors
/// [`WriteError::Write`] when the file cannot be written, [`WriteError::Tag`] when its tags cannot.
pub fn write_wav(song: &Song, path: &Path) -> Result<(), WriteError> {
    let sound = render(song);
    write_sound(&sound, path).map_err(|source| WriteError::Write { path: path.to_owned(), source })?;
    write_tags(song, path)
}

/// Writes all five songs into `folder` (made if missing), two or more at a time, and returns their paths in the order
/// of [`songs`]. `done` is called after each with the number of songs finished so far.
///
/// # Errors
/// The first [`WriteError`] met; songs already written stay.
pub fn write_season(folder: &Path, done: impl Fn(usize) + Sync) -> Result<Vec<PathBuf>, WriteError> {
    std::fs::create_dir_all(folder).map_err(|source| WriteError::Write { path: folder.to_owned(), source })?;
    let songs = songs();
    let paths: Vec<PathBuf> = songs.iter().map(|song| folder.join(song.file_name())).collect();
    let workers = thread::available_parallelism().map_or(2, usize::from).min(songs.len());
    let (next, finished) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let work = || -> Result<(), WriteError> {
        while let Some((song, path)) = {
            let index = next.fetch_add(1, Ordering::Relaxed);
            songs.get(index).zip(paths.get(index))
        } {
            write_wav(song, path)?;
            done(finished.fetch_add(1, Ordering::Relaxed) + 1);
        }
        Ok(())
    };
    thread::scope(|scope| {
        let hands: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        hands.into_iter().try_for_each(|hand| match hand.join() {
            Ok(result) => result,
            Err(panic) => std::panic::resume_unwind(panic),
        })
    })?;
    Ok(paths)
}

/// RIFF WAVE, PCM, two channels, 24 bits, little endian.
fn write_sound(sound: &Stereo, path: &Path) -> io::Result<()> {
    const CHANNELS: u16 = 2;
    const FRAME: u16 = CHANNELS * 3;
    let bytes = u32::try_from(sound.samples.len() * 3).map_err(io::Error::other)?;
    let mut file = BufWriter::new(File::create(path)?);
    file.write_all(b"RIFF")?;
    file.write_all(&(36 + bytes).to_le_bytes())?;
    file.write_all(b"WAVEfmt ")?;
    file.write_all(&16_u32.to_le_bytes())?;
    file.write_all(&1_u16.to_le_bytes())?;
    file.write_all(&CHANNELS.to_le_bytes())?;
    file.write_all(&sound.sample_rate.to_le_bytes())?;
    file.write_all(&(sound.sample_rate * u32::from(FRAME)).to_le_bytes())?;
    file.write_all(&FRAME.to_le_bytes())?;
    file.write_all(&24_u16.to_le_bytes())?;
    file.write_all(b"data")?;
    file.write_all(&bytes.to_le_bytes())?;
    for sample in &sound.samples {
        let value = (f64::from(*sample) * 8_388_607.0).round().clamp(-8_388_608.0, 8_388_607.0) as i32;
        file.write_all(&value.to_le_bytes()[..3])?;
    }
    file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
}

fn write_tags(song: &Song, path: &Path) -> Result<(), WriteError> {
    let bpm = song.bpm_milli / 1000;
    let fields = [
        (ItemKey::TrackTitle, song.title.to_owned()),
        (ItemKey::TrackArtist, song.artist.to_owned()),
        (ItemKey::AlbumTitle, song.album.to_owned()),
        (ItemKey::TrackNumber, song.track_number.to_string()),
        (ItemKey::Composer, song.composer.to_owned()),
        (ItemKey::Publisher, song.publisher.to_owned()),
        (ItemKey::Isrc, song.isrc.to_owned()),
        (ItemKey::IntegerBpm, bpm.to_string()),
        (ItemKey::InitialKey, song.key.to_owned()),
        (ItemKey::Mood, song.moods.join("; ")),
        (ItemKey::Genre, song.genre.to_owned()),
        (ItemKey::Comment, song.comment.to_owned()),
        (ItemKey::RecordingDate, song.year.to_string()),
    ];
    let told =
        |error: lofty::error::FileEncodingError| WriteError::Tag { path: path.to_owned(), reason: error.to_string() };
    let tag = |kind: TagType| {
        let mut tag = Tag::new(kind);
        for (key, text) in &fields {
            tag.insert_text(*key, text.clone());
        }
        if let Some(lyricist) = song.lyricist {
            tag.insert_text(ItemKey::Lyricist, lyricist.to_owned());
        }
        tag
    };
    tag(TagType::RiffInfo).save_to_path(path, WriteOptions::default()).map_err(told)?;
    let mut id3 = Id3v2Tag::from(tag(TagType::Id3v2));
    // ID3v2 has one frame for publishers and none for labels: the label takes the usual user frame.
    id3.insert_user_text("LABEL".to_owned(), song.label.to_owned());
    id3.save_to_path(path, WriteOptions::default()).map_err(told)
}
