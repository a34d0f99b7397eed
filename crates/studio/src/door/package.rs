//! A round as a file: planned, so that its size and what is inside are known first; made; and written down.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use model::{Cut, Link, Package, PackageId, PackagedFor, Reviewer, ReviewerId, Round, RoundId, Secret, Sees};
use playback::BounceError;
use review::{Index, Packed, packed_length};
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use ts_rs::TS;

use super::mixes::{self, MixQuality, Sounds};
use super::mixing;
use super::packing::{Numbered, STEP, Writer};
use super::page::{Names, Shared, as_link};
use super::picture::{Leaving, Sendable, sendable};
use super::shown_picture::{ForReviewer, Picked};
use crate::books::Books;
use crate::jobs::Job;
use crate::proxies::BurnIn;
use crate::{Studio, StudioError, check_output};

/// A round as it is to be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PackageSpec {
    /// What is shown in it.
    pub round: RoundId,
    /// For whom; nobody for all who are asked. What is inside is what every one of them may see.
    pub reviewers: Vec<ReviewerId>,
    /// With the picture, where browsers play it.
    pub picture: bool,
    /// Call alternates by their letters alone.
    pub neutral: bool,
    /// Show the reviewer's name over the picture.
    pub burn_name: bool,
    /// How well the music is heard.
    pub quality: MixQuality,
    /// With the music as WAV as well, for browsers that cannot play Ogg Opus.
    pub wav: bool,
    /// As a folder with media beside its page, instead of one file.
    pub folder: bool,
}

/// What a package will hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PackagePlan {
    /// For whom.
    pub people: Vec<String>,
    /// How many cues are shown.
    pub cues: usize,
    /// How many mixes are heard.
    pub mixes: usize,
    /// Whether the picture's own sound goes along, under them.
    pub own_sound: bool,
    /// About how many bytes all sound takes.
    pub sound_bytes: u64,
    /// How many bytes it takes as WAV.
    pub wav_bytes: u64,
    /// The picture's file, where it goes along.
    pub picture: Option<String>,
    /// What it is: `H.264 in MP4`.
    pub picture_kind: Option<String>,
    /// How many bytes it has.
    pub picture_bytes: u64,
    /// Why it stays, as a sentence; empty where nothing is to be said.
    pub picture_stays: String,
    /// About how many bytes the package will have.
    pub bytes: u64,
    /// Whether that is more than one file should have: then it must be a folder.
    pub too_large: bool,
}

/// A package that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadePackage {
    /// Its row.
    pub id: PackageId,
    /// Its file or folder.
    pub path: PathBuf,
    /// Its bytes.
    pub bytes: u64,
    /// How many mixes are in it.
    pub mixes: usize,
    /// The picture that is in it.
    pub picture: Option<String>,
}

/// Most bytes of one file: beyond it browsers take their time, and mail and messengers take none of it.
pub const MOST_BYTES: u64 = 500_000_000;
/// What page, fonts and what is shown take at least.
const PAGE: u64 = 700_000;
/// What a mix takes in what is shown, its waveform most of it.
const MIX: u64 = 1_600;

/// A round with everything that is read of it once.
struct Sent {
    round: Round,
    cut: Cut,
    people: Vec<Reviewer>,
    picture: Option<Leaving>,
    stays: String,
}

impl Sent {
    fn read(studio: &Studio, spec: &PackageSpec) -> Result<Self, StudioError> {
        let refuse = |reason: &str| Err(StudioError::Package { reason: reason.to_owned() });
        let found = studio.read(|rows, _| -> Result<_, StoreError> {
            let Some(round) = rows.round(spec.round)? else { return Ok(None) };
            let Some(cut) = rows.cut(round.cut)? else { return Ok(None) };
            let mut people = Vec::new();
            for asked in &round.reviewers {
                people.extend(rows.reviewer(asked.reviewer)?);
            }
            Ok(Some((round, cut, people)))
        })?;
        let Some((round, cut, mut people)) = found else {
            return Err(StudioError::NoSuch { what: "round", id: spec.round.0 });
        };
        if !spec.reviewers.iter().all(|wanted| round.asks(*wanted)) {
            return refuse("somebody it is for is not asked in this round");
        }
        people.retain(|one| spec.reviewers.is_empty() || spec.reviewers.contains(&one.id));
        if people.is_empty() {
            return refuse("nobody is asked in this round");
        }
        // A file is read by whoever has it: what one of them may not see is not in it.
        let sees = people.iter().fold(
            Sees { money: true, clearance: true, contacts: true, private_notes: true },
            |all, one| Sees {
                money: all.money && one.sees.money,
                clearance: all.clearance && one.sees.clearance,
                contacts: all.contacts && one.sees.contacts,
                private_notes: all.private_notes && one.sees.private_notes,
            },
        );
        for one in &mut people {
            one.sees = sees;
        }
        let (picture, stays) = match sendable(studio, &cut)? {
            Sendable::Goes(picture) if spec.picture => (Some(picture), String::new()),
            Sendable::Stays(reason) if spec.picture => (None, reason),
            Sendable::None | Sendable::Goes(_) | Sendable::Stays(_) => (None, String::new()),
        };
        Ok(Self { round, cut, people, picture, stays })
    }
}

impl Studio {
    /// What a package will hold, and about how large it will be.
    ///
    /// # Errors
    /// If there is no such round, somebody is not asked in it, or the document cannot be read.
    pub fn plan_package(&self, spec: &PackageSpec) -> Result<PackagePlan, StudioError> {
        let sent = Sent::read(self, spec)?;
        let proposals = mixes::newest(self.read(|rows, _| rows.proposals(sent.round.id))?);
        let mut cues: Vec<_> = proposals.iter().map(|one| one.cue).collect();
        cues.sort_unstable();
        cues.dedup();
        let sound = mixes::planned(self, sent.round.id, spec.quality, sent.picture.is_some())?;
        let picture_bytes = sent.picture.as_ref().map_or(0, |picture| picture.bytes);
        let mut bytes =
            PAGE + MIX * (sound.mixes + sound.under) as u64 * sent.people.len() as u64 + packed_length(sound.bytes);
        if spec.wav {
            bytes += packed_length(sound.wav_bytes);
        }
        bytes += if spec.folder { picture_bytes } else { packed_length(picture_bytes) };
        Ok(PackagePlan {
            people: sent.people.into_iter().map(|one| one.name).collect(),
            cues: cues.len(),
            mixes: sound.mixes,
            own_sound: sound.under > 0,
            sound_bytes: sound.bytes,
            wav_bytes: sound.wav_bytes,
            picture_kind: sent.picture.as_ref().map(|picture| picture.what.clone()),
            picture: sent.picture.map(|picture| picture.name),
            picture_bytes,
            picture_stays: sent.stays,
            bytes,
            too_large: !spec.folder && bytes > MOST_BYTES,
        })
    }

    /// Makes a package at `path`, a file or a new folder. What cannot be heard is left out, and named in the job.
    ///
    /// # Errors
    /// As [`Studio::plan_package`]; if it is too large for one file, it was cancelled, or it cannot be written. Nothing is left
    /// of it then.
    pub fn make_package(
        &self,
        job: &Job,
        spec: &PackageSpec,
        path: &Path,
        replace: bool,
    ) -> Result<MadePackage, StudioError> {
        let _finish = job.finish_at_last();
        let made = self.try_package(job, spec, path, replace);
        if let Err(error) = &made
            && !job.is_cancelled()
        {
            let (path, reason) = (path.display().to_string(), crate::sentence(error));
            job.update(|view| view.failed.push(crate::views::FailedFile { path, reason }));
        }
        made
    }

    fn try_package(
        &self,
        job: &Job,
        spec: &PackageSpec,
        path: &Path,
        replace: bool,
    ) -> Result<MadePackage, StudioError> {
        let plan = self.plan_package(spec)?;
        if plan.too_large {
            return Err(StudioError::Package {
                reason: format!(
                    "one file would have about {} MB; make a folder of it, or leave the picture out",
                    plan.bytes / 1_000_000
                ),
            });
        }
        self.document().may_write()?;
        if spec.folder && path.symlink_metadata().is_ok() {
            return Err(StudioError::Exists { path: path.to_owned() });
        }
        check_output(self, path, replace)?;
        let steps = usize::try_from(plan.bytes / STEP).unwrap_or(0);
        job.update(|view| (view.done, view.total) = (0, steps));
        let sent = Sent::read(self, spec)?;
        let sounds =
            mixing::made_within(self, job, sent.round.id, (spec.quality, sent.picture.is_some()), &mut |_| {})?;
        let names = Numbered::of(&sounds);
        let (id, made_at) = (PackageId(self.document().next_id()), self.moment().at);
        let people = sent.people.iter().map(|one| Ok(PackagedFor { reviewer: one.id, secret: random()? }));
        let people = people.collect::<io::Result<Vec<_>>>().map_err(StudioError::Server)?;
        let packed = self.pack(
            spec,
            &sent,
            &sounds,
            &names,
            Packed::new(id, &made_at, spec.folder, sent.picture.as_ref().map(|picture| picture.kind)),
            &people,
        )?;
        let Secret(nonce) = random().map_err(StudioError::Server)?;
        let index = Index::new(&packed, nonce.first_chunk().unwrap_or(&[0; 16])).map_err(StudioError::Server)?;
        let mut media = BTreeMap::new();
        for mix in sounds.all() {
            media.insert(names.opus(mix), mix.opus.clone());
            if spec.wav {
                media.insert(names.wav(mix), mix.wav()?);
            }
            if job.is_cancelled() {
                return Err(BounceError::Cancelled.into());
            }
        }
        job.update(|view| view.current = file_name(path));
        let writer = Writer { job, index: &index, media: &media, picture: sent.picture.as_ref() };
        let record = |bytes: u64| Package {
            id,
            round: sent.round.id,
            made_at: made_at.clone(),
            file: file_name(path),
            folder: spec.folder,
            size: i64::try_from(bytes).unwrap_or(i64::MAX),
            mixes: i64::try_from(sounds.mixes.len()).unwrap_or(i64::MAX),
            bits: i64::from(spec.quality.bits_per_second()),
            wav: spec.wav,
            picture: sent.picture.as_ref().map(|picture| picture.name.clone()),
            neutral: spec.neutral,
            burn_name: spec.burn_name,
            people: people.clone(),
        };
        let bytes = if spec.folder { writer.folder(self, path, record) } else { writer.file(self, path, record) }?;
        let picture = sent.picture.map(|picture| picture.name);
        Ok(MadePackage { id, path: path.to_owned(), bytes, mixes: sounds.mixes.len(), picture })
    }

    /// What is shown to each of those whom it is for.
    fn pack(
        &self,
        spec: &PackageSpec,
        sent: &Sent,
        sounds: &Sounds,
        names: &Numbered,
        mut packed: Packed,
        people: &[PackagedFor],
    ) -> Result<Packed, StudioError> {
        let shown = self.read(|rows, _| -> Result<_, StoreError> {
            sent.people
                .iter()
                .map(|you| shown_to(rows, spec, sent, you, (sounds, names), || self.books(rows)))
                .collect::<Result<Vec<_>, _>>()
        })?;
        for (person, shown) in people.iter().zip(shown) {
            let Some((mut page, said)) = shown else {
                return Err(StudioError::NoSuch { what: "cut", id: sent.cut.id.0 });
            };
            if !spec.wav {
                for cue in &mut page.cues {
                    let alternates = cue.alternates.iter_mut().filter_map(|one| one.sound.as_mut());
                    alternates.chain(cue.under.as_mut()).for_each(|sound| sound.wav = None);
                }
            }
            packed.add(&person.secret, page, said);
        }
        Ok(packed)
    }
}

fn shown_to(
    rows: &Rows,
    spec: &PackageSpec,
    sent: &Sent,
    you: &Reviewer,
    (sounds, names): (&Sounds, &Numbered),
    books: impl FnOnce() -> Result<Arc<Books>, StoreError>,
) -> Result<Option<(review::Page, review::Said)>, StoreError> {
    let shared = Shared {
        round: sent.round.clone(),
        link: Link {
            neutral: spec.neutral,
            burn_name: spec.burn_name,
            picture: sent.picture.is_some(),
            ..as_link(spec.round, you.id)
        },
        you: you.clone(),
    };
    let picked = sent.picture.as_ref().map_or(ForReviewer::Nothing, |leaving| {
        ForReviewer::Shown(Picked { path: leaving.path.clone(), kind: leaving.kind, burn: BurnIn::default() })
    });
    let Some(page) = shared.page(rows, sounds, names, &picked, books)? else { return Ok(None) };
    Ok(Some((page, shared.said(rows)?)))
}

pub(super) fn random() -> io::Result<Secret> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(Secret(bytes))
}

fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}
