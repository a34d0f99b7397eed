//! What a reviewer is shown of a round, and what was said in it, as far as it is for them.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use model::review::newest_of_each;
use model::{
    CueId, Link, LinkId, Note, NoteId, PlacementId, Proposal, ProposalId, Reviewer, ReviewerId, Round, RoundId, Sees,
    Verdict,
};
use review::{
    MediaId, Page, Person, Said, SaidNote, SaidVerdict, ShownAlternate, ShownCue, ShownCut, ShownPicture, ShownRound,
    ShownSound,
};
use store::{Rows, StoreError};

use super::earlier::Earlier;
use super::mixes::{Mix, Sounds, newest, span_of};
use super::rights::{InWords, Shows};
use super::shown_picture::{ForReviewer, Picked};
use crate::books::Books;
use crate::pictures;

/// What pictures and mixes are called outside.
pub(super) trait Names {
    fn picture(&self, path: &str) -> MediaId;
    fn opus(&self, mix: &Mix) -> MediaId;
    fn wav(&self, mix: &Mix) -> MediaId;
}

fn shown(mix: &Mix, names: &dyn Names) -> ShownSound {
    ShownSound {
        opus: names.opus(mix),
        wav: Some(names.wav(mix)),
        start: mix.start,
        length: mix.length,
        match_gain: mix.match_gain,
        match_short: mix.match_short,
        wave: mix.wave.clone(),
    }
}

/// A round with everything that is read of it once.
pub(super) struct Shared {
    pub round: Round,
    pub link: Link,
    pub you: Reviewer,
}

/// A link that shows all there is and opens nothing: no document has it.
pub(super) fn as_link(round: RoundId, reviewer: ReviewerId) -> Link {
    Link {
        id: LinkId(0),
        round,
        reviewer,
        token_hash: [0; 32],
        pin_hash: None,
        neutral: false,
        burn_name: false,
        picture: true,
        made_at: String::new(),
        expires_at: None,
        revoked_at: None,
        wrong_pins: 0,
        locked_until: None,
    }
}

impl Shared {
    /// `None` where the round, or the reviewer in it, is gone.
    pub fn read(rows: &Rows, link: &Link) -> Result<Option<Self>, StoreError> {
        let Some(round) = rows.round(link.round)? else { return Ok(None) };
        let Some(you) = rows.reviewer(link.reviewer)?.filter(|you| round.asks(you.id)) else { return Ok(None) };
        Ok(Some(Self { round, link: link.clone(), you }))
    }

    /// A round as nobody is shown it, with everything that anybody could be; `None` where nobody is asked.
    pub fn with_everything(round: Round, reviewers: &[Reviewer]) -> Option<Self> {
        let sees = Sees { money: true, clearance: true, contacts: true, private_notes: true };
        let you = Reviewer { sees, ..reviewers.first()?.clone() };
        let link = as_link(round.id, you.id);
        Some(Self { round, link, you })
    }

    /// The page; without a cut there is none.
    pub fn page(
        &self,
        rows: &Rows,
        sounds: &Sounds,
        names: &dyn Names,
        picked: &ForReviewer,
        books: impl FnOnce() -> Result<Arc<Books>, StoreError>,
    ) -> Result<Option<Page>, StoreError> {
        let Some(cut) = rows.cut(self.round.cut)? else { return Ok(None) };
        let episode = rows
            .episode(cut.episode)?
            .map_or_else(String::new, |episode| format!("{} {}", episode.name(), episode.title).trim().to_owned());
        let mut others = Vec::new();
        let mut you = None;
        for asked in &self.round.reviewers {
            let Some(reviewer) = rows.reviewer(asked.reviewer)? else { continue };
            let person = Person { id: reviewer.id, name: reviewer.name, colour: reviewer.colour, role: asked.role };
            if person.id == self.you.id { you = Some(person) } else { others.push(person) }
        }
        let Some(you) = you else { return Ok(None) };
        let sees = self.you.sees;
        let books = if sees.money || sees.clearance || sees.contacts { Some(books()?) } else { None };
        let shows = books.as_deref().map(|books| Shows::new(books, cut.episode, sees));
        let what = |picked: &Picked| {
            let facts = pictures::read(&picked.path);
            facts.as_ref().as_ref().map_or(String::new(), |facts| format!("{} in {}", facts.codec, facts.container))
        };
        let waits = *picked == ForReviewer::Waiting;
        let picked = match picked {
            ForReviewer::Shown(picked) => Some(picked),
            ForReviewer::Waiting | ForReviewer::Nothing => None,
        };
        let earlier = Earlier::read(rows, cut.id, &self.round, you.id)?;
        let proposals = newest(rows.proposals(self.round.id)?);
        let mut cues = self.cues(&proposals, &earlier, &sounds.mixes, names, shows.as_ref());
        if picked.is_some() {
            for cue in &mut cues {
                let under = sounds.under.get(&cue.id).map(|mix| shown(mix, names));
                cue.under = under.map(|under| ShownSound { wave: String::new(), ..under });
            }
        }
        let picture = picked.map(|picked| ShownPicture {
            media: names.picture(&picked.path.to_string_lossy()),
            what: what(picked),
            burnt_timecode: picked.burn.timecode,
        });
        Ok(Some(Page {
            show: rows.show()?.title,
            episode,
            cut: ShownCut { label: cut.label.clone(), rate: cut.rate, start: cut.start, length: cut.length },
            round: ShownRound {
                title: self.round.title(),
                rule: self.round.rule,
                open: self.round.is_open(),
                newer: self.newer(rows)?,
            },
            you,
            others,
            picture,
            picture_waits: waits,
            burn_name: self.link.burn_name && picked.is_none_or(|picked| picked.burn.name.is_none()),
            making: false,
            cues,
        }))
    }

    /// The newest open round after this one that asks them too.
    fn newer(&self, rows: &Rows) -> Result<Option<String>, StoreError> {
        let rounds = rows.rounds(self.round.cut)?;
        let after =
            rounds.iter().filter(|one| one.number > self.round.number && one.is_open() && one.asks(self.you.id));
        Ok(after.max_by_key(|one| one.number).map(Round::title))
    }

    fn cues<'a>(
        &self,
        proposals: &'a [Proposal],
        earlier: &Earlier,
        mixes: &HashMap<ProposalId, Mix>,
        names: &dyn Names,
        shows: Option<&Shows<'_>>,
    ) -> Vec<ShownCue> {
        let mut cues: Vec<ShownCue> = Vec::new();
        let named = |proposal: &'a Proposal| Some((proposal.cue, proposal.was.as_ref()?.track.as_str()));
        let tells: HashSet<(CueId, &str)> = proposals.iter().filter_map(named).collect();
        for proposal in proposals {
            let Some(was) = &proposal.was else { continue };
            let Some((in_point, out_point)) = span_of(was) else { continue };
            let sound = mixes.get(&proposal.id).map(|mix| shown(mix, names));
            let neutral = self.link.neutral;
            let InWords { clearance, money, contacts } = shows.map(|shows| shows.of(was)).unwrap_or_default();
            let alternate = ShownAlternate {
                id: proposal.id,
                letter: was.letter.clone(),
                title: if neutral { format!("Alternate {}", was.letter) } else { was.track.clone() },
                artist: if neutral { String::new() } else { was.artist.clone() },
                pick: was.pick,
                in_point,
                out_point,
                sound,
                clearance,
                money,
                contacts,
                earlier: earlier.yes(proposal),
                changed: earlier.version(proposal),
            };
            match cues.last_mut().filter(|cue| cue.id == proposal.cue) {
                Some(cue) => {
                    cue.in_point = cue.in_point.min(in_point);
                    cue.out_point = cue.out_point.max(out_point);
                    cue.alternates.push(alternate);
                }
                None => cues.push(ShownCue {
                    id: proposal.cue,
                    number: was.number.to_string(),
                    title: was.title.clone(),
                    brief: was.brief.clone(),
                    in_point,
                    out_point,
                    alternates: vec![alternate],
                    under: None,
                }),
            }
        }
        if self.link.neutral {
            // A cue is called by the music that was first placed for it, as long as nobody named it.
            for cue in &mut cues {
                if tells.contains(&(cue.id, cue.title.as_str())) {
                    cue.title = String::new();
                }
            }
        }
        cues.sort_by_key(|cue| (cue.in_point, cue.id));
        cues
    }

    /// What was said in the round, as far as it is for this reviewer.
    pub fn said(&self, rows: &Rows) -> Result<Said, StoreError> {
        let proposals = rows.proposals(self.round.id)?;
        let given = rows.verdicts_of_round(self.round.id)?;
        let mut of_proposal: HashMap<ProposalId, Vec<&Verdict>> = HashMap::new();
        for verdict in &given {
            of_proposal.entry(verdict.proposal).or_default().push(verdict);
        }
        let mut verdicts: Vec<SaidVerdict> = Vec::new();
        for own in of_proposal.into_values() {
            verdicts.extend(newest_of_each(own).into_values().map(|opinion| SaidVerdict {
                proposal: opinion.verdict.proposal,
                reviewer: opinion.verdict.reviewer,
                value: opinion.verdict.value,
                words: opinion.verdict.words.clone(),
                at: opinion.verdict.given_at.clone(),
                key: opinion.verdict.key.clone(),
            }));
        }
        verdicts.sort_by(|a, b| (a.proposal, a.reviewer, &a.key).cmp(&(b.proposal, b.reviewer, &b.key)));
        let notes = self.notes(rows, &proposals)?;
        Ok(Said { verdicts, notes, open: self.round.is_open() })
    }

    /// Notes of this round, those that the reviewers wrote on its cues before, and what answers them. Whatever else the desk
    /// wrote for itself stays at the desk.
    fn notes(&self, rows: &Rows, proposals: &[Proposal]) -> Result<Vec<SaidNote>, StoreError> {
        let cues: BTreeSet<CueId> = proposals.iter().map(|proposal| proposal.cue).collect();
        let newest: HashMap<PlacementId, ProposalId> =
            newest(proposals.to_vec()).into_iter().map(|proposal| (proposal.placement, proposal.id)).collect();
        let all = rows.notes(self.round.cut)?;
        let about = |note: &&Note| note.cue.is_some_and(|cue| cues.contains(&cue));
        let allowed = |note: &&Note| !note.private || self.you.sees.private_notes;
        let readable: Vec<&Note> = all.iter().filter(about).filter(allowed).collect();
        let mut shown: HashSet<NoteId> = HashSet::new();
        for note in &readable {
            let of_round = note.round == Some(self.round.id);
            let of_reviewer = note.reviewer.is_some_and(|reviewer| self.round.asks(reviewer));
            if of_round || of_reviewer {
                shown.insert(note.id);
            }
        }
        // An answer to an answer is shown as well, however long the thread.
        loop {
            let before = shown.len();
            for note in &readable {
                if note.answers.is_some_and(|answered| shown.contains(&answered)) {
                    shown.insert(note.id);
                }
            }
            if shown.len() == before {
                break;
            }
        }
        let shown = readable.into_iter().filter(|note| shown.contains(&note.id)).filter_map(|note| {
            Some(SaidNote {
                id: note.id,
                cue: note.cue?,
                proposal: note.placement.and_then(|placement| newest.get(&placement).copied()),
                from: note.at,
                until: note.until,
                author: note.author.clone(),
                reviewer: note.reviewer,
                body: note.body.clone(),
                drawing: note.drawing.clone(),
                resolved: note.resolved,
                answers: note.answers,
                at: note.written_at.clone(),
                key: note.key.clone(),
            })
        });
        Ok(shown.collect())
    }
}
