//! All that one job can see: its template, its data, its fonts.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::{DATA_PATH, Fonts, Template, TypesetError};

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// The world of one document.
pub(crate) struct OneJob<'a> {
    main: Source,
    files: HashMap<FileId, Bytes>,
    fonts: &'a Fonts,
}

impl<'a> OneJob<'a> {
    pub(crate) fn new(template: &Template<'_>, data: Vec<u8>, fonts: &'a Fonts) -> Result<Self, TypesetError> {
        let main = Source::new(file_id(template.path)?, template.source.to_owned());
        let mut files = HashMap::new();
        for (path, bytes) in template.files {
            files.insert(file_id(path)?, Bytes::new(bytes.to_vec()));
        }
        files.insert(main.id(), Bytes::from_string(template.source.to_owned()));
        files.insert(file_id(DATA_PATH)?, Bytes::new(data));
        Ok(Self { main, files, fonts })
    }
}

fn file_id(path: &str) -> Result<FileId, TypesetError> {
    let unusable = || TypesetError::Path { path: path.to_owned() };
    let virtual_path = VirtualPath::new(path).map_err(|_| unusable())?;
    if virtual_path.file_name().is_none() {
        return Err(unusable());
    }
    Ok(FileId::new(RootedPath::new(VirtualRoot::Project, virtual_path)))
}

impl World for OneJob<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            return Ok(self.main.clone());
        }
        let text = String::from_utf8(self.file(id)?.to_vec()).map_err(|_| FileError::InvalidUtf8)?;
        Ok(Source::new(id, text))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let missing = || FileError::NotFound(PathBuf::from(id.vpath().get_without_slash()));
        self.files.get(&id).cloned().ok_or_else(missing)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.faces.get(index).cloned()
    }

    // A document that shows the day it was printed would differ from itself tomorrow; dates come with the data.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
