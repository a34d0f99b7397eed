//! The storage, held to another reader and writer of its kind.

use std::io::{Cursor, Read, Write};

use cfb::{CompoundFile, Version};

use super::storage::{ROOT, Storage};

/// A storage of folders within folders with streams of every length about the bounds, written by the other.
fn written(version: Version) -> Vec<u8> {
    let mut file = CompoundFile::create_with_version(version, Cursor::new(Vec::new())).expect("made");
    let mut folder = String::new();
    for depth in 0..4_u8 {
        folder = format!("{folder}/Folder-{depth:x}{{{depth:x}}}");
        file.create_storage(&folder).expect("a folder");
        for long in [0, 1, 63, 64, 65, 511, 512, 4_095, 4_096, 4_097, 9_000] {
            let name = format!("{folder}/properties {long}");
            let bytes: Vec<u8> = (0..long).map(|at: usize| (at * 7 + usize::from(depth)) as u8).collect();
            file.create_stream(&name).expect("a stream").write_all(&bytes).expect("written");
        }
    }
    // Many names in one folder, so that its tree is deep.
    for nth in 0..300 {
        file.create_storage(format!("/Mobs-1901{{{nth:x}}}")).expect("a folder");
    }
    file.flush().expect("written");
    let mut bytes = file.into_inner().into_inner();
    // The class of each folder behind its name, with no byte like another.
    for depth in 0..4_u8 {
        let name: Vec<u8> =
            format!("Folder-{depth:x}{{{depth:x}}}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        let at = bytes.windows(name.len()).position(|part| part == name).expect("its entry");
        bytes[at + 80..at + 96].iter_mut().zip(1..).for_each(|(byte, nth)| *byte = 16 * depth + nth);
    }
    bytes
}

fn find(storage: &Storage<'_>, path: &str) -> Option<u32> {
    path.split('/').filter(|part| !part.is_empty()).try_fold(ROOT, |folder, name| storage.child(folder, name))
}

#[test]
fn every_folder_and_stream_is_what_another_reader_sees() {
    for version in [Version::V3, Version::V4] {
        let bytes = written(version);
        let mut other = CompoundFile::open(Cursor::new(bytes.as_slice())).expect("opened");
        let own = Storage::open(&bytes).expect("opened");
        let entries: Vec<cfb::Entry> = other.walk().collect();
        assert!(entries.len() > 340);
        for entry in entries {
            let path = entry.path().to_string_lossy().into_owned();
            let id = find(&own, &path).unwrap_or_else(|| panic!("{path}"));
            if entry.is_stream() {
                let mut told = Vec::new();
                other.open_stream(&path).expect("a stream").read_to_end(&mut told).expect("read");
                assert_eq!((own.length(id), own.read(id)), (Some(entry.len()), Some(told)), "{path}");
            } else {
                assert_eq!((own.class(id), own.length(id)), (Some(entry.clsid().as_u128()), None), "{path}");
            }
        }
        for missing in ["/Mobs-1901{12c}", "/Mobs-1901{0}/properties", "/x"] {
            assert_eq!(find(&own, missing), None, "{missing}");
        }
        assert!(find(&own, "/MOBS-1901{1F}").is_some());
    }
}

#[test]
fn a_damaged_storage_is_refused_or_read_and_breaks_nothing() {
    for version in [Version::V3, Version::V4] {
        let whole = written(version);
        for length in [0, 8, 24, 76, 511, 512, 600, 4_096, 5_000, whole.len() / 2, whole.len() - 4_097] {
            assert!(Storage::open(&whole[..length]).is_err(), "{length}");
        }
        // The same damage each time: of the head, the tables and the entries, bytes that mean the most.
        let mut state = 20_261_130_u64;
        let mut below = |most: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % most
        };
        for _ in 0..300 {
            let mut bytes = whole.clone();
            for _ in 0..=below(8) {
                let at = if below(2) == 0 { below(512) } else { below(bytes.len()) };
                bytes[at] = [0, 1, 0xfe, 0xff][below(4)];
            }
            let Ok(storage) = Storage::open(&bytes) else { continue };
            for path in
                ["/Folder-0{0}/Folder-1{1}/properties 4095", "/Folder-0{0}/properties 9000", "/Mobs-1901{c8}", "/no"]
            {
                if let Some(id) = find(&storage, path) {
                    let _ = (storage.class(id), storage.length(id), storage.read(id).map(|read| read.len()));
                }
            }
        }
    }
}
