import { expect, test } from 'vitest'
import { captionsOf } from './scenes'

test.each([
  [
    'INT. HOSPITAL CORRIDOR – NIGHT',
    ['7 INT. HOSPITAL CORRIDOR – NIGHT', '7 HOSPITAL CORRIDOR – NIGHT', '7 HOSPITAL CORRIDOR'],
  ],
  ['EXT. PIER - DUSK', ['7 EXT. PIER - DUSK', '7 PIER - DUSK', '7 PIER']],
  ['INT./EXT. CAR - DAY', ['7 INT./EXT. CAR - DAY', '7 CAR - DAY', '7 CAR']],
  ['INTERVIEW ROOM', ['7 INTERVIEW ROOM']],
  ['', ['7']],
])('a scene %s keeps its place where there is little room', (slugline, captions) => {
  expect(captionsOf({ number: '7', slugline })).toEqual(captions)
})
