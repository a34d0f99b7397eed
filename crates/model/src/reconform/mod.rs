//! A newer version of the picture: what of the old one is left, where it went, and what becomes of the music.
//!
//! ```text
//! old  |---a---|---b---|---c---|        shots, by source and the part of it that is seen
//! new  |---a---|-n-|---b---|-c-|        [`conform`]: pieces old → new, what is gone, new, moved, retimed
//! cue       |=====4M07=====|            [`carry`]: each cue whole, by an anchor, with a class and proposals
//! ```
//!
//! Nothing here is guessed into a fact: where a shot fits several places, that is said.

mod carry;
mod chain;
mod class;
mod compare;
mod conform;
mod fragment;
mod interval;
mod naming;
mod readings;
mod recount;
mod relabel;
mod shot;
mod uncovered;

pub use carry::{Anchor, Carriage, CueToCarry, Hold, Proposal, carry, together};
pub use class::CueClass;
pub use compare::{CueChange, CueState, Laid, compare};
pub use conform::{Ambiguity, Conform, Renamed, conform};
pub use naming::{SourceBy, SourceRule};
pub use recount::Counted;
pub use shot::{Heal, Picture, Shot, ShotSpeed};
