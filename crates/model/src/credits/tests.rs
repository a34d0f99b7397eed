//! Credits as they are found, and names in columns of their own.

use super::*;

/// `33.34%`.
fn percent(share: Share) -> String {
    let text = format!("{}.{:04}", share.0 / 10_000, share.0 % 10_000);
    format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
}

/// `role name (society) ipi share`, what is not known left out.
fn told(text: &str) -> Vec<String> {
    let line = |credit: Credit| {
        let mut words = Vec::new();
        words.extend(credit.role.map(|role| format!("{}:", role.code())));
        words.push(credit.name);
        if !credit.society.is_empty() {
            words.push(format!("({})", credit.society));
        }
        if !credit.ipi.is_empty() {
            words.push(credit.ipi);
        }
        words.extend(credit.share.map(percent));
        words.join(" ")
    };
    read_credits(text, Commas::Unknown).into_iter().map(line).collect()
}

#[test]
fn credits_are_read_as_they_are_found_in_the_wild() {
    for (text, wanted) in [
        ("Ines Vold", &["Ines Vold"][..]),
        ("Ines Vold / Jon Vold", &["Ines Vold", "Jon Vold"]),
        ("Ines Vold/Jon Vold", &["Ines Vold", "Jon Vold"]),
        ("Ines Vold, Jon Vold & Ada Berg", &["Ines Vold", "Jon Vold", "Ada Berg"]),
        ("Ines Vold and Jon Vold", &["Ines Vold", "Jon Vold"]),
        ("Vold, Ines (TONO) 75%", &["Ines Vold (TONO) 75%"]),
        ("Vold, Ines; Vold, Jon", &["Ines Vold", "Jon Vold"]),
        ("Lennon, McCartney & Harrison", &["Lennon", "McCartney", "Harrison"]),
        ("Ines Vold (TONO) 75%, J. Vold 25%", &["Ines Vold (TONO) 75%", "J. Vold 25%"]),
        ("Ines Vold [ASCAP] (50 %) + J Vold [BMI] (50 %)", &["Ines Vold (ASCAP) 50%", "J Vold (BMI) 50%"]),
        ("Ines Vold (ASCAP, 50%), J Vold (BMI, 50%)", &["Ines Vold (ASCAP) 50%", "J Vold (BMI) 50%"]),
        ("Ines Vold - PRS - 33,33%", &["Ines Vold (PRS) 33.33%"]),
        ("Ines Vold, TONO, 100%", &["Ines Vold (TONO) 100%"]),
        ("J Vold IPI 01280391067", &["J Vold 01280391067"]),
        ("J Vold (PRS for Music) CAE/IPI: 01280391067 33.34%", &["J Vold (PRS) 01280391067 33.34%"]),
        ("J Vold IPI #014107338", &["J Vold 00014107338"]),
        ("75% Ines Vold (TONO)", &["Ines Vold (TONO) 75%"]),
        ("Ines Vold (C) 50%, Jon Vold (A) 50%", &["C: Ines Vold 50%", "A: Jon Vold 50%"]),
        ("Ines Vold (CA) (SOCAN)", &["CA: Ines Vold (SOCAN)"]),
        ("Music by Ines Vold, lyrics by Jon Vold", &["C: Ines Vold", "A: Jon Vold"]),
        ("Words & Music: Ines Vold", &["CA: Ines Vold"]),
        (
            "Writers: A. Berg (ASCAP) 50%, B. Lund (BMI) 50%; Publishers: Fjord Songs (ASCAP) 100%",
            &["CA: A. Berg (ASCAP) 50%", "CA: B. Lund (BMI) 50%", "E: Fjord Songs (ASCAP) 100%"],
        ),
        ("Written by Ines Vold. Published by Fjord Songs (TONO)", &["CA: Ines Vold", "E: Fjord Songs (TONO)"]),
        ("Fjord Songs, Inc. (ASCAP)", &["Fjord Songs, Inc. (ASCAP)"]),
        ("Signal Hill Music Ltd / Fjord Songs AS", &["Signal Hill Music Ltd", "Fjord Songs AS"]),
        ("Harry Connick, Jr.", &["Harry Connick, Jr."]),
        ("Johnny Cash (BMI)", &["Johnny Cash (BMI)"]),
        ("JOHNNY CASH", &["JOHNNY CASH"]),
        ("© 2019 Fjord Songs", &["Fjord Songs"]),
        ("Beethoven (PD)", &["Beethoven (PD)"]),
        ("Trad.", &["Trad. (PD)"]),
        ("AC/DC Publishing (APRA/AMCOS)", &["AC/DC Publishing (APRA)"]),
        ("Adm. by Signal Hill (PRS)", &["AM: Signal Hill (PRS)"]),
        ("Ines Vold (unknown society) 50", &["Ines Vold 50"]),
        ("Ines Vold 60 percent and Jon Vold 40 per cent", &["Ines Vold 60%", "Jon Vold 40%"]),
        ("Ines Vold 3/5, Jon Vold 2/5", &["Ines Vold 60%", "Jon Vold 40%"]),
        ("Ines Vold 60 / Jon Vold 40", &["Ines Vold 60%", "Jon Vold 40%"]),
        ("Ines Vold (60); Jon Vold (40)", &["Ines Vold 60%", "Jon Vold 40%"]),
        ("Ines Vold - 66,67; Jon Vold - 33,33", &["Ines Vold 66.67%", "Jon Vold 33.33%"]),
        ("Blink 182; Sum 41", &["Blink 182", "Sum 41"]),
        ("Percent Blue, Pct Red", &["Percent Blue", "Pct Red"]),
        ("", &[]),
        (" / , ; ", &[]),
        ("%%% (((", &[]),
    ] {
        assert_eq!(told(text), wanted, "{text}");
    }
}

#[test]
fn numbers_whose_check_digits_do_not_fit_are_no_numbers() {
    assert_eq!(told("J Vold IPI 00123456789"), ["J Vold"]);
    assert_eq!(told("J Vold 01280391067"), ["J Vold 01280391067"]);
}

#[test]
fn companies_are_known_by_their_words() {
    assert!(is_company("Fjord Songs") && is_company("SIGNAL HILL MUSIC, LTD."));
    assert!(!is_company("Ines Vold") && !is_company("Asa Berg"));
}

#[test]
fn no_text_is_too_odd() {
    for text in
        ["(", ")", "((()", "%", "100%", "a%b%c", "\u{0}\u{1}", "é%/(ß", "T-", "@", "a@", "IPI", "IPI:", ":", "by"]
    {
        let _ = (read_credits(text, Commas::Unknown), emails(text), iswcs(text));
    }
}

fn names(credits: &[Credit]) -> Vec<&str> {
    credits.iter().map(|credit| credit.name.as_str()).collect()
}

#[test]
fn a_company_with_signs_in_its_name_is_one() {
    for text in [
        "Sony/ATV Music Publishing LLC",
        "Sony / ATV Music Publishing LLC",
        "Warner/Chappell Music Ltd",
        "Boosey & Hawkes Music Publishers Ltd",
        "Schott Music GmbH & Co. KG",
        "Earth, Wind & Sea Songs",
        "Rodgers and Hammerstein Music",
        "Simon and Schuster Music",
        "EMI/Virgin Songs, Inc.",
        "Universal Music Publishing, a division of Universal Music AS",
        "Warner-Tamerlane Publishing Corp. d/b/a WC Music Corp",
        "W.B.M. Music Corp. o/b/o Copper Kettle Music",
        "Edizioni Suvini & Zerboni S.p.A.",
        "G. Ricordi & C. S.r.l.",
        "Éditions Durand & Fils",
        "Musikverlag Hans Sikorski GmbH & Co. KG",
        "Gehrmans Musikförlag AB",
        "Warner Chappell Music Finland Oy",
        "Hansen Musikforlag A/S",
        "Yamaha Music Entertainment Holdings, K.K.",
        "Mushroom Music Pty Ltd",
        "Songs & Daughters Music",
        "Kobalt Music Publishing & Administration",
        "Rough Trade Publishing, Ltd.",
        "Blue \"Door\", Songs Inc.",
        "Jobete Music Co., Inc.",
        "AC/DC Publishing",
        "1984 Music",
        "Harmony House (Nashville) Music",
        "Concord Music Publishing, LLC o/b/o Copper Kettle & Sons",
        "Pen Music Group, Inc. d/b/a PEN",
        "Rodgers & Hammerstein",
        "Peer/Southern",
        "Hal Leonard / Faber",
        "Faber Music Ltd / Hal Leonard",
        "Universal Music - MGB Songs",
        "BMG Rights Management (UK) Ltd.",
    ] {
        assert_eq!(names(&read_companies(text, false)), [text], "{text}");
        assert_eq!(names(&read_companies(text, true)), [text], "{text}");
    }
}

#[test]
fn companies_in_a_row_are_divided_where_each_is_whole() {
    for (text, wanted) in [
        ("EMI Music Publishing / Sony Music Publishing", &["EMI Music Publishing", "Sony Music Publishing"][..]),
        ("Fjord Songs, Copper Kettle Music", &["Fjord Songs", "Copper Kettle Music"]),
        ("Fjord Songs & Copper Kettle Music", &["Fjord Songs", "Copper Kettle Music"]),
        ("Fjord Songs Ltd., Copper Kettle Music, Inc.", &["Fjord Songs Ltd.", "Copper Kettle Music, Inc."]),
        ("Sony/ATV Music; Warner/Chappell Music Ltd", &["Sony/ATV Music", "Warner/Chappell Music Ltd"]),
        ("Blue Door / Copper Kettle", &["Blue Door / Copper Kettle"]),
        ("Blue Door (TONO) / Copper Kettle (ASCAP)", &["Blue Door", "Copper Kettle"]),
        ("Fjord (TONO) 50%, Copper Kettle (ASCAP) 50%", &["Fjord", "Copper Kettle"]),
        ("Fjord Songs|Copper Kettle\nThird Rail", &["Fjord Songs", "Copper Kettle", "Third Rail"]),
    ] {
        assert_eq!(names(&read_companies(text, false)), wanted, "{text}");
    }
    for text in ["EMI, Sony", "Blue Door / Copper Kettle"] {
        assert!(read_companies(text, false)[0].doubt.is_some(), "{text}");
    }
}

#[test]
fn last_names_of_several_words_are_turned_round() {
    for (text, wanted, last) in [
        ("Lloyd Webber, Andrew", "Andrew Lloyd Webber", "Lloyd Webber"),
        ("García Márquez, Gabriel", "Gabriel García Márquez", "García Márquez"),
        ("de la Cruz, Ana", "Ana de la Cruz", "de la Cruz"),
        ("von Trapp, Maria", "Maria von Trapp", "von Trapp"),
        ("van den Heuvel, Jan Willem", "Jan Willem van den Heuvel", "van den Heuvel"),
        ("St. Clair, Ada", "Ada St. Clair", "St. Clair"),
        ("Ó Briain, Dara", "Dara Ó Briain", "Ó Briain"),
        ("Mac Lochlainn, Seán", "Seán Mac Lochlainn", "Mac Lochlainn"),
        ("bin Laden, Omar", "Omar bin Laden", "bin Laden"),
        ("al-Said, Omar Khalid", "Omar Khalid al-Said", "al-Said"),
        ("Dos Santos, Rui", "Rui Dos Santos", "Dos Santos"),
        ("della Valle, Pia", "Pia della Valle", "della Valle"),
        ("Le Bon, Simon (PRS) 50%", "Simon Le Bon", "Le Bon"),
        ("zu Guttenberg, Karl", "Karl zu Guttenberg", "zu Guttenberg"),
        ("ten Have, Jan", "Jan ten Have", "ten Have"),
        ("O'Brien, Mary Jane", "Mary Jane O'Brien", "O'Brien"),
        ("LLOYD WEBBER, Andrew John", "Andrew John LLOYD WEBBER", "LLOYD WEBBER"),
        ("Garcia Lopez, Ana M.", "Ana M. Garcia Lopez", "Garcia Lopez"),
        ("Davis, Sammy, Jr.", "Sammy Davis, Jr.", "Davis, Jr."),
        ("Davis, Jr., Sammy", "Sammy Davis, Jr.", "Davis, Jr."),
        ("Davis Jr., Sammy", "Sammy Davis Jr.", "Davis Jr."),
        ("O'Neil III, Robert", "Robert O'Neil III", "O'Neil III"),
        ("King Jr., Martin Luther", "Martin Luther King Jr.", "King Jr."),
        ("Strauss II, Johann Baptist", "Johann Baptist Strauss II", "Strauss II"),
        ("da Silva, João", "João da Silva", "da Silva"),
        ("Mac Donald, Ian", "Ian Mac Donald", "Mac Donald"),
    ] {
        let read = read_people(text, false, Commas::Unknown);
        assert_eq!(names(&read), [wanted], "{text}");
        assert_eq!(read[0].last_name, last, "{text}");
    }
}

#[test]
fn people_in_a_row_are_as_many_as_there_are() {
    for (text, wanted) in [
        ("VAN DER BERG, JAN; DE LA CRUZ, ANA", &["JAN VAN DER BERG", "ANA DE LA CRUZ"][..]),
        ("Garcia Lopez, Ana / Dos Santos, Rui", &["Ana Garcia Lopez", "Rui Dos Santos"]),
        (
            "Garcia Lopez, Ana Maria; Dos Santos Silva, Rui Manuel",
            &["Ana Maria Garcia Lopez", "Rui Manuel Dos Santos Silva"],
        ),
        ("Lloyd Webber, Andrew & Rice, Tim", &["Andrew Lloyd Webber", "Tim Rice"]),
        ("Lloyd Webber, Andrew, Rice, Tim", &["Andrew Lloyd Webber", "Tim Rice"]),
        ("Vold, I., Berg, A.", &["I. Vold", "A. Berg"]),
        ("Ines Vold, Jon Vold", &["Ines Vold", "Jon Vold"]),
        ("Ines Vold, Jon Vold, Ada Berg", &["Ines Vold", "Jon Vold", "Ada Berg"]),
        ("Ines Vold, Jon Vold / Ada Berg", &["Ines Vold", "Jon Vold", "Ada Berg"]),
        ("Ines Vold og Jon Vold", &["Ines Vold", "Jon Vold"]),
        ("Ines Vold\nJon Vold", &["Ines Vold", "Jon Vold"]),
        ("Ines Vold | N/A", &["Ines Vold"]),
        ("Harry Connick, Jr., Ines Vold", &["Harry Connick, Jr.", "Ines Vold"]),
        ("Harry Connick Jr., Ines Vold", &["Harry Connick Jr.", "Ines Vold"]),
        ("Robert \"Bobby, Jr.\" O'Neil, III", &["Robert \"Bobby, Jr.\" O'Neil, III"]),
        ("Ines Vold / Atlas Music & Sons Ltd", &["Ines Vold", "Atlas Music & Sons Ltd"]),
        ("Ortega y Gasset, José", &["José Ortega y Gasset"]),
    ] {
        assert_eq!(names(&read_people(text, false, Commas::Unknown)), wanted, "{text}");
    }
    // One number beside two last names and two first names is one person's.
    assert_eq!(names(&read_people("Lloyd Webber, Andrew John", true, Commas::Unknown)), ["Andrew John Lloyd Webber"]);
}

#[test]
fn names_are_the_same_however_their_letters_are_composed() {
    assert_eq!(same_name("Fac\u{327}ade"), same_name("FAÇADE"));
    assert_eq!(same_name("Don’t Go"), same_name("don't go"));
    assert_eq!(same_name("Don′t Go"), same_name("don't go"));
    assert_eq!(same_name("Ｅｃｈｏ"), same_name("Echo"));
    assert_eq!(same_name("Ec\u{200b}ho"), same_name("Echo"));
    for (one, other) in [
        ("STRASSE", "Straße"),
        ("GROẞ", "groß"),
        ("ΜΊΚΗΣ", "Μίκης"),
        ("İstanbul", "istanbul"),
        ("IŞIK", "Işık"),
        ("ﬁre", "FIRE"),
        ("Ǆ", "ǆ"),
    ] {
        assert_eq!(same_name(one), same_name(other), "{one}");
    }
    assert_ne!(same_name("Strase"), same_name("Straße"));
    assert_ne!(same_name("Inès"), same_name("Ines"));
    assert_eq!(same_name("Sammy Davis, Jr."), same_name("Sammy Davis Jr"));
    assert_eq!(same_name("Jose\u{301} Nu\u{301}n\u{303}ez"), same_name("José Núñez"));
}
