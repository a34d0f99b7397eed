//! The sound of a cut handed to other programs: files that say where they lie, folders for a program, and markers.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use tests::command::Shell;
use tests::sound::probe;

use super::command_line::show;

/// A Wave file as its chunks say, read by nobody's library.
struct Wave {
    bits: u16,
    samples: Vec<i32>,
    time_reference: u64,
    description: String,
    ixml: String,
}

fn wave(path: &Path) -> Wave {
    let bytes = fs::read(path).expect("a file");
    assert_eq!((&bytes[..4], &bytes[8..12]), (&b"RIFF"[..], &b"WAVE"[..]), "{}", path.display());
    let mut wave =
        Wave { bits: 0, samples: Vec::new(), time_reference: 0, description: String::new(), ixml: String::new() };
    let mut at = 12;
    while at + 8 <= bytes.len() {
        let length = u32::from_le_bytes(bytes[at + 4..at + 8].try_into().expect("four bytes")) as usize;
        let inside = &bytes[at + 8..at + 8 + length];
        match &bytes[at..at + 4] {
            b"fmt " => {
                assert_eq!(inside[..8], [1, 0, 2, 0, 0x80, 0xBB, 0, 0], "PCM, stereo, 48 kHz");
                wave.bits = u16::from_le_bytes([inside[14], inside[15]]);
            }
            b"bext" => {
                let text = inside[..256].split(|byte| *byte == 0).next().unwrap_or_default();
                wave.description = String::from_utf8(text.to_vec()).expect("ASCII");
                wave.time_reference = u64::from_le_bytes(inside[338..346].try_into().expect("eight bytes"));
            }
            b"iXML" => wave.ixml = String::from_utf8(inside.to_vec()).expect("UTF-8"),
            b"data" => {
                let sample = |three: &[u8]| i32::from_le_bytes([0, three[0], three[1], three[2]]) >> 8;
                wave.samples = inside.chunks_exact(3).map(sample).collect();
            }
            _ => {}
        }
        at += 8 + length + length % 2;
    }
    wave
}

/// A show whose three placements cross over, begin between samples of a frame, have gain and fades.
fn three() -> Shell {
    let (shell, [song, score]) = show();
    let place = |more: &[&str]| shell.json(&[&["place", "s.needledrop", "1x04"][..], more].concat());
    place(&["--track", &song, "--at", "01:00:01:00", "--length", "1.5s", "--gain", "-6", "--fade-in", "0.5s"]);
    place(&["--track", &score, "--at", "01:00:02:00", "--length", "1.5s", "--fade-out", "0.25s"]);
    place(&["--track", &song, "--at", "01:00:20:07", "--from", "0.25s", "--length", "1s"]);
    shell
}

fn sounds(folder: &Path) -> Vec<std::path::PathBuf> {
    let files = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path());
    let mut files: Vec<_> = files.filter(|path| path.extension().is_some_and(|ending| ending == "wav")).collect();
    files.sort();
    files
}

#[test]
fn sound_files_of_placements_add_up_to_the_mix() {
    let shell = three();
    add_up(&shell);
}

#[test]
fn sound_files_go_down_under_what_is_said_as_the_mix_does() {
    let shell = three();
    shell.json(&["mix", "s.needledrop", "1x04", "-o", "plain.wav"]);
    let cues = shell.json(&["cues", "s.needledrop", "1x04"])["cues"].clone();
    let second = timebase::FLICKS_PER_SECOND;
    let cut = shell.json(&["episodes", "s.needledrop"])["episodes"][0]["cuts"][0]["id"].clone();
    let lines = json!([{ "inPoint": 3 * second / 2, "outPoint": 2 * second, "text": "Words" }]);
    let edits = [
        json!({ "type": "setDialogue", "cut": cut, "lines": lines }),
        json!({ "type": "duckCues", "cues": [cues[0]["id"]], "duck": { "depth": -1200, "attack": second / 4, "release": second / 4 } }),
    ];
    let edits = edits.map(|edit| edit.to_string()).join("\n");
    assert_eq!(shell.run_with(&["edit", "s.needledrop", "--file", "-"], &edits).status, 0);
    add_up(&shell);
    assert_ne!(wave(&shell.path("plain.wav")).samples, wave(&shell.path("mix.wav")).samples);
}

/// Writes the sound files of placements, and the mix, which is what they come to.
fn add_up(shell: &Shell) {
    let told = shell.json(&["export", "s.needledrop", "1x04", "spotted", "-o", "spotted"]);
    assert_eq!(told["files"].as_array().map(Vec::len), Some(4), "{told}");
    shell.json(&["mix", "s.needledrop", "1x04", "-o", "mix.wav"]);
    let mix = wave(&shell.path("mix.wav"));
    let mut sum = vec![0_i32; mix.samples.len()];
    let files = sounds(&shell.path("spotted"));
    assert_eq!(files.len(), 3);
    for file in &files {
        let one = wave(file);
        assert_eq!(one.bits, 24);
        let at = usize::try_from(one.time_reference - mix.time_reference).expect("after the mix begins") * 2;
        for (place, sample) in one.samples.iter().enumerate() {
            sum[at + place] += sample;
        }
    }
    // Each file is rounded to a step by itself, and so is the mix.
    let apart = sum.iter().zip(&mix.samples).map(|(sum, mix)| (sum - mix).abs()).max();
    assert!(apart <= Some(2), "{apart:?}");
    assert!(mix.samples.iter().any(|sample| sample.abs() > 100_000));
}

#[test]
fn other_programs_read_where_a_sound_file_lies() {
    let shell = three();
    shell.json(&["export", "s.needledrop", "1x04", "spotted", "-o", "spotted"]);
    let files = sounds(&shell.path("spotted"));
    // 01:00:00:00 at 24 frames is an hour of 48,000 samples a second.
    let wanted = [172_800_000_u64 + 48_000, 172_800_000 + 96_000, 172_800_000 + 20 * 48_000 + 7 * 2_000];
    for ((file, wanted), length) in files.iter().zip(wanted).zip([72_000_u64, 72_000, 48_000]) {
        assert_eq!(probe(file, "format_tags=time_reference"), wanted.to_string());
        assert_eq!(probe(file, "stream=duration_ts"), length.to_string());
        let own = wave(file);
        assert_eq!(own.time_reference, wanted);
        let name = file.file_stem().expect("a name").to_string_lossy().into_owned();
        let id = name.rsplit(' ').next().and_then(|word| word.strip_prefix("nd-")).expect("an identifier").to_owned();
        assert!(own.description.ends_with(&format!("[nd:{id}]")), "{}", own.description);
        assert!(own.ixml.contains("<TIMECODE_RATE>24/1</TIMECODE_RATE>"), "{}", own.ixml);
        let script = "import sys, wave\nw = wave.open(sys.argv[1])\nprint(w.getnchannels(), w.getsampwidth(), w.getframerate(), w.getnframes())";
        let ran = Command::new("python3").args(["-c", script]).arg(file).output().expect("python runs");
        assert_eq!(String::from_utf8_lossy(&ran.stdout).trim(), format!("2 3 48000 {length}"));
    }
    // The list beside them is read as a list again.
    let list = fs::read_to_string(shell.path("spotted/My Show 1x04 Cut 1 spotted.txt")).expect("a list");
    assert!(list.contains("01:00:20:07\t01:00:21:07\t00:00:01:00"), "{list}");
}

#[test]
fn raw_files_have_handles_and_neither_gain_nor_fades() {
    let shell = three();
    let told = shell.json(&["export", "s.needledrop", "1x04", "spotted", "--raw", "--handles", "0.5s", "-o", "raw"]);
    assert!(told["losses"].to_string().contains("no gain, no fades and no tails"), "{told}");
    let files = sounds(&shell.path("raw"));
    // The recording is two seconds long: nothing is before the first one, half a second after it.
    let first = wave(&files[0]);
    assert_eq!((first.samples.len() / 2, first.time_reference), (96_000, 172_848_000));
    let last = wave(&files[2]);
    assert_eq!(last.samples.len() / 2, 48_000 + 12_000 + 24_000);
    assert_eq!(last.time_reference, 172_800_000 + 20 * 48_000 + 7 * 2_000 - 12_000);
    let whole = wave(&shell.path("a.wav").canonicalize().expect("the recording"));
    let loudest = |samples: &[i32]| samples.iter().map(|sample| sample.abs()).max().unwrap_or(0);
    assert!(whole.bits == 16 || loudest(&first.samples) == loudest(&whole.samples));
}

#[test]
fn a_folder_is_whole_or_not_there_and_nothing_is_replaced_unasked() {
    let shell = three();
    let spotted = ["export", "s.needledrop", "1x04", "spotted", "-o", "out"];
    shell.json(&spotted);
    let refused = shell.refused(&spotted);
    assert!(refused.contains("exists already"), "{refused}");
    shell.json(&[&spotted[..], &["--force"]].concat());
    fs::write(shell.path("file"), "x").expect("a file");
    assert!(shell.refused(&["export", "s.needledrop", "1x04", "spotted", "-o", "file", "--force"]).contains("exists"));
    // One recording is gone: the others come, it is named.
    fs::remove_file(shell.path("b.flac")).expect("removed");
    let ran = shell.run(&["export", "s.needledrop", "1x04", "spotted", "-o", "less", "--json"]);
    assert_eq!(ran.status, 3, "{}", ran.err);
    assert!(ran.json()["failed"][0]["path"].as_str().is_some_and(|path| path.ends_with("b.flac")), "{}", ran.out);
    assert_eq!(sounds(&shell.path("less")).len(), 2);
    let left: Vec<_> =
        fs::read_dir(shell.path("")).expect("the folder").map(|entry| entry.expect("a file").file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().contains("draft")), "{left:?}");
}

fn names(told: &Value, shell: &Shell) -> Vec<String> {
    let root = shell.path("").canonicalize().expect("the folder");
    let own = |path: &Value| {
        let path = Path::new(path.as_str().expect("a path"));
        path.strip_prefix(&root).unwrap_or(path).display().to_string()
    };
    told["files"].as_array().expect("files").iter().map(own).collect()
}

#[test]
fn every_program_gets_what_it_opens_and_we_read_it_back() {
    let shell = three();
    for program in ["avid", "premiere", "resolve", "pro-tools", "reaper", "final-cut"] {
        let plan =
            shell.json(&["export", "s.needledrop", "1x04", "handover", "--for", program, "--preview", "-o", "x"]);
        let output = plan["alone"].as_str().map_or_else(|| program.to_owned(), |ending| format!("{program}.{ending}"));
        let told = shell.json(&["export", "s.needledrop", "1x04", "handover", "--for", program, "-o", &output]);
        assert_eq!(plan["losses"], told["losses"]);
        let mut read = 0;
        for name in names(&told, &shell) {
            assert!(shell.path(&name).is_file(), "{name}");
            let is_list = ["edl", "otio", "otioz", "xml", "fcpxml"].iter().any(|ending| name.ends_with(ending));
            if is_list
                || (name.ends_with(".txt")
                    && program == "pro-tools"
                    && !name.contains("spotted")
                    && !name.contains("Read me"))
            {
                let list = shell.json(&["read", &name, "--rate", "24"]);
                let ins: Vec<&str> = list["events"]
                    .as_array()
                    .expect("events")
                    .iter()
                    .filter_map(|event| event["in"].as_str())
                    .collect();
                for wanted in ["01:00:01:00", "01:00:02:00", "01:00:20:07"] {
                    assert!(ins.contains(&wanted), "{program}, {name}: {list}");
                }
                read += 1;
            }
        }
        assert!(read > 0 || program == "reaper", "{program}");
    }
    assert!(shell.path("premiere/Sound/a.wav").is_file());
    let project = fs::read_to_string(shell.path("reaper/My Show 1x04 Cut 1.rpp")).expect("text");
    assert!(project.contains("FILE \"Sound/a.wav\""), "{project}");
    let cut = fs::read_to_string(shell.path("final-cut/My Show 1x04 Cut 1.fcpxml")).expect("text");
    assert!(cut.contains("src=\"./Sound/b.flac\""), "{cut}");
    let words = fs::read_to_string(shell.path("avid/Read me.txt")).expect("text");
    assert!(words.contains("Avid Media Composer") && words.contains("Spotted/ (3 files)"), "{words}");
}

#[test]
fn what_nobody_opens_is_refused_with_what_there_is() {
    fn asked<'a>(more: &[&'a str]) -> Vec<&'a str> {
        [&["export", "s.needledrop", "1x04", "handover", "-o", "x"][..], more].concat()
    }
    let shell = three();
    assert!(shell.refused(&asked(&[])).contains("avid, premiere, resolve, pro-tools, reaper, final-cut"));
    assert!(shell.refused(&asked(&["--for", "emacs"])).contains("there are avid, premiere"));
    let odd = shell.refused(&asked(&["--for", "avid", "--parts", "rpp"]));
    assert!(odd.contains("Avid Media Composer gets no \"rpp\"; it gets spotted, markers"), "{odd}");
    assert!(shell.refused(&asked(&["--for", "avid", "--raw", "--handles", "long"])).contains("rite handles as 2s"));
    assert!(!shell.path("x").exists());
}

#[test]
fn hits_notes_and_cues_travel_as_markers() {
    let shell = three();
    let cut = shell.json(&["episodes", "s.needledrop"]);
    let id = cut["episodes"][0]["cuts"][0]["id"].clone();
    let edits = format!("{{\"type\":\"addHit\",\"cut\":{id},\"at\":{},\"label\":\"her hand\"}}\n", 705_600_000_i64 * 5);
    fs::write(shell.path("edits.jsonl"), edits).expect("edits");
    shell.json(&["edit", "s.needledrop", "--file", "edits.jsonl"]);
    for (form, ending) in
        [("avid", "txt"), ("premiere", "csv"), ("resolve", "edl"), ("reaper", "csv"), ("edl", "edl"), ("text", "txt")]
    {
        let file = format!("{form}.{ending}");
        let told = shell.json(&["export", "s.needledrop", "1x04", "markers", "--for", form, "-o", &file]);
        // Three cues and a hit.
        assert_eq!(told["markers"], 4, "{told}");
        let list = shell.json(&["read", &file, "--rate", "24"]);
        let found: Vec<String> = list["markers"].as_array().expect("markers").iter().map(Value::to_string).collect();
        assert!(found.iter().any(|marker| marker.contains("her hand")), "{form}: {list}");
        assert_eq!(found.iter().filter(|marker| marker.contains("[nd:")).count(), 3, "{form}: {list}");
    }
    assert!(shell.refused(&["export", "s.needledrop", "1x04", "markers", "-o", "m.txt"]).contains("avid, premiere"));
}
