//! Makes what is shown of a time line: times as labels and as flicks from its first frame.

use super::shape::{
    Decibels, DialogueShown, EventShown, FadeShown, GainShown, HintShown, IdShown, KeptShown, MarkerShown, PlaceShown,
    RecordingShown, SceneShown, SkippedShown, TimelineShown, TrackShown, TransitionShown,
};
use interchange::timeline::{
    Counting, Event, Fade, FadeShape, IdKind, Length, Marker, Part, Place, READERS, RateFrom, Scene, Setting, Skipped,
    Stretch, Time, Timeline, Track, TrackKind, TransitionKind, recordings,
};
use timebase::{Flicks, FrameRate, Position, Timecode};

impl From<&Place> for PlaceShown {
    fn from(place: &Place) -> Self {
        match place {
            Place::Line(line) => Self::Line(*line),
            Place::Object(object) => Self::Object(object.clone()),
        }
    }
}

/// Makes words of times.
struct Clock {
    counting: Option<Counting>,
}

impl Clock {
    /// Flicks from the first frame; what needs a rate and has none is nothing.
    fn flicks(&self, time: Time) -> Option<i64> {
        match (time, self.counting) {
            (Time::Elapsed(flicks), _) => Some(flicks.0),
            (time, Some(counting)) => Some(time.position(counting).0.saturating_sub(counting.start.0)),
            (Time::Exact(flicks), None) => Some(flicks.0),
            (Time::Label(_) | Time::After(..) | Time::Frames(_), None) => None,
        }
    }

    /// Where a source's own time begins.
    fn source_flicks(&self, time: Time, rate: Option<FrameRate>) -> Option<i64> {
        match time {
            Time::Exact(flicks) | Time::Elapsed(flicks) => Some(flicks.0),
            time => Some(
                time.position(Counting {
                    rate: rate.or(self.counting.map(|counting| counting.rate))?,
                    start: Position::ZERO,
                })
                .0,
            ),
        }
    }

    fn label(&self, time: Time) -> String {
        match (time, self.counting) {
            (Time::Label(label), None) => label.to_string(),
            (Time::After(label, frames), None) => format!("{label} and {frames} frames"),
            (Time::Frames(hundredths), None) => format!("frame {}", hundredths / 100),
            (Time::Exact(flicks) | Time::Elapsed(flicks), None) => seconds(flicks),
            (time, Some(counting)) => timecode(time.position(counting), counting.rate),
        }
    }

    fn source_label(&self, time: Time, rate: Option<FrameRate>) -> String {
        let rate = rate.or(self.counting.map(|counting| counting.rate));
        match (time, rate) {
            // A source may count otherwise than the time line: its labels stay as they are.
            (Time::Label(label), _) => label.to_string(),
            (Time::Exact(flicks) | Time::Elapsed(flicks), Some(rate)) => timecode(Position(flicks.0), rate),
            (time, _) => Self { counting: None }.label(time),
        }
    }

    fn length(&self, length: Length) -> (Option<i64>, Option<i64>) {
        let rate = self.counting.map(|counting| counting.rate);
        let flicks = match length {
            Length::Exact(flicks) => Some(flicks),
            Length::Frames(_) => rate.map(|rate| length.flicks(rate)),
        };
        let frames = match length {
            Length::Frames(frames) => Some(frames),
            Length::Exact(flicks) => rate.map(|rate| rate.frame_nearest(Position(flicks.0)).0),
        };
        (frames, flicks.map(|flicks| flicks.0))
    }

    fn fade(&self, fade: &Fade) -> FadeShown {
        let (frames, length_flicks) = self.length(fade.length);
        let shape = match &fade.shape {
            FadeShape::Unknown => "unknown",
            FadeShape::Linear => "linear",
            FadeShape::EqualPower => "equal power",
            FadeShape::SCurve => "s-curve",
            FadeShape::Logarithmic => "logarithmic",
            FadeShape::Other(name) => name,
        };
        FadeShown { frames, length_flicks, shape: shape.to_owned() }
    }

    fn event(&self, event: &Event, tracks: &[Track]) -> EventShown {
        let Stretch { from, to } = event.record;
        let source = |pick: fn(Stretch) -> Time| event.source_span.map(pick);
        let (source_in, source_out) = (source(|span| span.from), source(|span| span.to));
        let rate = event.source_rate;
        EventShown {
            track: tracks.get(event.track).map(|track| track.name.clone()).unwrap_or_default(),
            number: event.number.clone(),
            name: event.name.clone(),
            source: event.source.clone(),
            file: event.file.clone(),
            source_in: source_in.map(|time| self.source_label(time, rate)),
            source_out: source_out.map(|time| self.source_label(time, rate)),
            in_point: self.label(from),
            out_point: self.label(to),
            in_flicks: self.flicks(from),
            out_flicks: self.flicks(to),
            source_in_flicks: source_in.and_then(|time| self.source_flicks(time, rate)),
            source_out_flicks: source_out.and_then(|time| self.source_flicks(time, rate)),
            source_rate: rate,
            part: match event.part {
                Part::Clip => None,
                Part::Black => Some("black"),
                Part::FadeIn => Some("fade in"),
                Part::FadeOut => Some("fade out"),
                Part::CrossFade => Some("crossfade"),
            },
            transition: event.transition.as_ref().map(|transition| {
                let (frames, length_flicks) = self.length(transition.length);
                TransitionShown {
                    kind: match &transition.kind {
                        TransitionKind::Dissolve => "dissolve".to_owned(),
                        TransitionKind::Wipe(name) => format!("wipe {name}"),
                        TransitionKind::Key(name) => format!("key {name}"),
                        TransitionKind::Other(name) => name.clone(),
                    },
                    name: transition.name.clone(),
                    frames,
                    length_flicks,
                    before_flicks: self.length(transition.before).1,
                }
            }),
            fade_in: event.fade_in.as_ref().map(|fade| self.fade(fade)),
            fade_out: event.fade_out.as_ref().map(|fade| self.fade(fade)),
            gain_db: event.gain_millibel.map(Decibels),
            gain_points: event
                .gain_points
                .iter()
                .map(|point| GainShown { at_flicks: self.length(point.at).1, db: Decibels(point.millibel) })
                .collect(),
            speed: event.speed.map(|speed| match speed.denominator {
                1 => speed.numerator.to_string(),
                under => format!("{}/{under}", speed.numerator),
            }),
            muted: event.muted,
            channels: event.channels.clone(),
            ids: event.ids.iter().map(|id| IdShown { kind: id_kind(id.kind), id: id.text.clone() }).collect(),
            within: event.within.clone(),
            role: event.role.clone(),
            comments: event.comments.clone(),
            place: (&event.place).into(),
        }
    }

    fn marker(&self, marker: &Marker) -> MarkerShown {
        MarkerShown {
            at: self.label(marker.at),
            until: marker.until.map(|until| self.label(until)),
            at_flicks: self.flicks(marker.at),
            until_flicks: marker.until.and_then(|until| self.flicks(until)),
            name: marker.name.clone(),
            comment: marker.comment.clone(),
            author: marker.author.clone(),
            colour: marker.colour.clone(),
            track: marker.track.clone(),
            kind: marker.kind.clone(),
            place: (&marker.place).into(),
        }
    }
}

fn id_kind(kind: IdKind) -> &'static str {
    match kind {
        IdKind::Umid => "umid",
        IdKind::Isrc => "isrc",
        IdKind::Needledrop => "needledrop",
        IdKind::Other => "other",
    }
}

fn timecode(at: Position, rate: FrameRate) -> String {
    Timecode::from_frames(rate.frame_nearest(at), rate).to_string()
}

/// `00:00:36.038`.
fn seconds(flicks: Flicks) -> String {
    let sign = if flicks.0 < 0 { "-" } else { "" };
    let millis = Flicks(flicks.0.saturating_abs()).floor_millis();
    let (seconds, rest) = (millis / 1000, millis % 1000);
    format!("{sign}{:02}:{:02}:{:02}.{rest:03}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

fn scene(scene: &Scene) -> SceneShown {
    SceneShown {
        number: scene.number.clone(),
        heading: scene.heading.clone(),
        setting: scene.setting.map(|setting| match setting {
            Setting::Interior => "interior",
            Setting::Exterior => "exterior",
            Setting::Both => "both",
        }),
        location: scene.location.clone(),
        time_of_day: scene.time_of_day.clone(),
        eighths: scene.eighths,
        estimated_seconds: scene.eighths.saturating_mul(15) / 2,
        eighths_estimated: scene.estimated,
        page: scene.page.clone(),
        characters: scene.characters.clone(),
        synopsis: scene.synopsis.clone(),
        omitted: scene.omitted,
        dual_dialogue: scene.dual_dialogue,
        sections: scene.sections.clone(),
        notes: scene.notes.clone(),
        music_hints: scene
            .hints
            .iter()
            .map(|hint| HintShown {
                word: hint.word.clone(),
                text: hint.text.clone(),
                title: hint.title.clone(),
                place: (&hint.place).into(),
            })
            .collect(),
        place: (&scene.place).into(),
    }
}

/// What the sound tracks play.
fn heard(timeline: &Timeline, counting: Counting) -> Vec<RecordingShown> {
    let (found, _) = recordings(timeline, counting, &[]);
    let told = found.into_iter().map(|entry| RecordingShown {
        in_point: timecode(entry.from, counting.rate),
        out_point: timecode(entry.to, counting.rate),
        in_flicks: entry.from.0.saturating_sub(counting.start.0),
        out_flicks: entry.to.0.saturating_sub(counting.start.0),
        fade_in_flicks: entry.fade_in.0,
        fade_out_flicks: entry.fade_out.0,
        gain_db: entry.gain_millibel.map(Decibels),
        ids: entry.ids.iter().map(|id| IdShown { kind: id_kind(id.kind), id: id.text.clone() }).collect(),
        place: (&entry.place).into(),
        name: entry.name,
        file: entry.file,
        source: entry.source,
        tracks: entry.tracks,
        events: entry.events,
    });
    told.collect()
}

fn track(track: &Track) -> TrackShown {
    TrackShown {
        name: track.name.clone(),
        kind: match track.kind {
            TrackKind::Picture => "picture",
            TrackKind::Sound => "sound",
            TrackKind::Other => "other",
        },
        number: track.number,
        channels: track.channels,
        muted: track.muted,
        solo: track.solo,
        hidden: track.hidden,
        inactive: track.inactive,
        role: track.role.clone(),
        comments: track.comments.clone(),
    }
}

impl From<&Timeline> for TimelineShown {
    fn from(timeline: &Timeline) -> Self {
        let clock = Clock { counting: timeline.counting() };
        let own = |time: &Time| matches!(time, Time::Label(_) | Time::After(..) | Time::Exact(_));
        let start = match (timeline.start, clock.counting) {
            (Some(start), _) => Some(clock.label(start)),
            (None, Some(counting)) if !(timeline.events.is_empty() && timeline.markers.is_empty()) => {
                Some(timecode(counting.start, counting.rate))
            }
            (None, _) => {
                let records = timeline.events.iter().map(|event| event.record.from).filter(own);
                let labels = records.filter_map(Time::label).min();
                labels.map(|label| label.to_string())
            }
        };
        let name = READERS.iter().find(|reader| reader.id == timeline.format).map_or("", |reader| reader.name);
        Self {
            format: timeline.format,
            format_name: name,
            title: timeline.title.clone(),
            rate: timeline.rate,
            rate_from: timeline.rate_from.map(|from| match from {
                RateFrom::File => "file",
                RateFrom::User => "user",
            }),
            possible_rates: timeline.possible.clone(),
            start,
            tracks: timeline.tracks.iter().map(|track| track.name.clone()).collect(),
            track_list: timeline.tracks.iter().map(track).collect(),
            events: timeline.events.iter().map(|event| clock.event(event, &timeline.tracks)).collect(),
            markers: timeline.markers.iter().map(|marker| clock.marker(marker)).collect(),
            recordings: clock.counting.map(|counting| heard(timeline, counting)).unwrap_or_default(),
            dialogue: timeline
                .dialogue
                .iter()
                .map(|said| DialogueShown {
                    in_point: clock.label(said.span.from),
                    out_point: clock.label(said.span.to),
                    in_flicks: clock.flicks(said.span.from),
                    out_flicks: clock.flicks(said.span.to),
                    speaker: said.speaker.clone(),
                    text: said.text.clone(),
                    sung: said.sung,
                    described: said.described,
                    place: (&said.place).into(),
                })
                .collect(),
            scenes: timeline.scenes.iter().map(scene).collect(),
            comments: timeline.comments.clone(),
            remarks: timeline.remarks.clone(),
            skipped: timeline
                .skipped
                .iter()
                .map(|Skipped { place, reason }| SkippedShown { place: place.into(), reason: reason.clone() })
                .collect(),
            skipped_more: timeline.skipped_more,
            kept: timeline
                .kept
                .iter()
                .map(|kept| KeptShown {
                    place: (&kept.place).into(),
                    schema: kept.schema.clone(),
                    in_point: kept.record.map(|record| clock.label(record.from)),
                    out_point: kept.record.map(|record| clock.label(record.to)),
                    // It was JSON when it was read.
                    written: serde_json::from_str(&kept.json).unwrap_or_default(),
                })
                .collect(),
            kept_more: timeline.kept_more,
            encoding: timeline.encoding,
        }
    }
}
