//! Needledrop through its application layer and its command line, on real documents and real sound.

mod bad_input;
mod budgets;
mod catalogue;
mod clearances;
mod command_line;
mod confined;
mod deliveries;
mod filing;
mod frames;
mod importing;
mod letters;
mod library_edits;
mod lists;
mod mixing;
mod parties_and_works;
mod pieces;
mod preparing;
mod quotes;
mod review_edits;
mod search;
mod show_edits;
mod suggested;
mod timeline_edits;
mod usages;
mod wording;
mod workbooks;
