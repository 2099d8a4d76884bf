//! Texts that are far longer or shorter than their translation, for the memory they stand in.

/// Texts of fewer characters vary too much: *Klicken Sie auf Schlüssel* is *Click Key*.
const SHORT: usize = 60;

/// So many deviations from the median are an outlier. Log ratios of lengths are close to a normal
/// distribution, whose standard deviation is 1.48 of these: of a million pairs this is passed by some
/// hundred by chance.
const DEVIATIONS: f32 = 6.0;

/// The least deviation, so that a memory of equal texts has no outliers.
const LEAST: f32 = 0.08;

/// With fewer pairs nothing is usual.
const FEWEST: usize = 50;

/// How long translations usually are.
#[derive(Debug, Default)]
pub(super) struct Lengths {
    ratios: Vec<f32>,
    usual: Option<Usual>,
}

#[derive(Debug, Clone, Copy)]
struct Usual {
    median: f32,
    deviation: f32,
}

/// The logarithm of how many times as long the target is; none for short texts.
fn ratio(source: &str, target: &str) -> Option<f32> {
    let (source, target) = (source.chars().count(), target.chars().count());
    (source.max(target) >= SHORT && source.min(target) > 0)
        .then(|| (target as f32 / source as f32).ln())
}

fn median(values: &mut [f32]) -> f32 {
    let middle = values.len() / 2;
    *values.select_nth_unstable_by(middle, f32::total_cmp).1
}

impl Lengths {
    pub(super) fn note(&mut self, source: &str, target: &str) {
        self.ratios.extend(ratio(source, target));
    }

    pub(super) fn settle(&mut self) {
        let mut ratios = std::mem::take(&mut self.ratios);
        if ratios.len() < FEWEST {
            return;
        }
        let median_of_all = median(&mut ratios);
        let mut deviations: Vec<f32> =
            ratios.iter().map(|ratio| (ratio - median_of_all).abs()).collect();
        let deviation = median(&mut deviations).max(LEAST);
        self.usual = Some(Usual { median: median_of_all, deviation });
    }

    pub(super) fn examine(&self, source: &str, target: &str) -> Option<String> {
        let Usual { median, deviation } = self.usual?;
        let ratio = ratio(source, target)?;
        ((ratio - median).abs() > DEVIATIONS * deviation).then(|| {
            format!(
                "the translation is {:.1} times as long as the text; here it usually is {:.1}",
                ratio.exp(),
                median.exp()
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_far_longer_than_usual_is_told() {
        let mut lengths = Lengths::default();
        for length in 60..160 {
            lengths.note(&"x".repeat(length), &"y".repeat(length + length % 7));
        }
        lengths.settle();
        assert!(lengths.examine(&"x".repeat(80), &"y".repeat(90)).is_none());
        assert!(lengths.examine(&"x".repeat(80), &"y".repeat(240)).is_some());
        assert!(lengths.examine(&"x".repeat(80), &"y".repeat(20)).is_some());
        assert!(lengths.examine("Nein", "Not in a hundred years").is_none());
        assert!(Lengths::default().examine(&"x".repeat(80), "y").is_none());
    }
}
