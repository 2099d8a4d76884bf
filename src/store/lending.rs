//! Units lent as they lie in the file, for those who look at many and keep few.

use rusqlite::Row;

use super::Reader;
use super::error::{SqlError, SqlResult};
use super::sql::Sql;
use super::unit_row::{lent, lent_or_null, of_json};
use crate::model::{Context, Neighbours, Provenance, SectionId, UnitId};

/// A unit's texts with what it takes to judge them.
#[derive(Debug)]
pub struct LentUnit<'r> {
    /// The unit.
    pub unit: UnitId,
    /// The section of a memory that it belongs to.
    pub section: SectionId,
    /// The neighbours of its first two texts.
    pub context: Context,
    /// The name of the document or file that it comes from.
    pub origin: &'r str,
    first: [(&'r str, &'r str); 2],
    further: Vec<(String, String)>,
    is_approved: bool,
    properties: Option<&'r str>,
    details: Option<&'r str>,
}

impl LentUnit<'_> {
    /// The texts with their languages' tags, in order.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        let further = self.further.iter().map(|(lang, text)| (lang.as_str(), text.as_str()));
        self.first.iter().copied().chain(further)
    }

    /// Whether its translation is unfinished. What cannot be read says nothing of that.
    pub fn is_draft(&self) -> bool {
        if self.is_approved || (self.properties.is_none() && self.details.is_none()) {
            return false;
        }
        let properties = of_json(self.properties, 12).ok().flatten().unwrap_or_default();
        let details = of_json(self.details, 13).ok().flatten();
        Provenance { properties, details, ..Provenance::default() }.is_draft()
    }
}

const LENT: &str = "SELECT id, source_lang, source, target_lang, target, section, source_before,
    source_after, target_before, target_after, origin, approved, properties, details FROM unit";

impl Reader<'_> {
    /// Whether any unit has more than two texts.
    ///
    /// # Errors
    /// If the database fails.
    pub fn has_further_texts(&self) -> SqlResult<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM variant)";
        Ok(self.connection.row(sql, [], |row| row.get(0))?.unwrap_or_default())
    }

    /// Lends a unit, if it is there; `has_further` says whether any unit has more than two texts.
    ///
    /// # Errors
    /// If the database fails.
    pub fn lend_unit(
        &self,
        id: UnitId,
        has_further: bool,
        mut take: impl FnMut(LentUnit<'_>),
    ) -> SqlResult<()> {
        let sql = format!("{LENT} WHERE id = ?1");
        self.connection.each(&sql, [id.0], |row| {
            take(self.lent_unit(row, has_further)?);
            Ok(())
        })
    }

    /// Lends every unit, in the order of their ids.
    ///
    /// # Errors
    /// If the database fails.
    pub fn lend_units(
        &self,
        has_further: bool,
        mut take: impl FnMut(LentUnit<'_>),
    ) -> SqlResult<()> {
        self.connection.each(&format!("{LENT} ORDER BY id"), [], |row| {
            take(self.lent_unit(row, has_further)?);
            Ok(())
        })
    }

    fn lent_unit<'r>(&self, row: &'r Row<'_>, has_further: bool) -> SqlResult<LentUnit<'r>> {
        let number = |column| row.get::<_, i64>(column).map_err(SqlError);
        let neighbours = |column: usize| {
            let read = || Ok(Neighbours { before: row.get(column)?, after: row.get(column + 1)? });
            read().map_err(SqlError)
        };
        let id = number(0)?;
        let further = if has_further {
            let sql = "SELECT lang, text FROM variant WHERE unit = ?1 ORDER BY position";
            self.connection.rows(sql, [id], |row| Ok((row.get(0)?, row.get(1)?)))?
        } else {
            Vec::new()
        };
        Ok(LentUnit {
            unit: UnitId(id),
            section: SectionId(number(5)?),
            context: Context { source: neighbours(6)?, target: neighbours(8)? },
            origin: lent(row, 10)?,
            first: [(lent(row, 1)?, lent(row, 2)?), (lent(row, 3)?, lent(row, 4)?)],
            further,
            is_approved: row.get(11).map_err(SqlError)?,
            properties: lent_or_null(row, 12)?,
            details: lent_or_null(row, 13)?,
        })
    }
}
