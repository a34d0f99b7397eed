//! Tags as they come from libraries, labels and composers.

use timebase::{Flicks, SampleRate};

use super::*;
use crate::TrackId;

fn track(set: impl FnOnce(&mut Track)) -> Track {
    let mut track = Track {
        title: "Silent Echoes".into(),
        format: "wav".into(),
        size: 1,
        ..Track::new(TrackId(1), String::new(), Flicks(1), SampleRate::MIX)
    };
    set(&mut track);
    track
}

/// `C Ines Vold (TONO) 75% <COMPOSER+GROUPING`, one a suggestion.
fn told(track: &Track, raw: &[(&str, &str)]) -> Vec<String> {
    let raw: Vec<RawTag> =
        raw.iter().map(|(key, value)| RawTag { key: (*key).into(), value: (*value).into() }).collect();
    let line = |suggestion: Suggestion| {
        let what = match suggestion.sets {
            Suggested::Share { name, role, society, ipi, share, .. } => {
                let society = if society.is_empty() { society } else { format!(" ({society})") };
                let ipi = if ipi.is_empty() { ipi } else { format!(" {ipi}") };
                let share = share.map_or_else(String::new, |share| format!(" {}%", share.0 / 10_000));
                format!("{} {name}{society}{ipi}{share}", role.code())
            }
            Suggested::Iswc { iswc } => iswc,
            Suggested::Label { name } => format!("label {name}"),
            Suggested::CatalogueNumber { number } => format!("no. {number}"),
            Suggested::Email { email } => email,
            Suggested::Note { note } => note,
        };
        let tags: Vec<String> = suggestion.sources.into_iter().map(|source| source.tag).collect();
        format!("{what} <{}", tags.join("+"))
    };
    suggestions(track, &raw).into_iter().map(line).collect()
}

#[test]
fn the_grouping_of_a_pitch_file_is_read() {
    let track = track(|track| {
        track.composer = "Ines Vold, J. Vold".into();
        track.grouping = "Ines Vold (TONO) 75%, Jon Vold IPI 01280391067 25% / Fjord Songs (TONO) 100%".into();
        track.comment = "One-stop! Contact: sync@fjord.example. Instrumental available. T-034.524.680-1".into();
    });
    assert_eq!(
        told(&track, &[]),
        [
            "C Ines Vold (TONO) 75% <COMPOSER+GROUPING",
            "C Jon Vold 01280391067 25% <COMPOSER+GROUPING",
            "E Fjord Songs (TONO) 100% <GROUPING",
            "T0345246801 <COMMENT",
            "sync@fjord.example <COMMENT",
            "One-stop <COMMENT",
            "Instrumental available <COMMENT",
        ]
    );
}

#[test]
fn a_notice_is_no_part_of_whoever_is_credited() {
    for (comment, credited) in [
        ("One-stop. Harbour Songs (BMI) 100%", "E Harbour Songs (BMI) 100%"),
        ("Cleared one-stop via Keller Music (GEMA) 50%", "E Keller Music (GEMA) 50%"),
    ] {
        let track = track(|track| track.comment = comment.into());
        assert_eq!(told(&track, &[]), [format!("{credited} <COMMENT"), "One-stop <COMMENT".to_owned()]);
    }
}

#[test]
fn whoever_wrote_music_and_words_is_both() {
    let track = track(|track| {
        track.composer = "Ines Vold".into();
        track.lyricist = "Ines Vold / Jon Vold".into();
        track.publisher = "Fjord Songs".into();
        track.label = "℗ 2019 Northlight Records".into();
    });
    assert_eq!(
        told(&track, &[]),
        [
            "CA Ines Vold <COMPOSER+LYRICIST",
            "A Jon Vold <LYRICIST",
            "E Fjord Songs <PUBLISHER",
            "label Northlight Records <LABEL"
        ]
    );
}

#[test]
fn raw_tags_are_read_by_their_keys() {
    let raw = [
        ("TXXX:ISWC", "T-910.008.565-2"),
        ("TXXX:CATALOGNUMBER", "NL 12"),
        ("----:com.apple.iTunes:WRITERS", "A. Berg (ASCAP) 50%; B. Lund (BMI) 50%"),
        ("COMM", "clearance@fjord.example or licensing@northlight.example"),
        ("TENC", "LAME 3.100 (BMI) 50%"),
        ("TCOP", "© 2019 Fjord Songs"),
    ];
    assert_eq!(
        told(&track(|_| ()), &raw),
        [
            "T9100085652 <TXXX:ISWC",
            "no. NL 12 <TXXX:CATALOGNUMBER",
            "C A. Berg (ASCAP) 50% <----:com.apple.iTunes:WRITERS",
            "C B. Lund (BMI) 50% <----:com.apple.iTunes:WRITERS",
            "clearance@fjord.example <COMM",
            "licensing@northlight.example <COMM",
        ]
    );
}

#[test]
fn a_copyright_line_names_a_label_and_no_composer() {
    let read = |line: &str| told(&track(|_| ()), &[("COPYRIGHT", line)]);
    assert_eq!(read("Doug Kaufman (C) 2007"), [""; 0]);
    assert_eq!(read("© 2019 Fjord Songs"), [""; 0]);
    assert_eq!(read("℗ 2019 Northlight Records. All rights reserved."), ["label Northlight Records <COPYRIGHT"]);
    assert_eq!(read("(P) & (C) 2020, Tideline"), ["label Tideline <COPYRIGHT"]);
    assert_eq!(read("Copyright 2021 by Harbour Recordings"), ["label Harbour Recordings <COPYRIGHT"]);
    assert_eq!(read("℗ 2019 4AD under licence to Harbour"), ["label 4AD <COPYRIGHT"]);
}

#[test]
fn labels_are_called_by_numbers_and_addresses_are_no_names() {
    let label = |name: &str| told(&track(|track| track.label = name.into()), &[]);
    assert_eq!(label("4AD"), ["label 4AD <LABEL"]);
    assert_eq!(label("1965 Records"), ["label 1965 Records <LABEL"]);
    for address in ["www.fjord.example", "fjordsongs.com", "https://fjord.example"] {
        assert_eq!(told(&track(|track| track.publisher = address.into()), &[]), [""; 0], "{address}");
    }
}

#[test]
fn talk_is_no_credit() {
    for comment in [
        "Great for trailers, builds from 0:45; ask Mara and Jun about the mix.",
        "320 kbps / encoded 2019-03-01",
        "not one-stop",
        "https://fjord.example/silent-echoes?x=50%",
        "the instrumental is lovely",
        "T-070.240.101-2",
        "00123456789",
    ] {
        let track = track(|track| track.comment = comment.into());
        assert_eq!(told(&track, &[]), Vec::<String>::new(), "{comment}");
    }
}

#[test]
fn a_key_stays_while_the_tags_say_the_same() {
    let keys = |grouping: &str| -> Vec<String> {
        let track = track(|track| track.grouping = grouping.into());
        suggestions(&track, &[]).into_iter().map(|one| one.key).collect()
    };
    assert_eq!(keys("J. Vold (TONO) 25%"), keys("j Vold [tono]  25 %"));
    assert_ne!(keys("J. Vold (TONO) 25%"), keys("J. Vold (TONO) 75%"));
}

#[test]
fn initials_may_be_names() {
    assert!(may_be_same("J. Vold", "Jon Vold") && may_be_same("JON VOLD", "jon vold"));
    assert!(!may_be_same("I. Vold", "Jon Vold") && !may_be_same("Jon Vold", "Jan Vold") && !may_be_same("Vold", "Jon"));
}

#[test]
fn readings_of_one_text_exclude_each_other_until_another_tag_settles_them() {
    let open = |composer: &str, raw: &[(&str, &str)]| -> Vec<(String, Option<Commas>)> {
        let track = track(|track| track.composer = composer.into());
        let raw: Vec<RawTag> =
            raw.iter().map(|(key, value)| RawTag { key: (*key).into(), value: (*value).into() }).collect();
        let name = |suggestion: Suggestion| match suggestion.sets {
            Suggested::Share { name, .. } => (name, suggestion.open),
            other => panic!("{other:?}"),
        };
        suggestions(&track, &raw).into_iter().map(name).collect()
    };
    let told = |list: &[(&str, Option<Commas>)]| -> Vec<(String, Option<Commas>)> {
        list.iter().map(|(name, open)| ((*name).to_owned(), *open)).collect()
    };
    let (within, between) = (Some(Commas::Within), Some(Commas::Between));
    assert_eq!(
        open("Tiësto, Ava Max", &[]),
        told(&[("Ava Max Tiësto", within), ("Tiësto", between), ("Ava Max", between)])
    );
    assert_eq!(open("Kool & The Gang", &[]), told(&[("Kool & The Gang", Some(Commas::Unknown))]));
    assert_eq!(open("Ines Vold / Jon Vold", &[]), told(&[("Ines Vold", None), ("Jon Vold", None)]));
    let settled = [("TXXX:WRITERS", "Tiësto (BUMA) 50%; Ava Max (ASCAP) 50%")];
    let names = open("Tiësto, Ava Max", &settled);
    assert_eq!(names, told(&[("Ava Max Tiësto", within), ("Tiësto", None), ("Ava Max", None)]));
    let track = track(|track| track.composer = "Tiësto, Ava Max".into());
    let all = suggestions(&track, &[]);
    assert!(all[0].excludes(&all[1]) && all[2].excludes(&all[0]) && !all[1].excludes(&all[2]));
}

#[test]
fn a_last_name_that_the_text_tells_apart_is_kept_apart() {
    let last_of = |text: &str| {
        let found = suggestions(&track(|track| track.composer = text.into()), &[]);
        found.into_iter().find_map(|suggestion| match suggestion.sets {
            Suggested::Share { name, last_name, .. } => Some((name, last_name)),
            _ => None,
        })
    };
    let told = |name: &str, last: &str| Some((name.to_owned(), last.to_owned()));
    assert_eq!(last_of("García Márquez, Gabriel"), told("Gabriel García Márquez", "García Márquez"));
    assert_eq!(last_of("Lloyd Webber, Andrew"), told("Andrew Lloyd Webber", "Lloyd Webber"));
    assert_eq!(last_of("Gabriel García Márquez"), told("Gabriel García Márquez", ""));
}
