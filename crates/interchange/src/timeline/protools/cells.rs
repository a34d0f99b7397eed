//! Rows and their cells.

/// The letters of a heading that is written with blanks between them: `T R A C K  L I S T I N G`.
pub(super) fn heading_of(line: &str) -> Option<String> {
    let line = line.trim();
    let single = line.len() > 12
        && line.split(' ').all(|word| word.len() <= 1)
        && line.bytes().all(|byte| byte.is_ascii_uppercase() || b" -".contains(&byte));
    single.then(|| line.replace(' ', ""))
}

/// How many channels a track's name tells: `(Stereo)`, `(5.1)`.
pub(super) fn channels_of(name: &str) -> Option<u16> {
    let inside = name.trim_end().strip_suffix(')')?.rsplit_once('(')?.1.to_ascii_lowercase();
    Some(match inside.as_str() {
        "mono" => 1,
        "stereo" => 2,
        "lcr" => 3,
        "quad" | "lcrs" => 4,
        "5.0" => 5,
        "5.1" | "6.0" => 6,
        "6.1" | "7.0" => 7,
        "7.1" => 8,
        "7.0.2" => 9,
        "7.1.2" => 10,
        "7.1.4" => 12,
        "9.1.6" => 16,
        _ => return None,
    })
}

/// A row of a track.
#[derive(Debug)]
pub(super) struct Row<'a> {
    pub channel: u16,
    pub number: &'a str,
    pub name: &'a str,
    pub from: &'a str,
    pub to: &'a str,
    pub stamp: &'a str,
    pub state: &'a str,
}

/// Whether a line begins a row of a track: a channel and a number.
pub(super) fn starts_edit(line: &str) -> bool {
    let mut cells = line.split('\t').map(str::trim);
    let number = |cell: Option<&str>| {
        cell.is_some_and(|cell| (1..=7).contains(&cell.len()) && cell.bytes().all(|byte| byte.is_ascii_digit()))
    };
    number(cells.next()) && number(cells.next())
}

/// Reads a row of `columns` cells; the name may hold tabs.
pub(super) fn edit_row(text: &str, columns: usize) -> Option<Row<'_>> {
    let text = text.trim_end_matches(['\t', '\n', ' ']);
    let (channel, rest) = text.split_once('\t')?;
    let (number, rest) = rest.split_once('\t')?;
    // Times and state are counted from the end.
    let mut parts = rest.rsplitn(columns - 2, '\t').map(str::trim);
    let state = parts.next()?;
    let stamp = if columns == 8 { parts.next()? } else { "" };
    let (_, to, from) = (parts.next()?, parts.next()?, parts.next()?);
    Some(Row {
        channel: channel.trim().parse().ok()?,
        number: number.trim(),
        name: parts.next()?.trim(),
        from,
        to,
        stamp,
        state,
    })
}

/// What the columns of the markers are, and how wide a cell is filled up.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    name: usize,
    tracks: bool,
}

impl Default for Layout {
    fn default() -> Self {
        Self { name: 33, tracks: false }
    }
}

/// The layout by the heading of the markers.
pub(super) fn layout(line: &str) -> Layout {
    let name = line.split('\t').find(|cell| cell.starts_with("NAME")).map_or(33, |cell| cell.chars().count());
    Layout { name: name.clamp(4, 4_096), tracks: line.contains("TRACK NAME") }
}

/// A row of a marker.
#[derive(Debug)]
pub(super) struct MarkerRow<'a> {
    pub number: &'a str,
    pub at: &'a str,
    pub reference: &'a str,
    pub units: &'a str,
    pub name: String,
    pub track: &'a str,
    pub kind: &'a str,
    pub comment: String,
}

/// Whether a line begins a marker: its number, a time, a reference and its unit.
pub(super) fn starts_marker(line: &str) -> bool {
    let mut cells = line.split('\t').map(str::trim);
    let first = cells
        .next()
        .is_some_and(|cell| !cell.is_empty() && cell.len() < 8 && cell.bytes().all(|byte| byte.is_ascii_digit()));
    first
        && cells
            .nth(2)
            .is_some_and(|units| units.eq_ignore_ascii_case("samples") || units.eq_ignore_ascii_case("ticks"))
}

/// Reads a marker; its name and comment may hold tabs and ends of lines.
pub(super) fn marker_row<'a>(text: &'a str, layout: &Layout) -> Option<MarkerRow<'a>> {
    let mut rest = text;
    let mut next = || -> Option<&'a str> {
        let (cell, after) = rest.split_once('\t')?;
        rest = after;
        Some(cell.trim())
    };
    let (number, at, reference, units) = (next()?, next()?, next()?, next()?);
    let (name, rest) = padded(rest, layout.name);
    let (track, kind, rest) = if layout.tracks {
        let (track, rest) = padded(rest, layout.name);
        let (kind, rest) = rest.split_once('\t').unwrap_or((rest, ""));
        (track.trim(), kind.trim(), rest)
    } else {
        ("", "", rest)
    };
    // Further lines of a comment stand below its column.
    let comment: Vec<&str> = rest.split('\n').map(|line| line.trim_start_matches([' ', '\t']).trim_end()).collect();
    let comment = comment.join("\n").trim().to_owned();
    Some(MarkerRow { number, at, reference, units, name: name.trim().to_owned(), track, kind, comment })
}

/// A cell that is filled up to a width, and what follows its tab: a tab before that width is the cell's own.
fn padded(text: &str, width: usize) -> (&str, &str) {
    let (mut letters, mut before) = (0_usize, 0_usize);
    for (at, _) in text.match_indices('\t') {
        letters += text[before..at].chars().count();
        before = at;
        if letters >= width {
            return (&text[..at], &text[at + 1..]);
        }
    }
    // Blanks at the ends of lines may have been lost on the way.
    text.split_once('\t').unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_written_with_blanks() {
        assert_eq!(heading_of("T R A C K  L I S T I N G").as_deref(), Some("TRACKLISTING"));
        assert_eq!(heading_of("P L U G - I N S  L I S T I N G").as_deref(), Some("PLUG-INSLISTING"));
        assert_eq!(heading_of("TRACK NAME:\tA"), None);
    }

    #[test]
    fn a_name_may_hold_tabs() {
        let row = edit_row(
            "1       \t12      \tTab\tin it        \t   01:00:00:00\t   01:00:05:00\t   00:00:05:00\tMuted",
            7,
        )
        .expect("a row");
        assert_eq!((row.channel, row.number, row.name, row.state), (1, "12", "Tab\tin it", "Muted"));
        assert_eq!((row.from, row.to), ("01:00:00:00", "01:00:05:00"));
        assert!(edit_row("1\t2\tName\t01:00:00:00", 7).is_none());
    }

    #[test]
    fn tabs_and_lines_of_markers_are_their_own() {
        let row = |text: &str| {
            let row = marker_row(text, &Layout::default()).expect("a row");
            (row.name, row.comment)
        };
        let own = |name: &str, comment: &str| (name.to_owned(), comment.to_owned());
        assert_eq!(
            row("1\t01:00:00:00\t0\tSamples\tName\tWith Tab                     \tNote\tWith Tab"),
            own("Name\tWith Tab", "Note\tWith Tab")
        );
        assert_eq!(
            row("1\t01:00:00:00\t0\tSamples\tName\nWith Line                    \t"),
            own("Name\nWith Line", "")
        );
        let below = "2\t01:00:00:00\t0\tSamples\tPlain                            \tNote\n    \t        \t      \t     \t           \tand more";
        assert_eq!(row(below), own("Plain", "Note\nand more"));
    }
}
