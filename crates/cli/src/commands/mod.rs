//! The commands, one file a group.

pub mod album;
pub mod arc;
pub mod check;
pub mod commissions;
pub mod edits;
pub mod episodes;
pub mod export;
pub mod generate;
pub mod library;
pub mod mix;
pub mod papers;
pub mod peaks;
pub mod picture;
pub mod placing;
pub mod playlist;
pub mod read;
pub mod reconform;
pub mod report;
pub mod review;
pub mod rights;
pub mod scenes;
pub mod show;
pub mod temp;
pub mod themes;
pub mod turnover;
