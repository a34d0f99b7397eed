//! Stems of one master: what sounds at once under one name, but for words such as DRUMS or STRINGS.

use interchange::timeline::Recording;
use timebase::{Flicks, Position};

use super::alike::{is_cue_number, is_noise};
use super::names;

/// Words that name a part of a mix.
const PARTS: [&str; 52] = [
    "drums",
    "drum",
    "drm",
    "perc",
    "percussion",
    "bass",
    "bs",
    "strings",
    "str",
    "strs",
    "stgs",
    "brass",
    "brs",
    "woodwinds",
    "winds",
    "ww",
    "gtr",
    "gtrs",
    "guitar",
    "guitars",
    "keys",
    "kys",
    "piano",
    "pno",
    "synth",
    "synths",
    "syn",
    "pads",
    "pad",
    "vox",
    "vocals",
    "vocal",
    "bgv",
    "bgvs",
    "choir",
    "fx",
    "sfx",
    "hits",
    "pulse",
    "lead",
    "melody",
    "orch",
    "orchestra",
    "harp",
    "organ",
    "stem",
    "stems",
    "beat",
    "loops",
    "leads",
    "ambient",
    "rhythm",
];
/// Words that name the whole of it.
const WHOLE: [&str; 6] = ["mix", "full", "master", "mstr", "fullmix", "main"];

/// A group of recordings that are one master.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Master {
    /// What it is called.
    pub title: String,
    /// The full mix among them, if there is one.
    pub mix: Option<usize>,
    /// The others, in the order of their names.
    pub parts: Vec<usize>,
}

/// A name as what it is a part of, and which part it says it is.
fn split(name: &str) -> (Vec<String>, Vec<String>) {
    let is_part = |word: &String| PARTS.contains(&word.as_str());
    let words = names::words(names::stem(name));
    let parts = words.iter().filter(|word| is_part(word)).cloned().collect();
    let base = words.into_iter().filter(|word| !is_part(word) && !WHOLE.contains(&word.as_str())).collect();
    (base, parts)
}

fn says_whole(name: &str) -> bool {
    names::words(names::stem(name)).iter().any(|word| WHOLE.contains(&word.as_str()))
}

/// Which recordings are stems of one master; each recording is in one group at most, and most are in none.
pub(super) fn masters(recordings: &[Recording]) -> Vec<Master> {
    let split: Vec<(Vec<String>, Vec<String>)> = recordings.iter().map(|one| split(&one.name)).collect();
    let mut taken = vec![false; recordings.len()];
    let mut found = Vec::new();
    for first in 0..recordings.len() {
        let (base, parts) = &split[first];
        if taken[first] || parts.is_empty() || base.iter().all(|word| is_noise(word) && !is_cue_number(word)) {
            continue;
        }
        let own: Vec<usize> = (0..recordings.len())
            .filter(|&other| {
                !taken[other]
                    && split[other].0 == *base
                    && (other == first || recordings[other].name != recordings[first].name)
                    && sound_together(&recordings[first], &recordings[other])
            })
            .collect();
        if own.len() < 2 {
            continue;
        }
        own.iter().for_each(|&at| taken[at] = true);
        let whole = |at: &&usize| split[**at].1.is_empty();
        let mix = own.iter().find(|at| says_whole(&recordings[**at].name)).or_else(|| own.iter().find(whole)).copied();
        let mut parts: Vec<usize> = own.into_iter().filter(|at| Some(*at) != mix).collect();
        parts.sort_by_key(|&at| recordings[at].name.to_lowercase());
        found.push(Master { title: title(&recordings[first].name), mix, parts });
    }
    found
}

/// Whether most of the shorter one sounds while the other does.
fn sound_together(one: &Recording, other: &Recording) -> bool {
    let start = Position(one.from.0.max(other.from.0));
    let end = Position(one.to.0.min(other.to.0));
    let shorter = Flicks((one.to - one.from).0.min((other.to - other.from).0));
    (end - start).0.saturating_mul(5) >= shorter.0.saturating_mul(4)
}

/// The name as it is set, without the words of its parts.
fn title(name: &str) -> String {
    let kept: Vec<&str> = names::stem(name)
        .split([' ', '_', '-', '.'])
        .filter(|word| {
            let plain = names::plain(word);
            !plain.is_empty() && !PARTS.contains(&plain.as_str()) && !WHOLE.contains(&plain.as_str())
        })
        .collect();
    kept.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use interchange::timeline::Counting;
    use interchange::timeline::{Event, Place, Stretch, Time, Timeline, TrackKind, recordings};
    use timebase::FrameRate;

    fn laid(clips: &[(&str, i64, i64)]) -> Vec<Recording> {
        let mut timeline = Timeline::of("test");
        for (at, (name, from, to)) in clips.iter().enumerate() {
            let track = timeline.track(&format!("A{at}"), TrackKind::Sound);
            let time = |seconds: &i64| Time::Exact(Flicks::from_seconds(*seconds));
            let mut event = Event::at(track, Stretch { from: time(from), to: time(to) }, Place::Line(1));
            event.name = (*name).to_owned();
            timeline.events.push(event);
        }
        let counting = Counting { rate: FrameRate::F25, start: Position::ZERO };
        recordings(&timeline, counting, &[]).0
    }

    fn told(clips: &[(&str, i64, i64)]) -> Vec<(String, Option<String>, Vec<String>)> {
        let list = laid(clips);
        let name = |at: usize| list[at].name.clone();
        masters(&list)
            .into_iter()
            .map(|one| (one.title, one.mix.map(name), one.parts.into_iter().map(name).collect()))
            .collect()
    }

    #[test]
    fn stems_of_one_master_are_one() {
        let list =
            [("1m03 UNDERTOW v4 STR", 0, 60), ("1m03 UNDERTOW v4 DRUMS", 0, 60), ("1m03 UNDERTOW v4 MIX", 0, 60)];
        assert_eq!(
            told(&list),
            [(
                "1m03 UNDERTOW v4".into(),
                Some("1m03 UNDERTOW v4 MIX".into()),
                vec!["1m03 UNDERTOW v4 DRUMS".into(), "1m03 UNDERTOW v4 STR".into()]
            )]
        );
    }

    #[test]
    fn without_a_mix_all_are_parts() {
        let list = [("Undertow_BASS", 0, 60), ("Undertow_KEYS", 1, 60), ("Undertow_KEYS", 100, 160)];
        assert_eq!(told(&list), [("Undertow".into(), None, vec!["Undertow_BASS".into(), "Undertow_KEYS".into()])]);
    }

    #[test]
    fn what_sounds_at_other_times_or_under_other_names_is_no_stem() {
        assert_eq!(told(&[("Undertow BASS", 0, 10), ("Undertow KEYS", 20, 30)]), []);
        assert_eq!(told(&[("Undertow BASS", 0, 10), ("Rooftop KEYS", 0, 10)]), []);
        assert_eq!(told(&[("Undertow", 0, 10), ("Undertow v2", 0, 10)]), []);
        assert_eq!(told(&[("BASS", 0, 10), ("DRUMS", 0, 10)]), []);
    }
}
