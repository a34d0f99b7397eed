//! Facts of picture files, held to what ffprobe says of the same files.

#![allow(clippy::disallowed_methods, reason = "tests make files as they come")]

mod common;

use std::path::{Path, PathBuf};
use std::process::Command;

use common::Folder;
use media::{PictureError, PictureFacts, read_picture};
use serde_json::Value;
use timebase::{FrameRate, Timecode};

/// Two seconds of a test picture at `rate` with a tone, coded by `args`.
fn film(folder: &Folder, rate: &str, args: &str, name: &str) -> PathBuf {
    let path = folder.path(name);
    let picture = format!("testsrc2=s=320x180:r={rate}:d=2");
    let status = Command::new("ffmpeg")
        .args(["-v", "error", "-y", "-f", "lavfi", "-i", &picture, "-f", "lavfi", "-i", "sine=r=48000:d=2"])
        .args(args.split_whitespace())
        .arg(&path)
        .status()
        .expect("ffmpeg runs");
    assert!(status.success(), "{name}");
    path
}

fn probe(path: &Path) -> Value {
    let output = Command::new("ffprobe")
        .args(["-v", "error", "-count_packets", "-show_streams", "-show_format", "-of", "json"])
        .arg(path)
        .output()
        .expect("ffprobe runs");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn stream<'a>(probed: &'a Value, kind: &str) -> Option<&'a Value> {
    probed["streams"].as_array()?.iter().find(|stream| stream["codec_type"] == kind)
}

/// Compares what we read with what ffprobe reads.
fn agrees(path: &Path, facts: &PictureFacts) {
    let probed = probe(path);
    let video = stream(&probed, "video").expect("a picture");
    assert_eq!(Value::from(facts.width), video["width"], "{path:?}");
    assert_eq!(Value::from(facts.height), video["height"], "{path:?}");
    let rate = video["r_frame_rate"].as_str().and_then(|rate| rate.split_once('/')).expect("a rate");
    let named =
        |frames: u64, seconds: u64| PictureFacts { rate: Some((frames, seconds)), ..facts.clone() }.frame_rate();
    assert_eq!(
        facts.frame_rate(),
        named(rate.0.parse().expect("a number"), rate.1.parse().expect("a number")),
        "{path:?}: {:?}",
        facts.rate
    );
    // An AVI counts a frame that it only leaves room for.
    let counted = if facts.container == "AVI" { "nb_frames" } else { "nb_read_packets" };
    let packets = video[counted].as_str().and_then(|count| count.parse::<i64>().ok());
    assert_eq!(facts.frames, packets, "{path:?}");
    let tag = |of: &Value| of["tags"]["timecode"].as_str().or(of["tags"]["TIMECODE"].as_str()).map(str::to_owned);
    let timecode = tag(video).or(tag(&probed["format"]));
    assert_eq!(facts.start.and_then(|start| start.label()), timecode, "{path:?}");
    match stream(&probed, "audio") {
        Some(audio) => {
            let ours = facts.sound.first().expect("sound");
            assert_eq!(Value::from(ours.channels), audio["channels"], "{path:?}");
            assert_eq!(audio["sample_rate"], ours.sample_rate.to_string(), "{path:?}");
        }
        None => assert_eq!(facts.sound, [], "{path:?}"),
    }
}

#[test]
fn what_editors_export_is_read_as_ffprobe_reads_it() {
    let folder = Folder::new();
    let yuv = "-pix_fmt yuv420p";
    for (rate, args, name, codec, container) in [
        ("24000/1001", format!("{yuv} -c:v libx264 -c:a aac -timecode 01:00:00:00"), "a.mp4", "H.264", "MP4"),
        ("24", format!("{yuv} -c:v libx264 -bf 2 -c:a aac -timecode 00:59:52:00"), "a.mov", "H.264", "QuickTime"),
        ("25", format!("{yuv} -c:v libx264 -c:a aac -movflags frag_keyframe+empty_moov"), "frag.mp4", "H.264", "MP4"),
        ("25", format!("{yuv} -c:v libx264 -c:a aac -movflags +faststart"), "fast.m4v", "H.264", "MP4"),
        (
            "30000/1001",
            format!("{yuv} -c:v libx265 -x265-params log-level=1 -an -timecode 01:00:00;00"),
            "h.mp4",
            "HEVC",
            "MP4",
        ),
        (
            "25",
            "-c:v prores_ks -profile:v 3 -c:a pcm_s24le -timecode 10:00:00:00".into(),
            "p.mov",
            "ProRes 422 HQ",
            "QuickTime",
        ),
        ("24", "-c:v prores_ks -profile:v 0 -c:a pcm_s16le".into(), "q.mov", "ProRes 422 Proxy", "QuickTime"),
        (
            "25",
            "-pix_fmt yuv422p -c:v dnxhd -profile:v dnxhr_sq -c:a pcm_s16le -ac 2 -timecode 01:00:00:00".into(),
            "d.mov",
            "DNxHR",
            "QuickTime",
        ),
        (
            "30000/1001",
            "-pix_fmt yuv422p -c:v dnxhd -profile:v dnxhr_sq -c:a pcm_s16le -timecode 01:00:00;00".into(),
            "d.mxf",
            "DNxHR",
            "MXF",
        ),
        ("25", format!("{yuv} -c:v mpeg2video -c:a pcm_s16le -timecode 10:00:00:00"), "m.mxf", "MPEG-2", "MXF"),
        ("25", format!("{yuv} -c:v mpeg2video -c:a aac"), "m.mp4", "MPEG-2", "MP4"),
        ("24", "-pix_fmt yuv422p10 -c:v cfhd -an".into(), "c.mov", "CineForm", "QuickTime"),
        (
            "24",
            format!("{yuv} -c:v libvpx-vp9 -deadline realtime -cpu-used 8 -an -timecode 01:00:00:00"),
            "v.webm",
            "VP9",
            "WebM",
        ),
        ("30000/1001", format!("{yuv} -c:v libvpx -deadline realtime -c:a libopus"), "v8.webm", "VP8", "WebM"),
        ("50", format!("{yuv} -c:v libx264 -c:a flac -timecode 02:00:00:00"), "k.mkv", "H.264", "Matroska"),
        (
            "60000/1001",
            format!("{yuv} -c:v libx264 -c:a pcm_s16le -timecode 01:00:00;00"),
            "n.mkv",
            "H.264",
            "Matroska",
        ),
        ("25", format!("{yuv} -c:v mpeg4 -bf 0 -c:a mp3"), "x.avi", "MPEG-4 Part 2", "AVI"),
        ("24", "-pix_fmt yuvj420p -c:v mjpeg -c:a pcm_s16le -ac 2".into(), "j.avi", "Motion JPEG", "AVI"),
        ("48", "-pix_fmt yuv422p10le -c:v v210 -an".into(), "u.mov", "Uncompressed", "QuickTime"),
    ] {
        let path = film(&folder, rate, &args, name);
        let facts = read_picture(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!((facts.codec.as_str(), facts.container), (codec, container), "{name}");
        agrees(&path, &facts);
    }
}

#[test]
fn a_picture_is_held_to_a_rate_drop_frame_by_its_timecode() {
    let folder = Folder::new();
    for (timecode, name, rate) in
        [("00:59:58;00", "drop.mov", FrameRate::F29_97Drop), ("00:59:58:00", "plain.mov", FrameRate::F29_97)]
    {
        let args = format!("-pix_fmt yuv420p -c:v libx264 -an -timecode {timecode}");
        let facts = read_picture(&film(&folder, "30000/1001", &args, name)).expect("reads");
        assert_eq!(facts.frame_rate(), Some(rate));
        let start = facts.start_at(rate).map(|start| Timecode::from_frames(start, rate).to_string());
        assert_eq!(start.as_deref(), Some(timecode));
    }
}

#[test]
fn an_edit_list_shortens_the_picture() {
    let folder = Folder::new();
    let whole = film(&folder, "25", "-pix_fmt yuv420p -c:v libx264 -g 250 -an -timecode 10:00:00:00", "whole.mov");
    let trimmed = folder.path("trimmed.mov");
    let status = Command::new("ffmpeg")
        .args(["-v", "error", "-y", "-ss", "0.4", "-i"])
        .arg(&whole)
        .args(["-map", "0:v", "-c", "copy"])
        .arg(&trimmed)
        .status()
        .expect("ffmpeg runs");
    assert!(status.success());
    // Forty of its fifty frames are shown, though all are kept for the one key frame.
    let facts = read_picture(&trimmed).expect("reads");
    assert_eq!(facts.frames, Some(40));
    assert_eq!(probe(&trimmed)["streams"][0]["nb_frames"], "50");
}

#[test]
fn frames_that_last_differently_long_are_told() {
    let folder = Folder::new();
    let path = folder.path("phone.mp4");
    let status = Command::new("ffmpeg")
        .args(["-v", "error", "-y", "-f", "lavfi", "-i", "testsrc2=s=320x180:r=30:d=2"])
        .args([
            "-vf",
            "settb=1/90000,setpts='PTS+if(mod(N,3),0.011,0)/TB'",
            "-fps_mode",
            "vfr",
            "-enc_time_base",
            "1:90000",
            "-pix_fmt",
            "yuv420p",
        ])
        .args(["-c:v", "libx264", "-video_track_timescale", "90000"])
        .arg(&path)
        .status()
        .expect("ffmpeg runs");
    assert!(status.success());
    let facts = read_picture(&path).expect("reads");
    assert!(facts.varies, "{facts:?}");
    assert_eq!(facts.frames, Some(60));
}

#[test]
fn sound_alone_is_no_picture() {
    let folder = Folder::new();
    for (args, name) in
        [("-map 1:a -c:a aac", "a.m4a"), ("-map 1:a -c:a libopus", "a.webm"), ("-map 1:a -c:a pcm_s16le", "a.mkv")]
    {
        let path = film(&folder, "25", args, name);
        assert!(matches!(read_picture(&path), Err(PictureError::NoPicture)), "{name}");
    }
    let path = film(&folder, "25", "-map 1:a", "a.wav");
    assert!(matches!(read_picture(&path), Err(PictureError::NotAPicture)));
    assert!(matches!(read_picture(folder.0.path()), Err(PictureError::NotAFile)));
    assert!(matches!(read_picture(&folder.path("none.mov")), Err(PictureError::NotFound)));
    let path = film(&folder, "25", "-pix_fmt yuv420p -c:v mpeg2video -c:a mp2", "a.mpg");
    assert!(read_picture(&path).expect_err("MPEG-PS").to_string().contains("program stream"));
}

/// Cuts and flips bytes of real files; whatever comes of it, it is an answer, and soon.
#[test]
fn damaged_pictures_are_answered() {
    let folder = Folder::new();
    let yuv = "-pix_fmt yuv420p";
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = move |most: usize| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        (random % most.max(1) as u64) as usize
    };
    for (args, name) in [
        (format!("{yuv} -c:v libx264 -c:a aac -timecode 01:00:00:00 -movflags +faststart"), "a.mp4"),
        (format!("{yuv} -c:v libx264 -c:a aac -movflags frag_keyframe+empty_moov"), "f.mp4"),
        (format!("{yuv} -c:v mpeg2video -c:a pcm_s16le -timecode 01:00:00:00"), "m.mxf"),
        (format!("{yuv} -c:v libx264 -c:a aac -timecode 01:00:00:00"), "k.mkv"),
        (format!("{yuv} -c:v mpeg4 -c:a mp3"), "x.avi"),
    ] {
        let whole = std::fs::read(film(&folder, "25", &args, name)).expect("reads");
        for round in 0..400 {
            let mut bytes = whole.clone();
            if round % 4 == 0 {
                bytes.truncate(next(whole.len()));
            }
            // Headers stand at the front, and some at the end.
            for _ in 0..1 + next(12) {
                let span = bytes.len().min(6000);
                let at = if round % 3 == 0 { bytes.len() - 1 - next(span) } else { next(span) };
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = if round % 2 == 0 { 0xff } else { next(256) as u8 };
                }
            }
            let path = folder.bytes("damaged", &bytes);
            let begun = std::time::Instant::now();
            let _ = read_picture(&path);
            assert!(begun.elapsed().as_secs() < 5, "{name}, round {round}");
        }
    }
}

#[test]
fn numbers_that_no_picture_has_are_not_believed() {
    let element = |id: &[u8], inside: &[u8]| [id, &[0x40, inside.len() as u8], inside].concat();
    let track = [
        element(&[0x83], &[1]),
        element(&[0x86], b"V_MPEG4/ISO/AVC"),
        // Nanoseconds of a frame.
        element(&[0x23, 0xe3, 0x83], &[0xff; 8]),
    ];
    let info = [element(&[0x2a, 0xd7, 0xb1], &[0xff; 8]), element(&[0x44, 0x89], &f64::MAX.to_be_bytes())];
    let segment = [
        element(&[0x15, 0x49, 0xa9, 0x66], &info.concat()),
        element(&[0x16, 0x54, 0xae, 0x6b], &element(&[0xae], &track.concat())),
    ];
    let bytes = [
        element(&[0x1a, 0x45, 0xdf, 0xa3], &element(&[0x42, 0x82], b"matroska")),
        element(&[0x18, 0x53, 0x80, 0x67], &segment.concat()),
    ];
    let folder = Folder::new();
    let path = folder.path("a.mkv");
    std::fs::write(&path, bytes.concat()).expect("written");
    let facts = read_picture(&path).expect("reads");
    assert_eq!((facts.codec.as_str(), facts.frame_rate()), ("H.264", None));
    assert!(facts.frames.is_none_or(|frames| frames < 10), "{facts:?}");
}

#[test]
fn how_a_picture_lends_itself_to_playing_is_read() {
    let folder = Folder::new();
    let x264 = "-c:v libx264 -preset ultrafast -an";
    // Two seconds at 24 frames: 48 of them.
    for (args, name, keyframes, indexed, plain) in [
        (
            format!("{x264} -pix_fmt yuv420p -g 12 -sc_threshold 0 -movflags +faststart"),
            "a.mp4",
            Some(12),
            Some(true),
            Some(true),
        ),
        (format!("{x264} -pix_fmt yuv420p -g 250 -sc_threshold 0"), "b.mp4", Some(48), Some(false), Some(true)),
        (format!("{x264} -pix_fmt yuv420p10le -g 1"), "c.mov", Some(1), Some(false), Some(false)),
        (format!("{x264} -pix_fmt yuv422p -g 20 -sc_threshold 0"), "d.mkv", Some(20), Some(true), Some(false)),
        (format!("{x264} -pix_fmt yuv420p -movflags frag_keyframe+empty_moov"), "e.mp4", None, Some(true), Some(true)),
        ("-c:v prores_ks -an".into(), "f.mov", Some(1), Some(false), None),
        (
            "-pix_fmt yuv420p -c:v libvpx -g 16 -deadline realtime -cpu-used 8 -an".into(),
            "g.webm",
            Some(16),
            Some(true),
            Some(true),
        ),
        ("-pix_fmt yuv422p -c:v mpeg2video -an".into(), "h.mxf", None, None, None),
    ] {
        let path = film(&folder, "24", &args, name);
        let playing = read_picture(&path).expect("a picture").playing;
        assert_eq!((playing.keyframes, playing.indexed, playing.plain_colour), (keyframes, indexed, plain), "{name}");
    }
}
