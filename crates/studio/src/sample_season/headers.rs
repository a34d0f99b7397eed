//! What headers of cue sheets ask of the sample season: who made it, who shows it, and when each episode airs.

use super::{Failure, perform};
use crate::Studio;
use crate::edits::{EpisodeFactsPatch, FilingEdit, SeriesFactsPatch};

/// The first transmission of each episode: Thursdays, a week apart.
const AIR_DATES: [&str; 5] = ["2027-01-14", "2027-01-21", "2027-01-28", "2027-02-04", "2027-02-11"];

pub(super) fn tell(studio: &Studio) -> Result<(), Failure> {
    let text = |words: &str| Some(words.to_owned());
    let series = SeriesFactsPatch {
        address: text("Lantern Street Pictures\n14 Lantern Street\nHalifax NS B3H 1A1"),
        prepared_by: text("Priya Raman"),
        email: text("music@lanternstreet.example"),
        network: text("Harbour Television"),
        category: text("Series"),
        country: text("Canada"),
        language: text("English"),
        director: text("Dana Whitlock"),
        cast: text("Noor Haddad, Elias Okoro"),
        synopsis: text(
            "Mara comes home to a harbour town to sell her mother’s house, and finds the sea has other plans.",
        ),
        ..SeriesFactsPatch::default()
    };
    let mut edits = vec![FilingEdit::SetSeriesFacts { set: series }.into()];
    for (episode, air_date) in studio.show()?.episodes.iter().zip(AIR_DATES) {
        let set = EpisodeFactsPatch {
            production_number: Some(format!("MH-{}{:02}", episode.season, episode.number)),
            air_date: text(air_date),
            version: text("Original"),
            year: text("2026"),
            ..EpisodeFactsPatch::default()
        };
        edits.push(FilingEdit::SetEpisodeFacts { episode: episode.id, set }.into());
    }
    perform(studio, edits)?;
    Ok(())
}
