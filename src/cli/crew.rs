//! Work shared among threads, its results taken one by one in order.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvError, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// So many tasks a worker may be done before the first of them is taken: one that takes long holds
/// the others up only then, and what waits stays small.
const AHEAD: usize = 16;

/// Has `count` tasks done by as many threads as there are workers, and gives every result to `take`
/// on this thread, in the order of the tasks. A task that panics gives nothing. The first error of
/// `take` ends it all.
pub(super) fn in_order<W: Send, T: Send, E>(
    workers: Vec<W>,
    count: usize,
    work: impl Fn(&mut W, usize) -> T + Sync,
    mut take: impl FnMut(usize, Option<T>) -> Result<(), E>,
) -> Result<(), E> {
    let ahead = AHEAD * workers.len();
    let (hand_out, tasks) = channel();
    let (hand_in, results) = channel();
    let tasks = Mutex::new(tasks);
    thread::scope(|scope| {
        for mut worker in workers {
            let (tasks, hand_in, work) = (&tasks, hand_in.clone(), &work);
            scope.spawn(move || {
                while let Ok(task) = next(tasks) {
                    let result = catch_unwind(AssertUnwindSafe(|| work(&mut worker, task))).ok();
                    if hand_in.send((task, result)).is_err() {
                        break;
                    }
                }
            });
        }
        // Ours alone, so that they are closed when this ends, early or not: then the workers stop.
        let (hand_out, results) = (hand_out, results);
        let (mut handed_out, mut waiting) = (0, BTreeMap::new());
        for task in 0..count {
            while handed_out < count.min(task + ahead) {
                // The workers are there as long as we are.
                let _ = hand_out.send(handed_out);
                handed_out += 1;
            }
            while !waiting.contains_key(&task) {
                let Ok((done, result)) = results.recv() else { break };
                waiting.insert(done, result);
            }
            take(task, waiting.remove(&task).flatten())?;
        }
        Ok(())
    })
}

fn next(tasks: &Mutex<Receiver<usize>>) -> Result<usize, RecvError> {
    tasks.lock().unwrap_or_else(PoisonError::into_inner).recv()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    #[test]
    fn results_come_in_order_and_none_is_far_ahead() {
        let taken = AtomicUsize::new(0);
        let work = |_: &mut (), task: usize| {
            assert!(task < taken.load(Ordering::SeqCst) + 1 + 2 * AHEAD);
            thread::sleep(Duration::from_micros(if task.is_multiple_of(50) { 5_000 } else { 10 }));
            task
        };
        let mut results = Vec::new();
        let done = in_order(vec![(), ()], 200, work, |task, result| {
            taken.store(task, Ordering::SeqCst);
            results.push(result.unwrap());
            Ok::<_, ()>(())
        });
        assert_eq!((done, results), (Ok(()), (0..200).collect()));
    }

    #[test]
    fn a_panic_stops_neither_the_others_nor_the_end() {
        let work = |_: &mut (), task: usize| assert!(!task.is_multiple_of(3), "as it should");
        let mut lost = Vec::new();
        let done = in_order(vec![(), ()], 9, work, |task, result| {
            lost.extend(result.is_none().then_some(task));
            Ok::<_, ()>(())
        });
        assert_eq!((done, lost), (Ok(()), vec![0, 3, 6]));
    }

    #[test]
    fn an_error_ends_it() {
        let begun = AtomicUsize::new(0);
        let work = |_: &mut (), _| begun.fetch_add(1, Ordering::SeqCst);
        let done =
            in_order(vec![(); 2], 10_000, work, |task, _| if task == 5 { Err(5) } else { Ok(()) });
        assert_eq!(done, Err(5));
        assert!(begun.load(Ordering::SeqCst) < 100);
    }
}
