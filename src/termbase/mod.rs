//! termbase.
