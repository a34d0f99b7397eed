//! FCP7 XML, version 5: a stereo recording is two linked clip items on two tracks, as Premiere has it.

use std::collections::HashMap;

use timebase::{Flicks, FrameRate, Timecode};

use super::rows::rows_by;
use super::xml::Xml;
use super::{PlacedClip, PlacedCut, Written, file_name, file_url};
use crate::frames::is_whole;
use crate::timeline::FadeShape;

pub(super) fn write(cut: &PlacedCut) -> Vec<Written> {
    let mut xml = Xml::new("xmeml");
    xml.within("xmeml", &[("version", "5")], |xml| {
        xml.within("sequence", &[("id", "sequence-1")], |xml| {
            xml.text("name", &cut.title);
            let last = cut.clips.iter().map(|clip| cut.frames(clip).1).max().unwrap_or(0);
            xml.text("duration", &last.max(cut.whole(cut.length)).to_string());
            rate(xml, cut.rate);
            xml.within("timecode", &[], |xml| {
                rate(xml, cut.rate);
                xml.text("string", &Timecode::from_frames(cut.start, cut.rate).to_string());
                xml.text("frame", &cut.start.0.to_string());
                xml.text("displayformat", if cut.rate.is_drop() { "DF" } else { "NDF" });
            });
            xml.within("media", &[], |xml| {
                xml.within("video", &[], |xml| xml.empty("track", &[]));
                xml.within("audio", &[], |xml| tracks(xml, cut));
            });
            for marker in &cut.markers {
                xml.within("marker", &[], |xml| {
                    let note = if marker.author.is_empty() {
                        marker.comment.clone()
                    } else {
                        format!("{}: {}", marker.author, marker.comment)
                    };
                    xml.text("name", &marker.name);
                    xml.text("comment", &note);
                    xml.text("in", &cut.frame(marker.at).0.to_string());
                    xml.text("out", &marker.until.map_or(-1, |until| cut.frame(until).0).to_string());
                });
            }
        });
    });
    vec![Written { part: String::new(), bytes: xml.into_bytes() }]
}

/// Files by path, with whether they were written out.
type Files<'c> = HashMap<&'c str, (String, bool)>;

fn tracks(xml: &mut Xml, cut: &PlacedCut) {
    let mut files: Files<'_> = HashMap::new();
    for clip in &cut.clips {
        let next = format!("file-{}", files.len() + 1);
        files.entry(&clip.path).or_insert((next, false));
    }
    xml.text("numOutputChannels", "2");
    let position = |frame: i64| cut.rate.position(timebase::Frames(frame));
    let rows = rows_by(cut, |clip| {
        let (from, to) = cut.frames(clip);
        (position(from), position(to))
    });
    let mut track = 0;
    let mut item = 0;
    for row in &rows {
        let channels = if row.clips.iter().any(|clip| clip.channels > 1) { 2 } else { 1 };
        for channel in 1..=channels {
            xml.within("track", &[("MZ.TrackName", &row.name)], |xml| {
                // On the second track only what has two channels stands, so its places are others.
                let mut stereo = 0;
                for (nth, clip) in row.clips.iter().enumerate() {
                    stereo += usize::from(clip.channels > 1);
                    if channel == 2 && clip.channels <= 1 {
                        continue;
                    }
                    item += 1;
                    let pair: Vec<(usize, usize)> =
                        if clip.channels > 1 { vec![(track + 1, nth + 1), (track + 2, stereo)] } else { Vec::new() };
                    clip_item(xml, cut, clip, &mut files, &Item { number: item, channel, pair: &pair });
                }
                xml.text("enabled", "TRUE");
                xml.text("locked", "FALSE");
                xml.text("outputchannelindex", &channel.to_string());
            });
        }
        track += channels;
    }
}

/// Which of the two of a stereo recording an item is.
struct Item<'p> {
    number: usize,
    channel: usize,
    /// Tracks and places of both.
    pair: &'p [(usize, usize)],
}

fn clip_item<'c>(xml: &mut Xml, cut: &PlacedCut, clip: &'c PlacedClip, files: &mut Files<'c>, item: &Item<'_>) {
    let (from, to) = cut.frames(clip);
    let source = cut.whole(clip.track_start);
    // One of less than a sample is none.
    let fade = |length: Flicks| match cut.whole(length) {
        0 if is_whole(length, cut.rate) => 0,
        frames => frames.clamp(1, to - from),
    };
    let (fade_in, fade_out) = (fade(clip.fade_in), fade(clip.fade_out));
    if fade_in > 0 {
        transition(xml, cut, (from, from + fade_in), "start-black", &clip.fade_shapes[0]);
    }
    let id = |number: usize| format!("clipitem-{number}");
    xml.within("clipitem", &[("id", &id(item.number))], |xml| {
        xml.text("masterclipid", &format!("needledrop-{}", clip.id));
        xml.text("name", &clip.name());
        xml.text("enabled", "TRUE");
        xml.text("duration", &cut.whole(clip.track_length.max(clip.track_end())).to_string());
        rate(xml, cut.rate);
        xml.text("start", &if fade_in > 0 { -1 } else { from }.to_string());
        xml.text("end", &if fade_out > 0 { -1 } else { to }.to_string());
        xml.text("in", &source.to_string());
        xml.text("out", &(source + to - from).to_string());
        file(xml, cut, clip, files);
        xml.within("sourcetrack", &[], |xml| {
            xml.text("mediatype", "audio");
            xml.text("trackindex", &item.channel.to_string());
        });
        let curve = clip.whole_gain();
        if clip.gain_millibel != 0 || !curve.is_empty() {
            let frames = curve.iter().map(|&(at, gain)| (source + cut.whole(at), gain));
            level(xml, clip.gain_millibel, frames);
        }
        xml.within("comments", &[], |xml| {
            xml.text("mastercomment1", &format!("{} [nd:{}]", clip.cue, clip.id));
            xml.text("mastercomment2", &format!("{} {}", clip.artist, clip.isrc));
        });
        for (track, place) in item.pair {
            xml.within("link", &[], |xml| {
                xml.text("mediatype", "audio");
                xml.text("trackindex", &track.to_string());
                xml.text("clipindex", &place.to_string());
                xml.text("groupindex", "1");
            });
        }
    });
    if fade_out > 0 {
        transition(xml, cut, (to - fade_out, to), "end-black", &clip.fade_shapes[1]);
    }
}

fn transition(xml: &mut Xml, cut: &PlacedCut, (from, to): (i64, i64), alignment: &str, shape: &FadeShape) {
    // A straight line loses nothing where two meet, one of equal power gains three decibels.
    let (name, id) = match shape {
        FadeShape::Linear => ("Cross Fade (0dB)", "KGAudioTransCrossFade0dB"),
        _ => ("Cross Fade (+3dB)", "KGAudioTransCrossFade3dB"),
    };
    xml.within("transitionitem", &[], |xml| {
        xml.text("start", &from.to_string());
        xml.text("end", &to.to_string());
        xml.text("alignment", alignment);
        rate(xml, cut.rate);
        xml.within("effect", &[], |xml| {
            xml.text("name", name);
            xml.text("effectid", id);
            xml.text("effecttype", "transition");
            xml.text("mediatype", "audio");
        });
    });
}

fn file<'c>(xml: &mut Xml, cut: &PlacedCut, clip: &'c PlacedClip, files: &mut Files<'c>) {
    let Some((id, written)) = files.get_mut(clip.path.as_str()) else { return };
    if std::mem::replace(written, true) {
        xml.empty("file", &[("id", id)]);
        return;
    }
    xml.within("file", &[("id", id)], |xml| {
        xml.text("name", file_name(&clip.path));
        xml.text("pathurl", &file_url(&clip.path).replacen("file:///", "file://localhost/", 1));
        rate(xml, cut.rate);
        xml.text("duration", &cut.whole(clip.track_length.max(clip.track_end())).to_string());
        xml.within("media", &[], |xml| {
            xml.within("audio", &[], |xml| {
                xml.within("samplecharacteristics", &[], |xml| {
                    xml.text("depth", "24");
                    xml.text("samplerate", &clip.sample_rate.to_string());
                });
                xml.text("channelcount", &clip.channels.max(1).to_string());
            });
        });
    });
}

/// A gain as the factor that the format has, and the whole gain at frames of the recording where it moves.
fn level(xml: &mut Xml, millibel: i32, moves: impl Iterator<Item = (i64, i32)>) {
    let factor = |millibel: i32| format!("{:.9}", 10f64.powf(f64::from(millibel) / 2000.0));
    xml.within("filter", &[], |xml| {
        xml.within("effect", &[], |xml| {
            xml.text("name", "Audio Levels");
            xml.text("effectid", "audiolevels");
            xml.text("effectcategory", "audiolevels");
            xml.text("effecttype", "audiolevels");
            xml.text("mediatype", "audio");
            xml.within("parameter", &[], |xml| {
                xml.text("parameterid", "level");
                xml.text("name", "Level");
                xml.text("valuemin", "0");
                xml.text("valuemax", "3.98109");
                xml.text("value", &factor(millibel));
                for (when, gain) in moves {
                    xml.within("keyframe", &[], |xml| {
                        xml.text("when", &when.to_string());
                        xml.text("value", &factor(gain));
                    });
                }
            });
        });
    });
}

fn rate(xml: &mut Xml, rate: FrameRate) {
    xml.within("rate", &[], |xml| {
        xml.text("timebase", &rate.labels_per_second().to_string());
        xml.text("ntsc", if rate.ratio().1 == 1001 { "TRUE" } else { "FALSE" });
    });
}
