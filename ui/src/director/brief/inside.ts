/** Pictures and sound of a brief, as addresses that players take; each is decoded once, when it is first wanted. */

import type { MediaId } from '../../generated'
import { insideAsBlob } from '../file/media'

export class Inside {
  readonly #page: Document
  readonly #addresses = new Map<MediaId, Promise<string | undefined>>()

  constructor(page: Document) {
    this.#page = page
  }

  /** Where it is played from; nothing where it is not in the page. */
  address(media: MediaId, kind: string): Promise<string | undefined> {
    const known = this.#addresses.get(media)
    if (known !== undefined) return known
    const made = insideAsBlob(this.#page, media, kind).then((blob) =>
      blob === undefined ? undefined : URL.createObjectURL(blob),
    )
    this.#addresses.set(media, made)
    return made
  }
}

export const opus = 'audio/ogg; codecs=opus'

let silence: (() => void) | undefined

/** Whoever begins to sound says how it is stopped: what sounded before is. */
export function soundsAlone(stop: () => void): void {
  if (silence !== stop) silence?.()
  silence = stop
}
