//! Other databases that are consulted besides one's own: they are read where they lie.

use std::path::Path;

use super::matches::MatchQuery;
use super::{GivenLangs, Project, ProjectError};
use crate::memory::concordance::{Hit, Query};
use crate::memory::matching::{Asked, Match};
use crate::model::{Attached, Lang, Scope};
use crate::store::{Access, SqlError};
use crate::text::pattern::Strictness;

/// Something that was found in this database or in an attached one.
#[derive(Debug, Clone, PartialEq)]
pub struct Located<T> {
    /// The name of the attached database; absent for one's own.
    pub database: Option<String>,
    /// What was found.
    pub found: T,
}

/// Attached databases that were opened, and what went wrong with the others.
#[derive(Debug, Default)]
pub struct Consulted {
    opened: Vec<(Attached, Project)>,
    /// Why a database cannot be consulted, each with its name.
    pub failed: Vec<(String, ProjectError)>,
}

impl Consulted {
    /// One's own database and those that were opened.
    pub fn with<'p>(&'p self, own: &'p Project) -> impl Iterator<Item = &'p Project> {
        [own].into_iter().chain(self.opened().map(|(_, project)| project))
    }

    /// The databases that were opened.
    pub(super) fn opened(&self) -> impl Iterator<Item = (&Attached, &Project)> {
        self.opened.iter().map(|(attached, project)| (attached, project))
    }

    /// Whether no other database is consulted.
    pub fn is_empty(&self) -> bool {
        self.opened.is_empty()
    }
}

impl Attached {
    /// What to ask of it, so that what it finds is similar enough after its penalty.
    pub(super) fn query(&self, query: &MatchQuery) -> MatchQuery {
        let threshold = query.threshold.saturating_add(self.penalty);
        MatchQuery { threshold, ..query.clone() }
    }

    /// A match of its, after its penalty.
    pub(super) fn located(&self, found: Match) -> Located<Match> {
        let found = Match {
            score: found.score.saturating_sub(self.penalty),
            penalty: found.penalty + self.penalty,
            ..found
        };
        Located { database: Some(self.name.clone()), found }
    }
}

impl Project {
    /// The databases that are to be consulted.
    ///
    /// # Errors
    /// If the database fails.
    pub fn attached(&self) -> Result<Vec<Attached>, ProjectError> {
        self.reading(|reader| reader.attached())
    }

    /// Has a database consulted from now on, if it can be opened.
    ///
    /// # Errors
    /// If it cannot, if it is this one itself, or if the database fails.
    pub fn attach(&mut self, attached: &Attached) -> Result<(), ProjectError> {
        let path = Path::new(&attached.path);
        if same_file(path, self.store.path()) {
            return Err(ProjectError::Itself { path: attached.path.clone() });
        }
        self.open_other(path)?;
        self.store.change("attach", |writer| {
            let done = writer.attach(attached);
            done.map_err(|error: SqlError| ProjectError::from(writer.at_path(error)))
        })
    }

    /// Has a database consulted no more. Answers whether there was one of this name.
    ///
    /// # Errors
    /// If the database fails.
    pub fn detach(&mut self, name: &str) -> Result<bool, ProjectError> {
        self.store.change("detach", |writer| {
            let done = writer.detach(name);
            done.map_err(|error: SqlError| ProjectError::from(writer.at_path(error)))
        })
    }

    /// Opens the databases that are to be consulted. One that cannot be opened keeps nobody from
    /// the others.
    ///
    /// # Errors
    /// If this database fails.
    pub fn consult(&self) -> Result<Consulted, ProjectError> {
        let mut consulted = Consulted::default();
        for attached in self.attached()? {
            match self.open_other(Path::new(&attached.path)) {
                Ok(project) => consulted.opened.push((attached, project)),
                Err(error) => consulted.failed.push((attached.name, error)),
            }
        }
        Ok(consulted)
    }

    fn open_other(&self, path: &Path) -> Result<Self, ProjectError> {
        let langs = self.langs().clone();
        let given = GivenLangs { from: Some(langs.from), to: Some(langs.to) };
        Self::open(path, Access::Read, &given)
    }

    /// Finds the matches of texts in this database and in those consulted. Of equal scores, one's
    /// own come first.
    ///
    /// # Errors
    /// If a database fails, or whatever `take` answers with.
    pub fn matches_with<E: From<ProjectError>>(
        &self,
        consulted: &Consulted,
        query: &MatchQuery,
        asked: &[Asked<'_>],
        mut take: impl FnMut(usize, Vec<Located<Match>>) -> Result<(), E>,
    ) -> Result<(), E> {
        let own = |found: Match| Located { database: None, found };
        if consulted.is_empty() {
            return self.matches(query, asked, |index, found| {
                take(index, found.into_iter().map(own).collect())
            });
        }
        let mut all: Vec<Vec<Located<Match>>> = Vec::new();
        all.resize_with(asked.len(), Vec::new);
        self.matches(query, asked, |index, found| {
            all[index].extend(found.into_iter().map(own));
            Ok::<_, E>(())
        })?;
        for (attached, project) in consulted.opened() {
            project.matches(&attached.query(query), asked, |index, found| {
                all[index].extend(found.into_iter().map(|found| attached.located(found)));
                Ok::<_, E>(())
            })?;
        }
        for (index, mut found) in all.into_iter().enumerate() {
            found.sort_by_key(|located| std::cmp::Reverse(located.found.score));
            found.truncate(query.limit);
            take(index, found)?;
        }
        Ok(())
    }

    /// Finds the units that hold all the words in this database and then in those consulted. Answers
    /// also whether there are more than the limit allows.
    ///
    /// # Errors
    /// If a database fails.
    pub fn find_with(
        &self,
        consulted: &Consulted,
        query: &Query,
        langs: &[Lang],
        strictness: Strictness,
        limit: usize,
        scope: &Scope,
    ) -> Result<(Vec<Located<Hit>>, bool), ProjectError> {
        let found = self.find(query, langs.to_vec(), strictness, limit, scope)?;
        let own = |found: Hit| Located { database: None, found };
        let (mut hits, mut more): (Vec<_>, bool) =
            (found.hits.into_iter().map(own).collect(), found.more);
        for (attached, project) in &consulted.opened {
            let left = limit - hits.len();
            let found = project.find(query, langs.to_vec(), strictness, left.max(1), scope)?;
            more |= found.more || left == 0 && !found.hits.is_empty();
            let located = |found: Hit| Located { database: Some(attached.name.clone()), found };
            hits.extend(found.hits.into_iter().take(left).map(located));
        }
        Ok((hits, more))
    }
}

fn same_file(one: &Path, other: &Path) -> bool {
    let whole = |path: &Path| dunce::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    whole(one) == whole(other)
}
