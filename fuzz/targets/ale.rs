//! Avid Log Exchange: bins as tables.
#![no_main]

libfuzzer_sys::fuzz_target!(init: fuzz::begin(), |bytes: &[u8]| fuzz::timeline(&["ale"], bytes));
