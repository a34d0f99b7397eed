//! Projects of Reaper.
#![no_main]

libfuzzer_sys::fuzz_target!(init: fuzz::begin(), |bytes: &[u8]| fuzz::timeline(&["reaper"], bytes));
