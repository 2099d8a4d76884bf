//! `beleg doctor`: what may be wrong with the pairs.

use std::path::PathBuf;

use clap::ValueEnum;
use clap::builder::PossibleValue;
use serde::Serialize;

use super::context::Context;
use super::error::{CliError, Outcome};
use super::memory::ScopeArgs;
use super::output::{Look, counted, harmless};
use super::render::plain;
use crate::exchange::{Dialect, file, findings_csv};
use crate::memory::doctor::Check;
use crate::model::UnitId;
use crate::project::{Diagnosis, Finding, Project};
use crate::store::Access;

/// Look for what may be wrong with the sentence pairs
///
/// Without a check all are counted; with one its pairs are listed. What is safe is put right by `--fix`:
/// empty and untranslated pairs are removed, decomposed characters composed; `beleg undo` takes it
/// back. Translations that vary, numbers, lengths and languages are for you to judge: `beleg edit`
/// corrects a pair, `beleg remove` takes one away.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg doctor
  beleg doctor number --limit 50
  beleg doctor inconsistent --memory acme --json
  beleg doctor number length --export pruefen.csv
  beleg doctor --fix empty --dry-run

Exit code 1 means that something was found. The checks are careful: they miss some faults rather than
raise false alarms.")]
pub(super) struct Args {
    /// The checks whose pairs are to be listed
    #[arg(value_name = "CHECK")]
    checks: Vec<Check>,
    /// How many pairs to list at most
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = super::args::positive)]
    limit: usize,
    /// Write the pairs of the checks, or of all, to a table
    #[arg(long, value_name = "FILE")]
    export: Option<PathBuf>,
    /// Put right what a check found: empty, untranslated or spelling
    #[arg(long, value_name = "CHECK", conflicts_with_all = ["checks", "export"])]
    fix: Option<Check>,
    /// Say what `--fix` would do, change nothing
    #[arg(long, requires = "fix")]
    dry_run: bool,
    #[command(flatten)]
    scope: ScopeArgs,
}

impl ValueEnum for Check {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.as_str()).help(self.about()))
    }
}

#[derive(Serialize)]
struct CheckObject {
    check: Check,
    count: usize,
}

#[derive(Serialize)]
struct FindingObject<'a> {
    check: Check,
    unit: UnitId,
    source: &'a str,
    target: &'a str,
    message: &'a str,
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    if let Some(check) = args.fix {
        return fix(check, &args, context);
    }
    let project = context.open(Access::Read)?;
    let all = args.checks.is_empty();
    let wanted = if all { Check::ALL.to_vec() } else { args.checks.clone() };
    let limit = match (&args.export, all) {
        (Some(_), _) => usize::MAX,
        (None, true) => 0,
        (None, false) => args.limit,
    };
    let diagnosis = diagnose(&project, &args, &wanted, limit, context)?;
    let found: usize = wanted.iter().filter_map(|check| diagnosis.counts.get(check)).sum();
    if let Some(target) = &args.export {
        context.check_target(target)?;
        let rows = rows(&project, &diagnosis.findings)?;
        let dialect = Dialect::Csv;
        file::write_beside(target, |out| findings_csv::write(out, &rows, dialect))?;
        context.out.say(format!(
            "{} written to {}",
            counted(rows.len(), "finding"),
            target.display()
        ));
    } else if all {
        print_counts(&diagnosis, context)?;
    } else {
        for row in rows(&project, &diagnosis.findings)? {
            print_finding(&row, context)?;
        }
        if found > diagnosis.findings.len() {
            context.out.say(format!("{found} in all: `--limit` shows more, `--export FILE` all"));
        }
        if found == 0 {
            context.out.say("nothing was found");
        }
    }
    Ok(if found > 0 { Outcome::Found } else { Outcome::Fine })
}

fn diagnose(
    project: &Project,
    args: &Args,
    wanted: &[Check],
    limit: usize,
    context: &Context,
) -> Result<Diagnosis, CliError> {
    let all = 2 * project.counts()?.units;
    let mut progress = context.progress("looking");
    let told = &mut |done| progress.of(done, all);
    Ok(project.diagnose(&args.scope.scope(), wanted, limit, told)?)
}

fn fix(check: Check, args: &Args, context: &mut Context) -> Result<Outcome, CliError> {
    if args.dry_run {
        let project = context.open(Access::Read)?;
        let diagnosis = diagnose(&project, args, &[check], args.limit, context)?;
        let count = diagnosis.counts.get(&check).copied().unwrap_or_default();
        for row in rows(&project, &diagnosis.findings)? {
            print_finding(&row, context)?;
        }
        context.out.say(format!("{} concerned; nothing was changed", counted(count, "pair")));
        return Ok(if count > 0 { Outcome::Found } else { Outcome::Fine });
    }
    let mut project = context.open_to_change()?;
    let count = project.put_right(check, &args.scope.scope())?;
    let done = if check == Check::Spelling { "composed" } else { "removed" };
    context.out.say(match count {
        0 => "there was nothing to put right".to_owned(),
        count => format!("{} {done}; `beleg undo` takes it back", counted(count, "pair")),
    });
    Ok(Outcome::Fine)
}

/// Findings with the texts of their pairs.
fn rows(project: &Project, findings: &[Finding]) -> Result<Vec<findings_csv::Row>, CliError> {
    let langs = project.langs().clone();
    let mut rows = Vec::new();
    for Finding { check, unit: id, message } in findings {
        let Some(unit) = project.unit(*id)? else { continue };
        let text = |lang| unit.text_in(lang).unwrap_or_default().to_owned();
        rows.push(findings_csv::Row {
            unit: *id,
            check: check.as_str(),
            message: message.clone(),
            source: text(&langs.from),
            target: text(&langs.to),
        });
    }
    Ok(rows)
}

fn print_counts(diagnosis: &Diagnosis, context: &mut Context) -> Result<(), CliError> {
    for check in Check::ALL {
        let count = diagnosis.counts.get(&check).copied().unwrap_or_default();
        if context.json() {
            context.out.object(&CheckObject { check, count })?;
            continue;
        }
        let line = format!("{:<13} {count:>8}  {}", check.as_str(), check.about());
        let look = if count > 0 { Look::Strong } else { Look::Faint };
        let line = context.out.look(look, &line);
        context.out.line(line)?;
    }
    context.out.say(format!(
        "{} looked at; `beleg doctor CHECK` lists what a check found",
        counted(diagnosis.units, "pair")
    ));
    Ok(())
}

fn print_finding(row: &findings_csv::Row, context: &mut Context) -> Result<(), CliError> {
    let findings_csv::Row { unit, check, message, source, target } = row;
    if context.json() {
        let check = Check::ALL.into_iter().find(|known| known.as_str() == *check);
        let Some(check) = check else { return Ok(()) };
        let unit = *unit;
        return Ok(context.out.object(&FindingObject { check, unit, source, target, message })?);
    }
    let out = &mut context.out;
    out.line(out.look(Look::Faint, &harmless(&format!("{unit} {check}: {message}"))))?;
    for text in [source, target] {
        for line in plain(out, text, 2) {
            out.line(format!("  {line}"))?;
        }
    }
    Ok(())
}
