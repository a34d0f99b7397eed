/** What this window remembers of its user between sessions. Nothing of the show is kept here. */

const prefix = 'needledrop.'

function recall<T>(name: string, otherwise: T, is: (value: unknown) => value is T): T {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(prefix + name) ?? 'null')
    return is(value) ? value : otherwise
  } catch {
    return otherwise
  }
}

/** Keeps a value; a storage that is full or shut only forgets it. */
function remember(name: string, value: unknown): void {
  try {
    localStorage.setItem(prefix + name, JSON.stringify(value))
  } catch {
    return
  }
}

const isText = (value: unknown): value is string => typeof value === 'string'
const isFlag = (value: unknown): value is boolean => typeof value === 'boolean'
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)
const isRecord =
  <T>(is: (value: unknown) => value is T) =>
  (value: unknown): value is Record<string, T> =>
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(is)

function remembered<T>(name: string, otherwise: T, is: (value: unknown) => value is T) {
  let value = $state(recall(name, otherwise, is))
  return {
    get value() {
      return value
    },
    set value(next: T) {
      value = next
      remember(name, next)
    },
  }
}

const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isText)

/** Whose keys the window has, as a preset names them. */
export const keyPreset = remembered('keyPreset', 'needledrop', isText)
/** Keys that the user gave to actions, by action. */
export const ownKeys = remembered<Record<string, readonly string[] | undefined>>('ownKeys', {}, isRecord(isTexts))
/** Who works at this desk: the name that its notes are signed with. */
export const author = remembered('author', '', isText)
/** Whether timecode and scene are drawn over the picture; most pictures come with theirs burnt in. */
export const overlays = remembered('overlays', false, isFlag)
/** The program that music was handed to last. */
export const lastReceiver = remembered('lastReceiver', 'avid', isText)
/** Whether gestures snap. */
export const snapping = remembered('snapping', true, isFlag)
/** Whether what comes later on a lane follows moves, trims and removals. */
export const ripple = remembered('ripple', false, isFlag)
/** Whether alternates are compared at the same loudness. */
export const matchedLoudness = remembered('matchedLoudness', true, isFlag)
/** Whether a cue is played from five seconds before its in-point. */
export const preRoll = remembered('preRoll', false, isFlag)
/** Seconds that are played before and after what is listened to: around the playhead, a selection, a track that is tried. */
export const rollBefore = remembered('rollBefore', 2, isNumber)
export const rollAfter = remembered('rollAfter', 2, isNumber)
/** What is taken for speech where it is looked for in sound. */
export const speechRule = remembered(
  'speechRule',
  { rise: 9, pause: 400, least: 250 },
  (value): value is { rise: number; pause: number; least: number } =>
    isRecord(isNumber)(value) && ['rise', 'pause', 'least'].every((name) => name in value),
)
/** Whether a moment of sound is heard wherever the playhead is moved by hand. */
export const scrubSound = remembered('scrubSound', true, isFlag)
/** Whether a verdict leads to the next cue that waits. */
export const autoAdvance = remembered('autoAdvance', false, isFlag)
/** Whether playing all that waits stops at the end of each cue for an answer. */
export const stopForAnswer = remembered('stopForAnswer', true, isFlag)
/** Height of the upper part of the Spot page, as a share of the page in thousandths; the usual one as long as nobody has moved it. */
export const usualSplit = 538
export const spotSplit = remembered('spotSplit', usualSplit, isNumber)
/** Widths of side panels in CSS pixels, by panel; the usual one where there is none. */
export const panelWidths = remembered<Record<string, number | undefined>>('panelWidths', {}, isRecord(isNumber))
/** Heights of lanes in CSS pixels, by lane; the usual one where there is none. */
export const laneHeights = remembered<Record<string, number | undefined>>('laneHeights', {}, isRecord(isNumber))
/** Columns of the track list that are shown or not, against what is usual, and their widths in CSS pixels. */
export const columnsShown = remembered<Record<string, boolean | undefined>>('columnsShown', {}, isRecord(isFlag))
export const columnWidths = remembered<Record<string, number | undefined>>('columnWidths', {}, isRecord(isNumber))
/** How large the window draws everything, in percent. */
export const scale = remembered('scale', 100, isNumber)
/** Through which device sound is played, by its name; the system's default one where it is empty. */
export const soundDevice = remembered('soundDevice', '', isText)
/** Frames that the device is asked to take at once. */
export const soundPeriod = remembered('soundPeriod', 1024, isNumber)
/** By how many milliseconds the picture is shown later than the sound is heard; less than 0 is earlier. */
export const pictureLater = remembered('pictureLater', 0, isNumber)
/** Whether the window is dark or light. */
export const theme = remembered<'dark' | 'light'>('theme', 'dark', (value) => value === 'dark' || value === 'light')
/** Whether the track that the arrow keys come to is played at once. */
export const auditionFollows = remembered('auditionFollows', false, isFlag)
/** How loud tracks of the library are played, in hundredths of a decibel: 0 is as they are. */
export const auditionGain = remembered('auditionGain', 0, isNumber)
/** The cut last worked on, by show. */
export const lastCuts = remembered<Record<string, number>>('lastCuts', {}, isRecord(isNumber))
/** Where a file was last chosen, by what it was chosen for. */
export const lastFolders = remembered<Record<string, string | undefined>>('lastFolders', {}, isRecord(isText))
/** The page last looked at. */
export const lastPage = remembered('lastPage', 'spot', isText)
/** The profile of cue sheets last looked at. */
export const lastProfile = remembered('lastProfile', '', isText)
