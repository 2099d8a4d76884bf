//! SQL in few words: every statement is prepared once and kept, and no error of SQLite's library
//! leaves the store.

use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Params, Row};

use super::error::{SqlError, SqlResult};
use crate::model::UnknownName;

/// Statements that a connection keeps ready; more than a change uses.
pub(super) const KEPT_STATEMENTS: usize = 96;

/// What the store asks of a connection.
pub(super) trait Sql {
    /// Every row that a query answers with.
    fn rows<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> SqlResult<Vec<T>>;

    /// The first row that a query answers with.
    fn row<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> SqlResult<Option<T>>;

    /// Hands out the rows one after the other, without holding them all.
    fn each(
        &self,
        sql: &str,
        params: impl Params,
        take: impl FnMut(&Row<'_>) -> SqlResult<()>,
    ) -> SqlResult<()>;

    /// Hands out the rows one after the other up to the first error, without holding them all.
    fn each_until<E: From<SqlError>>(
        &self,
        sql: &str,
        params: impl Params,
        take: impl FnMut(&Row<'_>) -> Result<(), E>,
    ) -> Result<(), E>;

    /// Executes a statement.
    fn run(&self, sql: &str, params: impl Params) -> SqlResult<()>;

    /// Inserts a row and answers with its id.
    fn insert(&self, sql: &str, params: impl Params) -> SqlResult<i64>;
}

impl Sql for Connection {
    fn rows<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> SqlResult<Vec<T>> {
        let mut statement = self.prepare_cached(sql).map_err(SqlError)?;
        let rows = statement.query_map(params, read).map_err(SqlError)?;
        rows.collect::<Result<_, _>>().map_err(SqlError)
    }

    fn row<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> SqlResult<Option<T>> {
        let mut statement = self.prepare_cached(sql).map_err(SqlError)?;
        statement.query_row(params, read).optional().map_err(SqlError)
    }

    fn each(
        &self,
        sql: &str,
        params: impl Params,
        take: impl FnMut(&Row<'_>) -> SqlResult<()>,
    ) -> SqlResult<()> {
        self.each_until(sql, params, take)
    }

    fn each_until<E: From<SqlError>>(
        &self,
        sql: &str,
        params: impl Params,
        mut take: impl FnMut(&Row<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut statement = self.prepare_cached(sql).map_err(SqlError)?;
        let mut rows = statement.query(params).map_err(SqlError)?;
        while let Some(row) = rows.next().map_err(SqlError)? {
            take(row)?;
        }
        Ok(())
    }

    fn run(&self, sql: &str, params: impl Params) -> SqlResult<()> {
        self.prepare_cached(sql)
            .and_then(|mut statement| statement.execute(params))
            .map_err(SqlError)?;
        Ok(())
    }

    fn insert(&self, sql: &str, params: impl Params) -> SqlResult<i64> {
        self.run(sql, params)?;
        Ok(self.last_insert_rowid())
    }
}

/// Reads a name of a closed list from a column.
pub(super) fn named<T>(row: &Row<'_>, column: usize) -> rusqlite::Result<T>
where
    T: std::str::FromStr<Err = UnknownName>,
{
    let name: String = row.get(column)?;
    name.parse().map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(error))
    })
}

/// The rows of a list numbered by position that are new or other than before: an unchanged row is
/// not written, so that it costs nothing in the journal either.
pub(super) fn differing<'l, T: PartialEq>(
    before: &'l [T],
    after: &'l [T],
) -> impl Iterator<Item = (usize, &'l T)> {
    after.iter().enumerate().filter(|(position, row)| before.get(*position) != Some(*row))
}
