/** What the core answers at once and completes in the background. */

import { dependsOn } from './depends'
import { refuse } from './toasts.svelte'

/** Recordings that are listened through take a second or so each. */
const askAgain = 1_500
/** After a change, all that shows it has been read again by then. */
const settled = 500

/** Asks whenever what `question` reads changes, and again as long as something is pending; late answers to old questions are
 * dropped. */
export function followPending<T extends { readonly pending: number }>(
  question: () => Promise<T>,
  take: (value: T) => void,
): void {
  let again = $state(0)
  $effect(() => {
    let current = true
    let timer = 0
    dependsOn(again)
    question().then(
      (value) => {
        if (!current) return
        take(value)
        if (value.pending > 0) timer = window.setTimeout(() => (again += 1), askAgain)
      },
      (reason: unknown) => {
        // What was asked about may have gone with the change that made it be asked again: then something else is asked at once.
        timer = window.setTimeout(() => {
          if (current) refuse(reason)
        }, settled)
      },
    )
    return () => {
      current = false
      window.clearTimeout(timer)
    }
  })
}
