//! Clips that hold others: compound, multicam and synchronised clips, and clips of several parts.

use timebase::Flicks;

use super::clip::{Retime, is_silent, level};
use super::lay::{Around, Enabled, Layer, is_story};
use super::value::seconds;
use crate::timeline::laid::{Bed, DEEPEST_NEST, Edge};
use crate::timeline::nested::{add_level, sounding};
use crate::timeline::tree::Element;
use crate::timeline::{Event, ReadError, Stretch, Time, Timeline};

impl<'e, 'a> Layer<'e, 'a> {
    /// What a container holds.
    pub(super) fn nest(
        &mut self,
        item: &'e Element<'a>,
        own: &Around<'e>,
        start: Flicks,
        length: Flicks,
    ) -> Result<(), ReadError> {
        if own.depth > DEEPEST_NEST {
            self.timeline.skip(self.place(own), format!("clips are nested more than {DEEPEST_NEST} deep"));
            return Ok(());
        }
        let mut inside = Around { depth: own.depth + 1, ..own.clone() };
        if let Some(retime) = Retime::of(item) {
            let speed = retime.speed(start, start + length);
            if speed.is_none() {
                self.timeline.skip(
                    self.place(own),
                    "its speed changes on the way; what is inside it was laid at its first speed",
                );
            }
            inside.bed = Bed { base: own.bed.base, origin: retime.source_at(start), speed: speed.or(own.bed.speed) };
        }
        // Roles that are switched off are silent by themselves.
        if is_silent(item) && item.child("audio-role-source").is_none() {
            inside.enabled.audio = false;
        }
        let only = |text: Option<&str>| match text {
            Some("audio") => Enabled { video: false, audio: true },
            Some("video") => Enabled { video: true, audio: false },
            Some("none") => Enabled { video: false, audio: false },
            _ => Enabled { video: true, audio: true },
        };
        let both =
            |one: Enabled, two: Enabled| Enabled { video: one.video && two.video, audio: one.audio && two.audio };
        let reference = item.get("ref").unwrap_or_default();
        let resources = self.resources;
        match item.name {
            "ref-clip" => {
                let Some((name, sequence)) = resources.compound(reference) else {
                    self.timeline.skip(self.place(own), "the compound clip that it plays is not in the file");
                    return Ok(());
                };
                if own.inside.contains(&reference) {
                    self.timeline.skip(self.place(own), "a compound clip that plays itself was left out");
                    return Ok(());
                }
                inside.inside.push(reference);
                inside.enabled = both(inside.enabled, only(item.get("srcEnable")));
                inside.within.push(name.to_owned());
                inside.name = "";
                sequence.child("spine").map_or(Ok(()), |spine| self.within_own_time(spine, sequence, &inside))
            }
            "mc-clip" => {
                let Some((name, multicam)) = resources.multicam(reference) else {
                    self.timeline.skip(self.place(own), "the multicam clip that it plays is not in the file");
                    return Ok(());
                };
                inside.within.push(name.to_owned());
                inside.name = "";
                let mut sources = item.all("mc-source").peekable();
                let chosen = only(item.get("srcEnable"));
                if sources.peek().is_none() {
                    let angle = multicam.child("mc-angle");
                    inside.enabled = both(inside.enabled, chosen);
                    return angle.map_or(Ok(()), |angle| self.within_own_time(angle, multicam, &inside));
                }
                for source in sources {
                    let id = source.get("angleID");
                    let Some(angle) =
                        multicam.children.iter().find(|angle| angle.name == "mc-angle" && angle.get("angleID") == id)
                    else {
                        continue;
                    };
                    let enabled = both(both(inside.enabled, chosen), only(source.get("srcEnable")));
                    self.within_own_time(angle, multicam, &Around { enabled, ..inside.clone() })?;
                }
                Ok(())
            }
            _ => {
                if item.name == "sync-clip" {
                    inside.within.push(own.name.to_owned());
                }
                let contents = item.children.iter().filter(|child| is_story(child.name) && child.get("lane").is_none());
                for child in contents {
                    if child.name == "spine" {
                        // A storyline inside begins where it says, else with the clip's own time.
                        let at = child.get("offset").and_then(seconds).unwrap_or(Flicks::ZERO);
                        let bed = Bed { origin: Flicks(inside.bed.origin.0.saturating_sub(at.0)), ..inside.bed };
                        self.row_from(child, &Around { bed, ..inside.clone() }, Flicks::ZERO)?;
                    } else {
                        self.item(child, &inside, start, &Edge::Cut, &Edge::Cut)?;
                    }
                }
                Ok(())
            }
        }
    }

    /// A row whose first element begins at `first` of the own time around it.
    fn row_from(&mut self, spine: &'e Element<'a>, around: &Around<'e>, first: Flicks) -> Result<(), ReadError> {
        let base = around.bed.at(first);
        self.row(spine, &Around { bed: Bed { base, origin: first, speed: around.bed.speed }, ..around.clone() })
    }

    /// A row of a sequence or an angle, which counts from its own first label.
    fn within_own_time(
        &mut self,
        row: &'e Element<'a>,
        sequence: &Element<'_>,
        around: &Around<'e>,
    ) -> Result<(), ReadError> {
        self.row_from(row, around, sequence.get("tcStart").and_then(seconds).unwrap_or_default())
    }

    /// What a container does to the sound that was laid of it, from event `first` on: its level, and roles that are switched off
    /// or have a level of their own.
    pub(super) fn sound_inside(&mut self, item: &'e Element<'a>, own: &Around<'e>, first: usize) {
        let place = self.place(own);
        let record = Stretch { from: Time::Elapsed(own.window.from), to: Time::Elapsed(own.window.to) };
        let mut follows = true;
        let mut add = |timeline: &mut Timeline, owner: &Element<'_>, role: Option<&str>| {
            if owner.child("adjust-volume").is_none() {
                return;
            }
            let mut nest = Event::at(0, record, place.clone());
            level(&mut nest, owner, own.bed, own.window);
            follows &= add_level(timeline, first, &nest, |event| role.is_none_or(|role| is_of(&event.role, role)));
        };
        add(&mut self.timeline, item, None);
        let synced = item.all("sync-source").flat_map(|source| source.all("audio-role-source"));
        for source in item.all("audio-role-source").chain(synced) {
            let Some(role) = source.get("role") else { continue };
            if source.get("active") == Some("0") || source.get("enabled") == Some("0") {
                sounding(&mut self.timeline, first)
                    .filter(|event| is_of(&event.role, role))
                    .for_each(|one| one.muted = true);
            }
            add(&mut self.timeline, source, Some(role));
        }
        if !follows {
            self.timeline.skip(place, "the level of a container changes on the way, and is not followed inside it");
        }
    }
}

/// Whether a role is this one, or a part of it: `music.score` of `music`.
fn is_of(own: &str, role: &str) -> bool {
    own.strip_prefix(role).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}
