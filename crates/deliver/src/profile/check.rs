//! Whether a profile says what can be.

use model::{Perception, ThemeRole, Usage, Voice};

use super::workbook::is_known;
use super::{Profile, ProfileError, Rounding};

impl Profile {
    /// Whether it says what can be.
    ///
    /// # Errors
    /// With the first thing that cannot.
    pub fn check(&self) -> Result<(), ProfileError> {
        let wrong = |reason: &str| Err(ProfileError::Sense { name: self.name.clone(), reason: reason.to_owned() });
        let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
        if self.id.is_empty() || !self.id.chars().all(plain) {
            return wrong("its id is for the command line; use small letters, digits and hyphens");
        }
        if self.name.trim().is_empty() {
            return wrong("it needs a name");
        }
        if self.columns.is_empty() {
            return wrong("it needs at least one column");
        }
        if self.columns.iter().any(|column| column.width == 0 || column.width > 200) {
            return wrong("a column is between 1 and 200 letters wide");
        }
        if self.share_decimals > 4 {
            return wrong("shares have at most 4 decimals");
        }
        if !(0..=100_000).contains(&self.share_tolerance) {
            return wrong("the tolerance of shares is given in millionths, from 0 to 100000 (10 %)");
        }
        if !self.usage.iter().any(|code| code.perception.is_none() && code.voice.is_none() && code.theme_role.is_none())
            && !self.covers_all_uses()
        {
            return wrong("some cues would have no code of use; add a last one that fits all");
        }
        if self.required.iter().any(|asked| asked.header.is_some() == asked.field.is_some()) {
            return wrong("each thing required names either a field of the header or a field of the cues");
        }
        if let Some(unknown) = self.workbooks.iter().find(|id| !is_known(id)) {
            return wrong(&format!("the cells of the workbook \"{unknown}\" are not known to this program"));
        }
        if !self.workbooks.is_empty() && self.rounding != Rounding::Points {
            return wrong("a workbook counts durations from whole seconds; its rounding has to be \"points\"");
        }
        Ok(())
    }

    fn covers_all_uses(&self) -> bool {
        let perceptions = [Perception::Background, Perception::Visual, Perception::Featured];
        perceptions.iter().all(|&perception| {
            [Voice::Instrumental, Voice::Vocal].iter().all(|&voice| {
                let plain = Usage { perception, voice: Some(voice), theme_role: ThemeRole::Bumper, origin: None };
                self.usage.iter().any(|code| code.theme_role.is_none() && code.fits(plain))
            })
        })
    }
}
