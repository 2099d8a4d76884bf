//! Importing glossaries as references.

use std::fs::File;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::Path;

use super::super::context::Context;
use super::super::error::{CliError, Outcome};
use super::super::incoming::{say_all, say_rows};
use super::super::reading::{STREAM, bytes, source};
use super::super::stop::Stop;
use super::rejects::Rejects;
use super::{Args, Kind};
use crate::exchange::{Content, Format, Reading, Refusal, TableKind, dictionary};
use crate::model::Proposal;
use crate::project::{ImportCounts, LangPair, ProjectError};
use crate::text::language;

/// The format of a file that is a dictionary, as it was named or is told by its content.
pub(super) fn dictionary_format(file: &Path, named: Option<Format>) -> Option<Format> {
    if named.is_some() || file.as_os_str() == STREAM || !file.is_file() {
        return named.filter(|format| format.is_dictionary());
    }
    let mut beginning = Vec::new();
    let read = File::open(file)
        .and_then(|file| file.take(dictionary::TELLING as u64).read_to_end(&mut beginning));
    // A file that cannot be read is told of when it is.
    read.ok()?;
    dictionary::detect(&String::from_utf8_lossy(&beginning))
}

/// The names of the references that the files go to, if they do.
pub(super) fn names(args: &Args) -> Result<Option<Vec<String>>, CliError> {
    let given = args.reference.as_deref().map(str::trim);
    if given.is_some_and(|name| name.is_empty() || name.contains(char::is_control)) {
        return Err(
            CliError::new("a reference needs a name").hint("give it one, as in `--reference old`")
        );
    }
    let names: Vec<Option<String>> = args
        .files
        .iter()
        .map(|file| {
            let usual = dictionary_format(file, args.format).and_then(dictionary::usual_name);
            let usual = usual.filter(|_| args.kind != Some(Kind::Terms));
            given.or(usual).map(str::to_owned)
        })
        .collect();
    if names.iter().all(Option::is_none) {
        return Ok(None);
    }
    let names: Option<Vec<String>> = names.into_iter().collect();
    names.map(Some).ok_or_else(|| {
        CliError::new("some of the files are dictionaries, which become references, others are not")
            .hint("import them apart")
    })
}

/// Imports the files as references.
pub(super) fn run(
    args: &Args,
    names: &[String],
    context: &mut Context,
) -> Result<Outcome, CliError> {
    if args.kind == Some(Kind::Units) {
        return Err(CliError::new("a reference holds terms, not sentence pairs"));
    }
    let stop = Stop::listen();
    let there = context.open_if_there()?;
    let langs = context.langs(there.as_ref())?;
    drop(there);
    let mut any_refused = false;
    let mut rejects = Rejects::new(args.rejects.as_deref(), &args.files, context)?;
    let glossaries = read_all(args, &langs, &mut rejects, context)?;
    for (read, name) in glossaries.into_iter().zip(names) {
        let mut project = super::open(args.dry_run, context)?;
        let mut progress = context.progress("importing");
        stop.begin_change();
        let all = read.rows.len();
        let counts =
            project.import_reference(name, &read.shown, &read.rows, args.dry_run, &mut |done| {
                progress.of(done, all);
                if stop.is_asked() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            });
        drop(progress);
        stop.end_change();
        let mut counts: ImportCounts = match counts {
            Err(ProjectError::Stopped) => {
                Stop::tell();
                return Ok(Outcome::Stopped);
            }
            counts => counts?,
        };
        say_all(context, &read.shown, &read.remarks);
        read.say_refused(context);
        let refused = read.refused.len();
        rejects.take(&read.shown, read.refused);
        (counts.read, counts.refused) = (counts.read + refused, refused);
        super::tell(context, &read.shown, read.format, "reference", counts, args.dry_run)?;
        if !args.dry_run {
            context.out.say(format!(
                "consulted after the glossary as `{name}`; `beleg references {name} --off` stops that"
            ));
        }
        any_refused |= refused > 0;
    }
    rejects.write_at_end(args.dry_run, context)?;
    Ok(if any_refused && args.strict { Outcome::Found } else { Outcome::Fine })
}

/// A glossary that was read whole.
struct Glossary {
    shown: String,
    format: Format,
    rows: Vec<Proposal>,
    refused: Vec<Refusal>,
    remarks: Vec<String>,
}

impl Glossary {
    fn say_refused(&self, context: &mut Context) {
        let rows = self.refused.iter().map(|row| (row.line, format!("refused: {}", row.reason)));
        say_rows(context, &self.shown, "rows refused", rows, self.refused.len());
    }
}

/// Reads all files before anything is stored: if one cannot be used, none is imported.
fn read_all(
    args: &Args,
    langs: &LangPair,
    rejects: &mut Rejects<'_>,
    context: &mut Context,
) -> Result<Vec<Glossary>, CliError> {
    let mut all = Vec::new();
    let mut bad: Option<CliError> = None;
    for file in &args.files {
        match read(file, args, langs) {
            Ok(glossary) => {
                if glossary.rows.is_empty() {
                    glossary.say_refused(context);
                    let shown = &glossary.shown;
                    let error = format!("`{shown}` holds nothing that could be imported");
                    bad.get_or_insert(CliError::new(error));
                }
                all.push(glossary);
            }
            Err(error) => _ = bad.get_or_insert(error),
        }
    }
    let Some(mut error) = bad else { return Ok(all) };
    for Glossary { shown, refused, .. } in all {
        rejects.take(&shown, refused);
    }
    rejects.write(context)?;
    if args.files.len() > 1 {
        error.message.push_str("; nothing was imported");
    }
    Err(error)
}

fn read(file: &Path, args: &Args, langs: &LangPair) -> Result<Glossary, CliError> {
    let pair = (&langs.from, &langs.to);
    if let Some(format) = dictionary_format(file, args.format) {
        let (bytes, shown) = bytes(file)?;
        let dictionary::Dictionary { rows, refused } =
            dictionary::read(&bytes, &shown, format, pair)?;
        return Ok(Glossary { shown, format, rows, refused, remarks: Vec::new() });
    }
    let reading = Reading {
        langs: pair,
        format: args.format,
        kind: Some(TableKind::Terms),
        repairs: args.repair,
        closer: Some(language::closer),
    };
    let source = source(file)?;
    let shown = source.name().to_owned();
    let (format, tables) = Content::open(source, &reading)?;
    let Content::Terms(table) = tables else {
        return Err(CliError::new(format!("`{shown}` holds no glossary")));
    };
    let rows: Vec<Proposal> = table.rows.into_iter().map(|row| row.proposal).collect();
    Ok(Glossary { shown, format, rows, refused: table.refused, remarks: table.remarks })
}
