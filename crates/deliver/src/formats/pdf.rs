//! Printed pages: the cue list, A4 landscape, typeset from `templates/cue-list.typ`; and what all printed papers share.

use std::sync::LazyLock;

use serde_json::Value;
use typeset::{Fonts, Identity, Template, TypesetError};

use super::printable;
use crate::{DeliverError, Listing};

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

static FONTS: LazyLock<Result<Fonts, TypesetError>> = LazyLock::new(|| Fonts::new(&FACES));

pub(crate) fn write(listing: &Listing) -> Result<Vec<u8>, DeliverError> {
    let document = format!("cue list/{}/{}/{}", listing.show, listing.episode, listing.cut);
    typeset(&TEMPLATE, serde_json::to_value(listing)?, &document)
}

/// Typesets a template of ours or of the user's over `data`, with the fonts that come along. `document` names the
/// document among others.
pub(crate) fn typeset(template: &Template<'_>, mut data: Value, document: &str) -> Result<Vec<u8>, DeliverError> {
    make_printable(&mut data);
    let fonts = FONTS.as_ref().map_err(|error| DeliverError::Fonts { reason: error.to_string() })?;
    let identity = Identity { document, creator: "Needledrop" };
    let made = typeset::pdf(template, serde_json::to_vec(&data)?, fonts, &identity)?;
    Ok(made.pdf)
}

fn make_printable(value: &mut Value) {
    match value {
        Value::String(text) => *text = printable(text),
        Value::Array(items) => items.iter_mut().for_each(make_printable),
        Value::Object(members) => members.values_mut().for_each(make_printable),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
