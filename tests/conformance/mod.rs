//! The same records through every format: what a format claims to hold comes back equal.
//!
//! Records are stored, exported, and imported into another database, as a user would do it. Where a
//! format cannot hold something, its entry below says so by taking it off what is expected; all else
//! must come back. That an export tells what it lost is tested here too: if nothing is taken off,
//! nothing may be told, and if something is, something must be.

mod terms;
mod units;

use std::ops::ControlFlow;

use beleg::exchange::{Content, Format, Reading, Source};
use beleg::model::Section;
use beleg::project::{Batch, GivenLangs, ImportCounts, Numbered, Project, Rows};
use beleg::termbase::merge::OnDuplicate;

fn scratch() -> Project {
    Project::scratch(&GivenLangs::default()).expect("a database in memory")
}

fn import(project: &mut Project, rows: Rows<'_>) -> ImportCounts {
    let batch = Batch {
        origin: "test".to_owned(),
        section: Section::default(),
        head: None,
        rows,
        on_duplicate: OnDuplicate::Judge,
    };
    let imported =
        project.import(vec![batch], false, &mut |_| ControlFlow::Continue(())).expect("an import");
    imported[0].0
}

/// Imports a file, of which every record must be taken, and again, which must change nothing.
fn import_file(bytes: Vec<u8>, format: Format) -> Project {
    let mut project = scratch();
    for time in 0..2 {
        let rows = rows(&project, bytes.clone(), format);
        let counts = import(&mut project, rows);
        if time == 1 {
            assert_eq!(
                (counts.new, counts.merged),
                (0, 0),
                "{format} is not the same a second time"
            );
        }
    }
    project
}

fn rows(project: &Project, bytes: Vec<u8>, format: Format) -> Rows<'static> {
    let langs = project.langs();
    let reading = Reading { format: Some(format), ..Reading::new((&langs.from, &langs.to)) };
    let source = Source::of(bytes, "test").expect("bytes in memory");
    match Content::open(source, &reading).expect("a file") {
        (_, Content::Terms(table)) => {
            assert_eq!(table.refused, vec![], "{format}");
            Rows::Terms(table.rows.into_iter().map(|row| (row.line, row.proposal)).collect())
        }
        (_, Content::Units(rows)) => {
            let numbered: Vec<Numbered> = rows
                .map(|row| {
                    let row = row.expect("a readable file").expect("a sound row");
                    Numbered { line: row.line, unit: row.into_unit("test"), section: None }
                })
                .collect();
            Rows::Units(Box::new(numbered.into_iter().map(Ok)))
        }
        (_, Content::Backup(rows)) => {
            let records: Vec<_> = rows
                .map(|record| record.expect("a readable file").expect("a sound line"))
                .collect();
            Rows::Backup(Box::new(records.into_iter().map(Ok)), None)
        }
    }
}
