//! WAV, RF64 and BW64 with all their chunks.
#![no_main]

libfuzzer_sys::fuzz_target!(init: fuzz::begin(), |bytes: &[u8]| fuzz::sound("a.wav", bytes));
