//! Scenes of a script.

use super::Place;

/// Where a scene is played.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Setting {
    /// `INT.`
    Interior,
    /// `EXT.`
    Exterior,
    /// `INT./EXT.`
    Both,
}

/// A line of a script that speaks of music that the people in the scene hear. A proposal, never a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MusicHint {
    /// What plays: `radio`, `band`, `sings`.
    pub word: String,
    /// The line.
    pub text: String,
    /// A title in quotes beside it.
    pub title: String,
    /// Where it stood.
    pub place: Place,
}

/// A scene as a script has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scene {
    /// `22A`; empty where the script does not number.
    pub number: String,
    /// `INT. HARBOUR - NIGHT`.
    pub heading: String,
    /// `INT.` or `EXT.`
    pub setting: Option<Setting>,
    /// `HARBOUR`.
    pub location: String,
    /// `NIGHT`.
    pub time_of_day: String,
    /// Eighths of a page, at least 1.
    pub eighths: u32,
    /// Whether the eighths are counted by us from its lines, not written in the file.
    pub estimated: bool,
    /// The page it begins on, as the file writes it.
    pub page: String,
    /// Who speaks in it or is listed for it, in the order of their coming.
    pub characters: Vec<String>,
    /// What happens.
    pub synopsis: String,
    /// Whether the scene is left out: `OMITTED`.
    pub omitted: bool,
    /// Whether two speak at once in it.
    pub dual_dialogue: bool,
    /// The sections it stands under, the outermost first: acts and sequences.
    pub sections: Vec<String>,
    /// Notes in it.
    pub notes: Vec<String>,
    /// Lines that speak of music.
    pub hints: Vec<MusicHint>,
    /// Where it stood.
    pub place: Place,
}
