//! Counting what was not kept, by name.

use std::collections::BTreeMap;

use super::super::report::counted;

/// So many names are told; the others are counted.
const TOLD: usize = 12;

/// So many names are told apart: a hostile file has more.
const APART: usize = 1_000;

/// Longer names are cut, in characters.
const LONGEST: usize = 60;

/// What there is to say of terms that were empty and of entries that were mended.
pub(in super::super) fn faults(empty: usize, mended: usize) -> impl Iterator<Item = String> {
    let told = [
        counted(empty, "term is empty and was left out", "terms are empty and were left out"),
        counted(
            mended,
            "entry was ill-formed and was mended",
            "entries were ill-formed and were mended",
        ),
    ];
    told.into_iter().flatten()
}

/// How often something was not kept, by its name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in super::super) struct Tally(BTreeMap<String, usize>);

impl Tally {
    pub(in super::super) fn add(&mut self, name: &str, count: usize) {
        let name: String = name.chars().take(LONGEST).collect();
        let is_room = self.0.len() < APART || self.0.contains_key(&name);
        let name = if is_room { name } else { "other".to_owned() };
        *self.0.entry(name).or_default() += count;
    }

    pub(in super::super) fn add_all(&mut self, other: Self) {
        for (name, count) in other.0 {
            self.add(&name, count);
        }
    }

    /// The names that begin so.
    pub(super) fn names_with<'t>(&'t self, beginning: &'t str) -> impl Iterator<Item = &'t str> {
        self.0.keys().map(String::as_str).filter(move |name| name.starts_with(beginning))
    }

    /// What was not kept, the most frequent first; nothing if all was.
    pub(in super::super) fn told(&self) -> Option<String> {
        let mut all: Vec<(&String, &usize)> = self.0.iter().collect();
        all.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        let more = all.len().saturating_sub(TOLD);
        let mut told: Vec<String> =
            all.iter().take(TOLD).map(|(name, count)| format!("{count} × {name}")).collect();
        if more > 0 {
            told.push(format!("{more} more kinds"));
        }
        (!told.is_empty()).then(|| format!("not kept: {}", told.join(", ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_frequent_comes_first() {
        let mut tally = Tally::default();
        assert_eq!(tally.told(), None);
        tally.add("xref", 1);
        tally.add("date", 3);
        let mut other = Tally::default();
        other.add("xref", 1);
        tally.add_all(other);
        assert_eq!(tally.told().as_deref(), Some("not kept: 3 × date, 2 × xref"));
        (0..20).for_each(|number| tally.add(&number.to_string(), 1));
        assert!(tally.told().unwrap().ends_with(", 10 more kinds"), "{:?}", tally.told());
    }
}
