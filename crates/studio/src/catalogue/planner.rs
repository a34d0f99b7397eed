//! What a sheet would change, row by row.

use std::collections::HashMap;

use interchange::catalogue::{CatalogueLine, RowProblem, RowProblems, Sheet, each_line};
use model::credits::{Credit, same_name};
use model::{CatalogueField, Identifier, Recording, ShareRole, Track, TrackId, Work, WorkId, WorkShare, WorkSide};
use store::{Rows, StoreError};

use super::changes::{change, change_text, track_after};
use super::matching::{Match, Matching};
use super::owners::{change_publishing, change_side};
use super::parties::{Parties, Place};
use super::plan::{MOST_PROBLEMS, Plan, RecordingDraft, ShareDraft, WorkDraft};
use crate::views::{CatalogueChange, CatalogueProblem, CatalogueRow, RowFate};

/// A plan of nothing yet.
pub(super) fn plan_of_nothing(rows: &Rows) -> Result<Plan, StoreError> {
    Ok(Planner::of(rows)?.plan)
}

/// The plan of a sheet whose columns are read like this.
pub(super) fn plan(rows: &Rows, sheet: &Sheet, columns: &[Option<CatalogueField>]) -> Result<Plan, StoreError> {
    let mut tracks = rows.tracks()?;
    tracks.retain(|track| !track.is_to_come());
    let matching = Matching::of(&tracks);
    let by_id: HashMap<TrackId, &Track> = tracks.iter().map(|track| (track.id, track)).collect();
    let mut planner = Planner::of(rows)?;
    let mut taken: HashMap<TrackId, u64> = HashMap::new();
    let mut problems = RowProblems::default();
    let wanted = |line: &CatalogueLine| matches!(matching.find(line), Match::One(_));
    each_line(sheet, columns, &mut problems, wanted, |line| {
        let (track, fault) = match matching.find(&line) {
            Match::One(id) => match (by_id.get(&id), taken.insert(id, line.row)) {
                (Some(track), None) => (Some(*track), String::new()),
                (_, Some(first)) => (None, format!("row {first} is about the same track; this one was left out")),
                (None, None) => (None, "the track is gone".to_owned()),
            },
            Match::None => (None, format!("{} is not in the library", told(&line))),
            Match::Several(count) => (None, format!("{count} tracks of the library could be {}", told(&line))),
        };
        match track {
            Some(track) => planner.row(&line, track),
            None => planner.unmatched(&line, fault),
        }
    });
    let read = problems.first.into_iter().map(|RowProblem { row, message, left_out }| CatalogueProblem {
        row,
        message,
        left_out,
    });
    planner.plan.problems.extend(read);
    planner.plan.problem_count = problems.count + planner.plan.count(RowFate::Unmatched);
    planner.plan.problems.sort_by_key(|problem| problem.row);
    Ok(planner.plan)
}

/// Works out the plan row by row.
struct Planner {
    pub plan: Plan,
    recordings: HashMap<TrackId, Recording>,
    by_id: HashMap<WorkId, usize>,
    by_iswc: HashMap<String, usize>,
    by_title: HashMap<String, Vec<usize>>,
}

impl Planner {
    pub fn of(rows: &Rows) -> Result<Self, StoreError> {
        let parties = Parties::of(rows)?;
        let mut shares: HashMap<WorkId, Vec<WorkShare>> = HashMap::new();
        for share in rows.all_work_shares()? {
            shares.entry(share.work).or_default().push(share);
        }
        let recordings = rows.recordings()?.into_iter().map(|recording| (recording.track, recording)).collect();
        let mut planner = Self {
            plan: Plan {
                rows: Vec::new(),
                counts: HashMap::new(),
                evened: 0,
                unclear: 0,
                problems: Vec::new(),
                problem_count: 0,
                tracks: Vec::new(),
                recordings: Vec::new(),
                works: Vec::new(),
                parties,
            },
            recordings,
            by_id: HashMap::new(),
            by_iswc: HashMap::new(),
            by_title: HashMap::new(),
        };
        for work in rows.works()? {
            let own = shares.remove(&work.id).unwrap_or_default();
            let draft = |share: &WorkShare| {
                Some(ShareDraft {
                    party: planner.plan.parties.place_of(share.party)?,
                    role: share.role,
                    share: share.share,
                    territory: share.territory.clone(),
                    acts_for: share.acts_for.and_then(|id| own.iter().position(|other| other.id == id)),
                })
            };
            let shares = own.iter().filter_map(draft).collect();
            planner.by_id.insert(work.id, planner.plan.works.len());
            planner.add(WorkDraft { work, known: true, changed: false, shares, shares_changed: false });
        }
        Ok(planner)
    }

    fn add(&mut self, draft: WorkDraft) -> usize {
        let at = self.plan.works.len();
        if !draft.work.iswc.is_empty() {
            self.by_iswc.entry(draft.work.iswc.clone()).or_insert(at);
        }
        self.by_title.entry(same_name(&draft.work.title)).or_default().push(at);
        self.plan.works.push(draft);
        at
    }

    pub fn unmatched(&mut self, line: &CatalogueLine, message: String) {
        if self.plan.problems.len() < MOST_PROBLEMS {
            self.plan.problems.push(CatalogueProblem { row: line.row, message, left_out: true });
        }
        self.plan.add(CatalogueRow {
            row: line.row,
            title: line.title.clone(),
            artist: line.artist.clone(),
            track: None,
            fate: RowFate::Unmatched,
            changes: Vec::new(),
        });
    }

    pub fn row(&mut self, line: &CatalogueLine, track: &Track) {
        let before = self.recordings.get(&track.id).cloned();
        let mut changes = Vec::new();
        let after = track_after(line, track, &mut changes);
        if after != *track {
            self.plan.tracks.push(after);
        }
        self.recording(line, track, before.clone().unwrap_or_default(), &mut changes);
        let unknown = before.is_none_or(|before| before.work.is_none() && before.label.is_none());
        let fate = match (changes.is_empty(), unknown) {
            (true, _) => RowFate::Same,
            (false, true) => RowFate::New,
            (false, false) => RowFate::Changed,
        };
        self.plan.evened += usize::from(line.evened && fate != RowFate::Same);
        self.plan.unclear += usize::from(line.unclear);
        self.plan.add(CatalogueRow {
            row: line.row,
            title: track.title.clone(),
            artist: track.artist.clone(),
            track: Some(track.id),
            fate,
            changes,
        });
    }

    fn recording(
        &mut self,
        line: &CatalogueLine,
        track: &Track,
        before: Recording,
        changes: &mut Vec<CatalogueChange>,
    ) {
        let count = changes.len();
        let mut after = Recording { track: track.id, ..before.clone() };
        change_text("catalogueNumber", &line.catalogue_number, &mut after.catalogue_number, changes);
        change_text("cutNumber", &line.cut_number, &mut after.cut_number, changes);
        change_text("library", &line.library, &mut after.library, changes);
        let old_label = before.label.and_then(|id| self.plan.parties.place_of(id));
        let mut label = old_label;
        if !line.label.trim().is_empty() {
            let found = self.plan.parties.label(&line.label);
            if Some(found) != old_label {
                let name = |place: Place| self.plan.parties.get(place).map(model::Party::full_name).unwrap_or_default();
                changes.push(change("label", &old_label.map(name).unwrap_or_default(), &name(found)));
                label = Some(found);
            }
        }
        let old_work = before.work.and_then(|id| self.by_id.get(&id).copied());
        let work = self.work(line, track, old_work, changes);
        if changes.len() > count || work != old_work {
            self.plan.recordings.push(RecordingDraft { recording: after, label, work });
        }
    }

    /// The work of a row: the track's own, or one that is known by its ISWC or by title and writers, or a new one.
    fn work(
        &mut self,
        line: &CatalogueLine,
        track: &Track,
        own: Option<usize>,
        changes: &mut Vec<CatalogueChange>,
    ) -> Option<usize> {
        let says = |text: &String| !text.is_empty();
        let named = says(&line.work_title) || says(&line.iswc) || !line.society_numbers.is_empty();
        let open = line.unpublished.0 + line.copyright_control.0 > 0;
        if !named && !open && line.writers.is_empty() && line.publishers.is_empty() {
            return own;
        }
        let writers = self.shares(&line.writers);
        let publishers = self.shares(&line.publishers);
        for message in self.plan.parties.take_clashes() {
            if self.plan.problems.len() < MOST_PROBLEMS {
                self.plan.problems.push(CatalogueProblem { row: line.row, message, left_out: false });
            }
        }
        let title = [&line.work_title, &line.title, &track.title].into_iter().find(|title| says(title));
        let title = title.cloned().unwrap_or_default();
        // A sheet may say that a track is of another work than was thought.
        let by_iswc = self.by_iswc.get(&line.iswc).filter(|_| says(&line.iswc)).copied();
        let at = by_iswc.or(own).or_else(|| self.same_work(&title, &line.iswc, &writers));
        let at = at.unwrap_or_else(|| {
            let work = Work::new(WorkId(0), title.as_str());
            self.add(WorkDraft { work, known: false, changed: false, shares: Vec::new(), shares_changed: false })
        });
        let (parties, draft) = (&self.plan.parties, &mut self.plan.works[at]);
        if own != Some(at) {
            changes.push(change("work", "", &draft.work.title));
        }
        if says(&line.work_title) && line.work_title != draft.work.title {
            changes.push(change("workTitle", &draft.work.title, &line.work_title));
            draft.work.title.clone_from(&line.work_title);
            draft.changed = true;
        }
        if says(&line.iswc) && line.iswc != draft.work.iswc {
            let shown = |iswc: &str| Identifier::Iswc.display(iswc);
            changes.push(change("iswc", &shown(&draft.work.iswc), &shown(&line.iswc)));
            draft.work.iswc.clone_from(&line.iswc);
            draft.changed = true;
            self.by_iswc.insert(line.iswc.clone(), at);
        }
        for number in line.society_numbers.iter().filter(|number| says(&number.number)) {
            if !draft.work.society_numbers.contains(number) {
                changes.push(change("societyNumber", "", &format!("{} {}", number.society, number.number)));
                draft.work.society_numbers.push(number.clone());
                draft.changed = true;
            }
        }
        if let Some(part) = line.writers_part.filter(|part| *part != draft.work.writers_part) {
            changes.push(change("writersPart", &draft.work.writers_part.to_string(), &part.to_string()));
            draft.work.writers_part = part;
            draft.changed = true;
        }
        change_side(draft, WorkSide::Writers, writers, parties, changes);
        if open || !publishers.is_empty() {
            change_publishing(draft, line, publishers.is_empty(), changes);
        }
        change_side(draft, WorkSide::Publishers, publishers, parties, changes);
        Some(at)
    }

    fn shares(&mut self, credits: &[Credit]) -> Vec<ShareDraft> {
        let draft = |credit: &Credit| ShareDraft {
            party: self.plan.parties.find(credit),
            role: credit.role.unwrap_or(ShareRole::ComposerAuthor),
            share: credit.share.unwrap_or_default(),
            territory: "World".to_owned(),
            acts_for: None,
        };
        credits.iter().map(draft).collect()
    }

    fn same_work(&self, title: &str, iswc: &str, writers: &[ShareDraft]) -> Option<usize> {
        let wanted: Vec<Place> = sorted(writers.iter());
        let candidates = self.by_title.get(&same_name(title))?;
        candidates.iter().copied().find(|&at| {
            let draft = &self.plan.works[at];
            let numbers = iswc.is_empty() || draft.work.iswc.is_empty() || iswc == draft.work.iswc;
            let own = sorted(draft.shares.iter().filter(|share| share.role.side() == WorkSide::Writers));
            numbers && !wanted.is_empty() && own == wanted
        })
    }
}

fn sorted<'a>(shares: impl Iterator<Item = &'a ShareDraft>) -> Vec<Place> {
    let mut places: Vec<Place> = shares.map(|share| share.party).collect();
    places.sort_unstable();
    places
}

/// What a row is called in a sentence.
fn told(line: &CatalogueLine) -> String {
    let name = [&line.title, &line.file_name, &line.isrc].into_iter().find(|text| !text.is_empty());
    match (name, line.artist.as_str()) {
        (Some(name), "") => format!("\"{name}\""),
        (Some(name), artist) => format!("\"{name}\" by {artist}"),
        (None, _) => "it".to_owned(),
    }
}
