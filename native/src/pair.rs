//! A Hanzi surface and the Latin form beside it, for a surface without an entry: `glossary/pair.py`, and a part of `plain.py`.

use crate::facts::{Kind, Set};
use crate::model::{Agreement, LatinForm};
use crate::names::{latin_key, SpelledName, Spelling};
use crate::phrase::{phrase_before, phrase_within, starts_with_any_case, words_of, Word};
use crate::text::{self, any_of, is_alnum, is_digit, is_space, is_upper};
use crate::Core;

/// Code points on either side of a surface in which its Latin form is sought.
pub const REACH: usize = 160;
/// Code points before a place in which the words stand that decide most cases.
pub const NEAR: usize = 64;
/// Hanzi in a name whose spelling is looked for behind an apposition.
const MAX_APPOSED: usize = 12;
const MAX_TAIL: usize = 16;
const OPENING_BRACKETS: &str = "([{（［｛【〔〖";
const CLOSING_BRACKETS: &str = ")]}）］｝】〕〗";

/// Where a Latin form may end (`before`) or begin; `loose` ones ask for a spelling or an alias: `anchors.Anchor`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    pub place: usize,
    pub before: bool,
    pub loose: bool,
}

/// Do what `pair` does for a surface without an entry, alone in a bracket behind plain words that end at `place`.
///
/// `low`: where the words begin that may belong to it.
pub fn pair_plain(
    text: &[char],
    low: usize,
    place: usize,
    surface: &[char],
    kind: Option<Kind>,
    name: &SpelledName,
    core: &Core,
) -> Option<LatinForm> {
    let anchor = Anchor { place, before: true, loose: false };
    let mut near = low.max(place.saturating_sub(NEAR));
    while near > low && !is_space(text[near - 1]) {
        near -= 1;
    }
    let mut words = words_of(text, near, place, core);
    if near > low && (words.is_empty() || (words.len() <= surface.len() + 2 && is_upper(words[0].text[0]))) {
        words = with_words_before(text, low, near, words, core);
        near = low;
    }
    if words.is_empty() {
        return None;
    }
    let found = spelling(text, anchor, &words, surface, kind, name, core);
    if found.is_some() {
        return found;
    }
    if near > low && may_begin_in(text, low, near, name, core) {
        words = with_words_before(text, low, near, words, core);
        near = low;
    }
    let far = apposition(text, anchor, &words, surface, name, core);
    if far.is_some() {
        return far;
    }
    let form = phrase(text, anchor, &words, surface, kind, core);
    if near > low && is_upper(words[words.len() - 1].text[0]) {
        let is_long = form.as_ref().map_or(true, |form| form.start < words[4.min(words.len() - 1)].start);
        if is_long {
            let words = with_words_before(text, low, near, words, core);
            return phrase(text, anchor, &words, surface, kind, core);
        }
    }
    form
}

/// The words of `text[low..near]` and those that are known behind it, where a blank stands before `near`.
fn with_words_before<'t>(text: &'t [char], low: usize, near: usize, words: Vec<Word<'t>>, core: &'t Core) -> Vec<Word<'t>> {
    let mut all = words_of(text, low, near, core);
    all.extend(words);
    all
}

/// Whether a capitalised word of `text[low..high]` may begin a spelling of the name (`_CAPITALISED`).
fn may_begin_in(text: &[char], low: usize, high: usize, name: &SpelledName, core: &Core) -> bool {
    let mut place = low;
    while place < high {
        if !text[place].is_ascii_uppercase() || (place > 0 && is_alnum(text[place - 1])) {
            place += 1;
            continue;
        }
        let start = place;
        while place < high && is_alnum(text[place]) {
            place += 1;
        }
        if name.may_begin(&latin_key(&text[start..place], core), core) {
            return true;
        }
    }
    false
}

// -- where a Latin form may stand -----------------------------------------------------------------

/// Tell whether the bracket behind words is opened by itself, and they end with no label, no degree and no tail.
pub fn is_plain_bracket(words: &[char], core: &Core) -> bool {
    let mut depth = 0usize;
    for &c in words {
        if c.is_ascii_alphanumeric() || c == ' ' {
            continue;
        }
        if any_of(OPENING_BRACKETS, c) {
            depth += 1;
        } else if any_of(CLOSING_BRACKETS, c) {
            depth = depth.saturating_sub(1);
        }
    }
    if depth > 0 || before_tail(words, before_degrees(words, words.len())) < words.len() {
        return false;
    }
    let last = &words[text::rfind(words, ' ').map_or(0, |space| space + 1)..];
    let may_be_label = !last.is_empty() && last.iter().all(|&c| c.is_ascii_alphabetic() || matches!(c, 'ſ' | 'ı'));
    !(may_be_label && core.facts.word_of(last).is(Set::IsLabel))
}

/// Where the name ends behind which degrees stand up to a place; the place itself where there are none.
pub fn before_degrees(text: &[char], place: usize) -> usize {
    if place < 5 || text::find(text::before(text, place, 24), ',').is_none() {
        return place;
    }
    let left = place.saturating_sub(40);
    let part = &text[left..place];
    let mut starts = (0..part.len()).filter(|&start| part[start] == ',');
    starts.find(|&start| are_degrees(part, start)).map_or(place, |start| left + start)
}

/// Whether degrees begin at a place and nothing else follows (`_DEGREES`); the text has 40 characters at most.
fn are_degrees(text: &[char], start: usize) -> bool {
    let mut ends = 1u64 << start; // where one group of degrees ends and another may begin
    for place in start..=text.len() {
        if ends >> place & 1 == 0 {
            continue;
        }
        if place > start {
            let behind = if text.get(place) == Some(&'.') { place + 1 } else { place };
            if text[behind.min(text.len())..].iter().all(|&c| is_space(c)) {
                return true;
            }
        }
        if text.get(place) == Some(&',') {
            ends |= degrees_ends(text, place);
        }
    }
    false
}

/// Where the degrees behind one comma may end, a bit for each place.
fn degrees_ends(text: &[char], comma: usize) -> u64 {
    let mut start = comma + 1;
    while start < text.len() && is_space(text[start]) {
        start += 1;
    }
    const NO_DEGREES: [&str; 9] = ["Ltd", "Inc", "LLC", "Corp", "Pte", "Sdn", "Bhd", "Tbk", "PLC"];
    if NO_DEGREES.iter().any(|form| text::starts_with(&text[start..], form)) {
        return 0;
    }
    let is_big = |place: usize| text.get(place).map_or(false, char::is_ascii_uppercase);
    let mut ends = 0u64;
    let mut size = 0;
    while size < 4 && is_big(start + size) {
        size += 1;
        if size > 1 {
            ends |= 1 << (start + size);
        }
    }
    // '[A-Z][A-Za-z]{0,4}': the places behind it, the last one first
    let letters = |place: usize| -> usize {
        if !is_big(place) {
            return 0;
        }
        1 + text[place + 1..].iter().take(4).take_while(|c| c.is_ascii_alphabetic()).count()
    };
    let stopped = |place: usize| -> Option<usize> {
        let size = letters(place);
        if size > 0 && text.get(place + size) == Some(&'.') {
            Some(place + size + 1)
        } else {
            None
        }
    };
    let mut now = match stopped(start) {
        Some(end) => 1u64 << end,
        None => return ends,
    };
    for _ in 0..4 {
        ends |= now;
        let mut next = 0u64;
        for place in 0..text.len() {
            if now >> place & 1 == 0 {
                continue;
            }
            let behind = if is_space(text[place]) { place + 1 } else { place };
            if let Some(end) = stopped(behind) {
                next |= 1 << end;
            }
            for size in 1..=letters(place) {
                next |= 1 << (place + size);
            }
        }
        now = next;
    }
    ends | now
}

/// Where the name ends behind which its place in a law or a book stands, or 'dkk.'; the place itself where nothing does.
pub fn before_tail(text: &[char], place: usize) -> usize {
    if place == 0 || !matches!(text[place - 1], '0'..='9' | '.' | 'k' | 'l') {
        return place;
    }
    let left = place.saturating_sub(MAX_TAIL);
    let part = &text[left..place];
    for start in 0..part.len() {
        let behind = start + usize::from(part[start] == ',');
        if part.get(behind).map_or(false, |&c| is_space(c)) && is_tail(&part[behind + 1..]) {
            return left + start;
        }
    }
    place
}

/// What `_TAIL` matches behind its first blank; no blank ends it.
fn is_tail(text: &[char]) -> bool {
    const PARTS: [&str; 9] = ["pasal", "ayat", "bab", "jilid", "juz", "volume", "vol.", "hlm.", "halaman"];
    for part in PARTS {
        if starts_with_any_case(text, part) {
            let rest = &text[part.len()..];
            return (2..=5).contains(&rest.len()) && is_space(rest[0]) && rest[1..].iter().all(|&c| is_digit(c));
        }
    }
    let rest = if starts_with_any_case(text, "dkk") {
        &text[3..]
    } else if starts_with_any_case(text, "et") && text.len() > 2 && is_space(text[2]) && starts_with_any_case(&text[3..], "al") {
        &text[5..]
    } else {
        return false;
    };
    matches!(rest, [] | ['.'])
}

// -- what fits there ------------------------------------------------------------------------------

/// The stretch at the anchor that spells the surface; a full match before one with extra names, that before a near one.
pub fn spelling(
    text: &[char],
    anchor: Anchor,
    words: &[Word],
    surface: &[char],
    kind: Option<Kind>,
    name: &SpelledName,
    core: &Core,
) -> Option<LatinForm> {
    let final_word = words.last()?;
    let mut near: Option<LatinForm> = None;
    let mut extra: Option<LatinForm> = None;
    let mut best: Option<LatinForm> = None;
    let size = surface.len() + 2;
    let is_name_in_small = matches!(kind, Some(Kind::Concept | Kind::Work | Kind::Other) | None);
    let lower_too = surface.len() > 1 && is_name_in_small && (!anchor.before || text::islower(final_word.text));
    for number in 0..size.min(words.len()) {
        // the shortest stretch first
        let (first, last) =
            if anchor.before { (&words[words.len() - 1 - number], final_word) } else { (&words[0], &words[number]) };
        let is_capital = is_upper(first.text[0]);
        if !is_capital && !(lower_too && name.may_begin_near(first.text, core)) {
            continue;
        }
        let candidate = &text[first.start..last.end];
        if !is_capital && !text::islower(candidate) {
            continue;
        }
        if number > 0 && candidate.iter().filter(|&&c| c == '\n').count() > 1 {
            break;
        }
        let found = match name.matches(candidate, core) {
            Some(found) => found,
            None => continue,
        };
        let is_full = found.agreement == Agreement::Spelling && !found.is_extra;
        if number > 0 && (first.is(Set::OfficeWords) || first.head().is_some()) {
            // 'Kong Ling' spells its surname, 'Presiden Li Na' does not
            if !is_full || !name.may_begin(&latin_key(first.text, core), core) {
                continue;
            }
        }
        let is_near = found.agreement == Agreement::Near;
        let is_extra = found.is_extra;
        let kept = if is_near {
            &mut near
        } else if is_extra {
            &mut extra
        } else {
            &mut best
        };
        if is_full || kept.is_none() {
            *kept = Some(form_of(first, last, found));
        }
    }
    if let (Some(best), Some(extra)) = (&best, &extra) {
        if is_western(text.get(extra.start..best.start).unwrap_or(&[]), core) {
            return Some(extra.clone());
        }
    }
    best.or(extra).or(near)
}

fn form_of(first: &Word, last: &Word, found: Spelling) -> LatinForm {
    LatinForm { start: first.start, end: last.end, agreement: found.agreement, system: Some(found.system), slip: found.slip }
}

/// Tell whether words before a Chinese name are given names such as overseas Chinese take (`spelling.is_western`).
fn is_western(words: &[char], core: &Core) -> bool {
    text::split_space(words).all(|word| {
        let key = latin_key(word, core);
        !key.is_empty() && core.facts.word(&key).is(Set::IsWestern)
    })
}

/// A name that words part from one anchor: 'Wang Yi, Menteri Luar Negeri Tiongkok (王毅)'; `_apposition` without entries.
pub fn apposition(
    text: &[char],
    anchor: Anchor,
    words: &[Word],
    surface: &[char],
    name: &SpelledName,
    core: &Core,
) -> Option<LatinForm> {
    if surface.len() > MAX_APPOSED || !anchor.before || anchor.loose || words.is_empty() {
        return None;
    }
    let most = words.len() - 1;
    for number in (0..most).rev() {
        let first = &words[number];
        if !is_upper(first.text[0]) || !name.may_begin(&latin_key(first.text, core), core) || first.is(Set::Titles) {
            continue;
        }
        let shortest = if surface.len() > 2 { number } else { number + 1 };
        for last in &words[shortest.min(most)..most.min(number + surface.len() + 1)] {
            match name.matches(&text[first.start..last.end], core) {
                Some(found) if found.agreement == Agreement::Spelling && !found.is_extra => {
                    return Some(LatinForm { slip: None, ..form_of(first, last, found) });
                }
                _ => {}
            }
        }
    }
    None
}

/// The noun phrase at an anchor, which nothing else explains.
pub fn phrase(
    text: &[char],
    anchor: Anchor,
    words: &[Word],
    surface: &[char],
    kind: Option<Kind>,
    core: &Core,
) -> Option<LatinForm> {
    let (start, end) = if anchor.before {
        phrase_before(text, words, kind, &marks_of(surface), core)?
    } else {
        phrase_within(text, words, kind, core)?
    };
    let is_person = matches!(kind, Some(Kind::Person) | None);
    let first = if is_person && anchor.before { at_surname(start, end, words, surface, core) } else { start };
    Some(LatinForm::new(first, end, Agreement::None))
}

/// The marks of a title in Hanzi as its translation has them (`MARKS`).
fn marks_of(surface: &[char]) -> Vec<char> {
    let mut marks = Vec::new();
    for &c in surface {
        match c {
            '：' | ':' => marks.push(':'),
            '，' => marks.push(','),
            '！' => marks.push('!'),
            '？' => marks.push('?'),
            _ => {}
        }
    }
    marks
}

/// Where a person's name begins within a phrase, by its surname: 'Tang Feiping' in 'Ningbo Tang Feiping (汤飞帆)'.
fn at_surname(start: usize, end: usize, words: &[Word], surface: &[char], core: &Core) -> usize {
    let first = words.iter().position(|word| word.start > start).unwrap_or(words.len());
    let last = words.iter().rposition(|word| word.start < end).map_or(0, |place| place + 1);
    if last < first + 2 {
        return start;
    }
    let size = core.tables.surname_length(&core.tables.simplify(surface, &core.facts), &core.facts);
    if size == 0 || size >= surface.len() || surface.len() > size + 2 {
        return start;
    }
    let surname = SpelledName::new(&surface[..size], Some(Kind::Person), core);
    for word in &words[first.max(last.saturating_sub(3))..last - 1] {
        match surname.matches(word.text, core) {
            Some(found) if found.agreement == Agreement::Spelling => return word.start,
            _ => {}
        }
    }
    start
}
