//! One record of an XML file as a tree.

use std::borrow::Cow;

use roxmltree::{Document, Error, Node};

use super::super::report::Refusal;
use super::bounds;
use super::repair::repaired;

/// So many prefixes may be used that nothing declares.
const PREFIXES: usize = 50;

/// Parses the records of a file, each on its own.
#[derive(Debug, Default)]
pub(in super::super) struct Parser {
    /// Whether records that are ill-formed are mended.
    pub(in super::super) repairs: bool,
    /// How many were.
    pub(in super::super) repaired: usize,
    /// Prefixes that records use. Where they are declared does not matter: names tell enough.
    prefixes: Vec<String>,
}

impl Parser {
    /// A parser that mends what is ill-formed, or refuses it.
    pub(in super::super) fn new(repairs: bool) -> Self {
        Self { repairs, ..Self::default() }
    }

    /// Parses an element that begins on a line, and lets `read` read it.
    pub(in super::super) fn parse<T>(
        &mut self,
        text: &str,
        line: usize,
        read: impl FnOnce(Node<'_, '_>) -> Result<T, String>,
    ) -> Result<T, Refusal> {
        let refuse = |at: usize, reason: String| Refusal { line: at, reason };
        if let Err(excess) = bounds::check(text) {
            let before = memchr::memchr_iter(b'\n', &text.as_bytes()[..excess.at]).count();
            return Err(refuse(line + before, excess.reason));
        }
        let mut text = Cow::Borrowed(text);
        let mut is_mended = false;
        loop {
            let wrapped = self.wrapped(&text);
            match Document::parse(&wrapped) {
                Ok(tree) => {
                    self.repaired += usize::from(is_mended);
                    let root = tree.root_element();
                    let element = if root.has_tag_name(WRAPPER) {
                        root.first_element_child().unwrap_or(root)
                    } else {
                        root
                    };
                    return read(element).map_err(|reason| refuse(line, reason));
                }
                Err(Error::UnknownNamespace(prefix, _)) if self.is_new(&prefix) => {
                    self.prefixes.push(prefix);
                }
                Err(_) if self.repairs && !is_mended => {
                    text = Cow::Owned(repaired(&text));
                    is_mended = true;
                }
                Err(error) => {
                    let row = error.pos().row.saturating_sub(1) as usize;
                    return Err(refuse(line + row, told(&error)));
                }
            }
        }
    }

    fn is_new(&self, prefix: &str) -> bool {
        self.prefixes.len() < PREFIXES && !self.prefixes.iter().any(|known| known == prefix)
    }

    fn wrapped<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.prefixes.is_empty() {
            return Cow::Borrowed(text);
        }
        let declared: String =
            self.prefixes.iter().map(|prefix| format!(" xmlns:{prefix}=\"{prefix}\"")).collect();
        Cow::Owned(format!("<{WRAPPER}{declared}>{text}</{WRAPPER}>"))
    }
}

/// The text of an element and of the elements in it.
pub(in super::super) fn texts(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|text| text.text()).collect()
}

/// An element that declares prefixes; no format has one of this name.
const WRAPPER: &str = "beleg-wrapper";

/// What is wrong, for people.
pub(super) fn told(error: &Error) -> String {
    match error {
        Error::UnknownEntityReference(name, _) => format!(
            "`&{name};` is no entity of XML: `--repair` reads it as HTML does, where HTML has it"
        ),
        Error::MalformedEntityReference(_) => "an `&` stands alone, or a character is referred to \
             that XML does not allow: write `&amp;`, or let `--repair` mend it"
            .to_owned(),
        Error::NonXmlChar('\u{ffff}', _) => {
            "bytes stand here that are no text in the file's encoding".to_owned()
        }
        Error::NonXmlChar(char, _) => format!(
            "the control character U+{:04X} stands here, which XML does not allow: `--repair` \
             leaves it out",
            u32::from(*char)
        ),
        Error::UnexpectedCloseTag(expected, actual, _) => {
            format!("`</{actual}>` stands where `</{expected}>` should")
        }
        Error::DuplicatedAttribute(name, _) => format!("the attribute `{name}` stands there twice"),
        Error::InvalidAttributeValue(_) => "a `<` stands in an attribute: write `&lt;`".to_owned(),
        error => {
            let told = error.to_string();
            let told = told.split(" at ").next().unwrap_or(&told);
            format!("ill-formed XML: {told}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(repairs: bool, text: &str) -> Result<String, (usize, String)> {
        let mut parser = Parser::new(repairs);
        let read = |node: Node<'_, '_>| Ok(node.text().unwrap_or_default().to_owned());
        parser.parse(text, 5, read).map_err(|refusal| (refusal.line, refusal.reason))
    }

    #[test]
    fn what_is_ill_formed_is_told_with_its_line() {
        for (xml, line, told) in [
            ("<a>\n&nbsp;</a>", 6, "`&nbsp;` is no entity"),
            ("<a>\n\n\u{1f}</a>", 7, "U+001F"),
            ("<a>\u{ffff}</a>", 5, "no text in the file's encoding"),
            ("<a>A & B</a>", 5, "`&` stands alone"),
            ("<a><b>\n</c></a>", 6, "`</c>` stands where `</b>`"),
            ("<a b='1' b='2'/>", 5, "`b` stands there twice"),
            ("<a b='<'/>", 5, "ill-formed XML"),
            ("<a", 5, "ill-formed XML"),
            ("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", 5, "ill-formed XML"),
        ] {
            let (at, reason) = text(false, xml).unwrap_err();
            assert!(reason.contains(told), "{reason}");
            assert_eq!(at, line, "{xml}");
        }
    }

    #[test]
    fn what_can_be_mended_is_if_that_is_wanted() {
        assert_eq!(text(true, "<a>A & B&nbsp;\u{1f}&#x1f;</a>").unwrap(), "A & B\u{a0}");
        assert!(text(true, "<a><b></a>").is_err());
    }

    #[test]
    fn prefixes_need_no_declaration() {
        let xml = "<a m:b='1'><n:c/></a>";
        let mut parser = Parser::new(false);
        let read = |node: Node<'_, '_>| Ok(node.tag_name().name().to_owned());
        for _ in 0..2 {
            assert_eq!(parser.parse(xml, 1, read).unwrap(), "a");
        }
    }
}
