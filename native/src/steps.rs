//! One run without an entry, step by step: `Annotator._mentions_by_steps` of `glossary/flow.py` up to the sighting.

use crate::beside::pair;
use crate::cover::Segment;
use crate::facts::Kind;
use crate::foreign::is_foreign;
use crate::model::LatinForm;
use crate::numerals::{begins_with_number, is_number};
use crate::whole::whole_name;
use crate::Core;

/// What a run is: no mention, or a name with its Latin form and the kind that its cover found.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    Nothing,
    Name(Option<LatinForm>, Option<Kind>),
}

/// A run that is no form; None where it is left to Python, as one that is divided into several names is.
///
/// `segments`: its cover.
pub fn unknown_by_steps(text: &[char], start: usize, end: usize, segments: &[Segment], core: &Core) -> Option<Step> {
    let is_nothing = is_foreign(text, start, end, core) || begins_with_number(text, start, end, core);
    if core.is_deferred() {
        return None;
    }
    if is_nothing {
        return Some(Step::Nothing);
    }
    let shape = whole_name(text, start, end, segments, core)?;
    if is_number(&text[start..end], core) {
        return Some(Step::Nothing);
    }
    let latin = if end - start == 1 { None } else { pair(text, start, end, shape, core) };
    if core.is_deferred() {
        return None;
    }
    Some(Step::Name(latin, shape))
}
