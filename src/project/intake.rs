//! Sentence pairs taken in, one after the other: each is new, or known from the same or another
//! origin.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;
use std::sync::OnceLock;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread;

use super::ProjectError;
use super::counts::{ImportCounts, Imported, Numbered, NumberedUnit, RowRemark};
use super::history::note_langs;
use super::known::{Count, compare};
use super::memories::writable_section;
use super::twins::Twins;
use crate::memory::indexing::{Analysed, Analyser, Indexer};
use crate::model::{Lang, Section, SectionId};
use crate::store::{Digest, Seen, SqlError, SqlResult, Writer};

/// So many units are handed from the thread that reads them to the one that stores them at a time.
const HANDED: usize = 500;

/// So many hands may be under way.
const UNDER_WAY: usize = 8;

/// Of so many units each is looked for in the database. Of more, those are not that cannot be there:
/// to learn what is there takes as long as to look for so many.
const LOOKED_FOR: usize = 5_000;

/// A unit with its line and its keys.
struct Prepared {
    row: Numbered,
    analysed: Analysed,
    digest: Digest,
    /// Whether the digest may have been met before.
    was_seen: bool,
}

/// Units on their way to the thread that stores them, or why there are no more.
type Handed = Result<Vec<Prepared>, ProjectError>;

/// What a file says of all its units.
pub(super) struct OfFile<'f> {
    /// The section that they belong to if they name no other.
    pub(super) section: &'f Section,
    pub(super) head: Option<&'f str>,
}

/// Takes sentence pairs in. They are read on another thread while those before them are stored.
pub(super) fn units(
    writer: &Writer<'_>,
    units: impl Iterator<Item = NumberedUnit> + Send,
    file: &OfFile<'_>,
    from: &Lang,
    progress: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Result<Imported, ProjectError> {
    let tell = |error: SqlError| writer.at_path(error);
    let mut sections = Sections::default();
    let common = sections.number(writer, file.section)?;
    let mut heads = Heads { head: file.head, origins: HashSet::new() };
    let mut twins = Twins::default();
    let mut loader = writer.loader().map_err(tell)?;
    let mut indexer = Indexer::new(writer, from).map_err(tell)?;
    let analyser = indexer.analyser();
    let there = OnceLock::new();
    if writer.newest_unit().map_err(tell)? == 0 {
        there.get_or_init(Seen::new);
    }
    let (mut counts, mut remarks) = (ImportCounts::default(), Vec::new());
    let langs = thread::scope(|scope| {
        let (sender, receiver) = mpsc::sync_channel(UNDER_WAY);
        let (stored, to_free) = mpsc::channel();
        let reading = scope.spawn(|| prepare(units, analyser, &there, sender, to_free));
        for handed in receiver {
            let mut handed: Vec<Prepared> = handed?;
            for prepared in &mut handed {
                let Prepared { row: Numbered { line, unit, section }, analysed, .. } = prepared;
                let digest = prepared.digest;
                unit.provenance.section = match section {
                    Some(own) => sections.number(writer, own)?,
                    None => common,
                };
                heads.note(writer, &unit.provenance.origin).map_err(tell)?;
                let is_known = prepared.was_seen && loader.is_known(digest).map_err(tell)?;
                let known = match is_known {
                    true => compare(writer, &mut twins, unit).map_err(tell)?,
                    false => None,
                };
                let (count, remark) = match known {
                    Some(known) => (known.count, known.remark),
                    None => {
                        let added = loader.add(writer, unit, digest, &analysed.words);
                        let id = added.map_err(tell)?;
                        twins.note(id, unit);
                        indexer.add(writer, id, analysed).map_err(tell)?;
                        ((|counts| &mut counts.new) as Count, None)
                    }
                };
                *count(&mut counts) += 1;
                remarks.extend(remark.map(|text| RowRemark {
                    line: *line,
                    text: text.into(),
                    is_refusal: false,
                }));
                counts.read += 1;
                if counts.read == LOOKED_FOR && there.get().is_none() {
                    let _ = there.set(writer.seen().map_err(tell)?);
                }
                if progress(counts.read).is_break() {
                    return Err(ProjectError::Stopped);
                }
            }
            // At the end nobody is there any more to take them.
            let _ = stored.send(handed);
        }
        Ok(reading.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })?;
    loader.finish().map_err(tell)?;
    indexer.finish(writer).map_err(tell)?;
    note_langs(writer, &langs).map_err(tell)?;
    Ok((counts, remarks))
}

/// So many bytes may the copies of one head take.
const MOST_OF_HEADS: usize = 32 << 20;

/// The head of a file, which is stored for every origin of its units: by that it is found again.
struct Heads<'f> {
    head: Option<&'f str>,
    origins: HashSet<String>,
}

impl Heads<'_> {
    fn note(&mut self, writer: &Writer<'_>, origin: &str) -> SqlResult<()> {
        let Some(head) = self.head.filter(|_| !self.origins.contains(origin)) else {
            return Ok(());
        };
        if self.origins.len() * head.len() > MOST_OF_HEADS {
            return Ok(());
        }
        self.origins.insert(origin.to_owned());
        writer.put_file_head(origin, head)
    }
}

/// The numbers of sections that were asked for.
#[derive(Default)]
struct Sections(HashMap<Section, SectionId>);

impl Sections {
    fn number(
        &mut self,
        writer: &Writer<'_>,
        section: &Section,
    ) -> Result<SectionId, ProjectError> {
        if let Some(number) = self.0.get(section) {
            return Ok(*number);
        }
        let number = writable_section(writer, section)?;
        self.0.insert(section.clone(), number);
        Ok(number)
    }
}

/// Reads units and hands them on. What was stored is freed here, since the thread that stores has
/// more to do. Answers with the languages of all texts, as primary subtags.
fn prepare(
    units: impl Iterator<Item = NumberedUnit>,
    mut analyser: Analyser,
    there: &OnceLock<Seen>,
    hand_on: SyncSender<Handed>,
    to_free: Receiver<Vec<Prepared>>,
) -> Vec<String> {
    let mut seen = Seen::new();
    let mut handed = Vec::with_capacity(HANDED);
    for unit in units {
        match unit {
            Ok(row) => {
                let (analysed, digest) =
                    (analyser.analyse(&row.unit), Digest::of(&row.unit.variants));
                let may_be_there = there.get().is_none_or(|there| there.may_hold(digest));
                let was_seen = seen.note(digest) || may_be_there;
                handed.push(Prepared { row, analysed, digest, was_seen });
            }
            Err(error) => {
                // If nobody listens any more, the import has been stopped anyway.
                let _ = hand_on.send(Err(error));
                return Vec::new();
            }
        }
        if handed.len() == HANDED {
            to_free.try_iter().for_each(drop);
            let full = std::mem::replace(&mut handed, Vec::with_capacity(HANDED));
            if hand_on.send(Ok(full)).is_err() {
                return Vec::new();
            }
        }
    }
    let _ = hand_on.send(Ok(handed));
    analyser.langs().map(str::to_owned).collect()
}
