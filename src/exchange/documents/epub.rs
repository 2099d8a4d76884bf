//! Books (EPUB 2 and 3).

use std::collections::{HashMap, HashSet};

use super::super::error::ExchangeError;
use super::super::source::Source;
use super::super::zip::Zip;
use super::Document;
use super::blocks::Blocks;
use super::html::push_chapter;
use super::markup::{Piece, cut_off, decoded, pieces};

/// Reads the chapters in the order of the book.
pub(super) fn read(zip: &mut Zip<Source>) -> Result<Document, ExchangeError> {
    let bad =
        |name: &str, reason: String| ExchangeError::BadArchive { name: name.to_owned(), reason };
    let mut package = None;
    pieces(zip, "META-INF/container.xml", |piece| {
        if let Piece::Start(tag) = piece
            && tag.name == "rootfile"
            && package.is_none()
        {
            package = tag.attribute("full-path").map(str::to_owned);
        }
    })?;
    let package = package.ok_or_else(|| bad(zip.name(), "it names no package".to_owned()))?;
    let Package { items, spine, title } = read_package(zip, &package)?;
    let locked = locked(zip)?;
    let folder = package.rsplit_once('/').map_or("", |(folder, _)| folder);
    let (mut blocks, mut missing) = (Blocks::default(), 0);
    let mut seen = HashSet::new();
    for id in spine {
        // A chapter is read once, however often it is named.
        let Some(href) = items.get(&id).filter(|_| seen.insert(id)) else { continue };
        let member = resolved(folder, href);
        if locked.contains(&member) {
            return Err(ExchangeError::Locked { name: zip.name().to_owned() });
        }
        match zip.read(&member)? {
            Some(bytes) => {
                if !push_chapter(&mut blocks, &decoded(bytes, zip.name())?) {
                    return Err(bad(zip.name(), cut_off(&member)));
                }
            }
            None => missing += 1,
        }
    }
    let mut document = blocks.finish(Some(title).filter(|title| !title.trim().is_empty()));
    if missing > 0 {
        document.remarks.push(format!("{missing} chapters are not in the book, only named there"));
    }
    Ok(document)
}

/// What a book is made of.
#[derive(Default)]
struct Package {
    /// Files by their ids.
    items: HashMap<String, String>,
    /// The ids in the order of reading.
    spine: Vec<String>,
    title: String,
}

fn read_package(zip: &mut Zip<Source>, part: &str) -> Result<Package, ExchangeError> {
    let mut package = Package::default();
    let (mut open, mut has_title): (Vec<String>, bool) = (Vec::new(), false);
    let is_there = pieces(zip, part, |piece| match piece {
        Piece::Start(tag) => {
            let is_menu = tag.attribute("properties").is_some_and(|properties| {
                properties.split_whitespace().any(|property| property == "nav")
            });
            let said = |name: &str| tag.attribute(name).map(str::to_owned);
            match tag.name.as_str() {
                "item" if !is_menu => package.items.extend(said("id").zip(said("href"))),
                "itemref" => package.spine.extend(said("idref")),
                _ => {}
            }
            open.push(tag.name);
        }
        Piece::End => has_title |= open.pop().is_some_and(|name| name == "title"),
        // A book may have a subtitle.
        Piece::Text(text) if !has_title && open.last().is_some_and(|name| name == "title") => {
            package.title.push_str(&text);
        }
        Piece::Text(_) => {}
    })?;
    if is_there {
        return Ok(package);
    }
    let (name, reason) = (zip.name().to_owned(), format!("it has no `{part}`"));
    Err(ExchangeError::BadArchive { name, reason })
}

/// The members that are locked: shops lock chapters, everybody locks fonts.
fn locked(zip: &mut Zip<Source>) -> Result<HashSet<String>, ExchangeError> {
    let mut locked = HashSet::new();
    pieces(zip, "META-INF/encryption.xml", |piece| {
        if let Piece::Start(tag) = piece
            && tag.name == "CipherReference"
        {
            locked.extend(tag.attribute("URI").map(|uri| resolved("", uri)));
        }
    })?;
    Ok(locked)
}

/// The name of the member that a link means.
fn resolved(folder: &str, href: &str) -> String {
    let href = href.split(['#', '?']).next().unwrap_or(href);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in href.split('/') {
        match part {
            "" | "." => {}
            ".." => _ = parts.pop(),
            part => parts.push(part),
        }
    }
    unescaped(&parts.join("/"))
}

/// A link with its `%20` and the like as the characters that they stand for.
fn unescaped(link: &str) -> String {
    let mut bytes = Vec::with_capacity(link.len());
    let mut rest = link.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let escaped = (*first == b'%').then(|| behind.get(..2)).flatten();
        let digits = escaped.and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &behind[2..];
            }
            None => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_name_members() {
        for (folder, href, member) in [
            ("OEBPS", "a.xhtml", "OEBPS/a.xhtml"),
            ("OEBPS/text", "../img/b%20c.xhtml#x", "OEBPS/img/b c.xhtml"),
            ("", "./a.xhtml", "a.xhtml"),
            ("x", "../../../a%", "a%"),
        ] {
            assert_eq!(resolved(folder, href), member);
        }
    }
}
