//! `beleg completions`.

use crate::support::Sandbox;

#[test]
fn every_shell_gets_its_script() {
    let sandbox = Sandbox::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = sandbox.ok(&["completions", shell]);
        assert!(script.contains("align") && script.contains("import"), "{shell}");
    }
}
