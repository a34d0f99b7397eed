//! Most favoured nations: in a group nobody is paid less than another for the same share.
//!
//! What is compared is the fee for 100 %: the fee by the share, as a fraction of whole numbers, in the show's currency by
//! the rate of one day for all. When one rises all rise; none is ever lowered. A fee that is signed stays as it was signed:
//! what it lacks is a top-up, due until it is confirmed in writing as well.

use std::cmp::Ordering;

use crate::money::exponent;
use crate::{Clearance, ClearanceId, PAR, Rates, Share};

/// Which amount of a line a group raises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Raised {
    /// The fee, which is not signed yet.
    Fee,
    /// The estimate: nobody has named a price for the line yet.
    Estimate,
    /// The top-up beyond a fee that is signed.
    TopUp,
}

/// What a line of a group is raised to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raise {
    /// The line.
    pub clearance: ClearanceId,
    /// What it has cost until now, a top-up included; in minor units of the line's currency.
    pub from: Option<i64>,
    /// What it is to cost, a top-up included.
    pub to: i64,
    /// Which of its amounts that changes.
    pub what: Raised,
}

impl Raise {
    /// Brings it into the line.
    pub fn take(&self, line: &mut Clearance) {
        match self.what {
            Raised::Fee => line.fee = Some(self.to),
            Raised::Estimate => line.estimate = Some(self.to),
            Raised::TopUp => line.top_up = Some(self.to - line.fee.unwrap_or(0)).filter(|&more| more > 0),
        }
    }

    fn of(line: &Clearance, to: i64) -> Self {
        let clearance = line.id;
        match line.fee {
            // What is signed is never lowered, and what it lacks is said beside it.
            Some(fee) if line.status.is_signed() => {
                Self { clearance, from: Some(fee + line.top_up.unwrap_or(0)), to: to.max(fee), what: Raised::TopUp }
            }
            Some(fee) => Self { clearance, from: Some(fee), to, what: Raised::Fee },
            None => Self { clearance, from: line.estimate, to, what: Raised::Estimate },
        }
    }
}

/// Why lines cannot be compared.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no rate for {currency}")]
pub struct NoRate {
    /// The currency whose worth is not known.
    pub currency: String,
}

/// A fee for 100 %, as a fraction; the units are the same for all lines of a show.
#[derive(Debug, Clone, Copy)]
struct Whole {
    up: i128,
    down: i128,
}

impl Whole {
    /// Less than 10^25 by less than 10^10, where fee and rate keep to [`crate::money`]'s limits.
    fn of(fee: i64, line: &Clearance, rates: &Rates, on: &str) -> Result<Self, NoRate> {
        let rate = rate_of(line, rates, on)?;
        Ok(Self { up: i128::from(fee) * i128::from(rate), down: minor_units(line, rates) * i128::from(line.share.0) })
    }

    fn cmp(self, other: Self) -> Ordering {
        (self.up * other.down).cmp(&(other.up * self.down))
    }

    /// What it comes to for a line, in minor units of its currency, rounded down: rounded up it would stand above the
    /// group, and raise all the others once more.
    fn due(self, line: &Clearance, rates: &Rates, on: &str) -> Result<i64, NoRate> {
        let rate = rate_of(line, rates, on)?;
        let due = self.up * minor_units(line, rates) * i128::from(line.share.0) / (self.down * i128::from(rate));
        Ok(i64::try_from(due).unwrap_or(i64::MAX))
    }
}

fn rate_of(line: &Clearance, rates: &Rates, on: &str) -> Result<i64, NoRate> {
    rates.rate(&line.currency, on).ok_or_else(|| NoRate { currency: line.currency.clone() })
}

fn minor_units(line: &Clearance, rates: &Rates) -> i128 {
    10_i128.pow(exponent(rates.named(&line.currency)))
}

/// Whether a line of a group rises with it.
#[must_use]
pub fn takes_part(line: &Clearance) -> bool {
    line.mfn_group.is_some() && !line.mfn_exempt && line.status.is_live() && line.share.0 > 0
}

/// What must rise in a group, so that no line with a quote is below another. Lines without a quote are expected to cost
/// as much: their estimates rise. Top-ups that nothing asks for any more are taken back.
///
/// # Errors
/// If a line is in a currency without a rate, so that it cannot be compared.
pub fn raises(group: &[Clearance], rates: &Rates, on: &str) -> Result<Vec<Raise>, NoRate> {
    let lines: Vec<&Clearance> = group.iter().filter(|line| takes_part(line)).collect();
    let mut highest: Option<Whole> = None;
    for line in &lines {
        let Some(fee) = line.fee else { continue };
        let whole = Whole::of(fee, line, rates, on)?;
        if highest.is_none_or(|highest| whole.cmp(highest) == Ordering::Greater) {
            highest = Some(whole);
        }
    }
    let mut raises = Vec::new();
    // Whoever is outside owes nothing for the group.
    for line in group.iter().filter(|line| !takes_part(line) && line.top_up.is_some()) {
        let to = line.fee.unwrap_or(0);
        raises.push(Raise { clearance: line.id, from: Some(to + line.top_up.unwrap_or(0)), to, what: Raised::TopUp });
    }
    let Some(highest) = highest else { return Ok(raises) };
    for line in lines {
        let raise = Raise::of(line, highest.due(line, rates, on)?);
        let rises = raise.from.is_none_or(|from| from < raise.to);
        if rises || (raise.what == Raised::TopUp && raise.from != Some(raise.to)) {
            raises.push(raise);
        }
    }
    Ok(raises)
}

/// What sets a group to `fee` for 100 %, in minor units of the show's currency: up or down, for all its lines that are not
/// signed; those that are may get a top-up.
///
/// # Errors
/// As [`raises`].
pub fn level(group: &[Clearance], fee: i64, rates: &Rates, on: &str) -> Result<Vec<Raise>, NoRate> {
    let whole = Whole {
        up: i128::from(fee) * i128::from(PAR),
        down: 10_i128.pow(exponent(rates.own())) * i128::from(Share::WHOLE.0),
    };
    let mut set = Vec::new();
    for line in group.iter().filter(|line| takes_part(line)) {
        let raise = Raise::of(line, whole.due(line, rates, on)?);
        if raise.from != Some(raise.to) {
            set.push(raise);
        }
    }
    Ok(set)
}

/// What `fee` for a line comes to for 100 %, in minor units of the line's currency, to the nearest.
#[must_use]
pub fn for_whole(fee: i64, share: Share) -> i64 {
    if share.0 <= 0 {
        return fee;
    }
    let (whole, share) = (i128::from(fee) * i128::from(Share::WHOLE.0), i128::from(share.0));
    i64::try_from((whole + share / 2) / share).unwrap_or(i64::MAX)
}

/// What `fee` for 100 % comes to for a share, to the nearest minor unit.
#[must_use]
pub fn for_share(fee: i64, share: Share) -> i64 {
    let (whole, product) = (i128::from(Share::WHOLE.0), i128::from(fee) * i128::from(share.0));
    i64::try_from((product + whole / 2) / whole).unwrap_or(i64::MAX)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{ClearanceStatus, CurrencyRate, CurrencyRateId, MfnGroupId, Side, TrackId};

    fn line(id: i64, share: i64, fee: Option<i64>) -> Clearance {
        Clearance {
            share: Share(share),
            fee,
            status: if fee.is_some() { ClearanceStatus::Quoted } else { ClearanceStatus::Requested },
            mfn_group: Some(MfnGroupId(1)),
            ..Clearance::new(ClearanceId(id), TrackId(1), Side::Publishing)
        }
    }

    fn euros() -> Rates {
        let rate =
            |rate, on: &str| CurrencyRate { id: CurrencyRateId(1), currency: "EUR".into(), rate, on_date: on.into() };
        Rates::new("USD", vec![rate(1_080_000, "2026-11-01"), rate(1_100_000, "2026-11-20")])
    }

    fn settled(group: &mut [Clearance], rates: &Rates) -> usize {
        let raises = raises(group, rates, "2026-11-25").unwrap();
        for raise in &raises {
            raise.take(group.iter_mut().find(|line| line.id == raise.clearance).unwrap());
        }
        raises.len()
    }

    fn fees(group: &[Clearance]) -> Vec<Option<i64>> {
        group.iter().map(|line| line.fee.or(line.estimate)).collect()
    }

    #[test]
    fn when_one_rises_all_rise_by_their_share() {
        let mut group = [
            line(1, 1_000_000, Some(500_000)),
            line(2, 750_000, Some(337_500)),
            line(3, 250_000, Some(112_500)),
            line(4, 100_000, None),
        ];
        assert_eq!(settled(&mut group, &euros()), 3);
        assert_eq!(fees(&group), [Some(500_000), Some(375_000), Some(125_000), Some(50_000)]);
        assert_eq!(settled(&mut group, &euros()), 0);
    }

    #[test]
    fn the_exempt_and_the_refused_neither_rise_nor_raise() {
        let mut group = [line(1, 1_000_000, Some(500)), line(2, 1_000_000, Some(900)), line(3, 500_000, Some(100))];
        group[1].mfn_exempt = true;
        assert_eq!(settled(&mut group, &euros()), 1);
        assert_eq!(fees(&group), [Some(500), Some(900), Some(250)]);
        group[1].mfn_exempt = false;
        group[1].status = ClearanceStatus::Denied;
        assert_eq!(settled(&mut group, &euros()), 0);
    }

    #[test]
    fn currencies_are_compared_by_the_rate_of_the_day() {
        let mut group = [line(1, 1_000_000, Some(100_000)), line(2, 1_000_000, Some(100_000))];
        group[0].currency = "EUR".into();
        assert_eq!(settled(&mut group, &euros()), 1);
        assert_eq!(fees(&group), [Some(100_000), Some(110_000)]);
        group[1].currency = "GBP".into();
        assert_eq!(raises(&group, &euros(), "2026-11-25"), Err(NoRate { currency: "GBP".into() }));
    }

    #[test]
    fn what_is_signed_keeps_its_fee_and_a_top_up_is_due() {
        use ClearanceStatus::{Confirmed, Denied, Licensed, Paid};
        let mut group = [
            line(1, 1_000_000, Some(600_000)),
            line(2, 500_000, Some(300_000)),
            line(3, 1_000_000, Some(600_000)),
            line(4, 1_000_000, Some(800_000)),
        ];
        for (line, status) in group.iter_mut().zip([Paid, Confirmed, Licensed]) {
            line.status = status;
        }
        let top_ups = |group: &[Clearance]| group.iter().map(|line| line.top_up).collect::<Vec<_>>();
        assert_eq!(settled(&mut group, &euros()), 3);
        assert_eq!(fees(&group), [Some(600_000), Some(300_000), Some(600_000), Some(800_000)]);
        assert_eq!(top_ups(&group), [Some(200_000), Some(100_000), Some(200_000), None]);
        assert_eq!(settled(&mut group, &euros()), 0, "once is enough");
        group[3].fee = Some(700_000);
        settled(&mut group, &euros());
        assert_eq!(top_ups(&group), [Some(100_000), Some(50_000), Some(100_000), None], "no more than is due");
        group[1].mfn_exempt = true;
        settled(&mut group, &euros());
        assert_eq!(group[1].top_up, None, "who is exempt is owed nothing by the group");
        group[3].status = Denied;
        settled(&mut group, &euros());
        assert_eq!(top_ups(&group), [None; 4], "nobody is paid more any longer");
        for set in level(&group, 500_000, &euros(), "2026-11-25").unwrap() {
            set.take(group.iter_mut().find(|line| line.id == set.clearance).unwrap());
        }
        assert_eq!(fees(&group)[..3], [Some(600_000), Some(300_000), Some(600_000)], "a signed fee is never set down");
    }

    #[test]
    fn a_group_can_be_set_down_again() {
        let mut group = [line(1, 1_000_000, Some(500_000)), line(2, 333_333, Some(166_666))];
        for set in level(&group, 100_000, &euros(), "2026-11-25").unwrap() {
            group[usize::try_from(set.clearance.0).unwrap() - 1].fee = Some(set.to);
        }
        assert_eq!(fees(&group), [Some(100_000), Some(33_333)]);
        assert_eq!(settled(&mut group, &euros()), 0);
    }

    #[test]
    fn a_share_and_its_whole() {
        assert_eq!(for_whole(337_500, Share(750_000)), 450_000);
        assert_eq!(for_share(450_000, Share(750_000)), 337_500);
    }

    proptest! {
        #[test]
        fn one_raising_is_enough(fees in proptest::collection::vec((1..1_000_000_i64, proptest::option::of(0..crate::money::MOST_MINOR), any::<bool>()), 1..8)) {
            let lines = (1..).zip(&fees).map(|(id, &(share, fee, euro))| {
                let currency = if euro { "EUR".to_owned() } else { String::new() };
                Clearance { currency, ..line(id, share, fee) }
            });
            let mut group: Vec<Clearance> = lines.collect();
            let before = group.clone();
            settled(&mut group, &euros());
            prop_assert_eq!(settled(&mut group, &euros()), 0);
            for (before, after) in before.iter().zip(&group) {
                prop_assert!(before.fee <= after.fee);
            }
        }
    }
}
