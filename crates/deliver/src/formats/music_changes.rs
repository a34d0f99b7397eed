//! Music change lists as files: printed pages, a table with a line a cue, and an edit list that takes an editor's program from
//! the old place of each cue to the new one.

use model::words::with_minus;
use serde_json::json;
use typeset::Template;

use super::csv::{table, text};
use super::pdf::typeset;
use crate::DeliverError;
use crate::music_changes::{MusicChange, MusicChanges};

const TEMPLATE: Template<'_> =
    Template { path: "music-changes.typ", source: include_str!("../../templates/music-changes.typ"), files: &[] };

const HEADINGS: [&str; 11] =
    ["Cue", "Title", "Track", "Old in", "Old out", "New in", "New out", "Moved", "Longer", "Change", "Reason"];

pub(super) fn csv(list: &MusicChanges) -> Result<Vec<u8>, DeliverError> {
    // `+00:00:12:10` is a time with its sign, and no formula.
    let line = |one: &MusicChange| {
        [
            &one.cue,
            &one.title,
            &one.track,
            &one.old_in,
            &one.old_out,
            &one.new_in,
            &one.new_out,
            &one.moved,
            &one.longer,
        ]
        .into_iter()
        .chain([&one.change, &one.reason])
        .map(|cell| text(cell))
        .collect()
    };
    table(std::iter::once(HEADINGS.map(str::to_owned).to_vec()).chain(list.changes.iter().map(line)))
}

/// The list as pages have it; a table for programs has hyphens.
fn printed(list: &MusicChanges) -> MusicChanges {
    let mut list = list.clone();
    for one in &mut list.changes {
        (one.moved, one.longer) = (with_minus(&one.moved), with_minus(&one.longer));
    }
    list
}

pub(super) fn pdf(list: &MusicChanges) -> Result<Vec<u8>, DeliverError> {
    let document = format!("music-changes/{}/{}/{}/{}", list.show, list.episode, list.old_cut, list.new_cut);
    typeset(&TEMPLATE, json!(printed(list)), &document)
}

/// CMX 3600: an event for each cue that is in both cuts, its old place as the source and its new place as the record. Where
/// these differ in length the source is as long as the record. What came or went stands in comments: an edit list has no
/// word for it.
pub(super) fn edl(list: &MusicChanges) -> Result<Vec<u8>, DeliverError> {
    let plain =
        |text: &str| text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect::<String>();
    let mut lines = vec![
        format!("TITLE: {} {} MUSIC CHANGES", plain(&list.show), plain(&list.episode)),
        format!("FCM: {}", if list.drop { "DROP FRAME" } else { "NON-DROP FRAME" }),
        format!("* FROM CUT: {}", plain(&list.old_cut)),
        format!("* TO CUT: {}", plain(&list.new_cut)),
        String::new(),
    ];
    let mut number = 0_usize;
    for one in &list.changes {
        // What has no music has no end either.
        if [&one.old_in, &one.old_out, &one.new_in, &one.new_out].into_iter().any(String::is_empty) {
            let at = match (one.old_in.as_str(), one.new_in.as_str()) {
                ("", "") => String::new(),
                (place, "") | ("", place) => format!(" AT {place}"),
                (from, to) => format!(" FROM {from} TO {to}"),
            };
            lines.push(format!("* {}: {} {}{at}", one.change.to_uppercase(), plain(&one.cue), plain(&one.title)));
            continue;
        }
        number += 1;
        lines.push(format!(
            "{number:03}  {:<8} A     C        {} {} {} {}",
            plain(&one.cue),
            one.old_in,
            one.old_out,
            one.new_in,
            one.new_out
        ));
        let name = [&one.cue, &one.title].map(|text| plain(text)).join(" ");
        lines.push(format!("* FROM CLIP NAME: {}", name.trim()));
        if !one.track.is_empty() {
            lines.push(format!("* COMMENT: {}", plain(&one.track)));
        }
        let why = [&one.change, &one.moved, &one.reason].map(|text| plain(text));
        lines.push(format!(
            "* COMMENT: {}",
            why.iter().filter(|text| !text.is_empty()).cloned().collect::<Vec<_>>().join("; ")
        ));
    }
    lines.push(String::new());
    Ok(lines.join("\r\n").into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> MusicChanges {
        let moved = MusicChange {
            cue: "4M07".into(),
            title: "First kiss".into(),
            track: "Silent Echoes".into(),
            old_in: "01:17:21:14".into(),
            old_out: "01:18:55:14".into(),
            new_in: "01:17:33:24".into(),
            new_out: "01:19:07:24".into(),
            moved: "+00:00:12:10".into(),
            longer: String::new(),
            change: "moved".into(),
            reason: "The picture under it changed: 4 s 02 fr came in.".into(),
        };
        let gone = MusicChange {
            cue: "4M05".into(),
            title: "Undertow\n* LOC".into(),
            old_in: "01:10:00:00".into(),
            old_out: "01:10:30:00".into(),
            change: "removed".into(),
            ..MusicChange::default()
        };
        MusicChanges {
            show: "My Heart".into(),
            episode: "1x04".into(),
            changes: vec![moved, gone],
            ..MusicChanges::default()
        }
    }

    #[test]
    fn an_edit_list_takes_each_cue_from_its_old_place_to_its_new_one() {
        let text = String::from_utf8(edl(&list()).expect("made")).expect("text");
        assert!(
            text.contains("001  4M07     A     C        01:17:21:14 01:18:55:14 01:17:33:24 01:19:07:24\r\n"),
            "{text}"
        );
        assert!(text.contains("* FROM CLIP NAME: 4M07 First kiss\r\n"));
        assert!(text.contains("* REMOVED: 4M05 Undertow * LOC AT 01:10:00:00\r\n"), "{text}");
        assert_eq!(text.lines().filter(|line| line.starts_with("00")).count(), 1);
        // A cue that has no music yet has no end, and an event needs one.
        let planned = MusicChange {
            cue: "4M06".into(),
            title: "Platform".into(),
            old_in: "01:02:40:00".into(),
            new_in: "01:01:40:00".into(),
            change: "moved".into(),
            ..MusicChange::default()
        };
        let text = String::from_utf8(edl(&MusicChanges { changes: vec![planned], ..list() }).expect("made"));
        let text = text.expect("text");
        assert!(text.contains("* MOVED: 4M06 Platform FROM 01:02:40:00 TO 01:01:40:00\r\n"), "{text}");
        assert!(text.lines().all(|line| !line.starts_with("00")));
    }

    #[test]
    fn pages_have_a_true_minus_and_tables_a_hyphen() {
        let mut list = list();
        list.changes[0].moved = "-00:00:12:10".into();
        assert_eq!(printed(&list).changes[0].moved, "−00:00:12:10");
        let table = String::from_utf8(csv(&list).expect("made")).expect("text");
        assert!(table.contains("-00:00:12:10") && !table.contains('−'), "{table}");
    }

    #[test]
    fn a_table_has_a_line_for_each_cue() {
        let bytes = csv(&list()).expect("made");
        let rows: Vec<_> =
            ::csv::Reader::from_reader(&bytes[3..]).into_records().map(|row| row.expect("a row")).collect();
        assert_eq!(rows.len(), 2);
        assert_eq!(
            (&rows[0][0], &rows[0][3], &rows[0][5], &rows[0][9]),
            ("4M07", "01:17:21:14", "01:17:33:24", "moved")
        );
        assert_eq!((&rows[1][9], &rows[1][5]), ("removed", ""));
    }

    #[test]
    fn pages_are_the_same_each_time() {
        let page = pdf(&list()).expect("made");
        assert!(page.starts_with(b"%PDF") && page == pdf(&list()).expect("made"));
    }
}
