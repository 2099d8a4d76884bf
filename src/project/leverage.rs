//! What the memory is worth for texts.

use super::{Consulted, MatchQuery, Project, ProjectError};
use crate::memory::leverage::{Band, Leverage, Repetitions};
use crate::model::{Document, Scope};

/// How texts are analysed.
#[derive(Debug, Clone)]
pub struct LeverageQuery {
    /// The lowest score that counts as a match, 1 to 101.
    pub threshold: u8,
    /// Which units are looked at.
    pub scope: Scope,
}

/// What the memory is worth for texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Leveraged {
    /// For each text.
    pub texts: Vec<Leverage>,
    /// For all together.
    pub total: Leverage,
}

impl Project {
    /// Counts the segments of texts, in order, by what the memory, the databases consulted and the
    /// texts before hold of them; `tell` is told how much is done, from 0 to 1.
    ///
    /// # Errors
    /// If the database fails.
    pub fn leverage(
        &self,
        documents: &[Document],
        consulted: &Consulted,
        query: &LeverageQuery,
        tell: &mut dyn FnMut(f64),
    ) -> Result<Leveraged, ProjectError> {
        let texts: Vec<Vec<String>> = documents.iter().map(Document::segment_lines).collect();
        let LeverageQuery { threshold, scope } = query.clone();
        let query = MatchQuery { threshold, scope, ..MatchQuery::default() };
        let best =
            self.best_matches(consulted, &query, &texts, |located| located.found.score, tell)?;
        let mut seen = Repetitions::default();
        let mut leveraged = Leveraged::default();
        for (file, (lines, scores)) in texts.iter().zip(best).enumerate() {
            let mut of_text = Leverage::default();
            for (line, score) in lines.iter().zip(scores) {
                of_text.count(Band::of(score, seen.see(line, file)), line);
            }
            leveraged.total.add(&of_text);
            leveraged.texts.push(of_text);
        }
        Ok(leveraged)
    }
}
