//! The door of a review, as reviewers and attackers come to it: the real server of a real show, over real sockets.

mod answers;
mod attacks;
mod chosen;
mod client;
mod heard;
mod links;
mod orders;
mod packages;
mod replies;
mod room;
mod strangers;
mod under;
