//! What sounds and is seen beside the music.

use model::{CueId, CutId, Duck, Millibels, ProductionSound, ProductionSoundId, ReelPicture, ReelPictureId};
use timebase::{Flicks, Position};

pub fn production_sound(id: i64, cut: i64, ordinal: i64) -> ProductionSound {
    ProductionSound {
        id: ProductionSoundId(id),
        cut: CutId(cut),
        name: format!("Stem {id}"),
        path: "/cut 3.mov".into(),
        stream: Some(1),
        start: Position(-7),
        gain: Millibels(-300),
        muted: false,
        ordinal,
    }
}

pub fn duck(cue: i64) -> Duck {
    Duck { cue: CueId(cue), depth: Millibels(-900), attack: Flicks(300), release: Flicks(800) }
}

pub fn reel_picture(id: i64, cut: i64, start: i64) -> ReelPicture {
    ReelPicture { id: ReelPictureId(id), cut: CutId(cut), start: Position(start), path: format!("/reel {id}.mov") }
}
