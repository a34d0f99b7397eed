//! What a helper process does: one piece of work over what others wrote.

use crate::confine::{Done, Failed, Task, guarded};
use crate::formats::pdf;
use crate::letters::{logo, template};

/// Does a piece of work here. A panic of what does it is a failure like another.
///
/// # Errors
/// If the template or picture cannot be used.
pub fn perform(task: Task) -> Result<Done, Failed> {
    let here = match task {
        Task::Wording { .. } => template::here,
        Task::Pages { .. } => pdf::here,
        Task::Picture { .. } => logo::here,
    };
    guarded(task, here)
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn a_template_is_refused_with_what_is_wrong() {
        let wrong = perform(Task::Pages {
            path: "sheet.typ".into(),
            source: "#nobody".into(),
            files: Vec::new(),
            data: Value::Null,
            document: String::new(),
            ours: false,
        });
        let Err(Failed::Pages(reason)) = wrong else { panic!("{wrong:?}") };
        assert!(reason.contains("unknown variable: nobody"), "{reason}");
        let panics = perform(Task::Wording {
            name: "t".into(),
            source: "{{ range(10)[::-9223372036854775808] }}".into(),
            facts: vec![Value::Null],
        });
        assert!(panics.is_err(), "{panics:?}");
    }
}
