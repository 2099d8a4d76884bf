//! The head of a PO file: the entry without a message.

use super::super::names::Langs;
use crate::model::Lang;

/// The languages of messages and translations, and what to say of how they were found.
///
/// Messages are mostly English, and nothing in the file says so. A file that is translated into
/// English has messages in the other language that is asked for.
pub(super) fn langs(head: &str, name: &str, (from, to): Langs<'_>) -> (Lang, Lang, String) {
    let english = Lang::english();
    let asked = [to, from];
    let other = |than: &Lang| asked.into_iter().find(|lang| !lang.is_same_language(than)).cloned();
    let said = field(head, "Language").and_then(lang);
    let named = || by_name(name).filter(|lang| asked.iter().any(|one| one.is_same_language(lang)));
    let target = said.or_else(named);
    let source = field(head, "X-Source-Language").and_then(lang);
    let is_said = source.is_some();
    let source = source.unwrap_or_else(|| match &target {
        Some(target) if target.is_same_language(&english) => {
            other(&english).unwrap_or_else(Lang::german)
        }
        _ => asked
            .into_iter()
            .find(|lang| lang.is_same_language(&english))
            .cloned()
            .unwrap_or(english),
    });
    let target = target.or_else(|| other(&source)).unwrap_or_else(|| to.clone());
    let why = if is_said {
        "as the file says".to_owned()
    } else {
        "since it does not say its language (`X-Source-Language: de` in its head does)".to_owned()
    };
    let told = format!("`msgid` is taken for `{source}`, {why}, `msgstr` for `{target}`");
    (source, target, told)
}

/// The value of a field of the head.
pub(super) fn field<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    head.lines().find_map(|line| {
        let (known, value) = line.split_once(':')?;
        let value = value.trim();
        (known.trim().eq_ignore_ascii_case(name) && !value.is_empty()).then_some(value)
    })
}

/// The language of a locale such as `de_DE@formal`.
fn lang(locale: &str) -> Option<Lang> {
    locale.split(['@', '.']).next()?.parse().ok()
}

/// The language that a file is named after: `de.po`, `app.de.po`, `app-de_AT.po`.
fn by_name(name: &str) -> Option<Lang> {
    let file = name.rsplit(['/', '\\']).next()?;
    let stem = file.rsplit_once('.')?.0;
    lang(stem).or_else(|| stem.rsplit(['.', '-']).next()?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_english_unless_that_cannot_be() {
        let (german, english) = (Lang::german(), Lang::english());
        let british: Lang = "en-GB".parse().unwrap();
        for (head, name, asked, source, target) in [
            ("Language: de_DE\n", "x.po", (&german, &english), "en", "de-DE"),
            ("Language: de@formal\n", "x.po", (&german, &british), "en-GB", "de"),
            ("Language: en\n", "x.po", (&german, &english), "de", "en"),
            (
                "Language: en_GB\nX-Source-Language: en_US\n",
                "x.po",
                (&german, &english),
                "en-US",
                "en-GB",
            ),
            ("X: y\n", "po/de.po", (&german, &english), "en", "de"),
            ("", "app-de_AT.po", (&german, &english), "en", "de-AT"),
            ("", "app.po", (&german, &english), "en", "de"),
            ("", "en.po", (&german, &english), "de", "en"),
            ("Language: fr\n", "x.po", (&german, &english), "en", "fr"),
        ] {
            let (from, to, told) = langs(head, name, asked);
            assert_eq!((from.as_str(), to.as_str()), (source, target), "{head}{name}");
            assert!(told.contains(source) && told.contains(target), "{told}");
        }
    }
}
