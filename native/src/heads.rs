//! The Hanzi at the end of a name that tell its kind: `glossary/heads.py`, whose endings are asked for once.

use crate::facts::{Facts, Kind};
use crate::json::Value;
use crate::text::{is_hanzi, Map};

/// An ending, the kind that it gives, and the sets that hold it.
#[derive(Clone, Debug)]
pub struct Ending {
    pub hanzi: Box<[char]>,
    pub kind: Kind,
    /// `kinds._SURE_ORGANIZATIONS`
    pub is_sure_organization: bool,
    /// `kinds._SURE_ENDS`
    pub is_sure: bool,
    /// `heads.ENDS_OF_GIVEN_NAMES`
    pub ends_given_names: bool,
}

/// Sets of Hanzi, each a bit; their order is that of `glossary.native`.
#[derive(Clone, Copy, Debug)]
#[repr(u8)]
pub enum Of {
    Transcribing = 1,
    EndsOfPlaces = 2,
    Numerals = 4,
    Addressed = 8,
    /// The first Hanzi of `kinds._DIRECTED_DYNASTIES`.
    Dynasties = 16,
    /// The last Hanzi of the endings.
    Endings = 32,
}

const FIRST: usize = 0x3400;
const SIZE: usize = 0xa000 - FIRST;

/// What Python tells once of Hanzi.
pub struct Heads {
    endings: Map<char, Vec<Ending>>,
    bits: Vec<u8>,
    dynasties: Vec<Vec<char>>,
    /// The endings of `kinds._TAXON`.
    taxa: Vec<Vec<char>>,
}

impl Heads {
    pub fn new(facts: &Facts) -> Heads {
        let answer = facts.ask("heads", vec![]);
        let mut heads = Heads { endings: Map::default(), bits: vec![0; SIZE], dynasties: Vec::new(), taxa: Vec::new() };
        for item in answer.get("endings").items() {
            let hanzi = item.at(0).chars();
            if let (Some(&last), Some(kind)) = (hanzi.last(), Kind::named(item.at(1).text())) {
                heads.add(last, Of::Endings as u8);
                heads.endings.entry(last).or_default().push(Ending {
                    hanzi: hanzi.into_boxed_slice(),
                    kind,
                    is_sure_organization: item.at(2).truth(),
                    is_sure: item.at(3).truth(),
                    ends_given_names: item.at(4).truth(),
                });
            }
        }
        for (number, item) in answer.get("sets").items().iter().enumerate() {
            for c in item.chars() {
                heads.add(c, 1 << number.min(7));
            }
        }
        for item in answer.get("dynasties").items() {
            heads.dynasties.push(item.chars());
            heads.add(item.chars().first().copied().unwrap_or(' '), Of::Dynasties as u8);
        }
        heads.taxa = answer.get("taxa").items().iter().map(Value::chars).collect();
        heads
    }

    fn add(&mut self, c: char, bit: u8) {
        if let Some(bits) = (c as usize).checked_sub(FIRST).and_then(|place| self.bits.get_mut(place)) {
            *bits |= bit;
        }
    }

    /// Whether a set holds a Hanzi.
    pub fn is(&self, c: char, of: Of) -> bool {
        is_hanzi(c) && self.bits.get(c as usize - FIRST).map_or(false, |bits| bits & of as u8 != 0)
    }

    pub fn is_directed_dynasty(&self, hanzi: &[char]) -> bool {
        hanzi.first().map_or(false, |&c| self.is(c, Of::Dynasties)) && self.dynasties.iter().any(|name| name == hanzi)
    }

    /// Whether a Latin form is the name of an extinct animal: `kinds._TAXON`.
    pub fn is_taxon(&self, latin: &[char]) -> bool {
        let mut words = latin.split(|&c| c == ' ');
        let (first, second) = (words.next().unwrap_or(&[]), words.next());
        first.first().map_or(false, char::is_ascii_uppercase)
            && first[1..].iter().all(char::is_ascii_lowercase)
            && self.taxa.iter().any(|end| first.len() > end.len() + 1 && first.ends_with(end))
            && second.map_or(true, |word| !word.is_empty() && word.iter().all(char::is_ascii_lowercase))
            && words.next().is_none()
    }

    /// The head word at the end of a name; one Hanzi counts only behind two others.
    pub fn head_of(&self, hanzi: &[char]) -> Option<&Ending> {
        let last = *hanzi.last()?;
        if !self.is(last, Of::Endings) {
            return None;
        }
        self.endings.get(&last)?.iter().find(|end| {
            let size = end.hanzi.len();
            hanzi.ends_with(&end.hanzi)
                && (hanzi.len() > size + usize::from(size == 1) || (end.kind == Kind::Title && hanzi.len() == size && size > 1))
        })
    }

    /// The same, but only head words that make a name within a run: those of two Hanzi, of institutions and of places.
    pub fn name_ends(&self, hanzi: &[char]) -> Option<&Ending> {
        self.head_of(hanzi).filter(|end| end.hanzi.len() > 1 || matches!(end.kind, Kind::Organization | Kind::Place))
    }
}
