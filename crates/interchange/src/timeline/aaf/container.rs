//! The structured storage that an AAF is kept in: which object lies in which folder, and the bytes of its properties.
//!
//! AAF Low-Level Container Specification 1.0.1. An object is a storage; its stream `properties` holds a table of
//! properties and their values. Objects that it owns are storages beside that stream, found by the name that a property
//! gives; those that are owned in number have an index beside them.

use std::io::{Cursor, Read};

use cfb::CompoundFile;

use super::AafError;
use super::object::{Form, Object};

/// No stream of properties is longer; what is longer is sound or picture, which nobody asks for.
const LONGEST_STREAM: u64 = 16 << 20;
/// All streams together that are read of one file.
const MOST_BYTES: u64 = 512 << 20;
/// Objects that are read of one file: an hour of television has some ten thousand.
const MOST_OBJECTS: usize = 1_000_000;
/// How deep objects may own each other: a clip under effects under nests has some twenty.
pub(super) const DEEPEST: usize = 120;

/// The first eight bytes of every structured storage.
pub(super) const MAGIC: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// An opened AAF.
pub(super) struct Container<'a> {
    file: CompoundFile<Cursor<&'a [u8]>>,
    bytes_left: u64,
    objects_left: usize,
}

impl<'a> Container<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, AafError> {
        if bytes.get(..8) != Some(&MAGIC[..]) {
            return Err(AafError::NotAnAaf);
        }
        let file = CompoundFile::open(Cursor::new(bytes)).map_err(|error| AafError::Storage(error.to_string()))?;
        Ok(Self { file, bytes_left: MOST_BYTES, objects_left: MOST_OBJECTS })
    }

    /// The object that owns all others: it holds the header and the dictionary of meanings.
    pub(super) fn root(&mut self) -> Result<Object, AafError> {
        self.object("")
    }

    fn object(&mut self, path: &str) -> Result<Object, AafError> {
        self.objects_left = self.objects_left.checked_sub(1).ok_or(AafError::TooManyObjects(MOST_OBJECTS))?;
        if path.bytes().filter(|letter| *letter == b'/').count() > DEEPEST {
            return Err(AafError::TooDeep(DEEPEST));
        }
        let class = self.file.entry(folder(path)).map_err(|_| missing(path))?.clsid().as_u128();
        let bytes = self.stream(&format!("{path}/properties"))?;
        Object::read(path.to_owned(), class, bytes)
    }

    fn stream(&mut self, path: &str) -> Result<Vec<u8>, AafError> {
        let mut stream = self.file.open_stream(path).map_err(|_| missing(path))?;
        let length = stream.len();
        if length > LONGEST_STREAM {
            return Err(AafError::Damaged(format!("{path} is {length} bytes long")));
        }
        self.bytes_left = self.bytes_left.checked_sub(length).ok_or(AafError::TooLarge)?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).map_err(|error| AafError::Damaged(format!("{path}: {error}")))?;
        Ok(bytes)
    }

    /// The one object that property `id` of `owner` holds.
    pub(super) fn one(&mut self, owner: &Object, id: u16) -> Result<Option<Object>, AafError> {
        match owner.name_of(id, Form::One) {
            Some(name) => self.object(&format!("{}/{name}", owner.path)).map(Some),
            None => Ok(None),
        }
    }

    /// Where the objects of property `id` of `owner` are, in their order. One by one, so that a file of thousands of
    /// them is never in memory at once.
    pub(super) fn many(&mut self, owner: &Object, id: u16) -> Result<Vec<String>, AafError> {
        Ok(self.keyed(owner, id)?.into_iter().map(|(_, path)| path).collect())
    }

    /// The same, each with the key that it has in a set.
    pub(super) fn keyed(&mut self, owner: &Object, id: u16) -> Result<Vec<(u128, String)>, AafError> {
        let (name, set) = match (owner.name_of(id, Form::Vector), owner.name_of(id, Form::Set)) {
            (Some(name), _) => (name, false),
            (None, Some(name)) => (name, true),
            (None, None) => return Ok(Vec::new()),
        };
        let index = self.stream(&format!("{}/{name} index", owner.path))?;
        let keys = owner.index(&index, set).ok_or_else(|| missing(&name))?;
        Ok(keys.into_iter().map(|(local, key)| (key, format!("{}/{name}{{{local:x}}}", owner.path))).collect())
    }

    /// The object at one of the places that [`many`](Self::many) names.
    pub(super) fn at(&mut self, path: &str) -> Result<Object, AafError> {
        self.object(path)
    }
}

fn folder(path: &str) -> &str {
    if path.is_empty() { "/" } else { path }
}

fn missing(path: &str) -> AafError {
    AafError::Damaged(format!("{} is missing", if path.is_empty() { "the root" } else { path }))
}
