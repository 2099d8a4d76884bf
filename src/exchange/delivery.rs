//! Archives that hold files to be imported.

use std::collections::BTreeSet;

use super::documents::{self, Kind};
use super::error::ExchangeError;
use super::omegat::{self, Project, Role};
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
pub struct Delivery {
    zip: Zip<Source>,
    projects: Vec<Project>,
}

/// What is in an archive.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contents {
    /// The files that somebody put there on purpose, in the order of their names; those of projects
    /// of OmegaT behind the others, in the order in which they are imported.
    pub files: Vec<Packed>,
    /// Folders of such projects that hold neither memories nor glossaries.
    pub folders: BTreeSet<String>,
    /// How many files a system, or OmegaT, put there for itself.
    pub own: usize,
}

/// A file in an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    at: usize,
    /// Its path in the archive, parted by `/`; it leads nowhere else.
    pub name: String,
    project: Option<usize>,
    /// What it is in a project of OmegaT, if it belongs to one.
    pub role: Option<Role>,
}

impl Delivery {
    /// Opens an archive, and answers with what is in it too.
    ///
    /// # Errors
    /// If it is damaged or has too many members.
    pub fn open(source: Source) -> Result<(Self, Contents), ExchangeError> {
        let mut zip = Zip::open(source)?;
        let members = zip.members().iter().enumerate();
        let all: Vec<usize> =
            members.filter(|(_, member)| is_file(member)).map(|(at, _)| at).collect();
        let mut meant: Vec<(usize, String)> = all
            .iter()
            .filter(|at| is_meant(&zip.members()[**at]))
            .map(|at| (*at, path(&zip.members()[*at])))
            .collect();
        meant.sort_by(|one, other| zip.members()[one.0].cmp(&zip.members()[other.0]));
        let own = all.len() - meant.len();
        let (mut places, mut projects) = (Vec::new(), Vec::new());
        for (at, name) in &meant {
            if let Some(place) = omegat::project_folder(name) {
                places.push(place.to_owned());
                projects.push(omegat::project(&zip.read_at(*at)?));
            }
        }
        let mut contents = Contents { own, ..Contents::default() };
        for (at, name) in meant {
            contents.take(at, name, &places);
        }
        contents.files.sort_by_cached_key(|file| {
            let inner = file.project.map(|of| &file.name[places[of].len()..]);
            (file.project, inner.map(omegat::order).map(|(rank, name)| (rank, name.to_owned())))
        });
        Ok((Self { zip, projects }, contents))
    }

    /// The projects of OmegaT in it.
    pub fn projects(&self) -> &[Project] {
        &self.projects
    }

    /// The project of OmegaT that a file belongs to, if it does.
    pub fn project_of(&self, file: &Packed) -> Option<&Project> {
        file.project.and_then(|project| self.projects.get(project))
    }

    /// A file, in memory.
    ///
    /// # Errors
    /// If it is damaged, locked or too large, or is an archive of files itself.
    pub fn file(&mut self, file: &Packed) -> Result<Source, ExchangeError> {
        let name = self.shown(file);
        let mut source = Source::of(self.zip.read_at(file.at)?, &name)?;
        if is_delivery(&mut source)? {
            return Err(ExchangeError::Packed { name });
        }
        Ok(source)
    }

    /// The name to speak of a file by.
    pub fn shown(&self, file: &Packed) -> String {
        let member = self.zip.members().get(file.at).map_or("", String::as_str);
        format!("{}: {member}", self.zip.name())
    }
}

impl Contents {
    fn take(&mut self, at: usize, name: String, places: &[String]) {
        let within = places.iter().enumerate().filter(|(_, place)| name.starts_with(*place));
        let Some((project, place)) = within.max_by_key(|(_, place)| place.len()) else {
            self.files.push(Packed { at, name, project: None, role: None });
            return;
        };
        let inner = &name[place.len()..];
        match omegat::role(inner) {
            Role::Other => match omegat::other_folder(inner) {
                Some(folder) => _ = self.folders.insert(format!("{place}{folder}")),
                None => self.own += usize::from(omegat::project_folder(inner).is_none()),
            },
            role => {
                self.files.push(Packed { at, name, project: Some(project), role: Some(role) });
            }
        }
    }
}

/// Whether a member is a file.
fn is_file(member: &str) -> bool {
    !member.ends_with(['/', '\\']) && !member.is_empty()
}

/// Whether a file is none that a system put there for itself.
fn is_meant(member: &str) -> bool {
    let mut parts = member.split(['/', '\\']);
    !parts.any(|part| {
        let is_hidden = part.starts_with('.') && part != ".." && part != ".";
        is_hidden || matches!(part, "__MACOSX" | "Thumbs.db" | "desktop.ini")
    })
}

/// The path of a member, parted by `/`, without what would lead elsewhere.
fn path(member: &str) -> String {
    let parts = member.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | ".."));
    parts.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::{is_file, is_meant, path};

    #[test]
    fn what_systems_leave_behind_is_not_meant() {
        for (member, meant) in [
            ("a/b.tmx", true),
            ("../b.tmx", true),
            ("__MACOSX/a.tmx", false),
            ("a/.DS_Store", false),
            ("a\\Thumbs.db", false),
        ] {
            assert_eq!(is_meant(member), meant, "{member}");
        }
        assert!(!is_file("a/") && !is_file("") && is_file("a"));
    }

    #[test]
    fn a_path_leads_nowhere_else() {
        for (member, wanted) in [
            ("a/b.tmx", "a/b.tmx"),
            ("../../a/./b.tmx", "a/b.tmx"),
            ("/a\\b.tmx", "a/b.tmx"),
            ("..", ""),
        ] {
            assert_eq!(path(member), wanted);
        }
    }
}
