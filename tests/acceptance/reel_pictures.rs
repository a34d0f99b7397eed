//! The picture of a cut in several files, end to end: where each is seen, and the sound that comes with it.

use std::path::Path;

use serde_json::{Value, json};
use studio::jobs::Job;
use studio::mixing::{MixForm, MixOf, MixRequest, mix};
use studio::proxies::{BurnIn, Playable};
use studio::views::JobKind;
use tests::sound;
use tests::stage::{CUT, EPISODE, Stage, second};

/// Two seconds of picture at 24 with a click in its sound.
fn reel(stage: &Stage, name: &str, click: i64, timecode: Option<&str>) -> String {
    let wav = stage.file(&format!("{name}.wav"));
    sound::click(&wav, u64::try_from(click).expect("a sample"), 96_000);
    let path = stage.file(name).to_str().expect("a path").to_owned();
    let wav = wav.to_str().expect("a path").to_owned();
    let mut asked: Vec<&str> = vec!["-f", "lavfi", "-i", "testsrc2=s=160x90:r=24:d=2", "-i", &wav];
    asked.extend(["-c:v", "mpeg4", "-c:a", "pcm_s16le"]);
    if let Some(timecode) = timecode {
        asked.extend(["-timecode", timecode]);
    }
    asked.push(&path);
    sound::ffmpeg(&asked);
    path
}

/// Where each file begins, as frames of the cut, with its name and how many frames it is seen.
fn parts(stage: &Stage) -> Vec<(i64, String, i64)> {
    let rate = stage.cut().cut.rate;
    let told = |part: studio::views::PicturePartView| {
        let name = Path::new(&part.path).file_name().expect("a name").to_string_lossy().into_owned();
        (rate.frame_at(part.start).0, name, rate.frames_floor(part.length).0)
    };
    stage.cut().picture_parts.into_iter().map(told).collect()
}

fn set(pictures: Value) -> Value {
    json!({ "type": "setReelPictures", "cut": CUT, "pictures": pictures })
}

fn production(stage: &Stage) -> Vec<(String, i64)> {
    let sound = stage.studio().cut_sound(CUT).expect("the cut");
    sound.production.into_iter().map(|one| (one.sound.name, one.sound.start.0)).collect()
}

fn clicks(stage: &Stage) -> Vec<usize> {
    let path = stage.file("mix.wav");
    let request = MixRequest {
        cut: CUT,
        span: None,
        path: path.clone(),
        sample_rate: timebase::SampleRate::MIX,
        form: MixForm::Wav32f,
        production: true,
        of: MixOf::All,
        target: None,
    };
    mix(stage.studio(), &Job::new(1, JobKind::Mix, "Writing the mix", |_| {}), &request).expect("a mix");
    let samples = sound::first_channel(&path);
    (0..samples.len()).filter(|at| samples[*at].abs() > 0.1).collect()
}

#[test]
fn each_file_is_seen_and_heard_from_where_it_begins_to_where_the_next_does() {
    let mut stage = Stage::default();
    let cut = stage.cut();
    let (rate, length) = (cut.cut.rate, cut.cut.rate.frames_floor(cut.cut.length).0);
    assert_eq!(rate, timebase::FrameRate::F24);
    // The first has a click that would sound in the second's stretch.
    let first = reel(&stage, "r1.mov", 60_000, None);
    let at_its_timecode = stage.cut().cut.timecode(rate.position(timebase::Frames(120))).to_string();
    let (second_reel, third) =
        (reel(&stage, "r2.mov", 1_000, None), reel(&stage, "r3.mov", 2_000, Some(&at_its_timecode)));
    let refused = stage.refused(set(json!([{ "path": second_reel }])));
    assert!(refused.contains("none yet"), "{refused}");
    stage.edit(json!({ "type": "editCut", "cut": CUT, "set": { "picture": first } }));
    // One said, one by its timecode.
    stage.edit(set(json!([{ "path": second_reel, "start": second(1) }, { "path": third }])));
    let named = |at, name: &str, frames| (at, name.to_owned(), frames);
    assert_eq!(parts(&stage), [named(0, "r1.mov", 24), named(24, "r2.mov", 96), named(120, "r3.mov", length - 120)]);
    let heard = [("Production sound", 0), ("Production sound, r2", second(1)), ("Production sound, r3", second(5))];
    assert_eq!(production(&stage), heard.map(|(name, at)| (name.to_owned(), at)));
    assert_eq!(clicks(&stage), [48_000 + 1_000, 5 * 48_000 + 2_000]);
    // Each is measured by its own stretch, and named.
    let said: Vec<String> = stage.cut().picture_warnings.into_iter().map(|warning| warning.message).collect();
    assert!(
        said.iter().any(|it| it == "r1.mov: The picture goes on 00:00:01:00 past where the next begins."),
        "{said:?}"
    );
    assert!(
        said.iter().any(|it| it.starts_with("r2.mov: The picture ends at ") && it.ends_with("before the next begins.")),
        "{said:?}"
    );

    // One that is moved takes its sound along; one that is taken away as well.
    stage.edit(set(json!([{ "path": second_reel, "start": second(2) }, { "path": third, "start": second(5) }])));
    assert_eq!(clicks(&stage), [60_000, 2 * 48_000 + 1_000, 5 * 48_000 + 2_000]);
    stage.edit(set(json!([{ "path": second_reel, "start": second(2) }])));
    assert_eq!(parts(&stage), [named(0, "r1.mov", 48), named(48, "r2.mov", length - 48)]);
    assert_eq!(clicks(&stage), [60_000, 2 * 48_000 + 1_000]);
    // Without a timecode behind the one before.
    let (fourth, at) = (reel(&stage, "r4.mov", 3_000, None), second(2));
    stage.edit(set(json!([{ "path": second_reel, "start": at }, { "path": fourth }])));
    assert_eq!(parts(&stage)[2], named(96, "r4.mov", length - 96));

    let taken = stage.refused(set(json!([{ "path": second_reel, "start": at }, { "path": third, "start": at }])));
    assert!(taken.contains("another file of the picture"), "{taken}");
    // Taken away, the picture goes whole.
    stage.edit(json!({ "type": "editCut", "cut": CUT, "set": { "picture": "" } }));
    assert_eq!(parts(&stage), []);
}

#[test]
fn a_copy_has_the_files_where_it_has_the_picture_and_what_goes_out_asks_for_a_proxy() {
    let mut stage = Stage::default();
    let (first, other) = (reel(&stage, "r1.mov", 10, None), reel(&stage, "r2.mov", 10, None));
    stage.edit(json!({ "type": "editCut", "cut": CUT, "set": { "picture": first } }));
    stage.edit(set(json!([{ "path": other }])));
    for (label, picture, files) in [("Cut 2", &first, 2), ("Cut 3", &other, 1)] {
        let cut = json!({ "label": label, "rate": "24", "start": "01:00:00:00", "length": "00:01:00:00", "picture": picture });
        stage.edit(json!({ "type": "addCut", "episode": EPISODE, "cut": cut, "copyFrom": CUT }));
        let show = stage.studio().show().expect("the show");
        let made = show.episodes.iter().flat_map(|it| &it.cuts).find(|it| it.label == label).expect("the cut").id;
        assert_eq!(stage.studio().cut(made).expect("the cut").picture_parts.len(), files, "{label}");
    }
    let playable = stage.studio().playable_picture(CUT, None, &BurnIn::default()).expect("an answer");
    let Playable::Needs { why } = playable else { panic!("{playable:?}") };
    assert!(why[0].contains("in 2 files") && why[0].contains("proxy"), "{why:?}");
    // A file that is gone is missed by name, and the others are shown.
    std::fs::remove_file(&other).expect("it goes");
    let missing: Vec<bool> = stage.cut().picture_parts.iter().map(|part| part.missing).collect();
    assert_eq!(missing, [false, true]);
    let problems = stage.studio().problems(CUT).expect("the problems");
    let said = format!("{problems:?}");
    assert!(said.contains("r2.mov is not there") && !said.contains("r1.mov is not there"), "{said}");
}

#[test]
fn a_cut_that_ends_before_the_next_file_begins_grows_with_it_where_that_is_asked() {
    let mut stage = Stage::default();
    let (first, other) = (reel(&stage, "r1.mov", 10, None), reel(&stage, "r2.mov", 10, Some("02:00:00:00")));
    let cut =
        json!({ "label": "Short", "rate": "24", "start": "01:00:00:00", "length": "00:00:02:00", "picture": first });
    stage.edit(json!({ "type": "addCut", "episode": EPISODE, "cut": cut }));
    let show = stage.studio().show().expect("the show");
    let made = show.episodes.iter().flat_map(|it| &it.cuts).find(|it| it.label == "Short").expect("the cut").id;
    let set = |lengthen: bool| json!({ "type": "setReelPictures", "cut": made, "pictures": [{ "path": other }], "lengthen": lengthen });
    let refused = stage.refused(set(false));
    assert!(refused.contains("make Short longer"), "{refused}");
    stage.edit(set(true));
    let view = stage.studio().cut(made).expect("the cut");
    // Reels that are numbered by the hour lie end to end.
    assert_eq!((view.picture_parts[1].start.since_origin().0, view.cut.length.0), (second(2), second(4)));
    let said: Vec<String> = view.picture_warnings.into_iter().map(|warning| warning.message).collect();
    let wanted = "r2.mov: By its timecode the picture starts at 02:00:00:00; it is seen from 01:00:02:00.";
    assert!(said.iter().any(|it| it == wanted), "{said:?}");
}
