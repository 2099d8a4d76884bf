//! `beleg add`: an entry for the glossary, or a sentence pair.

use serde::Serialize;

use super::context::Context;
use super::error::{CliError, Outcome};
use super::memory::PlaceArgs;
use crate::model::{
    Concept, ConceptId, Gender, Lang, Matching, Number, PartOfSpeech, Proposal, ProposedTerm,
    Status, UnitId, Variant,
};
use crate::project::{Added, Project};
use crate::store::Access;

/// Add a term with its translation to the glossary, or a sentence pair
///
/// If the term is there with the same subject and no other definition, its concept gets the further
/// translation, and a translation that it has gets the status that is given; otherwise a concept is
/// made. What the concept says already stays: `beleg edit` corrects it.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg add Devisen \"foreign currency\" --pos noun --number plural --subject economy
  beleg add Devisen \"foreign exchange\" --subject economy     a further translation
  beleg add Fremdarbeiter \"foreign worker\" --status deprecated --note 'loaded term'
  beleg add --pair 'Der Zoll steigt.' 'The duty rises.' --memory acme --client ACME")]
pub(super) struct Args {
    /// The texts are a sentence and its translation, for the memory
    #[arg(long)]
    pair: bool,
    /// The term in the source language
    term: String,
    /// Its translations, the preferred one first
    #[arg(required = true, value_name = "TRANSLATION")]
    translations: Vec<String>,
    /// Part of speech of the term: noun, verb, adjective …
    #[arg(long)]
    pos: Option<PartOfSpeech>,
    /// Gender of the term: m, f or n
    #[arg(long)]
    gender: Option<Gender>,
    /// Number of the term: singular or plural, if it does not have both
    #[arg(long)]
    number: Option<Number>,
    /// Status of the translations: preferred, admitted, deprecated, forbidden or proposed
    #[arg(long)]
    status: Option<Status>,
    /// Subject field
    #[arg(long)]
    subject: Option<String>,
    /// What the concept is
    #[arg(long)]
    definition: Option<String>,
    /// Anything else worth knowing
    #[arg(long)]
    note: Option<String>,
    /// Where the entry comes from
    #[arg(long)]
    source: Option<String>,
    /// A further form in which the term is found, which no rule makes
    #[arg(long = "form", value_name = "FORM")]
    forms: Vec<String>,
    /// Which forms of the term are found: forms (all), case (in its capitals), exact
    #[arg(long)]
    matching: Option<Matching>,
    #[command(flatten)]
    place: PlaceArgs,
}

#[derive(Serialize)]
struct AddedObject<'a> {
    concept: Option<ConceptId>,
    outcome: &'static str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    remarks: &'a [String],
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    let texts = std::iter::once(&args.term).chain(&args.translations);
    for text in texts {
        if text.trim().is_empty() {
            return Err(CliError::new("a term cannot be empty").hint(
                "give the term and its translation, as in `beleg add Devisen \"foreign currency\"`",
            ));
        }
    }
    if args.pair {
        return pair(args, context);
    }
    if args.place.names_memory() {
        return Err(CliError::new("a memory holds sentence pairs, not terms")
            .hint("say `--pair`, or leave out `--memory`"));
    }
    let mut project = context.open(Access::Write)?;
    let langs = project.langs().clone();
    let mut source = ProposedTerm::new(langs.from, args.term.trim());
    (source.pos, source.gender, source.number) = (args.pos, args.gender, args.number);
    source.matching = args.matching;
    source.forms = args.forms.into_iter().filter_map(|form| filled(Some(form))).collect();
    let translations = args.translations.iter().map(|text| {
        let status = args.status;
        ProposedTerm { status, ..ProposedTerm::new(langs.to.clone(), text.trim()) }
    });
    let proposal = Proposal {
        id: None,
        external_id: None,
        subject: filled(args.subject),
        definition: filled(args.definition),
        note: filled(args.note),
        source: filled(args.source),
        client: args.place.client().map(str::to_owned),
        project: args.place.project().map(str::to_owned),
        sections: Vec::new(),
        terms: std::iter::once(source).chain(translations).collect(),
    };
    let (added, remarks) = project.add(&proposal)?;
    let (outcome, concept) = match added {
        Added::New(concept) => ("new", concept),
        Added::Merged(concept) => ("merged", concept),
        Added::Unchanged(concept) => ("unchanged", concept),
    };
    if context.json() {
        context.out.object(&AddedObject { concept: concept.id, outcome, remarks: &remarks })?;
    } else {
        context.out.say(told(outcome, &concept, !remarks.is_empty()));
    }
    let id = concept.id.map(|id| id.to_string()).unwrap_or_default();
    for remark in &remarks {
        context.out.say(format!("{id}: {remark}"));
    }
    if outcome == "new" {
        say_homonyms(&project, &concept, context)?;
    }
    if remarks.iter().any(|remark| remark.contains("not taken")) {
        context.out.say(format!("`beleg edit {id}` replaces what an entry says"));
    }
    Ok(Outcome::Fine)
}

#[derive(Serialize)]
struct PairObject {
    unit: UnitId,
    outcome: &'static str,
}

/// Adds a sentence with its translation.
fn pair(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    let of_terms = [
        args.pos.is_some(),
        args.gender.is_some(),
        args.number.is_some(),
        args.status.is_some(),
        args.definition.is_some(),
        args.source.is_some(),
        args.matching.is_some(),
        !args.forms.is_empty(),
    ];
    let [translation] = args.translations.as_slice() else {
        return Err(CliError::new("a pair is a sentence and one translation")
            .hint("add each further translation as a pair of its own"));
    };
    if of_terms.contains(&true) {
        return Err(CliError::new("a pair has no grammar, forms, status, definition or source")
            .hint("leave those out; `--note` and `--subject` go with a pair"));
    }
    let mut project = context.open(Access::Write)?;
    let langs = project.langs().clone();
    let variant = |lang: Lang, text: &str| Variant { lang, text: text.trim().to_owned() };
    let variants = vec![variant(langs.from, &args.term), variant(langs.to, translation)];
    let section = args.place.section(args.subject.as_deref());
    let (unit, is_new) = project.add_pair(variants, filled(args.note), &section)?;
    let outcome = if is_new { "new" } else { "unchanged" };
    if context.json() {
        context.out.object(&PairObject { unit, outcome })?;
    } else if is_new {
        context.out.say(format!("{unit} added"));
    } else {
        context.out.say(format!("{unit} says that already, and is approved"));
    }
    Ok(Outcome::Fine)
}

/// Says so if the term is in other concepts too: one of them may have been meant.
fn say_homonyms(
    project: &Project,
    concept: &Concept,
    context: &mut Context,
) -> Result<(), CliError> {
    let Some(first) = concept.terms.first() else { return Ok(()) };
    for answered in project.term(&first.text, 0)?.entries {
        let Concept { id: Some(id), subject, .. } = answered.entry.concept else { continue };
        if Some(id) != concept.id {
            let of = subject.map_or(String::new(), |subject| format!(" ({subject})"));
            context.out.say(format!("`{}` is in {id}{of} too", first.text));
        }
    }
    Ok(())
}

fn filled(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn told(outcome: &str, concept: &Concept, but: bool) -> String {
    let id = concept.id.map(|id| id.to_string()).unwrap_or_default();
    let terms: Vec<&str> = concept.terms.iter().map(|term| term.text.as_str()).collect();
    let terms = terms.join(" · ");
    match outcome {
        "new" => format!("{id} added: {terms}"),
        "merged" => format!("added to {id}: {terms}"),
        _ if but => format!("{id} is as it was: {terms}"),
        _ => format!("{id} says that already: {terms}"),
    }
}
