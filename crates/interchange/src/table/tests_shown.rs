//! What cells hold and show.

use calamine::{ExcelDateTime, ExcelDateTimeType};

use super::*;

#[test]
fn numbers_keep_every_digit_and_show_what_their_format_shows() {
    for (number, code, plain, text) in [
        (7.0, "000", "007", "007"),
        (1.1, "0.00", "1.10", "1.10"),
        (7.0, "General", "7", "7"),
        (0.5, "0%", "50%", "50%"),
        (0.333_333_333, "0%", "33.3333333%", "33%"),
        (12.0, "\"NW-\"000", "NW-012", "NW-012"),
        (33.333, "0", "33.333", "33"),
        (14_107_338.0, "00000000000", "00014107338", "00014107338"),
        (1_999.0, "#,##0", "1999", "1,999"),
        (1_234_567.5, "#,##0.00", "1234567.50", "1,234,567.50"),
        (12_000_000.0, "#,##0,,\"M\"", "12000000M", "12M"),
        (-5.0, "0;(0)", "-5", "(5)"),
        (-1_999.0, "#,##0_);(#,##0)", "-1999", "(1,999)"),
        (-5.0, "0", "-5", "-5"),
        (0.0, "0;-0;\"none\"", "0", "none"),
        (100.0, "\"$\"0", "$100", "$100"),
        (100.0, "[$€-407]#,##0", "€100", "€100"),
        (0.5, "# ?/?", "0.5", "1/2"),
        (1.333_333_333_333_333_3, "# ??/??", "1.333333333", "1 1/3"),
        (0.25, "# ?/8", "0.25", "2/8"),
        (2.0, "# ?/?", "2", "2"),
        (5.0, "0 \"BPM\"", "5 BPM", "5 BPM"),
        (60.0, "[>50]\"most\";\"few\"", "60", "most"),
    ] {
        let read = shown(&DataRef::Float(number), &Format::of(code, None));
        assert_eq!((read.plain.as_str(), read.shown.as_deref().unwrap_or(&read.plain)), (plain, text), "{code}");
    }
    assert_eq!(shown(&DataRef::Bool(true), &Format::general()).plain, "TRUE");
}

#[test]
fn words_between_digits_stand_where_the_format_has_them() {
    for (number, code, text) in [
        (304.0, "00\\:00", "03:04"),
        (12.0, "00\\:00", "00:12"),
        (12_345.0, "00\\:00", "123:45"),
        (5_551_234.0, "###\\-####", "555-1234"),
        (34.0, "###\\-####", "-34"),
        (12_345.0, "00000\\-0000", "00001-2345"),
        (1_234.0, "\"NW-\"00\\-00", "NW-12-34"),
        (3_452_468_001.0, "\"T-\"000\\.000\\.000\\-0", "T-345.246.800-1"),
        (1_234_567_890.0, "(000) 000-0000", "(123) 456-7890"),
        (1_234_567.0, "0\"h\"00\"m\"00", "123h45m67"),
        (-1_234.0, "00\\-00", "-12-34"),
        (1.2345, "0.00\\-00", "1.23-45"),
        (60_203.0, "#\":\"00\":\"00\" min\"", "6:02:03 min"),
    ] {
        let read = shown(&DataRef::Float(number), &Format::of(code, None));
        assert_eq!((read.plain.as_str(), read.shown), (text, None), "{code}");
    }
    // Spaces that mark thousands are no part of the number.
    let read = shown(&DataRef::Float(12_345.0), &Format::of("# ##0", None));
    assert_eq!((read.plain.as_str(), read.shown.as_deref()), ("12345", Some("12 345")));
    let read = shown(&DataRef::Float(5.0), &Format::of("# ##0", None));
    assert_eq!((read.plain.as_str(), read.shown.as_deref()), ("5", None));
}

#[test]
fn a_section_with_a_condition_is_for_what_it_says() {
    for (number, code, text) in [
        (5.0, "[>=100]\"big\";[<100]\"small\"", "small"),
        (100.0, "[>=100]\"big\";[<100]\"small\"", "big"),
        (60.0, "[>50]\"most\";\"few\"", "most"),
        (40.0, "[>50]\"most\";\"few\"", "few"),
        (70.0, "[>100]\"big\";[<50]\"small\"", "70"),
        (5.0, "[>100]0.0;[<0](0);00", "05"),
        (-5.0, "[>100]0.0;[<0](0);00", "(5)"),
        (-5.0, "[Red][<0]-0;0", "-5"),
        (3.0, "[=3]\"three\";[<>3]0", "three"),
        (4.0, "[=3]\"three\";[<>3]0", "4"),
        (2_500_000.0, "[>=1000000]0.0,,\"M\";[>=1000]0.0,\"K\";0", "2.5M"),
        (2_500.0, "[>=1000000]0.0,,\"M\";[>=1000]0.0,\"K\";0", "2.5K"),
        (25.0, "[>=1000000]0.0,,\"M\";[>=1000]0.0,\"K\";0", "25"),
    ] {
        let read = shown(&DataRef::Float(number), &Format::of(code, None));
        assert_eq!(read.shown.unwrap_or(read.plain), text, "{number} {code}");
    }
    let read = shown(&DataRef::Float(5.0), &Format::of("[<1]0.0%;0", None));
    assert_eq!((read.plain.as_str(), read.shown), ("5", None));
}

#[test]
fn days_that_no_workbook_has_are_numbers_and_hours_count_on_only_where_they_are_asked_to() {
    for (days, since_1904, code, text) in [
        (2_958_465.0, false, "yyyy\\-mm\\-dd", "9999-12-31"),
        (2_958_466.0, false, "yyyy\\-mm\\-dd", "2958466"),
        (2_957_004.0, true, "yyyy\\-mm\\-dd", "2957004"),
        (1e10, false, "d/m/yyyy", "10000000000"),
        (-1.0, false, "yyyy\\-mm\\-dd", "-1"),
        (-0.5, false, "h:mm", "-0.5"),
        (0.0, false, "yyyy\\-mm\\-dd", "0"),
        (0.5, false, "mmm yy", "0.5"),
        (0.0, true, "yyyy\\-mm\\-dd", "1904-01-01"),
        (1.0, false, "yyyy\\-mm\\-dd", "1900-01-01"),
        (0.5, false, "h:mm", "12:00"),
        (2.5, false, "h:mm:ss", "12:00:00"),
        (2.5, false, "[h]:mm:ss", "60:00:00"),
        (2.5, false, "[hh]:mm", "60:00"),
        (0.0625, false, "[hh]:mm", "01:30"),
        (2.5, false, "mm:ss", "00:00"),
        (2.5, false, "[m]:ss", "3600:00"),
        (1.5, false, "[h]\"h\" mm", "36h 00"),
    ] {
        let value = DataRef::DateTime(ExcelDateTime::new(days, ExcelDateTimeType::DateTime, since_1904));
        let read = shown(&value, &Format::of(code, None));
        assert_eq!(read.shown.unwrap_or(read.plain), text, "{days} {code}");
    }
}
