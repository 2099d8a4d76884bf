//! Dates as TMX writes them.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

/// A date of TMX, or one as other tools write it, in RFC 3339 and UTC; a day alone is its beginning.
pub(super) fn read(text: &str) -> Option<String> {
    let text = text.trim();
    let moment: Option<Timestamp> = text.parse().ok();
    let basic = || {
        let civil = DateTime::strptime("%Y%m%dT%H%M%S", text.trim_end_matches(['Z', 'z'])).ok();
        let day = || Date::strptime("%Y%m%d", text).ok().map(|day| day.at(0, 0, 0, 0));
        civil.or_else(day)?.in_tz("UTC").ok().map(|zoned| zoned.timestamp())
    };
    Some(moment.or_else(basic)?.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}

/// A moment in RFC 3339 as TMX writes it: `20261130T120000Z`.
pub(super) fn written(moment: &str) -> Option<String> {
    let moment: Timestamp = moment.parse().ok()?;
    Some(moment.strftime("%Y%m%dT%H%M%SZ").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_many_tools_are_read() {
        for (text, moment) in [
            ("20020125T210600Z", "2002-01-25T21:06:00Z"),
            ("20230314", "2023-03-14T00:00:00Z"),
            ("20230314T101112", "2023-03-14T10:11:12Z"),
            ("2023-03-14T10:11:12+01:00", "2023-03-14T09:11:12Z"),
        ] {
            assert_eq!(read(text).as_deref(), Some(moment), "{text}");
        }
        for text in ["", "yesterday", "20231345", "20230314T256100Z"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(written("2002-01-25T21:06:00Z").as_deref(), Some("20020125T210600Z"));
    }
}
