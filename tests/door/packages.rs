//! What leaves in a file, for whom, and what is written down of it.

use serde_json::{Value, json};
use tests::packages::{OpenPackage, as_text, file, job, spec, text};
use tests::stage::{CUT, second};

use crate::room::{Room, note, verdict};

fn both(room: &Room) -> [model::ReviewerId; 2] {
    [room.dana, room.priya]
}

#[test]
fn a_package_is_one_file_that_asks_nobody_for_anything() {
    let room = Room::new();
    let path = room.stage.file("review.html");
    let plan = room.studio().plan_package(&spec(room.round, &both(&room))).expect("a plan");
    assert_eq!((plan.people.join(" "), plan.cues, plan.mixes), ("Dana Priya".to_owned(), 1, 2));
    assert_eq!((plan.picture.as_deref(), plan.picture_stays.as_str()), (Some("picture.webm"), ""));
    let package = OpenPackage::make(room.studio(), &spec(room.round, &both(&room)), &path);
    let size = path.metadata().expect("the file").len();
    assert!(size.abs_diff(plan.bytes) < 400_000, "{size} beside {}", plan.bytes);
    assert!(package.page.contains("default-src 'none'") && package.page.contains("connect-src 'none'"));
    for word in ["http://", "https://", " src=", "url(./", "@import"] {
        let allowed = ["http://www.w3.org/", "https://svelte.dev/"];
        let found = package
            .page
            .match_indices(word)
            .filter(|(at, _)| !allowed.iter().any(|one| package.page[*at..].starts_with(one)));
        let shown: Vec<&str> = found.map(|(at, _)| &package.page[at..(at + 60).min(package.page.len())]).collect();
        assert!(shown.is_empty(), "{word}: {shown:?}");
    }
    let page = &package.person("Dana")["page"];
    let opus = page["cues"][0]["alternates"][0]["sound"]["opus"].as_str().expect("a sound");
    assert!(package.page.contains(&format!("data-media=\"{opus}\">T2dnU")), "Ogg as base64");
    assert_eq!(page["cues"][0]["alternates"][0]["sound"]["wav"], Value::Null);
    assert!(package.page.contains("data-media=\"picture\">GkXfo"), "WebM as base64");
    for word in [room.track_path(1), "/tmp".to_owned(), "tokenHash".to_owned()] {
        assert!(!package.page.contains(&word), "{word}");
    }
    let left = room.studio().packages(room.round).expect("what left");
    assert_eq!(left.len(), 1);
    assert_eq!((left[0].file.as_str(), left[0].bytes), ("review.html", i64::try_from(size).expect("a size")));
    assert_eq!(left[0].people, ["Dana", "Priya"]);
    assert_eq!(left[0].inside, ["the picture picture.webm", "2 mixes, Ogg Opus 128 kb/s", "titles and artists"]);
    // What was sent stays sent.
    room.studio().undo().expect("undone");
    assert_eq!(room.studio().packages(room.round).expect("what left").len(), 1);
}

#[test]
fn a_folder_has_its_media_beside_it_and_replaces_nothing() {
    let room = Room::new();
    let path = room.stage.file("review");
    let mut wanted = spec(room.round, &[room.dana]);
    (wanted.folder, wanted.neutral, wanted.wav) = (true, true, true);
    let made = room.studio().make_package(&job(), &wanted, &path, false).expect("a package");
    let mut names: Vec<String> = Vec::new();
    let mut bytes = 0;
    for folder in [path.clone(), path.join("sound")] {
        for entry in std::fs::read_dir(folder).expect("the folder") {
            let entry = entry.expect("an entry");
            if entry.path().is_file() {
                bytes += entry.metadata().expect("its size").len();
                names.push(entry.file_name().into_string().expect("text"));
            }
        }
    }
    names.sort();
    assert_eq!(names, ["index.html", "mix-1.js", "mix-2.js", "picture.webm", "wav-1.js", "wav-2.js"]);
    assert_eq!(made.bytes, bytes);
    let sound = std::fs::read_to_string(path.join("sound/mix-1.js")).expect("sound");
    assert!(sound.starts_with("needledropMedia(\"mix-1\",[\"T2dnU"), "{}", &sound[..60]);
    let package = OpenPackage::open(&path.join("index.html"));
    let alternates = package.person("Dana")["page"]["cues"][0]["alternates"].clone();
    assert_eq!((&alternates[0]["title"], &alternates[1]["artist"]), (&json!("Alternate A"), &json!("")));
    assert!(!package.page.contains("one.wav") && !package.page.contains("The Testers"));
    let again = room.studio().make_package(&job(), &wanted, &path, true).expect_err("it is there");
    assert!(studio::sentence(&again).contains("exists"), "{}", studio::sentence(&again));
    assert_eq!(room.studio().packages(room.round).expect("what left").len(), 1);
}

#[test]
fn what_one_of_several_may_not_see_is_in_no_file_for_them() {
    let room = Room::new();
    room.edit(json!({
        "type": "editReviewer", "reviewer": room.dana,
        "set": { "sees": { "money": false, "clearance": false, "contacts": false, "privateNotes": true } },
    }));
    let cue = room.studio().cut(CUT).expect("the cut").cues[0].cue.id;
    room.edit(json!({
        "type": "addNote", "cut": CUT, "cue": cue, "reviewer": room.dana, "round": room.round,
        "body": "Between us", "private": true, "at": second(1),
    }));
    let of = |people: &[model::ReviewerId]| {
        OpenPackage::make(room.studio(), &spec(room.round, people), &room.stage.file("review.html")).page
    };
    assert!(of(&[room.dana]).contains("Between us"));
    assert!(!of(&[room.priya]).contains("Between us"));
    assert!(!of(&both(&room)).contains("Between us"));
}

#[test]
fn a_picture_that_browsers_do_not_play_stays_and_it_is_said() {
    let room = Room::new();
    let folder = tempfile::tempdir().expect("a folder");
    let picture = folder.path().join("picture.mov");
    let made = std::process::Command::new("ffmpeg")
        .args(["-v", "error", "-f", "lavfi", "-i", "testsrc=size=160x90:rate=24:duration=1", "-c:v", "prores_ks"])
        .arg(&picture)
        .status();
    assert!(made.expect("ffmpeg").success());
    room.edit(json!({ "type": "editCut", "cut": CUT, "set": { "picture": picture } }));
    let wanted = spec(room.round, &[room.dana]);
    let plan = room.studio().plan_package(&wanted).expect("a plan");
    assert_eq!(plan.picture, None);
    assert!(plan.picture_stays.contains("browsers do not play ProRes"), "{}", plan.picture_stays);
    let package = OpenPackage::make(room.studio(), &wanted, &room.stage.file("review.html"));
    assert_eq!(package.person("Dana")["page"]["picture"], Value::Null);
    assert!(!package.page.contains("data-media=\"picture\""));
}

#[test]
fn who_cancels_is_left_with_nothing() {
    let room = Room::new();
    let jobs = studio::jobs::Jobs::default();
    let job = jobs.start(studio::views::JobKind::Package, "Making the package", |_| {});
    jobs.cancel(job.id());
    let path = room.stage.file("review.html");
    assert!(room.studio().make_package(&job, &spec(room.round, &[]), &path, false).is_err());
    assert!(!path.exists() && job.view().finished);
    let beside = std::fs::read_dir(path.parent().expect("a folder")).expect("entries");
    let drafts = beside.filter(|entry| entry.as_ref().is_ok_and(|one| one.path().to_string_lossy().contains("draft")));
    assert_eq!(drafts.count(), 0);
    assert_eq!(room.studio().packages(room.round).expect("what left"), []);
}

#[test]
fn a_reply_is_one_step_and_is_written_down_once() {
    let room = Room::new();
    let package = OpenPackage::make(room.studio(), &spec(room.round, &both(&room)), &room.stage.file("review.html"));
    let cue = package.person("Dana")["page"]["cues"][0].clone();
    let answers =
        [verdict(1, &cue["alternates"][0]["id"], "approvedBut", "softer"), note(2, &cue["id"], "Strings too early?")];
    let before = room.seen();
    let reply = package.reply("Dana", &answers);
    let view = room.studio().read_reply(&reply).expect("a reply");
    assert_eq!((view.name.as_str(), view.title.as_str(), view.lines.len()), ("Dana", "Round 1, First", 2));
    let words: Vec<(&str, &str)> = view.lines.iter().map(|line| (line.about.as_str(), line.words.as_str())).collect();
    assert_eq!(words, [("1M01, A", "approved with a note: “softer”"), ("1M01", "“Strings too early?”")]);
    assert_eq!(room.seen(), before, "looking changes nothing");
    let taken = room.studio().take_reply(&reply, &Default::default()).expect("taken");
    assert_eq!((taken.taken, taken.known, taken.left_out.len()), (2, 0, 0));
    let after = room.seen();
    assert!(after.to_string().contains("softer") && after.to_string().contains("\"file\""), "{after}");
    let saved = room.stage.file("reply.json");
    let again = package.signed("Dana", &package.payload("Dana", &answers));
    std::fs::write(&saved, again).expect("saved");
    let known = room.studio().take_reply(&file(saved), &Default::default()).expect("known");
    assert_eq!((known.taken, known.known), (0, 2));
    assert_eq!(room.seen(), after);
    assert_eq!(room.studio().packages(room.round).expect("what left")[0].replies.len(), 1);
    assert_eq!(room.studio().undo().expect("undone").as_deref(), Some("Import the reply of Dana"));
    assert_eq!(room.seen(), before);
    // Nobody says that it may not come again.
    let back = room.studio().take_reply(&package.reply("Dana", &answers), &Default::default()).expect("taken");
    assert_eq!(back.taken, 2);
    let with_head = as_text("Reply of Dana", &package.signed("Dana", &package.payload("Dana", &answers)));
    assert_eq!(room.studio().take_reply(&text(with_head), &Default::default()).expect("known").known, 2);
}
