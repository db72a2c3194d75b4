//! What the Indonesian words before a name say of its kind: `glossary/context.py`.

use std::cell::Cell;

use crate::facts::{Kind, Set, Word};
use crate::text::{
    before as text_before, behind, ends_with, is_alpha, is_digit, is_hanzi, is_letter, is_space, is_upper, is_word, isalpha,
    isdigit, isupper, lower_char, lstrip_space, rstrip, rstrip_space, split_space, starts_with, strip,
};
use crate::Core;

const REACH: usize = 90;
const REACH_BEHIND: usize = 36;
/// Words of a phrase that are looked at.
pub const MAX_WORDS: usize = 8;
const OPEN: &str = " \n\t\"“”‘’'«(（[【:：*_|/#";
const MARKS: &str = "\"“”‘’'«»()（）[]【】:：*_|/#-–—,;.!?…•";
/// The title that a verb of speech gives who follows it.
pub const SPEAKER: &str = "penutur";

// -- words ------------------------------------------------------------------------------------------

/// What is known of a word as it is printed; `Facts::word_of` without a vector for one that is not too long.
pub fn word_of(word: &[char], core: &Core) -> Word {
    if !word.iter().any(|&c| is_upper(c)) {
        return core.facts.word(word);
    }
    let mut small = ['\0'; 40];
    if word.len() > small.len() {
        return core.facts.word_of(word);
    }
    for (place, &c) in small.iter_mut().zip(word) {
        *place = lower_char(c);
    }
    core.facts.word(&small[..word.len()])
}

/// What is known of two words with a hyphen between them; nothing where no head word has these two parts.
fn pair_of(first: &[char], first_known: Word, second: &[char], second_known: Word, core: &Core) -> Word {
    let mut pair = ['\0'; 80];
    let size = first.len() + 1 + second.len();
    if !first_known.is(Set::PairFirsts) || !second_known.is(Set::PairSeconds) || size > pair.len() {
        return Word::default();
    }
    for (place, &c) in pair.iter_mut().zip(first.iter().chain(&['-']).chain(second)) {
        *place = lower_char(c);
    }
    core.facts.word(&pair[..size])
}

/// Whether a word in small letters is the other, which is.
pub fn is_small(word: &[char], other: &str) -> bool {
    let mut letters = other.chars();
    word.iter().all(|&c| letters.next() == Some(lower_char(c))) && letters.next().is_none()
}

/// The word without its ending, `removesuffix('nya')` of it in small letters.
pub fn without_nya(word: &[char]) -> &[char] {
    match word {
        [bare @ .., n, y, a] if lower_char(*n) == 'n' && lower_char(*y) == 'y' && lower_char(*a) == 'a' => bare,
        _ => word,
    }
}

/// The words before a name, the nearest first, each as it is printed; what is known of one is asked when it is needed.
#[derive(Clone, Debug, Default)]
pub struct Words<'t> {
    texts: [&'t [char]; MAX_WORDS],
    known: [Cell<Option<Word>>; MAX_WORDS],
    size: usize,
}

impl<'t> Words<'t> {
    pub fn len(&self) -> usize {
        self.size
    }
    pub fn is_full(&self) -> bool {
        self.size == MAX_WORDS
    }
    /// A word as it is printed; empty behind the last.
    pub fn text(&self, number: usize) -> &'t [char] {
        self.texts[..self.size].get(number).copied().unwrap_or(&[])
    }
    pub fn texts(&self) -> &[&'t [char]] {
        &self.texts[..self.size]
    }
    /// What is known of a word; nothing behind the last.
    pub fn word(&self, number: usize, core: &Core) -> Word {
        if number >= self.size {
            return Word::default();
        }
        if let Some(known) = self.known[number].get() {
            return known;
        }
        let known = word_of(self.texts[number], core);
        self.known[number].set(Some(known));
        known
    }
    /// Whether there is such a word, and it is this one.
    pub fn is(&self, number: usize, word: &str) -> bool {
        number < self.size && is_small(self.texts[number], word)
    }
    fn push(&mut self, word: &'t [char]) {
        if self.size < MAX_WORDS {
            self.texts[self.size] = word;
            self.size += 1;
        }
    }
}

/// The words of the noun phrase that ends a text, the nearest first, up to the first mark that parts.
pub fn words_before<'t>(before: &'t [char], core: &Core) -> Words<'t> {
    let before = text_before(before, before.len(), REACH);
    let mut words = Words::default();
    let mut rest = rstrip_open(before);
    while !words.is_full() {
        rest = rstrip_space(rest);
        let (last, start) = match rest.last() {
            Some(&last) => (last, rest.iter().rposition(|&c| is_space(c)).map_or(0, |place| place + 1)),
            None => break,
        };
        let piece = &rest[start..];
        if isalpha(piece) {
            words.push(piece);
        } else if matches!(last, ',' | ';' | '!' | '?' | ')') {
            break;
        } else {
            let bare = &piece[..piece.len() - 1];
            if last == '.' && isalpha(bare) && !is_abbreviation(bare, core) {
                break;
            }
            return words_between_marks(before, core);
        }
        rest = &rest[..start];
    }
    words
}

fn rstrip_open(text: &[char]) -> &[char] {
    let mut end = text.len();
    while end > 0 && (text[end - 1] == ' ' || (!is_alpha(text[end - 1]) && crate::text::any_of(OPEN, text[end - 1]))) {
        end -= 1;
    }
    &text[..end]
}

/// Whether a full stop belongs to the word before it: 'H.', 'Dr.', 'Prof.', not 'tiba.' and not 'DPR.'.
fn is_abbreviation(word: &[char], core: &Core) -> bool {
    word.len() == 1
        || word_of(word, core).is(Set::Abbreviations)
        || (word.len() < 5 && !isupper(word) && !word.iter().any(|&c| matches!(lower_char(c), 'a' | 'e' | 'i' | 'o' | 'u')))
}

fn words_between_marks<'t>(before: &'t [char], core: &Core) -> Words<'t> {
    let mut words = Words::default();
    let mut place = before.len();
    while let Some(last) = before[..place].iter().rposition(|&c| is_letter(c)) {
        let end = last + 1;
        let mut start = last;
        while start > 0
            && (is_letter(before[start - 1])
                || (start > 1 && matches!(before[start - 1], '\'' | '’' | '-') && is_letter(before[start - 2])))
        {
            start -= 1;
        }
        let gap = &before[end..place];
        let is_joined = if words.size == 0 {
            gap.iter().all(|&c| is_space(c) || is_open_mark(c))
        } else {
            gap.iter().all(|&c| is_space(c) || matches!(c, '"' | '“' | '”' | '‘' | '’' | '\'' | '*' | '_' | ':' | '-'))
        };
        let word = &before[start..end];
        if !is_joined && !(is_full_stop(gap) && is_abbreviation(word, core)) {
            break;
        }
        words.push(word);
        place = start;
        if words.is_full() {
            break;
        }
    }
    words
}

fn is_open_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '‘' | '’' | '\'' | '«' | '(' | '（' | '[' | '【' | ':' | '：' | '*' | '_' | '|' | '/' | '#')
}

/// `gap.strip() == '.'`
fn is_full_stop(gap: &[char]) -> bool {
    let mut marks = gap.iter().filter(|&&c| !is_space(c));
    marks.next() == Some(&'.') && marks.next().is_none()
}

/// The kind that the first word of a Latin name gives: `words.head_kind`.
pub fn head_kind(phrase: &[char], core: &Core) -> Option<Kind> {
    let mut words = split_space(phrase);
    let first = words.next()?;
    let kind = head_kind_of_two(first, words.next(), core);
    if kind.is_some() {
        return kind;
    }
    let is_acronym = (2..=6).contains(&phrase.len()) && phrase.iter().all(char::is_ascii_uppercase);
    if is_acronym || words.any(|word| word_of(word, core).is(Set::EnglishHeads)) {
        Some(Kind::Organization)
    } else {
        None
    }
}

/// The same of two words in small letters.
pub fn head_kind_of_two(first: &[char], second: Option<&[char]>, core: &Core) -> Option<Kind> {
    let known = word_of(first, core);
    let second_known = second.map_or(Word::default(), |second| word_of(second, core));
    if let Some(second) = second {
        let pair = pair_of(first, known, second, second_known, core).head;
        if pair.is_some() {
            return pair;
        }
    }
    if known.head.is_some() {
        return known.head;
    }
    match second {
        Some(second) if known.is(Set::Rulers) || (is_small(first, "ibu") && is_small(second, "suri")) => Some(Kind::Person),
        _ if known.is(Set::EnglishHeads) || second_known.is(Set::EnglishHeads) => Some(Kind::Organization),
        _ => None,
    }
}

// -- private persons --------------------------------------------------------------------------------

/// Whether a word may be in a list of roles: those hold plain words alone, so that numbers and marks need not be asked of.
fn may_be_role(word: &[char]) -> bool {
    word.iter().all(|&c| c.is_ascii_alphabetic() || c == '-')
}

/// Whether one of the words before a place may make the name there a namesake's: 'koki', 'bernama', 'Tukang las, '.
///
/// `barred` are occupations that the person of the name has not, in small letters.
pub fn has_private_role<B: AsRef<[char]>>(text: &[char], start: usize, barred: &[B], core: &Core) -> bool {
    if start > 1
        && text[start - 2] == ','
        && text[start - 1] == ' '
        && apposed_role(text_before(text, start, REACH), core).is_some()
    {
        return true;
    }
    let mut rest = text_before(text, start, 48);
    for _ in 0..3 {
        rest = rstrip_space(rest);
        let place = rest.iter().rposition(|&c| is_space(c)).map_or(0, |place| place + 1);
        let word = without_marks(&rest[place..]);
        if !word.is_empty() && may_be_role(word) {
            let known = word_of(word, core);
            if known.is(Set::PrivateRoles) || known.is(Set::CommonRoles) || is_small(word, "bernama") {
                return true;
            }
        }
        let is_word = |role: &[char]| role.len() == word.len() && role.iter().zip(word).all(|(&a, &b)| a == lower_char(b));
        if barred.iter().any(|role| is_word(role.as_ref())) {
            return true;
        }
        rest = &rest[..place];
    }
    false
}

/// A word without the marks that touch it: '(petenis'.
fn without_marks(word: &[char]) -> &[char] {
    let is_mark = |c: &char| MARKS.contains(*c);
    let first = word.iter().position(|c| !is_mark(c)).unwrap_or(word.len());
    let last = word.iter().rposition(|c| !is_mark(c)).map_or(first, |place| place + 1);
    &word[first..last]
}

/// The occupation, as it is printed, with which the phrase begins that a comma parts from the name: 'Penjual bakso asal Tegal, '.
pub fn apposed_role<'t>(before: &'t [char], core: &Core) -> Option<&'t [char]> {
    let end = rstrip_space(before);
    if end.last() != Some(&',') {
        return None;
    }
    let phrase = words_before(&end[..end.len() - 1], core);
    let size = phrase.len();
    if !(2..MAX_WORDS).contains(&size) || !phrase.word(size - 1, core).is(Set::PrivateRoles) {
        return None;
    }
    if phrase.is(size - 1, "pemilik") && !phrase.word(size - 2, core).is(Set::SmallBusinesses) {
        return None;
    }
    Some(phrase.text(size - 1))
}

fn is_closer(c: Option<&char>) -> bool {
    matches!(c, Some(')' | '）' | ']'))
}

/// The occupation, as it is printed, that stands behind a name as what its bearer is, '), pedagang bakso' or ', 34, sopir'.
pub fn role_behind<'t>(text: &'t [char], end: usize, core: &Core) -> Option<&'t [char]> {
    let place = if is_closer(text.get(end)) { end + 1 } else { end };
    if text.get(place) != Some(&',') || text.get(place + 1) != Some(&' ') {
        return None;
    }
    for word in split_space(behind(text, place + 2, REACH_BEHIND - 2)).take(3) {
        let bare = rstrip(word, ",.");
        if !bare.is_empty() && may_be_role(bare) {
            let known = word_of(bare, core);
            if known.is(Set::RolesBehind) || (known.is(Set::Occupations) && !leads_in_name(text, place + 2, bare, core)) {
                return Some(bare);
            }
        }
        if !is_small(bare, "seorang") && !isdigit(bare) {
            break;
        }
    }
    None
}

/// Whether an occupation behind a name is that of the next one: '), pelari Su Bingtian', not '), pelari asal Fujian'.
fn leads_in_name(text: &[char], place: usize, occupation: &[char], core: &Core) -> bool {
    let found = behind(text, place, REACH)
        .windows(occupation.len().max(1))
        .position(|part| part.iter().zip(occupation).all(|(&a, &b)| lower_char(a) == lower_char(b)));
    let after = match found {
        Some(found) => found + place + occupation.len(),
        None => (place + occupation.len()).saturating_sub(1),
    };
    for word in split_space(behind(text, after, REACH)).take(4) {
        let is_joining = || {
            let whole = core.facts.word(word);
            whole.is(Set::JoiningWords) || whole.is(Set::FunctionWords) || crate::text::is(word, "asal")
        };
        if !is_alpha(word[0]) || (may_be_role(word) && !word.iter().any(|&c| is_upper(c)) && is_joining()) {
            return false;
        }
        if is_upper(word[0]) && !word_of(rstrip(word, ",."), core).is(Set::Countries) {
            return true;
        }
        if matches!(word[word.len() - 1], ',' | '.' | ';' | ')') {
            return false;
        }
    }
    false
}

// -- series -----------------------------------------------------------------------------------------

fn is_series_mark(c: char) -> bool {
    matches!(c, '(' | ')' | '（' | '）')
}

/// Where a joint of a series ends that begins at a place, `[,;、/&]` or `,? (?:dan|serta|...)`; both where both are there.
fn joint_ends(text: &[char], place: usize) -> [Option<usize>; 2] {
    let mark = match text.get(place) {
        Some(',' | ';' | '、' | '/' | '&') => Some(place + 1),
        _ => None,
    };
    let space = if text.get(place) == Some(&',') { place + 1 } else { place };
    let word = if text.get(space) == Some(&' ') {
        let rest = &text[space + 1..];
        let words = ["dan", "serta", "atau", "hingga", "lalu", "&"];
        words.iter().find(|word| starts_with(rest, word)).map(|word| space + 1 + word.chars().count())
    } else {
        None
    };
    [mark, word]
}

/// `[^()（）]{0,60}$` from a place that stands behind the last bracket.
fn is_tail(text: &[char], place: usize) -> bool {
    text.len() - place <= 60 || (text.len() - place == 61 && text.last() == Some(&'\n'))
}

/// Divide the words before a name that goes on a series, 'menulis A (甲), B (乙) dan ', at the first name of the series.
///
/// What stands before that name, and the name; the words themselves and nothing where there is no series.
pub fn before_series<'t>(before: &'t [char], core: &Core) -> (&'t [char], &'t [char]) {
    let whole: (&[char], &[char]) = (before, &[]);
    let last = match before.iter().rposition(|&c| is_series_mark(c)) {
        Some(last) if matches!(before[last], ')' | '）') => last,
        _ => return whole,
    };
    let quotes = before[last + 1..].iter().take(2).take_while(|&&c| matches!(c, '"' | '”' | '’' | '\'' | '*' | '_')).count();
    let is_joined =
        (0..=quotes).any(|size| joint_ends(before, last + 1 + size).iter().flatten().any(|&end| is_tail(before, end)));
    if !is_joined {
        return whole;
    }
    let start = match series_start(before, last) {
        Some(start) => start,
        None => return whole,
    };
    let size = before[start..].iter().position(|&c| matches!(c, '(' | '（' | '《')).unwrap_or(before.len() - start);
    let first = &before[start..start + size];
    let phrase = capital_phrase(first, core);
    (&before[..start + phrase], lstrip_space(rstrip_space(&first[phrase..])))
}

/// Where the leftmost match of `_SERIES` begins; `last` is the last round bracket.
fn series_start(text: &[char], last: usize) -> Option<usize> {
    // where names of the series may begin such that all that follows them is of the series
    let mut starts = vec![false; text.len() + 1];
    let mut is_found = false;
    for closer in (0..text.len()).rev().filter(|&place| matches!(text[place], '》' | ')' | '）')) {
        let goes_on = |end: usize| starts[end] || (end > last && is_tail(text, end));
        let is_good = joint_ends(text, closer + 1).iter().flatten().any(|&end| {
            let spaced = if text.get(end) == Some(&' ') { end + 1 } else { end };
            [end, spaced].iter().any(|&end| {
                let rest = &text[end..];
                goes_on(end)
                    || (starts_with(rest, "dan ") && goes_on(end + 4))
                    || (starts_with(rest, "serta ") && goes_on(end + 6))
            })
        });
        if is_good && mark_starts(text, closer, &mut starts) {
            is_found = true;
        }
    }
    if is_found {
        starts.iter().position(|&is_start| is_start)
    } else {
        None
    }
}

/// Mark where names with Hanzi in brackets may begin whose last bracket stands at a place: `_NAME_IN_SERIES`.
fn mark_starts(text: &[char], closer: usize, starts: &mut [bool]) -> bool {
    let is_inside = |c: char| {
        is_hanzi(c) || matches!(c, '·' | '：' | '，' | '、' | '！' | '？' | ' ') || c.is_ascii_digit() || c.is_ascii_uppercase()
    };
    let is_opener = |place: usize| matches!(text[place], '(' | '（' | '《');
    let mut is_found = false;
    for inside_end in [Some(closer), closer.checked_sub(1).filter(|&place| matches!(text[place], '》' | ')' | '）'))] {
        let inside_end = match inside_end {
            Some(place) => place,
            None => continue,
        };
        let size = text[..inside_end].iter().rev().take(20).take_while(|&&c| is_inside(c)).count();
        // an opener is no character of the inside, so that the inside reaches back to it
        let opener = match (inside_end - size).checked_sub(1) {
            Some(place) if size > 0 && is_opener(place) => place,
            _ => continue,
        };
        for opener in [Some(opener), opener.checked_sub(1).filter(|&place| is_opener(place))].iter().flatten().copied() {
            let is_of_name = |c: char| !is_series_mark(c) && !matches!(c, '\n' | ',' | ';');
            let reach = text[..opener].iter().rev().take(61).take_while(|&&c| is_of_name(c)).count();
            for place in opener - reach..opener {
                if text[place].is_ascii_digit() || text[place].is_ascii_uppercase() {
                    let is_quote = |c: char| matches!(c, '"' | '“' | '\'' | '‘' | '*' | '_');
                    let quotes = text[..place].iter().rev().take(2).take_while(|&&c| is_quote(c)).count();
                    starts[place - quotes..=place].iter_mut().for_each(|start| *start = true);
                    is_found = true;
                }
            }
        }
    }
    is_found
}

/// Where the capitalised phrase at the end of a text begins; 0 where there is none: 'Ia menyanyikan Simple Love'.
fn capital_phrase(text: &[char], core: &Core) -> usize {
    let mut start = text.len();
    let mut rest = rstrip_space(text);
    while !rest.is_empty() {
        let place = rest.iter().rposition(|&c| is_space(c)).map_or(0, |place| place + 1);
        let word = strip(&rest[place..], "\"“'‘*_");
        match word.first() {
            Some(&c) if is_upper(c) || is_digit(c) => start = place,
            _ => {
                if !may_be_role(word) || word.iter().any(|&c| is_upper(c)) || !core.facts.word(word).is(Set::JoiningWords) {
                    break;
                }
            }
        }
        rest = rstrip_space(&rest[..place]);
    }
    if start < text.len() {
        start
    } else {
        0
    }
}

/// The head word with which the first name of a series begins at the beginning of a sentence: 'Negara Kazakhstan'.
pub fn head_of_series<'t>(series: &'t [char], core: &Core) -> Head<'t> {
    let place = series.iter().position(|&c| c == ' ').unwrap_or(series.len());
    if !series.get(place + 1).map_or(false, |&c| is_upper(c)) {
        return Head::none();
    }
    let known = word_of(&series[..place], core);
    match known.head {
        Some(kind) => Head::new(Some(kind), &series[..place], known, false, false),
        None => Head::none(),
    }
}

// -- heads ------------------------------------------------------------------------------------------

/// The word of a head, as far as it must be written out.
#[derive(Clone, Copy, Debug)]
pub enum HeadWord<'t> {
    /// As it is printed; empty where there is no head.
    Printed(&'t [char]),
    /// Two with a hyphen between them.
    Pair(&'t [char], &'t [char]),
    Literal(&'static str),
}

impl HeadWord<'_> {
    /// Write the word in small letters.
    pub fn write(&self, out: &mut String) {
        match self {
            HeadWord::Printed(word) => out.extend(word.iter().map(|&c| lower_char(c))),
            HeadWord::Pair(first, second) => {
                out.extend(first.iter().map(|&c| lower_char(c)));
                out.push('-');
                out.extend(second.iter().map(|&c| lower_char(c)));
            }
            HeadWord::Literal(word) => out.push_str(word),
        }
    }
    pub fn is_empty(&self) -> bool {
        matches!(self, HeadWord::Printed([]))
    }
}

/// The word that says what a name is. `is_next`: it stands right before it; `is_person`: a title or an occupation does.
#[derive(Clone, Copy, Debug)]
pub struct Head<'t> {
    pub kind: Option<Kind>,
    pub word: HeadWord<'t>,
    /// What is known of the word.
    pub known: Word,
    pub is_next: bool,
    pub is_person: bool,
}

impl<'t> Head<'t> {
    pub fn none() -> Head<'t> {
        Head { kind: None, word: HeadWord::Printed(&[]), known: Word::default(), is_next: false, is_person: false }
    }
    fn new(kind: Option<Kind>, word: &'t [char], known: Word, is_next: bool, is_person: bool) -> Head<'t> {
        Head { kind, word: HeadWord::Printed(word), known, is_next, is_person }
    }
}

/// The head of the noun phrase before a name: 'Klub sepak bola' an organisation, 'ahli hukum' a person.
pub fn head_before<'t>(before: &'t [char], core: &Core) -> Head<'t> {
    head_of_words(before, &words_before(before, core), core)
}

/// The same where the words before it are known.
pub fn head_of_words<'t>(before: &'t [char], words: &Words<'t>, core: &Core) -> Head<'t> {
    if matches!(rstrip_space(before).last(), Some('《' | '〈')) {
        return Head {
            kind: Some(Kind::Work),
            word: HeadWord::Literal("《"),
            known: Word::default(),
            is_next: true,
            is_person: false,
        };
    }
    if words.len() == 0 {
        return Head::none();
    }
    let first = words.word(0, core);
    if first.is(Set::Speaking) && is_spoken(before) {
        let known = core.facts.word(&['p', 'e', 'n', 'u', 't', 'u', 'r']);
        return Head { kind: None, word: HeadWord::Literal(SPEAKER), known, is_next: true, is_person: true };
    }
    if first.is(Set::WordLabels) {
        return Head::new(None, words.text(0), first, true, false);
    }
    if first.is(Set::Introducing) {
        return introduced(words, core);
    }
    if first.is(Set::Titled) {
        let said = (1..4).find_map(|number| words.word(number, core).head);
        let kind = if said == Some(Kind::Event) { Kind::Event } else { Kind::Work };
        return Head::new(Some(kind), words.text(0), first, true, false);
    }
    let mut is_passed = true; // whether all words before this one say nothing
    for number in 0..words.len().min(4) {
        let word = words.word(number, core);
        let text = words.text(number);
        let is_next = is_passed;
        is_passed = is_passed && (word.is(Set::Fillers) || word.is(Set::Countries) || word.is(Set::Peoples));
        if word.is(Set::Fillers) && !(words.is(number, "baru") && words.is(number + 1, "tahun")) {
            continue;
        }
        if is_next && words.word(1, core).is(Set::Titles) && words.is(number, "oleh") {
            return Head::new(None, words.text(1), words.word(1, core), true, true);
        }
        if (word.is(Set::FunctionWords) || word.is(Set::IsVerb)) && !word.is(Set::Titles) {
            break;
        }
        if word.is(Set::Groups) || (is_next && word.is(Set::CompanyCues)) {
            return Head::new(Some(Kind::Organization), text, word, is_next, false);
        }
        if words.is(number, "besar") && !words.is(number + 1, "duta") && !words.is(number + 1, "guru") {
            continue;
        }
        if word.is(Set::PairSeconds) && number + 1 < words.len() {
            let pair = pair_of(words.text(number + 1), words.word(number + 1, core), text, word, core);
            if pair.head.is_some() {
                let word = HeadWord::Pair(words.text(number + 1), text);
                return Head { kind: pair.head, word, known: pair, is_next, is_person: false };
            }
        }
        if word.is(Set::Titles) && words.word(number + 1, core).head == Some(Kind::Project) {
            return Head::new(Some(Kind::Project), words.text(number + 1), words.word(number + 1, core), false, false);
        }
        if (is_small(text, "kota") && !words.is(number + 1, "wali"))
            || (is_small(text, "acara") && !words.is(number + 1, "pembawa"))
        {
            return Head::new(word.head, text, word, is_next, false);
        }
        if word.is(Set::Titles) || word.is(Set::PrivateRoles) {
            return Head::new(None, text, word, is_next, true);
        }
        if let Some(kind) = word.head {
            return governed(words, number, kind, is_next, core);
        }
    }
    Head::none()
}

/// What a head word says, seen together with the two words before it: 'pemain klub' a person.
fn governed<'t>(words: &Words<'t>, number: usize, kind: Kind, is_next: bool, core: &Core) -> Head<'t> {
    let ahead = [number + 1, number + 2];
    let governor = if words.word(number + 1, core).is(Set::FunctionWords) {
        None
    } else {
        ahead.iter().copied().find(|&place| {
            let word = words.word(place, core);
            word.is(Set::Titles) || word.is(Set::PrivateRoles) || word.is(Set::Groups)
        })
    };
    if let Some(place) = governor {
        if words.word(place, core).is(Set::Groups) {
            return Head::new(Some(Kind::Organization), words.text(place), words.word(place, core), false, false);
        }
    }
    if kind == Kind::Project {
        if let Some(&place) = ahead.iter().find(|&&place| words.word(place, core).is(Set::Stops)) {
            return Head::new(Some(Kind::Place), words.text(place), words.word(place, core), false, false);
        }
    }
    match governor {
        Some(place) if kind != Kind::Work && kind != Kind::Project => {
            Head::new(None, words.text(place), words.word(place, core), is_next, true)
        }
        _ => Head::new(Some(kind), words.text(number), words.word(number, core), is_next, governor.is_some()),
    }
}

/// The head of a list that words lead in: 'Lagu hitnya antara lain', 'kota seperti'.
fn introduced<'t>(words: &Words<'t>, core: &Core) -> Head<'t> {
    let first = (0..words.len()).find(|&number| !words.word(number, core).is(Set::Introducing)).unwrap_or_else(|| words.len());
    for number in first..words.len().min(first + 3) {
        let word = words.word(number, core);
        let bare = without_nya(words.text(number));
        let known = if bare.len() == words.text(number).len() { word } else { word_of(bare, core) };
        if known.head.is_some() {
            return Head::new(known.head, bare, known, false, false);
        }
        if word.is(Set::FunctionWords) || word.is(Set::IsVerb) {
            break;
        }
    }
    Head::none()
}

/// Whether a mark and one word end a text: '," kata '.
fn is_spoken(before: &[char]) -> bool {
    let end = rstrip_space(text_before(before, before.len(), 24));
    let start = end.iter().rposition(|&c| !is_word(c)).map_or(0, |place| place + 1);
    start < end.len() && matches!(rstrip_space(&end[..start]).last(), Some(',' | '”' | '"' | '’' | '\''))
}

/// Whether a verb of making or single italics before a name make it a work: 'menulis', '_Hujan_'.
pub fn is_work_title(before: &[char], words: &Words, core: &Core) -> bool {
    is_italic(before) || words.word(0, core).is(Set::WorkVerbs)
}

fn is_italic(before: &[char]) -> bool {
    match rstrip_space(before) {
        [rest @ .., '*' | '_'] => !matches!(rest.last(), Some('*' | '_')),
        end => ends_with(end, "<i>") || ends_with(end, "<em>") || ends_with(end, "''"),
    }
}

/// Whether a passive verb whose agent is rather a person leads in a name: 'ditandatangani Qiying', 'dipimpin oleh'.
pub fn is_agent(words: &Words, core: &Core) -> bool {
    if words.len() > 1 && words.is(0, "oleh") {
        return words.word(1, core).is(Set::AgentVerbs);
    }
    words.word(0, core).is(Set::AgentVerbs)
}

/// Whether the year of a reference stands before a name: 'Liang, Qichao. 1902. ', 'Wang, X. (2019). '.
pub fn is_in_reference(before: &[char]) -> bool {
    let end = rstrip(before, " \"“*_");
    let tail = &before[end.len()..];
    if end.last() != Some(&'.') || tail.first() != Some(&' ') || tail.len() > 3 || tail[1..].contains(&' ') {
        return false;
    }
    let end = &end[..end.len() - 1];
    match end {
        [year @ .., ')'] => match before_year(year) {
            Some([names @ .., space, '(']) => is_space(*space) && ends_with_author(names),
            _ => false,
        },
        _ => matches!(before_year(end), Some([.., '.' | ')' | ']', space]) if is_space(*space)),
    }
}

/// What stands before the year that ends a text, '1902' or '2019a'.
fn before_year(text: &[char]) -> Option<&[char]> {
    let digits = match text {
        [digits @ .., 'a'..='z'] => digits,
        _ => text,
    };
    match digits {
        [rest @ .., '1', '5'..='9', ten, one] | [rest @ .., '2', '0', ten, one] if is_digit(*ten) && is_digit(*one) => Some(rest),
        _ => None,
    }
}

/// Whether a text ends with a comma, a word with a capital, and two more at most.
fn ends_with_author(text: &[char]) -> bool {
    let mut rest = text;
    for _ in 0..3 {
        let start = rest.iter().rposition(|&c| is_space(c)).map_or(0, |place| place + 1);
        let word = &rest[start..];
        if start == 0 || word.is_empty() {
            return false;
        }
        rest = &rest[..start - 1];
        let may_be_in_name = |c: char| is_word(c) || matches!(c, '.' | '\'' | '-');
        let is_name = word[0].is_ascii_uppercase() && word.len() < 18 && word.iter().all(|&c| may_be_in_name(c));
        if is_name && rest.last() == Some(&',') {
            return true;
        }
        if word.len() > 12 || word.iter().any(|&c| matches!(c, '(' | ')')) {
            return false;
        }
    }
    false
}

/// Whether one of the words before a name tells that a kind of living things is named.
pub fn is_named_species(words: &Words, core: &Core) -> bool {
    (0..words.len()).any(|number| words.word(number, core).is(Set::OfSpecies))
}

/// The kind that the capitalised phrase before an open bracket has: 'Kuil Awan Putih (' a place.
pub fn head_of_phrase(before: &[char], core: &Core) -> Option<Kind> {
    let (&last, inside) = rstrip_space(text_before(before, before.len(), REACH)).split_last()?;
    if !matches!(last, '(' | '（' | '[') {
        return None;
    }
    let inside = match inside {
        [inside @ .., c] if is_space(*c) => inside,
        _ => inside,
    };
    // where the phrase may end: before a quotation mark or behind it, if a word may hold it
    let ends = match inside {
        [bare @ .., '"' | '”' | '’'] => [bare.len(), inside.len()],
        _ => [inside.len(), inside.len()],
    };
    (0..inside.len()).find_map(|start| {
        let end = capitals_end(inside, start)?;
        if ends.contains(&end) {
            Some(head_kind(&inside[start..end], core))
        } else {
            None
        }
    })?
}

/// Where capitalised words and the words between them end that begin at a place, the text's end or before its last mark.
fn capitals_end(text: &[char], mut place: usize) -> Option<usize> {
    loop {
        let rest = &text[place..];
        let size = match rest.first()? {
            c if c.is_ascii_uppercase() => {
                1 + rest[1..].iter().take_while(|&&c| is_word(c) || matches!(c, '\'' | '’' | '-')).count()
            }
            '&' => 1,
            _ => ["dan", "dari", "di", "untuk"].iter().find(|&word| starts_with(rest, word)).map(|word| word.len())?,
        };
        place += size;
        match text.get(place) {
            Some(&c) if is_space(c) => place += 1,
            _ => return Some(place),
        }
    }
}

/// Whether the name of its holder follows an institution: 'analis Citic Futures (中信期货) Peng Ruolan (彭若兰)'.
pub fn leads_in_holder(after: &[char]) -> bool {
    if !is_closer(after.first()) || after.get(1) != Some(&' ') || !after.get(2).map_or(false, |&c| is_upper(c)) {
        return false;
    }
    let words = behind(after, 2, 48);
    match words.iter().position(|&c| c == '(') {
        Some(end) => split_space(&words[..end]).all(|word| {
            let mut letters = word.iter().filter(|&&c| c != '-');
            letters.next().map_or(true, |&c| is_upper(c)) && letters.all(|&c| is_alpha(c))
        }),
        None => false,
    }
}

/// Whether the word of a match stands right before a name, 'laga', 'kontra': what it leads in is a team.
pub fn is_rival(words: &Words, core: &Core) -> bool {
    words.word(0, core).is(Set::Rivals)
}

/// Whether what stands at a place begins a sentence, a line or what a colon leads in.
pub fn begins_sentence(text: &[char], start: usize) -> bool {
    let before = rstrip(text_before(text, start, 4), " \u{a0}\t\"“‘'(*_-");
    matches!(before.last(), None | Some('.' | '!' | '?' | ':' | '\n'))
}

/// Whether 'di', 'ke' or 'dari' stands before a name: a place.
pub fn is_after_preposition(words: &Words) -> bool {
    ["di", "ke", "dari", "menuju"].iter().any(|word| words.is(0, word))
}
