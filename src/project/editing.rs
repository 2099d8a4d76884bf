//! Corrections of concepts and their terms.

use super::{Project, ProjectError};
use crate::model::{Concept, ConceptEdit, ConceptId, Lang, Term, TermEdit};
use crate::store::SqlError;
use crate::termbase::keys::concept_keys;
use crate::text::fold::fold_term;
use crate::text::keys::word_keys;
use crate::text::pattern::{Pattern, Strictness};

impl Project {
    /// Corrects a concept, in one change. Answers with it as it is now, and what was changed.
    ///
    /// # Errors
    /// If there is no such concept or term, if no term would be left, or if the database fails.
    pub fn edit(
        &mut self,
        id: ConceptId,
        edit: &ConceptEdit,
    ) -> Result<(Concept, Vec<String>), ProjectError> {
        self.change(&format!("edit {id}"), |writer| {
            let tell = |error: SqlError| writer.at_path(error);
            let before = writer
                .concept(id)
                .map_err(tell)?
                .ok_or_else(|| ProjectError::NoSuch { kind: "concept", id: id.to_string() })?;
            let after = edited(before.clone(), edit)?;
            if after != before {
                writer.put_concept(id, &after, &concept_keys(&after)).map_err(tell)?;
            }
            let name = after.terms.first().map_or("", |term| term.text.as_str());
            let changes = changes(&before, &after);
            writer.summarise(format!("corrected {id} `{name}`: {}", changes.join(", ")));
            Ok((after, changes))
        })
    }
}

/// What is another than it was, in a few words each.
fn changes(before: &Concept, after: &Concept) -> Vec<String> {
    let fields = [
        ("subject", before.subject == after.subject),
        ("definition", before.definition == after.definition),
        ("note", before.note == after.note),
        ("source", before.source == after.source),
        ("client", before.client == after.client),
        ("project", before.project == after.project),
    ];
    let mut changes: Vec<String> =
        fields.iter().filter(|(_, same)| !same).map(|(field, _)| (*field).to_owned()).collect();
    let names = |concept: &Concept| -> Vec<String> {
        concept.terms.iter().map(|term| term.text.clone()).collect()
    };
    let (old, new) = (names(before), names(after));
    changes
        .extend(old.iter().filter(|name| !new.contains(name)).map(|name| format!("`{name}` gone")));
    for term in &after.terms {
        let known =
            before.terms.iter().find(|known| known.text == term.text && known.lang == term.lang);
        if known != Some(term) {
            changes.push(format!("`{}`", term.text));
        }
    }
    changes
}

fn edited(mut concept: Concept, edit: &ConceptEdit) -> Result<Concept, ProjectError> {
    let id = concept.id.map(|id| id.to_string()).unwrap_or_default();
    edit.subject.apply(&mut concept.subject);
    edit.definition.apply(&mut concept.definition);
    edit.note.apply(&mut concept.note);
    edit.source.apply(&mut concept.source);
    edit.client.apply(&mut concept.client);
    edit.project.apply(&mut concept.project);
    if let Some(edit) = &edit.term {
        let at = edited_term(&concept, &edit.text, edit.lang.as_ref())?;
        correct(&mut concept.terms[at], edit);
        let Term { lang, text, .. } = &concept.terms[at];
        let same = concept.terms.iter().filter(|term| (&term.lang, &term.text) == (lang, text));
        if same.count() > 1 {
            return Err(ProjectError::TermTwice { text: text.clone(), lang: lang.clone(), id });
        }
    }
    for text in &edit.drop {
        let at =
            edited_term(&concept, text, edit.term.as_ref().and_then(|term| term.lang.as_ref()))?;
        concept.terms.remove(at);
    }
    if concept.terms.is_empty() {
        return Err(ProjectError::LastTerm { id });
    }
    Ok(concept)
}

/// The term that is meant: the one that is written so, else as good as so, else another form of it.
pub(super) fn edited_term(
    concept: &Concept,
    text: &str,
    lang: Option<&Lang>,
) -> Result<usize, ProjectError> {
    let terms = || {
        let of_lang = |term: &Term| lang.is_none_or(|lang| term.lang.is_same_language(lang));
        concept.terms.iter().enumerate().filter(move |(_, term)| of_lang(term))
    };
    let exact = terms().find(|(_, term)| term.text == text);
    let alike = || {
        let wanted = fold_term(text);
        terms().find(|(_, term)| fold_term(&term.text) == wanted)
    };
    let inflected = || {
        terms().find(|(_, term)| {
            let pattern = Pattern::new(text, &term.lang, Strictness::Stem, false);
            pattern.is_some_and(|pattern| pattern.matches(&word_keys(&term.text, &term.lang)))
        })
    };
    let found = exact.or_else(alike).or_else(inflected);
    found.map(|(at, _)| at).ok_or_else(|| ProjectError::NoSuchTerm {
        text: text.to_owned(),
        id: concept.id.map(|id| id.to_string()).unwrap_or_default(),
    })
}

fn correct(term: &mut Term, edit: &TermEdit) {
    let TermEdit { rename, status, pos, gender, number, usage_note, forms, matching, .. } = edit;
    if let Some(text) = rename {
        term.text.clone_from(text);
    }
    term.status = status.unwrap_or(term.status);
    pos.apply(&mut term.pos);
    gender.apply(&mut term.gender);
    number.apply(&mut term.number);
    usage_note.apply(&mut term.usage_note);
    if let Some(forms) = forms {
        term.forms.clone_from(forms);
    }
    term.matching = matching.unwrap_or(term.matching);
}
