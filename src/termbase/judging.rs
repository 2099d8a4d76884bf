//! Judging: whether a form that stands in a text is the term that it may be a form of.

use super::by::By;
use super::expansion::Expansion;
use super::keys::FormKind;
use super::reading::{Gap, Word, joined, read};
use crate::model::{Lang, Matching, Span};
use crate::text::inflect::{WordClass, is_closed_class, is_separable_prefix};
use crate::text::spelling::are_two_words;

/// So many words may stand between the parts of a verb.
const FARTHEST: usize = 60;

/// Why a form of a term is not taken for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// A noun stands there without a capital.
    SmallLetter,
    /// A verb or an adjective stands there with a capital, though no sentence begins.
    Capital,
    /// It is an article, a pronoun or the like.
    ClosedClass,
    /// The verb has a prefix at the end of its clause.
    OtherVerb,
    /// It is spelled like another word.
    OtherWord,
    /// The term is to be found only with its own capitals and small letters.
    OtherCase,
    /// The term is to be found only as it is written.
    NotExact,
    /// The term is an abbreviation in capitals.
    NotInCapitals,
    /// The further words of the term do not follow.
    OtherWords,
    /// The part that stands apart is not at the end of the clause.
    NoEnd,
}

impl Refusal {
    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SmallLetter => "small-letter",
            Self::Capital => "capital",
            Self::ClosedClass => "closed-class",
            Self::OtherVerb => "other-verb",
            Self::OtherWord => "other-word",
            Self::OtherCase => "other-case",
            Self::NotExact => "not-exact",
            Self::NotInCapitals => "not-in-capitals",
            Self::OtherWords => "other-words",
            Self::NoEnd => "no-end",
        }
    }

    /// The reason in words.
    pub fn about(self) -> &'static str {
        match self {
            Self::SmallLetter => "it is a noun, and there it has no capital",
            Self::Capital => "it is no noun, and there it has a capital, though no sentence begins",
            Self::ClosedClass => "there it is an article, a pronoun or the like",
            Self::OtherVerb => "a prefix at the end of the clause makes it another verb",
            Self::OtherWord => "with `ß` and with `ss` these are two words",
            Self::OtherCase => "the term is found only with its own capitals and small letters",
            Self::NotExact => "the term is found only as it is written",
            Self::NotInCapitals => "it is an abbreviation, and there it is not in capitals",
            Self::OtherWords => "the other words of the term do not follow",
            Self::NoEnd => "the part that stands apart is not at the end of the clause",
        }
    }
}

/// Where a term stands, and how it was found; or why it is not meant.
pub(super) type Verdict = Result<(Vec<Span>, By), Refusal>;

impl FormKind {
    /// Whether a form is one of this kind that an expansion has.
    pub(super) fn fits(self, form: &str, lang: &Lang, expansion: &Expansion) -> bool {
        match self {
            Self::Finite => expansion.apart.iter().any(|(_, finite)| finite.contains(form)),
            Self::First => !expansion.is_single() && expansion.words[0].contains(form),
            _ => {
                let forms =
                    if expansion.is_single() { &expansion.words[0] } else { &expansion.joined };
                Self::of_class(expansion.class, lang) == self && forms.contains(form)
            }
        }
    }

    /// Judges whether a word whose form [fits](Self::fits) is the term.
    pub(super) fn judge(
        self,
        words: &[Word<'_>],
        at: usize,
        lang: &Lang,
        expansion: &Expansion,
    ) -> Verdict {
        if let Some(refusal) = self.unsuited(words, at) {
            return Err(refusal);
        }
        match self {
            Self::Finite => judge_apart(words, at, expansion),
            Self::First => judge_several(words, at, lang, expansion),
            _ => self.judge_single(words, at, lang, expansion),
        }
    }

    /// Why a form of this kind may not stand there at all.
    fn unsuited(self, words: &[Word<'_>], at: usize) -> Option<Refusal> {
        let word = &words[at];
        let is_capitalised = word.text.starts_with(char::is_uppercase);
        let before_noun =
            || words.get(at + 1).is_some_and(|next| next.text.starts_with(char::is_uppercase));
        let (suits, refusal) = match self {
            Self::Noun => (
                word.text.contains(char::is_uppercase)
                    || word.text.starts_with(|char: char| char.is_numeric()),
                Refusal::SmallLetter,
            ),
            Self::Verb | Self::Finite => (!is_capitalised || word.is_initial, Refusal::Capital),
            Self::Adjective => {
                (!is_capitalised || word.is_initial || before_noun(), Refusal::Capital)
            }
            Self::Other | Self::First => (true, Refusal::Capital),
        };
        (!suits).then_some(refusal)
    }

    fn judge_single(
        self,
        words: &[Word<'_>],
        at: usize,
        lang: &Lang,
        expansion: &Expansion,
    ) -> Verdict {
        let word = &words[at];
        let by = by(word.text, &word.form, lang, expansion);
        let is_plain = word.text.starts_with(char::is_lowercase) || word.is_initial;
        let is_inflected = by == By::Inflected;
        if is_inflected && is_plain && is_closed_class(&word.form, lang) {
            Err(Refusal::ClosedClass)
        } else if self == Self::Verb
            && is_inflected
            && expansion.apart.is_empty()
            && has_prefix_apart(words, at, lang)
        {
            Err(Refusal::OtherVerb)
        // Switzerland writes no ß.
        } else if lang.as_str() != "de-CH" && are_two_words(&word.form, word.text, &expansion.text)
        {
            Err(Refusal::OtherWord)
        } else if !is_written_so(word.text, lang, expansion) {
            Err(Refusal::NotInCapitals)
        } else if let Some(refusal) = miswritten(word.text, expansion) {
            Err(refusal)
        } else {
            Ok((vec![word.span], by))
        }
    }
}

fn judge_apart(words: &[Word<'_>], at: usize, expansion: &Expansion) -> Verdict {
    let word = &words[at];
    let mut ways = expansion.apart.iter().filter(|(_, finite)| finite.contains(&word.form));
    let end = ways.find_map(|(prefix, _)| end_of_clause(words, at, prefix));
    end.map(|end| (vec![word.span, end], By::Discontinuous)).ok_or(Refusal::NoEnd)
}

fn judge_several(words: &[Word<'_>], at: usize, lang: &Lang, expansion: &Expansion) -> Verdict {
    let length = expansion.words.len();
    let there = words.get(at..at + length).filter(|there| {
        there.iter().zip(&expansion.words).enumerate().all(|(place, (word, forms))| {
            (place == 0 || word.gap != Gap::Other) && forms.contains(&word.form)
        })
    });
    let Some(there) = there else { return Err(Refusal::OtherWords) };
    let span = Span::new(there[0].span.start, there[length - 1].span.end);
    let found: Vec<&str> = there.iter().map(|word| word.text).collect();
    let found = found.join(" ");
    if let Some(refusal) = miswritten(&found, expansion) {
        return Err(refusal);
    }
    Ok((vec![span], by(&found, &joined(there), lang, expansion)))
}

/// Why a form does not count for a term that is to be found only in certain forms.
fn miswritten(found: &str, expansion: &Expansion) -> Option<Refusal> {
    let term = &expansion.text;
    match expansion.matching {
        Matching::Forms => None,
        Matching::Exact => {
            let same = found.split_whitespace().eq(term.split_whitespace());
            (!same).then_some(Refusal::NotExact)
        }
        Matching::Case => {
            // What an ending adds or an umlaut changes has no case of the term's.
            let mut letters = found.chars().zip(term.chars());
            let same = letters.all(|(found, term)| found.is_uppercase() == term.is_uppercase());
            (!same).then_some(Refusal::OtherCase)
        }
    }
}

/// An abbreviation in capitals is meant only where it stands in capitals, `US` and not `us`; a longer
/// one is a word in German: *UNO* and *Uno*.
fn is_written_so(found: &str, lang: &Lang, expansion: &Expansion) -> bool {
    let letters = || expansion.text.chars().filter(|char| char.is_alphabetic());
    let (count, is_in_capitals) = (letters().count(), letters().all(char::is_uppercase));
    let needed = if count > 2 && lang.primary() == "de" { 1 } else { 2 };
    let mut begins = found.chars().filter(|char| char.is_alphabetic()).take(needed);
    !(2..=6).contains(&count) || !is_in_capitals || begins.all(char::is_uppercase)
}

/// How a word or words of this form lead to a term.
fn by(found: &str, form: &str, lang: &Lang, expansion: &Expansion) -> By {
    if expansion.is_further {
        By::Inflected
    } else if found == expansion.text {
        By::Exact
    } else if form == joined(&read(&expansion.text, lang)) {
        By::Spelling
    } else {
        By::Inflected
    }
}

/// The end of the clause in which a finite form stands, if these words are there.
fn end_of_clause(words: &[Word<'_>], at: usize, prefix: &[String]) -> Option<Span> {
    for start in at + 1..words.len().min(at + FARTHEST) {
        if words[start - 1].ends_sentence {
            return None;
        }
        let there = words.get(start..start + prefix.len())?;
        let fits = there.iter().zip(prefix).all(|(word, part)| word.form == *part);
        if fits && there.last().is_some_and(|last| last.is_final) {
            return Some(Span::new(there[0].span.start, there[there.len() - 1].span.end));
        }
    }
    None
}

/// Whether a prefix stands at the end of the clause, so that the verb is another: *fand … statt* is not
/// *finden*.
fn has_prefix_apart(words: &[Word<'_>], at: usize, lang: &Lang) -> bool {
    let rest = words[at..].iter().take(FARTHEST);
    let mut ended = false;
    let clause = rest.take_while(|word| !std::mem::replace(&mut ended, word.ends_clause));
    clause.skip(1).any(|word| word.is_final && is_separable_prefix(&word.form, lang))
}

impl FormKind {
    /// The kind of the forms of a class in a language: only German writes nouns with a capital.
    pub fn of_class(class: WordClass, lang: &Lang) -> Self {
        match class {
            _ if lang.primary() != "de" => Self::Other,
            WordClass::Noun => Self::Noun,
            WordClass::Verb => Self::Verb,
            WordClass::Adjective => Self::Adjective,
            WordClass::Attribute | WordClass::Fixed => Self::Other,
        }
    }
}
