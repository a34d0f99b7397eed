//! A stage with rights to write about, and readers of what is written.

use std::path::{Path, PathBuf};
use std::process::Command;

use deliver::letters::{Drawn, Prose};
use serde_json::{Value, json};
use studio::views::DirectoryQuery;
use studio::{Form, Paper, PaperExport};

use crate::stage::{ALPHA, BRAVO, CUT, Stage};

/// What no cell and no letter may be led astray by.
pub const NASTY: &str = "=HYPERLINK(\"http://x\") *#1* | Löve_ 上を向いて <b>&";

const TERMS: [(&str, &str); 3] = [("media", "All media"), ("territory", "World"), ("term", "Perpetuity")];

/// What a script prints as JSON of the file that is its first argument.
pub fn python(script: &str, path: &Path) -> Value {
    let interpreter = std::env::var("NEEDLEDROP_PYTHON").unwrap_or_else(|_| "python3".into());
    let ran = Command::new(&interpreter).args(["-X", "utf8", "-c", script]).arg(path).output().expect("python runs");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    serde_json::from_slice(&ran.stdout).expect("JSON")
}

/// The text of a PDF, laid out as on paper.
pub fn printed(path: &Path) -> String {
    let ran = Command::new("pdftotext").arg("-layout").arg(path).arg("-").output().expect("pdftotext runs");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).expect("text")
}

/// The words of a text document, a line a paragraph, tables' cells separated by tabs; its header's first.
pub fn words_of(path: &Path) -> String {
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
pub fn cells_of(path: &Path) -> Value {
    python(
        "import sys, json, openpyxl\n\
         w = openpyxl.load_workbook(sys.argv[1])\n\
         print(json.dumps({s.title: [[[str(c.value) if c.data_type != 'n' else c.value, c.data_type, c.number_format] \
         for c in r if c.value is not None] for r in s.iter_rows()] for s in w}))",
        path,
    )
}

/// Adds a party and gives its row.
pub fn party(stage: &mut Stage, set: Value) -> i64 {
    stage.edit(json!({ "type": "addParty", "set": set }));
    let all = DirectoryQuery { limit: 100, ..DirectoryQuery::default() };
    let name = set["name"].as_str().expect("a name");
    let rows = stage.studio().parties(&all).expect("parties").rows;
    rows.iter().find(|row| row.party.name == name).expect("the party").party.id.0
}

/// Alpha at 0 s with a nasty title, Bravo at 20 s and again at 45 s; Fjord Songs and Northbound license.
pub fn laid() -> Stage {
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

/// A letter as it is drawn up.
pub fn prose(stage: &Stage, paper: Paper) -> Prose {
    let view = stage.studio().paper(CUT, paper, None, None).expect("a paper");
    let Some(Drawn::Prose(prose)) = view.drawn else { panic!("{:?}", view.wrong) };
    prose
}

/// Writes a paper beside the show; gives the file, and what the ledger holds of it.
pub fn export(stage: &Stage, paper: Paper, format: Form) -> (PathBuf, Vec<model::Issued>) {
    let path = stage.file(&format!("{}.{format}", paper.name()));
    let asked = PaperExport { paper, format, to: None, recipient: "Network", replace: true };
    let issued = stage.studio().export_paper(CUT, &asked, &path).expect("written");
    (path, issued)
}
