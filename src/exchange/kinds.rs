//! Telling what a file is that is neither text nor a table.

use super::error::ExchangeError;

const BINARY: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a file of an old Word or Excel, or one with a password"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x7fELF", "a binary program"),
];

/// What a database of Access is, with its article; MultiTerm keeps termbases in such.
pub(super) fn database(bytes: &[u8], name: &str) -> Option<&'static str> {
    let is_access = bytes.starts_with(b"\0\x01\0\0Standard Jet DB")
        || bytes.starts_with(b"\0\x01\0\0Standard ACE DB");
    let what = if name.to_lowercase().ends_with(".sdltb") {
        "a termbase of MultiTerm (.sdltb)"
    } else {
        "a database of Access"
    };
    is_access.then_some(what)
}

/// Whether what a file is, by its first bytes, is a picture.
pub(super) fn is_picture(what: &str) -> bool {
    what.ends_with(" image")
}

const ZIPPED: &[(&str, &str)] = &[
    (".docx", "a Word document"),
    (".xlsx", "an Excel workbook"),
    (".pptx", "a PowerPoint presentation"),
    (".odt", "an OpenDocument text"),
    (".ods", "an OpenDocument spreadsheet"),
    (".epub", "an EPUB book"),
];

/// What the first bytes show a file to be, with its article.
pub(super) fn binary(bytes: &[u8], name: &str) -> Option<&'static str> {
    if bytes.starts_with(b"PK\x03\x04") {
        let name = name.to_lowercase();
        let known = ZIPPED.iter().find(|(extension, _)| name.ends_with(extension));
        return Some(known.map_or("a ZIP archive (as .docx and .xlsx are)", |(_, what)| what));
    }
    BINARY.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, what)| *what)
}

/// A page of the web, with its article.
pub(super) const PAGE: &str = "an HTML page";

/// Elements that an XML file of our field begins with.
const ROOTS: &[(&str, &str)] = &[
    ("<tmx", "a TMX translation memory"),
    ("<martif", "a TBX termbase"),
    ("<tbx", "a TBX termbase"),
    ("<xliff", "an XLIFF file"),
    ("<mtf", "a MultiTerm file"),
    ("<!doctype html", PAGE),
    ("<html", PAGE),
];

/// So much of a file is looked at for its first element: licences stand before it.
const HEAD: usize = 4_096;

/// What the beginning of a text shows it to be, with its article, if it is marked up.
pub(super) fn markup(text: &str) -> Option<&'static str> {
    let text = text.trim_start();
    if text.starts_with("{\\rtf") {
        return Some("an RTF document");
    }
    let end = (0..=HEAD.min(text.len())).rev().find(|at| text.is_char_boundary(*at))?;
    let head = text[..end].to_lowercase();
    let is_xml = head.starts_with("<?xml");
    if !is_xml && !head.starts_with('<') {
        return None;
    }
    let root = ROOTS.iter().find(
        |(tag, _)| {
            if is_xml { head.contains(tag) } else { head.starts_with(tag) }
        },
    );
    root.map(|(_, what)| *what).or(is_xml.then_some("an XML file"))
}

/// Whether a text is a translation memory of Wordfast, whose lines begin with a moment such as
/// `20230101~120000` and a user. The first tells of the memory, and begins with `%`.
fn is_wordfast(text: &str) -> bool {
    let mut cells = text.lines().next().unwrap_or_default().split('\t');
    let first = cells.next().unwrap_or_default();
    let moment = first.strip_prefix('%').unwrap_or(first).split_once('~');
    let is_number =
        |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    moment.is_some_and(|(day, time)| is_number(day, 8) && is_number(time, 6)) && cells.count() > 4
}

/// Says of a file that it is no table what it is instead.
pub(super) fn refuse_as_table(text: &str, name: &str) -> Result<(), ExchangeError> {
    let name = || name.to_owned();
    match markup(text) {
        Some(PAGE) => return Err(ExchangeError::Article { name: name(), what: PAGE }),
        Some(what) => return Err(ExchangeError::NotImported { name: name(), what }),
        None => {}
    }
    let start = text.trim_start();
    let lower = name().to_lowercase();
    let what = if is_wordfast(start) {
        "a translation memory of Wordfast (.txt)"
    } else if lower.ends_with(".po") || lower.ends_with(".pot") {
        "a PO file"
    } else if lower.ends_with(".json") || lower.ends_with(".jsonl") || start.starts_with("{\"") {
        "a JSON file"
    } else {
        return Ok(());
    };
    Err(ExchangeError::NotImported { name: name(), what })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_memory_of_wordfast_is_told_by_its_first_line() {
        let head =
            "%20240212~081500\t%User ID,AB\t%TU=00000001\t%DE-DE\t%Wordfast TM v.5\t%EN-US\t%-\t.";
        let unit = "20240212~081501\tAB\t0\tDE-DE\tDas Amt antwortet.\tEN-US\tThe office answers.";
        for text in [head, unit] {
            let told = refuse_as_table(&format!("{text}\r\n{unit}\r\n"), "x.txt").unwrap_err();
            assert!(told.to_string().contains("Wordfast"), "{told}");
        }
        for text in ["20240212~081501\tduty", "%\ta\tb\tc\td\te\tf", "Zoll\tduty", ""] {
            assert!(refuse_as_table(text, "x.txt").is_ok(), "{text}");
        }
    }
}
