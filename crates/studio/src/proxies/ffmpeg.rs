//! The `ffmpeg` that the user has: where it lies, what it can write, and how it is asked for a proxy.

use std::collections::HashMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use media::PictureFacts;
use parking_lot::Mutex;
use timebase::FrameRate;

use super::ProxyHeight;
use crate::proxy_error::ProxyError;

/// Names another ffmpeg than the one of the search path.
const VARIABLE: &str = "NEEDLEDROP_FFMPEG";
/// Where package managers put it that a window is not told of.
const USUAL: [&str; 3] = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"];
/// Frames from one that stands by itself to the next: half a second of film.
pub(super) const KEYFRAMES: u32 = 12;

/// Ticks a second that a proxy counts at least.
const FINE: i64 = 10_000;

/// What writes the picture of a proxy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoder {
    X264,
    OpenH264,
    Vp9,
    Vp8,
}

impl Encoder {
    /// The best first.
    const ALL: [Self; 4] = [Self::X264, Self::OpenH264, Self::Vp9, Self::Vp8];

    const fn name(self) -> &'static str {
        match self {
            Self::X264 => "libx264",
            Self::OpenH264 => "libopenh264",
            Self::Vp9 => "libvpx-vp9",
            Self::Vp8 => "libvpx",
        }
    }

    /// As people call what it writes.
    pub const fn word(self) -> &'static str {
        match self {
            Self::X264 | Self::OpenH264 => "H.264 in MP4",
            Self::Vp9 => "VP9 in WebM",
            Self::Vp8 => "VP8 in WebM",
        }
    }

    /// The ending of its files, which is also the name of their form.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::X264 | Self::OpenH264 => "mp4",
            Self::Vp9 | Self::Vp8 => "webm",
        }
    }

    fn arguments(self, height: ProxyHeight) -> Vec<String> {
        let bits = match height {
            ProxyHeight::P540 => "1800k",
            ProxyHeight::P720 => "3000k",
            ProxyHeight::P1080 => "6000k",
        };
        let own: &[&str] = match self {
            // No frame waits for a later one, so that each is shown as soon as it is asked for. A ProRes of 1080 lines and 200 Mb/s
            // must be done in half its length on two cores, and decoding it takes most of that.
            Self::X264 => &["-preset", "superfast", "-crf", "23", "-bf", "0", "-sc_threshold", "0", "-maxrate", bits],
            Self::OpenH264 => &["-b:v", bits],
            Self::Vp9 => &["-deadline", "realtime", "-cpu-used", "8", "-row-mt", "1", "-b:v", bits],
            Self::Vp8 => &["-deadline", "realtime", "-cpu-used", "8", "-auto-alt-ref", "0", "-b:v", bits],
        };
        let group = KEYFRAMES.to_string();
        let mut all = vec!["-c:v", self.name(), "-pix_fmt", "yuv420p", "-g", &group, "-keyint_min", &group];
        all.extend(own);
        let twice = format!("{}k", 2 * bits.trim_end_matches('k').parse::<u32>().unwrap_or(3_000));
        if self == Self::X264 {
            all.extend(["-bufsize", &twice]);
        }
        match self {
            Self::X264 | Self::OpenH264 => all.extend(["-c:a", "aac", "-b:a", "160k", "-movflags", "+faststart"]),
            Self::Vp9 | Self::Vp8 => all.extend(["-c:a", "libopus", "-b:a", "128k"]),
        }
        all.into_iter().map(str::to_owned).collect()
    }
}

/// An ffmpeg that can write proxies.
#[derive(Debug, Clone)]
pub(super) struct Tool {
    pub path: PathBuf,
    /// `5.1.9`.
    pub version: String,
    pub encoder: Encoder,
    /// Whether it can draw text.
    pub draws: bool,
    /// How frames are let through as they come: the word changed with version 5.1.
    passthrough: [&'static str; 2],
}

/// What an ffmpeg can was asked once.
static KNOWN: LazyLock<Mutex<HashMap<PathBuf, Tool>>> = LazyLock::new(Mutex::default);

impl Tool {
    /// The one of this computer.
    pub fn find() -> Result<Self, ProxyError> {
        let path = match std::env::var_os(VARIABLE).filter(|path| !path.is_empty()) {
            Some(path) => PathBuf::from(path),
            None => on_path("ffmpeg").ok_or(ProxyError::NoTool)?,
        };
        if let Some(known) = KNOWN.lock().get(&path) {
            return Ok(known.clone());
        }
        let tool = Self::ask(&path)?;
        KNOWN.lock().insert(path, tool.clone());
        Ok(tool)
    }

    fn ask(path: &Path) -> Result<Self, ProxyError> {
        let answer = |about: &str| {
            let said = Command::new(path).args(["-hide_banner", about]).stdin(Stdio::null()).output();
            said.map(|said| String::from_utf8_lossy(&said.stdout).into_owned()).map_err(|_| ProxyError::NoTool)
        };
        let (version, encoders, filters) = (answer("-version")?, answer("-encoders")?, answer("-filters")?);
        let has = |list: &str, name: &str| list.lines().any(|line| line.split_whitespace().nth(1) == Some(name));
        let encoder = Encoder::ALL.into_iter().find(|one| {
            let sound = if one.ending() == "mp4" { "aac" } else { "libopus" };
            has(&encoders, one.name()) && has(&encoders, sound)
        });
        let encoder = encoder.ok_or_else(|| ProxyError::NoEncoder { tool: path.to_owned() })?;
        let version = version.split_whitespace().nth(2).unwrap_or("of an unknown version").to_owned();
        let passthrough = if is_old(&version) { ["-vsync", "0"] } else { ["-fps_mode", "passthrough"] };
        Ok(Self { path: path.to_owned(), version, encoder, draws: has(&filters, "drawtext"), passthrough })
    }

    /// Begins to ask: in the background, ended with this process, and with no file but those it is given.
    pub fn command(&self) -> Command {
        let mut words: Vec<OsString> = Vec::new();
        if let Some(nice) = on_path("nice").filter(|_| cfg!(unix)) {
            words.extend([nice.into(), "-n".into(), "10".into()]);
        }
        if let Some(setpriv) = on_path("setpriv").filter(|_| cfg!(target_os = "linux")) {
            words.extend([setpriv.into(), "--pdeathsig".into(), "KILL".into(), "--".into()]);
        }
        words.push(self.path.clone().into());
        let mut words = words.into_iter();
        let mut command = Command::new(words.next().unwrap_or_default());
        command.args(words).args(["-hide_banner", "-nostdin", "-loglevel", "error", "-y"]);
        command.stdin(Stdio::null());
        command
    }

    /// Asks when the first frame of a picture is shown, by the times of its file.
    pub fn ask_first_frame(&self, picture: &Path) -> Command {
        let mut command = self.command();
        command.args(["-protocol_whitelist", "file,pipe", "-copyts", "-i"]).arg(file_name(picture));
        command.args(["-map", "0:V:0", "-frames:v", "1", "-c", "copy", "-avoid_negative_ts", "disabled"]);
        command.args(["-f", "framecrc", "pipe:1"]);
        command
    }

    /// Has a proxy written to `to`: the frames of `picture` one for one, as they are drawn on by `drawn`, with its sound.
    pub fn proxy(&self, command: &mut Command, picture: &Ask<'_>, to: &Path) {
        command.args(["-protocol_whitelist", "file"]);
        // Its sound may begin before its first frame, or after it: both are counted by the times of the file.
        if picture.first_frame.is_some() {
            command.arg("-copyts");
        }
        command.arg("-i").arg(file_name(picture.path));
        let mut filters = vec!["yadif=mode=send_frame:deint=interlaced".to_owned()];
        let (over, under) = picture.rate;
        if picture.even_out {
            filters.push(format!("fps={over}/{under}"));
        }
        // Frame n at n frames' time, whatever clock the file has.
        filters.push(format!("settb={under}/{over},setpts=N"));
        let most = picture.height.lines();
        let scale = format!("min(1,min({most}/ih,{}/(iw*sar)))", most * 2);
        let to_even = |size: &str| format!("max(2,trunc({size}*{scale}/2)*2)");
        filters.push(format!(
            "scale=w='{}':h='{}':flags=bilinear,setsar=1,format=yuv420p",
            to_even("iw*sar"),
            to_even("ih")
        ));
        filters.extend(picture.drawn.iter().cloned());
        command.args(["-map", "0:V:0", "-vf"]).arg(filters.join(","));
        let sound = format!("{},asetpts=PTS-STARTPTS", from_sample(picture.first_frame.unwrap_or(0)));
        command.args(sound_to_stereo(picture.facts, &sound));
        self.write(command, picture.rate, picture.height, to);
    }

    /// Has what is mapped written to `to`: frames as they come, at this rate (frames over seconds).
    pub fn write(&self, command: &mut Command, (over, under): (i64, i64), height: ProxyHeight, to: &Path) {
        command.args(self.passthrough).arg("-enc_time_base:v").arg(format!("{under}:{over}"));
        command.args(self.encoder.arguments(height));
        if self.encoder.ending() == "mp4" {
            // Whoever seeks into the middle of a frame must not be rounded to the next one, which GStreamer shows where that
            // stands by itself.
            let fine = if over < FINE { over * 1_000 } else { over };
            command.arg("-video_track_timescale").arg(fine.to_string());
        } else {
            command.arg("-r").arg(format!("{over}/{under}"));
        }
        // Who exported it, and on which machine, is nobody's business.
        command.args(["-map_metadata", "-1", "-map_chapters", "-1", "-dn", "-sn"]);
        command.args(["-progress", "pipe:1", "-nostats", "-f", self.encoder.ending()]).arg(file_name(to));
    }
}

/// Brings sound to 48 kHz, from a sample of the picture's time on whenever its own begins: what is missing is silent.
pub(super) fn from_sample(sample: i64) -> String {
    format!("aresample=48000:async=1:first_pts={sample}")
}

/// How the sound of a picture is asked for: two channels, each through `filters`.
pub(super) fn sound_to_stereo(facts: &PictureFacts, filters: &str) -> Vec<String> {
    let joined = format!("[0:a:0]{filters}[l];[0:a:1]{filters}[r];[l][r]amerge=inputs=2[sound]");
    let words: &[&str] = match facts.sound.as_slice() {
        [] => &["-an"],
        [left, right, ..] if left.channels == 1 && right.channels == 1 => {
            &["-filter_complex", &joined, "-map", "[sound]", "-ac", "2"]
        }
        _ => &["-map", "0:a:0", "-af", filters, "-ac", "2", "-ar", "48000"],
    };
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// What a proxy is made of.
pub(super) struct Ask<'a> {
    pub path: &'a Path,
    pub facts: &'a PictureFacts,
    /// Frames over seconds.
    pub rate: (i64, i64),
    /// Whether frames are to be brought to that rate; else they are taken one by one.
    pub even_out: bool,
    pub height: ProxyHeight,
    /// Filters that draw.
    pub drawn: Vec<String>,
    /// The sample at 48 kHz at which its first frame is shown, by the times of its file; `None` where a piece is tried that nobody
    /// hears.
    pub first_frame: Option<i64>,
}

/// When a first frame is shown, to the nearest whole frame of `rate`, as a sample at 48 kHz: from the lines that answer
/// [`Tool::ask_first_frame`], `#tb 0: 1/1000` and `0, 7, 7, …`, which are stream, time of decoding and time of showing.
///
/// Files that put their first frame some milliseconds late, as those with Opus do, are meant to begin with it.
pub(super) fn first_frame(lines: &[String], rate: (i64, i64)) -> Option<i64> {
    let (over, under) = lines.iter().find_map(|line| line.strip_prefix("#tb 0:"))?.trim().split_once('/')?;
    let shown = lines.iter().find(|line| !line.starts_with('#'))?.split(',').nth(2)?;
    let number = |text: &str| text.trim().parse::<i128>().ok();
    let (over, under, shown) = (number(over)?, number(under).filter(|under| *under > 0)?, number(shown)?);
    let (per, seconds) = (i128::from(rate.0), i128::from(rate.1));
    let nearest = |above: i128, below: i128| (above * 2 + below).div_euclid(below * 2);
    let frames = nearest(shown * over * per, under * seconds);
    i64::try_from(nearest(frames * 48_000 * seconds, per)).ok()
}

/// The rate that a proxy has, and whether the picture's frames must be brought to it first.
pub(super) fn rate_of(facts: &PictureFacts, cut: FrameRate) -> ((i64, i64), bool) {
    match facts.frame_rate() {
        Some(rate) if !facts.varies => (rate.ratio(), false),
        _ => match facts.rate.filter(|_| !facts.varies) {
            Some((over, under)) => ((over.cast_signed(), under.cast_signed()), false),
            None => (cut.ratio(), true),
        },
    }
}

/// A path that is taken for nothing else: neither for an option nor for an address.
pub(super) fn file_name(path: &Path) -> OsString {
    let mut name = OsString::from("file:");
    name.push(std::path::absolute(path).unwrap_or_else(|_| path.to_owned()));
    name
}

/// Whether it does not know `-fps_mode`; builds between versions are new.
fn is_old(version: &str) -> bool {
    let mut parts = version.trim_start_matches('n').split(['.', '-']).map(|part| part.parse::<u32>().ok());
    match (parts.next().flatten(), parts.next().flatten()) {
        (Some(major), minor) => (major, minor.unwrap_or(0)) < (5, 1),
        (None, _) => false,
    }
}

fn on_path(name: &str) -> Option<PathBuf> {
    let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&folders).chain(USUAL.map(PathBuf::from));
    folders.filter(|folder| folder.is_absolute()).map(|folder| folder.join(&name)).find(|path| path.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_told_apart() {
        for (version, old) in
            [("4.4.2-0ubuntu0.22.04.1", true), ("5.0.1", true), ("5.1.9-0+deb12u1", false), ("7.1", false)]
        {
            assert_eq!(is_old(version), old, "{version}");
        }
        assert!(!is_old("N-118193-g5f38c82536"));
        assert!(is_old("n4.4"));
    }

    #[test]
    fn first_frames_are_read_from_what_ffmpeg_says_of_them() {
        let said = |tb: &str, line: &str| {
            first_frame(&[format!("#tb 0: {tb}"), "#sar 0: 1/1".to_owned(), line.to_owned()], (24, 1))
        };
        assert_eq!(said("1/1000", "0,          7,          7,       41,     4626, 0xa0e4c216"), Some(0));
        assert_eq!(said("1/1000", "0,       9917,      10000,       41,     4626, 0xa0e4c216"), Some(480_000));
        assert_eq!(said("1/24000", "0,      -2000,        990,     1000,     4626, 0xa0e4c216"), Some(2_000));
        assert_eq!(said("1/48000", "0, 0, -312, 1, 1, 0x0"), Some(0));
        assert_eq!(said("1/0", "0, 0, 1, 1, 1, 0x0"), None);
        assert_eq!(first_frame(&[], (24, 1)), None);
    }
}
