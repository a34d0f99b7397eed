//! An Excel workbook: the cues on one sheet, the programme's facts on another.
//!
//! Cells are typed. Texts are texts, whatever they begin with; durations are times that add up; frames are whole
//! numbers. In and out are text, since a spreadsheet knows no frames. Sums are formulas, with their results stored
//! for programs that do not calculate.

use model::Logo;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Image, Workbook, Worksheet,
};
use timebase::{FLICKS_PER_SECOND, Flicks, Frames};

use crate::letters::picture;
use crate::printable::{looks_like_a_formula, printable};
use crate::{DeliverError, Listing, ListingRow};

pub(super) const LONGEST_CELL: usize = 32_767;
/// Excel's limit for a page header is 255 characters, codes included; its three parts share it.
const LONGEST_HEADER_PART: usize = 70;

/// How high the logo is, in pixels of 96 to the inch; three lines.
const LOGO_HEIGHT: f64 = 48.0;
const LINE_HEIGHT: f64 = 15.0;
pub(super) const HEADING_HEIGHT: f64 = 18.0;
/// Excel's own limit is 409.5 points.
const HIGHEST_ROW: f64 = 405.0;

pub(super) const A4: u8 = 9;
pub(super) const US_LETTER: u8 = 1;
const TITLE: u16 = 1;
const DURATION: u16 = 5;
const FRAMES: u16 = 6;
const USAGE: u16 = 7;
const LAST: u16 = 14;

/// Heading, width in characters.
const COLUMNS: [(&str, f64); LAST as usize + 1] = [
    ("Number", 8.5),
    ("Title", 25.0),
    ("Scene", 7.0),
    ("In", 11.5),
    ("Out", 11.5),
    ("Duration", 9.5),
    ("Frames", 8.5),
    ("Usage", 8.0),
    ("Theme", 10.5),
    ("Track", 23.0),
    ("Artist", 19.0),
    ("Composer", 21.0),
    ("Publisher", 21.0),
    ("Label", 15.0),
    ("Status", 9.5),
];

pub(crate) fn write(listing: &Listing) -> Result<Vec<u8>, DeliverError> {
    let mut workbook = new_workbook(&format!("{} {} cue list", listing.show, listing.episode))?;
    let looks = Looks::new();
    write_cues(workbook.add_worksheet(), listing, &looks)?;
    write_programme(workbook.add_worksheet(), listing, &looks)?;
    Ok(workbook.save_to_buffer()?)
}

/// A workbook without a date of its own: the writer would put today's there, and two exports of one list would differ.
#[allow(clippy::disallowed_methods, reason = "the library asks this very clock")]
pub(super) fn new_workbook(title: &str) -> Result<Workbook, DeliverError> {
    // The writer asks the clock whatever date it is given, and panics where it stands before 1970.
    if std::time::SystemTime::now() < std::time::SystemTime::UNIX_EPOCH {
        return Err(DeliverError::Clock);
    }
    let mut workbook = Workbook::new();
    let no_date = ExcelDateTime::from_ymd(1980, 1, 1)?;
    let title = cut_to(&printable(title), 255);
    workbook.set_properties(&DocProperties::new().set_title(title).set_author("").set_creation_datetime(&no_date));
    Ok(workbook)
}

/// Puts the logo above a table; gives the first line below it.
pub(super) fn place_logo(page: &mut Worksheet, logo: &Logo) -> Result<u32, DeliverError> {
    let picture = picture(logo)?;
    let scale = LOGO_HEIGHT / f64::from(picture.height.max(1));
    let image = Image::new_from_buffer(&picture.png)?.set_scale_width(scale).set_scale_height(scale);
    page.insert_image(0, 0, &image)?;
    Ok(3)
}

/// How cells look.
pub(super) struct Looks {
    pub(super) heading: Format,
    pub(super) text: Format,
    pub(super) indented: Format,
    pub(super) quoted: Format,
    pub(super) quiet: Format,
    pub(super) duration: Format,
    pub(super) frames: Format,
    pub(super) sum: Format,
    pub(super) sum_duration: Format,
    pub(super) sum_frames: Format,
    pub(super) share: Format,
    pub(super) exact: Format,
}

impl Looks {
    pub(super) fn new() -> Self {
        let text = Format::new().set_align(FormatAlign::Top).set_text_wrap();
        let number = |code: &str| Format::new().set_align(FormatAlign::Top).set_num_format(code);
        let (clock, whole) = ("[h]:mm:ss", "#,##0");
        Self {
            heading: Format::new().set_bold().set_border_bottom(FormatBorder::Thin).set_align(FormatAlign::Top),
            // The mark that Excel itself sets for a leading apostrophe: the text stays text when it is edited.
            quoted: text.clone().set_quote_prefix(),
            indented: text.clone().set_align(FormatAlign::Left).set_indent(1),
            quiet: Format::new().set_align(FormatAlign::Top).set_font_color(0x6D_7785),
            text,
            duration: number(clock),
            frames: number(whole),
            sum: Format::new().set_bold().set_align(FormatAlign::Top),
            sum_duration: number(clock).set_bold(),
            sum_frames: number(whole).set_bold(),
            share: number("0.00##%"),
            exact: number("[h]:mm:ss.000"),
        }
    }
}

fn write_cues(sheet: &mut Worksheet, listing: &Listing, looks: &Looks) -> Result<(), DeliverError> {
    sheet.set_name("Cue list")?;
    for (column, (heading, width)) in (0..).zip(COLUMNS) {
        sheet.set_column_width(column, width)?;
        let look = match column {
            DURATION | FRAMES => looks.heading.clone().set_align(FormatAlign::Right),
            USAGE => looks.heading.clone().set_align(FormatAlign::Left).set_indent(1),
            _ => looks.heading.clone(),
        };
        sheet.write_string_with_format(0, column, heading, &look)?;
    }
    sheet.set_row_height(0, HEADING_HEIGHT)?;
    let mut line = 0;
    for row in &listing.rows {
        line += 1;
        write_row(sheet, line, row, looks)?;
    }
    sheet.autofilter(0, 0, line, LAST)?;
    sheet.set_freeze_panes(1, 0)?;
    write_sums(sheet, line, listing, looks)?;
    set_up_print(sheet, listing)
}

fn write_row(sheet: &mut Worksheet, line: u32, row: &ListingRow, looks: &Looks) -> Result<(), DeliverError> {
    let timecode = |label: &Option<String>| label.clone().unwrap_or_default();
    let texts = [
        (0, row.number.clone()),
        (TITLE, row.title.clone()),
        (2, row.scene.clone()),
        (3, timecode(&row.in_timecode)),
        (4, timecode(&row.out_timecode)),
        (USAGE, row.usage.clone()),
        (8, row.theme_role.clone()),
        (9, row.track.clone()),
        (10, row.artist.clone()),
        (11, row.composer.clone()),
        (12, row.publisher.clone()),
        (13, row.label.clone()),
        (LAST, row.status.word().to_owned()),
    ];
    let mut lines = 1;
    for (column, text) in texts {
        let text = printable(&text);
        lines = lines.max(lines_needed(&text, COLUMNS[usize::from(column)].1));
        let length = text.encode_utf16().count();
        if length > LONGEST_CELL {
            let heading = COLUMNS[usize::from(column)].0;
            return Err(DeliverError::TooLong { cue: row.number.clone(), column: heading, length });
        }
        let look = match column {
            // Frames before it stand to the right.
            USAGE => &looks.indented,
            _ if looks_like_a_formula(&text) => &looks.quoted,
            _ => &looks.text,
        };
        sheet.write_string_with_format(line, column, text, look)?;
    }
    sheet.set_row_height(line, row_height(lines))?;
    if let (Some(length), Some(frames)) = (row.duration_flicks, row.duration_frames) {
        sheet.write_number_with_format(line, DURATION, days(length), &looks.duration)?;
        sheet.write_number_with_format(line, FRAMES, whole(frames), &looks.frames)?;
    }
    Ok(())
}

fn write_sums(sheet: &mut Worksheet, last_cue: u32, listing: &Listing, looks: &Looks) -> Result<(), DeliverError> {
    let totals = &listing.totals;
    let (sum_line, music_line, length_line) = (last_cue + 1, last_cue + 2, last_cue + 3);
    sheet.write_string_with_format(sum_line, TITLE, "Sum of cues", &looks.sum)?;
    let sums = [
        (DURATION, 'F', days(totals.sum_flicks), &looks.sum_duration),
        (FRAMES, 'G', whole(totals.sum_frames), &looks.sum_frames),
    ];
    for (column, letter, result, look) in sums {
        if last_cue == 0 {
            sheet.write_number_with_format(sum_line, column, 0, look)?;
        } else {
            let sum = Formula::new(format!("=SUM({letter}2:{letter}{})", last_cue + 1)).set_result(result.to_string());
            sheet.write_formula_with_format(sum_line, column, sum, look)?;
        }
    }
    sheet.write_string_with_format(music_line, TITLE, "Music in programme (overlaps once)", &looks.quiet)?;
    sheet.write_number_with_format(music_line, DURATION, days(totals.music_flicks), &looks.duration)?;
    sheet.write_number_with_format(music_line, FRAMES, whole(totals.music_frames), &looks.frames)?;
    sheet.write_string_with_format(length_line, TITLE, "Programme length", &looks.quiet)?;
    sheet.write_number_with_format(length_line, DURATION, days(listing.length_flicks), &looks.duration)?;
    sheet.write_number_with_format(length_line, FRAMES, whole(listing.length_frames), &looks.frames)?;
    Ok(())
}

fn write_programme(sheet: &mut Worksheet, listing: &Listing, looks: &Looks) -> Result<(), DeliverError> {
    sheet.set_name("Programme")?;
    sheet.set_column_width(0, 22)?;
    sheet.set_column_width(1, 48)?;
    let rate = listing.rate.to_string();
    let facts: [(&str, &str); 6] = [
        ("Series", &listing.show),
        ("Episode", &listing.episode),
        ("Title", &listing.title),
        ("Cut", &listing.cut),
        ("Frame rate", &rate),
        ("Starts at", &listing.start),
    ];
    let mut line = 0;
    for (name, fact) in facts {
        let fact = cut_to(&printable(fact), LONGEST_CELL);
        let look = if looks_like_a_formula(&fact) { &looks.quoted } else { &looks.text };
        sheet.write_string_with_format(line, 0, name, &looks.sum)?;
        sheet.write_string_with_format(line, 1, fact, look)?;
        line += 1;
    }
    let left = |look: &Format| look.clone().set_align(FormatAlign::Left);
    let lengths = [
        ("Programme length", listing.length_flicks),
        ("Music in programme", listing.totals.music_flicks),
        ("Sum of cues", listing.totals.sum_flicks),
    ];
    for (name, length) in lengths {
        sheet.write_string_with_format(line, 0, name, &looks.sum)?;
        sheet.write_number_with_format(line, 1, days(length), &left(&looks.duration))?;
        line += 1;
    }
    for (name, count) in [("Cues", listing.totals.cues), ("Cues with music", listing.totals.placed)] {
        sheet.write_string_with_format(line, 0, name, &looks.sum)?;
        sheet.write_number_with_format(line, 1, count, &left(&looks.frames))?;
        line += 1;
    }
    sheet.set_print_fit_to_pages(1, 0);
    sheet.write_string_with_format(line, 0, "Note", &looks.sum)?;
    sheet.write_string_with_format(line, 1, "Cue list, not a cue sheet", &looks.text)?;
    sheet.set_paper_size(A4);
    Ok(())
}

fn set_up_print(sheet: &mut Worksheet, listing: &Listing) -> Result<(), DeliverError> {
    let part = |text: &str| cut_to(&printable(text), LONGEST_HEADER_PART).replace(['\n', '\r'], " ").replace('&', "&&");
    let (show, episode, cut) = (part(&listing.show), part(&listing.episode), part(&listing.cut));
    sheet.set_landscape();
    sheet.set_paper_size(A4);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_margins(0.5, 0.5, 0.75, 0.7, 0.35, 0.35);
    sheet.set_header(format!("&L{show}&C{episode}&R{cut}"));
    sheet.set_footer("&LCue list, not a cue sheet&Rpage &P of &N");
    Ok(())
}

/// How high a row of so many lines is, in points. Excel would find this out itself; LibreOffice does not, and draws
/// wrapped text over the next row.
pub(super) fn row_height(lines: u32) -> f64 {
    (f64::from(lines) * LINE_HEIGHT).min(HIGHEST_ROW)
}

/// Lines that `text` takes in a column of `width` digits, broken at spaces; an estimate, since programs
/// measure with the fonts they have.
pub(super) fn lines_needed(text: &str, width: f64) -> u32 {
    let mut lines = 0;
    for paragraph in text.lines() {
        lines += 1;
        let mut used = 0.0;
        for word in paragraph.split(' ') {
            let length: f64 = word.chars().map(letter_width).sum();
            if used > 0.0 && used + 1.0 + length > width {
                lines += 1;
                used = 0.0;
            } else if used > 0.0 {
                used += 1.0;
            }
            used += length;
            while used > width {
                lines += 1;
                used -= width;
            }
        }
    }
    lines
}

/// The width of a letter in digits: a Latin letter is at most a little wider, and mostly narrower; East Asian letters
/// and the signs beyond take two.
fn letter_width(letter: char) -> f64 {
    if letter >= '\u{1100}' && !('\u{1e00}'..'\u{2100}').contains(&letter) { 2.0 } else { 1.0 }
}

/// A spreadsheet's unit of time: days, as a float.
#[allow(clippy::cast_precision_loss)]
pub(super) fn days(length: Flicks) -> f64 {
    length.0 as f64 / (86_400.0 * FLICKS_PER_SECOND as f64)
}

/// A spreadsheet's whole number; exact, since frames of many days stay far below 2^53.
#[allow(clippy::cast_precision_loss)]
pub(super) fn whole(frames: Frames) -> f64 {
    frames.0 as f64
}

/// The beginning of a text, of at most so many units of UTF-16.
pub(super) fn beginning(text: &str, longest: usize) -> String {
    let mut length = 0;
    let fits = |letter: &char| {
        length += letter.len_utf16();
        length <= longest
    };
    text.chars().take_while(fits).collect()
}

/// A text of at most so many units of UTF-16; one that is longer ends in `…`.
pub(super) fn cut_to(text: &str, longest: usize) -> String {
    let whole = text.encode_utf16().count() <= longest;
    if whole { text.to_owned() } else { beginning(text, longest.saturating_sub(1)) + "\u{2026}" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_cut_says_so() {
        assert_eq!(cut_to("Silent", 6), "Silent");
        assert_eq!(cut_to("Silent Echoes", 7), "Silent…");
        assert_eq!((cut_to("🎵🎵🎵", 5).as_str(), cut_to("🎵🎵🎵", 4).as_str()), ("🎵🎵…", "🎵…"));
    }

    #[test]
    fn lines_are_broken_at_spaces_and_within_words_that_do_not_fit() {
        assert_eq!(lines_needed("Endless Horizon", 25.0), 1);
        assert_eq!(lines_needed("Radio in the café, through the window", 25.0), 2);
        assert_eq!(lines_needed(&"W".repeat(100), 25.0), 4);
        assert_eq!(lines_needed("two\nlines", 25.0), 2);
        assert_eq!(lines_needed("上を向いて歩こう上を向いて歩こう", 25.0), 2);
        assert_eq!(lines_needed("", 25.0), 0);
    }
}
