//! The parts of a workbook, as catalogue sheets and scenes are read from them.
#![no_main]

libfuzzer_sys::fuzz_target!(init: fuzz::begin(), |bytes: &[u8]| fuzz::catalogue(&fuzz::packed(bytes)));
