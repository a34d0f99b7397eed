//! Chapters in every form.
#![no_main]

libfuzzer_sys::fuzz_target!(init: fuzz::begin(), |bytes: &[u8]| fuzz::timeline(&["ogm-chapters", "ffmetadata", "matroska-chapters"], bytes));
