//! Inverting an entry: rows that came go, and rows that changed or went are as they had been.

use super::ranges::Ranges;
use super::{RELATIONS, Touched, columns};
use crate::model::{ConceptId, UnitId};
use crate::store::Writer;
use crate::store::error::{SqlError, SqlResult};
use crate::store::sql::Sql;

/// So many rows are deleted at a time.
const AT_ONCE: usize = 10_000;

impl Writer<'_> {
    /// Inverts an entry. The journal is read as it goes, so that an entry of any length needs no
    /// more memory than the ranges of rows that came with it.
    pub(super) fn invert(&self, entry: i64, progress: &mut dyn FnMut(f64)) -> SqlResult<Touched> {
        self.connection.execute_batch("PRAGMA defer_foreign_keys = ON").map_err(SqlError)?;
        let mut touched = Touched::default();
        let mut came: [Ranges; RELATIONS.len()] = Default::default();
        self.connection.each(
            "SELECT relation, first_row, last_row FROM journal_step
             WHERE entry = ?1 AND old IS NULL",
            [entry],
            |row| {
                let (relation, first, last) =
                    (|| Ok((relation_of(row)?, row.get(1)?, row.get(2)?)))().map_err(SqlError)?;
                came[relation].note_range(first, last);
                Ok(())
            },
        )?;
        let came = came.map(Ranges::merged);
        let recorded: i64 = self
            .connection
            .row("SELECT count(*) FROM journal_step WHERE entry = ?1", [entry], |row| row.get(0))?
            .unwrap_or_default();
        let all = recorded + came.iter().map(Ranges::rows).sum::<i64>();
        let mut done = 0;
        let mut went_on = |rows: i64| {
            done += rows;
            progress(done as f64 / all.max(1) as f64);
        };
        let statements: Vec<Statements> =
            RELATIONS.iter().map(|relation| self.statements(relation)).collect::<Result<_, _>>()?;
        for (statements, ranges) in statements.iter().zip(&came) {
            for (first, last) in ranges.iter() {
                for first in (first..=last).step_by(AT_ONCE) {
                    let last = last.min(first + AT_ONCE as i64 - 1);
                    self.note_touched(statements, first, last, &mut touched)?;
                    self.connection.run(&statements.delete, [first, last])?;
                    went_on(last - first + 1);
                }
            }
        }
        self.connection.each(
            "SELECT relation, first_row, old FROM journal_step
             WHERE entry = ?1 AND old IS NOT NULL ORDER BY id DESC",
            [entry],
            |row| {
                went_on(1);
                let (relation, id) =
                    relation_of(row).and_then(|of| Ok((of, row.get(1)?))).map_err(SqlError)?;
                // A row that came with the entry and was changed within it is gone already.
                if came[relation].contains(id) {
                    return Ok(());
                }
                let statements = &statements[relation];
                let old = row.get_ref(2).map_err(SqlError)?;
                self.connection
                    .run(&statements.restore, [rusqlite::types::ToSqlOutput::Borrowed(old)])?;
                self.note_touched(statements, id, id, &mut touched)
            },
        )?;
        Ok(touched)
    }

    fn statements(&self, relation: &str) -> SqlResult<Statements> {
        let columns = columns(self.connection, relation)?;
        // A row that was recorded before a column came has no value to give for it: it gets the one
        // that the migration gave to all others.
        let picks = self.connection.rows(
            "SELECT format('coalesce(?1 ->> ''$.%s'', %s)', name, coalesce(dflt_value, 'NULL'))
             FROM pragma_table_info(?1)",
            [relation],
            |row| row.get::<_, String>(0),
        )?;
        let sets: Vec<String> =
            columns.iter().map(|column| format!("{column} = excluded.{column}")).collect();
        let restore = format!(
            "INSERT INTO {relation} ({}) SELECT {} WHERE true ON CONFLICT (id) DO UPDATE SET {}",
            columns.join(", "),
            picks.join(", "),
            sets.join(", ")
        );
        let owner = match relation {
            "unit" => Some((Owner::Unit, "id")),
            "variant" => Some((Owner::Unit, "unit")),
            "concept" => Some((Owner::Concept, "id")),
            "term" | "language_section" => Some((Owner::Concept, "concept")),
            "reference_entry" => Some((Owner::Entry, "id")),
            _ => None,
        };
        let owners = owner.map(|(owner, column)| {
            let sql =
                format!("SELECT DISTINCT {column} FROM {relation} WHERE id BETWEEN ?1 AND ?2");
            (owner, sql)
        });
        let delete = format!("DELETE FROM {relation} WHERE id BETWEEN ?1 AND ?2");
        Ok(Statements { delete, restore, owners })
    }

    /// Notes the units and concepts to which rows belong.
    fn note_touched(
        &self,
        statements: &Statements,
        first: i64,
        last: i64,
        touched: &mut Touched,
    ) -> SqlResult<()> {
        let Some((owner, sql)) = &statements.owners else { return Ok(()) };
        self.connection.each(sql, [first, last], |row| {
            let id = row.get(0).map_err(SqlError)?;
            match owner {
                Owner::Unit => touched.units.insert(UnitId(id)),
                Owner::Concept => touched.concepts.insert(ConceptId(id)),
                Owner::Entry => touched.entries.insert(id),
            };
            Ok(())
        })
    }
}

/// What is done with the rows of one relation.
struct Statements {
    /// Deletes a range.
    delete: String,
    /// Puts a row back as it had been.
    restore: String,
    /// Finds what the rows of a range belong to, where that has derived keys.
    owners: Option<(Owner, String)>,
}

enum Owner {
    Unit,
    Concept,
    Entry,
}

/// The place of a step's relation in [`RELATIONS`].
fn relation_of(row: &rusqlite::Row<'_>) -> rusqlite::Result<usize> {
    let name = row.get_ref(0)?.as_str()?;
    let known = RELATIONS.iter().position(|relation| *relation == name);
    known.ok_or_else(|| rusqlite::Error::InvalidParameterName(name.to_owned()))
}
