//! A season with money and rights: 24 episodes of 60 cues, two alternates each, four rights and four parties a track.

use std::error::Error;
use std::fs;
use std::path::Path;

use model::{
    Clearance, ClearanceId, ClearanceStatus, Cue, CueId, CueKind, CueNumber, Cut, CutId, Episode, EpisodeFacts,
    EpisodeId, Fade, Lane, LaneId, LaneKind, MfnGroup, MfnGroupId, Origin, Party, PartyId, PartyKind, Placement,
    PlacementId, Publishing, Recording, SeriesFacts, Share, ShareRole, Show, Side, Track, TrackId, Usage, Work, WorkId,
    WorkShare, WorkShareId,
};
use store::{Document, Rows, StoreError};
use timebase::{Flicks, FrameRate, Frames, SampleRate, Span};

/// Episodes of the season; each has one cut, of the same number.
pub const EPISODES: i64 = 24;
/// Cues of an episode.
pub const CUES: i64 = 60;
const PARTIES: i64 = 400;

/// Makes the show, and beside it an (empty) file for each of its tracks.
///
/// # Errors
/// If it cannot be written.
pub fn make(path: &Path) -> Result<(), Box<dyn Error>> {
    let sounds = path.with_extension("sounds");
    fs::create_dir_all(&sounds)?;
    for track in 2..=EPISODES * CUES * 2 + 1 {
        fs::write(sounds.join(format!("{track}.wav")), [])?;
    }
    let show = Show { title: "Bench".into(), currency: "USD".into(), production_company: "Lantern Street".into() };
    let sounds = fs::canonicalize(sounds)?;
    Ok(Document::create(path, &show, |rows| fill(rows, &sounds))?.close()?)
}

fn fill(rows: &Rows, sounds: &Path) -> Result<(), StoreError> {
    let rate = FrameRate::F24;
    rows.insert_lane(&Lane::new(LaneId(1), "Songs".into(), LaneKind::Songs, 1))?;
    rows.insert_mfn_group(&MfnGroup { id: MfnGroupId(1), name: "MFN A".into() })?;
    for party in 1..=PARTIES {
        rows.insert_party(&party_of(party))?;
    }
    rows.set_series_facts(&SeriesFacts {
        network: "Harbour TV".into(),
        prepared_by: "Priya Nair".into(),
        email: "music@lantern.example".into(),
        category: "Series".into(),
        ..SeriesFacts::default()
    })?;
    for episode in 1..=EPISODES {
        let number = u32::try_from(episode).unwrap_or(0);
        rows.insert_episode(&Episode { id: EpisodeId(episode), season: 1, number, title: "Bench".into() })?;
        rows.insert_cut(&Cut {
            start: Frames(0),
            ..Cut::new(CutId(episode), EpisodeId(episode), rate, rate.flicks(Frames(24 * 2_600)))
        })?;
        rows.set_episode_facts(&EpisodeFacts {
            air_date: format!("2027-01-{number:02}"),
            ..EpisodeFacts { episode: EpisodeId(episode), ..EpisodeFacts::default() }
        })?;
        for cue in 1..=CUES {
            cue_with_rights(rows, episode, cue, sounds)?;
        }
    }
    Ok(())
}

fn cue_with_rights(rows: &Rows, episode: i64, nth: i64, sounds: &Path) -> Result<(), StoreError> {
    let rate = FrameRate::F24;
    let id = (episode - 1) * CUES + nth;
    let in_point = rate.position(Frames(nth * 24 * 40));
    let number = CueNumber { reel: 1, kind: CueKind::Music, number: u32::try_from(nth).unwrap_or(0) };
    rows.insert_cue(&Cue {
        title: format!("Cue {nth}"),
        at: in_point,
        usage: Usage { origin: Some(Origin::Commercial), ..Usage::default() },
        pick: Some(PlacementId(id * 2)),
        ..Cue::new(CueId(id), CutId(episode), number)
    })?;
    for alternate in 0..2 {
        let track = id * 2 + alternate;
        rows.insert_track(&made_up(track, sounds))?;
        work_of(rows, track)?;
        let fade = Fade::NONE;
        rows.insert_placement(&Placement {
            fade_in: fade,
            fade_out: fade,
            ordinal: alternate,
            ..Placement::new(
                PlacementId(track),
                CueId(id),
                TrackId(track),
                LaneId(1),
                Span::new(in_point, Flicks::from_seconds(30)),
            )
        })?;
        for (right, (side, share)) in
            (0..).zip([(Side::Master, 100), (Side::Publishing, 50), (Side::Publishing, 25), (Side::Publishing, 25)])
        {
            let line = ClearanceId((track - 2) * 4 + right + 1);
            rows.insert_clearance(&Clearance {
                party: Some(PartyId(line.0 % 400 + 1)),
                share: Share(share * 10_000),
                status: ClearanceStatus::Quoted,
                fee: Some(400_000 * share / 100),
                max_length: Some(Flicks::from_seconds(20 + line.0 % 20)),
                mfn_group: (track == 2).then_some(MfnGroupId(1)),
                ..Clearance::new(line, TrackId(track), side)
            })?;
        }
    }
    Ok(())
}

/// Two writers who are people and two publishers, each with half of its side.
fn work_of(rows: &Rows, track: i64) -> Result<(), StoreError> {
    let work = WorkId(track);
    rows.insert_work(&Work {
        id: work,
        title: format!("Track {track}"),
        other_titles: Vec::new(),
        iswc: "T0345246801".into(),
        writers_part: Share::HALF,
        publishing: Publishing::Published,
        unpublished: Share(0),
        copyright_control: Share(0),
        public_domain: false,
        society_numbers: Vec::new(),
        note: String::new(),
    })?;
    let roles = [ShareRole::Composer, ShareRole::Author, ShareRole::OriginalPublisher, ShareRole::OriginalPublisher];
    for (ordinal, role) in (0..).zip(roles) {
        // Odd parties are people, even ones companies.
        let party = (track * 2 + ordinal / 2 * 20) % PARTIES + if ordinal < 2 { 1 } else { 0 };
        let party = (party + ordinal % 2 * 2) % PARTIES;
        rows.insert_work_share(&WorkShare {
            id: WorkShareId(track * 4 + ordinal),
            work,
            party: PartyId(if party == 0 { PARTIES } else { party }),
            role,
            share: Share::HALF,
            territory: "World".into(),
            acts_for: None,
            ordinal,
        })?;
    }
    rows.set_recording(&Recording { track: TrackId(track), work: Some(work), ..Recording::default() })
}

fn party_of(id: i64) -> Party {
    let is_person = id % 2 == 1;
    Party {
        id: PartyId(id),
        kind: if is_person { PartyKind::Person } else { PartyKind::Company },
        name: format!("Party {id}"),
        first_name: if is_person { "Ana".into() } else { String::new() },
        society: "PRS".into(),
        ipi: "01280391067".into(),
        ..Party::default()
    }
}

fn made_up(id: i64, sounds: &Path) -> Track {
    Track {
        title: format!("Track {id}"),
        artist: format!("Band {}", id % 50),
        isrc: format!("NOUM7{id:07}"),
        format: "wav".into(),
        hash: format!("{id:064x}"),
        size: 1,
        added_at: "2026-01-01T00:00:00Z".into(),
        ..Track::new(
            TrackId(id),
            sounds.join(format!("{id}.wav")).to_string_lossy().into_owned(),
            Flicks::from_seconds(200),
            SampleRate::MIX,
        )
    }
}
