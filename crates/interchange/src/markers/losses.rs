//! What a form of markers cannot hold, said before it is written.

use super::{MarkerForm, MarkerSequence};

impl MarkerForm {
    /// What of these markers the form has no place for, each in a sentence; nothing where all of it is carried.
    #[must_use]
    pub fn losses(&self, sequence: &MarkerSequence) -> Vec<String> {
        let mut losses = Vec::new();
        let markers = &sequence.markers;
        match markers.iter().filter(|marker| marker.until.is_some()).count() {
            0 => {}
            _ if self.holds.ranges => {}
            1 => losses.push("The range of one marker is left out; it stands where it begins.".to_owned()),
            count => losses.push(format!("The ranges of {count} markers are left out; they stand where they begin.")),
        }
        if !self.holds.colours && !markers.is_empty() {
            losses.push("The colours of markers are left out.".to_owned());
        }
        if !self.holds.exact && !markers.is_empty() {
            losses
                .push("Places of markers are to the millisecond, counted from the first frame of the cut.".to_owned());
        }
        losses
    }
}
