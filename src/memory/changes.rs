//! What there is to change in a match, told as a translator sees it: numbers, dates and names that are
//! to be put into the translation, and where they stand there.

use crate::model::Span;
use crate::text::figures::is_month;
use crate::text::tokenize::{Token, TokenKind, tokenize, words};

use super::score::{Change, Changed};

/// What kind of thing is to be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum What {
    /// A number, or a word with a digit.
    Number,
    /// A date, or the month of one.
    Date,
    /// A name: it stands in the translation as it stands in the text.
    Name,
    /// Another word.
    Word,
    /// Another form of a word.
    Form,
    /// Another case or spelling.
    Spelling,
    /// Another mark.
    Mark,
}

impl What {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Date => "date",
            Self::Name => "name",
            Self::Word => "word",
            Self::Form => "form",
            Self::Spelling => "spelling",
            Self::Mark => "mark",
        }
    }
}

/// A change with its place in the translation, where that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ToChange {
    /// What it is.
    pub what: What,
    /// Where it stands in the text asked for; absent if it has to go.
    pub asked: Option<Span>,
    /// Where it stands in the match; absent if it has to come.
    pub found: Option<Span>,
    /// Where the same stands in the translation.
    pub target: Option<Span>,
}

/// The changes of a match between `asked` and `found`, whose translation is `target`.
pub fn to_change(changes: &[Change], asked: &str, found: &str, target: &str) -> Vec<ToChange> {
    let mut taken: Vec<Span> = Vec::new();
    changes
        .iter()
        .map(|Change { what, asked: there, found: here }| {
            let old = here.map(|span| span.of(found));
            let place = old.and_then(|old| same_word(old, target, &taken));
            taken.extend(place);
            let date =
                |span: &Option<Span>, text: &str| span.is_some_and(|span| is_of_date(span, text));
            let what = match what {
                _ if (*what == Changed::Placeable || *what == Changed::Word)
                    && (date(there, asked) || date(here, found)) =>
                {
                    What::Date
                }
                Changed::Placeable => What::Number,
                Changed::Word if place.is_some() && old.is_some_and(is_name) => What::Name,
                Changed::Word => What::Word,
                Changed::Form => What::Form,
                Changed::Spelling => What::Spelling,
                Changed::Mark => What::Mark,
            };
            let target = place.filter(|_| matches!(what, What::Number | What::Date | What::Name));
            ToChange { what, asked: *there, found: *here, target }
        })
        .collect()
}

/// The first place of a word in a text that is not taken yet.
fn same_word(word: &str, text: &str, taken: &[Span]) -> Option<Span> {
    let same = |token: &Token| token.span.of(text) == word && !taken.contains(&token.span);
    words(text).find(same).map(|token| token.span)
}

fn is_name(word: &str) -> bool {
    word.chars().count() > 1 && word.starts_with(char::is_uppercase)
}

/// Whether a token is a date (`12.03.2024`), a month next to a number, or a number next to a month
/// (`12. März 2024`).
fn is_of_date(span: Span, text: &str) -> bool {
    let word = span.of(text);
    if word.split(['.', '-', '/']).filter(|part| !part.is_empty()).count() == 3
        && word.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'/'))
    {
        return true;
    }
    let near: Vec<Token> = tokenize(text).filter(|token| token.span.of(text) != ".").collect();
    let Some(at) = near.iter().position(|token| token.span == span) else { return false };
    let next_to = |is: &dyn Fn(&Token) -> bool| {
        at.checked_sub(1).is_some_and(|before| is(&near[before]))
            || near.get(at + 1).is_some_and(is)
    };
    let is_number = |token: &Token| token.kind == TokenKind::Number;
    match near[at].kind {
        TokenKind::Number => next_to(&|token| is_month(token.span.of(text))),
        _ => is_month(word) && next_to(&is_number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::score::Scored;
    use crate::memory::words::WordReader;
    use crate::model::Lang;

    #[test]
    fn numbers_dates_and_names_are_told_with_their_place() {
        let asked = "Am 12. März 2024 sagte Meier, 25 Prozent seien genug.";
        let found = "Am 3. Mai 2023 sagte Müller, 40 Prozent seien wenig.";
        let target = "On 3 May 2023 Müller said that 40 percent was little.";
        let mut reader = WordReader::new(&Lang::german());
        let changes = Scored::new(asked, &mut reader).changes(found, &mut reader);
        let shown: Vec<(What, &str, &str, &str)> = to_change(&changes, asked, found, target)
            .iter()
            .map(|change| {
                let of = |span: Option<Span>, text| span.map_or("", |span| span.of(text));
                (
                    change.what,
                    of(change.asked, asked),
                    of(change.found, found),
                    of(change.target, target),
                )
            })
            .collect();
        assert_eq!(
            shown,
            [
                (What::Date, "12", "3", "3"),
                (What::Date, "März", "Mai", ""),
                (What::Date, "2024", "2023", "2023"),
                (What::Name, "Meier", "Müller", "Müller"),
                (What::Number, "25", "40", "40"),
                (What::Word, "genug", "wenig", ""),
            ]
        );
    }
}
