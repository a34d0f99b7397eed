import { expect, test } from 'vitest'
import { readSlugline } from './slugline'

test.each([
  ['EXT. PIER - DUSK', 'EXT', 'PIER', 'DUSK'],
  ['INT./EXT. CAR – NIGHT', 'INT/EXT', 'CAR', 'NIGHT'],
  ['I/E. BARN -- DAY', 'INT/EXT', 'BARN', 'DAY'],
  ['INT JO-ANN’S FLAT - KITCHEN - LATER', 'INT', 'JO-ANN’S FLAT - KITCHEN', 'LATER'],
  ['Exterior of the pier', '', 'Exterior of the pier', ''],
  ['INTERVAL - NIGHT', '', 'INTERVAL', 'NIGHT'],
  ['', '', '', ''],
])('%s', (slugline, side, place, time) => {
  expect(readSlugline(slugline)).toEqual({ side, place, time })
})
