//! What a composer delivers, held against what was asked for: what is there, and by name what is missing.

use serde::{Deserialize, Serialize};
use timebase::Flicks;
use ts_rs::TS;

use crate::shares::{TOLERANCE, is_whole, publishers_sum, sum};
use crate::{Commission, DeliveredPart, Party, PartyId, Publishing, ShareRole, Work, WorkShare, WorkSide};

/// Something that is to be delivered.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, schemars::JsonSchema,
)]
#[serde(rename_all = "camelCase")]
pub enum Deliverable {
    /// The whole, as one file.
    Mix,
    /// Its parts, each as long as the mix.
    Stems,
    /// Where each file belongs: broadcast WAV (EBU Tech 3285) with a time reference.
    TimeReference,
    /// Writers, shares and society numbers, as a cue sheet wants them.
    SheetFacts,
}

impl Deliverable {
    /// As documents say it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Mix => "mix",
            Self::Stems => "stems",
            Self::TimeReference => "time references",
            Self::SheetFacts => "cue-sheet data",
        }
    }
}

/// Something that was asked for, with what of it is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeliveryPoint {
    /// What.
    pub what: Deliverable,
    /// What is missing or wrong, each by name; nothing where all is there.
    pub missing: Vec<String>,
}

/// What is known of a delivered file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileFacts {
    /// What it is called.
    pub title: String,
    /// What it is.
    pub part: DeliveredPart,
    /// How long it is.
    pub duration: Flicks,
    /// Whether it is a WAV file.
    pub is_wave: bool,
    /// Whether it says where it belongs.
    pub has_time_reference: bool,
}

/// What is known of the work that is recorded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkFacts {
    /// What the recording is called.
    pub title: String,
    /// The work, where one is named.
    pub work: Option<Work>,
    /// Who has which share.
    pub shares: Vec<WorkShare>,
    /// Those parties.
    pub parties: Vec<Party>,
}

/// How far a stem may be from the length of its mix: what programs leave at the end of a file is a block of samples.
const SLACK: Flicks = Flicks(timebase::FLICKS_PER_SECOND / 10);

/// What was asked for, in order, with what of it is missing.
#[must_use]
pub fn delivery(commission: &Commission, files: &[FileFacts], work: &WorkFacts) -> Vec<DeliveryPoint> {
    let mut points = vec![DeliveryPoint { what: Deliverable::Mix, missing: mix(files) }];
    if commission.wants_stems {
        points.push(DeliveryPoint { what: Deliverable::Stems, missing: stems(files) });
    }
    if commission.wants_time_reference {
        points.push(DeliveryPoint { what: Deliverable::TimeReference, missing: time_references(files) });
    }
    if commission.wants_sheet_facts {
        points.push(DeliveryPoint { what: Deliverable::SheetFacts, missing: sheet_facts(work) });
    }
    points
}

fn mix(files: &[FileFacts]) -> Vec<String> {
    let is_there = files.iter().any(|file| file.part == DeliveredPart::Mix);
    if is_there { Vec::new() } else { vec!["no mix has come".to_owned()] }
}

fn stems(files: &[FileFacts]) -> Vec<String> {
    let stems = || files.iter().filter(|file| file.part == DeliveredPart::Stem);
    if stems().next().is_none() {
        return vec!["no stem has come".to_owned()];
    }
    let Some(mix) = files.iter().find(|file| file.part == DeliveredPart::Mix) else { return Vec::new() };
    let unlike = |stem: &&FileFacts| (stem.duration - mix.duration).0.abs() > SLACK.0;
    let told = |stem: &FileFacts| {
        let away = stem.duration - mix.duration;
        let word = if away < Flicks::ZERO { "shorter" } else { "longer" };
        format!("{} is {} {word} than the mix", stem.title, seconds(Flicks(away.0.abs())))
    };
    stems().filter(unlike).map(told).collect()
}

/// `2.5 s`
fn seconds(length: Flicks) -> String {
    let tenths = (length.0 * 10 + timebase::FLICKS_PER_SECOND / 2) / timebase::FLICKS_PER_SECOND;
    format!("{}.{} s", tenths / 10, tenths % 10)
}

fn time_references(files: &[FileFacts]) -> Vec<String> {
    if files.is_empty() {
        return vec!["no file has come".to_owned()];
    }
    let told = |file: &FileFacts| {
        if !file.is_wave {
            Some(format!("{} is no WAV file", file.title))
        } else if !file.has_time_reference {
            Some(format!("{} has no time reference", file.title))
        } else {
            None
        }
    };
    files.iter().filter_map(told).collect()
}

fn sheet_facts(facts: &WorkFacts) -> Vec<String> {
    let Some(work) = &facts.work else {
        return vec![if facts.title.is_empty() {
            "no work is named".to_owned()
        } else {
            format!("no work is named for {}", facts.title)
        }];
    };
    let mut missing = Vec::new();
    let writers = || facts.shares.iter().filter(|share| share.role.side() == WorkSide::Writers);
    if writers().next().is_none() {
        missing.push("no writer is named".to_owned());
    } else {
        let sum = sum(&facts.shares, WorkSide::Writers);
        if !is_whole(sum, TOLERANCE) {
            missing.push(format!("the writers’ shares add up to {sum}"));
        }
    }
    if work.publishing == Publishing::Published {
        let sum = publishers_sum(work, &facts.shares);
        if facts.shares.iter().all(|share| share.role.side() != WorkSide::Publishers) {
            missing.push("no publisher is named".to_owned());
        } else if !is_whole(sum, TOLERANCE) {
            missing.push(format!("the publishers’ shares add up to {sum}"));
        }
    }
    let mut told: Vec<PartyId> = Vec::new();
    for share in facts.shares.iter().filter(|share| share.role.owns() || share.role == ShareRole::Arranger) {
        if told.contains(&share.party) {
            continue;
        }
        told.push(share.party);
        let Some(party) = facts.parties.iter().find(|party| party.id == share.party) else { continue };
        if party.society.is_empty() {
            missing.push(format!("{} has no society", party.full_name()));
        }
        if party.ipi.is_empty() && party.society != "NS" {
            missing.push(format!("{} has no IPI number", party.full_name()));
        }
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CommissionId, Share, WorkId, WorkShareId};

    fn file(title: &str, part: DeliveredPart, seconds: i64) -> FileFacts {
        let duration = Flicks::from_seconds(seconds);
        FileFacts { title: title.into(), part, duration, is_wave: true, has_time_reference: true }
    }

    fn share(id: i64, role: ShareRole, share: Share) -> WorkShare {
        WorkShare {
            id: WorkShareId(id),
            work: WorkId(1),
            party: PartyId(id),
            role,
            share,
            territory: String::new(),
            acts_for: None,
            ordinal: id,
        }
    }

    fn party(id: i64, name: &str, ipi: &str, society: &str) -> Party {
        Party { id: PartyId(id), name: name.into(), ipi: ipi.into(), society: society.into(), ..Party::default() }
    }

    fn letter() -> Commission {
        Commission::new(CommissionId(1), 1, "The letter")
    }

    fn missing(files: &[FileFacts], work: &WorkFacts) -> Vec<(Deliverable, Vec<String>)> {
        delivery(&letter(), files, work).into_iter().map(|point| (point.what, point.missing)).collect()
    }

    #[test]
    fn what_was_asked_for_and_is_missing_is_named() {
        let all = missing(&[], &WorkFacts { title: "The letter v2".into(), ..WorkFacts::default() });
        let words: Vec<&str> = all.iter().flat_map(|(_, missing)| missing).map(String::as_str).collect();
        let expected =
            ["no mix has come", "no stem has come", "no file has come", "no work is named for The letter v2"];
        assert_eq!(words, expected);
        let bare = Commission { wants_stems: false, wants_time_reference: false, wants_sheet_facts: false, ..letter() };
        let points = delivery(&bare, &[file("mix", DeliveredPart::Mix, 60)], &WorkFacts::default());
        assert_eq!(points, [DeliveryPoint { what: Deliverable::Mix, missing: Vec::new() }]);
    }

    #[test]
    fn stems_are_as_long_as_their_mix_and_files_say_where_they_belong() {
        let mut strings = file("strings", DeliveredPart::Stem, 58);
        strings.duration = strings.duration - Flicks(timebase::FLICKS_PER_SECOND / 2);
        let piano = FileFacts { has_time_reference: false, ..file("piano", DeliveredPart::Stem, 60) };
        let voice = FileFacts { is_wave: false, ..file("voice", DeliveredPart::Stem, 61) };
        let all = missing(&[file("mix", DeliveredPart::Mix, 60), strings, piano, voice], &WorkFacts::default());
        assert_eq!(all[1].1, ["strings is 2.5 s shorter than the mix", "voice is 1.0 s longer than the mix"]);
        assert_eq!(all[2].1, ["piano has no time reference", "voice is no WAV file"]);
    }

    #[test]
    fn a_work_has_writers_whose_shares_are_whole_and_who_have_numbers() {
        let mut facts = WorkFacts { work: Some(Work::new(WorkId(1), "The letter")), ..WorkFacts::default() };
        let told = |facts: &WorkFacts| sheet_facts(facts);
        assert_eq!(told(&facts), ["no writer is named", "no publisher is named"]);
        facts.shares =
            vec![share(1, ShareRole::Composer, Share(900_000)), share(2, ShareRole::OriginalPublisher, Share::WHOLE)];
        facts.parties = vec![party(1, "Vold", "", "TONO"), party(2, "Fjord Songs", "00000000125", "")];
        assert_eq!(
            told(&facts),
            ["the writers’ shares add up to 90 %", "Vold has no IPI number", "Fjord Songs has no society"]
        );
        facts.shares[0].share = Share::WHOLE;
        facts.parties = vec![party(1, "Vold", "", "NS"), party(2, "Fjord Songs", "00000000125", "TONO")];
        assert_eq!(told(&facts), Vec::<String>::new(), "who is a member of no society has no number of one");
    }
}
