//! The files that were named, opened: archives and project folders stand for the files in them, and
//! two files of Moses are one.

use std::path::Path;

use super::super::context::Context;
use super::super::error::CliError;
use super::super::incoming::{self, Incoming};
use super::super::reading::source;
use super::opening::{Opening, some_of};
use super::rejects::Rejects;
use super::{Args, omegat, reference};
use crate::exchange::delivery::{Delivery, is_delivery};
use crate::exchange::{Content, Format, Reading, Source, moses};

/// Opens all files before anything is stored: if one cannot be used, none is imported.
pub(super) fn open_all(
    args: &Args,
    rejects: &mut Rejects<'_>,
    context: &mut Context,
) -> Result<Vec<Incoming>, CliError> {
    let there = context.open_if_there()?;
    let langs = context.langs(there.as_ref())?;
    drop(there);
    let section = args.place.section(args.subject.as_deref());
    let opening = Opening::new(args, &langs, &section, rejects.are_wanted());
    if args.format == Some(Format::Moses) {
        return opening.pairs(context);
    }
    let mut files = Vec::new();
    let mut bad = Vec::new();
    for file in &args.files {
        match opening.open(file, context) {
            Ok(opened) => files.extend(opened),
            Err(error) => bad.push(error),
        }
    }
    let mut bad = bad.into_iter();
    let Some(mut error) = bad.next() else { return Ok(files) };
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
        if omegat::is_project(file) {
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
        let mut delivery = Delivery::open(source)?;
        let reading = Reading { format: None, ..self.reading() };
        let mut opened = Vec::new();
        for at in delivery.files() {
            let file = delivery.file(at).map_err(CliError::from);
            let file = file.and_then(|(source, origin)| {
                let noted = self.noted(source.name());
                incoming::open(source, origin, &reading, self.section, noted, context)
            });
            match file {
                Ok(file) => opened.push(file),
                Err(error) => context.out.say(format!("left out: {}", error.message)),
            }
        }
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
            opened.push(incoming::take(shown, origin, content, self.section, noted, context)?);
        }
        Ok(opened)
    }
}
