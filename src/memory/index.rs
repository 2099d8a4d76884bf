//! The words by which a unit is found.

use crate::model::TranslationUnit;
use crate::store::UnitWords;
use crate::text::keys::{index_key, word_keys};

/// Stands between the variants of a unit, so that no phrase reaches from one into the next.
const BREAK: &str = "__";

/// The words of a unit for the store's index.
pub fn unit_words(unit: &TranslationUnit) -> UnitWords {
    let mut words = UnitWords::default();
    for variant in &unit.variants {
        for keys in word_keys(&variant.text, &variant.lang) {
            push(&mut words.forms, &index_key(&variant.lang, &keys.form));
            push(&mut words.stems, &index_key(&variant.lang, &keys.stem));
        }
        push(&mut words.forms, BREAK);
        push(&mut words.stems, BREAK);
    }
    words
}

fn push(line: &mut String, key: &str) {
    if !line.is_empty() {
        line.push(' ');
    }
    line.push_str(key);
}
