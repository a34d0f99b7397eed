//! Who has a work, as a sheet says it in the place of who had it.

use interchange::catalogue::CatalogueLine;
use model::shares::{TOLERANCE, is_whole};
use model::{Publishing, Share, ShareRole, Work, WorkSide};

use super::changes::change;
use super::parties::Parties;
use super::plan::{ShareDraft, WorkDraft};
use crate::views::CatalogueChange;

/// Takes over what of the publishers' side the sheet says no publisher has; `alone` where it names no publisher besides.
pub(super) fn change_publishing(
    draft: &mut WorkDraft,
    line: &CatalogueLine,
    alone: bool,
    changes: &mut Vec<CatalogueChange>,
) {
    let whole = |share: Share| alone && is_whole(share, TOLERANCE);
    let mut after = draft.work.clone();
    (after.publishing, after.unpublished, after.copyright_control) = match line {
        line if whole(line.unpublished) => (Publishing::Unpublished, Share(0), Share(0)),
        line if whole(line.copyright_control) => (Publishing::CopyrightControl, Share(0), Share(0)),
        line if line.unpublished.0 + line.copyright_control.0 > 0 => {
            (Publishing::Published, line.unpublished, line.copyright_control)
        }
        // What is known of the rest stays, unless the publishers have it all.
        _ if is_whole(published(line), TOLERANCE) => (Publishing::Published, Share(0), Share(0)),
        _ => (Publishing::Published, after.unpublished, after.copyright_control),
    };
    let in_words = |work: &Work| {
        let part = |(kind, share): (Publishing, Share)| format!("{} {share}", kind.name());
        let parts = work.open_shares().into_iter().map(part);
        let whole = Some(work.publishing.name().to_owned()).filter(|name| !name.is_empty());
        whole.into_iter().chain(parts).collect::<Vec<String>>().join(", ")
    };
    if after != draft.work {
        changes.push(change("publishing", &in_words(&draft.work), &in_words(&after)));
        draft.work = after;
        draft.changed = true;
    }
    // Who published it until now does so no more.
    if alone && draft.shares.iter().any(|share| share.role.side() == WorkSide::Publishers) {
        draft.shares.retain(|share| share.role.side() == WorkSide::Writers);
        draft.shares.iter_mut().for_each(|share| share.acts_for = None);
        draft.shares_changed = true;
    }
}

fn published(line: &CatalogueLine) -> Share {
    let owners = line.publishers.iter().filter(|credit| credit.role.is_none_or(ShareRole::owns));
    Share(owners.filter_map(|credit| credit.share).map(|share| share.0).sum())
}

/// Puts the owners that a sheet names in the place of a side's.
pub(super) fn change_side(
    draft: &mut WorkDraft,
    side: WorkSide,
    wanted: Vec<ShareDraft>,
    parties: &Parties,
    changes: &mut Vec<CatalogueChange>,
) {
    if wanted.is_empty() {
        return;
    }
    let of_side = |share: &&ShareDraft| share.role.side() == side;
    let before: Vec<ShareDraft> = draft.shares.iter().filter(of_side).cloned().collect();
    let key = |list: &[ShareDraft]| {
        let mut key: Vec<_> = list.iter().map(|share| (share.party, share.role, share.share)).collect();
        key.sort_unstable();
        key
    };
    if key(&before) == key(&wanted) {
        return;
    }
    let field = if side == WorkSide::Writers { "writers" } else { "publishers" };
    changes.push(change(field, &in_words(&before, parties), &in_words(&wanted, parties)));
    let mut shares: Vec<ShareDraft> = draft.shares.iter().filter(|share| share.role.side() != side).cloned().collect();
    for share in &mut shares {
        // Whom they acted for is another now, or stands elsewhere.
        share.acts_for = None;
    }
    if side == WorkSide::Writers {
        shares.splice(0..0, wanted);
    } else {
        shares.extend(wanted);
    }
    draft.shares = shares;
    draft.shares_changed = true;
}

fn in_words(shares: &[ShareDraft], parties: &Parties) -> String {
    let told = shares.iter().filter_map(|share| {
        let party = parties.get(share.party)?;
        let society = if party.society.is_empty() { String::new() } else { format!(" ({})", party.society) };
        Some(format!("{}{society} {}", party.full_name(), share.share))
    });
    told.collect::<Vec<_>>().join(", ")
}
