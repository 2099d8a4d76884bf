//! `beleg extract`: likely terms, with translations to choose from.

use std::collections::{HashMap, HashSet};
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::args::Spreadsheet;
use super::context::Context;
use super::error::{CliError, Outcome};
use super::memory::ScopeArgs;
use super::output::{Look, Printer, counted, harmless};
use super::reading::{ArticleOptions, STREAM, article, tell_language};
use super::render::{marked, plain};
use crate::exchange::{Dialect, ExchangeError, file, terms_csv};
use crate::model::{
    Concept, ConceptId, Document, Gender, Lang, Number, PartOfSpeech, Span, Status, Term, UnitId,
};
use crate::project::{ExtractQuery, Extracted, Extraction, LangPair, Project};
use crate::store::Access;
use crate::termbase::extract::proposing::Proposal;
use crate::text::fold::fold;

/// Find likely terms in texts or in the memory, with translations to choose from
///
/// Nouns, compounds and groups of words are ranked by how much they are a unit and how much they are
/// of these texts rather than of German or English in general. Terms of the glossary are left out, in
/// whatever form they stand. Forms are counted together: *Klauseln* is `Klausel`, *multipolaren
/// Welt* is `multipolare Welt`. Terms of one head stand together: `Kreditgarantie` under `Garantie`.
///
/// Translations are proposed by the sentence pairs that hold the term, else word by word from the
/// lexicon (then marked `?`); they want looking at.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg extract artikel.txt
  beleg extract artikel.txt --min-count 1 --limit 100
  beleg extract kapitel-*.md -o glossar.csv
  beleg extract --client ACME --limit 200 -o acme.csv
  beleg extract article.txt --from en --json

The table of `--export` is a glossary of proposed terms: look through it, put translations in where
there are none, then `beleg import` it. Rows without a translation are refused by the import.

Exit code 1 means that nothing was found.")]
pub(super) struct Args {
    /// The texts, `-` for stdin; without any, the source texts of all pairs
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The files hold a segment a line
    #[arg(long, requires = "files")]
    segmented: bool,
    /// How many terms to show at most
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = super::args::positive)]
    limit: usize,
    /// How often a term has to be met
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = super::args::positive)]
    min_count: usize,
    /// Show terms of the glossary too
    #[arg(long)]
    known: bool,
    /// Write the terms as a glossary to be edited, .csv or .tsv, `-` for stdout
    #[arg(long, short = 'o', value_name = "FILE")]
    export: Option<PathBuf>,
    /// Write the table for this program
    #[arg(long = "for", value_name = "NAME", requires = "export")]
    profile: Option<Spreadsheet>,
    #[command(flatten)]
    scope: ScopeArgs,
}

#[derive(Serialize)]
struct TermObject<'a> {
    term: &'a str,
    lang: &'a Lang,
    pos: PartOfSpeech,
    #[serde(skip_serializing_if = "Option::is_none")]
    gender: Option<Gender>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<Number>,
    count: usize,
    documents: usize,
    score: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    head: Option<&'a str>,
    forms: &'a [String],
    proposals: &'a [Proposal],
    example: ExampleObject<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    known: Option<ConceptId>,
}

#[derive(Serialize)]
struct ExampleObject<'a> {
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    span: Option<Span>,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<UnitId>,
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    let is_stream = args.export.as_deref() == Some(Path::new(STREAM));
    if is_stream && context.json() {
        return Err(CliError::new("`--json` and a table cannot both be printed")
            .hint("leave one of them out, or name a file for the table"));
    }
    if let Some(target) = args.export.as_deref().filter(|_| !is_stream) {
        context.check_output(target, &args.files)?;
    }
    let project = match context.open_if_there()? {
        Some(project) => project,
        // Texts can be looked at without a database, a memory cannot.
        None if args.files.is_empty() => context.open(Access::Read)?,
        None => Project::scratch(&context.given_langs())?,
    };
    project.check_patterns()?;
    let documents = read(&args, &project, context)?;
    let query = ExtractQuery {
        limit: args.limit,
        min_count: args.min_count,
        known: args.known,
        scope: args.scope.scope(),
    };
    let texts = (!args.files.is_empty()).then_some(documents.as_slice());
    let mut progress = context.progress("looking for terms");
    let extraction = project.extract(texts, &query, &mut |share| progress.set(share))?;
    drop(progress);
    let langs = project.langs().clone();
    match &args.export {
        Some(target) => export(&args, target, &extraction, &langs, context)?,
        None if context.json() => {}
        None => show(&mut context.out, &extraction)?,
    }
    if context.json() {
        for term in &extraction.terms {
            context.out.object(&object(term, &langs.from))?;
        }
    }
    tell(&args, &extraction, context);
    Ok(if extraction.terms.is_empty() { Outcome::Found } else { Outcome::Fine })
}

fn read(args: &Args, project: &Project, context: &mut Context) -> Result<Vec<Document>, CliError> {
    let from = &project.langs().from;
    let options = ArticleOptions { lang: from, segmented: args.segmented, name: None };
    let mut documents = Vec::new();
    for path in &args.files {
        let document = article(path, &options, &mut |text| context.out.say(text))?;
        tell_language(path, &document, &mut |text| context.out.say(text));
        documents.push(document);
    }
    Ok(documents)
}

/// Says how much was found and what to do with it.
fn tell(args: &Args, extraction: &Extraction, context: &mut Context) {
    let Extraction { terms, all, left_out, segments } = extraction;
    let what = if args.files.is_empty() { "pair" } else { "segment" };
    let among = counted(*segments, what);
    let in_glossary = match left_out {
        0 => String::new(),
        1 => "; 1 is in the glossary".to_owned(),
        count => format!("; {count} are in the glossary"),
    };
    if terms.is_empty() {
        let hint = if args.min_count > 1 && *segments > 0 {
            ", `--min-count 1` looks at what stands there once"
        } else {
            ""
        };
        context.out.say(format!("no likely term in {among}{in_glossary}{hint}"));
        return;
    }
    let shown = if *all > terms.len() {
        format!("{} of {all} likely terms", terms.len())
    } else {
        counted(terms.len(), "likely term")
    };
    let more = if *all > terms.len() { "; `--limit` shows more" } else { "" };
    context.out.say(format!("{shown} in {among}{in_glossary}{more}"));
}

fn object<'a>(term: &'a Extracted, lang: &'a Lang) -> TermObject<'a> {
    let Extracted { candidate, known, proposals, example } = term;
    TermObject {
        term: &candidate.term,
        lang,
        pos: candidate.pos,
        gender: candidate.gender,
        number: candidate.number,
        count: candidate.count,
        documents: candidate.documents,
        score: candidate.score,
        head: candidate.head.as_deref(),
        forms: &candidate.forms,
        proposals,
        example: ExampleObject {
            text: &example.text,
            span: example.span,
            document: example.document.as_deref(),
            unit: example.unit,
        },
        known: *known,
    }
}

/// Writes the terms as a glossary.
fn export(
    args: &Args,
    target: &Path,
    extraction: &Extraction,
    langs: &LangPair,
    context: &mut Context,
) -> Result<(), CliError> {
    let is_tsv = target.extension().is_some_and(|end| end.eq_ignore_ascii_case("tsv"));
    let dialect = match args.profile {
        Some(Spreadsheet::ExcelDe) => Dialect::ExcelDe,
        None if is_tsv => Dialect::Tsv,
        None => Dialect::Csv,
    };
    let concepts: Vec<Concept> = extraction.terms.iter().map(|term| concept(term, langs)).collect();
    let write = |out: &mut dyn Write| -> Result<(), ExchangeError> {
        terms_csv::write_terms(out, &concepts, &langs.from, &langs.to, dialect).map(drop)
    };
    let place = if target == Path::new(STREAM) {
        write(context.out.raw())?;
        "stdout".to_owned()
    } else {
        file::write_beside(target, write)?;
        target.display().to_string()
    };
    context.out.say(format!("{} written to {place}", counted(concepts.len(), "term")));
    let without = extraction.terms.iter().filter(|term| term.proposals.is_empty()).count();
    if without > 0 {
        context.out.say(format!(
            "{without} without a translation: put it in before `beleg import` takes the table"
        ));
    }
    Ok(())
}

/// A term as an entry of a glossary: its best translation, the others and an example in the note.
fn concept(term: &Extracted, langs: &LangPair) -> Concept {
    let Extracted { candidate, proposals, example, .. } = term;
    let proposed = |lang: &Lang, text: &str| Term {
        status: Status::Proposed,
        ..Term::new(lang.clone(), text)
    };
    let mut terms = vec![Term {
        pos: Some(candidate.pos),
        gender: candidate.gender,
        number: candidate.number,
        ..proposed(&langs.from, &candidate.term)
    }];
    let mut texts = proposals.iter().map(|proposal| proposal.text.as_str());
    terms.extend(texts.next().map(|best| proposed(&langs.to, best)));
    let others: Vec<&str> = texts.collect();
    let also = match others.as_slice() {
        [] => String::new(),
        others => format!(" ({}: {})", langs.to.primary(), others.join(" · ")),
    };
    Concept {
        note: Some(format!("{}{also}", example.text)),
        source: example.document.clone(),
        terms,
        ..Concept::default()
    }
}

/// Shows terms of one head together, the others by their rank.
fn show(out: &mut Printer, extraction: &Extraction) -> Result<(), CliError> {
    let mut of_head: HashMap<String, Vec<usize>> = HashMap::new();
    let terms = &extraction.terms;
    for (place, term) in terms.iter().enumerate() {
        let head = term.candidate.head.as_deref().unwrap_or(&term.candidate.term);
        of_head.entry(fold(head)).or_default().push(place);
    }
    let mut done = HashSet::new();
    for (place, term) in terms.iter().enumerate() {
        if done.contains(&place) {
            continue;
        }
        let head = term.candidate.head.as_deref().unwrap_or(&term.candidate.term);
        let group = of_head.get(&fold(head)).map_or(&[][..], Vec::as_slice);
        if group.len() < 2 {
            show_term(out, term, 0)?;
            continue;
        }
        // The head itself first, if it is a term.
        let itself = group.iter().find(|place| terms[**place].candidate.head.is_none());
        match itself {
            Some(place) => show_term(out, &terms[*place], 0)?,
            None => out.line(out.look(Look::Faint, &format!("… {}", harmless(head))))?,
        }
        for place in group {
            if Some(place) != itself {
                show_term(out, &terms[*place], 2)?;
            }
            done.insert(*place);
        }
    }
    Ok(())
}

fn show_term(out: &mut Printer, term: &Extracted, indent: usize) -> Result<(), CliError> {
    let Extracted { candidate, known, proposals, example } = term;
    let mut told = vec![candidate.pos.to_string()];
    told.extend(candidate.gender.map(|gender| gender.to_string()));
    told.extend(candidate.number.map(|number| number.to_string()));
    let concept = known.map(|id| format!("  {id}")).unwrap_or_default();
    let documents = match candidate.documents {
        0 | 1 => String::new(),
        count => format!(" in {count} documents"),
    };
    let name = out.look(Look::Strong, &harmless(&candidate.term));
    let facts = format!("({})  {}×{documents}{concept}", told.join(", "), candidate.count);
    out.line(format!("{:indent$}{name}  {facts}", ""))?;
    if !proposals.is_empty() {
        let proposals: Vec<String> = proposals.iter().map(proposal).collect();
        let proposals = proposals.join(" · ");
        for (number, line) in plain(out, &proposals, indent + 4).iter().enumerate() {
            let arrow = if number == 0 { "→" } else { " " };
            out.line(format!("{:indent$}  {arrow} {line}", ""))?;
        }
    }
    let spans: Vec<Span> = example.span.into_iter().collect();
    for line in marked(out, &example.text, &spans, indent + 4) {
        let line = if out.has_color() { line } else { out.look(Look::Faint, &line) };
        out.line(format!("{:indent$}    {line}", ""))?;
    }
    Ok(())
}

/// A proposal with how often it was met; what the lexicon put together is doubtful.
fn proposal(proposal: &Proposal) -> String {
    let text = harmless(&proposal.text);
    match proposal.count {
        0 => format!("{text}?"),
        count => format!("{text} ({count})"),
    }
}
