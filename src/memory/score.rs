//! The score of a match: how much of a text would have to be changed to make it another one, word by
//! word.
//!
//! Invariants: 100 is given to equal texts and to no others; and the score is never greater than
//! that of the distance over classes of words, by which the index finds what it verifies.

use std::cell::RefCell;

use super::beginnings::Beginnings;
use super::distance::Pattern;
use super::filter::most_differing;
use super::words::{Kind, UNLIKE, Word, WordReader, count, same_text};
use crate::model::Span;

/// What a word costs that comes, goes or takes the place of another. The other costs are parts of
/// it: a hundredth each.
pub const WORD: usize = 100;

/// A word in another form: its ending is changed, and in the translation perhaps that of the words
/// around it, but it need not be looked up.
pub const INFLECTED: usize = 40;

/// Another number, date or word with a digit: it is typed over in the translation, and nothing
/// around it changes, save a plural now and then.
pub const PLACEABLE: usize = 20;

/// A word that differs in case or spelling only: mostly the translation stays as it is.
pub const SPELLING: usize = 10;

/// A mark that comes, goes or is another: one keystroke.
pub const MARK: usize = 10;

/// The score of texts that are not equal, though no word or mark differs (their spaces do).
const NOT_EQUAL: u8 = 99;

/// The score of a match whose neighbours agree too.
pub const CONTEXT: u8 = 101;

/// The score of equal texts.
pub const EXACT: u8 = 100;

/// What there is to change in the match to get the text asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What kind of thing it is.
    pub what: Changed,
    /// Where it stands in the text asked for; absent if it has to go.
    pub asked: Option<Span>,
    /// Where it stands in the match; absent if it has to come.
    pub found: Option<Span>,
}

impl Change {
    /// What it costs, in hundredths of a word.
    pub fn cost(&self) -> usize {
        match (self.asked, self.found) {
            (Some(_), Some(_)) => self.what.cost(),
            _ if self.what == Changed::Mark => MARK,
            _ => WORD,
        }
    }
}

/// A kind of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Changed {
    /// Another word.
    Word,
    /// Another form of a word.
    Form,
    /// Another number, date or word with a digit.
    Placeable,
    /// Another case or spelling.
    Spelling,
    /// Another mark.
    Mark,
}

impl Changed {
    /// What it costs, in hundredths of a word.
    pub fn cost(self) -> usize {
        match self {
            Self::Word => WORD,
            Self::Form => INFLECTED,
            Self::Placeable => PLACEABLE,
            Self::Spelling => SPELLING,
            Self::Mark => MARK,
        }
    }
}

/// A text that others are compared with.
#[derive(Debug)]
pub(super) struct Scored<'t> {
    text: &'t str,
    words: Vec<Word>,
    count: usize,
    classes: Pattern,
    beginnings: Beginnings,
    last: RefCell<Last>,
}

/// The text that was scored last, since copies of one mostly come one after the other.
#[derive(Debug, Default)]
struct Last {
    text: String,
    threshold: u8,
    score: Option<u8>,
}

impl<'t> Scored<'t> {
    pub(super) fn new(text: &'t str, reader: &mut WordReader) -> Self {
        let words = reader.words(text);
        let classes = Pattern::new(&classes_of(&words));
        let own = words.iter().filter(|word| word.kind == Kind::Word);
        let beginnings = Beginnings::of(own.map(|word| word.span.of(text)));
        let last = RefCell::default();
        Self { text, count: count(&words), words, classes, beginnings, last }
    }

    /// The score of another text, 0 to 100, if it reaches `threshold`.
    pub(super) fn score(&self, other: &str, reader: &mut WordReader, threshold: u8) -> Option<u8> {
        let mut last = self.last.borrow_mut();
        if last.text != other || last.threshold != threshold || other.is_empty() {
            last.score = self.score_anew(other, reader, threshold);
            last.threshold = threshold;
            last.text.clear();
            last.text.push_str(other);
        }
        last.score
    }

    fn score_anew(&self, other: &str, reader: &mut WordReader, threshold: u8) -> Option<u8> {
        if same_text(self.text, other) {
            return Some(EXACT);
        }
        let words = reader.words_like(other, |word| self.beginnings.may_hold(word));
        let count = count(&words);
        let longest = self.count.max(count);
        // Most texts are told apart by their length, and most of the rest by their classes.
        let differing = most_differing(longest, threshold);
        let unlike = words.iter().filter(|word| word.class == UNLIKE).count();
        if longest - self.count.min(count - unlike) > differing
            || self.classes.distance(&classes_of(&words)) > differing
        {
            return None;
        }
        let most = match threshold {
            0 => usize::MAX,
            threshold => longest * usize::from(100 - threshold.min(100)),
        };
        let cost = cost_within(&self.words, &words, most)?;
        Some(score_of(cost, longest)).filter(|score| *score >= threshold)
    }

    /// What differs in another text, in the order of the text asked for.
    pub(super) fn changes(&self, other: &str, reader: &mut WordReader) -> Vec<Change> {
        changes(&self.words, &reader.words(other))
    }
}

fn classes_of(words: &[Word]) -> Vec<u64> {
    let words = words.iter().filter(|word| word.kind != Kind::Mark);
    words.map(|word| word.class).collect()
}

/// Why a text has its score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reasons {
    /// The score, 0 to 100.
    pub score: u8,
    /// How many words the longer text has.
    pub words: usize,
    /// What differs, in order.
    pub changes: Vec<Change>,
}

/// Why `found` has its score as a match of `asked`.
pub fn reasons(asked: &str, found: &str, reader: &mut WordReader) -> Reasons {
    let scored = Scored::new(asked, reader);
    let words = scored.count.max(count(&reader.words(found)));
    let score = scored.score(found, reader, 0).unwrap_or_default();
    Reasons { score, words, changes: scored.changes(found, reader) }
}

/// The score of unequal texts, the longer of `longest` words, that differ by `cost`.
fn score_of(cost: usize, longest: usize) -> u8 {
    let whole = longest * WORD;
    let share = whole.saturating_sub(cost) * 100 / whole.max(1);
    (share as u8).min(NOT_EQUAL)
}

/// What taking `found` in the place of `asked` costs.
fn replaced(asked: &Word, found: &Word) -> Option<Changed> {
    if asked.exact == found.exact {
        return None;
    }
    Some(match (asked.kind, found.kind) {
        (Kind::Mark, Kind::Mark) => Changed::Mark,
        _ if asked.folded == found.folded => Changed::Spelling,
        _ if asked.class != found.class => Changed::Word,
        (Kind::Placeable, _) => Changed::Placeable,
        _ => Changed::Form,
    })
}

/// The cost of a token that comes or goes.
fn alone(word: &Word) -> usize {
    if word.kind == Kind::Mark { MARK } else { WORD }
}

/// The cost of one token in the place of another.
fn pair(asked: &Word, found: &Word) -> usize {
    let cost = replaced(asked, found).map_or(0, Changed::cost);
    // A word and a mark have nothing to do with each other: one goes, the other comes.
    if (asked.kind == Kind::Mark) == (found.kind == Kind::Mark) { cost } else { WORD + MARK }
}

/// The least cost of all changes, if it is at most `most`.
fn cost_within(asked: &[Word], found: &[Word], most: usize) -> Option<usize> {
    let (asked, found) = without_ends(asked, found);
    let mut row: Vec<usize> = Vec::with_capacity(found.len() + 1);
    row.push(0);
    for word in found {
        row.push(row.last().map_or(0, |cost| cost + alone(word)));
    }
    for word in asked {
        let mut diagonal = row[0];
        row[0] += alone(word);
        let mut least = row[0];
        for (at, other) in found.iter().enumerate() {
            let kept = diagonal + pair(word, other);
            diagonal = row[at + 1];
            row[at + 1] = kept.min(diagonal + alone(word)).min(row[at] + alone(other));
            least = least.min(row[at + 1]);
        }
        if least > most {
            return None;
        }
    }
    row.last().copied().filter(|cost| *cost <= most)
}

/// The tokens between a common beginning and a common end, which never cost anything.
fn without_ends<'w>(asked: &'w [Word], found: &'w [Word]) -> (&'w [Word], &'w [Word]) {
    let same = |(one, other): &(&Word, &Word)| one.exact == other.exact;
    let start = asked.iter().zip(found).take_while(same).count();
    let (asked, found) = (&asked[start..], &found[start..]);
    let end = asked.iter().rev().zip(found.iter().rev()).take_while(same).count();
    (&asked[..asked.len() - end], &found[..found.len() - end])
}

/// More comparisons than this are not traced back: a page of text against another is no match that
/// a person would want to see word by word.
const TRACED: usize = 4_000_000;

/// The cheapest changes, in order.
fn changes(asked: &[Word], found: &[Word]) -> Vec<Change> {
    let (asked, found) = without_ends(asked, found);
    let width = found.len() + 1;
    if (asked.len() + 1) * width > TRACED {
        return Vec::new();
    }
    let mut costs = vec![0_usize; (asked.len() + 1) * width];
    for row in 0..=asked.len() {
        for column in 0..width {
            let at = row * width + column;
            let gone = row.checked_sub(1).map(|above| costs[at - width] + alone(&asked[above]));
            let come = column.checked_sub(1).map(|left| costs[at - 1] + alone(&found[left]));
            let kept = row
                .checked_sub(1)
                .zip(column.checked_sub(1))
                .map(|(above, left)| costs[at - width - 1] + pair(&asked[above], &found[left]));
            costs[at] = [kept, gone, come].into_iter().flatten().min().unwrap_or(0);
        }
    }
    let (mut row, mut column) = (asked.len(), found.len());
    let mut traced = Vec::new();
    while row > 0 || column > 0 {
        let at = row * width + column;
        let both = row.checked_sub(1).zip(column.checked_sub(1));
        if let Some((above, left)) = both
            && costs[at] == costs[at - width - 1] + pair(&asked[above], &found[left])
            && (asked[above].kind == Kind::Mark) == (found[left].kind == Kind::Mark)
        {
            let change = replaced(&asked[above], &found[left]);
            traced.extend(change.map(|what| Change {
                what,
                asked: Some(asked[above].span),
                found: Some(found[left].span),
            }));
            (row, column) = (above, left);
        } else if row > 0 && costs[at] == costs[at - width] + alone(&asked[row - 1]) {
            row -= 1;
            traced.push(Change {
                what: of_lone(&asked[row]),
                asked: Some(asked[row].span),
                found: None,
            });
        } else {
            column -= 1;
            traced.push(Change {
                what: of_lone(&found[column]),
                asked: None,
                found: Some(found[column].span),
            });
        }
    }
    traced.reverse();
    traced
}

fn of_lone(word: &Word) -> Changed {
    if word.kind == Kind::Mark { Changed::Mark } else { Changed::Word }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::memory::distance::distance;
    use crate::model::Lang;

    fn score(one: &str, other: &str) -> u8 {
        let mut reader = WordReader::new(&Lang::german());
        let scored = Scored::new(one, &mut reader);
        scored.score(other, &mut reader, 0).unwrap()
    }

    fn changed(one: &str, other: &str) -> Vec<(Changed, String, String)> {
        let mut reader = WordReader::new(&Lang::german());
        let changes = Scored::new(one, &mut reader).changes(other, &mut reader);
        let of = |span: Option<Span>, text: &str| {
            span.map(|span| span.of(text).to_owned()).unwrap_or_default()
        };
        changes
            .iter()
            .map(|change| (change.what, of(change.asked, one), of(change.found, other)))
            .collect()
    }

    #[test]
    fn what_is_nearly_equal_costs_less_than_a_word() {
        let text = "Der Zoll auf Stahl steigt im Mai auf 25 Prozent.";
        for (other, expected) in [
            ("Der Zoll auf Stahl steigt im Mai auf 25 Prozent.", 100),
            ("Der Zoll auf Stahl steigt im Mai  auf 25 Prozent.", 99),
            ("Der Zoll auf Stahl steigt im Mai auf 25 Prozent", 99),
            ("der Zoll auf Stahl steigt im Mai auf 25 Prozent.", 99),
            ("Der Zoll auf Stahl steigt im Mai auf 10 Prozent.", 98),
            ("Die Zölle auf Stahl steigen im Mai auf 25 Prozent.", 76),
            ("Der Zoll auf Kupfer steigt im Mai auf 25 Prozent.", 90),
            ("Der Zoll auf Stahl steigt im Mai auf 25 Prozent. Wir warten", 83),
            ("Etwas ganz anderes", 0),
        ] {
            assert_eq!(score(text, other), expected, "{other}");
        }
    }

    #[test]
    fn texts_without_words_are_equal_or_nothing_alike() {
        assert_eq!((score("***", "***"), score("***", "* * *"), score("***", "…")), (100, 99, 0));
        assert_eq!((score("", ""), score("", "Zoll"), score("–", "Zoll –")), (100, 0, 0));
    }

    #[test]
    fn changes_are_told_in_order() {
        let found = changed(
            "Am 3. Mai 2025 trafen sich Müller und die Ministerinnen.",
            "Am 12. Mai 2024 traf sich Meier mit der Ministerin, Schmidt.",
        );
        assert_eq!(found[0], (Changed::Placeable, "3".to_owned(), "12".to_owned()));
        assert_eq!(found[1], (Changed::Placeable, "2025".to_owned(), "2024".to_owned()));
        assert!(found.contains(&(Changed::Word, "Müller".to_owned(), "Meier".to_owned())));
        assert!(changed("Zoll", "Zoll").is_empty());
        assert_eq!(changed("Zoll.", "zoll")[0].0, Changed::Spelling);
    }

    /// Sentences of few words, so that they have much in common.
    fn sentence() -> impl Strategy<Value = String> {
        let words =
            ["der", "Der", "Zoll", "Zölle", "zoll", "12", "3,5", "G20", ",", ".", "–", "Mai"];
        prop::collection::vec(prop::sample::select(words.to_vec()), 0..14)
            .prop_map(|words| words.join(" "))
    }

    proptest! {
        #[test]
        fn scores_keep_their_promises(one in sentence(), other in sentence(), threshold in 0_u8..=100) {
            let mut reader = WordReader::new(&Lang::german());
            let scored = Scored::new(&one, &mut reader);
            let whole = scored.score(&other, &mut reader, 0).unwrap();
            prop_assert_eq!(whole == EXACT, same_text(&one, &other));
            prop_assert_eq!(whole, score(&other, &one));
            let reached = scored.score(&other, &mut reader, threshold);
            prop_assert_eq!(reached, Some(whole).filter(|score| *score >= threshold));

            let (mut of_one, mut of_other) = (Vec::new(), Vec::new());
            reader.classes(&one, &mut of_one);
            reader.classes(&other, &mut of_other);
            let longest = of_one.len().max(of_other.len());
            let bound = (longest - distance(&of_one, &of_other)) * 100 / longest;
            prop_assert!(usize::from(whole) <= bound, "{} {}", whole, bound);

            let changes = scored.changes(&other, &mut reader);
            let cost: usize = changes.iter().map(Change::cost).sum();
            prop_assert!(whole == EXACT || whole == score_of(cost, longest), "{} {}", whole, cost);
        }
    }
}
