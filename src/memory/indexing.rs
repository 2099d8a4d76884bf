//! The indexes of a memory, kept in step with its units: the words of all texts, and the matches of
//! those in the languages that matches are looked for in.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use super::filter::{Ranks, postings_of};
use super::words::{Class, WordReader};
use crate::model::{Lang, TranslationUnit, UnitId};
use crate::store::{MatchIndex, Posting, Reader, SqlResult, Writer};

/// The threshold from which an index of matches serves unless it is made for a lower one.
pub const LOWEST: u8 = 70;

/// No index can be made for a lower threshold.
pub const LOWEST_POSSIBLE: u8 = 50;

/// So many units go into an index of matches at a time: it is many times faster than one by one.
const BATCH: usize = 250_000;

/// From so many units on it pays to put them in together.
const FEW: usize = 500;

/// The order of frequency is made anew when there are so many times as many units as there were.
const GROWTH: usize = 4;

/// An order made of so many units is good enough for good.
const MANY: usize = 50_000;

/// So many texts may stand in an index that are gone or have changed.
const STALE: usize = 100_000;

/// An order made of fewer units is not made anew for each unit that comes.
const FEWEST: usize = 1_000;

/// Stands between two texts in one language, so that no phrase reaches from one into the other.
const BREAK: &str = "__ ";

/// A unit as the indexes take it.
#[derive(Debug, Default)]
pub struct Analysed {
    /// Its words for the index of words.
    pub words: String,
    /// Its texts in the languages of the indexes of matches, each with the place of its language
    /// among them.
    texts: Vec<(usize, Text)>,
}

/// A text as an index of matches takes it.
#[derive(Debug)]
enum Text {
    /// The classes of its words, while the order of frequency is not known.
    Classes(Vec<Class>),
    /// Its postings, but for the unit's number.
    Postings(Vec<Posting>),
}

/// What the reader of units needs to know of an index of matches.
#[derive(Debug)]
struct Matched {
    /// The language, a primary subtag.
    lang: String,
    lowest: u8,
    /// The order of frequency, as soon as there is one.
    ranks: OnceLock<Ranks>,
}

/// Reads units for the indexes. It can do so apart from the database.
#[derive(Debug, Default)]
pub struct Analyser {
    readers: Vec<(String, WordReader)>,
    matched: Vec<Arc<Matched>>,
}

impl Analyser {
    /// Reads a unit.
    pub fn analyse(&mut self, unit: &TranslationUnit) -> Analysed {
        let mut analysed = Analysed::default();
        let length: usize = unit.variants.iter().map(|variant| variant.text.len()).sum();
        analysed.words.reserve(2 * length);
        let mut before = None;
        for variant in &unit.variants {
            let primary = variant.lang.primary();
            if before.replace(primary) == Some(primary) {
                analysed.words.push_str(BREAK);
            }
            let mut classes = Vec::new();
            self.reader(&variant.lang).index(&variant.text, &mut analysed.words, &mut classes);
            let Some(place) = self.matched.iter().position(|index| index.lang == primary) else {
                continue;
            };
            let index = &self.matched[place];
            let text = match index.ranks.get() {
                None => Text::Classes(classes),
                Some(ranks) => {
                    let mut postings = Vec::new();
                    postings_of(&classes, 0, ranks, index.lowest, &mut postings);
                    Text::Postings(postings)
                }
            };
            analysed.texts.push((place, text));
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
    index: Arc<Matched>,
    /// The order that there was; it is used unless by now there are many more texts.
    earlier: Option<(usize, Ranks)>,
    /// The postings that wait to be put in.
    postings: Vec<Posting>,
    /// How many texts they are of.
    texts: usize,
    /// Texts that were read before it was known which order holds.
    unordered: Vec<(u32, Vec<Class>)>,
}

impl Filling {
    fn new(lang: String, lowest: u8, earlier: Option<MatchIndex>) -> Self {
        let earlier = earlier.map(|index| (index.ranked, Ranks::read(index.ranks)));
        let (ranks, earlier) = match earlier {
            Some((ranked, ranks)) if ranked >= MANY => (OnceLock::from(ranks), None),
            earlier => (OnceLock::new(), earlier),
        };
        let index = Arc::new(Matched { lang, lowest, ranks });
        Self { index, earlier, postings: Vec::new(), texts: 0, unordered: Vec::new() }
    }

    fn take(&mut self, unit: u32, text: &Text) {
        match (text, self.index.ranks.get()) {
            (Text::Postings(postings), _) => {
                self.postings.extend(postings.iter().map(|posting| posting.of_unit(unit)));
            }
            (Text::Classes(classes), Some(ranks)) => {
                postings_of(classes, unit, ranks, self.index.lowest, &mut self.postings);
            }
            (Text::Classes(classes), None) => {
                self.unordered.push((unit, classes.clone()));
                return;
            }
        }
        self.texts += 1;
    }

    /// Puts in what waits; if there are many more texts than when the order was made, all that there
    /// are, in a new order.
    fn flush(&mut self, writer: &Writer<'_>) -> SqlResult<()> {
        let Matched { lang, lowest, ranks } = self.index.as_ref();
        let unordered = std::mem::take(&mut self.unordered);
        if !unordered.is_empty() && ranks.get().is_none() {
            let units = usize::try_from(writer.newest_unit()?).unwrap_or_default();
            let fits = |(ranked, _): &(usize, Ranks)| units < FEWEST + GROWTH * ranked;
            let is_new = match self.earlier.take().filter(fits) {
                // Only this thread sets it.
                Some((_, earlier)) => ranks.set(earlier).is_err(),
                None => {
                    let _ = ranks.set(build(writer, lang, *lowest)?);
                    true
                }
            };
            if is_new {
                self.postings.clear();
                self.texts = 0;
                return Ok(());
            }
        }
        let Some(ranks) = ranks.get() else { return Ok(()) };
        self.texts += unordered.len();
        for (unit, classes) in unordered {
            postings_of(&classes, unit, ranks, *lowest, &mut self.postings);
        }
        let texts = std::mem::take(&mut self.texts);
        if texts >= FEW {
            writer.merge_postings(lang, &mut self.postings)?;
            self.postings.clear();
            return Ok(());
        }
        self.postings.drain(..).try_for_each(|posting| writer.add_posting(lang, posting))
    }
}

impl Indexer {
    /// An indexer for the languages in which the database has an index of matches, and for `from`.
    ///
    /// # Errors
    /// If the database fails.
    pub fn new(reader: &Reader<'_>, from: &Lang) -> SqlResult<Self> {
        let mut indexes = Vec::new();
        for index in reader.match_indexes()? {
            let (lang, lowest) = (index.lang.clone(), index.lowest);
            // One in which much is of no use is made anew.
            let earlier = Some(index).filter(|index| index.ranked > 0 && index.stale < STALE);
            indexes.push(Filling::new(lang, lowest, earlier));
        }
        if indexes.iter().all(|filling| filling.index.lang != from.primary()) {
            indexes.push(Filling::new(from.primary().to_owned(), LOWEST, None));
        }
        Ok(Self { indexes, waiting: 0 })
    }

    /// An analyser for this indexer's languages.
    pub fn analyser(&self) -> Analyser {
        let matched = self.indexes.iter().map(|filling| Arc::clone(&filling.index)).collect();
        Analyser { readers: Vec::new(), matched }
    }

    /// Puts a unit whose words are indexed into the indexes of matches. They have it after
    /// [`finish`](Self::finish).
    ///
    /// # Errors
    /// If the database fails.
    pub fn add(&mut self, writer: &Writer<'_>, id: UnitId, analysed: &Analysed) -> SqlResult<()> {
        let Ok(unit) = u32::try_from(id.0) else { return Ok(()) };
        for (place, text) in &analysed.texts {
            self.indexes[*place].take(unit, text);
        }
        self.waiting += 1;
        let is_unordered = self.indexes.iter().any(|filling| !filling.unordered.is_empty());
        let most = if is_unordered { MANY } else { BATCH };
        if self.waiting >= most { self.flush(writer) } else { Ok(()) }
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
        self.indexes.iter_mut().try_for_each(|filling| filling.flush(writer))
    }
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
        ranks: ranks.bytes().to_vec(),
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
/// with the languages of their texts, as primary subtags. `progress` is told how much is done, from 0
/// to 1.
///
/// # Errors
/// If the database fails.
pub fn refresh(
    writer: &Writer<'_>,
    new: &[UnitId],
    changed: &BTreeSet<UnitId>,
    from: &Lang,
    progress: &mut dyn FnMut(f64),
) -> SqlResult<Vec<String>> {
    let mut indexer = Indexer::new(writer, from)?;
    let mut analyser = indexer.analyser();
    let all = (new.len() + 2 * changed.len()).max(1) as f64;
    for (done, id) in changed.iter().enumerate() {
        writer.index_unit(*id, None)?;
        progress(done as f64 / all);
    }
    let there = new.iter().filter(|id| !changed.contains(id)).chain(changed);
    for (done, id) in (changed.len()..).zip(there) {
        progress(done as f64 / all);
        if let Some(unit) = writer.unit(*id)? {
            let analysed = analyser.analyse(&unit);
            writer.index_new_unit(*id, &analysed.words)?;
            indexer.add(writer, *id, &analysed)?;
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
    let mut analyser = Analyser::default();
    writer.each_unit(|unit| {
        let Some(id) = unit.id else { return Ok(()) };
        writer.index_new_unit(id, &analyser.analyse(&unit).words)
    })?;
    kept.iter().try_for_each(|(lang, lowest)| build_index(writer, lang, *lowest))?;
    Ok(analyser.langs().map(str::to_owned).collect())
}
