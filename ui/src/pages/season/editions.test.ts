import { expect, test } from 'vitest'
import type { AlbumEntry, AlbumEntryId, AlbumLine, Flicks, TrackId } from '../../generated'
import { differences } from './editions'

const second = 705_600_000

function edition(title: string, loudness: number | null, lines: readonly (readonly [number, number, number])[]) {
  return {
    title,
    loudness,
    entries: lines.map((_, at) => ({ id: at as AlbumEntryId, loudness: null }) as AlbumEntry),
    lines: lines.map(
      ([track, seconds, side], at) =>
        ({
          entry: at as AlbumEntryId,
          track: track as TrackId,
          number: at + 1,
          title: `Song ${track}`,
          cue: '',
          length: (seconds * second) as Flicks,
          side,
        }) as AlbumLine,
    ),
  }
}

test('an edition is compared entry by entry, wherever each stands', () => {
  const digital = edition('Digital', -1400, [
    [1, 60, 0],
    [2, 90, 0],
    [3, 30, 0],
  ])
  const vinyl = edition('Vinyl', -1400, [
    [2, 80, 1],
    [1, 60, 1],
  ])
  expect(differences(digital, digital)).toEqual([])
  expect(differences(digital, vinyl).map(({ title, words }) => `${title}: ${words}`)).toEqual([
    'Song 1: 1 here, 2 there · side none here, 1 there',
    'Song 2: 2 here, 1 there · 1:30 here, 1:20 there · side none here, 1 there',
    'Song 3: only on Digital',
  ])
  expect(differences(vinyl, digital).at(-1)?.words).toBe('only on Digital')
})

test('a recording that stands on an edition twice is compared with its like, and loudness is said', () => {
  const one = edition('One', -1400, [
    [1, 60, 0],
    [1, 60, 0],
  ])
  const other = edition('Other', -1600, [[1, 60, 0]])
  expect(differences(one, other).map(({ words }) => words)).toEqual(['−14 LUFS here, −16 LUFS there', 'only on One'])
})
