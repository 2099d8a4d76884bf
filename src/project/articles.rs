//! Articles: from what a file held to a document.

use super::ProjectError;
use crate::exchange::Article;
use crate::model::{Document, Lang, Segment};
use crate::text::{language, segment};

/// Makes a document of an article that was read. With `segments` it is segmented already.
///
/// # Errors
/// If it holds no sentence.
pub fn article(
    read: Article,
    segments: Option<Vec<Segment>>,
    origin: &str,
    lang: &Lang,
) -> Result<Document, ProjectError> {
    let segments = segments.unwrap_or_else(|| segment::segment(&read.text, &read.paragraphs, lang));
    if segments.is_empty() {
        return Err(ProjectError::NoSegments { name: origin.to_owned() });
    }
    Ok(Document {
        id: None,
        origin: origin.to_owned(),
        title: read.title,
        lang: lang.clone(),
        text: read.text,
        encoding: read.encoding.to_owned(),
        segments,
    })
}

/// Checks that two documents hold two texts.
///
/// # Errors
/// If they hold the same text.
pub fn check_texts(source: &Document, target: &Document) -> Result<(), ProjectError> {
    if source.text.trim() == target.text.trim() {
        let (source_name, target_name) = (source.origin.clone(), target.origin.clone());
        return Err(ProjectError::SameText { source_name, target_name });
    }
    Ok(())
}

/// Checks that each of two documents is in its language, as far as that can be told.
///
/// # Errors
/// If they are the wrong way round, or if one is clearly in another language.
pub fn check_languages(source: &Document, target: &Document) -> Result<(), ProjectError> {
    if source.lang.is_same_language(&target.lang) {
        return Ok(());
    }
    // Two texts that both look like the other language are the wrong way round, though neither may
    // be long enough to be sure of.
    let closer = |document: &Document| language::closer(&document.text, &source.lang, &target.lang);
    if closer(source) == Some(&target.lang) && closer(target) == Some(&source.lang) {
        return Err(ProjectError::Swapped {
            source_name: source.origin.clone(),
            target_name: target.origin.clone(),
            source_lang: source.lang.clone(),
            target: target.lang.clone(),
        });
    }
    for document in [source, target].into_iter().filter(|one| language::is_known(&one.lang)) {
        let strays = |found: &Lang| !found.is_same_language(&document.lang);
        if let Some(found) = language::guess(&document.text).filter(strays) {
            let (name, wanted) = (document.origin.clone(), document.lang.clone());
            return Err(ProjectError::OtherLanguage { name, found, wanted });
        }
    }
    Ok(())
}
