//! Whether the picture keeps to what was licensed: what [`model::breaches`] finds, in sentences.

use std::collections::{HashMap, HashSet};

use deliver::problem::{ClearanceField, Problem, Severity, Target};
use model::{
    Clearance, ClearanceId, CueId, EditOfUse, EpisodeId, LicenceFault, LicensedUse, Side, TrackId, breaches, one_use,
};
use serde::Serialize;
use store::{Pick, Rows, StoreError};
use timebase::Flicks;
use ts_rs::TS;

use crate::books::Books;

/// A use that does not keep to a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LicenceWarning {
    /// The cue.
    pub cue: CueId,
    /// Its number.
    pub number: String,
    /// The line.
    pub clearance: ClearanceId,
    /// How much it matters.
    pub severity: Severity,
    /// `licence-too-long`.
    pub rule: &'static str,
    /// What is wrong in few words.
    pub title: String,
    /// What is wrong and what to do.
    pub message: String,
    /// Why it matters.
    pub why: &'static str,
    /// The field of the line that says otherwise.
    pub field: ClearanceField,
    #[serde(skip)]
    #[ts(skip)]
    pub(crate) episode: EpisodeId,
    #[serde(skip)]
    #[ts(skip)]
    pub(crate) track: TrackId,
}

impl LicenceWarning {
    /// As a problem of the cue sheet.
    #[must_use]
    pub fn to_problem(&self) -> Problem {
        Problem {
            severity: self.severity,
            rule: self.rule.to_owned(),
            cue: Some(self.number.clone()),
            title: self.title.clone(),
            message: self.message.clone(),
            why: self.why.to_owned(),
            target: Target::Clearance { track: self.track, field: self.field },
            fixes: Vec::new(),
            proposed: false,
        }
    }
}

/// When episodes air, where somebody has said so.
pub(crate) fn air_dates(rows: &Rows) -> Result<HashMap<EpisodeId, String>, StoreError> {
    let dated = rows.all_episode_facts()?.into_iter().filter(|facts| !facts.air_date.is_empty());
    Ok(dated.map(|facts| (facts.episode, facts.air_date)).collect())
}

/// What the newest cuts of the show break of the rights in `tracks`, in the order of the season. `lines` gives those of a
/// track.
pub(crate) fn warnings<'b>(
    rows: &Rows,
    books: &'b Books,
    lines: impl Fn(TrackId) -> &'b [&'b Clearance],
    tracks: &HashSet<TrackId>,
) -> Result<Vec<LicenceWarning>, StoreError> {
    let air_dates = air_dates(rows)?;
    let mut uses: HashMap<TrackId, Vec<&Pick>> = HashMap::new();
    for pick in books.picks.iter().filter(|pick| tracks.contains(&pick.track)) {
        uses.entry(pick.track).or_default().push(pick);
    }
    let mut found = Vec::new();
    let mut titles: HashMap<TrackId, String> = HashMap::new();
    for line in uses.keys().flat_map(|track| lines(*track)).copied() {
        let own: Vec<&Pick> =
            uses.get(&line.track).into_iter().flatten().copied().filter(|pick| line.is_for(pick.episode)).collect();
        // What a cue sheet shows as one row is one use, however often it was cut.
        let used: Vec<Use<'_>> = uses_of(&own);
        let licensed: Vec<LicensedUse> = used
            .iter()
            .map(|used| LicensedUse {
                cue: used.first.cue,
                episode: used.first.episode,
                length: used.length,
                air_date: air_dates.get(&used.first.episode).cloned().unwrap_or_default(),
            })
            .collect();
        let beside: Vec<&Clearance> = lines(line.track).iter().copied().filter(|other| other.id != line.id).collect();
        let broken = breaches(line, &beside, &licensed);
        if broken.is_empty() {
            continue;
        }
        let title = match titles.get(&line.track) {
            Some(title) => title.clone(),
            None => {
                let title = rows.track(line.track)?.map(|track| track.title).unwrap_or_default();
                titles.insert(line.track, title.clone());
                title
            }
        };
        let names = Names { title, licensor: books.licensor(line) };
        for breach in broken {
            if let Some(used) = used.iter().find(|used| used.first.cue == breach.cue) {
                found.push(warning(line, used, &breach.fault, &names));
            }
        }
    }
    sort(books, &mut found);
    Ok(found)
}

/// Puts warnings into the order of the season.
pub(crate) fn sort(books: &Books, warnings: &mut [LicenceWarning]) {
    if warnings.len() < 2 {
        return;
    }
    let order: HashMap<CueId, usize> = books.picks.iter().enumerate().map(|(at, pick)| (pick.cue, at)).collect();
    warnings.sort_by_key(|warning| (order.get(&warning.cue).copied(), warning.clearance));
}

/// A use of a recording: a pick, or edits of it that meet.
pub(crate) struct Use<'a> {
    /// Its first edit.
    pub first: &'a Pick,
    /// The numbers of its cues: `1M01`, `1M01 + 1M02`.
    pub number: String,
    /// How long it sounds in all.
    pub length: Flicks,
}

/// The uses that picks of one track are, in the order of their first edits.
pub(crate) fn uses_of<'a>(picks: &[&'a Pick]) -> Vec<Use<'a>> {
    let edits: Vec<EditOfUse> = picks
        .iter()
        .map(|pick| EditOfUse { cut: pick.cut, track: pick.track, span: pick.span, usage: pick.usage })
        .collect();
    let mut uses = Vec::new();
    for members in one_use(&edits) {
        let of: Vec<&'a Pick> = members.iter().filter_map(|&at| picks.get(at).copied()).collect();
        let [first, ..] = of.as_slice() else { continue };
        let mut numbers: Vec<String> = Vec::new();
        for number in of.iter().map(|pick| pick.number.to_string()) {
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
        let end = of.iter().map(|pick| pick.span.end).max().unwrap_or(first.span.end);
        // Of a recording that was cut in two only the pieces sound; edits that meet in a crossfade count once.
        let pieces: Flicks = of.iter().map(|pick| pick.length).sum();
        uses.push(Use { first, number: numbers.join(" + "), length: pieces.min(end - first.span.start) });
    }
    uses
}

struct Names {
    title: String,
    licensor: String,
}

impl Names {
    fn who(&self) -> &str {
        if self.licensor.is_empty() { "A licensor" } else { &self.licensor }
    }
}

fn warning(line: &Clearance, used: &Use<'_>, fault: &LicenceFault, names: &Names) -> LicenceWarning {
    let (pick, number) = (used.first, used.number.as_str());
    let (song, who) = (&names.title, names.who());
    let side = match line.side {
        Side::Master => "master licence",
        Side::Publishing => "sync licence",
        Side::OneStop => "licence",
    };
    let committed = if line.status.is_committed() { Severity::Error } else { Severity::Warning };
    let asked = if line.status.is_committed() { "licence allows" } else { "request said" };
    let (severity, rule, title, message, why, field) = match fault {
        LicenceFault::Denied => (
            Severity::Error,
            "rights-denied",
            format!("{who} refused {song}"),
            format!("{who} refused the use of {song}; pick another track."),
            "A use without permission cannot be shown.",
            ClearanceField::Status,
        ),
        LicenceFault::Expired => (
            Severity::Error,
            "rights-expired",
            format!("The {side} of {song} has expired"),
            format!("The licence from {who} for {song} has expired; renew it, or pick another track."),
            "A use without permission cannot be shown.",
            ClearanceField::Status,
        ),
        LicenceFault::TooLong { allowed } => (
            committed,
            "licence-too-long",
            format!("{song} is longer than its {side} allows"),
            format!(
                "{number} is {}; the {asked} up to {}. Ask {who} again, or trim {}.",
                clock(used.length),
                clock(*allowed),
                seconds(used.length - *allowed)
            ),
            "Fees are named for a length; a longer use is another use.",
            ClearanceField::MaxLength,
        ),
        LicenceFault::TooOften { allowed, nth } => (
            committed,
            "licence-uses",
            format!("{song} is used more often than its {side} allows"),
            format!(
                "{number} is use {nth} of {song}; the {asked} {allowed}. Ask {who} for one more, or pick another track."
            ),
            "Fees are named for a count of uses.",
            ClearanceField::MaxUses,
        ),
        LicenceFault::Before => (
            Severity::Error,
            "licence-before",
            format!("{song} airs before its {side} starts"),
            format!(
                "The episode airs before {}, when the licence from {who} for {song} starts; ask for an earlier start.",
                line.starts
            ),
            "A licence holds from its first day.",
            ClearanceField::Starts,
        ),
        LicenceFault::After => (
            Severity::Error,
            "licence-over",
            format!("{song} airs after its {side} expires"),
            format!(
                "The episode airs after {}, when the licence from {who} for {song} expires; ask for a longer term.",
                line.ends
            ),
            "A licence holds until its last day.",
            ClearanceField::Ends,
        ),
        LicenceFault::NoTerritory => (
            Severity::Warning,
            "licence-territory",
            format!("The {side} of {song} has no territory"),
            format!("{who} agreed to {song}, and no territory is written down; fill it in as agreed."),
            "A licence holds only where it says.",
            ClearanceField::Territory,
        ),
        LicenceFault::NoMedia => (
            Severity::Warning,
            "licence-media",
            format!("The {side} of {song} has no media"),
            format!("{who} agreed to {song}, and no media are written down; fill them in as agreed."),
            "A licence holds only for the media it names.",
            ClearanceField::Media,
        ),
        LicenceFault::TooMuch { all } => (
            Severity::Warning,
            "licence-shares",
            format!("The {side}s of {song} come to {all}"),
            format!(
                "With the {} of {who}, the lines of one side of {song} come to {all}; correct the shares, or remove the line that is one too many.",
                line.share
            ),
            "What is licensed from two is paid twice.",
            ClearanceField::Share,
        ),
        LicenceFault::NotWorld => (
            Severity::Warning,
            "licence-narrow",
            format!("The {side} of {song} does not hold everywhere"),
            format!(
                "{who} licenses {song} for {} only, another right of it is held for the world; ask for the rest.",
                line.territory
            ),
            "A song can be shown only where all its rights are held.",
            ClearanceField::Territory,
        ),
    };
    LicenceWarning {
        cue: pick.cue,
        number: number.to_string(),
        clearance: line.id,
        severity,
        rule,
        title,
        message,
        why,
        field,
        episode: pick.episode,
        track: pick.track,
    }
}

/// `1:34`, or `1:34.2` where it is a part of a second longer, to the tenth above: what is a frame too long is not called as
/// long as it may be.
pub(crate) fn clock(length: Flicks) -> String {
    let tenth = Flicks::from_millis(100).0;
    let tenths = (length.0 + tenth - 1) / tenth;
    let whole = format!("{}:{:02}", tenths / 600, tenths / 10 % 60);
    if tenths % 10 == 0 { whole } else { format!("{whole}.{}", tenths % 10) }
}

/// `4.3 s`, to the tenth above.
fn seconds(length: Flicks) -> String {
    let tenth = Flicks::from_millis(100).0;
    let tenths = (length.0 + tenth - 1) / tenth;
    format!("{}.{} s", tenths / 10, tenths % 10)
}
