//! What is wrong with works and parties, as far as they tell by themselves.

use model::{
    Identifier, Party, Publishing, Share, Work, WorkShare, WorkSide,
    shares::{TOLERANCE, is_whole, sum},
    societies,
};

use super::{FindingWeight, RightsFinding};

/// What is wrong with a party; `writes` where it has a writer's share of something.
pub(super) fn of_party(party: &Party, writes: bool) -> Vec<RightsFinding> {
    let name = party.full_name();
    let found = |weight, field: &str, message: String| RightsFinding {
        weight,
        field: field.to_owned(),
        party: Some(party.id),
        message,
    };
    let mut findings = Vec::new();
    if let Err(error) = Identifier::IpiName.parse(&party.ipi) {
        findings.push(found(FindingWeight::Wrong, "ipi", format!("{name}: {error}.")));
    } else if party.ipi.is_empty() && writes && !is_of_none(party) {
        findings.push(found(FindingWeight::Missing, "ipi", format!("{name} has no IPI name number.")));
    }
    if party.society.is_empty() && writes {
        let message = format!("{name} has no society; write NS if it is a member of none.");
        findings.push(found(FindingWeight::Wrong, "society", message));
    } else if !party.society.is_empty() && societies::canonical(&party.society).is_none() {
        let meant = societies::nearest(&party.society).map_or_else(
            || format!("{} is not a society that this program knows.", party.society),
            |near| format!("{} is not a society; is {} meant?", party.society, near.name),
        );
        findings.push(found(FindingWeight::Missing, "society", format!("{name}: {meant}")));
    }
    findings
}

/// Members of no society have no number of one.
fn is_of_none(party: &Party) -> bool {
    let named = societies::canonical(&party.society);
    named.is_some_and(|name| [societies::NO_SOCIETY, societies::PUBLIC_DOMAIN].contains(&name))
}

/// Nobody has said what an owner has of a side.
pub(super) fn without_share(party: &Party, side: WorkSide) -> RightsFinding {
    let field = match side {
        WorkSide::Writers => "writers",
        WorkSide::Publishers => "publishers",
    };
    RightsFinding {
        weight: FindingWeight::Missing,
        field: field.to_owned(),
        party: Some(party.id),
        message: format!("{} has 0 %; say what the share is.", party.full_name()),
    }
}

/// What is wrong with a work and its shares, without its parties.
pub(super) fn of_work(work: &Work, shares: &[WorkShare]) -> Vec<RightsFinding> {
    let found =
        |weight, field: &str, message: String| RightsFinding { weight, field: field.to_owned(), party: None, message };
    let mut findings = Vec::new();
    if let Err(error) = Identifier::Iswc.parse(&work.iswc) {
        findings.push(found(FindingWeight::Wrong, "iswc", format!("{error}.")));
    } else if work.iswc.is_empty() && !work.public_domain {
        findings.push(found(FindingWeight::Missing, "iswc", format!("{} has no ISWC.", work.title)));
    }
    if let Some(message) = wrong_sum(work, shares, WorkSide::Writers, "writers") {
        findings.push(found(FindingWeight::Wrong, "writers", message));
    }
    if work.publishing == Publishing::Published
        && !work.public_domain
        && let Some(message) = wrong_sum(work, shares, WorkSide::Publishers, "publishers")
    {
        findings.push(found(FindingWeight::Wrong, "publishers", message));
    }
    let publishes = |share: &WorkShare| share.role.side() == WorkSide::Publishers;
    if shares.iter().any(publishes) && !shares.iter().any(|share| publishes(share) && share.role.owns()) {
        let message = "Somebody administers, but no original publisher is named; name whom they act for.".to_owned();
        findings.push(found(FindingWeight::Missing, "publishers", message));
    }
    findings
}

fn wrong_sum(work: &Work, shares: &[WorkShare], side: WorkSide, who: &str) -> Option<String> {
    let open = if side == WorkSide::Publishers { work.open_share() } else { Share(0) };
    if open.0 == 0 && !shares.iter().any(|share| share.role.side() == side) {
        let or = if side == WorkSide::Publishers { ", or say that it is unpublished or copyright control" } else { "" };
        return Some(format!("The {who} are not known; add them{or}."));
    }
    let together = Share(sum(shares, side).0 + open.0);
    if is_whole(together, TOLERANCE) {
        return None;
    }
    let left = together.0 - Share::WHOLE.0;
    let off = Share(left.abs()).to_string();
    let how = if left > 0 { format!("{off} too much") } else { format!("{off} missing") };
    Some(format!("The {who} have {together} together, {how}; correct a share."))
}
