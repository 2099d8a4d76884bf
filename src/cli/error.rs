//! Errors as a person reads them: what happened, and what to do.

use std::io;

use crate::exchange::ExchangeError;
use crate::project::ProjectError;
use crate::store::StoreError;

/// How a command ended that did what it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// All is well: exit code 0.
    Fine,
    /// A look-up found nothing, or a check found something: exit code 1.
    Found,
    /// The user stopped it, and nothing was done: exit code 130.
    Stopped,
}

/// Why a command could not do what it should: exit code 2.
#[derive(Debug)]
pub(super) struct CliError {
    /// What happened, in one sentence: lower case, no full stop.
    pub(super) message: String,
    /// What to do about it.
    pub(super) hint: Option<String>,
    /// Whether nobody listens any more, so that nothing is to be said.
    pub(super) quiet: bool,
}

impl CliError {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), hint: None, quiet: false }
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl From<io::Error> for CliError {
    fn from(error: io::Error) -> Self {
        let quiet = error.kind() == io::ErrorKind::BrokenPipe;
        Self { quiet, ..Self::new(format!("the output cannot be written: {error}")) }
    }
}

impl From<StoreError> for CliError {
    fn from(error: StoreError) -> Self {
        let hint = match &error {
            StoreError::Unwiped { .. } => {
                "close the other program, then give the same command again"
            }
            StoreError::Missing { .. } | StoreError::Nothing { .. } => {
                "`beleg align`, `beleg add` and `beleg import` create one; \
                 `--db FILE` or BELEG_DB names another"
            }
            StoreError::Folder { .. } => "name a file in it, such as beleg.db",
            StoreError::NotADatabase { .. } => "name another file with `--db FILE`",
            StoreError::Newer { .. } => "install the newer Beleg to use it",
            StoreError::Locked { .. } => "try again when the other program is done",
            StoreError::ReadOnly { .. } => {
                "allow writing to the file and its folder, or name another with `--db FILE`"
            }
            StoreError::Full { .. } => "make room and try again",
            StoreError::Damaged { .. } => "put a copy made by `beleg backup` in its place",
            StoreError::Exists { .. } => "choose a name that is not taken",
            StoreError::InProgress { .. } => {
                "let its owner close the other program, or ask for a copy made by `beleg backup`"
            }
            StoreError::NotMigrated { .. } => "go on with the Beleg that you had, and report this",
            StoreError::NothingToUndo { .. } => "`beleg log` shows what was done",
            StoreError::Unopenable { .. } => {
                "look at the rights of the file and its folder, or name another"
            }
            StoreError::Uncreatable { .. } => "name another file with `--db FILE`",
            StoreError::Other { .. } => return Self::new(error.to_string()),
        };
        Self::new(error.to_string()).hint(hint)
    }
}

impl From<ExchangeError> for CliError {
    fn from(error: ExchangeError) -> Self {
        let told = Self::new(error.to_string());
        match error {
            ExchangeError::Output { source } => source.into(),
            ExchangeError::Missing { .. } => told.hint("check the name"),
            ExchangeError::Folder { .. } => told.hint("name a file in it"),
            ExchangeError::Unreadable { .. } => told.hint("check who may read it"),
            ExchangeError::Unkept { .. } => told.hint(
                "make room in the folder for temporary files, or name the file instead of stdin",
            ),
            ExchangeError::Changed { .. } => told.hint("try again when nobody writes to it"),
            ExchangeError::Empty { .. } | ExchangeError::NoText { .. } => {
                told.hint("check that it is the right file")
            }
            ExchangeError::NotText { what: "a PDF document", .. } => told.hint(
                "a PDF does not say what its paragraphs are: take the .docx that it was made of, \
                 or the text that `pdftotext -layout` takes out, looked through",
            ),
            ExchangeError::NotText { .. } => told.hint(
                "save it as text (UTF-8), or a text document as .docx or .odt, in the program that \
                 made it",
            ),
            ExchangeError::BrokenEncoding { .. } | ExchangeError::OtherEncoding { .. } => {
                told.hint("save it again as UTF-8")
            }
            ExchangeError::UnknownEncoding { encoding, .. } => told.hint(format!(
                "save it as UTF-8 in the program that made it, or convert it with \
                 `iconv -f {encoding} -t UTF-8`"
            )),
            ExchangeError::SameFile { .. } => told.hint("name the original and its translation"),
            ExchangeError::NotImported { what, .. } => told.hint(way_in(what)),
            ExchangeError::NotAsked { .. } => {
                told.hint("leave out `--format`: the content of a file tells its format")
            }
            ExchangeError::NoBackup { .. } => told.hint("`beleg export all.jsonl` writes one"),
            ExchangeError::NewerBackup { .. } => told.hint("install the newer Beleg to read it"),
            ExchangeError::NoUnits { .. } | ExchangeError::Other { .. } => {
                told.hint("check that it is the right file")
            }
            ExchangeError::BadWorkbook { .. } => told
                .hint("open it in the program that made it and save it again, or save it as CSV"),
            ExchangeError::BadArchive { .. } => told.hint("fetch or save it again"),
            ExchangeError::BadDatabase { .. } => {
                told.hint("copy it when the program that made it is closed, or export TMX there")
            }
            ExchangeError::OwnDatabase { .. } => {
                told.hint("`beleg attach` lets it be searched beside your own; `--db` opens it")
            }
            ExchangeError::UnequalLines { .. } => {
                told.hint("`beleg align` pairs texts that do not go together line by line")
            }
            ExchangeError::OneOfTwo { .. } => {
                told.hint("name both, as in `--format moses corpus.de corpus.en`")
            }
            ExchangeError::Packed { .. } => told.hint("unpack it and name the file in it"),
            ExchangeError::Article { .. } => {
                told.hint("`beleg align` makes pairs of an article and its translation")
            }
            ExchangeError::Locked { .. } => told.hint("save it without a password"),
            ExchangeError::Expands { .. }
            | ExchangeError::TooLarge { .. }
            | ExchangeError::TooMany { .. } => {
                told.hint("unpack it, if you trust it, and name the files in it")
            }
            ExchangeError::NoTable { .. } => told
                .hint("glossaries and sentence pairs are tables; articles are for `beleg align`"),
            ExchangeError::NotTabular { .. } => told.hint("tables are csv or tsv"),
            ExchangeError::NoLanguages { .. } => told.hint(
                "name the columns by their languages, as in `de,en,note`, or give others with \
                 `--from` and `--to`",
            ),
            ExchangeError::UnknownFormat { .. } => told.hint("`beleg formats` tells of each"),
            ExchangeError::NoDictionary { .. } => {
                told.hint("Debian has one in its package trans-de-en, /usr/share/trans/de-en")
            }
            ExchangeError::BadReview { .. } => told.hint("nothing was changed; put that right"),
            ExchangeError::BadRate { .. } => {
                told.hint("put that right; `beleg help leverage` shows the bands and their rates")
            }
            ExchangeError::BadForm { .. } => told,
            ExchangeError::BadXliff { .. } => {
                told.hint("a working document is read whole or not at all; put that right")
            }
            ExchangeError::OtherSource { lang, target, .. } => {
                let target = target.unwrap_or_else(|| "…".to_owned());
                told.hint(format!("name its languages: `--from {lang} --to {target}`"))
            }
            ExchangeError::BadException { .. } => {
                told.hint("put that right; `beleg help check` shows what stands there")
            }
            ExchangeError::FolderMissing { .. } => told.hint("create the folder or name another"),
            ExchangeError::Protected { .. } => {
                told.hint("allow writing to it or name another file")
            }
            ExchangeError::InUse { .. } => told.hint("close it there, or name another file"),
            ExchangeError::Unwritable { .. } => told.hint("name another file, or `-` for stdout"),
        }
    }
}

/// How what is in a file of another kind can be imported all the same.
fn way_in(what: &str) -> &'static str {
    let about = |parts: &[&str]| parts.iter().any(|part| what.contains(part));
    if about(&["Wordfast"]) {
        "export it as TMX in Wordfast"
    } else if about(&["in capitals"]) {
        "XML tells capitals from small letters: export it again, or write the names of its elements in \
         small letters"
    } else if about(&["MultiTerm (.sdltb)"]) {
        "export it in MultiTerm: as MultiTerm XML, TBX or a workbook"
    } else if about(&["PDF"]) {
        "ask for what it was made of; a table in it can be copied into a worksheet"
    } else if about(&["old Word or Excel"]) {
        "save it as .xlsx, or a text as .docx for `beleg align`, without a password"
    } else if about(&["RTF"]) {
        "save it as .docx for `beleg align`, or a table in it as .xlsx or CSV"
    } else if about(&["spreadsheet"]) {
        "save it as .xlsx or CSV"
    } else if about(&["Access"]) {
        "export the table in it as .xlsx or CSV"
    } else if about(&["archive"]) {
        "unpack it and name the files in it"
    } else {
        "`beleg formats` lists what is; the content of a file tells its format, so leave out \
         `--format` if you named one"
    }
}

impl From<ProjectError> for CliError {
    fn from(error: ProjectError) -> Self {
        let told = Self::new(error.to_string());
        match error {
            ProjectError::Store(error) => error.into(),
            ProjectError::Reading(error) => {
                let mut told = Self::from(error);
                told.message.push_str("; nothing was changed");
                told
            }
            ProjectError::Stopped => told,
            ProjectError::NoPatterns { .. } => told.hint("`--from` names the language of the texts"),
            ProjectError::NoTextIn { .. } => told.hint("`--from` names the language of the text"),
            ProjectError::BadTexts { id } => {
                told.hint(format!("`beleg find {id}` shows its texts; `beleg remove` takes a pair away"))
            }
            ProjectError::NotByItself { check } => told.hint(format!(
                "`beleg doctor {check}` lists the pairs; `beleg edit` and `beleg remove` put them right"
            )),
            ProjectError::Itself { .. } => told.hint("name another database"),
            ProjectError::ReadOnlyMemory { name } => {
                told.hint(format!("`beleg memories {name} --writable` opens it"))
            }
            ProjectError::OneLanguage { .. } => {
                told.hint("name two languages, as in `--from de --to en`")
            }
            ProjectError::SameText { .. } => told.hint("name the original and its translation"),
            ProjectError::Swapped { source_lang, target, .. } => {
                told.hint(format!("swap the files, say `--from {target} --to {source_lang}`, or `--any-language` if it is \
                 not so"))
            }
            ProjectError::OtherLanguage { found, .. } => told.hint(format!(
                "check the file, name the languages with `--from` and `--to` (it looks like \
                 `{found}`), or say `--any-language`"
            )),
            ProjectError::Unrelated { .. } => {
                told.hint("check the files, or say `--force` to align them all the same")
            }
            ProjectError::NoSegments { .. } => told.hint("check that it is the right file"),
            ProjectError::AnotherText { .. } => told.hint(
                "give `--replace` to put it in place of the stored text (`beleg undo` brings that \
                 back), or `--name` to keep both",
            ),
            ProjectError::OtherDictionary { .. } => told.hint("say `--from de --to en`"),
            ProjectError::NotAligned { .. } => {
                told.hint("`beleg documents` shows what is aligned, `beleg align` aligns")
            }
            ProjectError::SeveralPartners { .. } => told.hint("name one with `--with`"),
            ProjectError::NoSuchBead { .. } => told.hint(
                "`beleg align` of the same two files shows the beads with their numbers",
            ),
            ProjectError::BadReview { .. } => told.hint(
                "nothing was changed; put that right, or write the review anew with `--out`",
            ),
            ProjectError::NoSuchTerm { id, .. } => {
                told.hint(format!("`beleg term {id}` shows what it has"))
            }
            ProjectError::TermTwice { id, .. } => {
                told.hint(format!("`beleg edit {id} --drop TERM` takes one of the two away"))
            }
            ProjectError::LastTerm { id } => {
                told.hint(format!("`beleg remove {id}` removes it whole"))
            }
            ProjectError::ToItself { .. } => told.hint("name two concepts"),
            ProjectError::NoSuch { kind: "reference", .. } => {
                told.hint("`beleg references` lists them")
            }
            ProjectError::NoSuch { .. } => {
                told.hint("`beleg documents`, `beleg term` and `beleg find` show ids")
            }
        }
    }
}
