// @vitest-environment jsdom
import { beforeEach, expect, test } from 'vitest'
import type { BriefPage } from '../../generated'
import type { Place } from '../file/kept'
import { passing } from '../storage'
import { BriefAnswers } from './answers.svelte'

const brief = { show: 'My Heart', code: 'C1', title: 'The letter', composer: 'Ines', madeAt: '2026-11-24T10:00:00Z' }

function answers(window = passing()): BriefAnswers {
  const place: Place = { read: () => Promise.resolve(undefined), write: () => Promise.resolve() }
  const way = { page: '1f', secret: 'A'.repeat(43) }
  return new BriefAnswers(brief as unknown as BriefPage, way, document, [place], window)
}

beforeEach(() => localStorage.clear())

test('a word more takes back no day, a day no word, and a no both', async () => {
  const one = answers()
  one.fields.day = '2026-12-24'
  one.fields.words = 'With pleasure'
  await one.answer(true)
  expect([one.day, one.begun]).toEqual(['2026-12-24', false])
  one.fields.words = 'With strings'
  await one.answer(true)
  expect(one.state).toMatchObject({ taken: true, deliversOn: '2026-12-24', words: 'With strings' })
  one.fields.day = '2026-12-20'
  await one.answer(true)
  expect(one.state).toMatchObject({ deliversOn: '2026-12-20', words: 'With strings' })
  await one.answer(false)
  expect(one.state).toMatchObject({ taken: false, deliversOn: '', words: '' })
})

test('what is begun outlives the page, and a day that has gone by is told', () => {
  const one = answers()
  one.fields.question = 'Strings or brass?'
  one.keepBegun()
  const again = answers()
  expect(again.fields.question).toBe('Strings or brass?')
  again.fields.day = '0001-01-01'
  expect(again.isPast).toBe(true)
  again.fields.day = '2026-12-24'
  expect(again.isPast).toBe(false)
})

test('what two windows begin stays beside each other, and says in which it was', () => {
  const window = passing()
  const [one, other] = [answers(window), answers()]
  one.fields.question = 'Strings or brass?'
  one.keepBegun()
  other.fields.words = 'With pleasure'
  other.keepBegun()
  one.fields.question = 'Strings, or brass?'
  one.keepBegun()
  other.readAgain()
  expect([other.fields.question, other.isElsewhere('question'), other.isElsewhere('words')]).toEqual([
    'Strings, or brass?',
    true,
    false,
  ])
  const again = answers(window)
  expect([again.fields.words, again.isElsewhere('words'), again.isElsewhere('question')]).toEqual([
    'With pleasure',
    true,
    false,
  ])
  one.fields.question = ''
  one.keepBegun()
  other.readAgain()
  expect([other.fields.question ?? '', other.fields.words]).toEqual(['', 'With pleasure'])
})
