//! Headings of scenes: `INT. HARBOUR - NIGHT`.

use super::super::Setting;

/// What a heading says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Heading {
    pub setting: Option<Setting>,
    pub location: String,
    pub time_of_day: String,
    pub omitted: bool,
}

/// Beginnings of headings, the longer ones first.
const SETTINGS: [(&str, Setting); 12] = [
    ("INT./EXT.", Setting::Both),
    ("EXT./INT.", Setting::Both),
    ("INT/EXT.", Setting::Both),
    ("EXT/INT.", Setting::Both),
    ("INT./EXT", Setting::Both),
    ("EXT./INT", Setting::Both),
    ("INT/EXT", Setting::Both),
    ("EXT/INT", Setting::Both),
    ("I/E", Setting::Both),
    ("INT", Setting::Interior),
    ("EXT", Setting::Exterior),
    ("EST", Setting::Exterior),
];

/// Times of day as the last part of a heading names them.
const TIMES: [&str; 30] = [
    "DAY",
    "NIGHT",
    "DAWN",
    "DUSK",
    "MORNING",
    "EVENING",
    "AFTERNOON",
    "NOON",
    "MIDDAY",
    "MIDNIGHT",
    "SUNRISE",
    "SUNSET",
    "TWILIGHT",
    "MAGIC HOUR",
    "GOLDEN HOUR",
    "LATER",
    "CONTINUOUS",
    "CONT'D",
    "CONTINUED",
    "SAME",
    "SAME TIME",
    "MOMENTS LATER",
    "MOMENT LATER",
    "A MOMENT LATER",
    "LATE",
    "EARLY",
    "FLASHBACK",
    "PRESENT",
    "DAYS LATER",
    "HOURS LATER",
];

/// What a line begins with if it is a heading by its beginning: the setting and the rest.
pub(super) fn setting(line: &str) -> Option<(Setting, &str)> {
    let line = line.trim_start();
    SETTINGS.iter().find_map(|(word, setting)| {
        let head = line.get(..word.len()).filter(|head| head.eq_ignore_ascii_case(word))?;
        let rest = &line[head.len()..];
        let ends = word.ends_with('.') || rest.starts_with(['.', ' ', '\t']);
        ends.then(|| (*setting, rest.trim_start_matches(['.', ' ', '\t'])))
    })
}

/// Reads a heading.
pub(super) fn heading(line: &str) -> Heading {
    let line = line.trim();
    let omitted = line.trim_matches(|letter: char| !letter.is_alphabetic()).to_ascii_uppercase();
    let omitted = matches!(omitted.as_str(), "OMITTED" | "OMIT" | "SCENE OMITTED" | "SCENES OMITTED")
        || omitted.starts_with("OMITTED ");
    let (setting, rest) = match setting(line) {
        Some((setting, rest)) => (Some(setting), rest),
        None => (None, line),
    };
    let mut parts: Vec<&str> = rest
        .split(['–', '—'])
        .flat_map(|part| part.split(" - "))
        .flat_map(|part| part.split(" -- "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let mut time_of_day = "";
    if parts.len() > 1 && parts.last().is_some_and(|last| is_time(last)) || parts.len() > 1 && setting.is_some() {
        time_of_day = parts.pop().unwrap_or_default();
    } else if let [only] = parts.as_slice()
        && let Some((place, time)) = only.rsplit_once(',').filter(|(_, time)| is_time(time))
    {
        parts = vec![place.trim()];
        time_of_day = time.trim();
    }
    Heading { setting, location: parts.join(" - "), time_of_day: time_of_day.to_owned(), omitted }
}

/// Whether a text names a time of day: by its last word or words.
fn is_time(text: &str) -> bool {
    let upper = text.trim().trim_matches(['(', ')', '.']).to_uppercase();
    TIMES.iter().any(|time| {
        upper == *time
            || upper.strip_suffix(time).is_some_and(|rest| rest.ends_with(' '))
            || upper.strip_prefix(time).is_some_and(|rest| rest.starts_with([' ', '/']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str) -> (Option<Setting>, String, String) {
        let heading = heading(line);
        (heading.setting, heading.location, heading.time_of_day)
    }

    #[test]
    fn headings_are_taken_apart() {
        let own = |setting, location: &str, time: &str| (setting, location.to_owned(), time.to_owned());
        assert_eq!(told("INT. HARBOUR - NIGHT"), own(Some(Setting::Interior), "HARBOUR", "NIGHT"));
        assert_eq!(told("EXT HARBOUR – PIER – DAWN"), own(Some(Setting::Exterior), "HARBOUR - PIER", "DAWN"));
        assert_eq!(told("int./ext. car - moving"), own(Some(Setting::Both), "car", "moving"));
        assert_eq!(
            told("INT. SAN FRANCISCO APARTMENT, DAY"),
            own(Some(Setting::Interior), "SAN FRANCISCO APARTMENT", "DAY")
        );
        assert_eq!(
            told("INT. HALLWAY, SCOTT'S BUILDING, A MOMENT LATER"),
            own(Some(Setting::Interior), "HALLWAY, SCOTT'S BUILDING", "A MOMENT LATER")
        );
        assert_eq!(told("BACK IN THE APARTMENT"), own(None, "BACK IN THE APARTMENT", ""));
        assert_eq!(told("I/E. VAN"), own(Some(Setting::Both), "VAN", ""));
        assert!(heading("OMITTED").omitted && !heading("INT. OMITTED CLUB").omitted);
        assert_eq!(setting("INTERIOR LIGHTS ON"), None);
        assert_eq!(setting("ESTABLISHING SHOT"), None);
    }
}
