// @vitest-environment jsdom
import { clearMocks, mockIPC, mockWindows } from '@tauri-apps/api/mocks'
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Edit, ShowView, StatementView, ThemeLine, ThemeMap } from '../../generated'
import { menu } from '../../lib/menu.svelte'
import { carried } from './carry.svelte'
import { bothOf, comparing, endComparing } from './comparing.svelte'
import { seasonPage } from './season.svelte'
import StatementsCompared from './StatementsCompared.svelte'
import { menuOfStatement } from './statement-menu'
import ThemeRows from './ThemeRows.svelte'
import ThemeStatements from './ThemeStatements.svelte'

const statement = (cue: number, at: number) =>
  ({
    cue,
    number: `4M0${cue}`,
    title: '',
    episode: 4,
    cut: 40,
    at,
    length: 10,
    pick: cue,
    changes: '',
    brief: '',
    meets: [],
  }) as unknown as StatementView
const line = {
  id: 1,
  name: 'Jun’s theme',
  owner: 'Jun',
  about: '',
  statements: [statement(1, 5), statement(2, 60), statement(3, 80)],
  asked: [],
  offers: [],
} as unknown as ThemeLine
const map = {
  episodes: [
    { id: 3, name: '1x03', title: '', cut: 30, length: 100 },
    { id: 4, name: '1x04', title: '', cut: 40, length: 100 },
  ],
  themes: [line],
} as unknown as ThemeMap
const show = { readOnly: false } as ShowView
const scenes = [
  { id: 21, number: '21', slugline: 'INT. CAR', inPoint: 0, outPoint: 50, characters: ['Jun'] },
  { id: 22, number: '22', slugline: 'EXT. PIER', inPoint: 50, outPoint: 90, characters: [] },
]

let edits: Edit[] = []
let asked: { command: string; takes: unknown }[] = []
let under: Element | null = null

beforeEach(() => {
  vi.stubGlobal('ResizeObserver', class { observe = vi.fn(); disconnect = vi.fn() }) // prettier-ignore
  mockWindows('main')
  edits = []
  asked = []
  mockIPC(
    (command, takes) => {
      asked.push({ command, takes })
      if (command === 'cut') return { scenes }
      if (command === 'row_levels') return { levels: [{ cue: 1, level: -300, short: 0 }], pending: 0 }
      if (command !== 'edit') return null
      edits.push(...(takes as { request: { edits: Edit[] } }).request.edits)
      return { revision: 2, created: [{ kind: 'cue', id: 9 }], remarks: [] }
    },
    { shouldMockEvents: true },
  )
  document.elementFromPoint = () => under
  // The map is drawn 200 wide from 0: an episode a hundred.
  Element.prototype.getBoundingClientRect = () => new DOMRect(0, 0, 200, 100)
  Element.prototype.scrollBy = vi.fn()
  Element.prototype.scrollIntoView = vi.fn()
  seasonPage.map = map
})

afterEach(() => {
  endComparing()
  clearMocks()
  document.body.replaceChildren()
})

async function carryTo(x: number): Promise<void> {
  await fireEvent.pointerDown(screen.getByTestId('theme-1'), { button: 0, clientX: 0, clientY: 0 })
  under = document.querySelector('.strips')
  await fireEvent.pointerMove(window, { clientX: x, clientY: 30 })
  await waitFor(() => {
    expect(screen.getAllByTestId('scene-target').length).toBe(2)
  })
}

test('a theme dropped on a place of the map is asked for in the scene there', async () => {
  render(ThemeRows, { show, map })
  await carryTo(170)
  expect(document.querySelector('[data-carried]')?.textContent).toContain('1x04 scene 22')
  await fireEvent.pointerUp(window, { clientX: 170, clientY: 30 })
  await waitFor(() => {
    expect(seasonPage.cue).toBe(9)
  })
  expect(edits).toEqual([{ type: 'spotTheme', theme: 1, scene: 22 }])
  expect(document.querySelector('[data-carried]')).toBeNull()
})

test('a theme dropped on a scene of the strip is asked for in that scene', async () => {
  render(ThemeRows, { show, map })
  await carryTo(170)
  const [first] = screen.getAllByTestId('scene-target')
  expect(first?.textContent).toContain('Jun is there · stated by 4M01')
  under = first ?? null
  await fireEvent.pointerMove(window, { clientX: 20, clientY: 80 })
  await fireEvent.pointerUp(window, { clientX: 20, clientY: 80 })
  await waitFor(() => {
    expect(edits).toEqual([{ type: 'spotTheme', theme: 1, scene: 21 }])
  })
})

test('Escape lets go of a theme, and where no scene is nothing is asked for', async () => {
  render(ThemeRows, { show, map })
  await carryTo(170)
  await fireEvent.keyDown(window, { key: 'Escape' })
  await fireEvent.pointerUp(window, { clientX: 170, clientY: 30 })
  await carryTo(195)
  await fireEvent.pointerUp(window, { clientX: 195, clientY: 30 })
  expect(carried.line).toBeUndefined()
  expect(edits).toEqual([])
})

test('two statements are chosen with the button and two clicks, or with Ctrl, or with C', async () => {
  render(ThemeStatements, { show, map, line })
  const cues = () => bothOf(line)?.map(({ cue }) => cue)
  const lines = screen.getAllByTestId('statement-line')
  const [first, second, third] = lines as [HTMLElement, HTMLElement, HTMLElement]
  await fireEvent.click(screen.getByTestId('compare-two'))
  await fireEvent.click(third)
  expect(cues()).toBeUndefined()
  await fireEvent.click(first)
  expect(cues()).toEqual([1, 3])
  await fireEvent.click(screen.getByTestId('compare-two'))
  expect(cues()).toBeUndefined()
  await fireEvent.click(second)
  await fireEvent.click(third, { ctrlKey: true })
  expect(cues()).toEqual([2, 3])
  await fireEvent.keyDown(first, { key: 'c' })
  expect(cues()).toEqual([1, 3])
  await fireEvent.keyDown(first, { key: 'Escape' })
  expect(comparing.theme).toBeUndefined()
})

test('either of two is heard as loud as the quieter, by its letter', async () => {
  const [one, other] = line.statements as [StatementView, StatementView]
  const before = document.body.appendChild(document.createElement('button'))
  before.focus()
  const { unmount } = render(StatementsCompared, { map, name: line.name, both: [one, other] })
  expect(document.activeElement).toBe(screen.getByTestId('compared'))
  await fireEvent.keyDown(screen.getByTestId('compared'), { key: 'a' })
  await waitFor(() => {
    expect(asked.find(({ command }) => command === 'load_cut')?.takes).toMatchObject({ cut: 40, level: -300 })
  })
  expect(asked.find(({ command }) => command === 'row_levels')?.takes).toEqual({ cues: [1, 2] })
  unmount()
  await waitFor(() => {
    expect(document.activeElement).toBe(before)
  })
})

test('the menu of a statement compares it, and says how it is stated', () => {
  const [one, other] = line.statements as [StatementView, StatementView]
  const titles = (of: StatementView) =>
    menuOfStatement(map, line, of, false).flatMap((entry) => (entry === 'line' ? [] : [entry.title]))
  expect(titles(one)).toEqual([
    'Play',
    'Compare with…',
    'Go to the cue',
    'How it is stated: not set',
    'How it is stated: full',
    'How it is stated: fragment',
    'How it is stated: counterpoint',
  ])
  const entry = menuOfStatement(map, line, one, false)[1]
  if (entry !== undefined && entry !== 'line') entry.run()
  expect(titles(other)[1]).toBe('Compare with 1x04 4M01')
  expect(menu.open).toBeUndefined()
})

test('a theme that no cue states is told where it can be asked for only where it can', () => {
  const none = { ...line, statements: [] }
  const words = () => document.body.textContent
  const { unmount } = render(ThemeStatements, { show, map, line: none })
  expect(words()).toContain('or name a scene below')
  unmount()
  render(ThemeStatements, { show, map: { ...map, episodes: [] }, line: none })
  expect(words()).not.toContain('below')
})
