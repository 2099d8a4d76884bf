//! English.

use super::check;

#[test]
fn plain_sentences_and_headlines() {
    check(
        "en",
        &[
            "The treaty is signed. | Both sides are content.",
            "What comes next? | Nobody knows! | Everyone waits.",
            "New talks in Geneva",
            "The meeting begins tomorrow in\nVienna. | Ministers arrive\ntoday.",
            "There were three reasons: money, power and fear. | The fourth stayed secret.",
            "eBay pays more. | iPhones cost more. | eBay is silent.",
            "The hall was empty. | 300 guests were missing.",
            "That was 1989. | Berlin celebrated.",
        ],
    );
}

#[test]
fn titles_and_ranks() {
    check(
        "en",
        &[
            "Mr. Smith met Mrs. Jones and Ms. Lee at Dr. Brown's house.",
            "Gen. Miller, Lt. Col. Davis and Sgt. Cooper testified.",
            "Sen. Warren and Rep. Cheney met Gov. Newsom. | Prof. King did not.",
            "The Rev. Martin Luther King Jr. spoke. | The Hon. John Lewis listened.",
            "Adm. Nelson and Capt. Cook never met. | Messrs. Lloyd and Wright did.",
            "Supt. Ford asked Insp. Morse. | Pres. Lincoln was shot.",
        ],
    );
}

#[test]
fn initials() {
    check(
        "en",
        &[
            "J. K. Rowling writes. | J.R.R. Tolkien wrote.",
            "George W. Bush and John F. Kennedy were presidents.",
            "Harry S. Truman followed Franklin D. Roosevelt. | He was from Missouri.",
            "We are friends, you and I. | Do you agree?",
            "They found plan B. | The plan failed.",
            "Fredric V. Malek and David M. Jones joined. | John P. Morgan left.",
        ],
    );
}

#[test]
fn companies() {
    check(
        "en",
        &[
            "Apple Inc. rose. | Ford Motor Co. fell.",
            "Shares of Acme Corp. jumped. | Analysts cheered.",
            "He joined Acme Corp. | Two years later he left.",
            "She left Acme Inc. | Rivals hired her.",
            "Acme Inc. Chairman John Doe resigned.",
            "He works for Smith Bros. Inc. and Jones & Co. Ltd. in London.",
            "The buyer is Weber GmbH & Co. KG of Cologne.",
        ],
    );
}

#[test]
fn states_and_nations() {
    check(
        "en",
        &[
            "The U.S. Army and the U.K. Treasury agreed. | The U.N. did not.",
            "He moved to the U.S. | She stayed.",
            "Relations with the U.S. In short, they are bad.".replace(" In", " | In").as_str(),
            "They met in Washington, D.C. | Nobody else came.",
            "She was born in Springfield, Ill. and lives in Boston, Mass. | He does not.",
            "The U.S.S.R. fell in 1991. | The E.U. grew.",
            "U.S. Sen. Sanders and U.S. Rep. Omar voted no.",
        ],
    );
}

#[test]
fn dates_and_times() {
    check(
        "en",
        &[
            "It began on Jan. 5 and ended on Sept. 30, 2021.",
            "We met at 9 a.m. | He was late.",
            "We met at 9 a.m. Monday and at 5 p.m. EST. | Nobody spoke.",
            "The store opens at 8 a.m. | Customers wait outside.",
            "It was built in 300 B.C. | It burned in A.D. 64.",
            "Feb. was cold. | In Mar. it rained.",
            "On Mon. and Tues. we rest.",
            "It is closed until Oct. | President Miller will come in Nov. or later.",
        ],
    );
}

#[test]
fn references() {
    check(
        "en",
        &[
            "See Fig. 3, Sec. 4 and pp. 12-15. | Vol. II has more.",
            "Art. 5 of the treaty applies. | So does No. 7.",
            "Is it true? | No. | It is not. | Oh, no. | I did not say so.",
            "The U.S. No. 1 seed lost. | Question no. 5 is hard.",
            "Smith et al. (2019) disagree. | Jones et al. agree.",
            "Some animals, e.g. cats, i.e. pets, vs. Dogs and cf. Miller.",
            "They sell apples, pears, etc. | Prices are low.",
            "Bring pens, paper, etc. to class, or others, etc. (see above).",
            "It follows from Section 3(a). | Section 3(b) is moot.",
            "The law (ch. 3, para. 2) is clear. | Art is long.",
        ],
    );
}

#[test]
fn streets_and_places() {
    check(
        "en",
        &[
            "St. Louis is far. | Mt. Everest is high. | Ft. Worth is flat.",
            "He lives on Main St. | She lives on Park Ave. near the church.",
            "Turn left on Sunset Blvd. | Then stop.",
        ],
    );
}

#[test]
fn numbers() {
    check(
        "en",
        &[
            "It costs $3.50. | Rent is $1,200.00. | Bread is cheap.",
            "Growth was 3.5 percent. | Inflation was 2.",
            "The answer is: 42. | That was all.",
            "The numbers are 3, 5, 8. | That is enough.",
            "The team won 3-1. | Fans cheered.",
            "It weighs 5 lbs. | Carry it. | He is 6 ft. 2 in. tall.",
            "Go to www.example.com. | Write to info@example.org. | Thanks!",
            "Open setup.exe. | Then restart.",
            "Elizabeth II reigned long. | Louis XIV. reigned longer.",
        ],
    );
}

#[test]
fn quotations_close_with_their_sentence() {
    check(
        "en",
        &[
            "“We go.” | With that he left.",
            "“Are you coming?” he asked. | “No!” | She stayed.",
            "\"It is over,\" she said. | \"Forget it.\" | He nodded.",
            "\"Why now?\" John Smith asked. | Nobody knew.",
            "He said: “It cannot be. | It is forbidden.” | She laughed.",
            "The film “Who Am I?” is old. | The hall is full.",
            "‘Yes.’ | ‘No.’ | Maybe.",
            "“It was a good year.” — Jane Doe",
            "He called it \"a scandal.\" | Nobody objected.",
            "\"This is great.\" she said. | \"This is awful.\"",
        ],
    );
}

#[test]
fn brackets() {
    check(
        "en",
        &[
            "He did not come. | (He was ill.) | She came.",
            "The party (founded in 1980 by Miller et al.) grew.",
            "He bought three (!) cars and four (?) houses.",
            "The firm (formerly Acme Inc.) Monday said it would close.",
            "It is so (see above, etc.). | More is there.",
            "That is proven.[12] | Others doubt it.[3][4] | So it stays.",
            "The state [...] The people vote. | [...] The house meets.",
        ],
    );
}

#[test]
fn ellipses() {
    check(
        "en",
        &[
            "He waited... | Then he jumped.",
            "Well ... I think ... it is hard.",
            "It ends here . . . . | Next comes more.",
            "… and so it stayed.",
        ],
    );
}

#[test]
fn lists() {
    check(
        "en",
        &[
            "1. Open the door. | 2. Close the door.",
            "1.) Sugar | 2.) Flour | 3.) Salt",
            "1) Sugar | 2) Flour",
            "a. Sugar | b. Flour",
            "• Sugar | • Flour",
            "There are two ways: 1. Talk, 2. Wait.",
        ],
    );
}
