//! Playlists to share: what is in them, in every form, and what never is.

use std::path::PathBuf;

use model::EpisodeName;
use serde_json::{Value, json};
use studio::{PlaylistAsked, PlaylistForm};
use tests::command::Shell;
use tests::papers;
use tests::stage::{ALPHA, BRAVO, Stage, row_in};

const LINK: &str = "https://listen.example/a?b=1&c=2";

/// Alpha twice, with a link, an ISRC and a title that means something to every form; Bravo once.
fn season() -> Stage {
    let mut stage = Stage::default();
    let set = json!({ "title": papers::NASTY, "artist": "Ines Vold", "isrc": "NOA012600001" });
    stage.edit(json!({ "type": "editTracks", "tracks": [ALPHA], "set": set }));
    stage.place(ALPHA, 1, 0, 5);
    stage.place(BRAVO, 1, 10, 5);
    stage.place(ALPHA, 1, 20, 5);
    stage.edit(json!({ "type": "setLink", "track": ALPHA, "link": format!(" {LINK} ") }));
    stage
}

fn titles(stage: &Stage, asked: &PlaylistAsked) -> Vec<String> {
    stage.studio().playlist(asked).expect("the playlist").rows.into_iter().map(|row| row.title).collect()
}

fn written(stage: &Stage, form: PlaylistForm) -> (PathBuf, String) {
    let path = stage.file(&format!("list.{}", form.ending()));
    stage.studio().export_playlist(&PlaylistAsked::default(), form, &path, false).expect("written");
    let text = std::fs::read_to_string(&path).expect("text");
    for private in ["/music", ".wav\"", "file:"] {
        assert!(!text.contains(private), "{private} in {text}");
    }
    (path, text)
}

#[test]
fn each_recording_stands_where_it_is_first_heard() {
    let mut stage = season();
    let all = PlaylistAsked::default();
    let list = stage.studio().playlist(&all).expect("the playlist");
    assert_eq!(list.title, "Stage, season 1");
    assert_eq!(list.rows[0].heard, ["1x01 1M01 at 01:00:00:00", "1x01 1M03 at 01:00:20:00"]);
    assert_eq!((list.rows[0].link.as_str(), list.rows[1].link.as_str()), (LINK, ""));
    stage.edit(json!({ "type": "setLink", "track": ALPHA, "link": "" }));
    assert_eq!(stage.studio().playlist(&all).expect("the playlist").rows[0].link, "");
    // Of a theme, and of a character: who is in the scene where it starts.
    let theme = row_in(&stage.edit(json!({ "type": "addTheme", "name": "Mara's theme", "tracks": [] })));
    let bravo = stage.cue("1M02").cue.id;
    stage.edit(json!({ "type": "stateTheme", "theme": theme, "cues": [bravo] }));
    let of_theme = PlaylistAsked { theme: Some("mara's  THEME".into()), ..PlaylistAsked::default() };
    assert_eq!(titles(&stage, &of_theme), ["Bravo"]);
    stage.edit(json!({ "type": "addCharacter", "name": "Jun" }));
    stage.edit(json!({ "type": "editScene", "scene": 2, "set": { "characters": ["JUN"] } }));
    let of_jun = PlaylistAsked { character: Some("Jun".into()), ..PlaylistAsked::default() };
    assert_eq!(titles(&stage, &of_jun), [papers::NASTY]);
    let nobody = PlaylistAsked { theme: Some("Nobody's".into()), ..PlaylistAsked::default() };
    let error = stage.studio().playlist(&nobody).expect_err("there is none");
    assert_eq!(studio::sentence(&error), "There is no theme or character called \"Nobody's\" in this show");
    let gone = PlaylistAsked { episode: Some(EpisodeName { season: 9, number: 9 }), ..PlaylistAsked::default() };
    assert!(stage.studio().playlist(&gone).is_err());
}

#[test]
fn xspf_is_what_its_specification_says() {
    let stage = season();
    let (path, _) = written(&stage, PlaylistForm::Xspf);
    // XSPF 1: one playlist of version 1 in its name space; title before trackList; of a track no element but these.
    let told = papers::python(
        "import sys, json, xml.etree.ElementTree as E\n\
         n = '{http://xspf.org/ns/0/}'\n\
         r = E.parse(sys.argv[1]).getroot()\n\
         assert r.tag == n + 'playlist' and r.get('version') == '1'\n\
         assert [c.tag for c in r] == [n + 'title', n + 'trackList']\n\
         known = ['location', 'identifier', 'title', 'creator', 'annotation', 'album', 'trackNum', 'duration']\n\
         print(json.dumps([{c.tag.removeprefix(n): c.text for c in t} for t in r[1]\
          if all(c.tag.removeprefix(n) in known for c in t)]))",
        &path,
    );
    let tracks = told.as_array().expect("tracks");
    assert_eq!(tracks.len(), 2);
    assert_eq!(tracks[0]["title"], Value::from(papers::NASTY));
    assert_eq!((&tracks[0]["location"], &tracks[0]["duration"]), (&Value::from(LINK), &Value::from("10000")));
    assert_eq!((&tracks[1]["trackNum"], tracks[1].get("location")), (&Value::from("2"), None));
}

#[test]
fn every_other_form_reads_back() {
    let stage = season();
    let (_, page) = written(&stage, PlaylistForm::Html);
    assert!(
        page.contains("<a href=\"https://listen.example/a?b=1&amp;c=2\"") && page.contains("&lt;b&gt;&amp;"),
        "{page}"
    );
    for reach in ["<script", "<link", "src=", "@import", "url("] {
        assert!(!page.contains(reach), "the page needs {reach}");
    }
    let (_, list) = written(&stage, PlaylistForm::M3u8);
    let lines: Vec<&str> = list.lines().collect();
    assert_eq!((lines[0], lines[1], lines[3]), ("#EXTM3U", "#PLAYLIST:Stage, season 1", LINK));
    assert_eq!((lines[4], lines[5]), ("#EXTINF:20,The Testers - Bravo", "Bravo.wav"));
    let (path, _) = written(&stage, PlaylistForm::Csv);
    let rows = papers::python(
        "import sys, json, csv\nprint(json.dumps(list(csv.DictReader(open(sys.argv[1], encoding='utf-8-sig', newline='')))))",
        &path,
    );
    assert_eq!((&rows[0]["ISRC"], &rows[0]["Link"]), (&Value::from("NOA012600001"), &Value::from(LINK)));
    assert_eq!(rows[1]["Title"], Value::from("Bravo"));
    let (_, text) = written(&stage, PlaylistForm::Txt);
    assert!(text.contains("2. The Testers - Bravo (0:20)\n   1x01 1M02 at 01:00:10:00\n"), "{text}");
}

#[test]
fn a_link_that_leads_nowhere_on_the_web_is_words() {
    let mut stage = season();
    stage.edit(json!({ "type": "setLink", "track": ALPHA, "link": "javascript:alert(1)" }));
    let (_, page) = written(&stage, PlaylistForm::Html);
    assert!(!page.contains("javascript:"), "{page}");
    let (_, list) = written(&stage, PlaylistForm::M3u8);
    assert!(!list.contains("javascript:"), "{list}");
}

#[test]
fn the_command_writes_that_of_the_sample_season() {
    let shell = Shell::default();
    shell.sample("My Heart.needledrop");
    let told = shell.json(&["playlist", "My Heart.needledrop", "1x04", "-o", "list.xspf"]);
    assert_eq!(told["playlist"]["title"], json!("My Heart, 1x04"));
    assert!(told["playlist"]["rows"].as_array().is_some_and(|rows| rows.len() >= 4));
    assert!(shell.path("list.xspf").is_file());
    let refused = shell.refused(&["playlist", "My Heart.needledrop", "-o", "list.pls"]);
    assert!(refused.contains(".txt, .html, .csv, .xspf, .m3u8"), "{refused}");
}
