//! Where a plain text is no prose: addresses, file names; see `glossary/guard.py`. A text that may hold a block is left to Python.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::json::Value;
use crate::text::{behind, get, is_space, is_word, Map};
use crate::Core;

const NEAR: usize = 24;
const REACH: usize = 2000;
const MOST_TOKENS: usize = 1 << 12;

type Spans = Rc<[(usize, usize)]>;

/// What tokens were found to hold that is no prose, asked once of Python.
#[derive(Default)]
pub struct Tokens {
    kept: RefCell<Map<Box<[char]>, Spans>>,
}

impl Tokens {
    /// The stretches of a token that are no prose.
    fn spans(&self, token: &[char], core: &Core) -> Spans {
        if let Some(found) = get(&self.kept.borrow(), token) {
            return found.clone();
        }
        let answer = core.facts.ask("token", vec![Value::from(token)]);
        let found: Spans = answer.items().iter().map(|span| (span.at(0).size(), span.at(1).size())).collect();
        if !core.facts.has_failed() {
            let mut kept = self.kept.borrow_mut();
            if kept.len() >= MOST_TOKENS {
                kept.clear();
            }
            kept.insert(token.into(), found.clone());
        }
        found
    }
}

/// Whether a text may hold a block: code, a tag, an attribute, a call.
pub fn holds_block(text: &[char]) -> bool {
    (0..text.len()).any(|place| may_begin_block(text, place))
}

/// The stretches of one text that are no prose.
pub struct Guards<'t> {
    text: &'t [char],
    /// The token that was looked at last.
    looked: Cell<Option<(usize, usize)>>,
    /// What it holds: where it begins, and the stretches in it.
    held: RefCell<Option<(usize, Spans)>>,
}

impl<'t> Guards<'t> {
    /// Of a text without blocks: see `holds_block`.
    pub fn new(text: &'t [char]) -> Guards<'t> {
        Guards { text, looked: Cell::new(None), held: RefCell::new(None) }
    }

    /// Whether the name `text[start..end]` touches a stretch that is no prose; one that it holds whole is it: JD.com.
    pub fn covers(&self, start: usize, end: usize, core: &Core) -> bool {
        let text = self.text;
        let (mut first, mut last) = (start, Some(end));
        if start > 0 && !is_break(text[start - 1]) {
            let low = start.saturating_sub(NEAR);
            first = text[low..start].iter().rposition(|&c| c == ' ').map_or(0, |place| low + place + 1);
        }
        if text.get(end).map_or(true, |&c| !is_break(c)) {
            last = behind(text, end, NEAR).iter().position(|&c| c == ' ').map(|place| end + place);
        } else if first == start {
            return false;
        }
        if let Some(last) = last {
            if first > 0 && !has_mark(&text[first..last]) {
                return false;
            }
        }
        if !self.looked.get().map_or(false, |(first, last)| first <= start && end <= last) {
            self.look(start, end, core);
        }
        let held = self.held.borrow();
        let (base, spans) = match &*held {
            Some((base, spans)) => (*base, spans),
            None => return false,
        };
        let before = spans.partition_point(|span| base + span.0 < end);
        if before == 0 || base + spans[before - 1].1 <= start {
            return false;
        }
        spans.iter().any(|&(first, last)| {
            let (first, last) = (base + first, base + last);
            first < end && start < last && !(start <= first && last <= end)
        })
    }

    fn look(&self, start: usize, end: usize, core: &Core) {
        let text = self.text;
        let (first, last) = token(text, start, end);
        let spans = if may_be_other(&text[first..last]) { core.tokens.spans(&text[first..last], core) } else { Rc::new([]) };
        *self.held.borrow_mut() = if spans.is_empty() { None } else { Some((first, spans)) };
        let is_whole = last == text.len() || is_break(text[last]);
        self.looked.set(Some((start, if is_whole { last } else { end.max(last.saturating_sub(REACH / 2)) })));
    }
}

/// Whether a token may hold what is no prose: what each pattern of it must hold, not all that it must.
fn may_be_other(token: &[char]) -> bool {
    let at = |place: usize| token.get(place).copied().unwrap_or(' ');
    let before = |place: usize| if place == 0 { ' ' } else { token[place - 1] };
    let mut slashes = 0;
    let mut has_stop = false;
    for (place, &c) in token.iter().enumerate() {
        let is_other = match c {
            '@' | '\\' => true,
            ':' => at(place + 1) == '/' || matches!(before(place), 'o' | 'O'), // https://, mailto:
            '.' => {
                has_stop = true;
                at(place + 1).is_ascii_lowercase() || matches!(before(place), 'w' | 'W')
                // .com, www.
            }
            '=' => token[..place].iter().any(|c| matches!(c, '?' | '&')),
            '/' => {
                slashes += 1;
                !is_word(before(place))
            }
            _ => false,
        };
        if is_other {
            return true;
        }
    }
    slashes > 1 || (slashes == 1 && has_stop)
}

/// Whether a block may begin at a place; of a call, that its bracket stands there.
fn may_begin_block(text: &[char], place: usize) -> bool {
    match text[place] {
        '`' => true,
        '<' => text.get(place + 1).map_or(false, |&c| c.is_ascii_alphabetic() || matches!(c, '/' | '!')),
        '~' => text[place..].starts_with(&['~', '~', '~']) && (place == 0 || text[place - 1] == '\n'),
        '=' => {
            let mut behind = &text[place + 1..];
            if behind.first() == Some(&'=') {
                behind = &behind[1..];
            }
            if behind.first().map_or(false, |&c| is_space(c)) {
                behind = &behind[1..];
            }
            matches!(behind.first(), Some('"' | '\''))
        }
        '(' => {
            matches!(text.get(place + 1), Some('"' | '\'')) && place > 0 && (is_word(text[place - 1]) || text[place - 1] == '.')
        }
        _ => false,
    }
}

/// What ends a token.
fn is_break(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\n' | '\u{a0}' | '<' | '>' | '"' | '“' | '”' | '，' | '。' | '；' | '、' | '【' | '】' | '（' | '）'
    )
}

/// Whether a stretch holds what a token that is no prose must hold.
fn has_mark(stretch: &[char]) -> bool {
    stretch.iter().enumerate().any(|(place, &c)| match c {
        '@' | '=' | '/' | '\\' => true,
        ':' | '.' => stretch.get(place + 1).map_or(false, |&c| !is_space(c)),
        _ => false,
    })
}

/// The token around a name.
fn token(text: &[char], start: usize, end: usize) -> (usize, usize) {
    let (mut first, mut last) = (start, end);
    let low = start.saturating_sub(NEAR);
    let high = text.len().min(end + NEAR);
    while first > low && !is_break(text[first - 1]) {
        first -= 1;
    }
    while last < high && !is_break(text[last]) {
        last += 1;
    }
    if first == low {
        let lowest = low.saturating_sub(REACH);
        while first > lowest && !is_break(text[first - 1]) {
            first -= 1;
        }
    }
    if last == high {
        let highest = text.len().min(high + REACH);
        while last < highest && !is_break(text[last]) {
            last += 1;
        }
    }
    (first, last)
}
