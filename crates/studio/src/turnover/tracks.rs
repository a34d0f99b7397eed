//! Which tracks of a file carry music. What is proposed is what a supervisor would tick; it says why.

use std::collections::HashSet;

use interchange::timeline::{Event, IdKind, Part, Timeline, TrackKind};
use model::{Lane, LaneKind};

use super::alike::is_cue_number;
use super::names;

/// What a track carries, as far as it can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Carries {
    Music,
    Dialogue,
    Effects,
    Unknown,
}

/// A sound track, and what is proposed for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Proposed {
    pub name: String,
    pub carries: Carries,
    /// Whether its clips are proposed as cues.
    pub is_chosen: bool,
    pub why: String,
    /// The lane its clips go to, and what that carries.
    pub lane: (String, LaneKind),
    pub clips: usize,
}

const MUSIC: [&str; 18] = [
    "music",
    "mx",
    "mus",
    "muz",
    "song",
    "songs",
    "score",
    "underscore",
    "source",
    "src",
    "stem",
    "stems",
    "radio",
    "band",
    "needle",
    "needledrop",
    "musik",
    "musique",
];
const DIALOGUE: [&str; 20] = [
    "dx",
    "dia",
    "dial",
    "dialog",
    "dialogue",
    "vo",
    "adr",
    "production",
    "prod",
    "boom",
    "lav",
    "lavs",
    "mic",
    "narration",
    "narrator",
    "voice",
    "dlg",
    "sync",
    "scratch",
    "interview",
];
const EFFECTS: [&str; 17] = [
    "sfx",
    "fx",
    "foley",
    "amb",
    "ambience",
    "ambi",
    "bg",
    "bgs",
    "atmos",
    "atmo",
    "efx",
    "effects",
    "walla",
    "roomtone",
    "tone",
    "bars",
    "sounddesign",
];

/// What a name says by its words; digits behind a word count for nothing.
pub(super) fn by_name(name: &str) -> Carries {
    let words = names::words(name);
    let is = |list: &[&str]| {
        words.iter().any(|word| list.contains(&word.trim_end_matches(|letter: char| letter.is_ascii_digit())))
    };
    // `MX & FX` is no track of music alone, `SOURCE MX` is.
    match (is(&MUSIC), is(&DIALOGUE), is(&EFFECTS)) {
        (true, false, _) => Carries::Music,
        (_, true, _) => Carries::Dialogue,
        (false, false, true) => Carries::Effects,
        (false, false, false) => Carries::Unknown,
    }
}

/// Whether a clip's own name, file or role says that it is music.
fn is_music(event: &Event) -> bool {
    let is_ours = event.ids.iter().any(|id| matches!(id.kind, IdKind::Needledrop | IdKind::Isrc));
    let ending = event.file.rsplit('.').next().unwrap_or_default().to_lowercase();
    let played =
        ["mp3", "m4a", "flac", "aac", "ogg"].contains(&ending.as_str()) || event.name.to_lowercase().ends_with(".mp3");
    let words = names::words(&event.name);
    is_ours
        || played
        || by_name(&event.role) == Carries::Music
        || by_name(&event.name) == Carries::Music
        || words.iter().any(|word| is_cue_number(word) || word == "temp")
}

/// Longer clips, in thousandths of a second, are music rather than anything else where nothing tells.
const LONG_MILLIS: i64 = 8_000;

/// Every sound track with clips, in the order of the file. `knows` says whether the library has a clip's recording.
pub(super) fn proposed(timeline: &Timeline, lanes: &[Lane], knows: &dyn Fn(&Event) -> bool) -> Vec<Proposed> {
    let picture: HashSet<String> =
        clips(timeline, TrackKind::Picture).flat_map(|(_, event)| own_names(event)).collect();
    let has_picture = !picture.is_empty();
    let mut tracks: Vec<(Proposed, bool)> = Vec::new();
    for (at, track) in timeline.tracks.iter().enumerate().filter(|(_, track)| track.kind == TrackKind::Sound) {
        let own: Vec<&Event> =
            clips(timeline, TrackKind::Sound).filter(|(of, _)| *of == at).map(|(_, event)| event).collect();
        if own.is_empty() {
            continue;
        }
        let most = |is: &dyn Fn(&Event) -> bool| own.iter().filter(|event| is(event)).count() * 2 >= own.len();
        let said = [by_name(&track.role), by_name(&track.name), by_name(&track.comments)];
        let by_track = said.into_iter().find(|carries| *carries != Carries::Unknown);
        let of_picture = |event: &Event| own_names(event).iter().any(|name| picture.contains(name));
        let (carries, why) = match by_track {
            Some(Carries::Music) => (Carries::Music, "its name says music"),
            Some(Carries::Dialogue) => (Carries::Dialogue, "its name says dialogue"),
            Some(Carries::Effects) => (Carries::Effects, "its name says effects"),
            _ if most(&is_music) => (Carries::Music, "its clips are named as music"),
            // What an earlier list brought along is in the library as well, so names come first.
            _ if most(&|event| by_name(&event.name) == Carries::Effects) => {
                (Carries::Effects, "its clips are named as effects")
            }
            _ if most(&|event| by_name(&event.name) == Carries::Dialogue) => {
                (Carries::Dialogue, "its clips are named as dialogue")
            }
            _ if most(&|event| knows(event)) => (Carries::Music, "its clips are in the library"),
            _ if has_picture && most(&of_picture) => (Carries::Dialogue, "its clips are the picture's own sound"),
            _ => (Carries::Unknown, "nothing says what it carries"),
        };
        let long = most(&|event| is_long(event));
        let proposed = Proposed {
            name: track.name.clone(),
            carries,
            is_chosen: carries == Carries::Music,
            why: why.to_owned(),
            lane: lane_of(&track.name, &track.role, lanes),
            clips: own.len(),
        };
        tracks.push((proposed, long));
    }
    // Where no track says that it is music: all that may be it.
    if !tracks.iter().any(|(track, _)| track.is_chosen) {
        let titled = by_name(&timeline.title) == Carries::Music;
        for (track, long) in tracks.iter_mut().filter(|(track, _)| track.carries == Carries::Unknown) {
            if titled || !has_picture || *long {
                track.is_chosen = true;
                track.why = match (titled, has_picture) {
                    (true, _) => "the file's title says music",
                    (false, false) => "the file has sound alone",
                    (false, true) => "its clips are as long as music is",
                }
                .to_owned();
            }
        }
    }
    tracks.into_iter().map(|(track, _)| track).collect()
}

fn is_long(event: &Event) -> bool {
    let at = |time: interchange::timeline::Time| {
        // The rate makes no difference for what is only long or short.
        time.position(interchange::timeline::Counting {
            rate: timebase::FrameRate::F25,
            start: timebase::Position::ZERO,
        })
    };
    (at(event.record.to) - at(event.record.from)).floor_millis() >= LONG_MILLIS
}

fn clips(timeline: &Timeline, kind: TrackKind) -> impl Iterator<Item = (usize, &Event)> {
    let is_of = move |event: &&Event| {
        event.part == Part::Clip && timeline.tracks.get(event.track).is_some_and(|track| track.kind == kind)
    };
    timeline.events.iter().filter(is_of).map(|event| (event.track, event))
}

/// By what a clip of the picture and its sound are known as one.
fn own_names(event: &Event) -> Vec<String> {
    let none = ["ax", "bl", ""];
    let named = [names::plain_stem(&event.name), names::plain(&event.source)];
    named.into_iter().filter(|name| !none.contains(&name.as_str())).collect()
}

/// The lane for a track: of its own name, else of its kind.
fn lane_of(name: &str, role: &str, lanes: &[Lane]) -> (String, LaneKind) {
    let bare = name.trim_end_matches(|letter: char| letter.is_ascii_digit()).trim();
    let named = |name: &str| lanes.iter().find(|lane| lane.name.eq_ignore_ascii_case(name));
    if let Some(lane) = named(name).or_else(|| named(bare)) {
        return (lane.name.clone(), lane.kind);
    }
    let words: Vec<String> = [name, role].into_iter().flat_map(names::words).collect();
    let says = |list: &[&str]| {
        words.iter().any(|word| list.contains(&word.trim_end_matches(|letter: char| letter.is_ascii_digit())))
    };
    let kind = if says(&["source", "src", "radio", "diegetic", "band", "walla"]) {
        LaneKind::Source
    } else if says(&["score", "underscore", "scr", "orchestra", "stem", "stems"]) {
        LaneKind::Score
    } else {
        LaneKind::Songs
    };
    let usual = match kind {
        LaneKind::Source => "Source",
        LaneKind::Score => "Score",
        LaneKind::Songs | LaneKind::Other => "Songs",
    };
    let lane = lanes.iter().find(|lane| lane.kind == kind);
    lane.map_or((usual.to_owned(), kind), |lane| (lane.name.clone(), lane.kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_a_track_carries() {
        for name in ["MX 1", "A5 MUSIC", "Mus.St", "SONGS", "SOURCE MX", "Score 2", "music.score", "STEMS", "MX1"] {
            assert_eq!(by_name(name), Carries::Music, "{name}");
        }
        for name in ["DX", "A1 Dialogue", "VO", "Boom", "DIA 2"] {
            assert_eq!(by_name(name), Carries::Dialogue, "{name}");
        }
        for name in ["SFX 1", "AMB", "Foley", "FX3"] {
            assert_eq!(by_name(name), Carries::Effects, "{name}");
        }
        for name in ["A1", "Audio 4", "Track 2", ""] {
            assert_eq!(by_name(name), Carries::Unknown, "{name}");
        }
    }

    #[test]
    fn tracks_go_to_the_lanes_that_a_show_has() {
        let lane = |id, name: &str, kind| Lane::new(model::LaneId(id), name.into(), kind, id);
        let lanes =
            [lane(1, "Songs", LaneKind::Songs), lane(2, "Score", LaneKind::Score), lane(3, "Radio", LaneKind::Source)];
        let of = |name| lane_of(name, "", &lanes).0;
        assert_eq!([of("Songs 2"), of("MX SCORE"), of("A9 SRC"), of("A5")], ["Songs", "Score", "Radio", "Songs"]);
        assert_eq!(lane_of("MX SCORE", "", &[]), ("Score".into(), LaneKind::Score));
    }
}
