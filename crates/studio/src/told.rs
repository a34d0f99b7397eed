//! Lists that a page is told of again only where they changed.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Counts the versions of all lists of all shows, so that a version of one says nothing of another.
static VERSIONS: AtomicU64 = AtomicU64::new(0);

/// A list as it was told last, each thing with the version since which it has been as it is.
#[derive(Debug)]
pub(crate) struct Told<K, T> {
    version: u64,
    things: Vec<(K, u64, Arc<T>)>,
}

/// What somebody is told who knows the list as it was at a version.
#[derive(Debug)]
pub(crate) struct News<K, T> {
    /// The version of the list; 0 is one that is not kept.
    pub version: u64,
    /// All of it, in order.
    pub order: Vec<K>,
    /// Those that are new or changed.
    pub changed: Vec<T>,
}

impl<K, T> Default for Told<K, T> {
    fn default() -> Self {
        Self { version: 0, things: Vec::new() }
    }
}

impl<K: Copy + PartialEq, T: PartialEq + Clone> Told<K, T> {
    /// Takes the list as it is now, and tells what of it is news since a version; all of it where none is named.
    pub fn take(&mut self, things: Vec<(K, Arc<T>)>, since: Option<u64>) -> News<K, T> {
        let version = VERSIONS.fetch_add(1, Ordering::Relaxed) + 1;
        let stamp = |(key, thing): (K, Arc<T>)| {
            let before = self.things.iter().find(|(of, ..)| *of == key);
            let same = |old: &Arc<T>| Arc::ptr_eq(old, &thing) || **old == *thing;
            let since = before.filter(|(.., old)| same(old)).map_or(version, |&(_, since, _)| since);
            (key, since, thing)
        };
        self.things = things.into_iter().map(stamp).collect();
        self.version = version;
        let news = self.things.iter().filter(|(_, changed, _)| since.is_none_or(|since| *changed > since));
        News {
            version,
            order: self.things.iter().map(|&(key, ..)| key).collect(),
            changed: news.map(|(.., thing)| T::clone(thing)).collect(),
        }
    }
}

impl<K, T: Clone> News<K, T> {
    /// All of a list that is not kept, since it is older than what is.
    pub fn whole(things: Vec<(K, Arc<T>)>) -> Self {
        let (order, changed) = things.into_iter().map(|(key, thing)| (key, T::clone(&thing))).unzip();
        Self { version: 0, order, changed }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(things: &[(i64, char)]) -> Vec<(i64, Arc<char>)> {
        things.iter().map(|&(key, thing)| (key, Arc::new(thing))).collect()
    }

    #[test]
    fn only_what_changed_since_is_told() {
        let mut told = Told::default();
        let first = told.take(list(&[(1, 'a'), (2, 'b')]), None);
        assert_eq!((first.order, first.changed), (vec![1, 2], vec!['a', 'b']));
        let second = told.take(list(&[(2, 'b'), (1, 'c')]), Some(first.version));
        assert_eq!((second.order, second.changed), (vec![2, 1], vec!['c']));
        // Who knows the first version only is told of what changed since then, whoever asked in between.
        let third = told.take(list(&[(2, 'b'), (1, 'c'), (3, 'd')]), Some(first.version));
        assert_eq!((third.order, third.changed), (vec![2, 1, 3], vec!['c', 'd']));
        assert!(told.take(list(&[(3, 'd')]), Some(third.version)).changed.is_empty());
    }

    #[test]
    fn versions_of_one_list_are_older_than_another_that_comes_later() {
        let known = Told::default().take(list(&[(1, 'a')]), None).version;
        assert_eq!(Told::default().take(list(&[(1, 'a')]), Some(known)).changed, ['a']);
    }
}
