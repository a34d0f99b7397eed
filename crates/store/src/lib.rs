//! The document: one SQLite file and its history.
