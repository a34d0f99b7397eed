//! What stands on a time line: tracks, events, markers and what is said.

use timebase::FrameRate;

use super::{Length, Place, Stretch, Time};

/// What a track carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TrackKind {
    /// Picture.
    Picture,
    /// Sound.
    Sound,
    /// Anything else: titles, timecode, nothing.
    Other,
}

/// A track as a file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Track {
    /// `V1`, `A9`, `Music 1`.
    pub name: String,
    /// What it carries.
    pub kind: TrackKind,
    /// Its number among those of its kind, from 1, where the file numbers them.
    pub number: Option<u16>,
    /// How many channels it has, where the file says it.
    pub channels: Option<u16>,
    /// Whether it is silenced.
    pub muted: bool,
    /// Whether it alone is to be heard.
    pub solo: bool,
    /// Whether it is hidden.
    pub hidden: bool,
    /// Whether it is switched off.
    pub inactive: bool,
    /// The role or the group it belongs to: `music.source`.
    pub role: String,
    /// Notes about it.
    pub comments: String,
}

/// What an event's own identifiers are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IdKind {
    /// SMPTE ST 330: of material or of a source.
    Umid,
    /// Of a recording.
    Isrc,
    /// Ours: a cue, placement or track in Crockford base32.
    Needledrop,
    /// Any other: a clip's, a master's, a mob's.
    Other,
}

/// An identifier that an event carries.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Id {
    /// What it is of.
    pub kind: IdKind,
    /// As it is written.
    pub text: String,
}

/// How an event begins.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum TransitionKind {
    /// One comes while the other goes.
    Dissolve,
    /// A wipe by its number or name.
    Wipe(String),
    /// A key: laid over what goes on below.
    Key(String),
    /// Any other, by its name.
    Other(String),
}

/// What leads from the event before to this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transition {
    /// Which.
    pub kind: TransitionKind,
    /// As the file names it: `CROSS DISSOLVE`, `Constant Power`.
    pub name: String,
    /// How long it is.
    pub length: Length,
    /// How much of it lies before the event's record in; nothing in an EDL, where the event begins with it.
    pub before: Length,
}

/// How a level goes from nothing to full.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum FadeShape {
    /// Nothing tells.
    #[default]
    Unknown,
    /// A straight line of the level.
    Linear,
    /// Of equal power.
    EqualPower,
    /// An S.
    SCurve,
    /// A straight line in decibels, or nearly.
    Logarithmic,
    /// Any other, by its name.
    Other(String),
}

impl FadeShape {
    /// What our own files call it; nothing for one that has no name of ours.
    #[must_use]
    pub const fn word(&self) -> Option<&'static str> {
        match self {
            Self::Linear => Some("linear"),
            Self::EqualPower => Some("equalPower"),
            Self::SCurve => Some("sCurve"),
            Self::Logarithmic => Some("logarithmic"),
            Self::Unknown | Self::Other(_) => None,
        }
    }

    /// The shape that our own files call so.
    #[must_use]
    pub fn named(word: &str) -> Self {
        let known = [Self::Linear, Self::EqualPower, Self::SCurve, Self::Logarithmic];
        known.into_iter().find(|shape| shape.word() == Some(word)).unwrap_or_default()
    }
}

/// A fade at an end of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fade {
    /// How long it is.
    pub length: Length,
    /// Its shape.
    pub shape: FadeShape,
}

/// A point of a gain curve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GainPoint {
    /// From the event's record in.
    pub at: Length,
    /// In hundredths of a decibel.
    pub millibel: i32,
}

/// How fast a source runs, as a fraction: 1/1 is as it was taken, negative backwards, 0 a frame that stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Speed {
    /// Above the line.
    pub numerator: i64,
    /// Below it, more than 0.
    pub denominator: i64,
}

/// What an event is where it is no clip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Part {
    /// A clip.
    #[default]
    Clip,
    /// Black or silence that stands as an event of its own.
    Black,
    /// A fade in that stands before its clip as an event of its own (Pro Tools).
    FadeIn,
    /// A fade out that stands after its clip.
    FadeOut,
    /// A crossfade that stands between two clips.
    CrossFade,
}

/// A clip on a track.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its track, by its place among the tracks.
    pub track: usize,
    /// What it is.
    pub part: Part,
    /// What the file numbers it.
    pub number: String,
    /// The clip's name.
    pub name: String,
    /// The reel, tape or master it is from.
    pub source: String,
    /// The file it is from: a name, a path or a URL.
    pub file: String,
    /// Which part of the source, by the source's own labels or from its beginning.
    pub source_span: Option<Stretch>,
    /// The label of the source's first frame where the file says it: what `source_span` counts from, if it is in labels.
    pub source_start: Option<Time>,
    /// The source's own rate, where the file says it and it is another.
    pub source_rate: Option<FrameRate>,
    /// Where it stands on the time line.
    pub record: Stretch,
    /// What leads to it; a cut otherwise.
    pub transition: Option<Transition>,
    /// How it comes.
    pub fade_in: Option<Fade>,
    /// How it goes.
    pub fade_out: Option<Fade>,
    /// The clip's gain in hundredths of a decibel.
    pub gain_millibel: Option<i32>,
    /// How the clip's gain moves over its length, on top of that.
    pub gain_points: Vec<GainPoint>,
    /// `None` where the file says nothing about it.
    pub speed: Option<Speed>,
    /// Whether it is silenced or switched off.
    pub muted: bool,
    /// Which channels of the source it plays, from 1; none where the file does not say.
    pub channels: Vec<u16>,
    /// Identifiers of it and of its source.
    pub ids: Vec<Id>,
    /// The compositions that it stands in, the outermost first; none on the time line itself.
    pub within: Vec<String>,
    /// The role it has: `music.score`.
    pub role: String,
    /// Notes about it.
    pub comments: Vec<String>,
    /// Where it stood.
    pub place: Place,
}

/// A marker as a file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marker {
    /// Where it is.
    pub at: Time,
    /// The first instant after its range; `None` at a single frame.
    pub until: Option<Time>,
    /// What the file numbers it.
    pub number: String,
    /// A word or two.
    pub name: String,
    /// What is noted.
    pub comment: String,
    /// Who noted it.
    pub author: String,
    /// A plain word in small letters: `red`, `cyan`; empty where it has none.
    pub colour: String,
    /// The track it is on, by name; empty on the time line itself.
    pub track: String,
    /// What it is where the file tells kinds apart: `Chapter`, `Comment`, `To do`.
    pub kind: String,
    /// Where it stood.
    pub place: Place,
}

/// Something that is said or sung.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dialogue {
    /// When.
    pub span: Stretch,
    /// By whom, where it is written.
    pub speaker: String,
    /// What, without marks of letters and colours.
    pub text: String,
    /// Whether it is sung: a note stands beside it.
    pub sung: bool,
    /// Whether it is no speech but a sound that is described: `[door slams]`.
    pub described: bool,
    /// Where it stood.
    pub place: Place,
}

impl Track {
    /// A track of which only the name is known.
    #[must_use]
    pub fn named(name: &str, kind: TrackKind) -> Self {
        Self {
            name: name.to_owned(),
            kind,
            number: None,
            channels: None,
            muted: false,
            solo: false,
            hidden: false,
            inactive: false,
            role: String::new(),
            comments: String::new(),
        }
    }
}

impl Event {
    /// An event of which only its place is known.
    #[must_use]
    pub fn at(track: usize, record: Stretch, place: Place) -> Self {
        Self {
            track,
            part: Part::Clip,
            number: String::new(),
            name: String::new(),
            source: String::new(),
            file: String::new(),
            source_span: None,
            source_start: None,
            source_rate: None,
            record,
            transition: None,
            fade_in: None,
            fade_out: None,
            gain_millibel: None,
            gain_points: Vec::new(),
            speed: None,
            muted: false,
            channels: Vec::new(),
            ids: Vec::new(),
            within: Vec::new(),
            role: String::new(),
            comments: Vec::new(),
            place,
        }
    }
}

impl Marker {
    /// A marker of which only its place is known.
    #[must_use]
    pub fn at(at: Time, place: Place) -> Self {
        Self {
            at,
            until: None,
            number: String::new(),
            name: String::new(),
            comment: String::new(),
            author: String::new(),
            colour: String::new(),
            track: String::new(),
            kind: String::new(),
            place,
        }
    }
}
