//! The texts of units, which are XML in the database.

use roxmltree::Node;

use super::super::xml::{attribute, escaped};
use crate::model::Lang;

/// A text of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Segment {
    /// The text without its codes.
    pub(super) text: String,
    /// The text with its codes as TMX has them; nothing if it has none.
    pub(super) coded: Option<String>,
    /// Its language, if it says so.
    pub(super) lang: Option<Lang>,
}

/// Reads a `Segment`.
pub(super) fn segment(node: Node<'_, '_>) -> Result<Segment, String> {
    if !node.has_tag_name("Segment") {
        return Err(format!("`{}` is no segment", node.tag_name().name()));
    }
    let lang = child(node, "CultureName").map(str::trim).filter(|tag| !tag.is_empty());
    let lang = lang.map(|tag| tag.parse().map_err(|_| format!("`{tag}` is no language tag")));
    let (mut text, mut coded, mut has_codes) = (String::new(), String::new(), false);
    let elements = node.children().find(|child| child.has_tag_name("Elements"));
    for element in elements.iter().flat_map(Node::children).filter(Node::is_element) {
        match element.tag_name().name() {
            "Text" => {
                let value = child(element, "Value").unwrap_or_default();
                text.push_str(value);
                coded.push_str(&escaped(value));
            }
            "Tag" => {
                has_codes = true;
                coded.push_str(&code(element));
            }
            _ => {}
        }
    }
    Ok(Segment { text, coded: has_codes.then_some(coded), lang: lang.transpose()? })
}

/// A code as Trados itself writes it in TMX: the anchor pairs it, the other anchor links it with the
/// code of the translation, and the type is what its own file calls it.
fn code(tag: Node<'_, '_>) -> String {
    let said = |name: &str| child(tag, name).map(str::trim).filter(|text| !text.is_empty());
    let number =
        |name: &str| said(name).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    let anchor = number("Anchor").unwrap_or("0");
    let mut linked = String::new();
    if let Some(link) = number("AlignmentAnchor").filter(|link| *link != "0") {
        linked.push_str(&attribute("x", link));
    }
    if let Some(id) = said("TagID") {
        linked.push_str(&attribute("type", id));
    }
    let pair = attribute("i", anchor);
    match said("Type").unwrap_or_default() {
        "Start" => format!("<bpt{pair}{linked}/>"),
        "End" => format!("<ept{pair}/>"),
        "UnmatchedStart" => format!("<it pos=\"begin\"{linked}/>"),
        "UnmatchedEnd" => format!("<it pos=\"end\"{linked}/>"),
        // What stands for a text, or holds one that is locked, shows it.
        _ => match child(tag, "TextEquivalent") {
            Some(text) => format!("<ph{linked}>{}</ph>", escaped(text)),
            None => format!("<ph{linked}/>"),
        },
    }
}

fn child<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.children().find(|child| child.has_tag_name(name))?.text()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(elements: &str, culture: &str) -> Result<Segment, String> {
        let xml = format!(
            "<Segment xmlns:xsi=\"x\"><Elements>{elements}</Elements><CultureName>{culture}</CultureName></Segment>"
        );
        let tree = roxmltree::Document::parse(&xml).unwrap();
        segment(tree.root_element())
    }

    #[test]
    fn codes_are_kept_as_tmx_has_them() {
        let tag = |kind: &str, anchor: u8, link: u8, rest: &str| {
            format!(
                "<Tag><Type>{kind}</Type><Anchor>{anchor}</Anchor><AlignmentAnchor>{link}\
                 </AlignmentAnchor><TagID>{anchor}7</TagID>{rest}</Tag>"
            )
        };
        let elements = [
            "<Text><Value>Der </Value></Text>",
            &tag("Start", 1, 2, ""),
            "<Text><Value>Zoll &amp; mehr</Value></Text>",
            &tag("End", 1, 0, ""),
            &tag("Standalone", 3, 3, ""),
            &tag("TextPlaceholder", 4, 4, "<TextEquivalent>A &lt; B</TextEquivalent>"),
            &tag("UnmatchedEnd", 5, 0, ""),
            "<Text><Value> gilt.</Value></Text><Text/>",
        ];
        let segment = read(&elements.concat(), "de-DE").unwrap();
        assert_eq!(segment.text, "Der Zoll & mehr gilt.");
        assert_eq!(segment.lang.unwrap().as_str(), "de-DE");
        assert_eq!(
            segment.coded.unwrap(),
            "Der <bpt i=\"1\" x=\"2\" type=\"17\"/>Zoll &amp; mehr<ept i=\"1\"/>\
             <ph x=\"3\" type=\"37\"/><ph x=\"4\" type=\"47\">A &lt; B</ph>\
             <it pos=\"end\" type=\"57\"/> gilt."
        );
    }

    #[test]
    fn plain_texts_have_no_codes() {
        let segment = read("<Text><Value> Zölle </Value></Text>", "").unwrap();
        assert_eq!(segment, Segment { text: " Zölle ".to_owned(), coded: None, lang: None });
        assert!(read("", "12 x").is_err());
    }
}
