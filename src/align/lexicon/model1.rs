//! IBM model 1: how likely each word of one language stands for each of the other, learned from
//! pairs of texts.
//!
//! Brown and others, "The Mathematics of Statistical Machine Translation", 1993. There is no empty
//! word: words that go with nothing end up spread thin.

/// A pair of texts, each as the numbers of its different words.
#[derive(Debug, Clone)]
pub(in crate::align) struct WordPair {
    /// The words of the one text.
    pub(in crate::align) firsts: Vec<u32>,
    /// The words of the other.
    pub(in crate::align) seconds: Vec<u32>,
    /// How often the pair counts.
    pub(in crate::align) weight: f32,
}

/// For each first word that occurs together with it, how likely a second word is.
#[derive(Debug, Clone, Default)]
pub(in crate::align) struct Model1 {
    /// Where the second words of each first word begin in `seconds`, and the end.
    starts: Vec<usize>,
    seconds: Vec<u32>,
    likely: Vec<f32>,
}

impl Model1 {
    /// Learns from pairs, in so many rounds of expectation maximisation. `progress` is told how much
    /// is done, from 0 to 1.
    pub(in crate::align) fn train(
        pairs: &[WordPair],
        rounds: usize,
        progress: &mut dyn FnMut(f64),
    ) -> Self {
        let mut model = Self::uniform(pairs);
        // The cells of each pair, second word by second word, found once and not in every round.
        let mut cells: Vec<u32> = Vec::new();
        for WordPair { firsts, seconds, .. } in pairs {
            for second in seconds {
                cells.extend(firsts.iter().map(|first| model.cell(*first, *second) as u32));
            }
        }
        for round in 1..=rounds {
            model.round(pairs, &cells);
            progress(round as f64 / rounds as f64);
        }
        model
    }

    /// The probability of a second word where a first one stands.
    pub(in crate::align) fn probability(&self, first: u32, second: u32) -> f32 {
        let row = self.range(first);
        let found = self.seconds[row.clone()].binary_search(&second);
        found.map_or(0.0, |at| self.likely[row.start + at])
    }

    /// The second words that occur together with a first one, rising, and how likely each is.
    pub(in crate::align) fn row(&self, first: u32) -> impl Iterator<Item = (u32, f32)> + '_ {
        self.range(first).map(|at| (self.seconds[at], self.likely[at]))
    }

    /// All pairs of words that occur together, with the probability of the second.
    pub(in crate::align) fn iter(&self) -> impl Iterator<Item = (u32, u32, f32)> + '_ {
        (0..self.starts.len().saturating_sub(1) as u32).flat_map(move |first| {
            self.row(first).map(move |(second, likely)| (first, second, likely))
        })
    }

    fn range(&self, first: u32) -> std::ops::Range<usize> {
        let first = first as usize;
        match (self.starts.get(first), self.starts.get(first + 1)) {
            (Some(start), Some(end)) => *start..*end,
            _ => 0..0,
        }
    }

    fn cell(&self, first: u32, second: u32) -> usize {
        let row = self.range(first);
        // Every pair that is asked for was counted, so the search cannot fail.
        row.start + self.seconds[row].binary_search(&second).unwrap_or(0)
    }

    fn uniform(pairs: &[WordPair]) -> Self {
        let mut together: Vec<u64> = Vec::new();
        for WordPair { firsts, seconds, .. } in pairs {
            for first in firsts {
                together.extend(
                    seconds.iter().map(|second| u64::from(*first) << 32 | u64::from(*second)),
                );
            }
        }
        together.sort_unstable();
        together.dedup();
        let rows = together.last().map_or(0, |last| (last >> 32) as usize + 1);
        let mut model = Self {
            starts: Vec::with_capacity(rows + 1),
            seconds: together.iter().map(|cell| (cell & u64::from(u32::MAX)) as u32).collect(),
            likely: vec![1.0; together.len()],
        };
        for first in 0..=rows as u64 {
            model.starts.push(together.partition_point(|cell| cell >> 32 < first));
        }
        model
    }

    fn round(&mut self, pairs: &[WordPair], cells: &[u32]) {
        let mut counts = vec![0.0f32; self.likely.len()];
        let mut rest = cells;
        for WordPair { firsts, seconds, weight } in
            pairs.iter().filter(|pair| !pair.firsts.is_empty())
        {
            let (own, behind) = rest.split_at(firsts.len() * seconds.len());
            rest = behind;
            for cells in own.chunks_exact(firsts.len()) {
                let all: f32 = cells.iter().map(|cell| self.likely[*cell as usize]).sum();
                for cell in cells.iter().map(|cell| *cell as usize) {
                    counts[cell] += weight * self.likely[cell] / all;
                }
            }
        }
        for row in self.starts.windows(2) {
            let counts = &mut counts[row[0]..row[1]];
            let total: f32 = counts.iter().sum();
            counts.iter_mut().for_each(|count| *count /= total);
        }
        self.likely = counts;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(firsts: &[u32], seconds: &[u32]) -> WordPair {
        WordPair { firsts: firsts.to_vec(), seconds: seconds.to_vec(), weight: 1.0 }
    }

    #[test]
    fn words_that_keep_together_are_found() {
        // das Haus – the house; das Buch – the book; ein Buch – a book
        let pairs = [[0, 1], [0, 2], [3, 2]].map(|words| pair(&words, &words));
        let model = Model1::train(&pairs, 20, &mut |_| ());
        for word in 0..4 {
            assert!(model.probability(word, word) > 0.9, "{word}");
        }
        assert!(model.probability(0, 1) < 0.1);
        assert_eq!(model.probability(1, 3), 0.0);
    }

    #[test]
    fn what_a_word_may_stand_for_adds_up_to_one() {
        let pairs = [pair(&[0, 1, 5], &[2, 3]), pair(&[5], &[2, 4]), pair(&[], &[1])];
        let model = Model1::train(&pairs, 3, &mut |_| ());
        for first in [0, 1, 5] {
            let sum: f32 = model.iter().filter(|cell| cell.0 == first).map(|cell| cell.2).sum();
            assert!((sum - 1.0).abs() < 1e-5);
        }
        assert_eq!(Model1::train(&[], 5, &mut |_| ()).iter().count(), 0);
    }
}
