//! What a page is told when something was not done.

use serde::Serialize;

/// A sentence for the user.
#[derive(Debug, Clone, Serialize)]
pub struct Refusal {
    message: String,
}

impl Refusal {
    /// In words of the caller's own.
    pub fn said(message: String) -> Self {
        Self { message }
    }
}

impl<E: std::error::Error + 'static> From<E> for Refusal {
    fn from(error: E) -> Self {
        Self { message: studio::sentence(&error) }
    }
}

/// What every command answers.
pub type Answer<T> = Result<T, Refusal>;
