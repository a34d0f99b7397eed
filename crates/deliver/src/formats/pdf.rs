//! Printed pages: the cue list, A4 landscape, typeset from `templates/cue-list.typ`; and what all printed papers share.

use std::sync::LazyLock;

use serde_json::Value;
use typeset::{Fonts, Identity, Template, TypesetError};

use crate::confine::{self, Bytes, Done, Failed, Task};
use crate::dress::SHEET_TEMPLATE;
use crate::error::Stop;
use crate::printable::printable;
use crate::{DeliverError, Listing, letters};

const TEMPLATE: Template<'_> =
    Template { path: "cue-list.typ", source: include_str!("../../templates/cue-list.typ"), files: &[] };

/// The first have the text faces; the others fill in what names in other scripts need.
const FACES: [&[u8]; 11] = [
    include_bytes!("../../../../assets/fonts/inter/Inter-Regular.otf"),
    include_bytes!("../../../../assets/fonts/inter/Inter-Medium.otf"),
    include_bytes!("../../../../assets/fonts/inter/Inter-SemiBold.otf"),
    include_bytes!("../../../../assets/fonts/inter/Inter-Bold.otf"),
    include_bytes!("../../../../assets/fonts/jetbrains-mono/JetBrainsMono-Regular.ttf"),
    include_bytes!("../../../../assets/fonts/noto/NotoSansArabic-Regular.ttf"),
    include_bytes!("../../../../assets/fonts/noto/NotoSansHebrew-Regular.ttf"),
    include_bytes!("../../../../assets/fonts/noto/NotoSansThai-Regular.ttf"),
    include_bytes!("../../../../assets/fonts/noto/NotoSansDevanagari-Regular.ttf"),
    include_bytes!("../../../../assets/fonts/wenquanyi/wqy-microhei.ttc"),
    include_bytes!("../../../../assets/fonts/noto/NotoSansSymbols-Regular.ttf"),
];

/// The templates that came with the program.
const OURS: [&str; 8] = [
    TEMPLATE.source,
    SHEET_TEMPLATE,
    include_str!("../../templates/booklet.typ"),
    include_str!("../../templates/changes.typ"),
    include_str!("../../templates/letter.typ"),
    include_str!("../../templates/list.typ"),
    include_str!("../../templates/minutes.typ"),
    include_str!("../../templates/music-changes.typ"),
];

static FONTS: LazyLock<Result<Fonts, TypesetError>> = LazyLock::new(|| Fonts::new(&FACES));

pub(crate) fn write(listing: &Listing) -> Result<Vec<u8>, DeliverError> {
    let document = format!("cue list/{}/{}/{}", listing.show, listing.episode, listing.cut);
    typeset(&TEMPLATE, serde_json::to_value(listing)?, &document)
}

/// Typesets a template of ours or of the user's over `data`, with the fonts that come along. `document` names the
/// document among others.
pub(crate) fn typeset(template: &Template<'_>, data: Value, document: &str) -> Result<Vec<u8>, DeliverError> {
    // What a template reads is a logo. It may come with a show of somebody else's, whoever the template is by.
    for (_, picture) in template.files {
        letters::logo(picture)?;
    }
    typeset_with_frames(template, data, document)
}

/// As [`typeset`], for a template of ours that reads pictures which the program made itself.
pub(crate) fn typeset_with_frames(
    template: &Template<'_>,
    data: Value,
    document: &str,
) -> Result<Vec<u8>, DeliverError> {
    let files = template.files.iter().map(|(path, bytes)| ((*path).to_owned(), Bytes(bytes.to_vec()))).collect();
    let task = Task::Pages {
        path: template.path.to_owned(),
        source: template.source.to_owned(),
        files,
        data,
        document: document.to_owned(),
        ours: OURS.contains(&template.source),
    };
    match confine::run(task, here) {
        Ok(Done::Pdf(pdf)) => Ok(pdf.0),
        Err(Failed::Pages(reason)) => Err(DeliverError::Typeset { reason }),
        Err(Failed::Stopped(stop)) => Err(DeliverError::Stopped(stop)),
        Ok(Done::Texts(_) | Done::Picture { .. }) | Err(Failed::Wording(_) | Failed::Picture(_)) => {
            Err(DeliverError::Stopped(Stop::Failure))
        }
    }
}

/// Typesets, here and now.
pub(crate) fn here(task: Task) -> Result<Done, Failed> {
    let Task::Pages { path, source, files, data, document, ours: _ } = task else {
        return Err(Failed::Stopped(Stop::Failure));
    };
    let files: Vec<(&str, &[u8])> = files.iter().map(|(path, file)| (path.as_str(), file.0.as_slice())).collect();
    pages(&path, &source, &files, &data, &document).map(|pdf| Done::Pdf(Bytes(pdf)))
}

fn pages(path: &str, source: &str, files: &[(&str, &[u8])], data: &Value, document: &str) -> Result<Vec<u8>, Failed> {
    let wrong = |reason: &dyn std::fmt::Display| Failed::Pages(reason.to_string());
    let mut data = data.clone();
    make_printable(&mut data);
    bound(&mut data);
    let data = serde_json::to_vec(&data).map_err(|error| wrong(&error))?;
    let fonts = FONTS.as_ref().map_err(|error| wrong(error))?;
    let identity = Identity { document, creator: "Needledrop" };
    let made = typeset::pdf(&Template { path, source, files }, data, fonts, &identity);
    made.map(|made| made.pdf).map_err(|error| wrong(&error))
}

fn make_printable(value: &mut Value) {
    // A page has no tab stops, and typst drops what is none of its own.
    each_text(value, &mut |text| *text = printable(text).replace("\r\n", "\n").replace('\r', "\n").replace('\t', " "));
}

/// The longest text of a page, in letters. Nobody reads more of one, and a page should not take minutes over a file that was
/// made to last.
const MOST_LETTERS: usize = 8_000;
/// What is never cut, however many texts there are.
const LEAST_LETTERS: usize = 200;
/// All texts of a document together, as far as they are longer than [`LEAST_LETTERS`].
const ALL_LETTERS: usize = 300_000;

/// Cuts texts that are longer than a page can use, and says so where they end.
fn bound(data: &mut Value) {
    let mut lengths = Vec::new();
    each_text(data, &mut |text| {
        if text.len() > LEAST_LETTERS {
            lengths.push(text.chars().count());
        }
    });
    let mut most = MOST_LETTERS;
    while most > LEAST_LETTERS && lengths.iter().map(|length| (*length).min(most)).sum::<usize>() > ALL_LETTERS {
        most = (most / 2).max(LEAST_LETTERS);
    }
    each_text(data, &mut |text| {
        let Some((end, _)) = text.char_indices().nth(most) else { return };
        let length = text.chars().count();
        text.truncate(end);
        text.push_str(&format!("\u{2026} [cut: the first {most} of {length} letters]"));
    });
}

fn each_text(value: &mut Value, act: &mut impl FnMut(&mut String)) {
    match value {
        Value::String(text) => act(text),
        Value::Array(items) => items.iter_mut().for_each(|item| each_text(item, act)),
        Value::Object(members) => members.values_mut().for_each(|member| each_text(member, act)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
