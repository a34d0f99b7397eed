//! Temp music that has sat for a while: told in days before the day on which the season is made.

use std::sync::Arc;

use super::{Failure, perform};
use crate::Studio;
use crate::clock::{Clock, Moment, SystemClock, days_after};
use crate::edits::PlacementEdit;

/// Number of the episode, title of the cue, how many days its pick has been temp.
const TEMP: [(u32, &str, i64); 2] = [(4, "Mara’s flat", 19), (5, "Coast road", 6)];

/// A clock that has stopped.
#[derive(Debug)]
struct Then(Moment);

impl Clock for Then {
    fn now(&self) -> Moment {
        self.0.clone()
    }
}

/// Marks it.
pub(super) fn tell(studio: &Studio) -> Result<(), Failure> {
    let now = studio.moment();
    for (number, title, days) in TEMP {
        let episodes = studio.show()?.episodes;
        let found = episodes.iter().find(|episode| episode.number == number).and_then(|episode| episode.cuts.last());
        let Some(cut) = found else { continue };
        let cues = studio.cut(cut.id)?.cues;
        let Some(pick) = cues.iter().find(|view| view.cue.title == title).and_then(|view| view.cue.pick) else {
            continue;
        };
        studio.go_by(Arc::new(Then(Moment { day: days_after(&now.day, -days), ..now.clone() })));
        let marked = perform(studio, vec![PlacementEdit::MarkTemp { placements: vec![pick], temp: true }.into()]);
        studio.go_by(Arc::new(SystemClock));
        marked?;
    }
    Ok(())
}
