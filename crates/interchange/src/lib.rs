//! Other people's formats and ours: bytes in, values out, and back. Nothing here opens a file.

pub mod catalogue;
mod crockford;
mod frames;
pub mod markers;
pub mod picture;
pub mod placed;
pub mod scenes;
pub mod table;
pub mod timeline;
