//! Reading the commissions of a show.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use model::{
    AnswerSource, Commission, CommissionFacts, CommissionId, CueId, Cut, CutId, DeliveredPart, Episode, FileFacts, Hit,
    Note, Party, PartyKind, Payment, Placement, Reminder, ReminderKind, Scene, Settlement, Track, TrackId, Version,
    Wanted, WorkFacts, alternate, delivery, is_named_for,
};
use store::{CommissionedCue, Rows, StoreError};
use timebase::{Position, Span};

use super::commission_shapes::{
    CommissionCue, CommissionHit, CommissionMoney, CommissionOffer, CommissionView, CommissionsView, VersionNote,
    VersionView,
};
use crate::books::Books;
use crate::views::ReminderView;

/// The tag of a broadcast WAV that says where it belongs (EBU Tech 3285).
const TIME_REFERENCE: &str = "bext:TimeReference";

/// A cut that commissions answer cues of.
struct OnCut {
    cut: Cut,
    episode: Episode,
    scenes: Vec<Scene>,
    hits: Vec<Hit>,
    notes: Vec<Note>,
    placements: Vec<Placement>,
}

/// The commissions of a show as they are on the day of the books; `came` are the recordings that came
/// last.
pub(crate) fn commissions(
    rows: &Rows,
    revision: u64,
    books: &Books,
    came: &[TrackId],
) -> Result<CommissionsView, StoreError> {
    let all = rows.commissions()?;
    let answered = rows.commissioned_cues()?;
    let mut cuts = HashMap::new();
    for id in answered.iter().map(|cue| cue.cut).collect::<BTreeSet<_>>() {
        cuts.extend(OnCut::read(rows, id)?.map(|cut| (id, cut)));
    }
    let taken: BTreeSet<TrackId> = all
        .iter()
        .flat_map(|one| one.versions.iter().map(|version| version.track).chain(one.files.iter().map(|file| file.track)))
        .collect();
    let is_open = |one: &&Commission| !one.sent_on.is_empty() || !one.versions.is_empty();
    let open: Vec<&Commission> = all.iter().filter(is_open).collect();
    let mut offers: HashMap<CommissionId, Vec<CommissionOffer>> = HashMap::new();
    for &track in came.iter().filter(|track| !open.is_empty() && !taken.contains(*track)) {
        let Some(track) = rows.track(track)? else { continue };
        for commission in open.iter().filter(|one| is_offered(one, &track)) {
            offers.entry(commission.id).or_default().push(offer(&track));
        }
    }
    let mut views = Vec::with_capacity(all.len());
    for commission in all {
        let own = answered.iter().filter(|cue| cue.commission == commission.id).copied().collect();
        let reading = Reading { rows, books, cuts: &cuts, answered: own };
        let offers = offers.remove(&commission.id).unwrap_or_default();
        views.push(reading.view(commission, offers)?);
    }
    let late = views.iter().filter(|view| view.is_late).count();
    let (today, currency) = (books.today.clone(), books.rates.own().to_owned());
    let persons = books.parties.values().filter(|party| party.kind == PartyKind::Person);
    let people: BTreeSet<String> = persons.map(Party::full_name).collect();
    let people = people.into_iter().collect();
    Ok(CommissionsView { revision, today, currency, late, people, commissions: views })
}

/// The dates by which something of commissions is wanted.
pub(crate) fn commission_dates(rows: &Rows, books: &Books) -> Result<Vec<ReminderView>, StoreError> {
    let dated = commissions(rows, 0, books, &[])?.commissions.into_iter().filter_map(|view| {
        let kind = match view.wanted? {
            Wanted::Demo => ReminderKind::Demo,
            Wanted::Delivery => ReminderKind::Delivery,
        };
        let reminder = Reminder {
            on: view.wanted_on,
            kind,
            clearance: None,
            commission: Some(view.commission.id),
            what: view.code,
            overdue: view.is_late,
        };
        Some(ReminderView { reminder, title: view.commission.title, licensor: view.composer_name })
    });
    Ok(dated.collect())
}

/// Whether a recording, of which nothing was made yet, is named like a commission.
fn is_offered(commission: &Commission, track: &Track) -> bool {
    let is_reference = commission.references.iter().any(|reference| reference.track == track.id);
    !is_reference && is_named_for(&file_name(track), &commission.code(), &commission.title)
}

fn offer(track: &Track) -> CommissionOffer {
    CommissionOffer { track: track.id, file: file_name(track), duration: track.duration }
}

fn file_name(track: &Track) -> String {
    Path::new(&track.path).file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

impl OnCut {
    fn read(rows: &Rows, id: CutId) -> Result<Option<Self>, StoreError> {
        let Some(cut) = rows.cut(id)? else { return Ok(None) };
        let Some(episode) = rows.episode(cut.episode)? else { return Ok(None) };
        Ok(Some(Self {
            episode,
            scenes: rows.scenes(id)?,
            hits: rows.hits(id)?,
            notes: rows.notes(id)?,
            placements: rows.placements_of_cut(id)?,
            cut,
        }))
    }

    fn timecode(&self, at: Position) -> String {
        self.cut.timecode(at).to_string()
    }

    fn said(&self, note: &Note) -> VersionNote {
        VersionNote {
            id: note.id,
            cut: note.cut,
            at: note.at,
            timecode: note.at.map(|at| self.timecode(at)).unwrap_or_default(),
            author: note.author.clone(),
            body: note.body.clone(),
            resolved: note.resolved,
            by_composer: is_of_composer(note),
        }
    }

    /// What the composer said of a cue, and of no version.
    fn said_of(&self, cue: CueId) -> Vec<VersionNote> {
        let of_it = |note: &&Note| note.cue == Some(cue) && note.placement.is_none() && is_of_composer(note);
        let mut said: Vec<&Note> = self.notes.iter().filter(of_it).collect();
        said.sort_by_key(|note| (note.at, note.id));
        said.into_iter().map(|note| self.said(note)).collect()
    }

    /// The alternates of a cue.
    fn alternates(&self, cue: CueId) -> impl Iterator<Item = &Placement> {
        self.placements.iter().filter(move |one| one.cue == cue && one.piece_of.is_none())
    }

    fn extent(&self, alternate: &Placement) -> Span {
        let pieces = self.placements.iter().filter(|one| one.alternate() == alternate.id).cloned();
        alternate::extent(&pieces.collect::<Vec<_>>()).unwrap_or_else(|| alternate.span())
    }
}

/// What is read for one commission.
struct Reading<'a> {
    rows: &'a Rows,
    books: &'a Books,
    cuts: &'a HashMap<CutId, OnCut>,
    answered: Vec<CommissionedCue>,
}

impl Reading<'_> {
    fn view(&self, commission: Commission, offers: Vec<CommissionOffer>) -> Result<CommissionView, StoreError> {
        let mut versions = Vec::new();
        for version in &commission.versions {
            versions.push(self.version(version)?);
        }
        let mut cues = Vec::new();
        for answered in &self.answered {
            cues.extend(self.cue(&commission, answered)?);
        }
        let (file_titles, files) = self.files(&commission)?;
        let delivery = delivery(&commission, &files, &self.work(&commission)?);
        let money = self.money(&commission)?;
        let newest = versions.last();
        let facts = CommissionFacts {
            open_notes: newest
                .map_or(0, |version| version.notes.iter().filter(|note| !note.resolved && !note.by_composer).count()),
            complete: delivery.iter().all(|point| point.missing.is_empty()),
            settlement: money.as_ref().map(|money| money.settlement).unwrap_or_default(),
        };
        let stage = commission.stage(facts);
        let next = commission.next_date(stage);
        let wanted_on = next.map(|(on, _)| on.to_owned()).unwrap_or_default();
        let mut reference_titles = Vec::new();
        for reference in &commission.references {
            reference_titles.push(self.title(reference.track)?);
        }
        let theme = commission.theme.map(|id| self.rows.theme(id)).transpose()?.flatten();
        let composer = commission.composer.and_then(|id| self.books.parties.get(&id));
        Ok(CommissionView {
            code: commission.code(),
            stage,
            composer_name: composer.map(Party::full_name).unwrap_or_default(),
            theme_name: theme.map(|theme| theme.name).unwrap_or_default(),
            wanted: next.map(|(_, wanted)| wanted),
            is_late: !wanted_on.is_empty() && wanted_on < self.books.today,
            wanted_on,
            days_clash: commission.delivers_before_demo(),
            remarks: remarks(&commission, &cues),
            cues,
            reference_titles,
            version_views: versions,
            file_titles,
            delivery,
            money,
            offers,
            commission,
        })
    }

    fn title(&self, track: TrackId) -> Result<String, StoreError> {
        Ok(self.rows.track(track)?.map(|track| track.title).unwrap_or_default())
    }

    fn on_cuts(&self) -> impl Iterator<Item = (&CommissionedCue, &OnCut)> {
        self.answered.iter().filter_map(|answered| Some((answered, self.cuts.get(&answered.cut)?)))
    }

    fn version(&self, version: &Version) -> Result<VersionView, StoreError> {
        let track: Option<Track> = self.rows.track(version.track)?;
        let (mut placements, mut notes) = (Vec::new(), Vec::new());
        for (answered, on) in self.on_cuts() {
            for placement in on.alternates(answered.cue).filter(|one| one.track == version.track) {
                placements.push(placement.id);
                let mut said: Vec<&Note> = on
                    .notes
                    .iter()
                    .filter(|note| note.placement == Some(placement.id) && note.answers.is_none())
                    .collect();
                said.sort_by_key(|note| (note.at, note.id));
                notes.extend(said.into_iter().map(|note| on.said(note)));
            }
        }
        Ok(VersionView {
            number: version.number,
            track: version.track,
            duration: track.as_ref().map(|track| track.duration).unwrap_or_default(),
            title: track.map(|track| track.title).unwrap_or_default(),
            came_on: version.came_on.clone(),
            approved_on: version.approved_on.clone(),
            placements,
            notes,
        })
    }

    fn cue(&self, commission: &Commission, answered: &CommissionedCue) -> Result<Option<CommissionCue>, StoreError> {
        let (Some(on), Some(cue)) = (self.cuts.get(&answered.cut), self.rows.cue(answered.cue)?) else {
            return Ok(None);
        };
        let pick = cue.pick.and_then(|id| on.placements.iter().find(|one| one.id == id));
        let span = pick.map(|pick| on.extent(pick));
        let at = span.map_or(cue.at, |span| span.start);
        let until = match (commission.length, span) {
            (Some(length), _) => at + length,
            (None, Some(span)) => span.end,
            (None, None) => {
                on.scenes.iter().find(|scene| scene.span().contains(at)).map_or(at, |scene| scene.out_point)
            }
        };
        let in_it = |hit: &&Hit| hit.at >= at && hit.at < until;
        let plays = pick.and_then(|pick| commission.versions.iter().find(|version| version.track == pick.track));
        let scene = on.scenes.iter().find(|scene| match cue.scene {
            Some(id) => scene.id == id,
            None => scene.span().contains(at),
        });
        Ok(Some(CommissionCue {
            cue: cue.id,
            number: cue.number,
            title: cue.title,
            brief: cue.brief,
            episode: answered.episode,
            episode_name: on.episode.name().to_string(),
            cut: answered.cut,
            at,
            until,
            timecode: on.timecode(at),
            scene: scene.map(|scene| format!("{} {}", scene.number, scene.slugline)).unwrap_or_default(),
            pick: cue.pick,
            plays: plays.map(|version| version.number),
            hits: on
                .hits
                .iter()
                .filter(in_it)
                .map(|hit| CommissionHit {
                    label: hit.label.clone(),
                    timecode: on.timecode(hit.at),
                    after: hit.at - at,
                })
                .collect(),
            notes: on.said_of(answered.cue),
        }))
    }

    fn files(&self, commission: &Commission) -> Result<(Vec<String>, Vec<FileFacts>), StoreError> {
        let mut facts = Vec::new();
        for file in &commission.files {
            let Some(track) = self.rows.track(file.track)? else { continue };
            let tags = self.rows.raw_tags(file.track)?;
            facts.push(FileFacts {
                title: track.title,
                part: file.part,
                duration: track.duration,
                is_wave: track.format == "wav",
                has_time_reference: tags.iter().any(|tag| tag.key == TIME_REFERENCE && tag.value != "0"),
            });
        }
        Ok((facts.iter().map(|file| file.title.clone()).collect(), facts))
    }

    /// What is known of the work behind the recording that the cue sheet will name.
    fn work(&self, commission: &Commission) -> Result<WorkFacts, StoreError> {
        let mix = commission.files.iter().find(|file| file.part == DeliveredPart::Mix).map(|file| file.track);
        let approved = commission.approved().or_else(|| commission.newest()).map(|version| version.track);
        let Some(track) = approved.or(mix) else { return Ok(WorkFacts::default()) };
        let title = self.title(track)?;
        let work = self.rows.recording(track)?.and_then(|recording| recording.work);
        let Some(work) = work.map(|id| self.rows.work(id)).transpose()?.flatten() else {
            return Ok(WorkFacts { title, ..WorkFacts::default() });
        };
        let shares = self.rows.work_shares(work.id)?;
        let parties = shares.iter().filter_map(|share| self.books.parties.get(&share.party)).cloned().collect();
        Ok(WorkFacts { title, work: Some(work), shares, parties })
    }

    fn money(&self, commission: &Commission) -> Result<Option<CommissionMoney>, StoreError> {
        let Some(line) = commission.clearance.map(|id| self.rows.clearance(id)).transpose()?.flatten() else {
            return Ok(None);
        };
        let payments: Vec<Payment> = self.rows.payments(line.id)?;
        let own = self.books.rates.own();
        Ok(Some(CommissionMoney {
            clearance: line.id,
            status: line.status,
            estimate: line.estimate,
            fee: line.fee,
            currency: if line.currency.is_empty() { own.to_owned() } else { line.currency.clone() },
            settlement: Settlement::of(&line, &self.rows.option_steps(line.id)?, &payments),
            payments,
        }))
    }
}

/// Replies of briefs are the only ones that come as a file from nobody who reviews.
fn is_of_composer(note: &Note) -> bool {
    note.source == AnswerSource::File && note.reviewer.is_none()
}

fn remarks(commission: &Commission, cues: &[CommissionCue]) -> Vec<String> {
    let mut remarks = Vec::new();
    let approved = commission.approved();
    if let (Some(approved), Some(waiting)) = (approved, commission.waiting()) {
        let follow = if cues.len() == 1 { "the cue plays" } else { "cues play" };
        remarks.push(format!(
            "v{} waits for an answer; {follow} v{}, which is approved.",
            waiting.number, approved.number
        ));
    }
    if let Some(approved) = approved {
        for cue in cues.iter().filter(|cue| cue.plays != Some(approved.number)) {
            let plays = match (cue.plays, cue.pick) {
                (Some(number), _) => format!("v{number}"),
                (None, Some(_)) => "other music".to_owned(),
                (None, None) => "nothing".to_owned(),
            };
            let (episode, number) = (&cue.episode_name, cue.number);
            remarks.push(format!("{episode} {number} plays {plays}, not v{}, which is approved.", approved.number));
        }
    }
    remarks
}
