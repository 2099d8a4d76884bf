//! An entry of a PO file, line by line.

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Entry {
    /// The line of its first keyword, from 1.
    pub(super) line: usize,
    pub(super) context: Option<String>,
    pub(super) message: Option<String>,
    pub(super) plural: Option<String>,
    /// The translations, by the number of their form.
    pub(super) translations: Vec<(usize, String)>,
    pub(super) flags: Vec<String>,
    pub(super) notes: Vec<String>,
    pub(super) references: Vec<String>,
    /// How many lines say how it was before.
    pub(super) former: usize,
    /// Whether it is marked as obsolete.
    pub(super) is_obsolete: bool,
    /// Where it is ill-formed, and why.
    pub(super) fault: Option<(usize, String)>,
}

/// Which text goes on in the next line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Field {
    Context,
    Message,
    Plural,
    Translation,
}

/// Collects lines into entries.
#[derive(Debug, Default)]
pub(super) struct Collector {
    entry: Entry,
    field: Option<Field>,
    /// The furthest keyword of the entry, well formed or not.
    reached: Option<Field>,
}

impl Collector {
    /// Takes a line; answers with the entry that ended before it.
    pub(super) fn take(&mut self, number: usize, line: &str) -> Option<Entry> {
        let line = line.trim();
        if line.is_empty() {
            return self.finish();
        }
        let (line, is_obsolete) = match line.strip_prefix("#~") {
            Some(rest) => (rest.trim_start(), true),
            None => (line, false),
        };
        if line.starts_with('#') || line.starts_with('|') && is_obsolete {
            // A comment behind a translation is the next entry's.
            let ended = if self.entry.translations.is_empty() { None } else { self.finish() };
            self.comment(line);
            return ended;
        }
        if let Some(text) = line.starts_with('"').then_some(line) {
            self.go_on(number, text);
            return None;
        }
        let keyword = line.split([' ', '\t', '"']).next().unwrap_or_default();
        let named = named(keyword);
        let ended = if self.ends_before(named) { self.finish() } else { None };
        self.reached = self.reached.max(named);
        if self.entry.line == 0 {
            self.entry.line = number;
        }
        self.entry.is_obsolete |= is_obsolete;
        let text = line[keyword.len()..].trim_start();
        let unknown = || format!("`{}` is no keyword of PO", excerpt(keyword));
        let (field, value) = match (keyword, unquoted(text)) {
            (_, Err(reason)) => {
                let is_known = keyword.starts_with("msg");
                self.fault(number, if is_known { reason } else { unknown() });
                return ended;
            }
            ("msgctxt", Ok(text)) => (Field::Context, put(&mut self.entry.context, text)),
            ("msgid", Ok(text)) => (Field::Message, put(&mut self.entry.message, text)),
            ("msgid_plural", Ok(text)) => (Field::Plural, put(&mut self.entry.plural, text)),
            (keyword, Ok(text)) => match form(keyword) {
                Some(form) => {
                    let is_first = self.entry.translations.iter().all(|(of, _)| *of != form);
                    self.entry.translations.push((form, text));
                    (Field::Translation, is_first)
                }
                None => {
                    self.fault(number, unknown());
                    return ended;
                }
            },
        };
        if !value {
            self.fault(number, format!("a second `{keyword}`"));
        }
        self.field = Some(field);
        ended
    }

    /// Whether a line with this keyword, or none that is known, belongs to another entry. That a line
    /// is ill-formed is to cost no entry but its own.
    fn ends_before(&self, named: Option<Field>) -> bool {
        let has_begun = self.entry.line > 0;
        match named {
            Some(Field::Context) => has_begun,
            Some(Field::Message) => has_begun && self.reached != Some(Field::Context),
            Some(_) => has_begun && self.reached.is_none(),
            None => has_begun && matches!(self.reached, None | Some(Field::Translation)),
        }
    }

    /// The entry that ends here, if one began.
    pub(super) fn finish(&mut self) -> Option<Entry> {
        (self.field, self.reached) = (None, None);
        let entry = std::mem::take(&mut self.entry);
        (entry.line > 0).then_some(entry)
    }

    /// Marks the entry as ill-formed.
    pub(super) fn fault(&mut self, number: usize, reason: String) {
        if self.entry.line == 0 {
            self.entry.line = number;
        }
        self.entry.fault.get_or_insert((number, reason));
    }

    fn comment(&mut self, line: &str) {
        let mut chars = line.trim_start_matches('#').chars();
        let (kind, rest) = (chars.next(), chars.as_str().trim());
        match kind {
            Some(',') => {
                self.entry.flags.extend(rest.split(',').map(|flag| flag.trim().to_owned()));
            }
            Some(':') => self.entry.references.push(rest.to_owned()),
            Some('|') => self.entry.former += 1,
            Some('.') if !rest.is_empty() => self.entry.notes.push(rest.to_owned()),
            _ => {
                let note = line.trim_start_matches('#').trim();
                self.entry.notes.extend((!note.is_empty()).then(|| note.to_owned()));
            }
        }
    }

    /// Adds a line to the text that began above.
    fn go_on(&mut self, number: usize, line: &str) {
        let entry = &mut self.entry;
        let text = match self.field {
            Some(Field::Context) => entry.context.as_mut(),
            Some(Field::Message) => entry.message.as_mut(),
            Some(Field::Plural) => entry.plural.as_mut(),
            Some(Field::Translation) => entry.translations.last_mut().map(|(_, text)| text),
            None => None,
        };
        match (text, unquoted(line)) {
            (Some(text), Ok(more)) => text.push_str(&more),
            (None, _) => self.fault(number, "a text without a keyword".to_owned()),
            (_, Err(reason)) => self.fault(number, reason),
        }
    }
}

/// Puts a text where none was; says whether that is so.
fn put(place: &mut Option<String>, text: String) -> bool {
    let is_first = place.is_none();
    place.get_or_insert(text);
    is_first
}

/// The text that a keyword begins, as far as can be told if it is ill-formed.
fn named(keyword: &str) -> Option<Field> {
    match keyword {
        "msgctxt" => Some(Field::Context),
        "msgid" => Some(Field::Message),
        "msgid_plural" => Some(Field::Plural),
        _ => keyword.starts_with("msgstr").then_some(Field::Translation),
    }
}

/// The number of the form that a keyword holds the translation of.
fn form(keyword: &str) -> Option<usize> {
    match keyword.strip_prefix("msgstr")? {
        "" => Some(0),
        number => number.strip_prefix('[')?.strip_suffix(']')?.parse().ok(),
    }
}

fn excerpt(text: &str) -> String {
    text.chars().take(20).collect()
}

/// The text between quotes, with its escapes as what they stand for.
fn unquoted(text: &str) -> Result<String, String> {
    let open = || "a text must stand in double quotes, on one line".to_owned();
    let inner = text.strip_prefix('"').ok_or_else(open)?;
    let mut unquoted = String::with_capacity(inner.len());
    let mut chars = inner.chars();
    loop {
        match chars.next().ok_or_else(open)? {
            '"' => break,
            '\\' => {
                let escape = chars.next().ok_or_else(open)?;
                unquoted.push(match escape {
                    'n' => '\n',
                    't' => '\t',
                    'r' => '\r',
                    'a' => '\u{7}',
                    'b' => '\u{8}',
                    'f' => '\u{c}',
                    'v' => '\u{b}',
                    '\\' | '"' | '\'' | '?' => escape,
                    _ => return Err(format!("`\\{escape}` stands for no character")),
                });
            }
            char => unquoted.push(char),
        }
    }
    if chars.as_str().trim().is_empty() { Ok(unquoted) } else { Err(open()) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn entries(text: &str) -> Vec<Entry> {
        let mut collector = Collector::default();
        let lines = text.lines().enumerate();
        let mut entries: Vec<Entry> =
            lines.filter_map(|(at, line)| collector.take(at + 1, line)).collect();
        entries.extend(collector.finish());
        entries
    }

    #[test]
    fn an_entry_has_many_lines() {
        let read = entries(
            "# Notiz\n#. for translators\n#: a.c:1\n#, fuzzy, c-format\n#| msgid \"Old\"\nmsgctxt \"Menu\"\n\
             msgid \"\"\n\"A \\\"file\\\"\\n\"\n  \"more\"\nmsgid_plural \"files\"\nmsgstr[0] \"Datei\"\nmsgstr[1] \"Da\"\n\"teien\"\n\
             # next\nmsgid \"x\"\nmsgstr \"y\"\nmsgid \"z\"\nmsgstr \"\"\n\n#~ msgid \"gone\"\n#~ msgstr \"weg\"\n",
        );
        assert_eq!(read.len(), 4);
        let first = &read[0];
        assert_eq!(first.message.as_deref(), Some("A \"file\"\nmore"));
        assert_eq!(first.translations, [(0, "Datei".to_owned()), (1, "Dateien".to_owned())]);
        assert_eq!((first.line, first.former, first.context.as_deref()), (6, 1, Some("Menu")));
        assert_eq!(first.flags, ["fuzzy", "c-format"]);
        assert_eq!(first.notes, ["Notiz", "for translators"]);
        assert_eq!((read[1].notes.len(), read[1].line, read[2].line), (1, 15, 17));
        assert!(read[3].is_obsolete && !read[2].is_obsolete);
    }

    #[test]
    fn faults_cost_their_entry() {
        for (text, line, told) in [
            ("msgid \"a\nmsgstr \"b\"\n", 1, "double quotes"),
            ("msgid \"a\"\nmsgstr \"b\" c\n", 2, "double quotes"),
            ("msgid \"a\"\nmsgstr \"\\q\"\n", 2, "stands for no character"),
            ("msgid \"a\"\nhallo\nmsgstr \"b\"", 2, "no keyword"),
            ("\"a\"\n", 1, "without a keyword"),
            ("msgid \"a\"\nmsgstr[x] \"b\"", 2, "no keyword"),
        ] {
            let read = entries(text);
            let (at, reason) = read[0].fault.clone().unwrap();
            assert!(at == line && reason.contains(told), "{text}: {at} {reason}");
            let next = format!("{text}\n\nmsgid \"x\"\nmsgstr \"y\"");
            assert_eq!(entries(&next).last().unwrap().fault, None);
        }
    }

    #[test]
    fn an_ill_formed_line_costs_no_entry_but_its_own() {
        let read = entries(
            "msgid \"a\" x\nmsgstr \"A\"\nmsgid \"b\"\nmsgid \"c\"\nmsgstr \"C\"\nhallo\nmsgid \"d\"\n\
             msgstr \"D\"\nmsgstr \"E\"\nfremd\nmehr\nmsgctxt \"m\"\nmsgid \"f\"\nmsgstr \"F\"\n",
        );
        let told: Vec<_> = read
            .iter()
            .map(|entry| {
                let fault = entry.fault.as_ref().map(|(line, _)| *line);
                (entry.line, entry.message.as_deref(), entry.translations.len(), fault)
            })
            .collect();
        assert_eq!(
            told,
            [
                (1, None, 1, Some(1)),
                (3, Some("b"), 0, None),
                (4, Some("c"), 1, None),
                (6, None, 0, Some(6)),
                (7, Some("d"), 2, Some(9)),
                (10, None, 0, Some(10)),
                (11, None, 0, Some(11)),
                (12, Some("f"), 1, None),
            ]
        );
        assert_eq!(read[4].fault.as_ref().unwrap().1, "a second `msgstr`");
    }

    proptest! {
        #[test]
        fn what_is_escaped_is_read_back(text in "[a-zäß \\\\\"\n\t\r]{0,30}") {
            let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
                .replace('\t', "\\t").replace('\r', "\\r");
            prop_assert_eq!(unquoted(&format!("\"{escaped}\"")), Ok(text));
        }

        #[test]
        fn nothing_makes_it_panic(text in "(#~?|#[.:,|]|msgid|msgstr|\\[0\\]|\"|\\\\|ä| |\n){0,40}") {
            entries(&text);
        }
    }
}
