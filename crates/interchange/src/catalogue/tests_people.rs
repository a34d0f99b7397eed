//! Whose a work is, from sheets of every habit.

use model::credits::Commas;

use super::tests::{lines, owners, said, told};
use super::{CatalogueLine, Reading, guess_columns, read_lines, read_sheet};

#[test]
fn one_company_with_one_share_beside_it_is_one() {
    for name in [
        "Sony/ATV Music Publishing LLC",
        "Boosey & Hawkes",
        "Schott Music GmbH & Co. KG",
        "Simon and Schuster Music",
        "Edizioni Curci + Figli S.r.l.",
    ] {
        let text = format!(
            "Title,Writers,Publisher,Publisher PRO,Publisher IPI,Publisher share\nEcho,Ines Vold,{name},ASCAP,00014107338,100\n"
        );
        assert_eq!(
            owners(&text),
            ["CA Ines Vold ()  1000000".to_owned(), format!("E {name} (ASCAP) 00014107338 1000000")]
        );
    }
    let rows = "Title,ISRC,Writer,Writer share,Publisher,Publisher PRO,Publisher IPI,Publisher share\n\
        Echo,NOUM71900421,Ines Vold,100,Sony/ATV Music Publishing LLC,ASCAP,00014107338,60\n\
        Echo,NOUM71900421,,,Boosey & Hawkes Music Publishers Ltd,PRS,,40\n";
    let wanted = [
        "CA Ines Vold ()  1000000",
        "E Sony/ATV Music Publishing LLC (ASCAP) 00014107338 600000",
        "E Boosey & Hawkes Music Publishers Ltd (PRS)  400000",
    ];
    assert_eq!(owners(rows), wanted);
}

#[test]
fn one_person_with_one_number_beside_is_one() {
    let text = "Title,ISRC,Writer,Writer IPI,Writer PRO,Writer share\n\
        Echo,NOUM71900421,\"Lloyd Webber, Andrew John\",00014107338,PRS,50\nEcho,NOUM71900421,\"de la Cruz, Ana\",,SGAE,50\n";
    assert_eq!(
        owners(text),
        ["CA Andrew John Lloyd Webber (PRS) 00014107338 500000", "CA Ana de la Cruz (SGAE)  500000"]
    );
}

#[test]
fn shares_are_read_with_every_decimal_and_from_columns_that_say_share_alone() {
    for (one, other) in [
        ("66.66666666666667", "33.33333333333333"),
        ("\"66,6666666666667\"", "\"33,3333333333333\""),
        ("0.6666666666666666", "0.3333333333333333"),
        ("66.666667 %", "33.333333%"),
        ("2/3", "1/3"),
    ] {
        let text =
            format!("Title,Writer 1,Writer 1 share,Writer 2,Writer 2 share\nEcho,Ines Vold,{one},Ada Berg,{other}\n");
        assert_eq!(owners(&text), ["CA Ines Vold ()  666667", "CA Ada Berg ()  333333"], "{one}");
    }
    for heading in ["Share", "Percentage", "%", "Split %", "Ownership"] {
        let text = format!(
            "Title,Composer,{heading},Composer,{heading},Publisher,{heading}\nEcho,Ines Vold,60,Ada Berg,40,Fjord Songs,100\n"
        );
        assert_eq!(
            owners(&text),
            ["CA Ines Vold ()  600000", "CA Ada Berg ()  400000", "E Fjord Songs ()  1000000"],
            "{heading}"
        );
    }
}

#[test]
fn a_share_that_is_not_understood_is_replaced_by_none() {
    for (share, sentence) in
        [("lots", "\"lots\" is not a share"), ("-60", "\"-60\" is not a share"), ("160", "more than 100 %")]
    {
        let read = lines(&format!(
            "Title,Writer 1,Writer 1 share,Writer 2,Writer 2 share\nEcho,Ines Vold,{share},Ada Berg,40\n"
        ));
        assert!(said(&read).iter().any(|problem| problem.contains(sentence)), "{:?}", said(&read));
        assert_eq!(told(&read.lines[0]), ["CA Ines Vold ()  ?", "CA Ada Berg ()  400000"]);
    }
    let read = lines("Title,Writers,Writer share\nEcho,Ines Vold / Ada Berg,100\n");
    assert!(said(&read)[0].contains("one share (100) for 2 names"), "{:?}", said(&read));
    assert_eq!(told(&read.lines[0]), ["CA Ines Vold ()  ?", "CA Ada Berg ()  ?"]);
}

#[test]
fn shares_that_nobody_says_are_equal_and_told_so() {
    let read = lines("Title,Writers\nEcho,Ines Vold / Ada Berg\nTide,Ines Vold\n");
    assert_eq!(told(&read.lines[0]), ["CA Ines Vold ()  500000", "CA Ada Berg ()  500000"]);
    assert_eq!((read.lines[0].evened, read.lines[1].evened), (true, false));
    // Whose rights are over has nothing; whoever arranged it has it all.
    let text =
        "Werktitel;Komponist;Textdichter;Bearbeiter;Titel\nJesu;Bach, Johann Sebastian (DP);;Arriaga, Carla;Jesu\n";
    assert_eq!(owners(text), ["C Johann Sebastian Bach (PD)  0", "AR Carla Arriaga ()  1000000"]);
}

#[test]
fn columns_about_people_name_none() {
    let text = "Title,Lyrics,Composers,Writer Designation,Writer Territory,Publisher Type,Publisher,Publisher Notes,Writer Capacity\n\
        Echo,\"I saw the light\nAnd you, my love\",\"Ines Vold (TONO) 50%, Ann Alder (ASCAP) 50%\",C,World,E,Fjord Songs,Call first,Composer\n";
    assert_eq!(
        owners(text),
        ["C Ines Vold (TONO)  500000", "C Ann Alder (ASCAP)  500000", "E Fjord Songs ()  1000000"]
    );
}

#[test]
fn first_middle_and_last_names_are_one_name() {
    let wanted = [
        "C INES VOLD (TONO) 00014107338 333400",
        "A MARY B. DOGWOOD (PRS)  666600",
        "E FJORD SONGS AS (TONO)  1000000",
    ];
    // As lists of registrations have it: a row a writer, societies by number, hundredths of a percent, both sides together.
    let cwr = "Work Title,Writer Last Name,Writer First Name,Writer Middle Name,Writer Designation,Writer IPI Name #,PR Affiliation Society #,\
        PR Ownership Share,MR Ownership Share,Publisher Name,Publisher Type,Publisher PR Society,Publisher PR Share,Recording Title,ISRC\n\
        TWO,VOLD,INES,,C ,00014107338,090,01667,00000,FJORD SONGS AS,E ,090,05000,Two,NOABC2600011\n\
        TWO,DOGWOOD,MARY,B.,A ,,052,03333,00000,,,,,Two,NOABC2600011\n";
    assert_eq!(owners(cwr), wanted);
    // As libraries harvest it: numbered columns for each, beside one that names all.
    let harvest = "TRACK: Title,TRACK: Composer(s),WRITER:1: First Name,WRITER:1: Middle Name,WRITER:1: Last Name,WRITER:1: Capacity,WRITER:1: Society,\
        WRITER:1: IPI,WRITER:1: Territory,WRITER:1: Owner Performance Share %,WRITER:1: Owner Mechanical Share %,WRITER:1: Original Publisher,\
        WRITER:2: First Name,WRITER:2: Middle Name,WRITER:2: Last Name,WRITER:2: Capacity,WRITER:2: Society,WRITER:2: IPI,WRITER:2: Territory,\
        WRITER:2: Owner Performance Share %,PUBLISHER:1: Name,PUBLISHER:1: Capacity,PUBLISHER:1: Society,PUBLISHER:1: Owner Performance Share %\n\
        Two,INES VOLD / MARY DOGWOOD,INES,,VOLD,Composer,TONO,14107338,World,16.67,0,FJORD,MARY,B.,DOGWOOD,Lyricist,PRS,,World,33.33,\
        FJORD SONGS AS,Original Publisher,TONO,50\n";
    assert_eq!(owners(harvest), wanted);
    let read = lines(harvest);
    assert_eq!(
        (read.lines[0].writers[1].last_name.as_str(), read.lines[0].writers_part),
        ("DOGWOOD", Some(model::Share::HALF))
    );
}

#[test]
fn contributors_have_their_roles_by_row() {
    let text = "Song,ISRC,Contributor,Role,PRO,IPI #,Split %\n\
        Copper,USABC2600006,Ines Vold,Composer,TONO,00014107338,25\n,,Ann Alder,Lyricist,ASCAP,,25\n,,Sony/ATV Music Publishing LLC,Publisher,ASCAP,,50\n";
    let wanted = [
        "C Ines Vold (TONO) 00014107338 500000",
        "A Ann Alder (ASCAP)  500000",
        "E Sony/ATV Music Publishing LLC (ASCAP)  1000000",
    ];
    assert_eq!(owners(text), wanted);
    let read = lines("Title,Name,Role,Share\nEcho,Ines Vold,Writer,100\n,Jon Vold,Producer,\n,Ada Berg,Caterer,\n");
    let told = said(&read);
    assert!(told.iter().any(|problem| problem.contains("Jon Vold is named as Producer")), "{told:?}");
    assert!(told.iter().any(|problem| problem.contains("\"Caterer\" is not a role")), "{told:?}");
    assert_eq!(
        read.lines[0].writers.iter().map(|credit| credit.name.as_str()).collect::<Vec<_>>(),
        ["Ines Vold", "Ada Berg"]
    );
}

#[test]
fn fractions_and_repeated_rows_count_as_they_add_up() {
    // One percent is not all of it.
    let text = "Title,ISRC,Writer,Share\nEcho,NOUM71900421,Ines Vold,99\n,,Jon Vold,1\n";
    assert_eq!(owners(text), ["CA Ines Vold ()  990000", "CA Jon Vold ()  10000"]);
    // A writer is repeated beside each publisher; a publisher has a part of each writer's.
    let text = "Title,ISRC,Writer,Writer %,Publisher,Publisher %\n\
        Echo,NOUM71900421,Ines Vold,50,Fjord Songs,25\nEcho,NOUM71900421,Jon Vold,50,Fjord Songs,25\nEcho,NOUM71900421,Jon Vold,50,Copper Kettle Music,50\n";
    let wanted = [
        "CA Ines Vold ()  500000",
        "CA Jon Vold ()  500000",
        "E Fjord Songs ()  500000",
        "E Copper Kettle Music ()  500000",
    ];
    assert_eq!(owners(text), wanted);
}

#[test]
fn societies_are_known_by_number_and_numbers_are_no_names() {
    let text = "Title,Writer 1,Writer 1 PRO,Writer 2,Writer 2 PRO,Writer 1 %,Writer 2 %\nEcho,Ines Vold,035,Ada Berg,21.0,50,50\n";
    assert_eq!(owners(text), ["CA Ines Vold (GEMA)  500000", "CA Ada Berg (BMI)  500000"]);
    let read = lines("Title,Writer,Writer PRO\nEcho,Ines Vold,987\n");
    assert!(said(&read)[0].contains("\"987\" is not the number of a society"), "{:?}", said(&read));
    assert_eq!(told(&read.lines[0]), ["CA Ines Vold ()  1000000"]);
}

#[test]
fn german_lists_of_works_are_read() {
    let text = "Werktitel;Komponist;Textdichter;Bearbeiter;Verlag;Titel;GEMA-Werknummer;Anteil Komponist;Anteil Textdichter;Anteil Verlag;IPI-Nr. Komponist\n\
        Thirds;\"Müller, Jörg; Groß, Käthe\";Weiß, Anna;;Musikverlag Zürich;Thirds;12345678-001;\"33,33; 33,33\";33,34;100;\n";
    let wanted = [
        "C Jörg Müller ()  333300",
        "C Käthe Groß ()  333300",
        "A Anna Weiß ()  333400",
        "E Musikverlag Zürich ()  1000000",
    ];
    assert_eq!(owners(text), wanted);
    let numbers = &lines(text).lines[0].society_numbers;
    assert_eq!((numbers[0].society.as_str(), numbers[0].number.as_str()), ("GEMA", "12345678-001"));
    let both = "Titel;Komponist;Verlag;Anteil Komponist;Anteil Verlag;IPI-Nr. Komponist;Verwertungsgesellschaft Komponist\n\
        Ögnin;Ævarsdóttir, Sigríður Ósa;Trio Eins Verlag;60,00;40,00;00014107338;STEF\n";
    assert_eq!(
        owners(both),
        ["CA Sigríður Ósa Ævarsdóttir (STEF) 00014107338 1000000", "E Trio Eins Verlag ()  1000000"]
    );
    assert_eq!(lines(both).lines[0].writers_part, Some(model::Share(600_000)));
}

#[test]
fn names_that_could_be_others_are_told_by_row() {
    let read = lines("Title,Writers,Publishers\nEcho,\"Skrillex, Diplo\",\"EMI, Sony\"\n");
    assert!(
        said(&read)[0].contains("\"Skrillex, Diplo\" may be one name or several, and no writer was taken")
            && said(&read)[1].contains("was read as one name"),
        "{:?}",
        said(&read)
    );
    assert_eq!(told(&read.lines[0]), ["E EMI, Sony ()  1000000"]);
    assert!(read.lines[0].unclear);
}

#[test]
fn other_rows_and_whoever_is_asked_tell_how_names_are_written() {
    let names = |text: &str, commas: Commas| {
        let mut sheet = read_sheet(text.as_bytes(), &Reading::default()).expect("a sheet");
        sheet.commas = commas;
        let read = read_lines(&sheet, &guess_columns(&sheet.headings));
        let of = |line: &CatalogueLine| line.writers.iter().map(|credit| credit.name.clone()).collect::<Vec<_>>();
        (read.lines.iter().map(of).collect::<Vec<_>>(), read.problems.len())
    };
    // Every other row writes last names first, or divides people by commas.
    let rows = "Title,Writers\nEcho,\"Skrillex, Diplo\"\nTide,\"Vold, Ines\"\n";
    assert_eq!(names(rows, Commas::Unknown).0, [["Diplo Skrillex"], ["Ines Vold"]]);
    let rows = "Title,Writers\nEcho,\"Skrillex, Diplo\"\nTide,\"Ines Vold, Jon Berg\"\n";
    assert_eq!(names(rows, Commas::Unknown).0, [["Skrillex", "Diplo"], ["Ines Vold", "Jon Berg"]]);
    // Rows that contradict each other tell nothing.
    let rows = "Title,Writers\nA,\"Skrillex, Diplo\"\nB,\"Vold, Ines\"\nC,\"Ines Vold, Jon Berg\"\n";
    assert_eq!(names(rows, Commas::Unknown).0[0], [""; 0]);
    assert_eq!(names(rows, Commas::Between).0[0], ["Skrillex", "Diplo"]);
    assert_eq!(
        names(rows, Commas::Within),
        (vec![vec!["Diplo Skrillex".into()], vec!["Ines Vold".into()], vec!["Ines Vold".into(), "Jon Berg".into()]], 0)
    );
    // A writer a row: none of a recording's is taken where one is unclear.
    let rows = "Title,ISRC,Writer,Publisher\nEcho,NOUM71900421,Ines Vold,Fjord Songs\nEcho,NOUM71900421,\"Skrillex, Diplo\",\n";
    assert_eq!(names(rows, Commas::Unknown), (vec![vec![]], 1));
}

#[test]
fn a_cell_or_a_recording_of_thousands_of_names_takes_no_time() {
    let many = |count: usize| (0..count).map(|at| format!("P{at} Q{at}")).collect::<Vec<_>>().join("; ");
    let read = lines(&format!("Title,Writers\nEcho,\"{}\"\n", many(20_000).chars().take(30_000).collect::<String>()));
    assert!(said(&read)[0].contains("more than 4000 letters"), "{:?}", said(&read)[0]);
    let rows: String = (0..20_000).map(|at| format!(",NOUM71900421,P{at} Q{at}\n")).collect();
    let read = lines(&format!("Title,ISRC,Writer\nEcho,NOUM71900421,Ines Vold\n{rows}"));
    assert_eq!(read.lines.len(), 1);
    assert!(read.lines[0].writers.len() <= 1_002 && read.problems.len() <= 10_000);
    // The same row over and over is read a few times only: else this takes minutes.
    let row = format!("Echo,NOUM71900421,{}\n", many(300));
    let read = lines(&format!("Title,ISRC,Writers\n{}", row.repeat(8_000)));
    assert_eq!((read.lines.len(), read.lines[0].writers.len()), (1, 200));
}

#[test]
fn one_contributor_a_row_is_read_in_many_languages() {
    use model::ShareRole as Role;
    for (headings, roles) in [
        ("Contributor;Role;Split %", ["Composer", "Lyricist", "Publisher"]),
        ("Berechtigter;Rolle;Anteil", ["Komponist", "Textdichter", "Verlag"]),
        ("Ayant droit;Rôle;Part %", ["Compositeur", "Auteur", "Éditeur"]),
        ("Titular;Rol;Porcentaje", ["Compositor", "Autor", "Editorial"]),
        ("Avente diritto;Qualifica;Quota %", ["Compositore", "Autore", "Editore"]),
        ("Rättighetshavare;Roll;Andel", ["Kompositör", "Textförfattare", "Musikförlag"]),
        ("Rettighetshaver;Rolle;Andel", ["Komponist", "Tekstforfatter", "Forlag"]),
        ("Rechthebbende;Rol;Aandeel", ["Componist", "Tekstdichter", "Uitgeverij"]),
    ] {
        let row = |name: &str, role: &str, share: &str| format!("Echo;NOUM71900421;{name};{role};{share}\n");
        let [composer, author, publisher] = roles;
        let text = [
            format!("Title;ISRC;{headings}\n"),
            row("Ines Vold", composer, "60"),
            row("Anna Alder", author, "40"),
            row("Fjord Edition", publisher, "100"),
        ];
        let read = lines(&text.concat());
        assert_eq!(said(&read), Vec::<String>::new(), "{headings}");
        assert_eq!(read.lines.len(), 1, "{headings}");
        let of = |credits: &[model::credits::Credit]| -> Vec<(String, Option<Role>, Option<model::Share>)> {
            credits.iter().map(|credit| (credit.name.clone(), credit.role, credit.share)).collect()
        };
        let share = |percent: i64| Some(model::Share(percent * 10_000));
        let line = &read.lines[0];
        assert_eq!(
            of(&line.writers),
            [
                ("Ines Vold".to_owned(), Some(Role::Composer), share(60)),
                ("Anna Alder".to_owned(), Some(Role::Author), share(40))
            ],
            "{headings}"
        );
        let wanted = [("Fjord Edition".to_owned(), Some(Role::OriginalPublisher), share(100))];
        assert_eq!(of(&line.publishers), wanted, "{headings}");
    }
}
