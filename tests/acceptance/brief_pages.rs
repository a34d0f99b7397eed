//! Briefs as pages for composers: what is inside, frame by frame and sample by sample, as ffmpeg reads it.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tests::command::Shell;
use tests::papers::python;
use tests::picture::numbers;
use tests::sound::{ffmpeg, first_channel, probe};

/// What a page shows, and its media as files beside it.
pub(crate) struct Opened {
    pub(crate) shown: Value,
    folder: PathBuf,
}

/// Reads a page as a browser does, and writes what is in it beside it.
const READ: &str = "\
import sys, json, base64, pathlib
from html.parser import HTMLParser
page = pathlib.Path(sys.argv[1])
class Page(HTMLParser):
    kept, texts = None, {}
    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.kept = (attrs.get('data-media') or attrs.get('id')) if tag == 'script' else None
        assert 'src' not in attrs and attrs.get('href', 'data:').startswith('data:'), attrs
    def handle_endtag(self, tag):
        self.kept = None
    def handle_data(self, data):
        if self.kept: self.texts.setdefault(self.kept, []).append(data)
read = Page()
read.feed(page.read_text())
folder = page.with_suffix('.inside')
folder.mkdir()
for name, parts in read.texts.items():
    if name != 'needledrop-brief': (folder / name).write_bytes(base64.b64decode(''.join(parts)))
print(''.join(read.texts['needledrop-brief']))
";

impl Opened {
    pub(crate) fn read(page: &Path) -> Self {
        Self { shown: python(READ, page), folder: page.with_extension("inside") }
    }

    pub(crate) fn media(&self, name: &Value) -> PathBuf {
        self.folder.join(name.as_str().expect("a name"))
    }
}

pub(crate) fn edit(shell: &Shell, edits: &[Value]) -> Value {
    let lines: Vec<String> = edits.iter().map(Value::to_string).collect();
    std::fs::write(shell.path("edits.jsonl"), lines.join("\n")).expect("a file of edits");
    shell.json(&["edit", "s.needledrop", "--file", "edits.jsonl"])
}

/// Frames of the picture, which has 400 at 25.
const FRAMES: u32 = 400;

/// A show with a numbered picture, a cue at second 7 whose music is commissioned, a reference, and a demo that lies there.
fn show() -> Shell {
    let shell = Shell::default();
    shell.run(&["new", "s.needledrop", "--title", "My </script> Heart"]);
    let source = "color=black:s=240x136:r=25,geq=lum='if(bitand(N,pow(2,floor(X*12/W))),235,16)':cb=128:cr=128";
    let path = shell.path("picture.mp4");
    let to = path.to_str().expect("a plain path");
    let frames = FRAMES.to_string();
    let sound = "sine=300:r=48000:d=16";
    let coded = ["-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac", to];
    ffmpeg(&[&["-f", "lavfi", "-i", source, "-f", "lavfi", "-i", sound, "-frames:v", &frames][..], &coded].concat());
    std::fs::create_dir(shell.path("music")).expect("a folder");
    for (name, hertz, seconds) in [("reference", 500, 3), ("C1 demo", 1_000, 4)] {
        let source = format!("sine={hertz}:r=48000:d={seconds}");
        let path = shell.path(&format!("music/{name}.wav"));
        ffmpeg(&["-f", "lavfi", "-i", &source, "-ac", "2", path.to_str().expect("a plain path")]);
    }
    shell.json(&["import", "s.needledrop", "music"]);
    let added =
        ["episode", "add", "s.needledrop", "1x01", "--title", "Pilot", "--rate", "25", "--start", "01:00:00:00"];
    shell.json(&[&added[..], &["--length", "16s", "--picture", "picture.mp4"]].concat());
    shell
}

pub(crate) fn commissioned() -> Shell {
    let shell = show();
    let tracks = shell.json(&["tracks", "s.needledrop"])["tracks"].clone();
    let id = |title: &str| {
        let all = tracks.as_array().expect("tracks");
        all.iter().find(|track| track["title"].as_str().is_some_and(|one| one.contains(title))).expect(title)["id"]
            .clone()
    };
    let (reference, demo) = (id("reference"), id("demo"));
    let flicks = |seconds: i64| seconds * 705_600_000;
    let cut = shell.json(&["episodes", "s.needledrop"])["episodes"][0]["cuts"][0]["id"].clone();
    let made = edit(
        &shell,
        &[
            json!({ "type": "addCue", "cut": cut, "at": flicks(7), "title": "The letter" }),
            json!({ "type": "addHit", "cut": cut, "at": flicks(9), "label": "she <b>reads</b>" }),
        ],
    );
    let cue = made["created"][0]["id"].clone();
    let set = json!({
        "brief": "Alone, then carried.", "composer": "Ines Vold", "length": "0:04",
        "references": [{ "track": reference, "note": "the colour" }],
    });
    let made = edit(&shell, &[json!({ "type": "addCommission", "title": "The letter", "cues": [cue], "set": set })]);
    // The composer is a party that is made first.
    let commission = made["created"].as_array().and_then(|all| all.last()).expect("a commission")["id"].clone();
    edit(&shell, &[json!({ "type": "addCommissionVersion", "commission": commission, "track": demo })]);
    shell
}

#[test]
fn a_composer_gets_the_scene_frame_for_frame_with_the_demo_at_its_place() {
    let shell = commissioned();
    let told = shell.json(&["commissions", "s.needledrop", "--brief", "c1", "-o", "brief.html"]);
    assert_eq!(
        (told["scenes"].as_i64(), told["pictures"].as_i64(), told["sounds"].as_i64()),
        (Some(1), Some(1), Some(2))
    );
    let page = Opened::read(&shell.path("brief.html"));
    assert_eq!((page.shown["show"].as_str(), page.shown["code"].as_str()), (Some("My </script> Heart"), Some("C1")));
    assert_eq!(page.shown["facts"][0], json!({ "name": "Length", "words": "0:04" }));
    let scene = &page.shown["scenes"][0];
    assert_eq!(
        (scene["rate"].as_str(), scene["start"].as_i64()),
        (Some("25"), Some(25 * 3_602)),
        "five seconds before it"
    );
    let seconds = |value: &Value| value.as_i64().expect("flicks") as f64 / 705_600_000.0;
    assert_eq!((seconds(&scene["from"]), seconds(&scene["until"]), seconds(&scene["length"])), (5.0, 9.0, 12.0));
    let hit = &scene["hits"][0];
    assert_eq!((hit["timecode"].as_str(), seconds(&hit["at"])), (Some("01:00:09:00"), 7.0));
    // From the frame at two seconds to the one before fourteen.
    let picture = page.media(&scene["picture"]["media"]);
    let expected: Vec<u32> = (50..350).collect();
    let seen = numbers(&picture);
    assert_eq!(seen.len(), expected.len());
    // What is burnt in lies over the lowest stripes of small pictures, and never over all of them.
    let near = seen.iter().zip(&expected).filter(|(seen, wanted)| seen == wanted).count();
    assert!(near > 290, "{near} of 300 frames: {seen:?}");
    assert!(probe(&picture, "stream=codec_type").contains("audio"), "the scene is heard");
    // The demo sounds where it lies: silent until five seconds, then a tone for four.
    let demo = first_channel(&page.media(&scene["demo"]["media"]));
    assert!((demo.len() as i64 - 12 * 48_000).abs() < 960, "{}", demo.len());
    let loud = |from: f64, to: f64| {
        let part = &demo[(from * 48_000.0) as usize..(to * 48_000.0) as usize];
        (part.iter().map(|sample| sample * sample).sum::<f32>() / part.len() as f32).sqrt()
    };
    assert!(loud(0.0, 4.9) < 0.001 && loud(9.1, 11.9) < 0.001, "{} {}", loud(0.0, 4.9), loud(9.1, 11.9));
    assert!(loud(5.1, 8.9) > 0.05, "{}", loud(5.1, 8.9));
    let reference = &page.shown["references"][0];
    assert_eq!(reference["note"], "the colour");
    let heard = first_channel(&page.media(&reference["media"]));
    assert!((heard.len() as i64 - 3 * 48_000).abs() < 960, "{}", heard.len());
}

#[test]
fn what_is_not_there_is_left_out_and_said() {
    let shell = commissioned();
    std::fs::remove_file(shell.path("picture.mp4")).expect("gone");
    std::fs::remove_file(shell.path("music/reference.wav")).expect("gone");
    let ran = shell.run(&["commissions", "s.needledrop", "--brief", "C1", "-o", "brief.html", "--json"]);
    assert_eq!(ran.status, 3, "{}", ran.err);
    assert!(ran.err.contains("reference.wav"), "{}", ran.err);
    let page = Opened::read(&shell.path("brief.html"));
    assert_eq!(page.shown["scenes"][0]["picture"], Value::Null);
    assert!(page.shown["scenes"][0]["pictureStays"].as_str().is_some_and(|why| !why.is_empty()));
    assert_eq!(page.shown["references"][0]["media"], Value::Null);
    assert!(page.shown["scenes"][0]["demo"]["media"].is_string(), "the demo is there");
    let again = shell.refused(&["commissions", "s.needledrop", "--brief", "C1", "-o", "brief.html"]);
    assert!(again.contains("brief.html"), "{again}");
    let none = shell.refused(&["commissions", "s.needledrop", "--brief", "C9", "-o", "other.html"]);
    assert_eq!(none, "There is no commission C9 in this show; those that there are: C1");
}
