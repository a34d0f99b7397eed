//! The tags of MP4.
#![no_main]

libfuzzer_sys::fuzz_target!(init: fuzz::begin(), |bytes: &[u8]| fuzz::tags("a.m4a", &fuzz::listed(bytes)));
