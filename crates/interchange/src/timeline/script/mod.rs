//! Scripts: Fountain and Final Draft. Scenes with their numbers, lengths, people and synopses, and lines that speak of music
//! in the scene, as proposals.

mod draft;
mod fdx;
mod fountain;
mod heading;
mod hints;
#[cfg(test)]
mod tests;

pub(super) use fdx::READER as FDX;
pub(super) use fountain::READER as FOUNTAIN;
