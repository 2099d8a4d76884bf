//! `beleg index`: the indexes by which matches are found.

use serde::Serialize;

use super::context::Context;
use super::error::{CliError, Outcome};
use crate::memory::indexing::{LOWEST, LOWEST_POSSIBLE};
use crate::model::Lang;
use crate::store::Access;

/// Show the indexes of matches, or make one for lower scores
///
/// `--from SCORE`, 50 to 90, makes an index that serves from that score on.
///
/// An index is kept in step with the pairs by itself and serves scores from 70 on. One from 50 takes
/// half as much room again and makes every later change a little slower; without it, matches below 70
/// are found by comparing every pair.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg index                        what there is, and its size
  beleg index --from 50              serve scores from 50 on, in the source language
  beleg index --from 70              and back
  beleg index --lang en              make the index of English anew")]
pub(super) struct Args {
    /// The language of the index [default: the source language]
    #[arg(long, value_name = "LANG")]
    lang: Option<Lang>,
}

/// An index that served fewer scores would save next to nothing.
const HIGHEST: u8 = 90;

#[derive(Serialize)]
struct IndexObject<'a> {
    lang: &'a str,
    from: u8,
    postings: usize,
    bytes: usize,
    stale: usize,
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    let given = context.score_from();
    if let Some(score) = given.filter(|score| !(LOWEST_POSSIBLE..=HIGHEST).contains(score)) {
        let error = format!("an index cannot serve from {score}");
        let hint = format!("give a score from {LOWEST_POSSIBLE} to {HIGHEST}");
        return Err(CliError::new(error).hint(hint));
    }
    if given.is_some() || args.lang.is_some() {
        let mut project = context.open_to_change()?;
        let lang = args.lang.as_ref().unwrap_or(&project.langs().from).primary().to_owned();
        if !project.unit_langs()?.iter().any(|known| known.primary() == lang) {
            return Err(CliError::new(format!("there is no text in `{lang}`"))
                .hint("`beleg stats` shows the languages of the pairs"));
        }
        let there = project.match_indexes()?.into_iter().find(|index| index.lang == lang);
        let lowest = given.or(there.map(|index| index.lowest)).unwrap_or(LOWEST);
        let before = std::fs::metadata(context.db_path()?).map_or(0, |file| file.len());
        if !context.json() {
            context.out.say(format!("making the index of matches in {lang} from {lowest} on…"));
        }
        project.build_index(&lang, lowest)?;
        let (bytes, _) = project.index_size(&lang)?;
        context.out.say(format!(
            "the index takes {} of a database of {}",
            megabytes(bytes as u64),
            megabytes(before.max(bytes as u64))
        ));
    }
    let project = context.open(Access::Read)?;
    let indexes = project.match_indexes()?;
    for index in &indexes {
        let (bytes, postings) = project.index_size(&index.lang)?;
        if context.json() {
            context.out.object(&IndexObject {
                lang: &index.lang,
                from: index.lowest,
                postings,
                bytes,
                stale: index.stale,
            })?;
        } else {
            context.out.line(format!(
                "{:<4} from {}, {}, {postings} postings",
                index.lang,
                index.lowest,
                megabytes(bytes as u64)
            ))?;
        }
    }
    Ok(if indexes.is_empty() { Outcome::Found } else { Outcome::Fine })
}

fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}
