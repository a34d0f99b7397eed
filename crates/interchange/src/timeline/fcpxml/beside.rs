//! What stands beside clips: captions, markers of transitions, and at which pace the time of a clip runs.

use timebase::Flicks;

use super::clip::{conformed, mark};
use super::lay::{Around, Layer};
use super::value::seconds;
use crate::timeline::laid::{Bed, Window};
use crate::timeline::subtitles::say;
use crate::timeline::tree::Element;
use crate::timeline::{Place, Speed};

impl Layer<'_, '_> {
    /// How fast an element plays whose source has another rate; a map of its time says it all by itself.
    pub(super) fn conform(&self, item: &Element<'_>) -> Option<Speed> {
        let conform = item.child("conform-rate").filter(|conform| conform.get("scaleEnabled") != Some("0"))?;
        let to = self.timeline.rate.filter(|_| item.child("timeMap").is_none())?;
        conformed(conform.get("srcFrameRate")?, to)
    }

    /// Markers of a transition (from FCPXML 1.13 on). Its own time begins at an hour, which nothing says.
    pub(super) fn mark_transition(&mut self, item: &Element<'_>, around: &Around<'_>) {
        let Some(offset) = item.get("offset").and_then(seconds) else { return };
        let length = item.get("duration").and_then(seconds).unwrap_or_default();
        let end = Flicks(offset.0.saturating_add(length.0));
        let window = around.window.and(Window { from: around.bed.at(offset), to: around.bed.at(end) });
        let hour = Flicks::from_seconds(3600);
        let begins =
            [item.get("start").and_then(seconds), Some(hour), Some(hour + Flicks::from_millis(3600)), Some(offset)];
        let holds = |begin: &Flicks| {
            let inside = Window { from: *begin, to: Flicks(begin.0.saturating_add(length.0)) };
            item.children
                .iter()
                .filter(|own| own.name.ends_with("marker"))
                .all(|own| own.get("start").and_then(seconds).is_none_or(|at| inside.holds(at)))
        };
        let begin = begins.into_iter().flatten().find(holds).unwrap_or(offset);
        let track = self.track_name(around.lane, true);
        mark(&mut self.timeline, item, around.bed.within(offset, begin, None), window, &track);
    }

    /// Captions that are connected to an element are what is said.
    pub(super) fn captions(&mut self, item: &Element<'_>, around: &Around<'_>, outer: Bed) {
        for caption in item.all("caption") {
            let from = caption.get("offset").and_then(seconds).unwrap_or(around.bed.origin);
            let to = Flicks(from.0.saturating_add(caption.get("duration").and_then(seconds).unwrap_or_default().0));
            let bed = around.bed.connected(from, outer);
            let (from, to) = (bed.at(from), bed.at(to));
            let place = Place::Object(format!("caption {}", self.timeline.dialogue.len() + 1));
            if caption.get("enabled") == Some("0") || !around.window.holds(from) {
                self.timeline.skip(place, "a caption is switched off, or outside of the part of its clip that is used");
                continue;
            }
            let styles = caption
                .all("text")
                .flat_map(|text| std::iter::once(text.text()).chain(text.all("text-style").map(Element::written)));
            let text: String = styles.collect();
            say(&text, String::new(), (from, to), place, &mut self.timeline);
        }
    }
}
