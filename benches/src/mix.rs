//! `mix`: 20 clips of four minutes mixed to 45 minutes, beside ffmpeg's `amix` on the same files.
//!
//! Both read 24-bit WAV at 48 kHz with a gain and two fades a clip, and both are measured in CPU time of the whole
//! work, disk included. Ours measures loudness and true peak as well when it bounces, so two figures are given.

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

/// Runs the benchmark and prints what it found.
///
/// # Errors
/// When ffmpeg is missing or the disk is full.
pub fn run() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let paths = make_clips(folder.path())?;
    let program = Arc::new(Program::new(paths.iter().enumerate().map(|(id, path)| clip(id as i64, path)).collect()));
    let sources: Arc<dyn Sources> = Arc::new(Files);

    let render = measured(|| {
        let mut renderer = Renderer::new(Arc::clone(&program), Arc::clone(&sources));
        let mut block = vec![[0.0; 2]; 8192];
        for first in (0..MIX).step_by(block.len()) {
            renderer.render(first, &mut block);
        }
        Ok(())
    })?;
    let peer_render = measured(|| amix(&paths, &["-f", "null"], Path::new("-")))?;

    let options = BounceOptions {
        path: folder.path().join("ours.wav"),
        span: 0..MIX,
        sample_rate: SampleRate::MIX,
        format: SampleFormat::Int24,
        since_midnight: Flicks::ZERO,
        unreadable: Unreadable::Refuse,
        about: playback::About::default(),
    };
    let written = measured(|| {
        bounce(&program, &sources, &options, |_| ControlFlow::Continue(()))?;
        Ok(())
    })?;
    let peer = folder.path().join("theirs.wav");
    let peer_written = measured(|| amix(&paths, &["-c:a", "pcm_s24le", "-y"], &peer))?;

    println!("mix: {CLIPS} clips of 4 min to 45 min, CPU time");
    report("mixed, not written", render, peer_render);
    report("24-bit WAV (ours with loudness and true peak)", written, peer_written);
    println!("  largest difference of the two files: {:.1} dBFS", difference(&options.path, &peer)?);
    println!("  start to first sound ready: {:.1} ms at the median of 20 places", start_latency(&program, &sources));
    Ok(())
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
    }
}

/// Evenly over the mix, the last ending with it.
fn start(id: i64) -> i64 {
    (MIX - CLIP) * id / (CLIPS - 1)
}

fn make_clips(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    (0..CLIPS)
        .map(|id| {
            let path = folder.join(format!("clip{id}.wav"));
            let noise =
                |seed: i64| format!("anoisesrc=color=pink:amplitude=0.3:sample_rate={RATE}:duration=240:seed={seed}");
            let source =
                format!("{}[l];{}[r];[l][r]join=inputs=2:channel_layout=stereo", noise(id * 2), noise(id * 2 + 1));
            ffmpeg(Command::new("ffmpeg").args(["-f", "lavfi", "-i", &source, "-c:a", "pcm_s24le"]).arg(&path))?;
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

/// CPU time that `work` and the programs it starts take.
fn measured(work: impl FnOnce() -> Result<(), Failure>) -> Result<Duration, Failure> {
    let before = cpu_time()?;
    work()?;
    Ok(cpu_time()?.saturating_sub(before))
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

/// The largest difference of two 24-bit WAV files over their common length, in dBFS.
fn difference(ours: &Path, theirs: &Path) -> Result<f64, Failure> {
    let open = |path: &Path| media::AudioReader::open(path);
    let (mut ours, mut theirs) = (open(ours)?, open(theirs)?);
    let mut worst = 0.0_f32;
    loop {
        let (mut a, mut b) = (Vec::new(), Vec::new());
        let frames = ours.read(&mut a, 65_536)?.min(theirs.read(&mut b, 65_536)?);
        if frames == 0 {
            return Ok(20.0 * f64::from(worst).log10());
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
