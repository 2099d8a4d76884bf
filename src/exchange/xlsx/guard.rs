//! What a workbook may hold, looked at before it is read.

use std::io::{self, Read, Seek};

use zip::ZipArchive;
use zip::result::ZipError;

/// The parts of a workbook may have so many bytes in all.
const LARGEST: u64 = 1 << 30;

/// A part may be so many times as large as it is in the file.
const MOST_TIMES: u64 = 100;

/// Of a part that is no larger than this, in bytes, that is not asked: a sheet that is empty but for
/// its formats is small, whatever it was.
const SMALL: u64 = 1 << 20;

/// The name of a part that every workbook has.
const WORKBOOK: &str = "xl/workbook.xml";

/// Whether a ZIP archive holds a workbook; nothing if it is no sound archive.
pub(in super::super) fn holds_workbook(bytes: &mut (impl Read + Seek)) -> Option<bool> {
    let archive = ZipArchive::new(bytes).ok()?;
    let mut names = archive.file_names().filter_map(Result::ok);
    Some(names.any(|name| name.eq_ignore_ascii_case(WORKBOOK)))
}

/// Checks that the parts that are read are sound and not too large. What they say of their size is
/// not believed.
pub(super) fn check(bytes: &mut (impl Read + Seek)) -> Result<(), String> {
    let told = |error: ZipError| match error {
        ZipError::Io(error) => error.to_string(),
        error => error.to_string(),
    };
    let mut archive = ZipArchive::new(bytes).map_err(told)?;
    let mut all = 0;
    for place in 0..archive.len() {
        let part = archive.by_index(place).map_err(told)?;
        let name = part.name().map_err(told)?.to_lowercase();
        let is_read = [".xml", ".rels"].iter().any(|ending| name.ends_with(ending));
        if !is_read {
            continue;
        }
        let most = SMALL.max(part.compressed_size().saturating_mul(MOST_TIMES));
        let room = most.min(LARGEST - all);
        let size = io::copy(&mut part.take(room + 1), &mut io::sink());
        let size = size.map_err(|error| error.to_string())?;
        if size > room {
            return Err(if room == most {
                format!("a part of it is more than {MOST_TIMES} times as large as in the file")
            } else {
                format!("it holds more than {} GB", LARGEST >> 30)
            });
        }
        all += size;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn archive(parts: &[(&str, usize)]) -> Cursor<Vec<u8>> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, size) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            let block = vec![b' '; 1 << 20];
            let mut left = *size;
            while left > 0 {
                let length = left.min(block.len());
                writer.write_all(&block[..length]).unwrap();
                left -= length;
            }
        }
        writer.finish().unwrap()
    }

    #[test]
    fn a_bomb_is_not_opened() {
        assert_eq!(check(&mut archive(&[(WORKBOOK, 1 << 20)])), Ok(()));
        let reason = check(&mut archive(&[("xl/a.xml", 3 << 20)])).unwrap_err();
        assert!(reason.contains("100 times"), "{reason}");
        assert_eq!(check(&mut archive(&[("xl/media/image.bmp", 3 << 20)])), Ok(()));
    }

    #[test]
    fn what_is_said_of_a_size_is_not_believed() {
        let mut bytes = archive(&[("xl/a.xml", 3 << 20)]).into_inner();
        let size = (3_u32 << 20).to_le_bytes();
        let places: Vec<usize> =
            (0..bytes.len() - 4).filter(|at| bytes[*at..*at + 4] == size).collect();
        assert!(!places.is_empty());
        for place in places {
            bytes[place..place + 4].copy_from_slice(&10_u32.to_le_bytes());
        }
        assert!(check(&mut Cursor::new(bytes)).is_err());
    }

    #[test]
    fn a_workbook_is_told_by_its_parts() {
        assert_eq!(holds_workbook(&mut archive(&[(WORKBOOK, 1)])), Some(true));
        assert_eq!(holds_workbook(&mut archive(&[("word/document.xml", 1)])), Some(false));
        assert_eq!(holds_workbook(&mut Cursor::new(b"PK\x03\x04x".to_vec())), None);
    }
}
