//! What changed since a sheet was filed, as a document of its own: for whoever holds the filed one and has to mend it.

use rust_xlsxwriter::{Format as Look, Worksheet};
use serde::Serialize;
use serde_json::json;
use typeset::Template;

use super::csv::{table, text};
use super::pdf::typeset;
use super::xlsx::{A4, HEADING_HEIGHT, LONGEST_CELL, Looks, cut_to, lines_needed, new_workbook, row_height};
use crate::printable::{looks_like_a_formula, printable};

use crate::{DeliverError, SheetChange};

const TEMPLATE: Template<'_> =
    Template { path: "changes.typ", source: include_str!("../../templates/changes.typ"), files: &[] };

/// What changed since a sheet was filed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Changes {
    /// The series' title.
    pub show: String,
    /// The episode as on air: `1x04`.
    pub episode: String,
    /// The episode's title.
    pub title: String,
    /// The cut that the sheet of now is of.
    pub cut: String,
    /// The profile's id.
    pub profile: String,
    /// The profile's name.
    pub profile_name: String,
    /// The sheet that was filed.
    pub filed: Filed,
    /// What changed since, the header first. At least one thing.
    pub changes: Vec<SheetChange>,
    /// Whether the sheet of now was filed too; if not, this is a draft.
    pub is_final: bool,
}

/// A sheet that was filed, as the ledger knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Filed {
    /// When, ISO 8601 in UTC.
    pub issued_at: String,
    /// To whom; empty where nobody said.
    pub recipient: String,
    /// The cut it was of.
    pub cut: String,
    /// The file's name.
    pub file_name: String,
    /// BLAKE3 of its bytes, in hexadecimal.
    pub hash: String,
    /// How many sheets were filed before it.
    pub revision: u32,
}

impl Changes {
    /// The facts above the table.
    fn facts(&self) -> [(&'static str, String); 8] {
        let filed = &self.filed;
        let kind = if filed.revision == 0 { "original".to_owned() } else { format!("revision {}", filed.revision) };
        [
            ("Series", self.show.clone()),
            ("Episode", [&self.episode, &self.title].map(String::as_str).join(" ").trim().to_owned()),
            ("Cut", self.cut.clone()),
            ("Form", self.profile_name.clone()),
            ("Filed", format!("{} ({kind}, {})", self.filed_day(), filed.cut)),
            ("To", filed.recipient.clone()),
            ("File", filed.file_name.clone()),
            ("BLAKE3", filed.hash.clone()),
        ]
    }

    fn filed_day(&self) -> String {
        crate::sheet::written_day(self.filed.issued_at.get(..10).unwrap_or(&self.filed.issued_at))
    }
}

/// For programs.
pub(super) fn json(changes: &Changes) -> Result<Vec<u8>, DeliverError> {
    let document = json!({ "format": "needledrop-cue-sheet-changes", "version": 1, "changes": changes });
    let mut bytes = serde_json::to_vec_pretty(&document)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// One line a change; the filed sheet's facts stand on each, since a table has no place beside its lines.
pub(super) fn csv(changes: &Changes) -> Result<Vec<u8>, DeliverError> {
    let headings = ["Cue", "Change", "Field", "Before", "After", "Filed at", "Filed to", "BLAKE3"].map(str::to_owned);
    let filed = &changes.filed;
    let lines = changes.changes.iter().map(|change| {
        vec![
            text(&change.cue),
            change.kind.word().to_owned(),
            text(&change.field),
            text(&change.before),
            text(&change.after),
            filed.issued_at.clone(),
            text(&filed.recipient),
            filed.hash.clone(),
        ]
    });
    table(std::iter::once(headings.to_vec()).chain(lines))
}

const COLUMNS: [(&str, f64); 5] = [("Cue", 10.0), ("Change", 10.0), ("Field", 16.0), ("Before", 48.0), ("After", 48.0)];

pub(super) fn workbook(changes: &Changes) -> Result<Vec<u8>, DeliverError> {
    let mut workbook = new_workbook(&format!("{} {} changes", changes.show, changes.episode))?;
    let looks = Looks::new();
    let page = workbook.add_worksheet();
    page.set_name("Changes")?;
    let bold = Look::new().set_bold();
    let title = if changes.is_final { "Changes to the cue sheet" } else { "Changes to the cue sheet – DRAFT" };
    page.write_string_with_format(0, 0, title, &bold.clone().set_font_size(14))?;
    let mut line = 1;
    for (name, fact) in changes.facts() {
        line += 1;
        page.write_string_with_format(line, 0, name, &bold)?;
        write_text(page, line, 2, &fact, &looks, &Look::new())?;
    }
    line += 2;
    for (column, (heading, width)) in (0..).zip(COLUMNS) {
        page.set_column_width(column, width)?;
        page.write_string_with_format(line, column, heading, &looks.heading)?;
    }
    page.set_row_height(line, HEADING_HEIGHT)?;
    page.set_freeze_panes(line + 1, 0)?;
    page.set_repeat_rows(line, line)?;
    for change in &changes.changes {
        line += 1;
        let cells = [&change.cue, change.kind.word(), &change.field, &change.before, &change.after];
        let mut lines = 1;
        for ((column, cell), (_, width)) in (0..).zip(cells).zip(COLUMNS) {
            lines = lines.max(lines_needed(cell, width));
            write_text(page, line, column, cell, &looks, &looks.text)?;
        }
        page.set_row_height(line, row_height(lines))?;
    }
    page.set_print_area(0, 0, line, 4)?;
    page.set_landscape();
    page.set_paper_size(A4);
    page.set_print_fit_to_pages(1, 0);
    page.set_footer("&Rpage &P of &N");
    Ok(workbook.save_to_buffer()?)
}

fn write_text(
    page: &mut Worksheet,
    line: u32,
    column: u16,
    words: &str,
    looks: &Looks,
    look: &Look,
) -> Result<(), DeliverError> {
    let words = cut_to(&printable(words), LONGEST_CELL);
    let look = if looks_like_a_formula(&words) { &looks.quoted } else { look };
    page.write_string_with_format(line, column, words, look)?;
    Ok(())
}

pub(super) fn pdf(changes: &Changes) -> Result<Vec<u8>, DeliverError> {
    let facts: Vec<_> =
        changes.facts().into_iter().map(|(name, fact)| json!({ "label": name, "value": fact })).collect();
    let stamp = if changes.is_final { "" } else { "DRAFT" };
    let data = json!({ "document": changes, "facts": facts, "stamp": stamp });
    let document = format!("changes/{}/{}/{}/{}", changes.profile, changes.show, changes.episode, changes.filed.hash);
    typeset(&TEMPLATE, data, &document)
}
