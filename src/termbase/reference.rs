//! References: entries of big glossaries as the store keeps them, and looking words up in them.

use std::collections::BTreeSet;
use std::hash::Hasher;

use fnv::FnvHasher;
use serde::{Deserialize, Serialize};

use super::by::By;
use super::keys::{Tier, key};
use super::lookup::has_form;
use crate::model::{Concept, Lang, Proposal, Status, Term};
use crate::store::{Reader, SqlResult};

/// An entry that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct ReferenceHit {
    /// The name of the reference.
    pub reference: String,
    /// What it says.
    pub concept: Concept,
    /// How it was found.
    pub by: By,
}

/// An entry as it is stored: what is absent is left out.
#[derive(Debug, Serialize, Deserialize, Default)]
#[serde(default)]
struct Stored {
    #[serde(rename = "s", skip_serializing_if = "Option::is_none")]
    subject: Option<String>,
    #[serde(rename = "d", skip_serializing_if = "Option::is_none")]
    definition: Option<String>,
    #[serde(rename = "n", skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(rename = "t")]
    terms: Vec<StoredTerm>,
}

#[derive(Debug, Serialize, Deserialize, Default)]
#[serde(default)]
struct StoredTerm {
    #[serde(rename = "l")]
    lang: String,
    #[serde(rename = "t")]
    text: String,
    #[serde(rename = "s", skip_serializing_if = "Option::is_none")]
    status: Option<String>,
    #[serde(rename = "p", skip_serializing_if = "Option::is_none")]
    pos: Option<String>,
    #[serde(rename = "g", skip_serializing_if = "Option::is_none")]
    gender: Option<String>,
    #[serde(rename = "m", skip_serializing_if = "Option::is_none")]
    number: Option<String>,
    #[serde(rename = "n", skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

/// A row as it is stored.
pub fn encode(row: &Proposal) -> String {
    let terms = row.terms.iter().map(|term| StoredTerm {
        lang: term.lang.to_string(),
        text: term.text.clone(),
        status: term.status.map(|status| status.to_string()),
        pos: term.pos.map(|pos| pos.to_string()),
        gender: term.gender.map(|gender| gender.to_string()),
        number: term.number.map(|number| number.to_string()),
        note: term.usage_note.clone(),
    });
    let stored = Stored {
        subject: row.subject.clone(),
        definition: row.definition.clone(),
        note: row.note.clone(),
        terms: terms.collect(),
    };
    // Nothing in it can fail to be written.
    serde_json::to_string(&stored).unwrap_or_default()
}

/// What a stored entry says; nothing if it is of another version.
pub fn decode(stored: &str) -> Option<Concept> {
    let Stored { subject, definition, note, terms } = serde_json::from_str(stored).ok()?;
    let terms = terms.into_iter().filter_map(|stored| {
        let mut term = Term::new(stored.lang.parse().ok()?, stored.text);
        let named = |name: Option<String>| name.unwrap_or_default();
        term.status = named(stored.status).parse().unwrap_or(Status::Preferred);
        term.pos = named(stored.pos).parse().ok();
        term.gender = named(stored.gender).parse().ok();
        term.number = named(stored.number).parse().ok();
        term.usage_note = stored.note;
        Some(term)
    });
    Some(Concept { subject, definition, note, terms: terms.collect(), ..Concept::default() })
}

/// The tiers by which an entry is found.
const TIERS: [(Tier, By); 2] = [(Tier::Spelling, By::Spelling), (Tier::Inflected, By::Inflected)];

/// The keys by which a stored entry is found.
pub fn keys(stored: &str) -> Vec<i64> {
    let Some(concept) = decode(stored) else { return Vec::new() };
    let terms = concept.terms.iter();
    let keys: BTreeSet<i64> = terms
        .flat_map(|term| TIERS.map(|(tier, _)| hashed(&term.text, &term.lang, tier)))
        .collect();
    keys.into_iter().collect()
}

fn hashed(text: &str, lang: &Lang, tier: Tier) -> i64 {
    let mut hasher = FnvHasher::default();
    hasher.write(lang.primary().as_bytes());
    hasher.write_i64(tier.number());
    hasher.write(key(text, lang, tier).as_bytes());
    i64::from_ne_bytes(hasher.finish().to_ne_bytes())
}

/// So many entries of a key are looked at.
const MOST: usize = 400;

/// Looks up what was typed in the consulted references: the very term before other spellings and forms,
/// and where it leads before where it is one of many.
///
/// # Errors
/// If the database fails.
pub fn look_up(
    reader: &Reader<'_>,
    typed: &str,
    langs: &[Lang],
    limit: usize,
) -> SqlResult<Vec<ReferenceHit>> {
    let typed = typed.trim();
    let mut hits: Vec<((By, String, usize, i64), ReferenceHit)> = Vec::new();
    let mut seen = BTreeSet::new();
    for lang in langs {
        for (tier, by) in TIERS {
            for found in reader.reference_entries(hashed(typed, lang, tier), MOST)? {
                let Some(concept) = decode(&found.entry) else { continue };
                let same = |term: &&Term| key(&term.text, lang, tier) == key(typed, lang, tier);
                let Some(place) = concept.terms_in(lang).position(|term| same(&term)) else {
                    continue;
                };
                let is_itself = concept.terms_in(lang).any(|term| term.text == typed);
                let by = if is_itself { By::Exact } else { by };
                let fits =
                    by != By::Inflected || has_form(&concept, typed, std::slice::from_ref(lang));
                if fits && seen.insert(found.id) {
                    let reference = found.reference;
                    let rank = (by, reference.clone(), place, found.id);
                    hits.push((rank, ReferenceHit { reference, concept, by }));
                }
            }
        }
    }
    hits.sort_by(|one, other| one.0.cmp(&other.0));
    Ok(hits.into_iter().map(|(_, hit)| hit).take(limit).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Gender, ProposedTerm};

    #[test]
    fn entries_come_back_and_are_found_by_their_terms() {
        let mut german = ProposedTerm::new(Lang::german(), "Fördermittel");
        german.gender = Some(Gender::Neuter);
        german.usage_note = Some("\"meist\" Plural".to_owned());
        let english = ProposedTerm::new(Lang::english(), "subsidies");
        let row = Proposal {
            subject: Some("fin.".to_owned()),
            terms: vec![german, english],
            ..Proposal::default()
        };
        let stored = encode(&row);
        let concept = decode(&stored).unwrap();
        assert_eq!(concept.subject, row.subject);
        assert_eq!(concept.terms[0].gender, Some(Gender::Neuter));
        assert_eq!(concept.terms[0].usage_note, row.terms[0].usage_note);
        let keys = keys(&stored);
        for (text, lang) in [("Foerdermittel", Lang::german()), ("SUBSIDIES", Lang::english())] {
            assert!(keys.contains(&hashed(text, &lang, Tier::Spelling)), "{text}");
        }
        assert_eq!(decode("{"), None);
    }
}
