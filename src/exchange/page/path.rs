//! A small picture of an alignment's path: source segments from left to right, target segments
//! downwards. What runs along the diagonal is translated; a level or upright stretch is a gap.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::{AlignedDocument, PageBead};

/// The picture's side, in its own units.
const SIDE: f64 = 200.0;

/// Points that are nearer to one another than this are one.
const FINENESS: f64 = 0.4;

/// More doubtful beads than this are shown as a trail of small dots, and of more gaps the stretches
/// that consist of them mostly.
const FEW: usize = 100;

/// The path is looked at in steps of this length to tell where gaps prevail.
const STEP: f64 = 2.0;

/// The parts of the picture, in its units.
#[derive(Debug, Default, PartialEq)]
struct Path {
    /// The whole path.
    line: Vec<(f64, f64)>,
    /// Stretches without a translation, or mostly so if there are too many of them.
    gaps: Vec<[(f64, f64); 2]>,
    /// How many stretches without a translation there are.
    gap_count: usize,
    /// The middles of doubtful beads, to the nearest unit.
    doubts: BTreeSet<(i64, i64)>,
}

impl Path {
    fn new(document: &AlignedDocument) -> Self {
        let beads = &document.beads;
        let all = beads
            .iter()
            .fold((0, 0), |(i, j), bead| (i + bead.source.len(), j + bead.target.len()));
        let scale = |i: usize, all: usize| SIDE * i as f64 / all.max(1) as f64;
        let point = |(i, j): (usize, usize)| (scale(i, all.0), scale(j, all.1));
        let mut path = Self { line: vec![(0.0, 0.0)], ..Self::default() };
        let mut here = (0, 0);
        // A gap of many beads is one stretch.
        let mut gap: Option<(usize, usize)> = None;
        for bead in beads {
            let next = (here.0 + bead.source.len(), here.1 + bead.target.len());
            if bead.source.is_empty() || bead.target.is_empty() {
                gap.get_or_insert(here);
            } else if let Some(begin) = gap.take() {
                path.gaps.push([point(begin), point(here)]);
            }
            let (one, other) = (point(here), point(next));
            if bead.is_doubtful {
                let middle = ((one.0 + other.0) / 2.0, (one.1 + other.1) / 2.0);
                path.doubts.insert((middle.0.round() as i64, middle.1.round() as i64));
            }
            path.go(other);
            here = next;
        }
        if let Some(begin) = gap {
            path.gaps.push([point(begin), point(here)]);
        }
        path.line.push(point(here));
        path.gap_count = path.gaps.len();
        if path.gaps.len() > FEW {
            // Among thousands of segments one that is left out is no gap to be seen at a glance;
            // where every other one is, that is.
            path.gaps = prevailing(beads, point);
        }
        path
    }

    /// Draws on, unless that would not be seen.
    fn go(&mut self, to: (f64, f64)) {
        let far = |from: &(f64, f64)| (to.0 - from.0).abs().max((to.1 - from.1).abs()) >= FINENESS;
        if self.line.last().is_none_or(far) {
            // A point on a straight way adds nothing.
            if let [.., one, two] = self.line.as_slice() {
                let (first, second) =
                    ((two.0 - one.0, two.1 - one.1), (to.0 - two.0, to.1 - two.1));
                if (first.0 * second.1 - first.1 * second.0).abs() < 1e-9 {
                    self.line.pop();
                }
            }
            self.line.push(to);
        }
    }
}

/// The stretches of a path of which at least half are segments without a translation.
fn prevailing(
    beads: &[PageBead],
    point: impl Fn((usize, usize)) -> (f64, f64),
) -> Vec<[(f64, f64); 2]> {
    let mut stretches: Vec<[(f64, f64); 2]> = Vec::new();
    let (mut begin, mut here, mut alone) = ((0, 0), (0, 0), 0);
    for (at, bead) in beads.iter().enumerate() {
        here = (here.0 + bead.source.len(), here.1 + bead.target.len());
        if bead.source.is_empty() || bead.target.is_empty() {
            alone += bead.source.len() + bead.target.len();
        }
        let (from, to) = (point(begin), point(here));
        if (to.0 - from.0) + (to.1 - from.1) < STEP && at + 1 < beads.len() {
            continue;
        }
        if 2 * alone >= here.0 - begin.0 + here.1 - begin.1 {
            match stretches.last_mut() {
                Some(last) if last[1] == from => last[1] = to,
                _ => stretches.push([from, to]),
            }
        }
        (begin, alone) = (here, 0);
    }
    stretches
}

/// Writes the picture.
pub(super) fn write(out: &mut dyn Write, document: &AlignedDocument) -> io::Result<()> {
    let path = Path::new(document);
    let gaps = path.gap_count;
    writeln!(
        out,
        "<figure><svg viewBox=\"-4 -8 212 212\" role=\"img\" aria-label=\"path of the alignment: \
         {} beads, {gaps} gaps\">",
        document.beads.len()
    )?;
    writeln!(out, "<rect class=\"frame\" width=\"{SIDE}\" height=\"{SIDE}\" />")?;
    write!(out, "<polyline class=\"path\" points=\"")?;
    for (x, y) in &path.line {
        write!(out, "{x:.1},{y:.1} ")?;
    }
    writeln!(out, "\" />")?;
    for [(x1, y1), (x2, y2)] in &path.gaps {
        writeln!(
            out,
            "<line class=\"gap\" x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\" />"
        )?;
    }
    // Beside the path, which they would hide.
    let (beside, radius) = if path.doubts.len() > FEW { (7, 0.8) } else { (5, 2.4) };
    for (x, y) in &path.doubts {
        let (x, y) = (x + beside, y - beside);
        writeln!(out, "<circle class=\"doubt\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" />")?;
    }
    writeln!(
        out,
        "</svg><figcaption>source →, translation ↓; <span class=\"key gap\">thick</span>: only on one \
         side, <span class=\"key doubt\">○</span> doubtful</figcaption></figure>"
    )
}

#[cfg(test)]
mod tests {
    use super::super::tests::document;
    use super::*;

    #[test]
    fn a_gap_of_many_beads_is_one_stretch() {
        let path = Path::new(&document(
            &[(1, 1, false), (1, 0, false), (1, 0, true), (1, 1, false), (0, 1, false)],
            "x",
        ));
        let third = SIDE / 3.0;
        assert_eq!(path.gaps[0], [(SIDE / 4.0, third), (SIDE * 0.75, third)]);
        assert_eq!(path.gaps[1][1], (SIDE, SIDE));
        assert_eq!((path.gaps.len(), path.gap_count, path.doubts.len()), (2, 2, 1));
    }

    #[test]
    fn where_gaps_prevail_is_seen_in_long_documents_too() {
        // Each gap alone is far too small to be drawn.
        let full = vec![(1, 1, false); 10_000];
        let thin: Vec<_> =
            [(1, 0, true), (1, 1, false), (0, 1, true)].into_iter().cycle().take(9_999).collect();
        let path = Path::new(&document(&[full.clone(), thin, full].concat(), "x"));
        assert!(path.gap_count > 3_000, "{}", path.gap_count);
        let [[from, to]] = path.gaps.as_slice() else { panic!("{:?}", path.gaps) };
        assert!((from.0 - 75.0).abs() < STEP && (to.0 - 125.0).abs() < STEP, "{from:?} {to:?}");
        let rare = [[(1, 1, false); 99].as_slice(), &[(1, 0, false)]].concat();
        let path = Path::new(&document(&rare.repeat(200), "x"));
        assert_eq!((path.gap_count, path.gaps.len()), (200, 0));
    }

    #[test]
    fn a_long_document_makes_a_short_picture() {
        let straight = Path::new(&document(&[(1, 1, true); 5_000], "x"));
        assert!(straight.line.len() <= 3, "{}", straight.line.len());
        assert!(straight.doubts.len() <= 201, "{}", straight.doubts.len());
        let kinds: Vec<_> = (0..20_000).map(|at| (1 + at % 2, 1 + at % 3 / 2, false)).collect();
        let crooked = Path::new(&document(&kinds, "x"));
        assert!(crooked.line.len() < 1_100, "{}", crooked.line.len());
        assert_eq!(crooked.line.last(), Some(&(SIDE, SIDE)));
    }
}
