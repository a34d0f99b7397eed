/** Puts the caret in the first of these fields that is there, as soon as it is; gives up after two seconds. */
export function focusField(...testids: readonly string[]): void {
  const until = performance.now() + 2_000
  const look = () => {
    const found = testids.flatMap((testid) => document.querySelector<HTMLElement>(`[data-testid="${testid}"]`) ?? [])[0]
    if (found === undefined) {
      if (performance.now() < until) requestAnimationFrame(look)
      return
    }
    found.scrollIntoView({ block: 'nearest' })
    found.focus()
    if (found instanceof HTMLInputElement) found.select()
  }
  requestAnimationFrame(look)
}
