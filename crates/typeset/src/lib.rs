//! Typst as a library: template and data to PDF.
