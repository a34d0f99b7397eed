import { expect, test } from 'vitest'
import type { AnswerView, QueueAlternate, QueueCue } from '../../generated'
import { saidInRounds } from './beside'

const answer = (round: number, reviewer: number, value: AnswerView['value']) =>
  ({ round, reviewer, value, name: 'Dana', words: '', givenAt: String(round) }) as unknown as AnswerView

const cue = (number: string, histories: readonly (readonly AnswerView[])[]) =>
  ({
    cue: 1,
    number,
    alternates: histories.map(
      (history, at) => ({ placement: at, letter: 'ABC'[at], history }) as unknown as QueueAlternate,
    ),
  }) as unknown as QueueCue

test('each round tells what each reviewer said of an alternate last, and rounds without a word are empty', () => {
  const history = [
    answer(3, 1, 'approved'),
    answer(1, 2, 'rejected'),
    answer(1, 1, 'changes'),
    answer(1, 1, 'rejected'),
  ]
  const rows = saidInRounds([cue('4M01', [history, []])], [1, 2, 3])
  expect(rows.map(({ number, letter }) => `${number} ${letter}`)).toEqual(['4M01 A'])
  expect(rows[0]?.cells.map((cell) => cell.map(({ value }) => value))).toEqual([
    ['rejected', 'changes'],
    [],
    ['approved'],
  ])
})
