//! Edits: what can happen to a show, and what it does to the document.

mod vocabulary;

pub use vocabulary::{
    Created, CuePatch, CutPatch, CutSpec, Edit, EditRequest, Edited, PlacementMove, ReelSpec, ScenePatch, SceneSpec,
    TrackPatch,
};
