//! Shares of a side: whether they add up, and making them do so.

use crate::{Share, Work, WorkShare, WorkSide};

/// How far a side may be from its whole: CWR's ±0.06 %, which lets 3 × 33.33 and 6 × 16.67 pass.
pub const TOLERANCE: Share = Share(600);

/// What the shares of a side add up to. Administrators and sub-publishers collect what belongs to others: they count
/// only where no original publisher is named.
#[must_use]
pub fn sum(shares: &[WorkShare], side: WorkSide) -> Share {
    let of_side = || shares.iter().filter(move |share| share.role.side() == side);
    let owned = of_side().any(|share| share.role.owns());
    Share(of_side().filter(|share| share.role.owns() || !owned).map(|share| share.share.0).sum())
}

/// What the publishers' side adds up to with what of it is unpublished or under copyright control.
#[must_use]
pub fn publishers_sum(work: &Work, shares: &[WorkShare]) -> Share {
    Share(sum(shares, WorkSide::Publishers).0 + work.open_share().0)
}

/// Whether a sum is the whole of its side, within `tolerance`.
#[must_use]
pub fn is_whole(sum: Share, tolerance: Share) -> bool {
    (sum.0 - Share::WHOLE.0).abs() <= tolerance.0
}

/// Equal shares for so many; what rounding leaves over goes to the first. No shares for nobody.
#[must_use]
pub fn evened_out(count: usize) -> Vec<Share> {
    evened_out_of(Share::WHOLE, count)
}

/// Equal parts of `whole`, which is what of a side is to be divided; the rest as in [`evened_out`].
#[must_use]
pub fn evened_out_of(whole: Share, count: usize) -> Vec<Share> {
    let Some(each) = i64::try_from(count).ok().and_then(|count| whole.0.checked_div(count)) else {
        return Vec::new();
    };
    let mut shares = vec![Share(each); count];
    let given = each * i64::try_from(count).unwrap_or(0);
    if let Some(first) = shares.first_mut() {
        first.0 += whole.0 - given;
    }
    shares
}

/// Shares in the proportions they have, made to add up to the whole: what is missing or too much goes to the first that
/// can bear it. Shares that are all nothing are evened out.
#[must_use]
pub fn made_whole(shares: &[Share]) -> Vec<Share> {
    made_up_to(Share::WHOLE, shares)
}

/// Shares in the proportions they have, made to add up to `whole`, which is what of a side is to be divided; the rest as
/// in [`made_whole`].
#[must_use]
pub fn made_up_to(whole: Share, shares: &[Share]) -> Vec<Share> {
    let sum: i64 = shares.iter().map(|share| share.0).sum();
    if sum <= 0 {
        return evened_out_of(whole, shares.len());
    }
    let scaled =
        |share: &Share| i64::try_from(i128::from(share.0) * i128::from(whole.0) / i128::from(sum)).unwrap_or(0);
    let mut made: Vec<Share> = shares.iter().map(|share| Share(scaled(share))).collect();
    let lost = whole.0 - made.iter().map(|share| share.0).sum::<i64>();
    if let Some(first) = made.iter_mut().find(|share| share.0 > 0) {
        first.0 += lost;
    }
    made
}

/// What of a side its owners divide between them: all of it, less what of the publishers' side no publisher has.
#[must_use]
pub fn to_divide(work: &Work, side: WorkSide) -> Share {
    match side {
        WorkSide::Writers => Share::WHOLE,
        WorkSide::Publishers => Share((Share::WHOLE.0 - work.open_share().0).max(0)),
    }
}

/// Whether somebody of a work is to have a share: who owns, unless copyright is over and they made nothing new of it.
#[must_use]
pub const fn divides(work: &Work, share: &WorkShare) -> bool {
    let is_free = work.public_domain && matches!(share.role.side(), WorkSide::Writers) && !share.role.arranges();
    share.role.owns() && !is_free
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{PartyId, ShareRole, WorkId, WorkShareId};

    fn share(role: ShareRole, millionths: i64) -> WorkShare {
        WorkShare {
            id: WorkShareId(1),
            work: WorkId(1),
            party: PartyId(1),
            role,
            share: Share(millionths),
            territory: "World".into(),
            acts_for: None,
            ordinal: 0,
        }
    }

    #[test]
    fn equal_shares_give_their_residue_to_the_first() {
        assert_eq!(evened_out(3), [Share(333_334), Share(333_333), Share(333_333)]);
        assert_eq!((evened_out(1), evened_out(0)), (vec![Share::WHOLE], Vec::new()));
        for count in 1..200 {
            assert_eq!(evened_out(count).iter().map(|share| share.0).sum::<i64>(), Share::WHOLE.0);
        }
    }

    #[test]
    fn proportions_are_kept_when_shares_are_made_whole() {
        assert_eq!(made_whole(&[Share(250_000), Share(250_000)]), [Share::HALF, Share::HALF]);
        assert_eq!(made_whole(&[Share(0), Share(0)]), [Share::HALF, Share::HALF]);
        assert_eq!(made_whole(&[Share(0), Share(1), Share(2)]), [Share(0), Share(333_334), Share(666_666)]);
    }

    #[test]
    fn what_no_publisher_has_is_not_divided_between_publishers() {
        let mut work = Work::new(WorkId(1), "Half");
        (work.unpublished, work.copyright_control) = (Share(250_000), Share(250_000));
        let rest = to_divide(&work, WorkSide::Publishers);
        assert_eq!((rest, to_divide(&work, WorkSide::Writers)), (Share::HALF, Share::WHOLE));
        assert_eq!(evened_out_of(rest, 3), [Share(166_668), Share(166_666), Share(166_666)]);
        assert_eq!(made_up_to(rest, &[Share(300_000), Share(100_000)]), [Share(375_000), Share(125_000)]);
        assert_eq!(made_up_to(Share(0), &[Share(300_000), Share(100_000)]), [Share(0), Share(0)]);
    }

    #[test]
    fn who_is_out_of_copyright_gets_no_share() {
        let mut work = Work::new(WorkId(1), "Air");
        let roles = [ShareRole::Composer, ShareRole::Arranger, ShareRole::Translator, ShareRole::OriginalPublisher];
        let among = |work: &Work| roles.map(|role| divides(work, &share(role, 0)));
        assert_eq!(among(&work), [true; 4]);
        work.public_domain = true;
        assert_eq!(among(&work), [false, true, true, true]);
        assert!(!divides(&work, &share(ShareRole::Administrator, 0)));
    }

    #[test]
    fn administrators_count_only_where_nobody_owns() {
        let shares = [share(ShareRole::OriginalPublisher, 600_000), share(ShareRole::Administrator, 1_000_000)];
        assert_eq!(sum(&shares, WorkSide::Publishers), Share(600_000));
        assert_eq!(sum(&shares[1..], WorkSide::Publishers), Share::WHOLE);
        assert_eq!(sum(&shares, WorkSide::Writers), Share(0));
        assert!(is_whole(Share(999_900), TOLERANCE) && !is_whole(Share(999_000), TOLERANCE));
    }
}
