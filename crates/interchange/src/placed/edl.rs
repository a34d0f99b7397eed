//! CMX 3600 (SMPTE 258M), as cutting rooms read it: names, gain and markers in comments; at most 999 events a list.

use std::collections::{HashMap, HashSet};

use timebase::{Frames, Timecode};

use super::rows::{Row, rows_by};
use super::{PlacedClip, PlacedCut, Written, file_name, in_line};
use crate::markers::Marker;

/// Events that a list may have.
const MOST_EVENTS: usize = 999;

/// With reels of eight letters, which every reader takes.
pub(super) fn write(cut: &PlacedCut) -> Vec<Written> {
    lists(cut, 8)
}

/// With reels of thirty-two letters: file 32.
pub(super) fn write_long(cut: &PlacedCut) -> Vec<Written> {
    lists(cut, 32)
}

fn lists(cut: &PlacedCut, reel_letters: usize) -> Vec<Written> {
    let reels = reels(cut, reel_letters);
    // A channel holds one event at a time: a lane on which two overlap is two channels.
    let mut clips: Vec<(usize, &PlacedClip)> = Vec::new();
    for (channel, row) in channels(cut).into_iter().enumerate() {
        clips.extend(row.clips.into_iter().map(|clip| (channel, clip)));
    }
    clips.sort_by_key(|(channel, clip)| (cut.frames(clip), *channel));
    let parts: Vec<&[(usize, &PlacedClip)]> =
        if clips.is_empty() { vec![clips.as_slice()] } else { clips.chunks(MOST_EVENTS).collect() };
    let count = parts.len();
    let mut markers = cut.markers.iter().peekable();
    let mut written = Vec::new();
    for (nth, part) in parts.iter().enumerate() {
        let suffix = if count == 1 { String::new() } else { format!(" {} of {count}", nth + 1) };
        let mut list = format!("TITLE: {}{suffix}\r\n", in_line(&cut.title));
        list.push_str(if cut.rate.is_drop() { "FCM: DROP FRAME\r\n\r\n" } else { "FCM: NON-DROP FRAME\r\n\r\n" });
        if part.is_empty() && !cut.markers.is_empty() {
            // Locators stand under an event: where there is no music, under black as long as the programme.
            let length = cut.whole(cut.length).max(1);
            let times = [0, length].map(|frames| length_label(cut, frames));
            let record = [cut.label(0), cut.label(length)];
            let black = "BL";
            list.push_str(&format!(
                "001  {black:<reel_letters$} V     C        {} {} {} {}\r\n",
                times[0], times[1], record[0], record[1]
            ));
            markers.by_ref().for_each(|marker| list.push_str(&locator(cut, marker)));
        }
        for (number, (channel, clip)) in part.iter().enumerate() {
            let reel = (reels[clip.path.as_str()].as_str(), reel_letters);
            event(&mut list, cut, clip, (number + 1, *channel), reel);
            // A locator stands under the event that it lies in, as Avid writes it.
            let next = part.get(number + 1).or_else(|| parts.get(nth + 1).and_then(|part| part.first()));
            let until = next.map(|(_, next)| cut.frames(next).0);
            while let Some(marker) = markers.next_if(|marker| until.is_none_or(|until| cut.frame(marker.at).0 < until))
            {
                list.push_str(&locator(cut, marker));
            }
        }
        written.push(Written { part: suffix, bytes: list.into_bytes() });
    }
    written
}

/// The channels of a list, from the first: rows of events of which none overlaps the next.
pub(super) fn channels(cut: &PlacedCut) -> Vec<Row<'_>> {
    rows_by(cut, |clip| {
        let (from, to) = cut.frames(clip);
        (cut.rate.position(Frames(from)), cut.rate.position(Frames(to)))
    })
}

fn length_label(cut: &PlacedCut, frames: i64) -> String {
    Timecode::from_frames(Frames(frames), cut.rate).to_string()
}

fn locator(cut: &PlacedCut, marker: &Marker) -> String {
    let at = cut.label(cut.frame(marker.at).0);
    let colour = marker.colour.word().to_ascii_uppercase();
    let author = if marker.author.is_empty() { String::new() } else { format!("{}: ", marker.author) };
    let text = in_line(&format!("{} {author}{}", marker.name, marker.comment));
    format!("* LOC: {at} {colour:<7} {text}\r\n")
}

fn event(
    list: &mut String,
    cut: &PlacedCut,
    clip: &PlacedClip,
    (number, channel): (usize, usize),
    (reel, letters): (&str, usize),
) {
    let (from, to) = cut.frames(clip);
    let source = cut.whole(clip.track_start);
    let plain = |frames: i64| length_label(cut, frames);
    // The first channel is A, the next A2, as the format numbers them.
    let channel = if channel == 0 { "A".to_owned() } else { format!("A{}", channel + 1) };
    list.push_str(&format!(
        "{number:03}  {reel:<letters$} {channel:<5} C        {} {} {} {}\r\n",
        plain(source),
        plain(source + to - from),
        cut.label(from),
        cut.label(to),
    ));
    list.push_str(&format!("* FROM CLIP NAME: {}\r\n", clip.name()));
    list.push_str(&format!("* SOURCE FILE: {}\r\n", in_line(file_name(&clip.path))));
    if clip.gain_millibel != 0 {
        let sign = if clip.gain_millibel < 0 { '-' } else { '+' };
        let size = clip.gain_millibel.unsigned_abs();
        let at = plain(source);
        let db = format!("{sign}{}.{:02}", size / 100, size % 100);
        list.push_str(&format!("* AUDIO LEVEL AT {at} IS {db} DB  (REEL {reel} {channel})\r\n"));
    }
}

/// A reel for each file: letters and digits of its name, no two the same.
fn reels(cut: &PlacedCut, letters: usize) -> HashMap<&str, String> {
    let mut reels: HashMap<&str, String> = HashMap::new();
    let mut taken: HashSet<String> = HashSet::new();
    for clip in &cut.clips {
        if reels.contains_key(clip.path.as_str()) {
            continue;
        }
        let name = file_name(&clip.path);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let plain: String = stem.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase();
        let plain = if plain.is_empty() { "MUSIC".to_owned() } else { plain };
        let mut reel: String = plain.chars().take(letters).collect();
        let mut nth = 1;
        // `BL` and `AX` mean black and no reel at all.
        while taken.contains(&reel) || reel == "BL" || reel == "AX" {
            nth += 1;
            let number = nth.to_string();
            reel = plain.chars().take(letters - number.len()).collect::<String>() + &number;
        }
        taken.insert(reel.clone());
        reels.insert(&clip.path, reel);
    }
    reels
}
