//! JSON, as far as a line and the answers of Python need it: an article is read by hand, answers as values.

/// A value of JSON; numbers are kept as they are written.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Null,
    Bool(bool),
    Number(String),
    Text(String),
    List(Vec<Value>),
    Object(Vec<(String, Value)>),
}

impl Value {
    pub fn get(&self, name: &str) -> &Value {
        match self {
            Value::Object(fields) => fields.iter().find(|(key, _)| key == name).map_or(&Value::Null, |(_, value)| value),
            _ => &Value::Null,
        }
    }
    pub fn at(&self, place: usize) -> &Value {
        match self {
            Value::List(items) => items.get(place).unwrap_or(&Value::Null),
            _ => &Value::Null,
        }
    }
    pub fn items(&self) -> &[Value] {
        match self {
            Value::List(items) => items,
            _ => &[],
        }
    }
    pub fn text(&self) -> &str {
        match self {
            Value::Text(text) => text,
            _ => "",
        }
    }
    pub fn chars(&self) -> Vec<char> {
        self.text().chars().collect()
    }
    /// A string, None for null.
    pub fn option(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
    pub fn float(&self) -> f64 {
        match self {
            Value::Number(number) => number.parse().unwrap_or(0.0),
            _ => 0.0,
        }
    }
    pub fn int(&self) -> i64 {
        match self {
            Value::Number(number) => number.parse().unwrap_or(0),
            _ => 0,
        }
    }
    pub fn size(&self) -> usize {
        self.int().max(0) as usize
    }
    pub fn truth(&self) -> bool {
        *self == Value::Bool(true)
    }
    pub fn is_null(&self) -> bool {
        *self == Value::Null
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.to_string())
    }
}
impl From<&[char]> for Value {
    fn from(text: &[char]) -> Value {
        Value::Text(text.iter().collect())
    }
}
impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(text)
    }
}
impl From<usize> for Value {
    fn from(number: usize) -> Value {
        Value::Number(number.to_string())
    }
}
impl From<f64> for Value {
    fn from(number: f64) -> Value {
        Value::Number(format!("{:?}", number))
    }
}
impl From<bool> for Value {
    fn from(truth: bool) -> Value {
        Value::Bool(truth)
    }
}
impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::Null, Into::into)
    }
}
impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(items: Vec<T>) -> Value {
        Value::List(items.into_iter().map(Into::into).collect())
    }
}

/// Write a value as `json.dumps(ensure_ascii=False)` does, without blanks.
pub fn write(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(truth) => out.push_str(if *truth { "true" } else { "false" }),
        Value::Number(number) => out.push_str(number),
        Value::Text(text) => write_string(text.chars(), out),
        Value::List(items) => {
            out.push('[');
            for (number, item) in items.iter().enumerate() {
                if number > 0 {
                    out.push(',');
                }
                write(item, out);
            }
            out.push(']');
        }
        Value::Object(fields) => {
            out.push('{');
            for (number, (key, item)) in fields.iter().enumerate() {
                if number > 0 {
                    out.push(',');
                }
                write_string(key.chars(), out);
                out.push(':');
                write(item, out);
            }
            out.push('}');
        }
    }
}

/// Write a string with its quotes, as Python's `encode_basestring` does.
pub fn write_string<I: Iterator<Item = char>>(text: I, out: &mut String) {
    out.push('"');
    for c in text {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            c if c < ' ' => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
}

/// Parse one value; None where it is none, or holds what only Python reads (a lone surrogate, NaN, deep nesting).
pub fn parse(data: &str) -> Option<Value> {
    let mut parser = Parser { data: data.as_bytes(), place: 0 };
    let value = parser.value(0)?;
    parser.blanks();
    if parser.place == parser.data.len() {
        Some(value)
    } else {
        None
    }
}

const DEEPEST: usize = 64;

pub struct Parser<'a> {
    pub data: &'a [u8],
    pub place: usize,
}

impl<'a> Parser<'a> {
    pub fn blanks(&mut self) {
        while matches!(self.data.get(self.place), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.place += 1;
        }
    }

    pub fn take(&mut self, byte: u8) -> bool {
        self.blanks();
        let is_there = self.data.get(self.place) == Some(&byte);
        self.place += usize::from(is_there);
        is_there
    }

    pub fn value(&mut self, depth: usize) -> Option<Value> {
        self.blanks();
        if depth > DEEPEST {
            return None;
        }
        match self.data.get(self.place)? {
            b'"' => self.string().map(Value::Text),
            b'{' => {
                self.place += 1;
                let mut fields = Vec::new();
                if self.take(b'}') {
                    return Some(Value::Object(fields));
                }
                loop {
                    self.blanks();
                    let key = self.string()?;
                    if !self.take(b':') {
                        return None;
                    }
                    fields.push((key, self.value(depth + 1)?));
                    if self.take(b'}') {
                        return Some(Value::Object(fields));
                    }
                    if !self.take(b',') {
                        return None;
                    }
                }
            }
            b'[' => {
                self.place += 1;
                let mut items = Vec::new();
                if self.take(b']') {
                    return Some(Value::List(items));
                }
                loop {
                    items.push(self.value(depth + 1)?);
                    if self.take(b']') {
                        return Some(Value::List(items));
                    }
                    if !self.take(b',') {
                        return None;
                    }
                }
            }
            b't' => self.word("true", Value::Bool(true)),
            b'f' => self.word("false", Value::Bool(false)),
            b'n' => self.word("null", Value::Null),
            _ => self.number(),
        }
    }

    fn word(&mut self, word: &str, value: Value) -> Option<Value> {
        if self.data[self.place..].starts_with(word.as_bytes()) {
            self.place += word.len();
            Some(value)
        } else {
            None
        }
    }

    fn digits(&mut self) -> usize {
        let start = self.place;
        while matches!(self.data.get(self.place), Some(b'0'..=b'9')) {
            self.place += 1;
        }
        self.place - start
    }

    fn number(&mut self) -> Option<Value> {
        let start = self.place;
        if self.data.get(self.place) == Some(&b'-') {
            self.place += 1;
        }
        let is_zero = self.data.get(self.place) == Some(&b'0');
        let digits = self.digits();
        if digits == 0 || (is_zero && digits > 1) {
            return None;
        }
        if self.data.get(self.place) == Some(&b'.') {
            self.place += 1;
            if self.digits() == 0 {
                return None;
            }
        }
        if matches!(self.data.get(self.place), Some(b'e' | b'E')) {
            self.place += 1;
            if matches!(self.data.get(self.place), Some(b'+' | b'-')) {
                self.place += 1;
            }
            if self.digits() == 0 {
                return None;
            }
        }
        String::from_utf8(self.data[start..self.place].to_vec()).ok().map(Value::Number)
    }

    /// A string without escapes as it stands, at its opening quote.
    pub fn raw_string<'d>(&mut self, data: &'d str) -> Option<&'d str> {
        let start = self.place + 1;
        self.skip_string()?;
        let found = &data[start..self.place - 1];
        if found.contains('\\') {
            return None;
        }
        Some(found)
    }

    fn skip_string(&mut self) -> Option<()> {
        if self.data.get(self.place) != Some(&b'"') {
            return None;
        }
        self.place += 1;
        loop {
            while !matches!(self.data.get(self.place), None | Some(b'"' | b'\\' | 0..=0x1f)) {
                self.place += 1;
            }
            self.place += 1;
            match self.data.get(self.place - 1)? {
                b'"' => return Some(()),
                b'\\' => {
                    self.escape()?;
                }
                _ => return None,
            }
        }
    }

    /// Pass over a value.
    pub fn skip(&mut self, depth: usize) -> Option<()> {
        self.blanks();
        if self.data.get(self.place) == Some(&b'"') {
            self.skip_string()
        } else {
            self.value(depth).map(drop)
        }
    }

    /// A string, at its opening quote.
    pub fn string(&mut self) -> Option<String> {
        if self.data.get(self.place) != Some(&b'"') {
            return None;
        }
        self.place += 1;
        let mut bytes: Vec<u8> = Vec::new();
        loop {
            let start = self.place;
            while !matches!(self.data.get(self.place), None | Some(b'"' | b'\\' | 0..=0x1f)) {
                self.place += 1;
            }
            bytes.extend_from_slice(&self.data[start..self.place]);
            match self.data.get(self.place)? {
                b'"' => {
                    self.place += 1;
                    return String::from_utf8(bytes).ok();
                }
                b'\\' => {
                    self.place += 1;
                    let c = self.escape()?;
                    let mut buffer = [0; 4];
                    bytes.extend_from_slice(c.encode_utf8(&mut buffer).as_bytes());
                }
                _ => return None,
            }
        }
    }

    /// What an escape stands for, behind its backslash.
    pub fn escape(&mut self) -> Option<char> {
        let letter = *self.data.get(self.place)?;
        self.place += 1;
        Some(match letter {
            b'"' => '"',
            b'\\' => '\\',
            b'/' => '/',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let high = self.four()?;
                if (0xd800..0xdc00).contains(&high) && self.data[self.place..].starts_with(b"\\u") {
                    self.place += 2;
                    let low = self.four()?;
                    if !(0xdc00..0xe000).contains(&low) {
                        return None;
                    }
                    char::from_u32(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00))?
                } else {
                    char::from_u32(high)?
                }
            }
            _ => return None,
        })
    }

    fn four(&mut self) -> Option<u32> {
        let digits = self.data.get(self.place..self.place + 4)?;
        if !digits.iter().all(u8::is_ascii_hexdigit) {
            return None;
        }
        self.place += 4;
        u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
    }
}
