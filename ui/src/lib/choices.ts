/**
 * Drop-downs by keys. WebKit tells of a choice only where it differs from the last one that it told of, whatever the list was
 * set to since: what an undo took back could not be chosen again.
 */

import type { Attachment } from 'svelte/attachments'

/** Milliseconds after which what was chosen is done and read again, or was refused. */
const settled = 500

/** Attached to a drop-down: what was refused is not shown as chosen. `value` is what stands. */
export function showsWhatStands(value: () => string | number | null | undefined): Attachment<HTMLSelectElement> {
  return (list) => {
    const settle = () => {
      setTimeout(() => {
        const stands = String(value() ?? '')
        if (list.value !== stands) list.value = stands
      }, settled)
    }
    list.addEventListener('change', settle)
    return () => list.removeEventListener('change', settle)
  }
}

/** Tells of every choice made by keys, until the returned function is called. */
export function watchChoices(page: Window): () => void {
  const life = new AbortController()
  const how = { capture: true, signal: life.signal }
  /** What stood before a press that nothing was told of. */
  let pressed: { readonly list: HTMLSelectElement; readonly before: string } | undefined
  page.addEventListener('change', () => (pressed = undefined), how)
  page.addEventListener(
    'keydown',
    ({ target: list }) => {
      if (!(list instanceof HTMLSelectElement)) return
      const press = { list, before: list.value }
      pressed = press
      // What a key chooses stands when the press is over.
      page.setTimeout(() => {
        if (pressed !== press) return
        pressed = undefined
        if (list.value === press.before) return
        list.dispatchEvent(new Event('input', { bubbles: true }))
        list.dispatchEvent(new Event('change', { bubbles: true }))
      })
    },
    how,
  )
  return () => life.abort()
}
