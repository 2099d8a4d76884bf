//! The blocks of text in a Markdown file.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::excerpt::{title, trimmed};
use crate::model::Span;

/// What a Markdown file holds for a reader.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    /// The first heading.
    pub(super) heading: Option<String>,
    /// Headings, paragraphs, list items and cells as places of the original. Marks of blocks are
    /// left out, those of emphasis and links stay.
    pub(super) paragraphs: Vec<Span>,
}

/// Finds the blocks of text.
pub(super) fn blocks(text: &str) -> Blocks {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut reading =
        Reading { text, found: Blocks::default(), block: None, heading: None, hidden: 0 };
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        reading.take(&event, range);
    }
    reading.end_block();
    reading.found
}

struct Reading<'t> {
    text: &'t str,
    found: Blocks,
    /// The place of the block so far.
    block: Option<Range<usize>>,
    /// The words of the heading so far.
    heading: Option<String>,
    /// How many elements stand open that hold no text.
    hidden: usize,
}

impl Reading<'_> {
    fn take(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(*tag),
            _ if self.hidden > 0 => {}
            Event::Text(words) | Event::Code(words) => {
                if let Some(heading) = &mut self.heading {
                    heading.push_str(words);
                }
                self.extend(range);
            }
            Event::FootnoteReference(_) if self.block.is_some() => self.extend(range),
            Event::SoftBreak | Event::HardBreak => {
                if let Some(heading) = &mut self.heading {
                    heading.push(' ');
                }
            }
            Event::Rule => self.end_block(),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } => {
                if self.hidden == 0 {
                    self.extend(range);
                }
            }
            // Alone it is no text but for its description.
            Tag::Image { .. } if self.block.is_some() => self.extend(range),
            Tag::Image { .. } | Tag::Superscript | Tag::Subscript => {}
            Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_) => {
                self.end_block();
                self.hidden += 1;
            }
            Tag::Heading { .. } => {
                self.end_block();
                self.heading = self.found.heading.is_none().then(String::new);
            }
            _ => self.end_block(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image => {}
            TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {
                self.hidden = self.hidden.saturating_sub(1);
            }
            TagEnd::Heading(_) => {
                self.end_block();
                let heading = self.heading.take().map(|words| title(&words));
                self.found.heading =
                    self.found.heading.take().or(heading.filter(|words| !words.is_empty()));
            }
            _ => self.end_block(),
        }
    }

    fn extend(&mut self, range: Range<usize>) {
        let block = self.block.get_or_insert(range.clone());
        block.start = block.start.min(range.start);
        block.end = block.end.max(range.end);
    }

    fn end_block(&mut self) {
        let Some(block) = self.block.take() else { return };
        let span = trimmed(self.text, block.start, block.end);
        let last = self.found.paragraphs.last().map_or(0, |last| last.end);
        // Footnotes may be told out of their order; their text is not read twice.
        if !span.is_empty() && span.start >= last {
            self.found.paragraphs.push(span);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        blocks(text).paragraphs.iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn marks_of_blocks_are_left_out() {
        let text = "# Der *Pakt* #\n\nEin **Satz**.\nNoch einer.\n\n- eins\n- [x] zwei\n  1. drei\n\n\
                    > Zitat\n\n| a | b |\n|---|---|\n| c | d |\n\nTitel\n=====\n";
        assert_eq!(
            texts(text),
            [
                "Der *Pakt*",
                "Ein **Satz**.\nNoch einer.",
                "eins",
                "zwei",
                "drei",
                "Zitat",
                "a",
                "b",
                "c",
                "d",
                "Titel"
            ]
        );
        assert_eq!(blocks(text).heading.as_deref(), Some("Der Pakt"));
    }

    #[test]
    fn code_comments_and_definitions_are_no_text() {
        let text = "---\ntitle: X\n---\n\n```rust\nfn main() {}\n```\n\n    code\n\n<!-- ein\nKommentar -->\n\n\
                    [ref]: http://example.org \"Titel\"\n\n**Fett** und [Verweis](x).\n";
        assert_eq!(texts(text), ["**Fett** und [Verweis](x)."]);
        assert_eq!(texts("+++\na = 1\n+++\n\nText\r\nweiter\r\n"), ["Text\r\nweiter"]);
    }

    #[test]
    fn emphasis_at_the_ends_is_whole() {
        assert_eq!(texts("**Wichtig:** ja *so*"), ["**Wichtig:** ja *so*"]);
        assert_eq!(texts("![Ein Bild](x.png)"), ["Ein Bild"]);
        assert_eq!(texts("Ein Satz.[^1]\n\n[^1]: Die Note."), ["Ein Satz.[^1]", "Die Note."]);
    }
}
