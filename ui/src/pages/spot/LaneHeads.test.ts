// @vitest-environment jsdom
import { clearMocks, mockIPC } from '@tauri-apps/api/mocks'
import { fireEvent, render, screen } from '@testing-library/svelte'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LaneKind, ShowView } from '../../generated'
import { stage } from '../../lib/stage.svelte'
import { cutOf, lanesOf } from '../../timeline/bench/made-up'
import { layOut } from '../../timeline/layout'
import type { Timeline } from '../../timeline'
import LaneHeads from './LaneHeads.svelte'

const asked = vi.fn()

beforeEach(() => {
  Element.prototype.scrollIntoView = () => undefined
  mockIPC((command, args) => {
    asked(command, args)
    return { revision: 2, created: [{ kind: 'lane', id: 3 }], remarks: [] }
  })
})

afterEach(() => {
  clearMocks()
  stage.timeline = undefined
})

test('a lane that was added comes into view and asks for its name; letters meanwhile are of it', async () => {
  const kinds: LaneKind[] = ['songs', 'score']
  const [before, after] = [lanesOf(...kinds), lanesOf(...kinds, 'other')]
  const heights = (lanes: typeof before) =>
    layOut({ lanes, heights: new Map(lanes.map((one) => [one.id, 120])), slivers: new Map(), opened: new Set(), height: 300, scroll: 0 }) // prettier-ignore
  const scrollBy = vi.fn()
  stage.timeline = { scrollBy } as unknown as Timeline
  const show = (lanes: typeof before) => ({ lanes, readOnly: false }) as unknown as ShowView
  const cut = cutOf([], {})
  const view = render(LaneHeads, { show: show(before), cut, layout: heights(before) })
  await fireEvent.keyDown(screen.getByTestId('add-lane'), { key: 'Enter' })
  await fireEvent.click(await screen.findByText('Other'))
  const commands = vi.fn()
  window.addEventListener('keydown', commands)
  await fireEvent.keyDown(window, { key: 'b' })
  expect(commands).not.toHaveBeenCalled()
  await view.rerender({ show: show(after), cut, layout: heights(after) })
  const field = await screen.findByTestId('lane-name')
  expect(scrollBy).toHaveBeenCalledOnce()
  expect(scrollBy.mock.calls[0]?.[1]).toBeGreaterThan(0)
  await vi.waitFor(() => expect(document.activeElement).toBe(field))
  await vi.waitFor(() => expect((field as HTMLInputElement).value).toBe('b'))
  window.removeEventListener('keydown', commands)
})
