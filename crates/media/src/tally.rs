//! How many packets of a file could be decoded.

/// How the packets fared, pre-roll aside.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Tally {
    pub decoded: u64,
    /// Could not be decoded, or is not there; silent.
    pub skipped: u64,
    /// Of these: uses something of the codec that the decoder does not know.
    pub refused: u64,
}

impl Tally {
    /// Both together.
    pub(crate) fn and(self, other: Self) -> Self {
        Self {
            decoded: self.decoded.saturating_add(other.decoded),
            skipped: self.skipped.saturating_add(other.skipped),
            refused: self.refused.saturating_add(other.refused),
        }
    }
}
