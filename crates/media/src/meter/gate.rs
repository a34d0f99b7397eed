//! From energies to loudness: the two gates of BS.1770-5 and the percentiles of EBU Tech 3342.

/// In LUFS; what is quieter does not count.
pub(super) const ABSOLUTE_GATE: f64 = -70.0;
/// How far below what passed the first gate the second one lies, in LU: of the whole, and of the range.
const RELATIVE_GATE: f64 = 10.0;
const RANGE_GATE: f64 = 20.0;

/// LUFS of a weighted mean square (BS.1770-5, annex 1, formula 2).
pub(super) fn loudness(mean_square: f64) -> f64 {
    -0.691 + 10.0 * mean_square.log10()
}

fn mean_square(loudness: f64) -> f64 {
    10_f64.powf((loudness + 0.691) / 10.0)
}

/// The mean of what is not below `floor`.
fn mean_above(energies: &[f64], floor: f64) -> Option<f64> {
    let (sum, count) = energies
        .iter()
        .filter(|energy| **energy >= floor)
        .fold((0.0, 0_usize), |(sum, count), energy| (sum + energy, count + 1));
    (count > 0).then(|| sum / count as f64)
}

/// The mean square `gate` LU below what passed the absolute gate, and never below that.
fn relative(energies: &[f64], gate: f64) -> Option<f64> {
    let absolute = mean_square(ABSOLUTE_GATE);
    let mean = mean_above(energies, absolute)?;
    Some((mean * 10_f64.powf(-gate / 10.0)).max(absolute))
}

/// Integrated loudness of gating blocks, in LUFS.
pub(super) fn gated(blocks: &[f64]) -> Option<f64> {
    mean_above(blocks, relative(blocks, RELATIVE_GATE)?).map(loudness)
}

/// The distance of the 10th and the 95th percentile of short-term windows, in LU.
pub(super) fn range(windows: &[f64]) -> Option<f64> {
    let floor = relative(windows, RANGE_GATE)?;
    let mut heard: Vec<f64> = windows.iter().copied().filter(|energy| *energy >= floor).collect();
    heard.sort_unstable_by(f64::total_cmp);
    let at = |part: f64| heard.get((part * (heard.len() as f64 - 1.0)).round() as usize).copied();
    Some(loudness(at(0.95)?) - loudness(at(0.10)?))
}
