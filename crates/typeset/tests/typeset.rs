//! Documents read back by poppler: what was typeset is what a reader sees.
#![allow(clippy::unwrap_used)]

use std::io::Write;
use std::process::Command;

use typeset::{Fonts, Identity, Template, Typeset, TypesetError, pdf};

const INTER: &[u8] = include_bytes!("../../../assets/fonts/inter/Inter-Regular.otf");
const MONO: &[u8] = include_bytes!("../../../assets/fonts/jetbrains-mono/JetBrainsMono-Regular.ttf");
const IDENTITY: Identity<'_> = Identity { document: "letter 1", creator: "Typeset" };

fn fonts() -> Fonts {
    Fonts::new(&[INTER, MONO]).unwrap()
}

fn typeset(source: &str, data: &str) -> Result<Typeset, TypesetError> {
    let template = Template { path: "letter.typ", source, files: &[] };
    pdf(&template, data.as_bytes().to_vec(), &fonts(), &IDENTITY)
}

fn text_of(pdf: &[u8]) -> String {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(pdf).unwrap();
    let read = Command::new("pdftotext").args(["-layout"]).arg(file.path()).arg("-").output().unwrap();
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    String::from_utf8(read.stdout).unwrap()
}

#[test]
fn data_is_printed_as_it_is_and_never_as_markup_or_code() {
    let hostile = r##"= a #b *c* $x^2$ _d_ `e` @f #import "x" \u{41} // g"##;
    let data = serde_free_json(hostile);
    let made = typeset("#set text(font: \"Inter\")\n#json(\"/data.json\").title", &data).unwrap();
    assert_eq!(text_of(&made.pdf).trim(), hostile);
    assert!(made.warnings.is_empty(), "{:?}", made.warnings);
}

fn serde_free_json(text: &str) -> String {
    format!("{{\"title\": \"{}\"}}", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let source = "#set text(font: \"Inter\")\n#for n in json(\"/data.json\") [Page #n #pagebreak()]";
    let first = typeset(source, "[1, 2, 3]").unwrap();
    let other = typeset(source, "[1, 2]").unwrap();
    let again = typeset(source, "[1, 2, 3]").unwrap();
    assert_eq!(first.pages, 4);
    assert!(first.pdf == again.pdf && first.pdf != other.pdf);
}

#[test]
fn a_mistake_in_a_template_is_told_with_its_line() {
    let error = typeset("#set text(font: \"Inter\")\n\nHello #nobody", "{}").unwrap_err();
    assert_eq!(error.to_string(), "cannot typeset: letter.typ, line 3, column 8: unknown variable: nobody");
}

#[test]
fn data_that_is_not_json_is_told_with_its_line() {
    let error = typeset("#json(\"/data.json\").title", "{\n  \"title\": oops }").unwrap_err();
    assert!(error.to_string().starts_with("cannot typeset: data.json, line 2"), "{error}");
}

#[test]
fn nothing_outside_the_job_can_be_read() {
    for reach in ["#read(\"/etc/passwd\")", "#read(\"../secret\")", "#import \"@preview/cetz:0.3.0\": *"] {
        let error = typeset(reach, "{}").unwrap_err();
        assert!(matches!(error, TypesetError::Template { .. }), "{reach}: {error}");
    }
    let error = typeset("#datetime.today().display()", "{}").unwrap_err();
    assert!(matches!(error, TypesetError::Template { .. }), "{error}");
}

#[test]
fn files_of_a_template_are_found_by_their_path() {
    let template = Template {
        path: "main.typ",
        source: "#import \"parts/greet.typ\": greet\n#set text(font: \"Inter\")\n#greet(read(\"name.txt\"))",
        files: &[("parts/greet.typ", b"#let greet(who) = [Good day, #who]"), ("name.txt", b"Mara")],
    };
    let made = pdf(&template, b"{}".to_vec(), &fonts(), &IDENTITY).unwrap();
    assert_eq!(text_of(&made.pdf).trim(), "Good day, Mara");
}

#[test]
fn a_missing_font_family_is_a_warning_and_the_text_is_kept() {
    let made = typeset("#set text(font: \"No Such Face\")\nstill here", "{}").unwrap();
    assert!(made.warnings.iter().any(|warning| warning.message.contains("no such face")), "{:?}", made.warnings);
    assert_eq!(text_of(&made.pdf).trim(), "still here");
}

#[test]
fn what_is_not_a_font_is_refused() {
    let error = Fonts::new(&[INTER, b"not a font"]).unwrap_err();
    assert!(matches!(error, TypesetError::NotAFont { index: 1 }));
}

#[test]
fn paths_that_lead_out_are_refused() {
    for path in ["../up.typ", "/", ""] {
        let template = Template { path, source: "x", files: &[] };
        let refused = pdf(&template, b"{}".to_vec(), &fonts(), &IDENTITY);
        assert!(matches!(refused, Err(TypesetError::Path { .. })), "{path:?} was taken");
    }
}
