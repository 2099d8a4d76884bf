//! Arguments that name memories: which ones are looked at, and where units go.

use clap::Args;

use crate::model::{Memory, Scope, Section};

/// Whose units are looked at.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct WhoseArgs {
    /// Only pairs of these memories, in attached databases too
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub(super) memory: Vec<String>,
    /// Only pairs that were made for these clients, and terms that hold for them
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub(super) client: Vec<String>,
    /// Only pairs and terms of these projects
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub(super) project: Vec<String>,
}

impl WhoseArgs {
    /// The scope that is meant, of these subject fields.
    pub(super) fn scope(&self, subjects: &[String]) -> Scope {
        let trimmed = |names: &[String]| {
            let names = names.iter().map(|name| name.trim().to_owned());
            names.filter(|name| !name.is_empty()).collect()
        };
        Scope {
            memories: trimmed(&self.memory),
            clients: trimmed(&self.client),
            projects: trimmed(&self.project),
            subjects: trimmed(subjects),
        }
    }
}

/// Which units are looked at.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Which memories")]
pub(super) struct ScopeArgs {
    #[command(flatten)]
    whose: WhoseArgs,
    /// Only these subject fields
    #[arg(long, value_name = "FIELD", value_delimiter = ',')]
    subject: Vec<String>,
}

impl ScopeArgs {
    pub(super) fn scope(&self) -> Scope {
        self.whose.scope(&self.subject)
    }
}

/// Where units go.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Where pairs go")]
pub(super) struct PlaceArgs {
    /// The memory that pairs go to, made if it is missing [default: main]
    #[arg(long, value_name = "NAME")]
    memory: Option<String>,
    /// For whom the translation was made, or for whom alone the terms hold
    #[arg(long, value_name = "NAME")]
    client: Option<String>,
    /// The project that it belongs to, or in which alone the terms hold
    #[arg(long, value_name = "NAME")]
    project: Option<String>,
}

impl PlaceArgs {
    /// The section that is meant, of this subject field.
    pub(super) fn section(&self, subject: Option<&str>) -> Section {
        let text = |given: &Option<String>| given.as_deref().unwrap_or("").trim().to_owned();
        let memory = Some(text(&self.memory)).filter(|name| !name.is_empty());
        Section {
            memory: memory.unwrap_or_else(|| Memory::MAIN.to_owned()),
            client: text(&self.client),
            project: text(&self.project),
            subject: subject.unwrap_or("").trim().to_owned(),
        }
    }

    /// Whether a memory was named.
    pub(super) fn names_memory(&self) -> bool {
        self.memory.is_some()
    }

    /// The client, if one was named.
    pub(super) fn client(&self) -> Option<&str> {
        self.client.as_deref().map(str::trim).filter(|name| !name.is_empty())
    }

    /// The project, if one was named.
    pub(super) fn project(&self) -> Option<&str> {
        self.project.as_deref().map(str::trim).filter(|name| !name.is_empty())
    }

    /// Whether nothing was said.
    pub(super) fn is_silent(&self) -> bool {
        self.memory.is_none() && self.client.is_none() && self.project.is_none()
    }
}
