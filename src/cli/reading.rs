//! Reading what a command is given: files, stdin, articles.

use std::io::{self, Read};
use std::path::Path;

use super::context::absolute;
use super::error::CliError;
use crate::exchange::xliff::Xliff;
use crate::exchange::{self, ExchangeError, Format, Source};
use crate::model::{Document, Lang};
use crate::project;
use crate::text::language;

/// What stands for stdin and stdout.
pub(super) const STREAM: &str = "-";

/// The bytes of a file or of stdin, and the name to speak of them by.
pub(super) fn bytes(path: &Path) -> Result<(Vec<u8>, String), CliError> {
    if path == Path::new(STREAM) {
        let mut bytes = Vec::new();
        io::stdin()
            .read_to_end(&mut bytes)
            .map_err(|error| CliError::new(format!("stdin cannot be read: {error}")))?;
        return Ok((bytes, "stdin".to_owned()));
    }
    Ok((exchange::file::read_file(path)?, path.display().to_string()))
}

/// A file or stdin, to be read bit by bit, with the name to speak of it by.
pub(super) fn source(path: &Path) -> Result<Source, ExchangeError> {
    if path == Path::new(STREAM) {
        return Source::keep(&mut io::stdin(), "stdin");
    }
    Source::open(path)
}

/// How an article is to be read.
pub(super) struct ArticleOptions<'a> {
    /// Its language.
    pub(super) lang: &'a Lang,
    /// Whether it holds a segment a line.
    pub(super) segmented: bool,
    /// What it is to be known by, instead of its path.
    pub(super) name: Option<&'a str>,
}

/// A working document, of which a text is the source side.
pub(super) struct Working {
    pub(super) file: Xliff,
    /// Which segment of the file each segment of the text is.
    pub(super) places: Vec<usize>,
}

/// Reads an article from a file or stdin, and says so if its encoding was guessed. Of a working
/// document it is the source side, segmented as it is there.
pub(super) fn article(
    path: &Path,
    options: &ArticleOptions<'_>,
    say: &mut dyn FnMut(String),
) -> Result<Document, CliError> {
    Ok(text(path, options, say)?.0)
}

/// Reads an article as [`article`] does, with the working document that it stands in, if it does.
pub(super) fn text(
    path: &Path,
    options: &ArticleOptions<'_>,
    say: &mut dyn FnMut(String),
) -> Result<(Document, Option<Working>), CliError> {
    let (bytes, shown) = bytes(path)?;
    let name = options.name.unwrap_or(&shown);
    let mut working = None;
    let (article, segments) = if is_working(exchange::shown_format_of(&bytes)) {
        let file = Xliff::read(Source::of(bytes, &shown)?)?;
        let (article, segments, places) = exchange::xliff::article(&file, options.lang)?;
        working = Some(Working { file, places });
        (article, Some(segments))
    } else if options.segmented {
        let (article, segments) = exchange::article::read_segmented(&bytes, &shown)?;
        (article, Some(segments))
    } else {
        (exchange::article::read(&bytes, &shown)?, None)
    };
    if article.guessed {
        say(format!(
            "`{name}` is neither UTF-8 nor marked as UTF-16: read as {}",
            article.encoding
        ));
    }
    article.remarks.iter().for_each(|remark| say(format!("`{name}`: {remark}")));
    let origin = match options.name {
        Some(name) => name.to_owned(),
        None if path == Path::new(STREAM) => shown,
        None => absolute(path),
    };
    Ok((project::article(article, segments, &origin, options.lang)?, working))
}

/// Whether a format is that of working documents.
pub(super) fn is_working(format: Option<Format>) -> bool {
    matches!(format, Some(Format::Xliff | Format::Xliff2))
}

/// Says so if a text seems to be in another language than it is taken for.
pub(super) fn tell_language(path: &Path, document: &Document, say: &mut dyn FnMut(String)) {
    let guessed = language::guess(&document.text);
    if let Some(other) = guessed.filter(|other| !other.is_same_language(&document.lang)) {
        let (shown, lang) = (path.display(), &document.lang);
        say(format!(
            "`{shown}` seems to be in `{other}`, not in `{lang}`: `--from` names its language"
        ));
    }
}
