//! The songs as a catalogue knows them. Every person, firm and code here is invented for the project.

use crate::harmony::Key;
use crate::mix::Room;
use crate::score::Score;
use crate::season::{endless_horizon, first_spark, hearts_compass, rising_tide, silent_echoes};

/// One song of the season with its metadata, as its file carries it.
#[derive(Debug, Clone, Copy)]
pub struct Song {
    /// File name without extension, ASCII.
    pub slug: &'static str,
    /// Title.
    pub title: &'static str,
    /// Performing artist.
    pub artist: &'static str,
    /// Album.
    pub album: &'static str,
    /// Place on the album, from 1.
    pub track_number: u32,
    /// Composer of the music.
    pub composer: &'static str,
    /// Co-writer credited for the sung part; none where nobody sings.
    pub lyricist: Option<&'static str>,
    /// Music publisher.
    pub publisher: &'static str,
    /// Record label.
    pub label: &'static str,
    /// International Standard Recording Code (ISO 3901), 12 characters, no hyphens. The prefix `XX` is a country
    /// code that ISO 3166 leaves to users, so no real recording has it.
    pub isrc: &'static str,
    /// Tempo in thousandths of a beat a minute.
    pub bpm_milli: u32,
    /// Key, as ID3 writes it: `D`, `Eb`, `Cm`.
    pub key: &'static str,
    /// Moods, the leading one first.
    pub moods: &'static [&'static str],
    /// Genre.
    pub genre: &'static str,
    /// Whether somebody sings: vowels, no words of a language.
    pub vocal: bool,
    /// Year of the recording.
    pub year: u16,
    /// A line about the song, for the comment field.
    pub comment: &'static str,
    /// The theme it states or quotes, if any.
    pub themes: &'static [&'static str],
    pub(crate) seed: u64,
    pub(crate) room: Room,
    compose: fn() -> Score,
}

impl Song {
    /// The key its score is written in.
    pub fn score_key(&self) -> Key {
        self.score().key
    }

    /// The tempo its score is written in, thousandths of a beat a minute.
    pub fn score_bpm_milli(&self) -> u32 {
        self.score().bpm_milli
    }

    /// The name of its file.
    pub fn file_name(&self) -> String {
        format!("{}.wav", self.slug)
    }

    pub(crate) fn score(&self) -> Score {
        (self.compose)()
    }
}

/// The five songs in the order of the season.
pub fn songs() -> [Song; 5] {
    let album = "My Heart, Season One";
    let year = 2026;
    [
        Song {
            slug: "first-spark",
            title: "First Spark",
            artist: "Paper Lantern Club",
            album,
            track_number: 1,
            composer: "Theo Marlowe",
            lyricist: Some("Ada Quill"),
            publisher: "Hollow Oak Songs",
            label: "Northlight Records",
            isrc: "XXMYH2600001",
            bpm_milli: 118_000,
            key: "D",
            moods: &["happy", "playful", "romantic"],
            genre: "Indie Folk",
            vocal: true,
            year,
            comment: "The meet-cute. States Jun's theme.",
            themes: &["Jun's theme"],
            seed: 0x5eed_0001,
            room: Room { decay_s: 1.4, lufs: -16.0, air_db: 3.5 },
            compose: first_spark::score,
        },
        Song {
            slug: "silent-echoes",
            title: "Silent Echoes",
            artist: "Ines Vold",
            album,
            track_number: 2,
            composer: "Ines Vold",
            lyricist: Some("Ines Vold"),
            publisher: "Fjordlys Music",
            label: "Northlight Records",
            isrc: "XXMYH2600002",
            bpm_milli: 72_000,
            key: "Cm",
            moods: &["melancholy", "haunting", "longing"],
            genre: "Piano Ballad",
            vocal: true,
            year,
            comment: "The conflict. Mara's theme in minor.",
            themes: &["Mara's theme"],
            seed: 0x5eed_0002,
            room: Room { decay_s: 2.9, lufs: -16.0, air_db: 4.0 },
            compose: silent_echoes::score,
        },
        Song {
            slug: "rising-tide",
            title: "Rising Tide",
            artist: "Kestrel Parade",
            album,
            track_number: 3,
            composer: "Lena Okafor-Reyes",
            lyricist: Some("Samuel Brandt"),
            publisher: "Signal Hill Publishing",
            label: "Tideline Recordings",
            isrc: "XXMYH2600003",
            bpm_milli: 126_000,
            key: "A",
            moods: &["uplifting", "triumphant", "hopeful"],
            genre: "Anthem Rock",
            vocal: true,
            year,
            comment: "The climax. Jun's theme, and over it Mara's.",
            themes: &["Jun's theme", "Mara's theme"],
            seed: 0x5eed_0003,
            room: Room { decay_s: 2.0, lufs: -16.0, air_db: 3.5 },
            compose: rising_tide::score,
        },
        Song {
            slug: "hearts-compass",
            title: "Heart's Compass",
            artist: "My Heart Score",
            album,
            track_number: 4,
            composer: "Mirela Anders",
            lyricist: None,
            publisher: "Hollow Oak Songs",
            label: "My Heart Productions",
            isrc: "XXMYH2600004",
            bpm_milli: 66_000,
            key: "Eb",
            moods: &["reflective", "tender", "hopeful"],
            genre: "Score",
            vocal: false,
            year,
            comment: "Introspection. States Mara's theme.",
            themes: &["Mara's theme"],
            seed: 0x5eed_0004,
            room: Room { decay_s: 2.7, lufs: -16.0, air_db: 4.0 },
            compose: hearts_compass::score,
        },
        Song {
            slug: "endless-horizon",
            title: "Endless Horizon",
            artist: "The Low Tides",
            album,
            track_number: 5,
            composer: "Jonah Fairweather",
            lyricist: Some("Ruth Calloway"),
            publisher: "Saltmarsh Songs",
            label: "Tideline Recordings",
            isrc: "XXMYH2600005",
            bpm_milli: 78_000,
            key: "G",
            moods: &["bittersweet", "nostalgic", "warm"],
            genre: "Folk",
            vocal: true,
            year,
            comment: "The finale. Remembers Mara's theme.",
            themes: &["Mara's theme"],
            seed: 0x5eed_0005,
            room: Room { decay_s: 1.7, lufs: -16.0, air_db: 3.5 },
            compose: endless_horizon::score,
        },
    ]
}
