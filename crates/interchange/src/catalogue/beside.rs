//! What a row says beside names: societies, numbers, shares and roles, and whose they are.

use model::credits::{Credit, Part, part_of};
use model::{Identifier, WorkSide, societies};

use super::line::Problems;
use super::named::{Named, is_filling};
use super::numbers::{as_digits, stated, without_point};
use super::sources::Beside;
use crate::table::Row;

/// What a row says beside names.
#[derive(Debug)]
pub(super) struct Values {
    societies: Vec<String>,
    ipis: Vec<String>,
    shares: Vec<String>,
    roles: Vec<String>,
    /// What a cell of roles says as a whole.
    whole: Option<String>,
}

impl Values {
    pub fn of(beside: &Beside, row: Row<'_>) -> Self {
        let cells = |columns: &[usize]| -> Vec<&str> { columns.iter().map(|&at| row.cell(at)).collect() };
        let roles = cells(&beside.roles);
        // `Composer/Author` is one role, and so is `Composer, Lyricist` of one person.
        let whole = if let [cell] = roles[..] { part_of(cell).map(|_| cell.to_owned()) } else { None };
        Self {
            societies: listed(&cells(&beside.societies), true),
            ipis: listed(&cells(&beside.ipis), true),
            shares: shares(&cells(&beside.shares)),
            roles: listed(&roles, true),
            whole,
        }
    }

    /// Whether what is said is of one only. A society alone may be of several people, and is of one company.
    pub fn is_single(&self, companies: bool) -> bool {
        let one = |list: &[String]| list.len() == 1 && list.iter().all(|text| !text.is_empty());
        one(&self.ipis)
            || one(&self.shares)
            || (companies && one(&self.societies))
            || (!companies && self.role_of_all().is_some())
    }

    /// Whether the one role that is said is a publisher's.
    pub fn says_publisher(&self) -> bool {
        let Some(role) = self.role_of_all() else { return false };
        matches!(part_of(role), Some(Part::Of(role)) if role.side() == WorkSide::Publishers)
    }

    /// The role that is said of all names.
    fn role_of_all(&self) -> Option<&String> {
        let listed = self.whole.as_ref().is_some_and(|whole| whole.contains([',', ';', '|', '\n']));
        match &self.roles[..] {
            [only] if !only.is_empty() => Some(only),
            _ => self.whole.as_ref().filter(|_| !listed),
        }
    }

    /// The roles of so many names, in their order.
    fn roles_of(&self, count: usize) -> Vec<Option<&String>> {
        let whole = self.role_of_all().or(self.whole.as_ref().filter(|_| count == 1));
        (0..count).map(|at| whole.or_else(|| self.roles.get(at))).collect()
    }

    /// Gives each of the names what is said of it.
    pub fn give(&self, named: &mut Vec<Named>, problems: &mut Problems<'_>) {
        self.give_roles(named, problems);
        let count = named.len();
        self.give_societies(named, problems);
        let ipis = fitted(&self.ipis, count);
        if count > 0 && !ipis.is_empty() && ipis.len() != count {
            problems.note(format!("{} for {}; left out", counted(ipis.len(), "IPI number"), counted(count, "name")));
        } else {
            for (one, ipi) in named.iter_mut().zip(ipis).filter(|(_, ipi)| !ipi.is_empty()) {
                give_ipi(&mut one.credit, ipi, problems);
            }
        }
        let shares = fitted(&self.shares, count);
        if shares.is_empty() || count == 0 {
            return;
        }
        if shares.len() != count {
            let list = shares.join(" / ");
            problems.note(format!(
                "{} ({list}) for {}: unclear whose; left out",
                counted(shares.len(), "share"),
                counted(count, "name")
            ));
            for one in named.iter_mut() {
                one.unread = one.share.is_none() && one.credit.share.is_none();
            }
            return;
        }
        for (one, text) in named.iter_mut().zip(shares).filter(|(_, text)| !text.is_empty()) {
            one.share = stated(text);
            if one.share.is_none() {
                one.unread = one.credit.share.is_none();
                problems.note(format!("{}: \"{text}\" is not a share; it was left out", one.credit.name));
            }
        }
    }

    fn give_societies(&self, named: &mut [Named], problems: &mut Problems<'_>) {
        let count = named.len();
        match fitted(&self.societies, count) {
            // One society for all of them.
            [only] => named.iter_mut().for_each(|one| give_society(&mut one.credit, only, problems)),
            several if several.len() == count => {
                for (one, text) in named.iter_mut().zip(several) {
                    give_society(&mut one.credit, text, problems);
                }
            }
            several if several.is_empty() || count == 0 => {}
            // `MCPS/PRS`: one of them is for performance.
            several => match (societies::performing(&several.join("/")), named) {
                (Some(name), [one]) => give_society(&mut one.credit, name, problems),
                _ => problems.note(format!(
                    "{} ({}) for {}: unclear whose; left out",
                    if several.len() == 1 { "one society".to_owned() } else { format!("{} societies", several.len()) },
                    several.join(", "),
                    counted(count, "name")
                )),
            },
        }
    }

    fn give_roles(&self, named: &mut Vec<Named>, problems: &mut Problems<'_>) {
        if self.roles.is_empty() || named.is_empty() {
            return;
        }
        let roles = self.roles_of(named.len());
        let mut at = 0;
        named.retain_mut(|one| {
            let role = roles.get(at).copied().flatten().filter(|role| !role.is_empty());
            at += 1;
            let Some(text) = role else { return true };
            match part_of(text) {
                Some(Part::Of(role)) => one.credit.role = Some(role),
                Some(Part::Recording) => {
                    problems.note(format!(
                        "{} is named as {text}, who has no share of the work; left out",
                        one.credit.name
                    ));
                    return false;
                }
                None => {
                    problems.note(format!(
                        "{}: \"{text}\" is not a role that this program knows; it was left out",
                        one.credit.name
                    ));
                }
            }
            true
        });
    }
}

/// A list without what is empty behind so many.
fn fitted(list: &[String], count: usize) -> &[String] {
    let end = list.iter().rposition(|text| !text.is_empty()).map_or(0, |last| last + 1);
    list.get(..end.max(count.min(list.len()))).unwrap_or(list)
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("one {what}") } else { format!("{count} {what}s") }
}

fn shares(cells: &[&str]) -> Vec<String> {
    // `2/3` and `66 2/3 %` are one share, `60/40` are two.
    if let [cell] = cells
        && stated(cell).is_some()
    {
        return vec![(*cell).to_owned()];
    }
    // `60:40`, `60-40`, `60 & 40`.
    if let [cell] = cells {
        let parts = |sign: &str| cell.split(sign).map(|part| part.trim().to_owned()).collect::<Vec<String>>();
        let numbers = |parts: &Vec<String>| parts.len() > 1 && parts.iter().all(|part| stated(part).is_some());
        if let Some(parts) = [":", "-", "–", "&", "+", " and "].into_iter().map(parts).find(numbers) {
            return parts;
        }
    }
    listed(cells, false)
}

fn listed(cells: &[&str], by_comma: bool) -> Vec<String> {
    let divides = |letter: char| matches!(letter, '/' | ';' | '|' | '\n') || (by_comma && letter == ',');
    let whole = |cell: &str| societies::canonical(cell).is_some();
    let mut list: Vec<String> = Vec::new();
    for cell in cells {
        // `APRA/AMCOS` is one society.
        if by_comma && whole(cell) {
            list.push((*cell).trim().to_owned());
            continue;
        }
        if by_comma && is_filling(cell) {
            list.push(String::new());
            continue;
        }
        let cell = cell.replace(", ", ";");
        list.extend(cell.split(divides).map(|part| part.trim().to_owned()));
    }
    if list.iter().all(String::is_empty) { Vec::new() } else { list }
}

fn give_society(credit: &mut Credit, text: &str, problems: &mut Problems<'_>) {
    if !credit.society.is_empty() || text.is_empty() {
        return;
    }
    if let Some(name) = societies::performing(text) {
        name.clone_into(&mut credit.society);
        return;
    }
    if is_filling(text) {
        return;
    }
    let number = without_point(text);
    if number.bytes().all(|digit| digit.is_ascii_digit()) {
        match societies::by_number(number) {
            Some(name) => name.clone_into(&mut credit.society),
            None => problems
                .note(format!("\"{text}\" is not the number of a society that this program knows; it was left out")),
        }
        return;
    }
    // Societies' names are short: anything longer is not taken for one.
    let near = societies::nearest(text);
    let meant = near.map_or_else(String::new, |near| format!("; is {} meant?", near.name));
    problems.note(format!("\"{text}\" is not a society that this program knows{meant}"));
    if text.chars().count() <= 20 {
        credit.society = text.to_uppercase();
    }
}

fn give_ipi(credit: &mut Credit, text: &str, problems: &mut Problems<'_>) {
    if !credit.ipi.is_empty() {
        return;
    }
    // `IPI 14107338`, `CAE: #14107338`, and the apostrophe of a spreadsheet.
    let bare = text.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let word = bare.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
    let announced = ["ipi", "cae", "ipn"].contains(&word.to_lowercase().as_str());
    let bare = if announced { &bare[word.len()..] } else { bare };
    let bare = bare.trim_start_matches(|letter: char| !letter.is_alphanumeric()).trim_end();
    let plain = as_digits(bare);
    let ipi = plain.as_deref().unwrap_or_else(|| without_point(bare));
    // Spreadsheets take leading zeros away.
    let short = ipi.bytes().all(|digit| digit.is_ascii_digit()) && ipi.len() < 11;
    let text = if short { format!("{ipi:0>11}") } else { ipi.to_owned() };
    match Identifier::IpiName.parse(&text) {
        Ok(ipi) => credit.ipi = ipi,
        Err(error) => problems.note(format!("{}: {error}; it was left out", credit.name)),
    }
}
