//! What a composer answered in the page of a brief: notes go to the cue or the demo they are about, the rest to the commission.

use std::collections::HashSet;

use model::{AnswerSource, Commission, ComposerSaid, Cue, CueId, SentBrief};
use review::{BriefReply, ComposerAnswer};
use store::{Rows, StoreError};
use timebase::Position;

use super::conflict::{Conflict, ConflictKind};
use super::reply_plan::{Planned, ReplyLine, earlier, shortened};
use crate::edits::{CommissionEdit, Edit, NoteEdit, moment};

/// A reply to a brief whose signature is right, with what it is held against.
pub(super) struct OpenedBrief {
    pub reply: BriefReply,
    pub page: SentBrief,
    /// As it is in the show.
    pub commission: Commission,
    /// Seconds by which what they say is set back.
    pub ahead: i64,
}

/// Where a note is to go.
struct Place {
    note: Option<Edit>,
    about: String,
    /// What is said of the place in words, where the note is kept with the commission.
    was: String,
    conflict: Option<Conflict>,
}

/// What a note is about, as far as it is known: `4M07 v2, 01:17:42:09`.
fn about(cue: Option<&Cue>, version: Option<i64>, timecode: Option<String>) -> String {
    let what = [cue.map(|cue| cue.number.to_string()), version.map(|number| format!("v{number}"))];
    let what = what.into_iter().flatten().collect::<Vec<_>>().join(" ");
    [Some(what).filter(|what| !what.is_empty()), timecode].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

impl OpenedBrief {
    /// Who answers, as the page was made for.
    pub fn author(&self) -> &str {
        if self.page.composer.is_empty() { "the composer" } else { &self.page.composer }
    }

    /// `C3 The letter`.
    pub fn title(&self) -> String {
        format!("{} {}", self.commission.code(), self.commission.title)
    }

    /// What becomes of each answer.
    pub fn plan(&self, rows: &Rows) -> Result<Vec<Planned>, StoreError> {
        let newest: HashSet<CueId> = rows
            .commissioned_cues()?
            .into_iter()
            .filter(|one| one.commission == self.commission.id)
            .map(|one| one.cue)
            .collect();
        self.reply.answers.iter().map(|answer| self.plan_one(rows, answer, &newest)).collect()
    }

    fn plan_one(&self, rows: &Rows, answer: &ComposerAnswer, newest: &HashSet<CueId>) -> Result<Planned, StoreError> {
        let key = answer.key();
        let known = rows.note_keyed(key)?.is_some() || self.commission.words.iter().any(|word| word.key == key);
        let at = earlier(answer.at(), self.ahead);
        let (about, words, conflict, edit) = match answer {
            ComposerAnswer::State { taken, delivers_on, words, .. } => {
                let kind = if *taken { ComposerSaid::Taken } else { ComposerSaid::Declined };
                let day = Some(delivers_on.clone()).filter(|day| !day.is_empty());
                let by = day.as_ref().map(|day| format!(", delivers by {day}")).unwrap_or_default();
                let said = if words.trim().is_empty() {
                    String::new()
                } else {
                    format!(": “{}”", shortened(words.trim()))
                };
                let edit = self.word(key, kind, &at, words, day);
                (self.commission.code(), format!("{}{by}{said}", kind.word()), None, edit)
            }
            ComposerAnswer::Question { body, .. } => {
                let edit = self.word(key, ComposerSaid::Question, &at, body, None);
                (self.commission.code(), format!("asks “{}”", shortened(body.trim())), None, edit)
            }
            ComposerAnswer::Note { cue, version, from, body, .. } => {
                let place = self.place(rows, key, &at, (*cue, *version, *from), body, newest)?;
                let kept = || {
                    let text =
                        if place.was.is_empty() { body.clone() } else { format!("{}: {}", place.was, body.trim()) };
                    self.word(key, ComposerSaid::Note, &at, &text, None)
                };
                let edit = place.note.unwrap_or_else(kept);
                (place.about, format!("“{}”", shortened(body.trim())), place.conflict, edit)
            }
        };
        let fault = answer.check().err();
        let edit = Some(edit).filter(|_| fault.is_none());
        let refused = fault.map(|fault| Conflict::refused(fault.to_string()));
        let conflict = refused.or(conflict).filter(|_| !known);
        let line = ReplyLine { key: key.to_owned(), about, words, at: moment(&at).unwrap_or(at), known, conflict };
        Ok(Planned { line, edit })
    }

    /// Where a note goes: to its demo, else to its cue, else to the commission. It goes to no cue but those of the commission,
    /// whatever it says.
    fn place(
        &self,
        rows: &Rows,
        key: &str,
        at: &str,
        (cue, version, from): (CueId, Option<i64>, Option<Position>),
        body: &str,
        newest: &HashSet<CueId>,
    ) -> Result<Place, StoreError> {
        let cue = rows.cue(cue)?;
        let cut = cue.as_ref().map(|cue| rows.cut(cue.cut)).transpose()?.flatten();
        // The frame that was shown is the one that had begun.
        let from = from.map(|from| cut.as_ref().map_or(from, |cut| cut.rate.position(cut.rate.frame_at(from))));
        let about =
            about(cue.as_ref(), version, cut.as_ref().zip(from).map(|(cut, from)| cut.timecode(from).to_string()));
        let own = |cue: &Cue| cue.commission == Some(self.commission.id);
        let (Some(cue), Some(cut)) = (cue.filter(own), cut) else {
            let why = format!("{} does not answer this cue any more, or it is gone", self.commission.code());
            let conflict = Some(Conflict::kept_with_commission(ConflictKind::Gone, &why));
            return Ok(Place { note: None, about: self.commission.code(), was: about, conflict });
        };
        if !newest.contains(&cue.id) {
            let why = format!("They saw {}, and there is a newer cut", cut.label);
            let conflict = Some(Conflict::kept_with_commission(ConflictKind::Changed, &why));
            let was = format!("{about} of {}", cut.label);
            return Ok(Place { note: None, about, was, conflict });
        }
        let track = version.and_then(|number| self.commission.versions.iter().find(|one| one.number == number));
        let laid = rows.placements_of_cue(cue.id)?;
        let placement = track
            .and_then(|version| laid.iter().find(|one| one.piece_of.is_none() && one.track == version.track))
            .map(|one| one.id);
        let conflict = version.filter(|_| placement.is_none()).map(Conflict::version_gone);
        let note = NoteEdit::AddNote {
            cut: cut.id,
            cue: Some(cue.id),
            placement,
            at: from,
            until: None,
            author: Some(self.author().to_owned()),
            body: body.to_owned(),
            answers: None,
            reviewer: None,
            round: None,
            private: None,
            drawing: None,
            source: Some(AnswerSource::File),
            key: Some(key.to_owned()),
            written_at: Some(at.to_owned()),
        };
        Ok(Place { note: Some(note.into()), about, was: String::new(), conflict })
    }

    fn word(&self, key: &str, kind: ComposerSaid, at: &str, body: &str, delivers_on: Option<String>) -> Edit {
        CommissionEdit::AddComposerWord {
            commission: self.commission.id,
            key: key.to_owned(),
            kind,
            said_at: at.to_owned(),
            author: self.author().to_owned(),
            body: body.to_owned(),
            delivers_on,
        }
        .into()
    }
}
