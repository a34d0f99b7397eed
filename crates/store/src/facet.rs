//! Facets: the things of a show that views, sound, books and library depend on, and which of them a change touched.
//!
//! This is the one place that knows which rows belong to what. Whoever keeps or shows something of the show names its
//! facets, and reads again only when one of them was touched.

use serde::Serialize;
use ts_rs::TS;

/// A thing of the show that something else may depend on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Facet {
    /// What the show is called, and its currency.
    Show,
    /// Episodes, their cuts with what their pictures are, reels and shots.
    Season,
    /// Scenes and hits.
    Scenes,
    /// What is said in cuts.
    Dialogue,
    /// What sounds beside the music, and how music makes room for what is said.
    Production,
    /// Lanes.
    Lanes,
    /// Characters and themes.
    Themes,
    /// Music that is written for the show: what is asked for, what came, what was delivered.
    Commissions,
    /// Albums and what is on them.
    Albums,
    /// Cues: numbers, titles, usage, and advice that was dismissed.
    Cues,
    /// Where placements lie, and how they sound.
    Placements,
    /// Which recordings are used where: what is placed for which cue, and which is the pick.
    Uses,
    /// Tracks of the library.
    Library,
    /// What tags said beyond a track's fields, what is known of recordings, and suggestions seen.
    Recordings,
    /// Works and their shares.
    Works,
    /// Parties.
    Parties,
    /// Clearances with their options, groups, history and documents.
    Clearances,
    /// Budgets and rates of currencies.
    Money,
    /// Reviewers, rounds with what they propose, verdicts and notes.
    Review,
    /// What cue sheets need beyond the timeline: header facts, decisions about overlaps, profiles.
    Filing,
    /// Wording of letters, and the logo.
    Templates,
    /// Scenarios.
    Scenarios,
}

/// What happened to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Happened<'a> {
    /// It came or went.
    Came,
    /// These columns of it changed.
    Changed(&'a [&'a str]),
}

/// Columns of a placement that say what is used for which cue; all others say where it lies and how it sounds.
const USE_OF_PLACEMENT: [&str; 2] = ["cue_id", "track_id"];
/// Columns of a cue that say which recording is used and what it is called where.
const USE_OF_CUE: [&str; 3] = ["cut_id", "number", "pick_id"];

/// The facets that a row belongs to. A table that nobody shows has none.
pub(crate) fn facets(table: &str, happened: Happened<'_>) -> &'static [Facet] {
    let used = |columns: &[&str]| match happened {
        Happened::Came => true,
        Happened::Changed(changed) => changed.iter().any(|column| columns.contains(column)),
    };
    match table {
        "show" => &[Facet::Show],
        "episode" | "cut" | "reel" | "reel_picture" | "shot" => &[Facet::Season],
        "scene" | "hit" => &[Facet::Scenes],
        "dialogue_span" => &[Facet::Dialogue],
        "production_sound" | "duck" => &[Facet::Production],
        "lane" => &[Facet::Lanes],
        "character" | "theme" | "theme_track" | "cue_theme" | "theme_episode" => &[Facet::Themes],
        "album" | "album_entry" | "album_still" => &[Facet::Albums],
        "commission" | "commission_reference" | "commission_version" | "commission_file" | "commission_word" => {
            &[Facet::Commissions]
        }
        "cue" if used(&USE_OF_CUE) => &[Facet::Cues, Facet::Uses],
        "cue" | "usage_dismissed" => &[Facet::Cues],
        "placement" if used(&USE_OF_PLACEMENT) => &[Facet::Placements, Facet::Uses],
        "placement" | "volume" => &[Facet::Placements],
        "track" => &[Facet::Library],
        "raw_tag" | "recording" | "suggestion_seen" | "said_of" | "reuse_meant" | "track_link" | "mood" => {
            &[Facet::Recordings]
        }
        "work" | "work_share" => &[Facet::Works],
        "party" => &[Facet::Parties],
        "clearance" | "clearance_event" | "option_step" | "payment" | "mfn_group" | "attachment" => {
            &[Facet::Clearances]
        }
        "budget" | "currency_rate" => &[Facet::Money],
        "reviewer" | "round" | "round_reviewer" | "proposal" | "verdict" | "note" => &[Facet::Review],
        "series_facts" | "episode_facts" | "carve_out" | "profile" => &[Facet::Filing],
        "template" | "logo" => &[Facet::Templates],
        "scenario" | "scenario_pick" => &[Facet::Scenarios],
        "brief_page" | "column_map" | "hearing" | "link" | "package" | "package_reviewer" | "reply" | "visit" => &[],
        _ => EVERY,
    }
}

/// A table that is new here touches everything: too much is read then, never too little.
const EVERY: &[Facet] = &[
    Facet::Show,
    Facet::Season,
    Facet::Scenes,
    Facet::Dialogue,
    Facet::Production,
    Facet::Lanes,
    Facet::Themes,
    Facet::Commissions,
    Facet::Albums,
    Facet::Cues,
    Facet::Placements,
    Facet::Uses,
    Facet::Library,
    Facet::Recordings,
    Facet::Works,
    Facet::Parties,
    Facet::Clearances,
    Facet::Money,
    Facet::Review,
    Facet::Filing,
    Facet::Templates,
    Facet::Scenarios,
];
