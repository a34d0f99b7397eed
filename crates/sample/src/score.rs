//! The score: what is played, in beats, before anyone plays it.

use crate::harmony::{Chord, Key};
use crate::theme::Tone;
use crate::voice::Voice;

/// Beats in a bar: all five songs are in 4/4.
pub(crate) const BAR: f64 = 4.0;

/// One note: place and length in beats, MIDI pitch, velocity 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Note {
    pub at: f64,
    pub beats: f64,
    pub pitch: u8,
    pub velocity: f32,
}

/// A bell of a channel's equaliser.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bell {
    pub hz: f32,
    pub gain_db: f32,
    pub q: f32,
}

/// A part and its channel strip.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub voice: Voice,
    pub notes: Vec<Note>,
    pub gain_db: f32,
    /// -1 left … 1 right.
    pub pan: f32,
    /// Send to the hall, linear.
    pub reverb: f32,
    /// Send to the dotted-eighth echo, linear.
    pub echo: f32,
    pub low_cut_hz: f32,
    pub bells: &'static [Bell],
}

impl Part {
    pub(crate) fn new(voice: Voice, gain_db: f32) -> Self {
        Self { voice, notes: Vec::new(), gain_db, pan: 0.0, reverb: 0.2, echo: 0.0, low_cut_hz: 30.0, bells: &[] }
    }

    pub(crate) fn pan(self, pan: f32) -> Self {
        Self { pan, ..self }
    }

    pub(crate) fn reverb(self, reverb: f32) -> Self {
        Self { reverb, ..self }
    }

    pub(crate) fn echo(self, echo: f32) -> Self {
        Self { echo, ..self }
    }

    pub(crate) fn low_cut(self, low_cut_hz: f32) -> Self {
        Self { low_cut_hz, ..self }
    }

    pub(crate) fn bells(self, bells: &'static [Bell]) -> Self {
        Self { bells, ..self }
    }

    pub(crate) fn play(mut self, notes: impl IntoIterator<Item = Note>) -> Self {
        self.notes.extend(notes);
        self
    }
}

/// A stretch of the form: its chords from a beat on.
#[derive(Debug, Clone)]
pub(crate) struct Section {
    pub start: f64,
    pub chords: Vec<(Chord, f64)>,
}

impl Section {
    /// Each chord with its first beat and its length in beats.
    pub(crate) fn spans(&self) -> impl Iterator<Item = (Chord, f64, f64)> + '_ {
        self.chords.iter().scan(self.start, |at, (chord, beats)| {
            let here = *at;
            *at += beats;
            Some((*chord, here, *beats))
        })
    }

    pub(crate) fn end(&self) -> f64 {
        self.start + self.chords.iter().map(|(_, beats)| beats).sum::<f64>()
    }

    /// The bars from `from` to `to`, counted from 0 within this section (one chord a bar).
    pub(crate) fn bars(&self, from: usize, to: usize) -> Section {
        let to = to.min(self.chords.len());
        let from = from.min(to);
        let before: f64 = self.chords[..from].iter().map(|(_, beats)| beats).sum();
        Section { start: self.start + before, chords: self.chords[from..to].to_vec() }
    }
}

/// Lays sections one after the other.
#[derive(Debug, Default)]
pub(crate) struct Form {
    end: f64,
}

impl Form {
    /// The next section, one chord a bar.
    pub(crate) fn section(&mut self, chords: &[Chord]) -> Section {
        let section = Section { start: self.end, chords: chords.iter().map(|chord| (*chord, BAR)).collect() };
        self.end = section.end();
        section
    }

    pub(crate) fn end(&self) -> f64 {
        self.end
    }
}

/// A whole song on paper.
#[derive(Debug, Clone)]
pub(crate) struct Score {
    pub key: Key,
    pub bpm_milli: u32,
    /// Beats up to the last double bar; the ring-out follows.
    pub beats: f64,
    /// The beat from which the tempo broadens, and by how much the last beat is longer (1.3: by 30 %).
    pub broaden: (f64, f64),
    /// Seconds of ring-out after the last bar.
    pub ring_s: f64,
    pub parts: Vec<Part>,
}

impl Score {
    /// Seconds from the first downbeat to `beat`.
    pub(crate) fn seconds(&self, beat: f64) -> f64 {
        let per_beat = 60_000.0 / f64::from(self.bpm_milli);
        let (from, factor) = self.broaden;
        let late = (beat - from).max(0.0);
        let reach = (self.beats - from).max(BAR);
        per_beat * (beat + (factor - 1.0) * late * late / (2.0 * reach))
    }
}

/// A melody on the page: tones from a beat on, over the tonic at or above `low`, shaped as one breath.
pub(crate) fn line(tones: &[Tone], key: Key, low: u8, start: f64, velocity: f32) -> Vec<Note> {
    let mut at = start;
    let mut notes = Vec::with_capacity(tones.len());
    for tone in tones {
        if let Tone::Note { degree, alter, beats } = *tone {
            // The strong beats lead and the highest tones bloom, as a singer leans into them.
            let beat = (at - start).rem_euclid(BAR);
            let stress = if beat < 0.01 {
                1.06
            } else if beat.fract() < 0.01 {
                1.0
            } else {
                0.94
            };
            let height = 1.0 + 0.02 * f32::from(degree - 4);
            let velocity = (velocity * stress * height).clamp(0.05, 1.0);
            notes.push(Note { at, beats, pitch: key.pitch(low, degree, alter), velocity });
        }
        at += tone.beats();
    }
    notes
}

/// The same notes, each moved by so many semitones.
pub(crate) fn transposed(notes: &[Note], semitones: i8) -> Vec<Note> {
    notes.iter().map(|note| Note { pitch: note.pitch.saturating_add_signed(semitones), ..*note }).collect()
}

/// The same notes, growing from one share of their velocity to another over their span.
pub(crate) fn swell(mut notes: Vec<Note>, from: f32, to: f32) -> Vec<Note> {
    let first = notes.iter().map(|note| note.at).fold(f64::INFINITY, f64::min);
    let last = notes.iter().map(|note| note.at).fold(f64::NEG_INFINITY, f64::max);
    for note in &mut notes {
        let along = ((note.at - first) / (last - first).max(1.0)) as f32;
        note.velocity = (note.velocity * (from + (to - from) * along)).clamp(0.03, 1.0);
    }
    notes
}
