import { expect, test } from 'vitest'
import type { Problem, Severity } from '../../generated'
import { groupsOf } from './problem-groups'

function problem(rule: string, cue: string, severity: Severity = 'warning'): Problem {
  const target = { type: 'profile' as const }
  return { severity, rule, cue, title: rule, message: '', why: '', target, fixes: [], proposed: false }
}

test('what repeats is one line, and errors stay apart from warnings', () => {
  const licences = ['1M01', '1M02', '1M03', '1M04'].map((cue) => problem('licence-unconfirmed', cue))
  const all = [problem('work-missing', '1M02', 'error'), ...licences, problem('ipi-missing', '1M01')]
  expect(groupsOf(all).map((group) => group.problems.length)).toEqual([1, 4, 1])
  const few = [problem('overlap-undecided', '1M01'), problem('overlap-undecided', '1M02')]
  expect(groupsOf(few).map((group) => group.problems.length)).toEqual([1, 1])
  expect(groupsOf([])).toEqual([])
})

test('two problems of one cue and one kind are both shown', () => {
  const twice = [problem('ipi-missing', '1M01'), problem('ipi-missing', '1M01')]
  expect(new Set(groupsOf(twice).map((group) => group.key)).size).toBe(2)
})
