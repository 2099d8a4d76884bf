//! Pages of the web.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use super::super::excerpt;
use super::super::format::Format;
use super::super::kinds;
use super::Document;
use super::blocks::{Blocks, push_flowing};

/// Where a page says its encoding, in bytes; browsers look no further.
const HEAD: usize = 1_024;

/// Whether a file is a page: by how it begins, or by its name.
pub(in super::super) fn seems_page(bytes: &[u8], name: &str) -> bool {
    match Format::by_extension(name) {
        Some(Format::Html) => return true,
        Some(Format::Markdown) => return false,
        _ => {}
    }
    let end = bytes.len().min(4 * HEAD);
    let (text, ..) = decode(&bytes[..end], false);
    kinds::markup(&text) == Some(kinds::PAGE)
}

/// Reads a page: blocks are paragraphs. Menus, scripts and what is hidden are no text.
pub(super) fn read(bytes: &[u8], name: &str) -> Document {
    let (text, encoding, guessed) = decode(bytes, true);
    let is_xml = text.trim_start().starts_with("<?xml") || name.to_lowercase().ends_with(".xhtml");
    let mut page = Page::default();
    page.take(&text, is_xml);
    let title = Some(excerpt::title(&page.title)).filter(|title| !title.is_empty());
    let (mut blocks, core) = (Blocks::default(), page.core());
    let taken = page.paragraphs.iter().filter(|found| core.is_none_or(|core| found.within[core]));
    taken.for_each(|found| blocks.push(&found.text));
    let mut document = blocks.finish(title);
    if let Some(core) = core {
        let name = CORES[core];
        document
            .remarks
            .push(format!("only what stands in its `<{name}>` is taken for the article"));
    }
    Document { encoding: encoding.name(), guessed, ..document }
}

/// Adds the paragraphs of a chapter, which is XML; says whether it goes on to its end.
pub(super) fn push_chapter(blocks: &mut Blocks, text: &str) -> bool {
    let mut page = Page::default();
    page.take(text, true);
    page.paragraphs.iter().for_each(|found| blocks.push(&found.text));
    page.roots == 0
}

/// The text of a page, its encoding, and whether that was guessed: by the byte-order mark, by what
/// the page says, else UTF-8 if it is that.
fn decode(bytes: &[u8], is_whole: bool) -> (String, &'static Encoding, bool) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let text = encoding.decode_without_bom_handling(&bytes[mark..]).0;
        return (text.into_owned(), encoding, false);
    }
    let is_utf8 = std::str::from_utf8(bytes).is_ok() || !is_whole;
    let (encoding, guessed) = match said(&bytes[..bytes.len().min(HEAD)]) {
        Some(encoding) => (encoding, false),
        None if is_utf8 => (UTF_8, false),
        None => (WINDOWS_1252, true),
    };
    (encoding.decode_without_bom_handling(bytes).0.into_owned(), encoding, guessed)
}

/// The encoding that a page says it has: behind `charset=` or `encoding=`.
fn said(head: &[u8]) -> Option<&'static Encoding> {
    let head = head.to_ascii_lowercase();
    let place = [b"charset".as_slice(), b"encoding"].into_iter().find_map(|word| {
        memchr::memmem::find_iter(&head, word).find_map(|at| {
            let rest = head[at + word.len()..].trim_ascii_start().strip_prefix(b"=")?;
            Some(rest.trim_ascii_start())
        })
    })?;
    let value = place.strip_prefix(b"\"").or(place.strip_prefix(b"'")).unwrap_or(place);
    let end = value.iter().position(|byte| b" \"';/>?".contains(byte)).unwrap_or(value.len());
    // What was read byte by byte until here is not UTF-16, whatever it says.
    Encoding::for_label(&value[..end]).filter(|encoding| encoding.is_ascii_compatible())
}

/// Elements that begin on a line of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
];

/// Elements whose text is not part of an article.
const UNSEEN: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "nav", "select",
    "textarea", "canvas", "rt", "rp",
];

/// Elements that never have content.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Elements that hold what a page is about, if there is one of them: what stands round it are menus
/// and other articles.
const CORES: [&str; 2] = ["main", "article"];

/// A paragraph, and within which of [`CORES`] it stands.
struct Found {
    text: String,
    within: [bool; CORES.len()],
}

/// Reads a page.
#[derive(Default)]
struct Page {
    paragraphs: Vec<Found>,
    paragraph: String,
    /// How many of [`CORES`] are open, and how many there were that did not stand within another.
    cores: [(usize, usize); CORES.len()],
    title: String,
    /// The element that is not seen, and how many of its name stand within each other.
    unseen: Option<(Vec<u8>, usize)>,
    in_title: bool,
    /// How many `html` are open.
    roots: usize,
    /// How many `pre` are open, whose white space is kept.
    kept: usize,
}

impl Page {
    fn take(&mut self, text: &str, is_xml: bool) {
        let text = if is_xml { Cow::Owned(closed(text)) } else { Cow::Borrowed(text) };
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(&*text, emitter).flatten() {
            match token {
                Token::StartTag(tag) => self.start(&tag, is_xml),
                Token::EndTag(tag) => self.end(&tag.name),
                Token::String(text) => self.text(&String::from_utf8_lossy(&text)),
                _ => {}
            }
        }
        self.flush();
    }

    fn start(&mut self, tag: &StartTag<()>, is_xml: bool) {
        let name: &[u8] = &tag.name;
        let is_empty = is(name, VOID) || is_xml && tag.self_closing;
        self.roots += usize::from(name == b"html" && !is_empty);
        if let Some((unseen, depth)) = &mut self.unseen {
            *depth += usize::from(unseen == name && !is_empty);
            return;
        }
        let is_hidden = tag.attributes.contains_key(b"hidden".as_slice());
        if (is(name, UNSEEN) || is_hidden) && !is_empty {
            self.unseen = Some((name.to_vec(), 1));
        }
        if name == b"br" {
            self.trim_end();
            self.paragraph.push('\n');
        } else if is(name, BLOCKS) || is(name, UNSEEN) && name == b"nav" {
            self.flush();
        }
        if let Some((open, count)) = core_of(name).map(|core| &mut self.cores[core]) {
            *count += usize::from(*open == 0);
            *open += 1;
        }
        self.in_title |= name == b"title" && !is_empty;
        self.kept += usize::from(name == b"pre" && !is_empty);
    }

    fn end(&mut self, name: &[u8]) {
        self.roots = self.roots.saturating_sub(usize::from(name == b"html"));
        if let Some((unseen, depth)) = &mut self.unseen {
            if unseen == name {
                *depth -= 1;
            }
            if *depth == 0 {
                self.unseen = None;
            }
            return;
        }
        if is(name, BLOCKS) {
            self.flush();
        }
        if let Some((open, _)) = core_of(name).map(|core| &mut self.cores[core]) {
            *open = open.saturating_sub(1);
        }
        match name {
            b"title" => self.in_title = false,
            b"pre" => self.kept = self.kept.saturating_sub(1),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.unseen.is_some() {
            return;
        }
        if self.in_title {
            self.title.push_str(text);
        } else if self.kept > 0 {
            self.paragraph.push_str(text);
        } else {
            push_flowing(&mut self.paragraph, text);
        }
    }

    fn trim_end(&mut self) {
        let length = self.paragraph.trim_end_matches(' ').len();
        self.paragraph.truncate(length);
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.paragraph);
        if !text.trim().is_empty() {
            self.paragraphs.push(Found { text, within: self.cores.map(|(open, _)| open > 0) });
        }
    }

    /// The element that holds what the page is about, if there is just one that holds anything.
    fn core(&self) -> Option<usize> {
        (0..CORES.len()).find(|core| {
            let inner = self.paragraphs.iter().filter(|found| found.within[*core]).count();
            self.cores[*core].1 == 1 && inner > 0 && inner < self.paragraphs.len()
        })
    }
}

/// Elements whose content a page takes as it is, up to their end tag.
const RAW: [&str; 9] =
    ["title", "script", "style", "textarea", "iframe", "noscript", "xmp", "noembed", "noframes"];

/// The text with end tags for `<title/>` and the like, which are whole in XML, where a page would go
/// on to `</title>`.
fn closed(text: &str) -> String {
    let mut closed = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        closed.push_str(before);
        let Some(raw) = RAW.iter().find(|raw| begins(&tag[1..], raw)) else {
            closed.push('<');
            rest = &tag[1..];
            continue;
        };
        // None of those that follow ends either.
        let Some(end) = tag.find('>') else { return closed + tag };
        closed.push_str(&tag[..=end]);
        if tag[..end].ends_with('/') {
            closed.push_str(&format!("</{raw}>"));
        }
        rest = &tag[end + 1..];
    }
    closed + rest
}

/// Whether a tag, behind its `<`, has a name.
fn begins(tag: &str, name: &str) -> bool {
    let (tag, length) = (tag.as_bytes(), name.len());
    tag.len() > length
        && tag[..length].eq_ignore_ascii_case(name.as_bytes())
        && matches!(tag[length], b' ' | b'\t' | b'\r' | b'\n' | b'/' | b'>')
}

fn core_of(name: &[u8]) -> Option<usize> {
    CORES.iter().position(|core| core.as_bytes() == name)
}

fn is(name: &[u8], names: &[&str]) -> bool {
    names.iter().any(|known| known.as_bytes() == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_without_end_cost_no_more_than_their_length() {
        for tag in ["<title ", "<", "<script<", "<p <br"] {
            let page = tag.repeat(1_000_000 / tag.len());
            let start = std::time::Instant::now();
            read(format!("<?xml version='1.0'?>{page}").as_bytes(), "x");
            assert!(start.elapsed().as_secs() < 20, "{tag}");
        }
    }

    #[test]
    fn what_is_whole_in_xml_swallows_nothing() {
        for (xml, html) in [
            ("<title/>x", "<title/></title>x"),
            ("<script src='a'\n/>", "<script src='a'\n/></script>"),
            ("<title>a</title><p/>", "<title>a</title><p/>"),
            ("a < b <titles/> <title", "a < b <titles/> <title"),
            ("<title <title", "<title <title"),
            ("<TITLE/><\u{e4}>", "<TITLE/></title><\u{e4}>"),
        ] {
            assert_eq!(closed(xml), html);
        }
        let page = b"<?xml version='1.0'?><html><title/><script>if(a<b)</script><p>Z\xc3\xb6lle";
        assert_eq!(read(page, "x").text, "Z\u{f6}lle");
    }
}
