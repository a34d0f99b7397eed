// @vitest-environment jsdom
import { clearMocks, mockIPC } from '@tauri-apps/api/mocks'
import { fireEvent, render, screen } from '@testing-library/svelte'
import { tick } from 'svelte'
import { afterEach, expect, test, vi } from 'vitest'
import type { JobView, Position } from '../../generated'
import { writeCues } from '../../actions/deliver'
import { jobs } from '../../lib/jobs.svelte'
import { session } from '../../lib/session.svelte'
import { transport } from '../../lib/sound/transport.svelte'
import { stage } from '../../lib/stage.svelte'
import { toasts } from '../../lib/toasts.svelte'
import { cutOf } from '../../timeline/bench/made-up'
import MixSheet from './MixSheet.svelte'

const range = { start: 0 as Position, end: 705_600_000_0 as Position }
const cut = cutOf(
  [
    { id: 1, lane: 1, from: 10, to: 20, number: '1M01', title: 'First Spark' },
    { id: 2, lane: 1, from: 30, to: 40, number: '1M02', title: 'The letter' },
  ],
  {},
)

afterEach(() => {
  clearMocks()
  stage.mixing = false
  session.cut = null
  transport.view = { ...transport.view, range: null }
})

test('a range that is set is what is mixed unless another is chosen', async () => {
  session.cut = cut
  transport.view = { ...transport.view, range }
  render(MixSheet)
  stage.mixing = true
  const what = await screen.findByTestId<HTMLSelectElement>('mix-what')
  expect(what.value).toBe('range')
  expect(screen.getByTestId('mix-range').textContent).toContain('Only the range that is set')
  await fireEvent.change(what, { target: { value: 'all' } })
  expect(screen.queryByTestId('mix-range')).toBeNull()
  stage.mixing = false
  transport.view = { ...transport.view, range: null }
  await tick()
  stage.mixing = true
  expect((await screen.findByTestId<HTMLSelectElement>('mix-what')).value).toBe('all')
})

test('a file for each cue is written into a folder, by its number', async () => {
  const paths: string[] = []
  mockIPC((command, args) => {
    const asked = args as { path?: string }
    if (command === 'plugin:dialog|open') return '/mixes'
    if (command === 'is_there') return false
    if (command !== 'export_mix') return null
    paths.push(asked.path ?? '')
    jobs.list = [{ id: paths.length, finished: true, cancelled: false, failed: [] } as unknown as JobView]
    return paths.length
  })
  await writeCues(cut, { form: 'flac', production: false, target: null })
  expect(paths).toEqual(cut.cues.map(({ number, title }) => `/mixes/${`${number} ${title}`.trim()}.flac`))
  expect(toasts.list.map(({ text }) => text)).toEqual(['2 cues saved in /mixes'])
  vi.restoreAllMocks()
})
