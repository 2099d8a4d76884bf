//! Comparing the figures of a text with those of its translation.

use std::collections::{HashMap, HashSet, VecDeque};

use super::{Figure, FigureKind, Unit, Value, figures};
use crate::model::{Lang, Span};

/// How the numbers of a text and of its translation differ.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Differing {
    /// Those that only the text has.
    pub only_source: Vec<Span>,
    /// Those that only the translation has.
    pub only_target: Vec<Span>,
}

/// Compares the numbers of a text and of its translation, in any order.
pub fn compare((source, from): (&str, &Lang), (target, to): (&str, &Lang)) -> Differing {
    let (source, target) = (figures(source, from), figures(target, to));
    let mut pairing = Pairing {
        source: &source,
        target: &target,
        source_free: vec![true; source.len()],
        target_free: vec![true; target.len()],
    };
    pairing.run();
    pairing.differing()
}

/// Of so many numbers without an equal others that may be meant are looked for.
const MOST: usize = 1_000;

struct Pairing<'f> {
    source: &'f [Figure],
    target: &'f [Figure],
    source_free: Vec<bool>,
    target_free: Vec<bool>,
}

impl Pairing<'_> {
    fn run(&mut self) {
        self.pair_equal(|kind| kind == FigureKind::Digits);
        self.pair_equal(|kind| kind == FigureKind::Date);
        self.pair_equal(|kind| kind != FigureKind::Hint);
        self.pair_equal(|_| true);
        self.pair(|one, other| {
            let mut values = one.values.iter().chain(&one.loose);
            values.any(|value| other.values.contains(value) || other.loose.contains(value))
        });
        self.pair(|one, other| {
            one.unit != Unit::None && other.unit != Unit::None && one.unit != other.unit
        });
        // What is told in miles as well as in kilometres.
        for place in 0..self.target.len() {
            let unit = self.target[place].unit;
            let is_converted = unit != Unit::None
                && self.source.iter().any(|other| other.unit != Unit::None && other.unit != unit);
            self.target_free[place] &= !is_converted;
        }
        // What is said twice on one side may be said once on the other.
        // A month is not said by a number that is the same.
        let said = |figures: &[Figure]| -> HashSet<(bool, Value)> {
            let values = figures.iter().flat_map(|figure| {
                let is_date = figure.kind == FigureKind::Date;
                figure.values.iter().chain(&figure.loose).map(move |value| (is_date, *value))
            });
            values.collect()
        };
        let (of_source, of_target) = (said(self.source), said(self.target));
        let is_said = |figure: &Figure, others: &HashSet<(bool, Value)>| {
            let is_date = figure.kind == FigureKind::Date;
            let mut values = figure.values.iter().chain(&figure.loose);
            values.any(|value| others.contains(&(is_date, *value)))
        };
        for (place, figure) in self.source.iter().enumerate() {
            self.source_free[place] &= !is_said(figure, &of_target);
        }
        for (place, figure) in self.target.iter().enumerate() {
            self.target_free[place] &= !is_said(figure, &of_source);
        }
    }

    /// Pairs what is free on both sides and has the same value, in order.
    fn pair_equal(&mut self, counts: impl Fn(FigureKind) -> bool) {
        let mut waiting: HashMap<Value, VecDeque<usize>> = HashMap::new();
        for (at, figure) in self.target.iter().enumerate() {
            if self.target_free[at] && counts(figure.kind) {
                waiting.entry(figure.values[0]).or_default().push_back(at);
            }
        }
        for (place, figure) in self.source.iter().enumerate() {
            if self.source_free[place]
                && counts(figure.kind)
                && let Some(at) = waiting.get_mut(&figure.values[0]).and_then(VecDeque::pop_front)
            {
                (self.source_free[place], self.target_free[at]) = (false, false);
            }
        }
    }

    /// Pairs what is free on both sides and fits, in order.
    fn pair(&mut self, fits: impl Fn(&Figure, &Figure) -> bool) {
        let free = |free: &[bool]| -> Vec<usize> {
            let free = free.iter().enumerate().filter(|(_, free)| **free);
            free.map(|(at, _)| at).take(MOST).collect()
        };
        let of_target = free(&self.target_free);
        for place in free(&self.source_free) {
            let figure = &self.source[place];
            let is_partner =
                |at: &&usize| self.target_free[**at] && fits(figure, &self.target[**at]);
            if let Some(at) = of_target.iter().find(is_partner).copied() {
                (self.source_free[place], self.target_free[at]) = (false, false);
            }
        }
    }

    /// What is left of digits on either side; of words only where both sides have something left.
    fn differing(&self) -> Differing {
        let left = |figures: &[Figure], free: &[bool], kind: FigureKind| -> Vec<Span> {
            let left =
                figures.iter().zip(free).filter(|(figure, free)| **free && figure.kind == kind);
            left.map(|(figure, _)| figure.span).collect()
        };
        let of_source = |kind| left(self.source, &self.source_free, kind);
        let of_target = |kind| left(self.target, &self.target_free, kind);
        let (mut only_source, mut only_target) =
            (of_source(FigureKind::Digits), of_target(FigureKind::Digits));
        let words = (of_source(FigureKind::Word), of_target(FigureKind::Word));
        if !only_target.is_empty() || !words.1.is_empty() {
            only_source.extend(words.0);
        }
        if !only_source.is_empty() {
            only_target.extend(words.1);
        }
        let dates = (of_source(FigureKind::Date), of_target(FigureKind::Date));
        if !dates.0.is_empty() && !dates.1.is_empty() {
            only_source.extend(dates.0);
            only_target.extend(dates.1);
        }
        only_source.sort_by_key(|figure| figure.start);
        only_target.sort_by_key(|figure| figure.start);
        Differing { only_source, only_target }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(source: &str, target: &str) -> (Vec<String>, Vec<String>) {
        let Differing { only_source, only_target } =
            compare((source, &Lang::german()), (target, &Lang::english()));
        let texts = |figures: Vec<Span>, text: &str| -> Vec<String> {
            figures.iter().map(|figure| figure.of(text).to_owned()).collect()
        };
        (texts(only_source, source), texts(only_target, target))
    }

    #[test]
    fn the_same_numbers_in_other_notation_are_the_same() {
        for (source, target) in [
            ("1.200,50 Euro", "1,200.50 euros"),
            ("Am 12.03.2024 um 14:15 Uhr", "On 3/12/2024 at 2:15 p.m."),
            ("am 12. März", "on 12 March"),
            ("am 12.3.", "on March 12"),
            ("3 Fälle", "three cases"),
            ("im Jahr 1.000.000", "in the year 1,000,000"),
            ("2,5 Prozent", "2.5 percent"),
            ("Version 4.0.30319", "Version 4.0.30319"),
            ("G20 und 7. Mai", "7 May and G20"),
            ("KB2345678", "KB2345678"),
            ("100.000", "100.000"),
            ("der 19. Tag", "the 19th day"),
            ("um 20 Uhr", "at 8 p.m."),
            ("in den 90er Jahren", "in the 1990s"),
            ("25 Fälle", "twenty-five cases"),
            ("1,5 Mio. Euro", "1,500,000 euros"),
            ("3 bis 5 Millionen", "3 million to 5 million"),
            ("zweieinhalb Jahre", "2.5 years"),
            ("50 Prozent", "half of them"),
            ("10.000 Meter", "10,000 metres"),
            ("100 Kilometer", "60 miles"),
            ("2015/16", "2015-2016"),
            ("das etwa 250 kg schwere Schwein", "the 550 pound hog"),
            ("sonnige 28 Grad", "a sunny 80 degrees outside"),
            ("in viereinhalb Stunden", "in four and a half hours"),
            ("bis 10.00 Uhr", "until 10 a.m."),
            ("17 000 Menschen", "17,000 people"),
            ("eine Million Abflüge", "1 million departures"),
            ("eine halbe Million", "500,000"),
            ("2,5 bis 5 cm", "1 to 2 inches"),
            ("im 19. Jahrhundert", "in the nineteenth century"),
            ("um 0.15 Uhr", "at 12.15 a.m."),
            ("im Maßstab 1:1000", "on a scale of 1:1,000"),
            ("zum 1.1.26", "on 1 January 2026"),
            ("um 12 Uhr mittags", "at noon"),
            ("um 0 Uhr", "at midnight"),
            ("vor 14 Tagen", "a fortnight ago"),
            ("18 Monate", "a year and a half"),
            ("Elisabeth II.", "Elizabeth II"),
            ("dreihundert Leute", "300 people"),
        ] {
            assert_eq!(told(source, target), (Vec::new(), Vec::new()), "{source} | {target}");
        }
    }

    #[test]
    fn other_numbers_are_told() {
        let one = |text: &str| vec![text.to_owned()];
        assert_eq!(told("1.200 Gäste", "1,300 guests"), (one("1.200"), one("1,300")));
        assert_eq!(told("3 Fälle", "4 cases"), (one("3"), one("4")));
        assert_eq!(told("3 Millionen", "3 billion"), (one("3 Millionen"), one("3 billion")));
        assert_eq!(told("im Jahr 2024", "in that year"), (one("2024"), Vec::new()));
        assert_eq!(told("am 12. März", "on 13 March"), (one("12"), one("13")));
        assert_eq!(told("am 12. März", "on 12 April"), (one("März"), one("April")));
        assert_eq!(told("am 3. Mai 2024", "on 3 March 2024"), (one("Mai"), one("March")));
        assert_eq!(told("am 3. März 2024", "on March 5, 2024"), (one("3"), one("5")));
        assert_eq!(told("am Montag", "on Tuesday"), (one("Montag"), one("Tuesday")));
        assert_eq!(told("am Montag", "the day after"), (Vec::new(), Vec::new()));
        assert_eq!(told("zwölf Leute", "thirteen people"), (one("zwölf"), one("thirteen")));
        assert_eq!(told("zwölf Leute", "a dozen people"), (Vec::new(), Vec::new()));
        assert_eq!(told("sieben Leute", "people"), (Vec::new(), Vec::new()));
    }
}
