//! Alignments: stored with their pairs, and kept in step when a file changes.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::tally::{Tally, removed_pairs, store_beads};
use super::{Project, ProjectError};
use crate::align::{Aligned, Cues, Side, TermCue, align};
use crate::model::{Bead, ConceptId, Document, DocumentId};
use crate::store::{Reader, SqlError, SqlResult, StoreError, StoredBead, Writer};
use crate::termbase::keys::Tier;
use crate::text::keys::word_keys;

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
    },
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
    /// The same alignment, seen from the other side.
    fn reversed(self) -> Self {
        let turn = |StoredBead { bead, unit }: StoredBead| StoredBead { bead: turned(bead), unit };
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
    let texts = (source.segment_texts(), target.segment_texts());
    let paragraphs = |document: &Document| -> Vec<usize> {
        document.segments.iter().map(|segment| segment.paragraph).collect()
    };
    let (of_source, of_target) = (paragraphs(source), paragraphs(target));
    let mut aligned = align(
        &Side { lang: &source.lang, segments: &texts.0, paragraphs: &of_source },
        &Side { lang: &target.lang, segments: &texts.1, paragraphs: &of_target },
        cues,
        progress,
    );
    for bead in &mut aligned.beads {
        bead.confidence = (bead.confidence * 10_000.0).round() / 10_000.0;
    }
    aligned
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
    /// The stored alignment of these very texts, whichever of them is stored as the source.
    ///
    /// # Errors
    /// If the database fails.
    pub fn stored_alignment(
        &self,
        source: &Document,
        target: &Document,
    ) -> Result<Option<Alignment>, ProjectError> {
        if let Some(alignment) = self.stored_in_order(source, target)? {
            return Ok(Some(alignment));
        }
        Ok(self.stored_in_order(target, source)?.map(Alignment::reversed))
    }

    /// Keeps two aligned documents with their pairs. A document that is stored under the same origin
    /// and language is replaced, and pairs whose text is unchanged keep their identity. Two documents
    /// have one alignment, whichever is the source.
    ///
    /// # Errors
    /// If a stored document has become another text and `replace` does not allow that, or if the
    /// database fails.
    pub fn keep_alignment(
        &mut self,
        source: Document,
        target: Document,
        beads: Vec<Bead>,
        replace: bool,
    ) -> Result<Alignment, ProjectError> {
        let (mut source, mut target) = (source, target);
        let mut others = self.other_alignments(&source, &target)?;
        others.extend(self.other_alignments(&target, &source)?);
        let command = format!("align {} {}", source.origin, target.origin);
        let (is_turned, beads, change) = self.change(&command, |writer| {
            let tell = |error: SqlError| writer.at_path(error);
            // What the user removed stays away, unless all is to be made anew.
            let mut unwanted = HashSet::new();
            if !replace {
                unwanted = removed_pairs(writer, &source, &target).map_err(tell)?;
                unwanted.extend(removed_pairs(writer, &target, &source).map_err(tell)?);
            }
            let of_source = adopt(writer, &mut source, replace)?;
            let of_target = adopt(writer, &mut target, replace)?;
            // Looked up only now: another process may have stored either meanwhile.
            let is_turned = stored_beads(writer, &target, &source).map_err(tell)?.is_some();
            let (first, second) = if is_turned { (&target, &source) } else { (&source, &target) };
            let stored = stored_beads(writer, first, second).map_err(tell)?;
            let known = stored.is_some();
            if !replace
                && (of_source, of_target) == (Adopted::Unchanged, Adopted::Unchanged)
                && let Some(beads) = stored
            {
                return Ok((is_turned, beads, Change::Unchanged));
            }
            let beads = if is_turned { beads.into_iter().map(turned).collect() } else { beads };
            let mut tally = store_beads(writer, first, second, &beads, &unwanted).map_err(tell)?;
            for other in &others {
                tally.add(other.store(writer).map_err(tell)?);
            }
            writer.summarise(summary(&source, &target, &tally));
            let Tally { beads, kept, new, dropped } = tally;
            let change = if known { Change::Replaced { kept, new, dropped } } else { Change::New };
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
            Ok(Realigned { source, target, beads })
        };
        others.into_iter().map(realign).collect()
    }

    fn stored_in_order(
        &self,
        source: &Document,
        target: &Document,
    ) -> Result<Option<Alignment>, ProjectError> {
        self.reading(|reader| {
            let stored = |document: &Document| -> SqlResult<Option<Document>> {
                let stored = reader.document_by_origin(&document.origin, &document.lang)?;
                Ok(stored.filter(|stored| is_same_text(stored, document)))
            };
            let (Some(source), Some(target)) = (stored(source)?, stored(target)?) else {
                return Ok(None);
            };
            let beads = stored_beads(&reader, &source, &target)?;
            let change = Some(Change::Unchanged);
            Ok(beads.map(|beads| Alignment { source, target, beads, change }))
        })
    }

    /// The glossary's terms that occur in the source, with their translations.
    ///
    /// # Errors
    /// If the database fails.
    pub fn cues(&self, source: &Document, target: &Document) -> Result<Cues, ProjectError> {
        let mut stems: HashSet<String> = HashSet::new();
        for text in source.segment_texts() {
            stems.extend(word_keys(text, &source.lang).into_iter().map(|keys| keys.stem));
        }
        // Where exactly a term stands, the aligner looks itself; here it is enough that all its
        // words occur.
        let terms = self.reading(|reader| {
            let keys = reader.keys_of_tier(Tier::Inflected.number())?;
            let concepts: BTreeSet<ConceptId> = keys
                .into_iter()
                .filter(|found| found.lang == source.lang.primary())
                .filter(|found| found.key.split(' ').all(|stem| stems.contains(stem)))
                .map(|found| found.concept)
                .collect();
            let mut terms = Vec::new();
            for id in concepts {
                let Some(concept) = reader.concept(id)? else { continue };
                let names = |lang| concept.terms_in(lang).map(|term| term.text.clone()).collect();
                terms.push(TermCue { source: names(&source.lang), target: names(&target.lang) });
            }
            Ok(terms)
        })?;
        Ok(Cues { terms, ..Cues::shipped(&source.lang, &target.lang) })
    }
}

/// The beads of two stored documents, if they are aligned.
fn stored_beads(
    reader: &Reader<'_>,
    source: &Document,
    target: &Document,
) -> SqlResult<Option<Vec<StoredBead>>> {
    let (Some(source), Some(target)) = (source.id, target.id) else { return Ok(None) };
    let record = reader.alignment(source, target)?;
    record.map(|record| reader.beads(record)).transpose()
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
        if is_same_text(&source, &self.source) && is_same_text(&target, &self.target) {
            return store_beads(writer, &source, &target, &self.beads, &HashSet::new());
        }
        let cues = Cues::shipped(&source.lang, &target.lang);
        let beads = link(&source, &target, &cues, &mut |_| ()).beads;
        store_beads(writer, &source, &target, &beads, &HashSet::new())
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
