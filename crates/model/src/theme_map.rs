//! Themes over a season: where one is away for long, sounds late, or is missed where it was expected.
//!
//! The rules are ours, since the trade has none in writing. A theme is *away for long* where at least [`LONG`] episodes
//! in a row that have music do not state it after one that did. It sounds *late* where whom it belongs to was seen in at least
//! [`LATE`] episodes before the first that states it.

use serde::Serialize;
use timebase::{Flicks, Span};
use ts_rs::TS;

/// Episodes in a row without a theme that are worth saying.
pub const LONG: usize = 3;
/// Episodes with its character before the first statement that are worth saying.
pub const LATE: usize = 2;

/// An episode as a theme sees it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct EpisodeOfTheme {
    /// Whether any music is laid in it; one that was not worked on yet says nothing.
    pub has_music: bool,
    /// Whether music states the theme.
    pub stated: bool,
    /// Whether it is to be heard there.
    pub expected: bool,
    /// Scenes with whom it belongs to.
    pub scenes: usize,
}

/// What is worth saying of a theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ThemeRemarkKind {
    /// It is not heard for long.
    Away,
    /// It first sounds late.
    Late,
    /// It is expected and not heard.
    Missed,
}

/// Something worth saying of a theme: of which episodes of the season, by their places from 0, the last included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ThemeRemark {
    /// What.
    pub kind: ThemeRemarkKind,
    /// The first episode.
    pub first: usize,
    /// The last one.
    pub last: usize,
    /// Scenes there with whom it belongs to.
    pub scenes: usize,
}

/// What is worth saying of a theme whose season is `episodes`, in the order of the season.
#[must_use]
pub fn theme_remarks(episodes: &[EpisodeOfTheme]) -> Vec<ThemeRemark> {
    let scenes = |first: usize, last: usize| {
        episodes.get(first..=last).unwrap_or_default().iter().map(|episode| episode.scenes).sum()
    };
    let remark = |kind, first, last| ThemeRemark { kind, first, last, scenes: scenes(first, last) };
    let mut remarks = Vec::new();
    let heard: Vec<usize> = places(episodes, |episode| episode.stated);
    if let Some(&first) = heard.first() {
        let before = places(episodes.get(..first).unwrap_or_default(), |episode| episode.scenes > 0);
        if before.len() >= LATE {
            remarks.push(remark(ThemeRemarkKind::Late, before[0], first - 1));
        }
    }
    for (at, &place) in heard.iter().enumerate() {
        let next = heard.get(at + 1).copied().unwrap_or(episodes.len());
        let between: Vec<usize> = (place + 1..next).filter(|&index| episodes[index].has_music).collect();
        if let [from, .., to] = between[..]
            && between.len() >= LONG
        {
            remarks.push(remark(ThemeRemarkKind::Away, from, to));
        }
    }
    let missed = places(episodes, |episode| episode.expected && !episode.stated);
    remarks.extend(missed.into_iter().map(|at| remark(ThemeRemarkKind::Missed, at, at)));
    remarks
}

fn places(episodes: &[EpisodeOfTheme], which: impl Fn(&EpisodeOfTheme) -> bool) -> Vec<usize> {
    let numbered = episodes.iter().enumerate();
    numbered.filter(|(_, episode)| which(episode)).map(|(at, _)| at).collect()
}

/// Whether two statements meet: they sound at once, for however short a time.
#[must_use]
pub fn meet(one: Span, other: Span) -> bool {
    one.start.max(other.start) < one.end.min(other.end) && one.length() > Flicks::ZERO
}

#[cfg(test)]
mod tests {
    use super::*;
    use timebase::Position;

    /// `#` states it, `.` does not, `!` expects it in vain, `-` has no music; its character is in `scenes` scenes of each.
    fn season(text: &str, scenes: usize) -> Vec<EpisodeOfTheme> {
        let of = |letter| EpisodeOfTheme {
            has_music: letter != '-',
            stated: letter == '#',
            expected: letter == '!',
            scenes,
        };
        text.chars().map(of).collect()
    }

    fn said(text: &str, scenes: usize) -> Vec<(ThemeRemarkKind, usize, usize, usize)> {
        let told = |remark: ThemeRemark| (remark.kind, remark.first, remark.last, remark.scenes);
        theme_remarks(&season(text, scenes)).into_iter().map(told).collect()
    }

    #[test]
    fn a_theme_that_comes_back_within_three_episodes_is_not_away() {
        assert_eq!(said("#..#.#", 4), []);
        assert_eq!(said("#...#", 4), [(ThemeRemarkKind::Away, 1, 3, 12)]);
        assert_eq!(said("#....", 0), [(ThemeRemarkKind::Away, 1, 4, 0)]);
    }

    #[test]
    fn episodes_without_music_yet_are_not_held_against_it() {
        assert_eq!(said("#.---", 4), []);
        assert_eq!(said("#.-..", 2), [(ThemeRemarkKind::Away, 1, 4, 8)]);
    }

    #[test]
    fn a_theme_is_late_where_its_character_was_there_before() {
        assert_eq!(said(".#", 3), []);
        assert_eq!(said("..#", 3), [(ThemeRemarkKind::Late, 0, 1, 6)]);
        assert_eq!(said("..#", 0), []);
        assert_eq!(said("....", 3), []);
    }

    #[test]
    fn what_is_expected_and_not_heard_is_missed() {
        assert_eq!(said("#!#", 1), [(ThemeRemarkKind::Missed, 1, 1, 1)]);
    }

    #[test]
    fn statements_meet_where_they_sound_at_once() {
        let span = |start, end| Span { start: Position(start), end: Position(end) };
        assert!(meet(span(0, 10), span(9, 12)));
        assert!(!meet(span(0, 10), span(10, 12)));
    }
}
