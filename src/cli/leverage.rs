//! `beleg leverage`: what the memory is worth for a text, as translations are priced.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::args::Spreadsheet;
use super::context::Context;
use super::error::{CliError, Outcome};
use super::memory::ScopeArgs;
use super::output::{Look, Printer, counted, harmless};
use super::reading::{ArticleOptions, STREAM, article, bytes};
use super::serving;
use crate::exchange::figures_csv::{Figure, write_figures};
use crate::exchange::{Dialect, rates};
use crate::memory::indexing::LOWEST;
use crate::memory::leverage::{Amount, Band, LOWEST_BAND, Leverage, Rates};
use crate::model::Document;
use crate::project::{LeverageQuery, Leveraged, Project};

/// Count what the memory holds of texts, by bands of similarity, to price their translation
///
/// Each segment is in one band: `context` (the same text between the same neighbours, 101), `100` (the
/// same text), `repetitions` (the text stood earlier in the file), `cross-file-repetitions` (it stood
/// in an earlier file), the best match of 95-99, 85-94, 75-84 or 50-74, or `none`. A repetition of
/// which the memory has the very text counts as that match; any other counts as a repetition,
/// whatever similar texts there are.
///
/// Words stand between white space and hold a letter or a digit. Characters are counted in segments,
/// with the spaces in them and without; a standard line (Normzeile) is 55 with spaces.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  beleg leverage auftrag.txt
  beleg leverage kapitel-*.txt --rates kunde.csv
  beleg leverage auftrag.txt --client ACME --threshold 75
  beleg leverage auftrag.txt --csv > angebot.csv
  beleg leverage auftrag.txt --for excel-de > angebot.csv
  beleg segment auftrag.txt | beleg leverage - --segmented --json

Weighted words are words times the rate of their band, in percent of a full word. These are the
default rates; there is no standard, so agree on yours and give them with `--rates`:
  band,percent
  context,0
  repetitions,30                 in the file and across files
  cross-file-repetitions,30      if it differs
  100,30
  95-99,40
  85-94,60
  75-84,80
  50-74,100
  none,100
German names are understood too: Kontext, Wiederholungen, dateiübergreifend, exakt, neu. A band
that the table leaves out keeps its default, which is told.

With `--json` and `--csv` there is a row for each file and band, and in the end one for each band of
all files together: without `file` and with `total`, and with the file `total`.

Exit code 1 means that nothing matched and nothing is repeated.")]
pub(super) struct Args {
    /// The texts, `-` for stdin
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The files hold a segment a line
    #[arg(long)]
    segmented: bool,
    /// Rates by band, a CSV of `band,percent`
    #[arg(long, value_name = "FILE")]
    rates: Option<PathBuf>,
    /// The lowest score of a match [default: 50, or what the index serves if less would take
    /// long]
    #[arg(long, value_name = "SCORE", value_parser = clap::value_parser!(u8).range(50..=100))]
    threshold: Option<u8>,
    /// Print a table for spreadsheets
    #[arg(long)]
    csv: bool,
    /// Print a table for this program
    #[arg(long = "for", value_name = "NAME")]
    profile: Option<Spreadsheet>,
    #[command(flatten)]
    scope: ScopeArgs,
}

pub(super) fn run(args: Args, context: &mut Context) -> Result<Outcome, CliError> {
    let dialect = match args.profile {
        Some(Spreadsheet::ExcelDe) => Some(Dialect::ExcelDe),
        None => args.csv.then_some(Dialect::Csv),
    };
    if context.json() && dialect.is_some() {
        return Err(CliError::new("`--json` and a table cannot both be printed")
            .hint("leave one of them out"));
    }
    let rates = match &args.rates {
        Some(file) => read_rates(file, context)?,
        None => Rates::default(),
    };
    let project = serving::serve(context, LOWEST, false)?;
    let documents = read(&args, &project, context)?;
    let count = documents.iter().map(|document| document.segments.len()).sum();
    let consulted = serving::consult(context, &project)?;
    let threshold = match args.threshold {
        Some(threshold) => {
            serving::tell_slow(context, &project, &consulted, threshold, count)?;
            threshold
        }
        None => serving::lowest_served(context, &project, &consulted, LOWEST_BAND, count)?,
    };
    let query = LeverageQuery { threshold, scope: args.scope.scope() };
    let mut progress = context.progress("comparing");
    let leveraged =
        project.leverage(&documents, &consulted, &query, &mut |share| progress.set(share))?;
    drop(progress);
    let names = args.files.iter().map(|file| name(file)).collect();
    let report = Report { names, leveraged, rates, threshold };
    match dialect {
        Some(dialect) => report.write_table(context, dialect)?,
        None if context.json() => report.write_objects(context)?,
        None => report.show(&mut context.out)?,
    }
    if Band::ALL.iter().any(|band| band.is_found() && report.total().amount(*band).segments > 0) {
        return Ok(Outcome::Fine);
    }
    context.out.say(format!(
        "nothing matched, and nothing is repeated; the text was taken to be in `{}`",
        project.langs().from
    ));
    Ok(Outcome::Found)
}

fn name(file: &Path) -> String {
    if file == Path::new(STREAM) { "stdin".to_owned() } else { file.display().to_string() }
}

fn read_rates(file: &Path, context: &mut Context) -> Result<Rates, CliError> {
    let (bytes, name) = bytes(file)?;
    let (rates, unsaid) = Rates::of(&rates::read_rates(&bytes, &name)?).map_err(|bad| {
        CliError::new(format!("`{name}`, line {}: {}", bad.line, bad.reason))
            .hint("put that right; `beleg help leverage` shows the bands and their rates")
    })?;
    if !unsaid.is_empty() {
        let bands = unsaid.iter().map(|band| format!("{band} {} %", rates.percent(*band)));
        let bands = bands.collect::<Vec<_>>().join(", ");
        context.out.say(format!("`{name}` does not speak of all bands: {bands} by default"));
    }
    Ok(rates)
}

fn read(args: &Args, project: &Project, context: &mut Context) -> Result<Vec<Document>, CliError> {
    let options =
        ArticleOptions { lang: &project.langs().from, segmented: args.segmented, name: None };
    let files = args.files.iter();
    files.map(|file| article(file, &options, &mut |text| context.out.say(text))).collect()
}

/// What is told.
struct Report {
    names: Vec<String>,
    leveraged: Leveraged,
    rates: Rates,
    threshold: u8,
}

#[derive(Serialize)]
struct BandObject<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<bool>,
    band: &'static str,
    segments: usize,
    words: usize,
    characters: usize,
    characters_without_spaces: usize,
    standard_lines: f64,
    percent: f64,
    weighted_words: f64,
    threshold: u8,
}

/// The columns of a table for people, behind the bands.
const COLUMNS: [&str; 7] =
    ["segments", "words", "characters", "no spaces", "lines", "rate", "weighted"];

impl Report {
    fn total(&self) -> &Leverage {
        &self.leveraged.total
    }

    /// The files and then the whole, which has no name.
    fn parts(&self) -> impl Iterator<Item = (Option<&str>, &Leverage)> {
        let names = self.names.iter().map(|name| Some(name.as_str()));
        names.zip(&self.leveraged.texts).chain([(None, self.total())])
    }

    fn write_objects(&self, context: &mut Context) -> Result<(), CliError> {
        for (file, leverage) in self.parts() {
            for band in Band::ALL {
                let amount = leverage.amount(band);
                context.out.object(&BandObject {
                    file,
                    total: file.is_none().then_some(true),
                    band: band.name(),
                    segments: amount.segments,
                    words: amount.words,
                    characters: amount.characters,
                    characters_without_spaces: amount.characters_without_spaces,
                    standard_lines: rounded(amount.standard_lines()),
                    percent: self.rates.percent(band),
                    weighted_words: rounded(self.rates.weighted(band, amount)),
                    threshold: self.threshold,
                })?;
            }
        }
        Ok(())
    }

    fn write_table(&self, context: &mut Context, dialect: Dialect) -> Result<(), CliError> {
        let header = [
            "file",
            "band",
            "segments",
            "words",
            "characters",
            "characters_without_spaces",
            "standard_lines",
            "percent",
            "weighted_words",
        ];
        let mut rows = Vec::new();
        for (file, leverage) in self.parts() {
            for band in Band::ALL {
                let amount = leverage.amount(band);
                rows.push([
                    Figure::Text(file.unwrap_or("total").to_owned()),
                    Figure::Text(band.name().to_owned()),
                    Figure::Count(amount.segments),
                    Figure::Count(amount.words),
                    Figure::Count(amount.characters),
                    Figure::Count(amount.characters_without_spaces),
                    Figure::Number(amount.standard_lines()),
                    Figure::Number(self.rates.percent(band)),
                    Figure::Number(self.rates.weighted(band, amount)),
                ]);
            }
        }
        Ok(write_figures(context.out.raw(), header, &rows, dialect)?)
    }

    /// Shows a table a file and, of several files, one of all together.
    fn show(&self, out: &mut Printer) -> Result<(), CliError> {
        let is_single = self.names.len() == 1;
        for (place, (file, leverage)) in self.parts().enumerate() {
            if file.is_none() && is_single {
                continue;
            }
            if place > 0 {
                out.line("")?;
            }
            let all = || format!("all {}", counted(self.names.len(), "file"));
            let title = file.map_or_else(all, |file| harmless(file).into_owned());
            out.line(out.look(Look::Strong, &title))?;
            self.show_bands(out, leverage)?;
        }
        Ok(())
    }

    fn show_bands(&self, out: &mut Printer, leverage: &Leverage) -> Result<(), CliError> {
        let mut rows = vec![("", COLUMNS.map(str::to_owned), Some(Look::Faint))];
        let labels: Vec<(Band, String)> =
            Band::ALL.iter().filter_map(|band| Some((*band, self.label(*band)?))).collect();
        for (band, label) in &labels {
            let amount = leverage.amount(*band);
            let rate = format!("{} %", self.rates.percent(*band));
            let cells = cells(amount, rate, self.rates.weighted(*band, amount));
            let look = (amount.segments == 0).then_some(Look::Faint);
            rows.push((label, cells, look));
        }
        let whole = leverage.whole();
        let weighted = leverage.weighted_words(&self.rates);
        rows.push(("total", cells(&whole, String::new(), weighted), Some(Look::Strong)));
        let width = |column: usize| rows.iter().map(|row| row.1[column].len()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..COLUMNS.len()).map(width).collect();
        for (label, cells, look) in &rows {
            let cells = cells.iter().zip(&widths).map(|(cell, width)| format!("  {cell:>width$}"));
            let line = format!("  {label:<12}{}", cells.collect::<String>());
            out.line(look.map_or(line.clone(), |look| out.look(look, &line)))?;
        }
        Ok(())
    }

    /// What a band is called in a table for people; none if nothing can be in it.
    fn label(&self, band: Band) -> Option<String> {
        let (low, high) = match band {
            Band::AcrossFiles if self.names.len() == 1 => return None,
            Band::AcrossFiles => return Some("across files".to_owned()),
            Band::From95 => (95, 99),
            Band::From85 => (85, 94),
            Band::From75 => (75, 84),
            Band::From50 => (50, 74),
            _ => return Some(band.name().to_owned()),
        };
        let low = self.threshold.max(low);
        (low <= high).then(|| format!("{low}-{high}"))
    }
}

fn cells(amount: &Amount, rate: String, weighted: f64) -> [String; COLUMNS.len()] {
    [
        amount.segments.to_string(),
        amount.words.to_string(),
        amount.characters.to_string(),
        amount.characters_without_spaces.to_string(),
        format!("{:.2}", amount.standard_lines()),
        rate,
        format!("{weighted:.2}"),
    ]
}

/// To two decimals.
fn rounded(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}
