//! What the columns of a table hold.

use std::collections::{BTreeMap, BTreeSet};

use csv::StringRecord;

use super::names::{self, Attribute, Field, Langs, Level, Name, Side};
use crate::model::Lang;

/// The columns of a table.
#[derive(Debug, Default)]
pub(super) struct Columns {
    /// How many there are; none if the table has no header to say so.
    pub(super) width: Option<usize>,
    /// Those with terms or texts: source language first, then the target language, then others.
    pub(super) terms: Vec<TermColumn>,
    /// What is said of a concept in one language.
    pub(super) sections: Vec<(Lang, Attribute, usize)>,
    pub(super) fields: Vec<(Field, usize)>,
    /// The names in the header.
    names: Vec<String>,
    /// Those of which it is not known what they hold.
    unknown: Vec<usize>,
    /// What there is to say about columns that are not used.
    pub(super) remarks: Vec<String>,
    /// Whether a cell holds the terms of a language with `|` between them, as in a table of MultiTerm.
    pub(super) hold_synonyms: bool,
}

/// A column with the terms of a language, and those that say something about them.
#[derive(Debug)]
pub(super) struct TermColumn {
    pub(super) lang: Lang,
    pub(super) at: usize,
    /// The column in which each row names the language, if they differ.
    pub(super) lang_at: Option<usize>,
    attributes: Vec<(Attribute, usize)>,
}

impl TermColumn {
    fn new(lang: Lang, at: usize) -> Self {
        Self { lang, at, lang_at: None, attributes: Vec::new() }
    }

    /// Whether something is said of the terms in a column.
    pub(super) fn speaks_in(&self, at: usize) -> bool {
        self.attributes.iter().any(|(_, place)| *place == at)
    }

    /// The column that says this about the terms.
    pub(super) fn attribute(&self, wanted: Attribute) -> Option<usize> {
        self.attributes.iter().find(|(attribute, _)| *attribute == wanted).map(|(_, at)| *at)
    }
}

impl Columns {
    /// The columns of a table that has no header: texts in these languages and a note.
    pub(super) fn without_header(order: [&Lang; 2], langs: Langs<'_>) -> Self {
        let texts = order.into_iter().enumerate();
        let mut terms: Vec<TermColumn> =
            texts.map(|(at, lang)| TermColumn::new(lang.clone(), at)).collect();
        terms.sort_by_key(|column| rank(&column.lang, langs));
        Self { terms, fields: vec![(Field::Note, 2)], ..Self::default() }
    }

    /// The columns of a table that has no header, but in each row a source text, a target text and
    /// their two languages; `langs` are those of the first.
    pub(super) fn with_own_langs(langs: [Lang; 2]) -> Self {
        let texts = langs.into_iter().enumerate();
        let terms = texts
            .map(|(at, lang)| TermColumn { lang_at: Some(at + 2), ..TermColumn::new(lang, at) });
        Self { terms: terms.collect(), ..Self::default() }
    }

    /// How many columns there are in a table that has no header.
    pub(super) fn without_names(&self) -> usize {
        if self.have_own_langs() { 4 } else { 3 }
    }

    /// Whether each row names its own languages.
    pub(super) fn have_own_langs(&self) -> bool {
        self.terms.iter().any(|column| column.lang_at.is_some())
    }

    /// The columns that a header names.
    pub(super) fn of_header(header: &StringRecord, langs: Langs<'_>) -> Self {
        let mut columns = Self {
            width: Some(header.len()),
            names: header.iter().map(|name| name.trim().to_owned()).collect(),
            hold_synonyms: header.iter().any(|name| names::level(name).is_some()),
            ..Self::default()
        };
        let names: Vec<(usize, Option<Name>)> =
            header.iter().map(|cell| names::parse(cell, langs)).enumerate().collect();
        for (at, name) in &names {
            if let Some(Name::Term(lang)) = name {
                columns.terms.push(TermColumn::new(lang.clone(), *at));
            }
        }
        // The clearest first: the others take what is left.
        for wanted in [Side::SourceTerm, Side::Translation, Side::Term, Side::Source] {
            for (at, name) in &names {
                if *name == Some(Name::Side(wanted)) {
                    columns.add_side(wanted, *at, langs);
                }
            }
        }
        let repeated = columns.repeated(&names);
        for (at, name) in names {
            match name {
                Some(Name::Field(field)) if columns.level(at) == Some(Level::InLanguage) => {
                    columns.add_in_language(field, at);
                }
                Some(Name::Field(field)) if repeated.contains(&at) => {
                    columns.add_repeated(field, at);
                }
                Some(Name::Of(lang, attribute)) => columns.add_attribute(&lang, attribute, at),
                Some(Name::Field(Field::Bare(attribute))) => columns.add_bare(attribute, at, langs),
                Some(Name::Field(field)) => columns.add_field(field, at),
                Some(Name::Term(_) | Name::Side(_)) => {}
                None if columns.names[at].is_empty() => {}
                None => columns.unknown.push(at),
            }
        }
        columns.terms.sort_by_key(|column| (rank(&column.lang, langs), column.at));
        columns.take_own_langs(langs);
        columns
    }

    /// Lets the texts be in the languages that each row names, if columns of a source, a target and
    /// both languages are all that there is of texts.
    fn take_own_langs(&mut self, langs: Langs<'_>) {
        let own = |side| {
            let place = |at: &&usize| names::own_language_of(self.name(**at)) == Some(side);
            self.unknown.iter().find(place).copied()
        };
        let (Some(of_source), Some(of_target)) = (own(Side::SourceTerm), own(Side::Translation))
        else {
            return;
        };
        let is_side =
            |at: usize| matches!(names::parse(&self.names[at], langs), Some(Name::Side(_)));
        if let [source, target] = self.terms.as_mut_slice()
            && is_side(source.at)
            && is_side(target.at)
        {
            (source.lang_at, target.lang_at) = (Some(of_source), Some(of_target));
            self.unknown.retain(|at| ![of_source, of_target].contains(at));
        }
    }

    /// How many languages have terms.
    pub(super) fn languages(&self) -> usize {
        let languages: BTreeSet<&str> =
            self.terms.iter().map(|column| column.lang.primary()).collect();
        languages.len()
    }

    /// The column of a field.
    pub(super) fn field(&self, wanted: Field) -> Option<usize> {
        self.fields.iter().find(|(field, _)| *field == wanted).map(|(_, at)| *at)
    }

    /// The name of a column as its header has it.
    pub(super) fn name(&self, at: usize) -> &str {
        self.names.get(at).map_or("", String::as_str)
    }

    /// The names of all columns.
    pub(super) fn header(&self) -> String {
        let names: Vec<String> = self.names.iter().map(|name| format!("`{name}`")).collect();
        names.join(", ")
    }

    /// Whether any column speaks of more than a text and its translation.
    pub(super) fn speak_of_terms(&self) -> bool {
        let of_terms = [Field::ExternalId, Field::Subject, Field::Definition, Field::Source];
        !self.sections.is_empty()
            || self.terms.iter().any(|column| !column.attributes.is_empty())
            || of_terms.iter().any(|field| self.field(*field).is_some())
    }

    /// Whether any column speaks of where a text and its translation come from.
    pub(super) fn speak_of_units(&self) -> bool {
        [Field::Document, Field::Confidence, Field::Memory, Field::Approved]
            .iter()
            .any(|field| self.field(*field).is_some())
    }

    /// The columns that units keep as properties, with their names.
    pub(super) fn properties(&self) -> impl Iterator<Item = (&str, usize)> {
        self.unknown.iter().map(|at| (self.name(*at), *at))
    }

    /// What becomes of columns of which it is not known what they hold.
    pub(super) fn remark_on_unknown(&self, of_units: bool) -> Option<String> {
        let names: Vec<String> =
            self.unknown.iter().map(|at| format!("`{}`", self.name(*at))).collect();
        let listed = names.join(", ");
        let becomes = match (of_units, names.len()) {
            (_, 0) => return None,
            (true, 1) => "is kept as a property",
            (true, _) => "are kept as properties",
            (false, 1) => "is not known and is ignored",
            (false, _) => "are not known and are ignored",
        };
        let columns = if names.len() == 1 { "column" } else { "columns" };
        Some(format!("the {columns} {listed} {becomes}"))
    }

    /// The columns that are of no use to terms, or to units.
    pub(super) fn of_no_use(&self, to_units: bool) -> Vec<String> {
        let useless = |field: &Field| match field {
            Field::Id | Field::Note | Field::Bare(_) => false,
            Field::Document
            | Field::Confidence
            | Field::SourceLanguage
            | Field::Created
            | Field::Changed
            | Field::Approved
            | Field::Memory => !to_units,
            Field::Subject | Field::Client | Field::Project => false,
            Field::ExternalId | Field::Definition | Field::Source => to_units,
        };
        let mut columns: Vec<usize> =
            self.fields.iter().filter(|(field, _)| useless(field)).map(|(_, at)| *at).collect();
        if to_units {
            columns.extend(self.sections.iter().map(|(_, _, at)| *at));
            let attributes = self.terms.iter().flat_map(|column| &column.attributes);
            columns.extend(attributes.map(|(_, at)| *at));
        }
        columns.sort_unstable();
        columns.into_iter().map(|at| format!("`{}`", self.name(at))).collect()
    }

    fn has(&self, lang: &Lang) -> bool {
        self.terms.iter().any(|column| column.lang.is_same_language(lang))
    }

    fn add_side(&mut self, side: Side, at: usize, (from, to): Langs<'_>) {
        let (first, second) = if side == Side::Translation { (to, from) } else { (from, to) };
        if !self.has(first) {
            self.terms.push(TermColumn::new(first.clone(), at));
        } else if side == Side::Source {
            self.add_field(Field::Source, at);
        } else if !self.has(second) {
            self.terms.push(TermColumn::new(second.clone(), at));
        } else {
            self.remarks.push(format!(
                "the column `{}` is ignored, since {from} and {to} have columns of their own",
                self.name(at)
            ));
        }
    }

    fn add_field(&mut self, field: Field, at: usize) {
        match self.field(field) {
            Some(other) => self.say_twice(at, other),
            None => self.fields.push((field, at)),
        }
    }

    /// The columns whose names stand there more than once, none of them before the first terms: each
    /// speaks of the terms before it.
    fn repeated(&self, names: &[(usize, Option<Name>)]) -> BTreeSet<usize> {
        let first = self.terms.iter().map(|column| column.at).min().unwrap_or(usize::MAX);
        let name = |at: usize| self.name(at).to_lowercase();
        let is_behind = |at: usize| at > first;
        let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, parsed) in names {
            if let Some(Name::Field(field)) = parsed
                && of_term(*field).is_some()
            {
                places.entry(name(*at)).or_default().push(*at);
            }
        }
        let is_of_terms = |at: &usize| self.level(*at) == Some(Level::Term);
        places
            .into_values()
            .filter(|places| places.len() > 1 || places.iter().all(is_of_terms))
            .filter(|places| places.iter().all(|at| is_behind(*at)))
            .flatten()
            .collect()
    }

    /// The level that a column of a table of MultiTerm speaks of.
    fn level(&self, at: usize) -> Option<Level> {
        names::level(self.name(at)).map(|(level, _)| level)
    }

    /// Adds what is said in the language of the terms before it.
    fn add_in_language(&mut self, field: Field, at: usize) {
        let before = self.terms.iter().filter(|column| column.at < at);
        let lang = before.max_by_key(|column| column.at).map(|column| column.lang.clone());
        match (lang, field) {
            (Some(lang), Field::Definition) => {
                self.add_attribute(&lang, Attribute::Definition, at);
            }
            (Some(lang), Field::Note) => self.add_attribute(&lang, Attribute::ConceptNote, at),
            _ => self.unknown.push(at),
        }
    }

    /// Adds what is said under a repeated name.
    fn add_repeated(&mut self, field: Field, at: usize) {
        let before = self.terms.iter_mut().filter(|column| column.at < at);
        let (Some(column), Some(attribute)) = (before.max_by_key(|c| c.at), of_term(field)) else {
            return;
        };
        match column.attribute(attribute) {
            Some(other) => self.say_twice(at, other),
            None => column.attributes.push((attribute, at)),
        }
    }

    /// Adds what is said without a language: status speaks of the translation, all else of the
    /// source term.
    fn add_bare(&mut self, attribute: Attribute, at: usize, (from, to): Langs<'_>) {
        let is_verdict = matches!(attribute, Attribute::Status | Attribute::Forbidden);
        let lang = if is_verdict { to } else { from };
        let spoken_of = self.terms.iter().find(|column| column.lang.is_same_language(lang));
        match spoken_of.or(self.terms.first()).map(|column| column.lang.clone()) {
            Some(lang) => self.add_attribute(&lang, attribute, at),
            // The error that no language has a column is yet to come.
            None => self.fields.push((Field::Bare(attribute), at)),
        }
    }

    fn add_attribute(&mut self, lang: &Lang, attribute: Attribute, at: usize) {
        if matches!(attribute, Attribute::Definition | Attribute::ConceptNote) {
            let same =
                |(known, of, _): &&(Lang, Attribute, usize)| known == lang && *of == attribute;
            match self.sections.iter().find(same) {
                Some((_, _, other)) => self.say_twice(at, *other),
                None => self.sections.push((lang.clone(), attribute, at)),
            }
            return;
        }
        let mut of_lang: Vec<&mut TermColumn> =
            self.terms.iter_mut().filter(|column| column.lang == *lang).collect();
        if of_lang.is_empty() {
            of_lang = self.terms.iter_mut().filter(|c| c.lang.is_same_language(lang)).collect();
        }
        // Of repeated columns the nearest before it.
        of_lang.sort_by_key(|column| (column.at > at, at.abs_diff(column.at)));
        let taken = of_lang.first().and_then(|column| column.attribute(attribute));
        match of_lang.into_iter().find(|column| column.attribute(attribute).is_none()) {
            Some(column) => column.attributes.push((attribute, at)),
            None => match taken {
                Some(other) => self.say_twice(at, other),
                None => self.remarks.push(format!(
                    "the column `{}` is ignored, since no column has terms in {lang}",
                    self.name(at)
                )),
            },
        }
    }

    fn say_twice(&mut self, at: usize, other: usize) {
        self.remarks.push(format!(
            "the column `{}` is ignored, since `{}` says the same",
            self.name(at),
            self.name(other)
        ));
    }
}

/// What a field says of a term, if it may.
fn of_term(field: Field) -> Option<Attribute> {
    match field {
        Field::Bare(attribute) => Some(attribute),
        Field::Note => Some(Attribute::Note),
        Field::Source => Some(Attribute::Source),
        _ => None,
    }
}

/// Source language first, then the target language, each before its regions.
pub(super) fn rank(lang: &Lang, (from, to): Langs<'_>) -> u8 {
    if lang == from {
        0
    } else if lang.is_same_language(from) && !lang.is_same_language(to) {
        1
    } else if lang == to {
        2
    } else if lang.is_same_language(to) {
        3
    } else {
        4
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(header: &[&str]) -> Columns {
        Columns::of_header(
            &StringRecord::from(header.to_vec()),
            (&Lang::german(), &Lang::english()),
        )
    }

    fn terms(header: &[&str]) -> Vec<(String, usize)> {
        let terms = columns(header).terms;
        terms.into_iter().map(|column| (column.lang.to_string(), column.at)).collect()
    }

    #[test]
    fn quelle_is_a_term_only_where_its_language_is_missing() {
        let one = |lang: &str, at| (lang.to_owned(), at);
        assert_eq!(terms(&["Quelle", "Ziel"]), [one("de", 0), one("en", 1)]);
        assert_eq!(terms(&["Quelle", "Englisch"]), [one("de", 0), one("en", 1)]);
        assert_eq!(terms(&["Quelle", "Englisch", "Deutsch"]), [one("de", 2), one("en", 1)]);
        assert_eq!(columns(&["Quelle", "Englisch", "Deutsch"]).field(Field::Source), Some(0));
        assert_eq!(terms(&["English", "Translation"]), [one("de", 1), one("en", 0)]);
        assert_eq!(terms(&["Term", "Quelle", "Übersetzung"]), [one("de", 0), one("en", 2)]);
        assert_eq!(terms(&["fr", "Term", "Target"]), [one("de", 1), one("en", 2), one("fr", 0)]);
    }

    #[test]
    fn each_row_may_name_its_languages() {
        let own = |header: &[&str]| {
            let columns = columns(header);
            let places: Vec<_> = columns.terms.iter().map(|column| column.lang_at).collect();
            (places, columns.unknown.len())
        };
        let header = ["source", "target", "source_lang", "target_lang"];
        assert_eq!(own(&header), (vec![Some(2), Some(3)], 0));
        assert_eq!(own(&header[..3]), (vec![None, None], 1));
        assert_eq!(own(&["de", "en", "source_lang", "target_lang"]), (vec![None, None], 2));
    }

    #[test]
    fn bare_attributes_find_their_term() {
        let columns = columns(&["en", "de", "gender", "status", "en_note", "de_status"]);
        assert_eq!(columns.terms[0].attribute(Attribute::Gender), Some(2));
        assert_eq!(columns.terms[0].attribute(Attribute::Status), Some(5));
        assert_eq!(columns.terms[1].attribute(Attribute::Status), Some(3));
        assert_eq!(columns.terms[1].attribute(Attribute::Note), Some(4));
    }

    #[test]
    fn repeated_names_speak_of_the_terms_before_them() {
        let memoq = columns(&[
            "Entry_ID",
            "German_Def",
            "German",
            "Term_Info",
            "Term_Example",
            "German",
            "Term_Info",
            "Term_Example",
            "English_United_States",
            "Term_Info",
            "Term_Example",
        ]);
        let at = |place: usize, attribute| memoq.terms[place].attribute(attribute);
        assert_eq!((at(0, Attribute::Matching), at(0, Attribute::Context)), (Some(3), Some(4)));
        assert_eq!((at(1, Attribute::Matching), at(1, Attribute::Context)), (Some(6), Some(7)));
        assert_eq!((at(2, Attribute::Matching), at(2, Attribute::Context)), (Some(9), Some(10)));
        assert_eq!(memoq.terms[2].lang.as_str(), "en-US");
        let matecat = columns(&["Forbidden", "de-DE", "Notes", "en-GB", "Notes"]);
        assert_eq!(matecat.terms[0].attribute(Attribute::Note), Some(2));
        assert_eq!(matecat.terms[1].attribute(Attribute::Note), Some(4));
        assert_eq!(matecat.terms[1].attribute(Attribute::Forbidden), Some(0));
        let once = columns(&["note", "de", "en", "note"]);
        assert_eq!(once.field(Field::Note), Some(0));
        for columns in [memoq, matecat] {
            assert_eq!(columns.remarks, [""; 0]);
        }
        assert_eq!(once.remarks.len(), 1);
    }

    #[test]
    fn what_is_not_used_is_told() {
        let read = columns(&["de", "en", "Farbe", "note", "Kommentar", "is", "fr_pos"]);
        let unknown = read.remark_on_unknown(false).unwrap();
        assert!(read.remark_on_unknown(true).unwrap().ends_with("are kept as properties"));
        let remarks = format!("{unknown}\n{}", read.remarks.join("\n"));
        for part in
            ["`Farbe`, `is` are not known", "`Kommentar` is ignored, since `note`", "`fr_pos`"]
        {
            assert!(remarks.contains(part), "{remarks}");
        }
    }
}
