//! Sound files: probe, tags, decode, peaks, loudness.
