//! What the list says of its times.
#![allow(clippy::unwrap_used)]

mod common;

use common::{empty, episode, many, row, span};
use deliver::{DeliverError, Document, Form, render};
use timebase::{Flicks, FrameRate, Frames, Position, Span};

#[test]
fn timecode_counts_from_the_cuts_start_at_the_cuts_rate() {
    let mut list = empty(FrameRate::F29_97Drop);
    let mut cue = row("1M01", "Over the minute");
    // Frame 1800 of a drop-frame minute is labelled ;02.
    cue.span = Some(Span::new(list.rate.position(Frames(1799)), list.rate.flicks(Frames(1))));
    list.rows.push(cue);
    let listing = list.written_out().unwrap();
    let shown = &listing.rows[0];
    assert_eq!(shown.in_timecode.as_deref(), Some("01:00:59;29"));
    assert_eq!(shown.out_timecode.as_deref(), Some("01:01:00;02"));
    assert_eq!(shown.duration_frames, Some(Frames(1)));
}

#[test]
fn rows_add_up_to_the_sum_to_the_frame_at_every_rate() {
    for rate in FrameRate::ALL {
        let listing = many(400, rate).written_out().unwrap();
        let frames: i64 = listing.rows.iter().map(|row| row.duration_frames.unwrap().0).sum();
        assert_eq!(listing.totals.sum_frames, Frames(frames), "{rate}");
        assert_eq!(listing.totals.sum_flicks, rate.flicks(Frames(frames)), "{rate}");
        assert_eq!(listing.totals.music_frames, Frames(frames), "{rate}");
    }
}

#[test]
fn music_that_overlaps_counts_once_in_the_programme_and_twice_in_the_sum() {
    let listing = episode().written_out().unwrap();
    // 2M05 and 2M06 overlap from 01:18:49:00 to 01:18:55:00.
    assert_eq!(listing.totals.sum_frames - listing.totals.music_frames, Frames(6 * 24));
    assert_eq!((listing.totals.cues, listing.totals.placed), (9, 8));
}

#[test]
fn music_outside_the_programme_is_not_music_of_the_programme() {
    let mut list = empty(FrameRate::F25);
    let mut cue = row("1M01", "Runs over the end");
    cue.span = Some(Span::new(Position((list.length - Flicks::from_seconds(2)).0), Flicks::from_seconds(10)));
    list.rows.push(cue);
    let totals = list.totals();
    assert_eq!((totals.sum_frames, totals.music_frames), (Frames(250), Frames(50)));
}

#[test]
fn a_cue_without_music_is_kept_and_has_no_times() {
    let listing = episode().written_out().unwrap();
    let cue = &listing.rows[6];
    assert_eq!((cue.number.as_str(), cue.in_timecode.as_ref(), cue.duration_frames), ("2M07", None, None));
}

#[test]
fn times_that_timecode_cannot_show_are_refused_by_every_format() {
    let mut list = episode();
    let backwards = Span { start: Position(10), end: Position(5) };
    let far = Span::new(Position(i64::MAX - 5), Flicks(5));
    for wrong in [backwards, far, Span { start: Position(i64::MIN), end: Position(i64::MAX) }] {
        list.rows[0].span = Some(wrong);
        for format in Document::CueList.forms() {
            assert!(matches!(render(&list, format), Err(DeliverError::CueTime { cue }) if cue == "1M01"));
        }
    }
    list.rows.clear();
    list.start = Frames(-1);
    assert!(matches!(render(&list, Form::Pdf), Err(DeliverError::CutTime { .. })));
}

#[test]
fn json_has_times_both_as_timecode_and_as_flicks() {
    let list = episode();
    let json: serde_json::Value = serde_json::from_slice(&render(&list, Form::Json).unwrap()).unwrap();
    let (cue, expected) = (&json["rows"][1], span(&list, "01:02:10:05", "01:03:24:10"));
    assert_eq!(cue["in"], "01:02:10:05");
    assert_eq!(cue["inFlicks"], expected.start.0);
    assert_eq!(cue["durationFlicks"], expected.length().0);
    assert_eq!(cue["usage"], "BI");
    assert_eq!(json["rows"][0]["themeRole"], "main title");
    assert_eq!(json["rate"], "23.976");
    assert!(json["rows"][6]["in"].is_null());
}

#[test]
fn every_format_gives_the_same_bytes_each_time() {
    for format in Document::CueList.forms() {
        let first = render(&episode(), format).unwrap();
        // ZIP stamps count in steps of two seconds.
        std::thread::sleep(std::time::Duration::from_millis(2100));
        assert!(first == render(&episode(), format).unwrap(), "{format}");
    }
}
