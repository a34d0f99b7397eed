//! Room for sound that takes the place of other sound.

use std::ops::Range;

use super::Program;
use crate::fade::Fade;

impl Program {
    /// The same program with a stretch kept free: what starts in it does not sound, what sounds into it breaks off there.
    #[must_use]
    pub fn clearing(mut self, stretch: &Range<i64>) -> Self {
        // Long enough not to click.
        const BREAK: i64 = 240;
        for part in &mut self.parts {
            if part.clip.start < stretch.start && stretch.start < part.clip.end() {
                let length = stretch.start - part.clip.start;
                let fade_out = Fade { length: BREAK.min(length), ..Fade::default() };
                (part.clip.length, part.clip.fade_out, part.clip.tail) = (length, fade_out, 0);
                (part.envelope.length, part.envelope.fade_out) = (length, fade_out);
            } else if part.clip.end() <= stretch.start {
                part.clip.tail = part.clip.tail.min(stretch.start - part.clip.end());
            }
        }
        self.keeping(|clip| clip.end() <= stretch.start || stretch.end <= clip.start)
    }
}
