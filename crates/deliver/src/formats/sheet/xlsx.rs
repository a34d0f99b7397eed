//! A sheet as a workbook: typed cells, and on a second sheet every time to the frame, since most profiles have whole
//! seconds only.

use rust_xlsxwriter::{Format, FormatAlign, Formula, Worksheet, utility};

use crate::DeliverError;
use crate::dress::Dress;
use crate::formats::xlsx::{
    A4, HEADING_HEIGHT, LONGEST_CELL, Looks, US_LETTER, cut_to, days, lines_needed, new_workbook, place_logo,
    row_height, whole,
};
use crate::printable::looks_like_a_formula;
use crate::printable::printable;
use crate::profile::{Field, PaperSize};
use crate::sheet::{Cell, Sheet};

pub(in crate::formats) fn write(sheet: &Sheet, dress: &Dress<'_>) -> Result<Vec<u8>, DeliverError> {
    let mut workbook = new_workbook(&format!("{} {} {}", sheet.show, sheet.episode, sheet.heading))?;
    let looks = Looks::new();
    write_table(workbook.add_worksheet(), sheet, dress, &looks)?;
    write_frames(workbook.add_worksheet(), sheet, &looks)?;
    Ok(workbook.save_to_buffer()?)
}

fn write_table(page: &mut Worksheet, sheet: &Sheet, dress: &Dress<'_>, looks: &Looks) -> Result<(), DeliverError> {
    page.set_name("Cue sheet")?;
    for (column, head) in (0..).zip(&sheet.columns) {
        page.set_column_width(column, f64::from(head.width) + 2.0)?;
    }
    let stamp = dress.stamp();
    let title = if stamp.is_empty() { sheet.heading.clone() } else { format!("{} – {stamp}", sheet.heading) };
    let mut line = match dress.logo {
        Some(logo) => place_logo(page, logo)?,
        None => 0,
    };
    page.write_string_with_format(line, 0, title, &Format::new().set_bold().set_font_size(14))?;
    line += 2;
    for fact in &sheet.header {
        page.write_string_with_format(line, 0, &fact.label, &Format::new().set_bold())?;
        let look = if looks_like_a_formula(&fact.value) { Format::new().set_quote_prefix() } else { Format::new() };
        page.write_string_with_format(line, 2, cut_to(&printable(&fact.value), LONGEST_CELL), &look)?;
        line += 1;
    }
    line += 1;
    let heading_line = line;
    for (column, head) in (0..).zip(&sheet.columns) {
        let look =
            if head.figure { looks.heading.clone().set_align(FormatAlign::Right) } else { looks.heading.clone() };
        page.write_string_with_format(line, column, &head.heading, &look)?;
    }
    page.set_row_height(line, HEADING_HEIGHT)?;
    for row in &sheet.rows {
        for cells in &row.lines {
            line += 1;
            let mut lines = 1;
            for ((column, cell), head) in (0..).zip(cells).zip(&sheet.columns) {
                if let Cell::Text(text) = cell {
                    lines = lines.max(lines_needed(text, f64::from(head.width) + 2.0));
                }
                write_cell(page, line, column, cell, looks, &row.number)?;
            }
            page.set_row_height(line, row_height(lines))?;
        }
    }
    let last = line;
    for (column, head) in (0..).zip(&sheet.columns) {
        if head.field == Field::Duration && last > heading_line {
            let letters = utility::column_number_to_name(column);
            let formula = format!("=SUM({letters}{}:{letters}{})", heading_line + 2, last + 1);
            let sum = Formula::new(formula).set_result(days(sheet.reconciliation.shown).to_string());
            page.write_formula_with_format(last + 1, column, sum, &looks.sum_duration)?;
            page.write_string_with_format(last + 1, u16::from(column > 1), "Sum", &looks.sum)?;
        }
    }
    page.write_string_with_format(last + 2, 0, &sheet.reconciliation.line, &Format::new().set_font_color(0x6D_7785))?;
    page.set_freeze_panes(heading_line + 1, 0)?;
    page.set_repeat_rows(heading_line, heading_line)?;
    let width = u16::try_from(sheet.columns.len()).unwrap_or(u16::MAX).max(1);
    page.set_print_area(0, 0, last + 2, width - 1)?;
    page.set_landscape();
    page.set_paper_size(paper(sheet));
    page.set_print_fit_to_pages(1, 0);
    let part = |text: &str| cut_to(&printable(text), 70).replace(['\n', '\r'], " ").replace('&', "&&");
    page.set_header(format!("&L{}&C{}&R{stamp}", part(&sheet.show), part(&sheet.episode)));
    page.set_footer("&Rpage &P of &N");
    Ok(())
}

fn write_cell(
    page: &mut Worksheet,
    line: u32,
    column: u16,
    cell: &Cell,
    looks: &Looks,
    number: &str,
) -> Result<(), DeliverError> {
    match cell {
        Cell::Text(text) => {
            let text = printable(text);
            let length = text.encode_utf16().count();
            if length > LONGEST_CELL {
                return Err(DeliverError::TooLong { cue: number.to_owned(), column: "text", length });
            }
            let look = if looks_like_a_formula(&text) { &looks.quoted } else { &looks.text };
            page.write_string_with_format(line, column, text, look)?;
        }
        Cell::Number(value) => {
            page.write_number_with_format(line, column, whole(timebase::Frames(*value)), &looks.frames)?;
        }
        Cell::Length { flicks, .. } => {
            page.write_number_with_format(line, column, days(*flicks), &looks.duration)?;
        }
        Cell::Share { millionths, .. } => {
            page.write_number_with_format(line, column, fraction(millionths.0), &looks.share)?;
        }
    }
    Ok(())
}

/// Excel's number of the paper.
const fn paper(sheet: &Sheet) -> u8 {
    match sheet.paper {
        PaperSize::A4 => A4,
        PaperSize::UsLetter => US_LETTER,
    }
}

/// A share as spreadsheets have it: 1 is 100 %.
#[allow(clippy::cast_precision_loss)]
fn fraction(millionths: i64) -> f64 {
    millionths as f64 / 1e6
}

/// Every span with its frames: templates with whole seconds lose them.
fn write_frames(page: &mut Worksheet, sheet: &Sheet, looks: &Looks) -> Result<(), DeliverError> {
    page.set_name("Frame timings")?;
    let heads = [
        ("#", 5.0),
        ("Cue", 10.0),
        ("Title", 30.0),
        ("In", 13.0),
        ("Out", 13.0),
        ("Frames", 9.0),
        ("Exact", 10.0),
        ("Shown", 10.0),
        ("Status", 10.0),
    ];
    for (column, (heading, width)) in (0..).zip(heads) {
        page.set_column_width(column, width)?;
        page.write_string_with_format(0, column, heading, &looks.heading)?;
    }
    let mut line = 0;
    for row in &sheet.rows {
        for (index, span) in row.spans.iter().enumerate() {
            line += 1;
            page.write_number_with_format(line, 0, f64::from(row.sequence), &looks.frames)?;
            for (column, text) in [(1, &row.number), (2, &row.title), (3, &span.in_timecode), (4, &span.out_timecode)] {
                let text = printable(text);
                let look = if looks_like_a_formula(&text) { &looks.quoted } else { &looks.text };
                page.write_string_with_format(line, column, text, look)?;
            }
            let length = span.out_flicks - span.in_flicks;
            let frames = sheet.rate.frames_floor(length);
            page.write_number_with_format(line, 5, whole(frames), &looks.frames)?;
            page.write_number_with_format(line, 6, days(length), &looks.exact)?;
            if index == 0 {
                page.write_number_with_format(line, 7, days(row.shown), &looks.duration)?;
                page.write_string_with_format(line, 8, row.status.word(), &looks.text)?;
            }
        }
    }
    page.write_string_with_format(
        line + 2,
        1,
        format!("Frame rate {}, timecode of {}", sheet.rate, sheet.cut),
        &looks.quiet,
    )?;
    page.set_freeze_panes(1, 0)?;
    page.set_paper_size(paper(sheet));
    page.set_print_fit_to_pages(1, 0);
    Ok(())
}
