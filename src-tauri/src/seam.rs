//! What the window's pages may ask and what they are told, written as TypeScript from the functions themselves.
//!
//! `build.rs` finds the commands and the names of what they take; their types are those that the compiler knows.

use std::fs;
use std::path::Path;

use studio::{Desk, Event};
use tauri::{AppHandle, State};
use ts_rs::{Config, ExportError, TS, TypeVisitor};

use crate::commands;
use crate::refusal::Answer;

/// Writes a file for each type that crosses to the window, or to the page for directors, and `Commands.ts`: what each command takes and answers.
///
/// # Errors
/// If `folder` cannot be written, or a type cannot be said in TypeScript.
#[allow(clippy::disallowed_methods, reason = "what is generated is made whole by the job that asks for it")]
pub fn write(folder: &Path) -> Result<(), ExportError> {
    let mut seam = Seam {
        config: Config::new().with_out_dir(folder).with_large_int("number"),
        commands: Vec::new(),
        failed: None,
    };
    seam.type_of::<Event>();
    seam.type_of::<studio::door::Page>();
    seam.type_of::<studio::door::Said>();
    seam.type_of::<studio::door::Answer>();
    seam.type_of::<studio::door::Received>();
    seam.type_of::<studio::door::Packed>();
    seam.type_of::<studio::door::BriefPage>();
    seam.type_of::<studio::door::ComposerAnswer>();
    commands::tell(&mut seam);
    if let Some(error) = seam.failed.take() {
        return Err(error);
    }
    Ok(fs::write(folder.join("Commands.ts"), seam.map(folder)?)?)
}

/// What is gathered of the commands.
pub(crate) struct Seam {
    config: Config,
    commands: Vec<Command>,
    failed: Option<ExportError>,
}

struct Command {
    name: &'static str,
    about: &'static str,
    takes: Vec<(&'static str, String)>,
    answers: String,
}

/// A function as a command: `Form` keeps apart what differs in the number of arguments.
pub(crate) trait Signature<Form> {
    type Answers;

    fn takes(seam: &mut Seam) -> Vec<String>;
}

/// The form of a command that asks the desk.
pub(crate) struct OfDesk<Rest>(std::marker::PhantomData<Rest>);

macro_rules! signatures {
    ($($taken:ident)*) => {
        impl<Function, Answers, $($taken: TS + 'static),*> Signature<fn($($taken),*) -> Answers> for Function
        where
            Function: Fn($($taken),*) -> Answers,
        {
            type Answers = Answers;

            fn takes(_seam: &mut Seam) -> Vec<String> {
                vec![$(_seam.type_of::<$taken>()),*]
            }
        }

        impl<Function, Answers, $($taken: TS + 'static),*> Signature<OfDesk<fn($($taken),*) -> Answers>> for Function
        where
            Function: Fn(State<'static, Desk>, $($taken),*) -> Answers,
        {
            type Answers = Answers;

            fn takes(_seam: &mut Seam) -> Vec<String> {
                vec![$(_seam.type_of::<$taken>()),*]
            }
        }
    };
}

/// The form of a command that asks the shell itself.
pub(crate) struct OfShell<Rest>(std::marker::PhantomData<Rest>);

impl<Function, Answers> Signature<OfShell<fn() -> Answers>> for Function
where
    Function: Fn(AppHandle) -> Answers,
{
    type Answers = Answers;

    fn takes(_seam: &mut Seam) -> Vec<String> {
        Vec::new()
    }
}

signatures!();
signatures!(A);
signatures!(A B);
signatures!(A B C);
signatures!(A B C D);
signatures!(A B C D E);
signatures!(A B C D E G);

impl Seam {
    /// A command that may be refused.
    pub fn refusable<Form, Answers, Function>(
        &mut self,
        name: &'static str,
        about: &'static str,
        names: &[&'static str],
        _: Function,
    ) where
        Function: Signature<Form, Answers = Answer<Answers>>,
        Answers: TS + 'static,
    {
        let takes = Function::takes(self);
        self.add::<Answers>(name, about, names, takes);
    }

    /// A command that always answers.
    pub fn certain<Form, Function>(
        &mut self,
        name: &'static str,
        about: &'static str,
        names: &[&'static str],
        _: Function,
    ) where
        Function: Signature<Form>,
        Function::Answers: TS + 'static,
    {
        let takes = Function::takes(self);
        self.add::<Function::Answers>(name, about, names, takes);
    }

    fn add<Answers: TS + 'static>(
        &mut self,
        name: &'static str,
        about: &'static str,
        names: &[&'static str],
        takes: Vec<String>,
    ) {
        let answers = self.type_of::<Answers>();
        // Who asks may keep what is asked with.
        let takes = takes.into_iter().map(|kind| kind.replace("Array<", "ReadonlyArray<"));
        let takes = names.iter().copied().zip(takes).collect();
        self.commands.push(Command { name, about, takes, answers });
    }

    /// The name of a type, written to a file of its own with all that it is made of.
    fn type_of<T: TS + 'static>(&mut self) -> String {
        T::visit_generics(self);
        self.visit::<T>();
        T::name(&self.config)
    }

    fn map(&self, folder: &Path) -> Result<String, ExportError> {
        let mut body = String::new();
        for Command { name, about, takes, answers } in &self.commands {
            let takes = match &takes[..] {
                [] => "null".to_owned(),
                takes => {
                    let each: Vec<String> = takes.iter().map(|(name, kind)| format!("{name}: {kind}")).collect();
                    format!("{{ {} }}", each.join("; "))
                }
            };
            body += &format!("  /** {about} */\n  {name}: {{ takes: {takes}; answers: {answers} }}\n");
        }
        let mut imports = String::new();
        for path in fs::read_dir(folder)? {
            let path = path?.path();
            let Some(name) = path.file_stem().and_then(|name| name.to_str()) else { continue };
            if words(&body).any(|word| word == name) {
                imports += &format!("import type {{ {name} }} from './{name}'\n");
            }
        }
        let mut imports: Vec<&str> = imports.lines().collect();
        imports.sort_unstable();
        Ok(format!(
            "// Written by ./dev codegen from the functions of src-tauri/src/commands.\n{}\n\n\
             /**\n * What the window may ask of the core: by name what it takes, and what it answers.\n */\n\
             export type Commands = {{\n{body}}}\n",
            imports.join("\n")
        ))
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_ascii_alphanumeric())
}

impl TypeVisitor for Seam {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if T::output_path().is_some()
            && let Err(error) = T::export_all(&self.config)
        {
            self.failed.get_or_insert(error);
        }
    }
}
