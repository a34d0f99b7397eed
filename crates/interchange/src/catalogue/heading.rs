//! What one heading says, by its words in small letters.

use model::{CatalogueField as Field, societies};

use super::headings::EXACT;
use super::vocabulary::{
    ABOUT, ANYBODY, ARRANGERS, AUTHORS, COMPOSERS, FIRST, LAST, LYRICISTS, MIDDLE, PLAIN, PUBLISHERS, ROLES, SHARES,
    SOCIETIES, WRITERS,
};

/// Whom a heading is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Who {
    /// Writers of any kind.
    Writer,
    /// Of the music.
    Composer,
    /// Of the words.
    Lyricist,
    Arranger,
    Publisher,
}

/// What a heading says, as far as it tells by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Says {
    Field(Field),
    /// Names of somebody.
    Names(Who),
    First(Option<Who>),
    Middle(Option<Who>),
    Last(Option<Who>),
    /// Something beside names: of whom, if it says.
    Society(Option<Who>),
    Ipi(Option<Who>),
    Share(Option<Who>),
    Role(Option<Who>),
    /// The publisher of a writer, in the writer's columns.
    WritersPublisher,
    /// `Name` alone.
    Name,
    /// A name of somebody, and no title: `Nom`, `Titular`.
    Anybody,
    Nothing,
}

/// The words of a heading in small letters: `TrackTitle` and `track_title` have the same.
pub(super) fn words(heading: &str) -> Vec<String> {
    let mut spaced = String::with_capacity(heading.len() + 4);
    let mut small = false;
    for letter in heading.chars() {
        if letter.is_uppercase() && small {
            spaced.push(' ');
        }
        small = letter.is_lowercase();
        spaced.push(letter);
    }
    let lower = spaced.to_lowercase();
    lower.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Whom a heading is about.
pub(super) fn who(heading: &str) -> Option<Who> {
    whom(&words(heading)).0
}

/// Whom words are about, and whether they name both a writer and a publisher.
pub(super) fn whom(words: &[String]) -> (Option<Who>, bool) {
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.as_str()));
    let lyrics = has(&["lyrics", "lyric", "words", "paroles", "letra", "text", "testo", "tekst"])
        && has(&["by", "writer", "writers", "author", "authors", "auteur", "autor", "de"]);
    let writer = if lyrics && !has(COMPOSERS) && !has(&["music", "musique", "musik"]) {
        Some(Who::Lyricist)
    } else if has(COMPOSERS) {
        // Whoever wrote words and music is a writer.
        Some(if has(LYRICISTS) || has(AUTHORS) { Who::Writer } else { Who::Composer })
    } else if has(WRITERS) {
        Some(Who::Writer)
    } else if has(LYRICISTS) || has(AUTHORS) {
        Some(Who::Lyricist)
    } else if has(ARRANGERS) {
        Some(Who::Arranger)
    } else if words == ["music", "by"]
        || words == ["written", "by"]
        || words == ["music", "lyrics", "by"]
        || words == ["interested", "party"]
        || words == ["interested", "party", "name"]
        || words == ["interested", "parties"]
    {
        Some(Who::Writer)
    } else if words == ["published", "by"] {
        return (Some(Who::Publisher), false);
    } else {
        None
    };
    let publisher = has(PUBLISHERS);
    match (writer, publisher) {
        (Some(who), true) => (Some(who), true),
        (None, true) => (Some(Who::Publisher), false),
        (who, false) => (who, false),
    }
}

/// What a heading says by itself.
pub(super) fn says(heading: &str) -> Says {
    let words = words(heading);
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.as_str()));
    let only = |lists: &[&[&str]]| words.iter().all(|word| lists.iter().any(|list| list.contains(&word.as_str())));
    let joined = words.join(" ");
    let (whose, both) = whom(&words);
    if is_yes_or_no(heading, &words) {
        return Says::Nothing;
    }
    let people: &[&[&str]] = &[
        WRITERS,
        COMPOSERS,
        LYRICISTS,
        AUTHORS,
        ARRANGERS,
        PUBLISHERS,
        PLAIN,
        &["lyrics", "lyric", "words", "written", "published", "interested", "party", "parties"],
    ];
    let beside: Vec<&[&str]> = people.iter().copied().chain([SOCIETIES, SHARES, ROLES, ABOUT]).collect();
    let number = heading.contains('#') || has(&["id", "nr", "no", "number", "code", "nummer", "key"]);
    let mechanical = has(&[
        "mr",
        "mech",
        "mechanical",
        "mechanicals",
        "sync",
        "synch",
        "synchronisation",
        "synchronization",
        "mekanisk",
        "mechanisch",
    ]);
    // Of a heading that names both, what it is of is the one that is named last.
    let last_named = || words.iter().rev().find_map(|word| whom(std::slice::from_ref(word)).0);
    let of = if both { last_named() } else { whose };
    if has(&["ipi", "cae", "ipn"]) && !has(&["base"]) {
        return if only(&beside) { Says::Ipi(of) } else { Says::Nothing };
    }
    if let Some(society) =
        words.iter().find_map(|word| societies::canonical(word).filter(|_| !SOCIETIES.contains(&word.as_str())))
    {
        let numbered = [
            "work",
            "werk",
            "werknummer",
            "tunecode",
            "title",
            "code",
            "number",
            "nr",
            "no",
            "id",
            "nummer",
            "worknumber",
            "verk",
            "verknummer",
        ];
        let rest: Vec<&String> = words.iter().filter(|word| societies::canonical(word) != Some(society)).collect();
        if !rest.is_empty() && whose.is_none() && rest.iter().all(|word| numbered.contains(&word.as_str())) {
            return Says::Field(Field::SocietyNumber);
        }
    }
    if has(SOCIETIES) && !has(&["agreement", "date", "territory", "catalogue"]) {
        return if only(&beside) { Says::Society(of) } else { Says::Nothing };
    }
    let percent = heading.contains('%');
    if percent || has(SHARES) {
        let known = only(&beside) && !mechanical && !has(&["collection"]);
        return if known { Says::Share(of) } else { Says::Nothing };
    }
    // `Writer Type`, but not `Type` alone.
    if has(ROLES) || (whose.is_some() && has(&["type", "typ"])) {
        let known: Vec<&[&str]> = beside.iter().copied().chain([&["type", "typ"][..]]).collect();
        return if only(&known) && !number { Says::Role(of) } else { Says::Nothing };
    }
    let parts: Vec<&[&str]> = people.iter().copied().chain([FIRST, LAST, MIDDLE]).collect();
    // `Nombre de la canción` is a title, `Nombre` alone may be anything.
    let is_part = only(&parts)
        && !(joined == "nombre"
            || joined == "first"
            || joined == "last"
            || joined == "family"
            || joined == "given"
            || joined == "middle");
    let famille = joined == "nom de famille";
    if famille || (is_part && has(LAST)) {
        return Says::Last(of);
    }
    if is_part && has(MIDDLE) {
        return Says::Middle(of);
    }
    if is_part && has(FIRST) && (whose.is_some() || !has(&["nombre"])) {
        return Says::First(of);
    }
    if let Some(who) = whose {
        let joint = heading.contains(['/', '&', '+']);
        return match both {
            _ if !only(people) || number => Says::Nothing,
            true if joint => Says::Nothing,
            true => Says::WritersPublisher,
            false => Says::Names(who),
        };
    }
    if joined == "name" {
        return Says::Name;
    }
    if ANYBODY.contains(&joined.as_str()) {
        return Says::Anybody;
    }
    // `Track #` is its number, and no title.
    let field = match heading.contains('#') {
        true => exact(&format!("{joined} number")).or_else(|| exact(&joined).filter(|field| *field != Field::Title)),
        false => exact(&joined).or_else(|| spelt_out(&words)),
    };
    field.map_or(Says::Nothing, Says::Field)
}

/// Whether a heading says `title`, and not only `track` or `song`, which may head numbers as well.
pub(super) fn says_title(heading: &str) -> bool {
    const WORDS: [&str; 9] = ["title", "titles", "titel", "titre", "título", "titulo", "titolo", "tittel", "songtitel"];
    words(heading).iter().any(|word| WORDS.contains(&word.as_str()))
}

/// Whether a column answers a question and names nobody: `Writer controlled (Y/N)`, `Publisher?`.
fn is_yes_or_no(heading: &str, words: &[String]) -> bool {
    let has = |wanted: &str| words.iter().any(|word| word == wanted);
    let controlled = words.iter().position(|word| word == "controlled").is_some_and(|at| {
        // `Controlled writers` are names.
        words.iter().take(at).any(|word| whom(std::slice::from_ref(word)).0.is_some())
            || words.iter().any(|word| SHARES.contains(&word.as_str()))
            || heading.contains('%')
    });
    heading.trim_end().ends_with('?') || (has("y") && has("n")) || (has("yes") && has("no")) || controlled
}

/// The field of a heading that says it with more words than one: `Title of song`, `Track Name/Title`, `Performer(s)`.
fn spelt_out(words: &[String]) -> Option<Field> {
    const LITTLE: [&str; 8] = ["s", "of", "the", "name", "names", "title", "titles", "full"];
    let bare = |word: &String| word.strip_suffix('s').filter(|bare| bare.len() > 3).unwrap_or(word).to_owned();
    let about: Vec<String> = words.iter().filter(|word| !LITTLE.contains(&word.as_str())).map(bare).collect();
    let named = words.iter().any(|word| ["name", "names", "title", "titles"].contains(&word.as_str()));
    let about: Vec<&str> = about.iter().map(String::as_str).collect();
    match about[..] {
        [] if words.iter().any(|word| word.starts_with("title")) => Some(Field::Title),
        ["song" | "track" | "recording" | "tune"] | ["song", "track"] | ["track", "song"] => Some(Field::Title),
        ["work" | "composition"] | ["musical", "work"] if named => Some(Field::WorkTitle),
        ["artist" | "performer" | "interpret" | "artista" | "intérprete" | "interprete" | "artiste"] => {
            Some(Field::Artist)
        }
        ["album" | "release"] => Some(Field::Album),
        _ => None,
    }
}

/// A heading that is known as a whole, with or without what a sheet of several tables puts before it.
fn exact(joined: &str) -> Option<Field> {
    let find = |joined: &str| EXACT.iter().find(|(name, _)| *name == joined).map(|&(_, field)| field);
    let bare = || {
        let (first, rest) = joined.split_once(' ')?;
        ["track", "code", "song", "recording", "metadata", "audio"].contains(&first).then(|| find(rest)).flatten()
    };
    find(joined).or_else(bare)
}

/// The number in a heading: `Writer 2 IPI`.
pub(super) fn number(heading: &str) -> Option<u32> {
    let digits: String =
        heading.chars().skip_while(|letter| !letter.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}
