//! What the transport asks of the render thread.

use std::ops::Range;
use std::sync::Arc;
use std::sync::mpsc::Sender;

use crate::output::{Output, OutputError};
use crate::program::Program;
use crate::renderer::Monitor;

/// One wish; later ones outdo earlier ones.
pub(crate) enum Command {
    /// Play from `at`, as `turn`, and not beyond `until` where there is one.
    Start {
        turn: u64,
        at: i64,
        until: Option<Until>,
    },
    Stop,
    /// Open what will be needed at `at`, since playing may start there.
    Prepare {
        at: i64,
    },
    Load(Arc<Program>),
    Range(Option<Range<i64>>),
    Rate(f64),
    Monitor(Monitor),
    /// Change to the output that this opens, and come back to it where it goes.
    Open(Opener),
    /// Answer once all before is done.
    Settle(Sender<()>),
    Quit,
}

/// Opens an output, as often as is asked.
pub(crate) type Opener = Arc<dyn Fn() -> Result<Box<dyn Output>, OutputError> + Send + Sync>;

/// Where a start comes to its end by itself.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Until {
    /// The first sample that does not sound.
    pub(crate) end: i64,
    /// Where the transport stands afterwards.
    pub(crate) then: i64,
}

/// What is told while a device is being opened.
pub(crate) const OPENING: &str = "the sound device is being opened";
