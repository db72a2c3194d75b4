//! A run that is a form of one entry, step by step: its Latin form, and whether it names that entry where it stands.
//!
//! That part of `Annotator.run_mentions` of `glossary/flow.py` and of `glossary/resolve.py`; forms of several entries are left to
//! Python.

use std::cell::RefCell;
use std::rc::Rc;

use crate::alias::pair;
use crate::context::{head_before, is_work_title, words_before, Head};
use crate::facts::{Kind, Set};
use crate::foreign::is_foreign;
use crate::json::{write_string, Value};
use crate::keys::Folded;
use crate::latin::{form_of, is_namesake, Person};
use crate::model::{Agreement, Found, LatinForm, Sighting};
use crate::names::read;
use crate::plain::{anchor, hit_that_ends, holds, is_bounded, word_before, HanziForm, Known, Plain};
use crate::record::{write_evidence, write_found, Constant, Mention};
use crate::resolve::unknown;
use crate::scan::{LatinHit, Run};
use crate::sighting::sight;
use crate::text::{is, is_upper, is_word, lower, lstrip, rstrip, split_space, starts_lower, starts_upper, starts_with, Map};
use crate::whole::stays_a_form;
use crate::Core;

const MAX_ENTRIES: usize = 1 << 13;

/// What was asked of entries, by their numbers.
pub type Memory = RefCell<Map<u32, Rc<About>>>;

/// A form of an entry in Latin letters.
struct Printed {
    key: Vec<u8>,
    form: Vec<char>,
    lower: Vec<char>,
    words: Vec<Vec<char>>,
}

/// What resolving a Hanzi form asks of its entry.
pub struct About {
    id: String,
    /// Whether it is of the first priority, or has no pinyin of two words.
    is_firm: bool,
    is_transcribed: bool,
    is_of_state: bool,
    names_no_title: bool,
    /// What it tells, in small letters.
    told: Vec<char>,
    is_common: bool,
    pinyin: Option<Vec<u8>>,
    printed: Vec<Printed>,
    in_hanzi: Vec<Vec<u8>>,
}

impl About {
    /// Whether a key is that of a form of the entry.
    fn states(&self, key: &[u8]) -> bool {
        self.printed.iter().any(|printed| printed.key == key) || self.in_hanzi.iter().any(|other| other == key)
    }

    /// The words that stand before a Latin form in longer forms of the entry: `plain.longer_forms`.
    fn longer(&self, latin: &[char], key: &[u8]) -> Rc<[Vec<char>]> {
        let size = split_space(latin).count();
        let is_longer = |printed: &&Printed| printed.form != latin && printed.key.len() > key.len() && printed.key.ends_with(key);
        let word_of = |printed: &Printed| match printed.words.len().checked_sub(size + 1) {
            Some(last) => printed.words[last].clone(),
            None => printed.lower.clone(),
        };
        self.printed.iter().filter(is_longer).map(word_of).collect()
    }
}

fn about(entry: u32, core: &Core) -> Rc<About> {
    if let Some(found) = core.entries.borrow().get(&entry) {
        return found.clone();
    }
    let told = core.facts.ask("about", vec![Value::from(entry as usize)]);
    let bytes = |value: &Value| value.text().as_bytes().to_vec();
    let printed = |row: &Value| Printed {
        key: bytes(row.at(0)),
        form: row.at(1).chars(),
        lower: row.at(2).chars(),
        words: row.at(3).items().iter().map(Value::chars).collect(),
    };
    let found = Rc::new(About {
        id: told.at(0).text().to_string(),
        is_firm: told.at(1).truth(),
        is_transcribed: told.at(2).truth(),
        is_of_state: told.at(3).truth(),
        names_no_title: told.at(4).truth(),
        told: told.at(5).chars(),
        is_common: told.at(6).truth(),
        pinyin: told.at(7).option().map(|pinyin| pinyin.as_bytes().to_vec()),
        printed: told.at(8).items().iter().map(printed).collect(),
        in_hanzi: told.at(9).items().iter().map(bytes).collect(),
    });
    if !core.facts.has_failed() {
        let mut entries = core.entries.borrow_mut();
        if entries.len() >= MAX_ENTRIES {
            entries.clear();
        }
        entries.insert(entry, found.clone());
    }
    found
}

/// The mention of a run that is a form of one entry; the outer None where Python must find it, the inner where there is none.
pub fn settle(
    text: &[char],
    run: Run,
    hits: &[LatinHit],
    previous: Option<(usize, Kind)>,
    core: &Core,
    plain: &mut Plain,
) -> Option<Option<Mention>> {
    let Run { start, end, pattern } = run;
    let pattern = pattern as u32;
    let form = plain.hanzi_form(pattern, core)?;
    let (latin, previous) = match latin_of_hit(text, start, end, &form, hits, core) {
        Some(latin) => (Some(latin), None),
        None => {
            if is_foreign(text, start, end, core) {
                return Some(None);
            }
            if core.is_deferred() || !stays_a_form(text, start, end) {
                return None;
            }
            (pair(text, start, end, form.entry, form.kind, core), previous)
        }
    };
    if core.is_deferred() {
        return None;
    }
    let about = about(form.entry, core);
    let sighting = sight(text, start, end, latin, None, previous);
    let named = resolve(&sighting, &form, &about, core);
    if let Some(latin) = sighting.latin.as_ref().filter(|latin| anchor(text, start, end) == Some(latin.end)) {
        if let Some(known) = known(text, latin, &named, &form, &about, core) {
            plain.keep(pattern, known);
        }
    }
    let Named { kind, entry, constant } = named;
    Some(Some(Mention { start, end, latin: sighting.latin, kind, entry, constant }))
}

/// The Latin form of the entry that the scan found right before the bracket: `Plain.named`.
fn latin_of_hit(text: &[char], start: usize, end: usize, form: &HanziForm, hits: &[LatinHit], core: &Core) -> Option<LatinForm> {
    let place = anchor(text, start, end)?;
    let hit = hit_that_ends(hits, place)?;
    let known = form_of(hit.pattern, core);
    let link = known.links.iter().find(|link| link.entry == form.entry)?;
    let latin = &text[hit.start..place];
    let first = latin.split(|&c| c == ' ').next().unwrap_or(&[]);
    if !is_bounded(text, hit.start)
        || core.facts.word_of(first).is(Set::Titles)
        || holds(&link.longer, &lower(word_before(text, hit.start)))
    {
        return None;
    }
    Some(LatinForm::new(hit.start, place, Agreement::Entry))
}

/// How a form was settled, to be kept where only its Latin form right before the bracket decided: `Plain.keep`.
fn known(text: &[char], latin: &LatinForm, named: &Named, form: &HanziForm, about: &About, core: &Core) -> Option<Known> {
    let printed = &text[latin.start..latin.end];
    let with_mark = &text[latin.start.saturating_sub(2)..latin.end];
    let may_be_degree = printed.len() < 6 && with_mark.windows(3).any(|part| matches!(part, [',', ' ', c] if is_upper(*c)));
    if latin.agreement != Agreement::Entry || named.entry.is_none() || printed.contains(&'\n') || may_be_degree {
        return None;
    }
    Some(Known {
        latin: printed.to_vec(),
        agreement: Agreement::Entry,
        kind: named.kind,
        entry: named.entry,
        constant: named.constant.clone(),
        longer: about.longer(printed, Folded::new(printed, core).key(0, printed.len())),
        barred: form.barred.clone(),
    })
}

/// What a form was found to name.
struct Named {
    kind: Kind,
    entry: Option<u32>,
    constant: Constant,
}

/// No entry, but what may be the one of the form.
fn candidate(found: &Found, about: &About) -> Named {
    let mut json = String::new();
    write_found(found, Some(&about.id), &mut json);
    Named { kind: found.kind, entry: None, constant: Constant::Settled(json.into()) }
}

fn resolve(sighting: &Sighting, form: &HanziForm, about: &About, core: &Core) -> Named {
    let (surface, before, after) = (sighting.surface, sighting.before, sighting.after);
    let ambiguous = |kind, pinyin| candidate(&Found { kind, pinyin, evidence: vec![("ambiguous", about.id.clone())] }, about);
    if surface.len() == 1 {
        let evidence = vec![("unknown", "single character".to_string())];
        return candidate(&Found { kind: Kind::Other, pinyin: read(surface, None, None, core).0, evidence }, about);
    }
    if sighting.is_title && about.names_no_title && !leads_in_person(before, core) {
        let mut found = match &sighting.latin {
            Some(latin) if latin.agreement == Agreement::Entry => unknown(&as_spelled(sighting), core),
            _ => unknown(sighting, core),
        };
        if let Some(pinyin) = &form.reading {
            found.pinyin = pinyin.clone();
        }
        return candidate(&found, about);
    }
    if is_rather_a_word(sighting, form, about, core) {
        return ambiguous(Kind::Other, read(surface, None, None, core).0);
    }
    if only_sounds_alike(sighting, form, about, core) {
        return candidate(&unknown(&as_spelled(sighting), core), about);
    }
    let latin = sighting.latin.as_ref().map(|_| sighting.latin_text);
    let read_here = || match &form.reading {
        Some(pinyin) => pinyin.clone(),
        None => read(surface, Some(form.kind), latin, core).0,
    };
    let person = Person { barred: &form.barred, told: &about.told, is_common: about.is_common };
    if (form.kind == Kind::Person && is_namesake(person, before, after, core)) || is_of_another_state(sighting, about, core) {
        return ambiguous(form.kind, read_here());
    }
    let mut json = match &form.reading {
        Some(_) => form.constant.to_string(),
        None => with_pinyin(&form.constant, form.kind, read_here()),
    };
    write_evidence(&form.how, surface.iter().copied(), &mut json);
    if is_named_by(sighting, about, core) {
        json.push(',');
        write_evidence("latin", sighting.latin_text.iter().copied(), &mut json);
    }
    json.push_str("]}");
    Named { kind: form.kind, entry: Some(form.entry), constant: Constant::Settled(json.into()) }
}

/// The constant part of an entry with another reading.
fn with_pinyin(constant: &str, kind: Kind, pinyin: Option<String>) -> String {
    let mut json = format!("\"kind\":\"{}\",\"pinyin\":", kind.name());
    match pinyin {
        None => json.push_str("null"),
        Some(pinyin) => write_string(pinyin.chars(), &mut json),
    }
    let rest = constant.find(",\"entry\":{").unwrap_or(0);
    json.push_str(&constant[rest..]);
    json
}

/// The same sighting where the Latin form only spells the surface.
fn as_spelled<'t>(sighting: &Sighting<'t>) -> Sighting<'t> {
    let spelled = sighting.latin.clone().map(|latin| LatinForm { agreement: Agreement::Spelling, ..latin });
    Sighting { latin: spelled, ..sighting.clone() }
}

fn leads_in_person(before: &[char], core: &Core) -> bool {
    let said = head_before(before, core);
    said.is_person && !said.known.is(Set::Makers)
}

/// Whether the entry answers to the Latin form: `by_latin`.
fn is_named_by(sighting: &Sighting, about: &About, core: &Core) -> bool {
    match &sighting.latin {
        Some(latin) if latin.agreement != Agreement::None => {
            let folded = Folded::new(sighting.latin_text, core);
            let key = folded.key(0, sighting.latin_text.len());
            about.states(key) || about.pinyin.as_deref() == Some(key)
        }
        _ => false,
    }
}

/// Whether what is spoken of behind a word is a word, and names nothing.
fn is_word_as_word(said: &Head) -> bool {
    let mut word = String::new();
    said.word.write(&mut word);
    matches!(&word[..], "kata" | "kosakata" | "karakter")
}

/// Whether an ordinary word that also names a lesser known person, 高兴, or a work, 活着, lacks all that shows these.
fn is_rather_a_word(sighting: &Sighting, form: &HanziForm, about: &About, core: &Core) -> bool {
    let (surface, before) = (sighting.surface, sighting.before);
    if surface.len() != 2 || !matches!(form.kind, Kind::Work | Kind::Person | Kind::Organization | Kind::Project | Kind::Place) {
        return false;
    }
    let latin = sighting.latin.as_ref();
    let is_capital = latin.is_some() && starts_upper(sighting.latin_text);
    if is_capital && sighting.latin_text.contains(&' ') {
        return false;
    }
    if !core.tables.is_word(&core.tables.simplify(surface, &core.facts), &core.facts) {
        return false;
    }
    let said = head_before(before, core);
    if is_capital && !is_word_as_word(&said) {
        return false;
    }
    if form.kind == Kind::Person {
        return !about.is_firm && !said.is_person;
    }
    let is_translated = latin.map_or(false, |latin| latin.agreement == Agreement::None) && starts_lower(sighting.latin_text);
    if form.kind != Kind::Work && !is_word_as_word(&said) && !is_translated && !is_explained(sighting.after) {
        return false;
    }
    said.kind != Some(Kind::Work) && !is_work_title(before, &words_before(before, core), core)
}

/// Whether it is said behind a word what it means: `_MEANS`.
fn is_explained(after: &[char]) -> bool {
    let mut rest = match after {
        ['"' | '”' | '’' | '\'' | '»', rest @ ..] => rest,
        _ => after,
    };
    rest = match rest {
        [' ', rest @ ..] => rest,
        _ => return false,
    };
    if rest.first() == Some(&'(') {
        let size = rest[1..].iter().take_while(|c| !matches!(c, '(' | ')')).count();
        match rest[1 + size..] {
            [')', ' ', ref behind @ ..] if (1..=30).contains(&size) => rest = behind,
            _ => return false,
        }
    }
    let words = ["berarti", "artinya", "bermakna", "maknanya", "dapat berarti", "bisa berarti"];
    words.iter().any(|word| starts_with(rest, word) && !rest.get(word.len()).map_or(false, |&c| is_word(c)))
}

/// Whether a foreign person's two Hanzi stand behind their pinyin alone, as a town does: 'Kaili (凯里)' is no Khairy.
fn only_sounds_alike(sighting: &Sighting, form: &HanziForm, about: &About, core: &Core) -> bool {
    let latin = sighting.latin_text;
    if sighting.surface.len() != 2 || form.kind != Kind::Person || !about.is_transcribed || latin.contains(&' ') {
        return false;
    }
    if sighting.latin.as_ref().map_or(true, |latin| latin.agreement != Agreement::Entry) {
        return false;
    }
    !about.states(Folded::new(latin, core).key(0, latin.len())) && !head_before(sighting.before, core).is_person
}

/// Whether the name of a body of the mainland is another state's: 'Kementerian Perdagangan Vietnam (商务部)'.
fn is_of_another_state(sighting: &Sighting, about: &About, core: &Core) -> bool {
    if !about.is_of_state || sighting.latin.as_ref().map_or(true, |latin| latin.agreement != Agreement::None) {
        return false;
    }
    let behind = split_space(lstrip(sighting.after, " )）")).next();
    let mut words = split_space(sighting.latin_text).chain(behind);
    words.any(|word| {
        let word = lower(rstrip(word, ".,"));
        let is_ours = ["tiongkok", "china", "rrt", "rrc"].iter().any(|ours| is(&word, ours));
        !is_ours && core.facts.word(&word).is(Set::Countries)
    })
}
