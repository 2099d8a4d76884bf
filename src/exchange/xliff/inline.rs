//! The content of a source or target: its text, and its inline codes with where they stand in the
//! file.

use std::cell::Cell;
use std::collections::HashMap;
use std::ops::Range;

use roxmltree::Node;

use super::super::xml::{attribute, escaped, tag_length, texts};
use super::Text;

/// What a text is made of, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Inline {
    pub(super) pieces: Vec<Piece>,
    /// How many marked spans were passed over.
    pub(super) marks: usize,
    /// The ids of comments on it.
    pub(super) comments: Vec<String>,
}

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Text.
    Text(String),
    /// An inline code.
    Code(Code),
    /// Text that is marked begins, by the kind of the mark.
    Marked(Option<String>),
    /// It ends.
    Unmarked,
}

/// An inline code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Code {
    pub(super) role: Role,
    /// What ties the two halves of a pair.
    pub(super) pair: String,
    /// What ties a code of the source to that of the target.
    pub(super) id: String,
    /// What it is for.
    pub(super) kind: Option<String>,
    /// Its content, as that of a code of TMX.
    pub(super) content: String,
    /// Where it stands in the file, in bytes.
    pub(super) range: Range<usize>,
    /// Whether it is half an element, so that it must nest.
    pub(super) nests: bool,
}

/// What a code does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Role {
    /// It opens something that is closed in the same text.
    Open,
    /// It closes it.
    Close,
    /// It stands for itself.
    Lone,
    /// It opens something that is closed elsewhere.
    Begin,
    /// It closes something that was opened elsewhere.
    End,
}

/// The content that codes refer to, by its id.
#[derive(Debug, Default)]
pub(super) struct Data<'d> {
    texts: HashMap<&'d str, String>,
    /// So many bytes may still be taken: one content may be referred to ever so often.
    left: Cell<usize>,
}

impl<'d> Data<'d> {
    /// Contents of a unit that takes so many bytes.
    pub(super) fn new(texts: HashMap<&'d str, String>, bytes: usize) -> Self {
        Self { texts, left: Cell::new(4 * bytes) }
    }

    /// What an attribute of a code refers to, as the content of a code of TMX.
    fn content(&self, node: Node<'_, '_>, name: &str) -> String {
        let text = node.attribute(name).and_then(|id| self.texts.get(id));
        let Some(text) = text else { return String::new() };
        let Some(left) = self.left.get().checked_sub(text.len()) else { return String::new() };
        self.left.set(left);
        escaped(text)
    }
}

impl Inline {
    /// Reads the content of an element.
    pub(super) fn of(node: Node<'_, '_>, data: &Data<'_>) -> Self {
        let mut inline = Self::default();
        inline.take_children(node, data);
        inline.pair();
        if !keeps_space(node) {
            inline.unwrap_lines();
        }
        inline
    }

    /// The text alone.
    pub(super) fn plain(&self) -> String {
        let texts = self.pieces.iter().filter_map(|piece| match piece {
            Piece::Text(text) => Some(text.as_str()),
            _ => None,
        });
        texts.collect()
    }

    pub(super) fn codes(&self) -> impl Iterator<Item = &Code> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Code(code) => Some(code),
            _ => None,
        })
    }

    /// The text with its codes as TMX writes them.
    pub(super) fn text(&self) -> Text {
        let plain = self.plain();
        let is_plain = self.pieces.iter().all(|piece| matches!(piece, Piece::Text(_)));
        Text { plain, coded: (!is_plain).then(|| self.coded()) }
    }

    fn coded(&self) -> String {
        let mut numbers: HashMap<&str, usize> = HashMap::new();
        let mut coded = String::new();
        for piece in &self.pieces {
            let code = match piece {
                Piece::Text(text) => {
                    coded.push_str(&escaped(text));
                    continue;
                }
                Piece::Marked(kind) => {
                    let kind = kind.as_deref().map(|kind| attribute("type", kind));
                    coded.push_str(&format!("<hi{}>", kind.unwrap_or_default()));
                    continue;
                }
                Piece::Unmarked => {
                    coded.push_str("</hi>");
                    continue;
                }
                Piece::Code(code) => code,
            };
            let next = numbers.len() + 1;
            let mut number = || numbers.entry(&code.pair).or_insert(next).to_string();
            let (name, first) = match code.role {
                Role::Open => ("bpt", attribute("i", &number())),
                Role::Close => ("ept", attribute("i", &number())),
                Role::Lone => ("ph", String::new()),
                Role::Begin => ("it", attribute("pos", "begin")),
                Role::End => ("it", attribute("pos", "end")),
            };
            coded.push_str(&format!("<{name}{first}"));
            if code.role != Role::Close {
                if !code.id.is_empty() {
                    coded.push_str(&attribute("x", &code.id));
                }
                coded.extend(code.kind.iter().map(|kind| attribute("type", kind)));
            }
            if code.content.is_empty() {
                coded.push_str("/>");
            } else {
                coded.push_str(&format!(">{}</{name}>", code.content));
            }
        }
        coded
    }

    fn push_text(&mut self, text: &str) {
        match self.pieces.last_mut() {
            Some(Piece::Text(last)) => last.push_str(text),
            _ => self.pieces.push(Piece::Text(text.to_owned())),
        }
    }

    fn take_children(&mut self, node: Node<'_, '_>, data: &Data<'_>) {
        for child in node.children() {
            if let Some(text) = child.text().filter(|_| child.is_text()) {
                self.push_text(text);
            } else if child.is_element() {
                self.take(child, data);
            }
        }
    }

    fn take(&mut self, node: Node<'_, '_>, data: &Data<'_>) {
        let name = node.tag_name().name();
        let said = |name: &str| node.attribute(name).unwrap_or_default();
        let content = || data.content(node, "dataRef") + &content(node);
        match name {
            "g" | "pc" => self.take_pair(node, data),
            "x" => self.push(node, Role::Lone, "", String::new()),
            "ph" => self.push(node, Role::Lone, "", content()),
            "bx" | "bpt" => {
                let pair = node.attribute("rid").unwrap_or(said("id"));
                self.push(node, Role::Begin, pair, content());
            }
            "ex" | "ept" => {
                let pair = node.attribute("rid").unwrap_or(said("id"));
                self.push(node, Role::End, pair, content());
            }
            "sc" => self.push(node, Role::Begin, said("id"), content()),
            "ec" => {
                let pair = node.attribute("startRef").unwrap_or_default();
                self.push(node, Role::End, pair, content());
            }
            "it" => {
                let is_end = matches!(said("pos"), "close" | "end");
                let role = if is_end { Role::End } else { Role::Begin };
                self.push(node, role, "", content());
            }
            "mrk" => self.take_mark(node, data),
            "sm" | "em" => self.marks += usize::from(name == "sm"),
            _ => {
                let source = &node.document().input_text()[node.range()];
                self.push(node, Role::Lone, "", escaped(source));
            }
        }
    }

    fn push(&mut self, node: Node<'_, '_>, role: Role, pair: &str, content: String) {
        self.pieces.push(Piece::Code(Code {
            role,
            pair: pair.to_owned(),
            id: id(node),
            kind: kind(node),
            content,
            range: node.range(),
            nests: false,
        }));
    }

    /// An element that stands for two codes.
    fn take_pair(&mut self, node: Node<'_, '_>, data: &Data<'_>) {
        let (range, text) = (node.range(), node.document().input_text());
        let of = |name: &str| data.content(node, name);
        let start = tag_length(&text[range.clone()]);
        if start == range.len() {
            self.push(node, Role::Lone, "", of("dataRefStart"));
            return;
        }
        let end = text[range.clone()].rfind("</").map_or(range.end, |at| range.start + at);
        let code = Code {
            role: Role::Open,
            // Ids of elements and of other codes do not tie.
            pair: format!("<{}", node.range().start),
            id: id(node),
            kind: kind(node),
            content: of("dataRefStart"),
            range: range.start..range.start + start,
            nests: true,
        };
        let closing = Code {
            role: Role::Close,
            content: of("dataRefEnd"),
            range: end..range.end,
            ..code.clone()
        };
        self.pieces.push(Piece::Code(code));
        self.take_children(node, data);
        self.pieces.push(Piece::Code(closing));
    }

    fn take_mark(&mut self, node: Node<'_, '_>, data: &Data<'_>) {
        let kind = node.attribute("mtype").or(node.attribute("type")).unwrap_or_default();
        let is = |local: &str, value: &str| {
            node.attributes().any(|found| found.name() == local && found.value() == value)
        };
        if kind == "x-sdl-deleted" || (kind == "x-mq-tc" && is("tctype", "del")) {
            return;
        }
        let own = kind.strip_prefix(OWN_KIND).unwrap_or(kind);
        if let Some(kind) = own.strip_prefix(HIGHLIGHT) {
            self.pieces.push(Piece::Marked(kind.strip_prefix('-').map(str::to_owned)));
            self.take_children(node, data);
            self.pieces.push(Piece::Unmarked);
            return;
        }
        let comment = node.attributes().find(|found| found.name() == "cid");
        self.comments.extend(comment.map(|found| found.value().to_owned()));
        let is_content = matches!(kind, "seg" | "x-sdl-added" | "x-mq-tc" | "x-sdl-location");
        self.marks += usize::from(!is_content && comment.is_none());
        self.take_children(node, data);
    }

    /// Ties what opens to what closes it.
    fn pair(&mut self) {
        let mut open: HashMap<String, Vec<usize>> = HashMap::new();
        let mut pairs = Vec::new();
        for (at, piece) in self.pieces.iter().enumerate() {
            match piece {
                Piece::Code(Code { role: Role::Begin, pair, .. }) if !pair.is_empty() => {
                    open.entry(pair.clone()).or_default().push(at);
                }
                Piece::Code(Code { role: Role::End, pair, .. }) => {
                    let start = open.get_mut(pair).and_then(Vec::pop);
                    pairs.extend(start.map(|start| (start, at)));
                }
                _ => {}
            }
        }
        for (start, end) in pairs {
            for (at, role) in [(start, Role::Open), (end, Role::Close)] {
                if let Piece::Code(code) = &mut self.pieces[at] {
                    code.role = role;
                    code.pair = start.to_string();
                }
            }
        }
    }

    /// Takes out the line breaks of a file that is laid out for people.
    fn unwrap_lines(&mut self) {
        let last = self.pieces.len().saturating_sub(1);
        for (at, piece) in self.pieces.iter_mut().enumerate() {
            let Piece::Text(text) = piece else { continue };
            if text.contains(['\n', '\r']) {
                *text = on_one_line(text, at == 0, at == last);
            }
        }
        self.pieces.retain(|piece| !matches!(piece, Piece::Text(text) if text.is_empty()));
    }
}

/// The beginning of the kind of a mark that stands for a highlight of TMX.
pub(super) const HIGHLIGHT: &str = "x-hi";

/// The beginning of kinds that XLIFF 1.2 does not have.
pub(super) const OWN_CTYPE: &str = "x-beleg-";

/// The beginning of kinds that XLIFF 2 does not have.
pub(super) const OWN_KIND: &str = "beleg:";

/// The beginning of ids of codes that had none.
pub(super) const NO_ID: &str = "beleg-";

/// A text with a space for every line break and the white space round it; nothing for one at an edge.
fn on_one_line(text: &str, is_first: bool, is_last: bool) -> String {
    let mut line = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['\n', '\r']) {
        line.push_str(rest[..at].trim_end_matches([' ', '\t']));
        rest = rest[at..].trim_start_matches([' ', '\t', '\n', '\r']);
        let is_edge = (is_first && line.is_empty()) || (is_last && rest.is_empty());
        line.push_str(if is_edge { "" } else { " " });
    }
    line + rest
}

/// Whether white space of an element is to be kept as it is.
fn keeps_space(node: Node<'_, '_>) -> bool {
    let space = |node: Node<'_, '_>| {
        node.attribute((roxmltree::NS_XML_URI, "space")).map(|space| space == "preserve")
    };
    node.ancestors().find_map(space).unwrap_or(false)
}

fn id(node: Node<'_, '_>) -> String {
    let id = node.attribute("id").filter(|id| !id.starts_with(NO_ID));
    id.unwrap_or_default().to_owned()
}

fn kind(node: Node<'_, '_>) -> Option<String> {
    let kind = ["ctype", "subType", "type"].iter().find_map(|name| node.attribute(*name))?;
    let own = [OWN_KIND, OWN_CTYPE].iter().find_map(|own| kind.strip_prefix(own));
    Some(own.unwrap_or(kind).to_owned())
}

/// The content of a code, as that of a code of TMX.
fn content(node: Node<'_, '_>) -> String {
    let mut content = String::new();
    for child in node.children() {
        if let Some(text) = child.text().filter(|_| child.is_text()) {
            content.push_str(&escaped(text));
        } else if child.has_tag_name((node.tag_name().namespace().unwrap_or_default(), "sub")) {
            let named = [("datatype", "datatype"), ("ctype", "type")];
            content.push_str("<sub");
            for (name, of_tmx) in named {
                content.extend(child.attribute(name).map(|value| attribute(of_tmx, value)));
            }
            content.push_str(&format!(">{}</sub>", escaped(&texts(child))));
        } else if child.is_element() {
            content.push_str(&escaped(&node.document().input_text()[child.range()]));
        }
    }
    content
}
