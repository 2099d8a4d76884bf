//! Writing XLIFF 2.1.

use std::collections::HashMap;
use std::io::Write;

use super::super::error::ExchangeError;
use super::super::names::Langs;
use super::super::report::ExportReport;
use super::super::xml::{attribute, escaped, has_unwritable, start_tag};
use super::outgoing::{Contents, Lost, Outgoing, Pair, coded, grouped};
use super::said::{OWN, PROPERTY, told};
use crate::model::{Lang, Section, SectionId, TranslationUnit};

/// Writes units, those of one document as one `file`. All are in one pair of languages, that of the
/// first; others are counted as lost.
///
/// # Errors
/// If `out` cannot be written.
pub fn write_units(
    out: &mut dyn Write,
    units: &[TranslationUnit],
    sections: &HashMap<SectionId, Section>,
    langs: Langs<'_>,
) -> Result<ExportReport, ExchangeError> {
    let mut lost = Lost::default();
    let mut own: Option<(&Lang, &Lang)> = None;
    let mut written = 0;
    let files = grouped(units.iter().filter_map(|unit| {
        let pair = Pair::of(unit, langs, true, &mut lost);
        let (source, target) = (&pair.source.0.lang, &pair.target.0.lang);
        let (from, to) = *own.get_or_insert((source, target));
        if !source.is_same_language(from) || !target.is_same_language(to) {
            lost.others += 1;
            return None;
        }
        lost.regions += usize::from(source != from) + usize::from(target != to);
        written += 1;
        Some((unit.provenance.origin.as_str(), pair))
    }));
    let (from, to) = own.unwrap_or(langs);
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff version=\"2.1\" \
         xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" \
         xmlns:mda=\"urn:oasis:names:tc:xliff:metadata:2.0\"{}{}>\n",
        attribute("srcLang", from.as_str()),
        attribute("trgLang", to.as_str()),
    );
    let usual = Section::default();
    for (number, (origin, pairs)) in (1..).zip(&files) {
        let original = if origin.is_empty() { "" } else { &attribute("original", origin) };
        text.push_str(&format!("  <file id=\"f{number}\"{original}>\n"));
        for (number, pair) in (1..).zip(pairs) {
            let section = sections.get(&pair.unit.provenance.section).unwrap_or(&usual);
            text.push_str(&unit(pair, number, section, &mut lost));
            out.write_all(text.as_bytes()).map_err(|source| ExchangeError::Output { source })?;
            text.clear();
        }
        text.push_str("  </file>\n");
    }
    if files.is_empty() {
        // A file without anything in it is not allowed.
        text.push_str("  <file id=\"f1\">\n    <group id=\"g1\"/>\n  </file>\n");
    }
    text.push_str("</xliff>\n");
    out.write_all(text.as_bytes()).map_err(|source| ExchangeError::Output { source })?;
    Ok(ExportReport { written, lost: lost.told() })
}

fn unit(pair: &Pair<'_>, number: usize, section: &Section, lost: &mut Lost) -> String {
    let provenance = &pair.unit.provenance;
    let id = pair.unit.id.map_or_else(|| format!("n{number}"), |id| id.to_string());
    let mut contents = Contents::default();
    let source = coded(pair.source, Outgoing::Two(&mut contents), lost);
    let target = coded(pair.target, Outgoing::Two(&mut contents), lost);
    let said = |name: &str| provenance.properties.get(name).map(String::as_str);
    let is_usable = |state: &&str| match *state {
        "initial" => !provenance.is_approved,
        "reviewed" => provenance.is_approved,
        _ => false,
    };
    let state = said("state").filter(is_usable);
    let usual = if provenance.is_approved { "final" } else { "translated" };
    let is_plain = |sub: &&str| {
        let (prefix, value) = sub.split_once(':').unwrap_or_default();
        !prefix.is_empty()
            && !value.is_empty()
            && !sub.contains(char::is_whitespace)
            && !has_unwritable(sub)
    };
    let sub_state = said("subState").filter(is_plain);
    let mut states = attribute("state", state.unwrap_or(usual));
    states.extend(sub_state.map(|sub| attribute("subState", sub)));
    let mut metadata = String::new();
    for (name, value) in told(provenance, section) {
        let has_place = matches!(name.as_str(), "state" if state.is_some())
            || matches!(name.as_str(), "subState" if sub_state.is_some());
        if has_place {
            continue;
        }
        let is_taken = name.starts_with(OWN) && provenance.properties.contains_key(&name);
        let name = if is_taken { format!("{PROPERTY}{name}") } else { name };
        lost.characters += usize::from(has_unwritable(&name) || has_unwritable(&value));
        let tag = start_tag("mda:meta", [("type", name.as_str())]);
        metadata.push_str(&format!("            {tag}{}</mda:meta>\n", escaped(&value)));
    }
    let mut text = format!("    <unit{} xml:space=\"preserve\">\n", attribute("id", &id));
    if !metadata.is_empty() {
        text.push_str(&format!(
            "      <mda:metadata>\n        <mda:metaGroup category=\"beleg\">\n{metadata}        \
             </mda:metaGroup>\n      </mda:metadata>\n"
        ));
    }
    if let Some(note) = provenance.note.as_ref().filter(|note| !note.is_empty()) {
        lost.characters += usize::from(has_unwritable(note));
        let note = escaped(note);
        text.push_str(&format!("      <notes>\n        <note>{note}</note>\n      </notes>\n"));
    }
    text.push_str(&contents.written());
    text.push_str(&format!(
        "      <segment{states}>\n        <source>{source}</source>\n        \
         <target>{target}</target>\n      </segment>\n    </unit>\n"
    ));
    text
}
