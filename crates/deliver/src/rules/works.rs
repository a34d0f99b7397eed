//! Works and their parties: shares, societies, identifiers. Each work and each party is named once, at its first cue.

use std::collections::{BTreeMap, BTreeSet};

use model::{Identifier, PartyKind, Publishing, Share, ShareRole, WorkSide};

use super::{Finding, Findings, party, track, work};
use crate::problem::{Fix, PartyField, Severity, Target, TrackField, WorkField};
use crate::profile::Profile;
use crate::sheet::{Holder, SheetCue, SheetFacts, TrackFacts, WorkFacts, in_order_of_time};

pub(super) fn check(list: &mut Findings, facts: &SheetFacts, profile: &Profile) {
    let (mut works, mut parties) = (BTreeSet::new(), BTreeSet::new());
    let (mut by_iswc, mut by_ipi) = (BTreeMap::new(), BTreeMap::new());
    let mut by_isrc: BTreeMap<&str, (&str, String)> = BTreeMap::new();
    for one in in_order_of_time(facts) {
        let Some(track_facts) = &one.track else { continue };
        identifier(list, one, Identifier::Isrc, &track_facts.isrc, track(track_facts.id, TrackField::Isrc));
        let Some(facts) = &track_facts.work else {
            no_work(list, one, track_facts);
            continue;
        };
        same_recording(list, one, track_facts, facts, &mut by_isrc);
        let seen = Seen { cue: one, work: facts, profile };
        if works.insert(facts.work.id) {
            seen.work(list);
            seen.one_number(
                list,
                &facts.work.iswc,
                "ISWC",
                &facts.work.title,
                work(facts.work.id, WorkField::Iswc),
                &mut by_iswc,
            );
        }
        for holder in &facts.holders {
            if parties.insert(holder.party.id) {
                seen.party(list, holder);
                let target = party(holder.party.id, PartyField::Ipi);
                seen.one_number(list, &holder.party.ipi, "IPI number", &holder.party.full_name(), target, &mut by_ipi);
            }
        }
    }
}

fn no_work(list: &mut Findings, one: &SheetCue, track_facts: &TrackFacts) {
    let known = !track_facts.composer.trim().is_empty();
    list.add(Finding {
        severity: Severity::Error,
        rule: "work-missing",
        cue: Some(&one.number),
        title: format!("{} · writers unknown", one.number),
        message: if known {
            format!(
                "The file of \"{}\" names {}; take it as a suggestion, or link the work.",
                track_facts.title, track_facts.composer
            )
        } else {
            format!("\"{}\" is not linked to a work; say who wrote it.", track_facts.title)
        },
        why: "The sheet exists to pay writers and publishers: without them the money goes to nobody.",
        target: track(track_facts.id, TrackField::Work),
        fixes: Vec::new(),
    });
    if !known && track_facts.artist.trim().is_empty() {
        list.add(Finding {
            severity: Severity::Warning,
            rule: "performer-missing",
            cue: Some(&one.number),
            title: format!("{} · neither writer nor performer known", one.number),
            message: format!("Name the performer of \"{}\".", track_facts.title),
            why: "APRA takes the performer where the composer is not known.",
            target: track(track_facts.id, TrackField::Artist),
            fixes: Vec::new(),
        });
    }
}

/// Two cues with one recording (by ISRC) and different works cannot both be right.
fn same_recording<'a>(
    list: &mut Findings,
    one: &'a SheetCue,
    track_facts: &'a TrackFacts,
    facts: &WorkFacts,
    by_isrc: &mut BTreeMap<&'a str, (&'a str, String)>,
) {
    if track_facts.isrc.is_empty() {
        return;
    }
    let mut parties: Vec<String> =
        facts.holders.iter().map(|holder| format!("{}:{}", holder.party.id, holder.share.share.0)).collect();
    parties.sort();
    let parties = parties.join(" ");
    let (other, theirs) = by_isrc.entry(&track_facts.isrc).or_insert((&one.number, parties.clone()));
    if *theirs != parties {
        list.add(Finding {
            severity: Severity::Warning,
            rule: "parties-differ",
            cue: Some(&one.number),
            title: format!("{} and {other} are one recording with different parties", one.number),
            message: format!("Both have the ISRC {}; link them to the same work.", track_facts.isrc),
            why: "One work is owned one way.",
            target: track(track_facts.id, TrackField::Work),
            fixes: Vec::new(),
        });
    }
}

pub(super) fn identifier(list: &mut Findings, one: &SheetCue, kind: Identifier, text: &str, target: Target) {
    if let Err(error) = kind.parse(text) {
        list.add(Finding {
            severity: Severity::Error,
            rule: "identifier-malformed",
            cue: Some(&one.number),
            title: format!("{text} is not {kind}"),
            message: model::words::sentence(&error.to_string()),
            why: "A wrong identifier pays the wrong people, or stops the sheet.",
            target,
            fixes: Vec::new(),
        });
    }
}

/// A work where it is first heard.
pub(super) struct Seen<'a> {
    pub(super) cue: &'a SheetCue,
    pub(super) work: &'a WorkFacts,
    pub(super) profile: &'a Profile,
}

impl Seen<'_> {
    /// A number names one work or one party; `seen` holds who has it, by number.
    fn one_number(
        &self,
        list: &mut Findings,
        number: &str,
        kind: &str,
        whose: &str,
        target: Target,
        seen: &mut BTreeMap<String, String>,
    ) {
        if number.is_empty() {
            return;
        }
        let Some(other) = seen.get(number) else {
            seen.insert(number.to_owned(), whose.to_owned());
            return;
        };
        self.add(
            list,
            Severity::Warning,
            "number-twice",
            (
                format!("{whose} and {other} have the same {kind}"),
                format!("Both have {number}; correct one, or merge the two if they are the same."),
            ),
            "A number names one work or one party.",
            (target, Vec::new()),
        );
    }

    pub(super) fn side(&self, side: WorkSide) -> Vec<&Holder> {
        self.work.holders.iter().filter(|holder| holder.share.role.side() == side).collect()
    }

    /// `words` are its title and its message, `mends` where it is mended and what does so at once.
    pub(super) fn add(
        &self,
        list: &mut Findings,
        severity: Severity,
        rule: &str,
        words: (String, String),
        why: &str,
        mends: (Target, Vec<Fix>),
    ) {
        let ((title, message), (target, fixes)) = (words, mends);
        list.add(Finding { severity, rule, cue: Some(&self.cue.number), title, message, why, target, fixes });
    }

    fn work(&self, list: &mut Findings) {
        let (facts, id) = (&self.work.work, self.work.work.id);
        identifier(list, self.cue, Identifier::Iswc, &facts.iswc, work(id, WorkField::Iswc));
        if facts.public_domain && self.work.holders.iter().all(|holder| holder.share.share == Share(0)) {
            return;
        }
        self.writers(list);
        self.without_share(list);
        let publishers = self.side(WorkSide::Publishers);
        if !publishers.is_empty() || facts.open_share().0 > 0 {
            self.publishers(list);
        } else if facts.publishing == Publishing::Published && !self.work.is_free() {
            self.no_publisher(list);
        }
        let acting = publishers.iter().find(|holder| !holder.share.role.owns());
        if let Some(acting) = acting.filter(|_| !publishers.iter().any(|holder| holder.share.role.owns())) {
            self.add(
                list,
                Severity::Warning,
                "original-publisher-missing",
                (
                    format!(
                        "\"{}\" has {}, but no original publisher",
                        facts.title,
                        if acting.share.role == ShareRole::Administrator {
                            "an administrator"
                        } else {
                            "a sub-publisher"
                        }
                    ),
                    "Name the original publisher for whom it acts.".into(),
                ),
                "Sheets want the original publisher, not only who administers for it.",
                (work(id, WorkField::Publishers), Vec::new()),
            );
        }
        if !publishers.is_empty() && facts.publishing != Publishing::Published {
            self.add(
                list,
                Severity::Warning,
                "publishing-differs",
                (
                    format!(
                        "\"{}\" is marked as {}, and has a publisher",
                        facts.title,
                        facts.publishing.name().to_lowercase()
                    ),
                    "Say that it is published, or how much of it is not.".into(),
                ),
                "Who publishes is paid half of it, as a rule.",
                (work(id, WorkField::Publishing), self.published_in_part()),
            );
        }
        if facts.public_domain
            && self
                .side(WorkSide::Writers)
                .iter()
                .any(|holder| holder.share.share.0 > 0 && !holder.share.role.arranges())
        {
            self.add(
                list,
                Severity::Error,
                "public-domain-share",
                (
                    format!("\"{}\" is in the public domain, and its writers have shares", facts.title),
                    "Set their shares to nothing; who made something new of it is an arranger or adaptor.".into(),
                ),
                "CWR: where all writers are out of copyright, shares of performance must be zero.",
                (work(id, WorkField::Writers), Vec::new()),
            );
        }
        self.roles(list);
    }

    fn roles(&self, list: &mut Findings) {
        let writers = self.side(WorkSide::Writers);
        let arranged = writers.iter().any(|holder| holder.share.role.arranges() && holder.share.share.0 > 0);
        if arranged && !self.work.work.public_domain && writers.iter().all(|holder| holder.share.role.arranges()) {
            self.add(
                list,
                Severity::Warning,
                "arranger-alone",
                (
                    format!("\"{}\" has only an arranger", self.work.work.title),
                    "Name who wrote it, or mark the work as public domain.".into(),
                ),
                "An arranger is paid for arrangements of works out of copyright; else the writer is owed too.",
                (work(self.work.work.id, WorkField::Writers), Vec::new()),
            );
        }
        for holder in &self.work.holders {
            let (person, writes) =
                (holder.party.kind == PartyKind::Person, holder.share.role.side() == WorkSide::Writers);
            let name = holder.party.full_name();
            let role = holder.share.role.word();
            if writes && !person {
                self.add(
                    list,
                    Severity::Error,
                    "role-name-mismatch",
                    (
                        format!("{name} is a company, and is named as {role}"),
                        "Works are written by people; make it a publisher, or call it a person.".into(),
                    ),
                    "Forms have different columns for people and companies.",
                    (party(holder.party.id, PartyField::Kind), Vec::new()),
                );
            } else if !writes && person && !holder.party.first_name.is_empty() {
                let also_writes = self
                    .work
                    .holders
                    .iter()
                    .any(|other| other.party.id == holder.party.id && other.share.role.side() == WorkSide::Writers);
                // Called a company, a writer would be one too.
                let advice = if also_writes {
                    "Where nobody publishes that part, remove the share and call it unpublished or copyright control; else name the company."
                } else {
                    "Call it a company if it publishes under that name."
                };
                self.add(
                    list,
                    Severity::Error,
                    "role-name-mismatch",
                    (format!("{name} is a person, and is named as {role}"), advice.into()),
                    "Forms have different columns for people and companies.",
                    (party(holder.party.id, PartyField::Kind), Vec::new()),
                );
            }
        }
    }
}
