//! The Latin form beside a surface that one entry alone has: `pair` of `glossary/pair.py` with that entry.

use crate::anchors::find_anchors;
use crate::beside::{behind_name, may_spell, within_window, words_beside, LazyName};
use crate::facts::{Kind, Set};
use crate::keys::Folded;
use crate::model::{Agreement, LatinForm};
use crate::names::SpelledName;
use crate::pair::{phrase, spelling, Anchor};
use crate::phrase::{one_of_several, Word};
use crate::text::{find, is_alpha, is_hanzi, is_lower, is_space, is_upper, lstrip_space, rstrip, rstrip_space, starts_with};
use crate::Core;

const MAX_ALIAS_WORDS: usize = 14;

/// A window of text, and the entry that its surface stands for.
struct Seen<'t> {
    text: &'t [char],
    folded: Folded,
    surface: &'t [char],
    entry: u32,
    kind: Kind,
    core: &'t Core,
}

/// The Latin form that names the same thing as the surface `text[start..end]`, which stands for an entry of a kind; None where
/// there is none.
///
/// It is deferred where the window holds a tag or a character reference.
pub fn pair(text: &[char], start: usize, end: usize, entry: u32, kind: Kind, core: &Core) -> Option<LatinForm> {
    within_window(text, start, end, core, |window, start, end| {
        let seen = Seen { text: window, folded: Folded::new(window, core), surface: &window[start..end], entry, kind, core };
        seen.pair(start, end)
    })
}

impl<'t> Seen<'t> {
    /// `_pair_within`
    fn pair(&self, start: usize, end: usize) -> Option<LatinForm> {
        let (text, surface, kind, core) = (self.text, self.surface, Some(self.kind), self.core);
        let printed = find_anchors(text, start, end, core);
        let anchors: Vec<Anchor> = printed.iter().map(|&anchor| behind_name(text, anchor, surface)).collect();
        if anchors != printed {
            // ', KMT' may be a degree and may be the party
            let found = printed.iter().find_map(|&anchor| self.alias(anchor, &self.words_beside(anchor)));
            if found.is_some() {
                return found;
            }
        }
        let mut sides: Vec<(Anchor, Vec<Word>)> = Vec::with_capacity(anchors.len());
        for anchor in anchors {
            let words = self.words_beside(anchor);
            if words.is_empty() {
                continue;
            }
            let found = self.alias(anchor, &words);
            if found.is_some() {
                return found;
            }
            sides.push((anchor, words));
        }
        let mut name = LazyName::new(surface, kind);
        let mut near = None;
        for (anchor, words) in &sides {
            if !may_spell(*anchor, words, surface, kind) {
                continue;
            }
            if let Some(found) = spelling(text, *anchor, words, surface, kind, name.get(core), core) {
                if found.agreement == Agreement::Spelling {
                    return Some(found);
                }
                if !anchor.loose && near.is_none() {
                    near = Some(found);
                }
            }
        }
        if near.is_some() {
            return near;
        }
        for (_, words) in sides.iter().filter(|(anchor, _)| anchor.before && !anchor.loose) {
            if words.iter().any(|word| is_upper(word.text[0])) {
                let far = self.apposition(words, name.get(core));
                if far.is_some() || core.is_deferred() {
                    return far;
                }
            }
        }
        let firm = sides.iter().filter(|(anchor, _)| !anchor.loose);
        let mut phrases = firm.filter_map(|(anchor, words)| phrase(text, *anchor, words, surface, kind, core));
        if let Some(found) = phrases.next() {
            let (first, last) = one_of_several(text, start, end, found.start, found.end, core)?;
            return Some(LatinForm::new(first, last, Agreement::None));
        }
        match self.kind {
            Kind::Person | Kind::Place | Kind::Organization => None,
            _ => self.quoted(end),
        }
    }

    /// The words that end or begin at an anchor, all of them: a loose one may have an alias too.
    fn words_beside(&self, anchor: Anchor) -> Vec<Word<'t>> {
        words_beside(self.text, Anchor { loose: false, ..anchor }, self.core)
    }

    /// Whether `text[start..end]` is a form of the entry.
    fn names(&self, start: usize, end: usize) -> bool {
        self.core.keys.entries(self.folded.key(start, end), self.core).contains(&self.entry)
    }

    /// The longest stretch of words at an anchor that is a form of the entry.
    fn alias(&self, anchor: Anchor, words: &[Word]) -> Option<LatinForm> {
        let most = words.len().checked_sub(1)?;
        let is_alias = |first: usize, last: usize| self.names(words[first].start, words[last].end);
        let (first, last) = if anchor.before {
            ((words.len().saturating_sub(MAX_ALIAS_WORDS)..words.len()).find(|&first| is_alias(first, most))?, most)
        } else {
            (0, (0..words.len().min(MAX_ALIAS_WORDS)).rev().find(|&last| is_alias(0, last))?)
        };
        let first = self.after_title(words, 0..words.len(), first, last);
        Some(LatinForm::new(words[first].start, words[last].end, Agreement::Entry))
    }

    /// Where a person's alias begins without the title that a longer alias holds: 'Cheng Ho' of 'Laksamana Cheng Ho'.
    ///
    /// `range`: those of the words that are looked at.
    fn after_title(&self, words: &[Word], range: std::ops::Range<usize>, first: usize, last: usize) -> usize {
        let word = &words[first];
        // 'kota' behind one of these words is no part of a city's name: 'ibu kota Guiyang', 'Wali Kota Kaohsiung'
        let is_capital_or_mayor = || words[first - 1].is_small("ibu") || words[first - 1].is_small("wali");
        let is_city = word.is_small("kota") && first != last && first > range.start && is_capital_or_mayor();
        let is_titled = || word.is(Set::Titles) && !word.is(Set::Rulers) && first != last && self.kind == Kind::Person;
        if !is_city && !is_titled() {
            return first;
        }
        if first + 1 >= range.end {
            self.core.defer();
            return first;
        }
        if self.names(words[first + 1].start, words[last].end) {
            first + 1
        } else {
            first
        }
    }

    /// A name that words part from the anchor: 'Wang Yi, Menteri Luar Negeri Tiongkok (王毅)'.
    fn apposition(&self, words: &[Word], name: &SpelledName) -> Option<LatinForm> {
        let most = words.len() - 1;
        for number in (0..most).rev() {
            let first = &words[number];
            if !is_upper(first.text[0]) || first.is(Set::Titles) {
                continue;
            }
            for last in number..most.min(number + self.surface.len() + 1) {
                let (start, end) = (first.start, words[last].end);
                if self.names(start, end) {
                    let range = number.saturating_sub(MAX_ALIAS_WORDS)..number + 1;
                    let longest = range.clone().find(|&place| self.names(words[place].start, end)).unwrap_or(number);
                    let longest = self.after_title(words, range, longest, last);
                    return Some(self.with_words_behind(words, words[longest].start, end));
                }
                if last == number && self.surface.len() <= 2 {
                    continue;
                }
                match name.matches(&self.text[start..end], self.core) {
                    Some(found) if found.agreement == Agreement::Spelling && !found.is_extra => {
                        return Some(LatinForm { system: Some(found.system), ..LatinForm::new(start, end, Agreement::Spelling) });
                    }
                    _ => {}
                }
            }
        }
        None
    }

    /// The alias `text[start..end]` with what belongs to it up to the anchor: 'Hongshi Holding Group'.
    fn with_words_behind(&self, words: &[Word], start: usize, end: usize) -> LatinForm {
        let form = LatinForm::new(start, end, Agreement::Entry);
        let last = words[words.len() - 1].end;
        if self.text[end..last].contains(&',') {
            return form;
        }
        let rest = lstrip_space(rstrip_space(&self.text[end..last]));
        let longer = LatinForm::new(start, last, Agreement::None);
        let key = self.folded.key(end, last); // blanks are no part of it
        if self.is_last_word(start, end, rest) && self.core.keys.entries(key, self.core).is_empty() {
            return longer;
        }
        let is_company = |word: &Word| word.is(Set::CompanyWords);
        if !words.iter().filter(|word| word.start >= end).all(is_company) {
            let is_in = |hanzi: &Vec<char>| self.surface.windows(hanzi.len().max(1)).any(|window| window == &hanzi[..]);
            if !self.core.keys.places(key, self.core).iter().any(is_in) {
                return form;
            }
        }
        longer
    }

    /// Whether a word with a capital stands behind an alias that is a translation: 'Kementerian … dan Lingkungan Hidup'.
    fn is_last_word(&self, start: usize, end: usize, rest: &[char]) -> bool {
        let form = &self.text[start..end];
        let first = &form[..find(form, ' ').unwrap_or(form.len())];
        if self.core.facts.word_of(first).head.is_none() || rest.is_empty() || !rest.iter().all(|&c| is_alpha(c)) {
            return false;
        }
        if rest.iter().any(|&c| !is_upper(c) && !is_lower(c)) {
            self.core.defer();
        }
        is_upper(rest[0]) && rest[1..].iter().all(|&c| is_lower(c))
    }

    /// The translation in quotes that words or a bracket tie to the surface before it: `_QUOTED`.
    fn quoted(&self, end: usize) -> Option<LatinForm> {
        let at = |place: usize| self.text.get(place).copied().unwrap_or('\0');
        let mut place = end;
        while place < end + 2 && matches!(at(place), '"' | '”' | '’' | '\'' | '»' | '」') {
            place += 1;
        }
        place += usize::from(is_space(at(place)));
        if matches!(at(place), '(' | '（') {
            place += 1;
        } else {
            place += usize::from(at(place) == ',');
            place += usize::from(at(place) == ' ');
            let words = ["atau", "alias", "yang berarti", "artinya", "yaitu", "yakni"];
            place += words.iter().find(|word| starts_with(&self.text[place..], word))?.len();
            if !is_space(at(place)) {
                return None;
            }
            place += 1;
        }
        place += usize::from(is_space(at(place)));
        if !matches!(at(place), '"' | '“') {
            return None;
        }
        let start = place + 1;
        let is_end = |c: &char| matches!(c, '"' | '“' | '”' | '(' | ')' | '（' | '）' | '\n');
        let size = self.text[start..].iter().position(is_end)?;
        if !(3..=90).contains(&size) || !matches!(at(start + size), '"' | '”') {
            return None;
        }
        let form = &self.text[start..start + size];
        if form.iter().any(|&c| is_hanzi(c)) {
            return None;
        }
        let end = start + rstrip(form, " ,.").len();
        Some(LatinForm::new(start, end, if self.names(start, end) { Agreement::Entry } else { Agreement::None }))
    }
}
