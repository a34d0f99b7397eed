//! What the columns of a sheet mean, by their headings.
//!
//! A column is one of people only if all of its heading says so: `Writer Notes` and `Publisher Territory` are about
//! writers and publishers and name none. A column that says only `Share` or `PRO` is about the names before it.

use model::{CatalogueField, societies};

use super::headings::EXACT;
use super::vocabulary::{
    ABOUT, ARRANGERS, AUTHORS, COMPOSERS, FIRST, LAST, LYRICISTS, MIDDLE, PLAIN, PUBLISHERS, ROLES, SHARES, SOCIETIES,
    WRITERS,
};
use CatalogueField as Field;

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
enum Says {
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
    Nothing,
}

/// What each column says, as far as its heading tells. A field of one value is given to its first column only.
#[must_use]
pub fn guess_columns(headings: &[String]) -> Vec<Option<CatalogueField>> {
    let said: Vec<Says> = headings.iter().map(|heading| says(heading)).collect();
    let names_of = |says: &Says| match says {
        Says::Names(who) | Says::First(Some(who)) | Says::Last(Some(who)) => Some(*who),
        Says::First(None) | Says::Last(None) => Some(Who::Writer),
        _ => None,
    };
    let has = |wanted: fn(Who) -> bool| said.iter().filter_map(names_of).any(wanted);
    let publishers = has(|who| who == Who::Publisher);
    let title = said.iter().any(|says| matches!(says, Says::Field(Field::Title | Field::WorkTitle)));
    let role = said.iter().any(|says| matches!(says, Says::Role(_)));
    let mut given = Vec::new();
    let mut before: Option<Who> = None;
    let mut fields = Vec::with_capacity(headings.len());
    for (at, says) in said.iter().enumerate() {
        // What says nothing of whom is about the names before it, or else about the next.
        let whose = || before.or_else(|| said[at..].iter().find_map(names_of));
        let of = |who: Option<Who>, writers: Field, publishers: Field| {
            Some(if who.or_else(whose)? == Who::Publisher { publishers } else { writers })
        };
        let field = match says {
            Says::Field(field) => Some(*field),
            Says::Names(Who::Publisher) => Some(Field::Publishers),
            Says::Names(Who::Lyricist) => Some(Field::Lyricists),
            Says::Names(Who::Arranger) => Some(Field::Arrangers),
            Says::Names(Who::Writer | Who::Composer) => Some(Field::Writers),
            Says::WritersPublisher => (!publishers).then_some(Field::Publishers),
            // A publisher has one name.
            Says::First(Some(Who::Publisher)) | Says::Middle(Some(Who::Publisher)) | Says::Nothing => None,
            Says::Last(Some(Who::Publisher)) => Some(Field::Publishers),
            Says::First(_) => Some(Field::WriterFirstNames),
            Says::Middle(_) => Some(Field::WriterMiddleNames),
            Says::Last(_) => Some(Field::WriterLastNames),
            Says::Society(who) => of(*who, Field::WriterSocieties, Field::PublisherSocieties),
            Says::Ipi(who) => of(*who, Field::WriterIpis, Field::PublisherIpis),
            Says::Share(who) => of(*who, Field::WriterShares, Field::PublisherShares),
            Says::Role(who) => of(*who, Field::WriterRoles, Field::PublisherRoles),
            Says::Name if title && role => Some(Field::Writers),
            Says::Name => Some(Field::Title),
        };
        before = match says {
            Says::Name if field == Some(Field::Writers) => Some(Who::Writer),
            Says::Society(who) | Says::Ipi(who) | Says::Share(who) | Says::Role(who) => who.or(before),
            Says::WritersPublisher if field.is_some() => Some(Who::Publisher),
            _ => names_of(says).or(before),
        };
        let field = field.filter(|field| takes_many(*field) || !given.contains(field));
        given.extend(field);
        fields.push(field);
    }
    // First names alone are no names.
    if !given.contains(&Field::WriterLastNames) {
        for field in
            fields.iter_mut().filter(|field| matches!(field, Some(Field::WriterFirstNames | Field::WriterMiddleNames)))
        {
            *field = None;
        }
    }
    // Authors without composers wrote it all.
    if !given.contains(&Field::Writers) && !given.contains(&Field::WriterLastNames) {
        for (field, heading) in fields.iter_mut().zip(headings) {
            if *field == Some(Field::Lyricists) && words(heading).iter().any(|word| AUTHORS.contains(&word.as_str())) {
                *field = Some(Field::Writers);
            }
        }
    }
    fields
}

/// Whether several columns may say the same of several people.
pub(super) const fn takes_many(field: Field) -> bool {
    matches!(
        field,
        Field::Writers
            | Field::Lyricists
            | Field::Arrangers
            | Field::WriterFirstNames
            | Field::WriterMiddleNames
            | Field::WriterLastNames
            | Field::WriterRoles
            | Field::WriterSocieties
            | Field::WriterIpis
            | Field::WriterShares
            | Field::Publishers
            | Field::PublisherRoles
            | Field::PublisherSocieties
            | Field::PublisherIpis
            | Field::PublisherShares
            | Field::SocietyNumber
    )
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
fn whom(words: &[String]) -> (Option<Who>, bool) {
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

fn says(heading: &str) -> Says {
    let words = words(heading);
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.as_str()));
    let only = |lists: &[&[&str]]| words.iter().all(|word| lists.iter().any(|list| list.contains(&word.as_str())));
    let joined = words.join(" ");
    let (whose, both) = whom(&words);
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
    exact(&joined).map_or(Says::Nothing, Says::Field)
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
