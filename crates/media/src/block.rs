//! A stretch of decoded sound.

/// Decoded sound that waits to be delivered.
#[derive(Default)]
pub(crate) struct Block {
    pub samples: Vec<f32>,
    /// Raw frame of the first sample.
    pub at: i64,
    /// In frames.
    pub length: usize,
}

impl Block {
    pub fn end(&self) -> i64 {
        self.at.saturating_add(self.length as i64)
    }
}

/// Fits sound whose channel count changes midway to that of the start: mono goes to all, surplus channels go.
pub(crate) fn remap(samples: &mut Vec<f32>, have: usize, want: usize) {
    if have == want || have == 0 {
        return;
    }
    let fitted = samples
        .chunks_exact(have)
        .flat_map(|frame| {
            (0..want).map(move |channel| if have == 1 { frame[0] } else { *frame.get(channel).unwrap_or(&0.0) })
        })
        .collect();
    *samples = fitted;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_of_channels_keeps_the_first_ones() {
        let mut mono = vec![0.1, 0.2];
        remap(&mut mono, 1, 2);
        assert_eq!(mono, [0.1, 0.1, 0.2, 0.2]);
        let mut surround = vec![0.1, 0.2, 0.3, 0.4, 0.5, 0.6];
        remap(&mut surround, 3, 2);
        assert_eq!(surround, [0.1, 0.2, 0.4, 0.5]);
    }
}
