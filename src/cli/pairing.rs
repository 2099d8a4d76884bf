//! Which files are a text and its translation, by their names.
//!
//! Two files are if their paths are the same but for places where the one names the source language
//! and the other the target language: a folder (`de/x.txt`, `en/x.txt`), the end of the name
//! (`x.de.txt`, `x_en.txt`, `x-de-AT.md`), or both. Invariant: every file ends in exactly one place,
//! and the order in which the files are given does not matter.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::model::Lang;
use crate::project::LangPair;

/// What became of the files, all in the order of their paths.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Pairing {
    /// Texts with their translations.
    pub(super) pairs: Vec<(PathBuf, PathBuf)>,
    /// Files that could be paired in more than one way, with all that they could be paired with.
    pub(super) unclear: Vec<Vec<PathBuf>>,
    /// Files without a partner.
    pub(super) strays: Vec<PathBuf>,
}

/// More places in one path than this that name a language are beyond what anybody does.
const MOST_MARKS: usize = 6;

/// Pairs files, given by their paths below the folder that holds them all.
pub(super) fn pair(files: &[PathBuf], langs: &LangPair) -> Pairing {
    let files: Vec<&PathBuf> = files.iter().collect::<BTreeSet<_>>().into_iter().collect();
    let partners = partners(&files, langs);
    let mut pairing = Pairing::default();
    let mut seen = vec![false; files.len()];
    for first in 0..files.len() {
        if seen[first] {
            continue;
        }
        let group = together(first, &partners);
        group.iter().for_each(|file| seen[*file] = true);
        let path = |file: usize| files[file].clone();
        match group.iter().copied().collect::<Vec<_>>()[..] {
            [stray] => pairing.strays.push(path(stray)),
            [one, other] if partners.from[one].contains(&other) => {
                pairing.pairs.push((path(one), path(other)));
            }
            [one, other] => pairing.pairs.push((path(other), path(one))),
            _ => pairing.unclear.push(group.into_iter().map(path).collect()),
        }
    }
    pairing.pairs.sort();
    pairing
}

/// For each file, the files that it could be paired with.
struct Partners {
    /// As a text with its translations.
    from: Vec<BTreeSet<usize>>,
    /// As a translation with its texts.
    to: Vec<BTreeSet<usize>>,
}

fn partners(files: &[&PathBuf], langs: &LangPair) -> Partners {
    let mut by_key: BTreeMap<String, [Vec<usize>; 2]> = BTreeMap::new();
    for (number, file) in files.iter().enumerate() {
        for (key, side) in keys(file, langs) {
            by_key.entry(key).or_default()[side as usize].push(number);
        }
    }
    let none = vec![BTreeSet::new(); files.len()];
    let mut partners = Partners { from: none.clone(), to: none };
    for [from, to] in by_key.into_values() {
        for source in &from {
            partners.from[*source].extend(&to);
        }
        for target in to {
            partners.to[target].extend(&from);
        }
    }
    partners
}

/// All files that hang together with this one.
fn together(first: usize, partners: &Partners) -> BTreeSet<usize> {
    let mut group = BTreeSet::from([first]);
    let mut open = vec![first];
    while let Some(file) = open.pop() {
        for partner in partners.from[file].union(&partners.to[file]) {
            if group.insert(*partner) {
                open.push(*partner);
            }
        }
    }
    group
}

/// Which of the two languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    From,
    To,
}

/// A part of a path: text, or a place that names a language.
enum Part {
    Text(String),
    Mark(Side, String),
}

/// What a path is for either side with one or several of its marks taken out: two paths that are the
/// same then are a pair.
fn keys(file: &Path, langs: &LangPair) -> Vec<(String, Side)> {
    let parts = parts(file, langs);
    let mut keys = Vec::new();
    for side in [Side::From, Side::To] {
        let marks: Vec<usize> = (0..parts.len())
            .rev()
            .filter(|at| matches!(&parts[*at], Part::Mark(marked, _) if *marked == side))
            .take(MOST_MARKS)
            .collect();
        for chosen in 1..1_usize << marks.len() {
            let is_out = |at| {
                marks.iter().position(|mark| *mark == at).is_some_and(|bit| chosen >> bit & 1 == 1)
            };
            let key = parts.iter().enumerate().map(|(at, part)| match part {
                // No path holds this character.
                Part::Mark(..) if is_out(at) => "\0",
                Part::Mark(_, text) | Part::Text(text) => text.as_str(),
            });
            keys.push((key.collect(), side));
        }
    }
    keys
}

fn parts(file: &Path, langs: &LangPair) -> Vec<Part> {
    let mut parts = Vec::new();
    for folder in file.parent().into_iter().flat_map(Path::components) {
        let folder = folder.as_os_str().to_string_lossy().into_owned();
        parts.push(match side(&folder, langs) {
            Some(side) => Part::Mark(side, folder),
            None => Part::Text(folder),
        });
        parts.push(Part::Text("/".to_owned()));
    }
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    match ending(&stem, langs) {
        Some((start, side)) => {
            parts.push(Part::Text(stem[..start].to_owned()));
            parts.push(Part::Mark(side, stem[start..].to_owned()));
        }
        None => parts.push(Part::Text(stem.into_owned())),
    }
    let extension = file.extension().unwrap_or_default().to_string_lossy();
    parts.push(Part::Text(format!(".{}", extension.to_lowercase())));
    parts
}

/// Where the language begins that ends a name, and which it is. The longest tag counts: `x.de-DE` is
/// `x` in German, not `x.de`.
fn ending(stem: &str, langs: &LangPair) -> Option<(usize, Side)> {
    let behind = stem.match_indices(['.', '_', '-']).map(|(at, separator)| at + separator.len());
    let mut starts = std::iter::once(0).chain(behind);
    starts.find_map(|start| Some((start, side(&stem[start..], langs)?)))
}

/// The side whose language a tag names: the very language, or the same with or without a region.
fn side(tag: &str, langs: &LangPair) -> Option<Side> {
    let tag: Lang = tag.parse().ok()?;
    let LangPair { from, to } = langs;
    if tag == *from || tag == *to {
        return Some(if tag == *from { Side::From } else { Side::To });
    }
    let names = |lang: &Lang, other: &Lang| {
        let is_bare = |lang: &Lang| lang.as_str() == lang.primary();
        let region = tag.as_str().strip_prefix(lang.primary()).map(|rest| rest.trim_matches('-'));
        // `vertrag-en-de` is the German version, not one in the English of Germany.
        let is_region = |region: &str| {
            (region.len() == 2 && !region.eq_ignore_ascii_case(other.primary()))
                || (region.len() == 3 && region.bytes().all(|byte| byte.is_ascii_digit()))
        };
        tag.is_same_language(lang)
            && (is_bare(&tag) || (is_bare(lang) && region.is_some_and(is_region)))
    };
    match (names(from, to), names(to, from)) {
        (true, false) => Some(Side::From),
        (false, true) => Some(Side::To),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn langs(from: &str, to: &str) -> LangPair {
        LangPair { from: from.parse().unwrap(), to: to.parse().unwrap() }
    }

    fn of(files: &[&str], langs: &LangPair) -> Pairing {
        pair(&files.iter().map(PathBuf::from).collect::<Vec<_>>(), langs)
    }

    /// The pairs, as `de=en`, if that is all there is.
    fn pairs(files: &[&str], langs: &LangPair) -> Vec<String> {
        let Pairing { pairs, unclear, strays } = of(files, langs);
        assert!(unclear.is_empty() && strays.is_empty(), "{unclear:?} {strays:?}");
        let shown = |path: &Path| path.display().to_string().replace('\\', "/");
        pairs.iter().map(|(one, other)| format!("{}={}", shown(one), shown(other))).collect()
    }

    #[test]
    fn names_that_end_in_languages_pair() {
        for (one, other) in [
            ("x.de.txt", "x.en.txt"),
            ("x_de.txt", "x_en.txt"),
            ("x-de.md", "x-en.md"),
            ("b/x.DE.TXT", "b/x.En.txt"),
            ("x.de-DE.txt", "x.en-GB.txt"),
            ("x_de_AT.txt", "x_en.txt"),
            ("x-de-AT.txt", "x-en.txt"),
            ("x.y.de.txt", "x.y.en.txt"),
            ("Zoll im Jahr 2019_de.markdown", "Zoll im Jahr 2019_en.markdown"),
            ("de.txt", "en.txt"),
        ] {
            let expected = [format!("{one}={other}")];
            assert_eq!(pairs(&[one, other], &LangPair::default()), expected);
            assert_eq!(pairs(&[other, one], &LangPair::default()), expected);
        }
    }

    #[test]
    fn folders_that_name_languages_pair() {
        for (one, other) in [
            ("de/x.txt", "en/x.txt"),
            ("de/a/b/x.md", "en/a/b/x.md"),
            ("a/DE/x.md", "a/en-GB/x.md"),
            ("de-AT/x.md", "en/x.md"),
            ("de/x.de.txt", "en/x.en.txt"),
            ("de/de/x.txt", "en/en/x.txt"),
            ("de/x.de.txt", "de/x.en.txt"),
        ] {
            assert_eq!(pairs(&[one, other], &LangPair::default()), [format!("{one}={other}")]);
        }
    }

    #[test]
    fn other_names_do_not() {
        for (one, other) in [
            ("x.txt", "y.txt"),
            ("xde.txt", "xen.txt"),
            ("x.de.txt", "x_en.txt"),
            ("x.de.txt", "x.en.md"),
            ("x.de.txt", "X.en.txt"),
            ("x.de.txt", "y/x.en.txt"),
            ("x.de.txt", "x.fr.txt"),
            ("de/x.txt", "en/y.txt"),
            ("de/x.txt", "a/en/x.txt"),
            ("x-de-neu.txt", "x-en-neu.txt"),
            ("vertrag-en-de.txt", "vertrag-de-en.txt"),
        ] {
            assert_eq!(of(&[one, other], &LangPair::default()).strays.len(), 2, "{one} {other}");
        }
    }

    #[test]
    fn the_languages_are_those_of_the_pair() {
        let turned = langs("en", "de");
        assert_eq!(pairs(&["x.de.txt", "x.en.txt"], &turned), ["x.en.txt=x.de.txt"]);
        let exact = langs("de-AT", "en-GB");
        assert_eq!(pairs(&["x.de.txt", "x.en-GB.txt"], &exact), ["x.de.txt=x.en-GB.txt"]);
        assert_eq!(of(&["x.de.txt", "x.en-US.txt"], &exact).strays.len(), 2);
        let regions = langs("de-DE", "de-AT");
        assert_eq!(pairs(&["x.de-AT.md", "x.de-DE.md"], &regions), ["x.de-DE.md=x.de-AT.md"]);
        assert_eq!(of(&["x.de.md", "x.de-AT.md"], &regions).strays.len(), 2);
        let region = langs("de", "de-AT");
        assert_eq!(pairs(&["x.de.md", "x.de-AT.md"], &region), ["x.de.md=x.de-AT.md"]);
        assert_eq!(pairs(&["x-de.md", "x-it.md"], &langs("de", "it")), ["x-de.md=x-it.md"]);
    }

    #[test]
    fn what_could_pair_in_two_ways_is_told() {
        for files in [
            &["x.de-AT.txt", "x.de.txt", "x.en.txt"][..],
            &["x.de.txt", "x.en-GB.txt", "x.en-US.txt"],
            &["de/x.txt", "de-AT/x.txt", "en/x.txt"],
            &["de/x.de.txt", "de/x.en.txt", "en/x.en.txt"],
        ] {
            let pairing =
                of(&[files, &["y.de.txt", "y.en.txt", "z.txt"]].concat(), &langs("de", "en"));
            assert_eq!(pairing.unclear, [files.iter().map(PathBuf::from).collect::<Vec<_>>()]);
            assert_eq!((pairing.pairs.len(), pairing.strays.len()), (1, 1));
        }
    }

    #[test]
    fn a_path_of_many_languages_takes_no_endless_time() {
        let (one, other) = ("de/".repeat(300) + "x.txt", "de/".repeat(299) + "en/x.txt");
        assert_eq!(pairs(&[&one, &other], &LangPair::default()).len(), 1);
    }

    fn file() -> impl Strategy<Value = PathBuf> {
        let folder = prop::sample::select(vec!["", "de/", "en/", "a/", "de-AT/", "en/de/"]);
        let name = prop::sample::select(vec!["x", "y", "x.de", "x_de", "de", "x-en-de"]);
        let tag = prop::sample::select(vec!["", ".de", ".en", "_de", "_EN", "-de-AT", "-en_GB"]);
        let ending = prop::sample::select(vec!["txt", "md", "TXT"]);
        (folder, name, tag, ending)
            .prop_map(|(folder, name, tag, end)| format!("{folder}{name}{tag}.{end}").into())
    }

    proptest! {
        #[test]
        fn every_file_ends_in_one_place_whatever_the_order(
            files in prop::collection::vec(file(), 0..24).prop_shuffle()
        ) {
            let pairing = pair(&files, &LangPair::default());
            let mut placed: Vec<PathBuf> = pairing.strays.clone();
            placed.extend(pairing.unclear.iter().flatten().cloned());
            placed.extend(pairing.pairs.iter().flat_map(|(one, other)| [one, other]).cloned());
            placed.sort();
            let all: BTreeSet<PathBuf> = files.iter().cloned().collect();
            prop_assert_eq!(placed, all.into_iter().collect::<Vec<_>>());
            prop_assert!(pairing.unclear.iter().all(|group| group.len() > 2));
            let mut sorted = files;
            sorted.sort();
            prop_assert_eq!(pair(&sorted, &LangPair::default()), pairing);
        }

        #[test]
        fn the_other_direction_gives_the_same_pairs_turned(
            files in prop::collection::vec(file(), 0..24)
        ) {
            let there = pair(&files, &LangPair::default());
            let back = pair(&files, &langs("en", "de"));
            let mut turned: Vec<_> = back.pairs.into_iter().map(|(one, other)| (other, one)).collect();
            turned.sort();
            prop_assert_eq!(there.pairs, turned);
            prop_assert_eq!((there.unclear, there.strays), (back.unclear, back.strays));
        }
    }
}
