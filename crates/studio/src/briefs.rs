//! Briefs of commissions as documents.

use std::path::Path;

use deliver::letters::Letterhead;
use deliver::{Brief, BriefCue, Form};
use model::{CommissionId, CutId, Deliverable, Keeper, Money};
use timebase::Flicks;

use crate::error::StudioError;
use crate::files::write_file;
use crate::outputs::check_output;
use crate::session::Studio;
use crate::views::CommissionView;

/// Whose briefs are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Briefed {
    /// One commission's.
    One(CommissionId),
    /// Those of all that answer a cue of a cut.
    Cut(CutId),
}

impl Studio {
    /// Writes briefs, each on a page of its own; how many there are.
    ///
    /// # Errors
    /// If there is none to write, the form cannot hold them, or the file cannot be written.
    pub fn export_briefs(&self, of: Briefed, form: Form, path: &Path, replace: bool) -> Result<usize, StudioError> {
        check_output(self, path, replace)?;
        let all = self.commissions()?.commissions;
        let wanted = |one: &&CommissionView| match of {
            Briefed::One(id) => one.commission.id == id,
            Briefed::Cut(cut) => one.cues.iter().any(|cue| cue.cut == cut),
        };
        let (show, series, logo) =
            self.read(|rows, _| Ok::<_, StudioError>((rows.show()?, rows.series_facts()?, rows.logo()?)))?;
        let told: Vec<Brief> = all.iter().filter(wanted).map(|one| brief(one, &show.title)).collect();
        if told.is_empty() {
            return Err(StudioError::NoBrief);
        }
        let prose = deliver::briefs(&told);
        let head = Letterhead::new(&show.production_company, &series);
        write_file(path, &deliver::render_briefs(&prose, &head, logo.as_ref(), form)?, replace)?;
        Ok(told.len())
    }
}

/// `0:40`, `1:02:03`
fn clock(length: Flicks) -> String {
    let seconds = (length.0 + timebase::FLICKS_PER_SECOND / 2) / timebase::FLICKS_PER_SECOND;
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

pub(crate) fn brief(one: &CommissionView, show: &str) -> Brief {
    let asked = &one.commission;
    let fee = one.money.as_ref().and_then(|money| Some(Money::new(money.fee.or(money.estimate)?, &money.currency)));
    let keeper = |keeper: Option<Keeper>| keeper.map(Keeper::word).unwrap_or_default().to_owned();
    let facts = [
        ("Length", asked.length.map(clock).unwrap_or_default()),
        ("Mood", asked.moods.clone()),
        ("Theme", one.theme_name.clone()),
        ("Demo by", asked.demo_by.clone()),
        ("Deliver by", asked.due_on.clone()),
        ("Fee", fee.map(|fee| fee.to_string()).unwrap_or_default()),
        ("The recording stays with", keeper(asked.master)),
        ("The publishing stays with", keeper(asked.publishing)),
        ("Terms", asked.terms.clone()),
    ];
    let cues = one.cues.iter().map(|cue| BriefCue {
        name: format!("{} {} {}", cue.episode_name, cue.number, cue.title).trim().to_owned(),
        scene: cue.scene.clone(),
        at: cue.timecode.clone(),
        brief: cue.brief.clone(),
        hits: cue.hits.iter().map(|hit| [hit.timecode.clone(), clock(hit.after), hit.label.clone()]).collect(),
    });
    let references = one.reference_titles.iter().zip(&asked.references);
    let open = one.version_views.last().into_iter().flat_map(|version| &version.notes).filter(|note| !note.resolved);
    Brief {
        code: one.code.clone(),
        title: asked.title.clone(),
        show: show.to_owned(),
        composer: one.composer_name.clone(),
        brief: asked.brief.clone(),
        facts: facts
            .into_iter()
            .filter(|(_, fact)| !fact.is_empty())
            .map(|(name, fact)| (name.to_owned(), fact))
            .collect(),
        cues: cues.collect(),
        references: references.map(|(title, reference)| (title.clone(), reference.note.clone())).collect(),
        deliverables: one.delivery.iter().map(|point| wanted(point.what).to_owned()).collect(),
        notes: open.map(|note| (note.timecode.clone(), note.body.clone())).collect(),
    }
}

/// A deliverable as composers read it.
const fn wanted(what: Deliverable) -> &'static str {
    match what {
        Deliverable::Mix => "the mix, as one file",
        Deliverable::Stems => "stems, each as long as the mix",
        Deliverable::TimeReference => "all as broadcast WAV with a time reference",
        Deliverable::SheetFacts => {
            "the cue-sheet data: all writers and publishers, their shares, societies and IPI numbers"
        }
    }
}
