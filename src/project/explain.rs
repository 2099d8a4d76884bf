//! Why a stored bead stands as it does.

use super::alignments::with_sides;
use super::{Alignment, Project, ProjectError};
use crate::align::{Explanation, explain};
use crate::model::Bead;

impl Project {
    /// Explains the bead at `which` of a stored alignment, by what the aligner knows now.
    ///
    /// # Errors
    /// If there is no such bead, or if the database fails.
    pub fn explain_bead(
        &self,
        alignment: &Alignment,
        which: usize,
    ) -> Result<Explanation, ProjectError> {
        let Alignment { source, target, beads, .. } = alignment;
        if which >= beads.len() {
            return Err(ProjectError::NoSuchBead { number: which + 1, beads: beads.len() });
        }
        let cues = self.cues(source, target)?;
        let beads: Vec<Bead> = beads.iter().map(|stored| stored.bead.clone()).collect();
        Ok(with_sides(source, target, |source, target| {
            explain(source, target, &cues, &beads, which)
        }))
    }
}
