//! MultiTerm XML: what MultiTerm exports of a termbase, whose fields its user named.
//!
//! A language has a free name (`Italiano`) and mostly a tag; fields may stand within fields.

use roxmltree::Node;

use super::content::{Reading, TermTable};
use super::entry::{Entry, Ids, Level, Tally, faults, lang, unwrapped};
use super::error::ExchangeError;
use super::names::Langs;
use super::report::Refusal;
use super::rows::TermRow;
use super::source::Source;
use super::xml::{Parser, Part, Pieces, Shape, texts};
use crate::model::Lang;

const SHAPE: Shape = Shape { containers: &["mtf"], pieces: &["conceptGrp"] };

/// Reads a termbase. Only its rows are in memory.
///
/// # Errors
/// If it cannot be read.
pub(super) fn open(source: Source, reading: &Reading<'_>) -> Result<TermTable, ExchangeError> {
    let mut pieces = Pieces::open(source, SHAPE)?;
    let mut parser = Parser::new(reading.repairs);
    let mut table = TermTable::default();
    let (mut ids, mut lost, mut empty) = (Ids::default(), Tally::default(), 0);
    while let Some(part) = pieces.next()? {
        let (text, line) = match part {
            Part::Container { .. } => continue,
            Part::Fault { line, reason } => {
                table.refused.push(Refusal { line, reason });
                continue;
            }
            Part::Piece { text, line } => (text, line),
        };
        let read = parser.parse(&text, line, |node| {
            let mut record = Record { entry: Entry::default(), langs: reading.langs };
            record.children(node, Level::Entry);
            let id = id(node).map(|id| ids.unique(id));
            record.entry.finish((None, id), reading.langs)
        });
        match read {
            Ok(finished) => {
                empty += finished.empty;
                lost.add_all(finished.lost);
                table.rows.push(TermRow { line, proposal: finished.proposal });
            }
            Err(refusal) => table.refused.push(refusal),
        }
    }
    table.remarks.extend(ids.told().into_iter().chain(faults(empty, parser.repaired)));
    table.remarks.extend(lost.told());
    Ok(table)
}

fn id(node: Node<'_, '_>) -> Option<String> {
    let id = child(node, "concept").map(texts)?;
    Some(id.trim().to_owned()).filter(|id| !id.is_empty())
}

struct Record<'l> {
    entry: Entry,
    langs: Langs<'l>,
}

impl Record<'_> {
    fn children(&mut self, node: Node<'_, '_>, level: Level<'_>) {
        for child in node.children().filter(Node::is_element) {
            match child.tag_name().name() {
                "languageGrp" => self.language(child),
                "termGrp" => match level {
                    Level::Lang(lang) => self.term(child, lang),
                    _ => self.entry.lose("term without a language"),
                },
                "descripGrp" => self.children(child, level),
                "descrip" => {
                    let name = child.attribute("type").unwrap_or("descrip");
                    let text = unwrapped(&texts(child));
                    self.entry.say(level, name, &text, self.langs);
                }
                "transacGrp" | "transac" | "date" => self.entry.lose("transaction"),
                "xref" => self.entry.lose("cross-reference"),
                "concept" | "language" | "term" => {}
                name => self.entry.lose(child.attribute("type").unwrap_or(name)),
            }
        }
    }

    fn language(&mut self, node: Node<'_, '_>) {
        let language = child(node, "language");
        let named =
            |name| language.and_then(|language| language.attribute(name)).unwrap_or_default();
        match [named("lang"), named("type")].iter().find_map(|text| lang(text, self.langs)) {
            Some(lang) => self.children(node, Level::Lang(&lang)),
            None => self.entry.lose(&format!("language `{}`", named("type"))),
        }
    }

    fn term(&mut self, node: Node<'_, '_>, lang: &Lang) {
        let text = child(node, "term").map(texts).unwrap_or_default();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(place) = self.entry.term(lang, &text) {
            self.children(node, Level::Term(place));
        }
    }
}

fn child<'n>(node: Node<'n, 'n>, name: &str) -> Option<Node<'n, 'n>> {
    node.children().find(|child| child.tag_name().name() == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Gender, PartOfSpeech, Proposal, Status};

    fn read(text: &str) -> TermTable {
        let (german, english) = (Lang::german(), Lang::english());
        let bytes = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes));
        let source = Source::of(bytes.collect(), "x.xml").unwrap();
        open(source, &Reading::new((&german, &english))).unwrap()
    }

    #[test]
    fn fields_are_known_by_what_their_user_called_them() {
        let table = read(
            "<?xml version='1.0' encoding='UTF-16' ?><mtf><conceptGrp><concept>5</concept>\
             <system type='entryClass'>1</system>\
             <transacGrp><transac type='origination'>x</transac><date>2016-08-03T15:35:41</date></transacGrp>\
             <descripGrp><descrip type='Fachgebiet'>Zollrecht</descrip></descripGrp>\
             <descripGrp><descrip type='Definition'>Abgabe <xref Tlink='Maut:Maut'>wie die Maut</xref></descrip>\
             <descripGrp><descrip type='Quelle'>VO</descrip></descripGrp></descripGrp>\
             <descripGrp><descrip type='Graphic'>x.png</descrip></descripGrp>\
             <languageGrp><language type='Italiano' lang=''/><termGrp><term>dazio</term></termGrp></languageGrp>\
             <languageGrp><language type='German' lang='de-DE'/><termGrp><term>Zoll</term>\
             <descripGrp><descrip type='Genus'>maskulin</descrip></descripGrp>\
             <descripGrp><descrip type='Wortart'>Substantiv</descrip></descripGrp>\
             <descripGrp><descrip type='Status'>preferred</descrip></descripGrp></termGrp></languageGrp>\
             <languageGrp><language type='Klingonisch' lang='?'/><termGrp><term>x</term></termGrp></languageGrp>\
             </conceptGrp><conceptGrp><concept>6</concept></conceptGrp></mtf>",
        );
        let Proposal { id, external_id, subject, definition, source, terms, .. } =
            &table.rows[0].proposal;
        assert_eq!((id, external_id.as_deref()), (&None, Some("5")));
        assert_eq!(subject.as_deref(), Some("Zollrecht"));
        assert_eq!(definition.as_deref(), Some("Abgabe wie die Maut"));
        assert_eq!(source.as_deref(), Some("VO"));
        let [zoll, dazio] = terms.as_slice() else { panic!("{terms:?}") };
        assert_eq!((zoll.lang.as_str(), dazio.lang.as_str()), ("de-DE", "it"));
        assert_eq!(
            (zoll.gender, zoll.pos, zoll.status),
            (Some(Gender::Masculine), Some(PartOfSpeech::Noun), Some(Status::Preferred))
        );
        assert_eq!(
            table.remarks,
            ["not kept: 1 × Graphic, 1 × entryClass, 1 × language `Klingonisch`, 1 × transaction"]
        );
        assert_eq!(table.refused[0].reason, "no term");
    }
}
