//! `--where KEY=VALUE`: which pairs are meant.

use crate::model::UnitFilter;

/// The keys of a filter, for the help.
pub(super) const HELP: &str = "memory, client, project, subject, origin, text, lang, approved (yes \
                               or no), since, before (dates such as 2026-01-31)";

/// A condition that pairs are to meet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Condition {
    key: Key,
    value: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Memory,
    Client,
    Project,
    Subject,
    Origin,
    Text,
    Lang,
    Approved,
    Since,
    Before,
}

const KEYS: [(&str, Key); 10] = [
    ("memory", Key::Memory),
    ("client", Key::Client),
    ("project", Key::Project),
    ("subject", Key::Subject),
    ("origin", Key::Origin),
    ("text", Key::Text),
    ("lang", Key::Lang),
    ("approved", Key::Approved),
    ("since", Key::Since),
    ("before", Key::Before),
];

/// Reads a condition.
pub(super) fn condition(text: &str) -> Result<Condition, String> {
    let (name, value) = text.split_once('=').ok_or_else(|| {
        format!("`{text}` is no condition: write KEY=VALUE, as in `memory=client`; keys are {HELP}")
    })?;
    let named = KEYS.iter().find(|(key, _)| *key == name.trim().to_lowercase());
    let (_, key) = named.ok_or_else(|| format!("`{name}` is no key: there are {HELP}"))?;
    let value = match key {
        // White space may be what is looked for.
        Key::Text => value.to_owned(),
        _ => value.trim().to_owned(),
    };
    if value.is_empty() && !matches!(key, Key::Client | Key::Project | Key::Subject) {
        return Err(format!("`{name}` needs a value"));
    }
    match key {
        Key::Lang => _ = value.parse::<crate::model::Lang>().map_err(|error| error.to_string())?,
        Key::Approved if !matches!(value.as_str(), "yes" | "no") => {
            return Err("`approved` is yes or no".to_owned());
        }
        Key::Since | Key::Before => {
            let day: Result<jiff::civil::Date, _> = value.get(..10).unwrap_or(&value).parse();
            _ = day.map_err(|_| format!("`{value}` is no date: write it as 2026-01-31"))?;
        }
        _ => {}
    }
    Ok(Condition { key: *key, value })
}

/// The filter of all conditions. Several values of a memory, client, project or subject are
/// alternatives; of the other keys the last counts.
pub(super) fn filter(conditions: &[Condition]) -> UnitFilter {
    let mut filter = UnitFilter::default();
    for Condition { key, value } in conditions {
        let text = value.clone();
        match key {
            Key::Memory => filter.scope.memories.push(text),
            Key::Client => filter.scope.clients.push(text),
            Key::Project => filter.scope.projects.push(text),
            Key::Subject => filter.scope.subjects.push(text),
            Key::Origin => filter.origin = Some(text),
            Key::Text => filter.text = Some(text),
            Key::Lang => filter.lang = value.parse().ok(),
            Key::Approved => filter.is_approved = Some(value == "yes"),
            Key::Since => filter.since = Some(text),
            Key::Before => filter.before = Some(text),
        }
    }
    filter
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_make_a_filter() {
        let read = |text: &str| condition(text).unwrap();
        let conditions = ["memory=client", "Memory=main", "text= x", "approved=no", "lang=de"];
        let filter = filter(&conditions.map(read));
        assert_eq!(filter.scope.memories, ["client", "main"]);
        assert_eq!((filter.text.as_deref(), filter.is_approved), (Some(" x"), Some(false)));
    }

    #[test]
    fn what_is_no_condition_is_told() {
        for (text, part) in [
            ("client", "KEY=VALUE"),
            ("colour=red", "no key"),
            ("approved=perhaps", "yes or no"),
            ("since=yesterday", "no date"),
            ("lang=deutsch", "no language tag"),
            ("origin=", "needs a value"),
        ] {
            assert!(condition(text).unwrap_err().contains(part), "{text}");
        }
    }
}
