/** Work that goes on while the window stays live. */

import type { JobView, TrackId } from '../generated'
import * as ipc from './ipc'
import { attempt, refuse, say } from './toasts.svelte'

class Jobs {
  /** By number, oldest first; finished ones stay until they are put away. */
  list = $state.raw<readonly JobView[]>([])
  /** Where the job of an export writes, to be shown when it is done. */
  readonly targets = new Map<number, string>()
  /** Whether the panel with the jobs is open. */
  open = $state(false)
}

export const jobs = new Jobs()

export const runningJobs = () => jobs.list.filter((job) => !job.finished)

function hear(job: JobView): void {
  const before = jobs.list.find((one) => one.id === job.id)
  jobs.list = [...jobs.list.filter((one) => one.id !== job.id), job].toSorted((a, b) => a.id - b.id)
  if (job.finished && before?.finished !== true) conclude(job)
}

function saySaved(target: string): void {
  say(`Saved ${target}`, 'good', {
    title: 'Show in folder',
    run: () => void attempt(ipc.ask('reveal', { path: target })),
  })
}

/** Says where a job writes, by the number that it was given: it is shown when it is done, also where that was sooner. */
export function writesTo(id: number, target: string): void {
  const done = jobs.list.find((job) => job.id === id && job.finished)
  if (done === undefined) jobs.targets.set(id, target)
  else if (!done.cancelled && done.failed.length === 0) saySaved(target)
}

function conclude(job: JobView): void {
  const target = jobs.targets.get(job.id)
  jobs.targets.delete(job.id)
  // The sample season is made once, and is no import into the show at hand.
  if (job.kind === 'sample' && job.failed.length === 0) putAway(job.id)
  // A panel with nothing left to read goes by itself.
  if (jobs.list.every((one) => one.finished && one.failed.length === 0 && one.remarks.length === 0)) jobs.open = false
  if (job.cancelled) {
    say(`Cancelled: ${job.title}`)
  } else if (target !== undefined && job.failed.length === 0) {
    saySaved(target)
  } else if (job.failed.length > 0) {
    say(job.kind === 'import' ? outcome(job) : whyNot(job), 'bad', {
      title: 'Show list',
      run: () => {
        jobs.open = true
      },
    })
  } else if (job.remarks.length > 0) {
    say(outcome(job), 'good', {
      title: 'Show remarks',
      run: () => {
        jobs.open = true
      },
    })
  } else if (job.kind === 'import' || job.kind === 'proxy') {
    say(outcome(job), 'good')
  }
}

/** Why something was not made, or not all of it. */
const whyNot = ({ failed }: JobView) =>
  failed.length === 1 ? (failed[0]?.reason ?? '') : `${failed.length} files could not be used`

/** What a finished job did, in a line. */
export function outcome(job: JobView): string {
  if (job.kind === 'proxy') return job.failed[0]?.reason ?? (job.cancelled ? 'nothing is kept' : 'The proxy is ready')
  const parts = [`${job.imported.length} imported`]
  if (job.known.length > 0) parts.push(`${job.known.length} already in the library`)
  if (job.failed.length > 0) parts.push(`${job.failed.length} left out`)
  if (job.remarks.length > 0) parts.push(`${job.remarks.length} with a remark`)
  return parts.join(' · ')
}

/** The failed files as text for the clipboard. */
export function failuresAsText(job: JobView): string {
  return job.failed.map(({ path, reason }) => `${path}\t${reason}`).join('\n')
}

/** The remarks as text for the clipboard. */
export function remarksAsText(job: JobView): string {
  return job.remarks.map(({ path, remark }) => `${path}\t${remark}`).join('\n')
}

/** How many times faster than it sounds, or undefined while that says nothing. */
export function speed(job: JobView): number | undefined {
  if (job.elapsedMillis < 500 || job.soundMillis === 0) return undefined
  return job.soundMillis / job.elapsedMillis
}

export function putAway(id: number): void {
  jobs.list = jobs.list.filter((job) => job.id !== id)
  if (jobs.list.length === 0) jobs.open = false
}

/** Puts away what ended: it was about a show that is not open any more. */
export function forgetFinished(): void {
  jobs.list = jobs.list.filter((job) => !job.finished)
  if (jobs.list.length === 0) jobs.open = false
}

/** Hears of jobs until the returned function is called. */
export async function followJobs(): Promise<() => void> {
  const unlisten = await ipc.on('job', ({ told }) => {
    hear(told)
  })
  try {
    for (const job of await ipc.ask('jobs')) {
      // What was told meanwhile is newer.
      if (!job.finished && !jobs.list.some((one) => one.id === job.id)) hear(job)
    }
  } catch (reason) {
    refuse(reason)
  }
  return unlisten
}

/** Brings files and folders into the library. */
export async function importPaths(paths: readonly string[] | null): Promise<void> {
  if (paths === null || paths.length === 0) return
  // The status bar shows how far it is; its panel opens by a click there, or for what failed.
  await attempt(ipc.ask('import_files', { paths }))
}

/** Brings files into the library, and answers with their recordings once all are there, those that were known among them. */
export async function imported(paths: readonly string[]): Promise<readonly TrackId[]> {
  const id = await attempt(ipc.ask('import_files', { paths }))
  if (id === undefined) return []
  const job = await over(id)
  return job.cancelled ? [] : [...job.imported, ...job.known]
}

/** Settles when a job is over. */
export function over(id: number): Promise<JobView> {
  return new Promise((resolve) => {
    const stop = $effect.root(() => {
      $effect(() => {
        const job = jobs.list.find((one) => one.id === id)
        if (job?.finished !== true) return
        resolve(job)
        queueMicrotask(() => stop())
      })
    })
  })
}
