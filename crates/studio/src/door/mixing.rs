//! Making the mixes of a round: as many at once as the computer has cores, and each once, however many alternates sound like it.

use std::collections::HashMap;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use model::{CueId, ProposalId, RoundId};
use playback::{BounceError, Files, OpusOptions, Sources, Unreadable, encode_opus};
use timebase::SampleRate;

use super::mixes::{Heard, Kept, Mix, MixQuality, Sounds, Wanted, folder_of, wanted};
use crate::jobs::Job;
use crate::proxy_error::ProxyError;
use crate::sound::position_of;
use crate::{Studio, StudioError, spans};

/// Columns of a waveform.
const COLUMNS: usize = 400;
/// How much louder or quieter matching makes a mix, in hundredths of a decibel.
const MOST_MATCH: i64 = 1_800;

/// Makes the mixes of a round that are not there yet. Progress counts mixes.
///
/// What cannot be read is left out, and named in the job.
///
/// # Errors
/// If the document cannot be read, the cache cannot be written, or it was cancelled.
pub fn prepare_mixes(studio: &Studio, job: &Job, round: RoundId, quality: MixQuality) -> Result<usize, StudioError> {
    Ok(made(studio, job, round, quality)?.mixes.len())
}

pub(super) fn made(studio: &Studio, job: &Job, round: RoundId, quality: MixQuality) -> Result<Sounds, StudioError> {
    made_each(studio, job, round, quality, &mut |_| {})
}

/// As [`made`]; `each` is shown all that is there whenever those of one more cue are.
pub(super) fn made_each(
    studio: &Studio,
    job: &Job,
    round: RoundId,
    quality: MixQuality,
    each: &mut dyn FnMut(&Sounds),
) -> Result<Sounds, StudioError> {
    let _finish = job.finish_at_last();
    made_within(studio, job, round, (quality, true), each)
}

/// Takes what was made for some of what is wanted.
type Taking<'a> = dyn FnMut(&[Wanted], Option<Kept>) -> Result<(), StudioError> + 'a;

/// As [`made_each`], as a part of a longer job: its steps are added to those that it has. With the picture's own sound or without.
pub(super) fn made_within(
    studio: &Studio,
    job: &Job,
    round: RoundId,
    (quality, under): (MixQuality, bool),
    each: &mut dyn FnMut(&Sounds),
) -> Result<Sounds, StudioError> {
    let mut alike: Vec<Vec<Wanted>> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut left: HashMap<CueId, usize> = HashMap::new();
    let wanted = wanted(studio, round, quality, under)?;
    job.update(|view| view.total += wanted.len());
    for one in wanted {
        *left.entry(one.cue).or_default() += 1;
        let at = *known.entry(one.key.clone()).or_insert(alike.len());
        match alike.get_mut(at) {
            Some(same) => same.push(one),
            None => alike.push(vec![one]),
        }
    }
    let making = Making { studio, job, quality, sources: Arc::new(Files) };
    let mut sounds = Sounds::default();
    let mut of_cue: HashMap<CueId, Vec<(ProposalId, Mix)>> = HashMap::new();
    let mut take = |same: &[Wanted], kept: Option<Kept>| -> Result<(), StudioError> {
        job.update(|view| view.done += same.len());
        for one in same {
            let Some(kept) = &kept else { continue };
            match one.of {
                Heard::Alternate(id) => of_cue.entry(one.cue).or_default().push((id, mix_of(studio, one, kept)?)),
                // What is silent need not be sent.
                Heard::Under if kept.loudness.is_some() => {
                    sounds.under.insert(one.cue, mix_of(studio, one, kept)?);
                }
                Heard::Under => {}
            }
        }
        for one in same {
            let open = left.entry(one.cue).or_default();
            *open = open.saturating_sub(1);
            if *open == 0 {
                sounds.mixes.extend(matched(of_cue.remove(&one.cue).unwrap_or_default()));
                each(&sounds);
            }
        }
        Ok(())
    };
    making.all(&alike, &mut take)?;
    Ok(sounds)
}

/// What making a mix takes.
struct Making<'a> {
    studio: &'a Studio,
    job: &'a Job,
    quality: MixQuality,
    sources: Arc<dyn Sources>,
}

impl Making<'_> {
    /// Makes those that sound alike once each, on all cores; `take` gets them on this thread, as they come.
    fn all(&self, alike: &[Vec<Wanted>], take: &mut Taking<'_>) -> Result<(), StudioError> {
        let workers = thread::available_parallelism().map_or(1, NonZeroUsize::get).min(alike.len());
        let (next, over) = (AtomicUsize::new(0), AtomicBool::new(false));
        let (tell, told) = crossbeam_channel::unbounded();
        thread::scope(|scope| {
            for _ in 0..workers {
                let (tell, next, over) = (tell.clone(), &next, &over);
                scope.spawn(move || {
                    while !over.load(Ordering::Relaxed)
                        && let Some(same) = alike.get(next.fetch_add(1, Ordering::Relaxed))
                    {
                        let made = same.first().map_or(Ok(None), |one| self.one(one));
                        // Nobody listens after the first that failed.
                        let _ = tell.send((same, made));
                    }
                });
            }
            drop(tell);
            let mut done = told.iter().map(|(same, made)| take(same, made?));
            let failed = done.find(Result::is_err).unwrap_or(Ok(()));
            over.store(true, Ordering::Relaxed);
            failed
        })
    }

    /// One that is there, or is made now; `None` if it cannot be read.
    fn one(&self, one: &Wanted) -> Result<Option<Kept>, StudioError> {
        let folder = folder_of(self.studio, &one.key)?;
        let opus = folder.join(format!("{}.opus", one.key));
        let beside = folder.join(format!("{}.json", one.key));
        let known = std::fs::read(&beside).ok().and_then(|bytes| serde_json::from_slice::<Kept>(&bytes).ok());
        if let Some(kept) = known.filter(|_| opus.is_file()) {
            return Ok(Some(kept));
        }
        let lifted = folder.join(format!("{}.wav", one.key));
        if let Some(own) = &one.lifted {
            match own.lift(self.job, &one.samples, &lifted) {
                Ok(()) => {}
                Err(ProxyError::Cancelled) => return Err(BounceError::Cancelled.into()),
                Err(error) => return Ok(self.left_out(&own.path, crate::sentence(&error))),
            }
        }
        let options = OpusOptions {
            path: opus,
            span: one.samples.clone(),
            bits_per_second: self.quality.bits_per_second(),
            // A damaged stretch of a picture's own sound silences no scene.
            unreadable: if one.of == Heard::Under { Unreadable::Silence } else { Unreadable::Refuse },
            columns: COLUMNS,
        };
        let encoded = encode_opus(&one.program, &self.sources, &options, |_| {
            if self.job.is_cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        // It is as large as ten of what is made of it; whoever needs it has it lifted again.
        if one.lifted.is_some()
            && let Err(error) = std::fs::remove_file(&lifted)
        {
            tracing::debug!(%error, "a picture's own sound stays in the cache");
        }
        let encoded = match encoded {
            Ok(encoded) => encoded,
            Err(BounceError::Unreadable(fault)) => return Ok(self.left_out(&fault.path, crate::sentence(&fault))),
            Err(error) => return Err(error.into()),
        };
        let pair = |(least, most): &(i8, i8)| [least.to_ne_bytes()[0], most.to_ne_bytes()[0]];
        let bytes: Vec<u8> = encoded.wave.iter().flat_map(pair).collect();
        let loudness = encoded.bounce.loudness_lufs.map(spans::hundredths);
        let kept = Kept { loudness, wave: STANDARD.encode(bytes) };
        crate::write_file(&beside, &serde_json::to_vec(&kept).unwrap_or_default(), true)?;
        Ok(Some(kept))
    }

    /// Names a file in the job that could not be read.
    fn left_out(&self, path: &Path, reason: String) -> Option<Kept> {
        let path = path.display().to_string();
        self.job.update(|view| view.failed.push(crate::views::FailedFile { path, reason }));
        None
    }
}

fn mix_of(studio: &Studio, one: &Wanted, kept: &Kept) -> Result<Mix, StudioError> {
    Ok(Mix {
        key: one.key.clone(),
        opus: folder_of(studio, &one.key)?.join(format!("{}.opus", one.key)),
        start: position_of(one.samples.start),
        length: SampleRate::MIX.flicks(one.samples.end - one.samples.start),
        loudness: kept.loudness,
        wave: kept.wave.clone(),
        match_gain: 0,
        match_short: 0,
        program: Arc::clone(&one.program),
        samples: one.samples.clone(),
        lifted: one.lifted.clone(),
    })
}

/// Brings the alternates of a cue to the loudness of the quietest: none is made louder, so that none clips.
fn matched(mut own: Vec<(ProposalId, Mix)>) -> Vec<(ProposalId, Mix)> {
    let quietest = own.iter().filter_map(|(_, mix)| mix.loudness).min();
    for (_, mix) in &mut own {
        if let (Some(quietest), Some(loudness)) = (quietest, mix.loudness) {
            mix.match_gain = (quietest - loudness).max(-MOST_MATCH);
        }
    }
    own
}
