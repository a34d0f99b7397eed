//! The arc: how intense a scene is meant to be beside how much energy the music in it has, both from 0 to 10.

/// The quietest and the loudest that music is taken for, in LUFS (short-term): 0 and 10 of energy, were it as bright as can be.
const LOUDNESS: (f64, f64) = (-40.0, -10.0);
/// The darkest and the brightest that music is taken for, in hertz; octaves count alike.
const BRIGHTNESS: (f64, f64) = (200.0, 6_400.0);
/// What of its energy music has however dark it is.
const DARK: f64 = 0.7;
/// Values to either side of one over which it is evened out.
const AROUND: usize = 2;

/// The energy of music, from 0 to 10, by its short-term loudness in LUFS and its brightness in hertz (the root mean square
/// frequency of its spectrum):
///
/// ```text
/// 10 · (loudness + 40) / 30 · (0.7 + 0.3 · log2(brightness / 200) / 5)
/// ```
///
/// Both fractions are kept between 0 and 1. Loudness decides, and what is bright sounds fuller than what is dark and as loud.
pub(crate) fn energy(loudness: f64, brightness: f64) -> f64 {
    let loud = ((loudness - LOUDNESS.0) / (LOUDNESS.1 - LOUDNESS.0)).clamp(0.0, 1.0);
    let octaves = (brightness.max(1.0) / BRIGHTNESS.0).log2() / (BRIGHTNESS.1 / BRIGHTNESS.0).log2();
    10.0 * loud * (DARK + (1.0 - DARK) * octaves.clamp(0.0, 1.0))
}

/// Evens out a line of values, each by the mean of those within two steps of it; where there is none, none stays.
pub(crate) fn smoothed(line: &[Option<f64>]) -> Vec<Option<f64>> {
    let around = |at: usize| {
        let near = line[at.saturating_sub(AROUND)..(at + AROUND + 1).min(line.len())].iter().flatten();
        let (sum, count) = near.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
        line[at].map(|_| sum / count)
    };
    (0..line.len()).map(around).collect()
}

/// The least by which music and drama differ where it is worth a word.
pub(crate) const WORTH_SAYING: f64 = 2.0;

/// How the energy of music stands to the intensity of its scene, in a few words.
pub(crate) fn compared(intensity: i64, energy: f64) -> String {
    let apart = energy - intensity as f64;
    let how = if apart >= WORTH_SAYING {
        "it pushes harder than the scene"
    } else if apart <= -WORTH_SAYING {
        "it holds back from the scene"
    } else {
        "it goes with the scene"
    };
    format!("the scene asks for {intensity}, the music has {energy:.1}: {how}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn energy_grows_with_loudness_and_with_brightness() {
        assert_eq!(energy(-70.0, 1_000.0), 0.0);
        assert_eq!(energy(-5.0, 9_000.0), 10.0);
        assert_eq!(energy(-25.0, 100.0), 3.5);
        assert!((energy(-25.0, 200.0 * 32_f64.sqrt()) - 4.25).abs() < 1e-12);
    }

    #[test]
    fn gaps_stay_gaps_when_a_line_is_evened_out() {
        let line = [Some(1.0), Some(3.0), None, None, None, Some(8.0), None];
        let smooth = smoothed(&line);
        assert_eq!(smooth, [Some(2.0), Some(2.0), None, None, None, Some(8.0), None]);
    }

    #[test]
    fn words_say_which_way_they_part() {
        assert_eq!(compared(8, 4.2), "the scene asks for 8, the music has 4.2: it holds back from the scene");
        assert!(compared(3, 5.5).ends_with("it pushes harder than the scene"));
        assert!(compared(5, 5.9).ends_with("it goes with the scene"));
    }
}
