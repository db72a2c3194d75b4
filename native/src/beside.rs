//! The Latin form beside a surface without an entry, wherever it stands: `pair` of `glossary/pair.py` without entries.
//!
//! A surface in a plain sentence has none, mostly, and that is found out first: Python's questions, each asked when its answer
//! is needed. No word with a capital within reach, and nothing is spelled.

use crate::anchors::{closing_bracket, find_anchors};
use crate::facts::Kind;
use crate::model::{Agreement, LatinForm};
use crate::names::{latin_key, SpelledName};
use crate::pair::{apposition, before_degrees, before_tail, phrase, spelling, Anchor, NEAR, REACH};
use crate::phrase::{has_word, one_of_several, words_of, Word};
use crate::text::{behind, ends_with, is_alnum, is_digit, is_hanzi, is_lower, is_space, is_upper, strip};
use crate::Core;

/// The Latin form that names the same thing as the surface `text[start..end]`, which has no entry; None where there is none.
///
/// It is deferred where the window holds a tag or a character reference.
pub fn pair(text: &[char], start: usize, end: usize, kind: Option<Kind>, core: &Core) -> Option<LatinForm> {
    within_window(text, start, end, core, |window, start, end| pair_within(window, start, end, kind, core))
}

/// What `pair` finds in the window around `text[start..end]`, with its place in the text; None where no word is in reach.
///
/// It is deferred where the window holds a tag or a character reference.
pub fn within_window<'t>(
    text: &'t [char],
    start: usize,
    end: usize,
    core: &Core,
    pair: impl FnOnce(&'t [char], usize, usize) -> Option<LatinForm>,
) -> Option<LatinForm> {
    let (low, high) = window(text, start, end);
    let window = &text[low..high];
    if !has_word(window) {
        return None;
    }
    if has_markup(window) {
        core.defer();
        return None;
    }
    let mut found = pair(window, start - low, end - low)?;
    if found.agreement == Agreement::None {
        let form = &window[found.start..found.end];
        found.start += form.iter().rposition(|&c| c == '>').map_or(0, |place| place + 1);
    }
    found.start += low;
    found.end += low;
    Some(found)
}

/// What stands within reach on either side, up to an empty line.
fn window(text: &[char], start: usize, end: usize) -> (usize, usize) {
    let mut low = start.saturating_sub(REACH);
    let high = text.len().min(end + REACH);
    while let Some((_, behind)) = paragraph(text, low, start) {
        low = behind;
    }
    (low, paragraph(text, end, high).map_or(high, |(first, _)| first))
}

/// The first empty line of `text[low..high]`: where the line end before it stands, and where it ends.
fn paragraph(text: &[char], low: usize, high: usize) -> Option<(usize, usize)> {
    let mut place = low;
    while let Some(number) = text[place..high].iter().position(|&c| c == '\n') {
        let first = place + number;
        let mut last = first + 1;
        while last < high && matches!(text[last], ' ' | '\t') {
            last += 1;
        }
        if last < high && text[last] == '\n' {
            return Some((first, last + 1));
        }
        place = first + 1;
    }
    None
}

/// Whether `_blank_markup` may find something.
fn has_markup(window: &[char]) -> bool {
    let mut is_first = true;
    for (place, &c) in window.iter().enumerate() {
        if c == '<' {
            return true;
        }
        if c == '&' {
            if is_first && window.contains(&'>') {
                return true; // the end of a tag
            }
            is_first = false;
            let rest = &window[place + 1..];
            let is_number = rest.first() == Some(&'#');
            let letters = if is_number {
                1 + rest[1..].iter().take(7).take_while(|&&c| is_digit(c)).count()
            } else {
                rest.iter().take(9).take_while(|c| c.is_ascii_lowercase()).count()
            };
            if letters > 1 && rest.get(letters) == Some(&';') {
                return true;
            }
        }
    }
    false
}

/// A name whose spellings are looked up when they are first asked for.
pub struct LazyName<'t> {
    surface: &'t [char],
    kind: Option<Kind>,
    name: Option<SpelledName>,
}

impl<'t> LazyName<'t> {
    pub fn new(surface: &'t [char], kind: Option<Kind>) -> LazyName<'t> {
        LazyName { surface, kind, name: None }
    }

    pub fn get(&mut self, core: &Core) -> &SpelledName {
        let (surface, kind) = (self.surface, self.kind);
        self.name.get_or_insert_with(|| SpelledName::new(surface, kind, core))
    }
}

fn pair_within(text: &[char], start: usize, end: usize, kind: Option<Kind>, core: &Core) -> Option<LatinForm> {
    let anchors = find_anchors(text, start, end, core);
    let surface = &text[start..end];
    let mut name = LazyName::new(surface, kind);
    let mut sides: Vec<(Anchor, Vec<Word>)> = Vec::new(); // those that ask for no spelling
    let mut near = None;
    for printed in anchors {
        let anchor = behind_name(text, printed, surface);
        let words = words_beside(text, anchor, core);
        if words.is_empty() {
            continue;
        }
        if may_spell(anchor, &words, surface, kind) && (!anchor.loose || may_be_spelled(text, anchor, name.get(core), core)) {
            if let Some(found) = spelling(text, anchor, &words, surface, kind, name.get(core), core) {
                if found.agreement == Agreement::Spelling {
                    return Some(found);
                }
                if !anchor.loose && near.is_none() {
                    near = Some(found);
                }
            }
        }
        if !anchor.loose {
            sides.push((anchor, words));
        }
    }
    if near.is_some() {
        return near;
    }
    for (anchor, words) in &sides {
        if anchor.before && words.iter().any(|word| is_upper(word.text[0])) {
            let far = apposition(text, *anchor, words, surface, name.get(core), core);
            if far.is_some() {
                return far;
            }
        }
    }
    let is_title = start > 0 && matches!(text[start - 1], '《' | '〈');
    let kind = if is_title { Some(Kind::Work) } else { kind };
    let found = sides.iter().find_map(|(anchor, words)| phrase(text, *anchor, words, surface, kind, core))?;
    let (first, last) = one_of_several(text, start, end, found.start, found.end, core)?;
    Some(LatinForm::new(first, last, Agreement::None))
}

/// The words that end or begin at an anchor; of a loose one, where only a spelling counts, the nearest alone.
pub fn words_beside<'t>(text: &'t [char], anchor: Anchor, core: &'t Core) -> Vec<Word<'t>> {
    let place = anchor.place;
    if !anchor.before {
        let reach = if anchor.loose { text.len().min(place + NEAR + 1) } else { text.len() };
        let mut high = closing_bracket(text, place, reach); // the end of the bracket in which it stands
        if anchor.loose && high > place + NEAR {
            high = place + NEAR;
            while high < text.len() && !is_space(text[high]) {
                high += 1;
            }
        }
        return words_of(text, place, high, core);
    }
    let mut low = if anchor.loose { place.saturating_sub(NEAR) } else { 0 };
    while low > 0 && !is_space(text[low - 1]) {
        low -= 1;
    }
    let is_cell = |c: &char| matches!(c, '|' | '\t');
    if strip(behind(text, place, 2), " .").first().map_or(false, is_cell) {
        // a cell holds no word of the one before it
        low += text[low..place].iter().rposition(|c| is_cell(c) || *c == '\n').map_or(0, |last| last + 1);
    }
    // what stands before other Hanzi belongs to those
    low += text[low..place].iter().rposition(|&c| is_hanzi(c)).map_or(0, |last| last + 1);
    words_of(text, low, place, core)
}

/// Whether a word at the anchor has the letter with which a spelling begins; `spelling` finds nothing where none has.
pub fn may_spell(anchor: Anchor, words: &[Word], surface: &[char], kind: Option<Kind>) -> bool {
    let firsts = if anchor.before { &words[words.len().saturating_sub(surface.len() + 2)..] } else { &words[..1] };
    if firsts.iter().any(|word| is_upper(word.text[0])) {
        return true;
    }
    let is_small = |word: &Word| word.text.iter().any(|&c| is_lower(c)) && !word.text.iter().any(|&c| is_upper(c));
    surface.len() > 1
        && matches!(kind, None | Some(Kind::Concept | Kind::Work | Kind::Other))
        && (!anchor.before || words.last().map_or(false, is_small))
}

/// Tell quickly whether a spelling of the name may touch a loose anchor, by the piece of text that does.
fn may_be_spelled(text: &[char], anchor: Anchor, name: &SpelledName, core: &Core) -> bool {
    let place = anchor.place;
    let beside = if anchor.before { place.checked_sub(1).and_then(|last| text.get(last)) } else { text.get(place) };
    if !beside.map_or(false, |&c| is_alnum(c)) || name.has_more(core) {
        return true;
    }
    if anchor.before {
        let low = place.saturating_sub(NEAR);
        let first = text[low..place].iter().rposition(|&c| is_space(c)).map_or(low, |last| low + last + 1);
        let piece = &text[first..place];
        return ends_with(piece, "nya") || ends_with(piece, "lah") || name.may_end(&latin_key(piece, core), core);
    }
    let rest = behind(text, place, NEAR);
    let size = rest.iter().position(|&c| is_space(c)).unwrap_or(rest.len());
    name.may_begin(&latin_key(&rest[..size], core), core)
}

/// Pass over what stands after a name: degrees, the place in a law or a book, 'dkk.'; `_before_tail`.
pub fn behind_name(text: &[char], anchor: Anchor, surface: &[char]) -> Anchor {
    if !anchor.before || anchor.place == 0 {
        return anchor;
    }
    let place = before_tail(text, before_degrees(text, anchor.place));
    let is_number = place < anchor.place && is_digit(text[anchor.place - 1]);
    let is_numbered = |c: &char| is_digit(*c) || matches!(c, '第' | '条' | '條' | '章' | '卷' | '册' | '冊');
    if is_number && surface.iter().any(is_numbered) {
        return anchor; // 'Pasal 23 (第二十三条)'
    }
    Anchor { place, ..anchor }
}
