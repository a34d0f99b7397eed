//! The structured storage that an AAF is kept in: which object lies in which folder, and the bytes of its properties.
//!
//! AAF Low-Level Container Specification 1.0.1. An object is a storage; its stream `properties` holds a table of
//! properties and their values. Objects that it owns are storages beside that stream, found by the name that a property
//! gives; those that are owned in number have an index beside them.

use std::rc::Rc;

use super::AafError;
use super::object::{Form, Object};
use super::storage::{ROOT, Storage};

/// No stream of properties is longer; what is longer is sound or picture, which nobody asks for.
const LONGEST_STREAM: u64 = 16 << 20;
/// All streams together that are read of one file.
const MOST_BYTES: u64 = 512 << 20;
/// Objects that are read of one file: an hour of television has some ten thousand.
const MOST_OBJECTS: usize = 1_000_000;
/// How deep objects may own each other: a clip under effects under nests has some twenty.
pub(super) const DEEPEST: usize = 120;

/// Where an object lies: in which folder, and under what name.
pub(super) struct Place {
    folder: u32,
    /// The path of that folder, for what is said of a damaged file.
    above: Rc<str>,
    name: String,
}

/// An opened AAF.
pub(super) struct Container<'a> {
    storage: Storage<'a>,
    bytes_left: u64,
    objects_left: usize,
}

impl<'a> Container<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, AafError> {
        Ok(Self { storage: Storage::open(bytes)?, bytes_left: MOST_BYTES, objects_left: MOST_OBJECTS })
    }

    /// The object that owns all others: it holds the header and the dictionary of meanings.
    pub(super) fn root(&mut self) -> Result<Object, AafError> {
        self.object(ROOT, "".into())
    }

    fn object(&mut self, folder: u32, path: Rc<str>) -> Result<Object, AafError> {
        self.objects_left = self.objects_left.checked_sub(1).ok_or(AafError::TooManyObjects(MOST_OBJECTS))?;
        if path.bytes().filter(|letter| *letter == b'/').count() > DEEPEST {
            return Err(AafError::TooDeep(DEEPEST));
        }
        let class = self.storage.class(folder).ok_or_else(|| missing(&path))?;
        let bytes = self.stream(folder, &path, "properties")?;
        Object::read(folder, path, class, bytes)
    }

    fn stream(&mut self, folder: u32, path: &str, name: &str) -> Result<Vec<u8>, AafError> {
        let lost = || missing(&format!("{path}/{name}"));
        let stream = self.storage.child(folder, name).ok_or_else(lost)?;
        let length = self.storage.length(stream).ok_or_else(lost)?;
        if length > LONGEST_STREAM {
            return Err(AafError::Damaged(format!("{path}/{name} is {length} bytes long")));
        }
        self.bytes_left = self.bytes_left.checked_sub(length).ok_or(AafError::TooLarge)?;
        self.storage.read(stream).ok_or_else(|| AafError::Damaged(format!("{path}/{name} is cut off")))
    }

    /// The one object that property `id` of `owner` holds.
    pub(super) fn one(&mut self, owner: &Object, id: u16) -> Result<Option<Object>, AafError> {
        match owner.name_of(id, Form::One) {
            Some(name) => self.at(&Place { folder: owner.folder, above: Rc::clone(&owner.path), name }).map(Some),
            None => Ok(None),
        }
    }

    /// Where the objects of property `id` of `owner` are, in their order. One by one, so that a file of thousands of
    /// them is never in memory at once.
    pub(super) fn many(&mut self, owner: &Object, id: u16) -> Result<Vec<Place>, AafError> {
        Ok(self.keyed(owner, id)?.into_iter().map(|(_, place)| place).collect())
    }

    /// The same, each with the key that it has in a set.
    pub(super) fn keyed(&mut self, owner: &Object, id: u16) -> Result<Vec<(u128, Place)>, AafError> {
        let (name, set) = match (owner.name_of(id, Form::Vector), owner.name_of(id, Form::Set)) {
            (Some(name), _) => (name, false),
            (None, Some(name)) => (name, true),
            (None, None) => return Ok(Vec::new()),
        };
        let index = self.stream(owner.folder, &owner.path, &format!("{name} index"))?;
        let keys = owner.index(&index, set).ok_or_else(|| missing(&name))?;
        let place = |local: u32| Place {
            folder: owner.folder,
            above: Rc::clone(&owner.path),
            name: format!("{name}{{{local:x}}}"),
        };
        Ok(keys.into_iter().map(|(local, key)| (key, place(local))).collect())
    }

    /// The object at one of the places that [`many`](Self::many) names.
    pub(super) fn at(&mut self, place: &Place) -> Result<Object, AafError> {
        let path: Rc<str> = format!("{}/{}", place.above, place.name).into();
        let folder = self.storage.child(place.folder, &place.name).ok_or_else(|| missing(&path))?;
        self.object(folder, path)
    }
}

fn missing(path: &str) -> AafError {
    AafError::Damaged(format!("{} is missing", if path.is_empty() { "the root" } else { path }))
}
