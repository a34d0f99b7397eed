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

/// Shares as they are printed, to so many decimals of a percent (at most four): those that lose most by it are the ones
/// that are rounded up, so that what is printed adds up to the sum as it would be printed itself.
#[must_use]
pub fn printed(shares: &[Share], decimals: u8) -> Vec<Share> {
    let unit = 10_i64.pow(4 - u32::from(decimals.min(4)));
    let sum: i64 = shares.iter().map(|share| share.0).sum();
    let down = |share: &Share| share.0.div_euclid(unit);
    let mut printed: Vec<i64> = shares.iter().map(down).collect();
    let left = (sum + unit / 2).div_euclid(unit) - printed.iter().sum::<i64>();
    let mut by_loss: Vec<usize> = (0..shares.len()).collect();
    by_loss.sort_by_key(|&at| std::cmp::Reverse(shares[at].0.rem_euclid(unit)));
    for at in by_loss.into_iter().take(usize::try_from(left).unwrap_or(0)) {
        printed[at] += 1;
    }
    printed.into_iter().map(|units| Share(units * unit)).collect()
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
    fn printed_shares_add_up_to_what_was_said() {
        let thirds = [Share(333_334), Share(333_333), Share(333_333)];
        assert_eq!(printed(&thirds, 2), [Share(333_400), Share(333_300), Share(333_300)]);
        assert_eq!(printed(&thirds, 0), [Share(340_000), Share(330_000), Share(330_000)]);
        assert_eq!(printed(&thirds, 4), thirds);
        // Whoever loses most is rounded up, and whoever has nothing never is.
        let some = [Share(0), Share(166_649), Share(166_667), Share(666_684)];
        assert_eq!(printed(&some, 2), [Share(0), Share(166_600), Share(166_700), Share(666_700)]);
        for count in 1..300 {
            for (whole, decimals) in [(Share::WHOLE, 2), (Share::HALF, 2), (Share(333_300), 2), (Share::WHOLE, 1)] {
                let sum: i64 = printed(&evened_out_of(whole, count), decimals).iter().map(|share| share.0).sum();
                assert_eq!(sum, whole.0, "{count}");
            }
        }
        // A sum that is not whole stays as far from it as it is.
        let short = [Share(333_300); 3];
        assert_eq!(printed(&short, 2), short);
        assert_eq!((printed(&[], 2), printed(&[Share(5)], 2)), (Vec::new(), vec![Share(0)]));
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
