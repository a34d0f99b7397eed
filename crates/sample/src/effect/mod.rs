//! Effects: what happens to sound after the instrument and before the listener.

mod echo;
mod filter;
mod hall;
mod master;

pub(crate) use echo::echo;
pub(crate) use filter::{Biquad, OnePole};
pub(crate) use hall::hall;
pub(crate) use master::master;
