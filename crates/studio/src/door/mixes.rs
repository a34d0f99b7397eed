//! What is heard behind a link: each alternate as it was proposed, through the one renderer, over the span of its cue.
//!
//! A mix is kept in the cache under a name that says all of what sounds in it, so that nothing is made twice, and what
//! was frozen sounds as it did.

use std::collections::HashMap;
use std::ops::{ControlFlow, Range};
use std::path::PathBuf;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use model::{CueId, Frozen, Placement, PlacementId, Proposal, ProposalId, RoundId, TrackId};
use playback::{
    BounceError, BounceOptions, Files, OpusOptions, Program, SampleFormat, Sources, Unreadable, bounce, encode_opus,
};
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use timebase::{Flicks, Position, SampleRate};
use ts_rs::TS;

use crate::jobs::Job;
use crate::sound::{clip, position_of, sample_at};
use crate::{Studio, StudioError, spans};

/// The version of what is made: it rises when the same program would sound otherwise.
const VERSION: u32 = 1;
/// Columns of a waveform.
const COLUMNS: usize = 400;
/// How much louder or quieter matching makes a mix, in hundredths of a decibel.
const MOST_MATCH: i64 = 1_800;

/// How well others hear it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum MixQuality {
    /// 64 kb/s: for a telephone on the road.
    Small,
    /// 128 kb/s: hard to tell from the original.
    #[default]
    Good,
    /// 192 kb/s.
    Best,
}

impl MixQuality {
    /// How much a second of it takes.
    #[must_use]
    pub const fn bits_per_second(self) -> u32 {
        match self {
            Self::Small => 64_000,
            Self::Good => 128_000,
            Self::Best => 192_000,
        }
    }
}

/// The mix of an alternate, there to be heard.
#[derive(Debug, Clone)]
pub(super) struct Mix {
    /// Names what sounds in it.
    pub key: String,
    /// Ogg Opus.
    pub opus: PathBuf,
    /// Where in the cut it begins.
    pub start: Position,
    pub length: Flicks,
    /// In hundredths of a LUFS; `None` for silence.
    pub loudness: Option<i64>,
    /// Pairs of signed bytes in base64.
    pub wave: String,
    /// What brings it to the loudness of the quietest alternate of its cue.
    pub match_gain: i64,
    program: Arc<Program>,
    samples: Range<i64>,
}

/// What is kept beside a mix.
#[derive(Serialize, Deserialize)]
struct Kept {
    loudness: Option<i64>,
    wave: String,
}

/// An alternate that is to be heard.
struct Wanted {
    proposal: ProposalId,
    cue: CueId,
    program: Arc<Program>,
    key: String,
    samples: Range<i64>,
}

/// The newest version of each proposal of a round, in the order of their cues and letters.
pub(super) fn newest(proposals: Vec<Proposal>) -> Vec<Proposal> {
    let mut newest: HashMap<PlacementId, Proposal> = HashMap::new();
    for proposal in proposals {
        let known = newest.get(&proposal.placement).map_or(0, |known| known.version);
        if proposal.version > known {
            newest.insert(proposal.placement, proposal);
        }
    }
    let mut newest: Vec<Proposal> = newest.into_values().collect();
    newest.sort_by(|a, b| order(a).cmp(&order(b)));
    newest
}

fn order(proposal: &Proposal) -> (CueId, &str, ProposalId) {
    (proposal.cue, proposal.was.as_ref().map_or("", |was| was.letter.as_str()), proposal.id)
}

/// From the first frame that sounds to the last.
pub(super) fn span_of(was: &Frozen) -> Option<(Position, Position)> {
    let sounding = || was.pieces.iter().filter(|piece| !piece.muted);
    let start = sounding().map(|piece| piece.in_point).min()?;
    let end = sounding().map(|piece| piece.out_point).max()?;
    (start < end).then_some((start, end))
}

fn wanted(rows: &Rows, round: RoundId, quality: MixQuality) -> Result<Vec<Wanted>, StoreError> {
    let proposals = newest(rows.proposals(round)?);
    let mut spans: HashMap<CueId, (Position, Position)> = HashMap::new();
    for proposal in &proposals {
        let Some((start, end)) = proposal.was.as_ref().and_then(span_of) else { continue };
        let span = spans.entry(proposal.cue).or_insert((start, end));
        *span = (span.0.min(start), span.1.max(end));
    }
    let mut tracks: HashMap<TrackId, Option<(String, String)>> = HashMap::new();
    let mut wanted = Vec::new();
    for proposal in proposals {
        let (Some(was), Some(&(start, end))) = (&proposal.was, spans.get(&proposal.cue)) else { continue };
        let samples = sample_at(start)..sample_at(end);
        let bits = quality.bits_per_second();
        let mut clips = Vec::with_capacity(was.pieces.len());
        let mut hashes = Vec::with_capacity(was.pieces.len());
        for (ordinal, piece) in (0_i64..).zip(was.pieces.iter().filter(|piece| !piece.muted)) {
            let track = match tracks.get(&piece.track) {
                Some(known) => known.clone(),
                None => {
                    let found = rows.track(piece.track)?.map(|track| (track.path, track.hash));
                    tracks.insert(piece.track, found.clone());
                    found
                }
            };
            let Some((path, hash)) = track else { continue };
            let placement = Placement {
                id: PlacementId(ordinal + 1),
                cue: proposal.cue,
                track: piece.track,
                lane: piece.lane,
                in_point: piece.in_point,
                out_point: piece.out_point,
                track_start: piece.track_start,
                gain: piece.gain,
                fade_in: piece.fade_in,
                fade_out: piece.fade_out,
                ordinal: 0,
                piece_of: None,
                muted: false,
                locked: false,
                group: None,
                volume: piece.volume,
            };
            let volume = piece.volume.map(|id| rows.volume(id)).transpose()?.flatten().unwrap_or_default();
            clips.push(clip(&placement, &path, i32::try_from(piece.gain.0).unwrap_or(0), &volume));
            hashes.push(hash);
        }
        let said = spans::said(&samples, clips.iter().zip(hashes.iter().map(String::as_str)));
        wanted.push(Wanted {
            proposal: proposal.id,
            cue: proposal.cue,
            program: Arc::new(Program::new(clips)),
            key: blake3::hash(format!("needledrop mix {VERSION} opus {bits} {said}").as_bytes()).to_hex().to_string(),
            samples,
        });
    }
    Ok(wanted)
}

fn folder_of(studio: &Studio, key: &str) -> Result<PathBuf, StudioError> {
    let made = studio.cache().mix_folder(key);
    made.map_err(|error| crate::unwritable(&crate::folders::cache(), &error))
}

/// Whether a mix of a round is to be made.
pub(super) fn is_missing(studio: &Studio, round: RoundId, quality: MixQuality) -> Result<bool, StudioError> {
    let wanted = studio.read(|rows, _| wanted(rows, round, quality))?;
    for one in wanted {
        let folder = folder_of(studio, &one.key)?;
        if !["opus", "json"].iter().all(|ending| folder.join(format!("{}.{ending}", one.key)).is_file()) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Makes the mixes of a round that are not there yet. Progress counts mixes.
///
/// What cannot be read is left out, and named in the job.
///
/// # Errors
/// If the document cannot be read, the cache cannot be written, or it was cancelled.
pub fn prepare_mixes(studio: &Studio, job: &Job, round: RoundId, quality: MixQuality) -> Result<usize, StudioError> {
    Ok(made(studio, job, round, quality)?.len())
}

pub(super) fn made(
    studio: &Studio,
    job: &Job,
    round: RoundId,
    quality: MixQuality,
) -> Result<HashMap<ProposalId, Mix>, StudioError> {
    made_each(studio, job, round, quality, &mut |_| {})
}

/// As [`made`]; `each` is shown all that is there after each cue.
pub(super) fn made_each(
    studio: &Studio,
    job: &Job,
    round: RoundId,
    quality: MixQuality,
    each: &mut dyn FnMut(&HashMap<ProposalId, Mix>),
) -> Result<HashMap<ProposalId, Mix>, StudioError> {
    let _finish = job.finish_at_last();
    made_within(studio, job, round, quality, each)
}

/// As [`made_each`], as a part of a longer job: its steps are added to those that it has.
pub(super) fn made_within(
    studio: &Studio,
    job: &Job,
    round: RoundId,
    quality: MixQuality,
    each: &mut dyn FnMut(&HashMap<ProposalId, Mix>),
) -> Result<HashMap<ProposalId, Mix>, StudioError> {
    let wanted = studio.read(|rows, _| wanted(rows, round, quality))?;
    job.update(|view| view.total += wanted.len());
    let sources: Arc<dyn Sources> = Arc::new(Files);
    let mut mixes: HashMap<ProposalId, Mix> = HashMap::new();
    let mut of_cue: Vec<ProposalId> = Vec::new();
    let mut last: Option<CueId> = None;
    for one in wanted {
        if last.is_some_and(|last| last != one.cue) {
            match_loudness(&of_cue, &mut mixes);
            of_cue.clear();
            each(&mixes);
        }
        last = Some(one.cue);
        let folder = folder_of(studio, &one.key)?;
        let opus = folder.join(format!("{}.opus", one.key));
        let beside = folder.join(format!("{}.json", one.key));
        let known = std::fs::read(&beside).ok().and_then(|bytes| serde_json::from_slice::<Kept>(&bytes).ok());
        let kept = match known.filter(|_| opus.is_file()) {
            Some(kept) => kept,
            None => {
                let options = OpusOptions {
                    path: opus.clone(),
                    span: one.samples.clone(),
                    bits_per_second: quality.bits_per_second(),
                    unreadable: Unreadable::Refuse,
                    columns: COLUMNS,
                };
                let encoded = encode_opus(&one.program, &sources, &options, |_| {
                    if job.is_cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
                });
                let encoded = match encoded {
                    Ok(encoded) => encoded,
                    Err(BounceError::Unreadable(fault)) => {
                        job.update(|view| {
                            view.done += 1;
                            view.failed.push(crate::views::FailedFile {
                                path: fault.path.display().to_string(),
                                reason: crate::sentence(&fault),
                            });
                        });
                        continue;
                    }
                    Err(error) => return Err(error.into()),
                };
                let bytes: Vec<u8> = encoded
                    .wave
                    .iter()
                    .flat_map(|(least, most)| [least.to_ne_bytes()[0], most.to_ne_bytes()[0]])
                    .collect();
                let loudness = encoded.bounce.loudness_lufs.map(spans::hundredths);
                let kept = Kept { loudness, wave: STANDARD.encode(bytes) };
                crate::write_file(&beside, &serde_json::to_vec(&kept).unwrap_or_default(), true)?;
                kept
            }
        };
        job.update(|view| view.done += 1);
        of_cue.push(one.proposal);
        mixes.insert(
            one.proposal,
            Mix {
                key: one.key,
                opus,
                start: position_of(one.samples.start),
                length: SampleRate::MIX.flicks(one.samples.end - one.samples.start),
                loudness: kept.loudness,
                wave: kept.wave,
                match_gain: 0,
                program: one.program,
                samples: one.samples,
            },
        );
    }
    match_loudness(&of_cue, &mut mixes);
    Ok(mixes)
}

/// Brings the alternates of a cue to the loudness of the quietest: none is made louder, so that none clips.
fn match_loudness(own: &[ProposalId], mixes: &mut HashMap<ProposalId, Mix>) {
    let Some(quietest) = own.iter().filter_map(|id| mixes.get(id)?.loudness).min() else { return };
    for id in own {
        if let Some(mix) = mixes.get_mut(id)
            && let Some(loudness) = mix.loudness
        {
            mix.match_gain = (quietest - loudness).max(-MOST_MATCH);
        }
    }
}

/// What the mixes of a round come to before they are made.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Planned {
    /// How many there are to be heard.
    pub mixes: usize,
    /// Bytes of them: of those that are made, and about those that are not.
    pub bytes: u64,
    /// Bytes of the same as WAV.
    pub wav_bytes: u64,
}

/// What the mixes of a round will come to.
pub(super) fn planned(studio: &Studio, round: RoundId, quality: MixQuality) -> Result<Planned, StudioError> {
    let mut planned = Planned::default();
    for one in studio.read(|rows, _| wanted(rows, round, quality))? {
        let samples = u64::try_from(one.samples.end - one.samples.start).unwrap_or(0);
        let opus = folder_of(studio, &one.key)?.join(format!("{}.opus", one.key));
        let about = samples * u64::from(quality.bits_per_second()) / 8 / 48_000;
        planned.mixes += 1;
        planned.bytes += opus.metadata().map_or(about, |found| found.len());
        // Two channels of 16 bits.
        planned.wav_bytes += samples * 4;
    }
    Ok(planned)
}

impl Mix {
    /// The same as 16-bit WAV, made when somebody needs it.
    pub fn wav(&self) -> Result<PathBuf, StudioError> {
        let path = self.opus.with_extension("wav");
        if path.is_file() {
            return Ok(path);
        }
        let sources: Arc<dyn Sources> = Arc::new(Files);
        let options = BounceOptions {
            path: path.clone(),
            span: self.samples.clone(),
            sample_rate: SampleRate::MIX,
            format: SampleFormat::Int16,
            since_midnight: Flicks::ZERO,
            unreadable: Unreadable::Refuse,
            about: playback::About::default(),
        };
        bounce(&self.program, &sources, &options, |_| ControlFlow::Continue(()))?;
        Ok(path)
    }
}
