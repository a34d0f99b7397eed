// @vitest-environment jsdom
import { clearMocks, mockIPC } from '@tauri-apps/api/mocks'
import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte'
import { afterEach, expect, test } from 'vitest'
import { toasts } from '../../lib/toasts.svelte'
import LocatedSheet from './LocatedSheet.svelte'
import { searched } from './located.svelte'
import { locateInFolder } from './relink'

const titles = ['', 'Rising Tide', 'Silent Echoes', 'First Spark', 'Endless Horizon']
const edits: unknown[] = []

/** A show of four tracks, of which those are missing, and a folder in which those are found. */
function mock(missing: readonly number[], found: readonly object[]) {
  edits.length = 0
  toasts.list = []
  mockIPC((command, args) => {
    const asked = args as { track: number; tracks: number[]; query: { offset: number; limit: number } }
    if (command === 'library') {
      const rows = [1, 2, 3, 4].slice(asked.query.offset, asked.query.offset + asked.query.limit).map((id) => ({ id }))
      return { total: 4, matched: 4, offset: asked.query.offset, tookMicros: 0, rows }
    }
    if (command === 'which_missing') return asked.tracks.filter((track) => missing.includes(track))
    if (command === 'track') return { title: titles[asked.track], path: `/old/${asked.track}.wav` }
    if (command === 'plugin:dialog|open') return '/moved'
    if (command === 'find_missing') return found
    if (command === 'edit') {
      edits.push((args as { request: { edits: unknown } }).request.edits)
      return { revision: 1, created: [], remarks: [] }
    }
    return null
  })
}

afterEach(() => {
  searched.value = undefined
  clearMocks()
})

test('what was found in a folder is relinked in one step, and all that was missing is listed', async () => {
  mock(
    [1, 2, 3],
    [
      { track: 1, title: 'Rising Tide', path: '/moved/tide.wav', same: true, how: '' },
      { track: 2, title: 'Silent Echoes', path: '/moved/2.wav', same: false, how: 'it is 0.2 s longer' },
    ],
  )
  render(LocatedSheet, { readOnly: false })
  await locateInFolder()
  expect(edits).toEqual([[{ type: 'relinkTrack', track: 1, path: '/moved/tide.wav' }]])
  const words = async (testid: string) => (await screen.findByTestId(testid)).textContent.replaceAll(/\s+/g, ' ').trim()
  expect(await words('located-found')).toBe('Rising Tide /moved/tide.wav')
  expect(await words('located-others')).toContain('Silent Echoes /moved/2.wav it is 0.2 s longer')
  expect(await words('located-missing')).toContain('First Spark /old/3.wav')
  expect(screen.getByTestId('located-sheet').textContent).toContain('1 file located, 2 not.')

  const others = within(screen.getByTestId('located-others'))
  await fireEvent.click(others.getByText('Use it as a replacement'))
  await waitFor(async () => {
    expect(await words('located-found')).toContain('Silent Echoes')
  })
  expect(edits[1]).toEqual([{ type: 'relinkTrack', track: 2, path: '/moved/2.wav', replace: true }])
  expect(screen.queryByTestId('located-others')).toBeNull()
})

test('with no missing file there is nothing to look for', async () => {
  mock([], [])
  await locateInFolder()
  expect(toasts.list.map(({ text }) => text)).toEqual(['No files are missing.'])
  expect(searched.value).toBeUndefined()
})
