//! Words that make no terms. The lists hold a word a line and were written for this project.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::text::fold::fold;

/// A list of folded words.
pub(super) struct List(HashSet<String>);

impl List {
    fn of(text: &str) -> Self {
        Self(text.lines().map(fold).collect())
    }

    /// Whether a folded word is in the list.
    pub(super) fn has(&self, form: &str) -> bool {
        self.0.contains(form)
    }
}

/// German adjectives that judge, point or count, by what stands before their ending.
pub(super) static STOP_ADJECTIVES: LazyLock<List> =
    LazyLock::new(|| List::of(include_str!("stop_adjectives.txt")));

/// Forms of German nouns that are in no term: days, months, units.
pub(super) static STOP_NOUNS: LazyLock<List> =
    LazyLock::new(|| List::of(include_str!("stop_nouns.txt")));

/// Forms of German nouns that alone are no term.
pub(super) static WEAK_NOUNS: LazyLock<List> =
    LazyLock::new(|| List::of(include_str!("weak_nouns.txt")));

/// Forms of German nouns that make no term with a genitive: *Teil der Bevölkerung*.
pub(super) static LOOSE_HEADS: LazyLock<List> =
    LazyLock::new(|| List::of(include_str!("loose_heads.txt")));

/// German nouns that have no singular, or another meaning in it.
pub(super) static PLURALS: LazyLock<List> = LazyLock::new(|| List::of(include_str!("plurals.txt")));

/// Names of countries, regions and peoples' capitals in German and English.
pub(super) static PLACES: LazyLock<List> = LazyLock::new(|| List::of(include_str!("places.txt")));

/// What stands before the ending of German adjectives of countries and peoples, folded.
pub(super) static NATIONS: LazyLock<List> = LazyLock::new(|| List::of(include_str!("nations.txt")));

/// German nouns that look like a plural or case and are themselves what a dictionary has.
pub(super) static OWN_LEMMAS: LazyLock<List> =
    LazyLock::new(|| List::of(include_str!("own_lemmas.txt")));

/// English words of closed classes, and verbs as frequent as these.
pub(super) static ENGLISH_CLOSED: LazyLock<List> =
    LazyLock::new(|| List::of(include_str!("english_closed.txt")));

/// English words that alone are no term and begin none.
pub(super) static ENGLISH_WEAK: LazyLock<List> =
    LazyLock::new(|| List::of(include_str!("english_weak.txt")));

#[cfg(test)]
mod tests {
    #[test]
    fn lists_are_in_order_and_hold_nothing_twice() {
        for text in [
            include_str!("stop_adjectives.txt"),
            include_str!("stop_nouns.txt"),
            include_str!("weak_nouns.txt"),
            include_str!("loose_heads.txt"),
            include_str!("own_lemmas.txt"),
            include_str!("plurals.txt"),
            include_str!("places.txt"),
            include_str!("nations.txt"),
            include_str!("english_closed.txt"),
            include_str!("english_weak.txt"),
        ] {
            let words: Vec<&str> = text.lines().collect();
            assert!(words.windows(2).all(|two| two[0] < two[1]), "{words:?}");
        }
    }
}
