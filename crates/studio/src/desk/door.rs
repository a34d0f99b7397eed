//! Sharing a review from the running application: one switch, and links that can be copied as long as it runs.

use std::path::PathBuf;
use std::thread;

use model::{CommissionId, CutId, LinkId, RoundId};
use review::{Address, Reach, qr_svg};

use super::Desk;
use crate::door::{Leaving, LinkSpec, MixQuality, PackageSpec, Share, SharedLink, SharedRound};
use crate::error::StudioError;
use crate::proxies::{BurnIn, Playable};
use crate::views::JobKind;

/// Entries of the log that the sheet shows.
const SHOWN: usize = 50;
/// Where links lead: the same each time, so that one that was sent goes on leading there.
const PORT: u16 = 7447;

impl Desk {
    /// How a round is shared.
    ///
    /// # Errors
    /// If no show is open, or it cannot be read.
    pub fn share(&self, cut: CutId, round: RoundId) -> Result<SharedRound, StudioError> {
        let studio = self.studio()?;
        let (links, visits) = (studio.links(round)?, studio.visits(round, SHOWN)?);
        let shown = self.picture_for_review(cut)?;
        let name = studio.whole_picture(cut).ok().map(|picture| picture.name());
        let leaves = shown.cannot.is_empty() && shown.bytes > 0;
        let mut burnt_for = Vec::new();
        if let Some(round) = studio.read(|rows, _| rows.round(round))? {
            for asked in round.reviewers {
                let Some(reviewer) = studio.read(|rows, _| rows.reviewer(asked.reviewer))? else { continue };
                if is_burnt(&studio, cut, &reviewer.name)? {
                    burnt_for.push(reviewer.id);
                }
            }
        }
        let mixes = studio.read(|rows, _| rows.proposals(round))?.len();
        let own_sound = leaves && studio.own_sound(cut)?.is_some();
        let door = self.0.door.lock();
        let present = door.share.as_ref().map(Share::present).unwrap_or_default();
        let address = |id: LinkId| Some(door.share.as_ref()?.link(id, door.tokens.get(&id)?));
        let links = links.into_iter().map(|view| {
            let address = address(view.id);
            SharedLink { qr: address.as_deref().and_then(qr_svg), address, present: present.contains(&view.id), view }
        });
        Ok(SharedRound {
            base: door.share.as_ref().map(|share| share.base().to_owned()),
            lan: door.lan,
            quality: door.quality,
            links: links.collect(),
            visits,
            leaving: Leaving {
                own_sound,
                picture: name.filter(|_| leaves).map(|name| (name, shown.bytes)),
                proxy: shown.proxy,
                picture_cannot: shown.cannot,
                picture_better: shown.better,
                burnt_for,
                mixes,
            },
        })
    }

    /// Starts to share, on this machine alone or with the local network, and makes the music of a round.
    ///
    /// # Errors
    /// If no show is open, or the server cannot start.
    pub fn start_share(&self, round: RoundId, lan: bool, quality: MixQuality) -> Result<(), StudioError> {
        let studio = self.studio()?;
        self.stop_share();
        let desk = std::sync::Arc::downgrade(&self.0);
        let jobs = move || match desk.upgrade() {
            Some(inner) => Self(inner).start_job(JobKind::Mix, "Making the music of the review"),
            None => crate::jobs::Job::new(0, JobKind::Mix, "", |_| {}),
        };
        let reach = if lan { Reach::Lan } else { Reach::Loopback };
        let share = Share::start(&studio, &Address { reach, port: PORT, public: None }, quality, jobs)?;
        share.prepare(round)?;
        let mut door = self.0.door.lock();
        door.share = Some(share);
        door.lan = lan;
        door.quality = quality;
        Ok(())
    }

    /// Another file is shown from now on: open pages of reviewers read theirs again.
    pub(super) fn picture_changed(&self) {
        if let Some(share) = &self.0.door.lock().share {
            share.picture_changed();
        }
    }

    /// Stops sharing: every page that is open is closed.
    pub fn stop_share(&self) {
        let share = self.0.door.lock().share.take();
        drop(share);
    }

    /// Makes a link that can be copied as long as the application runs.
    ///
    /// # Errors
    /// As [`crate::Studio::make_link`].
    pub fn make_link(&self, spec: &LinkSpec) -> Result<LinkId, StudioError> {
        let made = self.studio()?.make_link(spec)?;
        self.0.door.lock().tokens.insert(made.id, made.token);
        Ok(made.id)
    }

    /// Takes a link back; pages that are open by it are closed at once.
    ///
    /// # Errors
    /// As [`crate::Studio::revoke_link`].
    pub fn revoke_link(&self, id: LinkId) -> Result<(), StudioError> {
        self.studio()?.revoke_link(id)?;
        let mut door = self.0.door.lock();
        door.tokens.remove(&id);
        if let Some(share) = &door.share {
            share.links_changed();
        }
        Ok(())
    }

    /// Starts to put a commission's brief into a page for its composer; the job's number.
    ///
    /// # Errors
    /// If no show is open.
    pub fn make_brief(&self, commission: CommissionId, path: PathBuf) -> Result<u64, StudioError> {
        let studio = self.studio()?;
        let job = self.start_job(JobKind::Package, "Making the brief");
        let id = job.id();
        thread::spawn(move || {
            // As for packages of rounds.
            if let Err(error) = studio.make_brief(&job, commission, &path, true) {
                tracing::warn!(error = crate::sentence(&error), "no brief was made");
            }
        });
        Ok(id)
    }

    /// Starts to put a round into a file or a folder; the job's number.
    ///
    /// # Errors
    /// If no show is open.
    pub fn make_package(&self, spec: PackageSpec, path: PathBuf) -> Result<u64, StudioError> {
        let studio = self.studio()?;
        let job = self.start_job(JobKind::Package, "Making the package");
        let id = job.id();
        thread::spawn(move || {
            // The job says why not; the system's dialog asked before what is there is replaced.
            if let Err(error) = studio.make_package(&job, &spec, &path, true) {
                tracing::warn!(error = crate::sentence(&error), "no package was made");
            }
        });
        Ok(id)
    }
}

/// Whether a proxy with somebody's name was made.
fn is_burnt(studio: &crate::Studio, cut: CutId, name: &str) -> Result<bool, StudioError> {
    for timecode in [true, false] {
        let burn = BurnIn { timecode, name: Some(name.to_owned()) };
        if matches!(studio.playable_picture(cut, None, &burn)?, Playable::Plays(_)) {
            return Ok(true);
        }
    }
    Ok(false)
}
