//! Who stands on a row: writers and publishers with their shares by the profile's convention, and what nobody publishes.

use model::{Publishing, Share, ShareRole, WorkSide};

use super::facts::{Holder, WorkFacts};
use super::shape::SheetParty;
use crate::profile::{Profile, ShareConvention};

/// What stands in the publishers' place where there is none: forms want to read that it is not forgotten.
pub(super) fn publishing(work: &WorkFacts) -> String {
    let parts = work.work.open_shares();
    // An arrangement is somebody's, whatever it arranges: where nobody said who publishes it, nothing is known of that.
    if work.is_free() {
        return "public domain".into();
    }
    match work.work.publishing {
        Publishing::Published if nobody_publishes(work) => {
            parts.iter().map(|(kind, _)| kind.name().to_lowercase()).collect::<Vec<_>>().join(" / ")
        }
        kind => kind.name().to_lowercase(),
    }
}

/// Whether the whole publishers' side belongs to no publisher.
fn nobody_publishes(work: &WorkFacts) -> bool {
    let open = work.work.open_share();
    let named = work.holders.iter().any(|holder| holder.share.role.side() == WorkSide::Publishers);
    !named && (open.0 == 0 || model::shares::is_whole(open, model::shares::TOLERANCE))
}

/// Writers and publishers with their shares by the profile's convention.
pub(super) fn parties(work: &WorkFacts, profile: &Profile) -> (Vec<SheetParty>, Vec<SheetParty>) {
    let side = |side: WorkSide| -> Vec<&Holder> {
        work.holders.iter().filter(|holder| holder.share.role.side() == side).collect()
    };
    let (writers, publishers) = (side(WorkSide::Writers), side(WorkSide::Publishers));
    // Where nobody publishes, the writers keep the whole.
    let whole = nobody_publishes(work);
    let writers_part = if whole { Share::WHOLE } else { work.work.writers_part };
    let rest = Share(Share::WHOLE.0 - writers_part.0);
    let open = if whole { Vec::new() } else { work.work.open_shares() };
    let (written, published) =
        (shared(&writers, &[], writers_part, profile), shared(&publishers, &open, rest, profile));
    let mut writers: Vec<SheetParty> =
        writers.iter().zip(written).map(|(holder, shares)| of_holder(holder, shares, profile)).collect();
    if work.work.public_domain {
        let all = work.is_free();
        let free = |writer: &SheetParty| !writer.role.arranges() && (writer.side_share.0 == 0 || all);
        for writer in writers.iter_mut().filter(|writer| free(writer)) {
            writer.non_copyright = true;
        }
    }
    let (owned, left) = published.split_at(publishers.len());
    let named = publishers.iter().zip(owned).map(|(holder, shares)| of_holder(holder, *shares, profile));
    let nobodys = open.iter().zip(left).map(|((kind, _), shares)| of_nobody(*kind, *shares, profile));
    (writers, named.chain(nobodys).collect())
}

/// A share of its side, the same by the profile's convention, and as it is printed.
type Shares = (i64, i64, Share);

/// Shares of a side; of the whole work if the profile wants so, what rounding loses given to the first. What belongs to
/// nobody of the publishers' side is counted as a share like any other, after those of the holders.
fn shared(holders: &[&Holder], open: &[(Publishing, Share)], part: Share, profile: &Profile) -> Vec<Shares> {
    // Administrators and sub-publishers collect for others; only where nobody else is named do they count.
    let owned = holders.iter().any(|holder| holder.share.role.owns());
    let of_holders =
        holders.iter().map(|holder| if holder.share.role.owns() || !owned { holder.share.share.0 } else { 0 });
    let side: Vec<i64> = of_holders.chain(open.iter().map(|(_, share)| share.0)).collect();
    let printed: Vec<i64> = match profile.shares {
        ShareConvention::PerSide => side.clone(),
        ShareConvention::WholeWork => {
            let mut whole: Vec<i64> = side.iter().map(|share| share * part.0 / Share::WHOLE.0).collect();
            let lost = side.iter().sum::<i64>() * part.0 / Share::WHOLE.0 - whole.iter().sum::<i64>();
            if let Some(first) = whole.iter_mut().find(|share| **share > 0) {
                *first += lost;
            }
            whole
        }
    };
    let all: Vec<Share> = printed.iter().copied().map(Share).collect();
    let shown = model::shares::printed(&all, profile.share_decimals);
    side.into_iter().zip(printed).zip(shown).map(|((side, share), shown)| (side, share, shown)).collect()
}

fn of_holder(holder: &Holder, (side, share, shown): Shares, profile: &Profile) -> SheetParty {
    SheetParty {
        party: Some(holder.party.id),
        role: holder.share.role,
        role_text: profile.role(holder.share.role).to_owned(),
        first_name: holder.party.first_name.clone(),
        last_name: holder.party.name.clone(),
        is_person: holder.party.kind == model::PartyKind::Person,
        ipi: holder.party.ipi.clone(),
        society: profile.society(&holder.party.society).to_owned(),
        share: Share(share),
        side_share: Share(side),
        share_text: shown.percent(profile.share_decimals),
        territory: holder.share.territory.clone(),
        belongs_to_nobody: None,
        non_copyright: false,
    }
}

/// A part that no publisher has: it stands among the publishers, under its own name.
fn of_nobody(kind: Publishing, (side, share, shown): Shares, profile: &Profile) -> SheetParty {
    SheetParty {
        party: None,
        role: ShareRole::OriginalPublisher,
        role_text: profile.role(ShareRole::OriginalPublisher).to_owned(),
        first_name: String::new(),
        last_name: kind.name().to_owned(),
        is_person: false,
        ipi: String::new(),
        society: String::new(),
        share: Share(share),
        side_share: Share(side),
        share_text: shown.percent(profile.share_decimals),
        territory: String::new(),
        belongs_to_nobody: Some(kind),
        non_copyright: false,
    }
}
