/** What a profile may ask for, in words, and what is done to its lists. */

import type {
  Field,
  HeaderField,
  Layout,
  LicenceWeight,
  PaperSize,
  Profile,
  Rounding,
  ShareConvention,
  TimeFormat,
  TitleSource,
} from '../../generated'
import type { Choice } from '../../lib/words'

/** What each part of the editor is given. */
export interface ProfilePart {
  readonly profile: Profile
  readonly disabled: boolean
  /** Saves what is changed; resolves to why it could not be. */
  readonly save: (change: Partial<Profile>) => Promise<string | undefined>
}

export const fieldWords: Readonly<Record<Field, string>> = {
  sequence: 'Number on the sheet',
  cueNumber: 'Cue number',
  title: 'Title',
  scene: 'Scene',
  usage: 'Code of use',
  themeRole: 'Theme role',
  origin: 'Origin',
  voice: 'Instrumental or vocal',
  timeIn: 'Time in',
  timeOut: 'Time out',
  duration: 'Duration',
  frames: 'Duration in frames',
  writers: 'Writers, society, share',
  publishers: 'Publishers, society, share',
  writerNames: 'Writers by name',
  publisherNames: 'Publishers by name',
  role: 'Role',
  firstName: 'First name',
  lastName: 'Last name',
  publisherName: 'Publisher’s name',
  contributorName: 'Contributor',
  ipi: 'IPI number',
  society: 'Society',
  share: 'Share',
  territory: 'Territory',
  performer: 'Performer',
  trackTitle: 'Title of the recording',
  label: 'Label',
  catalogueNumber: 'Catalogue number',
  cutNumber: 'Track number',
  library: 'Library',
  isrc: 'ISRC',
  iswc: 'ISWC',
  workNumbers: 'Society’s work number',
  note: 'Notes',
}

export const headerWords: Readonly<Record<HeaderField, string>> = {
  series: 'Series title',
  seriesOtherTitle: 'Series, also known as',
  episodeTitle: 'Episode title',
  episodeOtherTitle: 'Episode, also known as',
  episodeNumber: 'Episode number',
  episode: 'Episode, number and title',
  season: 'Season',
  numberInSeason: 'Episode number within the season',
  productionNumber: 'Production number',
  company: 'Production company',
  address: 'Address',
  preparedBy: 'Prepared by',
  email: 'E-mail',
  datePrepared: 'Date prepared',
  airDate: 'Air date',
  category: 'Category',
  version: 'Version',
  network: 'Network',
  showLength: 'Show length',
  musicLength: 'Music length',
  country: 'Country',
  year: 'Year',
  director: 'Director',
  cast: 'Principal cast',
  language: 'Language',
  isan: 'ISAN',
  eidr: 'EIDR',
  cut: 'Cut and rate',
  incomplete: 'Incomplete, because',
}

export const layouts: readonly Choice<Layout>[] = [
  { value: 'cue', word: 'One line per cue', meaning: 'All writers and publishers in one cell each.' },
  { value: 'contributor', word: 'One line per contributor', meaning: 'Title and times on a cue’s first line only.' },
]

export const roundings: readonly Choice<Rounding>[] = [
  { value: 'frames', word: 'Not rounded', meaning: 'Durations to the frame.' },
  { value: 'points', word: 'In and out to the second', meaning: 'Cues that meet still meet; the duration is the time between.' },
  { value: 'nearest', word: 'Each duration to the nearest second', meaning: 'The sum may be off by half a second per cue.' },
  { value: 'up', word: 'Each duration up', meaning: 'To the next whole second.' },
  { value: 'down', word: 'Each duration down', meaning: 'To the last whole second.' },
  { value: 'carried', word: 'Carried: the sum stays right', meaning: 'What is lost in one is carried to those that lost most.' },
] // prettier-ignore

export const timeFormats: readonly Choice<TimeFormat>[] = [
  { value: 'timecode', word: 'Timecode of the cut', meaning: '01:17:21:14' },
  { value: 'clock', word: 'Timecode without frames', meaning: '01:17:21' },
  { value: 'programme', word: 'From the programme’s start', meaning: '0:17:21' },
]

export const conventions: readonly Choice<ShareConvention>[] = [
  { value: 'perSide', word: 'Each side is 100 %', meaning: 'Writers 100 %, publishers another 100 %.' },
  { value: 'wholeWork', word: 'The work is 100 %', meaning: 'Writers and publishers together.' },
]

export const papers: readonly Choice<PaperSize>[] = [
  { value: 'a4', word: 'A4', meaning: '210 by 297 mm.' },
  { value: 'usLetter', word: 'US Letter', meaning: '8.5 by 11 inches.' },
]

export const licenceWeights: readonly Choice<LicenceWeight>[] = [
  { value: 'warn', word: 'Warn', meaning: 'A licence that does not cover its use is named; the sheet can be final.' },
  { value: 'stop', word: 'Block the final sheet', meaning: 'The sheet cannot be final while a right is denied, over or exceeded.' },
  { value: 'ignore', word: 'Ignore', meaning: 'The sheet says what was broadcast, and no more.' },
] // prettier-ignore

export const titleSources: readonly Choice<TitleSource>[] = [
  { value: 'byOrigin', word: 'By origin', meaning: 'Commissioned music by the cue’s title, all other by the work’s.' },
  { value: 'cue', word: 'The cue’s', meaning: 'Always the cue’s title.' },
  { value: 'work', word: 'The work’s', meaning: 'The title of the work, or of the recording.' },
]

export const fields = Object.entries(fieldWords) as readonly [Field, string][]
export const headerFields = Object.entries(headerWords) as readonly [HeaderField, string][]

/** A list with one of its members moved up or down. */
export function moved<T>(list: readonly T[], at: number, by: 1 | -1): T[] {
  const next = [...list]
  const [one] = next.splice(at, 1)
  if (one !== undefined) next.splice(Math.max(0, Math.min(next.length, at + by)), 0, one)
  return next
}

/** A list with one of its members changed, or taken out where `change` is undefined. */
export function changed<T>(list: readonly T[], at: number, change: Partial<T> | undefined): T[] {
  return list.flatMap((one, index) => (index !== at ? [one] : change === undefined ? [] : [{ ...one, ...change }]))
}

/** A map with one of its keys set, or left out where the text is empty. */
export function withKey<Texts extends Partial<Record<string, string>>>(
  map: Texts,
  key: keyof Texts & string,
  text: string,
): Texts {
  const rest = Object.entries(map).filter(([one]) => one !== key)
  const added = text.trim() === '' ? [] : [[key, text.trim()]]
  return Object.fromEntries([...rest, ...added]) as Texts
}

/** A profile of the user's own, from one of ours: `rapidcue` becomes `rapidcue-own`, `rapidcue-own-2` … */
export function copyOf(profile: Profile, taken: ReadonlySet<string>): Profile {
  const base = `${profile.id.replace(/-own(-\d+)?$/, '')}-own`
  let id = base
  for (let number = 2; taken.has(id); number++) id = `${base}-${number}`
  return { ...profile, id, name: `${profile.name.replace(/ \(own\)$/, '')} (own)` }
}
