//! The picture's own sound, as it is heard under the music.

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use studio::edits::Created;
use studio::proxies::ProxySpec;
use tests::picture::numbered;
use tests::sound::{first_channel, probe};
use tests::stage::{CUT, second};

use crate::room::{Guest, Room, job};

const X264: [&str; 8] = ["-c:v", "libx264", "-pix_fmt", "yuv420p", "-preset", "ultrafast", "-c:a", "aac"];

/// Shows another picture, and waits for its sound.
fn show(room: &Room, guest: &Guest, picture: &Path) -> Value {
    let before = guest.round()["cues"][0]["under"].clone();
    let _: Vec<Created> = room.edit(json!({ "type": "editCut", "cut": CUT, "set": { "picture": picture } }));
    wait_for_another(guest, &before)
}

fn wait_for_another(guest: &Guest, before: &Value) -> Value {
    let until = Instant::now() + Duration::from_secs(60);
    loop {
        let under = guest.round()["cues"][0]["under"].clone();
        if under.is_object() && under["opus"] != before["opus"] {
            return under;
        }
        assert!(Instant::now() < until, "the picture's own sound never came: {under}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Where the click is that stands half a second into the picture.
fn click(room: &Room, guest: &Guest, media: &Value, file: &str) -> usize {
    let reply = guest.get(&format!("media/{}", media.as_str().expect("a name"))).send();
    assert_eq!(reply.status, 200);
    let path = room.stage.file(file);
    std::fs::write(&path, &reply.body).expect("written");
    assert_eq!(probe(&path, "stream=channels"), "2");
    let sound = first_channel(&path);
    assert!(sound.len() <= 3 * 48_000, "from five seconds before the music, or where the picture begins, to its end");
    sound.iter().enumerate().max_by(|a, b| a.1.abs().total_cmp(&b.1.abs())).expect("samples").0
}

#[test]
fn what_is_said_in_the_scene_is_heard_from_its_first_frame_on() {
    let room = Room::new();
    let guest = room.guest(room.dana);
    assert_eq!(guest.round()["cues"][0]["under"], Value::Null, "a picture without sound has none");
    let kinds: [(&str, &[&str]); 2] = [("scene.mp4", &X264), ("scene.webm", &["-c:v", "libvpx", "-c:a", "libopus"])];
    for (name, codec) in kinds {
        let picture = room.stage.file(name);
        numbered(&picture, "24", 48, codec);
        let under = show(&room, &guest, &picture);
        assert_eq!((&under["start"], &under["length"]), (&json!(0), &json!(second(3))), "{name}");
        for (kind, file) in [("opus", "under.opus"), ("wav", "under.wav")] {
            let at = click(&room, &guest, &under[kind], file);
            assert!(at.abs_diff(24_000) <= 48, "{name}, {kind}: the click is at {at}");
        }
    }
    // A proxy has the same, and is read by ourselves: here of a file whose sound begins before its first frame.
    let before = guest.round()["cues"][0]["under"].clone();
    room.studio().make_proxy(&job(), CUT, &ProxySpec::default()).expect("a proxy");
    room.edit(json!({ "type": "editCut", "cut": CUT, "set": { "label": "Locked" } }));
    let under = wait_for_another(&guest, &before);
    let at = click(&room, &guest, &under["opus"], "proxy.opus");
    assert!(at.abs_diff(24_000) <= 48, "the click is at {at}");
}

#[test]
fn it_goes_where_the_picture_goes_and_nowhere_else() {
    let room = Room::new();
    let with = room.guest(room.dana);
    let picture = room.stage.file("scene.mp4");
    numbered(&picture, "24", 48, &X264);
    let under = show(&room, &with, &picture);
    let mut spec = room.spec(room.priya);
    spec.picture = false;
    let link = room.studio().make_link(&spec).expect("a link");
    let without = room.admitted(&link);
    assert_eq!(without.round()["cues"][0]["under"], Value::Null);
    for kind in ["opus", "wav"] {
        let address = format!("media/{}", under[kind].as_str().expect("a name"));
        assert_eq!((with.get(&address).send().status, without.get(&address).send().status), (200, 404));
    }
}
