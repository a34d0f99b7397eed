//! The five songs of the sample season, synthesised.
