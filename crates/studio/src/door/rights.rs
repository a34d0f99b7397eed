//! Money and rights of what is proposed, in words, for reviewers who may see them. What a reviewer may not see is not made.

use std::collections::BTreeSet;

use model::review::Frozen;
use model::{Clearance, ClearanceStatus, Costs, EpisodeId, Money, Party, Rights, Sees, Share, TrackId, gaps};

use crate::books::Books;

/// The books as one reviewer may see them.
pub(super) struct Shows<'a> {
    books: &'a Books,
    costs: Costs<'a>,
    episode: EpisodeId,
    sees: Sees,
}

/// What is shown of one alternate.
#[derive(Debug, Default)]
pub(super) struct InWords {
    pub clearance: Option<String>,
    pub money: Option<String>,
    pub contacts: Option<String>,
}

impl<'a> Shows<'a> {
    pub fn new(books: &'a Books, episode: EpisodeId, sees: Sees) -> Self {
        Self { books, costs: books.costs(), episode, sees }
    }

    /// What may be seen of an alternate as it was proposed; how its rights stand is as of now.
    pub fn of(&self, was: &Frozen) -> InWords {
        let tracks: BTreeSet<TrackId> = was.pieces.iter().map(|piece| piece.track).collect();
        let lines: Vec<&Clearance> = tracks
            .iter()
            .flat_map(|track| self.costs.lines(*track))
            .copied()
            .filter(|line| line.is_for(self.episode) && line.status != ClearanceStatus::Replaced)
            .collect();
        InWords {
            clearance: self.sees.clearance.then(|| self.clearance(&tracks)),
            money: self.sees.money.then(|| self.money(&lines)),
            contacts: self.sees.contacts.then(|| self.contacts(&lines)),
        }
    }

    /// How the rights stand: the worst of the recordings, then right by right where something is open.
    fn clearance(&self, tracks: &BTreeSet<TrackId>) -> String {
        let own = |track: &TrackId| self.costs.lines(*track).iter().copied();
        let each = tracks.iter().map(|track| Rights::in_episode(own(track), self.episode));
        let stands = each.max_by_key(|rights| rights.concern()).unwrap_or(Rights::Unknown);
        let lines = || tracks.iter().flat_map(own).filter(|line| line.is_for(self.episode));
        let named = |only: &dyn Fn(&Clearance) -> bool| {
            let words = lines().filter(|line| only(line)).map(|line| format!("{} {}", side(line), line.status.word()));
            words.collect::<Vec<_>>().join(", ")
        };
        match stands {
            Rights::Cleared => "Rights cleared".to_owned(),
            Rights::Unknown => "Rights not asked for yet".to_owned(),
            Rights::Denied => format!("Rights refused: {}", named(&|line| line.status == ClearanceStatus::Denied)),
            Rights::Open => {
                let open = named(&|line| !line.status.is_done() && line.status != ClearanceStatus::Replaced);
                if open.is_empty() { "Rights open".to_owned() } else { format!("Rights open: {open}") }
            }
        }
    }

    fn money(&self, lines: &[&Clearance]) -> String {
        let amounts: Vec<Option<i64>> = lines.iter().map(|line| self.costs.amount(line)).collect();
        let sum: i64 = amounts.iter().flatten().sum();
        let unpriced = |line: &&&Clearance| line.status.is_live() && line.fee.is_none() && line.estimate.is_none();
        let is_priced = !lines.iter().any(|line| unpriced(&line)) && amounts.iter().all(Option::is_some);
        let is_whole = is_priced && gaps(lines.iter().copied()) == 0;
        match (sum, is_whole) {
            (0, false) => "No price yet".to_owned(),
            (_, true) => Money::new(sum, self.books.rates.own()).to_string(),
            (_, false) => format!("{} so far", Money::new(sum, self.books.rates.own())),
        }
    }

    fn contacts(&self, lines: &[&Clearance]) -> String {
        let mut words: Vec<String> = Vec::new();
        for line in lines {
            let Some(party) = line.party.and_then(|party| self.books.parties.get(&party)) else { continue };
            let one = format!("{}: {}", side(line), reached(party));
            if !words.contains(&one) {
                words.push(one);
            }
        }
        if words.is_empty() { "Nobody is named who grants the rights".to_owned() } else { words.join("; ") }
    }
}

/// `master`, or `publishing 50 %` where others have the rest.
fn side(line: &Clearance) -> String {
    match line.share {
        Share::WHOLE => line.side.word().to_owned(),
        share => format!("{} {} %", line.side.word(), share.percent(2)),
    }
}

/// The name, and whom to ask there how.
fn reached(party: &Party) -> String {
    let parts = [party.full_name(), party.contact.clone(), party.email.clone(), party.phone.clone()];
    let said: Vec<String> = parts.into_iter().filter(|part| !part.trim().is_empty()).collect();
    said.join(", ")
}
