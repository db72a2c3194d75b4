//! A Hanzi surface in its text, what resolving it may look at: `glossary/sighting.py`.

use crate::facts::Kind;
use crate::model::{Beside, LatinForm, Sighting};
use crate::text::{before as text_before, behind, is_digit, is_space, is_word, rstrip};

/// Code points on either side that tell homonyms apart.
const CONTEXT: usize = 140;
const COMMA: f64 = 1.0;
const JOINED: f64 = 2.5;
/// Code points between two names of a series.
const MAX_JOINT: usize = 16;

/// Look at the surface `text[start..end]`, whose Latin form is found; `previous` is the mention before it, its end and kind.
pub fn sight<'t>(
    text: &'t [char],
    start: usize,
    end: usize,
    latin: Option<LatinForm>,
    shape: Option<Kind>,
    previous: Option<(usize, Kind)>,
) -> Sighting<'t> {
    let (mut first, mut last) = (start, end);
    let mut latin_text: &[char] = &[];
    let marks = (start.checked_sub(1).and_then(|place| text.get(place)), text.get(end));
    let mut is_title = matches!(marks, (Some('《'), Some('》')) | (Some('〈'), Some('〉')));
    if let Some(latin) = &latin {
        latin_text = text.get(latin.start..latin.end).unwrap_or(&[]);
        if latin.end <= start {
            first = latin.start;
        }
        if latin.start >= end {
            last = latin.end;
        }
        if is_title && latin.end < start && text[latin.end..start - 1].iter().all(|&c| is_space(c)) {
            is_title = false;
        }
    }
    Sighting {
        surface: &text[start..end],
        latin,
        latin_text,
        shape,
        before: text_before(text, first, CONTEXT),
        after: behind(text, last, CONTEXT),
        beside: beside(text, previous, first),
        is_title,
    }
}

/// The kind of the mention before a name that begins at `first`, where the two stand in one series or list.
fn beside(text: &[char], previous: Option<(usize, Kind)>, first: usize) -> Option<Beside> {
    let (end, kind) = previous?;
    if first <= end || first - end > MAX_JOINT || kind == Kind::Other || !is_joint(&text[end..first]) {
        return None;
    }
    let is_comma = matches!(rstrip(&text[end..first], " \"“‘'*_").last(), Some(',' | '-' | '–' | '—'));
    Some(Beside { kind, weight: if is_comma { COMMA } else { JOINED } })
}

/// The places that a pattern may have come to, a bit each.
struct Places<'t> {
    text: &'t [char],
    bits: u32,
}

impl Places<'_> {
    /// Those behind one more character of a set.
    fn behind<F: Fn(char) -> bool>(&self, from: u32, holds: F) -> u32 {
        let mut found = 0;
        for (place, &c) in self.text.iter().enumerate() {
            if from >> place & 1 == 1 && holds(c) {
                found |= 2 << place;
            }
        }
        found
    }
    /// Those behind a word.
    fn behind_word(&self, from: u32, word: &str) -> u32 {
        word.chars().fold(from, |found, letter| self.behind(found, |c| c == letter))
    }
    /// Go on over a number of characters of a set, or none.
    fn skip<F: Fn(char) -> bool>(&mut self, most: usize, holds: F) {
        let mut found = self.bits;
        for _ in 0..most {
            found = self.behind(found, &holds);
            self.bits |= found;
        }
    }
    /// Keep of some places those at which a word begins or ends.
    fn at_bound(&self, from: u32) -> u32 {
        let is_in = |place: Option<usize>| place.and_then(|place| self.text.get(place)).map_or(false, |&c| is_word(c));
        (0..=self.text.len())
            .filter(|&place| from >> place & 1 == 1 && is_in(place.checked_sub(1)) != is_in(Some(place)))
            .fold(0, |found, place| found | 1 << place)
    }
}

/// Whether a text of `MAX_JOINT` characters at most, and all of it, joins two names: `_JOINT`.
fn is_joint(text: &[char]) -> bool {
    let mut places = Places { text, bits: 1 };
    places.skip(1, |c| matches!(c, ')' | '）' | ']' | '】'));
    places.skip(2, |c| matches!(c, '"' | '”' | '’' | '\'' | '*' | '_' | '»' | '》'));
    let from = places.bits;
    let mut joined = places.behind(from, |c| matches!(c, ',' | ';' | '、' | '/' | '&' | '\n'));
    let spaced = places.behind(from | places.behind(from, |c| c == ','), |c| c == ' ');
    if spaced != 0 {
        let words = ["dan", "serta", "atau", "hingga", "&", "diikuti", "disusul", "menyusul"];
        let found = words.iter().fold(0, |found, word| found | places.behind_word(spaced, word));
        joined |= places.at_bound(found);
        let dashed = places.behind(places.behind(from, |c| c == ' '), |c| matches!(c, '-' | '–' | '—'));
        joined |= places.behind(dashed, |c| c == ' ') >> 1;
    }
    if joined == 0 {
        return false;
    }
    places.bits = joined;
    places.skip(2, |c| matches!(c, ' ' | '\n'));
    let from = places.bits;
    let digit = places.behind(from, is_digit);
    let number = places.behind(digit | places.behind(digit, is_digit), |c| matches!(c, '.' | ')'));
    let mark = places.behind(from, |c| matches!(c, '-' | '*' | '•' | '–'));
    places.bits |=
        places.behind(number | mark | places.behind_word(from, "dan") | places.behind_word(from, "serta"), |c| c == ' ');
    places.skip(2, |c| matches!(c, '"' | '“' | '‘' | '\'' | '*' | '_' | '«' | '《'));
    places.skip(1, |c| matches!(c, '(' | '（'));
    places.bits >> text.len() & 1 == 1
}
