//! How much lies on a cut, and how that is said.

/// How much of it there is, or was left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub scenes: usize,
    pub reels: usize,
    pub hits: usize,
    pub dialogue: usize,
    pub cues: usize,
    pub notes: usize,
    /// Alternates of cues that are there.
    pub alternates: usize,
}

impl Counts {
    pub fn less(self, other: Self) -> Self {
        Self {
            scenes: self.scenes.saturating_sub(other.scenes),
            reels: self.reels.saturating_sub(other.reels),
            hits: self.hits.saturating_sub(other.hits),
            dialogue: self.dialogue.saturating_sub(other.dialogue),
            cues: self.cues.saturating_sub(other.cues),
            notes: self.notes.saturating_sub(other.notes),
            alternates: self.alternates.saturating_sub(other.alternates),
        }
    }

    /// `2 cues, 1 hit and 3 notes`; empty for nothing.
    pub fn in_words(self) -> String {
        let counted = [
            (self.cues, "cue"),
            (if self.cues == 0 { self.alternates } else { 0 }, "alternate"),
            (self.scenes, "scene"),
            (self.reels, "reel"),
            (self.hits, "hit"),
            (self.dialogue, "line of dialogue"),
            (self.notes, "note"),
        ];
        let mut words: Vec<String> = counted
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, noun)| match noun.split_once(' ') {
                Some((first, rest)) => format!("{} {rest}", model::words::counted(count, first)),
                None => model::words::counted(count, noun),
            })
            .collect();
        let Some(last) = words.pop() else { return String::new() };
        if words.is_empty() { last } else { format!("{} and {last}", words.join(", ")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_told_as_people_say_them() {
        let some = Counts { cues: 2, alternates: 3, hits: 1, notes: 4, ..Counts::default() };
        assert_eq!(some.in_words(), "2 cues, 1 hit and 4 notes");
        assert_eq!(Counts { alternates: 1, ..Counts::default() }.in_words(), "1 alternate");
        assert_eq!(Counts::default().in_words(), "");
    }
}
