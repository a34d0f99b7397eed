//! Scenes from CSV.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::scenes(bytes));
