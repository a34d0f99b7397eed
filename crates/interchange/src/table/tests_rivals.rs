//! Names in few words are read right, or what else they could be is said.

use super::super::encoding::decoded;
use super::*;

/// A sheet of these names in a page; nothing where the page has not all of their letters.
fn sheet(names: &[&str], page: Page) -> Option<(String, Vec<u8>)> {
    let text = format!("Title,Writers\r\n{}", names.iter().map(|name| format!("Echo,{name}\r\n")).collect::<String>());
    let bytes = match page {
        Page::Standard(encoding) => {
            let (bytes, _, lost) = encoding.encode(&text);
            (!lost).then(|| bytes.into_owned())?
        }
        Page::Old(old) => {
            let upper: Vec<u8> = (128..=255).collect();
            let upper: Vec<char> = old.decode(&upper).chars().collect();
            let byte = |letter: char| match upper.iter().position(|other| *other == letter) {
                Some(at) => u8::try_from(at + 128).ok(),
                None => u8::try_from(letter).ok().filter(u8::is_ascii),
            };
            text.chars().map(byte).collect::<Option<Vec<u8>>>()?
        }
    };
    Some((text, bytes))
}

const WEST: [&str; 60] = [
    "Groß",
    "Weiß",
    "Strauß",
    "Jürgen",
    "Jörg Böhm",
    "Käthe Groß",
    "Günter Köhler",
    "Le Père",
    "Le Père Noël",
    "Hélène Grimaud",
    "Frédéric Chopin",
    "François Couperin",
    "Benoît Maître",
    "Gaël",
    "Jérôme",
    "Bø",
    "Morten Bø",
    "Jørn Sørensen",
    "Kåre Ødegård",
    "Håkan Hellström",
    "José Núñez",
    "Íñigo Muñoz",
    "Begoña Ibáñez",
    "Peña",
    "Víctor Gómez",
    "Raúl",
    "João Gilberto",
    "Antônio Conceição",
    "Vinícius Simões",
    "Inês Brandão",
    "Sérgio Corrêa",
    "Fábio Júnior",
    "Väinö Hämäläinen",
    "Niccolò",
    "Noël",
    "Simões",
    "Libertà",
    "La Libertà",
    "Città",
    "Verità",
    "Luís",
    "Luís Bonfá",
    "José",
    "García",
    "María",
    "Andrés",
    "León",
    "Ramón",
    "Muñoz",
    "Begoña",
    "Ángel",
    "Álvaro",
    "Hernández",
    "Zoë",
    "Chloë",
    "André",
    "René",
    "Françoise",
    "Björk",
    "Søren",
];
const CENTRAL: [&str; 43] = [
    "Antonín Dvořák",
    "Leoš Janáček",
    "Zdeněk Fibich",
    "Jiří Šlitr",
    "Petr Šťastný",
    "Vítězslav Novák",
    "Šerbedžija",
    "Željko Brkanović",
    "Boris Žic",
    "Arsen Dedić",
    "Dora Pejačević",
    "Krešimir Oreščanin",
    "Ľubica",
    "Ľubica Rajterová",
    "Eugen Suchoň",
    "Mikuláš Moyzes",
    "Dežo Ursíny",
    "Wojciech Młynarski",
    "Czesław Niemen",
    "Grażyna Bacewicz",
    "Łukasz Róg",
    "Jan Świder",
    "Zbigniew Hołdys",
    "Béla Bartók",
    "György Szűcs",
    "Péter Eötvös",
    "Jenő Hubay",
    "Erdő",
    "Gyűrű",
    "Wałęsa",
    "Janáček",
    "Dvořák",
    "Antonín",
    "Smetáček",
    "Kubelík",
    "Božena",
    "Němcová",
    "Tomáš",
    "Lukáš",
    "Tamás",
    "Erkel László",
    "Paweł",
    "Górecki",
];
const WESTERN: [Page; 3] = [Page::Standard(WINDOWS_1252), Page::Standard(MACINTOSH), Page::Old(Old::DosWestern)];
const OF_CENTRE: [Page; 4] =
    [Page::Standard(WINDOWS_1250), Page::Standard(ISO_8859_2), Page::Old(Old::DosCentral), Page::Old(Old::MacCentral)];

#[test]
fn no_name_is_read_wrong_without_a_word() {
    let mut silent = Vec::new();
    let both = [(&WEST[..], &WESTERN[..]), (&CENTRAL[..], &OF_CENTRE[..])];
    for (names, pages) in both {
        for (name, page) in names.iter().flat_map(|name| pages.iter().map(move |page| (name, *page))) {
            let Some((wanted, bytes)) = sheet(&[*name], page) else { continue };
            let read = decoded(&bytes).expect("text");
            let told = read.rival.is_some() && read.doubtful == [2];
            if read.text != wanted && !told {
                silent.push(format!("{name} in {}: {}", page.name(), &*read.text));
            }
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn several_names_in_old_pages_are_read_right() {
    for (names, page) in [
        (&["Thomas Groß", "Jörg Weiß"][..], Page::Old(Old::DosWestern)),
        (&["Käthe Groß", "Jörg Müller", "Anna Weiß"], Page::Old(Old::DosWestern)),
        (&["Le Père Noël"], Page::Old(Old::DosWestern)),
        (&["François Père", "Hélène Noël"], Page::Old(Old::DosWestern)),
        (&["Morten Bø", "Kåre Ødegård"], Page::Old(Old::DosWestern)),
        (&["Sérgio", "Corrêa", "Inês", "Antônio", "Gonçalves", "Simões", "João"], Page::Old(Old::DosWestern)),
        (&["João Gilberto", "Antônio Conceição", "Vinícius Simões"], Page::Old(Old::DosWestern)),
        (&["Íñigo Muñoz"], Page::Old(Old::DosWestern)),
        (&["Jürgen Klinsmann"], Page::Standard(MACINTOSH)),
        (&["Jörg Böhm"], Page::Standard(MACINTOSH)),
        (&["Noël"], Page::Standard(MACINTOSH)),
        (&["Ljubica Šerbedžija", "Boris Žic", "Arsen Dedić", "Željko"], Page::Standard(ISO_8859_2)),
        (&["Eugen Suchoň", "Marián Varga", "Mikuláš Moyzes", "Ján Cikker"], Page::Standard(ISO_8859_2)),
        (&["Marián", "Štefan", "Ľubica", "Dežo", "Bystrý"], Page::Standard(ISO_8859_2)),
        (&["Ľubica Rajterová"], Page::Standard(ISO_8859_2)),
        (&["Małgośka", "Katarzyna Gärtner"], Page::Old(Old::DosCentral)),
    ] {
        let (wanted, bytes) = sheet(names, page).expect("in the page");
        assert_eq!(decoded(&bytes).map(|read| read.text.into_owned()), Some(wanted), "{}", page.name());
    }
}

#[test]
fn names_that_fit_one_page_only_are_not_asked_about() {
    for name in [
        "Hélène Grimaud",
        "Père",
        "Thérèse",
        "Geneviève",
        "Molière",
        "Irène",
        "Adèle",
        "Danièle",
        "Solène",
        "Anaïs",
        "Loïc",
        "Maïté",
        "Éloïse",
        "François",
        "Jérôme",
        "Gaëtan",
        "Étienne",
        "Renée",
        "Aimée",
        "Barthélémy",
        "Núñez",
        "Muñoz",
        "Begoña",
        "Ibáñez",
        "Peña",
        "Simões",
        "João",
        "Corrêa",
        "Conceição",
        "Guimarães",
        "Bjørn",
        "Sørensen",
        "Øystein",
        "Kåre",
        "Håkan",
        "Ulvæus",
        "Jürgen Groß",
        "Käthe",
        "Niccolò",
        "Così",
        "Sigríður",
        "Ævar",
        "L’été d’Hélène",
        "Très",
        "Après",
        "Siècle",
        "Fièvre",
        // Signs of printers are what they look like.
        "Mara’s",
        "Don’t Wait…",
        "The Heart…",
        "Rock ’n’ Roll",
        "’Round Midnight",
        "James’s Song",
        "Hélène’s Theme",
        "“Wait”",
        "Intro – Outro",
        "Ada\u{a0}Berg",
        "Hélène\u{a0}Grimaud",
        "Ada\u{a0}de\u{a0}la Cruz",
        "A\u{a0}dream",
    ] {
        let (wanted, bytes) = sheet(&[name], Page::Standard(WINDOWS_1252)).expect("in the page");
        let read = decoded(&bytes).expect("text");
        assert_eq!((&*read.text, read.rival), (wanted.as_str(), None), "{name} in {}", read.encoding);
    }
}

#[test]
fn a_word_is_told_once_however_many_rows_have_it() {
    let names: Vec<&str> = ["Kopřiva", "Ada Berg", "Jan Kopřiva"].into_iter().cycle().take(3_000).collect();
    let (_, bytes) = sheet(&names, Page::Standard(WINDOWS_1250)).expect("in the page");
    let read = decoded(&bytes).expect("text");
    assert_eq!((read.doubtful, read.rival.as_deref()), (vec![2], Some("“Kopřiva” in windows-1250")));
}

#[test]
fn marks_of_latin_words_are_no_other_writing() {
    for name in ["Israel Kamakawiwoʻole", "Kaʻau", "Haʻi", "Liliʻuokalani", "Dʼarcy", "Aʿla"] {
        assert!(of_mixed(name).is_none(), "{name}");
        let text = format!("Title,Writers\r\nEcho,{name}\r\n");
        let read = decoded(text.as_bytes()).expect("text");
        assert_eq!((&*read.text, read.rival.is_none()), (&*text, true), "{name}");
    }
}

#[test]
fn all_that_a_name_could_as_well_be_is_told() {
    let (cp850, cp852) = (Page::Old(Old::DosWestern), Page::Old(Old::DosCentral));
    for (name, page, told) in [
        ("Kodály", cp850, "“Kodály” in cp850"),
        ("Kodály", cp852, "“Kodály” in cp850"),
        ("Kádár", cp850, "“Kádár” in cp850"),
        ("Kádár", cp852, "“Kádár” in cp850"),
        ("Zoltán Kodály", cp852, "“Zoltán Kodály” in cp850"),
        ("Martinů", Page::Standard(WINDOWS_1250), "“Martinů” in windows-1250"),
        ("Martinů", cp852, "“Martinà” in cp850 or “Martinů” in cp852"),
        ("Şahin", Page::Standard(WINDOWS_1254), "“Şahin” in windows-1254 or “Ţahin” in windows-1250"),
        ("Erdős", cp852, "“Erdïs” in cp850 or “Erdős” in cp852"),
        ("Kopřiva", cp852, "“Kopřiva” in cp852 or “Kopżiva” in x-mac-ce"),
    ] {
        let (_, bytes) = sheet(&[name], page).expect("in the page");
        let read = decoded(&bytes).expect("text");
        assert_eq!((read.rival.as_deref(), &*read.doubtful), (Some(told), &[2][..]), "{name} in {}", page.name());
    }
    // None that begins with a small letter, or has a space in a name.
    for name in ["Şahin", "Dvořák"] {
        let (wanted, bytes) = sheet(&[name], cp852).expect("in the page");
        let read = decoded(&bytes).expect("text");
        assert_eq!((&*read.text, read.rival), (wanted.as_str(), None), "{name}");
    }
}
