//! The store: one SQLite file with everything that a user keeps.
//!
//! It knows no linguistics: keys are computed by its callers and only kept here. Its interface
//! speaks in records and keys, never in SQL. Invariants: every change is one transaction and one
//! entry of the journal; a change that fails leaves nothing behind.

mod attached;
mod attestations;
mod concepts;
mod connect;
mod copy;
mod documents;
mod error;
mod heads;
mod journal;
mod lending;
mod lexicons;
mod loading;
mod memories;
mod migrations;
mod open;
mod postings;
mod purging;
mod references;
mod relations;
mod restoring;
mod seen;
mod settings;
mod sql;
mod summaries;
#[cfg(test)]
mod tests;
mod unit_row;
mod units;
mod waiting;
mod words;

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::ops::Deref;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, TransactionBehavior};

pub use concepts::{KeyMatch, TermKey};
pub use connect::Access;
pub use documents::{AlignmentRecord, StoredBead};
pub use error::{SqlError, SqlResult, StoreError};
pub use journal::{Direction, LogEntry, Touched};
pub use lending::LentUnit;
pub use lexicons::LexiconRecord;
pub use loading::Loader;
pub use memories::MemorySummary;
pub use postings::{MatchIndex, Posting, Postings, TOKEN_BITS};
pub use purging::Purged;
pub use references::{ReferenceEntry, ReferenceRecord};
pub use seen::Seen;
pub use settings::{Counts, Health};
pub use summaries::{BeadCounts, DocumentSummary};
pub use unit_row::Digest;
pub use waiting::on_waiting;
pub use words::{WordHit, WordQuery};

use crate::model::UnitId;
use journal::Recorder;

/// An open database.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
    recorder: Recorder,
}

impl Store {
    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A view for reading.
    pub fn read(&self) -> Reader<'_> {
        Reader { connection: &self.connection }
    }

    /// Reads as of one moment, whatever others write meanwhile.
    ///
    /// # Errors
    /// Whatever `read` answers with, or an error of the database.
    pub fn reading<T>(
        &self,
        read: impl FnOnce(Reader<'_>) -> SqlResult<T>,
    ) -> Result<T, StoreError> {
        let read = || {
            // Within a reading, the moment is that of the outer one.
            let outermost = self.connection.is_autocommit();
            let moment = outermost.then(|| self.connection.unchecked_transaction());
            let _moment = moment.transpose().map_err(SqlError)?;
            read(self.read())
        };
        read().map_err(|error| error.at(&self.path))
    }

    /// Runs `change` in one transaction, entered in the journal as `command` with the summary that
    /// `change` sets. If it fails, or if it changed nothing, the database stays as it was.
    ///
    /// # Errors
    /// Whatever `change` answers with, or an error of the database.
    pub fn change<T, E: From<StoreError>>(
        &mut self,
        command: &str,
        change: impl FnOnce(&Writer<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let path = self.path.clone();
        let fail = |error: SqlError| E::from(error.at(&path));
        self.recorder.clear();
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|error| fail(SqlError(error)))?;
        let entry = journal::begin(&transaction, command).map_err(fail)?;
        let writer = Writer {
            reader: Reader { connection: &transaction },
            path: &path,
            summary: RefCell::new(String::new()),
            kept: Cell::new(false),
            silent: Cell::new(false),
            trial: Cell::new(false),
            entry,
            unindexed: RefCell::default(),
            moment: now(),
        };
        let value = change(&writer)?;
        let summary = writer.summary.take();
        let (kept, silent) = (writer.kept.get(), writer.silent.get());
        let trial = writer.trial.get();
        let entered =
            journal::finish(&transaction, entry, &summary, &self.recorder, silent).map_err(fail)?;
        if (entered || kept) && !trial {
            transaction.commit().map_err(|error| fail(SqlError(error)))?;
        }
        Ok(value)
    }
}

/// A view of the database for reading.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'c> {
    connection: &'c Connection,
}

/// The database inside a change: reads what a [`Reader`] reads, and writes.
#[derive(Debug)]
pub struct Writer<'c> {
    reader: Reader<'c>,
    path: &'c Path,
    summary: RefCell<String>,
    /// Whether something outside the journal was written: a setting, an index.
    kept: Cell<bool>,
    /// Whether the journal keeps no entry of this change.
    silent: Cell<bool>,
    /// Whether nothing of this change is to be kept.
    trial: Cell<bool>,
    entry: i64,
    /// Units that came or whose texts changed, and that are in no index yet.
    unindexed: RefCell<Unindexed>,
    /// When the change began, RFC 3339 in UTC: all that comes with it has this date.
    moment: String,
}

/// Units that the indexes do not hold as they stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unindexed {
    /// Units that came.
    pub new: Vec<UnitId>,
    /// Units whose texts changed, and units that an undo or a redo touched.
    pub changed: BTreeSet<UnitId>,
}

impl<'c> Deref for Writer<'c> {
    type Target = Reader<'c>;

    fn deref(&self) -> &Reader<'c> {
        &self.reader
    }
}

impl Writer<'_> {
    /// Sets the line by which the journal remembers this change.
    pub fn summarise(&self, summary: impl Into<String>) {
        self.summary.replace(summary.into());
    }

    /// Makes this change a trial: what it does is seen within it, and is gone at its end.
    pub fn keep_nothing(&self) {
        self.trial.set(true);
    }

    /// The units that came or changed since this was last asked. Whoever changes units has to index
    /// them before the change ends.
    pub fn take_unindexed(&self) -> Unindexed {
        self.unindexed.take()
    }

    fn now(&self) -> String {
        self.moment.clone()
    }

    /// Tells an error of the reading and writing methods of this database's file.
    pub fn at_path(&self, error: SqlError) -> StoreError {
        error.at(self.path)
    }
}

fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
