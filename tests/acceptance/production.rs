//! What sounds beside the music: the picture's sound and stems, in the same clock and renderer; and music that goes down
//! under what is said.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use studio::jobs::Job;
use studio::mixing::{MixForm, MixOf, MixRequest, mix};
use studio::views::{JobKind, ProductionView};
use tests::sound;
use tests::stage::{ALPHA, CUT, EPISODE, Stage, second, track};

const FLICKS: i64 = timebase::FLICKS_PER_SECOND;

fn add(path: &str, more: Value) -> Value {
    let mut spec = json!({ "path": path });
    spec.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
    json!({ "type": "addProductionSound", "cut": CUT, "sound": spec })
}

fn production(stage: &Stage) -> Vec<(String, i64, i64, bool)> {
    let sound = stage.studio().cut_sound(CUT).expect("the cut");
    let told = |one: ProductionView| (one.sound.name, one.sound.start.0, one.sound.gain.0, one.sound.muted);
    sound.production.into_iter().map(told).collect()
}

fn first(stage: &Stage) -> i64 {
    stage.studio().cut_sound(CUT).expect("the cut").production[0].sound.id.0
}

#[test]
fn production_sound_is_added_changed_and_removed() {
    let mut stage = Stage::default();
    let stem = stage.file("Dialogue stem.wav");
    sound::click(&stem, 5, 48_000);
    let path = stem.to_str().expect("a path").to_owned();
    stage.edit(add(&path, json!({})));
    stage.edit(add(&path, json!({ "name": "Temp mix", "start": -second(2) })));
    let named = |name: &str, start, gain, muted| (name.to_owned(), start, gain, muted);
    assert_eq!(production(&stage), [named("Dialogue stem", 0, 0, false), named("Temp mix", -second(2), 0, false)]);
    let set = |set: Value| json!({ "type": "editProductionSound", "sound": first(&stage), "set": set });
    let edits = [
        set(json!({ "gain": -650 })),
        set(json!({ "muted": true })),
        set(json!({ "start": second(1), "name": "Stem" })),
    ];
    for edit in edits {
        stage.edit(edit);
    }
    assert_eq!(production(&stage)[0], named("Stem", second(1), -650, true));
    let id = first(&stage);
    stage.edit(json!({ "type": "removeProductionSounds", "sounds": [id] }));
    assert_eq!(production(&stage).len(), 1);
    let refused = stage.refused(add("/nowhere/sound.wav", json!({})));
    assert!(refused.starts_with("/nowhere/sound.wav: "), "{refused}");
}

#[test]
fn production_sound_and_ducks_go_along_when_a_cut_is_copied() {
    let mut stage = Stage::default();
    let stem = stage.file("stem.wav");
    sound::click(&stem, 5, 48_000);
    stage.edit(add(stem.to_str().expect("a path"), json!({})));
    let (number, _) = stage.place(ALPHA, 1, 2, 10);
    let cue = stage.cue(&number).cue.id;
    stage.edit(json!({ "type": "duckCues", "cues": [cue], "duck": { "depth": -900, "attack": FLICKS / 4, "release": FLICKS } }));
    let label = json!({ "label": "Cut 2", "rate": "24", "start": "01:00:00:00", "length": "00:01:00:00" });
    stage.edit(json!({ "type": "addCut", "episode": EPISODE, "cut": label, "copyFrom": CUT }));
    let show = stage.studio().show().expect("the show");
    let cuts: BTreeSet<model::CutId> =
        show.episodes.iter().flat_map(|episode| &episode.cuts).map(|cut| cut.id).collect();
    for cut in cuts {
        let sound = stage.studio().cut_sound(cut).expect("the cut");
        assert_eq!((sound.production.len(), sound.ducks.len()), (1, 1));
        assert_eq!(sound.ducks[0].duck.depth.0, -900);
    }
    stage.edit(json!({ "type": "duckCues", "cues": [cue], "duck": null }));
    assert!(stage.studio().cut_sound(CUT).expect("the cut").ducks.is_empty());
}

#[test]
fn the_sound_of_a_picture_lies_on_its_samples_in_the_mix() {
    let mut stage = Stage::default();
    let wav = stage.file("click.wav");
    sound::click(&wav, 12_345, 96_000);
    let wav = wav.to_str().expect("a path").to_owned();
    for (name, codec) in [("a.mov", "pcm_s24le"), ("b.mov", "pcm_s16be"), ("c.mkv", "flac")] {
        let path = stage.file(name);
        let path = path.to_str().expect("a path").to_owned();
        let film =
            ["-f", "lavfi", "-i", "testsrc2=s=160x90:r=24:d=2", "-i", &wav, "-c:v", "mpeg4", "-c:a", codec, &path];
        sound::ffmpeg(&film);
        stage.edit(add(&path, json!({ "start": second(3) })));
        for (production, expected) in [(true, vec![3 * 48_000 + 12_345]), (false, vec![])] {
            let samples = mixed(&stage, production);
            let loud: Vec<usize> = (0..samples.len()).filter(|at| samples[*at].abs() > 0.1).collect();
            assert_eq!(loud, expected, "{name}");
        }
        let id = first(&stage);
        stage.edit(json!({ "type": "removeProductionSounds", "sounds": [id] }));
    }
}

/// The first channel of the whole cut's mix.
fn mixed(stage: &Stage, production: bool) -> Vec<f32> {
    let path = stage.file("mix.wav");
    let request = MixRequest {
        cut: CUT,
        span: None,
        path: path.clone(),
        sample_rate: timebase::SampleRate::MIX,
        form: MixForm::Wav32f,
        production,
        of: MixOf::All,
        target: None,
    };
    let job = Job::new(1, JobKind::Mix, "Writing the mix", |_| {});
    mix(stage.studio(), &job, &request).expect("a mix");
    sound::first_channel(&path)
}

#[test]
fn music_goes_down_under_what_is_said_by_its_setting() {
    let folder = tempfile::tempdir().expect("a folder");
    let steady = folder.path().join("steady.wav");
    let steady = steady.to_str().expect("a path");
    sound::ffmpeg(&["-f", "lavfi", "-i", "aevalsrc=0.25:s=48000:d=20", "-c:a", "pcm_f32le", steady]);
    let mut stage = Stage::with_tracks(&[model::Track { path: steady.to_owned(), ..track(1, "Steady", 20) }]);
    let (number, _) = stage.place(ALPHA, 1, 2, 12);
    let cue = stage.cue(&number).cue.id;
    let line = |from: i64, to: i64| json!({ "inPoint": from, "outPoint": to, "text": "Words" });
    let half = second(1) / 2;
    let lines = [line(second(4), second(5)), line(second(5) + half, second(7)), line(second(12), second(13))];
    stage.edit(json!({ "type": "setDialogue", "cut": CUT, "lines": lines }));
    let plain = mixed(&stage, false);
    let duck = json!({ "depth": -900, "attack": second(1) / 4, "release": second(1) });
    stage.edit(json!({ "type": "duckCues", "cues": [cue], "duck": duck }));
    let ducked = mixed(&stage, false);
    assert_eq!(plain.len(), ducked.len());
    let said = [(4.0, 5.0), (5.5, 7.0), (12.0, 13.0)];
    for (sample, (plain, ducked)) in plain.iter().zip(&ducked).enumerate() {
        let at = sample as f64 / 48_000.0;
        // The rule, worked out line by line: down by 9 dB over 0.25 s, back up over 1 s, the deepest counts.
        let pull = said.iter().map(|(from, to)| {
            let down = if at < *from { 1.0 - (from - at) / 0.25 } else { 1.0 };
            let up = if at > *to { 1.0 - (at - to) / 1.0 } else { 1.0 };
            down.min(up).clamp(0.0, 1.0)
        });
        let expected = f64::from(*plain) * 10_f64.powf(-9.0 * pull.fold(0.0, f64::max) / 20.0);
        assert!((f64::from(*ducked) - expected).abs() < 1e-5, "{at}: {ducked}, expected {expected}");
    }
}

#[test]
fn a_voice_under_dialogue_is_warned_of_and_an_instrumental_is_offered() {
    let song = model::Track { vocal: Some(true), ..track(1, "Song", 20) };
    let bare = model::Track { vocal: Some(false), ..track(2, "Song (instrumental)", 20) };
    let mut stage = Stage::with_tracks(&[song, bare]);
    let (number, _) = stage.place(ALPHA, 1, 2, 12);
    let line = json!({ "inPoint": second(4), "outPoint": second(7), "text": "Words" });
    stage.edit(json!({ "type": "setDialogue", "cut": CUT, "lines": [line] }));
    let words = |stage: &Stage| {
        let clashes = stage.studio().cut_sound(CUT).expect("the cut").clashes;
        clashes.into_iter().map(|clash| (clash.words, clash.instrumental.is_some())).collect::<Vec<_>>()
    };
    let none = format!("{number}: \"Song\" sings under 3 s of dialogue; an instrumental version would leave room.");
    assert_eq!(words(&stage), [(none, false)]);
}

#[test]
fn ducking_of_what_was_approved_asks_again() {
    let mut stage = Stage::default();
    let (number, placement) = stage.place(ALPHA, 1, 0, 10);
    let cue = stage.cue(&number).cue.id;
    let approve = json!({ "type": "setVerdict", "placement": placement, "value": "approved", "author": "Dana" });
    let duck = |depth: i64, release: i64| {
        let duck = json!({ "depth": depth, "attack": second(1), "release": second(release) });
        json!({ "type": "duckCues", "cues": [cue], "duck": duck })
    };
    let changes = |stage: &Stage| {
        let cue = stage.studio().review(CUT, None).expect("a review").queue.remove(0);
        let [one] = &cue.alternates[..] else { panic!("one alternate") };
        assert_eq!(one.changed_since_verdict, !one.changes.is_empty());
        one.changes.clone()
    };
    stage.edit(approve.clone());
    assert_eq!(changes(&stage), Vec::<String>::new());
    stage.edit(duck(-900, 1));
    assert_eq!(changes(&stage), ["ducked under dialogue by −9.0 dB, was not at all"]);
    stage.edit(approve);
    assert_eq!(changes(&stage), Vec::<String>::new());
    stage.edit(duck(-900, 3));
    assert_eq!(changes(&stage), ["ducking takes 24 frames down and 3.0 s up, was 24 frames down and 24 frames up"]);
    stage.edit(json!({ "type": "duckCues", "cues": [cue], "duck": null }));
    assert_eq!(changes(&stage), ["ducked under dialogue not at all, was by −9.0 dB"]);
}
