//! Writing what is exported.

use std::io::Write;

use super::super::error::CliError;
use super::What;
use crate::align::DOUBTFUL;
use crate::exchange::profiles::{self, Consumer};
use crate::exchange::{
    Dialect, ExportReport, Format, Loss, beads_csv, glossary_page, page, terms_csv, tmx, units_csv,
};
use crate::model::{ConceptId, DocumentId, Status};
use crate::project::{Extent, Project, Selection};

/// What is to be written, and how.
pub(super) struct Wanted<'a> {
    pub(super) kind: What,
    pub(super) format: Format,
    /// How a table is written.
    pub(super) dialect: Dialect,
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
        let units = project.units(self.selection)?;
        let sections = project.sections()?.into_iter().collect();
        Ok(match self.format {
            Format::Tmx => {
                let head = project.head_of(&units)?;
                tmx::write_units(out, &units, &sections, langs, head.as_deref())?
            }
            _ => units_csv::write_units(out, &units, &sections, langs, self.dialect)?,
        })
    }

    fn write_terms(
        &self,
        project: &Project,
        out: &mut dyn Write,
    ) -> Result<ExportReport, CliError> {
        let langs = project.langs();
        let concepts = project.concepts(self.selection)?;
        let (from, to) = (&langs.from, &langs.to);
        let mut report = match self.consumer {
            Some(consumer) => {
                let with_proposed = self.selection.status.contains(&Status::Proposed);
                let how = (self.format, with_proposed);
                profiles::write_terms(out, &concepts, (from, to), consumer, how)?
            }
            None if matches!(self.format, Format::Html | Format::Markdown) => {
                glossary_page::write_terms(out, &concepts, (from, to), self.format)?
            }
            None => terms_csv::write_terms(out, &concepts, from, to, self.dialect)?,
        };
        let ids: Vec<ConceptId> = concepts.iter().filter_map(|concept| concept.id).collect();
        report.lost.extend(Loss::of("relations", project.count_relations(&ids)?));
        Ok(report)
    }
}
