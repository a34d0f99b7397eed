//! Works and their parties: shares, societies, identifiers. Each work and each party is named once, at its first cue.

use std::collections::{BTreeMap, BTreeSet};

use model::{Identifier, PartyKind, Publishing, Share, ShareRole, WorkSide, shares};

use super::{Finding, Findings, party, track, work};
use crate::problem::{Fix, Severity, Target};
use crate::profile::{Field, Profile};
use crate::sheet::{Holder, SheetCue, SheetFacts, TrackFacts, WorkFacts, in_order_of_time};

pub(super) fn check(list: &mut Findings, facts: &SheetFacts, profile: &Profile) {
    let (mut works, mut parties) = (BTreeSet::new(), BTreeSet::new());
    let mut by_isrc: BTreeMap<&str, (&str, String)> = BTreeMap::new();
    for one in in_order_of_time(facts) {
        let Some(track_facts) = &one.track else { continue };
        identifier(list, one, Identifier::Isrc, &track_facts.isrc, track(track_facts.id, "isrc"));
        let Some(facts) = &track_facts.work else {
            no_work(list, one, track_facts);
            continue;
        };
        same_recording(list, one, track_facts, facts, &mut by_isrc);
        let seen = Seen { cue: one, work: facts, profile };
        if works.insert(facts.work.id) {
            seen.work(list);
        }
        for holder in &facts.holders {
            if parties.insert(holder.party.id) {
                seen.party(list, holder);
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
                "The file of {:?} names {}; take it as a suggestion, or link the work.",
                track_facts.title, track_facts.composer
            )
        } else {
            format!("{:?} is not linked to a work; say who wrote it.", track_facts.title)
        },
        why: "The sheet exists to pay writers and publishers: without them the money goes to nobody.",
        target: track(track_facts.id, "work"),
        fixes: Vec::new(),
    });
    if !known && track_facts.artist.trim().is_empty() {
        list.add(Finding {
            severity: Severity::Warning,
            rule: "performer-missing",
            cue: Some(&one.number),
            title: format!("{} · neither writer nor performer known", one.number),
            message: format!("Name the performer of {:?}.", track_facts.title),
            why: "APRA takes the performer where the composer is not known.",
            target: track(track_facts.id, "artist"),
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
            target: track(track_facts.id, "work"),
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
            message: sentence(&error.to_string()),
            why: "A wrong identifier pays the wrong people, or stops the sheet.",
            target,
            fixes: Vec::new(),
        });
    }
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

/// A work where it is first heard.
pub(super) struct Seen<'a> {
    pub(super) cue: &'a SheetCue,
    pub(super) work: &'a WorkFacts,
    pub(super) profile: &'a Profile,
}

impl Seen<'_> {
    fn side(&self, side: WorkSide) -> Vec<&Holder> {
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
        identifier(list, self.cue, Identifier::Iswc, &facts.iswc, work(id, "iswc"));
        if facts.public_domain && self.work.holders.iter().all(|holder| holder.share.share == Share(0)) {
            return;
        }
        self.sums(list, WorkSide::Writers);
        let publishers = self.side(WorkSide::Publishers);
        if !publishers.is_empty() {
            self.sums(list, WorkSide::Publishers);
        } else if facts.publishing == Publishing::Published {
            self.no_publisher(list);
        }
        let acts = |role| publishers.iter().any(|holder| holder.share.role == role);
        if (acts(ShareRole::Administrator) || acts(ShareRole::SubPublisher)) && !acts(ShareRole::OriginalPublisher) {
            self.add(
                list,
                Severity::Warning,
                "original-publisher-missing",
                (
                    format!("{:?} has an administrator, but no original publisher", facts.title),
                    "Name the original publisher for whom it acts.".into(),
                ),
                "Sheets want the original publisher, not only who administers for it.",
                (work(id, "publishers"), Vec::new()),
            );
        }
        if !publishers.is_empty() && facts.publishing != Publishing::Published {
            self.add(
                list,
                Severity::Warning,
                "publishing-differs",
                (
                    format!("{:?} is marked as having no publisher, and has one", facts.title),
                    "Say that it is published, or take the publishers out.".into(),
                ),
                "Who publishes is paid half of it, as a rule.",
                (
                    work(id, "publishing"),
                    vec![Fix::SetPublishing {
                        work: id,
                        publishing: Publishing::Published,
                        label: "say that it is published".into(),
                    }],
                ),
            );
        }
        if facts.public_domain
            && self
                .side(WorkSide::Writers)
                .iter()
                .any(|holder| holder.share.share.0 > 0 && !arranges(holder.share.role))
        {
            self.add(
                list,
                Severity::Error,
                "public-domain-share",
                (
                    format!("{:?} is in the public domain, and its writers have shares", facts.title),
                    "Set their shares to nothing; only an arranger may have one.".into(),
                ),
                "CWR: where all writers are out of copyright, shares of performance must be zero.",
                (work(id, "writers"), Vec::new()),
            );
        }
        self.roles(list);
    }

    fn sums(&self, list: &mut Findings, side: WorkSide) {
        let of_work: Vec<_> = self.work.holders.iter().map(|holder| holder.share.clone()).collect();
        let sum = shares::sum(&of_work, side);
        let (name, field, rule) = match side {
            WorkSide::Writers => ("writers", "writers", "writer-shares"),
            WorkSide::Publishers => ("publishers", "publishers", "publisher-shares"),
        };
        if shares::is_whole(sum, Share(self.profile.share_tolerance)) {
            return;
        }
        let id = self.work.work.id;
        let (title, message) = if self.side(side).is_empty() {
            (format!("{:?} has no {name}", self.work.work.title), format!("Say who its {name} are."))
        } else {
            let percent = format!("{}.{:02}", sum.0 / 10_000, sum.0 % 10_000 / 100);
            (
                format!("The {name} of {:?} have {percent} %", self.work.work.title),
                "Their shares must add up to 100 %; mend them, or even them out.".to_owned(),
            )
        };
        let fixes = if self.side(side).is_empty() {
            Vec::new()
        } else {
            vec![Fix::EvenOut { work: id, side, label: "even out".into() }]
        };
        let why = "Writers add up to 100 %, and publishers to another 100 %; within 0.06 % for what cannot be divided.";
        self.add(list, Severity::Error, rule, (title, message), why, (work(id, field), fixes));
    }

    fn no_publisher(&self, list: &mut Findings) {
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
                format!("{:?} has no publisher", self.work.work.title),
                "Name its publisher, or say that it is unpublished or under copyright control.".into(),
            ),
            "A blank is asked about; \u{201c}unpublished\u{201d} is not.",
            (
                work(id, "publishers"),
                vec![
                    mark(Publishing::Unpublished, "mark as unpublished"),
                    mark(Publishing::CopyrightControl, "mark as copyright control"),
                ],
            ),
        );
    }

    fn roles(&self, list: &mut Findings) {
        let writers = self.side(WorkSide::Writers);
        let arranged = writers.iter().any(|holder| arranges(holder.share.role) && holder.share.share.0 > 0);
        if arranged && !self.work.work.public_domain && writers.iter().all(|holder| arranges(holder.share.role)) {
            self.add(
                list,
                Severity::Warning,
                "arranger-alone",
                (
                    format!("{:?} has only an arranger", self.work.work.title),
                    "Name who wrote it, or mark the work as public domain.".into(),
                ),
                "An arranger is paid for arrangements of works out of copyright; else the writer is owed too.",
                (work(self.work.work.id, "writers"), Vec::new()),
            );
        }
        for holder in &self.work.holders {
            let (person, writes) =
                (holder.party.kind == PartyKind::Person, holder.share.role.side() == WorkSide::Writers);
            let name = holder.party.full_name();
            if writes && !person {
                self.add(
                    list,
                    Severity::Error,
                    "role-name-mismatch",
                    (
                        format!("{name} is a company, and stands among the writers"),
                        "Works are written by people; make it a publisher, or call it a person.".into(),
                    ),
                    "Forms have different columns for people and companies.",
                    (party(holder.party.id, "kind"), Vec::new()),
                );
            } else if !writes && person && !holder.party.first_name.is_empty() {
                self.add(
                    list,
                    Severity::Error,
                    "role-name-mismatch",
                    (
                        format!("{name} is a person, and stands among the publishers"),
                        "Call it a company if it publishes under that name.".into(),
                    ),
                    "Forms have different columns for people and companies.",
                    (party(holder.party.id, "kind"), Vec::new()),
                );
            }
        }
    }
}

const fn arranges(role: ShareRole) -> bool {
    matches!(role, ShareRole::Arranger | ShareRole::SubArranger | ShareRole::Adaptor | ShareRole::Translator)
}
