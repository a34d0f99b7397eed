//! Letters and lists as files.

pub(crate) mod docx;
pub(crate) mod pdf;
pub(crate) mod text;
pub(crate) mod xlsx;
