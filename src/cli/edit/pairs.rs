//! Corrections of sentence pairs.

use serde::Serialize;

use super::super::context::Context;
use super::super::error::{CliError, Outcome};
use super::super::filter::{Condition, condition, filter};
use super::super::output::{Look, counted};
use super::super::render::plain;
use crate::model::{Amend, Lang, UnitEdit, UnitId};
use crate::project::Edited;

/// How pairs are corrected.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Of sentence pairs")]
pub(in super::super) struct PairArgs {
    /// Put this text in place of the pair's text in its language, as in `en='The duty rises.'`
    #[arg(long, value_name = "LANG=TEXT", value_parser = text)]
    text: Vec<(Lang, String)>,
    /// Put NEW in place of OLD, letter by letter, wherever it stands
    #[arg(long, value_names = ["OLD", "NEW"], num_args = 2)]
    replace: Vec<String>,
    /// Vouch for the pairs
    #[arg(long, conflicts_with = "disapprove")]
    approve: bool,
    /// Vouch for them no more
    #[arg(long)]
    disapprove: bool,
    /// Move them to this memory
    #[arg(long = "to-memory", value_name = "NAME")]
    memory: Option<String>,
    /// All pairs that meet this condition, as in `memory=client`; several must all be met
    #[arg(long = "where", value_name = "KEY=VALUE", value_parser = condition)]
    conditions: Vec<Condition>,
    /// Change all pairs that meet the conditions; without it they are only shown
    #[arg(long, short)]
    yes: bool,
}

impl PairArgs {
    /// Whether anything was said that concerns pairs.
    pub(in super::super) fn is_given(&self) -> bool {
        let Self { text, replace, approve, disapprove, memory, conditions, yes } = self;
        let lists = [!text.is_empty(), !replace.is_empty(), !conditions.is_empty()];
        let flags = [*approve, *disapprove, *yes, memory.is_some()];
        lists.into_iter().chain(flags).any(|given| given)
    }
}

fn text(given: &str) -> Result<(Lang, String), String> {
    let (lang, text) =
        given.split_once('=').ok_or_else(|| "write it as en='The duty rises.'".to_owned())?;
    let lang: Lang = lang.parse().map_err(|error: crate::model::BadLang| error.to_string())?;
    if text.trim().is_empty() {
        return Err("a text cannot be empty; `beleg remove` takes a pair away".to_owned());
    }
    Ok((lang, text.to_owned()))
}

#[derive(Serialize)]
struct EditedObject<'a> {
    unit: UnitId,
    source: &'a str,
    target: &'a str,
    source_before: &'a str,
    target_before: &'a str,
    approved: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    preview: bool,
}

/// So many pairs are shown before they are changed.
const PREVIEWED: usize = 10;

pub(in super::super) fn run(
    ids: Vec<UnitId>,
    args: PairArgs,
    note: Amend<String>,
    lang: Option<Lang>,
    context: &mut Context,
) -> Result<Outcome, CliError> {
    let mut project = context.open_to_change()?;
    let by_filter = !args.conditions.is_empty();
    if by_filter && !ids.is_empty() {
        return Err(CliError::new("both ids and conditions were given").hint("give one of them"));
    }
    if !args.text.is_empty() && (by_filter || ids.len() > 1) {
        return Err(CliError::new("one text cannot stand in several pairs")
            .hint("name one pair; `--replace OLD NEW` changes a part of many"));
    }
    let edit = UnitEdit {
        replace: match args.replace.as_slice() {
            [old, new] if !old.is_empty() => Some((lang, old.clone(), new.clone())),
            [] => None,
            _ => {
                return Err(CliError::new("nothing to look for was given").hint(
                    "name what is there and what is to be there, as in `--replace Abgabe Zoll`",
                ));
            }
        },
        texts: args.text,
        note,
        is_approved: (args.approve || args.disapprove).then_some(args.approve),
        memory: args.memory,
    };
    if edit == UnitEdit::default() {
        return Err(CliError::new("nothing to correct was given")
            .hint("`beleg help edit` shows what can be corrected"));
    }
    let ids = if by_filter { project.units_that(&filter(&args.conditions))? } else { ids };
    let preview = by_filter && !args.yes;
    let edited = project.edit_units(&ids, &edit, preview)?;
    let shown = if by_filter && !context.json() { PREVIEWED } else { usize::MAX };
    for one in edited.iter().take(shown) {
        show(context, one, preview)?;
    }
    let pairs = counted(edited.len(), "pair");
    context.out.say(match (edited.len(), preview) {
        (0, _) => "nothing changed: it says that already".to_owned(),
        (_, true) => format!("{pairs} would change; `--yes` changes them"),
        (_, false) => format!("{pairs} changed; `beleg undo` takes it back"),
    });
    Ok(if ids.is_empty() { Outcome::Found } else { Outcome::Fine })
}

fn show(context: &mut Context, edited: &Edited, preview: bool) -> Result<(), CliError> {
    let Edited { before, after } = edited;
    let Some(id) = after.id else { return Ok(()) };
    if context.json() {
        return Ok(context.out.object(&EditedObject {
            unit: id,
            source: &after.variants[0].text,
            target: &after.variants[1].text,
            source_before: &before.variants[0].text,
            target_before: &before.variants[1].text,
            approved: after.provenance.is_approved,
            preview,
        })?);
    }
    let out = &mut context.out;
    let approved = if after.provenance.is_approved { " · approved" } else { "" };
    out.line(out.look(Look::Faint, &format!("{id}{approved}")))?;
    for (old, new) in before.variants.iter().zip(&after.variants) {
        if old != new {
            for line in plain(out, &format!("- {}", old.text), 2) {
                out.line(format!("  {line}"))?;
            }
        }
        let sign = if old == new { " " } else { "+" };
        for line in plain(out, &format!("{sign} {}", new.text), 2) {
            out.line(format!("  {line}"))?;
        }
    }
    Ok(())
}
