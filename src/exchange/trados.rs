//! How Trados says how far a translation is.

/// The property by which it says so.
pub(super) const LEVEL: &str = "x-ConfirmationLevel";

/// The levels, rising, and whether somebody approved what has them.
pub(super) const LEVELS: [(&str, bool); 7] = [
    ("Unspecified", false),
    ("Draft", false),
    ("Translated", false),
    ("RejectedTranslation", false),
    ("ApprovedTranslation", true),
    ("RejectedSignOff", false),
    ("ApprovedSignOff", true),
];

/// Whether somebody approved what has a level.
pub(super) fn is_approved(level: &str) -> bool {
    LEVELS.contains(&(level, true))
}
