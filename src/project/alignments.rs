//! Alignments: stored with their pairs, and kept in step when a file changes.

use std::collections::HashMap;

use super::decisions::Decisions;
use super::memories::{section_beside, writable_section};
use super::tally::{Tally, store_beads};
use super::{Project, ProjectError};
use crate::align::{Aligned, Cues, Side, align};
use crate::model::{Bead, Document, DocumentId, Section, Standing};
use crate::store::{AlignmentRecord, Reader, SqlError, SqlResult, StoreError, StoredBead, Writer};

/// If fewer than this share of a document's segments are left, it is taken for another text.
const SAME_TEXT: f64 = 0.5;

/// What storing an alignment changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// The pair was not there.
    New,
    /// The pair was there with the same texts.
    Unchanged,
    /// At least one text had changed.
    Replaced {
        /// Units that kept their identity.
        kept: usize,
        /// Units that came.
        new: usize,
        /// Units that went.
        dropped: usize,
        /// Decisions of a person's that no longer hold, since their segments changed.
        lapsed: usize,
    },
}

/// How an alignment is to be kept.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Keeping {
    /// Whether what a person decided or removed is forgotten, and a text may take the place of one
    /// that is another by now.
    pub replace: bool,
    /// The confidence from which units are made of beads, 0 to 1; absent, what the alignment had.
    pub accept: Option<f64>,
    /// The section of a memory that the documents and their pairs go to; absent or empty, what they
    /// had.
    pub section: Option<Section>,
}

/// Two aligned documents.
#[derive(Debug, Clone, PartialEq)]
pub struct Alignment {
    /// The source document.
    pub source: Document,
    /// The target document.
    pub target: Document,
    /// The beads, with their units where they are stored.
    pub beads: Vec<StoredBead>,
    /// What was changed; absent if nothing was to be stored.
    pub change: Option<Change>,
}

impl Alignment {
    /// An alignment of which nothing is kept; beads less sure than `accept` would wait.
    pub fn trial(
        source: Document,
        target: Document,
        beads: Vec<Bead>,
        accept: Option<f64>,
    ) -> Self {
        let decisions = Decisions { accept: accept.unwrap_or(0.0), ..Decisions::default() };
        let judged = decisions.judge(&source, &target, &beads).into_iter();
        let beads = judged.map(|(bead, standing)| StoredBead { bead, unit: None, standing });
        Self { source, target, beads: beads.collect(), change: None }
    }

    /// How many beads stand like this.
    pub fn count(&self, standing: Standing) -> usize {
        self.beads.iter().filter(|stored| stored.standing == standing).count()
    }

    /// The same alignment, seen from the other side.
    fn reversed(self) -> Self {
        let turn = |stored: StoredBead| StoredBead { bead: turned(stored.bead), ..stored };
        Self {
            source: self.target,
            target: self.source,
            beads: self.beads.into_iter().map(turn).collect(),
            change: self.change,
        }
    }
}

fn turned(Bead { source, target, confidence }: Bead) -> Bead {
    Bead { source: target, target: source, confidence }
}

/// Aligns two documents.
pub fn link(
    source: &Document,
    target: &Document,
    cues: &Cues,
    progress: &mut dyn FnMut(f64),
) -> Aligned {
    let mut aligned =
        with_sides(source, target, |source, target| align(source, target, cues, progress));
    for bead in &mut aligned.beads {
        bead.confidence = (bead.confidence * 10_000.0).round() / 10_000.0;
    }
    aligned
}

/// Lends two documents as the aligner takes them.
pub(super) fn with_sides<T>(
    source: &Document,
    target: &Document,
    run: impl FnOnce(&Side<'_>, &Side<'_>) -> T,
) -> T {
    let texts = (source.segment_texts(), target.segment_texts());
    let paragraphs = |document: &Document| -> Vec<usize> {
        document.segments.iter().map(|segment| segment.paragraph).collect()
    };
    let (of_source, of_target) = (paragraphs(source), paragraphs(target));
    run(
        &Side { lang: &source.lang, segments: &texts.0, paragraphs: &of_source },
        &Side { lang: &target.lang, segments: &texts.1, paragraphs: &of_target },
    )
}

/// Checks that two texts that were aligned are a text and its translation.
///
/// # Errors
/// If they seem to have nothing to do with each other.
pub fn check_related(
    source: &Document,
    target: &Document,
    aligned: &Aligned,
) -> Result<(), ProjectError> {
    if aligned.belong_together() {
        return Ok(());
    }
    let (source_name, target_name) = (source.origin.clone(), target.origin.clone());
    Err(ProjectError::Unrelated { source_name, target_name })
}

impl Project {
    /// The stored alignment of these very texts, whichever of them is stored as the source, unless
    /// it was to be kept in another way.
    ///
    /// # Errors
    /// If the database fails.
    pub fn stored_alignment(
        &self,
        source: &Document,
        target: &Document,
        keeping: &Keeping,
    ) -> Result<Option<Alignment>, ProjectError> {
        if let Some(alignment) = self.stored_in_order(source, target, keeping)? {
            return Ok(Some(alignment));
        }
        Ok(self.stored_in_order(target, source, keeping)?.map(Alignment::reversed))
    }

    /// Keeps two aligned documents with their pairs. A document that is stored under the same origin
    /// and language is replaced, and pairs whose text is unchanged keep their identity. What a person
    /// decided or removed stands. Two documents have one alignment, whichever is the source.
    ///
    /// # Errors
    /// If a stored document has become another text and `keeping` does not allow that, or if the
    /// database fails.
    pub fn keep_alignment(
        &mut self,
        source: Document,
        target: Document,
        beads: Vec<Bead>,
        keeping: &Keeping,
    ) -> Result<Alignment, ProjectError> {
        let (mut source, mut target) = (source, target);
        let mut others = self.other_alignments(&source, &target)?;
        others.extend(self.other_alignments(&target, &source)?);
        let command = format!("align {} {}", source.origin, target.origin);
        let (is_turned, beads, change) = self.change(&command, |writer| {
            let tell = |error: SqlError| writer.at_path(error);
            // Decisions are found by the old texts, so they are read before these are replaced.
            let mut decisions = Decisions::read(writer, &source, &target).map_err(tell)?;
            if keeping.replace {
                let lapsed = decisions.beads.len() + decisions.lapsed;
                decisions = Decisions { accept: decisions.accept, lapsed, ..Decisions::default() };
            }
            for other in &mut others {
                other.decisions =
                    Decisions::read(writer, &other.source, &other.target).map_err(tell)?;
            }
            let of_source = adopt(writer, &mut source, keeping.replace)?;
            let of_target = adopt(writer, &mut target, keeping.replace)?;
            if let Some(section) = &keeping.section {
                for id in [source.id, target.id].into_iter().flatten() {
                    let there = writer.section_of(id).map_err(tell)?;
                    let section = section_beside(writer, there, section).map_err(tell)?;
                    let section = writable_section(writer, &section)?;
                    writer.set_document_section(id, section).map_err(tell)?;
                }
            }
            // Looked up only now: another process may have stored either meanwhile.
            let is_turned = alignment(writer, &target, &source).map_err(tell)?.is_some();
            let (first, second) = if is_turned { (&target, &source) } else { (&source, &target) };
            let record = alignment(writer, first, second).map_err(tell)?;
            let accept = keeping.accept.unwrap_or(decisions.accept);
            let unchanged = (of_source, of_target) == (Adopted::Unchanged, Adopted::Unchanged)
                && keeping.section.is_none();
            if let Some(record) =
                record.filter(|record| !keeping.replace && unchanged && record.accept == accept)
            {
                let beads = writer.beads(record).map_err(tell)?;
                return Ok((is_turned, beads, Change::Unchanged));
            }
            let decisions = Decisions { accept, ..decisions };
            let (decisions, beads) = if is_turned {
                (decisions.turned(), beads.into_iter().map(turned).collect())
            } else {
                (decisions, beads)
            };
            let lapsed = decisions.lapsed;
            let mut tally =
                store_alignment(writer, (first, second), beads, &decisions).map_err(tell)?;
            for other in &others {
                tally.add(other.store(writer).map_err(tell)?);
            }
            writer.summarise(summary(&source, &target, &tally));
            let Tally { beads, kept, new, dropped } = tally;
            let change = match record {
                Some(_) => Change::Replaced { kept, new, dropped, lapsed },
                None => Change::New,
            };
            Ok::<_, ProjectError>((is_turned, beads, change))
        })?;
        let change = Some(change);
        Ok(if is_turned {
            Alignment { source: target, target: source, beads, change }.reversed()
        } else {
            Alignment { source, target, beads, change }
        })
    }

    /// The alignments of a document with others than `partner`, made anew, if its text is another
    /// than the stored one: the stored beads no longer fit it.
    fn other_alignments(
        &self,
        document: &Document,
        partner: &Document,
    ) -> Result<Vec<Realigned>, ProjectError> {
        let (changed, others) = self.reading(|reader| {
            let stored = reader.document_by_origin(&document.origin, &document.lang)?;
            let Some(stored) = stored.filter(|stored| !is_same_text(stored, document)) else {
                return Ok((document.clone(), Vec::new()));
            };
            let changed = Document { id: stored.id, ..document.clone() };
            let mut others = Vec::new();
            for record in stored.id.map_or(Ok(Vec::new()), |id| reader.alignments_of(id))? {
                let is_source = Some(record.source) == stored.id;
                let other = if is_source { record.target } else { record.source };
                let other = reader.document(other)?.filter(|other| {
                    (&other.origin, &other.lang) != (&partner.origin, &partner.lang)
                });
                others.extend(other.map(|other| (other, is_source)));
            }
            Ok((changed, others))
        })?;
        let realign = |(other, is_source): (Document, bool)| {
            let (source, target) =
                if is_source { (changed.clone(), other) } else { (other, changed.clone()) };
            let beads = link(&source, &target, &self.cues(&source, &target)?, &mut |_| ()).beads;
            Ok(Realigned { source, target, beads, decisions: Decisions::default() })
        };
        others.into_iter().map(realign).collect()
    }

    fn stored_in_order(
        &self,
        source: &Document,
        target: &Document,
        keeping: &Keeping,
    ) -> Result<Option<Alignment>, ProjectError> {
        self.reading(|reader| {
            let stored = |document: &Document| -> SqlResult<Option<Document>> {
                let stored = reader.document_by_origin(&document.origin, &document.lang)?;
                Ok(stored.filter(|stored| is_same_text(stored, document)))
            };
            let (Some(source), Some(target)) = (stored(source)?, stored(target)?) else {
                return Ok(None);
            };
            let record = alignment(&reader, &source, &target)?
                .filter(|record| keeping.accept.is_none_or(|accept| accept == record.accept))
                .filter(|_| keeping.section.is_none());
            let Some(record) = record else { return Ok(None) };
            let (beads, change) = (reader.beads(record)?, Some(Change::Unchanged));
            Ok(Some(Alignment { source, target, beads, change }))
        })
    }
}

/// The alignment of two stored documents, in this order.
fn alignment(
    reader: &Reader<'_>,
    source: &Document,
    target: &Document,
) -> SqlResult<Option<AlignmentRecord>> {
    let (Some(source), Some(target)) = (source.id, target.id) else { return Ok(None) };
    reader.alignment(source, target)
}

/// Stores an alignment. If it was made before a decision that stands by now, it is made anew.
fn store_alignment(
    writer: &Writer<'_>,
    (source, target): (&Document, &Document),
    beads: Vec<Bead>,
    decisions: &Decisions,
) -> SqlResult<Tally> {
    let beads =
        if decisions.are_kept_by(&beads) { beads } else { align_again(source, target, decisions) };
    let beads = decisions.judge(source, target, &beads);
    store_beads(writer, source, target, decisions.accept, beads)
}

/// Aligns within a change, where nobody can wait for the glossary.
fn align_again(source: &Document, target: &Document, decisions: &Decisions) -> Vec<Bead> {
    let cues = Cues { decided: decisions.decided(), ..Cues::shipped(&source.lang, &target.lang) };
    link(source, target, &cues, &mut |_| ()).beads
}

/// Whether two versions of a document hold the same segments of the same text.
fn is_same_text(one: &Document, other: &Document) -> bool {
    one.text == other.text && one.segments == other.segments
}

/// An alignment that was made anew because one of its documents changed.
struct Realigned {
    source: Document,
    target: Document,
    beads: Vec<Bead>,
    decisions: Decisions,
}

impl Realigned {
    /// Stores it. A partner that another process has changed meanwhile is aligned as it is now.
    fn store(&self, writer: &Writer<'_>) -> SqlResult<Tally> {
        let now = |document: &Document| -> SqlResult<Option<Document>> {
            document.id.map_or(Ok(None), |id| writer.document(id))
        };
        let (Some(source), Some(target)) = (now(&self.source)?, now(&self.target)?) else {
            return Ok(Tally::default());
        };
        let same = is_same_text(&source, &self.source) && is_same_text(&target, &self.target);
        let decisions = if same { self.decisions.clone() } else { Decisions::default() };
        let beads =
            if same { self.beads.clone() } else { align_again(&source, &target, &decisions) };
        store_alignment(writer, (&source, &target), beads, &decisions)
    }
}

/// What storing a document met with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Adopted {
    New,
    Unchanged,
    Changed,
}

/// Stores a document under the id that it has or had.
fn adopt(
    writer: &Writer<'_>,
    document: &mut Document,
    replace: bool,
) -> Result<Adopted, ProjectError> {
    let tell = |error: SqlError| -> StoreError { writer.at_path(error) };
    let stored = writer.document_by_origin(&document.origin, &document.lang).map_err(tell)?;
    let Some(stored) = stored else {
        document.id = Some(writer.put_document(document).map_err(tell)?);
        return Ok(Adopted::New);
    };
    document.id = stored.id;
    if is_same_text(&stored, document) {
        return Ok(Adopted::Unchanged);
    }
    let (kept, total) = (kept_segments(&stored, document), stored.segments.len());
    if !replace && (kept as f64) < SAME_TEXT * total as f64 {
        let (origin, id) = (document.origin.clone(), stored.id.unwrap_or(DocumentId(0)));
        return Err(ProjectError::AnotherText { origin, id, kept, total });
    }
    writer.put_document(document).map_err(tell)?;
    Ok(Adopted::Changed)
}

/// How many of the old version's segments are in the new one.
fn kept_segments(old: &Document, new: &Document) -> usize {
    let mut left: HashMap<&str, usize> = HashMap::new();
    for text in new.segment_texts() {
        *left.entry(text).or_default() += 1;
    }
    old.segment_texts()
        .into_iter()
        .filter(|text| match left.get_mut(text) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        })
        .count()
}

fn summary(source: &Document, target: &Document, tally: &Tally) -> String {
    let id = |document: &Document| document.id.map(|id| id.to_string()).unwrap_or_default();
    format!(
        "{} ({}) and {} ({}): {} new pairs, {} kept, {} dropped",
        id(source),
        source.lang,
        id(target),
        target.lang,
        tally.new,
        tally.kept,
        tally.dropped
    )
}
