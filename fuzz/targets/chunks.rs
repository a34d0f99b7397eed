//! INFO, bext, iXML, axml and ID3 in WAV.
#![no_main]

libfuzzer_sys::fuzz_target!(init: fuzz::begin(), |bytes: &[u8]| fuzz::tags("a.wav", &[b"RIFF\0\0\0\0WAVE".as_slice(), bytes].concat()));
