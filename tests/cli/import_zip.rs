//! `beleg import` of archives of files.
