//! Reading TBX, entry by entry.

use roxmltree::Node;

use super::super::content::{Reading, TermTable};
use super::super::entry::{Entry, Ids, Tally, faults};
use super::super::error::ExchangeError;
use super::super::names::Langs;
use super::super::report::Refusal;
use super::super::rows::TermRow;
use super::super::source::Source;
use super::super::xml::{Parser, Part, Pieces, Shape};
use super::ORIGIN;
use super::record::{Manner, record};
use crate::model::ConceptId;

const SHAPE: Shape = Shape {
    containers: &["martif", "tbx", "TBX", "text", "body"],
    pieces: &[
        "termEntry",
        "conceptEntry",
        "entry",
        "martifHeader",
        "tbxHeader",
        "header",
        "back",
        "glossary",
        "subglossary",
    ],
};

/// Reads a termbase. Only its rows are in memory.
///
/// # Errors
/// If it cannot be read.
pub(in super::super) fn open(
    source: Source,
    reading: &Reading<'_>,
) -> Result<TermTable, ExchangeError> {
    let mut pieces = Pieces::open(source, SHAPE)?;
    let mut reader = Reader {
        parser: Parser::new(reading.repairs),
        langs: reading.langs,
        is_ours: false,
        ids: Ids::default(),
        empty: 0,
        lost: Tally::default(),
        table: TermTable::default(),
    };
    while let Some(part) = pieces.next()? {
        reader.take(part);
    }
    Ok(reader.finish())
}

struct Reader<'l> {
    parser: Parser,
    langs: Langs<'l>,
    /// Whether the head says that the file is one of ours.
    is_ours: bool,
    ids: Ids,
    /// How many terms were empty.
    empty: usize,
    lost: Tally,
    table: TermTable,
}

/// What an element of a file is.
enum Read {
    /// An entry and its id.
    Entry(Box<Entry>, Option<String>),
    /// A head, which says whether the file is one of ours.
    Head(bool),
    /// What entries refer to.
    Back,
    /// The name of a glossary.
    Name,
}

impl Reader<'_> {
    fn take(&mut self, part: Part) {
        let (text, line) = match part {
            Part::Container { .. } => return,
            Part::Fault { line, reason } => {
                return self.table.refused.push(Refusal { line, reason });
            }
            Part::Piece { text, line } => (text, line),
        };
        let manner = Manner { langs: self.langs, is_ours: self.is_ours };
        let read = |node: Node<'_, '_>| {
            Ok(match node.tag_name().name() {
                "martifHeader" | "tbxHeader" | "header" => Read::Head(is_ours(node)),
                "back" => Read::Back,
                "glossary" | "subglossary" => Read::Name,
                _ => {
                    let (entry, id) = record(node, manner);
                    Read::Entry(Box::new(entry), id)
                }
            })
        };
        match self.parser.parse(&text, line, read) {
            Ok(Read::Entry(entry, id)) => self.entry(*entry, id, line),
            Ok(Read::Head(is_ours)) => self.is_ours = is_ours,
            Ok(Read::Back) => self.lost.add("back matter", 1),
            Ok(Read::Name) => {}
            Err(refusal) => self.table.refused.push(refusal),
        }
    }

    fn entry(&mut self, entry: Entry, id: Option<String>, line: usize) {
        let ids = self.ids(id);
        match entry.finish(ids, self.langs) {
            Ok(finished) => {
                self.empty += finished.empty;
                self.lost.add_all(finished.lost);
                self.table.rows.push(TermRow { line, proposal: finished.proposal });
            }
            Err(reason) => self.table.refused.push(Refusal { line, reason }),
        }
    }

    /// The id of ours, and the id of another tool, that an id is.
    fn ids(&mut self, id: Option<String>) -> (Option<String>, Option<String>) {
        let id = id.map(|id| self.ids.unique(id));
        if self.is_ours {
            return (id.filter(|id| id.parse::<ConceptId>().is_ok()), None);
        }
        (None, id)
    }

    fn finish(self) -> TermTable {
        let Self { parser, ids, empty, lost, mut table, .. } = self;
        table.remarks.extend(ids.told().into_iter().chain(faults(empty, parser.repaired)));
        table.remarks.extend(lost.told());
        table
    }
}

fn is_ours(head: Node<'_, '_>) -> bool {
    let is_origin = |node: &Node<'_, '_>| node.tag_name().name() == "sourceDesc";
    head.descendants().filter(is_origin).any(|origin| {
        origin.descendants().filter_map(|node| node.text()).any(|text| text.starts_with(ORIGIN))
    })
}
