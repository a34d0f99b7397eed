//! Identifiers of works, parties and recordings: their forms and check digits.
//!
//! People type them with dots, hyphens and blanks; kept is the bare form, printed the one of the standard.

use std::fmt;

/// Which identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Identifier {
    /// ISO 15707, of works: `T-034.524.680-1`.
    Iswc,
    /// CISAC's interested-party name number: eleven digits.
    IpiName,
    /// CISAC's interested-party base number: `I-001234567-8`.
    IpiBase,
    /// ISO 3901, of recordings: `NOUM71900421`.
    Isrc,
    /// ISO 27729, of people and organisations: sixteen digits, the last may be X.
    Isni,
    /// ISO 15706, of programmes: `0000-0000-3A8D-0000-Z-0000-0000-6`, the version and the check characters may be left
    /// out.
    Isan,
    /// Of programmes too: `10.5240/7791-8534-2C23-9030-8610-5`.
    Eidr,
}

/// Why a text is not such an identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdentifierError {
    /// It has not the form.
    #[error("\"{text}\" is not {kind}; it is written {form}")]
    Form {
        /// Which identifier was wanted.
        kind: Identifier,
        /// What was written.
        text: String,
        /// The form.
        form: &'static str,
    },
    /// Its check digits do not fit: a digit is wrong or two are swapped.
    #[error("\"{text}\" cannot be right: the check digits of {kind} would be {expected}; compare it with its source")]
    CheckDigit {
        /// Which identifier was wanted.
        kind: Identifier,
        /// What was written.
        text: String,
        /// What the check digits should be.
        expected: String,
    },
}

impl fmt::Display for Identifier {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Iswc => "an ISWC",
            Self::IpiName => "an IPI name number",
            Self::IpiBase => "an IPI base number",
            Self::Isrc => "an ISRC",
            Self::Isni => "an ISNI",
            Self::Isan => "an ISAN",
            Self::Eidr => "an EIDR",
        })
    }
}

impl Identifier {
    /// The bare form of what was typed: capitals and digits, without separators; an IPI name number with its leading
    /// zeros. An empty text stays empty.
    ///
    /// # Errors
    /// If it has not the form, or its check digits do not fit.
    pub fn parse(self, text: &str) -> Result<String, IdentifierError> {
        let bare: String = text.chars().filter(|letter| !is_separator(*letter)).collect();
        let bare = bare.to_ascii_uppercase();
        let bare = self.unnamed(&bare).to_owned();
        if bare.is_empty() {
            return Ok(bare);
        }
        let wrong = || IdentifierError::Form { kind: self, text: text.trim().to_owned(), form: self.form() };
        let bare = match self {
            // Statements and sheets drop leading zeros; nine digits and more are unmistakable.
            Self::IpiName if (9..11).contains(&bare.len()) && digits(&bare).is_some() => format!("{bare:0>11}"),
            // The T is left out as if it were the name.
            Self::Iswc if bare.len() == 10 && digits(&bare).is_some() => format!("T{bare}"),
            // As it is copied from a page: with the resolver before it.
            Self::Eidr => bare.rsplit("105240/").next().map_or(bare.clone(), |rest| format!("105240/{rest}")),
            Self::Iswc | Self::IpiName | Self::IpiBase | Self::Isrc | Self::Isni | Self::Isan => bare,
        };
        if !self.has_form(&bare) {
            return Err(wrong());
        }
        if self == Self::Isan {
            return match isan_check(&bare) {
                Some(expected) => {
                    Err(IdentifierError::CheckDigit { kind: self, text: text.trim().to_owned(), expected })
                }
                None => Ok(bare),
            };
        }
        let expected = self.check_digits(&bare).unwrap_or_default();
        if bare.ends_with(&expected) {
            Ok(bare)
        } else {
            Err(IdentifierError::CheckDigit { kind: self, text: text.trim().to_owned(), expected })
        }
    }

    /// A bare text without what people call it: `IPI #00014107338`, `01280391067 (IPI)`.
    fn unnamed(self, bare: &str) -> &str {
        const SIGNS: [char; 5] = [':', '#', '=', '(', ')'];
        let inner = bare.trim_matches(SIGNS);
        let named = self.names().iter().find_map(|name| inner.strip_prefix(name).or_else(|| inner.strip_suffix(name)));
        let named = named.map(|rest| rest.trim_matches(SIGNS));
        [named.unwrap_or_default(), inner].into_iter().find(|text| !text.is_empty()).unwrap_or(bare)
    }

    /// What people call it beside it; longer ones first.
    const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Iswc => &["ISWC"],
            Self::IpiName => &["IPI/CAE", "CAE/IPI", "IPINAMENUMBER", "IPINAME", "IPINO", "IPI", "CAE", "IPN"],
            Self::IpiBase => &["IPI"],
            Self::Isrc => &["ISRC"],
            Self::Isni => &["ISNI"],
            Self::Isan => &["ISAN"],
            Self::Eidr => &[],
        }
    }

    /// The form of the standard for a bare identifier; what is none is given back as it is.
    #[must_use]
    pub fn display(self, bare: &str) -> String {
        if !self.has_form(bare) {
            return bare.to_owned();
        }
        let part = |from: usize, to: usize| bare.get(from..to).unwrap_or_default();
        match self {
            Self::Iswc => format!("T-{}.{}.{}-{}", part(1, 4), part(4, 7), part(7, 10), part(10, 11)),
            Self::IpiBase => format!("I-{}-{}", part(1, 10), part(10, 11)),
            Self::Isrc => format!("{}-{}-{}-{}", part(0, 2), part(2, 5), part(5, 7), part(7, 12)),
            Self::Isni => format!("{} {} {} {}", part(0, 4), part(4, 8), part(8, 12), part(12, 16)),
            Self::IpiName => bare.to_owned(),
            Self::Eidr => {
                let root = part(7, 27);
                let groups: Vec<&str> = (0..5).filter_map(|at| root.get(at * 4..at * 4 + 4)).collect();
                format!("10.5240/{}-{}", groups.join("-"), part(27, 28))
            }
            Self::Isan => {
                let has_check = matches!(bare.len(), 17 | 26);
                let mut parts = vec![part(0, 4), part(4, 8), part(8, 12), part(12, 16)];
                if has_check {
                    parts.push(part(16, 17));
                }
                let version = if has_check { 17 } else { 16 };
                parts.extend([part(version, version + 4), part(version + 4, version + 8), part(25, 26)]);
                parts.retain(|part| !part.is_empty());
                parts.join("-")
            }
        }
    }

    const fn form(self) -> &'static str {
        match self {
            Self::Iswc => "T-034.524.680-1, a T and ten digits",
            Self::IpiName => "with eleven digits, such as 00014107338",
            Self::IpiBase => "I-001234567-8, an I and ten digits",
            Self::Isrc => "NO-UM7-19-00421: two letters, three letters or digits, seven digits",
            Self::Isni => "with sixteen digits, the last of which may be an X",
            Self::Isan => {
                "0000-0000-3A8D-0000-Z-0000-0000-6: sixteen or twenty-four digits from 0 to F, with their check characters or without"
            }
            Self::Eidr => {
                "10.5240/7791-8534-2C23-9030-8610-5: five groups of four digits from 0 to F, and a check character"
            }
        }
    }

    fn has_form(self, bare: &str) -> bool {
        let all = |text: &str, fits: fn(&u8) -> bool| text.bytes().all(|byte| fits(&byte));
        if !bare.is_ascii() {
            return false;
        }
        match self {
            Self::Iswc => bare.len() == 11 && bare.starts_with('T') && all(&bare[1..], u8::is_ascii_digit),
            Self::IpiName => bare.len() == 11 && all(bare, u8::is_ascii_digit),
            Self::IpiBase => bare.len() == 11 && bare.starts_with('I') && all(&bare[1..], u8::is_ascii_digit),
            Self::Isrc => {
                bare.len() == 12
                    && all(&bare[..2], u8::is_ascii_alphabetic)
                    && all(&bare[2..5], u8::is_ascii_alphanumeric)
                    && all(&bare[5..], u8::is_ascii_digit)
            }
            Self::Isni => {
                bare.len() == 16
                    && all(&bare[..15], u8::is_ascii_digit)
                    && (bare.ends_with('X') || all(&bare[15..], u8::is_ascii_digit))
            }
            Self::Isan => {
                let hexadecimal = |text: &str| all(text, u8::is_ascii_hexdigit);
                let checks = |text: &str| all(text, u8::is_ascii_alphanumeric);
                match bare.len() {
                    16 | 24 => hexadecimal(bare),
                    17 => hexadecimal(&bare[..16]) && checks(&bare[16..]),
                    26 => {
                        hexadecimal(&bare[..16])
                            && checks(&bare[16..17])
                            && hexadecimal(&bare[17..25])
                            && checks(&bare[25..])
                    }
                    _ => false,
                }
            }
            Self::Eidr => {
                bare.len() == 28
                    && bare.starts_with("105240/")
                    && all(&bare[7..27], u8::is_ascii_hexdigit)
                    && all(&bare[27..], u8::is_ascii_alphanumeric)
            }
        }
    }

    /// What the last characters of a well-formed identifier should be; `None` where it has none to check.
    fn check_digits(self, bare: &str) -> Option<String> {
        match self {
            // ISO 15707: the sum of each digit times its place, and one; what is missing to the next ten.
            Self::Iswc => {
                let sum: u32 = 1 + (1..).zip(digits(&bare[1..10])?).map(|(place, digit)| place * digit).sum::<u32>();
                Some(((10 - sum % 10) % 10).to_string())
            }
            // CISAC: weights 10 down to 2, modulo 101.
            Self::IpiName => {
                let sum: u32 = (0..).zip(digits(&bare[..9])?).map(|(place, digit)| digit * (10 - place)).sum();
                let left = sum % 101;
                Some(format!("{:02}", if left == 0 { 0 } else { (101 - left) % 100 }))
            }
            // The same weighting as the ISWC's, starting at two.
            Self::IpiBase => {
                let sum: u32 = 2 + (1..).zip(digits(&bare[1..10])?).map(|(place, digit)| place * digit).sum::<u32>();
                Some(((10 - sum % 10) % 10).to_string())
            }
            // ISO 7064 MOD 11-2.
            Self::Isni => {
                let total = digits(&bare[..15])?.into_iter().fold(0, |total, digit| (total + digit) * 2);
                let check = (12 - total % 11) % 11;
                Some(if check == 10 { "X".to_owned() } else { check.to_string() })
            }
            Self::Eidr => Some(mod_37_36(&bare[7..27]).to_string()),
            // An ISAN has two, and neither at its end alone.
            Self::Isrc | Self::Isan => None,
        }
    }
}

/// What the check characters of an ISAN should be if one that is written is wrong: the first is of root and episode, the
/// second of these with the version.
fn isan_check(bare: &str) -> Option<String> {
    let root = bare.get(..16)?;
    let first = mod_37_36(root);
    let version = bare.get(17..25).unwrap_or_default();
    let second = mod_37_36(&format!("{root}{version}"));
    let wrong = |at: usize, expected: char| bare.chars().nth(at).is_some_and(|found| found != expected);
    match bare.len() {
        17 if wrong(16, first) => Some(first.to_string()),
        26 if wrong(16, first) || wrong(25, second) => Some(format!("{first} and {second}")),
        _ => None,
    }
}

/// ISO 7064 MOD 37,36: the check character of digits and capitals.
fn mod_37_36(text: &str) -> char {
    let value = text.chars().filter_map(|letter| letter.to_digit(36)).fold(36, |sum, digit| {
        let sum = (sum + digit) % 36;
        (if sum == 0 { 36 } else { sum }) * 2 % 37
    });
    char::from_digit((37 - value) % 36, 36).unwrap_or('0').to_ascii_uppercase()
}

/// Whether a sign stands between the groups of an identifier and is no part of it: blanks, dots, dashes of all kinds, and
/// signs without a width, which are copied along from pages.
fn is_separator(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(
            letter,
            '-' | '.' | '\u{ad}' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
        )
}

fn digits(text: &str) -> Option<Vec<u32>> {
    text.chars().map(|letter| letter.to_digit(10)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_read_as_people_write_them() {
        for (kind, text, bare, display) in [
            (Identifier::Iswc, "T-034.524.680-1", "T0345246801", "T-034.524.680-1"),
            (Identifier::Iswc, " t9100085652 ", "T9100085652", "T-910.008.565-2"),
            (Identifier::IpiName, "01372389230", "01372389230", "01372389230"),
            (Identifier::IpiName, "01280391067", "01280391067", "01280391067"),
            (Identifier::IpiName, "01091707950", "01091707950", "01091707950"),
            (Identifier::IpiName, "014107338", "00014107338", "00014107338"),
            (Identifier::Isrc, "NO-UM7-19-00421", "NOUM71900421", "NO-UM7-19-00421"),
            (Identifier::Iswc, "ISWC: T-034.524.680.1", "T0345246801", "T-034.524.680-1"),
            (Identifier::Iswc, "034.524.680-1", "T0345246801", "T-034.524.680-1"),
            (Identifier::IpiName, "IPI #00014107338", "00014107338", "00014107338"),
            (Identifier::IpiName, "CAE/IPI: 000 14 10 73 38", "00014107338", "00014107338"),
            (Identifier::Isrc, "NO\u{2011}UM7\u{2011}19\u{2013}00421\u{200b}", "NOUM71900421", "NO-UM7-19-00421"),
            (Identifier::Isrc, "isrc: usrc17607839", "USRC17607839", "US-RC1-76-07839"),
            (Identifier::Isni, "0000 0001 2103 2683", "0000000121032683", "0000 0001 2103 2683"),
            (Identifier::Isni, "0000 0002 1694 233X", "000000021694233X", "0000 0002 1694 233X"),
            (Identifier::Isan, "ISAN 0000-0000-D07A-0090-Q", "00000000D07A0090Q", "0000-0000-D07A-0090-Q"),
            (
                Identifier::Isan,
                "0000-0000-3A8D-0000-Z-0000-0000-6",
                "000000003A8D0000Z000000006",
                "0000-0000-3A8D-0000-Z-0000-0000-6",
            ),
            (Identifier::Isan, "0000 0000 9e59 0000", "000000009E590000", "0000-0000-9E59-0000"),
            (
                Identifier::Eidr,
                "https://doi.org/10.5240/7791-8534-2C23-9030-8610-5",
                "105240/779185342C23903086105",
                "10.5240/7791-8534-2C23-9030-8610-5",
            ),
        ] {
            assert_eq!(kind.parse(text).as_deref(), Ok(bare), "{text}");
            assert_eq!(kind.display(bare), display);
        }
        assert_eq!(Identifier::Iswc.parse(" "), Ok(String::new()));
    }

    #[test]
    fn a_wrong_digit_is_noticed() {
        let told = |kind: Identifier, text| kind.parse(text).expect_err("refused").to_string();
        assert_eq!(
            told(Identifier::Iswc, "T-070.240.101-2"),
            "\"T-070.240.101-2\" cannot be right: the check digits of an ISWC would be 1; compare it with its source"
        );
        assert!(told(Identifier::IpiName, "00123456789").contains("check digits of an IPI name number"));
        assert!(told(Identifier::Iswc, "T-034.524.680").contains("is not an ISWC"));
        assert!(told(Identifier::Isrc, "NOUM7190042").contains("is not an ISRC"));
        assert!(told(Identifier::IpiName, "1234").contains("eleven digits"));
        assert!(told(Identifier::Iswc, "T034524680é").contains("is not an ISWC"));
        assert!(told(Identifier::Isan, "0000-0000-D07A-0090-R").contains("would be Q"));
        assert!(told(Identifier::Isan, "0000-0000-3A8D-0000-Z-0000-0000-7").contains("would be Z and 6"));
        assert!(told(Identifier::Isan, "0000-0000-3A8D").contains("is not an ISAN"));
        assert!(told(Identifier::Eidr, "10.5240/7791-8534-2C23-9030-8610-6").contains("would be 5"));
        assert!(told(Identifier::Eidr, "10.5240/7791").contains("is not an EIDR"));
    }

    #[test]
    fn every_single_wrong_digit_of_an_iswc_is_noticed_unless_the_place_hides_it() {
        let right = "T0345246801";
        for place in 1..10 {
            for digit in '0'..='9' {
                let mut wrong: Vec<char> = right.chars().collect();
                if wrong[place] == digit {
                    continue;
                }
                // Modulo ten, the places 2, 4, 5, 6 and 8 do not tell all differences apart.
                let hidden = (i64::from(digit as u8) - i64::from(wrong[place] as u8))
                    * i64::try_from(place).expect("small")
                    % 10
                    == 0;
                wrong[place] = digit;
                let text: String = wrong.into_iter().collect();
                assert_eq!(Identifier::Iswc.parse(&text).is_ok(), hidden, "{text}");
            }
        }
    }
}
