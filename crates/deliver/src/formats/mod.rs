//! One file format each: a written-out list in, the file's bytes out.

pub(crate) mod changes;
pub(crate) mod csv;
pub(crate) mod json;
pub(crate) mod letters;
pub(crate) mod pdf;
pub(crate) mod sheet;
pub(crate) mod workbook;
pub(crate) mod xlsx;

/// What no file should carry into a cell or a page: control characters, which are invisible in titles and not
/// allowed in XML. Line ends and tabs stay.
pub(crate) fn printable(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control() || matches!(letter, '\n' | '\r' | '\t')).collect()
}

/// Whether a spreadsheet would take the text for a formula if it were typed in.
///
/// The characters that OWASP's "CSV Injection" page names, with the full-width forms that Excel takes for the same.
pub(crate) fn looks_like_a_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}
