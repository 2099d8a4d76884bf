//! Which digests were met already, in little memory: a Bloom filter (B. H. Bloom, "Space/time
//! trade-offs in hash coding with allowable errors", Communications of the ACM 13, 1970). It may say
//! of a new digest that it was met, never the other way round.

use super::Reader;
use super::error::{SqlError, SqlResult};
use super::sql::Sql;
use super::unit_row::Digest;

/// Four megabytes: of a million digests one in five thousand new ones seems met, of ten million every
/// second one, which then merely costs a look into the database.
const BITS: u64 = 1 << 25;

/// So many bits stand for a digest.
const BITS_EACH: u32 = 4;

/// The digests that were met.
pub struct Seen(Vec<u64>);

impl Default for Seen {
    fn default() -> Self {
        Self::new()
    }
}

impl Reader<'_> {
    /// The digests of the texts that units have, or had before they were corrected.
    ///
    /// # Errors
    /// If the database fails.
    pub fn seen(&self) -> SqlResult<Seen> {
        let mut seen = Seen::new();
        for sql in ["SELECT digest FROM unit_digest", "SELECT digest FROM former_text"] {
            self.connection.each(sql, [], |row| {
                seen.note(Digest(row.get(0).map_err(SqlError)?));
                Ok(())
            })?;
        }
        Ok(seen)
    }
}

impl Seen {
    /// Nothing was met yet.
    pub fn new() -> Self {
        Self(vec![0; (BITS / u64::from(u64::BITS)) as usize])
    }

    /// Takes a digest in. Answers whether it may have been met before.
    pub fn note(&mut self, digest: Digest) -> bool {
        let mut was_met = true;
        for (place, mask) in bits(digest) {
            was_met &= self.0[place] & mask != 0;
            self.0[place] |= mask;
        }
        was_met
    }

    /// Whether a digest may have been met.
    pub fn may_hold(&self, digest: Digest) -> bool {
        bits(digest).all(|(place, mask)| self.0[place] & mask != 0)
    }
}

/// The bits that stand for a digest, each with the place of its number.
fn bits(digest: Digest) -> impl Iterator<Item = (usize, u64)> {
    let mut hash = digest.0.cast_unsigned();
    (0..BITS_EACH).map(move |_| {
        hash = (hash ^ (hash >> 31)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let bit = hash >> (u64::BITS - BITS.ilog2());
        ((bit / u64::from(u64::BITS)) as usize, 1 << (bit % u64::from(u64::BITS)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_met_is_known_and_hardly_anything_else() {
        let mut seen = Seen::new();
        let digest = |number: i64| Digest(number.wrapping_mul(0x1234_5678_9abc_def1));
        let wrong = (0..200_000).filter(|number| seen.note(digest(*number))).count();
        assert!(wrong < 20, "{wrong}");
        assert!((0..200_000).all(|number| seen.may_hold(digest(number))));
        assert!((0..200_000).all(|number| seen.note(digest(number))));
        assert!(!Seen::new().may_hold(digest(0)));
    }
}
