//! What people call the columns of a table.

use unicode_normalization::UnicodeNormalization;

use super::wording::{
    ATTRIBUTES, CODES, FIELDS, LANGUAGES, OWN_LANGUAGES, REGIONS, SCRIPTS, SIDES, SOURCE_SIDE,
    TARGET_SIDE, TERM,
};
use crate::model::{BadLang, Lang};

pub(super) use super::wording::{Attribute, Field, Side};

/// Source and target language.
pub(super) type Langs<'l> = (&'l Lang, &'l Lang);

/// Tells which of two languages a text is rather in, if that can be told.
pub type Closer = for<'l> fn(&str, &'l Lang, &'l Lang) -> Option<&'l Lang>;

/// What the name of a column says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Name {
    /// The terms (or texts) of a language.
    Term(Lang),
    /// Something about the terms, or the concept, in one language.
    Of(Lang, Attribute),
    /// Something about the whole row, or without a language.
    Field(Field),
    /// A term of a language that depends on the other columns.
    Side(Side),
}

/// What the columns of a table of MultiTerm speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    /// The entry.
    Entry,
    /// A language: its terms.
    Language,
    /// What is said in the language that stands before it.
    InLanguage,
    /// What is said of the terms that stand before it.
    Term,
}

/// The level of a column and the rest of its name, where its name says that as MultiTerm does: as
/// `>>T<<Status`.
pub(super) fn level(cell: &str) -> Option<(Level, &str)> {
    let rest = cell.trim().strip_prefix(">>")?;
    let (letter, name) = rest.split_once("<<")?;
    let level = match letter {
        "E" => Level::Entry,
        "L" => Level::Language,
        "I" => Level::InLanguage,
        "T" => Level::Term,
        _ => return None,
    };
    Some((level, name))
}

/// What a cell of a header says, if it is the name of a column.
pub(super) fn parse(cell: &str, langs: Langs<'_>) -> Option<Name> {
    let cell = level(cell).map_or(cell, |(_, name)| name);
    let words = words(cell);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let whole = words.join(" ");
    if let Some(field) = named(FIELDS, &whole) {
        return Some(Name::Field(field));
    }
    if let Some(side) = named(SIDES, &whole) {
        return Some(Name::Side(side));
    }
    match named(ATTRIBUTES, &whole) {
        Some(Attribute::Definition) => return Some(Name::Field(Field::Definition)),
        Some(Attribute::Note | Attribute::ConceptNote) => return Some(Name::Field(Field::Note)),
        Some(Attribute::Source) => return Some(Name::Field(Field::Source)),
        Some(attribute) => return Some(Name::Field(Field::Bare(attribute))),
        None => {}
    }
    if let Some(("lang", tag)) = words.split_first().map(|(first, rest)| (*first, rest)) {
        return spelled_out(tag);
    }
    if let Some(lang) = language(&words, langs) {
        return Some(Name::Term(lang));
    }
    (1..words.len()).find_map(|place| {
        let (front, back) = words.split_at(place);
        if let Some(lang) = language(front, langs).or_else(|| side(front, langs)) {
            return about(lang, back);
        }
        language(back, langs).and_then(|lang| about(lang, front))
    })
}

/// The name of the column with the terms of a language: its tag, unless that would be read as
/// something else.
pub(super) fn of_language(lang: &Lang, langs: Langs<'_>) -> String {
    let tag = lang.to_string();
    if parse(&tag, langs) == Some(Name::Term(lang.clone())) { tag } else { format!("lang_{tag}") }
}

/// The language that a cell names, and nothing else.
pub(super) fn language_in(cell: &str, langs: Langs<'_>) -> Option<Lang> {
    let words = words(cell);
    language(&words.iter().map(String::as_str).collect::<Vec<_>>(), langs)
}

/// The text whose language each row names in a column.
pub(super) fn own_language_of(cell: &str) -> Option<Side> {
    named(OWN_LANGUAGES, &words(cell).join(" "))
}

/// The language of a tag, or of its name as old tools write it: `ENGLISH (U.S.)`.
pub(super) fn tag_or_name(text: &str) -> Result<Lang, BadLang> {
    let (german, english) = (Lang::german(), Lang::english());
    text.parse().or_else(|bad| language_in(text, (&german, &english)).ok_or(bad))
}

/// The words of a name in lower case: `de-AT_pos` is de, at, pos.
fn words(cell: &str) -> Vec<String> {
    // No name of a column is longer, and a cell may hold a book.
    if cell.len() > 200 {
        return Vec::new();
    }
    let lower: String = cell.nfc().collect::<String>().to_lowercase();
    lower
        .split(|char: char| !char.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn named<T: Copy>(names: &[(T, &[&str])], whole: &str) -> Option<T> {
    names.iter().find(|(_, names)| names.contains(&whole)).map(|(meaning, _)| *meaning)
}

/// The words behind `lang`, which may be any tag: `lang_no` is Norwegian where `no` is a number.
fn spelled_out(words: &[&str]) -> Option<Name> {
    let lang = |words: &[&str]| words.join("-").parse::<Lang>().ok();
    (1..words.len())
        .find_map(|place| {
            let (tag, rest) = words.split_at(place);
            about(lang(tag)?, rest)
        })
        .or_else(|| lang(words).map(Name::Term))
}

fn about(lang: Lang, words: &[&str]) -> Option<Name> {
    let whole = words.join(" ");
    if TERM.contains(&whole.as_str()) {
        return Some(Name::Term(lang));
    }
    named(ATTRIBUTES, &whole).map(|attribute| Name::Of(lang, attribute))
}

fn side(words: &[&str], langs: Langs<'_>) -> Option<Lang> {
    let [word] = words else { return None };
    let is_source = SOURCE_SIDE.contains(word);
    let lang = if is_source { langs.0 } else { langs.1 };
    (is_source || TARGET_SIDE.contains(word)).then(|| lang.clone())
}

/// The language of words such as `deutsch`, `english uk` or `de at`.
fn language(words: &[&str], (from, to): Langs<'_>) -> Option<Lang> {
    let (first, rest) = words.split_first()?;
    let Some((code, _)) = LANGUAGES.iter().find(|(_, names)| names.contains(first)) else {
        return tag(words, (from, to));
    };
    if rest.is_empty() {
        let own = [from, to].into_iter().find(|lang| lang.primary() == *code);
        return own.cloned().or_else(|| code.parse().ok());
    }
    let whole = rest.join(" ");
    // `Deutsch (DE)` gives the region's code itself.
    let region = named_str(REGIONS, &whole).or_else(|| {
        let is_code = whole.len() == 2 && whole.bytes().all(|byte| byte.is_ascii_lowercase());
        is_code.then_some(whole.as_str())
    })?;
    format!("{code}-{region}").parse().ok()
}

fn named_str(names: &[(&'static str, &[&str])], whole: &str) -> Option<&'static str> {
    names.iter().find(|(_, names)| names.contains(&whole)).map(|(meaning, _)| *meaning)
}

/// The language of a tag that is likely meant as one.
fn tag(words: &[&str], (from, to): Langs<'_>) -> Option<Lang> {
    let (first, rest) = words.split_first()?;
    // `pos` and `new` are well-formed tags too, so the tag must be worth asking for.
    let is_own = |code: &str| code == from.primary() || code == to.primary();
    let is_known = is_own(first) || CODES.contains(&format!(" {first} "));
    // Norwegian in Norway is a language, even where `no` alone is a number.
    let is_regional = first.len() == 2 && !rest.is_empty() && *first != "id";
    if !is_known && !is_regional {
        return None;
    }
    let fits = rest.iter().all(|part| {
        let is_region = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_alphabetic())
            || part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit());
        // `de-en` is a direction, not German in a country.
        let is_pair = is_own(part) && part != first;
        SCRIPTS.contains(part) || is_region && !is_pair
    });
    let lang: Option<Lang> = words.join("-").parse().ok();
    lang.filter(|lang| fits || lang == from || lang == to)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(cell: &str) -> String {
        let (german, english) = (Lang::german(), Lang::english());
        match parse(cell, (&german, &english)) {
            None => "-".to_owned(),
            Some(Name::Term(lang)) => lang.to_string(),
            Some(Name::Of(lang, attribute)) => format!("{lang} {attribute:?}"),
            Some(Name::Field(Field::Bare(attribute))) => format!("{attribute:?}"),
            Some(Name::Field(field)) => format!("{field:?}"),
            Some(Name::Side(side)) => format!("~{side:?}"),
        }
    }

    #[test]
    fn languages_have_many_names() {
        for (cell, meaning) in [
            ("de", "de"),
            (" DE ", "de"),
            ("de_AT", "de-AT"),
            ("de-de", "de-DE"),
            ("Deutsch", "de"),
            ("GERMAN", "de"),
            ("English (UK)", "en-GB"),
            ("English_United_States", "en-US"),
            ("German term", "de"),
            ("Term DE", "de"),
            ("fr", "fr"),
            ("Französisch", "fr"),
            ("zh-Hant-TW", "zh-Hant-TW"),
            ("no-NO", "no-NO"),
            ("lang_no", "no"),
        ] {
            assert_eq!(parsed(cell), meaning, "{cell}");
        }
    }

    #[test]
    fn a_tag_may_be_a_name() {
        for (text, tag) in [
            ("de-AT", "de-AT"),
            ("no", "no"),
            ("GERMAN", "de"),
            ("ENGLISH (U.S.)", "en-US"),
            ("English_UK", "en-GB"),
            ("GERMAN (SWISS)", "de-CH"),
        ] {
            assert_eq!(tag_or_name(text).unwrap().as_str(), tag, "{text}");
        }
        assert!(tag_or_name("KLINGONISCH").is_err());
    }

    #[test]
    fn attributes_stand_before_or_behind_the_language() {
        for (cell, meaning) in [
            ("de_pos", "de Pos"),
            ("Genus (de)", "de Gender"),
            ("EN Kommentar", "en Note"),
            ("en_concept_note", "en ConceptNote"),
            ("de-AT_status", "de-AT Status"),
            ("target_status", "en Status"),
            ("src:pos", "de Pos"),
            ("lang_id_note", "id Note"),
            ("note", "Note"),
            ("Bemerkung", "Note"),
            ("U\u{308}bersetzung", "~Translation"),
            ("Wortart", "Pos"),
            ("Quelle", "~Source"),
            ("Part of Speech", "Pos"),
            ("Fachgebiet", "Subject"),
            ("Deutsch (DE)", "de-DE"),
            ("Englisch (UK)", "en-GB"),
        ] {
            assert_eq!(parsed(cell), meaning, "{cell}");
        }
    }

    #[test]
    fn false_friends_are_no_languages() {
        for cell in
            ["no", "is", "to", "Nr.", "new", "ref", "url", "de-en", "en_de", "x", "", "Haus"]
        {
            assert_eq!(parsed(cell), "-", "{cell}");
        }
        assert_eq!((parsed("id"), parsed("ID-Nr")), ("Id".to_owned(), "Id".to_owned()));
    }

    #[test]
    fn every_language_has_a_name_that_is_read_back() {
        let (german, english) = (Lang::german(), Lang::english());
        let langs = (&german, &english);
        for tag in ["de", "fr", "no", "id", "is", "pos", "new", "de-DE-1996", "en-DE", "sr-Latn"] {
            let lang: Lang = tag.parse().unwrap();
            let name = of_language(&lang, langs);
            assert_eq!(parse(&name, langs), Some(Name::Term(lang.clone())), "{name}");
            let note = format!("{name}_note");
            assert_eq!(parse(&note, langs), Some(Name::Of(lang, Attribute::Note)), "{note}");
        }
        assert_eq!(of_language(&"fr".parse().unwrap(), langs), "fr");
    }
}
