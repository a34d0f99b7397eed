//! Headings.

use model::CatalogueField as Field;

use super::guess_columns;

fn guess(heading: &str) -> Option<Field> {
    guess_columns(&[heading.to_owned()])[0]
}

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
        ("Lyricist", Some(Field::Lyricists)),
        ("Cat. No.", Some(Field::CatalogueNumber)),
        ("Release date", Some(Field::Year)),
        ("file_name", Some(Field::FileName)),
        ("fileName", Some(Field::FileName)),
        ("Tittel", Some(Field::Title)),
        ("Komponist(en)", Some(Field::Writers)),
        ("Bearbeiter", Some(Field::Arrangers)),
        ("Arrangeur", Some(Field::Arrangers)),
        ("Anteil Komponist", Some(Field::WriterShares)),
        ("IPI-Nr. Komponist", Some(Field::WriterIpis)),
        ("Éditeur – société", Some(Field::PublisherSocieties)),
        ("ANDEL FÖRLAG", Some(Field::PublisherShares)),
        ("Titel des Werks", Some(Field::WorkTitle)),
        ("Katalog-Nr.", Some(Field::CatalogueNumber)),
        ("Año", Some(Field::Year)),
        ("LIBRARY: Name", Some(Field::Library)),
        ("ALBUM: Code", Some(Field::CatalogueNumber)),
        ("TRACK: BPM", Some(Field::Bpm)),
        ("CODE: ISRC", Some(Field::Isrc)),
        ("TRACK: Composer(s)", Some(Field::Writers)),
        ("WRITER:1: Last Name", Some(Field::WriterLastNames)),
        ("WRITER:1: Capacity", Some(Field::WriterRoles)),
        ("Writer Designation", Some(Field::WriterRoles)),
        ("Publisher Type", Some(Field::PublisherRoles)),
        ("Publisher PR Society", Some(Field::PublisherSocieties)),
        ("WRITER:1: Owner Performance Share %", Some(Field::WriterShares)),
        ("GEMA-Werknummer", Some(Field::SocietyNumber)),
        ("PRS Tunecode", Some(Field::SocietyNumber)),
        ("Contributor", Some(Field::Writers)),
        ("Lyrics", None),
        ("Paroles", None),
        ("Letra", None),
        ("Songtext", None),
        ("WRITER:1: Territory", None),
        ("WRITER:1: Owner Mechanical Share %", None),
        ("MR Ownership Share", None),
        ("Publisher Territory", None),
        ("Writer Notes", None),
        ("Writer ID", None),
        ("Interested Party #", None),
        ("Publisher Agreement Date", None),
        ("Labelcode", None),
        ("Duration", None),
        ("Publisher e-mail address", None),
        ("", None),
    ] {
        assert_eq!(guess(heading), field, "{heading}");
    }
}

#[test]
fn whoever_has_a_share_is_named_in_many_languages() {
    for headings in [
        ["Title", "Rights holder", "Role", "Split %"],
        ["Titel", "Berechtigter", "Rolle", "Anteil"],
        ["Titel", "Beteiligte", "Funktion", "Anteil in %"],
        ["Titel", "Name", "Rolle", "Prozent"],
        ["Titre", "Ayant droit", "Rôle", "Part %"],
        ["Titre", "Ayants-droit", "Qualité", "Quote-part"],
        ["Titre", "Nom de l’ayant droit", "Fonction", "Pourcentage"],
        ["Titre", "Nom", "Rôle", "Part"],
        ["Título", "Titular", "Rol", "Porcentaje"],
        ["Título", "Titular de derechos", "Función", "Participación"],
        ["Título", "Derechohabiente", "Papel", "%"],
        ["Titolo", "Avente diritto", "Ruolo", "Quota"],
        ["Titolo", "Aventi diritto", "Qualifica", "Percentuale"],
        ["Titel", "Rättighetshavare", "Roll", "Andel"],
        ["Tittel", "Rettighetshaver", "Rolle", "Andel %"],
        ["Titel", "Rettighedshaver", "Funktion", "Procent"],
        ["Titel", "Rechthebbende", "Rol", "Aandeel"],
        ["Titel", "Naam", "Hoedanigheid", "Percentage"],
        ["Kappale", "Oikeudenhaltija", "Rooli", "Osuus"],
    ] {
        let wanted = [Field::Title, Field::Writers, Field::WriterRoles, Field::WriterShares].map(Some);
        assert_eq!(guess_columns(&headings.map(str::to_owned)), wanted, "{headings:?}");
    }
}

#[test]
fn what_says_nothing_of_whom_is_about_the_names_before_it() {
    for (headings, wanted) in [
        (
            &["Title", "Track", "Writer 1", "Writer 2"][..],
            &[Some(Field::Title), None, Some(Field::Writers), Some(Field::Writers)][..],
        ),
        (
            &["Title", "Writer", "Share", "Publisher", "Share"],
            &[
                Some(Field::Title),
                Some(Field::Writers),
                Some(Field::WriterShares),
                Some(Field::Publishers),
                Some(Field::PublisherShares),
            ],
        ),
        (
            &["Song", "Contributor", "Role", "PRO", "IPI #", "Split %"],
            &[
                Some(Field::Title),
                Some(Field::Writers),
                Some(Field::WriterRoles),
                Some(Field::WriterSocieties),
                Some(Field::WriterIpis),
                Some(Field::WriterShares),
            ],
        ),
        (
            &[
                "Writer Last Name",
                "Writer First Name",
                "PR Affiliation Society #",
                "PR Ownership Share",
                "Publisher Name",
            ],
            &[
                Some(Field::WriterLastNames),
                Some(Field::WriterFirstNames),
                Some(Field::WriterSocieties),
                Some(Field::WriterShares),
                Some(Field::Publishers),
            ],
        ),
        (&["Writer 1", "Writer 1 Publisher", "Publisher"], &[Some(Field::Writers), None, Some(Field::Publishers)]),
        (&["Writer 1", "Writer 1 Publisher"], &[Some(Field::Writers), Some(Field::Publishers)]),
        (
            &["Title", "Name", "Role", "Percentage"],
            &[Some(Field::Title), Some(Field::Writers), Some(Field::WriterRoles), Some(Field::WriterShares)],
        ),
        (
            &["Titre", "Prénom", "Nom", "Rôle", "Part %"],
            &[
                Some(Field::Title),
                Some(Field::WriterFirstNames),
                Some(Field::WriterLastNames),
                Some(Field::WriterRoles),
                Some(Field::WriterShares),
            ],
        ),
        (
            &["Titel", "Vorname", "Name", "Anteil"],
            &[
                Some(Field::Title),
                Some(Field::WriterFirstNames),
                Some(Field::WriterLastNames),
                Some(Field::WriterShares),
            ],
        ),
        // Without a role it may be whoever owns the recording.
        (&["Titre", "Nom"], &[Some(Field::Title), None]),
        (&["Título", "Titular"], &[Some(Field::Title), None]),
        (&["Titre", "Auteurs"], &[Some(Field::Title), Some(Field::Writers)]),
        (&["Titre", "Auteur", "Compositeur"], &[Some(Field::Title), Some(Field::Lyricists), Some(Field::Writers)]),
        (&["Title", "Share"], &[Some(Field::Title), None]),
    ] {
        let headings: Vec<String> = headings.iter().map(|heading| (*heading).to_owned()).collect();
        assert_eq!(guess_columns(&headings), wanted, "{headings:?}");
    }
}
