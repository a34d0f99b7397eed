//! MP4, whole and in fragments.
#![no_main]

libfuzzer_sys::fuzz_target!(init: fuzz::begin(), |bytes: &[u8]| fuzz::sound("a.m4a", bytes));
