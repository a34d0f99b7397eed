//! The Clear page: every right of what is used, what it costs, and what is to be done.

mod detail;
mod page;
mod preview;
mod unlisted;

pub(crate) use detail::clearance;
pub(crate) use page::clear;
pub(crate) use preview::preview;
