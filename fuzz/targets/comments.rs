//! Vorbis comments with the pictures in them.
#![no_main]

libfuzzer_sys::fuzz_target!(init: fuzz::begin(), |bytes: &[u8]| fuzz::tags("a.flac", &fuzz::commented(bytes)));
