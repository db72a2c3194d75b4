//! The automaton of the index, read in place: a charwise double-array Aho-Corasick automaton, as daachorse 0.5.0 lays it out.
//!
//! Little-endian u32: the number of states, the states; the length of the table of characters, the table, the size of the alphabet;
//! the number of outputs, the outputs. A state is four numbers: its base (0: it has no child), its check, the state to fall
//! back to, and its output (0: none, else counted from 1). A child is the base XOR the number of the character; it is one where
//! its check is the parent. An output is a pattern, its length in bytes of UTF-8, and the next shorter output. Behind them stand
//! the kind of match (0: standard), the number of states in use, and what daachorse has to be faster and is not read here.

use std::convert::TryInto;

const STATE: usize = 16;
const OUTPUT: usize = 12;
const ROOT: u32 = 0;
/// Code points of a pattern, and more: no state falls back so often.
const DEEPEST: usize = 1 << 12;
const UNMAPPED: u32 = u32::MAX;
const STANDARD: u8 = 0;
/// Bytes of what daachorse has to be faster.
const PAIRS: usize = 1 << 16;

/// Where the automaton stands in a text: a state, and what is laid down of it.
#[derive(Clone, Copy)]
pub struct Place {
    state: u32,
    base: u32,
    fail: u32,
    output: u32,
}

pub struct Automaton {
    states: &'static [u8],
    outputs: &'static [u8],
    mapped: Vec<u32>,
    root: Place,
    /// Of two characters of ASCII, whether a pattern may begin with them: `NONE`, `ANY`, or where it stands in `thirds`, from 1.
    pairs: Vec<u8>,
    /// Which characters may follow two.
    thirds: Vec<[bool; ASCII]>,
}

const ASCII: usize = 128;
const NONE: u8 = 0;
const ANY: u8 = u8::MAX;
const MOST_THIRDS: usize = 200;

fn number(data: &[u8], place: usize) -> Option<usize> {
    let four = data.get(place..place.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?) as usize)
}

/// The records of a table whose number stands before them, and the place behind it.
fn table(data: &'static [u8], place: usize, size: usize) -> Option<(&'static [u8], usize)> {
    let start = place.checked_add(4)?;
    let end = number(data, place)?.checked_mul(size)?.checked_add(start)?;
    Some((data.get(start..end)?, end))
}

#[inline(always)]
fn word(record: &[u8], place: usize) -> u32 {
    match record.get(place..place + 4) {
        Some(&[a, b, c, d]) => u32::from_le_bytes([a, b, c, d]),
        _ => 0,
    }
}

impl Automaton {
    /// Read an automaton; None where it is not of the layout that is known here.
    pub fn from_bytes(data: &'static [u8]) -> Option<Automaton> {
        let (states, place) = table(data, 0, STATE)?;
        let (letters, place) = table(data, place, 4)?;
        let alphabet = number(data, place)?;
        let (outputs, place) = table(data, place + 4, OUTPUT)?;
        let tail = data.get(place..)?;
        let is_whole = match tail.get(5)? {
            0 => tail.len() == 6,
            _ => tail[5] == 1 && tail.len() == 7 + PAIRS,
        };
        if tail[0] != STANDARD || !is_whole || states.is_empty() || number(tail, 1)? > states.len() / STATE {
            return None;
        }
        let mapped: Vec<u32> = letters.chunks_exact(4).map(|four| word(four, 0)).collect();
        if mapped.iter().any(|&letter| letter != UNMAPPED && letter as usize >= alphabet) {
            return None;
        }
        let mut automaton = Automaton {
            states,
            outputs,
            mapped,
            root: Place { state: ROOT, base: 0, fail: ROOT, output: 0 },
            pairs: Vec::new(),
            thirds: Vec::new(),
        };
        automaton.root = automaton.load(ROOT)?.0;
        automaton.lay_out_beginnings();
        Some(automaton)
    }

    /// The child of a state by a character of ASCII.
    fn child(&self, place: Place, c: char) -> Option<Place> {
        let letter = *self.mapped.get(c as usize)?;
        if letter == UNMAPPED || place.base == 0 {
            return None;
        }
        let (child, check) = self.load(place.base ^ letter)?;
        if check == place.state {
            Some(child)
        } else {
            None
        }
    }

    /// Lay out with which characters of ASCII a pattern may begin: with which two, and behind a small letter with which three.
    fn lay_out_beginnings(&mut self) {
        let letters = || (0..ASCII as u8).map(char::from);
        let mut pairs = Vec::with_capacity(ASCII * ASCII);
        let mut thirds = Vec::new();
        for first in letters() {
            let place = self.child(self.root, first);
            for second in letters() {
                let beginning = match place {
                    None => NONE,
                    Some(place) if place.output != 0 => ANY,
                    Some(place) => match self.child(place, second) {
                        None => NONE,
                        Some(place) if place.output != 0 || !first.is_ascii_lowercase() || thirds.len() == MOST_THIRDS => ANY,
                        Some(place) => {
                            let mut third = [false; ASCII];
                            for c in letters() {
                                third[c as usize] = self.child(place, c).is_some();
                            }
                            thirds.push(third);
                            thirds.len() as u8
                        }
                    },
                };
                pairs.push(beginning);
            }
        }
        // A line end may count as a space.
        for c in 0..ASCII {
            for (space, line_end) in [(b' ' as usize * ASCII + c, b'\n' as usize * ASCII + c), (c * ASCII + 32, c * ASCII + 10)] {
                if pairs[space] != NONE {
                    pairs[line_end] = ANY;
                }
            }
        }
        for third in &mut thirds {
            third[b'\n' as usize] |= third[b' ' as usize];
        }
        self.pairs = pairs;
        self.thirds = thirds;
    }

    /// From the root, to which place of a text from `start` on no pattern begins: the automaton stands at the root there too.
    #[inline(always)]
    pub fn skip(&self, text: &[char], start: usize) -> usize {
        let mut place = start;
        while let Some(&[first, second]) = text.get(place..place + 2) {
            if first as usize >= ASCII || second as usize >= ASCII {
                break;
            }
            match self.pairs.get(first as usize * ASCII + second as usize).copied().unwrap_or(ANY) {
                NONE => {}
                ANY => break,
                row => match text.get(place + 2) {
                    Some(&third) if (third as usize) < ASCII => {
                        if self.thirds.get(row as usize - 1).map_or(true, |thirds| thirds[third as usize % ASCII]) {
                            break;
                        }
                    }
                    _ => break,
                },
            }
            place += 1;
        }
        place
    }

    /// A state and its check; None where there is none, which cannot be in an automaton that was not altered.
    #[inline(always)]
    fn load(&self, state: u32) -> Option<(Place, u32)> {
        let start = state as usize * STATE;
        let record = self.states.get(start..start + STATE)?;
        Some((Place { state, base: word(record, 0), fail: word(record, 8), output: word(record, 12) }, word(record, 4)))
    }

    pub fn root(&self) -> Place {
        self.root
    }

    #[inline(always)]
    pub fn is_root(&self, place: Place) -> bool {
        place.state == ROOT
    }

    /// The place behind one more character.
    #[inline(always)]
    pub fn step(&self, mut place: Place, c: char) -> Place {
        let letter = match self.mapped.get(c as usize) {
            Some(&letter) if letter != UNMAPPED => letter,
            _ => return self.root,
        };
        for _ in 0..DEEPEST {
            if place.base != 0 {
                if let Some((child, check)) = self.load(place.base ^ letter) {
                    if check == place.state {
                        return child;
                    }
                }
            }
            if place.state == ROOT {
                return self.root;
            }
            place = if place.fail == ROOT { self.root } else { self.load(place.fail).map_or(self.root, |found| found.0) };
        }
        self.root
    }

    /// The longest pattern that ends at a place, and its length in bytes of UTF-8.
    #[inline(always)]
    pub fn longest(&self, place: Place) -> Option<(u32, u32)> {
        if place.output == 0 {
            return None;
        }
        let start = (place.output as usize - 1) * OUTPUT;
        let record = self.outputs.get(start..start + OUTPUT)?;
        Some((word(record, 0), word(record, 4)))
    }

    /// All patterns that end at a place, the longest first, with their lengths in bytes of UTF-8.
    pub fn all(&self, place: Place) -> impl Iterator<Item = (u32, u32)> + '_ {
        let (mut output, mut last) = (place.output, u32::MAX);
        std::iter::from_fn(move || {
            let start = (output as usize).checked_sub(1)? * OUTPUT;
            let record = self.outputs.get(start..start + OUTPUT)?;
            let (pattern, size) = (word(record, 0), word(record, 4));
            if size >= last {
                return None; // a circle, which no automaton has that was not altered
            }
            output = word(record, 8);
            last = size;
            Some((pattern, size))
        })
    }
}

/// Where a pattern begins that ends at `end` and is so many bytes long in UTF-8.
#[inline(always)]
pub fn start_of(text: &[char], end: usize, size: u32) -> usize {
    let mut left = size as usize;
    let mut start = end;
    while left > 0 && start > 0 {
        start -= 1;
        left = left.saturating_sub(text[start].len_utf8());
    }
    start
}
