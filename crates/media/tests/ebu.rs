//! The test cases of EBU Tech 3341 (loudness, true peak) and Tech 3342 (range), made as those papers describe them.

use std::f64::consts::TAU;

use media::LoudnessMeter;
use timebase::SampleRate;

const RATE: f64 = 48_000.0;

/// A tone of 1 kHz: so many seconds at so many dBFS on each of the channels, one after the other.
fn tones<const N: usize>(parts: &[(f64, [f64; N])]) -> Vec<f32> {
    let mut at = 0_u64;
    let mut samples = Vec::new();
    for (seconds, levels) in parts {
        let amplitudes = levels.map(|level| 10_f64.powf(level / 20.0));
        for _ in 0..(seconds * RATE).round() as u64 {
            let sine = (TAU * 1_000.0 * at as f64 / RATE).sin();
            samples.extend(amplitudes.map(|amplitude| (amplitude * sine) as f32));
            at += 1;
        }
    }
    samples
}

fn stereo(parts: &[(f64, f64)]) -> Vec<f32> {
    let parts: Vec<(f64, [f64; 2])> = parts.iter().map(|(seconds, level)| (*seconds, [*level; 2])).collect();
    tones(&parts)
}

fn measured(samples: &[f32]) -> LoudnessMeter {
    let mut meter = LoudnessMeter::stereo(SampleRate::MIX).expect("48 kHz");
    // Blocks of an odd length: where they end makes no difference.
    for block in samples.chunks(2 * 3_331) {
        meter.add(block);
    }
    meter
}

fn check(value: Option<f64>, expected: f64, case: &str) {
    let value = value.unwrap_or(f64::NAN);
    assert!((value - expected).abs() <= 0.1, "{case}: {value}, expected {expected}");
}

#[test]
fn integrated_loudness_is_that_of_cases_1_to_5() {
    let cases: [&[(f64, f64)]; 5] = [
        &[(20.0, -23.0)],
        &[(20.0, -33.0)],
        &[(10.0, -36.0), (60.0, -23.0), (10.0, -36.0)],
        &[(10.0, -72.0), (10.0, -36.0), (60.0, -23.0), (10.0, -36.0), (10.0, -72.0)],
        &[(20.0, -26.0), (20.1, -20.0), (20.0, -26.0)],
    ];
    for (number, (parts, expected)) in cases.iter().zip([-23.0, -33.0, -23.0, -23.0, -23.0]).enumerate() {
        let meter = measured(&stereo(parts));
        check(meter.integrated(), expected, &format!("case {}", number + 1));
        if number < 2 {
            check(meter.momentary(), expected, "momentary");
            check(meter.short_term(), expected, "short-term");
        }
    }
}

#[test]
fn surround_weighs_as_in_case_6() {
    // Left, right, centre, low frequencies, left and right surround.
    let samples = tones(&[(20.0, [-28.0, -28.0, -24.0, -200.0, -30.0, -30.0])]);
    let mut meter = LoudnessMeter::new(&[1.0, 1.0, 1.0, 0.0, 1.41, 1.41], SampleRate::MIX).expect("5.1");
    meter.add(&samples);
    check(meter.integrated(), -23.0, "case 6");
}

#[test]
fn short_term_loudness_stands_still_in_case_9() {
    let samples = stereo(&[(1.34, -20.0), (1.66, -30.0)].repeat(5));
    let mut meter = LoudnessMeter::stereo(SampleRate::MIX).expect("48 kHz");
    for (block, samples) in samples.chunks(2 * 4_800).enumerate() {
        meter.add(samples);
        if block >= 30 {
            check(meter.short_term(), -23.0, "case 9");
        }
    }
}

#[test]
fn short_term_loudness_reaches_its_level_in_case_10() {
    for segment in 0..20 {
        let silence = f64::from(segment) * 0.15;
        let samples = stereo(&[(silence, -200.0), (3.0, -23.0), (1.0, -200.0)]);
        check(highest(&samples, LoudnessMeter::short_term), -23.0, &format!("case 10, segment {segment}"));
    }
}

#[test]
fn momentary_loudness_stands_still_in_case_12() {
    let samples = stereo(&[(0.18, -20.0), (0.22, -30.0)].repeat(25));
    let mut meter = LoudnessMeter::stereo(SampleRate::MIX).expect("48 kHz");
    for (block, samples) in samples.chunks(2 * 4_800).enumerate() {
        meter.add(samples);
        if block >= 10 {
            check(meter.momentary(), -23.0, "case 12");
        }
    }
}

#[test]
fn momentary_loudness_reaches_its_level_in_case_13() {
    for segment in 0..20 {
        let silence = f64::from(segment) * 0.02;
        let samples = stereo(&[(silence, -200.0), (0.4, -23.0), (1.0, -200.0)]);
        check(highest(&samples, LoudnessMeter::momentary), -23.0, &format!("case 13, segment {segment}"));
    }
}

/// The highest value that a meter shows, looked at each 10 ms.
fn highest(samples: &[f32], value: impl Fn(&LoudnessMeter) -> Option<f64>) -> Option<f64> {
    let mut meter = LoudnessMeter::stereo(SampleRate::MIX).expect("48 kHz");
    let mut highest = None;
    for block in samples.chunks(2 * 480) {
        meter.add(block);
        highest = value(&meter).into_iter().chain(highest).reduce(f64::max);
    }
    highest
}

#[test]
fn the_range_is_that_of_tech_3342() {
    let cases: [(&[(f64, f64)], f64); 4] = [
        (&[(20.0, -20.0), (20.0, -30.0)], 10.0),
        (&[(20.0, -20.0), (20.0, -15.0)], 5.0),
        (&[(20.0, -40.0), (20.0, -20.0)], 20.0),
        (&[(20.0, -50.0), (20.0, -35.0), (20.0, -20.0), (20.0, -35.0), (20.0, -50.0)], 15.0),
    ];
    for (number, (parts, expected)) in cases.iter().enumerate() {
        check(measured(&stereo(parts)).range(), *expected, &format!("range, case {}", number + 1));
    }
}

fn true_peak_db(samples: &[f32]) -> f64 {
    let mut meter = LoudnessMeter::stereo(SampleRate::MIX).expect("48 kHz").with_true_peak(SampleRate::MIX);
    let both: Vec<f32> = samples.iter().flat_map(|sample| [*sample, *sample * 0.5]).collect();
    for block in both.chunks(2 * 1_001) {
        meter.add(block);
    }
    20.0 * meter.true_peak(0).expect("asked for").log10()
}

fn check_peak(value: f64, expected: f64, case: &str) {
    // The tolerance of Tech 3341.
    assert!((-0.4..=0.2).contains(&(value - expected)), "{case}: {value}, expected {expected}");
}

#[test]
fn true_peak_is_that_of_cases_15_to_19() {
    let cases: [(f64, f64, f64); 5] =
        [(0.25, 0.0, 0.5), (0.25, 45.0, 0.5), (1.0 / 6.0, 60.0, 0.5), (0.125, 67.5, 0.5), (0.25, 45.0, 1.41)];
    for (number, (frequency, phase, amplitude)) in cases.iter().enumerate() {
        // The cases last one second, and fade so that their ends do not ring.
        let samples: Vec<f32> = (0..48_000)
            .map(|at| {
                let edge = (f64::from(at.min(47_999 - at)) / 2_400.0).min(1.0);
                let angle = TAU * frequency * f64::from(at) + phase.to_radians();
                (edge * amplitude * angle.sin()) as f32
            })
            .collect();
        let expected = 20.0 * f64::log10(*amplitude);
        check_peak(true_peak_db(&samples), expected, &format!("case {}", number + 15));
    }
}

#[test]
fn true_peak_between_samples_is_that_of_cases_20_to_23() {
    // At four times the rate: a tone of 0.5 whose one period is of full scale, low-passed, then every fourth sample.
    let length = 4 * 4_800;
    let wide: Vec<f64> = (0..length)
        .map(|at| {
            let middle = (length / 2..length / 2 + 16).contains(&at);
            let (frequency, amplitude) = if middle { (1.0 / 16.0, 1.0) } else { (1.0 / 24.0, 0.5) };
            let edge = (at.min(length - 1 - at) as f64 / 2_400.0).min(1.0);
            edge * amplitude * (TAU * frequency * (at % 48) as f64).sin()
        })
        .collect();
    let low_pass: Vec<f64> = (-256_i32..=256)
        .map(|tap| {
            let angle = std::f64::consts::PI * f64::from(tap) / 4.0;
            let window = 0.5 + 0.5 * (std::f64::consts::PI * f64::from(tap) / 257.0).cos();
            window / 4.0 * if tap == 0 { 1.0 } else { angle.sin() / angle }
        })
        .collect();
    let smooth: Vec<f64> =
        (0..length - 513).map(|at| low_pass.iter().zip(&wide[at..]).map(|(tap, sample)| tap * sample).sum()).collect();
    let highest = smooth.iter().fold(0.0_f64, |highest, sample| highest.max(sample.abs()));
    for offset in 0..4 {
        let samples: Vec<f32> = smooth[offset..].iter().step_by(4).map(|sample| (sample / highest) as f32).collect();
        check_peak(true_peak_db(&samples), 0.0, &format!("case {}", offset + 20));
    }
}

#[test]
fn other_rates_measure_the_same() {
    for hertz in [22_050, 44_100, 96_000, 192_000] {
        let rate = SampleRate::new(hertz).expect("a usual rate");
        let mut meter = LoudnessMeter::stereo(rate).expect("a usual rate");
        let sine = |at: u32| (0.1 * (TAU * 997.0 * f64::from(at) / f64::from(hertz)).sin()) as f32;
        let samples: Vec<f32> = (0..hertz * 5).flat_map(|at| [sine(at); 2]).collect();
        meter.add(&samples);
        check(meter.integrated(), -20.0, &format!("{hertz} Hz"));
    }
}

#[test]
fn what_was_heard_can_be_forgotten() {
    let mut meter = measured(&stereo(&[(5.0, -3.0)]));
    meter.reset();
    assert_eq!((meter.integrated(), meter.momentary(), meter.range()), (None, None, None));
    meter.add(&stereo(&[(5.0, -23.0)]));
    check(meter.integrated(), -23.0, "after the reset");
}
