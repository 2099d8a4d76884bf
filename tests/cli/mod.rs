//! The real binary, one file a command.

mod add;
mod align;
mod align_batch;
mod backup;
mod completions;
mod database;
mod demo;
mod documents;
mod edit;
mod everywhere;
mod explain;
mod export;
mod export_page;
mod find;
mod formats;
mod import;
mod import_stream;
mod learn;
mod log;
mod redo;
mod remove;
mod review;
mod segment;
mod stats;
mod term;
mod undo;
