//! Text as code points, with the questions that Python's `str` answers.
//!
//! Offsets are those of Python. Only articles of plain characters come here (see `is_plain`): for these, and only for these, the
//! answers are Python's own. A function that is named as a method of `str` does what that method does.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A hash that is fast for short keys; no key comes from a stranger who could choose it to collide and gain more than time.
#[derive(Default, Clone, Copy)]
pub struct FastHasher(u64);

impl Hasher for FastHasher {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        let mut chunks = bytes.chunks_exact(8);
        for chunk in &mut chunks {
            let mut eight = [0u8; 8];
            eight.copy_from_slice(chunk);
            self.write_u64(u64::from_le_bytes(eight));
        }
        let mut rest = 0u64;
        for &byte in chunks.remainder() {
            rest = rest << 8 | u64::from(byte);
        }
        self.write_u64(rest);
    }
    fn write_u8(&mut self, number: u8) {
        self.write_u64(u64::from(number));
    }
    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }
    fn write_u128(&mut self, number: u128) {
        self.write_u64(number as u64);
        self.write_u64((number >> 64) as u64);
    }
    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }
    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(5) ^ number).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

pub type Map<K, V> = HashMap<K, V, BuildHasherDefault<FastHasher>>;

/// A set of characters, asked by value.
pub fn any_of(set: &str, c: char) -> bool {
    set.chars().any(|member| member == c)
}

/// Whether the native code may treat a text that holds the character: what it is to Python is known here.
pub fn is_plain(c: char) -> bool {
    match c {
        '\t' | '\n' | ' '..='~' => true,
        '\u{a0}'..='\u{a7}'
        | '\u{ac}'
        | '\u{a9}'
        | '\u{ab}'
        | '\u{ae}'
        | '\u{b0}'
        | '\u{b1}'
        | '\u{b7}'
        | '\u{bb}'
        | '\u{bf}' => true,
        '\u{130}' | '\u{149}' => false, // in small letters they are two characters
        '\u{131}' | '\u{17f}' => false, // without regard to case they are i and s
        '\u{1c5}' | '\u{1c8}' | '\u{1cb}' | '\u{1f2}' => false, // neither large nor small
        '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => true,
        '\u{2013}' | '\u{2014}' | '\u{2018}'..='\u{201e}' | '\u{2020}'..='\u{2022}' | '\u{2026}' | '\u{2032}' | '\u{2033}' => {
            true
        }
        '\u{20a0}'..='\u{20c0}' | '\u{2122}' | '\u{2190}'..='\u{21ff}' | '\u{2600}'..='\u{2775}' | '\u{2794}'..='\u{27ef}' => {
            true
        }
        '\u{1f300}'..='\u{1faff}' => true, // emoji
        '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{3017}' => true,
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' => true,
        '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff3d}' | '\u{ff5b}'..='\u{ff5e}' => true,
        _ => false,
    }
}

/// A Hanzi, of those that a plain text holds.
pub fn is_hanzi(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c) || ('\u{3400}'..='\u{4dbf}').contains(&c)
}

pub fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\u{a0}')
}

pub fn is_alpha(c: char) -> bool {
    if c < '\u{80}' {
        c.is_ascii_alphabetic()
    } else if c < '\u{250}' {
        c >= '\u{c0}' && c != '\u{d7}' && c != '\u{f7}'
    } else {
        ('\u{1e00}'..='\u{1eff}').contains(&c) || is_hanzi(c)
    }
}

pub fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

pub fn is_alnum(c: char) -> bool {
    c.is_ascii_digit() || is_alpha(c)
}

/// What `\w` matches.
pub fn is_word(c: char) -> bool {
    c == '_' || is_alnum(c)
}

/// What `[^\W\d_]` matches.
pub fn is_letter(c: char) -> bool {
    is_alpha(c)
}

pub fn is_upper(c: char) -> bool {
    if c < '\u{80}' {
        c.is_ascii_uppercase()
    } else {
        c < '\u{2000}' && c.is_uppercase()
    }
}

pub fn is_lower(c: char) -> bool {
    if c < '\u{80}' {
        c.is_ascii_lowercase()
    } else {
        c < '\u{2000}' && c.is_lowercase()
    }
}

pub fn lower_char(c: char) -> char {
    if c < '\u{80}' {
        c.to_ascii_lowercase()
    } else if c < '\u{2000}' {
        c.to_lowercase().next().unwrap_or(c)
    } else {
        c
    }
}

pub fn upper_char(c: char) -> char {
    if c < '\u{80}' {
        c.to_ascii_uppercase()
    } else if c < '\u{2000}' {
        let mut upper = c.to_uppercase();
        match (upper.next(), upper.next()) {
            (Some(one), None) => one,
            _ => c,
        }
    } else {
        c
    }
}

// -- slices of text, asked as a `str` is ---------------------------------------------------------------

pub fn lower(text: &[char]) -> Vec<char> {
    text.iter().map(|&c| lower_char(c)).collect()
}

pub fn string(text: &[char]) -> String {
    text.iter().collect()
}

pub fn chars(text: &str) -> Vec<char> {
    text.chars().collect()
}

pub fn is(text: &[char], other: &str) -> bool {
    let mut letters = other.chars();
    text.iter().all(|&c| letters.next() == Some(c)) && letters.next().is_none()
}

pub fn starts_with(text: &[char], head: &str) -> bool {
    let mut place = 0;
    for c in head.chars() {
        if text.get(place) != Some(&c) {
            return false;
        }
        place += 1;
    }
    true
}

pub fn ends_with(text: &[char], tail: &str) -> bool {
    let size = tail.chars().count();
    size <= text.len() && is(&text[text.len() - size..], tail)
}

pub fn isupper(text: &[char]) -> bool {
    !text.iter().any(|&c| is_lower(c)) && text.iter().any(|&c| is_upper(c))
}

pub fn islower(text: &[char]) -> bool {
    !text.iter().any(|&c| is_upper(c)) && text.iter().any(|&c| is_lower(c))
}

pub fn isalpha(text: &[char]) -> bool {
    !text.is_empty() && text.iter().all(|&c| is_alpha(c))
}

pub fn isdigit(text: &[char]) -> bool {
    !text.is_empty() && text.iter().all(|&c| is_digit(c))
}

/// `text[:1].isupper()`
pub fn starts_upper(text: &[char]) -> bool {
    text.first().map_or(false, |&c| is_upper(c))
}

/// `text[:1].islower()`
pub fn starts_lower(text: &[char]) -> bool {
    text.first().map_or(false, |&c| is_lower(c))
}

/// `text[max(0, end - size):end]`
pub fn before(text: &[char], end: usize, size: usize) -> &[char] {
    &text[end.saturating_sub(size)..end]
}

/// `text[start:start + size]`
pub fn behind(text: &[char], start: usize, size: usize) -> &[char] {
    let start = start.min(text.len());
    &text[start..text.len().min(start + size)]
}

pub fn rstrip<'a>(text: &'a [char], set: &str) -> &'a [char] {
    let mut end = text.len();
    while end > 0 && any_of(set, text[end - 1]) {
        end -= 1;
    }
    &text[..end]
}

pub fn lstrip<'a>(text: &'a [char], set: &str) -> &'a [char] {
    let mut start = 0;
    while start < text.len() && any_of(set, text[start]) {
        start += 1;
    }
    &text[start..]
}

pub fn strip<'a>(text: &'a [char], set: &str) -> &'a [char] {
    lstrip(rstrip(text, set), set)
}

pub fn rstrip_space(text: &[char]) -> &[char] {
    let mut end = text.len();
    while end > 0 && is_space(text[end - 1]) {
        end -= 1;
    }
    &text[..end]
}

pub fn lstrip_space(text: &[char]) -> &[char] {
    let mut start = 0;
    while start < text.len() && is_space(text[start]) {
        start += 1;
    }
    &text[start..]
}

pub fn find(text: &[char], wanted: char) -> Option<usize> {
    text.iter().position(|&c| c == wanted)
}

pub fn rfind(text: &[char], wanted: char) -> Option<usize> {
    text.iter().rposition(|&c| c == wanted)
}

/// `text.split()`
pub fn split_space(text: &[char]) -> impl Iterator<Item = &[char]> {
    text.split(|&c| is_space(c)).filter(|piece| !piece.is_empty())
}

/// Looks a slice up without making a key of it.
pub fn get<'a, V>(map: &'a Map<Box<[char]>, V>, key: &[char]) -> Option<&'a V> {
    map.get(Borrow::<[char]>::borrow(key))
}

/// A vowel of pinyin without its tone mark.
pub fn toneless_vowel(c: char) -> Option<char> {
    Some(match c {
        'ā' | 'á' | 'ǎ' | 'à' => 'a',
        'ē' | 'é' | 'ě' | 'è' => 'e',
        'ī' | 'í' | 'ǐ' | 'ì' => 'i',
        'ō' | 'ó' | 'ǒ' | 'ò' => 'o',
        'ū' | 'ú' | 'ǔ' | 'ù' => 'u',
        'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => 'ü',
        _ => return None,
    })
}
