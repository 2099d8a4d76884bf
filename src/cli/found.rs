//! How matches are shown.

use serde::Serialize;

use super::context::Context;
use super::error::CliError;
use super::find::doubt;
use super::output::{Look, Printer, counted, harmless};
use super::render::marked;
use crate::memory::changes::{ToChange, What, to_change};
use crate::memory::matching::Match;
use crate::memory::score::{CONTEXT, EXACT};
use crate::model::{Lang, Section, SectionId, Span, UnitId};
use crate::project::Located;

/// What matches were asked for, and where they may lie.
pub(super) struct Shown<'a> {
    /// The number of the text, from 0.
    pub(super) query: usize,
    /// The text.
    pub(super) asked: &'a str,
    /// The sections of one's own database.
    pub(super) sections: &'a [(SectionId, Section)],
}

#[derive(Serialize)]
struct MatchObject<'a> {
    query: usize,
    score: u8,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    database: Option<&'a str>,
    unit: Option<UnitId>,
    source: &'a str,
    target: &'a str,
    source_lang: &'a Lang,
    target_lang: &'a Lang,
    #[serde(skip_serializing_if = "Option::is_none")]
    memory: Option<&'a str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    client: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    project: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    subject: &'a str,
    document: &'a str,
    approved: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    draft: bool,
    uses: usize,
    created: &'a str,
    changed: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "is_zero")]
    penalty: u8,
    #[serde(skip_serializing_if = "are_one")]
    units: &'a [UnitId],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    changes: Vec<ChangeObject<'a>>,
}

#[derive(Serialize)]
struct ChangeObject<'a> {
    what: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    asked: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source_span: Option<Span>,
    #[serde(skip_serializing_if = "Option::is_none")]
    target_span: Option<Span>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands out references")]
fn is_zero(number: &u8) -> bool {
    *number == 0
}

fn are_one(units: &[UnitId]) -> bool {
    units.len() < 2
}

/// The kind of a match by its score.
pub(super) fn kind(score: u8) -> &'static str {
    match score {
        CONTEXT.. => "context",
        EXACT => "exact",
        _ => "fuzzy",
    }
}

/// Shows a match.
pub(super) fn show_match(
    context: &mut Context,
    shown: &Shown<'_>,
    located: &Located<Match>,
) -> Result<(), CliError> {
    let Located { database, found } = located;
    let (source, target) = (found.source_text(), found.target_text());
    let changes = to_change(&found.changes, shown.asked, source, target);
    let provenance = &found.unit.provenance;
    // Numbers of sections are those of one's own database.
    let section = shown.sections.iter().find(|(id, _)| *id == provenance.section);
    let section = section.map(|(_, section)| section).filter(|_| database.is_none());
    if !context.json() {
        return print(&mut context.out, shown, located, section, &changes);
    }
    let of = |said: fn(&Section) -> &String| section.map_or("", |section| said(section).as_str());
    let changes = changes.iter().map(|change| ChangeObject {
        what: change.what.as_str(),
        asked: change.asked.map(|span| span.of(shown.asked)),
        found: change.found.map(|span| span.of(source)),
        source_span: change.found,
        target_span: change.target,
    });
    Ok(context.out.object(&MatchObject {
        query: shown.query,
        score: found.score,
        kind: kind(found.score),
        database: database.as_deref(),
        unit: found.unit.id,
        source,
        target,
        source_lang: &found.unit.variants[found.source].lang,
        target_lang: &found.unit.variants[found.target].lang,
        memory: section.map(|section| section.memory.as_str()),
        client: of(|section| &section.client),
        project: of(|section| &section.project),
        subject: of(|section| &section.subject),
        document: &provenance.origin,
        approved: provenance.is_approved,
        draft: provenance.is_draft(),
        uses: found.uses,
        created: &provenance.created,
        changed: &provenance.changed,
        confidence: provenance.confidence,
        note: provenance.note.as_deref(),
        penalty: found.penalty,
        units: &found.units,
        changes: changes.collect(),
    })?)
}

/// Shows a match to a person: the differing words marked, and what there is to change.
fn print(
    out: &mut Printer,
    shown: &Shown<'_>,
    located: &Located<Match>,
    section: Option<&Section>,
    changes: &[ToChange],
) -> Result<(), CliError> {
    let Located { database, found } = located;
    let (source, target) = (found.source_text(), found.target_text());
    let provenance = &found.unit.provenance;
    let mut head: Vec<String> = vec![found.unit.id.map(|id| id.to_string()).unwrap_or_default()];
    head.extend(database.as_ref().map(|name| format!("in {name}")));
    if let Some(Section { memory, client, project, subject }) = section {
        let said = [client, project, subject].into_iter().filter(|text| !text.is_empty());
        let is_plain = memory == crate::model::Memory::MAIN;
        head.extend((!is_plain).then(|| memory.clone()));
        head.extend(said.cloned());
    }
    head.push(format!("{}{}", doubt(provenance), provenance.origin));
    head.extend(provenance.is_approved.then(|| "approved".to_owned()));
    head.extend((found.uses > 1).then(|| format!("met {} times", found.uses)));
    head.extend(provenance.is_draft().then(|| "draft".to_owned()));
    head.extend((found.penalty > 0).then(|| format!("penalty {}", found.penalty)));
    let head = harmless(&head.join(" · ")).into_owned();
    let score = out.look(Look::Strong, &found.score.to_string());
    let kind = if found.score == CONTEXT { " (context)" } else { "" };
    out.line(format!("{score}{kind} {}", out.look(Look::Faint, &head)))?;
    let spans = |place: fn(&ToChange) -> Option<Span>| {
        let mut spans: Vec<Span> = changes.iter().filter_map(place).collect();
        spans.sort_unstable();
        spans
    };
    for (text, spans) in
        [(source, spans(|change| change.found)), (target, spans(|change| change.target))]
    {
        for line in marked(out, text, &spans, 2) {
            out.line(format!("  {line}"))?;
        }
    }
    let told = told(changes, shown.asked, source);
    if !told.is_empty() {
        for line in super::render::plain(out, &format!("change: {told}"), 2) {
            out.line(format!("  {line}"))?;
        }
    }
    Ok(())
}

/// So many changes are named; of a text with more, little is the same.
const NAMED: usize = 8;

/// What there is to change, in a line: what is to be put in first.
fn told(changes: &[ToChange], asked: &str, found: &str) -> String {
    let order = |change: &&ToChange| match change.what {
        What::Number | What::Date | What::Name => 0,
        What::Word => 1,
        What::Form => 2,
        What::Spelling | What::Mark => 3,
    };
    let mut sorted: Vec<&ToChange> = changes.iter().collect();
    sorted.sort_by_key(order);
    let mut told: Vec<String> = sorted
        .iter()
        .take(NAMED)
        .map(|change| {
            let word = |span: Option<Span>, text| span.map(|span: Span| span.of(text));
            match (word(change.found, found), word(change.asked, asked)) {
                (Some(old), Some(new)) => format!("{old} → {new}"),
                (Some(old), None) => format!("without {old}"),
                (None, new) => format!("with {}", new.unwrap_or_default()),
            }
        })
        .collect();
    if sorted.len() > NAMED {
        told.push(counted(sorted.len() - NAMED, "more change"));
    }
    told.join(", ")
}
