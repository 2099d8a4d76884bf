//! What a `tu` says.

use std::collections::HashMap;

use roxmltree::{NS_XML_URI, Node};

use super::super::names::tag_or_name;
use super::super::rows::UnitRow;
use super::super::trados;
use super::super::xml::texts;
use super::{APPROVED, CONFIDENCE, CONTEXT, DOCUMENT, PLACE, dates, inline};
use crate::model::details::{ALL_LANGUAGES, CHANGED, CREATED, TRANSLATED, attribute};
use crate::model::{
    BETWEEN_NOTES, Context, Details, Lang, Neighbours, Remark, TextDetails, Variant,
};

/// What is left out of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct LeftOut {
    /// Texts that are empty.
    pub(super) empty: usize,
    /// Elements that TMX does not know.
    pub(super) strange: usize,
}

/// Reads a unit, with what is left out of it.
pub(super) fn unit(
    node: Node<'_, '_>,
    from: &Lang,
    srclang: Option<&str>,
) -> Result<(UnitRow, LeftOut), String> {
    let mut left_out = LeftOut { strange: strange(node, "tuv"), ..LeftOut::default() };
    let mut texts: Vec<(Variant, TextDetails)> = Vec::new();
    for text in node.children().filter(|child| child.has_tag_name("tuv")) {
        left_out.strange += strange(text, "seg");
        match variant(text)? {
            Some(text) => texts.push(text),
            None => left_out.empty += 1,
        }
    }
    match texts.as_slice() {
        [] => return Err("no text".to_owned()),
        [(only, _)] => return Err(format!("no translation, only a text in {}", only.lang)),
        _ => {}
    }
    let mut said = said(node);
    let own = attribute(&said.attributes, TRANSLATED).or(srclang).map(str::to_owned);
    if let Some(place) = source(&texts, own.as_deref(), from) {
        texts[..=place].rotate_right(1);
    }
    let (variants, of_texts): (Vec<Variant>, Vec<TextDetails>) = texts.into_iter().unzip();
    let mut row = UnitRow { variants, ..UnitRow::default() };
    row.created = date_of(&said.attributes, CREATED)
        .or_else(|| of_texts.iter().filter_map(|text| date_of(&text.attributes, CREATED)).min());
    row.changed = date_of(&said.attributes, CHANGED)
        .or_else(|| of_texts.iter().filter_map(|text| date_of(&text.attributes, CHANGED)).max());
    row.changed = row.changed.or_else(|| row.created.clone());
    let is_of_text =
        |name: &str| of_texts.iter().any(|text| attribute(&text.attributes, name).is_some());
    let is_of_all = own.as_deref() == Some(ALL_LANGUAGES);
    said.attributes.retain(|(name, value)| match name.as_str() {
        // What is written back from a place of its own need not be kept twice.
        CREATED => is_of_text(name) || !is_said(row.created.as_deref(), value),
        CHANGED => {
            is_of_text(name)
                || row.changed == row.created
                || !is_said(row.changed.as_deref(), value)
        }
        _ => true,
    });
    if is_of_all && attribute(&said.attributes, TRANSLATED).is_none() {
        said.attributes.push((TRANSLATED.to_owned(), ALL_LANGUAGES.to_owned()));
    }
    take_remarks(&mut row, &mut said);
    let texts = if of_texts.iter().all(|text| *text == TextDetails::default()) {
        Vec::new()
    } else {
        of_texts
    };
    let mut details = Details { attributes: said.attributes, remarks: said.remarks, texts };
    if row.created.is_none() {
        details.mark_undated();
    }
    row.details = details.if_any();
    Ok((row, left_out))
}

/// How many children an element has beside notes, properties and those of a name.
fn strange(node: Node<'_, '_>, name: &str) -> usize {
    let children = node.children().filter(Node::is_element);
    children
        .filter(|child| {
            let own = child.tag_name().name();
            own != name && !matches!(own, "note" | "prop")
        })
        .count()
}

fn date_of(attributes: &[(String, String)], name: &str) -> Option<String> {
    dates::read(attribute(attributes, name)?)
}

/// Whether a moment is written as it was read.
fn is_said(moment: Option<&str>, value: &str) -> bool {
    moment.and_then(dates::written).is_some_and(|written| written == value)
}

/// The place of the text that was translated, if the file says so or one is in `from`.
fn source(texts: &[(Variant, TextDetails)], srclang: Option<&str>, from: &Lang) -> Option<usize> {
    let srclang: Option<Lang> = srclang.and_then(|tag| tag_or_name(tag).ok());
    let wanted = srclang.as_ref().unwrap_or(from);
    let place = |is: &dyn Fn(&Lang) -> bool| texts.iter().position(|(text, _)| is(&text.lang));
    place(&|lang| lang == wanted).or_else(|| place(&|lang| lang.is_same_language(wanted)))
}

/// A text; nothing if it is empty.
fn variant(node: Node<'_, '_>) -> Result<Option<(Variant, TextDetails)>, String> {
    let tag = node.attribute((NS_XML_URI, "lang")).or_else(|| node.attribute("lang"));
    let tag = tag.ok_or("a text does not say its language (`xml:lang`)")?;
    let lang = tag_or_name(tag).map_err(|_| format!("`{tag}` is no language tag"))?;
    let mut segments = node.children().filter(|child| child.has_tag_name("seg"));
    let Some(segment) = segments.next() else {
        return Err(format!("the text in {lang} has no `seg`"));
    };
    if segments.next().is_some() {
        return Err(format!("the text in {lang} has more than one `seg`"));
    }
    let (text, coded) = inline::read(segment);
    if text.trim().is_empty() {
        return Ok(None);
    }
    let mut said = said(node);
    said.attributes.retain(|(name, _)| name != "xml:lang" && name != "lang");
    Ok(Some((Variant { lang, text }, TextDetails { coded, ..said })))
}

/// What a unit or a text says by its attributes, notes and properties.
fn said(node: Node<'_, '_>) -> TextDetails {
    let mut said = TextDetails { attributes: attributes(node), ..TextDetails::default() };
    for child in node.children().filter(Node::is_element) {
        let kind = match child.tag_name().name() {
            "note" => None,
            "prop" => Some(child.attribute("type").unwrap_or_default().to_owned()),
            _ => continue,
        };
        let mut further = attributes(child);
        further.retain(|(name, _)| name != "type");
        said.remarks.push(Remark { kind, attributes: further, text: texts(child) });
    }
    said
}

/// The attributes; the names of those of XML itself have their prefix.
fn attributes(node: Node<'_, '_>) -> Vec<(String, String)> {
    let name = |found: &roxmltree::Attribute<'_, '_>| match found.namespace() {
        Some(NS_XML_URI) => format!("xml:{}", found.name()),
        _ => found.name().to_owned(),
    };
    node.attributes().map(|found| (name(&found), found.value().to_owned())).collect()
}

/// Takes out of the notes and properties of a unit what has a place of its own.
fn take_remarks(row: &mut UnitRow, said: &mut TextDetails) {
    let remarks = std::mem::take(&mut said.remarks);
    let mut times: HashMap<&str, usize> = HashMap::new();
    for kind in remarks.iter().filter_map(|remark| remark.kind.as_deref()) {
        *times.entry(kind).or_default() += 1;
    }
    let notes: Vec<&Remark> = remarks.iter().filter(|remark| remark.kind.is_none()).collect();
    let texts: Vec<&str> = notes.iter().map(|note| note.text.trim()).collect();
    row.note = Some(texts.join(BETWEEN_NOTES)).filter(|note| !note.trim().is_empty());
    let is_one_note = matches!(notes.as_slice(), [note]
        if note.attributes.is_empty() && row.note.as_ref() == Some(&note.text));
    for remark in &remarks {
        let Some(kind) = remark.kind.as_deref() else {
            said.remarks.extend((!is_one_note).then(|| remark.clone()));
            continue;
        };
        let is_plain = remark.attributes.is_empty() && !kind.is_empty() && times[kind] == 1;
        if !is_plain || !take(row, kind, &remark.text) {
            said.remarks.push(remark.clone());
        }
    }
    row.is_approved |= remarks.iter().any(is_confirmed);
}

/// Takes what a property says; says whether it has a place of its own.
fn take(row: &mut UnitRow, kind: &str, text: &str) -> bool {
    if let Some(place) = PLACE.iter().position(|name| *name == kind) {
        let is_clean = !text.is_empty() && text.trim() == text;
        row.place[place] = is_clean.then(|| text.to_owned());
        return is_clean;
    }
    match kind {
        DOCUMENT if !text.is_empty() => row.document = Some(text.to_owned()),
        CONFIDENCE => {
            let number = text.parse().ok().filter(|number| (0.0..=1.0).contains(number));
            row.confidence = number;
            return number.is_some();
        }
        APPROVED => row.is_approved = text == "yes",
        CONTEXT => {
            let context = context(text);
            row.context = context.unwrap_or_default();
            return context.is_some();
        }
        _ => _ = row.properties.insert(kind.to_owned(), text.to_owned()),
    }
    true
}

/// Whether a property of Trados says that somebody approved the pair.
pub(super) fn is_confirmed(remark: &Remark) -> bool {
    remark.kind.as_deref().is_some_and(|kind| says_approved(kind, &remark.text))
}

/// Whether a property of this name and text says that somebody approved the pair.
pub(super) fn says_approved(kind: &str, text: &str) -> bool {
    kind == trados::LEVEL && trados::is_approved(text)
}

/// The digests of the texts around a unit, as [`written_context`] writes them.
pub(in super::super) fn context(text: &str) -> Option<Context> {
    let mut digests = text
        .split(',')
        .map(|digest| if digest.is_empty() { Some(None) } else { digest.parse().ok().map(Some) });
    let mut neighbours = || Some(Neighbours { before: digests.next()??, after: digests.next()?? });
    let context = Context { source: neighbours()?, target: neighbours()? };
    digests.next().is_none().then_some(context)
}

/// The digests of the texts around a unit; nothing if none is known.
pub(in super::super) fn written_context(context: &Context) -> Option<String> {
    let Context { source, target } = context;
    if source.are_unknown() && target.are_unknown() {
        return None;
    }
    let digests = [source.before, source.after, target.before, target.after];
    let digest = |digest: Option<i64>| digest.map(|digest| digest.to_string()).unwrap_or_default();
    Some(digests.map(digest).join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digests_around_a_unit_are_read_back() {
        let some = Neighbours { before: Some(-7), after: None };
        let context = Context { source: some, target: Neighbours::default() };
        let written = written_context(&context).unwrap();
        assert_eq!((written.as_str(), super::context(&written)), ("-7,,,", Some(context)));
        assert_eq!(written_context(&Context::default()), None);
        for text in ["", "1,2,3", "1,2,3,x", "1,2,3,4,5"] {
            assert_eq!(super::context(text), None, "{text}");
        }
    }
}
