//! The index of matches answers what the comparison with every unit answers, whatever was done to
//! the units.

use super::*;
use crate::exchange::article;
use crate::memory::matching::{Asked, Match};
use crate::model::{Context, Neighbours, Scope};
use crate::termbase::merge::OnDuplicate;

/// Sentences that have much in common, and some that have nothing to hold on to.
const TEXTS: [&str; 10] = [
    "Der Zoll auf Stahl steigt im Mai 2025 auf 25 Prozent.",
    "Der Vertrag über die Zölle gilt ab dem 1. Juli.",
    "Die Verträge gelten – wie 1998 – für beide Länder, sagte Müller.",
    "Zoll",
    "Die Straße",
    "G20 12 3,5",
    "***",
    "–",
    "",
    "Zo\u{308}lle und Stra\u{df}en",
];

/// What is put into a sentence or stands in it.
const PIECES: [&str; 14] = [
    "Zoll",
    "Zölle",
    "Zo\u{308}lle",
    "zoelle",
    "der",
    "Die",
    "12",
    "3,5",
    ",",
    "…",
    "Vertrag",
    "treaty",
    "treaties",
    "Mai",
];

/// A longer text is made of so many copies of a sentence: then its length goes into no byte.
const MANY_COPIES: usize = 40;

fn text() -> impl Strategy<Value = String> {
    let edits = prop::collection::vec((0..12usize, 0..3usize, 0..PIECES.len()), 0..4);
    let copies = prop_oneof![30 => Just(1), 1 => Just(MANY_COPIES)];
    (0..TEXTS.len(), edits, copies).prop_map(|(text, edits, copies)| {
        let whole = vec![TEXTS[text]; copies].join(" ");
        let mut words: Vec<&str> = whole.split(' ').collect();
        for (at, edit, piece) in edits {
            let at = at % words.len();
            match edit {
                0 => words.insert(at, PIECES[piece]),
                1 if words.len() > 1 => drop(words.remove(at)),
                _ => words[at] = PIECES[piece],
            }
        }
        words.join(" ")
    })
}

/// The texts around a text, few enough to be met again.
fn neighbours() -> impl Strategy<Value = Option<(i64, i64)>> {
    prop::option::of((0..2i64, 0..2i64))
}

/// Units of one sentence.
#[derive(Debug, Clone)]
struct Row {
    texts: (String, String),
    neighbours: Option<(i64, i64)>,
    /// How many units with other translations there are of it.
    copies: usize,
}

fn row() -> impl Strategy<Value = Row> {
    let copies = prop_oneof![40 => Just(1), 4 => 2..5usize, 1 => 90..240usize];
    ((text(), text()), neighbours(), copies).prop_map(|(texts, neighbours, copies)| Row {
        texts,
        neighbours,
        copies,
    })
}

/// What is done to a memory.
#[derive(Debug, Clone)]
enum Deed {
    Import(usize, Vec<Row>),
    Remove(usize),
    Edit(usize, String),
    Penalty(usize, u8),
    Step(Direction),
    Build(usize, u8),
}

const MEMORIES: [&str; 3] = ["main", "old", "other"];

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        6 => (0..MEMORIES.len(), prop::collection::vec(row(), 1..16))
            .prop_map(|(memory, rows)| Deed::Import(memory, rows)),
        3 => (0..40usize).prop_map(Deed::Remove),
        3 => (0..40usize, text()).prop_map(|(unit, text)| Deed::Edit(unit, text)),
        1 => (0..MEMORIES.len(), 0..30u8)
            .prop_map(|(memory, penalty)| Deed::Penalty(memory, penalty)),
        2 => prop::sample::select(vec![Direction::Undo, Direction::Redo]).prop_map(Deed::Step),
        1 => (0..2usize, prop::sample::select(vec![50, 70, 85]))
            .prop_map(|(lang, lowest)| Deed::Build(lang, lowest)),
    ]
}

fn langs() -> [Lang; 2] {
    [Lang::german(), Lang::english()]
}

/// A unit at some place among those that are there.
fn some_unit(project: &Project, place: usize) -> Option<UnitId> {
    let ids = project.reading(|reader| reader.unit_ids(None)).unwrap();
    (!ids.is_empty()).then(|| ids[place % ids.len()])
}

pub(super) fn put(
    project: &mut Project,
    origin: &str,
    memory: &str,
    mut units: Vec<TranslationUnit>,
) {
    units.iter_mut().for_each(|unit| origin.clone_into(&mut unit.provenance.origin));
    let rows = Rows::Units(Box::new(
        (1..).zip(units).map(|(line, unit)| Ok(Numbered { line, unit, section: None })),
    ));
    let section = Section { memory: memory.to_owned(), ..Section::default() };
    let batch = Batch {
        origin: origin.to_owned(),
        section,
        head: None,
        rows,
        on_duplicate: OnDuplicate::Judge,
    };
    project.import(vec![batch], false, &mut |_| ControlFlow::Continue(())).unwrap();
}

/// Does it; what cannot be done is left.
fn perform(project: &mut Project, deed: &Deed) {
    match deed {
        Deed::Import(memory, rows) => {
            let mut units = Vec::new();
            for row in rows {
                for copy in 0..row.copies {
                    let mut unit = unit(&row.texts.0, &row.texts.1);
                    if copy > 0 {
                        unit.variants[1].text.push_str(&format!(" {copy}"));
                    }
                    if let Some((before, after)) = row.neighbours {
                        let around = Neighbours { before: Some(before), after: Some(after) };
                        unit.provenance.context = Context { source: around, target: around };
                    }
                    units.push(unit);
                }
            }
            put(project, "x", MEMORIES[*memory], units);
        }
        Deed::Remove(place) => {
            if let Some(id) = some_unit(project, *place) {
                project.remove(&[AnyId::Unit(id)]).unwrap();
            }
        }
        Deed::Edit(place, text) => {
            let Some(id) = some_unit(project, *place) else { return };
            let edited: Result<(), ProjectError> = project.change("edit", |writer| {
                let edit = || -> SqlResult<()> {
                    let Some(mut unit) = writer.unit(id)? else { return Ok(()) };
                    unit.variants[place % 2].text.clone_from(text);
                    writer.set_texts(&unit)
                };
                edit().map_err(|error| writer.at_path(error).into())
            });
            edited.unwrap();
        }
        Deed::Penalty(memory, penalty) => {
            project.set_memory(MEMORIES[*memory], None, Some(*penalty)).unwrap();
        }
        Deed::Step(direction) => drop(project.step(*direction, &mut |_| {})),
        Deed::Build(lang, lowest) => {
            project.build_index(langs()[*lang].primary(), *lowest).unwrap();
        }
    }
}

/// A text that is asked for.
#[derive(Debug, Clone)]
struct Question {
    text: String,
    neighbours: Option<(i64, i64)>,
    threshold: u8,
    limit: usize,
    memories: Vec<usize>,
    /// Whether English texts are asked for.
    is_turned: bool,
}

fn question() -> impl Strategy<Value = Question> {
    let threshold = prop_oneof![6 => 50..=101u8, 2 => Just(50), 2 => Just(70), 2 => 100..=101u8];
    let limit = prop_oneof![Just(1), Just(5), 1..200usize];
    let memories = prop::collection::vec(0..MEMORIES.len(), 0..2);
    (text(), neighbours(), threshold, limit, memories, any::<bool>()).prop_map(
        |(text, neighbours, threshold, limit, memories, is_turned)| Question {
            text,
            neighbours,
            threshold,
            limit,
            memories,
            is_turned,
        },
    )
}

fn turn(project: &mut Project, is_turned: bool) {
    let [german, english] = langs();
    project.langs = match is_turned {
        false => LangPair { from: german, to: english },
        true => LangPair { from: english, to: german },
    };
}

fn found(project: &Project, query: &MatchQuery, asked: &[Asked<'_>]) -> Vec<Vec<Match>> {
    let mut all = Vec::new();
    let taken = project.matches(query, asked, |_, found| {
        all.push(found);
        Ok::<_, ProjectError>(())
    });
    taken.unwrap();
    all
}

/// The matches of texts by the index, which have to be those by comparison.
pub(super) fn agreed(
    project: &Project,
    query: &MatchQuery,
    asked: &[Asked<'_>],
) -> Result<Vec<Vec<Match>>, TestCaseError> {
    let by_index = found(project, query, asked);
    let by_comparison = found(project, &MatchQuery { exhaustive: true, ..query.clone() }, asked);
    let brief = |found: &[Vec<Match>]| -> Vec<Vec<(u8, Option<UnitId>)>> {
        let brief = |found: &Match| (found.score, found.unit.id);
        found.iter().map(|found| found.iter().map(brief).collect()).collect()
    };
    prop_assert_eq!(brief(&by_index), brief(&by_comparison));
    prop_assert_eq!(&by_index, &by_comparison);
    Ok(by_index)
}

fn in_order(found: &[Match], query: &MatchQuery) -> bool {
    found.len() <= query.limit
        && found.is_sorted_by(|one, other| one.score >= other.score)
        && found.iter().all(|found| found.score >= query.threshold)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_index_answers_what_the_comparison_answers(
        lowest in (prop::sample::select(vec![50, 70]), prop::sample::select(vec![50, 70])),
        deeds in prop::collection::vec(deed(), 1..10),
        questions in prop::collection::vec(question(), 1..12),
    ) {
        let mut project = Project::scratch(&GivenLangs::default()).unwrap();
        project.build_index("de", lowest.0).unwrap();
        project.build_index("en", lowest.1).unwrap();
        for deed in &deeds {
            perform(&mut project, deed);
        }
        for Question { text, neighbours, threshold, limit, memories, is_turned } in questions {
            turn(&mut project, is_turned);
            let memories = memories.iter().map(|memory| MEMORIES[*memory].to_owned()).collect();
            let query = MatchQuery {
                threshold,
                limit,
                scope: Scope { memories, ..Scope::default() },
                exhaustive: false,
            };
            let found = agreed(&project, &query, &[Asked { text: &text, neighbours }])?;
            prop_assert!(in_order(&found[0], &query), "{:?}", found);
        }
    }
}

/// Sentences of which each differs a little from some before it.
fn sentences(count: usize) -> Vec<TranslationUnit> {
    let word = |number: usize| PIECES[number % PIECES.len()];
    let numbers = (0..count).map(|number| number.wrapping_mul(2_654_435_761) >> 7);
    let sentence = |number: usize| {
        format!(
            "{} {} {} wort{}",
            TEXTS[number % 3],
            word(number / 3),
            word(number / 41),
            number % 97
        )
    };
    let units = numbers.enumerate();
    units.map(|(at, number)| unit(&sentence(number), &format!("{at} treaties"))).collect()
}

#[test]
fn the_index_answers_right_while_a_memory_grows() {
    let mut project = Project::scratch(&GivenLangs::default()).unwrap();
    let units = sentences(2_600);
    // A few, some more, and so many that the order of frequency is made anew and that many go in
    // together.
    for part in [0..3, 3..150, 150..700, 700..2_000, 2_000..2_003, 2_003..2_600] {
        put(&mut project, "x", "main", units[part].to_vec());
        let asked: Vec<Asked<'_>> = (units.iter().step_by(500))
            .map(|unit| Asked::alone(&unit.variants[0].text))
            .chain([Asked::alone("Die Verträge über Stahl gelten ab dem 3. Mai.")])
            .collect();
        let query = MatchQuery { limit: 20, ..MatchQuery::default() };
        assert_eq!(project.served(query.threshold).unwrap(), Served::ByIndex);
        let found = agreed(&project, &query, &asked).unwrap();
        assert!(!found[0].is_empty() && found[0][0].score == 100);
    }
}

/// The shipped articles in both languages.
const ARTICLES: [[(&str, &str); 2]; 2] = [
    [
        ("de", include_str!("../../../tests/data/articles/beistandspakt.de.txt")),
        ("en", include_str!("../../../tests/data/articles/beistandspakt.en.txt")),
    ],
    [
        ("de", include_str!("../../../tests/data/articles/devisenmarkt.de.txt")),
        ("en", include_str!("../../../tests/data/articles/devisenmarkt.en.txt")),
    ],
];

#[test]
fn the_index_answers_right_for_the_shipped_articles() {
    let mut project = Project::scratch(&GivenLangs::default()).unwrap();
    for lang in ["de", "en"] {
        project.build_index(lang, 50).unwrap();
    }
    let mut documents = Vec::new();
    for (number, pair) in ARTICLES.iter().enumerate() {
        let [source, target] = pair.map(|(lang, text)| {
            let read = article::read(text.as_bytes(), "x.txt").unwrap();
            let (origin, lang) = (format!("{lang}{number}"), lang.parse().unwrap());
            super::super::article(read, None, &origin, &lang).unwrap()
        });
        let beads = link(&source, &target, &Cues::default(), &mut |_| ()).beads;
        let keeping = Keeping { accept: Some(0.0), ..Keeping::default() };
        project.keep_alignment(source.clone(), target.clone(), beads, &keeping).unwrap();
        documents.push((false, source));
        documents.push((true, target));
    }
    for (is_turned, document) in documents {
        turn(&mut project, is_turned);
        let texts: Vec<&str> =
            document.segments.iter().map(|segment| segment.span.of(&document.text)).collect();
        let asked: Vec<Asked<'_>> =
            (0..texts.len()).map(|index| Asked::within(&texts, index)).collect();
        let mut matched = 0;
        for threshold in [50, 70, 101] {
            let query = MatchQuery { threshold, ..MatchQuery::default() };
            assert_eq!(project.served(threshold).unwrap(), Served::ByIndex);
            let found = agreed(&project, &query, &asked).unwrap();
            matched = found.iter().filter(|found| !found.is_empty()).count();
        }
        assert!(matched > 0, "{} is not found in its context", document.origin);
    }
}
