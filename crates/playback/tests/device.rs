//! A real device: a sound server of our own with a null sink that keeps time, played through ALSA and cpal.
//!
//! The server's address must stand in the environment before ALSA is loaded, so this program starts itself again
//! with it; what is in the sink is recorded by `parec` and measured.

#![allow(clippy::disallowed_methods, reason = "tests make files as they come")]

use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use playback::{Clip, Fade, Files, OutputState, Program, State, Transport};
use timebase::Flicks;

const TONE: &str = "NEEDLEDROP_TEST_TONE";

fn main() {
    if let Some(tone) = env::var_os(TONE) {
        play(Path::new(&tone));
    } else if !env::args().any(|argument| argument == "--list") {
        a_device_plays_and_comes_again_after_its_loss();
        println!("a_device_plays_and_comes_again_after_its_loss ... ok");
    }
}

/// Ends a child that was left running by a failure.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // Gone already in the good case.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn a_device_plays_and_comes_again_after_its_loss() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let tone = at("tone.wav");
    let source = ["-f", "lavfi", "-i", "aevalsrc=0.2*sin(2*PI*1000*t):s=44100:d=30"];
    let made = Command::new("ffmpeg").args(["-nostdin", "-v", "error"]).args(source).arg(&tone).status();
    assert!(made.expect("ffmpeg runs").success());
    let socket = at("pulse.sock");
    let config = "</usr/share/alsa/alsa.conf>\npcm.!default { type pulse }\nctl.!default { type pulse }\n";
    fs::write(at("alsa.conf"), config).expect("a file");

    let home = |command: &mut Command| {
        command.env("HOME", folder.path()).env("XDG_RUNTIME_DIR", folder.path());
        command.env("PULSE_RUNTIME_PATH", folder.path()).env("PULSE_SERVER", format!("unix:{}", socket.display()));
    };
    let serve = || {
        // The one before leaves its socket behind.
        let _ = fs::remove_file(&socket);
        let mut server = Command::new("pulseaudio");
        home(server.args(["--daemonize=no", "-n", "--exit-idle-time=-1", "--use-pid-file=no"]));
        server.arg("-L").arg(format!("module-native-protocol-unix socket={} auth-anonymous=1", socket.display()));
        server.args(["-L", "module-null-sink sink_name=test rate=48000 norewinds=1"]).stderr(Stdio::null());
        let server = Running(server.spawn().expect("pulseaudio is installed"));
        wait_for("the sound server", || socket.exists());
        server
    };
    let mut server = serve();

    let mut recorder = Command::new("parec");
    home(recorder.args(["--device=test.monitor", "--format=float32le", "--rate=48000", "--channels=2", "--raw"]));
    let mut recorder = Running(recorder.stdout(Stdio::piped()).spawn().expect("parec is installed"));
    let mut recorded = recorder.0.stdout.take().expect("its output");
    let recording = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        recorded.read_to_end(&mut bytes).map(|_| bytes)
    });

    let mut player = Command::new(env::current_exe().expect("this program"));
    home(player.env(TONE, &tone).env("ALSA_CONFIG_PATH", at("alsa.conf")).stdout(Stdio::piped()));
    let mut player = Running(player.spawn().expect("this program starts again"));
    let mut lines = BufReader::new(player.0.stdout.take().expect("its output")).lines();
    let played = lines.next().expect("a word from the player").expect("its output");
    assert_eq!(played, "played two seconds");
    server.0.kill().expect("the server stops");
    assert_eq!(lines.next().expect("a word from the player").expect("its output"), "plays on in silence");
    let _again = serve();
    assert_eq!(lines.next().expect("a word from the player").expect("its output"), "plays again");
    assert!(player.0.wait().expect("the player ends").success());

    let bytes = recording.join().expect("the recording").expect("the recording");
    let left: Vec<f32> =
        bytes.chunks_exact(8).map(|frame| f32::from_le_bytes([frame[0], frame[1], frame[2], frame[3]])).collect();
    let first = left.iter().position(|sample| sample.abs() > 0.01).expect("something was heard");
    let heard = &left[first..(first + 48_000).min(left.len())];
    assert!(heard.len() > 24_000, "only {} samples were heard", heard.len());
    let peak = heard.iter().fold(0.0_f32, |peak, sample| peak.max(sample.abs()));
    assert!((peak - 0.2).abs() < 0.01, "peak {peak}");
    // The middle one of all periods: a busy machine may tear a hole into the sound of a sound server.
    let rising = heard.windows(2).enumerate().filter(|(_, pair)| pair[0] < 0.0 && pair[1] >= 0.0);
    let rises: Vec<usize> = rising.map(|(at, _)| at).collect();
    let mut periods: Vec<usize> = rises.windows(2).map(|pair| pair[1] - pair[0]).collect();
    periods.sort_unstable();
    assert_eq!(periods[periods.len() / 2], 48, "{} periods", periods.len());
}

/// The second life of this program: plays `tone`, goes on when the server is gone, and is heard again when it comes back.
fn play(tone: &Path) {
    let transport = Transport::open(Arc::new(Files));
    wait_for("the device", || matches!(transport.output(), OutputState::Device { .. }));
    let clip = Clip {
        id: 1,
        lane: 0,
        path: tone.to_owned(),
        start: 0,
        length: 48_000 * 30,
        source_start: Flicks::ZERO,
        gain_millibel: 0,
        fade_in: Fade::default(),
        fade_out: Fade::default(),
        volume: Vec::new(),
        tail: 0,
    };
    transport.load(Arc::new(Program::new(vec![clip])));
    transport.play();
    let begun = Instant::now();
    wait_for("two seconds of sound", || transport.position() > 96_000);
    // Coarse: a device that keeps time, not one that swallows all at once.
    assert!(begun.elapsed() > Duration::from_millis(1_500));
    assert!((transport.meters().peak_db[0] - -13.98).abs() < 0.5, "{:?}", transport.meters());
    println!("played two seconds");
    wait_for("the loss of the device", || matches!(transport.output(), OutputState::Silent { .. }));
    let position = transport.position();
    wait_for("time to go on", || transport.position() > position + 24_000);
    assert_eq!(transport.state(), State::Playing);
    println!("plays on in silence");
    wait_for("the device again", || matches!(transport.output(), OutputState::Device { .. }));
    let position = transport.position();
    wait_for("sound through it", || transport.position() > position + 24_000);
    assert_eq!(transport.state(), State::Playing);
    println!("plays again");
}

fn wait_for(what: &str, mut holds: impl FnMut() -> bool) {
    let limit = Instant::now() + Duration::from_secs(30);
    while !holds() {
        assert!(Instant::now() < limit, "{what} did not come");
        std::thread::sleep(Duration::from_millis(10));
    }
}
