//! How ffmpeg is asked for one picture of several files: each brought to the cut's rate and one size, end to end, with black and
//! silence where no file is seen.

use std::path::Path;
use std::process::Command;

use timebase::FrameRate;

use super::ffmpeg::{Tool, file_name, from_sample, rate_of};
use super::reels::Segment;
use super::{ProxyHeight, Source};

/// What is to be written.
pub(super) struct Joined<'a> {
    pub segments: Vec<Segment<'a>>,
    /// The cut's.
    pub rate: FrameRate,
    pub height: ProxyHeight,
    /// Filters that draw, over the whole.
    pub drawn: Vec<String>,
    /// Of each file among the segments: the sample at 48 kHz at which its first frame is shown, by its own times, and how wide its
    /// pixels are. Nothing where stretches are sought.
    pub firsts: Vec<First>,
}

/// What a file says of its first frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct First {
    pub sample: i64,
    /// Width of a pixel over its height.
    pub pixel: (i64, i64),
}

impl Joined<'_> {
    /// All its frames.
    pub fn frames(&self) -> i64 {
        self.segments.iter().map(Segment::frames).sum()
    }

    fn sources(&self) -> impl Iterator<Item = (&Source, i64)> {
        self.segments.iter().filter_map(|segment| match segment {
            Segment::File { source, from, .. } => Some((*source, *from)),
            Segment::Black(_) => None,
        })
    }

    /// Width and height of the whole: those of the file with the most lines, no larger than asked for.
    fn size(&self) -> (i64, i64) {
        let mut best = (2, 2);
        for (nth, (source, _)) in self.sources().enumerate() {
            let (over, under) = self.firsts.get(nth).map_or((1, 1), |first| first.pixel);
            let (width, height) = (i64::from(source.facts.width) * over / under.max(1), i64::from(source.facts.height));
            if height > best.1 {
                best = (width, height);
            }
        }
        let (width, height) = best;
        let most = i64::from(self.height.lines());
        // By its lines, or by its columns where it is wider than twice as high.
        let (above, below) = if height * 2 >= width { (most.min(height), height) } else { (most * 2, width) };
        let (above, below) = if above > below { (1, 1) } else { (above, below) };
        let to_even = |size: i64| ((size * above + below) / (below * 2) * 2).max(2);
        (to_even(width), to_even(height))
    }

    /// The graph of filters, from inputs in the order of the files to `[picture]` and, where any of them sounds, `[sound]`.
    fn graph(&self) -> String {
        let (per, seconds) = self.rate.ratio();
        let clock = format!("settb={seconds}/{per},setpts=N");
        let (wide, high) = self.size();
        let sounds = self.sounds();
        let (mut lines, mut pictures, mut heard) = (Vec::new(), String::new(), String::new());
        let (mut input, mut at) = (0, 0);
        for (nth, segment) in self.segments.iter().enumerate() {
            let frames = segment.frames();
            let samples = sample(self.rate, at + frames) - sample(self.rate, at);
            at += frames;
            let end = format!("trim=end_frame={frames},{clock}[v{nth}]");
            let silence = format!("anullsrc=r=48000:cl=stereo,{PLAIN},atrim=end_sample={samples}[a{nth}]");
            match segment {
                Segment::Black(_) => {
                    lines.push(format!("color=black:s={wide}x{high}:r={per}/{seconds},format=yuv420p,setsar=1,{end}"));
                    lines.extend(sounds.then_some(silence));
                }
                Segment::File { source, spare, .. } => {
                    lines.push(format!("[{input}:V:0]{},{end}", self.shown(source, *spare, (wide, high))));
                    if sounds {
                        let first = self.firsts.get(input).map_or(0, |first| first.sample);
                        let sound = sound_of(source, input, first, samples).map(|sound| format!("{sound}[a{nth}]"));
                        lines.push(sound.unwrap_or(silence));
                    }
                    input += 1;
                }
            }
            pictures.push_str(&format!("[v{nth}]"));
            heard.push_str(&format!("[a{nth}]"));
        }
        let count = self.segments.len();
        let drawn: String = self.drawn.iter().map(|filter| format!(",{filter}")).collect();
        lines.push(format!("{pictures}concat=n={count}:v=1:a=0,{clock}{drawn}[picture]"));
        if sounds {
            lines.push(format!("{heard}concat=n={count}:v=0:a=1,asetpts=N/SR/TB[sound]"));
        }
        lines.join(";")
    }

    /// Whether any of the files has sound.
    fn sounds(&self) -> bool {
        self.sources().any(|(source, _)| !source.facts.sound.is_empty())
    }

    /// Filters for a file's frames: at the cut's rate, in the size of all, with what its container may have counted too many.
    fn shown(&self, source: &Source, spare: Option<i64>, (wide, high): (i64, i64)) -> String {
        let ((over, under), even_out) = rate_of(&source.facts, self.rate);
        let (per, seconds) = self.rate.ratio();
        let mut filters = vec!["yadif=mode=send_frame:deint=interlaced".to_owned()];
        if even_out {
            filters.push(format!("fps={over}/{under}"));
        }
        // Frame n at n frames' time, whatever clock the file has.
        filters.push(format!("settb={under}/{over},setpts=N"));
        if i128::from(over) * i128::from(seconds) != i128::from(per) * i128::from(under) {
            // Each frame of the cut shows what is on the screen when it begins: the last that came.
            filters.push(format!("fps={per}/{seconds}:round=up"));
        }
        let fit = format!("min({wide}/(iw*sar),{high}/ih)");
        filters.push(format!(
            "scale=w='max(2,round(iw*sar*{fit}/2)*2)':h='max(2,round(ih*{fit}/2)*2)':flags=bilinear,setsar=1,\
             pad={wide}:{high}:(ow-iw)/2:(oh-ih)/2:black,format=yuv420p"
        ));
        match spare {
            None => filters.push("tpad=stop=-1:color=black".to_owned()),
            Some(0) => {}
            Some(spare) => filters.push(format!("tpad=stop={spare}:stop_mode=clone")),
        }
        filters.join(",")
    }
}

impl Tool {
    /// Has a picture of several files written to `to`, with their sound.
    pub fn joined(&self, command: &mut Command, joined: &Joined<'_>, to: &Path) {
        // Sound may begin before its first frame, or after it: both are counted by the times of their file.
        if !joined.firsts.is_empty() {
            command.arg("-copyts");
        }
        for (source, from) in joined.sources() {
            command.args(["-protocol_whitelist", "file"]);
            if from > 0 {
                command.arg("-ss").arg(before(source, joined.rate, from));
            }
            command.arg("-i").arg(file_name(&source.path));
        }
        command.arg("-filter_complex").arg(joined.graph()).args(["-map", "[picture]"]);
        if joined.sounds() {
            command.args(["-map", "[sound]"]);
        }
        self.write(command, joined.rate.ratio(), joined.height, to);
    }
}

/// The form that sounds are put together in.
const PLAIN: &str = "aformat=sample_fmts=fltp:sample_rates=48000:channel_layouts=stereo";

/// The sound of a file for so many samples; `None` where it has none.
fn sound_of(source: &Source, input: usize, first: i64, samples: i64) -> Option<String> {
    let begins = format!("{},asetpts=PTS-STARTPTS", from_sample(first));
    let (before, sound) = match source.facts.sound.as_slice() {
        [] => return None,
        [left, right, ..] if left.channels == 1 && right.channels == 1 => (
            format!("[{input}:a:0]{begins}[l{input}];[{input}:a:1]{begins}[r{input}];"),
            format!("[l{input}][r{input}]amerge=inputs=2"),
        ),
        _ => (String::new(), format!("[{input}:a:0]{begins}")),
    };
    Some(format!("{before}{sound},{PLAIN},apad=whole_len={samples},atrim=end_sample={samples},asetpts=N/SR/TB"))
}

/// The sample at 48 kHz at which a frame begins.
fn sample(rate: FrameRate, frame: i64) -> i64 {
    let (per, seconds) = rate.ratio();
    let (above, below) = (i128::from(frame) * 48_000 * i128::from(seconds), i128::from(per));
    i64::try_from((above * 2 + below).div_euclid(below * 2)).unwrap_or(i64::MAX)
}

/// Half a frame before the one that a file shows at a frame of the cut, counted from its first: so that it is the first that
/// is not passed over.
fn before(source: &Source, cut: FrameRate, frame: i64) -> String {
    let ((over, under), _) = rate_of(&source.facts, cut);
    let (per, seconds) = cut.ratio();
    let [over, under, per, seconds, frame] = [over, under, per, seconds, frame].map(i128::from);
    let own = (frame * seconds * over).div_euclid((per * under).max(1));
    let micros = (2 * own - 1).max(0) * under * 500_000 / over.max(1);
    format!("{}.{:06}", micros / 1_000_000, micros % 1_000_000)
}

/// How wide the pixels of a picture are, from the lines that answer [`Tool::ask_first_frame`]: `#sar 0: 64/45`.
pub(super) fn pixel_of(lines: &[String]) -> (i64, i64) {
    let said = lines.iter().find_map(|line| line.strip_prefix("#sar 0:")?.trim().split_once('/'));
    let number = |text: &str| text.parse::<i64>().ok().filter(|number| *number > 0);
    said.and_then(|(over, under)| Some((number(over)?, number(under)?))).unwrap_or((1, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_that_are_not_square_are_told() {
        let of = |line: &str| pixel_of(&["#tb 0: 1/24".to_owned(), line.to_owned()]);
        assert_eq!(of("#sar 0: 64/45"), (64, 45));
        assert_eq!(of("#sar 0: 0/1"), (1, 1));
        assert_eq!(of("#dimensions 0: 720x576"), (1, 1));
    }

    #[test]
    fn a_frame_begins_at_the_nearest_sample() {
        assert_eq!(sample(FrameRate::F24, 24), 48_000);
        assert_eq!(sample(FrameRate::F23_976, 1), 2_002);
        assert_eq!(sample(FrameRate::F29_97, 1), 1_602);
    }
}
