//! Names in Hanzi: how they are spelled in Latin letters (`reading/match.py`, `spelling.py`), and the reading of persons
//! (`reading/reader.py`, `person.py`, `fit.py`, `sound.py`). Surfaces that hold more than Hanzi are read by Python, and kept.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::facts::{Kind, Set};
use crate::json::Value;
use crate::model::Agreement;
use crate::other::{looks_like_person, plan_other};
use crate::tables::{Entry, Surname, Tables};
use crate::text::{
    chars, get, is_hanzi, is_space, lower_char, split_space, starts_upper, string, strip, toneless_vowel, upper_char, Map,
};
use crate::Core;

const MAX_HANZI: usize = 40;
const MAX_LETTERS: usize = 200;
const MAX_CHOICES: usize = 16; // readings of a name that are compared with a slip in mind
const MOST_KEPT: usize = 1 << 12;
const MOST_WAYS: usize = 1 << 15;

/// `tables.SYSTEMS`, each a bit
const SYSTEMS: [&str; 8] = ["wade-giles", "hongkong", "taiwan", "hokkien", "hakka", "teochew", "cantonese", "singapore"];
const EVERY_SYSTEM: u16 = 0xff;
const WADE: u16 = 1;
const TAIWAN: u16 = 1 << 2;
const MIXED: u16 = 1 << 7;
const PINYIN: u16 = 1 << 15;

/// What was found before, of all names of one glossary.
#[derive(Default)]
pub struct Memo {
    ways: RefCell<Map<char, Rc<Ways>>>,
    syllables: RefCell<Map<Box<str>, Rc<Syllable>>>,
    letters: RefCell<Map<char, Rc<Letter>>>,
    splits: RefCell<Map<Box<[char]>, bool>>,
    readings: RefCell<Map<Box<[char]>, (Option<String>, String)>>,
}

fn keep<K: std::hash::Hash + Eq, V>(memo: &RefCell<Map<K, V>>, most: usize, key: K, value: V) {
    let mut memo = memo.borrow_mut();
    if memo.len() >= most {
        memo.clear();
    }
    memo.insert(key, value);
}

// -- letters -------------------------------------------------------------------------------------------

/// What Python makes of one character that is no ASCII.
struct Letter {
    key: Box<[char]>,   // `latin_key`
    is_dropped: bool,   // by `drop_separators`
    bare: char,         // by `drop_tones`
    sound: Box<[char]>, // by `strip_marks`, in small letters
}

fn letter(c: char, core: &Core) -> Rc<Letter> {
    let memo = &core.tables.memo.letters;
    if let Some(found) = memo.borrow().get(&c) {
        return found.clone();
    }
    let answer = core.facts.ask("letter", vec![Value::from(&[c][..])]);
    let found = Rc::new(Letter {
        key: answer.at(0).text().chars().collect(),
        is_dropped: answer.at(1).text().is_empty(),
        bare: answer.at(2).text().chars().next().unwrap_or(c),
        sound: answer.at(3).text().chars().collect(),
    });
    if !core.facts.has_failed() {
        keep(memo, MOST_KEPT, c, found.clone());
    }
    found
}

/// `spelling.latin_key`, a letter after the other.
fn each_key_letter<F: FnMut(char)>(latin: &[char], core: &Core, mut take: F) {
    for &c in latin {
        if c < '\u{80}' {
            if c.is_ascii_alphanumeric() {
                take(c.to_ascii_lowercase());
            }
        } else {
            letter(c, core).key.iter().for_each(|&c| take(c));
        }
    }
}

/// `spelling.latin_key`
pub fn latin_key(latin: &[char], core: &Core) -> Vec<char> {
    let mut key = Vec::with_capacity(latin.len());
    each_key_letter(latin, core, |c| key.push(c));
    key
}

/// The tone mark of a letter of pinyin taken off, ü kept (`pinyin.strip_tones`).
fn bare_letter(c: char) -> char {
    if c < '\u{80}' {
        return c;
    }
    match c {
        'ń' | 'ň' | 'ǹ' => 'n',
        'ḿ' => 'm',
        'ế' | 'ề' => 'ê',
        _ => toneless_vowel(c).unwrap_or(c),
    }
}

fn strip_tones(syllable: &str) -> impl Iterator<Item = char> + '_ {
    syllable.chars().map(bare_letter)
}

/// `pinyin.tone(syllable) != 5`
fn has_tone(syllable: &str) -> bool {
    syllable.chars().any(|c| bare_letter(c) != c)
}

/// A key as bytes, with some room behind it; a letter that is no ASCII is a byte that no form has.
struct Key {
    size: usize,
    inline: [u8; INLINE + ROOM],
    more: Vec<u8>,
}

const INLINE: usize = 48;
const ROOM: usize = 16;
const FOREIGN: u8 = 0xff; // in a key
const STRANGE: u8 = 0xfe; // in a form

impl Key {
    fn new() -> Key {
        Key { size: 0, inline: [0; INLINE + ROOM], more: Vec::new() }
    }
    fn of(letters: &[char]) -> Key {
        let mut key = Key::new();
        letters.iter().for_each(|&c| key.push(c));
        key
    }
    fn of_latin(latin: &[char], core: &Core) -> Key {
        let mut key = Key::new();
        each_key_letter(latin, core, |c| key.push(c));
        key
    }
    #[inline]
    fn push(&mut self, c: char) {
        let byte = if c < '\u{80}' { c as u8 } else { FOREIGN };
        if self.size < INLINE {
            self.inline[self.size] = byte;
        } else {
            if self.more.is_empty() {
                self.more = self.inline.to_vec();
            }
            self.more.resize(self.size + 1 + ROOM, 0);
            self.more[self.size] = byte;
        }
        self.size += 1;
    }
    fn padded(&self) -> &[u8] {
        if self.size <= INLINE {
            &self.inline
        } else {
            &self.more
        }
    }
    fn bytes(&self) -> &[u8] {
        self.padded().get(..self.size).unwrap_or(&[])
    }
    /// The eight bytes at a place, as one number.
    #[inline]
    fn eight(&self, place: usize) -> u64 {
        let mut eight = [0; 8];
        if let Some(bytes) = self.padded().get(place..place + 8) {
            eight.copy_from_slice(bytes);
        }
        u64::from_le_bytes(eight)
    }
}

// -- the ways to write one character -------------------------------------------------------------------

/// One form: its first eight letters as a number, the ninth, how many there are, and the systems that have it.
#[derive(Clone, Copy)]
struct Form {
    head: u64,
    ninth: u8,
    size: u8,
    systems: u16,
}

const LONGEST_FORM: usize = 9;

impl Form {
    /// None where it is too long.
    fn new(letters: &[u8], systems: u16) -> Option<Form> {
        if letters.len() > LONGEST_FORM {
            return None;
        }
        let mut head = [0; 8];
        let first = letters.len().min(8);
        head[..first].copy_from_slice(&letters[..first]);
        let ninth = letters.get(8).copied().unwrap_or(0);
        Some(Form { head: u64::from_le_bytes(head), ninth, size: letters.len() as u8, systems })
    }
    /// Whether a key has it at a place, of which the eight bytes are given.
    #[inline]
    fn is_at(&self, key: &Key, place: usize, eight: u64) -> bool {
        let size = self.size as usize;
        if size > 8 {
            return eight == self.head && key.padded().get(place + 8) == Some(&self.ninth);
        }
        let mask = if size == 8 { u64::MAX } else { (1u64 << (8 * size)) - 1 };
        eight & mask == self.head
    }
    fn letters(&self) -> ([u8; LONGEST_FORM], usize) {
        let mut letters = [0; LONGEST_FORM];
        letters[..8].copy_from_slice(&self.head.to_le_bytes());
        letters[8] = self.ninth;
        (letters, self.size as usize)
    }
}

/// The ways to write one character: in pinyin without tones, the default first, and in the other systems.
pub struct Ways {
    bare: Vec<Box<[u8]>>,
    initials: u128,
    forms: Vec<Form>,
    is_odd: bool, // a form does not fit here
}

impl Ways {
    fn new(bare: Vec<Box<[u8]>>, systems: Vec<(Box<[u8]>, u16)>) -> Ways {
        let mut ways = Ways { initials: 0, forms: Vec::with_capacity(systems.len() + 1), is_odd: false, bare };
        for form in &ways.bare {
            if let Some(&first) = form.first() {
                ways.initials |= if first < 0x80 { 1 << first } else { 0 };
            }
        }
        let alone = ways.bare.iter().filter(|form| !systems.iter().any(|(other, _)| other == *form));
        let all = alone
            .map(|form| (&form[..], PINYIN))
            .chain(systems.iter().map(|(form, mask)| (&form[..], mask | if ways.bare.contains(form) { PINYIN } else { 0 })));
        for (form, mask) in all {
            match Form::new(form, mask) {
                Some(form) => ways.forms.push(form),
                None => ways.is_odd = true,
            }
        }
        ways
    }
    fn main(&self) -> &[u8] {
        self.bare.first().map_or(&[], |form| form)
    }
    fn has_initial(&self, letter: u8) -> bool {
        letter < 0x80 && self.initials >> letter & 1 == 1
    }
    /// Whether a key begins with one of the forms.
    fn begin(&self, key: &Key) -> bool {
        let eight = key.eight(0);
        self.forms.iter().any(|form| form.is_at(key, 0, eight))
    }
    /// Whether a key ends with one of the forms, or is the end of one.
    fn end(&self, key: &[u8]) -> bool {
        self.forms.iter().any(|form| {
            let (letters, size) = form.letters();
            let letters = &letters[..size.min(LONGEST_FORM)];
            key.ends_with(letters) || letters.ends_with(key)
        })
    }
}

/// A syllable without its tone: how it is written, and how in Wade–Giles.
struct Syllable {
    bare: Vec<Box<str>>,
    wade: Vec<Box<str>>,
}

fn as_syllable(answer: &Value) -> Rc<Syllable> {
    let list = |value: &Value| value.items().iter().map(|form| form.text().into()).collect();
    Rc::new(Syllable { bare: list(answer.at(1)), wade: list(answer.at(2)) })
}

fn syllable_of(syllable: &str, core: &Core) -> Rc<Syllable> {
    let memo = &core.tables.memo.syllables;
    let bare: String = strip_tones(syllable).collect();
    if let Some(found) = memo.borrow().get(bare.as_str()) {
        return found.clone();
    }
    if memo.borrow().is_empty() {
        let all = core.facts.ask("syllables", vec![Value::Null]);
        for answer in all.items() {
            keep(memo, MOST_KEPT, answer.at(0).text().into(), as_syllable(answer));
        }
        if let Some(found) = memo.borrow().get(bare.as_str()) {
            return found.clone();
        }
    }
    let answer = core.facts.ask("syllables", vec![Value::from(bare.as_str())]);
    let found = as_syllable(answer.at(0));
    if !core.facts.has_failed() {
        keep(memo, MOST_KEPT, bare.into(), found.clone());
    }
    found
}

fn form_bytes(form: &str) -> Box<[u8]> {
    form.chars().map(|c| if c < '\u{80}' { c as u8 } else { STRANGE }).collect()
}

fn pieces(readings: &'static str) -> impl Iterator<Item = &'static str> {
    readings.split(' ').filter(|reading| !reading.is_empty())
}

/// `spelling.ways_of`
fn ways_of(c: char, core: &Core) -> Rc<Ways> {
    let memo = &core.tables.memo.ways;
    if let Some(found) = memo.borrow().get(&c) {
        return found.clone();
    }
    let found = Rc::new(match c {
        '\0'..='\x7f' => Ways::new(vec![vec![c.to_ascii_lowercase() as u8].into()], Vec::new()),
        _ => make_ways(c, core),
    });
    if !core.facts.has_failed() {
        keep(memo, MOST_WAYS, c, found.clone());
    }
    found
}

fn make_ways(c: char, core: &Core) -> Ways {
    let tables = &core.tables;
    let readings = tables.readings(c);
    let (own, others) = tables.single_surname(c).map_or(("", ""), |surname| (surname.reading, surname.others));
    let mut bare: Vec<Box<[u8]>> = Vec::new();
    for syllable in pieces(readings.usual).chain(pieces(own)).chain(pieces(others)).chain(pieces(readings.rare)) {
        for form in &syllable_of(syllable, core).bare {
            let form = form_bytes(form);
            if !bare.contains(&form) {
                bare.push(form);
            }
        }
    }
    let mut systems: Vec<(Box<[u8]>, u16)> = Vec::new();
    let mut add = |form: Box<[u8]>, mask: u16| match systems.iter_mut().find(|(other, _)| *other == form) {
        Some((_, systems)) => *systems |= mask,
        None => systems.push((form, mask)),
    };
    for form in &bare {
        if !form.contains(&b'v') && !form.starts_with(b"lyu") && !form.starts_with(b"nyu") {
            add(form.clone(), MIXED);
        }
    }
    for syllable in pieces(readings.usual).chain(pieces(own)) {
        for form in &syllable_of(syllable, core).wade {
            add(form_bytes(form), WADE | TAIWAN | MIXED);
        }
    }
    for (form, mask) in tables.spellings(c) {
        add(form_bytes(form), mask | MIXED);
    }
    Ways::new(bare, systems)
}

// -- a name and a Latin string -------------------------------------------------------------------------

/// `match.Spelling`
#[derive(Clone, Debug, PartialEq)]
pub struct Spelling {
    pub agreement: Agreement,
    pub system: &'static str,
    pub slip: Option<String>,
    /// Whether `order` is 'extra-name'.
    pub is_extra: bool,
}

impl Spelling {
    fn of(system: &'static str) -> Spelling {
        Spelling { agreement: Agreement::Spelling, system, slip: None, is_extra: false }
    }
    fn extra(system: &'static str) -> Spelling {
        Spelling { is_extra: true, ..Spelling::of(system) }
    }
    fn near(slip: String) -> Spelling {
        Spelling { agreement: Agreement::Near, system: "pinyin", slip: Some(slip), is_extra: false }
    }
}

/// A Hanzi name with the ways to write each of its characters, to be compared with one Latin string after the other.
pub struct SpelledName {
    kind: Option<Kind>,
    key: Vec<char>,
    ways: Vec<Rc<Ways>>,
    surname: usize, // Hanzi of the surname; given name first is another order where it has one
    letters: usize, // of the default pinyin
    may_have_more: Cell<Option<bool>>,
}

impl SpelledName {
    pub fn new(hanzi: &[char], kind: Option<Kind>, core: &Core) -> SpelledName {
        let tables = &core.tables;
        let mut key: Vec<char> =
            if hanzi.len() <= 2 * MAX_HANZI { hanzi.iter().map(|&c| tables.fold(c)).collect() } else { Vec::new() };
        if !key.iter().all(|&c| tables.has_readings(c)) {
            let kept = hanzi.iter().filter(|&&c| is_hanzi(c) || c.is_ascii_alphanumeric());
            key = kept.map(|&c| tables.fold(c)).collect();
        }
        if key.len() > MAX_HANZI {
            key.clear();
        }
        let ways: Vec<Rc<Ways>> = key.iter().map(|&c| ways_of(c, core)).collect();
        let is_person = kind.map_or(true, |kind| kind == Kind::Person);
        let size = if is_person && (2..=6).contains(&key.len()) { tables.surname_length_folded(&key) } else { 0 };
        let surname = if size < key.len() { size } else { 0 };
        let letters = ways.iter().map(|way| way.main().len()).sum();
        if ways.iter().any(|way| way.is_odd) {
            core.defer();
        }
        SpelledName { kind, key, ways, surname, letters, may_have_more: Cell::new(None) }
    }

    /// The ways in order, those of the surname last where the name is turned.
    fn order(&self, turned: bool) -> impl Iterator<Item = &Ways> + Clone {
        let size = if turned { self.surname } else { 0 };
        self.ways[size..].iter().chain(&self.ways[..size]).map(|way| &**way)
    }

    /// Whether a key may be the beginning of a Latin string that spells the name whole.
    pub fn may_begin(&self, letters: &[char], _core: &Core) -> bool {
        self.may_begin_key(&Key::of(letters))
    }

    fn may_begin_key(&self, key: &Key) -> bool {
        self.ways.first().map_or(false, |way| way.begin(key))
            || (self.surname > 0 && self.ways.get(self.surname).map_or(false, |way| way.begin(key)))
    }

    /// Whether a key may be the end of a Latin string that spells the name whole.
    pub fn may_end(&self, letters: &[char], _core: &Core) -> bool {
        let key = Key::of(letters);
        self.ways.last().map_or(false, |way| way.end(key.bytes()))
            || (self.surname > 0 && self.ways.get(self.surname - 1).map_or(false, |way| way.end(key.bytes())))
    }

    /// Whether a word in small letters may begin a Latin string that spells the name, or nearly does.
    pub fn may_begin_near(&self, word: &[char], _core: &Core) -> bool {
        let way = match self.ways.first() {
            None => return false,
            Some(way) => way,
        };
        let key = Key::of(word);
        let bytes = key.bytes();
        bytes.iter().take(2).any(|&letter| way.has_initial(letter)) || bytes.contains(&FOREIGN) || self.may_begin_key(&key)
    }

    /// Whether it is rather a person's, with which other names may stand.
    pub fn has_more(&self, core: &Core) -> bool {
        if let Some(found) = self.may_have_more.get() {
            return found;
        }
        let found = self.kind == Some(Kind::Person) || core.tables.person_prior(&self.key, &core.facts) >= 0.2;
        self.may_have_more.set(Some(found));
        found
    }

    /// Whether a Latin string spells the name (`SpelledName.match`).
    pub fn matches(&self, latin: &[char], core: &Core) -> Option<Spelling> {
        if latin.len() > MAX_LETTERS || self.ways.is_empty() {
            return None;
        }
        let key = Key::of_latin(latin, core);
        if key.size == 0 {
            return None;
        }
        let has_gap = strip(latin, " \t\n").contains(&' ') || latin.contains(&',');
        let may_turn = has_gap && self.surname > 0;
        let found = self.exact(&key, may_turn);
        if found.is_some() {
            return found;
        }
        if let Some(slip) = self.near(&key, latin, false, core) {
            return Some(Spelling::near(slip));
        }
        if may_turn {
            if let Some(slip) = self.near(&key, latin, true, core) {
                return Some(Spelling::near(slip));
            }
            if self.has_more(core) {
                return self.extra(latin, core);
            }
        }
        None
    }

    fn exact(&self, key: &Key, may_turn: bool) -> Option<Spelling> {
        let straight = systems_of(self.order(false), key);
        if straight & PINYIN != 0 {
            return Some(Spelling::of("pinyin"));
        }
        let turned = if may_turn { systems_of(self.order(true), key) } else { 0 };
        if turned & PINYIN != 0 {
            return Some(Spelling::of("pinyin"));
        }
        if self.ways.len() <= 6 && matches!(self.kind, None | Some(Kind::Person)) {
            return system_name(straight).or_else(|| system_name(turned)).map(Spelling::of);
        }
        None
    }

    /// The one slip by which the letters differ from the pinyin, or None.
    fn near<'a>(&'a self, key: &Key, latin: &[char], turned: bool, core: &Core) -> Option<String> {
        let letters = key.bytes();
        if self.ways.len() < 2 || letters.len() < 5 {
            return None;
        }
        if self.letters + 3 < letters.len() || letters.len() + 3 < self.letters {
            return None;
        }
        let first = self.order(turned).next()?;
        if !first.has_initial(letters[0]) && !first.has_initial(letters[1]) {
            return None; // one slip at most: not in both
        }
        let mut counts: Vec<usize> = self.order(turned).map(|way| way.bare.len().min(2)).collect();
        let product = counts.iter().fold(1usize, |product, &count| product.saturating_mul(count));
        if product > MAX_CHOICES {
            counts.iter_mut().for_each(|count| *count = 1);
        }
        let all = if product > MAX_CHOICES { 1 } else { product };
        let mut expected: Vec<u8> = Vec::with_capacity(self.letters + 8);
        for number in 0..all {
            let choice = |place: usize| {
                let rest: usize = counts[place + 1..].iter().product();
                number / rest.max(1) % counts[place].max(1)
            };
            expected.clear();
            for (place, way) in self.order(turned).enumerate() {
                expected.extend_from_slice(way.bare.get(choice(place)).map_or(&[], |form| form));
            }
            if one_slip(letters, &expected) {
                let form = |(place, way): (usize, &'a Ways)| way.bare.get(choice(place)).map_or(&[][..], |form| form);
                let parts: Vec<&[u8]> = self.order(turned).enumerate().map(form).collect();
                let head = if turned { self.ways.len() - self.surname } else { self.surname };
                return Some(tell(latin, &parts, head, core));
            }
        }
        None
    }

    /// Match a name with a Western name besides: 'Carrie Lam Cheng Yuet-ngor', 'Tony Leung'.
    fn extra(&self, latin: &[char], core: &Core) -> Option<Spelling> {
        let words: Vec<&[char]> = latin.split(|&c| c == ',' || is_space(c)).filter(|word| !word.is_empty()).collect();
        let count = words.len();
        if count < 2 || !words.iter().all(|word| starts_upper(word)) {
            return None;
        }
        let keys: Vec<Vec<char>> = words.iter().map(|word| latin_key(word, core)).collect();
        let first_way = self.ways.first()?;
        let starts: Vec<bool> = keys.iter().map(|key| first_way.begin(&Key::of(key))).collect();
        if !starts.contains(&true) || words.iter().any(|word| core.facts.word_of(word).is(Set::TitlesBeforeNames)) {
            return None;
        }
        let given = self.ways.len() - self.surname;
        for drop in 1..count.min(4) {
            for (first, last) in [(drop, count), (0, count - drop)] {
                if !starts[first] {
                    continue;
                }
                let word = words[first];
                if last - first == 1 && given > 1 && word.len() < 6 && !word.contains(&'-') {
                    continue;
                }
                let mut key = Key::new();
                keys[first..last].iter().flatten().for_each(|&c| key.push(c));
                if let Some(system) = any_system(self.order(false), &key) {
                    return Some(Spelling::extra(system));
                }
            }
        }
        if !starts[count - 1] || count > 4 || words[..count - 1].iter().any(|word| word.contains(&'-')) {
            return None;
        }
        let system = any_system(self.ways[..self.surname].iter().map(|way| &**way), &Key::of(&keys[count - 1]))?;
        if keys[..count - 1].iter().all(|key| !key.is_empty() && is_western(key, given, core)) {
            return Some(Spelling::extra(system));
        }
        None
    }
}

const MOST_ENDS: usize = INLINE + 1;

/// In which systems the letters are one form of each character, in order, with nothing left: bits, `PINYIN` among them.
fn systems_of<'w, W: Iterator<Item = &'w Ways>>(mut ways: W, key: &Key) -> u16 {
    if key.size < MOST_ENDS {
        let (mut ends, mut following) = ([0u16; MOST_ENDS], [0u16; MOST_ENDS]);
        walk(&mut ways, key, &mut ends, &mut following)
    } else {
        walk(&mut ways, key, &mut vec![0; key.size + 1], &mut vec![0; key.size + 1])
    }
}

fn walk<'w, W: Iterator<Item = &'w Ways>>(ways: &mut W, key: &Key, ends: &mut [u16], following: &mut [u16]) -> u16 {
    let (mut ends, mut following) = (ends, following);
    ends[0] = EVERY_SYSTEM | PINYIN;
    let (mut low, mut high) = (0, 0);
    for way in ways {
        let (mut next_low, mut next_high) = (usize::MAX, 0);
        for end in low..=high {
            let systems = ends[end];
            if systems == 0 {
                continue;
            }
            ends[end] = 0;
            let eight = key.eight(end);
            for form in &way.forms {
                if systems & form.systems != 0 && form.is_at(key, end, eight) {
                    let after = end + form.size as usize;
                    if let Some(place) = following.get_mut(after) {
                        *place |= systems & form.systems;
                        next_low = next_low.min(after);
                        next_high = next_high.max(after);
                    }
                }
            }
        }
        if next_low > next_high {
            return 0;
        }
        low = next_low;
        high = next_high;
        std::mem::swap(&mut ends, &mut following);
    }
    if (low..=high).contains(&key.size) {
        ends.get(key.size).copied().unwrap_or(0)
    } else {
        0
    }
}

/// The first system; 'singapore' where systems are mixed.
fn system_name(systems: u16) -> Option<&'static str> {
    SYSTEMS.get((systems & EVERY_SYSTEM).trailing_zeros() as usize).copied()
}

fn any_system<'w, W: Iterator<Item = &'w Ways>>(ways: W, key: &Key) -> Option<&'static str> {
    let systems = systems_of(ways, key);
    if systems & PINYIN != 0 {
        Some("pinyin")
    } else {
        system_name(systems)
    }
}

/// Whether a word is surely no Chinese given name: it cannot be split in pinyin, or has too many syllables.
fn is_western(word: &[char], length: usize, core: &Core) -> bool {
    let known = core.facts.word(word);
    if known.is(Set::AmbiguousWestern) {
        return true;
    }
    if word.len() < 3 {
        return false;
    }
    let syllables = core.facts.syllables(word);
    syllables == 0 || syllables > length.max(2) || has_odd_syllable(word, core)
}

/// Whether one of the syllables of a word is hardly one of a name.
fn has_odd_syllable(word: &[char], core: &Core) -> bool {
    let memo = &core.tables.memo.splits;
    if let Some(&found) = get(&memo.borrow(), word) {
        return found;
    }
    let answer = core.facts.ask("split", vec![Value::from(word)]);
    let found = answer.items().iter().any(|part| matches!(part.text(), "n" | "ng" | "m" | "o" | "e" | "hm" | "hng" | "ê"));
    if !core.facts.has_failed() {
        keep(memo, MOST_KEPT, word.into(), found);
    }
    found
}

/// Whether two strings differ by exactly one letter added, left out, changed, or two neighbours swapped.
fn one_slip(seen: &[u8], expected: &[u8]) -> bool {
    let shortest = seen.len().min(expected.len());
    if seen == expected || seen.len().max(expected.len()) - shortest > 1 {
        return false;
    }
    let start = seen.iter().zip(expected).take_while(|(one, other)| one == other).count();
    if seen.len() > expected.len() {
        return seen[start + 1..] == expected[start..];
    }
    if seen.len() < expected.len() {
        return seen[start..] == expected[start + 1..];
    }
    if seen[start + 1..] == expected[start + 1..] {
        return true;
    }
    start + 1 < seen.len()
        && seen[start] == expected[start + 1]
        && seen[start + 1] == expected[start]
        && seen[start + 2..] == expected[start + 2..]
}

fn capitalized(part: &[u8]) -> String {
    let mut text: String = part.iter().map(|&byte| byte as char).collect();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

/// What the slip is, in words.
fn tell(latin: &[char], choice: &[&[u8]], head: usize, core: &Core) -> String {
    if choice.iter().any(|part| part.contains(&STRANGE)) {
        core.defer(); // a syllable that is written with a mark
    }
    let words: Vec<&[char]> = split_space(latin).collect();
    let mut right: Vec<Vec<u8>> = if head > 0 {
        let head = head.min(choice.len());
        [choice[..head].concat(), choice[head..].concat()].iter().filter(|part| !part.is_empty()).cloned().collect()
    } else {
        vec![choice.concat()]
    };
    if words.len() == choice.len() && words.len() != right.len() {
        right = choice.iter().map(|part| part.to_vec()).collect();
    }
    if words.len() == right.len() {
        let mut wrong = words.iter().zip(&right).filter(|(word, part)| Key::of_latin(word, core).bytes() != &part[..]);
        if let (Some((word, part)), None) = (wrong.next(), wrong.next()) {
            return format!("'{}' for '{}'", string(word), capitalized(part));
        }
    }
    let right: Vec<String> = right.iter().map(|part| capitalized(part)).collect();
    format!("'{}' for '{}'", string(latin), right.join(" "))
}

// -- readings ------------------------------------------------------------------------------------------

const LONGEST: usize = 60; // Hanzi that are read as one name
const MAX_LATIN: usize = 200;
const MAX_KEPT_SURFACE: usize = 64;
const RARE_WORD: i32 = 56; // a word of two Hanzi that costs more is noise of the dictionaries
const COMMON_SURNAME: usize = 300; // rank of a surname that may be one of two: 林郑月娥
const SHORTEST_TRANSCRIPTION: usize = 3;
pub const UNKNOWN_COST: i32 = 64; // of one character that no word covers
pub const LONGEST_WORD: usize = 8;
pub const SMALL: i32 = 1 << 8; // added to the length of a word: it begins small
const FROM_SURNAME: u32 = 3;
const FROM_USUAL: u32 = 3;
const FROM_RARE: u32 = 12;
const AGAINST_TONE: u32 = 8;
const AGAINST_SURNAME: u32 = AGAINST_TONE + 1;

/// `orthography.Plan`, as far as the pinyin needs it.
pub struct Plan {
    pub syllables: Vec<&'static str>,
    pub shape: Vec<i32>,
    pub reason: &'static str,
    pub has_surname: bool,
}

impl Plan {
    pub fn new(syllables: Vec<&'static str>, shape: Vec<i32>, reason: &'static str) -> Plan {
        Plan { syllables, shape, reason, has_surname: false }
    }
}

/// `reader.read`: the pinyin and the reason.
pub fn read(surface: &[char], kind: Option<Kind>, latin: Option<&[char]>, core: &Core) -> (Option<String>, String) {
    let least = if kind == Some(Kind::Person) { 2 } else { 1 };
    if (least..=LONGEST).contains(&surface.len()) && surface.iter().all(|&c| is_hanzi(c)) {
        let key: Vec<char> = surface.iter().map(|&c| core.tables.fold(c)).collect();
        if key.iter().all(|&c| core.tables.has_readings(c)) {
            let (pinyin, reason) = read_run(&key, kind, latin, core);
            return (Some(pinyin), reason.to_string());
        }
    }
    ask_reading(surface, kind, latin, core)
}

/// The same from Python, kept for when it comes again.
fn ask_reading(surface: &[char], kind: Option<Kind>, latin: Option<&[char]>, core: &Core) -> (Option<String>, String) {
    let mut key = surface.to_vec();
    key.extend(['\n', char::from(kind.map_or(b'-', |kind| b'0' + kind as u8))]);
    if let Some(latin) = latin {
        key.push('\n');
        key.extend_from_slice(latin);
    }
    let memo = &core.tables.memo.readings;
    if let Some(found) = get(&memo.borrow(), &key) {
        return found.clone();
    }
    let answer = core.facts.ask("read", vec![Value::from(surface), Value::from(kind.map(Kind::name)), Value::from(latin)]);
    let found = (answer.at(0).option().map(String::from), answer.at(1).text().to_string());
    if !core.facts.has_failed()
        && surface.len() <= MAX_KEPT_SURFACE
        && latin.map_or(true, |latin| latin.len() <= MAX_KEPT_SURFACE)
    {
        keep(memo, MOST_KEPT, key.into(), found.clone());
    }
    found
}

/// Read a folded run; every character has readings.
fn read_run(key: &[char], kind: Option<Kind>, latin: Option<&[char]>, core: &Core) -> (String, &'static str) {
    let tables = &core.tables;
    let entry = tables.entry(key);
    let is_person = match kind {
        None => entry.map_or(true, |entry| matches!(entry.class, b'p' | b'x')) && looks_like_person(key, core),
        Some(kind) => kind == Kind::Person,
    };
    let plan = if is_person { plan_person(key, entry, tables) } else { plan_other(key, kind, entry, tables) };
    match latin {
        Some(latin) if !latin.is_empty() && latin.len() <= MAX_LATIN => read_with_latin(key, kind, plan, latin, core),
        _ => (spell_shape(&plan.syllables, &plan.shape, core), plan.reason),
    }
}

/// Read with a Latin form: where it spells other known readings of the characters, they are taken.
fn read_with_latin(key: &[char], kind: Option<Kind>, plan: Plan, latin: &[char], core: &Core) -> (String, &'static str) {
    let head = plan.shape.first().map_or(0, |size| size.unsigned_abs() as usize);
    let fitted = match fit_pinyin(key, &plan.syllables, latin, core, head) {
        None => return (spell_shape(&plan.syllables, &plan.shape, core), plan.reason),
        Some(fitted) => fitted,
    };
    let mut shape = plan.shape;
    let is_one = |shape: &[i32]| shape == [key.len() as i32] && key.len() > 2;
    if plan.reason == "given-name" && is_one(&shape) {
        let words = words_of_latin(&fitted, latin); // a pen name without a surname: Mù Yúnqīng
        if !words.is_empty() {
            shape = words;
        }
    }
    if kind == Some(Kind::Person) && matches!(plan.reason, "name" | "transcription") && is_one(&shape) {
        let words = words_of_latin(&fitted, latin); // Gài Jiàotiān
        if words.len() == 2 && words[0] == core.tables.surname_length_folded(key) as i32 {
            shape = words;
        }
    }
    if fitted == plan.syllables {
        return (spell_shape(&plan.syllables, &shape, core), plan.reason);
    }
    if !plan.has_surname
        && shape.len() == 2
        && shape[0] == 2
        && fitted.first() != plan.syllables.first()
        && core.tables.single_surname(key[0]).is_some()
    {
        shape = vec![1, key.len() as i32 - 1]; // Shàn Yúmíng is no Chányú
    }
    (spell_shape(&fitted, &shape, core), "latin")
}

/// How many of the syllables each word of a Latin form spells; nothing where it spells them otherwise.
fn words_of_latin(syllables: &[&str], latin: &[char]) -> Vec<i32> {
    let mut shape = Vec::new();
    let mut place = 0;
    let mut spelled: Vec<char> = Vec::new();
    for word in split_space(latin) {
        let start = place;
        spelled.clear();
        while place < syllables.len() && spelled.len() < word.len() {
            spelled.extend(strip_tones(syllables[place]));
            place += 1;
        }
        if !spelled.iter().copied().eq(word.iter().map(|&c| bare_letter(lower_char(c)))) {
            return Vec::new();
        }
        shape.push((place - start) as i32);
    }
    shape
}

/// `orthography.spell_shape`
fn spell_shape(syllables: &[&str], shape: &[i32], core: &Core) -> String {
    let mut text = String::with_capacity(8 * syllables.len() + 2);
    let mut start = 0;
    for (number, &length) in shape.iter().enumerate() {
        let size = if length > SMALL { (length - SMALL) as usize } else { (length.unsigned_abs() as usize).max(1) };
        let word = match syllables.get(start..(start + size).min(syllables.len())) {
            Some([first, rest @ ..]) => {
                push_word(&mut text, first, length != 0 && length < SMALL);
                rest
            }
            _ => {
                core.defer(); // a table that does not fit itself
                return text;
            }
        };
        for syllable in word {
            if syllable.starts_with(is_vowel) {
                text.push('\'');
            }
            text.push_str(syllable);
        }
        if number + 1 < shape.len() {
            text.push(if length < 0 { '-' } else { ' ' });
        }
        start += size;
    }
    text
}

fn push_word(text: &mut String, first: &str, is_capital: bool) {
    match first.chars().next() {
        Some(c) if is_capital => {
            text.push(upper_char(c));
            text.push_str(&first[c.len_utf8()..]);
        }
        _ => text.push_str(first),
    }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'o' | 'ê') || (c >= '\u{80}' && matches!(bare_letter(c), 'a' | 'e' | 'o'))
}

/// The readings of an entry, one a character; those of the characters where it has none.
pub fn read_entry(entry: &Entry, key: &[char], is_inner: bool, tables: &Tables, into: &mut Vec<&'static str>) {
    let reading = if is_inner && !entry.inner.is_empty() { entry.inner } else { entry.reading };
    if reading.is_empty() {
        read_defaults(key, tables, into);
    } else {
        into.extend(reading.split(' '));
    }
}

pub fn read_defaults(key: &[char], tables: &Tables, into: &mut Vec<&'static str>) {
    into.extend(key.iter().map(|&c| tables.readings(c).default_one()));
}

pub fn shape_of_entry(entry: &Entry, length: usize) -> Vec<i32> {
    if entry.shape.is_empty() {
        vec![length as i32]
    } else {
        entry.shape.iter().map(|&digit| i32::from(digit) - i32::from(b'0')).collect()
    }
}

/// `person.plan_person`
fn plan_person(key: &[char], entry: Option<Entry>, tables: &Tables) -> Plan {
    let length = key.len();
    let head = tables.surname_length_folded(key);
    let mut syllables = Vec::with_capacity(length);
    match &entry {
        None if length > 2 => {
            let shape = shape_of_title(key, head, tables);
            if !shape.is_empty() {
                let mut start = 0;
                for &size in &shape {
                    let end = start + size as usize;
                    read_part(&key[start..end], tables, &mut syllables);
                    start = end;
                }
                return Plan::new(syllables, shape, "given-name");
            }
        }
        Some(entry) if is_listed(key, entry, head, tables) => return plan_listed(key, entry, head, tables),
        _ => {}
    }
    if head == 0 || head == length {
        return plan_without_surname(key, entry, head, tables);
    }
    if head == 1 && is_transcription(key, tables) {
        return Plan::new(transcribe(key, tables), vec![length as i32], "transcription");
    }
    let surname = match tables.surname(&key[..head]) {
        None => return plan_without_surname(key, entry, 0, tables),
        Some(surname) => surname,
    };
    if head == 1 && length == 4 {
        match tables.single_surname(key[1]) {
            Some(second) => {
                if are_two_surnames(key, surname, second, tables) {
                    syllables.extend(pieces(surname.reading).chain(pieces(second.reading)));
                    read_given(&key[2..], tables, &mut syllables);
                    return Plan { syllables, shape: vec![-1, 1, 2], reason: "surname", has_surname: true };
                }
            }
            None => {
                if let Some(front) = tables.entry(&key[..2]).filter(|front| front.class == b'n') {
                    read_entry(&front, &key[..2], false, tables, &mut syllables); // 高桥留美: a surname that the table lacks
                    read_given(&key[2..], tables, &mut syllables);
                    return Plan::new(syllables, vec![2, 2], "given-name");
                }
            }
        }
    }
    syllables.extend(pieces(surname.reading));
    read_given(&key[head..], tables, &mut syllables);
    let is_surname = head > 1 || syllables.first().copied() != Some(tables.readings(key[0]).default_one());
    Plan {
        syllables,
        shape: vec![head as i32, (length - head) as i32],
        reason: if is_surname { "surname" } else { "given-name" },
        has_surname: head == 1,
    }
}

/// The words of a ruler or a god whose name ends with a title: Hàn Jǐngdì, Dàoguāng Dì, Qiānsuì Niángniáng; none for others.
fn shape_of_title(key: &[char], head: usize, tables: &Tables) -> Vec<i32> {
    let length = key.len();
    let size = length as i32;
    let is_word = |key: &[char]| {
        let plain: Vec<char> = key.iter().map(|&c| tables.simplified(c)).collect();
        tables.entry(&plain).map_or(false, |entry| entry.class == b'w')
    };
    if length > 3 && tables.ends_with_honorific(key) {
        let is_title = head == 0 || (head == 1 && is_word(&key[..length - 2]));
        return if is_title { vec![size - 2, 2] } else { Vec::new() };
    }
    let last = key[length - 1];
    if !matches!(last, '帝' | '祖' | '宗') || length > 4 || (last == '帝' && is_word(&key[length - 2..])) {
        return Vec::new();
    }
    if tables.is_realm(key[0]) {
        return if head == 0 { vec![1, size - 1] } else { Vec::new() }; // those that are surnames are read as such
    }
    if last == '帝' {
        vec![size - 1, 1]
    } else {
        Vec::new()
    }
}

fn read_part(part: &[char], tables: &Tables, into: &mut Vec<&'static str>) {
    let found = if part.len() > 1 { tables.entry(part) } else { None };
    match found {
        Some(entry) => read_entry(&entry, part, true, tables, into),
        None if part.len() == 1 => read_defaults(part, tables, into),
        None => read_given(part, tables, into),
    }
}

/// Whether the dictionary has the whole name as that of a person, or of nothing that a person is named after.
fn is_listed(key: &[char], entry: &Entry, head: usize, tables: &Tables) -> bool {
    entry.class == b'p'
        || (entry.class == b'n'
            && (!entry.shape.is_empty() || key.len() > 2 || head == 0 || key.get(1).map_or(false, |&c| tables.is_title(c))))
}

fn plan_listed(key: &[char], entry: &Entry, head: usize, tables: &Tables) -> Plan {
    let mut shape = shape_of_entry(entry, key.len());
    if shape == [1, 1, 2] && head == 1 && key.get(1).map_or(false, |&c| tables.single_surname(c).is_some()) {
        shape = vec![-1, 1, 2]; // two surnames: Chén-Fāng Ānshēng
    }
    let mut syllables = Vec::with_capacity(key.len());
    read_entry(entry, key, false, tables, &mut syllables);
    Plan { syllables, shape, reason: "name", has_surname: entry.class == b'p' && head == 1 }
}

fn are_two_surnames(key: &[char], first: &Surname, second: &Surname, tables: &Tables) -> bool {
    first.rank <= COMMON_SURNAME
        && second.rank <= COMMON_SURNAME
        && tables.surname(&key[1..3]).is_none()
        && tables.entry(&key[1..]).is_none()
}

/// Plan a name that begins with no surname (玄奘, 佐科维), or that is a surname alone.
fn plan_without_surname(key: &[char], entry: Option<Entry>, head: usize, tables: &Tables) -> Plan {
    let shape = vec![key.len() as i32];
    let mut syllables = Vec::with_capacity(key.len());
    if let Some(entry) = entry {
        read_entry(&entry, key, true, tables, &mut syllables);
        let reason = if matches!(entry.class, b'p' | b'n') { "name" } else { "phrase" };
        return Plan::new(syllables, shape_of_entry(&entry, key.len()), reason);
    }
    if head > 0 {
        if let Some(surname) = tables.surname(key) {
            return Plan::new(pieces(surname.reading).collect(), shape, "surname");
        }
    }
    if is_transcription(key, tables) {
        return Plan::new(transcribe(key, tables), shape, "transcription");
    }
    for (start, end, found) in cover_entries(key, tables) {
        match found {
            None => read_given(&key[start..end], tables, &mut syllables),
            Some(entry) => read_entry(&entry, &key[start..end], true, tables, &mut syllables),
        }
    }
    Plan::new(syllables, shape, "given-name")
}

/// Read a given name: as the word that it is, else character by character as given names have them.
fn read_given(given: &[char], tables: &Tables, into: &mut Vec<&'static str>) {
    let length = given.len();
    if length > 1 {
        if let Some(entry) = tables.entry(given) {
            if matches!(entry.class, b'w' | b'p') && (length > 2 || entry.cost <= RARE_WORD) {
                let start = into.len();
                read_entry(&entry, given, true, tables, into);
                if length == 2 && !(entry.reading.is_empty() && entry.inner.is_empty()) {
                    for (number, &c) in given.iter().enumerate() {
                        match into.get_mut(start + number) {
                            Some(syllable) if !has_tone(syllable) => *syllable = as_given(c, 2 * number, tables),
                            _ => {}
                        }
                    }
                }
                return;
            }
        }
    }
    for (number, &c) in given.iter().enumerate() {
        let place = if number + 1 == length { 2 } else { usize::from(number > 0) };
        into.push(as_given(c, place, tables));
    }
}

/// Read one character of a given name: place 0 is its first, 2 its last, 1 between.
fn as_given(c: char, place: usize, tables: &Tables) -> &'static str {
    tables.given(c, place).unwrap_or_else(|| tables.readings(c).default_one())
}

/// Whether Hanzi write a foreign name by its sound: 苏加诺, 杜特尔特.
pub fn is_transcription(key: &[char], tables: &Tables) -> bool {
    let mut strong = 0;
    for &c in key {
        match tables.sound(c) {
            None => return false,
            Some((_, is_strong)) => strong += usize::from(is_strong),
        }
    }
    if strong == 1 && key.len() >= SHORTEST_TRANSCRIPTION {
        return match tables.single_surname(key[0]) {
            None => true,
            Some(surname) => tables.sound(key[0]).map_or(true, |(sound, _)| surname.first() != sound),
        };
    }
    strong > 1 && strong * 3 >= key.len()
}

/// Read characters as they sound in transcriptions.
pub fn transcribe(key: &[char], tables: &Tables) -> Vec<&'static str> {
    let sound = |&c: &char| match tables.sound(c) {
        Some((sound, _)) => sound,
        None => as_given(c, 1, tables),
    };
    key.iter().map(sound).collect()
}

/// `segment.cover_entries`: cover a run by words, cheapest first.
fn cover_entries(run: &[char], tables: &Tables) -> Vec<(usize, usize, Option<Entry>)> {
    let length = run.len();
    let mut costs = vec![0; length + 1];
    let mut steps: Vec<(usize, Option<Entry>)> = vec![(0, None); length];
    for start in (0..length).rev() {
        let mut best = costs[start + 1] + UNKNOWN_COST;
        let mut step = (start + 1, None);
        for end in start + 2..=(start + LONGEST_WORD).min(length) {
            if let Some(entry) = tables.entry(&run[start..end]) {
                if start == 0 || entry.shape != b"11" {
                    let cost = costs[end] + entry.cost;
                    if cost < best {
                        best = cost;
                        step = (end, Some(entry));
                    }
                }
            }
        }
        costs[start] = best;
        steps[start] = step;
    }
    let mut pieces = Vec::new();
    let mut start = 0;
    while start < length {
        let (end, entry) = steps[start];
        pieces.push((start, end, entry));
        start = end;
    }
    pieces
}

// -- a Latin form as evidence for a reading ------------------------------------------------------------

/// Choose among the known readings those that a Latin form spells, with the fewest changes from the default (`fit.fit_pinyin`).
fn fit_pinyin(key: &[char], default: &[&'static str], latin: &[char], core: &Core, head: usize) -> Option<Vec<&'static str>> {
    if default.len() != key.len() {
        return None;
    }
    let mut toned: Vec<char> = Vec::with_capacity(latin.len());
    let mut letters: Vec<char> = Vec::with_capacity(latin.len());
    for &c in latin {
        let c = lower_char(c);
        if c < '\u{80}' {
            if c.is_ascii_alphanumeric() {
                toned.push(c);
                letters.push(c);
            }
        } else {
            let known = letter(c, core);
            if !known.is_dropped {
                toned.push(c);
                letters.push(known.bare);
            }
        }
    }
    if is_default(default, &letters, &toned) {
        return Some(default.to_vec());
    }
    let straight = 0..key.len();
    if let Some(found) = fit(key, default, &letters, &toned, straight, core) {
        return Some(found);
    }
    if head > 0 && head <= key.len() {
        let mut found = fit(key, default, &letters, &toned, (head..key.len()).chain(0..head), core)?;
        found.rotate_right(head);
        return Some(found);
    }
    None
}

/// Whether the form spells the default reading, tones and all or none: then nothing fits better.
fn is_default(default: &[&str], letters: &[char], toned: &[char]) -> bool {
    let mut place = 0;
    for syllable in default {
        let (mut has_no_tone, mut has_its_tone) = (true, true);
        for c in syllable.chars() {
            let bare = match bare_letter(c) {
                'ü' => return false,
                'ê' => 'e',
                bare => bare,
            };
            if letters.get(place) != Some(&bare) {
                return false;
            }
            has_no_tone &= toned.get(place) == Some(&bare);
            has_its_tone &= toned.get(place) == Some(&c);
            place += 1;
        }
        if !(has_no_tone || has_its_tone) {
            return false;
        }
    }
    place == letters.len()
}

fn same_without_tone(one: &str, other: &str) -> bool {
    strip_tones(one).eq(strip_tones(other))
}

/// A way through the letters: where it ends, what it costs, the syllables taken.
struct State {
    end: usize,
    cost: u32,
    chosen: Vec<&'static str>,
}

/// The cheapest syllables that spell the letters, in the order of the places.
fn fit<O: Iterator<Item = usize>>(
    key: &[char],
    default: &[&'static str],
    letters: &[char],
    toned: &[char],
    order: O,
    core: &Core,
) -> Option<Vec<&'static str>> {
    let tables = &core.tables;
    let mut states = vec![State { end: 0, cost: 0, chosen: Vec::new() }];
    let mut options: Vec<(&'static str, u32)> = Vec::new();
    for place in order {
        let first = default[place];
        let readings = tables.readings(key[place]);
        let surname = if place == 0 { tables.single_surname(key[0]) } else { None };
        let is_settled = surname.map_or(false, |surname| surname.first() == first); // one tone whatever the form says: Rén, not Rèn
        options.clear();
        options.push((first, 0));
        if let Some(surname) = surname {
            let others = if surname.is_disputed { surname.others } else { "" };
            let own = std::iter::once(surname.first()).chain(pieces(others));
            options.extend(own.filter(|&syllable| syllable != first).map(|syllable| (syllable, FROM_SURNAME)));
        }
        for (number, syllable) in pieces(readings.usual).enumerate() {
            if syllable != first {
                let is_against = is_settled && same_without_tone(syllable, first);
                options.push((syllable, if is_against { AGAINST_SURNAME } else { FROM_USUAL + number as u32 }));
            }
        }
        options.extend(pieces(readings.rare).map(|syllable| (syllable, FROM_RARE)));
        let mut following: Vec<State> = Vec::new();
        for state in &states {
            for &(syllable, price) in &options {
                each_bare_form(syllable, core, |bare| {
                    let end = state.end + bare.len();
                    if letters.get(state.end..end) != Some(bare) {
                        return;
                    }
                    let seen = toned.get(state.end..end).unwrap_or(&[]);
                    let mut total = state.cost + price;
                    if seen != bare && !seen.iter().copied().eq(syllable.chars()) {
                        total += AGAINST_TONE;
                    }
                    let choose = || {
                        let mut chosen = Vec::with_capacity(key.len());
                        chosen.extend_from_slice(&state.chosen);
                        chosen.push(syllable);
                        chosen
                    };
                    match following.iter_mut().find(|other| other.end == end) {
                        None => following.push(State { end, cost: total, chosen: choose() }),
                        Some(other) if total < other.cost => {
                            other.cost = total;
                            other.chosen = choose();
                        }
                        Some(_) => {}
                    }
                });
            }
        }
        if following.is_empty() {
            return None;
        }
        states = following;
    }
    states.into_iter().find(|state| state.end == letters.len()).map(|state| state.chosen)
}

/// `spelling.bare_forms`
fn each_bare_form<F: FnMut(&[char])>(syllable: &str, core: &Core, mut take: F) {
    let mut bare = ['\0'; 16];
    let mut size = 0;
    let mut is_simple = true;
    for c in strip_tones(syllable) {
        is_simple &= c != 'ü' && size < bare.len();
        if let Some(place) = bare.get_mut(size) {
            *place = if c == 'ê' { 'e' } else { c };
            size += 1;
        }
    }
    if is_simple {
        take(&bare[..size]);
    } else {
        syllable_of(syllable, core).bare.iter().for_each(|form| take(&chars(form)));
    }
}

// -- names that are written by their sound -------------------------------------------------------------

const SHORTEST_SOUND: usize = 3;
const LONGEST_SOUND: usize = 8;

/// `sound.read_by_sound`: the pinyin of a surface as one word, where one of the Latin words has its consonants.
pub fn read_by_sound(surface: &[char], latin: &[char], core: &Core) -> Option<String> {
    let tables = &core.tables;
    if !(SHORTEST_SOUND..=LONGEST_SOUND).contains(&surface.len()) {
        return None;
    }
    let mut key = ['\0'; LONGEST_SOUND];
    for (place, &c) in key.iter_mut().zip(surface) {
        *place = tables.fold(c);
    }
    let key = &key[..surface.len()];
    if !key.iter().all(|&c| tables.sound(c).is_some()) || tables.entry(key).is_some() {
        return None;
    }
    let syllables = transcribe(key, tables);
    let heard = heard(&syllables);
    let slips = usize::from(heard.len() > 2);
    let is_heard = split_space(latin).any(|word| {
        let written = written(word, core);
        written.len() > 1 && differ(&written, &heard) <= slips
    });
    if is_heard {
        Some(spell_shape(&syllables, &[key.len() as i32], core))
    } else {
        None
    }
}

/// The sign of consonants that Chinese does not keep apart when it writes a foreign name.
fn sign(letter: char) -> Option<u8> {
    Some(match letter {
        'b' | 'p' => b'P',
        'd' | 't' => b'T',
        'g' | 'k' | 'q' => b'K',
        'f' | 'v' | 'w' => b'F',
        'm' => b'M',
        'n' => b'N',
        'l' | 'r' => b'L',
        's' | 'z' | 'c' | 'j' | 'x' => b'S',
        _ => return None,
    })
}

fn push_sign(signs: &mut Vec<u8>, sign: Option<u8>) {
    if let Some(sign) = sign {
        if signs.last() != Some(&sign) {
            signs.push(sign);
        }
    }
}

/// The consonants of a Latin word, in signs: 'VTLN' sounds as 'Vautrin' does.
fn written(word: &[char], core: &Core) -> Vec<u8> {
    let mut letters: Vec<char> = Vec::with_capacity(word.len());
    for &c in word {
        if c < '\u{80}' {
            letters.push(c.to_ascii_lowercase());
        } else {
            letters.extend_from_slice(&letter(c, core).sound);
        }
    }
    let mut signs = Vec::with_capacity(letters.len());
    for (place, &c) in letters.iter().enumerate() {
        let is_soft = matches!(letters.get(place + 1), Some('e' | 'i' | 'h' | 'y' | 'z'));
        push_sign(&mut signs, if c == 'c' && !is_soft { Some(b'K') } else { sign(c) });
    }
    signs
}

/// The consonants of syllables in pinyin, in the same signs.
fn heard(syllables: &[&str]) -> Vec<u8> {
    let mut signs = Vec::with_capacity(2 * syllables.len());
    for syllable in syllables {
        let first = strip_tones(syllable).next().unwrap_or(' ');
        let is_er = strip_tones(syllable).eq("er".chars());
        let consonant = match first {
            _ if is_er => Some(b'L'),
            'j' | 'q' | 'x' | 'z' | 'c' | 's' => Some(b'S'),
            _ => sign(first),
        };
        push_sign(&mut signs, consonant);
        let ends_in_n = {
            let mut letters = syllable.chars().rev().map(bare_letter);
            match letters.next() {
                Some('n') => true,
                Some('g') => letters.next() == Some('n'),
                _ => false,
            }
        };
        push_sign(&mut signs, if ends_in_n { Some(b'N') } else { None });
    }
    signs
}

/// How many signs have to be changed, taken or added: 0, 1, or more.
fn differ(left: &[u8], right: &[u8]) -> usize {
    if left.len().max(right.len()) - left.len().min(right.len()) > 1 {
        return 2;
    }
    let same = left.iter().zip(right).take_while(|(one, other)| one == other).count();
    let (left, right) = (&left[same..], &right[same..]);
    if left.is_empty() && right.is_empty() {
        return 0;
    }
    let (left_rest, right_rest) = (left.get(1..).unwrap_or(&[]), right.get(1..).unwrap_or(&[]));
    if left_rest == right_rest || left_rest == right || left == right_rest {
        1
    } else {
        2
    }
}

// -- for tests -----------------------------------------------------------------------------------------
