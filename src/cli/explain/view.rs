//! How a person reads why a bead was chosen: first in words, then in figures.

use std::ops::Range;

use super::super::error::CliError;
use super::super::output::{Look, Printer, counted, harmless};
use super::super::render::plain;
use super::reasons::{SLIGHT, confidence, signed, standing, sum, verdict};
use crate::align::{DOUBTFUL, Explanation, Judged, LinkOrigin, Word};
use crate::model::{Bead, Document};
use crate::project::Alignment;

/// More links, or words of a side, than this help nobody.
const SHOWN: usize = 12;

/// Prints an explanation.
pub(super) fn print(
    out: &mut Printer,
    alignment: &Alignment,
    which: usize,
    explanation: &Explanation,
) -> Result<(), CliError> {
    let stored = &alignment.beads[which];
    let id = |document: &Document| document.id.map(|id| id.to_string()).unwrap_or_default();
    let head = format!(
        "bead {} of {} and {} · {} · {}",
        which + 1,
        id(&alignment.source),
        id(&alignment.target),
        stored.bead.kind(),
        standing(stored.standing, stored.bead.confidence)
    );
    let doubtful = stored.bead.confidence < DOUBTFUL;
    let look = if doubtful { Look::Doubt } else { Look::Strong };
    out.line(out.look(look, &head))?;
    print_texts(out, alignment, &stored.bead, true)?;
    out.line("")?;
    let sentences =
        [verdict(explanation, stored.standing), confidence(explanation, alignment, which)];
    for sentence in sentences.iter().filter(|sentence| !sentence.is_empty()) {
        for line in plain(out, sentence, 0) {
            out.line(line)?;
        }
    }
    print_score(out, alignment, explanation)?;
    print_links(out, explanation)?;
    print_lonely(out, alignment, explanation)?;
    print_instead(out, alignment, explanation)?;
    print_merged(out, explanation)
}

fn print_score(
    out: &mut Printer,
    alignment: &Alignment,
    explanation: &Explanation,
) -> Result<(), CliError> {
    let Some(parts) = explanation.bead.parts else { return Ok(()) };
    let (source, target) = (&alignment.source.lang, &alignment.target.lang);
    let kind = explanation.bead.bead.kind();
    let (of_source, of_target) = explanation.lengths;
    heading(out, "Its score, in nats")?;
    let usual = "how usual such beads are".to_owned();
    let mut rows = vec![(format!("kind {kind}"), parts.prior, usual)];
    if explanation.bead.bead.is_pair() {
        let explained = |other| format!("how well those in {other} explain them");
        rows.push((format!("words in {source}"), parts.words_source, explained(target)));
        rows.push((format!("words in {target}"), parts.words_target, explained(source)));
        let lengths = format!("{of_source} and {of_target} characters");
        rows.push(("lengths".to_owned(), parts.length, lengths));
    }
    if parts.paragraph != 0.0 {
        rows.push(("paragraphs".to_owned(), parts.paragraph, String::new()));
    }
    if rows.len() > 1 {
        rows.push(("in all".to_owned(), parts.total(), String::new()));
    } else {
        rows[0].2 = "the price of leaving it alone; nothing else counts".to_owned();
    }
    for (label, value, note) in rows {
        out.line(format!("  {label:<14} {:>7}  {note}", signed(value, 2)).trim_end())?;
    }
    Ok(())
}

fn print_links(out: &mut Printer, explanation: &Explanation) -> Result<(), CliError> {
    /// How many columns a pair of words takes at least.
    const PAIR: usize = 40;
    let mut links = explanation.links.clone();
    links.retain(|link| link.gain >= SLIGHT);
    links.truncate(SHOWN);
    if !links.is_empty() {
        heading(out, "Words that go together, and what they add")?;
    }
    for link in &links {
        let pair = format!("{} → {}", harmless(&link.source), harmless(&link.target));
        let origin = match link.origin {
            LinkOrigin::Lexicon => format!("lexicon, {:.2}", link.strength),
            LinkOrigin::Own => format!("your own lexicon, {:.2}", link.strength),
            LinkOrigin::Learned => format!("learned here, {:.2}", link.strength),
            LinkOrigin::Same => "written the same".to_owned(),
            LinkOrigin::Alike => format!("written alike, {:.2}", link.strength),
            LinkOrigin::Number => "same number or date".to_owned(),
            LinkOrigin::Mark => "same sign".to_owned(),
            LinkOrigin::Term => "glossary".to_owned(),
        };
        for (row, line) in plain(out, &format!("{pair:<PAIR$}  {origin}"), 10).iter().enumerate() {
            let gain = if row == 0 { signed(link.gain, 2) } else { String::new() };
            out.line(format!("  {gain:>6}  {line}"))?;
        }
    }
    let weaker = explanation.links.len() - links.len();
    if weaker > 0 && !links.is_empty() {
        out.line(format!("          and {}", counted(weaker, "weaker link")))?;
    }
    Ok(())
}

/// Words that nothing on the other side speaks for.
fn print_lonely(
    out: &mut Printer,
    alignment: &Alignment,
    explanation: &Explanation,
) -> Result<(), CliError> {
    let sides = [
        (&alignment.source, &explanation.source_words),
        (&alignment.target, &explanation.target_words),
    ];
    let cases: [(&str, IsMeant); 3] = [
        ("Glossary terms without their translation on the other side", |word| word.is_term),
        ("Known words without a counterpart on the other side", |word| word.is_known),
        ("Words and signs that are not in the lexicon, without a counterpart", |word| {
            !word.is_term && !word.is_known
        }),
    ];
    for (title, is_meant) in cases {
        let of = |words: &[Word]| lonely(words, is_meant);
        if sides.iter().all(|(_, words)| of(words).is_empty()) {
            continue;
        }
        heading(out, title)?;
        for (document, words) in sides {
            print_labelled(out, document.lang.as_str(), &of(words))?;
        }
    }
    Ok(())
}

/// Which words are meant.
type IsMeant = fn(&Word) -> bool;

fn lonely(words: &[Word], is_meant: IsMeant) -> String {
    let is_lonely = |word: &&Word| !word.is_linked && word.gain <= -SLIGHT && is_meant(word);
    let all: Vec<&Word> = words.iter().filter(is_lonely).collect();
    if all.is_empty() {
        return String::new();
    }
    let texts: Vec<&str> = all.iter().take(SHOWN).map(|word| word.text.as_str()).collect();
    let more = match all.len() - texts.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let gain: f64 = all.iter().map(|word| word.gain).sum();
    format!("{}{more} ({})", texts.join(", "), signed(gain, 2))
}

fn print_instead(
    out: &mut Printer,
    alignment: &Alignment,
    explanation: &Explanation,
) -> Result<(), CliError> {
    let Explanation { here, instead, .. } = explanation;
    if instead.is_empty() {
        return Ok(());
    }
    let title = if explanation.is_chosen() {
        "The best other way"
    } else {
        "What the aligner would choose"
    };
    let score = |beads: &[Judged]| sum(beads).map(|parts| signed(parts.total(), 2));
    let scores = match (score(here), score(instead)) {
        (Some(here), Some(instead)) => format!(": {instead} against {here}"),
        (None, Some(instead)) => format!(": {instead}"),
        _ => String::new(),
    };
    heading(out, &format!("{title}{}{scores}", in_place_of(alignment, here)))?;
    for judged in instead {
        let total = judged.parts.map(|parts| signed(parts.total(), 2)).unwrap_or_default();
        out.line(format!("  {} {total:>7}", judged.bead.kind()).trim_end())?;
        print_texts(out, alignment, &judged.bead, false)?;
    }
    Ok(())
}

/// Names the stored beads that another way replaces, if they are several.
fn in_place_of(alignment: &Alignment, here: &[Judged]) -> String {
    let is_there = |bead: &Bead| {
        here.iter().any(|judged| {
            (&judged.bead.source, &judged.bead.target) == (&bead.source, &bead.target)
        })
    };
    let numbers: Vec<usize> = (1..)
        .zip(&alignment.beads)
        .filter(|(_, stored)| is_there(&stored.bead))
        .map(|(number, _)| number)
        .collect();
    match numbers.as_slice() {
        [first, .., last] => format!(", in place of beads {first} to {last}"),
        _ => String::new(),
    }
}

fn print_merged(out: &mut Printer, explanation: &Explanation) -> Result<(), CliError> {
    if explanation.merged.is_empty() {
        return Ok(());
    }
    heading(out, "Joined to a neighbour")?;
    let own = &explanation.bead.bead;
    for merged in &explanation.merged {
        let Bead { source, target, .. } = &merged.bead.bead;
        let is_before = source.start < own.source.start || target.start < own.target.start;
        let which = if is_before { "before" } else { "behind" };
        let (cost, less) =
            if merged.cost < 0.0 { (-merged.cost, "more") } else { (merged.cost, "less") };
        out.line(format!(
            "  with the bead {which}, as {}: {cost:.2} nats {less}",
            merged.bead.bead.kind()
        ))?;
    }
    Ok(())
}

fn heading(out: &mut Printer, text: &str) -> Result<(), CliError> {
    out.line("")?;
    for line in plain(out, text, 0) {
        out.line(out.look(Look::Faint, &line))?;
    }
    Ok(())
}

/// Prints both sides of a bead, a segment after another; of each only the first line if not in full.
fn print_texts(
    out: &mut Printer,
    alignment: &Alignment,
    bead: &Bead,
    in_full: bool,
) -> Result<(), CliError> {
    let print = |out: &mut Printer, document: &Document, range: &Range<usize>| {
        if range.is_empty() {
            return print_labelled(out, document.lang.as_str(), "–");
        }
        range.clone().try_for_each(|index| {
            let text = document.segment_text(index);
            if in_full {
                return print_labelled(out, document.lang.as_str(), text);
            }
            let lines = plain(out, text, INDENT + 2);
            let cut = if lines.len() > 1 { " …" } else { "" };
            print_labelled(out, document.lang.as_str(), &format!("{}{cut}", lines[0]))
        })
    };
    print(out, &alignment.source, &bead.source)?;
    print(out, &alignment.target, &bead.target)
}

/// Where texts begin behind their language.
const INDENT: usize = 8;

fn print_labelled(out: &mut Printer, label: &str, text: &str) -> Result<(), CliError> {
    if text.is_empty() {
        return Ok(());
    }
    for (row, line) in plain(out, text, INDENT).iter().enumerate() {
        let label = if row == 0 { label } else { "" };
        out.line(format!("    {label:<3} {line}").trim_end())?;
    }
    Ok(())
}
