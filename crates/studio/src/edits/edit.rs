//! All families of edits, put together to one vocabulary.

use model::words;
use schemars::JsonSchema;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use store::{Rows, StoreError};
use strum::VariantNames;
use ts_rs::TS;

use super::draft::Draft;
use super::error::EditError;
use super::family::Family;
use super::{
    albums, clearances, commissions, comps, conform, cues, cuts, dialogue, episodes, filing, holding, imported,
    library, mfn, money, notes, papers, parties, payments, placements, prepare, production, recordings, review,
    reviewers, ripple, said, scenarios, scenes, shares, show, suggested, themes, works,
};

/// The version of the vocabulary. It rises when a word comes; what an older version wrote is understood for good.
pub const VOCABULARY: u32 = 6;

/// Edits that belong together: one transaction, one step of undo.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct EditRequest {
    /// In order; all or none take effect.
    pub edits: Vec<Edit>,
    /// What undo calls it; by default the first edit's own words.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub label: Option<String>,
    /// Requests in a row with the same key are one step of undo: a gesture, a field being typed in.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub merge_key: Option<String>,
}

macro_rules! families {
    ($($variant:ident($family:path),)+) => {
        /// One thing that happens to a show. In JSON an object whose `type` is the edit's name, whatever its family:
        /// `{"type":"setPick","placement":7}`.
        #[derive(Debug, Clone, PartialEq, Serialize, TS, JsonSchema)]
        #[serde(untagged)]
        #[allow(missing_docs, reason = "each family says what it is")]
        pub enum Edit {
            $($variant($family),)+
        }

        impl Edit {
            /// The names of all edits, as JSON writes them.
            #[must_use]
            pub fn names() -> Vec<&'static str> {
                [$(<$family as VariantNames>::VARIANTS,)+].concat()
            }

            fn family(&self) -> &dyn Family {
                match self {
                    $(Self::$variant(edit) => edit,)+
                }
            }
        }

        impl<'de> Deserialize<'de> for Edit {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let value = Value::deserialize(deserializer)?;
                let Some(name) = value.get("type").and_then(Value::as_str) else {
                    return Err(D::Error::missing_field("type"));
                };
                $(if <$family as VariantNames>::VARIANTS.contains(&name) {
                    return <$family>::deserialize(value).map(Self::$variant).map_err(D::Error::custom);
                })+
                Err(D::Error::custom(format_args!("there is no edit called `{name}`")))
            }
        }

        $(impl From<$family> for Edit {
            fn from(edit: $family) -> Self {
                Self::$variant(edit)
            }
        })+
    };
}

families! {
    Show(show::ShowEdit),
    Library(library::LibraryEdit),
    Theme(themes::ThemeEdit),
    Commission(commissions::CommissionEdit),
    Album(albums::AlbumEdit),
    Episode(episodes::EpisodeEdit),
    Cut(cuts::CutEdit),
    Conform(conform::ConformEdit),
    Import(imported::ImportEdit),
    Scene(scenes::SceneEdit),
    Dialogue(dialogue::DialogueEdit),
    Production(production::ProductionEdit),
    Cue(cues::CueEdit),
    Placement(placements::PlacementEdit),
    Hold(holding::HoldEdit),
    Ripple(ripple::RippleEdit),
    Comp(comps::CompEdit),
    Filing(filing::FilingEdit),
    Paper(papers::PaperEdit),
    Reviewer(reviewers::ReviewerEdit),
    Review(review::ReviewEdit),
    Note(notes::NoteEdit),
    Party(parties::PartyEdit),
    Work(works::WorkEdit),
    Share(shares::ShareEdit),
    Recording(recordings::RecordingEdit),
    Suggestion(suggested::SuggestionEdit),
    Prepare(prepare::PrepareEdit),
    Clearance(clearances::ClearanceEdit),
    Payment(payments::PaymentEdit),
    Mfn(mfn::MfnEdit),
    Money(money::MoneyEdit),
    Scenario(scenarios::ScenarioEdit),
    Said(said::SaidEdit),
}

impl Edit {
    pub(super) fn apply(&self, draft: &mut Draft<'_>) -> Result<(), EditError> {
        self.family().apply(draft)
    }

    pub(super) fn describe(&self, rows: &Rows) -> Result<String, StoreError> {
        self.family().describe(rows)
    }

    /// What history calls edits of one request: the first one's own words, or the lanes of all whose gaps are closed.
    pub(super) fn describe_all(rows: &Rows, edits: &[Self]) -> Result<String, StoreError> {
        let mut lanes = Vec::with_capacity(edits.len());
        for edit in edits {
            let Self::Ripple(ripple::RippleEdit::CloseGap { lane, .. }) = edit else { break };
            lanes.extend(rows.lane(*lane)?.map(|lane| lane.name));
        }
        match edits.first() {
            Some(_) if lanes.len() > 1 && lanes.len() == edits.len() => {
                Ok(format!("Close gaps on {}", words::listed(&lanes)))
            }
            Some(first) => first.describe(rows),
            None => Ok(String::new()),
        }
    }
}
