//! The edges of clips among each other: crossfades, ends with tails.

use std::collections::HashMap;

use super::{Clip, LET_GO};
use crate::fade::{Fade, FadeShape};

/// For each clip the latest end among it and those before it, with their tails.
pub(super) fn latest_ends<'a>(clips: impl Iterator<Item = &'a Clip>) -> Vec<i64> {
    let ends = clips.scan(i64::MIN, |latest, clip| {
        *latest = clip.rings_until().max(*latest);
        Some(*latest)
    });
    ends.collect()
}

/// What rings on goes while its tail comes, so that there is no step between them.
pub(super) fn let_go(clip: &mut Clip) {
    let least = LET_GO.min(clip.length);
    if clip.tail > 0 && clip.fade_out.length < least {
        clip.fade_out = Fade { length: least, shape: FadeShape::EqualPower, bend: 0 };
    }
}

/// Replaces fades by crossfades where clips of one lane overlap, and fits the rest to their clips.
pub(super) fn cross_over(clips: &mut [Clip]) {
    let mut lanes: HashMap<i64, Vec<usize>> = HashMap::new();
    for (index, clip) in clips.iter_mut().enumerate() {
        clip.fade_in.length = clip.fade_in.length.clamp(0, clip.length);
        clip.fade_out.length = clip.fade_out.length.clamp(0, clip.length);
        lanes.entry(clip.lane).or_default().push(index);
    }
    let mut crossed_in: HashMap<usize, i64> = HashMap::new();
    for lane in lanes.values() {
        for (position, &earlier) in lane.iter().enumerate() {
            let end = clips[earlier].end();
            let mut falling = false;
            for &later in &lane[position + 1..] {
                if clips[later].start >= end {
                    break;
                }
                if !clips[earlier].hands_over_to(&clips[later]) {
                    continue;
                }
                let length = end - clips[later].start;
                // The first neighbour to come decides how this one goes; the last to go, how that one comes.
                if !falling {
                    clips[earlier].fade_out = Fade { length, shape: FadeShape::EqualPower, bend: 0 };
                    falling = true;
                }
                let longest = crossed_in.entry(later).or_default();
                *longest = length.max(*longest);
            }
        }
    }
    for (index, length) in crossed_in {
        clips[index].fade_in = Fade { length, shape: FadeShape::EqualPower, bend: 0 };
    }
}
