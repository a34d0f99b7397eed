//! Which sample rates a recording can have.

use timebase::SampleRate;

use crate::MediaError;

/// Speech at the slowest, and four times what the best converters give. What lies outside is damage: 7 Hz would make a
/// minute out of a few bytes.
pub(crate) const SLOWEST: u32 = 1_000;
pub(crate) const FASTEST: u32 = 768_000;

/// The rate that a header states, in hertz.
pub(crate) fn checked(hertz: u32) -> Result<SampleRate, MediaError> {
    match SampleRate::new(hertz).filter(|_| (SLOWEST..=FASTEST).contains(&hertz)) {
        Some(rate) => Ok(rate),
        None => Err(MediaError::SampleRate { hertz }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_beyond_hearing_and_reason_are_refused() {
        for hertz in [1_000, 8_000, 44_100, 384_000, 768_000] {
            assert_eq!(checked(hertz).expect("a rate").hertz(), hertz);
        }
        for hertz in [0, 1, 7, 999, 768_001, u32::MAX] {
            let error = checked(hertz).expect_err("refused");
            assert!(error.to_string().ends_with("only 1 kHz to 768 kHz can be read"), "{error}");
        }
    }
}
