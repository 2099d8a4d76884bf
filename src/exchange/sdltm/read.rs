//! Reading units, a few hundred at a time.

use std::collections::{BTreeMap, VecDeque};

use jiff::Timestamp;
use jiff::civil::DateTime;

use super::super::content::Reading;
use super::super::error::ExchangeError;
use super::super::report::Refusal;
use super::super::rows::UnitRow;
use super::super::source::Source;
use super::super::trados::{LEVEL, LEVELS};
use super::super::unit_rows::{ReadUnits, UnitRows};
use super::super::xml::Parser;
use super::database::{Database, text};
use super::fields::Fields;
use super::segment::{Segment, segment};
use crate::model::{Details, Lang, Remark, TextDetails, Variant};

/// So many units are read at a time.
const AT_ONCE: usize = 300;

/// Texts of so many bytes are read at a time.
const BYTES_AT_ONCE: usize = 8 << 20;

/// The XML of a text may be so long, in bytes.
const LONGEST: usize = 4 << 20;

/// The columns of a unit that are read, if they are there.
const COLUMNS: [&str; 12] = [
    "source_segment",
    "target_segment",
    "guid",
    "translation_memory_id",
    "creation_date",
    "creation_user",
    "change_date",
    "change_user",
    "last_used_date",
    "last_used_user",
    "usage_counter",
    "flags",
];

/// Opens a memory.
///
/// # Errors
/// If it cannot be read, or is no translation memory.
pub(in super::super) fn open(
    source: Source,
    reading: &Reading<'_>,
) -> Result<UnitRows, ExchangeError> {
    let (name, length) = (source.name().to_owned(), source.length());
    let log = source.path().map(|path| {
        let mut log = path.as_os_str().to_owned();
        log.push("-wal");
        log
    });
    let database = Database::open(source)?;
    let columns = database.columns("translation_units")?;
    let is_there = |wanted: &&str| columns.iter().any(|column| column == wanted);
    if !["id", "source_segment", "target_segment"].iter().all(is_there) {
        return Err(ExchangeError::Other { name, what: "an SQLite database" });
    }
    let last = database
        .rows("SELECT max(id) FROM translation_units", &[], |row| row.get::<_, Option<i64>>(0))?;
    let Some(last) = last.into_iter().flatten().next() else {
        return Err(ExchangeError::NoUnits { name });
    };
    let mut remarks = Vec::new();
    if log.is_some_and(|log| std::fs::metadata(log).is_ok_and(|log| log.len() > 0)) {
        remarks.push(
            "another program has it open: what was changed there of late may be missing".to_owned(),
        );
    }
    if !database.columns("resources")?.is_empty() {
        let count = database.rows("SELECT count(*) FROM resources", &[], |row| row.get(0))?;
        let count = count.first().copied().unwrap_or(0_i64);
        if count > 0 {
            remarks.push(format!(
                "not kept: {count} language resources (rules of segmentation, lists of words)"
            ));
        }
    }
    let reader = Reader {
        sql: query(&columns),
        fields: Fields::of(&database)?,
        langs: langs(&database)?,
        asked: (reading.langs.0.clone(), reading.langs.1.clone()),
        database,
        at: None,
        last,
        length,
        waiting: VecDeque::new(),
        lost: 0,
    };
    Ok(UnitRows::new(reader, remarks, length))
}

/// Reads the units behind an id.
fn query(columns: &[String]) -> String {
    let column = |name: &&str| match columns.iter().any(|column| column == name) {
        true if name.ends_with("_segment") => {
            format!("CASE WHEN octet_length({name}) <= {LONGEST} THEN {name} ELSE '' END")
        }
        true => (*name).to_owned(),
        false => "NULL".to_owned(),
    };
    let columns: Vec<String> = COLUMNS.iter().map(column).collect();
    format!(
        "SELECT id, {} FROM translation_units WHERE id > ?1 ORDER BY id LIMIT {AT_ONCE}",
        columns.join(", ")
    )
}

/// The languages of a memory, with its id.
type MemoryLangs = (String, [Option<Lang>; 2]);

/// The languages of the memories in the file.
fn langs(database: &Database) -> Result<Vec<MemoryLangs>, ExchangeError> {
    let columns = database.columns("translation_memories")?;
    let needed = ["id", "source_language", "target_language"];
    if !needed.iter().all(|needed| columns.iter().any(|column| column == needed)) {
        return Ok(Vec::new());
    }
    let sql = "SELECT id, source_language, target_language FROM translation_memories LIMIT 1000";
    database.rows(sql, &[], |row| {
        let lang = |at| Ok::<_, rusqlite::Error>(text(row, at)?.and_then(|tag| tag.parse().ok()));
        Ok((text(row, 0)?.unwrap_or_default(), [lang(1)?, lang(2)?]))
    })
}

struct Reader {
    database: Database,
    sql: String,
    fields: Fields,
    langs: Vec<MemoryLangs>,
    /// The languages where the file does not say any.
    asked: (Lang, Lang),
    /// The id of the unit that was read last.
    at: Option<i64>,
    /// The last id that there is.
    last: i64,
    length: u64,
    waiting: VecDeque<Result<UnitRow, Refusal>>,
    /// How many values could not be kept.
    lost: usize,
}

/// A unit as it stands in the database.
struct Stored {
    id: i64,
    cells: Vec<Option<String>>,
    guid: Option<String>,
}

impl Stored {
    fn cell(&self, name: &str) -> Option<&str> {
        let at = COLUMNS.iter().position(|column| *column == name)?;
        self.cells.get(at)?.as_deref().filter(|cell| !cell.is_empty())
    }

    /// Its id as a line.
    fn line(&self) -> usize {
        usize::try_from(self.id).unwrap_or_default()
    }
}

impl Reader {
    /// Reads on; nothing is waiting afterwards if there are no more units.
    fn more(&mut self) -> Result<(), ExchangeError> {
        // No id is lower than the first that may be.
        let behind = self.at.unwrap_or(i64::MIN);
        let mut bytes = 0;
        let stored = self.database.rows(&self.sql, &[&behind], |row| {
            if bytes > BYTES_AT_ONCE {
                return Ok(None);
            }
            let cells: Vec<Option<String>> =
                (1..=COLUMNS.len()).map(|at| text(row, at)).collect::<rusqlite::Result<_>>()?;
            bytes += cells.iter().flatten().map(String::len).sum::<usize>();
            let guid = row.get_ref(3)?.as_blob().ok().and_then(guid);
            Ok(Some(Stored { id: row.get(0)?, guid, cells }))
        })?;
        let stored: Vec<Stored> = stored.into_iter().map_while(|stored| stored).collect();
        let (Some(first), Some(last)) = (stored.first(), stored.last()) else { return Ok(()) };
        if first.id <= behind && self.at.is_some() || last.id < first.id {
            return Err(ExchangeError::BadDatabase {
                name: self.database.name().to_owned(),
                reason: "its units are not in order".to_owned(),
            });
        }
        self.at = Some(last.id);
        let (mut properties, lost) = self.fields.of_units(&self.database, &(first.id..=last.id))?;
        self.lost += lost;
        for stored in stored {
            let properties = properties.remove(&stored.id).unwrap_or_default();
            let row = self.unit(&stored, properties);
            self.waiting.push_back(row.map_err(|reason| Refusal { line: stored.line(), reason }));
        }
        Ok(())
    }

    fn unit(
        &self,
        stored: &Stored,
        mut properties: Vec<(String, String)>,
    ) -> Result<UnitRow, String> {
        let memory = stored.cell("translation_memory_id");
        let of_memory = self.langs.iter().find(|(id, _)| Some(id.as_str()) == memory);
        let of_memory = |side: usize| of_memory.and_then(|(_, langs)| langs[side].clone());
        let (mut variants, mut texts) = (Vec::new(), Vec::new());
        for (side, column) in ["source_segment", "target_segment"].into_iter().enumerate() {
            let xml = stored.cell(column).ok_or_else(|| {
                let what = if side == 0 { "text" } else { "translation" };
                format!("no {what}, or one longer than {} MB", LONGEST >> 20)
            })?;
            let mut parser = Parser::new(false);
            let Segment { text, coded, lang } =
                parser.parse(xml, 1, segment).map_err(|refusal| {
                    format!("the {}: {}", ["source", "target"][side], refusal.reason)
                })?;
            if text.trim().is_empty() {
                return Err(if side == 0 { "no text" } else { "no translation" }.to_owned());
            }
            let asked = if side == 0 { &self.asked.0 } else { &self.asked.1 };
            let lang = lang.or_else(|| of_memory(side)).unwrap_or_else(|| asked.clone());
            variants.push(Variant { lang, text });
            texts.push(TextDetails { coded, ..TextDetails::default() });
        }
        if variants[0].lang == variants[1].lang {
            return Err(format!("both texts are in {}", variants[0].lang));
        }
        let mut row = UnitRow { line: stored.line(), variants, ..UnitRow::default() };
        row.created = stored.cell("creation_date").and_then(rfc3339);
        row.changed = stored.cell("change_date").and_then(rfc3339);
        let has_codes = texts.iter().any(|text| text.coded.is_some());
        let mut details = Details {
            attributes: attributes(stored),
            texts: if has_codes { texts } else { Vec::new() },
            ..Details::default()
        };
        if row.created.is_none() {
            details.mark_undated();
        }
        if let Some(user) = stored.cell("last_used_user") {
            properties.push(("x-LastUsedBy".to_owned(), user.to_owned()));
        }
        if let Some(flags) = stored.cell("flags").and_then(|flags| flags.parse().ok()) {
            row.is_approved = of_flags(flags, &mut properties);
        }
        let mut by_name: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in properties {
            by_name.entry(name).or_default().push(value);
        }
        // Only one value of a name fits beside the unit.
        for (name, mut values) in by_name {
            if values.len() == 1 {
                row.properties.extend(values.pop().map(|value| (name, value)));
                continue;
            }
            let remark = |text| Remark { kind: Some(name.clone()), text, ..Remark::default() };
            details.remarks.extend(values.into_iter().map(remark));
        }
        row.details = details.if_any();
        Ok(row)
    }
}

/// What a unit says of itself, by the names of TMX.
fn attributes(stored: &Stored) -> Vec<(String, String)> {
    let used = stored.cell("last_used_date").and_then(moment);
    let used = used.map(|moment| moment.strftime("%Y%m%dT%H%M%SZ").to_string());
    let owned = |name: &str| stored.cell(name).map(str::to_owned);
    let said = [
        ("tuid", stored.guid.clone().or_else(|| owned("guid"))),
        ("creationid", owned("creation_user")),
        ("changeid", owned("change_user")),
        ("usagecount", owned("usage_counter")),
        ("lastusagedate", used),
    ];
    said.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}

/// The names of Trados for where a translation comes from.
const ORIGINS: [&str; 6] =
    ["Unknown", "TM", "MachineTranslation", "Alignment", "ContextTM", "AdaptiveMachineTranslation"];

/// Takes what the bytes of the flags say (the first is the origin, the third the level); answers
/// whether the translation is approved.
fn of_flags(flags: i64, properties: &mut Vec<(String, String)>) -> bool {
    let byte = |place: u32| usize::try_from(flags >> (8 * place) & 0xff).unwrap_or_default();
    if let Some(origin) = ORIGINS.get(byte(0)) {
        properties.push(("x-Origin".to_owned(), (*origin).to_owned()));
    }
    let Some((level, is_approved)) = LEVELS.get(byte(2)) else { return false };
    properties.push((LEVEL.to_owned(), (*level).to_owned()));
    *is_approved
}

/// A moment as SQLite writes it, taken for UTC.
fn moment(text: &str) -> Option<Timestamp> {
    let civil: DateTime = text.trim().parse().ok()?;
    civil.in_tz("UTC").ok().map(|zoned| zoned.timestamp())
}

fn rfc3339(text: &str) -> Option<String> {
    Some(moment(text)?.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}

/// A GUID as Windows writes its bytes.
fn guid(bytes: &[u8]) -> Option<String> {
    let bytes: [u8; 16] = bytes.try_into().ok()?;
    let number = u128::from_be_bytes(bytes);
    let (first, second, third) = (
        u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]),
        u16::from_le_bytes([bytes[4], bytes[5]]),
        u16::from_le_bytes([bytes[6], bytes[7]]),
    );
    let (fourth, fifth) = ((number >> 48) as u16, number & 0xffff_ffff_ffff);
    Some(format!("{first:08x}-{second:04x}-{third:04x}-{fourth:04x}-{fifth:012x}"))
}

impl ReadUnits for Reader {
    fn read(&mut self) -> Result<Option<Result<UnitRow, Refusal>>, ExchangeError> {
        if self.waiting.is_empty() {
            self.more()?;
        }
        Ok(self.waiting.pop_front())
    }

    fn passed(&self) -> u64 {
        // Ids are about evenly spread over the file.
        let (at, last) = (self.at.unwrap_or_default().max(0), self.last.max(1));
        let share = at as f64 / last as f64;
        (self.length as f64 * share.clamp(0.0, 1.0)) as u64
    }

    fn last_remarks(&self) -> Vec<String> {
        let lost = (self.lost > 0).then(|| {
            format!("not kept: {} values of fields that are too long or have no name", self.lost)
        });
        lost.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_say_origin_and_level() {
        for (flags, origin, level, is_approved) in [
            (0x1_0001, "TM", "Draft", false),
            (0x4_0001, "TM", "ApprovedTranslation", true),
            (0x6_0002, "MachineTranslation", "ApprovedSignOff", true),
            (0, "Unknown", "Unspecified", false),
        ] {
            let mut properties = Vec::new();
            assert_eq!(of_flags(flags, &mut properties), is_approved);
            let values: Vec<&str> = properties.iter().map(|(_, value)| value.as_str()).collect();
            assert_eq!(values, [origin, level]);
        }
        let mut properties = Vec::new();
        assert!(!of_flags(-1, &mut properties) && properties.is_empty());
    }

    #[test]
    fn guids_and_dates_are_written_as_elsewhere() {
        let bytes: Vec<u8> = (0..16).collect();
        assert_eq!(guid(&bytes).as_deref(), Some("03020100-0504-0706-0809-0a0b0c0d0e0f"));
        assert_eq!(guid(b"short"), None);
        assert_eq!(rfc3339("2020-02-05 09:39:53").as_deref(), Some("2020-02-05T09:39:53Z"));
        assert_eq!(rfc3339("yesterday"), None);
    }
}
