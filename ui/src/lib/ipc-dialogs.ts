/** The system's own file dialogs and questions. */

import {
  ask as askSystem,
  open,
  save,
  type OpenDialogOptions,
  type OpenDialogReturn,
  type SaveDialogOptions,
} from '@tauri-apps/plugin-dialog'
import { audioDir, documentDir, homeDir, videoDir } from '@tauri-apps/api/path'
import formats from '../generated/formats.json'
import { baseName, folderOf, withEnding } from './format'
import { ask } from './ipc'
import { lastFolders } from './preferences.svelte'

/** What files are chosen for: each begins in the folder where such a file was chosen last. */
type Purpose = 'sound' | 'picture' | 'sheet' | 'profile' | 'workbook' | 'paper' | 'show' | 'logo' | 'export' | 'reply'

function keepFolder(purpose: Purpose, file: string | undefined): void {
  const folder = file === undefined ? '' : folderOf(file)
  if (folder !== '') lastFolders.value = { ...lastFolders.value, [purpose]: folder }
}

/** Where such files lie as long as none was chosen: in the user's folders of the system. */
async function usualFolder(purpose: Purpose): Promise<string | undefined> {
  const usual = purpose === 'sound' ? audioDir : purpose === 'picture' ? videoDir : documentDir
  return await usual()
    .catch(homeDir)
    .catch(() => undefined)
}

/** Whether one of the system's dialogs for files is open. */
let isOpen = false

/** One at a time: a second one, of a button pressed twice, would lie over the first and take the same file again. */
async function alone<T>(dialog: () => Promise<T | null>): Promise<T | null> {
  if (isOpen) return null
  isOpen = true
  try {
    return await dialog()
  } finally {
    isOpen = false
  }
}

async function choose<T extends OpenDialogOptions>(purpose: Purpose, options: T): Promise<OpenDialogReturn<T> | null> {
  const defaultPath = lastFolders.value[purpose] ?? (await usualFolder(purpose))
  const chosen = await alone(() => open<T>({ defaultPath, ...options }))
  keepFolder(
    purpose,
    [chosen].flat().find((file) => typeof file === 'string'),
  )
  return chosen
}

async function choosePlace(purpose: Purpose, name: string, options: SaveDialogOptions): Promise<string | null> {
  const folder = lastFolders.value[purpose]
  const defaultPath = folder === undefined ? name : `${folder}/${name}`
  const chosen = await alone(() => save({ ...options, defaultPath }))
  keepFolder(purpose, chosen ?? undefined)
  if (chosen === null) return null
  const named = withEnding(chosen, options.filters?.[0]?.extensions ?? [])
  if (named === chosen || !(await ask('is_there', { path: named }))) return named
  // The dialog asked about the name that was typed, not about this one.
  const question = `${baseName(named)} is in that folder already. Replace it?`
  return (await agree(question, 'Replace the file', 'Replace')) ? named : null
}

/** A folder for several files at once. */
export async function chooseExportFolder(): Promise<string | null> {
  const chosen = await choose('export', { directory: true })
  if (chosen !== null) lastFolders.value = { ...lastFolders.value, export: chosen }
  return chosen
}

/** A folder for files of these names; whether those that are there already are replaced is asked once. */
export async function chooseFolderFor(names: readonly string[]): Promise<string | null> {
  const folder = await chooseExportFolder()
  if (folder === null) return null
  const there = await Promise.all(names.map((name) => ask('is_there', { path: `${folder}/${name}` })))
  const taken = names.filter((_, nth) => there[nth] === true)
  const [first] = taken
  if (first === undefined) return folder
  const which = taken.length === 1 ? `${first} is` : `${first} and ${taken.length - 1} more are`
  const question = `${which} in that folder already. Replace?`
  return (await agree(question, 'Replace the files', 'Replace')) ? folder : null
}

/** Extensions of the sound files that the library reads. */
export const soundExtensions = [
  'wav', 'wave', 'bwf', 'rf64', 'aif', 'aiff', 'aifc', 'flac', 'mp3', 'm4a', 'mp4', 'aac', 'ogg', 'oga', 'opus', 'caf',
] // prettier-ignore

/** Extensions of catalogue sheets. */
const sheetExtensions: string[] = formats.catalogue

const pictureExtensions = ['mp4', 'm4v', 'mov', 'webm', 'mkv', 'avi', 'mxf']

const show = [{ name: 'Needledrop show', extensions: ['needledrop'] }]

export function chooseSoundFiles(): Promise<string[] | null> {
  return choose('sound', {
    multiple: true,
    title: 'Import sound files',
    filters: [{ name: 'Sound', extensions: soundExtensions }],
  })
}

export function chooseSoundFolders(): Promise<string[] | null> {
  return choose('sound', { multiple: true, directory: true, title: 'Import a folder of music' })
}

/** Where a mix is written to. */
export function chooseMix(name: string, ending: string): Promise<string | null> {
  return choosePlace('export', `${name}.${ending}`, {
    title: 'Export the mix',
    filters: [{ name: 'Mix', extensions: [ending] }],
  })
}

/** Stems, a temp mix, or pictures whose sound it is. */
export async function chooseProductionSound(): Promise<string[]> {
  const chosen = await choose('sound', {
    multiple: true,
    title: 'Add production sound',
    filters: [{ name: 'Sound and picture', extensions: [...soundExtensions, ...pictureExtensions] }],
  })
  return chosen ?? []
}

export function chooseSoundFile(title: string): Promise<string | null> {
  return choose('sound', { title, filters: [{ name: 'Sound', extensions: soundExtensions }] })
}

/** A folder in which missing recordings are looked for. */
export function chooseFolderOfMissing(): Promise<string | null> {
  return choose('sound', { directory: true, title: 'Locate missing files in a folder' })
}

export function choosePicture(): Promise<string | null> {
  return choose('picture', {
    title: 'Choose the picture',
    filters: [
      { name: 'Picture', extensions: pictureExtensions },
      { name: 'All files', extensions: ['*'] },
    ],
  })
}

export function chooseScenesFile(): Promise<string | null> {
  return choose('sheet', {
    title: 'Import scenes',
    filters: [
      { name: 'Scenes', extensions: formats.scenes.flatMap((reader) => reader.endings) },
      ...formats.scenes.map((reader) => ({ name: reader.name, extensions: reader.endings })),
    ],
  })
}

/** An editor's list of a cut. */
export function chooseCutList(title: string): Promise<string | null> {
  return choose('sheet', {
    title,
    filters: [
      {
        name: 'EDL, AAF, OTIO, XML and other lists',
        extensions: formats.timelines.flatMap((reader) => reader.endings),
      },
      ...formats.timelines.map((reader) => ({ name: reader.name, extensions: reader.endings })),
      { name: 'All files', extensions: ['*'] },
    ],
  })
}

export function chooseCatalogue(): Promise<string | null> {
  return choose('sheet', {
    title: 'Import a catalogue sheet',
    filters: [{ name: 'Sheet', extensions: sheetExtensions }],
  })
}

export function chooseProfile(): Promise<string | null> {
  return choose('profile', {
    title: 'Import profile',
    filters: [{ name: 'Profile of cue sheets', extensions: ['json'] }],
  })
}

/** The user's copy of a society's template. */
export function chooseWorkbook(): Promise<string | null> {
  return choose('workbook', {
    title: 'Choose the empty RapidCue workbook',
    filters: [{ name: 'Excel workbook', extensions: ['xlsx'] }],
  })
}

/** A letter, a licence, an invoice: anything that belongs to a right. */
export function choosePaper(): Promise<string | null> {
  return choose('paper', { title: 'Attach a document' })
}

export function chooseShow(): Promise<string | null> {
  return choose('show', { title: 'Open a show', filters: show })
}

/** A copy of the show that was taken while it was worked on. */
export function chooseSnapshot(folder: string): Promise<string | null> {
  return open({ title: 'Open a snapshot', filters: show, defaultPath: folder })
}

/** Where a new show goes, or a copy of one. */
export function chooseNewShow(title: string, what = 'Save the new show'): Promise<string | null> {
  return choosePlace('show', `${fileName(title)}.needledrop`, { title: what, filters: show })
}

/** Where a review goes that is sent as a file; a folder is made new, under a name of its own. */
export function choosePackage(name: string, folder: boolean): Promise<string | null> {
  if (folder) return choosePlace('export', fileName(name), { title: 'Save the review as a folder' })
  return choosePlace('export', `${fileName(name)}.html`, {
    title: 'Save the review as a file',
    filters: [{ name: 'Web page', extensions: ['html'] }],
  })
}

/** Where music goes that is handed to a program: a file with this ending, or a folder that is made new. */
export function chooseHandover(name: string, kind: string, ending: string | undefined): Promise<string | null> {
  if (ending !== undefined) return chooseExport(name, kind, ending)
  return choosePlace('export', fileName(name), { title: `Save a folder for ${kind}` })
}

/** What reviewers sent back. */
export function chooseReplies(): Promise<string[] | null> {
  return choose('reply', {
    multiple: true,
    title: 'Import replies',
    filters: [{ name: 'Reply', extensions: ['json', 'txt'] }],
  })
}

/** The picture at the head of what is printed. */
export function chooseLogo(): Promise<string | null> {
  return choose('logo', {
    title: 'Choose the logo',
    filters: [{ name: 'Picture', extensions: ['png', 'jpg', 'jpeg', 'svg'] }],
  })
}

const printed = [{ name: 'Picture', extensions: ['png', 'jpg', 'jpeg'] }]

/** The picture on the front of an album. */
export function chooseArtwork(): Promise<string | null> {
  return choose('logo', { title: 'Choose the artwork', filters: printed })
}

/** Pictures for the booklet of an album. */
export function chooseStills(): Promise<string[] | null> {
  return choose('logo', { multiple: true, title: 'Choose stills for the booklet', filters: printed })
}

/** Where an export goes; `name` without its extension. */
export function chooseExport(name: string, kind: string, extension: string): Promise<string | null> {
  return choosePlace('export', `${fileName(name)}.${extension}`, {
    title: `Export the ${kind.toLowerCase()}`,
    filters: [{ name: kind, extensions: [extension] }],
  })
}

/** Whether the user agrees to something that cannot be seen at a glance. */
export function agree(question: string, title: string, yes: string): Promise<boolean> {
  return askSystem(question, { title, kind: 'warning', okLabel: yes, cancelLabel: 'Cancel' })
}

/** A title as the name of a file, on every system. */
export function fileName(title: string): string {
  const name = title
    .replaceAll(/[/\\:*?"<>|\p{Cc}]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/^\.+|\.+$/g, '')
  return name === '' ? 'Untitled' : name
}
