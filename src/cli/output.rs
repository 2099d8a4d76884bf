//! Output: results on stdout, talk on stderr; colour where it is wanted; stored text made harmless.

use std::borrow::Cow;
use std::io::{self, BufWriter, IsTerminal, Write};

use anstream::AutoStream;
use anstyle::Style;
use serde::Serialize;

use super::args::ColorWhen;

/// How wide lines are where no terminal says otherwise.
const WIDTH: usize = 80;

/// Longer lines are hard to read, however wide the terminal.
const WIDEST: usize = 110;

/// Where results and talk go.
pub(super) struct Printer {
    out: BufWriter<AutoStream<io::Stdout>>,
    color: bool,
    color_errors: bool,
    terminal: bool,
    quiet: bool,
    width: usize,
}

/// How a stretch of text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// What the eye is to find first.
    Strong,
    /// What is there if it is needed.
    Faint,
    /// What deserves doubt.
    Doubt,
}

impl Look {
    fn style(self) -> Style {
        match self {
            Self::Strong => Style::new().bold(),
            Self::Faint => Style::new().dimmed(),
            Self::Doubt => Style::new().fg_color(Some(anstyle::AnsiColor::Yellow.into())).bold(),
        }
    }
}

impl Printer {
    pub(super) fn new(when: ColorWhen, quiet: bool) -> Self {
        let stdout = io::stdout();
        let terminal = stdout.is_terminal();
        let wanted = |auto: bool| match when {
            ColorWhen::Auto => auto,
            ColorWhen::Always => true,
            ColorWhen::Never => false,
        };
        let auto = |choice: anstream::ColorChoice| choice != anstream::ColorChoice::Never;
        let color = wanted(auto(AutoStream::choice(&stdout)));
        // Without colour nothing is taken out either: what is exported may hold anything. With it,
        // an old Windows console is told.
        let stdout =
            if color { AutoStream::always(stdout) } else { AutoStream::always_ansi(stdout) };
        Self {
            color,
            color_errors: wanted(auto(AutoStream::choice(&io::stderr()))),
            out: BufWriter::new(stdout),
            terminal,
            quiet,
            width: width(terminal),
        }
    }

    /// Whether results go to a terminal.
    pub(super) fn is_terminal(&self) -> bool {
        self.terminal
    }

    /// Whether colour is used.
    pub(super) fn has_color(&self) -> bool {
        self.color
    }

    /// How many columns a line may have.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// A text in a certain look. It must have been made harmless before.
    pub(super) fn look(&self, look: Look, text: &str) -> String {
        if self.color && !text.is_empty() {
            let style = look.style();
            format!("{}{text}{}", style.render(), style.render_reset())
        } else {
            text.to_owned()
        }
    }

    /// Prints a line of results.
    pub(super) fn line(&mut self, line: impl AsRef<str>) -> io::Result<()> {
        self.out.write_all(line.as_ref().as_bytes())?;
        self.out.write_all(b"\n")
    }

    /// Prints bytes as they are.
    pub(super) fn raw(&mut self) -> &mut dyn Write {
        &mut self.out
    }

    /// Prints an object on a line of its own.
    pub(super) fn object(&mut self, object: &impl Serialize) -> io::Result<()> {
        let line = serde_json::to_string(object).map_err(io::Error::other)?;
        self.line(escape_controls(&line))
    }

    /// Says something on stderr.
    pub(super) fn say(&mut self, text: impl AsRef<str>) {
        if !self.quiet {
            // Results come first, so that the two streams read in order on one terminal. A failure
            // shows itself at the next result.
            let _ = self.out.flush();
            let _ = writeln!(io::stderr(), "{}", harmless(text.as_ref()));
        }
    }

    /// Tells an error on stderr.
    pub(super) fn error(&mut self, message: &str, hint: Option<&str>) {
        let style = Style::new().fg_color(Some(anstyle::AnsiColor::Red.into())).bold();
        let label = if self.color_errors {
            format!("{}error:{}", style.render(), style.render_reset())
        } else {
            "error:".to_owned()
        };
        let _ = writeln!(io::stderr(), "{label} {}", harmless(message));
        if let Some(hint) = hint {
            let _ = writeln!(io::stderr(), "  {}", harmless(hint));
        }
    }

    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn width(terminal: bool) -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let of_terminal = || {
        let (width, _) = terminal_size::terminal_size().filter(|_| terminal)?;
        Some(usize::from(width.0))
    };
    columns.or_else(of_terminal).unwrap_or(WIDTH).clamp(40, WIDEST)
}

/// How many there are of something, in words: `1 pair`, `2 pairs`.
pub(super) fn counted(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}

/// A text without what would command a terminal: control characters and marks that turn the
/// direction of writing are shown as `\u{fffd}`, line breaks and tabs as spaces.
pub(super) fn harmless(text: &str) -> Cow<'_, str> {
    if !may_command(text)
        || !text.contains(|char| commands(char) || matches!(char, '\n' | '\r' | '\t'))
    {
        return Cow::Borrowed(text);
    }
    let replace = |char| match char {
        '\n' | '\r' | '\t' => ' ',
        char if commands(char) => '\u{fffd}',
        char => char,
    };
    Cow::Owned(text.chars().map(replace).collect())
}

fn commands(char: char) -> bool {
    (char.is_control() && !matches!(char, '\n' | '\r' | '\t'))
        || matches!(char, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

/// Whether a text has a byte with which a control character begins; few texts have.
fn may_command(text: &str) -> bool {
    text.bytes().any(|byte| byte < 0x20 || matches!(byte, 0x7f | 0xc2 | 0xe2))
}

/// JSON escapes the first 32 control characters; terminals know more.
fn escape_controls(json: &str) -> Cow<'_, str> {
    if !may_command(json) || !json.contains(commands) {
        return Cow::Borrowed(json);
    }
    let mut escaped = String::with_capacity(json.len() + 16);
    for char in json.chars() {
        if commands(char) {
            escaped.push_str(&format!("\\u{:04x}", u32::from(char)));
        } else {
            escaped.push(char);
        }
    }
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_text_commands_no_terminal() {
        assert_eq!(harmless("a\x1b[31mb\u{9b}c\td\u{202e}"), "a\u{fffd}[31mb\u{fffd}c d\u{fffd}");
        assert_eq!(harmless("Pjöngjang – »neu«"), "Pjöngjang – »neu«");
    }

    #[test]
    fn json_escapes_what_it_usually_leaves() {
        assert_eq!(escape_controls("\"\u{9b}\u{7f}ä\""), "\"\\u009b\\u007fä\"");
    }
}
