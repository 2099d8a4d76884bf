//! Memories: collections of translation units by name.

use serde::{Deserialize, Serialize};

/// The number of a section within its database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SectionId(pub i64);

impl SectionId {
    /// The section of the memory `main` of which nothing is said.
    pub const MAIN: Self = Self(1);
}

impl Default for SectionId {
    fn default() -> Self {
        Self::MAIN
    }
}

/// A collection of translation units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    /// Its name.
    pub name: String,
    /// Whether nothing may be put into it or changed in it.
    pub is_read_only: bool,
    /// What is taken off the score of its matches, 0 to 100.
    pub penalty: u8,
}

impl Memory {
    /// The name of the memory that units belong to where none is named.
    pub const MAIN: &str = "main";
}

/// What units of a memory have in common. Empty is what was not said.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Section {
    /// The memory.
    pub memory: String,
    /// For whom the translations were made.
    pub client: String,
    /// In which project.
    pub project: String,
    /// What they are about.
    pub subject: String,
}

impl Default for Section {
    fn default() -> Self {
        let nothing = String::new;
        Self {
            memory: Memory::MAIN.to_owned(),
            client: nothing(),
            project: nothing(),
            subject: nothing(),
        }
    }
}

/// Another database that is consulted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached {
    /// The name by which people know it.
    pub name: String,
    /// Its file.
    pub path: String,
    /// What is taken off the score of its matches, 0 to 100.
    pub penalty: u8,
}

/// Which units are asked for: those of one of the named memories, clients, projects and subjects.
/// What is empty asks for nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scope {
    /// Names of memories.
    pub memories: Vec<String>,
    /// Clients.
    pub clients: Vec<String>,
    /// Projects.
    pub projects: Vec<String>,
    /// Subject fields.
    pub subjects: Vec<String>,
}

impl Scope {
    /// Whether all units are asked for.
    pub fn is_everything(&self) -> bool {
        *self == Self::default()
    }

    /// Whether units of a section are asked for. Upper and lower case are the same.
    pub fn covers(&self, section: &Section) -> bool {
        [
            (&self.memories, &section.memory),
            (&self.clients, &section.client),
            (&self.projects, &section.project),
            (&self.subjects, &section.subject),
        ]
        .into_iter()
        .all(|(asked, said)| {
            asked.is_empty() || asked.iter().any(|one| one.to_lowercase() == said.to_lowercase())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_asks_for_one_of_each_kind() {
        let section = Section { client: "ACME".to_owned(), ..Section::default() };
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        assert!(Scope::default().covers(&section));
        let scope = Scope { clients: words(&["Other", "acme"]), ..Scope::default() };
        assert!(scope.covers(&section) && !scope.covers(&Section::default()));
        assert!(!Scope { memories: words(&["client"]), ..scope }.covers(&section));
    }
}
