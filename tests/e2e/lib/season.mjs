// The sample season. To compose its songs takes half a minute of a core: `./dev test` has it done once, and names the folder in
// NEEDLEDROP_SONGS. Where nothing is named, each show composes its own, as it does for a user.

import { execFileSync } from 'node:child_process'
import { constants, cpSync, existsSync } from 'node:fs'
import path from 'node:path'

/** Lays the songs out where the sample season in `folder` looks for them. */
export function layOutSongs(folder) {
  const songs = process.env.NEEDLEDROP_SONGS
  const media = path.join(folder, 'My Heart Media')
  if (!songs || existsSync(media)) return
  cpSync(songs, media, { recursive: true, mode: constants.COPYFILE_FICLONE })
}

/** Makes the sample season at `show` by the command. */
export function makeSample(show, env = process.env) {
  layOutSongs(path.dirname(show))
  const program = path.join(path.dirname(process.env.NEEDLEDROP_APP ?? ''), 'needledrop')
  execFileSync(program, ['sample', show], { env, stdio: ['ignore', 'ignore', 'inherit'] })
}
