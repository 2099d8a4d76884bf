//! `beleg find`: the concordance.

use serde::Serialize;

use super::context::Context;
use super::error::{CliError, Outcome};
use super::memory::ScopeArgs;
use super::output::{Look, Printer, harmless};
use super::render::marked;
use super::serving::consult;
use crate::align::DOUBTFUL;
use crate::memory::concordance::{Hit, Query, Way};
use crate::model::{Lang, Provenance, Span, UnitId};
use crate::project::{LangPair, Located};
use crate::store::Access;
use crate::text::pattern::Strictness;

/// Find sentence pairs by words, on either side
///
/// Words are found in any order and in any form; an argument with a space is a phrase, so is one in
/// quotes; `*` at the end lets a word go on.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg find Sanktionen
  beleg find 'multipolare Welt'
  beleg find Waffe* Ukraine --limit 5
  beleg find sanctions --lang en
  beleg find Vertrag --exact                 not `Vertrags`, not `Verträge`

Exit code 1 means that no pair holds all the words.")]
pub(super) struct Args {
    /// Words and phrases, or the id of a pair
    #[arg(required = true, value_name = "WORD")]
    words: Vec<String>,
    /// Search in this language only
    #[arg(long, value_name = "LANG")]
    lang: Vec<Lang>,
    /// How many pairs to show at most
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = super::args::positive)]
    limit: usize,
    /// Only the words as typed, no other form of them (case and umlauts spelled out aside)
    #[arg(long, visible_alias = "strict")]
    exact: bool,
    #[command(flatten)]
    scope: ScopeArgs,
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    let project = context.open(Access::Read)?;
    if let [word] = args.words.as_slice()
        && let Ok(id) = word.parse()
        && let Some(unit) = project.unit(id)?
    {
        let langs = project.langs().clone();
        return show(context, &Hit::of_unit(unit), &langs).map(|()| Outcome::Fine);
    }
    let query = Query::parse(&args.words);
    if query.is_empty() {
        context.out.say("there is no word in that to search for");
        return Ok(Outcome::Found);
    }
    let strictness = if args.exact { Strictness::Form } else { Strictness::Stem };
    let consulted = consult(context, &project)?;
    let scope = args.scope.scope();
    let (hits, more) =
        project.find_with(&consulted, &query, &args.lang, strictness, args.limit, &scope)?;
    if hits.is_empty() {
        context
            .out
            .say("no pair holds that; `*` behind a word lets it go on, as in `beleg find 'Wort*'`");
        return Ok(Outcome::Found);
    }
    for Located { database, found } in &hits {
        show_located(context, found, database.as_deref(), project.langs())?;
    }
    if more {
        context.out.say(format!("there are more than {}: `--limit` shows them", args.limit));
    }
    Ok(Outcome::Fine)
}

/// Shows a pair of one's own database.
pub(super) fn show(context: &mut Context, hit: &Hit, langs: &LangPair) -> Result<(), CliError> {
    show_located(context, hit, None, langs)
}

fn show_located(
    context: &mut Context,
    hit: &Hit,
    database: Option<&str>,
    langs: &LangPair,
) -> Result<(), CliError> {
    if context.json() {
        context.out.object(&HitObject { database, ..HitObject::new(hit, langs) })?;
        return Ok(());
    }
    print_located(&mut context.out, hit, database, langs)
}

#[derive(Serialize)]
struct HitObject<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    database: Option<&'a str>,
    unit: Option<UnitId>,
    source: &'a str,
    target: &'a str,
    source_spans: &'a [Span],
    target_spans: &'a [Span],
    source_lang: &'a Lang,
    target_lang: &'a Lang,
    document: &'a str,
    by: Way,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<f64>,
}

impl<'a> HitObject<'a> {
    fn new(hit: &'a Hit, langs: &LangPair) -> Self {
        let (source, target) = sides(hit, langs);
        let variants = &hit.unit.variants;
        Self {
            database: None,
            unit: hit.unit.id,
            source: &variants[source].text,
            target: &variants[target].text,
            source_spans: &hit.spans[source],
            target_spans: &hit.spans[target],
            source_lang: &variants[source].lang,
            target_lang: &variants[target].lang,
            document: &hit.unit.provenance.origin,
            by: hit.by,
            confidence: hit.unit.provenance.confidence,
        }
    }
}

/// The places of the two variants to show: those of the project's languages, else those that hold
/// the words.
fn sides(hit: &Hit, langs: &LangPair) -> (usize, usize) {
    let variants = &hit.unit.variants;
    let of = |lang: &Lang| variants.iter().position(|variant| variant.lang.is_same_language(lang));
    let last = variants.len().saturating_sub(1);
    let other = |taken: usize| (0..=last).find(|index| *index != taken).unwrap_or(taken);
    match (of(&langs.from), of(&langs.to)) {
        (Some(source), Some(target)) if source != target => (source, target),
        (Some(source), _) => (source, other(source)),
        (_, Some(target)) => (other(target), target),
        _ => (0, last.min(1)),
    }
}

/// The mark of a pair whose alignment is doubtful.
pub(super) fn doubt(provenance: &Provenance) -> &'static str {
    let is_doubtful = provenance.confidence.is_some_and(|sure| sure < DOUBTFUL);
    if is_doubtful { "? " } else { "" }
}

/// Shows a hit to a person. `?` marks a pair whose alignment is doubtful.
pub(super) fn print_hit(out: &mut Printer, hit: &Hit, langs: &LangPair) -> Result<(), CliError> {
    print_located(out, hit, None, langs)
}

fn print_located(
    out: &mut Printer,
    hit: &Hit,
    database: Option<&str>,
    langs: &LangPair,
) -> Result<(), CliError> {
    let place = database.map_or(String::new(), |name| format!("in {} · ", harmless(name)));
    let id = hit.unit.id.map(|id| id.to_string()).unwrap_or_default();
    let origin = harmless(&hit.unit.provenance.origin).into_owned();
    let mark = doubt(&hit.unit.provenance);
    out.line(out.look(Look::Faint, &format!("{id} {mark}{place}{origin}")))?;
    let (source, target) = sides(hit, langs);
    for side in [source, target] {
        for line in marked(out, &hit.unit.variants[side].text, &hit.spans[side], 2) {
            out.line(format!("  {line}"))?;
        }
    }
    Ok(())
}
