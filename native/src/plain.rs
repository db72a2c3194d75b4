//! The plain case of `glossary/plain.py`: a Hanzi name alone in a bracket right behind its Latin form.

use std::rc::Rc;

use crate::context::{has_private_role, role_behind};
use crate::cover::{cover, shape_of, Segment};
use crate::facts::{Kind, Set};
use crate::json::Value;
use crate::latin::{entry_of, form_of, told_entry, words};
use crate::model::{Agreement, LatinForm};
use crate::names::SpelledName;
use crate::numerals::is_number;
use crate::pair::{is_plain_bracket, pair_plain};
use crate::record::{write_evidence, Constant, Mention};
use crate::resolve::unknown;
use crate::scan::LatinHit;
use crate::sighting::sight;
use crate::text::{get, is_alnum, is_hanzi, lower, starts_upper, Map};
use crate::Core;

const REACH: usize = 160;
const MAX_FORMS: usize = 1 << 13;
const MAX_LATIN_FORMS: usize = 6;
const MAX_SHAPES: usize = 1 << 10;
const MAX_PLAIN: usize = 12;
const MAX_KEPT_RUN: usize = 64;
const MAX_CHARACTERS: usize = 1 << 13;
const MAX_WORD: usize = 30; // code points before a Latin form in which the word before it is sought

/// A Latin form that stood before a Hanzi form, and what the two were found to name.
pub struct Known {
    pub latin: Vec<char>,
    pub agreement: Agreement,
    pub kind: Kind,
    pub entry: Option<u32>,
    pub constant: Constant,
    pub longer: Rc<[Vec<char>]>,
    pub barred: Rc<[Vec<char>]>,
}

/// What Python tells of a Hanzi form that stands for one entry alone.
pub struct HanziForm {
    pub entry: u32,
    pub kind: Kind,
    /// 'headword' or 'alias'.
    pub how: String,
    /// Its reading, where it has one of its own: the pinyin, if any.
    pub reading: Option<Option<String>>,
    /// Its constant part up to the evidence.
    pub constant: Rc<str>,
    pub barred: Rc<[Vec<char>]>,
}

/// What the Hanzi of an unknown name tell by themselves.
struct Shape {
    kind: Option<Kind>,
    name: SpelledName,
}

/// What was settled before; all of it could be found again.
#[derive(Default)]
pub struct Plain {
    known: Map<u32, Vec<Rc<Known>>>,
    hanzi_forms: Map<u32, Option<Rc<HanziForm>>>,
    shapes: Map<Box<[char]>, Option<Rc<Shape>>>,
    covers: Map<Box<[char]>, Option<Rc<[Segment]>>>,
    surnames: Map<Box<[char]>, Rc<[char]>>,
    given: Map<char, Rc<[char]>>,
}

impl Plain {
    /// Settle a form of the glossary as it was settled before with the same Latin form; None where that is not sure.
    pub fn known(&self, text: &[char], start: usize, end: usize, pattern: u32, core: &Core) -> Option<Mention> {
        let kept = self.known.get(&pattern)?;
        let place = anchor(text, start, end)?;
        for known in kept {
            if !text[..place].ends_with(&known.latin) {
                continue;
            }
            let first = place - known.latin.len();
            if !is_bounded(text, first) || (!known.longer.is_empty() && holds(&known.longer, &lower(word_before(text, first)))) {
                return None;
            }
            if known.kind == Kind::Person
                && (has_private_role(text, first, &known.barred, core) || role_behind(text, end, core).is_some())
            {
                return None;
            }
            return Some(Mention {
                start,
                end,
                latin: Some(LatinForm::new(first, place, known.agreement)),
                kind: known.kind,
                entry: known.entry,
                constant: known.constant.clone(),
            });
        }
        None
    }

    /// Settle a form of one entry behind a Latin form of that entry which the scan found; None where that is not sure.
    pub fn named(
        &mut self,
        text: &[char],
        start: usize,
        end: usize,
        pattern: u32,
        hits: &[LatinHit],
        core: &Core,
    ) -> Option<Mention> {
        if end - start == 1 {
            return None; // a single character is no name
        }
        let place = anchor(text, start, end)?;
        let hit = hit_that_ends(hits, place)?;
        let form = self.hanzi_form(pattern, core)?;
        form.reading.as_ref()?;
        let latin = &text[hit.start..place];
        let named = form_of(hit.pattern, core);
        let link = named.links.iter().find(|link| link.entry == form.entry)?;
        if !link.is_named || latin.contains(&'\n') || !is_bounded(text, hit.start) {
            return None;
        }
        if end - start == 2 && (!latin.contains(&' ') || !starts_upper(latin)) {
            return None; // it may be a word, or sound alike
        }
        let first_word = latin.split(|&c| c == ' ').next().unwrap_or(&[]);
        if core.facts.word_of(first_word).is(Set::Titles) || holds(&link.longer, &lower(word_before(text, hit.start))) {
            return None;
        }
        if latin.len() < 6 && text[..hit.start].ends_with(&[',', ' ']) {
            return None; // it may be a degree
        }
        if form.kind == Kind::Person
            && (has_private_role(text, hit.start, &form.barred, core) || role_behind(text, end, core).is_some())
        {
            return None;
        }
        let mut evidence = String::new();
        write_evidence(&form.how, text[start..end].iter().copied(), &mut evidence);
        evidence.push(',');
        write_evidence("latin", latin.iter().copied(), &mut evidence);
        let constant = Constant::Settled(format!("{}{}]}}", form.constant, evidence).into());
        self.keep(
            pattern,
            Known {
                latin: latin.to_vec(),
                agreement: Agreement::Entry,
                kind: form.kind,
                entry: Some(form.entry),
                constant: constant.clone(),
                longer: link.longer.clone(),
                barred: form.barred.clone(),
            },
        );
        let latin = Some(LatinForm::new(hit.start, place, Agreement::Entry));
        Some(Mention { start, end, latin, kind: form.kind, entry: Some(form.entry), constant })
    }

    /// Keep how a form of the glossary was settled.
    pub fn keep(&mut self, pattern: u32, known: Known) {
        if self.known.len() >= MAX_FORMS {
            self.known.clear();
        }
        let kept = self.known.entry(pattern).or_default();
        if kept.len() < MAX_LATIN_FORMS && !kept.iter().any(|other| other.latin == known.latin) {
            kept.push(Rc::new(known));
        }
    }

    /// Keep what Python settled a form to, where it tells that only the Latin form decided.
    pub fn keep_told(&mut self, pattern: u32, told: &Value, mention: &Mention) {
        let latin = told.at(0).chars();
        let known = Known {
            latin,
            agreement: Agreement::Entry,
            kind: mention.kind,
            entry: mention.entry,
            constant: mention.constant.clone(),
            longer: words(told.at(1)).into(),
            barred: words(told.at(2)).into(),
        };
        self.keep(pattern, known);
    }

    /// What Python tells of a Hanzi form; None where it stands for several entries.
    pub fn hanzi_form(&mut self, pattern: u32, core: &Core) -> Option<Rc<HanziForm>> {
        if let Some(found) = self.hanzi_forms.get(&pattern) {
            return found.clone();
        }
        let told = core.facts.ask("hanzi_form", vec![Value::from(pattern as usize)]);
        if !told.at(5).is_null() {
            told_entry(told.at(0).size() as u32, told.at(5), core);
        }
        let found = Kind::named(told.at(1).text()).map(|kind| {
            Rc::new(HanziForm {
                entry: told.at(0).size() as u32,
                kind,
                how: told.at(2).text().to_string(),
                reading: told.at(6).items().first().map(|pinyin| pinyin.option().map(String::from)),
                constant: match told.at(3).option() {
                    Some(constant) => constant.into(),
                    None => entry_of(told.at(0).size() as u32, core).json.as_str().into(),
                },
                barred: words(told.at(4)).into(),
            })
        });
        if !core.facts.has_failed() {
            if self.hanzi_forms.len() >= MAX_FORMS {
                self.hanzi_forms.clear();
            }
            self.hanzi_forms.insert(pattern, found.clone());
        }
        found
    }

    /// Settle a name that the glossary does not know and that holds none of its forms; None where that is not sure.
    pub fn unknown(
        &mut self,
        text: &[char],
        start: usize,
        end: usize,
        low: usize,
        previous: Option<(usize, Kind)>,
        core: &Core,
    ) -> Option<Mention> {
        let place = anchor(text, start, end)?;
        let surface = &text[start..end];
        let shape = self.shape(surface, core)?;
        let latin = match self.spelled(text, place, surface, core) {
            Some(latin) => Some(latin),
            None => {
                let mut low = low.max(start.saturating_sub(REACH));
                let words = &text[low..place];
                if words.contains(&'\n') {
                    // behind the last empty line; one code point in where there is none, and then a line end is left
                    low = words.windows(2).rposition(|two| two == ['\n', '\n']).map_or(low + 1, |at| low + at + 2);
                }
                if low > place {
                    return None;
                }
                let words = &text[low..place];
                if words.iter().any(|&c| matches!(c, '<' | '&' | '\n')) || !is_plain_bracket(words, core) {
                    return None;
                }
                pair_plain(text, low, place, surface, shape.kind, &shape.name, core)
            }
        };
        let sighting = sight(text, start, end, latin, shape.kind, previous);
        let found = unknown(&sighting, core);
        Some(Mention { start, end, latin: sighting.latin, kind: found.kind, entry: None, constant: Constant::Unknown(found) })
    }

    /// The names of a run, as its cover finds them; None where Python must.
    pub fn cover(&mut self, surface: &[char], core: &Core) -> Option<Rc<[Segment]>> {
        if surface.len() > MAX_KEPT_RUN {
            return cover(surface, core).map(Rc::from);
        }
        if let Some(found) = get(&self.covers, surface) {
            return found.clone();
        }
        let found: Option<Rc<[Segment]>> = cover(surface, core).map(Rc::from);
        if !core.facts.has_failed() {
            if self.covers.len() >= MAX_SHAPES {
                self.covers.clear();
            }
            self.covers.insert(surface.into(), found.clone());
        }
        found
    }

    fn shape(&mut self, surface: &[char], core: &Core) -> Option<Rc<Shape>> {
        if let Some(found) = get(&self.shapes, surface) {
            return found.clone();
        }
        if self.shapes.len() >= MAX_SHAPES {
            self.shapes.clear();
        }
        let found =
            self.find_shape(surface, core).map(|kind| Rc::new(Shape { kind, name: SpelledName::new(surface, kind, core) }));
        self.shapes.insert(surface.into(), found.clone());
        found
    }

    /// The kind that the Hanzi of a name tell by themselves; None where they may be no single name.
    fn find_shape(&mut self, surface: &[char], core: &Core) -> Option<Option<Kind>> {
        if !(2..=MAX_PLAIN).contains(&surface.len()) || !surface.iter().all(|&c| is_hanzi(c)) || is_number(surface, core) {
            return None;
        }
        let key = core.tables.simplify(surface, &core.facts);
        if key[..] != *surface && holds_form(&key, core) {
            return None;
        }
        if key.len() <= 4 {
            Some(shape_of(&key, core))
        } else {
            match self.cover(surface, core)?[..] {
                [whole] if whole.end - whole.start == surface.len() => Some(whole.kind),
                _ => None,
            }
        }
    }

    /// The Latin form right before a bracket that spells the person in it, surname first; None where that is not sure.
    fn spelled(&mut self, text: &[char], place: usize, surface: &[char], core: &Core) -> Option<LatinForm> {
        let size = core.tables.surname_length(surface, &core.facts);
        if size == 0 || surface.len() <= size || surface.len() - size > 2 || core.heads.head_of(surface).is_some() {
            return None;
        }
        let mut latin = self.spell_surname(&surface[..size], core).to_vec();
        latin.push(' ');
        let capital = latin.len();
        for &character in &surface[size..] {
            latin.extend_from_slice(&self.spell_given(character, core));
        }
        match latin.get_mut(capital) {
            Some(letter) => *letter = crate::text::upper_char(*letter),
            None => return None,
        }
        if !text[..place].ends_with(&latin) {
            return None;
        }
        let first = place - latin.len();
        if !is_bounded(text, first) {
            return None;
        }
        let before = word_before(text, first);
        if starts_upper(before) {
            let word = core.facts.word_of(before);
            if !word.is(Set::OfficeWords) && word.head.is_none() && word.is(Set::IsWestern) {
                return None;
            }
        }
        let mut form = LatinForm::new(first, place, Agreement::Spelling);
        form.system = Some("pinyin");
        Some(form)
    }

    fn spell_surname(&mut self, surname: &[char], core: &Core) -> Rc<[char]> {
        if let Some(found) = get(&self.surnames, surname) {
            return found.clone();
        }
        let found: Rc<[char]> = core.facts.ask("spell_surname", vec![Value::from(surname)]).chars().into();
        if self.surnames.len() >= MAX_CHARACTERS {
            self.surnames.clear();
        }
        self.surnames.insert(surname.into(), found.clone());
        found
    }

    fn spell_given(&mut self, character: char, core: &Core) -> Rc<[char]> {
        if let Some(found) = self.given.get(&character) {
            return found.clone();
        }
        let found: Rc<[char]> = core.facts.ask("spell_given", vec![Value::from(&[character][..])]).chars().into();
        if self.given.len() >= MAX_CHARACTERS {
            self.given.clear();
        }
        self.given.insert(character, found.clone());
        found
    }
}

/// Bytes of one Hanzi in UTF-8.
const LETTER: u32 = 3;

/// Whether Hanzi hold a form of several.
fn holds_form(key: &[char], core: &Core) -> bool {
    let mut place = core.automaton.root();
    key.iter().any(|&c| {
        place = core.automaton.step(place, c);
        core.automaton.longest(place).map_or(false, |(_, size)| size > LETTER)
    })
}

pub fn holds(words: &[Vec<char>], word: &[char]) -> bool {
    words.iter().any(|other| other == word)
}

/// The hit that ends at a place.
pub fn hit_that_ends(hits: &[LatinHit], place: usize) -> Option<LatinHit> {
    let at = hits.partition_point(|hit| hit.end < place);
    hits.get(at).copied().filter(|hit| hit.end == place)
}

/// Where a Latin form right before the bracket around a name ends; None where the name does not stand so.
pub fn anchor(text: &[char], start: usize, end: usize) -> Option<usize> {
    if start < 3 || !matches!(text[start - 1], '(' | '（') {
        return None;
    }
    if !matches!(text.get(end), Some(')' | '）')) {
        return None;
    }
    match text.get(end + 1) {
        Some(&c) if c >= '\u{2e80}' => return None,
        _ => {}
    }
    let place = if text[start - 2] == ' ' { start - 2 } else { start - 1 };
    if is_alnum(text[place - 1]) {
        Some(place)
    } else {
        None
    }
}

pub fn is_bounded(text: &[char], first: usize) -> bool {
    first == 0 || matches!(text[first - 1], ' ' | '\n' | '\t' | '(' | '（' | '“' | '"' | '‘')
}

/// The word that a space parts from a place; empty where another mark stands there.
pub fn word_before(text: &[char], first: usize) -> &[char] {
    if first < 2 || text[first - 1] != ' ' {
        return &[];
    }
    let low = first.saturating_sub(MAX_WORD);
    match text[low..first - 1].iter().rposition(|&c| c == ' ') {
        Some(at) => &text[low + at + 1..first - 1],
        None if low == 0 => &text[..first - 1],
        None => &[], // no word is as long
    }
}
