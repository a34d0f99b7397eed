//! Advice on how a cue is used: each fact suggested from lane, track and place in the episode, with its reason.
//!
//! Advice is never fact by itself: somebody takes it or not. The rules of cue sheets ask here too, so that a warning
//! and a suggestion never contradict each other.

use serde::{Deserialize, Serialize};
use timebase::{Flicks, Position, Span};
use ts_rs::TS;

use crate::{Confidence, LaneKind, Origin, Perception, ThemeRole, Usage, UsageFact, Voice};

/// What advice rests on. Texts are empty where nothing is known.
#[derive(Debug, Clone, Copy)]
pub struct UsageGround<'a> {
    /// What the cue says now.
    pub usage: Usage,
    /// The cue's title.
    pub title: &'a str,
    /// The slugline of its scene.
    pub scene: &'a str,
    /// What was picked, and where it lies; `None` while no music is placed.
    pub music: Option<MusicGround<'a>>,
    /// The programme, of which the cue is a part.
    pub programme: Span,
    /// Where the programme is interrupted: starts of reels, gaps between scenes.
    pub breaks: &'a [Position],
    /// What other cues of the episode leave to this one.
    pub place: Place,
}

/// The music that was picked for a cue.
#[derive(Debug, Clone, Copy)]
pub struct MusicGround<'a> {
    /// From its in-point to its out-point.
    pub span: Span,
    /// What the lane carries that it lies on.
    pub lane: LaneKind,
    /// Title of the recording.
    pub track: &'a str,
    /// Whether somebody sings on it; `None` where nobody has said.
    pub vocal: Option<bool>,
    /// The production-music library it is from.
    pub library: &'a str,
    /// ISRC of the recording.
    pub isrc: &'a str,
    /// Who released it.
    pub label: &'a str,
    /// Whether the work is out of copyright.
    pub public_domain: bool,
    /// Whether the label belongs to the production: its music was written for it.
    pub own_label: bool,
    /// What this show's commission of which it is a version is called: `C8`; empty for what nobody commissioned.
    pub commission: &'a str,
    /// Other episodes of which the same recording is the main title, in words: `1x01, 1x02`.
    pub main_title_of: &'a str,
    /// Other episodes of which the same recording is the end title.
    pub end_title_of: &'a str,
}

/// Where a cue stands among the cues of its episode.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place {
    /// No music starts earlier.
    pub first: bool,
    /// No music ends later.
    pub last: bool,
    /// Another cue of the episode is its main title.
    pub main_title_taken: bool,
    /// Another cue of the episode is its end title.
    pub end_title_taken: bool,
}

/// One fact that a cue had better say, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct UsageAdvice {
    /// What it would set.
    pub sets: UsageFact,
    /// The ground, as a sentence.
    pub reason: String,
    /// How sure it is.
    pub confidence: Confidence,
}

/// A title starts within this time of the programme's first frame. Cold opens before it run to about five minutes.
const OPENING: Flicks = Flicks::from_seconds(300);
/// The first music of all is a title only this near to the first frame.
const AT_ONCE: Flicks = Flicks::from_seconds(60);
/// An end title ends at most this long before the programme does.
const CLOSING: Flicks = Flicks::from_seconds(20);
/// Titles are not shorter.
const SHORTEST_TITLE: Flicks = Flicks::from_seconds(5);
/// Main titles are not longer.
const LONGEST_TITLE: Flicks = Flicks::from_seconds(150);
/// Stings are not longer.
const LONGEST_STING: Flicks = Flicks::from_seconds(12);
/// A sting lies this near to its break.
const AT_BREAK: Flicks = Flicks::from_seconds(4);

/// What a cue had better say of its use: at most one piece of advice a fact, none for what it says already.
#[must_use]
pub fn usage_advice(ground: &UsageGround<'_>) -> Vec<UsageAdvice> {
    let Some(music) = &ground.music else {
        return role_by_words(ground, None).into_iter().collect();
    };
    let found = [perception(ground, music), voice(ground, music), role(ground, music), origin(ground, music)];
    found.into_iter().flatten().collect()
}

fn advice(sets: UsageFact, confidence: Confidence, reason: impl Into<String>) -> Option<UsageAdvice> {
    Some(UsageAdvice { sets, reason: reason.into(), confidence })
}

/// Visual music belongs on a source lane; what lies there is heard by the characters, and so is no background. Featured music
/// may lie anywhere.
fn perception(ground: &UsageGround<'_>, music: &MusicGround<'_>) -> Option<UsageAdvice> {
    let set = UsageFact::Perception;
    match (ground.usage.perception, music.lane) {
        (Perception::Background, LaneKind::Source) => advice(
            set(Perception::Featured),
            Confidence::Likely,
            "It is on a source lane: the characters hear it. It is visual where its performer is on camera.",
        ),
        (Perception::Visual, LaneKind::Songs | LaneKind::Score | LaneKind::Other) => advice(
            set(Perception::Background),
            Confidence::Likely,
            "It is not on a source lane: only the audience hears it.",
        ),
        (Perception::Background, LaneKind::Songs) => {
            let word = word_in(&[ground.title, ground.scene], &["montage", "dance", "needle drop"])?;
            let reason = format!("“{word}” tells of a scene that its music carries.");
            advice(set(Perception::Featured), Confidence::Guess, reason)
        }
        (Perception::Background | Perception::Visual | Perception::Featured, _) => None,
    }
}

/// The library's word on a track goes before the track's title; what lanes mostly carry, only where nobody has said.
fn voice(ground: &UsageGround<'_>, music: &MusicGround<'_>) -> Option<UsageAdvice> {
    let now = ground.usage.voice;
    let wordless = || word_in(&[music.track], &["instrumental", "karaoke", "underscore", "no vocals"]);
    let sung = || word_in(&[music.track], &["vocal version", "full vocal", "feat.", "a cappella", "lyric"]);
    let titled = |word: &str| format!("The title of its track says “{word}”.");
    let (voice, confidence, reason) = match music.vocal {
        Some(false) => {
            (Voice::Instrumental, Confidence::Sure, "The library says that nobody sings on its track.".to_owned())
        }
        Some(true) => (
            Voice::Vocal,
            Confidence::Likely,
            "Somebody sings on its track; it is vocal if words are sung in the part that is used.".to_owned(),
        ),
        None => {
            if let Some(word) = wordless() {
                (Voice::Instrumental, Confidence::Likely, titled(word))
            } else if let Some(word) = sung() {
                (Voice::Vocal, Confidence::Guess, titled(word))
            } else if now.is_none() && music.lane == LaneKind::Score {
                (Voice::Instrumental, Confidence::Guess, "It is on a score lane: most score has no words.".to_owned())
            } else if now.is_none() && music.lane == LaneKind::Songs {
                (Voice::Vocal, Confidence::Guess, "It is on a songs lane: most songs are sung.".to_owned())
            } else {
                return None;
            }
        }
    };
    if now == Some(voice) { None } else { advice(UsageFact::Voice(voice), confidence, reason) }
}

/// The season's knowledge goes before titles, titles before places.
fn role(ground: &UsageGround<'_>, music: &MusicGround<'_>) -> Option<UsageAdvice> {
    let found = role_by_season(ground, music)
        .or_else(|| role_by_words(ground, Some(music)))
        .or_else(|| role_by_place(ground, music))?;
    // Whoever gave the cue a role knew why.
    let unsaid = ground.usage.theme_role == ThemeRole::None;
    unsaid.then_some(found)
}

fn role_by_season(ground: &UsageGround<'_>, music: &MusicGround<'_>) -> Option<UsageAdvice> {
    let set = UsageFact::ThemeRole;
    let Place { main_title_taken, end_title_taken, .. } = ground.place;
    let (opens, closes) = (music.main_title_of, music.end_title_of);
    if !opens.is_empty() && !main_title_taken && is_opening(ground, music) {
        let reason = format!("The same recording is the main title of {opens}.");
        advice(set(ThemeRole::MainTitle), Confidence::Sure, reason)
    } else if !closes.is_empty() && !end_title_taken && is_closing(ground, music) {
        let reason = format!("The same recording is the end title of {closes}.");
        advice(set(ThemeRole::EndTitle), Confidence::Sure, reason)
    } else if !opens.is_empty() && !end_title_taken && is_closing(ground, music) {
        let reason = format!("The recording that opens {opens} closes this episode.");
        advice(set(ThemeRole::EndTitle), Confidence::Likely, reason)
    } else if !opens.is_empty() {
        let reason =
            format!("The same recording is the main title of {opens}: here it is the series' theme in a scene.");
        advice(set(ThemeRole::Theme), Confidence::Likely, reason)
    } else {
        None
    }
}

fn role_by_words(ground: &UsageGround<'_>, music: Option<&MusicGround<'_>>) -> Option<UsageAdvice> {
    if ground.usage.theme_role != ThemeRole::None {
        return None;
    }
    let texts = [ground.title, music.map_or("", |music| music.track), ground.scene];
    let is_short = music.is_none_or(|music| music.span.length() <= LONGEST_STING);
    let roles: [(ThemeRole, bool, &[&str]); 4] = [
        (
            ThemeRole::MainTitle,
            !ground.place.main_title_taken,
            &["main title", "opening title", "opening credits", "title sequence", "title theme", "opening theme"],
        ),
        (
            ThemeRole::EndTitle,
            !ground.place.end_title_taken,
            &["end title", "end credits", "closing title", "closing credits", "closing theme", "end roll"],
        ),
        (ThemeRole::Logo, is_short, &["logo", "ident"]),
        (ThemeRole::Bumper, is_short, &["bumper", "act break", "act out", "into break", "out of break", "sting"]),
    ];
    let (role, word) = roles.into_iter().filter(|(_, fits, _)| *fits).find_map(|(role, _, words)| {
        let word = word_in(&texts, words)?;
        Some((role, word))
    })?;
    advice(UsageFact::ThemeRole(role), Confidence::Likely, format!("“{word}” is in its title, track or scene."))
}

fn role_by_place(ground: &UsageGround<'_>, music: &MusicGround<'_>) -> Option<UsageAdvice> {
    // What characters hear is part of a scene.
    if music.lane == LaneKind::Source {
        return None;
    }
    let set = UsageFact::ThemeRole;
    let Place { first, last, main_title_taken, end_title_taken } = ground.place;
    let length = music.span.length();
    let starts_at_once = music.span.start - ground.programme.start <= AT_ONCE;
    let near = |at: Position| {
        let before = if music.span.end > at { music.span.end - at } else { at - music.span.end };
        let after = if music.span.start > at { music.span.start - at } else { at - music.span.start };
        before.min(after) <= AT_BREAK
    };
    if last && !end_title_taken && is_closing(ground, music) {
        let reason = "It is the last music, and plays to the end of the programme.";
        advice(set(ThemeRole::EndTitle), Confidence::Likely, reason)
    } else if first && !main_title_taken && starts_at_once && is_opening(ground, music) {
        let reason = "It is the first music, and starts within a minute: where main titles stand.";
        advice(set(ThemeRole::MainTitle), Confidence::Guess, reason)
    } else if length <= LONGEST_STING && ground.breaks.iter().any(|at| near(*at)) {
        let reason = "It lasts only a few seconds, at a break of the programme.";
        advice(set(ThemeRole::Bumper), Confidence::Guess, reason)
    } else {
        None
    }
}

/// Whether it lies where main titles lie, and is as long as they are.
fn is_opening(ground: &UsageGround<'_>, music: &MusicGround<'_>) -> bool {
    let length = music.span.length();
    music.span.start - ground.programme.start <= OPENING && (SHORTEST_TITLE..=LONGEST_TITLE).contains(&length)
}

/// Whether it plays to the end of the programme, or nearly, and has begun after its middle.
fn is_closing(ground: &UsageGround<'_>, music: &MusicGround<'_>) -> bool {
    let left = ground.programme.end - music.span.end;
    let before = music.span.start - ground.programme.start;
    left <= CLOSING && music.span.length() >= SHORTEST_TITLE && before > ground.programme.end - music.span.start
}

/// What is known of the recording goes before what its lane and title make one guess.
fn origin(ground: &UsageGround<'_>, music: &MusicGround<'_>) -> Option<UsageAdvice> {
    let set = UsageFact::Origin;
    let now = ground.usage.origin;
    if !music.library.is_empty() {
        let reason = format!("Its recording is production music of {}.", music.library);
        return if now == Some(Origin::Library) {
            None
        } else {
            advice(set(Origin::Library), Confidence::Sure, reason)
        };
    }
    if music.public_domain && music.isrc.is_empty() {
        let reason = "Its work is in the public domain, and no released recording of it is named.";
        let differs = matches!(now, None | Some(Origin::Commercial));
        return if differs { advice(set(Origin::PublicDomain), Confidence::Likely, reason) } else { None };
    }
    if now.is_some() {
        return None;
    }
    let texts = [ground.title, music.track];
    if !music.commission.is_empty() {
        let reason = format!("It came for commission {}: it is written for this show.", music.commission);
        advice(set(Origin::Commissioned), Confidence::Sure, reason)
    } else if music.own_label {
        let reason = format!("Its label, {}, is the production's own.", music.label);
        advice(set(Origin::Commissioned), Confidence::Likely, reason)
    } else if !music.isrc.is_empty() {
        advice(set(Origin::Commercial), Confidence::Likely, "Its recording has an ISRC, as released ones have.")
    } else if let Some(word) = word_in(&texts, &["music video"]) {
        advice(set(Origin::Video), Confidence::Guess, format!("“{word}” is in its title or track."))
    } else if !music.label.is_empty() {
        advice(set(Origin::Commercial), Confidence::Likely, format!("Its recording was released by {}.", music.label))
    } else if music.lane == LaneKind::Score {
        let reason = "It is on a score lane, and neither label nor ISRC is known: score is written for the programme.";
        advice(set(Origin::Commissioned), Confidence::Guess, reason)
    } else if music.lane == LaneKind::Source {
        let word = word_in(&texts, &["sings", "plays", "busker", "choir", "band", "live", "on stage", "performs"])?;
        let reason = format!("“{word}” tells of somebody who performs in the scene, and no recording is named.");
        advice(set(Origin::Live), Confidence::Guess, reason)
    } else {
        None
    }
}

/// The first of the words that begins a word of one of the texts, whatever the case.
fn word_in<'w>(texts: &[&str], words: &[&'w str]) -> Option<&'w str> {
    let lower: Vec<String> = texts.iter().map(|text| text.to_lowercase()).collect();
    let stands = |word: &str| {
        lower.iter().any(|text| {
            text.match_indices(word).any(|(at, _)| {
                let before = text[..at].chars().next_back();
                let after = text[at + word.len()..].chars().next();
                let ends = |letter: Option<char>| !letter.is_some_and(char::is_alphanumeric);
                ends(before) && (ends(after) || after == Some('s'))
            })
        })
    };
    words.iter().copied().find(|word| stands(word))
}

#[cfg(test)]
mod tests;
