//! Cells of sheets from many hands and lands.

use super::*;

/// `role name (society) share`, what is not known left out.
fn told(credits: Vec<Credit>) -> Vec<String> {
    let line = |credit: Credit| {
        let mut words: Vec<String> = credit.role.iter().map(|role| format!("{}:", role.code())).collect();
        words.push(credit.name);
        if !credit.society.is_empty() {
            words.push(format!("({})", credit.society));
        }
        words.extend(credit.share.map(|share| share.percent(4)));
        words.join(" ")
    };
    credits.into_iter().map(line).collect()
}

#[test]
fn people_are_divided_by_the_signs_of_every_writing() {
    for (text, wanted) in [
        ("山田花子、鈴木一郎", &["山田花子", "鈴木一郎"][..]),
        ("山田花子／鈴木一郎", &["山田花子", "鈴木一郎"]),
        ("山田花子, 鈴木一郎", &["山田花子", "鈴木一郎"]),
        ("王小明，李娜", &["王小明", "李娜"]),
        ("Ines Vold；Ada Berg", &["Ines Vold", "Ada Berg"]),
        ("فيروز، زياد الرحباني", &["فيروز", "زياد الرحباني"]),
        ("Ines Vold · Ada Berg", &["Ines Vold", "Ada Berg"]),
        ("Gal·la Placídia", &["Gal·la Placídia"]),
        ("Ines Vold \\ Ada Berg", &["Ines Vold", "Ada Berg"]),
        ("Ines Vold // Ada Berg", &["Ines Vold", "Ada Berg"]),
        ("1. Ines Vold 2. Ada Berg", &["Ines Vold", "Ada Berg"]),
        ("Ines Vold y Ada Berg", &["Ines Vold", "Ada Berg"]),
        ("Ines Vold ja Ada Berg", &["Ines Vold", "Ada Berg"]),
        ("Ines Vold sowie Ada Berg", &["Ines Vold", "Ada Berg"]),
        ("Анна Иванова и Пётр Смирнов", &["Анна Иванова", "Пётр Смирнов"]),
        ("José Ortega y Gasset", &["José Ortega y Gasset"]),
        ("João da Costa e Silva Neto", &["João da Costa e Silva Neto"]),
        ("Ines Vold, feat. Ada Berg", &["Ines Vold", "Ada Berg"]),
        ("Ines Vold ft.Ada Berg", &["Ines Vold", "Ada Berg"]),
        ("Ines Vold w/ Ada Berg", &["Ines Vold", "Ada Berg"]),
        ("Ines Vold x Ada Berg", &["Ines Vold", "Ada Berg"]),
        ("Ines Vold × Ada Berg", &["Ines Vold", "Ada Berg"]),
        ("Ines Vold vs. Ada Berg", &["Ines Vold", "Ada Berg"]),
        ("Ines Vold&Ada Berg", &["Ines Vold", "Ada Berg"]),
        ("Ines Vold +Ada Berg", &["Ines Vold", "Ada Berg"]),
        ("Ines Vold - Jean-Michel Berg", &["Ines Vold", "Jean-Michel Berg"]),
        ("(Ines Vold)", &["Ines Vold"]),
        ("Ines Vold*, Ada Berg®", &["Ines Vold", "Ada Berg"]),
        ("Irish Traditional", &["Irish Traditional (PD)"]),
        ("Vold I, Berg A", &["Vold I", "Berg A"]),
        ("Ines V., Ada B.", &["Ines V.", "Ada B."]),
        ("García, José Luis, Pérez, Ana María", &["José Luis García", "Ana María Pérez"]),
        ("Robert Zimmerman p/k/a Bob Dylan", &["Robert Zimmerman p/k/a Bob Dylan"]),
        ("The The", &["The The"]),
    ] {
        assert_eq!(told(read_people(text, false, Commas::Unknown)), wanted, "{text}");
    }
}

#[test]
fn roles_stand_before_and_behind_names_in_many_languages() {
    for (text, wanted) in [
        ("Trad., arr. Ines Vold", &["Trad. (PD)", "AR: Ines Vold"][..]),
        ("Trad. arr. Ines Vold", &["Trad. (PD)", "AR: Ines Vold"]),
        ("J.S. Bach arr. Ines Vold", &["J.S. Bach", "AR: Ines Vold"]),
        ("Bach, Johann Sebastian / arr: Vold, Ines", &["Johann Sebastian Bach", "AR: Ines Vold"]),
        ("Ines Vold (arr. Ada Berg)", &["Ines Vold", "AR: Ada Berg"]),
        ("Ines Vold (arr.)", &["AR: Ines Vold"]),
        ("Harry Carr Ines", &["Harry Carr Ines"]),
        ("Musik: Ines Vold / Text: Ada Berg", &["C: Ines Vold", "A: Ada Berg"]),
        ("M: Ines Vold / T: Ada Berg", &["C: Ines Vold", "A: Ada Berg"]),
        ("Musique : Ines Vold - Paroles : Ada Berg", &["C: Ines Vold", "A: Ada Berg"]),
        ("Letra: Ada Berg, Música: Ines Vold", &["A: Ada Berg", "C: Ines Vold"]),
        ("Komponist/Texter: Ines Vold", &["CA: Ines Vold"]),
        ("Komponist: Vold, Ines; Textdichter: Berg, Ada", &["C: Ines Vold", "A: Ada Berg"]),
        ("Composer - Ines Vold, Lyricist - Ada Berg", &["C: Ines Vold", "A: Ada Berg"]),
        ("Ines Vold – Composer, Ada Berg – Lyricist", &["C: Ines Vold", "A: Ada Berg"]),
    ] {
        assert_eq!(told(read_people(text, false, Commas::Unknown)), wanted, "{text}");
    }
    assert!(
        read_credits("Text: a description; Arrangement: strings", Commas::Unknown)
            .iter()
            .all(|credit| credit.role.is_none())
    );
}

#[test]
fn shares_are_read_as_people_type_them() {
    for text in [
        "Ines Vold / Jon Vold (75/25)",
        "Ines Vold/Jon Vold 75/25",
        "Ines Vold & Jon Vold - 75%/25%",
        "Ines Vold & Jon Vold 75:25",
        "Ines Vold ７５％、Jon Vold ２５％",
        "Ines Vold ७५%, Jon Vold २५%",
        "Ines Vold .75; Jon Vold .25",
        "Ines Vold 0,75 / Jon Vold 0,25",
        "Ines Vold/TONO/75; Jon Vold/PRS/25",
        "Ines Vold 75 por ciento, Jon Vold 25 por ciento",
    ] {
        let read: Vec<Credit> = read_people(text, false, Commas::Unknown)
            .into_iter()
            .map(|credit| Credit { society: String::new(), ..credit })
            .collect();
        assert_eq!(told(read), ["Ines Vold 75", "Jon Vold 25"], "{text}");
    }
    let thirds = ["Ines Vold 33.3333", "Ada Berg 66.6667"];
    assert_eq!(told(read_people("Ines Vold 33⅓%, Ada Berg 66⅔%", false, Commas::Unknown)), thirds);
    assert_eq!(told(read_people("Ines Vold (33 1/3%), Ada Berg (66 2/3%)", false, Commas::Unknown)), thirds);
    // Two shares of three people: nobody can tell whose.
    let unclear = read_people("Ines Vold / Jon Vold / Ada Berg 60/40", false, Commas::Unknown);
    assert!(unclear.len() == 3 && unclear.iter().all(|credit| credit.doubt.is_some() && credit.share.is_none()));
}

#[test]
fn numbers_and_shares_are_no_part_of_a_name_and_part_it_from_the_next() {
    for text in
        ["Ines Vold CAE 14107338", "Ines Vold [CAE 14107338]", "Ines Vold IPI 00014.10.73.38", "Ines Vold CAE#14107338"]
    {
        let read = read_people(text, false, Commas::Unknown);
        assert_eq!(
            (read[0].name.as_str(), read[0].ipi.as_str(), read.len()),
            ("Ines Vold", "00014107338", 1),
            "{text}"
        );
    }
    for (text, wanted) in [
        ("Ines Vold I-000141073-8", &["Ines Vold"][..]),
        ("Ines Vold 100", &["Ines Vold 100"]),
        ("Haircut 100", &["Haircut 100"]),
        ("Ines Vold (½), Jon Vold (½)", &["Ines Vold 50", "Jon Vold 50"]),
        ("Vold, Ines PRS 50% Berg, Ada GEMA 50%", &["Ines Vold (PRS) 50", "Ada Berg (GEMA) 50"]),
        ("Comp. Ines Vold / Lyr. Ada Berg", &["C: Ines Vold", "A: Ada Berg"]),
    ] {
        assert_eq!(told(read_people(text, false, Commas::Unknown)), wanted, "{text}");
    }
}

#[test]
fn where_names_may_be_one_or_several_it_is_said() {
    for (text, count) in [
        ("Kool & The Gang", 1),
        ("Nick Cave and the Bad Seeds", 1),
        ("Ines & Ada Vold", 2),
        ("Ines Vold et al.", 1),
        ("Ines Vold and others", 1),
    ] {
        let read = read_people(text, false, Commas::Unknown);
        assert!(read.len() == count && read.iter().all(|one| one.doubt == Some(Doubt::Names)), "{text}: {read:?}");
    }
    for text in ["Fjord Songs / Ines Vold", "Kobalt Music, Fjord", "Ines Vold, Fjord Songs"] {
        assert_eq!(read_companies(text, false)[0].doubt, Some(Doubt::Names), "{text}");
    }
    for text in ["Bug Music, Inc. (BMI)", "Fjord Songs Ltd, UK", "Fjord Songs, Inc., New York", "Simon & Garfunkel"] {
        assert!(read_companies(text, false)[0].doubt.is_none(), "{text}");
        assert!(read_people(text, false, Commas::Unknown)[0].doubt.is_none(), "{text}");
    }
}

#[test]
fn nobody_is_called_yes_or_by_a_number() {
    for text in [
        "Unknown",
        "Various Artists",
        "ditto",
        "Same as above",
        "Writer unknown",
        "Y",
        "Yes",
        "12345",
        "✓",
        "x",
        "TRUE",
        "N/A",
        "-",
    ] {
        assert_eq!(told(read_people(text, false, Commas::Unknown)), [""; 0], "{text}");
        assert_eq!(told(read_companies(text, true)), [""; 0], "{text}");
    }
}

#[test]
fn what_is_said_of_companies_does_not_divide_them() {
    for (text, wanted) in [
        ("Müller/Meier GbR", &["Müller/Meier GbR"][..]),
        ("Song & Co., Inc.", &["Song & Co., Inc."]),
        ("Salt & Pepper Songs, Sugar & Spice Music", &["Salt & Pepper Songs", "Sugar & Spice Music"]),
        (
            "Fjord Songs o/b/o Copper Kettle Music and Third Rail Songs",
            &["Fjord Songs o/b/o Copper Kettle Music and Third Rail Songs"],
        ),
        ("Fjord Songs, f/s/o Copper Kettle Music", &["Fjord Songs, f/s/o Copper Kettle Music"]),
        ("Fjord Songs d.b.a. Copper Kettle & Sons", &["Fjord Songs d.b.a. Copper Kettle & Sons"]),
        ("Fjord Songs (formerly Copper Kettle Music)", &["Fjord Songs (formerly Copper Kettle Music)"]),
        ("Fjord Music (BMI), a div. of Third Rail Music", &["Fjord Music, a div. of Third Rail Music (BMI)"]),
        ("Fjord Songs/ASCAP", &["Fjord Songs (ASCAP)"]),
        ("Fjord Songs adm. Kobalt", &["Fjord Songs", "AM: Kobalt"]),
        ("ソニー・ミュージックパブリッシング、日音", &["ソニー・ミュージックパブリッシング", "日音"]),
        ("Sony/ATV Tunes LLC / Sony/ATV Songs LLC", &["Sony/ATV Tunes LLC", "Sony/ATV Songs LLC"]),
        ("Sony/ATV Cross Keys / Sony/ATV Tree", &["Sony/ATV Cross Keys", "Sony/ATV Tree"]),
        ("EMI April/EMI Blackwood", &["EMI April", "EMI Blackwood"]),
        ("Sony Music Publishing Mexico, S. de R.L. de C.V.", &["Sony Music Publishing Mexico, S. de R.L. de C.V."]),
        ("Polskie Nagrania, Sp. z o.o.", &["Polskie Nagrania, Sp. z o.o."]),
        ("Fjord Songs ASCAP 50%/Kobalt BMI 50%", &["Fjord Songs (ASCAP) 50", "Kobalt (BMI) 50"]),
        ("UMPG / Kobalt (60/40)", &["UMPG 60", "Kobalt 40"]),
        ("BMG 50 / Kobalt 50", &["BMG 50", "Kobalt 50"]),
        ("Fjord Songs & Copper Kettle Music (60/40)", &["Fjord Songs 60", "Copper Kettle Music 40"]),
        ("Fjord Songs; Copper Kettle Music; 50/50", &["Fjord Songs 50", "Copper Kettle Music 50"]),
    ] {
        assert_eq!(told(read_companies(text, false)), wanted, "{text}");
    }
}
