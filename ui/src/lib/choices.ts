/**
 * Drop-downs by keys. WebKit tells of a choice only where it differs from the last one that it told of, whatever the list was
 * set to since: what an undo took back could not be chosen again.
 */

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
