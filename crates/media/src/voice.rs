//! Where somebody speaks in a recording: by its level in the range of voices, and by how much of its power lies there.
//!
//! A voice is told from the sound of the place by rising above it: the floor is what the quiet tenth of the minute around a
//! moment has. It is told from rumble and hiss by where its power lies. Music in the same range passes: what is found is a
//! proposal.

use std::f64::consts::PI;
use std::ops::Range;
use std::path::Path;

use crate::{AudioReader, MediaError};

/// Milliseconds of a step.
const STEP_MS: u64 = 20;
/// The range of voices, in hertz.
const LOW: f64 = 250.0;
const HIGH: f64 = 3_500.0;
/// Steps to either side that a floor is taken from: half a minute.
const AROUND: usize = 1_500;
/// Steps between two floors: one second.
const FLOOR_EVERY: usize = 50;
/// Nothing quieter is a voice, in decibels of full scale.
const SILENCE_DB: f32 = -58.0;
/// The part of its power that a voice has in its range at least.
const LEAST_SHARE: f32 = 0.3;

/// What is taken for speech.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct VoiceRule {
    /// Decibels that a voice rises above the sound of the place at least; 3 finds much, 20 little.
    pub rise_db: f32,
    /// A pause that is shorter, in milliseconds, lies within one line.
    pub pause_ms: u64,
    /// A line that is shorter, in milliseconds, is none.
    pub least_ms: u64,
}

impl Default for VoiceRule {
    fn default() -> Self {
        Self { rise_db: 9.0, pause_ms: 400, least_ms: 250 }
    }
}

/// A recording in steps of 20 ms, as far as voices are concerned.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Voice {
    /// The level in the range of voices, in decibels of full scale.
    levels: Vec<f32>,
    /// The part of the power that lies there.
    shares: Vec<f32>,
}

/// Decodes a recording, or one of the sounds of a picture file, for [`Voice::spans`]; `cancel` is asked several times a second.
///
/// # Errors
/// What [`AudioReader::open_stream`] reports, and [`MediaError::Cancelled`].
pub fn voice_of(path: &Path, stream: Option<usize>, cancel: &dyn Fn() -> bool) -> Result<Voice, MediaError> {
    let mut reader = AudioReader::open_stream(path, stream)?;
    let (rate, channels) = (reader.sample_rate().hertz(), usize::from(reader.channels()));
    let mut heard = Listening::new(rate);
    let mut samples = Vec::new();
    loop {
        if cancel() {
            return Err(MediaError::Cancelled);
        }
        samples.clear();
        if reader.read(&mut samples, 1 << 15)? == 0 {
            return Ok(heard.voice);
        }
        for frame in samples.chunks_exact(channels) {
            heard.add(f64::from(frame.iter().sum::<f32>()) / channels as f64);
        }
    }
}

impl Voice {
    /// The spans in which somebody speaks, in milliseconds from the start of the recording, in order and apart.
    #[must_use]
    pub fn spans(&self, rule: VoiceRule) -> Vec<Range<u64>> {
        let floors = self.floors();
        let speaks = |step: usize| {
            let (level, share) = (self.levels[step], self.shares[step]);
            level > SILENCE_DB && share > LEAST_SHARE && level > floors[step / FLOOR_EVERY] + rule.rise_db
        };
        let mut spans: Vec<Range<u64>> = Vec::new();
        for step in (0..self.levels.len()).filter(|step| speaks(*step)) {
            let at = step as u64 * STEP_MS;
            match spans.last_mut() {
                Some(last) if at <= last.end + rule.pause_ms => last.end = at + STEP_MS,
                _ => spans.push(at..at + STEP_MS),
            }
        }
        spans.retain(|span| span.end - span.start >= rule.least_ms);
        spans
    }

    /// For each second the level that the quiet tenth of the minute around it has.
    fn floors(&self) -> Vec<f32> {
        let mut around = Vec::new();
        (0..self.levels.len().div_ceil(FLOOR_EVERY))
            .map(|second| {
                let middle = second * FLOOR_EVERY;
                around.clear();
                around.extend(&self.levels[middle.saturating_sub(AROUND)..(middle + AROUND).min(self.levels.len())]);
                let tenth = around.len() / 10;
                let (_, floor, _) = around.select_nth_unstable_by(tenth, f32::total_cmp);
                // Digital silence says nothing of the place.
                (*floor).max(SILENCE_DB - 10.0)
            })
            .collect()
    }
}

/// What is gathered of the step that is heard.
struct Listening {
    band: [Filter; 2],
    step: usize,
    count: usize,
    power: f64,
    within: f64,
    voice: Voice,
}

impl Listening {
    fn new(rate: u32) -> Self {
        Self {
            band: [Filter::high_pass(LOW, rate), Filter::low_pass(HIGH, rate)],
            step: ((u64::from(rate) * STEP_MS / 1000) as usize).max(1),
            count: 0,
            power: 0.0,
            within: 0.0,
            voice: Voice::default(),
        }
    }

    fn add(&mut self, sample: f64) {
        let within = self.band.iter_mut().fold(sample, |sample, filter| filter.pass(sample));
        self.power += sample * sample;
        self.within += within * within;
        self.count += 1;
        if self.count == self.step {
            let mean = self.within / self.count as f64;
            self.voice.levels.push((10.0 * mean.max(1e-12).log10()) as f32);
            self.voice.shares.push((self.within / self.power.max(1e-12)).min(1.0) as f32);
            (self.count, self.power, self.within) = (0, 0.0, 0.0);
        }
    }
}

/// A filter of the second order (Butterworth), by the formulas of R. Bristow-Johnson's *Audio EQ Cookbook*.
struct Filter {
    b: [f64; 3],
    a: [f64; 2],
    x: [f64; 2],
    y: [f64; 2],
}

impl Filter {
    fn low_pass(hertz: f64, rate: u32) -> Self {
        Self::new(hertz, rate, |cos| [(1.0 - cos) / 2.0, 1.0 - cos, (1.0 - cos) / 2.0])
    }

    fn high_pass(hertz: f64, rate: u32) -> Self {
        Self::new(hertz, rate, |cos| [(1.0 + cos) / 2.0, -1.0 - cos, (1.0 + cos) / 2.0])
    }

    fn new(hertz: f64, rate: u32, b: impl Fn(f64) -> [f64; 3]) -> Self {
        let turn = 2.0 * PI * hertz.min(f64::from(rate) * 0.45) / f64::from(rate);
        let (sin, cos) = turn.sin_cos();
        let alpha = sin * std::f64::consts::FRAC_1_SQRT_2;
        let whole = 1.0 + alpha;
        Self {
            b: b(cos).map(|part| part / whole),
            a: [-2.0 * cos / whole, (1.0 - alpha) / whole],
            x: [0.0; 2],
            y: [0.0; 2],
        }
    }

    fn pass(&mut self, sample: f64) -> f64 {
        let [b0, b1, b2] = self.b;
        let out = b0 * sample + b1 * self.x[0] + b2 * self.x[1] - self.a[0] * self.y[0] - self.a[1] * self.y[1];
        self.x = [sample, self.x[0]];
        self.y = [out, self.y[0]];
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: u32 = 48_000;

    /// Noise that is the same each time.
    fn noise(state: &mut u32) -> f64 {
        *state ^= *state << 13;
        *state ^= *state >> 17;
        *state ^= *state << 5;
        f64::from(*state) / f64::from(u32::MAX) * 2.0 - 1.0
    }

    /// Something like a voice: a buzz with formants, four syllables a second.
    fn speech(at: f64) -> f64 {
        let tone = |hertz: f64| (2.0 * PI * hertz * at).sin();
        let syllable = 0.5 + 0.5 * (2.0 * PI * 4.0 * at).sin();
        0.1 * syllable * (0.6 * tone(140.0) + tone(560.0) + 0.8 * tone(1_120.0) + 0.4 * tone(2_240.0))
    }

    fn heard(seconds: f64, sound: impl Fn(f64, &mut u32) -> f64) -> Voice {
        let (mut listening, mut state) = (Listening::new(RATE), 1);
        for sample in 0..(seconds * f64::from(RATE)) as u32 {
            listening.add(sound(f64::from(sample) / f64::from(RATE), &mut state));
        }
        listening.voice
    }

    fn said(at: f64) -> bool {
        (5.0..9.0).contains(&at) || (14.0..20.0).contains(&at) || (40.0..40.1).contains(&at)
    }

    fn near(span: &Range<u64>, start: u64, end: u64) -> bool {
        span.start.abs_diff(start) <= 150 && span.end.abs_diff(end) <= 150
    }

    #[test]
    fn lines_are_found_over_the_sound_of_a_place() {
        let voice = heard(60.0, |at, state| 0.004 * noise(state) + if said(at) { speech(at) } else { 0.0 });
        let spans = voice.spans(VoiceRule::default());
        assert_eq!(spans.len(), 2, "{spans:?}");
        assert!(near(&spans[0], 5_000, 9_000) && near(&spans[1], 14_000, 20_000), "{spans:?}");
        let short = voice.spans(VoiceRule { least_ms: 40, ..VoiceRule::default() });
        assert!(short.len() == 3 && short[2].start.abs_diff(40_000) <= 40, "{short:?}");
    }

    #[test]
    fn rumble_and_hiss_are_no_voices() {
        let loud = |at: f64| (10.0..14.0).contains(&at);
        let rumble = |at: f64, state: &mut u32| {
            0.002 * noise(state) + if loud(at) { 0.3 * (2.0 * PI * 50.0 * at).sin() } else { 0.0 }
        };
        let hiss = |at: f64, _: &mut u32| if loud(at) { 0.1 * (2.0 * PI * 9_000.0 * at).sin() } else { 0.0 };
        assert!(heard(30.0, rumble).spans(VoiceRule::default()).is_empty());
        assert!(heard(30.0, hiss).spans(VoiceRule::default()).is_empty());
        assert!(heard(30.0, |_, _| 0.0).spans(VoiceRule::default()).is_empty());
        assert!(Voice::default().spans(VoiceRule::default()).is_empty());
    }

    #[test]
    fn what_is_asked_for_decides_how_much_is_found() {
        // A murmur 6 dB over the place, and a pause of 0.6 s.
        let murmur = |at: f64| (10.0..12.0).contains(&at) || (12.6..15.0).contains(&at);
        let voice = heard(40.0, |at, state| {
            0.01 * noise(state) + if murmur(at) { 0.006 * (2.0 * PI * 700.0 * at).sin() } else { 0.0 }
        });
        assert!(voice.spans(VoiceRule { rise_db: 12.0, ..VoiceRule::default() }).is_empty());
        let apart = voice.spans(VoiceRule { rise_db: 3.0, pause_ms: 300, least_ms: 500 });
        assert_eq!(apart.len(), 2, "{apart:?}");
        let together = voice.spans(VoiceRule { rise_db: 3.0, pause_ms: 800, least_ms: 500 });
        assert!(together.len() == 1 && near(&together[0], 10_000, 15_000), "{together:?}");
    }
}
