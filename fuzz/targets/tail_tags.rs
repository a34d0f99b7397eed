//! Tags at the end of a file: ID3v1 and APE.
#![no_main]

libfuzzer_sys::fuzz_target!(init: fuzz::begin(), |bytes: &[u8]| fuzz::tags("a.mp3", bytes));
