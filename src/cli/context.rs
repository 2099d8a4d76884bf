//! What a command works with: the output, the database, the languages.

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use directories::ProjectDirs;

use super::args::{From, Global};
use super::error::CliError;
use super::output::Printer;
use super::progress::Progress;
use super::stop::guard_files;
use crate::project::{GivenLangs, LangPair, Project};
use crate::store::{Access, on_waiting};

/// The surroundings of a command.
pub(super) struct Context {
    /// Where results go.
    pub(super) out: Printer,
    global: Global,
}

impl Context {
    pub(super) fn new(global: Global) -> Self {
        let out = Printer::new(global.color, global.quiet);
        if !global.quiet {
            on_waiting(|| tell("waiting for another program to finish writing…"));
        }
        Self { out, global }
    }

    /// Whether results are to be JSON lines.
    pub(super) fn json(&self) -> bool {
        self.global.json
    }

    /// The languages that were given.
    pub(super) fn given_langs(&self) -> GivenLangs {
        self.global.langs()
    }

    /// The score that `--from` was given, if it was one.
    pub(super) fn score_from(&self) -> Option<u8> {
        match self.global.from {
            Some(From::Score(score)) => Some(score),
            _ => None,
        }
    }

    /// The database that a person named.
    fn named_db(&self) -> Option<OsString> {
        let named = self.global.db.clone().or_else(|| std::env::var_os("BELEG_DB"));
        named.filter(|path| !path.is_empty())
    }

    /// Checks that the folder of a database that a person named is there: one that was mistyped is
    /// not to be made.
    fn check_folder(&self, database: &Path) -> Result<(), CliError> {
        let folder = database.parent().filter(|folder| !folder.as_os_str().is_empty());
        match folder {
            Some(folder) if self.named_db().is_some() && !folder.exists() => {
                let folder = folder.display();
                Err(CliError::new(format!("the folder `{folder}` of the database is not there"))
                    .hint("make it, or check the name of the database"))
            }
            _ => Ok(()),
        }
    }

    /// The file of the database.
    pub(super) fn db_path(&self) -> Result<PathBuf, CliError> {
        if let Some(path) = self.named_db() {
            return database_file(Path::new(&path));
        }
        let folders = ProjectDirs::from("", "", "beleg").ok_or_else(|| {
            CliError::new("there is no data folder for this user")
                .hint("name the database with `--db FILE` or BELEG_DB")
        })?;
        Ok(folders.data_dir().join("beleg.db"))
    }

    /// Checks that a file that is to be written is not the database itself. If the program is stopped
    /// from now on, no half of it is left.
    pub(super) fn check_target(&self, file: &Path) -> Result<(), CliError> {
        guard_files();
        let (database, target) = (absolute(&self.db_path()?), absolute(file));
        let rest = target.strip_prefix(&database);
        if rest.is_some_and(|rest| ["", "-wal", "-shm", "-journal"].contains(&rest)) {
            return Err(CliError::new(format!("`{}` is the database itself", file.display()))
                .hint("name another file"));
        }
        Ok(())
    }

    /// Checks that a file that is to be written is none of those that are read, nor the database.
    pub(super) fn check_output(&self, file: &Path, inputs: &[PathBuf]) -> Result<(), CliError> {
        self.check_target(file)?;
        if inputs.iter().any(|input| same_file(input, file)) {
            return Err(CliError::new(format!(
                "`{}` is read, so it cannot be written",
                file.display()
            ))
            .hint("name another file for the result"));
        }
        Ok(())
    }

    /// Opens the database; one that is to be written is created if it is missing.
    pub(super) fn open(&self, access: Access) -> Result<Project, CliError> {
        let path = self.db_path()?;
        if access == Access::Write {
            self.check_folder(&path)?;
        }
        let project = Project::open(&path, access, &self.given_langs())?;
        if project.has_stale_keys() {
            tell("note: the index is of another version and cannot be renewed; it may miss some");
        }
        Ok(project)
    }

    /// Opens the database to change what is in it: it must be there.
    pub(super) fn open_to_change(&self) -> Result<Project, CliError> {
        if !is_there(&self.db_path()?) {
            self.open(Access::Read)?;
        }
        self.open(Access::Write)
    }

    /// Opens the database for reading if there is one.
    pub(super) fn open_if_there(&self) -> Result<Option<Project>, CliError> {
        let path = self.db_path()?;
        if is_there(&path) { self.open(Access::Read).map(Some) } else { Ok(None) }
    }

    /// Opens the database for its terms: if none was named and there is none, it can be done without.
    pub(super) fn open_for_terms(&self) -> Result<Option<Project>, CliError> {
        match self.named_db() {
            Some(_) => self.open(Access::Read).map(Some),
            None => self.open_if_there(),
        }
    }

    /// The languages: given, else remembered, else German to English.
    pub(super) fn langs(&self, project: Option<&Project>) -> Result<LangPair, CliError> {
        Ok(match project {
            Some(project) => project.langs().clone(),
            None => self.given_langs().or(LangPair::default())?,
        })
    }

    /// A bar for work that may take long.
    pub(super) fn progress(&self, what: &str) -> Progress {
        Progress::new(what, self.global.quiet)
    }

    /// Tells an error and the exit code that goes with it.
    pub(super) fn report(&mut self, error: &CliError) -> ExitCode {
        if error.quiet {
            return ExitCode::SUCCESS;
        }
        // What was found before the error is shown before it; if that fails too, so be it.
        let _ = self.out.flush();
        self.out.error(&error.message, error.hint.as_deref());
        ExitCode::from(2)
    }
}

/// Whether there is a file that may be a database. An empty one is what a full disk leaves of one
/// that was to be made.
pub(super) fn is_there(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|file| file.is_dir() || file.len() > 0)
}

/// The file of a database that a person named, as SQLite is to be told: it would take `:memory:` and
/// `file:…` for something else.
pub(super) fn database_file(path: &Path) -> Result<PathBuf, CliError> {
    let text = path.to_string_lossy();
    if text.ends_with(['/', std::path::MAIN_SEPARATOR]) {
        return Err(CliError::new(format!("`{text}` names a folder, not a database"))
            .hint("name a file, such as beleg.db, in it"));
    }
    let is_special = text.starts_with(':') || text.starts_with("file:");
    Ok(if is_special { Path::new(".").join(path) } else { path.to_owned() })
}

/// Tells on stderr; where that is closed, nobody is told.
fn tell(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// The path as people know it: absolute, links followed where that is possible.
pub(super) fn absolute(path: &Path) -> String {
    let absolute = dunce::canonicalize(path).or_else(|_| std::path::absolute(path));
    absolute.unwrap_or_else(|_| path.to_owned()).to_string_lossy().into_owned()
}

/// Whether both paths are one file.
pub(super) fn same_file(one: &Path, other: &Path) -> bool {
    one == other || absolute(one) == absolute(other)
}
