//! What the choices of a cue's usage mean, and what each does to the money.
//!
//! In our own words. Grounds: APRA AMCOS, guide to cue sheets (theme, background); ASCAP, TV weighting FAQ (background
//! pays alike whether sung or not; a feature counts by the second up to two minutes); BMI and ASCAP, the RapidCue form
//! (visual, logo, main and end title); PRS and S4C (signature, commissioned); CISAC, CWR 2.2 (rolled-up score).

use serde::Serialize;
use ts_rs::TS;

use crate::{Origin, Perception, ThemeRole, Voice};

/// A choice with what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UsageChoice<Value> {
    /// What is chosen.
    pub value: Value,
    /// As the window says it: `Background`.
    pub word: &'static str,
    /// When it is right.
    pub meaning: &'static str,
    /// What it does to the money.
    pub money: &'static str,
}

/// All choices of the four facts, in the order in which they are offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "each field is the usage's of the same name")]
pub struct UsageGuide {
    pub perception: [UsageChoice<Perception>; 3],
    pub voice: [UsageChoice<Voice>; 2],
    pub theme_role: [UsageChoice<ThemeRole>; 6],
    pub origin: [UsageChoice<Origin>; 6],
}

const fn choice<Value: Copy>(
    value: Value,
    word: &'static str,
    meaning: &'static str,
    money: &'static str,
) -> UsageChoice<Value> {
    UsageChoice { value, word, meaning, money }
}

/// The guide.
pub const USAGE_GUIDE: UsageGuide = UsageGuide {
    perception: [
        choice(
            Perception::Background,
            "Background",
            "Only the audience hears it: no character, nobody in a studio audience.",
            "The lowest rate of a scene. ASCAP pays all of it alike, sung or not; a feature has paid thirty times as much.",
        ),
        choice(
            Perception::Visual,
            "Visual",
            "Its performer is on camera: somebody sings or plays in the picture.",
            "Rated above background, and therefore checked: BMI takes as visual only who is seen singing or playing.",
        ),
        choice(
            Perception::Featured,
            "Featured",
            "It is in the foreground: the characters hear it, from a radio or a band out of the picture, or it carries a montage.",
            "APRA and UK sheets rate it above background. RapidCue has no code for it, and lists it as background.",
        ),
    ],
    voice: [
        choice(
            Voice::Instrumental,
            "Instrumental",
            "No words are sung in the part that is used, even if the song has some.",
            "ASCAP pays background alike with or without words; other societies may keep two rates.",
        ),
        choice(
            Voice::Vocal,
            "Vocal",
            "Words are sung in the part that is used.",
            "For background it changes nothing at ASCAP; other societies may keep two rates.",
        ),
    ],
    theme_role: [
        choice(
            ThemeRole::None,
            "No role",
            "It plays for its scene alone. Recaps, previews and play-ons belong here too.",
            "Paid by perception and length alone.",
        ),
        choice(
            ThemeRole::MainTitle,
            "Main title",
            "It opens the programme and belongs to the series, under the titles.",
            "Rated as a theme, apart from background and as a rule above it.",
        ),
        choice(
            ThemeRole::EndTitle,
            "End title",
            "It closes the programme, under the credits.",
            "Rated as a theme, like the main title.",
        ),
        choice(
            ThemeRole::Theme,
            "Theme",
            "The series' own theme, heard in the middle of an episode.",
            "APRA takes as theme only what is tied to the series as its opening or closing; under a scene it is background.",
        ),
        choice(
            ThemeRole::Logo,
            "Logo",
            "It belongs to the logo of a company or a distributor.",
            "A class of its own at the US societies, counted in every programme that carries the logo.",
        ),
        choice(
            ThemeRole::Bumper,
            "Bumper",
            "A few seconds into or out of a break.",
            "Counts by its few seconds; UK sheets list it as into or out of commercials.",
        ),
    ],
    origin: [
        choice(
            Origin::Commercial,
            "Commercial",
            "A recording that was released to the public before it was used here.",
            "Two licences are bought (recording and song), and the royalties go to its own writers and publishers.",
        ),
        choice(
            Origin::Library,
            "Library",
            "Production music, licensed by a rate card.",
            "One licence for both sides; sheets must then name label, catalogue number and track.",
        ),
        choice(
            Origin::Commissioned,
            "Commissioned",
            "Written for this programme: score, or a song ordered for it.",
            "The contract takes the place of licences; its cues may be registered rolled up, but are listed one by one.",
        ),
        choice(
            Origin::Live,
            "Live",
            "Performed for the camera, not played from a record.",
            "There is no recording to license; the song still is.",
        ),
        choice(
            Origin::Video,
            "Music video",
            "A music video that is shown.",
            "The video is licensed beside the recording and the song.",
        ),
        choice(
            Origin::PublicDomain,
            "Public domain",
            "The work is out of copyright, in the countries where it will air.",
            "Nobody's share is paid for the work; its arrangement or the recording may still be protected.",
        ),
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_says_what_it_means_and_what_it_pays() {
        let guide = USAGE_GUIDE;
        let said = |word: &str, meaning: &str, money: &str| {
            assert!(!word.is_empty() && meaning.ends_with('.') && money.ends_with('.'), "{word}");
        };
        guide.perception.iter().for_each(|one| said(one.word, one.meaning, one.money));
        guide.voice.iter().for_each(|one| said(one.word, one.meaning, one.money));
        guide.theme_role.iter().for_each(|one| said(one.word, one.meaning, one.money));
        guide.origin.iter().for_each(|one| said(one.word, one.meaning, one.money));
    }
}
