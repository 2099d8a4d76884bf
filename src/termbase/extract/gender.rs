//! The gender of a German noun.

use super::articles::Articles;
use super::background;
use super::lemma::{is_feminine, last_part};
use crate::model::Gender;
use crate::text::compound::words as known;
use crate::text::fold::capitalised;

/// The gender of a German noun, as far as articles, general language or its ending tell it.
pub(super) fn gender(lemma: &str, articles: &Articles) -> Option<Gender> {
    let head = last_part(lemma);
    let Articles { masculine, feminine, neuter, accusative, .. } = *articles;
    if let Some(known) = background::gender(lemma) {
        return Some(known);
    }
    let ends = |endings: &[&str]| endings.iter().any(|ending| head.ends_with(ending));
    if ends(&["ung", "heit", "keit", "schaft", "tion", "sion", "tät", "enz", "anz", "ik", "tur"]) {
        return Some(Gender::Feminine);
    }
    if masculine + feminine + neuter + accusative > 0 {
        let votes = [
            (2 * masculine + accusative, Gender::Masculine),
            (2 * feminine, Gender::Feminine),
            (2 * neuter, Gender::Neuter),
        ];
        let all: u32 = votes.iter().map(|(count, _)| count).sum();
        let best = votes.iter().max_by_key(|(count, _)| *count);
        // A clear majority, since articles may belong to another noun.
        if let Some((count, gender)) = best.filter(|(count, _)| 4 * count > 3 * all) {
            return (*count > 0).then_some(*gender);
        }
    }
    if let Some(known) = background::gender(&capitalised(&head)) {
        return Some(known);
    }
    if is_feminine(&head) {
        return Some(Gender::Feminine);
    }
    if ends(&["chen", "lein", "ment", "tum", "ium"]) {
        return Some(Gender::Neuter);
    }
    if ends(&["ismus", "ling", "ist", "or", "osten", "westen", "norden", "süden", "iker", "ident"])
    {
        return Some(Gender::Masculine);
    }
    ends(&["ie"]).then_some(Gender::Feminine)
}

/// Whether a noun in lower case has a genitive in -s: then it is not feminine.
pub(super) fn is_not_feminine(noun: &str) -> bool {
    let head = last_part(noun);
    ["s", "es"].iter().any(|ending| known::is_noun(&format!("{head}{ending}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_lists_and_endings_tell_the_gender() {
        let nothing = Articles::default();
        for (noun, expected) in [
            ("Beistandsklausel", Some(Gender::Feminine)),
            ("Ratifizierung", Some(Gender::Feminine)),
            ("Multipolarismus", Some(Gender::Masculine)),
            ("Bundesparlament", Some(Gender::Neuter)),
            ("Xyzyx", None),
        ] {
            assert_eq!(gender(noun, &nothing), expected, "{noun}");
        }
        let articles = Articles { masculine: 2, ..nothing };
        assert_eq!(gender("Xyzyx", &articles), Some(Gender::Masculine));
    }
}
