//! A client that says exactly what it is told to say, as no browser would.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::Value;

/// An answer of the server.
#[derive(Debug, Clone, Default)]
pub struct Reply {
    pub status: u16,
    /// Names in small letters.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The cookie that it gives, as it is sent back.
    pub fn cookie(&self) -> String {
        let set = self.header("set-cookie").unwrap_or_else(|| panic!("no cookie in {self:?}"));
        set.split(';').next().unwrap_or_default().to_owned()
    }
}

/// A request, as browsers send it unless it is changed.
#[derive(Debug, Clone)]
pub struct Ask {
    pub port: u16,
    pub method: String,
    pub path: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Ask {
    pub fn get(port: u16, path: &str) -> Self {
        let host = ("Host".to_owned(), format!("127.0.0.1:{port}"));
        Self { port, method: "GET".into(), path: path.into(), headers: vec![host], body: Vec::new() }
    }

    pub fn post(port: u16, path: &str, body: &Value) -> Self {
        let mut ask = Self::get(port, path);
        ask.method = "POST".into();
        ask.body = body.to_string().into_bytes();
        ask.with("Origin", &format!("http://127.0.0.1:{port}")).with("Content-Type", "application/json")
    }

    /// With a header in place of the one of that name; without it where the value is empty.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(key, _)| !key.eq_ignore_ascii_case(name));
        if !value.is_empty() {
            self.headers.push((name.to_owned(), value.to_owned()));
        }
        self
    }

    pub fn body(mut self, body: &[u8]) -> Self {
        self.body = body.to_vec();
        self
    }

    pub fn send(&self) -> Reply {
        let mut head = format!("{} {} HTTP/1.1\r\nConnection: close\r\n", self.method, self.path);
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if self.method == "POST" {
            head.push_str(&format!("Content-Length: {}\r\n", self.body.len()));
        }
        head.push_str("\r\n");
        let mut stream = connect(self.port);
        stream.write_all(head.as_bytes()).expect("sent");
        // What is refused by its head may be closed before its body is read.
        let _ = stream.write_all(&self.body);
        read_reply(&mut stream)
    }
}

pub fn connect(port: u16) -> TcpStream {
    let stream = TcpStream::connect(("127.0.0.1", port)).expect("listens");
    stream.set_read_timeout(Some(Duration::from_secs(40))).expect("set");
    stream
}

/// Reads until the connection is closed.
pub fn read_reply(stream: &mut TcpStream) -> Reply {
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    parse(&bytes)
}

fn parse(bytes: &[u8]) -> Reply {
    let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else { return Reply::default() };
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|code| code.parse().ok()).unwrap_or(0);
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.trim().to_lowercase(), value.trim().to_owned()))
        .collect();
    Reply { status, headers, body: bytes[end + 4..].to_vec() }
}
