//! What changed between a sheet that was filed and the sheet as it is now.

use serde::{Deserialize, Serialize};
use timebase::Flicks;
use ts_rs::TS;

use crate::sheet::{Sheet, SheetParty, SheetRow};

/// One thing that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SheetChange {
    /// The number of the cue; empty for the header.
    pub cue: String,
    /// What changed, in words: `moved +14 fr`, `added`.
    pub what: String,
    /// How it changed.
    pub kind: ChangeKind,
    /// What of it: `times`, `writers`, a label of the header; empty for a whole cue.
    pub field: String,
    /// What the filed sheet says; empty for nothing.
    pub before: String,
    /// What it is now; empty for nothing.
    pub after: String,
}

/// How something changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ChangeKind {
    /// A cue that the filed sheet has not.
    Added,
    /// A cue that only the filed sheet has.
    Removed,
    /// A field that says something else.
    Changed,
}

impl ChangeKind {
    /// `added`, `removed`, `changed`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
        }
    }
}

/// What changed from `filed` to `now`, the header first, then row by row.
#[must_use]
pub fn difference(filed: &Sheet, now: &Sheet) -> Vec<SheetChange> {
    let mut changes = Vec::new();
    for fact in &now.header {
        let before = filed.header.iter().find(|before| before.field == fact.field).map_or("", |before| &before.value);
        // Sums and the day it was drawn up follow from the rest.
        let follows =
            matches!(fact.field, crate::profile::HeaderField::MusicLength | crate::profile::HeaderField::DatePrepared);
        if before != fact.value && !follows {
            changes.push(changed("", &fact.label, before, &fact.value));
        }
    }
    for row in &now.rows {
        match filed.rows.iter().find(|before| same_cue(before, row)) {
            None => changes.push(whole(row, ChangeKind::Added)),
            Some(before) => changes_of_row(before, row, now, &mut changes),
        }
    }
    for before in &filed.rows {
        if !now.rows.iter().any(|row| same_cue(before, row)) {
            changes.push(whole(before, ChangeKind::Removed));
        }
    }
    changes
}

fn same_cue(one: &SheetRow, other: &SheetRow) -> bool {
    one.cues.iter().any(|cue| other.cues.contains(cue))
}

/// A cue that came or went, with what the sheet says of it.
fn whole(row: &SheetRow, kind: ChangeKind) -> SheetChange {
    let parts =
        [row.title.clone(), row.usage_code.clone(), times(row), in_words(&row.writers), in_words(&row.publishers)];
    let said = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ");
    let (before, after) = match kind {
        ChangeKind::Removed => (said, String::new()),
        ChangeKind::Added | ChangeKind::Changed => (String::new(), said),
    };
    SheetChange { cue: row.number.clone(), what: kind.word().into(), kind, field: String::new(), before, after }
}

fn changed(cue: &str, field: &str, before: &str, after: &str) -> SheetChange {
    let what = format!("{field} {} → {}", or_dash(before), or_dash(after));
    let (cue, field, before, after) = (cue.to_owned(), field.to_owned(), before.to_owned(), after.to_owned());
    SheetChange { cue, what, kind: ChangeKind::Changed, field, before, after }
}

fn changes_of_row(before: &SheetRow, row: &SheetRow, sheet: &Sheet, changes: &mut Vec<SheetChange>) {
    let number = row.number.as_str();
    let frame = sheet.rate.frame().0;
    if before.number != row.number {
        let what = format!("was {}", before.number);
        changes.push(SheetChange { what, ..changed(number, "number", &before.number, number) });
    }
    if before.track != row.track {
        let (then, now) = (&before.track_title, &row.track_title);
        let what = format!("{} replaced by {}", or_dash(then), or_dash(now));
        changes.push(SheetChange { what, ..changed(number, "recording", then, now) });
    }
    if times(before) != times(row) {
        let moved = match (before.spans.first(), row.spans.first()) {
            (Some(then), Some(now)) => (now.in_flicks - then.in_flicks).0 / frame,
            _ => 0,
        };
        let longer = Flicks(row.exact.0 - before.exact.0).0 / frame;
        let mut what = Vec::new();
        if moved != 0 {
            what.push(format!("moved {} fr", signed(moved)));
        }
        if longer != 0 {
            what.push(format!("{} fr long", signed(longer)));
        }
        // Of a row of several spans one may have moved alone.
        let what = if what.is_empty() { "other times".to_owned() } else { what.join(", ") };
        changes.push(SheetChange { what, ..changed(number, "times", &times(before), &times(row)) });
    }
    let texts: [(&str, &String, &String); 10] = [
        ("title", &before.title, &row.title),
        ("usage", &before.usage_code, &row.usage_code),
        ("origin", &before.origin_code, &row.origin_code),
        ("ISWC", &before.iswc, &row.iswc),
        ("ISRC", &before.isrc, &row.isrc),
        ("label", &before.label, &row.label),
        ("catalogue number", &before.catalogue_number, &row.catalogue_number),
        ("performer", &before.performer, &row.performer),
        ("work number", &before.work_numbers, &row.work_numbers),
        ("notes", &before.note, &row.note),
    ];
    for (what, then, now) in texts {
        if then != now && before.track == row.track {
            changes.push(changed(number, what, then, now));
        }
    }
    for (what, then, now) in
        [("writers", &before.writers, &row.writers), ("publishers", &before.publishers, &row.publishers)]
    {
        if in_words(then) != in_words(now) {
            changes.push(changed(number, what, &in_words(then), &in_words(now)));
        }
    }
}

/// `01:02:10:05 to 01:03:24:10`, each span.
fn times(row: &SheetRow) -> String {
    let one = |span: &crate::sheet::RowSpan| format!("{} to {}", span.in_timecode, span.out_timecode);
    row.spans.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn in_words(parties: &[SheetParty]) -> String {
    let one = |party: &SheetParty| {
        format!("{} {} ({}) {}", party.first_name, party.last_name, party.society, party.share_text).trim().to_owned()
    };
    parties.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn or_dash(text: &str) -> &str {
    if text.is_empty() { "—" } else { text }
}

fn signed(frames: i64) -> String {
    if frames < 0 { format!("−{}", -frames) } else { format!("+{frames}") }
}
