/**
 * Attached to a field that appears because somebody is to write there: it takes the focus, whatever has it. (An `autofocus`
 * of Svelte leaves it where it is unless nothing has it, and what is typed then is commands.)
 */
export function takesFocus(field: HTMLElement): void {
  field.focus()
}

/**
 * Attached to a sheet or a form that opens over or beside something: when it goes, the focus is again where it was before,
 * unless somebody has put it elsewhere meanwhile. It stands before what takes the focus within.
 */
export function givesFocusBack(): () => void {
  const before = document.activeElement
  return () => {
    // What goes away with the focus leaves it with nobody, which is known once it has gone.
    requestAnimationFrame(() => {
      const isFree = document.activeElement === null || document.activeElement === document.body
      if (isFree && before instanceof HTMLElement && before.isConnected) before.focus()
    })
  }
}

/** Puts the caret in the first of these fields that is there, as soon as it is; gives up after two seconds. */
export function focusField(...testids: readonly string[]): void {
  whenThere(testids, () => undefined)
}

function whenThere(testids: readonly string[], ready: (found: HTMLElement) => void): void {
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
    ready(found)
  }
  requestAnimationFrame(look)
}

interface HeldTyping {
  /** Puts what was typed, and the caret after it, into a field as soon as it is there; Enter among it takes the name. */
  into(testid: string): void
  /** No field comes: what is still being typed goes nowhere, until the hands rest. */
  giveUp(): void
}

/** Milliseconds without a key after which somebody is no longer typing a name, and until the first key of one. */
const rests = 600
const begins = 1_500

/** Keeps what is typed from now on for a field that is only coming: the keys of a name must not play, mark or cut. */
export function holdTyping(): HeldTyping {
  let typed = ''
  let isTaken = false
  const life = new AbortController()
  const end = () => life.abort()
  /** Ends it, once nobody comes. */
  let resting: number | undefined
  const rest = (milliseconds: number) => {
    clearTimeout(resting)
    resting = window.setTimeout(end, milliseconds)
  }
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      if (event.key === 'Escape') end()
      if (event.key === 'Enter') isTaken = true
      else if (event.key === 'Backspace') typed = typed.slice(0, -1)
      else if (/^.$/u.test(event.key)) typed += isTaken ? '' : event.key
      else return
      event.preventDefault()
      event.stopImmediatePropagation()
      if (resting === undefined) return
      if (isTaken) end()
      else rest(rests)
    },
    { signal: life.signal, capture: true },
  )
  setTimeout(end, 2_500)
  return {
    giveUp: () => {
      if (isTaken) end()
      else rest(begins)
    },
    into(testid) {
      whenThere([testid], (found) => {
        end()
        if (typed !== '' && found instanceof HTMLInputElement) {
          found.value = typed
          found.dispatchEvent(new InputEvent('input', { bubbles: true }))
        }
        if (isTaken) found.blur()
      })
    },
  }
}
