//! Files of cutting rooms become cues, hits, scenes and dialogue: shown first, taken as one step, found again when they come back.

use std::fs;
use std::path::PathBuf;

use model::{CutId, TrackId};
use serde_json::json;
use studio::views::{CueFate, CutView, MarkerFate, TimelinePart, TimelinePreview};
use studio::{AskedEpisode, AskedTrack, RowDecision, Studio, TimelineAsked};
use tests::stage::{ALPHA, BRAVO, CHARLIE, CUT, Stage, second, track};
use timebase::FrameRate;

/// An audio event of a list at 24 frames: track, name, seconds of the source, seconds of the record side from hour 1.
pub(crate) fn event(number: usize, track: &str, name: &str, source: (i64, i64), record: (i64, i64)) -> String {
    let label = |hour: i64, at: i64| format!("{:02}:{:02}:{:02}:00", hour + at / 3600, at / 60 % 60, at % 60);
    format!(
        "{number:03}  AX       {track:<5} C        {} {} {} {}\n* FROM CLIP NAME: {name}\n",
        label(0, source.0),
        label(0, source.1),
        label(1, record.0),
        label(1, record.1)
    )
}

pub(crate) fn list(title: &str, events: &[String]) -> String {
    format!("TITLE: {title}\nFCM: NON-DROP FRAME\n\n{}", events.concat())
}

pub(crate) fn written(stage: &Stage, name: &str, text: &str) -> TimelineAsked {
    let file = stage.file(name);
    fs::write(&file, text).expect("written");
    TimelineAsked { file, cut: Some(CUT), ..TimelineAsked::default() }
}

pub(crate) fn preview(stage: &Stage, asked: &TimelineAsked) -> TimelinePreview {
    stage.studio().preview_timeline(asked).expect("a preview")
}

/// What becomes of each row: its fate, number, and the library's title.
fn told(preview: &TimelinePreview) -> Vec<(CueFate, String, String)> {
    preview.cues.iter().map(|cue| (cue.fate, cue.number.clone(), cue.track_title.clone())).collect()
}

/// Takes it in; undo, redo and reopening lead to the same as before and after.
pub(crate) fn take(stage: &mut Stage, asked: &TimelineAsked) -> CutId {
    let before = stage.seen();
    let done = stage.studio().import_timeline(asked).expect("imported");
    let after = stage.seen();
    assert_ne!(before, after, "something came in");
    stage.studio().undo().expect("undone");
    assert_eq!(before, stage.seen(), "one step of undo takes all of it back");
    stage.studio().redo().expect("redone");
    assert_eq!(after, stage.seen(), "and redo brings it again");
    stage.reopen();
    assert_eq!(after, stage.seen(), "it is there when the show is opened again");
    done.cut
}

/// Each placement with its seconds, how far into its track it starts, and its track.
pub(crate) fn laid(cut: &CutView) -> Vec<(i64, i64, i64, TrackId)> {
    let mut laid: Vec<_> = cut
        .placements
        .iter()
        .map(|view| {
            let placement = view.placement;
            let [start, end, into] = [placement.in_point.0, placement.out_point.0, placement.track_start.0];
            (start / second(1), end / second(1), into / second(1), placement.track)
        })
        .collect();
    laid.sort();
    laid
}

#[test]
fn an_editors_list_becomes_cues_that_the_library_knows() {
    let mut stage = Stage::default();
    let text = list(
        "EP101 MX",
        &[
            event(1, "A", "DIALOGUE 12-1", (0, 4), (0, 4)),
            event(2, "A5", "Alpha.L.wav", (2, 9), (10, 17)),
            event(3, "A6", "Alpha.R.wav", (2, 9), (10, 17)),
            event(4, "A5", "Bravo.L.wav", (0, 5), (20, 25)),
            event(5, "A6", "Bravo.R.wav", (0, 5), (20, 25)),
            event(6, "A5", "Bravo.L.wav", (5, 12), (25, 32)),
            event(7, "A6", "Bravo.R.wav", (5, 12), (25, 32)),
            event(8, "A5", "TEMP - the big one", (0, 10), (40, 50)),
        ],
    );
    let mut asked = written(&stage, "turnover.edl", &text);
    let shown = preview(&stage, &asked);
    assert_eq!((shown.format.as_str(), shown.rate), ("EDL (CMX 3600)", Some(FrameRate::F24)));
    assert!(shown.remarks[0].contains("does not say its frame rate"), "{:?}", shown.remarks);
    let ticked: Vec<(&str, bool)> = shown.tracks.iter().map(|track| (track.name.as_str(), track.takes)).collect();
    assert_eq!(ticked, [("A1", false), ("A5", true), ("A6", true)], "{:?}", shown.tracks);
    assert_eq!(
        told(&shown),
        [
            (CueFate::New, "1M01".to_owned(), "Alpha".to_owned()),
            (CueFate::New, "1M02".to_owned(), "Bravo".to_owned()),
            (CueFate::Offline, "1M03".to_owned(), String::new()),
        ]
    );
    assert!(shown.cues[1].brings.contains(&"1 cut joined".to_owned()), "{:?}", shown.cues[1].brings);
    assert!(shown.cues[2].temp && shown.cues[2].brings.contains(&"marked temp".to_owned()));
    assert_eq!((shown.counts.new, shown.counts.offline, shown.counts.temp), (3, 1, 1));
    assert!(shown.parts.iter().any(|part| part.part == TimelinePart::Cues && part.takes));

    take(&mut stage, &asked);
    let cut = stage.cut();
    let offline = cut.placements.iter().map(|view| view.placement.track).find(|track| track.0 > 3).expect("offline");
    assert_eq!(laid(&cut), [(10, 17, 2, ALPHA), (20, 32, 0, BRAVO), (40, 50, 0, offline)]);
    let waiting = stage.studio().track(offline).expect("the track");
    assert_eq!((waiting.track.title.as_str(), waiting.missing), ("TEMP - the big one", true));
    assert!(waiting.track.is_offline());
    let temp: Vec<bool> = cut.placements.iter().map(|view| view.placement.temp).collect();
    assert_eq!(temp.iter().filter(|temp| **temp).count(), 1);

    // The same list again brings nothing.
    let again = preview(&stage, &asked);
    assert!(again.cues.iter().all(|cue| cue.fate == CueFate::Same), "{:?}", told(&again));
    assert!(stage.studio().import_timeline(&asked).is_err());
    // Only the chosen tracks, on the chosen lane.
    asked.tracks = Some(vec![AskedTrack { name: "A1".into(), lane: Some("Source".into()) }]);
    let other = preview(&stage, &asked);
    assert_eq!((other.cues.len(), other.cues[0].number.as_str()), (1, "1S01"));
}

#[test]
fn what_is_doubtful_is_never_taken_by_itself() {
    let tracks = [
        track(1, "Silent Echoes", 200),
        track(2, "Silent Echoes (Instrumental)", 200),
        track(3, "Paper Lanterns", 100),
    ];
    let mut stage = Stage::with_tracks(&tracks);
    let text = list(
        "MUSIC",
        &[event(1, "A", "SLNT ECHOES", (0, 20), (0, 20)), event(2, "A", "RADIO WALLA", (0, 9), (30, 39))],
    );
    let mut asked = written(&stage, "t.edl", &text);
    let shown = preview(&stage, &asked);
    let fates: Vec<CueFate> = shown.cues.iter().map(|cue| cue.fate).collect();
    assert_eq!(fates, [CueFate::Doubtful, CueFate::Offline], "{:?}", shown.cues);
    let candidates: Vec<TrackId> = shown.cues[0].candidates.iter().map(|one| one.track).collect();
    assert_eq!(candidates.len(), 2);
    assert!(shown.cues[0].candidates.iter().all(|one| !one.reasons.is_empty()));

    // Undecided it comes in offline.
    take(&mut stage, &asked);
    assert!(stage.cut().placements.iter().all(|view| view.placement.track.0 > 3));
    stage.studio().undo().expect("undone");

    asked.rows = vec![
        RowDecision { key: "c1".into(), track: Some(TrackId(2)), ..RowDecision::default() },
        RowDecision { key: "c2".into(), takes: Some(false), ..RowDecision::default() },
    ];
    take(&mut stage, &asked);
    let cut = stage.cut();
    assert_eq!(laid(&cut), [(0, 20, 0, TrackId(2))]);
    assert_eq!(cut.cues[0].cue.title, "Silent Echoes (Instrumental)");
}

#[test]
fn what_we_write_comes_back_as_what_it_was() {
    for name in ["edl", "edl-long", "otio", "fcpxml", "xmeml"] {
        let mut stage = Stage::default();
        stage.place(ALPHA, 1, 2, 5);
        stage.place(CHARLIE, 2, 15, 10);
        stage.place(BRAVO, 1, 42, 10);
        let row = stage.cut().placements[0].placement.id;
        stage.edit(json!({ "type": "shapePlacements", "placements": [row], "gain": -600 }));
        let form = studio::PlacedForm::named(name).expect("a form");
        let file = stage.file(&format!("out.{}", form.ending));
        stage.studio().export_placed(CUT, form, &file, false).expect("written");
        let asked = TimelineAsked { file, cut: Some(CUT), ..TimelineAsked::default() };
        let same = preview(&stage, &asked);
        assert_eq!(same.cues.len(), 3, "{name}: {:?}", same.cues);
        assert!(same.cues.iter().all(|cue| cue.fate == CueFate::Same), "{name}: {:?}", same.cues);

        // What was moved here meanwhile goes back to where the list has it, and no cue is made twice.
        let before = laid(&stage.cut());
        let one = stage.cut().placements[1].placement;
        let step = json!({ "placement": one.id, "inPoint": one.in_point.0 + second(3), "lane": one.lane });
        stage.edit(json!({ "type": "movePlacements", "moves": [step] }));
        let moves = preview(&stage, &asked);
        assert_eq!((moves.counts.moves, moves.counts.new, moves.counts.same), (1, 0, 2), "{name}");
        take(&mut stage, &asked);
        assert_eq!(laid(&stage.cut()), before, "{name}");
        assert_eq!(stage.cut().cues.len(), 3, "{name}");
    }
}

#[test]
fn a_name_that_was_changed_is_found_by_its_identifier() {
    let mut stage = Stage::default();
    let (_, placement) = stage.place(ALPHA, 1, 2, 5);
    let id = studio_id(placement);
    let text = list("MX", &[event(1, "A", &format!("SOMETHING ELSE [nd:{id}]"), (0, 5), (12, 17))]);
    let asked = written(&stage, "t.edl", &text);
    let shown = preview(&stage, &asked);
    assert_eq!((shown.cues[0].fate, shown.cues[0].was.as_deref()), (CueFate::Moves, Some("01:00:02:00")));
    take(&mut stage, &asked);
    assert_eq!(laid(&stage.cut()), [(12, 17, 0, ALPHA)]);
}

/// A row as lists carry it, in Crockford's base32.
pub(crate) fn studio_id(row: i64) -> String {
    const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let mut rest = row;
    let mut text = Vec::new();
    while rest > 0 {
        text.push(char::from(LETTERS[usize::try_from(rest % 32).expect("a digit")]));
        rest /= 32;
    }
    text.iter().rev().collect()
}

#[test]
fn stems_of_a_master_are_one_cue() {
    let mut stage = Stage::default();
    let stem = |number, track, part: &str| event(number, track, &format!("1m04 UNDERTOW v2 {part}"), (0, 20), (5, 25));
    let text = list("MX", &[stem(1, "A5", "DRUMS"), stem(2, "A7", "STRINGS"), stem(3, "A9", "MIX")]);
    let asked = written(&stage, "stems.edl", &text);
    let shown = preview(&stage, &asked);
    assert_eq!(shown.cues.len(), 1, "{:?}", shown.cues);
    assert_eq!((shown.cues[0].number.as_str(), shown.cues[0].name.as_str()), ("1M04", "1m04 UNDERTOW v2 MIX"));
    assert!(shown.cues[0].brings.contains(&"2 stems as one".to_owned()));
    take(&mut stage, &asked);
    let cue = stage.cue("1M04");
    let alternates = stage.placements(cue.cue.id);
    assert_eq!(alternates.len(), 3);
    assert_eq!(cue.cue.pick, Some(alternates[0].placement.id), "the mix is the pick");
}

#[test]
fn a_later_import_of_music_finds_what_lists_named() {
    let mut stage = Stage::default();
    let text = list("MX", &[event(1, "A", "New Song.wav", (0, 2), (5, 7))]);
    let asked = written(&stage, "t.edl", &text);
    take(&mut stage, &asked);
    let waiting = stage.cut().placements[0].placement.track;
    let folder = stage.file("music");
    fs::create_dir(&folder).expect("a folder");
    tests::sound::tone(&folder.join("New Song.wav"), 440, &[]);
    let job = studio::jobs::Job::new(1, studio::views::JobKind::Import, "Import", |_| {});
    let done = studio::jobs::import(
        stage.studio(),
        &job,
        std::slice::from_ref(&folder),
        std::num::NonZeroUsize::MIN,
        studio::jobs::LongOnes::Left,
    );
    assert!(done.failed.is_empty(), "{:?}", done.failed);
    let track = stage.studio().track(waiting).expect("the track");
    assert!(!track.missing && !track.track.is_offline(), "{:?}", track.track);
    assert_eq!(PathBuf::from(&track.track.path), folder.join("New Song.wav"));
    assert_eq!(stage.cut().placements[0].placement.track, waiting);
}

#[test]
fn markers_become_hits_and_notes_once() {
    let mut stage = Stage::default();
    let text = "#,Name,Start,End,Length\nM1,wave breaks,01:00:05:00,,\nM2,her hand,01:00:09:12,,\n".to_owned();
    let asked = written(&stage, "markers.csv", &text);
    let shown = preview(&stage, &asked);
    if shown.markers.is_empty() {
        panic!("{shown:?}");
    }
    let fates: Vec<(MarkerFate, &str, &str)> =
        shown.markers.iter().map(|mark| (mark.fate, mark.at.as_str(), mark.text.as_str())).collect();
    assert_eq!(fates, [(MarkerFate::Hit, "01:00:05:00", "wave breaks"), (MarkerFate::Hit, "01:00:09:12", "her hand")]);
    take(&mut stage, &asked);
    assert_eq!(stage.cut().hits.len(), 2);
    assert!(preview(&stage, &asked).markers.iter().all(|mark| mark.fate == MarkerFate::Same));
}

#[test]
fn a_script_becomes_scenes_and_its_music_cues_without_music() {
    let mut stage = Stage::default();
    let text = "INT. BAR - NIGHT\n\nMARA comes in. The jukebox plays \"Blue Moon\".\n\nMARA\nHi.\n\nEXT. PIER - DAY\n\nRain.\n";
    let mut asked = written(&stage, "pilot.fountain", text);
    let shown = preview(&stage, &asked);
    assert_eq!(shown.scenes.len(), 2);
    assert!(shown.parts.iter().any(|part| part.part == TimelinePart::Scenes && !part.takes), "the cut has scenes");
    assert_eq!(shown.scenes[0].hints[0].title, "Blue Moon");
    asked.parts = Some(vec![TimelinePart::Scenes, TimelinePart::Cues]);
    asked.rows = vec![
        RowDecision { key: "s2".into(), at: Some("01:00:40:00".into()), ..RowDecision::default() },
        RowDecision { key: "h1".into(), takes: Some(true), ..RowDecision::default() },
    ];
    take(&mut stage, &asked);
    let cut = stage.cut();
    let scenes: Vec<(&str, i64, i64)> = cut
        .scenes
        .iter()
        .map(|scene| (scene.slugline.as_str(), scene.in_point.0 / second(1), scene.out_point.0 / second(1)))
        .collect();
    assert_eq!(scenes, [("INT. BAR - NIGHT", 0, 40), ("EXT. PIER - DAY", 40, 60)]);
    let cue = stage.cue("1S01");
    assert_eq!((cue.cue.title.as_str(), cue.cue.pick), ("Blue Moon", None));
    assert!(cue.cue.brief.contains("jukebox"));
}

#[test]
fn subtitles_become_dialogue() {
    let mut stage = Stage::default();
    let text = "1\n00:00:02,000 --> 00:00:04,000\nMARA: Not tonight.\n\n2\n00:00:05,000 --> 00:00:06,000\n[door slams]\n\n\
                3\n00:00:30,500 --> 00:00:33,000\nListen.\n";
    let asked = written(&stage, "pilot.srt", text);
    take(&mut stage, &asked);
    let cut = stage.cut();
    let lines: Vec<(Option<&str>, &str)> =
        cut.dialogue.iter().map(|line| (line.speaker.as_deref(), line.text.as_str())).collect();
    assert_eq!(lines, [(Some("MARA"), "Not tonight."), (None, "Listen.")]);
    assert_eq!(cut.dialogue[1].span.start.0, second(30) + second(1) / 2);
    assert_eq!(cut.dialogue[0].source, "pilot.srt");
}

#[test]
fn a_file_makes_the_episode_of_an_empty_show() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("empty.needledrop");
    let studio = Studio::create(&path, "Empty", "USD").expect("a show");
    let file = folder.path().join("EP104_MX.edl");
    let text = list(
        "EP104 MX",
        &[event(1, "A5", "MX First Spark", (0, 20), (10, 30)), event(2, "A7", "SCORE 1m02", (0, 9), (40, 49))],
    );
    fs::write(&file, text).expect("written");
    let mut asked = TimelineAsked {
        file,
        episode: Some(AskedEpisode { season: 1, number: 4, title: None }),
        ..TimelineAsked::default()
    };
    let shown = studio.preview_timeline(&asked).expect("a preview");
    assert!(shown.needs_rate && shown.possible_rates.contains(&FrameRate::F25));
    assert!(studio.import_timeline(&asked).is_err(), "the rate is asked for");
    asked.rate = Some(FrameRate::F25);
    let done = studio.import_timeline(&asked).expect("imported");
    let cut = studio.cut(done.cut).expect("the cut");
    assert_eq!((cut.episode.name.as_str(), cut.episode.title.as_str()), ("1x04", "EP104 MX"));
    assert_eq!((cut.cut.rate, cut.start_timecode.as_str()), (FrameRate::F25, "01:00:00:00"));
    assert_eq!((cut.length_timecode.as_str(), cut.cues.len()), ("00:00:49:00", 2));
    assert_eq!(cut.cues[0].in_point.0, second(10));
    studio.undo().expect("undone");
    assert!(studio.show().expect("the show").episodes.is_empty(), "one step takes all of it back");
    studio.redo().expect("redone");
    studio.close().expect("it closes");
}

#[test]
fn another_rate_and_another_hour_are_said() {
    let stage = Stage::default();
    let text = list("MX", &[event(1, "A", "Alpha", (0, 5), (9 * 3600 + 10, 9 * 3600 + 15))]);
    let mut asked = written(&stage, "hour.edl", &text);
    let shown = preview(&stage, &asked);
    assert_eq!(shown.cues[0].at, "01:00:10:00");
    assert!(shown.remarks.iter().any(|told| told.contains("10:00:00:00")), "{:?}", shown.remarks);
    asked.rate = Some(FrameRate::F25);
    let shown = preview(&stage, &asked);
    assert!(shown.remarks.iter().any(|told| told.contains("counts 25, this cut 24")), "{:?}", shown.remarks);
    assert_eq!(shown.cues[0].at, "01:00:10:00", "by the clock");
}

#[test]
fn a_bin_of_clips_is_refused_with_what_to_ask_for() {
    let stage = Stage::default();
    let bin = "Heading\nFIELD_DELIM\tTABS\nFPS\t25\n\nColumn\nName\tTape\tStart\tEnd\tTracks\n\nData\nPier\tA001\t01:00:00:00\t01:00:10:00\tVA1A2\n";
    let asked = written(&stage, "day1.ale", bin);
    let refused = stage.studio().preview_timeline(&asked).expect_err("nothing of it has a place");
    assert!(refused.to_string().contains("ask the editor for the sequence"), "{refused}");
}
