//! `beleg align --batch`: whole folders.
//!
//! Workers read and align; this thread keeps what they made, in the order of the paths, so that ids
//! do not depend on who was faster. Invariant: each pair is a change of its own, told when it is
//! kept, so that a stop loses no more than the pairs at hand.

use std::path::{Path, PathBuf};
use std::thread::available_parallelism;

use serde::Serialize;

use super::context::Context;
use super::crew::in_order;
use super::error::{CliError, Outcome};
use super::folder::{Listing, list};
use super::linking::{How, ids};
use super::output::{counted, harmless};
use super::pairing::{Pairing, pair};
use crate::align::DOUBTFUL;
use crate::model::Standing;
use crate::project::{Alignment, Change, LangPair, Project, ProjectError};
use crate::store::Access;

/// Aligns all texts below a folder with their translations.
pub(super) fn run(folder: &Path, how: &How, context: &mut Context) -> Result<Outcome, CliError> {
    let there = context.open_if_there()?;
    let langs = context.langs(there.as_ref())?;
    let listing = list(folder)?;
    let pairing = pair(&listing.articles, &langs);
    let count = pairing.pairs.len();
    let mut tally = Tally { unclear: pairing.unclear.len(), ..Tally::default() };
    let job = Job { folder, how, langs: &langs, pairs: &pairing.pairs };
    let ended = align_all(job, there, &mut tally, context);
    // An error of the database comes last: what was kept before it is kept.
    tell_rest(&listing, &pairing, context)?;
    if count > 0 {
        context.out.say(tally.summary(how, pairing.strays.len()));
    }
    ended?;
    if count == 0 {
        return Err(nothing_pairs(folder, &langs));
    }
    if tally.used() == 0 {
        return Err(CliError::new(format!("of {}, none could be aligned", counted(count, "pair")))
            .hint("what is wrong with each is told above"));
    }
    let found = tally.failed + tally.unclear + listing.unreadable.len() > 0
        || (how.strict && tally.doubtful > 0);
    Ok(if found { Outcome::Found } else { Outcome::Fine })
}

/// What there is to do.
#[derive(Clone, Copy)]
struct Job<'a> {
    folder: &'a Path,
    how: &'a How,
    langs: &'a LangPair,
    /// Texts with their translations, by their paths below the folder.
    pairs: &'a [(PathBuf, PathBuf)],
}

/// Why a pair is not aligned.
enum Failure {
    /// Something is wrong with this pair; others may be well.
    OfPair(CliError),
    /// No pair can be aligned any more.
    OfAll(CliError),
}

impl From<CliError> for Failure {
    fn from(error: CliError) -> Self {
        Self::OfPair(error)
    }
}

impl From<ProjectError> for Failure {
    fn from(error: ProjectError) -> Self {
        match error {
            ProjectError::Store(_) => Self::OfAll(error.into()),
            error => Self::OfPair(error.into()),
        }
    }
}

/// What a worker made of a pair.
struct Made {
    /// What there is to say, whatever came of it.
    notes: Vec<String>,
    alignment: Result<Alignment, Failure>,
}

impl Job<'_> {
    fn paths(&self, number: usize) -> (PathBuf, PathBuf) {
        let (source, target) = &self.pairs[number];
        (self.folder.join(source), self.folder.join(target))
    }

    /// Reads a pair and aligns it, unless these very texts are aligned already.
    fn make(&self, there: Option<&Project>, number: usize) -> Made {
        let mut notes = Vec::new();
        let mut make = || {
            let (source, target) = self.paths(number);
            let say = &mut |note| notes.push(note);
            let (source, target) = self.how.read((&source, &target), None, self.langs, say)?;
            Ok(self.how.link(there, source, target, &mut |_| ())?)
        };
        let alignment = make();
        Made { notes, alignment }
    }
}

/// Aligns and keeps every pair, and tells what becomes of it.
fn align_all(
    job: Job<'_>,
    there: Option<Project>,
    tally: &mut Tally,
    context: &mut Context,
) -> Result<(), CliError> {
    let count = job.pairs.len();
    let workers = available_parallelism().map_or(1, usize::from).min(count);
    // SQLite lets one thread at a time use a connection.
    let mut readers = vec![there];
    while readers.len() < workers {
        readers.push(context.open_if_there()?);
    }
    let mut progress = context.progress("aligning");
    let mut keeper = None;
    let work = |there: &mut Option<Project>, number| job.make(there.as_ref(), number);
    in_order(readers, count, work, |number, made| {
        let made = made.unwrap_or_else(stumbled);
        let kept = made.alignment.and_then(|made| keep(made, job.how, &mut keeper, context));
        progress.aside(|| {
            made.notes.iter().for_each(|note| context.out.say(note));
            tell(&job, number, kept, tally, context)
        })?;
        progress.of(number + 1, count);
        Ok::<_, CliError>(())
    })?;
    drop(progress);
    match &mut keeper {
        Some(project) => super::learn::if_grown(project, context),
        None => Ok(()),
    }
}

/// Keeps an alignment if that is wanted. The database is opened, or made, when there is something to
/// keep.
fn keep(
    made: Alignment,
    how: &How,
    keeper: &mut Option<Project>,
    context: &Context,
) -> Result<Alignment, Failure> {
    if !how.is_to_keep(&made) {
        return Ok(made);
    }
    let project = match keeper {
        Some(project) => project,
        None => keeper.insert(context.open(Access::Write).map_err(Failure::OfAll)?),
    };
    Ok(how.keep(project, made)?)
}

fn stumbled() -> Made {
    let error = CliError::new("the program stumbled over this pair, which is a fault of its own")
        .hint("please report it; `beleg align` on the two files shows it again");
    Made { notes: Vec::new(), alignment: Err(Failure::OfPair(error)) }
}

#[derive(Serialize)]
struct PairObject<'a> {
    source: &'a str,
    target: &'a str,
    #[serde(skip_serializing_if = "String::is_empty")]
    source_id: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    target_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<&'static str>,
    #[serde(flatten)]
    counts: Counts,
}

#[derive(Serialize, Clone, Copy)]
struct Counts {
    beads: usize,
    pairs: usize,
    doubtful: usize,
    waiting: usize,
}

impl Counts {
    fn of(alignment: &Alignment) -> Self {
        let beads = alignment.beads.iter().map(|stored| &stored.bead);
        Self {
            beads: alignment.beads.len(),
            pairs: beads.clone().filter(|bead| bead.is_pair()).count(),
            doubtful: beads.filter(|bead| bead.confidence < DOUBTFUL).count(),
            waiting: alignment.count(Standing::Waiting),
        }
    }
}

#[derive(Serialize)]
struct FailureObject<'a> {
    source: &'a str,
    target: &'a str,
    error: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<&'a str>,
}

/// Tells what became of a pair, at once: what is told is kept.
fn tell(
    job: &Job<'_>,
    number: usize,
    kept: Result<Alignment, Failure>,
    tally: &mut Tally,
    context: &mut Context,
) -> Result<(), CliError> {
    let (source, target) = job.paths(number);
    let (source, target) = (&*source.display().to_string(), &*target.display().to_string());
    match kept {
        Ok(alignment) => {
            let counts = Counts::of(&alignment);
            tally.add(&alignment, counts);
            if context.json() {
                let (source_id, target_id) = ids(&alignment);
                let change = alignment.change.map(|change| match change {
                    Change::New => "new",
                    Change::Unchanged => "unchanged",
                    Change::Replaced { .. } => "replaced",
                });
                let object = PairObject { source, target, source_id, target_id, change, counts };
                context.out.object(&object)?;
            } else {
                let name = job.pairs[number].0.display().to_string();
                context.out.line(line(&harmless(&name), &alignment, counts))?;
            }
            if let Some(Change::Replaced { lapsed: lapsed @ 1.., .. }) = alignment.change {
                let lapsed = counted(lapsed, "decision");
                context.out.say(format!(
                    "`{source}`: {lapsed} lapsed: the segments are no longer as they were"
                ));
            }
        }
        Err(Failure::OfPair(error)) => {
            tally.failed += 1;
            let hint = error.hint.as_deref();
            context.out.error(&error.message, hint);
            if context.json() {
                let object = FailureObject { source, target, error: &error.message, hint };
                context.out.object(&object)?;
            }
        }
        Err(Failure::OfAll(error)) => return Err(error),
    }
    Ok(context.out.flush()?)
}

fn line(name: &str, alignment: &Alignment, counts: Counts) -> String {
    let Counts { beads, pairs, doubtful, waiting } = counts;
    let what = match alignment.change {
        None | Some(Change::New) => "",
        Some(Change::Unchanged) => "unchanged: ",
        Some(Change::Replaced { .. }) => "brought up to date: ",
    };
    let (source, target) = ids(alignment);
    let ids = if source.is_empty() { source } else { format!("{source:<5} {target:<5} ") };
    let (beads, pairs) = (counted(beads, "bead"), counted(pairs, "pair"));
    let waiting = if waiting > 0 { format!(", {waiting} not kept yet") } else { String::new() };
    format!("{ids}{name}  {what}{beads}, {pairs}, {doubtful} doubtful{waiting}")
}

/// How many pairs went which way.
#[derive(Default)]
struct Tally {
    tried: usize,
    new: usize,
    replaced: usize,
    unchanged: usize,
    failed: usize,
    unclear: usize,
    doubtful: usize,
    waiting: usize,
}

impl Tally {
    fn add(&mut self, alignment: &Alignment, counts: Counts) {
        *match alignment.change {
            None => &mut self.tried,
            Some(Change::New) => &mut self.new,
            Some(Change::Unchanged) => &mut self.unchanged,
            Some(Change::Replaced { .. }) => &mut self.replaced,
        } += 1;
        self.doubtful += counts.doubtful;
        self.waiting += counts.waiting;
    }

    /// How many pairs are aligned.
    fn used(&self) -> usize {
        self.tried + self.new + self.replaced + self.unchanged
    }

    fn summary(&self, how: &How, strays: usize) -> String {
        let Self { new, replaced, unchanged, failed, .. } = self;
        let mut told = if how.dry_run {
            format!("{} aligned, {failed} failed", counted(self.tried, "pair"))
        } else {
            format!(
                "{} new, {replaced} brought up to date, {unchanged} unchanged, {failed} failed",
                counted(*new, "pair")
            )
        };
        told.push_str(&format!("; {} doubtful", counted(self.doubtful, "bead")));
        if self.waiting > 0 && !how.dry_run {
            told.push_str(&format!(", {} not kept yet (see `beleg review`)", self.waiting));
        }
        if self.unclear > 0 {
            told.push_str(&format!("; {} unclear", counted(self.unclear, "name")));
        }
        if strays > 0 {
            told.push_str(&format!("; {} without partner", counted(strays, "file")));
        }
        if how.dry_run {
            told.push_str("; nothing was kept (--dry-run)");
        }
        told
    }
}

#[derive(Serialize)]
struct UnclearObject<'a> {
    candidates: Vec<String>,
    error: &'a str,
}

/// Tells of what is in the folder but in no pair.
fn tell_rest(listing: &Listing, pairing: &Pairing, context: &mut Context) -> Result<(), CliError> {
    for error in &listing.unreadable {
        context.out.error(&error.message, error.hint.as_deref());
    }
    for group in &pairing.unclear {
        let error = format!("it is not clear which of these belong together: {}", named(group));
        let hint = "rename them, or align the right two by themselves";
        context.out.error(&error, Some(hint));
        if context.json() {
            let candidates = group.iter().map(|path| path.display().to_string()).collect();
            context.out.object(&UnclearObject { candidates, error: &error })?;
        }
    }
    for (paths, one, many) in [
        (&pairing.strays, "file without partner", "files without partner"),
        (&listing.hidden, "hidden file left out", "hidden files left out"),
        (&listing.links, "link to a folder not followed", "links to folders not followed"),
    ] {
        if !paths.is_empty() {
            let what = if paths.len() == 1 { one } else { many };
            context.out.say(format!("{} {what}: {}", paths.len(), named(paths)));
        }
    }
    match listing.others {
        0 => {}
        1 => context.out.say("1 file is no article"),
        others => context.out.say(format!("{others} files are no articles")),
    }
    Ok(())
}

/// So many files are named; the rest is counted.
const NAMED: usize = 20;

fn named(paths: &[PathBuf]) -> String {
    let names: Vec<String> =
        paths.iter().take(NAMED).map(|path| format!("`{}`", path.display())).collect();
    let more = paths.len() - names.len();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{more}", names.join(", "))
}

fn nothing_pairs(folder: &Path, LangPair { from, to }: &LangPair) -> CliError {
    let shown = folder.display();
    CliError::new(format!(
        "no two files in `{shown}` are a text and its translation by their names"
    ))
    .hint(format!(
        "name them `x.{from}.txt` and `x.{to}.txt`, or put them in folders `{from}` and `{to}`; \
             `--from` and `--to` choose other languages"
    ))
}
