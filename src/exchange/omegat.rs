//! What a project of OmegaT says of itself.

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::model::Lang;

/// The property of Trados that says that a machine made a translation.
pub const MACHINE: (&str, &str) = ("x-Origin", "MachineTranslation");

/// The languages of a project, as far as it names any.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Project {
    /// The language that is translated.
    pub source: Option<Lang>,
    /// The language that it is translated to.
    pub target: Option<Lang>,
}

/// Reads an `omegat.project`; what is ill-formed says nothing.
pub fn project(bytes: &[u8]) -> Project {
    let text = String::from_utf8_lossy(bytes);
    let (mut project, mut open) = (Project::default(), String::new());
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => open = tag.local_name().as_ref().to_owned(),
            Ok(Event::End(_)) => open.clear(),
            Ok(Event::Text(text)) => match open.as_str() {
                "source_lang" => project.source = text.trim().parse().ok(),
                "target_lang" => project.target = text.trim().parse().ok(),
                _ => {}
            },
            Ok(Event::Eof) | Err(_) => return project,
            Ok(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_project_names_its_languages() {
        let read = project(
            b"<?xml version=\"1.0\"?>\n<omegat><project version=\"1.0\"><source_dir>__DEFAULT__</source_dir>\
              <source_lang> DE-de </source_lang><target_lang>EN-GB</target_lang></project></omegat>",
        );
        let tags = [read.source, read.target].map(|lang| lang.unwrap().to_string());
        assert_eq!(tags, ["de-DE", "en-GB"]);
        assert_eq!(
            project(b"<a><source_lang>de"),
            Project { source: Some(Lang::german()), target: None }
        );
        assert_eq!(project(b"\xff<"), Project::default());
    }
}
