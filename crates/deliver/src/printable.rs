//! Words as files may carry them.

/// What no file should carry into a cell or a page: control characters, which are invisible in titles and not allowed in
/// XML, as U+FFFE and U+FFFF are not; marks that turn the reading direction of all that follows round; and marks of no
/// width, which make an address another one than it looks. Line ends and tabs stay, and so do the joiners that Arabic,
/// India's scripts and emoji are written with; what else parts words becomes a blank.
pub(crate) fn printable(text: &str) -> String {
    let shown = |letter: char| match letter {
        '\n' | '\r' | '\t' => Some(letter),
        '\u{b}' | '\u{c}' | '\u{1c}'..='\u{1f}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{fffe}' | '\u{ffff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
        '\u{ad}' | '\u{180e}' | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{206a}'..='\u{206f}' | '\u{feff}' => None,
        '\u{fff9}'..='\u{fffb}' => None,
        _ => Some(letter).filter(|letter| !letter.is_control()),
    };
    text.chars().filter_map(shown).collect()
}

/// Whether a spreadsheet would take the text for a formula if it were typed in.
///
/// The characters that OWASP's "CSV Injection" page names, with the full-width forms that Excel takes for the same.
pub(crate) fn looks_like_a_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::printable;

    #[test]
    fn what_cannot_be_printed_is_left_out_and_words_stay_apart() {
        for (text, printed) in [
            ("Rising\u{c}Tide", "Rising Tide"),
            ("Rising\u{b}Tide\u{2028}(live)", "Rising Tide (live)"),
            ("Ris\u{0}ing\u{ffff} Ti\u{fffe}de", "Rising Tide"),
            ("\u{202e}edit\u{202c} Ri\u{2067}sing", "edit Rising"),
            ("two\nlines\tand a tab", "two\nlines\tand a tab"),
            ("سلام \u{200f}🎵", "سلام \u{200f}🎵"),
            ("music\u{200b}@north\u{2060}light.example\u{feff}", "music@northlight.example"),
            ("Za\u{ad}ra Vo\u{200b}ld", "Zara Vold"),
            ("می\u{200c}خواهم 👩\u{200d}🎤", "می\u{200c}خواهم 👩\u{200d}🎤"),
        ] {
            assert_eq!(printable(text), printed, "{text:?}");
        }
    }
}
