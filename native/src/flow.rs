//! One article: the runs and Latin forms that the scan found, each settled here or by Python.

use crate::entries::settle;
use crate::facts::Kind;
use crate::guard::{holds_block, Guards};
use crate::json::Value;
use crate::latin::{latin_mentions, Named};
use crate::model::{Agreement, LatinForm};
use crate::plain::{anchor, hit_that_ends, Plain};
use crate::record::{read_line, write_head, write_mention, Constant, Mention};
use crate::resolve::unknown;
use crate::scan::{LatinHit, Run, HOLDS_FORMS, ONLY_SINGLES};
use crate::sighting::sight;
use crate::steps::{unknown_by_steps, Step};
use crate::whole::title_run;
use crate::Core;

/// In place of a pattern, of a run that is the title of a work: `whole.TITLE`.
const TITLE: i32 = -9;

/// Annotate a line; None where Python must.
pub fn annotate_line(line: &[u8], core: &mut Core, plain: &mut Plain) -> Option<String> {
    let mut text = std::mem::take(&mut core.text);
    let found =
        read_line(line, &mut text).and_then(|(id, may_hold_blocks)| annotate(&text, id.as_deref(), may_hold_blocks, core, plain));
    core.text = text;
    found
}

fn annotate(text: &[char], id: Option<&str>, may_hold_blocks: bool, core: &Core, plain: &mut Plain) -> Option<String> {
    if may_hold_blocks && holds_block(text) {
        return None;
    }
    let guards = Guards::new(text);
    let (runs, mut hits) = core.scan(text)?;
    if !core.has_latin_mentions {
        hits.clear();
    }
    let mut mentions = hanzi_mentions(text, &runs, &hits, &guards, core, plain)?;
    if !hits.is_empty() {
        add_latin(text, &mut mentions, &hits, &guards, core);
    }
    let mut out = String::with_capacity(64 + 400 * mentions.len());
    write_head(id, &mut out);
    for (number, mention) in mentions.iter().enumerate() {
        if number > 0 {
            out.push(',');
        }
        write_mention(mention, text, &mut out);
    }
    out.push_str("]}");
    if core.facts.take_failure() {
        return None;
    }
    Some(out)
}

/// Add the mentions in Latin letters alone, in order.
fn add_latin(text: &[char], mentions: &mut Vec<Mention>, hits: &[LatinHit], guards: &Guards, core: &Core) {
    let named: Vec<Named> = mentions
        .iter()
        .map(|mention| Named {
            start: mention.start,
            end: mention.end,
            latin: mention.latin.as_ref().map(|latin| (latin.start, latin.end)),
            kind: mention.kind,
            entry: mention.entry,
        })
        .collect();
    let added = latin_mentions(text, &named, hits, guards, core);
    if added.is_empty() {
        return;
    }
    mentions.extend(added.into_iter().map(|added| Mention {
        start: added.start,
        end: added.end,
        latin: None,
        kind: added.settled.kind,
        entry: added.settled.entry,
        constant: Constant::Latin(added.settled),
    }));
    mentions.sort_by_key(|mention| mention.start);
}

/// `Annotator._hanzi_mentions`
fn hanzi_mentions(
    text: &[char],
    runs: &[Run],
    hits: &[LatinHit],
    guards: &Guards,
    core: &Core,
    plain: &mut Plain,
) -> Option<Vec<Mention>> {
    let mut mentions: Vec<Mention> = Vec::with_capacity(runs.len());
    let mut low = 0;
    for &run in runs {
        if run.start < low {
            continue;
        }
        let run = match title_run(text, run.start, run.end, core) {
            _ if core.take_deferral() => return None,
            Some(end) => Run { end, pattern: TITLE, ..run },
            None => run,
        };
        let Run { start, end, pattern } = run;
        if !guards.covers(start, end, core) {
            let previous = mentions.last().map(|mention| (mention.end, mention.kind));
            let settled = if pattern >= 0 {
                let pattern = pattern as u32;
                plain
                    .known(text, start, end, pattern, core)
                    .or_else(|| plain.named(text, start, end, pattern, hits, core))
                    .map_or_else(|| by_entry(text, run, hits, previous, core, plain), Answer::Mention)
            } else if pattern == ONLY_SINGLES {
                let found = plain.unknown(text, start, end, low, previous, core);
                match found {
                    _ if core.take_deferral() => Answer::Deferred,
                    Some(mention) => Answer::Mention(mention),
                    None => by_steps(text, run, previous, core, plain),
                }
            } else if pattern == HOLDS_FORMS {
                by_steps(text, run, previous, core, plain)
            } else {
                Answer::Deferred
            };
            match settled {
                Answer::Mention(mention) => mentions.push(mention),
                Answer::Nothing => {}
                Answer::Deferred => {
                    mentions.append(&mut asked(run, low, hits, previous, text, core, plain));
                    if core.facts.has_failed() {
                        core.facts.take_failure();
                        return None;
                    }
                }
            }
        }
        low = end;
    }
    Some(mentions)
}

enum Answer {
    Mention(Mention),
    Nothing,
    Deferred,
}

/// What the steps find of a run that is a form of one entry.
fn by_entry(
    text: &[char],
    run: Run,
    hits: &[LatinHit],
    previous: Option<(usize, Kind)>,
    core: &Core,
    plain: &mut Plain,
) -> Answer {
    let found = settle(text, run, hits, previous, core, plain);
    match found {
        _ if core.take_deferral() => Answer::Deferred,
        Some(found) => found.map_or(Answer::Nothing, Answer::Mention),
        None => Answer::Deferred,
    }
}

/// What the steps find of a run that is one unknown name, whether it holds forms or not.
fn by_steps(text: &[char], run: Run, previous: Option<(usize, Kind)>, core: &Core, plain: &mut Plain) -> Answer {
    let Run { start, end, .. } = run;
    let segments = match plain.cover(&text[start..end], core) {
        Some(segments) => segments,
        None => return Answer::Deferred,
    };
    let found = unknown_by_steps(text, start, end, &segments, core).map(|step| match step {
        Step::Nothing => Answer::Nothing,
        Step::Name(latin, shape) => {
            let sighting = sight(text, start, end, latin, shape, previous);
            let found = unknown(&sighting, core);
            let (kind, latin) = (found.kind, sighting.latin);
            Answer::Mention(Mention { start, end, latin, kind, entry: None, constant: Constant::Unknown(found) })
        }
    });
    match found {
        Some(answer) if !core.take_deferral() => answer,
        _ => {
            core.take_deferral();
            Answer::Deferred
        }
    }
}

/// What Python's steps find of a run.
fn asked(
    run: Run,
    low: usize,
    hits: &[LatinHit],
    previous: Option<(usize, Kind)>,
    text: &[char],
    core: &Core,
    plain: &mut Plain,
) -> Vec<Mention> {
    let hit = anchor(text, run.start, run.end).and_then(|place| hit_that_ends(hits, place));
    let answer = core.facts.ask(
        "steps",
        vec![
            Value::from(vec![run.start, run.end]),
            Value::Number(run.pattern.to_string()),
            Value::from(low),
            hit.map_or(Value::Null, |hit| Value::from(vec![hit.start, hit.end, hit.pattern as usize])),
            previous.map_or(Value::Null, |(end, kind)| Value::List(vec![Value::from(end), Value::from(kind.name())])),
        ],
    );
    let mentions: Vec<Mention> = answer.at(0).items().iter().filter_map(told_mention).collect();
    if let (Some(mention), [told]) = (mentions.first(), &answer.items()[1.min(answer.items().len())..]) {
        if !told.is_null() {
            plain.keep_told(run.pattern as u32, told, mention);
        }
    }
    mentions
}

/// A mention as Python tells it: where it stands, its Latin form, its kind, its entry, the constant part of its record.
pub fn told_mention(told: &Value) -> Option<Mention> {
    let latin = told.at(2);
    let latin = if latin.is_null() {
        None
    } else {
        Some(LatinForm {
            start: latin.at(0).size(),
            end: latin.at(1).size(),
            agreement: match latin.at(2).text() {
                "entry" => Agreement::Entry,
                "spelling" => Agreement::Spelling,
                "near" => Agreement::Near,
                _ => Agreement::None,
            },
            system: latin.at(3).option().map(system),
            slip: latin.at(4).option().map(String::from),
        })
    };
    Some(Mention {
        start: told.at(0).size(),
        end: told.at(1).size(),
        latin,
        kind: Kind::named(told.at(3).text())?,
        entry: if told.at(4).is_null() { None } else { Some(told.at(4).size() as u32) },
        constant: Constant::Settled(told.at(5).text().into()),
    })
}

/// The name of a system of spelling, `tables.SYSTEMS` and pinyin.
pub fn system(name: &str) -> &'static str {
    const SYSTEMS: [&str; 9] =
        ["pinyin", "wade-giles", "hongkong", "taiwan", "hokkien", "hakka", "teochew", "cantonese", "singapore"];
    SYSTEMS.iter().find(|&&system| system == name).copied().unwrap_or("pinyin")
}
