//! Names that their surroundings delimit: the parts of `glossary/whole.py` that a run needs which is one name already.

use crate::cover::{ends_with_others, Segment};
use crate::facts::{Kind, Set};
use crate::names::SpelledName;
use crate::text::{
    before, behind, is_alnum, is_digit, is_hanzi, is_letter, is_word, lower, lstrip, rstrip_space, split_space, starts_upper,
};
use crate::Core;

const MAX_WHOLE: usize = 14; // code points in a name that only its brackets delimit

/// The kind of a run that is one unknown name: its cover takes it so, or marks around it say so and the cover leaves much of it
/// unexplained. None where it is several names, or takes in what stands beside it, which is left to Python.
pub fn whole_name(text: &[char], start: usize, end: usize, segments: &[Segment], core: &Core) -> Option<Option<Kind>> {
    let size = end - start;
    let hanzi = &text[start..end];
    if size > 2 && segments.last().map_or(false, |last| last.end == size - 1) && ends_with_others(hanzi, core) {
        return None;
    }
    let left = start.checked_sub(1).map(|place| text[place]);
    let right = text.get(end).copied();
    let whole = match segments {
        [whole] if whole.start == 0 && whole.end == size => Some(whole),
        _ => None,
    };
    let taken = whole.filter(|whole| whole.pattern < 0).map(|whole| whole.kind);
    let is_tied = left.map_or(false, |c| c.is_ascii_alphanumeric());
    if size == 1
        && !right.map_or(false, |c| c == '-' || c.is_ascii_digit())
        && !(is_tied && right.map_or(false, |c| matches!(c, ')' | '）' | ']' | '】')))
    {
        return taken;
    }
    if is_tied && !is_date(text[start]) && has_capitals_before(text, start) {
        return None;
    }
    let touches_end = segments.last().map_or(false, |last| last.end == size);
    if touches_end && right.map_or(false, |c| c == '-' || c.is_ascii_alphanumeric()) {
        return if has_tail(text, start, end) { None } else { taken };
    }
    if size > MAX_WHOLE || whole.is_some() {
        return taken;
    }
    match (left, right) {
        (Some('《'), Some('》')) | (Some('〈'), Some('〉')) => return Some(Some(Kind::Work)),
        (Some('(' | '（'), Some(')' | '）')) | (Some('['), Some(']' | '］')) | (Some('［'), Some(']' | '］')) => {}
        (Some('【'), Some('】')) => {}
        _ => return None,
    }
    let opening = start - 1;
    if !is_latin_name(rstrip_space(before(text, opening, 89))) {
        return None;
    }
    let mark = rstrip_space(before(text, opening, 2)).last().copied();
    if mark.map_or(false, |c| matches!(c, '"' | '”' | '’' | '\'' | '*' | '_' | '»'))
        || is_one_name(text, start, end, segments, core)
    {
        return Some(None);
    }
    let covered: usize = segments.iter().map(|segment| segment.end - segment.start).sum();
    let is_unknown = segments.iter().all(|segment| segment.pattern < 0);
    let least = if is_unknown { size as f64 } else { 0.6 * size as f64 };
    if (covered as f64) < least && (!hanzi.iter().any(|&c| core.lists.is_pronoun(c)) || is_title(before(text, opening, 59))) {
        return Some(None);
    }
    let are_forms = segments.len() == 2 && segments.iter().all(|segment| segment.pattern >= 0);
    if are_forms && covered == size && size <= 6 && is_group(text, start, end, core) {
        return Some(Some(Kind::Organization));
    }
    None
}

/// Whether a run that is a form stays as it is: it takes in nothing that stands beside it.
pub fn stays_a_form(text: &[char], start: usize, end: usize) -> bool {
    let left = start.checked_sub(1).map(|place| text[place]);
    let is_tied = left.map_or(false, |c| c.is_ascii_alphanumeric());
    let right = match text.get(end) {
        Some(&right) => right,
        None => return !is_tied || end - start == 1 || is_date(text[start]) || !has_capitals_before(text, start),
    };
    if end - start == 1 && right != '-' && !is_digit(right) && !(is_tied && matches!(right, ')' | '）' | ']' | '】')) {
        return true;
    }
    if is_tied && !is_date(text[start]) && has_capitals_before(text, start) {
        return false;
    }
    !((right == '-' || right.is_ascii_alphanumeric()) && has_tail(text, start, end))
}

/// Whether a text ends with a Latin name: a capitalised word, and no more than words, marks and 80 characters behind it.
fn is_latin_name(text: &[char]) -> bool {
    let is_joined = |c: char| is_word(c) || matches!(c, '\'' | '’' | '.' | '&' | ':' | ',' | '-');
    let mut place = text.len();
    let mut tail = 0; // code points behind the word that is gone through, back from its end
    while place > 0 {
        place -= 1;
        let c = text[place];
        if !is_joined(c) && !matches!(c, ' ' | '"' | '”') {
            return false;
        }
        if !is_joined(c) {
            tail = text.len() - place;
        }
        if c.is_ascii_uppercase() && tail <= 80 {
            return true;
        }
    }
    false
}

/// Whether a bracket behind a Latin name holds one name that no cover explains: 'Shanghai Sharks (上海大鲨鱼)'.
///
/// A person in it whom the Latin name spells, and a title, are names of their own: 'Wang Wenbin (外交部发言人汪文斌)'.
fn is_one_name(text: &[char], start: usize, end: usize, segments: &[Segment], core: &Core) -> bool {
    let hanzi = &text[start..end];
    let covered: usize = segments.iter().map(|segment| segment.end - segment.start).sum();
    let has_gaps = covered < hanzi.len();
    let persons = || segments.iter().filter(|segment| segment.pattern < 0 && segment.kind == Some(Kind::Person));
    let has_unknown = segments.iter().any(|segment| segment.pattern < 0);
    let is_title = |segment: &Segment| {
        core.heads.head_of(&hanzi[segment.start..segment.end]).map_or(false, |ending| ending.kind == Kind::Title)
    };
    if !(has_unknown || has_gaps) || segments.iter().any(is_title) || hanzi.iter().any(|&c| core.lists.is_of_sentence(c)) {
        return false;
    }
    if core.heads.name_ends(hanzi).is_some() && persons().next().is_none() {
        return false;
    }
    let words = words_in(before(text, start, 90));
    if words.len() >= hanzi.len()
        && hanzi.len() > 4
        && SpelledName::new(hanzi, None, core).matches(&words[words.len() - hanzi.len()..].join(&' '), core).is_some()
    {
        return true; // 'Da Feng Da Geng Ren (大奉打更人)'
    }
    let words = &words[words.len().saturating_sub(3)..];
    for segment in persons() {
        let person = &hanzi[segment.start..segment.end];
        let most = words.len().saturating_sub(usize::from(person.len() == 2 && segments.len() > 1)); // 'Zhiyun' alone is no person 支云
        let name = SpelledName::new(person, Some(Kind::Person), core);
        let mut spelled = (0..most).map(|first| name.matches(&words[first..].join(&' '), core));
        if spelled.any(|found| found.map_or(false, |found| person.len() > 2 || !found.is_extra)) {
            return false;
        }
    }
    persons().next().is_some() || has_gaps
}

/// The words of a text: letters, with apostrophes and hyphens between them.
fn words_in(text: &[char]) -> Vec<&[char]> {
    let mut words = Vec::new();
    let mut place = 0;
    while place < text.len() {
        if !is_letter(text[place]) {
            place += 1;
            continue;
        }
        let first = place;
        while place < text.len() && is_letter(text[place]) {
            place += 1;
            if place + 1 < text.len() && matches!(text[place], '\'' | '’' | '-') && is_letter(text[place + 1]) {
                place += 1;
            }
        }
        words.push(&text[first..place]);
    }
    words
}

/// Whether a text ends with two capitalised words: 'Ketika Aku Terbang Menujumu (当我飞奔向你)'.
fn is_title(text: &[char]) -> bool {
    let words: Vec<&[char]> = split_space(text).collect();
    words.len() > 1 && words[words.len() - 2..].iter().all(|word| starts_upper(word))
}

/// Whether a club or another organisation is named before the bracket: 'Klub Guangzhou Evergrande (广州恒大)'.
fn is_group(text: &[char], start: usize, end: usize, core: &Core) -> bool {
    let tail = lstrip(behind(text, end, 20), ") ");
    let word = &tail[..tail.iter().position(|&c| c == ' ').unwrap_or(tail.len())];
    if core.facts.word(word).is(Set::Rivals) {
        return true;
    }
    let words: Vec<&[char]> = before(text, start, 60).split(|&c| !is_letter(c)).filter(|word| !word.is_empty()).collect();
    words[words.len().saturating_sub(4)..].iter().any(|word| {
        let known = core.facts.word_of(word);
        known.head == Some(Kind::Organization) || known.is(Set::Rivals) || known.is(Set::TeamRoles)
    })
}

fn is_date(c: char) -> bool {
    matches!(c, '年' | '月' | '日' | '时' | '分' | '秒' | '号' | '第' | '周')
}

/// Whether capitals and digits stand between a bracket and a name: `_CAPITALS_BEFORE`.
fn has_capitals_before(text: &[char], start: usize) -> bool {
    let low = start.saturating_sub(8);
    let mut first = start;
    while first > low && (text[first - 1].is_ascii_uppercase() || text[first - 1].is_ascii_digit() || text[first - 1] == '-') {
        first -= 1;
    }
    first < start && first > 0 && text[first] != '-' && matches!(text[first - 1], '(' | '（' | '[' | '【' | '《' | '“' | '"')
}

/// Whether `_with_tail` takes something in behind a name.
fn has_tail(text: &[char], start: usize, end: usize) -> bool {
    if is_date(text[end - 1]) || (start > 0 && text[start - 1].is_ascii_digit()) {
        return false;
    }
    let tail = &text[end..];
    ends_bracket(tail) || ends_word(tail)
}

/// `_BRACKET_TAIL`: a word in small letters, or capitals and up to three words, before the end of a bracket.
fn ends_bracket(tail: &[char]) -> bool {
    let is_end = |place: usize| tail.get(place).map_or(false, |&c| matches!(c, ')' | '）' | ']' | '】'));
    let first = match tail.first() {
        Some(first) => *first,
        None => return false,
    };
    if first.is_ascii_lowercase() {
        let mut place = 1;
        while place < tail.len() && place < 16 && tail[place].is_ascii_alphanumeric() {
            place += 1;
        }
        return is_end(place);
    }
    if !(first.is_ascii_uppercase() || first.is_ascii_digit()) {
        return false;
    }
    let is_part = |place: usize| tail.get(place).map_or(false, |&c| c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-'));
    let mut place = 1;
    while place < 16 && is_part(place) {
        place += 1;
    }
    for _ in 0..3 {
        if tail.get(place) != Some(&' ') || !is_part(place + 1) {
            break;
        }
        let word = place + 1;
        place = word;
        while place < word + 10 && is_part(place) {
            place += 1;
        }
    }
    is_end(place)
}

/// `_TAIL`: capitals with digits and letters, or a number, up to the end of a word.
fn ends_word(tail: &[char]) -> bool {
    let is_bound = |place: usize| tail.get(place).map_or(true, |&c| !(c == '-' || crate::text::is_word(c)));
    let count = |start: usize, most: usize, is_one: &dyn Fn(char) -> bool| {
        tail.iter().skip(start).take(most).take_while(|&&c| is_one(c)).count()
    };
    let upper = |c: char| c.is_ascii_uppercase();
    let digit = |c: char| c.is_ascii_digit();
    // What follows the greatest count is looked at for each smaller one too: letters may be taken by the next part.
    let capitals = count(0, 6, &upper);
    for first in 1..=capitals {
        let digits = count(first, 4, &digit);
        for second in 0..=digits {
            let letters = count(first + second, 4, &|c: char| c.is_ascii_alphabetic());
            if (0..=letters).any(|third| is_bound(first + second + third)) {
                return true;
            }
        }
    }
    let sign = usize::from(tail.first() == Some(&'-'));
    let digits = count(sign, 4, &digit);
    (1..=digits).any(|first| (0..=count(sign + first, 3, &upper)).any(|second| is_bound(sign + first + second)))
}

/// The mark of a title in Hanzi as its translation has it: `pair.MARKS`.
pub fn mark_of(c: char) -> Option<char> {
    match c {
        '：' | ':' => Some(':'),
        '，' => Some(','),
        '！' => Some('!'),
        '？' => Some('?'),
        _ => None,
    }
}

/// Where the title ends whose run begins behind a bracket and ends before a mark of a title, None where it does not: `title_run`.
///
/// It is deferred where a colon may stand between an office and its holder.
pub fn title_run(text: &[char], start: usize, end: usize, core: &Core) -> Option<usize> {
    mark_of(*text.get(end)?)?;
    let opening = text[start.checked_sub(1)?];
    let closing: &[char] = match opening {
        '《' => &['》'],
        '〈' => &['〉'],
        '『' => &['』'],
        '(' | '（' => &[')', '）'],
        '[' | '［' => &[']', '］'],
        '【' => &['】'],
        _ => return None,
    };
    let reach = text.len().min(end + MAX_WHOLE);
    let last = (end..reach).find(|&place| closing.contains(&text[place]))?;
    let hanzi = &text[start..last];
    if !hanzi.iter().all(|&c| mark_of(c).is_some() || is_alnum(c))
        || core.facts.word_of(&text[start..end]).is(Set::LabelsOfTitles)
    {
        return None;
    }
    if let Some(colon) = hanzi.iter().rposition(|&c| c == ':') {
        if hanzi[colon + 1..].iter().any(|&c| is_hanzi(c)) {
            core.defer(); // 王毅:3, 主席:习近平
        }
        return None;
    }
    if !matches!(opening, '《' | '〈' | '『') {
        let title = before(&text[..start - 1], start - 1, 69);
        let is_marked = |&c: &char| mark_of(c).map_or(true, |mark| title.contains(&mark));
        if !hanzi[..hanzi.len().saturating_sub(1)].iter().all(is_marked) {
            return None;
        }
        let says_work = |word: &[char]| core.facts.word(word).head == Some(Kind::Work);
        if hanzi.contains(&'，') && !split_space(&lower(title)).any(says_work) {
            return None;
        }
    }
    Some(last)
}
