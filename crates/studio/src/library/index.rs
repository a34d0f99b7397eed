//! Answering questions to the library: an index from word beginnings to tracks, and orders worked out once.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use model::{Track, TrackId};
use store::{Rows, StoreError};

use super::Entry;
use super::words::{Wanted, folded, wanted};
use crate::views::{LibraryQuery, LibrarySort};

/// Changed tracks that are searched one by one before the index is made anew.
const MOST_CHANGED: usize = 2_000;
/// Set in a posting whose word is of the title.
const OF_TITLE: u32 = 1 << 31;

/// Every track of the show in memory. Slots are stable between rebuilds; a removed track leaves an empty one.
#[derive(Debug, Default)]
pub(crate) struct Library {
    slots: Vec<Option<Entry>>,
    by_id: HashMap<TrackId, u32>,
    index: Index,
    /// Slots that the index tells wrongly: changed or new since it was made.
    changed: Vec<u32>,
    is_changed: Bits,
    orders: [OnceLock<Vec<u32>>; ORDERS],
}

const ORDERS: usize = 14;

/// Sorted words, and for each the slots that have it.
#[derive(Debug, Default)]
struct Index {
    words: Vec<Box<str>>,
    /// Where the postings of word `n` start; one more at the end.
    starts: Vec<u32>,
    postings: Vec<u32>,
}

/// The slots that match, and those that match by title alone.
struct Matches {
    all: Bits,
    by_title: Bits,
}

impl Matches {
    fn none(size: usize) -> Self {
        Self { all: Bits::new(size), by_title: Bits::new(size) }
    }

    fn and(self, other: Self) -> Self {
        Self { all: self.all.and(&other.all), by_title: self.by_title.and(&other.by_title) }
    }

    fn or(self, other: Self) -> Self {
        Self { all: self.all.or(&other.all), by_title: self.by_title.or(&other.by_title) }
    }
}

/// The answer to a question: how many match, and the window asked for.
pub(crate) struct Answer<'a> {
    pub matched: usize,
    pub rows: Vec<&'a Entry>,
}

impl Library {
    /// All tracks of a document but what is commissioned and has not come: that is no music yet.
    pub fn read(rows: &Rows) -> Result<Self, StoreError> {
        let mut slots = Vec::with_capacity(rows.track_count()?);
        rows.for_each_track(|track| {
            slots.push(Some(track.to_track()).filter(|track| !track.is_to_come()).map(Entry::of));
        })?;
        let mut library = Self { slots, ..Self::default() };
        library.rebuild();
        Ok(library)
    }

    /// Tracks there are.
    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    /// A track, if it is there.
    pub fn entry(&self, id: TrackId) -> Option<&Entry> {
        self.slots.get(*self.by_id.get(&id)? as usize)?.as_ref()
    }

    /// Takes up that a track was added, changed, or (`None`) removed.
    pub fn update(&mut self, id: TrackId, track: Option<Track>) {
        let track = track.filter(|track| !track.is_to_come());
        match (self.by_id.get(&id).copied(), track) {
            (Some(slot), Some(track)) => {
                self.slots[slot as usize] = Some(Entry::of(track));
                self.mark(slot);
            }
            (None, Some(track)) => {
                let slot = self.slots.len() as u32;
                self.slots.push(Some(Entry::of(track)));
                self.by_id.insert(id, slot);
                self.mark(slot);
            }
            (Some(slot), None) => {
                self.slots[slot as usize] = None;
                self.by_id.remove(&id);
                self.mark(slot);
            }
            (None, None) => {}
        }
        self.orders = Default::default();
    }

    /// Takes up that rights or uses changed, of which only the list knows.
    pub fn forget_ranks(&mut self) {
        self.orders[LibrarySort::Rights as usize] = OnceLock::new();
        self.orders[LibrarySort::Used as usize] = OnceLock::new();
    }

    /// Makes the index anew when much has changed; to be called after a run of updates.
    pub fn settle(&mut self) {
        if self.changed.len() > MOST_CHANGED {
            self.rebuild();
        }
    }

    fn mark(&mut self, slot: u32) {
        self.is_changed.grow(self.slots.len());
        if !self.is_changed.get(slot) {
            self.is_changed.set(slot);
            self.changed.push(slot);
        }
    }

    fn rebuild(&mut self) {
        self.slots.retain(Option::is_some);
        self.by_id =
            (0..).zip(self.slots.iter().flatten()).map(|(slot, entry): (u32, &Entry)| (entry.id, slot)).collect();
        self.index = Index::of(&self.slots);
        self.changed.clear();
        self.is_changed = Bits::new(self.slots.len());
        self.orders = Default::default();
    }

    /// The window of the answer to `query`. `rank` says where a track stands by rights or by uses, whichever is asked for.
    pub fn ask(&self, query: &LibraryQuery, rank: impl Fn(TrackId) -> usize) -> Answer<'_> {
        let wanted = wanted(&folded(&query.text));
        let order = self.order(query.sort, rank);
        if wanted.is_empty() {
            let rows = window(order.iter().copied(), query);
            return Answer { matched: order.len(), rows: self.entries(rows) };
        }
        let found = self.matches(&wanted);
        let matched = found.all.count();
        let matching = order.iter().copied().filter(|&slot| found.all.get(slot));
        let rows = if query.sort == LibrarySort::Best {
            let first = order.iter().copied().filter(|&slot| found.by_title.get(slot));
            window(first.chain(matching.filter(|&slot| !found.by_title.get(slot))), query)
        } else {
            window(matching, query)
        };
        Answer { matched, rows: self.entries(rows) }
    }

    fn entries(&self, slots: Vec<u32>) -> Vec<&Entry> {
        slots.into_iter().filter_map(|slot| self.slots[slot as usize].as_ref()).collect()
    }

    fn matches(&self, wanted: &[Wanted]) -> Matches {
        let each = wanted.iter().map(|one| {
            let apart = one.words.iter().map(|word| self.starting_with(word)).reduce(Matches::and);
            let as_one = one.as_one.iter().map(|word| self.starting_with(word));
            apart.into_iter().chain(as_one).reduce(Matches::or)
        });
        let mut found = each.flatten().reduce(Matches::and).unwrap_or_else(|| Matches::none(self.slots.len()));
        for &slot in &self.changed {
            let (all, by_title) =
                self.slots[slot as usize].as_ref().map_or((false, false), |entry| entry.matches(wanted));
            found.all.put(slot, all);
            found.by_title.put(slot, by_title);
        }
        found
    }

    /// As the index tells it.
    fn starting_with(&self, prefix: &str) -> Matches {
        let mut found = Matches::none(self.slots.len());
        for &posting in self.index.starting_with(prefix) {
            let slot = posting & !OF_TITLE;
            found.all.set(slot);
            if posting & OF_TITLE != 0 {
                found.by_title.set(slot);
            }
        }
        found
    }

    /// All slots in order, smallest first.
    fn order(&self, sort: LibrarySort, rank: impl Fn(TrackId) -> usize) -> &[u32] {
        self.orders[sort as usize].get_or_init(|| {
            let mut slots: Vec<(u32, &Entry)> =
                (0..).zip(&self.slots).filter_map(|(slot, entry)| Some((slot, entry.as_ref()?))).collect();
            let by_title = |a: &Entry, b: &Entry| (&a.folded_title, a.id).cmp(&(&b.folded_title, b.id));
            let by_text = |slots: &mut Vec<(u32, &Entry)>, read: fn(&Entry) -> &String| {
                let mut keyed: Vec<(String, u32, &Entry)> =
                    slots.iter().map(|&(slot, entry)| (folded(read(entry)), slot, entry)).collect();
                keyed.sort_unstable_by(|a, b| empty_last(&a.0, &b.0).then_with(|| by_title(a.2, b.2)));
                *slots = keyed.into_iter().map(|(_, slot, entry)| (slot, entry)).collect();
            };
            match sort {
                LibrarySort::Best | LibrarySort::Title => slots.sort_unstable_by(|a, b| by_title(a.1, b.1)),
                LibrarySort::Artist => by_text(&mut slots, |entry| &entry.artist),
                LibrarySort::Album => by_text(&mut slots, |entry| &entry.album),
                LibrarySort::Composer => by_text(&mut slots, |entry| &entry.composer),
                LibrarySort::Genre => by_text(&mut slots, |entry| &entry.genre),
                LibrarySort::Mood => by_text(&mut slots, |entry| &entry.mood),
                LibrarySort::Key => by_text(&mut slots, |entry| &entry.key),
                LibrarySort::Added => by_text(&mut slots, |entry| &entry.added_at),
                LibrarySort::Rights | LibrarySort::Used => {
                    let mut keyed: Vec<(usize, u32, &Entry)> =
                        slots.iter().map(|&(slot, entry)| (rank(entry.id), slot, entry)).collect();
                    keyed.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| by_title(a.2, b.2)));
                    slots = keyed.into_iter().map(|(_, slot, entry)| (slot, entry)).collect();
                }
                LibrarySort::Bpm => slots.sort_unstable_by(|a, b| {
                    let key = |entry: &Entry| (entry.bpm_milli.is_none(), entry.bpm_milli);
                    key(a.1).cmp(&key(b.1)).then_with(|| by_title(a.1, b.1))
                }),
                LibrarySort::Duration => {
                    slots.sort_unstable_by(|a, b| a.1.duration.cmp(&b.1.duration).then_with(|| by_title(a.1, b.1)))
                }
                LibrarySort::Loudness => slots.sort_unstable_by(|a, b| {
                    let key = |entry: &Entry| (entry.loudness.is_none(), entry.loudness);
                    key(a.1).cmp(&key(b.1)).then_with(|| by_title(a.1, b.1))
                }),
            }
            slots.into_iter().map(|(slot, _)| slot).collect()
        })
    }
}

fn window(order: impl DoubleEndedIterator<Item = u32>, query: &LibraryQuery) -> Vec<u32> {
    if query.descending {
        order.rev().skip(query.offset).take(query.limit).collect()
    } else {
        order.skip(query.offset).take(query.limit).collect()
    }
}

fn empty_last(a: &str, b: &str) -> Ordering {
    a.is_empty().cmp(&b.is_empty()).then_with(|| a.cmp(b))
}

impl Index {
    fn of(slots: &[Option<Entry>]) -> Self {
        let mut lists: BTreeMap<Box<str>, Vec<u32>> = BTreeMap::new();
        let mut known: HashMap<String, u32> = HashMap::new();
        let mut by_word: Vec<Vec<u32>> = Vec::new();
        for (slot, entry) in (0_u32..).zip(slots) {
            let Some(entry) = entry else { continue };
            entry.words(|word, of_title| {
                let next = by_word.len() as u32;
                let number = *known.entry(word).or_insert(next);
                if number == next {
                    by_word.push(Vec::new());
                }
                by_word[number as usize].push(if of_title { slot | OF_TITLE } else { slot });
            });
        }
        for (word, number) in known {
            lists.insert(word.into_boxed_str(), std::mem::take(&mut by_word[number as usize]));
        }
        let mut index = Self { starts: vec![0], ..Self::default() };
        for (word, list) in lists {
            index.words.push(word);
            index.postings.extend(list);
            index.starts.push(index.postings.len() as u32);
        }
        index
    }

    /// Postings of all words that begin with `prefix`; they lie together.
    fn starting_with(&self, prefix: &str) -> &[u32] {
        let first = self.words.partition_point(|word| word.as_ref() < prefix);
        let count = self.words[first..].partition_point(|word| word.starts_with(prefix));
        match (self.starts.get(first), self.starts.get(first + count)) {
            (Some(&start), Some(&end)) => &self.postings[start as usize..end as usize],
            _ => &[],
        }
    }
}

/// A set of slots.
#[derive(Debug, Default, Clone)]
struct Bits(Vec<u64>);

impl Bits {
    fn new(size: usize) -> Self {
        Self(vec![0; size.div_ceil(64)])
    }

    fn grow(&mut self, size: usize) {
        let blocks = size.div_ceil(64);
        if self.0.len() < blocks {
            self.0.resize(blocks, 0);
        }
    }

    fn get(&self, slot: u32) -> bool {
        self.0.get(slot as usize / 64).is_some_and(|block| block >> (slot % 64) & 1 == 1)
    }

    fn set(&mut self, slot: u32) {
        self.0[slot as usize / 64] |= 1 << (slot % 64);
    }

    fn put(&mut self, slot: u32, inside: bool) {
        let block = &mut self.0[slot as usize / 64];
        *block = *block & !(1 << (slot % 64)) | u64::from(inside) << (slot % 64);
    }

    fn and(mut self, other: &Self) -> Self {
        self.0.iter_mut().zip(&other.0).for_each(|(mine, theirs)| *mine &= theirs);
        self
    }

    fn or(mut self, other: &Self) -> Self {
        self.0.iter_mut().zip(&other.0).for_each(|(mine, theirs)| *mine |= theirs);
        self
    }

    fn count(&self) -> usize {
        self.0.iter().map(|block| block.count_ones() as usize).sum()
    }
}
