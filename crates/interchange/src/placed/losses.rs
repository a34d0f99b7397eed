//! What a form cannot hold, said before it is written.

use super::{PlacedClip, PlacedCut, PlacedForm};
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
        let odd = clips(&|clip| !cut.rate.is_frame(clip.span.start) || !cut.rate.is_frame(clip.span.end));
        say(
            !holds.parts_of_frames,
            odd,
            "One placement begins or ends between two frames; it is moved to the nearest frame.",
            "{} placements begin or end between two frames; they are moved to the nearest frame.",
        );
        let faded = clips(&|clip| clip.fade_in > Flicks::ZERO || clip.fade_out > Flicks::ZERO);
        say(
            !holds.fades,
            faded,
            "The fades of one placement are left out.",
            "The fades of {} placements are left out.",
        );
        let louder = clips(&|clip| clip.gain_millibel != 0);
        say(!holds.gain, louder, "The gain of one placement is left out.", "The gain of {} placements is left out.");
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
        say(!holds.lanes, cut.lanes.len(), "The name of the lane is left out.", "The names of {} lanes are left out.");
        losses
    }
}
