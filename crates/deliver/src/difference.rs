//! What changed between a sheet that was filed and the sheet as it is now.

use serde::Serialize;
use timebase::Flicks;
use ts_rs::TS;

use crate::sheet::{Sheet, SheetParty, SheetRow};

/// One thing that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SheetChange {
    /// The number of the cue; empty for the header.
    pub cue: String,
    /// What changed, in words: `moved +14 fr`, `added`.
    pub what: String,
}

/// What changed from `filed` to `now`, the header first, then row by row.
#[must_use]
pub fn difference(filed: &Sheet, now: &Sheet) -> Vec<SheetChange> {
    let mut changes = Vec::new();
    let mut add = |cue: &str, what: String| changes.push(SheetChange { cue: cue.to_owned(), what });
    for fact in &now.header {
        let before = filed.header.iter().find(|before| before.field == fact.field).map_or("", |before| &before.value);
        // Sums and the day it was drawn up follow from the rest.
        let follows =
            matches!(fact.field, crate::profile::HeaderField::MusicLength | crate::profile::HeaderField::DatePrepared);
        if before != fact.value && !follows {
            add("", format!("{} {} → {}", fact.label, or_dash(before), or_dash(&fact.value)));
        }
    }
    for row in &now.rows {
        match filed.rows.iter().find(|before| same_cue(before, row)) {
            None => add(&row.number, "added".into()),
            Some(before) => changes_of_row(before, row, now, &mut add),
        }
    }
    for before in &filed.rows {
        if !now.rows.iter().any(|row| same_cue(before, row)) {
            add(&before.number, "removed".into());
        }
    }
    changes
}

fn same_cue(one: &SheetRow, other: &SheetRow) -> bool {
    one.cues.iter().any(|cue| other.cues.contains(cue))
}

fn changes_of_row(before: &SheetRow, row: &SheetRow, sheet: &Sheet, add: &mut impl FnMut(&str, String)) {
    let number = row.number.as_str();
    if before.number != row.number {
        add(number, format!("was {}", before.number));
    }
    if before.track != row.track {
        add(number, format!("{} replaced by {}", or_dash(&before.track_title), or_dash(&row.track_title)));
    }
    let start = |row: &SheetRow| row.spans.first().map(|span| span.in_flicks);
    if let (Some(then), Some(now)) = (start(before), start(row))
        && then != now
    {
        add(number, format!("moved {} fr", signed((now - then).0 / sheet.rate.frame().0)));
    }
    let longer = Flicks(row.exact.0 - before.exact.0);
    if longer != Flicks::ZERO {
        add(number, format!("{} fr long", signed(longer.0 / sheet.rate.frame().0)));
    }
    let texts = [
        ("title", &before.title, &row.title),
        ("usage", &before.usage_code, &row.usage_code),
        ("origin", &before.origin_code, &row.origin_code),
        ("ISWC", &before.iswc, &row.iswc),
        ("ISRC", &before.isrc, &row.isrc),
        ("label", &before.label, &row.label),
        ("catalogue number", &before.catalogue_number, &row.catalogue_number),
        ("performer", &before.performer, &row.performer),
    ];
    for (what, then, now) in texts {
        if then != now && before.track == row.track {
            add(number, format!("{what} {} → {}", or_dash(then), or_dash(now)));
        }
    }
    for (what, then, now) in
        [("writers", &before.writers, &row.writers), ("publishers", &before.publishers, &row.publishers)]
    {
        if in_words(then) != in_words(now) {
            add(number, format!("{what} {} → {}", or_dash(&in_words(then)), or_dash(&in_words(now))));
        }
    }
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
