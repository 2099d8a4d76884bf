//! Projects of OmegaT: what one says of itself, and what its files are, by their places.

use std::fs;
use std::path::{Path, PathBuf};

use quick_xml::Reader;
use quick_xml::events::Event;

use super::content::Reading;
use super::error::ExchangeError;
use super::file::read_file;
use super::format::Format;
use super::layout::TableKind;
use super::source::unreadable;
use crate::model::Lang;

/// The property of Trados that says that a machine made a translation.
pub const MACHINE: (&str, &str) = ("x-Origin", "MachineTranslation");

/// The file that makes a folder a project.
const PROJECT: &str = "omegat.project";

/// What was translated in a project.
const TRANSLATED: &str = "omegat/project_save.tmx";

/// The folders that hold something to import.
const PLACES: [&str; 3] = ["omegat", "tm", "glossary"];

/// How names of glossaries end that are lines parted by tabs.
const LINES: [&str; 4] = ["txt", "utf8", "tab", "tsv"];

/// How the names of memories end that OmegaT writes beside its folders, of what it has translated.
const EXPORTS: [&str; 3] = ["-omegat.tmx", "-level1.tmx", "-level2.tmx"];

/// Folders may stand within each other so deep.
const DEEPEST: usize = 20;

/// What a project says of itself, as far as it does.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Project {
    /// The language that is translated.
    pub source: Option<Lang>,
    /// The language that it is translated to.
    pub target: Option<Lang>,
    /// Where it keeps memories and glossaries that are not in their usual folders.
    pub elsewhere: Vec<String>,
}

/// What a file of a project is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A memory.
    Memory {
        /// Whether a machine translated it.
        by_machine: bool,
    },
    /// A glossary.
    Glossary {
        /// Its format, where its name tells.
        format: Option<Format>,
    },
    /// Neither, though it stands among such, and why it is taken for neither.
    Neither(&'static str),
    /// A file of a folder that holds neither, or one that OmegaT keeps for itself.
    Other,
}

impl Role {
    /// How a file is read that has this role in a project.
    pub fn reading(self, reading: Reading<'_>) -> Reading<'_> {
        match self {
            Self::Glossary { format } => {
                Reading { format, kind: Some(TableKind::Terms), ..reading }
            }
            _ => Reading { format: None, kind: None, ..reading },
        }
    }

    /// Whether there is something to import.
    pub fn is_imported(self) -> bool {
        matches!(self, Self::Memory { .. } | Self::Glossary { .. })
    }
}

/// What a file of a project is; its name is its path below the project, parted by `/`.
pub fn role(name: &str) -> Role {
    let (folder, below) = name.split_once('/').unwrap_or(("", name));
    let file = below.rsplit('/').next().unwrap_or(below);
    let ending = file.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    match (folder, ending.as_str()) {
        _ if name == TRANSLATED => Role::Memory { by_machine: false },
        // OmegaT reads packed ones too: that those are not imported is told when they are opened.
        ("tm", "tmx" | "gz" | "zip") => {
            Role::Memory { by_machine: folders(below).any(|folder| folder == "mt") }
        }
        ("tm", _) => Role::Neither("memories end in .tmx there"),
        ("glossary", ending) if LINES.contains(&ending) => {
            Role::Glossary { format: Some(Format::OmegaT) }
        }
        ("glossary", "csv" | "tbx") => Role::Glossary { format: None },
        ("glossary", _) => Role::Neither("glossaries end in .txt, .tab, .csv or .tbx there"),
        ("", _) if name == PROJECT => Role::Other,
        ("", _) if EXPORTS.iter().any(|export| name.ends_with(export)) => {
            Role::Neither("OmegaT wrote it out of its translations; name it, if you want it too")
        }
        ("", _) => Role::Neither("it stands outside of the memories and glossaries"),
        _ => Role::Other,
    }
}

/// Whether a file stands in a folder that takes something off its matches.
pub fn has_penalty(name: &str) -> bool {
    folders(name).any(|folder| folder.starts_with("penalty-"))
}

/// The folder of a project that a file shows to be one; its name is a path parted by `/`.
pub fn project_folder(name: &str) -> Option<&str> {
    name.strip_suffix(PROJECT).filter(|folder| folder.is_empty() || folder.ends_with('/'))
}

/// The folder of a project that a file stands in, if it holds neither memories nor glossaries.
pub fn other_folder(name: &str) -> Option<&str> {
    name.split_once('/').map(|(folder, _)| folder).filter(|folder| !PLACES.contains(folder))
}

fn folders(name: &str) -> impl Iterator<Item = &str> {
    name.split('/').rev().skip(1)
}

/// The places of names in the order in which they are imported: what was translated, further
/// memories, glossaries.
pub fn order(name: &str) -> (usize, &str) {
    let folder = name.split('/').next().unwrap_or(name);
    (PLACES.iter().position(|place| *place == folder).unwrap_or(PLACES.len()), name)
}

/// A file in the folder of a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Where it is.
    pub path: PathBuf,
    /// Its path below the project, parted by `/`.
    pub name: String,
    /// What it is.
    pub role: Role,
}

/// What is in the folder of a project.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listing {
    /// Memories and glossaries, in the order in which they are imported, and what stands among them.
    pub members: Vec<Member>,
    /// Folders that hold something else; they are not looked into.
    pub folders: Vec<String>,
    /// How many files, and folders, OmegaT or a system keeps for itself.
    pub own: usize,
}

/// Whether a path is the folder of a project.
pub fn is_project(folder: &Path) -> bool {
    folder.is_dir() && folder.join(PROJECT).is_file()
}

/// Lists the files of a project. Links to folders below those of the project are not followed.
///
/// # Errors
/// If a folder cannot be read.
pub fn list(folder: &Path) -> Result<Listing, ExchangeError> {
    let mut listing = Listing::default();
    listing.enter(folder, "", 0)?;
    listing.members.sort_by(|one, other| order(&one.name).cmp(&order(&other.name)));
    listing.folders.sort();
    Ok(listing)
}

impl Listing {
    fn enter(&mut self, folder: &Path, below: &str, depth: usize) -> Result<(), ExchangeError> {
        let unreadable = |error| unreadable(&folder.display().to_string(), error);
        for entry in fs::read_dir(folder).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
            if name.starts_with('.') {
                self.own += 1;
                continue;
            }
            let name = if below.is_empty() { name } else { format!("{below}/{name}") };
            if path.is_dir() {
                let is_link = entry.file_type().map_err(unreadable)?.is_symlink();
                self.enter_below(path, name, depth, is_link)?;
                continue;
            }
            match role(&name) {
                Role::Other if name == PROJECT => {}
                Role::Other => self.own += 1,
                role => self.members.push(Member { path, name, role }),
            }
        }
        Ok(())
    }

    fn enter_below(
        &mut self,
        path: PathBuf,
        name: String,
        depth: usize,
        is_link: bool,
    ) -> Result<(), ExchangeError> {
        if depth == 0 && !PLACES.contains(&name.as_str()) {
            // Those that OmegaT creates may be empty for good.
            let is_empty = fs::read_dir(&path).is_ok_and(|mut inner| inner.next().is_none());
            self.folders.extend((!is_empty).then_some(name));
            return Ok(());
        }
        let why = if is_link && depth > 0 {
            "it is a link to a folder, which is not followed"
        } else if depth == DEEPEST {
            "folders stand too deep within each other"
        } else {
            return self.enter(&path, &name, depth + 1);
        };
        self.members.push(Member { path, name, role: Role::Neither(why) });
        Ok(())
    }
}

/// Reads what the project in a folder says of itself.
///
/// # Errors
/// If that file cannot be read.
pub fn project_in(folder: &Path) -> Result<Project, ExchangeError> {
    Ok(project(&read_file(&folder.join(PROJECT))?))
}

/// Reads an `omegat.project`; what is ill-formed says nothing.
pub fn project(bytes: &[u8]) -> Project {
    let text = String::from_utf8_lossy(bytes);
    let (mut project, mut open) = (Project::default(), String::new());
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => open = tag.local_name().as_ref().to_owned(),
            Ok(Event::End(_)) => open.clear(),
            Ok(Event::Text(text)) => match open.as_str() {
                "source_lang" => project.source = text.trim().parse().ok(),
                "target_lang" => project.target = text.trim().parse().ok(),
                folder @ ("tm_dir" | "glossary_dir") => {
                    let (place, usual) = (text.trim(), folder.trim_end_matches("_dir"));
                    if !matches!(place, "" | "__DEFAULT__") && place.trim_end_matches('/') != usual
                    {
                        project.elsewhere.push(place.to_owned());
                    }
                }
                _ => {}
            },
            Ok(Event::Eof) | Err(_) => return project,
            Ok(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_project_names_its_languages() {
        let read = project(
            b"<?xml version=\"1.0\"?>\n<omegat><project version=\"1.0\"><source_dir>__DEFAULT__</source_dir>\
              <tm_dir>../tm/</tm_dir><glossary_dir>glossary/</glossary_dir>\
              <source_lang> DE-de </source_lang><target_lang>EN-GB</target_lang></project></omegat>",
        );
        assert_eq!(read.elsewhere, ["../tm/"]);
        let tags = [read.source, read.target].map(|lang| lang.unwrap().to_string());
        assert_eq!(tags, ["de-DE", "en-GB"]);
        assert_eq!(
            project(b"<a><source_lang>de"),
            Project { source: Some(Lang::german()), ..Project::default() }
        );
        assert_eq!(project(b"\xff<"), Project::default());
    }

    #[test]
    fn the_place_of_a_file_tells_what_it_is() {
        let (memory, lines) = (Role::Memory { by_machine: false }, Some(Format::OmegaT));
        for (name, wanted) in [
            ("omegat/project_save.tmx", memory),
            ("omegat/project_save.tmx.bak", Role::Other),
            ("omegat.project", Role::Other),
            ("source/a.tmx", Role::Other),
            ("tm/a.TMX", memory),
            ("tm/auto/b/a.tmx", memory),
            ("tm/mt/a.tmx", Role::Memory { by_machine: true }),
            ("glossary/a/b.Txt", Role::Glossary { format: lines }),
            ("glossary/a.csv", Role::Glossary { format: None }),
        ] {
            assert_eq!(role(name), wanted, "{name}");
        }
        for name in ["tm/a.xlf", "glossary/a.md", "x-level1.tmx", "a.tmx", "liesmich"] {
            assert!(matches!(role(name), Role::Neither(_)), "{name}");
        }
        assert!(has_penalty("tm/penalty-10/a.tmx") && !has_penalty("tm/penalty-10.tmx"));
        assert_eq!(project_folder("a/omegat.project"), Some("a/"));
        assert_eq!(project_folder("omegat.project"), Some(""));
        assert_eq!(project_folder("a/my-omegat.project"), None);
    }
}
