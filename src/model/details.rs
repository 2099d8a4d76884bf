//! What a translation memory of another tool says of a unit beyond its texts.

use serde::{Deserialize, Serialize};

/// What a unit's file says of it, each at its level, so that it can be given back as it came.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
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

impl Details {
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

/// The value of a name.
pub fn attribute<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}
