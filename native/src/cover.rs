//! Divide a Hanzi run into names: `glossary/cover.py`, but for runs longer than `MAX_RUN`.
//!
//! The cover is chosen as a whole, by least cost; costs are added in Python's order, so that two covers compare alike there and here.

use std::cell::RefCell;

use crate::automaton::start_of;
use crate::facts::{Facts, Kind};
use crate::heads::{Ending, Of};
use crate::json::Value;
use crate::text::{is_plain, is_space, Map};
use crate::Core;

const MAX_NAME: usize = 24; // Hanzi in one name that the glossary does not know
const MAX_SHORT_HEAD: usize = 10; // Hanzi in an unknown name whose head word is one Hanzi, 区 or 部
const MAX_TRANSCRIBED: usize = 8; // Hanzi in one part of a transcribed name
const MAX_RUN: usize = 4096;
const COUNTED_COST: f64 = 0.5; // of a number and what it counts, which are no name
const MAX_PIECE: usize = 400; // Hanzi that are covered at once
const MAX_EQUAL: usize = 60; // Hanzi of a run that may be equal to a form
const RARE_IN_SENTENCE: usize = 150; // the rank from which a surname that makes a word with what follows is rather that word
const MAX_ON_CHEQUE: usize = 20;
const MAX_FORMS: usize = 1 << 13;
const NO_FORM: i32 = -1;

/// A part of a run that names something: a form of the glossary, or an unknown name with the kind its shape tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    pub start: usize,
    pub end: usize,
    /// -1: no form of the glossary.
    pub pattern: i32,
    pub kind: Option<Kind>,
}

// -- sets ------------------------------------------------------------------------------------------------

/// Sets of Hanzi, each a bit; their order is that of `Answers.lists`.
mod of {
    pub const FUNCTION: u8 = 1;
    pub const BETWEEN: u8 = 2;
    pub const ADDRESSED: u8 = 4;
    pub const ADVERBS: u8 = 8;
    pub const TOWARDS: u8 = 16;
    pub const HAVE_HEADS: u8 = 32;
    pub const ENDS_OF_GIVEN_NAMES: u8 = 64;
    /// The first Hanzi of the words below.
    pub const BEGINS_WORD: u8 = 128;
}

/// Sets of words of two Hanzi, likewise.
mod two {
    pub const WHEN: u8 = 1;
    pub const VERBS: u8 = 2;
    pub const WORDS_FIRST: u8 = 4;
    pub const NO_HEADS: u8 = 8;
    pub const CALLS: u8 = 16;
}

const FIRST: usize = 0x3400;
const SIZE: usize = 0xa000 - FIRST;

/// What the entries of a form are.
#[derive(Clone, Copy)]
struct Entries {
    are_works: bool,
    /// Whether any is an institution, a place or a title, and so no beginning of a transcribed name.
    stand_before_names: bool,
}

/// The Hanzi and the words of two Hanzi that `cover.py` names, and what was asked of forms.
pub struct Lists {
    hanzi: Vec<u8>,
    /// `whole._PRONOUNS` and `whole._SENTENCE`.
    pronouns: Vec<char>,
    of_sentences: Vec<char>,
    words: Map<[char; 2], u8>,
    /// What stands before the name of a work.
    works: Vec<Vec<char>>,
    /// What the entries of forms are, as far as it was asked.
    entries: RefCell<Map<i32, Entries>>,
}

impl Lists {
    pub fn ask(facts: &Facts) -> Lists {
        let told = facts.ask("lists", vec![]);
        let mut hanzi = vec![0; SIZE];
        let mut words: Map<[char; 2], u8> = Map::default();
        let mut add = |c: char, bit: u8| {
            if let Some(bits) = (c as usize).checked_sub(FIRST).and_then(|place| hanzi.get_mut(place)) {
                *bits |= bit;
            }
        };
        for (number, set) in told.get("hanzi").items().iter().enumerate() {
            for c in set.chars() {
                add(c, 1 << number.min(6));
            }
        }
        for (number, set) in told.get("words").items().iter().enumerate() {
            for word in set.items() {
                if let [first, second] = word.chars()[..] {
                    add(first, of::BEGINS_WORD);
                    *words.entry([first, second]).or_insert(0) |= 1 << number.min(7);
                }
            }
        }
        let works = told.get("works").items().iter().map(Value::chars).collect();
        let (pronouns, of_sentences) = (told.get("pronouns").chars(), told.get("of_sentences").chars());
        Lists { hanzi, pronouns, of_sentences, words, works, entries: RefCell::default() }
    }

    pub fn is_pronoun(&self, c: char) -> bool {
        self.pronouns.contains(&c)
    }

    /// Whether a Hanzi stands in sentences, and in no name of several words.
    pub fn is_of_sentence(&self, c: char) -> bool {
        self.of_sentences.contains(&c)
    }

    /// The sets that hold a Hanzi.
    fn bits(&self, c: char) -> u8 {
        (c as usize).checked_sub(FIRST).and_then(|place| self.hanzi.get(place)).copied().unwrap_or(0)
    }

    fn is(&self, c: char, set: u8) -> bool {
        self.bits(c) & set != 0
    }

    /// The sets that hold the word of two Hanzi with which Hanzi begin.
    fn word(&self, hanzi: &[char]) -> u8 {
        match hanzi {
            [first, second, ..] if self.is(*first, of::BEGINS_WORD) => self.words.get(&[*first, *second]).copied().unwrap_or(0),
            _ => 0,
        }
    }

    /// What the entries of a form are.
    fn entries(&self, pattern: i32, facts: &Facts) -> Entries {
        if let Some(&found) = self.entries.borrow().get(&pattern) {
            return found;
        }
        let told = facts.ask("entries_of_form", vec![Value::Number(pattern.to_string())]);
        let found = Entries { are_works: told.at(0).truth(), stand_before_names: told.at(1).truth() };
        if !facts.has_failed() {
            let mut kept = self.entries.borrow_mut();
            if kept.len() >= MAX_FORMS {
                kept.clear();
            }
            kept.insert(pattern, found);
        }
        found
    }
}

// -- a run -----------------------------------------------------------------------------------------------

/// Divide a run into the segments that are names; None where Python must: it is long, or not plain.
pub fn cover(run: &[char], core: &Core) -> Option<Vec<Segment>> {
    if run.len() > MAX_RUN || !run.iter().all(|&c| is_plain(c)) {
        return None;
    }
    let key: Vec<char> = run.iter().map(|&c| core.tables.simplified(c)).collect();
    if key.iter().any(|&c| core.tables.simplified(c) != c) {
        return None; // 薴, of which the simplified form is simplified again where words are looked up
    }
    let mut segments = Vec::new();
    if !key.iter().any(|&c| is_space(c)) {
        match form_equal(&key, core) {
            NO_FORM => cover_text(&key, core, &mut segments),
            pattern => segments.push(Segment { start: 0, end: key.len(), pattern, kind: None }),
        }
        return Some(segments);
    }
    let places: Vec<usize> = (0..key.len()).filter(|&n| !is_space(key[n])).collect();
    let joined: Vec<char> = places.iter().map(|&n| key[n]).collect();
    let whole = form_equal(&joined, core);
    if let (true, Some(&first), Some(&last)) = (whole >= 0 && joined.len() <= 8, places.first(), places.last()) {
        segments.push(Segment { start: first, end: last + 1, pattern: whole, kind: None });
        return Some(segments);
    }
    let pieces = if whole < 0 { pieces_at_spaces(&key, core) } else { vec![(0, key.len())] };
    for (first, last) in pieces {
        let part: Vec<usize> = (first..last).filter(|&n| !is_space(key[n])).collect();
        let hanzi: Vec<char> = part.iter().map(|&n| key[n]).collect();
        let mut found = Vec::new();
        cover_text(&hanzi, core, &mut found);
        segments.extend(found.iter().map(|segment| Segment {
            start: part[segment.start],
            end: part[segment.end - 1] + 1,
            ..*segment
        }));
    }
    Some(segments)
}

/// The Hanzi form that is equal to a key, or -1.
fn form_equal(key: &[char], core: &Core) -> i32 {
    if key.is_empty() || key.len() > MAX_EQUAL {
        return NO_FORM;
    }
    let place = key.iter().fold(core.automaton.root(), |place, &c| core.automaton.step(place, c));
    match core.automaton.longest(place) {
        Some((pattern, size)) if pattern < core.firsts.single && start_of(key, key.len(), size) == 0 && bytes(key) == size => {
            pattern as i32
        }
        _ => NO_FORM,
    }
}

fn bytes(key: &[char]) -> u32 {
    key.iter().map(|c| c.len_utf8() as u32).sum()
}

/// Cut at spaces, but keep a name whose Hanzi are printed apart: 土 地 公, 李 强.
fn pieces_at_spaces(key: &[char], core: &Core) -> Vec<(usize, usize)> {
    let mut pieces: Vec<(usize, usize)> = Vec::new();
    let mut start = 0;
    for n in 0..=key.len() {
        if n == key.len() || is_space(key[n]) {
            if n > start {
                pieces.push((start, n));
            }
            start = n + 1;
        }
    }
    if let [.., before, last] = pieces[..] {
        let hanzi = &key[last.0..last.1];
        let behind: Vec<char> = ['某', '某'].iter().chain(hanzi).copied().collect();
        if hanzi.len() > 1 && core.heads.head_of(&behind).map_or(false, |found| found.hanzi[..] == *hanzi) {
            pieces.truncate(pieces.len() - 2); // a line end before 大学
            pieces.push((before.0, last.1));
        }
    }
    let size: usize = pieces.iter().map(|&(start, end)| end - start).sum();
    if size <= 4 && pieces.iter().any(|&(start, end)| end - start == 1) {
        return vec![(pieces[0].0, pieces[pieces.len() - 1].1)];
    }
    pieces
}

/// The names in a text of any length, piece by piece; the next piece begins before a name that the end may have cut.
fn cover_text(text: &[char], core: &Core, segments: &mut Vec<Segment>) {
    let mut cut = 0;
    while cut < text.len() {
        let following = cut + MAX_PIECE;
        let sure = if following < text.len() { following - MAX_NAME } else { following };
        let mut begin = sure;
        for segment in cover_piece(&text[cut..following.min(text.len())], core) {
            if cut + segment.end > sure && segment.start >= MAX_PIECE / 2 {
                begin = (cut + segment.start).min(sure);
                break;
            }
            segments.push(Segment { start: cut + segment.start, end: cut + segment.end, ..segment });
            begin = begin.max(cut + segment.end);
        }
        cut = begin;
    }
}

fn is_interpunct(c: char) -> bool {
    matches!(c, '·' | '‧' | '•' | '・' | '･' | '∙' | '⋅')
}

fn cover_piece(key: &[char], core: &Core) -> Vec<Segment> {
    let mut key = key;
    while ends_with_others(key, core) {
        key = &key[..key.len() - 1];
    }
    let size = key.len();
    let whole = |pattern: i32, kind: Option<Kind>| vec![Segment { start: 0, end: size, pattern, kind }];
    if size == 1 {
        return whole(form_equal(key, core), None);
    }
    if key.iter().any(|&c| is_interpunct(c)) {
        return cover_interpunct(key, core);
    }
    let forms = match Forms::find(key, core) {
        Ok(forms) => forms,
        Err(pattern) => return whole(pattern, None),
    };
    if (forms.found.is_empty() && size <= 4) || core.tables.is_word(key, &core.facts) {
        return whole(NO_FORM, shape_of(key, core));
    }
    let piece = Piece::new(key, forms, core);
    let (parts, left) = parts(&piece.cheapest());
    if piece.is_rather_one_name(&parts, left) {
        return whole(NO_FORM, None);
    }
    parts
}

/// Whether a run ends with 等, 'and others', behind a name: 吕明哲等, not 高等.
pub fn ends_with_others(key: &[char], core: &Core) -> bool {
    key.last() == Some(&'等')
        && key.len() > 2
        && !core.tables.is_word(&key[key.len() - 2..], &core.facts)
        && !core.tables.is_word(key, &core.facts)
}

/// The forms of several Hanzi in a key, by where they end.
struct Forms {
    /// Where each begins, and its number.
    found: Vec<(usize, i32)>,
    /// How many end before each place.
    until: Vec<usize>,
}

impl Forms {
    /// The forms within a key; that which is equal to it where there is one.
    fn find(key: &[char], core: &Core) -> Result<Forms, i32> {
        let size = key.len();
        let mut forms = Forms { found: Vec::new(), until: Vec::with_capacity(size + 2) };
        forms.until.push(0);
        let mut place = core.automaton.root();
        for end in 1..=size {
            forms.until.push(forms.found.len());
            place = core.automaton.step(place, key[end - 1]);
            for (pattern, length) in core.automaton.all(place) {
                if pattern >= core.firsts.single {
                    continue;
                }
                let (start, pattern) = (start_of(key, end, length), pattern as i32);
                if end - start < 2 {
                    continue;
                }
                if end - start == size {
                    return Err(pattern);
                }
                let is_word = end - start == 2
                    && ((core.lists.word(&key[start..]) & two::WORDS_FIRST != 0 && !forms.ends(start))
                        || is_work_only(key, start, pattern, core));
                if !is_word {
                    forms.found.push((start, pattern));
                }
            }
        }
        forms.until.push(forms.found.len());
        Ok(forms)
    }

    /// The forms that end at a place.
    fn at(&self, end: usize) -> &[(usize, i32)] {
        match (self.until.get(end), self.until.get(end + 1)) {
            (Some(&first), Some(&last)) => &self.found[first..last],
            _ => &[],
        }
    }

    /// Whether any ends at a place.
    fn ends(&self, place: usize) -> bool {
        !self.at(place).is_empty()
    }

    /// Whether one spans some Hanzi.
    fn has(&self, start: usize, end: usize) -> bool {
        self.at(end).iter().any(|&(first, _)| first == start)
    }
}

/// Whether two Hanzi are an ordinary word and only a work is named so: 激战 of 贸易战激战正酣, not that of 电影激战.
fn is_work_only(key: &[char], start: usize, pattern: i32, core: &Core) -> bool {
    core.tables.is_word(&key[start..start + 2], &core.facts)
        && core.lists.entries(pattern, &core.facts).are_works
        && !core.lists.works.iter().any(|word| key[..start].ends_with(word))
}

// -- the cheapest way --------------------------------------------------------------------------------------

/// The least cost of the first characters of a run, and its last segment.
#[derive(Clone, Copy)]
struct Step {
    cost: f64,
    start: usize,
    pattern: i32,
    kind: Option<Kind>,
    is_name: bool,
}

impl Step {
    /// The cheaper one; of two alike the first.
    fn or(&mut self, cost: f64, start: usize, pattern: i32, kind: Option<Kind>, is_name: bool) {
        if cost < self.cost {
            *self = Step { cost, start, pattern, kind, is_name };
        }
    }
}

/// The names on the cheapest way through a run, and how many of its steps name nothing.
fn parts(best: &[Step]) -> (Vec<Segment>, usize) {
    let mut parts = Vec::new();
    let mut left = 0;
    let mut end = best.len() - 1;
    while end > 0 {
        let step = best[end];
        if step.is_name {
            parts.push(Segment { start: step.start, end, pattern: step.pattern, kind: step.kind });
        } else {
            left += 1;
        }
        end = step.start;
    }
    parts.reverse();
    (parts, left)
}

/// The cost of a form: less for a longer one; of two covers alike, the one with the longer form first costs less.
fn form_cost(start: usize, end: usize, size: usize) -> f64 {
    let length = (end - start) as f64;
    1.0 - 0.01 * length - 0.0001 * (length * length) * (size - start) as f64 / size as f64
}

/// Up to `MAX_PIECE` simplified Hanzi without interpuncts, and what is known of each place.
struct Piece<'a> {
    key: &'a [char],
    forms: Forms,
    /// The sets of `of` that hold the Hanzi at a place, and those of `two` that hold the word that begins there.
    bits: Vec<(u8, u8)>,
    core: &'a Core,
}

impl<'a> Piece<'a> {
    fn new(key: &'a [char], forms: Forms, core: &'a Core) -> Piece<'a> {
        let bits = (0..key.len()).map(|place| (core.lists.bits(key[place]), core.lists.word(&key[place..]))).collect();
        Piece { key, forms, bits, core }
    }

    fn is(&self, place: usize, set: u8) -> bool {
        self.bits.get(place).map_or(false, |bits| bits.0 & set != 0)
    }

    /// Whether the two Hanzi from a place on are a word of a set.
    fn begins(&self, place: usize, sets: u8) -> bool {
        self.bits.get(place).map_or(false, |bits| bits.1 & sets != 0)
    }

    fn is_word(&self, start: usize, end: usize) -> bool {
        self.core.tables.is_word(&self.key[start..end.min(self.key.len())], &self.core.facts)
    }

    /// The cheapest way to each place of a run, through forms, unknown names, numbers and characters that are no name.
    fn cheapest(&self) -> Vec<Step> {
        let (key, size) = (self.key, self.key.len());
        let counted = counted(key);
        let mut within = vec![false; size + 1]; // what forms span
        for last in 1..=size {
            for &(first, _) in self.forms.at(last) {
                within[first + 1..last].fill(true);
            }
        }
        let mut best = Vec::with_capacity(size + 1);
        best.push(Step { cost: 0.0, start: 0, pattern: NO_FORM, kind: None, is_name: false });
        let mut starts = Vec::new();
        for end in 1..=size {
            let unnamed = if self.is(end - 1, of::BETWEEN) { 0.4 } else { 1.1 }; // the cost of a character that is no name
            let mut least =
                Step { cost: best[end - 1].cost + unnamed, start: end - 1, pattern: NO_FORM, kind: None, is_name: false };
            if let Some(&(start, _)) = counted.iter().find(|&&(_, last)| last == end) {
                least.or(best[start].cost + COUNTED_COST, start, NO_FORM, None, false);
            }
            for &(start, pattern) in self.forms.at(end) {
                least.or(best[start].cost + form_cost(start, end, size), start, pattern, None, true);
            }
            for start in (end.saturating_sub(4)..(end + 1).saturating_sub(2)).rev() {
                if let Some(mut cost) = self.person_cost(start, end, best[start].is_name) {
                    if end < size && self.forms.has(start, end - 1) {
                        cost += if end - start < 4 { 0.6 } else { 0.9 }; // 武汉加, 李强赴, 诸葛亮草
                    }
                    cost += 0.8 * f64::from(u8::from(within[start]) + u8::from(within[end])); // 李明李 of 李明李强
                    least.or(best[start].cost + cost, start, NO_FORM, Some(Kind::Person), true);
                }
            }
            if let Some(ending) = self.core.heads.name_ends(&key[end.saturating_sub(MAX_NAME)..end]) {
                self.starts_of_headed(end, ending, &best, &mut starts);
                for &start in &starts {
                    let cost = best[start].cost + 1.3 + 0.02 * (end - start) as f64;
                    least.or(cost, start, NO_FORM, Some(ending.kind), true);
                }
            }
            best.push(least);
        }
        best
    }

    /// Whether the parts leave so much of a short run unexplained that it is rather one unknown name.
    fn is_rather_one_name(&self, parts: &[Segment], left: usize) -> bool {
        let size = self.key.len();
        if size <= 4 && left > 0 && parts.iter().all(|part| part.pattern < 0) {
            return true;
        }
        let has_function = || (0..size).any(|place| self.is(place, of::FUNCTION));
        if let Some(last) = parts.last() {
            if (last.end + 2 == size && self.begins(last.end, two::CALLS)) || (left > 0 && has_function()) {
                return false; // 武汉加油, 北京欢迎你
            }
        }
        if left > 0 && self.is_sentence(parts) {
            return false;
        }
        if parts.is_empty() || (size <= 4 && left * 2 >= size) {
            return size <= 12 && !(size > 5 && has_function());
        }
        size <= 6 && left > 0 && left + 3 >= size && !parts.iter().any(|part| part.kind == Some(Kind::Person))
    }

    /// Whether verbs and particles around the names of a short run make it a sentence: 向李强学习, 李强讲话, 访问中国.
    fn is_sentence(&self, parts: &[Segment]) -> bool {
        match (parts.first(), parts.last()) {
            (Some(first), Some(last)) if first.start == 0 => last.end + 2 == self.key.len() && self.begins(last.end, two::VERBS),
            (Some(first), _) => self.is(first.start - 1, of::TOWARDS) || (first.start == 2 && self.begins(0, two::VERBS)),
            _ => self.begins(0, two::VERBS),
        }
    }

    /// Where a name may begin that ends with a head word.
    fn starts_of_headed(&self, end: usize, ending: &Ending, best: &[Step], starts: &mut Vec<usize>) {
        starts.clear();
        let (key, head) = (self.key, &ending.hanzi[..]);
        let place = end - head.len(); // of the head word
        if head.len() == 1 && self.begins(end - 2, two::NO_HEADS) {
            return;
        }
        self.name_starts(end, place, best, starts);
        let inner = self.forms.at(end);
        if !inner.is_empty() {
            starts.retain(|&n| !inner.iter().any(|&(first, _)| n < first && self.is_apart(end, n, first, head)));
        }
        if matches!(head, ['先', '生'] | ['女', '士']) {
            starts.retain(|&n| !self.forms.has(n, place)); // 鲁迅先生
        }
        if head.len() == 1 {
            starts.retain(|&n| end - n <= MAX_SHORT_HEAD && !self.holds_title(n, end - 1));
            if !starts.is_empty() && self.is_word(end - 1, end + 1) {
                starts.clear(); // 会 of 会见
            }
        } else {
            starts.retain(|&n| !key[n..place].windows(head.len()).any(|words| words == head) && !self.holds_title(n, place));
        }
        if ending.kind == Kind::Place {
            starts.retain(|&n| !holds_division(&key[n..end]));
        }
        if ending.kind == Kind::Title {
            starts.push(place);
            starts.retain(|&n| !self.holds_name(n, place));
        }
    }

    /// Whether the form at a place, which ends as a name that begins before it does, is a name of its own: 都位于海淀区.
    fn is_apart(&self, end: usize, start: usize, place: usize, head: &[char]) -> bool {
        if self.is(place - 1, of::BETWEEN) {
            return true;
        }
        if head.len() > 1 {
            return false;
        }
        if end - place < 4 && self.forms.has(start, place) {
            return true; // 黄河长江, not 厦门经济特区
        }
        end - place > 2 && place - start > 1 && self.is_word(place - 2, place)
    }

    /// Where a name may begin whose head word stands from `head` to `end`: at the head of the run, or after a segment that is a
    /// name.
    fn name_starts(&self, end: usize, head: usize, best: &[Step], starts: &mut Vec<usize>) {
        let low = end.saturating_sub(MAX_NAME);
        // no name begins before a verb or holds a function word
        let bound = (low..head).rev().find(|&place| self.begins(place, two::VERBS) || self.is(place, of::FUNCTION));
        let bound = bound.map_or(0, |place| place + 1);
        let may_begin = |n: usize| {
            n >= bound
                && !self.begins(n, two::WHEN)
                && !matches!(self.key[n], '跟' | '给' | '把' | '被')
                && !(n > 0 && self.key[n] == '长' && self.is(n - 1, of::HAVE_HEADS))
            // 长 of 校长
        };
        if end <= MAX_NAME && may_begin(0) {
            starts.push(0);
        }
        let first = low.max(1);
        starts.extend((first..head.max(first)).filter(|&n| best[n].is_name && end - n > 2 && may_begin(n)));
    }

    /// Whether the head word of an office ends somewhere within, and a name of its own behind it: 校长龚旗.
    fn holds_title(&self, start: usize, end: usize) -> bool {
        (start + 2..=end).any(|last| {
            let found = self.core.heads.head_of(&self.key[start..last]);
            found.map_or(false, |found| found.kind == Kind::Title && found.hanzi.len() > 1)
        })
    }

    /// Whether an institution stands before the head word of a title, and so is a name of its own: 国防部 of 国防部发言人.
    fn holds_name(&self, start: usize, end: usize) -> bool {
        let ending = self.core.heads.name_ends(&self.key[start..end]);
        ending.map_or(false, |ending| ending.kind == Kind::Organization)
            || (start + 2..=end).any(|last| self.forms.at(last).iter().any(|&(place, _)| place >= start))
    }

    /// The cost of Hanzi as the name of a person, None where they are none.
    ///
    /// `follows_name`: whether the segment before them is a name.
    fn person_cost(&self, start: usize, end: usize, follows_name: bool) -> Option<f64> {
        let (key, size, tables) = (self.key, self.key.len(), &self.core.tables);
        let name = &key[start..end];
        let length = end - start;
        let surname = tables.surname_length_folded(name);
        if surname == 0 || length <= surname || length > surname + 2 {
            return None;
        }
        if start > 0 && (matches!(key[start], '长' | '部' | '人' | '员') || self.is(start, of::BETWEEN)) {
            return None; // the end of a title: 外交部长王毅; 向 of 向全体
        }
        if length > 2 && end < size && self.is(end - 1, of::BETWEEN) {
            return None; // 王毅在雅加达
        }
        if self.begins(start, two::WHEN | two::VERBS) || (start..end).any(|place| self.is(place, of::ADDRESSED)) {
            return None;
        }
        if length < size && (self.begins(start, two::WORDS_FIRST) || (length == 3 && self.begins(start + 1, two::WORDS_FIRST))) {
            return None; // 白银 of 白银做, 平安 of 一路平安
        }
        if name.iter().all(|&c| c == name[0]) {
            return None;
        }
        if self.is(start, of::ADVERBS) && size > length + 1 && self.is_word(start + 1, end) {
            return None; // 曾多次
        }
        let likely = tables.person_prior(name, &self.core.facts);
        let after_name = start == 0 || follows_name || matches!(key[start - 1], '叫' | '是' | '和' | '与' | '跟' | '请' | '由');
        let least = match () {
            _ if !after_name => 0.75,
            _ if start == 0 && end < size => 0.6,
            _ => 0.25,
        };
        if likely < least {
            return None;
        }
        // words that the name would cut through: 全国 of 全国人口
        let cuts = |place: usize| {
            let entry = tables.entry(&key[place - 1..place + 1]);
            u8::from(entry.map_or(false, |entry| matches!(entry.class, b'w' | b'n')))
        };
        let mut cut = if start > 0 && !follows_name { cuts(start) } else { 0 };
        if end < size {
            cut += cuts(end);
        }
        let (apart, within) = (if after_name { 0.0 } else { 1.0 }, if end == size { 0.0 } else { 0.4 });
        let mut cost = 1.9 - 0.6 * likely + apart + within + 0.8 * f64::from(cut);
        if length == 3
            && size > 3
            && surname == 1
            && tables.single_surname(name[0]).map_or(false, |found| found.rank > RARE_IN_SENTENCE)
        {
            let words = u8::from(self.is_word(start, start + 2)) + u8::from(self.is_word(start + 1, end));
            cost += 0.5 * f64::from(words); // 全国人, 强兄弟
        }
        Some(cost)
    }
}

/// Whether a division stands before another, or a name begins with the end of one: 广东省深圳市, 省深圳市.
fn holds_division(hanzi: &[char]) -> bool {
    let ends_division = |place: usize| {
        let before = if place > 0 { hanzi[place - 1] } else { ' ' };
        match hanzi[place] {
            '省' | '县' => true,
            '市' => !matches!(before, '城' | '超' | '夜' | '股' | '门'),
            '区' => !matches!(before, '社' | '园' | '地' | '景' | '特' | '新' | '山' | '治' | '战'),
            _ => false,
        }
    };
    !hanzi.is_empty() && (ends_division(0) || (hanzi.len() > 4 && (2..hanzi.len() - 2).any(ends_division)))
}

/// The kind of a short run that holds no form: by its head word, else a person where its Hanzi are a usual name.
pub fn shape_of(key: &[char], core: &Core) -> Option<Kind> {
    let (tables, facts) = (&core.tables, &core.facts);
    if let Some(ending) = core.heads.name_ends(key) {
        if key.len() == 4 && ending.hanzi.len() == 1 && tables.is_word(key, facts) {
            return None; // the idioms 走投无路 and 名不虚传
        }
        let is_given = key.len() == 3 && core.lists.is(key[2], of::ENDS_OF_GIVEN_NAMES) && tables.person_prior(key, facts) >= 0.8;
        if !is_given {
            return Some(ending.kind);
        }
    }
    if !tables.is_word(key, facts) && may_be_person(key, core) {
        Some(Kind::Person)
    } else {
        None
    }
}

/// Whether `_person_cost` gives a cost for a whole run.
fn may_be_person(key: &[char], core: &Core) -> bool {
    let surname = core.tables.surname_length_folded(key);
    if surname == 0 || key.len() <= surname || key.len() > surname + 2 || key.iter().all(|&c| c == key[0]) {
        return false;
    }
    core.lists.word(key) & (two::WHEN | two::VERBS) == 0
        && !key.iter().any(|&c| core.lists.is(c, of::ADDRESSED))
        && core.tables.person_prior(key, &core.facts) >= 0.25
}

// -- transcribed names -----------------------------------------------------------------------------------

/// A transcribed name is one mention: 阿凡提·买买提; an institution or title may stand before it.
fn cover_interpunct(key: &[char], core: &Core) -> Vec<Segment> {
    let person = |start: usize, end: usize| Segment { start, end, pattern: NO_FORM, kind: Some(Kind::Person) };
    let plain: Vec<char> = key.iter().map(|&c| if is_interpunct(c) { '·' } else { c }).collect();
    let whole = form_equal(&plain, core);
    if whole >= 0 {
        return vec![Segment { start: 0, end: key.len(), pattern: whole, kind: None }];
    }
    let first = plain.iter().position(|&c| c == '·').unwrap_or(0);
    let last = plain.iter().rposition(|&c| c == '·').unwrap_or(0);
    let (mut start, mut end) = (0, key.len());
    let mut segments = Vec::new();
    if first > 4 {
        for segment in cover_piece(&key[..first], core) {
            if segment.end < first - 1 && segment.start == start && stands_before_names(segment.pattern, core) {
                segments.push(segment);
                start = segment.end;
            }
        }
    }
    let is_verb = |n: usize| core.lists.word(&key[n..]) & two::VERBS != 0;
    let is_followed = || (last + 2..end.min(last + 2 + MAX_TRANSCRIBED)).any(is_verb);
    if first - start > MAX_TRANSCRIBED || end - last > MAX_TRANSCRIBED + 1 || is_followed() {
        return cover_sentence(key, first, core);
    }
    let mut tail = Vec::new();
    if end - last > 6 {
        let behind = last + 1;
        for segment in cover_piece(&key[behind..], core).into_iter().rev() {
            if segment.pattern >= 0 && segment.end + behind == end && segment.start > 1 {
                tail.push(Segment { start: segment.start + behind, end, ..segment });
                end = segment.start + behind;
            }
        }
    }
    segments.push(person(start, end));
    segments.extend(tail.into_iter().rev());
    segments
}

/// Cover a sentence around the transcribed name whose first interpunct is at `first`; words bound the name.
fn cover_sentence(key: &[char], first: usize, core: &Core) -> Vec<Segment> {
    let mut begun = vec![false; key.len() + 1]; // where a form begins that is no part of the name
    let mut place = core.automaton.root();
    for (number, &c) in key.iter().enumerate() {
        place = core.automaton.step(place, c);
        for (pattern, size) in core.automaton.all(place) {
            let n = start_of(key, number + 1, size);
            if pattern < core.firsts.single
                && number > n
                && !are_transcribing(&key[n..number + 1], core)
                && stands_before_names(pattern as i32, core)
            {
                begun[n] = true;
            }
        }
    }
    let (mut start, mut end, mut last) = (first, first + 1, first);
    while start > 0 && first - start < MAX_TRANSCRIBED && !is_no_sound(key, start - 1, start.saturating_sub(2), start, core) {
        start -= 1;
    }
    while end < key.len()
        && (is_interpunct(key[end]) || is_interpunct(key[end - 1]) || !(begun[end] || is_no_sound(key, end, end, end + 2, core)))
    {
        if is_interpunct(key[end]) {
            last = end;
        }
        if end - last > MAX_TRANSCRIBED {
            break;
        }
        end += 1;
    }
    let mut segments = if start > 0 { cover_piece(&key[..start], core) } else { Vec::new() };
    if start < first && first < end - 1 {
        segments.push(Segment { start, end, pattern: NO_FORM, kind: Some(Kind::Person) });
    }
    while end < key.len() && core.lists.is(key[end], of::BETWEEN) {
        end += 1;
    }
    if end < key.len() {
        let behind = cover_piece(&key[end..], core);
        segments.extend(behind.iter().map(|segment| Segment { start: end + segment.start, end: end + segment.end, ..*segment }));
    }
    segments
}

fn are_transcribing(hanzi: &[char], core: &Core) -> bool {
    hanzi.iter().all(|&c| core.heads.is(c, Of::Transcribing))
}

/// Whether the Hanzi at a place, or those of a word, belong to the sentence around a transcribed name.
fn is_no_sound(key: &[char], place: usize, start: usize, end: usize, core: &Core) -> bool {
    let hanzi = &key[start..end.min(key.len())];
    if core.lists.is(key[place], of::BETWEEN | of::FUNCTION) {
        return true;
    }
    hanzi.len() == 2
        && (core.lists.word(hanzi) & two::VERBS != 0
            || (core.tables.is_word(hanzi, &core.facts) && !are_transcribing(hanzi, core)))
}

fn stands_before_names(pattern: i32, core: &Core) -> bool {
    pattern >= 0 && core.lists.entries(pattern, &core.facts).stand_before_names
}

// -- numbers -----------------------------------------------------------------------------------------------

/// Numbers and what they count, where they begin and end: the matches of `numerals.COUNTED`.
fn counted(key: &[char]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut place = 0;
    while place < key.len() {
        match counted_at(key, place) {
            Some(end) => {
                found.push((place, end));
                place = end;
            }
            None => place += 1,
        }
    }
    found
}

fn is_numeral(c: char) -> bool {
    matches!(
        c,
        '〇' | '零'
            | '一'
            | '二'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '百'
            | '千'
            | '万'
            | '亿'
            | '两'
            | '几'
    )
}

fn is_cheque_digit(c: char) -> bool {
    matches!(c, '壹' | '贰' | '叁' | '肆' | '伍' | '陆' | '柒' | '捌' | '玖')
}

fn is_on_cheque(c: char) -> bool {
    is_cheque_digit(c) || matches!(c, '拾' | '佰' | '仟' | '零' | '万' | '亿')
}

fn counted_at(key: &[char], start: usize) -> Option<usize> {
    let hanzi = &key[start..];
    if !(is_numeral(hanzi[0]) || is_on_cheque(hanzi[0]) || hanzi[0] == '第') {
        return None;
    }
    let at = |place: usize| hanzi.get(place).copied().unwrap_or(' ');
    let sum = hanzi.iter().take(MAX_ON_CHEQUE).take_while(|&&c| is_on_cheque(c)).count();
    if sum >= 2 && matches!(at(sum), '元' | '圆') {
        let mut end = sum + 1;
        for part in ['角', '分'] {
            if is_cheque_digit(at(end)) && at(end + 1) == part {
                end += 2;
            }
        }
        return Some(start + end + usize::from(matches!(at(end), '整' | '正')));
    }
    let first = usize::from(hanzi[0] == '第');
    let digits = hanzi[first..].iter().take_while(|&&c| is_numeral(c)).count();
    // the last 千 may belong to what is counted: 五千克
    for most in [digits, digits.saturating_sub(1)] {
        let end = first + most;
        if most > 0 {
            let more = usize::from(matches!(at(end), '多' | '余'));
            if let Some(measure) = measure(&hanzi[end + more..]) {
                return Some(start + end + more + measure);
            }
        }
    }
    None
}

/// The length of the measure word with which Hanzi begin.
fn measure(hanzi: &[char]) -> Option<usize> {
    let power = if matches!(hanzi, ['平' | '立', '方', ..]) { 2 } else { 0 };
    match hanzi[power..] {
        ['公', '里' | '尺', ..] | ['千' | '厘', '米', ..] => return Some(power + 2),
        ['米', ..] => return Some(power + 1),
        _ => {}
    }
    match hanzi {
        ['公', '斤' | '顷', ..] | ['千', '克' | '瓦', ..] | ['美', '元', ..] | ['小', '时', ..] | ['分', '钟' | '之', ..] => {
            Some(2)
        }
        ['个', '百', '分', '点', ..] => Some(4),
        [c, ..] if is_measure(*c) => Some(1),
        _ => None,
    }
}

fn is_measure(c: char) -> bool {
    matches!(
        c,
        '吨' | '亩'
            | '元'
            | '人'
            | '次'
            | '名'
            | '个'
            | '项'
            | '艘'
            | '架'
            | '辆'
            | '家'
            | '所'
            | '座'
            | '位'
            | '部'
            | '集'
            | '届'
            | '岁'
            | '天'
            | '年'
            | '倍'
            | '页'
            | '条'
            | '件'
            | '种'
            | '章'
            | '幅'
            | '册'
            | '期'
            | '批'
            | '场'
            | '枚'
    )
}
