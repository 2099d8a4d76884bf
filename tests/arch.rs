//! The shape of the code: layers, lengths, who may print, and that every command is tested and told.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::shipped;

/// The layers from the bottom up; modules on one line never import each other.
const LAYERS: &[&[&str]] = &[
    &["model"],
    &["text", "exchange", "store"],
    &["align", "memory", "termbase"],
    &["project"],
    &["cli"],
];

const LONGEST: usize = 500;

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The files of `src`, by the module of the first level that they belong to.
fn modules() -> BTreeMap<String, Vec<(PathBuf, String)>> {
    let root = PathBuf::from(shipped("src"));
    let mut modules: BTreeMap<String, Vec<(PathBuf, String)>> = BTreeMap::new();
    for path in sources(&root) {
        let inner = path.strip_prefix(&root).expect("a path within src");
        let first = inner.iter().next().expect("a part").to_string_lossy();
        let module = first.trim_end_matches(".rs").to_owned();
        let text = fs::read_to_string(&path).expect("a source file");
        modules.entry(module).or_default().push((path, text));
    }
    modules
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

#[test]
fn imports_go_down_the_layers() {
    for (module, files) in modules() {
        let Some(own) = layer(&module) else { continue };
        for (path, text) in files {
            for used in text.split("crate::").skip(1) {
                let name: String = used
                    .chars()
                    .take_while(|char| char.is_alphanumeric() || *char == '_')
                    .collect();
                let Some(other) = layer(&name) else { continue };
                assert!(
                    name == module || other < own,
                    "{} imports `{name}`, which is not below `{module}`",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn every_module_has_its_layer() {
    let known = ["lib", "main"];
    for module in modules().keys() {
        assert!(layer(module).is_some() || known.contains(&module.as_str()), "{module}");
    }
}

/// What the files of a folder use of one another: `super::name`, or an item that the folder's
/// `mod.rs` takes from there. What is only tested is left out.
fn uses_within(folder: &Path) -> BTreeMap<String, BTreeSet<String>> {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|char: char| !char.is_alphanumeric() && char != '_');
        words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let mut texts = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let path = if path.is_dir() { path.join("mod.rs") } else { path };
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or("").to_owned();
        texts.insert(name, text);
    }
    let of_mod = texts.remove("mod").unwrap_or_default();
    texts.retain(|name, _| name != "tests");
    let mut homes: BTreeMap<String, String> =
        texts.keys().map(|name| (name.clone(), name.clone())).collect();
    for used in of_mod.split("use ").skip(1) {
        let items = words(used.split(';').next().unwrap_or(""));
        let Some(home) = items.first().filter(|home| texts.contains_key(*home)) else { continue };
        homes.extend(items.iter().skip(1).map(|item| (item.clone(), home.clone())));
    }
    let used = |name: &String, text: &String| -> BTreeSet<String> {
        let paths = text.split("super::").skip(1).flat_map(|rest| {
            let path = words(rest.split(';').next().unwrap_or(""));
            let items = if rest.starts_with('{') { path.len() } else { 1 };
            path.into_iter().take(items)
        });
        let used = paths.filter_map(|item| homes.get(&item).cloned());
        used.filter(|home| home != name).collect()
    };
    texts.iter().map(|(name, text)| (name.clone(), used(name, text))).collect()
}

#[test]
fn the_files_of_a_module_use_one_another_one_way() {
    let root = PathBuf::from(shipped("src"));
    let mut folders: Vec<PathBuf> =
        sources(&root).iter().filter_map(|path| path.parent().map(Path::to_path_buf)).collect();
    folders.dedup();
    for folder in folders.iter().filter(|folder| **folder != root) {
        let mut uses = uses_within(folder);
        // What uses nothing is at the bottom; what is left in the end goes round in circles.
        while let Some(bottom) = uses.iter().find(|(_, used)| used.is_empty()) {
            let bottom = bottom.0.clone();
            uses.remove(&bottom);
            uses.values_mut().for_each(|used| _ = used.remove(&bottom));
        }
        assert!(uses.is_empty(), "files of {} import each other: {uses:?}", folder.display());
    }
}

#[test]
fn no_file_is_too_long() {
    let mut folders = sources(&PathBuf::from(shipped("src")));
    folders.extend(sources(&PathBuf::from(shipped("tests"))));
    for path in folders {
        let lines = fs::read_to_string(&path).expect("a source file").lines().count();
        assert!(lines <= LONGEST, "{} has {lines} lines", path.display());
    }
}

#[test]
fn only_the_command_line_prints_and_reads_the_environment() {
    for (module, files) in modules() {
        if module == "cli" || module == "main" {
            continue;
        }
        for (path, text) in files {
            for forbidden in
                ["println!", "print!(", "std::env", "env::var", "io::stdout", "io::stdin"]
            {
                assert!(!text.contains(forbidden), "{} has `{forbidden}`", path.display());
            }
        }
    }
}

#[test]
fn every_file_says_what_it_is() {
    for (_, files) in modules() {
        for (path, text) in files {
            assert!(text.starts_with("//!"), "{} has no header", path.display());
        }
    }
}

/// The commands, read from the list in `cli/mod.rs`.
pub fn commands() -> Vec<String> {
    let text = fs::read_to_string(shipped("src/cli/mod.rs")).expect("a source file");
    let list = text.split("\ncommands! {").nth(1).expect("the list of commands");
    let list = list.split("\n}").next().expect("its end");
    list.lines()
        .filter_map(|line| line.strip_prefix("        "))
        .filter_map(|line| line.split(' ').next())
        .map(|name| name.trim_start_matches("r#").to_owned())
        .collect()
}

#[test]
fn every_command_is_tested_and_told() {
    let readme = fs::read_to_string(shipped("README.md")).expect("README.md");
    let commands = commands();
    assert!(commands.len() > 10, "{commands:?}");
    for command in commands {
        let test = PathBuf::from(shipped(&format!("tests/cli/{command}.rs")));
        assert!(test.exists(), "{} is missing", test.display());
        assert!(
            readme.contains(&format!("beleg {command}")),
            "README.md does not tell of {command}"
        );
    }
}
