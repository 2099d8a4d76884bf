//! Other languages, by what most of them share.

use super::*;

#[test]
fn languages_without_a_table() {
    check("fr", &["Où va-t-il ? | Il part. | « Non ! » | Elle reste, M. Dupont aussi."]);
    check("es", &["¿Qué hora es? | ¡Son las tres! | El Sr. García duerme."]);
    check("cs", &["Dne 18. června začal sjezd. | Skončil 20. června."]);
    check("ru", &["Он ушёл. | Она осталась? | Да!"]);
    check("ar", &["كيف حالك؟ | أنا بخير."]);
}

#[test]
fn scripts_without_spaces() {
    check("ja", &["彼は来た。|彼女は「行く。」と言った！|本当？"]);
    check("zh", &["他来了。|她走了！|“真的吗？”|是的。"]);
}

#[test]
fn regions_share_the_table_of_their_language() {
    check("de-AT", &["Am 1. Jänner beginnt das Jahr. | Am 2. Feber ist Lichtmess."]);
    check("en-GB", &["Mr. Smith left. | Mrs. Jones did not."]);
}

#[test]
fn paragraphs_are_kept() {
    let text = "Titel\n\n  Ein Satz. Noch einer.  \n\n \n\nEnde";
    let paragraphs = [(0, 5), (7, 32), (34, 35), (37, 41)].map(|(start, end)| Span { start, end });
    let segments = segment(text, &paragraphs, &Lang::german());
    let found: Vec<(usize, &str)> =
        segments.iter().map(|segment| (segment.paragraph, segment.span.of(text))).collect();
    assert_eq!(found, [(0, "Titel"), (1, "Ein Satz."), (1, "Noch einer."), (3, "Ende")]);
}
