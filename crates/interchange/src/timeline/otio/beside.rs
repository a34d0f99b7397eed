//! What a file has beside what this program asks for: objects of schemas that are not known, members of known ones that nothing
//! here reads, and the metadata of other programs. It is kept as it is written.

use std::fmt;

use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use super::leaf::{Known, SCHEMA, Unread, is_nothing};
use super::schema::{Effect, Marker, Metadata, Object, Reference};
use crate::timeline::{Timeline, TrackKind};

impl Known for Marker {
    const SCHEMAS: &'static [&'static str] = &["", "Marker"];
    const MEMBERS: &'static [&'static str] = &["name", "comment", "color", "marked_range", "range"];
}

impl Known for Effect {
    const SCHEMAS: &'static [&'static str] = &["", "Effect", "TimeEffect", "LinearTimeWarp", "FreezeFrame"];
    const MEMBERS: &'static [&'static str] = &["name", "effect_name", "time_scalar", "enabled"];
}

impl Known for Reference {
    const SCHEMAS: &'static [&'static str] =
        &["", "ExternalReference", "ImageSequenceReference", "GeneratorReference", "MissingReference"];
    const MEMBERS: &'static [&'static str] =
        &["name", "available_range", "target_url", "target_url_base", "name_prefix", "generator_kind"];
}

/// Schemas of objects that stand in time lines, without their versions.
const OBJECTS: [&str; 9] =
    ["", "Timeline", "SerializableCollection", "Stack", "Track", "Clip", "Gap", "Filler", "Transition"];

/// What names an object and tells how long it is.
const TIMED: [&str; 5] = ["name", "source_range", "media_reference", "media_references", "active_media_reference_key"];

impl<'de> Deserialize<'de> for Metadata {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut members = Map::<String, Value>::deserialize(deserializer)?;
        let needledrop = members.remove("needledrop").filter(|own| !own.is_null());
        let of_others = (!members.is_empty()).then(|| serde_json::to_string(&members)).transpose();
        Ok(Self {
            needledrop,
            of_others: of_others.map_err(D::Error::custom)?.map(Into::into),
            cmx_3600: members.remove("cmx_3600"),
            resolve: members.remove("Resolve_OTIO"),
        })
    }
}

/// Where what is inside an object is laid: sound of a time line that is nested in picture on a sound track of its own.
pub(super) fn sound_of(object: &Object, timeline: &mut Timeline, outer: usize) -> usize {
    let Some(track) = timeline.tracks.get(outer).filter(|track| track.kind == TrackKind::Picture) else { return outer };
    if object.kind.as_deref() != Some("Audio") {
        return outer;
    }
    let name = format!("{} {}", track.name, object.name.as_deref().unwrap_or("sound"));
    timeline.track(name.trim(), TrackKind::Sound)
}

/// Members of an object.
#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "snake_case")]
enum Member {
    #[serde(rename = "OTIO_SCHEMA")]
    Schema,
    Name,
    Kind,
    Enabled,
    SourceRange,
    Children,
    Markers,
    Effects,
    MediaReference,
    MediaReferences,
    ActiveMediaReferenceKey,
    Tracks,
    GlobalStartTime,
    InOffset,
    OutOffset,
    TransitionType,
    Metadata,
    Other(Box<str>),
}

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Members)
    }
}

struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Object;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Object, M::Error> {
        let mut object = Object { enabled: true, ..Object::default() };
        let mut others: Vec<(Box<str>, Box<str>)> = Vec::new();
        let mut is_first = true;
        while let Some(member) = map.next_key()? {
            match member {
                Member::Schema => {
                    object.schema = map.next_value()?;
                    // Programs write the schema first: then all of one that is not known can be kept.
                    if is_first && !OBJECTS.contains(&object.what()) {
                        return of_others(object.schema.unwrap_or_default(), map);
                    }
                }
                Member::Name => object.name = map.next_value()?,
                Member::Kind => object.kind = map.next_value()?,
                Member::Enabled => object.enabled = map.next_value::<Option<bool>>()?.unwrap_or(true),
                Member::SourceRange => object.source_range = map.next_value()?,
                Member::Children => object.children = map.next_value()?,
                Member::Markers => object.markers = map.next_value()?,
                Member::Effects => object.effects = map.next_value()?,
                Member::MediaReference => object.media_reference = map.next_value()?,
                Member::MediaReferences => object.media_references = map.next_value()?,
                Member::ActiveMediaReferenceKey => object.active_media_reference_key = map.next_value()?,
                Member::Tracks => object.tracks = map.next_value()?,
                Member::GlobalStartTime => object.global_start_time = map.next_value()?,
                Member::InOffset => object.in_offset = map.next_value()?,
                Member::OutOffset => object.out_offset = map.next_value()?,
                Member::TransitionType => object.transition_type = map.next_value()?,
                Member::Metadata => object.metadata = map.next_value()?,
                Member::Other(name) => {
                    let value: Value = map.next_value()?;
                    if !is_nothing(&value) {
                        others.push((name, value.to_string().into()));
                    }
                }
            }
            is_first = false;
        }
        if !others.is_empty() {
            object.unread = Unread::Members(others);
        }
        Ok(object)
    }
}

/// An object of a schema that is not known: its time as far as it has one, and all of it as it is written.
fn of_others<'de, M: MapAccess<'de>>(schema: Box<str>, mut map: M) -> Result<Object, M::Error> {
    let mut members = Map::new();
    while let Some((name, value)) = map.next_entry::<String, Value>()? {
        members.insert(name, value);
    }
    members.insert(SCHEMA.to_owned(), Value::from(&*schema));
    let whole = serde_json::to_string(&members).map_err(M::Error::custom)?.into();
    // What it has of its own under these names may be anything. Nothing inside it is read, so that nothing is kept twice.
    let timed = TIMED.into_iter().filter_map(|name| Some((name.to_owned(), members.remove(name)?)));
    let known: Object = serde_json::from_value(Value::Object(timed.collect())).unwrap_or_default();
    Ok(Object { unread: Unread::Whole(whole), schema: Some(schema), ..known })
}

impl Object {
    /// Its effects and media of which something was not read: their schema, and all of them as they are written.
    pub(super) fn leaves(&self) -> impl Iterator<Item = (Option<&str>, &str)> {
        let effects = self.effects.iter().flatten().flatten();
        let effects = effects.filter_map(|one| Some((one.own.schema.as_deref(), one.whole.as_deref()?)));
        let media = self.references();
        effects.chain(media.filter_map(|one| Some((one.own.schema.as_deref(), one.whole.as_deref()?))))
    }

    /// All that was not read of it, as JSON: the whole of one whose schema is not known.
    pub(super) fn beside(&self) -> Option<String> {
        let metadata = self.metadata.as_ref().and_then(|own| own.of_others.as_deref()).map(|own| ("metadata", own));
        let members = match &self.unread {
            Unread::Whole(whole) => return Some(whole.to_string()),
            Unread::Members(members) => members.as_slice(),
            Unread::None => &[],
        };
        let members: Vec<String> = members
            .iter()
            .map(|(name, value)| (&**name, &**value))
            .chain(metadata)
            .map(|(name, value)| format!("{}:{value}", Value::from(name)))
            .collect();
        let schema = Value::from(self.schema.as_deref().unwrap_or_default());
        (!members.is_empty()).then(|| format!("{{\"{SCHEMA}\":{schema},{}}}", members.join(",")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::{Hints, read_timeline};

    /// Each around the next would hold all of it once more: two megabytes came to two gigabytes.
    #[test]
    fn what_is_inside_an_unknown_object_is_kept_once() {
        let inner = "{\"OTIO_SCHEMA\":\"X.1\",\"payload\":[1,2,3]}";
        let text = format!("{{\"OTIO_SCHEMA\":\"X.1\",\"name\":\"around\",\"children\":[{inner}]}}");
        let object: Object = serde_json::from_str(&text).expect("JSON");
        assert!(object.children.is_none());
        assert_eq!(object.name.as_deref(), Some("around"));
        let Unread::Whole(whole) = &object.unread else { panic!("{:?}", object.unread) };
        let [kept, wanted] = [whole, text.as_str()].map(|text| serde_json::from_str::<Value>(text).expect("JSON"));
        assert_eq!(kept, wanted);
    }

    #[test]
    fn sound_that_is_nested_in_picture_is_sound() {
        let clip = |name: &str| {
            format!(
                "{{\"OTIO_SCHEMA\":\"Clip.2\",\"name\":\"{name}\",\"source_range\":{{\"OTIO_SCHEMA\":\"TimeRange.1\",\"start_time\":\
                 {{\"rate\":24,\"value\":0}},\"duration\":{{\"rate\":24,\"value\":48}}}}}}"
            )
        };
        let track = |kind: &str, inside: &str| {
            format!("{{\"OTIO_SCHEMA\":\"Track.1\",\"name\":\"{kind} 1\",\"kind\":\"{kind}\",\"children\":[{inside}]}}")
        };
        let stack = |inside: &str| format!("{{\"OTIO_SCHEMA\":\"Stack.1\",\"name\":\"nest\",\"children\":[{inside}]}}");
        let nest = stack(&format!("{},{}", track("Video", &clip("Shot")), track("Audio", &clip("Song"))));
        let all = stack(&track("Video", &format!("{nest},{}", clip("Next"))));
        let text = format!("{{\"OTIO_SCHEMA\":\"Timeline.1\",\"tracks\":{all}}}");
        let list = read_timeline(text.as_bytes(), &Hints::default()).expect("it is read");
        let laid: Vec<(&str, TrackKind, &str)> = list
            .events
            .iter()
            .map(|event| (event.name.as_str(), list.tracks[event.track].kind, list.tracks[event.track].name.as_str()))
            .collect();
        let (picture, sound) = (TrackKind::Picture, TrackKind::Sound);
        let wanted = [("Shot", picture, "Video 1"), ("Song", sound, "Video 1 Audio 1"), ("Next", picture, "Video 1")];
        assert_eq!(laid, wanted);
    }
}
