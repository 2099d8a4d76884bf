//! Reading TMX, unit by unit.

use super::super::content::Reading;
use super::super::error::ExchangeError;
use super::super::report::{Refusal, counted};
use super::super::rows::UnitRow;
use super::super::source::Source;
use super::super::unit_rows::{ReadUnits, UnitRows};
use super::super::xml::{Parser, Part, Pieces, Shape, tag_name};
use super::head::{Said, said};
use super::unit::{LeftOut, unit};
use crate::model::Lang;

/// Opens a translation memory.
///
/// # Errors
/// If it cannot be read, or holds no unit at all.
pub(in super::super) fn open(
    source: Source,
    reading: &Reading<'_>,
) -> Result<UnitRows, ExchangeError> {
    let (name, length) = (source.name().to_owned(), source.length());
    let shape = Shape { containers: &["tmx", "body"], pieces: &["header", "tu"] };
    let mut reader = Reader {
        pieces: Pieces::open(source, shape)?,
        parser: Parser::new(reading.repairs),
        from: reading.langs.0.clone(),
        srclang: None,
        document: None,
        next: None,
        left_out: LeftOut::default(),
    };
    let head = reader.head()?;
    if reader.next.is_none() {
        return Err(ExchangeError::NoUnits { name });
    }
    Ok(UnitRows::new(reader, Vec::new(), length).with_head(head))
}

struct Reader {
    pieces: Pieces,
    parser: Parser,
    /// The language that comes first where the file does not say what is translated.
    from: Lang,
    /// The language that the file is translated from.
    srclang: Option<String>,
    /// What the units come from that do not say it themselves.
    document: Option<String>,
    /// What was read behind the head.
    next: Option<Result<UnitRow, Refusal>>,
    left_out: LeftOut,
}

fn is_head(element: &str) -> bool {
    tag_name(element) == "header"
}

impl Reader {
    /// Reads up to the first unit, and answers with what is kept of the head.
    fn head(&mut self) -> Result<Option<String>, ExchangeError> {
        let mut head = None;
        while let Some(part) = self.pieces.next()? {
            match part {
                Part::Piece { text, line } if is_head(&text) => {
                    match self.parser.parse(&text, line, |node| Ok(said(node))) {
                        Ok(Said { srclang, document, kept }) => {
                            (self.srclang, self.document, head) = (srclang, document, kept);
                        }
                        Err(refusal) => self.next = Some(Err(refusal)),
                    }
                }
                part => self.next = self.row(part),
            }
            if self.next.is_some() {
                break;
            }
        }
        Ok(head)
    }

    fn row(&mut self, part: Part) -> Option<Result<UnitRow, Refusal>> {
        match part {
            Part::Container { .. } => None,
            Part::Fault { line, reason } => Some(Err(Refusal { line, reason })),
            Part::Piece { text, .. } if is_head(&text) => None,
            Part::Piece { text, line } => {
                let (from, srclang) = (&self.from, self.srclang.as_deref());
                let read = self.parser.parse(&text, line, |node| unit(node, from, srclang));
                Some(read.map(|(row, LeftOut { empty, strange })| {
                    self.left_out.empty += empty;
                    self.left_out.strange += strange;
                    let document = row.document.or_else(|| self.document.clone());
                    UnitRow { line, document, ..row }
                }))
            }
        }
    }
}

impl ReadUnits for Reader {
    fn read(&mut self) -> Result<Option<Result<UnitRow, Refusal>>, ExchangeError> {
        if let Some(row) = self.next.take() {
            return Ok(Some(row));
        }
        while let Some(part) = self.pieces.next()? {
            if let Some(row) = self.row(part) {
                return Ok(Some(row));
            }
        }
        Ok(None)
    }

    fn passed(&self) -> u64 {
        self.pieces.passed()
    }

    fn last_remarks(&self) -> Vec<String> {
        [
            counted(
                self.left_out.empty,
                "text is empty and was left out",
                "texts are empty and were left out",
            ),
            counted(
                self.left_out.strange,
                "element that TMX does not know was left out",
                "elements that TMX does not know were left out",
            ),
            counted(
                self.parser.repaired,
                "unit was ill-formed and was mended",
                "units were ill-formed and were mended",
            ),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}
