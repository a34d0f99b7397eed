//! `mix`: 20 clips of four minutes over 45 minutes, beside ffmpeg's `amix` on the same files.
//!
//! Two things a user does. *Mixing* reads decoded audio (32-bit float WAV) and throws the mix away: what the mixer costs, in
//! CPU time. *Bouncing* reads MP3 and writes 24-bit WAV; ours measures loudness and true peak on the way, ffmpeg does not. It
//! is timed by the clock, since all cores are there to be used, and in CPU time. Each is run in pairs, one after the other.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use playback::{
    BounceOptions, Capture, Clip, Fade, FadeShape, Files, Program, Renderer, SampleFormat, Sources, Transport,
    Unreadable, bounce,
};
use timebase::{Flicks, SampleRate};

const CLIPS: i64 = 20;
const RATE: i64 = 48_000;
const CLIP: i64 = 240 * RATE;
const MIX: i64 = 45 * 60 * RATE;
const FADE_IN: i64 = 2 * RATE;
const FADE_OUT: i64 = 5 * RATE;
const GAIN_DB: i64 = -6;

/// Something that keeps the benchmark from running.
type Failure = Box<dyn std::error::Error>;

/// Pairs of runs.
const PAIRS: usize = 3;

/// Runs the benchmark and prints what it found.
///
/// # Errors
/// When ffmpeg is missing or the disk is full.
pub fn run() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let sources: Arc<dyn Sources> = Arc::new(Files);
    let floats = make_clips(folder.path(), "wav", &["-c:a", "pcm_f32le"])?;
    let program = program_of(&floats);
    println!("mix: {CLIPS} clips of 4 min over 45 min, load {}", load());
    let mut ratios = Vec::new();
    for _ in 0..PAIRS {
        let (ours, _) = measured(|| {
            let mut renderer = Renderer::new(Arc::clone(&program), Arc::clone(&sources));
            let mut block = vec![[0.0; 2]; 8192];
            for first in (0..MIX).step_by(block.len()) {
                renderer.render(first, &mut block);
            }
            Ok(())
        })?;
        let (peer, _) = measured(|| amix(&floats, &["-f", "null"], Path::new("-")))?;
        report("mixed from decoded audio, CPU time", ours, peer);
        ratios.push(ours.as_secs_f64() / peer.as_secs_f64());
    }
    median("mixed from decoded audio, CPU time, aim 0.02", ratios);
    let span = 0..MIX / 9;
    let mut options = BounceOptions {
        path: folder.path().join("ours.wav"),
        span: span.clone(),
        sample_rate: SampleRate::MIX,
        format: SampleFormat::Float32,
        since_midnight: Flicks::ZERO,
        unreadable: Unreadable::Refuse,
        about: playback::About::default(),
    };
    let peer = folder.path().join("theirs.wav");
    bounce(&program, &sources, &options, |_| ControlFlow::Continue(()))?;
    amix(&floats, &["-t", &(span.end / RATE).to_string(), "-c:a", "pcm_f32le", "-y"], &peer)?;
    println!("  largest difference in the first five minutes: {:.2e}, aim 3e-7", difference(&options.path, &peer)?);
    println!("  start to first sound ready: {:.1} ms at the median of 20 places", start_latency(&program, &sources));
    floats.iter().try_for_each(fs::remove_file)?;

    let songs = make_clips(folder.path(), "mp3", &["-c:a", "libmp3lame", "-b:a", "320k"])?;
    let program = program_of(&songs);
    options.span = 0..MIX;
    options.format = SampleFormat::Int24;
    let mut ratios = Vec::new();
    for _ in 0..PAIRS {
        let (ours, clock) = measured(|| {
            bounce(&program, &sources, &options, |_| ControlFlow::Continue(()))?;
            Ok(())
        })?;
        let (theirs, their_clock) = measured(|| amix(&songs, &["-c:a", "pcm_s24le", "-y"], &peer))?;
        report("bounced from MP3, by the clock", clock, their_clock);
        report("bounced from MP3, CPU time", ours, theirs);
        ratios.push(clock.as_secs_f64() / their_clock.as_secs_f64());
    }
    median("bounced from MP3, by the clock, aim 0.55", ratios);
    println!("  load in the end {}", load());
    Ok(())
}

fn program_of(paths: &[PathBuf]) -> Arc<Program> {
    Arc::new(Program::new(paths.iter().enumerate().map(|(id, path)| clip(id as i64, path)).collect()))
}

/// How busy the machine is.
pub(crate) fn load() -> String {
    let told = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    told.split_whitespace().next().unwrap_or("unknown").to_owned()
}

fn median(what: &str, mut ratios: Vec<f64>) {
    ratios.sort_by(f64::total_cmp);
    if let (Some(least), Some(most)) = (ratios.first(), ratios.last()) {
        println!("  {what}: {:.4} ({least:.4}–{most:.4}) of ffmpeg", ratios[ratios.len() / 2]);
    }
}

fn clip(id: i64, path: &Path) -> Clip {
    Clip {
        id,
        lane: id,
        path: path.to_owned(),
        start: start(id),
        length: CLIP,
        source_start: Flicks::ZERO,
        gain_millibel: GAIN_DB as i32 * 100,
        fade_in: Fade { length: FADE_IN, shape: FadeShape::Linear, bend: 0 },
        fade_out: Fade { length: FADE_OUT, shape: FadeShape::Linear, bend: 0 },
        volume: Vec::new(),
        tail: 0,
    }
}

/// Evenly over the mix, the last ending with it.
fn start(id: i64) -> i64 {
    (MIX - CLIP) * id / (CLIPS - 1)
}

fn make_clips(folder: &Path, ending: &str, codec: &[&str]) -> Result<Vec<PathBuf>, Failure> {
    (0..CLIPS)
        .map(|id| {
            let path = folder.join(format!("clip{id}.{ending}"));
            let noise =
                |seed: i64| format!("anoisesrc=color=pink:amplitude=0.3:sample_rate={RATE}:duration=240:seed={seed}");
            let source =
                format!("{}[l];{}[r];[l][r]join=inputs=2:channel_layout=stereo", noise(id * 2), noise(id * 2 + 1));
            ffmpeg(Command::new("ffmpeg").args(["-f", "lavfi", "-i", &source]).args(codec).arg(&path))?;
            Ok(path)
        })
        .collect()
}

/// The same mix by ffmpeg.
fn amix(paths: &[PathBuf], options: &[&str], target: &Path) -> Result<(), Failure> {
    let mut command = Command::new("ffmpeg");
    let mut graph = String::new();
    for (id, path) in paths.iter().enumerate() {
        command.arg("-i").arg(path);
        graph += &format!(
            "[{id}:a]volume={GAIN_DB}dB:precision=float,afade=t=in:ss=0:ns={FADE_IN},afade=t=out:ss={}:ns={FADE_OUT},adelay={}S:all=1[c{id}];",
            CLIP - FADE_OUT,
            start(id as i64),
        );
    }
    let inputs: String = (0..paths.len()).map(|id| format!("[c{id}]")).collect();
    graph += &format!("{inputs}amix=inputs={CLIPS}:duration=longest:normalize=0:dropout_transition=0[mix]");
    ffmpeg(command.args(["-filter_complex", &graph, "-map", "[mix]"]).args(options).arg(target))
}

fn ffmpeg(command: &mut Command) -> Result<(), Failure> {
    let status = command.args(["-nostdin", "-v", "error"]).status()?;
    if status.success() { Ok(()) } else { Err(format!("ffmpeg ended with {status}").into()) }
}

/// CPU time that `work` and the programs it starts take, and time by the clock.
fn measured(work: impl FnOnce() -> Result<(), Failure>) -> Result<(Duration, Duration), Failure> {
    let (before, begun) = (cpu_time()?, Instant::now());
    work()?;
    Ok((cpu_time()?.saturating_sub(before), begun.elapsed()))
}

/// User and system time of this process and of its children that have ended.
fn cpu_time() -> Result<Duration, Failure> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    // The name, in brackets, may itself hold spaces; times are fields 14 to 17, in hundredths of a second.
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11).take(4);
    let hundredths = fields.map(str::parse::<u64>).sum::<Result<u64, _>>()?;
    Ok(Duration::from_millis(hundredths * 10))
}

fn report(what: &str, ours: Duration, theirs: Duration) {
    let (ours, theirs) = (ours.as_secs_f64(), theirs.as_secs_f64());
    println!("  {what}: {ours:.2} s, ffmpeg {theirs:.2} s, ratio {:.4}", ours / theirs);
}

/// The largest difference of two WAV files over their common length, where 1 is full scale.
fn difference(ours: &Path, theirs: &Path) -> Result<f64, Failure> {
    let open = |path: &Path| media::AudioReader::open(path);
    let (mut ours, mut theirs) = (open(ours)?, open(theirs)?);
    let mut worst = 0.0_f32;
    loop {
        let (mut a, mut b) = (Vec::new(), Vec::new());
        let frames = ours.read(&mut a, 65_536)?.min(theirs.read(&mut b, 65_536)?);
        if frames == 0 {
            return Ok(f64::from(worst));
        }
        worst = a.iter().zip(&b).map(|(a, b)| (a - b).abs()).fold(worst, f32::max);
    }
}

/// How long after `play` or `seek` the first 10 ms are ready for the device, in milliseconds.
fn start_latency(program: &Arc<Program>, sources: &Arc<dyn Sources>) -> f64 {
    let (capture, mut tape) = Capture::new(RATE as u32);
    let transport = Transport::with_output(Arc::clone(sources), Box::new(capture));
    transport.load(Arc::clone(program));
    transport.play();
    let mut times: Vec<Duration> = (0..20)
        .map(|place| {
            let begun = Instant::now();
            transport.seek(MIX / 20 * ((place * 7) % 20));
            tape.pull(480);
            begun.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64() * 1_000.0
}
