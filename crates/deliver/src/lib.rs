//! Cue lists and sheets as rows and files.
