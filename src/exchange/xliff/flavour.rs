//! What the tools make of XLIFF 1.2: where they say the state of a segment, and in which words.

use roxmltree::Node;

use super::super::trados::{self, LEVEL};

/// Whose XLIFF it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flavour {
    /// As the standard has it.
    Plain,
    /// Trados: `sdl:seg` beside the texts.
    Trados,
    /// memoQ: attributes `mq:` of the unit.
    MemoQ,
    /// Phrase, once Memsource: attributes `m:` of the unit.
    Phrase,
}

/// What a file says of a translation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct State {
    pub(super) is_locked: bool,
    pub(super) is_approved: bool,
    /// Whether nobody has begun with it.
    pub(super) is_new: bool,
    /// As it is said, by its name.
    pub(super) said: Vec<(String, String)>,
}

impl Flavour {
    /// The flavour that the root of a file shows.
    pub(super) fn of(root: Node<'_, '_>) -> Self {
        let has = |flavour: &Self| {
            let wanted = flavour.namespace();
            root.namespaces().any(|namespace| Some(namespace.uri()) == wanted)
        };
        [Self::Trados, Self::MemoQ, Self::Phrase].into_iter().find(has).unwrap_or(Self::Plain)
    }

    /// The namespace of what is said beyond the standard.
    pub(super) fn namespace(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Trados => Some("http://sdl.com/FileTypes/SdlXliff/1.0"),
            Self::MemoQ => Some("MQXliff"),
            Self::Phrase => Some("http://www.memsource.com/mxlf/2.0"),
        }
    }

    /// The state of a segment: of its unit, its target, and the element that Trados has for it.
    pub(super) fn state(
        self,
        unit: Node<'_, '_>,
        target: Option<Node<'_, '_>>,
        of_segment: Option<Node<'_, '_>>,
    ) -> State {
        let own = |name: &str| match self.namespace() {
            Some(namespace) => unit.attribute((namespace, name)),
            None => None,
        };
        let of_target = |name: &str| target.and_then(|target| target.attribute(name));
        let mut state = State::default();
        let mut note = |name: &str, value: Option<&str>| {
            let value = value.filter(|value| !value.is_empty());
            state.said.extend(value.map(|value| (name.to_owned(), value.to_owned())));
        };
        let said = of_target("state");
        note("state", said.filter(|state| !matches!(*state, "translated" | "final")));
        note("state-qualifier", of_target("state-qualifier"));
        let is_unsure = said.is_some_and(|state| state.starts_with("needs-") || state == "new");
        let is_approved = matches!(said, Some("final" | "signed-off"))
            || (unit.attribute("approved") == Some("yes") && !is_unsure);
        let mut is_new = matches!(said, Some("new" | "needs-translation"));
        let (is_approved, is_locked) = match self {
            Self::Plain => (is_approved, false),
            Self::Trados => {
                let said = |name: &str| of_segment.and_then(|segment| segment.attribute(name));
                let conf = said("conf");
                is_new |= conf.is_none();
                // By these names Trados writes them into TMX.
                note(LEVEL, conf);
                note("x-Origin", said("origin"));
                note("x-Percent", said("percent"));
                (conf.is_some_and(trados::is_approved), said("locked") == Some("true"))
            }
            Self::MemoQ => {
                let status = own("status");
                is_new |= status == Some("NotStarted");
                note("mq:status", status);
                note("mq:percent", own("percent").filter(|percent| *percent != "0"));
                let is_confirmed = status
                    .is_some_and(|status| status.ends_with("Confirmed") || status == "Proofread");
                let is_locked = own("locked").is_some_and(|locked| {
                    !matches!(locked, "false" | "no" | "unlocked" | "notlocked")
                });
                (is_confirmed || is_approved, is_locked)
            }
            Self::Phrase => {
                note("m:trans-origin", own("trans-origin").filter(|origin| *origin != "null"));
                note("m:score", own("score").filter(|score| *score != "0.0"));
                let is_confirmed = own("confirmed").is_some_and(|confirmed| confirmed != "0");
                (is_confirmed || is_approved, own("locked") == Some("true"))
            }
        };
        State { is_locked, is_approved, is_new, ..state }
    }

    /// What there is to say of a segment that was filled: of the unit or, with Trados, of the segment.
    /// `score` goes up to 101.
    pub(super) fn filled(self, score: u8, is_sure: bool) -> Vec<(&'static str, String)> {
        // What lacks its codes is not the same.
        let percent = if is_sure { score.min(100) } else { score.min(99) };
        match self {
            Self::Plain => Vec::new(),
            Self::Trados => {
                let conf = if percent == 100 { "Translated" } else { "Draft" };
                vec![
                    ("conf", conf.to_owned()),
                    ("origin", "tm".to_owned()),
                    ("percent", percent.to_string()),
                ]
            }
            Self::MemoQ => {
                vec![("status", "Pretranslated".to_owned()), ("percent", percent.to_string())]
            }
            Self::Phrase => {
                let score = if is_sure { score } else { percent };
                let written = format!("{}.{:02}", score / 100, score % 100);
                vec![("score", written), ("trans-origin", "tm".to_owned())]
            }
        }
    }

    /// Whether the state stands on the target as the standard has it.
    pub(super) fn is_standard(self) -> bool {
        self == Self::Plain
    }
}
