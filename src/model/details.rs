//! What a translation memory of another tool says of a unit beyond its texts.

use serde::{Deserialize, Serialize};

/// What a unit's file says of it, each at its level, so that it can be given back as it came.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Details {
    /// Of the unit: names and values, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<(String, String)>,
    /// Notes on the unit and properties of it, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Remark>,
    /// Of each of its texts, in the order of the texts; empty where there is nothing to say of any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub texts: Vec<TextDetails>,
}

/// What is said of one text of a unit.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct TextDetails {
    /// Names and values, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<(String, String)>,
    /// Notes and properties, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Remark>,
    /// The text with its inline codes, as the content of a `seg` of TMX 1.4; absent where it has
    /// none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coded: Option<String>,
}

/// A note, or a property.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Remark {
    /// The type of the property; absent for a note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Further names and values, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<(String, String)>,
    /// What it says.
    pub text: String,
}

/// The attribute of a unit that says when it was made.
pub const CREATED: &str = "creationdate";

/// The attribute of a unit that says when it was changed.
pub const CHANGED: &str = "changedate";

/// The attribute of a unit that says what is translated.
pub const TRANSLATED: &str = "srclang";

/// What stands for all languages where a file does not say which one is translated.
pub const ALL_LANGUAGES: &str = "*all*";

/// The date of a unit whose file gives none: it is written again without one.
const UNDATED: &str = "";

/// Marks that stand among the attributes of a unit but are none of its file.
const MARKS: [(&str, &str); 2] = [(CREATED, UNDATED), (TRANSLATED, ALL_LANGUAGES)];

impl Details {
    /// Marks the unit as one whose file does not say when it was made.
    pub fn mark_undated(&mut self) {
        if !self.is_undated() {
            self.attributes.push((CREATED.to_owned(), UNDATED.to_owned()));
        }
    }

    /// Takes the mark of [`Self::mark_undated`] away.
    pub fn unmark_undated(&mut self) {
        self.attributes.retain(|attribute| !is(attribute, (CREATED, UNDATED)));
    }

    /// Whether the file does not say when the unit was made.
    pub fn is_undated(&self) -> bool {
        self.attributes.iter().any(|attribute| is(attribute, (CREATED, UNDATED)))
    }

    /// The attributes that the file itself says of the unit.
    pub fn said(&self) -> impl Iterator<Item = &(String, String)> {
        let is_mark = |attribute: &(String, String)| MARKS.iter().any(|mark| is(attribute, *mark));
        self.attributes.iter().filter(move |attribute| !is_mark(attribute))
    }

    /// Whether the file itself says anything.
    pub fn says_anything(&self) -> bool {
        self.said().next().is_some()
            || !self.remarks.is_empty()
            || self.texts.iter().any(|text| *text != TextDetails::default())
    }

    /// The details, unless they say nothing.
    pub fn if_any(self) -> Option<Box<Self>> {
        let says_nothing = self.attributes.is_empty()
            && self.remarks.is_empty()
            && self.texts.iter().all(|text| *text == TextDetails::default());
        (!says_nothing).then(|| Box::new(self))
    }

    /// The value of an attribute of the unit.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        attribute(&self.attributes, name)
    }
}

fn is((name, value): &(String, String), (known, of_it): (&str, &str)) -> bool {
    name == known && value == of_it
}

/// The value of a name.
pub fn attribute<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}
