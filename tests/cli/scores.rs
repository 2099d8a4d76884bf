//! `beleg scores`.

use crate::support::Sandbox;

#[test]
fn the_help_names_every_cost() {
    let sandbox = Sandbox::new();
    let help = sandbox.ok(&["help", "scores"]);
    let costs = sandbox.ok(&["scores"]);
    let mut named = 0;
    for line in costs.lines() {
        let Some(cost) = line.split_whitespace().next().and_then(|word| word.parse::<u32>().ok())
        else {
            continue;
        };
        assert!(help.contains(&format!("{cost:>5}  a")), "{cost}: {help}");
        named += 1;
    }
    assert_eq!(named, 5, "{costs}");
}
