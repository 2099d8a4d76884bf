//! Arguments that say which terms of the glossary are wanted in a text.

use clap::Args;

use crate::termbase::reach::{Audience, Reach, Wish};

/// How far a term may be from what stands in a text.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Which terms")]
pub(super) struct ReachArgs {
    /// Only as they are spelled: no other forms, no parts of compounds
    #[arg(long, conflicts_with = "loose")]
    strict: bool,
    /// Whatever the case, and forms that are rather another word
    #[arg(long)]
    loose: bool,
}

impl ReachArgs {
    /// What was asked for.
    pub(super) fn reach(&self) -> Reach {
        match (self.strict, self.loose) {
            (true, _) => Reach::Strict,
            (_, true) => Reach::Loose,
            _ => Reach::Forms,
        }
    }
}

/// Which terms are found.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Which terms")]
pub(super) struct WishArgs {
    #[command(flatten)]
    reach: ReachArgs,
    /// Leave out what holds for other clients only
    #[arg(long, value_name = "NAME")]
    client: Option<String>,
    /// Leave out what holds in other projects only
    #[arg(long, value_name = "NAME")]
    project: Option<String>,
}

impl WishArgs {
    /// What is wished for.
    pub(super) fn wish(&self) -> Wish {
        let audience = Audience { client: self.client.clone(), project: self.project.clone() };
        Wish { reach: self.reach.reach(), audience }
    }
}
