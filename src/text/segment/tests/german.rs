//! German.

use super::check;

#[test]
fn plain_sentences_and_headlines() {
    check(
        "de",
        &[
            "Der Vertrag ist unterzeichnet. | Beide Seiten sind zufrieden.",
            "Wie geht es weiter? | Niemand weiß es! | Doch alle warten.",
            "Neue Gespräche in Genf",
            "Das Treffen beginnt morgen in\nWien. | Die Minister reisen\nheute an.",
            "Es gab drei Gründe: Geld, Macht und Angst. | Der vierte blieb geheim.",
            "„Psst. | Leise!“ | Hmm. | Wer weiß.",
            "eBay zahlt mehr. | iPhones werden teurer. | eBay schweigt.",
            "Er dankte ihr. | von der Schulenburg nickte.",
            "Der Saal war leer. | 300 Gäste fehlten.",
        ],
    );
}

#[test]
fn ordinals_stand_before_their_noun() {
    check(
        "de",
        &[
            "Am 9. November fiel die Mauer. | Am 10. feierten alle.",
            "Der 20. Gipfel der Staatschefs begann am 3. Mai.",
            "Das 7. Hilfspaket folgte auf das 6. Paket.",
            "Sie feierte ihren 90. Geburtstag. | Er wurde 30. | Danach zogen sie um.",
            "Im 19. und 20. Jahrhundert wuchs die Stadt.",
            "In der 89. Minute fiel das Tor.",
            "Vom 1. bis 3. Juni tagt der Rat.",
            "Der 1. FC Köln verlor gegen den 1. FC Nürnberg.",
            "Nach der 3. Lesung stimmte der Bundestag zu.",
            "Es war sein insgesamt 4. Titel.",
            "Die Tagung dauert bis zum 18. | Danach reisen alle ab.",
            "Die 16. Strafkammer und der 2. Senat entschieden.",
            "Vom 12.-14. Oktober bleibt das Amt zu.",
            "Am 3. 4. 2019 trat er zurück. | Am 5. 6. folgte sie.",
        ],
    );
}

#[test]
fn cardinals_end_sentences() {
    check(
        "de",
        &[
            "Das war 1989. | Berlin feierte.",
            "Sie kamen auf Platz 1. | Favoriten waren andere.",
            "Das steht in Absatz 3. | Richter sehen das anders.",
            "Die Inflation stieg auf 2,3. | Ökonomen hatten mehr erwartet.",
            "Sie siegten 3:1. | Trainer und Fans jubelten.",
            "Das Buch hat 450 Seiten, die Neuauflage 500. | Leser freut das.",
            "Die Sitzung war am 31.12.2024. | Beschlüsse gab es keine.",
            "Die Frist endet am 15.3. | Danach ist es zu spät.",
            "Das kostet 1.250,00. | Rabatt gibt es nicht.",
            "Die Antwort lautet: 42. | Das war alles.",
            "Die Zahlen sind 3, 5, 8. | Das reicht.",
            "Sie wohnt in Haus 7. | Nachbarn kennt sie kaum.",
        ],
    );
}

#[test]
fn roman_numbers() {
    check(
        "de",
        &[
            "Karl V. war Kaiser. | Philipp II. folgte ihm.",
            "Papst Johannes XXIII. | Er berief das Konzil ein.",
            "Im II. Weltkrieg blieb das Land neutral.",
            "Das regelt das SGB XII. | Träger sind die Länder.",
            "Friedrich II. König von Preußen liebte Musik.",
        ],
    );
}

#[test]
fn abbreviations_that_never_end_a_sentence() {
    check(
        "de",
        &[
            "Dr. Meier und Prof. Dr. med. Schulz kommen, z. B. Die Zeit berichtet.",
            "Er las u. a. Goethe, d. h. Gedichte, und z.B. Briefe.",
            "Ca. 40 Prozent, evtl. auch mehr, sind sog. Wechselwähler.",
            "Das gilt i. d. R. Montag bis Freitag, ggf. Samstag.",
            "Vgl. Müller, zit. nach Schmidt, bzw. Meyer.",
            "Das Werk von Karl Meier (Hrsg.) erschien in Bd. 3.",
            "Frau Dipl.-Ing. Weber und Hr. Klein sind verh. Geschwister gibt es nicht.",
            "Gem. Absatz 2 ist lt. Gutachten max. Tempo 30 erlaubt.",
            "Die St. Galler Polizei suchte Oberstlt. Frey.",
            "Der Gen.-Dir. Huber und Min.-Präs. Weil trafen sich.",
            "Im Okt. 2021 und im Dez. 2022 stieg der Preis.",
            "Sie wohnt in der Hauptstr. 5 in Köln. | Er auch.",
        ],
    );
}

#[test]
fn abbreviations_that_may_end_a_sentence() {
    check(
        "de",
        &[
            "Das war 44 v. Chr. | Danach kam der Bürgerkrieg.",
            "Um 100 n. Chr. Geburt war Rom am größten.",
            "Er wurde Dr. phil. | Seine Frau ist Dr. med. und Ärztin.",
            "Sie trank 2 Fl. Wasser. | Der Weg ist 3 km lang, zurück 4 km. | Autos stören.",
            "Er ist General a. D. | Sie ist Botschafterin a. D. und lehrt.",
            "Der Verein ist ein e. V. | Er ist gemeinnützig.",
            "Es gibt Äpfel, Birnen usw. | Die Auswahl ist groß.",
            "Der Umsatz liegt bei 3 Mio. Euro, der Gewinn bei 1 Mio. | Das ist wenig.",
            "»Nun ist es gut.« | »denn ohne sie ging es nicht«, sagt er.",
            "Mehr als 7 Bio. Dollar wechseln den Besitzer. | Er kauft Bio. | Bananen auch.",
            "Die Kosten betragen 5 Mrd. Dollar.",
            "Oft nennt man u. a. „Faust“ und „Werther“.",
            "Der Tank fasst 50 l. | Benzin ist teuer.",
            "Das steht auf S. 12 ff. | Dort steht auch mehr.",
            "Er arbeitet bei der Weber GmbH & Co. KG. | Sie nicht.",
            "Sie wohnt in Frankfurt a. M. | Er wohnt in Halle a. d. Saale.",
            "Siehe a. a. O. | Das gilt auch hier.",
            "Autoren sind Meyer et al. | Sie lehren in Bonn.",
            "Er heißt Thomas K. | Sein Anwalt schweigt.",
            "Martin Luther King jr. | Er hatte einen Traum.",
            "Sie lebte im 3. Jh. | Ihr Grab ist unbekannt.",
        ],
    );
}

#[test]
fn citations_of_laws() {
    check(
        "de",
        &[
            "Nach § 5 Abs. 1 Nr. 3 BGB gilt das nicht. | § 6 bleibt.",
            "Art. 5 Abs. 3 S. 1 GG i. V. m. Art. 2 Abs. 1 GG schützt das.",
            "Das folgt aus § 433 Abs. 2. | Käufer müssen zahlen.",
            "Vgl. BGH, Urt. v. 12. 3. 2010, NJW 2010, 123, Rn. 14 f. | Der Senat folgt dem.",
            "Nach Nr. 2 Buchst. a gilt Satz 1 entsprechend. | Satz 2 entfällt.",
            "Die h. M. lehnt das ab (a. A. Schmidt, m. w. N.).",
            "Siehe BT-Drs. 19/123, S. 4. | Das Gesetz trat in Kraft.",
            "Fragen dieser Art. | Niemand stellt sie.",
            "§ 4. Die Behörde entscheidet. | § 5. Das Gericht prüft.",
            "(1) Die Würde zählt. | (2) Das Volk bekennt sich dazu.",
            "Vgl. Huber, S. 12 ff. | Krit. Meier, NJW 2001, 3 (5). | Das überzeugt nicht.",
            "So BT-Drucks. 20/1234, S. 7 f. | Vgl. auch BR-Drs. 5/22.",
            "Das entspricht st. Rspr. | Die h. L. sieht es anders.",
        ],
    );
}

#[test]
fn names_and_acronyms() {
    check(
        "de",
        &[
            "George W. Bush und John F. Kennedy waren Präsidenten.",
            "J. K. Rowling schreibt. | J.R.R. Tolkien schrieb.",
            "Die U.S. Navy und die U.S.-Armee üben.",
            "Der Konzern E.ON und die G.D. Searle fusionieren.",
            "Der Sprecher von VW. | Die Aktie von BMW. | Beide fallen.",
            "Mehr dazu auf www.beleg.de. | Fragen an info@beleg.de. | Danke!",
            "Die Datei heißt plan.v2.pdf. | Öffnen Sie sie mit z. B. Acrobat.",
        ],
    );
}

#[test]
fn quotations_close_with_their_sentence() {
    check(
        "de",
        &[
            "„Wir gehen.“ | Damit war alles gesagt.",
            "„Kommst du mit?“, fragte er. | „Nein!“ | Sie blieb.",
            "»Wir warten«, sagte sie, »bis morgen.« | Dann ging sie.",
            "Er fragte: „Wer bezahlt?“ und lachte. | Keiner lachte mit.",
            "Der Film „Was nun?“ läuft. | Der Saal ist voll.",
            "\"Es reicht.\" | \"Warum?\" | \"Darum.\"",
            "‹Ja.› | «Nein.» | ‚Vielleicht.‘ | Wer weiß.",
            "„Das ist Europa. | Das sind wir.“ | Beifall brandete auf.",
            "Sie nannte es „einen Skandal“. | Niemand widersprach.",
            "„Nein!“, rief er. | „Niemals.“",
        ],
    );
}

#[test]
fn brackets() {
    check(
        "de",
        &[
            "Er kam nicht. | (Er war krank.) | Sie kam.",
            "Die Partei (gegr. 1980 u. a. von Grünen) wuchs.",
            "Er kaufte drei (!) Autos und vier (?) Häuser.",
            "Das gilt (vgl. Abs. 2 usw.). | Mehr steht dort.",
            "[Heiterkeit.] | Ich fahre fort.",
            "Der Zeuge (Name geändert) schwieg. | (dpa)",
            "Er sagte („Ich gehe.“) und ging.",
            "Der Staat […] Das Volk wählt. | […] Das Parlament tagt.",
            "Das ist belegt.[12] | Andere zweifeln.[3][4] | Dabei bleibt es.",
        ],
    );
}

#[test]
fn ellipses() {
    check(
        "de",
        &[
            "Er zögerte … | Dann ging er.",
            "Wenn ich nur wüsste... | Aber nein.",
            "Es war ... nun ja ... schwierig.",
            "… und so blieb es.",
            "„Ich weiß nicht …“, sagte er.",
        ],
    );
}

#[test]
fn lists() {
    check(
        "de",
        &[
            "1. Der Rat tagt. | 2. Der Vorsitz wechselt.",
            "a) Der Rat tagt; | b) der Vorsitz wechselt.",
            "1. Zucker\n| 2. Mehl\n| 3. Salz",
            "1. FC Köln schlägt 2. Mannschaft",
            "• Zucker | • Mehl | • Salz",
            "Es gibt drei Wege: 1. Verhandeln, 2. Warten und 3. Aufgeben.",
            "Neu sind: A. Der Hebel. | B. Das Rad.",
            "II. Ergebnisse der Studie",
            "2.1. Aufbau der Arbeit",
        ],
    );
}

#[test]
fn decomposed_letters() {
    check(
        "de",
        &[
            "Am 5. Ma\u{308}rz kam er. | U\u{308}ber Nacht blieb er nicht.",
            "Er la\u{308}dt u. a. O\u{308}ffentlichkeit ein usw. | Fu\u{308}r alle.",
            "Der Preis ist fest.\u{200b} | \u{200b}11. August: Wahltag.",
            "o\u{308}sterr. Soldaten u. A\u{308}. sind da.",
        ],
    );
}
