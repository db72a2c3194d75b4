//! The values of the flow, as `glossary/model.py` has them.

use crate::facts::Kind;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    Entry,
    Spelling,
    Near,
    None,
}

impl Agreement {
    pub fn name(self) -> &'static str {
        match self {
            Agreement::Entry => "entry",
            Agreement::Spelling => "spelling",
            Agreement::Near => "near",
            Agreement::None => "none",
        }
    }
}

/// A Latin form, `text[start..end]`.
#[derive(Clone, Debug, PartialEq)]
pub struct LatinForm {
    pub start: usize,
    pub end: usize,
    pub agreement: Agreement,
    pub system: Option<&'static str>,
    pub slip: Option<String>,
}

impl LatinForm {
    pub fn new(start: usize, end: usize, agreement: Agreement) -> LatinForm {
        LatinForm { start, end, agreement, system: None, slip: None }
    }
}

/// The kind of the name before another in a series, and how far it speaks for that, as log odds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Beside {
    pub kind: Kind,
    pub weight: f64,
}

/// A surface, the Latin form tied to it, and the words around the two: `sighting.Sighting`.
#[derive(Clone, Debug)]
pub struct Sighting<'t> {
    pub surface: &'t [char],
    pub latin: Option<LatinForm>,
    /// The text of the Latin form; empty where there is none.
    pub latin_text: &'t [char],
    pub shape: Option<Kind>,
    pub before: &'t [char],
    pub after: &'t [char],
    pub beside: Option<Beside>,
    pub is_title: bool,
}

/// What a name without an entry was found to be: the parts of a `Resolution` that such a one has.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    pub kind: Kind,
    pub pinyin: Option<String>,
    /// `word` of `model.EVIDENCE` and what was seen.
    pub evidence: Vec<(&'static str, String)>,
}
