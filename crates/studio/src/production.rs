//! The files of production sound: which sound of them is meant, what names it, how long it is.

use std::path::Path;

use media::AudioReader;
use model::ProductionSound;
use timebase::Flicks;

use crate::fingerprint;

/// Which of several sounds of its file one is.
pub(crate) fn stream_of(sound: &ProductionSound) -> Option<usize> {
    sound.stream.and_then(|stream| usize::try_from(stream).ok())
}

/// Names what is in a production sound: its file, by size and samples of its bytes, and which of its sounds. `None` where the
/// file is not there.
pub(crate) fn key_of(sound: &ProductionSound) -> Option<String> {
    let file = fingerprint::of(Path::new(&sound.path)).ok()?;
    let said = format!("needledrop production sound 1 {file} {:?}", sound.stream);
    Some(blake3::hash(said.as_bytes()).to_hex().to_string())
}

/// How long a production sound is, where its file says so.
pub(crate) fn length_of(sound: &ProductionSound) -> Option<Flicks> {
    let reader = AudioReader::open_stream(Path::new(&sound.path), stream_of(sound)).ok()?;
    Some(reader.sample_rate().flicks(reader.frames()?))
}
