//! `beleg demo`: the whole job on a shipped article, in a database of its own.

use std::collections::HashMap;
use std::ops::ControlFlow;

use super::beads::{print_bead, summary};
use super::context::Context;
use super::error::{CliError, Outcome};
use super::find::print_hit;
use super::output::{Look, Printer};
use super::term::print_view;
use crate::align::DOUBTFUL;
use crate::exchange::{self, Dialect, terms_csv, units_csv};
use crate::memory::concordance::Query;
use crate::model::{Document, Lang, Scope, Section};
use crate::project::{
    self, Alignment, Batch, GivenLangs, Keeping, LangPair, Project, Rows, Selection, link,
};
use crate::termbase::merge::OnDuplicate;
use crate::text::pattern::Strictness;

/// Show the whole job on a shipped article, in a temporary database
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg demo")]
pub(super) struct Args {}

const GERMAN: &str = include_str!("../../tests/data/articles/beistandspakt.de.txt");
const ENGLISH: &str = include_str!("../../tests/data/articles/beistandspakt.en.txt");
const POLITICS: &str = include_str!("../../glossary/politics.csv");
const ECONOMY: &str = include_str!("../../glossary/economy.csv");

pub(super) fn run(_: Args, context: &mut Context) -> Result<Outcome, CliError> {
    let german_english = GivenLangs { from: Some(Lang::german()), to: Some(Lang::english()) };
    let mut project = Project::scratch(&german_english)?;
    let out = &mut context.out;
    out.line("A German article, its translation and two glossaries, in a temporary database:")?;
    show_glossaries(out, &mut project)?;
    show_alignment(out, &mut project)?;
    for (term, examples) in [("Beistandsklauseln", 1), ("Devisen", 1)] {
        prompt(out, &format!("term {term} --examples {examples}"))?;
        let answer = project.term(term, examples)?;
        print_view(out, term, &answer, project.langs())?;
    }
    show_concordance(out, &project)?;
    show_export(out, &project)?;
    out.line("With your own files: `beleg align ARTICLE TRANSLATION`, then as above.")?;
    Ok(Outcome::Fine)
}

fn prompt(out: &mut Printer, command: &str) -> Result<(), CliError> {
    out.line("")?;
    Ok(out.line(out.look(Look::Strong, &format!("$ beleg {command}")))?)
}

fn show_glossaries(out: &mut Printer, project: &mut Project) -> Result<(), CliError> {
    prompt(out, "import politics.csv economy.csv")?;
    for (name, text) in [("politics.csv", POLITICS), ("economy.csv", ECONOMY)] {
        let langs = project.langs().clone();
        let table = terms_csv::read(text, name, &langs.from, &langs.to)?;
        let rows = table.rows.into_iter().map(|row| (row.line, row.proposal)).collect();
        let batch = Batch {
            head: None,
            origin: name.to_owned(),
            section: Section::default(),
            rows: Rows::Terms(rows),
            on_duplicate: OnDuplicate::Judge,
        };
        for (counts, _) in project.import(vec![batch], false, &mut |_| ControlFlow::Continue(()))? {
            out.line(super::import::told(name, "terms", counts))?;
        }
    }
    Ok(())
}

/// The beginning of the alignment, its doubtful beads, and the summary.
fn show_alignment(out: &mut Printer, project: &mut Project) -> Result<(), CliError> {
    prompt(out, "align beistandspakt.de.txt beistandspakt.en.txt")?;
    let source = document(GERMAN, "beistandspakt.de.txt", Lang::german())?;
    let target = document(ENGLISH, "beistandspakt.en.txt", Lang::english())?;
    let cues = project.cues(&source, &target)?;
    let beads = link(&source, &target, &cues, &mut |_| ()).beads;
    let alignment: Alignment =
        project.keep_alignment(source, target, beads, &Keeping::default())?;
    let doubtful: Vec<usize> = (0..alignment.beads.len())
        .filter(|number| alignment.beads[*number].bead.confidence < DOUBTFUL)
        .collect();
    if !alignment.beads.is_empty() {
        print_bead(out, &alignment, 0)?;
    }
    // The shortest doubtful bead shows what one looks like.
    let length = |number: &usize| {
        let bead = &alignment.beads[*number].bead;
        let of_source = bead.source.clone().map(|index| alignment.source.segment_text(index).len());
        let of_target = bead.target.clone().map(|index| alignment.target.segment_text(index).len());
        of_source.chain(of_target).sum::<usize>()
    };
    if let Some(number) = doubtful.into_iter().min_by_key(length) {
        out.line("   … (the doubtful bead that is shortest, then the summary)")?;
        print_bead(out, &alignment, number)?;
    }
    for line in summary(&alignment) {
        out.line(line)?;
    }
    Ok(())
}

fn document(text: &str, name: &str, lang: Lang) -> Result<Document, CliError> {
    let article = exchange::article::read(text.as_bytes(), name)?;
    Ok(project::article(article, None, name, &lang)?)
}

fn show_concordance(out: &mut Printer, project: &Project) -> Result<(), CliError> {
    prompt(out, "find Sanktionen --limit 1")?;
    let query = Query::parse(&["Sanktionen"]);
    for hit in &project.find(&query, Vec::new(), Strictness::Stem, 1, &Scope::default())?.hits {
        print_hit(out, hit, project.langs())?;
    }
    Ok(())
}

fn show_export(out: &mut Printer, project: &Project) -> Result<(), CliError> {
    prompt(out, "export glossar.csv; beleg export paare.csv --as units")?;
    let LangPair { from, to } = project.langs();
    let (mut glossary, mut pairs) = (Vec::new(), Vec::new());
    let concepts = project.concepts(&Selection::default())?;
    let terms = terms_csv::write_terms(&mut glossary, &concepts, from, to, Dialect::Csv)?;
    out.line(format!("{} concepts written to glossar.csv", terms.written))?;
    let units = project.units(&Selection::default())?;
    let units =
        units_csv::write_units(&mut pairs, &units, &HashMap::new(), (from, to), Dialect::Csv)?;
    out.line(format!("{} pairs written to paare.csv", units.written))?;
    Ok(())
}
