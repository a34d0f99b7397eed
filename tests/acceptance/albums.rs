//! Albums: what is on them, what licences say, and masters that ffmpeg and mutagen measure and read.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use studio::views::AlbumView;
use tests::command::Shell;
use tests::papers::{printed, python};
use tests::sound::{ffmpeg, probe};
use tests::stage::{ALPHA, BRAVO, CUT, Stage, placement_in, request, row_in, second};

fn only(stage: &Stage) -> AlbumView {
    let mut all = stage.studio().albums().expect("the albums").albums;
    assert_eq!(all.len(), 1);
    all.remove(0)
}

fn stage() -> (Stage, i64) {
    let mut stage = Stage::default();
    let album = row_in(&stage.edit(json!({ "type": "addAlbum", "title": " Season 1 " })));
    stage.edit(json!({ "type": "addToAlbum", "album": album, "tracks": [ALPHA, BRAVO] }));
    (stage, album)
}

fn entry(stage: &mut Stage, album: i64, at: usize, set: Value) {
    let entry = only(stage).album.entries[at].id;
    stage.edit(json!({ "type": "editAlbumEntry", "album": album, "entry": entry, "set": set }));
}

#[test]
fn entries_are_ordered_shaped_and_follow_each_other() {
    let (mut stage, album) = stage();
    let told = only(&stage);
    assert_eq!((told.album.title.as_str(), told.total.0), ("Season 1", second(32)), "10 s, 2 s of silence, 20 s");
    let second_one = told.album.entries[1].id;
    stage.edit(json!({ "type": "moveAlbumEntry", "album": album, "entry": second_one, "to": 0 }));
    let titles = |stage: &Stage| only(stage).lines.iter().map(|line| line.title.clone()).collect::<Vec<_>>();
    assert_eq!(titles(&stage), ["Bravo", "Alpha"]);
    entry(&mut stage, album, 0, json!({ "start": second(2), "stop": second(15), "title": "Bravo, short" }));
    entry(&mut stage, album, 1, json!({ "gap": -second(3) }));
    let told = only(&stage);
    assert_eq!((told.lines[0].title.as_str(), told.lines[0].length.0), ("Bravo, short", second(13)));
    assert_eq!((told.lines[1].at.0, told.total.0), (second(10), second(20)), "it crosses over for three seconds");
    let entry = told.album.entries[0].id;
    let set = json!({ "stop": second(1) });
    assert_eq!(
        stage.refused(json!({ "type": "editAlbumEntry", "album": album, "entry": entry, "set": set })),
        "An entry of an album ends after it begins"
    );
    stage.edit(json!({ "type": "removeAlbumEntries", "album": album, "entries": [entry] }));
    assert_eq!(titles(&stage), ["Alpha"]);
    stage.edit(json!({ "type": "removeAlbum", "album": album }));
    assert_eq!(stage.studio().albums().expect("the albums").albums, []);
}

#[test]
fn fades_are_no_longer_than_their_entry() {
    let (stage, album) = stage();
    let id = only(&stage).album.entries[0].id;
    let said = |set: Value| {
        let edit = json!({ "type": "editAlbumEntry", "album": album, "entry": id, "set": set });
        stage.studio().edit(&request(vec![edit])).expect("edited").remarks
    };
    let fades = || {
        let entry = &only(&stage).album.entries[0];
        (entry.fade_in.0 / second(1), entry.fade_out.0 / second(1))
    };
    assert_eq!(said(json!({ "fadeOut": second(9) })), Vec::<String>::new());
    let told = |length: &str| format!("The fade-out of Alpha is {length} now: there is no room for more.");
    assert_eq!((said(json!({ "fadeOut": second(60) })), fades()), (vec![told("0:10")], (0, 10)));
    assert_eq!((said(json!({ "fadeIn": second(4) })), fades()), (vec![told("0:06")], (4, 6)));
    assert_eq!((said(json!({ "stop": second(7) })), fades()), (vec![told("0:03")], (4, 3)));
}

#[test]
fn another_edition_has_the_same_entries_and_is_changed_by_itself() {
    let (mut stage, album) = stage();
    stage.edit(json!({ "type": "editAlbum", "album": album, "set": { "upc": "036000291452", "loudness": -1_600 } }));
    let vinyl = row_in(&stage.edit(json!({ "type": "copyAlbum", "album": album, "title": "Season 1, vinyl" })));
    let both = || stage.studio().albums().expect("the albums").albums;
    let (first, copy) = (both()[0].clone(), both()[1].clone());
    let titles = |view: &AlbumView| view.lines.iter().map(|line| line.title.clone()).collect::<Vec<_>>();
    assert_eq!((titles(&copy), copy.total, copy.album.loudness), (titles(&first), first.total, Some(-1_600)));
    assert_eq!((first.album.upc.as_str(), copy.album.upc.as_str()), ("036000291452", ""), "each edition has its own");
    let entry = copy.album.entries[1].id;
    stage.edit(json!({ "type": "moveAlbumEntry", "album": vinyl, "entry": entry, "to": 0 }));
    let both = stage.studio().albums().expect("the albums").albums;
    assert_eq!((titles(&both[0]), titles(&both[1])), (titles(&first), vec!["Bravo".to_owned(), "Alpha".to_owned()]));
}

#[test]
fn an_edit_of_a_cue_goes_on_an_album_as_it_stands_and_falls_back_to_the_recording() {
    let (mut stage, album) = stage();
    let created = stage.edit(json!({
        "type": "place", "cut": CUT, "track": BRAVO, "lane": 1, "at": second(5), "length": second(6), "from": second(3),
    }));
    let placement = placement_in(&created);
    stage.edit(json!({ "type": "addEditsToAlbum", "album": album, "placements": [placement] }));
    let line = only(&stage).lines.remove(2);
    assert_eq!((line.cue.as_str(), line.length.0), ("1x01 1M01", second(6)));
    stage.edit(json!({ "type": "trimPlacement", "placement": placement, "edge": "out", "to": second(9) }));
    assert_eq!(only(&stage).lines[2].length.0, second(4), "it follows the timeline");
    stage.edit(json!({ "type": "removePlacements", "placements": [placement] }));
    let line = only(&stage).lines.remove(2);
    assert_eq!((line.cue.as_str(), line.length.0), ("", second(20)));
    assert_eq!(
        stage.refused(json!({ "type": "removeTracks", "tracks": [ALPHA] })),
        "\"Alpha\" is on the album Season 1; take it off first"
    );
}

#[test]
fn what_licences_say_of_an_album_stands_beside_each() {
    let (mut stage, _) = stage();
    assert_eq!(only(&stage).lines[0].licences, ["not requested"]);
    let line = stage.right(ALPHA, "master", json!({ "licensor": "Northlight" }));
    assert_eq!(only(&stage).lines[0].licences, ["master (Northlight): album use not requested"]);
    let option = |exercised: bool| {
        json!({ "label": "Soundtrack album", "media": "Audio", "territory": "World", "term": "", "fee": 150_000,
            "exerciseBy": "2999-01-01", "exercised": exercised, "exercisedOn": "" })
    };
    stage.edit(json!({ "type": "setOptions", "clearance": line, "options": [option(false)] }));
    let told = only(&stage);
    assert_eq!(
        told.lines[0].licences,
        ["master (Northlight): option “Soundtrack album” for $1,500 until 2999-01-01, not taken"]
    );
    assert!(!told.lines[0].is_licensed);
    stage.edit(json!({ "type": "setOptions", "clearance": line, "options": [option(true)] }));
    assert!(only(&stage).lines[0].is_licensed);
    // What stands in the way comes first; what allows it is no part of that.
    let one_stop = stage.right(ALPHA, "publishing", json!({ "licensor": "Ardent" }));
    let told = only(&stage).lines.remove(0);
    assert_eq!((told.is_licensed, told.open_licences), (false, 1));
    assert_eq!(
        told.licences,
        ["publishing (Ardent): album use not requested", "master (Northlight): option “Soundtrack album” taken"]
    );
    stage.edit(json!({ "type": "editClearances", "clearances": [one_stop], "set": { "status": "notNeeded" } }));
    let told = only(&stage).lines.remove(0);
    assert_eq!((told.is_licensed, told.open_licences), (true, 0));
    stage.edit(json!({ "type": "removeClearances", "clearances": [one_stop] }));
    stage.edit(json!({ "type": "editClearances", "clearances": [line], "set": { "status": "denied" } }));
    assert_eq!(only(&stage).lines[0].licences, ["master (Northlight): refused"]);
}

#[test]
fn sides_of_a_record_are_watched() {
    let (mut stage, album) = stage();
    assert_eq!(only(&stage).sides, []);
    entry(&mut stage, album, 1, json!({ "startsSide": true }));
    let told = only(&stage);
    let sides: Vec<_> = told.sides.iter().map(|side| (side.letter.as_str(), side.length.0)).collect();
    assert_eq!(sides, [("A", second(10)), ("B", second(20))]);
    assert!(told.sides.iter().all(|side| !side.is_over));
    stage.edit(json!({ "type": "editAlbum", "album": album, "set": { "sideLimit": second(15) } }));
    assert!(only(&stage).remarks.contains(&"Side B is longer than a side may be".to_owned()));
    assert_eq!(
        stage.refused(json!({ "type": "editAlbum", "album": album, "set": { "upc": "036000291453" } })),
        "\"036000291453\" is no UPC; it has twelve digits, or thirteen as an EAN, and the last one checks the others"
    );
    stage.edit(json!({ "type": "editAlbum", "album": album, "set": { "upc": "0 36000 29145 2" } }));
    assert_eq!(only(&stage).album.upc, "036000291452");
}

/// Loudness in LUFS and true peak in dBTP as ffmpeg measures them.
fn measured(path: &Path) -> (f64, f64) {
    let ran = Command::new("ffmpeg")
        .args(["-hide_banner", "-nostdin", "-i"])
        .arg(path)
        .args(["-af", "ebur128=peak=true", "-f", "null", "-"])
        .output()
        .expect("ffmpeg runs");
    let told = String::from_utf8_lossy(&ran.stderr).into_owned();
    let summary = told.rsplit("Summary:").next().expect("a summary");
    let figure = |label: &str| {
        let line = summary.lines().find(|line| line.trim().starts_with(label)).expect("a line");
        line.split_whitespace().nth(1).and_then(|word| word.parse::<f64>().ok()).expect("a figure")
    };
    (figure("I:"), figure("Peak:"))
}

/// As little above 9 kHz as music has. Of noise up to the last hertz, meters that look four times as close (BS.1770-5, annex 2)
/// tell peaks that differ by two tenths of a decibel.
const BAND: &str = "lowpass=f=9000,lowpass=f=9000,lowpass=f=9000";

/// A show with three recordings: music-like noise with hard accents, quiet noise, and a loud chord.
fn released(shell: &Shell) -> Value {
    let make = |name: &str, source: &str, title: &str| {
        let path = shell.path(name);
        let title = format!("title={title}");
        ffmpeg(&[
            "-f",
            "lavfi",
            "-i",
            source,
            "-af",
            BAND,
            "-metadata",
            &title,
            "-c:a",
            "pcm_s24le",
            path.to_str().expect("a path"),
        ]);
    };
    // Accents 18 dB over the rest: far over full scale once the rest is at −14 LUFS.
    make(
        "one.wav",
        "aevalsrc='(0.05+0.35*lt(mod(t,1),0.01))*(random(0)-0.5)*2|(0.05+0.35*lt(mod(t,1),0.01))*(random(1)-0.5)*2':s=48000:d=12",
        "Accents",
    );
    make("two.wav", "aevalsrc='0.02*(random(2)-0.5)|0.02*(random(3)-0.5)':s=48000:d=9", "Quiet");
    make(
        "three.wav",
        "aevalsrc='0.3*(sin(440*PI*t)+sin(554*PI*t)+sin(660*PI*t))|0.3*(sin(440*PI*t)+sin(554*PI*t))':s=44100:d=8",
        "Loud",
    );
    let ran = |arguments: &[&str]| {
        let ran = shell.run(arguments);
        assert_eq!(ran.status, 0, "{}", ran.err);
    };
    ran(&["new", "show.needledrop", "--title", "T"]);
    let imported = shell.json(&["import", "show.needledrop", "one.wav", "two.wav", "three.wav", "--jobs", "1"]);
    let tracks = imported["imported"].clone();
    ffmpeg(&[
        "-f",
        "lavfi",
        "-i",
        "testsrc2=s=64x64",
        "-frames:v",
        "1",
        shell.path("cover.png").to_str().expect("a path"),
    ]);
    for (name, colour) in [("pier.jpg", "navy"), ("dusk.png", "maroon")] {
        let still = format!("color=c={colour}:s=2400x1350");
        ffmpeg(&["-f", "lavfi", "-i", &still, "-frames:v", "1", shell.path(name).to_str().expect("a path")]);
    }
    let stills = ["pier.jpg", "dusk.png"].map(|name| shell.path(name).display().to_string());
    let set = json!({ "artist": "Various", "stills": stills, "upc": "036000291452", "year": 2027, "label": "Lantern",
        "artwork": shell.path("cover.png").display().to_string(), "note": "Songs of the pier." });
    let edits = json!({ "type": "addAlbum", "title": "Season 1", "set": set }).to_string();
    std::fs::write(shell.path("edits.jsonl"), edits).expect("edits");
    ran(&["edit", "show.needledrop", "--file", "edits.jsonl"]);
    let album = shell.json(&["album", "show.needledrop"])["albums"][0]["id"].clone();
    let edits = [
        json!({ "type": "addToAlbum", "album": album, "tracks": tracks }),
        json!({ "type": "editTracks", "tracks": [tracks[0]], "set": { "isrc": "QMNDR2600101", "artist": "Ada" } }),
    ];
    std::fs::write(shell.path("edits.jsonl"), edits.map(|edit| edit.to_string()).join("\n")).expect("edits");
    ran(&["edit", "show.needledrop", "--file", "edits.jsonl"]);
    shell.json(&["album", "show.needledrop", "season 1", "-o", "out", "--loudness", "-14"])
}

#[test]
fn masters_are_as_loud_as_asked_and_no_peak_is_too_high() {
    let shell = Shell::default();
    let made = released(&shell);
    let masters = made["masters"].as_array().expect("masters");
    assert_eq!(masters.len(), 3);
    for master in masters {
        let path = Path::new(master["path"].as_str().expect("a path"));
        let path = if path.is_absolute() { path.to_owned() } else { shell.path(path.to_str().expect("a path")) };
        let (loudness, peak) = measured(&path);
        assert!((loudness + 14.0).abs() <= 0.1, "{}: {loudness} LUFS", path.display());
        assert!(peak <= -0.95, "{}: {peak} dBTP", path.display());
        // ffmpeg prints a tenth of a decibel.
        let told = master["truePeakDbtp"].as_f64().expect("a peak");
        assert!((told - peak).abs() <= 0.1 && told <= -1.0 + 1e-9, "{told} and {peak} dBTP");
        assert_eq!(probe(&path, "stream=sample_rate,channels,bits_per_sample"), "48000\n2\n24");
    }
    // Played in a row they are the album: each file goes on to where the next begins.
    let frames: i64 = masters.iter().filter_map(|master| master["frames"].as_i64()).sum();
    assert_eq!(frames, (12 + 2 + 9 + 2 + 8) * 48_000);
    // Again gives the same bytes.
    let first = std::fs::read(shell.path("out/01 Accents.wav")).expect("a master");
    shell.json(&["album", "show.needledrop", "Season 1", "-o", "again", "--loudness", "-14"]);
    assert!(
        first == std::fs::read(shell.path("again/01 Accents.wav")).expect("a master"),
        "the same show, other bytes"
    );
    let refused = shell.run(&["album", "show.needledrop", "Season 1", "-o", "again"]);
    assert_eq!(refused.status, 1, "files that are there stay without --force");
}

#[test]
fn masters_say_what_they_are_and_lists_stand_beside_them() {
    let shell = Shell::default();
    released(&shell);
    let read = "import sys, json, mutagen\n\
                f = mutagen.File(sys.argv[1])\n\
                print(json.dumps({k: ([str(x) for x in v.text] if hasattr(v, 'text') else str(getattr(v, 'mime', v))) \
                for k, v in f.tags.items()}))";
    let tags = python(read, &shell.path("out/01 Accents.wav"));
    for (key, value) in [
        ("TIT2", "Accents"),
        ("TPE1", "Ada"),
        ("TALB", "Season 1"),
        ("TPE2", "Various"),
        ("TRCK", "1/3"),
        ("TSRC", "QMNDR2600101"),
    ] {
        assert_eq!(tags[key][0], value, "{tags}");
    }
    assert!(tags.as_object().expect("tags").iter().any(|(key, mime)| key.starts_with("APIC") && mime == "image/png"));
    shell.json(&["album", "show.needledrop", "Season 1", "-o", "flac", "--format", "flac"]);
    let read = "import sys, json, mutagen.flac\n\
                f = mutagen.flac.FLAC(sys.argv[1])\n\
                print(json.dumps([dict(f.tags), f.info.bits_per_sample, [p.mime for p in f.pictures]]))";
    let flac = python(read, &shell.path("flac/01 Accents.flac"));
    assert_eq!((&flac[1], &flac[2][0]), (&json!(24), &json!("image/png")));
    let find = |key: &str| {
        let tags = flac[0].as_object().expect("tags");
        tags.iter().find(|(own, _)| own.eq_ignore_ascii_case(key)).map(|(_, value)| value[0].clone())
    };
    assert_eq!(find("title"), Some(json!("Accents")));
    assert_eq!(find("isrc"), Some(json!("QMNDR2600101")));
    let cue = std::fs::read_to_string(shell.path("out/Season 1.cue")).expect("a cue file");
    assert!(cue.contains("CATALOG 0036000291452\n") && cue.contains("FILE \"02 Quiet.wav\" WAVE"), "{cue}");
    let list = std::fs::read_to_string(shell.path("out/Season 1.m3u8")).expect("a list");
    assert!(list.starts_with("#EXTM3U\n") && list.contains("03 Loud.wav"), "{list}");
    let booklet = printed(&shell.path("out/Season 1 booklet.pdf"));
    assert!(booklet.contains("Songs of the pier.") && booklet.contains("Accents"), "{booklet}");
    // A cover and two stills, no larger than a page needs them.
    let listed = Command::new("pdfimages").arg("-list").arg(shell.path("out/Season 1 booklet.pdf")).output();
    let listed = String::from_utf8(listed.expect("pdfimages").stdout).expect("text");
    let widths: Vec<&str> = listed.lines().skip(2).filter_map(|line| line.split_whitespace().nth(3)).collect();
    assert_eq!(widths, ["64", "1654", "1654"], "{listed}");
    // A still that went is named before anything is made.
    std::fs::remove_file(shell.path("dusk.png")).expect("a still");
    let refused = shell.run(&["album", "show.needledrop", "Season 1", "-o", "late"]);
    assert_eq!(refused.status, 1);
    assert!(refused.err.contains("dusk.png") && !shell.path("late").exists(), "{}", refused.err);
    let said = shell.run(&["album", "show.needledrop", "Season 1"]).out;
    assert!(said.contains("The still is not there any more: "), "{said}");
    let sheet = python(
        "import sys, json, openpyxl\n\
         w = openpyxl.load_workbook(sys.argv[1])\n\
         print(json.dumps([[str(c) for c in r if c is not None] for r in w.worksheets[0].values]))",
        &shell.path("out/Season 1 label copy.xlsx"),
    );
    assert!(sheet.to_string().contains("QMNDR2600101"), "{sheet}");
}
