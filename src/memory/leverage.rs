//! What a memory is worth for a text: its segments by band of similarity, counted as translations
//! are priced.
//!
//! Invariant: every segment is in exactly one band, so the bands of a text add up to the text.

use std::collections::HashMap;
use std::fmt;

use unicode_normalization::UnicodeNormalization;

use super::score::{CONTEXT, EXACT};
use super::words::plain;
use crate::model::RateRow;

/// A German standard line (Normzeile) has so many characters, spaces included.
pub const STANDARD_LINE: usize = 55;

/// The lowest score that has a band of its own.
pub const LOWEST_BAND: u8 = 50;

/// What a translator finds of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Band {
    /// The same text between the same neighbours.
    Context,
    /// The text stood earlier in the same file.
    Repetition,
    /// The text stood in an earlier file.
    AcrossFiles,
    /// The same text.
    Exact,
    /// A score of 95 to 99.
    From95,
    /// A score of 85 to 94.
    From85,
    /// A score of 75 to 84.
    From75,
    /// A score of 50 to 74.
    From50,
    /// Nothing.
    None,
}

impl Band {
    /// Every band, in the order in which they are told.
    pub const ALL: [Self; 9] = [
        Self::Context,
        Self::Repetition,
        Self::AcrossFiles,
        Self::Exact,
        Self::From95,
        Self::From85,
        Self::From75,
        Self::From50,
        Self::None,
    ];

    /// The band of a segment with this best score. A match with the very text counts before a
    /// repetition, a repetition before a match that is less.
    pub fn of(score: Option<u8>, repeated: Option<Repeated>) -> Self {
        match (score, repeated) {
            (Some(CONTEXT..), _) => Self::Context,
            (Some(EXACT), _) => Self::Exact,
            (_, Some(Repeated::InFile)) => Self::Repetition,
            (_, Some(Repeated::AcrossFiles)) => Self::AcrossFiles,
            (Some(95..), _) => Self::From95,
            (Some(85..), _) => Self::From85,
            (Some(75..), _) => Self::From75,
            (Some(LOWEST_BAND..), _) => Self::From50,
            _ => Self::None,
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Context => "context",
            Self::Repetition => "repetitions",
            Self::AcrossFiles => "cross-file-repetitions",
            Self::Exact => "100",
            Self::From95 => "95-99",
            Self::From85 => "85-94",
            Self::From75 => "75-84",
            Self::From50 => "50-74",
            Self::None => "none",
        }
    }

    /// The bands that people mean by a name, German or English; none if it is no such name.
    pub fn named(name: &str) -> &'static [Self] {
        let letters = name.nfc().filter(|char| char.is_alphanumeric());
        match letters.flat_map(char::to_lowercase).collect::<String>().as_str() {
            "context" | "contextmatch" | "contextmatches" | "101" | "ice" | "perfectmatch"
            | "kontext" | "kontexttreffer" | "kontextmatch" | "kontextmatches" => &[Self::Context],
            "repetition" | "repetitions" | "reps" | "wiederholung" | "wiederholungen" => {
                &[Self::Repetition, Self::AcrossFiles]
            }
            "crossfilerepetition"
            | "crossfilerepetitions"
            | "crossfile"
            | "dateiübergreifendewiederholungen"
            | "wiederholungeninanderendateien"
            | "dateiübergreifend" => &[Self::AcrossFiles],
            "100" | "exact" | "exactmatch" | "exactmatches" | "exakt" | "exaktetreffer" => {
                &[Self::Exact]
            }
            "9599" | "9995" => &[Self::From95],
            "8594" | "9485" => &[Self::From85],
            "7584" | "8475" => &[Self::From75],
            "5074" | "7450" => &[Self::From50],
            "none" | "nomatch" | "nomatches" | "new" | "newwords" | "049" | "490" | "neu"
            | "neuewörter" | "kein" | "keine" | "keintreffer" | "keinetreffer" | "keinmatch" => {
                &[Self::None]
            }
            _ => &[],
        }
    }

    /// Whether the memory or the files themselves hold something for it.
    pub fn is_found(self) -> bool {
        self != Self::None
    }
}

impl fmt::Display for Band {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Where a text stood before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeated {
    /// In the same file.
    InFile,
    /// In an earlier file.
    AcrossFiles,
}

/// The texts that were there already.
#[derive(Debug, Default)]
pub struct Repetitions {
    /// The last file that holds each.
    files: HashMap<String, usize>,
}

impl Repetitions {
    /// Whether a text of a file was there already; from now on it is.
    pub fn see(&mut self, text: &str, file: usize) -> Option<Repeated> {
        match self.files.insert(plain(text).into_owned(), file)? {
            before if before == file => Some(Repeated::InFile),
            _ => Some(Repeated::AcrossFiles),
        }
    }
}

/// How much text there is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Amount {
    /// Segments.
    pub segments: usize,
    /// Words: what stands between white space and holds a letter or a digit.
    pub words: usize,
    /// Characters as a reader sees them, those of white space included: a letter with its accent is
    /// one.
    pub characters: usize,
    /// Characters, white space left out.
    pub characters_without_spaces: usize,
}

impl Amount {
    /// The amount of one segment.
    pub fn of(text: &str) -> Self {
        let is_word = |run: &&str| run.contains(char::is_alphanumeric);
        let spaces = text.nfc().filter(|char| char.is_whitespace()).count();
        let characters = text.nfc().count();
        Self {
            segments: 1,
            words: text.split_whitespace().filter(is_word).count(),
            characters,
            characters_without_spaces: characters - spaces,
        }
    }

    /// Counts more.
    pub fn add(&mut self, other: &Self) {
        self.segments += other.segments;
        self.words += other.words;
        self.characters += other.characters;
        self.characters_without_spaces += other.characters_without_spaces;
    }

    /// How many standard lines that makes.
    pub fn standard_lines(&self) -> f64 {
        self.characters as f64 / STANDARD_LINE as f64
    }
}

/// The segments of a text by band.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Leverage {
    amounts: [Amount; Band::ALL.len()],
}

impl Leverage {
    /// Counts a segment.
    pub fn count(&mut self, band: Band, text: &str) {
        self.amounts[band as usize].add(&Amount::of(text));
    }

    /// Counts another text too.
    pub fn add(&mut self, other: &Self) {
        for (amount, other) in self.amounts.iter_mut().zip(&other.amounts) {
            amount.add(other);
        }
    }

    /// What is in a band.
    pub fn amount(&self, band: Band) -> &Amount {
        &self.amounts[band as usize]
    }

    /// What is in all bands.
    pub fn whole(&self) -> Amount {
        let mut whole = Amount::default();
        self.amounts.iter().for_each(|amount| whole.add(amount));
        whole
    }

    /// The words of all bands, each weighted by its rate.
    pub fn weighted_words(&self, rates: &Rates) -> f64 {
        Band::ALL.iter().map(|band| rates.weighted(*band, self.amount(*band))).sum()
    }
}

/// What a word of each band costs, in percent of a new one.
#[derive(Debug, Clone, PartialEq)]
pub struct Rates {
    percents: [f64; Band::ALL.len()],
}

impl Default for Rates {
    /// Rates to start from; there is no standard. Similar texts below 75 mostly count as new ones.
    fn default() -> Self {
        Self { percents: [0.0, 30.0, 30.0, 30.0, 40.0, 60.0, 80.0, 100.0, 100.0] }
    }
}

/// Why a row of a table of rates cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRate {
    /// Its line.
    pub line: usize,
    /// Why.
    pub reason: String,
}

impl Rates {
    /// The rates that the rows say, and the bands that none speaks of, which keep the default ones.
    ///
    /// A row that names one band counts before one that names several, such as all repetitions.
    ///
    /// # Errors
    /// If a name is none of a band, or if a band is named twice.
    pub fn of(rows: &[RateRow]) -> Result<(Self, Vec<Band>), BadRate> {
        let mut rates = Self::default();
        // The line of each band, and how many bands that line names.
        let mut said: [Option<(usize, usize)>; Band::ALL.len()] = Default::default();
        for RateRow { line, band: name, percent } in rows {
            let bands = Band::named(name);
            let refuse = |reason: String| Err(BadRate { line: *line, reason });
            if bands.is_empty() {
                let names: Vec<&str> = Band::ALL.iter().map(|band| band.name()).collect();
                return refuse(format!("`{name}` is no band: use {}", names.join(", ")));
            }
            for band in bands {
                let before = said[*band as usize];
                match before {
                    Some((first, width)) if width == bands.len() => {
                        return refuse(format!("`{name}` was named in line {first} already"));
                    }
                    Some((_, width)) if width < bands.len() => continue,
                    _ => {}
                }
                said[*band as usize] = Some((*line, bands.len()));
                rates.percents[*band as usize] = *percent;
            }
        }
        let unsaid = Band::ALL.into_iter().filter(|band| said[*band as usize].is_none()).collect();
        Ok((rates, unsaid))
    }

    /// The percent of a full word that one of a band costs.
    pub fn percent(&self, band: Band) -> f64 {
        self.percents[band as usize]
    }

    /// The words of a band, weighted.
    pub fn weighted(&self, band: Band, amount: &Amount) -> f64 {
        amount.words as f64 * self.percent(band) / 100.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_very_text_counts_before_a_repetition_and_that_before_the_rest() {
        let repeated = Some(Repeated::InFile);
        for (score, repeated, band) in [
            (Some(101), repeated, Band::Context),
            (Some(100), repeated, Band::Exact),
            (Some(99), repeated, Band::Repetition),
            (None, Some(Repeated::AcrossFiles), Band::AcrossFiles),
            (Some(99), None, Band::From95),
            (Some(94), None, Band::From85),
            (Some(75), None, Band::From75),
            (Some(50), None, Band::From50),
            (Some(49), None, Band::None),
            (None, None, Band::None),
        ] {
            assert_eq!(Band::of(score, repeated), band, "{score:?}");
        }
    }

    #[test]
    fn bands_are_places_in_their_list_and_read_back() {
        for (place, band) in Band::ALL.into_iter().enumerate() {
            assert_eq!(band as usize, place);
            assert!(Band::named(band.name()).contains(&band));
        }
    }

    #[test]
    fn a_text_repeats_in_its_file_or_across_files() {
        let mut seen = Repetitions::default();
        assert_eq!(seen.see("Zölle", 0), None);
        assert_eq!(seen.see(" Zo\u{308}lle", 0), Some(Repeated::InFile));
        assert_eq!(seen.see("Zölle", 1), Some(Repeated::AcrossFiles));
        assert_eq!(seen.see("Zölle", 1), Some(Repeated::InFile));
    }

    #[test]
    fn words_and_characters_are_counted_as_people_count_them() {
        let amount = Amount::of("Die Zo\u{308}lle – 3,5 %\u{a0}(2024) – steigen.");
        assert_eq!((amount.words, amount.segments), (5, 1));
        assert_eq!((amount.characters, amount.characters_without_spaces), (35, 28));
        assert_eq!(Amount::of(&"x".repeat(110)).standard_lines(), 2.0);
        assert_eq!(Amount::of("* * *").words, 0);
    }

    fn rates(rows: &[(&str, f64)]) -> Result<(Rates, Vec<Band>), BadRate> {
        let row = |(at, (band, percent)): (usize, &(&str, f64))| RateRow {
            line: at + 1,
            band: (*band).to_owned(),
            percent: *percent,
        };
        Rates::of(&rows.iter().enumerate().map(row).collect::<Vec<_>>())
    }

    #[test]
    fn rates_are_named_in_german_and_english() {
        let (rates, unsaid) = rates(&[
            ("Kontext", 5.0),
            ("dateiu\u{308}bergreifende Wiederholungen", 20.0),
            ("Wiederholungen", 10.0),
            ("100 %", 15.0),
            ("95–99 %", 35.0),
            ("neu", 90.0),
        ])
        .unwrap();
        let percents = Band::ALL.map(|band| rates.percent(band));
        assert_eq!(percents, [5.0, 10.0, 20.0, 15.0, 35.0, 60.0, 80.0, 100.0, 90.0]);
        assert_eq!(unsaid, [Band::From85, Band::From75, Band::From50]);
    }

    #[test]
    fn bad_rates_are_told_with_their_lines() {
        let refused = rates(&[("100", 1.0), ("halb", 2.0)]).unwrap_err();
        assert!(refused.line == 2 && refused.reason.contains("`halb` is no band"), "{refused:?}");
        let refused = rates(&[("100", 1.0), ("exakt", 2.0)]).unwrap_err();
        assert_eq!(refused.reason, "`exakt` was named in line 1 already");
        assert!(rates(&[("reps", 1.0), ("Wiederholungen", 2.0)]).is_err());
    }

    #[test]
    fn bands_add_up() {
        let mut leverage = Leverage::default();
        leverage.count(Band::Exact, "ein Wort");
        leverage.count(Band::None, "noch ein Wort mehr");
        let mut total = leverage.clone();
        total.add(&leverage);
        assert_eq!((total.whole().words, total.amount(Band::Exact).segments), (12, 2));
        assert!((total.weighted_words(&Rates::default()) - 9.2).abs() < 1e-9);
    }
}
