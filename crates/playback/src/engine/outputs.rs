//! From one output to another: when a device goes, and when another one is opened.

use std::sync::atomic::Ordering;

use super::Engine;
use super::returning::Returning;
use crate::command::{OPENING, Opener};
use crate::feed::feed;
use crate::output::Silent;
use crate::quiet::Quiet;
use crate::standing::Hearing;
use crate::take::Take;
use crate::timeline::Timeline;

impl Engine {
    /// Changes to another output.
    pub(super) fn open(&mut self, opener: Opener) {
        // The old one goes first: some devices can be held only once.
        self.output = Box::new(Silent::new(OPENING));
        self.output = opener().unwrap_or_else(|error| {
            tracing::info!(error = &error as &dyn std::error::Error, "no sound device");
            Box::new(Silent::new(error.to_string()))
        });
        self.returning = Returning::to(opener);
        self.connect();
    }

    /// Goes back to a device that has come again.
    pub(super) fn come_back(&mut self) {
        if let Some(output) = self.returning.look(self.output.as_ref()) {
            self.output = output;
            self.connect();
        }
    }

    /// Falls back to silence when the device has gone.
    pub(super) fn watch_output(&mut self) {
        let quiet = self.quiet.look(self.line.shared.calls.load(Ordering::Relaxed));
        let quiet = quiet && self.output.pulls_by_itself();
        let reason = match self.output.lost() {
            Some(reason) => reason,
            None if quiet => "the sound device no longer answers".to_owned(),
            None => return,
        };
        tracing::warn!(reason, "the sound device is lost");
        let lost = std::mem::replace(&mut self.output, Box::new(Silent::new(reason)));
        // Closing a device that does not answer may take its time; the sound must not wait for it.
        let closing = std::thread::Builder::new().name("closing sound device".into()).spawn(move || drop(lost));
        if let Err(error) = closing {
            tracing::warn!(%error, "the lost sound device cannot be closed aside");
        }
        self.returning.after_loss();
        self.connect();
    }

    /// Makes new rings for the output, and plays on from what was heard last.
    pub(super) fn connect(&mut self) {
        let at = self.standing.position();
        let rate = self.output.rate();
        let player = self.take.take().map(Take::into_player);
        let taken = player.map(|player| Take::new(player, rate));
        match taken {
            Some(Ok(take)) => self.take = Some(take),
            Some(Err((player, error))) => {
                tracing::warn!(%error, "the sound device cannot be used");
                self.output = Box::new(Silent::new(error.to_string()));
                self.take = Some(Take::Plain(player));
            }
            None => {}
        }
        let rate = self.output.rate();
        if let Some(turn) = self.turn {
            self.standing.park(turn, at);
        }
        let (line, feed, runs) = feed(&self.standing.wanted, rate);
        self.line = line;
        (self.written, self.announced) = (0, (0, None));
        self.recent.clear();
        self.standing.listen(self.hearing_of(Timeline::new(runs, rate)), self.output.state());
        self.quiet = Quiet::new();
        self.output.start(feed);
        if let Some(turn) = self.turn {
            self.start(turn, at);
        }
    }

    fn hearing_of(&self, timeline: Timeline) -> Hearing {
        Hearing { timeline, clock: self.output.clock(), latency: self.output.latency() }
    }
}
