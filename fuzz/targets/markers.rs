//! Lists of markers.
#![no_main]

libfuzzer_sys::fuzz_target!(init: fuzz::begin(), |bytes: &[u8]| fuzz::timeline(&["avid-markers", "marker-table"], bytes));
