//! A picture in several files as one: its proxy is read frame by frame on both sides of each seam, and goes where a picture goes.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};
use tests::command::Shell;
use tests::packages::OpenPackage;
use tests::picture::{closest, numbered, numbers, times};
use tests::sound::{ffmpeg, first_channel, probe};

use super::brief_pages::{Opened, commissioned};

const PRORES: [&str; 6] = ["-c:v", "prores_ks", "-profile:v", "0", "-c:a", "pcm_s16le"];
const X264: [&str; 8] = ["-c:v", "libx264", "-pix_fmt", "yuv420p", "-preset", "ultrafast", "-c:a", "aac"];
const PICTURE: [&str; 3] = ["picture", "s.needledrop", "1x04"];
const PROXY: [&str; 4] = ["review", "proxy", "s.needledrop", "1x04"];

/// A show with an episode 1x04 of 24 frames a second, so many frames long.
fn show(frames: u32) -> Shell {
    let shell = Shell::default();
    shell.json(&["new", "s.needledrop", "--title", "Reels"]);
    let length = format!("{frames}f");
    let head = ["episode", "add", "s.needledrop", "1x04", "--title", "T", "--rate", "24", "--start", "01:00:00:00"];
    shell.json(&[&head[..], &["--length", &length]].concat());
    shell
}

/// Its picture: a file of 50 frames of which 40 are seen, one of 50 that ends ten before the next begins, and one of another rate.
fn three(shell: &Shell) {
    numbered(&shell.path("r1.mov"), "24", 50, &PRORES);
    numbered(&shell.path("r2.mp4"), "24", 50, &X264);
    numbered(&shell.path("r3.mp4"), "25", 50, &X264);
    set(shell, &["r1.mov", "r2.mp4@01:00:01:16", "r3.mp4@01:00:04:04"]);
}

fn set(shell: &Shell, files: &[&str]) -> Value {
    let ran = shell.run(&[&PICTURE[..], files, &["--json"]].concat());
    assert_eq!(ran.status, 0, "{}", ran.err);
    ran.json()
}

fn made(shell: &Shell, more: &[&str]) -> (PathBuf, bool) {
    let answer = shell.json(&[&PROXY[..], &["--yes"], more].concat());
    let one = &answer["proxies"][0];
    (PathBuf::from(one["path"].as_str().expect("a path")), one["made"] == json!(true))
}

#[test]
fn the_proxy_is_all_files_in_the_clock_of_the_cut_with_black_between() {
    let shell = show(144);
    three(&shell);
    let (proxy, _) = made(&shell, &[]);
    // Of the one at 25 the frame that is on the screen when one of the cut begins.
    let seen = (0..40).chain(0..50).chain([0; 10]).chain((0..44).map(|frame| frame * 25 / 24));
    assert_eq!(numbers(&proxy), seen.collect::<Vec<u32>>());
    for (frame, at) in times(&proxy).into_iter().enumerate() {
        assert!((at - frame as f64 / 24.0).abs() < 0.001, "frame {frame} is at {at}");
    }
    let facts = media::read_picture(&proxy).expect("a picture");
    assert_eq!((facts.frames, facts.width, facts.height), (Some(144), 240, 136));
    assert!(facts.playing.keyframes.is_some_and(|frames| frames <= 12), "{:?}", facts.playing);
    // Half a second into each of them is a click.
    let sound = first_channel(&proxy);
    assert!(sound.len().abs_diff(6 * 48_000) <= 1_024, "{}", sound.len());
    for begins in [0, 80_000, 200_000] {
        let loudest = (begins..begins + 60_000).max_by(|a, b| sound[*a].abs().total_cmp(&sound[*b].abs()));
        assert!(loudest.expect("samples").abs_diff(begins + 24_000) <= 48, "after {begins}: {loudest:?}");
    }
    assert_eq!(probe(&proxy, "stream=sample_rate").lines().last(), Some("48000"));
}

#[test]
fn it_is_kept_by_what_is_in_the_files_and_where_each_is_seen() {
    let shell = show(144);
    three(&shell);
    let plan = shell.run(&[&PROXY[..], &["--plan", "--json"]].concat());
    assert_eq!(plan.status, 0, "{}", plan.err);
    let plan = plan.json()["plan"].clone();
    assert!(plan["from"].as_str().is_some_and(|from| from.ends_with(", in 3 files")), "{plan}");
    assert_eq!((&plan["needed"], plan["length"].as_i64()), (&json!(true), Some(6 * 705_600_000)));
    assert!(plan["bytes"].as_u64().is_some_and(|bytes| bytes > 1_000), "{plan}");
    let (first, _) = made(&shell, &[]);
    assert_eq!(made(&shell, &[]), (first.clone(), false));
    // The same content under another name needs no second one; another place does, and other content.
    fs::rename(shell.path("r2.mp4"), shell.path("other.mp4")).expect("moved");
    let gone = shell.refused(&[&PROXY[..], &["--yes"]].concat());
    assert!(gone.contains("r2.mp4") && gone.contains("not where it was"), "{gone}");
    set(&shell, &["r1.mov", "other.mp4@01:00:01:16", "r3.mp4@01:00:04:04"]);
    assert_eq!(made(&shell, &[]), (first.clone(), false));
    set(&shell, &["r1.mov", "other.mp4@01:00:01:17", "r3.mp4@01:00:04:04"]);
    let (moved, new) = made(&shell, &[]);
    assert!(new && moved != first);
    assert_eq!(numbers(&moved)[38..44], [38, 39, 40, 0, 1, 2]);
    let (named, new) = made(&shell, &["--burn-in", "name", "--reviewer", "Dana"]);
    assert!(new && named != moved);
}

#[test]
fn a_damaged_file_among_them_is_no_black() {
    let shell = show(100);
    numbered(&shell.path("r1.mov"), "24", 50, &PRORES);
    numbered(&shell.path("r2.mov"), "24", 50, &PRORES);
    set(&shell, &["r1.mov", "r2.mov@01:00:02:02"]);
    let mut holed = fs::read(shell.path("r1.mov")).expect("there");
    let (from, to) = (holed.len() / 4, holed.len() * 3 / 4);
    holed[from..to].fill(0);
    fs::write(shell.path("r1.mov"), &holed).expect("written");
    let said = shell.run(&[&PROXY[..], &["--yes"]].concat());
    assert_eq!(said.status, 1, "{}", said.err);
    assert!(said.err.contains("copy or export it again"), "{}", said.err);
    let shelves = fs::read_dir(shell.path("home/cache/proxies")).into_iter().flatten().flatten();
    let left: usize = shelves.map(|shelf| fs::read_dir(shelf.path()).map_or(1, Iterator::count)).sum();
    assert_eq!(left, 0);
}

#[test]
fn timecode_is_burnt_in_across_the_seam_and_sizes_are_made_one() {
    let shell = show(48);
    for (name, size) in [("wide.mp4", "1280x720"), ("small.mp4", "640x480")] {
        let picture = format!("color=gray:s={size}:r=24");
        let to = shell.path(name);
        let head = ["-f", "lavfi", "-i", &picture, "-frames:v", "24", "-c:v", "libx264", "-pix_fmt", "yuv420p"];
        ffmpeg(&[&head[..], &[to.to_str().expect("a plain path")]].concat());
    }
    set(&shell, &["wide.mp4", "small.mp4@01:00:01:00"]);
    let (proxy, _) = made(&shell, &["--burn-in", "timecode"]);
    let facts = media::read_picture(&proxy).expect("a picture");
    assert_eq!((facts.frames, facts.width, facts.height), (Some(48), 1280, 720));
    assert!(facts.sound.is_empty(), "none of them has any");
    let labels = ["01:00:00:22", "01:00:00:23", "01:00:01:00", "01:00:01:01"];
    let shown = |frame| closest(&shell, &proxy, frame, "crop=320:60:20:650", &labels);
    assert_eq!((shown(23), shown(24)), ("01:00:00:23", "01:00:01:00"));
    // The narrow one stands in the middle, with bars beside it.
    let middle = tests::picture::grey(&proxy, 30, "crop=2:2:640:300")[0];
    let (bar, own) = (
        tests::picture::grey(&proxy, 30, "crop=2:2:100:300")[0],
        tests::picture::grey(&proxy, 30, "crop=2:2:200:300")[0],
    );
    assert!(bar < 20 && own.abs_diff(middle) < 3 && middle > 100, "{bar} {own} {middle}");
}

#[test]
fn a_package_has_the_proxy_and_without_one_says_what_to_do() {
    let shell = show(144);
    three(&shell);
    let tone = shell.path("tone.wav");
    ffmpeg(&["-f", "lavfi", "-i", "sine=440:r=48000:d=3", "-ac", "2", tone.to_str().expect("a plain path")]);
    shell.json(&["import", "s.needledrop", "tone.wav"]);
    let track = shell.json(&["tracks", "s.needledrop"])["tracks"][0]["id"].to_string();
    shell.json(&["place", "s.needledrop", "1x04", "--track", &track, "--at", "1s", "--length", "2s"]);
    shell.json(&["review", "open", "s.needledrop", "1x04", "--reviewer", "Dana"]);
    let package = ["review", "package", "s.needledrop", "1x04", "-o"];
    let without = shell.run(&[&package[..], &["none.html", "--json"]].concat());
    let stays = without.json()["pictureStays"].as_str().unwrap_or_default().to_owned();
    assert!(stays.contains("in 3 files") && stays.contains("Make one first"), "{stays}");
    let (proxy, _) = made(&shell, &[]);
    let with = shell.json(&[&package[..], &["with.html"]].concat());
    assert_eq!(with["picture"], json!("r1.mov, r2.mp4, r3.mp4"));
    let opened = OpenPackage::open(&shell.path("with.html"));
    assert!(opened.page.len() as u64 > proxy.metadata().expect("there").len(), "the picture is inside");
    assert!(opened.person("Dana")["page"]["picture"].is_object(), "{}", opened.packed);
}

#[test]
fn a_brief_has_its_stretch_across_the_seam() {
    let shell = commissioned();
    // The scene goes from second 2 to 14; the first file ends at 10, the second begins with its own frame 0.
    numbered(&shell.path("rest.mp4"), "25", 50, &X264);
    shell.run(&["picture", "s.needledrop", "1x01", "picture.mp4", "rest.mp4@01:00:10:00"]);
    let told = shell.json(&["commissions", "s.needledrop", "--brief", "c1", "-o", "brief.html"]);
    assert_eq!(told["pictures"].as_i64(), Some(1), "{told}");
    let page = Opened::read(&shell.path("brief.html"));
    let picture = page.media(&page.shown["scenes"][0]["picture"]["media"]);
    let seen = numbers(&picture);
    let expected: Vec<u32> = (50..250).chain(0..50).collect();
    assert_eq!(seen.len(), expected.len());
    // What is burnt in lies over the lowest stripes of small pictures, and never over all of them.
    let near = seen.iter().zip(&expected).filter(|(seen, wanted)| seen == wanted).count();
    assert!(near > 240, "{near} of 250 frames: {seen:?}");
    let sound = first_channel(&picture);
    // A tone, until the other file begins, in which a click comes after half a second.
    let loud = |from: f64, to: f64| {
        let part = &sound[(from * 48_000.0) as usize..(to * 48_000.0) as usize];
        (part.iter().map(|sample| sample * sample).sum::<f32>() / part.len() as f32).sqrt()
    };
    assert!(loud(1.0, 7.9) > 0.05 && loud(8.05, 8.4) < 0.01 && loud(8.49, 8.52) > 0.01, "{}", loud(8.49, 8.52));
}

#[test]
fn the_files_of_a_picture_are_set_listed_and_taken_away() {
    let shell = show(144);
    three(&shell);
    let listed = set(&shell, &[]);
    let starts: Vec<&str> = (0..3).map(|at| listed["files"][at]["start"].as_str().expect("a start")).collect();
    assert_eq!(starts, ["01:00:00:00", "01:00:01:16", "01:00:04:04"]);
    assert!(listed["warnings"].as_array().is_some_and(|all| !all.is_empty()), "{listed}");
    let text = shell.run(&PICTURE);
    assert!(text.out.contains("ProRes 422") && text.out.contains("01:00:04:04"), "{}", text.out);
    // Behind the one before, where neither a place nor a timecode is said; one more is added behind all.
    set(&shell, &["r1.mov", "r2.mp4"]);
    let added = set(&shell, &["--add", "r3.mp4@5s"]);
    let starts: Vec<&str> = (0..3).map(|at| added["files"][at]["start"].as_str().expect("a start")).collect();
    assert_eq!(starts, ["01:00:00:00", "01:00:02:02", "01:00:05:00"]);
    let history = shell.run(&["history", "s.needledrop"]).out;
    assert!(history.contains("Set the picture of Cut 1"), "{history}");
    shell.json(&["undo", "s.needledrop"]);
    assert_eq!(set(&shell, &[])["files"].as_array().map(Vec::len), Some(2));
    assert!(shell.refused(&[&PICTURE[..], &["r9.mov"]].concat()).contains("no picture file r9.mov"));
    assert!(shell.refused(&[&PICTURE[..], &["r1.mov@2s"]].concat()).contains("begins with the cut"));
    assert!(shell.refused(&[&PICTURE[..], &["r1.mov", "r2.mp4@99s"]].concat()).contains("99s"));
    assert_eq!(set(&shell, &["--clear"])["files"], json!([]));
    assert_eq!(shell.run(&PICTURE).out.trim(), "No picture");
}
