//! Where what a file has lies on a cut, what of it is ours, and what is music.

use std::fs;

use model::{Track, TrackId};
use serde_json::json;
use studio::views::{CueFate, JobKind, MarkerFate, TimelinePart};
use studio::{AskedEpisode, HandoverAsked, MARKER_FORMS, Spotting, Studio, TimelineAsked};
use tests::stage::{ALPHA, CUT, Stage, second, track};
use timebase::FrameRate;

use crate::turnover::{event, laid, list, preview, take, written};

#[test]
fn what_stands_before_a_programme_moves_nothing() {
    let pop = "001  AX       A     C        00:00:00:00 00:00:00:01 00:59:58:00 00:59:58:01\n* FROM CLIP NAME: 2-POP\n";
    let mut stage = Stage::default();
    let asked = written(&stage, "pop.edl", &list("MX", &[pop.to_owned(), event(2, "A", "Alpha", (0, 5), (10, 15))]));
    let shown = preview(&stage, &asked);
    let told = &shown.remarks;
    assert!(told.contains(&"1 clip lies outside the cut: left out.".to_owned()), "{told:?}");
    assert!(!told.iter().any(|told| told.contains("put together")), "{told:?}");
    take(&mut stage, &asked);
    assert_eq!(laid(&stage.cut()), [(10, 15, 0, ALPHA)]);
    let markers = "Ed\t00:58:00:00\tV1\tred\tbars\t1\nEd\t01:00:10:00\tV1\tred\thit\t1\n";
    let shown = preview(&stage, &written(&stage, "pop.txt", markers));
    let told: Vec<(&str, &str)> = shown.markers.iter().map(|mark| (mark.at.as_str(), mark.text.as_str())).collect();
    assert_eq!(told, [("01:00:10:00", "hit")]);
}

#[test]
fn an_episode_that_is_made_of_a_list_with_a_pop_begins_after_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let studio = Studio::create(&folder.path().join("empty.needledrop"), "Empty", "USD").expect("a show");
    let file = folder.path().join("pop.txt");
    fs::write(&file, "Ed\t00:59:58:00\tV1\tred\tpop\t1\nEd\t01:00:10:00\tV1\tred\tlast\t1\n").expect("written");
    let episode = Some(AskedEpisode { season: 1, number: 1, title: None });
    let asked = TimelineAsked { file, episode, rate: Some(FrameRate::F25), ..TimelineAsked::default() };
    let done = studio.import_timeline(&asked).expect("imported");
    let told = "1 marker lies outside the cut: left out.".to_owned();
    assert!(done.preview.remarks.contains(&told), "{:?}", done.preview.remarks);
    let cut = studio.cut(done.cut).expect("the cut");
    assert_eq!((cut.start_timecode.as_str(), cut.length_timecode.as_str()), ("01:00:00:00", "00:00:10:01"));
    studio.close().expect("it closes");
}

#[test]
fn the_last_marker_lies_in_the_episode_that_is_made_of_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let studio = Studio::create(&folder.path().join("empty.needledrop"), "Empty", "USD").expect("a show");
    let file = folder.path().join("markers.txt");
    fs::write(&file, "Ed\t01:00:05:00\tV1\tred\tfirst\t1\nEd\t01:00:10:00\tV1\tred\tlast\t1\n").expect("written");
    let episode = Some(AskedEpisode { season: 1, number: 1, title: None });
    let asked = TimelineAsked { file, episode, rate: Some(FrameRate::F25), ..TimelineAsked::default() };
    let cut = studio.import_timeline(&asked).expect("imported").cut;
    let cut = studio.cut(cut).expect("the cut");
    let hits: Vec<(i64, &str)> = cut.hits.iter().map(|hit| (hit.at.0 / second(1), hit.label.as_str())).collect();
    assert_eq!((hits, cut.length_timecode.as_str()), (vec![(5, "first"), (10, "last")], "00:00:10:01"));
    studio.close().expect("it closes");
}

#[test]
fn cues_that_we_wrote_as_markers_are_the_cues_that_they_are() {
    let mut stage = Stage::default();
    stage.place(ALPHA, 1, 2, 5);
    stage.edit(json!({ "type": "addCue", "cut": CUT, "at": second(30), "title": "Rain", "brief": "small" }));
    stage.edit(json!({ "type": "addHit", "cut": CUT, "at": second(40), "label": "door" }));
    for form in MARKER_FORMS {
        let file = stage.file(&format!("{}.{}", form.name, form.ending));
        assert_eq!(stage.studio().export_marked(CUT, form, &file, false).expect("written").0, 3);
        let shown = preview(&stage, &TimelineAsked { file, cut: Some(CUT), ..TimelineAsked::default() });
        let fates: Vec<(MarkerFate, &str)> = shown.markers.iter().map(|mark| (mark.fate, mark.text.as_str())).collect();
        assert_eq!(fates.len(), 3, "{}", form.name);
        assert!(fates.iter().all(|(fate, text)| *fate == MarkerFate::Same && !text.contains("[nd:")), "{fates:?}");
        let picture = shown.parts.iter().find(|part| part.part == TimelinePart::Cut).expect("a picture or none");
        assert!(!picture.found, "{}: black below markers is no picture", form.name);
    }
    for name in ["edl", "otio", "fcpxml", "xmeml", "text"] {
        let form = studio::PlacedForm::named(name).expect("a form");
        let file = stage.file(&format!("list-{name}.{}", form.ending));
        stage.studio().export_placed(CUT, form, &file, false).expect("written");
        let shown = preview(&stage, &TimelineAsked { file, cut: Some(CUT), ..TimelineAsked::default() });
        assert!(shown.markers.iter().all(|mark| mark.fate == MarkerFate::Same), "{name}: {:?}", shown.markers);
        assert!(shown.cues.iter().all(|cue| cue.fate == CueFate::Same), "{name}: {:?}", shown.cues);
    }
}

#[test]
fn a_list_that_comes_again_makes_no_music_of_what_is_said() {
    let mut stage = Stage::default();
    let text = list(
        "EP101",
        &[
            event(1, "A1", "HARBOUR NIGHT M DX", (0, 9), (0, 9)),
            event(2, "A7", "HARBOUR NIGHT M FX", (0, 9), (0, 9)),
            event(3, "A12", "HARBOUR NIGHT ST MX", (0, 20), (0, 20)),
        ],
    );
    let asked = written(&stage, "reel.edl", &text);
    take(&mut stage, &asked);
    let before = laid(&stage.cut());
    let again = preview(&stage, &asked);
    let ticked: Vec<&str> = again.tracks.iter().filter(|own| own.takes).map(|own| own.name.as_str()).collect();
    assert_eq!(ticked, ["A12"], "{:?}", again.tracks);
    assert!(again.cues.iter().all(|cue| cue.fate == CueFate::Same), "{:?}", again.cues);
    // Asked for by name they are nobody's music either.
    let tracks = ["A1", "A7"].map(|name| studio::AskedTrack { name: name.into(), lane: None });
    let all = TimelineAsked { tracks: Some(tracks.to_vec()), ..asked };
    assert!(preview(&stage, &all).cues.iter().all(|cue| cue.cue.is_none()), "nothing moves");
    assert_eq!(laid(&stage.cut()), before);
}

#[test]
fn of_two_files_of_one_name_the_one_in_the_folder_of_the_list_is_meant() {
    let one = |id, folder: &str| Track { path: format!("/music/{folder}/One.wav"), ..track(id, "One", 30) };
    let stage = Stage::with_tracks(&[one(1, "first"), one(2, "other")]);
    let named = |file: &str| {
        let clip = format!("{}* SOURCE FILE: {file}\n", event(1, "A", "One", (0, 5), (0, 5)));
        let shown = preview(&stage, &written(&stage, "t.edl", &list("MX", &[clip])));
        (shown.cues[0].fate, shown.cues[0].track)
    };
    assert_eq!(named("/music/other/One.wav"), (CueFate::New, Some(TrackId(2))));
    assert_eq!(named("D:\\Shared\\first\\One.wav"), (CueFate::New, Some(TrackId(1))));
    assert_eq!(named("One.wav"), (CueFate::Doubtful, None));
    assert_eq!(named("/elsewhere/One.wav"), (CueFate::Doubtful, None));
}

#[test]
fn what_lies_on_a_muted_lane_is_not_handed_over_and_it_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let sound = folder.path().join("tone.wav");
    tests::sound::tone(&sound, 440, &[]);
    let path = sound.to_string_lossy().into_owned();
    let mut stage = Stage::with_tracks(&[Track { path, ..track(1, "Tone", 2) }]);
    stage.place(TrackId(1), 1, 2, 1);
    stage.place(TrackId(1), 2, 10, 1);
    stage.edit(json!({ "type": "editLane", "lane": 2, "muted": true }));
    let told = "One placement is left out: it is muted, or its lane is.".to_owned();
    let plan = HandoverAsked { receiver: "pro-tools".into(), ..HandoverAsked::default() };
    let plan = stage.studio().handover_plan(CUT, &plan).expect("a plan");
    assert_eq!((plan.placements, plan.losses.contains(&told)), (1, true), "{:?}", plan.losses);
    for form in studio::PLACED_FORMS {
        let file = stage.file(&format!("{}.{}", form.name, form.ending));
        let written = stage.studio().export_placed(CUT, form, &file, false).expect("written");
        assert_eq!((written.placements, written.losses.contains(&told)), (1, true), "{}", form.name);
    }
    let job = studio::jobs::Job::new(1, JobKind::Handover, "Sound", |_| {});
    let handed = stage.studio().export_spotted(&job, CUT, Spotting::Heard, &stage.file("sound"), false);
    let handed = handed.expect("it is written");
    assert_eq!((handed.files.len(), handed.losses.contains(&told)), (2, true), "{:?}", handed.files);
}

#[test]
fn answers_come_back_as_answers_and_none_is_said_twice() {
    let mut stage = Stage::default();
    let markers = |name: &str, words: &str| {
        let head = "Marker\tIn\tOut\tDuration\tColour\tAuthor\tNotes";
        (name.to_owned(), format!("{head}\r\nNote\t01:00:05:00\t\t\tred\tA: B\t{words}\r\n"))
    };
    // A row of another show: words and author count here.
    let (name, text) = markers("first.txt", "less piano / Ben: yes [nd:note:1:n7:a2.1.1]");
    let first = written(&stage, &name, &text);
    take(&mut stage, &first);
    let said = |stage: &Stage| -> Vec<(String, String, bool)> {
        let notes = stage.cut().notes;
        let parent = notes.iter().find(|note| note.answers.is_none()).map(|note| note.id);
        notes
            .iter()
            .map(|note| (note.author.clone(), note.body.clone(), note.answers.is_some() && note.answers == parent))
            .collect()
    };
    let one = |author: &str, body: &str, answers: bool| (author.to_owned(), body.to_owned(), answers);
    let mut notes = said(&stage);
    notes.sort();
    assert_eq!(notes, [one("A: B", "less piano", false), one("Ben", "yes", true)]);
    assert!(preview(&stage, &first).markers.iter().all(|mark| mark.fate == MarkerFate::Same));
    // One answer more is all that comes of it.
    let (name, text) = markers("second.txt", "less piano / Ben: yes / Cy: no [nd:note:1:n7:a2.1.1.1.1]");
    let second = written(&stage, &name, &text);
    let marks = preview(&stage, &second).markers;
    assert_eq!((marks[0].fate, marks[0].text.as_str()), (MarkerFate::Note, "Cy: no"));
    take(&mut stage, &second);
    let mut notes = said(&stage);
    notes.sort();
    assert_eq!(notes, [one("A: B", "less piano", false), one("Ben", "yes", true), one("Cy", "no", true)]);
    assert!(preview(&stage, &second).markers.iter().all(|mark| mark.fate == MarkerFate::Same));
}
