//! The music of a cut handed to other programs by the command line, and read back by it.

use std::fs;

use super::command_line::show;

#[test]
fn every_form_is_written_and_what_it_cannot_hold_is_said() {
    let (shell, [song, score]) = show();
    let place = |more: &[&str]| shell.json(&[&["place", "s.needledrop", "1x04"][..], more].concat());
    place(&["--track", &song, "--at", "01:00:01:00", "--length", "2s", "--gain", "-6", "--fade-in", "1s"]);
    place(&["--track", &score, "--at", "01:00:10:00", "--length", "2s"]);
    for (form, ending) in [
        ("edl", "edl"),
        ("edl-long", "edl"),
        ("otio", "otio"),
        ("otioz", "otioz"),
        ("fcpxml", "fcpxml"),
        ("xmeml", "xml"),
        ("rpp", "rpp"),
        ("text", "txt"),
    ] {
        let file = format!("{form}.{ending}");
        let told = shell.json(&["export", "s.needledrop", "1x04", form, "-o", &file]);
        assert_eq!((told["placements"].as_u64(), told["format"].as_str()), (Some(2), Some(form)));
        let fades = told["losses"].to_string().contains("fades of one placement");
        assert_eq!(fades, form.starts_with("edl"), "{form}: {}", told["losses"]);
        assert!(shell.refused(&["export", "s.needledrop", "1x04", form, "-o", &file]).contains("exists already"));
        if form == "rpp" {
            continue;
        }
        let read = shell.json(&["read", &file, "--rate", "24"]);
        let ins: Vec<&str> =
            read["events"].as_array().expect("events").iter().filter_map(|event| event["in"].as_str()).collect();
        assert!(ins.contains(&"01:00:01:00") && ins.contains(&"01:00:10:00"), "{form}: {read}");
    }
    let project = fs::read_to_string(shell.path("rpp.rpp")).expect("text");
    assert!(project.contains("POSITION 1.000000000") && project.contains("FADEIN 1 1.000000000"), "{project}");
}
