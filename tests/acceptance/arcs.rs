//! The arcs of a season: what scenes ask for, what the music that sounds in them has, and where the two part.

use model::{Track, TrackId};
use serde_json::json;
use studio::SeasonReportAsked;
use studio::views::{ApartKind, SeasonArc};
use tests::command::Shell;
use tests::sound;
use tests::stage::{CUT, EPISODE, Stage, placement_in, second, track};

/// 11 dB below full scale: 9.67 of 10 by loudness.
const LOUD: TrackId = TrackId(1);
/// 35 dB below it: 1.67 of 10.
const SOFT: TrackId = TrackId(2);

/// A stage whose tracks are tones of 1 kHz in both channels, which are as loud in LUFS as they are high in dB of full scale.
fn with_tones(folder: &std::path::Path) -> Stage {
    let tone = |id: i64, title: &str, level: f64| {
        let path = folder.join(format!("{title}.wav"));
        let path = path.to_str().expect("a plain path");
        let amplitude = 10_f64.powf(level / 20.0);
        let source = format!("aevalsrc='{amplitude}*sin(2*PI*1000*t)|{amplitude}*sin(2*PI*1000*t)':s=48000:d=30");
        sound::ffmpeg(&["-f", "lavfi", "-i", &source, "-c:a", "pcm_s24le", path]);
        // Energy is kept by what a file holds, and the tests beside this one must not find it out for this one.
        let hash = blake3::hash(path.as_bytes()).to_hex().to_string();
        Track { path: path.to_owned(), hash, ..track(id, title, 30) }
    };
    Stage::with_tracks(&[tone(1, "Loud", -11.0), tone(2, "Soft", -35.0)])
}

fn arc(stage: &Stage) -> SeasonArc {
    stage.studio().measure_energy(CUT, &|| false).expect("measured");
    stage.studio().season_arc(None, None).expect("the arcs")
}

/// The energy of a tone of 1 kHz, by the formula in `docs/architecture.md`: octaves of 200 to 6,400 Hz count five.
fn energy(level: f64) -> f64 {
    10.0 * (level + 40.0) / 30.0 * (0.7 + 0.3 * 5_f64.log2() / 5.0)
}

#[test]
fn music_and_drama_part_where_they_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut stage = with_tones(folder.path());
    for (scene, intensity) in [(1, 2), (2, 8), (3, 9)] {
        stage.edit(json!({ "type": "editScene", "scene": scene, "set": { "intensity": intensity } }));
    }
    stage.place(LOUD, 1, 0, 20);
    stage.place(SOFT, 2, 20, 20);
    let told = arc(&stage);
    assert_eq!((told.pending, told.season, told.episodes.len()), (0, 1, 1));
    let apart: Vec<_> = told.apart.iter().map(|one| (one.scene.0, one.kind, one.at.0 / second(1))).collect();
    assert_eq!(apart, [(2, ApartKind::HoldsBack, 20), (1, ApartKind::Pushes, 0), (3, ApartKind::Silent, 40)]);
    let near = |value: Option<f64>, level: f64| (value.expect("music") - energy(level)).abs() < 0.05;
    // Over a whole scene its edges count, where loudness rises and both tones are evened out.
    let around = |value: Option<f64>, level: f64| (value.expect("music") - energy(level)).abs() < 0.3;
    assert!(around(told.apart[0].energy, -35.0) && around(told.apart[1].energy, -11.0), "{:?}", told.apart);
    assert_eq!(told.apart[2].words, "1x01 scene 3: the scene asks for 9, and little or no music sounds in it.");
    let episode = &told.episodes[0];
    assert_eq!((episode.music.0, episode.source.0), (second(40), 0));
    assert_eq!(episode.silence.map(|silence| (silence.at.0, silence.length.0)), Some((second(40), second(20))));
    let at = |seconds: i64| episode.steps.iter().rev().find(|step| step.at.0 <= second(seconds)).expect("a step");
    assert_eq!((at(10).intensity, at(30).intensity, at(50).intensity), (Some(2.0), Some(8.0), Some(9.0)));
    assert!(near(at(10).energy, -11.0) && near(at(30).energy, -35.0) && at(50).energy.is_none());
}

#[test]
fn arcs_follow_every_edit_and_only_the_newest_cut_counts() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut stage = with_tones(folder.path());
    stage.edit(json!({ "type": "editScene", "scene": 1, "set": { "intensity": 9 } }));
    let (_, placement) = stage.place(SOFT, 1, 0, 20);
    assert_eq!(arc(&stage).apart.len(), 1);
    // Louder by 12 dB it has more; muted there is no music again.
    stage.edit(json!({ "type": "shapePlacements", "placements": [placement], "gain": 1_200 }));
    let louder = arc(&stage).episodes[0].steps[20].energy.expect("music");
    assert!((louder - energy(-23.0)).abs() < 0.05, "{louder}");
    stage.edit(json!({ "type": "mutePlacements", "placements": [placement], "muted": true }));
    assert_eq!(arc(&stage).apart[0].kind, ApartKind::Silent);
    stage.studio().undo().expect("undone");
    assert_eq!(arc(&stage).episodes[0].steps[20].energy, Some(louder));
    // The volume line and the lane's level are heard, and a muted lane is silent.
    let line = json!([{ "at": 0, "gain": -600 }]);
    stage.edit(json!({ "type": "setVolume", "placements": [placement], "points": line }));
    stage.edit(json!({ "type": "editLane", "lane": 1, "level": -600 }));
    assert_eq!(arc(&stage).episodes[0].steps[20].energy.map(|own| (own - energy(-35.0)).abs() < 0.05), Some(true));
    stage.edit(json!({ "type": "editLane", "lane": 1, "muted": true }));
    assert_eq!(arc(&stage).episodes[0].steps[20].energy, None);
    assert_eq!(stage.studio().cut_sound(CUT).expect("the sound").energy.into_iter().flatten().count(), 0);
    for _ in 0..3 {
        stage.studio().undo().expect("undone");
    }
    assert_eq!(arc(&stage).episodes[0].steps[20].energy, Some(louder));
    // Source stands by itself.
    stage.place(LOUD, 3, 30, 10);
    let steps = arc(&stage).episodes.remove(0).steps;
    let at = |seconds: i64| *steps.iter().rev().find(|step| step.at.0 <= second(seconds)).expect("a step");
    assert!(at(35).source.is_some() && at(35).score.is_none() && at(5).source.is_none() && at(5).score.is_some());
    // A newer cut without music has none.
    let spec = json!({ "label": "Cut 2", "rate": "24", "start": "01:00:00:00", "length": "00:01:00:00" });
    stage.edit(json!({ "type": "addCut", "episode": EPISODE, "cut": spec }));
    let told = arc(&stage);
    assert_eq!((told.episodes[0].music.0, told.apart.len()), (0, 0));
    assert_eq!(told.episodes[0].silence.map(|silence| silence.length.0), Some(second(60)));
}

#[test]
fn muted_music_is_counted_nowhere_and_that_of_a_muted_lane_everywhere() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut stage = with_tones(folder.path());
    let (_, placement) = stage.place(LOUD, 1, 0, 20);
    let (_, other) = stage.place(SOFT, 3, 30, 10);
    let counted = |stage: &Stage| {
        let arc = arc(stage).episodes.remove(0);
        let silence = arc.silence.map_or((0, 0), |one| (one.at.0 / second(1), one.length.0 / second(1)));
        let counted = (arc.music, arc.acts[0].music, arc.source.0 / second(1), silence);
        let report = stage.studio().season_report(&SeasonReportAsked::default()).expect("the report");
        let health = stage.studio().episode_health(CUT).expect("the health");
        let totals = stage.cut().totals;
        // One rule for all that counts music.
        assert_eq!((counted.0, counted.0, counted.0), (report.episodes[0].music, health.music, totals.music));
        assert_eq!(
            (counted.1, silence.1),
            (health.acts[0].music, health.silence.map_or(0, |one| one.length.0 / second(1)))
        );
        let sheet = stage.studio().sheet(CUT, "rapidcue", false).expect("a sheet").sheet;
        let on_sheet: i64 = sheet.rows.iter().map(|row| row.exact.0).sum();
        assert_eq!(on_sheet, counted.0.0, "nothing sounds together here");
        (counted.0.0 / second(1), counted.2, silence)
    };
    assert_eq!(counted(&stage), (30, 10, (40, 20)));
    // What is muted of a pick leaves a silence where it lies.
    let piece =
        placement_in(&stage.edit(json!({ "type": "bladePlacements", "placements": [placement], "at": second(5) })));
    stage.edit(json!({ "type": "mutePlacements", "placements": [piece], "muted": true }));
    assert_eq!(counted(&stage), (15, 10, (5, 25)));
    stage.edit(json!({ "type": "mutePlacements", "placements": [other], "muted": true }));
    assert_eq!(counted(&stage), (5, 0, (5, 55)));
    stage.edit(json!({ "type": "mutePlacements", "placements": [other], "muted": false }));
    // A lane is muted for the ear: what lies on it is used all the same.
    stage.edit(json!({ "type": "editLane", "lane": 3, "muted": true }));
    assert_eq!(counted(&stage), (15, 10, (5, 25)));
    assert!(arc(&stage).episodes[0].steps.iter().all(|step| step.source.is_none()), "its energy is that of silence");
}

#[test]
fn the_command_tells_it_of_the_sample_season() {
    let shell = Shell::default();
    shell.sample("My Heart.needledrop");
    let told = shell.json(&["arc", "My Heart.needledrop"]);
    assert_eq!((told["season"].as_i64(), told["unread"].as_i64()), (Some(1), Some(0)));
    let episodes = told["episodes"].as_array().expect("episodes");
    assert!(episodes.iter().all(|one| one["musicFlicks"].as_i64() <= one["lengthFlicks"].as_i64()));
    assert!(episodes.iter().any(|one| one["steps"].as_array().is_some_and(|steps| steps.len() == 96)));
    let ran = shell.run(&["arc", "My Heart.needledrop", "1x04"]);
    assert!(ran.out.contains("1x04") && !ran.out.contains("1x05"), "{}", ran.out);
    let refused = shell.refused(&["arc", "My Heart.needledrop", "9x09"]);
    assert!(refused.contains("here is no episode 9x09 in this show"), "{refused}");
}
