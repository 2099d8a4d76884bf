//! What is common to writing both versions: which texts of a unit are written, their codes, and what
//! is lost.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use roxmltree::{Document, Node};

use super::super::names::Langs;
use super::super::report::Loss;
use super::super::xml::{attribute, escaped, has_unwritable, texts};
use super::inline::{HIGHLIGHT, NO_ID, OWN_CTYPE, OWN_KIND};
use super::stored;
use crate::model::{Lang, TextDetails, TranslationUnit, Variant};

/// How often something could not be written.
#[derive(Debug, Default)]
pub(super) struct Lost {
    pub(super) further: usize,
    pub(super) attributes: usize,
    pub(super) codes: usize,
    pub(super) content: usize,
    pub(super) properties: usize,
    pub(super) characters: usize,
    pub(super) others: usize,
    pub(super) regions: usize,
    pub(super) turned: usize,
}

impl Lost {
    pub(super) fn told(&self) -> Vec<Loss> {
        [
            Loss::of("pairs in other languages", self.others),
            Loss::of("texts in a third language", self.further),
            Loss::of("regions of languages", self.regions),
            Loss::of("directions of pairs that were translated the other way", self.turned),
            Loss::of("attributes, notes and properties of TMX", self.attributes),
            Loss::of("texts with codes that were edited without them", self.codes),
            Loss::of("kinds and texts within inline codes", self.content),
            Loss::of("properties whose names XLIFF does not allow", self.properties),
            Loss::of("texts with control characters, which XML does not have", self.characters),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// A text and what is said of it.
pub(super) type Said<'u> = (&'u Variant, Option<&'u TextDetails>);

/// A unit and the two texts of it that are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair<'u> {
    pub(super) unit: &'u TranslationUnit,
    pub(super) source: Said<'u>,
    pub(super) target: Said<'u>,
}

impl<'u> Pair<'u> {
    /// The texts of the two languages, if the unit has both, else its first two: as one of them was
    /// translated from the other, or turned so that all are from one language.
    pub(super) fn of(
        unit: &'u TranslationUnit,
        (from, to): Langs<'_>,
        are_turned: bool,
        lost: &mut Lost,
    ) -> Self {
        let variants = &unit.variants;
        let place = |lang: &Lang| {
            let exact = variants.iter().position(|variant| variant.lang == *lang);
            let same = |variant: &Variant| variant.lang.is_same_language(lang);
            exact.or_else(|| variants.iter().position(same))
        };
        let last = variants.len().saturating_sub(1);
        let (source, target) = match (place(from), place(to)) {
            (Some(source), Some(target)) if source < target => (source, target),
            (Some(source), Some(target)) if source > target && are_turned => {
                lost.turned += 1;
                (source, target)
            }
            (Some(source), Some(target)) if source > target => (target, source),
            _ => (0, last.min(1)),
        };
        lost.further += variants.len().saturating_sub(2);
        let details = unit.provenance.details.as_deref();
        if let Some(details) = details {
            lost.attributes += details.said().count() + details.remarks.len();
            for text in &details.texts {
                lost.attributes += text.attributes.len() + text.remarks.len();
            }
        }
        let said =
            |place: usize| (&variants[place], details.and_then(|details| details.texts.get(place)));
        Self { unit, source: said(source), target: said(target) }
    }
}

/// The pairs of each `file`, by what those of it share, in the order in which they came.
pub(super) fn grouped<'u, K: Copy + Eq + Hash>(
    pairs: impl Iterator<Item = (K, Pair<'u>)>,
) -> Vec<(K, Vec<Pair<'u>>)> {
    let mut files: Vec<(K, Vec<Pair<'u>>)> = Vec::new();
    let mut places: HashMap<K, usize> = HashMap::new();
    for (key, pair) in pairs {
        let place = *places.entry(key).or_insert_with(|| {
            files.push((key, Vec::new()));
            files.len() - 1
        });
        files[place].1.push(pair);
    }
    files
}

/// Which version is written.
pub(super) enum Outgoing<'d> {
    /// 1.2: codes have their content in them.
    One,
    /// 2.1: it stands apart.
    Two(&'d mut Contents),
}

/// The contents of the codes of a unit in XLIFF 2, each with its id.
#[derive(Debug, Default)]
pub(super) struct Contents {
    texts: Vec<String>,
    places: HashMap<String, usize>,
}

impl Contents {
    /// The id of a content.
    fn id(&mut self, text: String) -> String {
        let next = self.texts.len() + 1;
        let texts = &mut self.texts;
        let number = *self.places.entry(text).or_insert_with_key(|text| {
            texts.push(text.clone());
            next
        });
        format!("d{number}")
    }

    /// The element that holds them all; nothing if there are none.
    pub(super) fn written(&self) -> String {
        if self.texts.is_empty() {
            return String::new();
        }
        let mut written = "        <originalData>\n".to_owned();
        for (number, text) in (1..).zip(&self.texts) {
            let text = escaped(text);
            written.push_str(&format!("          <data id=\"d{number}\">{text}</data>\n"));
        }
        written + "        </originalData>\n"
    }
}

/// The content of a source or target.
pub(super) fn coded(
    (variant, said): Said<'_>,
    mut outgoing: Outgoing<'_>,
    lost: &mut Lost,
) -> String {
    lost.characters += usize::from(has_unwritable(&variant.text));
    let Some(coded) = said.and_then(|said| said.coded.as_deref()) else {
        return escaped(&variant.text);
    };
    let fits = stored::pieces(coded).is_some_and(|inline| inline.plain() == variant.text);
    let xml = format!("<seg>{coded}</seg>");
    let Some(tree) = Document::parse(&xml).ok().filter(|_| fits) else {
        lost.codes += 1;
        return escaped(&variant.text);
    };
    let mut writer = Writer { ids: Ids::default(), pairs: HashMap::new(), marks: 0, lost };
    let mut written = String::new();
    for child in tree.root_element().children() {
        writer.write(child, &mut outgoing, &mut written);
    }
    written
}

/// Ids that stand once each.
#[derive(Default)]
struct Ids(HashSet<String>);

impl Ids {
    /// The wanted one if it is allowed and free, else a new one.
    fn take(&mut self, wanted: Option<&str>, prefix: &str) -> String {
        let is_allowed = |id: &str| {
            let is_part = |char: char| char.is_alphanumeric() || matches!(char, '-' | '_' | '.');
            !id.is_empty() && id.chars().all(is_part)
        };
        let free = wanted.filter(|id| is_allowed(id) && !self.0.contains(*id)).map(str::to_owned);
        let id = free.unwrap_or_else(|| {
            let fresh = (self.0.len() + 1..).map(|number| format!("{prefix}{number}"));
            fresh.into_iter().find(|id| !self.0.contains(id)).unwrap_or_default()
        });
        self.0.insert(id.clone());
        id
    }
}

struct Writer<'l> {
    ids: Ids,
    /// Ids of what was opened, by the number that ties it to what closes it.
    pairs: HashMap<String, String>,
    marks: usize,
    lost: &'l mut Lost,
}

impl Writer<'_> {
    fn write(&mut self, node: Node<'_, '_>, outgoing: &mut Outgoing<'_>, written: &mut String) {
        if let Some(text) = node.text().filter(|_| node.is_text()) {
            written.push_str(&escaped(text));
            return;
        }
        if !node.is_element() {
            return;
        }
        let number = node.attribute("i").unwrap_or_default();
        let name = node.tag_name().name();
        if name == "hi" {
            self.mark(node, outgoing, written);
            return;
        }
        let id = match name {
            "ept" => self.pairs.get(number).cloned().unwrap_or_default(),
            _ => self.ids.take(node.attribute("x"), NO_ID),
        };
        if name == "bpt" {
            self.pairs.insert(number.to_owned(), id.clone());
        }
        if id.is_empty() {
            // What closes nothing that was opened here.
            self.lost.content += 1;
            return;
        }
        match outgoing {
            Outgoing::One => self.one(node, name, &id, written),
            Outgoing::Two(contents) => self.two(node, name, &id, contents, written),
        }
    }

    fn mark(&mut self, node: Node<'_, '_>, outgoing: &mut Outgoing<'_>, written: &mut String) {
        let kind = node.attribute("type").filter(|kind| !kind.contains(char::is_whitespace));
        self.lost.content += usize::from(kind.is_none() && node.has_attribute("type"));
        let kind = kind.map(|kind| format!("-{kind}")).unwrap_or_default();
        self.marks += 1;
        let tag = match outgoing {
            Outgoing::One => attribute("mtype", &format!("{HIGHLIGHT}{kind}")),
            Outgoing::Two(_) => {
                let id = self.ids.take(None, "m");
                // Kinds of ours have a prefix there.
                [attribute("id", &id), attribute("type", &format!("{OWN_KIND}{HIGHLIGHT}{kind}"))]
                    .concat()
            }
        };
        written.push_str(&format!("<mrk{tag}>"));
        for child in node.children() {
            self.write(child, outgoing, written);
        }
        written.push_str("</mrk>");
    }

    fn one(&mut self, node: Node<'_, '_>, name: &str, id: &str, written: &mut String) {
        let of_pair = || attribute("rid", id);
        let kind = node.attribute("type");
        let allowed = kind.and_then(|kind| kind_of_one(kind, name));
        self.lost.content += usize::from(kind.is_some() && allowed.is_none());
        let kind = allowed.map(|kind| attribute("ctype", &kind)).unwrap_or_default();
        let mut content = String::new();
        for child in node.children() {
            if let Some(text) = child.text().filter(|_| child.is_text()) {
                content.push_str(&escaped(text));
            } else if child.is_element() {
                content.push_str(&format!("<sub>{}</sub>", escaped(&texts(child))));
                self.lost.content += usize::from(child.attributes().len() > 0);
            }
        }
        let (name, more) = match name {
            "bpt" => ("bpt", of_pair() + &kind),
            "ept" => ("ept", of_pair()),
            "it" if node.attribute("pos") == Some("end") => {
                ("it", " pos=\"close\"".to_owned() + &kind)
            }
            "it" => ("it", " pos=\"open\"".to_owned() + &kind),
            _ if content.is_empty() => ("x", kind),
            _ => ("ph", kind),
        };
        let id = attribute("id", id);
        let end = if content.is_empty() { "/>".to_owned() } else { format!(">{content}</{name}>") };
        written.push_str(&format!("<{name}{id}{more}{end}"));
    }

    fn two(
        &mut self,
        node: Node<'_, '_>,
        name: &str,
        id: &str,
        contents: &mut Contents,
        written: &mut String,
    ) {
        let content = texts(node);
        let kind = node.attribute("type").filter(|_| name != "ept");
        let written_kind = kind.and_then(kind_of_two);
        let has_texts = node.children().any(|child| child.is_element());
        self.lost.content +=
            usize::from(kind.is_some() && written_kind.is_none()) + usize::from(has_texts);
        let data = if content.is_empty() {
            String::new()
        } else {
            attribute("dataRef", &contents.id(content))
        };
        let own = attribute("id", id) + &written_kind.unwrap_or_default();
        let (name, more) = match name {
            "bpt" => ("sc", own),
            "ept" => ("ec", attribute("startRef", id)),
            "it" if node.attribute("pos") == Some("end") => ("ec", own + " isolated=\"yes\""),
            "it" => ("sc", own + " isolated=\"yes\""),
            _ => ("ph", own),
        };
        written.push_str(&format!("<{name}{more}{data}/>"));
    }
}

/// The kind of a code as XLIFF 1.2 allows it, if it does.
fn kind_of_one<'k>(kind: &'k str, name: &str) -> Option<Cow<'k, str>> {
    let known: &[&str] = match name {
        "bpt" | "ept" | "it" => &["bold", "italic", "underlined", "link"],
        _ => &["image", "pb", "lb"],
    };
    let is_foreign = kind.starts_with("x-") && kind != "x-" && !kind.starts_with(OWN_CTYPE);
    match kind {
        _ if kind.is_empty() || kind.contains(char::is_whitespace) => None,
        _ if known.contains(&kind) || is_foreign => Some(Cow::Borrowed(kind)),
        _ => Some(Cow::Owned(format!("{OWN_CTYPE}{kind}"))),
    }
}

/// The attributes in which XLIFF 2 says the kind of a code, if it can.
fn kind_of_two(kind: &str) -> Option<String> {
    let of = |class: &str, kind: &str| attribute("type", class) + &attribute("subType", kind);
    match kind {
        "fmt" | "ui" | "quote" | "link" | "image" | "other" => Some(attribute("type", kind)),
        "xlf:lb" | "xlf:pb" | "xlf:b" | "xlf:i" | "xlf:u" => Some(of("fmt", kind)),
        "xlf:var" => Some(of("ui", kind)),
        _ => {
            let is_plain = !kind.is_empty()
                && kind
                    .chars()
                    .all(|char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_'));
            is_plain.then(|| of("other", &format!("{OWN_KIND}{kind}")))
        }
    }
}
