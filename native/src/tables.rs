//! The reading and spelling tables, as `glossary/reading/tables.py` has them: one block of bytes, decoded as far as it is asked.

use std::cell::RefCell;
use std::hash::Hasher;

use crate::facts::{Facts, Kind};
use crate::json::Value;
use crate::names;
use crate::other;
use crate::text::{get, FastHasher, Map};

const MAGIC: &[u8] = b"GLR4";
const FIRST: u32 = 0x4e00;
const LAST: u32 = 0x9fff;
const LOWEST: u32 = 0x2e80; // below it there are no Hanzi
const MAX_FIELDS: usize = 512; // bytes of an entry, at most
const TENTH: f64 = 10.0; // weights are written as whole tenths

// -- what the tables hold ------------------------------------------------------------------------------

/// An entry of the dictionary: class (p person, n proper name, w word, x part of names), cost, reading where the defaults of
/// the characters do not give it, lengths of its words, reading inside a name where that differs; empty where there is none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry {
    pub class: u8,
    pub cost: i32,
    pub reading: &'static str,
    pub shape: &'static [u8],
    pub inner: &'static str,
}

/// One row of the surname table; the reading holds a syllable a Hanzi, apart by blanks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Surname {
    pub reading: &'static str,
    pub others: &'static str,
    pub is_disputed: bool,
    pub rank: usize,
}

impl Surname {
    /// The syllable of its first Hanzi.
    pub fn first(&self) -> &'static str {
        self.reading.split(' ').next().unwrap_or("")
    }
}

/// The readings of a character, those in use and the rare ones, apart by blanks; both empty where it has none.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Readings {
    pub usual: &'static str,
    pub rare: &'static str,
}

impl Readings {
    /// The first one, which is its reading where nothing speaks for another.
    pub fn default_one(&self) -> &'static str {
        self.usual.split(' ').next().unwrap_or("")
    }
}

const NONE: u16 = u16::MAX;

/// What single characters are in names: places in the tables, and the sets that hold them.
#[derive(Clone, Copy)]
struct Character {
    words: u16, // among the first Hanzi of words
    surname: u16,
    given: u16,
    sound: u16,
    sets: u8,
    has_odds: bool,
    odds: [i16; 5],
}

const NO_CHARACTER: Character =
    Character { words: NONE, surname: NONE, given: NONE, sound: NONE, sets: 0, has_odds: false, odds: [0; 5] };

/// Sets of characters, each a bit.
const BEGINS_COMPOUND: u8 = 1;
const IS_COMMON: u8 = 2;
const ENDS_HEAD: u8 = 4;
const NEVER_IN_NAMES: u8 = 8;
const IS_REALM: u8 = 16;
const IS_TITLE: u8 = 32;

/// Something for each of the characters of the basic plane that plain texts hold, and for a few others.
struct ByCharacter<T> {
    direct: Vec<T>,
    others: Map<char, T>,
}

const DIRECT_FIRST: u32 = 0x3400;
const DIRECT_SIZE: u32 = 0xa000 - DIRECT_FIRST;

impl<T: Copy> ByCharacter<T> {
    fn new(nothing: T) -> ByCharacter<T> {
        ByCharacter { direct: vec![nothing; DIRECT_SIZE as usize], others: Map::default() }
    }
    #[inline]
    fn get(&self, c: char) -> Option<T> {
        let place = (c as u32).wrapping_sub(DIRECT_FIRST);
        if place < DIRECT_SIZE {
            return self.direct.get(place as usize).copied();
        }
        if (c as u32) < LOWEST {
            return None;
        }
        self.others.get(&c).copied()
    }
    fn at(&mut self, c: char, nothing: T) -> &mut T {
        let place = (c as u32).wrapping_sub(DIRECT_FIRST);
        if place < DIRECT_SIZE {
            &mut self.direct[place as usize]
        } else {
            self.others.entry(c).or_insert(nothing)
        }
    }
}

/// The characters, each a number in a list of those that have anything.
struct Characters {
    numbers: ByCharacter<u32>,
    all: Vec<Character>,
}

impl Characters {
    fn new() -> Characters {
        Characters { numbers: ByCharacter::new(0), all: vec![NO_CHARACTER] }
    }
    #[inline]
    fn get(&self, c: char) -> &Character {
        let number = self.numbers.get(c).unwrap_or(0);
        self.all.get(number as usize).unwrap_or(&NO_CHARACTER)
    }
    fn of(&mut self, c: char) -> &mut Character {
        let number = self.numbers.at(c, 0);
        if *number == 0 {
            *number = self.all.len() as u32;
            self.all.push(NO_CHARACTER);
        }
        let number = *number as usize;
        &mut self.all[number]
    }
}

/// What the likely kinds are weighed by: features, looked up by a hash of their bytes.
struct Kinds {
    text: &'static [u8],
    rows: Vec<KindRow>,
    slots: Vec<u32>, // number of a row, from 1
    longest: usize,
}

struct KindRow {
    start: u32,
    size: u8,
    weights: [i16; 8],
}

impl Kinds {
    fn new(text: &'static str) -> Kinds {
        let lines = text.bytes().filter(|&byte| byte == b'\n').count() + 1;
        let size = (2 * lines).next_power_of_two();
        let mut kinds = Kinds { text: text.as_bytes(), rows: Vec::with_capacity(lines), slots: vec![0; size], longest: 0 };
        let mut start = 0;
        for line in text.split('\n') {
            let (feature, numbers) = line.split_once('\t').unwrap_or((line, ""));
            let mut weights = [0i16; 8];
            for (place, number) in weights.iter_mut().zip(numbers.split(' ')) {
                *place = number.parse().unwrap_or(0);
            }
            if feature.len() < 256 && !numbers.is_empty() {
                kinds.longest = kinds.longest.max(feature.len());
                kinds.rows.push(KindRow { start: start as u32, size: feature.len() as u8, weights });
                let mut slot = Kinds::hash(feature.as_bytes()) & (size - 1);
                while kinds.slots[slot] != 0 {
                    slot = (slot + 1) & (size - 1);
                }
                kinds.slots[slot] = kinds.rows.len() as u32;
            }
            start += line.len() + 1;
        }
        kinds
    }
    fn hash(feature: &[u8]) -> usize {
        let mut hasher = FastHasher::default();
        hasher.write(feature);
        let hash = hasher.finish();
        (hash ^ hash >> 32) as usize
    }
    fn find(&self, feature: &[u8]) -> Option<[f64; 8]> {
        let mut slot = Kinds::hash(feature) & (self.slots.len() - 1);
        loop {
            let number = *self.slots.get(slot)?;
            let row = self.rows.get((number as usize).checked_sub(1)?)?;
            let start = row.start as usize;
            if row.size as usize == feature.len() && self.text.get(start..start + feature.len()) == Some(feature) {
                return Some(row.weights.map(|weight| f64::from(weight) / TENTH));
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }
}

/// All tables of readings and spellings of one glossary.
pub struct Tables {
    sections: Sections,
    combinations: Vec<u32>, // where each begins
    others: RefCell<Option<Vec<char>>>,
    characters: Characters,
    folds: ByCharacter<char>,
    unfolded: Vec<char>,
    surnames: Vec<Surname>,
    compounds: Map<Box<[char]>, u16>,
    given: Vec<[&'static str; 3]>,
    sounds: Vec<(&'static str, bool)>,
    heads: Map<Box<[char]>, (Option<Kind>, usize)>,
    honorifics: Vec<[char; 2]>,
    kinds: RefCell<Option<Kinds>>,
    lines: RefCell<Vec<Option<Box<[u32]>>>>, // of each first Hanzi: where the rest of each word begins
    is_compensated: bool,                    // `sum` of floats, from Python 3.12
    pub other: other::Known,
    pub memo: names::Memo,
}

/// The named parts of the bytes.
struct Sections {
    combinations: &'static str,
    direct: &'static [u8],
    others: &'static str,
    others_numbers: &'static [u8],
    offsets: &'static [u8],
    keys: &'static [u8],
    starts: &'static [u8],
    numbers: &'static [u8],
    fields: &'static [u8],
    kinds: &'static str,
    spellings: &'static str,
}

fn two(bytes: &[u8], place: usize) -> Option<usize> {
    let two = bytes.get(2 * place..2 * place + 2)?;
    Some(usize::from(two[0]) | usize::from(two[1]) << 8)
}

fn four(bytes: &[u8], place: usize) -> Option<usize> {
    let mut four = [0; 4];
    four.copy_from_slice(bytes.get(4 * place..4 * place + 4)?);
    Some(u32::from_le_bytes(four) as usize)
}

fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.split('\n').filter(|line| !line.is_empty()).map(|line| line.split('\t').collect())
}

fn one(text: &str) -> Option<char> {
    text.chars().next()
}

impl Tables {
    /// Load the tables that `build.py` wrote; None where the bytes are not such tables.
    pub fn from_bytes(data: &'static [u8], facts: &Facts) -> Option<Tables> {
        if data.get(..4)? != MAGIC {
            return None;
        }
        let size = four(data, 1)?;
        let header = std::str::from_utf8(data.get(8..8 + size)?).ok()?;
        let body = &data[8 + size..];
        let mut sections: Map<&str, &'static [u8]> = Map::default();
        for line in header.trim().split('\n') {
            let mut parts = line.split(' ');
            let name = parts.next()?;
            let offset: usize = parts.next()?.parse().ok()?;
            let length: usize = parts.next()?.parse().ok()?;
            sections.insert(name, body.get(offset..offset.checked_add(length)?)?);
        }
        let bytes = |name: &str| sections.get(name).copied();
        let text = |name: &str| std::str::from_utf8(sections.get(name).copied()?).ok();
        let known = facts.ask("tables", Vec::new());
        if known.is_null() {
            return None;
        }
        let mut tables = Tables {
            sections: Sections {
                combinations: text("combinations")?,
                direct: bytes("direct")?,
                others: text("others")?,
                others_numbers: bytes("others_numbers")?,
                offsets: bytes("offsets")?,
                keys: bytes("keys")?,
                starts: bytes("starts")?,
                numbers: bytes("numbers")?,
                fields: bytes("fields")?,
                kinds: text("kinds")?,
                spellings: text("spellings")?,
            },
            combinations: vec![0],
            others: RefCell::new(None),
            characters: Characters::new(),
            folds: ByCharacter::new('\0'),
            unfolded: known.get("unfolded").chars(),
            surnames: Vec::new(),
            compounds: Map::default(),
            given: Vec::new(),
            sounds: Vec::new(),
            heads: Map::default(),
            honorifics: Vec::new(),
            kinds: RefCell::new(None),
            lines: RefCell::new(Vec::new()),
            is_compensated: known.get("is_compensated").truth(),
            other: other::Known::new(&known, text("place")?, text("text")?, text("heads")?)?,
            memo: names::Memo::default(),
        };
        tables.take_simplification(&known);
        tables.take_sets(&known);
        let starts = tables.sections.combinations.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
        tables.combinations.extend(starts.map(|(place, _)| place as u32 + 1));
        for (place, first) in text("firsts")?.chars().enumerate() {
            tables.characters.of(first).words = u16::try_from(place).ok()?;
        }
        tables.lines.borrow_mut().resize_with(text("firsts")?.chars().count(), || None);
        tables.take_surnames(text("surnames")?)?;
        for row in rows(text("given")?) {
            tables.take_given(&row)?;
        }
        for row in rows(text("transcription")?) {
            tables.characters.of(one(row[0])?).sound = u16::try_from(tables.sounds.len()).ok()?;
            tables.sounds.push((row.get(1)?, row.get(2) == Some(&"strong")));
        }
        for c in text("given_common")?.chars().filter(|&c| c != '\n') {
            tables.characters.of(c).sets |= IS_COMMON;
        }
        for row in rows(text("name_odds")?) {
            let character = tables.characters.of(one(row[0])?);
            for (place, number) in character.odds.iter_mut().zip(row.get(1)?.split_ascii_whitespace()) {
                *place = number.parse().ok()?;
            }
            character.has_odds = true;
        }
        for row in rows(text("heads")?) {
            let head: Box<[char]> = row[0].chars().collect();
            tables.characters.of(*head.last()?).sets |= ENDS_HEAD;
            let least = if *row.get(2)? == "any" { 0 } else { row.get(2)?.parse().ok()? };
            tables.heads.insert(head, (Kind::named(row.get(1)?), least));
        }
        Some(tables)
    }

    fn take_simplification(&mut self, known: &Value) {
        for (c, plain) in known.get("traditional").text().chars().zip(known.get("simplified").text().chars()) {
            *self.folds.at(c, '\0') = plain;
        }
    }

    fn take_sets(&mut self, known: &Value) {
        for (name, set) in [("never_in_names", NEVER_IN_NAMES), ("realms", IS_REALM), ("titles", IS_TITLE)] {
            for c in known.get(name).text().chars() {
                self.characters.of(c).sets |= set;
            }
        }
        for honorific in known.get("honorifics").items() {
            if let [first, second] = honorific.chars()[..] {
                self.honorifics.push([first, second]);
            }
        }
    }

    fn take_surnames(&mut self, text: &'static str) -> Option<()> {
        for row in rows(text) {
            let number = u16::try_from(self.surnames.len()).ok()?;
            self.surnames.push(Surname {
                reading: row.get(2)?,
                others: row.get(3)?,
                is_disputed: *row.get(4)? == "disputed",
                rank: row.get(5)?.parse().ok()?,
            });
            let hanzi: Box<[char]> = row[0].chars().collect();
            match hanzi[..] {
                [] => return None,
                [c] => self.characters.of(c).surname = number,
                [c, ..] => {
                    self.characters.of(c).sets |= BEGINS_COMPOUND;
                    self.compounds.insert(hanzi, number);
                }
            }
        }
        Some(())
    }

    fn take_given(&mut self, row: &[&'static str]) -> Option<()> {
        let (reading, place) = (row.get(1)?, row.get(2)?);
        let next = u16::try_from(self.given.len()).ok()?;
        let character = self.characters.of(one(row[0])?);
        if character.given == NONE {
            character.given = next;
            self.given.push([""; 3]);
        }
        let places = self.given.get_mut(character.given as usize)?;
        for (number, name) in ["first", "inside", "last"].iter().enumerate() {
            if *place == "any" || place == name {
                places[number] = reading;
            }
        }
        Some(())
    }

    // -- characters ------------------------------------------------------------------------------------

    /// `script.simplify` of one character.
    #[inline]
    pub fn simplified(&self, c: char) -> char {
        match self.folds.get(c) {
            None | Some('\0') => c,
            Some(plain) => plain,
        }
    }

    /// `script.simplify`
    pub fn simplify(&self, hanzi: &[char], _facts: &Facts) -> Vec<char> {
        hanzi.iter().map(|&c| self.simplified(c)).collect()
    }

    /// `Folds` of one character: simplified, but for the exceptions that readings need.
    #[inline]
    pub fn fold(&self, c: char) -> char {
        let plain = self.simplified(c);
        if plain != c && self.unfolded.contains(&c) {
            c
        } else {
            plain
        }
    }

    /// `Tables.characters`
    pub fn readings(&self, c: char) -> Readings {
        let code = c as u32;
        let number = if (FIRST..=LAST).contains(&code) {
            two(self.sections.direct, (code - FIRST) as usize)
        } else if code < LOWEST {
            None
        } else {
            self.other(c)
        };
        let number = number.unwrap_or(0);
        let start = self.combinations.get(number).map_or(0, |&start| start as usize);
        let end = self.combinations.get(number + 1).map_or(self.sections.combinations.len(), |&next| next as usize - 1);
        let line = self.sections.combinations.get(start..end).unwrap_or("");
        let (usual, rare) = line.split_once('|').unwrap_or((line, ""));
        Readings { usual, rare }
    }

    /// The number of the readings of a character outside the main block.
    fn other(&self, c: char) -> Option<usize> {
        let mut others = self.others.borrow_mut();
        let others = others.get_or_insert_with(|| self.sections.others.chars().collect());
        let place = others.binary_search(&c).ok()?;
        two(self.sections.others_numbers, place)
    }

    /// Whether a character has any reading.
    #[inline]
    pub fn has_readings(&self, c: char) -> bool {
        let code = c as u32;
        if (FIRST..=LAST).contains(&code) {
            return two(self.sections.direct, (code - FIRST) as usize).map_or(false, |number| number > 0);
        }
        !self.readings(c).usual.is_empty()
    }

    /// The surname that one Hanzi is.
    #[inline]
    pub fn single_surname(&self, c: char) -> Option<&Surname> {
        self.surnames.get(self.characters.get(c).surname as usize)
    }

    /// `Tables.surnames`
    pub fn surname(&self, hanzi: &[char]) -> Option<&Surname> {
        match hanzi {
            [] => None,
            [c] => self.single_surname(*c),
            _ => get(&self.compounds, hanzi).and_then(|&number| self.surnames.get(number as usize)),
        }
    }

    /// The reading of a character at a place in a given name: 0 is its first, 2 its last, 1 between.
    pub fn given(&self, c: char, place: usize) -> Option<&'static str> {
        let places = self.given.get(self.characters.get(c).given as usize)?;
        Some(places[place]).filter(|reading| !reading.is_empty())
    }

    /// How a character sounds in transcriptions, and whether it is one that Chinese names hardly use.
    #[inline]
    pub fn sound(&self, c: char) -> Option<(&'static str, bool)> {
        self.sounds.get(self.characters.get(c).sound as usize).copied()
    }

    /// Whether a character is common in given names (`Tables.given_common`).
    #[inline]
    pub fn is_common(&self, c: char) -> bool {
        self.characters.get(c).sets & IS_COMMON != 0
    }

    /// `person._REALMS`
    pub fn is_realm(&self, c: char) -> bool {
        self.characters.get(c).sets & IS_REALM != 0
    }

    /// `person._TITLES`
    pub fn is_title(&self, c: char) -> bool {
        self.characters.get(c).sets & IS_TITLE != 0
    }

    /// Whether Hanzi end with one of `person._HONORIFICS`.
    pub fn ends_with_honorific(&self, key: &[char]) -> bool {
        match key {
            [.., first, second] => self.honorifics.contains(&[*first, *second]),
            _ => false,
        }
    }

    // -- words -----------------------------------------------------------------------------------------

    /// `Tables.words`
    pub fn entry(&self, word: &[char]) -> Option<Entry> {
        let (&first, rest) = word.split_first()?;
        let place = self.characters.get(first).words;
        if place == NONE {
            return None;
        }
        let mut buffer = [0u8; 256];
        let mut size = 0;
        for &c in rest {
            let letter = buffer.get_mut(size..size + 4)?;
            size += c.encode_utf8(letter).len();
        }
        let number = self.find(place as usize, &buffer[..size])?;
        self.entry_at(number)
    }

    fn find(&self, place: usize, rest: &[u8]) -> Option<usize> {
        let block = self.sections.keys.get(four(self.sections.offsets, place)?..four(self.sections.offsets, place + 1)?)?;
        let mut all = self.lines.borrow_mut();
        let lines = all.get_mut(place)?.get_or_insert_with(|| {
            let ends = block.iter().enumerate().filter(|&(_, &byte)| byte == b'\n');
            ends.map(|(end, _)| end as u32 + 1).collect()
        });
        let count = lines.len().checked_sub(1)?; // the last line end ends the block
        let (mut low, mut high) = (0, count);
        while low < high {
            let middle = (low + high) / 2;
            let line = block.get(lines[middle] as usize..lines[middle + 1] as usize - 1)?;
            match line.cmp(rest) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return four(self.sections.numbers, four(self.sections.starts, place)? + middle),
            }
        }
        None
    }

    fn entry_at(&self, number: usize) -> Option<Entry> {
        let fields = self.sections.fields.get(number..)?;
        let fields = &fields[..fields.len().min(MAX_FIELDS)];
        let end = fields.iter().position(|&byte| byte == b'\n').unwrap_or(fields.len());
        let mut parts = fields[..end].split(|&byte| byte == b',');
        let (&class, digits) = parts.next()?.split_first()?;
        let mut cost = 0i32;
        for &digit in digits {
            cost = cost.checked_mul(10)?.checked_add(i32::from(digit.checked_sub(b'0')?))?;
        }
        let reading = std::str::from_utf8(parts.next().unwrap_or(b"")).ok()?;
        let shape = parts.next().unwrap_or(b"");
        let inner = std::str::from_utf8(parts.next().unwrap_or(b"")).ok()?;
        Some(Entry { class, cost, reading, shape, inner })
    }

    /// `Tables.is_word`; the key is simplified.
    pub fn is_word(&self, key: &[char], _facts: &Facts) -> bool {
        self.entry(key).map_or(false, |entry| entry.class == b'w')
    }

    /// `Tables.is_proper`; the key is simplified.
    pub fn is_proper(&self, key: &[char], _facts: &Facts) -> bool {
        self.entry(key).map_or(false, |entry| matches!(entry.class, b'n' | b'p'))
    }

    // -- what the resolver asks ------------------------------------------------------------------------

    /// `Tables.surname_length_folded`
    pub fn surname_length(&self, key: &[char], _facts: &Facts) -> usize {
        self.surname_length_folded(key)
    }

    /// How many leading Hanzi of a simplified key are a surname: 0, 1 or 2 (more for a few Manchu and Xianbei ones).
    pub fn surname_length_folded(&self, key: &[char]) -> usize {
        let first = match key.first() {
            None => return 0,
            Some(&first) => self.characters.get(first),
        };
        if first.sets & BEGINS_COMPOUND != 0 {
            for length in [5, 4, 3, 2] {
                if key.len() >= length && get(&self.compounds, &key[..length]).is_some() {
                    return length;
                }
            }
        }
        usize::from(first.surname != NONE)
    }

    /// The rank of a surname, None where it is none.
    pub fn surname_rank(&self, surname: &[char], _facts: &Facts) -> Option<usize> {
        self.surname(surname).map(|found| found.rank)
    }

    /// How likely Hanzi alone are a person's name: 0 to 1.
    pub fn looks_like_person(&self, hanzi: &[char], facts: &Facts) -> f64 {
        if (2..=5).contains(&hanzi.len()) {
            self.person_prior(&self.simplify(hanzi, facts), facts)
        } else {
            0.0
        }
    }

    /// `Tables.person_prior` of a simplified key.
    pub fn person_prior(&self, key: &[char], _facts: &Facts) -> f64 {
        let length = key.len();
        if !(2..=5).contains(&length) {
            return 0.0;
        }
        let entry = self.entry(key);
        match entry.map(|entry| entry.class) {
            Some(b'p') => return 0.98,
            Some(b'w') => return if length != 3 { 0.02 } else { 0.05 },
            Some(b'n') => return 0.03,
            _ => {}
        }
        let head = self.surname_length_folded(key);
        if head == 0 || head == length {
            return 0.02;
        }
        let given = &key[head..];
        if given.len() > 2 {
            let is_double = head == 1
                && given.len() == 3
                && self.single_surname(given[0]).is_some()
                && self.single_surname(key[0]).map_or(false, |surname| surname.rank <= 250);
            if !is_double {
                return 0.02;
            }
        }
        if self.is_headed(key) {
            return 0.04;
        }
        let rank = self.surname(&key[..head]).map_or(0, |surname| surname.rank);
        let mut score = if head > 1 {
            0.97
        } else if rank <= 100 {
            0.95
        } else if rank <= 250 {
            0.88
        } else if rank <= 450 {
            0.7
        } else {
            0.35
        };
        let missing = given.iter().filter(|&&c| !self.is_common(c)).count();
        if missing > 0 {
            score *= if missing < given.len() { 0.75 } else { 0.45 };
        }
        if given.len() == 3 {
            score *= 0.5;
        }
        if length == 2 {
            score *= 0.8;
        }
        if entry.is_some() {
            score *= 0.5; // a word of texts only
        }
        if head > 1 || length > 3 {
            score
        } else {
            self.weighed(key, score)
        }
    }

    /// What a prior becomes by the characters of a run: 谢晓明 is a name, 农场主 is none.
    fn weighed(&self, key: &[char], mut prior: f64) -> f64 {
        if key.iter().any(|&c| self.characters.get(c).sets & NEVER_IN_NAMES != 0) {
            return 0.02;
        }
        if key.len() == 3 {
            if let Some(front) = self.entry(&key[..2]) {
                if matches!(front.class, b'w' | b'n') && front.cost < 40 && self.entry(&key[1..]).is_none() {
                    prior *= 0.55;
                }
            }
        }
        let first = if key.len() == 2 { 0 } else { 2 };
        let mut total = Sum::new(self);
        for (place, &c) in key.iter().enumerate() {
            let character = self.characters.get(c);
            if character.has_odds {
                total.add(character.odds.get(first + place).map_or(0.0, |&number| f64::from(number) / TENTH));
            }
        }
        let weighed = prior / (1.0 - prior) * total.value().exp();
        (weighed / (1.0 + weighed)).max(0.02).min(0.98)
    }

    /// Whether `head_kind` gives any.
    pub fn is_headed(&self, key: &[char]) -> bool {
        self.head(key).is_some()
    }

    /// The kind that the last characters of a name tell ('大学' organization, '市' place), or None.
    pub fn head_kind(&self, key: &[char]) -> Option<Kind> {
        self.head(key).flatten()
    }

    fn head(&self, key: &[char]) -> Option<Option<Kind>> {
        if self.characters.get(*key.last()?).sets & ENDS_HEAD == 0 {
            return None;
        }
        for length in [4, 3, 2, 1] {
            if key.len() > length {
                if let Some(&(kind, least)) = get(&self.heads, &key[key.len() - length..]) {
                    if key.len() >= least {
                        return Some(kind);
                    }
                }
            }
        }
        None
    }

    /// Whether a character is a head by itself (`key[-1] in tables.heads`).
    pub fn is_head(&self, c: char) -> bool {
        get(&self.heads, &[c]).is_some()
    }

    /// Whether Hanzi are a head of places, at the end of a name of any length.
    pub fn is_head_of_places(&self, head: &[char]) -> bool {
        get(&self.heads, head).map_or(false, |&(kind, _)| kind == Some(Kind::Place))
    }

    // -- spellings and weights -------------------------------------------------------------------------

    /// The spellings of a simplified character in the systems other than pinyin, each with the bits of its systems.
    pub fn spellings(&self, c: char) -> impl Iterator<Item = (&'static str, u16)> {
        let line = self.spelling_line(c).unwrap_or("");
        line.split_ascii_whitespace().filter_map(|item| {
            let (spelling, mask) = item.split_once('=')?;
            Some((spelling, mask.parse().ok()?))
        })
    }

    fn spelling_line(&self, c: char) -> Option<&'static str> {
        let text = self.sections.spellings;
        let bytes = text.as_bytes();
        let (mut low, mut high) = (0, bytes.len()); // both where a line begins
        while low < high {
            let middle = (low + high) / 2;
            let start = bytes[low..middle].iter().rposition(|&byte| byte == b'\n').map_or(low, |place| low + place + 1);
            let end = bytes[middle..].iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |place| middle + place);
            let line = text.get(start..end)?;
            let first = one(line)?;
            if first == c {
                return line.split_once('\t').map(|(_, spellings)| spellings);
            }
            if first < c {
                low = end + 1;
            } else {
                high = start;
            }
        }
        None
    }

    /// The weights of one feature for each of `guess.KINDS` (`Tables.kinds`), None where it has none.
    pub fn weights(&self, feature: &str, _facts: &Facts) -> Option<[f64; 8]> {
        let mut kinds = self.kinds.borrow_mut();
        let kinds = kinds.get_or_insert_with(|| Kinds::new(self.sections.kinds));
        kinds.find(feature.as_bytes())
    }

    /// The same of a feature that is a letter before some characters: 'F' before 北京, 'x' before a word.
    pub fn weights_of(&self, letter: char, name: &[char]) -> Option<[f64; 8]> {
        let mut kinds = self.kinds.borrow_mut();
        let kinds = kinds.get_or_insert_with(|| Kinds::new(self.sections.kinds));
        let mut buffer = [0u8; 264];
        let mut size = letter.encode_utf8(&mut buffer).len();
        for &c in name {
            if size >= kinds.longest {
                return None;
            }
            size += c.encode_utf8(buffer.get_mut(size..size + 4)?).len();
        }
        kinds.find(&buffer[..size])
    }
}

/// `sum` of floats as the Python that runs does it: from 3.12 on what is lost in rounding is kept and added last.
pub struct Sum {
    total: f64,
    lost: f64,
    is_compensated: bool,
}

impl Sum {
    pub fn new(tables: &Tables) -> Sum {
        Sum { total: 0.0, lost: 0.0, is_compensated: tables.is_compensated }
    }
    #[inline]
    pub fn add(&mut self, number: f64) {
        let total = self.total + number;
        if self.is_compensated {
            self.lost +=
                if self.total.abs() >= number.abs() { (self.total - total) + number } else { (number - total) + self.total };
        }
        self.total = total;
    }
    pub fn value(&self) -> f64 {
        if self.lost != 0.0 && self.lost.is_finite() {
            self.total + self.lost
        } else {
            self.total
        }
    }
}
