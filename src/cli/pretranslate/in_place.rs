//! Filling the empty targets of a working document.

use std::path::Path;

use super::super::error::CliError;
use super::super::output::counted;
use super::super::reading::Working;
use crate::exchange::pretranslated::{self, Pretranslated};
use crate::exchange::{ExchangeError, file};
use crate::model::Lang;

/// Checks that a working document is translated into a language.
pub(super) fn check(Working { file, places }: &Working, lang: &Lang) -> Result<(), CliError> {
    let is_into = |place: &usize| file.is_into(&file.segments[*place], lang);
    if places.iter().any(is_into) {
        return Ok(());
    }
    let other = file.target().map(Lang::to_string).unwrap_or_default();
    Err(CliError::new(format!("`{}` is translated into `{other}`, not into `{lang}`", file.name()))
        .hint(format!("name its languages, as in `--to {other}`")))
}

/// So many segments without their codes are named.
const NAMED: usize = 5;

/// Drops what was found for segments that are translated into another language.
pub(super) fn drop_others(
    Working { file, places }: &Working,
    text: &mut Pretranslated,
    lang: &Lang,
) {
    for (place, found) in places.iter().zip(&mut text.segments) {
        if !file.is_into(&file.segments[*place], lang) {
            found.filling = None;
        }
    }
}

/// What became of a working document.
#[derive(Default)]
pub(super) struct InPlace {
    /// How many segments were left as they are, whatever was found for them.
    pub(super) left: usize,
    /// What there is to say beyond the counts.
    pub(super) told: String,
}

/// Writes a working document with what was found for its open segments; what was found for others
/// is dropped.
pub(super) fn fill(
    Working { file, places }: &Working,
    text: &mut Pretranslated,
    lang: &Lang,
    out: &Path,
) -> Result<InPlace, CliError> {
    let mut left = 0;
    for (place, found) in places.iter().zip(&mut text.segments) {
        let segment = &file.segments[*place];
        if !segment.is_open() || !file.is_into(segment, lang) {
            left += 1;
            found.filling = None;
        }
    }
    let mut fillings: Vec<Option<&pretranslated::Filling>> = vec![None; file.segments.len()];
    for (place, found) in places.iter().zip(&text.segments) {
        fillings[*place] = found.filling.as_ref();
    }
    let filled = file.fill(&fillings, lang)?;
    file::write_beside(out, |out| {
        out.write_all(&filled.bytes).map_err(|source| ExchangeError::Output { source })
    })?;
    let mut told = format!("; {} filled", counted(filled.targets.all, "target"));
    if left > 0 {
        told.push_str(&format!(", {} left alone", counted(left, "segment")));
    }
    if !filled.targets.without_codes.is_empty() {
        let all = &filled.targets.without_codes;
        let mut names: Vec<&str> = all.iter().take(NAMED).map(String::as_str).collect();
        names.extend((all.len() > NAMED).then_some("…"));
        let (some, names) = (all.len(), names.join("; "));
        let codes = if some == 1 { "its codes" } else { "their codes" };
        told.push_str(&format!(", {some} of them without {codes}: {names}"));
    }
    Ok(InPlace { left, told })
}
