//! Proxies of pictures: frame for frame, with their sound, kept whole or not at all.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};
use tests::command::Shell;
use tests::picture::{closest, grey, numbered, numbers, times};
use tests::sound::{ffmpeg, first_channel, probe};

/// A show with an episode 1x04 that has this picture.
fn with_picture(shell: &Shell, rate: &str, picture: &str) {
    shell.json(&["new", "s.needledrop", "--title", "Proxies"]);
    episode(shell, "1x04", rate, picture);
}

fn episode(shell: &Shell, name: &str, rate: &str, picture: &str) {
    let start = if rate.ends_with("df") { "01:00:00;00" } else { "01:00:00:00" };
    let head = ["episode", "add", "s.needledrop", name, "--title", "T", "--rate", rate, "--start", start];
    let added = shell.run(&[&head[..], &["--length", "2s", "--picture", picture, "--json"]].concat());
    assert!(added.status == 0 || added.status == 3, "{}", added.err);
}

fn made(shell: &Shell, episode: &str, more: &[&str]) -> PathBuf {
    let answer = shell.json(&[&["review", "proxy", "s.needledrop", episode, "--yes"][..], more].concat());
    PathBuf::from(answer["proxies"][0]["path"].as_str().expect("a path"))
}

const X264: [&str; 8] = ["-c:v", "libx264", "-pix_fmt", "yuv420p", "-preset", "ultrafast", "-c:a", "aac"];

#[test]
fn every_frame_is_where_it_was_at_every_rate() {
    let shell = Shell::default();
    shell.json(&["new", "s.needledrop", "--title", "Proxies"]);
    let rates = [
        ("23.976", "24000/1001"),
        ("24", "24"),
        ("25", "25"),
        ("29.97", "30000/1001"),
        ("29.97df", "30000/1001"),
        ("30", "30"),
        ("47.952", "48000/1001"),
        ("48", "48"),
        ("50", "50"),
        ("59.94", "60000/1001"),
        ("59.94df", "60000/1001"),
        ("60", "60"),
    ];
    for (number, (rate, ratio)) in rates.into_iter().enumerate() {
        let (film, name) = (format!("{number}.mov"), format!("1x{:02}", number + 1));
        numbered(&shell.path(&film), ratio, 50, &["-c:v", "prores_ks", "-profile:v", "0", "-c:a", "pcm_s16le"]);
        episode(&shell, &name, rate, &film);
        let proxy = made(&shell, &name, &[]);
        assert_eq!(numbers(&proxy), (0..50).collect::<Vec<u32>>(), "{rate}");
        let facts = media::read_picture(&proxy).expect("a picture");
        assert_eq!(facts.frames, Some(50), "{rate}");
        assert!(facts.playing.keyframes.is_some_and(|frames| frames <= 12), "{rate}: {:?}", facts.playing);
        let (over, under) = ratio.split_once('/').unwrap_or((ratio, "1"));
        let frame = under.parse::<f64>().expect("a number") / over.parse::<f64>().expect("a number");
        assert_eq!(times(&proxy).len(), 50, "{rate}");
        for (n, at) in times(&proxy).into_iter().enumerate() {
            assert!((at - n as f64 * frame).abs() < 0.001, "{rate}: frame {n} is at {at}");
        }
        // The middle of a frame must be a time of its own: players seek there.
        let ticks =
            probe(&proxy, "stream=time_base").lines().next().and_then(|base| base.split_once('/')?.1.parse().ok());
        assert!(ticks.is_some_and(|ticks: u32| ticks >= 10_000), "{rate}: {ticks:?}");
        let sound = first_channel(&proxy);
        let loudest = sound.iter().enumerate().max_by(|a, b| a.1.abs().total_cmp(&b.1.abs())).expect("samples").0;
        assert!(loudest.abs_diff(24_000) <= 48, "{rate}: the click is at {loudest}");
        assert_eq!(probe(&proxy, "stream=sample_rate").lines().last(), Some("48000"), "{rate}");
    }
}

#[test]
fn what_editors_and_cameras_write_keeps_its_frames() {
    let shell = Shell::default();
    shell.json(&["new", "s.needledrop", "--title", "Proxies"]);
    let long = [&X264[..], &["-g", "250", "-bf", "3"]].concat();
    let kinds: [(&str, &str, Vec<&str>); 6] = [
        ("long.mp4", "24000/1001", long.clone()),
        ("long.mkv", "30000/1001", long),
        ("avid.mxf", "25", vec!["-c:v", "mpeg2video", "-b:v", "8M", "-c:a", "pcm_s16le"]),
        ("fields.mxf", "25", vec!["-c:v", "mpeg2video", "-flags", "+ildct+ilme", "-b:v", "8M", "-c:a", "pcm_s16le"]),
        ("old.avi", "24", vec!["-c:v", "mjpeg", "-q:v", "3", "-pix_fmt", "yuvj420p", "-c:a", "pcm_s16le"]),
        ("fine.mov", "24", vec!["-c:v", "libx264", "-pix_fmt", "yuv422p10le", "-c:a", "aac"]),
    ];
    for (number, (film, ratio, codec)) in kinds.into_iter().enumerate() {
        numbered(&shell.path(film), ratio, 48, &codec);
        let rate = match ratio {
            "24000/1001" => "23.976",
            "30000/1001" => "29.97",
            other => other,
        };
        let name = format!("1x{:02}", number + 1);
        episode(&shell, &name, rate, film);
        let proxy = made(&shell, &name, &["--height", "540"]);
        // Interleaving costs some kinds a few frames at their end.
        let source = numbers(&shell.path(film));
        assert!(source.len() >= 40 && source.is_sorted(), "{film}: {source:?}");
        assert_eq!(numbers(&proxy), source, "{film}");
    }
}

#[test]
fn a_proxy_is_made_once_said_first_and_taken_from_then_on() {
    let shell = Shell::default();
    numbered(&shell.path("film.mov"), "24", 48, &["-c:v", "prores_ks", "-c:a", "pcm_s16le"]);
    with_picture(&shell, "24", "film.mov");
    let ask = ["review", "proxy", "s.needledrop", "1x04"];
    // Nobody is asked where nobody can answer, and nothing is made.
    let refused = shell.run(&ask);
    assert_eq!(refused.status, 1, "{}", refused.out);
    assert!(refused.err.contains("ProRes 422"), "{}", refused.err);
    assert!(refused.err.contains("H.264 in MP4, 240 × 136"), "{}", refused.err);
    assert!(refused.err.contains(" MB and "), "{}", refused.err);
    assert!(refused.err.contains("--yes"), "{}", refused.err);
    assert_eq!(proxies(&shell), [""; 0]);
    let plan = shell.json(&[&ask[..], &["--plan"]].concat());
    assert_eq!((&plan["plan"]["needed"], &plan["proxies"]), (&json!(true), &json!([])));
    assert!(plan["plan"]["bytes"].as_u64().is_some_and(|bytes| bytes > 1_000), "{plan}");

    let first = shell.json(&[&ask[..], &["--yes"]].concat());
    assert_eq!(first["proxies"][0]["made"], json!(true));
    let path = PathBuf::from(first["proxies"][0]["path"].as_str().expect("a path"));
    let written = path.metadata().and_then(|found| found.modified()).expect("there");
    // The same content under another name needs no second one.
    fs::rename(shell.path("film.mov"), shell.path("moved.mov")).expect("moved");
    episode(&shell, "1x05", "24", "moved.mov");
    let second = shell.json(&["review", "proxy", "s.needledrop", "1x05", "--yes"]);
    assert_eq!((&second["proxies"][0]["made"], &second["plan"]), (&json!(false), &Value::Null));
    assert_eq!(path.metadata().and_then(|found| found.modified()).expect("there"), written);
    assert_eq!(proxies(&shell).len(), 1);
    // It goes with the cache, and is made again.
    fs::remove_dir_all(shell.path("home/cache")).expect("cleared");
    assert_eq!(made(&shell, "1x05", &[]), path);
}

#[test]
fn timecode_and_name_are_burnt_in() {
    let shell = Shell::default();
    let picture = "color=gray:s=1280x720:r=30000/1001";
    let film = shell.path("film.mov");
    let film = film.to_str().expect("a plain path");
    ffmpeg(&["-f", "lavfi", "-i", picture, "-frames:v", "70", "-c:v", "prores_ks", "-profile:v", "0", film]);
    shell.json(&["new", "s.needledrop", "--title", "Proxies"]);
    // From a minute that skips two labels: the second after 00:00:59;29 begins with ;02.
    let head =
        ["episode", "add", "s.needledrop", "1x04", "--title", "T", "--rate", "29.97df", "--start", "00:00:58;00"];
    shell.run(&[&head[..], &["--length", "2s", "--picture", "film.mov"]].concat());
    let ask = ["review", "proxy", "s.needledrop", "1x04", "--yes", "--burn-in", "timecode,name"];
    assert!(shell.refused(&ask).contains("--reviewer NAME"));
    let both = shell.json(&[&ask[..], &["--reviewer", "Dana: 100%{n} 'O\\'", "--reviewer", "דנה"]].concat());
    let paths: Vec<PathBuf> = (0..2).map(|at| both["proxies"][at]["path"].as_str().expect("a path").into()).collect();
    assert_ne!(paths[0], paths[1]);
    let plain = made(&shell, "1x04", &["--burn-in", "timecode"]);
    let (left, right) = ("crop=320:60:20:650", "crop=400:60:860:650");
    assert_ne!(grey(&plain, 0, left), grey(&plain, 1, left));
    assert_eq!(grey(&plain, 5, right), grey(&plain, 6, right), "no name was asked for");
    assert_ne!(grey(&paths[0], 5, right), grey(&plain, 5, right));
    assert_ne!(grey(&paths[1], 5, right), grey(&paths[0], 5, right));
    let labels = ["00:00:59;28", "00:00:59;29", "00:01:00;00", "00:01:00;01", "00:01:00;02", "00:01:00;03"];
    for (frame, label) in [(58, "00:00:59;28"), (59, "00:00:59;29"), (60, "00:01:00;02"), (61, "00:01:00;03")] {
        assert_eq!(closest(&shell, &plain, frame, left, &labels), label);
    }
    let leftovers = fs::read_dir(shell.path("home/cache/fonts")).expect("there").flatten();
    assert!(leftovers.map(|one| one.file_name()).all(|name| !name.to_string_lossy().ends_with(".name")));
}

#[test]
fn what_cannot_be_made_is_said_and_leaves_nothing() {
    let shell = Shell::default();
    numbered(&shell.path("film.mov"), "24", 48, &["-c:v", "prores_ks", "-c:a", "pcm_s16le"]);
    with_picture(&shell, "24", "film.mov");
    let whole = fs::read(shell.path("film.mov")).expect("there");
    // Its headers stand at the end and stay whole; what they lead to is gone.
    let mut holed = whole.clone();
    let from = holed.len() / 4;
    let to = holed.len() * 3 / 4;
    holed[from..to].fill(0);
    fs::write(shell.path("film.mov"), &holed).expect("written");
    let said = shell.run(&["review", "proxy", "s.needledrop", "1x04", "--yes"]);
    assert_eq!(said.status, 1, "{}", said.err);
    assert!(said.err.contains("copy or export it again"), "{}", said.err);
    assert_eq!(proxies(&shell), [""; 0]);

    fs::write(shell.path("film.mov"), &whole).expect("written");
    let none = shell.run_where(
        &["review", "proxy", "s.needledrop", "1x04", "--yes"],
        &[("NEEDLEDROP_FFMPEG", "/not/there/ffmpeg")],
    );
    assert_eq!(none.status, 1);
    assert!(none.err.contains("ffmpeg, which is not installed"), "{}", none.err);
    fs::remove_file(shell.path("film.mov")).expect("gone");
    let gone = shell.refused(&["review", "proxy", "s.needledrop", "1x04", "--yes"]);
    assert!(gone.contains("no picture, or its file is not where it was"), "{gone}");
}

/// Whatever lies among the proxies, finished or not.
fn proxies(shell: &Shell) -> Vec<String> {
    let mut found = Vec::new();
    let Ok(shelves) = fs::read_dir(shell.path("home/cache/proxies")) else { return found };
    for entry in shelves.flatten() {
        match fs::read_dir(entry.path()) {
            Ok(files) => found.extend(files.flatten().map(|file| file.file_name().to_string_lossy().into_owned())),
            Err(_) => found.push(entry.file_name().to_string_lossy().into_owned()),
        }
    }
    found
}
