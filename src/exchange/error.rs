//! What can go wrong with a file.

use std::io;

use thiserror::Error;

/// An error in reading or writing a file.
#[derive(Debug, Error)]
pub enum ExchangeError {
    /// There is no such file.
    #[error("there is no file `{path}`")]
    Missing {
        /// The file.
        path: String,
    },
    /// A folder was given for a file.
    #[error("`{path}` is a folder, not a file")]
    Folder {
        /// The folder.
        path: String,
    },
    /// The file cannot be read.
    #[error("`{path}` cannot be read: {source}")]
    Unreadable {
        /// The file.
        path: String,
        /// Why.
        source: io::Error,
    },
    /// A stream cannot be kept so that it can be read twice.
    #[error("`{name}` cannot be kept in a temporary file: {source}")]
    Unkept {
        /// The stream.
        name: String,
        /// Why.
        source: io::Error,
    },
    /// The file became another one while it was read.
    #[error("`{name}` was changed while it was read")]
    Changed {
        /// The file.
        name: String,
    },
    /// The file holds nothing, or only white space.
    #[error("`{name}` is empty")]
    Empty {
        /// The file.
        name: String,
    },
    /// The file holds code and comments, but no text.
    #[error("`{name}` holds no text, only code or comments")]
    NoText {
        /// The file.
        name: String,
    },
    /// The file is something else than text.
    #[error("`{name}` is {what}, not plain text")]
    NotText {
        /// The file.
        name: String,
        /// What it is, with its article.
        what: &'static str,
    },
    /// The text is broken for the encoding that it is marked with or was clearly meant to be in.
    #[error("`{name}` is {encoding} but broken in line {line}")]
    BrokenEncoding {
        /// The file.
        name: String,
        /// The encoding.
        encoding: &'static str,
        /// The line of the first fault.
        line: usize,
    },
    /// The text is in an encoding that is not read.
    #[error("`{name}` seems to be in {encoding}, which cannot be read")]
    OtherEncoding {
        /// The file.
        name: String,
        /// The encoding.
        encoding: &'static str,
    },
    /// The file says that it is in an encoding that is not read.
    #[error("`{name}` says that it is in `{encoding}`, an encoding that is not read")]
    UnknownEncoding {
        /// The file.
        name: String,
        /// The encoding, as the file names it.
        encoding: String,
    },
    /// One file was given as a text and as its translation.
    #[error("`{name}` is given twice: no text is its own translation")]
    SameFile {
        /// The file.
        name: String,
    },
    /// The file is of a format that is not imported.
    #[error("`{name}` is {what}, which is not imported")]
    NotImported {
        /// The file.
        name: String,
        /// What it is, with its article.
        what: &'static str,
    },
    /// The file is not of the format that was named.
    #[error("`{name}` is not {asked}, but {found}")]
    NotAsked {
        /// The file.
        name: String,
        /// The format that was named.
        asked: &'static str,
        /// That of the file.
        found: &'static str,
    },
    /// A workbook of Excel cannot be read.
    #[error("`{name}` cannot be read as an Excel workbook: {reason}")]
    BadWorkbook {
        /// The file.
        name: String,
        /// What is wrong.
        reason: String,
    },
    /// The file is of a format that has nothing to do with translation.
    #[error("`{name}` is {what}, which holds no translations")]
    Other {
        /// The file.
        name: String,
        /// What it is, with its article.
        what: &'static str,
    },
    /// An archive, or a document that is one, cannot be unpacked.
    #[error("`{name}` is a damaged archive, or document: {reason}")]
    BadArchive {
        /// The file.
        name: String,
        /// Why.
        reason: String,
    },
    /// A database of another program cannot be read.
    #[error("`{name}` is a damaged database: {reason}")]
    BadDatabase {
        /// The file.
        name: String,
        /// Why.
        reason: String,
    },
    /// The file is a database of Beleg.
    #[error("`{name}` is a database of Beleg")]
    OwnDatabase {
        /// The file.
        name: String,
    },
    /// An archive of files was given for one of them.
    #[error("`{name}` is an archive of files, not one of them")]
    Packed {
        /// The file.
        name: String,
    },
    /// An article was given where terms or sentence pairs are read.
    #[error("`{name}` is {what}, an article: it holds neither terms nor sentence pairs")]
    Article {
        /// The file.
        name: String,
        /// What it is, with its article.
        what: &'static str,
    },
    /// Two files do not have as many lines.
    #[error("`{one}` has {} lines, `{other}` {}: they are no pairs", counts[0], counts[1])]
    UnequalLines {
        /// The first file.
        one: String,
        /// The second file.
        other: String,
        /// How many lines they have.
        counts: [usize; 2],
    },
    /// A file is nothing without another one.
    #[error("`{name}` is one of two files whose lines are pairs")]
    OneOfTwo {
        /// The file.
        name: String,
    },
    /// A password is needed.
    #[error("`{name}` is locked with a password")]
    Locked {
        /// The file.
        name: String,
    },
    /// A member of an archive becomes too long beside what it is there.
    #[error("`{member}` in `{name}` becomes more than {most} times as long when it is unpacked")]
    Expands {
        /// The archive.
        name: String,
        /// The member.
        member: String,
        /// So many times it may.
        most: u64,
    },
    /// An archive holds too much.
    #[error("`{name}` holds more than {most} GB when it is unpacked")]
    TooLarge {
        /// The archive.
        name: String,
        /// So much it may hold, in GB.
        most: u64,
    },
    /// An archive has too many members.
    #[error("`{name}` holds more than {most} files")]
    TooMany {
        /// The archive.
        name: String,
        /// So many it may hold.
        most: usize,
    },
    /// A line of a concept that was edited makes no sense.
    #[error("line {line}: {reason}")]
    BadForm {
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        reason: String,
    },
    /// A row of a table of exceptions makes no sense.
    #[error("`{name}`, line {line}: {reason}")]
    BadException {
        /// The file.
        name: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        reason: String,
    },
    /// The file holds no table.
    #[error("`{name}` holds no table: no `;`, `,` or tab parts its lines into columns")]
    NoTable {
        /// The file.
        name: String,
    },
    /// The file is no backup.
    #[error("`{name}` is no backup of Beleg: its first line is not {{\"beleg\":1,…}}")]
    NoBackup {
        /// The file.
        name: String,
    },
    /// The backup is of a later version of the format.
    #[error("`{name}` is a backup of version {version}, which a newer Beleg made")]
    NewerBackup {
        /// The file.
        name: String,
        /// The version.
        version: u32,
    },
    /// The file holds no sentence pairs.
    #[error("`{name}` holds no translation units")]
    NoUnits {
        /// The file.
        name: String,
    },
    /// A format was named that holds no tables.
    #[error("`{name}` cannot be read as {format}, which holds no tables")]
    NotTabular {
        /// The file.
        name: String,
        /// The name of the format.
        format: &'static str,
    },
    /// The header does not name two languages.
    #[error("`{name}` has no columns for two languages: its header is {header}")]
    NoLanguages {
        /// The file.
        name: String,
        /// The names in the header.
        header: String,
    },
    /// There is no format of that name.
    #[error("`{name}` is no format: use {allowed}")]
    UnknownFormat {
        /// What was given.
        name: String,
        /// The names that are understood.
        allowed: String,
    },
    /// The file is no dictionary.
    #[error(
        "`{name}` is no dictionary: Ding has lines `Haus {{n}} :: house`, dict.cc columns parted by tabs, \
         IATE a header that begins with E_ID"
    )]
    NoDictionary {
        /// The file.
        name: String,
    },
    /// A review cannot be understood.
    #[error("`{name}`, line {line}: {reason}")]
    BadReview {
        /// The file.
        name: String,
        /// The line.
        line: usize,
        /// What is wrong.
        reason: String,
    },
    /// A working document is ill-formed, or more than can be read.
    #[error("`{name}`, line {line}: {reason}")]
    BadXliff {
        /// The file.
        name: String,
        /// The line.
        line: usize,
        /// What is wrong.
        reason: String,
    },
    /// A working document is translated from another language.
    #[error("`{name}` is translated from `{lang}`, not from `{wanted}`")]
    OtherSource {
        /// The file.
        name: String,
        /// Its language.
        lang: String,
        /// The language that was expected.
        wanted: String,
        /// The language that it is translated into, if it says so.
        target: Option<String>,
    },
    /// A table of rates cannot be understood.
    #[error("`{name}`, line {line}: {reason}")]
    BadRate {
        /// The file.
        name: String,
        /// The line.
        line: usize,
        /// What is wrong.
        reason: String,
    },
    /// The folder of the target is missing.
    #[error("`{path}` cannot be written: there is no folder `{folder}`")]
    FolderMissing {
        /// The file.
        path: String,
        /// The folder.
        folder: String,
    },
    /// The target is marked as read-only.
    #[error("`{path}` cannot be written: it is write-protected")]
    Protected {
        /// The file.
        path: String,
    },
    /// The target is in use; Windows lets nobody replace such a file.
    #[error("`{path}` cannot be written: is it open in another program? ({source})")]
    InUse {
        /// The file.
        path: String,
        /// Why.
        source: io::Error,
    },
    /// The target cannot be written.
    #[error("`{path}` cannot be written: {source}")]
    Unwritable {
        /// The file.
        path: String,
        /// Why.
        source: io::Error,
    },
    /// A stream without a name, such as stdout, cannot be written.
    #[error("the output cannot be written: {source}")]
    Output {
        /// Why.
        source: io::Error,
    },
}
