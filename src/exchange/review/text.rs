//! A review as a text for an editor.

use std::io::{self, Write};

use super::{Fault, ReturnedBead, ReturnedSegment, Sheet, VERDICTS, Verdict, fault, labels};
use crate::model::Lang;

const GUIDE: &str = "\
A line in brackets begins a bead; the numbered lines below it are its segments.
  accept  write [ok]: the segments translate each other
  drop    write [drop]: they do, but no sentence pair is to be kept
  open    write [open]: take back what was decided of it
  merge   delete the line in brackets between two beads
  split   put a line [ok] where the new bead is to begin
  move    put the line of a segment where it belongs
What you change is taken for accepted; what stays [?] stays doubtful. Leave the numbers and the order
of the segments of a language, and the texts: these are corrected in the files themselves.";

pub(super) fn write(out: &mut dyn Write, sheet: &Sheet) -> io::Result<()> {
    for line in sheet.about.iter().map(String::as_str).chain([""]).chain(GUIDE.lines()) {
        writeln!(out, "{}", format!("# {line}").trim_end())?;
    }
    let labels = labels((&sheet.langs.0, &sheet.langs.1));
    let mut next = None;
    for bead in &sheet.beads {
        if next.is_some_and(|next| next != bead.number) {
            writeln!(out, "\n# …")?;
        }
        next = Some(bead.number + 1);
        let mark = bead.mark();
        let mark = if mark.is_empty() { " " } else { mark };
        writeln!(out, "\n[{mark}] {}  {}  {}", bead.number, bead.kind(), bead.percent())?;
        for (label, segments) in labels.iter().zip([&bead.source, &bead.target]) {
            for (number, text) in segments {
                writeln!(out, "{label}{number}  {text}")?;
            }
        }
    }
    Ok(())
}

pub(super) fn read(text: &str, langs: (&Lang, &Lang)) -> Result<Vec<ReturnedBead>, Fault> {
    let labels = labels(langs);
    let mut beads: Vec<ReturnedBead> = Vec::new();
    for (line, written) in (1..).zip(text.lines()) {
        let written = written.trim_end();
        // What an editor wrapped goes on with white space.
        let goes_on = written.starts_with([' ', '\t']);
        if written.is_empty() || written.starts_with('#') || goes_on {
            continue;
        }
        if let Some(rest) = written.strip_prefix('[') {
            let verdict = rest.split_once(']').and_then(|(word, _)| Verdict::parse(word));
            let Some(verdict) = verdict else {
                return fault(
                    line,
                    format!("`{written}` is no verdict: in the brackets stands {VERDICTS}"),
                );
            };
            beads.push(ReturnedBead { line, verdict, ..ReturnedBead::default() });
            continue;
        }
        let Some((side, segment)) = segment(line, written, &labels) else {
            let [from, to] = &labels;
            return fault(
                line,
                format!("neither a verdict in brackets nor a segment as {from}1 or {to}1"),
            );
        };
        let Some(bead) = beads.last_mut() else {
            return fault(line, "a segment before the first line in brackets");
        };
        if side == 0 { &mut bead.source } else { &mut bead.target }.push(segment);
    }
    beads.retain(|bead| !(bead.source.is_empty() && bead.target.is_empty()));
    Ok(beads)
}

/// The side and the segment that a line names.
fn segment(line: usize, written: &str, labels: &[String; 2]) -> Option<(usize, ReturnedSegment)> {
    labels.iter().enumerate().find_map(|(side, label)| {
        let rest = written.strip_prefix(label.as_str())?;
        let digits = rest.find(|char: char| !char.is_ascii_digit()).unwrap_or(rest.len());
        let (number, text) = rest.split_at(digits);
        let number = number.parse().ok()?;
        let is_apart = text.is_empty() || text.starts_with(char::is_whitespace);
        let text = text.trim().to_owned();
        is_apart.then_some((side, ReturnedSegment { line, number, text }))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_back(text: &str) -> Result<Vec<ReturnedBead>, Fault> {
        read(text, (&Lang::german(), &Lang::english()))
    }

    fn numbers(bead: &ReturnedBead) -> (Vec<usize>, Vec<usize>) {
        let of = |side: &[ReturnedSegment]| side.iter().map(|segment| segment.number).collect();
        (of(&bead.source), of(&bead.target))
    }

    #[test]
    fn beads_are_what_stands_between_brackets() {
        let text = "# so\r\n[?] 1  2-1  50 %\r\nde1  Eins.\r\nde2\r\n   more\r\n\r\nen1 One.\r\n[drop]\r\nen2 Two.\r\n";
        let beads = read_back(text).unwrap();
        assert_eq!(numbers(&beads[0]), (vec![1, 2], vec![1]));
        assert_eq!(numbers(&beads[1]), (vec![], vec![2]));
        assert_eq!((beads[0].verdict, beads[1].verdict), (Verdict::Open, Verdict::Drop));
        assert_eq!((beads[1].line, beads[1].target[0].line), (8, 9));
    }

    #[test]
    fn what_is_not_understood_is_told_with_its_line() {
        for (text, line, reason) in [
            ("[ok]\nde1 a\nfoo\n", 3, "neither"),
            ("[ok]\nde a\n", 2, "neither"),
            ("[ok]\nde1x\n", 2, "neither"),
            ("[maybe] 3\n", 1, "no verdict"),
            ("[ok\n", 1, "no verdict"),
            ("de1 a\n", 1, "before the first"),
        ] {
            let fault = read_back(text).unwrap_err();
            assert_eq!(fault.line, line, "{text}");
            assert!(fault.reason.contains(reason), "{text}: {}", fault.reason);
        }
    }
}
