//! A lexicon as bytes.
//!
//! After a mark and a version, deflated: for each side the keys, front-coded, and their frequencies
//! as −log₂ f in a byte; then the links of each side: how many each word has, where they lead, as
//! differences, and −log₂ p in three bits each.

use std::io::Read;

use flate2::read::{DeflateDecoder, DeflateEncoder};
use thiserror::Error;

use super::{KEY_LETTERS, Lexicon, Vocabulary};

const MARK: &[u8] = b"BelegLex1";

/// The coarsest probability that is kept, as −log₂ p.
const WEAKEST: f32 = 7.0;

/// The steps of a probability: three bits.
const STEPS: f32 = 7.0;

/// The longest key, in bytes: its letters have four at most.
const LONGEST_KEY: usize = 4 * KEY_LETTERS;

/// Bytes that are no lexicon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the lexicon cannot be read")]
pub struct BadLexicon;

impl Lexicon {
    /// The lexicon as bytes. Probabilities and frequencies are rounded.
    pub fn encode(&self) -> Vec<u8> {
        let mut plain = Vec::new();
        for side in [&self.source, &self.target] {
            put_number(&mut plain, side.keys.len());
            let mut before = "";
            for key in &side.keys {
                let shared = shared_bytes(before, key);
                put_number(&mut plain, shared);
                put_number(&mut plain, key.len() - shared);
                plain.extend(&key.as_bytes()[shared..]);
                before = key;
            }
            plain.extend(side.frequencies.iter().map(|frequency| frequency_byte(*frequency)));
        }
        for side in [&self.source, &self.target] {
            for row in &side.rows {
                put_number(&mut plain, row.len());
            }
            for row in &side.rows {
                let mut before = 0;
                for (to, _) in row {
                    put_number(&mut plain, (*to - before) as usize);
                    before = *to;
                }
            }
            let likely: Vec<f32> = side.rows.iter().flatten().map(|(_, likely)| *likely).collect();
            // Two to a byte, with a bit to spare in each half.
            plain.extend(likely.chunks(2).map(|two| {
                let low = probability_bits(two[0]);
                let high = two.get(1).map_or(0, |likely| probability_bits(*likely));
                high << 4 | low
            }));
        }
        let mut bytes = MARK.to_vec();
        // Reading from memory into memory cannot fail.
        let _ = DeflateEncoder::new(plain.as_slice(), flate2::Compression::best())
            .read_to_end(&mut bytes);
        bytes
    }

    /// Reads a lexicon from bytes.
    ///
    /// # Errors
    /// If the bytes are no lexicon, or one of another version.
    pub fn decode(bytes: &[u8]) -> Result<Self, BadLexicon> {
        /// No lexicon is larger, unpacked.
        const LARGEST: u64 = 64 << 20;
        let packed = bytes.strip_prefix(MARK).ok_or(BadLexicon)?;
        let mut plain = Vec::new();
        DeflateDecoder::new(packed)
            .take(LARGEST)
            .read_to_end(&mut plain)
            .map_err(|_| BadLexicon)?;
        let mut input = Input { rest: &plain };
        let mut lexicon = Lexicon { source: input.vocabulary()?, target: input.vocabulary()? };
        lexicon.source.rows = input.rows(&lexicon.source, &lexicon.target)?;
        lexicon.target.rows = input.rows(&lexicon.target, &lexicon.source)?;
        Ok(lexicon)
    }
}

fn shared_bytes(one: &str, other: &str) -> usize {
    one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count()
}

fn put_number(bytes: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn frequency_byte(frequency: f32) -> u8 {
    // Eight steps to a power of two.
    (-frequency.max(f32::MIN_POSITIVE).log2() * 8.0).round().clamp(0.0, 255.0) as u8
}

fn probability_bits(likely: f32) -> u8 {
    (-likely.max(f32::MIN_POSITIVE).log2() / WEAKEST * STEPS).round().clamp(0.0, STEPS) as u8
}

struct Input<'b> {
    rest: &'b [u8],
}

impl<'b> Input<'b> {
    fn take(&mut self, count: usize) -> Result<&'b [u8], BadLexicon> {
        let (taken, rest) = self.rest.split_at_checked(count).ok_or(BadLexicon)?;
        self.rest = rest;
        Ok(taken)
    }

    fn number(&mut self) -> Result<usize, BadLexicon> {
        let mut number = 0;
        for shift in (0..=28).step_by(7) {
            let byte = self.take(1)?[0];
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(BadLexicon)
    }

    fn vocabulary(&mut self) -> Result<Vocabulary, BadLexicon> {
        let count = self.number()?;
        let mut vocabulary = Vocabulary::default();
        let mut key: Vec<u8> = Vec::new();
        for _ in 0..count {
            key.truncate(self.number()?);
            let length = self.number()?;
            key.extend(self.take(length)?);
            if key.len() > LONGEST_KEY {
                return Err(BadLexicon);
            }
            vocabulary.keys.push(String::from_utf8(key.clone()).map_err(|_| BadLexicon)?);
        }
        let frequencies = self.take(count)?.iter();
        vocabulary.frequencies = frequencies.map(|byte| (-f32::from(*byte) / 8.0).exp2()).collect();
        Ok(vocabulary)
    }

    fn rows(
        &mut self,
        own: &Vocabulary,
        other: &Vocabulary,
    ) -> Result<Vec<Vec<(u32, f32)>>, BadLexicon> {
        let counts: Vec<usize> =
            own.keys.iter().map(|_| self.number()).collect::<Result<_, _>>()?;
        let mut rows = Vec::with_capacity(counts.len());
        for count in &counts {
            let mut to = 0;
            let mut row = Vec::new();
            for _ in 0..*count {
                to += self.number()?;
                if to >= other.keys.len() {
                    return Err(BadLexicon);
                }
                row.push((to as u32, 0.0));
            }
            rows.push(row);
        }
        let links: usize = counts.iter().sum();
        let bytes = self.take(links.div_ceil(2))?;
        for (at, (_, likely)) in rows.iter_mut().flatten().enumerate() {
            let bits = bytes[at / 2] >> (4 * (at % 2)) & 0x7;
            *likely = (-f32::from(bits) * WEAKEST / STEPS).exp2();
        }
        Ok(rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn small() -> Lexicon {
        let side = |keys: &[&str], rows: Vec<Vec<(u32, f32)>>| Vocabulary {
            keys: keys.iter().map(|key| (*key).to_owned()).collect(),
            frequencies: vec![0.25; keys.len()],
            rows,
        };
        Lexicon {
            source: side(&["bier", "buch", "büche"], vec![vec![(0, 0.5)], vec![(1, 1.0)], vec![]]),
            target: side(&["beer", "book"], vec![vec![(0, 0.25)], vec![(1, 0.5), (2, 0.5)]]),
        }
    }

    #[test]
    fn a_lexicon_comes_back() {
        assert_eq!(Lexicon::decode(&small().encode()), Ok(small()));
        assert_eq!(Lexicon::decode(&Lexicon::default().encode()), Ok(Lexicon::default()));
    }

    #[test]
    fn what_is_cut_off_is_no_lexicon() {
        let bytes = small().encode();
        assert_eq!(Lexicon::decode(&bytes[..bytes.len() / 2]), Err(BadLexicon));
        assert_eq!(Lexicon::decode(b""), Err(BadLexicon));
    }

    proptest! {
        #[test]
        fn no_bytes_make_reading_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = Lexicon::decode(&[MARK, &bytes].concat());
            let mut encoded = small().encode();
            for (at, byte) in bytes.iter().enumerate().take(3) {
                let place = MARK.len() + (at * 7) % (encoded.len() - MARK.len());
                encoded[place] ^= byte;
            }
            let _ = Lexicon::decode(&encoded);
        }
    }
}
