//! The help of the program as a whole: its commands in groups, the front row first.

use clap::Command;

/// Puts the commands into groups, in the order given.
pub(super) fn in_groups(command: Command, groups: &[(&str, &[&'static str])]) -> Command {
    // The module of a command that is named like a word of the language is written so.
    let plain = |name: &'static str| name.trim_start_matches("r#");
    let names = groups.iter().flat_map(|(_, names)| *names);
    let width = names.map(|name| plain(name).len()).max().unwrap_or(0);
    let mut listing = String::new();
    for (title, names) in groups {
        listing.push_str(&format!("{title}:\n"));
        for name in names.iter().map(|name| plain(name)) {
            let about = command.find_subcommand(name).and_then(Command::get_about);
            let about = about.map(ToString::to_string).unwrap_or_default();
            listing.push_str(&format!("  {name:<width$}  {about}\n"));
        }
        listing.push('\n');
    }
    command.help_template(format!(
        "{{about-with-newline}}\n{{usage-heading}} {{usage}}\n\n{listing}{{options}}{{after-help}}"
    ))
    .after_help("`beleg help COMMAND` shows a command with examples; `beleg demo` shows it all at work.")
}
