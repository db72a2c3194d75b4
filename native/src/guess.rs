//! What a name's own Hanzi and Latin letters make likely: `glossary/guess.py`.

use crate::facts::{Facts, Kind};
use crate::heads::Of;
use crate::text::{is_digit, is_upper, isupper, lower_char, split_space, starts_upper};
use crate::Core;

/// How many kinds are guessed at: all but the last, in their order.
const SIZE: usize = 8;
/// One number for each of `facts::KINDS`.
pub type Odds = [f64; 9];

/// What is asked of `guess.py` once: its shifts, and how Python sums.
pub struct Guess {
    left: [f64; SIZE],
    left_spelled: [f64; SIZE],
    is_compensated: bool,
}

impl Guess {
    pub fn new(facts: &Facts) -> Guess {
        let answer = facts.ask("guess", vec![]);
        let row = |name: &str| {
            let mut row = [0.0; SIZE];
            for (place, item) in row.iter_mut().zip(answer.get(name).items()) {
                *place = item.float();
            }
            row
        };
        Guess { left: row("left"), left_spelled: row("left_spelled"), is_compensated: answer.get("is_compensated").truth() }
    }
}

/// Python's sums of several rows of floats: from 3.12 on what is lost in each sum is added at last.
struct Sums {
    sums: [f64; SIZE],
    lost: [f64; SIZE],
    is_compensated: bool,
}

impl Sums {
    fn add(&mut self, row: &[f64; SIZE]) {
        if self.is_compensated {
            for ((sum, lost), &x) in self.sums.iter_mut().zip(&mut self.lost).zip(row) {
                add_compensated(sum, lost, x);
            }
        } else {
            for (sum, x) in self.sums.iter_mut().zip(row) {
                *sum += x;
            }
        }
    }
    fn totals(&self) -> [f64; SIZE] {
        let mut totals = self.sums;
        for (total, &lost) in totals.iter_mut().zip(&self.lost) {
            if lost != 0.0 && lost.is_finite() {
                *total += lost;
            }
        }
        totals
    }
}

fn add_compensated(sum: &mut f64, lost: &mut f64, x: f64) {
    let total = *sum + x;
    *lost += if sum.abs() >= x.abs() { (*sum - total) + x } else { (x - total) + *sum };
    *sum = total;
}

fn sum(numbers: &[f64; SIZE], is_compensated: bool) -> f64 {
    let mut sum = numbers[0];
    let mut lost = 0.0;
    for &x in &numbers[1..] {
        if is_compensated {
            add_compensated(&mut sum, &mut lost, x);
        } else {
            sum += x;
        }
    }
    sum + lost
}

/// Tell each feature of a name, in order.
///
/// `plain` are its Hanzi alone, simplified, two at least; `is_spelled`: whether its Latin form spells them.
fn features<F: FnMut(&str)>(plain: &[char], latin: Option<&[char]>, is_spelled: bool, core: &Core, mut tell: F) {
    let size = plain.len();
    let mut key = String::with_capacity(64);
    let mut add = |head: &str, letters: &[char]| {
        key.clear();
        key.push_str(head);
        key.extend(letters.iter().map(|&c| lower_char(c)));
        tell(&key);
    };
    add("n", &[digit(size, 7)]);
    add("l", &plain[size - 1..]);
    add("f", &plain[..1]);
    for (number, c) in plain.iter().enumerate() {
        if !plain[..number].contains(c) {
            add("c", &[*c]);
        }
    }
    if size > 2 {
        add("L", &plain[size - 2..]);
        add("F", &plain[..2]);
        for number in 1..size - 2 {
            add("b", &plain[number..number + 2]);
        }
    }
    let latin = match latin {
        Some(latin) => latin,
        None => return,
    };
    let count = split_space(latin).count();
    if is_spelled {
        add("s", &[digit(count, 4)]);
        add("s", &[digit(count, 4), '-', digit(size, 4)]);
        return;
    }
    add("w", &[digit(count, 5)]);
    let is_title = split_space(latin).all(starts_upper);
    let is_mixed = latin.first().map_or(false, |&c| is_upper(c));
    add(
        if isupper(latin) {
            "caseU"
        } else if is_title {
            "caseT"
        } else if is_mixed {
            "caseM"
        } else {
            "casel"
        },
        &[],
    );
    add("h", split_space(latin).next().unwrap_or(&[]));
    add("t", split_space(latin).last().unwrap_or(&[]));
    for (number, word) in split_space(latin).enumerate() {
        if !split_space(latin).take(number).any(|other| is_same(word, other)) {
            add("x", word);
        }
    }
    let sounds = plain.iter().filter(|&&c| core.heads.is(c, Of::Transcribing)).count();
    add("r", &[digit(sounds * 3 / size, 9), '-', digit(count, 2)]);
    if latin.iter().any(|&c| is_digit(c)) {
        add("digit", &[]);
    }
}

fn digit(number: usize, most: usize) -> char {
    char::from(b'0' + number.min(most) as u8)
}

/// Whether two words are the same in small letters.
fn is_same(word: &[char], other: &[char]) -> bool {
    word.len() == other.len() && word.iter().zip(other).all(|(&a, &b)| lower_char(a) == lower_char(b))
}

/// The likeliest kind and its probability, from a name's letters and what the words around it say (log odds a kind).
pub fn likely_kind(plain: &[char], latin: Option<&[char]>, is_spelled: bool, cues: &Odds, core: &Core) -> (Kind, f64) {
    if plain.is_empty() || latin.map_or(false, |latin| split_space(latin).next().is_none()) {
        core.defer();
        return (Kind::Other, 0.0);
    }
    let is_compensated = core.guess.is_compensated;
    let mut first = if is_spelled { core.guess.left_spelled } else { core.guess.left };
    for (place, cue) in first.iter_mut().zip(cues) {
        *place += cue;
    }
    let mut sums = Sums { sums: first, lost: [0.0; SIZE], is_compensated };
    let mut tell = |feature: &str| {
        if let Some(row) = core.tables.weights(feature, &core.facts) {
            sums.add(&row);
        }
    };
    tell("bias");
    features(plain, latin, is_spelled, core, tell);
    let mut scores = sums.totals();
    let mut best = 0;
    for place in 1..SIZE {
        if scores[place] > scores[best] {
            best = place;
        }
    }
    let most = scores[best];
    for score in &mut scores {
        *score = (*score - most).exp();
    }
    (Kind::ALL[best], 1.0 / sum(&scores, is_compensated))
}
