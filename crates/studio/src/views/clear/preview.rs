//! What a quote would change, before it is taken.

use model::{Clearance, ClearanceId, ClearanceStatus, NoRate, Raise, Raised, for_share, raises};
use store::{Rows, StoreError};

use crate::books::Books;
use crate::edits::QuotedFor;
use crate::views::money::of_episode;
use crate::views::{MfnPreview, MfnRise};

/// What it would do to quote `fee` for a line; `None` if the line is gone.
///
/// # Errors
/// If the document cannot be read. Inside: if lines of the group cannot be compared.
pub(crate) fn preview(
    rows: &Rows,
    books: &Books,
    id: ClearanceId,
    fee: i64,
    currency: Option<&str>,
    quoted_for: QuotedFor,
) -> Result<Option<Result<MfnPreview, NoRate>>, StoreError> {
    let Some(before) = rows.clearance(id)? else { return Ok(None) };
    let today = books.today.as_str();
    let mut line = before.clone();
    if let Some(currency) = currency {
        let own = currency.eq_ignore_ascii_case(books.rates.own());
        line.currency = if own { String::new() } else { currency.trim().to_ascii_uppercase() };
    }
    line.fee = Some(match quoted_for {
        QuotedFor::Share => fee,
        QuotedFor::Whole => for_share(fee, line.share),
    });
    if !line.status.is_live() || line.status < ClearanceStatus::Quoted {
        line.status = ClearanceStatus::Quoted;
    }
    let mut group: Vec<Clearance> = match line.mfn_group {
        Some(group) => rows.clearances_of_mfn_group(group)?,
        None => Vec::new(),
    };
    group.retain(|other| other.id != id);
    group.insert(0, line.clone());
    let name = line.mfn_group.map(|group| rows.mfn_group(group)).transpose()?.flatten().map(|group| group.name);
    let raises = match raises(&group, &books.rates, today) {
        Ok(raises) => raises,
        Err(missing) => return Ok(Some(Err(missing))),
    };
    let mut rises = Vec::new();
    let mut total = 0;
    for (at, other) in group.iter().enumerate() {
        let raise = raises.iter().find(|raise| raise.clearance == other.id);
        let known = if at == 0 { &before } else { other };
        let Some(rise) = rise(rows, books, known, other, raise, at == 0)? else { continue };
        let counts = |amount: i64, currency: &str| books.rates.in_own(amount, currency, today).unwrap_or(0);
        total += counts(rise.to, &rise.currency) - counts(rise.from.unwrap_or(0), books.rates.named(&known.currency));
        rises.push(rise);
    }
    let key = |rise: &MfnRise| (rise.clearance != id, rise.title.clone(), rise.side, std::cmp::Reverse(rise.share));
    rises.sort_by(|a, b| (key(a), &a.licensor).cmp(&(key(b), &b.licensor)));
    let used = books.picks.iter().find(|pick| pick.track == line.track && line.is_for(pick.episode));
    let left = used.and_then(|pick| of_episode(&books.counted(), pick.episode).left).map(|left| left - total);
    let typed = line.fee.unwrap_or(0);
    let asks = name.is_some() && (rises.len() > 1 || rises.iter().any(|rise| rise.clearance == id && rise.to > typed));
    Ok(Some(Ok(MfnPreview { group: name.unwrap_or_default(), rises, total, left, asks })))
}

/// The line that is quoted is always among them, the others where they rise.
fn rise(
    rows: &Rows,
    books: &Books,
    before: &Clearance,
    after: &Clearance,
    raise: Option<&Raise>,
    quoted: bool,
) -> Result<Option<MfnRise>, StoreError> {
    let to = match (raise, after.fee) {
        (Some(raise), _) => raise.to,
        (None, Some(fee)) if quoted => fee,
        _ => return Ok(None),
    };
    Ok(Some(MfnRise {
        clearance: after.id,
        title: rows.track(after.track)?.map(|track| track.title).unwrap_or_default(),
        side: after.side,
        licensor: books.licensor(after),
        share: after.share,
        status: before.status,
        from: before.fee.map(|fee| fee + before.top_up.unwrap_or(0)).or(before.estimate),
        to,
        currency: books.rates.named(&after.currency).to_owned(),
        estimate: raise.is_some_and(|raise| raise.what == Raised::Estimate),
        top_up: raise.is_some_and(|raise| raise.what == Raised::TopUp),
    }))
}
