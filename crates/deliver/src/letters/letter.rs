//! Letters to rights holders: one each, about those of their lines that the letter is for.

use std::collections::BTreeMap;

use model::{ClearanceId, ClearanceStatus, CutId, EditOfUse, Party, PartyId, for_whole, one_use};
use serde::{Deserialize, Serialize};
use timebase::{Flicks, Position, Span};
use ts_rs::TS;

use super::Paper;
use super::facts::{PaperFacts, Right};
use super::production::Production;
use super::words::{dates, joined, length, money, named_money, right, share, term, usage};
use crate::sheet::{SheetCue, TrackFacts, written_day as day};

/// A letter's facts, as its template knows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// The day it is written, `25 November 2026`.
    pub date: String,
    /// The programme.
    pub production: Production,
    /// To whom it goes.
    pub to: Addressee,
    /// What it is about, in the order of the programme.
    pub lines: Vec<LetterLine>,
    /// By when an answer is asked for: the first of the lines' next dates; empty where none is set.
    pub reply_by: String,
    /// All fees together: `USD 6,500`, or `USD 6,500 and GBP 2,000`; empty while one is not named.
    pub total: String,
}

/// A rights holder.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each is the party's of the same name")]
pub struct Addressee {
    pub name: String,
    pub contact: String,
    pub email: String,
    pub phone: String,
    pub address: String,
}

/// A line of clearance in a letter. Texts are empty where nothing is known.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LetterLine {
    /// Title of the recording.
    pub title: String,
    /// Who performs.
    pub artist: String,
    /// Who wrote it: `T. Low and A. Low`.
    pub writers: String,
    /// Who publishes it.
    pub publishers: String,
    /// Who released it.
    pub label: String,
    /// The release it is on.
    pub album: String,
    /// The catalogue number of the release.
    pub catalogue_number: String,
    /// How long the whole recording is: `3:42`.
    pub duration: String,
    /// ISRC.
    pub isrc: String,
    /// ISWC.
    pub iswc: String,
    /// `Master recording`, `Publishing`, `Master and publishing`.
    pub right: String,
    /// What of the right is theirs: `75 %`.
    pub share: String,
    /// Each use, in order.
    pub uses: Vec<LetterUse>,
    /// The longest use: `1:34`.
    pub length: String,
    /// Where it may be shown.
    pub media: String,
    /// Where in the world.
    pub territory: String,
    /// For how long.
    pub term: String,
    /// First and last day: `from 1 January 2027 to 31 December 2031`.
    pub dates: String,
    /// The last day alone: `31 December 2031`. Where it is known nothing is perpetual, and nobody is asked for the term.
    pub ends: String,
    /// What more it should allow.
    pub options: Vec<LetterOption>,
    /// What is offered or agreed for this share: `USD 3,375`.
    pub fee: String,
    /// What 100 % of the right costs by it.
    pub whole_fee: String,
    /// ISO 4217.
    pub currency: String,
    /// How favoured nations hold, as a clause; empty where they do not.
    pub mfn: String,
    /// The longest single use agreed: `1:34`.
    pub max_length: String,
    /// How many uses are agreed.
    pub max_uses: String,
    /// The licensor's own number for it.
    pub reference: String,
    /// How far it has come.
    pub status: String,
}

/// A use of a recording in the programme: edits of it that meet are one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LetterUse {
    /// The number of its cue.
    pub cue: String,
    /// The number of its scene.
    pub scene: String,
    /// `EXT. PIER - DUSK: Mara waits for the boat`.
    pub description: String,
    /// `Background vocal`.
    pub usage: String,
    /// `0:31`.
    pub length: String,
}

/// An option of a line.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LetterOption {
    /// `Trailer`.
    pub label: String,
    /// `Promotion, World, 1 year`.
    pub terms: String,
    /// What it costs beyond the fee.
    pub fee: String,
    /// Last day on which it can be taken.
    pub exercise_by: String,
}

/// Somebody whom a letter may go to, as the window lists them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Recipient {
    /// Who.
    pub party: PartyId,
    /// The name.
    pub name: String,
    /// Whom to write to there.
    pub contact: String,
    /// Where letters go.
    pub email: String,
    /// All lines of the programme with this licensor.
    pub lines: Vec<RecipientLine>,
    /// How many of them the letter is about.
    pub included: usize,
}

/// A line of somebody whom a letter may go to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RecipientLine {
    /// The line.
    pub clearance: ClearanceId,
    /// Title of the recording.
    pub title: String,
    /// `Publishing 75 %`.
    pub right: String,
    /// How far it has come.
    pub status: ClearanceStatus,
    /// What is offered or agreed; empty where nothing is.
    pub fee: String,
    /// Whether the letter is about it.
    pub included: bool,
}

/// Whether a letter is about lines that have come so far.
#[must_use]
pub const fn is_about(paper: Paper, status: ClearanceStatus) -> bool {
    match paper {
        Paper::QuoteRequest => {
            matches!(status, ClearanceStatus::ToRequest | ClearanceStatus::Requested | ClearanceStatus::Expired)
        }
        Paper::Confirmation => status.is_committed(),
        Paper::ClearanceLog | Paper::Budget | Paper::EndCredits | Paper::SpottingNotes | Paper::Soundtrack => false,
    }
}

/// Everybody whom a letter may go to, by name; those with nothing in it are listed too.
#[must_use]
pub fn recipients(facts: &PaperFacts, paper: Paper) -> Vec<Recipient> {
    let of = |party: &Party, rights: &[&Right]| {
        let line = |right: &&Right| RecipientLine {
            clearance: right.line.id,
            title: track(facts, right).map(|track| track.title.clone()).unwrap_or_default(),
            right: format!("{} {}", self::right(right.line.side), share(right.line.share)),
            status: right.line.status,
            fee: money(right.line.fee, right.currency(&facts.currency)),
            included: is_about(paper, right.line.status),
        };
        let lines: Vec<RecipientLine> = rights.iter().map(line).collect();
        Recipient {
            party: party.id,
            name: party.full_name(),
            contact: party.contact.clone(),
            email: party.email.clone(),
            included: lines.iter().filter(|line| line.included).count(),
            lines,
        }
    };
    by_licensor(facts).iter().map(|(party, rights)| of(party, rights)).collect()
}

/// The letters of a kind, by name of the rights holder; of one alone where `to` names one.
#[must_use]
pub fn letters(facts: &PaperFacts, paper: Paper, to: Option<PartyId>) -> Vec<Letter> {
    let wanted = by_licensor(facts).into_iter().filter(|(party, _)| to.is_none_or(|to| to == party.id));
    wanted
        .filter_map(|(party, rights)| {
            let about: Vec<&Right> = rights.into_iter().filter(|right| is_about(paper, right.line.status)).collect();
            (!about.is_empty()).then(|| letter(facts, party, &about))
        })
        .collect()
}

fn by_licensor(facts: &PaperFacts) -> Vec<(&Party, Vec<&Right>)> {
    let mut found: BTreeMap<(String, PartyId), (&Party, Vec<&Right>)> = BTreeMap::new();
    for right in &facts.rights {
        if let Some(party) = &right.party {
            found.entry((party.full_name().to_lowercase(), party.id)).or_insert((party, Vec::new())).1.push(right);
        }
    }
    found.into_values().collect()
}

fn letter(facts: &PaperFacts, party: &Party, about: &[&Right]) -> Letter {
    let reply_by = about.iter().map(|right| right.line.next_on.as_str()).filter(|on| !on.is_empty()).min();
    Letter {
        date: day(&facts.sheet.date),
        production: Production::of(facts),
        to: Addressee {
            name: party.full_name(),
            contact: party.contact.clone(),
            email: party.email.clone(),
            phone: party.phone.clone(),
            address: party.address.clone(),
        },
        lines: about.iter().map(|right| line(facts, right)).collect(),
        reply_by: day(reply_by.unwrap_or_default()),
        total: total(facts, about),
    }
}

/// Sums by currency; nothing while one of the fees is not named, since a part is no total.
fn total(facts: &PaperFacts, about: &[&Right]) -> String {
    let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
    for right in about {
        let Some(fee) = right.line.fee else { return String::new() };
        *sums.entry(right.currency(&facts.currency)).or_default() += fee;
    }
    let told: Vec<String> = sums.iter().map(|(currency, sum)| named_money(*sum, currency)).collect();
    model::words::listed(&told)
}

fn track<'a>(facts: &'a PaperFacts, right: &Right) -> Option<&'a TrackFacts> {
    facts.sheet.cues.iter().filter_map(|cue| cue.track.as_ref()).find(|track| track.id == right.line.track)
}

/// A use of a recording: a cue, or those in which edits of it meet.
pub(super) struct Used<'a> {
    /// Its cues, in the order of time.
    pub cues: Vec<&'a SheetCue>,
    /// From the first edit to the last.
    pub span: Option<Span>,
}

impl Used<'_> {
    /// How long it sounds: its pieces, where edits meet once.
    pub fn length(&self) -> Option<Flicks> {
        let pieces: Flicks = self.cues.iter().filter_map(|cue| cue.length()).sum();
        self.span.map(|span| pieces.min(span.length()))
    }

    /// `1M01`, `1M01 + 1M02`.
    pub fn numbers(&self) -> String {
        self.cues.iter().map(|cue| cue.number.as_str()).collect::<Vec<_>>().join(" + ")
    }
}

/// The uses of a recording, in the order of time: what a cue sheet shows as one row is one.
pub(super) fn uses<'a>(facts: &'a PaperFacts, right: &Right) -> Vec<Used<'a>> {
    let of = |cue: &&SheetCue| cue.track.as_ref().is_some_and(|track| track.id == right.line.track);
    let mut cues: Vec<&SheetCue> = facts.sheet.cues.iter().filter(of).collect();
    cues.sort_by_key(|cue| (cue.span.map(|span| span.start), cue.id));
    let nowhere = Span { start: Position::ZERO, end: Position::ZERO };
    let edits: Vec<EditOfUse> = cues
        .iter()
        .map(|cue| EditOfUse {
            cut: CutId(0),
            track: right.line.track,
            span: cue.span.unwrap_or(nowhere),
            usage: cue.usage,
        })
        .collect();
    let used = |members: Vec<usize>| {
        let cues: Vec<&SheetCue> = members.iter().filter_map(|&at| cues.get(at).copied()).collect();
        let start = cues.iter().filter_map(|cue| cue.span).map(|span| span.start).min();
        let end = cues.iter().filter_map(|cue| cue.span).map(|span| span.end).max();
        Used { span: start.zip(end).map(|(start, end)| Span { start, end }), cues }
    };
    one_use(&edits).into_iter().map(used).collect()
}

/// `Johann Bach, arranged by Carla Arr`.
fn written_by(names: &super::credits::Names) -> String {
    let (writers, arrangers) = (model::words::listed(&names.writers), model::words::listed(&names.arrangers));
    match (writers.is_empty(), arrangers.is_empty()) {
        (_, true) => writers,
        (true, false) => format!("arranged by {arrangers}"),
        (false, false) => format!("{writers}, arranged by {arrangers}"),
    }
}

fn line(facts: &PaperFacts, right: &Right) -> LetterLine {
    let (clearance, currency) = (&right.line, right.currency(&facts.currency));
    let known = track(facts, right).cloned().unwrap_or_default();
    let names = super::credits::Names::of(&known);
    let uses = uses(facts, right);
    let longest = uses.iter().filter_map(Used::length).max();
    let option = |option: &model::OptionStep| LetterOption {
        label: option.label.clone(),
        terms: joined(&[&option.media, &option.territory, &option.term], ", "),
        fee: option.fee.map_or_else(String::new, |fee| named_money(fee, currency)),
        exercise_by: day(&option.exercise_by),
    };
    LetterLine {
        title: known.title.clone(),
        artist: known.artist.clone(),
        writers: written_by(&names),
        publishers: model::words::listed(&names.publishers),
        label: known.label.clone(),
        album: facts.albums.get(&clearance.track).cloned().unwrap_or_default(),
        catalogue_number: known.catalogue_number.clone(),
        duration: facts.lengths.get(&clearance.track).copied().map(length).unwrap_or_default(),
        isrc: known.isrc.clone(),
        iswc: known.work.as_ref().map(|work| super::credits::iswc(&work.work.iswc)).unwrap_or_default(),
        right: self::right(clearance.side).to_owned(),
        share: share(clearance.share),
        uses: uses.iter().map(|used| use_of(facts, used)).collect(),
        length: longest.map(length).unwrap_or_default(),
        media: clearance.media.clone(),
        territory: clearance.territory.clone(),
        term: term(clearance).to_owned(),
        dates: dates(&day(&clearance.starts), &day(&clearance.ends)),
        ends: day(&clearance.ends),
        options: right.options.iter().map(option).collect(),
        fee: clearance.fee.map_or_else(String::new, |fee| named_money(fee, currency)),
        whole_fee: clearance.fee.map_or_else(String::new, |fee| named_money(for_whole(fee, clearance.share), currency)),
        currency: currency.to_owned(),
        mfn: mfn(facts, right),
        max_length: clearance.max_length.map(length).unwrap_or_default(),
        max_uses: clearance.max_uses.map(|uses| uses.to_string()).unwrap_or_default(),
        reference: clearance.reference.clone(),
        status: clearance.status.word().to_owned(),
    }
}

fn use_of(facts: &PaperFacts, used: &Used<'_>) -> LetterUse {
    let Some(first) = used.cues.first() else { return LetterUse::default() };
    let scene = facts.scenes.iter().find(|scene| scene.number == first.scene);
    let description = scene.map(|scene| joined(&[&scene.slugline, &scene.synopsis], ": ")).unwrap_or_default();
    LetterUse {
        cue: used.numbers(),
        scene: first.scene.clone(),
        description,
        usage: usage(first.usage),
        length: used.length().map(length).unwrap_or_default(),
    }
}

/// Says with whom favoured nations hold, without naming other songs or their licensors: those are nobody's business.
fn mfn(facts: &PaperFacts, right: &Right) -> String {
    let Some(group) = right.line.mfn_group else { return String::new() };
    if right.line.mfn_exempt {
        return String::new();
    }
    let mut others =
        facts.rights.iter().filter(|other| other.line.mfn_group == Some(group) && other.line.id != right.line.id);
    let with = if others.all(|other| other.line.track == right.line.track) {
        "every other licensor of this song"
    } else {
        "every other licensor of this group"
    };
    format!("most favoured nations (MFN) with {with}, pro rata to their shares")
}
