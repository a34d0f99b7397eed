//! Letters: what they say, to whom, in every form, read back by other people's readers.

use std::fs;

use model::PartyId;
use serde_json::json;
use studio::views::DirectoryQuery;
use studio::{Document, Form, Paper, PaperExport};
use tests::command::Shell;
use tests::papers::{NASTY, export, laid, party, printed, prose, words_of};
use tests::stage::{BRAVO, CUT};

#[test]
fn a_quote_request_goes_to_each_who_was_not_asked_and_says_all_they_want_to_know() {
    let stage = laid();
    let pages = prose(&stage, Paper::QuoteRequest).pages;
    assert_eq!(pages.iter().map(|page| page.recipient.as_str()).collect::<Vec<_>>(), ["Fjord Songs"]);
    for format in [Form::Pdf, Form::Docx] {
        let (path, issued) = export(&stage, Paper::QuoteRequest, format);
        let text = if format == Form::Pdf { printed(&path) } else { words_of(&path) };
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
        assert_eq!((issued[0].kind.as_str(), issued[0].format.as_str()), ("quote-request", format.ending()));
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
    let (path, issued) = export(&stage, Paper::Confirmation, Form::Docx);
    let names: Vec<&str> = issued.iter().map(|one| one.recipient.as_str()).collect();
    assert_eq!(names, ["Fjord Songs", "Northbound"]);
    let text = words_of(&path);
    for said in [
        "Confirmation of terms",
        "Fee\tUSD 3,375 for 100 %",
        "Fee\tUSD 2,000 for 100 %",
        "Agreed and accepted for Northbound",
        "the non-exclusive right to record, reproduce and synchronise",
        "days of receipt of an invoice",
        "Signature\tSignature",
    ] {
        assert!(text.contains(said), "{said:?} is missing:\n{text}");
    }
    assert!(!text.contains("75 %") && !text.contains("Credit will be given"), "{text}");
    // Both uses of Bravo.
    assert!(text.contains("Use 1\t") && text.contains("Use 2\t"), "{text}");
    let north = stage.studio().recipient_named(CUT, Paper::Confirmation, " northbound ").expect("somebody");
    let asked =
        PaperExport { paper: Paper::Confirmation, format: Form::Pdf, to: Some(north), recipient: "", replace: true };
    let one = stage.file("one.pdf");
    stage.studio().export_paper(CUT, &asked, &one).expect("written");
    assert!(!printed(&one).contains("Fjord Songs"));
}

#[test]
fn each_letter_can_be_a_file_of_its_own() {
    let stage = laid();
    let folder = stage.file("letters");
    fs::create_dir(&folder).expect("a folder");
    let asked = PaperExport { paper: Paper::Confirmation, format: Form::Pdf, to: None, recipient: "", replace: false };
    let written = stage.studio().export_letters(CUT, &asked, &folder).expect("written");
    let names: Vec<_> = written.iter().filter_map(|(path, _)| path.file_name()?.to_str()).collect();
    assert_eq!(
        names,
        ["Stage 1x01 Confirmation letter - Fjord Songs.pdf", "Stage 1x01 Confirmation letter - Northbound.pdf"]
    );
    assert!(!printed(&written[0].0).contains("Northbound") && printed(&written[1].0).contains("Northbound"));
    let refused = stage.studio().export_letters(CUT, &asked, &folder).expect_err("they are there");
    assert!(studio::sentence(&refused).contains("exists already"), "{refused}");
    assert_eq!(stage.studio().ledger().expect("the ledger").len(), 2);
}

#[test]
fn an_option_without_a_fee_is_not_confirmed_for_nothing() {
    let mut stage = laid();
    let paper = stage.studio().paper(CUT, Paper::Confirmation, None, None).expect("a paper");
    let line = paper.recipients.iter().flat_map(|one| &one.lines).find(|line| line.included).expect("a line").clearance;
    let option = json!({ "label": "Trailer", "media": "Promotion", "exerciseBy": "2027-03-01" });
    stage.edit(json!({ "type": "setOptions", "clearance": line, "options": [option] }));
    let text = words_of(&export(&stage, Paper::Confirmation, Form::Docx).0);
    assert!(text.contains("Trailer: Promotion, fee to be agreed, to be taken by 1 March 2027"), "{text}");
    let gaps = stage.studio().paper(CUT, Paper::Confirmation, None, None).expect("a paper").gaps;
    assert!(gaps.iter().any(|gap| gap.message.contains("the option Trailer has no fee")), "{gaps:?}");
}

#[test]
fn who_is_not_there_or_has_nothing_is_said() {
    let stage = laid();
    let said = |error: studio::StudioError| studio::sentence(&error);
    let nobody = stage.studio().recipient_named(CUT, Paper::QuoteRequest, "Nobody").expect_err("nobody");
    assert_eq!(said(nobody), "\"Nobody\" is not a rights holder of 1x01; there are Fjord Songs, Northbound");
    let north = stage.studio().recipient_named(CUT, Paper::QuoteRequest, "Northbound").expect("somebody");
    let path = stage.file("none.pdf");
    let mut asked =
        PaperExport { paper: Paper::QuoteRequest, format: Form::Pdf, to: Some(north), recipient: "", replace: true };
    let refused = stage.studio().export_paper(CUT, &asked, &path).expect_err("nothing");
    assert_eq!(
        said(refused),
        "There is no quote request to write: nothing of Northbound is to be requested; it is agreed"
    );
    asked.to = Some(PartyId(99));
    stage.studio().export_paper(CUT, &asked, &path).expect_err("nobody of that row");
    assert!(!path.exists() && stage.studio().ledger().expect("the ledger").is_empty());
    asked.format = Form::Xlsx;
    asked.to = None;
    let wrong = stage.studio().export_paper(CUT, &asked, &path).expect_err("no workbook");
    assert_eq!(said(wrong), "The quote request is not written as xlsx; choose pdf or docx");
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
    let (path, issued) = export(&stage, Paper::EndCredits, Form::Txt);
    assert_eq!((issued.len(), issued[0].recipient.as_str()), (1, "Network"));
    let text = fs::read_to_string(&path).expect("text");
    let expected = format!(
        "Music\n\n“{NASTY}”\nWritten by I. Vold\nPerformed by The Testers\nCourtesy of Northbound\n\n“Bravo!”\nWritten by Tom Low and \
         Aiko Ōe\nPerformed by The Testers\nCourtesy of ____________\n"
    );
    assert_eq!(text, expected);
    let gaps = stage.studio().paper(CUT, Paper::EndCredits, None, None).expect("a paper").gaps;
    assert_eq!(gaps.iter().map(|gap| gap.message.as_str()).collect::<Vec<_>>(), ["Bravo: the label is not known"]);
    let words = words_of(&export(&stage, Paper::EndCredits, Form::Docx).0);
    assert!(words.contains("Written by Tom Low and Aiko Ōe\nPerformed by The Testers"), "{words}");
    assert!(printed(&export(&stage, Paper::EndCredits, Form::Pdf).0).contains("Written by Tom Low and Aiko Ōe"));
}

#[test]
fn the_same_paper_has_the_same_bytes() {
    let stage = laid();
    for paper in Paper::ALL {
        for format in Document::Paper(paper).forms() {
            let first = fs::read(export(&stage, paper, format).0).expect("a file");
            std::thread::sleep(std::time::Duration::from_millis(20));
            let again = fs::read(export(&stage, paper, format).0).expect("a file");
            assert!(first == again, "{paper:?} as {format}");
        }
    }
}

#[test]
fn the_command_line_writes_every_letter_and_list() {
    let shell = Shell::default();
    shell.sample("heart.needledrop");
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
        export(&["budget", "--format", "docx", "-o", "x.docx"])
            .contains("The music budget is not written as docx; choose xlsx or pdf")
    );
    assert!(
        export(&["quote-request", "--to", "Nobody", "-o", "x.pdf"])
            .contains("is not a rights holder of 1x04; there are")
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
