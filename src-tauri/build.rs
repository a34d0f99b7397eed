//! Hands the configuration of the window to its build, and lists its commands: every function of `src/commands` that is
//! one, so that none can be written and not be registered.

#![allow(clippy::disallowed_methods, reason = "what is built is made whole by the job that asks for it")]

use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use syn::{Attribute, Expr, ExprLit, FnArg, Item, ItemFn, Lit, Meta, Pat, ReturnType, Type};

fn main() -> Result<(), Box<dyn Error>> {
    // The pages are part of the binary, so new pages are a reason to build it anew.
    if env::var_os("CARGO_FEATURE_CUSTOM_PROTOCOL").is_some() {
        println!("cargo:rerun-if-changed=../ui/dist");
    }
    println!("cargo:rerun-if-changed=src/commands");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo says where to write")?);
    fs::write(out.join("commands.rs"), list(&commands(Path::new("src/commands"))?))?;
    tauri_build::build();
    Ok(())
}

struct Command {
    /// Its path within `commands`.
    path: String,
    name: String,
    about: String,
    /// As JavaScript writes them.
    takes: Vec<String>,
    is_refusable: bool,
}

fn commands(folder: &Path) -> Result<Vec<Command>, Box<dyn Error>> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
    files.sort();
    let mut found = Vec::new();
    for file in files {
        let module = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        for item in syn::parse_file(&fs::read_to_string(&file)?)?.items {
            if let Item::Fn(function) = item
                && function.attrs.iter().any(is_command)
            {
                found.push(command(&module, &function).map_err(|wrong| format!("{}: {wrong}", file.display()))?);
            }
        }
    }
    if found.is_empty() {
        return Err(format!("{} holds no command", folder.display()).into());
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

fn is_command(attribute: &Attribute) -> bool {
    let path: Vec<String> = attribute.path().segments.iter().map(|segment| segment.ident.to_string()).collect();
    path == ["tauri", "command"]
}

fn command(module: &str, function: &ItemFn) -> Result<Command, String> {
    let name = function.sig.ident.to_string();
    if function.attrs.iter().any(|attribute| is_command(attribute) && !matches!(attribute.meta, Meta::Path(_))) {
        return Err(format!("{name}: a command is plain #[tauri::command]; the guard gives it a thread"));
    }
    let mut takes = Vec::new();
    for input in &function.sig.inputs {
        let FnArg::Typed(argument) = input else { return Err(format!("{name} takes self")) };
        let Pat::Ident(argument_name) = &*argument.pat else { return Err(format!("{name} takes what has no name")) };
        if !is_named(&argument.ty, "State") && !is_named(&argument.ty, "AppHandle") {
            takes.push(camel(&argument_name.ident.to_string()));
        }
    }
    let about: Vec<String> = function.attrs.iter().filter_map(doc).collect();
    let is_refusable = matches!(&function.sig.output, ReturnType::Type(_, answer) if is_named(answer, "Answer"));
    Ok(Command { path: format!("{module}::{name}"), name, about: about.join(" "), takes, is_refusable })
}

fn is_named(kind: &Type, name: &str) -> bool {
    matches!(kind, Type::Path(path) if path.path.segments.last().is_some_and(|segment| segment.ident == name))
}

fn doc(attribute: &Attribute) -> Option<String> {
    match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value().trim().to_owned()),
            _ => None,
        },
        _ => None,
    }
}

fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |camel, word| {
        let mut letters = word.chars();
        camel + &letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default() + letters.as_str()
    })
}

fn list(commands: &[Command]) -> String {
    let paths: String = commands.iter().map(|command| format!("        {},\n", command.path)).collect();
    let told: String = commands
        .iter()
        .map(|Command { path, name, about, takes, is_refusable }| {
            let kind = if *is_refusable { "refusable" } else { "certain" };
            format!("    seam.{kind}({name:?}, {about:?}, &{takes:?}, {path});\n")
        })
        .collect();
    format!(
        "/// Answers whatever the window asks.\n\
         pub fn handler() -> impl Fn(tauri::ipc::Invoke) -> bool + Send + Sync + 'static {{\n    \
         tauri::generate_handler![\n{paths}    ]\n}}\n\n\
         /// Tells of every command.\n\
         #[cfg(feature = \"seam\")]\n\
         pub(crate) fn tell(seam: &mut crate::seam::Seam) {{\n{told}}}\n"
    )
}
