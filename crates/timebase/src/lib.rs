//! Time as this trade counts it: flicks for storage, frames and samples at the edges, timecode as a label.
//!
//! A flick is 1/705 600 000 s, the smallest unit in which every frame of every supported rate (NTSC rates
//! included) and every sample of the usual sample rates is a whole number. So nothing here rounds unless its
//! name says so, and no float appears.
//!
//! A [`Position`] is a point; a [`Flicks`] is an amount. Points differ by amounts, and cannot be added:
//!
//! ```compile_fail
//! use timebase::Position;
//! let _ = Position::ZERO + Position::ZERO;
//! ```

mod flicks;
mod frame_rate;
mod sample_rate;
mod time_map;
mod timecode;
mod typed;

pub use flicks::{Flicks, Position, Span, merged};
pub use frame_rate::{FrameRate, Frames, UnknownRate};
pub use sample_rate::SampleRate;
pub use time_map::{Carried, TimeMap, TimeMapError};
pub use timecode::{Timecode, TimecodeError};
pub use typed::{TimeError, TimeScale, read_length, read_start};

/// Flicks in one second.
pub const FLICKS_PER_SECOND: i64 = 705_600_000;
