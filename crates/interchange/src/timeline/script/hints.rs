//! Lines that speak of music which the people in a scene hear: a jukebox, a band, somebody who hums. Proposals only.

use super::super::{MusicHint, Place};

/// Words that speak of music by themselves.
const MUSIC: [&str; 44] = [
    "jukebox",
    "karaoke",
    "boombox",
    "gramophone",
    "phonograph",
    "turntable",
    "orchestra",
    "quartet",
    "choir",
    "busker",
    "buskers",
    "ballad",
    "lullaby",
    "anthem",
    "hymn",
    "melody",
    "muzak",
    "sings",
    "singing",
    "sang",
    "hums",
    "humming",
    "hummed",
    "whistles",
    "whistling",
    "croons",
    "crooning",
    "strums",
    "strumming",
    "serenades",
    "serenade",
    "serenading",
    "song",
    "songs",
    "music",
    "tune",
    "carol",
    "carols",
    "duet",
    "chorus",
    "mariachi",
    "walkman",
    "musicians",
    "raps",
];

/// Words that may be of music: something must play beside them.
const SOURCES: [&str; 36] = [
    "radio",
    "band",
    "stereo",
    "piano",
    "pianist",
    "guitar",
    "guitarist",
    "violin",
    "violinist",
    "cello",
    "trumpet",
    "saxophone",
    "sax",
    "drums",
    "drummer",
    "harmonica",
    "accordion",
    "organ",
    "flute",
    "harp",
    "banjo",
    "fiddle",
    "fiddler",
    "keyboard",
    "synth",
    "dj",
    "record",
    "vinyl",
    "cassette",
    "ipod",
    "headphones",
    "earbuds",
    "speaker",
    "speakers",
    "ringtone",
    "singer",
];

/// Words that say that something plays.
const PLAYING: [&str; 34] = [
    "play",
    "plays",
    "playing",
    "played",
    "blares",
    "blaring",
    "blasts",
    "blasting",
    "pounds",
    "pounding",
    "strikes",
    "performs",
    "performing",
    "perform",
    "listens",
    "listening",
    "dances",
    "dancing",
    "drifts",
    "wafts",
    "thumps",
    "thumping",
    "croons",
    "spins",
    "spinning",
    "tinkles",
    "wails",
    "rocks",
    "jams",
    "jamming",
    "tunes",
    "rehearses",
    "rehearsing",
    "sings",
];

/// The hint of a line, if it speaks of music. One line has one hint; the words that speak by themselves come first.
pub(super) fn hint(line: &str, place: &Place) -> Option<MusicHint> {
    // Names in capitals and titles are compared in small letters; a line without any of the words costs one pass.
    let words: Vec<String> = line
        .split(|letter: char| !letter.is_alphanumeric() && letter != '\'')
        .filter(|word| word.len() > 1 && word.len() < 16)
        .map(str::to_lowercase)
        .collect();
    let has = |list: &[&str]| words.iter().find(|word| list.contains(&word.as_str()));
    let notes = line.contains(['♪', '♫']);
    let found = match (has(&MUSIC), has(&SOURCES), has(&PLAYING)) {
        (Some(word), _, _) => word.clone(),
        (None, Some(word), Some(_)) => word.clone(),
        (None, None, Some(word)) if word.starts_with("play") && quoted(line).is_some_and(of_title) => word.clone(),
        _ if notes => "♪".to_owned(),
        _ => return None,
    };
    let title = quoted(line).filter(|title| of_title(title)).unwrap_or_default().to_owned();
    let text: String = line.trim().chars().take(400).collect();
    Some(MusicHint { word: found, text, title, place: place.clone() })
}

/// The first text in quotes.
fn quoted(line: &str) -> Option<&str> {
    [('"', '"'), ('“', '”'), ('«', '»')].into_iter().find_map(|(open, close)| {
        let from = line.find(open)? + open.len_utf8();
        let to = line[from..].find(close)? + from;
        Some(line[from..to].trim().trim_end_matches([',', '.']))
    })
}

/// Whether a text in quotes may be a title: a few words that begin with a capital.
fn of_title(text: &str) -> bool {
    let first = text.chars().next();
    first.is_some_and(|letter| letter.is_uppercase() || letter.is_numeric())
        && text.split_whitespace().count() <= 9
        && text.chars().count() <= 80
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str) -> Option<(String, String)> {
        hint(line, &Place::Line(1)).map(|hint| (hint.word, hint.title))
    }

    #[test]
    fn music_in_a_scene_is_proposed() {
        let own = |word: &str, title: &str| Some((word.to_owned(), title.to_owned()));
        assert_eq!(told("The JUKEBOX in the corner glows."), own("jukebox", ""));
        assert_eq!(told("On the radio, \"Harbour Lights\" plays."), own("radio", "Harbour Lights"));
        assert_eq!(told("“Blue Moon” is playing next door."), own("playing", "Blue Moon"));
        assert_eq!(told("She hums to herself."), own("hums", ""));
        assert_eq!(told("The band strikes up."), own("band", ""));
    }

    #[test]
    fn other_lines_are_no_hints() {
        for line in [
            "He snaps a rubber band.",
            "Static on the police radio.",
            "\"come in,\" he plays along.",
            "They play cards.",
            "She sets a record.",
        ] {
            assert_eq!(told(line), None, "{line}");
        }
    }
}
