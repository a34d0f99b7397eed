//! Logos, PNG, JPEG and SVG.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::logo(bytes));
