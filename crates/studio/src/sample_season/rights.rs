//! The rights of the sample season: lines in every status, quotes that rise together, options, budgets and a scenario.
//!
//! Dates are told in days from the day on which the season is made, so that what is due is due whenever that is.

use model::{BudgetCategory, ClearanceId, ClearanceStatus, MfnGroupId, Share, Side};
use timebase::Flicks;

use super::{Failure, perform, story::Cast};
use crate::edits::{
    ClearanceEdit, ClearancePatch, Created, Edit, MfnEdit, MoneyEdit, OptionSpec, PartyEdit, PartyPatch, PickSpec,
    ScenarioEdit,
};
use crate::views::CutView;
use crate::{Studio, clock};

/// A right of a song.
struct Right {
    song: &'static str,
    /// Number of the only episode it is for; 0 for all.
    episode: u32,
    side: Side,
    licensor: &'static str,
    percent: i64,
    status: ClearanceStatus,
    /// Days from today.
    since: i64,
    /// Major units; a line without a quote has an estimate.
    fee: Option<i64>,
    estimate: Option<i64>,
    currency: &'static str,
    /// Longest use in tenths of a second, and count of uses; 0 for any.
    most: (i64, i64),
    /// Index of its favoured-nations group.
    mfn: Option<usize>,
    /// What is to be done next, in how many days.
    next: Option<(&'static str, i64)>,
    /// Days from today, and what was written.
    log: &'static [(i64, &'static str)],
}

const RIGHT: Right = Right {
    song: "",
    episode: 0,
    side: Side::Master,
    licensor: "",
    percent: 100,
    status: ClearanceStatus::ToRequest,
    since: -20,
    fee: None,
    estimate: None,
    currency: "",
    most: (0, 0),
    mfn: None,
    next: None,
    log: &[],
};

const RIGHTS: [Right; 17] = [
    Right {
        song: "Silent Echoes",
        episode: 4,
        licensor: "Northlight Records",
        status: ClearanceStatus::Confirmed,
        since: -6,
        fee: Some(4_500),
        most: (600, 1),
        mfn: Some(0),
        log: &[(-13, "requested"), (-9, "quoted $4,500, MFN with publishing"), (-7, "agreed")],
        ..RIGHT
    },
    Right {
        song: "Silent Echoes",
        episode: 4,
        side: Side::Publishing,
        licensor: "Fjordlys Music",
        percent: 75,
        status: ClearanceStatus::Quoted,
        since: -7,
        fee: Some(3_375),
        // The scene has grown since it was asked.
        most: (337, 1),
        mfn: Some(0),
        next: Some(("Answer", 1)),
        log: &[(-14, "scene description approved by Dana"), (-13, "requested, up to 0:34, one use")],
        ..RIGHT
    },
    Right {
        song: "Silent Echoes",
        episode: 4,
        side: Side::Publishing,
        licensor: "J. Vold",
        percent: 25,
        status: ClearanceStatus::Requested,
        since: -13,
        mfn: Some(0),
        next: Some(("Ask again by telephone", 5)),
        log: &[(-13, "requested")],
        ..RIGHT
    },
    Right {
        song: "Silent Echoes",
        episode: 2,
        licensor: "Northlight Records",
        status: ClearanceStatus::Paid,
        fee: Some(4_000),
        most: (600, 1),
        ..RIGHT
    },
    Right {
        song: "Silent Echoes",
        episode: 2,
        side: Side::Publishing,
        licensor: "Fjordlys Music",
        status: ClearanceStatus::Licensed,
        fee: Some(4_000),
        most: (600, 1),
        ..RIGHT
    },
    Right {
        song: "Rising Tide",
        licensor: "Tideline Recordings",
        status: ClearanceStatus::Countered,
        since: -2,
        fee: Some(7_000),
        mfn: Some(1),
        next: Some(("Hear what they say to $6,000", 0)),
        log: &[(-12, "requested"), (-5, "quoted $7,000"), (-2, "offered $6,000 for both uses")],
        ..RIGHT
    },
    Right {
        song: "Rising Tide",
        side: Side::Publishing,
        licensor: "Signal Hill Publishing",
        percent: 50,
        status: ClearanceStatus::Agreed,
        since: -4,
        fee: Some(3_500),
        mfn: Some(1),
        log: &[(-12, "requested")],
        ..RIGHT
    },
    Right {
        song: "Rising Tide",
        side: Side::Publishing,
        licensor: "Odalisque Songs",
        percent: 50,
        status: ClearanceStatus::Denied,
        since: -3,
        fee: Some(3_500),
        mfn: Some(1),
        next: Some(("Find another song, or ask the writer", 2)),
        log: &[(-12, "requested"), (-3, "will not have it under a drowning")],
        ..RIGHT
    },
    Right {
        song: "Rising Tide",
        side: Side::Publishing,
        licensor: "Harbour Sound",
        status: ClearanceStatus::Replaced,
        since: -12,
        estimate: Some(5_000),
        log: &[(-12, "sold its half to Odalisque Songs; asked there")],
        ..RIGHT
    },
    Right {
        song: "First Spark",
        side: Side::OneStop,
        licensor: "Meadowlark Music",
        status: ClearanceStatus::Paid,
        since: -30,
        fee: Some(9_000),
        most: (0, 3),
        log: &[(-44, "requested"), (-38, "quoted $9,000 for three uses"), (-35, "licensed")],
        ..RIGHT
    },
    Right {
        song: "Heart's Compass",
        licensor: "My Heart Productions",
        status: ClearanceStatus::Licensed,
        fee: Some(12_000),
        log: &[(-60, "own commission, signed with the composer")],
        ..RIGHT
    },
    Right {
        song: "Heart's Compass",
        side: Side::Publishing,
        licensor: "Hollow Oak Songs",
        status: ClearanceStatus::NotNeeded,
        ..RIGHT
    },
    Right {
        song: "Endless Horizon",
        episode: 4,
        licensor: "Tideline Recordings",
        estimate: Some(6_000),
        next: Some(("Letter ready", 0)),
        ..RIGHT
    },
    Right {
        song: "Endless Horizon",
        episode: 4,
        side: Side::Publishing,
        licensor: "Saltmarsh Songs",
        estimate: Some(4_000),
        currency: "GBP",
        next: Some(("Letter ready", 0)),
        ..RIGHT
    },
    Right {
        song: "Endless Horizon",
        episode: 5,
        licensor: "Tideline Recordings",
        status: ClearanceStatus::Quoted,
        since: -1,
        fee: Some(8_000),
        next: Some(("Answer", 9)),
        log: &[(-10, "requested")],
        ..RIGHT
    },
    Right {
        song: "Endless Horizon",
        episode: 5,
        side: Side::Publishing,
        licensor: "Saltmarsh Songs",
        status: ClearanceStatus::Expired,
        since: -1,
        fee: Some(2_000),
        currency: "GBP",
        next: Some(("Renew the quote", 3)),
        log: &[(-95, "quoted £2,000, good for 90 days")],
        ..RIGHT
    },
    Right {
        song: "Endless Horizon",
        episode: 3,
        side: Side::OneStop,
        licensor: "Tideline Recordings",
        estimate: Some(7_500),
        ..RIGHT
    },
];

const MFN: [&str; 2] = ["MFN A", "MFN B"];

/// Season or number of the episode, category, major units.
const BUDGETS: [(Option<u32>, BudgetCategory, i64); 11] = [
    (None, BudgetCategory::Songs, 150_000),
    (None, BudgetCategory::Score, 60_000),
    (None, BudgetCategory::Library, 10_000),
    (None, BudgetCategory::Options, 20_000),
    (Some(1), BudgetCategory::Songs, 20_000),
    (Some(2), BudgetCategory::Songs, 15_000),
    (Some(4), BudgetCategory::Songs, 38_000),
    (Some(4), BudgetCategory::Score, 6_000),
    (Some(4), BudgetCategory::Options, 4_000),
    (Some(5), BudgetCategory::Songs, 20_000),
    (Some(5), BudgetCategory::Score, 6_000),
];

/// Who answers letters.
const CONTACTS: [(&str, &str, &str); 5] = [
    ("Northlight Records", "Sync desk", "sync@northlight.example"),
    ("Fjordlys Music", "Kari Vold", "clearance@fjordlys.example"),
    ("Signal Hill Publishing", "Film & TV", "film@signalhill.example"),
    ("Tideline Recordings", "Licensing", "licensing@tideline.example"),
    ("Saltmarsh Songs", "Owen Marsh", "owen@saltmarsh.example"),
];

/// Tells how the rights of the season stand.
pub(super) fn tell(studio: &Studio, cast: &Cast) -> Result<(), Failure> {
    let today = studio.moment().day;
    let day = |days: i64| clock::days_after(&today, days);
    let rate =
        |currency: &str, rate, days| MoneyEdit::SetRate { currency: currency.into(), rate, on: Some(day(days)) }.into();
    perform(studio, vec![rate("GBP", 1_270_000, -40), rate("GBP", 1_285_000, -5), rate("EUR", 1_080_000, -40)])?;
    let made = perform(
        studio,
        MFN.map(|name| MfnEdit::AddMfnGroup { name: Some(name.into()), clearances: vec![] }.into()).into(),
    )?;
    let groups: Vec<MfnGroupId> =
        made.iter().filter_map(|row| if let Created::MfnGroup(id) = row { Some(*id) } else { None }).collect();
    let show = studio.show()?;
    for right in &RIGHTS {
        let episode = show.episodes.iter().find(|episode| episode.number == right.episode);
        let line = add(studio, cast, right, episode.map(|episode| episode.id), &groups, &day)?;
        for &(days, body) in right.log {
            let (clearances, body, at) = (vec![line], body.to_owned(), Some(day(days)));
            perform(studio, vec![ClearanceEdit::LogClearances { clearances, body, at }.into()])?;
        }
        if right.licensor == "Fjordlys Music" && right.episode == 4 {
            perform(studio, vec![options(line, &day)])?;
        }
    }
    for (number, category, amount) in BUDGETS {
        let episode = show.episodes.iter().find(|episode| Some(episode.number) == number).map(|episode| episode.id);
        let season = if episode.is_none() { Some(1) } else { None };
        perform(studio, vec![MoneyEdit::SetBudget { season, episode, category, amount: Some(amount * 100) }.into()])?;
    }
    if let Some(cut) = show.episodes.iter().find(|episode| episode.number == 4).and_then(|episode| episode.cuts.last())
    {
        perform(studio, scenarios(&studio.cut(cut.id)?))?;
    }
    contacts(studio)
}

fn add(
    studio: &Studio,
    cast: &Cast,
    right: &Right,
    episode: Option<model::EpisodeId>,
    groups: &[MfnGroupId],
    day: &dyn Fn(i64) -> String,
) -> Result<ClearanceId, Failure> {
    let track = cast.track(right.song).ok_or_else(|| format!("{} is not in the library", right.song))?;
    let set = ClearancePatch {
        episode,
        licensor: Some(right.licensor.into()),
        share: Some(Share(right.percent * 10_000)),
        status: Some(right.status),
        since: Some(day(right.since)),
        fee: right.fee.map(|fee| fee * 100),
        estimate: right.estimate.map(|estimate| estimate * 100),
        currency: Some(right.currency.into()),
        media: Some("All media, in context".into()),
        territory: Some("World".into()),
        term: Some("Perpetuity".into()),
        max_length: Some(Flicks::from_millis(right.most.0 * 100)),
        max_uses: Some(right.most.1),
        mfn_group: right.mfn.and_then(|index| groups.get(index)).copied(),
        next_action: right.next.map(|(what, _)| what.into()),
        next_on: right.next.map(|(_, days)| day(days)),
        ..ClearancePatch::default()
    };
    let made = perform(studio, vec![ClearanceEdit::AddClearance { track, side: right.side, set: Some(set) }.into()])?;
    let line = made.iter().find_map(|row| if let Created::Clearance(id) = row { Some(*id) } else { None });
    let line = line.ok_or("the right was not made")?;
    // It was not today that it came so far.
    let written: Vec<_> = studio.clearance(line)?.events.iter().map(|event| event.id).collect();
    let body = studio.clearance(line)?.events.first().map(|event| event.body.clone());
    perform(studio, vec![ClearanceEdit::RemoveClearanceEvents { events: written }.into()])?;
    if let Some(body) = body.filter(|body| right.log.iter().all(|(_, told)| told != body)) {
        perform(
            studio,
            vec![ClearanceEdit::LogClearances { clearances: vec![line], body, at: Some(day(right.since)) }.into()],
        )?;
    }
    Ok(line)
}

fn options(clearance: ClearanceId, day: &dyn Fn(i64) -> String) -> Edit {
    let option = |label: &str, media: &str, fee: i64, days| OptionSpec {
        label: label.into(),
        media: media.into(),
        territory: "World".into(),
        term: "1 year".into(),
        fee: Some(fee * 100),
        exercise_by: day(days),
        exercised: false,
        exercised_on: String::new(),
    };
    let options = vec![
        option("Trailer", "In-context trailers and promos", 2_000, 96),
        option("Soundtrack album", "Audio only, all formats", 1_500, 180),
    ];
    ClearanceEdit::SetOptions { clearance, options }.into()
}

/// One that is cheaper and one that keeps what there is.
fn scenarios(view: &CutView) -> Vec<Edit> {
    let pick = |title: &str, letter: &str| {
        let cue = view.cues.iter().find(|cue| cue.cue.title == title)?.cue.id;
        let own = |placed: &&crate::views::PlacementView| placed.placement.cue == cue && placed.letter == letter;
        Some(PickSpec { cue, placement: view.placements.iter().find(own)?.placement.id })
    };
    let number = |title: &str| {
        let cue = view.cues.iter().find(|cue| cue.cue.title == title);
        cue.map_or_else(String::new, |cue| cue.cue.number.to_string())
    };
    let (kiss, tide) = ("First kiss on the pier", "Rising tide");
    let scenario = |name: String, picks: Vec<Option<PickSpec>>| {
        ScenarioEdit::SaveScenario { cut: view.cut.id, name, picks: Some(picks.into_iter().flatten().collect()) }.into()
    };
    vec![
        ScenarioEdit::SaveScenario { cut: view.cut.id, name: format!("{} picks", view.cut.label), picks: None }.into(),
        scenario(format!("B for {}", number(kiss)), vec![pick(kiss, "B")]),
        scenario(format!("Score for {}, B for {}", number(kiss), number(tide)), vec![pick(kiss, "C"), pick(tide, "B")]),
    ]
}

fn contacts(studio: &Studio) -> Result<(), Failure> {
    let parties = studio.document().rows().parties()?;
    for (name, contact, email) in CONTACTS {
        let own = parties.iter().filter(|party| party.name == name).map(|party| party.id);
        let set = PartyPatch { contact: Some(contact.into()), email: Some(email.into()), ..PartyPatch::default() };
        perform(studio, vec![PartyEdit::EditParties { parties: own.collect(), set }.into()])?;
    }
    Ok(())
}
