//! Scenes: from a script's pages, from markers, from a track of scenes, from the slates of the picture.

use interchange::timeline::{Scene as Written, Timeline};
use model::Cut;
use model::reconform::Shot;
use timebase::{Flicks, Position, Span};

use super::TimelineAsked;
use super::clock::Line;
use super::marks::Mark;
use super::names;
use crate::edits::SceneSpec;
use crate::views::{ImportHint, ImportSceneRow, MarkerFate};

/// A page of a script is about a minute: an eighth is seven and a half seconds.
const EIGHTH: Flicks = Flicks::from_millis(7_500);

/// Where scenes come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum From {
    Script,
    Markers,
    Track,
    Slates,
}

/// A scene as it is proposed.
#[derive(Debug, Clone)]
pub(super) struct Proposed {
    pub row: ImportSceneRow,
    pub span: Span,
}

/// What stands in for a scene before it has a place.
#[derive(Debug, Clone, Default)]
struct Draft {
    number: String,
    slugline: String,
    synopsis: String,
    characters: Vec<String>,
    pages: String,
    hints: Vec<ImportHint>,
    start: Position,
    /// Where it ends, if that is not where the next begins.
    end: Option<Position>,
}

/// The scenes of a file, in time, where they come from, and what to say of them.
pub(super) fn scenes(
    timeline: &Timeline,
    line: &Line,
    cut: &Cut,
    (marks, shots): (&[Mark], &[Shot]),
    asked: &TimelineAsked,
) -> (Vec<Proposed>, Option<From>, Vec<String>) {
    let mut remarks = Vec::new();
    let (drafts, from) = if timeline.scenes.is_empty() {
        let of_track = of_track(timeline, line);
        let of_marks = of_marks(marks);
        if !of_track.is_empty() {
            (of_track, From::Track)
        } else if !of_marks.is_empty() {
            (of_marks, From::Markers)
        } else {
            (of_slates(shots, cut), From::Slates)
        }
    } else {
        (of_script(&timeline.scenes, cut, &mut remarks), From::Script)
    };
    if drafts.is_empty() {
        return (Vec::new(), None, remarks);
    }
    (placed(drafts, cut, asked), Some(from), remarks)
}

/// The scenes that are taken.
pub(super) fn taken(scenes: &[Proposed]) -> Vec<SceneSpec> {
    let own = scenes.iter().filter(|scene| scene.row.takes);
    own.map(|scene| SceneSpec {
        number: scene.row.number.clone(),
        slugline: scene.row.slugline.clone(),
        in_point: scene.span.start,
        out_point: scene.span.end,
        synopsis: scene.row.synopsis.clone(),
        moods: Vec::new(),
        intensity: None,
        characters: scene.row.characters.clone(),
    })
    .collect()
}

/// Scenes with an end each, with what was decided of them. One whose beginning is moved begins there, and the one before
/// ends there.
fn placed(mut drafts: Vec<Draft>, cut: &Cut, asked: &TimelineAsked) -> Vec<Proposed> {
    let clock = cut.scale();
    let keys: Vec<String> = (1..=drafts.len()).map(|nth| format!("s{nth}")).collect();
    for (draft, key) in drafts.iter_mut().zip(&keys) {
        let typed = asked.decision(key).and_then(|row| row.at.as_deref());
        if let Some(at) = typed.and_then(|text| clock.point(text, Some(draft.start)).ok()) {
            draft.start = at;
        }
    }
    let takes: Vec<bool> = keys.iter().map(|key| asked.takes(key, true)).collect();
    let starts: Vec<Position> = drafts.iter().map(|draft| cut.rate.snap(draft.start)).collect();
    let mut proposed = Vec::with_capacity(drafts.len());
    for (nth, (draft, key)) in drafts.into_iter().zip(keys).enumerate() {
        let start = starts[nth].max(Position::ZERO);
        let next = (nth + 1..starts.len()).find(|&at| takes[at] && starts[at] > start).map(|at| starts[at]);
        let end = draft.end.filter(|end| next.is_none_or(|next| *end <= next)).or(next).unwrap_or(cut.span().end);
        let span = Span { start, end: cut.rate.snap(end).min(cut.span().end) };
        let fits = span.start < span.end;
        let label = |at: Position| cut.timecode(at).to_string();
        let number = if draft.number.is_empty() { (nth + 1).to_string() } else { draft.number };
        proposed.push(Proposed {
            row: ImportSceneRow {
                takes: takes[nth] && fits,
                slugline: draft.slugline,
                in_point: span.start,
                out_point: span.end,
                at: label(span.start),
                until: label(span.end),
                pages: draft.pages,
                characters: draft.characters,
                synopsis: draft.synopsis,
                hints: draft.hints,
                number,
                key,
            },
            span,
        });
    }
    proposed
}

fn counted_eighths(written: &[Written]) -> i64 {
    written.iter().filter(|scene| !scene.omitted).map(|scene| i64::from(scene.eighths.max(1))).sum()
}

/// How long a script runs, at a minute a page.
pub(super) fn length(written: &[Written]) -> Flicks {
    Flicks(EIGHTH.0.saturating_mul(counted_eighths(written)))
}

/// Scenes by their pages: as long as those say where they fit the cut, else in the same proportions over all of it.
fn of_script(written: &[Written], cut: &Cut, remarks: &mut Vec<String>) -> Vec<Draft> {
    let kept: Vec<&Written> = written.iter().filter(|scene| !scene.omitted).collect();
    let eighths = counted_eighths(written);
    let long = length(written);
    let each = cut.length.0 / eighths.max(1);
    remarks.push(format!(
        "The script has {}, about {long} at a minute a page; here they fill the cut's {}, a page {} s. Starts are estimates: \
         set them where you know better.",
        pages(u32::try_from(eighths).unwrap_or(u32::MAX)),
        cut.length,
        Flicks(each * 8).round_seconds(),
    ));
    let omitted = written.len() - kept.len();
    if omitted > 0 {
        remarks.push(format!("{} omitted in the script: left out.", were(omitted)));
    }
    let mut before = 0;
    let mut drafts = Vec::with_capacity(kept.len());
    let mut hint_count = 0;
    for scene in kept {
        let start = Position(each.saturating_mul(before));
        before += i64::from(scene.eighths.max(1));
        let hints = scene.hints.iter().map(|hint| {
            hint_count += 1;
            ImportHint {
                key: format!("h{hint_count}"),
                takes: false,
                word: hint.word.clone(),
                text: hint.text.clone(),
                title: hint.title.clone(),
            }
        });
        drafts.push(Draft {
            number: scene.number.clone(),
            slugline: scene.heading.clone(),
            synopsis: scene.synopsis.clone(),
            characters: scene.characters.clone(),
            pages: eighths_of(scene.eighths),
            hints: hints.collect(),
            start,
            end: None,
        });
    }
    drafts
}

fn were(count: usize) -> String {
    if count == 1 { "A scene is".to_owned() } else { format!("{count} scenes are") }
}

fn pages(eighths: u32) -> String {
    format!("{} pages", eighths_of(eighths))
}

/// `2 3/8`, `5/8`, `3`.
fn eighths_of(eighths: u32) -> String {
    match (eighths / 8, eighths % 8) {
        (0, rest) => format!("{rest}/8"),
        (whole, 0) => whole.to_string(),
        (whole, rest) => format!("{whole} {rest}/8"),
    }
}

fn of_marks(marks: &[Mark]) -> Vec<Draft> {
    let own = marks.iter().filter(|mark| mark.row.fate == MarkerFate::Scene);
    own.filter_map(|mark| {
        let (number, rest) = mark.scene.clone()?;
        Some(Draft { number, slugline: rest, start: mark.at, end: mark.until, ..Draft::default() })
    })
    .collect()
}

/// A track that is called for scenes: its clips are scenes.
fn of_track(timeline: &Timeline, line: &Line) -> Vec<Draft> {
    let is_scenes =
        |name: &str| names::words(name).iter().any(|word| ["scene", "scenes", "szenen"].contains(&word.as_str()));
    let Some(track) = timeline.tracks.iter().position(|track| is_scenes(&track.name)) else { return Vec::new() };
    let mut own: Vec<Draft> = timeline
        .events
        .iter()
        .filter(|event| event.track == track && !event.name.trim().is_empty())
        .map(|event| {
            let (number, rest) = numbered(&event.name);
            let at = |time: interchange::timeline::Time| line.frame(time.position(line.counting));
            let (start, end) = (at(event.record.from), Some(at(event.record.to)));
            Draft { number, slugline: rest, start, end, ..Draft::default() }
        })
        .collect();
    own.sort_by_key(|draft| draft.start);
    own
}

/// `22A INT. HARBOUR` and `Scene 22A`: a number and the rest; a name without one is all rest.
fn numbered(name: &str) -> (String, String) {
    let bare = name.trim();
    let lower = bare.to_lowercase();
    let head = ["scene ", "sc. ", "sc "].iter().find(|head| lower.starts_with(**head)).map_or(0, |head| head.len());
    let rest = &bare[head..];
    let (first, others) = rest.split_once([' ', '_', '-', ':']).unwrap_or((rest, ""));
    match slate(first) {
        Some(number) => (number, others.trim_matches([' ', '-', ':', '_']).to_owned()),
        None => (String::new(), rest.to_owned()),
    }
}

/// A scene's number: digits, with a letter or two before or after them.
fn slate(text: &str) -> Option<String> {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let letters = text.bytes().filter(u8::is_ascii_alphabetic).count();
    let starts = text.bytes().next().is_some_and(|byte| byte.is_ascii_digit());
    ((1..=4).contains(&digits) && letters <= 2 && starts && digits + letters == text.len()).then(|| text.to_uppercase())
}

/// Shots that follow each other with the number of one scene in their names (`22A-3-1`, `22A/3`). Nothing where most names
/// have none.
fn of_slates(shots: &[Shot], cut: &Cut) -> Vec<Draft> {
    let number = |shot: &Shot| {
        let name = shot.name.split(['-', '_', '/', ' ']).collect::<Vec<_>>();
        let setup =
            name.get(1).is_some_and(|part| part.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric()));
        let digits = name.first().and_then(|first| slate(first)).filter(|_| setup)?;
        // The setup's letter stands behind the number: `22A` and `22B` are setups of scene 22.
        Some(digits.trim_end_matches(|letter: char| letter.is_ascii_alphabetic()).to_owned())
    };
    let told = shots.iter().filter(|shot| number(shot).is_some()).count();
    if told < 3 || told * 3 < shots.len() * 2 {
        return Vec::new();
    }
    let mut drafts: Vec<Draft> = Vec::new();
    for shot in shots {
        let Some(number) = number(shot) else { continue };
        if drafts.last().is_some_and(|last| last.number == number) {
            continue;
        }
        drafts.push(Draft { number, start: cut.rate.position(shot.at), ..Draft::default() });
    }
    // The picture begins with its first scene.
    if let Some(first) = drafts.first_mut() {
        first.start = Position::ZERO;
    }
    drafts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scenes_have_numbers_and_the_rest() {
        let told = |name| numbered(name);
        assert_eq!(told("22A INT. HARBOUR"), ("22A".into(), "INT. HARBOUR".into()));
        assert_eq!(told("Scene 7"), ("7".into(), String::new()));
        assert_eq!(told("Teaser"), (String::new(), "Teaser".into()));
    }

    #[test]
    fn pages_are_told_in_eighths() {
        assert_eq!([1, 8, 19].map(eighths_of), ["1/8", "1", "2 3/8"]);
    }
}
