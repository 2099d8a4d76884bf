//! `beleg learn`: which words go together, from the pairs of the database and from a dictionary.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::context::Context;
use super::error::{CliError, Outcome};
use super::output::counted;
use super::reading;
use crate::exchange::dictionary::ding;
use crate::model::Lexical;
use crate::project::{FEWEST_PAIRS, Learned, MOST_PAIRS, MOST_UNASKED, Project};

/// Learn from your sentence pairs which words go together, so that articles are aligned better
///
/// Beleg has a lexicon of German and English of its own; beside it, what is learned counts for words
/// that it does not have. For other languages it is what alignment goes by, where it has half of the
/// words of an article. It is learned by itself after imports and alignments when the database has
/// grown by half; stopped, nothing of it is kept and all else is.
///
/// A dictionary of the program Ding is learned from too: the one that is named, or else the one that
/// Debian's package trans-de-en installs.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg learn
  beleg learn --from de --to fr
  beleg learn --dictionary de-en.txt
  beleg learn --forget")]
pub(super) struct Args {
    /// A German-English dictionary of Ding
    #[arg(long, value_name = "FILE", conflicts_with = "forget")]
    dictionary: Option<PathBuf>,
    /// Forget what was learned of these languages
    #[arg(long)]
    forget: bool,
}

/// Where Ding's dictionary usually is.
const USUAL: [&str; 2] = ["/usr/share/trans/de-en", "/usr/local/share/trans/de-en"];

#[derive(Serialize)]
struct LearnedObject<'a> {
    from: &'a str,
    to: &'a str,
    origin: Lexical,
    found: usize,
    used: usize,
    links: usize,
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    let mut project = context.open_to_change()?;
    if args.forget {
        project.forget_lexicons()?;
        context.out.say("what was learned is forgotten");
        return Ok(Outcome::Fine);
    }
    let of_dictionary = match (&args.dictionary, usual(&project)) {
        (Some(named), _) => Some(dictionary(named, &mut project, context)?),
        (None, Some(usual)) => Some(dictionary(Path::new(usual), &mut project, context)?),
        (None, None) => None,
    };
    let of_pairs = learn(&mut project, MOST_PAIRS, context)?;
    if let Some(learned) = of_dictionary {
        tell(Lexical::Dictionary, learned, &project, context)?;
    }
    tell(Lexical::Pairs, of_pairs, &project, context)?;
    let nothing = of_pairs.links + of_dictionary.map_or(0, |learned| learned.links) == 0;
    Ok(if nothing { Outcome::Found } else { Outcome::Fine })
}

fn usual(project: &Project) -> Option<&'static str> {
    let langs = project.langs();
    let mut pair = [langs.from.primary(), langs.to.primary()];
    pair.sort_unstable();
    let there = || USUAL.into_iter().find(|path| Path::new(path).is_file());
    if pair == ["de", "en"] { there() } else { None }
}

fn dictionary(
    path: &Path,
    project: &mut Project,
    context: &mut Context,
) -> Result<Learned, CliError> {
    let (bytes, shown) = reading::bytes(path)?;
    let entries = ding::read(&bytes, &shown)?;
    let mut progress = context.progress("learning from the dictionary");
    Ok(project.learn_dictionary(&entries, &mut |share| progress.set(share))?)
}

fn learn(project: &mut Project, most: usize, context: &Context) -> Result<Learned, CliError> {
    let mut progress = context.progress("learning from the pairs");
    Ok(project.learn(most, &mut |share| progress.set(share))?)
}

/// Learns from the pairs if there are many more than when that was last done.
pub(super) fn if_grown(project: &mut Project, context: &mut Context) -> Result<(), CliError> {
    if !project.has_much_to_learn()? {
        return Ok(());
    }
    let Learned { used, links, .. } = learn(project, MOST_UNASKED, context)?;
    if links > 0 {
        let links = counted(links, "word link");
        context.out.say(format!("learned {links} from {}", counted(used, "pair")));
    }
    Ok(())
}

fn tell(
    origin: Lexical,
    learned: Learned,
    project: &Project,
    context: &mut Context,
) -> Result<(), CliError> {
    let Learned { found, used, links } = learned;
    let (from, to) = (project.langs().from.as_str(), project.langs().to.as_str());
    if context.json() {
        return Ok(context.out.object(&LearnedObject { from, to, origin, found, used, links })?);
    }
    let what = match origin {
        Lexical::Pairs => counted(found, "pair"),
        Lexical::Dictionary => format!("{found} entries of the dictionary"),
    };
    context.out.say(match origin {
        Lexical::Pairs if found < FEWEST_PAIRS => {
            format!("{from}-{to}: {what}, too few to learn from: it takes {FEWEST_PAIRS}")
        }
        _ => format!("{from}-{to}: {} from {what}", counted(links, "word link")),
    });
    Ok(())
}
