//! Wording and logo: what the user changes of what is printed.

use std::fs;
use std::path::Path;
use std::process::Command;

use deliver::letters::plain;
use serde_json::json;
use studio::{Form, Paper};
use tests::papers::{export, laid, printed, prose, python, words_of};
use tests::stage::{CUT, Stage};

#[test]
fn wording_is_the_users_until_it_is_ours_again() {
    let mut stage = laid();
    let text = "Hei {{ to.contact }},\n\n{% for line in lines %}{{ line.title }} ({{ line.share }}){% endfor %}\n";
    stage.edit(json!({ "type": "setTemplate", "name": "quote-request", "text": text }));
    let block = |stage: &Stage| match &prose(stage, Paper::QuoteRequest).pages[0].blocks[..] {
        [deliver::letters::Block::Paragraph { text }, ..] => plain(text),
        other => panic!("{other:?}"),
    };
    assert_eq!(block(&stage), "Hei Kari Lie,");
    assert!(stage.studio().template("quote-request").expect("a template").own);
    for (text, said) in [
        (
            "Dear {{ to.nmae }}",
            "Quote-request, line 1: it names something that is not there, in “Dear {{ to.nmae }}”; correct that line, or reset the wording to the default",
        ),
        ("a\n{% for x in lines %}", "Quote-request, line 2: it cannot be read:"),
        (" ", "The template is empty; write something, or reset it to the default"),
    ] {
        let refused = stage.refused(json!({ "type": "setTemplate", "name": "quote-request", "text": text }));
        assert!(refused.to_lowercase().starts_with(&said.to_lowercase()), "{refused}");
    }
    let unknown = stage.refused(json!({ "type": "setTemplate", "name": "invoice", "text": "x" }));
    assert_eq!(
        unknown,
        "There is no template \"invoice\"; there are quote-request, confirmation, end-credits, cue-sheet"
    );
    // What is being written is shown without being kept.
    let view = stage.studio().paper(CUT, Paper::QuoteRequest, None, Some("{{ nope }}")).expect("a paper");
    assert!(view.drawn.is_none() && view.wrong.expect("why").contains("line 1"));
    stage.edit(json!({ "type": "setTemplate", "name": "quote-request", "text": null }));
    assert_ne!(block(&stage), "Hei Kari Lie,");
}

#[test]
fn the_cue_sheet_takes_a_typst_source_of_the_users_and_the_logo_stands_on_everything() {
    let mut stage = laid();
    let source = "#let data = json(\"/data.json\")\n= #data.sheet.show as we like it\n";
    stage.edit(json!({ "type": "setTemplate", "name": "cue-sheet", "text": source }));
    let refused = stage.refused(json!({ "type": "setTemplate", "name": "cue-sheet", "text": "fine\n#nothing" }));
    assert!(refused.contains("cue-sheet.typ, line 2, column 2: unknown variable: nothing"), "{refused}");
    let sheet = stage.file("sheet.pdf");
    let asked = studio::SheetExport {
        profile: "rapidcue",
        format: deliver::Form::Pdf,
        is_final: false,
        recipient: "",
        replace: true,
        template: None,
        roll_up: false,
    };
    stage.studio().export_sheet(CUT, &asked, &sheet).expect("written");
    assert!(printed(&sheet).contains("Stage as we like it"));
    stage.edit(json!({ "type": "setTemplate", "name": "cue-sheet", "text": null }));

    let images = |path: &Path| {
        let ran = Command::new("pdfimages").arg("-list").arg(path).output().expect("pdfimages runs");
        String::from_utf8_lossy(&ran.stdout).lines().count() - 2
    };
    let png = stage.file("logo.png");
    let pixel = [
        0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1,
        8, 6, 0, 0, 0, 0x1f, 0x15, 0xc4, 0x89, 0, 0, 0, 0x0d, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9c, 0x63, 0xf8, 0xcf,
        0xc0, 0xf0, 0x1f, 0, 5, 0, 1, 0xff, 0x89, 0x99, 0x3d, 0x1d, 0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42,
        0x60, 0x82,
    ];
    fs::write(&png, pixel).expect("a file");
    stage.studio().set_logo(Some(&png)).expect("a logo");
    assert!(stage.studio().logo().expect("read").expect("a logo").starts_with("data:image/png;base64,iVBOR"));
    stage.studio().export_sheet(CUT, &asked, &sheet).expect("written");
    assert!(images(&sheet) > 0);
    assert!(images(&export(&stage, Paper::QuoteRequest, Form::Pdf).0) > 0);
    assert!(images(&export(&stage, Paper::ClearanceLog, Form::Pdf).0) > 0);
    let pictures = "import sys, json, zipfile\nprint(json.dumps([n for n in zipfile.ZipFile(sys.argv[1]).namelist() if 'media' in n and n.endswith('.png')]))";
    for (paper, format) in [(Paper::QuoteRequest, Form::Docx), (Paper::ClearanceLog, Form::Xlsx)] {
        let path = export(&stage, paper, format).0;
        assert_eq!(python(pictures, &path).as_array().map(Vec::len), Some(1), "{paper:?}");
    }
    words_of(&stage.file("quote-request.docx"));

    let big = stage.file("big.svg");
    fs::write(&big, vec![b' '; 2_000_001]).expect("a file");
    let refused = studio::sentence(&stage.studio().set_logo(Some(&big)).expect_err("too large"));
    assert!(refused.contains("2000001 bytes large; use one of at most 2000000"), "{refused}");
    fs::write(&big, "GIF89a").expect("a file");
    let refused = studio::sentence(&stage.studio().set_logo(Some(&big)).expect_err("a GIF"));
    assert!(refused.ends_with("big.svg: the logo is neither PNG, JPEG nor SVG; save it as one of these"), "{refused}");
    assert!(stage.refused(json!({ "type": "setLogo", "logo": "?" })).starts_with("The logo is not base64"));
    stage.edit(json!({ "type": "setLogo", "logo": null }));
    assert_eq!(stage.studio().logo().expect("read"), None);
}
