//! Tables: what a file with rows and columns holds.

use super::content::{Content, Reading, TermTable};
use super::error::ExchangeError;
use super::format::Format;
use super::layout::{self, Layout, TableKind};
use super::reader::RowReader;
use super::report::Refusal;
use super::rows::UnitRow;
use super::source::Source;
use super::survey::BLOCK;
use super::unit_rows::{ReadUnits, UnitRows};
use super::window::Window;
use super::{terms_in, units_in};

/// Opens a table, and answers with its format too.
///
/// # Errors
/// If the file cannot be read, or if it holds no table, or none with two languages.
pub(super) fn open(
    source: Source,
    reading: &Reading<'_>,
) -> Result<(Format, Content), ExchangeError> {
    open_in_blocks(source, reading, BLOCK)
}

fn open_in_blocks(
    mut source: Source,
    reading: &Reading<'_>,
    block: usize,
) -> Result<(Format, Content), ExchangeError> {
    let Reading { langs, format, kind, closer, .. } = *reading;
    let name = source.name().to_owned();
    if let Some(format) = format.filter(|format| !format.is_table()) {
        return Err(ExchangeError::NotTabular { name, format: format.name() });
    }
    let (survey, beginning) = layout::look_into(&mut source, block)?;
    let layout = Layout::of(beginning, &name, format, langs)?;
    let length = source.length();
    let window = Window::open(source, &survey, block)?;
    let (columns, records) = layout.open(window, langs, closer)?;
    if columns.languages() < 2 {
        return Err(ExchangeError::NoLanguages { name, header: columns.header() });
    }
    let is_given = kind.is_some();
    let kind = kind.map_or_else(|| layout.kind(&columns, langs), Ok)?;
    let mut remarks: Vec<String> = survey.remark().into_iter().collect();
    remarks.extend(layout.remarks(&columns, kind, is_given));
    let reader = RowReader::new(columns, records);
    let content = match kind {
        TableKind::Terms => Content::Terms(terms(reader, remarks)?),
        TableKind::Units => Content::Units(UnitRows::new(reader, remarks, length)),
    };
    Ok((layout.format, content))
}

/// The rows of a glossary, read to the end.
pub(super) fn terms(
    mut reader: RowReader,
    mut remarks: Vec<String>,
) -> Result<TermTable, ExchangeError> {
    let (mut rows, mut refused) = (Vec::new(), Vec::new());
    while let Some(row) = reader.next(terms_in::row)? {
        match row {
            Ok(row) => rows.push(row),
            Err(refusal) => refused.push(refusal),
        }
    }
    remarks.extend(reader.remarks());
    Ok(TermTable { rows, refused, remarks })
}

impl ReadUnits for RowReader {
    fn read(&mut self) -> Result<Option<Result<UnitRow, Refusal>>, ExchangeError> {
        self.next(units_in::row)
    }

    fn passed(&self) -> u64 {
        self.passed()
    }

    fn last_remarks(&self) -> Vec<String> {
        self.remarks()
    }
}

#[cfg(test)]
mod tests {
    use std::io::{self, Cursor, Read, Seek, SeekFrom};

    use encoding_rs::WINDOWS_1252;
    use proptest::prelude::*;

    use super::*;
    use crate::model::Lang;

    /// Everything that is told of a table of sentence pairs read in such blocks.
    fn told(bytes: &[u8], block: usize) -> Vec<String> {
        let (german, english) = (Lang::german(), Lang::english());
        let reading = Reading {
            format: Some(Format::Csv),
            kind: Some(TableKind::Units),
            ..Reading::new((&german, &english))
        };
        let source = Source::of(bytes.to_vec(), "x").unwrap();
        match open_in_blocks(source, &reading, block) {
            Err(error) => vec![error.to_string()],
            Ok((_, Content::Terms(_) | Content::Backup(_))) => panic!("no units"),
            Ok((_, Content::Units(mut rows))) => {
                let mut told = rows.remarks().to_vec();
                told.extend(rows.by_ref().map(|row| format!("{row:?}")));
                told.extend(rows.last_remarks());
                assert_eq!(rows.meter().read(), bytes.len() as u64);
                told
            }
        }
    }

    proptest! {
        #[test]
        fn blocks_change_nothing(
            head in prop::sample::select(vec![
                "de,en,note\n", "en;de\r\n", "sep=;\r\n\r\n\"de\";\"en\"\r", "\n\nsep=,\n", "Zölle,x\n", "",
            ]),
            rows in "(Zoll|ä|€|ß“|🦀|,|,|;|;|\"|\"|\"\"|\n|\n|\r\n|\r| ){0,60}",
            coding in 0..4,
            block in 1..40usize,
        ) {
            let text = format!("{head}{rows}");
            let utf16 = text.encode_utf16();
            let bytes: Vec<u8> = match coding {
                0 => text.into_bytes(),
                1 => format!("\u{feff}{text}").into_bytes(),
                2 => [0xfe, 0xff].into_iter().chain(utf16.flat_map(u16::to_be_bytes)).collect(),
                _ => WINDOWS_1252.encode(&text).0.into_owned(),
            };
            prop_assert_eq!(told(&bytes, block), told(&bytes, BLOCK));
        }
    }

    #[test]
    fn a_quote_that_stays_open_too_long_costs_its_own_line() {
        let line = "Der Vertrag gilt,The treaty holds\n";
        let lines = (9 << 20) / line.len();
        let table = format!("de,en\nZoll,duty\n\"Tor,gate\n{}Haus,\"house\"\n", line.repeat(lines));
        for block in [BLOCK, 5_000_001] {
            let told = told(table.as_bytes(), block);
            assert_eq!(told.len(), lines + 3);
            assert!(told[1].contains("line: 3, reason: \"the quote that opens"), "{}", told[1]);
            assert!(told[lines + 2].contains(&format!("line: {}", lines + 4)));
        }
    }

    #[test]
    fn a_line_without_end_is_refused_and_not_kept() {
        let table = format!("Zoll,duty\nx,{}\nTor,gate\n", "y".repeat(20 << 20));
        let told = told(table.as_bytes(), BLOCK);
        assert_eq!(told.len(), 4, "{:?}", told.len());
        assert!(told[2].contains("line: 2, reason: \"longer than 8 MB"), "{}", told[2]);
    }

    /// Fails at the second reading of a place.
    struct Failing {
        bytes: Cursor<Vec<u8>>,
        rewound: usize,
    }

    impl Read for Failing {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.rewound > 4 && self.bytes.position() > 100 {
                return Err(io::Error::other("it broke"));
            }
            let few = buffer.len().min(64);
            self.bytes.read(&mut buffer[..few])
        }
    }

    impl Seek for Failing {
        fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
            self.rewound += usize::from(to == SeekFrom::Start(0));
            self.bytes.seek(to)
        }
    }

    #[test]
    fn a_file_that_breaks_on_the_way_is_an_error() {
        let table = "de,en\n".to_owned() + &"Zoll,duty\n".repeat(50);
        let (german, english) = (Lang::german(), Lang::english());
        for rewound in 1..6 {
            let bytes = Failing { bytes: Cursor::new(table.clone().into_bytes()), rewound };
            let source = Source::new(bytes, "x").unwrap();
            let kind = Some(TableKind::Units);
            let reading = Reading {
                langs: (&german, &english),
                format: None,
                kind,
                repairs: false,
                closer: None,
            };
            let read = open_in_blocks(source, &reading, 32);
            let error = match read {
                Err(error) => error,
                Ok((_, Content::Units(mut rows))) => {
                    let error = rows.find_map(Result::err).unwrap();
                    assert!(rows.next().is_none());
                    error
                }
                Ok(_) => panic!("terms"),
            };
            assert_eq!(error.to_string(), "`x` cannot be read: it broke");
        }
    }
}
