import { expect, test } from 'vitest'
import type { StatementView, ThemeMap } from '../../generated'
import { compared, goesOnAt, withOneMore } from './compare'

const statement = {
  manner: 'full',
  changes: '',
  brief: '',
  track: 'Rising Tide',
  key: 'A',
  bpmMilli: 126_000,
  mood: '',
  pick: 1,
  muted: false,
  at: 1000,
  length: 705_600_000 * 25,
  meets: [],
} as unknown as StatementView
const map = { themes: [{ id: 7, name: 'Mara’s theme' }] } as unknown as ThemeMap

test('of what is chosen the last two are compared, and what is chosen again is not', () => {
  expect(withOneMore([], 1)).toEqual([1])
  expect(withOneMore([1, 2], 3)).toEqual([2, 3])
  expect(withOneMore([1, 2], 1)).toEqual([2])
})

test('what differs between two statements is told apart from what does not', () => {
  const other = { ...statement, key: 'Cm', pick: null, meets: [7] } as unknown as StatementView
  const facts = new Map(compared(map, statement, other).map((fact) => [fact.name, fact]))
  expect(facts.get('Key')).toEqual({ name: 'Key', values: ['A', 'Cm'], differs: true })
  expect(facts.get('Tempo')).toEqual({ name: 'Tempo', values: ['126 bpm', '126 bpm'], differs: false })
  expect(facts.get('Mood')?.values).toEqual(['not said', 'not said'])
  expect(facts.get('Length')?.values).toEqual(['0:25', 'no music yet'])
  expect(facts.get('Meets')?.values).toEqual(['no other theme', 'Mara’s theme'])
})

test('the other of two goes on as far in as the first, or from its start where it is shorter', () => {
  const longer = { ...statement, at: 5000, length: 300 } as unknown as StatementView
  expect(goesOnAt(1200, statement, longer)).toBe(200)
  expect(goesOnAt(1400, statement, longer)).toBe(0)
  expect(goesOnAt(900, statement, longer)).toBe(0)
})
