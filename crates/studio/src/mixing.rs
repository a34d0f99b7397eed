//! The mix of a cut, bounced through the renderer that plays it.

mod facts;

use std::collections::BTreeMap;
use std::ops::{ControlFlow, Range};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use model::{CueId, CutId};
use playback::{
    About, Bounce, BounceError, BounceOptions, Files, OpusOptions, Program, Progress, SampleFormat, Sources,
    Unreadable, bounce, encode_opus, measure,
};
use serde::{Deserialize, Serialize};
use timebase::{Flicks, SampleRate, Span};
use ts_rs::TS;

use crate::jobs::Job;
use crate::proxies::encode_sound;
use crate::sound::{position_of, sample_at};
use crate::unfinished::Unfinished;
use crate::{Studio, StudioError, check_output};
use facts::Facts;

/// How often progress is told.
const TELL_EVERY: Duration = Duration::from_millis(100);
/// How near to full scale a mix is brought at most when it is made louder, in dBTP.
const HIGHEST_PEAK: f64 = -1.0;

/// What of a cut is mixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum MixOf {
    /// All of it, into one file.
    #[default]
    All,
    /// Each lane that sounds, into a file of its own: together they are the whole mix.
    Stems,
    /// One cue, from its first sound to its last.
    Cue {
        /// Which.
        cue: CueId,
    },
}

/// What kind of file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum MixForm {
    /// Broadcast Wave of 16 bits, dithered.
    Wav16,
    /// Broadcast Wave of 24 bits.
    Wav24,
    /// Broadcast Wave of 32-bit floats.
    Wav32f,
    /// Ogg Opus at 160 kbit/s.
    Opus,
    /// FLAC of 24 bits, through the ffmpeg that the user has.
    Flac,
    /// MP3 at 320 kbit/s, through the ffmpeg that the user has.
    Mp3,
    /// AAC at 256 kbit/s, through the ffmpeg that the user has.
    Aac,
}

impl MixForm {
    /// How samples are stored in the Broadcast Wave file that it is, or is made from.
    #[must_use]
    pub fn samples(self) -> SampleFormat {
        match self {
            Self::Wav16 => SampleFormat::Int16,
            Self::Wav32f => SampleFormat::Float32,
            Self::Wav24 | Self::Opus | Self::Flac | Self::Mp3 | Self::Aac => SampleFormat::Int24,
        }
    }

    /// What ffmpeg is asked for, where it is made by that.
    fn encoded(self) -> Option<&'static [&'static str]> {
        match self {
            Self::Wav16 | Self::Wav24 | Self::Wav32f | Self::Opus => None,
            Self::Flac => Some(&["-c:a", "flac", "-f", "flac"]),
            Self::Mp3 => Some(&["-c:a", "libmp3lame", "-b:a", "320k", "-f", "mp3"]),
            Self::Aac => Some(&["-c:a", "aac", "-b:a", "256k", "-f", "ipod"]),
        }
    }
}

/// What to mix, and where to.
#[derive(Debug, Clone)]
pub struct MixRequest {
    /// The cut whose picks sound.
    pub cut: CutId,
    /// What of it.
    pub of: MixOf,
    /// The part of it; `None` for the whole.
    pub span: Option<Span>,
    /// The file to write; of several, each is named after it.
    pub path: PathBuf,
    /// The file's sample rate; Opus has 48 kHz always.
    pub sample_rate: SampleRate,
    /// What kind of file.
    pub form: MixForm,
    /// Whether what sounds beside the music is in it.
    pub production: bool,
    /// The integrated loudness that it is brought to, in hundredths of a LUFS; louder only as far as the true peak stays
    /// at −1 dBTP. `None` leaves it as it is heard.
    pub target: Option<i64>,
}

/// A file that was written.
#[derive(Debug, Clone)]
pub struct Mixed {
    /// Where.
    pub path: PathBuf,
    /// What of the cut is in it.
    pub span: Span,
    /// What is in it.
    pub bounce: Bounce,
}

/// One file to write.
struct Wanted {
    path: PathBuf,
    /// What its tracks are called.
    track: String,
    program: Arc<Program>,
}

/// Writes the mix. Progress counts thousandths.
///
/// # Errors
/// If a recording cannot be read, or a file cannot be written or is one that the show is made of; an old file stays
/// as it was.
pub fn mix(studio: &Studio, job: &Job, request: &MixRequest) -> Result<Vec<Mixed>, StudioError> {
    job.update(|view| {
        view.title = "Writing the mix".to_owned();
        view.total = 1000;
    });
    let result = write(studio, job, request);
    job.update(|view| match &result {
        Ok(_) => view.done = 1000,
        Err(StudioError::Bounce(BounceError::Cancelled)) => {}
        Err(error) => view.failed.push(crate::views::FailedFile {
            path: request.path.display().to_string(),
            reason: crate::sentence(error),
        }),
    });
    job.finish();
    result
}

fn write(studio: &Studio, job: &Job, request: &MixRequest) -> Result<Vec<Mixed>, StudioError> {
    let cut = studio.cut_row(request.cut)?;
    let whole = cut.span();
    let asked = request.span.and_then(|span| span.intersection(whole)).unwrap_or(whole);
    let program = if request.production {
        studio.heard(request.cut, &[], false)?
    } else {
        studio.program(request.cut, &[], false)?
    };
    let (span, wanted) = wanted(studio, request, asked, &program)?;
    for one in &wanted {
        check_output(studio, &one.path, true)?;
    }
    let samples = sample_at(span.start)..sample_at(span.end);
    let sources: Arc<dyn Sources> = Arc::new(Files);
    let passes = wanted.len() + usize::from(request.target.is_some());
    let mut steps = Steps { job, told: Instant::now(), passes, pass: 0 };
    let gain = match request.target {
        Some(target) => {
            // Stems are brought to a loudness as the whole that they are.
            let all = match wanted.as_slice() {
                [one] => Arc::clone(&one.program),
                _ => Arc::new(program),
            };
            let found = measure(&all, &sources, samples.clone(), |progress| steps.tell(progress))?;
            steps.pass += 1;
            gain_to(target, &found)
        }
        None => 0,
    };
    let since_midnight = cut.rate.since_midnight(cut.start, span.start);
    let facts = Facts::read(studio, request, &cut, span)?;
    let mut written = Vec::new();
    for Wanted { path, track, program } in wanted {
        let program = if gain == 0 { program } else { Arc::new(Program::clone(&program).louder(gain)) };
        let about = facts.about(&track, request.sample_rate, request.form.samples(), since_midnight);
        let one = One { path: &path, program: &program, sources: &sources, samples: &samples, since_midnight, about };
        let bounce = one.write(request, &mut steps)?;
        written.push(Mixed { path, span, bounce });
        steps.pass += 1;
    }
    Ok(written)
}

/// The files that are asked for, and the part of the cut that is in each.
fn wanted(
    studio: &Studio,
    request: &MixRequest,
    asked: Span,
    program: &Program,
) -> Result<(Span, Vec<Wanted>), StudioError> {
    let single = |program: Program| {
        vec![Wanted { path: request.path.clone(), track: "Mix".to_owned(), program: Arc::new(program) }]
    };
    match request.of {
        MixOf::All => Ok((asked, single(program.clone()))),
        MixOf::Cue { cue } => {
            let view = studio.cut(request.cut)?;
            let Some(found) = view.cues.iter().find(|one| one.cue.id == cue) else {
                return Err(StudioError::NoSuch { what: "cue", id: cue.0 });
            };
            let own: Vec<i64> =
                view.placements.iter().filter(|one| one.placement.cue == cue).map(|one| one.placement.id.0).collect();
            let rings = program.clips().filter(|clip| own.contains(&clip.id)).map(playback::Clip::rings_until).max();
            let end = rings.map_or(found.out_point, |end| position_of(end).max(found.out_point)).min(asked.end);
            let span = Span { start: found.in_point, end };
            let beside: Vec<i64> = view.placements.iter().map(|one| one.placement.id.0).collect();
            // Other music is left out; what sounds beside the music stays, where it is asked for.
            let kept = program.clone().keeping(|clip| own.contains(&clip.id) || !beside.contains(&clip.id));
            Ok((span, single(kept)))
        }
        MixOf::Stems => {
            let lanes: BTreeMap<i64, String> = names_of_lanes(studio, request)?;
            let mut sounding: Vec<i64> = program.clips().map(|clip| clip.lane).collect();
            sounding.sort_unstable();
            sounding.dedup();
            let stems = sounding.into_iter().map(|lane| {
                let name = lanes.get(&lane).cloned().unwrap_or_else(|| format!("Lane {lane}"));
                let program = Arc::new(program.clone().keeping(|clip| clip.lane == lane));
                Wanted { path: beside(&request.path, &name), track: name, program }
            });
            Ok((asked, stems.collect()))
        }
    }
}

/// What lanes and the sounds beside them are called.
fn names_of_lanes(studio: &Studio, request: &MixRequest) -> Result<BTreeMap<i64, String>, StudioError> {
    let lanes = studio.show()?.lanes.into_iter().map(|lane| (lane.id.0, lane.name));
    let sounds = studio.read(|rows, _| rows.production_sounds(request.cut))?;
    Ok(lanes.chain(sounds.into_iter().map(|sound| (sound.id.0, sound.name))).collect())
}

/// `Mix.wav` as `Mix - Songs.wav`.
fn beside(path: &Path, name: &str) -> PathBuf {
    let plain: String = name.chars().map(|letter| if "/\\:*?\"<>|".contains(letter) { '-' } else { letter }).collect();
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().map_or_else(String::new, |ending| format!(".{}", ending.to_string_lossy()));
    path.with_file_name(format!("{stem} - {plain}{ending}"))
}

/// How much louder a mix gets to be brought to a loudness, in hundredths of a decibel.
fn gain_to(target: i64, found: &Bounce) -> i32 {
    let Some(now) = found.loudness_lufs else { return 0 };
    let wanted = target as f64 / 100.0 - now;
    let room = (HIGHEST_PEAK - found.true_peak_dbtp).max(0.0);
    let gain = if wanted > room { room } else { wanted };
    (gain * 100.0).round().clamp(-9_600.0, 9_600.0) as i32
}

/// How far a job of several passes is.
struct Steps<'a> {
    job: &'a Job,
    told: Instant,
    passes: usize,
    pass: usize,
}

impl Steps<'_> {
    fn tell(&mut self, progress: Progress) -> ControlFlow<()> {
        if self.job.is_cancelled() {
            return ControlFlow::Break(());
        }
        if self.told.elapsed() >= TELL_EVERY {
            self.told = Instant::now();
            let part = progress.done.saturating_mul(1000) / progress.total.max(1);
            let done = (self.pass * 1000 + usize::try_from(part).unwrap_or(0)) / self.passes.max(1);
            self.job.update(|view| view.done = done);
        }
        ControlFlow::Continue(())
    }
}

/// One file and what goes into it.
struct One<'a> {
    path: &'a Path,
    program: &'a Arc<Program>,
    sources: &'a Arc<dyn Sources>,
    samples: &'a Range<i64>,
    since_midnight: Flicks,
    about: About,
}

impl One<'_> {
    fn write(&self, request: &MixRequest, steps: &mut Steps<'_>) -> Result<Bounce, StudioError> {
        if request.form == MixForm::Opus {
            let options = OpusOptions {
                path: self.path.to_owned(),
                span: self.samples.clone(),
                bits_per_second: 160_000,
                unreadable: Unreadable::Refuse,
                columns: 1,
            };
            return Ok(encode_opus(self.program, self.sources, &options, |progress| steps.tell(progress))?.bounce);
        }
        let Some(arguments) = request.form.encoded() else { return self.wave(self.path, request, steps) };
        let failed = |error: &std::io::Error| crate::unwritable(self.path, error);
        // Both lie beside the file that is asked for until it is whole, and go if it never is.
        let plain = Unfinished::beside(self.path).map_err(|error| failed(&error))?;
        let coded = Unfinished::beside(self.path).map_err(|error| failed(&error))?;
        let bounce = self.wave(plain.path(), request, steps)?;
        encode_sound(plain.path(), coded.path(), arguments, &|| steps.job.is_cancelled())?;
        coded.publish(self.path).map_err(|error| failed(&error))?;
        Ok(bounce)
    }

    fn wave(&self, path: &Path, request: &MixRequest, steps: &mut Steps<'_>) -> Result<Bounce, StudioError> {
        let options = BounceOptions {
            path: path.to_owned(),
            span: self.samples.clone(),
            sample_rate: request.sample_rate,
            format: request.form.samples(),
            since_midnight: self.since_midnight,
            unreadable: Unreadable::Refuse,
            about: self.about.clone(),
        };
        Ok(bounce(self.program, self.sources, &options, |progress| steps.tell(progress))?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(lufs: Option<f64>, peak: f64) -> Bounce {
        Bounce { frames: 1, loudness_lufs: lufs, true_peak_dbtp: peak, samples_over: 0, faults: Vec::new() }
    }

    #[test]
    fn a_mix_is_brought_to_its_loudness_as_far_as_its_peaks_allow() {
        assert_eq!(gain_to(-2_300, &found(Some(-20.5), -3.0)), -250);
        assert_eq!(gain_to(-2_300, &found(Some(-25.0), -8.0)), 200);
        assert_eq!(gain_to(-1_400, &found(Some(-25.0), -4.0)), 300);
        assert_eq!(gain_to(-1_400, &found(Some(-25.0), 2.0)), 0);
        assert_eq!(gain_to(-1_400, &found(None, -120.0)), 0);
    }

    #[test]
    fn stems_are_named_after_their_lanes() {
        assert_eq!(beside(Path::new("/a/Mix 1.wav"), "Songs"), Path::new("/a/Mix 1 - Songs.wav"));
        assert_eq!(beside(Path::new("Mix"), "A/B: C"), Path::new("Mix - A-B- C"));
    }
}
