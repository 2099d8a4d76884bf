//! Inline codes that a translation lost or got too many of.

use std::collections::HashMap;

use super::inline::{Code, Role};
use super::{Text, stored};

/// In what the codes of a text and its translation differ, each code as people can tell it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CodeGap {
    /// Those that the translation lacks.
    pub missing: Vec<String>,
    /// Those that it has and the text has not.
    pub extra: Vec<String>,
}

/// Compares the codes of a text and its translation; their order may differ.
pub fn code_gap(source: &Text, target: &Text) -> CodeGap {
    let (of_source, of_target) = (codes(source), codes(target));
    CodeGap { missing: without(&of_source, &of_target), extra: without(&of_target, &of_source) }
}

fn codes(text: &Text) -> Vec<Code> {
    let inline = text.coded.as_deref().and_then(stored::pieces).unwrap_or_default();
    inline.codes().cloned().collect()
}

/// The codes that have no equal among the others.
fn without(codes: &[Code], others: &[Code]) -> Vec<String> {
    let mut left: HashMap<(Role, &str), usize> = HashMap::new();
    for other in others {
        *left.entry(key(other)).or_default() += 1;
    }
    let mut lone: Vec<&Code> = Vec::new();
    for code in codes {
        match left.get_mut(&key(code)) {
            Some(count) if *count > 0 => *count -= 1,
            _ => lone.push(code),
        }
    }
    // The end of a pair goes with its beginning.
    let begins =
        |code: &Code| lone.iter().any(|other| other.role == Role::Open && other.pair == code.pair);
    let told = lone.iter().filter(|code| code.role != Role::Close || !begins(code));
    told.map(|code| shown(code)).collect()
}

/// What ties a code to that of the other side: its id, or else its content. What opens a pair and has
/// lost what closes it is still itself.
fn key(code: &Code) -> (Role, &str) {
    let role = match code.role {
        Role::Begin => Role::Open,
        Role::End => Role::Close,
        role => role,
    };
    (role, if code.id.is_empty() { &code.content } else { &code.id })
}

fn shown(code: &Code) -> String {
    let content = code.content.trim();
    match (content.is_empty(), code.role) {
        (false, _) => content.to_owned(),
        (true, Role::Close | Role::End) => format!("</{}>", code.id),
        (true, _) => format!("<{}>", code.id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(coded: &str) -> Text {
        Text { plain: String::new(), coded: (!coded.is_empty()).then(|| coded.to_owned()) }
    }

    #[test]
    fn codes_are_known_by_their_ids() {
        let source = "A <bpt i=\"1\" x=\"5\"/>b<ept i=\"1\"/> <ph x=\"7\">&lt;br/&gt;</ph>.";
        for (target, missing, extra) in [
            ("<ph x=\"7\"/> <bpt i=\"2\" x=\"5\"/>b<ept i=\"2\"/>", "", ""),
            ("<ph x=\"7\"/>", "<5>", ""),
            ("<bpt i=\"1\" x=\"5\"/>b<ept i=\"1\"/>", "<br/>", ""),
            ("<bpt i=\"1\" x=\"5\"/>b <ph x=\"7\"/><ph x=\"7\"/>", "</5>", "<7>"),
            ("", "<5> <br/>", ""),
        ] {
            let gap = code_gap(&text(source), &text(target));
            assert_eq!(
                (gap.missing.join(" "), gap.extra.join(" ")),
                (missing.into(), extra.into())
            );
        }
        assert_eq!(code_gap(&text(""), &text("")), CodeGap::default());
    }
}
