//! Documents of Word (ECMA-376).

use super::super::error::ExchangeError;
use super::super::source::Source;
use super::super::zip::Zip;
use super::Document;
use super::blocks::Blocks;
use super::markup::{Open, Piece, Story, Tag, pieces};

/// Where the text usually is.
const MAIN: &str = "word/document.xml";

/// Reads the text, then its footnotes and endnotes. Headers, footers and comments are left out.
pub(super) fn read(zip: &mut Zip<Source>) -> Result<Document, ExchangeError> {
    let main = main_part(zip)?;
    let mut story = Paragraphs::default();
    if !pieces(zip, &main, |piece| story.take(piece))? {
        return Err(ExchangeError::BadArchive {
            name: zip.name().to_owned(),
            reason: format!("it has no `{main}`"),
        });
    }
    let folder = main.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let has_changes = story.has_changes;
    for notes in ["footnotes", "endnotes"] {
        story.rest();
        pieces(zip, &format!("{folder}{notes}.xml"), |piece| story.take(piece))?;
    }
    story.rest();
    let is_field_open = story.is_field_open;
    let mut document = story.blocks.finish(None);
    if is_field_open {
        let told = "a field in it never ends, so what follows it is taken for what computes it";
        document.remarks.push(told.to_owned());
    }
    if has_changes {
        document.remarks.push("it has tracked changes, which are taken as accepted".to_owned());
    }
    Ok(document)
}

/// The part that holds the text, as the package tells it.
fn main_part(zip: &mut Zip<Source>) -> Result<String, ExchangeError> {
    let mut main = None;
    pieces(zip, "_rels/.rels", |piece| {
        if let Piece::Start(tag) = piece
            && tag.attribute("Type").is_some_and(|kind| kind.ends_with("/officeDocument"))
        {
            main = tag.attribute("Target").map(|target| target.trim_start_matches('/').to_owned());
        }
    })?;
    Ok(main.unwrap_or_else(|| MAIN.to_owned()))
}

/// Elements whose text is not seen: what was deleted or moved away, what older programs show
/// instead, what computes a field, and how a word is read.
const UNSEEN: &[&str] =
    &["del", "moveFrom", "Fallback", "instrText", "delText", "delInstrText", "rt"];

/// Reads the paragraphs of a part.
#[derive(Default)]
struct Paragraphs {
    blocks: Blocks,
    open: Open,
    /// How many of the elements that are open are paragraphs.
    depth: usize,
    /// The paragraphs that are open: one in a text box stands within another.
    paragraphs: Vec<Paragraph>,
    /// The fields that are open, and whether what computes them goes on.
    fields: Vec<bool>,
    /// Of how many of them that goes on.
    computing: usize,
    /// Whether the run is hidden.
    is_hidden: bool,
    has_changes: bool,
    /// Whether a part ended within what computes a field.
    is_field_open: bool,
}

#[derive(Default)]
struct Paragraph {
    text: String,
    /// Whether its end was deleted, so that it goes on in the next one.
    goes_on: bool,
}

impl Story for Paragraphs {
    fn open(&mut self) -> &mut Open {
        &mut self.open
    }

    fn end(&mut self, name: &str) {
        if name == "p" {
            self.end_paragraph();
        }
    }

    fn text(&mut self, text: &str) {
        if self.open.ends_with(&["t"]) {
            self.push(text);
        }
    }

    fn start(&mut self, tag: &Tag) {
        let is_off = tag.attribute("val").is_some_and(|val| matches!(val, "0" | "false" | "off"));
        let in_run = self.open.ends_with(&["r"]);
        let in_mark = self.open.ends_with(&["p", "pPr", "rPr"]);
        let is_separator = matches!(tag.name.as_str(), "footnote" | "endnote")
            && tag.attribute("type").is_some_and(|kind| kind != "normal");
        match tag.name.as_str() {
            "p" => self.start_paragraph(),
            "del" if in_mark => {
                self.has_changes = true;
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.goes_on = true;
                }
            }
            "r" => self.is_hidden = false,
            "vanish" if self.open.ends_with(&["r", "rPr"]) => self.is_hidden = !is_off,
            "tab" if in_run => self.push("\t"),
            "br" | "cr" if in_run => self.push("\n"),
            "noBreakHyphen" if in_run => self.push("\u{2011}"),
            "softHyphen" if in_run => self.push("\u{ad}"),
            "fldChar" => match tag.attribute("fldCharType") {
                Some("begin") => {
                    self.fields.push(true);
                    self.computing += 1;
                }
                Some("separate") => {
                    if let Some(computes) = self.fields.last_mut() {
                        self.computing -= usize::from(std::mem::take(computes));
                    }
                }
                Some("end") => {
                    self.computing -= usize::from(self.fields.pop().unwrap_or(false));
                }
                _ => {}
            },
            "ins" => self.has_changes = true,
            _ => {}
        }
        if UNSEEN.contains(&tag.name.as_str()) || is_separator {
            self.has_changes |= matches!(tag.name.as_str(), "del" | "moveFrom");
            self.open.hide();
        }
    }
}

impl Paragraphs {
    fn push(&mut self, text: &str) {
        let is_seen = !self.is_hidden && self.computing == 0;
        if let Some(paragraph) = self.paragraphs.last_mut().filter(|_| is_seen) {
            paragraph.text.push_str(text);
        }
    }

    fn start_paragraph(&mut self) {
        // One whose end was deleted is still open.
        match self.paragraphs.last_mut().filter(|paragraph| paragraph.goes_on) {
            Some(paragraph) if self.depth == 0 => paragraph.goes_on = false,
            _ => self.paragraphs.push(Paragraph::default()),
        }
        self.depth += 1;
    }

    fn end_paragraph(&mut self) {
        let goes_on = self.paragraphs.last().is_some_and(|paragraph| paragraph.goes_on);
        self.depth = self.depth.saturating_sub(1);
        if !(goes_on && self.depth == 0)
            && let Some(paragraph) = self.paragraphs.pop()
        {
            self.blocks.push(&paragraph.text);
        }
    }

    /// Ends a part.
    fn rest(&mut self) {
        while let Some(paragraph) = self.paragraphs.pop() {
            self.blocks.push(&paragraph.text);
        }
        self.open = Open::default();
        self.depth = 0;
        self.fields.clear();
        self.is_field_open |= std::mem::take(&mut self.computing) > 0;
        self.is_hidden = false;
    }
}
