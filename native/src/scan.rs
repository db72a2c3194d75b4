//! One pass of the automaton over a plain text: the Hanzi runs and the Latin forms, as `scan` of `glossary/scan.py` finds them.

use crate::automaton::{start_of, Automaton};
use crate::text::{is_alnum, is_letter, is_lower, is_space, is_upper, starts_with, toneless_vowel};

const MAX_JOINT: usize = 3;
pub const WINDOW: usize = 1 << 16;
pub const HOLDS_FORMS: i32 = -1;
pub const ONLY_SINGLES: i32 = -2;

/// A maximal stretch of Hanzi; `pattern` is the form that is equal to the whole run, `HOLDS_FORMS` or `ONLY_SINGLES`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    pub start: usize,
    pub end: usize,
    pub pattern: i32,
}

/// A Latin form of the glossary at word boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LatinHit {
    pub start: usize,
    pub end: usize,
    pub pattern: u32,
}

/// Which patterns are what: from each number on, single Hanzi without an entry, what hides a Latin form, and Latin forms.
#[derive(Clone, Copy, Debug)]
pub struct Firsts {
    pub single: u32,
    pub veil: u32,
    pub latin: u32,
}

/// The runs and the Latin forms of a text, each sorted and apart; None where Python must scan it: it is long, or holds what hides
/// Latin forms and is not known here. Of tone marks and of spaces that do not break lines, see `read_through`.
pub fn scan(text: &[char], automaton: &Automaton, firsts: Firsts) -> Option<(Vec<Run>, Vec<LatinHit>)> {
    if text.len() > WINDOW {
        return None;
    }
    let mut is_veiled = false;
    let (runs, mut hits) = pass(text, automaton, firsts, &mut is_veiled)?;
    if is_veiled {
        hits = read_through(text, hits, automaton, firsts)?;
    }
    Some((runs, hits))
}

/// The Latin forms of a text that holds what hides them: those of the text without it, and those that hold it themselves.
fn read_through(text: &[char], hits: Vec<LatinHit>, automaton: &Automaton, firsts: Firsts) -> Option<Vec<LatinHit>> {
    let plain: Vec<char> = text.iter().map(|&c| plain_of(c).unwrap_or(c)).collect();
    let (_, mut all) = pass(&plain, automaton, firsts, &mut false)?;
    all.extend(hits.into_iter().filter(|hit| text[hit.start..hit.end].iter().any(|&c| toneless(c).is_some())));
    all.sort_by_key(|hit| hit.end); // of the same end, the marked one last: it stays
    let mut found = Vec::with_capacity(all.len());
    for hit in all {
        add(&mut found, hit);
    }
    Some(found)
}

/// What a character stands for that hides a Latin form: a space that does not break lines, a wide mark, a letter with a tone mark.
pub fn plain_of(c: char) -> Option<char> {
    match c {
        '\u{a0}' => Some(' '),
        '\u{ff10}'..='\u{ff5a}' => char::from_u32(c as u32 - 0xfee0),
        _ => toneless(c),
    }
}

/// A letter of pinyin without its tone mark.
fn toneless(c: char) -> Option<char> {
    Some(match c {
        'Ā' | 'Á' | 'Ǎ' | 'À' => 'A',
        'Ē' | 'É' | 'Ě' | 'È' => 'E',
        'Ī' | 'Í' | 'Ǐ' | 'Ì' => 'I',
        'Ō' | 'Ó' | 'Ǒ' | 'Ò' => 'O',
        'Ū' | 'Ú' | 'Ǔ' | 'Ù' => 'U',
        _ => return toneless_vowel(c),
    })
}

/// One pass over a text, which tells whether anything in it may hide a Latin form; None where that is not known here.
fn pass(text: &[char], automaton: &Automaton, firsts: Firsts, is_veiled: &mut bool) -> Option<(Vec<Run>, Vec<LatinHit>)> {
    let mut runs: Vec<Run> = Vec::new();
    let mut hits: Vec<LatinHit> = Vec::new();
    let (mut start, mut end, mut whole) = (0, 0, ONLY_SINGLES); // the run that is growing
    let mut last = 0; // where the last Latin form ends
    let mut place = automaton.root();
    let mut next = 0;
    while next < text.len() {
        if automaton.is_root(place) {
            next = automaton.skip(text, next);
        }
        let number = next;
        let printed = text[number];
        next += 1;
        let c = if printed == '\n' { line_end(text, number) } else { printed };
        place = automaton.step(place, c);
        let (pattern, size) = match automaton.longest(place) {
            Some(found) => found,
            None => continue,
        };
        let hit_end = number + 1;
        let hit_start = start_of(text, hit_end, size);
        if pattern < firsts.veil {
            if start < hit_start && hit_start <= end {
                if whole >= 0 || hit_end - hit_start > 1 {
                    whole = HOLDS_FORMS;
                }
            } else {
                if end > 0 && hit_start > end {
                    add_run(text, &mut runs, Run { start, end, pattern: whole });
                }
                start = hit_start;
                whole = if pattern < firsts.single { pattern as i32 } else { ONLY_SINGLES };
            }
            end = hit_end;
        } else if pattern < firsts.latin {
            plain_of(printed)?;
            *is_veiled = true;
        } else {
            if is_bounded(text, hit_start, hit_end) {
                let hit = LatinHit { start: hit_start, end: hit_end, pattern };
                if hit_start >= last {
                    hits.push(hit);
                } else {
                    add(&mut hits, hit);
                }
            } else if let Some(inner) = inner_form(text, hit_start, hit_end, automaton, firsts) {
                add(&mut hits, inner);
            }
            last = hits.last().map_or(0, |hit| hit.end);
        }
    }
    if end > 0 {
        add_run(text, &mut runs, Run { start, end, pattern: whole });
    }
    Some((runs, hits))
}

/// What a line end counts as: between two words, perhaps of one name, a space.
fn line_end(text: &[char], place: usize) -> char {
    let is_within = place > 0 && is_letter(text[place - 1]) && text.get(place + 1).map_or(false, |&c| is_letter(c));
    if is_within {
        ' '
    } else {
        '\n'
    }
}

/// Whether a Latin form stands at word boundaries; clitics and capitalised compounds (ASEAN-Tiongkok) do not bind it.
fn is_bounded(text: &[char], start: usize, end: usize) -> bool {
    if start > 0 {
        let before = text[start - 1];
        if is_alnum(before) {
            return false;
        }
        if matches!(before, '\'' | '’') && start > 1 && is_alnum(text[start - 2]) {
            return false;
        }
    }
    match text.get(end) {
        Some(&after) if is_alnum(after) => end - start > 3 && is_lower(after) && is_clitic(&text[end..]),
        Some('-' | '\'' | '’') => match text.get(end + 1) {
            Some(&next) if is_alnum(next) => is_upper(next) || is_clitic(&text[end + 1..]),
            _ => true,
        },
        _ => true,
    }
}

/// Whether a text begins with a clitic that ends a word.
fn is_clitic(text: &[char]) -> bool {
    let text = if text.first() == Some(&'-') { &text[1..] } else { text };
    ["nya", "lah", "pun", "kah", "ku", "mu", "s"]
        .iter()
        .any(|clitic| starts_with(text, clitic) && text.get(clitic.len()).map_or(true, |&c| !is_alnum(c)))
}

/// The form that a longer, unbounded one hides: one that ends where it ends and begins at a later word.
fn inner_form(text: &[char], start: usize, end: usize, automaton: &Automaton, firsts: Firsts) -> Option<LatinHit> {
    let form = &text[start..end];
    if !(form.contains(&' ') || (start..end).any(|place| text[place] == '\n' && line_end(text, place) == ' ')) {
        return None;
    }
    for inner in start + 1..end {
        let before = text[inner - 1];
        if !(is_space(before) || before == '(') || is_space(text[inner]) {
            continue;
        }
        let mut place = automaton.root();
        for number in inner..end {
            let c = text[number];
            place = automaton.step(place, if c == '\n' { line_end(text, number) } else { c });
        }
        if let Some((pattern, size)) = automaton.longest(place) {
            if pattern >= firsts.latin && start_of(text, end, size) == inner && is_bounded(text, inner, end) {
                return Some(LatinHit { start: inner, end, pattern });
            }
        }
    }
    None
}

/// Keep the leftmost of overlapping hits, the longest of those that begin together; hits come ordered by their end.
fn add(hits: &mut Vec<LatinHit>, hit: LatinHit) {
    while hits.last().map_or(false, |last| hit.start <= last.start) {
        hits.pop();
    }
    if hits.last().map_or(true, |last| hit.start >= last.end) {
        hits.push(hit);
    }
}

/// Add a run, joined to the last one where only a joint parts them; a form with a mark (黑神话：悟空) replaces its parts.
fn add_run(text: &[char], runs: &mut Vec<Run>, run: Run) {
    while runs.last().map_or(false, |last| run.start <= last.start) {
        runs.pop();
    }
    if let Some(last) = runs.last_mut() {
        if last.end >= run.start || is_joint(&text[last.end..run.start]) {
            *last = Run { start: last.start, end: run.end, pattern: HOLDS_FORMS };
            return;
        }
    }
    runs.push(run);
}

fn is_joint(gap: &[char]) -> bool {
    gap.len() <= MAX_JOINT && gap.iter().all(|&c| is_space(c) || matches!(c, '·' | '•'))
}
