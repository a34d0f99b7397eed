//! Credits as people write them: names in a row, with societies, shares and numbers in between.
//!
//! `Vold, Ines (TONO) 75% / J. Vold IPI 01280391067 25%` is two of them. Nothing here is fact: what is read is shown
//! to somebody who takes it or not.

mod commas;
mod company;
mod given;
mod habits;
mod marks;
mod notice;
mod person;
mod roles;
mod signs;
mod split;
mod stage;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use unicode_normalization::UnicodeNormalization;

use crate::{Share, ShareRole, WorkSide, societies};
use split::About;

pub use company::is_company;
pub use given::{is_given, is_last};
pub use marks::{emails, iswcs};
pub(crate) use notice::without_notice;
pub use person::first_and_last;
pub use roles::{Part, part_of, role_of};
pub use signs::plain_numbers;

/// Somebody who is credited, as far as the text tells. Texts are empty where it does not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Credit {
    /// As it is written, without what follows it; `Vold, Ines` is turned round to `Ines Vold`.
    pub name: String,
    /// The end of the name that is the last name, where the text tells it apart: `García Márquez, Gabriel`.
    pub last_name: String,
    /// As what, where the text says so.
    pub role: Option<ShareRole>,
    /// As sheets write it.
    pub society: String,
    /// Eleven digits whose check digits fit.
    pub ipi: String,
    /// Of its side, or of the whole: as the text has it.
    pub share: Option<Share>,
    /// What of the text could as well be read otherwise.
    pub doubt: Option<Doubt>,
}

/// What of a text could as well be read otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Whether commas stand within names or between them: `Lennon, McCartney` may be one or two.
    Commas,
    /// Whether signs stand within a name or between two, or whose the shares are: `EMI, Sony` may be one or two.
    Names,
}

/// How a list writes names, where a comma could stand within one or between two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Commas {
    /// Nobody knows.
    #[default]
    Unknown,
    /// Last names first: `Vold, Ines`.
    Within,
    /// One name after the other: `Ines, Jon`.
    Between,
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
pub fn read_credits(text: &str, commas: Commas) -> Vec<Credit> {
    read(text, About::Anybody, false, commas)
}

/// The people of a text about writers, `Last, First` turned round. `single` says that what stands beside the text, one
/// number or one share, is of one person only; `commas` how the list is written that it is from.
#[must_use]
pub fn read_people(text: &str, single: bool, commas: Commas) -> Vec<Credit> {
    read(text, About::People, single, commas)
}

/// What a text about people tells of how its list is written: [`Commas::Unknown`] where none of its commas tells, or
/// they tell different things.
#[must_use]
pub fn commas_of(text: &str) -> Commas {
    commas::commas_of(&plain(text))
}

/// The companies of a text about publishers. `single` says that what stands beside the text, one number, share or
/// society, is of one company only.
#[must_use]
pub fn read_companies(text: &str, single: bool) -> Vec<Credit> {
    read(text, About::Companies, single, Commas::Unknown)
}

fn plain(text: &str) -> Cow<'_, str> {
    habits::plain(signs::plain(text))
}

fn read(text: &str, about: About, single: bool, commas: Commas) -> Vec<Credit> {
    let text = plain(text);
    match signs::shares_at_end(&text) {
        Some((names, shares)) => {
            // As many names between signs as shares behind them are as many parties.
            let listed = company::listed(names, shares.len()).filter(|_| about == About::Companies);
            let mut credits = read_plain(listed.as_deref().unwrap_or(names), about, single, commas);
            give_shares(&mut credits, &shares);
            credits
        }
        None if about == About::Companies => {
            read_plain(&company::numbered(&text).unwrap_or_else(|| text.into_owned()), about, single, commas)
        }
        None => read_plain(&text, about, single, commas),
    }
}

fn read_plain(text: &str, about: About, single: bool, commas: Commas) -> Vec<Credit> {
    let mut credits: Vec<Credit> = Vec::new();
    let mut numbers = Vec::new();
    let mut more = false;
    for (role, part) in split::labelled(text, about) {
        let about = match role.map(ShareRole::side) {
            Some(WorkSide::Publishers) => About::Companies,
            Some(WorkSide::Writers) => About::People,
            None => about,
        };
        for item in split::items(part, about, single, commas) {
            let mut credit = marks::item(&item);
            if is_nobody(&credit.name) {
                if let Some(number) = numbers.last_mut().filter(|number: &&mut Option<Share>| number.is_none()) {
                    *number = marks::number_at_end(&item.text);
                }
                more |= says_more(&credit.name);
                take_alone(&mut credits, credit);
                continue;
            }
            credit.role = credit.role.or(role);
            if credit.society.is_empty() && is_traditional(&credit.name) {
                societies::PUBLIC_DOMAIN.clone_into(&mut credit.society);
            }
            numbers.push(marks::number_at_end(&item.text));
            credits.push(credit);
        }
    }
    take_numbers(&mut credits, &numbers);
    for credit in credits.iter_mut().filter(|_| more) {
        credit.doubt = credit.doubt.or(Some(Doubt::Names));
    }
    credits
}

/// Shares in a row behind several names, which are theirs in this order. Where they are not as many, nobody knows whose
/// they are.
fn give_shares(credits: &mut [Credit], shares: &[Share]) {
    let fits = credits.len() == shares.len() && credits.iter().all(|credit| credit.share.is_none());
    for (at, credit) in credits.iter_mut().enumerate() {
        if fits {
            credit.share = shares.get(at).copied();
        } else {
            credit.doubt = credit.doubt.or(Some(Doubt::Names));
        }
    }
}

/// Numbers behind all of several names that make a hundred, or one, together are their shares: `Ines Vold 60 / Jon Vold
/// 40`, `Ines Vold 0.6 / Jon Vold 0.4`.
fn take_numbers(credits: &mut [Credit], numbers: &[Option<Share>]) {
    let shares: Option<Vec<Share>> = numbers.iter().copied().collect();
    let alone = |credits: &[Credit]| matches!(credits, [only] if only.name.split(' ').count() > 2);
    let fits = |shares: &Vec<Share>| shares.len() == credits.len() && (shares.len() > 1 || alone(credits));
    let Some(shares) = shares.filter(fits) else { return };
    let all: i64 = shares.iter().map(|share| share.0).sum();
    let near = |whole: i64| (all - whole).abs() <= whole / 1_000;
    let times = match () {
        () if near(Share::WHOLE.0) => 1,
        () if near(Share::WHOLE.0 / 100) => 100,
        () => return,
    };
    if credits.iter().any(|credit| credit.share.is_some()) {
        return;
    }
    for (credit, share) in credits.iter_mut().zip(shares) {
        credit.share = Some(Share(share.0 * times));
        let number = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',' | ' ' | '-' | ':' | '=');
        // What is left over of a name that is a number is no name.
        let name = credit.name.trim_end_matches(number);
        if !name.is_empty() && credit.name.ends_with(|letter: char| letter.is_ascii_digit()) {
            credit.name = name.to_owned();
        }
    }
}

/// Whether a text stands for nobody: cells that have no name are filled so, and those of a column that only says yes or
/// no. A number is nobody's name.
fn is_nobody(name: &str) -> bool {
    #[rustfmt::skip]
    const WORDS: [&str; 51] = [
        "n/a", "n a", "none", "tba", "tbc", "tbd", "nil", "null", "instrumental", "y", "n", "x", "yes", "no", "true",
        "false", "ja", "nein", "unknown", "unknown writer", "unknown writers", "unknown composer", "unknown author",
        "unknown publisher", "writer unknown", "composer unknown", "publisher unknown", "not known", "not available",
        "not applicable", "pending", "to be confirmed", "to be advised", "see above", "as above", "same as above", "same",
        "ditto", "idem", "dito", "unbekannt", "inconnu", "desconocido", "sconosciuto", "ukjent", "ukendt", "okänd",
        "tuntematon", "self", "self published", "self-published",
    ];
    let plain = || same_name(name);
    !name.contains(|letter: char| letter.is_alphabetic()) || WORDS.contains(&plain().as_str()) || says_more(name)
}

/// Whether a text says that there are more, and not who: `et al.`, `and others`.
fn says_more(name: &str) -> bool {
    #[rustfmt::skip]
    const WORDS: [&str; 26] = [
        "al", "et al", "others", "other", "and others", "other writers", "others unknown", "more", "etc", "etc etc",
        "various", "various artists", "various writers", "various composers", "various publishers", "u a", "ua", "m fl",
        "m fl a", "diverse", "verschiedene", "divers", "varios", "autori vari", "aa vv", "several",
    ];
    WORDS.contains(&same_name(name).as_str())
}

/// Whether a name says that the work is nobody's any more.
#[must_use]
pub fn is_traditional(name: &str) -> bool {
    #[rustfmt::skip]
    const NAMES: [&str; 18] = [
        "d p", "dp", "spiritual", "trad", "traditional", "traditionnel", "traditionell", "tradicional", "tradizionale", "tradisjonell",
        "volksweise", "volkslied", "public domain", "p d", "pd", "gemeinfrei", "domaine public", "dominio público",
    ];
    let name = same_name(name);
    // `Traditional Irish`, `Irish trad.`
    let says = |word: &str| matches!(word, "trad" | "traditional" | "traditionnel" | "traditionell" | "tradicional");
    let mut words = name.split(' ');
    NAMES.contains(&name.as_str())
        || (name.split(' ').count() < 4 && (words.next().is_some_and(says) || words.next_back().is_some_and(says)))
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

/// Whether a letter takes no room: a soft hyphen, a joiner, a mark of the order of bytes.
#[must_use]
pub const fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// A name for comparing: composed, in small letters, with straight apostrophes, without dots, commas and doubled blanks.
/// `J. Vold` and `j vold` are one, and so are `Don’t Go` and `Don't Go`.
#[must_use]
pub fn same_name(text: &str) -> String {
    let letter = |letter: char| match letter {
        '.' | ',' | '\u{a0}' => ' ',
        '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{2032}' | '\u{b4}' | '`' => '\'',
        '\u{201c}' | '\u{201d}' => '"',
        '\u{2010}' | '\u{2011}' => '-',
        letter => letter,
    };
    if text.is_ascii() {
        let spaced = text.to_ascii_lowercase().replace(['.', ','], " ").replace('`', "'");
        return spaced.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    }
    let narrow = |letter: char| match u32::from(letter) {
        wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0).unwrap_or(letter),
        _ => letter,
    };
    // Letters that are as wide as Chinese ones are the same; so is what capitals write otherwise: `STRASSE` of `Straße`,
    // `ΜΊΚΗΣ` of `Μίκης`, `İ` of `i`.
    let seen = text.chars().filter(|letter| !is_unseen(*letter)).map(narrow).nfc();
    let large = seen.flat_map(char::to_lowercase).flat_map(char::to_uppercase);
    let small = large.flat_map(char::to_lowercase).filter(|letter| *letter != '\u{307}');
    let plain: String = small.nfc().map(letter).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_commas;
#[cfg(test)]
mod tests_habits;
