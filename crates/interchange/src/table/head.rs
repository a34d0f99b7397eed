//! Which row of a table has its headings.

use super::{Grid, Known, MOST_BEFORE, Row};

/// A row that may be the headings of those below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Head {
    /// Its place among the rows that are not empty, from 0.
    pub at: usize,
    /// How many headings are known in it.
    pub score: usize,
}

/// The row among the first with the most headings that are known; the first of several. Nothing where there are no rows.
pub(crate) fn head(grid: &Grid, known: Known<'_>) -> Option<Head> {
    let rows: Vec<Vec<String>> = grid.rows().take(MOST_BEFORE + 1).map(Row::texts).collect();
    let score = |at: usize| {
        let row = rows.get(at).map_or(&[][..], Vec::as_slice);
        let below = rows.get(at + 1).map_or(&[][..], Vec::as_slice);
        // What stands behind the word of a form is its answer, though it may look like a heading: `Title: | Catalogue 2026`.
        known(row).min(if is_of_form(row, below, known) { 1 } else { usize::MAX })
    };
    let heads = (0..rows.len().min(MOST_BEFORE)).map(|at| Head { at, score: score(at) });
    heads.max_by_key(|head| (head.score, std::cmp::Reverse(head.at)))
}

/// Whether a row is a line of a form, as covers have them: a word, and what is to be said of it. The word ends with a colon,
/// or the row below begins with such a word too.
fn is_of_form(row: &[String], below: &[String], known: Known<'_>) -> bool {
    /// Beside the word an answer, and perhaps a remark.
    const MOST_CELLS: usize = 3;
    let cells = |row: &[String]| row.iter().filter(|cell| !cell.is_empty()).cloned().collect::<Vec<String>>();
    let is_word =
        |cell: &String| !cell.contains(|letter: char| letter.is_ascii_digit()) && known(std::slice::from_ref(cell)) > 0;
    let (row, below) = (cells(row), cells(below));
    let [word, answers @ ..] = row.as_slice() else { return false };
    let few = |cells: &[String]| (2..=MOST_CELLS).contains(&cells.len());
    if !few(&row) || !is_word(word) {
        return false;
    }
    let announced = word.ends_with(':') && !answers.iter().any(|cell| cell.ends_with(':'));
    announced || (few(&below) && below.first().is_some_and(is_word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(cells: &[String]) -> usize {
        let is_known = |cell: &&String| {
            ["title", "date", "artist", "isrc"].contains(&cell.trim_end_matches(':').to_lowercase().as_str())
        };
        cells.iter().filter(is_known).count()
    }

    fn head_of(rows: &[&[&str]]) -> Option<(usize, usize)> {
        let mut grid = Grid::default();
        for (number, row) in (1..).zip(rows) {
            grid.begin(number);
            row.iter().for_each(|cell| grid.push(cell));
        }
        head(&grid, &known).map(|head| (head.at, head.score))
    }

    #[test]
    fn the_row_with_most_headings_is_the_head() {
        assert_eq!(head_of(&[]), None);
        assert_eq!(head_of(&[&["Northlight"], &["Title", "Artist"], &["Echo", "Ines"]]), Some((1, 2)));
        assert_eq!(head_of(&[&["Title", "Artist"], &["Artist", "Ines"], &["Echo", "Jon"]]), Some((0, 1)));
        // Headings with colons, and a song that is called as a heading is.
        assert_eq!(head_of(&[&["Title:", "Artist:"], &["Echo", "Ines"]]), Some((0, 2)));
        assert_eq!(head_of(&[&["Title", "Artist", "ISRC", "Date"], &["Artist", "Ines"]]), Some((0, 4)));
    }

    #[test]
    fn a_form_is_no_head() {
        assert_eq!(head_of(&[&["Title:", "Date"], &["Prepared by", "Ines"]]), Some((0, 1)));
        assert_eq!(
            head_of(&[&["Title", "Artist"], &["Date", "1 March"], &["Title", "Isrc"], &["Echo", "x"]]),
            Some((2, 2))
        );
    }
}
