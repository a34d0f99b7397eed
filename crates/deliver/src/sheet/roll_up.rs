//! The roll-up view: commissioned music of identical ownership under the programme's title.
//!
//! CISAC lets such cues be *registered* together since 2008 (PRS and APRA take `SHOW (BACKGROUND)`, `SHOW (THEME)`); the
//! cue sheet itself stays the authority for usage. So this is a view of a sheet, and never takes its place.

use model::{Origin, ThemeRole};
use timebase::{Flicks, Frames};

use super::cells;
use super::shape::{Sheet, SheetParty, SheetRow};
use crate::profile::Profile;

/// The sheet with commissioned cues of the same parties and shares put together, themes and background apart.
#[must_use]
pub fn rolled_up(sheet: &Sheet, profile: &Profile) -> Sheet {
    let mut rows: Vec<SheetRow> = Vec::new();
    for row in &sheet.rows {
        let same = rows.iter_mut().find(|kept| rolls(row) && rolls(kept) && ownership(row) == ownership(kept));
        match same {
            Some(kept) => join(kept, row),
            None => rows.push(row.clone()),
        }
    }
    for (sequence, row) in (1..).zip(&mut rows) {
        row.sequence = sequence;
        if rolls(row) {
            row.title =
                format!("{} ({})", sheet.show.to_uppercase(), if is_theme(row) { "THEME" } else { "BACKGROUND" });
        }
        row.lines = cells::lines(row, profile);
    }
    Sheet { rows, rolled_up: true, ..sheet.clone() }
}

fn rolls(row: &SheetRow) -> bool {
    row.usage.origin == Some(Origin::Commissioned) && !row.writers.is_empty()
}

fn is_theme(row: &SheetRow) -> bool {
    row.usage.theme_role != ThemeRole::None
}

fn ownership(row: &SheetRow) -> (bool, String, Vec<String>) {
    let one = |party: &SheetParty| {
        format!("{:?} {:?} {:?} {}", party.party, party.belongs_to_nobody, party.role, party.side_share.0)
    };
    let mut all: Vec<String> = row.writers.iter().chain(&row.publishers).map(one).collect();
    all.sort();
    (is_theme(row), row.usage_code.clone(), all)
}

fn join(kept: &mut SheetRow, row: &SheetRow) {
    kept.cues.extend(&row.cues);
    kept.number = format!("{} + {}", kept.number, row.number);
    kept.spans.extend(row.spans.iter().cloned());
    kept.exact = Flicks(kept.exact.0 + row.exact.0);
    kept.frames = Frames(kept.frames.0 + row.frames.0);
    kept.shown = Flicks(kept.shown.0 + row.shown.0);
    if kept.work != row.work {
        (kept.work, kept.iswc, kept.work_numbers) = (None, String::new(), String::new());
    }
    if kept.track != row.track {
        (kept.track, kept.isrc, kept.track_title) = (None, String::new(), String::new());
    }
}
