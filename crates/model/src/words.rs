//! Numbers of things and lists of names in sentences.

/// The months of the year.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `1 cue`, `3 cues`.
#[must_use]
pub fn counted(count: usize, noun: &str) -> String {
    if count == 1 {
        return format!("1 {noun}");
    }
    let hisses = ["s", "x", "z", "ch", "sh"].iter().any(|end| noun.ends_with(end));
    let stem = noun.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']));
    match stem {
        Some(stem) => format!("{count} {stem}ies"),
        None if hisses => format!("{count} {noun}es"),
        None => format!("{count} {noun}s"),
    }
}

/// `A, B and C`.
#[must_use]
pub fn listed(names: &[impl AsRef<str>]) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [others @ .., last] => format!("{} and {last}", others.join(", ")),
    }
}

/// A number as people read it, of one as machines write it: with a true minus for the hyphen, and none before nothing.
#[must_use]
pub fn with_minus(number: &str) -> String {
    match number.strip_prefix('-') {
        Some(size) if size.chars().any(|digit| matches!(digit, '1'..='9')) => format!("\u{2212}{size}"),
        Some(size) => size.to_owned(),
        None => number.to_owned(),
    }
}

/// A clause as a sentence, with a capital and a full stop.
#[must_use]
pub fn sentence(clause: &str) -> String {
    let mut letters = clause.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_below_nothing_have_a_true_minus() {
        let read = ["-16.0", "+3.0", "12", "-00:00:12:10", "-0.0", ""].map(with_minus);
        assert_eq!(read, ["−16.0", "+3.0", "12", "−00:00:12:10", "0.0", ""]);
    }

    #[test]
    fn things_are_counted_and_names_listed() {
        assert_eq!((counted(1, "cue"), counted(0, "cue")), ("1 cue".into(), "0 cues".into()));
        assert_eq!((counted(2, "stretch"), counted(1, "stretch")), ("2 stretches".into(), "1 stretch".into()));
        assert_eq!((counted(3, "reply"), counted(3, "day")), ("3 replies".into(), "3 days".into()));
        let none: [&str; 0] = [];
        assert_eq!(listed(&none), "");
        assert_eq!((listed(&["A"]), listed(&["A", "B"])), ("A".into(), "A and B".into()));
        assert_eq!(listed(&["A".to_owned(), "B".to_owned(), "C".to_owned()]), "A, B and C");
        assert_eq!((sentence("the date is none"), sentence("")), ("The date is none.".into(), ".".into()));
    }
}
