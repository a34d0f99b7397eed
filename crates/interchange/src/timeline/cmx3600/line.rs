//! One line of a list: an event's statement.

use super::super::{Label, TrackKind};

/// How a statement leads to its event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Lead {
    Cut,
    Dissolve,
    Wipe(String),
    Key(String),
}

/// `001  REEL  A2  D 024  source in and out, record in and out`.
#[derive(Debug, Clone)]
pub(super) struct Statement<'a> {
    pub number: &'a str,
    pub reel: String,
    pub channels: Vec<Channel>,
    pub lead: Lead,
    /// In frames.
    pub length: Option<i64>,
    pub source: (Label, Label),
    pub record: (Label, Label),
    /// What stands after the times.
    pub rest: &'a str,
}

/// A channel of the record side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Channel {
    pub kind: TrackKind,
    pub name: String,
    pub number: Option<u16>,
}

impl Channel {
    pub(super) fn picture(number: u16) -> Self {
        Self { kind: TrackKind::Picture, name: format!("V{number}"), number: Some(number) }
    }

    /// What is on no channel of the record side.
    pub(super) fn nowhere() -> Self {
        Self { kind: TrackKind::Other, name: NOWHERE.to_owned(), number: None }
    }

    pub(super) fn sound(number: u16) -> Self {
        Self { kind: TrackKind::Sound, name: format!("A{number}"), number: Some(number) }
    }
}

/// As lists write it.
pub(super) const NOWHERE: &str = "NONE";
/// Channels beyond this number are none of any list.
pub(super) const MOST_CHANNELS: u16 = 99;

/// Reads a statement; nothing if the line is none.
pub(super) fn statement(line: &str) -> Option<Statement<'_>> {
    let line = line.trim();
    if !line.as_bytes().first()?.is_ascii_digit() {
        return None;
    }
    // Where each word begins, so that what follows the times can be told; a list has few words before them.
    let mut words: Vec<(usize, &str)> = Vec::with_capacity(12);
    for word in line.split_ascii_whitespace().take(64) {
        words.push((word.as_ptr() as usize - line.as_ptr() as usize, word));
    }
    let number = words.first()?.1;
    // Some number the parts of an event with a letter: `012A`.
    let digits = number.strip_suffix(|letter: char| letter.is_ascii_alphabetic()).unwrap_or(number);
    if number.len() > 8 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let marked = |at: usize| words.get(at).filter(|(_, word)| word.len() > 8).and_then(|(_, word)| Label::parse(word));
    let bare = |at: usize| words.get(at).and_then(|(_, word)| Label::parse(word));
    let four = |at: usize, read: &dyn Fn(usize) -> Option<Label>| {
        Some([read(at)?, read(at + 1)?, read(at + 2)?, read(at + 3)?])
    };
    let places = 1..words.len().saturating_sub(3);
    let (at, times) = places
        .clone()
        .find_map(|at| Some((at, four(at, &marked)?)))
        .or_else(|| places.rev().find_map(|at| Some((at, four(at, &bare)?))))?;
    let (last, word) = words[at + 3];
    let middle: Vec<&str> = words[1..at].iter().map(|(_, word)| *word).collect();
    let (lead, length, taken) = lead(&middle);
    let before = &middle[..middle.len() - taken];
    let (reel, channels) = match before.split_last() {
        Some((word, reel)) => match channels(word) {
            Some(channels) => (reel, channels),
            None if reel.is_empty() => (before, vec![Channel::picture(1)]),
            None => (reel, vec![Channel { kind: TrackKind::Other, name: (*word).to_owned(), number: None }]),
        },
        None => (before, vec![Channel::picture(1)]),
    };
    Some(Statement {
        number,
        reel: reel.join(" "),
        channels,
        lead,
        length,
        source: (times[0], times[1]),
        record: (times[2], times[3]),
        rest: line[last + word.len()..].trim(),
    })
}

/// How a statement leads to its event, for how many frames, and how many of the last words say so.
fn lead(words: &[&str]) -> (Lead, Option<i64>, usize) {
    let frames = |word: &str| {
        let plain = (1..=6).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
        if plain { word.parse::<i64>().ok() } else { None }
    };
    let (length, counted) = match words.last().and_then(|word| frames(word)) {
        Some(length) => (Some(length), 1),
        None => (None, 0),
    };
    let words = &words[..words.len() - counted];
    let Some((word, before)) = words.split_last() else { return (Lead::Cut, None, 0) };
    let upper = word.to_ascii_uppercase();
    // `K B 010` and `K O 010` are written apart by some.
    if matches!(upper.as_str(), "B" | "O")
        && let Some((key, reel)) = before.split_last()
        && key.eq_ignore_ascii_case("K")
        && !reel.is_empty()
    {
        return (Lead::Key(format!("K{upper}")), length, 2 + counted);
    }
    let wipe = upper.strip_prefix('W').is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
    match upper.as_str() {
        "C" => (Lead::Cut, None, 1 + counted),
        "D" => (Lead::Dissolve, length, 1 + counted),
        "K" | "KB" | "KO" => (Lead::Key(upper), length, 1 + counted),
        _ if wipe => (Lead::Wipe(upper), length, 1 + counted),
        _ => (Lead::Cut, None, 0),
    }
}

/// The channels of a word such as `V`, `A2`, `AA/V`, `A1A2`, `B`, `NONE`; nothing if it is no such word.
pub(super) fn channels(word: &str) -> Option<Vec<Channel>> {
    let upper = word.to_ascii_uppercase();
    match upper.as_str() {
        "NONE" => return Some(Vec::new()),
        "B" => return Some(vec![Channel::picture(1), Channel::sound(1)]),
        _ => {}
    }
    let mut found: Vec<Channel> = Vec::new();
    let mut rest = upper.as_str();
    while let Some(letter) = rest.chars().next() {
        rest = &rest[letter.len_utf8()..];
        if letter == '/' {
            continue;
        }
        let digits = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
        let number = if digits == 0 { Some(1) } else { rest[..digits].parse::<u16>().ok() };
        let number = number.filter(|number| (1..=MOST_CHANNELS).contains(number))?;
        match letter {
            'V' => found.push(Channel::picture(number)),
            // `AA` is the first two.
            'A' if digits == 0
                && rest.starts_with('A')
                && !rest[1..].starts_with(|next: char| next.is_ascii_digit()) =>
            {
                found.extend([Channel::sound(1), Channel::sound(2)]);
                rest = &rest[1..];
                continue;
            }
            'A' => found.push(Channel::sound(number)),
            _ => return None,
        }
        rest = &rest[digits..];
        if found.len() > usize::from(MOST_CHANNELS) {
            return None;
        }
    }
    let mut single: Vec<Channel> = Vec::with_capacity(found.len());
    for channel in found {
        if !single.contains(&channel) {
            single.push(channel);
        }
    }
    (!single.is_empty()).then_some(single)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str) -> Option<(String, String, String, Option<i64>)> {
        let read = statement(line)?;
        let names: Vec<&str> = read.channels.iter().map(|channel| channel.name.as_str()).collect();
        let lead = match read.lead {
            Lead::Cut => "C".to_owned(),
            Lead::Dissolve => "D".to_owned(),
            Lead::Wipe(name) | Lead::Key(name) => name,
        };
        Some((read.reel, names.join(" "), lead, read.length))
    }

    #[test]
    fn statements_are_read_in_every_width() {
        const TIMES: &str = "01:00:00:00 01:00:01:00 10:00:00:00 10:00:01:00";
        for (line, reel, tracks, lead, length) in [
            ("001  REEL     V     C       ", "REEL", "V1", "C", None),
            ("000001  A_0038C002_241010_114016_h1EHP   V     C   ", "A_0038C002_241010_114016_h1EHP", "V1", "C", None),
            ("006  TC_R1_V6 A12   D    002", "TC_R1_V6", "A12", "D", Some(2)),
            ("007  BL       AA    W001 025", "BL", "A1 A2", "W001", Some(25)),
            ("008  AX  AA/V  K B  010", "AX", "A1 A2 V1", "KB", Some(10)),
            ("009\tAX\tB\tKO\t000", "AX", "V1 A1", "KO", Some(0)),
            ("9 my long reel NONE C", "my long reel", "", "C", None),
            ("010 ax a2/v c", "ax", "A2 V1", "C", None),
            ("011 V V C", "V", "V1", "C", None),
            ("012 AX A1A2A3 C", "AX", "A1 A2 A3", "C", None),
        ] {
            let expected = Some((reel.to_owned(), tracks.to_owned(), lead.to_owned(), length));
            assert_eq!(told(&format!("{line} {TIMES}")), expected, "{line}");
        }
        assert_eq!(told("* FROM CLIP NAME: x"), None);
        assert_eq!(told("001 AX V C 01:00:00:00 01:00:01:00 10:00:00:00"), None);
        assert_eq!(told(&format!("001Г AX V C {TIMES}")), None);
        assert!(told("001 AX V C 01000000 01000100 10000000 10000100").is_some());
        assert_eq!(statement(&format!("001 AX V C {TIMES} 25 fps")).expect("read").rest, "25 fps");
    }
}
