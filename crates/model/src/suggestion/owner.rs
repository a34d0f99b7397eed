//! Whom the lines of a release name as its owner.

/// A label's name without the signs and years of copyright lines.
pub(super) fn label_of(text: &str) -> String {
    let name = text.trim_start_matches(|letter: char| !letter.is_alphabetic());
    name.trim().to_owned()
}

/// Whom a copyright line names, without signs and years, and whether it is about the recording: `℗ 2019 Northlight`.
pub(super) fn owner_of(text: &str) -> (String, bool) {
    let mut words = Vec::new();
    let mut recording = false;
    let spelt = text.replace('℗', " (p) ").replace('©', " (c) ");
    for word in spelt.split_whitespace() {
        let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
        let is_sign = word.eq_ignore_ascii_case("(p)") || word.eq_ignore_ascii_case("(c)");
        recording |= word.eq_ignore_ascii_case("(p)");
        let is_year = bare.len() == 4 && bare.chars().all(|digit| digit.is_ascii_digit());
        let is_talk = ["copyright", "by", "all", "rights", "reserved", "&", "and"].contains(&bare.as_str());
        if is_sign || is_year || bare.is_empty() || (words.is_empty() && is_talk) {
            continue;
        }
        if is_talk && ["all", "rights", "reserved"].contains(&bare.as_str()) {
            break;
        }
        words.push(word.trim_matches([',', ';', '.']));
    }
    (words.join(" "), recording)
}
