//! Articles that are documents: `beleg align` and all that read articles.

use crate::support::{Sandbox, zipped};

/// The segments of a file, a line each, with an empty line between paragraphs.
fn segments(sandbox: &Sandbox, name: &str, lang: &str) -> Vec<String> {
    let shown = sandbox.ok(&["segment", name, "--lang", lang]);
    shown.trim_end().split('\n').map(str::to_owned).collect()
}

fn docx(body: &str) -> Vec<u8> {
    let main = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"w\" xmlns:mc=\"m\"><w:body>{body}<w:sectPr/></w:body></w:document>"
    );
    let rels = "<Relationships><Relationship Type=\"http://x/relationships/officeDocument\" Target=\"/word/main.xml\"/></Relationships>";
    let notes = "<w:footnotes xmlns:w=\"w\"><w:footnote w:type=\"separator\"><w:p><w:r><w:t>strich</w:t></w:r></w:p></w:footnote>\
                 <w:footnote w:id=\"2\"><w:p><w:r><w:t>Eine Fußnote.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", rels.as_bytes()),
        ("word/main.xml", main.as_bytes()),
        ("word/footnotes.xml", notes.as_bytes()),
    ])
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn paragraph(inner: &str) -> String {
    format!("<w:p>{inner}</w:p>")
}

#[test]
fn a_word_document_is_what_a_reader_sees() {
    let sandbox = Sandbox::new();
    let field = |inner: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>HYPERLINK x</w:instrText></w:r>\
             <w:r><w:t>unsichtbar</w:t></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{inner}\
             <w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
        )
    };
    let body = [
        paragraph(&format!(
            "<w:pPr><w:pStyle w:val=\"Heading1\"/><w:tabs><w:tab w:pos=\"1\"/></w:tabs></w:pPr>{}",
            run("Der Pakt")
        )),
        paragraph(&format!(
            "{}<w:del>{}</w:del><w:ins>{}</w:ins>{}",
            run("Der Zoll "),
            run("galt nie"),
            run("gilt &#xFC;berall"),
            field(&run(" &amp; immer."))
        )),
        paragraph(&format!(
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Geheim.</w:t></w:r>{}",
            run("Sichtbar.")
        )),
        format!(
            "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
            paragraph(&run("Zelle")),
            paragraph("<w:r><w:t>A</w:t><w:tab/><w:t>B</w:t><w:br/><w:t>C</w:t></w:r>")
        ),
        // The end of the first paragraph was deleted.
        paragraph(&format!("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}", run("Ein Satz, "))),
        paragraph(&run("der weitergeht.")),
        paragraph(&format!(
            "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{0}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>{0}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>{1}",
            paragraph(&run("Ein Kasten.")),
            run("Drumherum.")
        )),
    ];
    sandbox.write("x.docx", docx(&body.concat()));
    let told = sandbox.run(&["segment", "x.docx", "--lang", "de"]);
    assert!(told.stderr.contains("tracked changes"), "{}", told.stderr);
    assert_eq!(
        segments(&sandbox, "x.docx", "de"),
        [
            "Der Pakt",
            "",
            "Der Zoll gilt überall & immer.",
            "",
            "Sichtbar.",
            "",
            "Zelle",
            "",
            "A\tB C",
            "",
            "Ein Satz, der weitergeht.",
            "",
            "Ein Kasten.",
            "",
            "Drumherum.",
            "",
            "Eine Fußnote."
        ]
    );
}

#[test]
fn a_document_of_libreoffice_is_what_a_reader_sees() {
    let sandbox = Sandbox::new();
    let content = "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"o\" xmlns:text=\"t\"><office:body><office:text>\
        <text:tracked-changes><text:changed-region><text:deletion><text:p>Weg.</text:p></text:deletion></text:changed-region></text:tracked-changes>\
        <text:h>Der  Pakt</text:h>\
        <text:p>Der <text:span>Zoll</text:span><text:s text:c=\"2\"/>gilt<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Eine Fußnote.</text:p></text:note-body></text:note>\n   weiter.</text:p>\
        <text:list><text:list-item><text:p>Ein Punkt<office:annotation><text:p>Anmerkung</text:p></office:annotation></text:p></text:list-item></text:list>\
        <text:p><text:hidden-text>geheim</text:hidden-text></text:p></office:text></office:body></office:document-content>";
    let odt = zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
    ]);
    // The content tells, not the name.
    sandbox.write("x.txt", odt);
    assert_eq!(
        segments(&sandbox, "x.txt", "de"),
        ["Der Pakt", "", "Der Zoll  gilt weiter.", "", "Ein Punkt", "", "Eine Fußnote."]
    );
    let locked = zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("META-INF/manifest.xml", b"<m:manifest xmlns:m='m'><m:encryption-data/></m:manifest>"),
        ("content.xml", b"\x07\x08"),
    ]);
    sandbox.write("y.odt", locked);
    assert!(sandbox.refused(&["segment", "y.odt", "--lang", "de"]).contains("password"));
}

const PAGE: &str = "<!DOCTYPE html><html><head><meta charset=windows-1252><title>Der Pakt &amp; mehr</title>\
    <style>p { color: red }</style><script>if (a < b) x('<p>nein</p>')</script></head><body>\
    <nav><ul><li>Start</li></ul></nav><h1>Der   Pakt</h1><p>Der <b>Zoll</b> gilt\n  &uuml;berall.<p>Zweiter Absatz<br>im Umbruch.\
    <p hidden>geheim</p><table><tr><td>eins<td>zwei</table>Rest</body></html>";

#[test]
fn a_page_is_its_text() {
    let sandbox = Sandbox::new();
    sandbox.write("x.html", PAGE);
    let parts = [
        "Der Pakt",
        "",
        "Der Zoll gilt überall.",
        "",
        "Zweiter Absatz im Umbruch.",
        "",
        "eins",
        "",
        "zwei",
        "",
        "Rest",
    ];
    assert_eq!(segments(&sandbox, "x.html", "de"), parts);
    // What stands round the article is not of it, unless there are several.
    sandbox.write(
        "z.html",
        "<p>Werbung<main><h1>Der Pakt</h1><article>Er gilt.</article></main>Impressum",
    );
    assert_eq!(segments(&sandbox, "z.html", "de"), ["Der Pakt", "", "Er gilt."]);
    sandbox.write("z.html", "<!doctype html><article>Eins.</article><article>Zwei.</article>Drei.");
    assert_eq!(segments(&sandbox, "z.html", "de"), ["Eins.", "", "Zwei.", "", "Drei."]);
    // A page whose encoding it says itself.
    let latin: Vec<u8> =
        "<html><meta charset='iso-8859-1'><p>Zölle".chars().map(|char| char as u8).collect();
    sandbox.write("y", latin);
    assert_eq!(segments(&sandbox, "y", "de"), ["Zölle"]);
}

#[test]
fn a_book_is_read_in_its_order() {
    let sandbox = Sandbox::new();
    let package = "<package><metadata><dc:title>Das Buch</dc:title></metadata><manifest>\
        <item id=\"b\" href=\"zwei.xhtml\"/><item id=\"a\" href=\"text/ein%20s.xhtml\"/><item id=\"n\" href=\"nav.xhtml\" properties=\"nav\"/></manifest>\
        <spine><itemref idref=\"n\"/><itemref idref=\"a\"/><itemref idref=\"b\"/></spine></package>";
    let chapter = |text: &str| {
        format!(
            "<?xml version=\"1.0\"?><html><head><title/><script src=\"x\"/></head><body><p>{text}</p></body></html>"
        )
    };
    let (first, second) = (chapter("Das erste Kapitel."), chapter("Das zweite."));
    let files: [(&str, &[u8]); 6] = [
        ("mimetype", b"application/epub+zip"),
        (
            "META-INF/container.xml",
            b"<container><rootfiles><rootfile full-path=\"OEBPS/x.opf\"/></rootfiles></container>",
        ),
        ("OEBPS/x.opf", package.as_bytes()),
        ("OEBPS/zwei.xhtml", second.as_bytes()),
        ("OEBPS/text/ein s.xhtml", first.as_bytes()),
        ("OEBPS/nav.xhtml", b"<html><p>Inhalt"),
    ];
    sandbox.write("x.epub", zipped(&files));
    assert_eq!(segments(&sandbox, "x.epub", "de"), ["Das erste Kapitel.", "", "Das zweite."]);
    let lock = b"<encryption><e:CipherReference URI=\"OEBPS/zwei.xhtml\"/></encryption>".as_slice();
    sandbox.write("y.epub", zipped(&[&files[..], &[("META-INF/encryption.xml", lock)]].concat()));
    assert!(sandbox.refused(&["segment", "y.epub", "--lang", "de"]).contains("password"));
}

#[test]
fn parts_that_are_cut_off_are_not_read_as_if_they_were_whole() {
    let sandbox = Sandbox::new();
    let word = "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>Ein Satz.</w:t></w:r></w:p></w:body></w:document>";
    let notes = "<w:footnotes xmlns:w=\"w\"><w:footnote><w:p><w:r><w:t>Fuß.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let office =
        "<o:document xmlns:o=\"o\"><text:p xmlns:text=\"t\">Ein Satz.</text:p></o:document>";
    let package = "<package><manifest><item id=\"a\" href=\"a.xhtml\"/></manifest><spine><itemref idref=\"a\"/></spine></package>";
    let chapter = "<html><body><p>Ein Satz.</p></body></html>";
    let container = "<container><rootfile full-path=\"x.opf\"/></container>";
    let documents: [&[(&str, &str)]; 3] = [
        &[
            ("[Content_Types].xml", "<Types/>"),
            ("word/document.xml", word),
            ("word/footnotes.xml", notes),
        ],
        &[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", office)],
        &[("META-INF/container.xml", container), ("x.opf", package), ("a.xhtml", chapter)],
    ];
    for parts in documents {
        for (at, (part, content)) in parts.iter().enumerate() {
            let cut = content.rfind("</").unwrap_or(content.len());
            let mut packed: Vec<(&str, &[u8])> =
                parts.iter().map(|(name, whole)| (*name, whole.as_bytes())).collect();
            packed[at].1 = &content.as_bytes()[..cut];
            sandbox.write("x", zipped(&packed));
            if cut == content.len() {
                assert_eq!(segments(&sandbox, "x", "de")[0], "Ein Satz.");
                continue;
            }
            let error = sandbox.refused(&["segment", "x", "--lang", "de"]);
            assert!(error.contains(&format!("`{part}` is cut off")), "{error}");
        }
    }
    // A page of the web may end anywhere.
    sandbox.write("x.html", "<html><body><p>Ein Satz.");
    assert_eq!(segments(&sandbox, "x.html", "de"), ["Ein Satz."]);
}

#[test]
fn a_field_that_never_ends_is_told() {
    let sandbox = Sandbox::new();
    let begin = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>";
    let body = paragraph(&run("Ein Satz.")) + &paragraph(&(begin.to_owned() + &run("Noch einer.")));
    sandbox.write("x.docx", docx(&body));
    let told = sandbox.run(&["segment", "x.docx", "--lang", "de"]);
    assert!(told.code == 0 && told.stderr.contains("a field in it never ends"), "{}", told.stderr);
}

#[test]
fn documents_are_aligned_and_places_are_right() {
    let sandbox = Sandbox::new();
    let german = [
        "Der Zoll gilt ab 2024.",
        "Die Staaten stimmten im Jahr 1999 zu.",
        "Danach endete der Vertrag.",
    ];
    let english = [
        "The duty holds from 2024.",
        "The states agreed in the year 1999.",
        "Then the treaty ended.",
    ];
    let body: String = german.iter().map(|text| paragraph(&run(text))).collect();
    sandbox.write("pakt.de.docx", docx(&body));
    let page: String = english.iter().map(|text| format!("<p>{text}</p>")).collect();
    let page = format!("<html><title>The pact</title>{page}<p>A footnote.");
    sandbox.write("pakt.en.html", page);
    let beads = sandbox.json(&["align", "pakt.de.docx", "pakt.en.html"]);
    let first: Vec<&str> =
        beads[..3].iter().filter_map(|bead| bead["target"][0].as_str()).collect();
    assert_eq!(first, english);
    let documents = sandbox.json(&["documents"]);
    assert!(documents.iter().any(|document| document["title"] == "The pact"), "{documents:?}");
    assert_eq!(sandbox.json(&["find", "Staaten"])[0]["target"], english[1]);
}

#[test]
fn documents_of_a_folder_are_articles() {
    let sandbox = Sandbox::new();
    std::fs::create_dir(sandbox.path("texte")).unwrap();
    for (name, text) in
        [("a.de.docx", "Der Zoll gilt ab 2024."), ("a.en.docx", "The duty holds from 2024.")]
    {
        sandbox.write(&format!("texte/{name}"), docx(&paragraph(&run(text))));
    }
    // A memory is no article.
    sandbox.write("texte/b.tmx", "<tmx/>");
    let ran = sandbox.run(&["align", "--batch", "texte"]);
    assert!(ran.code == 0 && ran.stderr.contains("1 file is no article"), "{}", ran.stderr);
    assert_eq!(sandbox.json(&["documents"]).len(), 2);
}

#[test]
fn what_is_no_article_is_refused_with_advice() {
    let sandbox = Sandbox::new();
    let sheet = zipped(&[("[Content_Types].xml", b""), ("xl/workbook.xml", b"")]);
    let files = zipped(&[("a.txt", b"Zoll")]);
    for (name, bytes, told) in [
        ("x.pdf", b"%PDF-1.7".to_vec(), "pdftotext -layout"),
        ("x.rtf", b"{\\rtf1 x}".to_vec(), ".docx"),
        ("x.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), ".docx"),
        ("x.xlsx", sheet, "an Excel workbook"),
        ("x.zip", files, "unpack it"),
        ("x.docx", b"PK\x03\x04".to_vec(), "damaged"),
        ("y.docx", docx("<w:p>")[..400].to_vec(), "damaged"),
        ("z.docx", docx("<w:p></w:q>"), "damaged"),
        ("leer.docx", docx("").to_vec(), ""),
    ] {
        sandbox.write(name, bytes);
        if name != "leer.docx" {
            let error = sandbox.refused(&["segment", name, "--lang", "de"]);
            assert!(error.contains(told), "{error}");
        }
    }
    let error = sandbox.refused(&["import", "leer.docx"]);
    assert!(
        error.contains("a Word document, an article") && error.contains("beleg align"),
        "{error}"
    );
}

#[test]
fn elements_may_stand_within_each_other_as_deep_as_they_like() {
    let sandbox = Sandbox::new();
    let deep = format!(
        "{}{}{}",
        "<w:sdt>".repeat(40_000),
        paragraph(&run("Tief.")),
        "</w:sdt>".repeat(40_000)
    );
    sandbox.write("x.docx", docx(&deep));
    assert_eq!(segments(&sandbox, "x.docx", "de")[0], "Tief.");
    sandbox.write("x.html", format!("<html>{}<p>Tief.", "<div>".repeat(200_000)));
    assert_eq!(segments(&sandbox, "x.html", "de"), ["Tief."]);
}
