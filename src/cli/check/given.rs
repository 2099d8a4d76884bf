//! The text that is to be checked, from two files, a table, or the database.

use std::path::Path;

use super::super::context::{Context, same_file};
use super::super::error::CliError;
use super::super::reading::{self, ArticleOptions, article};
use super::Args;
use crate::align::{Cues, DOUBTFUL};
use crate::exchange::xliff::{CodeGap, Xliff, code_gap};
use crate::exchange::{Content, Reading, Refusal, Source, TableKind, shown_format};
use crate::model::{DocumentId, Finding, Rule, Severity};
use crate::project::{
    Alignment, Bitext, BitextPair, Keeping, LangPair, check_languages, check_related, check_texts,
    link,
};
use crate::text::language;

/// A text with its translation, and what was found while it was read.
#[derive(Debug, Default)]
pub(super) struct Given {
    pub(super) text: Bitext,
    pub(super) findings: Vec<Finding>,
}

/// Reads what was given.
pub(super) fn read(args: &Args, context: &mut Context) -> Result<Given, CliError> {
    match args.inputs.as_slice() {
        [source, target] => of_files(source, target, args, context),
        [one] => match one.to_str().and_then(|name| name.parse::<DocumentId>().ok()) {
            Some(id) if !one.exists() => {
                let project = context.open(crate::store::Access::Read)?;
                let alignment = project.alignment_of(id, None)?;
                let text = Bitext { is_stored: true, ..Bitext::of(&alignment) };
                Ok(Given { text, findings: Vec::new() })
            }
            _ => of_table(one, context),
        },
        _ => Err(CliError::new("a text and its translation are needed")),
    }
}

fn of_files(
    source: &Path,
    target: &Path,
    args: &Args,
    context: &mut Context,
) -> Result<Given, CliError> {
    if same_file(source, target) {
        let path = source.display();
        return Err(CliError::new(format!("source and target are one file, `{path}`"))
            .hint("name the original and its translation"));
    }
    let there = context.open_if_there()?;
    let langs = context.langs(there.as_ref())?;
    let options = |lang| ArticleOptions { lang, segmented: args.segmented, name: None };
    let say = &mut |text| context.out.say(text);
    let of_source = article(source, &options(&langs.from), say)?;
    let of_target = article(target, &options(&langs.to), say)?;
    let named = |text: Bitext| Bitext {
        source: source.display().to_string(),
        target: target.display().to_string(),
        ..text
    };
    let by_lines = if args.segmented { Bitext::line_by_line(&of_source, &of_target) } else { None };
    if let Some(text) = &by_lines
        && (of_source.segments.is_empty() || of_target.segments.is_empty())
    {
        return Ok(Given { text: named(text.clone()), findings: Vec::new() });
    }
    if by_lines.is_none() {
        check_texts(&of_source, &of_target)?;
        if !args.force {
            check_languages(&of_source, &of_target)?;
        }
    }
    let stored = match &there {
        Some(project) => project.stored_alignment(&of_source, &of_target, &Keeping::default())?,
        None => None,
    };
    let alignment = match stored {
        Some(alignment) => alignment,
        None => {
            let cues = match &there {
                Some(project) => project.cues(&of_source, &of_target)?,
                None => Cues::shipped(&of_source.lang, &of_target.lang),
            };
            let mut progress = context.progress("aligning");
            let aligned = link(&of_source, &of_target, &cues, &mut |share| progress.set(share));
            if !args.force && by_lines.is_none() {
                check_related(&of_source, &of_target, &aligned)?;
            }
            Alignment::trial(of_source, of_target, aligned.beads, None)
        }
    };
    if let Some(text) = by_lines {
        if !is_shifted(&alignment) {
            return Ok(Given { text: named(text), findings: Vec::new() });
        }
        context.out.say("the lines do not go together one by one, so the texts were aligned");
    }
    Ok(Given { text: named(Bitext::of(&alignment)), findings: Vec::new() })
}

/// A fifth of the lines elsewhere is more than a fault here and there.
const SHIFTED: usize = 5;

/// Whether texts with as many lines go together otherwise than line by line.
fn is_shifted(alignment: &Alignment) -> bool {
    let sure = alignment.beads.iter().map(|stored| &stored.bead);
    let sure = sure.filter(|bead| bead.is_pair() && bead.confidence >= DOUBTFUL);
    let (all, elsewhere) = sure.fold((0, 0), |(all, elsewhere), bead| {
        (all + 1, elsewhere + usize::from(bead.source.start != bead.target.start))
    });
    all > 3 && elsewhere * SHIFTED > all
}

fn of_table(file: &Path, context: &mut Context) -> Result<Given, CliError> {
    let there = context.open_if_there()?;
    let langs = context.langs(there.as_ref())?;
    let mut source = reading::source(file)?;
    if reading::is_working(shown_format(&mut source)) {
        return of_working(source, &langs);
    }
    let name = source.name().to_owned();
    let (_, tables) = Content::open(
        source,
        &Reading {
            kind: Some(TableKind::Units),
            closer: Some(language::closer),
            ..Reading::new((&langs.from, &langs.to))
        },
    )?;
    let Content::Units(rows) = tables else {
        return Err(CliError::new(format!("`{name}` holds no pairs")));
    };
    let mut given = Given {
        text: Bitext { source: name.clone(), target: name.clone(), ..Bitext::default() },
        findings: Vec::new(),
    };
    for row in rows {
        match row? {
            Ok(row) => given.text.pairs.extend(pair(row, given.text.pairs.len(), &langs)),
            Err(refusal) => {
                let Refusal { line, reason } = refusal;
                if !reason.starts_with("no translation") {
                    return Err(CliError::new(format!("`{name}`, line {line}: {reason}"))
                        .hint("put that right, then check again"));
                }
                let message = format!("line {line}: {reason}");
                given.findings.push(refused(message, given.text.pairs.len()));
            }
        }
    }
    if given.text.pairs.is_empty() && given.findings.is_empty() {
        return Err(CliError::new(format!(
            "`{name}` holds no pairs in {} and {}",
            langs.from, langs.to
        )));
    }
    Ok(given)
}

/// The segments of a working document that are translated, or are still to be.
fn of_working(source: Source, langs: &LangPair) -> Result<Given, CliError> {
    let file = Xliff::read(source)?;
    let name = file.name().to_owned();
    let mut text = Bitext { source: name.clone(), target: name.clone(), ..Bitext::default() };
    let mut findings = Vec::new();
    for segment in &file.segments {
        let target = segment.target.as_ref().map(|target| target.plain.trim().to_owned());
        // A copy of the source is as good as nothing.
        let target = target.filter(|_| !segment.is_copy()).unwrap_or_default();
        let is_of_langs = file.is_from(segment, &langs.from) && file.is_into(segment, &langs.to);
        let is_wanted = !target.is_empty() || !segment.is_locked;
        if segment.source.plain.trim().is_empty() || !is_of_langs || !is_wanted {
            continue;
        }
        text.pairs.push(BitextPair {
            segment: text.pairs.len(),
            source: segment.source.plain.trim().to_owned(),
            target,
            source_line: segment.line,
            target_line: segment.line,
            is_given: true,
            name: Some(segment.name()),
        });
        if let (Some(target), Some(pair)) = (&segment.target, text.pairs.last())
            && !pair.target.is_empty()
        {
            findings.extend(lost_codes(pair, &code_gap(&segment.source, target)));
        }
    }
    if text.pairs.is_empty() {
        let LangPair { from, to } = langs;
        let hint = match (file.source(), file.target()) {
            (Some(source), Some(target)) => {
                format!("name its languages: `--from {source} --to {target}`")
            }
            _ => "name its languages with `--from` and `--to`".to_owned(),
        };
        return Err(CliError::new(format!("`{name}` holds no pairs in {from} and {to}")).hint(hint));
    }
    Ok(Given { text, findings })
}

fn lost_codes(pair: &BitextPair, gap: &CodeGap) -> Option<Finding> {
    let listed = |codes: &[String], what: &str| {
        let codes: Vec<String> = codes.iter().map(|code| format!("`{code}`")).collect();
        (!codes.is_empty()).then(|| format!("{what}: {}", codes.join(", ")))
    };
    let missing = listed(&gap.missing, "codes that the translation lacks");
    let extra = listed(&gap.extra, "codes that only the translation has");
    let told: Vec<String> = missing.into_iter().chain(extra).collect();
    let (source, target) = (pair.source.clone(), pair.target.clone());
    (!told.is_empty()).then(|| Finding {
        rule: Rule::Code,
        severity: Severity::Error,
        segment: pair.segment,
        source,
        target,
        span: None,
        target_span: None,
        what: [gap.missing.clone(), gap.extra.clone()].concat().join(" "),
        message: told.join("; "),
    })
}

fn pair(row: crate::exchange::UnitRow, segment: usize, langs: &LangPair) -> Option<BitextPair> {
    let text = |lang: &crate::model::Lang| {
        let variant = row.variants.iter().find(|variant| variant.lang.is_same_language(lang))?;
        Some(variant.text.clone())
    };
    let (source, target) = (text(&langs.from)?, text(&langs.to)?);
    let (source_line, target_line) = (row.line, row.line);
    Some(BitextPair {
        segment,
        source,
        target,
        source_line,
        target_line,
        is_given: true,
        name: None,
    })
}

/// A row that is no pair, mostly since its translation is missing.
fn refused(message: String, segment: usize) -> Finding {
    Finding {
        rule: Rule::Omission,
        severity: Severity::Error,
        segment,
        source: String::new(),
        target: String::new(),
        span: None,
        target_span: None,
        what: message.clone(),
        message,
    }
}
