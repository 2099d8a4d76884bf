//! The index of matches: for each token of a text its postings, in blocks of rows ordered by token
//! and length.
//!
//! A row's key is the token's hash (40 bits), the length of the longest text in it (8 bits) and a
//! number (15 bits); its blob holds up to [`BLOCK`] postings as columns: lengths, places, units,
//! signatures. So the postings of a token within a range of lengths lie together. What token, length,
//! place and signature mean is the caller's.

use rusqlite::{OptionalExtension, params};

use super::error::{SqlError, SqlResult};
use super::sql::Sql;
use super::{Reader, Writer};
use crate::model::UnitId;

/// So many postings stand in a row.
const BLOCK: usize = 100;

/// The bytes of a posting: length, place, unit, signature.
const WIDTH: usize = 10;

const LENGTH_BITS: u32 = 8;
const NUMBER_BITS: u32 = 15;
const LAST_NUMBER: i64 = (1 << NUMBER_BITS) - 1;

/// So many bits of a token are kept.
pub const TOKEN_BITS: u32 = 40;

/// A text that holds a token. It is one number, so that millions are sorted fast: token, length,
/// place, unit, signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Posting(u128);

impl Posting {
    /// The posting of a token of [`TOKEN_BITS`] bits, in a text of this length as far as it goes into
    /// a byte, at this place, of this unit, with the text's signature.
    pub fn new(token: u64, length: u8, place: u8, unit: u32, signature: u32) -> Self {
        let bytes = u128::from(length) << 72 | u128::from(place) << 64;
        Self(u128::from(token) << 80 | bytes | u128::from(unit) << 32 | u128::from(signature))
    }

    /// The same of another unit.
    pub fn of_unit(self, unit: u32) -> Self {
        Self(self.0 & !(u128::from(u32::MAX) << 32) | u128::from(unit) << 32)
    }

    /// The token.
    pub fn token(self) -> u64 {
        (self.0 >> 80) as u64
    }

    /// The length of the text, as far as it goes into a byte.
    pub fn length(self) -> u8 {
        (self.0 >> 72) as u8
    }

    /// The token's place.
    pub fn place(self) -> u8 {
        (self.0 >> 64) as u8
    }

    /// The unit.
    pub fn unit(self) -> u32 {
        (self.0 >> 32) as u32
    }

    /// The text's signature.
    pub fn signature(self) -> u32 {
        self.0 as u32
    }
}

/// Postings of one token, as columns.
#[derive(Debug, Clone, Copy)]
pub struct Postings<'b> {
    bytes: &'b [u8],
    count: usize,
}

impl Postings<'_> {
    /// The lengths, in ascending order.
    pub fn lengths(&self) -> &[u8] {
        &self.bytes[..self.count]
    }

    /// The posting at a place.
    pub fn at(&self, index: usize) -> (u8, u8, UnitId, u32) {
        let four = |column: usize| {
            let start = self.count * column + 4 * index;
            let bytes = self.bytes.get(start..start + 4).and_then(|bytes| bytes.try_into().ok());
            u32::from_le_bytes(bytes.unwrap_or_default())
        };
        let unit = UnitId(i64::from(four(2)));
        (self.bytes[index], self.bytes[self.count + index], unit, four(6))
    }
}

/// An index of matches in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatchIndex {
    /// The language, a primary subtag.
    pub lang: String,
    /// The threshold from which it serves, 0 to 100.
    pub lowest: u8,
    /// The caller's order of tokens.
    pub ranks: Vec<u8>,
    /// How many texts there were when that order was made.
    pub ranked: usize,
    /// How many texts stand in it that are gone or have changed.
    pub stale: usize,
}

impl Reader<'_> {
    /// The index of matches in a language (a primary subtag), if there is one.
    ///
    /// # Errors
    /// If the database fails.
    pub fn match_index(&self, lang: &str) -> SqlResult<Option<MatchIndex>> {
        let sql = "SELECT lang, lowest, ranks, ranked, stale FROM match_index WHERE lang = ?1";
        self.connection.row(sql, [lang], index_row)
    }

    /// All indexes of matches, by language.
    ///
    /// # Errors
    /// If the database fails.
    pub fn match_indexes(&self) -> SqlResult<Vec<MatchIndex>> {
        let sql = "SELECT lang, lowest, ranks, ranked, stale FROM match_index ORDER BY lang";
        self.connection.rows(sql, [], index_row)
    }

    /// Lends the blocks of postings of a token that may hold lengths of a range.
    ///
    /// # Errors
    /// If the database fails.
    pub fn postings(
        &self,
        lang: &str,
        token: u64,
        (shortest, longest): (u8, u8),
        mut take: impl FnMut(Postings<'_>),
    ) -> SqlResult<()> {
        let sql = format!("SELECT postings FROM {} WHERE key BETWEEN ?1 AND ?2", table(lang)?);
        let mut statement = self.connection.prepare_cached(&sql).map_err(SqlError)?;
        let range = [key(token, shortest, 0), key(token, u8::MAX, LAST_NUMBER)];
        let mut rows = statement.query(range).map_err(SqlError)?;
        while let Some(row) = rows.next().map_err(SqlError)? {
            let bytes = blob(row, 0)?;
            let block = Postings { bytes, count: bytes.len() / WIDTH };
            if block.lengths().first().is_some_and(|length| *length > longest) {
                break;
            }
            take(block);
        }
        Ok(())
    }

    /// How many bytes the index of a language takes, and how many postings it has.
    ///
    /// # Errors
    /// If the database fails.
    pub fn index_size(&self, lang: &str) -> SqlResult<(usize, usize)> {
        let sql =
            format!("SELECT count(*), coalesce(sum(length(postings)), 0) FROM {}", table(lang)?);
        let (rows, bytes): (usize, usize) = self
            .connection
            .row(&sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?
            .unwrap_or_default();
        // Each row has its key and a few bytes of SQLite's own.
        Ok((bytes + rows * ROW_COST, bytes / WIDTH))
    }
}

/// The bytes that SQLite needs for a row besides its blob: key, header, cell pointer.
const ROW_COST: usize = 16;

impl Writer<'_> {
    /// Makes an index of matches with nothing in it, in place of the one there is.
    ///
    /// # Errors
    /// If the database fails.
    pub fn create_match_index(&self, index: &MatchIndex) -> SqlResult<()> {
        let table = table(&index.lang)?;
        self.drop_match_index(&index.lang)?;
        let sql = format!(
            "CREATE TABLE {table} (key INTEGER PRIMARY KEY, postings BLOB NOT NULL) STRICT"
        );
        self.connection.execute_batch(&sql).map_err(SqlError)?;
        let MatchIndex { lang, lowest, ranks, ranked, stale } = index;
        self.connection.run(
            "INSERT INTO match_index (lang, lowest, ranks, ranked, stale)
             VALUES (?1, ?2, ?3, ?4, ?5)",
            params![lang, lowest, ranks, ranked, stale],
        )
    }

    /// Removes an index of matches, if there is one.
    ///
    /// # Errors
    /// If the database fails.
    pub fn drop_match_index(&self, lang: &str) -> SqlResult<()> {
        self.kept.set(true);
        let sql = format!("DROP TABLE IF EXISTS {}", table(lang)?);
        self.connection.execute_batch(&sql).map_err(SqlError)?;
        self.connection.run("DELETE FROM match_index WHERE lang = ?1", [lang])
    }

    /// Notes that the postings of one more text are of no use.
    pub(super) fn note_stale(&self) -> SqlResult<()> {
        self.note_all_stale(1)
    }

    /// Notes that the postings of so many texts may be of no use.
    pub(super) fn note_all_stale(&self, texts: usize) -> SqlResult<()> {
        self.connection.run("UPDATE match_index SET stale = stale + ?1", [texts])
    }

    /// Puts one posting into the index.
    ///
    /// # Errors
    /// If the database fails.
    pub fn add_posting(&self, lang: &str, posting: Posting) -> SqlResult<()> {
        let table = table(lang)?;
        let (token, length) = (posting.token(), posting.length());
        let from = key(token, length, 0);
        let row = |sql: &str, range: [i64; 2]| -> SqlResult<Option<(i64, Vec<u8>)>> {
            let mut statement = self.connection.prepare_cached(sql).map_err(SqlError)?;
            let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
            statement.query_row(range, read).optional().map_err(SqlError)
        };
        // The first block that goes up to this length, else the last one, which then grows to it.
        let sql = format!(
            "SELECT key, postings FROM {table} WHERE key BETWEEN ?1 AND ?2 ORDER BY key LIMIT 1"
        );
        let reaching = row(&sql, [from, key(token, u8::MAX, LAST_NUMBER)])?;
        let grows = reaching.is_none();
        let found = match reaching {
            Some(found) => Some(found),
            None => {
                let sql = format!(
                    "SELECT key, postings FROM {table} WHERE key BETWEEN ?1 AND ?2
                     ORDER BY key DESC LIMIT 1"
                );
                row(&sql, [key(token, 0, 0), from - 1])?
            }
        };
        let Some((at, bytes)) = found else { return self.put_block(&table, from, &[posting]) };
        let mut block = decode(token, &bytes);
        if grows && block.len() >= BLOCK {
            return self.put_block(&table, from, &[posting]);
        }
        let place = block.partition_point(|there| there.length() <= length);
        block.insert(place, posting);
        let longest = (at >> NUMBER_BITS & i64::from(u8::MAX)) as u8;
        if block.len() <= BLOCK {
            if grows {
                self.drop_block(&table, at)?;
                return self.put_block(&table, from, &block);
            }
            return self.replace_block(&table, at, &block);
        }
        let (lower, upper) = block.split_at(block.len() / 2);
        let of_lower = lower.last().map_or(longest, |posting| posting.length());
        if of_lower == longest {
            self.replace_block(&table, at, lower)?;
            self.put_block(&table, self.next_key(&table, token, longest)?, upper)
        } else {
            self.replace_block(&table, at, upper)?;
            self.put_block(&table, self.next_key(&table, token, of_lower)?, lower)
        }
    }

    /// Puts postings into the index, those of a token together: it is many times faster than one by
    /// one. They are sorted on the way.
    ///
    /// # Errors
    /// If the database fails.
    pub fn merge_postings(&self, lang: &str, postings: &mut [Posting]) -> SqlResult<()> {
        postings.sort_unstable();
        let table = table(lang)?;
        let select = format!("SELECT key, postings FROM {table} WHERE key BETWEEN ?1 AND ?2");
        let mut select = self.connection.prepare_cached(&select).map_err(SqlError)?;
        for new in postings.chunk_by(|one, other| one.token() == other.token()) {
            let Some(token) = new.first().map(|posting| posting.token()) else { continue };
            let range = [key(token, 0, 0), key(token, u8::MAX, LAST_NUMBER)];
            let (mut keys, mut merged) = (Vec::new(), Vec::new());
            let mut rows = select.query(range).map_err(SqlError)?;
            while let Some(row) = rows.next().map_err(SqlError)? {
                keys.push(row.get(0).map_err(SqlError)?);
                merged.extend(decode(token, blob(row, 1)?));
            }
            drop(rows);
            let all = if merged.is_empty() {
                new
            } else {
                merged.extend_from_slice(new);
                // Both parts are in order, which this sort makes use of.
                merged.sort();
                merged.dedup();
                &merged
            };
            self.put_blocks(&table, token, all, &keys)?;
        }
        Ok(())
    }

    /// Writes the postings of a token in place of the rows with these keys.
    fn put_blocks(
        &self,
        table: &str,
        token: u64,
        postings: &[Posting],
        old: &[i64],
    ) -> SqlResult<()> {
        let mut old = old.iter().copied().peekable();
        let mut last: Option<i64> = None;
        for block in postings.chunks(BLOCK) {
            let longest = block.last().map_or(0, |posting| posting.length());
            let first = key(token, longest, 0);
            let at = last.filter(|last| *last >= first).map_or(first, |last| last + 1);
            last = Some(at);
            while let Some(gone) = old.next_if(|old| *old < at) {
                self.drop_block(table, gone)?;
            }
            if old.next_if_eq(&at).is_some() {
                self.replace_block(table, at, block)?;
            } else {
                self.put_block(table, at, block)?;
            }
        }
        old.try_for_each(|gone| self.drop_block(table, gone))
    }

    fn next_key(&self, table: &str, token: u64, length: u8) -> SqlResult<i64> {
        let range = [key(token, length, 0), key(token, length, LAST_NUMBER)];
        let sql = format!("SELECT max(key) FROM {table} WHERE key BETWEEN ?1 AND ?2");
        let last: Option<Option<i64>> = self.connection.row(&sql, range, |row| row.get(0))?;
        Ok(last.flatten().map_or(range[0], |last| last + 1))
    }

    fn put_block(&self, table: &str, at: i64, block: &[Posting]) -> SqlResult<()> {
        let sql = format!("INSERT INTO {table} (key, postings) VALUES (?1, ?2)");
        self.connection.run(&sql, params![at, encode(block)])
    }

    fn replace_block(&self, table: &str, at: i64, block: &[Posting]) -> SqlResult<()> {
        let sql = format!("UPDATE {table} SET postings = ?2 WHERE key = ?1");
        self.connection.run(&sql, params![at, encode(block)])
    }

    fn drop_block(&self, table: &str, at: i64) -> SqlResult<()> {
        self.connection.run(&format!("DELETE FROM {table} WHERE key = ?1"), [at])
    }
}

/// The table of a language. Its name comes from a language tag, so it is made of letters; anything
/// else is refused, since it goes into SQL.
fn table(lang: &str) -> SqlResult<String> {
    if lang.is_empty() || !lang.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Err(SqlError(rusqlite::Error::InvalidParameterName(lang.to_owned())));
    }
    Ok(format!("posting_{lang}"))
}

fn key(token: u64, length: u8, number: i64) -> i64 {
    (token << (LENGTH_BITS + NUMBER_BITS)).cast_signed() | i64::from(length) << NUMBER_BITS | number
}

fn encode(block: &[Posting]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(block.len() * WIDTH);
    bytes.extend(block.iter().map(|posting| posting.length()));
    bytes.extend(block.iter().map(|posting| posting.place()));
    bytes.extend(block.iter().flat_map(|posting| posting.unit().to_le_bytes()));
    bytes.extend(block.iter().flat_map(|posting| posting.signature().to_le_bytes()));
    bytes
}

fn decode(token: u64, bytes: &[u8]) -> Vec<Posting> {
    let block = Postings { bytes, count: bytes.len() / WIDTH };
    let posting = |index| {
        let (length, place, unit, signature) = block.at(index);
        Posting::new(token, length, place, unit.0 as u32, signature)
    };
    (0..block.count).map(posting).collect()
}

fn blob<'r>(row: &'r rusqlite::Row<'_>, column: usize) -> SqlResult<&'r [u8]> {
    row.get_ref(column)
        .and_then(|value| value.as_blob().map_err(rusqlite::Error::from))
        .map_err(SqlError)
}

fn index_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<MatchIndex> {
    Ok(MatchIndex {
        lang: row.get(0)?,
        lowest: row.get(1)?,
        ranks: row.get(2)?,
        ranked: row.get(3)?,
        stale: row.get(4)?,
    })
}
