/** What a search for missing recordings in a folder came to: the sheet that lists it is open while there is one. */

import type { FoundRecording, TrackId } from '../../generated'
import * as ipc from '../../lib/ipc'

/** A recording whose file is not where it was. */
interface MissingRecording {
  readonly track: TrackId
  readonly title: string
  /** Where it was, or under what name a list knows it. */
  readonly path: string
}

/** Each missing recording is in one of the three lists. */
interface SearchedFolder {
  readonly folder: string
  /** Taken from where they were found. */
  readonly located: readonly FoundRecording[]
  /** Files of the same name, but of other recordings: whether one may stand in is for a person to hear. */
  readonly others: readonly FoundRecording[]
  /** Nowhere in the folder. */
  readonly missing: readonly MissingRecording[]
}

class Searched {
  value = $state.raw<SearchedFolder | undefined>()
}

export const searched = new Searched()

/** Rows of the library that are read at once. */
const readAtOnce = 1_000

/** All recordings of the show whose files are not where they were, by title. */
export async function missingRecordings(): Promise<readonly MissingRecording[]> {
  const ids: TrackId[] = []
  for (let total = 1; ids.length < total;) {
    const query = { text: '', sort: 'title', descending: false, offset: ids.length, limit: readAtOnce } as const
    const page = await ipc.ask('library', { query })
    if (page.rows.length === 0) break
    ids.push(...page.rows.map(({ id }) => id))
    total = page.matched
  }
  const missing = await ipc.ask('which_missing', { tracks: ids })
  return Promise.all(
    missing.map(async (track) => {
      const { title, path } = await ipc.ask('track', { track })
      return { track, title, path }
    }),
  )
}

/** What is left to look for once some were found; whatever the sheet says of a recording is said once. */
export function sorted(
  folder: string,
  missing: readonly MissingRecording[],
  found: readonly FoundRecording[],
): SearchedFolder {
  return {
    folder,
    located: found.filter(({ same }) => same),
    others: found.filter(({ same }) => !same),
    missing: missing.filter(({ track }) => !found.some((one) => one.track === track)),
  }
}

/** As the list is once a file was found, or chosen, for one of its recordings. */
export function withFound(searched: SearchedFolder, found: FoundRecording): SearchedFolder {
  const rest = (all: readonly FoundRecording[]) => all.filter(({ track }) => track !== found.track)
  const [located, others] = [rest(searched.located), rest(searched.others)]
  return {
    folder: searched.folder,
    located: found.same ? [...located, found] : located,
    others: found.same ? others : [...others, found],
    missing: searched.missing.filter(({ track }) => track !== found.track),
  }
}
