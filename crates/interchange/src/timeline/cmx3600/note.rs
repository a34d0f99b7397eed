//! The lines between statements: comments, speeds, markers.

use super::super::Label;
use super::super::text::{after, begins, colour, thousandths};

/// What a line says about the statements above it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Note<'a> {
    FromClip(&'a str),
    ToClip(&'a str),
    KeyClip(&'a str),
    SourceFile(&'a str),
    FromFile(&'a str),
    ToFile(&'a str),
    Reel(&'a str),
    Locator {
        at: Label,
        colour: String,
        text: &'a str,
    },
    /// A marker of Resolve: what it says, its colour, its name and its frames.
    ResolveMarker {
        note: &'a str,
        colour: String,
        name: &'a str,
        frames: i64,
    },
    /// Frames a second in thousandths, and where the source begins.
    Speed {
        reel: &'a str,
        thousandths: i64,
        at: Option<Label>,
    },
    MoreSound(Vec<u16>),
    Split {
        picture: bool,
        delay: Label,
    },
    Effect(&'a str),
    Patch {
        from: u16,
        to: u16,
    },
    Volume {
        channel: u16,
        thousandths: i64,
        text: &'a str,
    },
    /// Premiere's level of a channel at a label of its source.
    Level {
        at: Label,
        channel: u16,
        thousandths: i64,
        text: &'a str,
    },
    /// A long reel name that was shortened: the long one and the short one.
    Replaced {
        long: &'a str,
        short: &'a str,
    },
    Comment(&'a str),
    Counting {
        drop: bool,
    },
    Title(&'a str),
    /// `>>> SOURCE`: a reel and the identifier of its material.
    Source {
        reel: &'a str,
        id: &'a str,
    },
    Unknown,
}

/// Reads a line that is no statement.
pub(super) fn note(line: &str) -> Note<'_> {
    let line = line.trim();
    let bare = line.trim_start_matches('*').trim_start();
    // A locator may say what looks like Resolve's fields.
    if let Some(marker) = resolve_marker(line).filter(|_| !begins(bare, "LOC:")) {
        return marker;
    }
    if let Some(known) = of_words(bare) {
        return known;
    }
    if line.starts_with('*') || begins(line, "REM ") || line.eq_ignore_ascii_case("REM") {
        return Note::Comment(after(bare, "REM").unwrap_or(bare));
    }
    plain(line).unwrap_or(Note::Unknown)
}

type Of = fn(&str) -> Note<'_>;

/// Comments with a meaning; some programs forget the asterisk.
fn of_words(bare: &str) -> Option<Note<'_>> {
    const KEYS: [(&str, Of); 16] = [
        ("FROM CLIP NAME:", |text| Note::FromClip(text)),
        ("TO CLIP NAME:", |text| Note::ToClip(text)),
        ("KEY CLIP NAME:", |text| Note::KeyClip(text)),
        ("CLIP NAME:", |text| Note::FromClip(text)),
        ("SOURCE FILE:", |text| Note::SourceFile(text)),
        ("SOURCE FILE NAME:", |text| Note::SourceFile(text)),
        ("FROM CLIP IS A STILL", |_| Note::Comment("FROM CLIP IS A STILL")),
        ("FROM CLIP:", |text| Note::FromFile(text)),
        ("FROM FILE:", |text| Note::FromFile(text)),
        ("TO CLIP:", |text| Note::ToFile(text)),
        ("TO FILE:", |text| Note::ToFile(text)),
        ("REEL NAME:", |text| Note::Reel(text)),
        ("TAPE NAME:", |text| Note::Reel(text)),
        ("SOURCE REEL:", |text| Note::Reel(text)),
        ("EFFECT NAME:", |text| Note::Effect(text)),
        ("EFFECTS NAME IS", |text| Note::Effect(text)),
    ];
    if let Some((key, read)) = KEYS.iter().find(|(key, _)| begins(bare, key)) {
        return Some(read(bare[key.len()..].trim()));
    }
    if let Some(text) = after(bare, "LOC:") {
        return locator(text);
    }
    if let Some(text) = after(bare, "PATCH ") {
        return patch(text);
    }
    if let Some(text) = after(bare, "FINAL CUT PRO REEL:") {
        let at = text.to_ascii_uppercase().find("REPLACED BY:")?;
        return Some(Note::Replaced { long: text[..at].trim(), short: text[at + "REPLACED BY:".len()..].trim() });
    }
    level(bare).or_else(|| volume(bare))
}

/// Statements other than events.
fn plain(line: &str) -> Option<Note<'_>> {
    if let Some(text) = after(line, "TITLE:") {
        return Some(Note::Title(text));
    }
    if let Some(text) = after(line, "FCM:") {
        let drop = text.to_ascii_uppercase();
        return Some(Note::Counting { drop: drop.contains("DROP") && !drop.contains("NON") });
    }
    if begins(line, "M2") && line[2..].starts_with([' ', '\t']) {
        return speed(line[2..].trim());
    }
    if let Some(text) = after(line, "AUD ").or_else(|| after(line, "AUD\t")) {
        let numbers = text.split(|letter: char| !letter.is_ascii_digit()).filter_map(|word| word.parse::<u16>().ok());
        let numbers: Vec<u16> =
            numbers.filter(|number| (1..=super::line::MOST_CHANNELS).contains(number)).take(99).collect();
        return (!numbers.is_empty()).then_some(Note::MoreSound(numbers));
    }
    if let Some(text) = after(line, "SPLIT:") {
        let delay = text.rsplit(['=', ' ']).find_map(Label::parse)?;
        return Some(Note::Split { picture: begins(text, "VIDEO"), delay });
    }
    if let Some(text) = after(line, ">>> SOURCE") {
        let mut words = text.split_whitespace();
        let (reel, last) = (words.next()?, words.next_back()?);
        return Some(Note::Source { reel, id: last });
    }
    None
}

/// `01:00:01:14 RED     ANIM FIX NEEDED`.
fn locator(text: &str) -> Option<Note<'_>> {
    let (at, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let at = Label::parse(at)?;
    let rest = rest.trim();
    let (word, comment) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    Some(match colour(word) {
        Some(colour) => Note::Locator { at, colour, text: comment.trim() },
        None => Note::Locator { at, colour: String::new(), text: rest },
    })
}

/// `less piano |C:ResolveColorBlue |M:1M03 |D:1`.
fn resolve_marker(line: &str) -> Option<Note<'_>> {
    let at = memchr::memmem::find(line.as_bytes(), b"|C:")?;
    let (mut word, mut name, mut frames) = ("", "", 1);
    for field in line[at..].split('|') {
        match field.get(..2) {
            Some("C:") => word = field[2..].trim(),
            Some("M:") => name = field[2..].trim(),
            Some("D:") => frames = field[2..].trim().parse().unwrap_or(1),
            _ => {}
        }
    }
    let note = line[..at].trim();
    let colour = colour(word).unwrap_or_else(|| word.to_lowercase());
    Some(Note::ResolveMarker { note, colour, name, frames: frames.clamp(0, i64::from(u32::MAX)) })
}

/// `REEL  -024.0  15:10:00:05`: the reel may be long or missing, and so may the time.
fn speed(text: &str) -> Option<Note<'_>> {
    let mut words: Vec<&str> = text.split_whitespace().take(32).collect();
    let at = words.last().filter(|word| word.len() > 8).and_then(|word| Label::parse(word));
    if at.is_some() {
        words.pop();
    }
    let thousandths = thousandths(words.pop()?)?;
    let (first, last) = (words.first(), words.last());
    let reel = match (first, last) {
        (Some(first), Some(last)) => {
            let from = first.as_ptr() as usize - text.as_ptr() as usize;
            let to = last.as_ptr() as usize - text.as_ptr() as usize + last.len();
            &text[from..to]
        }
        _ => "",
    };
    Some(Note::Speed { reel, thousandths, at })
}

/// `TC_R1_V5:  FROM SOURCE 2 TO RECORD 7`.
fn patch(text: &str) -> Option<Note<'_>> {
    let words: Vec<&str> = text.split_whitespace().rev().take(6).collect();
    let [to, record, then, from, source, of] = words.as_slice() else { return None };
    let said = record.eq_ignore_ascii_case("RECORD")
        && then.eq_ignore_ascii_case("TO")
        && source.eq_ignore_ascii_case("SOURCE")
        && of.eq_ignore_ascii_case("FROM");
    let number =
        |word: &str| word.parse::<u16>().ok().filter(|number| (1..=super::line::MOST_CHANNELS).contains(number));
    if said { Some(Note::Patch { from: number(from)?, to: number(to)? }) } else { None }
}

/// `A12 VOL =  +3.0 DB  PAN L100`.
fn volume(text: &str) -> Option<Note<'_>> {
    let mut words = text.split_whitespace();
    let channel = words.next()?.strip_prefix(['A', 'a'])?;
    if !words.next()?.eq_ignore_ascii_case("VOL") {
        return None;
    }
    let gain = words.find(|word| *word != "=")?.trim_start_matches('=');
    Some(Note::Volume { channel: channel.parse().ok()?, thousandths: thousandths(gain)?, text })
}

/// In thousandths of a decibel: nothing is heard below.
pub(super) const SILENT: i64 = -144_000;

/// `AUDIO LEVEL AT 00:00:10:00 IS -3.50 DB  (REEL AX A1)`; `-INF` is as quiet as anything.
fn level(text: &str) -> Option<Note<'_>> {
    let rest = after(text, "AUDIO LEVEL AT ")?;
    let mut words = rest.split_whitespace();
    let at = Label::parse(words.next()?)?;
    if !words.next()?.eq_ignore_ascii_case("IS") {
        return None;
    }
    let level = words.next()?;
    let thousandths = if level.eq_ignore_ascii_case("-INF") { SILENT } else { thousandths(level)? };
    let channel = words.next_back()?.trim_end_matches(')');
    let channel = channel.strip_prefix(['A', 'a']).map(|number| if number.is_empty() { "1" } else { number })?;
    Some(Note::Level { at, channel: channel.parse().ok()?, thousandths, text })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_read_as_every_program_writes_them() {
        assert_eq!(note("* FROM CLIP NAME:  Spark.wav "), Note::FromClip("Spark.wav"));
        assert_eq!(note("*FROM CLIP NAME: Spark"), Note::FromClip("Spark"));
        assert_eq!(note("from clip name: Spark"), Note::FromClip("Spark"));
        assert_eq!(note("* FROM CLIP: S:\\a\\b.exr"), Note::FromFile("S:\\a\\b.exr"));
        assert_eq!(note("** FREEZE FRAME"), Note::Comment("FREEZE FRAME"));
        assert_eq!(note("EFFECTS NAME IS CROSS DISSOLVE"), Note::Effect("CROSS DISSOLVE"));
        assert_eq!(note("FCM: NON-DROP FRAME"), Note::Counting { drop: false });
        assert_eq!(note("FCM: DROP FRAME"), Note::Counting { drop: true });
        assert_eq!(note("AUD  3    4"), Note::MoreSound(vec![3, 4]));
        assert_eq!(note("* PATCH TC_R1_V5:  FROM SOURCE 2 TO RECORD 7 "), Note::Patch { from: 2, to: 7 });
        let volume = "A12 VOL =  +3.0 DB  PAN L100";
        assert_eq!(note(&format!("* {volume}")), Note::Volume { channel: 12, thousandths: 3_000, text: volume });
        assert_eq!(
            note("FINAL CUT PRO REEL: Long name REPLACED BY: LONGNAM1"),
            Note::Replaced { long: "Long name", short: "LONGNAM1" }
        );
        let level = "AUDIO LEVEL AT 00:00:10:00 IS -3.50 DB  (REEL AX A2)";
        let at = Label::parse("00:00:10:00").expect("a label");
        assert_eq!(note(&format!("* {level}")), Note::Level { at, channel: 2, thousandths: -3_500, text: level });
        let silent = "AUDIO LEVEL AT 00:00:10:00 IS -INF DB  (REEL AX A2)";
        assert_eq!(note(&format!("* {silent}")), Note::Level { at, channel: 2, thousandths: SILENT, text: silent });
        assert_eq!(note("BLOCK 7"), Note::Unknown);
    }

    #[test]
    fn speeds_are_read_with_long_reels_and_without_a_time() {
        let at = Label::parse("19:26:32:20");
        assert_eq!(note("M2   AX  -25.0   19:26:32:20 "), Note::Speed { reel: "AX", thousandths: -25_000, at });
        assert_eq!(note("M2 my reel 000.0 19:26:32:20"), Note::Speed { reel: "my reel", thousandths: 0, at });
        assert_eq!(note("M2 AX 019.2"), Note::Speed { reel: "AX", thousandths: 19_200, at: None });
    }

    #[test]
    fn markers_are_read() {
        let at = Label::parse("01:00:01:14").expect("a label");
        assert_eq!(
            note("*LOC: 01:00:01:14 RED     ANIM FIX"),
            Note::Locator { at, colour: "red".to_owned(), text: "ANIM FIX" }
        );
        assert_eq!(
            note("* LOC: 01:00:01:14 no colour"),
            Note::Locator { at, colour: String::new(), text: "no colour" }
        );
        let locator = note("* LOC: 01:00:10:00 RED     1M01 less |C:ResolveColorBlue |M:x |D:9");
        assert!(
            matches!(&locator, Note::Locator { text, .. } if *text == "1M01 less |C:ResolveColorBlue |M:x |D:9"),
            "{locator:?}"
        );
        assert_eq!(
            note(" less piano |C:ResolveColorBlue |M:1M03 |D:25"),
            Note::ResolveMarker { note: "less piano", colour: "blue".to_owned(), name: "1M03", frames: 25 }
        );
    }
}
