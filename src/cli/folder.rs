//! The articles in a folder and the folders below it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::CliError;
use crate::exchange::{Format, Holding};

/// What is in a folder and those below it; paths begin below the folder, and are sorted.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// Files that can be read as articles.
    pub(super) articles: Vec<PathBuf>,
    /// Articles whose names begin with a dot. What is in such folders is passed over.
    pub(super) hidden: Vec<PathBuf>,
    /// Links to folders: they are not followed, since they may lead anywhere and round in circles.
    pub(super) links: Vec<PathBuf>,
    /// How many files are no articles.
    pub(super) others: usize,
    /// Why folders below cannot be read.
    pub(super) unreadable: Vec<CliError>,
}

/// Lists what is in a folder.
pub(super) fn list(folder: &Path) -> Result<Listing, CliError> {
    let shown = folder.display();
    if !folder.exists() {
        return Err(CliError::new(format!("there is no folder `{shown}`")).hint("check the name"));
    }
    if !folder.is_dir() {
        return Err(CliError::new(format!("`{shown}` is no folder"))
            .hint("name the folder that holds the texts, or two files without `--batch`"));
    }
    let mut listing = Listing::default();
    let mut open = vec![PathBuf::new()];
    while let Some(below) = open.pop() {
        let path = folder.join(&below);
        if let Err(error) = listing.enter(&path, &below, &mut open) {
            let error =
                CliError::new(format!("the folder `{}` cannot be read: {error}", path.display()))
                    .hint("check who may read it");
            if below.as_os_str().is_empty() {
                return Err(error);
            }
            listing.unreadable.push(error);
        }
    }
    listing.unreadable.sort_by(|one, other| one.message.cmp(&other.message));
    listing.articles.sort();
    listing.hidden.sort();
    listing.links.sort();
    Ok(listing)
}

impl Listing {
    /// Takes up what is in one folder; further ones are added to `open`.
    fn enter(&mut self, path: &Path, below: &Path, open: &mut Vec<PathBuf>) -> io::Result<()> {
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            let name = entry.file_name();
            let below = below.join(&name);
            let name = name.to_string_lossy();
            let (hidden, kind) = (name.starts_with('.'), entry.file_type()?);
            // A link that leads nowhere may be told when it is read.
            let target = fs::metadata(entry.path()).ok();
            if target.as_ref().is_some_and(fs::Metadata::is_dir) {
                match (hidden, kind.is_dir()) {
                    (true, _) => {}
                    (false, true) => open.push(below),
                    (false, false) => self.links.push(below),
                }
                continue;
            }
            let is_article = Format::by_extension(&name)
                .is_some_and(|format| format.reads().contains(&Holding::Document));
            // Reading a pipe would wait for somebody to write.
            if !is_article || target.is_some_and(|target| !target.is_file()) {
                self.others += usize::from(!hidden);
            } else if hidden {
                self.hidden.push(below);
            } else {
                self.articles.push(below);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_found_at_any_depth_and_the_rest_is_told() {
        let folder = tempfile::TempDir::new().unwrap();
        for name in ["b/c/x.MD", "a.txt", "b/.x.txt", ".git/y.txt", "z.csv", "z", "b/y.text"] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        let Listing { articles, hidden, links, others, unreadable } = list(folder.path()).unwrap();
        assert_eq!(articles, ["a.txt", "b/c/x.MD", "b/y.text"].map(PathBuf::from));
        assert_eq!(hidden, [PathBuf::from("b/.x.txt")]);
        assert_eq!((others, links.len(), unreadable.len()), (2, 0, 0));
    }

    #[cfg(unix)]
    #[test]
    fn links_to_folders_are_not_followed() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::TempDir::new().unwrap();
        fs::create_dir(folder.path().join("a")).unwrap();
        fs::write(folder.path().join("a/x.txt"), "x").unwrap();
        symlink("..", folder.path().join("a/up")).unwrap();
        symlink("x.txt", folder.path().join("a/y.txt")).unwrap();
        symlink("nowhere", folder.path().join("a/z.txt")).unwrap();
        symlink("self.txt", folder.path().join("a/self.txt")).unwrap();
        let Listing { articles, links, .. } = list(folder.path()).unwrap();
        assert_eq!(articles, ["a/self.txt", "a/x.txt", "a/y.txt", "a/z.txt"].map(PathBuf::from));
        assert_eq!(links, [PathBuf::from("a/up")]);
    }

    #[test]
    fn what_is_no_folder_is_told() {
        let folder = tempfile::TempDir::new().unwrap();
        let file = folder.path().join("x.txt");
        fs::write(&file, "x").unwrap();
        assert!(list(&file).unwrap_err().message.contains("is no folder"));
        assert!(list(&folder.path().join("y")).unwrap_err().message.contains("there is no folder"));
    }
}
