// The timeline for those who do not see it, and for tests: a list of its placements that is always in step.

import { timecodeAt } from '../time/time'
import type { PlacementId } from '../generated'
import { inOrder, nameOf, verdictName, type Arrangement, type Box } from './arrangement'
import { nothing, placements, placementsOf, united, type Selection } from './selection'

interface Twin {
  readonly element: HTMLElement
  show(arrangement: Arrangement, selection: Selection): void
  announce(words: string): void
}

/** What an option of the list is called: `4M07A Silent Echoes, in 01:17:21:14, approved`. */
function spokenName(box: Box, arrangement: Arrangement): string {
  const { start, rate } = arrangement.cut
  const parts = [nameOf(box), `in ${timecodeAt(box.placement.inPoint, start, rate)}`, verdictName(box.placement)]
  if (!box.placement.pick) parts.push('alternate')
  if (box.track?.missing === true) parts.push('file missing')
  return parts.join(', ')
}

export function createTwin(onSelect: (selection: Selection) => void, onOpen: (id: PlacementId) => void): Twin {
  const element = document.createElement('div')
  element.className = 'unseen'
  const list = document.createElement('div')
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', 'Placements')
  list.setAttribute('aria-multiselectable', 'true')
  list.tabIndex = 0
  const live = document.createElement('div')
  live.setAttribute('role', 'status')
  live.setAttribute('aria-live', 'polite')
  element.append(list, live)

  const options = new Map<PlacementId, HTMLElement>()
  let order: readonly PlacementId[] = []
  let all: Selection = nothing
  let active: PlacementId | undefined

  const go = (to: number, adds: boolean) => {
    const id = order[Math.min(Math.max(0, to), order.length - 1)]
    if (id === undefined) return
    active = id
    list.setAttribute('aria-activedescendant', optionId(id))
    onSelect(adds ? united(all, placements([id])) : placements([id]))
    live.textContent = options.get(id)?.getAttribute('aria-label') ?? ''
  }
  list.addEventListener('keydown', (event) => {
    const at = active === undefined ? -1 : order.indexOf(active)
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
    const index = order.findIndex((id) => options.get(id) === option)
    if (0 <= index) go(index, event.shiftKey || event.ctrlKey || event.metaKey)
  })

  return {
    element,
    show(arrangement, selection) {
      const boxes = inOrder(arrangement)
      const before = order
      order = boxes.map((box) => box.placement.id)
      const kept = new Set(order)
      for (const [id, option] of options) {
        if (kept.has(id)) continue
        option.remove()
        options.delete(id)
      }
      all = selection
      const selected = placementsOf(selection)
      const isSelected = selection.placement
      const isSameOrder = before.length === order.length && before.every((id, index) => id === order[index])
      for (const box of boxes) {
        const { id } = box.placement
        const option = options.get(id) ?? newOption(id)
        options.set(id, option)
        set(option, 'aria-label', spokenName(box, arrangement))
        set(option, 'aria-selected', String(isSelected.has(id)))
        if (!isSameOrder) list.append(option)
      }
      if (active === undefined || !kept.has(active)) active = selected[0] ?? order[0]
      if (selected[0] !== undefined && !isSelected.has(active ?? selected[0])) active = selected[0]
      if (active !== undefined) set(list, 'aria-activedescendant', optionId(active))
    },
    announce(words) {
      live.textContent = words
    },
  }
}

function newOption(id: PlacementId): HTMLElement {
  const option = document.createElement('div')
  option.setAttribute('role', 'option')
  option.id = optionId(id)
  option.dataset.placement = String(id)
  return option
}

function optionId(id: PlacementId): string {
  return `placement-${id}`
}

function set(element: HTMLElement, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value)
}
