//! The ids of the entries of a file.

use std::collections::HashMap;

use super::super::report::counted;

/// The ids that were met so far.
#[derive(Debug, Default)]
pub(in super::super) struct Ids {
    /// How many entries have each.
    met: HashMap<String, usize>,
    /// How many entries have the id of an earlier one.
    repeated: usize,
}

impl Ids {
    /// The id of the next entry; with a number where an earlier one has it, since what are two
    /// entries are two concepts, whatever their ids.
    pub(in super::super) fn unique(&mut self, id: String) -> String {
        let mut count = self.met.get(&id).copied().unwrap_or_default() + 1;
        let mut unique = id.clone();
        if count > 1 {
            self.repeated += 1;
            unique = format!("{id}#{count}");
            while self.met.contains_key(&unique) {
                count += 1;
                unique = format!("{id}#{count}");
            }
            self.met.insert(unique.clone(), 1);
        }
        self.met.insert(id, count);
        unique
    }

    /// What there is to say of them.
    pub(in super::super) fn told(&self) -> Option<String> {
        counted(
            self.repeated,
            "entry has the id of an earlier one and got a number behind it",
            "entries have the id of an earlier one and got a number behind it",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_has_an_id_of_its_own() {
        let mut ids = Ids::default();
        let unique: Vec<String> =
            ["a", "a#2", "b", "a", "a"].into_iter().map(|id| ids.unique(id.to_owned())).collect();
        assert_eq!(unique, ["a", "a#2", "b", "a#3", "a#4"]);
        assert!(ids.told().unwrap().starts_with("2 entries"), "{:?}", ids.told());
    }
}
