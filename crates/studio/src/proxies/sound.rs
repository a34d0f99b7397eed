//! Sound in forms for which no encoder comes along: by the ffmpeg that the user has.

use std::path::Path;

use super::ffmpeg::Tool;
use super::run::run;
use crate::proxy_error::ProxyError;

/// Has ffmpeg write `from`, a WAV file, to `to` as `arguments` say; `cancel` is asked many times a second.
///
/// # Errors
/// If there is no ffmpeg, it cannot write that, or `cancel` says so.
pub(crate) fn encode_sound(
    from: &Path,
    to: &Path,
    arguments: &[&str],
    cancel: &dyn Fn() -> bool,
) -> Result<(), ProxyError> {
    let mut command = Tool::find()?.command();
    command.args(["-y", "-f", "wav", "-i"]).arg(from).args(["-map_metadata", "-1"]).args(arguments).arg(to);
    run(command, cancel, &mut |_| {})
}
