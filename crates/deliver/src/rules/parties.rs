//! Parties: their societies, numbers and names.

use model::{Identifier, Origin, WorkSide, societies};

use super::works::{Seen, identifier};
use super::{Findings, cue, party};
use crate::problem::{Fix, Severity};
use crate::profile::Field;
use crate::sheet::Holder;

impl Seen<'_> {
    /// What is wrong with a party, named where it is first heard.
    pub(super) fn party(&self, list: &mut Findings, holder: &Holder) {
        let (who, id) = (&holder.party, holder.party.id);
        let name = who.full_name();
        let writes = holder.share.role.side() == WorkSide::Writers;
        identifier(list, self.cue, Identifier::IpiName, &who.ipi, party(id, "ipi"));
        if who.society.is_empty() && holder.share.share.0 > 0 && !self.work.work.public_domain {
            let percent = holder.share.share.0 / 10_000;
            let (severity, rule) = if writes {
                (Severity::Error, "writer-society-missing")
            } else {
                (Severity::Warning, "publisher-society-missing")
            };
            let mut fixes = Vec::new();
            // The society of the publisher or the writer it works with is the likeliest.
            if let Some(near) = self.neighbour(holder) {
                fixes.push(Fix::SetSociety {
                    party: id,
                    society: near.clone(),
                    label: format!("take suggestion {near}"),
                });
            }
            fixes.push(Fix::SetSociety {
                party: id,
                society: societies::NO_SOCIETY.into(),
                label: "not a member".into(),
            });
            self.add(list, severity, rule, (format!("{name} has no society"), format!("A {} with a share needs a society, or \u{201c}not a member\u{201d}. Without it the {percent} % is paid to nobody.", if writes { "writer" } else { "publisher" })), "Societies pay their own members, and send the rest to the society that is named.", (party(id, "society"), fixes));
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
                    format!("See how the society of {name} is written."),
                ),
                "Forms have a list of societies to choose from.",
                (party(id, "society"), fixes.into_iter().collect()),
            );
        }
        let asked = self.profile.required.iter().find(|asked| asked.field == Some(Field::Ipi));
        if let Some(asked) = asked.filter(|_| who.ipi.is_empty() && holder.share.share.0 > 0) {
            let why = if asked.why.is_empty() { "Names are not unique." } else { &asked.why };
            let percent = holder.share.share.0 / 10_000;
            self.add(
                list,
                asked.severity,
                "ipi-missing",
                (
                    format!("IPI missing for {name} ({percent} %)"),
                    format!("{} asks for the IPI name number of {name}.", self.profile.name),
                ),
                why,
                (party(id, "ipi"), Vec::new()),
            );
        }
        if self.profile.ascii_names && !name.is_ascii() {
            self.add(
                list,
                Severity::Warning,
                "name-beyond-ascii",
                (
                    format!("{name} has letters that the form may not take"),
                    "It is written as it is; see it again when the society sends the sheet back.".into(),
                ),
                "CWR knows capitals of the Latin alphabet only, and some systems behind forms still do.",
                (party(id, "name"), Vec::new()),
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
                (party(id, "name"), Vec::new()),
            );
        }
        if self.cue.usage.origin == Some(Origin::Commissioned) && writes && who.name.trim().is_empty() {
            self.add(
                list,
                Severity::Error,
                "name-missing",
                (format!("A writer of {:?} has no name", self.work.work.title), "Give the writer a name.".into()),
                "Nobody can be paid without a name.",
                (cue(self.cue.id, "title"), Vec::new()),
            );
        }
    }

    /// The society of somebody of the other side, or else of any other party of the work.
    fn neighbour(&self, holder: &Holder) -> Option<String> {
        let known =
            |other: &&Holder| other.party.id != holder.party.id && societies::find(&other.party.society).is_some();
        let side = holder.share.role.side();
        let same = self.work.holders.iter().filter(known).find(|other| other.share.role.side() == side);
        let any = same.or_else(|| self.work.holders.iter().find(|other| known(other)));
        any.map(|other| other.party.society.clone())
    }
}
