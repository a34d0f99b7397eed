//! Templates of letters.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::letter(bytes));
