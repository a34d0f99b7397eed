//! Shares of a recording's owners as one convention, from whatever the sheet counts in.

use model::credits::{Credit, is_traditional, same_name};
use model::shares::{TOLERANCE, evened_out, is_whole, made_whole};
use model::{Publishing, Share, ShareRole, WorkSide, societies};

use super::line::{CatalogueLine, Problems};
use super::named::Named;
use super::numbers::{Stated, Unit};

/// Whoever is said of a recording, in the order of the sheet.
#[derive(Debug, Default)]
pub(super) struct Owners {
    pub writers: Vec<Named>,
    pub publishers: Vec<Named>,
    /// Whether nobody can tell how many writers there are.
    pub unclear: bool,
}

impl Owners {
    fn sides(&mut self) -> [(WorkSide, &mut Vec<Named>); 2] {
        [(WorkSide::Writers, &mut self.writers), (WorkSide::Publishers, &mut self.publishers)]
    }
}

/// Gives a line its owners with their shares.
pub(super) fn settle(line: &mut CatalogueLine, mut owners: Owners, hundredths: bool, problems: &mut Problems<'_>) {
    // A publisher among the writers' columns is a publisher.
    let is_publisher = |named: &Named| named.credit.role.is_some_and(|role| role.side() == WorkSide::Publishers);
    let (moved, writers): (Vec<Named>, Vec<Named>) = owners.writers.drain(..).partition(is_publisher);
    owners.writers = writers;
    owners.publishers.extend(moved);
    // `Copyright Control` wrote nothing, and what is nobody's has no publisher.
    owners.writers.retain(|named| {
        let open = Publishing::named(&named.credit.name).is_some();
        if open {
            problems.note(format!("{} is no writer; it was left out", named.credit.name));
        }
        !open
    });
    owners.publishers.retain(|named| !is_traditional(&named.credit.name));
    let unclear = owners.unclear;
    settle_shares(line, owners, hundredths, problems);
    if unclear {
        // Who wrote it is asked, and not guessed.
        line.unclear = true;
        line.writers.clear();
        line.writers_part = None;
        line.evened &= line.publishers.len() > 1;
    }
    // What no publisher has is a part of the work and no party.
    for credit in std::mem::take(&mut line.publishers) {
        match (Publishing::named(&credit.name), credit.share) {
            (Some(Publishing::Unpublished), Some(share)) => line.unpublished.0 += share.0,
            (Some(Publishing::CopyrightControl), Some(share)) => line.copyright_control.0 += share.0,
            (Some(_), _) => {}
            (None, _) => line.publishers.push(credit),
        }
    }
}

fn settle_shares(line: &mut CatalogueLine, mut owners: Owners, hundredths: bool, problems: &mut Problems<'_>) {
    let unit = unit(&owners, hundredths);
    let mut unread = [false, false];
    for ((_, side), unread) in owners.sides().into_iter().zip(&mut unread) {
        for named in side.iter_mut() {
            let Some(stated) = named.share else { continue };
            named.credit.share = stated.share(unit);
            if named.credit.share.is_none() {
                named.unread = true;
                problems.note(format!("{}: the share is more than 100 %; it was left out", named.credit.name));
            }
        }
        *unread = side.iter().any(|named| named.unread);
    }
    let [once, twice] =
        [Repeated::Once, Repeated::Each].map(|how| [gathered(&owners.writers, how), gathered(&owners.publishers, how)]);
    let [[once_w, once_p], [twice_w, twice_p]] = [once, twice];
    let choices = [(&once_w, &once_p), (&twice_w, &twice_p), (&once_w, &twice_p), (&twice_w, &once_p)];
    let (writers, publishers) =
        choices.into_iter().find(|(writers, publishers)| adds_up(writers, publishers)).unwrap_or((&once_w, &once_p));
    (line.writers, line.publishers) = (writers.clone(), publishers.clone());
    if both_together(&line.writers, &line.publishers) && !unread[0] && !unread[1] {
        // Both sides together are 100 %: the other convention.
        line.writers_part = Some(Share(sum(&line.writers)));
        for credits in [&mut line.writers, &mut line.publishers] {
            let shares: Vec<Share> =
                credits.iter().filter(|credit| owns(credit)).map(|credit| credit.share.unwrap_or_default()).collect();
            let mut whole = made_whole(&shares).into_iter();
            for credit in credits.iter_mut() {
                credit.share = if owns(credit) { whole.next() } else { Some(Share::WHOLE) };
            }
        }
        return;
    }
    for (at, (side, credits)) in
        [(WorkSide::Writers, &mut line.writers), (WorkSide::Publishers, &mut line.publishers)].into_iter().enumerate()
    {
        // A share that was said and not understood is not replaced.
        if unread[at] {
            continue;
        }
        let who = if side == WorkSide::Writers { "writers" } else { "publishers" };
        if credits.iter().all(|credit| credit.share.is_none()) {
            even_out(credits);
            line.evened |= credits.iter().filter(|credit| owns(credit) && earns(credit)).count() > 1;
        }
        if credits.iter().any(owns) && !is_whole(Share(sum(credits)), TOLERANCE) {
            let sum = sum(credits);
            let (percent, part) = (sum / 10_000, sum % 10_000 / 100);
            problems.note(format!("the {who} have {percent}.{part:02} % together, not 100 %; check their shares"));
        }
    }
}

/// Equal shares where nothing is said of them. Whose rights are over earns nothing.
fn even_out(credits: &mut [Credit]) {
    let takes: Vec<bool> = credits.iter().map(|credit| owns(credit) && earns(credit)).collect();
    let nobody = !takes.contains(&true);
    let takes = |at: usize, credit: &Credit| if nobody { owns(credit) } else { takes[at] };
    let count = credits.iter().enumerate().filter(|(at, credit)| takes(*at, credit)).count();
    let mut even = evened_out(count).into_iter();
    for (at, credit) in credits.iter_mut().enumerate() {
        credit.share = match (takes(at, credit), owns(credit)) {
            (true, _) => even.next(),
            (false, true) => Some(Share(0)),
            (false, false) => Some(Share::WHOLE),
        };
    }
}

fn owns(credit: &Credit) -> bool {
    credit.role.is_none_or(ShareRole::owns)
}

fn earns(credit: &Credit) -> bool {
    credit.society != societies::PUBLIC_DOMAIN
}

/// What numbers without a unit count in: fractions where none of the recording's is larger than one.
fn unit(owners: &Owners, hundredths: bool) -> Unit {
    if hundredths {
        return Unit::Hundredths;
    }
    let bare = |named: &&Named| matches!(named.share, Some(Stated::Bare(_)));
    let numbers: Vec<i64> = owners
        .writers
        .iter()
        .chain(&owners.publishers)
        .filter(bare)
        .filter_map(|named| if let Some(Stated::Bare(number)) = named.share { Some(number) } else { None })
        .collect();
    let fractions = numbers.iter().any(|number| *number > 0) && numbers.iter().all(|number| *number <= 1_000_000);
    if fractions { Unit::Fractions } else { Unit::Percent }
}

/// How often somebody counts who is named in several rows with the same share.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Repeated {
    Once,
    Each,
}

/// Everybody once, with what all rows say.
fn gathered(named: &[Named], how: Repeated) -> Vec<Credit> {
    let mut all: Vec<Credit> = Vec::new();
    let mut places: std::collections::HashMap<String, Vec<usize>> = std::collections::HashMap::new();
    let agree = |a: &str, b: &str| a.is_empty() || b.is_empty() || a == b;
    for Named { credit, .. } in named {
        let own = places.entry(same_name(&credit.name)).or_default();
        let side = |credit: &Credit| credit.role.map(ShareRole::owns);
        let known = own.iter().copied().find(|&at| {
            all.get(at).is_some_and(|other| {
                agree(&other.ipi, &credit.ipi) && agree(&other.society, &credit.society) && side(other) == side(credit)
            })
        });
        let Some(known) = known.and_then(|at| all.get_mut(at)) else {
            own.push(all.len());
            all.push(credit.clone());
            continue;
        };
        let again = known.role == credit.role && known.share == credit.share;
        known.role = match (known.role, credit.role) {
            (Some(ShareRole::Composer), Some(ShareRole::Author))
            | (Some(ShareRole::Author), Some(ShareRole::Composer)) => Some(ShareRole::ComposerAuthor),
            (role, other) => role.or(other),
        };
        for (mine, theirs) in [(&mut known.society, &credit.society), (&mut known.ipi, &credit.ipi)] {
            if mine.is_empty() {
                theirs.clone_into(mine);
            }
        }
        known.share = match (known.share, credit.share) {
            (Some(_), Some(_)) if again && how == Repeated::Once => known.share,
            (Some(mine), Some(theirs)) => Some(Share(mine.0 + theirs.0)),
            (mine, theirs) => mine.or(theirs),
        };
    }
    all
}

fn sum(credits: &[Credit]) -> i64 {
    credits.iter().filter(|credit| owns(credit)).filter_map(|credit| credit.share).map(|share| share.0).sum()
}

fn near(sum: i64, wanted: Share) -> bool {
    (sum - wanted.0).abs() <= TOLERANCE.0
}

fn both_together(writers: &[Credit], publishers: &[Credit]) -> bool {
    let (writers, publishers) = (sum(writers), sum(publishers));
    writers > 0 && publishers > 0 && near(writers + publishers, Share::WHOLE) && !near(writers, Share::WHOLE)
}

fn adds_up(writers: &[Credit], publishers: &[Credit]) -> bool {
    let silent = |credits: &[Credit]| credits.iter().all(|credit| credit.share.is_none());
    let whole = |credits: &[Credit]| silent(credits) || near(sum(credits), Share::WHOLE);
    both_together(writers, publishers) || (whole(writers) && whole(publishers))
}
