//! What the columns of a sheet mean, by their headings.

use model::CatalogueField;

use CatalogueField as Field;

/// Headings by their words in small letters, digits and signs left out: those of English sheets, then of German, French,
/// Spanish, Italian, Dutch and Nordic ones.
const EXACT: &[(&str, Field)] = &[
    ("title", Field::Title),
    ("track", Field::Title),
    ("track title", Field::Title),
    ("track name", Field::Title),
    ("song", Field::Title),
    ("song title", Field::Title),
    ("recording", Field::Title),
    ("recording title", Field::Title),
    ("name", Field::Title),
    ("artist", Field::Artist),
    ("artists", Field::Artist),
    ("performer", Field::Artist),
    ("main artist", Field::Artist),
    ("album", Field::Album),
    ("album title", Field::Album),
    ("release", Field::Album),
    ("release title", Field::Album),
    ("cd title", Field::Album),
    ("isrc", Field::Isrc),
    ("isrc code", Field::Isrc),
    ("file", Field::FileName),
    ("filename", Field::FileName),
    ("file name", Field::FileName),
    ("path", Field::FileName),
    ("label", Field::Label),
    ("record label", Field::Label),
    ("master owner", Field::Label),
    ("catalogue number", Field::CatalogueNumber),
    ("catalog number", Field::CatalogueNumber),
    ("catalogue no", Field::CatalogueNumber),
    ("catalog no", Field::CatalogueNumber),
    ("cat no", Field::CatalogueNumber),
    ("cat number", Field::CatalogueNumber),
    ("cd no", Field::CatalogueNumber),
    ("catalogue", Field::CatalogueNumber),
    ("cut", Field::CutNumber),
    ("cut no", Field::CutNumber),
    ("cut number", Field::CutNumber),
    ("track no", Field::CutNumber),
    ("track number", Field::CutNumber),
    ("library", Field::Library),
    ("music library", Field::Library),
    ("year", Field::Year),
    ("release year", Field::Year),
    ("release date", Field::Year),
    ("date", Field::Year),
    ("bpm", Field::Bpm),
    ("tempo", Field::Bpm),
    ("key", Field::Key),
    ("musical key", Field::Key),
    ("mood", Field::Mood),
    ("moods", Field::Mood),
    ("genre", Field::Genre),
    ("genres", Field::Genre),
    ("language", Field::Language),
    ("work", Field::WorkTitle),
    ("work title", Field::WorkTitle),
    ("composition", Field::WorkTitle),
    ("composition title", Field::WorkTitle),
    ("iswc", Field::Iswc),
    ("iswc code", Field::Iswc),
    ("titel", Field::Title),
    ("titre", Field::Title),
    ("título", Field::Title),
    ("titulo", Field::Title),
    ("titolo", Field::Title),
    ("tittel", Field::Title),
    ("interpret", Field::Artist),
    ("künstler", Field::Artist),
    ("interprète", Field::Artist),
    ("artiste", Field::Artist),
    ("artista", Field::Artist),
    ("intérprete", Field::Artist),
    ("interprete", Field::Artist),
    ("uitvoerende", Field::Artist),
    ("artiest", Field::Artist),
    ("kunstner", Field::Artist),
    ("esittäjä", Field::Artist),
    ("dateiname", Field::FileName),
    ("datei", Field::FileName),
    ("fichier", Field::FileName),
    ("archivo", Field::FileName),
    ("nome file", Field::FileName),
    ("bestandsnaam", Field::FileName),
    ("filnavn", Field::FileName),
    ("filnamn", Field::FileName),
    ("álbum", Field::Album),
    ("plattenfirma", Field::Label),
    ("maison de disques", Field::Label),
    ("sello", Field::Label),
    ("discográfica", Field::Label),
    ("etichetta", Field::Label),
    ("platenlabel", Field::Label),
    ("plateselskap", Field::Label),
    ("pladeselskab", Field::Label),
    ("skivbolag", Field::Label),
    ("katalognummer", Field::CatalogueNumber),
    ("katalognr", Field::CatalogueNumber),
    ("katalog nr", Field::CatalogueNumber),
    ("bestellnummer", Field::CatalogueNumber),
    ("référence", Field::CatalogueNumber),
    ("numéro de catalogue", Field::CatalogueNumber),
    ("número de catálogo", Field::CatalogueNumber),
    ("numero di catalogo", Field::CatalogueNumber),
    ("catalogusnummer", Field::CatalogueNumber),
    ("jahr", Field::Year),
    ("année", Field::Year),
    ("año", Field::Year),
    ("anno", Field::Year),
    ("jaar", Field::Year),
    ("år", Field::Year),
    ("tonart", Field::Key),
    ("tonalité", Field::Key),
    ("tonalidad", Field::Key),
    ("tonalità", Field::Key),
    ("toneart", Field::Key),
    ("toonsoort", Field::Key),
    ("stimmung", Field::Mood),
    ("ambiance", Field::Mood),
    ("stemning", Field::Mood),
    ("sfeer", Field::Mood),
    ("género", Field::Genre),
    ("genere", Field::Genre),
    ("sjanger", Field::Genre),
    ("sprache", Field::Language),
    ("langue", Field::Language),
    ("idioma", Field::Language),
    ("lingua", Field::Language),
    ("taal", Field::Language),
    ("språk", Field::Language),
    ("sprog", Field::Language),
    ("werktitel", Field::WorkTitle),
    ("werk", Field::WorkTitle),
    ("œuvre", Field::WorkTitle),
    ("título obra", Field::WorkTitle),
    ("obra", Field::WorkTitle),
    ("opera", Field::WorkTitle),
    ("verk", Field::WorkTitle),
    ("verktitel", Field::WorkTitle),
    ("verktittel", Field::WorkTitle),
    ("værk", Field::WorkTitle),
    ("værktitel", Field::WorkTitle),
];

/// Words of somebody's column.
const WRITERS: &[&str] = &[
    "writer",
    "writers",
    "songwriter",
    "songwriters",
    "composer",
    "composers",
    "komponist",
    "komponisten",
    "compositeur",
    "compositeurs",
    "compositor",
    "compositores",
    "compositore",
    "compositori",
    "componist",
    "componisten",
    "komponister",
    "kompositör",
    "kompositörer",
    "säveltäjä",
];
const LYRICISTS: &[&str] = &[
    "lyricist",
    "lyricists",
    "lyrics",
    "author",
    "authors",
    "textdichter",
    "texter",
    "auteur",
    "auteurs",
    "letrista",
    "paroliere",
    "tekstdichter",
    "tekstforfatter",
    "textförfattare",
];
const PUBLISHERS: &[&str] = &[
    "publisher",
    "publishers",
    "publishing",
    "verlag",
    "verlage",
    "musikverlag",
    "éditeur",
    "éditeurs",
    "editorial",
    "editore",
    "editori",
    "uitgever",
    "uitgevers",
    "forlag",
    "forlegger",
    "musikforlag",
    "förlag",
    "musikförlag",
    "kustantaja",
];
const SOCIETIES: &[&str] = &[
    "society",
    "societies",
    "pro",
    "affiliation",
    "cmo",
    "gesellschaft",
    "verwertungsgesellschaft",
    "société",
    "sociedad",
    "società",
    "organisatie",
    "selskap",
    "selskab",
    "sällskap",
];
const SHARES: &[&str] = &[
    "share",
    "shares",
    "split",
    "splits",
    "percent",
    "percentage",
    "anteil",
    "anteile",
    "part",
    "parts",
    "cuota",
    "quota",
    "aandeel",
    "andel",
    "andeler",
    "prozent",
    "prosent",
    "procent",
];

/// What each column says, as far as its heading tells. A field of one value is given to its first column only.
#[must_use]
pub fn guess_columns(headings: &[String]) -> Vec<Option<CatalogueField>> {
    let mut given = Vec::new();
    let guesses = headings.iter().map(|heading| {
        let field = guess(heading)?;
        if !takes_many(field) && given.contains(&field) {
            return None;
        }
        given.push(field);
        Some(field)
    });
    guesses.collect()
}

/// Whether several columns may say the same of several people.
pub(super) const fn takes_many(field: Field) -> bool {
    matches!(
        field,
        Field::Writers
            | Field::Lyricists
            | Field::WriterSocieties
            | Field::WriterIpis
            | Field::WriterShares
            | Field::Publishers
            | Field::PublisherSocieties
            | Field::PublisherIpis
            | Field::PublisherShares
    )
}

fn guess(heading: &str) -> Option<Field> {
    let percent = heading.contains('%');
    let lower = heading.to_lowercase();
    let words: Vec<&str> = lower
        .split(|letter: char| !letter.is_alphabetic())
        .filter(|word| !word.is_empty() && !matches!(*word, "s" | "the" | "of"))
        .collect();
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(word));
    let (writes, publishes) = (has(WRITERS) || has(LYRICISTS), has(PUBLISHERS));
    if writes || publishes {
        let of_side = |writers, publishers| Some(if publishes { publishers } else { writers });
        return if has(&["ipi", "cae"]) {
            of_side(Field::WriterIpis, Field::PublisherIpis)
        } else if has(SOCIETIES) {
            of_side(Field::WriterSocieties, Field::PublisherSocieties)
        } else if percent || has(SHARES) {
            of_side(Field::WriterShares, Field::PublisherShares)
        } else if has(&["role", "email", "contact", "address", "first", "id"]) {
            None
        } else if publishes {
            Some(Field::Publishers)
        } else if has(LYRICISTS) && !has(WRITERS) {
            Some(Field::Lyricists)
        } else {
            Some(Field::Writers)
        };
    }
    let joined = words.join(" ");
    EXACT.iter().find(|(name, _)| *name == joined).map(|&(_, field)| field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_all_kinds_are_understood() {
        for (heading, field) in [
            ("Track Title", Some(Field::Title)),
            ("ISRC", Some(Field::Isrc)),
            ("Writer(s)", Some(Field::Writers)),
            ("Writer 2 Name", Some(Field::Writers)),
            ("Writer 2 IPI/CAE #", Some(Field::WriterIpis)),
            ("Composer PRO", Some(Field::WriterSocieties)),
            ("Writer 1 %", Some(Field::WriterShares)),
            ("Publisher Share", Some(Field::PublisherShares)),
            ("Publisher's Society", Some(Field::PublisherSocieties)),
            ("PUBLISHERS", Some(Field::Publishers)),
            ("Lyrics by", Some(Field::Lyricists)),
            ("Cat. No.", Some(Field::CatalogueNumber)),
            ("Release date", Some(Field::Year)),
            ("file_name", Some(Field::FileName)),
            ("Tittel", Some(Field::Title)),
            ("Komponist(en)", Some(Field::Writers)),
            ("Anteil Komponist", Some(Field::WriterShares)),
            ("Éditeur – société", Some(Field::PublisherSocieties)),
            ("ANDEL FÖRLAG", Some(Field::PublisherShares)),
            ("Titel des Werks", None),
            ("Katalog-Nr.", Some(Field::CatalogueNumber)),
            ("Año", Some(Field::Year)),
            ("Duration", None),
            ("Publisher e-mail address", None),
            ("", None),
        ] {
            assert_eq!(guess(heading), field, "{heading}");
        }
        let headings = ["Title", "Track", "Writer 1", "Writer 2"].map(str::to_owned);
        let wanted = [Some(Field::Title), None, Some(Field::Writers), Some(Field::Writers)];
        assert_eq!(guess_columns(&headings), wanted);
    }
}
