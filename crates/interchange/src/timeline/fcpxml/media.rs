//! Resources: formats, files, compound and multicam media, by their id.

use std::collections::HashMap;

use timebase::{Flicks, FrameRate};

use super::value::{ratio, seconds};
use crate::timeline::rate_of_ratio;
use crate::timeline::tree::Element;

/// What the elements of a document refer to.
pub(super) struct Resources<'e, 'a> {
    by_id: HashMap<&'e str, &'e Element<'a>>,
}

impl<'e, 'a> Resources<'e, 'a> {
    pub(super) fn of(root: &'e Element<'a>) -> Self {
        let all = root.child("resources").into_iter().flat_map(|resources| &resources.children);
        Self { by_id: all.filter_map(|resource| Some((resource.get("id")?, resource))).collect() }
    }

    fn named(&self, id: &str, name: &str) -> Option<&'e Element<'a>> {
        self.by_id.get(id).copied().filter(|resource| resource.name == name)
    }

    /// The frame rate of a format: by the length of its frame.
    pub(super) fn rate(&self, format: &str, drop: bool) -> Option<FrameRate> {
        let format = self.named(format, "format")?;
        let (over, under) = ratio(format.get("frameDuration")?)?;
        rate_of_ratio(under, over, drop)
    }

    pub(super) fn asset(&self, id: &str) -> Option<Asset<'e>> {
        let asset = self.named(id, "asset")?;
        let inner = asset.children.iter().filter(|child| child.name == "media-rep").find_map(|media| media.get("src"));
        let rate = asset.get("format").and_then(|format| self.rate(format, asset.get("tcFormat") == Some("DF")));
        Some(Asset {
            name: asset.get("name").unwrap_or_default(),
            uid: asset.get("uid").unwrap_or_default(),
            src: asset.get("src").or(inner).unwrap_or_default(),
            start: asset.get("start").and_then(seconds).unwrap_or_default(),
            duration: asset.get("duration").and_then(seconds),
            video: asset.get("hasVideo") == Some("1"),
            audio: asset.get("hasAudio") == Some("1"),
            rate,
        })
    }

    /// A compound clip's sequence, and its name.
    pub(super) fn compound(&self, id: &str) -> Option<(&'e str, &'e Element<'a>)> {
        let media = self.named(id, "media")?;
        Some((media.get("name").unwrap_or_default(), media.child("sequence")?))
    }

    /// A multicam clip's angles, and its name.
    pub(super) fn multicam(&self, id: &str) -> Option<(&'e str, &'e Element<'a>)> {
        let media = self.named(id, "media")?;
        Some((media.get("name").unwrap_or_default(), media.child("multicam")?))
    }

    /// What an effect is called: titles and generators are effects.
    pub(super) fn effect(&self, id: &str) -> Option<&'e str> {
        self.named(id, "effect")?.get("name")
    }
}

/// A file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asset<'e> {
    pub(super) name: &'e str,
    pub(super) uid: &'e str,
    pub(super) src: &'e str,
    pub(super) start: Flicks,
    pub(super) duration: Option<Flicks>,
    pub(super) video: bool,
    pub(super) audio: bool,
    pub(super) rate: Option<FrameRate>,
}
