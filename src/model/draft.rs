//! Translations that nobody has finished, as far as the tool says that they come from.

use super::Provenance;

/// What properties say of a translation that is not finished: their names and values.
const DRAFT: [(&str, &[&str]); 5] = [
    // XLIFF 1.2 and 2.
    (
        "state",
        &[
            "new",
            "needs-translation",
            "needs-adaptation",
            "needs-l10n",
            "needs-review-translation",
            "needs-review-adaptation",
            "needs-review-l10n",
            "initial",
        ],
    ),
    // Trados, in TMX too.
    ("x-ConfirmationLevel", &["Draft", "RejectedTranslation", "RejectedSignOff"]),
    (
        "mq:status",
        &[
            "NotStarted",
            "Pretranslated",
            "PartiallyEdited",
            "AssembledFromFragments",
            "Edited",
            "Rejected",
        ],
    ),
    // Gettext, and where a unit of TMX is made of it.
    ("x-po-fuzzy", &["yes"]),
    ("fuzzy", &["yes", "true", "True", "1"]),
];

impl Provenance {
    /// Whether the translation is unfinished, as far as the tool says that it comes from, and no
    /// person has vouched for it.
    pub fn is_draft(&self) -> bool {
        if self.is_approved {
            return false;
        }
        let remarks = self.details.iter().flat_map(|details| &details.remarks);
        let remarks = remarks.filter_map(|remark| Some((remark.kind.as_deref()?, &*remark.text)));
        let properties = self.properties.iter().map(|(name, value)| (&**name, &**value));
        properties.chain(remarks).any(|(name, value)| says_draft(name, value))
    }
}

impl Provenance {
    /// Takes away what says that the translation is unfinished.
    pub fn finish(&mut self) {
        self.properties.retain(|name, value| !says_draft(name, value));
        let Some(mut details) = self.details.take() else { return };
        details.remarks.retain(|remark| {
            !remark.kind.as_deref().is_some_and(|kind| says_draft(kind, &remark.text))
        });
        self.details = details.if_any();
    }
}

fn says_draft(name: &str, value: &str) -> bool {
    DRAFT.iter().any(|(known, values)| *known == name && values.contains(&value))
}

#[cfg(test)]
mod tests {
    use super::super::{Details, Remark};
    use super::*;

    #[test]
    fn what_a_person_vouched_for_is_no_draft() {
        let of = |name: &str, value: &str, is_approved: bool| Provenance {
            properties: [(name.to_owned(), value.to_owned())].into(),
            is_approved,
            ..Provenance::default()
        };
        assert!(of("state", "needs-review-translation", false).is_draft());
        assert!(!of("state", "needs-review-translation", true).is_draft());
        assert!(!of("state", "translated", false).is_draft());
        assert!(!of("other", "new", false).is_draft());
        let remark = |kind: Option<&str>| Remark {
            kind: kind.map(str::to_owned),
            text: "Draft".to_owned(),
            ..Remark::default()
        };
        let with = |kind| Provenance {
            details: Details { remarks: vec![remark(kind)], ..Details::default() }.if_any(),
            ..Provenance::default()
        };
        assert!(with(Some("x-ConfirmationLevel")).is_draft());
        assert!(!with(None).is_draft());
        assert!(!Provenance::default().is_draft());
    }
}
