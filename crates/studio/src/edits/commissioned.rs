//! What comes of a commission: cues that it answers, versions and where they lie, its line of clearance, what is delivered.

use model::{
    Clearance, ClearanceStatus, Commission, CommissionId, Cue, CueId, DeliveredFile, DeliveredPart, LaneId, LaneKind,
    Placement, PlacementId, Recording, Side, Track, TrackId, Version, alternate,
};
use timebase::Flicks;

use super::commission_error::CommissionError;
use super::commission_ties::forget_to_come;
use super::draft::Draft;
use super::placements::{Request, Shape, place};
use super::{ClearancePatch, EditError, clearances, cues, pieces};

/// How long a recording is taken to be of which nobody has said it, before it is there.
const UNKNOWN_LENGTH: Flicks = Flicks::from_seconds(60);

/// Has a commission answer cues, with all versions that came.
pub(super) fn answer(draft: &mut Draft<'_>, id: CommissionId, cues: &[CueId]) -> Result<(), EditError> {
    let commission = draft.commission(id)?;
    for &cue in cues {
        let mut known = draft.cue(cue)?;
        known.commission = Some(id);
        draft.rows.update_cue(&known)?;
        for version in &commission.versions {
            lay(draft, &commission, version, cue)?;
        }
    }
    follow_cues(draft, &commission)
}

/// Takes cues off whatever commission answers them.
pub(super) fn release(draft: &Draft<'_>, cues: &[CueId]) -> Result<(), EditError> {
    for &cue in cues {
        let cue = Cue { commission: None, ..draft.cue(cue)? };
        draft.rows.update_cue(&cue)?;
    }
    Ok(())
}

/// Removes a commission behind which there is no money. What came stays in the library and where it is laid.
pub(super) fn remove(draft: &mut Draft<'_>, id: CommissionId) -> Result<(), EditError> {
    let commission = draft.commission(id)?;
    let line = line_of(draft, &commission)?;
    if let Some(line) = &line
        && (line.status.is_committed() || !draft.rows.payments(line.id)?.is_empty())
    {
        return Err(CommissionError::HasMoney { code: commission.code() }.into());
    }
    for cue in draft.rows.cues_of_commission(id)? {
        draft.rows.update_cue(&Cue { commission: None, ..cue })?;
    }
    draft.rows.delete_commission(id)?;
    if let Some(line) = line {
        clearances::remove(draft, &[line.id])?;
    }
    Ok(())
}

fn line_of(draft: &Draft<'_>, commission: &Commission) -> Result<Option<Clearance>, EditError> {
    commission.clearance.map(|id| draft.clearance(id)).transpose()
}

/// Says what is offered.
pub(super) fn offer(
    draft: &mut Draft<'_>,
    id: CommissionId,
    fee: i64,
    currency: Option<&str>,
) -> Result<(), EditError> {
    let mut commission = draft.commission(id)?;
    let set =
        ClearancePatch { estimate: Some(fee), currency: currency.map(str::to_owned), ..ClearancePatch::default() };
    match line_of(draft, &commission)? {
        Some(line) if matches!(line.status, ClearanceStatus::ToRequest | ClearanceStatus::Requested) => {
            clearances::edit(draft, &[line.id], &set)
        }
        Some(line) => Err(CommissionError::FeeAgreed { code: commission.code(), status: line.status.word() }.into()),
        None => {
            let track = match commission.approved().or_else(|| commission.newest()) {
                Some(version) => version.track,
                None => placeholder(draft, &commission)?,
            };
            let made = draft.created.len();
            clearances::add(draft, track, Side::OneStop, &set)?;
            commission.clearance = draft.created[made..].iter().find_map(|made| match made {
                super::Created::Clearance(id) => Some(*id),
                _ => None,
            });
            draft.rows.update_commission(&commission)?;
            tell_line(draft, &commission)
        }
    }
}

/// The recording that is to come, of which the library knows nothing: a file of its name takes its place when one is
/// imported.
fn placeholder(draft: &Draft<'_>, commission: &Commission) -> Result<TrackId, EditError> {
    let name = match commission.composer {
        Some(party) => draft.rows.party(party)?.map(|party| party.full_name()).unwrap_or_default(),
        None => String::new(),
    };
    let id = TrackId(draft.ids.next());
    let length = commission.length.unwrap_or(UNKNOWN_LENGTH);
    let track = Track {
        title: commission.title.clone(),
        artist: name.clone(),
        composer: name,
        added_at: draft.now.to_owned(),
        ..Track::commissioned(id, &format!("{} {}", commission.code(), commission.title), length)
    };
    draft.rows.insert_track(&track)?;
    Ok(id)
}

/// Tells the line who composes, and that it was asked for, as long as nobody signed it.
pub(super) fn tell_line(draft: &mut Draft<'_>, commission: &Commission) -> Result<(), EditError> {
    let Some(line) = line_of(draft, commission)?.filter(|line| !line.status.is_signed()) else { return Ok(()) };
    let asked = !commission.sent_on.is_empty() && commission.composer.is_some();
    let set = ClearancePatch {
        party: commission.composer.filter(|party| line.party != Some(*party)),
        status: (asked && line.status == ClearanceStatus::ToRequest).then_some(ClearanceStatus::Requested),
        ..ClearancePatch::default()
    };
    clearances::edit(draft, &[line.id], &set)
}

/// The line stands on the approved recording, or else on the newest: what the cue sheet and the budget count.
fn follow_line(draft: &mut Draft<'_>, commission: &Commission) -> Result<(), EditError> {
    let wanted = commission.approved().or_else(|| commission.newest()).map(|version| version.track);
    let (Some(track), Some(line)) = (wanted, line_of(draft, commission)?) else { return Ok(()) };
    if line.track == track {
        return Ok(());
    }
    let before = line.track;
    draft.rows.update_clearance(&Clearance { track, ..line })?;
    forget_to_come(draft, before)
}

/// What is known of the recording before goes for the next one, where nobody has said anything of it.
fn inherit(draft: &Draft<'_>, commission: &Commission, track: TrackId) -> Result<(), EditError> {
    let line = line_of(draft, commission)?.map(|line| line.track);
    let Some(before) = commission.newest().map(|version| version.track).or(line) else { return Ok(()) };
    let Some(known) = draft.rows.recording(before)? else { return Ok(()) };
    let own = draft.rows.recording(track)?;
    if own.as_ref().is_some_and(|own| own.work.is_some()) {
        return Ok(());
    }
    let label = own.and_then(|own| own.label).or(known.label);
    Ok(draft.rows.set_recording(&Recording { track, label, ..known })?)
}

/// Takes a recording as the next version.
pub(super) fn add_version(draft: &mut Draft<'_>, id: CommissionId, track: TrackId, on: &str) -> Result<(), EditError> {
    let mut commission = draft.commission(id)?;
    let version = new_version(draft, &commission, track, on)?;
    commission.versions.push(version.clone());
    took(draft, &commission, &version)
}

fn new_version(draft: &Draft<'_>, commission: &Commission, track: TrackId, on: &str) -> Result<Version, EditError> {
    let known = draft.track(track)?;
    if known.is_offline() {
        return Err(CommissionError::NoFile { track: known.title }.into());
    }
    if let Some(version) = commission.versions.iter().find(|version| version.track == track) {
        let number = version.number;
        return Err(CommissionError::IsVersion { track: known.title, number, code: commission.code() }.into());
    }
    inherit(draft, commission, track)?;
    let number = commission.newest().map_or(1, |newest| newest.number + 1);
    Ok(Version { number, track, came_on: on.to_owned(), approved_on: String::new() })
}

/// Lays what came in every cue, and has cues and line follow.
fn took(draft: &mut Draft<'_>, commission: &Commission, version: &Version) -> Result<(), EditError> {
    draft.rows.update_commission(commission)?;
    for cue in newest_cues(draft, commission.id)? {
        lay(draft, commission, version, cue)?;
    }
    follow_cues(draft, commission)?;
    follow_line(draft, commission)
}

/// The cues of the newest cuts that it answers; those of older ones stay as they were.
fn newest_cues(draft: &Draft<'_>, id: CommissionId) -> Result<Vec<CueId>, EditError> {
    let all = draft.rows.commissioned_cues()?;
    Ok(all.into_iter().filter(|one| one.commission == id).map(|one| one.cue).collect())
}

/// The alternate of a cue that a version is, if it is laid there.
fn laid(draft: &Draft<'_>, version: &Version, cue: CueId) -> Result<Option<Placement>, EditError> {
    let placements = draft.rows.placements_of_cue(cue)?;
    Ok(placements.into_iter().find(|one| one.track == version.track && one.piece_of.is_none()))
}

/// Lays a version in a cue: where the one before it lies, or else whole from where the music is wanted.
fn lay(draft: &mut Draft<'_>, commission: &Commission, version: &Version, cue: CueId) -> Result<(), EditError> {
    if laid(draft, version, cue)?.is_some() {
        return Ok(());
    }
    let mut before = None;
    for earlier in commission.versions.iter().rev().filter(|earlier| earlier.number < version.number) {
        before = before.or(laid(draft, earlier, cue)?);
    }
    let (cut, track) = (draft.cue(cue)?.cut, draft.track(version.track)?);
    let request = match before {
        Some(before) => {
            let span = alternate::extent(&draft.rows.pieces(before.id)?).unwrap_or_else(|| before.span());
            // One that is shorter than what was trimmed off its start begins with its first sample.
            let from = Some(before.track_start).filter(|from| *from < track.duration);
            Request {
                cut,
                track: track.id,
                lane: before.lane,
                at: Some(span.start),
                from,
                length: Some(span.length()),
                cue: Some(cue),
                shape: Shape {
                    gain: Some(before.gain),
                    fade_in: Some(before.fade_in),
                    fade_out: Some(before.fade_out),
                    tail: Some(before.tail),
                },
            }
        }
        None => Request {
            cut,
            track: track.id,
            lane: lane_of(draft)?,
            at: None,
            from: None,
            length: Some(track.duration),
            cue: Some(cue),
            shape: Shape { gain: None, fade_in: None, fade_out: None, tail: None },
        },
    };
    place(draft, &request)
}

/// The lane for score, or else the first.
fn lane_of(draft: &Draft<'_>) -> Result<LaneId, EditError> {
    let lanes = draft.rows.lanes()?;
    let found = lanes.iter().find(|lane| lane.kind == LaneKind::Score).or_else(|| lanes.first());
    Ok(found.ok_or(CommissionError::NoLane)?.id)
}

/// The cues of the newest cuts pick the newest approved version.
fn follow_cues(draft: &mut Draft<'_>, commission: &Commission) -> Result<(), EditError> {
    let Some(approved) = commission.approved() else { return Ok(()) };
    for cue in newest_cues(draft, commission.id)? {
        lay(draft, commission, approved, cue)?;
        let Some(placement) = laid(draft, approved, cue)? else { continue };
        if draft.cue(cue)?.pick != Some(placement.id) {
            cues::set_pick(draft, placement.id)?;
        }
    }
    Ok(())
}

/// Takes a version off, with its alternates.
pub(super) fn remove_version(draft: &mut Draft<'_>, id: CommissionId, number: i64) -> Result<(), EditError> {
    let mut commission = draft.commission(id)?;
    let version = found(&commission, number)?;
    if version.is_approved() {
        return Err(CommissionError::Approved { code: commission.code(), number }.into());
    }
    let mut gone: Vec<PlacementId> = Vec::new();
    for cue in draft.rows.cues_of_commission(id)? {
        gone.extend(laid(draft, &version, cue.id)?.map(|placement| placement.id));
    }
    draft.unlocked(&gone)?;
    pieces::remove(draft, &gone, true)?;
    commission.versions.retain(|version| version.number != number);
    draft.rows.update_commission(&commission)?;
    follow_line(draft, &commission)
}

fn found(commission: &Commission, number: i64) -> Result<Version, CommissionError> {
    let version = commission.versions.iter().find(|version| version.number == number);
    version.cloned().ok_or_else(|| CommissionError::NoVersion { code: commission.code(), number })
}

/// Says when a version was approved; an empty day takes it back.
pub(super) fn approve(draft: &mut Draft<'_>, id: CommissionId, number: i64, on: &str) -> Result<(), EditError> {
    let mut commission = draft.commission(id)?;
    found(&commission, number)?;
    for version in commission.versions.iter_mut().filter(|version| version.number == number) {
        on.clone_into(&mut version.approved_on);
    }
    draft.rows.update_commission(&commission)?;
    follow_cues(draft, &commission)?;
    follow_line(draft, &commission)
}

/// Takes recordings as delivered.
pub(super) fn deliver(
    draft: &mut Draft<'_>,
    id: CommissionId,
    tracks: &[TrackId],
    part: DeliveredPart,
    on: &str,
) -> Result<(), EditError> {
    for &track in tracks {
        let mut commission = draft.commission(id)?;
        let known = draft.track(track)?;
        if known.is_offline() {
            return Err(CommissionError::NoFile { track: known.title }.into());
        }
        commission.files.retain(|file| file.track != track);
        commission.files.push(DeliveredFile { track, part, came_on: on.to_owned() });
        if part == DeliveredPart::Mix && commission.versions.iter().all(|version| version.track != track) {
            let version = Version { approved_on: on.to_owned(), ..new_version(draft, &commission, track, on)? };
            commission.versions.push(version.clone());
            took(draft, &commission, &version)?;
        } else {
            draft.rows.update_commission(&commission)?;
        }
    }
    Ok(())
}
