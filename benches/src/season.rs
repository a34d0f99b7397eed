//! A large show to measure on: 100,000 tracks as a music library has them, and 2,000 placements.

use std::path::Path;

use model::{
    Cue, CueId, CueKind, CueNumber, Cut, CutId, Episode, EpisodeId, Lane, LaneId, LaneKind, Millibels, Placement,
    PlacementId, Show, Track, TrackId,
};
use store::{Document, Rows, StoreError};
use timebase::{Flicks, FrameRate, Frames, SampleRate, Span};

/// Tracks in the library.
pub const TRACKS: i64 = 100_000;
/// Placements, in four cuts.
pub const PLACEMENTS: i64 = 2_000;
const CUTS: i64 = 4;
const ARTISTS: u64 = 4_000;
const ALBUMS: u64 = 9_000;

const WORDS: &[&str] = &[
    "after",
    "amber",
    "angel",
    "april",
    "autumn",
    "avenue",
    "ballad",
    "beneath",
    "bird",
    "black",
    "blue",
    "bones",
    "bridge",
    "bright",
    "broken",
    "burning",
    "carry",
    "circle",
    "city",
    "cold",
    "color",
    "coming",
    "crystal",
    "dance",
    "dark",
    "dawn",
    "daylight",
    "deep",
    "desert",
    "distant",
    "dream",
    "drift",
    "dust",
    "early",
    "earth",
    "echo",
    "electric",
    "empty",
    "endless",
    "evening",
    "every",
    "falling",
    "fever",
    "fire",
    "first",
    "flame",
    "flight",
    "fog",
    "forest",
    "forever",
    "fragile",
    "garden",
    "ghost",
    "glass",
    "golden",
    "gone",
    "gravity",
    "green",
    "ground",
    "harbor",
    "heart",
    "heaven",
    "hidden",
    "high",
    "hollow",
    "home",
    "horizon",
    "hour",
    "house",
    "hunter",
    "ice",
    "island",
    "journey",
    "kingdom",
    "lantern",
    "last",
    "late",
    "leaving",
    "letter",
    "light",
    "lonely",
    "long",
    "lost",
    "love",
    "low",
    "machine",
    "magic",
    "marble",
    "memory",
    "midnight",
    "mirror",
    "moon",
    "morning",
    "mountain",
    "neon",
    "never",
    "night",
    "north",
    "ocean",
    "october",
    "open",
    "orange",
    "paper",
    "parade",
    "passing",
    "pearl",
    "pier",
    "promise",
    "quiet",
    "radio",
    "rain",
    "red",
    "return",
    "rising",
    "river",
    "road",
    "room",
    "rose",
    "running",
    "sail",
    "salt",
    "satellite",
    "sea",
    "second",
    "shadow",
    "shelter",
    "shore",
    "silence",
    "silver",
    "sky",
    "sleep",
    "slow",
    "smoke",
    "snow",
    "soft",
    "song",
    "south",
    "spark",
    "spring",
    "star",
    "static",
    "stone",
    "storm",
    "story",
    "street",
    "summer",
    "sun",
    "sweet",
    "thunder",
    "tide",
    "time",
    "tomorrow",
    "tower",
    "train",
    "under",
    "valley",
    "velvet",
    "violet",
    "voice",
    "waiting",
    "wake",
    "walk",
    "water",
    "wave",
    "west",
    "white",
    "wild",
    "wind",
    "window",
    "winter",
    "wire",
    "wonder",
    "young",
    "zero",
];
const GENRES: &[&str] =
    &["ambient", "blues", "classical", "electronic", "folk", "hip hop", "indie rock", "jazz", "pop", "soul"];
const MOODS: &[&str] =
    &["bright", "calm", "dark", "dreamy", "driving", "hopeful", "melancholy", "playful", "tense", "warm"];

/// Makes the show.
///
/// # Errors
/// If it cannot be written.
pub fn make(path: &Path) -> Result<(), Box<dyn std::error::Error>> {
    make_of(path, TRACKS, &[PLACEMENTS / CUTS; CUTS as usize])
}

/// Makes a show of so many tracks, and an episode for each number of placements.
///
/// # Errors
/// If it cannot be written.
pub fn make_of(path: &Path, tracks: i64, placements: &[i64]) -> Result<(), Box<dyn std::error::Error>> {
    let show = Show { title: "Large".into(), currency: "USD".into(), production_company: String::new() };
    Ok(Document::create(path, &show, |rows| fill(rows, tracks, placements))?.close()?)
}

fn fill(rows: &Rows, tracks: i64, placements: &[i64]) -> Result<(), StoreError> {
    for (ordinal, name) in (0..).zip(["Songs", "Score", "Source"]) {
        rows.insert_lane(&Lane::new(LaneId(ordinal + 1), name.into(), LaneKind::Songs, ordinal))?;
    }
    (1..=tracks).try_for_each(|id| rows.insert_track(&track(id)))?;
    (1..).zip(placements).try_for_each(|(cut, each)| episode(rows, cut, *each, tracks))
}

fn episode(rows: &Rows, number: i64, each: i64, tracks: i64) -> Result<(), StoreError> {
    let rate = FrameRate::F23_976;
    let season_number = u32::try_from(number).unwrap_or(1);
    rows.insert_episode(&Episode { id: EpisodeId(number), season: 1, number: season_number, title: "Episode".into() })?;
    rows.insert_cut(&Cut {
        start: Frames(24 * 3600),
        ..Cut::new(CutId(number), EpisodeId(number), rate, rate.flicks(Frames(24 * 3600 * 4)))
    })?;
    for (index, cue_number) in (0..each).zip(1..) {
        let id = number * 100_000 + index;
        let in_point = rate.position(Frames(index * 160));
        rows.insert_cue(&Cue {
            title: "Cue".into(),
            pick: Some(PlacementId(id)),
            ..Cue::new(CueId(id), CutId(number), CueNumber { reel: 1, kind: CueKind::Music, number: cue_number })
        })?;
        rows.insert_placement(&Placement {
            gain: Millibels(-600),
            ..Placement::new(
                PlacementId(id),
                CueId(id),
                TrackId(index * 37 % tracks + 1),
                LaneId(index % 3 + 1),
                Span::new(in_point, rate.flicks(Frames(150))),
            )
        })?;
    }
    Ok(())
}

/// A number that looks random and is the same on every run (splitmix64).
fn mixed(seed: u64) -> u64 {
    let mut mixed = seed.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

/// Some words; `kind` keeps titles, names and albums apart.
fn phrase(kind: u64, seed: u64) -> String {
    let base = mixed(seed ^ kind << 48);
    let count = 1 + base % 4;
    let words: Vec<String> =
        (0..count).map(|place| capital(WORDS[(mixed(base + place) % WORDS.len() as u64) as usize])).collect();
    words.join(" ")
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn track(id: i64) -> Track {
    let seed = mixed(id.unsigned_abs());
    let one_of = |list: &[&str], salt: u64| list[(mixed(seed ^ salt) % list.len() as u64) as usize].to_owned();
    let artist = seed % ARTISTS;
    Track {
        title: phrase(1, seed),
        artist: format!("{} {artist}", phrase(2, artist)),
        album: phrase(3, seed % ALBUMS),
        composer: phrase(4, artist / 2),
        publisher: phrase(5, artist / 9),
        bpm_milli: Some(60_000 + i64::from(seed as u16)),
        key: "Cm".into(),
        mood: one_of(MOODS, 6),
        genre: one_of(GENRES, 7),
        language: "en".into(),
        year: Some(1960 + i64::from(seed as u8 % 64)),
        format: "flac".into(),
        loudness: Some(-1_400 - i64::from(seed as u8)),
        loudness_range: Some(700),
        hash: format!("{id:064x}"),
        size: 30_000_000,
        added_at: "2026-01-01T00:00:00Z".into(),
        ..Track::new(
            TrackId(id),
            format!("/music/{artist}/{id}.flac"),
            Flicks::from_seconds(90 + i64::from(seed as u8)),
            SampleRate::MIX,
        )
    }
}
