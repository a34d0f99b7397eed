//! Which picture a file holds, without reading all of it: pictures are as large as disks.

use std::collections::HashMap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::SystemTime;

use parking_lot::Mutex;

use crate::proxy_error::ProxyError;

/// Blocks that are read, spread evenly from the first byte to the last.
const BLOCKS: u64 = 64;
const BLOCK: u64 = 1 << 16;

type Known = HashMap<PathBuf, (u64, Option<SystemTime>, String)>;

/// What was read is kept as long as size and time of change stay.
static KNOWN: LazyLock<Mutex<Known>> = LazyLock::new(Mutex::default);

/// A show has some dozens.
const MOST_KNOWN: usize = 512;

/// A name for what is in a picture file: its size and 64 blocks of 64 KiB of it. An export that was made again differs in
/// its headers and in every block of its picture.
pub(crate) fn of(path: &Path) -> Result<String, ProxyError> {
    let failed = |error: &std::io::Error| ProxyError::io("the picture cannot be read", error);
    let mut file = File::open(path).map_err(|error| failed(&error))?;
    let found = file.metadata().map_err(|error| failed(&error))?;
    let (size, changed) = (found.len(), found.modified().ok());
    if let Some((known, at, name)) = KNOWN.lock().get(path)
        && (*known, *at) == (size, changed)
    {
        return Ok(name.clone());
    }
    let mut hash = blake3::Hasher::new();
    hash.update(&size.to_le_bytes());
    let mut block = Vec::new();
    for at in 0..BLOCKS {
        let from = size.saturating_sub(BLOCK) / (BLOCKS - 1) * at;
        // The last block ends where the file does.
        let from = if at == BLOCKS - 1 { size.saturating_sub(BLOCK) } else { from };
        block.clear();
        let read = file.seek(SeekFrom::Start(from)).and_then(|_| file.by_ref().take(BLOCK).read_to_end(&mut block));
        read.map_err(|error| failed(&error))?;
        hash.update(&block);
    }
    let name = hash.finalize().to_hex().to_string();
    let mut known = KNOWN.lock();
    if known.len() >= MOST_KNOWN {
        known.clear();
    }
    known.insert(path.to_owned(), (size, changed, name.clone()));
    Ok(name)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::disallowed_methods, reason = "tests make files as they come")]

    use super::*;

    #[test]
    fn other_content_has_another_name_and_the_place_of_a_file_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, bytes: &[u8]| {
            let path = folder.path().join(name);
            std::fs::write(&path, bytes).expect("written");
            of(&path).expect("read")
        };
        let long = vec![7_u8; 3_000_000];
        let mut other = long.clone();
        other[0] = 8;
        let mut end = long.clone();
        end[2_999_999] = 8;
        let names = [write("a", &long), write("b", &other), write("c", &end), write("d", b"short"), write("e", b"")];
        let different: std::collections::BTreeSet<&String> = names.iter().collect();
        assert_eq!(different.len(), names.len());
        assert_eq!(write("f", &long), names[0]);
        std::fs::write(folder.path().join("a"), &other).expect("written");
        std::fs::File::open(folder.path().join("a"))
            .and_then(|file| file.set_modified(SystemTime::UNIX_EPOCH))
            .expect("another time");
        assert_eq!(of(&folder.path().join("a")).expect("read"), names[1]);
    }
}
