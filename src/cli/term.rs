//! `beleg term`: a term, its translations, and the sentence pairs that prove them.

use serde::Serialize;

use super::concept_view::{citation, print_concept, print_relations};
use super::context::Context;
use super::error::{CliError, Outcome};
use super::find::doubt;
use super::output::{Look, Printer, harmless};
use super::practice_view::{PracticeObject, print_practice};
use super::render::marked;
use super::wish::WishArgs;
use crate::model::{
    Concept, ConceptId, Gender, Lang, Matching, Number, PartOfSpeech, RelationKind, Span, Status,
    Term, UnitId,
};
use crate::project::{Answer, Answered, LangPair, Related};
use crate::store::Access;
use crate::termbase::by::By;
use crate::termbase::evidence::{Evidence, Marked};
use crate::termbase::lookup::Entry;
use crate::termbase::reference::ReferenceHit;
use crate::text::fold::fold_term;

/// Look a term up: its translations, and the sentence pairs that prove them
///
/// From either language, inflected or not; `ae` finds `ä`, `ss` finds `ß`; `*` at the end lets a
/// word go on. A word that is in no concept is answered from the sentence pairs.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg term Beistandsklauseln
  beleg term 'mutual assistance clause' --examples 2
  beleg term 'Beistand*'
  beleg term Devisen --json

Exit code 1 means that neither the glossary nor a pair holds the word.")]
pub(super) struct Args {
    /// The term, or the id of a concept
    #[arg(required = true, value_name = "WORD")]
    words: Vec<String>,
    /// How many sentence pairs to show for a concept at most
    #[arg(long, value_name = "N", default_value_t = 5)]
    examples: usize,
    #[command(flatten)]
    wish: WishArgs,
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    let typed = args.words.join(" ");
    let project = context.open(Access::Read)?;
    let mut answer = project.term_with(&typed, args.examples, &args.wish.wish())?;
    let langs = project.langs().clone();
    if answer.entries.is_empty() && answer.pairs.is_empty() && answer.references.is_empty() {
        say_nothing_found(context, &typed, &answer);
        return Ok(Outcome::Found);
    }
    let is_in_pairs = !answer.pairs.is_empty();
    answer.pairs.truncate(args.examples);
    if context.json() {
        print_objects(context, &typed, &answer)?;
    } else {
        print_view(&mut context.out, &typed, &answer, &langs)?;
    }
    let is_in_no_concept = answer.entries.iter().all(|one| one.entry.by.is_of_compound());
    if is_in_no_concept && is_in_pairs {
        context.out.say(format!(
            "`{typed}` is in no concept; these sentence pairs hold it. `{}` enters it",
            suggested(&typed, answer.pairs.first())
        ));
    }
    Ok(Outcome::Fine)
}

/// The command that would enter a word, on the side where it stands: spelled as in the pair, but not
/// in another form than was asked for.
fn suggested(typed: &str, pair: Option<&Evidence>) -> String {
    let word = |side: &Marked| {
        let there = side.spans.first()?.of(&side.text);
        let is_same = fold_term(there) == fold_term(typed);
        Some(if is_same { there } else { typed }.to_owned())
    };
    let of_source = pair.and_then(|pair| word(&pair.source));
    match (of_source, pair.and_then(|pair| word(&pair.target))) {
        (Some(word), _) => format!("beleg add {} TRANSLATION", quoted(&word)),
        (None, Some(word)) => format!("beleg add TERM {}", quoted(&word)),
        (None, None) => format!("beleg add {} TRANSLATION", quoted(typed)),
    }
}

fn quoted(typed: &str) -> String {
    if typed.contains(char::is_whitespace) { format!("\"{typed}\"") } else { typed.to_owned() }
}

fn say_nothing_found(context: &mut Context, typed: &str, answer: &Answer) {
    context.out.say(format!("`{typed}` is in no concept and in no sentence pair"));
    if !answer.suggestions.is_empty() {
        context.out.say(format!("closest: {}", answer.suggestions.join(", ")));
    }
}

#[derive(Serialize)]
struct TermAnswer<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    concept: Option<ConceptId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<&'a str>,
    found: Found<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    definition: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    client: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    project: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    terms: Vec<TermObject<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    relations: Vec<RelationObject<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    practice: Option<PracticeObject<'a>>,
    evidence: Vec<EvidenceObject<'a>>,
}

#[derive(Serialize)]
struct Found<'a> {
    form: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<By>,
}

#[derive(Serialize)]
struct TermObject<'a> {
    lang: &'a Lang,
    text: &'a str,
    status: Status,
    #[serde(skip_serializing_if = "Option::is_none")]
    pos: Option<PartOfSpeech>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gender: Option<Gender>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    usage_note: Option<&'a str>,
    /// A German noun as dictionaries name it.
    #[serde(skip_serializing_if = "Option::is_none")]
    citation: Option<String>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    forms: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    matching: Option<Matching>,
}

#[derive(Serialize)]
struct RelationObject<'a> {
    kind: RelationKind,
    concept: ConceptId,
    term: &'a str,
}

impl<'a> From<&'a Related> for RelationObject<'a> {
    fn from(Related { relation, name }: &'a Related) -> Self {
        Self { kind: relation.kind, concept: relation.other, term: name }
    }
}

#[derive(Serialize)]
struct EvidenceObject<'a> {
    unit: Option<UnitId>,
    source: &'a str,
    target: &'a str,
    source_spans: &'a [Span],
    target_spans: &'a [Span],
    document: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<f64>,
}

impl<'a> From<&'a Evidence> for EvidenceObject<'a> {
    fn from(evidence: &'a Evidence) -> Self {
        Self {
            unit: evidence.unit.id,
            source: &evidence.source.text,
            target: &evidence.target.text,
            source_spans: &evidence.source.spans,
            target_spans: &evidence.target.spans,
            document: &evidence.unit.provenance.origin,
            confidence: evidence.unit.provenance.confidence,
        }
    }
}

fn print_objects(context: &mut Context, typed: &str, answer: &Answer) -> Result<(), CliError> {
    for answered in &answer.entries {
        let Answered { entry: Entry { concept, by }, relations, proof, practice } = answered;
        let object = answer_object(typed, concept, Some(*by), proof);
        let relations = relations.iter().map(RelationObject::from).collect();
        let practice = practice.as_ref().map(PracticeObject::from);
        context.out.object(&TermAnswer { relations, practice, ..object })?;
    }
    for ReferenceHit { reference, concept, by } in &answer.references {
        let object = answer_object(typed, concept, Some(*by), &[]);
        context.out.object(&TermAnswer { reference: Some(reference), ..object })?;
    }
    if !answer.pairs.is_empty() {
        context.out.object(&TermAnswer {
            concept: None,
            reference: None,
            found: Found { form: typed, by: None },
            subject: None,
            definition: None,
            note: None,
            source: None,
            client: None,
            project: None,
            terms: Vec::new(),
            relations: Vec::new(),
            practice: answer.practice.as_ref().map(PracticeObject::from),
            evidence: answer.pairs.iter().map(EvidenceObject::from).collect(),
        })?;
    }
    Ok(())
}

/// Prints a concept as an object, without evidence.
pub(super) fn print_entry(context: &mut Context, entry: &Entry) -> Result<(), CliError> {
    let form = entry.concept.terms.first().map_or("", |term| term.text.as_str());
    context.out.object(&answer_object(form, &entry.concept, Some(entry.by), &[]))?;
    Ok(())
}

fn answer_object<'a>(
    form: &'a str,
    concept: &'a Concept,
    by: Option<By>,
    evidence: &'a [Evidence],
) -> TermAnswer<'a> {
    TermAnswer {
        concept: concept.id,
        reference: None,
        found: Found { form, by },
        subject: concept.subject.as_deref(),
        definition: concept.definition.as_deref(),
        note: concept.note.as_deref(),
        source: concept.source.as_deref(),
        client: concept.client.as_deref(),
        project: concept.project.as_deref(),
        relations: Vec::new(),
        practice: None,
        terms: concept.terms.iter().map(term_object).collect(),
        evidence: evidence.iter().map(EvidenceObject::from).collect(),
    }
}

fn term_object(term: &Term) -> TermObject<'_> {
    TermObject {
        lang: &term.lang,
        text: &term.text,
        status: term.status,
        pos: term.pos,
        gender: term.gender,
        number: term.number,
        usage_note: term.usage_note.as_deref(),
        citation: citation(term),
        forms: &term.forms,
        matching: Some(term.matching).filter(|matching| *matching != Matching::Forms),
    }
}

/// Shows an answer to a person.
pub(super) fn print_view(
    out: &mut Printer,
    typed: &str,
    answer: &Answer,
    langs: &LangPair,
) -> Result<(), CliError> {
    for (number, answered) in answer.entries.iter().enumerate() {
        let Answered { entry, relations, proof, practice } = answered;
        if number > 0 {
            out.line("")?;
        }
        print_concept(out, typed, entry, langs)?;
        print_relations(out, relations)?;
        if let Some(practice) = practice {
            print_practice(out, practice)?;
        }
        print_evidence(out, proof)?;
    }
    let mut is_first = answer.entries.is_empty();
    for hit in &answer.references {
        if !std::mem::take(&mut is_first) {
            out.line("")?;
        }
        print_reference(out, typed, hit, langs)?;
    }
    let is_answered = !answer.entries.is_empty() || !answer.references.is_empty();
    if is_answered && !answer.pairs.is_empty() {
        out.line("")?;
        out.line(out.look(Look::Faint, &harmless(&format!("pairs that hold {typed} itself:"))))?;
    }
    if let Some(practice) = &answer.practice {
        print_practice(out, practice)?;
    }
    if is_answered {
        print_evidence(out, &answer.pairs)?;
    } else {
        print_evidence(out, &answer.pairs)?;
        if !answer.suggestions.is_empty() {
            out.line(format!("closest terms: {}", harmless(&answer.suggestions.join(", "))))?;
        }
    }
    Ok(())
}

/// Shows an entry of a reference to a person.
fn print_reference(
    out: &mut Printer,
    typed: &str,
    hit: &ReferenceHit,
    langs: &LangPair,
) -> Result<(), CliError> {
    let ReferenceHit { reference, concept, by } = hit;
    let source = Some(format!("reference {reference}"));
    let entry = Entry { concept: Concept { source, ..concept.clone() }, by: *by };
    print_concept(out, typed, &entry, langs)
}

fn print_evidence(out: &mut Printer, evidence: &[Evidence]) -> Result<(), CliError> {
    for Evidence { unit, source, target } in evidence {
        let id = unit.id.map(|id| id.to_string()).unwrap_or_default();
        let origin = harmless(&unit.provenance.origin).into_owned();
        let mark = doubt(&unit.provenance);
        out.line(out.look(Look::Faint, &format!("  {id} {mark}{origin}")))?;
        for side in [source, target] {
            for line in marked(out, &side.text, &side.spans, 4) {
                out.line(format!("    {line}"))?;
            }
        }
    }
    Ok(())
}
