//! Reviews: the beads of a stored alignment laid before a person, and the decisions that come back.

use std::collections::HashMap;
use std::ops::Range;

use super::tally::{Tally, store_beads};
use super::{Alignment, Project, ProjectError};
use crate::exchange::review::{self, ReturnedBead, ReturnedSegment, Sheet, SheetBead, Verdict};
use crate::model::{Bead, Document, DocumentId, Standing};
use crate::store::{AlignmentRecord, SqlError, StoredBead};

/// The confidence of a bead whose decision was taken back, until it is aligned again.
const REOPENED: f64 = 0.5;

/// What a review did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reviewed {
    /// Beads that were accepted as they were.
    pub accepted: usize,
    /// Beads of which no pair is kept from now on.
    pub dropped: usize,
    /// Beads that were made by merging, splitting and moving.
    pub changed: usize,
    /// Beads whose decision was taken back.
    pub reopened: usize,
    /// Beads of the alignment that are doubtful still.
    pub doubtful: usize,
    /// Pairs that came.
    pub new: usize,
    /// Pairs that went.
    pub gone: usize,
}

impl Reviewed {
    /// Whether nothing was decided.
    pub fn is_nothing(&self) -> bool {
        self.accepted + self.dropped + self.changed + self.reopened == 0
    }
}

/// Lays beads before a person: all, or those that are doubtful or wait, each with its neighbours, to
/// which segments may have to be moved. `about` heads the sheet.
pub fn sheet(alignment: &Alignment, doubtful: f64, all: bool, about: Vec<String>) -> Sheet {
    let Alignment { source, target, beads, .. } = alignment;
    let is_open = |at: usize| beads.get(at).is_some_and(|stored| is_open(stored, doubtful));
    let is_shown = |at: usize| all || is_open(at) || is_open(at + 1) || (at > 0 && is_open(at - 1));
    let side = |document: &Document, range: &Range<usize>| -> Vec<(usize, String)> {
        range.clone().map(|at| (at + 1, document.segment_line(at))).collect()
    };
    let shown = beads.iter().enumerate().filter(|(at, _)| is_shown(*at));
    let beads = shown.map(|(at, stored)| SheetBead {
        number: at + 1,
        confidence: stored.bead.confidence,
        is_doubtful: is_open(at),
        verdict: verdict(stored.standing),
        source: side(source, &stored.bead.source),
        target: side(target, &stored.bead.target),
    });
    let langs = (source.lang.clone(), target.lang.clone());
    Sheet { about, langs, beads: beads.collect() }
}

fn is_open(stored: &StoredBead, doubtful: f64) -> bool {
    stored.standing == Standing::Waiting
        || (stored.bead.confidence < doubtful && !stored.standing.is_decided())
}

fn verdict(standing: Standing) -> Verdict {
    match standing {
        Standing::Accepted => Verdict::Accept,
        Standing::Dropped => Verdict::Drop,
        Standing::Aligned | Standing::Waiting | Standing::Removed => Verdict::Open,
    }
}

impl Project {
    /// The stored alignment of a document, with another one if there are several.
    ///
    /// # Errors
    /// If there is no such document, if it is not aligned (with that one), or with several and none
    /// was named, or if the database fails.
    pub fn alignment_of(
        &self,
        id: DocumentId,
        with: Option<DocumentId>,
    ) -> Result<Alignment, ProjectError> {
        let (there, mut records) =
            self.reading(|reader| Ok((reader.document(id)?.is_some(), reader.alignments_of(id)?)))?;
        if !there {
            return Err(ProjectError::NoSuch { kind: "document", id: id.to_string() });
        }
        let partner = |record: &AlignmentRecord| {
            if record.source == id { record.target } else { record.source }
        };
        records.retain(|record| with.is_none_or(|with| partner(record) == with));
        let record = match (records.as_slice(), with) {
            ([record], _) => *record,
            ([], _) => return Err(ProjectError::NotAligned { id, with }),
            (several, _) => {
                let partners = several.iter().map(partner).collect();
                return Err(ProjectError::SeveralPartners { id, partners });
            }
        };
        self.reading(|reader| {
            let beads = reader.beads(record)?;
            let documents = (reader.document(record.source)?, reader.document(record.target)?);
            Ok(match documents {
                (Some(source), Some(target)) => {
                    Some(Alignment { source, target, beads, change: None })
                }
                _ => None,
            })
        })?
        .ok_or(ProjectError::NotAligned { id, with })
    }

    /// Applies a review that came back: what a person decided stands from now on. With `rest` the
    /// beads without a verdict are accepted too. `doubtful` is the confidence below which a bead is.
    ///
    /// # Errors
    /// If the review does not fit the stored alignment, or if the database fails; then nothing is
    /// changed.
    pub fn apply_review(
        &mut self,
        reviewed: &Alignment,
        returned: &[ReturnedBead],
        rest: bool,
        doubtful: f64,
    ) -> Result<Reviewed, ProjectError> {
        let (Some(source_id), Some(target_id)) = (reviewed.source.id, reviewed.target.id) else {
            return Ok(Reviewed::default());
        };
        self.change(&format!("review {source_id} {target_id}"), |writer| {
            let tell = |error: SqlError| writer.at_path(error);
            let now = || -> Result<_, SqlError> {
                let Some(record) = writer.alignment(source_id, target_id)? else {
                    return Ok(None);
                };
                let documents = (writer.document(source_id)?, writer.document(target_id)?);
                let (Some(source), Some(target)) = documents else { return Ok(None) };
                Ok(Some((record.accept, source, target, writer.beads(record)?)))
            };
            // Read again under the lock: another program may have aligned them anew.
            let Some((accept, source, target, stored)) = now().map_err(tell)? else {
                let (id, with) = (source_id, Some(target_id));
                return Err(ProjectError::NotAligned { id, with });
            };
            let labels = Labels(review::labels((&source.lang, &target.lang)));
            check_texts((0, &source), returned, &labels)?;
            check_texts((1, &target), returned, &labels)?;
            let mut told = Reviewed::default();
            let mut beads = decided(&stored, returned, &labels, rest, &mut told)?;
            for (bead, standing) in &mut beads {
                // What was taken back is too doubtful again for a pair to be kept.
                if *standing == Standing::Aligned && bead.is_pair() && bead.confidence < accept {
                    *standing = Standing::Waiting;
                }
            }
            let Tally { beads, new, dropped, .. } =
                store_beads(writer, &source, &target, accept, beads).map_err(tell)?;
            told.doubtful = beads.iter().filter(|stored| is_open(stored, doubtful)).count();
            (told.new, told.gone) = (new, dropped);
            writer.summarise(format!(
                "{} accepted, {} changed, {} dropped, {} taken back",
                told.accepted, told.changed, told.dropped, told.reopened
            ));
            Ok(told)
        })
    }
}

fn refused<T>(line: usize, reason: impl Into<String>) -> Result<T, ProjectError> {
    Err(ProjectError::BadReview { line, reason: reason.into() })
}

/// Checks that the segments are those of the document and read as they did when the review was
/// written. Spreadsheets change spaces and marks, so only letters and digits are compared.
fn check_texts(
    (side, document): (usize, &Document),
    returned: &[ReturnedBead],
    labels: &Labels,
) -> Result<(), ProjectError> {
    let plain = |text: &str| text.chars().filter(|char| char.is_alphanumeric()).collect::<String>();
    for segment in returned.iter().flat_map(|bead| bead.sides()[side]) {
        let (label, number) = (&labels.0[side], segment.number);
        if number == 0 || number > document.segments.len() {
            return refused(segment.line, format!("there is no segment {label}{number}"));
        }
        let there = document.segment_text(number - 1);
        if !segment.text.is_empty() && plain(&segment.text) != plain(there) {
            return refused(
                segment.line,
                format!("the text of {label}{number} is another one than in the database"),
            );
        }
    }
    Ok(())
}

/// A bead that came back, its segments counted from 0.
struct Piece {
    line: usize,
    verdict: Verdict,
    /// The first source and target segment, where there is one.
    begins: [Option<usize>; 2],
    sizes: [usize; 2],
}

/// The names of segments in messages.
struct Labels([String; 2]);

impl Labels {
    fn name(&self, side: usize, segment: usize) -> String {
        format!("{}{}", self.0[side], segment + 1)
    }
}

/// The beads that came back, of which each must hold neighbours. What stands on one side only comes
/// apart: there is nothing that holds it together.
fn pieces(returned: &[ReturnedBead], labels: &Labels) -> Result<Vec<Piece>, ProjectError> {
    let mut pieces = Vec::new();
    for bead in returned {
        let sides = bead.sides();
        for (side, segments) in sides.iter().enumerate() {
            for pair in segments.windows(2) {
                if pair[1].number != pair[0].number + 1 {
                    let [one, other] =
                        [&pair[0], &pair[1]].map(|one| labels.name(side, one.number - 1));
                    return refused(
                        pair[1].line,
                        format!("{one} and {other} stand in one bead but are no neighbours"),
                    );
                }
            }
        }
        let piece = |line, begins, sizes| Piece { line, verdict: bead.verdict, begins, sizes };
        let begins = sides.map(|side| side.first().map(|segment| segment.number - 1));
        if let [Some(_), Some(_)] = begins {
            pieces.push(piece(bead.line, begins, sides.map(<[_]>::len)));
            continue;
        }
        let alone = |segment: &ReturnedSegment| Some(segment.number - 1);
        pieces.extend(bead.source.iter().map(|one| piece(one.line, [alone(one), None], [1, 0])));
        pieces.extend(bead.target.iter().map(|one| piece(one.line, [None, alone(one)], [0, 1])));
    }
    Ok(pieces)
}

/// For each stored bead, whether the review holds it. It must hold all of its segments or none.
fn covered(
    stored: &[StoredBead],
    returned: &[ReturnedBead],
    labels: &Labels,
) -> Result<Vec<bool>, ProjectError> {
    let mut lines: [HashMap<usize, usize>; 2] = Default::default();
    for side in [0, 1] {
        for segment in returned.iter().flat_map(|bead| bead.sides()[side]) {
            if let Some(before) = lines[side].insert(segment.number - 1, segment.line) {
                let name = labels.name(side, segment.number - 1);
                return refused(segment.line, format!("{name} stands in line {before} already"));
            }
        }
    }
    let mut covered = Vec::new();
    for (number, StoredBead { bead, .. }) in (1..).zip(stored) {
        let of_source = bead.source.clone().map(|segment| (0, segment));
        let segments: Vec<(usize, usize)> =
            of_source.chain(bead.target.clone().map(|segment| (1, segment))).collect();
        let line = |(side, segment): &(usize, usize)| lines[*side].get(segment).copied();
        let there = segments.iter().find_map(line);
        let missing = segments.iter().find(|segment| line(segment).is_none());
        if let (Some(line), Some((side, segment))) = (there, missing) {
            let name = labels.name(*side, *segment);
            return refused(line, format!("{name} of bead {number} is missing in the review"));
        }
        covered.push(there.is_some());
    }
    Ok(covered)
}

/// The beads of an alignment with the decisions put in.
fn decided(
    stored: &[StoredBead],
    returned: &[ReturnedBead],
    labels: &Labels,
    rest: bool,
    told: &mut Reviewed,
) -> Result<Vec<(Bead, Standing)>, ProjectError> {
    let covered = covered(stored, returned, labels)?;
    let mut pieces = pieces(returned, labels)?.into_iter();
    let mut beads: Vec<(Bead, Standing)> = Vec::new();
    let mut number = 0;
    for run in covered.chunk_by(|one, other| one == other) {
        let run_of = &stored[number..number + run.len()];
        number += run.len();
        if !run[0] {
            beads.extend(run_of.iter().map(|stored| (stored.bead.clone(), stored.standing)));
            continue;
        }
        let (first, last) = (&run_of[0].bead, &run_of[run_of.len() - 1].bead);
        let mut here = [first.source.start, first.target.start];
        let end = [last.source.end, last.target.end];
        while here != end {
            // The segments of the run stand in pieces, so that there is another.
            let Some(piece) = pieces.next() else { break };
            let bead = piece.placed(here, end, number, labels)?;
            here = [bead.source.end, bead.target.end];
            let before = run_of.iter().find(|stored| {
                (&stored.bead.source, &stored.bead.target) == (&bead.source, &bead.target)
            });
            beads.push(judged(before, bead, piece.verdict, rest, told));
        }
    }
    Ok(beads)
}

impl Piece {
    /// The bead, if it can stand next and ends before the segments that the review does not hold;
    /// these belong to bead number `behind`.
    fn placed(
        &self,
        here: [usize; 2],
        end: [usize; 2],
        behind: usize,
        labels: &Labels,
    ) -> Result<Bead, ProjectError> {
        for side in [0, 1] {
            let Some(begin) = self.begins[side] else { continue };
            let name = labels.name(side, begin);
            if here[side] == end[side] || begin + self.sizes[side] > end[side] {
                let behind = behind + 1;
                return refused(
                    self.line,
                    format!(
                        "{name} is apart from these by bead {behind}, which is not in the review"
                    ),
                );
            }
            if begin != here[side] {
                let expected = labels.name(side, here[side]);
                return refused(self.line, format!("{name} stands here before {expected}"));
            }
        }
        let side = |side: usize| here[side]..here[side] + self.sizes[side];
        Ok(Bead { source: side(0), target: side(1), confidence: 1.0 })
    }
}

/// How a bead stands after the review; `before` is the stored one, if it is the same.
fn judged(
    before: Option<&StoredBead>,
    bead: Bead,
    verdict: Verdict,
    rest: bool,
    told: &mut Reviewed,
) -> (Bead, Standing) {
    let Some(StoredBead { bead: same, standing, .. }) = before else {
        return if verdict == Verdict::Drop {
            told.dropped += 1;
            (bead, Standing::Dropped)
        } else {
            told.changed += 1;
            (bead, Standing::Accepted)
        };
    };
    let is_open = matches!(standing, Standing::Aligned | Standing::Waiting);
    let now = match verdict {
        Verdict::Accept => Standing::Accepted,
        Verdict::Drop => Standing::Dropped,
        Verdict::Open if rest && is_open => Standing::Accepted,
        Verdict::Reopen if standing.is_decided() => {
            told.reopened += 1;
            return (Bead { confidence: REOPENED, ..bead }, Standing::Aligned);
        }
        Verdict::Open | Verdict::Reopen => return (same.clone(), *standing),
    };
    if now != *standing {
        *if now == Standing::Accepted { &mut told.accepted } else { &mut told.dropped } += 1;
    }
    (bead, now)
}
