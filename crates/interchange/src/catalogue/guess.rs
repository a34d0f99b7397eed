//! What the columns of a sheet mean, by their headings.
//!
//! A column is one of people only if all of its heading says so: `Writer Notes` and `Publisher Territory` are about
//! writers and publishers and name none. A column that says only `Share` or `PRO` is about the names before it.

use model::CatalogueField;

use super::heading::{Says, Who, says, says_title, whom, words};
use super::vocabulary::AUTHORS;
use CatalogueField as Field;

/// What each column says, as far as its heading tells. A field of one value is given to its first column only.
#[must_use]
pub fn guess_columns(headings: &[String]) -> Vec<Option<CatalogueField>> {
    let said: Vec<Says> = headings.iter().map(|heading| says(heading)).collect();
    let mut said = with_joint_names(said, headings);
    // `Prénom`, `Nom`; `Titel`, `Vorname`, `Name`.
    if said.contains(&Says::First(None)) && !said.iter().any(|says| matches!(says, Says::Last(_))) {
        let titled = said.iter().any(|says| matches!(says, Says::Field(Field::Title | Field::WorkTitle)));
        let is_last = |says: &&mut Says| **says == Says::Anybody || (titled && **says == Says::Name);
        said.iter_mut().filter(is_last).for_each(|says| *says = Says::Last(None));
    }
    // Beside a title, `Track` is as often its number.
    let is_title = |says: &Says| matches!(says, Says::Field(Field::Title));
    if said.iter().zip(headings).any(|(says, heading)| is_title(says) && says_title(heading)) {
        for (says, heading) in said.iter_mut().zip(headings) {
            if is_title(says) && !says_title(heading) {
                *says = Says::Nothing;
            }
        }
    }
    let names_of = |says: &Says| match says {
        Says::Names(who) | Says::First(Some(who)) | Says::Last(Some(who)) => Some(*who),
        Says::First(None) | Says::Last(None) => Some(Who::Writer),
        _ => None,
    };
    let has = |wanted: fn(Who) -> bool| said.iter().filter_map(names_of).any(wanted);
    let publishers = has(|who| who == Who::Publisher);
    let title = said.iter().any(|says| matches!(says, Says::Field(Field::Title | Field::WorkTitle)));
    let role = said.iter().any(|says| matches!(says, Says::Role(_)));
    let mut given = Vec::new();
    let mut before: Option<Who> = None;
    let mut fields = Vec::with_capacity(headings.len());
    for (at, says) in said.iter().enumerate() {
        // What says nothing of whom is about the names before it, or else about the next.
        let whose = || before.or_else(|| said[at..].iter().find_map(names_of));
        let of = |who: Option<Who>, writers: Field, publishers: Field| {
            Some(if who.or_else(whose)? == Who::Publisher { publishers } else { writers })
        };
        let field = match says {
            Says::Field(field) => Some(*field),
            Says::Names(Who::Publisher) => Some(Field::Publishers),
            Says::Names(Who::Lyricist) => Some(Field::Lyricists),
            Says::Names(Who::Arranger) => Some(Field::Arrangers),
            Says::Names(Who::Writer | Who::Composer) => Some(Field::Writers),
            Says::WritersPublisher => (!publishers).then_some(Field::Publishers),
            // A publisher has one name.
            Says::First(Some(Who::Publisher)) | Says::Middle(Some(Who::Publisher)) | Says::Nothing => None,
            Says::Last(Some(Who::Publisher)) => Some(Field::Publishers),
            Says::First(_) => Some(Field::WriterFirstNames),
            Says::Middle(_) => Some(Field::WriterMiddleNames),
            Says::Last(_) => Some(Field::WriterLastNames),
            Says::Society(who) => of(*who, Field::WriterSocieties, Field::PublisherSocieties),
            Says::Ipi(who) => of(*who, Field::WriterIpis, Field::PublisherIpis),
            Says::Share(who) => of(*who, Field::WriterShares, Field::PublisherShares),
            Says::Role(who) => of(*who, Field::WriterRoles, Field::PublisherRoles),
            Says::Name | Says::Anybody if title && role => Some(Field::Writers),
            Says::Name => Some(Field::Title),
            Says::Anybody => None,
        };
        before = match says {
            Says::Name | Says::Anybody if field == Some(Field::Writers) => Some(Who::Writer),
            Says::Society(who) | Says::Ipi(who) | Says::Share(who) | Says::Role(who) => who.or(before),
            Says::WritersPublisher if field.is_some() => Some(Who::Publisher),
            _ => names_of(says).or(before),
        };
        let field = field.filter(|field| takes_many(*field) || !given.contains(field));
        given.extend(field);
        fields.push(field);
    }
    // First names alone are no names.
    if !given.contains(&Field::WriterLastNames) {
        for field in
            fields.iter_mut().filter(|field| matches!(field, Some(Field::WriterFirstNames | Field::WriterMiddleNames)))
        {
            *field = None;
        }
    }
    // Authors without composers wrote it all.
    if !given.contains(&Field::Writers) && !given.contains(&Field::WriterLastNames) {
        for (field, heading) in fields.iter_mut().zip(headings) {
            if *field == Some(Field::Lyricists) && words(heading).iter().any(|word| AUTHORS.contains(&word.as_str())) {
                *field = Some(Field::Writers);
            }
        }
    }
    fields
}

/// `Writer / PRO / Share` is a column of names with what belongs to them, where no other names that side.
fn with_joint_names(mut said: Vec<Says>, headings: &[String]) -> Vec<Says> {
    for of_publishers in [false, true] {
        let is_side = |who: Who| (who == Who::Publisher) == of_publishers;
        let named = said.iter().any(|says| match says {
            Says::Names(who) | Says::First(Some(who)) | Says::Last(Some(who)) => is_side(*who),
            Says::First(None) | Says::Last(None) => !of_publishers,
            Says::Name => true,
            _ => false,
        });
        if named {
            continue;
        }
        for (says, heading) in said.iter_mut().zip(headings) {
            if let Says::Society(Some(who)) | Says::Ipi(Some(who)) | Says::Share(Some(who)) | Says::Role(Some(who)) =
                *says
                && is_side(who)
                && is_joint(heading)
            {
                *says = Says::Names(who);
            }
        }
    }
    said
}

/// Whether a heading names people first, and something beside them behind a sign: `Composer (PRO) %`, `Writers & splits`.
fn is_joint(heading: &str) -> bool {
    const PLAIN: [&str; 10] = ["(s)", "(en)", "(es)", "(in)", "(innen)", "(r)", "(e)", "(%)", "ipi/cae", "cae/ipi"];
    const WORDS: [&str; 9] = ["and", "with", "incl", "including", "und", "mit", "et", "avec", "con"];
    let lower = PLAIN.iter().fold(heading.to_lowercase(), |text, one| text.replace(one, " "));
    let first = words(&lower).into_iter().next();
    let people = first.is_some_and(|word| whom(std::slice::from_ref(&word)).0.is_some());
    let signed =
        lower.contains(['/', '&', '+', '(', ',', ';']) || words(&lower).iter().any(|word| WORDS.contains(&&**word));
    people && signed
}

/// The columns that say something beside names of a side of which no column has names: nothing can be taken from them.
#[must_use]
pub fn idle_columns(columns: &[Option<Field>]) -> Vec<usize> {
    let any = |fields: &[Field]| columns.iter().flatten().any(|field| fields.contains(field));
    let writers = any(&[Field::Writers, Field::Lyricists, Field::Arrangers, Field::WriterLastNames]);
    let publishers = any(&[Field::Publishers]);
    let idle = |field: &Option<Field>| match field {
        Some(Field::WriterRoles | Field::WriterSocieties | Field::WriterIpis | Field::WriterShares) => !writers,
        Some(Field::PublisherRoles | Field::PublisherSocieties | Field::PublisherIpis | Field::PublisherShares) => {
            !publishers
        }
        _ => false,
    };
    columns.iter().enumerate().filter(|(_, field)| idle(field)).map(|(at, _)| at).collect()
}

/// Whether several columns may say the same of several people.
pub(super) const fn takes_many(field: Field) -> bool {
    matches!(
        field,
        Field::Writers
            | Field::Lyricists
            | Field::Arrangers
            | Field::WriterFirstNames
            | Field::WriterMiddleNames
            | Field::WriterLastNames
            | Field::WriterRoles
            | Field::WriterSocieties
            | Field::WriterIpis
            | Field::WriterShares
            | Field::Publishers
            | Field::PublisherRoles
            | Field::PublisherSocieties
            | Field::PublisherIpis
            | Field::PublisherShares
            | Field::SocietyNumber
    )
}
