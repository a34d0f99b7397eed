//! What a form cannot hold, said before it is written.

use super::{PlacedClip, PlacedCut, PlacedForm};
use crate::frames::is_whole;
use crate::timeline::FadeShape;
use timebase::Flicks;

impl PlacedForm {
    /// What of this cut the form has no place for, each in a sentence; nothing where all of it is carried.
    #[must_use]
    pub fn losses(&self, cut: &PlacedCut) -> Vec<String> {
        let holds = self.holds;
        let mut losses = Vec::new();
        let mut say = |lost: bool, count: usize, one: &str, many: &str| {
            if lost && count > 0 {
                losses.push(if count == 1 { one.to_owned() } else { many.replace("{}", &count.to_string()) });
            }
        };
        let clips = |which: &dyn Fn(&&PlacedClip) -> bool| cut.clips.iter().filter(which).count();
        let off = |length: Flicks| !is_whole(length, cut.rate);
        let odd = clips(&|clip| off(clip.span.start.since_origin()) || off(clip.span.end.since_origin()));
        say(
            !holds.parts_of_frames,
            odd,
            "One placement begins or ends between two frames; it is moved to the nearest frame.",
            "{} placements begin or end between two frames; they are moved to the nearest frame.",
        );
        let inside = clips(&|clip| off(clip.track_start));
        say(
            !holds.parts_of_frames,
            inside,
            "One placement begins between two frames of its recording; it is written from the frame before.",
            "{} placements begin between two frames of their recordings; they are written from the frame before.",
        );
        let faded = clips(&|clip| clip.fade_in > Flicks::ZERO || clip.fade_out > Flicks::ZERO);
        say(
            !holds.fades,
            faded,
            "The fades of one placement are left out.",
            "The fades of {} placements are left out.",
        );
        let broken = clips(&|clip| off(clip.fade_in) || off(clip.fade_out));
        say(
            holds.fades && !holds.exact_fades,
            broken,
            "The fades of one placement are written in whole frames.",
            "The fades of {} placements are written in whole frames.",
        );
        // A fade that says nothing of its shape is taken for one of equal power.
        let keeps = |shape: &FadeShape| *shape == FadeShape::EqualPower || holds.fade_shapes.contains(shape);
        let bent = cut.clips.iter().map(|clip| {
            let fades = [clip.fade_in, clip.fade_out].into_iter().zip(&clip.fade_shapes);
            let lost = fades.filter(|(length, shape)| *length > Flicks::ZERO && !keeps(shape)).count();
            lost.max(usize::from(clip.fade_bends))
        });
        say(
            holds.fades,
            bent.sum(),
            "One fade keeps its length, but not its shape.",
            "{} fades keep their lengths, but not their shapes.",
        );
        let louder = clips(&|clip| clip.gain_millibel != 0);
        say(!holds.gain, louder, "The gain of one placement is left out.", "The gain of {} placements is left out.");
        let shaped = clips(&|clip| {
            let faded = clip.fade_in > Flicks::ZERO || clip.fade_out > Flicks::ZERO;
            clip.gain_millibel != 0 || faded || !clip.gain_curve.is_empty()
        });
        say(
            !holds.is_read,
            shaped,
            "One placement has gain or fades that only Needledrop reads in this form.",
            "{} placements have gain or fades that only Needledrop reads in this form.",
        );
        let wide = clips(&|clip| holds.most_of_recording.is_some_and(|most| clip.channels > most));
        say(
            true,
            wide,
            "One placement has more than two channels; the first two are written.",
            "{} placements have more than two channels; the first two are written.",
        );
        let curved = clips(&|clip| !clip.gain_curve.is_empty());
        say(
            !holds.gain_curves,
            curved,
            "The gain curve of one placement is left out; its own gain is kept.",
            "The gain curves of {} placements are left out; their own gain is kept.",
        );
        let ringing = clips(&|clip| clip.tail > Flicks::ZERO);
        say(
            true,
            ringing,
            "The tail of one placement is left out: write its sound, or the mix, to have it.",
            "The tails of {} placements are left out: write their sound, or the mix, to have them.",
        );
        say(!holds.markers, cut.markers.len(), "One marker is left out.", "{} markers are left out.");
        let ranged = cut.markers.iter().filter(|marker| marker.until.is_some()).count();
        say(
            holds.markers && !holds.marker_ranges,
            ranged,
            "The range of one marker is left out; it stands where it begins.",
            "The ranges of {} markers are left out; they stand where they begin.",
        );
        let noted = cut.markers.iter().filter(|marker| !marker.comment.is_empty()).count();
        say(
            holds.markers && !holds.marker_notes,
            noted,
            "The note of one marker is left out.",
            "The notes of {} markers are left out.",
        );
        let coloured = cut.markers.len();
        say(
            holds.markers && !holds.marker_colours,
            coloured,
            "The colour of one marker is left out.",
            "The colours of {} markers are left out.",
        );
        let channels = super::edl::channels(cut).len();
        say(
            holds.most_channels.is_some_and(|most| channels > most),
            channels,
            "",
            "The list has {} channels of sound; many programs read four.",
        );
        say(!holds.lanes, cut.lanes.len(), "The name of the lane is left out.", "The names of {} lanes are left out.");
        losses.extend(cut.muted_told());
        if !holds.frame_rate {
            losses.push(format!(
                "It says no frame rate: set the project to {}, so that its ruler counts as the cut.",
                cut.rate
            ));
        }
        losses
    }
}

impl PlacedCut {
    /// What to say of placements that nothing is written of, where there are such.
    #[must_use]
    pub fn muted_told(&self) -> Option<String> {
        match self.muted {
            0 => None,
            1 => Some("One placement is left out: it is muted, or its lane is.".to_owned()),
            count => Some(format!("{count} placements are left out: they are muted, or their lanes are.")),
        }
    }
}
