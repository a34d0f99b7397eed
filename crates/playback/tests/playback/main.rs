//! Playback and bounce on real files, made by ffmpeg for each test.

mod bouncing;
mod encoding;
mod files;
mod moments;
mod rendering;
mod stalls;
mod tails;
mod transport;
