//! Sheets with headings, values and signs of every habit.

use model::Share;

use super::tests::{lines, owners, said, sheet, told};
use super::*;

#[test]
fn a_column_that_answers_yes_or_no_names_nobody() {
    for headings in [
        "Title,Writers,Writer Controlled (Y/N),Publisher,Controlled?",
        "Title,Writers,Controlled Writer Y/N,Publisher,Publisher Controlled",
    ] {
        let text = format!("{headings}\nEcho,Ines Vold,Y,Fjord Songs,Yes\n");
        assert_eq!(owners(&text), ["CA Ines Vold ()  1000000", "E Fjord Songs ()  1000000"], "{headings}");
    }
    assert_eq!(guess_columns(&["Title", "Writer", "Controlled %"].map(str::to_owned))[2], None);
    let read = lines("Title,Writers\nEcho,Y\n");
    assert!(said(&read)[0].contains("\"Y\" names nobody"), "{:?}", said(&read));
}

#[test]
fn a_heading_of_names_with_what_belongs_to_them_is_one_of_names() {
    let wanted = ["CA Ines Vold (TONO)  600000", "CA Ada Berg (ASCAP)  400000", "E Fjord Songs (TONO)  1000000"];
    for (writers, publishers) in [
        ("Writer / PRO / Share", "Publisher / PRO / Share"),
        ("Writers & Splits", "Publishers & Splits"),
        ("Writer(s) with PRO and splits", "Publisher(s) with PRO"),
    ] {
        let text = format!(
            "Title,{writers},{publishers}\nEcho,\"Ines Vold (TONO) 60%, Ada Berg (ASCAP) 40%\",Fjord Songs (TONO) 100%\n"
        );
        assert_eq!(owners(&text), wanted, "{writers}");
    }
    let columns = guess_columns(&["Title", "Writer Share", "Publisher (%)"].map(str::to_owned));
    assert_eq!(idle_columns(&columns), [1, 2]);
}

#[test]
fn titles_are_headed_in_many_words_and_lands() {
    for (headings, row) in [
        ("Song Titles,Artists,Songwriters", "Echo,,Ines Vold"),
        ("Title of Song,Artist,Name of Writer", "Echo,,Ines Vold"),
        ("Track Name/Title,Performer(s),Author/Composer", "Echo,,Ines Vold"),
        ("曲名,アーティスト,作曲", "Echo,,Ines Vold"),
        ("Название,Исполнитель,Композитор", "Echo,,Ines Vold"),
        ("Nome da música,Intérprete,Autores", "Echo,,Ines Vold"),
    ] {
        let read = lines(&format!("{headings}\n{row}\n"));
        assert_eq!((read.lines[0].title.as_str(), read.lines[0].writers.len()), ("Echo", 1), "{headings}");
    }
}

#[test]
fn numbers_of_tracks_are_no_titles() {
    for headings in ["Track #,Title,Artist", "Track,Title,Artist", "Song #,Track Title,Artist", "Nr.,Titel,Interpret"] {
        let read = lines(&format!("{headings}\n7,Echo,Ines\n"));
        assert_eq!((read.lines[0].title.as_str(), read.lines[0].artist.as_str()), ("Echo", "Ines"), "{headings}");
    }
    assert_eq!(lines("Track #,Title\n7,Echo\n").lines[0].cut_number, "7");
    assert_eq!(lines("Track,Artist\nEcho,Ines\n").lines[0].title, "Echo");
}

#[test]
fn societies_are_read_with_what_stands_around_them() {
    for (one, other, wanted) in [
        ("S.I.A.E.", "\"Broadcast Music, Inc.\"", ["SIAE", "BMI"]),
        ("ASCAP (USA)", "GEMA - Germany", ["ASCAP", "GEMA"]),
        ("052 PRS", "SACEM (58)", ["PRS", "SACEM"]),
        ("MCPS/PRS", "PRS & MCPS", ["PRS", "PRS"]),
        ("No PRO", "Not affiliated", ["NS", "NS"]),
        ("n/a", "-", ["", ""]),
        ("None", "TBC", ["NS", ""]),
    ] {
        let text =
            format!("Title,Writer 1,Writer 1 PRO,Writer 2,Writer 2 PRO\nEcho,Ines Vold,{one},Ada Berg,{other}\n");
        let read = lines(&text);
        assert_eq!(said(&read), Vec::<String>::new(), "{text}");
        let societies: Vec<&str> = read.lines[0].writers.iter().map(|credit| credit.society.as_str()).collect();
        assert_eq!(societies, wanted, "{text}");
    }
    let read = lines("Title,Writer,PRO\nEcho,Ines Vold,ASCAP/BMI\n");
    assert!(said(&read)[0].contains("2 societies (ASCAP, BMI) for one name"), "{:?}", said(&read));
}

#[test]
fn codes_are_read_with_their_names_and_the_first_of_several_is_taken() {
    let read = lines(
        "Title,ISRC,ISWC,Writer,Writer IPI\n\
        Echo,ISRC NO\u{2011}UM7\u{2011}19\u{2011}00421,034.524.680-1,Ines Vold,IPI 00014107338\n\
        Tide,NOUM71900422 / NOUM71900423,ISWC T-034.524.680-1,Ada Berg,1.280391067E9\n",
    );
    let codes: Vec<_> =
        read.lines.iter().map(|line| (line.isrc.as_str(), line.iswc.as_str(), line.writers[0].ipi.as_str())).collect();
    assert_eq!(codes, [("NOUM71900421", "T0345246801", "00014107338"), ("NOUM71900422", "T0345246801", "01280391067")]);
    assert_eq!(said(&read).len(), 1);
    assert!(said(&read)[0].contains("NO-UM7-19-00422 was taken, NO-UM7-19-00423 not"), "{:?}", said(&read));
    // A number that was shown rounded is none.
    let read = lines("Title,Writer,Writer IPI\nEcho,Ines Vold,1.28E+09\n");
    assert!(said(&read)[0].contains("1.28E+09"), "{:?}", said(&read));
}

#[test]
fn shares_of_several_are_divided_by_any_sign() {
    for shares in ["60:40", "60-40", "60 & 40", "60 / 40", "600 ‰; 400 ‰", "60 of 100; 40 of 100"] {
        let text = format!("Title,Writers,Writer shares\nEcho,Ines Vold / Ada Berg,{shares}\n");
        assert_eq!(owners(&text), ["CA Ines Vold ()  600000", "CA Ada Berg ()  400000"], "{shares}");
    }
    // Three names and two shares.
    let read = lines("Title,Writers,Writer shares\nEcho,Ines Vold / Ada Berg / Jon Vold,60/40\n");
    assert!(said(&read)[0].contains("2 shares (60 / 40) for 3 names"), "{:?}", said(&read));
}

#[test]
fn copyright_control_and_unpublished_are_no_publishers() {
    let read =
        lines("Title,Writers,Publishers,Publisher shares\nEcho,Ines Vold,Fjord Songs / Copyright Control,75/25\n");
    let line = &read.lines[0];
    assert_eq!(told(line), ["CA Ines Vold ()  1000000", "E Fjord Songs ()  750000"]);
    assert_eq!((line.copyright_control, line.unpublished), (Share(250_000), Share(0)));
    let read = lines("Title,Writers,Publishers\nEcho,Ines Vold / Copyright Control,Unpublished\n");
    let line = &read.lines[0];
    assert_eq!(told(line), ["CA Ines Vold ()  1000000"]);
    assert_eq!(line.unpublished, Share::WHOLE);
    assert!(said(&read)[0].contains("Copyright Control is no writer"), "{:?}", said(&read));
    // Whose rights are over has no publisher.
    assert_eq!(
        told(&lines("Title,Writers,Publishers\nEcho,Trad.,Public Domain\n").lines[0]),
        ["CA Trad. (PD)  1000000"]
    );
}

#[test]
fn roles_of_one_person_are_one() {
    for role in ["\"Composer, Lyricist\"", "Composer & Lyricist", "Comp./Lyr.", "CA"] {
        let text = format!("Title,Name,Role,Share\nEcho,Ines Vold,{role},100\n");
        assert_eq!(owners(&text), ["CA Ines Vold ()  1000000"], "{role}");
    }
    let text = "Title,Writers,Roles\nEcho,Ines Vold; Ada Berg,\"Composer, Lyricist\"\n";
    assert_eq!(owners(text), ["C Ines Vold ()  500000", "A Ada Berg ()  500000"]);
}

#[test]
fn tables_are_read_with_every_quote_separator_and_encoding() {
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let four = |text: &str| text.chars().flat_map(|letter| u32::from(letter).to_le_bytes()).collect::<Vec<u8>>();
    let text = "Title,Artist,Writers\nEcho,Inès,\"Vold, Ines; Berg, Ada\"\n";
    let asia = "Title,Artist,Writers\nEcho,Inès,山田花子; 鈴木一郎\n";
    for bytes in [
        "'Title','Artist','Writers'\n'Echo','Inès','Vold, Ines; Berg, Ada'\n".as_bytes(),
        "“Title”,“Artist”,“Writers”\n“Echo”,“Inès”,“Vold, Ines; Berg, Ada”\n".as_bytes(),
        "Title,\tArtist,\tWriters\n\"Echo\",\t\"Inès\",\t\"Vold, Ines; Berg, Ada\"\n".as_bytes(),
        "Title,Artist,Writers\n\"Echo\",\"Inès\",\u{a0}\"Vold, Ines; Berg, Ada\"\n".as_bytes(),
        "Title^Artist^Writers\nEcho^Inès^Vold, Ines; Berg, Ada\n".as_bytes(),
        "Title:Artist:Writers\nEcho:Inès:Vold, Ines; Berg, Ada\n".as_bytes(),
        "Title\u{1f}Artist\u{1f}Writers\nEcho\u{1f}Inès\u{1f}Vold, Ines; Berg, Ada\n".as_bytes(),
        "Sep=;\r\nTitle;Artist;Writers\r\nEcho;Inès;\"Vold, Ines; Berg, Ada\"\r\n".as_bytes(),
        "Title,Artist,Writers\nEcho\0\0,Inès\0,\"Vold, Ines; Berg, Ada\0\"\n".as_bytes(),
        "Title,Artist,Writers\n\"=HYPERLINK(\"\"https://x.invalid\"\",\"\"Echo\"\")\",Inès,\"Vold, Ines; Berg, Ada\"\n"
            .as_bytes(),
        "Title,Artist,Writers\nEcho,Inès,Ines Vold\u{2028}Ada Berg\n".as_bytes(),
        &[&[0xFF, 0xFE, 0, 0], &four(text)[..]].concat(),
        &wide(text),
        &wide(asia),
    ] {
        let read = sheet(bytes);
        let read = read_lines(&read, &guess_columns(&read.headings));
        let line = &read.lines[0];
        assert_eq!((line.title.as_str(), line.artist.as_str(), line.writers.len()), ("Echo", "Inès", 2), "{bytes:?}");
    }
    // Quotes that are letters, and one that nobody closed.
    let read = lines("Title,Artist\n\"Heroes\" (live),\"The \\\"Storm\\\" Band\"\n\"Round Midnight,Miles\nEcho,Ines\n");
    let titles: Vec<&str> = read.lines.iter().map(|line| line.title.as_str()).collect();
    assert_eq!(titles, ["\"Heroes\" (live)", "\"Round Midnight", "Echo"]);
    assert_eq!(read.lines[0].artist, "The \"Storm\" Band");
    let (baltic, _, _) =
        encoding_rs::WINDOWS_1257.encode("Title,Artist\nTide,Jūratė Šimkutė\nĖglė,Žemyna Čiurlionytė\n");
    assert_eq!(sheet(&baltic).rows().next().map(|row| row.cell(1).to_owned()).as_deref(), Some("Jūratė Šimkutė"));
}

#[test]
fn files_of_other_kinds_are_named() {
    for (text, kind) in [
        ("<html><table><tr><td>Title</td></tr></table></html>", "a web page (HTML)"),
        (
            "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>",
            "an XML spreadsheet of 2003",
        ),
        ("[{\"Title\":\"Echo\"}]", "JSON"),
    ] {
        let refused = read_sheet(text.as_bytes(), &Reading::default()).expect_err("refused").to_string();
        assert!(refused.contains(kind), "{refused}");
    }
}

#[test]
fn numbers_of_people_and_shares_are_read_with_what_is_typed_before_them() {
    for ipi in ["14107338", "#14107338", "IPI 14107338", "CAE: 14107338", "'00014107338", "00014.10.73.38"] {
        let text = format!("Title,Writers,Writer IPI,Writer Share\nEcho,Ines Vold,{ipi},+100\n");
        assert_eq!(owners(&text), ["CA Ines Vold () 00014107338 1000000"], "{ipi}");
    }
    let cwr = "Song Title,SWR Writer Last Name,SWR Writer First Name,PR Society\nEcho,Vold,Ines,090\n";
    assert_eq!(owners(cwr), ["CA Ines Vold (TONO)  1000000"]);
}
