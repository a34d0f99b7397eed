//! The application: an open show, its edits, views and jobs.
