//! What can be said once the whole session is read: its rate, labels that it does not have, bars and beats.

use timebase::FrameRate;

use super::{Label, Place, ReadError, Session, Stretch, Time, Timeline, TrackKind, Waiting};

const WITHOUT_TEMPO: &str = "bars and beats are no time without their tempo: export the session text with timecode";

impl Session {
    pub(super) fn finish(mut self, hint: Option<FrameRate>) -> Result<Timeline, ReadError> {
        self.of_bars();
        if self.clock.whole_seconds {
            self.timeline.remarks.push(
                "Its times are whole seconds: export it with timecode or subframes to have them exact.".to_owned(),
            );
        }
        if self.clock.feet {
            self.timeline.remarks.push("Feet and frames are counted at 24 frames a second.".to_owned());
        }
        let listed = self.timeline.tracks.iter().filter(|track| track.kind == TrackKind::Sound).count();
        if let Some(said) = self.said_tracks.filter(|said| *said > listed) {
            let told = match listed {
                0 => "none is listed".to_owned(),
                1 => "one is listed".to_owned(),
                _ => format!("{listed} are listed"),
            };
            self.timeline.remarks.push(format!(
                "The session has {said} audio tracks, {told}: the text ends in the middle, or was exported without the others."
            ));
        }
        match self.rate {
            Some(rate) => {
                let drop = rate.is_drop();
                self.timeline.carries(rate, hint);
                self.check(rate);
                if let Some(Time::Label(label)) = &mut self.timeline.start {
                    label.drop = Some(drop);
                }
            }
            None => self.evidence.settle(&mut self.timeline, hint)?,
        }
        Ok(self.timeline)
    }

    /// Labels that the session's rate does not have.
    fn check(&mut self, rate: FrameRate) {
        let wrong = |time: Time| time.label().filter(|label| !label.exists_at(rate));
        let mut told: Vec<(Place, Label)> = Vec::new();
        self.timeline.events.retain(|event| {
            let found = wrong(event.record.from).or_else(|| wrong(event.record.to));
            told.extend(found.map(|label| (event.place.clone(), label)));
            found.is_none()
        });
        self.timeline.markers.retain(|marker| {
            let found = wrong(marker.at);
            told.extend(found.map(|label| (marker.place.clone(), label)));
            found.is_none()
        });
        for (place, label) in told {
            self.timeline.skip(place, format!("the label {label} does not exist at {rate}"));
        }
    }

    /// Bars and beats are time only where markers tell both.
    fn of_bars(&mut self) {
        let waiting = std::mem::take(&mut self.bars);
        if waiting.is_empty() {
            return;
        }
        let tempo = self.clock.tempo();
        if let Some(tempo) = tempo {
            let mut told = format!("Bars and beats were worked out in 4/4 at {}: its markers tell both.", tempo.told());
            if self.clock.whole_beats {
                told.push_str(
                    " They are written without ticks, so places may be up to a beat later: export it with timecode to have them \
                     exact.",
                );
            }
            self.timeline.remarks.push(told);
        }
        for waiting in waiting {
            match (waiting, tempo) {
                (Waiting::Event { mut event, from, to }, Some(tempo)) => {
                    event.record = Stretch { from: tempo.at(from), to: tempo.at(to) };
                    self.timeline.events.push(*event);
                }
                (Waiting::Marker { mut marker, at }, Some(tempo)) => {
                    marker.at = tempo.at(at);
                    self.timeline.markers.push(*marker);
                }
                (Waiting::Event { event, .. }, None) => self.timeline.skip(event.place, WITHOUT_TEMPO),
                (Waiting::Marker { marker, .. }, None) => self.timeline.skip(marker.place, WITHOUT_TEMPO),
            }
        }
    }
}
