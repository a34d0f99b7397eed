//! What is heard behind a link: each alternate as it was proposed, through the one renderer, over the span of its cue; and what
//! the picture has of its own under it.
//!
//! A mix is kept in the cache under a name that says all of what sounds in it, so that nothing is made twice, and what
//! was frozen sounds as it did.

use std::collections::HashMap;
use std::ops::{ControlFlow, Range};
use std::path::PathBuf;
use std::sync::Arc;

use model::{CueId, Frozen, Millibels, Placement, PlacementId, Proposal, ProposalId, RoundId, TrackId};
use playback::{BounceOptions, Clip, Fade, Files, GainLine, Program, SampleFormat, Sources, Unreadable, bounce};
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use timebase::{Flicks, Position, SampleRate};
use ts_rs::TS;

use crate::ducking::{GainLines, line_of};
use crate::jobs::Job;
use crate::proxies::OwnSound;
use crate::sound::{clip, sample_at};
use crate::views::JobKind;
use crate::{Studio, StudioError, spans};

/// The version of what is made: it rises when the same program would sound otherwise.
const VERSION: u32 = 1;

/// Samples before its music from which a page plays a cue.
const PRE_ROLL: i64 = 5 * 48_000;

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
    /// By how much it stays quieter than the others all the same, in hundredths of a decibel.
    pub match_short: i64,
    pub program: Arc<Program>,
    pub samples: Range<i64>,
    /// What is lifted out of the picture first.
    pub lifted: Option<Arc<OwnSound>>,
}

/// What is kept beside a mix.
#[derive(Serialize, Deserialize)]
pub(super) struct Kept {
    pub loudness: Option<i64>,
    pub wave: String,
}

/// All that is heard of a round.
#[derive(Debug, Clone, Default)]
pub(super) struct Sounds {
    /// The alternates.
    pub mixes: HashMap<ProposalId, Mix>,
    /// What the picture has of its own under each cue, from before the music on.
    pub under: HashMap<CueId, Mix>,
}

impl Sounds {
    /// Everything, to be named and sent.
    pub fn all(&self) -> impl Iterator<Item = &Mix> {
        self.mixes.values().chain(self.under.values())
    }
}

/// What a sound is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heard {
    /// This alternate.
    Alternate(ProposalId),
    /// The picture's own.
    Under,
}

/// Something that is to be heard.
pub(super) struct Wanted {
    pub of: Heard,
    pub cue: CueId,
    /// What is lifted out of the picture first.
    pub lifted: Option<Arc<OwnSound>>,
    pub program: Arc<Program>,
    pub key: String,
    pub samples: Range<i64>,
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

/// From the first frame that sounds to the last, tails included.
pub(super) fn span_of(was: &Frozen) -> Option<(Position, Position)> {
    let sounding = || was.pieces.iter().filter(|piece| !piece.muted);
    let start = sounding().map(|piece| piece.in_point).min()?;
    let end = sounding().map(|piece| piece.out_point + piece.tail).max()?;
    (start < end).then_some((start, end))
}

/// What a round wants to be heard: its alternates, and where `under` says so what the picture has of its own under them.
pub(super) fn wanted(
    studio: &Studio,
    round: RoundId,
    quality: MixQuality,
    under: bool,
) -> Result<Vec<Wanted>, StudioError> {
    let cut = studio.read(|rows, _| rows.round(round))?.map(|round| round.cut);
    let own = if under { cut.map(|cut| studio.own_sound(cut)).transpose()?.flatten().map(Arc::new) } else { None };
    let (mut wanted, spans) = studio.read(|rows, _| alternates(rows, round, quality))?;
    let mut spans: Vec<(CueId, (Position, Position))> = spans.into_iter().collect();
    spans.sort_by_key(|(cue, (start, _))| (*start, *cue));
    for (cue, (start, end)) in spans {
        if let Some(own) = &own {
            wanted.push(under_cue(studio, own, cue, sample_at(start)..sample_at(end), quality)?);
        }
    }
    Ok(wanted)
}

/// What the picture has of its own under a cue.
fn under_cue(
    studio: &Studio,
    own: &Arc<OwnSound>,
    cue: CueId,
    music: Range<i64>,
    quality: MixQuality,
) -> Result<Wanted, StudioError> {
    let samples = (music.start - PRE_ROLL).max(0)..music.end;
    let bits = quality.bits_per_second();
    let said = format!("needledrop under {VERSION} opus {bits} {} {samples:?}", own.name);
    let key = blake3::hash(said.as_bytes()).to_hex().to_string();
    let (path, start) = if own.is_lifted() {
        (folder_of(studio, &key)?.join(format!("{key}.wav")), samples.start)
    } else {
        (own.path.clone(), 0)
    };
    let clip = Clip {
        id: 1,
        lane: 1,
        path,
        start,
        length: samples.end - start,
        source_start: Flicks::ZERO,
        gain_millibel: 0,
        fade_in: Fade::default(),
        fade_out: Fade::default(),
        volume: Vec::new(),
        tail: 0,
    };
    let lifted = own.is_lifted().then(|| Arc::clone(own));
    Ok(Wanted { of: Heard::Under, cue, lifted, program: Arc::new(Program::new(vec![clip])), key, samples })
}

type Spans = HashMap<CueId, (Position, Position)>;

fn alternates(rows: &Rows, round: RoundId, quality: MixQuality) -> Result<(Vec<Wanted>, Spans), StoreError> {
    let proposals = newest(rows.proposals(round)?);
    let mut spans = Spans::new();
    for proposal in &proposals {
        let Some((start, end)) = proposal.was.as_ref().and_then(span_of) else { continue };
        let span = spans.entry(proposal.cue).or_insert((start, end));
        *span = (span.0.min(start), span.1.max(end));
    }
    // Rounds of before ducking was kept may be ducked as well.
    let is_ducked = |was: &Frozen| was.duck.is_none_or(|duck| duck.depth != Millibels(0));
    let said = match rows.round(round)? {
        Some(round) if proposals.iter().filter_map(|one| one.was.as_ref()).any(is_ducked) => {
            rows.dialogue(round.cut)?.into_iter().map(|line| line.span).collect()
        }
        _ => Vec::new(),
    };
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
                temp: false,
                tail: piece.tail,
            };
            let volume = piece.volume.map(|id| rows.volume(id)).transpose()?.flatten().unwrap_or_default();
            clips.push(clip(&placement, &path, i32::try_from(piece.gain.0).unwrap_or(0), &volume));
            hashes.push(hash);
        }
        let ducked = line_of(rows, &proposal, was, &said)?;
        let mut sounding = spans::said(&samples, clips.iter().zip(hashes.iter().map(String::as_str)));
        let mut lines = GainLines::new();
        if !ducked.is_empty() {
            sounding.push_str(&format!("ducked {ducked:?}\n"));
            let line = Arc::new(GainLine::new(ducked));
            lines.extend(clips.iter().map(|clip| (clip.id, Arc::clone(&line))));
        }
        wanted.push(Wanted {
            of: Heard::Alternate(proposal.id),
            cue: proposal.cue,
            lifted: None,
            program: Arc::new(Program::new(clips).with_lines(&lines)),
            key: blake3::hash(format!("needledrop mix {VERSION} opus {bits} {sounding}").as_bytes())
                .to_hex()
                .to_string(),
            samples,
        });
    }
    Ok((wanted, spans))
}

pub(super) fn folder_of(studio: &Studio, key: &str) -> Result<PathBuf, StudioError> {
    let made = studio.cache().mix_folder(key);
    made.map_err(|error| crate::unwritable(&crate::folders::cache(), &error))
}

/// Whether a mix of a round is to be made.
pub(super) fn is_missing(studio: &Studio, round: RoundId, quality: MixQuality) -> Result<bool, StudioError> {
    for one in wanted(studio, round, quality, true)? {
        let folder = folder_of(studio, &one.key)?;
        if !["opus", "json"].iter().all(|ending| folder.join(format!("{}.{ending}", one.key)).is_file()) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What the mixes of a round come to before they are made.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Planned {
    /// How many alternates there are to be heard.
    pub mixes: usize,
    /// Under how many cues the picture's own sound is.
    pub under: usize,
    /// Bytes of them: of those that are made, and about those that are not.
    pub bytes: u64,
    /// Bytes of the same as WAV.
    pub wav_bytes: u64,
}

/// What the mixes of a round will come to.
pub(super) fn planned(
    studio: &Studio,
    round: RoundId,
    quality: MixQuality,
    under: bool,
) -> Result<Planned, StudioError> {
    let mut planned = Planned::default();
    for one in wanted(studio, round, quality, under)? {
        let samples = u64::try_from(one.samples.end - one.samples.start).unwrap_or(0);
        let opus = folder_of(studio, &one.key)?.join(format!("{}.opus", one.key));
        let about = samples * u64::from(quality.bits_per_second()) / 8 / 48_000;
        if one.of == Heard::Under {
            planned.under += 1;
        } else {
            planned.mixes += 1;
        }
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
        if let Some(own) = &self.lifted {
            own.lift(&Job::new(0, JobKind::Mix, "", |_| {}), &self.samples, &path)?;
            return Ok(path);
        }
        let sources: Arc<dyn Sources> = Arc::new(Files);
        let options = BounceOptions {
            path: path.clone(),
            span: self.samples.clone(),
            sample_rate: SampleRate::MIX,
            format: SampleFormat::Int16,
            since_midnight: Flicks::ZERO,
            // What cannot be read of a picture's own sound is silent; a mix was read once already.
            unreadable: Unreadable::Silence,
            about: playback::About::default(),
        };
        bounce(&self.program, &sources, &options, |_| ControlFlow::Continue(()))?;
        Ok(path)
    }
}
