//! Numbers and months that are written out: they carry over as numbers do.

/// What a word that names a number or a month stands for; the word is in lower case.
///
/// Forms that are articles as well (*ein*, *a*) stand for nothing.
pub(super) fn numeral(word: &str, lang: &str) -> Option<&'static str> {
    match lang {
        "de" => german(word),
        "en" => english(word),
        _ => None,
    }
}

fn german(word: &str) -> Option<&'static str> {
    Some(match word {
        "zwei" | "beide" | "beiden" | "beider" => "2",
        "drei" => "3",
        "vier" => "4",
        "fünf" | "fuenf" => "5",
        "sechs" => "6",
        "sieben" => "7",
        "acht" => "8",
        "neun" => "9",
        "zehn" => "10",
        "elf" => "11",
        "zwölf" | "zwoelf" => "12",
        "zwanzig" => "20",
        "dreißig" | "dreissig" => "30",
        "vierzig" => "40",
        "fünfzig" => "50",
        "hundert" | "hunderte" | "hunderten" => "hundred",
        "tausend" | "tausende" | "tausenden" => "thousand",
        "million" | "millionen" | "mio" => "million",
        "milliarde" | "milliarden" | "mrd" => "billion",
        "billion" | "billionen" | "bio" => "trillion",
        "hälfte" | "halb" | "halbe" | "halben" | "halbes" => "half",
        "prozent" => "%",
        "euro" | "euros" => "€",
        "dollar" | "dollars" => "$",
        "januar" | "jänner" => "january",
        "februar" => "february",
        "märz" => "march",
        "april" => "april",
        "mai" => "may",
        "juni" => "june",
        "juli" => "july",
        "august" => "august",
        "september" => "september",
        "oktober" => "october",
        "november" => "november",
        "dezember" => "december",
        "montag" | "montags" | "montagabend" | "montagmorgen" => "monday",
        "dienstag" | "dienstags" | "dienstagabend" | "dienstagmorgen" => "tuesday",
        "mittwoch" | "mittwochs" | "mittwochabend" | "mittwochmorgen" => "wednesday",
        "donnerstag" | "donnerstags" | "donnerstagabend" | "donnerstagmorgen" => "thursday",
        "freitag" | "freitags" | "freitagabend" | "freitagmorgen" => "friday",
        "samstag" | "samstags" | "sonnabend" | "samstagabend" => "saturday",
        "sonntag" | "sonntags" | "sonntagabend" | "sonntagmorgen" => "sunday",
        _ => return None,
    })
}

fn english(word: &str) -> Option<&'static str> {
    Some(match word {
        "two" | "both" => "2",
        "three" => "3",
        "four" => "4",
        "five" => "5",
        "six" => "6",
        "seven" => "7",
        "eight" => "8",
        "nine" => "9",
        "ten" => "10",
        "eleven" => "11",
        "twelve" => "12",
        "twenty" => "20",
        "thirty" => "30",
        "forty" => "40",
        "fifty" => "50",
        "hundred" | "hundreds" => "hundred",
        "thousand" | "thousands" => "thousand",
        "million" | "millions" | "m" => "million",
        "billion" | "billions" | "bn" => "billion",
        "trillion" | "trillions" => "trillion",
        "half" | "halves" => "half",
        "percent" | "cent" => "%",
        "euro" | "euros" => "€",
        "dollar" | "dollars" => "$",
        "january" | "jan" => "january",
        "february" | "feb" => "february",
        "march" => "march",
        "april" => "april",
        "may" => "may",
        "june" => "june",
        "july" => "july",
        "august" | "aug" => "august",
        "september" | "sept" => "september",
        "october" | "oct" => "october",
        "november" | "nov" => "november",
        "december" | "dec" => "december",
        "monday" | "mondays" => "monday",
        "tuesday" | "tuesdays" => "tuesday",
        "wednesday" | "wednesdays" => "wednesday",
        "thursday" | "thursdays" => "thursday",
        "friday" | "fridays" => "friday",
        "saturday" | "saturdays" => "saturday",
        "sunday" | "sundays" => "sunday",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_a_number_meet_across_languages() {
        for (one, other) in
            [("zwölf", "twelve"), ("milliarden", "bn"), ("märz", "march"), ("prozent", "percent")]
        {
            assert!(numeral(one, "de").is_some());
            assert_eq!(numeral(one, "de"), numeral(other, "en"), "{one}");
        }
        assert_eq!(numeral("billion", "de"), numeral("trillion", "en"));
    }

    #[test]
    fn articles_are_no_numbers() {
        assert_eq!((numeral("ein", "de"), numeral("a", "en")), (None, None));
        assert_eq!(numeral("two", "fr"), None);
    }
}
