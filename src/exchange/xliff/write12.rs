//! Writing XLIFF 1.2.

use std::collections::HashMap;
use std::io::Write;

use super::super::error::ExchangeError;
use super::super::names::Langs;
use super::super::pretranslated::{FilledSegment, Pretranslated};
use super::super::report::ExportReport;
use super::super::xml::{attribute, escaped, has_unwritable, start_tag};
use super::outgoing::{Lost, Outgoing, Pair, coded, grouped};
use super::said::{OWN, PROPERTY, told};
use crate::model::{Section, SectionId, TranslationUnit};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\n";

/// Writes units, those of one document and language pair as one `file`.
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
    let files = grouped(units.iter().map(|unit| {
        let pair = Pair::of(unit, langs, false, &mut lost);
        let key = Key {
            original: &unit.provenance.origin,
            source: pair.source.0.lang.as_str(),
            target: pair.target.0.lang.as_str(),
        };
        (key, pair)
    }));
    let mut text = HEAD.to_owned();
    let usual = Section::default();
    for (key, pairs) in files {
        text.push_str(&key.head());
        for (number, pair) in (1..).zip(pairs) {
            let section = sections.get(&pair.unit.provenance.section).unwrap_or(&usual);
            text.push_str(&unit(&pair, number, section, &mut lost));
            if text.len() > AT_ONCE {
                put(out, &text)?;
                text.clear();
            }
        }
        text.push_str("    </body>\n  </file>\n");
    }
    if units.is_empty() {
        // A working document without a text is none.
        let (source, target) = (langs.0.as_str(), langs.1.as_str());
        text.push_str(&Key { original: "", source, target }.head());
        text.push_str("    </body>\n  </file>\n");
    }
    text.push_str("</xliff>\n");
    put(out, &text)?;
    Ok(ExportReport { written: units.len(), lost: lost.told() })
}

/// So many bytes are written at once.
const AT_ONCE: usize = 1 << 16;

fn put(out: &mut dyn Write, text: &str) -> Result<(), ExchangeError> {
    out.write_all(text.as_bytes()).map_err(|source| ExchangeError::Output { source })
}

/// What all units of a `file` share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Key<'u> {
    original: &'u str,
    source: &'u str,
    target: &'u str,
}

impl Key<'_> {
    fn head(&self) -> String {
        let tag = start_tag(
            "file",
            [
                ("original", self.original),
                ("source-language", self.source),
                ("target-language", self.target),
                ("datatype", "plaintext"),
            ],
        );
        let version = attribute("tool-version", env!("CARGO_PKG_VERSION"));
        format!(
            "  {tag}\n    <header>\n      <tool tool-id=\"beleg\" tool-name=\"Beleg\"{version}/>\n    \
             </header>\n    <body>\n"
        )
    }
}

fn unit(pair: &Pair<'_>, number: usize, section: &Section, lost: &mut Lost) -> String {
    let provenance = &pair.unit.provenance;
    // Ids of units are numbers, so that those of pairs that are not stored never meet them.
    let id = pair.unit.id.map_or_else(|| format!("n{number}"), |id| id.to_string());
    let approved = if provenance.is_approved { " approved=\"yes\"" } else { "" };
    let properties = &provenance.properties;
    let is_usable =
        |state: &&str| STATES.contains(state) && (*state == SIGNED) == provenance.is_approved;
    let state = properties.get("state").map(String::as_str).filter(is_usable);
    let qualifier = properties
        .get("state-qualifier")
        .map(String::as_str)
        .filter(|said| QUALIFIERS.contains(said));
    let usual = match (provenance.is_approved, provenance.is_draft()) {
        (true, _) => "final",
        (false, true) => "needs-review-translation",
        (false, false) => "translated",
    };
    let mut states = attribute("state", state.unwrap_or(usual));
    states.extend(qualifier.map(|qualifier| attribute("state-qualifier", qualifier)));
    let source = coded(pair.source, Outgoing::One, lost);
    let target = coded(pair.target, Outgoing::One, lost);
    let mut text = format!(
        "      <trans-unit{}{approved} xml:space=\"preserve\">\n        <source>{source}</source>\n        \
         <target{states}>{target}</target>\n",
        attribute("id", &id),
    );
    let mut contexts = String::new();
    for (name, value) in told(provenance, section) {
        let has_place = matches!(name.as_str(), "state" if state.is_some())
            || matches!(name.as_str(), "state-qualifier" if qualifier.is_some());
        if has_place {
            continue;
        }
        let is_own = name.starts_with(OWN) && !properties.contains_key(&name);
        let is_allowed = name.starts_with("x-") && !name.starts_with(OWN);
        let kind = if is_own || is_allowed { name } else { format!("{PROPERTY}{name}") };
        if kind.len() == "x-".len() || kind.contains(char::is_whitespace) || has_unwritable(&kind) {
            lost.properties += 1;
            continue;
        }
        lost.characters += usize::from(has_unwritable(&value));
        let tag = start_tag("context", [("context-type", kind.as_str())]);
        contexts.push_str(&format!("          {tag}{}</context>\n", escaped(&value)));
    }
    if !contexts.is_empty() {
        text.push_str(&format!("        <context-group>\n{contexts}        </context-group>\n"));
    }
    if let Some(note) = &provenance.note {
        lost.characters += usize::from(has_unwritable(note));
        text.push_str(&format!("        <note>{}</note>\n", escaped(note)));
    }
    text.push_str("      </trans-unit>\n");
    text
}

/// The state of what somebody approved, beside `final`.
const SIGNED: &str = "signed-off";

/// States that are not the usual ones.
const STATES: [&str; 8] = [
    "needs-adaptation",
    "needs-l10n",
    "needs-review-adaptation",
    "needs-review-l10n",
    "needs-review-translation",
    "needs-translation",
    "new",
    SIGNED,
];

const QUALIFIERS: [&str; 14] = [
    "exact-match",
    "fuzzy-match",
    "id-match",
    "leveraged-glossary",
    "leveraged-inherited",
    "leveraged-mt",
    "leveraged-repository",
    "leveraged-tm",
    "mt-suggestion",
    "rejected-grammar",
    "rejected-inaccurate",
    "rejected-length",
    "rejected-spelling",
    "tm-suggestion",
];

/// Writes a text with what was found for its segments, a unit a segment; units without a match have
/// an empty target. `original` is the name of the text's file.
///
/// # Errors
/// If `out` cannot be written.
pub fn write_text(
    out: &mut dyn Write,
    text: &Pretranslated,
    original: &str,
) -> Result<(), ExchangeError> {
    let (source, target) = (text.source_lang.as_str(), text.target_lang.as_str());
    let mut written = HEAD.to_owned() + &Key { original, source, target }.head();
    for (number, segment) in (1..).zip(&text.segments) {
        written.push_str(&filled(number, segment));
        if written.len() > AT_ONCE {
            put(out, &written)?;
            written.clear();
        }
    }
    written.push_str("    </body>\n  </file>\n</xliff>\n");
    put(out, &written)
}

fn filled(number: usize, FilledSegment { text, filling, .. }: &FilledSegment) -> String {
    let mut unit = format!(
        "      <trans-unit id=\"{number}\" xml:space=\"preserve\">\n        <source>{}</source>\n",
        escaped(text)
    );
    let Some(filling) = filling else {
        unit.push_str("        <target state=\"new\"></target>\n      </trans-unit>\n");
        return unit;
    };
    let (state, qualifier) = match filling.score {
        100.. => ("translated", "exact-match"),
        _ => ("needs-review-translation", "fuzzy-match"),
    };
    let target = escaped(&filling.target);
    let quality = attribute("match-quality", &format!("{}%", filling.score.min(100)));
    unit.push_str(&format!(
        "        <target state=\"{state}\" state-qualifier=\"{qualifier}\">{target}</target>\n        \
         <alt-trans{quality} tool-id=\"beleg\">\n          <source>{}</source>\n          \
         <target>{target}</target>\n        </alt-trans>\n      </trans-unit>\n",
        escaped(&filling.stored)
    ));
    unit
}
