//! The pairs of an alignment: made of its beads, and kept where their texts are the same as before.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use crate::memory::words::neighbour;
use crate::model::{
    Bead, Context, Document, Neighbours, Provenance, Standing, TranslationUnit, UnitId, Variant,
};
use crate::store::{Digest, SqlResult, StoredBead, Writer};

/// What became of the units of an alignment.
#[derive(Default)]
pub(super) struct Tally {
    /// The beads with their units.
    pub(super) beads: Vec<StoredBead>,
    /// Units that kept their identity.
    pub(super) kept: usize,
    /// Units that came.
    pub(super) new: usize,
    /// Units that went.
    pub(super) dropped: usize,
}

impl Tally {
    /// Counts the units of another alignment too.
    pub(super) fn add(&mut self, other: Self) {
        self.kept += other.kept;
        self.new += other.new;
        self.dropped += other.dropped;
    }
}

/// Stores beads and the units made of those whose standing keeps one; units of the earlier version
/// whose texts are the same keep their id, the others go. Beads with the same texts share a unit only
/// if their neighbours agree too.
pub(super) fn store_beads(
    writer: &Writer<'_>,
    source: &Document,
    target: &Document,
    accept: f64,
    beads: Vec<(Bead, Standing)>,
) -> SqlResult<Tally> {
    let (Some(source_id), Some(target_id)) = (source.id, target.id) else {
        return Ok(Tally::default());
    };
    let mut before = match writer.alignment(source_id, target_id)? {
        Some(record) => Earlier::of(writer, &writer.beads(record)?)?,
        None => Earlier::default(),
    };
    let old = before.count();
    let section = writer.section_of(source_id)?;
    let mut now: HashMap<(Vec<Variant>, Context), UnitId> = HashMap::new();
    let mut tally = Tally::default();
    // A unit whose neighbours are the same goes to its bead before one that merely has its texts.
    let kept: Vec<Option<Kept>> = beads
        .iter()
        .map(|(bead, standing)| {
            let is_kept = bead.is_pair() && standing.keeps_unit();
            is_kept.then(|| {
                let (variants, context) =
                    (variants(source, target, bead), context(source, target, bead));
                let unit = before.take(&variants, Some(&context));
                Kept { variants, context, unit }
            })
        })
        .collect();
    for ((bead, standing), kept) in beads.into_iter().zip(kept) {
        let Some(Kept { variants, context, unit }) = kept else {
            tally.beads.push(StoredBead { bead, unit: None, standing });
            continue;
        };
        let is_approved = standing == Standing::Accepted;
        let key = (variants, context);
        let again =
            unit.or_else(|| before.take(&key.0, None)).or_else(|| before.take_corrected(&key.0));
        let id = match (now.get(&key), again) {
            (Some(id), again) => {
                before.put_back(&key.0, again);
                *id
            }
            (None, Some(id)) => {
                writer.set_aligned(id, bead.confidence, &context, is_approved)?;
                writer.set_unit_section(id, section)?;
                id
            }
            (None, None) => {
                tally.new += 1;
                let provenance = Provenance {
                    document: source.id,
                    origin: source.title.clone(),
                    confidence: Some(bead.confidence),
                    section,
                    is_approved,
                    context,
                    ..Provenance::default()
                };
                let variants = key.0.clone();
                writer.add_unit(&TranslationUnit { id: None, variants, provenance })?
            }
        };
        now.insert(key, id);
        tally.beads.push(StoredBead { bead, unit: Some(id), standing });
    }
    writer.put_alignment(source_id, target_id, accept, &tally.beads)?;
    let gone = before.left();
    tally.dropped = gone.len();
    tally.kept = old - tally.dropped;
    for id in gone {
        let_go(writer, id)?;
    }
    Ok(tally)
}

/// A bead of which a unit is kept.
struct Kept {
    variants: Vec<Variant>,
    context: Context,
    /// The unit that was there with these texts and neighbours.
    unit: Option<UnitId>,
}

/// The units of an alignment as it was.
#[derive(Default)]
struct Earlier {
    /// By their texts.
    units: HashMap<Vec<Variant>, Vec<(UnitId, Context)>>,
    /// Those that a person corrected, by the texts that they had before.
    corrected: HashMap<Digest, UnitId>,
}

impl Earlier {
    fn of(writer: &Writer<'_>, beads: &[StoredBead]) -> SqlResult<Self> {
        let ids: BTreeSet<UnitId> = beads.iter().filter_map(|stored| stored.unit).collect();
        let mut earlier = Self::default();
        for id in ids {
            let Some(unit) = writer.unit(id)? else { continue };
            let former = writer.former_texts(id)?.into_iter();
            earlier.corrected.extend(former.map(|digest| (digest, id)));
            let units = earlier.units.entry(unit.variants).or_default();
            units.push((id, unit.provenance.context));
        }
        Ok(earlier)
    }

    fn count(&self) -> usize {
        self.units.values().map(Vec::len).sum()
    }

    /// Takes a unit with these texts out: one with these neighbours, or any.
    fn take(&mut self, variants: &[Variant], context: Option<&Context>) -> Option<UnitId> {
        let units = self.units.get_mut(variants)?;
        let fits = |(_, there): &(UnitId, Context)| context.is_none_or(|context| context == there);
        let place = units.iter().position(fits)?;
        Some(units.remove(place).0)
    }

    /// Takes the unit out that had these texts before a person corrected it.
    fn take_corrected(&mut self, variants: &[Variant]) -> Option<UnitId> {
        let id = self.corrected.remove(&Digest::of(variants))?;
        self.units.values_mut().for_each(|units| units.retain(|(other, _)| *other != id));
        Some(id)
    }

    fn put_back(&mut self, variants: &[Variant], unit: Option<UnitId>) {
        let Some(unit) = unit else { return };
        self.units.entry(variants.to_vec()).or_default().push((unit, Context::default()));
    }

    fn left(self) -> Vec<UnitId> {
        let mut left: Vec<UnitId> = self.units.into_values().flatten().map(|(id, _)| id).collect();
        left.sort_unstable();
        left
    }
}

/// Removes a unit of which no bead is left, unless it has a note, which is the user's own, or was
/// met elsewhere too: then the pair stays. Answers whether it went.
pub(super) fn let_go(writer: &Writer<'_>, id: UnitId) -> SqlResult<bool> {
    let Some(unit) = writer.unit(id)? else { return Ok(false) };
    if unit.provenance.note.is_some() || writer.uses_of(id)? > 1 {
        writer.release_unit(id)?;
        return Ok(false);
    }
    writer.remove_unit(id)?;
    Ok(true)
}

/// The texts around a bead.
fn context(source: &Document, target: &Document, bead: &Bead) -> Context {
    let side = |document: &Document, indices: &Range<usize>| {
        let text =
            |index: usize| (index < document.segments.len()).then(|| document.segment_line(index));
        let before = indices.start.checked_sub(1).and_then(text);
        Neighbours {
            before: Some(neighbour(before.as_deref())),
            after: Some(neighbour(text(indices.end).as_deref())),
        }
    };
    Context { source: side(source, &bead.source), target: side(target, &bead.target) }
}

/// The texts of a bead, each side on one line.
pub(super) fn variants(source: &Document, target: &Document, bead: &Bead) -> Vec<Variant> {
    let side = |document: &Document, indices: Range<usize>| {
        let texts: Vec<String> = indices.map(|index| document.segment_line(index)).collect();
        Variant { lang: document.lang.clone(), text: texts.join(" ") }
    };
    vec![side(source, bead.source.clone()), side(target, bead.target.clone())]
}
