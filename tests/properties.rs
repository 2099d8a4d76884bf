//! What holds for any input: nothing panics, and what is stored comes back.

use proptest::prelude::*;

use crate::support::Sandbox;

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn a_glossary_goes_out_and_in_exactly(
        terms in prop::collection::vec(("[a-zäöüß\"'=+@;, -]{1,12}", "\\PC{1,12}", "\\PC{0,12}"), 1..6)
    ) {
        let one = Sandbox::new();
        let mut stored = false;
        for (term, translation, note) in &terms {
            let ran = one.run(&["add", &format!("--note={note}"), "--", term, translation]);
            prop_assert!(ran.code == 0 || ran.stderr.contains("cannot be empty"), "{}", ran.stderr);
            stored |= ran.code == 0;
        }
        if stored {
            for profile in [&[][..], &["--for", "excel-de"]] {
                let other = Sandbox::new();
                one.ok(&[&["export", "out.csv"], profile].concat());
                other.write("in.csv", one.read("out.csv"));
                other.ok(&["import", "in.csv"]);
                prop_assert_eq!(other.ok(&["export", "-"]), one.ok(&["export", "-"]));
            }
        }
    }

    #[test]
    fn no_bytes_make_a_command_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let sandbox = Sandbox::new();
        sandbox.write("x.csv", &bytes);
        sandbox.write("x.txt", &bytes);
        sandbox.write("y.txt", "Ein Satz. Noch einer.");
        for args in [&["import", "x.csv"][..], &["segment", "x.txt"], &["align", "x.txt", "y.txt"]] {
            let ran = sandbox.run(args);
            prop_assert!((0..=2).contains(&ran.code), "{:?}: {}", args, ran.stderr);
            prop_assert!(!ran.stderr.contains("panicked"), "{:?}: {}", args, ran.stderr);
        }
    }

    #[test]
    fn whatever_is_sought_is_answered(words in prop::collection::vec("\\PC{0,12}", 1..4)) {
        let sandbox = Sandbox::new();
        sandbox.ok(&["add", "Devisen", "foreign currency"]);
        for command in ["find", "term"] {
            let mut args = vec![command, "--"];
            args.extend(words.iter().map(String::as_str));
            let ran = sandbox.run(&args);
            prop_assert!(ran.code == 0 || ran.code == 1, "{:?}: {}", args, ran.stderr);
        }
    }
}
