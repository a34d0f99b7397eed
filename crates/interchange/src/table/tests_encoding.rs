//! Encodings are told apart.

use encoding_rs::{WINDOWS_1250, WINDOWS_1251, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255};

use super::super::old_pages::{CP850, Old};
use super::super::pages::{ENCODINGS, NAMES, is_encoding};
use super::*;

fn text(bytes: &[u8]) -> Option<(String, &'static str)> {
    decoded(bytes).map(|decoded| (decoded.text.into_owned(), decoded.encoding))
}

#[test]
fn old_encodings_are_told_apart_by_the_sense_they_make() {
    for wanted in [
        "Título;Autor\nCanción de cuna;José Núñez\n",
        "Titre;Auteur\nÀ la claire fontaine;Élodie Lefèvre\n",
        "Titel;Komponist\nÜber den Dächern;Jürgen Groß\n",
        "Tittel;Komponist\nPå fjorden;Bjørn Sæther\n",
        "Title\nFaçade\n",
        "number;slugline\n1;INT. CAFÉ - NUIT\n2;EXT. ÉGLISE\n",
        "Titolo\nPerché no\n",
    ] {
        for encoding in [WINDOWS_1252, MACINTOSH] {
            let (bytes, _, lost) = encoding.encode(wanted);
            assert!(!lost);
            assert_eq!(text(&bytes).map(|(text, _)| text).as_deref(), Some(wanted), "{}", encoding.name());
        }
        let dos: Vec<u8> = wanted
            .chars()
            .map(|letter| {
                CP850.chars().position(|other| other == letter).map_or(letter as u8, |place| place as u8 + 128)
            })
            .collect();
        assert_eq!(text(&dos).map(|(text, _)| text).as_deref(), Some(wanted), "cp850");
    }
}

#[test]
fn the_page_of_dos_for_central_europe_is_told_from_the_western_one() {
    // "Žižka Dvořák", "Łukasz" in code page 852.
    let bytes = b"Title,Artist\n\xA6i\xA7ka Dvo\xFD\xA0k,\x9Dukasz\n";
    assert_eq!(text(bytes), Some(("Title,Artist\nŽižka Dvořák,Łukasz\n".to_owned(), "cp852")));
    let bytes = b"Title,Artist\n\xbd\xa2\x88ta \x88\xa2d\xab,\xac\x65n\xd8k \xe6\x9castn\xec\n";
    assert_eq!(text(bytes), Some(("Title,Artist\nŻółta łódź,Čeněk Šťastný\n".to_owned(), "cp852")));
    assert!(is_encoding("852"));
}

/// A text in a page of one byte a letter.
fn in_page(text: &str, page: Old) -> Vec<u8> {
    let upper: Vec<u8> = (128..=255).collect();
    let upper: Vec<char> = page.decode(&upper).chars().collect();
    let byte = |letter: char| upper.iter().position(|other| *other == letter).map_or(letter as u8, |at| at as u8 + 128);
    text.chars().map(byte).collect()
}

#[test]
fn few_names_of_central_europe_are_enough() {
    for wanted in [
        "Title,Artist,ISRC,Writers\r\nDziwny jest ten świat,Czesław Niemen,NOUM71900421,Czesław Wydrzycki\r\n",
        "Title,Writers\r\nMałgośka,Katarzyna Gärtner\r\n",
        "Title,Writers\r\nŻółta łódź,Łukasz Wiśniewski\r\n",
        "Title,Writers\r\nRůžový příběh žlutého koně,Jiří Dvořák\r\n",
        "Title,Writers\r\nTűz és hőség,György Szűcs\r\n",
        "Title,Writers\r\nČaša,Đorđe Nikšić\r\n",
    ] {
        for (page, name) in [(Old::DosCentral, "cp852"), (Old::MacCentral, "x-mac-ce")] {
            // Macs had no such letters for Serbia and Croatia.
            if name == "x-mac-ce" && wanted.contains('Đ') {
                continue;
            }
            let bytes = in_page(wanted, page);
            assert_eq!(text(&bytes), Some((wanted.to_owned(), name)));
            let chosen = decoded_as(&bytes, name).map(|read| read.text.into_owned());
            assert_eq!(chosen.as_deref(), Some(wanted), "{name}");
        }
    }
    // What is Western stays Western.
    for wanted in [
        "Titre,Auteur\r\nÀ la claire fontaine,Élodie Lefèvre\r\n",
        "Título,Autor\r\nCanción,José Núñez\r\n",
        "Titel,Autor\r\nGrüße,Jörg Größmann\r\n",
        "Tittel,Komponist\r\nPå fjorden,Bjørn Sæther\r\n",
    ] {
        assert_eq!(text(&in_page(wanted, Old::DosWestern)), Some((wanted.to_owned(), "cp850")));
        let (bytes, _, _) = MACINTOSH.encode(wanted);
        assert_eq!(text(&bytes), Some((wanted.to_owned(), "macintosh")));
    }
}

#[test]
fn cyrillic_of_macs_is_told_from_that_of_windows() {
    for wanted in [
        "Title,Artist,ISRC,Writers\r\nПодмосковные вечера,Владимир Трошин,NOUM71900421,Василий Соловьёв-Седой\r\n",
        "Title\r\nНочь\r\n",
        "Title,Writers\r\nМиллион алых роз,Раймонд Паулс\r\n",
        "Title,Writers\r\nЯ люблю тебя,Ян Френкель\r\n",
        "Title,Writers\r\nЧервона рута,Володимир Івасюк\r\n",
        "Title,Writers\r\nЕдна българска роза,Димитър Вълчев\r\n",
        "Title,Writers\r\nТамо далеко,Љубиша Његош\r\n",
    ] {
        for (encoding, name) in [(X_MAC_CYRILLIC, "x-mac-cyrillic"), (WINDOWS_1251, "windows-1251")] {
            let (bytes, _, lost) = encoding.encode(wanted);
            assert!(!lost, "{wanted}");
            assert_eq!(text(&bytes), Some((wanted.to_owned(), name)));
        }
    }
    assert!(is_encoding("mac-cyrillic"));
}

#[test]
fn code_pages_of_other_writings_are_known() {
    for (wanted, encoding) in [
        ("Title,Artist\nВечерняя песня,Анна Иванова\nБелые ночи,Пётр Смирнов\n", WINDOWS_1251),
        ("Title,Artist\nΤο τραγούδι της νύχτας,Ελένη Παπαδοπούλου\nΘάλασσα,Γιώργος\n", WINDOWS_1253),
        ("Title,Artist\nGece şarkısı,Ayşe Yılmaz\nIşık ve gölge,Oğuz Çelik\n", WINDOWS_1254),
        ("Title,Artist\nשיר הלילה,נעמי לוי\nים,דוד כהן\n", WINDOWS_1255),
        ("Title,Artist\nŻółta łódź,Łukasz Wiśniewski\nPříliš žluťoučký,Jiří Dvořák\n", WINDOWS_1250),
        ("Title,Artist\n밤의 노래,김지수\n바다,이민호\n", EUC_KR),
        ("Title,Artist\n夜の歌,山田花子\nさくら,鈴木一郎\n", SHIFT_JIS),
        ("Title,Artist\n夜晚的歌,王小明\n大海,李娜\n", GBK),
        ("Title,Artist\n夜晚的歌,王小明\n大海與風,李娜\n", BIG5),
    ] {
        let (bytes, _, lost) = encoding.encode(wanted);
        assert!(!lost);
        assert_eq!(text(&bytes).map(|(text, _)| text).as_deref(), Some(wanted), "{}", encoding.name());
        let name = Page::Standard(encoding).name();
        assert_eq!(
            decoded_as(&bytes, name).map(|decoded| decoded.text.into_owned()).as_deref(),
            Some(wanted),
            "{name}"
        );
    }
}

#[test]
fn quotes_of_windows_stay_quotes() {
    for wanted in ["Title\nDon’t go – “Echo”\n", "Titre\nL’amour\n", "Title\n‘Home’ and the boys’ choir\n"]
    {
        let (bytes, _, _) = WINDOWS_1252.encode(wanted);
        assert_eq!(text(&bytes).map(|(text, _)| text).as_deref(), Some(wanted));
    }
}

#[test]
fn every_name_is_an_encoding() {
    for (name, _) in ENCODINGS {
        let both = BESIDE.iter().any(|(both, _)| both == name);
        assert!(both || Page::named(name).is_some_and(|page| page.name() == *name), "{name}");
        assert_eq!(decoded_as(b"Title\n", name).map(|read| read.encoding), Some(*name), "{name}");
    }
    assert!(NAMES.split(", ").all(is_encoding) && is_encoding("CP1251") && !is_encoding("klingon"));
}

#[test]
fn what_few_write_any_more_is_read_too() {
    let text_in = |encoding: &'static encoding_rs::Encoding, wanted: &str| {
        let (bytes, _, lost) = encoding.encode(wanted);
        assert!(!lost, "{wanted}");
        decoded(&bytes).map(|decoded| (decoded.text.into_owned(), decoded.sure))
    };
    for (wanted, encoding) in [
        ("Title,Artist\nВечерняя песня,Анна Петрова\n", encoding_rs::KOI8_U),
        ("Title,Artist\nВечерняя песня,Анна Петрова\n", encoding_rs::IBM866),
        ("Title,Artist\nВечерняя песня,Анна Петрова\n", X_MAC_CYRILLIC),
        ("Title,Artist\n①夜の歌,髙橋\n", SHIFT_JIS),
        ("Title,Artist\nカタカナとひらがな,歌手\n", SHIFT_JIS),
        ("Title,Artist\n恋,嵐 山田\n", SHIFT_JIS),
        ("Title,Artist\n夜の歌,山田花子\n", EUC_JP),
        ("Title,Artist\n夜の歌,山田花子\n", ISO_2022_JP),
        ("Title,Artist\n사랑,김\n", EUC_KR),
        ("Title,Artist\nเพลงกลางคืน,นักร้อง\n", WINDOWS_874),
        ("Title,Artist\nحب,فيروز علي\n", WINDOWS_1256),
        ("Titel\nCœur,Œdipe\n", ISO_8859_15),
        ("Title,Artist\nPříliš žluťoučký,Jiří Dvořák\n", WINDOWS_1250),
        ("Title,Artist\nČaša,Đorđe Nikšić\n", WINDOWS_1250),
        ("Title\nWait…\n", WINDOWS_1252),
        ("Title\nSong™\n", WINDOWS_1252),
        ("Title\nÜber,Jürgen Müller\n", WINDOWS_1252),
    ] {
        assert_eq!(text_in(encoding, wanted), Some((wanted.to_owned(), true)), "{}", encoding.name());
    }
}

#[test]
fn letters_that_make_no_sense_are_not_guessed_at() {
    // Russian as DOS wrote it before code page 866.
    let bytes =
        b"Title;Writers\r\n\xe0 \xd0\x9c\xa2\xd0\x9c \xe5\xa8\xa2\xde;\xe0\xd4 \xab\xe1\xa8\xd4\xc6\xa8\xd0\xed\r\n";
    let read = decoded(bytes).expect("text");
    assert!(!read.sure, "{} {}", read.encoding, read.text);
}

#[test]
fn a_last_letter_that_was_cut_off_is_no_reason_to_doubt_the_rest() {
    let read =
        decoded("Title,Artist\nCafé,Zoë\n".as_bytes().split_last().map_or(&[][..], |(_, rest)| rest)).expect("text");
    assert_eq!((read.encoding, read.sure), ("utf-8", true));
    let cut = decoded("Title\nZoë".as_bytes().split_last().map_or(&[][..], |(_, rest)| rest)).expect("text");
    assert_eq!((cut.encoding, cut.sure), ("utf-8", true));
}

#[test]
fn a_file_that_several_programs_wrote_is_read_line_by_line_and_its_other_lines_named() {
    let read =
        |bytes: &[u8]| decoded(bytes).map(|read| (read.text.into_owned(), read.encoding, read.sure, read.doubtful));
    let two = |head: &str, other: &str, page: &'static Encoding| {
        let (other, _, lost) = page.encode(other);
        assert!(!lost);
        [head.as_bytes(), &other].concat()
    };
    let wanted = "Title,Artist\nCafé,Zoë\nFaçade – live,Ines\nEcho,Jon\nNiño,Jürgen\n";
    let (head, tail) = wanted.split_at(wanted.find("Niño").expect("a line"));
    assert_eq!(read(&two(head, tail, WINDOWS_1252)), Some((wanted.to_owned(), "utf-8/windows-1252", true, vec![5])));
    let marked = two(&format!("\u{feff}{head}"), tail, WINDOWS_1252);
    assert_eq!(read(&marked), Some((wanted.to_owned(), "utf-8/windows-1252", true, vec![5])));
    // Most of it is old, and a line has both.
    let bytes = [&b"Title\nCaf\xe9,Zo\xeb\nNi\xf1o,J\xfcrgen\nFa\xe7ade,"[..], "Élodie\n".as_bytes()].concat();
    assert_eq!(
        read(&bytes),
        Some(("Title\nCafé,Zoë\nNiño,Jürgen\nFaçade,Élodie\n".to_owned(), "utf-8/windows-1252", true, vec![2, 3, 4]))
    );
    let cyrillic = two("Title,Artist\nНочь,Анна\n", "Белые ночи,Пётр Смирнов\n", WINDOWS_1251);
    assert_eq!(read(&cyrillic).map(|read| (read.1, read.3)), Some(("utf-8/windows-1251", vec![3])));
    // Lines of old Macs.
    let mac = two(&head.replace('\n', "\r"), &tail.replace('\n', "\r"), MACINTOSH);
    assert_eq!(read(&mac).map(|read| (read.1, read.3)), Some(("utf-8/macintosh", vec![5])));
    // What was chosen is not doubted; what cannot be read as it was chosen is.
    let chosen = |name: &str| {
        decoded_as(&two(head, tail, WINDOWS_1252), name).map(|read| (read.text.contains("Niño"), read.doubtful))
    };
    assert_eq!(chosen("utf-8/windows-1252"), Some((true, vec![])));
    assert_eq!(chosen("utf-8"), Some((false, vec![5])));
}

#[test]
fn a_name_that_could_as_well_be_another_is_never_read_without_a_word() {
    let central = [
        "Łukasz Żal",
        "Antonín Dvořák",
        "Erkel Ferenc szőlő",
        "Karel Čapek",
        "Bohuslav Martinů",
        "Grażyna Bacewicz",
        "Bartók Béla",
        "Hegedűs Endre",
        "Jiří Bělohlávek",
        "Ľubomír Feldek",
        "Paweł Mykietyn",
        "Ścianka",
        "Rózsa Miklós",
        "Đorđe Balašević",
        "Tudor Ţara",
        "Mureşan",
        "Piękna",
        "Łzy",
        "Bębny",
        "Őrült",
        "Ősz",
        "Nagyfőnök",
        "Erdő",
        "Szűcs",
        "Żywiec",
        "Gdańsk",
        "Kopřiva",
        "Brezovička",
        "Šuma",
        "Bohuš",
        "Gyűrű",
        "Džordže",
    ];
    let west = [
        "Bjørn Sæther",
        "Håkon Kornstad",
        "François Couperin",
        "Ève",
        "João",
        "Niño",
        "Goût",
        "Ólafur",
        "Guðrún",
        "Così",
        "Tõnis",
        "Ñu",
        "Ça va",
        "Maïs",
        "Naïve",
        "Perché",
        "Zoë",
        "Jürgen Groß",
    ];
    let sets = [(&central[..], WINDOWS_1250), (&central[..], ISO_8859_2), (&west[..], WINDOWS_1252)];
    let all = sets.into_iter().flat_map(|(names, page)| names.iter().map(move |name| (*name, page)));
    for (name, page) in all {
        let (bytes, _, lost) = page.encode(name);
        assert!(!lost, "{name}");
        let sheet = [b"Title,Writers\nEcho,", &*bytes, b"\nTide,Ada Berg\n"].concat();
        let read = decoded(&sheet).expect("text");
        let right = format!("Title,Writers\nEcho,{name}\nTide,Ada Berg\n");
        // What may be wrong is told in its own line.
        assert!(
            read.text == right || (read.rival.is_some() && read.doubtful == [2]),
            "{name} in {}: {read:?}",
            page.name()
        );
    }
    let read = |text: &str, page: &'static Encoding| {
        let (bytes, ..) = page.encode(text);
        decoded(&bytes).map(|read| (read.text.into_owned(), read.rival)).expect("text")
    };
    // What it would be stands in what is told.
    let (_, rival) = read("Title\nKopřiva\n", WINDOWS_1250);
    assert_eq!(rival.as_deref(), Some("“Kopřiva” in windows-1250"));
    // Letters that are others in no encoding of today are not asked about, and many words are enough.
    for (text, page) in
        [("Titel\nJürgen Groß\n", WINDOWS_1252), ("Titre\nÉlodie\n", WINDOWS_1252), ("Title\nCafé\n", WINDOWS_1250)]
    {
        assert_eq!(read(text, page), (text.to_owned(), None));
    }
    for text in [
        "Cím\nŐrült\nŐsz\nNagyfőnök\nErdő\nHegedű\nSzőlő\n",
        "Název\nDvořák\nKopřiva\nJeřáb\nPříběh\nKuřátko\nMartinů\n",
        "Tytuł\nPiękna\nGdańsk\nToruń\nMędrzec\nŁzy\nŻywiec\n",
    ] {
        assert_eq!(read(text, WINDOWS_1250), (text.to_owned(), None));
        assert_eq!(read(text, ISO_8859_2), (text.to_owned(), None));
    }
}
