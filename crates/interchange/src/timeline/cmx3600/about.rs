//! Lines about the statements above them: names, files, speeds, channels, gain.

use super::line::NOWHERE;
use super::note::SILENT;
use super::{Channel, Event, Label, List, MOST_EVENTS, Note, Part, Place, Said, ids_in};
use crate::timeline::{TrackKind, TransitionKind};

impl List {
    /// A line about the statements above it.
    pub(super) fn about_group(&mut self, note: &Note<'_>, number: u64) {
        let (first, last) = (0, self.group.statements.len() - 1);
        match note {
            Note::FromClip(name) => self.each(first, |event| name_it(event, name)),
            // A cut is what it is from; Avid says what comes next as well.
            Note::ToClip(name) if last == 0 => self.each(last, |event| match event.transition {
                None if !event.name.is_empty() => event.comments.push(format!("TO CLIP NAME: {name}")),
                _ => name_it(event, name),
            }),
            Note::ToClip(name) => self.each(last, |event| name_it(event, name)),
            // A key names what lies over the clip that the event is of.
            Note::KeyClip(name) => self.each(last, |event| {
                let is_key = event.transition.as_ref().is_some_and(|own| matches!(own.kind, TransitionKind::Key(_)));
                if is_key || event.name.is_empty() {
                    name_it(event, name);
                } else {
                    event.comments.push(format!("KEY CLIP NAME: {name}"));
                }
            }),
            Note::SourceFile(file) => {
                let at = self.group.files.min(last);
                self.group.files += 1;
                let file = if file.eq_ignore_ascii_case("(NULL)") { "" } else { *file };
                self.each(at, |event| file.clone_into(&mut event.file));
            }
            Note::FromFile(file) => self.each(first, |event| file_it(event, file)),
            Note::ToFile(file) => self.each(last, |event| file_it(event, file)),
            Note::Reel(reel) => self.each(last, |event| {
                if event.part == Part::Clip && !reel.is_empty() {
                    (*reel).clone_into(&mut event.source);
                }
            }),
            Note::Speed { reel, thousandths, at } => self.speed(reel, *thousandths, *at),
            Note::MoreSound(channels) => self.more_sound(channels),
            Note::Split { picture, delay } => {
                let (tracks, events) = (&self.timeline.tracks, &self.timeline.events);
                for event in &self.group.statements[last].events {
                    let is_picture = tracks[events[*event].track].kind == TrackKind::Picture;
                    if is_picture == *picture {
                        self.open.splits.push((*event, *delay));
                    }
                }
            }
            Note::Effect(name) => self.each(last, |event| match &mut event.transition {
                Some(transition) if transition.name.is_empty() => (*name).clone_into(&mut transition.name),
                _ => event.comments.push((*name).to_owned()),
            }),
            Note::Patch { from, to } => self.on_channel(*to, None, |event| {
                if !event.channels.contains(from) {
                    event.channels.push(*from);
                }
            }),
            Note::Volume { channel, thousandths, text } => {
                let turn = *self.group.volumes.entry(*channel).and_modify(|turn| *turn += 1).or_insert(0);
                self.on_channel(*channel, Some(turn), |event| {
                    event.gain_millibel = i32::try_from(thousandths / 10).ok();
                    event.comments.push((*text).to_owned());
                });
            }
            Note::Level { at, channel, thousandths, text } => self.level(*at, *channel, *thousandths, text),
            // A comment is kept once: an event may stand on a hundred channels.
            Note::Comment(text) => {
                let first = self.group.statements[last].events.first().and_then(|at| self.timeline.events.get_mut(*at));
                if let Some(event) = first {
                    event.comments.push((*text).to_owned());
                }
            }
            Note::Locator { .. }
            | Note::ResolveMarker { .. }
            | Note::Replaced { .. }
            | Note::Counting { .. }
            | Note::Title(_)
            | Note::Source { .. }
            | Note::Unknown => self.timeline.skip(Place::Line(number), "it stands where it says nothing"),
        }
    }

    fn each(&mut self, statement: usize, change: impl Fn(&mut Event)) {
        for at in &self.group.statements[statement].events {
            if let Some(event) = self.timeline.events.get_mut(*at) {
                change(event);
            }
        }
    }

    /// Changes the events of a sound channel: of all statements that play something, or of the `turn`th of them.
    fn on_channel(&mut self, number: u16, turn: Option<usize>, change: impl Fn(&mut Event)) {
        let name = format!("A{number}");
        let Some(track) = self.tracks.get(&name) else { return };
        let playing = self.group.statements.iter().filter(|said| !said.black);
        let events: Vec<usize> = playing.flat_map(|said| &said.events).copied().collect();
        let on_track: Vec<usize> = events.into_iter().filter(|at| self.timeline.events[*at].track == *track).collect();
        let chosen = match turn {
            Some(turn) => on_track.get(turn).or(on_track.last()).map(std::slice::from_ref).unwrap_or_default(),
            None => &on_track,
        };
        for at in chosen {
            change(&mut self.timeline.events[*at]);
        }
    }

    /// The level where a source begins is the clip's gain; levels further on are points of a curve, which stay comments.
    fn level(&mut self, at: Label, channel: u16, thousandths: i64, text: &str) {
        let at_first = self.group.statements.iter().any(|said| begins_at(said, at));
        self.group.levels.push((at, channel, thousandths));
        self.on_channel(channel, None, |event| {
            let level = i32::try_from(thousandths / 10).ok();
            if at_first && event.gain_millibel.is_none() {
                event.gain_millibel = level;
                return;
            }
            // What rises out of nothing is as loud as it gets, not silent.
            if event.gain_millibel == i32::try_from(SILENT / 10).ok() {
                event.gain_millibel = level;
            }
            event.comments.push(text.to_owned());
        });
    }

    fn speed(&mut self, reel: &str, thousandths: i64, at: Option<Label>) {
        let same = |label: Label, other: Label| Label { drop: None, ..label } == Label { drop: None, ..other };
        let statements = &mut self.group.statements;
        let fits = |said: &Said| said.speed.is_none() && (reel.is_empty() || said.reel.eq_ignore_ascii_case(reel));
        // The second speed of a pair is the incoming one's.
        let of_time = statements.iter().position(|said| {
            fits(said) && at.is_some_and(|at| same(at, said.source.0)) && said.record.0 != said.record.1
        });
        let of_reel = statements
            .iter()
            .position(|said| fits(said) && said.record.0 != said.record.1)
            .or_else(|| statements.iter().position(fits));
        let last = statements.len() - 1;
        let said = &mut statements[of_time.or(of_reel).unwrap_or(last)];
        said.speed = Some(thousandths);
        self.open.speeds.extend(said.events.iter().map(|event| (*event, thousandths)));
    }

    /// `AUD 3 4`: the event plays on these channels too.
    fn more_sound(&mut self, channels: &[u16]) {
        for statement in 0..self.group.statements.len() {
            let Some(like) =
                self.group.statements[statement].events.first().map(|at| self.timeline.events[*at].clone())
            else {
                continue;
            };
            let nowhere = self.timeline.tracks.get(like.track).is_some_and(|track| track.name == NOWHERE);
            if nowhere {
                self.open.elsewhere.extend(&self.group.statements[statement].events);
            }
            for number in channels {
                let track = self.track(&Channel::sound(*number));
                let has =
                    self.group.statements[statement].events.iter().any(|at| self.timeline.events[*at].track == track);
                if has || self.timeline.events.len() >= MOST_EVENTS {
                    continue;
                }
                let mut event = Event { track, ..like.clone() };
                if let Some((at, _, thousandths)) = self.group.levels.iter().find(|(_, channel, _)| channel == number)
                    && nowhere
                {
                    let begins = begins_at(&self.group.statements[statement], *at);
                    event.gain_millibel = i32::try_from(thousandths / 10).ok().filter(|_| begins);
                }
                self.group.statements[statement].events.push(self.timeline.events.len());
                self.timeline.events.push(event);
            }
        }
    }
}

/// Whether the source of a statement begins at a label.
fn begins_at(said: &Said, at: Label) -> bool {
    Label { drop: None, ..said.source.0 } == Label { drop: None, ..at }
}

fn name_it(event: &mut Event, name: &str) {
    name.clone_into(&mut event.name);
    ids_in(name, &mut event.ids);
}

fn file_it(event: &mut Event, file: &str) {
    file.clone_into(&mut event.file);
}
