//! Templates and logos that would run for ever or take all memory: refused with a sentence within seconds.

use std::fs;
use std::time::{Duration, Instant};

use tests::command::Shell;

/// What a refusal may take on a busy machine; the helper itself is waited for no longer than 4.2 seconds.
const SOON: Duration = Duration::from_secs(12);

fn show() -> Shell {
    let shell = Shell::default();
    shell.json(&["new", "show.needledrop", "--title", "Bounds"]);
    shell
}

fn refused(shell: &Shell, arguments: &[&str]) -> String {
    let began = Instant::now();
    let told = shell.refused(arguments);
    assert!(began.elapsed() < SOON, "{arguments:?} took {:?}", began.elapsed());
    told
}

#[test]
fn a_template_of_pages_that_never_ends_or_grows_is_stopped() {
    let shell = show();
    for (source, said) in [
        ("#for i in range(100000) { for j in range(100000) { } }", "it takes too long"),
        ("#let s = \"x\" * 1000\n#for i in range(30) { s = s + s }\n#s.len()", "more memory than any document needs"),
        ("#grid(columns: 1, ..range(1000000).map(i => [x]))", "it takes"),
        ("#lorem(100000000)", "it takes"),
    ] {
        fs::write(shell.path("sheet.typ"), source).expect("a file");
        let told = refused(&shell, &["templates", "show.needledrop", "--import", "cue-sheet", "sheet.typ"]);
        assert!(
            told.to_lowercase().contains(said) && told.matches("change the template").count() == 1,
            "{source}: {told}"
        );
    }
}

#[test]
fn a_wording_that_never_ends_or_grows_is_stopped() {
    let shell = show();
    let doubling = "{% set ns = namespace(x=\"x\"*1000) %}{% for i in range(40) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}{{ ns.x|length }}";
    for source in [
        doubling,
        "{% set ns = namespace(x=[1]) %}{% for i in range(40) %}{% set ns.x = ns.x + ns.x %}{% endfor %}{{ ns.x|length }}",
        "{{ '%999999999d'|format(1) }}",
        "{{ range(10)[::-9223372036854775808] }}",
    ] {
        fs::write(shell.path("request.md"), source).expect("a file");
        let told = refused(&shell, &["templates", "show.needledrop", "--import", "quote-request", "request.md"]);
        assert!(told.to_lowercase().starts_with("quote-request"), "{source}: {told}");
    }
}

#[test]
fn a_logo_that_takes_too_much_is_refused() {
    let shell = show();
    let svg =
        |inner: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\">{inner}</svg>");
    for (picture, said) in [
        (
            svg(
                "<filter id=\"f\"><feTurbulence baseFrequency=\"0.5\" numOctaves=\"2000000000\"/></filter><rect width=\"40\" height=\"20\" filter=\"url(#f)\"/>",
            ),
            "filter effects",
        ),
        (svg("<rect width=\"40\" height=\"20\" style=\"filter: blur(1000000px)\"/>"), "filter effects"),
    ] {
        fs::write(shell.path("logo.svg"), picture).expect("a file");
        let told = refused(&shell, &["templates", "show.needledrop", "--logo", "logo.svg"]);
        assert!(told.contains(said), "{said}: {told}");
    }
    // What is honest is taken by the same way.
    fs::write(shell.path("logo.svg"), svg("<rect width=\"40\" height=\"20\" fill=\"#c60\"/>")).expect("a file");
    let taken = shell.json(&["templates", "show.needledrop", "--logo", "logo.svg"]);
    assert_eq!(taken["logo"], true);
    fs::write(shell.path("sheet.typ"), "#let data = json(\"/data.json\")\n= #data.sheet.show\n").expect("a file");
    shell.json(&["templates", "show.needledrop", "--import", "cue-sheet", "sheet.typ"]);
}
