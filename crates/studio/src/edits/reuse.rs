//! A song that sounds more than once in a season: said when it is placed again, unless it is meant.

use model::{CueId, Cut, Track, words};
use store::SongCue;

use super::EditError;
use super::draft::Draft;

/// Places that are named.
const MOST_PLACES: usize = 8;

/// Says where else in the season of a cut a song sounds that was placed for a cue. A cue that is a title or states a theme is there
/// to come back, and nothing is said of it; nor where the song is heard as a title alone.
pub(super) fn warn(draft: &mut Draft<'_>, cut: &Cut, cue: CueId, track: &Track) -> Result<(), EditError> {
    let season = draft.episode(cut.episode)?.season;
    let (own, elsewhere): (Vec<SongCue>, Vec<SongCue>) =
        draft.rows.song_in_season(track.id, season)?.into_iter().partition(|one| one.cue == cue);
    let counts = |one: &SongCue| !one.comes_back() || one.theme.is_some();
    if own.iter().any(SongCue::comes_back) || !elsewhere.iter().any(counts) {
        return Ok(());
    }
    if draft.rows.is_reuse_meant(track.id, season)? {
        return Ok(());
    }
    let mut places: Vec<String> = elsewhere.iter().take(MOST_PLACES).map(place).collect();
    if let more @ 1.. = elsewhere.len().saturating_sub(MOST_PLACES) {
        places.push(format!("{more} more"));
    }
    draft.remarks.push(format!("{} sounds in this season already: {}.", track.title, words::listed(&places)));
    Ok(())
}

/// `1x02 2M01`, `1x02 2M01 (as a statement of the theme Mara)`.
fn place(used: &SongCue) -> String {
    let place = format!("{} {}", used.episode, used.number);
    match (&used.theme, used.theme_role.word()) {
        (Some(theme), _) => format!("{place} (as a statement of the theme {theme})"),
        (None, "") => place,
        (None, role) => format!("{place} (as {role})"),
    }
}
