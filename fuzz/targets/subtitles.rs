//! Subtitles of every kind.
#![no_main]

libfuzzer_sys::fuzz_target!(init: fuzz::begin(), |bytes: &[u8]| fuzz::timeline(&["srt", "webvtt", "sbv", "ass"], bytes));
