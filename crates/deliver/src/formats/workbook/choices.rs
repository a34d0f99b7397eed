//! The drop-downs of a template: words are held against the lists they offer, and written as the lists have them.

use std::collections::BTreeMap;

use quick_xml::events::Event;

use super::grid::{Filling, Grid};
use super::package::Package;
use super::place::{Place, corners};
use super::xml::{attribute, each, text_of};
use crate::error::TemplateError;

/// A drop-down: the cells it belongs to, and what it offers.
#[derive(Debug, Default)]
pub(super) struct Choice {
    cells: Vec<(Place, Place)>,
    words: Vec<String>,
}

impl Choice {
    fn belongs_to(&self, place: Place) -> bool {
        self.cells.iter().any(|(first, last)| {
            (first.row..=last.row).contains(&place.row) && (first.column..=last.column).contains(&place.column)
        })
    }

    /// As the list writes it: in any case, or the one entry that begins with the words: `PRS` for `PRS (UK)`.
    fn listed(&self, text: &str) -> Option<&str> {
        let same = |word: &&String| word.trim().eq_ignore_ascii_case(text.trim());
        if let Some(word) = self.words.iter().find(same) {
            return Some(word);
        }
        let wanted = text.trim().to_lowercase();
        let mut longer = self.words.iter().filter(|word| {
            let word = word.to_lowercase();
            word.strip_prefix(&wanted).is_some_and(|rest| rest.starts_with([' ', '(', ',', '-', '/']))
        });
        longer.next().filter(|_| longer.next().is_none()).map(String::as_str)
    }
}

/// What a template offers where it lets people choose. `sheets` are the workbook's, by name, with their parts.
pub(super) fn choices(
    package: &mut Package<'_>,
    sheet_xml: &str,
    own_sheet: &str,
    sheets: &BTreeMap<String, String>,
    names: &BTreeMap<String, String>,
    shared: &[String],
) -> Result<Vec<Choice>, TemplateError> {
    let mut found = Vec::new();
    let mut grids: BTreeMap<String, Grid> = BTreeMap::new();
    for (cells, formula) in rules(sheet_xml)? {
        let cells: Vec<(Place, Place)> = cells.split_whitespace().filter_map(corners).collect();
        let formula = formula.trim().trim_start_matches('=');
        if let Some(words) = formula.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
            found.push(Choice { cells, words: words.split(',').map(|word| word.trim().to_owned()).collect() });
            continue;
        }
        let range = names.get(formula).map_or(formula, String::as_str);
        let (sheet, range) = range.rsplit_once('!').unwrap_or((own_sheet, range));
        let sheet = sheet.trim_matches('\'');
        // What is worked out, as INDIRECT(…), offers what only Excel can say.
        let (Some(part), Some((first, last))) = (sheets.get(sheet), corners(&range.replace('$', ""))) else { continue };
        if !grids.contains_key(part) {
            let xml = package.text(part)?;
            let read = Grid::read(&xml).map_err(|reason| TemplateError::Damaged { part: part.clone(), reason })?;
            grids.insert(part.clone(), read);
        }
        let Some(grid) = grids.get(part) else { continue };
        // A list longer than a sheet of names is none.
        let places = (first.row..=last.row.min(first.row.saturating_add(5_000))).flat_map(|row| {
            (first.column..=last.column.min(first.column + 8)).map(move |column| Place { row, column })
        });
        let words = places.map(|place| grid.text(place, shared)).filter(|word| !word.trim().is_empty()).collect();
        found.push(Choice { cells, words });
    }
    found.retain(|choice| !choice.words.is_empty());
    Ok(found)
}

/// Cells and formula of every rule that lets people choose from a list.
fn rules(xml: &str) -> Result<Vec<(String, String)>, TemplateError> {
    let mut rules: Vec<(String, String)> = Vec::new();
    let (mut inside, mut element) = (false, String::new());
    let read = each(xml, |event, _| match event {
        Event::Start(start) => {
            start.local_name().as_ref().clone_into(&mut element);
            if element == "dataValidation" {
                inside = attribute(start, "type").as_deref() == Some("list");
                if inside {
                    rules.push((attribute(start, "sqref").unwrap_or_default(), String::new()));
                }
            }
        }
        Event::End(end) => {
            inside &= end.local_name().as_ref() != "dataValidation";
            element.clear();
        }
        other => {
            // Newer Excel keeps rules about other sheets in an extension, cells and formula as elements.
            let last = rules.last_mut().filter(|_| inside);
            match (element.as_str(), last) {
                ("formula1" | "f", Some(rule)) => rule.1.push_str(&text_of(other)),
                ("sqref", Some(rule)) => rule.0.push_str(&text_of(other)),
                _ => {}
            }
        }
    });
    read.map_err(|reason| TemplateError::Damaged { part: "the sheet's drop-downs".into(), reason })?;
    Ok(rules)
}

/// Writes words as the lists have them; says which are in none of theirs, each once.
pub(super) fn hold(cells: &mut BTreeMap<Place, Filling>, choices: &[Choice]) -> Vec<String> {
    let mut unlisted: BTreeMap<(u32, String), Vec<Place>> = BTreeMap::new();
    for (place, filling) in cells {
        let Filling::Text(text) = filling else { continue };
        let Some(choice) = choices.iter().find(|choice| choice.belongs_to(*place)) else { continue };
        match choice.listed(text) {
            Some(word) => word.clone_into(text),
            None => unlisted.entry((place.column, text.clone())).or_default().push(*place),
        }
    }
    let mut told: Vec<(Place, String)> = Vec::new();
    for ((_, text), places) in unlisted {
        let Some(first) = places.first() else { continue };
        let more = match places.len() {
            1 => first.to_string(),
            count => format!("{first} and {} more", count - 1),
        };
        told.push((
            *first,
            format!("\"{text}\" ({more}) is not in the template's own list; choose from the list before it is filed"),
        ));
    }
    told.sort_by_key(|(place, _)| *place);
    told.into_iter().map(|(_, sentence)| sentence).collect()
}
