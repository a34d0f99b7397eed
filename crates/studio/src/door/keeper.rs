//! What the review server may ask of a show, and nothing else: it reads on snapshots, and writes through edits.

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

use crossbeam_channel::Sender;
use model::{AnswerSource, CutId, Link, ProposalId, Reviewer, ReviewerId, RoundId, VisitKind};
use parking_lot::{Mutex, RwLock};
use review::{Answer, Guest, Handle, LinkState, Media, MediaId, Page, Received, Shown, Standing, Unavailable, Visit};
use store::{Rows, StoreError};

use super::answered::Answered;
use super::answers;
use super::links::{after, seconds_until};
use super::mixes::{Mix, MixQuality, Sounds, newest};
use super::opaque::Opaque;
use super::page::{Names as _, Shared};
use super::saying::Saying;
use super::shown_picture::{self, ForReviewer};
use super::wake::Wake;
use crate::{Studio, StudioError, sentence};

/// The show behind a review server.
pub struct Doorkeeper {
    studio: Studio,
    /// How well its music is heard.
    quality: MixQuality,
    names: Opaque,
    /// What is there to be heard, by round.
    mixes: RwLock<HashMap<RoundId, Kept>>,
    /// What the names of media stand for, by round.
    media: RwLock<HashMap<RoundId, Arc<HashMap<MediaId, Thing>>>>,
    /// Rounds that somebody looks at.
    rounds: Mutex<BTreeSet<RoundId>>,
    /// What their pages showed when they were last told.
    told: Mutex<HashMap<RoundId, blake3::Hash>>,
    saying: Saying,
    answered: Answered,
    wake: Sender<Wake>,
}

/// What is heard of a round.
#[derive(Clone, Default)]
struct Kept {
    sounds: Arc<Sounds>,
    /// What it is of; `None` while more is being made.
    of: Option<Arc<Of>>,
}

/// What the sounds of a round are made of.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Of {
    /// What is proposed: the newest of each alternate.
    proposals: Vec<ProposalId>,
    /// The name of the picture's own sound.
    own: Option<String>,
}

/// Something that may leave.
#[derive(Debug, Clone)]
enum Thing {
    /// The picture, and whose name is burnt into it.
    Picture { path: PathBuf, kind: &'static str, of: Option<ReviewerId> },
    /// A mix, or what the picture has of its own, which goes where the picture goes.
    Sound { mix: Mix, under: bool, wav: bool },
}

impl Doorkeeper {
    pub(super) fn new(studio: Studio, wake: Sender<Wake>, quality: MixQuality) -> Result<Self, StudioError> {
        let names = Opaque::random().map_err(StudioError::Server)?;
        Ok(Self {
            studio,
            quality,
            names,
            mixes: RwLock::default(),
            media: RwLock::default(),
            rounds: Mutex::default(),
            told: Mutex::default(),
            saying: Saying::default(),
            answered: Answered::default(),
            wake,
        })
    }

    /// How well its music is heard.
    pub(super) fn quality(&self) -> MixQuality {
        self.quality
    }

    pub(super) fn studio(&self) -> &Studio {
        &self.studio
    }

    /// Rounds that somebody looks at.
    pub(super) fn rounds(&self) -> Vec<RoundId> {
        self.rounds.lock().iter().copied().collect()
    }

    /// Keeps the mixes of what is proposed, `of`; without it there are more to come.
    pub(super) fn keep(&self, round: RoundId, sounds: Sounds, of: Option<Of>) {
        self.mixes.write().insert(round, Kept { sounds: Arc::new(sounds), of: of.map(Arc::new) });
        self.media.write().remove(&round);
    }

    /// No more mixes of a round are made until something changes.
    pub(super) fn gave_up(&self, round: RoundId) {
        self.mixes.write().entry(round).or_default().of = Some(Arc::default());
    }

    /// What the sounds of a round are to be made of.
    pub(super) fn wanted(&self, round: RoundId) -> Result<Of, StudioError> {
        let read = |rows: &Rows, _| Ok::<_, StoreError>((newest(rows.proposals(round)?), rows.round(round)?));
        let (proposals, round) = self.studio.read(read)?;
        let own = round.map(|round| self.studio.own_sound(round.cut)).transpose()?.flatten();
        Ok(Of { proposals: proposals.into_iter().map(|one| one.id).collect(), own: own.map(|own| own.name) })
    }

    /// Whether the mixes of a round are of something else than what is proposed; `files` where recordings that could not be read
    /// may be there now.
    pub(super) fn lacks(&self, round: RoundId, files: bool) -> Result<bool, StudioError> {
        let wanted = self.wanted(round)?;
        let mixes = self.mixes.read();
        let Some(Kept { sounds, of: Some(of) }) = mixes.get(&round) else { return Ok(true) };
        Ok(**of != wanted || (files && sounds.mixes.len() < of.proposals.len()))
    }

    /// Whether the pages of a round show something else than when this was asked last.
    pub(super) fn is_otherwise(&self, round: RoundId) -> bool {
        match self.print(round) {
            Ok(print) => self.told.lock().insert(round, print) != Some(print),
            Err(error) => {
                tracing::warn!(error = sentence(&error), "a round was not looked at");
                true
            }
        }
    }

    /// Of all that any page of a round could show, and of who may see what of it.
    fn print(&self, round: RoundId) -> Result<blake3::Hash, StudioError> {
        let Kept { sounds, of } = self.kept(round);
        let shown = self.studio.read(|rows, _| -> Result<_, StoreError> {
            let Some(round) = rows.round(round)? else { return Ok(None) };
            let mut reviewers = Vec::new();
            for asked in &round.reviewers {
                reviewers.extend(rows.reviewer(asked.reviewer)?);
            }
            let Some(shared) = Shared::with_everything(round, &reviewers) else { return Ok(None) };
            let cut = shared.round.cut;
            let nothing = ForReviewer::Nothing;
            let page = shared.page(rows, &sounds, &self.names, &nothing, || self.studio.books(rows))?;
            Ok(Some((cut, page, reviewers)))
        })?;
        let mut pictures = Vec::new();
        if let Some((cut, _, reviewers)) = &shown {
            for name in reviewers.iter().map(|one| Some(one.name.as_str())).chain([None]) {
                pictures.push(shown_picture::for_reviewer(&self.studio, *cut, name)?);
            }
        }
        let mut under: Vec<&str> = sounds.under.values().map(|mix| mix.key.as_str()).collect();
        under.sort_unstable();
        Ok(blake3::hash(format!("{shown:?} {of:?} {pictures:?} {under:?}").as_bytes()))
    }

    fn look_at(&self, round: RoundId) {
        if self.rounds.lock().insert(round) && !self.mixes.read().contains_key(&round) {
            // Nobody hears it when the share is gone.
            let _ = self.wake.send(Wake::Round(round));
        }
    }

    fn kept(&self, round: RoundId) -> Kept {
        self.mixes.read().get(&round).cloned().unwrap_or_default()
    }

    /// The link of a guest with its round, as they are now.
    fn shared<T>(
        &self,
        guest: &Guest,
        work: impl FnOnce(&Rows, Shared) -> Result<Option<T>, StoreError>,
    ) -> Result<T, Unavailable> {
        let found = self.studio.read(|rows, _| -> Result<_, StoreError> {
            let Some(link) = rows.link(guest.link)? else { return Ok(None) };
            match Shared::read(rows, &link)? {
                Some(shared) => work(rows, shared),
                None => Ok(None),
            }
        });
        found.map_err(|error| unavailable(&error.into()))?.ok_or_else(|| Unavailable("the round is gone".to_owned()))
    }

    /// What the names of a round's media stand for.
    fn things(&self, guest: &Guest) -> Result<Arc<HashMap<MediaId, Thing>>, Unavailable> {
        if let Some(known) = self.media.read().get(&guest.round) {
            return Ok(Arc::clone(known));
        }
        let (cut, people) = self.shared(guest, |rows, shared| {
            let people = shared.round.reviewers.iter().map(|asked| rows.reviewer(asked.reviewer));
            let people = people.collect::<Result<Vec<Option<Reviewer>>, _>>()?;
            Ok(Some((shared.round.cut, people)))
        })?;
        let mut things = HashMap::new();
        let people = people.iter().flatten().map(|one| (Some(one.id), Some(one.name.as_str())));
        for (id, name) in people.chain([(None, None)]) {
            let ForReviewer::Shown(picked) = self.picked(cut, name)? else { continue };
            let of = id.filter(|_| picked.burn.name.is_some());
            let thing = Thing::Picture { path: picked.path.clone(), kind: picked.kind, of };
            things.insert(self.names.picture(&picked.path.to_string_lossy()), thing);
        }
        let Kept { sounds, .. } = self.kept(guest.round);
        let alternates = sounds.mixes.values().map(|mix| (mix, false));
        for (mix, under) in alternates.chain(sounds.under.values().map(|mix| (mix, true))) {
            things.insert(self.names.opus(mix), Thing::Sound { mix: mix.clone(), under, wav: false });
            things.insert(self.names.wav(mix), Thing::Sound { mix: mix.clone(), under, wav: true });
        }
        let things = Arc::new(things);
        self.media.write().insert(guest.round, Arc::clone(&things));
        Ok(things)
    }

    fn picked(&self, cut: CutId, name: Option<&str>) -> Result<ForReviewer, Unavailable> {
        shown_picture::for_reviewer(&self.studio, cut, name).map_err(|error| unavailable(&error))
    }

    /// Something was said, or somebody may hear something else.
    pub(super) fn said_more(&self) {
        self.saying.changed();
    }

    /// Forgets what pictures are called: another may have been chosen.
    pub(super) fn forget_media(&self) {
        self.media.write().clear();
    }

    /// Writes down the answers that were gathered.
    pub(super) fn write_log(&self) {
        for (link, peer, answers) in self.answered.left() {
            let entry = model::Visit { link, at: self.studio.moment().at, peer, what: VisitKind::Answered, answers };
            if let Err(error) = self.studio.document().log_visit(&entry) {
                tracing::warn!(%error, "answers were not written down");
            }
        }
    }

    fn standing(&self, link: &Link, round_is_there: bool) -> (Standing, Option<u64>) {
        let now = self.studio.moment().at;
        let left = link.expires_at.as_deref().map(|at| seconds_until(at, &now).unwrap_or(0));
        let locked = link.locked_until.as_deref().and_then(|until| seconds_until(until, &now)).unwrap_or(0);
        let standing = if link.revoked_at.is_some() || !round_is_there {
            Standing::Revoked
        } else if left.is_some_and(|left| left <= 0) {
            Standing::Expired
        } else if let Ok(seconds @ 1..) = u64::try_from(locked) {
            Standing::Locked { seconds }
        } else {
            Standing::Open
        };
        (standing, left.map(|left| u64::try_from(left).unwrap_or(0)))
    }
}

fn unavailable(error: &StudioError) -> Unavailable {
    Unavailable(sentence(error))
}

impl Shown for Doorkeeper {
    fn link(&self, handle: Handle) -> Result<Option<LinkState>, Unavailable> {
        let found = self.studio.read(|rows, _| -> Result<_, StoreError> {
            let Some(link) = rows.link(handle.0)? else { return Ok(None) };
            let there = Shared::read(rows, &link)?.is_some();
            Ok(Some((link, there)))
        });
        let found = found.map_err(|error| unavailable(&error.into()))?;
        Ok(found.map(|(link, there)| {
            let (standing, seconds_left) = self.standing(&link, there);
            LinkState {
                guest: Guest { link: link.id, reviewer: link.reviewer, round: link.round },
                token_hash: link.token_hash,
                pin_hash: link.pin_hash,
                standing,
                seconds_left,
            }
        }))
    }

    fn page(&self, guest: &Guest) -> Result<Page, Unavailable> {
        self.look_at(guest.round);
        let Kept { sounds, of } = self.kept(guest.round);
        let (cut, name, wanted) = self.shared(guest, |_, shared| {
            let name = shared.link.burn_name.then(|| shared.you.name.clone());
            Ok(Some((shared.round.cut, name, shared.link.picture)))
        })?;
        let picked = if wanted { self.picked(cut, name.as_deref())? } else { ForReviewer::Nothing };
        let page = self.shared(guest, |rows, shared| {
            shared.page(rows, &sounds, &self.names, &picked, || self.studio.books(rows))
        })?;
        let is_made = |id: ProposalId| of.as_ref().is_some_and(|of| of.proposals.contains(&id));
        let mut silent = page.cues.iter().flat_map(|cue| &cue.alternates).filter(|one| one.sound.is_none());
        Ok(Page { making: silent.any(|one| !is_made(one.id)), ..page })
    }

    fn said(&self, guest: &Guest) -> Result<Arc<[u8]>, Unavailable> {
        let private = self.shared(guest, |_, shared| Ok(Some(shared.you.sees.private_notes)))?;
        self.saying.get((guest.round, private), || {
            let said = self.shared(guest, |rows, mut shared| {
                // Who may see what can change meanwhile; what is kept under this name holds nothing else.
                shared.you.sees.private_notes = private;
                shared.said(rows).map(Some)
            })?;
            serde_json::to_vec(&said).map(Arc::from).map_err(|error| Unavailable(error.to_string()))
        })
    }

    fn media(&self, guest: &Guest, id: &MediaId) -> Result<Option<Media>, Unavailable> {
        let Some(thing) = self.things(guest)?.get(id).cloned() else { return Ok(None) };
        let picture = || self.shared(guest, |_, shared| Ok(Some(shared.link.picture)));
        Ok(match thing {
            Thing::Picture { path, kind, of } => {
                let shared = picture()?;
                let theirs = of.is_none_or(|of| of == guest.reviewer);
                (shared && theirs && path.is_file()).then_some(Media { path, kind })
            }
            Thing::Sound { under: true, .. } if !picture()? => None,
            Thing::Sound { mix, wav: false, .. } => Some(Media { path: mix.opus, kind: "audio/ogg" }),
            Thing::Sound { mix, wav: true, .. } => {
                Some(Media { path: mix.wav().map_err(|error| unavailable(&error))?, kind: "audio/wav" })
            }
        })
    }

    fn answer(&self, guest: &Guest, given: &[Answer]) -> Result<Vec<Received>, Unavailable> {
        answers::take(&self.studio, guest, given, AnswerSource::Link).map_err(|error| unavailable(&error))
    }

    fn visited(&self, handle: Handle, from: &str, visit: Visit) {
        let (what, count) = match visit {
            Visit::Entered => (VisitKind::Entered, 0),
            Visit::WrongToken => (VisitKind::WrongToken, 0),
            Visit::WrongPin => (VisitKind::WrongPin, 0),
            Visit::Refused => (VisitKind::Refused, 0),
            Visit::Answered(count) => {
                let count = i64::try_from(count).unwrap_or(i64::MAX);
                let Some(count) = self.answered.now(handle.0, from, count) else { return };
                (VisitKind::Answered, count)
            }
        };
        let now = self.studio.moment().at;
        let mut document = self.studio.document();
        let write = || -> Result<(), StoreError> {
            let Some(mut link) = document.rows().link(handle.0)? else { return Ok(()) };
            match visit {
                Visit::WrongPin => {
                    link.wrong_pins += 1;
                    if let Some(minutes) = link.lock_minutes() {
                        link.locked_until = after(&now, minutes);
                    }
                    document.put_link(&link)?;
                }
                Visit::Entered if link.wrong_pins > 0 => {
                    link.wrong_pins = 0;
                    link.locked_until = None;
                    document.put_link(&link)?;
                }
                Visit::Entered | Visit::WrongToken | Visit::Refused | Visit::Answered(_) => {}
            }
            let entry = model::Visit { link: link.id, at: now, peer: from.to_owned(), what, answers: count };
            document.log_visit(&entry)
        };
        if let Err(error) = write() {
            tracing::warn!(%error, "a visit was not written down");
        }
    }
}
