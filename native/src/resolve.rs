//! What a surface without an entry names: that part of `glossary/resolve.py`.

use std::borrow::Cow;

use crate::facts::Kind;
use crate::kinds::kind_of;
use crate::model::{Agreement, Found, Sighting};
use crate::names::{read, read_by_sound};
use crate::text::{is_hanzi, string};
use crate::Core;

/// Settle a surface for which the glossary has no entry: its kind, its pinyin and what was seen.
pub fn unknown(sighting: &Sighting, core: &Core) -> Found {
    let surface = sighting.surface;
    if surface.len() == 1 {
        let pinyin = read(surface, None, None, core).0;
        return Found { kind: Kind::Other, pinyin, evidence: vec![("unknown", "single character".to_string())] };
    }
    let hanzi: Cow<[char]> = if surface.iter().all(|&c| is_hanzi(c)) {
        Cow::Borrowed(surface)
    } else {
        Cow::Owned(surface.iter().copied().filter(|&c| is_hanzi(c)).collect())
    };
    let plain = core.tables.simplify(&hanzi, &core.facts);
    let (kind, seen) = kind_of(sighting, &plain, core);
    let text = sighting.latin_text;
    let agreement = sighting.latin.as_ref().map(|latin| latin.agreement);
    let spelled = match agreement {
        Some(Agreement::Spelling | Agreement::Near) => Some(text),
        _ => None,
    };
    let is_loose = agreement == Some(Agreement::Near) && !text.contains(&' ');
    let is_open = kind == Kind::Person && agreement.is_some() && (spelled.is_none() || is_loose);
    let by_sound = if is_open { read_by_sound(surface, text, core) } else { None };
    let mut is_transcription = true;
    let pinyin = by_sound.or_else(|| {
        let (pinyin, reason) = read(surface, Some(kind), spelled, core);
        is_transcription = reason == "transcription";
        pinyin
    });
    let mut evidence = vec![("unknown", seen)];
    if let Some(spelled) = spelled {
        evidence.push(("latin", string(spelled)));
    }
    if kind == Kind::Person && !is_transcription {
        // of the surface as it is printed, whatever else it holds
        let size = if hanzi.len() == surface.len() {
            core.tables.surname_length(&plain, &core.facts)
        } else {
            core.tables.surname_length(&core.tables.simplify(surface, &core.facts), &core.facts)
        };
        if size > 0 {
            evidence.push(("surname", string(&surface[..size.min(surface.len())])));
        }
    }
    Found { kind, pinyin, evidence }
}
