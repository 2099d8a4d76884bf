//! Recording what a change does.

use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;
use rusqlite::hooks::Action;

use super::ranges::Ranges;
use super::{RELATIONS, columns};
use crate::store::error::{SqlError, SqlResult};

/// Watches a connection for rows that come; rows that change or go are recorded by triggers.
#[derive(Debug, Clone, Default)]
pub(in crate::store) struct Recorder {
    inserted: Arc<Mutex<Inserted>>,
}

/// The rows that came, for each relation.
type Inserted = [Ranges; RELATIONS.len()];

impl Recorder {
    /// Begins to watch.
    pub(in crate::store) fn watch(&self, connection: &mut Connection) -> SqlResult<()> {
        for relation in RELATIONS {
            connection.execute_batch(&triggers(connection, relation)?).map_err(SqlError)?;
        }
        let inserted = Arc::clone(&self.inserted);
        let hook = move |action: Action, _: &str, relation: &str, row: i64| {
            if action != Action::SQLITE_INSERT {
                return;
            }
            if let Some(relation) = RELATIONS.iter().position(|known| *known == relation) {
                lock(&inserted)[relation].note(row);
            }
        };
        connection.update_hook(Some(hook)).map_err(SqlError)
    }

    /// Forgets what was seen.
    pub(in crate::store) fn clear(&self) {
        drop(self.take());
    }

    /// What was seen: relations with ranges of rows, in order.
    pub(super) fn take(&self) -> Vec<(&'static str, i64, i64)> {
        let inserted = std::mem::take(&mut *lock(&self.inserted));
        let mut taken = Vec::new();
        for (relation, ranges) in RELATIONS.iter().zip(inserted) {
            taken.extend(ranges.merged().iter().map(|(first, last)| (*relation, first, last)));
        }
        taken
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The triggers that keep a row as it had been before it changes or goes. They live in the
/// connection, not in the file, so that they always fit the columns of today.
fn triggers(connection: &Connection, relation: &str) -> SqlResult<String> {
    let pairs: Vec<String> = columns(connection, relation)?
        .iter()
        .map(|column| format!("'{column}', OLD.{column}"))
        .collect();
    let pairs = pairs.join(", ");
    let trigger = |name: &str, event: &str| {
        format!(
            "CREATE TEMP TRIGGER journal_{name}_{relation} BEFORE {event} ON main.{relation} BEGIN
               INSERT INTO journal_step (entry, relation, first_row, last_row, old)
               VALUES ((SELECT max(id) FROM journal_entry), '{relation}', OLD.id, OLD.id,
                       json_object({pairs}));
             END;"
        )
    };
    Ok(trigger("update", "UPDATE") + &trigger("delete", "DELETE"))
}
