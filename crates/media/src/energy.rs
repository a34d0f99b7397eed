//! How much energy music has from second to second: how loud it is and how bright.

use std::f64::consts::PI;
use std::path::Path;

use crate::meter::LoudnessMeter;
use crate::{AudioReader, MediaError};

/// One second of a recording.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moment {
    /// Short-term loudness (EBU Tech 3341) of the three seconds around it, in LUFS; −70 for silence.
    pub loudness: f32,
    /// The frequency about which its power lies, in hertz: the root mean square frequency of its spectrum. 0 for silence.
    pub brightness: f32,
}

/// A recording, second by second.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Energy(pub Vec<Moment>);

const MAGIC: &[u8; 4] = b"NDEN";
const VERSION: u32 = 1;
/// What is quieter is silence, in LUFS.
const SILENCE: f64 = -70.0;

impl Energy {
    /// The bytes for the cache.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(VERSION.to_le_bytes());
        for moment in &self.0 {
            bytes.extend(moment.loudness.to_le_bytes());
            bytes.extend(moment.brightness.to_le_bytes());
        }
        bytes
    }

    /// Reads what [`Self::to_bytes`] wrote; `None` for anything else.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC)?.strip_prefix(&VERSION.to_le_bytes())?;
        let (moments, left) = rest.as_chunks::<8>();
        let float = |bytes: &[u8]| bytes.try_into().map(f32::from_le_bytes).unwrap_or(0.0);
        let read = |bytes: &[u8; 8]| Moment { loudness: float(&bytes[..4]), brightness: float(&bytes[4..]) };
        left.is_empty().then(|| Self(moments.iter().map(read).collect()))
    }
}

/// Decodes a recording for its energy; `cancel` is asked several times a second.
///
/// # Errors
/// What [`AudioReader::open`] reports, and [`MediaError::Cancelled`].
pub fn energy_of(path: &Path, cancel: &dyn Fn() -> bool) -> Result<Energy, MediaError> {
    let mut reader = AudioReader::open(path)?;
    let rate = reader.sample_rate();
    let channels = usize::from(reader.channels());
    let mut meter = LoudnessMeter::new(reader.layout().weights(), rate);
    let mut tilt = Tilt::default();
    let mut brightness = Vec::new();
    let second = rate.hertz() as usize;
    let (mut samples, mut heard) = (Vec::new(), 0_usize);
    loop {
        if cancel() {
            return Err(MediaError::Cancelled);
        }
        samples.clear();
        let read = reader.read(&mut samples, second - heard % second)?;
        if read == 0 {
            break;
        }
        heard += read;
        if let Some(meter) = &mut meter {
            meter.add(&samples);
        }
        samples.chunks_exact(channels).for_each(|frame| tilt.add(frame.iter().sum::<f32>() / channels as f32));
        if heard.is_multiple_of(second) {
            brightness.push(tilt.take(rate.hertz()));
        }
    }
    if !heard.is_multiple_of(second) {
        brightness.push(tilt.take(rate.hertz()));
    }
    let terms = meter.as_ref().map_or_else(Vec::new, LoudnessMeter::short_terms);
    let whole = meter.as_ref().and_then(LoudnessMeter::integrated).unwrap_or(SILENCE);
    // A term ends each 100 ms from the third second on; that of a second ends one after it.
    let around = |second: usize| {
        let last = terms.len().saturating_sub(1);
        terms.get((second * 10).saturating_sub(10).min(last)).copied().unwrap_or(whole)
    };
    let moment = |(second, brightness): (usize, f32)| Moment { loudness: around(second) as f32, brightness };
    Ok(Energy(brightness.into_iter().enumerate().map(moment).collect()))
}

/// Power of a signal beside the power of its steps from sample to sample, which is the higher the brighter it is: for a tone
/// of f hertz their ratio is 4 sin²(π f / rate).
#[derive(Default)]
struct Tilt {
    before: f32,
    power: f64,
    steps: f64,
}

impl Tilt {
    fn add(&mut self, sample: f32) {
        let step = f64::from(sample) - f64::from(self.before);
        self.before = sample;
        self.power += f64::from(sample) * f64::from(sample);
        self.steps += step * step;
    }

    /// The frequency since it was last taken.
    fn take(&mut self, rate: u32) -> f32 {
        let (power, steps) = (std::mem::take(&mut self.power), std::mem::take(&mut self.steps));
        if power < 1e-9 {
            return 0.0;
        }
        let half = ((steps / power).sqrt() / 2.0).min(1.0);
        (half.asin() * f64::from(rate) / PI) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_brightness_of_a_tone_is_its_frequency() {
        for hertz in [110.0, 1_000.0, 8_000.0] {
            let mut tilt = Tilt::default();
            let tone = |at: u32| (2.0 * PI * hertz * f64::from(at) / 48_000.0).sin() as f32 * 0.1;
            (0..48_000).for_each(|at| tilt.add(tone(at)));
            let found = f64::from(tilt.take(48_000));
            assert!((found - hertz).abs() < 1.0, "{hertz}: {found}");
            assert_eq!(tilt.take(48_000), 0.0);
        }
    }

    #[test]
    fn bytes_come_back_equal() {
        let energy =
            Energy(vec![Moment { loudness: -12.5, brightness: 900.0 }, Moment { loudness: -70.0, brightness: 0.0 }]);
        assert_eq!(Energy::from_bytes(&energy.to_bytes()), Some(energy.clone()));
        assert_eq!(Energy::from_bytes(&energy.to_bytes()[1..]), None);
        assert_eq!(Energy::from_bytes(&energy.to_bytes()[..9]), None);
    }
}
