//! ID3v2 tags.
#![no_main]

libfuzzer_sys::fuzz_target!(init: fuzz::begin(), |bytes: &[u8]| fuzz::tags("a.mp3", &[b"ID3".as_slice(), bytes].concat()));
