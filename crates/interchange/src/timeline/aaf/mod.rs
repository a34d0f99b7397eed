//! AAF: sequences of Media Composer, Resolve, Premiere and Pro Tools (AAF Object Specification 1.1, Low-Level Container
//! Specification 1.0.1, Edit Protocol). Sound and picture inside are left alone; what is read is who plays when.

mod container;
mod gain;
mod ids;
mod lay;
mod markers;
mod mobs;
mod names;
mod object;
mod segment;
mod sequence;
mod source;
mod speed;
mod storage;
#[cfg(test)]
mod tests_storage;

use crate::timeline::{Hints, Input, ReadError, Reader, Timeline};
use container::Container;
use ids::properties as p;
use mobs::Mobs;
use names::Names;
use storage::MAGIC;

/// The reader of AAF files.
pub(crate) const READER: Reader = Reader { id: "aaf", name: "AAF", endings: &["aaf"], sniff: is_aaf, read };

/// Why an AAF cannot be read.
#[derive(Debug, thiserror::Error)]
enum AafError {
    #[error("it is not an AAF")]
    NotAnAaf,
    #[error("its storage is damaged ({0})")]
    Storage(String),
    #[error("{0}")]
    Damaged(String),
    #[error("it has more than {0} objects")]
    TooManyObjects(usize),
    #[error("its objects own each other more than {0} deep")]
    TooDeep(usize),
    #[error("its properties take more than 512 MiB")]
    TooLarge,
    #[error("it holds clips but no sequence")]
    NoSequence,
    #[error("its sequences hold more clips than can be read")]
    TooManyClips,
}

/// Kinds of storage that only AAF files say they are, behind the first eight bytes (AAF Low-Level Container Specification, "file
/// kinds"): of sectors of 512 and of 4,096 bytes, as they are written down by the AAF SDK and by what is newer.
const KINDS: [[u8; 16]; 3] = [
    [0x41, 0x41, 0x46, 0x42, 0x0d, 0x00, 0x4f, 0x4d, 0x06, 0x0e, 0x2b, 0x34, 0x01, 0x01, 0x01, 0xff],
    [0x01, 0x02, 0x01, 0x0d, 0x00, 0x02, 0x00, 0x00, 0x06, 0x0e, 0x2b, 0x34, 0x03, 0x02, 0x01, 0x01],
    [0x01, 0x02, 0x01, 0x0d, 0x00, 0x01, 0x00, 0x00, 0x06, 0x0e, 0x2b, 0x34, 0x03, 0x02, 0x01, 0x01],
];

/// Word documents and old workbooks are such storages too: what an AAF has is a kind of its own, or a header.
fn is_aaf(input: &Input<'_>) -> bool {
    let has_kind = || input.bytes.get(8..24).is_some_and(|kind| KINDS.iter().any(|own| own == kind));
    input.bytes.get(..8) == Some(&MAGIC[..])
        && (has_kind()
            || Container::open(input.bytes)
                .and_then(|mut container| container.root())
                .is_ok_and(|root| root.value(p::ROOT_HEADER).is_some()))
}

fn read(input: &Input<'_>, hints: &Hints) -> Result<Timeline, ReadError> {
    read_bytes(input.bytes, hints).map_err(|error| match error {
        AafError::TooManyObjects(_) => ReadError::TooMuch("too many objects"),
        AafError::TooDeep(_) => ReadError::TooMuch("objects within objects"),
        AafError::TooLarge => ReadError::TooMuch("more than 512 MiB of properties"),
        AafError::TooManyClips => ReadError::TooMuch("too many clips"),
        AafError::NotAnAaf | AafError::Storage(_) | AafError::Damaged(_) | AafError::NoSequence => {
            ReadError::Damaged { format: "an AAF", reason: error.to_string() }
        }
    })
}

fn read_bytes(bytes: &[u8], hints: &Hints) -> Result<Timeline, AafError> {
    let mut container = Container::open(bytes)?;
    let root = container.root()?;
    let header =
        container.one(&root, p::ROOT_HEADER)?.ok_or_else(|| AafError::Damaged("it has no header".to_owned()))?;
    let names = Names::read(&mut container, &root, &header)?;
    let mobs = Mobs::read(&mut container, &header, &names)?;
    sequence::timeline_of(&mobs, &names, hints)
}
