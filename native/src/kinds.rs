//! What a name that the glossary does not know names, a kind and the evidence for it: `glossary/kinds.py`.

use std::cell::Cell;

use crate::context::{self, head_kind, words_before, Head, HeadWord, Words};
use crate::cues::{cues, cues_beside, said_to_be};
use crate::facts::{Kind, Set};
use crate::guess::{likely_kind, Odds};
use crate::heads::{Ending, Of};
use crate::model::{Agreement, Sighting};
use crate::names::SpelledName;
use crate::text::{
    is_alnum, is_hanzi, is_space, isalpha, islower, isupper, lstrip, rstrip, split_space, starts_lower, starts_upper,
};
use crate::Core;

/// The rank from which a word of two Hanzi is rather a word than a person.
const RARE_SURNAME: usize = 250;
/// The probability from which the likeliest kind is said.
const LIKELY: f64 = 0.3;
/// The same where the Latin form adds nothing, or the name holds Latin letters.
const UNSURE: f64 = 0.55;
/// The prior from which two Hanzi alone are a person.
const LIKELY_ALONE: f64 = 0.7;
/// The same where the Hanzi are an ordinary word.
const RATHER: f64 = 0.8;
/// The same where there is no Latin form.
const ALONE: f64 = 0.9;
/// Log odds that what a number leads is a concept: 'Tiga Prioritas (三大优先)'.
const NUMBERED: f64 = 1.5;
/// Log odds from which the words around a name outweigh what its Hanzi look like.
const SURE: f64 = 2.0;
/// Of a list.
const NUMBERS: &str = "0123456789. ";
/// Log odds of a name that holds Latin letters or digits.
const MIXED: [(Kind, f64); 3] = [(Kind::Person, -5.0), (Kind::Place, -3.0), (Kind::Project, 1.5)];

type Answer = Option<(Kind, String)>;

fn said(kind: Kind, seen: &str) -> Answer {
    Some((kind, seen.to_string()))
}

fn said_by(kind: Kind, seen: &str, head: &Head) -> Answer {
    let mut seen = seen.to_string();
    head.word.write(&mut seen);
    Some((kind, seen))
}

fn said_with(kind: Kind, seen: &str, word: &[char]) -> Answer {
    let mut seen = seen.to_string();
    seen.extend(word);
    Some((kind, seen))
}

/// What is asked of a name more than once is kept.
struct Kept<T: Copy>(Cell<Option<T>>);

impl<T: Copy> Kept<T> {
    fn new() -> Kept<T> {
        Kept(Cell::new(None))
    }
    fn get<F: FnOnce() -> T>(&self, find: F) -> T {
        match self.0.get() {
            Some(found) => found,
            None => {
                let found = find();
                self.0.set(Some(found));
                found
            }
        }
    }
}

/// A name without an entry, and what is asked of it more than once: `kinds.Name`.
struct Name<'t, 'c> {
    core: &'c Core,
    sighting: &'c Sighting<'t>,
    /// Its Hanzi alone, simplified.
    plain: &'c [char],
    latin: Option<&'t [char]>,
    is_spelled: bool,
    is_capital: bool,
    shape: Option<Kind>,
    /// The words before it, or before the series that it goes on.
    before: &'t [char],
    /// The words right before it, and behind it.
    ahead: &'t [char],
    after: &'t [char],
    /// Those of `ahead`, and of `before` where that is another.
    words_ahead: Words<'t>,
    words_of_series: Option<Words<'t>>,
    said: Head<'t>,
    /// The first name of the series.
    series: &'t [char],
    ending: Option<&'c Ending>,
    surname: usize,
    could_be_person: bool,
    is_spelled_person: bool,
    likely: Kept<f64>,
    is_word: Kept<bool>,
    beside: Kept<Odds>,
    cues: Kept<Odds>,
    guess: Kept<(Kind, f64)>,
}

impl<'t, 'c> Name<'t, 'c> {
    fn words(&self) -> &Words<'t> {
        self.words_of_series.as_ref().unwrap_or(&self.words_ahead)
    }
    /// The words of its Latin form; none where it has none.
    fn latin_words(&self) -> impl Iterator<Item = &'t [char]> {
        let latin: &'t [char] = self.latin.unwrap_or(&[]);
        latin.split(|&c| is_space(c)).filter(|piece| !piece.is_empty())
    }
    fn has_capitals(&self) -> bool {
        self.latin_words().all(starts_upper)
    }
    /// Whether its Latin form spells two or more Hanzi in one word, as a person's does not: 'Sangdui (桑堆)'.
    fn is_one_word(&self) -> bool {
        self.is_spelled && self.latin.map_or(false, |latin| islower(latin.get(1..).unwrap_or(&[])) && isalpha(latin))
    }
    /// Whether it holds Latin letters or digits: 华为Mate 60.
    fn is_mixed(&self) -> bool {
        self.plain.len() < self.sighting.surface.len() && holds_ascii(self.sighting.surface)
    }
    /// How likely its Hanzi are a person's name.
    fn likely(&self) -> f64 {
        self.likely.get(|| {
            if self.could_be_person && self.is_capital {
                self.core.tables.person_prior(self.plain, &self.core.facts)
            } else {
                0.0
            }
        })
    }
    fn is_word(&self) -> bool {
        self.is_word.get(|| self.core.tables.is_word(self.plain, &self.core.facts))
    }
    fn is_rare_surname(&self) -> bool {
        is_rare_surname(&self.plain[..self.surname.min(self.plain.len())], self.core)
    }
    fn cues_beside(&self) -> Odds {
        self.beside.get(|| cues_beside(self.ahead, &self.words_ahead, self.after, self.core))
    }
    /// How far the words around it and the name beside it speak for each kind, as log odds.
    fn cues(&self) -> Odds {
        self.cues.get(|| {
            let mut found = cues(self.ahead, self.after, &self.cues_beside(), self.core);
            if let Some(beside) = self.sighting.beside {
                found[beside.kind as usize] += beside.weight;
            }
            found
        })
    }
    /// The likeliest kind and its probability.
    fn guess(&self) -> (Kind, f64) {
        self.guess.get(|| {
            let latin = self.latin.map(without_list_number);
            let mut said = self.cues();
            let first = latin.and_then(|latin| split_space(latin).next()).unwrap_or(&[]);
            let is_numeral = self.plain.first().map_or(false, |&c| self.core.heads.is(c, Of::Numerals));
            if is_numeral && context::word_of(first, self.core).is(Set::NumberWords) {
                said[Kind::Concept as usize] += NUMBERED;
            }
            if self.is_mixed() {
                for (kind, weight) in MIXED {
                    said[kind as usize] += weight;
                }
            }
            likely_kind(self.plain, latin, self.is_spelled, &said, self.core)
        })
    }
    fn ends_with(&self, ending: &Ending) -> Answer {
        said_with(ending.kind, "ends with ", &ending.hanzi)
    }
}

/// `_LIST_NUMBER.sub('', latin)`
fn without_list_number(latin: &[char]) -> &[char] {
    match latin {
        [a, '.', ' ', rest @ ..] if a.is_ascii_digit() => rest,
        [a, b, '.', ' ', rest @ ..] if a.is_ascii_digit() && b.is_ascii_digit() => rest,
        _ => latin,
    }
}

fn holds_ascii(surface: &[char]) -> bool {
    surface.iter().any(|&c| c.is_ascii() && is_alnum(c))
}

/// The kind of a name without an entry, and what was seen; `plain` are its Hanzi alone, simplified.
pub fn kind_of(sighting: &Sighting, plain: &[char], core: &Core) -> (Kind, String) {
    let name = look_at(sighting, plain, core);
    if sighting.is_title && name.ending.map_or(true, |end| !matches!(end.kind, Kind::Organization | Kind::Concept)) {
        return (Kind::Work, "between the marks of a title".to_string());
    }
    by_interpunct(&name)
        .or_else(|| by_term(&name))
        .or_else(|| by_latin_head(&name))
        .or_else(|| by_title(&name))
        .or_else(|| by_agent(&name))
        .or_else(|| as_one_word(&name))
        .or_else(|| by_head_before(&name))
        .or_else(|| by_statement(&name))
        .or_else(|| by_latin_form(&name))
        .or_else(|| by_sibling(&name))
        .or_else(|| by_cues(&name))
        .or_else(|| by_hanzi(&name))
        .or_else(|| by_what_is_left(&name))
        .or_else(|| by_likelihood(&name))
        .unwrap_or_else(|| (Kind::Other, "no evidence".to_string()))
}

fn look_at<'t, 'c>(sighting: &'c Sighting<'t>, plain: &'c [char], core: &'c Core) -> Name<'t, 'c> {
    let surface = sighting.surface;
    let mut before = sighting.before;
    let latin = sighting.latin.as_ref().map(|_| sighting.latin_text);
    let size = plain.len();
    let surname = core.tables.surname_length(plain, &core.facts);
    let is_spelled =
        sighting.latin.as_ref().map_or(false, |latin| matches!(latin.agreement, Agreement::Spelling | Agreement::Near));
    let is_word = Kept::new();
    let mut could_be_person = surname > 0
        && surname < size
        && size <= surname + 2 + usize::from(surname == 2 && is_spelled)
        && (size == surface.len() || !holds_ascii(surface));
    if could_be_person
        && size == 2
        && is_rare_surname(&plain[..1], core)
        && is_word.get(|| core.tables.is_word(plain, &core.facts))
    {
        could_be_person = false; // 大学, though there are people called 大
    }
    let words_ahead = words_before(before, core);
    let mut words_of_series = None;
    let mut said = context::head_of_words(before, &words_ahead, core);
    let is_capital = latin
        .map_or(true, |latin| starts_upper(lstrip(latin, NUMBERS)) && (is_spelled || !is_sentence_case(latin, before)))
        && !said.known.is(Set::WordLabels);
    let mut series: &[char] = &[];
    if said.kind.is_none() && !said.is_person && !context::is_after_preposition(&words_ahead) {
        let (ahead, first) = context::before_series(before, core);
        before = ahead;
        series = first;
        if !series.is_empty() {
            let words = words_before(before, core);
            said = context::head_of_words(before, &words, core);
            words_of_series = Some(words);
            if said.word.is_empty() {
                said = context::head_of_series(series, core);
            }
            if latin.map_or(false, starts_lower) {
                said = Head::none(); // 'Opera Kunqu (昆曲) dan wayang potehi (布袋戏)'
            }
        } else if before.len() < sighting.before.len() {
            words_of_series = Some(words_before(before, core));
        }
    }
    let ending = core.heads.head_of(plain);
    Name {
        core,
        sighting,
        plain,
        latin,
        is_spelled,
        is_capital,
        shape: sighting.shape,
        before,
        ahead: sighting.before,
        after: sighting.after,
        words_ahead,
        words_of_series,
        said,
        series,
        ending,
        surname,
        could_be_person,
        is_spelled_person: could_be_person
            && (is_spelled || is_surnamed(latin, plain, ending.is_some(), core))
            && looks_named(latin, plain, surname, core),
        likely: Kept::new(),
        is_word,
        beside: Kept::new(),
        cues: Kept::new(),
        guess: Kept::new(),
    }
}

// -- the rules, in order ------------------------------------------------------------------------------

fn by_interpunct(name: &Name) -> Answer {
    let surface = name.sighting.surface;
    if name.plain.len() == surface.len() {
        return None;
    }
    if name.shape == Some(Kind::Work) {
        return said(Kind::Work, "shape of the run");
    }
    if !surface.iter().any(|&c| matches!(c, '·' | '•')) {
        return None;
    }
    let kind = name
        .said
        .kind
        .filter(|kind| name.said.is_next && matches!(kind, Kind::Work | Kind::Project | Kind::Event | Kind::Concept));
    said(kind.unwrap_or(Kind::Person), "interpunct")
}

/// Dynasties, living things and what a list of references names, each by what only it is written like.
fn by_term(name: &Name) -> Answer {
    let head = &name.said;
    if name.core.heads.is_directed_dynasty(name.plain)
        && head.kind != Some(Kind::Place)
        && (head.known.is(Set::Rulers) || !head.is_person)
    {
        return said(Kind::Other, "a dynasty by its direction");
    }
    let latin = name.latin?;
    if name.core.heads.is_taxon(latin) || (is_binomial(latin) && context::is_named_species(name.words(), name.core)) {
        return said(Kind::Concept, "a kind of living things");
    }
    if !name.is_spelled_person && name.is_capital && context::is_in_reference(name.before) {
        return said(Kind::Work, "behind the year of a reference");
    }
    None
}

/// `_BINOMIAL.fullmatch`
fn is_binomial(latin: &[char]) -> bool {
    let (first, second) = match latin.iter().position(|&c| c == ' ') {
        Some(place) => (&latin[..place], &latin[place + 1..]),
        None => return false,
    };
    first.len() > 2
        && second.len() > 2
        && first[0].is_ascii_uppercase()
        && first[1..].iter().chain(second).all(char::is_ascii_lowercase)
}

fn by_latin_head(name: &Name) -> Answer {
    let (core, head, ending) = (name.core, &name.said, name.ending);
    let found = name.latin.and_then(|latin| head_kind(latin, core).map(|kind| (latin, kind)));
    let (latin, mut kind) = match found {
        Some(found) => found,
        None => {
            let kind = ending?.kind;
            let is_open = name.latin.is_none() || name.is_spelled;
            return if is_open && context::head_of_phrase(name.before, core) == Some(kind) {
                said(kind, "head word of the phrase")
            } else {
                None
            };
        }
    };
    if head.is_person && head.is_next && ending.is_none() && isupper(latin) && isalpha(latin) {
        return said_by(Kind::Person, "title ", head); // 'Rapper GAI (周延)'
    }
    if matches!(kind, Kind::Place | Kind::Event | Kind::Organization) && context::is_work_title(name.before, name.words(), core) {
        return said(Kind::Work, "named by a verb or in italics"); // 'menulis Jalan Lumpur Kuning'
    }
    if let Some(end) = ending {
        if end.hanzi.len() > 1 && isupper(latin) {
            kind = end.kind; // HSK is no organisation where the Hanzi say 考试
        }
        if end.is_sure_organization || (kind == Kind::Concept && end.kind == Kind::Organization && end.hanzi.len() > 1) {
            kind = Kind::Organization; // 'Gerakan (民政党)', 'Bunga Teratai (荷花舞蹈团)'
        }
    }
    if let (Some(head_kind @ (Kind::Work | Kind::Project)), false) = (head.kind, head.is_person) {
        if matches!(kind, Kind::Place | Kind::Event | Kind::Concept | Kind::Organization | Kind::Project) {
            return said_by(head_kind, "head word ", head); // 'cerpen "Kampung Halaman"', 'satelit relai Jembatan Burung Murai'
        }
    }
    if head.known.is(Set::Groups) && starts_lower(latin) {
        return said_by(Kind::Organization, "head word ", head); // 'Grup musik Mayday'
    }
    if kind == Kind::Concept && ending.map_or(true, |end| end.kind != Kind::Concept) && name.cues()[Kind::Work as usize] >= SURE {
        return said(Kind::Work, "said around it"); // 'merilis Ikan Besar dan Begonia'
    }
    if name.is_spelled && name.could_be_person {
        None
    } else {
        said_with(kind, "head word of ", latin)
    }
}

fn by_title(name: &Name) -> Answer {
    let head = &name.said;
    if head.known.is(Set::Makers) && name.latin.is_some() && !name.is_spelled && name.is_word() {
        return said_by(Kind::Work, "work of a ", head);
    }
    if head.kind == Some(Kind::Work) && !(name.is_spelled_person || name.likely() >= 0.9) {
        return None; // 'Bintang serial Love Like the Galaxy'
    }
    if let (true, Some(latin), false) = (head.is_person, name.latin, name.could_be_person) {
        if name.ending.is_none() && context::leads_in_holder(name.after) {
            return said_by(Kind::Organization, "behind it stands its ", head);
        }
        if head.known.is(Set::TeamRoles) && spells_beginning(name, latin) {
            return said_by(Kind::Organization, "team of a ", head);
        }
    }
    if matches!(head.word, HeadWord::Literal(context::SPEAKER)) && name.is_word() {
        return None; // 'Ada huruf, kata Pingguo (苹果)'
    }
    if head.is_person && name.is_capital {
        let is_named = || name.latin.is_some() && head.is_next && name.ending.is_none() && !head.known.is(Set::LooseTitles);
        if name.could_be_person || is_named() {
            return said_by(Kind::Person, "title ", head);
        }
    }
    if name.shape == Some(Kind::Person) && name.before.last().map_or(false, |&c| is_hanzi(c)) {
        return said(Kind::Person, "a title or an institution before it");
    }
    None
}

fn by_agent(name: &Name) -> Answer {
    let is_open = name.ending.map_or(true, |end| end.ends_given_names && name.plain.len() < 4);
    if is_open && name.is_capital && name.is_spelled && context::is_agent(&name.words_ahead, name.core) {
        said(Kind::Person, "agent of a verb")
    } else {
        None
    }
}

fn as_one_word(name: &Name) -> Answer {
    let latin = name.latin?;
    if !name.is_capital || !name.is_spelled || name.plain.len() != 2 || latin.iter().any(|&c| matches!(c, ' ' | '-')) {
        return None;
    }
    if name.ending.map_or(false, |end| end.kind == Kind::Title) {
        return None;
    }
    if name.core.heads.is(name.plain[1], Of::EndsOfPlaces) || context::is_after_preposition(&name.words_ahead) {
        said(Kind::Place, "one word that spells it")
    } else {
        None
    }
}

fn by_head_before(name: &Name) -> Answer {
    let (head, ending) = (&name.said, name.ending);
    if let Some(end) = ending {
        if name.is_spelled_person && end.kind == Kind::Work && name.plain.len() > 2 && name.likely() < 0.9 {
            return said_with(Kind::Work, "ends with ", &end.hanzi);
        }
    }
    let kind = head.kind?;
    let is_made = matches!(kind, Kind::Work | Kind::Project);
    let is_governed =
        ending.map_or(true, |end| is_made || head.known.is(Set::Groups) || end.hanzi.len() == 1 || end.kind == Kind::Title);
    if !is_governed {
        return None;
    }
    let is_surely_person = name.is_spelled_person
        && if is_made && !head.is_person {
            let is_joined = name.latin_words().count() == 2 && (name.plain.len() > 2 || name.likely() >= 0.75);
            (is_joined && name.likely() >= 0.6) || (!head.is_next && name.likely() >= 0.5)
        } else {
            !head.is_next || head.is_person || name.likely() >= 0.9
        };
    if is_surely_person {
        None
    } else {
        said_by(kind, "head word ", head)
    }
}

fn by_statement(name: &Name) -> Answer {
    if !starts_upper(name.latin?) {
        return None;
    }
    said(said_to_be(name.after, name.core)?, "said behind it")
}

fn by_likelihood(name: &Name) -> Answer {
    if name.plain.len() < 2 || !name.is_capital {
        return None;
    }
    let (kind, likely) = name.guess();
    if name.latin.is_none() && (!matches!(kind, Kind::Place | Kind::Organization) || likely < ALONE) {
        return None;
    }
    if kind == Kind::Work && is_addressed(name.plain, name.core) && !name.has_capitals() {
        return None; // “妈妈我爱你” (Mama aku cinta padamu)
    }
    let least = if name.is_spelled || name.is_mixed() { UNSURE } else { LIKELY };
    if likely >= least {
        said(kind, "like the names of its kind")
    } else {
        None
    }
}

/// Another kind of a name that its Latin form spells as a person's might be: 'Da Hong Pao (大红袍)', 'Dongzhimen (东直门)'.
fn rather_than_person(name: &Name) -> Answer {
    if name.said.is_person {
        return None;
    }
    if let Some(end) = name.ending.filter(|end| end.is_sure) {
        return name.ends_with(end);
    }
    let mut words = name.latin_words();
    let is_one_word = match (words.next(), words.next()) {
        (Some(word), None) => name.plain.len() > 2 && islower(&word[1..]),
        _ => false,
    };
    if !is_one_word && name.likely() >= 0.5 {
        return None;
    }
    if let Some(end) = name.ending.filter(|end| is_one_word && end.kind == Kind::Place) {
        return name.ends_with(end); // 'Guanyinqiao (观音桥)'
    }
    let (kind, likely) = name.guess();
    let least = if is_one_word || name.likely() < 0.1 { 0.35 } else { 0.7 };
    if kind != Kind::Person && likely >= least {
        said(kind, "like the names of its kind")
    } else {
        None
    }
}

fn by_cues(name: &Name) -> Answer {
    if name.latin.is_none() || !name.is_capital || name.is_spelled_person || name.ending.map_or(false, |end| end.hanzi.len() > 1)
    {
        return None;
    }
    if name.sighting.beside.is_none() && name.cues_beside().iter().all(|&weight| weight == 0.0) {
        return None; // what lies farther away is never so sure
    }
    let found = name.cues();
    let (mut first, mut second, mut best) = (0.0, 0.0, Kind::Other);
    for (&weight, &kind) in found.iter().zip(&Kind::ALL) {
        if weight > first {
            second = first;
            first = weight;
            best = kind;
        } else if weight > second {
            second = weight;
        }
    }
    if first < SURE || first - second < 1.0 {
        return None;
    }
    if name.ending.is_none() || matches!(best, Kind::Organization | Kind::Work) {
        said(best, "said around it")
    } else {
        None
    }
}

fn by_latin_form(name: &Name) -> Answer {
    let latin = name.latin?;
    if name.is_spelled_person {
        if !name.said.is_person && name.words_ahead.word(0, name.core).is(Set::Tasting) {
            return said(Kind::Concept, "named by a verb"); // 'mencicipi Chen Mahua (陈麻花)'
        }
        return rather_than_person(name).or_else(|| said(Kind::Person, "spelled by its Latin form"));
    }
    if !name.is_spelled && is_transcribed(name, latin) {
        return said(Kind::Person, "transcribed name");
    }
    if name.ending.is_none() && context::is_work_title(name.before, name.words(), name.core) {
        return said(Kind::Work, "named by a verb or in italics");
    }
    None
}

fn by_sibling(name: &Name) -> Answer {
    if name.latin.is_some() || !name.could_be_person || name.plain.len() < 3 {
        return None;
    }
    let beside = sibling(name.before)?;
    if name.is_rare_surname() {
        return None;
    }
    let key = name.core.tables.simplify(beside, &name.core.facts);
    if name.core.tables.person_prior(&key, &name.core.facts) >= 0.5 {
        said_with(Kind::Person, "in a list with ", beside)
    } else {
        None
    }
}

/// Two to four Hanzi and a mark of a list that end a text: `_SIBLING`.
fn sibling(before: &[char]) -> Option<&[char]> {
    let end = before.iter().rposition(|&c| !is_space(c))?;
    if !matches!(before[end], '/' | '、' | '，' | ',') || !matches!(before[end + 1..], [] | [_] | [_, '\n']) {
        return None;
    }
    let rest = match &before[..end] {
        [rest @ .., space] if is_space(*space) => rest,
        rest => rest,
    };
    let size = rest.iter().rev().take(4).take_while(|&&c| is_hanzi(c)).count();
    if size > 1 {
        Some(&rest[rest.len() - size..])
    } else {
        None
    }
}

fn by_hanzi(name: &Name) -> Answer {
    let (core, latin, plain) = (name.core, name.latin, name.plain);
    let size = plain.len();
    let word = || said(if latin.is_none() { Kind::Other } else { Kind::Concept }, "ordinary word");
    if (latin.is_none() || (name.ending.is_none() && !name.is_capital)) && name.is_word() {
        return word();
    }
    if latin.is_none() && size == 2 && name.likely() < LIKELY_ALONE && !core.tables.is_proper(plain, &core.facts) {
        return word(); // 各省, 三路
    }
    if let Some(end) = name.ending {
        if end.ends_given_names && size == 3 && name.likely() >= 0.8 {
            return said(Kind::Person, "surname and given name");
        }
        if size > 2 && (end.hanzi.len() > 1 || !matches!(end.kind, Kind::Organization | Kind::Place)) {
            return name.ends_with(end);
        }
    }
    if latin.is_some() && size > 2 && plain[1..size - 1].contains(&'的') {
        return said(if name.is_capital { Kind::Work } else { Kind::Concept }, "holds 的");
    }
    if let Some(kind) = shape(name) {
        if kind != Kind::Person || (name.is_capital && (size > 2 || latin.is_some())) {
            return said(kind, "shape of the run");
        }
    }
    if let Some(end) = name.ending {
        return name.ends_with(end);
    }
    let is_parted = latin.map_or(false, |latin| latin.contains(&' '));
    if !is_parted && name.is_word() {
        if latin.is_none() {
            return word();
        }
        let (kind, sure) = name.guess();
        return if sure >= RATHER { said(kind, "like the names of its kind") } else { word() };
    }
    let least = if size > 2 { 0.5 } else { LIKELY_ALONE };
    let is_name_like = || latin.is_none() || (is_parted && name.has_capitals() && (name.is_spelled || !name.is_rare_surname()));
    if name.likely() >= least && is_name_like() {
        said(Kind::Person, "surname")
    } else {
        None
    }
}

/// The kind that the cover found, but for a person whom the Latin form does not bear out: 'Zhao (赵国)', 大港墘.
fn shape(name: &Name) -> Option<Kind> {
    if name.shape == Some(Kind::Person) {
        if name.is_one_word() && !name.said.is_person {
            return None;
        }
        if let (Some(latin), false, true) = (name.latin, name.is_spelled, name.surname > 0) {
            let is_short = name.plain.len() == 2 && !latin.contains(&' ') && !name.said.is_person;
            if is_short || name.is_rare_surname() {
                return None;
            }
        }
    }
    name.shape
}

fn by_what_is_left(name: &Name) -> Answer {
    let (core, plain, surface) = (name.core, name.plain, name.sighting.surface);
    if let Some(latin) = name.latin {
        if plain.len() > 1 {
            let named = lstrip(latin, NUMBERS);
            if starts_lower(named) || is_sentence_case(named, name.ahead) {
                return said(Kind::Concept, "named by a word in small letters");
            }
        }
        let is_quoted = || matches!(rstrip(name.before, " ").last(), Some('"' | '“' | '‘' | '\'' | '*' | '_'));
        if name.is_capital && latin.contains(&' ') && is_quoted() && is_title(name) {
            return said(Kind::Work, "in quotation marks");
        }
        if name.surname > 0 && name.ending.is_none() && plain.len() < 5 && has_western_name(name) {
            return said(Kind::Person, "surname and a western name");
        }
        if name.is_capital && context::is_rival(name.words(), core) {
            let word = HeadWord::Printed(name.words().text(0));
            return said_by(Kind::Organization, "head word ", &Head { word, ..Head::none() });
        }
    }
    if !name.series.is_empty() {
        if let Some(kind) = head_kind(name.series, core) {
            return said_with(kind, "in a series with ", name.series);
        }
    }
    if let [.., hanzi, digit] = surface {
        if digit.is_ascii_digit() && is_hanzi(*hanzi) && name.latin_words().count() > 2 {
            return said(Kind::Work, "a title with a number");
        }
    }
    None
}

// -- what the rules ask -------------------------------------------------------------------------------

/// Whether a surname is so rare that a word or a place that begins with it is rather that.
fn is_rare_surname(surname: &[char], core: &Core) -> bool {
    core.tables.surname_rank(surname, &core.facts).map_or(true, |rank| rank > RARE_SURNAME)
}

fn is_addressed(plain: &[char], core: &Core) -> bool {
    plain.iter().any(|&c| core.heads.is(c, Of::Addressed))
}

/// Whether Hanzi may be the title of a work: no word of the dictionary, no sentence to somebody.
fn is_title(name: &Name) -> bool {
    name.plain.len() > 2 && name.ending.is_none() && !is_addressed(name.plain, name.core) && !name.is_word()
}

/// Whether the first word of a Latin form spells the first Hanzi of a longer name: 'Shenyang Thunder (沈阳雷霆)'.
fn spells_beginning(name: &Name, latin: &[char]) -> bool {
    if name.plain.len() < 4 {
        return false;
    }
    let first = split_space(latin).next().unwrap_or(&[]);
    name.is_spelled || is_spelling(&name.plain[..2], None, first, name.core)
}

/// Whether a Latin word spells Hanzi, without a slip.
fn is_spelling(hanzi: &[char], kind: Option<Kind>, word: &[char], core: &Core) -> bool {
    SpelledName::new(hanzi, kind, core).matches(word, core).map_or(false, |found| found.agreement == Agreement::Spelling)
}

/// Whether a Latin form is a western given name and another: 'Margaret Chan'.
fn has_western_name(name: &Name) -> bool {
    let mut words = name.latin_words();
    let (first, count) = (words.next().unwrap_or(&[]), 1 + words.count());
    (2..=3).contains(&count) && name.has_capitals() && context::word_of(first, name.core).is(Set::IsWestern)
}

/// A foreign person in Hanzi that transcribe sounds: 'Elon Musk (马斯克)'.
fn is_transcribed(name: &Name, latin: &[char]) -> bool {
    let plain = name.plain;
    plain.len() > 2
        && plain.iter().all(|&c| name.core.heads.is(c, Of::Transcribing))
        && name.has_capitals()
        && (name.said.is_person || name.latin_words().count() > 1 || (plain.len() > 3 && latin.len() > 6))
}

/// Whether words in small letters have a capital only because they begin a sentence: 'Gaun pengantin (凤冠霞帔)'.
fn is_sentence_case(text: &[char], before: &[char]) -> bool {
    text.iter().position(|&c| c == ' ').map_or(false, |place| islower(&text[place + 1..]))
        && context::begins_sentence(before, before.len())
}

/// Words of a Latin form, those that a hyphen joins apart.
fn parts(latin: &[char]) -> impl Iterator<Item = &[char]> {
    latin.split(|&c| c == '-' || is_space(c)).filter(|word| !word.is_empty())
}

/// Whether a Latin form begins with the surname and has a word for each Hanzi: 'Tjoa Ham Hin (蔡涵鑫)'.
fn is_surnamed(latin: Option<&[char]>, plain: &[char], has_ending: bool, core: &Core) -> bool {
    let latin = match latin {
        Some(latin) if plain.len() == 3 && !has_ending => latin,
        _ => return false,
    };
    let first = parts(latin).next().unwrap_or(&[]);
    parts(latin).count() == 3 && !is_rare_surname(&plain[..1], core) && is_spelling(&plain[..1], Some(Kind::Person), first, core)
}

/// A person's Latin form: capitalised words, no more than surname, given name and a foreign one; 'San Guo Yan Yi' is none.
fn looks_named(latin: Option<&[char]>, plain: &[char], surname: usize, core: &Core) -> bool {
    let latin = match latin {
        Some(latin) if starts_upper(latin) => latin,
        _ => return false,
    };
    if plain.len() == 2 && islower(&latin[1..]) && parts(latin).count() == 1 {
        return false;
    }
    plain.len() <= 3 || surname == 2 || core.tables.person_prior(plain, &core.facts) >= 0.5
}
