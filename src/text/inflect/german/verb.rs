//! Forms of German verbs: weak and strong ones, and those with a prefix that may be separated.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::LazyLock;

use super::adjective::decline;
use super::vowels::{ends_in, is_vowel, umlaut};

/// Strong and irregular verbs: infinitive, stems of the second and third person, of the preterite
/// (and of the subjunctive, where no rule gives it), and participles, parted by colons.
const STRONG_VERBS: &str = include_str!("strong_verbs.txt");

/// Prefixes that may stand apart.
const SEPARABLE_PREFIXES: &str = include_str!("separable_prefixes.txt");

/// Prefixes that never stand apart.
const INSEPARABLE: &[&str] = &["be", "emp", "ent", "er", "ge", "miss", "miß", "ver", "zer"];

/// Prefixes that stand apart in some verbs and not in others.
const EITHER: &[&str] = &["durch", "über", "unter", "um", "hinter", "wider", "voll", "wieder"];

/// Strong verbs that are used as weak ones too.
const WEAK_TOO: &[&str] = &[
    "backen",
    "hängen",
    "senden",
    "wenden",
    "schaffen",
    "saugen",
    "weben",
    "wiegen",
    "bewegen",
    "pflegen",
    "stecken",
    "spalten",
    "gären",
    "melken",
    "scheren",
    "hauen",
    "bleichen",
    "quellen",
    "erschrecken",
    "schleifen",
    "weichen",
    "triefen",
    "mahlen",
    "salzen",
    "glimmen",
    "schallen",
    "sinnen",
    "küren",
    "schnauben",
    "sieden",
];

#[derive(Clone)]
struct Strong {
    present: Vec<&'static str>,
    preterite: Vec<&'static str>,
    participles: Vec<&'static str>,
}

static STRONG: LazyLock<HashMap<String, Strong>> = LazyLock::new(|| {
    let stems = |part: Option<&'static str>| -> Vec<&'static str> {
        part.unwrap_or_default().split(',').filter(|stem| !stem.is_empty()).collect()
    };
    let mut strong = HashMap::new();
    for line in STRONG_VERBS.lines() {
        let mut parts = line.split(':');
        let infinitive = parts.next().unwrap_or_default();
        let (present, preterite) = (stems(parts.next()), stems(parts.next()));
        let verb = Strong { present, preterite, participles: stems(parts.next()) };
        // Switzerland and many databases write no ß.
        strong.insert(infinitive.replace('ß', "ss"), verb.clone());
        strong.insert(infinitive.to_owned(), verb);
    }
    strong
});

/// The stems that are a preterite of some strong verb.
static PRETERITES: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| STRONG.values().flat_map(|verb| verb.preterite.iter().copied()).collect());

/// The separable prefixes, the longest first.
static PREFIXES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let mut prefixes: Vec<&str> = SEPARABLE_PREFIXES.lines().collect();
    prefixes.sort_by_key(|prefix| std::cmp::Reverse(prefix.len()));
    prefixes
});

/// The prefixes that may stand apart.
pub(super) fn prefixes() -> &'static [&'static str] {
    &PREFIXES
}

/// The forms of a verb in lower case.
#[derive(Debug, Default)]
pub(super) struct VerbForms {
    /// Those of one word.
    pub(super) whole: BTreeSet<String>,
    /// Those of two: a prefix and the finite forms that it stands apart from.
    pub(super) apart: Vec<(String, BTreeSet<String>)>,
}

/// All forms of a verb in lower case.
pub(super) fn forms(verb: &str) -> VerbForms {
    let mut forms = VerbForms { whole: BTreeSet::from([verb.to_owned()]), apart: Vec::new() };
    for prefix in separable(verb) {
        let base = &verb[prefix.len()..];
        let Simple { finite, participles, present_participle } = simple(base);
        forms.whole.extend(finite.iter().map(|form| format!("{prefix}{form}")));
        for participle in &participles {
            decline(&mut forms.whole, &format!("{prefix}{participle}"));
        }
        decline(&mut forms.whole, &format!("{prefix}{present_participle}"));
        decline(&mut forms.whole, &format!("{prefix}zu{present_participle}"));
        forms.whole.insert(format!("{prefix}zu{base}"));
        forms.apart.push((prefix.to_owned(), finite));
    }
    let starts = |prefixes: &[&str]| prefixes.iter().any(|prefix| verb.starts_with(prefix));
    if forms.apart.is_empty() || starts(INSEPARABLE) || starts(EITHER) {
        let Simple { finite, participles, present_participle } = simple(verb);
        forms.whole.extend(finite);
        for participle in participles.iter().chain([&present_participle]) {
            decline(&mut forms.whole, participle);
        }
    }
    forms
}

/// The prefixes with which a verb may be made, at most two.
fn separable(verb: &str) -> Vec<&'static str> {
    let fits = |prefix: &&&'static str| {
        let Some(base) = verb.strip_prefix(**prefix) else { return false };
        let length = base.chars().count();
        let has_vowel = base.strip_suffix("en").unwrap_or(base).chars().any(is_vowel);
        length >= 3
            && has_vowel
            && (STRONG.contains_key(base)
                || length >= 5
                || INSEPARABLE.iter().any(|prefix| base.starts_with(prefix)))
    };
    PREFIXES.iter().filter(fits).take(2).copied().collect()
}

/// The forms of a verb without a separable prefix.
struct Simple {
    finite: BTreeSet<String>,
    participles: Vec<String>,
    present_participle: String,
}

fn simple(verb: &str) -> Simple {
    let stem = stem(verb);
    let is_dark = ends_in(verb, &["eln", "ern"]);
    let (prefix, strong) = inherited(verb);
    let mut finite = present(verb, stem);
    let mut participles = Vec::new();
    if let Some(strong) = strong {
        // A verb of the list has its own prefix in its stems.
        let own = if STRONG.contains_key(verb) { "" } else { prefix.unwrap_or_default() };
        add_strong(strong, own, &mut finite);
        let base = &verb[own.len()..];
        participles.extend(strong.participles.iter().map(|participle| {
            let bare = participle.strip_prefix("ge").filter(|_| !base.starts_with("ge"));
            match bare {
                Some(bare) if !own.is_empty() => format!("{own}{bare}"),
                _ => format!("{own}{participle}"),
            }
        }));
    }
    let base = verb.strip_prefix(prefix.unwrap_or_default()).unwrap_or(verb);
    if strong.is_none() || WEAK_TOO.contains(&verb) || WEAK_TOO.contains(&base) {
        let linking = if needs_vowel(stem) && !is_dark { "e" } else { "" };
        finite.extend(["te", "test", "ten", "tet"].map(|end| format!("{stem}{linking}{end}")));
        let ge = if prefix.is_some() || verb.ends_with("ieren") { "" } else { "ge" };
        participles.push(format!("{ge}{stem}{linking}t"));
    }
    let present_participle = format!("{stem}{}", if is_dark { "nd" } else { "end" });
    Simple { finite, participles, present_participle }
}

/// The infinitive without its ending.
fn stem(verb: &str) -> &str {
    let stem = verb.strip_suffix("en").filter(|_| !ends_in(verb, &["eln", "ern"]));
    stem.or_else(|| verb.strip_suffix('n')).unwrap_or(verb)
}

/// The inseparable prefix of a verb, and the strong verb that it is or is made of.
fn inherited(verb: &str) -> (Option<&'static str>, Option<&'static Strong>) {
    let prefixes = || INSEPARABLE.iter().chain(EITHER).copied();
    let own = STRONG.get(verb);
    let of_strong =
        |prefix: &&str| verb.strip_prefix(*prefix).is_some_and(|base| STRONG.contains_key(base));
    let of_any =
        |prefix: &&str| verb.strip_prefix(*prefix).is_some_and(|base| base.chars().count() > 3);
    let prefix = if own.is_some() {
        prefixes().find(of_any)
    } else {
        prefixes().find(of_strong).or_else(|| prefixes().find(of_any))
    };
    let strong = own.or_else(|| prefix.and_then(|prefix| STRONG.get(&verb[prefix.len()..])));
    (prefix, strong)
}

fn present(verb: &str, stem: &str) -> BTreeSet<String> {
    let endings: &[&str] = if ends_in(verb, &["eln", "ern"]) {
        &["", "e", "st", "t", "n"]
    } else {
        &["", "e", "st", "t", "en", "est", "et"]
    };
    let mut forms: BTreeSet<String> =
        endings.iter().map(|ending| format!("{stem}{ending}")).collect();
    // Seldom does a bare imperative stand in a text; *gelang* is of *gelingen*, not of *gelangen*.
    if PRETERITES.contains(stem) {
        forms.remove(stem);
    }
    if let Some(short) = stem.strip_suffix("el") {
        forms.insert(format!("{short}le"));
    }
    if let Some(short) = stem.strip_suffix("er") {
        forms.insert(format!("{short}re"));
    }
    forms
}

fn add_strong(strong: &Strong, prefix: &str, finite: &mut BTreeSet<String>) {
    let mut add = |stem: &str, endings: &[&str]| {
        finite.extend(endings.iter().map(|ending| format!("{stem}{ending}")));
    };
    for stem in &strong.present {
        add(&format!("{prefix}{stem}"), &["", "st", "t"]);
    }
    for stem in &strong.preterite {
        let stem = format!("{prefix}{stem}");
        if let Some(bare) = stem.strip_suffix("te") {
            add(&stem, &["", "st", "n", "t"]);
            add(umlaut(bare).as_deref().unwrap_or(bare), &["te", "ten"]);
            continue;
        }
        // Of *las* there is *lasest*; *läßt* is of another verb.
        let hisses = ends_in(&stem, &["s", "ß", "x", "z"]);
        add(&stem, &["", "est", "en", "t", "et"]);
        if !hisses {
            add(&stem, &["st"]);
        }
        match umlaut(&stem) {
            Some(changed) if hisses => add(&changed, &["e", "est", "en", "et"]),
            Some(changed) => add(&changed, &["e", "est", "st", "en", "et", "t"]),
            None => add(&stem, &["e"]),
        }
    }
}

/// Whether an `e` stands between a stem and an ending in `t`: *rettet*, *atmet*, *rechnet*.
fn needs_vowel(stem: &str) -> bool {
    let mut chars = stem.chars().rev();
    match (chars.next(), chars.next()) {
        (Some('d' | 't'), _) => true,
        (Some('m' | 'n'), Some('h')) => chars.next() == Some('c'),
        (Some('m' | 'n'), Some(before)) => {
            !is_vowel(before) && !matches!(before, 'l' | 'r' | 'm' | 'n')
        }
        _ => false,
    }
}
