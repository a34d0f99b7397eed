//! Parties and works.

mod findings;
mod shapes;

use std::collections::{BTreeMap, HashMap, HashSet};

use model::{
    Identifier, Party, PartyId, Publishing, Share, ShareRole, TrackId, Work, WorkId, WorkShare, WorkSide,
    shares::{TOLERANCE, divides, is_whole, publishers_sum, sum},
};
use store::{Rows, StoreError};

use crate::edits::Mentions;

pub use shapes::{
    DirectoryQuery, FindingWeight, OpenShare, PartiesPage, PartyLine, PartyRow, PartyShare, PartyView, RecordedTrack,
    RightsFinding, ShareView, WorkRow, WorkView, WorksPage,
};

/// Most rows that one question may ask for.
const MOST_ROWS: usize = 1_000;

/// The directory of parties.
pub(crate) fn parties(rows: &Rows, query: &DirectoryQuery) -> Result<PartiesPage, StoreError> {
    let all = rows.parties()?;
    let (mut works, mut writers): (HashMap<PartyId, HashSet<WorkId>>, HashSet<PartyId>) = Default::default();
    for share in rows.all_work_shares()? {
        works.entry(share.party).or_default().insert(share.work);
        if share.role.side() == WorkSide::Writers {
            writers.insert(share.party);
        }
    }
    let recordings = counted(rows.recordings()?.into_iter().filter_map(|recording| recording.label));
    let clearances = counted(rows.all_clearances()?.into_iter().filter_map(|line| line.party));
    let twins = party_twins(&all);
    let words = words(&query.text);
    let matching: Vec<&Party> = all.iter().filter(|party| party_matches(party, &words)).collect();
    let shown = matching.iter().skip(query.offset).take(query.limit.min(MOST_ROWS));
    let rows = shown.map(|party| PartyRow {
        full_name: party.full_name(),
        works: works.get(&party.id).map_or(0, HashSet::len),
        recordings: recordings.get(&party.id).copied().unwrap_or(0),
        clearances: clearances.get(&party.id).copied().unwrap_or(0),
        twins: twins.get(&party.id).cloned().unwrap_or_default(),
        findings: findings::of_party(party, writers.contains(&party.id)),
        party: (*party).clone(),
    });
    Ok(PartiesPage { total: all.len(), matched: matching.len(), rows: rows.collect() })
}

fn counted<Key: Eq + std::hash::Hash>(keys: impl Iterator<Item = Key>) -> HashMap<Key, usize> {
    let mut counts = HashMap::new();
    for key in keys {
        *counts.entry(key).or_insert(0) += 1;
    }
    counts
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(plain).collect()
}

/// Small letters without what people leave out.
fn plain(text: &str) -> String {
    text.to_lowercase().replace(['.', '-'], "")
}

fn matches(text: &str, words: &[String]) -> bool {
    let text = plain(text);
    words.iter().all(|word| text.contains(word))
}

fn party_matches(party: &Party, words: &[String]) -> bool {
    let Party { name, first_name, ipi, society, contact, email, .. } = party;
    words.is_empty() || matches(&[first_name, name, ipi, society, contact, email].map(String::as_str).join(" "), words)
}

/// Parties that are probably the same, each with its others.
fn party_twins(all: &[Party]) -> HashMap<PartyId, Vec<PartyId>> {
    let mut groups: BTreeMap<String, Vec<&Party>> = BTreeMap::new();
    for party in all {
        let mut letters: Vec<String> =
            plain(&party.full_name()).replace(',', " ").split_whitespace().map(str::to_owned).collect();
        // `Vold Ines` is `Ines Vold`.
        letters.sort();
        groups.entry(letters.join(" ")).or_default().push(party);
        if !party.ipi.is_empty() {
            groups.entry(party.ipi.clone()).or_default().push(party);
        }
    }
    let mut twins: HashMap<PartyId, Vec<PartyId>> = HashMap::new();
    for group in groups.into_values().filter(|group| group.len() > 1) {
        for one in &group {
            let same = |other: &&&Party| {
                other.id != one.id && (one.ipi.is_empty() || other.ipi.is_empty() || one.ipi == other.ipi)
            };
            let found = twins.entry(one.id).or_default();
            found.extend(group.iter().filter(same).map(|other| other.id));
            found.sort_unstable();
            found.dedup();
        }
    }
    twins
}

/// All that is known of a party, or `None` if it is gone.
pub(crate) fn party(rows: &Rows, id: PartyId) -> Result<Option<PartyView>, StoreError> {
    let Some(party) = rows.party(id)? else { return Ok(None) };
    let mentions = Mentions::of(rows, id)?;
    let mut shares = Vec::new();
    for share in &mentions.shares {
        let Some(work) = rows.work(share.work)? else { continue };
        shares.push(PartyShare { work: work.id, title: work.title, role: share.role, share: share.share });
    }
    shares.sort_by(|a, b| (&a.title, a.work).cmp(&(&b.title, b.work)));
    let mut lines = Vec::new();
    for line in &mentions.clearances {
        let Some(track) = rows.track(line.track)? else { continue };
        let told = format!("{}, {}, {}", track.title, line.side.word(), line.status.word());
        lines.push(PartyLine { clearance: line.id, track: line.track, line: told });
    }
    let works: HashSet<WorkId> = mentions.shares.iter().map(|share| share.work).collect();
    let writes = mentions.shares.iter().any(|share| share.role.side() == WorkSide::Writers);
    let all = rows.parties()?;
    let twins = party_twins(&all).remove(&id).unwrap_or_default();
    let twin_names = twins.iter().filter_map(|twin| all.iter().find(|other| other.id == *twin)).map(Party::full_name);
    Ok(Some(PartyView {
        shares,
        tracks: recorded(rows, mentions.recordings.iter().map(|recording| recording.track))?,
        lines,
        twin_names: twin_names.collect(),
        row: PartyRow {
            full_name: party.full_name(),
            works: works.len(),
            recordings: mentions.recordings.len(),
            clearances: mentions.clearances.len(),
            twins,
            findings: findings::of_party(&party, writes),
            party,
        },
    }))
}

fn recorded(rows: &Rows, tracks: impl Iterator<Item = TrackId>) -> Result<Vec<RecordedTrack>, StoreError> {
    let mut found = Vec::new();
    for id in tracks {
        if let Some(track) = rows.track(id)? {
            found.push(RecordedTrack { id, title: track.title, artist: track.artist });
        }
    }
    found.sort_by(|a, b| (&a.title, a.id).cmp(&(&b.title, b.id)));
    Ok(found)
}

/// The works of the show.
pub(crate) fn works(rows: &Rows, query: &DirectoryQuery) -> Result<WorksPage, StoreError> {
    let all = rows.works()?;
    let parties: HashMap<PartyId, Party> = rows.parties()?.into_iter().map(|party| (party.id, party)).collect();
    let mut shares: HashMap<WorkId, Vec<WorkShare>> = HashMap::new();
    for share in rows.all_work_shares()? {
        shares.entry(share.work).or_default().push(share);
    }
    let tracks = counted(rows.recordings()?.into_iter().filter_map(|recording| recording.work));
    let of = |work: &Work| shares.get(&work.id).map_or(&[][..], Vec::as_slice);
    let told = |work: &Work, side| told_of(work, of(work), side, &parties);
    let words = words(&query.text);
    let is_wanted = |work: &&Work| {
        let names = || format!("{} {}", told(work, WorkSide::Writers), told(work, WorkSide::Publishers));
        let own = || format!("{} {} {}", work.title, work.other_titles.join(" "), work.iswc);
        words.is_empty() || matches(&format!("{} {}", own(), names()), &words)
    };
    let matching: Vec<&Work> = all.iter().filter(is_wanted).collect();
    let twins = work_twins(&all, |work| told(work, WorkSide::Writers));
    let shown = matching.iter().skip(query.offset).take(query.limit.min(MOST_ROWS));
    let rows = shown.map(|work| WorkRow {
        id: work.id,
        title: work.title.clone(),
        iswc: Identifier::Iswc.display(&work.iswc),
        writers: told(work, WorkSide::Writers),
        publishers: told(work, WorkSide::Publishers),
        tracks: tracks.get(&work.id).copied().unwrap_or(0),
        findings: all_findings(work, of(work), &parties),
        twins: twins.get(&work.id).cloned().unwrap_or_default(),
    });
    Ok(WorksPage { total: all.len(), matched: matching.len(), rows: rows.collect() })
}

/// `Ines Vold (TONO) 75 %, J. Vold 25 %`.
fn side_in_words(shares: &[WorkShare], side: WorkSide, parties: &HashMap<PartyId, Party>) -> String {
    let of_side = shares.iter().filter(|share| share.role.side() == side);
    let told = of_side.filter_map(|share| {
        let party = parties.get(&share.party)?;
        let society = if party.society.is_empty() { String::new() } else { format!(" ({})", party.society) };
        let acts = match share.role {
            ShareRole::Administrator => "adm. ",
            ShareRole::SubPublisher => "sub-pub. ",
            ShareRole::Composer
            | ShareRole::Author
            | ShareRole::ComposerAuthor
            | ShareRole::Arranger
            | ShareRole::Adaptor
            | ShareRole::Translator
            | ShareRole::SubArranger
            | ShareRole::SubAuthor
            | ShareRole::OriginalPublisher => "",
        };
        Some(format!("{acts}{}{society} {}", party.full_name(), share.share))
    });
    told.collect::<Vec<_>>().join(", ")
}

/// A side with what of it no publisher has.
fn told_of(work: &Work, shares: &[WorkShare], side: WorkSide, parties: &HashMap<PartyId, Party>) -> String {
    let named = side_in_words(shares, side, parties);
    let open = work.open_shares().into_iter().filter(|_| side == WorkSide::Publishers);
    let nobodys = open.map(|(kind, share)| format!("{} {share}", kind.name().to_lowercase()));
    [named].into_iter().filter(|named| !named.is_empty()).chain(nobodys).collect::<Vec<_>>().join(", ")
}

fn work_twins(all: &[Work], writers: impl Fn(&Work) -> String) -> HashMap<WorkId, Vec<WorkId>> {
    let mut groups: HashMap<String, Vec<&Work>> = HashMap::new();
    for work in all {
        groups.entry(plain(&work.title)).or_default().push(work);
        if !work.iswc.is_empty() {
            groups.entry(work.iswc.clone()).or_default().push(work);
        }
    }
    let mut twins: HashMap<WorkId, Vec<WorkId>> = HashMap::new();
    for group in groups.into_values().filter(|group| group.len() > 1) {
        for one in &group {
            let same = |other: &&&Work| {
                let known = !one.iswc.is_empty() && !other.iswc.is_empty();
                let (mine, theirs) = (writers(one), writers(other));
                let alike = mine.is_empty() || theirs.is_empty() || mine == theirs;
                other.id != one.id && if known { one.iswc == other.iswc } else { alike }
            };
            let found = twins.entry(one.id).or_default();
            found.extend(group.iter().filter(same).map(|other| other.id));
            found.sort_unstable();
            found.dedup();
        }
    }
    twins
}

/// What is wrong with a work and with the parties that have shares of it.
fn all_findings(work: &Work, shares: &[WorkShare], parties: &HashMap<PartyId, Party>) -> Vec<RightsFinding> {
    let mut found = findings::of_work(work, shares);
    let mut told = HashSet::new();
    for share in shares {
        let writes = share.role.side() == WorkSide::Writers && !work.public_domain;
        if let Some(party) = parties.get(&share.party).filter(|party| told.insert(party.id)) {
            found.extend(findings::of_party(party, writes));
        }
        if let Some(party) = parties.get(&share.party).filter(|_| share.share.0 == 0 && divides(work, share)) {
            found.push(findings::without_share(party, share.role.side()));
        }
    }
    found
}

/// All that is known of a work, or `None` if it is gone.
pub(crate) fn work(rows: &Rows, id: WorkId) -> Result<Option<WorkView>, StoreError> {
    let Some(work) = rows.work(id)? else { return Ok(None) };
    let shares = rows.work_shares(id)?;
    let mut parties = HashMap::new();
    for share in &shares {
        if let Some(party) = rows.party(share.party)? {
            parties.insert(party.id, party);
        }
    }
    let (writers_sum, publishers_sum) = (sum(&shares, WorkSide::Writers), publishers_sum(&work, &shares));
    let left_of = |side: WorkSide| match side {
        WorkSide::Writers => Share((Share::WHOLE.0 - writers_sum.0).max(0)),
        WorkSide::Publishers => Share((Share::WHOLE.0 - publishers_sum.0).max(0)),
    };
    let view = |share: &WorkShare| -> Option<ShareView> {
        let who = parties.get(&share.party)?.clone();
        let side = share.role.side();
        let part = match side {
            WorkSide::Writers => work.writers_part,
            WorkSide::Publishers => Share(Share::WHOLE.0 - work.writers_part.0),
        };
        let of_whole = (i128::from(share.share.0) * i128::from(part.0) / i128::from(Share::WHOLE.0)) as i64;
        Some(ShareView {
            name: who.full_name(),
            who,
            side,
            code: share.role.code().to_owned(),
            of_whole: Share(of_whole),
            offered: if share.share.0 == 0 && divides(&work, share) { left_of(side) } else { Share(0) },
            acts_for_place: share.acts_for.and_then(|own| shares.iter().position(|other| other.id == own)),
            share: share.clone(),
        })
    };
    let recordings = rows.recordings_of_work(id)?;
    Ok(Some(WorkView {
        iswc_shown: Identifier::Iswc.display(&work.iswc),
        shares: shares.iter().filter_map(view).collect(),
        writers_sum,
        publishers_sum,
        writers_whole: is_whole(writers_sum, TOLERANCE),
        publishers_whole: is_whole(publishers_sum, TOLERANCE),
        open_shares: open_shares(&work),
        publishers_left: left_of(WorkSide::Publishers),
        tracks: recorded(rows, recordings.iter().map(|recording| recording.track))?,
        findings: all_findings(&work, &shares, &parties),
        work,
    }))
}

/// What of the publishers' side no publisher has, each part by its name.
fn open_shares(work: &Work) -> Vec<OpenShare> {
    let named = |(kind, share): (Publishing, Share)| OpenShare { kind, name: kind.name().to_owned(), share };
    work.open_shares().into_iter().map(named).collect()
}
