//! What a row would change of a track, told field by field.

use interchange::catalogue::CatalogueLine;
use model::Track;
use unicode_normalization::UnicodeNormalization;

use crate::views::CatalogueChange;

pub(super) fn change(field: &str, from: &str, to: &str) -> CatalogueChange {
    CatalogueChange { field: field.to_owned(), from: from.to_owned(), to: to.to_owned() }
}

/// Whether two texts differ by nothing but how their letters are composed and which apostrophe they have.
fn says_the_same(one: &str, other: &str) -> bool {
    let plain =
        |text: &str| text.nfc().map(|letter| if letter == '\u{2019}' { '\'' } else { letter }).collect::<String>();
    one == other || plain(one) == plain(other)
}

pub(super) fn change_text(field: &str, new: &str, old: &mut String, changes: &mut Vec<CatalogueChange>) {
    let new = new.trim();
    if !new.is_empty() && !says_the_same(new, old) {
        changes.push(change(field, old, new));
        new.clone_into(old);
    }
}

pub(super) fn track_after(line: &CatalogueLine, track: &Track, changes: &mut Vec<CatalogueChange>) -> Track {
    let mut after = track.clone();
    change_text("title", &line.title, &mut after.title, changes);
    change_text("artist", &line.artist, &mut after.artist, changes);
    change_text("album", &line.album, &mut after.album, changes);
    change_text("isrc", &line.isrc, &mut after.isrc, changes);
    change_text("key", &line.key, &mut after.key, changes);
    change_text("mood", &line.mood, &mut after.mood, changes);
    change_text("genre", &line.genre, &mut after.genre, changes);
    change_text("language", &line.language, &mut after.language, changes);
    let shown = |number: Option<i64>| number.map_or_else(String::new, |number| number.to_string());
    if line.year.is_some() && line.year != after.year {
        changes.push(change("year", &shown(after.year), &shown(line.year)));
        after.year = line.year;
    }
    if line.bpm_milli.is_some() && line.bpm_milli != after.bpm_milli {
        let beats = |milli: Option<i64>| {
            milli.map_or_else(String::new, |milli| format!("{}.{:03}", milli / 1_000, milli % 1_000))
        };
        changes.push(change("bpm", &beats(after.bpm_milli), &beats(line.bpm_milli)));
        after.bpm_milli = line.bpm_milli;
    }
    after
}
