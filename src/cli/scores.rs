//! `beleg scores`: how the score of a match is made.

use super::context::Context;
use super::error::{CliError, Outcome};
use crate::memory::score::{INFLECTED, MARK, PLACEABLE, SPELLING, WORD};

/// Explain the scores of matches
///
/// A score says how much of a sentence can stay. Both texts are taken apart into words, numbers and
/// marks, and the cheapest way to make one the other is found. What it costs is counted in hundredths
/// of a word:
///
///   100  a word that comes, goes or is another
///    40  another form of a word (its stem is the same): it need not be looked up
///    20  another number, date or word with a digit: it is typed over
///    10  another case or spelling (ß and ss, ä and ae): the translation mostly stays
///    10  a mark that comes, goes or is another: one keystroke
///
/// The score is the share of the longer text's words that is left, in whole per cent, rounded down.
/// Marks cost, but do not count as words, so that a comma weighs the same in any sentence.
///
///   101  context: equal, and the sentences before and after are too (files only)
///   100  exact: equal texts, and nothing else; composed and decomposed umlauts are equal
///    99  at most: anything that differs, be it a space
///
/// A memory or an attached database may have a penalty, which is taken off its scores. Equal scores are
/// ordered by the number of the pair; translations of one text by approval, then by how often they were
/// met, then by date.
#[derive(Debug, clap::Args)]
#[command(
    verbatim_doc_comment,
    after_help = "Examples:
  beleg scores
  beleg explain match 'Der Zoll auf Kupfer steigt.' u9      one score, word by word"
)]
pub(super) struct Args {}

pub(super) fn run(_: Args, context: &mut Context) -> Result<Outcome, CliError> {
    for (cost, what) in [
        (WORD, "a word that comes, goes or is another"),
        (INFLECTED, "another form of a word"),
        (PLACEABLE, "another number, date or word with a digit"),
        (SPELLING, "another case or spelling"),
        (MARK, "a mark that comes, goes or is another"),
    ] {
        context.out.line(format!("{cost:>4}  {what}"))?;
    }
    context.out.line("in hundredths of a word; `beleg help scores` tells the rest")?;
    Ok(Outcome::Fine)
}
