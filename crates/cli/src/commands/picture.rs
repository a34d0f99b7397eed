//! `picture`: the files of a cut's picture.

use std::path::{Path, PathBuf};

use clap::Args;
use model::Cut;
use serde_json::{Value, json};
use studio::Studio;
use studio::edits::{CutEdit, CutPatch, EditRequest, ReelPictureSpec};
use studio::views::CutView;
use timebase::Position;

use crate::answer::{Answer, Failure, table};
use crate::inputs;
use crate::inputs::CutOf;

/// Show, set or clear the picture of a cut, in one file or in several (reels)
///
/// Without FILE it lists what the cut has. The first file begins with the cut; each further one where FILE@POS says (timecode, or
/// seconds as 12.5s), or else at its own timecode, or where the one before ends. Each is seen until the next
/// begins. Where the cut ends before one of them begins, it is made longer, which is said.
#[derive(Debug, Args)]
pub struct Picture {
    #[command(flatten)]
    cut: CutOf,
    /// The files in order, in the place of those it has
    #[arg(value_name = "FILE[@POS]")]
    files: Vec<String>,
    /// Add the files behind those it has
    #[arg(long, requires = "files")]
    add: bool,
    /// Take the picture away; its files stay where they are
    #[arg(long, conflicts_with = "files")]
    clear: bool,
}

/// `picture`.
pub fn picture(asked: &Picture) -> Result<Answer, Failure> {
    let (studio, cut) = inputs::open_cut(&asked.cut)?;
    let mut remarks = Vec::new();
    if asked.clear {
        let gone = CutPatch { picture: Some(String::new()), ..CutPatch::default() };
        let edits = vec![CutEdit::EditCut { cut: cut.id, set: gone }.into()];
        remarks = edit(&studio, edits, format!("Remove the picture of {}", cut.label))?;
    } else if !asked.files.is_empty() {
        remarks = set(&studio, &cut, asked)?;
    }
    let view = studio.cut(cut.id)?;
    studio.close()?;
    remarks.extend(view.picture_warnings.iter().map(|warning| warning.message.clone()));
    Ok(Answer { remarks, ..told(&view) })
}

/// Sets the files, or adds them; what is to be known of it.
fn set(studio: &Studio, cut: &Cut, asked: &Picture) -> Result<Vec<String>, Failure> {
    let mut named = asked.files.iter().map(|text| file(cut, text)).collect::<Result<Vec<_>, Failure>>()?;
    let mut edits = Vec::new();
    let mut others: Vec<ReelPictureSpec> = Vec::new();
    if asked.add && cut.picture.is_some() {
        let there = studio.cut(cut.id)?.picture_parts.into_iter().skip(1);
        others.extend(there.map(|part| ReelPictureSpec { path: part.path, start: Some(part.start) }));
    } else {
        let (path, start) = named.remove(0);
        if start.is_some_and(|at| at != Position::ZERO) {
            return Err(Failure::said(format!(
                "{} is the first file of the picture, which begins with the cut: name it without a place",
                path.display()
            )));
        }
        let first = CutPatch { picture: Some(path.display().to_string()), ..CutPatch::default() };
        edits.push(CutEdit::EditCut { cut: cut.id, set: first }.into());
    }
    others.extend(named.into_iter().map(|(path, start)| ReelPictureSpec { path: path.display().to_string(), start }));
    edits.push(CutEdit::SetReelPictures { cut: cut.id, pictures: others, lengthen: Some(true) }.into());
    edit(studio, edits, format!("Set the picture of {}", cut.label))
}

fn edit(studio: &Studio, edits: Vec<studio::edits::Edit>, label: String) -> Result<Vec<String>, Failure> {
    Ok(studio.edit(&EditRequest { edits, label: Some(label), merge_key: None })?.remarks)
}

/// A file that can be a picture, and where it was said to begin. A name with an `@` in it is a name where there is such a file.
fn file(cut: &Cut, text: &str) -> Result<(PathBuf, Option<Position>), Failure> {
    let (name, start) = match text.rsplit_once('@') {
        Some((name, place)) if !Path::new(text).is_file() => (name, Some(cut.scale().point(place, None)?)),
        Some(_) | None => (text, None),
    };
    let path = Path::new(name);
    if !path.is_file() {
        return Err(Failure::said(format!("there is no picture file {name}")));
    }
    studio::picture_of(path)?;
    Ok((inputs::whole_path(path)?, start))
}

fn told(view: &CutView) -> Answer {
    let (mut listed, mut rows): (Vec<Value>, Vec<Vec<String>>) = (Vec::new(), Vec::new());
    for part in &view.picture_parts {
        let end = view.cut.timecode(part.start + part.length).to_string();
        let what = part.facts.as_ref().map_or_else(
            || "missing".to_owned(),
            |facts| format!("{} in {}, {} × {}", facts.codec, facts.container, facts.width, facts.height),
        );
        listed.push(json!({
            "path": part.path, "start": part.start_timecode, "startFlicks": part.start, "end": end, "missing": part.missing,
            "facts": part.facts,
        }));
        rows.push(vec![part.start_timecode.clone(), end, what, part.path.clone()]);
    }
    let warnings: Vec<&str> = view.picture_warnings.iter().map(|warning| warning.message.as_str()).collect();
    let json = json!({ "episode": view.episode.name, "cut": view.cut.label, "files": listed, "warnings": warnings });
    Answer::new(json, table(&["from", "to", "picture", "file"], &rows, "No picture"))
}
