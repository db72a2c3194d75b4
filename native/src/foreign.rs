//! Hanzi that are no Chinese name: those behind a label of another language, 'dalam kanji ditulis 東京'.
//!
//! The port of `is_foreign` of `glossary/foreign.py`; a plain text holds no kana and no Hangul.

use crate::anchors::{begin_of, end_of, is_closer, is_opener};
use crate::facts::Predicate;
use crate::phrase::fold_case;
use crate::text::{before, behind, is_alnum, is_letter, is_space, lower};
use crate::Core;

const REACH: usize = 80;
const MOST_BETWEEN: usize = 40; // code points between a label in a sentence and the Hanzi
const MOST_LETTERS: usize = 12; // of the end of a label: no label that is looked for is longer

fn closing_of(opening: char) -> char {
    match opening {
        '(' => ')',
        '[' => ']',
        '{' => '}',
        '（' => '）',
        '［' => '］',
        '｛' => '｝',
        '【' => '】',
        '〔' => '〕',
        _ => '〗',
    }
}

/// Whether a label such as Kanji or Hanja stands beside the Hanzi `text[start..end]`.
///
/// Python looks for a label in the last sentence once more at the end; it was found before that, or is not there.
pub fn is_foreign(text: &[char], start: usize, end: usize, core: &Core) -> bool {
    if start > 0 && is_opener(text[start - 1]) && text.get(end) == Some(&closing_of(text[start - 1])) {
        return false; // alone in a bracket
    }
    let left = before(text, start, REACH);
    let mut inside = left;
    let mut opening = None;
    let mut has_mark = false;
    let mut is_closed = false;
    for (place, &c) in left.iter().enumerate().rev() {
        if is_opener(c) {
            opening = Some(place);
            inside = &left[place + 1..];
            break;
        }
        is_closed = is_closed || is_closer(c);
        has_mark = has_mark || is_mark(c);
    }
    let is_in_bracket = opening.is_some() && !is_closed;
    let is_labelled = has_mark && ends_with_foreign_label(inside, core);
    if is_in_bracket {
        let right = behind(text, end, REACH);
        let closing = right.iter().position(|&c| is_closer(c)).unwrap_or(0);
        let may_be_labelled = has_mark || right[..closing].iter().any(|&c| is_mark(c));
        if may_be_labelled {
            if !is_labelled && names_chinese(inside) {
                return false;
            }
            let bracket = [inside, &right[..closing]].concat();
            if ends_with_foreign_label(&bracket, core) && !names_chinese(&bracket) {
                return true;
            }
        }
    }
    if let Some(named) = label_before(left) {
        let is_chinese = is_in_bracket && !is_labelled && names_chinese(inside);
        return !is_chinese && !names_chinese(named);
    }
    is_labelled
}

/// A mark that may end a label.
fn is_mark(c: char) -> bool {
    matches!(c, ':' | '：' | '|' | '=')
}

/// Whether a label of another language leads to the end of a text: `FOREIGN_LABEL`.
fn ends_with_foreign_label(text: &[char], core: &Core) -> bool {
    let mark = match text.iter().rposition(|&c| is_mark(c) || matches!(c, ';' | '；')) {
        Some(place) if is_mark(text[place]) => place,
        _ => return false,
    };
    let blanks = |mut place: usize| {
        while place > 0 && is_space(text[place - 1]) {
            place -= 1;
        }
        place
    };
    let letters = |mut place: usize| {
        while place > 0 && is_letter(text[place - 1]) {
            place -= 1;
        }
        place
    };
    let mut end = blanks(mark);
    if end > 0 && text[end - 1] == ')' {
        match text[..end - 1].iter().rposition(|&c| matches!(c, '(' | ')')) {
            Some(place) if text[place] == '(' => end = blanks(place),
            _ => return false,
        }
    }
    let start = letters(end);
    if start == end {
        return false;
    }
    let mut word = lower(&text[start.max(end.saturating_sub(MOST_LETTERS))..end]);
    if ["hán", "nôm", "tự", "han"].iter().any(|second| end_of(&word, 0, second) == Some(word.len())) && blanks(start) < start
    {
        let first = letters(blanks(start));
        let mut both = lower(&text[first.max(blanks(start).saturating_sub(MOST_LETTERS))..blanks(start)]);
        both.push(' ');
        both.append(&mut word);
        word = both;
    }
    core.facts.holds(Predicate::EndsWithForeignLabel, &word)
}

/// The end of a text from a label of another language on, which may be a word of the sentence: `_LABEL_BEFORE`.
fn label_before(left: &[char]) -> Option<&[char]> {
    let end = if left.last() == Some(&'\n') { left.len() - 1 } else { left.len() };
    let mut low = end;
    while low > 0
        && end - low < MOST_BETWEEN
        && !matches!(left[low - 1], '.' | ':' | ';' | '!' | '?' | '(' | ')' | '（' | '）' | '\n')
    {
        low -= 1;
    }
    // The label ends at `low` or behind it; it has 8 letters at most.
    for start in low.saturating_sub(8)..end {
        if !matches!(left[start], 'k' | 'K' | 'h' | 'H' | 'c' | 'C') || (start > 0 && is_alnum(left[start - 1])) {
            continue;
        }
        let last = match fold_case(left[start]) {
            'k' => end_of(left, start, "kanji"),
            'c' => end_of_two(left, start, "chữ", ["hán", "nôm"]),
            _ => end_of(left, start, "hanja").or_else(|| end_of_two(left, start, "hán", ["tự", "nôm"])),
        };
        match last {
            Some(last) if last >= low && last <= end && !left.get(last).map_or(false, |&c| is_alnum(c)) => {
                return Some(&left[start..]);
            }
            _ => {}
        }
    }
    None
}

fn end_of_two(text: &[char], start: usize, first: &str, second: [&str; 2]) -> Option<usize> {
    let place = end_of(text, start, first)?;
    if !is_space(*text.get(place)?) {
        return None;
    }
    second.iter().find_map(|word| end_of(text, place + 1, word))
}

/// Whether a text says that something is Chinese: `_CHINESE_LABEL`.
fn names_chinese(text: &[char]) -> bool {
    const WORDS: [&str; 8] = ["hanzi", "mandarin", "tionghoa", "tiongkok", "china", "cina", "chinese", "pinyin"];
    (1..=text.len()).any(|end| {
        matches!(fold_case(text[end - 1]), 'i' | 'n' | 'a' | 'k' | 'e')
            && WORDS.iter().any(|word| begin_of(text, end, word).is_some())
    })
}
