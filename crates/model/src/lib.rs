//! The words of music supervision as values and rules.
