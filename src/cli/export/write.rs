//! Writing what is exported.

use std::collections::HashMap;
use std::io::Write;

use super::super::error::CliError;
use super::What;
use crate::align::DOUBTFUL;
use crate::exchange::profiles::{self, Consumer};
use crate::exchange::{
    Dialect, ExportReport, Format, Loss, beads_csv, glossary_page, page, tbx, terms_csv, tmx,
    units_csv, xliff,
};
use crate::model::{ConceptId, DocumentId, Section, SectionId, Status};
use crate::project::{Extent, Project, Selection};

/// What is to be written, and how.
pub(super) struct Wanted<'a> {
    pub(super) kind: What,
    pub(super) format: Format,
    /// How a table is written.
    pub(super) dialect: Dialect,
    /// How a termbase is written.
    pub(super) tbx: (tbx::Dialect, tbx::Style),
    /// The program whose rules a glossary follows.
    pub(super) consumer: Option<Consumer>,
    pub(super) selection: &'a Selection,
    /// The other document of the alignment that is written.
    pub(super) with: Option<DocumentId>,
}

impl Wanted<'_> {
    pub(super) fn write(
        &self,
        project: &Project,
        out: &mut dyn Write,
    ) -> Result<ExportReport, CliError> {
        if self.format == Format::Jsonl {
            let extent = match self.kind {
                What::Terms => Extent::Terms(self.selection),
                What::Units => Extent::Units(self.selection),
                What::Everything | What::Document => Extent::Everything,
            };
            return Ok(project.write_backup(out, extent)?);
        }
        match (self.kind, self.selection.document) {
            (What::Document, Some(id)) => self.write_document(id, project, out),
            (What::Terms, _) => self.write_terms(project, out),
            _ => self.write_units(project, out),
        }
    }

    fn write_document(
        &self,
        id: DocumentId,
        project: &Project,
        out: &mut dyn Write,
    ) -> Result<ExportReport, CliError> {
        Ok(match self.format {
            Format::Html => page::write_page(out, &project.pages(id, self.with, DOUBTFUL)?)?,
            _ => {
                let document = project.page(id, self.with, DOUBTFUL)?;
                beads_csv::write_beads(out, &document, self.dialect)?
            }
        })
    }

    fn write_units(
        &self,
        project: &Project,
        out: &mut dyn Write,
    ) -> Result<ExportReport, CliError> {
        let langs = (&project.langs().from, &project.langs().to);
        let sections: HashMap<SectionId, Section> = project.sections()?.into_iter().collect();
        if self.format == Format::Tmx {
            return self.write_tmx(&sections, project, out);
        }
        let units = project.units(self.selection)?;
        Ok(match self.format {
            Format::Xliff => xliff::write_units_12(out, &units, &sections, langs)?,
            Format::Xliff2 => xliff::write_units_2(out, &units, &sections, langs)?,
            _ => units_csv::write_units(out, &units, &sections, langs, self.dialect)?,
        })
    }

    /// A memory may be larger than what fits into memory.
    fn write_tmx(
        &self,
        sections: &HashMap<SectionId, Section>,
        project: &Project,
        out: &mut dyn Write,
    ) -> Result<ExportReport, CliError> {
        let mut common = tmx::Common::new(project.file_heads()?);
        project.each_unit(self.selection, |unit| -> Result<(), CliError> {
            common.note(&unit);
            Ok(())
        })?;
        let mut writer = tmx::Writer::begin(out, &common, &project.langs().from)?;
        let fallback = Section::default();
        project.each_unit(self.selection, |unit| -> Result<(), CliError> {
            let section = sections.get(&unit.provenance.section).unwrap_or(&fallback);
            Ok(writer.unit(&unit, section)?)
        })?;
        Ok(writer.end()?)
    }

    fn write_terms(
        &self,
        project: &Project,
        out: &mut dyn Write,
    ) -> Result<ExportReport, CliError> {
        let langs = project.langs();
        let concepts = project.concepts(self.selection)?;
        let (from, to) = (&langs.from, &langs.to);
        let mut report = match (self.consumer, self.format) {
            (Some(consumer), format) => {
                let with_proposed = self.selection.status.contains(&Status::Proposed);
                let how = (format, with_proposed);
                profiles::write_terms(out, &concepts, (from, to), consumer, how)?
            }
            (None, Format::Tbx) => tbx::write_terms(out, &concepts, from, self.tbx)?,
            (None, Format::Html | Format::Markdown) => {
                glossary_page::write_terms(out, &concepts, (from, to), self.format)?
            }
            _ => terms_csv::write_terms(out, &concepts, from, to, self.dialect)?,
        };
        let ids: Vec<ConceptId> = concepts.iter().filter_map(|concept| concept.id).collect();
        report.lost.extend(Loss::of("relations", project.count_relations(&ids)?));
        Ok(report)
    }
}
