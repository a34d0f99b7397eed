//! Lists as workbooks: a sheet a table, typed cells.

use std::collections::HashMap;

use model::{Logo, exponent};
use rust_xlsxwriter::{Chart, ChartType, Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet, utility};

use crate::DeliverError;
use crate::formats::xlsx::{
    A4, HEADING_HEIGHT, LONGEST_CELL, beginning, cut_to, days, lines_needed, new_workbook, place_logo, row_height,
};
use crate::letters::{List, ListCell, ListTable};
use crate::printable::{looks_like_a_formula, printable};

/// Excel's limit for the name of a sheet, and what may not be in it.
const LONGEST_NAME: usize = 31;
/// Bars of a chart: what is below them is in the table.
const MOST_BARS: u32 = 24;
/// Pixels of a bar with its space, and of what stands around the bars.
const BAR: u32 = 26;
const AROUND_BARS: u32 = 90;
/// Pixels of a chart from left to right.
const CHART_WIDTH: u32 = 560;
const NOT_IN_NAMES: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];

pub(crate) fn list(list: &List, logo: Option<&Logo>) -> Result<Vec<u8>, DeliverError> {
    let about = list.facts.first().map_or("", |fact| fact.value.as_str());
    let mut workbook = new_workbook(&format!("{about} {}", list.title))?;
    let looks = Looks::default();
    let mut names = Vec::new();
    for (index, table) in list.tables.iter().enumerate() {
        let name = sheet_name(&table.name, &names);
        let notes = index + 1 == list.tables.len();
        write(workbook.add_worksheet().set_name(&name)?, list, table, &looks, logo.filter(|_| index == 0), notes)?;
        names.push(name);
    }
    finish(workbook)
}

fn finish(mut workbook: Workbook) -> Result<Vec<u8>, DeliverError> {
    Ok(workbook.save_to_buffer()?)
}

/// A name that Excel takes and no other sheet has.
fn sheet_name(wanted: &str, taken: &[String]) -> String {
    let clean: String =
        printable(wanted).chars().map(|letter| if NOT_IN_NAMES.contains(&letter) { ' ' } else { letter }).collect();
    let clean = clean.split_whitespace().collect::<Vec<_>>().join(" ");
    let clean = clean.trim_matches('\'');
    let base = if clean.is_empty() { "List" } else { clean };
    let is_free = |name: &str| taken.iter().all(|other| other.to_lowercase() != name.to_lowercase());
    let first = beginning(base, LONGEST_NAME);
    if is_free(&first) {
        return first;
    }
    let numbered = |count: u32| {
        let end = format!(" {count}");
        format!("{}{end}", beginning(base, LONGEST_NAME - end.len()))
    };
    (2..).map(numbered).find(|name| is_free(name)).unwrap_or(first)
}

struct Looks {
    title: Format,
    label: Format,
    heading: Format,
    text: Format,
    quiet: Format,
}

impl Default for Looks {
    fn default() -> Self {
        let text = Format::new().set_align(FormatAlign::Top).set_text_wrap();
        Self {
            title: Format::new().set_bold().set_font_size(14),
            label: Format::new().set_bold(),
            heading: Format::new().set_bold().set_border_bottom(FormatBorder::Thin).set_align(FormatAlign::Top),
            text,
            quiet: Format::new().set_font_color(0x6D_7785),
        }
    }
}

fn write(
    page: &mut Worksheet,
    list: &List,
    table: &ListTable,
    looks: &Looks,
    logo: Option<&Logo>,
    with_notes: bool,
) -> Result<(), DeliverError> {
    for (column, head) in (0..).zip(&table.columns) {
        page.set_column_width(column, f64::from(head.width) + 2.0)?;
    }
    let mut line = match logo {
        Some(logo) => place_logo(page, logo)?,
        None => 0,
    };
    let title = if list.tables.len() > 1 { format!("{}: {}", list.title, table.name) } else { list.title.clone() };
    text(page, line, 0, &title, &looks.title)?;
    line += 2;
    for fact in &list.facts {
        text(page, line, 0, &fact.label, &looks.label)?;
        // Beside the label, over as many columns as it needs; wide enough labels stand over two.
        text(page, line, 2, &fact.value, &Format::new())?;
        line += 1;
    }
    line += 1;
    let heading = line;
    for (column, head) in (0..).zip(&table.columns) {
        let look =
            if head.figure { looks.heading.clone().set_align(FormatAlign::Right) } else { looks.heading.clone() };
        text(page, line, column, &head.heading, &look)?;
    }
    page.set_row_height(line, HEADING_HEIGHT)?;
    let mut formats: HashMap<String, Format> = HashMap::new();
    for row in &table.rows {
        line += 1;
        let mut lines = 1;
        for ((column, cell), head) in (0..).zip(&row.cells).zip(&table.columns) {
            lines = lines.max(lines_needed(cell.shown(), f64::from(head.width) + 2.0));
            let above = if row.sum { sum_above(table, usize::from(column)) } else { None };
            write_cell(page, Place { line, column, heading, sum: row.sum, above }, cell, looks, &mut formats)?;
        }
        page.set_row_height(line, row_height(lines))?;
    }
    if line > heading {
        let last = u16::try_from(table.columns.len()).unwrap_or(1).max(1) - 1;
        let sums = u32::try_from(table.rows.iter().filter(|row| row.sum).count()).unwrap_or(0);
        page.autofilter(heading, 0, line - sums, last)?;
    }
    draw_bars(page, table, heading)?;
    if with_notes {
        for note in &list.notes {
            line += 1;
            text(page, line + 1, 0, note, &looks.quiet)?;
        }
        line += 1;
    }
    set_up_print(page, list, table, heading, line)
}

/// A chart of the shares that are drawn on paper too, beside the table: its values are the cells, so that both go on saying the same.
fn draw_bars(page: &mut Worksheet, table: &ListTable, heading: u32) -> Result<(), DeliverError> {
    let Some((column, head)) = (0_u16..).zip(&table.columns).find(|(_, head)| head.bars) else { return Ok(()) };
    let rows = u32::try_from(table.rows.iter().filter(|row| !row.sum).count()).unwrap_or(0).min(MOST_BARS);
    if rows == 0 {
        return Ok(());
    }
    let (name, first, last) = (page.name(), heading + 1, heading + rows);
    let mut chart = Chart::new(ChartType::Bar);
    chart
        .add_series()
        .set_name(printable(&head.heading).as_str())
        .set_categories((name.as_str(), first, 0, last, 0))
        .set_values((name.as_str(), first, column, last, column))
        .set_gap(60);
    chart.title().set_name(printable(&table.name).as_str());
    chart.legend().set_hidden();
    // The first row of the table stands at the top.
    chart.x_axis().set_reverse();
    chart.y_axis().set_min(0).set_num_format("0%");
    chart.set_width(CHART_WIDTH).set_height(AROUND_BARS + BAR * rows);
    let beside = u16::try_from(table.columns.len()).unwrap_or(u16::MAX - 1) + 1;
    page.insert_chart(heading, beside, &chart)?;
    Ok(())
}

/// The sum of a column's rows, in the unit of its cells, where all are figures of one kind.
fn sum_above(table: &ListTable, column: usize) -> Option<i64> {
    let cells = table.rows.iter().filter(|row| !row.sum).filter_map(|row| row.cells.get(column));
    cells
        .map(|cell| match cell {
            ListCell::Money { minor, .. } => Some(*minor),
            // A category without a budget adds nothing.
            ListCell::Text { text } if text.is_empty() => Some(0),
            ListCell::Text { .. } | ListCell::Number { .. } | ListCell::Share { .. } | ListCell::Length { .. } => None,
        })
        .sum()
}

struct Place {
    line: u32,
    column: u16,
    heading: u32,
    sum: bool,
    /// What the rows above come to, where this is their sum.
    above: Option<i64>,
}

fn write_cell(
    page: &mut Worksheet,
    at: Place,
    cell: &ListCell,
    looks: &Looks,
    formats: &mut HashMap<String, Format>,
) -> Result<(), DeliverError> {
    let Place { line, column, heading, sum, above } = at;
    let mut number = |code: &str| {
        let made = formats.entry(format!("{sum} {code}")).or_insert_with(|| {
            let format = Format::new().set_align(FormatAlign::Top).set_num_format(code);
            if sum { format.set_bold().set_border_top(FormatBorder::Thin) } else { format }
        });
        made.clone()
    };
    match cell {
        ListCell::Text { text: words } => {
            let look = if sum { looks.label.clone().set_border_top(FormatBorder::Thin) } else { looks.text.clone() };
            text(page, line, column, words, &look)
        }
        ListCell::Number { value, .. } => {
            Ok(page.write_number_with_format(line, column, whole(*value), &number("0")).map(drop)?)
        }
        ListCell::Share { millionths, .. } => {
            Ok(page.write_number_with_format(line, column, whole(millionths.0) / 1e6, &number("0.00%")).map(drop)?)
        }
        ListCell::Length { flicks, .. } => {
            Ok(page.write_number_with_format(line, column, days(*flicks), &number("[m]:ss")).map(drop)?)
        }
        ListCell::Money { minor, currency, .. } => {
            let format = number(&money_format(currency));
            let value = major(*minor, currency);
            if above == Some(*minor) && line > heading + 1 {
                let letters = utility::column_number_to_name(column);
                let formula = format!("=SUM({letters}{}:{letters}{line})", heading + 2);
                let formula = Formula::new(formula).set_result(plain_number(*minor, currency));
                page.write_formula_with_format(line, column, formula, &format)?;
            } else {
                page.write_number_with_format(line, column, value, &format)?;
            }
            Ok(())
        }
    }
}

/// A cell of text that stays text: whatever it begins with, no program takes it for a formula.
fn text(page: &mut Worksheet, line: u32, column: u16, words: &str, look: &Format) -> Result<(), DeliverError> {
    let words = cut_to(&printable(words), LONGEST_CELL);
    let look = if looks_like_a_formula(&words) { look.clone().set_quote_prefix() } else { look.clone() };
    page.write_string_with_format(line, column, words, &look)?;
    Ok(())
}

fn money_format(currency: &str) -> String {
    let decimals = exponent(currency);
    let code: String = currency.chars().filter(char::is_ascii_alphabetic).take(3).collect();
    let places = if decimals == 0 { String::new() } else { format!(".{}", "0".repeat(decimals as usize)) };
    format!("[${code}] #,##0{places}")
}

/// `3375.5` of 337,550 cents, written without a float.
fn plain_number(minor: i64, currency: &str) -> String {
    let unit = 10_u64.pow(exponent(currency));
    let digits = exponent(currency) as usize;
    let sign = if minor < 0 { "-" } else { "" };
    let (whole, part) = (minor.unsigned_abs() / unit, minor.unsigned_abs() % unit);
    if part == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part:0digits$}") }
}

/// A workbook has floats; those of sums up to [`model::MOST_MINOR`] are exact to the minor unit.
#[allow(clippy::cast_precision_loss)]
fn major(minor: i64, currency: &str) -> f64 {
    minor as f64 / 10_f64.powi(i32::try_from(exponent(currency)).unwrap_or(2))
}

#[allow(clippy::cast_precision_loss)]
fn whole(value: i64) -> f64 {
    value as f64
}

fn set_up_print(
    page: &mut Worksheet,
    list: &List,
    table: &ListTable,
    heading: u32,
    last: u32,
) -> Result<(), DeliverError> {
    let width = u16::try_from(table.columns.len()).unwrap_or(u16::MAX).max(1);
    page.set_freeze_panes(heading + 1, 0)?;
    page.set_repeat_rows(heading, heading)?;
    page.set_print_area(0, 0, last + 1, width - 1)?;
    page.set_landscape();
    page.set_paper_size(A4);
    page.set_print_fit_to_pages(1, 0);
    page.set_margins(0.5, 0.5, 0.75, 0.7, 0.35, 0.35);
    let part = |text: &str| cut_to(&printable(text), 100).replace(['\n', '\r'], " ").replace('&', "&&");
    let about = list.facts.first().map_or("", |fact| fact.value.as_str());
    page.set_header(format!("&L{}&R{}", part(about), part(&list.title)));
    page.set_footer("&Rpage &P of &N");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_have_names_that_excel_takes() {
        assert_eq!(sheet_name("1x04: What? [a/b]", &[]), "1x04 What a b");
        assert_eq!(sheet_name("", &[]), "List");
        assert_eq!(sheet_name("songs", &["Songs".to_owned()]), "songs 2");
        assert_eq!(sheet_name(&"x".repeat(40), &["x".repeat(31)]), format!("{} 2", "x".repeat(29)));
    }

    #[test]
    fn money_is_written_in_its_currency() {
        assert_eq!((money_format("USD").as_str(), money_format("JPY").as_str()), ("[$USD] #,##0.00", "[$JPY] #,##0"));
        assert_eq!((plain_number(-337_550, "USD"), plain_number(5, "JPY")), ("-3375.50".into(), "5".into()));
    }
}
