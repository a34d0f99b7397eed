//! A sheet's cells with the bytes they take, and the sheet with some of them filled.

use std::collections::BTreeMap;
use std::ops::Range;

use quick_xml::events::{BytesStart, Event};

use super::place::{Place, corners};
use super::xml::{attribute, attributes_without, each, escaped, prefix, spliced, text_of};

/// A sheet's XML, read.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// `x:` where the writer put its elements under a prefix.
    prefix: String,
    rows: BTreeMap<u32, Row>,
    cells: BTreeMap<Place, GridCell>,
    /// First and last column, and the style of cells that are not there.
    columns: Vec<(u32, u32, String)>,
    /// Corners of merged cells.
    merged: Vec<(Place, Place)>,
    /// Where a further row would go.
    end_of_rows: usize,
}

#[derive(Debug)]
struct Row {
    range: Range<usize>,
    /// Where the last cell of the row ends; nothing for `<row/>`.
    inner_end: Option<usize>,
    attributes: String,
    style: Option<String>,
}

#[derive(Debug, Default)]
struct GridCell {
    range: Range<usize>,
    style: Option<String>,
    /// What is written of its attributes beside its type.
    attributes: String,
    kind: String,
    formula: Option<Range<usize>>,
    value: String,
}

/// What a cell is filled with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Filling {
    /// Words, whatever they begin with.
    Text(String),
    /// A number as it is written in XML.
    Number(String),
}

impl Grid {
    /// Reads a sheet.
    pub(super) fn read(xml: &str) -> Result<Self, String> {
        let mut reading = Reading::default();
        each(xml, |event, range| reading.see(event, range))?;
        Ok(reading.grid)
    }

    /// Whether a cell is worked out.
    pub(super) fn has_formula(&self, place: Place) -> bool {
        self.cells.get(&place).is_some_and(|cell| cell.formula.is_some())
    }

    /// What a cell holds that is no formula: words by way of `shared`, the workbook's strings; empty for nothing.
    pub(super) fn text(&self, place: Place, shared: &[String]) -> String {
        let Some(cell) = self.cells.get(&place).filter(|cell| cell.formula.is_none()) else { return String::new() };
        match cell.kind.as_str() {
            "s" => cell.value.trim().parse::<usize>().ok().and_then(|index| shared.get(index)).cloned(),
            _ => Some(cell.value.clone()),
        }
        .unwrap_or_default()
    }

    /// The merged cells that hide a place: it lies in them, and is not the first.
    pub(super) fn hidden_by_merge(&self, place: Place) -> Option<Place> {
        let hides = |(first, last): &&(Place, Place)| {
            place != *first
                && (first.row..=last.row).contains(&place.row)
                && (first.column..=last.column).contains(&place.column)
        };
        self.merged.iter().find(hides).map(|(first, _)| *first)
    }

    /// The sheet with cells filled in the styles they have. Formulas stay; what they came to when the template was
    /// saved is left out, since it holds no longer.
    pub(super) fn filled(&self, xml: &str, fillings: &BTreeMap<Place, Filling>) -> String {
        let mut pieces = Vec::new();
        for (place, cell) in &self.cells {
            if let Some(filling) = fillings.get(place) {
                pieces.push((cell.range.clone(), self.written(*place, cell.style.as_deref(), filling)));
            } else if let Some(formula) = &cell.formula {
                let (name, formula) = (&self.prefix, xml.get(formula.clone()).unwrap_or_default());
                pieces.push((cell.range.clone(), format!("<{name}c{}>{formula}</{name}c>", cell.attributes)));
            }
        }
        let mut by_row: BTreeMap<u32, Vec<(Place, &Filling)>> = BTreeMap::new();
        for (place, filling) in fillings.iter().filter(|(place, _)| !self.cells.contains_key(place)) {
            by_row.entry(place.row).or_default().push((*place, filling));
        }
        for (row, cells) in by_row {
            self.add_to_row(row, &cells, &mut pieces);
        }
        spliced(xml, pieces)
    }

    /// Cells that the template has not: in their place within their row.
    fn add_to_row(&self, number: u32, cells: &[(Place, &Filling)], pieces: &mut Vec<(Range<usize>, String)>) {
        let row = self.rows.get(&number);
        let style = |place: Place| {
            let of_column = self.columns.iter().find(|(first, last, _)| (*first..=*last).contains(&place.column));
            row.and_then(|row| row.style.as_deref()).or(of_column.map(|(_, _, style)| style.as_str()))
        };
        let written = |(place, filling): &(Place, &Filling)| self.written(*place, style(*place), filling);
        let name = &self.prefix;
        match row {
            Some(Row { inner_end: Some(end), .. }) => {
                for cell in cells {
                    let next = self.cells.range(cell.0..Place { row: number + 1, column: 0 }).next();
                    let at = next.map_or(*end, |(_, next)| next.range.start);
                    pieces.push((at..at, written(cell)));
                }
            }
            Some(Row { range, attributes, .. }) => {
                let cells: String = cells.iter().map(written).collect();
                pieces.push((range.clone(), format!("<{name}row{attributes}>{cells}</{name}row>")));
            }
            None => {
                let cells: String = cells.iter().map(written).collect();
                let at = self.rows.range(number..).next().map_or(self.end_of_rows, |(_, next)| next.range.start);
                pieces.push((at..at, format!("<{name}row r=\"{number}\">{cells}</{name}row>")));
            }
        }
    }

    fn written(&self, place: Place, style: Option<&str>, filling: &Filling) -> String {
        let name = &self.prefix;
        let style = style.map(|style| format!(" s=\"{style}\"")).unwrap_or_default();
        match filling {
            Filling::Text(text) => format!(
                "<{name}c r=\"{place}\"{style} t=\"inlineStr\"><{name}is><{name}t xml:space=\"preserve\">{}</{name}t></{name}is></{name}c>",
                escaped(text)
            ),
            Filling::Number(number) => {
                format!("<{name}c r=\"{place}\"{style}><{name}v>{number}</{name}v></{name}c>")
            }
        }
    }
}

/// Where the reading stands.
#[derive(Default)]
struct Reading {
    grid: Grid,
    row: u32,
    column: u32,
    cell: Option<GridCell>,
    formula_start: Option<usize>,
    in_value: bool,
}

impl Reading {
    fn see(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(element) => match element.local_name().as_ref() {
                "worksheet" => self.grid.prefix = prefix(element),
                "row" => self.start_row(element, range, false),
                "c" => self.start_cell(element, range),
                "f" if self.cell.is_some() => self.formula_start = Some(range.start),
                "v" | "t" if self.cell.is_some() => self.in_value = true,
                _ => self.see_layout(element),
            },
            Event::Empty(element) => match element.local_name().as_ref() {
                "row" => self.start_row(element, range, true),
                "c" => {
                    self.start_cell(element, range.clone());
                    self.end_cell(range.end);
                }
                "f" => {
                    if let Some(cell) = &mut self.cell {
                        cell.formula = Some(range);
                    }
                }
                _ => self.see_layout(element),
            },
            Event::End(element) => match element.local_name().as_ref() {
                "row" => {
                    if let Some(row) = self.grid.rows.get_mut(&self.row) {
                        row.inner_end = Some(range.start);
                        row.range.end = range.end;
                    }
                }
                "c" => self.end_cell(range.end),
                "f" => {
                    if let (Some(cell), Some(start)) = (&mut self.cell, self.formula_start.take()) {
                        cell.formula = Some(start..range.end);
                    }
                }
                "v" | "t" => self.in_value = false,
                "sheetData" => self.grid.end_of_rows = range.start,
                _ => {}
            },
            other if self.in_value => {
                if let Some(cell) = &mut self.cell {
                    cell.value.push_str(&text_of(other));
                }
            }
            _ => {}
        }
    }

    fn see_layout(&mut self, element: &BytesStart<'_>) {
        match element.local_name().as_ref() {
            "col" => {
                let number = |name| attribute(element, name).and_then(|text| text.parse().ok());
                if let (Some(first), Some(last), Some(style)) =
                    (number("min"), number("max"), attribute(element, "style"))
                {
                    self.grid.columns.push((first, last, style));
                }
            }
            "mergeCell" => self.grid.merged.extend(attribute(element, "ref").as_deref().and_then(corners)),
            _ => {}
        }
    }

    fn start_row(&mut self, element: &BytesStart<'_>, range: Range<usize>, empty: bool) {
        // Writers may leave the numbers out: a row without one follows the last.
        self.row = attribute(element, "r").and_then(|text| text.parse().ok()).unwrap_or(self.row + 1);
        self.column = 0;
        let row = Row {
            inner_end: (!empty).then_some(range.end),
            range,
            attributes: attributes_without(element, &[]),
            style: attribute(element, "s"),
        };
        self.grid.rows.insert(self.row, row);
    }

    fn start_cell(&mut self, element: &BytesStart<'_>, range: Range<usize>) {
        let place = attribute(element, "r").and_then(|text| Place::parse(&text));
        self.column = place.map_or(self.column + 1, |place| place.column);
        self.cell = Some(GridCell {
            range,
            style: attribute(element, "s"),
            attributes: attributes_without(element, &["t"]),
            kind: attribute(element, "t").unwrap_or_default(),
            ..GridCell::default()
        });
    }

    fn end_cell(&mut self, end: usize) {
        if let Some(mut cell) = self.cell.take() {
            cell.range.end = end;
            self.grid.cells.insert(Place { row: self.row, column: self.column }, cell);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(xml: &str, fillings: &[(&str, Filling)]) -> String {
        let grid = Grid::read(xml).expect("a sheet");
        let fillings = fillings.iter().map(|(at, filling)| (Place::parse(at).expect("a place"), filling.clone()));
        grid.filled(xml, &fillings.collect())
    }

    #[test]
    fn cells_are_filled_in_their_style_and_added_in_their_place() {
        let xml = r#"<worksheet><cols><col min="2" max="3" style="9"/></cols><sheetData><row r="4"><c r="A4" s="1"><f>1+1</f><v>2</v></c><c r="D4" s="7"/></row><row r="6" s="5"/></sheetData></worksheet>"#;
        let made = filled(
            xml,
            &[
                ("B4", Filling::Number("2".into())),
                ("D4", Filling::Text("=a & b".into())),
                ("E4", Filling::Number("3".into())),
                ("B5", Filling::Number("4".into())),
                ("A6", Filling::Number("5".into())),
                ("A9", Filling::Number("6".into())),
            ],
        );
        assert_eq!(
            made,
            r#"<worksheet><cols><col min="2" max="3" style="9"/></cols><sheetData><row r="4"><c r="A4" s="1"><f>1+1</f></c><c r="B4" s="9"><v>2</v></c><c r="D4" s="7" t="inlineStr"><is><t xml:space="preserve">=a &amp; b</t></is></c><c r="E4"><v>3</v></c></row><row r="5"><c r="B5" s="9"><v>4</v></c></row><row r="6" s="5"><c r="A6" s="5"><v>5</v></c></row><row r="9"><c r="A9"><v>6</v></c></row></sheetData></worksheet>"#
        );
    }

    #[test]
    fn what_stands_in_cells_is_read_with_or_without_their_names() {
        let xml = r#"<x:worksheet><x:sheetData><x:row><x:c t="s"><x:v>1</x:v></x:c><x:c t="inlineStr"><x:is><x:t>a&lt;b</x:t></x:is></x:c><x:c><x:f t="shared" si="0"/><x:v>7</x:v></x:c></x:row></x:sheetData><x:mergeCells><x:mergeCell ref="D1:F2"/></x:mergeCells></x:worksheet>"#;
        let grid = Grid::read(xml).expect("a sheet");
        let at = |text: &str| Place::parse(text).expect("a place");
        let shared = ["no".to_owned(), "yes".to_owned()];
        assert_eq!((grid.text(at("A1"), &shared).as_str(), grid.text(at("B1"), &shared).as_str()), ("yes", "a<b"));
        assert!(grid.has_formula(at("C1")) && !grid.has_formula(at("A1")));
        assert_eq!(grid.text(at("C1"), &shared), "");
        assert_eq!((grid.hidden_by_merge(at("E1")), grid.hidden_by_merge(at("D1"))), (Some(at("D1")), None));
        assert!(filled(xml, &[]).contains(r#"<x:c><x:f t="shared" si="0"/></x:c>"#));
    }
}
