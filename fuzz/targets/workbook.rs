//! The workbook of a society, filled.
#![no_main]

libfuzzer_sys::fuzz_target!(init: fuzz::begin(), |bytes: &[u8]| fuzz::workbook(&fuzz::packed(bytes)));
