/** Where the picture of a cut is read from, as it is shown: a proxy where one was made. */

import type { CutView } from '../../generated'
import { Answer } from '../answer.svelte'
import { hashOfText } from '../lists/collections'
import { pictureUrl } from '../sound/media'
import { attempt } from '../toasts.svelte'
import { pictureForReview, proxiesMade } from './proxy.svelte'

export class ShownPicture {
  /** Undefined while it is not known, or where there is none. */
  url = $state<string | undefined>()

  /** Of the cut that `view` gives, for as long as the component lives that makes it. */
  constructor(view: () => CutView | null) {
    // Each by itself: a view of the cut is new after every edit, and the picture is touched by none but its own.
    const id = $derived(view()?.cut.id)
    const picture = $derived(view()?.cut.picture ?? null)
    const missing = $derived(view()?.pictureMissing ?? true)
    const shown = new Answer(() =>
      proxiesMade() >= 0 && id !== undefined && picture !== null && !missing ? pictureForReview(id) : undefined,
    )
    const version = $derived(shown.value?.version ?? (shown.wrong === undefined ? undefined : ''))

    $effect(() => {
      this.url = undefined
      if (id === undefined || picture === null || missing || version === undefined) return
      let current = true
      // The address is of the cut; what stands after it tells one file from the next.
      const file = `${hashOfText(picture)}${version}`
      void attempt(pictureUrl(id)).then((found) => {
        if (current && found !== undefined) this.url = `${found}?${file}`
      })
      return () => {
        current = false
      }
    })
  }
}
