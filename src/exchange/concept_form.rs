//! A concept as a small text to be edited: fields of the concept, then each term with its own.
//!
//! Invariant: what is written and read again is the same concept.

use std::fmt::Write;

use super::error::ExchangeError;
use crate::model::{
    Concept, ConceptId, Lang, LanguageSection, Matching, Relation, RelationKind, Status, Term,
};

/// What is edited.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ConceptForm {
    /// The concept.
    pub concept: Concept,
    /// Its relations, each with a name for the other concept, which is not read.
    pub relations: Vec<(Relation, String)>,
}

/// What stands above a form.
const HEAD: &str = "\
# Save and close to store it; nothing changed, or nothing left, changes nothing.
# Lines that begin with `#` are not read. A long text may go on in lines that are indented.
# A term begins with its language in brackets; to add one, add its line, to take one away, delete
# it with its fields. The first preferred term of a language leads.
#   status: preferred, admitted, deprecated, forbidden, proposed
#   pos: noun, proper-noun, verb, adjective, adverb, phrase, abbreviation, other
#   gender: m, f, n, mf · number: singular, plural (only if it does not have both)
#   forms: further forms, separated by `|` · matching: forms, case, exact
#   broader, narrower, related, antonym, abbreviation-of, abbreviated-as: an id, as in `broader: c7`
";

/// Writes a form.
pub fn write(form: &ConceptForm) -> String {
    let ConceptForm { concept, relations } = form;
    let id = concept.id.map(|id| id.to_string()).unwrap_or_default();
    let mut text = format!("# {id}\n{HEAD}\n");
    let fields = [
        ("subject", &concept.subject),
        ("definition", &concept.definition),
        ("note", &concept.note),
        ("source", &concept.source),
        ("client", &concept.client),
        ("project", &concept.project),
    ];
    for (name, value) in fields {
        field(&mut text, "", name, value.as_deref());
    }
    for section in &concept.sections {
        for (name, value) in [("definition", &section.definition), ("note", &section.note)] {
            if value.is_some() {
                field(&mut text, "", &format!("{name}[{}]", section.lang), value.as_deref());
            }
        }
    }
    for (relation, name) in relations {
        let name = name.replace('\n', " ");
        _ = writeln!(text, "{}: {} # {name}", relation.kind, relation.other);
    }
    for term in &concept.terms {
        text.push('\n');
        _ = writeln!(text, "[{}] {}", term.lang, continued(&term.text, "  "));
        field(&mut text, "  ", "status", Some(term.status.as_str()));
        field(&mut text, "  ", "pos", term.pos.map(|pos| pos.as_str()));
        field(&mut text, "  ", "gender", term.gender.map(|gender| gender.as_str()));
        field(&mut text, "  ", "number", term.number.map(|number| number.as_str()));
        field(&mut text, "  ", "note", term.usage_note.as_deref());
        for (name, value) in [("source", &term.source), ("context", &term.context)] {
            if value.is_some() {
                field(&mut text, "  ", name, value.as_deref());
            }
        }
        if !term.forms.is_empty() {
            field(&mut text, "  ", "forms", Some(&term.forms.join(" | ")));
        }
        if term.matching != Matching::Forms {
            field(&mut text, "  ", "matching", Some(term.matching.as_str()));
        }
    }
    text
}

fn field(text: &mut String, indent: &str, name: &str, value: Option<&str>) {
    let value = continued(value.unwrap_or_default(), &format!("{indent}  "));
    _ = writeln!(text, "{}", format!("{indent}{name}: {value}").trim_end());
}

/// A text of several lines, the further ones marked as such.
fn continued(text: &str, indent: &str) -> String {
    text.replace("\r\n", "\n").replace('\n', &format!("\n{indent}| "))
}

/// A line of a form, with those that continue it.
struct Line {
    number: usize,
    is_indented: bool,
    text: String,
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let content = line.trim();
        let is_indented = line.starts_with([' ', '\t']);
        if let Some(more) = content.strip_prefix('|').filter(|_| is_indented)
            && let Some(last) = lines.last_mut()
        {
            last.text.push('\n');
            last.text.push_str(more.strip_prefix(' ').unwrap_or(more));
            continue;
        }
        if !content.is_empty() && !content.starts_with('#') {
            lines.push(Line { number, is_indented, text: content.to_owned() });
        }
    }
    lines
}

/// Reads a form; nothing if nothing was left in it.
///
/// # Errors
/// If a line makes no sense.
pub fn read(text: &str) -> Result<Option<ConceptForm>, ExchangeError> {
    let lines = lines(text.trim_start_matches('\u{feff}'));
    if lines.is_empty() {
        return Ok(None);
    }
    let mut form = ConceptForm::default();
    for Line { number, is_indented, text } in lines {
        let put = if let Some(rest) = text.strip_prefix('[') {
            put_term(&mut form, rest)
        } else {
            let (name, value) = text.split_once(':').unwrap_or((&text, ""));
            let (name, value) = (name.trim().to_lowercase(), value.trim_start_matches([' ', '\t']));
            if !text.contains(':') {
                Err("this is neither a field, as in `note: text`, nor a term, as in `[en] term`"
                    .to_owned())
            } else if is_indented {
                put_of_term(&mut form, &name, value)
            } else {
                put_of_concept(&mut form, &name, value)
            }
        };
        put.map_err(|reason| ExchangeError::BadForm { line: number, reason })?;
    }
    Ok(Some(form))
}

fn filled(value: &str) -> Option<String> {
    (!value.is_empty()).then(|| value.to_owned())
}

fn put_term(form: &mut ConceptForm, rest: &str) -> Result<(), String> {
    let (lang, text) = rest.split_once(']').ok_or("the bracket round the language is open")?;
    let lang: Lang = lang.trim().parse().map_err(|error| format!("{error}"))?;
    let text = text.trim();
    if text.is_empty() {
        return Err("there is no term behind the language".to_owned());
    }
    let mut term = Term::new(lang.clone(), text);
    // Who adds a term and says nothing else means a further one.
    if form.concept.terms_in(&lang).next().is_some() {
        term.status = Status::Admitted;
    }
    form.concept.terms.push(term);
    Ok(())
}

fn put_of_concept(form: &mut ConceptForm, name: &str, value: &str) -> Result<(), String> {
    let concept = &mut form.concept;
    if let Some((name, lang)) = name.strip_suffix(']').and_then(|name| name.split_once('[')) {
        let lang: Lang = lang.trim().parse().map_err(|error| format!("{error}"))?;
        let known = concept.sections.iter().position(|section| section.lang == lang);
        let at = known.unwrap_or_else(|| {
            concept.sections.push(LanguageSection { lang, definition: None, note: None });
            concept.sections.len() - 1
        });
        match name.trim() {
            "definition" => concept.sections[at].definition = filled(value),
            "note" => concept.sections[at].note = filled(value),
            other => return Err(unknown(other)),
        }
        return Ok(());
    }
    match name {
        "subject" => concept.subject = filled(value),
        "definition" => concept.definition = filled(value),
        "note" => concept.note = filled(value),
        "source" => concept.source = filled(value),
        "client" => concept.client = filled(value),
        "project" => concept.project = filled(value),
        _ => {
            let kind: RelationKind = name.parse().map_err(|_| unknown(name))?;
            for id in value.split('#').next().unwrap_or_default().split([',', ' ']) {
                if let Some(id) = filled(id.trim()) {
                    let other: ConceptId =
                        id.parse().map_err(|_| format!("`{id}` is no id such as c7"))?;
                    form.relations.push((Relation { kind, other }, String::new()));
                }
            }
        }
    }
    Ok(())
}

fn put_of_term(form: &mut ConceptForm, name: &str, value: &str) -> Result<(), String> {
    let Some(term) = form.concept.terms.last_mut() else {
        return Err("a field of a term stands before the first term".to_owned());
    };
    fn named<T: std::str::FromStr<Err = crate::model::UnknownName>>(
        value: &str,
    ) -> Result<Option<T>, String> {
        if value.is_empty() {
            return Ok(None);
        }
        value.parse().map(Some).map_err(|error| format!("{error}"))
    }
    match name {
        "status" => term.status = named(value)?.unwrap_or(term.status),
        "pos" => term.pos = named(value)?,
        "gender" => term.gender = named(value)?,
        "number" => term.number = named(value)?,
        "note" => term.usage_note = filled(value),
        "source" => term.source = filled(value),
        "context" => term.context = filled(value),
        "matching" => term.matching = named(value)?.unwrap_or(Matching::Forms),
        "forms" => {
            let forms = value.split('|').map(|form| form.trim().to_owned());
            term.forms = forms.filter(|form| !form.is_empty()).collect();
        }
        other => return Err(unknown(other)),
    }
    Ok(())
}

fn unknown(name: &str) -> String {
    format!("`{name}` is no field: the lines that begin with `#` name them")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Gender, Number, PartOfSpeech};

    fn error(text: &str) -> String {
        read(text).unwrap_err().to_string()
    }

    #[test]
    fn what_makes_no_sense_is_told_with_its_line() {
        assert!(
            error("subject: x\n[de] a\n  status: good\n").contains("line 3: `good` is no status")
        );
        assert!(error("status: preferred\n").contains("line 1: `status` is no field"));
        assert!(error("  status: preferred\n").contains("before the first term"));
        assert!(error("[de a\n").contains("the bracket"));
        assert!(error("broader: 7\n").contains("`7` is no id"));
        assert!(error("a term\n").contains("neither a field"));
        assert_eq!(read("# nothing\n\n").unwrap(), None);
    }

    #[test]
    fn a_term_that_is_added_is_admitted() {
        let form = read("[en] duty\n[en] tariff\n[de] Zoll\n  gender: der\n").unwrap().unwrap();
        let statuses: Vec<Status> = form.concept.terms.iter().map(|term| term.status).collect();
        assert_eq!(statuses, [Status::Preferred, Status::Admitted, Status::Preferred]);
        assert_eq!(form.concept.terms[2].gender, Some(Gender::Masculine));
    }

    fn text() -> impl Strategy<Value = String> {
        "[a-zäß#:|\\[\\]][a-zäß#:|\\[\\] ]{0,8}[a-z](\n[a-z|#:]{0,5})?"
    }

    fn term() -> impl Strategy<Value = Term> {
        let grammar = (
            prop::sample::select(Status::ALL),
            prop::option::of(prop::sample::select(PartOfSpeech::ALL)),
            prop::option::of(prop::sample::select(Gender::ALL)),
            prop::option::of(prop::sample::select(Number::ALL)),
            prop::sample::select(Matching::ALL),
        );
        let said = (prop::option::of(text()), prop::option::of(text()));
        let forms = prop::collection::vec("[a-z]{1,4}( [a-z]{1,3})?", 0..3);
        ("[a-z]{1,6}", grammar, said, forms).prop_map(|(text, grammar, said, forms)| {
            let (status, pos, gender, number, matching) = grammar;
            Term {
                status,
                pos,
                gender,
                number,
                matching,
                usage_note: said.0,
                context: said.1,
                forms,
                ..Term::new(Lang::english(), text)
            }
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(
            terms in prop::collection::vec(term(), 1..4),
            definition in prop::option::of(text()),
            of_section in prop::option::of(text()),
            other in 1_i64..99,
        ) {
            let sections = of_section.map(|definition| LanguageSection {
                lang: Lang::german(),
                definition: Some(definition),
                note: None,
            });
            let concept =
                Concept { definition, sections: sections.into_iter().collect(), terms, ..Concept::default() };
            let relation = Relation { kind: RelationKind::Broader, other: ConceptId(other) };
            let form = ConceptForm { concept, relations: vec![(relation, String::new())] };
            prop_assert_eq!(read(&write(&form)).unwrap(), Some(form));
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,60}(\n\\PC{0,40}){0,4}") {
            _ = read(&text);
        }
    }
}
