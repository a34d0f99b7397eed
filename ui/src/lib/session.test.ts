// @vitest-environment jsdom
import { emit } from '@tauri-apps/api/event'
import { clearMocks, mockIPC, mockWindows } from '@tauri-apps/api/mocks'
import { afterEach, expect, test, vi } from 'vitest'
import type { Changed, ShowView } from '../generated'
import { followShow, session } from './session.svelte'
import { toasts } from './toasts.svelte'

afterEach(() => {
  clearMocks()
})

const show = (revision: number, undo: string) =>
  ({
    path: '/shows/a',
    revision,
    episodes: [],
    trackCount: 0,
    undo: { depth: revision, label: undo },
  }) as unknown as ShowView
const changed = (revision: number, undo: string, facets: string[]) => ({
  event: 'changed',
  told: {
    revision,
    facets,
    undo: { depth: revision, label: undo },
    redo: { depth: 0, label: null },
  } as unknown as Changed,
})

test('a show that was read before a change does not take back what may be undone since', async () => {
  let answer: (show: ShowView) => void = () => undefined
  let asked = 0
  mockWindows('main')
  mockIPC(
    (command) => {
      if (command !== 'show') return null
      asked += 1
      return asked === 1 ? show(1, 'Add cue') : new Promise((resolve) => (answer = resolve))
    },
    { shouldMockEvents: true },
  )
  const leave = await followShow()
  await emit('told', changed(2, 'Add episode', ['season']))
  await vi.waitFor(() => {
    expect(asked).toBe(2)
  })
  await emit('told', changed(3, 'Trim cue', ['placements']))
  answer(show(2, 'Add episode'))
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(session.show).toMatchObject({ revision: 3, undo: { label: 'Trim cue' } })
  expect(session.revision).toBe(3)
  leave()
})

test('a cut that went with an undo is not told as missing: the show chooses another', async () => {
  const cut = (id: number) => ({ id, label: `Cut ${id}`, cues: 0, hasPicture: false })
  const withCuts = (revision: number, cuts: number[]) =>
    ({ ...show(revision, 'x'), path: '/shows/b', episodes: [{ cuts: cuts.map(cut) }] }) as unknown as ShowView
  let cuts = [1, 2]
  mockWindows('main')
  mockIPC(
    (command, takes) => {
      if (command === 'show') return withCuts(cuts.length, cuts)
      const { cut: id } = (takes ?? {}) as { cut?: number }
      if (command !== 'cut' && command !== 'cut_news') return null
      if (id === undefined || !cuts.includes(id)) throw new Error(`There is no cut ${id}`)
      return { cut: { id }, revision: 1 }
    },
    { shouldMockEvents: true },
  )
  const leave = await followShow()
  expect(session.cutId).toBe(2)
  cuts = [1]
  await emit('told', changed(3, 'Reconform', ['season', 'placements']))
  await vi.waitFor(() => {
    expect(session.cut?.cut.id).toBe(1)
  })
  expect(toasts.list).toEqual([])
  leave()
})
