//! Where the Latin form of a surface may end or begin: at its bracket, inside it, at commas, dashes, cells and lines.
//!
//! The port of `glossary/anchors.py`. A text here is the window around the surface, so that `low` is 0 and `high` its end.

use crate::facts::{Predicate, Set};
use crate::heads::Of;
use crate::pair::Anchor;
use crate::phrase::{fold_case, has_word};
use crate::text::{is_alpha, is_hanzi, is_letter, is_space, is_upper, lower, lstrip, rfind, split_space, strip};
use crate::Core;

const MAX_LABEL: usize = 90; // code points of a bracket whose end is looked at for a label
const MAX_LABELS: usize = 3;
const MAX_LETTERS: usize = 40; // in the labels before a colon

pub fn is_opener(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '（' | '［' | '｛' | '【' | '〔' | '〖')
}

pub fn is_closer(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '）' | '］' | '｝' | '】' | '〕' | '〗')
}

fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：')
}

fn is_quote(c: char) -> bool {
    match c {
        '"' | '\'' | '*' | '_' | '«' | '»' => true,
        '“' | '”' | '‘' | '’' | '„' => true,
        '《' | '》' | '〈' | '〉' | '「' | '」' | '『' | '』' => true,
        _ => false,
    }
}

/// A member of `_TRIM`.
fn is_trim(c: char) -> bool {
    is_space(c) || is_quote(c) || matches!(c, '|' | '=')
}

/// A member of `_SEPARATORS`, which is `_BETWEEN_CELLS` too.
fn is_separator(c: char) -> bool {
    is_trim(c)
        || matches!(c, ',' | ';' | ':' | '/' | '–' | '—' | '-' | '、' | '，' | '；' | '：' | '／' | '&' | '\\' | '~' | '•' | '·')
}

/// A member of `_AFTER_LABEL`.
fn is_after_label(c: char) -> bool {
    is_separator(c) || is_opener(c) || is_closer(c)
}

/// A member of `phrase._LETTER`: a letter or digit of a word in Latin letters.
fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric() || ('\u{c0}'..='\u{2af}').contains(&c) || ('\u{1e00}'..='\u{1eff}').contains(&c)
}

/// Where a word in small letters begins that ends at a place, whatever its case; None where another stands there.
pub fn begin_of(text: &[char], end: usize, word: &str) -> Option<usize> {
    let mut place = end;
    for c in word.chars().rev() {
        if place == 0 || fold_case(text[place - 1]) != c {
            return None;
        }
        place -= 1;
    }
    Some(place)
}

/// Where a word in small letters ends that begins at a place, whatever its case.
pub fn end_of(text: &[char], start: usize, word: &str) -> Option<usize> {
    let mut place = start;
    for c in word.chars() {
        if text.get(place).map(|&c| fold_case(c)) != Some(c) {
            return None;
        }
        place += 1;
    }
    Some(place)
}

fn is_label(word: &[char], core: &Core) -> bool {
    core.facts.word_of(word).is(Set::IsLabel)
}

/// Where the letters begin that end at a place.
fn letters_before(text: &[char], end: usize) -> usize {
    let mut start = end;
    while start > 0 && is_letter(text[start - 1]) {
        start -= 1;
    }
    start
}

/// Where the letters end that begin at a place.
fn letters_behind(text: &[char], start: usize) -> usize {
    let mut end = start;
    while end < text.len() && is_letter(text[end]) {
        end += 1;
    }
    end
}

fn end_without_separators(text: &[char], end: usize) -> usize {
    let mut end = end;
    while end > 0 && is_separator(text[end - 1]) {
        end -= 1;
    }
    end
}

/// The anchors of a surface `text[start..end]`, the likeliest first.
pub fn find_anchors(text: &[char], start: usize, end: usize, core: &Core) -> Vec<Anchor> {
    let mut anchors = Vec::new();
    if let Some(opening) = enclosing(text, start) {
        anchors_in_bracket(text, start, end, opening, &mut anchors, core);
    } else {
        anchors_right_bracket(text, end, &mut anchors, core);
        anchors_beside(text, start, end, &mut anchors, core);
    }
    anchors
}

/// Where the bracket opens that holds a place, None where none does.
fn enclosing(text: &[char], start: usize) -> Option<usize> {
    let mut depth = 0;
    for place in (0..start).rev() {
        let c = text[place];
        if is_opener(c) {
            if depth == 0 {
                return Some(place);
            }
            depth -= 1;
        } else if is_closer(c) {
            depth += 1;
        }
    }
    None
}

fn anchors_in_bracket(text: &[char], start: usize, end: usize, opening: usize, anchors: &mut Vec<Anchor>, core: &Core) {
    let inner_left = &text[opening + 1..start];
    outside(text, opening, anchors, core);
    if !holds_labels_only(inner_left, core) {
        let trimmed = opening + 1 + trim_labels(inner_left, core);
        let has_outside = !anchors.is_empty();
        anchors.insert(usize::from(has_outside), Anchor { place: trimmed, before: true, loose: has_outside });
    }
    let inner_right = &text[end..closing_bracket(text, end, text.len())];
    if has_word(inner_right) {
        let skip = skip_labels(inner_right, core);
        anchors.push(Anchor { place: end + skip, before: false, loose: true });
    }
}

/// Whether labels, marks and other Hanzi are all that a head of a bracket holds: `_LABELS_ONLY`.
fn holds_labels_only(inner: &[char], core: &Core) -> bool {
    let mut place = 0;
    while place < inner.len() {
        let c = inner[place];
        if !is_letter(c) || is_hanzi(c) {
            place += 1;
            continue;
        }
        let last = letters_behind(inner, place);
        if !is_label(&inner[place..last], core) {
            return false;
        }
        place = last;
    }
    true
}

/// Anchors before a bracket; a bracket that ends there, `(PKT) (`, is looked into and passed over.
fn outside(text: &[char], opening: usize, anchors: &mut Vec<Anchor>, core: &Core) {
    let mut place = opening;
    for number in 0..3 {
        while place > 0 && (is_trim(text[place - 1]) || is_opener(text[place - 1])) {
            place -= 1;
        }
        if place == 0 {
            return;
        }
        if !is_closer(text[place - 1]) {
            let inner = match enclosing(text, place) {
                Some(inner) => inner,
                None => {
                    anchors.push(Anchor { place, before: true, loose: false });
                    return;
                }
            };
            let said = &text[inner + 1..place];
            let is_label = holds_labels_only(said, core);
            if is_colon(text[place - 1]) || (said.len() < MAX_LABEL && ends_with_script_label(said)) {
                place = inner + 1 + trim_labels(said, core); // '(Xi Jinping, Hanzi: (…))'
            }
            if place > inner + 1 {
                anchors.push(Anchor { place, before: true, loose: false });
            }
            if !is_label {
                return;
            }
            place = inner;
            continue;
        }
        let closed = place - 1;
        let inner = match enclosing(text, closed) {
            Some(inner) => inner,
            None => return,
        };
        anchors.push(Anchor { place: inner, before: true, loose: number > 0 });
        if !text[inner..closed].iter().any(|&c| is_hanzi(c)) {
            anchors.push(Anchor { place: closed, before: true, loose: true });
        }
        place = inner;
    }
}

/// Whether a label leads at the end of a bracket into one within it: `_SCRIPT_LABEL`.
fn ends_with_script_label(said: &[char]) -> bool {
    let before_blanks = |end: usize| {
        let mut place = end;
        while place > 0 && is_space(said[place - 1]) {
            place -= 1;
        }
        if place < end {
            Some(place)
        } else {
            None
        }
    };
    let mut end = said.len();
    for word in ["sederhana", "tradisional"] {
        if let Some(place) = begin_of(said, end, word).and_then(before_blanks) {
            end = place;
            break;
        }
    }
    let is_bounded = |place: usize| place == 0 || is_space(said[place - 1]) || matches!(said[place - 1], ',' | ';');
    if begin_of(said, end, "hanzi").map_or(false, is_bounded) {
        return true;
    }
    ["han", "tionghoa", "mandarin", "china", "cina"].iter().any(|word| {
        begin_of(said, end, word).and_then(before_blanks).map_or(false, |place| {
            ["aksara", "huruf", "karakter"].iter().any(|script| begin_of(said, place, script).map_or(false, is_bounded))
        })
    })
}

/// Where the bracket closes that is open at a place, `high` where it does not.
pub fn closing_bracket(text: &[char], end: usize, high: usize) -> usize {
    let mut depth = 0;
    for (number, &c) in text[end..high].iter().enumerate() {
        if is_opener(c) {
            depth += 1;
        } else if is_closer(c) {
            if depth == 0 {
                return end + number;
            }
            depth -= 1;
        }
    }
    high
}

/// What is left without separators and labels at the end: 'Tjia Kian Liong, Hanzi: ' leaves 'Tjia Kian Liong'. Its size.
fn trim_labels(inner: &[char], core: &Core) -> usize {
    let mut size = inner.len();
    loop {
        let mut shorter = end_without_separators(inner, size);
        let mut start = letters_before(inner, shorter);
        let mut is_named = start < shorter && is_label(&inner[start..shorter], core);
        if is_named && shorter != size {
            let first = inner[shorter..size].iter().find(|&&c| !is_space(c));
            if matches!(first, Some(':' | '：' | '=')) {
                size = start;
                continue;
            }
        }
        while is_named && shorter - start > 2 {
            shorter = end_without_separators(inner, start);
            start = letters_before(inner, shorter);
            is_named = start < shorter && is_label(&inner[start..shorter], core);
        }
        return shorter;
    }
}

/// How much separators, Hanzi and labels take at the beginning.
fn skip_labels(inner: &[char], core: &Core) -> usize {
    let mut place = 0;
    while place < inner.len() && is_separator(inner[place]) {
        place += 1;
    }
    while place < inner.len() {
        let mut last = place;
        while last < inner.len() && is_hanzi(inner[last]) {
            last += 1;
        }
        if last == place {
            last = letters_behind(inner, place);
            if last == place || !is_label(&inner[place..last], core) {
                return place;
            }
        }
        place = last;
        while place < inner.len() && is_after_label(inner[place]) {
            place += 1;
        }
    }
    place
}

fn anchors_right_bracket(text: &[char], end: usize, anchors: &mut Vec<Anchor>, core: &Core) {
    let mut opening = end;
    while opening < text.len() && opening < end + 4 && (is_space(text[opening]) || is_quote(text[opening])) {
        opening += 1;
    }
    if !matches!(text.get(opening), Some('(' | '（' | '[' | '【')) {
        return;
    }
    let first = opening + 1;
    let inner = &text[first..closing_bracket(text, first, text.len())];
    let skip = skip_labels(inner, core);
    if let Some(&letter) = inner.get(skip) {
        if is_latin(letter) {
            anchors.push(Anchor { place: first + skip, before: false, loose: !(is_upper(letter) || skip == 0) });
        }
    }
}

/// What leads from a Latin form to its Hanzi, 'atau', and ends at a place: where it begins. `_OR` without its blanks.
fn or_before(text: &[char], end: usize) -> Option<usize> {
    const WORDS: [&str; 9] = ["atau", "alias", "or", "dikenal sebagai", "ditulis", "dieja", "yang berarti", "yaitu", "yakni"];
    match fold_case(*text.get(end.checked_sub(1)?)?) {
        'u' | 's' | 'r' | 'i' | 'a' | 'h' => {}
        _ => return None,
    }
    for word in WORDS {
        if let Some(start) = begin_of(text, end, word) {
            if word == "dikenal sebagai" {
                return begin_of(text, start, "juga ").or(Some(start));
            }
            return Some(start);
        }
    }
    begin_of(text, end, "adalah").or_else(|| begin_of(text, end, "sebagai"))
}

/// Where what leads from Hanzi to their Latin form ends: `_OR_RIGHT`.
fn or_behind(text: &[char], end: usize) -> Option<usize> {
    let blanks = |mut place: usize| {
        while place < text.len() && is_space(text[place]) {
            place += 1;
        }
        place
    };
    let mut place = end;
    while matches!(text.get(place), Some('"' | '”' | '’' | '\'' | '»' | '」')) {
        place += 1;
    }
    place = blanks(place);
    if text.get(place) == Some(&',') {
        place = blanks(place + 1);
    }
    for word in ["atau", "alias", "or"] {
        if let Some(last) = end_of(text, place, word) {
            let behind = blanks(last);
            return if behind > last { Some(behind) } else { None };
        }
    }
    None
}

/// Where a label and its colon end, up to three words: `_RIGHT_LABEL`.
fn label_behind(text: &[char], start: usize, core: &Core) -> Option<usize> {
    if !is_letter(*text.get(start)?) {
        return None;
    }
    let mut words: Vec<&[char]> = Vec::new();
    let mut place = start;
    while place < text.len() && is_letter(text[place]) {
        let last = letters_behind(text, place);
        if words.len() == MAX_LABELS || last - start > MAX_LETTERS {
            return None;
        }
        words.push(&text[place..last]);
        place = last + usize::from(text.get(last) == Some(&' '));
    }
    if !matches!(text.get(place), Some(':' | '：' | '=')) {
        return None;
    }
    let mut left = MAX_LABELS;
    for (number, word) in words.iter().enumerate() {
        let count = labels_in(&lower(word), left - (words.len() - 1 - number), core)?;
        left -= count;
    }
    place += 1;
    while place < text.len() && is_space(text[place]) {
        place += 1;
    }
    Some(place)
}

/// The least number of labels of which a word is made, at most `most`: a label may touch the next one.
fn labels_in(word: &[char], most: usize, core: &Core) -> Option<usize> {
    if most == 0 || !word.iter().all(|&c| fold_case(c).is_ascii()) {
        return None;
    }
    let known = core.facts.word(word);
    if known.is(Set::IsLabel) {
        return Some(1);
    }
    if most == 1 || !core.facts.holds(Predicate::IsLabels, word) {
        return None;
    }
    (1..word.len())
        .filter(|&cut| core.facts.word(&word[..cut]).is(Set::IsLabel))
        .filter_map(|cut| labels_in(&word[cut..], most - 1, core))
        .min()
        .map(|count| count + 1)
}

fn anchors_beside(text: &[char], start: usize, end: usize, anchors: &mut Vec<Anchor>, core: &Core) {
    let high = text.len();
    let mut left = start;
    while left > 0 && (is_separator(text[left - 1]) || text[left - 1] == '#') {
        left -= 1;
    }
    let mut said: &[char] = &[];
    if left > 0 && left < start && is_space(text[left]) {
        if let Some(first) = or_before(text, left) {
            said = &text[first..left];
            left = end_without_separators(text, first);
        }
    }
    if text[left..start].iter().any(|&c| is_colon(c)) {
        left = trim_labels(&text[..start], core);
    }
    let gap = &text[left..start];
    let lines = gap.iter().filter(|&&c| c == '\n').count();
    if left > 0 && lines <= 2 {
        let behind = text.get(end).copied();
        let own_line = lines > 0 && matches!(behind, None | Some('|' | '\t' | '\n')); // or the end of the text
        let bare = crate::text::rstrip_space(crate::text::lstrip_space(gap));
        let is_parted = *bare == ['/'] || (*bare == [','] && matches!(behind, Some(',' | '，')));
        let is_tied = own_line
            || is_parted
            || (!said.is_empty() && is_transcription(text, start, end, left, said, core))
            || is_row(text, left, start, end, core);
        anchors.push(Anchor { place: left, before: true, loose: !is_tied });
    }
    let mut right = or_behind(text, end).unwrap_or(end);
    while right < high && is_separator(text[right]) {
        right += 1;
    }
    if let Some(place) = label_behind(text, right, core) {
        right = place; // 'Hanzi: 关羽 | Nama: Guan Yu'
    }
    if right < high && right > end && is_latin(text[right]) {
        anchors.push(Anchor { place: right, before: false, loose: true });
    }
    if left > 0 && is_closer(text[left - 1]) {
        if let Some(inner) = enclosing(text, left - 1) {
            anchors.push(Anchor { place: left - 1, before: true, loose: true });
            anchors.push(Anchor { place: inner, before: true, loose: true });
        }
    }
}

/// Whether a foreign name is said to be written as a surface: 'menulis nama Prabowo sebagai 普拉博沃'.
fn is_transcription(text: &[char], start: usize, end: usize, left: usize, said: &[char], core: &Core) -> bool {
    let word = split_space(said).next().unwrap_or(said);
    if !["sebagai", "ditulis", "dieja"].iter().any(|written| crate::text::is(word, written)) {
        return false;
    }
    if !is_alpha(text[left - 1]) || !is_upper(text[rfind(&text[..left], ' ').map_or(0, |place| place + 1)]) {
        return false;
    }
    let surface = &text[start..end];
    surface.iter().any(|&c| matches!(c, '·' | '•')) || surface.iter().all(|&c| core.heads.is(c, Of::Transcribing))
}

/// Whether a Latin form and a surface are neighbouring cells of three or more: 'GEM Co.\t格林美\tShenzhen'.
fn is_row(text: &[char], left: usize, start: usize, end: usize, core: &Core) -> bool {
    let is_cell = |piece: &[char]| matches!(piece, ['|' | '\t']);
    let gap = strip(&text[left..start], " .");
    let behind = lstrip(&text[end..text.len().min(end + 2)], " ");
    if !is_cell(gap) || !matches!(behind.first(), Some('|' | '\t')) {
        return false;
    }
    let third = lstrip(&text[end..text.len().min(end + 8)], " |\t").first();
    if matches!(third, None | Some('\n')) {
        return false;
    }
    let line_start = rfind(&text[..left], '\n').map_or(0, |place| place + 1);
    let line = strip(&text[line_start..left], " |\t");
    let cell_start = line.iter().rposition(|&c| matches!(c, '|' | '\t')).map_or(0, |place| place + 1);
    let first = split_space(&line[cell_start..]).next();
    first.map_or(false, |first| {
        let known = core.facts.word_of(first);
        known.head.is_none() && !known.is(Set::Titles) && !known.is(Set::IsLabel)
    })
}
