//! Dictionaries of Ding (`trans-de-en` in Debian): German and English words.
//!
//! A line holds an entry: `Haus {n}; Gebäude {n} | Häuser {pl} :: house; building | houses`. The parts
//! between the bars belong together one by one; within them, alternatives stand between semicolons.

use super::encoding::decode;
use super::error::ExchangeError;

/// Words of one meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DingEntry {
    /// The German words, without grammar and remarks.
    pub german: Vec<String>,
    /// The English ones.
    pub english: Vec<String>,
}

/// Reads a dictionary.
///
/// # Errors
/// If the file is no dictionary of this kind.
pub fn read(bytes: &[u8], name: &str) -> Result<Vec<DingEntry>, ExchangeError> {
    let decoded = decode(bytes, name)?;
    let lines = decoded.text.lines().filter(|line| !line.starts_with('#'));
    let (mut entries, mut all, mut useless) = (Vec::new(), 0, 0);
    for line in lines.filter(|line| !line.trim().is_empty()) {
        all += 1;
        let Some((german, english)) = line.split_once(" :: ") else {
            useless += 1;
            continue;
        };
        let parts = german.split(" | ").zip(english.split(" | "));
        let parts = parts
            .map(|(german, english)| DingEntry { german: words(german), english: words(english) });
        entries.extend(parts.filter(|one| !one.german.is_empty() && !one.english.is_empty()));
    }
    if useless * 2 >= all {
        return Err(ExchangeError::NoDictionary { name: name.to_owned() });
    }
    Ok(entries)
}

/// The alternatives of a part.
fn words(part: &str) -> Vec<String> {
    let mut plain = String::with_capacity(part.len());
    let mut open: Vec<char> = Vec::new();
    for char in part.chars() {
        match char {
            '{' | '[' | '(' => open.push(char),
            '}' | ']' | ')' => _ = open.pop(),
            _ if open.is_empty() => plain.push(char),
            _ => {}
        }
    }
    // An abbreviation stands between slashes.
    let words = plain.split(';').map(|word| word.split(" /").next().unwrap_or(""));
    words
        .map(|word| word.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|word| !word.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_belong_together_one_by_one() {
        let text = "# Version :: 1\nHaus {n}; Gebäude {n} [arch.] | Häuser {pl} (mehrere) :: house; \
                    (large) building | houses\nEuropäische Union {f} /EU/ :: European Union /EU/\n";
        let entries = read(text.as_bytes(), "de-en").unwrap();
        let entry = |german: &[&str], english: &[&str]| {
            let own = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
            DingEntry { german: own(german), english: own(english) }
        };
        assert_eq!(
            entries,
            [
                entry(&["Haus", "Gebäude"], &["house", "building"]),
                entry(&["Häuser"], &["houses"]),
                entry(&["Europäische Union"], &["European Union"]),
            ]
        );
    }

    #[test]
    fn another_file_is_refused() {
        let error = read(b"Haus,house\nMaus,mouse\n", "x.csv").unwrap_err();
        assert!(matches!(error, ExchangeError::NoDictionary { .. }), "{error}");
    }
}
