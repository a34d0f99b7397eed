//! The renderer, the transport and the device: how a time line sounds.
//!
//! A [`Program`] says what sounds when. A [`Renderer`] turns it into samples; [`bounce`] writes them to a file, and
//! a [`Transport`] plays them. Both go through the same renderer, which gives the same bits for the same samples
//! however it is asked: what is heard is what is delivered.
//!
//! ```text
//! commands ─► render thread ─► ring of frames ─► audio callback ─► device
//!                  ▲  └► what each frame is ─┐        │
//!                  │                         ▼        ▼
//!              recordings              position, meters ◄─ what was taken when
//! ```
//!
//! The callback ([`Feed::fill`]) takes no lock, allocates nothing, logs nothing and reads no file.
//! Everything in this crate counts samples of 48 kHz unless it says otherwise.

mod ahead;
mod bounce;
mod command;
mod convert;
mod engine;
mod fade;
mod feed;
mod fold;
mod limiter;
mod line;
mod loudness;
mod meters;
mod opus;
mod output;
mod program;
mod quiet;
mod renderer;
mod reverb;
mod ringing;
mod shuttle;
mod source;
mod standing;
mod take;
mod timeline;
mod track;
mod transport;
mod wave;

pub use bounce::{Bounce, BounceError, BounceOptions, Progress, Unreadable, bounce, bounce_limited};
pub use convert::ConversionError;
pub use fade::{Fade, FadeShape, LOGARITHMIC_FLOOR_DB, Level, VolumePoint};
pub use feed::Feed;
pub use line::GainLine;
pub use loudness::{measure, measure_limited, measure_loudness};
pub use meters::{FLOOR_DB, Meters};
pub use opus::{Encoded, OpusOptions, encode_opus};
pub use output::{Capture, Clock, Device, DeviceWish, Output, OutputError, OutputState, Silent, Tape, devices};
pub use program::{Beside, Clip, MOST_TAIL, Program};
pub use renderer::{Monitor, Renderer};
pub use source::{Fault, Files, Source, SourceError, Sources};
pub use standing::State;
pub use transport::Transport;
pub use wave::{About, SampleFormat};

/// One stereo frame: left, right; full scale is ±1.
pub type Frame = [f32; 2];
