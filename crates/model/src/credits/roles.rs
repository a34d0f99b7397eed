//! Roles as sheets write them: codes of CWR, and words of several languages.

use super::same_name;
use crate::ShareRole;

/// What a word says that somebody was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Somebody with a share of the work.
    Of(ShareRole),
    /// Somebody of the recording: a performer, a producer. No share of the work comes from it.
    Recording,
}

/// Words of roles in small letters; what several stand for is read from each of them.
const WORDS: &[(&str, ShareRole)] = &[
    ("composer", ShareRole::Composer),
    ("composers", ShareRole::Composer),
    ("music", ShareRole::Composer),
    ("music by", ShareRole::Composer),
    ("composition", ShareRole::Composer),
    ("komponist", ShareRole::Composer),
    ("komponistin", ShareRole::Composer),
    ("musik", ShareRole::Composer),
    ("compositeur", ShareRole::Composer),
    ("compositrice", ShareRole::Composer),
    ("musique", ShareRole::Composer),
    ("compositor", ShareRole::Composer),
    ("compositora", ShareRole::Composer),
    ("música", ShareRole::Composer),
    ("compositore", ShareRole::Composer),
    ("musica", ShareRole::Composer),
    ("componist", ShareRole::Composer),
    ("componiste", ShareRole::Composer),
    ("muziek", ShareRole::Composer),
    ("kompositör", ShareRole::Composer),
    ("säveltäjä", ShareRole::Composer),
    ("tonsättare", ShareRole::Composer),
    ("kompozytor", ShareRole::Composer),
    ("author", ShareRole::Author),
    ("lyricist", ShareRole::Author),
    ("lyrics", ShareRole::Author),
    ("lyric", ShareRole::Author),
    ("words", ShareRole::Author),
    ("lyrics by", ShareRole::Author),
    ("text", ShareRole::Author),
    ("texter", ShareRole::Author),
    ("textdichter", ShareRole::Author),
    ("textdichterin", ShareRole::Author),
    ("autor", ShareRole::Author),
    ("autora", ShareRole::Author),
    ("auteur", ShareRole::Author),
    ("parolier", ShareRole::Author),
    ("parolière", ShareRole::Author),
    ("paroles", ShareRole::Author),
    ("autore", ShareRole::Author),
    ("paroliere", ShareRole::Author),
    ("letra", ShareRole::Author),
    ("letrista", ShareRole::Author),
    ("testo", ShareRole::Author),
    ("tekst", ShareRole::Author),
    ("tekstdichter", ShareRole::Author),
    ("tekstforfatter", ShareRole::Author),
    ("forfatter", ShareRole::Author),
    ("textförfattare", ShareRole::Author),
    ("sanoittaja", ShareRole::Author),
    ("writer", ShareRole::ComposerAuthor),
    ("writers", ShareRole::ComposerAuthor),
    ("songwriter", ShareRole::ComposerAuthor),
    ("co-writer", ShareRole::ComposerAuthor),
    ("cowriter", ShareRole::ComposerAuthor),
    ("urheber", ShareRole::ComposerAuthor),
    ("auteur-compositeur", ShareRole::ComposerAuthor),
    ("auteur compositeur", ShareRole::ComposerAuthor),
    ("autor-compositor", ShareRole::ComposerAuthor),
    ("autor compositor", ShareRole::ComposerAuthor),
    ("schrijver", ShareRole::ComposerAuthor),
    ("låtskrivare", ShareRole::ComposerAuthor),
    ("låtskriver", ShareRole::ComposerAuthor),
    ("sangskriver", ShareRole::ComposerAuthor),
    ("opphaver", ShareRole::ComposerAuthor),
    ("upphovsman", ShareRole::ComposerAuthor),
    ("original writer", ShareRole::ComposerAuthor),
    ("arranger", ShareRole::Arranger),
    ("arr", ShareRole::Arranger),
    ("comp", ShareRole::Composer),
    ("komp", ShareRole::Composer),
    ("lyr", ShareRole::Author),
    ("auth", ShareRole::Author),
    ("arrangement", ShareRole::Arranger),
    ("bearbeiter", ShareRole::Arranger),
    ("bearbeiterin", ShareRole::Arranger),
    ("arrangeur", ShareRole::Arranger),
    ("arreglista", ShareRole::Arranger),
    ("arreglador", ShareRole::Arranger),
    ("arrangiatore", ShareRole::Arranger),
    ("bewerker", ShareRole::Arranger),
    ("arrangör", ShareRole::Arranger),
    ("arrangør", ShareRole::Arranger),
    ("sovittaja", ShareRole::Arranger),
    ("adaptador", ShareRole::Adaptor),
    ("adaptor", ShareRole::Adaptor),
    ("adapter", ShareRole::Adaptor),
    ("adaptateur", ShareRole::Adaptor),
    ("translator", ShareRole::Translator),
    ("übersetzer", ShareRole::Translator),
    ("traducteur", ShareRole::Translator),
    ("traductor", ShareRole::Translator),
    ("traduttore", ShareRole::Translator),
    ("vertaler", ShareRole::Translator),
    ("sub-arranger", ShareRole::SubArranger),
    ("subarranger", ShareRole::SubArranger),
    ("sub arranger", ShareRole::SubArranger),
    ("sub-author", ShareRole::SubAuthor),
    ("subauthor", ShareRole::SubAuthor),
    ("sub author", ShareRole::SubAuthor),
    ("sub-lyricist", ShareRole::SubAuthor),
    ("subtexter", ShareRole::SubAuthor),
    ("spezialtextdichter", ShareRole::SubAuthor),
    ("publisher", ShareRole::OriginalPublisher),
    ("publishers", ShareRole::OriginalPublisher),
    ("original publisher", ShareRole::OriginalPublisher),
    ("pub", ShareRole::OriginalPublisher),
    ("op", ShareRole::OriginalPublisher),
    ("verlag", ShareRole::OriginalPublisher),
    ("originalverlag", ShareRole::OriginalPublisher),
    ("musikverlag", ShareRole::OriginalPublisher),
    ("éditeur", ShareRole::OriginalPublisher),
    ("éditeur original", ShareRole::OriginalPublisher),
    ("editor", ShareRole::OriginalPublisher),
    ("editorial", ShareRole::OriginalPublisher),
    ("editora", ShareRole::OriginalPublisher),
    ("editore", ShareRole::OriginalPublisher),
    ("editeur", ShareRole::OriginalPublisher),
    ("uitgever", ShareRole::OriginalPublisher),
    ("uitgeverij", ShareRole::OriginalPublisher),
    ("muziekuitgever", ShareRole::OriginalPublisher),
    ("musikförlag", ShareRole::OriginalPublisher),
    ("musikforlag", ShareRole::OriginalPublisher),
    ("musikkforlag", ShareRole::OriginalPublisher),
    ("forlag", ShareRole::OriginalPublisher),
    ("förlag", ShareRole::OriginalPublisher),
    ("forlegger", ShareRole::OriginalPublisher),
    ("kustantaja", ShareRole::OriginalPublisher),
    ("administrator", ShareRole::Administrator),
    ("admin", ShareRole::Administrator),
    ("adm", ShareRole::Administrator),
    ("administrating publisher", ShareRole::Administrator),
    ("administrative publisher", ShareRole::Administrator),
    ("publisher administrator", ShareRole::Administrator),
    ("pa", ShareRole::Administrator),
    ("sub-publisher", ShareRole::SubPublisher),
    ("subpublisher", ShareRole::SubPublisher),
    ("sub publisher", ShareRole::SubPublisher),
    ("sp", ShareRole::SubPublisher),
    ("subverlag", ShareRole::SubPublisher),
    ("sous-éditeur", ShareRole::SubPublisher),
    ("sous éditeur", ShareRole::SubPublisher),
    ("subeditor", ShareRole::SubPublisher),
    ("subeditore", ShareRole::SubPublisher),
    ("underforlag", ShareRole::SubPublisher),
    ("underförlag", ShareRole::SubPublisher),
];

/// Words of those who made the recording.
#[rustfmt::skip]
const OF_RECORDINGS: &[&str] = &[
    "producer", "co-producer", "executive producer", "artist", "performer", "featured artist", "main artist",
    "musician", "vocalist", "singer", "mixer", "mix engineer", "engineer", "mastering engineer", "remixer", "label",
    "master owner", "interpret", "interprète", "produzent", "producteur", "productor", "produttore", "conductor",
    "soloist", "orchestra",
];

/// The role that a code or a word means: `CA`, `Composer`, `Music & Lyrics`, `Bearbeiter`.
#[must_use]
pub fn role_of(text: &str) -> Option<ShareRole> {
    match part_of(text)? {
        Part::Of(role) => Some(role),
        Part::Recording => None,
    }
}

/// What a code or a word says that somebody was; `None` where it is neither.
#[must_use]
pub fn part_of(text: &str) -> Option<Part> {
    let word = same_name(text);
    if word.is_empty() {
        return None;
    }
    if let Some(part) = one(&word) {
        return Some(part);
    }
    // `Composer/Author`, `Music & Lyrics`, `words and music`, `Comp., Lyr.`, `C - Composer`.
    let spelt = same_name(&text.replace(',', "/").replace(" - ", "/").replace(" – ", "/"))
        .replace(" and ", "/")
        .replace(" und ", "/")
        .replace(" et ", "/")
        .replace(" y ", "/")
        .replace(" e ", "/")
        .replace(" en ", "/")
        .replace(" och ", "/")
        .replace(" og ", "/");
    let parts: Vec<&str> =
        spelt.split(['/', '&', '+', ';', '|']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let roles: Option<Vec<Part>> =
        (parts.len() > 1).then(|| parts.iter().map(|part| one(part)).collect::<Option<_>>()).flatten();
    let mut roles = roles?.into_iter().filter(|part| *part != Part::Recording);
    let Some(Part::Of(first)) = roles.next() else { return Some(Part::Recording) };
    roles
        .try_fold(first, |known, part| match part {
            Part::Of(role) => both(known, role),
            Part::Recording => Some(known),
        })
        .map(Part::Of)
}

fn one(word: &str) -> Option<Part> {
    let code = ShareRole::ALL.into_iter().find(|role| role.code().eq_ignore_ascii_case(word));
    let named = || WORDS.iter().find(|(name, _)| *name == word).map(|&(_, role)| role);
    let plural = || {
        WORDS
            .iter()
            .find(|(name, _)| word.strip_suffix("(s)").or(word.strip_suffix('s')) == Some(*name))
            .map(|&(_, role)| role)
    };
    let recording = || OF_RECORDINGS.contains(&word).then_some(Part::Recording);
    code.or_else(named).or_else(plural).map(Part::Of).or_else(recording)
}

/// Whoever did two things of the same side; `None` where they do not go together.
fn both(one: ShareRole, other: ShareRole) -> Option<ShareRole> {
    use ShareRole as Role;
    match (one, other) {
        _ if one == other => Some(one),
        (
            Role::Composer | Role::Author | Role::ComposerAuthor,
            Role::Composer | Role::Author | Role::ComposerAuthor,
        ) => Some(Role::ComposerAuthor),
        // Whoever wrote it and arranged it has a writer's share.
        (Role::Composer | Role::Author | Role::ComposerAuthor, Role::Arranger) => Some(one),
        (Role::Arranger, Role::Composer | Role::Author | Role::ComposerAuthor) => Some(other),
        (Role::OriginalPublisher, Role::Administrator) | (Role::Administrator, Role::OriginalPublisher) => {
            Some(Role::OriginalPublisher)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_known_by_code_and_word() {
        for (text, role) in [
            ("C ", Some(ShareRole::Composer)),
            ("ca", Some(ShareRole::ComposerAuthor)),
            ("Composer", Some(ShareRole::Composer)),
            ("Composer/Author", Some(ShareRole::ComposerAuthor)),
            ("Music & Lyrics", Some(ShareRole::ComposerAuthor)),
            ("Words and Music", Some(ShareRole::ComposerAuthor)),
            ("Bearbeiter", Some(ShareRole::Arranger)),
            ("Original Publisher", Some(ShareRole::OriginalPublisher)),
            ("E", Some(ShareRole::OriginalPublisher)),
            ("AM", Some(ShareRole::Administrator)),
            ("Sub-Publisher", Some(ShareRole::SubPublisher)),
            ("Songwriter(s)", Some(ShareRole::ComposerAuthor)),
            ("Writer, Producer", Some(ShareRole::ComposerAuthor)),
            ("Composer, Lyricist", Some(ShareRole::ComposerAuthor)),
            ("Comp./Lyr.", Some(ShareRole::ComposerAuthor)),
            ("C - Composer", Some(ShareRole::Composer)),
            ("Producer", None),
            ("World", None),
            ("", None),
            ("Writer / Producer", Some(ShareRole::ComposerAuthor)),
        ] {
            assert_eq!(role_of(text), role, "{text}");
        }
        assert_eq!(part_of("Producer"), Some(Part::Recording));
        assert_eq!(part_of("Caterer"), None);
    }
}
