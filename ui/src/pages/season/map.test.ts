import { expect, test } from 'vitest'
import type { CueId, EpisodeId, Flicks, PlacementId, Position, StatementView, ThemeId, ThemeMap } from '../../generated'
import { diameterOf, meetings, neighbour, placeOf, spotAt } from './map'

const second = 705_600_000

function statement(cue: number, episode: number, seconds: number, meets: readonly number[] = []): StatementView {
  return {
    cue: cue as CueId,
    number: '1M01',
    title: '',
    brief: '',
    episode: episode as EpisodeId,
    cut: 1 as StatementView['cut'],
    at: (30 * second) as Position,
    timecode: '',
    length: (seconds * second) as Flicks,
    manner: null,
    changes: '',
    pick: seconds > 0 ? (1 as PlacementId) : null,
    muted: false,
    track: '',
    key: '',
    bpmMilli: null,
    mood: '',
    meets: meets.map((id) => id as ThemeId),
  }
}

function theme(id: number, statements: StatementView[]): ThemeMap['themes'][number] {
  return {
    id: id as ThemeId,
    name: '',
    character: null,
    about: '',
    brief: '',
    tracks: [],
    owner: '',
    statedBy: [],
    asked: [],
    total: 0 as Flicks,
    offers: [],
    statements,
  }
}

const episode = (id: number) => ({
  id: id as EpisodeId,
  name: '',
  title: '',
  cut: null,
  length: (60 * second) as Flicks,
  start: '',
})

const map: ThemeMap = {
  revision: 1,
  version: 1,
  season: 1,
  seasons: [1],
  episodes: [episode(10), episode(11)],
  order: [1 as ThemeId, 2 as ThemeId],
  themes: [theme(1, [statement(5, 11, 20, [2])]), theme(2, [statement(6, 11, 20, [1])])],
  remarks: [],
}

test('a statement stands in its episode, as far along as it starts there', () => {
  expect(placeOf(map, statement(5, 11, 20))).toBe(1.5)
  expect(placeOf({ ...map, episodes: [{ ...episode(10), length: 0 as Flicks }] }, statement(5, 10, 20))).toBe(0)
})

test('a place of the map is a moment of an episode, and outside of it nothing', () => {
  expect(spotAt(map, 0.75)).toMatchObject({ episode: { id: 11 }, at: 30 * second })
  expect(spotAt(map, 0)).toMatchObject({ episode: { id: 10 }, at: 0 })
  expect(spotAt(map, 1)).toBeUndefined()
  expect(spotAt(map, -0.1)).toBeUndefined()
})

test('the area of a circle goes with the time', () => {
  const size = (seconds: number) => diameterOf(statement(1, 10, seconds)) - 14
  expect(size(0)).toBe(0)
  expect(size(120)).toBe(32)
  expect(size(30)).toBe(16)
  expect(size(999)).toBe(32)
})

test('two themes that meet are joined once', () => {
  expect(meetings(map)).toEqual([{ key: '1 2 5', from: 0, to: 1, place: 1.5 }])
})

test('arrows go along the statements of a theme', () => {
  const all = [statement(1, 10, 1), statement(2, 10, 1)]
  expect(neighbour(all, 1 as CueId, 1)?.cue).toBe(2)
  expect(neighbour(all, 2 as CueId, 1)).toBeUndefined()
  expect(neighbour(all, 9 as CueId, 1)?.cue).toBe(1)
})
