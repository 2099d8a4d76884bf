//! `beleg term`: a term, its translations, and the sentence pairs that prove them.

use serde::Serialize;

use super::context::Context;
use super::error::{CliError, Outcome};
use super::find::doubt;
use super::output::{Look, Printer, harmless};
use super::render::{marked, plain};
use super::wish::WishArgs;
use crate::model::{
    Concept, ConceptId, Gender, Lang, Number, PartOfSpeech, Span, Status, Term, UnitId,
};
use crate::project::{Answer, LangPair};
use crate::store::Access;
use crate::termbase::by::By;
use crate::termbase::evidence::{Evidence, Marked};
use crate::termbase::lookup::Entry;
use crate::termbase::reference::ReferenceHit;

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
    let is_in_no_concept = answer.entries.iter().all(|(entry, _)| entry.by.is_of_compound());
    if is_in_no_concept && is_in_pairs {
        context.out.say(format!(
            "`{typed}` is in no concept; these sentence pairs hold it. `{}` enters it",
            suggested(&typed, answer.pairs.first())
        ));
    }
    Ok(Outcome::Fine)
}

/// The command that would enter a word: as the pair spells it, and on the side where it stands.
fn suggested(typed: &str, pair: Option<&Evidence>) -> String {
    let word = |side: &Marked| side.spans.first().map(|span| span.of(&side.text).to_owned());
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
    #[serde(skip_serializing_if = "Vec::is_empty")]
    terms: Vec<TermObject<'a>>,
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
    for (Entry { concept, by }, evidence) in &answer.entries {
        context.out.object(&answer_object(typed, concept, Some(*by), evidence))?;
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
            terms: Vec::new(),
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
    }
}

/// Shows an answer to a person.
pub(super) fn print_view(
    out: &mut Printer,
    typed: &str,
    answer: &Answer,
    langs: &LangPair,
) -> Result<(), CliError> {
    for (number, (entry, evidence)) in answer.entries.iter().enumerate() {
        if number > 0 {
            out.line("")?;
        }
        print_concept(out, typed, entry, langs)?;
        print_evidence(out, evidence)?;
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
        print_evidence(out, &answer.pairs)?;
    }
    if answer.entries.is_empty() && answer.references.is_empty() {
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

/// Shows a concept to a person.
pub(super) fn print_concept(
    out: &mut Printer,
    typed: &str,
    entry: &Entry,
    langs: &LangPair,
) -> Result<(), CliError> {
    let Entry { concept, by } = entry;
    let mut head: Vec<String> = concept.id.iter().map(ToString::to_string).collect();
    head.extend(concept.subject.clone());
    head.extend(concept.source.as_ref().map(|source| format!("source: {source}")));
    let way = match by {
        By::Exact => None,
        By::Spelling => Some("found by its spelling"),
        By::Inflected => Some("found by its form"),
        By::Discontinuous => Some("found by its parts"),
        By::CompoundHead => Some("the last part of"),
        By::CompoundModifier => Some("a part of"),
        By::Prefix => Some("found by its beginning"),
        By::Typo => Some("close to"),
    };
    head.extend(way.map(|way| format!("{way}: {typed}")));
    for line in plain(out, &head.join(" · "), 0) {
        out.line(out.look(Look::Faint, &line))?;
    }
    for lang in languages(concept, langs) {
        for term in concept.terms.iter().filter(|term| term.lang == lang) {
            print_term(out, term)?;
        }
    }
    for (label, text) in [("definition", &concept.definition), ("note", &concept.note)] {
        if let Some(text) = text {
            print_labelled(out, label, text)?;
        }
    }
    for section in &concept.sections {
        for text in [&section.definition, &section.note].into_iter().flatten() {
            print_labelled(out, section.lang.as_str(), text)?;
        }
    }
    Ok(())
}

/// The languages of a concept: the project's first, then the others.
fn languages(concept: &Concept, langs: &LangPair) -> Vec<Lang> {
    let mut tags: Vec<Lang> = concept.terms.iter().map(|term| term.lang.clone()).collect();
    tags.sort_by_key(|lang| {
        (!lang.is_same_language(&langs.from), !lang.is_same_language(&langs.to), lang.clone())
    });
    tags.dedup();
    tags
}

fn print_term(out: &mut Printer, term: &Term) -> Result<(), CliError> {
    let grammar: Vec<&str> = [
        term.pos.map(PartOfSpeech::as_str),
        term.gender.map(Gender::as_str),
        term.number.map(Number::as_str),
    ]
    .into_iter()
    .flatten()
    .collect();
    let mut details = grammar.join(", ");
    if term.status != Status::Preferred {
        details = [details.as_str(), term.status.as_str()].join(if details.is_empty() {
            ""
        } else {
            "; "
        });
    }
    if let Some(note) = &term.usage_note {
        details = [details.as_str(), note].join(if details.is_empty() { "" } else { "; " });
    }
    let mut line = term.text.clone();
    let bold = Span::new(0, line.len());
    if !details.is_empty() {
        line.push_str(&format!("  ({details})"));
    }
    let spans: &[Span] = if out.has_color() { &[bold] } else { &[] };
    for (row, line) in marked(out, &line, spans, 8).iter().enumerate() {
        let lang = if row == 0 { term.lang.as_str() } else { "" };
        out.line(format!("  {lang:<5} {line}").trim_end())?;
    }
    Ok(())
}

fn print_labelled(out: &mut Printer, label: &str, text: &str) -> Result<(), CliError> {
    for line in plain(out, &format!("{label}: {text}"), 8) {
        out.line(format!("        {line}"))?;
    }
    Ok(())
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
