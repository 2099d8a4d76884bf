//! Numbers that stand on one side only.

use crate::model::{Lang, Span};
use crate::text::figures::{Differing, compare};

/// So many numbers are named.
const NAMED: usize = 4;

/// Says which numbers one side has and the other has not.
pub(super) fn examine(
    (source, from): (&str, &Lang),
    (target, to): (&str, &Lang),
) -> Option<String> {
    let has_digit = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
    if !has_digit(source) && !has_digit(target) {
        return None;
    }
    let Differing { only_source, only_target } = compare((source, from), (target, to));
    let shown = |spans: &[Span], text: &str, lang: &Lang| {
        let texts: Vec<&str> = spans.iter().take(NAMED).map(|span| span.of(text)).collect();
        (!texts.is_empty()).then(|| format!("only in {lang}: {}", texts.join(", ")))
    };
    let told = [shown(&only_source, source, from), shown(&only_target, target, to)];
    let told: Vec<String> = told.into_iter().flatten().collect();
    (!told.is_empty()).then(|| told.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(source: &str, target: &str) -> Option<String> {
        examine((source, &Lang::german()), (target, &Lang::english()))
    }

    #[test]
    fn other_numbers_are_told() {
        assert_eq!(
            told("1.200 Gäste", "1,300 guests").unwrap(),
            "only in de: 1.200; only in en: 1,300"
        );
        assert_eq!(told("3 Fälle", "4 cases").unwrap(), "only in de: 3; only in en: 4");
        assert_eq!(told("im Jahr 2024", "in that year").unwrap(), "only in de: 2024");
        assert!(told("", "25 percent").is_some());
        assert_eq!(told("1.200 Gäste", "1,200 guests"), None);
    }
}
