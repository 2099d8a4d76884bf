//! What columns can hold, and the words that people head them with, German and English, in lower
//! case.

/// What can be said of a term or, in one language, of its concept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Attribute {
    Pos,
    Gender,
    Number,
    Status,
    Note,
    Source,
    Context,
    Forms,
    Matching,
    Definition,
    ConceptNote,
    /// Whether the term is forbidden.
    Forbidden,
}

/// What can be said of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Id,
    /// The id that another tool gave the entry.
    ExternalId,
    Subject,
    Definition,
    Note,
    Source,
    Document,
    Confidence,
    /// The language that the unit was translated from.
    SourceLanguage,
    /// When the unit was made.
    Created,
    /// When it was last changed.
    Changed,
    /// Whether a person vouched for it.
    Approved,
    Memory,
    Client,
    Project,
    /// Something about one of the terms, without its language.
    Bare(Attribute),
}

/// A term without its language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Clearly the term of the source language.
    SourceTerm,
    /// A term of whatever language.
    Term,
    /// A translation.
    Translation,
    /// `Quelle`, `Source`: the term to translate, or where the entry comes from.
    Source,
}

pub(super) const SIDES: &[(Side, &[&str])] = &[
    (
        Side::SourceTerm,
        &[
            "source term",
            "source text",
            "source language",
            "source segment",
            "src",
            "original",
            "quellterm",
            "quelltext",
            "quellsprache",
            "quellbegriff",
            "ausgangssprache",
            "ausgangstext",
            "ausgangsterm",
            "ausgangsbegriff",
        ],
    ),
    (
        Side::Term,
        &[
            "term",
            "terms",
            "terminus",
            "benennung",
            "begriff",
            "bezeichnung",
            "wort",
            "word",
            "ausdruck",
            "expression",
            "stichwort",
        ],
    ),
    (
        Side::Translation,
        &[
            "target",
            "target term",
            "target text",
            "target language",
            "target segment",
            "tgt",
            "trg",
            "ziel",
            "zielterm",
            "zieltext",
            "zielsprache",
            "zielbegriff",
            "translation",
            "translations",
            "übersetzung",
            "übersetzungen",
            "uebersetzung",
            "entsprechung",
            "äquivalent",
            "equivalent",
        ],
    ),
    (Side::Source, &["source", "quelle"]),
];

/// Columns in which each row names the language of one of its texts.
pub(super) const OWN_LANGUAGES: &[(Side, &[&str])] = &[
    (Side::SourceTerm, &["source lang", "src lang", "source language code"]),
    (Side::Translation, &["target lang", "tgt lang", "trg lang", "target language code"]),
];

pub(super) const FIELDS: &[(Field, &[&str])] = &[
    (
        Field::Id,
        &[
            "id",
            "ids",
            "concept id",
            "entry id",
            "term id",
            "unit id",
            "cid",
            "kennung",
            "id nr",
            "id no",
            "eintrag id",
        ],
    ),
    (Field::ExternalId, &["external id", "foreign id", "fremd id"]),
    (
        Field::Subject,
        &[
            "subject",
            "subjects",
            "subject field",
            "domain",
            "domäne",
            "domaene",
            "fachgebiet",
            "fachbereich",
            "sachgebiet",
            "gebiet",
            "bereich",
            "thema",
            "topic",
            "field",
            "category",
            "kategorie",
            "entry subject",
        ],
    ),
    (Field::Document, &["document", "dokument", "file", "datei"]),
    (Field::Confidence, &["confidence", "konfidenz"]),
    (Field::Created, &["created", "creation date", "erstellt", "angelegt", "entry created"]),
    (
        Field::Changed,
        &["changed", "change date", "modified", "geändert", "geaendert", "entry lastmodified"],
    ),
    (Field::Approved, &["approved", "freigegeben", "bestätigt", "bestaetigt"]),
    (Field::Memory, &["memory", "translation memory"]),
    (Field::Client, &["client", "customer", "kunde", "auftraggeber", "entry clientid"]),
    (Field::Project, &["project", "projekt", "entry projectid"]),
    (Field::SourceLanguage, &["translated from"]),
];

pub(super) const ATTRIBUTES: &[(Attribute, &[&str])] = &[
    (Attribute::Pos, &["pos", "part of speech", "word class", "wortart", "wortklasse"]),
    (Attribute::Gender, &["gender", "genus", "geschlecht", "grammatical gender"]),
    (Attribute::Number, &["number", "numerus", "grammatical number"]),
    (Attribute::Status, &["status", "term status", "usage status"]),
    (
        Attribute::Note,
        &[
            "note",
            "notes",
            "usage note",
            "usage",
            "comment",
            "comments",
            "remark",
            "remarks",
            "bemerkung",
            "bemerkungen",
            "anmerkung",
            "anmerkungen",
            "kommentar",
            "kommentare",
            "notiz",
            "notizen",
            "hinweis",
            "hinweise",
            "gebrauch",
            "entry note",
        ],
    ),
    (
        Attribute::Source,
        &[
            "source",
            "quelle",
            "quellen",
            "sources",
            "reference",
            "fundstelle",
            "beleg",
            "quellenangabe",
            "herkunft",
            "origin",
        ],
    ),
    (Attribute::Forms, &["forms", "further forms", "weitere formen", "formen"]),
    (Attribute::Matching, &["matching", "match type", "finden als", "term info"]),
    (
        Attribute::Context,
        &[
            "context",
            "kontext",
            "example",
            "examples",
            "beispiel",
            "beispiele",
            "beispielsatz",
            "example of use",
            "term example",
        ],
    ),
    (
        Attribute::Definition,
        &[
            "definition",
            "definitions",
            "definitionen",
            "def",
            "description",
            "beschreibung",
            "erklärung",
            "erklaerung",
            "explanation",
            "meaning",
            "bedeutung",
        ],
    ),
    (Attribute::ConceptNote, &["concept note"]),
    (Attribute::Forbidden, &["forbidden", "verboten"]),
];

pub(super) const TERM: &[&str] = &["term", "terms", "text", "benennung", "begriff", "word", "wort"];
pub(super) const SOURCE_SIDE: &[&str] = &["source", "src", "quell", "quelle"];
pub(super) const TARGET_SIDE: &[&str] = &["target", "tgt", "trg", "ziel"];

pub(super) const LANGUAGES: &[(&str, &[&str])] = &[
    ("de", &["deutsch", "german", "dt", "deu", "ger", "allemand"]),
    ("en", &["englisch", "english", "engl", "eng", "anglais"]),
    ("fr", &["französisch", "franzoesisch", "french", "fra", "français"]),
    ("es", &["spanisch", "spanish", "spa", "español"]),
    ("it", &["italienisch", "italian", "ita", "italiano"]),
    ("pt", &["portugiesisch", "portuguese"]),
    ("nl", &["niederländisch", "niederlaendisch", "dutch"]),
    ("pl", &["polnisch", "polish"]),
    ("cs", &["tschechisch", "czech"]),
    ("da", &["dänisch", "daenisch", "danish"]),
    ("sv", &["schwedisch", "swedish"]),
    ("nb", &["norwegisch", "norwegian"]),
    ("ru", &["russisch", "russian", "rus"]),
    ("uk", &["ukrainisch", "ukrainian"]),
    ("tr", &["türkisch", "tuerkisch", "turkish"]),
    ("ar", &["arabisch", "arabic"]),
    ("zh", &["chinesisch", "chinese"]),
    ("ja", &["japanisch", "japanese"]),
];

pub(super) const REGIONS: &[(&str, &[&str])] = &[
    ("GB", &["uk", "u k", "gb", "united kingdom", "great britain", "british", "britisch"]),
    ("US", &["us", "u s", "usa", "u s a", "united states", "american", "amerikanisch"]),
    ("DE", &["germany", "deutschland"]),
    ("AT", &["austria", "österreich", "oesterreich"]),
    ("CH", &["switzerland", "swiss", "schweiz"]),
];

/// The two-letter codes of ISO 639, and a few longer ones of languages spoken beside German. Left
/// out are codes that are words or abbreviations and head other columns: am an as id ie is my na no
/// nr or so st to.
pub(super) const CODES: &str = " aa ab ae af ak ar av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu \
    cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht \
    hu hy hz ia ig ii ik io it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln \
    lo lt lu lv mg mh mi mk ml mn mr ms mt nb nd ne ng nl nn nv ny oc oj om os pa pi pl ps pt qu rm \
    rn ro ru rw sa sc sd se sg si sk sl sm sn sq sr ss su sv sw ta te tg th ti tk tl tn tr ts tt tw \
    ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu gsw nds hsb dsb ";

pub(super) const SCRIPTS: &[&str] = &["latn", "cyrl", "arab", "hans", "hant", "grek", "hebr"];
