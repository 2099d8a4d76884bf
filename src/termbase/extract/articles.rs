//! Articles: what they say of the gender and number of the noun behind them.

/// What an article says of its noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Article {
    /// *der* before an adjective in -e
    Masculine,
    /// *das*
    Neuter,
    /// *eine, einer, zur*
    Feminine,
    /// *ein*
    Nominative,
    /// *einen*
    Accusative,
    /// *dem, im, zum*
    Dative,
    /// *des, eines*
    Genitive,
    /// *der*
    Der,
    /// *die*
    Die,
    /// *den, seine …*
    Any,
}

impl Article {
    /// What it says together with an adjective behind it.
    pub(super) fn before(self, adjective: &str) -> Self {
        match self {
            Self::Der if adjective.ends_with('e') => Self::Masculine,
            Self::Die if adjective.ends_with('e') => Self::Feminine,
            Self::Nominative if adjective.ends_with("er") => Self::Masculine,
            Self::Nominative if adjective.ends_with("es") => Self::Neuter,
            article => article,
        }
    }
}

/// What an article, or a preposition with one, says of the noun behind it.
pub(super) fn article(lower: &str) -> Option<Article> {
    Some(match lower {
        "das" | "ins" | "dieses" | "jedes" | "jenes" => Article::Neuter,
        "eine" | "einer" | "zur" | "keiner" => Article::Feminine,
        "ein" => Article::Nominative,
        "einen" => Article::Accusative,
        "dem" | "einem" | "im" | "zum" | "vom" | "am" | "beim" | "diesem" | "jedem" => {
            Article::Dative
        }
        "des" | "eines" => Article::Genitive,
        "der" => Article::Der,
        "die" => Article::Die,
        "den" | "diese" | "dieser" | "diesen" | "jede" | "jeder" | "keine" | "keinen" | "kein"
        | "sein" | "seine" | "seinen" | "seinem" | "seiner" | "seines" | "ihr" | "ihre"
        | "ihren" | "ihrem" | "ihrer" | "ihres" | "unser" | "unsere" | "unseren" | "unserem"
        | "unserer" | "mein" | "meine" | "meinen" | "meinem" | "meiner" => Article::Any,
        _ => return None,
    })
}

/// How often each kind of article stands before a noun.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Articles {
    pub(super) masculine: u32,
    pub(super) neuter: u32,
    pub(super) feminine: u32,
    pub(super) nominative: u32,
    pub(super) accusative: u32,
    pub(super) dative: u32,
    pub(super) genitive: u32,
    pub(super) any: u32,
}

impl Articles {
    /// Counts one.
    pub(super) fn note(&mut self, article: Article) {
        let count = match article {
            Article::Masculine => &mut self.masculine,
            Article::Neuter => &mut self.neuter,
            Article::Feminine => &mut self.feminine,
            Article::Nominative => &mut self.nominative,
            Article::Accusative => &mut self.accusative,
            Article::Dative => &mut self.dative,
            Article::Genitive => &mut self.genitive,
            Article::Der | Article::Die | Article::Any => &mut self.any,
        };
        *count = count.saturating_add(1);
    }

    /// Adds what was counted elsewhere.
    pub(super) fn add(&mut self, other: &Self) {
        self.masculine += other.masculine;
        self.neuter += other.neuter;
        self.feminine += other.feminine;
        self.nominative += other.nominative;
        self.accusative += other.accusative;
        self.dative += other.dative;
        self.genitive += other.genitive;
        self.any += other.any;
    }

    /// How many there are in all.
    pub(super) fn all(&self) -> u32 {
        self.masculine
            + self.neuter
            + self.feminine
            + self.nominative
            + self.accusative
            + self.dative
            + self.genitive
            + self.any
    }

    /// How many say that the noun is not feminine and stands in the singular.
    pub(super) fn not_feminine(&self) -> u32 {
        self.masculine
            + self.neuter
            + self.nominative
            + self.accusative
            + self.dative
            + self.genitive
    }
}
