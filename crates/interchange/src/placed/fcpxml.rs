//! FCPXML 1.10: the music as clips connected below a gap as long as the programme, lanes by what does not overlap.

use std::collections::HashMap;

use timebase::{FLICKS_PER_SECOND, Flicks, Position};

use super::rows::rows;
use super::xml::Xml;
use super::{PlacedClip, PlacedCut, Written, file_url};
use crate::timeline::FadeShape;

pub(super) fn write(cut: &PlacedCut) -> Vec<Written> {
    let (over, under) = cut.rate.ratio();
    let length =
        cut.clips.iter().map(|clip| clip.span.end).max().unwrap_or(Position::ZERO).since_origin().max(cut.length);
    let (start, length) = (seconds(cut.start_time()), seconds(length));
    let mut assets: HashMap<&str, String> = HashMap::new();
    let mut xml = Xml::new("fcpxml");
    xml.within("fcpxml", &[("version", "1.10")], |xml| {
        xml.within("resources", &[], |xml| {
            xml.empty(
                "format",
                &[
                    ("id", "r1"),
                    ("name", "FFVideoFormatRateUndefined"),
                    ("frameDuration", &format!("{under}/{over}s")),
                    ("width", "1920"),
                    ("height", "1080"),
                ],
            );
            for clip in &cut.clips {
                if assets.contains_key(clip.path.as_str()) {
                    continue;
                }
                let id = format!("r{}", assets.len() + 2);
                let long = seconds(clip.track_length.max(clip.track_end()));
                let attributes: [(&str, &str); 8] = [
                    ("id", id.as_str()),
                    ("name", clip.title.as_str()),
                    ("start", "0s"),
                    ("duration", &long),
                    ("hasAudio", "1"),
                    ("audioSources", "1"),
                    ("audioChannels", &clip.channels.max(1).to_string()),
                    ("audioRate", &clip.sample_rate.to_string()),
                ];
                xml.within("asset", &attributes, |xml| {
                    xml.empty("media-rep", &[("kind", "original-media"), ("src", &file_url(&clip.path))]);
                });
                assets.insert(&clip.path, id);
            }
        });
        xml.within("library", &[], |xml| {
            xml.within("event", &[("name", "Needledrop")], |xml| {
                xml.within("project", &[("name", &cut.title)], |xml| {
                    let counting = if cut.rate.is_drop() { "DF" } else { "NDF" };
                    let attributes: [(&str, &str); 6] = [
                        ("format", "r1"),
                        ("duration", length.as_str()),
                        ("tcStart", &start),
                        ("tcFormat", counting),
                        ("audioLayout", "stereo"),
                        ("audioRate", "48k"),
                    ];
                    xml.within("sequence", &attributes, |xml| {
                        xml.within("spine", &[], |xml| {
                            let gap: [(&str, &str); 4] =
                                [("name", "Gap"), ("offset", start.as_str()), ("start", "0s"), ("duration", &length)];
                            xml.within("gap", &gap, |xml| inside(xml, cut, &assets));
                        });
                    });
                });
            });
        });
    });
    vec![Written { part: String::new(), bytes: xml.into_bytes() }]
}

fn inside(xml: &mut Xml, cut: &PlacedCut, assets: &HashMap<&str, String>) {
    for (nth, row) in rows(cut).iter().enumerate() {
        let lane = format!("-{}", nth + 1);
        for clip in &row.clips {
            let id = assets.get(clip.path.as_str()).map_or("", String::as_str);
            connected(xml, clip, &lane, id);
        }
    }
    for marker in &cut.markers {
        let length = marker.until.map_or(cut.rate.frame(), |until| until - marker.at);
        let note = if marker.author.is_empty() {
            marker.comment.clone()
        } else {
            format!("{}: {}", marker.author, marker.comment)
        };
        xml.empty(
            "marker",
            &[
                ("start", &seconds(marker.at.since_origin())),
                ("duration", &seconds(length)),
                ("value", &marker.name),
                ("note", &note),
            ],
        );
    }
}

fn connected(xml: &mut Xml, clip: &PlacedClip, lane: &str, asset: &str) {
    let attributes: [(&str, &str); 7] = [
        ("ref", asset),
        ("lane", lane),
        ("offset", &seconds(clip.span.start.since_origin())),
        ("name", &clip.name()),
        ("start", &seconds(clip.track_start)),
        ("duration", &seconds(clip.span.length())),
        ("audioRole", "music"),
    ];
    xml.within("asset-clip", &attributes, |xml| {
        xml.text("note", &format!("{} [nd:{}] {}", clip.artist, clip.id, clip.isrc));
        let amount = decibels(clip.gain_millibel);
        let kind = |shape: &FadeShape| match shape {
            FadeShape::Linear => "linear",
            FadeShape::SCurve => "easeInOut",
            _ => "easeIn",
        };
        let [shape_in, shape_out] = &clip.fade_shapes;
        let fades = [("fadeIn", clip.fade_in, kind(shape_in)), ("fadeOut", clip.fade_out, kind(shape_out))];
        let curve = clip.whole_gain();
        if curve.is_empty() && fades.iter().all(|(_, length, _)| *length <= Flicks::ZERO) {
            if clip.gain_millibel != 0 {
                xml.empty("adjust-volume", &[("amount", &amount)]);
            }
            return;
        }
        xml.within("adjust-volume", &[("amount", &amount)], |xml| {
            xml.within("param", &[("name", "amount"), ("value", &amount)], |xml| {
                for (name, length, kind) in fades {
                    if length > Flicks::ZERO {
                        xml.empty(name, &[("type", kind), ("duration", &seconds(length))]);
                    }
                }
                if curve.is_empty() {
                    return;
                }
                xml.within("keyframeAnimation", &[], |xml| {
                    for (at, gain) in curve {
                        let time = seconds(clip.track_start + at);
                        xml.empty("keyframe", &[("time", &time), ("value", &decibels(gain))]);
                    }
                });
            });
        });
    });
}

/// `-6.50dB`.
fn decibels(millibel: i32) -> String {
    let (sign, size) = (if millibel < 0 { "-" } else { "" }, millibel.unsigned_abs());
    format!("{sign}{}.{:02}dB", size / 100, size % 100)
}

/// Time as a fraction of a second in lowest terms.
fn seconds(time: Flicks) -> String {
    let (mut a, mut b) = (time.0.unsigned_abs(), FLICKS_PER_SECOND.unsigned_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    let divisor = i64::try_from(a.max(1)).unwrap_or(1);
    let (over, under) = (time.0 / divisor, FLICKS_PER_SECOND / divisor);
    if under == 1 { format!("{over}s") } else { format!("{over}/{under}s") }
}
