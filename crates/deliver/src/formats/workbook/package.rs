//! The zip around a workbook: its parts read, some of them replaced, all others copied as they are.

use std::io::{Cursor, Read, Write};

use quick_xml::events::Event;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::xml::{attribute, each};
use crate::error::TemplateError;

/// What a part may be unpacked to: templates have a few hundred kilobytes, and a small file can claim gigabytes.
const MOST_BYTES: u64 = 64 << 20;

/// How files of OLE begin: old Excel's, and Office documents under a password.
const COMPOUND_FILE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// A workbook's parts.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// The names of its parts, by their index.
    names: Vec<String>,
}

/// Another part that a part refers to.
pub(super) struct Relation {
    pub(super) id: String,
    pub(super) target: String,
}

impl<'a> Package<'a> {
    /// Opens the bytes of a workbook.
    ///
    /// # Errors
    /// If they are no workbook, or one that is not filled: old, under a password, with macros.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, TemplateError> {
        if bytes.starts_with(COMPOUND_FILE) {
            // The directory of a compound file names its streams in UTF-16.
            let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
            let encrypted = bytes.windows(name.len()).any(|window| window == name);
            return Err(if encrypted { TemplateError::Encrypted } else { TemplateError::OldExcel });
        }
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| TemplateError::NotAWorkbook)?;
        let mut names = Vec::with_capacity(archive.len());
        for index in 0..archive.len() {
            let part = archive.by_index_raw(index).map_err(|_| TemplateError::NotAWorkbook)?;
            if part.encrypted() {
                return Err(TemplateError::Encrypted);
            }
            names.push(part.name().map_err(|_| TemplateError::NotAWorkbook)?.into_owned());
        }
        if names.iter().any(|name| name == "mimetype") {
            return Err(TemplateError::OpenDocument);
        }
        if !names.iter().any(|name| name == "[Content_Types].xml") {
            return Err(TemplateError::NotAWorkbook);
        }
        let mut package = Self { archive, names };
        let types = package.text("[Content_Types].xml")?;
        let macros = package.names.iter().any(|name| name.to_lowercase().ends_with("vbaproject.bin"));
        if macros || types.contains("macroEnabled") {
            return Err(TemplateError::Macros);
        }
        Ok(package)
    }

    /// A part that has to be there, as text.
    pub(super) fn text(&mut self, part: &str) -> Result<String, TemplateError> {
        let damaged = |reason: String| TemplateError::Damaged { part: part.to_owned(), reason };
        self.find(part)?.ok_or_else(|| damaged("it is missing".into()))
    }

    /// A part as text, or nothing if there is none.
    pub(super) fn find(&mut self, part: &str) -> Result<Option<String>, TemplateError> {
        let damaged = |reason: String| TemplateError::Damaged { part: part.to_owned(), reason };
        let Some(index) = self.index(part) else { return Ok(None) };
        let file = self.archive.by_index(index).map_err(|error| damaged(error.to_string()))?;
        let mut bytes = Vec::new();
        file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|error| damaged(error.to_string()))?;
        if bytes.len() as u64 > MOST_BYTES {
            return Err(damaged("it is larger than any template's".into()));
        }
        String::from_utf8(bytes).map(Some).map_err(|_| damaged("it is not written in UTF-8".into()))
    }

    fn index(&self, part: &str) -> Option<usize> {
        // Names of parts are compared without case (ECMA-376 part 2, 6.2.2.3).
        self.names.iter().position(|name| name.eq_ignore_ascii_case(part))
    }

    /// What `part` refers to.
    pub(super) fn relations(&mut self, part: &str) -> Result<Vec<Relation>, TemplateError> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let file = if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") };
        let Some(xml) = self.find(&file)? else { return Ok(Vec::new()) };
        let mut relations = Vec::new();
        let read = each(&xml, |event, _| {
            let (Event::Start(element) | Event::Empty(element)) = event else { return };
            if element.local_name().as_ref() != "Relationship" {
                return;
            }
            if let (Some(id), Some(target)) = (attribute(element, "Id"), attribute(element, "Target")) {
                relations.push(Relation { id, target: resolved(folder, &target) });
            }
        });
        read.map_err(|reason| TemplateError::Damaged { part: file, reason })?;
        Ok(relations)
    }

    /// The workbook again, with the text of some parts replaced and every other part as it was.
    pub(super) fn rewritten(mut self, parts: &[(&str, String)]) -> Result<Vec<u8>, TemplateError> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (index, name) in self.names.iter().enumerate() {
            let damaged = |error: zip::result::ZipError| TemplateError::Damaged {
                part: "the archive".into(),
                reason: error.to_string(),
            };
            let file = self.archive.by_index_raw(index).map_err(damaged)?;
            let replaced = parts.iter().find(|(part, _)| name.eq_ignore_ascii_case(part));
            let Some((_, text)) = replaced else {
                writer.raw_copy_file(file).map_err(damaged)?;
                continue;
            };
            let mut options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
            if let Some(modified) = file.last_modified() {
                options = options.last_modified_time(modified);
            }
            writer.start_file(name.as_str(), options).map_err(damaged)?;
            writer.write_all(text.as_bytes()).map_err(|error| damaged(error.into()))?;
        }
        let whole = writer
            .finish()
            .map_err(|error| TemplateError::Damaged { part: "the archive".into(), reason: error.to_string() })?;
        Ok(whole.into_inner())
    }
}

/// A relation's target as the name of a part: relative to the folder, or from the root.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            ".." => drop(path.pop()),
            "." | "" => {}
            step => path.push(step),
        }
    }
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn targets_are_found_from_their_folder_or_the_root() {
        assert_eq!(resolved("xl/worksheets", "../tables/table1.xml"), "xl/tables/table1.xml");
        assert_eq!(resolved("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolved("xl", "/xl/worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
    }
}
