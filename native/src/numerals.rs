//! Hanzi that are numbers and dates: `is_number` and `begins_with_number` of `glossary/numerals.py`.

use crate::facts::{Predicate, Set};
use crate::text::is_digit;
use crate::Core;

const MAX_NUMBER: usize = 20; // Hanzi of a number that are looked at
const MAX_KEPT: usize = 64; // Hanzi of a surface that is asked of Python

/// Whether a run, or its first Hanzi, are a number, also one whose digits stand before it: the 月 of 9月.
pub fn begins_with_number(text: &[char], start: usize, end: usize, core: &Core) -> bool {
    let surface = &text[start..end.min(start + MAX_NUMBER)];
    if start > 0 && is_digit(text[start - 1]) {
        return is_number(&[&['一'], surface].concat(), core);
    }
    is_number(surface, core)
}

/// Whether a surface is a date, a number or what is counted; Python says it of one that begins with a numeral or holds 年.
pub fn is_number(surface: &[char], core: &Core) -> bool {
    let first = match surface.first() {
        Some(first) => core.facts.word(&[*first]),
        None => return false,
    };
    if !first.is(Set::NumeralHead) && !first.is(Set::OnCheques) && !surface.contains(&'年') {
        return false;
    }
    if surface.len() > MAX_KEPT {
        core.defer();
        return false;
    }
    core.facts.holds(Predicate::IsNumber, surface)
}
