//! Why a bead was chosen, in words.

use crate::align::{DOUBTFUL, Explanation, Judged, Parts};
use crate::model::Standing;
use crate::project::Alignment;

/// What adds less is not worth a word, in nats.
pub(super) const SLIGHT: f64 = 0.05;

/// How a bead came to stand, in a few words.
pub(super) fn standing(standing: Standing, sure: f64) -> String {
    match standing {
        Standing::Accepted => "accepted by a person".to_owned(),
        Standing::Dropped => "dropped by a person".to_owned(),
        Standing::Removed => "its pair was removed by a person".to_owned(),
        Standing::Waiting => format!("waiting for a person, {}", percent(sure)),
        Standing::Aligned if sure < DOUBTFUL => format!("doubtful, {}", percent(sure)),
        Standing::Aligned => format!("sure, {}", percent(sure)),
    }
}

fn percent(share: f64) -> String {
    format!("{} %", (share * 100.0).floor())
}

/// Why the bead was chosen, or why it would not be.
pub(super) fn verdict(explanation: &Explanation, standing: Standing) -> String {
    let gained = sum(&explanation.here).zip(sum(&explanation.instead));
    let differences = gained.map(|(here, instead)| differences(&here, &instead));
    if explanation.is_chosen() {
        if explanation.instead.is_empty() {
            return "Chosen because there is no other way.".to_owned();
        }
        let reasons = differences.map(|all| reasons(&all)).unwrap_or_default();
        let how = if explanation.odds.is_some_and(|odds| odds < 2.0) {
            "Only just chosen"
        } else {
            "Chosen"
        };
        let compared = compared(explanation, "That makes it", "the best other way");
        return format!("{how}{reasons}. {compared}");
    }
    let who = if standing.is_decided() {
        "A person decided on this bead; the aligner alone would choose otherwise"
    } else {
        "The aligner would choose otherwise now: the glossary, a bead nearby or the program has \
         changed since"
    };
    if explanation.bead.parts.is_none() {
        return format!("{who}. It does not try a bead like this one, which has no score.");
    }
    let turned = differences.map(|all| all.map(|difference| -difference));
    let reasons = turned.map(|all| reasons(&all)).unwrap_or_default();
    let compared = compared(explanation, "Its choice is", "what is stored");
    format!("{who}{}. {compared}", reasons.replace(" because", ", because"))
}

/// By how much the words, the lengths, the kinds and the paragraphs of one way are better.
fn differences(one: &Parts, other: &Parts) -> [f64; 4] {
    [
        one.words_source + one.words_target - other.words_source - other.words_target,
        one.length - other.length,
        one.prior - other.prior,
        one.paragraph - other.paragraph,
    ]
}

fn reasons(differences: &[f64; 4]) -> String {
    const FOR: [&str; 4] = [
        "the words go together better",
        "the lengths fit better",
        "such beads are more usual",
        "the paragraphs fit better",
    ];
    const AGAINST: [&str; 4] = [
        "the words go together less well",
        "the lengths fit less well",
        "such beads are less usual",
        "the paragraphs fit less well",
    ];
    let list = |texts: &[&str; 4], sign: f64| -> String {
        let mut all: Vec<(f64, &str)> =
            differences.iter().copied().zip(texts.iter().copied()).collect();
        all.retain(|(difference, _)| difference * sign >= SLIGHT);
        all.sort_by(|one, other| other.0.abs().total_cmp(&one.0.abs()));
        let texts: Vec<String> =
            all.iter().map(|(by, text)| format!("{text} ({})", signed(*by, 1))).collect();
        match texts.split_last() {
            Some((last, [])) => last.clone(),
            Some((last, others)) => format!("{} and {last}", others.join(", ")),
            None => String::new(),
        }
    };
    let (for_it, against) = (list(&FOR, 1.0), list(&AGAINST, -1.0));
    match (for_it.is_empty(), against.is_empty()) {
        (true, true) => String::new(),
        (false, true) => format!(" because {for_it}"),
        (true, false) => format!(", although {against}"),
        (false, false) => format!(" because {for_it}, although {against}"),
    }
}

/// How the better of the two ways compares with the other.
fn compared(explanation: &Explanation, what: &str, with: &str) -> String {
    let (Some(margin), Some(odds)) = (explanation.margin, explanation.odds) else {
        return String::new();
    };
    let odds = if margin < 0.0 { odds.recip() } else { odds };
    format!("{what} {} as likely as {with} ({:.1} nats).", times(odds), margin.abs())
}

fn times(odds: f64) -> String {
    match odds {
        1_000_000.0.. => "more than a million times".to_owned(),
        1_000.0.. => format!("some {},000 times", (odds / 1_000.0).round()),
        10.0.. => format!("{odds:.0} times"),
        _ => format!("{odds:.1} times"),
    }
}

/// What the confidence means.
pub(super) fn confidence(explanation: &Explanation, alignment: &Alignment, which: usize) -> String {
    let Some(now) = explanation.confidence else { return String::new() };
    let stored = &alignment.beads[which];
    let meaning = if now >= DOUBTFUL {
        "it is all but certain among all ways to align the two texts"
    } else if now >= 0.5 {
        "it is likelier than all other ways together, but look at it"
    } else {
        "it is the best single way, but all others together are likelier: look at it"
    };
    let now_shown = percent(now);
    if stored.standing.is_decided() {
        format!("The aligner alone would give it {now_shown}: {meaning}.")
    } else if (now - stored.bead.confidence).abs() >= 0.01 {
        let then = percent(stored.bead.confidence);
        format!("It was {then} sure when it was stored and would be {now_shown} now: {meaning}.")
    } else {
        format!("At {now_shown} {meaning}.")
    }
}

/// The sum of the parts of beads in a row, if each has a score.
pub(super) fn sum(beads: &[Judged]) -> Option<Parts> {
    beads.iter().try_fold(Parts::default(), |sum, judged| {
        let parts = judged.parts?;
        Some(Parts {
            prior: sum.prior + parts.prior,
            words_source: sum.words_source + parts.words_source,
            words_target: sum.words_target + parts.words_target,
            length: sum.length + parts.length,
            paragraph: sum.paragraph + parts.paragraph,
        })
    })
}

/// A number with its sign, as it is set in print.
pub(super) fn signed(number: f64, digits: usize) -> String {
    let text = format!("{number:+.digits$}");
    let is_zero = text.chars().all(|char| matches!(char, '+' | '-' | '0' | '.'));
    if is_zero { text[1..].to_owned() } else { text.replace('-', "−") }
}
