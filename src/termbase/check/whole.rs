//! Whole sentences: left out, added, shortened, or not translated.

use super::{Checked, all, excerpt};
use crate::model::{Finding, Lang, Rule, Severity};
use crate::text::fold::fold;
use crate::text::inflect::is_closed_class;
use crate::text::language::closer;

/// So many words that begin with a small letter make a text one that is to be translated: names, codes
/// and titles stay as they are.
const TO_TRANSLATE: usize = 3;

/// A text without a translation, or a translation without a text.
pub(super) fn one_sided(pair: &Checked<'_>) -> Option<Finding> {
    let (is_left_out, is_added) = (pair.target.trim().is_empty(), pair.source.trim().is_empty());
    if is_left_out == is_added {
        return None;
    }
    if is_added {
        let message = format!("`{}` is not in the source", excerpt(pair.target));
        let finding =
            pair.finding(Rule::Addition, Severity::Warning, &excerpt(pair.target), message);
        return Some(Finding { target_span: Some(all(pair.target)), ..finding });
    }
    // An alignment may be wrong; an empty line is what it is.
    let severity = if pair.is_given { Severity::Error } else { Severity::Warning };
    let message = format!("`{}` is not translated", excerpt(pair.source));
    let finding = pair.finding(Rule::Omission, severity, &excerpt(pair.source), message);
    Some(Finding { span: Some(all(pair.source)), ..finding })
}

/// A translation that is the text itself, or in its language.
pub(super) fn untranslated(pair: &Checked<'_>, from: &Lang, to: &Lang) -> Option<Finding> {
    let is_small = |word: &&str| word.starts_with(char::is_lowercase);
    let is_language =
        |text: &str, lang: &Lang| closer(text, from, to).is_some_and(|found| found == lang);
    if is_language(pair.source, to) {
        return None;
    }
    let is_same = pair.source.trim() == pair.target.trim() && is_to_translate(pair.source, from);
    let small = pair.target.split_whitespace().filter(is_small).count();
    let is_foreign = small >= TO_TRANSLATE && is_language(pair.target, from) && shares_words(pair);
    if !is_same && !is_foreign {
        return None;
    }
    let message = if is_same {
        "the translation is the text itself".to_owned()
    } else {
        format!("the translation is in {from}")
    };
    let finding = pair.finding(Rule::Untranslated, Severity::Error, &excerpt(pair.target), message);
    Some(Finding { target_span: Some(all(pair.target)), ..finding })
}

/// Whether a text has words that no translation keeps.
fn is_to_translate(text: &str, lang: &Lang) -> bool {
    let is_small = |word: &&str| {
        let mut chars = word.chars();
        chars.next().is_some_and(char::is_lowercase) && word.chars().all(char::is_alphabetic)
    };
    // These are English too.
    const SHARED: [&str; 3] = ["also", "will", "wider"];
    let is_function = |word: &str| {
        word.chars().count() > 3 && !SHARED.contains(&word) && is_closed_class(&fold(word), lang)
    };
    let small = || text.split_whitespace().filter(is_small);
    small().count() >= TO_TRANSLATE || small().any(is_function)
}

/// Whether half of the words of the translation that are no names stand in the source: a quotation in
/// the other language may be meant.
fn shares_words(pair: &Checked<'_>) -> bool {
    let source: Vec<&str> = pair.source.split_whitespace().collect();
    let is_small = |word: &&str| word.starts_with(char::is_lowercase);
    let target: Vec<&str> = pair.target.split_whitespace().filter(is_small).collect();
    let shared = target.iter().filter(|word| source.contains(word)).count();
    2 * shared >= target.len()
}

/// How long translations are for their texts.
pub(super) struct Lengths {
    /// Characters of the translation for one of the source.
    ratio: f64,
}

/// The variance of the length of a translation per character (Gale and Church 1993).
const VARIANCE: f64 = 6.8;

/// Shorter texts vary too much, in characters.
const SHORTEST: f64 = 60.0;

/// So many standard deviations too short is more than free translation.
const TOO_SHORT: f64 = 4.0;

impl Lengths {
    pub(super) fn of(pairs: &[Checked<'_>]) -> Self {
        let count = |text: &str| text.chars().count() as f64;
        let both = pairs.iter().filter(|pair| pair.is_pair());
        let (source, target) = both.fold((0.0, 0.0), |(source, target), pair| {
            (source + count(pair.source), target + count(pair.target))
        });
        // Few pairs say little: German and English are about as long.
        const USUAL: f64 = 2_000.0;
        Self { ratio: (target + USUAL) / (source + USUAL) }
    }

    /// A translation that is far too short for its text.
    pub(super) fn check(&self, pair: &Checked<'_>) -> Option<Finding> {
        let count = |text: &str| text.trim().chars().count() as f64;
        let (source, target) = (count(pair.source) * self.ratio, count(pair.target));
        let deviation = (source - target) / (VARIANCE * (source + target) / 2.0).sqrt();
        if source < SHORTEST || deviation < TOO_SHORT {
            return None;
        }
        let percent = (100.0 * target / source).round();
        let message = format!(
            "the translation has {percent} % of the length that is usual: something may be left out"
        );
        let what = excerpt(pair.source);
        Some(pair.finding(Rule::Omission, Severity::Warning, &what, message))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair<'t>(source: &'t str, target: &'t str) -> Checked<'t> {
        Checked { segment: 0, source, target, is_given: true }
    }

    #[test]
    fn what_was_not_translated_is_told() {
        let told = |source, target| {
            untranslated(&pair(source, target), &Lang::german(), &Lang::english()).is_some()
        };
        let text = "Die Regierung hat am Abend den neuen Zoll auf Stahl beschlossen.";
        assert!(told(text, text));
        assert!(told(text, "Die Regierung hat am Abend den new Zoll auf steel beschlossen."));
        assert!(!told(text, "The government decided on the new duty on steel in the evening."));
        assert!(!told("Microsoft Windows Server", "Microsoft Windows Server"));
    }

    #[test]
    fn a_translation_of_half_a_text_is_too_short() {
        let long = "Die Regierung hat am Abend den neuen Zoll auf Stahl beschlossen, der im Mai gilt. \
                    Die Hersteller im Norden begrüßten das, die Händler im Süden nicht.";
        let lengths = Lengths::of(&[]);
        assert!(lengths.check(&pair(long, "The duty was decided on.")).is_some());
        let whole = "In the evening the government decided on the new duty on steel, which applies in \
                     May. Manufacturers in the north welcomed it, traders in the south did not.";
        assert!(lengths.check(&pair(long, whole)).is_none());
        assert!(one_sided(&pair(long, " ")).is_some_and(|f| f.rule == Rule::Omission));
        assert!(one_sided(&pair("", long)).is_some_and(|f| f.rule == Rule::Addition));
    }
}
