//! Headers of picture files: QuickTime and MP4, Matroska and WebM, MXF, AVI.
#![no_main]

libfuzzer_sys::fuzz_target!(init: fuzz::begin(), |bytes: &[u8]| fuzz::movie(bytes));
