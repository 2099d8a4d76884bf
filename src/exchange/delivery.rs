//! Archives that hold files to be imported.

use super::documents::{self, Kind};
use super::error::ExchangeError;
use super::source::{Source, starts_with_any};
use super::zip::{MAGIC, Zip};

/// Whether a file is an archive of files; documents, which are archives too, are none.
///
/// # Errors
/// If it cannot be read, or is a damaged archive.
pub fn is_delivery(source: &mut Source) -> Result<bool, ExchangeError> {
    Ok(starts_with_any(source, &MAGIC)? && documents::kind(source)? == Kind::Files)
}

/// An archive of files.
pub struct Delivery(Zip<Source>);

impl Delivery {
    /// Opens an archive.
    ///
    /// # Errors
    /// If it is damaged or has too many members.
    pub fn open(source: Source) -> Result<Self, ExchangeError> {
        Zip::open(source).map(Self)
    }

    /// The places of the files that somebody put there on purpose, in the order of their names.
    pub fn files(&self) -> Vec<usize> {
        let members = self.0.members();
        let mut files: Vec<usize> =
            (0..members.len()).filter(|at| is_meant(&members[*at])).collect();
        files.sort_by(|one, other| members[*one].cmp(&members[*other]));
        files
    }

    /// The file at a place, in memory, and its own name.
    ///
    /// # Errors
    /// If it is damaged, locked or too large, or is an archive of files itself.
    pub fn file(&mut self, at: usize) -> Result<(Source, String), ExchangeError> {
        let member = self.0.members().get(at).cloned().unwrap_or_default();
        let bytes = self.0.read_at(at)?;
        let mut source = Source::of(bytes, &format!("{}: {member}", self.0.name()))?;
        if is_delivery(&mut source)? {
            return Err(ExchangeError::Packed { name: source.name().to_owned() });
        }
        let name = member.rsplit(['/', '\\']).next().unwrap_or(&member).to_owned();
        Ok((source, name))
    }
}

/// Whether a member is a file, and none that a system put there for itself.
fn is_meant(member: &str) -> bool {
    let mut parts = member.split(['/', '\\']);
    !member.ends_with(['/', '\\'])
        && !member.is_empty()
        && !parts
            .any(|part| part == "__MACOSX" || part.starts_with('.') && part != ".." && part != ".")
}

#[cfg(test)]
mod tests {
    use super::is_meant;

    #[test]
    fn what_systems_leave_behind_is_not_meant() {
        for (member, meant) in [
            ("a/b.tmx", true),
            ("../b.tmx", true),
            ("a/", false),
            ("__MACOSX/a.tmx", false),
            ("a/.DS_Store", false),
            ("", false),
        ] {
            assert_eq!(is_meant(member), meant, "{member}");
        }
    }
}
