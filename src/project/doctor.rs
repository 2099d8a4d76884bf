//! What may be wrong with the units, and what of it can be put right without asking.

use std::collections::{BTreeMap, HashMap};

use unicode_normalization::UnicodeNormalization;

use super::unit_editing::{closed_sections, refuse_closed};
use super::{Project, ProjectError};
use crate::memory::doctor::{Check, Pair, Survey};
use crate::memory::scope::Chosen;
use crate::model::{AnyId, Lang, Scope, Section, SectionId, UnitId};
use crate::store::{LentUnit, Reader, SqlError, SqlResult};

/// Something that may be wrong with a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The check that found it.
    pub check: Check,
    /// The unit.
    pub unit: UnitId,
    /// What it is.
    pub message: String,
}

/// What a look at all units came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Diagnosis {
    /// How many units were looked at.
    pub units: usize,
    /// How many findings each check has.
    pub counts: BTreeMap<Check, usize>,
    /// The findings of the checks that were asked for, as many as were asked for.
    pub findings: Vec<Finding>,
}

impl Project {
    /// Looks at all units of a scope in the two languages, and hands out up to `limit` findings of the
    /// `wanted` checks. `progress` is told how many of twice the units are done.
    ///
    /// # Errors
    /// If the database fails.
    pub fn diagnose(
        &self,
        scope: &Scope,
        wanted: &[Check],
        limit: usize,
        progress: &mut dyn FnMut(usize),
    ) -> Result<Diagnosis, ProjectError> {
        let (from, to) = (&self.langs.from, &self.langs.to);
        self.reading(|reader| {
            let chosen = Chosen::of(&reader, scope)?;
            let has_further = reader.has_further_texts()?;
            let groups = groups(&reader)?;
            let (mut survey, mut done) = (Survey::new(from, to), 0);
            reader.lend_units(has_further, |unit| {
                done += 1;
                progress(done);
                if let Some(pair) =
                    pair(&unit, &groups, from, to).filter(|_| chosen.holds(unit.section))
                {
                    survey.note(&pair);
                }
            })?;
            let examiner = survey.finish();
            let mut diagnosis = Diagnosis::default();
            reader.lend_units(has_further, |unit| {
                done += 1;
                progress(done);
                let Some(pair) =
                    pair(&unit, &groups, from, to).filter(|_| chosen.holds(unit.section))
                else {
                    return;
                };
                diagnosis.units += 1;
                for (check, message) in examiner.examine(&pair) {
                    *diagnosis.counts.entry(check).or_default() += 1;
                    if wanted.contains(&check) && diagnosis.findings.len() < limit {
                        diagnosis.findings.push(Finding { check, unit: unit.unit, message });
                    }
                }
            })?;
            Ok(diagnosis)
        })
    }

    /// Puts right what can be without asking: removes units that are empty or not translated, composes
    /// decomposed characters. It is one change. Answers with how many units were concerned.
    ///
    /// # Errors
    /// If a memory is read-only, if the check has nothing that can be put right so, or if the
    /// database fails.
    pub fn put_right(&mut self, check: Check, scope: &Scope) -> Result<usize, ProjectError> {
        let found = self.diagnose(scope, &[check], usize::MAX, &mut |_| ())?.findings;
        let mut units: Vec<UnitId> = found.iter().map(|finding| finding.unit).collect();
        units.dedup();
        match check {
            Check::Empty | Check::Untranslated => {
                let ids: Vec<AnyId> = units.into_iter().map(AnyId::Unit).collect();
                Ok(self.remove(&ids)?.len())
            }
            Check::Spelling => self.compose(&units),
            other => Err(ProjectError::NotByItself { check: other.as_str() }),
        }
    }

    /// Composes the characters of units.
    fn compose(&mut self, units: &[UnitId]) -> Result<usize, ProjectError> {
        self.change("doctor --fix spelling", |writer| {
            let tell = |error: SqlError| writer.at_path(error);
            let closed = closed_sections(writer)?;
            let mut composed = 0;
            for id in units {
                let Some(before) = writer.unit(*id).map_err(tell)? else { continue };
                let mut after = before.clone();
                for variant in &mut after.variants {
                    variant.text = variant.text.nfc().collect();
                }
                if after != before {
                    refuse_closed(&closed, before.provenance.section)?;
                    let store = || -> SqlResult<()> { writer.set_texts(&after) };
                    store().map_err(tell)?;
                    composed += 1;
                }
            }
            writer.summarise(format!("{composed} pairs composed"));
            Ok(composed)
        })
    }
}

/// The sections whose texts are to be translated alike: those of one memory for one client.
fn groups(reader: &Reader<'_>) -> SqlResult<HashMap<SectionId, usize>> {
    let mut numbers = HashMap::new();
    let sections = reader.sections()?.into_iter();
    Ok(sections
        .map(|(id, Section { memory, client, .. })| {
            let next = numbers.len();
            (id, *numbers.entry((memory, client)).or_insert(next))
        })
        .collect())
}

/// The texts of a unit in the two languages.
fn pair<'u>(
    unit: &'u LentUnit<'_>,
    groups: &HashMap<SectionId, usize>,
    from: &Lang,
    to: &Lang,
) -> Option<Pair<'u>> {
    let text = |lang: &Lang| {
        let of = |tag: &str| tag.split('-').next() == Some(lang.primary());
        unit.texts().find(|(tag, _)| of(tag)).map(|(_, text)| text)
    };
    let group = groups.get(&unit.section).copied().unwrap_or_default();
    Some(Pair { unit: unit.unit, group, source: text(from)?, target: text(to)? })
}
