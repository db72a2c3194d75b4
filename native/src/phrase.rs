//! The noun phrase beside a Hanzi surface that no alias and no spelling explains: `glossary/phrase.py`.

use std::cell::Cell;

use crate::facts::{Kind, Set, Word as Known};
use crate::text::{self, is_digit, is_space, is_upper, lower_char};
use crate::Core;

pub const MAX_PHRASE_WORDS: usize = 12;

/// A word in Latin letters, with its offsets in the text; what is known of it is asked when it is needed first.
#[derive(Clone)]
pub struct Word<'t> {
    pub start: usize,
    pub end: usize,
    pub text: &'t [char],
    core: &'t Core,
    known: Cell<Option<Known>>,
}

impl<'t> Word<'t> {
    fn new(text: &'t [char], start: usize, end: usize, core: &'t Core) -> Word<'t> {
        Word { start, end, text: &text[start..end], core, known: Cell::new(None) }
    }

    /// What is known of the word in small letters.
    pub fn known(&self) -> Known {
        if let Some(known) = self.known.get() {
            return known;
        }
        let known = known_of(self.text, self.core);
        self.known.set(Some(known));
        known
    }

    /// Whether a list holds the word in small letters.
    pub fn is(&self, set: Set) -> bool {
        self.known().is(set)
    }

    /// The kind of which it is a head word.
    pub fn head(&self) -> Option<Kind> {
        self.known().head
    }

    /// Whether the word in small letters is the other one.
    pub fn is_small(&self, other: &str) -> bool {
        let mut letters = other.chars();
        self.text.iter().all(|&c| letters.next() == Some(lower_char(c))) && letters.next().is_none()
    }

    fn is_any_small(&self, others: &[&str]) -> bool {
        others.iter().any(|other| self.is_small(other))
    }

    /// The same of the word as it is printed.
    fn is_any(&self, others: &[&str]) -> bool {
        others.iter().any(|other| text::is(self.text, other))
    }

    fn ends_small(&self, tail: [char; 3]) -> bool {
        let size = self.text.len();
        size >= 3 && self.text[size - 3..].iter().zip(tail).all(|(&c, expected)| lower_char(c) == expected)
    }

    /// What is known of the word without a last syllable, where it has that.
    fn known_without(&self, tail: [char; 3]) -> Known {
        match self.text.len() {
            _ if !self.ends_small(tail) => self.known(),
            3 => Known::default(),
            size => known_of(&self.text[..size - 3], self.core),
        }
    }

    fn known_without_nya(&self) -> Known {
        self.known_without(['n', 'y', 'a'])
    }

    fn isdigit(&self) -> bool {
        text::isdigit(self.text)
    }

    fn isupper(&self) -> bool {
        text::isupper(self.text)
    }
}

/// What is known of a word, which may be printed with capitals.
fn known_of(word: &[char], core: &Core) -> Known {
    let mut small = ['\0'; 48];
    match small.get_mut(..word.len()) {
        Some(small) => {
            for (place, &c) in small.iter_mut().zip(word) {
                *place = lower_char(c);
            }
            core.facts.word(small)
        }
        None => core.facts.word(&text::lower(word)),
    }
}

// -- words ----------------------------------------------------------------------------------------

/// What `_LETTER` matches.
fn is_latin(c: char) -> bool {
    if c < '\u{80}' {
        return c.is_ascii_alphanumeric();
    }
    matches!(c, '\u{c0}'..='\u{2af}' | '\u{1e00}'..='\u{1eff}' | '\u{207f}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' | '\u{ff10}'..='\u{ff19}')
}

fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// What `_JOINT` matches.
fn is_joint(c: char) -> bool {
    match c {
        '\'' | '`' | '.' | '-' | '&' | '+' => true,
        _ if c < '\u{80}' => false,
        '’' | '‘' | 'ʼ' | '´' | '‐' | '‑' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => true,
        _ => is_mark(c),
    }
}

/// The end of the word in Latin letters that begins at a place (`WORD`); `has_joint` where it is more than letters.
fn word_end(text: &[char], start: usize, high: usize) -> (usize, bool) {
    let letters_end = |mut place: usize| {
        while place < high && is_latin(text[place]) {
            place += 1;
        }
        place
    };
    let mut end = letters_end(start);
    let mut has_joint = false;
    while end < high && is_joint(text[end]) {
        let mut next = end + 1;
        if next < high && is_joint(text[next]) {
            next += 1;
        }
        let after = letters_end(next);
        if after == next {
            break;
        }
        end = after;
        has_joint = true;
    }
    while end < high && is_mark(text[end]) {
        end += 1;
        has_joint = true;
    }
    (end, has_joint)
}

/// The place of the first letter of `text[low..high]`, `high` where it has none.
fn next_letter(text: &[char], low: usize, high: usize) -> usize {
    (low..high).find(|&place| is_latin(text[place])).unwrap_or(high)
}

/// Whether text holds a word at all (`WORD.search`).
pub fn has_word(text: &[char]) -> bool {
    text.iter().any(|&c| is_latin(c))
}

/// The words in Latin letters of `text[low..high]`, without a clitic: 'Huawei' of 'Huawei-nya'.
pub fn words_of<'t>(text: &'t [char], low: usize, high: usize, core: &'t Core) -> Vec<Word<'t>> {
    let mut words = Vec::with_capacity(high.saturating_sub(low) / 6 + 2);
    let mut place = next_letter(text, low, high);
    while place < high {
        let (end, has_joint) = word_end(text, place, high);
        words.push(if has_joint { joined_word(text, place, end, core) } else { Word::new(text, place, end, core) });
        place = next_letter(text, end, high);
    }
    words
}

/// A small letter, and what Python takes for one without regard to case.
pub fn fold_case(c: char) -> char {
    match c {
        'ſ' => 's',
        'ı' => 'i',
        _ => lower_char(c),
    }
}

/// Whether text begins with a word, without regard to case.
pub fn starts_with_any_case(text: &[char], word: &str) -> bool {
    let mut place = 0;
    for c in word.chars() {
        match text.get(place) {
            Some(&seen) if fold_case(seen) == c => place += 1,
            _ => return false,
        }
    }
    true
}

/// A word without a title that a full stop joins to it, and without a clitic.
fn joined_word<'t>(text: &'t [char], mut start: usize, mut end: usize, core: &'t Core) -> Word<'t> {
    const TITLES: [&str; 14] = ["mr", "mrs", "ms", "dr", "drs", "dra", "prof", "ir", "hj", "sdr", "sdri", "tn", "ny", "nn"];
    let word = &text[start..end];
    if let Some(stop) = text::find(word, '.') {
        let is_led = word.get(stop + 1).map_or(false, |&c| fold_case(c).is_ascii_lowercase());
        if is_led && TITLES.iter().any(|title| title.len() == stop && starts_with_any_case(word, title)) {
            start += stop + 1; // 'Ms.Luo'
        }
    }
    let word = &text[start..end];
    let size = word.len();
    if size > 4 && word[size - 4] == '-' && text::is_letter(word[size - 5]) {
        let tail = &word[size - 3..];
        if text::is(tail, "nya") || text::is(tail, "lah") {
            end -= 4;
        }
    }
    Word::new(text, start, end, core)
}

// -- the phrase before and behind a place ---------------------------------------------------------

/// The phrase that ends with the last of the words, as offsets; None where nothing there can be a name.
///
/// `marks` may stand inside it, since they stand inside the Hanzi: 'Black Myth: Wukong (黑神话：悟空)'.
pub fn phrase_before(text: &[char], words: &[Word], kind: Option<Kind>, marks: &[char], _core: &Core) -> Option<(usize, usize)> {
    let final_word = words.last()?;
    let quoted = quoted(text, words);
    if quoted.is_some() {
        return quoted;
    }
    let last = words.len() - 1;
    if final_word.is(Set::FunctionWords) && !(final_word.is_any(&LAST_WORDS) && is_capital(&words[words.len().saturating_sub(2)]))
    {
        return None;
    }
    let mut first = last;
    while first > 0 && last - first < MAX_PHRASE_WORDS && continues(text, words, first, marks) {
        first -= 1;
    }
    let mut chosen = &words[first..];
    if kind == Some(Kind::Title) {
        chosen = title_phrase(chosen);
    } else if is_capital(final_word) {
        chosen = without_action(capital_phrase(chosen, kind), kind);
    } else {
        chosen = lower_phrase(chosen);
    }
    if chosen.len() > 1 && chosen[0].isdigit() {
        let behind = text::behind(text, chosen[0].end, 2);
        if matches!(behind, ['.' | ')', ' ']) {
            chosen = &chosen[1..]; // the number in a list
        }
    }
    if chosen.len() > 2 && chosen[0].start == words[0].start {
        let before = text::rstrip(text::before(text, chosen[0].start, 3), " ");
        if matches!(before.last(), Some(')' | '）')) {
            // 'Hwa Ing (華英學校) Semarang dan Sin Chung (新中學校)'
            let behind = chosen.iter().position(|word| text::is(word.text, "dan")).map_or(0, |joint| joint + 1);
            chosen = &chosen[behind..];
        }
    }
    Some((chosen.first()?.start, chosen.last()?.end))
}

/// With which a title may end, and a name in Hokkien or Hakka.
const LAST_WORDS: [&str; 15] =
    ["Yang", "Kami", "Kita", "Aku", "Kamu", "Dia", "Saya", "Anda", "Mereka", "Ini", "Itu", "Lagi", "An", "Si", "Sang"];

/// The phrase that begins with the first of the words, up to a mark that ends it.
pub fn phrase_within(text: &[char], words: &[Word], kind: Option<Kind>, _core: &Core) -> Option<(usize, usize)> {
    let first = words.first()?;
    let mut last = 0;
    while last + 1 < words.len() && last < MAX_PHRASE_WORDS && is_soft_gap(&text[words[last].end..words[last + 1].start]) {
        last += 1;
    }
    if last == 0 && first.isdigit() {
        return None;
    }
    if kind == Some(Kind::Person) && !words[..=last].iter().all(is_capital) {
        return None;
    }
    if first.is(Set::FunctionWords) || first.is(Set::IsLabel) || (first.is(Set::Titles) && kind != Some(Kind::Title)) {
        return None;
    }
    Some((first.start, words[last].end))
}

/// What of a phrase `first..last` names one, `start..end`, of the names of a bracket: 'Xuanwei' of 'Xuanwei dan Luoping (宣威、罗平)'.
///
/// None where it counts the names, and so names none: 'Empat novel klasik (三国演义、水浒传)'.
pub fn one_of_several(text: &[char], start: usize, end: usize, first: usize, last: usize, core: &Core) -> Option<(usize, usize)> {
    let is_joint = |c: Option<&char>| matches!(c, Some('、' | ',' | '，' | '/' | ';' | '；'));
    let has_next = is_joint(text::lstrip_space(text::behind(text, end, 2)).first());
    let has_previous = is_joint(text::rstrip_space(text::before(text, start, 2)).last());
    if !has_next && !has_previous {
        return Some((first, last));
    }
    let phrase = &text[first..last];
    if counts(phrase, core) {
        return None;
    }
    let joint = match phrase.windows(5).position(|window| window == [' ', 'd', 'a', 'n', ' ']) {
        Some(joint) if has_next != has_previous => joint,
        _ => return Some((first, last)),
    };
    let (left, right) = (&phrase[..joint], &phrase[joint + 5..]);
    if !text::starts_upper(right) || !text::starts_upper(left) {
        return Some((first, last));
    }
    Some(if has_next { (first, first + left.len()) } else { (last - right.len(), last) })
}

fn counts(phrase: &[char], core: &Core) -> bool {
    let end = match text::find(phrase, ' ') {
        Some(end) if end + 1 < phrase.len() => end,
        _ => return false,
    };
    let first = text::lower(&phrase[..end]);
    let half = text::find(&first, '-').unwrap_or(first.len());
    let other = first.get(half + 1..).unwrap_or(&[]);
    (half > 2 && first[..half] == *other)
        || text::isdigit(&first)
        || (!first.is_empty() && core.facts.word(&first).is(Set::Counting))
}

/// What quotation marks hold: "satu negara, dua sistem".
fn quoted(text: &[char], words: &[Word]) -> Option<(usize, usize)> {
    let end = words.last()?.end;
    let opening = match text.get(end)? {
        '”' => '“',
        '"' => '"',
        '’' => '‘',
        '\'' => '\'',
        '»' => '«',
        '」' => '「',
        '*' => '*',
        _ => return None,
    };
    let low = words[0].start.saturating_sub(2);
    let opening = low + text::rfind(&text[low..end], opening)?;
    let inside = &words[words.iter().position(|word| word.start > opening)?..];
    if inside.len() > MAX_PHRASE_WORDS {
        return None;
    }
    Some((inside[0].start, end))
}

/// Tell whether the word before `first` belongs to the same phrase.
fn continues(text: &[char], words: &[Word], first: usize, marks: &[char]) -> bool {
    let (word, next) = (&words[first - 1], &words[first]);
    let gap = &text[word.end..next.start];
    match gap {
        [' '] => return true,
        ['\'' | '’', ' '] if word.text.last() == Some(&'s') && word.start > 0 && text[word.start - 1] == ' ' => {
            return true; // 'Nanyang Girls' High'
        }
        [mark, ' '] if marks.contains(mark) => return true,
        [',', ' '] | ['.', ',', ' '] | ['.', ','] if next.is(Set::LegalForms) => return true, // 'Dahua Glass Co., Ltd.'
        _ => {}
    }
    is_soft_gap(gap) && gap.iter().filter(|&&c| c == '\n').count() <= 1 && !(gap.first() == Some(&'.') && word.text.len() > 3)
}

/// What `_SOFT_GAP` matches.
fn is_soft_gap(gap: &[char]) -> bool {
    let is_whole = |gap: &[char]| match gap {
        ['&' | '·' | '・'] | ['–'] => true,
        [a, '&' | '·' | '・'] if is_space(*a) => true,
        ['&' | '·' | '・' | '.', b] if is_space(*b) => true,
        [a, '&' | '·' | '・', b] if is_space(*a) && is_space(*b) => true,
        _ => !gap.is_empty() && gap.len() <= 4 && gap.iter().all(|&c| is_space(c)),
    };
    is_whole(gap) || matches!(gap, [head @ .., '\n'] if is_whole(head))
}

fn is_capital(word: &Word) -> bool {
    word.text.first().map_or(false, |&c| is_upper(c) || is_digit(c))
}

/// The longest run of capitalised words, with the small words between them that a name of this kind may hold.
fn capital_phrase<'a, 't>(words: &'a [Word<'t>], mut kind: Option<Kind>) -> &'a [Word<'t>] {
    let (mut first, is_title) = run_start(words, kind);
    if matches!(kind, Some(Kind::Concept | Kind::Place | Kind::Event) | None) {
        if first > 0 && words.len() - first < 3 {
            first = concept_start(words, first);
        }
    } else if kind == Some(Kind::Person) && first > 0 && first == words.len() - 1 && words[first - 1].is(Set::Ingredients) {
        first = concept_start(words, first); // 'lada Sichuan (花椒粉)'
        if first < words.len() - 1 {
            kind = Some(Kind::Concept);
        }
    }
    if kind.is_none() && first > 0 && words[first - 1].is(Set::Titled) {
        kind = Some(Kind::Work); // 'berjudul Kapal Kertas'
    }
    let chosen = &words[first..];
    if is_title {
        return if chosen[0].known_without_nya().head == Some(Kind::Work) { &chosen[1..] } else { chosen };
    }
    if kind == Some(Kind::Person) {
        person_words(chosen)
    } else {
        name_words(chosen, kind, first > 0 && words[first - 1].is(Set::Titles))
    }
}

/// Where the run begins that ends with the last word, and whether it is called the title of a work.
fn run_start(words: &[Word], kind: Option<Kind>) -> (usize, bool) {
    let within = if kind == Some(Kind::Person) { Set::WithinTitles } else { Set::JoiningWords };
    let mut first = words.len() - 1;
    let mut place = first;
    let mut is_title = false;
    while place > 0 {
        place -= 1;
        let word = &words[place];
        if is_capital(word) && !(word.isdigit() && text::islower(words[place + 1].text)) {
            first = place; // but not in '1993 dan Saudara'
        } else if (!word.is(within) && !is_realm(words, place))
            || (kind == Some(Kind::Place) && word.is_small("dan"))
            || is_phrase_from(words, place, kind)
        {
            break;
        } else if begins_another(words, place) {
            // 'Presiden Xi di Universitas Tsinghua': another name begins at the head word
            if !is_titled(words, place, kind) {
                break;
            }
            is_title = true;
        }
    }
    (first, is_title)
}

/// Tell whether 'dari' stands between a ruler and the realm: 'Kaisar Ming dari Wei'.
fn is_realm(words: &[Word], place: usize) -> bool {
    text::is(words[place].text, "dari") && words[place.saturating_sub(2)..place].iter().any(|word| word.is(Set::Rulers))
}

/// A run without the sorts, offices and brands before a person.
fn person_words<'a, 't>(mut chosen: &'a [Word<'t>]) -> &'a [Word<'t>] {
    while chosen.len() > 1 {
        let known = chosen[0].known();
        let is_before = known.is(Set::Leads)
            || known.is(Set::SortsOfWorks)
            || known.is(Set::SortsOfProjects)
            || is_office(&chosen[0])
            || (is_function(&chosen[0]) && (!text::is(chosen[0].text, "Yang") || chosen.len() > 2));
        if !is_before {
            break;
        }
        chosen = &chosen[1..];
    }
    while chosen.len() > 2 && is_brand(chosen[0].text) && !chosen[chosen.len() - 1].isupper() {
        chosen = &chosen[1..]; // 'Ketua INTI Teddy Sugianto', 'bos OpenAI Sam Altman'
    }
    if is_office(&chosen[0]) {
        &[]
    } else {
        chosen
    }
}

/// A run without numbers, titles and whatever else stands before a name of this kind; `is_led`: a title is before it.
fn name_words<'a, 't>(mut chosen: &'a [Word<'t>], mut kind: Option<Kind>, is_led: bool) -> &'a [Word<'t>] {
    let company = (1..chosen.len().saturating_sub(1)).find(|&n| chosen[n].is_any(&["PT", "CV"]));
    chosen = &chosen[company.unwrap_or(0)..]; // 'Pabrik PT Sumber Logam'
    let has_title = is_led || chosen[0].is(Set::Titles);
    if chosen.len() > 2 {
        if is_digit(chosen[1].text[0]) && chosen[0].is_any_small(&["nomor", "no", "tipe", "kelas", "seri"]) {
            chosen = &chosen[2..]; // 'Tipe 055 Nanchang'
        } else if has_title && kind != Some(Kind::Title) && chosen[1].is(Set::Departments) {
            chosen = &chosen[2..];
        } else if chosen[0].is(Set::Belonging) && chosen[1].head().is_some() {
            chosen = &chosen[1..];
        }
    }
    while chosen.len() > 1 && (is_function(&chosen[0]) || is_outside(&chosen[0], kind)) {
        if kind.is_none() && chosen[0].known_without_nya().is(Set::SortsOfWorks) {
            kind = Some(Kind::Work); // 'Film Robot Kecil'
        }
        chosen = &chosen[1..];
    }
    while kind.is_none() && has_title && chosen.len() > 1 && is_before_name(chosen) {
        chosen = &chosen[1..];
    }
    if matches!(kind, Some(Kind::Organization | Kind::Place)) {
        if let Some(head) = chosen.iter().position(|word| word.head() == kind) {
            if head > 0 && head < chosen.len() - 1 && chosen[..head].iter().any(|word| word.is(Set::OfficeWords)) {
                chosen = &chosen[head..];
            }
        }
    }
    chosen
}

/// Tell whether a country or a brand stands between a title and its holder: 'bos OpenAI Sam Altman'.
fn is_before_name(words: &[Word]) -> bool {
    let first = &words[0];
    first.is(Set::Countries)
        || first.is(Set::Peoples)
        || (words.len() > 2 && is_brand(first.text) && !words[words.len() - 1].isupper())
}

/// Tell whether a word has capitals within, as INTI and OpenAI have, and McDonald has too.
fn is_brand(word: &[char]) -> bool {
    word.len() > 2 && word[1..].iter().any(|&c| is_upper(c)) && (is_upper(word[word.len() - 1]) || text::isupper(word))
}

/// Tell whether what begins a sentence is no part of an institution or a place: 'Tim dari Jiahe Hospital'.
fn is_phrase_from(words: &[Word], place: usize, kind: Option<Kind>) -> bool {
    if place == 0 {
        return false;
    }
    let word = &words[place];
    let is_with = word.is_small("dengan");
    if is_with && kind != Some(Kind::Work) && is_acronym(words[place - 1].text) {
        return true; // 'MoU dengan Tianhe Solar'
    }
    if kind == Some(Kind::Place) && word.is_any_small(&["di", "ke", "dari"]) && words[place - 1].head() == Some(Kind::Event) {
        return true; // 'Kebakaran di Wang Fuk Court'
    }
    kind == Some(Kind::Organization)
        && (is_with || word.is_any_small(&["dari", "di"]))
        && (place == 1 || !is_capital(&words[place - 2]))
}

fn is_acronym(word: &[char]) -> bool {
    word.len() > 1 && is_upper(word[0]) && is_upper(word[word.len() - 1])
}

/// Tell whether the capitalised words before a small one are called the title of a work: 'Film Hujan di Stasiun Tua'.
fn is_titled(words: &[Word], place: usize, kind: Option<Kind>) -> bool {
    if !matches!(kind, Some(Kind::Work) | None) || words[place].is_any_small(&["dan", "pada"]) {
        return false;
    }
    let mut first = place;
    while first > 0 && is_capital(&words[first - 1]) {
        first -= 1;
    }
    if first + 1 < place && words[first].head() == Some(Kind::Work) {
        return true;
    }
    let lead = if 0 < first && first < place { Some(&words[first - 1]) } else { None };
    let is_lead = |set: Set| lead.map_or(false, |word| word.is(set));
    if first > 1 && words[first - 2].head() == Some(Kind::Work) && !is_lead(Set::FunctionWords) {
        return true; // 'serial web'
    }
    is_lead(Set::Titled)
        || lead.map_or(false, |word| {
            word.is_small("merilis") || word.head() == Some(Kind::Work) || (word.is(Set::WorkVerbs) && !word.is_small("menonton"))
        })
}

/// Tell whether another name begins behind a small word: 'Toko Buku A dan Toko Obat B', not 'Inisiatif Sabuk dan Jalan'.
fn begins_another(words: &[Word], place: usize) -> bool {
    let next = &words[place + 1];
    let is_and = words[place].is_small("dan");
    if is_and && next.isupper() {
        if place > 0 && words[place - 1].isupper() {
            return next.text.len() > 1; // 'R1SE dan TFBOYS'
        }
        if place + 2 == words.len() && next.text.len() > 1 {
            // 'Partai Kuomintang dan TPP'
            return words[place.saturating_sub(4)..place].iter().any(|word| word.head() == Some(Kind::Organization));
        }
    }
    let kind = next.head();
    if kind.is_none() || words[place].is_any_small(&["of", "the", "and"]) || is_document(words, place) {
        return false;
    }
    !is_and || words[place.saturating_sub(6)..place].iter().any(|word| word.head() == kind)
}

/// Tell whether the capitalised words before a small one are the title of a treaty or a law, which names what it is about.
fn is_document(words: &[Word], place: usize) -> bool {
    let mut first = place;
    while first > 0 {
        let word = &words[first - 1];
        if !is_capital(word) && (word.text.iter().any(|&c| is_upper(c)) || !word.is(Set::JoiningWords)) {
            break;
        }
        first -= 1;
    }
    words[first..place].iter().any(|word| word.is(Set::Documents))
}

/// Where a dish or custom begins whose head word stands before small words: 'Mie goreng Shanghai'.
fn concept_start(words: &[Word], first: usize) -> usize {
    for number in (first.saturating_sub(3)..first).rev() {
        let word = &words[number];
        let known = word.known();
        let is_me = word.text.len() > 1 && lower_char(word.text[0]) == 'm' && lower_char(word.text[1]) == 'e';
        if known.is(Set::FunctionWords) || known.is(Set::Titles) || (is_me && known.is(Set::IsVerb)) {
            break; // 'Banjir melanda Desa Taishi'
        }
        let is_head = matches!(known.head, Some(Kind::Concept | Kind::Event)) && !known.is(Set::SaidOf);
        if known.is(Set::Ingredients) || is_head {
            let before = if number > 0 { words[number - 1].known() } else { Known::default() };
            if before.is(Set::Groups) || before.is(Set::PrivateRoles) || before.head == Some(Kind::Organization) {
                break; // 'Toko roti Holiland'
            }
            return number - usize::from(before.is(Set::FormsOfFood));
        }
    }
    first
}

/// A phrase without what is done to the name or told of it before the head word that begins the name.
fn without_action<'a, 't>(mut words: &'a [Word<'t>], kind: Option<Kind>) -> &'a [Word<'t>] {
    let is_headed = |head: Option<Kind>| match kind {
        Some(Kind::Place | Kind::Organization | Kind::Person) => matches!(head, Some(Kind::Place | Kind::Organization)),
        Some(Kind::Event | Kind::Concept) | None => head == Some(Kind::Event),
        Some(Kind::Project) => head == Some(Kind::Project),
        _ => false,
    };
    while words.len() > 2
        && (words[0].is(Set::Told) || words[0].is(Set::IsDone))
        && head_at(words, 0).is_none()
        && is_headed(head_at(words, 1))
    {
        words = &words[1..];
    }
    words
}

/// The kind of the head word at a place, which may be of two words: 'Rumah Sakit'.
fn head_at(words: &[Word], place: usize) -> Option<Kind> {
    let word = words.get(place)?;
    if let Some(next) = words.get(place + 1) {
        let mut pair = text::lower(word.text);
        pair.push('-');
        pair.extend(next.text.iter().map(|&c| lower_char(c)));
        let head = word.core.facts.word(&pair).head;
        if head.is_some() {
            return head;
        }
    }
    word.head()
}

/// The words of an office, back to the first that belongs to none: 'sekretaris jenderal'.
fn title_phrase<'a, 't>(words: &'a [Word<'t>]) -> &'a [Word<'t>] {
    let mut first = words.len();
    while first > 0 && (is_capital(&words[first - 1]) || words[first - 1].is(Set::OfficeWords)) {
        first -= 1;
    }
    if words.len() - first > 1 && words[first].is_any_small(&["posisi", "jabatan", "gelar", "pangkat", "kursi"]) {
        first += 1;
    }
    while first + 1 < words.len() && text::islower(words[first].text) && words[first].is(Set::FunctionWords) {
        first += 1;
    }
    if first < words.len() {
        &words[first..]
    } else {
        lower_phrase(words)
    }
}

fn is_office(word: &Word) -> bool {
    word.is(Set::OfficeWords) && !word.is_any_small(&["dewa", "dewi"])
}

/// Tell whether a first word says what is named and is no part of the name: a title, 'Film', 'Roket'.
fn is_outside(word: &Word, kind: Option<Kind>) -> bool {
    let known = word.known();
    if known.is(Set::Leads) {
        return true;
    }
    if known.is(Set::Titles)
        && !known.is(Set::Parts)
        && kind != Some(Kind::Title)
        && !(kind == Some(Kind::Organization) && word.is_small("polisi"))
    {
        return true;
    }
    match kind {
        Some(Kind::Work) => word.known_without_nya().is(Set::SortsOfWorks),
        Some(Kind::Project | Kind::Other) | None => {
            let sort = word.known_without_nya();
            sort.is(Set::SortsOfWorks) || sort.is(Set::SortsOfProjects)
        }
        _ => false,
    }
}

/// A phrase in small letters, back to the last function word or verb: 'arak beras', 'satu negara'.
fn lower_phrase<'a, 't>(words: &'a [Word<'t>]) -> &'a [Word<'t>] {
    let last = words.len();
    if last == 0 || words[last - 1].is(Set::Counted) {
        return &[];
    }
    let mut first = last;
    while first > 0 && last - first < 5 {
        let word = &words[first - 1];
        let known = word.known();
        if is_function(word)
            || is_asked(word)
            || (first < last && known.is(Set::IsVerb))
            || known.is(Set::Titles)
            || known.is(Set::IsLabel)
        {
            break;
        }
        first -= 1;
    }
    let mut chosen = &words[first..];
    if chosen.first().map_or(false, |word| is_digit(word.text[0])) {
        chosen = without_measure(chosen);
    }
    while chosen.len() > 1 && chosen[0].is(Set::Classifiers) {
        chosen = &chosen[1..];
    }
    while chosen.len() > 2 && chosen[0].head() == Some(Kind::Work) {
        chosen = &chosen[1..];
    }
    chosen
}

/// Tell whether a word asks the reader for something: 'Cobalah' before 'sup ular'.
fn is_asked(word: &Word) -> bool {
    const TAIL: [char; 3] = ['l', 'a', 'h'];
    word.ends_small(TAIL) && word.known_without(TAIL).is(Set::Asked)
}

/// What is measured: 'minyak wijen' of '2 sdm minyak wijen'.
fn without_measure<'a, 't>(words: &'a [Word<'t>]) -> &'a [Word<'t>] {
    let mut first = 1;
    while first + 1 < words.len() && words[first].is(Set::Measures) {
        first += 1;
    }
    if first > 1 {
        &words[first..]
    } else {
        words
    }
}

fn is_function(word: &Word) -> bool {
    word.is(Set::FunctionWords) && !word.is_any(&["The", "An", "A"])
}
