// Whether a page stands whole: drawn, no wider than the window, and nothing cut without a sign.

/** What is wrong with the page that is shown, in words; an empty list where it is whole. */
export async function faultsOf(window, page) {
  await window.until(`${page} to be drawn`, () =>
    window.script(
      `const page = document.querySelector('main')
       return page?.dataset.page === arguments[0] && page.textContent.trim().length > 40`,
      page,
    ),
  )
  return window.script(`
    const named = (one) => one.tagName.toLowerCase() + '.' + String(one.className?.baseVal ?? one.className)
      + ' "' + one.textContent.trim().slice(0, 24) + '"'
    const faults = []
    if (document.querySelector('[data-testid="page-failed"]') !== null) faults.push('the page failed')
    for (const one of document.querySelectorAll('body, body *')) {
      if (one.closest('svg, canvas, [data-timeline]') !== null || one.getClientRects().length === 0) continue
      const style = getComputedStyle(one)
      if (style.visibility !== 'visible') continue
      const box = one.getBoundingClientRect()
      const isCut = one.scrollWidth > one.clientWidth + 1
      // What may be scrolled sideways by design says so.
      if (isCut && /auto|scroll/.test(style.overflowX) && one.closest('[data-wide]') === null)
        faults.push('scrolls sideways: ' + named(one))
      const holdsText = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '')
      if (!holdsText || box.width < 3) continue
      if (isCut && /hidden|clip/.test(style.overflowX) && style.textOverflow !== 'ellipsis')
        faults.push('cut without a sign: ' + named(one))
      // Text runs as far as its range does, whatever the box is that it stands in.
      const range = document.createRange()
      range.selectNodeContents(one)
      const text = range.getBoundingClientRect()
      let right = innerWidth
      let isElided = false
      for (let up = one; up !== null && up !== document.documentElement; up = up.parentElement) {
        const above = getComputedStyle(up)
        if (above.overflowX === 'visible') continue
        // What may be scrolled into view does not run out.
        if (/auto|scroll/.test(above.overflowX) && up.closest('[data-wide]') !== null) {
          right = Infinity
          break
        }
        isElided ||= above.textOverflow === 'ellipsis'
        right = Math.min(right, up.getBoundingClientRect().right)
      }
      if (!isElided && text.right > right + 1) faults.push('runs out: ' + named(one))
    }
    return [...new Set(faults)].slice(0, 12)`)
}
