//! The indexes of a memory, kept in step with its units: the words of all texts, and the matches of
//! those in the languages that matches are looked for in.

use std::collections::{BTreeSet, HashMap};

use super::filter::{Ranks, postings_of};
use super::words::{Class, WordReader};
use crate::model::{Lang, TranslationUnit, UnitId};
use crate::store::{MatchIndex, Reader, SqlResult, Writer};

/// The threshold from which an index of matches serves unless it is made for a lower one.
pub const LOWEST: u8 = 70;

/// No index can be made for a lower threshold.
pub const LOWEST_POSSIBLE: u8 = 50;

/// So many units go into an index of matches at a time: it is many times faster than one by one.
const BATCH: usize = 100_000;

/// From so many units on it pays to put them in together.
const FEW: usize = 500;

/// The order of frequency is made anew when there are so many times as many units as there were.
const GROWTH: usize = 4;

/// An order made of so many units is good enough for good.
const MANY: usize = 100_000;

/// An order made of fewer units is not made anew for each unit that comes.
const FEWEST: usize = 1_000;

/// Stands between the variants of a unit, so that no phrase reaches from one into the next.
const BREAK: &str = "__";

/// A unit as the indexes take it.
#[derive(Debug, Default)]
pub struct Analysed {
    /// Its words for the index of words.
    pub words: String,
    /// The classes of its texts in the languages of the indexes of matches, each with the place of
    /// its language among them.
    classes: Vec<(usize, Vec<Class>)>,
}

/// Reads units for the indexes. It can do so apart from the database.
#[derive(Debug)]
pub struct Analyser {
    readers: Vec<(String, WordReader)>,
    /// The languages of the indexes of matches, as primary subtags.
    matched: Vec<String>,
}

impl Analyser {
    /// An analyser for a database that has indexes of matches in these languages.
    pub fn new(matched: Vec<String>) -> Self {
        Self { readers: Vec::new(), matched }
    }

    /// Reads a unit.
    pub fn analyse(&mut self, unit: &TranslationUnit) -> Analysed {
        let mut analysed = Analysed::default();
        for variant in &unit.variants {
            let mut classes = Vec::new();
            self.reader(&variant.lang).index(&variant.text, &mut analysed.words, &mut classes);
            analysed.words.push_str(BREAK);
            analysed.words.push(' ');
            let primary = variant.lang.primary();
            if let Some(place) = self.matched.iter().position(|lang| lang == primary) {
                analysed.classes.push((place, classes));
            }
        }
        analysed
    }

    /// The languages of all texts that were read, as primary subtags.
    pub fn langs(&self) -> impl Iterator<Item = &str> {
        self.readers.iter().map(|(lang, _)| lang.as_str())
    }

    fn reader(&mut self, lang: &Lang) -> &mut WordReader {
        let known = self.readers.iter().position(|(known, _)| known == lang.primary());
        let place = known.unwrap_or_else(|| {
            self.readers.push((lang.primary().to_owned(), WordReader::new(lang)));
            self.readers.len() - 1
        });
        &mut self.readers[place].1
    }
}

/// Puts units into the indexes, many together.
pub struct Indexer {
    indexes: Vec<Filling>,
    waiting: usize,
}

/// An index of matches that is being filled.
struct Filling {
    lang: String,
    lowest: u8,
    ranks: Option<Ranks>,
    /// The texts that wait to be put in.
    waiting: Vec<(u32, Vec<Class>)>,
}

impl Indexer {
    /// An indexer for the languages in which the database has an index of matches, and for `from`.
    ///
    /// # Errors
    /// If the database fails.
    pub fn new(reader: &Reader<'_>, from: &Lang) -> SqlResult<Self> {
        let filling = |index: MatchIndex, ranks| Filling {
            lang: index.lang,
            lowest: index.lowest,
            ranks,
            waiting: Vec::new(),
        };
        let mut indexes = Vec::new();
        for index in reader.match_indexes()? {
            let is_outgrown = is_outgrown(reader, &index)?;
            let ranks = (!is_outgrown).then(|| Ranks::decode(&index.ranks));
            indexes.push(filling(index, ranks));
        }
        if indexes.iter().all(|index| index.lang != from.primary()) {
            let (lang, lowest) = (from.primary().to_owned(), LOWEST);
            indexes.push(Filling { lang, lowest, ranks: None, waiting: Vec::new() });
        }
        Ok(Self { indexes, waiting: 0 })
    }

    /// An analyser for this indexer's languages.
    pub fn analyser(&self) -> Analyser {
        Analyser::new(self.indexes.iter().map(|index| index.lang.clone()).collect())
    }

    /// Puts a unit in that is in no index yet. The index of matches has it after [`finish`](Self::finish).
    ///
    /// # Errors
    /// If the database fails.
    pub fn add(&mut self, writer: &Writer<'_>, id: UnitId, analysed: Analysed) -> SqlResult<()> {
        writer.index_new_unit(id, analysed.words.trim_end())?;
        let Ok(unit) = u32::try_from(id.0) else { return Ok(()) };
        for (place, classes) in analysed.classes {
            self.indexes[place].waiting.push((unit, classes));
        }
        self.waiting += 1;
        if self.waiting >= BATCH { self.flush(writer) } else { Ok(()) }
    }

    /// Puts in what waits.
    ///
    /// # Errors
    /// If the database fails.
    pub fn finish(mut self, writer: &Writer<'_>) -> SqlResult<()> {
        self.flush(writer)
    }

    fn flush(&mut self, writer: &Writer<'_>) -> SqlResult<()> {
        self.waiting = 0;
        for index in &mut self.indexes {
            let texts = std::mem::take(&mut index.waiting);
            if texts.is_empty() {
                continue;
            }
            let Some(ranks) = &index.ranks else {
                index.ranks = Some(build(writer, &index.lang, index.lowest)?);
                continue;
            };
            let mut postings = Vec::new();
            for (unit, classes) in &texts {
                postings_of(classes, *unit, ranks, index.lowest, &mut postings);
            }
            if texts.len() >= FEW {
                writer.merge_postings(&index.lang, &mut postings)?;
            } else {
                for posting in postings {
                    writer.add_posting(&index.lang, posting)?;
                }
            }
        }
        Ok(())
    }
}

/// Whether an index should be made anew: its order of frequency is of far fewer units, or much in it
/// is of no use.
fn is_outgrown(reader: &Reader<'_>, index: &MatchIndex) -> SqlResult<bool> {
    let units = usize::try_from(reader.newest_unit()?).unwrap_or_default();
    let outgrown = index.ranked < MANY && units >= FEWEST + GROWTH * index.ranked;
    Ok(outgrown || index.stale > BATCH.max(units / 2))
}

/// Makes the index of matches of a language (a primary subtag) anew from all units.
///
/// # Errors
/// If the database fails.
pub fn build_index(writer: &Writer<'_>, lang: &str, lowest: u8) -> SqlResult<()> {
    build(writer, lang, lowest).map(drop)
}

fn build(writer: &Writer<'_>, lang: &str, lowest: u8) -> SqlResult<Ranks> {
    let has_further = writer.has_further_texts()?;
    let parsed: Lang = lang.parse().unwrap_or_else(|_| Lang::german());
    let mut words = WordReader::new(&parsed);
    let mut frequencies: HashMap<Class, u32, _> = HashMap::default();
    let (mut classes, mut ranked) = (Vec::new(), 0);
    let mut each = |take: &mut dyn FnMut(UnitId, &[Class])| {
        writer.lend_units(has_further, |unit| {
            for (_, text) in unit.texts().filter(|(tag, _)| tag.split('-').next() == Some(lang)) {
                words.classes(text, &mut classes);
                take(unit.unit, &classes);
            }
        })
    };
    each(&mut |_, classes| {
        ranked += 1;
        if ranked <= MANY {
            for class in classes {
                *frequencies.entry(*class).or_insert(0) += 1;
            }
        }
    })?;
    let ranks = Ranks::of(frequencies);
    writer.create_match_index(&MatchIndex {
        lang: lang.to_owned(),
        lowest,
        ranks: ranks.encode(),
        ranked,
        stale: 0,
    })?;
    let (mut postings, mut texts, mut failed) = (Vec::new(), 0, Ok(()));
    each(&mut |unit, classes| {
        let Ok(unit) = u32::try_from(unit.0) else { return };
        postings_of(classes, unit, &ranks, lowest, &mut postings);
        texts += 1;
        if texts % BATCH == 0 && failed.is_ok() {
            failed = writer.merge_postings(lang, &mut postings);
            postings.clear();
        }
    })?;
    failed?;
    writer.merge_postings(lang, &mut postings)?;
    Ok(ranks)
}

/// Puts units into the indexes as they stand now: new ones, and those that changed or went. Answers
/// with the languages of their texts, as primary subtags.
///
/// # Errors
/// If the database fails.
pub fn refresh(
    writer: &Writer<'_>,
    new: &[UnitId],
    changed: &BTreeSet<UnitId>,
    from: &Lang,
) -> SqlResult<Vec<String>> {
    let mut indexer = Indexer::new(writer, from)?;
    let mut analyser = indexer.analyser();
    for id in changed {
        writer.index_unit(*id, None)?;
    }
    for id in new.iter().filter(|id| !changed.contains(id)).chain(changed) {
        if let Some(unit) = writer.unit(*id)? {
            let analysed = analyser.analyse(&unit);
            indexer.add(writer, *id, analysed)?;
        }
    }
    indexer.finish(writer)?;
    Ok(analyser.langs().map(str::to_owned).collect())
}

/// Makes all indexes anew. Answers with the languages of all texts, as primary subtags.
///
/// # Errors
/// If the database fails.
pub fn rebuild(writer: &Writer<'_>, from: &Lang) -> SqlResult<Vec<String>> {
    writer.clear_unit_words()?;
    let mut kept: Vec<(String, u8)> =
        writer.match_indexes()?.into_iter().map(|index| (index.lang, index.lowest)).collect();
    if kept.iter().all(|(lang, _)| lang != from.primary()) {
        kept.push((from.primary().to_owned(), LOWEST));
    }
    let mut analyser = Analyser::new(Vec::new());
    writer.each_unit(|unit| {
        let Some(id) = unit.id else { return Ok(()) };
        writer.index_new_unit(id, analyser.analyse(&unit).words.trim_end())
    })?;
    kept.iter().try_for_each(|(lang, lowest)| build_index(writer, lang, *lowest))?;
    Ok(analyser.langs().map(str::to_owned).collect())
}
