//! Letters and lists: what they say, to whom, in every form, read back by other people's readers.

use std::fs;
use std::path::Path;
use std::process::Command;

use deliver::letters::{Drawn, Prose, plain};
use model::PartyId;
use serde_json::{Value, json};
use studio::views::DirectoryQuery;
use studio::{Paper, PaperExport, PaperFormat};
use tests::command::Shell;
use tests::stage::{ALPHA, BRAVO, CUT, EPISODE, Stage, second};

/// What no cell and no letter may be led astray by.
const NASTY: &str = "=HYPERLINK(\"http://x\") *#1* | Löve_ 上を向いて <b>&";

const TERMS: [(&str, &str); 3] = [("media", "All media"), ("territory", "World"), ("term", "Perpetuity")];

fn python(script: &str, path: &Path) -> Value {
    let interpreter = std::env::var("NEEDLEDROP_PYTHON").unwrap_or_else(|_| "python3".into());
    let ran = Command::new(&interpreter).args(["-X", "utf8", "-c", script]).arg(path).output().expect("python runs");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    serde_json::from_slice(&ran.stdout).expect("JSON")
}

fn printed(path: &Path) -> String {
    let ran = Command::new("pdftotext").arg("-layout").arg(path).arg("-").output().expect("pdftotext runs");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).expect("text")
}

/// The words of a text document, a line a paragraph, tables' cells separated by tabs; its header's first.
fn words_of(path: &Path) -> String {
    let script = "import sys, json, docx\n\
                  d = docx.Document(sys.argv[1])\n\
                  out = [c.text for s in d.sections for t in s.header.tables for r in t.rows for c in r.cells]\n\
                  for b in d.iter_inner_content():\n\
                  \x20   if hasattr(b, 'rows'):\n\
                  \x20       out += ['\\t'.join(c.text for c in r.cells) for r in b.rows]\n\
                  \x20   else:\n\
                  \x20       out.append(b.text)\n\
                  print(json.dumps('\\n'.join(out)))";
    python(script, path).as_str().expect("text").to_owned()
}

/// The cells of every sheet: value, type and number format.
fn cells_of(path: &Path) -> Value {
    python(
        "import sys, json, openpyxl\n\
         w = openpyxl.load_workbook(sys.argv[1])\n\
         print(json.dumps({s.title: [[[str(c.value) if c.data_type != 'n' else c.value, c.data_type, c.number_format] \
         for c in r if c.value is not None] for r in s.iter_rows()] for s in w}))",
        path,
    )
}

fn party(stage: &mut Stage, set: Value) -> i64 {
    stage.edit(json!({ "type": "addParty", "set": set }));
    let all = DirectoryQuery { limit: 100, ..DirectoryQuery::default() };
    let name = set["name"].as_str().expect("a name");
    let rows = stage.studio().parties(&all).expect("parties").rows;
    rows.iter().find(|row| row.party.name == name).expect("the party").party.id.0
}

/// Alpha at 0 s with a nasty title, Bravo at 20 s and again at 45 s; Fjord Songs and Northbound license.
fn laid() -> Stage {
    let mut stage = Stage::default();
    stage.place(ALPHA, 1, 0, 5);
    stage.place(BRAVO, 1, 20, 10);
    stage.place(BRAVO, 3, 45, 8);
    stage.edit(json!({ "type": "editTracks", "tracks": [ALPHA], "set": { "title": NASTY, "composer": "I. Vold", "label": "Northbound" } }));
    stage.edit(json!({ "type": "setShow", "productionCompany": "Lantern Street Pictures" }));
    stage.edit(json!({ "type": "setSeriesFacts", "set": { "preparedBy": "Priya", "email": "music@lantern.example", "address": "12 Lantern Street\nBristol" } }));
    stage.edit(json!({ "type": "editScene", "scene": 1, "set": { "synopsis": "Mara waits for the boat" } }));
    party(
        &mut stage,
        json!({ "kind": "company", "name": "Fjord Songs", "contact": "Kari Lie", "email": "clearance@fjord.example", "address": "Bryggen 1\nBergen" }),
    );
    party(&mut stage, json!({ "kind": "company", "name": "Northbound", "email": "sync@northbound.example" }));
    let right = |licensor: &str, status: &str, fee: Option<i64>, share: i64| {
        let mut set = json!({ "licensor": licensor, "status": status, "fee": fee, "share": share });
        for (field, words) in TERMS {
            set[field] = words.into();
        }
        set
    };
    stage.right(ALPHA, "publishing", right("Fjord Songs", "toRequest", None, 750_000));
    stage.right(ALPHA, "master", right("Northbound", "agreed", Some(337_500), 1_000_000));
    stage.right(BRAVO, "publishing", right("Fjord Songs", "paid", Some(200_000), 1_000_000));
    stage
}

fn prose(stage: &Stage, paper: Paper) -> Prose {
    let view = stage.studio().paper(CUT, paper, None, None).expect("a paper");
    let Some(Drawn::Prose(prose)) = view.drawn else { panic!("{:?}", view.wrong) };
    prose
}

fn export(stage: &Stage, paper: Paper, format: PaperFormat) -> (std::path::PathBuf, Vec<model::Issued>) {
    let path = stage.file(&format!("{}.{format}", paper.name()));
    let asked = PaperExport { paper, format, to: None, recipient: "Network", replace: true };
    let issued = stage.studio().export_paper(CUT, &asked, &path).expect("written");
    (path, issued)
}

#[test]
fn a_quote_request_goes_to_each_who_was_not_asked_and_says_all_they_want_to_know() {
    let stage = laid();
    let pages = prose(&stage, Paper::QuoteRequest).pages;
    assert_eq!(pages.iter().map(|page| page.recipient.as_str()).collect::<Vec<_>>(), ["Fjord Songs"]);
    for format in [PaperFormat::Pdf, PaperFormat::Docx] {
        let (path, issued) = export(&stage, Paper::QuoteRequest, format);
        let text = if format == PaperFormat::Pdf { printed(&path) } else { words_of(&path) };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for said in [
            "Lantern Street Pictures",
            "12 Lantern Street",
            "Fjord Songs",
            "Attn. Kari Lie",
            "Bryggen 1",
            "clearance@fjord.example",
            "Publishing, 75 %",
            "I. Vold",
            "Background",
            "0:05",
            "INT. STAGE - DAY: Mara waits for the boat",
            "All media",
            "World",
            "Perpetuity",
            "Please quote for 75 %",
            "Priya",
            "music@lantern.example",
            "____________",
        ] {
            assert!(text.contains(said), "{said:?} is missing in {format}:\n{text}");
        }
        // A line of Bravo is paid already.
        assert!(!text.contains("Bravo"), "{text}");
        assert_eq!((issued.len(), issued[0].recipient.as_str()), (1, "Fjord Songs"));
        assert_eq!((issued[0].kind.as_str(), issued[0].format.as_str()), ("quote-request", format.extension()));
        assert_eq!(issued[0].hash, blake3::hash(&fs::read(&path).expect("the file")).to_hex().to_string());
        assert!(issued[0].content.contains("75 %"), "{}", issued[0].content);
    }
    // A text document keeps the very letters; on paper, what no font has is a box.
    assert!(words_of(&stage.file("quote-request.docx")).contains(NASTY));
    assert_eq!(stage.studio().ledger().expect("the ledger").len(), 2);
}

#[test]
fn what_was_asked_is_marked_in_one_step() {
    let mut stage = laid();
    let to_request = stage.studio().paper(CUT, Paper::QuoteRequest, None, None).expect("a paper").to_request;
    assert_eq!(to_request.len(), 1);
    stage.edit(json!({ "type": "editClearances", "clearances": to_request, "set": { "status": "requested" } }));
    let view = stage.studio().paper(CUT, Paper::QuoteRequest, None, None).expect("a paper");
    // Who was asked and has not answered may be asked again.
    assert_eq!((view.to_request.len(), view.recipients[0].included), (0, 1));
}

#[test]
fn a_confirmation_holds_only_what_was_agreed() {
    let stage = laid();
    let (path, issued) = export(&stage, Paper::Confirmation, PaperFormat::Docx);
    let names: Vec<&str> = issued.iter().map(|one| one.recipient.as_str()).collect();
    assert_eq!(names, ["Fjord Songs", "Northbound"]);
    let text = words_of(&path);
    for said in [
        "Confirmation of terms",
        "Fee\t$3,375 for 100 %",
        "Fee\t$2,000 for 100 %",
        "Agreed and accepted for Northbound",
        "Signature: ____________",
    ] {
        assert!(text.contains(said), "{said:?} is missing:\n{text}");
    }
    assert!(!text.contains("75 %"), "{text}");
    // Both uses of Bravo.
    assert!(text.contains("Use 1\t") && text.contains("Use 2\t"), "{text}");
    let north = stage.studio().recipient_named(CUT, Paper::Confirmation, " northbound ").expect("somebody");
    let asked = PaperExport {
        paper: Paper::Confirmation,
        format: PaperFormat::Pdf,
        to: Some(north),
        recipient: "",
        replace: true,
    };
    let one = stage.file("one.pdf");
    stage.studio().export_paper(CUT, &asked, &one).expect("written");
    assert!(!printed(&one).contains("Fjord Songs"));
}

#[test]
fn who_is_not_there_or_has_nothing_is_said() {
    let stage = laid();
    let said = |error: studio::StudioError| studio::sentence(&error);
    let nobody = stage.studio().recipient_named(CUT, Paper::QuoteRequest, "Nobody").expect_err("nobody");
    assert_eq!(said(nobody), "\"Nobody\" is no rights holder of 1x01; there are Fjord Songs, Northbound");
    let north = stage.studio().recipient_named(CUT, Paper::QuoteRequest, "Northbound").expect("somebody");
    let path = stage.file("none.pdf");
    let mut asked = PaperExport {
        paper: Paper::QuoteRequest,
        format: PaperFormat::Pdf,
        to: Some(north),
        recipient: "",
        replace: true,
    };
    let refused = stage.studio().export_paper(CUT, &asked, &path).expect_err("nothing");
    assert_eq!(
        said(refused),
        "There is no quote request to write: nothing of Northbound is to be requested; it is agreed"
    );
    asked.to = Some(PartyId(99));
    stage.studio().export_paper(CUT, &asked, &path).expect_err("nobody of that row");
    assert!(!path.exists() && stage.studio().ledger().expect("the ledger").is_empty());
    asked.format = PaperFormat::Xlsx;
    asked.to = None;
    let wrong = stage.studio().export_paper(CUT, &asked, &path).expect_err("no workbook");
    assert_eq!(said(wrong), "The Quote request is not written as xlsx");
}

#[test]
fn end_credits_name_everybody_once_and_leave_what_is_unknown_blank() {
    let mut stage = laid();
    stage
        .edit(json!({ "type": "addWork", "title": "Bravo!", "set": { "iswc": "T-034.524.680-1" }, "tracks": [BRAVO] }));
    let all = DirectoryQuery { limit: 100, ..DirectoryQuery::default() };
    let work = stage.studio().works(&all).expect("works").rows[0].id;
    let one = party(&mut stage, json!({ "kind": "person", "name": "Low", "firstName": "Tom" }));
    let other = party(&mut stage, json!({ "kind": "person", "name": "Ōe", "firstName": "Aiko" }));
    stage.edit(json!({ "type": "setShares", "work": work, "shares": [
        { "party": one, "role": "composer", "share": 500_000 }, { "party": other, "role": "author", "share": 500_000 },
    ] }));
    let (path, issued) = export(&stage, Paper::EndCredits, PaperFormat::Txt);
    assert_eq!((issued.len(), issued[0].recipient.as_str()), (1, "Network"));
    let text = fs::read_to_string(&path).expect("text");
    let expected = format!(
        "Music\n\n“{NASTY}”\nWritten by I. Vold\nPerformed by The Testers\nCourtesy of Northbound\n\n“Bravo!”\nWritten by Tom Low and \
         Aiko Ōe\nPerformed by The Testers\nCourtesy of ____________\n"
    );
    assert_eq!(text, expected);
    let gaps = stage.studio().paper(CUT, Paper::EndCredits, None, None).expect("a paper").gaps;
    assert_eq!(gaps.iter().map(|gap| gap.message.as_str()).collect::<Vec<_>>(), ["Bravo: the label is not known"]);
    let words = words_of(&export(&stage, Paper::EndCredits, PaperFormat::Docx).0);
    assert!(words.contains("Written by Tom Low and Aiko Ōe\nPerformed by The Testers"), "{words}");
    assert!(printed(&export(&stage, Paper::EndCredits, PaperFormat::Pdf).0).contains("Written by Tom Low and Aiko Ōe"));
}

#[test]
fn lists_are_workbooks_with_typed_cells_in_which_nothing_is_a_formula_but_sums() {
    let mut stage = laid();
    stage.edit(json!({ "type": "setBudget", "season": 1, "episode": null, "category": "songs", "amount": 1_000_000 }));
    stage.edit(json!({ "type": "setBudget", "season": 1, "episode": null, "category": "score", "amount": 250_050 }));
    for paper in [Paper::ClearanceLog, Paper::SpottingNotes, Paper::Soundtrack, Paper::Budget] {
        let (path, _) = export(&stage, paper, PaperFormat::Xlsx);
        let cells = cells_of(&path);
        let flat: Vec<&Value> = cells
            .as_object()
            .expect("sheets")
            .values()
            .flat_map(|sheet| sheet.as_array().expect("rows"))
            .flat_map(|row| row.as_array().expect("cells"))
            .collect();
        let formulas = flat.iter().filter(|cell| cell[1] == "f").count();
        assert_eq!(formulas > 0, paper == Paper::Budget, "{paper:?}");
        if paper != Paper::Budget {
            let title = flat
                .iter()
                .find(|cell| cell[0].as_str().is_some_and(|text| text.starts_with(NASTY)))
                .expect("the title");
            assert_eq!(title[1], "s", "{paper:?}");
        }
        assert!(printed(&export(&stage, paper, PaperFormat::Pdf).0).contains(paper.title()));
    }
    let log = cells_of(&stage.file("clearance-log.xlsx"));
    let text = log.to_string();
    for said in [
        "[337500,\"n\"",
        "[3375,\"n\",\"[$USD] #,##0.00\"]",
        "[0.75,\"n\",\"0.00%\"]",
        "clearance@fjord.example",
        "agreed",
    ] {
        assert_eq!(text.contains(said), said != "[337500,\"n\"", "{said}: {text}");
    }
}

#[test]
fn the_budget_has_the_very_figures_of_the_clear_page_and_adds_up_elsewhere() {
    let mut stage = laid();
    stage.edit(json!({ "type": "setBudget", "season": 1, "episode": null, "category": "songs", "amount": 1_000_000 }));
    let clear = stage.clear();
    let (path, _) = export(&stage, Paper::Budget, PaperFormat::Xlsx);
    let profile = format!("-env:UserInstallation=file://{}/profile", path.parent().expect("a folder").display());
    let folder = path.parent().expect("a folder").join("recalculated");
    let ran = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "xlsx", "--outdir"])
        .arg(&folder)
        .arg(&path)
        .output();
    assert!(ran.expect("LibreOffice runs").status.success());
    let rows = python(
        "import sys, json, openpyxl\n\
         s = openpyxl.load_workbook(sys.argv[1], data_only=True)['Season 1']\n\
         print(json.dumps([[c.value for c in r] for r in s.iter_rows()]))",
        &folder.join("budget.xlsx"),
    );
    let whole = rows.as_array().expect("rows").iter().find(|row| row[0] == "All").expect("a sum").clone();
    let view = &clear.season_budget;
    let major = |minor: i64| json!(minor as f64 / 100.0).as_f64();
    let expected = [
        view.amount.expect("a budget"),
        view.figures.estimated,
        view.figures.quoted,
        view.figures.agreed,
        view.figures.confirmed,
        view.figures.paid,
        view.committed,
        view.at_risk,
        view.forecast,
        view.left.expect("what is left"),
    ];
    for (index, minor) in expected.into_iter().enumerate() {
        assert_eq!(whole[index + 1].as_f64(), major(minor), "column {}: {whole}", index + 1);
    }
    assert_eq!(view.committed, 537_500);
}

#[test]
fn spotting_notes_tell_scene_kind_brief_notes_and_hits() {
    let mut stage = laid();
    let cue = stage.cue("1M01").cue.id;
    stage.edit(json!({ "type": "editCues", "cues": [cue], "set": { "title": "The boat", "brief": "Hold back until she turns" } }));
    stage.edit(json!({ "type": "editScene", "scene": 1, "set": { "moods": ["longing", "cold"], "intensity": 7 } }));
    stage.edit(json!({ "type": "addHit", "cut": CUT, "at": second(2), "label": "she turns" }));
    stage.edit(json!({ "type": "addNote", "cut": CUT, "cue": cue, "author": "Dana", "body": "less of it" }));
    let text = cells_of(&export(&stage, Paper::SpottingNotes, PaperFormat::Xlsx).0).to_string();
    for said in [
        "1 INT. STAGE - DAY",
        "01:00:00:00",
        "01:00:05:00",
        "The boat\\nHold back until she turns",
        "longing, cold\\nintensity 7",
        "01:00:02:00 she turns",
        "Dana: less of it",
        "\"source\"",
        "\"song\"",
        "3 starts, 1 of them source",
    ] {
        assert!(text.contains(said), "{said:?} is missing:\n{text}");
    }
}

#[test]
fn the_album_list_says_what_is_licensed_for_an_album() {
    let mut stage = laid();
    let known = stage.known(stage.clear().groups[1].lines[0].line.clearance.id.0);
    stage.edit(json!({ "type": "setOptions", "clearance": known.line.line.clearance.id, "options": [
        { "label": "Soundtrack album", "fee": 50_000, "exerciseBy": "2027-03-01" },
    ] }));
    let text = cells_of(&export(&stage, Paper::Soundtrack, PaperFormat::Xlsx).0).to_string();
    assert!(text.contains("publishing: option until 2027-03-01, $500") && text.contains("not asked"), "{text}");
    assert!(text.contains("\"[m]:ss\""), "{text}");
}

#[test]
fn the_same_paper_has_the_same_bytes() {
    let stage = laid();
    for paper in Paper::ALL {
        for format in paper.formats() {
            let first = fs::read(export(&stage, paper, *format).0).expect("a file");
            std::thread::sleep(std::time::Duration::from_millis(20));
            let again = fs::read(export(&stage, paper, *format).0).expect("a file");
            assert!(first == again, "{paper:?} as {format}");
        }
    }
}

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
            "Quote-request, line 1: it names something that is not there, in “Dear {{ to.nmae }}”; mend that line, or take our wording again",
        ),
        ("a\n{% for x in lines %}", "Quote-request, line 2: it cannot be read:"),
        (" ", "The template is empty; write something, or take our wording again"),
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
        format: deliver::Format::Pdf,
        is_final: false,
        recipient: "",
        replace: true,
        template: None,
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
    assert!(images(&export(&stage, Paper::QuoteRequest, PaperFormat::Pdf).0) > 0);
    assert!(images(&export(&stage, Paper::ClearanceLog, PaperFormat::Pdf).0) > 0);
    let pictures = "import sys, json, zipfile\nprint(json.dumps([n for n in zipfile.ZipFile(sys.argv[1]).namelist() if 'media' in n and n.endswith('.png')]))";
    for (paper, format) in [(Paper::QuoteRequest, PaperFormat::Docx), (Paper::ClearanceLog, PaperFormat::Xlsx)] {
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

#[test]
fn the_command_line_writes_every_letter_and_list() {
    let shell = Shell::default();
    shell.json(&["sample", "heart.needledrop"]);
    for (what, format, letters) in [
        ("quote-request", "pdf", true),
        ("quote-request", "docx", true),
        ("confirmation", "pdf", true),
        ("confirmation", "docx", true),
        ("clearance-log", "xlsx", false),
        ("clearance-log", "pdf", false),
        ("budget", "xlsx", false),
        ("budget", "pdf", false),
        ("end-credits", "pdf", false),
        ("end-credits", "docx", false),
        ("end-credits", "txt", false),
        ("spotting-notes", "xlsx", false),
        ("spotting-notes", "pdf", false),
        ("soundtrack", "xlsx", false),
        ("soundtrack", "pdf", false),
    ] {
        let file = format!("{what}.{format}");
        let made = shell.json(&["export", "heart.needledrop", "1x04", what, "--format", format, "-o", &file]);
        assert_eq!(made["issued"][0]["recipient"] != "", letters, "{made}");
        assert!(fs::metadata(shell.path(&file)).expect("a file").len() > 300, "{file}");
    }
    let export = |more: &[&str]| shell.refused(&[&["export", "heart.needledrop", "1x04"], more].concat());
    assert!(export(&["quote-request", "-o", "x.xlsx"]).contains("Say the form with --format: pdf or docx"));
    assert!(
        export(&["quote-request", "--to", "Nobody", "-o", "x.pdf"]).contains("no rights holder of 1x04; there are")
    );
    assert!(export(&["budget", "--final", "-o", "x.pdf"]).contains("Only a cue-sheet"));
    assert!(export(&["budget", "-o", "budget.pdf"]).contains("exists already"));
    let one = shell.json(&[
        "export",
        "heart.needledrop",
        "1x04",
        "quote-request",
        "--to",
        "saltmarsh songs",
        "-o",
        "one.pdf",
    ]);
    assert_eq!(one["issued"].as_array().map(Vec::len), Some(1));

    shell.json(&["templates", "heart.needledrop", "--export", "end-credits", "-o", "credits.md"]);
    let own = fs::read_to_string(shell.path("credits.md")).expect("a text").replace("# Music", "# Songs");
    fs::write(shell.path("credits.md"), own).expect("a file");
    let told = shell.json(&["templates", "heart.needledrop", "--import", "end-credits", "credits.md"]);
    assert_eq!(told["templates"][2], json!({ "name": "end-credits", "title": "End-credit copy", "own": true }));
    shell.json(&["export", "heart.needledrop", "1x04", "end-credits", "-o", "own.txt"]);
    assert!(fs::read_to_string(shell.path("own.txt")).expect("a text").starts_with("Songs\n"));
    fs::write(shell.path("credits.md"), "one\n{{ songz }}").expect("a file");
    let refused = shell.refused(&["templates", "heart.needledrop", "--import", "end-credits", "credits.md"]);
    assert!(refused.contains("line 2"), "{refused}");
    let told = shell.json(&["templates", "heart.needledrop", "--reset", "end-credits"]);
    assert_eq!(told["templates"][2]["own"], false);
}

#[test]
fn an_episode_without_rights_has_lists_and_no_letters() {
    let stage = Stage::default();
    assert_eq!(EPISODE.0, 1);
    for paper in [Paper::ClearanceLog, Paper::Budget, Paper::SpottingNotes, Paper::Soundtrack, Paper::EndCredits] {
        for format in paper.formats() {
            export(&stage, paper, *format);
        }
    }
    assert_eq!(prose(&stage, Paper::QuoteRequest).pages, []);
    let summary = stage.studio().papers(CUT).expect("papers");
    assert_eq!(summary.iter().map(|one| one.letters).collect::<Vec<_>>()[..3], [Some(0), Some(0), None]);
}
