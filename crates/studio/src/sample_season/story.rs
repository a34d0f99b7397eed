//! What the sample season tells: its episodes, cues and opinions, as data.

use std::fmt::Write;

use model::{
    CueId, CueKind, Cut, CutId, Fade, FadeShape, LaneId, LaneKind, Manner, Millibels, Origin, Perception, Scene,
    ThemeId, ThemeRole, TrackId, VerdictValue, Voice,
};
use timebase::{Flicks, Position, Timecode};

use crate::edits::{CueEdit, CuePatch, Edit, LibraryEdit, PlacementEdit, SceneEdit, ThemeEdit, Told, TrackPatch};
use crate::error::StudioError;

/// Themes with the songs that state them, in the order of their evolution; the first is Mara's, the second Jun's.
pub(super) const THEMES: [(&str, &[&str]); 2] = [
    ("Mara’s theme", &["Heart's Compass", "Silent Echoes", "Endless Horizon", "Rising Tide"]),
    ("Jun’s theme", &["First Spark", "Rising Tide"]),
];

/// What each is to become, in the order of [`THEMES`].
pub(super) const BRIEFS: [&str; 2] = [
    "Alone on the piano, then carried by others; whole only when she stays.",
    "All forward motion. It learns to wait.",
];

/// What episodes ask of a theme: which theme, the episode's number, how its character is there, whether it is to be heard.
pub(super) const ASKED: [(usize, u32, &str, bool); 9] = [
    (0, 1, "curious", true),
    (0, 2, "alone", true),
    (0, 3, "thinking it over", true),
    (0, 4, "torn", true),
    (0, 5, "sure", true),
    (1, 1, "in love at once", true),
    (1, 2, "gone", false),
    (1, 4, "back, and late", true),
    (1, 5, "still here", true),
];

/// How a cue states a theme: which, by its place in [`THEMES`], how much of it, and what is changed.
pub(super) struct Stated {
    pub theme: usize,
    pub manner: Manner,
    pub changes: &'static str,
}

pub(super) const fn stated(theme: usize, manner: Manner, changes: &'static str) -> Stated {
    Stated { theme, manner, changes }
}

/// The rows that the story refers to by name.
pub(super) struct Cast {
    pub tracks: Vec<(String, TrackId)>,
    pub themes: Vec<(String, ThemeId)>,
    pub lanes: Vec<(LaneKind, LaneId)>,
}

impl Cast {
    pub fn track(&self, title: &str) -> Option<TrackId> {
        self.tracks.iter().find(|(name, _)| name == title).map(|&(_, id)| id)
    }

    fn lane(&self, kind: LaneKind) -> Option<LaneId> {
        self.lanes.iter().find(|(lane, _)| *lane == kind).map(|&(_, id)| id)
    }
}

/// An episode of the season.
pub(super) struct Episode {
    pub number: u32,
    pub title: &'static str,
    pub cut: &'static str,
    pub length: &'static str,
    pub has_picture: bool,
    /// Slugline, seconds, mood, intensity: one after the other; where there is a picture, its own table is used.
    pub scenes: &'static [(&'static str, i64, &'static str, i64)],
    pub cues: &'static [Spotted],
}

/// A cue of the story.
pub(super) struct Spotted {
    /// Index of the scene it starts in, and seconds into it.
    pub scene: usize,
    pub offset: i64,
    pub title: &'static str,
    pub brief: &'static str,
    pub kind: CueKind,
    pub lane: LaneKind,
    /// Seconds.
    pub length: i64,
    pub voice: Voice,
    pub role: ThemeRole,
    /// Index into [`THEMES`].
    pub themes: &'static [Stated],
    pub takes: &'static [Take],
    /// What the director wrote: seconds after its start (none: the whole cue), and what.
    pub notes: &'static [(Option<i64>, &'static str)],
}

/// One alternate of a cue.
pub(super) struct Take {
    pub song: &'static str,
    /// Seconds into the song.
    pub from: i64,
    pub gain: i64,
    /// Tenths of a second.
    pub fades: (i64, i64),
    pub verdict: Option<VerdictValue>,
}

impl Spotted {
    pub fn start(&self, scenes: &[Scene]) -> Position {
        let scene = scenes.get(self.scene).or(scenes.last());
        scene.map_or(Position::ZERO, |scene| scene.in_point) + Flicks::from_seconds(self.offset)
    }

    pub fn cue(&self, cut: CutId, at: Position) -> Edit {
        CueEdit::AddCue {
            cut,
            at,
            kind: Some(self.kind),
            number: None,
            title: self.title.to_owned(),
            brief: Some(self.brief.to_owned()),
        }
        .into()
    }

    /// Said once the director has spoken of the pick; until then it is only suggested.
    fn origin(&self) -> Option<Origin> {
        let take = self.takes.first().filter(|take| take.verdict.is_some())?;
        Some(if take.song == "Heart's Compass" { Origin::Commissioned } else { Origin::Commercial })
    }

    pub fn facts(&self, cue: CueId, cast: &Cast) -> Edit {
        let perception = if self.kind == CueKind::Source { Perception::Featured } else { Perception::Background };
        let named = |stated: &Stated| cast.themes.get(stated.theme).map(|&(_, id)| id);
        let set = CuePatch {
            perception: Some(perception),
            voice: Some(Told::Is(self.voice)),
            theme_role: Some(self.role),
            origin: self.origin().map(Told::Is),
            themes: Some(self.themes.iter().filter_map(named).collect()),
            ..CuePatch::default()
        };
        CueEdit::EditCues { cues: vec![cue], set }.into()
    }

    /// How it states its themes.
    pub fn statements(&self, cue: CueId, cast: &Cast) -> Vec<Edit> {
        let said = |stated: &Stated| {
            let &(_, theme) = cast.themes.get(stated.theme)?;
            let (manner, changes) = (Some(Told::Is(stated.manner)), Some(stated.changes.to_owned()));
            Some(ThemeEdit::StateTheme { theme, cues: vec![cue], manner, changes }.into())
        };
        self.themes.iter().filter_map(said).collect()
    }
}

impl Take {
    pub fn place(
        &self,
        cut: CutId,
        cue: CueId,
        at: Position,
        spotted: &Spotted,
        cast: &Cast,
    ) -> Result<Edit, StudioError> {
        let track = cast.track(self.song).ok_or(StudioError::NoSuch { what: "track", id: 0 })?;
        let lane = cast.lane(spotted.lane).ok_or(StudioError::NoSuch { what: "lane", id: 0 })?;
        let fade =
            |tenths: i64| Fade { length: Flicks::from_millis(tenths * 100), shape: FadeShape::EqualPower, bend: 0 };
        Ok(PlacementEdit::Place {
            cut,
            track,
            lane,
            at: Some(at),
            from: Some(Flicks::from_seconds(self.from)),
            length: Some(Flicks::from_seconds(spotted.length)),
            cue: Some(cue),
            gain: Some(Millibels(self.gain)),
            fade_in: Some(fade(self.fades.0)),
            fade_out: Some(fade(self.fades.1)),
            tail: None,
            ripple: None,
        }
        .into())
    }
}

impl Episode {
    /// Its scenes as a table that [`interchange::scenes`] reads.
    pub fn scene_table(&self) -> String {
        let mut table = String::from("number,slugline,in,out,moods,intensity\n");
        let mut at = 0;
        for (number, (slugline, seconds, moods, intensity)) in (1..).zip(self.scenes) {
            // Writing to a text cannot fail.
            let _ = writeln!(table, "{number},\"{slugline}\",{at}s,{}s,{moods},{intensity}", at + seconds);
            at += seconds;
        }
        table
    }
}

/// What the files do not say of a song: who sings.
pub(super) fn facts_of(vocal: bool, track: TrackId) -> Edit {
    let set = TrackPatch { vocal: Some(Told::Is(vocal)), ..TrackPatch::default() };
    LibraryEdit::EditTracks { tracks: vec![track], set }.into()
}

/// Hits of a cut, from the table that comes with its picture: `at,label,scene`.
pub(super) fn hits(table: &str, cut: &Cut) -> Vec<Edit> {
    let hit = |line: &str| {
        let mut cells = line.split(',');
        let at = Timecode::parse(cells.next()?, cut.rate).ok()?;
        let label = cells.next()?.to_owned();
        Some(SceneEdit::AddHit { cut: cut.id, at: cut.position(at), label }.into())
    };
    table.lines().skip(1).filter_map(hit).collect()
}

pub(super) const MUSIC: Spotted = Spotted {
    scene: 0,
    offset: 0,
    title: "",
    brief: "",
    kind: CueKind::Music,
    lane: LaneKind::Songs,
    length: 20,
    voice: Voice::Instrumental,
    role: ThemeRole::None,
    themes: &[],
    takes: &[],
    notes: &[],
};

pub(super) const fn take(song: &'static str, from: i64, gain: i64, verdict: Option<VerdictValue>) -> Take {
    Take { song, from, gain, fades: (5, 20), verdict }
}

pub(super) const APPROVED: Option<VerdictValue> = Some(VerdictValue::Approved);
pub(super) const CHANGES: Option<VerdictValue> = Some(VerdictValue::Changes);
pub(super) const REJECTED: Option<VerdictValue> = Some(VerdictValue::Rejected);
