// The timeline for those who do not see it, and for tests: a list of its placements, and of cues without music, that is
// always in step.

import { timecodeAt } from '../time/time'
import type { CueView } from '../generated'
import { inOrder, nameOf, tailName, verdictName, type Arrangement, type Box } from './arrangement'
import { holds, nothing, only, thingsOf, united, type Selection, type Thing } from './selection'

interface Twin {
  readonly element: HTMLElement
  show(arrangement: Arrangement, selection: Selection): void
  announce(words: string): void
}

/** A thing of the list, and what it is called. */
interface Item {
  readonly thing: Thing
  readonly at: number
  readonly name: string
}

/** `4M07A Silent Echoes, 01:17:21:14 to 01:18:02:00, approved`. */
function spokenName(box: Box, arrangement: Arrangement): string {
  const { start, rate } = arrangement.cut
  const { placement } = box
  const time = (at: number) => timecodeAt(at, start, rate)
  const { piece, pieces } = placement
  return [
    nameOf(box),
    `${time(placement.inPoint)} to ${time(placement.outPoint)}`,
    verdictName(placement),
    placement.pick ? '' : 'alternate',
    pieces > 1 ? `piece ${piece} of ${pieces}` : '',
    placement.muted ? 'muted' : '',
    placement.locked ? 'locked' : '',
    placement.group === null ? '' : 'grouped',
    placement.temp ? 'temp' : '',
    tailName(placement),
    box.track?.missing === true ? 'file missing' : '',
  ]
    .filter((part) => part !== '')
    .join(', ')
}

/** `4M09 The letter, 01:20:00:00, no music yet`. */
function spokenCue(cue: CueView, { cut }: Arrangement): string {
  const name = `${cue.number} ${cue.title}`.trim()
  return `${name}, ${timecodeAt(cue.at, cut.start, cut.rate)}, no music yet`
}

/** All that is told, in the order of time. */
function itemsOf(arrangement: Arrangement): readonly Item[] {
  const boxes = inOrder(arrangement).map((box): Item => {
    const { id, inPoint } = box.placement
    return { thing: { on: 'placement', id }, at: inPoint, name: spokenName(box, arrangement) }
  })
  const spotted = arrangement.spotted.map(({ cue }): Item => {
    return { thing: { on: 'cue', id: cue.id }, at: cue.at, name: spokenCue(cue, arrangement) }
  })
  return spotted.length === 0 ? boxes : [...boxes, ...spotted].toSorted((a, b) => a.at - b.at)
}

export function createTwin(onSelect: (selection: Selection) => void, onOpen: (thing: Thing) => void): Twin {
  const element = document.createElement('div')
  element.className = 'unseen'
  const list = document.createElement('div')
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', 'Cues and placements')
  list.setAttribute('aria-multiselectable', 'true')
  list.tabIndex = 0
  const live = document.createElement('div')
  live.setAttribute('role', 'status')
  live.setAttribute('aria-live', 'polite')
  element.append(list, live)

  const options = new Map<string, HTMLElement>()
  let order: readonly Item[] = []
  let all: Selection = nothing
  let active: Thing | undefined

  const isActive = ({ thing }: Item) => thing.on === active?.on && thing.id === active.id
  const go = (to: number, adds: boolean) => {
    const item = order[Math.min(Math.max(0, to), order.length - 1)]
    if (item === undefined) return
    active = item.thing
    list.setAttribute('aria-activedescendant', keyOf(item.thing))
    onSelect(adds ? united(all, only(item.thing)) : only(item.thing))
    live.textContent = item.name
  }
  list.addEventListener('keydown', (event) => {
    const at = order.findIndex(isActive)
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at < 0 ? 0 : at - 1,
      Home: 0,
      End: order.length - 1,
    }
    const to = steps[event.key]
    if (to !== undefined && !event.ctrlKey && !event.metaKey) go(to, event.shiftKey)
    else if (event.key === 'Enter' && active !== undefined) onOpen(active)
    else return
    // The same keys move the playhead when the list has not the focus.
    event.preventDefault()
    event.stopPropagation()
  })
  list.addEventListener('click', (event) => {
    const option = event.target instanceof Element ? event.target.closest<HTMLElement>('[role=option]') : null
    const index = order.findIndex(({ thing }) => options.get(keyOf(thing)) === option)
    if (0 <= index) go(index, event.shiftKey || event.ctrlKey || event.metaKey)
  })

  return {
    element,
    show(arrangement, selection) {
      const before = order
      order = itemsOf(arrangement)
      const kept = new Set(order.map(({ thing }) => keyOf(thing)))
      for (const [key, option] of options) {
        if (kept.has(key)) continue
        option.remove()
        options.delete(key)
      }
      all = selection
      const isSameOrder =
        before.length === order.length &&
        before.every(({ thing }, index) => keyOf(thing) === keyOf(order[index]?.thing ?? thing))
      for (const { thing, name } of order) {
        const key = keyOf(thing)
        const option = options.get(key) ?? newOption(thing)
        options.set(key, option)
        set(option, 'aria-label', name)
        set(option, 'aria-selected', String(holds(selection, thing)))
        if (!isSameOrder) list.append(option)
      }
      const [chosen] = thingsOf(selection)
      const first = chosen !== undefined && kept.has(keyOf(chosen)) ? chosen : undefined
      if (active === undefined || !kept.has(keyOf(active))) active = first ?? order[0]?.thing
      else if (first !== undefined && !holds(selection, active)) active = first
      if (active === undefined) list.removeAttribute('aria-activedescendant')
      else set(list, 'aria-activedescendant', keyOf(active))
    },
    announce(words) {
      live.textContent = words
    },
  }
}

function newOption(thing: Thing): HTMLElement {
  const option = document.createElement('div')
  option.setAttribute('role', 'option')
  option.id = keyOf(thing)
  option.dataset[thing.on] = String(thing.id)
  return option
}

function keyOf({ on, id }: Thing): string {
  return `${on}-${id}`
}

function set(element: HTMLElement, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value)
}
