//! Which recording of the library a clip of a list is, and how sure that is.
//!
//! What speaks for a recording: an identifier; its file's name; its title; words of its title and artist, also shortened and
//! misspelt. What speaks against it: it is shorter than what is used of it, it is sung where the clip is called an
//! instrumental, another recording fits as well. Nothing here decides: it says what a person would have to weigh.

use std::collections::{HashMap, HashSet};

use model::{Track, TrackId};
use store::{Rows, StoreError};
use timebase::Flicks;

use super::alike::{is_noise, likeness, says_instrumental};
use super::names;
use super::tracks::{Carries, by_name};

/// From here on, in hundredths, a recording is taken without a question, where no other comes near it.
const SURE: u8 = 85;
/// Below it nothing is proposed.
const LEAST: u8 = 45;
/// How far the next one must be from one whose name is equal, and from one whose name is only like it.
const APART: [u8; 2] = [5, 12];
/// From here on a name is equal, or there is better than a name.
const EQUAL: u8 = 95;
/// Of several files of one name the one that lies where the list says.
const BY_PATH: u8 = 99;
/// Recordings that are shown for one clip.
const MOST: usize = 6;
/// Recordings with a common word that are weighed: a word that more have tells nothing.
const MOST_OF_WORD: usize = 2_000;
/// An end within so much of the recording's is the recording's.
const NEAR_END: Flicks = Flicks::from_millis(100);

/// What a list says of a clip.
#[derive(Debug, Clone, Default)]
pub(super) struct Named<'a> {
    pub name: &'a str,
    pub file: &'a str,
    pub isrc: Option<&'a str>,
    /// The last moment of the recording that is used, where the list says it.
    pub used_to: Option<Flicks>,
    /// How long it is heard.
    pub length: Flicks,
}

/// A recording that it may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    pub track: TrackId,
    /// In hundredths.
    pub score: u8,
    /// What speaks for it and against it.
    pub reasons: Vec<String>,
}

struct Known {
    id: TrackId,
    title: Vec<String>,
    artist: Vec<String>,
    duration: Flicks,
    vocal: Option<bool>,
    is_instrumental: bool,
    /// Whether its file has never been there.
    is_offline: bool,
    path: String,
    carries: Carries,
}

/// Recordings with the most that speaks for each, and what it is.
#[derive(Default)]
struct Found(HashMap<usize, (u8, &'static str)>);

impl Found {
    fn note(&mut self, at: usize, score: u8, reason: &'static str) {
        let entry = self.0.entry(at).or_insert((0, ""));
        if score > entry.0 {
            *entry = (score, reason);
        }
    }
}

/// The library by what clips are called.
pub(super) struct Recogniser {
    known: Vec<Known>,
    by_isrc: HashMap<String, Vec<usize>>,
    by_stem: HashMap<String, Vec<usize>>,
    by_title: HashMap<String, Vec<usize>>,
    by_word: HashMap<String, Vec<usize>>,
}

impl Recogniser {
    pub fn read(rows: &Rows) -> Result<Self, StoreError> {
        let mut own = Self {
            known: Vec::new(),
            by_isrc: HashMap::new(),
            by_stem: HashMap::new(),
            by_title: HashMap::new(),
            by_word: HashMap::new(),
        };
        rows.for_each_track(|track| {
            if track.format == Track::COMMISSIONED {
                return;
            }
            let at = own.known.len();
            let title = names::words(&track.title);
            let file = names::words(names::stem(&track.path));
            let artist = names::words(&track.artist);
            if !track.isrc.is_empty() {
                let isrc = track.isrc.replace('-', "").to_ascii_uppercase();
                own.by_isrc.entry(isrc).or_default().push(at);
            }
            own.by_stem.entry(file.join(" ")).or_default().push(at);
            own.by_title.entry(title.join(" ")).or_default().push(at);
            let words: HashSet<&String> = title.iter().chain(&file).chain(&artist).collect();
            for word in words.into_iter().filter(|word| !is_noise(word)) {
                own.by_word.entry(word.clone()).or_default().push(at);
            }
            own.known.push(Known {
                id: track.id,
                is_instrumental: says_instrumental(&title) || says_instrumental(&file),
                is_offline: track.format == Track::OFFLINE,
                carries: by_name(&track.title),
                path: track.path.to_string(),
                title,
                artist,
                duration: track.duration,
                vocal: track.vocal,
            });
        })?;
        Ok(own)
    }

    /// Whether the library has a clip's recording. One that only an earlier list named has to be named alike.
    pub fn knows(&self, named: &Named<'_>) -> bool {
        let least = |one: &Candidate| {
            let is_offline = self.known.iter().any(|known| known.id == one.track && known.is_offline);
            if is_offline { EQUAL } else { SURE }
        };
        self.candidates(named).first().is_some_and(|first| first.score >= least(first))
    }

    /// The one recording of these whose file lies in a folder that is called as the list has it: of several files of one
    /// name.
    fn in_folder(&self, file: &str, found: &Found) -> Option<usize> {
        let listed = names::path_of(file);
        let alike = |at: usize| {
            let parts = |path: &str| -> Vec<String> { path.rsplit(['/', '\\']).map(str::to_lowercase).collect() };
            let (one, other) = (parts(&listed), parts(&self.known[at].path));
            one.iter().zip(&other).take_while(|(one, other)| one == other && !one.is_empty()).count()
        };
        let mut all: Vec<(usize, usize)> = found.0.keys().map(|&at| (alike(at), at)).collect();
        all.sort_unstable_by(|one, other| other.cmp(one));
        match all[..] {
            [(most, at), (next, _), ..] if most > 1 && most > next => Some(at),
            _ => None,
        }
    }

    /// The recordings that a clip may be, the likeliest first.
    pub fn candidates(&self, named: &Named<'_>) -> Vec<Candidate> {
        if let Some(of_isrc) = named.isrc.and_then(|isrc| self.by_isrc.get(isrc)) {
            let score = if of_isrc.len() == 1 { 99 } else { 80 };
            return of_isrc.iter().map(|&at| self.weighed(named, at, score, "ISRC")).collect();
        }
        let mut found = Found::default();
        let stems = [named.file, named.name].map(names::plain_stem);
        for stem in stems.iter().filter(|stem| !stem.is_empty()) {
            self.by_stem.get(stem).into_iter().flatten().for_each(|&at| found.note(at, 98, "file name"));
        }
        let words: Vec<String> = names::words(names::stem(named.name));
        let kept: Vec<String> = words.iter().filter(|word| !is_noise(word)).cloned().collect();
        for title in [words.join(" "), kept.join(" ")] {
            self.by_title.get(&title).into_iter().flatten().for_each(|&at| found.note(at, 95, "title"));
        }
        if let Some(at) = self.in_folder(named.file, &found) {
            found.note(at, BY_PATH, "folder and file");
        }
        if found.0.is_empty() {
            let own = if kept.is_empty() { names::words(names::stem(named.file)) } else { kept };
            for at in self.near(&own) {
                let known = &self.known[at];
                let score = likeness(&own, &known.title, &known.artist);
                found.note(at, score, "name");
            }
        }
        let twins = found.0.values().filter(|(score, _)| *score >= 95).count();
        let mut candidates: Vec<Candidate> = found
            .0
            .into_iter()
            .filter(|(_, (score, _))| *score >= LEAST)
            .map(|(at, (score, reason))| {
                let shared = twins > 1 && (95..BY_PATH).contains(&score);
                self.weighed(named, at, if shared { score - 15 } else { score }, reason)
            })
            .filter(|candidate| candidate.score >= LEAST)
            .collect();
        candidates.sort_by_key(|candidate| (std::cmp::Reverse(candidate.score), candidate.track));
        candidates.truncate(MOST);
        candidates
    }

    /// Recordings that share a word with these, or have one that is like one of them.
    fn near(&self, words: &[String]) -> HashSet<usize> {
        let mut near: HashSet<usize> = HashSet::new();
        for word in words {
            let exact = self.by_word.get(word).map_or(&[][..], Vec::as_slice);
            if !exact.is_empty() {
                if exact.len() <= MOST_OF_WORD {
                    near.extend(exact);
                }
                continue;
            }
            // A word that nobody has: shortened or misspelt.
            let alike = self.by_word.iter().filter(|(other, _)| super::alike::word(word, other) > 0);
            alike.filter(|(_, tracks)| tracks.len() <= MOST_OF_WORD).for_each(|(_, tracks)| near.extend(tracks));
        }
        near
    }

    /// What length and voice say beside what its name says.
    fn weighed(&self, named: &Named<'_>, at: usize, score: u8, reason: &str) -> Candidate {
        let known = &self.known[at];
        let mut points = i32::from(score);
        let mut reasons = vec![if score >= 95 { format!("{reason} equal") } else { format!("{reason} 0.{score:02}") }];
        if score >= 95 && reason == "ISRC" {
            reasons = vec!["ISRC".to_owned()];
        }
        let used = named.used_to.unwrap_or(named.length);
        if used > known.duration + NEAR_END {
            points -= 35;
            reasons.push("shorter than what is used".to_owned());
        } else if (used - known.duration).0.abs() <= NEAR_END.0 {
            points += 2;
            reasons.push("used to its end".to_owned());
        }
        let words = names::words(named.name);
        if says_instrumental(&words) && !known.is_instrumental && score < 98 {
            match known.vocal {
                Some(false) => {}
                Some(true) | None => {
                    points -= 8;
                    reasons.push("nothing says that it is an instrumental, as the clip's name does".to_owned());
                }
            }
        } else if says_instrumental(&words) && known.is_instrumental {
            points += 3;
            reasons.push("an instrumental, as the clip's name says".to_owned());
        } else if known.is_instrumental && score < 98 {
            points -= 6;
            reasons.push("an instrumental, of which the clip's name says nothing".to_owned());
        }
        let says = by_name(named.name);
        if matches!(says, Carries::Dialogue | Carries::Effects) && says != known.carries {
            points -= 35;
            let what = if says == Carries::Dialogue { "dialogue" } else { "effects" };
            reasons.push(format!("the clip is named as {what}"));
        }
        let most = if reason == "name" { 93 } else { 99 };
        Candidate { track: known.id, score: u8::try_from(points.clamp(0, most)).unwrap_or(0), reasons }
    }
}

/// Whether the first is taken without a question.
pub(super) fn is_sure(candidates: &[Candidate]) -> bool {
    let Some(first) = candidates.first().filter(|first| first.score >= SURE) else { return false };
    let apart = if first.score >= EQUAL { APART[0] } else { APART[1] };
    candidates.get(1).is_none_or(|second| second.score + apart <= first.score)
}
