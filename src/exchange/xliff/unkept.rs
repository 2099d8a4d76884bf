//! What a working document says that its pairs do not keep.

use roxmltree::Node;

use super::unit::is;

/// How often something is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Unkept {
    /// Attributes of units and of notes on them.
    pub(super) attributes: usize,
    /// Notes on groups of units and on files.
    pub(super) notes: usize,
}

/// What has a place of its own, or says nothing of a pair that goes elsewhere.
const OF_UNIT: [&str; 4] = ["id", "approved", "translate", "canResegment"];
const OF_NOTE: [&str; 1] = ["id"];

impl Unkept {
    /// Looks through a document whose units are called so.
    pub(super) fn of(root: Node<'_, '_>, unit: &str) -> Self {
        let mut unkept = Self::default();
        for node in root.descendants() {
            if is(node, root, unit) {
                unkept.attributes += unknown(node, &OF_UNIT);
            } else if is(node, root, "note") {
                let is_of_unit = node.ancestors().any(|above| is(above, root, unit));
                match is_of_unit {
                    true => unkept.attributes += unknown(node, &OF_NOTE),
                    false => unkept.notes += 1,
                }
            }
        }
        unkept
    }
}

/// How many attributes without a namespace an element has that are not among the known ones.
fn unknown(node: Node<'_, '_>, known: &[&str]) -> usize {
    let own = node.attributes().filter(|attribute| attribute.namespace().is_none());
    own.filter(|attribute| !known.contains(&attribute.name())).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_and_notes_are_counted_once() {
        let text = "<xliff xmlns='urn:x' xmlns:o='urn:o'><file><header><note>a</note></header><body>\
                    <group><note>b</note><trans-unit id='1' resname='n' maxwidth='9' o:own='1' approved='no'>\
                    <note from='me' id='2'>c</note></trans-unit></group></body></file></xliff>";
        let tree = roxmltree::Document::parse(text).unwrap();
        let unkept = Unkept::of(tree.root_element(), "trans-unit");
        assert_eq!(unkept, Unkept { attributes: 3, notes: 2 });
    }
}
