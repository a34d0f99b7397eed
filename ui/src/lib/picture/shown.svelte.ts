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
  /** The files that are shown, in time; one whose file is not there has no address. */
  files = $state.raw<readonly { readonly url: string | undefined; readonly start: number }[]>([])

  /** Of the cut that `view` gives, for as long as the component lives that makes it. */
  constructor(view: () => CutView | null) {
    // Each by itself: a view of the cut is new after every edit, and the picture is touched by none but its own.
    const id = $derived(view()?.cut.id)
    const picture = $derived(view()?.cut.picture ?? null)
    const missing = $derived(view()?.pictureMissing ?? true)
    // As text, since it is made anew with every view.
    const parts = $derived(
      JSON.stringify(
        view()?.pictureParts.map(({ path, start, length, missing }) => ({ path, start, length, missing })) ?? [],
      ),
    )
    const shown = new Answer(() => {
      // Other files, or other places of them, are another picture.
      const asked = proxiesMade() >= 0 && parts !== '' && picture !== null && !missing
      return asked && id !== undefined ? pictureForReview(id) : undefined
    })
    const version = $derived(shown.value?.version ?? (shown.wrong === undefined ? undefined : ''))

    // Several files are one where a proxy of them was made.
    const single = $derived(
      picture !== null && ((view()?.pictureParts.length ?? 0) <= 1 || (shown.value?.proxy ?? null) !== null),
    )
    $effect(() => {
      if (single) {
        this.files = [{ url: this.url, start: 0 }]
        return
      }
      const several = JSON.parse(parts) as { path: string; start: number; missing: boolean }[]
      const made = proxiesMade()
      if (id === undefined || several.length === 0) {
        this.files = []
        return
      }
      let current = true
      void attempt(pictureUrl(id)).then((found) => {
        if (!current || found === undefined) return
        this.files = several.map(({ path, start, missing }, nth) => ({
          url: missing ? undefined : `${found}/${nth}?${hashOfText(path)}${made}`,
          start,
        }))
      })
      return () => {
        current = false
      }
    })

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
