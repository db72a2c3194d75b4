//! Names in Latin letters alone: forms of entries, and the short forms of what the article named before; see `glossary/latin.py`.
//!
//! What a form names wherever it stands is asked of Python once and kept, as are an entry and how a mention of it is written.

use std::cell::RefCell;
use std::rc::Rc;

use crate::context::{
    apposed_role, begins_sentence, has_private_role, head_before, role_behind, word_of, words_before, HeadWord, Words,
};
use crate::facts::{Kind, Set};
use crate::guard::Guards;
use crate::json::{self, Value};
use crate::record::write_evidence;
use crate::scan::{plain_of, LatinHit};
use crate::text::{
    behind, ends_with, get, is_alnum, is_alpha, is_letter, is_upper, is_word, islower, isupper, lower, lower_char, lstrip,
    rstrip_space, split_space, starts_upper, starts_with, Map,
};
use crate::Core;

const MAX_FORMS: usize = 1 << 13;
const MAX_ENTRIES: usize = 1 << 15;
const MAX_KEPT: usize = 1 << 12;
const MAX_OF_ENTRY: usize = 16;
const MAX_SHORT: usize = 8;
const MAX_SYLLABLE: usize = 6;
const LONGEST_WORD: usize = 40;
const CONTEXT: usize = 140;
/// Priority of an entry that few texts name.
const LEAST_KNOWN: i64 = 3;
/// Code points before a surname that are looked at.
const REACH: usize = 40;
/// English words behind a place that only gives its name: 'Jakarta International Stadium'.
const NAMED_AFTER: [&str; 14] = [
    "International",
    "University",
    "Post",
    "Times",
    "Port",
    "FC",
    "Stadium",
    "United",
    "Airlines",
    "Open",
    "Masters",
    "Club",
    "Institute",
    "Hotel",
];
const TONED: &str = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜĀÁǍÀĒÉĚÈĪÍǏÌŌÓǑÒŪÚǓÙ";

/// What a mention was found to be: the constant part of its record, as JSON without the opening brace.
#[derive(Debug)]
pub struct Settled {
    pub json: String,
    pub kind: Kind,
    pub entry: Option<u32>,
    /// Whether it is a person, or makes its text one about something Chinese.
    speaks_of_china: bool,
}

/// A Hanzi mention, its Latin form, and what it was found to be.
#[derive(Clone, Copy, Debug)]
pub struct Named {
    pub start: usize,
    pub end: usize,
    pub latin: Option<(usize, usize)>,
    pub kind: Kind,
    pub entry: Option<u32>,
}

/// A mention in Latin letters alone.
#[derive(Clone, Debug)]
pub struct Added {
    pub start: usize,
    pub end: usize,
    pub settled: Rc<Settled>,
}

/// One entry of a Latin form.
pub struct Link {
    pub entry: u32,
    /// Whether the entry answers to the form by its name: `resolve.by_latin`.
    pub is_named: bool,
    /// The words that, before it, would make a longer form of the entry.
    pub longer: Rc<[Vec<char>]>,
}

/// What a Latin form names wherever it stands; `settled` is none where its surroundings have a say.
pub struct Form {
    entries: Vec<u32>,
    pub links: Vec<Link>,
    settled: Option<Rc<Settled>>,
    is_person: bool,
    is_place: bool,
    is_abroad: bool,
    is_given: bool,
    weakness: usize,
    title: Vec<char>,
    barred: Vec<Vec<char>>,
    given: Vec<Vec<char>>,
    /// What the entry of a person tells, in small letters, and whether many people bear such a name.
    told: Vec<char>,
    is_common: bool,
}

/// The person of an entry: what tells others of the same name from it.
#[derive(Clone, Copy)]
pub struct Person<'f> {
    /// Occupations that it has not.
    pub barred: &'f [Vec<char>],
    /// What its entry tells, in small letters.
    pub told: &'f [char],
    /// Whether many people bear such a name.
    pub is_common: bool,
}

impl Form {
    fn person(&self) -> Person<'_> {
        Person { barred: &self.barred, told: &self.told, is_common: self.is_common }
    }
}

/// One entry of several that a form stands for, and what tells it from the others.
struct Homonym {
    entry: u32,
    kind: Kind,
    priority: i64,
    is_headword: bool,
    is_of_state: bool,
    is_taiwanese: bool,
    /// The numbers of its own words.
    own: Vec<usize>,
    /// How a mention of it is written, up to what was seen.
    json: String,
    id: String,
    speaks_of_china: bool,
    /// Whether there are occupations that its person has not.
    may_be_contradicted: bool,
}

/// What tells the entries of a form apart: `resolve.settle`. Their own words are numbered in the order of the words.
struct Homonyms {
    links: Vec<Homonym>,
    numbers: Map<Box<[char]>, usize>,
    words: Vec<Box<[char]>>,
    /// What is found where nothing tells them apart.
    ambiguous: Option<Rc<Settled>>,
}

/// What is known of an entry; `surname` is the first word of a pinyin of several, folded.
pub struct EntryFacts {
    is_foreign: bool,
    is_ruler: bool,
    surname: Option<Vec<char>>,
    /// How a mention of it is written, up to what was seen.
    pub json: String,
}

type OfEntry = Vec<(Box<[char]>, Rc<Settled>)>;

/// What was asked of Python, by the numbers of patterns and entries and by words.
#[derive(Default)]
pub struct Memory {
    forms: RefCell<Map<u32, Rc<Form>>>,
    entries: RefCell<Map<u32, Rc<EntryFacts>>>,
    shorts: RefCell<Map<u32, OfEntry>>,
    named: RefCell<Map<u64, Rc<Settled>>>,
    homonyms: RefCell<Map<u32, Rc<Homonyms>>>,
    looked_up: RefCell<Map<Box<[char]>, (bool, bool)>>,
}

/// Keep a value, of no more than so many.
fn keep<K: std::hash::Hash + Eq, V: Clone>(map: &RefCell<Map<K, V>>, most: usize, key: K, value: &V, core: &Core) {
    if !core.facts.has_failed() {
        let mut map = map.borrow_mut();
        if map.len() >= most {
            map.clear();
        }
        map.insert(key, value.clone());
    }
}

fn settled(answer: &Value) -> Option<Rc<Settled>> {
    Some(Rc::new(Settled {
        json: answer.at(0).option()?.to_string(),
        kind: Kind::named(answer.at(1).text())?,
        entry: number(answer.at(2)),
        speaks_of_china: answer.at(3).truth(),
    }))
}

/// What a form of one entry names: its evidence and the form, its kind, its entry, whether it speaks of China.
fn settled_by_entry(answer: &Value, core: &Core) -> Option<Rc<Settled>> {
    let kind = Kind::named(answer.at(2).text())?;
    let entry = number(answer.at(3))?;
    if !answer.at(5).is_null() {
        told_entry(entry, answer.at(5), core);
    }
    let mut json = entry_of(entry, core).json.clone();
    write_evidence(answer.at(0).text(), answer.at(1).text().chars(), &mut json);
    json.push_str("]}");
    Some(Rc::new(Settled { json, kind, entry: Some(entry), speaks_of_china: answer.at(4).truth() }))
}

fn number(value: &Value) -> Option<u32> {
    if value.is_null() {
        None
    } else {
        Some(value.size() as u32)
    }
}

pub fn words(value: &Value) -> Vec<Vec<char>> {
    value.items().iter().map(Value::chars).collect()
}

fn link(value: &Value) -> Link {
    Link { entry: value.at(0).size() as u32, is_named: value.at(1).truth(), longer: words(value.at(2)).into() }
}

pub fn form_of(pattern: u32, core: &Core) -> Rc<Form> {
    if let Some(found) = core.latin.forms.borrow().get(&pattern) {
        return found.clone();
    }
    let answer = core.facts.ask("form", vec![Value::from(pattern as usize)]);
    let truth = |place: usize| answer.at(place).truth();
    let found = Rc::new(Form {
        entries: answer.at(0).items().iter().filter_map(number).collect(),
        links: answer.at(1).items().iter().map(link).collect(),
        settled: settled_by_entry(answer.at(2), core),
        is_person: truth(3),
        is_place: truth(4),
        is_abroad: truth(5),
        is_given: truth(6),
        weakness: answer.at(7).size().min(2),
        title: answer.at(8).chars(),
        barred: words(answer.at(9)),
        given: words(answer.at(10)),
        told: answer.at(11).chars(),
        is_common: truth(12),
    });
    keep(&core.latin.forms, MAX_FORMS, pattern, &found, core);
    found
}

pub fn entry_of(entry: u32, core: &Core) -> Rc<EntryFacts> {
    if let Some(found) = core.latin.entries.borrow().get(&entry) {
        return found.clone();
    }
    told_entry(entry, &core.facts.ask("entry", vec![Value::from(entry as usize)]), core)
}

/// Keep what Python tells of an entry.
pub fn told_entry(entry: u32, told: &Value, core: &Core) -> Rc<EntryFacts> {
    let found = Rc::new(EntryFacts {
        is_foreign: told.at(0).truth(),
        is_ruler: told.at(1).truth(),
        surname: told.at(2).option().map(|surname| surname.chars().collect()),
        json: told.at(3).text().to_string(),
    });
    keep(&core.latin.entries, MAX_ENTRIES, entry, &found, core);
    found
}

/// Whether the glossary has a word, and a place of that name.
fn look_up(word: &[char], core: &Core) -> (bool, bool) {
    if let Some(found) = get(&core.latin.looked_up.borrow(), word) {
        return *found;
    }
    let answer = core.facts.ask("look_up", vec![Value::from(word)]);
    let found = (answer.at(0).truth(), answer.at(1).truth());
    keep(&core.latin.looked_up, MAX_FORMS, word.into(), &found, core);
    found
}

/// The mentions in Latin letters alone beside the Hanzi mentions of a text, in order.
pub fn latin_mentions(text: &[char], mentions: &[Named], hits: &[LatinHit], guards: &Guards, core: &Core) -> Vec<Added> {
    if hits.is_empty() {
        return Vec::new();
    }
    let taken = spans(mentions, &[]);
    let mut found: Vec<Added> = Vec::new();
    let mut widely: Vec<Added> = Vec::new();
    let mut words: Vec<Added> = Vec::new();
    let mut place = 0;
    for hit in hits {
        let (mut start, end) = (hit.start, hit.end);
        while place < taken.len() && taken[place].1 <= start {
            place += 1;
        }
        if place < taken.len() && taken[place].0 < end {
            continue;
        }
        if guards.covers(start, end, core) {
            continue;
        }
        let known = form_of(hit.pattern, core);
        if let Some(settled) = resolve(text, hit, &known, mentions, core) {
            if !known.title.is_empty() && settled.kind == Kind::Person && text[start..].starts_with(&known.title) {
                start += known.title.len();
            }
            let kept = match known.weakness {
                0 => &mut found,
                1 => &mut widely,
                _ => &mut words,
            };
            kept.push(Added { start, end, settled });
        }
    }
    let is_mixed = !(words.is_empty() && widely.is_empty());
    if !words.is_empty()
        && (found.iter().any(|added| added.settled.speaks_of_china)
            || mentions.iter().any(|named| speaks_of_china(text, named, core)))
    {
        let is_within: Vec<bool> = words.iter().map(|word| !begins_sentence(text, word.start)).collect();
        let surface = |word: &Added| &text[word.start..word.end];
        let is_kept = |word: &Added| {
            surface(word).contains(&' ')
                || words.iter().zip(&is_within).any(|(other, &is_within)| is_within && surface(other) == surface(word))
        };
        found.extend(words.iter().filter(|word| is_kept(word)).cloned());
    }
    if !widely.is_empty() {
        let is_named = mentions.iter().any(|named| named.entry.is_some() || named.kind == Kind::Person)
            || found.iter().any(|added| added.settled.entry.is_some() || added.settled.kind == Kind::Person);
        if is_named {
            found.append(&mut widely);
        }
    }
    if is_mixed {
        found.sort_by_key(|added| added.start);
    }
    let short = short_mentions(text, mentions, &found, guards, core);
    if !short.is_empty() {
        found.extend(short);
        found.sort_by_key(|added| added.start);
    }
    found
}

fn speaks_of_china(text: &[char], named: &Named, core: &Core) -> bool {
    let entry = match named.entry {
        _ if named.kind == Kind::Person => return true,
        Some(entry) => entry,
        None => return false,
    };
    if !entry_of(entry, core).is_foreign {
        return true;
    }
    let surface = &text[named.start..named.end];
    surface.iter().any(|c| c.is_ascii_alphabetic())
        && core.facts.ask("is_chinese", vec![Value::from(entry as usize), Value::from(surface)]).truth()
}

/// What a form names where it stands; none where that is nothing, or nothing of the glossary.
fn resolve(text: &[char], hit: &LatinHit, known: &Form, mentions: &[Named], core: &Core) -> Option<Rc<Settled>> {
    let (start, end) = (hit.start, hit.end);
    if known.is_place {
        if is_named_after(text, end) || is_end_of_name(text, start, known.is_abroad, core) {
            return None;
        }
        if names_something_else(text, start, end, core) {
            return None;
        }
    }
    if known.is_given && is_upper(text[start]) && is_end_of_name(text, start, false, core) {
        return None;
    }
    let mut found = known.settled.clone();
    if known.is_person {
        if end - start <= MAX_SHORT && is_part_of_a_name(text, start, end) {
            return None;
        }
        if !known.given.is_empty() && is_another_bearer(text, start, &known.given, core) {
            return None;
        }
        if has_private_role(text, start, &known.barred, core) || role_behind(text, end, core).is_some() {
            found = None;
        }
    }
    if found.is_none() {
        found = if known.entries.is_empty() { None } else { resolve_here(text, hit, known, mentions, core) };
    }
    let found = found?;
    match found.entry {
        Some(entry) if !is_printed_so(&text[start..end], entry, core) => None,
        _ => Some(found),
    }
}

/// What is printed otherwise than in the form that was found: a line end for a space, a tone mark.
fn is_veil(c: char) -> bool {
    c == '\n' || plain_of(c).is_some()
}

fn resolve_here(text: &[char], hit: &LatinHit, known: &Form, mentions: &[Named], core: &Core) -> Option<Rc<Settled>> {
    let (start, end) = (hit.start, hit.end);
    let surface = &text[start..end];
    if known.entries.len() > 1 {
        let before = mentions.iter().rev().skip_while(|named| named.start >= start);
        let named = before.filter_map(|named| named.entry).find(|entry| known.entries.contains(entry));
        if let Some(entry) = named {
            let key = u64::from(hit.pattern) << 32 | u64::from(entry);
            let is_plain = !surface.iter().any(|&c| is_veil(c));
            if is_plain {
                if let Some(found) = core.latin.named.borrow().get(&key) {
                    return Some(found.clone());
                }
            }
            let question = vec![Value::from(hit.pattern as usize), Value::from(entry as usize), Value::from(surface)];
            let found = settled(&core.facts.ask("named_before", question))?;
            if is_plain {
                keep(&core.latin.named, MAX_KEPT, key, &found, core);
            }
            return Some(found);
        }
        if let Some(found) = settle(text, hit, core) {
            return found;
        }
    }
    let first = start.saturating_sub(CONTEXT);
    if known.entries.len() == 1 && known.is_person && known.settled.is_some() && !surface.iter().any(|&c| is_veil(c)) {
        let is_another = is_namesake(known.person(), &text[first..start], behind(text, end, CONTEXT), core);
        return if is_another { None } else { known.settled.clone() };
    }
    let question = vec![
        Value::from(hit.pattern as usize),
        Value::from(&text[first..text.len().min(end + CONTEXT)]),
        Value::from(start - first),
        Value::from(end - first),
    ];
    settled(&core.facts.ask("latin_here", question))
}

// -- homonyms: glossary/resolve.py ---------------------------------------------------------------------

fn homonyms_of(pattern: u32, core: &Core) -> Rc<Homonyms> {
    if let Some(found) = core.latin.homonyms.borrow().get(&pattern) {
        return found.clone();
    }
    let answer = core.facts.ask("homonyms", vec![Value::from(pattern as usize)]);
    let rows = answer.at(0).items();
    let mut words: Vec<Box<[char]>> =
        rows.iter().flat_map(|row| row.at(6).items()).map(|word| word.chars().into_boxed_slice()).collect();
    words.sort_unstable();
    words.dedup();
    let numbers: Map<Box<[char]>, usize> = words.iter().cloned().zip(0..).collect();
    let link = |row: &Value| {
        let own = row.at(6).items().iter();
        Some(Homonym {
            entry: number(row.at(0))?,
            kind: Kind::named(row.at(1).text())?,
            priority: row.at(2).int(),
            is_headword: row.at(3).truth(),
            is_of_state: row.at(4).truth(),
            is_taiwanese: row.at(5).truth(),
            own: own.filter_map(|word| get(&numbers, &word.chars()).copied()).collect(),
            json: row.at(7).text().to_string(),
            id: row.at(8).text().to_string(),
            speaks_of_china: row.at(9).truth(),
            may_be_contradicted: row.at(10).truth(),
        })
    };
    let links = rows.iter().filter_map(link).collect();
    let found = Rc::new(Homonyms { links, numbers, words, ambiguous: settled(answer.at(1)) });
    keep(&core.latin.homonyms, MAX_KEPT, pattern, &found, core);
    found
}

/// What was seen of one of several entries.
enum Seen {
    Context(Vec<usize>),
    Prior,
}

/// What a form of several entries names by the words around it; none where only Python can tell.
fn settle(text: &[char], hit: &LatinHit, core: &Core) -> Option<Option<Rc<Settled>>> {
    let (start, end) = (hit.start, hit.end);
    let known = homonyms_of(hit.pattern, core);
    if known.links.len() < 2 {
        return None;
    }
    let before = &text[start.saturating_sub(CONTEXT)..start];
    let after = behind(text, end, CONTEXT);
    let words = words_before(before, core);
    if known.links.iter().any(|link| link.may_be_contradicted)
        && (0..words.len().min(3)).any(|number| words.word(number, core).is(Set::Occupations))
    {
        return None; // one of them may be contradicted
    }
    let surface = &text[start..end];
    let mut chosen = fitting(surface, &known, before, after, core);
    let is_person = chosen.as_ref().map_or(false, |(link, _)| link.kind == Kind::Person);
    if is_person && may_be_namesake(before, after, &words, core) {
        return None;
    }
    let is_place = chosen
        .as_ref()
        .map_or_else(|| known.links.iter().any(|link| link.kind == Kind::Place), |(link, _)| link.kind == Kind::Place);
    if is_place && (is_named_after(text, end) || names_something_else(text, start, end, core)) {
        return Some(None);
    }
    let (link, seen) = match chosen.take() {
        Some(found) => found,
        None => return Some(known.ambiguous.clone()),
    };
    let mut json = link.json.clone();
    json.push_str(if known.links[0].is_headword {
        "{\"word\":\"headword\",\"detail\":"
    } else {
        "{\"word\":\"alias\",\"detail\":"
    });
    json::write_string(surface.iter().copied(), &mut json);
    match seen {
        Seen::Context(numbers) => {
            json.push_str("},{\"word\":\"context\",\"detail\":");
            let words: Vec<String> = numbers.iter().map(|&number| known.words[number].iter().collect()).collect();
            json::write_string(words.join(", ").chars(), &mut json);
        }
        Seen::Prior => {
            json.push_str("},{\"word\":\"prior\",\"detail\":");
            json::write_string(link.id.chars(), &mut json);
        }
    }
    json.push_str("}]}");
    let (kind, entry) = (link.kind, Some(link.entry));
    Some(Some(Rc::new(Settled { json, kind, entry, speaks_of_china: kind == Kind::Person || link.speaks_of_china })))
}

/// The one that fits, and why; none where several do. What contradicts one was looked at before.
fn fitting<'h>(
    surface: &[char],
    known: &'h Homonyms,
    before: &[char],
    after: &[char],
    core: &Core,
) -> Option<(&'h Homonym, Seen)> {
    let links = &known.links;
    let (near_before, near_after) = surroundings(surface, before, after, links[0].kind == Kind::Person);
    let mut sides = vec![(near_before, near_after)];
    if (near_before.len(), near_after.len()) != (before.len(), after.len()) && !leads_in_person(near_before, core) {
        sides.push((before, after));
    }
    let (mut best, mut own_scores) = ((0, 0), Vec::new());
    let mut second = 0;
    for (before, after) in sides {
        let places = own_words(known, before, after);
        let score = |link: &Homonym| link.own.iter().map(|&number| i64::from(places[number])).sum::<i64>();
        own_scores = links.iter().map(score).collect();
        let mut ranked: Vec<usize> = (0..links.len()).collect();
        ranked.sort_by_key(|&number| (-own_scores[number], links[number].priority));
        best = (ranked[0], own_scores[ranked[0]]);
        second = own_scores[ranked[1]];
        if best.1 >= 2 && best.1 >= second + 2 {
            let link = &links[best.0];
            let mut numbers: Vec<usize> = link.own.iter().copied().filter(|&number| places[number] > 0).collect();
            numbers.sort_unstable_by_key(|&number| (places[number] < 2, number));
            return Some((link, Seen::Context(numbers)));
        }
    }
    let mut ours = links.iter().filter(|link| link.is_of_state);
    if let (Some(link), None) = (ours.next(), ours.next()) {
        if links.iter().all(|other| other.is_of_state || other.is_taiwanese) {
            return if is_of_taiwan(before) || is_of_taiwan(after) { None } else { Some((link, Seen::Prior)) };
        }
    }
    let mut ranked: Vec<i64> = links.iter().map(|link| link.priority).collect();
    ranked.sort_unstable();
    let link = &links[best.0];
    if is_known_best(link, &ranked) && best.1 >= second + i64::from(ranked[1] < LEAST_KNOWN) {
        return Some((link, Seen::Prior));
    }
    let mut firm = links.iter().zip(&own_scores).filter(|(link, _)| link.is_headword);
    if let (Some((link, &own)), None) = (firm.next(), firm.next()) {
        let is_first = links.iter().all(|other| other.is_headword || other.priority >= link.priority);
        if link.kind != Kind::Person && is_first && best.1 < own + 2 {
            return Some((link, Seen::Prior));
        }
    }
    None
}

/// Whether an entry is so much better known than its homonyms, of these priorities, that its name alone means it.
fn is_known_best(link: &Homonym, ranked: &[i64]) -> bool {
    if link.priority != ranked[0] || ranked[1] == ranked[0] || !(link.is_headword || link.kind == Kind::Organization) {
        return false;
    }
    link.priority == 1 || (link.kind != Kind::Person && ranked[1] == LEAST_KNOWN)
}

/// The words around a name without those around the same form beside it, which may be a namesake's.
fn surroundings<'t>(surface: &[char], before: &'t [char], after: &'t [char], is_person: bool) -> (&'t [char], &'t [char]) {
    let find = |text: &[char]| text.windows(surface.len().max(1)).position(|window| window == surface);
    let rfind = |text: &[char]| text.windows(surface.len().max(1)).rposition(|window| window == surface);
    let mut behind = after;
    if let Some(place) = find(after) {
        behind = &after[..place];
        if is_person {
            let told = lstrip(behind, ")）");
            behind = match told.first() {
                Some(',') => &told[..find_comma(told)],
                _ => &told[..0],
            };
        }
    }
    (rfind(before).map_or(before, |place| &before[place + surface.len()..]), behind)
}

/// `told.find(",", 1)` as the end of a slice: without another comma, all but the last character.
fn find_comma(told: &[char]) -> usize {
    told[1..].iter().position(|&c| c == ',').map_or(told.len() - 1, |place| place + 1)
}

fn leads_in_person(before: &[char], core: &Core) -> bool {
    let said = head_before(before, core);
    said.is_person && !said.known.is(Set::Makers)
}

/// Of each of the entries' own words, how much it counts: 2 next to the name, 1 farther away, 0 where it does not stand.
fn own_words(known: &Homonyms, before: &[char], after: &[char]) -> Vec<u8> {
    let mut places = vec![0; known.words.len()];
    mark_words(known, before, 1, &mut places);
    mark_words(known, after, 1, &mut places);
    mark_words(known, &before[before.len().saturating_sub(50)..], 2, &mut places);
    mark_words(known, &after[..after.len().min(30)], 2, &mut places);
    places
}

/// Mark those of the entries' own words that a text holds: words of four letters, and acronyms of three.
fn mark_words(known: &Homonyms, text: &[char], mark: u8, places: &mut [u8]) {
    let mut small: Vec<char> = Vec::new();
    let mut end = 0;
    while end < text.len() {
        let start = end;
        while end < text.len() && is_letter(text[end]) {
            end += 1;
        }
        let word = &text[start..end];
        let is_apart = |place: Option<&char>| place.map_or(true, |&c| !is_word(c));
        let is_acronym = word.len() == 3
            && word.iter().all(char::is_ascii_uppercase)
            && is_apart(if start > 0 { text.get(start - 1) } else { None })
            && is_apart(text.get(end));
        if word.len() >= 4 || is_acronym {
            small.clear();
            small.extend(word.iter().map(|&c| lower_char(c)));
            if let Some(&number) = get(&known.numbers, &small) {
                places[number] = mark;
            }
        }
        end = end.max(start + 1);
    }
}

fn is_of_taiwan(text: &[char]) -> bool {
    let may_be = |place: usize| matches!(text[place], 'T' | 'K' | 'F' | 'D');
    let words = ["Taiwan", "Taipei", "Kuomintang", "Formosa", "DPP", "KMT"];
    (0..text.len()).any(|place| may_be(place) && words.iter().any(|word| starts_with(&text[place..], word)))
}

/// Whether a person is told to have an occupation that the entry's person has not: a cook called 王毅.
pub fn is_namesake(known: Person, before: &[char], after: &[char], core: &Core) -> bool {
    let is_barred = |word: &[char]| known.barred.iter().any(|barred| barred == word);
    let is_told = |word: &[char]| known.told.windows(word.len().max(1)).any(|window| window == word);
    if let Some(role) = role_behind(after, 0, core) {
        let role = lower(role);
        if if core.facts.word(&role).is(Set::Occupations) { is_barred(&role) } else { !is_told(&role) } {
            return true;
        }
    }
    if apposed_role(before, core).map_or(false, |role| !is_told(&lower(role))) {
        return true;
    }
    let words = words_before(before, core);
    let is_called = words.is(0, "bernama");
    if words.word(0, core).is(Set::FunctionWords) && !is_called {
        return false;
    }
    for number in 0..words.len().min(3) {
        let word = words.word(number, core);
        if word.is(Set::FunctionWords) {
            break;
        }
        if word.is(Set::Occupations) && is_barred(&lower(words.text(number))) {
            return true;
        }
    }
    (0..words.len().min(if is_called { 7 } else { 2 })).any(|number| {
        let word = words.word(number, core);
        let is_role = word.is(Set::PrivateRoles) || (known.is_common && word.is(Set::CommonRoles));
        is_role && !is_told(&lower(words.text(number)))
    })
}

/// Whether something around a person may tell of a namesake; where nothing does, it is none.
fn may_be_namesake(before: &[char], after: &[char], words: &Words, core: &Core) -> bool {
    let is_role = |number: usize| {
        let word = words.word(number, core);
        word.is(Set::PrivateRoles) || word.is(Set::CommonRoles) || word.is(Set::Occupations)
    };
    (0..words.len()).any(is_role) || role_behind(after, 0, core).is_some() || apposed_role(before, core).is_some()
}

/// Whether a place only gives its name to what is meant: 'kapal induk Shandong', 'Universitas Shandong'.
///
/// Where a line begins or ends it is meant itself: 'jalur Beijing-Shanghai'.
fn names_something_else(text: &[char], start: usize, end: usize, core: &Core) -> bool {
    let before = &text[start.saturating_sub(60)..start];
    let head = head_before(before, core);
    if head.kind == Some(Kind::Project) {
        let is_joined = text.get(end).map_or(true, |&c| matches!(c, '-' | '–' | '－'));
        return !(is_joined && text.get(end + 1).map_or(false, |&c| is_upper(c)));
    }
    if !(head.is_next && head.kind == Some(Kind::Organization)) {
        return false;
    }
    let before = rstrip_space(before);
    let size = match head.word {
        HeadWord::Printed(word) => word.len(),
        HeadWord::Pair(first, second) => first.len() + 1 + second.len(),
        HeadWord::Literal(word) => word.chars().count(),
    };
    starts_upper(&before[before.len().saturating_sub(size)..])
}

/// Whether an English word behind a place only gives it the name: 'Jakarta International Stadium'.
fn is_named_after(text: &[char], end: usize) -> bool {
    if text.get(end) != Some(&' ') || !text.get(end + 1).map_or(false, |c| c.is_ascii_uppercase()) {
        return false;
    }
    let rest = &text[end + 1..];
    let is_there = |word: &str| starts_with(rest, word) && rest.get(word.len()).map_or(true, |&c| !is_word(c));
    NAMED_AFTER.iter().any(|word| is_there(word))
}

/// Whether letters with tone marks are the pinyin of an entry, Xí Jìnpíng, or a form of it, and no word of another.
fn is_printed_so(surface: &[char], entry: u32, core: &Core) -> bool {
    if surface.iter().all(|&c| c < '\u{80}' || !TONED.contains(c)) {
        return true;
    }
    core.facts.ask("is_printed_so", vec![Value::from(surface), Value::from(entry as usize)]).truth()
}

/// A space or a hyphen, and a capital behind it.
fn is_capital_after(text: &[char], end: usize) -> bool {
    matches!(text.get(end), Some(' ' | '\u{a0}' | '-')) && text.get(end + 1).map_or(false, |c| c.is_ascii_uppercase())
}

/// A short person's name inside a longer capitalised one, 'Li Na Liburan', is no mention of the person.
fn is_part_of_a_name(text: &[char], start: usize, end: usize) -> bool {
    let surface = &text[start..end];
    is_capital_after(text, end) && !isupper(surface) && surface.iter().filter(|&&c| c == ' ').count() <= 1
}

// -- whose surname it is: glossary/bearers.py ----------------------------------------------------------

/// Whether a surname stands behind another's given name: 'Melania Trump', not 'Donald J. Trump' or 'Presiden Trump'.
///
/// In a headline, where every word is capitalised, and at the beginning of a sentence a capital says nothing.
fn is_another_bearer(text: &[char], start: usize, given: &[Vec<char>], core: &Core) -> bool {
    let (lead, place, word) = match given_before(text, start) {
        Some(found) => found,
        None => return false,
    };
    let small = lower(word);
    if isupper(word) || is_noun(&small) {
        return false;
    }
    let known = core.facts.word(&small);
    if known.is(Set::NoGivenNames) {
        return false;
    }
    let head = &small[..small.len().min(2)];
    let begins_so = |name: &Vec<char>| {
        let mut letters = name.iter().take(2).map(|&c| lower_char(c));
        head.iter().all(|&c| letters.next() == Some(c)) && letters.next().is_none()
    };
    if given.iter().any(|name| name == lead || begins_so(name)) || look_up(word, core).0 {
        return false;
    }
    if known.is(Set::IsWestern) {
        return true;
    }
    if lead.is_empty() {
        return !begins_sentence(text, place);
    }
    islower(lead) || word_of(lead, core).is(Set::OfficeWords) || look_up(lead, core).1
}

/// A word, empty where there is none, and the capitalised one before a form, with its place: `_GIVEN_BEFORE`.
fn given_before(text: &[char], start: usize) -> Option<(&[char], usize, &[char])> {
    let low = start.saturating_sub(REACH);
    let mut end = start;
    if end > low && text[end - 1] == '\n' {
        end -= 1; // '$' stands before a last line end too
    }
    if end == low || text[end - 1] != ' ' {
        return None;
    }
    end -= 1;
    let mut first = end;
    while first > low && (is_word(text[first - 1]) || matches!(text[first - 1], '\'' | '’' | '-')) {
        first -= 1;
    }
    let may_begin = |place: usize| text[place].is_ascii_uppercase() && (place == 0 || !is_word(text[place - 1]));
    let place = (first..end).find(|&place| may_begin(place))?;
    let mut lead = &text[first..first];
    if place == first {
        let mut last = first;
        if last > low && text[last - 1] == '(' {
            last -= 1;
        }
        if last > low && text[last - 1] == ' ' {
            last -= 1;
            let mut begin = last;
            while begin > low && is_letter(text[begin - 1]) {
                begin -= 1;
            }
            lead = &text[begin..last];
        }
    }
    Some((lead, place, &text[place..end]))
}

/// `(?:pe|ke|per)\w{3,}an`: 'Pertahanan', 'Pemerintahan'
fn is_noun(small: &[char]) -> bool {
    let begins = starts_with(small, "pe") || starts_with(small, "ke");
    begins && small.len() >= 7 && ends_with(small, "an") && small.iter().all(|&c| is_word(c))
}

/// Whether the name of a place or thing ends another one, by the word before it: 'Guan Xin Ze Luan', 'Michael Jordan'.
fn is_end_of_name(text: &[char], start: usize, is_abroad: bool, core: &Core) -> bool {
    if start == 0 || text[start - 1] != ' ' {
        return false;
    }
    let end = start - 1;
    let low = start.saturating_sub(REACH).min(end);
    let first = text[low..end].iter().rposition(|&c| c == ' ').map_or(0, |place| low + place + 1);
    let word = &text[first..end];
    if !starts_upper(word) || isupper(word) {
        return false;
    }
    if word.len() > LONGEST_WORD {
        return is_abroad && split_space(word).all(|piece| word_of(piece, core).is(Set::IsWestern));
        // lines without a space
    }
    let known = word_of(word, core);
    !known.is(Set::NoGivenNames) && ((is_abroad && known.is(Set::IsWestern)) || core.facts.syllables(&lower(word)) == 1)
}

// -- short forms ---------------------------------------------------------------------------------------

/// One whom the text named in full: the short form, where that first stood, and what was seen.
struct Bearer<'t> {
    short: &'t [char],
    start: usize,
    seen: &'t [char],
    entry: u32,
    is_shared: bool,
}

/// Later `Xi`, `Wang` of a person whom the article named in full; a surname that two of them bear is left alone.
fn short_mentions(text: &[char], mentions: &[Named], found: &[Added], guards: &Guards, core: &Core) -> Vec<Added> {
    let bearers = bearers(text, mentions, found, core);
    let mut short_ones: Vec<Added> = Vec::new();
    let is_open = |bearer: &&Bearer| !bearer.is_shared && !word_of(bearer.short, core).is(Set::FunctionWords);
    let bearers: Vec<&Bearer> = bearers.iter().filter(is_open).collect();
    let from = match bearers.iter().map(|bearer| bearer.start + 1).min() {
        Some(from) => from,
        None => return short_ones,
    };
    let mut places: Vec<(usize, usize)> = Vec::new();
    let mut firsts = [false; 128]; // all letters beyond ASCII share a place
    for bearer in &bearers {
        firsts[letter_of(bearer.short[0])] = true;
    }
    const CHUNK: usize = 16; // few of them hold a capital letter, and that is seen at once
    for first in (from..text.len()).step_by(CHUNK) {
        let chunk = &text[first..text.len().min(first + CHUNK)];
        if !chunk.iter().fold(false, |found, c| found | c.is_ascii_uppercase() | (*c >= '\u{80}')) {
            continue;
        }
        for (place, &c) in (first..).zip(chunk) {
            if firsts[letter_of(c)] {
                for (number, bearer) in bearers.iter().enumerate() {
                    if bearer.short[0] == c && place > bearer.start && text[place..].starts_with(bearer.short) {
                        places.push((number, place));
                    }
                }
            }
        }
    }
    places.sort_unstable();
    let mut busy: Vec<(usize, usize)> = Vec::new();
    for (number, place) in places {
        let bearer = bearers[number];
        let end = place + bearer.short.len();
        if is_capital_after(text, end) || !stands_alone(text, place, end, core) || guards.covers(place, end, core) {
            continue;
        }
        if busy.is_empty() {
            busy = spans(mentions, found);
        }
        if !overlaps(place, end, &busy) {
            short_ones.push(Added { start: place, end, settled: short_settled(bearer, core) });
        }
    }
    short_ones
}

/// The place of a letter in a table of those of ASCII; all others share one.
#[inline(always)]
fn letter_of(c: char) -> usize {
    if c < '\u{80}' {
        c as usize
    } else {
        0
    }
}

/// Those whom the text named in full, by their short forms, the first first.
fn bearers<'t>(text: &'t [char], mentions: &[Named], found: &[Added], core: &Core) -> Vec<Bearer<'t>> {
    let mut bearers: Vec<Bearer> = Vec::new();
    let (mut next, mut next_found) = (0, 0);
    loop {
        let (start, span, kind, entry) = match (mentions.get(next), found.get(next_found)) {
            (None, None) => break,
            (Some(named), added) if added.map_or(true, |added| named.start <= added.start) => {
                next += 1;
                (named.start, named.latin.unwrap_or((named.start, named.end)), named.kind, named.entry)
            }
            (_, Some(added)) => {
                next_found += 1;
                (added.start, (added.start, added.end), added.settled.kind, added.settled.entry)
            }
            (Some(_), None) => break,
        };
        let entry = match entry {
            Some(entry) if kind == Kind::Person => entry,
            _ => continue,
        };
        let seen = &text[span.0..span.1];
        if !is_alpha(seen.first().copied().unwrap_or(' ')) || !seen.iter().any(|c| matches!(c, ' ' | '\n')) {
            continue;
        }
        let facts = entry_of(entry, core);
        let short = short_form(seen, facts.surname.as_deref());
        if short.is_empty() || facts.is_ruler {
            continue;
        }
        match bearers.iter_mut().find(|bearer| bearer.short == short) {
            Some(bearer) => bearer.is_shared |= bearer.entry != entry,
            None => bearers.push(Bearer { short, start, seen, entry, is_shared: false }),
        }
    }
    bearers
}

/// The part of a full name in Latin letters that may stand for it: its surname, else its last word; else nothing.
fn short_form<'t>(full: &'t [char], surname: Option<&[char]>) -> &'t [char] {
    let nothing = &full[..0];
    if full.iter().any(|&c| matches!(c, '\t' | '\u{a0}')) {
        return nothing; // not printable
    }
    let mut words = full.split(|&c| !is_letter(c)).filter(|word| !word.is_empty());
    let first = match words.next() {
        Some(first) => first,
        None => return nothing,
    };
    let last = words.next_back();
    match (surname, last) {
        (Some(surname), Some(last)) => {
            let is_surname = |word: &&[char]| {
                word.len() > 1 && word.len() == surname.len() && word.iter().zip(surname).all(|(&c, &s)| lower_char(c) == s)
            };
            [first, last].iter().find(|word| is_surname(word)).copied().unwrap_or(nothing)
        }
        (None, Some(last)) if last.len() > 4 => last,
        _ => nothing,
    }
}

/// What a short form names: the entry of its bearer, seen by the full form.
fn short_settled(bearer: &Bearer, core: &Core) -> Rc<Settled> {
    let mut shorts = core.latin.shorts.borrow_mut();
    if shorts.len() >= MAX_KEPT {
        shorts.clear();
    }
    let kept = shorts.entry(bearer.entry).or_default();
    if let Some((_, found)) = kept.iter().find(|(seen, _)| **seen == *bearer.seen) {
        return found.clone();
    }
    let mut json = entry_of(bearer.entry, core).json.clone();
    json.push_str("{\"word\":\"latin\",\"detail\":");
    json::write_string(bearer.seen.iter().copied(), &mut json);
    json.push_str("}]}");
    let found = Rc::new(Settled { json, kind: Kind::Person, entry: Some(bearer.entry), speaks_of_china: true });
    if !core.facts.has_failed() {
        if kept.len() >= MAX_OF_ENTRY {
            kept.clear();
        }
        kept.push((bearer.seen.into(), found.clone()));
    }
    found
}

/// Where mentions and their Latin forms stand, in order.
fn spans(mentions: &[Named], found: &[Added]) -> Vec<(usize, usize)> {
    let mut spans = Vec::with_capacity(2 * mentions.len() + found.len());
    for named in mentions {
        spans.extend(named.latin);
        spans.push((named.start, named.end));
    }
    spans.extend(found.iter().map(|added| (added.start, added.end)));
    spans.sort_unstable();
    spans
}

fn overlaps(start: usize, end: usize, taken: &[(usize, usize)]) -> bool {
    let place = taken.partition_point(|&span| span < (start, end));
    taken[place.saturating_sub(1)..taken.len().min(place + 1)].iter().any(|&(first, last)| first < end && last > start)
}

fn stands_alone(text: &[char], start: usize, end: usize, core: &Core) -> bool {
    if start > 0 && (is_alnum(text[start - 1]) || matches!(text[start - 1], '-' | '\'' | '’')) {
        return false;
    }
    match text.get(end) {
        Some(&c) if is_alnum(c) || (c == '-' && !is_clitic_after(&text[end + 1..])) => return false,
        _ => {}
    }
    let (place, word) = match capital_before(text, start) {
        Some(found) => found,
        None => return true,
    };
    let known = word_of(word, core);
    if known.is(Set::OfficeWords) || known.is(Set::FunctionWords) {
        return true;
    }
    word.len() > MAX_SYLLABLE && begins_sentence(text, place) // 'Kebijakan Xi', not 'Wang Xi'
}

/// Whether a clitic stands here, behind a hyphen.
fn is_clitic_after(text: &[char]) -> bool {
    ["nya", "lah", "pun", "kah", "ku", "mu"]
        .iter()
        .any(|clitic| starts_with(text, clitic) && text.get(clitic.len()).map_or(true, |&c| !is_alnum(c)))
}

/// The capitalised word before a place, behind it a space or a hyphen: `_CAPITAL_BEFORE`.
fn capital_before(text: &[char], start: usize) -> Option<(usize, &[char])> {
    let low = start.saturating_sub(30);
    let mut end = start;
    if end > low && text[end - 1] == '\n' {
        end -= 1; // '$' stands before a last line end too
    }
    if end == low || !matches!(text[end - 1], ' ' | '\u{a0}' | '-') {
        return None;
    }
    end -= 1;
    let mut first = end;
    while first > low && (is_word(text[first - 1]) || matches!(text[first - 1], '\'' | '’')) {
        first -= 1;
    }
    let place = (first..end).find(|&place| text[place].is_ascii_uppercase())?;
    Some((place, &text[place..end]))
}
