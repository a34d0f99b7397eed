//! What a cue sheet is drawn up from, read from the document.

use std::collections::{HashMap, HashSet};

use deliver::sheet::{Holder, Licence, SheetCue, SheetFacts, TrackFacts, WorkFacts};
use model::{Clearance, Cue, CueStatus, Cut, CutId, Episode, Lane, LaneKind, Placement, Track, TrackId, alternate};
use store::{Rows, StoreError};
use timebase::{Position, Span};

use crate::books::Books;
use crate::standings::Standings;

/// The music of a cut with everything that a sheet may ask of it, or `None` if the cut is gone.
pub(crate) fn facts(rows: &Rows, books: &Books, id: CutId) -> Result<Option<SheetFacts>, StoreError> {
    Ok(read(rows, books, id)?.map(|drawn| drawn.facts))
}

/// The music of a cut, with what stands beside it.
pub(crate) struct Drawn<'a> {
    pub facts: SheetFacts,
    /// Where the sound of each picked track is.
    pub files: HashMap<TrackId, String>,
    /// The rights of the cut's tracks.
    pub lines: HashMap<TrackId, Vec<&'a Clearance>>,
    pub cut: Cut,
}

/// As [`facts`], with what stands beside them.
pub(crate) fn read<'a>(rows: &Rows, books: &'a Books, id: CutId) -> Result<Option<Drawn<'a>>, StoreError> {
    let Some(cut) = rows.cut(id)? else { return Ok(None) };
    let Some(episode) = rows.episode(cut.episode)? else { return Ok(None) };
    let show = rows.show()?;
    let mut reading = Reading::of(rows, books, &cut)?;
    let mut cues = Vec::new();
    for cue in rows.cues(id)? {
        cues.extend(reading.cue(rows, &episode, &cue)?);
    }
    let facts = SheetFacts {
        show: show.title,
        company: show.production_company,
        series: rows.series_facts()?,
        episode: episode.id,
        season: episode.season,
        number: episode.number,
        name: episode.name().to_string(),
        title: episode.title.clone(),
        episode_facts: rows.episode_facts(episode.id)?,
        cut: cut.label.clone(),
        rate: cut.rate,
        start: cut.start,
        length: cut.length,
        cues,
        carve_outs: rows.carve_outs(id)?,
        reviewed: !rows.rounds(id)?.is_empty(),
        date: books.today.clone(),
    };
    Ok(Some(Drawn { facts, files: reading.files, lines: reading.lines, cut }))
}

/// What is read once for all cues of a cut.
struct Reading<'a> {
    placements: HashMap<model::PlacementId, Placement>,
    /// Of each alternate, in the order of time.
    pieces: HashMap<model::PlacementId, Vec<Placement>>,
    standings: Standings,
    lanes: Vec<Lane>,
    scenes: Vec<model::Scene>,
    books: &'a Books,
    lines: HashMap<TrackId, Vec<&'a Clearance>>,
    files: HashMap<TrackId, String>,
    came_for: HashMap<TrackId, String>,
}

impl<'a> Reading<'a> {
    fn of(rows: &Rows, books: &'a Books, cut: &Cut) -> Result<Self, StoreError> {
        let placements = rows.placements_of_cut(cut.id)?;
        let tracks: HashSet<TrackId> = placements.iter().map(|placement| placement.track).collect();
        let mut pieces: HashMap<model::PlacementId, Vec<Placement>> = HashMap::new();
        for placement in &placements {
            pieces.entry(placement.alternate()).or_default().push(*placement);
        }
        Ok(Self {
            pieces,
            lines: books.lines_of(&tracks),
            books,
            files: HashMap::new(),
            came_for: rows.came_for()?,
            placements: placements.into_iter().map(|placement| (placement.id, placement)).collect(),
            standings: Standings::read(rows, cut.id)?,
            lanes: rows.lanes()?,
            scenes: rows.scenes(cut.id)?,
        })
    }

    /// A row for each recording that a cue's pick is made of; one for a cue without music.
    fn cue(&mut self, rows: &Rows, episode: &Episode, cue: &Cue) -> Result<Vec<SheetCue>, StoreError> {
        let pieces = cue.pick.and_then(|pick| self.pieces.get(&pick)).cloned().unwrap_or_default();
        let mut recordings: Vec<TrackId> = Vec::new();
        // What is muted through and through has a row as long as nothing else of the cue has.
        for piece in pieces.iter().filter(|piece| !piece.muted || pieces.iter().all(|one| one.muted)) {
            if !recordings.contains(&piece.track) {
                recordings.push(piece.track);
            }
        }
        if recordings.len() < 2 {
            return Ok(vec![self.part(rows, episode, cue, &pieces)?]);
        }
        let of = |track: &TrackId| pieces.iter().filter(|piece| piece.track == *track).copied().collect::<Vec<_>>();
        recordings.iter().map(|track| self.part(rows, episode, cue, &of(track))).collect()
    }

    /// A cue as far as it is of some pieces of its pick, which are of one recording.
    fn part(
        &mut self,
        rows: &Rows,
        episode: &Episode,
        cue: &Cue,
        pieces: &[Placement],
    ) -> Result<SheetCue, StoreError> {
        let all = cue.pick.and_then(|pick| self.pieces.get(&pick)).map_or(&[][..], Vec::as_slice);
        let head = cue.pick.and_then(|pick| self.placements.get(&pick));
        let pick = pieces.iter().find(|piece| piece.piece_of.is_none()).or(pieces.first()).or(head);
        let verdict = self.standings.decide(cue.pick, all).value;
        let sounding = alternate::sounding(pieces);
        let ends = sounding.first().zip(sounding.last());
        let track = match pick {
            Some(pick) => rows.track(pick.track)?,
            None => None,
        };
        let lane = pick.and_then(|pick| self.lanes.iter().find(|lane| lane.id == pick.lane));
        let licence = match pick {
            Some(pick) => licence(self.lines.get(&pick.track).map_or(&[], Vec::as_slice), episode),
            None => Licence::default(),
        };
        let track = match track {
            Some(track) => {
                self.files.insert(track.id, track.path.clone());
                let commission = self.came_for.get(&track.id).cloned().unwrap_or_default();
                Some(TrackFacts { commission, ..track_facts(rows, self.books, track)? })
            }
            None => None,
        };
        Ok(SheetCue {
            id: cue.id,
            number: cue.number.to_string(),
            title: cue.title.clone(),
            scene: self.scene(cue, alternate::extent(pieces).map_or(cue.at, |span| span.start)),
            lane: lane.map_or(LaneKind::Other, |lane| lane.kind),
            span: ends.map(|(first, last)| Span { start: first.start, end: last.end }),
            pieces: if sounding.len() > 1 { sounding } else { Vec::new() },
            usage: cue.usage,
            gain: pick.map_or(model::Millibels(0), |pick| pick.gain),
            status: CueStatus::of(pick.is_some(), verdict),
            track,
            licence,
            note: cue.sheet_note.clone(),
        })
    }

    fn scene(&self, cue: &Cue, at: Position) -> String {
        let own = cue.scene.and_then(|own| self.scenes.iter().find(|scene| scene.id == own));
        let scene = own.or_else(|| self.scenes.iter().find(|scene| scene.span().contains(at)));
        scene.map(|scene| scene.number.clone()).unwrap_or_default()
    }
}

fn licence(lines: &[&Clearance], episode: &Episode) -> Licence {
    let mine = lines.iter().filter(|line| line.is_for(episode.id) && line.status != model::ClearanceStatus::Replaced);
    let (needed, confirmed) =
        mine.fold((0, 0), |(all, done), line| (all + 1, done + usize::from(line.status.is_done())));
    Licence { needed, confirmed }
}

fn track_facts(rows: &Rows, books: &Books, track: Track) -> Result<TrackFacts, StoreError> {
    let recording = rows.recording(track.id)?.unwrap_or_default();
    let label = recording.label.and_then(|label| books.parties.get(&label)).map(model::Party::full_name);
    let work = match recording.work {
        Some(work) => work_facts(rows, books, work)?,
        None => None,
    };
    Ok(TrackFacts {
        id: track.id,
        title: track.title,
        artist: track.artist,
        composer: track.composer,
        publisher: track.publisher,
        label: label.unwrap_or(track.label),
        isrc: track.isrc,
        catalogue_number: recording.catalogue_number,
        cut_number: recording.cut_number,
        library: recording.library,
        vocal: track.vocal,
        commission: String::new(),
        work,
    })
}

fn work_facts(rows: &Rows, books: &Books, id: model::WorkId) -> Result<Option<WorkFacts>, StoreError> {
    let Some(work) = rows.work(id)? else { return Ok(None) };
    let mut holders = Vec::new();
    for share in rows.work_shares(id)? {
        if let Some(party) = books.parties.get(&share.party) {
            holders.push(Holder { share, party: party.clone() });
        }
    }
    Ok(Some(WorkFacts { work, holders }))
}
