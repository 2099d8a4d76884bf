//! What was measured: lines for people on stderr, an object a line on stdout.

use std::time::Duration;

use serde_json::{Map, Value, json};

/// Names and what was measured under them.
pub type Facts = Vec<(&'static str, Value)>;

/// Tells what was measured of a thing.
pub fn tell(what: &str, facts: Facts) {
    let shown: Vec<String> = facts.iter().map(|(name, value)| format!("{name} {value}")).collect();
    eprintln!("{what}: {}", shown.join(", "));
    let named = facts.into_iter().map(|(name, value)| (name.to_owned(), value));
    let mut object: Map<String, Value> = named.collect();
    object.insert("what".to_owned(), json!(what));
    println!("{}", Value::Object(object));
}

/// Tells that something was not measured, and why.
pub fn skip(what: &str, why: &str) {
    tell(what, vec![("skipped", json!(why))]);
}

/// How long many runs took.
#[derive(Debug, Clone, Default)]
pub struct Latency {
    ascending: Vec<f64>,
}

impl Latency {
    pub fn new(milliseconds: impl IntoIterator<Item = f64>) -> Self {
        let mut ascending: Vec<f64> = milliseconds.into_iter().collect();
        ascending.sort_unstable_by(f64::total_cmp);
        Self { ascending }
    }

    /// The time that so many hundredths of the runs did not go over.
    pub fn percentile(&self, hundredths: usize) -> f64 {
        let last = self.ascending.len().saturating_sub(1);
        self.ascending.get(last * hundredths / 100).copied().unwrap_or_default()
    }

    pub fn facts(&self) -> Facts {
        let mut facts = vec![("runs", json!(self.ascending.len()))];
        for (name, hundredths) in [("p50_ms", 50), ("p90_ms", 90), ("p99_ms", 99), ("max_ms", 100)]
        {
            facts.push((name, rounded(self.percentile(hundredths))));
        }
        facts
    }

    /// Median and 99th percentile beside those of `other`, as so many times as long.
    pub fn beside(&self, other: &Self) -> Facts {
        let ratio = |hundredths| {
            rounded(self.percentile(hundredths) / other.percentile(hundredths).max(f64::EPSILON))
        };
        vec![("p50_times", ratio(50)), ("p99_times", ratio(99))]
    }
}

pub fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// A number with as many places as it deserves.
pub fn rounded(number: f64) -> Value {
    let scale = if number.abs() < 1.0 { 1e4 } else { 1e2 };
    json!((number * scale).round() / scale)
}

/// Megabytes of a million bytes.
pub fn megabytes(bytes: u64) -> Value {
    rounded(bytes as f64 / 1e6)
}
