//! A cutting room's file, imported as one step: cues and placements, scenes, hits, notes, dialogue and picture.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use model::{
    Cue, CueId, CueNumber, Cut, CutId, Identifier, Lane, LaneId, LaneKind, NoteId, Placement, PlacementId, Track,
    TrackId,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use strum::VariantNames;
use timebase::{Flicks, Position, Span};
use ts_rs::TS;

use super::cuts::NO_FADE;
use super::draft::{Draft, named};
use super::family::Family;
use super::placements::new_usage;
use super::{
    ConformEdit, Created, DialogueEdit, EditError, ImportInto, ImportedCue, ImportedNote, ImportedPlacement,
    ImportedSound, ImportedTimeline, NoteEdit, OfflineRecording, cues, episodes, holding, scenes,
};

/// What comes from files of cutting rooms.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema, VariantNames)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[strum(serialize_all = "camelCase")]
#[allow(missing_docs, reason = "a field that says nothing of its own is the row's of the same name")]
pub enum ImportEdit {
    /// Takes what was decided of a cutting room's file into a cut, or into an episode that is made for it.
    ImportTimeline { timeline: Box<ImportedTimeline> },
}

impl Family for ImportEdit {
    fn apply(&self, draft: &mut Draft<'_>) -> Result<(), EditError> {
        let Self::ImportTimeline { timeline } = self;
        take(draft, timeline)
    }

    fn describe(&self, _: &Rows) -> Result<String, StoreError> {
        let Self::ImportTimeline { timeline } = self;
        Ok(format!("Import {}", timeline.file))
    }
}

fn take(draft: &mut Draft<'_>, timeline: &ImportedTimeline) -> Result<(), EditError> {
    let cut = match &timeline.into {
        ImportInto::Cut(cut) => *cut,
        ImportInto::Episode(new) => {
            made(draft, |draft| episodes::add(draft, new.season, new.number, &new.title, &new.cut))?
        }
    };
    let cut = draft.cut(cut)?;
    if let Some(shots) = &timeline.shots {
        ConformEdit::SetShots { cut: cut.id, shots: shots.clone() }.apply(draft)?;
    }
    if let Some(specs) = &timeline.scenes {
        scenes::replace(draft, cut.id, specs)?;
    }
    if let Some(lines) = &timeline.dialogue {
        DialogueEdit::SetDialogue { cut: cut.id, lines: lines.clone() }.apply(draft)?;
    }
    let mut offline = Vec::with_capacity(timeline.recordings.len());
    for recording in &timeline.recordings {
        offline.push(await_recording(draft, recording)?);
    }
    for cue in &timeline.cues {
        bring(draft, &cut, cue, &offline)?;
    }
    for hit in &timeline.hits {
        scenes::add_hit(draft, cut.id, hit.at, &hit.label)?;
    }
    let cues = draft.rows.cues(cut.id)?;
    timeline.notes.iter().try_for_each(|note| bring_note(draft, &cut, &cues, note))
}

/// The cut that `work` makes.
fn made(draft: &mut Draft<'_>, work: impl FnOnce(&mut Draft<'_>) -> Result<(), EditError>) -> Result<CutId, EditError> {
    let before = draft.created.len();
    work(draft)?;
    let cut = draft.created[before..].iter().find_map(|one| if let Created::Cut(id) = one { Some(*id) } else { None });
    cut.ok_or(EditError::NoSuch { what: "cut", id: 0 })
}

/// A note with what is answered to it, or an answer to a note that is there.
fn bring_note(draft: &mut Draft<'_>, cut: &Cut, cues: &[Cue], note: &ImportedNote) -> Result<(), EditError> {
    if let Some(id) = note.answers {
        return answer(draft, cut, id, &note.author, &note.body);
    }
    note_of(cut, cues, note).apply(draft)?;
    let Some(&Created::Note(id)) = draft.created.last() else { return Ok(()) };
    note.replies.iter().try_for_each(|reply| answer(draft, cut, id, &reply.author, &reply.body))
}

/// An answer is about what its note is about, as one that is written at the desk.
fn answer(draft: &mut Draft<'_>, cut: &Cut, id: NoteId, author: &str, body: &str) -> Result<(), EditError> {
    let of = draft.rows.note(id)?.ok_or(EditError::NoSuch { what: "note", id: id.0 })?;
    if of.cut != cut.id {
        return Err(EditError::OtherCut);
    }
    let mut edit = NoteEdit::of_desk(cut.id, author, body);
    if let NoteEdit::AddNote { cue, placement, round, answers, .. } = &mut edit {
        (*cue, *placement, *round, *answers) = (of.cue, of.placement, of.round, Some(id));
    }
    edit.apply(draft)
}

fn note_of(cut: &Cut, cues: &[Cue], note: &ImportedNote) -> NoteEdit {
    let about = note.cue.and_then(|number| cues.iter().find(|cue| cue.number == number)).map(|cue| cue.id);
    let body = match note.cue.filter(|_| about.is_none()) {
        Some(number) => format!("{number}: {}", note.body),
        None => note.body.clone(),
    };
    let mut edit = NoteEdit::of_desk(cut.id, &note.author, body);
    if let NoteEdit::AddNote { cue, at, until, .. } = &mut edit {
        (*cue, *at, *until) = (about, Some(note.at), note.until);
    }
    edit
}

/// A track without a file: it waits in the library for one of its name.
fn await_recording(draft: &mut Draft<'_>, recording: &OfflineRecording) -> Result<TrackId, EditError> {
    let id = TrackId(draft.ids.next());
    let title = named(&recording.title, "recording")?;
    let file = if recording.file.trim().is_empty() { &title } else { &recording.file };
    let mut track = Track::offline(id, file.trim(), recording.length.max(Flicks::SECOND));
    track.title = title;
    track.isrc = Identifier::Isrc.parse(recording.isrc.as_deref().unwrap_or_default())?;
    draft.now.clone_into(&mut track.added_at);
    draft.rows.insert_track(&track)?;
    Ok(id)
}

fn bring(draft: &mut Draft<'_>, cut: &Cut, asked: &ImportedCue, offline: &[TrackId]) -> Result<(), EditError> {
    let lane = if asked.placements.is_empty() { None } else { Some(lane_of(draft, asked)?) };
    let sound = |sound: ImportedSound| match sound {
        ImportedSound::Track(track) => Ok(track),
        ImportedSound::Offline(nth) => offline
            .get(nth as usize)
            .copied()
            .ok_or(EditError::NoSuch { what: "offline recording", id: i64::from(nth) }),
    };
    let mut cue = match asked.cue {
        Some(id) => {
            let cue = draft.cue(id)?;
            if cue.cut != cut.id {
                return Err(EditError::OtherCut);
            }
            cue
        }
        None => {
            let pick = asked.placements.first().map(|first| sound(first.sound)).transpose()?;
            new_cue(draft, cut, asked, lane.as_ref(), pick)?
        }
    };
    let were = as_they_were(draft, &asked.placements)?;
    let mut touched: HashMap<PlacementId, Placement> = HashMap::new();
    let mut head: Option<Placement> = None;
    for one in &asked.placements {
        let Some(lane) = &lane else { continue };
        let placement = match (one.placement, one.cut_from) {
            (Some(id), _) => moved(draft, cut, &cue, id, (&were, one))?,
            (None, Some(id)) => match cut_off(draft, cut, &cue, id, (&were, one))? {
                Some(placement) => placement,
                None => continue,
            },
            (None, None) => laid(draft, (cut, &cue), lane.id, sound(one.sound)?, one, head.filter(|_| one.piece))?,
        };
        if !one.piece {
            head = Some(placement);
        }
        touched.insert(placement.id, placement);
    }
    cues::mend_pick(draft, cue.id)?;
    cue = draft.cue(cue.id)?;
    // Where a cue without music waits says its music now.
    if let Some(first) = cue.pick.and_then(|pick| touched.get(&pick)).filter(|first| first.in_point != cue.at) {
        draft.rows.update_cue(&Cue { at: first.in_point, ..cue })?;
    }
    Ok(())
}

fn new_cue(
    draft: &mut Draft<'_>,
    cut: &Cut,
    asked: &ImportedCue,
    lane: Option<&Lane>,
    pick: Option<TrackId>,
) -> Result<Cue, EditError> {
    let kind = asked.kind.or(lane.map(|lane| lane.kind.cue_kind())).unwrap_or(model::CueKind::Music);
    let at = asked.placements.first().map(|first| first.in_point).or(asked.at).ok_or(EditError::NoPoint)?;
    let at = draft.frame_of(cut, at)?;
    let free = |number: &CueNumber| Ok::<_, EditError>(draft.rows.cue_numbered(cut.id, *number)?.is_none());
    let number = match asked.number {
        Some(number) if free(&number)? => number,
        Some(_) | None => draft.free_number(cut, kind, at)?,
    };
    let vocal = match pick {
        Some(track) => draft.track(track)?.vocal,
        None => None,
    };
    let cue = Cue {
        title: asked.title.trim().to_owned(),
        brief: asked.brief.trim().to_owned(),
        at,
        usage: new_usage(kind, vocal),
        ..Cue::new(CueId(draft.ids.next()), cut.id, number)
    };
    draft.rows.insert_cue(&cue)?;
    draft.created.push(Created::Cue(cue.id));
    Ok(cue)
}

fn lane_of(draft: &mut Draft<'_>, asked: &ImportedCue) -> Result<Lane, EditError> {
    let kind = asked.lane_kind.unwrap_or(LaneKind::Songs);
    let lanes = draft.rows.lanes()?;
    let name = asked.lane.trim();
    let of_name = lanes.iter().find(|lane| lane.name.eq_ignore_ascii_case(name));
    let of_kind = || if name.is_empty() { lanes.iter().find(|lane| lane.kind == kind).or(lanes.first()) } else { None };
    if let Some(lane) = of_name.or_else(of_kind) {
        return Ok(lane.clone());
    }
    let ordinal = lanes.iter().map(|lane| lane.ordinal).max().map_or(0, |last| last + 1);
    let lane = Lane::new(LaneId(draft.ids.next()), named(name, "lane")?, kind, ordinal);
    draft.rows.insert_lane(&lane)?;
    draft.created.push(Created::Lane(lane.id));
    Ok(lane)
}

/// The placements that a list names, as they are before it changes any, and whether it has more pieces of them.
type Were = HashMap<PlacementId, (Placement, bool)>;

fn as_they_were(draft: &Draft<'_>, asked: &[ImportedPlacement]) -> Result<Were, EditError> {
    let mut were = Were::new();
    for one in asked {
        let Some(id) = one.placement.or(one.cut_from) else { continue };
        let is_cut = one.placement.is_none();
        match were.entry(id) {
            Entry::Occupied(mut known) => known.get_mut().1 |= is_cut,
            Entry::Vacant(new) => _ = new.insert((draft.placement(id)?, is_cut)),
        }
    }
    Ok(were)
}

/// A placement that is there, where the list has it.
fn moved(
    draft: &mut Draft<'_>,
    cut: &Cut,
    cue: &Cue,
    id: PlacementId,
    (were, to): (&Were, &ImportedPlacement),
) -> Result<Placement, EditError> {
    let mut placement = draft.placement(id)?;
    if placement.cue != cue.id {
        return Err(EditError::NoSuch { what: "placement of that cue", id: id.0 });
    }
    if placement.locked {
        draft.remarks.push(format!("{} is locked, and stays where it is.", cue.number));
        return Ok(placement);
    }
    if were.get(&id).is_some_and(|(_, is_cut)| *is_cut) {
        placement = with_own_ends(cut, placement, to);
    }
    let track = long_enough(draft, placement.track, to)?;
    let placement = with_volume(draft, fitted(cut, cue, &track, placement, to)?, to)?;
    draft.rows.update_placement(&placement)?;
    Ok(placement)
}

/// Another piece of a placement that is there, as a list has it that cut or copied it. None of one that is locked: it stays
/// whole.
fn cut_off(
    draft: &mut Draft<'_>,
    cut: &Cut,
    cue: &Cue,
    id: PlacementId,
    (were, to): (&Were, &ImportedPlacement),
) -> Result<Option<Placement>, EditError> {
    let Some((was, _)) = were.get(&id).filter(|(was, _)| was.cue == cue.id) else {
        return Err(EditError::NoSuch { what: "placement of that cue", id: id.0 });
    };
    if was.locked {
        draft.remarks.push(format!("{} is locked: a piece of it in the list is left out.", cue.number));
        return Ok(None);
    }
    let track = long_enough(draft, was.track, to)?;
    let own = PlacementId(draft.ids.next());
    let piece = Placement { id: own, piece_of: Some(was.alternate()), ..with_own_ends(cut, *was, to) };
    let piece = with_volume(draft, fitted(cut, cue, &track, piece, to)?, to)?;
    draft.rows.insert_placement(&piece)?;
    draft.rows.date_temp(draft.today)?;
    draft.created.push(Created::Placement(own));
    Ok(Some(piece))
}

/// A placement with the fades and the tail that a piece of it has: those of the ends that it shares with the whole.
fn with_own_ends(cut: &Cut, was: Placement, piece: &ImportedPlacement) -> Placement {
    let near = |one: Flicks, other: Flicks| (one - other).0.abs() < cut.rate.frame().0;
    let end = |start: Flicks, from: Position, to: Position| start + (to - from);
    let begins = near(was.track_start, piece.track_start);
    let ends = near(
        end(was.track_start, was.in_point, was.out_point),
        end(piece.track_start, piece.in_point, piece.out_point),
    );
    Placement {
        fade_in: if begins { was.fade_in } else { NO_FADE },
        fade_out: if ends { was.fade_out } else { NO_FADE },
        tail: if ends { was.tail } else { Flicks::ZERO },
        ..was
    }
}

fn laid(
    draft: &mut Draft<'_>,
    (cut, cue): (&Cut, &Cue),
    lane: LaneId,
    track: TrackId,
    to: &ImportedPlacement,
    head: Option<Placement>,
) -> Result<Placement, EditError> {
    let track = long_enough(draft, track, to)?;
    let ordinal = match &head {
        Some(head) => head.ordinal,
        None => draft.next_ordinal(cue.id)?,
    };
    let id = PlacementId(draft.ids.next());
    let span = Span { start: to.in_point, end: to.out_point };
    let new = Placement {
        fade_in: NO_FADE,
        fade_out: NO_FADE,
        ordinal,
        piece_of: head.map(|head| head.alternate()),
        ..Placement::new(id, cue.id, track.id, lane, span)
    };
    let placement = with_volume(draft, fitted(cut, cue, &track, new, to)?, to)?;
    draft.rows.insert_placement(&placement)?;
    draft.rows.date_temp(draft.today)?;
    draft.created.push(Created::Placement(id));
    Ok(placement)
}

fn with_volume(draft: &Draft<'_>, placement: Placement, to: &ImportedPlacement) -> Result<Placement, EditError> {
    let Some(points) = &to.volume else { return Ok(placement) };
    Ok(Placement { volume: holding::new_volume(draft, points)?, ..placement })
}

/// What sounds; a recording without a file is as long as the lists that name it say.
fn long_enough(draft: &Draft<'_>, track: TrackId, to: &ImportedPlacement) -> Result<Track, EditError> {
    let mut track = draft.track(track)?;
    let needs = to.track_start + (to.out_point - to.in_point);
    if track.is_offline() && needs > track.duration {
        track.duration = needs;
        draft.rows.update_track(&track)?;
    }
    Ok(track)
}

/// On frames of the cut, as far as cut and recording reach: what would begin before the cut loses its beginning.
fn fitted(
    cut: &Cut,
    cue: &Cue,
    track: &Track,
    placement: Placement,
    to: &ImportedPlacement,
) -> Result<Placement, EditError> {
    let (rate, line) = (cut.rate, cut.span());
    let begin = rate.snap(to.in_point).max(line.start);
    let into = (to.track_start + (begin - rate.snap(to.in_point))).max(Flicks::ZERO);
    let left = rate.flicks(rate.frames_floor(track.duration - into));
    let end = rate.snap(to.out_point).min(line.end).min(begin + left.max(Flicks::ZERO));
    if end <= begin || begin < Position::ZERO {
        let why =
            if left <= Flicks::ZERO { model::PlacementError::OutsideTrack } else { model::PlacementError::OutsideCut };
        return Err(EditError::of_placement(cue)(why));
    }
    Ok(Placement {
        in_point: begin,
        out_point: end,
        track_start: into,
        gain: to.gain.unwrap_or(placement.gain).clamped(),
        fade_in: to.fade_in.unwrap_or(placement.fade_in),
        fade_out: to.fade_out.unwrap_or(placement.fade_out),
        temp: to.temp || placement.temp,
        ..placement
    }
    .with_fitting_fades())
}
