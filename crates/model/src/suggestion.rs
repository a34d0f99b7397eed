//! Suggestions for a track's work, parties and label, read from what its file and the library say of it.
//!
//! They are never fact by themselves: each names the tag and the text it comes from, and is taken by somebody or not.

mod owner;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::credits::{
    Commas, Credit, Doubt, emails, is_company, iswcs, read_companies, read_credits, read_people, same_name,
    without_notice,
};
use crate::{RawTag, Share, ShareRole, Track, WorkSide};
use owner::{is_name, label_of, owner_of};

/// How sure a suggestion is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, schemars::JsonSchema,
)]
#[serde(rename_all = "camelCase")]
pub enum Confidence {
    /// The text can hardly mean anything else.
    Sure,
    /// It usually means this.
    Likely,
    /// It may mean this.
    Guess,
}

/// Where a suggestion comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SuggestionSource {
    /// The tag: `GROUPING`, `COMPOSER`, `TXXX:ISWC`.
    pub tag: String,
    /// Its text.
    pub text: String,
}

/// What a suggestion would set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Suggested {
    /// Somebody has a share of the work.
    Share {
        /// As people read it.
        name: String,
        /// The end of the name that is the last name, where the text tells it apart: `García Márquez, Gabriel`; else empty.
        #[serde(default)]
        last_name: String,
        /// As what.
        role: ShareRole,
        /// As sheets write it; empty where the text does not say.
        society: String,
        /// Eleven digits; empty where the text does not say.
        ipi: String,
        /// Of the side, where the text says so.
        share: Option<Share>,
    },
    /// The work has this ISWC.
    Iswc {
        /// Bare.
        iswc: String,
    },
    /// The recording is released by this label.
    Label {
        /// As people read it.
        name: String,
    },
    /// The release has this catalogue number.
    CatalogueNumber {
        /// As written.
        number: String,
    },
    /// Whom to write to.
    Email {
        /// The address.
        email: String,
    },
    /// Something to keep in the note of the work: that it is one-stop, that there is an instrumental.
    Note {
        /// As it would be kept.
        note: String,
    },
}

/// A suggestion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Suggestion {
    /// Names it among the suggestions of its track, as long as the tags say the same.
    pub key: String,
    /// What it would set.
    pub sets: Suggested,
    /// Where it comes from; several tags may say the same.
    pub sources: Vec<SuggestionSource>,
    /// How sure it is.
    pub confidence: Confidence,
    /// Set where all its texts may as well be read otherwise, to how they were read; [`Commas::Unknown`] where it is not about
    /// commas. Somebody says which reading is true: such a suggestion is accepted by itself only.
    pub open: Option<Commas>,
}

impl Suggestion {
    /// Whether it and another are readings of one text that exclude each other.
    #[must_use]
    pub fn excludes(&self, other: &Self) -> bool {
        let contrary = matches!(
            (self.open, other.open),
            (Some(Commas::Within), Some(Commas::Between)) | (Some(Commas::Between), Some(Commas::Within))
        );
        contrary && self.sources.iter().any(|source| other.sources.contains(source))
    }
}

/// What a tag is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Subject {
    Writers(ShareRole),
    Publishers,
    Label,
    Catalogue,
    Iswc,
    Copyright,
    Anything,
}

/// All suggestions of a track, in the order of its tags.
#[must_use]
pub fn suggestions(track: &Track, raw: &[RawTag]) -> Vec<Suggestion> {
    let mut found = Found::default();
    let texts = [
        ("COMPOSER", &track.composer, Subject::Writers(ShareRole::Composer)),
        ("LYRICIST", &track.lyricist, Subject::Writers(ShareRole::Author)),
        ("PUBLISHER", &track.publisher, Subject::Publishers),
        ("LABEL", &track.label, Subject::Label),
        ("GROUPING", &track.grouping, Subject::Anything),
        ("COMMENT", &track.comment, Subject::Anything),
    ];
    for (tag, text, subject) in texts {
        found.read(tag, text, subject);
    }
    for RawTag { key, value } in raw {
        let known = texts.iter().any(|(_, text, _)| text.trim() == value.trim());
        if let (false, Some(subject)) = (known, subject_of(key)) {
            found.read(key, value, subject);
        }
    }
    found.settle();
    found.list
}

/// What a raw tag is about, by its key; most are about nothing here.
fn subject_of(key: &str) -> Option<Subject> {
    let key = key.to_uppercase();
    let has = |words: &[&str]| words.iter().any(|word| key.contains(word));
    Some(if has(&["ISWC"]) {
        Subject::Iswc
    } else if has(&["LYRICIST", "TEXT"]) && !has(&["TXXX:"]) {
        Subject::Writers(ShareRole::Author)
    } else if has(&["COMPOSER", "WRITER", "TCOM", "©WRT", "©COM", "IMUS", "IWRI"]) {
        Subject::Writers(ShareRole::Composer)
    } else if has(&["CATALOG", "LABELNO"]) {
        Subject::Catalogue
    } else if has(&["PUBLISHER", "PUBLISHING", "TPUB", "©PUB"]) {
        Subject::Publishers
    } else if has(&[
        "SPLIT",
        "IPI",
        "GROUPING",
        "COMMENT",
        "DESCRIPTION",
        "TIT1",
        "GRP1",
        "©GRP",
        "COMM",
        "ICMT",
        "TOWN",
        "LICENSE",
    ]) {
        Subject::Anything
    } else if has(&["TCOP", "COPYRIGHT", "©CPY", "CPRT", "ICOP"]) {
        Subject::Copyright
    } else if has(&["LABEL", "ORGANIZATION"]) {
        Subject::Label
    } else {
        return None;
    })
}

#[derive(Debug, Default)]
struct Found {
    list: Vec<Suggestion>,
}

impl Found {
    fn read(&mut self, tag: &str, text: &str, subject: Subject) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let source = || SuggestionSource { tag: tag.to_owned(), text: text.to_owned() };
        for iswc in iswcs(text) {
            self.add(Suggested::Iswc { iswc }, source(), Confidence::Sure);
        }
        match subject {
            Subject::Iswc => {}
            Subject::Catalogue => {
                self.add(Suggested::CatalogueNumber { number: text.to_owned() }, source(), Confidence::Likely);
            }
            Subject::Label => {
                let name = label_of(text);
                self.add(Suggested::Label { name }, source(), Confidence::Likely);
            }
            Subject::Writers(role) => self.credits(text, Some(role), &source()),
            Subject::Publishers => self.credits(text, Some(ShareRole::OriginalPublisher), &source()),
            Subject::Anything => self.credits(text, None, &source()),
            Subject::Copyright => self.copyright(text, &source()),
        }
        if subject != Subject::Label {
            self.notices(text, &source());
        }
    }

    /// Who is credited. A text about anything is only read where it is marked as a credit.
    fn credits(&mut self, text: &str, about: Option<ShareRole>, source: &SuggestionSource) {
        let read = |commas: Commas| match about.map(ShareRole::side) {
            Some(WorkSide::Publishers) => read_companies(text, false),
            Some(WorkSide::Writers) => read_people(text, false, commas),
            None => read_credits(text, commas),
        };
        let credits = read(Commas::Unknown);
        // Both readings are proposed of a text that may be one name or several.
        let doubtful = credits.iter().any(|credit| credit.doubt == Some(Doubt::Commas));
        let with = |open: Option<Commas>, credits: Vec<Credit>| credits.into_iter().map(move |credit| (open, credit));
        let credits: Vec<(Option<Commas>, Credit)> = if doubtful {
            let readings = [Commas::Within, Commas::Between];
            readings.into_iter().flat_map(|commas| with(Some(commas), read(commas))).collect()
        } else {
            let names = credits.iter().any(|credit| credit.doubt == Some(Doubt::Names));
            with(names.then_some(Commas::Unknown), credits).collect()
        };
        for (open, mut credit) in credits {
            credit.name = without_notice(&credit.name).to_owned();
            if !is_name(&credit.name) || (about.is_none() && credit.role.is_none() && !credit.is_marked()) {
                continue;
            }
            let role = credit.role.or(about).unwrap_or_else(|| guessed(&credit));
            let confidence = match (credit.is_marked(), about.or(credit.role)) {
                _ if open.is_some() => Confidence::Guess,
                (true, Some(_)) => Confidence::Sure,
                (true, None) | (false, Some(_)) if about != Some(ShareRole::OriginalPublisher) => Confidence::Likely,
                // The publisher's tag is in practice the label's as often as not.
                _ if is_company(&credit.name) && credit.name.to_lowercase().contains("record") => Confidence::Guess,
                _ => Confidence::Likely,
            };
            let Credit { name, last_name, society, ipi, share, .. } = credit;
            let sets = Suggested::Share { name, last_name, role, society, ipi, share };
            self.add_open(sets, source.clone(), confidence, open);
        }
    }

    /// A copyright line tells of a label where it has the sign of recordings, or names one. Its (C) is no composer's.
    fn copyright(&mut self, text: &str, source: &SuggestionSource) {
        let (owner, recording) = owner_of(text);
        let record_company = is_company(&owner) && owner.to_lowercase().contains("record");
        if is_name(&owner) && (recording || record_company) {
            let confidence = if recording { Confidence::Likely } else { Confidence::Guess };
            self.add(Suggested::Label { name: owner }, source.clone(), confidence);
        }
    }

    fn notices(&mut self, text: &str, source: &SuggestionSource) {
        for email in emails(text) {
            self.add(Suggested::Email { email }, source.clone(), Confidence::Likely);
        }
        let lower = text.to_lowercase().replace(['-', '_'], " ");
        let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
        if says(&["one stop", "onestop"]) && !says(&["not one stop", "no one stop", "non one stop"]) {
            self.add(Suggested::Note { note: "One-stop".to_owned() }, source.clone(), Confidence::Likely);
        }
        for (what, note) in [("instrumental", "Instrumental available"), ("stems", "Stems available")] {
            let told = [" available", "s available", " avail", " on request", " version available"];
            if told.iter().any(|rest| lower.contains(&format!("{what}{rest}"))) {
                self.add(Suggested::Note { note: note.to_owned() }, source.clone(), Confidence::Likely);
            }
        }
    }

    fn add(&mut self, sets: Suggested, source: SuggestionSource, confidence: Confidence) {
        self.add_open(sets, source, confidence, None);
    }

    /// Adds a suggestion, or another source to the one that says the same.
    fn add_open(&mut self, sets: Suggested, source: SuggestionSource, confidence: Confidence, open: Option<Commas>) {
        let twin = self.list.iter_mut().position(|other| completes(&mut other.sets, &sets));
        if let Some(twin) = twin.and_then(|at| self.list.get_mut(at)) {
            if !twin.sources.contains(&source) {
                twin.sources.push(source);
            }
            twin.confidence = twin.confidence.min(confidence);
            twin.open = if twin.open == open { open } else { twin.open.and(None) };
        } else {
            self.list.push(Suggestion { key: String::new(), sets, sources: vec![source], confidence, open });
        }
    }

    /// Whoever is composer and author of the same work is both; then every suggestion gets its key.
    fn settle(&mut self) {
        for suggestion in &mut self.list {
            suggestion.key = key_of(&suggestion.sets);
        }
    }
}

/// Whether two suggestions are about the same; then the first takes what it did not know.
fn completes(known: &mut Suggested, more: &Suggested) -> bool {
    let (
        Suggested::Share { name, last_name, role, society, ipi, share },
        Suggested::Share { name: other, last_name: last, role: as_what, society: of, ipi: number, share: part },
    ) = (&mut *known, more)
    else {
        return known == more;
    };
    if role.side() != as_what.side() || !may_be_same(name, other) || !agree(society, of) || !agree(ipi, number) {
        return false;
    }
    if other.len() > name.len() {
        other.clone_into(name);
        last_name.clear();
    }
    if last_name.is_empty() && name.ends_with(last.as_str()) {
        last.clone_into(last_name);
    }
    *role = match (*role, *as_what) {
        (ShareRole::Composer, ShareRole::Author) | (ShareRole::Author, ShareRole::Composer) => {
            ShareRole::ComposerAuthor
        }
        // Whoever is said to be a writer in general is what another tag says exactly.
        (ShareRole::ComposerAuthor, exact) | (exact, _) => exact,
    };
    for (mine, theirs) in [(society, of), (ipi, number)] {
        if mine.is_empty() {
            theirs.clone_into(mine);
        }
    }
    *share = share.or(*part);
    true
}

fn agree(one: &str, other: &str) -> bool {
    one.is_empty() || other.is_empty() || one == other
}

/// Whether two names may be one person's: the same, or the same but for initials (`J. Vold`, `Jon Vold`).
#[must_use]
pub fn may_be_same(one: &str, other: &str) -> bool {
    let (one, other) = (same_name(one), same_name(other));
    if one == other {
        return true;
    }
    let (Some((first, last)), Some((given, family))) = (one.rsplit_once(' '), other.rsplit_once(' ')) else {
        return false;
    };
    let initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    last == family && (initial(first, given) || initial(given, first))
}

/// What somebody is whom a text credits without saying: companies publish.
fn guessed(credit: &Credit) -> ShareRole {
    if is_company(&credit.name) { ShareRole::OriginalPublisher } else { ShareRole::ComposerAuthor }
}

fn key_of(sets: &Suggested) -> String {
    match sets {
        Suggested::Share { name, role, society, ipi, share, .. } => {
            let side = if role.side() == WorkSide::Writers { "writer" } else { "publisher" };
            let share = share.map_or_else(String::new, |share| share.0.to_string());
            format!("{side}|{}|{society}|{ipi}|{share}", same_name(name))
        }
        Suggested::Iswc { iswc } => format!("iswc|{iswc}"),
        Suggested::Label { name } => format!("label|{}", same_name(name)),
        Suggested::CatalogueNumber { number } => format!("catalogue|{number}"),
        Suggested::Email { email } => format!("email|{}", email.to_lowercase()),
        Suggested::Note { note } => format!("note|{note}"),
    }
}

#[cfg(test)]
mod tests;
