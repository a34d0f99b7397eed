//! A song that sounds more than once in a season: said when it is placed again, unless it is meant.

use model::{CueId, Cut, Track};

use super::EditError;
use super::draft::Draft;

/// Places that are named.
const MOST_PLACES: usize = 4;

/// Says where else in the season of a cut a song sounds that was placed for a cue.
pub(super) fn warn(draft: &mut Draft<'_>, cut: &Cut, cue: CueId, track: &Track) -> Result<(), EditError> {
    let season = draft.episode(cut.episode)?.season;
    let mut elsewhere = draft.rows.song_in_season(track.id, season)?;
    elsewhere.retain(|other| other.cue != cue);
    if elsewhere.is_empty() || draft.rows.is_reuse_meant(track.id, season)? {
        return Ok(());
    }
    let places = elsewhere.iter().take(MOST_PLACES).map(|other| format!("{} {}", other.episode, other.number));
    let places = places.collect::<Vec<_>>().join(", ");
    let more = match elsewhere.len().saturating_sub(MOST_PLACES) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    draft.remarks.push(format!("{} sounds in this season already: {places}{more}.", track.title));
    Ok(())
}
