//! Commissions: music that is written for the show, from its brief to the last file and payment.
//!
//! How far one has come is nowhere written down: it follows from what was sent, what came, what was said of it, what is
//! approved, what of the delivery is there, and what was paid.

use serde::{Deserialize, Serialize};
use timebase::Flicks;
use ts_rs::TS;

use crate::{
    ClearanceId, CommissionId, ComposerSaid, ComposerWord, PartyId, Settlement, ThemeId, TrackId, commission_code,
};

/// Music that somebody is asked to write. Texts are empty where nothing is said; dates are ISO 8601.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Commission {
    /// Its row.
    pub id: CommissionId,
    /// What people count it by: 3 for `C3`.
    pub number: i64,
    /// What it is called: `The letter`.
    pub title: String,
    /// What the music is to do.
    pub brief: String,
    /// The theme that it states, if one.
    pub theme: Option<ThemeId>,
    /// Who composes, if that is known.
    pub composer: Option<PartyId>,
    /// How long the music is to be.
    pub length: Option<Flicks>,
    /// Words for the mood, separated by commas.
    pub moods: String,
    /// By when a demo is wanted.
    pub demo_by: String,
    /// By when everything is to be delivered.
    pub due_on: String,
    /// Who keeps the recording.
    pub master: Option<Keeper>,
    /// Who keeps the publishers' side of the work.
    pub publishing: Option<Keeper>,
    /// What else is agreed of rights and work.
    pub terms: String,
    /// Whether stems are to be delivered beside the mix.
    pub wants_stems: bool,
    /// Whether files are to say where they belong: broadcast WAV with a time reference.
    pub wants_time_reference: bool,
    /// Whether writers, shares and society numbers are to be told.
    pub wants_sheet_facts: bool,
    /// When the brief was sent.
    pub sent_on: String,
    /// The line of clearance that its fee and payments stand on, once there is a fee.
    pub clearance: Option<ClearanceId>,
    /// What it may sound like, in order.
    pub references: Vec<Reference>,
    /// What came, the first version first.
    pub versions: Vec<Version>,
    /// What was delivered, the mix first.
    pub files: Vec<DeliveredFile>,
    /// What the composer said of it in the page of its brief, the first first.
    pub words: Vec<ComposerWord>,
}

/// Who keeps a right in music that is written for the show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Keeper {
    /// The production: a work for hire.
    Production,
    /// The composer, who licenses it.
    Composer,
    /// Both, in parts.
    Shared,
}

impl Keeper {
    /// As documents say it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Production => "the production",
            Self::Composer => "the composer",
            Self::Shared => "shared",
        }
    }
}

/// A recording of the library that shows what is meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Reference {
    /// Which.
    pub track: TrackId,
    /// What of it: `the swell at 1:10, not the drums`.
    #[serde(default)]
    pub note: String,
}

/// A version that the composer sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Version {
    /// Counting from 1.
    pub number: i64,
    /// The recording.
    pub track: TrackId,
    /// When it came.
    pub came_on: String,
    /// When it was approved; empty where it is not.
    pub approved_on: String,
}

impl Version {
    /// Whether somebody said yes.
    #[must_use]
    pub fn is_approved(&self) -> bool {
        !self.approved_on.is_empty()
    }
}

/// What a delivered file is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, schemars::JsonSchema,
)]
#[serde(rename_all = "camelCase")]
pub enum DeliveredPart {
    /// The whole.
    Mix,
    /// A part of it.
    Stem,
}

/// A file that was delivered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeliveredFile {
    /// The recording.
    pub track: TrackId,
    /// What it is.
    pub part: DeliveredPart,
    /// When it came.
    pub came_on: String,
}

/// How far a commission has come.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, schemars::JsonSchema,
)]
#[serde(rename_all = "camelCase")]
pub enum CommissionStage {
    /// The brief is being written.
    Draft,
    /// The brief is with the composer.
    Sent,
    /// A version is there that nobody has answered.
    DemoIn,
    /// Notes on the newest version are open.
    Notes,
    /// A version is approved; something of the delivery is missing.
    Approved,
    /// All that was asked for is there.
    Delivered,
    /// It is invoiced.
    Invoiced,
    /// It is paid.
    Paid,
}

impl CommissionStage {
    /// As documents say it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Sent => "sent",
            Self::DemoIn => "demo in",
            Self::Notes => "notes",
            Self::Approved => "approved",
            Self::Delivered => "delivered",
            Self::Invoiced => "invoiced",
            Self::Paid => "paid",
        }
    }
}

/// What stands beside a commission that its stage follows from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CommissionFacts {
    /// Notes on the newest version that are open.
    pub open_notes: usize,
    /// Whether all that was asked for is there.
    pub complete: bool,
    /// What of the fee is agreed, paid and owed; nothing where there is no fee.
    pub settlement: Settlement,
}

impl Commission {
    /// A commission of which nothing is said but what it is called. A mix is always wanted; the rest is, until somebody
    /// says otherwise.
    #[must_use]
    pub fn new(id: CommissionId, number: i64, title: impl Into<String>) -> Self {
        Self {
            id,
            number,
            title: title.into(),
            brief: String::new(),
            theme: None,
            composer: None,
            length: None,
            moods: String::new(),
            demo_by: String::new(),
            due_on: String::new(),
            master: None,
            publishing: None,
            terms: String::new(),
            wants_stems: true,
            wants_time_reference: true,
            wants_sheet_facts: true,
            sent_on: String::new(),
            clearance: None,
            references: Vec::new(),
            versions: Vec::new(),
            files: Vec::new(),
            words: Vec::new(),
        }
    }

    /// `C3`.
    #[must_use]
    pub fn code(&self) -> String {
        commission_code(self.number)
    }

    /// The newest version.
    #[must_use]
    pub fn newest(&self) -> Option<&Version> {
        self.versions.last()
    }

    /// The newest version that is approved: the one that cues follow.
    #[must_use]
    pub fn approved(&self) -> Option<&Version> {
        self.versions.iter().rev().find(|version| version.is_approved())
    }

    /// A newer version than the approved one.
    #[must_use]
    pub fn waiting(&self) -> Option<&Version> {
        let approved = self.approved()?;
        self.newest().filter(|newest| newest.number > approved.number)
    }

    /// What the composer said last of whether they write it, and by when.
    #[must_use]
    pub fn answered(&self) -> Option<&ComposerWord> {
        let answers = |word: &&ComposerWord| matches!(word.kind, ComposerSaid::Taken | ComposerSaid::Declined);
        self.words.iter().filter(answers).max_by(|one, two| (&one.said_at, &one.key).cmp(&(&two.said_at, &two.key)))
    }

    /// How far it has come.
    ///
    /// Money that is paid before everything is there, as an advance is, does not bring it further.
    #[must_use]
    pub fn stage(&self, facts: CommissionFacts) -> CommissionStage {
        let CommissionFacts { open_notes, complete, settlement } = facts;
        if self.approved().is_some() {
            return if !complete {
                CommissionStage::Approved
            } else if settlement.agreed > 0 && settlement.owed == 0 {
                CommissionStage::Paid
            } else if settlement.invoiced > 0 {
                CommissionStage::Invoiced
            } else {
                CommissionStage::Delivered
            };
        }
        match self.newest() {
            Some(_) if open_notes > 0 => CommissionStage::Notes,
            Some(_) => CommissionStage::DemoIn,
            None if self.sent_on.is_empty() => CommissionStage::Draft,
            None => CommissionStage::Sent,
        }
    }

    /// Whether everything is to be there before the demo that is still waited for: nobody can keep to both days.
    #[must_use]
    pub fn delivers_before_demo(&self) -> bool {
        self.versions.is_empty() && !self.due_on.is_empty() && self.due_on < self.demo_by
    }

    /// The date that it is to be somewhere next, and what is wanted by then; nothing where no date is set, or all is there.
    #[must_use]
    pub fn next_date(&self, stage: CommissionStage) -> Option<(&str, Wanted)> {
        let demo = || Some((self.demo_by.as_str(), Wanted::Demo)).filter(|(on, _)| !on.is_empty());
        let delivery = || Some((self.due_on.as_str(), Wanted::Delivery)).filter(|(on, _)| !on.is_empty());
        match stage {
            CommissionStage::Draft | CommissionStage::Sent => demo().or_else(delivery),
            CommissionStage::DemoIn | CommissionStage::Notes | CommissionStage::Approved => delivery(),
            CommissionStage::Delivered | CommissionStage::Invoiced | CommissionStage::Paid => None,
        }
    }
}

/// What is wanted by a date.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, schemars::JsonSchema,
)]
#[serde(rename_all = "camelCase")]
pub enum Wanted {
    /// A first version.
    Demo,
    /// All that was asked for.
    Delivery,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(number: i64, approved_on: &str) -> Version {
        Version { number, track: TrackId(number), came_on: "2026-11-01".into(), approved_on: approved_on.into() }
    }

    fn letter() -> Commission {
        Commission::new(CommissionId(1), 3, "The letter")
    }

    #[test]
    fn how_far_it_has_come_follows_from_what_happened() {
        let mut letter = letter();
        let mut facts = CommissionFacts::default();
        let mut seen = vec![letter.stage(facts)];
        letter.sent_on = "2026-11-01".into();
        seen.push(letter.stage(facts));
        letter.versions.push(version(1, ""));
        seen.push(letter.stage(facts));
        facts.open_notes = 2;
        seen.push(letter.stage(facts));
        facts.open_notes = 0;
        letter.versions.push(version(2, "2026-11-09"));
        seen.push(letter.stage(facts));
        facts.complete = true;
        seen.push(letter.stage(facts));
        facts.settlement = Settlement { agreed: 500, owed: 500, invoiced: 500, ..Settlement::default() };
        seen.push(letter.stage(facts));
        facts.settlement = Settlement { agreed: 500, paid: 500, ..Settlement::default() };
        seen.push(letter.stage(facts));
        let words: Vec<&str> = seen.into_iter().map(CommissionStage::word).collect();
        assert_eq!(words, ["draft", "sent", "demo in", "notes", "approved", "delivered", "invoiced", "paid"]);
        // An advance is no end.
        facts.complete = false;
        assert_eq!(letter.stage(facts), CommissionStage::Approved);
    }

    #[test]
    fn a_newer_version_waits_beside_the_approved_one() {
        let mut letter = letter();
        letter.versions = vec![version(1, "2026-11-02"), version(2, "2026-11-09"), version(3, "")];
        assert_eq!(letter.approved().map(|one| one.number), Some(2));
        assert_eq!(letter.waiting().map(|one| one.number), Some(3));
        letter.versions[2].approved_on = "2026-11-12".into();
        assert_eq!((letter.approved().map(|one| one.number), letter.waiting()), (Some(3), None));
    }

    #[test]
    fn what_is_wanted_next_has_a_date() {
        let mut letter = letter();
        letter.due_on = "2026-12-01".into();
        assert_eq!(letter.next_date(CommissionStage::Sent), Some(("2026-12-01", Wanted::Delivery)));
        letter.demo_by = "2026-11-10".into();
        assert_eq!(letter.next_date(CommissionStage::Sent), Some(("2026-11-10", Wanted::Demo)));
        assert_eq!(letter.next_date(CommissionStage::Notes), Some(("2026-12-01", Wanted::Delivery)));
        assert_eq!(letter.next_date(CommissionStage::Delivered), None);
    }

    #[test]
    fn a_delivery_comes_after_the_demo_that_is_waited_for() {
        let mut letter = letter();
        letter.due_on = "2026-12-01".into();
        assert!(!letter.delivers_before_demo(), "no demo is asked for");
        letter.demo_by = "2026-12-01".into();
        assert!(!letter.delivers_before_demo(), "both on one day may be");
        letter.demo_by = "2026-12-04".into();
        assert!(letter.delivers_before_demo());
        letter.versions.push(version(1, ""));
        assert!(!letter.delivers_before_demo(), "the demo is there");
        letter.versions.clear();
        letter.due_on = String::new();
        assert!(!letter.delivers_before_demo());
    }
}
