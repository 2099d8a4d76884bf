//! Aligning a text with its translation as it was asked for, one pair or many.

use std::path::Path;

use super::error::CliError;
use super::memory::PlaceArgs;
use super::reading::{ArticleOptions, article};
use crate::align::Cues;
use crate::model::{Document, Section};
use crate::project::{
    Alignment, Keeping, LangPair, Project, ProjectError, check_languages, check_related,
    check_texts, link,
};

/// How texts are to be read, aligned and kept.
#[derive(Debug, clap::Args)]
pub(super) struct How {
    /// The files hold a segment a line; an empty line ends a paragraph
    #[arg(long)]
    pub(super) segmented: bool,
    /// Show the alignment but keep nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Keep pairs of beads that are at least so sure, from 0 to 1; the others wait for a review
    #[arg(long, value_name = "SURE", value_parser = sureness)]
    pub(super) accept: Option<f64>,
    /// Align anew, whatever was removed or decided in a review, and put a text in place of one that is another by now
    #[arg(long)]
    pub(super) replace: bool,
    /// Align the texts even if they do not seem to belong together
    #[arg(long)]
    pub(super) force: bool,
    /// Do not look whether each text is in its language
    #[arg(long)]
    pub(super) any_language: bool,
    /// End with 1 if a bead is doubtful
    #[arg(long)]
    pub(super) strict: bool,
    #[command(flatten)]
    place: PlaceArgs,
    /// The subject field of the texts
    #[arg(long, value_name = "FIELD", help_heading = "Where pairs go")]
    subject: Option<String>,
}

fn sureness(typed: &str) -> Result<f64, String> {
    let wrong = || format!("`{typed}` is no number from 0 to 1");
    let sure: f64 = typed.replace(',', ".").parse().map_err(|_| wrong())?;
    if (0.0..=1.0).contains(&sure) { Ok(sure) } else { Err(wrong()) }
}

impl How {
    fn keeping(&self) -> Keeping {
        let section = (!self.place.is_silent() || self.subject.is_some()).then(|| {
            let section = self.place.section(self.subject.as_deref());
            let memory = if self.place.names_memory() { section.memory } else { String::new() };
            Section { memory, ..section }
        });
        Keeping { replace: self.replace, accept: self.accept, section }
    }

    /// Reads both texts, known by `name` if there is one, and checks that they can be a text and its
    /// translation.
    pub(super) fn read(
        &self,
        (source, target): (&Path, &Path),
        name: Option<&str>,
        langs: &LangPair,
        say: &mut dyn FnMut(String),
    ) -> Result<(Document, Document), CliError> {
        let options = |lang| ArticleOptions { lang, segmented: self.segmented, name };
        let source = article(source, &options(&langs.from), say)?;
        let target = article(target, &options(&langs.to), say)?;
        check_texts(&source, &target)?;
        if !self.any_language {
            check_languages(&source, &target)?;
        }
        Ok((source, target))
    }

    /// Aligns two documents, or answers with the alignment that is stored of these very texts. The
    /// database is read, if there is one.
    pub(super) fn link(
        &self,
        there: Option<&Project>,
        source: Document,
        target: Document,
        progress: &mut dyn FnMut(f64),
    ) -> Result<Alignment, ProjectError> {
        if let Some(project) = there.filter(|_| !self.dry_run && !self.replace)
            && let Some(stored) = project.stored_alignment(&source, &target, &self.keeping())?
        {
            return Ok(stored);
        }
        let mut cues = match there {
            Some(project) => project.cues(&source, &target)?,
            None => Cues::shipped(&source.lang, &target.lang),
        };
        if self.replace {
            cues.decided.clear();
        }
        let aligned = link(&source, &target, &cues, progress);
        if !self.force {
            check_related(&source, &target, &aligned)?;
        }
        Ok(Alignment::trial(source, target, aligned.beads, self.accept))
    }

    /// Whether an alignment is still to be kept.
    pub(super) fn is_to_keep(&self, alignment: &Alignment) -> bool {
        alignment.change.is_none() && !self.dry_run
    }

    /// Keeps an alignment that was made.
    pub(super) fn keep(
        &self,
        project: &mut Project,
        made: Alignment,
    ) -> Result<Alignment, ProjectError> {
        let Alignment { source, target, beads, .. } = made;
        let beads = beads.into_iter().map(|stored| stored.bead).collect();
        project.keep_alignment(source, target, beads, &self.keeping())
    }
}

/// The ids of both documents, empty where nothing is kept.
pub(super) fn ids(alignment: &Alignment) -> (String, String) {
    let id = |document: &Document| document.id.map(|id| id.to_string()).unwrap_or_default();
    (id(&alignment.source), id(&alignment.target))
}
