//! Who gets the music of a cut: programs of cutting rooms and mixing stages, and what each of them opens.

/// A program that music is handed to.
#[derive(Debug, Clone, Copy)]
pub struct Receiver {
    /// As commands name it.
    pub name: &'static str,
    /// What its maker calls it.
    pub word: &'static str,
    /// What it can get, in the order in which that is offered.
    pub parts: &'static [Part],
    /// What it takes from no file of ours, in a sentence; empty where there is nothing to say.
    pub lacks: &'static str,
}

/// Something that a program can get.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Whether the program gets it unless told otherwise.
    pub usual: bool,
    /// What it is good for there, and how it is opened.
    pub purpose: &'static str,
}

/// What a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartKind {
    /// A list or a session, by the name of its form.
    Placed(&'static str),
    /// Markers, by the name of their form.
    Markers(&'static str),
    /// The sound of each placement as a file that says where it lies.
    Spotted,
    /// Copies of the recordings, which lists and sessions then name.
    Recordings,
}

impl PartKind {
    /// As commands name it, and the one thing of its kind that a program gets.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Placed(form) => form,
            Self::Markers(_) => "markers",
            Self::Spotted => "spotted",
            Self::Recordings => "recordings",
        }
    }
}

const fn usual(kind: PartKind, purpose: &'static str) -> Part {
    Part { kind, usual: true, purpose }
}

const fn also(kind: PartKind, purpose: &'static str) -> Part {
    Part { kind, usual: false, purpose }
}

const COPIES: &str = "The files as they are in the library, so that the sound is found on another computer";
const WITH_COPIES: Part = usual(PartKind::Recordings, COPIES);
const OR_COPIES: Part = also(PartKind::Recordings, COPIES);
const OR_SPOTTED: Part = also(PartKind::Spotted, "A sound file a placement that carries its own timecode");
const OR_OTIO: Part = also(PartKind::Placed("otio"), "A timeline for versions that read OpenTimelineIO");
const OR_EVENTS: Part = also(PartKind::Placed("edl"), "A list of events to conform by");

/// All of them, in the order in which they are offered.
pub const RECEIVERS: [Receiver; 6] = [
    Receiver {
        name: "avid",
        word: "Avid Media Composer",
        parts: &[
            usual(
                PartKind::Spotted,
                "Import or link them: each lies at its own timecode, with gain and fades in the sound",
            ),
            usual(PartKind::Markers("avid"), "Import them in the Markers window: notes, hits and cues"),
            usual(PartKind::Placed("edl-long"), "A list of events to conform by, with long reels"),
            OR_OTIO,
            OR_COPIES,
        ],
        lacks: "",
    },
    Receiver {
        name: "premiere",
        word: "Adobe Premiere Pro",
        parts: &[
            usual(PartKind::Placed("xmeml"), "Import it: it opens as a sequence with gain, fades and markers"),
            WITH_COPIES,
            also(PartKind::Markers("premiere"), "The list that its Markers panel exports, for people and extensions"),
            OR_OTIO,
            OR_SPOTTED,
            also(PartKind::Placed("edl"), "A list of events for older versions"),
        ],
        lacks: "",
    },
    Receiver {
        name: "resolve",
        word: "DaVinci Resolve",
        parts: &[
            usual(PartKind::Placed("otioz"), "Import it as a timeline: the sound is inside"),
            also(
                PartKind::Markers("resolve"),
                "Import them into the open timeline: Timelines › Import › Timeline Markers from EDL",
            ),
            also(PartKind::Placed("fcpxml"), "A timeline that plays gain and fades"),
            also(PartKind::Placed("xmeml"), "A timeline for older versions"),
            OR_COPIES,
            OR_SPOTTED,
            OR_EVENTS,
        ],
        lacks: "",
    },
    Receiver {
        name: "pro-tools",
        word: "Pro Tools",
        parts: &[
            usual(
                PartKind::Spotted,
                "Import them and spot them to their original time stamps: each lies at its own timecode",
            ),
            usual(PartKind::Placed("text"), "A list of placements, notes, hits and cues, for people and spreadsheets"),
            OR_EVENTS,
            OR_COPIES,
        ],
        lacks: "Pro Tools takes no markers from a text file; notes, hits and cues are in the list.",
    },
    Receiver {
        name: "reaper",
        word: "Reaper",
        parts: &[
            usual(PartKind::Placed("rpp"), "A project with lanes, fades, gain and markers: it opens by itself"),
            WITH_COPIES,
            also(
                PartKind::Markers("reaper"),
                "Import them in the Region/Marker Manager of a project that begins at zero",
            ),
            OR_SPOTTED,
        ],
        lacks: "",
    },
    Receiver {
        name: "final-cut",
        word: "Final Cut Pro",
        parts: &[
            usual(PartKind::Placed("fcpxml"), "Import it: a project with connected clips, gain, fades and markers"),
            WITH_COPIES,
            OR_SPOTTED,
        ],
        lacks: "",
    },
];

impl Receiver {
    /// The program of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        RECEIVERS.into_iter().find(|receiver| receiver.name == name)
    }
}
