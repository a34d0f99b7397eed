//! Markers on the slots of a sequence.

use super::mobs::{Mobs, Slot, SlotKind};
use super::segment::{Component, MarkerObject, Tags, What, tag_number, tag_text};
use super::source::time_of;
use crate::timeline::{Marker, Place, Time, Timeline};

/// Colours by their red, green and blue, 0 to 255: those of Media Composer and Resolve.
const COLOURS: [(&str, [i64; 3]); 14] = [
    ("red", [162, 47, 26]),
    ("red", [225, 36, 1]),
    ("green", [51, 204, 51]),
    ("blue", [51, 51, 204]),
    ("blue", [0, 127, 227]),
    ("cyan", [51, 204, 204]),
    ("magenta", [204, 51, 204]),
    ("yellow", [230, 230, 26]),
    ("black", [0, 0, 0]),
    ("white", [230, 230, 230]),
    ("pink", [255, 68, 200]),
    ("purple", [144, 19, 254]),
    ("orange", [230, 130, 30]),
    ("grey", [128, 128, 128]),
];

/// Puts the markers of a slot onto a time line. `track` is the track that the slot belongs to, by name.
pub(super) fn put(timeline: &mut Timeline, mobs: &Mobs, slot: &Slot, track: &dyn Fn(&MarkerObject) -> String) {
    let parts = match &slot.segment.what {
        What::Sequence(parts) => parts.as_slice(),
        _ => std::slice::from_ref(&slot.segment),
    };
    let mut units = 0i64;
    for part in parts {
        if let What::Marker(object) = &part.what {
            let at = match (slot.kind, object.position) {
                // On a time line a part stands where those before it end.
                (SlotKind::Timeline, _) | (_, None) => units,
                (SlotKind::Event | SlotKind::Static, Some(position)) => position,
            };
            let number = timeline.markers.len() + 1;
            let place = Place::Object(format!("marker {number}"));
            let marker = marker(part, object, slot, at, mobs, place);
            timeline.markers.push(Marker { track: track(object), ..marker });
        }
        units = units.saturating_add(part.units());
    }
}

fn marker(part: &Component, object: &MarkerObject, slot: &Slot, at: i64, mobs: &Mobs, place: Place) -> Marker {
    let time = |units: i64| Time::Elapsed(time_of(units.saturating_sub(slot.origin), slot.rate));
    let mut marker = Marker::at(time(at), place);
    let length = tag_number(&object.tags, "_ATN_CRM_LENGTH").or(part.length).unwrap_or(0);
    if length > 1 {
        marker.until = Some(time(at.saturating_add(length)));
    }
    let comment = if object.comment.is_empty() {
        tag_text(&object.tags, "_ATN_CRM_COM").unwrap_or_default()
    } else {
        &object.comment
    };
    comment.clone_into(&mut marker.comment);
    let user =
        if object.user.is_empty() { tag_text(&object.tags, "_ATN_CRM_USER").unwrap_or_default() } else { &object.user };
    // Resolve has a name where Media Composer has the user.
    if mobs.product.contains("Resolve") {
        user.clone_into(&mut marker.name);
    } else {
        user.clone_into(&mut marker.author);
        if let Some(name) = tag_text(&object.tags, "_ATN_CRM_NAME") {
            name.clone_into(&mut marker.name);
        }
    }
    marker.colour = colour_of(&object.tags, object.rgb);
    marker
}

fn colour_of(tags: &Tags, rgb: Option<[i64; 3]>) -> String {
    let named = tag_text(tags, "_ATN_CRM_COLOR_EXTENDED").or_else(|| tag_text(tags, "_ATN_CRM_COLOR"));
    if let Some(name) = named.filter(|name| !name.is_empty()) {
        return name.to_lowercase();
    }
    let Some(rgb) = rgb else { return String::new() };
    let away = |colour: &[i64; 3]| -> i64 { (0..3).map(|at| (colour[at] - rgb[at] / 257).pow(2)).sum() };
    COLOURS.iter().min_by_key(|(_, colour)| away(colour)).map_or(String::new(), |(name, _)| (*name).to_owned())
}

/// Whether a slot holds markers.
pub(super) fn holds(slot: &Slot) -> bool {
    match &slot.segment.what {
        What::Sequence(parts) => parts.iter().any(|part| matches!(part.what, What::Marker(_))),
        What::Marker(_) => true,
        _ => false,
    }
}
