//! A concept in the user's editor.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

use super::super::concept_view::print_concept;
use super::super::context::Context;
use super::super::error::{CliError, Outcome};
use crate::exchange::concept_form::{ConceptForm, read, write};
use crate::model::{ConceptId, Relation};
use crate::project::Project;
use crate::termbase::by::By;
use crate::termbase::lookup::Entry;

/// The user's editor, with its arguments.
fn editor() -> Vec<String> {
    let named = ["VISUAL", "EDITOR"].into_iter().filter_map(|name| env::var(name).ok());
    let named = named.map(|editor| editor.trim().to_owned()).find(|editor| !editor.is_empty());
    let usual = if cfg!(windows) { "notepad" } else { "vi" };
    let editor = named.unwrap_or_else(|| usual.to_owned());
    // A program with spaces in its path is one word.
    if Path::new(&editor).is_file() {
        return vec![editor];
    }
    editor.split_whitespace().map(str::to_owned).collect()
}

/// Whether an editor can be opened: somebody named one, or sits at a terminal.
pub(super) fn is_possible(context: &Context) -> bool {
    let is_named = ["VISUAL", "EDITOR"].into_iter().any(|name| env::var_os(name).is_some());
    is_named || (context.out.is_terminal() && std::io::IsTerminal::is_terminal(&std::io::stdin()))
}

/// Lets the user edit a concept.
pub(super) fn run(
    project: &mut Project,
    id: ConceptId,
    context: &mut Context,
) -> Result<Outcome, CliError> {
    let concept = project.concept(id)?;
    let relations = project.relations(id)?.into_iter();
    let relations = relations.map(|related| (related.relation, related.name)).collect();
    let form = ConceptForm { concept, relations };
    let unwritable = |error: std::io::Error| {
        CliError::new(format!("the text to edit cannot be written: {error}"))
    };
    let mut builder = tempfile::Builder::new();
    let file = builder.prefix(&format!("beleg-{id}-")).suffix(".txt").tempfile();
    // Windows lets no other program write to a file that is open.
    let path = file.map_err(unwritable)?.into_temp_path();
    let before = write(&form);
    fs::write(&path, &before).map_err(unwritable)?;
    open(&path)?;
    let after = match fs::read_to_string(&path) {
        Ok(after) => after,
        Err(error) => {
            let told = format!("the edited text cannot be read: {error}");
            let Ok(kept) = path.keep() else { return Err(CliError::new(told)) };
            let place = kept.display();
            return Err(CliError::new(told).hint(format!(
                "nothing was changed; what you wrote is in {place}: save it as UTF-8"
            )));
        }
    };
    if after == before {
        context.out.say("nothing changed");
        return Ok(Outcome::Fine);
    }
    let stored = store(project, id, &form, &after);
    let concept = match stored {
        Ok(Some(concept)) => concept,
        Ok(None) => {
            context.out.say("nothing changed");
            return Ok(Outcome::Fine);
        }
        Err(error) => {
            // What was typed is not lost.
            let kept = path.keep().map_err(|error| unwritable(error.error))?;
            let hint = format!("what you wrote is in {}", kept.display());
            return Err(CliError::new(error.message).hint(hint));
        }
    };
    let langs = project.langs().clone();
    let entry = Entry { concept, by: By::Exact };
    if context.json() {
        super::super::term::print_entry(context, &entry)?;
    } else {
        print_concept(&mut context.out, "", &entry, &langs)?;
    }
    Ok(Outcome::Fine)
}

/// Stores what was written; nothing if that changes nothing.
fn store(
    project: &mut Project,
    id: ConceptId,
    before: &ConceptForm,
    text: &str,
) -> Result<Option<crate::model::Concept>, CliError> {
    let Some(mut form) = read(text)? else { return Ok(None) };
    form.concept.external_id.clone_from(&before.concept.external_id);
    let relations: Vec<Relation> =
        form.relations.into_iter().map(|(relation, _)| relation).collect();
    let changed = project.rewrite(id, form.concept, &relations)?;
    Ok(if changed { Some(project.concept(id)?) } else { None })
}

fn open(path: &Path) -> Result<(), CliError> {
    let editor = editor();
    let (program, args) = editor
        .split_first()
        .ok_or_else(|| CliError::new("no editor is named in VISUAL or EDITOR"))?;
    let ended = Command::new(program).args(args).arg(path).status();
    let hint = "name one that waits until the text is closed in VISUAL or EDITOR";
    match ended {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(CliError::new(format!("the editor `{program}` ended with {status}"))
            .hint("nothing was changed")),
        Err(error) => {
            Err(CliError::new(format!("the editor `{program}` cannot be run: {error}")).hint(hint))
        }
    }
}
