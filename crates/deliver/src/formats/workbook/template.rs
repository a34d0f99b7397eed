//! Recognising a template: the traits that say that its cells are where the map has them.

use std::collections::BTreeMap;

use quick_xml::events::Event;

use super::choices::{Choice, choices};
use super::content::Days;
use super::grid::Grid;
use super::package::Package;
use super::place::{Place, column};
use super::xml::{attribute, each, says_yes, text_of};
use crate::error::TemplateError;
use crate::profile::WorkbookMap;

/// A template that fits a map, read.
pub(super) struct Template {
    pub(super) sheet_part: String,
    pub(super) sheet_xml: String,
    pub(super) grid: Grid,
    pub(super) days: Days,
    pub(super) choices: Vec<Choice>,
}

/// The workbook's own part.
pub(super) const WORKBOOK: &str = "xl/workbook.xml";

/// What the workbook's own part says.
#[derive(Default)]
struct Contents {
    /// Name, id of its relation, whether it is hidden.
    sheets: Vec<(String, String, bool)>,
    from_1904: bool,
    /// What names stand for: `Societies` for `hidat!$C$1:$C$90`.
    names: BTreeMap<String, String>,
}

impl Template {
    /// Holds a workbook to a map.
    ///
    /// # Errors
    /// With the first trait that does not fit, or the first cell that is filled already.
    pub(super) fn recognise(package: &mut Package<'_>, map: &WorkbookMap) -> Result<Self, TemplateError> {
        let other = |found: String| TemplateError::OtherVersion { map: map.name.clone(), found };
        let contents = contents(&package.text(WORKBOOK)?)?;
        let Some((_, id, _)) = contents.sheets.iter().find(|(name, ..)| *name == map.sheet) else {
            let names: Vec<&str> = contents.sheets.iter().map(|(name, ..)| name.as_str()).collect();
            return Err(other(format!("it has no sheet \"{}\", only {}", map.sheet, names.join(", "))));
        };
        if !contents.sheets.iter().any(|(name, _, hidden)| *name == map.hidden_sheet && *hidden) {
            return Err(other(format!("it has no hidden sheet \"{}\"", map.hidden_sheet)));
        }
        let relations = package.relations(WORKBOOK)?;
        let part_of = |id: &str| relations.iter().find(|relation| relation.id == id).map(|found| found.target.clone());
        let sheets: BTreeMap<String, String> =
            contents.sheets.iter().filter_map(|(name, id, _)| Some((name.clone(), part_of(id)?))).collect();
        let part = part_of(id);
        let sheet_part = part.ok_or_else(|| TemplateError::Damaged {
            part: WORKBOOK.into(),
            reason: format!("nothing says where the sheet \"{}\" is", map.sheet),
        })?;
        check_table(package, &sheet_part, map)?;
        let shared = match package.find("xl/sharedStrings.xml")? {
            Some(xml) => shared_strings(&xml)?,
            None => Vec::new(),
        };
        let sheet_xml = package.text(&sheet_part)?;
        let grid =
            Grid::read(&sheet_xml).map_err(|reason| TemplateError::Damaged { part: sheet_part.clone(), reason })?;
        check_cells(&grid, map)?;
        check_empty(&grid, map, &shared)?;
        let days = if contents.from_1904 { Days::From1904 } else { Days::From1900 };
        let choices = choices(package, &sheet_xml, &map.sheet, &sheets, &contents.names, &shared)?;
        Ok(Self { sheet_part, sheet_xml, grid, days, choices })
    }
}

fn contents(xml: &str) -> Result<Contents, TemplateError> {
    let mut contents = Contents::default();
    let mut named = None;
    let read = each(xml, |event, _| {
        let (Event::Start(element) | Event::Empty(element)) = event else {
            if matches!(event, Event::End(_)) {
                named = None;
            } else if let Some(range) = named.as_ref().and_then(|name| contents.names.get_mut(name)) {
                range.push_str(&text_of(event));
            }
            return;
        };
        match element.local_name().as_ref() {
            "sheet" => {
                let hidden = attribute(element, "state").is_some_and(|state| state != "visible");
                if let (Some(name), Some(id)) = (attribute(element, "name"), attribute(element, "id")) {
                    contents.sheets.push((name, id, hidden));
                }
            }
            "definedName" => {
                named = attribute(element, "name");
                contents.names.extend(named.clone().map(|name| (name, String::new())));
            }
            "workbookPr" => contents.from_1904 = says_yes(element, "date1904"),
            _ => {}
        }
    });
    read.map_err(|reason| TemplateError::Damaged { part: WORKBOOK.into(), reason })?;
    Ok(contents)
}

fn check_table(package: &mut Package<'_>, sheet_part: &str, map: &WorkbookMap) -> Result<(), TemplateError> {
    let other = |found: String| TemplateError::OtherVersion { map: map.name.clone(), found };
    for relation in package.relations(sheet_part)? {
        if !relation.target.contains("/tables/") {
            continue;
        }
        let xml = package.text(&relation.target)?;
        let mut found = None;
        let read = each(&xml, |event, _| {
            if let Event::Start(element) | Event::Empty(element) = event
                && element.local_name().as_ref() == "table"
            {
                let name = attribute(element, "displayName").or_else(|| attribute(element, "name"));
                let headings = attribute(element, "headerRowCount").unwrap_or_else(|| "1".into());
                found = Some((name, attribute(element, "ref").unwrap_or_default(), headings));
            }
        });
        read.map_err(|reason| TemplateError::Damaged { part: relation.target.clone(), reason })?;
        match found {
            Some((Some(name), range, headings)) if name == map.table => {
                if range != map.table_range {
                    return Err(other(format!("its table {name} lies at {range}, not at {}", map.table_range)));
                }
                if headings != map.table_headings.to_string() {
                    return Err(other(format!("its table {name} has headings of its own")));
                }
                return Ok(());
            }
            _ => {}
        }
    }
    Err(other(format!("its sheet \"{}\" has no table {}", map.sheet, map.table)))
}

/// Formulas where the template works things out, and none where cells are to be filled.
fn check_cells(grid: &Grid, map: &WorkbookMap) -> Result<(), TemplateError> {
    let other = |found: String| TemplateError::OtherVersion { map: map.name.clone(), found };
    let of_columns = map.formula_columns.iter().filter_map(|letters| column(letters));
    let worked_out = of_columns.map(|column| Place { row: map.first_row, column });
    for place in worked_out.chain(map.formula_cells.iter().filter_map(|cell| Place::parse(cell))) {
        if !grid.has_formula(place) {
            return Err(other(format!("{place} should be worked out, and holds no formula")));
        }
    }
    for place in map.header.iter().filter_map(|cell| Place::parse(&cell.cell)) {
        if grid.has_formula(place) {
            return Err(other(format!("{place} should be filled in, and holds a formula")));
        }
        if let Some(first) = grid.hidden_by_merge(place) {
            return Err(other(format!("{place} is merged into {first}")));
        }
    }
    Ok(())
}

fn check_empty(grid: &Grid, map: &WorkbookMap, shared: &[String]) -> Result<(), TemplateError> {
    let columns = map.cue_columns.keys().chain(map.contributor_columns.keys());
    let columns: Vec<u32> = columns.filter_map(|letters| column(letters)).collect();
    for row in map.first_row..=map.last_row {
        for place in columns.iter().map(|&column| Place { row, column }) {
            if grid.has_formula(place) {
                let found = format!("{place} should be filled in, and holds a formula");
                return Err(TemplateError::OtherVersion { map: map.name.clone(), found });
            }
            if let Some(first) = grid.hidden_by_merge(place) {
                let found = format!("{place} is merged into {first}");
                return Err(TemplateError::OtherVersion { map: map.name.clone(), found });
            }
            let text = grid.text(place, shared);
            if !text.trim().is_empty() {
                let text = text.trim().chars().take(60).collect();
                return Err(TemplateError::Filled { cell: place.to_string(), text });
            }
        }
    }
    Ok(())
}

/// The workbook's strings, by their index.
fn shared_strings(xml: &str) -> Result<Vec<String>, TemplateError> {
    let mut strings: Vec<String> = Vec::new();
    let (mut inside, mut aside) = (false, false);
    let read = each(xml, |event, _| match event {
        Event::Start(element) => match element.local_name().as_ref() {
            "si" => strings.push(String::new()),
            "t" => inside = !aside,
            // Readings of Japanese words are no part of the text.
            "rPh" => aside = true,
            _ => {}
        },
        Event::Empty(element) if element.local_name().as_ref() == "si" => strings.push(String::new()),
        Event::End(element) => match element.local_name().as_ref() {
            "t" => inside = false,
            "rPh" => aside = false,
            _ => {}
        },
        other if inside => {
            if let Some(last) = strings.last_mut() {
                last.push_str(&text_of(other));
            }
        }
        _ => {}
    });
    read.map_err(|reason| TemplateError::Damaged { part: "xl/sharedStrings.xml".into(), reason })?;
    Ok(strings)
}
