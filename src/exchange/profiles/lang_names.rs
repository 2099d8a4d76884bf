//! Languages as memoQ and MultiTerm call them.

use crate::model::Lang;

const LANGUAGES: &[(&str, &str)] = &[
    ("de", "German"),
    ("en", "English"),
    ("fr", "French"),
    ("es", "Spanish"),
    ("it", "Italian"),
    ("pt", "Portuguese"),
    ("nl", "Dutch"),
    ("pl", "Polish"),
    ("cs", "Czech"),
    ("da", "Danish"),
    ("sv", "Swedish"),
    ("nb", "Norwegian"),
    ("ru", "Russian"),
    ("uk", "Ukrainian"),
    ("tr", "Turkish"),
    ("ar", "Arabic"),
    ("zh", "Chinese"),
    ("ja", "Japanese"),
];

const REGIONS: &[(&str, &str)] = &[
    ("GB", "United Kingdom"),
    ("US", "United States"),
    ("DE", "Germany"),
    ("AT", "Austria"),
    ("CH", "Switzerland"),
];

/// The English name of a language and of its country; nothing if the tag says more than these or
/// something that has no name here.
pub(super) fn of(lang: &Lang) -> Option<(&'static str, Option<&'static str>)> {
    let named = |names: &[(&str, &'static str)], code: &str| {
        names.iter().find(|(known, _)| *known == code).map(|(_, name)| *name)
    };
    let language = named(LANGUAGES, lang.primary())?;
    match lang.as_str().split_once('-') {
        None => Some((language, None)),
        Some((_, region)) => Some((language, Some(named(REGIONS, region)?))),
    }
}
