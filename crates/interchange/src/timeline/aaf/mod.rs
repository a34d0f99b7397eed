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

use crate::timeline::{Hints, Input, ReadError, Reader, Timeline};
use container::{Container, MAGIC};
use ids::properties as p;
use mobs::Mobs;
use names::Names;

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

/// Word documents and old workbooks are such storages too: what an AAF has is a header of its own kind.
fn is_aaf(input: &Input<'_>) -> bool {
    input.bytes.get(..8) == Some(&MAGIC[..])
        && Container::open(input.bytes)
            .and_then(|mut container| container.root())
            .is_ok_and(|root| root.value(p::ROOT_HEADER).is_some())
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
