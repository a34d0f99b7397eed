//! Objects of OpenTimelineIO as JSON has them: one shape for all schemas, each with the members it has.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::leaf::{Leaf, Unread, bare};

/// What a clip plays.
pub(super) type Media = Box<Leaf<Reference>>;

/// Any object. What is not asked for is kept as it is written.
#[derive(Debug, Default)]
pub(super) struct Object {
    pub(super) schema: Option<Box<str>>,
    pub(super) name: Option<Box<str>>,
    pub(super) kind: Option<Box<str>>,
    /// Files from before it was said have everything switched on.
    pub(super) enabled: bool,
    pub(super) source_range: Option<Box<Range>>,
    pub(super) children: Option<Vec<Option<Object>>>,
    pub(super) markers: Option<Vec<Option<Leaf<Marker>>>>,
    pub(super) effects: Option<Vec<Option<Leaf<Effect>>>>,
    pub(super) media_reference: Option<Media>,
    // Boxed: a map has room for eleven from the first on.
    pub(super) media_references: Option<BTreeMap<Box<str>, Option<Media>>>,
    pub(super) active_media_reference_key: Option<Box<str>>,
    pub(super) tracks: Option<Box<Object>>,
    pub(super) global_start_time: Option<Box<RationalTime>>,
    pub(super) in_offset: Option<Box<RationalTime>>,
    pub(super) out_offset: Option<Box<RationalTime>>,
    pub(super) transition_type: Option<Box<str>>,
    pub(super) metadata: Option<Box<Metadata>>,
    pub(super) unread: Unread,
}

/// What is kept beside objects, as far as it says something about sound and sources; what others keep there also as it is written.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    pub(super) needledrop: Option<serde_json::Value>,
    pub(super) cmx_3600: Option<serde_json::Value>,
    pub(super) resolve: Option<serde_json::Value>,
    pub(super) of_others: Option<Box<str>>,
}

#[derive(Debug, Default, Clone, Copy, Deserialize)]
#[serde(default)]
pub(super) struct RationalTime {
    pub(super) value: Option<f64>,
    pub(super) rate: Option<f64>,
}

#[derive(Debug, Default, Clone, Copy, Deserialize)]
#[serde(default)]
pub(super) struct Range {
    pub(super) start_time: Option<RationalTime>,
    pub(super) duration: Option<RationalTime>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Marker {
    #[serde(rename = "OTIO_SCHEMA")]
    pub(super) schema: Option<Box<str>>,
    pub(super) name: Option<Box<str>>,
    pub(super) comment: Option<Box<str>>,
    pub(super) color: Option<Colour>,
    pub(super) marked_range: Option<Range>,
    /// Marker.1 wrote it so.
    pub(super) range: Option<Range>,
    pub(super) metadata: Option<Box<Metadata>>,
}

/// A word up to Marker.2, an object of numbers in Marker.3.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Colour {
    Word(Box<str>),
    Numbers {
        #[serde(default)]
        name: Option<Box<str>>,
        #[serde(default)]
        r: Option<f64>,
        #[serde(default)]
        g: Option<f64>,
        #[serde(default)]
        b: Option<f64>,
    },
    Other(serde::de::IgnoredAny),
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Effect {
    #[serde(rename = "OTIO_SCHEMA")]
    pub(super) schema: Option<Box<str>>,
    pub(super) name: Option<Box<str>>,
    pub(super) effect_name: Option<Box<str>>,
    pub(super) time_scalar: Option<f64>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Reference {
    #[serde(rename = "OTIO_SCHEMA")]
    pub(super) schema: Option<Box<str>>,
    pub(super) name: Option<Box<str>>,
    pub(super) available_range: Option<Range>,
    pub(super) target_url: Option<Box<str>>,
    pub(super) target_url_base: Option<Box<str>>,
    pub(super) name_prefix: Option<Box<str>>,
    pub(super) generator_kind: Option<Box<str>>,
}

impl Object {
    /// The schema without its version: `Clip`.
    pub(super) fn what(&self) -> &str {
        bare(self.schema.as_deref())
    }

    /// All media that it names.
    pub(super) fn references(&self) -> impl Iterator<Item = &Leaf<Reference>> {
        let several = self.media_references.iter().flat_map(BTreeMap::values).flatten();
        several.chain(&self.media_reference).map(Box::as_ref)
    }

    /// The media it plays: the active one of several, else any.
    pub(super) fn reference(&self) -> Option<&Reference> {
        let several = self.media_references.as_ref();
        let key = self.active_media_reference_key.as_deref().unwrap_or("DEFAULT_MEDIA");
        several
            .and_then(|several| several.get(key))
            .or_else(|| several.and_then(|several| several.values().next()))
            .and_then(Option::as_deref)
            .or(self.media_reference.as_deref())
            .map(|reference| &reference.own)
    }
}

impl Effect {
    pub(super) fn what(&self) -> &str {
        bare(self.schema.as_deref())
    }
}

impl Reference {
    pub(super) fn what(&self) -> &str {
        bare(self.schema.as_deref())
    }
}
