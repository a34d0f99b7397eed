//! Takes the built page for directors (`ui/dist-review`) into the program. Where it is not built yet, so that one crate can be
//! compiled by itself, a page stands in that says so.

#![allow(clippy::disallowed_methods, reason = "what a build makes lies in its own folder")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let own = env::var_os("CARGO_MANIFEST_DIR").ok_or(io::ErrorKind::NotFound)?;
    let folder = Path::new(&own).join("../../ui/dist-review");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files: Vec<(String, PathBuf)> = Vec::new();
    if let Ok(entries) = fs::read_dir(&folder) {
        for entry in entries {
            let path = entry?.path();
            if let Some(name) = path.file_name().and_then(|name| name.to_str())
                && path.is_file()
            {
                println!("cargo::rerun-if-changed={}", path.display());
                files.push((name.to_owned(), path.clone()));
            }
        }
    }
    files.sort();
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    if !files.iter().any(|(name, _)| name == "review.js") {
        let instead = out.join("review.js");
        fs::write(
            &instead,
            "document.getElementById('app').textContent = 'The review page was not built into this program.'\n",
        )?;
        files.push(("review.js".to_owned(), instead));
    }
    let mut code = "static PAGE: &[PageFile] = &[\n".to_owned();
    for (name, path) in &files {
        let kind = match path.extension().and_then(|ending| ending.to_str()) {
            Some("js") => "text/javascript; charset=utf-8",
            Some("css") => "text/css; charset=utf-8",
            Some("woff2") => "font/woff2",
            _ => continue,
        };
        let path = fs::canonicalize(path)?;
        writeln!(code, "    PageFile {{ name: {name:?}, kind: {kind:?}, bytes: include_bytes!({path:?}) }},")
            .map_err(io::Error::other)?;
    }
    code.push_str("];\n");
    fs::write(out.join("page.rs"), code)
}
