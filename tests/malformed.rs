//! Files that were cut off or damaged: the program never panics, and imports all that is sound or
//! nothing.

use crate::support::Sandbox;
use crate::support::seeds::{Random, Seed, damaged, seeds};

/// A file is cut off at so many bytes, and at each multiple.
const STEP: usize = 1_000;

/// So many cuts a small file has at least.
const CUTS: usize = 8;

/// So many damaged files are made of each.
const DAMAGED: usize = 8;

fn broken(seed: &Seed) -> Vec<Vec<u8>> {
    let step = STEP.min(seed.bytes.len() / CUTS).max(1);
    let cuts = (0..seed.bytes.len()).step_by(step).map(|end| seed.bytes[..end].to_vec());
    let mut random = Random(seed.bytes.len() as u64 | 1);
    let damaged = (0..DAMAGED).map(|_| damaged(&seed.bytes, &mut random));
    cuts.collect::<Vec<_>>().into_iter().chain(damaged).collect()
}

/// What the database holds, but for what it says of itself.
fn held(sandbox: &Sandbox) -> [u64; 2] {
    let stats = &sandbox.json(&["stats"])[0];
    ["units", "concepts"].map(|name| stats[name].as_u64().expect("a number"))
}

#[test]
fn what_is_broken_is_imported_whole_or_not_at_all() {
    for seed in seeds() {
        let sandbox = Sandbox::new();
        sandbox.ok(&["add", "Anker", "anchor"]);
        for (number, bytes) in broken(&seed).into_iter().enumerate() {
            let (name, before) = (format!("{number}-{}", seed.name), held(&sandbox));
            sandbox.write(&name, bytes);
            let ran = sandbox.run(&["import", &name, "--json"]);
            assert!(matches!(ran.code, 0 | 2), "{name}: {}\n{}", ran.code, ran.stderr);
            assert!(ran.code == 0 || ran.stderr.contains("error: "), "{name}: {}", ran.stderr);
            if ran.code == 2 {
                assert_eq!(held(&sandbox), before, "{name}: {}", ran.stderr);
            }
            for counts in crate::support::objects(&ran.stdout) {
                let count = |what: &str| counts[what].as_u64().expect("a count");
                let sum = ["new", "merged", "unchanged", "refused"].map(count).iter().sum::<u64>();
                assert_eq!(count("read"), sum, "{name}: {counts}");
            }
        }
    }
}
