//! What the segmenter promises, as texts with `|` where a sentence ends.

mod english;
mod german;
mod other;
mod properties;

use super::*;

/// Segments each text, its bars taken out, and expects the bars back.
fn check(lang: &str, cases: &[&str]) {
    let lang: Lang = lang.parse().unwrap();
    let failures: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let text = case.replace("| ", "").replace('|', "");
            let expected: Vec<&str> = case.split('|').map(str::trim).collect();
            let segments = segment(&text, &[Span::new(0, text.len())], &lang);
            let found: Vec<&str> = segments.iter().map(|segment| segment.span.of(&text)).collect();
            (found != expected).then(|| format!("expected {case}\n   found {}", found.join(" | ")))
        })
        .collect();
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}
