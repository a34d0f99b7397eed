//! The profiles that come with the program.

use std::sync::LazyLock;

use super::Profile;

/// The profile that is meant when none is named.
pub const DEFAULT_PROFILE: &str = "rapidcue";

const FILES: [&str; 4] = [
    include_str!("../../profiles/rapidcue.json"),
    include_str!("../../profiles/cisac.json"),
    include_str!("../../profiles/uk.json"),
    include_str!("../../profiles/broadcaster.json"),
];

// A file that does not parse would be missing here; a test holds that none is.
static PROFILES: LazyLock<Vec<Profile>> =
    LazyLock::new(|| FILES.iter().filter_map(|text| Profile::parse(text).ok()).collect());

const CUE_LIST_FILE: &str = include_str!("../../profiles/cue-list.json");

/// The id of [`cue_list`].
pub const CUE_LIST: &str = "cue-list";

static OF_CUE_LIST: LazyLock<Option<Profile>> = LazyLock::new(|| Profile::parse(CUE_LIST_FILE).ok());

/// The cue list as a profile: what stands in its way is what stands in the way of every sheet, and nothing that a form
/// asks for. It is no form, and so not among the [`built_in`] ones.
#[must_use]
pub fn cue_list() -> Option<&'static Profile> {
    OF_CUE_LIST.as_ref()
}

/// The profiles that come with the program, the default first.
#[must_use]
pub fn built_in() -> &'static [Profile] {
    &PROFILES
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::ProfileError;

    #[test]
    fn the_profiles_that_come_along_can_be_read_and_come_back_the_same() {
        assert!(cue_list().is_some_and(|profile| profile.id == CUE_LIST && profile.required.is_empty()));
        for text in FILES.into_iter().chain([CUE_LIST_FILE]) {
            let profile = Profile::parse(text).expect("a profile of ours");
            let written = profile.write().expect("text");
            assert_eq!(Profile::parse(&written), Ok(profile));
        }
        assert_eq!(built_in().len(), FILES.len());
        assert_eq!(built_in()[0].id, DEFAULT_PROFILE);
    }

    #[test]
    fn what_is_wrong_with_a_profile_is_said() {
        let good = built_in()[0].write().expect("text");
        let told = |text: &str| Profile::parse(text).expect_err("refused").to_string();
        assert!(told("{").contains("not a profile"));
        assert!(told(&good.replace("\"heading\": \"Music", "\"colour\": \"Music")).contains("unknown field `colour`"));
        assert_eq!(
            Profile::parse(&good.replace("\"version\": 1", "\"version\": 9")),
            Err(ProfileError::Version { found: 9 })
        );
        assert!(told(&good.replace("\"id\": \"rapidcue\"", "\"id\": \"Rapid Cue\"")).contains("small letters"));
        assert!(told(&good.replace("\"shareDecimals\": 2", "\"shareDecimals\": 9")).contains("at most 4"));
    }
}
