//! `beleg edit`: corrections in the glossary and of sentence pairs.

mod form;
mod pairs;

use std::str::FromStr;

use super::concept_view::print_concept;
use super::context::Context;
use super::error::{CliError, Outcome};
use crate::model::{
    Amend, ConceptEdit, ConceptId, Gender, Lang, Matching, Number, PartOfSpeech, Status, TermEdit,
    UnitId,
};
use crate::project::Project;
use crate::termbase::by::By;
use crate::termbase::lookup::Entry;
use pairs::PairArgs;

/// Correct a concept, one of its terms, or sentence pairs
///
/// A concept is named by its id or by one of its terms. Without flags it is opened as a small text in
/// your editor (VISUAL or EDITOR). What is given replaces what was there; an
/// empty value ('') takes it away. Pairs are named by their ids, or by conditions: then they are shown
/// first, and changed with `--yes`. A pair whose text is corrected counts as approved, and importing
/// the old text again reverts nothing.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg edit c12                                          in your editor
  beleg edit c12 --definition 'currency of other countries'
  beleg edit Devisen --gender '' --number plural          grammar of the term that is named
  beleg edit c12 --term 'foreign exchange' --status admitted --usage 'of markets'
  beleg edit c12 --term 'forreign currency' --rename 'foreign currency'
  beleg edit c12 --drop forex
  beleg edit u3 --text en='The duty on steel rises.'
  beleg edit u3 u4 --approve
  beleg edit --where origin=alt.tsv --replace Abgabe Zoll --lang de
  beleg edit --where client=ACME --to-memory acme --yes

Keys of conditions: memory, client, project, subject, origin, text, lang, approved (yes or no), since
and before (dates).")]
pub(super) struct Args {
    /// Id of the concept, or one of its terms; or ids of pairs
    #[arg(value_name = "CONCEPT", required_unless_present = "conditions")]
    named: Vec<String>,
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
    /// The client for whom alone the concept holds
    #[arg(long, value_name = "NAME")]
    client: Option<String>,
    /// The project in which alone it holds
    #[arg(long, value_name = "NAME")]
    project: Option<String>,
    /// The term to correct [default: the one that names the concept]
    #[arg(long, value_name = "TERM")]
    term: Option<String>,
    /// The language of the term, where another one has the same word
    #[arg(long, value_name = "LANG")]
    lang: Option<Lang>,
    /// Write the term so
    #[arg(long, value_name = "TERM")]
    rename: Option<String>,
    /// Status of the term: preferred, admitted, deprecated, forbidden or proposed
    #[arg(long)]
    status: Option<Status>,
    /// Part of speech of the term
    #[arg(long, value_parser = amend::<PartOfSpeech>)]
    pos: Option<Amend<PartOfSpeech>>,
    /// Gender of the term
    #[arg(long, value_parser = amend::<Gender>)]
    gender: Option<Amend<Gender>>,
    /// Number of the term
    #[arg(long, value_parser = amend::<Number>)]
    number: Option<Amend<Number>>,
    /// When to use the term
    #[arg(long)]
    usage: Option<String>,
    /// The further forms in which the term is found, separated by `|`
    #[arg(long, value_name = "FORMS")]
    forms: Option<String>,
    /// Which forms of the term are found: forms (all), case (in its capitals), exact
    #[arg(long)]
    matching: Option<Matching>,
    /// Take a term away
    #[arg(long, value_name = "TERM")]
    drop: Vec<String>,
    #[command(flatten)]
    pairs: PairArgs,
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    let units: Option<Vec<UnitId>> = args.named.iter().map(|name| name.parse().ok()).collect();
    if let Some(units) = units {
        let note = text(args.note);
        return pairs::run(units, args.pairs, note, args.lang, context);
    }
    let [name] = args.named.as_slice() else {
        return Err(CliError::new("several things are named, but they are not all pairs")
            .hint("correct one concept at a time; a term of several words needs quotes"));
    };
    if args.pairs.is_given() {
        return Err(CliError::new(format!("`{name}` is no pair, and what was given is for pairs"))
            .hint("pairs have ids such as u3; `beleg find` shows them"));
    }
    let mut project = context.open_to_change()?;
    let (id, named) = concept(&project, name)?;
    let edit = match edit(args, named)? {
        Some(edit) => edit,
        None if form::is_possible(context) => return form::run(&mut project, id, context),
        None => {
            return Err(CliError::new("nothing to correct was given").hint(
                "`beleg help edit` shows what can be corrected; without flags your editor is \
                 opened, if VISUAL or EDITOR names one",
            ));
        }
    };
    let (concept, changes) = project.edit(id, &edit)?;
    let langs = project.langs().clone();
    let entry = Entry { concept, by: By::Exact };
    if context.json() {
        super::term::print_entry(context, &entry)?;
    } else {
        print_concept(&mut context.out, "", &entry, &langs)?;
        context.out.say(match changes.as_slice() {
            [] => "nothing changed: it says that already".to_owned(),
            changes => format!("changed: {}", changes.join(", ")),
        });
    }
    Ok(Outcome::Fine)
}

fn amend<T: FromStr>(text: &str) -> Result<Amend<T>, T::Err> {
    if text.trim().is_empty() { Ok(Amend::Clear) } else { text.parse().map(Amend::Set) }
}

/// The concept that is meant, and the term that named it.
fn concept(project: &Project, named: &str) -> Result<(ConceptId, Option<String>), CliError> {
    if let Ok(id) = named.parse() {
        return Ok((id, None));
    }
    let entries = project.term(named, 0)?.entries;
    let ids: Vec<ConceptId> = entries.iter().filter_map(|one| one.entry.concept.id).collect();
    match ids.as_slice() {
        [] => Err(CliError::new(format!("`{named}` is in no concept"))
            .hint("`beleg add` makes one, `beleg term` shows what there is")),
        [id] => Ok((*id, Some(named.to_owned()))),
        several => {
            let ids: Vec<String> = several.iter().map(ToString::to_string).collect();
            Err(CliError::new(format!("`{named}` is in {} concepts", several.len()))
                .hint(format!("say which: {}", ids.join(", "))))
        }
    }
}

fn text(given: Option<String>) -> Amend<String> {
    match given.map(|text| text.trim().to_owned()) {
        None => Amend::Keep,
        Some(text) if text.is_empty() => Amend::Clear,
        Some(text) => Amend::Set(text),
    }
}

/// The corrections that were given, if any were.
fn edit(args: Args, named: Option<String>) -> Result<Option<ConceptEdit>, CliError> {
    if args.rename.as_ref().is_some_and(|text| text.trim().is_empty()) {
        return Err(CliError::new("a term cannot be empty").hint("`--drop TERM` takes one away"));
    }
    let term = TermEdit {
        text: args.term.clone().or(named).unwrap_or_default(),
        lang: args.lang,
        rename: args.rename.map(|text| text.trim().to_owned()),
        status: args.status,
        pos: args.pos.unwrap_or_default(),
        gender: args.gender.unwrap_or_default(),
        number: args.number.unwrap_or_default(),
        usage_note: text(args.usage),
        forms: args.forms.map(|forms| {
            let forms = forms.split('|').map(|form| form.trim().to_owned());
            forms.filter(|form| !form.is_empty()).collect()
        }),
        matching: args.matching,
    };
    let named =
        TermEdit { text: term.text.clone(), lang: term.lang.clone(), ..TermEdit::default() };
    let of_term = named != term;
    if of_term && term.text.is_empty() {
        return Err(CliError::new("which term is to be corrected?")
            .hint("name it with `--term TERM`; `beleg help edit` has examples"));
    }
    let edit = ConceptEdit {
        subject: text(args.subject),
        definition: text(args.definition),
        note: text(args.note),
        source: text(args.source),
        client: text(args.client),
        project: text(args.project),
        term: of_term.then_some(term),
        drop: args.drop,
    };
    Ok((edit != ConceptEdit::default()).then_some(edit))
}
