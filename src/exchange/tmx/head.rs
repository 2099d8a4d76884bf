//! The head of a file: its attributes, notes and properties, given back as they came.

use roxmltree::{Document, Node};

use super::super::names::tag_or_name;
use super::super::xml::{attribute, escaped, start_tag, texts};
use super::DOCUMENT;
use crate::model::details::ALL_LANGUAGES;

/// Attributes that every head has, with what is written where a file has none.
const REQUIRED: [(&str, &str); 5] = [
    ("segtype", "sentence"),
    ("o-tmf", "Beleg"),
    ("adminlang", "en"),
    ("srclang", ALL_LANGUAGES),
    ("datatype", "plaintext"),
];

/// Further attributes that a head may have. Those that name the tool speak of the one that writes.
const OPTIONAL: [&str; 5] = ["o-encoding", "creationdate", "creationid", "changedate", "changeid"];

/// What a head says of all units.
pub(super) struct Said {
    /// The language that is translated.
    pub(super) srclang: Option<String>,
    /// What they come from.
    pub(super) document: Option<String>,
    /// All that [`written`] needs to give it back; absent if that is what it writes anyway.
    pub(super) kept: Option<String>,
}

/// Reads a head.
pub(super) fn said(head: Node<'_, '_>) -> Said {
    let document = head.children().find(is_own).and_then(|child| child.text());
    Said {
        srclang: head.attribute("srclang").map(str::to_owned),
        document: document.map(str::to_owned),
        kept: kept(head),
    }
}

/// The head as XML that can be read whatever stood around it.
fn kept(head: Node<'_, '_>) -> Option<String> {
    let names = REQUIRED.iter().map(|(name, _)| *name).chain(OPTIONAL);
    let attributes: Vec<(&str, &str)> =
        names.filter_map(|name| Some((name, head.attribute(name)?))).collect();
    let children = children(head).concat();
    let is_usual =
        |attribute: &(&str, &str)| attribute.0 == "srclang" || REQUIRED.contains(attribute);
    if children.is_empty() && attributes.iter().all(is_usual) {
        return None;
    }
    Some(format!("{}{children}</header>", start_tag("header", attributes)))
}

/// Whether it can be given back.
pub(super) fn is_readable(came: &str) -> bool {
    Document::parse(came).is_ok()
}

/// Whether a property of a head is one that is written anew.
fn is_own(child: &Node<'_, '_>) -> bool {
    child.attribute("type") == Some(DOCUMENT)
}

/// What else stands in a head.
fn children(head: Node<'_, '_>) -> Vec<String> {
    let children = head.children().filter(|child| child.is_element() && !is_own(child));
    children.filter_map(child_of_head).collect()
}

/// The head of a file that is translated from a language, like the one that was read if there is one.
/// `document` is what all units come from, if it is the same for all.
pub(super) fn written(came: Option<&str>, srclang: &str, document: Option<&str>) -> String {
    let tree = came.and_then(|came| Document::parse(came).ok());
    let root = tree.as_ref().map(Document::root_element);
    let version = env!("CARGO_PKG_VERSION");
    let mut attributes =
        vec![("creationtool", "Beleg".to_owned()), ("creationtoolversion", version.to_owned())];
    let of_head = |name: &str| root.and_then(|root| root.attribute(name)).map(str::to_owned);
    for (name, usual) in REQUIRED {
        let value = match name {
            "srclang" => srclang.to_owned(),
            _ => of_head(name).unwrap_or_else(|| usual.to_owned()),
        };
        let is_known = |value: &str| matches!(value, "block" | "paragraph" | "sentence" | "phrase");
        let value = if name == "segtype" && !is_known(&value) { usual.to_owned() } else { value };
        attributes.push((name, value));
    }
    attributes.extend(OPTIONAL.iter().filter_map(|name| Some((*name, of_head(name)?))));
    let mut head =
        start_tag("header", attributes.iter().map(|(name, value)| (*name, value.as_str())));
    let mut children = String::new();
    if let Some(document) = document {
        let tag = start_tag("prop", [("type", DOCUMENT)]);
        children.push_str(&format!("    {tag}{}</prop>\n", escaped(document)));
    }
    for child in root.map(self::children).unwrap_or_default() {
        children.push_str(&format!("    {child}\n"));
    }
    if children.is_empty() {
        head.insert(head.len() - 1, '/');
        head.push('\n');
        return head;
    }
    format!("{head}\n{children}  </header>\n")
}

/// A note, a property or an encoding, with what TMX 1.4 allows of it.
fn child_of_head(node: Node<'_, '_>) -> Option<String> {
    let name = node.tag_name().name();
    let (allowed, required): (&[&str], &[&str]) = match name {
        "note" => (&["o-encoding", "xml:lang"], &[]),
        "prop" => (&["type", "o-encoding", "xml:lang"], &[]),
        "ude" => (&["name", "base"], &["name"]),
        "map" => (&["unicode", "code", "ent", "subst"], &["unicode"]),
        _ => return None,
    };
    if required.iter().any(|name| !node.has_attribute(*name)) {
        return None;
    }
    let value = |name: &str| match name.strip_prefix("xml:") {
        Some(local) => node.attribute((roxmltree::NS_XML_URI, local)),
        None => node.attribute(name),
    };
    let mut element = format!("<{name}");
    for name in allowed {
        // A property without a type is not allowed; an empty one is.
        let usual = (*name == "type").then_some("");
        if let Some(value) = value(name).or(usual) {
            element.push_str(&attribute(name, value));
        }
    }
    if name == "map" {
        return Some(element + "/>");
    }
    element.push('>');
    if name == "ude" {
        let maps = node.children().filter(|child| child.has_tag_name("map"));
        let maps: Vec<String> = maps.filter_map(child_of_head).collect();
        if maps.is_empty() {
            return None;
        }
        element.push_str(&maps.concat());
    } else {
        element.push_str(&escaped(&texts(node)));
    }
    Some(format!("{element}</{name}>"))
}

/// The language that the head of a file names as the one that is translated, as a tag of ours.
pub(super) fn source(came: &str) -> Option<String> {
    let tree = Document::parse(came).ok()?;
    let said = tree.root_element().attribute("srclang")?;
    let lang = tag_or_name(said);
    Some(lang.map_or_else(|_| said.to_owned(), |lang| lang.as_str().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_of_a_head_gives_it_back() {
        let came = "<header segtype='block' adminlang='de' changeid='&lt;y&gt;' odd='1'><note \
                    xml:lang='en'>A &amp; B</note><prop type='x-beleg-document'>D</prop><odd/></header>";
        let tree = Document::parse(came).unwrap();
        let Said { srclang, document, kept } = said(tree.root_element());
        assert_eq!((srclang, document.as_deref()), (None, Some("D")));
        let kept = kept.unwrap();
        assert_eq!(written(Some(&kept), "de", None), written(Some(came), "de", None));
        for plain in
            ["<header srclang='fr' odd='1'/>", "<header datatype='plaintext'><odd/></header>"]
        {
            let tree = Document::parse(plain).unwrap();
            assert_eq!(said(tree.root_element()).kept, None);
        }
    }

    #[test]
    fn a_head_is_given_back() {
        let came = "<header creationtool=\"X\" creationtoolversion=\"1\" segtype=\"block\" o-tmf=\"Y\" \
                    adminlang=\"en-us\" srclang=\"en-us\" datatype=\"html\" changeid=\"ys\" odd=\"1\">\
                    <note xml:lang=\"en\">A &amp; B</note><ude name=\"R\" base=\"M\"><map unicode=\"#xF8FF\" \
                    ent=\"Apple\"/></ude><prop type=\"p\">Data</prop><odd/></header>";
        let head = written(Some(came), "de", Some("a & b"));
        for part in [
            "creationtool=\"Beleg\"",
            "segtype=\"block\" o-tmf=\"Y\" adminlang=\"en-us\" srclang=\"de\" datatype=\"html\" \
             changeid=\"ys\">",
            "<note xml:lang=\"en\">A &amp; B</note>",
            "<ude name=\"R\" base=\"M\"><map unicode=\"#xF8FF\" ent=\"Apple\"/></ude>",
            "<prop type=\"p\">Data</prop>",
            "<prop type=\"x-beleg-document\">a &amp; b</prop>",
        ] {
            assert!(head.contains(part), "{head}");
        }
        assert!(!head.contains("odd"), "{head}");
        let plain = written(None, "de", None);
        assert!(plain.ends_with("srclang=\"de\" datatype=\"plaintext\"/>\n"), "{plain}");
    }
}
