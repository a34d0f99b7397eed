//! Reading the Clear page.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use deliver::letters::{Paper, is_about};
use model::{
    Clearance, ClearanceId, ClearanceStatus, CueId, CutId, EpisodeId, MfnGroup, MfnGroupId, PlacementId, Rights,
    Scenario, Track, TrackId, alternate, for_whole, gaps, is_open, level, reminders,
};
use store::{Rows, StoreError};
use timebase::Flicks;

use super::unlisted::unlisted;
use crate::books::{Books, Counted, Swaps};
use crate::clock;
use crate::licences::{self, LicenceWarning};
use crate::views::cut::cut_by;
use crate::views::lines::order;
use crate::views::money::{of_episode, of_season};
use crate::views::season::commission_dates;
use crate::views::{
    ClearGroup, ClearLine, ClearView, ClearanceLine, GroupStep, MfnGroupView, PickSwap, ReminderView, ScenarioView,
    SidesView,
};
use crate::views::{CueView, CutView, PlacementView};

/// Days from today within which something is soon.
const SOON: i64 = 6;

/// The Clear page of a cut, or `None` if it is gone.
pub(crate) fn clear(rows: &Rows, revision: u64, books: &Books, cut: CutId) -> Result<Option<ClearView>, StoreError> {
    let counted = books.counted();
    let Some(view) = cut_by(rows, revision, cut, &counted)? else { return Ok(None) };
    let (episode, season) = (view.episode.id, view.episode.season);
    let placed = view.placements.iter().map(|placement| placement.placement.track).collect();
    let marks = Marks::read(rows, &counted, &placed)?;
    let groups = groups(rows, &counted, &view, &marks)?;
    let lines = || groups.iter().filter(|group| group.picked).flat_map(|group| &group.lines);
    let requestable = lines().filter(|line| can_be_asked(&line.line.clearance)).map(|line| line.line.clearance.id);
    Ok(Some(ClearView {
        revision,
        cut,
        episode,
        season,
        season_episodes: books.episodes.iter().filter(|other| other.season == season).count(),
        currency: books.rates.own().to_owned(),
        today: books.today.clone(),
        budget: of_episode(&counted, episode),
        season_budget: of_season(&counted, season),
        sides: sides(&groups),
        requestable: requestable.collect(),
        mfn_groups: mfn_groups(rows, books)?,
        scenarios: scenarios(rows, &counted, &view)?,
        reminders: dates(rows, books)?,
        rates: rows.currency_rates()?,
        missing_rates: missing_rates(books),
        licensors: rows.parties()?.iter().map(model::Party::full_name).collect::<BTreeSet<_>>().into_iter().collect(),
        groups,
    }))
}

/// Whether a quote can be asked for.
fn can_be_asked(line: &Clearance) -> bool {
    line.status == ClearanceStatus::ToRequest && line.party.is_some()
}

/// What lines are shown with beside their own facts.
pub(super) struct Marks {
    groups: HashMap<MfnGroupId, String>,
    episodes: HashMap<EpisodeId, String>,
    warnings: HashMap<ClearanceId, Vec<LicenceWarning>>,
    until: String,
}

impl Marks {
    pub fn read(rows: &Rows, counted: &Counted<'_>, tracks: &HashSet<TrackId>) -> Result<Self, StoreError> {
        let books = counted.books;
        let mut warnings: HashMap<_, Vec<_>> = HashMap::new();
        for warning in licences::warnings(rows, counted.books, |track| counted.costs.lines(track), tracks)? {
            warnings.entry(warning.clearance).or_default().push(warning);
        }
        Ok(Self {
            groups: rows.mfn_groups()?.into_iter().map(|group| (group.id, group.name)).collect(),
            episodes: books.episodes.iter().map(|episode| (episode.id, episode.name().to_string())).collect(),
            warnings,
            until: clock::days_after(&books.today, SOON),
        })
    }

    pub fn line(&self, counted: &Counted<'_>, line: &Clearance) -> ClearLine {
        let Counted { books, costs, .. } = counted;
        let next = line.next_on.as_str();
        let (status, letter) = (line.status, next_letter(line));
        ClearLine {
            settlement: counted.settlement(line),
            live: status.is_live(),
            requestable: can_be_asked(line),
            acceptable: line.fee.is_some() && status.is_live() && !status.is_committed(),
            counterable: status.is_live() && !status.is_committed(),
            no_letter: letter.err().unwrap_or_default().to_owned(),
            letter: letter.ok(),
            longest: line.max_length.map(clock_of).unwrap_or_default(),
            group_name: line.mfn_group.and_then(|group| self.groups.get(&group)).cloned().unwrap_or_default(),
            whole_fee: line.fee.map(|fee| for_whole(fee, line.share)),
            own_amount: costs.amount(line),
            overdue: !next.is_empty() && next < books.today.as_str(),
            soon: !next.is_empty() && next <= self.until.as_str(),
            episode_name: line.episode.and_then(|id| self.episodes.get(&id)).cloned().unwrap_or_default(),
            warnings: self.warnings.get(&line.id).cloned().unwrap_or_default(),
            line: ClearanceLine { clearance: line.clone(), licensor: books.licensor(line) },
        }
    }
}

/// `1:30`, `1:30.5`.
fn clock_of(length: Flicks) -> String {
    let tenths = length.0 / Flicks::from_millis(100).0;
    let whole = format!("{}:{:02}", tenths / 600, tenths / 10 % 60);
    if tenths % 10 == 0 { whole } else { format!("{whole}.{}", tenths % 10) }
}

fn groups(rows: &Rows, counted: &Counted<'_>, view: &CutView, marks: &Marks) -> Result<Vec<ClearGroup>, StoreError> {
    let cues: HashMap<CueId, &CueView> = view.cues.iter().map(|cue| (cue.cue.id, cue)).collect();
    let uses = uses_of(&view.placements);
    let mut order: Vec<&PlacementView> = uses.iter().collect();
    order.sort_by_key(|placement| (!placement.pick, placement.placement.in_point, placement.placement.id));
    let mut of_track: BTreeMap<TrackId, Vec<&PlacementView>> = BTreeMap::new();
    let mut tracks = Vec::new();
    for placement in order {
        let uses = of_track.entry(placement.placement.track).or_default();
        if uses.is_empty() {
            tracks.push(placement.placement.track);
        }
        // An alternate of a track that is picked elsewhere is no use of it.
        if placement.pick || uses.first().is_none_or(|first| !first.pick) {
            uses.push(placement);
        }
    }
    let mut groups = Vec::new();
    for id in tracks {
        let (Some(track), Some(uses)) = (rows.track(id)?, of_track.get(&id)) else { continue };
        let sources = Sources { counted, marks, cues: &cues };
        if let Some(mut group) = sources.group(view.episode.id, &track, uses) {
            let lines: Vec<Clearance> = group.lines.iter().map(|line| line.line.clearance.clone()).collect();
            group.unlisted = unlisted(rows, &track, &lines)?;
            groups.push(group);
        }
    }
    Ok(groups)
}

/// A use is an alternate, in however many pieces it lies; one that is made of several recordings is a use of each, as long
/// as that one is heard in it.
fn uses_of(placements: &[PlacementView]) -> Vec<PlacementView> {
    let heads = placements.iter().filter(|one| one.alternate == one.placement.id);
    let mut uses: Vec<PlacementView> = heads.cloned().collect();
    for piece in placements {
        let of = |one: &PlacementView| one.alternate == piece.alternate && one.placement.track == piece.placement.track;
        if !uses.iter().any(of) {
            uses.push(piece.clone());
        }
    }
    for one in &mut uses {
        let pieces = || placements.iter().filter(|piece| piece.alternate == one.alternate);
        let own = || pieces().filter(|piece| piece.placement.track == one.placement.track);
        if own().count() < pieces().count() {
            one.length =
                alternate::sounding(own().map(|piece| &piece.placement)).iter().map(|span| span.length()).sum();
        }
    }
    uses
}

/// What groups are made from.
struct Sources<'a> {
    counted: &'a Counted<'a>,
    marks: &'a Marks,
    cues: &'a HashMap<CueId, &'a CueView>,
}

impl Sources<'_> {
    fn group(&self, episode: EpisodeId, track: &Track, uses: &[&PlacementView]) -> Option<ClearGroup> {
        let Self { counted, marks, cues } = self;
        let costs = &counted.costs;
        let first = uses.first()?;
        let cue = cues.get(&first.placement.cue)?;
        let own: Vec<Clearance> =
            costs.lines(track.id).iter().filter(|line| line.is_for(episode)).map(|line| (*line).clone()).collect();
        let mut of_cues: Vec<(CueId, String)> = Vec::new();
        for placed in uses {
            let id = placed.placement.cue;
            if of_cues.iter().all(|(known, _)| *known != id) {
                of_cues.push((id, cues.get(&id).map_or_else(String::new, |cue| cue.cue.number.to_string())));
            }
        }
        let (of_cues, numbers): (Vec<CueId>, Vec<String>) = of_cues.into_iter().unzip();
        let mut codes: Vec<&str> = Vec::new();
        for code in of_cues.iter().filter_map(|id| cues.get(id)).map(|cue| cue.usage_code.as_str()) {
            if !code.is_empty() && !codes.contains(&code) {
                codes.push(code);
            }
        }
        let usage_code = codes.join(", ");
        let mut lines: Vec<ClearLine> = own.iter().map(|line| marks.line(counted, line)).collect();
        lines.sort_by(|a, b| {
            order(&a.line.clearance, &a.line.licensor).cmp(&order(&b.line.clearance, &b.line.licensor))
        });
        Some(ClearGroup {
            track: track.id,
            title: track.title.clone(),
            artist: track.artist.clone(),
            cues: of_cues,
            numbers,
            cue_title: cue.cue.title.clone(),
            usage_code,
            length: uses.iter().map(|placed| placed.length).max().unwrap_or(Flicks::ZERO),
            picked: first.pick,
            rights: Rights::in_episode(&own, episode),
            gaps: gaps(own.iter()),
            amount: own.iter().filter_map(|line| costs.amount(line)).sum(),
            lines,
            unlisted: None,
        })
    }
}

fn sides(groups: &[ClearGroup]) -> SidesView {
    let mut sides = SidesView::default();
    for group in groups.iter().filter(|group| group.picked) {
        sides.missing += group.gaps;
        sides.open += group.gaps;
        sides.total += group.gaps;
        for line in group.lines.iter().filter(|line| line.line.clearance.status != ClearanceStatus::Replaced) {
            sides.total += 1;
            if is_open(&line.line.clearance) {
                sides.open += 1;
            } else {
                sides.done += 1;
            }
            sides.due += usize::from(line.soon);
        }
    }
    sides
}

fn mfn_groups(rows: &Rows, books: &Books) -> Result<Vec<MfnGroupView>, StoreError> {
    let view = |group: MfnGroup| {
        let lines: Vec<Clearance> =
            books.lines.iter().filter(|line| line.mfn_group == Some(group.id)).cloned().collect();
        let fee = whole_of(books, &lines);
        MfnGroupView {
            step: fee.and_then(|fee| step(books, &lines, fee)),
            fee,
            lines: lines.iter().map(|line| line.id).collect(),
            id: group.id,
            name: group.name,
        }
    };
    Ok(rows.mfn_groups()?.into_iter().map(view).collect())
}

/// What 100 % costs in a group: its highest.
fn whole_of(books: &Books, lines: &[Clearance]) -> Option<i64> {
    let of = |line: &Clearance| {
        let fee = line.fee.filter(|_| model::takes_part(line))?;
        books.rates.in_own(for_whole(fee, line.share), &line.currency, &books.today)
    };
    lines.iter().filter_map(of).max()
}

/// The next multiple of 500 major units.
fn step(books: &Books, lines: &[Clearance], fee: i64) -> Option<GroupStep> {
    let unit = 500 * 10_i64.pow(model::exponent(books.rates.own()));
    let next = (fee / unit + 1) * unit;
    let set = level(lines, next, &books.rates, &books.today).ok()?;
    let mut costs = 0;
    for raise in set {
        let line = lines.iter().find(|line| line.id == raise.clearance)?;
        costs += books.rates.in_own(raise.to - raise.from.unwrap_or(0), &line.currency, &books.today)?;
    }
    Some(GroupStep { fee: next, costs })
}

fn scenarios(rows: &Rows, counted: &Counted<'_>, view: &CutView) -> Result<Vec<ScenarioView>, StoreError> {
    let by_id: HashMap<PlacementId, &PlacementView> =
        view.placements.iter().map(|placement| (placement.placement.id, placement)).collect();
    let picked: HashMap<CueId, &PlacementView> =
        view.placements.iter().filter(|placement| placement.pick).map(|one| (one.placement.cue, one)).collect();
    let tracks = picked.iter().map(|(cue, one)| (*cue, one.placement.track)).collect();
    let swaps = Swaps::new(counted, view.episode.id, tracks);
    let titles: HashMap<TrackId, &str> = view.tracks.iter().map(|track| (track.id, track.title.as_str())).collect();
    let of = |scenario: Scenario| {
        let mut other = Vec::new();
        let mut changed = Vec::new();
        for cue in &view.cues {
            let Some(pick) = scenario.picks.iter().find(|pick| pick.cue == cue.cue.id) else { continue };
            let Some(to) = by_id.get(&pick.placement).filter(|to| !to.pick) else { continue };
            changed.push((cue.cue.id, to.placement.track));
            other.push(PickSwap {
                cue: cue.cue.id,
                number: cue.cue.number.to_string(),
                from: picked.get(&cue.cue.id).map(|from| from.letter.clone()).unwrap_or_default(),
                to: to.letter.clone(),
                title: titles.get(&to.placement.track).map(|title| (*title).to_owned()).unwrap_or_default(),
            });
        }
        ScenarioView { current: other.is_empty(), difference: swaps.to(&changed), swaps: other, scenario }
    };
    Ok(rows.scenarios(view.cut.id)?.into_iter().map(of).collect())
}

/// Dates of lines that something picked needs, or that money is committed to.
fn dates(rows: &Rows, books: &Books) -> Result<Vec<ReminderView>, StoreError> {
    let picked: HashSet<TrackId> = books.picks.iter().map(|pick| pick.track).collect();
    let with_options: HashSet<ClearanceId> = books.options.iter().map(|option| option.clearance).collect();
    let to_pay: HashSet<ClearanceId> =
        books.payments.iter().filter(|payment| !payment.paid).map(|payment| payment.clearance).collect();
    let dated = |line: &&Clearance| {
        !line.next_on.is_empty()
            || !line.ends.is_empty()
            || with_options.contains(&line.id)
            || to_pay.contains(&line.id)
    };
    let matters = |line: &&Clearance| picked.contains(&line.track) || line.status.is_committed();
    let lines: Vec<Clearance> = books.lines.iter().filter(dated).filter(matters).cloned().collect();
    let by_id: HashMap<ClearanceId, &Clearance> = lines.iter().map(|line| (line.id, line)).collect();
    let mut views = Vec::new();
    for reminder in reminders(&lines, &books.options, &books.payments, &books.today) {
        let Some(line) = reminder.clearance.and_then(|id| by_id.get(&id)) else { continue };
        let title = rows.track(line.track)?.map(|track| track.title).unwrap_or_default();
        views.push(ReminderView { licensor: books.licensor(line), title, reminder });
    }
    for late in commission_dates(rows, books)? {
        let at = views.partition_point(|other: &ReminderView| other.reminder.on <= late.reminder.on);
        views.insert(at, late);
    }
    Ok(views)
}

fn missing_rates(books: &Books) -> Vec<String> {
    let currencies: BTreeSet<&str> = books.lines.iter().map(|line| line.currency.as_str()).collect();
    let missing = currencies.into_iter().filter(|currency| books.rates.rate(currency, &books.today).is_none());
    missing.map(str::to_owned).collect()
}

/// The letter that a line wants next, or why there is none to write.
fn next_letter(line: &Clearance) -> Result<Paper, &'static str> {
    if line.party.is_none() {
        return Err("No licensor is set, so there is nobody to write to.");
    }
    [Paper::QuoteRequest, Paper::Confirmation]
        .into_iter()
        .find(|paper| is_about(*paper, line.status))
        .ok_or("There is a letter while a right is to be requested, and again once its fee is agreed.")
}
