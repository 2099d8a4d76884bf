//! Terms: their approved translations, and those that must not be used.

use std::collections::HashSet;
use std::sync::Arc;

use super::super::links::Links;
use super::super::reach::Wish;
use super::super::recognition::{Recognised, Recogniser};
use super::Checked;
use crate::model::{
    Concept, ConceptId, Finding, Lang, PartOfSpeech, Rule, Severity, Span, Status, Term,
};
use crate::store::{Reader, SqlResult};
use crate::text::compound;
use crate::text::keys::{WordKeys, word_keys};

/// Checks the terms of pairs.
pub(super) struct Terms<'r, 'c> {
    source: Recogniser<'r, 'c>,
    target: Recogniser<'r, 'c>,
    from: Lang,
    to: Lang,
    links: &'r dyn Links,
}

impl<'r, 'c> Terms<'r, 'c> {
    pub(super) fn new(
        reader: &'r Reader<'c>,
        (from, to): (&Lang, &Lang),
        wish: &Wish,
        links: &'r dyn Links,
    ) -> Self {
        Self {
            links,
            source: Recogniser::with(reader, from, wish.clone()),
            target: Recogniser::with(reader, to, wish.clone()),
            from: from.clone(),
            to: to.clone(),
        }
    }

    /// Checks the terms of a pair. What stands in the translation of a neighbour is there.
    pub(super) fn check(&mut self, pairs: &[Checked<'_>], at: usize) -> SqlResult<Vec<Finding>> {
        let pair = &pairs[at];
        let of_source = whole(self.source.find(pair.source)?, pair.source);
        let of_target = whole(self.target.find(pair.target)?, pair.target);
        let mut findings = Vec::new();
        let in_source: HashSet<ConceptId> =
            of_source.iter().filter_map(|hit| hit.concept.id).collect();
        let used: HashSet<ConceptId> = of_target
            .iter()
            .filter(|hit| hit.concept.terms[hit.term].status.is_permitted())
            .filter_map(|hit| hit.concept.id)
            .collect();
        let forbidden = self.forbidden(pair, &of_target, (&in_source, &used));
        let told: HashSet<ConceptId> = forbidden.iter().map(|(id, _)| *id).collect();
        findings.extend(forbidden.into_iter().map(|(_, finding)| finding));
        let mut done: HashSet<ConceptId> = HashSet::new();
        for hit in of_source.iter().filter(|hit| !hit.inside) {
            // Homonyms stand at one place; whichever is translated was meant.
            let here: Vec<&Recognised> =
                of_source.iter().filter(|other| other.spans == hit.spans).collect();
            let ids: Vec<ConceptId> = here.iter().filter_map(|hit| hit.concept.id).collect();
            if ids.iter().any(|id| used.contains(id) || told.contains(id) || done.contains(id)) {
                continue;
            }
            done.extend(&ids);
            let approved: Vec<&Term> =
                here.iter().flat_map(|hit| permitted(&hit.concept, &self.to)).collect();
            if approved.is_empty() {
                continue;
            }
            let text = (pair.target, word_keys(pair.target, &self.to));
            if approved.iter().any(|term| is_said(term, &text.1, &self.to)) {
                continue;
            }
            let neighbours = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
            let is_near = neighbours.filter_map(|at| pairs.get(at)).any(|near| {
                let keys = word_keys(near.target, &self.to);
                approved.iter().any(|term| is_said(term, &keys, &self.to))
            });
            let instead = self.instead(hit, &approved, &text);
            findings.push(self.missing(pair, hit, &approved, (is_near, instead)));
        }
        Ok(findings)
    }

    fn missing(
        &self,
        pair: &Checked<'_>,
        hit: &Recognised,
        approved: &[&Term],
        (is_near, instead): (bool, Option<&str>),
    ) -> Finding {
        let form: Vec<&str> = hit.spans.iter().map(|span| span.of(pair.source)).collect();
        let form = form.join(" … ");
        let names: Vec<String> =
            approved.iter().take(4).map(|term| format!("`{}`", term.text)).collect();
        let names = names.join(" or ");
        let stays = approved.iter().any(|term| term.text == hit.concept.terms[hit.term].text);
        let message = if stays && approved.len() == 1 {
            format!("`{form}` is to stay as it is")
        } else {
            format!("the translation of `{form}` is missing: {names}")
        };
        let (severity, message) = match instead {
            _ if is_near => {
                (Severity::Note, format!("{message} (it stands in a neighbouring segment)"))
            }
            Some(word) => {
                (Severity::Warning, format!("{message} (`{word}` seems to stand for it)"))
            }
            None if self.is_specific(hit) => (Severity::Error, message),
            None => (Severity::Warning, message),
        };
        let what = &hit.concept.terms[hit.term].text;
        Finding {
            span: hit.spans.first().copied(),
            ..pair.finding(Rule::TermMissing, severity, what, message)
        }
    }

    /// Whether a term has hardly another meaning: it is a name, of several words, or a compound. What an
    /// everyday word means, only a reader can tell.
    fn is_specific(&self, hit: &Recognised) -> bool {
        let term = &hit.concept.terms[hit.term];
        let is_name = term.pos == Some(PartOfSpeech::ProperNoun)
            || term.pos == Some(PartOfSpeech::Abbreviation)
            || term.text.chars().filter(|char| char.is_uppercase()).count() > 1;
        let is_compound =
            self.from.primary() != "de" || compound::parts(&term.text.to_lowercase()).len() > 1;
        is_name || word_keys(&term.text, &self.from).len() > 1 || is_compound
    }

    /// What seems to stand for a term in a translation, though it is not approved: another word, or a
    /// part of an approved translation.
    fn instead<'t>(
        &self,
        hit: &Recognised,
        approved: &[&Term],
        (target, keys): &(&'t str, Vec<WordKeys>),
    ) -> Option<&'t str> {
        let of_term = word_keys(&hit.concept.terms[hit.term].text, &self.from);
        let text = &hit.concept.terms[hit.term].text;
        let linked = |word: &&WordKeys| {
            let there = word.token.span.of(target);
            of_term.iter().any(|own| {
                let own = own.token.span.of(text);
                own.chars().count() > 3
                    && self.links.strength(&own.to_lowercase(), &there.to_lowercase()) >= LIKELY
            })
        };
        let in_part = |word: &&WordKeys| {
            approved.iter().any(|term| {
                let wanted = word_keys(&term.text, &self.to);
                wanted.len() > 1
                    && wanted.iter().any(|wanted| {
                        !is_small(wanted)
                            && (wanted.stem == word.stem || is_related(&wanted.form, &word.form))
                    })
            })
        };
        let found = keys.iter().filter(|word| !is_small(word));
        let found = found.clone().find(linked).or_else(|| found.clone().find(in_part))?;
        Some(found.token.span.of(target))
    }

    /// Terms in the translation that must not be used for what stands in the source.
    fn forbidden(
        &self,
        pair: &Checked<'_>,
        of_target: &[Recognised],
        (in_source, used): (&HashSet<ConceptId>, &HashSet<ConceptId>),
    ) -> Vec<(ConceptId, Finding)> {
        let is_right = |spans: &[Span]| {
            of_target.iter().any(|hit| {
                let permitted = hit.concept.terms[hit.term].status.is_permitted();
                permitted
                    && hit.spans == spans
                    && hit.concept.id.is_some_and(|id| in_source.contains(&id))
            })
        };
        let mut found = Vec::new();
        for hit in of_target.iter().filter(|hit| !hit.inside) {
            let term = &hit.concept.terms[hit.term];
            let Some(id) = hit.concept.id else { continue };
            // A word that is only banned is banned everywhere.
            let is_banned = hit.concept.terms_in(&self.from).next().is_none();
            let severity = match term.status {
                // Beside an approved translation it may stand for something else.
                Status::Forbidden if used.contains(&id) => Severity::Warning,
                Status::Forbidden => Severity::Error,
                Status::Deprecated => Severity::Warning,
                _ => continue,
            };
            if !(in_source.contains(&id) || is_banned) || is_right(&hit.spans) {
                continue;
            }
            let names: Vec<String> = permitted(&hit.concept, &self.to)
                .take(4)
                .map(|term| format!("`{}`", term.text))
                .collect();
            let instead = if names.is_empty() {
                String::new()
            } else {
                format!(": use {}", names.join(" or "))
            };
            let form: Vec<&str> = hit.spans.iter().map(|span| span.of(pair.target)).collect();
            let message = format!("`{}` is {}{instead}", form.join(" … "), term.status);
            found.push((
                id,
                Finding {
                    target_span: hit.spans.first().copied(),
                    ..pair.finding(Rule::TermForbidden, severity, &term.text, message)
                },
            ));
        }
        found
    }
}

/// A word that is so likely to stand for another one may be meant.
const LIKELY: f32 = 0.03;

/// Hits that are the term itself, not a part of a compound, nor of one with hyphens.
fn whole(found: Vec<Recognised>, text: &str) -> Vec<Recognised> {
    let is_whole = |hit: &Recognised| {
        let (first, last) = (hit.spans.first(), hit.spans.last());
        let before = first.map_or("", |span| &text[..span.start]);
        let after = last.map_or("", |span| &text[span.end..]);
        let mut before = before.chars().rev();
        let mut after = after.chars();
        let joins = |mark: Option<char>, next: Option<char>| {
            mark == Some('-') && next.is_some_and(char::is_alphanumeric)
        };
        !hit.by.is_of_compound()
            && !joins(before.next(), before.next())
            && !joins(after.next(), after.next())
    };
    found.into_iter().filter(is_whole).collect()
}

fn permitted<'c>(concept: &'c Arc<Concept>, lang: &'c Lang) -> impl Iterator<Item = &'c Term> {
    concept.terms_in(lang).filter(|term| term.status.is_permitted())
}

/// Whether the words of a term, or related ones, all stand in a text: *minister of defence* says
/// *defence minister*, *sanctioned* says *sanction*.
fn is_said(term: &Term, text: &[WordKeys], lang: &Lang) -> bool {
    let wanted = word_keys(&term.text, lang);
    let mut content = wanted.iter().filter(|word| !is_small(word)).peekable();
    content.peek().is_some()
        && content.all(|word| {
            text.iter().any(|there| there.stem == word.stem || is_related(&there.form, &word.form))
        })
}

/// Words that say nothing of a term.
fn is_small(word: &WordKeys) -> bool {
    const SMALL: [&str; 16] = [
        "the", "a", "an", "of", "to", "in", "on", "for", "with", "at", "by", "be", "and", "from",
        "is", "as",
    ];
    SMALL.contains(&word.form.as_str())
}

/// Whether two words begin alike for most of their length: *Greece* and *Greek*, *democracy* and
/// *democratic*.
fn is_related(one: &str, other: &str) -> bool {
    const SHORTEST: usize = 5;
    let shared = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let longer = one.chars().count().max(other.chars().count());
    shared >= SHORTEST && 3 * shared >= 2 * longer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn related_words_say_the_term() {
        let english = Lang::english();
        let said = |term: &str, text: &str| {
            is_said(&Term::new(english.clone(), term), &word_keys(text, &english), &english)
        };
        assert!(said("defence minister", "the minister of defence"));
        assert!(said("sanction", "the country was sanctioned"));
        assert!(said("democracy", "a democratic state"));
        assert!(!said("defence minister", "the minister"));
        assert!(!said("treaty", "the threat"));
    }
}
