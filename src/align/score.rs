//! The score of a bead: how well its words and lengths agree, in nats.
//!
//! After the word model of Moore, "Fast and Accurate Sentence Alignment of Bilingual Corpora", 2002:
//! each word is explained by a word that it is linked to, or by its frequency alone; what counts is
//! how much better the other side explains it than its frequency does.

use std::ops::Range;

use super::band::Band;
use super::facts::{Facts, Knowledge};
use super::parts::Parts;
use super::tokens::Text;
use super::weights::{KINDS, LENGTH_VARIANCE, WIDEST, Weights};
use crate::model::Bead;

/// So many boundaries keep two cores busy for longer than it takes to start a thread.
const WORTH_A_THREAD: usize = 20_000;

/// The scores of all beads within a band.
pub(super) struct Scores<'a> {
    weights: &'a Weights,
    source: &'a Text,
    target: &'a Text,
    of_source: Support,
    of_target: Support,
}

impl<'a> Scores<'a> {
    /// Computes what the scores are made of.
    pub(super) fn new(
        source: &'a Text,
        target: &'a Text,
        knowledge: &Knowledge,
        band: &Band,
        weights: &'a Weights,
    ) -> Self {
        let of_source = || {
            Support::new(
                Own { text: source, facts: &knowledge.source, links: &knowledge.links.forward },
                Other { text: target, facts: &knowledge.target },
                band.windows_of_rows(source.len()),
                weights,
            )
        };
        let of_target = || {
            Support::new(
                Own { text: target, facts: &knowledge.target, links: &knowledge.links.backward },
                Other { text: source, facts: &knowledge.source },
                band.windows_of_columns(target.len()),
                weights,
            )
        };
        let (of_source, of_target) = if band.size() < WORTH_A_THREAD {
            (of_source(), of_target())
        } else {
            std::thread::scope(|scope| {
                let aside = scope.spawn(of_target);
                let of_source = of_source();
                let of_target = aside.join();
                (of_source, of_target.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            })
        };
        Self { weights, source, target, of_source, of_target }
    }

    /// The score of the bead of a kind that begins before source segment `i` and target segment `j`.
    /// All its segments must be there.
    #[inline]
    pub(super) fn bead(&self, i: usize, j: usize, kind: usize) -> f64 {
        self.parts(i, j, kind).total()
    }

    /// What that score is made of.
    #[inline]
    pub(super) fn parts(&self, i: usize, j: usize, kind: usize) -> Parts {
        let (a, b) = KINDS[kind];
        let prior = self.weights.priors[kind];
        if a == 0 || b == 0 {
            return Parts { prior, ..Parts::default() };
        }
        let words = 0.5 * self.weights.words;
        Parts {
            prior,
            words_source: words * (i..i + a).map(|own| self.of_source.get(own, j, b)).sum::<f64>(),
            words_target: words * (j..j + b).map(|own| self.of_target.get(own, i, a)).sum::<f64>(),
            length: -self.length(i, j, a, b),
            paragraph: self.paragraph(i, j, a, b),
        }
    }

    /// How much the words of aligned texts have to do with each other: what those of one side gain
    /// from the other in the mean, in nats; words that are left alone gain nothing. The side that
    /// gains more counts: an excerpt belongs to its article, though most of that is not in it.
    pub(super) fn relatedness(&self, beads: &[Bead]) -> f64 {
        let (mut of_source, mut of_target) = (0.0, 0.0);
        for bead in beads.iter().filter(|bead| bead.is_pair()) {
            let (source, target) = (&bead.source, &bead.target);
            // Only a person makes wider beads; their words were not looked at.
            if source.len().max(target.len()) > WIDEST {
                continue;
            }
            let gained = |own| self.of_source.get(own, target.start, target.len());
            of_source += source.clone().map(gained).sum::<f64>();
            let gained = |own| self.of_target.get(own, source.start, source.len());
            of_target += target.clone().map(gained).sum::<f64>();
        }
        let mean =
            |gained: f64, text: &Text| gained / text.token_count(0, text.len()).max(1) as f64;
        mean(of_source, self.source).max(mean(of_target, self.target))
    }

    fn length(&self, i: usize, j: usize, a: usize, b: usize) -> f64 {
        let (source, target) = (self.source.length(i, a) as f64, self.target.length(j, b) as f64);
        let variance = LENGTH_VARIANCE * ((source + target) / 2.0 + 1.0);
        self.weights.length * (source - target).powi(2) / variance / 2.0
    }

    /// A bead should begin a paragraph on both sides or on neither, and not reach over its end.
    fn paragraph(&self, i: usize, j: usize, a: usize, b: usize) -> f64 {
        let weight = self.weights.paragraph;
        let begins = match (self.source.opens(i), self.target.opens(j)) {
            (true, true) => weight,
            (false, false) => 0.0,
            _ => -weight,
        };
        let crossed = (i + 1..i + a).filter(|at| self.source.opens(*at)).count()
            + (j + 1..j + b).filter(|at| self.target.opens(*at)).count();
        begins - weight * crossed as f64
    }
}

/// How well windows of one text explain each segment of the other.
struct Support {
    /// For each segment: the first window, and where its values begin.
    rows: Vec<(usize, usize)>,
    values: Vec<f32>,
}

/// A text whose words are to be explained.
#[derive(Clone, Copy)]
pub(super) struct Own<'a> {
    pub(super) text: &'a Text,
    pub(super) facts: &'a Facts,
    pub(super) links: &'a [Vec<(u32, f32)>],
}

/// A text whose windows explain them.
#[derive(Clone, Copy)]
pub(super) struct Other<'a> {
    pub(super) text: &'a Text,
    pub(super) facts: &'a Facts,
}

impl Support {
    /// For each segment of `own`, the sum over its words of how much better each window of `other`
    /// explains them than their frequency does; `windows` are the first segments of the windows.
    fn new(own: Own<'_>, other: Other<'_>, windows: Vec<Range<usize>>, weights: &Weights) -> Self {
        let gains = Gains { weights, frequencies: &own.facts.frequencies };
        let size: usize = windows.iter().map(|starts| starts.len() * WIDEST).sum();
        let mut support =
            Self { rows: Vec::with_capacity(own.text.len()), values: Vec::with_capacity(size) };
        let mut speakers = Speakers::new(other.text.words.len());
        let mut spoken_for = Spoken::default();
        let leftovers = leftovers(other);
        for (segment, starts) in windows.into_iter().enumerate() {
            support.rows.push((starts.start, support.values.len()));
            let words = own.text.counted(segment);
            speakers.gather(words, own.links);
            spoken_for.make_room(words.len());
            let known: u32 = words
                .iter()
                .filter(|(word, _)| own.facts.is_known[*word as usize])
                .map(|(_, count)| count)
                .sum();
            let unknown = own.text.token_count(segment, 1) as f64 - f64::from(known);
            for start in starts {
                for width in 1..=WIDEST {
                    if start + width > other.text.len() {
                        support.values.push(f32::MIN);
                        continue;
                    }
                    speakers.listen(other.text.counted(start + width - 1), &mut spoken_for);
                    let size = other.text.token_count(start, width).max(1) as f64;
                    let leftover =
                        weights.leftover * (leftovers[start + width] - leftovers[start]) / size;
                    let silent = Silent {
                        known: gains.of_silence(leftover),
                        unknown: weights.unknown * weights.unlinked.ln(),
                    };
                    let heard: f64 = spoken_for
                        .iter()
                        .map(|(place, sum)| {
                            let (word, count) = words[place];
                            let is_known = own.facts.is_known[word as usize];
                            let silence = if is_known { silent.known } else { silent.unknown };
                            f64::from(count) * (gains.of(word, sum / size, leftover) - silence)
                        })
                        .sum();
                    let silence = f64::from(known) * silent.known + unknown * silent.unknown;
                    support.values.push((silence + heard) as f32);
                }
                spoken_for.clear();
            }
        }
        support
    }

    fn get(&self, own: usize, start: usize, width: usize) -> f64 {
        let (first, offset) = self.rows[own];
        f64::from(self.values[offset + (start - first) * WIDEST + width - 1])
    }
}

/// What each of the different words of a segment of `own` adds to the support of a window of `other`.
pub(super) fn gains(
    own: Own<'_>,
    segment: usize,
    other: Other<'_>,
    window: &Range<usize>,
    weights: &Weights,
) -> Vec<f64> {
    let gains = Gains { weights, frequencies: &own.facts.frequencies };
    let words = own.text.counted(segment);
    let mut speakers = Speakers::new(other.text.words.len());
    let mut spoken_for = Spoken::default();
    speakers.gather(words, own.links);
    spoken_for.make_room(words.len());
    window.clone().for_each(|at| speakers.listen(other.text.counted(at), &mut spoken_for));
    let leftovers = leftovers(other);
    let size = other.text.token_count(window.start, window.len()).max(1) as f64;
    let leftover = weights.leftover * (leftovers[window.end] - leftovers[window.start]) / size;
    let silence: Vec<f64> = words
        .iter()
        .map(|(word, _)| match own.facts.is_known[*word as usize] {
            true => gains.of_silence(leftover),
            false => weights.unknown * weights.unlinked.ln(),
        })
        .collect();
    let mut all = silence.clone();
    for (place, sum) in spoken_for.iter() {
        all[place] += gains.of(words[place].0, sum / size, leftover) - silence[place];
    }
    all.iter().zip(words).map(|(gain, (_, count))| gain * f64::from(*count)).collect()
}

/// The words of the other text that speak for words of the segment at hand.
struct Speakers {
    /// For each word of the other text: places of the segment's words, and how strongly.
    of_word: Vec<Vec<(u32, f32)>>,
    /// The words that speak for anything.
    words: Vec<u32>,
}

/// Looking a speaker up in a segment costs about as much as passing over so many of its words.
const LOOK_UP: usize = 8;

impl Speakers {
    fn new(words: usize) -> Self {
        Self { of_word: vec![Vec::new(); words], words: Vec::new() }
    }

    fn gather(&mut self, words: &[(u32, u32)], links: &[Vec<(u32, f32)>]) {
        for word in self.words.drain(..) {
            self.of_word[word as usize].clear();
        }
        for (place, (word, _)) in (0..).zip(words) {
            for (speaker, strength) in &links[*word as usize] {
                let spoken_for = &mut self.of_word[*speaker as usize];
                if spoken_for.is_empty() {
                    self.words.push(*speaker);
                }
                spoken_for.push((place, *strength));
            }
        }
    }

    /// Lets a segment of the other text speak. One that is very long is asked only for the words
    /// that speak, so that a text that is one endless segment costs no more than another.
    fn listen(&self, segment: &[(u32, u32)], spoken_for: &mut Spoken) {
        let mut hear = |word: u32, count: u32| {
            for (place, strength) in &self.of_word[word as usize] {
                spoken_for.add(*place, count as f32 * strength);
            }
        };
        if segment.len() <= LOOK_UP * self.words.len() {
            segment.iter().for_each(|(word, count)| hear(*word, *count));
            return;
        }
        for word in &self.words {
            if let Ok(at) = segment.binary_search_by_key(word, |(word, _)| *word) {
                hear(*word, segment[at].1);
            }
        }
    }
}

/// The words of a segment that something in a window speaks for, and how strongly in all.
#[derive(Default)]
struct Spoken {
    sums: Vec<f32>,
    places: Vec<u32>,
}

impl Spoken {
    fn make_room(&mut self, words: usize) {
        if self.sums.len() < words {
            self.sums.resize(words, 0.0);
        }
    }

    fn add(&mut self, place: u32, strength: f32) {
        let sum = &mut self.sums[place as usize];
        if *sum == 0.0 {
            self.places.push(place);
        }
        *sum += strength;
    }

    fn iter(&self) -> impl Iterator<Item = (usize, f64)> + '_ {
        self.places.iter().map(|place| (*place as usize, f64::from(self.sums[*place as usize])))
    }

    fn clear(&mut self) {
        for place in self.places.drain(..) {
            self.sums[place as usize] = 0.0;
        }
    }
}

/// What a word adds to the score, in nats, if nothing in a window speaks for it.
#[derive(Clone, Copy)]
struct Silent {
    /// A word of the lexicon.
    known: f64,
    /// Any other word.
    unknown: f64,
}

/// How much of the windows' words is left for words that no lexicon names, up to each segment.
fn leftovers(other: Other<'_>) -> Vec<f64> {
    let mut sums = Vec::with_capacity(other.text.len() + 1);
    let mut sum = 0.0;
    sums.push(sum);
    for segment in 0..other.text.len() {
        let words = other.text.counted(segment).iter();
        sum += words
            .map(|(word, count)| {
                f64::from(*count) * f64::from(other.facts.leftover[*word as usize])
            })
            .sum::<f64>();
        sums.push(sum);
    }
    sums
}

/// What words add to the score.
struct Gains<'a> {
    weights: &'a Weights,
    frequencies: &'a [f64],
}

impl Gains<'_> {
    /// How much likelier a word is beside a window that speaks for it with `strength` on the average
    /// than by its frequency alone, in nats; `leftover` is what the window has left for any word.
    fn of(&self, word: u32, strength: f64, leftover: f64) -> f64 {
        let (frequency, share) = (self.frequencies[word as usize], self.weights.unlinked);
        let likely = (1.0 - share) * (strength + leftover * frequency) + share * frequency;
        (likely / frequency).ln().min(self.weights.most)
    }

    /// The same of any word of the lexicon for which nothing speaks.
    fn of_silence(&self, leftover: f64) -> f64 {
        ((1.0 - self.weights.unlinked) * leftover + self.weights.unlinked).ln()
    }
}
