//! What Python knows and is asked once: of a word, which of the package's word lists hold it; anything else by a question.
//!
//! No word list stands here. `SETS` names the lists and predicates of the package by module and name; Python answers for a word
//! with the bits of those that hold it, and the answer is kept.

use std::cell::{Cell, RefCell};

use crate::json::{self, Value};
use crate::text::{any_of, ends_with, get, is_upper, lower, lower_char, Map};

/// Asks Python: a question in JSON, with a zero behind it, for an answer in JSON, behind its size (u64).
///
/// The answer lies in a buffer of Python's until the next question. Null where Python failed, which ends the article.
pub type AskFn = unsafe extern "C" fn(question: *const u8) -> *const u8;

pub const KINDS: [&str; 9] = ["person", "organization", "place", "work", "event", "concept", "project", "title", "other"];

/// A kind, by its place in `KINDS`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Kind {
    Person,
    Organization,
    Place,
    Work,
    Event,
    Concept,
    Project,
    Title,
    Other,
}

impl Kind {
    pub const ALL: [Kind; 9] = [
        Kind::Person,
        Kind::Organization,
        Kind::Place,
        Kind::Work,
        Kind::Event,
        Kind::Concept,
        Kind::Project,
        Kind::Title,
        Kind::Other,
    ];
    pub fn named(name: &str) -> Option<Kind> {
        KINDS.iter().position(|&kind| kind == name).map(|place| Kind::ALL[place])
    }
    pub fn name(self) -> &'static str {
        KINDS[self as usize]
    }
}

macro_rules! sets {
    ($($id:ident = $path:literal,)*) => {
        /// A word list or a predicate of the package.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(dead_code)]
        #[repr(u8)]
        pub enum Set { $($id),* }
        /// Their modules and names, in the order of `Set`.
        pub const SETS: &[&str] = &[$($path),*];
    };
}

sets! {
    // words.py
    Titles = "words.TITLES",
    FunctionWords = "words.FUNCTION_WORDS",
    JoiningWords = "words.JOINING_WORDS",
    OfficeWords = "words.OFFICE_WORDS",
    Groups = "words.GROUPS",
    CompanyCues = "words.COMPANY_CUES",
    CompanyWords = "words.COMPANY_WORDS",
    Countries = "words.COUNTRIES",
    Peoples = "words.PEOPLES",
    Fillers = "words.FILLERS",
    Introducing = "words.INTRODUCING",
    PrivateRoles = "words.PRIVATE_ROLES",
    CommonRoles = "words.COMMON_ROLES",
    Rivals = "words.RIVALS",
    RolesBehind = "words.ROLES_BEHIND",
    SmallBusinesses = "words.SMALL_BUSINESSES",
    Speaking = "words.SPEAKING",
    Titled = "words.TITLED",
    WordLabels = "words.WORD_LABELS",
    WorkVerbs = "words.WORK_VERBS",
    AgentVerbs = "words.AGENT_VERBS",
    IsVerb = "words.is_verb",
    Rulers = "words.RULERS",
    LooseTitles = "words.LOOSE_TITLES",
    Tasting = "words.TASTING",
    TeamRoles = "words.TEAM_ROLES",
    Copulas = "words.COPULAS",
    CopulaFillers = "words.COPULA_FILLERS",
    Stops = "words.STOPS",
    Belonging = "words.BELONGING",
    Counting = "words.COUNTING",
    Departments = "words.DEPARTMENTS",
    Documents = "words.DOCUMENTS",
    FormsOfFood = "words.FORMS_OF_FOOD",
    Ingredients = "words.INGREDIENTS",
    LegalForms = "words.LEGAL_FORMS",
    Measures = "words.MEASURES",
    EnglishHeads = "words._ENGLISH_HEADS",
    IsLabel = "words.LABEL",
    PairFirsts = "native.constants.PAIR_FIRSTS",
    PairSeconds = "native.constants.PAIR_SECONDS",
    // phrase.py
    Leads = "phrase._LEADS",
    Asked = "phrase._ASKED",
    Parts = "phrase._PARTS",
    SortsOfWorks = "phrase._SORTS_OF_WORKS",
    SortsOfProjects = "phrase._SORTS_OF_PROJECTS",
    WithinTitles = "phrase._WITHIN_TITLES",
    SaidOf = "phrase._SAID_OF",
    IsDone = "phrase._DONE",
    Told = "phrase._TOLD",
    Counted = "phrase._COUNTED",
    Classifiers = "phrase._CLASSIFIERS",
    // context.py, kinds.py, cues.py
    Abbreviations = "context._ABBREVIATIONS",
    OfSpecies = "context._OF_SPECIES",
    Makers = "kinds.MAKERS",
    NumberWords = "kinds._NUMBER_WORDS",
    Occupations = "occupations.OCCUPATIONS",
    // anchors.py, foreign.py, numerals.py, whole.py
    NumeralHead = "numerals._NUMERAL_HEAD",
    OnCheques = "numerals._ON_CHEQUES",
    LabelsOfTitles = "whole._LABELS",
    // names
    IsWestern = "reading.spelling.is_western",
    AmbiguousWestern = "reading.spelling.AMBIGUOUS_WESTERN_NAMES",
    TitlesBeforeNames = "reading.match._TITLES",
    NoGivenNames = "bearers._NO_GIVEN_NAMES",
}

/// A predicate of the package that only few words are asked: it is asked of Python when it comes to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Predicate {
    /// Labels one behind the other, in one word.
    IsLabels,
    EndsWithForeignLabel,
    IsNumber,
}

impl Predicate {
    fn path(self) -> &'static str {
        match self {
            Predicate::IsLabels => "native.constants.LABELS",
            Predicate::EndsWithForeignLabel => "native.constants.ends_with_foreign_label",
            Predicate::IsNumber => "numerals.is_number",
        }
    }
}

/// What is known of a word in small letters.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    bits: u64,
    /// The kind of which it is a head word (`words.HEADS`).
    pub head: Option<Kind>,
    /// `words.SAID_AHEAD`, `SAID_BEHIND`, `SUBJECTS`.
    pub ahead: Option<Kind>,
    pub behind: Option<Kind>,
    pub subject: Option<Kind>,
}

impl Word {
    pub fn is(&self, set: Set) -> bool {
        self.bits >> (set as usize) & 1 == 1
    }

    /// A word as Python tells it: its bits, and its kinds.
    fn told<'a, I: Iterator<Item = &'a str>>(mut told: I) -> Word {
        let bits = told.next().and_then(|bits| u64::from_str_radix(bits, 16).ok()).unwrap_or(0);
        let mut kind = || told.next().and_then(Kind::named);
        Word { bits, head: kind(), ahead: kind(), behind: kind(), subject: kind() }
    }

    /// A word of ASCII letters and digits that no list holds.
    fn unlisted(word: &[char]) -> Word {
        let mut bits = 0;
        if is_verb(word) {
            bits |= 1 << Set::IsVerb as u64;
        }
        if is_done(word) {
            bits |= 1 << Set::IsDone as u64;
        }
        Word { bits, ..Word::default() }
    }
}

/// A word of up to sixteen ASCII letters and digits in small letters as one number; None for any other.
fn packed(word: &[char]) -> Option<u128> {
    if word.len() > 16 {
        return None;
    }
    let mut key = 0;
    let mut is_plain = true;
    for &c in word {
        is_plain &= c.is_ascii_lowercase() | c.is_ascii_digit();
        key = key << 8 | u128::from(c as u32 & 0xff);
    }
    if is_plain {
        Some(key)
    } else {
        None
    }
}

/// `words.is_verb` of a word of ASCII letters and digits.
fn is_verb(word: &[char]) -> bool {
    const AFTER_DI: [[char; 2]; 14] = [
        ['s', 'e'],
        ['p', 'e'],
        ['k', 'e'],
        ['j', 'a'],
        ['g', 'u'],
        ['n', 'a'],
        ['k', 'a'],
        ['m', 'a'],
        ['b', 'a'],
        ['t', 'a'],
        ['l', 'a'],
        ['r', 'a'],
        ['s', 'a'],
        ['b', 'e'],
    ];
    let is_stem = |stem: &[char]| stem.len() > 3 && any_of("aeioubcdfgjklprstwy", stem[0]);
    match *word {
        ['m', 'e', ref stem @ ..] => {
            is_stem(stem)
                || (matches!(stem.first(), Some('m' | 'n' | 'l' | 'r')) && is_stem(&stem[1..]))
                || (matches!(stem, ['n', 'g' | 'y', ..]) && is_stem(&stem[2..]))
        }
        ['d', 'i', first, second, ref rest @ ..] if AFTER_DI.contains(&[first, second]) => {
            if [first, second] == ['b', 'e'] {
                matches!(rest, ['r', _, _, ..])
            } else {
                rest.len() > 1
            }
        }
        ['b', 'e', 'r', ref rest @ ..] => rest.len() > 3,
        _ => false,
    }
}

/// `phrase._DONE` of a word of ASCII letters and digits.
fn is_done(word: &[char]) -> bool {
    let ends = |tail: &str, least: usize| word.len() >= least + tail.len() && ends_with(word, tail);
    (matches!(word, ['p' | 'k', 'e', ..]) && ends("an", 6)) || ["asi", "isi", "usi", "itas"].iter().any(|tail| ends(tail, 3))
}

const MOST_WORDS: usize = 1 << 16;
const MOST_ANSWERS: usize = 1 << 12;

/// The questions, and what was answered.
pub struct Facts {
    ask: AskFn,
    has_failed: Cell<bool>,
    /// The words of the lists that are short, packed: see `packed`.
    short: Map<u128, Word>,
    /// Their other words, and words that hold other than ASCII letters and digits as they come.
    words: RefCell<Map<Box<[char]>, Word>>,
    listed: usize,
    held: RefCell<Map<(Predicate, Box<[char]>), bool>>,
    syllables: RefCell<Map<Box<[char]>, usize>>,
}

impl Facts {
    pub fn new(ask: AskFn) -> Facts {
        let facts = Facts {
            ask,
            has_failed: Cell::new(false),
            short: Map::default(),
            words: RefCell::new(Map::default()),
            listed: 0,
            held: RefCell::new(Map::default()),
            syllables: RefCell::new(Map::default()),
        };
        let told = facts.ask("sets", vec![Value::from(SETS.join("\n"))]);
        let mut short: Map<u128, Word> = Map::default();
        let mut words: Map<Box<[char]>, Word> = Map::default();
        for line in told.text().split('\n') {
            let mut fields = line.split('\t');
            let word: Vec<char> = fields.next().unwrap_or("").chars().collect();
            match packed(&word) {
                Some(key) => drop(short.insert(key, Word::told(fields))),
                None => drop(words.insert(word.into_boxed_slice(), Word::told(fields))),
            }
        }
        Facts { short, listed: words.len(), words: RefCell::new(words), ..facts }
    }

    /// Whether Python failed to answer since this was asked last; what was found then is worth nothing.
    pub fn take_failure(&self) -> bool {
        self.has_failed.replace(false)
    }

    pub fn has_failed(&self) -> bool {
        self.has_failed.get()
    }

    /// Ask `name(arguments)` of `native.answers.Answers`; null where that failed.
    pub fn ask(&self, name: &str, arguments: Vec<Value>) -> Value {
        let mut question = vec![Value::from(name)];
        question.extend(arguments);
        let mut data = String::new();
        json::write(&Value::List(question), &mut data);
        data.push('\0'); // no other is in it: JSON has an escape for it
                         // Safety: the answer is valid until the next question, and its size stands before it.
        let answer = unsafe {
            let answer = (self.ask)(data.as_ptr());
            if answer.is_null() {
                self.has_failed.set(true);
                return Value::Null;
            }
            let size = answer.cast::<u64>().read_unaligned() as usize;
            std::slice::from_raw_parts(answer.add(8), size)
        };
        let value = std::str::from_utf8(answer).ok().and_then(json::parse);
        if value.is_none() {
            self.has_failed.set(true);
        }
        value.unwrap_or(Value::Null)
    }

    /// What is known of a word, which must be in small letters.
    pub fn word(&self, word: &[char]) -> Word {
        if let Some(key) = packed(word) {
            return self.short.get(&key).copied().unwrap_or_else(|| Word::unlisted(word));
        }
        if let Some(found) = get(&self.words.borrow(), word) {
            return *found;
        }
        if word.iter().all(char::is_ascii_alphanumeric) {
            return Word::unlisted(word);
        }
        let told = self.ask("word", vec![Value::from(word)]);
        let found = Word::told(told.items().iter().map(Value::text));
        let mut words = self.words.borrow_mut();
        if !self.has_failed() && words.len() < self.listed + MOST_WORDS {
            words.insert(word.into(), found);
        }
        found
    }

    /// The same of a word as it is printed.
    pub fn word_of(&self, word: &[char]) -> Word {
        if !word.iter().any(|&c| is_upper(c)) {
            return self.word(word);
        }
        let mut small = ['\0'; 40];
        if word.len() > small.len() {
            return self.word(&lower(word));
        }
        for (place, &c) in small.iter_mut().zip(word) {
            *place = lower_char(c);
        }
        self.word(&small[..word.len()])
    }

    /// Whether a predicate holds of a word.
    pub fn holds(&self, predicate: Predicate, word: &[char]) -> bool {
        let key = (predicate, Box::from(word));
        if let Some(&found) = self.held.borrow().get(&key) {
            return found;
        }
        let found = self.ask("holds", vec![Value::from(predicate.path()), Value::from(word)]).truth();
        keep(&self.held, key, found, self);
        found
    }

    /// The number of syllables of pinyin into which a word in small letters splits, 0 where it does not: `pinyin.split`.
    pub fn syllables(&self, word: &[char]) -> usize {
        if let Some(&found) = get(&self.syllables.borrow(), word) {
            return found;
        }
        let found = self.ask("syllables_of", vec![Value::from(word)]).size();
        keep(&self.syllables, word.into(), found, self);
        found
    }
}

fn keep<K: Eq + std::hash::Hash, V>(memo: &RefCell<Map<K, V>>, key: K, value: V, facts: &Facts) {
    if !facts.has_failed() {
        let mut memo = memo.borrow_mut();
        if memo.len() >= MOST_ANSWERS {
            memo.clear();
        }
        memo.insert(key, value);
    }
}
