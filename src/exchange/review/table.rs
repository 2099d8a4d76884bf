//! A review as a table for a spreadsheet: a row holds a source and a target segment, the rows of a
//! bead share its number.

use std::io::Write;

use super::super::cells::{self, Dialect, Writer};
use super::super::error::ExchangeError;
use super::super::records;
use super::super::report::Refusal;
use super::super::rows::Record;
use super::super::separator::{self, Separator};
use super::{Fault, ReturnedBead, ReturnedSegment, Sheet, VERDICTS, Verdict, fault, labels};
use crate::model::Lang;

pub(super) fn write(
    out: &mut dyn Write,
    sheet: &Sheet,
    dialect: Dialect,
) -> Result<(), ExchangeError> {
    let [from, to] = labels((&sheet.langs.0, &sheet.langs.1));
    let mut writer = Writer::new(out, dialect)?;
    let numbers = (format!("{from}_segment"), format!("{to}_segment"));
    writer.row(["bead", "verdict", "kind", "confidence", &numbers.0, &from, &numbers.1, &to])?;
    for bead in &sheet.beads {
        let (number, kind) = (bead.number.to_string(), bead.kind().to_string());
        let percent = bead.percent();
        for row in 0..bead.source.len().max(bead.target.len()) {
            let first = |text| if row == 0 { text } else { "" };
            let cells = |side: &[(usize, String)]| match side.get(row) {
                Some((number, text)) => (number.to_string(), text.clone()),
                None => Default::default(),
            };
            let (source, target) = (cells(&bead.source), cells(&bead.target));
            let head = [number.as_str(), first(bead.mark()), first(&kind), first(&percent)];
            writer.row(head.into_iter().chain([
                source.0.as_str(),
                &source.1,
                &target.0,
                &target.1,
            ]))?;
        }
    }
    writer.finish().map(drop)
}

/// Where the columns of a review are.
struct Columns {
    bead: usize,
    verdict: Option<usize>,
    /// Number and text of the segments of either side.
    sides: [(usize, Option<usize>); 2],
}

impl Columns {
    fn new(header: &Record, labels: &[String; 2]) -> Option<Self> {
        let find = |name: &str| {
            let mut cells = header.cells.iter();
            cells.position(|cell| cells::text(cell).trim().eq_ignore_ascii_case(name))
        };
        let side = |label: &String| Some((find(&format!("{label}_segment"))?, find(label)));
        Some(Self {
            bead: find("bead")?,
            verdict: find("verdict"),
            sides: [side(&labels[0])?, side(&labels[1])?],
        })
    }
}

pub(super) fn read(text: &str, langs: (&Lang, &Lang)) -> Result<Vec<ReturnedBead>, Fault> {
    let labels = labels(langs);
    let (declared, start) = match separator::declared(text) {
        Some((separator, end)) => (vec![separator], end),
        None => (Separator::ALL.to_vec(), 0),
    };
    // The line that declares the separator counts as a blank one.
    let (line, text) =
        if start > 0 { (2, format!("\n{}", &text[start..])) } else { (1, text.to_owned()) };
    let opened = declared.into_iter().find_map(|separator| {
        let mut records = records::of_text(&text, separator);
        let header = records.next()?.ok()?;
        Some((Columns::new(&header, &labels)?, records))
    });
    let Some((columns, records)) = opened else {
        let [from, to] = &labels;
        return fault(line, format!("no columns `bead`, `{from}_segment` and `{to}_segment`"));
    };
    rows(&columns, records)
}

fn rows(
    columns: &Columns,
    records: impl Iterator<Item = Result<Record, Refusal>>,
) -> Result<Vec<ReturnedBead>, Fault> {
    let mut beads: Vec<(String, ReturnedBead)> = Vec::new();
    for record in records {
        let record =
            record.map_err(|refusal| Fault { line: refusal.line, reason: refusal.reason })?;
        let line = record.line;
        let cell = |at: usize| cells::text(record.cells.get(at).unwrap_or("")).trim().to_owned();
        let name = cell(columns.bead);
        let at = match beads.iter().rposition(|(known, _)| *known == name) {
            Some(known) => known,
            // A row without a number belongs to the bead above it.
            None if name.is_empty() && !beads.is_empty() => beads.len() - 1,
            None if name.is_empty() => return fault(line, "the bead has no number"),
            None => {
                beads.push((name, ReturnedBead { line, ..ReturnedBead::default() }));
                beads.len() - 1
            }
        };
        let bead = &mut beads[at].1;
        let word = columns.verdict.map(cell).unwrap_or_default();
        match Verdict::parse(&word) {
            None => return fault(line, format!("`{word}` is no verdict: it is {VERDICTS}")),
            Some(Verdict::Open) => {}
            Some(verdict) if bead.verdict == Verdict::Open => bead.verdict = verdict,
            Some(verdict) if bead.verdict == verdict => {}
            Some(_) => return fault(line, "the rows of this bead have different verdicts"),
        }
        for (side, (number, text)) in columns.sides.iter().enumerate() {
            let written = cell(*number);
            if written.is_empty() {
                continue;
            }
            let Ok(number) = written.parse() else {
                return fault(line, format!("`{written}` is no number of a segment"));
            };
            let text = text.map(cell).unwrap_or_default();
            let segment = ReturnedSegment { line, number, text };
            if side == 0 { &mut bead.source } else { &mut bead.target }.push(segment);
        }
    }
    let beads = beads.into_iter().map(|(_, bead)| bead);
    Ok(beads.filter(|bead| !(bead.source.is_empty() && bead.target.is_empty())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_back(text: &str) -> Result<Vec<ReturnedBead>, Fault> {
        read(text, (&Lang::german(), &Lang::english()))
    }

    #[test]
    fn rows_with_one_number_are_a_bead() {
        let text = "sep=;\nVerdict;bead;de_segment;en_segment;de\n?;7;1;1;\"Eins;\"\n;7;2;;Zwei\nok;7a;;2;\n;;3;;\n";
        let beads = read_back(text).unwrap();
        assert_eq!(beads.len(), 2);
        assert_eq!((beads[0].source.len(), beads[0].target.len()), (2, 1));
        assert_eq!(beads[0].source[0].text, "Eins;");
        assert_eq!((beads[1].verdict, beads[1].source[0].number), (Verdict::Accept, 3));
        assert_eq!(beads[1].line, 5);
    }

    #[test]
    fn what_is_not_understood_is_told_with_its_line() {
        let head = "bead,verdict,de_segment,en_segment\n";
        for (rows, line, reason) in [
            ("7,perhaps,1,1\n", 2, "no verdict"),
            ("7,ok,1,1\n7,drop,2,\n", 3, "different verdicts"),
            ("7,,eins,1\n", 2, "no number"),
        ] {
            let fault = read_back(&format!("{head}{rows}")).unwrap_err();
            assert_eq!(fault.line, line, "{rows}");
            assert!(fault.reason.contains(reason), "{rows}: {}", fault.reason);
        }
        assert!(read_back("de,en\na,b\n").unwrap_err().reason.contains("no columns"));
    }
}
