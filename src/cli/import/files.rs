//! The files that were named, opened: archives and project folders stand for the files in them, and
//! two files of Moses are one.

use std::path::Path;

use super::super::context::Context;
use super::super::error::CliError;
use super::super::incoming::{self, Incoming};
use super::super::reading::source;
use super::opening::{Named, Opening, passed_over, some_of};
use super::rejects::Rejects;
use super::{Args, omegat, reference};
use crate::exchange::delivery::{Contents, Delivery, is_delivery};
use crate::exchange::omegat::{Role, is_project};
use crate::exchange::{Content, Format, Reading, Source, moses};

/// Files that can be imported.
pub(super) struct Opened {
    pub(super) files: Vec<Incoming>,
    /// Whether others of the same archive or folder, which are left out, hold or may hold rows.
    pub(super) are_rows_left: bool,
}

/// Opens all files before anything is stored: if one cannot be used, none is imported.
pub(super) fn open_all(
    args: &Args,
    rejects: &mut Rejects<'_>,
    context: &mut Context,
) -> Result<Opened, CliError> {
    let there = context.open_if_there()?;
    let langs = context.langs(there.as_ref())?;
    drop(there);
    let section = args.place.section(args.subject.as_deref());
    let opening = Opening::new(args, &langs, &section, rejects.are_wanted());
    let mut files = Vec::new();
    let mut bad = Vec::new();
    if args.format == Some(Format::Moses) {
        opening.pairs(context).map_or_else(|error| bad.push(error), |opened| files = opened);
    } else {
        for file in &args.files {
            match opening.open(file, context) {
                Ok(opened) => files.extend(opened),
                Err(error) => bad.push(error),
            }
        }
    }
    let mut bad = bad.into_iter();
    let Some(mut error) = bad.next() else {
        return Ok(Opened { files, are_rows_left: opening.reject_left_out(rejects) });
    };
    opening.reject_all(rejects);
    rejects.write(context)?;
    for further in bad {
        context.out.say(further.message);
    }
    if args.files.len() > 1 {
        error.message.push_str("; nothing was imported");
    }
    Err(error)
}

impl Opening<'_> {
    fn open(&self, file: &Path, context: &mut Context) -> Result<Vec<Incoming>, CliError> {
        if let Some(format) = reference::dictionary_format(file, self.args.format) {
            return Ok(vec![{
                let noted = self.noted(&file.display().to_string());
                incoming::open_dictionary(file, format, self.langs, noted)?
            }]);
        }
        if is_project(file) {
            return omegat::open(file, self, context);
        }
        let mut source = source(file)?;
        let may_hold_files = matches!(self.args.format, None | Some(Format::Zip));
        if may_hold_files && is_delivery(&mut source)? {
            return self.delivery(source, context);
        }
        let (origin, noted) = (incoming::origin(file), self.noted(source.name()));
        Ok(vec![incoming::open(source, origin, &self.reading(), self.section, noted, context)?])
    }

    /// Opens the files of an archive; what cannot be used is told.
    fn delivery(&self, source: Source, context: &mut Context) -> Result<Vec<Incoming>, CliError> {
        let shown = source.name().to_owned();
        let (mut delivery, Contents { files, folders, own }) = Delivery::open(source)?;
        let reading = Reading { format: None, ..self.reading() };
        let mut opened = Vec::new();
        for file in &files {
            let named = Named { shown: &delivery.shown(file), origin: &file.name };
            let project = delivery.project_of(file).cloned();
            let mut read = || delivery.file(file);
            opened.extend(match (project, file.role) {
                (Some(project), Some(role)) => {
                    omegat::open_member(read, named, role, &project, self, context)
                }
                _ => self.member(read(), named, &reading, context),
            });
        }
        passed_over(&shown, folders, own, context);
        let of_projects = files.iter().filter(|file| file.role.is_some_and(Role::is_imported));
        omegat::tell_missing(
            &shown,
            delivery.projects(),
            of_projects.map(|file| file.name.as_str()),
            context,
        );
        some_of(opened, &shown, context)
    }

    /// Opens files two by two.
    fn pairs(&self, context: &mut Context) -> Result<Vec<Incoming>, CliError> {
        let mut opened = Vec::new();
        for pair in self.args.files.chunks(2) {
            let [first, second] = pair else {
                return Err(CliError::new("Moses has two files for each corpus, but one is left")
                    .hint("name both, as in `--format moses corpus.de corpus.en`"));
            };
            let files = [source(first)?, source(second)?];
            let shown = format!("{} and {}", files[0].name(), files[1].name());
            let rows = Content::Units(moses::open(files, &self.reading())?);
            let origin = incoming::origin(first);
            let content = (Format::Moses, rows);
            let noted = self.noted(&shown);
            let where_to = (self.reading().langs, self.section);
            opened.push(incoming::take(shown, origin, content, where_to, noted, context)?);
        }
        Ok(opened)
    }
}
