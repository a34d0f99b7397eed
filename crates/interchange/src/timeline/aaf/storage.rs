//! The structured storage that an AAF is kept in (Microsoft, [MS-CFB] 9.0): folders and streams in sectors, read where they lie.
//!
//! An AAF has a folder and a stream for each of its thousands of objects; finding one costs no more than a walk down the tree of
//! its folder's names, and nothing is held but the tables.

use std::cmp::Ordering;

use super::AafError;

/// The first eight bytes of every structured storage.
pub(super) const MAGIC: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/// The entry that is the folder of all others.
pub(super) const ROOT: u32 = 0;

/// Numbers of sectors that are none, and of entries.
const MOST_SECTOR: u32 = 0xffff_fffa;
const FREE: u32 = 0xffff_ffff;
const NO_ENTRY: u32 = 0xffff_ffff;
const ENTRY: usize = 128;
/// Streams shorter than this lie in sectors of 64 bytes, which lie in the root's stream.
const SHORT: u64 = 4_096;
const MINI: usize = 64;
/// Sectors of the table of sectors that the head names.
const IN_HEAD: usize = 109;

/// An opened storage.
pub(super) struct Storage<'a> {
    bytes: &'a [u8],
    /// Bytes of a sector.
    sector: usize,
    /// Which sector follows each.
    next: Vec<u32>,
    /// Which short sector follows each.
    next_mini: Vec<u32>,
    /// The sectors that hold the short ones.
    mini: Vec<u32>,
    entries: Vec<u8>,
}

impl<'a> Storage<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, AafError> {
        if bytes.get(..8) != Some(&MAGIC[..]) {
            return Err(AafError::NotAnAaf);
        }
        let sector = match (u16_at(bytes, 26), u16_at(bytes, 30), u16_at(bytes, 32)) {
            (Some(3), Some(9), Some(6)) => 512,
            (Some(4), Some(12), Some(6)) => 4_096,
            _ => return Err(damaged("its head says no known size of sectors")),
        };
        let mut storage =
            Self { bytes, sector, next: Vec::new(), next_mini: Vec::new(), mini: Vec::new(), entries: Vec::new() };
        storage.read_table()?;
        let head = |at| u32_at(bytes, at).ok_or_else(|| damaged("its head is cut off"));
        for at in storage.chain(head(48)?)? {
            storage.entries.extend_from_slice(storage.whole(at)?);
        }
        for at in storage.chain(head(60)?)? {
            let numbers = storage.whole(at)?.chunks_exact(4);
            storage.next_mini.extend(numbers.map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]])));
        }
        let root = storage.entry(ROOT).filter(|root| root[66] == 5).ok_or_else(|| damaged("it has no root"))?;
        storage.mini = storage.chain(u32_at(root, 116).unwrap_or(FREE))?;
        Ok(storage)
    }

    /// Sectors that the file has; the last may be cut off.
    fn count(&self) -> usize {
        self.bytes.len().div_ceil(self.sector).saturating_sub(1)
    }

    /// Reads which sector follows each: the sectors of that table are named by the head and by a chain of others.
    fn read_table(&mut self) -> Result<(), AafError> {
        let count = self.count();
        let mut named: Vec<u32> = (0..IN_HEAD).filter_map(|nth| u32_at(self.bytes, 76 + 4 * nth)).collect();
        let mut more = u32_at(self.bytes, 68).unwrap_or(FREE);
        let mut seen = 0;
        while more < MOST_SECTOR {
            seen += 1;
            if seen > count {
                return Err(damaged("its table of sectors goes in a circle"));
            }
            let numbers: Vec<u32> = self.whole(more)?.chunks_exact(4).filter_map(|four| u32_at(four, 0)).collect();
            let (last, rest) = numbers.split_last().ok_or_else(|| damaged("its table of sectors is cut off"))?;
            named.extend(rest);
            more = *last;
        }
        // Unused places are free, or, by some programs, nothing.
        while named.last().is_some_and(|at| *at == FREE || (*at == 0 && named.len() > IN_HEAD)) {
            named.pop();
        }
        for at in named {
            // What a table says of sectors beyond the file is looked at below; more of it is only a file that repeats itself.
            if self.next.len() > count {
                break;
            }
            let sector = self.whole(at)?;
            self.next
                .extend(sector.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]])));
        }
        let used = self.next.iter().rposition(|next| *next != FREE && *next != 0).map_or(0, |last| last + 1);
        if used > count {
            return Err(damaged("it ends before its last sector"));
        }
        self.next.truncate(count);
        Ok(())
    }

    /// The bytes of a sector, which may be fewer at the end of the file.
    fn part(&self, at: u32) -> Option<&'a [u8]> {
        let from = (at as usize).checked_add(1)?.checked_mul(self.sector)?;
        let to = from.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes.get(from..to).filter(|part| !part.is_empty())
    }

    /// A sector, whole.
    fn whole(&self, at: u32) -> Result<&'a [u8], AafError> {
        self.part(at).filter(|part| part.len() == self.sector).ok_or_else(|| damaged("a sector is beyond its end"))
    }

    /// The sectors from one on, in order.
    fn chain(&self, from: u32) -> Result<Vec<u32>, AafError> {
        let mut chain = Vec::new();
        let mut at = from;
        while at < MOST_SECTOR {
            if chain.len() >= self.next.len() {
                return Err(damaged("its sectors go in a circle"));
            }
            chain.push(at);
            at = *self.next.get(at as usize).ok_or_else(|| damaged("a sector is beyond its end"))?;
        }
        Ok(chain)
    }

    fn entry(&self, id: u32) -> Option<&[u8]> {
        let from = (id as usize).checked_mul(ENTRY)?;
        self.entries.get(from..from.checked_add(ENTRY)?)
    }

    /// The class of a folder, as its sixteen bytes are written down.
    pub(super) fn class(&self, id: u32) -> Option<u128> {
        let bytes: [u8; 16] = self.entry(id)?.get(80..96)?.try_into().ok()?;
        let [a, b, c, d, e, f, g, h, rest @ ..] = bytes;
        let first = [d, c, b, a, f, e, h, g];
        Some(u128::from(u64::from_be_bytes(first)) << 64 | u128::from(u64::from_be_bytes(rest)))
    }

    /// The folder or stream of that name in a folder. A folder's names are a tree in order of length, then of letters; where a
    /// program put them in another order, all are looked at.
    pub(super) fn child(&self, folder: u32, name: &str) -> Option<u32> {
        let top = u32_at(self.entry(folder)?, 76)?;
        let name: Vec<u16> = name.encode_utf16().map(capital).collect();
        let mut at = top;
        for _ in 0..=self.entries.len() / ENTRY {
            let Some(entry) = self.entry(at) else { break };
            match compare(&name, entry) {
                Ordering::Equal => return Some(at),
                Ordering::Less => at = u32_at(entry, 68)?,
                Ordering::Greater => at = u32_at(entry, 72)?,
            }
        }
        self.anywhere(top, &name)
    }

    fn anywhere(&self, top: u32, name: &[u16]) -> Option<u32> {
        let mut open = vec![top];
        let mut left = self.entries.len() / ENTRY;
        while let Some(at) = open.pop() {
            let Some(entry) = self.entry(at).filter(|_| at != NO_ENTRY) else { continue };
            if compare(name, entry) == Ordering::Equal {
                return Some(at);
            }
            // A tree that goes in a circle ends when as many were looked at as there are.
            left = left.checked_sub(1)?;
            open.extend([u32_at(entry, 68)?, u32_at(entry, 72)?]);
        }
        None
    }

    /// How many bytes a stream has; `None` for what is none.
    pub(super) fn length(&self, stream: u32) -> Option<u64> {
        let entry = self.entry(stream).filter(|entry| entry[66] == 2)?;
        // In files of small sectors the upper half says nothing.
        let upper = if self.sector == 512 { 0 } else { u64::from(u32_at(entry, 124)?) };
        Some(upper << 32 | u64::from(u32_at(entry, 120)?))
    }

    /// The bytes of a stream; `None` where they are not all there.
    pub(super) fn read(&self, stream: u32) -> Option<Vec<u8>> {
        let length = self.length(stream)?;
        let long = usize::try_from(length).ok().filter(|long| *long <= self.bytes.len())?;
        let mut at = u32_at(self.entry(stream)?, 116)?;
        let mut bytes = Vec::with_capacity(long);
        while bytes.len() < long {
            let (part, next) = if length < SHORT {
                (self.short(at)?, self.next_mini.get(at as usize))
            } else {
                (self.part(at)?, self.next.get(at as usize))
            };
            bytes.extend_from_slice(&part[..part.len().min(long - bytes.len())]);
            at = *next?;
        }
        Some(bytes)
    }

    /// One of the short sectors.
    fn short(&self, at: u32) -> Option<&'a [u8]> {
        let from = (at as usize).checked_mul(MINI)?;
        let sector = self.part(*self.mini.get(from / self.sector)?)?;
        sector.get(from % self.sector..from % self.sector + MINI)
    }
}

/// A name held against that of an entry: the shorter is first, then letter by letter, capital or not.
fn compare(name: &[u16], entry: &[u8]) -> Ordering {
    let bytes = usize::from(u16_at(entry, 64).unwrap_or(0)).saturating_sub(2).min(62);
    let own = entry[..bytes].chunks_exact(2).map(|pair| capital(u16::from_le_bytes([pair[0], pair[1]])));
    name.len().cmp(&(bytes / 2)).then_with(|| name.iter().copied().cmp(own))
}

/// Letters of names of objects are those of ASCII.
fn capital(letter: u16) -> u16 {
    u8::try_from(letter).map_or(letter, |letter| u16::from(letter.to_ascii_uppercase()))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

fn damaged(reason: &str) -> AafError {
    AafError::Storage(reason.to_owned())
}
