//! What a season keeps beside its cues: what is said of artists, songs that are meant to come back, links, moods.

use model::{Mood, SaidOf, Subject, SubjectFact, TrackId};
use store::{Rows, StoreError};

fn said(of: &str, said: &str) -> SaidOf {
    SaidOf { subject: Subject::Artist, name: of.into(), fact: SubjectFact::Country, said: said.into() }
}

pub fn fill_season(rows: &Rows) -> Result<(), StoreError> {
    rows.set_said_of(&said("mara", "Norway"))?;
    rows.set_reuse_meant(TrackId(10), 1, true)?;
    rows.set_track_link(TrackId(10), "https://listen.example/10")
}

pub fn change_season(rows: &Rows) -> Result<(), StoreError> {
    rows.set_said_of(&said("mara", "Sweden"))?;
    rows.set_reuse_meant(TrackId(11), 2, true)?;
    rows.set_track_link(TrackId(10), "https://listen.example/other")?;
    rows.set_mood(&Mood { word: "calm".into(), valence: 1, arousal: -1 })
}

pub fn clear_season(rows: &Rows) -> Result<(), StoreError> {
    rows.set_said_of(&said("mara", ""))?;
    rows.delete_reuse_meant(TrackId(10))?;
    rows.delete_reuse_meant(TrackId(11))?;
    rows.set_track_link(TrackId(10), "")?;
    rows.delete_mood("calm").map(drop)
}
