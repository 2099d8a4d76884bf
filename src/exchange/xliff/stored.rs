//! The codes of a stored text, as they are kept: the content of a `seg` of TMX.

use std::collections::HashMap;

use roxmltree::{Document, Node};

use super::super::xml::texts;
use super::inline::{Code, Inline, Piece, Role};

/// The pieces of a stored text; nothing if it cannot be understood.
pub(super) fn pieces(coded: &str) -> Option<Inline> {
    let xml = format!("<seg>{coded}</seg>");
    let tree = Document::parse(&xml).ok()?;
    let mut inline = Inline::default();
    take(tree.root_element(), &mut inline);
    // The second half of a pair is known by the first.
    let opened: HashMap<String, String> = inline
        .codes()
        .filter(|code| code.role == Role::Open)
        .map(|code| (code.pair.clone(), code.id.clone()))
        .collect();
    for piece in &mut inline.pieces {
        if let Piece::Code(code) = piece
            && code.role == Role::Close
        {
            code.id = opened.get(&code.pair).cloned().unwrap_or_default();
        }
    }
    Some(inline)
}

fn take(node: Node<'_, '_>, inline: &mut Inline) {
    for child in node.children() {
        if let Some(text) = child.text().filter(|_| child.is_text()) {
            inline.pieces.push(Piece::Text(text.to_owned()));
            continue;
        }
        if !child.is_element() {
            continue;
        }
        let said = |name: &str| child.attribute(name).unwrap_or_default().to_owned();
        let role = match child.tag_name().name() {
            "bpt" => Role::Open,
            "ept" => Role::Close,
            "it" if said("pos") == "end" => Role::End,
            "it" => Role::Begin,
            "hi" => {
                take(child, inline);
                continue;
            }
            _ => Role::Lone,
        };
        inline.pieces.push(Piece::Code(Code {
            role,
            pair: said("i"),
            id: said("x"),
            kind: child.attribute("type").map(str::to_owned),
            content: texts(child),
            range: 0..0,
            nests: false,
        }));
    }
}
