//! Import of one track: hash, tags, decode, peaks, loudness, against what a user would run by hand for the loudness.
//!
//! Both sides are whole processes on the same file, run in turn, and compared by the processor time they took. The
//! aim is at most 0.3 of ffmpeg's.

use std::ffi::OsStr;
use std::io;
use std::path::Path;
use std::process::{Command, ExitCode};

/// Paired runs; the first pair warms the page cache and is not counted.
const PAIRS: usize = 7;

/// Music-like stereo: three detuned chords that change, a bass, a beat and a noise floor.
const MUSIC: &str = "aevalsrc=exprs='\
    0.18*sin(2*PI*220*t)*exp(-mod(t\\,0.5)*3)+0.14*sin(2*PI*277.18*t)*exp(-mod(t\\,0.5)*2)\
    +0.12*sin(2*PI*329.63*t)+0.2*sin(2*PI*55*t)*(0.6+0.4*sin(2*PI*0.1*t))\
    +0.35*sin(2*PI*60*exp(-mod(t\\,0.484)*8)*mod(t\\,0.484))*exp(-mod(t\\,0.484)*10)+0.08*(random(0)-0.5)*exp(-mod(t+0.242\\,0.484)*20)\
    |0.17*sin(2*PI*220.7*t)*exp(-mod(t\\,0.5)*3)+0.15*sin(2*PI*276.5*t)*exp(-mod(t\\,0.5)*2)\
    +0.12*sin(2*PI*330.2*t)+0.2*sin(2*PI*55*t)*(0.6+0.4*sin(2*PI*0.1*t))\
    +0.35*sin(2*PI*60*exp(-mod(t\\,0.484)*8)*mod(t\\,0.484))*exp(-mod(t\\,0.484)*10)+0.08*(random(1)-0.5)*exp(-mod(t+0.242\\,0.484)*20)\
    ':s=48000:d=240";

/// Makes the track, measures, and reports one line a run and one in the end.
///
/// # Errors
/// If ffmpeg is not there or a run fails.
pub fn run(report: &mut dyn FnMut(&str)) -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    let track = folder.path().join("track.mp3");
    let made = Command::new("ffmpeg")
        .args(["-hide_banner", "-loglevel", "error", "-f", "lavfi", "-i", MUSIC])
        .args(["-c:a", "libmp3lame", "-b:a", "320k", "-metadata", "title=Benchmark"])
        .arg(&track)
        .status()?;
    if !made.success() {
        return Err(io::Error::other("ffmpeg could not make the track"));
    }
    let ours = std::env::current_exe()?;
    let mut ratios = Vec::new();
    for pair in 0..=PAIRS {
        let scan = processor_seconds(&ours, &["import-once".as_ref(), track.as_os_str()])?;
        let mut arguments = ["-hide_banner", "-nostdin", "-threads", "1", "-i"].map(OsStr::new).to_vec();
        arguments.push(track.as_os_str());
        arguments.extend(["-af", "ebur128=peak=true", "-f", "null", "-"].map(OsStr::new));
        let peer = processor_seconds(Path::new("ffmpeg"), &arguments)?;
        if pair > 0 {
            report(&format!("import: scan {scan:.3} s, ffmpeg {peer:.3} s of processor time"));
            ratios.push(scan / peer);
        }
    }
    ratios.sort_by(f64::total_cmp);
    let (least, median, most) = (ratios[0], ratios[ratios.len() / 2], ratios[ratios.len() - 1]);
    report(&format!("import: 4-minute MP3, scan / ffmpeg ebur128: {median:.3} ({least:.3}–{most:.3}), aim 0.3"));
    Ok(())
}

/// [`run`] to standard output.
///
/// # Errors
/// As [`run`].
pub fn run_and_print() -> Result<(), Box<dyn std::error::Error>> {
    Ok(run(&mut |line| println!("{line}"))?)
}

/// The measured process: one scan of one file.
pub fn once(track: &Path) -> ExitCode {
    match media::scan(track, &|| false) {
        // Printed, so that nothing of it is left out by the compiler.
        Ok(scanned) => {
            println!("{} {:?} {} bytes", scanned.hash, scanned.loudness, scanned.peaks.to_bytes().len());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{}: {error}", track.display());
            ExitCode::FAILURE
        }
    }
}

/// User and system time of a whole process and its children, in seconds, as the shell measures it to the millisecond.
fn processor_seconds(program: &Path, arguments: &[&OsStr]) -> io::Result<f64> {
    const TIMED: &str = r#"TIMEFORMAT="%3U %3S"; time "$0" "$@" >/dev/null 2>/dev/null"#;
    let output = Command::new("bash").args(["-c", TIMED]).arg(program).args(arguments).env("LC_ALL", "C").output()?;
    let times = String::from_utf8_lossy(&output.stderr);
    let failed = || io::Error::other(format!("{} failed: {times}", program.display()));
    if !output.status.success() {
        return Err(failed());
    }
    times.split_ascii_whitespace().map(|time| time.parse::<f64>().map_err(|_| failed())).sum()
}
