//! `export`: what leaves the house.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use serde_json::json;
use studio::{Format, export_cue_list};

use crate::answer::{Answer, Failure};
use crate::arguments::CutOf;
use crate::inputs;

/// Write a document of a cut
#[derive(Debug, Args)]
pub struct Export {
    #[command(flatten)]
    cut: CutOf,
    /// What to write
    what: What,
    /// The form; by default what the file's ending says
    #[arg(long, value_parser = formats())]
    format: Option<Format>,
    /// The file to write
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Replace the file if it is there
    #[arg(long)]
    force: bool,
    /// A society's or broadcaster's own form
    #[arg(long, value_name = "NAME", hide = true)]
    profile: Option<String>,
    /// Only when nothing stands in the way
    #[arg(long = "final", hide = true)]
    is_final: bool,
}

/// What can be exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// The list of all music of the cut, as it stands
    #[value(alias = "cue-list")]
    CueSheet,
}

fn formats() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::extension)).try_map(|name: String| name.parse::<Format>())
}

/// `export`.
pub fn export(asked: &Export) -> Result<Answer, Failure> {
    let What::CueSheet = asked.what;
    if let Some(profile) = &asked.profile {
        return Err(no_profiles(profile));
    }
    if asked.is_final {
        return Err(Failure::said("this version writes the cue list as it stands; leave --final out"));
    }
    let format = match asked.format {
        Some(format) => format,
        None => {
            let ending = asked.output.extension().unwrap_or_default().to_string_lossy();
            ending.parse().map_err(|_| Failure::said("say the form with --format: csv, xlsx, pdf or json"))?
        }
    };
    let (studio, cut) = inputs::open_cut(&asked.cut)?;
    export_cue_list(&studio, cut.id, format, &asked.output, asked.force)?;
    let cues = studio.cut(cut.id)?.cues.len();
    studio.close()?;
    let path = asked.output.display().to_string();
    let text = format!("Wrote {path}");
    Ok(Answer::new(json!({ "path": path, "format": format.extension(), "cues": cues }), text))
}

/// Why a profile was not followed.
pub fn no_profiles(profile: &str) -> Failure {
    Failure::said(format!("this version knows no profiles, {profile:?} neither; leave --profile out"))
}
