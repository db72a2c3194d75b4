//! What the glossary has under a key: `Glossary.lookup_links` of a form, by the hashes of the index.
//!
//! Most stretches of words are no form at all, which the hashes tell; of the others Python is asked once.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::rc::Rc;

use crate::json::Value;
use crate::text::{is_hanzi, FastHasher, Map};
use crate::Core;

const MOST_KEPT: usize = 1 << 13;
/// Bytes before a record that hold its checksum: `file.RECORD_HEAD`.
const RECORD_HEAD: usize = 4;
const HASH: usize = 8;
const HASH_AND_NUMBER: usize = 12;

type Kept<V> = RefCell<HashMap<Box<[u8]>, V, BuildHasherDefault<FastHasher>>>;

/// The keys of a glossary.
pub struct Keys {
    /// Where each record begins, and the last one ends.
    offsets: &'static [u8],
    /// A record a bucket of hashes that begin with the same bits.
    records: &'static [u8],
    bits: u32,
    /// The folds of ASCII.
    plain: RefCell<Vec<Option<u8>>>,
    letters: RefCell<Map<char, Rc<[u8]>>>,
    entries: Kept<Rc<[u32]>>,
    places: Kept<Rc<[Vec<char>]>>,
}

impl Keys {
    pub fn new(offsets: &'static [u8], records: &'static [u8]) -> Keys {
        let count = (offsets.len() / HASH).saturating_sub(1);
        Keys {
            offsets,
            records,
            bits: (usize::BITS - count.leading_zeros()).saturating_sub(1),
            plain: RefCell::default(),
            letters: RefCell::default(),
            entries: RefCell::default(),
            places: RefCell::default(),
        }
    }

    /// The numbers of the entries that answer to a key.
    pub fn entries(&self, key: &[u8], core: &Core) -> Rc<[u32]> {
        if key.is_empty() || !self.may_hold(key) {
            return Rc::from(Vec::new());
        }
        kept(&self.entries, key, core, || {
            let answer = core.facts.ask("entries_of_key", vec![Value::from(String::from_utf8_lossy(key).into_owned())]);
            answer.items().iter().map(|number| number.size() as u32).collect()
        })
    }

    /// The Hanzi of the places that answer to a key.
    pub fn places(&self, key: &[u8], core: &Core) -> Rc<[Vec<char>]> {
        if key.is_empty() || !self.may_hold(key) {
            return Rc::from(Vec::new());
        }
        kept(&self.places, key, core, || {
            let answer = core.facts.ask("places_of_key", vec![Value::from(String::from_utf8_lossy(key).into_owned())]);
            answer.items().iter().map(Value::chars).collect()
        })
    }

    /// Whether the index holds the hash of a key: `key_hash`.
    fn may_hold(&self, key: &[u8]) -> bool {
        let first = crc32(key.iter(), 0);
        let hashes = self.bucket((u64::from(first) << 32).checked_shr(64 - self.bits).unwrap_or(0) as usize);
        let mut second = None;
        hashes.chunks_exact(HASH).any(|hash| {
            let mut bytes = [0; HASH];
            bytes.copy_from_slice(hash);
            let hash = u64::from_ne_bytes(bytes);
            hash >> 32 == u64::from(first)
                && hash as u32 == *second.get_or_insert_with(|| crc32(key.iter().rev(), key.len() as u32))
        })
    }

    /// The hashes that begin with some bits.
    fn bucket(&self, number: usize) -> &[u8] {
        let offset = |number: usize| {
            let mut bytes = [0; HASH];
            bytes.copy_from_slice(self.offsets.get(number * HASH..(number + 1) * HASH)?);
            Some(u64::from_le_bytes(bytes) as usize)
        };
        let record = match (offset(number), offset(number + 1)) {
            (Some(first), Some(last)) => self.records.get(first + RECORD_HEAD..last).unwrap_or(&[]),
            _ => &[],
        };
        &record[..record.len() / HASH_AND_NUMBER * HASH]
    }

    /// Write what `script.fold` makes of a character; of a text it makes the same, one character after the other.
    fn fold(&self, c: char, core: &Core, into: &mut Vec<u8>) {
        if c < '\u{80}' {
            if let Some(folded) = self.plain.borrow().get(c as usize) {
                into.extend(folded);
                return;
            }
            let answer = core.facts.ask("folds", vec![Value::from((0..128u8).map(char::from).collect::<String>())]);
            let folds: Vec<Option<u8>> = answer.items().iter().map(|folded| folded.text().bytes().next()).collect();
            into.extend(folds.get(c as usize).copied().flatten());
            if !core.facts.has_failed() {
                *self.plain.borrow_mut() = folds;
            }
            return;
        }
        if is_hanzi(c) {
            into.extend_from_slice(core.tables.simplified(c).encode_utf8(&mut [0; 4]).as_bytes());
            return;
        }
        if let Some(folded) = self.letters.borrow().get(&c) {
            into.extend_from_slice(folded);
            return;
        }
        let answer = core.facts.ask("folds", vec![Value::from(&[c][..])]);
        let folded: Rc<[u8]> = answer.at(0).text().as_bytes().into();
        into.extend_from_slice(&folded);
        if !core.facts.has_failed() {
            let mut letters = self.letters.borrow_mut();
            if letters.len() >= MOST_KEPT {
                letters.clear();
            }
            letters.insert(c, folded);
        }
    }
}

/// What is kept of a key, or found now.
fn kept<T: ?Sized, F: FnOnce() -> Rc<T>>(memo: &Kept<Rc<T>>, key: &[u8], core: &Core, find: F) -> Rc<T> {
    if let Some(found) = memo.borrow().get(key) {
        return found.clone();
    }
    let found = find();
    if !core.facts.has_failed() {
        let mut memo = memo.borrow_mut();
        if memo.len() >= MOST_KEPT {
            memo.clear();
        }
        memo.insert(key.into(), found.clone());
    }
    found
}

/// A text and its fold, so that the key of each stretch of it is at hand.
pub struct Folded {
    key: Vec<u8>,
    /// Where each character's part of the key begins, and the last one's ends.
    places: Vec<u32>,
}

impl Folded {
    pub fn new(text: &[char], core: &Core) -> Folded {
        let mut folded = Folded { key: Vec::with_capacity(text.len()), places: Vec::with_capacity(text.len() + 1) };
        for &c in text {
            folded.places.push(folded.key.len() as u32);
            core.keys.fold(c, core, &mut folded.key);
        }
        folded.places.push(folded.key.len() as u32);
        folded
    }

    /// The key of `text[start..end]`.
    pub fn key(&self, start: usize, end: usize) -> &[u8] {
        &self.key[self.places[start] as usize..self.places[end] as usize]
    }
}

const TABLE: [u32; 256] = table();

const fn table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut value = byte as u32;
        let mut bit = 0;
        while bit < 8 {
            value = if value & 1 == 1 { value >> 1 ^ 0xedb8_8320 } else { value >> 1 };
            bit += 1;
        }
        table[byte] = value;
        byte += 1;
    }
    table
}

/// `zlib.crc32`
fn crc32<'a, I: Iterator<Item = &'a u8>>(data: I, start: u32) -> u32 {
    !data.fold(!start, |value, &byte| value >> 8 ^ TABLE[(value as u8 ^ byte) as usize])
}
