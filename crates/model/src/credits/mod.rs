//! Credits as people write them: names in a row, with societies, shares and numbers in between.
//!
//! `Vold, Ines (TONO) 75% / J. Vold IPI 01280391067 25%` is two of them. Nothing here is fact: what is read is shown
//! to somebody who takes it or not.

mod marks;
mod split;

use crate::{Share, ShareRole};

pub use marks::{emails, iswcs};

/// Somebody who is credited, as far as the text tells. Texts are empty where it does not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Credit {
    /// As it is written, without what follows it; `Vold, Ines` is turned round to `Ines Vold`.
    pub name: String,
    /// As what, where the text says so.
    pub role: Option<ShareRole>,
    /// As sheets write it.
    pub society: String,
    /// Eleven digits whose check digits fit.
    pub ipi: String,
    /// Of its side, or of the whole: as the text has it.
    pub share: Option<Share>,
}

impl Credit {
    /// Whether more than a name is known: a sign that the text is a credit and not chance.
    #[must_use]
    pub fn is_marked(&self) -> bool {
        self.share.is_some() || !self.society.is_empty() || !self.ipi.is_empty()
    }
}

/// The credits of a text; `labelled` ones say their role before them: `Music by …`, `Publisher: …`.
#[must_use]
pub fn read_credits(text: &str) -> Vec<Credit> {
    let mut credits = Vec::new();
    for (role, part) in split::labelled(text) {
        for item in split::items(part) {
            let mut credit = marks::read(&item);
            if credit.name.is_empty() {
                take_alone(&mut credits, credit);
                continue;
            }
            credit.role = credit.role.or(role);
            credits.push(credit);
        }
    }
    credits
}

/// A society or a share that stands alone belongs to whoever was named before.
fn take_alone(credits: &mut [Credit], alone: Credit) {
    let Some(last) = credits.last_mut() else { return };
    if last.society.is_empty() {
        last.society = alone.society;
    }
    if last.ipi.is_empty() {
        last.ipi = alone.ipi;
    }
    last.share = last.share.or(alone.share);
    last.role = last.role.or(alone.role);
}

/// Whether a name is a company's, by the words that companies have in theirs.
#[must_use]
pub fn is_company(name: &str) -> bool {
    const WORDS: [&str; 36] = [
        "songs",
        "music",
        "publishing",
        "publishers",
        "records",
        "recordings",
        "entertainment",
        "edition",
        "editions",
        "verlag",
        "musikverlag",
        "musikforlag",
        "tunes",
        "group",
        "ltd",
        "limited",
        "llc",
        "inc",
        "gmbh",
        "ag",
        "ab",
        "as",
        "bv",
        "co",
        "corp",
        "company",
        "library",
        "productions",
        "studios",
        "catalog",
        "catalogue",
        "copyrights",
        "rights",
        "administration",
        "plc",
        "éditions",
    ];
    let lower = name.to_lowercase();
    lower.split(|letter: char| !letter.is_alphanumeric()).any(|word| WORDS.contains(&word))
}

/// A name for comparing: small letters, without dots and doubled blanks. `J. Vold` and `j vold` are one.
#[must_use]
pub fn same_name(text: &str) -> String {
    let plain: String = text.to_lowercase().chars().map(|letter| if letter == '.' { ' ' } else { letter }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
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
        read_credits(text).into_iter().map(line).collect()
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
            ("Trad.", &["Trad."]),
            ("AC/DC Publishing (APRA/AMCOS)", &["AC/DC Publishing (APRA)"]),
            ("Adm. by Signal Hill (PRS)", &["AM: Signal Hill (PRS)"]),
            ("Ines Vold (unknown society) 50", &["Ines Vold 50"]),
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
            let _ = (read_credits(text), emails(text), iswcs(text));
        }
    }
}
