//! Parties: their societies, numbers and names.

use model::{Identifier, Origin, WorkSide, societies};

use super::works::{Seen, identifier};
use super::{Findings, party};
use crate::problem::{Fix, PartyField, Severity};
use crate::profile::Field;
use crate::sheet::Holder;

impl Seen<'_> {
    /// What is wrong with a party, named where it is first heard.
    pub(super) fn party(&self, list: &mut Findings, holder: &Holder) {
        let (who, id) = (&holder.party, holder.party.id);
        let name = who.full_name();
        let writes = holder.share.role.side() == WorkSide::Writers;
        identifier(list, self.cue, Identifier::IpiName, &who.ipi, party(id, PartyField::Ipi));
        // What nobody collects has no society and no number.
        let is_free = self.work.work.public_domain && writes && !holder.share.role.arranges();
        let collects = holder.share.share.0 > 0 && !is_free && !is_nobody(&name);
        if who.society.is_empty() && collects {
            self.no_society(list, holder, writes);
        } else if !who.society.is_empty() && societies::canonical(&who.society).is_none() {
            let near = societies::nearest(&who.society).map(|near| near.name);
            let fixes =
                near.map(|near| Fix::SetSociety { party: id, society: near.into(), label: format!("take {near}") });
            self.add(
                list,
                Severity::Warning,
                "society-unknown",
                (
                    format!("{} is not a known society", who.society),
                    format!("Check how the society of {name} is written."),
                ),
                "Forms have a list of societies to choose from.",
                (party(id, PartyField::Society), fixes.into_iter().collect()),
            );
        }
        let asked = self.profile.required.iter().find(|asked| asked.field == Some(Field::Ipi));
        if let Some(asked) = asked.filter(|_| who.ipi.is_empty() && collects && !is_of_none(&who.society)) {
            let why = if asked.why.is_empty() { "Names are not unique." } else { &asked.why };
            let percent = holder.share.share.percent(2);
            self.add(
                list,
                asked.severity,
                "ipi-missing",
                (
                    format!("IPI missing for {name} ({percent} %)"),
                    format!("\u{201c}{}\u{201d} asks for the IPI name number of {name}.", self.profile.name),
                ),
                why,
                (party(id, PartyField::Ipi), Vec::new()),
            );
        }
        if self.profile.ascii_names && !name.is_ascii() {
            self.add(
                list,
                Severity::Warning,
                "name-beyond-ascii",
                (
                    format!("{name} has letters that the form may not take"),
                    "It is printed as it is; check it if the society sends the sheet back.".into(),
                ),
                "CWR knows capitals of the Latin alphabet only, and some systems behind forms still do.",
                (party(id, PartyField::Name), Vec::new()),
            );
        }
        let lower = name.to_lowercase();
        if writes && ["engineer", "mixed by", "mastering", "produced by"].iter().any(|word| lower.contains(word)) {
            self.add(
                list,
                Severity::Warning,
                "crew-as-writer",
                (
                    format!("{name} does not look like a writer"),
                    "Engineers and producers have no share of the work unless they wrote it.".into(),
                ),
                "Crew of the recording among the writers is a mistake that generators make.",
                (party(id, PartyField::Name), Vec::new()),
            );
        }
        if self.cue.usage.origin == Some(Origin::Commissioned) && writes && who.name.trim().is_empty() {
            self.add(
                list,
                Severity::Error,
                "name-missing",
                (format!("A writer of \"{}\" has no name", self.work.work.title), "Give the writer a name.".into()),
                "Nobody can be paid without a name.",
                (party(id, PartyField::Name), Vec::new()),
            );
        }
    }

    fn no_society(&self, list: &mut Findings, holder: &Holder, writes: bool) {
        let (id, name) = (holder.party.id, holder.party.full_name());
        let percent = holder.share.share.percent(2);
        let (severity, rule, who) = if writes {
            (Severity::Error, "writer-society-missing", "A writer")
        } else {
            (Severity::Warning, "publisher-society-missing", "A publisher")
        };
        // Co-writers of different societies are the rule; who publishes a writer's share is at the writer's own.
        let near = self.partner(holder).map(|(society, partner)| Fix::SetSociety {
            party: id,
            society: society.clone(),
            label: format!("{society}, as {partner}"),
        });
        let none = Fix::SetSociety { party: id, society: societies::NO_SOCIETY.into(), label: "not a member".into() };
        let message = format!(
            "{who} with a share needs a society, or \u{201c}not a member\u{201d}. Without it the {percent} % is paid to nobody."
        );
        self.add(
            list,
            severity,
            rule,
            (format!("{name} has no society"), message),
            "Societies pay their own members, and send the rest to the society that is named.",
            (party(id, PartyField::Society), near.into_iter().chain([none]).collect()),
        );
    }

    /// The society of whoever publishes a writer's own share, or of the writer whose share a publisher publishes, with
    /// their name; nothing where these name several.
    fn partner(&self, holder: &Holder) -> Option<(String, String)> {
        let of = |other: &&Holder| {
            other.share.acts_for == Some(holder.share.id) || holder.share.acts_for == Some(other.share.id)
        };
        let mut partners = self.work.holders.iter().filter(of).filter_map(|other| {
            let society = societies::find(&other.party.society)?;
            Some((society.name.to_owned(), other.party.full_name()))
        });
        let first = partners.next()?;
        partners.all(|(society, _)| society == first.0).then_some(first)
    }
}

/// Whether it is no party but the words for none.
fn is_nobody(name: &str) -> bool {
    model::Publishing::named(name).is_some() || name.trim().eq_ignore_ascii_case("public domain")
}

/// Members of no society have no number of one.
fn is_of_none(society: &str) -> bool {
    societies::canonical(society).is_some_and(|name| [societies::NO_SOCIETY, societies::PUBLIC_DOMAIN].contains(&name))
}
