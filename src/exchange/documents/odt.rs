//! Documents of LibreOffice (OpenDocument).

use super::super::error::ExchangeError;
use super::super::source::Source;
use super::super::zip::Zip;
use super::Document;
use super::blocks::{Blocks, push_flowing};
use super::markup::{Open, Piece, Story, Tag, pieces};

/// Reads the text, then its notes. Headers, footers and comments are left out.
pub(super) fn read(zip: &mut Zip<Source>) -> Result<Document, ExchangeError> {
    let name = zip.name().to_owned();
    let mut is_locked = false;
    pieces(zip, "META-INF/manifest.xml", |piece| {
        is_locked |= matches!(piece, Piece::Start(tag) if tag.name == "encryption-data");
    })?;
    if is_locked {
        return Err(ExchangeError::Locked { name });
    }
    let mut story = Paragraphs::default();
    if !pieces(zip, "content.xml", |piece| story.take(piece))? {
        let reason = "it has no `content.xml`".to_owned();
        return Err(ExchangeError::BadArchive { name, reason });
    }
    story.notes.iter().for_each(|note| story.blocks.push(note));
    let mut document = story.blocks.finish(None);
    if story.has_changes {
        document.remarks.push("it has tracked changes, which are taken as accepted".to_owned());
    }
    Ok(document)
}

/// Elements whose text is not seen: what was deleted, comments, hidden text, the number of a note,
/// descriptions of pictures, how a word is read.
const UNSEEN: &[&str] = &[
    "tracked-changes",
    "annotation",
    "hidden-text",
    "hidden-paragraph",
    "note-citation",
    "title",
    "desc",
    "ruby-text",
    "script",
    "event-listeners",
];

/// Reads the paragraphs of the text.
#[derive(Default)]
struct Paragraphs {
    blocks: Blocks,
    notes: Vec<String>,
    open: Open,
    /// The paragraphs that are open: those of notes and frames stand within others.
    paragraphs: Vec<String>,
    /// How many notes are open.
    in_notes: usize,
    has_changes: bool,
}

impl Story for Paragraphs {
    fn open(&mut self) -> &mut Open {
        &mut self.open
    }

    fn end(&mut self, name: &str) {
        if is_paragraph(name) {
            self.end_paragraph();
        } else if name == "note-body" {
            self.in_notes = self.in_notes.saturating_sub(1);
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            push_flowing(paragraph, text);
        }
    }

    fn start(&mut self, tag: &Tag) {
        let name = tag.name.as_str();
        if UNSEEN.contains(&name) {
            self.has_changes |= name == "tracked-changes";
            self.open.hide();
            return;
        }
        if is_paragraph(name) {
            self.paragraphs.push(String::new());
            return;
        }
        self.in_notes += usize::from(name == "note-body");
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match name {
            "s" => {
                let count = tag.attribute("c").and_then(|count| count.parse().ok()).unwrap_or(1);
                // Nobody writes more, and a number is written fast.
                paragraph.extend(std::iter::repeat_n(' ', count).take(100));
            }
            "tab" => paragraph.push('\t'),
            "line-break" => paragraph.push('\n'),
            _ => {}
        }
    }
}

impl Paragraphs {
    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else { return };
        if self.in_notes > 0 {
            self.notes.push(paragraph);
        } else {
            self.blocks.push(&paragraph);
        }
    }
}

fn is_paragraph(name: &str) -> bool {
    matches!(name, "p" | "h")
}
