//! Parallel corpora in two files with as many lines, as Moses and machine translation take them.

use super::content::Reading;
use super::error::ExchangeError;
use super::lines::Lines;
use super::names::Langs;
use super::report::Refusal;
use super::rows::UnitRow;
use super::source::Source;
use super::survey::{BLOCK, Survey};
use super::unit_rows::{ReadUnits, UnitRows};
use super::window::Window;
use crate::model::{Lang, Variant};

/// Opens two files whose lines are pairs. Their languages are those that their names end with, else
/// those that are asked for, in their order. That they have as many lines shows at the end of the
/// shorter one.
///
/// # Errors
/// If one cannot be read, or if both are the same.
pub fn open(files: [Source; 2], reading: &Reading<'_>) -> Result<UnitRows, ExchangeError> {
    let langs = langs(files.each_ref().map(Source::name), reading.langs);
    let names = files.each_ref().map(|file| file.name().to_owned());
    if names[0] == names[1] {
        let [name, _] = names;
        return Err(ExchangeError::SameFile { name });
    }
    let all = files.iter().map(Source::length).sum();
    let mut remarks = Vec::new();
    let mut lines = |mut file: Source| {
        let name = file.name().to_owned();
        let survey = Survey::of(&mut file, BLOCK, &name)?;
        remarks.extend(survey.remark().map(|remark| format!("`{name}`: {remark}")));
        Ok::<_, ExchangeError>(Lines::new(Window::open(file, &survey, BLOCK)?))
    };
    let [first, second] = files;
    let lines = [lines(first)?, lines(second)?];
    Ok(UnitRows::new(Reader { lines, names, langs, line: 0, empty: 0 }, remarks, all))
}

/// The languages of files with these names.
fn langs(names: [&str; 2], (from, to): Langs<'_>) -> [Lang; 2] {
    let named = names.map(|name| {
        let lang: Lang = name.rsplit_once('.')?.1.parse().ok()?;
        let is_asked = [from, to].into_iter().any(|asked| lang.is_same_language(asked));
        // `txt` and `tok` would be languages too.
        (is_asked || lang.primary().len() == 2).then_some(lang)
    });
    let partner = |lang: &Lang| if lang.is_same_language(to) { from } else { to }.clone();
    match named {
        [Some(first), Some(second)] if first != second => [first, second],
        [Some(first), _] => [first.clone(), partner(&first)],
        [None, Some(second)] => [partner(&second), second],
        [None, None] => [from.clone(), to.clone()],
    }
}

struct Reader {
    lines: [Lines; 2],
    names: [String; 2],
    langs: [Lang; 2],
    line: usize,
    /// How many pairs of lines have nothing on a side.
    empty: usize,
}

impl Reader {
    /// What to say when a file ends before the other: how many lines both have.
    fn unequal(&mut self, longer: usize) -> Result<ExchangeError, ExchangeError> {
        let mut counts = [self.line; 2];
        counts[longer] += 1;
        while self.lines[longer].next()?.is_some() {
            counts[longer] += 1;
        }
        let [one, other] = self.names.clone();
        Ok(ExchangeError::UnequalLines { one, other, counts })
    }
}

impl ReadUnits for Reader {
    fn read(&mut self) -> Result<Option<Result<UnitRow, Refusal>>, ExchangeError> {
        loop {
            let (first, second) = (self.lines[0].next()?, self.lines[1].next()?);
            let ((_, first), (_, second)) = match (first, second) {
                (Some(first), Some(second)) => (first, second),
                (None, None) => return Ok(None),
                (first, _) => return Err(self.unequal(usize::from(first.is_none()))?),
            };
            self.line += 1;
            let (Some(first), Some(second)) = (first, second) else {
                let reason = "the line is too long to be a segment".to_owned();
                return Ok(Some(Err(Refusal { line: self.line, reason })));
            };
            if first.trim().is_empty() || second.trim().is_empty() {
                self.empty += 1;
                continue;
            }
            let texts = [first, second].into_iter().zip(&self.langs);
            let variants = texts.map(|(text, lang)| Variant { lang: lang.clone(), text }).collect();
            return Ok(Some(Ok(UnitRow { line: self.line, variants, ..UnitRow::default() })));
        }
    }

    fn passed(&self) -> u64 {
        self.lines.iter().map(Lines::passed).sum()
    }

    fn last_remarks(&self) -> Vec<String> {
        let told =
            format!("left out, since one side is empty: {} of {} lines", self.empty, self.line);
        (self.empty > 0).then_some(told).into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_end_with_languages() {
        let (german, english) = (Lang::german(), Lang::english());
        for (names, wanted) in [
            (["a.de", "a.en"], ["de", "en"]),
            (["a.en-GB", "a.tok.de"], ["en-GB", "de"]),
            (["a.txt", "b.txt"], ["de", "en"]),
            (["a.en", "b"], ["en", "de"]),
            (["a", "b.en"], ["de", "en"]),
            (["a", "b"], ["de", "en"]),
            (["a.de", "b.de"], ["de", "en"]),
        ] {
            let found = langs(names, (&german, &english));
            assert_eq!(found.each_ref().map(Lang::as_str), wanted, "{names:?}");
        }
    }
}
