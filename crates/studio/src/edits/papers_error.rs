//! Why a wording, a template, a profile or a logo was refused.

/// Why a wording, a template, a profile or a logo was refused, as the user reads it.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// There is no template of that name.
    #[error("there is no template \"{name}\"; there are {known}")]
    NoTemplate {
        /// What was asked for.
        name: String,
        /// Those there are.
        known: String,
    },
    /// A template says nothing.
    #[error("the template is empty; write something, or reset it to the default")]
    TemplateEmpty,
    /// A template is longer than any letter.
    #[error("the template is {size} bytes long; it may be at most {most}")]
    TemplateTooLong {
        /// Its bytes.
        size: usize,
        /// How many it may have.
        most: usize,
    },
    /// The wording of a letter cannot be used.
    #[error(transparent)]
    Wording(#[from] deliver::WordingError),
    /// The typst source of the printed cue sheet cannot be used.
    #[error("{reason}; change the template, or go back to the one that came with Needledrop")]
    SheetTemplate {
        /// The file, line and what is wrong there.
        reason: String,
    },
    /// A profile would take the place of one that comes with the program.
    #[error("{id} is a profile that comes with the program; give yours another id")]
    ProfileOfOurs {
        /// Its id.
        id: String,
    },
    /// The show has no such profile.
    #[error("this show has no profile \"{id}\" of its own")]
    NoProfile {
        /// What was asked for.
        id: String,
    },
    /// The logo is no picture that papers can have.
    #[error(transparent)]
    Logo(#[from] deliver::LogoError),
    /// The logo did not come as base64.
    #[error("the logo is not base64; give the bytes of a PNG, JPEG or SVG file in base64")]
    LogoText,
}

impl PaperError {
    pub(crate) fn no_template(name: &str) -> Self {
        let known: Vec<&str> = deliver::letters::TEMPLATES.iter().map(|(known, _)| *known).collect();
        Self::NoTemplate { name: name.to_owned(), known: known.join(", ") }
    }
}
