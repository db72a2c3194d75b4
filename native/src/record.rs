//! A line in, a record out: the JSON of an article and of its mentions.

use std::rc::Rc;

use crate::facts::Kind;
use crate::json::{write_string, Parser};
use crate::latin::Settled;
use crate::model::{Found, LatinForm};
use crate::text::is_plain;

/// Read the text of a line, and give its id as it will be written; None where Python must: it is no article, or none of plain characters, or has an id that is written otherwise.
///
/// The second answer is whether the text holds a mark with which what is no prose may begin.
pub fn read_line(line: &[u8], text: &mut Vec<char>) -> Option<(Option<String>, bool)> {
    let data = std::str::from_utf8(line).ok()?;
    let mut parser = Parser { data: data.as_bytes(), place: 0 };
    let mut marks = None;
    let mut id = None;
    if !parser.take(b'{') {
        return None;
    }
    if !parser.take(b'}') {
        loop {
            parser.blanks();
            let key = parser.raw_string(data)?;
            if !parser.take(b':') {
                return None;
            }
            parser.blanks();
            match key {
                "text" => marks = Some(plain_text(&mut parser, data, text)?),
                "id" => id = identifier(&mut parser, data)?,
                _ => parser.skip(0)?,
            }
            if parser.take(b'}') {
                break;
            }
            if !parser.take(b',') {
                return None;
            }
        }
    }
    parser.blanks();
    if parser.place == data.len() {
        marks.map(|marks| (id, marks != 0))
    } else {
        None
    }
}

/// The string at the parser's place as code points, and what marks of blocks it holds; None where it holds what is not plain.
fn plain_text(parser: &mut Parser, data: &str, text: &mut Vec<char>) -> Option<u8> {
    text.clear();
    if parser.data.get(parser.place) != Some(&b'"') {
        return None;
    }
    parser.place += 1;
    text.reserve(parser.data.len() - parser.place);
    let mut marks = 0;
    loop {
        while let Some(chunk) = parser.data.get(parser.place..parser.place + CHUNK) {
            if chunk.iter().fold(false, |found, &byte| found | is_odd(byte)) {
                break;
            }
            text.extend(chunk.iter().map(|&byte| char::from(byte)));
            parser.place += CHUNK;
        }
        let start = parser.place;
        for &byte in &parser.data[start..parser.data.len().min(start + CHUNK)] {
            marks |= CLASSES[byte as usize];
            if CLASSES[byte as usize] & END != 0 {
                break;
            }
            text.push(char::from(byte));
            parser.place += 1;
        }
        if parser.place == start + CHUNK {
            continue;
        }
        match *parser.data.get(parser.place)? {
            b'"' => {
                parser.place += 1;
                return Some(marks & !END);
            }
            b'\\' => {
                parser.place += 1;
                let c = parser.escape().filter(|&c| is_plain(c))?;
                if c == '"' && text.last() == Some(&'(') {
                    marks |= BLOCK;
                }
                if c < '\u{80}' {
                    marks |= CLASSES[c as usize];
                }
                text.push(c);
            }
            0x80..=0xff => {
                for c in data[parser.place..].chars().take_while(|&c| c >= '\u{80}') {
                    if !is_plain(c) {
                        return None;
                    }
                    text.push(c);
                    parser.place += c.len_utf8();
                }
            }
            _ => return None,
        }
    }
}

/// Bytes that are looked at together; most texts are letters and spaces all along.
const CHUNK: usize = 32;

/// Whether `CLASSES` may tell something of a byte.
#[inline(always)]
fn is_odd(byte: u8) -> bool {
    !(b' '..=b'}').contains(&byte)
        | (byte == b'"')
        | (byte == b'\\')
        | (byte == b'`')
        | (byte == b'<')
        | (byte == b'=')
        | (byte == b'\'')
}

/// What a byte is in a string: its end or what does not stand for itself, or a mark with which a block may begin (see `guard.rs`).
const END: u8 = 1;
const BLOCK: u8 = 2;
const CLASSES: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut table = [END; 256];
    let mut byte = 0x20;
    while byte < 0x7f {
        table[byte as usize] = match byte {
            b'"' | b'\\' => END,
            b'`' | b'<' | b'~' | b'=' | b'\'' => BLOCK,
            _ => 0,
        };
        byte += 1;
    }
    table
}

/// The id at the parser's place as the record has it: a string, or a number that is written as it was read.
fn identifier(parser: &mut Parser, data: &str) -> Option<Option<String>> {
    let start = parser.place;
    match parser.data.get(start)? {
        b'"' => {
            let mut id = String::new();
            write_string(parser.string()?.chars(), &mut id);
            Some(Some(id))
        }
        b'n' => {
            parser.skip(0)?;
            Some(None)
        }
        b'0'..=b'9' => {
            parser.skip(0)?;
            let id = &data[start..parser.place];
            if id.len() < 19 && id.bytes().all(|byte| byte.is_ascii_digit()) {
                Some(Some(id.to_string()))
            } else {
                None
            }
        }
        _ => None,
    }
}

/// What of a mention's record is the same wherever it stands: from `"kind"` to its closing brace.
#[derive(Clone, Debug)]
pub enum Constant {
    /// Of a name that Python settled, or that was settled by what Python gave.
    Settled(Rc<str>),
    /// The same of a name in Latin letters alone.
    Latin(Rc<Settled>),
    /// Of a name without an entry.
    Unknown(Found),
}

/// A mention as it is written.
#[derive(Clone, Debug)]
pub struct Mention {
    pub start: usize,
    pub end: usize,
    pub latin: Option<LatinForm>,
    pub kind: Kind,
    /// The number that Python gave to its entry.
    pub entry: Option<u32>,
    pub constant: Constant,
}

pub fn write_head(id: Option<&str>, out: &mut String) {
    out.push_str("{\"version\":1,");
    if let Some(id) = id {
        out.push_str("\"id\":");
        out.push_str(id);
        out.push(',');
    }
    out.push_str("\"mentions\":[");
}

pub fn write_mention(mention: &Mention, text: &[char], out: &mut String) {
    write_place(mention.start, mention.end, text, out);
    match &mention.latin {
        None => out.push_str("null,"),
        Some(latin) => write_latin(latin, text, out),
    }
    match &mention.constant {
        Constant::Settled(json) => out.push_str(json),
        Constant::Latin(settled) => out.push_str(&settled.json),
        Constant::Unknown(found) => write_found(found, None, out),
    }
}

/// `{"start":..,"end":..,"surface":..,"latin":`
pub fn write_place(start: usize, end: usize, text: &[char], out: &mut String) {
    out.push_str("{\"start\":");
    write_number(start, out);
    out.push_str(",\"end\":");
    write_number(end, out);
    out.push_str(",\"surface\":");
    write_string(text[start..end].iter().copied(), out);
    out.push_str(",\"latin\":");
}

fn write_latin(latin: &LatinForm, text: &[char], out: &mut String) {
    out.push_str("{\"start\":");
    write_number(latin.start, out);
    out.push_str(",\"end\":");
    write_number(latin.end, out);
    out.push_str(",\"text\":");
    write_string(text[latin.start..latin.end].iter().copied(), out);
    out.push_str(",\"agreement\":\"");
    out.push_str(latin.agreement.name());
    out.push_str("\",\"system\":");
    match latin.system {
        None => out.push_str("null"),
        Some(system) => write_string(system.chars(), out),
    }
    out.push_str(",\"slip\":");
    match &latin.slip {
        None => out.push_str("null"),
        Some(slip) => write_string(slip.chars(), out),
    }
    out.push_str("},");
}

/// What was found of a name without an entry, from `"kind"` on; `candidate` is the id of the entry that it may be.
pub fn write_found(found: &Found, candidate: Option<&str>, out: &mut String) {
    out.push_str("\"kind\":\"");
    out.push_str(found.kind.name());
    out.push_str("\",\"pinyin\":");
    match &found.pinyin {
        None => out.push_str("null"),
        Some(pinyin) => write_string(pinyin.chars(), out),
    }
    out.push_str(",\"entry\":null,\"candidates\":[");
    if let Some(candidate) = candidate {
        write_string(candidate.chars(), out);
    }
    out.push_str("],\"evidence\":[");
    for (number, (word, detail)) in found.evidence.iter().enumerate() {
        if number > 0 {
            out.push(',');
        }
        write_evidence(word, detail.chars(), out);
    }
    out.push_str("]}");
}

pub fn write_evidence<I: Iterator<Item = char>>(word: &str, detail: I, out: &mut String) {
    out.push_str("{\"word\":\"");
    out.push_str(word);
    out.push_str("\",\"detail\":");
    write_string(detail, out);
    out.push('}');
}

fn write_number(number: usize, out: &mut String) {
    let mut digits = [0u8; 20];
    let mut place = digits.len();
    let mut rest = number;
    loop {
        place -= 1;
        digits[place] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    for &digit in &digits[place..] {
        out.push(char::from(digit));
    }
}
