//! Music that is written for the show, and the album of it.

use model::{
    Album, AlbumEntry, AlbumEntryId, AlbumId, Commission, CommissionId, ComposerSaid, ComposerWord, CueId,
    DeliveredFile, DeliveredPart, Keeper, PlacementId, Reference, TrackId, Version,
};
use store::{Rows, StoreError};
use timebase::Flicks;

const ALBUM: AlbumId = AlbumId(91);
const COMMISSION: CommissionId = CommissionId(90);

fn entry(id: i64, placement: Option<PlacementId>) -> AlbumEntry {
    AlbumEntry {
        id: AlbumEntryId(id),
        track: TrackId(10),
        placement,
        title: "First light".into(),
        start: Flicks::ZERO,
        stop: Some(Flicks::from_seconds(2)),
        fade_in: Flicks::ZERO,
        fade_out: Flicks::from_seconds(1),
        gap: model::GAP,
        loudness: Some(-1_400),
        starts_side: false,
        note: String::new(),
    }
}

pub fn fill_commissions(rows: &Rows) -> Result<(), StoreError> {
    let came_on = || "2026-03-01".to_owned();
    rows.insert_commission(&Commission {
        length: Some(Flicks::from_seconds(60)),
        master: Some(Keeper::Production),
        references: vec![Reference { track: TrackId(11), note: "its bass".into() }],
        versions: vec![Version { number: 1, track: TrackId(10), came_on: came_on(), approved_on: String::new() }],
        files: vec![DeliveredFile { track: TrackId(10), part: DeliveredPart::Mix, came_on: came_on() }],
        words: vec![ComposerWord {
            key: "one-word-of-the-composer".into(),
            kind: ComposerSaid::Taken,
            said_at: "2026-03-01T10:00:00.000Z".into(),
            author: "Ines Vold".into(),
            body: String::new(),
            delivers_on: "2026-04-01".into(),
            resolved: false,
        }],
        ..Commission::new(COMMISSION, 1, "After the door")
    })?;
    rows.insert_album(&Album {
        id: ALBUM,
        title: "My Heart".into(),
        artist: "Various Artists".into(),
        label: String::new(),
        upc: String::new(),
        year: Some(2027),
        artwork: String::new(),
        note: String::new(),
        loudness: Some(-1_400),
        side_limit: model::SIDE,
        entries: vec![entry(92, None), entry(93, Some(PlacementId(70)))],
        stills: vec!["pier.jpg".into(), "dusk.png".into()],
    })?;
    commissioned(rows, Some(COMMISSION))
}

pub fn change_commissions(rows: &Rows) -> Result<(), StoreError> {
    for mut commission in rows.commissions()? {
        commission.sent_on = "2026-03-02".into();
        commission.references.clear();
        for version in &mut commission.versions {
            version.approved_on = "2026-03-03".into();
        }
        for file in &mut commission.files {
            file.part = DeliveredPart::Stem;
        }
        for word in &mut commission.words {
            word.resolved = true;
        }
        rows.update_commission(&commission)?;
    }
    for mut album in rows.albums()? {
        album.entries.reverse();
        album.upc = "036000291452".into();
        rows.update_album(&album)?;
    }
    commissioned(rows, None)
}

pub fn clear_commissions(rows: &Rows) -> Result<(), StoreError> {
    rows.delete_album(ALBUM)?;
    rows.delete_commission(COMMISSION)
}

fn commissioned(rows: &Rows, commission: Option<CommissionId>) -> Result<(), StoreError> {
    let Some(mut cue) = rows.cue(CueId(60))? else { return Ok(()) };
    cue.commission = commission;
    rows.update_cue(&cue)
}
