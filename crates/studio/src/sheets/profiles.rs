//! Profiles of cue sheets: ours, the user's own, and the files they are shared as.

use std::path::Path;

use deliver::profile::{DEFAULT_PROFILE, Profile, built_in, cue_list};
use serde::Serialize;
use store::{Rows, StoreError};
use ts_rs::TS;

use crate::edits::{EditRequest, FilingEdit};
use crate::error::StudioError;
use crate::{Studio, check_output, read_text, write_file};

/// A profile is a page of text; whatever is larger is something else, bytes.
const MOST_BYTES: u64 = 1 << 20;

/// A profile in the list of profiles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProfileSummary {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether it is the user's own.
    pub own: bool,
    /// Whether it knows the cells of a workbook that can be filled.
    pub fills_workbook: bool,
}

impl Studio {
    /// The profiles there are: ours, then the user's own.
    ///
    /// # Errors
    /// If the document cannot be read.
    pub fn profiles(&self) -> Result<Vec<ProfileSummary>, StudioError> {
        let summary = |profile: &Profile, own| ProfileSummary {
            id: profile.id.clone(),
            name: profile.name.clone(),
            own,
            fills_workbook: !profile.workbooks.is_empty(),
        };
        let mut list: Vec<ProfileSummary> = built_in().iter().map(|profile| summary(profile, false)).collect();
        list.extend(own_profiles(self.document().rows())?.iter().map(|profile| summary(profile, true)));
        Ok(list)
    }

    /// A profile by its id; an empty id means the usual one.
    ///
    /// # Errors
    /// If there is none of that id, or the document cannot be read.
    pub fn profile(&self, id: &str) -> Result<Profile, StudioError> {
        let id = if id.is_empty() { DEFAULT_PROFILE } else { id };
        let own = own_profiles(self.document().rows())?;
        let found = built_in().iter().chain(cue_list()).chain(&own).find(|profile| profile.id == id).cloned();
        found.ok_or_else(|| {
            let known: Vec<&str> = built_in().iter().chain(&own).map(|profile| profile.id.as_str()).collect();
            StudioError::NoProfile { id: id.to_owned(), known: known.join(", ") }
        })
    }

    /// Brings in the profile of a file, in the place of one of the same id, as one step of undo; its id.
    ///
    /// # Errors
    /// If the file cannot be read, is not a profile, or has the id of one of ours.
    pub fn import_profile(&self, path: &Path) -> Result<String, StudioError> {
        let definition = read_text(path, MOST_BYTES)?;
        let id = Profile::parse(&definition)
            .map_err(|error| StudioError::Unreadable { path: path.to_owned(), reason: error.to_string() })?
            .id;
        self.edit(&EditRequest {
            edits: vec![FilingEdit::SaveProfile { definition }.into()],
            label: None,
            merge_key: None,
        })?;
        Ok(id)
    }

    /// Writes a profile to a file, for somebody else's show.
    ///
    /// # Errors
    /// If there is no such profile, or the file cannot be written.
    pub fn export_profile(&self, id: &str, path: &Path, replace: bool) -> Result<(), StudioError> {
        let text = self.profile(id)?.write()?;
        check_output(self, path, replace)?;
        write_file(path, text.as_bytes(), replace)
    }
}

fn own_profiles(rows: &Rows) -> Result<Vec<Profile>, StoreError> {
    // One that an edit let in can be read; what a newer program wrote into it is left out.
    Ok(rows.profiles()?.iter().filter_map(|text| Profile::parse(text).ok()).collect())
}
