//! What the words around a name say of its kind where no head word before it decides: `glossary/cues.py`.

use crate::context::{is_small, without_nya, word_of, words_before, Words};
use crate::facts::{Facts, Kind, Set};
use crate::guess::Odds;
use crate::text::{any_of, behind, is_space, lower_char, lstrip, rstrip, split_space, strip, Map};
use crate::Core;

/// Code points behind a name that may close its bracket.
const REACH_BEHIND: usize = 60;
const BEHIND: f64 = 2.5;
const AHEAD: f64 = 1.5;
const APPOSED: f64 = 2.5;
const QUOTED: f64 = 0.7;
const SUBJECT: f64 = 0.6;
/// Words of a subject that count.
const MAX_SUBJECTS: f64 = 3.0;
/// Letters of the words of a subject, at most; longer ones are left out of the table and a passage with one is left to Python.
const LONGEST: usize = 32;

/// The words of subjects (`words.SUBJECTS`), numbered: most words of a text are told by their first letter and length to be none.
pub struct Subjects {
    kinds: Map<Box<[char]>, (usize, Kind)>,
    /// For a first letter and a length: whether a word has them, by its last letter.
    lasts: Vec<u32>,
}

impl Subjects {
    pub fn new(facts: &Facts) -> Subjects {
        let mut subjects = Subjects { kinds: Map::default(), lasts: vec![0; 26 * LONGEST] };
        for (number, item) in facts.ask("subjects", vec![]).items().iter().enumerate() {
            let word = item.at(0).chars();
            if let (Some(place), Some(kind)) = (place_of(&word), Kind::named(item.at(1).text())) {
                subjects.lasts[place.0] |= 1 << place.1;
                subjects.kinds.insert(word.into_boxed_slice(), (number, kind));
            }
        }
        subjects
    }

    fn find(&self, word: &[char]) -> Option<(usize, Kind)> {
        let (place, last) = place_of(word)?;
        if self.lasts[place] >> last & 1 == 0 {
            return None;
        }
        let mut small = ['\0'; LONGEST];
        for (letter, &c) in small.iter_mut().zip(word) {
            *letter = lower_char(c);
        }
        crate::text::get(&self.kinds, &small[..word.len()]).copied()
    }
}

/// The first letter of a word together with its length, and the last letter; None of a word that no subject has.
fn place_of(word: &[char]) -> Option<(usize, u32)> {
    let letter =
        |c: Option<&char>| c.filter(|c| c.is_ascii_alphabetic()).map(|&c| c.to_ascii_lowercase() as usize - 'a' as usize);
    match (letter(word.first()), letter(word.last())) {
        (Some(first), Some(last)) if word.len() < LONGEST => Some((first * LONGEST + word.len(), last as u32)),
        _ => None,
    }
}

/// The words behind a name and its bracket, each as it is printed, up to the first mark.
#[derive(Clone, Copy, Debug, Default)]
pub struct Behind<'t> {
    texts: [&'t [char]; 6],
    size: usize,
    /// Whether a comma leads them in.
    pub is_apposed: bool,
}

impl<'t> Behind<'t> {
    pub fn texts(&self) -> &[&'t [char]] {
        &self.texts[..self.size]
    }
}

pub fn words_behind(after: &[char]) -> Behind<'_> {
    let closing = behind(after, 0, REACH_BEHIND + 1).iter().position(|&c| any_of("()（）[]【】", c));
    let place = match closing {
        Some(place) if any_of(")）]】", after[place]) => place + 1,
        _ => 0,
    };
    let rest = lstrip(behind(after, place, REACH_BEHIND), "\"“”‘’'*_»)）]】 \t");
    let mut found = Behind { is_apposed: matches!(rest.first(), Some(',' | '–' | '—')), ..Behind::default() };
    for piece in split_space(lstrip(rest, ",–— ")).take(6) {
        if any_of("(（[【", piece[0]) {
            break;
        }
        let word = strip(piece, "\"“”'*_.,;:!?)");
        if !word.is_empty() {
            found.texts[found.size] = word;
            found.size += 1;
        }
        if any_of(".,;:!?)", piece[piece.len() - 1]) {
            break;
        }
    }
    found
}

/// The kind of what a sentence says that the name before it is: 'adalah salah satu kota', ', sebuah perusahaan'.
pub fn said_to_be(after: &[char], core: &Core) -> Option<Kind> {
    if !is_saying(after) {
        return None;
    }
    let words = words_behind(after);
    let (first, rest) = words.texts().split_first()?;
    if word_of(first, core).is(Set::Copulas) {
        kind_of_words(rest, core)
    } else if words.is_apposed && ["sebuah", "seorang", "salah", "suatu"].iter().any(|word| is_small(first, word)) {
        kind_of_words(words.texts(), core)
    } else {
        None
    }
}

fn is_saying(after: &[char]) -> bool {
    let holds = |rest: &[char], words: &[&str]| words.iter().any(|word| crate::text::starts_with(rest, word));
    after.iter().enumerate().any(|(place, c)| match c {
        'a' => holds(&after[place..], &["adalah"]),
        'm' => holds(&after[place..], &["merupakan"]),
        'i' => holds(&after[place..], &["ialah"]),
        'y' => holds(&after[place..], &["yaitu", "yakni"]),
        ',' => holds(&after[place..], &[", se", ", salah", ", suatu"]),
        _ => false,
    })
}

fn kind_of_words(words: &[&[char]], core: &Core) -> Option<Kind> {
    let start = words.iter().position(|word| !word_of(word, core).is(Set::CopulaFillers))?;
    let first = words[start];
    let second = words.get(start + 1).copied();
    if is_small(first, "seorang") {
        return Some(Kind::Person);
    }
    if is_small(first, "ibu") && second.map_or(false, |word| is_small(word, "kota")) {
        return Some(Kind::Place);
    }
    let known = word_of(first, core);
    crate::context::head_kind_of_two(first, second, core).or(if known.is(Set::Titles) && !known.is(Set::LooseTitles) {
        Some(Kind::Person)
    } else {
        None
    })
}

/// How far the words next to a name speak for each kind, as log odds; `words` are those of `before`.
pub fn cues_beside(before: &[char], words: &Words, after: &[char], core: &Core) -> Odds {
    let mut found = [0.0; 9];
    if let Some(kind) = said_behind(&words_behind(after), core) {
        found[kind as usize] += BEHIND;
    }
    if matches!(rstrip(before, " ").last(), Some('"' | '“' | '‘' | '\'' | '*' | '_')) {
        found[Kind::Work as usize] += QUOTED;
    }
    if let Some(kind) = words.word(0, core).ahead.or_else(|| words.word(1, core).ahead) {
        found[kind as usize] += AHEAD;
    }
    if let Some(kind) = apposed_before(before, core) {
        found[kind as usize] += APPOSED;
    }
    found
}

/// The same of the words around it, next to it and farther away; `beside` is what `cues_beside` found.
pub fn cues(before: &[char], after: &[char], beside: &Odds, core: &Core) -> Odds {
    let mut found = subjects([before, after], core);
    for (sum, weight) in found.iter_mut().zip(beside) {
        *sum += weight;
    }
    found
}

fn said_behind(words: &Behind, core: &Core) -> Option<Kind> {
    let said = words.texts().iter().take(2).find_map(|word| word_of(word, core).behind);
    if said.is_none() && words.is_apposed {
        return kind_of_words(words.texts(), core);
    }
    said
}

/// The head of a phrase that a comma or a colon sets before the name it describes: 'Album ketiganya, ', 'Judul: '.
fn apposed_before(before: &[char], core: &Core) -> Option<Kind> {
    let (mark, end) = rstrip(before, " \"“‘'*_").split_last()?;
    if !matches!(mark, ',' | ':') {
        return None;
    }
    let words = words_before(end, core);
    if *mark == ':' {
        return words.word(0, core).head.or_else(|| words.word(1, core).head);
    }
    let is_of_it = |word: &&[char]| without_nya(word).len() < word.len();
    if !words.texts().iter().take(3).any(is_of_it) {
        return None;
    }
    (0..words.len().min(4)).find_map(|number| {
        let text = words.text(number);
        let bare = without_nya(text);
        if bare.len() == text.len() {
            words.word(number, core).head
        } else {
            word_of(bare, core).head
        }
    })
}

/// How far the words of a passage, each counted once, speak for the kinds of which they tell the subject.
fn subjects(passage: [&[char]; 2], core: &Core) -> Odds {
    let mut found = [0.0; 9];
    let mut seen: Vec<usize> = Vec::new();
    for text in passage {
        for word in text.split(|&c| is_space(c) || matches!(c, '(' | ')' | ',' | '.')) {
            if let Some((number, kind)) = core.subjects.find(word) {
                if !seen.contains(&number) {
                    seen.push(number);
                    let sum: &mut f64 = &mut found[kind as usize];
                    *sum = (*sum + SUBJECT).min(SUBJECT * MAX_SUBJECTS);
                }
            }
        }
    }
    found
}
