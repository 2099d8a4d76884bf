//! Small files of every format, written for this, and what can go wrong with them.

use std::fs;
use std::io::{Cursor, Read};
use std::path::PathBuf;

use zip::ZipArchive;

use super::{shipped, zipped};

/// A file of one format.
#[derive(Debug, Clone)]
pub struct Seed {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// All of them, in the order of their names.
pub fn seeds() -> Vec<Seed> {
    let folder = fs::read_dir(shipped("tests/data/seeds")).expect("the folder of seeds");
    let mut paths: Vec<PathBuf> = folder.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let seed = |path: PathBuf| Seed {
        name: path.file_name().expect("a name").to_string_lossy().into_owned(),
        bytes: fs::read(&path).expect("a seed"),
    };
    paths.into_iter().map(seed).collect()
}

/// Random numbers that are the same in each run: xorshift64*, by Vigna.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number below a bound that is not zero.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }
}

/// What parsers trip over.
const TOKENS: &[&[u8]] = &[
    b"<",
    b">",
    b"</",
    b"/>",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"]]>",
    b"<?",
    b"&",
    b"&#0;",
    b"&#x1F;",
    b"&nbsp;",
    b"\"",
    b"'",
    b"\0",
    b"\r",
    b"\r\n",
    b"\n\n",
    b"\t",
    b"\xff",
    b"\xc3",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xe2\x80\xa8",
    b";",
    b",",
    b"|",
    b" :: ",
    b"{",
    b"}",
    b"[",
    b"]",
    b"\\",
    b"%",
    b"#",
    b"=",
    b"<!DOCTYPE x [<!ENTITY y \"z\">]>",
    b"xmlns:a=\"b\"",
    b"99999999999999999999",
    b"-1",
];

/// A file in which a few things went wrong; of an archive half of the time in one of its members.
pub fn damaged(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let members = if random.below(2) == 0 { members(bytes) } else { None };
    let Some(mut members) = members.filter(|members| !members.is_empty()) else {
        return mutated(bytes, random);
    };
    let place = random.below(members.len());
    members[place].1 = mutated(&members[place].1, random);
    let borrowed: Vec<(&str, &[u8])> =
        members.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    zipped(&borrowed)
}

/// The members of an archive, if it is one.
fn members(bytes: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut members = Vec::new();
    for at in 0..archive.len() {
        let mut member = archive.by_index(at).ok()?;
        let name = member.name().ok()?.into_owned();
        let mut content = Vec::new();
        // What is damaged may claim to be of any size.
        member.by_ref().take(1 << 20).read_to_end(&mut content).ok()?;
        members.push((name, content));
    }
    Some(members)
}

fn mutated(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=random.below(6) {
        let at = random.below(bytes.len() + 1);
        let end = (at + 1 + random.below(40)).min(bytes.len());
        match random.below(7) {
            0 if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
            1 => drop(bytes.drain(at.min(end)..end)),
            2 => {
                let part = bytes[at.min(end)..end].to_vec();
                let place = random.below(bytes.len() + 1);
                bytes.splice(place..place, part);
            }
            3 => bytes.truncate(at),
            4 if at < bytes.len() => bytes[at] = random.next() as u8,
            _ => {
                let token = TOKENS[random.below(TOKENS.len())];
                bytes.splice(at..at, token.iter().copied());
            }
        }
    }
    bytes
}
