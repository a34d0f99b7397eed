//! Which frame rates a file does not rule out, where it carries none.
//!
//! The largest frame label tells the least count of labels in a second; `;` and FCM tell drop-frame; and a source that runs
//! at its own speed is as long as its place on the record side at the right count only.

use timebase::FrameRate;

use super::{Label, Place, ReadError, Timeline};

/// Who said a rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RateFrom {
    /// The file carries it.
    File,
    /// The user said it.
    User,
}

/// Counts of labels in a second, the smallest first.
const BASES: [i64; 6] = [24, 25, 30, 48, 50, 60];

/// What the labels of a file tell about its rate.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    largest: Option<(Label, Place)>,
    largest_of_sources: Option<(Label, Place)>,
    agreeing: [u64; BASES.len()],
    pairs: u64,
    drop: bool,
    full: bool,
}

impl Evidence {
    /// A label of the time line. A label that is written with `;` is of a drop-frame count.
    pub fn label(&mut self, label: Label, place: &Place) {
        hold(&mut self.largest, label, place);
        self.drop |= label.drop == Some(true);
        self.full |= label.drop == Some(false);
    }

    /// A label of a source that mostly runs at the rate of the time line, but may count otherwise.
    pub fn source(&mut self, label: Label, place: &Place) {
        hold(&mut self.largest_of_sources, label, place);
    }

    /// The least count of labels in a second that both sides have.
    fn least(&self) -> i64 {
        count_of(self.largest.as_ref()).max(count_of(self.largest_of_sources.as_ref()))
    }

    /// How many sources are as long as their places at a count of labels.
    fn agreeing(&self, base: i64) -> u64 {
        BASES.iter().position(|own| *own == base).map_or(0, |at| self.agreeing[at])
    }

    /// The most that are so at a count that has the labels of both sides.
    fn agreeing_with_all(&self) -> u64 {
        let least = self.least();
        BASES.into_iter().filter(|base| *base >= least).map(|base| self.agreeing(base)).max().unwrap_or(0)
    }

    /// A part of a source and its place on the time line, which should be equally long.
    pub fn lengths(&mut self, source: (Label, Label), record: (Label, Label)) {
        let long = |(from, to): (Label, Label), base: i64| {
            let all = |label: Label| {
                let minutes = i64::from(label.hours) * 60 + i64::from(label.minutes);
                (minutes * 60 + i64::from(label.seconds)) * base + i64::from(label.frames)
            };
            all(to) - all(from)
        };
        self.pairs += 1;
        for (at, base) in BASES.into_iter().enumerate() {
            self.agreeing[at] += u64::from(long(source, base) == long(record, base));
        }
    }

    /// The rates that are left, the likeliest first: those that have all labels, then those that have the labels of the time line,
    /// where sources of another rate may be among them.
    #[must_use]
    pub fn possible(&self) -> Vec<FrameRate> {
        let most = self.agreeing.into_iter().max().unwrap_or(0);
        let sure = most == self.pairs;
        let least = self.least();
        let (own, with_all) = (count_of(self.largest.as_ref()), self.agreeing_with_all());
        // Sources of another rate may be among them where no rate with all labels has all lengths.
        let has_others = |agreeing: u64| agreeing >= with_all && with_all < self.pairs;
        let holds = |rate: &FrameRate| {
            let base = rate.labels_per_second();
            let agreeing = self.agreeing(base);
            // A single event whose speed nobody wrote down may agree by chance.
            let by_lengths = most == agreeing || !(sure || most - agreeing >= 2);
            let by_counting = if rate.is_drop() { self.drop || !self.full } else { !self.drop || self.full };
            let by_labels = base >= least || (base >= own && has_others(agreeing));
            by_labels && by_lengths && by_counting
        };
        // Film and its NTSC kin before the whole rates of the same count, full counts before drop-frame unless it is written.
        let mut left: Vec<FrameRate> = FrameRate::ALL.into_iter().filter(holds).collect();
        left.sort_by_key(|rate| {
            (rate.labels_per_second() < least, rate.labels_per_second(), rate.is_drop() != self.drop)
        });
        left
    }

    /// Settles the rate of a time line whose file carries none: what the user said, held against the labels.
    ///
    /// # Errors
    /// If a label of the time line does not exist at the rate that the user said, or one of a source while all sources are as long
    /// as their places at a rate that has it and not at this.
    pub fn settle(&self, timeline: &mut Timeline, hint: Option<FrameRate>) -> Result<(), ReadError> {
        timeline.possible = self.possible();
        let Some(rate) = hint else { return Ok(()) };
        let base = rate.labels_per_second();
        let is_refuted = self.agreeing_with_all() == self.pairs && self.agreeing(base) < self.pairs;
        let sides = [Some(&self.largest), is_refuted.then_some(&self.largest_of_sources)];
        let mut labels = sides.into_iter().flatten().flatten();
        if let Some((label, place)) = labels.find(|(label, _)| i64::from(label.frames) >= base) {
            return Err(ReadError::Rate { rate, label: *label, place: place.clone() });
        }
        let has_labels = base >= self.least();
        if has_labels && !timeline.possible.contains(&rate) {
            let why = if rate.is_drop() && self.full && !self.drop {
                "the file says that it is not drop-frame"
            } else if !rate.is_drop() && self.drop && !self.full {
                "the file says that it is drop-frame"
            } else {
                "the lengths of its sources say otherwise"
            };
            timeline.remarks.push(format!("It was read at {rate} as you said, though {why}."));
        }
        timeline.rate = Some(rate);
        timeline.rate_from = Some(RateFrom::User);
        Ok(())
    }
}

/// Keeps the label with the most frames.
fn hold(largest: &mut Option<(Label, Place)>, label: Label, place: &Place) {
    if largest.as_ref().is_none_or(|(largest, _)| label.frames > largest.frames) {
        *largest = Some((label, place.clone()));
    }
}

/// The least count of labels in a second that has a label.
fn count_of(largest: Option<&(Label, Place)>) -> i64 {
    largest.map_or(0, |(label, _)| i64::from(label.frames) + 1)
}

impl Timeline {
    /// Settles the rate of a time line whose file says it. What the user said gives way to it, with a remark.
    pub fn carries(&mut self, rate: FrameRate, hint: Option<FrameRate>) {
        if let Some(hint) = hint.filter(|hint| *hint != rate) {
            self.remarks.push(format!("The file says that its rate is {rate}; {hint} was not taken."));
        }
        (self.rate, self.rate_from, self.possible) = (Some(rate), Some(RateFrom::File), vec![rate]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(text: &str) -> Label {
        Label::parse(text).expect("a label")
    }

    fn names(evidence: &Evidence) -> Vec<&'static str> {
        evidence.possible().into_iter().map(FrameRate::name).collect()
    }

    #[test]
    fn the_largest_label_rules_out_slower_rates() {
        let mut evidence = Evidence::default();
        evidence.label(label("01:00:00:24"), &Place::Line(3));
        assert_eq!(names(&evidence), ["25", "29.97", "30", "29.97df", "47.952", "48", "50", "59.94", "60", "59.94df"]);
        evidence.label(label("01:00:00;02"), &Place::Line(4));
        assert_eq!(names(&evidence), ["29.97df", "59.94df"]);
    }

    #[test]
    fn a_source_may_run_at_a_rate_of_its_own_where_lengths_say_so() {
        let mut evidence = Evidence::default();
        evidence.label(label("10:00:00:00"), &Place::Line(3));
        evidence.label(label("10:00:01:12"), &Place::Line(3));
        evidence.source(label("01:00:00:29"), &Place::Line(3));
        evidence.lengths((label("01:00:00:29"), label("01:00:02:14")), (label("10:00:00:00"), label("10:00:01:12")));
        let left = names(&evidence);
        assert!(left.starts_with(&["29.97"]) && left.contains(&"25"), "{left:?}");
        let mut timeline = Timeline::of("cmx3600");
        evidence.settle(&mut timeline, Some(FrameRate::F25)).expect("settled");
        // As long as its place at 30: then the list is of 30.
        let mut evidence = Evidence::default();
        evidence.label(label("10:00:01:12"), &Place::Line(3));
        evidence.source(label("01:00:00:29"), &Place::Line(3));
        evidence.lengths((label("01:00:00:20"), label("01:00:02:02")), (label("10:00:00:00"), label("10:00:01:12")));
        assert!(!names(&evidence).contains(&"25"));
        assert!(evidence.settle(&mut timeline, Some(FrameRate::F25)).is_err());
    }

    #[test]
    fn lengths_tell_the_count_of_a_second() {
        let mut evidence = Evidence::default();
        evidence.lengths((label("00:00:00:00"), label("00:00:30:01")), (label("00:00:59:24"), label("00:01:30:00")));
        assert_eq!(names(&evidence), ["25"]);
    }

    #[test]
    fn a_rate_at_which_a_label_does_not_exist_is_refused() {
        let mut evidence = Evidence::default();
        evidence.label(label("01:00:00:24"), &Place::Line(3));
        let mut timeline = Timeline::of("cmx3600");
        let refused = evidence.settle(&mut timeline, Some(FrameRate::F24)).expect_err("refused");
        assert!(refused.to_string().contains("line 3") && refused.to_string().contains("01:00:00:24"), "{refused}");
        evidence.settle(&mut timeline, Some(FrameRate::F25)).expect("settled");
        assert_eq!(timeline.rate, Some(FrameRate::F25));
    }
}
