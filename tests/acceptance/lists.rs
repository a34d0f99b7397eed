//! Lists: what they say, in every form, read back by other people's readers.

use std::process::Command;

use serde_json::{Value, json};
use studio::{Document, Form, Paper};
use tests::papers::{NASTY, cells_of, export, laid, printed, prose, python};
use tests::stage::{CUT, EPISODE, Stage, second};

#[test]
fn lists_are_workbooks_with_typed_cells_in_which_nothing_is_a_formula_but_sums() {
    let mut stage = laid();
    stage.edit(json!({ "type": "setBudget", "season": 1, "episode": null, "category": "songs", "amount": 1_000_000 }));
    stage.edit(json!({ "type": "setBudget", "season": 1, "episode": null, "category": "score", "amount": 250_050 }));
    for paper in [Paper::ClearanceLog, Paper::SpottingNotes, Paper::Soundtrack, Paper::Budget] {
        let (path, _) = export(&stage, paper, Form::Xlsx);
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
        assert!(printed(&export(&stage, paper, Form::Pdf).0).contains(paper.title()));
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
    let (path, _) = export(&stage, Paper::Budget, Form::Xlsx);
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
    stage.edit(
        json!({ "type": "addNote", "cut": CUT, "cue": cue, "author": "Kim", "body": "too dear", "private": true }),
    );
    let text = cells_of(&export(&stage, Paper::SpottingNotes, Form::Xlsx).0).to_string();
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
    assert!(!text.contains("too dear"), "what is private does not leave the house:\n{text}");
}

#[test]
fn the_album_list_says_what_is_licensed_for_an_album() {
    let mut stage = laid();
    let known = stage.known(stage.clear().groups[1].lines[0].line.clearance.id.0);
    stage.edit(json!({ "type": "setOptions", "clearance": known.line.line.clearance.id, "options": [
        { "label": "Soundtrack album", "fee": 50_000, "exerciseBy": "2027-03-01" },
    ] }));
    let text = cells_of(&export(&stage, Paper::Soundtrack, Form::Xlsx).0).to_string();
    assert!(text.contains("publishing: option until 2027-03-01, $500") && text.contains("not asked"), "{text}");
    assert!(text.contains("\"[m]:ss\""), "{text}");
}

#[test]
fn an_episode_without_rights_has_lists_and_no_letters() {
    let stage = Stage::default();
    assert_eq!(EPISODE.0, 1);
    for paper in [Paper::ClearanceLog, Paper::Budget, Paper::SpottingNotes, Paper::Soundtrack, Paper::EndCredits] {
        for format in Document::Paper(paper).forms() {
            export(&stage, paper, format);
        }
    }
    assert_eq!(prose(&stage, Paper::QuoteRequest).pages, []);
    let summary = stage.studio().papers(CUT).expect("papers");
    assert_eq!(summary.iter().map(|one| one.letters).collect::<Vec<_>>()[..3], [Some(0), Some(0), None]);
}

#[test]
fn letters_of_a_list_are_as_small_in_a_text_document_as_on_paper() {
    let stage = laid();
    let (path, _) = export(&stage, Paper::SpottingNotes, Form::Docx);
    let script = "import sys, json, docx\n\
                  rows = docx.Document(sys.argv[1]).tables[-1].rows\n\
                  runs = lambda row: [run for cell in row.cells for part in cell.paragraphs for run in part.runs]\n\
                  print(json.dumps([[[run.font.size.pt if run.font.size else None, bool(run.bold)] for run in runs(row)] for row in (rows[0], rows[1])]))";
    let told = python(script, &path);
    let [head, first]: [Vec<(f64, bool)>; 2] = serde_json::from_value(told).expect("sizes of all runs");
    assert!(!head.is_empty() && head.iter().all(|run| *run == (7.5, true)), "{head:?}");
    assert!(!first.is_empty() && first.iter().all(|run| *run == (7.5, false)), "{first:?}");
}
