//! A brief as a file for its composer: the scenes with their picture, what the music may sound like, and the newest demo with what was
//! said of it, in one page that asks nobody for anything.

use std::fs::File;
use std::io::{self, BufWriter, Write as _};
use std::ops::{ControlFlow, Range};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use model::{CommissionId, PackageId, SentBrief, TrackId};
use playback::{BounceError, Clip, Fade, FadeShape, Files, OpusOptions, Program, Sources, Unreadable, encode_opus};
use review::{
    BriefDemo, BriefFact, BriefHit, BriefMedia, BriefNote, BriefPage, BriefReference, BriefReturn, BriefScene, Index,
    MediaId, package_name, write_inside,
};
use store::StoreError;
use timebase::{Flicks, Frames, Position, SampleRate};

use super::mixes::folder_of;
use super::package::random;
use crate::briefs::brief;
use crate::files::unwritable;
use crate::jobs::Job;
use crate::proxies::Stretch;
use crate::proxy_error::ProxyError;
use crate::sound::{Lying, clip, sample_at};
use crate::unfinished::Unfinished;
use crate::views::{CommissionCue, CommissionView, FailedFile, VersionView};
use crate::{Studio, StudioError, check_output, spans};

/// What is shown before the music begins, and after it ends.
const BEFORE: Flicks = Flicks(5 * timebase::FLICKS_PER_SECOND);
const AFTER: Flicks = Flicks(3 * timebase::FLICKS_PER_SECOND);
/// Bits a second of references: enough to know what is meant.
const REFERENCE_BITS: u32 = 48_000;
/// Bits a second of a demo.
const DEMO_BITS: u32 = 96_000;
/// Columns of the waveform that is measured by the way, of which nothing is used here.
const COLUMNS: usize = 2;
/// What of such a page is made anew where the way to make it changes.
const VERSION: u32 = 1;

/// A brief that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeBrief {
    /// Its file.
    pub path: PathBuf,
    /// Its bytes.
    pub bytes: u64,
    /// How many scenes it shows.
    pub scenes: usize,
    /// How many of them with their picture.
    pub pictures: usize,
    /// How many references and demos are heard.
    pub sounds: usize,
    /// Why pictures are not in it, as sentences.
    pub remarks: Vec<String>,
}

/// What lies in the page.
#[derive(Default)]
struct Inside {
    pictures: Vec<(MediaId, Stretch)>,
    sounds: Vec<(MediaId, PathBuf)>,
}

/// A brief on its way.
struct Making<'a> {
    studio: &'a Studio,
    job: &'a Job,
    inside: Inside,
}

impl Studio {
    /// Makes the page of a commission's brief at `path`. What cannot be heard or shown is left out, and named in the job or in the
    /// page. Progress counts scenes, references and the file itself.
    ///
    /// # Errors
    /// If there is no such commission, it was cancelled, or the file cannot be written. Nothing is left of it then.
    pub fn make_brief(
        &self,
        job: &Job,
        commission: CommissionId,
        path: &Path,
        replace: bool,
    ) -> Result<MadeBrief, StudioError> {
        let _finish = job.finish_at_last();
        let made = self.try_brief(job, commission, path, replace);
        if let Err(error) = &made
            && !job.is_cancelled()
        {
            let (path, reason) = (path.display().to_string(), crate::sentence(error));
            job.update(|view| view.failed.push(FailedFile { path, reason }));
        }
        made
    }

    fn try_brief(
        &self,
        job: &Job,
        commission: CommissionId,
        path: &Path,
        replace: bool,
    ) -> Result<MadeBrief, StudioError> {
        check_output(self, path, replace)?;
        let found = self.commissions()?.commissions.into_iter().find(|one| one.commission.id == commission);
        let view = found.ok_or(StudioError::NoSuch { what: "commission", id: commission.0 })?;
        let total = view.cues.len() + view.commission.references.len() + 1;
        job.update(|shown| (shown.done, shown.total) = (0, total));
        let mut making = Making { studio: self, job, inside: Inside::default() };
        let mut page = making.page(&view)?;
        let inside = making.inside;
        let sent = self.answerable(&view, path)?;
        page.reply = sent
            .as_ref()
            .map(|sent| BriefReturn { page: package_name(sent.id), secret: URL_SAFE_NO_PAD.encode(sent.secret.0) });
        let nonce = random().map_err(StudioError::Server)?;
        let nonce = nonce.0.first_chunk().copied().unwrap_or_default();
        let index = Index::of_brief(&page, &nonce).map_err(StudioError::Server)?;
        if let Some(sent) = &sent {
            self.document().put_brief(sent)?;
        }
        let written = inside.write(job, &index, path);
        if let (Err(_), Some(sent)) = (&written, &sent)
            && let Err(error) = self.document().forget_brief(sent.id)
        {
            tracing::warn!(%error, "a page that never was stays written down");
        }
        let bytes = written?;
        job.update(|shown| shown.done = shown.total);
        Ok(MadeBrief {
            path: path.to_owned(),
            bytes,
            scenes: page.scenes.len(),
            pictures: inside.pictures.len(),
            sounds: inside.sounds.len(),
            remarks: page.scenes.into_iter().map(|scene| scene.picture_stays).filter(|why| !why.is_empty()).collect(),
        })
    }
}

impl Studio {
    /// What a page is known by when its reply comes; nothing of a show that takes none, since it cannot be written to.
    fn answerable(&self, view: &CommissionView, path: &Path) -> Result<Option<SentBrief>, StudioError> {
        if self.document().may_write().is_err() {
            return Ok(None);
        }
        Ok(Some(SentBrief {
            id: PackageId(self.document().next_id()),
            commission: view.commission.id,
            made_at: self.moment().at,
            file: path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
            composer: view.composer_name.clone(),
            secret: random().map_err(StudioError::Server)?,
        }))
    }
}

impl Making<'_> {
    fn page(&mut self, view: &CommissionView) -> Result<BriefPage, StudioError> {
        let show = self.studio.read(|rows, _| rows.show())?.title;
        let told = brief(view, &show);
        let mut scenes = Vec::with_capacity(view.cues.len());
        for cue in &view.cues {
            scenes.push(self.scene(cue, view.version_views.last())?);
            self.step()?;
        }
        let mut references = Vec::with_capacity(view.commission.references.len());
        for reference in &view.commission.references {
            references.extend(self.reference(reference.track, &reference.note)?);
            self.step()?;
        }
        Ok(BriefPage {
            version: BriefPage::VERSION,
            made_at: self.studio.moment().at,
            show,
            code: told.code,
            title: told.title,
            composer: told.composer,
            brief: told.brief,
            facts: told.facts.into_iter().map(|(name, words)| BriefFact { name, words }).collect(),
            deliverables: told.deliverables,
            scenes,
            references,
            reply: None,
        })
    }

    /// Tells that one thing more is done.
    fn step(&self) -> Result<(), StudioError> {
        self.job.update(|view| view.done += 1);
        if self.job.is_cancelled() { Err(BounceError::Cancelled.into()) } else { Ok(()) }
    }

    fn scene(&mut self, cue: &CommissionCue, newest: Option<&VersionView>) -> Result<BriefScene, StudioError> {
        let cut = self.studio.cut_row(cue.cut)?;
        let end = Position::ZERO + cut.length;
        // From a frame of the cut on, so that timecode and picture begin together.
        let first = cut.rate.frames_floor((cue.at.since_origin() - BEFORE).max(Flicks::ZERO));
        let from = Position::ZERO + cut.rate.flicks(first);
        let until = (cue.until.max(cue.at) + AFTER).min(end).max(from + BEFORE);
        let span = from..until;
        let (picture, picture_stays) = match cut.picture {
            None => (None, String::new()),
            Some(_) => self.picture(cue, &span)?,
        };
        let hits = cue.hits.iter().map(|hit| BriefHit {
            label: hit.label.clone(),
            at: cue.at + hit.after - from,
            timecode: hit.timecode.clone(),
        });
        let demo = match newest {
            Some(version) => self.demo(cue, version, &span)?,
            None => None,
        };
        Ok(BriefScene {
            name: format!("{} {} {}", cue.episode_name, cue.number, cue.title).trim().to_owned(),
            cue: cue.cue,
            first: from,
            scene: cue.scene.clone(),
            brief: cue.brief.clone(),
            rate: cut.rate,
            start: Frames(cut.start.0 + first.0),
            length: span.end - span.start,
            from: cue.at - from,
            until: cue.until.max(cue.at) - from,
            picture,
            picture_stays,
            hits: hits.collect(),
            demo,
        })
    }

    fn picture(
        &mut self,
        cue: &CommissionCue,
        span: &Range<Position>,
    ) -> Result<(Option<BriefMedia>, String), StudioError> {
        match self.studio.picture_stretch(self.job, cue.cut, span) {
            Ok(stretch) => {
                let media = MediaId(format!("picture-{}", self.inside.pictures.len() + 1));
                let shown = BriefMedia { media: media.clone(), kind: stretch.kind.to_owned() };
                self.inside.pictures.push((media, stretch));
                Ok((Some(shown), String::new()))
            }
            Err(StudioError::Proxy(ProxyError::Cancelled)) => Err(BounceError::Cancelled.into()),
            Err(error) => Ok((None, format!("{} {}: {}", cue.episode_name, cue.number, crate::sentence(&error)))),
        }
    }

    fn demo(
        &mut self,
        cue: &CommissionCue,
        version: &VersionView,
        span: &Range<Position>,
    ) -> Result<Option<BriefDemo>, StudioError> {
        let lying = self.studio.read(|rows, _| Lying::read(rows, cue.cut))?;
        let own = lying.own(cue.cue);
        let Some(laid) = own.iter().find(|one| version.placements.contains(&one.id)) else { return Ok(None) };
        let pieces = own.iter().filter(|piece| piece.alternate() == laid.id && !piece.muted);
        let (mut clips, mut hashes) = (Vec::new(), Vec::new());
        for piece in pieces {
            let Some(file) = lying.files.get(&piece.track) else { continue };
            let gain = i32::try_from(piece.gain.0).unwrap_or(0);
            clips.push(clip(piece, &file.path, gain, lying.files.volume(piece)));
            hashes.push(file.hash.clone());
        }
        let notes = version.notes.iter().filter(|note| note.cut == cue.cut).map(|note| BriefNote {
            at: note.at.map(|at| at - span.start),
            timecode: note.timecode.clone(),
            author: note.author.clone(),
            body: note.body.clone(),
            resolved: note.resolved,
        });
        let samples = sample_at(span.start)..sample_at(span.end);
        let media = if clips.is_empty() { None } else { self.sound(clips, &hashes, samples, DEMO_BITS, "demo")? };
        Ok(Some(BriefDemo { number: version.number, media, notes: notes.collect() }))
    }

    fn reference(&mut self, track: TrackId, note: &str) -> Result<Option<BriefReference>, StudioError> {
        let Some(track) = self.studio.read(|rows, _| -> Result<_, StoreError> { rows.track(track) })? else {
            return Ok(None);
        };
        let whole = 0..SampleRate::MIX.samples_nearest(track.duration);
        let flat = Fade { length: 0, shape: FadeShape::Linear, bend: 0 };
        let one = Clip {
            id: 1,
            lane: 0,
            path: track.path.clone().into(),
            start: 0,
            length: whole.end,
            source_start: Flicks::ZERO,
            gain_millibel: 0,
            fade_in: flat,
            fade_out: flat,
            volume: Vec::new(),
            tail: 0,
        };
        let hashes = [track.hash.clone()];
        let media = if whole.is_empty() || track.format == "offline" {
            None
        } else {
            self.sound(vec![one], &hashes, whole, REFERENCE_BITS, "reference")?
        };
        Ok(Some(BriefReference {
            title: track.title,
            artist: track.artist,
            note: note.to_owned(),
            length: track.duration,
            media,
        }))
    }

    /// Makes a sound unless it is there; nothing where it cannot be read, which the job names.
    fn sound(
        &mut self,
        clips: Vec<Clip>,
        hashes: &[String],
        samples: Range<i64>,
        bits: u32,
        what: &str,
    ) -> Result<Option<MediaId>, StudioError> {
        let said = spans::said(&samples, clips.iter().zip(hashes.iter().map(String::as_str)));
        let key =
            blake3::hash(format!("needledrop brief {VERSION} opus {bits} {said}").as_bytes()).to_hex().to_string();
        let path = folder_of(self.studio, &key)?.join(format!("{key}.opus"));
        if !path.is_file() {
            let sources: Arc<dyn Sources> = Arc::new(Files);
            let options = OpusOptions {
                path: path.clone(),
                span: samples,
                bits_per_second: bits,
                unreadable: Unreadable::Refuse,
                columns: COLUMNS,
            };
            let told = encode_opus(&Arc::new(Program::new(clips)), &sources, &options, |_| {
                if self.job.is_cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            });
            match told {
                Ok(_) => {}
                Err(BounceError::Unreadable(fault)) => {
                    let (path, reason) = (fault.path.display().to_string(), crate::sentence(&fault));
                    self.job.update(|view| view.failed.push(FailedFile { path, reason }));
                    return Ok(None);
                }
                Err(error) => return Err(error.into()),
            }
        }
        let media = MediaId(format!("{what}-{}", self.inside.sounds.len() + 1));
        self.inside.sounds.push((media.clone(), path));
        Ok(Some(media))
    }
}

impl Inside {
    /// Writes the page with all of it; its bytes.
    fn write(&self, job: &Job, index: &Index, path: &Path) -> Result<u64, StudioError> {
        let mut go_on = |_: usize| if job.is_cancelled() { Err(io::ErrorKind::Interrupted.into()) } else { Ok(()) };
        let mut attempt = || -> io::Result<u64> {
            let mut draft = Unfinished::beside(path)?;
            let mut out = BufWriter::new(draft.file());
            out.write_all(index.before.as_bytes())?;
            let pictures = self.pictures.iter().map(|(id, stretch)| (id, stretch.path()));
            for (id, from) in pictures.chain(self.sounds.iter().map(|(id, path)| (id, path.as_path()))) {
                write_inside(&mut out, id, &mut File::open(from)?, &mut go_on)?;
            }
            out.write_all(index.after.as_bytes())?;
            out.flush()?;
            drop(out);
            let bytes = draft.file().metadata()?.len();
            draft.publish(path)?;
            Ok(bytes)
        };
        attempt().map_err(
            |error| {
                if job.is_cancelled() { BounceError::Cancelled.into() } else { unwritable(path, &error) }
            },
        )
    }
}
