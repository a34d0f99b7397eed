//! `export`: what leaves the house.

mod handover;
mod letters;
mod placed;

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use model::CutId;
use serde_json::json;
use studio::{
    Briefed, Document, Exported, Form, PLACED_FORMS, PlacedForm, SheetExport, Studio, StudioError, endings,
    export_cue_list,
};

use crate::answer::{Answer, Failure, table};
use crate::inputs;
use crate::inputs::{CutOf, ShowFile};
use crate::shown::to_second;

/// Write a document of a cut
#[derive(Debug, Args)]
pub struct Export {
    #[command(flatten)]
    pub(super) cut: CutOf,
    /// What to write
    #[arg(value_parser = what())]
    what: What,
    /// The form; by default what the file's ending says
    #[arg(long, value_parser = forms())]
    pub(super) format: Option<String>,
    /// The file to write
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: PathBuf,
    /// Replace the file if it is there
    #[arg(long)]
    pub(super) force: bool,
    /// A society's or broadcaster's own form; `needledrop profiles` lists them. Without one, and without --final, a
    /// cue sheet is the cue list as it stands
    #[arg(long, value_name = "NAME")]
    pub(super) profile: Option<String>,
    /// The final sheet; refused while there are errors. Without it a draft is written
    #[arg(long = "final")]
    pub(super) is_final: bool,
    /// Fill this workbook, a society's own template, in place of making one; the template itself is only read
    #[arg(long, value_name = "FILE.xlsx")]
    pub(super) template: Option<PathBuf>,
    /// Put commissioned cues of the same ownership together, as societies let them be registered
    #[arg(long)]
    pub(super) roll_up: bool,
    /// To whom it goes, for the ledger; for a letter the rights holder whose letter is written. Without it all letters
    /// are written, each on a page of its own, or where --output is a folder, each as a file of its own there
    #[arg(long, value_name = "RECIPIENT", default_value = "")]
    pub(super) to: String,
    /// The program that gets it: with handover avid, premiere, resolve, pro-tools, reaper or final-cut; with markers avid,
    /// premiere, resolve, reaper, edl or text
    #[arg(long = "for", value_name = "PROGRAM")]
    pub(super) program: Option<String>,
    /// What of a handover is written, with commas between; by default what the program usually gets. --preview says what
    /// there is
    #[arg(long, value_name = "PART", value_delimiter = ',')]
    pub(super) parts: Option<Vec<String>>,
    /// Sound files as recorded, without gain and fades, in place of as heard
    #[arg(long)]
    pub(super) raw: bool,
    /// How much more of the recording is in raw files on both sides, as 2s
    #[arg(long, value_name = "LENGTH", requires = "raw")]
    pub(super) handles: Option<String>,
    /// Say what would be written and what gets lost, and write nothing
    #[arg(long)]
    pub(super) preview: bool,
    /// The older cut that a music change list begins with; by default the one before
    #[arg(long, value_name = "LABEL")]
    pub(super) since: Option<String>,
}

/// What can be exported.
#[derive(Debug, Clone)]
enum What {
    /// A document.
    Document(Document),
    /// The music for another program.
    Placed(PlacedForm),
    /// Notes, hits and cues as markers.
    Markers,
    /// The sound of each placement as a file.
    Spotted,
    /// All that a program gets.
    Handover,
}

/// What stands beside documents and forms.
const OTHERS: [(&str, &str); 3] = [
    ("markers", "Notes, hits and cues as markers for the program of --for"),
    ("spotted", "The sound of each placement as a Broadcast Wave file that says where it lies, into a folder"),
    ("handover", "All that the program of --for gets: sound, lists, markers"),
];

fn what() -> impl TypedValueParser<Value = What> {
    let documents = Document::all().map(|document| PossibleValue::new(document.name()).help(document.about()));
    let placed =
        PLACED_FORMS.map(|form| PossibleValue::new(form.name).help(format!("{}, for {}", form.word, form.programs)));
    let others = OTHERS.map(|(name, about)| PossibleValue::new(name).help(about));
    PossibleValuesParser::new(documents.chain(placed).chain(others)).try_map(|name: String| match name.as_str() {
        "markers" => Ok(What::Markers),
        "spotted" => Ok(What::Spotted),
        "handover" => Ok(What::Handover),
        _ => match PlacedForm::named(&name) {
            Some(form) => Ok(What::Placed(form)),
            None => name.parse::<Document>().map(What::Document),
        },
    })
}

/// Every form that some document is written in.
fn forms() -> PossibleValuesParser {
    PossibleValuesParser::new(Form::all().map(Form::ending))
}

/// The form of `document` by its name or by what the file's ending says.
pub(super) fn form(asked: &Export, document: Document) -> Result<Form, Failure> {
    match &asked.format {
        Some(name) => Ok(document.form(name).map_err(StudioError::from)?),
        None => document
            .form(&asked.output.extension().unwrap_or_default().to_string_lossy())
            .map_err(|_| Failure::said(format!("say the form with --format: {}", endings(document.forms())))),
    }
}

/// `export`.
pub fn export(asked: &Export) -> Result<Answer, Failure> {
    let document = match asked.what {
        What::Document(document) => document,
        What::Placed(form) => return placed::write(asked, form),
        What::Markers => return handover::markers(asked),
        What::Spotted => return handover::spotted(asked),
        What::Handover => return handover::write(asked),
    };
    handover::refuse_its_choices(asked)?;
    if document == Document::CueList
        && (asked.profile.is_some() || asked.is_final || asked.template.is_some() || asked.roll_up)
    {
        return Err(Failure::said("a cue list has no profile and is never final or rolled up; export a cue-sheet"));
    }
    if let Document::Paper(paper) = document {
        return letters::write(asked, paper);
    }
    let format = form(asked, document)?;
    if document == Document::Changes && (asked.is_final || asked.template.is_some() || asked.roll_up) {
        return Err(Failure::said(
            "changes are compared with a filed sheet: they take neither --final nor --roll-up nor a template",
        ));
    }
    let (studio, cut) = inputs::open_cut(&asked.cut)?;
    if document == Document::Minutes {
        if asked.profile.is_some() || asked.is_final || asked.template.is_some() || asked.roll_up {
            return Err(Failure::said("minutes of a review have no profile and are never final or rolled up"));
        }
        studio.export_minutes(cut.id, None, false, format, &asked.output, asked.force)?;
        studio.close()?;
        let path = asked.output.display().to_string();
        let text = format!("Wrote {path}");
        return Ok(Answer::new(json!({ "path": path, "format": format.ending() }), text));
    }
    if document == Document::MusicChanges {
        if asked.profile.is_some() || asked.is_final || asked.template.is_some() || asked.roll_up {
            return Err(Failure::said("a music change list has no profile and is never final or rolled up"));
        }
        let old = match &asked.since {
            Some(label) => studio.find_cut(asked.cut.episode, Some(label))?,
            None => studio.cut_before(&cut)?,
        };
        studio.export_music_changes((old.id, cut.id), format, &asked.output, asked.force)?;
        studio.close()?;
        let path = asked.output.display().to_string();
        let json = json!({ "path": path, "format": format.ending(), "from": old.label, "to": cut.label });
        return Ok(Answer::new(json, format!("Wrote {path}")));
    }
    if document == Document::Brief {
        if asked.profile.is_some() || asked.is_final || asked.template.is_some() || asked.roll_up {
            return Err(Failure::said("a commission brief has no profile and is never final or rolled up"));
        }
        let written = studio.export_briefs(Briefed::Cut(cut.id), format, &asked.output, asked.force)?;
        studio.close()?;
        let path = asked.output.display().to_string();
        let text = format!("Wrote {path}");
        return Ok(Answer::new(json!({ "path": path, "format": format.ending(), "briefs": written }), text));
    }
    if document == Document::Changes {
        return changes(asked, &studio, cut.id, format);
    }
    if asked.profile.is_some() || asked.is_final || asked.template.is_some() || asked.roll_up {
        return sheet(asked, &studio, cut.id, format);
    }
    export_cue_list(&studio, cut.id, format, &asked.output, asked.force)?;
    let cues = studio.cut(cut.id)?.cues.len();
    studio.close()?;
    let path = asked.output.display().to_string();
    let text = format!("Wrote {path}");
    Ok(Answer::new(json!({ "path": path, "format": format.ending(), "cues": cues }), text))
}

fn of_sheet(asked: &Export, format: Form) -> SheetExport<'_> {
    SheetExport {
        profile: asked.profile.as_deref().unwrap_or_default(),
        format,
        is_final: asked.is_final,
        recipient: &asked.to,
        replace: asked.force,
        template: asked.template.as_deref(),
        roll_up: asked.roll_up,
    }
}

/// Writes what changed since the sheet was filed.
fn changes(asked: &Export, studio: &Studio, cut: CutId, format: Form) -> Result<Answer, Failure> {
    let issued = studio.export_changes(cut, &of_sheet(asked, format), &asked.output)?;
    let path = asked.output.display().to_string();
    let text = format!("Wrote {path}");
    Ok(Answer::new(json!({ "path": path, "format": format.ending(), "issued": issued }), text))
}

/// Writes the sheet, and says what the ledger says of it.
fn sheet(asked: &Export, studio: &Studio, cut: CutId, format: Form) -> Result<Answer, Failure> {
    let Exported { issued, notes } = studio.export_sheet(cut, &of_sheet(asked, format), &asked.output)?;
    for note in &notes {
        crate::outputs::say(note);
    }
    let path = asked.output.display().to_string();
    let kind = if issued.is_final { "final" } else { "draft" };
    let text = format!("Wrote {path} ({kind}{})", if issued.revision > 0 { ", revised" } else { "" });
    Ok(Answer::new(json!({ "path": path, "format": format.ending(), "issued": issued, "notes": notes }), text))
}

/// List the profiles of cue sheets, write one to a file, or bring one in
#[derive(Debug, Args)]
pub struct Profiles {
    #[command(flatten)]
    show: ShowFile,
    /// Write this profile to --output
    #[arg(long, value_name = "NAME", requires = "output")]
    export: Option<String>,
    /// The file to write
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Import the profile of this file
    #[arg(long, value_name = "FILE", conflicts_with = "export")]
    import: Option<PathBuf>,
    /// Replace the file if it is there
    #[arg(long)]
    force: bool,
}

/// `profiles`.
pub fn profiles(asked: &Profiles) -> Result<Answer, Failure> {
    let studio = Studio::open(&asked.show.show)?;
    if let Some(file) = &asked.import {
        studio.import_profile(file)?;
    }
    if let (Some(name), Some(output)) = (&asked.export, &asked.output) {
        studio.export_profile(name, output, asked.force)?;
    }
    let profiles = studio.profiles()?;
    let rows: Vec<Vec<String>> = profiles
        .iter()
        .map(|one| vec![one.id.clone(), one.name.clone(), if one.own { "own" } else { "" }.to_owned()])
        .collect();
    Ok(Answer::new(json!({ "profiles": profiles }), table(&["id", "name", ""], &rows, "no profiles")))
}

/// List what left the house: when, to whom, and its BLAKE3
#[derive(Debug, Args)]
pub struct Ledger {
    #[command(flatten)]
    show: ShowFile,
}

/// `ledger`.
pub fn ledger(asked: &Ledger) -> Result<Answer, Failure> {
    let studio = Studio::open(&asked.show.show)?;
    let issued = studio.ledger()?;
    let rows: Vec<Vec<String>> = issued
        .iter()
        .map(|one| {
            let state = match (one.is_final, one.revision) {
                (false, _) => "draft".to_owned(),
                (true, 0) => "final".to_owned(),
                (true, revision) => format!("revised {revision}"),
            };
            vec![
                to_second(&one.issued_at),
                one.episode.clone(),
                one.kind.clone(),
                one.profile.clone(),
                state,
                one.recipient.clone(),
                one.file_name.clone(),
                one.hash.clone(),
            ]
        })
        .collect();
    let heads = ["at", "episode", "what", "profile", "state", "to", "file", "blake3"];
    Ok(Answer::new(json!({ "issued": issued }), table(&heads, &rows, "nothing was issued yet")))
}
