//! Genres by number: those of ID3v1, and Winamp's after them.

/// The name of a number.
pub(super) fn name(number: usize) -> Option<&'static str> {
    NAMES.get(number).copied()
}

/// The genres of a TCON frame, between zeros: names, numbers, or numbers in brackets before a name that refines them
/// (ID3v2.3, 4.2.1). "RX" and "CR" stand for remix and cover.
pub(super) fn genres(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for value in text.split('\0') {
        let mut rest = value.trim();
        while let Some((reference, after)) = rest.strip_prefix('(').and_then(|inside| inside.split_once(')')) {
            let Some(name) = referred(reference) else { break };
            found.push(name.to_owned());
            rest = after.trim_start();
        }
        // "((" stands for a bracket that is meant.
        let rest = if rest.starts_with("((") { &rest[1..] } else { rest };
        match referred(rest) {
            Some(name) => found.push(name.to_owned()),
            None if rest.is_empty() => {}
            None => found.push(rest.to_owned()),
        }
    }
    found
}

/// Genres of other tags, between semicolons: converters carry the numbers in brackets over as they were in ID3.
pub(super) fn carried_over(text: &str) -> String {
    let values = text.split("; ").flat_map(|value| match value.starts_with('(') {
        true => genres(value),
        false => vec![value.to_owned()],
    });
    values.collect::<Vec<_>>().join("; ")
}

fn referred(reference: &str) -> Option<&'static str> {
    match reference {
        "RX" => Some("Remix"),
        "CR" => Some("Cover"),
        number if number.len() <= 3 => number.parse().ok().and_then(name),
        _ => None,
    }
}

#[rustfmt::skip]
const NAMES: [&str; 192] = [
    "Blues", "Classic Rock", "Country", "Dance", "Disco", "Funk", "Grunge", "Hip-Hop", "Jazz", "Metal", "New Age",
    "Oldies", "Other", "Pop", "R&B", "Rap", "Reggae", "Rock", "Techno", "Industrial", "Alternative", "Ska",
    "Death Metal", "Pranks", "Soundtrack", "Euro-Techno", "Ambient", "Trip-Hop", "Vocal", "Jazz+Funk", "Fusion",
    "Trance", "Classical", "Instrumental", "Acid", "House", "Game", "Sound Clip", "Gospel", "Noise", "Alt. Rock",
    "Bass", "Soul", "Punk", "Space", "Meditative", "Instrumental Pop", "Instrumental Rock", "Ethnic", "Gothic",
    "Darkwave", "Techno-Industrial", "Electronic", "Pop-Folk", "Eurodance", "Dream", "Southern Rock", "Comedy",
    "Cult", "Gangsta", "Top 40", "Christian Rap", "Pop/Funk", "Jungle", "Native American", "Cabaret", "New Wave",
    "Psychedelic", "Rave", "Showtunes", "Trailer", "Lo-Fi", "Tribal", "Acid Punk", "Acid Jazz", "Polka", "Retro",
    "Musical", "Rock & Roll", "Hard Rock", "Folk", "Folk-Rock", "National Folk", "Swing", "Fast Fusion", "Bebop",
    "Latin", "Revival", "Celtic", "Bluegrass", "Avantgarde", "Gothic Rock", "Progressive Rock", "Psychedelic Rock",
    "Symphonic Rock", "Slow Rock", "Big Band", "Chorus", "Easy Listening", "Acoustic", "Humour", "Speech", "Chanson",
    "Opera", "Chamber Music", "Sonata", "Symphony", "Booty Bass", "Primus", "Porn Groove", "Satire", "Slow Jam",
    "Club", "Tango", "Samba", "Folklore", "Ballad", "Power Ballad", "Rhythmic Soul", "Freestyle", "Duet",
    "Punk Rock", "Drum Solo", "A Cappella", "Euro-House", "Dance Hall", "Goa", "Drum & Bass", "Club-House",
    "Hardcore", "Terror", "Indie", "BritPop", "Afro-Punk", "Polsk Punk", "Beat", "Christian Gangsta Rap",
    "Heavy Metal", "Black Metal", "Crossover", "Contemporary Christian", "Christian Rock", "Merengue", "Salsa",
    "Thrash Metal", "Anime", "JPop", "Synthpop", "Abstract", "Art Rock", "Baroque", "Bhangra", "Big Beat",
    "Breakbeat", "Chillout", "Downtempo", "Dub", "EBM", "Eclectic", "Electro", "Electroclash", "Emo",
    "Experimental", "Garage", "Global", "IDM", "Illbient", "Industro-Goth", "Jam Band", "Krautrock", "Leftfield",
    "Lounge", "Math Rock", "New Romantic", "Nu-Breakz", "Post-Punk", "Post-Rock", "Psytrance", "Shoegaze",
    "Space Rock", "Trop Rock", "World Music", "Neoclassical", "Audiobook", "Audio Theatre", "Neue Deutsche Welle",
    "Podcast", "Indie Rock", "G-Funk", "Dubstep", "Garage Rock", "Psybient",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_for_names_wherever_they_are() {
        assert_eq!(genres("(17)"), ["Rock"]);
        assert_eq!(genres("17"), ["Rock"]);
        assert_eq!(genres("(17)\0Folk"), ["Rock", "Folk"]);
        assert_eq!(genres("Folk\0(17)\x3800"), ["Folk", "Rock", "800"]);
        assert_eq!(genres("(4)Eurodisco(RX)"), ["Disco", "Eurodisco(RX)"]);
        assert_eq!(genres("(51)(39)"), ["Techno-Industrial", "Noise"]);
        assert_eq!(genres("((Live)"), ["(Live)"]);
        assert_eq!(genres("(250)"), ["(250)"]);
        for (text, said) in [("(17)", "Rock"), ("(4)Eurodisco", "Disco; Eurodisco"), ("(Live); 17", "(Live); 17")] {
            assert_eq!(carried_over(text), said);
        }
        assert_eq!([name(0), name(191), name(192)], [Some("Blues"), Some("Psybient"), None]);
        assert_eq!((name(80), name(131), name(147)), (Some("Folk"), Some("Indie"), Some("Synthpop")));
    }
}
