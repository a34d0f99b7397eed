//! Making the lines that a track needs: one for the master, one for each party that has a say in the work.

use std::collections::{BTreeMap, BTreeSet};

use model::shares::{TOLERANCE, is_whole};
use model::societies::PUBLIC_DOMAIN;
use model::{
    Clearance, ClearanceId, ClearanceStatus, EpisodeId, Origin, PartyId, Publishing, Recording, Share, ShareRole, Side,
    Track, TrackId, Work, WorkId, WorkShare, WorkSide,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use strum::VariantNames;
use ts_rs::TS;

use super::draft::Draft;
use super::family::Family;
use super::labels::tracks_named;
use super::{Created, EditError};

/// Making the lines that tracks need.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema, VariantNames)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[strum(serialize_all = "camelCase")]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "a field that says nothing of its own is the row's of the same name")]
pub enum PrepareEdit {
    /// Makes the lines that tracks need, from their works and labels, and keeps those that are there. `episode` makes
    /// them for one episode alone; `territory` chooses between administrators and is written on the lines: left out, the
    /// administrator for the world is taken, and the lines say no territory. Media and term are left to be said.
    PrepareClearances { tracks: Vec<TrackId>, episode: Option<EpisodeId>, territory: Option<String> },
}

impl Family for PrepareEdit {
    fn apply(&self, draft: &mut Draft<'_>) -> Result<(), EditError> {
        match self {
            Self::PrepareClearances { tracks, episode, territory } => {
                prepare(draft, tracks, *episode, territory.as_deref())
            }
        }
    }

    fn describe(&self, rows: &Rows) -> Result<String, StoreError> {
        Ok(match self {
            Self::PrepareClearances { tracks, .. } => format!("Prepare the rights of {}", tracks_named(rows, tracks)?),
        })
    }
}

/// The territory that chooses between administrators where nobody names one.
const EVERYWHERE: &str = "World";

pub(super) fn prepare(
    draft: &mut Draft<'_>,
    tracks: &[TrackId],
    episode: Option<EpisodeId>,
    territory: Option<&str>,
) -> Result<(), EditError> {
    if let Some(episode) = episode {
        draft.episode(episode)?;
    }
    for &id in tracks {
        let track = draft.track(id)?;
        let mut there = draft.rows.clearances(id)?;
        // A line for the whole show is permission for each of its episodes.
        there.retain(|line| line.episode.is_none() || line.episode == episode);
        there.retain(|line| line.status != ClearanceStatus::Replaced);
        for wanted in wanted(draft, &track, territory.unwrap_or(EVERYWHERE))? {
            make(draft, &track, episode, territory, &mut there, wanted)?;
        }
    }
    Ok(())
}

/// A line that a track should have.
#[derive(Debug, Clone, Copy)]
struct Wanted {
    side: Side,
    party: Option<PartyId>,
    share: Share,
    needed: bool,
    /// Whether part of it is unpublished or under copyright control, and nobody is known for it.
    open: bool,
}

fn wanted(draft: &Draft<'_>, track: &Track, territory: &str) -> Result<Vec<Wanted>, EditError> {
    let recording = draft.rows.recording(track.id)?.unwrap_or_default();
    let origins = origins(draft, track.id)?;
    let work = recording.work.map(|id| draft.rows.work(id)).transpose()?.flatten();
    let shares = recording.work.map(|id| draft.rows.work_shares(id)).transpose()?.unwrap_or_default();
    let commissioned = !origins.is_empty() && origins.iter().all(|&origin| origin == Some(Origin::Commissioned));
    let out_of_copyright = work.as_ref().is_some_and(|work| work.public_domain)
        || (!origins.is_empty() && origins.iter().all(|&origin| origin == Some(Origin::PublicDomain)));
    let free = out_of_copyright && !has_holder(draft, &shares)?;
    let publishing = publishing(work.as_ref(), &shares, territory);
    let one_stop = one_stop(&recording, &publishing);
    if one_stop && !free {
        let (party, share) = (recording.label, Share::WHOLE);
        return Ok(vec![Wanted { side: Side::OneStop, party, share, needed: !commissioned, open: false }]);
    }
    let (side, party, share) = (Side::Master, recording.label, Share::WHOLE);
    let mut lines = vec![Wanted { side, party, share, needed: !commissioned, open: false }];
    let needed = !commissioned && !free;
    let has_open = work.is_some_and(|work| work.open_share().0 > 0);
    lines.extend(publishing.into_iter().map(|(party, share)| {
        let open = has_open && party.is_none();
        Wanted { side: Side::Publishing, party, share, needed, open }
    }));
    Ok(lines)
}

/// Whether somebody holds a share, as an arranger of a work out of copyright does, or whoever publishes the arrangement
/// (CWR 2.2, NWR edit 24: only writers out of copyright themselves have none).
fn has_holder(draft: &Draft<'_>, shares: &[WorkShare]) -> Result<bool, EditError> {
    for share in shares.iter().filter(|share| share.share.0 > 0) {
        let party = draft.rows.party(share.party)?;
        if party.is_none_or(|party| !party.society.trim().eq_ignore_ascii_case(PUBLIC_DOMAIN)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Where the music of every use comes from.
fn origins(draft: &Draft<'_>, track: TrackId) -> Result<Vec<Option<Origin>>, EditError> {
    let placements = draft.rows.placements_of_track(track)?;
    placements.iter().map(|placement| Ok(draft.cue(placement.cue)?.usage.origin)).collect()
}

/// Production libraries license both sides; so does a label that publishes all of the work.
fn one_stop(recording: &Recording, publishing: &[(Option<PartyId>, Share)]) -> bool {
    let sole = matches!(publishing, [(party, share)]
        if party.is_some() && *party == recording.label && is_whole(*share, TOLERANCE));
    sole || (!recording.library.trim().is_empty() && recording.label.is_some())
}

/// Who has a say in a work, with what share of it, the larger first: its original publishers, or whoever administers
/// for them; its writers where it has no publisher; somebody who is not known where nothing is. What of the publishers'
/// side is unpublished or under copyright control is the writers' to grant: where one of them alone has no publisher it is
/// asked of them, or else of somebody who is not known.
fn publishing(work: Option<&Work>, shares: &[WorkShare], territory: &str) -> Vec<(Option<PartyId>, Share)> {
    let published = work.is_none_or(|work| {
        let named = shares.iter().any(|share| share.role.side() == WorkSide::Publishers);
        work.publishing == Publishing::Published && (named || !is_whole(work.open_share(), TOLERANCE))
    });
    let side = if published { WorkSide::Publishers } else { WorkSide::Writers };
    let mut of_party: BTreeMap<PartyId, i64> = BTreeMap::new();
    for share in shares.iter().filter(|share| share.role.owns() && share.role.side() == side && share.share.0 > 0) {
        *of_party.entry(licensor(share, shares, territory)).or_default() += share.share.0;
    }
    let open = work.filter(|_| published).map_or(0, |work| work.open_share().0);
    let mut nobodys = 0;
    if open > 0 {
        match unpublished_writer(shares) {
            Some(writer) => *of_party.entry(writer).or_default() += open,
            None => nobodys += open,
        }
    }
    let known: i64 = of_party.values().sum::<i64>() + nobodys;
    if !is_whole(Share(known), TOLERANCE) {
        nobodys += (Share::WHOLE.0 - known).max(0);
    }
    let mut lines: Vec<_> = of_party.into_iter().map(|(party, share)| (Some(party), Share(share))).collect();
    lines.sort_by_key(|&(party, share)| (std::cmp::Reverse(share), party));
    if nobodys > 0 {
        lines.push((None, Share(nobodys)));
    }
    lines
}

/// Who grants the publishing of a work in the world, with what share, as lines are made for it; nobody for what is open.
///
/// # Errors
/// If the document cannot be read.
pub(crate) fn publishers(rows: &Rows, work: WorkId) -> Result<Vec<(Option<PartyId>, Share)>, StoreError> {
    Ok(publishing(rows.work(work)?.as_ref(), &rows.work_shares(work)?, EVERYWHERE))
}

/// The writer whose share no publisher publishes, where that is one alone: the only writer, or the only one for whom no
/// original publisher says that it acts.
fn unpublished_writer(shares: &[WorkShare]) -> Option<PartyId> {
    let writes = |share: &&WorkShare| share.role.side() == WorkSide::Writers && share.share.0 > 0;
    let parties: BTreeSet<PartyId> = shares.iter().filter(writes).map(|share| share.party).collect();
    let published: Vec<_> = shares.iter().filter(|share| share.role == ShareRole::OriginalPublisher).collect();
    let told = published.iter().all(|share| share.acts_for.is_some());
    let is_published = |writer: &WorkShare| published.iter().any(|share| share.acts_for == Some(writer.id));
    let alone: BTreeSet<PartyId> = match parties.len() {
        1 => parties,
        _ if told => {
            shares.iter().filter(writes).filter(|share| !is_published(share)).map(|share| share.party).collect()
        }
        _ => return None,
    };
    let mut alone = alone.into_iter();
    alone.next().filter(|_| alone.next().is_none())
}

/// Who grants a share in a territory: whoever acts for its owner there, or the owner. One who acts for this very
/// territory goes before one who acts for the world.
fn licensor(share: &WorkShare, shares: &[WorkShare], territory: &str) -> PartyId {
    let acts = |other: &&WorkShare| {
        matches!(other.role, ShareRole::Administrator | ShareRole::SubPublisher) && other.acts_for == Some(share.id)
    };
    let is = |other: &WorkShare, wanted: &str| other.territory.trim().eq_ignore_ascii_case(wanted.trim());
    let here = shares.iter().filter(acts).find(|other| is(other, territory));
    let anywhere = || shares.iter().filter(acts).find(|other| other.territory.trim().is_empty() || is(other, "World"));
    here.or_else(anywhere).map_or(share.party, |other| other.party)
}

/// Makes a line unless what is there says the same; a line that nobody has touched yet becomes it.
fn make(
    draft: &mut Draft<'_>,
    track: &Track,
    episode: Option<EpisodeId>,
    territory: Option<&str>,
    there: &mut Vec<Clearance>,
    wanted: Wanted,
) -> Result<(), EditError> {
    let has = |line: &Clearance| match wanted.side {
        Side::Master => line.side.has_master(),
        Side::Publishing => line.side.has_publishing(),
        Side::OneStop => true,
    };
    let covered: i64 = there.iter().filter(|line| has(line) && !is_blank(line)).map(|line| line.share.0).sum();
    let same = there.iter().any(|line| has(line) && line.party == wanted.party && !is_blank(line));
    if same || covered + wanted.share.0 > Share::WHOLE.0 + 600 {
        return Ok(());
    }
    let blank = there.iter().position(|line| line.side == wanted.side && is_blank(line));
    let mut line = match blank {
        Some(at) => there.remove(at),
        None => Clearance { episode, ..Clearance::new(ClearanceId(draft.ids.next()), track.id, wanted.side) },
    };
    line.party = wanted.party;
    line.share = wanted.share;
    line.status = if wanted.needed { ClearanceStatus::ToRequest } else { ClearanceStatus::NotNeeded };
    draft.today().clone_into(&mut line.since);
    // Terms are what somebody asks for or agrees to: those that nobody said are not written as if they were.
    if let Some(territory) = territory.filter(|_| line.territory.is_empty()) {
        territory.trim().clone_into(&mut line.territory);
    }
    if blank.is_some() {
        draft.rows.update_clearance(&line)?;
    } else {
        draft.rows.insert_clearance(&line)?;
        draft.created.push(Created::Clearance(line.id));
    }
    if wanted.open && blank.is_none() {
        draft.wrote(line.id, "no publisher has this share: name the writer who grants it")?;
    }
    if !wanted.needed {
        draft.wrote(line.id, ClearanceStatus::NotNeeded.word())?;
    }
    there.push(line);
    Ok(())
}

/// Whether nobody has said anything of a line: it only says that a side is to be cleared.
pub(crate) fn is_blank(line: &Clearance) -> bool {
    line.party.is_none() && line.status == ClearanceStatus::ToRequest && line.fee.is_none() && line.estimate.is_none()
}
