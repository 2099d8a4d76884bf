//! A text as the aligner sees it: each segment as numbers that stand for words.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use super::Side;
use super::lexicon::key;
use super::numerals::numeral;
use crate::model::{Lang, Span};
use crate::text::tokenize::{TokenKind, tokenize};

/// What a word of the vocabulary is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum WordKind {
    /// A word of letters.
    Letters,
    /// A number in digits, or a word that stands for one.
    Number,
    /// A mark that carries over: a question mark, a bracket, a quotation mark.
    Mark,
    /// A term of the glossary.
    Term,
}

/// A word that occurs in a text.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// The word in lower case, a number's digits, or a mark.
    pub(super) text: String,
    /// What it is.
    pub(super) kind: WordKind,
    /// How often it occurs.
    pub(super) count: u32,
}

/// A text, taken apart.
#[derive(Debug, Default)]
pub(super) struct Text {
    /// The different words.
    pub(super) words: Vec<Word>,
    /// The indices of the words in the order of their kinds and texts.
    in_order: Vec<u32>,
    /// The different words of each segment as indices of `words`, rising, and how often they occur.
    counted: Vec<(u32, u32)>,
    /// Where each segment begins in `counted`, and the end.
    starts: Vec<usize>,
    /// How many tokens come before each segment, and in all.
    tokens: Vec<usize>,
    /// How many characters come before each segment, and in all.
    characters: Vec<usize>,
    /// Whether each segment is the first of its paragraph.
    opens: Vec<bool>,
}

impl Text {
    /// Takes one side apart; `terms` are the places of glossary terms in its segments.
    pub(super) fn new(side: &Side<'_>, terms: &[Vec<usize>]) -> Self {
        let mut text =
            Self { starts: vec![0], tokens: vec![0], characters: vec![0], ..Self::default() };
        let (mut characters, mut all) = (0, 0);
        let mut tokens: Vec<u32> = Vec::new();
        // Kept no longer than it takes to read the text: it holds every word once more.
        let mut ids: HashMap<(WordKind, String), u32> = HashMap::new();
        for (index, segment) in side.segments.iter().enumerate() {
            for (_, kind, word) in words(segment, side.lang) {
                tokens.push(text.note(&mut ids, kind, word));
            }
            for term in terms.get(index).into_iter().flatten() {
                tokens.push(text.note(&mut ids, WordKind::Term, term.to_string()));
            }
            all += tokens.len();
            text.tokens.push(all);
            tokens.sort_unstable();
            let words = tokens.chunk_by(|one, other| one == other);
            text.counted.extend(words.map(|word| (word[0], word.len() as u32)));
            text.starts.push(text.counted.len());
            tokens.clear();
            characters += segment.chars().count();
            text.characters.push(characters);
            let paragraph = |at: usize| side.paragraphs.get(at);
            text.opens.push(index == 0 || paragraph(index - 1) != paragraph(index));
        }
        let mut in_order: Vec<u32> = (0..text.words.len() as u32).collect();
        in_order.sort_unstable_by(|one, other| text.place(*one).cmp(&text.place(*other)));
        text.in_order = in_order;
        text.counted.shrink_to_fit();
        text
    }

    fn place(&self, word: u32) -> (WordKind, &str) {
        let word = &self.words[word as usize];
        (word.kind, &word.text)
    }

    /// Counts a word and answers with its index.
    fn note(
        &mut self,
        ids: &mut HashMap<(WordKind, String), u32>,
        kind: WordKind,
        word: String,
    ) -> u32 {
        let next = self.words.len() as u32;
        let id = *ids.entry((kind, word)).or_insert_with_key(|(kind, word)| {
            self.words.push(Word { text: word.clone(), kind: *kind, count: 0 });
            next
        });
        self.words[id as usize].count += 1;
        id
    }

    /// The number of segments.
    pub(super) fn len(&self) -> usize {
        self.opens.len()
    }

    /// The number of tokens of segments in a row.
    pub(super) fn token_count(&self, first: usize, count: usize) -> usize {
        self.tokens[first + count] - self.tokens[first]
    }

    /// The different words of a segment, rising, and how often each occurs.
    pub(super) fn counted(&self, segment: usize) -> &[(u32, u32)] {
        &self.counted[self.starts[segment]..self.starts[segment + 1]]
    }

    /// The length of segments in a row, in characters.
    pub(super) fn length(&self, first: usize, count: usize) -> usize {
        self.characters[first + count] - self.characters[first]
    }

    /// Whether a segment is the first of its paragraph.
    pub(super) fn opens(&self, segment: usize) -> bool {
        self.opens[segment]
    }

    /// The word with this text.
    pub(super) fn find(&self, kind: WordKind, text: &str) -> Option<u32> {
        let found = self.in_order.binary_search_by(|word| self.place(*word).cmp(&(kind, text)));
        found.ok().map(|at| self.in_order[at])
    }
}

/// The keys of a text's words of letters, in order, as lexicons know them.
pub(super) fn letter_keys<'t>(text: &'t str, lang: &'t Lang) -> impl Iterator<Item = String> + 't {
    words(text, lang)
        .filter(|(_, kind, _)| *kind == WordKind::Letters)
        .map(|(_, _, word)| key(&word).to_owned())
}

/// The words of a text, in order: where each stands, what it is, and how the vocabulary has it.
pub(super) fn words<'t>(
    text: &'t str,
    lang: &'t Lang,
) -> impl Iterator<Item = (Span, WordKind, String)> + 't {
    tokenize(text).filter_map(|token| {
        let (kind, word) = read(text, token.span, token.kind, lang)?;
        Some((token.span, kind, word))
    })
}

fn read(text: &str, span: Span, kind: TokenKind, lang: &Lang) -> Option<(WordKind, String)> {
    let token = span.of(text);
    match kind {
        TokenKind::Word => {
            let word: String = token.nfc().flat_map(char::to_lowercase).collect();
            let word = word.replace('ß', "ss");
            Some(match numeral(&word, lang.primary()) {
                Some(mark @ ("%" | "€" | "$")) => (WordKind::Mark, mark.to_owned()),
                Some(number) => (WordKind::Number, number.to_owned()),
                None => (WordKind::Letters, word),
            })
        }
        TokenKind::Number => {
            let digits: String = token.chars().filter(char::is_ascii_digit).collect();
            Some((WordKind::Number, digits))
        }
        TokenKind::Mark => {
            let mark = match token {
                "?" | "!" | ":" | ";" | "%" | "€" | "$" | "(" | ")" => token,
                "\"" | "„" | "“" | "”" | "»" | "«" => "\"",
                _ => return None,
            };
            Some((WordKind::Mark, mark.to_owned()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(segment: &str, lang: Lang) -> Vec<String> {
        let side = Side { lang: &lang, segments: &[segment], paragraphs: &[0] };
        let text = Text::new(&side, &[]);
        assert_eq!(
            text.token_count(0, 1),
            text.words.iter().map(|word| word.count as usize).sum::<usize>()
        );
        text.words.iter().map(|word| word.text.clone()).collect()
    }

    #[test]
    fn numbers_meet_across_notations() {
        assert_eq!(words("1.200,50 Euro", Lang::german()), ["120050", "€"]);
        assert_eq!(words("1,200.50 euros", Lang::english()), ["120050", "€"]);
    }

    #[test]
    fn quotation_marks_are_all_one() {
        assert_eq!(words("»Ja« – und?", Lang::german()), ["\"", "ja", "und", "?"]);
    }

    #[test]
    fn decomposed_letters_are_composed() {
        assert_eq!(words("Stra\u{df}e Ko\u{308}ln", Lang::german()), ["strasse", "köln"]);
    }
}
