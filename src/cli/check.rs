//! `beleg check`: what is wrong in a translation.

mod given;
mod report;

use std::path::PathBuf;

use super::context::Context;
use super::error::{CliError, Outcome};
use super::output::{Look, counted, harmless};
use super::render::marked;
use super::wish::WishArgs;
use crate::exchange::exceptions::Exceptions;
use crate::model::{Finding, Rule, Severity, Span};
use crate::project::{Bitext, check_without_terms};

/// Check a translation: terms, numbers, omissions, quotes
///
/// Terms of the glossary whose approved translation is missing, forbidden ones, numbers and dates that
/// differ, sentences left out, doubled or not translated, the same text in two translations, brackets and
/// quotation marks without a partner, inline codes that were lost. A text and its translation are aligned first; with `--segmented`
/// and as many lines on both sides they are paired line by line. A table of pairs, a working
/// document of another tool and a stored document are checked as they are.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg check quelle.de.txt ziel.en.txt
  beleg check d1
  beleg check paare.csv --only term-missing,term-forbidden
  beleg check auftrag.sdlxliff
  beleg check quelle.de.txt ziel.en.txt --exceptions ok.csv --accept
  beleg check quelle.de.txt ziel.en.txt --sarif check.sarif --quiet

A finding is an error, a warning or a note; what is said in a neighbouring segment is a note.
`--accept` writes what was found to the exceptions, a table of rule, what, source, target and reason:
what stands there is not told again. Take out the rows that you want to see, and leave source or target
empty to accept the same thing everywhere.

Exit code 1 means that something was found.")]
pub(super) struct Args {
    /// A text and its translation; or a table of pairs (.csv, .tsv), or a working document (.xlf,
    /// .sdlxliff, .mqxliff, .mxliff); or the id of a document
    #[arg(required = true, num_args = 1..=2, value_name = "FILE")]
    inputs: Vec<PathBuf>,
    /// The files hold a segment a line
    #[arg(long)]
    segmented: bool,
    /// Check the texts even if they do not seem to belong together
    #[arg(long)]
    force: bool,
    /// Only these rules
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    only: Vec<Rule>,
    /// All rules but these
    #[arg(long, value_name = "RULE", value_delimiter = ',', conflicts_with = "only")]
    without: Vec<Rule>,
    /// Only findings that matter so much: error, warning or note
    #[arg(long, value_name = "SEVERITY", default_value = "note")]
    severity: Severity,
    /// A table of findings that are not told again
    #[arg(long, value_name = "FILE")]
    exceptions: Option<PathBuf>,
    /// Add what is found to the exceptions
    #[arg(long, requires = "exceptions")]
    accept: bool,
    /// Write the findings as SARIF 2.1.0
    #[arg(long, value_name = "FILE")]
    sarif: Option<PathBuf>,
    /// Write the findings as JUnit XML
    #[arg(long, value_name = "FILE")]
    junit: Option<PathBuf>,
    /// Leave the glossary out, and do without a database
    #[arg(long)]
    no_terms: bool,
    #[command(flatten)]
    wish: WishArgs,
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    let mut read = args.inputs.clone();
    for file in [&args.exceptions, &args.sarif, &args.junit].into_iter().flatten() {
        if file.as_os_str() != "-" {
            context.check_output(file, &read)?;
            read.push(file.clone());
        }
    }
    let given = given::read(&args, context)?;
    let findings = find(&given.text, &args, context)?;
    let exceptions = match &args.exceptions {
        Some(file) if file.exists() || !args.accept => Exceptions::read(file)?,
        _ => Exceptions::default(),
    };
    let is_wanted = |finding: &Finding| {
        (args.only.is_empty() || args.only.contains(&finding.rule))
            && !args.without.contains(&finding.rule)
            && finding.severity >= args.severity
    };
    let mut findings: Vec<Finding> = given.findings.into_iter().chain(findings).collect();
    findings.retain(is_wanted);
    let all = findings.len();
    findings.retain(|finding| !exceptions.hold(finding));
    let excepted = all - findings.len();
    for (target, write) in [
        (&args.sarif, report::sarif as fn(&Bitext, &[Finding]) -> Result<Vec<u8>, CliError>),
        (&args.junit, report::junit),
    ] {
        if let Some(target) = target {
            report::put(target, &write(&given.text, &findings)?, context)?;
        }
    }
    let is_on_stdout =
        [&args.sarif, &args.junit].iter().any(|file| file.as_deref() == Some("-".as_ref()));
    for finding in findings.iter().filter(|_| !is_on_stdout) {
        if context.json() {
            context.out.object(finding)?;
        } else {
            show(finding, &given.text, context)?;
        }
    }
    if let Some(file) = args.exceptions.as_ref().filter(|_| args.accept) {
        context.check_target(file)?;
        exceptions.with(&findings).write(file)?;
        context.out.say(format!(
            "{} accepted in {}",
            counted(findings.len(), "finding"),
            file.display()
        ));
        return Ok(Outcome::Fine);
    }
    tell(&findings, excepted, given.text.pairs.len(), context);
    Ok(if findings.is_empty() { Outcome::Fine } else { Outcome::Found })
}

fn find(text: &Bitext, args: &Args, context: &mut Context) -> Result<Vec<Finding>, CliError> {
    let project = if args.no_terms { None } else { context.open_for_terms()? };
    let Some(project) = project else {
        let langs = context.langs(None)?;
        return Ok(check_without_terms(text, &langs)?);
    };
    let mut progress = context.progress("checking");
    let all = text.pairs.len();
    Ok(project.check(text, &args.wish.wish(), &mut |done| progress.of(done, all))?)
}

fn tell(findings: &[Finding], excepted: usize, pairs: usize, context: &mut Context) {
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let counts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .filter(|severity| count(*severity) > 0)
        .map(|severity| counted(count(severity), severity.as_str()))
        .collect();
    let found = if counts.is_empty() { "nothing found".to_owned() } else { counts.join(", ") };
    let accepted =
        if excepted > 0 { format!("; {excepted} accepted before") } else { String::new() };
    context.out.say(format!("{found} in {}{accepted}", counted(pairs, "pair")));
}

fn show(finding: &Finding, text: &Bitext, context: &mut Context) -> Result<(), CliError> {
    let out = &mut context.out;
    let look = match finding.severity {
        Severity::Error => Look::Doubt,
        Severity::Warning => Look::Strong,
        Severity::Note => Look::Faint,
    };
    let head = out.look(look, &format!("{} {}", finding.severity, finding.rule));
    let place = match text.place_of(finding) {
        Some((at, _)) if text.is_stored => format!("bead {}", at + 1),
        Some((at, line)) => text.pairs[at].name.clone().unwrap_or_else(|| format!("line {line}")),
        None => format!("segment {}", finding.segment + 1),
    };
    let place = out.look(Look::Faint, &place);
    out.line(format!("{place}  {head}  {}", harmless(&finding.message)))?;
    let sides = [(&finding.source, finding.span), (&finding.target, finding.target_span)];
    for (text, span) in sides {
        let spans: Vec<Span> = span.into_iter().filter(|span| span.end < text.len()).collect();
        for line in marked(out, text, &spans, 4).iter().filter(|_| !text.is_empty()) {
            out.line(format!("    {line}"))?;
        }
    }
    Ok(())
}
