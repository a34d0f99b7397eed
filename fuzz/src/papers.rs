//! Profiles, templates, logos, workbooks, edits and shows.

use std::sync::LazyLock;

use deliver::Dress;
use deliver::profile::{Profile, built_in};
use deliver::sheet::{Sheet, SheetFacts};

#[path = "../../crates/deliver/tests/common/sheets.rs"]
mod sheets;

/// A profile is read, written, and read again the same.
pub fn profile(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(profile) = Profile::parse(text)
        && let Ok(written) = profile.write()
    {
        assert!(Profile::parse(&written).is_ok(), "what was written is not read");
    }
}

/// The wording of a letter.
pub fn letter(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = deliver::letters::try_template(deliver::letters::Paper::QuoteRequest, text);
    }
}

/// The look of a cue sheet.
pub fn sheet_template(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = deliver::try_sheet_template(text);
    }
}

/// A logo, drawn.
pub fn logo(bytes: &[u8]) {
    if let Ok(logo) = deliver::letters::logo(bytes) {
        let _ = deliver::letters::picture(&logo);
    }
}

/// A society's workbook, filled with a sheet.
pub fn workbook(bytes: &[u8]) {
    static FILED: LazyLock<(SheetFacts, &Profile, Sheet)> = LazyLock::new(|| {
        let facts = sheets::flawless();
        let profile = built_in().iter().find(|profile| profile.id == "rapidcue").expect("it came with the program");
        let sheet = deliver::sheet::sheet(&facts, profile);
        (facts, profile, sheet)
    });
    let (facts, profile, sheet) = &*FILED;
    let _ = deliver::fill_workbook(bytes, sheet, facts, profile, &Dress::default());
}

/// Edits are read or refused, and written as they are read.
pub fn edits(bytes: &[u8]) {
    if let Ok(edit) = serde_json::from_slice::<studio::edits::Edit>(bytes) {
        let written = serde_json::to_string(&edit).expect("written");
        assert_eq!(serde_json::from_str::<studio::edits::Edit>(&written).ok(), Some(edit));
    }
}

/// A document of these bytes is opened and looked at.
pub fn show(bytes: &[u8]) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("a.needledrop");
    std::fs::write(&path, bytes).expect("written");
    if let Ok(studio) = studio::Studio::open(&path) {
        let _ = studio.find_tracks(&studio::views::LibraryQuery::default());
        let _ = studio.close();
    }
}
