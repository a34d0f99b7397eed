//! The sound of the running application.

use std::ops::{ControlFlow, Range};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread;

use model::{CueId, CutId, LaneId, Millibels, TrackId};
use playback::{DeviceWish, Fault, Monitor, OutputState, Program, State};
use timebase::{Flicks, Position};

use super::{Desk, Loaded};
use crate::Studio;
use crate::edits::EditRequest;
use crate::error::StudioError;
use crate::matching::RowLevels;
use crate::sound::{Alternate, TRIED_LANE, Tried, position_of, sample_at};
use crate::views::{CutArc, CutSound, PlaybackFault, SeasonArc, TransportRange, TransportSource, TransportView};

impl Desk {
    fn loaded(&self) -> parking_lot::MutexGuard<'_, Loaded> {
        self.0.loaded.lock()
    }

    pub(super) fn load(&self, loaded: Loaded, program: Program) {
        self.0.transport.set_range(loaded.range.map(samples_of));
        self.0.transport.load(Arc::new(program));
        *self.loaded() = loaded;
    }

    /// Loads the picks of a cut, `alternates` in their stead, see [`Studio::program`], and a track that is `tried` against
    /// the picture; all of it louder by `level`, from silence (−96 dB) to as it is. Where the same cut was loaded, the sound goes on at the same point.
    ///
    /// # Errors
    /// If there is no such cut or track.
    pub fn load_cut(
        &self,
        cut: CutId,
        alternates: Vec<Alternate>,
        matched: bool,
        tried: Option<Tried>,
        level: Millibels,
    ) -> Result<(), StudioError> {
        let studio = self.studio()?;
        let louder = i32::try_from(level.0.clamp(-9_600, 0)).unwrap_or_default();
        let length = studio.cut_row(cut)?.length;
        let program = match tried {
            Some(tried) => studio.heard_with(cut, &alternates, matched, tried)?,
            None => studio.heard(cut, &alternates, matched)?,
        };
        let program = program.louder(louder).stopping_at(sample_at(Position::ZERO + length));
        let source = TransportSource::Cut { cut };
        let same = self.loaded().source == source;
        if !same {
            self.0.transport.stop();
        }
        let range = if same { self.loaded().range } else { None };
        if matched {
            self.measure(&studio, cut);
        }
        self.load(Loaded { source, alternates, matched, range, tried, level, from: Flicks::ZERO }, program);
        if !same {
            self.0.transport.seek(0);
        }
        Ok(())
    }

    /// Loads what would be heard of the cut that `request` makes of `from`, and stands at a point of it. Nothing is changed.
    ///
    /// # Errors
    /// As [`Studio::heard_if`].
    pub fn load_rehearsal(&self, from: CutId, request: &EditRequest, at: Position) -> Result<(), StudioError> {
        let (program, length) = self.studio()?.heard_if(request)?;
        self.0.transport.stop();
        let program = program.stopping_at(sample_at(Position::ZERO + length));
        self.load(Loaded { source: TransportSource::Rehearsal { from }, ..Loaded::default() }, program);
        self.seek(at);
        Ok(())
    }

    /// Measures the alternates of a cut in the background, and then has them sound by what was measured.
    fn measure(&self, studio: &Studio, cut: CutId) {
        match studio.unmeasured(cut) {
            Ok(wanted) if wanted.is_empty() => return,
            Ok(_) => {}
            Err(error) => {
                tracing::warn!(error = crate::sentence(&error), "alternates were not measured");
                return;
            }
        }
        if self.0.measuring.swap(true, Ordering::AcqRel) {
            return;
        }
        let (weak, studio) = (Arc::downgrade(&self.0), studio.clone());
        thread::spawn(move || {
            let is_open = || {
                let open = weak.upgrade().and_then(|inner| Self(inner).studio().ok());
                open.is_some_and(|open| Arc::ptr_eq(&open.0, &studio.0))
            };
            let measured = studio
                .measure_alternates(cut, || if is_open() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) });
            let still_open = is_open();
            drop(studio);
            let Some(inner) = weak.upgrade() else { return };
            inner.measuring.store(false, Ordering::Release);
            if still_open && measured.is_ok_and(|count| count > 0) {
                Self(inner).reload();
            }
        });
    }

    /// Levels at which the music of cues is equally loud, see [`Studio::row_levels`]. What was not measured yet is measured in the
    /// background; whoever asks again later is told.
    ///
    /// # Errors
    /// If the document cannot be read.
    pub fn row_levels(&self, cues: Vec<CueId>) -> Result<RowLevels, StudioError> {
        let studio = self.studio()?;
        let levels = studio.row_levels(&cues)?;
        if levels.pending > 0 && !self.0.measuring.swap(true, Ordering::AcqRel) {
            let weak = Arc::downgrade(&self.0);
            thread::spawn(move || {
                let is_open = || {
                    let open = weak.upgrade().and_then(|inner| Self(inner).studio().ok());
                    open.is_some_and(|open| Arc::ptr_eq(&open.0, &studio.0))
                };
                let go_on = || if is_open() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) };
                if let Err(error) = studio.measure_row(&cues, go_on) {
                    tracing::warn!(error = crate::sentence(&error), "statements were not measured");
                }
                if let Some(inner) = weak.upgrade() {
                    inner.measuring.store(false, Ordering::Release);
                }
            });
        }
        Ok(levels)
    }

    /// Sound and drama of a cut. What is not known of its recordings is found out in the background; whoever asks again
    /// later is told.
    ///
    /// # Errors
    /// If there is no such cut.
    pub fn cut_sound(&self, cut: CutId) -> Result<CutSound, StudioError> {
        let studio = self.studio()?;
        let sound = studio.cut_sound(cut)?;
        if sound.pending > 0 {
            self.find_energy(studio, vec![cut]);
        }
        Ok(sound)
    }

    /// The arcs of a season, as [`Studio::season_arc`] tells them. What is not known of its recordings is found out in the
    /// background; whoever asks again later is told.
    ///
    /// # Errors
    /// If the document cannot be read.
    pub fn season_arc(&self, season: Option<u32>, since: Option<u64>) -> Result<SeasonArc, StudioError> {
        let studio = self.studio()?;
        let arc = studio.season_arc(season, since)?;
        if arc.pending > 0 {
            let episodes = studio.season_arc(Some(arc.season), None)?.episodes;
            self.find_energy(studio, episodes.iter().filter_map(|episode| episode.cut).collect());
        }
        Ok(arc)
    }

    /// The arc of one cut, as [`Studio::cut_arc`] tells it. What is not known of its recordings is found out in the background.
    ///
    /// # Errors
    /// If there is no such cut, or the document cannot be read.
    pub fn cut_arc(&self, cut: CutId) -> Result<CutArc, StudioError> {
        let studio = self.studio()?;
        let arc = studio.cut_arc(cut)?;
        if arc.pending > 0 {
            self.find_energy(studio, vec![cut]);
        }
        Ok(arc)
    }

    /// Finds out the energy of the recordings of cuts in the background, of one after the other; once at a time.
    fn find_energy(&self, studio: Studio, cuts: Vec<CutId>) {
        if self.0.finding_energy.swap(true, Ordering::AcqRel) {
            return;
        }
        let weak = Arc::downgrade(&self.0);
        thread::spawn(move || {
            let gone = || {
                let open = weak.upgrade().and_then(|inner| Self(inner).studio().ok());
                open.is_none_or(|open| !Arc::ptr_eq(&open.0, &studio.0))
            };
            for cut in cuts {
                if let Err(error) = studio.measure_energy(cut, &gone) {
                    tracing::warn!(error = crate::sentence(&error), "the energy of recordings was not found out");
                }
            }
            if let Some(inner) = weak.upgrade() {
                inner.finding_energy.store(false, Ordering::Release);
            }
        });
    }

    /// Loads again what is loaded, after the show changed.
    pub(super) fn reload(&self) {
        let (source, alternates, matched, tried, level) = {
            let loaded = self.loaded();
            (loaded.source, loaded.alternates.clone(), loaded.matched, loaded.tried, loaded.level)
        };
        if let TransportSource::Cut { cut } = source
            && self.load_cut(cut, alternates, matched, tried, level).is_err()
        {
            self.0.transport.stop();
            self.load(Loaded::default(), Program::default());
        }
    }

    /// Plays a track of the library from a point of it, at a gain of the listener's: from silence (−96 dB) to as it is.
    ///
    /// # Errors
    /// If there is no such track.
    pub fn audition(&self, track: TrackId, from: Flicks, gain: Millibels) -> Result<(), StudioError> {
        let view = self.studio()?.track(track)?.track;
        let from = from.max(Flicks::ZERO).min(view.duration);
        let gain = i32::try_from(gain.0.clamp(-9_600, 0)).unwrap_or_default();
        self.0.transport.stop();
        let program = Program::audition(view.path, from, view.duration - from, gain);
        let source = TransportSource::Track { track };
        self.load(Loaded { source, from, ..Loaded::default() }, program);
        self.0.transport.set_rate(1.0);
        self.0.transport.seek(0);
        self.0.transport.play();
        Ok(())
    }

    /// Plays on.
    pub fn play(&self) {
        self.0.transport.play();
    }

    /// Plays from one point of what is loaded to another, once, and stands at a third afterwards.
    pub fn play_span(&self, span: TransportRange, then: Position) {
        let from = self.loaded().from;
        let sample = |at: Position| sample_at(at - from);
        self.0.transport.play_span(sample(span.start)..sample(span.end), sample(then));
    }

    /// Moves to the start of a span of what is loaded, and lets it sound while the position stands there. Where it plays, it
    /// plays on from there.
    pub fn blip(&self, span: TransportRange) {
        self.seek(span.start);
        let from = self.loaded().from;
        self.0.transport.blip(sample_at(span.start - from)..sample_at(span.end - from));
    }

    /// Stops where the sound is.
    pub fn stop(&self) {
        self.0.transport.stop();
    }

    /// Moves to a point of what is loaded.
    pub fn seek(&self, at: Position) {
        let from = self.loaded().from;
        self.0.transport.seek(sample_at(at - from));
    }

    /// Sets the speed: 1 is normal, negative is backwards.
    pub fn set_rate(&self, rate: f64) {
        self.0.transport.set_rate(rate);
    }

    /// Repeats a range, or plays on.
    pub fn set_range(&self, range: Option<TransportRange>) {
        self.loaded().range = range;
        self.0.transport.set_range(range.map(samples_of));
    }

    /// Chooses which lanes are heard; the mix that is written has them all.
    pub fn set_monitor(&self, muted: &[LaneId], soloed: &[LaneId]) {
        let ids = |lanes: &[LaneId]| lanes.iter().map(|lane| lane.0).collect();
        // A track that is tried is heard whatever lane is soloed.
        let tried = if soloed.is_empty() { None } else { Some(TRIED_LANE) };
        let soloed = soloed.iter().map(|lane| lane.0).chain(tried).collect();
        self.0.transport.set_monitor(Monitor { muted: ids(muted), soloed });
    }

    /// The sound devices of this computer, as the system calls them.
    #[must_use]
    pub fn sound_devices(&self) -> Vec<String> {
        playback::devices()
    }

    /// Plays through a device of that name, `None` for the system's default one, which should ask for `period` frames at
    /// once, 64 to 8192. Where it is not there the default one plays, see [`playback::Transport::set_device`].
    pub fn set_sound_device(&self, name: Option<String>, period: u32) {
        self.0.transport.set_device(DeviceWish { name, period });
    }

    /// What sounds now.
    #[must_use]
    pub fn transport(&self) -> TransportView {
        // Held until all is read: what a higher number tells is never older.
        let mut reports = self.0.reports.lock();
        *reports += 1;
        let transport = &self.0.transport;
        let (source, range, from) = {
            let loaded = self.loaded();
            (loaded.source, loaded.range, loaded.from)
        };
        let meters = transport.meters();
        let (device, silent_reason) = match transport.output() {
            OutputState::Device { name } => (Some(name), None),
            OutputState::Silent { reason } => (None, Some(reason)),
        };
        TransportView {
            number: *reports,
            source,
            playing: transport.state() == State::Playing,
            position: position_of(transport.position()) + from,
            rate: transport.rate(),
            range,
            peak_dbfs: meters.peak_db,
            momentary_lufs: meters.momentary_lufs,
            short_term_lufs: meters.short_term_lufs,
            integrated_lufs: meters.integrated_lufs,
            device,
            latency: transport.latency() as f64 / 1e6,
            silent_reason,
            faults: faults_of(&transport.faults()),
        }
    }
}

/// What cannot be heard, each file once, for the reason that was met first.
fn faults_of(faults: &[Fault]) -> Vec<PlaybackFault> {
    let mut told: Vec<PlaybackFault> = Vec::new();
    for fault in faults {
        let path = fault.path.display().to_string();
        if !told.iter().any(|other| other.path == path) {
            told.push(PlaybackFault { path, reason: fault.cause.to_string() });
        }
    }
    told
}

fn samples_of(range: TransportRange) -> Range<i64> {
    sample_at(range.start)..sample_at(range.end)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    #[test]
    fn a_file_that_cannot_be_heard_is_told_once() {
        let fault = |clip, path: &str, why: &str| Fault {
            clip,
            path: PathBuf::from(path),
            cause: Arc::new(std::io::Error::other(why.to_owned())),
        };
        let faults = [
            fault(1, "/m/a.wav", "it is gone"),
            fault(2, "/m/b.wav", "it is gone"),
            fault(3, "/m/a.wav", "it was gone"),
        ];
        let told: Vec<(String, String)> =
            faults_of(&faults).into_iter().map(|fault| (fault.path, fault.reason)).collect();
        let wanted = [("/m/a.wav", "it is gone"), ("/m/b.wav", "it is gone")];
        assert_eq!(told, wanted.map(|(path, reason)| (path.to_owned(), reason.to_owned())));
    }
}
