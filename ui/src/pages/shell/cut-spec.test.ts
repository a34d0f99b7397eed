import { expect, test } from 'vitest'
import { readLength, wrongStart } from './cut-spec'

test('a length is read as a count of frames, or as minutes and seconds', () => {
  expect(readLength('00:42:18:05', '23.976')).toEqual({ text: '00:42:18:05' })
  expect(readLength('42:18', '25')).toEqual({ text: '00:42:18:00' })
  expect(readLength('92:03', '25')).toEqual({ text: '01:32:03:00' })
})

test('a length that is none says why', () => {
  expect(readLength('soon', '25')).toContain('42:18')
  expect(readLength('00:00:00:30', '25')).toBe('at 25 the frames go up to 24')
  expect(readLength('0:00', '25')).toBe('a cut has at least one frame')
})

test('a start is a timecode of the rate', () => {
  expect(wrongStart('01:00:00:00', '24')).toBeUndefined()
  expect(wrongStart('01:00:00:24', '24')).toBe('at 24 the frames go up to 23')
  expect(wrongStart('01:01:00;00', '29.97df')).toContain('drop-frame')
})
