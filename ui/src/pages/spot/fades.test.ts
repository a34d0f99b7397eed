import { expect, test } from 'vitest'
import { readFade } from './fades'
import { flicks, flicksPerSecond, frameLength } from '../../time/time'

const second = flicks(flicksPerSecond)

test.each([
  ['3', 3 * second],
  ['0,5', second / 2],
  ['0.5 s', second / 2],
  ['12f', 12 * frameLength('24')],
  ['1:12', 36 * frameLength('24')],
  ['+6f', second + 6 * frameLength('24')],
  ['-0.5s', second / 2],
  ['-0.5', second / 2],
  ['−0,25', 0.75 * second],
  ['+2', 3 * second],
  ['-3', 0],
])('%s', (text, length) => {
  expect(readFade(text, '24', second)).toEqual({ value: length })
})

test('what is no length says so', () => {
  expect(readFade('long', '24', second)).toHaveProperty('wrong')
})
