//! The reading of names that are no persons: places, institutions, works, ideas (`reading/other.py`, `beside.py`, `ordinals.py`).

use crate::facts::Kind;
use crate::json::Value;
use crate::names::{
    is_transcription, read_defaults, read_entry, shape_of_entry, transcribe, Plan, LONGEST_WORD, SMALL, UNKNOWN_COST,
};
use crate::tables::{Entry, Tables};
use crate::text::{ends_with, find, Map};
use crate::Core;

const MAX_RANK: usize = 600; // of a surname in a village's name; rarer ones: 适, 没, 便
const PERSON_THRESHOLD: f64 = 0.2; // how likely Hanzi of no known kind must be a person's name to be read as one
const SURNAME_THRESHOLD: f64 = 0.5; // the same where the surname is read otherwise than the character

// -- what the Python modules hold themselves -----------------------------------------------------------

/// The sets of Hanzi of the Python modules, in the order of their names in the answer of `_ask_tables`.
const SETS: [&str; 10] =
    ["settlements", "divisions", "states", "dynasties", "sizes", "small", "joined", "before_surname", "goods", "numerals"];
const SETTLEMENTS: u32 = 1;
const DIVISIONS: u32 = 1 << 1;
const STATES: u32 = 1 << 2;
const DYNASTIES: u32 = 1 << 3;
const SIZES: u32 = 1 << 4;
const SMALL_WORDS: u32 = 1 << 5;
const JOINED: u32 = 1 << 6;
const BEFORE_SURNAME: u32 = 1 << 7;
const GOODS: u32 = 1 << 8;
const NUMERALS: u32 = 1 << 9;
const ENDS_PLACE: u32 = 1 << 10; // the last one of a head of places
const APART: u32 = 1 << 16; // of the first kind: a word of its own at the end of names of the kind

/// A reading beside others: the Hanzi of which one must stand there, and whether they stand before.
struct Beside {
    reading: &'static str,
    words: Vec<Box<[char]>>,
    is_before: bool,
}

/// What a character is in names that are no persons.
#[derive(Default)]
struct Character {
    sets: u32,
    place: [&'static str; 3], // its reading at the head of a place's name, inside it, at its end; empty where there is none
    in_place: Vec<Beside>,
    in_text: Vec<Beside>,
}

/// What is known of characters for the names that are no persons.
#[derive(Default)]
pub struct Known {
    characters: Map<char, Character>,
    nothing: Character,
}

impl Known {
    /// Take what Python told, and the sections of places and of texts.
    pub fn new(told: &Value, place: &'static str, text: &'static str, heads: &'static str) -> Option<Known> {
        let mut known = Known::default();
        for (number, name) in SETS.iter().enumerate() {
            for c in told.get(name).text().chars() {
                known.of(c).sets |= 1 << number;
            }
        }
        for pair in told.get("apart").items() {
            let kind = Kind::named(pair.at(0).text())?;
            for c in pair.at(1).text().chars() {
                known.of(c).sets |= APART << kind as u32;
            }
        }
        for row in rows(place) {
            let (c, reading, place) = (row[0].chars().next()?, *row.get(1)?, *row.get(2)?);
            let character = known.of(c);
            for (number, name) in ["first", "inside", "last"].iter().enumerate() {
                if place == "any" || place == *name {
                    character.place[number] = reading;
                }
            }
            if let Some(words) = row.get(3) {
                character.in_place.push(Beside { reading, words: words_of(words), is_before: place == "after" });
            }
        }
        for row in rows(text) {
            if let Some(words) = row.get(3) {
                let beside = Beside { reading: row[1], words: words_of(words), is_before: row[2] == "after" };
                known.of(row[0].chars().next()?).in_text.push(beside);
            }
        }
        for row in rows(heads) {
            if row.get(1) == Some(&"place") {
                known.of(row[0].chars().last()?).sets |= ENDS_PLACE;
            }
        }
        Some(known)
    }

    fn of(&mut self, c: char) -> &mut Character {
        self.characters.entry(c).or_default()
    }
    fn get(&self, c: char) -> &Character {
        self.characters.get(&c).unwrap_or(&self.nothing)
    }
    fn is(&self, c: char, sets: u32) -> bool {
        self.get(c).sets & sets != 0
    }
}

fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.split('\n').filter(|line| !line.is_empty()).map(|line| line.split('\t').collect())
}

fn words_of(words: &str) -> Vec<Box<[char]>> {
    if words.contains(' ') {
        words.split(' ').map(|word| word.chars().collect()).collect()
    } else {
        words.chars().map(|c| vec![c].into()).collect()
    }
}

// -- whether a name is a person's ----------------------------------------------------------------------

/// Whether Hanzi of no known kind are read as a person's name (`reader._looks_like_person`).
pub fn looks_like_person(key: &[char], core: &Core) -> bool {
    let tables = &core.tables;
    let prior = tables.person_prior(key, &core.facts);
    if prior < PERSON_THRESHOLD {
        return false;
    }
    let (first, last) = match key {
        [first, .., last] => (*first, *last),
        _ => return false,
    };
    let surname = match tables.single_surname(first) {
        Some(surname) if prior < SURNAME_THRESHOLD && tables.surname(&key[..2]).is_none() => surname,
        _ => return true,
    };
    if surname.first() == tables.readings(first).default_one() {
        return true;
    }
    if key.len() == 3 && tables.is_head(last) && tables.entry(&key[..2]).is_some() {
        return false; // 乐视网 is no Yuè
    }
    key[1..].iter().all(|&c| tables.is_common(c))
}

// -- plans ---------------------------------------------------------------------------------------------

/// A part of a run, and the entry of the dictionary that covers it.
#[derive(Clone, Copy)]
struct Piece {
    start: usize,
    end: usize,
    entry: Option<Entry>,
}

/// Plan the reading of a folded run that names no person; `entry` is that of the dictionary, if any.
pub fn plan_other(key: &[char], kind: Option<Kind>, entry: Option<Entry>, tables: &Tables) -> Plan {
    let mut plan = match &entry {
        Some(entry) => plan_word(key, kind, entry, tables),
        None => plan_loose(key, kind, tables),
    };
    if kind == Some(Kind::Place) && entry.map_or(true, |entry| matches!(entry.class, b'w' | b'x')) {
        read_beside(key, &mut plan.syllables, tables);
    }
    if let (Some(kind), Some(&last)) = (kind, key.last()) {
        if plan.shape.last().map_or(false, |&size| size > 2)
            && tables.other.is(last, APART << kind as u32)
            && entry.map_or(true, |entry| kind == Kind::Work && entry.class != b'w')
        {
            set_genre_apart(key, &mut plan, tables);
        }
    }
    if key.iter().any(|&c| matches!(c, '第' | '号')) {
        plan.shape = ordinal_shape(key, &plan.shape);
    }
    plan
}

/// Part the last Hanzi, which tells what is named, from a word that it ends: Hóngdēng Jì, Guójiā Ānquán Fǎ.
fn set_genre_apart(key: &[char], plan: &mut Plan, tables: &Tables) {
    let length = key.len();
    if is_word(&key[length.saturating_sub(2)..], tables) || (length > 3 && is_word(&key[length - 3..], tables)) {
        return;
    }
    if key.last() == Some(&'传') {
        if let Some(last) = plan.syllables.last_mut() {
            *last = "zhuàn";
        }
    }
    if let Some(last) = plan.shape.last_mut() {
        *last -= 1;
        plan.shape.push(1);
    }
}

/// `other._plan` of what the dictionary does not have whole.
fn plan_loose(key: &[char], kind: Option<Kind>, tables: &Tables) -> Plan {
    let length = key.len();
    let mut syllables = Vec::with_capacity(length);
    if length == 1 {
        read_defaults(key, tables, &mut syllables);
        return Plan::new(syllables, vec![1], "character");
    }
    if length == 3 && tables.other.is(key[0], SIZES) && is_proper(&key[1..], tables) && !is_proper(&key[..2], tables) {
        read_defaults(&key[..1], tables, &mut syllables); // Xiǎo Yìndù
        read_word(&key[1..], tables, &mut syllables);
        return Plan::new(syllables, vec![1, 2], "phrase");
    }
    let is_place = kind == Some(Kind::Place) || (kind.is_none() && tables.head_kind(key) == Some(Kind::Place));
    let mut ending = if is_place { ending_of(key, tables) } else { 0 };
    if ending == 1 && length > 3 && ends_with_word(key, tables) {
        ending = 0; // Sūn Zhōngshān Jìniàntáng
    }
    let size = length - ending;
    let stem = &key[..size];
    if size > 2 && is_transcription(stem, tables) {
        let mut syllables = transcribe(stem, tables);
        read_defaults(&key[size..], tables, &mut syllables);
        let shape = if ending > 0 { vec![size as i32, ending as i32] } else { vec![length as i32] };
        return Plan::new(syllables, shape, "transcription");
    }
    let mut pieces = cover_entries(stem, false, tables);
    if ending > 0 {
        let entry = if ending > 1 { tables.entry(&key[size..]) } else { None };
        pieces.push(Piece { start: size, end: length, entry });
    }
    let by_prior = read_pieces(key, &pieces, if is_place { Some(size) } else { None }, tables, &mut syllables);
    let is_covered = pieces.iter().any(|piece| piece.entry.is_some());
    let reason = if by_prior || (is_place && !is_covered) {
        "place"
    } else if is_covered {
        "phrase"
    } else {
        "character"
    };
    Plan::new(syllables, shape_of(key, &pieces, ending, tables), reason)
}

/// Plan what the dictionary has whole; a place or an institution is read as a proper name where that differs.
fn plan_word(key: &[char], kind: Option<Kind>, entry: &Entry, tables: &Tables) -> Plan {
    let length = key.len();
    let is_inner = !entry.inner.is_empty() && matches!(kind, Some(Kind::Place | Kind::Organization));
    let is_proper = is_inner || matches!(entry.class, b'p' | b'n');
    let mut syllables = Vec::with_capacity(length);
    read_entry(entry, key, is_inner, tables, &mut syllables);
    let mut shape = Vec::new();
    if let (true, [.., before, last]) = (entry.shape.is_empty(), key) {
        let size = length as i32;
        let may_be_place = is_proper && matches!(kind, None | Some(Kind::Place));
        if may_be_place && length > 2 && tables.other.is(*last, DIVISIONS) {
            let ending = ending_of(key, tables);
            if ending > 0 && !ends_with(&key[..length - ending], "行政") {
                shape = vec![size - ending as i32, ending as i32];
            }
        }
        if shape.is_empty() && may_be_place && length > 3 && matches!(last, '路' | '街') {
            let is_sided = matches!(before, '东' | '西' | '南' | '北' | '中');
            shape = if is_sided { vec![size - 2, 1, 1] } else { vec![size - 1, 1] };
            // Huáihǎi Zhōng Lù
        }
        if shape.is_empty() && length > 3 && matches!(entry.class, b'n' | b'x') {
            shape = shape_of_parts(key, tables);
        }
    }
    if shape.is_empty() {
        shape = shape_of_entry(entry, length);
    }
    Plan::new(syllables, shape, if is_proper { "name" } else { "phrase" })
}

/// The words of a long name of the dictionary that is made of words altogether: Lánzhōu Jūnqū; none for others.
fn shape_of_parts(key: &[char], tables: &Tables) -> Vec<i32> {
    let pieces = cover_entries(key, true, tables);
    let ends_in_word = pieces.last().and_then(|piece| piece.entry).map_or(false, |entry| entry.class == b'w');
    if ends_in_word && pieces.iter().all(|piece| piece.entry.is_some()) {
        pieces.iter().map(|piece| (piece.end - piece.start) as i32).collect()
    } else {
        Vec::new()
    }
}

/// The syllables of a word of the dictionary, as names have it.
fn read_word(word: &[char], tables: &Tables, into: &mut Vec<&'static str>) {
    match tables.entry(word) {
        Some(entry) => read_entry(&entry, word, true, tables, into),
        None => read_defaults(word, tables, into),
    }
}

/// The class of some Hanzi that are simplified first, as the keys of readings are not altogether.
fn class_of(key: &[char], tables: &Tables) -> u8 {
    let mut plain = ['\0'; 3];
    match plain.get_mut(..key.len()) {
        None => 0,
        Some(plain) => {
            plain.iter_mut().zip(key).for_each(|(plain, &c)| *plain = tables.simplified(c));
            tables.entry(plain).map_or(0, |entry| entry.class)
        }
    }
}

/// `Tables.is_word` of two or three Hanzi.
fn is_word(key: &[char], tables: &Tables) -> bool {
    class_of(key, tables) == b'w'
}

/// `Tables.is_proper` of two or three Hanzi.
fn is_proper(key: &[char], tables: &Tables) -> bool {
    matches!(class_of(key, tables), b'n' | b'p')
}

/// Whether the last Hanzi of a place's name ends an ordinary word of two or three Hanzi: 地区, 纪念堂.
fn ends_with_word(key: &[char], tables: &Tables) -> bool {
    let length = key.len();
    match key {
        [.., _, _, last] if *last == '区' || !tables.other.is(*last, DIVISIONS) => {
            (!matches!(last, '宫' | '庙') && is_word(&key[length - 2..], tables))
                || (length > 4 && is_word(&key[length - 3..], tables))
        }
        _ => false,
    }
}

/// The length of the generic word at the end of a place name (市, 自治区), which is written apart.
fn ending_of(key: &[char], tables: &Tables) -> usize {
    let last = match key {
        [.., _, last] => *last,
        _ => return 0,
    };
    let size = key.len();
    if !tables.other.is(last, ENDS_PLACE) || (size == 2 && tables.other.is(last, SETTLEMENTS)) || is_stage(key, tables) {
        return 0;
    }
    let is_ending = |&length: &usize| {
        (if length == 1 { size > 1 } else { size > length + 1 }) && tables.is_head_of_places(&key[size - length..])
    };
    [4, 3, 2, 1].iter().copied().find(is_ending).unwrap_or(0)
}

/// Whether a place is named as a post stage, so many li away, which is one word: Shílǐpù (`beside.is_stage`).
fn is_stage(key: &[char], tables: &Tables) -> bool {
    matches!(key, [.., number, '里', '堡' | '铺'] if tables.other.is(*number, NUMERALS))
}

/// `segment.cover_entries`: cover a run by words, cheapest first; the run as a whole is no word where that is barred.
fn cover_entries(run: &[char], is_whole_barred: bool, tables: &Tables) -> Vec<Piece> {
    const INLINE: usize = 16;
    let length = run.len();
    let nothing = (0, 0, None);
    let (mut inline, mut more);
    let steps: &mut [(i32, usize, Option<Entry>)] = if length < INLINE {
        inline = [nothing; INLINE];
        &mut inline[..=length]
    } else {
        more = vec![nothing; length + 1];
        &mut more
    };
    for start in (0..length).rev() {
        let mut step = (steps[start + 1].0 + UNKNOWN_COST, start + 1, None);
        for end in start + 2..=(start + LONGEST_WORD).min(length) {
            if let Some(entry) = tables.entry(&run[start..end]) {
                // 华山 only at the head: not in 九华山
                if (start == 0 || entry.shape != b"11") && !(is_whole_barred && end - start == length) {
                    let cost = steps[end].0 + entry.cost;
                    if cost < step.0 {
                        step = (cost, end, Some(entry));
                    }
                }
            }
        }
        steps[start] = step;
    }
    let mut pieces = Vec::with_capacity(length + 1);
    let mut start = 0;
    while start < length {
        let (_, end, entry) = steps[start];
        pieces.push(Piece { start, end, entry });
        start = end;
    }
    pieces
}

/// Read a cover, and tell whether a prior of place names decided any syllable; there is a `stem` where it is a place.
fn read_pieces(key: &[char], pieces: &[Piece], stem: Option<usize>, tables: &Tables, into: &mut Vec<&'static str>) -> bool {
    let mut by_prior = false;
    for piece in pieces {
        let part = &key[piece.start..piece.end];
        match (&piece.entry, part, stem) {
            (Some(entry), _, _) => read_entry(entry, part, true, tables, into),
            (None, [_], None) => into.push(beside_in_text(key, piece.start, tables)),
            (None, &[c], Some(stem)) if c == '的' || !tables.other.is(c, SMALL_WORDS) => {
                let place = if piece.start == 0 {
                    0
                } else if piece.end >= stem {
                    2
                } else {
                    1
                };
                let prior = tables.other.get(c).place[place];
                by_prior |= !prior.is_empty();
                into.push(if prior.is_empty() { tables.readings(c).default_one() } else { prior });
            }
            _ => read_defaults(part, tables, into),
        }
    }
    by_prior
}

/// What a piece counts as in the shape of a name.
enum Part {
    Pair,
    Word(Piece),
    Loose,
}

/// The lengths of the words of a cover: characters that no word covers run together.
fn shape_of(key: &[char], pieces: &[Piece], ending: usize, tables: &Tables) -> Vec<i32> {
    let length = key.len();
    let size = length - ending;
    let mut shape: Vec<i32> = Vec::with_capacity(length + 1);
    let mut loose = 0;
    let flush = |shape: &mut Vec<i32>, loose: &mut i32| {
        if *loose > 0 {
            shape.push(*loose);
            *loose = 0;
        }
    };
    let mut number = 0;
    while let Some(piece) = pieces.get(number) {
        number += 1;
        // two states, regions or dynasties side by side are one: Zhōng-Fēi, Míng-Qīng
        let part = match (&piece.entry, pieces.get(number)) {
            (Some(entry), _) if entry.shape == b"11" && is_pair(&key[piece.start..piece.end], tables) => Part::Pair,
            (None, Some(next)) if next.entry.is_none() && next.end == 2 && pieces.len() > 2 && is_pair(&key[..2], tables) => {
                number += 1;
                Part::Pair
            }
            (None, _) if piece.start < size && !is_small(key, piece.start, tables) => Part::Loose,
            _ => Part::Word(*piece),
        };
        match part {
            Part::Loose => loose += 1,
            Part::Pair => {
                flush(&mut shape, &mut loose);
                shape.extend([-1, 1]);
            }
            Part::Word(Piece { start, end, entry }) => {
                flush(&mut shape, &mut loose);
                match entry {
                    Some(entry) if !entry.shape.is_empty() => {
                        shape.extend(entry.shape.iter().map(|&digit| i32::from(digit) - i32::from(b'0')));
                    }
                    Some(_) => shape.push((end - start) as i32),
                    None => shape.push(if start < size { 0 } else { (end - start) as i32 }),
                }
            }
        }
    }
    let last = key[length - 1];
    match shape.last_mut() {
        Some(word) if loose == 1 && *word == 2 && tables.other.is(last, JOINED) => *word = 3,
        _ if loose > 0 => shape.push(loose),
        _ => {}
    }
    if ending > 0 && size == 3 && key[2] == '子' {
        return vec![3, ending as i32]; // Shízuǐzi Cūn
    }
    if ending == 0 && !shape.contains(&0) {
        if length == 3 {
            return if loose > 0 && last == '号' { vec![2, 1] } else { vec![3] };
        }
        if length == 4 && !matches!(shape[..], [4] | [3, 1] | [1, 3]) {
            return vec![2, 2];
        }
    }
    shape
}

/// Whether a character is a small word of its own inside a name.
fn is_small(key: &[char], place: usize, tables: &Tables) -> bool {
    place > 0 && place + 1 < key.len() && tables.other.is(key[place], SMALL_WORDS)
}

fn is_pair(hanzi: &[char], tables: &Tables) -> bool {
    match *hanzi {
        [first, second] if first != second && (first, second) != ('中', '亚') => {
            tables.other.get(first).sets & tables.other.get(second).sets & (STATES | DYNASTIES) != 0
        }
        _ => false,
    }
}

// -- readings that the neighbours of a character decide ------------------------------------------------

impl Beside {
    /// Whether one of the words stands beside the character at a place.
    fn is_at(&self, key: &[char], at: usize) -> bool {
        if self.is_before {
            self.words.iter().any(|word| key[..at].ends_with(word))
        } else {
            self.words.iter().any(|word| key[at + 1..].starts_with(word))
        }
    }
}

/// Give the syllables of a place's name those that the neighbours of a character decide (`beside.read_beside`).
fn read_beside(key: &[char], syllables: &mut [&'static str], tables: &Tables) {
    let known = &tables.other;
    let family = find(key.get(1..3.min(key.len())).unwrap_or(&[]), '家').map(|place| place + 1);
    if let Some(at) = family.filter(|&at| at == 1 || known.is(key[0], BEFORE_SURNAME)) {
        if !key.get(at + 1).map_or(false, |&c| known.is(c, GOODS)) {
            if let (Some(reading), Some(syllable)) = (surname_in_village(key[at - 1], tables), syllables.get_mut(at - 1)) {
                *syllable = reading;
            }
        }
    }
    for (at, (&c, syllable)) in key.iter().zip(syllables).enumerate() {
        if let Some(beside) = known.get(c).in_place.iter().find(|beside| beside.is_at(key, at)) {
            *syllable = beside.reading;
        }
    }
}

/// The reading of a character that no word covers, outside places: 一只猫 zhī, 还给 huán (`beside.beside_in_text`).
fn beside_in_text(key: &[char], at: usize, tables: &Tables) -> &'static str {
    match tables.other.get(key[at]).in_text.iter().find(|beside| beside.is_at(key, at)) {
        Some(beside) => beside.reading,
        None => tables.readings(key[at]).default_one(),
    }
}

/// The reading of a surname in a village's name; None where that is the character's own (`beside._surname`).
fn surname_in_village(c: char, tables: &Tables) -> Option<&'static str> {
    let surname = tables.single_surname(c).filter(|surname| surname.rank <= MAX_RANK)?;
    let prior = tables.other.get(c).place[0]; // where bearers differ, places have that of the character: Nàjiā, Gàijiā
    Some(if surname.is_disputed && !prior.is_empty() { prior } else { surname.first() })
}

// -- numbers inside a name -----------------------------------------------------------------------------

fn is_numeral(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '零' | '〇')
}

/// What stands before a hundred, a thousand and so on.
fn is_factor(c: char) -> bool {
    is_numeral(c) || c == '两'
}

fn is_power(c: char) -> bool {
    matches!(c, '百' | '千' | '万' | '亿')
}

/// How many characters of a run from a place on are such ones, and no more than so many.
fn count_while(key: &[char], start: usize, most: usize, is_such: fn(char) -> bool) -> usize {
    key.iter().skip(start).take(most).take_while(|&&c| is_such(c)).count()
}

/// The lengths of the words of a run with each number in it written as the standard has it (`ordinals.ordinal_shape`).
fn ordinal_shape(key: &[char], shape: &[i32]) -> Vec<i32> {
    let cuts = cuts_of(key);
    let mut words = Vec::with_capacity(shape.len() + 4);
    let (mut start, mut written) = (0, 0usize);
    for &length in shape {
        let end = start + (length.unsigned_abs() as usize).max(1);
        written = written.max(start);
        for place in written..end {
            match cuts.get(place) {
                Some(&cut) if cut != 0 && place >= written => {
                    if place > written {
                        words.push((place - written) as i32);
                    }
                    words.push(cut);
                    written = place + (cut.abs() % SMALL) as usize;
                }
                _ => {}
            }
        }
        if written < end {
            words.push(if written == start { length } else { (end - written) as i32 });
            written = end;
        }
        start = end;
    }
    words
}

/// At each character the length of a word that begins there for the sake of a number, as shapes have it; 0 where none does.
fn cuts_of(key: &[char]) -> Vec<i32> {
    let mut cuts = vec![0; key.len()];
    let mut place = 0;
    while place < key.len() {
        if key[place] != '第' {
            place += 1;
            continue;
        }
        let end = end_of_ordinal(key, place + 1);
        if end > place + 1 {
            cuts[place] = -1;
        }
        place += 1;
        while place < end {
            let mut size = count_while(&key[..end], place, usize::MAX, is_factor);
            size += count_while(&key[..end], place + size, 1, is_power);
            cuts[place] = SMALL + size as i32;
            place += size.max(1);
        }
    }
    let is_counted = |c: char| c == '百' || is_numeral(c);
    place = 0;
    while place < key.len() {
        let size = count_while(key, place, usize::MAX, is_counted);
        let is_bound = place > 0 && matches!(key[place - 1], '第' | '千');
        if size > 0 && !is_bound && key.get(place + size) == Some(&'号') {
            cuts[place] = size as i32;
            cuts[place + size] = 1;
        }
        place += size.max(1);
    }
    cuts
}

/// Where the number behind 第 ends.
fn end_of_ordinal(key: &[char], mut place: usize) -> usize {
    for _ in 0..4 {
        let size = count_while(key, place, 4, is_factor);
        if count_while(key, place + size, 1, is_power) == 0 {
            break;
        }
        place += size + 1;
    }
    place + count_while(key, place, 4, is_factor)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::chars;

    #[test]
    fn numbers_are_words_of_their_own() {
        assert_eq!(ordinal_shape(&chars("第二十届中央委员会"), &[2, 2, 2, 3]), [-1, 258, 1, 2, 3]);
        assert_eq!(ordinal_shape(&chars("神舟二十号"), &[2, 3]), [2, 2, 1]);
    }
}
