//! Inline codes: the content of a `seg`, as text and as XML.

use roxmltree::Node;

use super::super::xml::{attribute, escaped};

/// The text of a segment without its codes, and the segment with them if it has any.
///
/// The content of codes is left out, that of `hi` is text. What may not stand in a segment by TMX
/// 1.4 becomes the content of a `ph`; attributes that it does not have are left out.
pub(super) fn read(segment: Node<'_, '_>) -> (String, Option<String>) {
    if segment.children().all(|child| !child.is_element()) {
        // Comments part a text.
        return (texts(segment), None);
    }
    let (mut plain, mut coded) = (String::new(), String::new());
    for child in segment.children() {
        take(child, Place::Text, &mut plain, &mut coded);
    }
    (plain, Some(coded))
}

/// The text of a coded segment as it was written by [`read`].
pub(super) fn plain(coded: &str) -> Option<String> {
    let xml = format!("<seg>{coded}</seg>");
    let tree = roxmltree::Document::parse(&xml).ok()?;
    Some(read(tree.root_element()).0)
}

fn texts(node: Node<'_, '_>) -> String {
    node.children().filter(Node::is_text).filter_map(|child| child.text()).collect()
}

/// Where a node stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// In the text that is translated.
    Text,
    /// In a code.
    Code,
    /// In a text within a code.
    Sub,
}

/// The elements that may stand in a segment, with their attributes; the required ones come first,
/// so many of them.
const ELEMENTS: &[(&str, usize, &[&str])] = &[
    ("bpt", 1, &["i", "x", "type"]),
    ("ept", 1, &["i"]),
    ("it", 1, &["pos", "x", "type"]),
    ("ph", 0, &["x", "assoc", "type"]),
    ("ut", 0, &["x"]),
    ("hi", 0, &["x", "type"]),
    ("sub", 0, &["datatype", "type"]),
];

fn take(node: Node<'_, '_>, place: Place, plain: &mut String, coded: &mut String) {
    if let Some(text) = node.text().filter(|_| node.is_text()) {
        if place == Place::Text {
            plain.push_str(text);
        }
        coded.push_str(&escaped(text));
        return;
    }
    if !node.is_element() {
        return;
    }
    let name = node.tag_name().name();
    let known = ELEMENTS.iter().find(|(known, ..)| *known == name);
    let Some((_, _, allowed)) = known.filter(|(name, required, allowed)| {
        let has_all = allowed[..*required].iter().all(|needed| node.has_attribute(*needed));
        has_all && may_stand(name, place) && has_position(node)
    }) else {
        let source = &node.document().input_text()[node.range()];
        let in_code = place == Place::Code;
        coded.push_str(if in_code { "" } else { "<ph>" });
        coded.push_str(&escaped(source));
        coded.push_str(if in_code { "" } else { "</ph>" });
        return;
    };
    coded.push('<');
    coded.push_str(name);
    for found in node.attributes().filter(|found| allowed.contains(&found.name())) {
        coded.push_str(&attribute(found.name(), found.value()));
    }
    if !node.has_children() {
        coded.push_str("/>");
        return;
    }
    coded.push('>');
    let inner = match (name, place) {
        ("hi", place) => place,
        ("sub", _) => Place::Sub,
        _ => Place::Code,
    };
    for child in node.children() {
        take(child, inner, plain, coded);
    }
    coded.push_str("</");
    coded.push_str(name);
    coded.push('>');
}

/// Whether an element may stand in a place: codes and `hi` in texts, `sub` in codes.
fn may_stand(name: &str, place: Place) -> bool {
    (name == "sub") == (place == Place::Code)
}

/// Whether the place of a lone code is said as it must be.
fn has_position(node: Node<'_, '_>) -> bool {
    node.tag_name().name() != "it"
        || node.attribute("pos").is_some_and(|pos| matches!(pos, "begin" | "end"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(segment: &str) -> (String, Option<String>) {
        let xml = format!("<seg>{segment}</seg>");
        let tree = roxmltree::Document::parse(&xml).unwrap();
        read(tree.root_element())
    }

    #[test]
    fn codes_are_kept_and_are_no_text() {
        for (segment, text) in [
            (
                "Der <bpt i=\"1\" x=\"1\" type=\"bold\">{\\b </bpt>Pakt<ept i=\"1\">}</ept>.",
                "Der Pakt.",
            ),
            ("<it pos=\"begin\" x=\"1\">&lt;b&gt;</it>A<ph x=\"1\"/>B", "AB"),
            ("Ein <hi type=\"x\">Teil <ph/>hier</hi> &amp; da", "Ein Teil hier & da"),
            (
                "A<ph>&lt;img alt=&quot;<sub type=\"alt\">Das <hi>Bild</hi></sub>&quot;&gt;</ph>",
                "A",
            ),
            ("<ut>{\\cs6 </ut>Satz", "Satz"),
        ] {
            let (plain_text, coded) = of(segment);
            assert_eq!((plain_text.as_str(), coded.as_deref()), (text, Some(segment)));
            assert_eq!(plain(segment).as_deref(), Some(text));
        }
        assert_eq!(of("A<!-- x -->B &#9;"), ("AB \t".to_owned(), None));
    }

    #[test]
    fn what_may_not_stand_there_becomes_a_code() {
        for (segment, coded) in [
            ("A<x id=\"1\"/>B", "A<ph>&lt;x id=&quot;1&quot;/&gt;</ph>B"),
            ("A<bpt>b</bpt>B", "A<ph>&lt;bpt&gt;b&lt;/bpt&gt;</ph>B"),
            ("A<ph id=\"1\" x=\"2\"/>B", "A<ph x=\"2\"/>B"),
            ("A<it pos=\"open\"/>B", "A<ph>&lt;it pos=&quot;open&quot;/&gt;</ph>B"),
            ("A<sub>x</sub>B", "A<ph>&lt;sub&gt;x&lt;/sub&gt;</ph>B"),
            ("A<ph><x/></ph>B", "A<ph>&lt;x/&gt;</ph>B"),
        ] {
            assert_eq!(of(segment), ("AB".to_owned(), Some(coded.to_owned())));
            // It is read back as it was written.
            assert_eq!(of(coded), ("AB".to_owned(), Some(coded.to_owned())));
        }
    }
}
