//! The plain article of `glossary`, natively: one JSON Lines record in, one out, the same as the Python steps give.
//!
//! Python is the reference and has the last word. The native code knows the plain case: an article of plain characters, forms of
//! the glossary that were settled before, names beside their Latin form, and names in Latin letters alone. What it does not know
//! it leaves to Python: an article (`annotate_line` gives nothing), a run (`steps` is asked), or a fact (`Facts::ask`).
//! No word list and no table stands here; see `facts.rs`.

mod alias;
mod anchors;
mod automaton;
mod beside;
mod context;
mod cover;
mod cues;
mod entries;
mod facts;
mod flow;
mod foreign;
mod guard;
mod guess;
mod heads;
mod json;
mod keys;
mod kinds;
mod latin;
mod model;
mod names;
mod numerals;
mod other;
mod pair;
mod phrase;
mod plain;
mod record;
mod resolve;
mod scan;
mod sighting;
mod steps;
mod tables;
mod text;
mod whole;

use std::cell::Cell;
use std::panic::{catch_unwind, AssertUnwindSafe};

use automaton::Automaton;
use cover::Lists;
use cues::Subjects;
use facts::{AskFn, Facts};
use guard::Tokens;
use guess::Guess;
use heads::Heads;
use keys::Keys;
use latin::Memory;
use plain::Plain;
use scan::{Firsts, LatinHit, Run};
use tables::Tables;

/// One glossary, bound.
pub struct Core {
    pub facts: Facts,
    pub tables: Tables,
    pub automaton: Automaton,
    pub firsts: Firsts,
    /// Whether names in Latin letters alone count.
    pub has_latin_mentions: bool,
    pub lists: Lists,
    pub heads: Heads,
    pub guess: Guess,
    pub subjects: Subjects,
    pub tokens: Tokens,
    pub latin: Memory,
    pub keys: Keys,
    pub entries: entries::Memory,
    has_deferred: Cell<bool>,
    /// The text in hand, kept for its memory.
    text: Vec<char>,
    /// The last record.
    record: String,
}

/// A core and what it settled before.
pub struct Bound {
    core: Core,
    plain: Plain,
}

impl Core {
    /// The Hanzi runs and the Latin forms of a text, by the automaton of the glossary; see `scan::scan`.
    pub fn scan(&self, text: &[char]) -> Option<(Vec<Run>, Vec<LatinHit>)> {
        scan::scan(text, &self.automaton, self.firsts)
    }

    /// Leave the run in hand to Python: what is found of it from here on is not used.
    pub fn defer(&self) {
        self.has_deferred.set(true);
    }

    /// Whether the run in hand was left to Python.
    pub fn is_deferred(&self) -> bool {
        self.has_deferred.get()
    }

    /// Whether the run in hand was left to Python, asked once.
    pub fn take_deferral(&self) -> bool {
        self.has_deferred.replace(false)
    }
}

/// Bind a glossary; null where its tables or its automaton are not of a layout that is known here.
///
/// # Safety
/// The bytes must live as long as what is bound.
#[no_mangle]
pub unsafe extern "C" fn glossary_native_new(
    ask: AskFn,
    readings: *const u8,
    readings_size: usize,
    automaton: *const u8,
    automaton_size: usize,
    offsets_of_keys: *const u8,
    offsets_of_keys_size: usize,
    keys: *const u8,
    keys_size: usize,
    first_single: u32,
    first_veil: u32,
    first_latin: u32,
    has_latin_mentions: bool,
) -> *mut Bound {
    let readings: &'static [u8] = std::slice::from_raw_parts(readings, readings_size);
    let automaton: &'static [u8] = std::slice::from_raw_parts(automaton, automaton_size);
    let offsets_of_keys: &'static [u8] = std::slice::from_raw_parts(offsets_of_keys, offsets_of_keys_size);
    let keys: &'static [u8] = std::slice::from_raw_parts(keys, keys_size);
    std::panic::set_hook(Box::new(|_| {})); // it is caught here, and nothing is printed
    let made = catch_unwind(AssertUnwindSafe(|| {
        let facts = Facts::new(ask);
        let tables = Tables::from_bytes(readings, &facts)?;
        let automaton = Automaton::from_bytes(automaton)?;
        let lists = Lists::ask(&facts);
        let (heads, guess, subjects) = (Heads::new(&facts), Guess::new(&facts), Subjects::new(&facts));
        let core = Core {
            facts,
            tables,
            automaton,
            firsts: Firsts { single: first_single, veil: first_veil, latin: first_latin },
            has_latin_mentions,
            lists,
            heads,
            guess,
            subjects,
            tokens: Tokens::default(),
            latin: Memory::default(),
            keys: Keys::new(offsets_of_keys, keys),
            entries: entries::Memory::default(),
            has_deferred: Cell::new(false),
            text: Vec::new(),
            record: String::new(),
        };
        Some(Bound { core, plain: Plain::default() })
    }));
    match made {
        Ok(Some(bound)) if !bound.core.facts.take_failure() => Box::into_raw(Box::new(bound)),
        _ => std::ptr::null_mut(),
    }
}

/// # Safety
/// What is freed must come from `glossary_native_new` and not be used again.
#[no_mangle]
pub unsafe extern "C" fn glossary_native_free(bound: *mut Bound) {
    drop(Box::from_raw(bound));
}

/// Annotate a line: the size of its record, which is written to `record` where it has room, else kept for `glossary_native_take`.
/// -1 where Python must annotate it.
///
/// # Safety
/// `record` must have `room` bytes, and no other thread may use what is bound.
#[no_mangle]
pub unsafe extern "C" fn glossary_native_annotate_line(
    bound: *mut Bound,
    line: *const u8,
    size: usize,
    record: *mut u8,
    room: usize,
) -> i64 {
    let Bound { core, plain } = &mut *bound;
    let line = std::slice::from_raw_parts(line, size);
    let found = catch_unwind(AssertUnwindSafe(|| flow::annotate_line(line, core, plain)));
    core.take_deferral();
    core.facts.take_failure();
    match found {
        Ok(Some(found)) => {
            core.record = found;
            glossary_native_take(bound, record, room)
        }
        _ => -1,
    }
}

/// Write the last record where there is room for it; its size.
///
/// # Safety
/// As above.
#[no_mangle]
pub unsafe extern "C" fn glossary_native_take(bound: *mut Bound, record: *mut u8, room: usize) -> i64 {
    let found = &(*bound).core.record;
    if found.len() <= room {
        std::ptr::copy_nonoverlapping(found.as_ptr(), record, found.len());
    }
    found.len() as i64
}
