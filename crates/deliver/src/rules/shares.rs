//! Shares of a work: whether its sides add up, and what of the publishers' side nobody publishes.

use model::{Publishing, Share, WorkSide, shares};

use super::works::Seen;
use super::{Findings, work};
use crate::problem::{Fix, Severity, WorkField};
use crate::profile::Field;
use crate::sheet::Holder;

const SIDES: &str =
    "Writers add up to 100 %, and publishers to another 100 %; within 0.06 % for what cannot be divided.";

/// `90.00`: a sum that is not whole shows by how little.
fn two_decimals(share: Share) -> String {
    format!("{}.{:02}", share.0 / 10_000, share.0 % 10_000 / 100)
}

impl Seen<'_> {
    /// What makes of a work that is marked as a whole one that is published in part.
    pub(super) fn published_in_part(&self) -> Vec<Fix> {
        let facts = &self.work.work;
        let rest = Share::WHOLE.0 - self.published().0;
        let in_part = (rest > 0 && facts.open_share().0 == 0).then(|| Fix::SetOpenShare {
            work: facts.id,
            kind: facts.publishing,
            share: Share(rest),
            label: format!("the other {} % is {}", Share(rest).percent(2), facts.publishing.name().to_lowercase()),
        });
        let whole = Fix::SetPublishing {
            work: facts.id,
            publishing: Publishing::Published,
            label: "say that it is published".into(),
        };
        in_part.into_iter().chain([whole]).collect()
    }

    fn published(&self) -> Share {
        let of_work: Vec<_> = self.work.holders.iter().map(|holder| holder.share.clone()).collect();
        shares::publishers_sum(&self.work.work, &of_work)
    }

    pub(super) fn writers(&self, list: &mut Findings) {
        let facts = &self.work.work;
        if (1..Share::HALF.0).contains(&facts.writers_part.0) {
            self.add(
                list,
                Severity::Warning,
                "writers-part",
                (
                    format!("The writers have {} % of \"{}\" together", facts.writers_part.percent(2), facts.title),
                    "Check how the work is divided between writers and publishers.".into(),
                ),
                "CWR: of the performing right the writers have nothing, or at least half.",
                (work(facts.id, WorkField::WritersPart), Vec::new()),
            );
        }
        let of_work: Vec<_> = self.work.holders.iter().map(|holder| holder.share.clone()).collect();
        let sum = shares::sum(&of_work, WorkSide::Writers);
        if shares::is_whole(sum, Share(self.profile.share_tolerance)) {
            return;
        }
        let (words, fixes) = if self.side(WorkSide::Writers).is_empty() {
            let title = format!("\"{}\" has no writers", facts.title);
            ((title, "Say who its writers are.".to_owned()), Vec::new())
        } else {
            let title = format!("The writers of \"{}\" have {} %", facts.title, two_decimals(sum));
            let message = "Their shares must add up to 100 %; correct them, or name who is missing.".to_owned();
            ((title, message), self.in_proportion(WorkSide::Writers))
        };
        self.add(list, Severity::Error, "writer-shares", words, SIDES, (work(facts.id, WorkField::Writers), fixes));
    }

    pub(super) fn publishers(&self, list: &mut Findings) {
        let (facts, sum) = (&self.work.work, self.published());
        if shares::is_whole(sum, Share(self.profile.share_tolerance)) {
            return;
        }
        let title = format!("The publishers of \"{}\" have {} %", facts.title, two_decimals(sum));
        let rest = Share(Share::WHOLE.0 - sum.0);
        let (message, fixes) = if rest.0 > 0 {
            let open = |kind: Publishing, had: Share| Fix::SetOpenShare {
                work: facts.id,
                kind,
                share: Share(had.0 + rest.0),
                label: format!("the other {} % is {}", rest.percent(2), kind.name().to_lowercase()),
            };
            let message = format!(
                "Name who publishes the other {} %, or say that it is unpublished or under copyright control.",
                rest.percent(2)
            );
            let fixes = vec![
                open(Publishing::CopyrightControl, facts.copyright_control),
                open(Publishing::Unpublished, facts.unpublished),
            ];
            (message, fixes)
        } else {
            let message = "Their shares must add up to 100 %; correct them.".to_owned();
            (message, self.in_proportion(WorkSide::Publishers))
        };
        let target = work(facts.id, WorkField::Publishers);
        self.add(list, Severity::Error, "publisher-shares", (title, message), SIDES, (target, fixes));
    }

    /// Shares that are whole but for a slip of the pen keep their proportions.
    fn in_proportion(&self, side: WorkSide) -> Vec<Fix> {
        let work = &self.work.work;
        let owners = || self.side(side).into_iter().filter(|holder| shares::divides(work, &holder.share));
        let whole = shares::to_divide(work, side);
        let is_of_nobody = |holder: &&Holder| {
            holder.share.role.owns() && holder.share.share.0 > 0 && !shares::divides(work, &holder.share)
        };
        let stands = owners().any(|holder| holder.share.share.0 > 0) && !self.side(side).iter().any(is_of_nobody);
        if owners().count() < 2 || whole.0 == 0 || !stands {
            return Vec::new();
        }
        let before: Vec<Share> = owners().map(|holder| holder.share.share).collect();
        let made = shares::made_up_to(whole, &before);
        let after: Vec<String> = made.into_iter().map(|share| share.percent(2)).collect();
        let label = format!("make 100 % in proportion ({})", after.join(" / "));
        vec![Fix::MakeWhole { work: self.work.work.id, side, label }]
    }

    /// Owners of whom nobody has said what they have, a side at once.
    pub(super) fn without_share(&self, list: &mut Findings) {
        let facts = &self.work.work;
        for (side, word, field) in [
            (WorkSide::Writers, "writers", WorkField::Writers),
            (WorkSide::Publishers, "publishers", WorkField::Publishers),
        ] {
            let mut names: Vec<String> = Vec::new();
            for holder in self.side(side) {
                let name = holder.party.full_name();
                if holder.share.share.0 == 0 && shares::divides(facts, &holder.share) && !names.contains(&name) {
                    names.push(name);
                }
            }
            let (Some(first), others) = (names.first(), names.len().saturating_sub(1)) else { continue };
            let who = match others {
                0 => format!("{first} has"),
                1 => format!("{first} and {} have", names[1]),
                _ => format!("{first} and {others} others have"),
            };
            self.add(
                list,
                Severity::Warning,
                "share-missing",
                (
                    format!("{who} 0 % of \"{}\"", facts.title),
                    format!("Say what the share among the {word} is, or remove the name from the work."),
                ),
                "Whoever is named without a share is paid nothing.",
                (work(facts.id, field), Vec::new()),
            );
        }
    }

    pub(super) fn no_publisher(&self, list: &mut Findings) {
        let id = self.work.work.id;
        let asked = self.profile.required.iter().find(|asked| {
            matches!(asked.field, Some(Field::Publishers | Field::PublisherNames | Field::PublisherName))
        });
        let severity = asked.map_or(Severity::Warning, |asked| asked.severity);
        let mark = |publishing, label: &str| Fix::SetPublishing { work: id, publishing, label: label.to_owned() };
        self.add(
            list,
            severity,
            "publisher-missing",
            (
                format!("\"{}\" has no publisher", self.work.work.title),
                "Name its publisher, or say that it is unpublished or under copyright control.".into(),
            ),
            "A blank is asked about; \u{201c}unpublished\u{201d} is not.",
            (
                work(id, WorkField::Publishers),
                vec![
                    mark(Publishing::Unpublished, "mark as unpublished"),
                    mark(Publishing::CopyrightControl, "mark as copyright control"),
                ],
            ),
        );
    }
}
