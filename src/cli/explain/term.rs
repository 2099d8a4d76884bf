//! `beleg explain term`: in which forms terms are looked for, and why one was or was not found.

use serde::Serialize;

use super::super::context::Context;
use super::super::error::{CliError, Outcome};
use super::super::output::{Look, harmless};
use super::super::render::plain;
use crate::model::{ConceptId, Lang, Term};
use crate::project::Taken;
use crate::store::Access;
use crate::termbase::by::By;
use crate::termbase::recognition::{Judged, Recognised};
use crate::text::inflect::WordClass;

/// Show why a word is or is not recognised as a term, and all forms of the term
///
/// Give the word as it stands in a text, best with its sentence: a noun is looked for with a capital, a
/// verb with its prefix at the end of the clause. A compound is shown with its parts, and which of them are
/// terms. Without a term that has such a form, the closest
/// terms are named.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg explain term Beistandsklauseln
  beleg explain term 'Er lehnte den Plan ab.'
  beleg explain term treaties --json")]
pub(super) struct Args {
    /// A word, or a sentence
    #[arg(required = true, value_name = "WORD")]
    words: Vec<String>,
}

#[derive(Serialize)]
struct TermObject<'a> {
    concept: Option<ConceptId>,
    term: &'a str,
    lang: &'a Lang,
    class: &'static str,
    form: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<By>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<&'static str>,
    forms: Vec<Vec<&'a str>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    apart: Vec<ApartObject<'a>>,
}

#[derive(Serialize)]
struct ApartObject<'a> {
    end: String,
    forms: Vec<&'a str>,
}

#[derive(Serialize)]
struct CompoundObject<'a> {
    word: &'a str,
    parts: &'a [String],
    terms: Vec<PartObject<'a>>,
}

#[derive(Serialize)]
struct PartObject<'a> {
    concept: Option<ConceptId>,
    term: &'a str,
    by: By,
}

impl<'a> From<&'a Taken> for CompoundObject<'a> {
    fn from(Taken { word, parts, terms }: &'a Taken) -> Self {
        let object = |hit: &'a Recognised| PartObject {
            concept: hit.concept.id,
            term: &hit.concept.terms[hit.term].text,
            by: hit.by,
        };
        Self { word, parts, terms: terms.iter().map(object).collect() }
    }
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    let text = args.words.join(" ");
    if text.trim().is_empty() {
        return Err(CliError::new("no word was given").hint("give it as it stands in the text"));
    }
    let project = context.open(Access::Read)?;
    let judged = project.explain_term(&text)?;
    for one in &judged {
        if context.json() {
            context.out.object(&object(one))?;
        } else {
            show(context, one)?;
        }
    }
    let compounds = project.explain_parts(&text)?;
    for compound in &compounds {
        if context.json() {
            context.out.object(&CompoundObject::from(compound))?;
        } else {
            show_compound(compound, context)?;
        }
    }
    if !judged.is_empty() || compounds.iter().any(|compound| !compound.terms.is_empty()) {
        return Ok(Outcome::Fine);
    }
    let langs = project.langs();
    context.out.say(format!(
        "no term in `{}` or `{}` has a form that stands there; a term is looked for in all its forms, \
         whatever their case, with `ae` for `ä`, `ss` for `ß`, with and without hyphens",
        langs.from, langs.to
    ));
    let suggestions = project.term(&text, 1)?.suggestions;
    if !suggestions.is_empty() {
        context.out.say(format!("closest: {}", suggestions.join(", ")));
    }
    Ok(Outcome::Found)
}

fn show_compound(compound: &Taken, context: &mut Context) -> Result<(), CliError> {
    let Taken { word, parts, terms } = compound;
    let out = &mut context.out;
    let head = out.look(Look::Strong, &harmless(word));
    out.line(format!("{head}  a compound: {}", harmless(&parts.join(" + "))))?;
    for hit in terms {
        let id = hit.concept.id.map(|id| id.to_string()).unwrap_or_default();
        let term = harmless(&hit.concept.terms[hit.term].text).into_owned();
        let part = if hit.by == By::CompoundHead { "its last part" } else { "a part of it" };
        out.line(format!("  {term} ({id}) is {part}, which no check takes for the term itself"))?;
    }
    if terms.is_empty() {
        out.line("  no part of it is a term")?;
    }
    out.line("")?;
    Ok(())
}

fn term(one: &Judged) -> &Term {
    &one.concept.terms[one.term]
}

fn object(one: &Judged) -> TermObject<'_> {
    let Judged { form, concept, expansion, verdict, .. } = one;
    let forms = expansion.words.iter().map(|forms| forms.iter().map(String::as_str).collect());
    let apart = expansion.apart.iter().map(|(end, forms)| ApartObject {
        end: end.join(" "),
        forms: forms.iter().map(String::as_str).collect(),
    });
    TermObject {
        concept: concept.id,
        term: &term(one).text,
        lang: &term(one).lang,
        class: class(expansion.class),
        form,
        by: verdict.ok(),
        refused: verdict.err().map(|refusal| refusal.as_str()),
        forms: forms.collect(),
        apart: apart.collect(),
    }
}

fn class(class: WordClass) -> &'static str {
    match class {
        WordClass::Noun => "noun",
        WordClass::Verb => "verb",
        WordClass::Adjective | WordClass::Attribute => "adjective",
        WordClass::Fixed => "uninflected",
    }
}

fn show(context: &mut Context, one: &Judged) -> Result<(), CliError> {
    let Judged { form, concept, expansion, verdict, .. } = one;
    let out = &mut context.out;
    let id = concept.id.map(|id| id.to_string()).unwrap_or_default();
    let found = match verdict {
        Ok(By::Exact) => "it is the term itself".to_owned(),
        Ok(By::Spelling) => "it is the term in another spelling".to_owned(),
        Ok(By::Discontinuous) => "it is a form of the term whose parts stand apart".to_owned(),
        Ok(_) => "it is a form of the term".to_owned(),
        Err(refusal) => format!("not taken for the term: {}", refusal.about()),
    };
    let head = out.look(Look::Strong, &harmless(&term(one).text));
    let lang = &term(one).lang;
    let about = out.look(Look::Faint, &format!("{id} · {lang} · {}", class(expansion.class)));
    out.line(format!("{head}  {about}"))?;
    for line in plain(out, &format!("{form}: {found}"), 2) {
        out.line(format!("  {line}"))?;
    }
    let mut told = Vec::new();
    match expansion.words.as_slice() {
        [forms] => told.push(format!("forms: {}", list(forms.iter()))),
        words => told.extend(
            words
                .iter()
                .enumerate()
                .map(|(place, forms)| format!("word {}: {}", place + 1, list(forms.iter()))),
        ),
    }
    told.extend(
        expansion
            .apart
            .iter()
            .map(|(end, forms)| format!("apart: {} … {}", list(forms.iter()), end.join(" "))),
    );
    for text in told {
        for line in plain(out, &text, 2) {
            out.line(format!("  {line}"))?;
        }
    }
    out.line("")?;
    Ok(())
}

fn list<'f>(forms: impl Iterator<Item = &'f String>) -> String {
    forms.map(String::as_str).collect::<Vec<_>>().join(", ")
}
