/** What stands on the stage: sheets that are open, and the timeline. */

import type { CueId, CutId, ReplySource, Span } from '../generated'
import type { Timeline, ToolName } from '../timeline/api'

class Stage {
  palette = $state(false)
  keyMap = $state(false)
  episodes = $state(false)
  /** Which device plays, and how. */
  sound = $state(false)
  /** The form of a new episode, on the sheet of episodes. */
  newEpisode = $state(false)
  history = $state(false)
  /** The health of the episode. */
  health = $state(false)
  newShow = $state(false)
  /** The sheet that numbers cues anew. */
  renumber = $state(false)
  /** The form that says how a cue sheet leaves the house. */
  exportSheet = $state(false)
  /** The form that hands the music to another program. */
  handover = $state(false)
  /** The sheet that says how a mix is written. */
  mixing = $state(false)
  /** Whether the profile is edited beside the sheet. */
  editProfile = $state(false)
  /** The catalogue sheet that is being taken in. */
  catalogue = $state<string | undefined>()
  /** Replies of offline packages that are being taken, the first is looked at; null while none is. */
  replies = $state.raw<readonly ReplySource[] | null>(null)
  /** The list of a new cut that the music is carried to. */
  reconform = $state<string | undefined>()
  /** The cutting room's file that is being imported. */
  turnover = $state<string | undefined>()
  /** Two cuts beside each other. */
  compare = $state(false)
  /** The cut whose music is shown as outlines on the timeline of the one that is worked on. */
  beside = $state<CutId | undefined>()
  /** Lines of dialogue that were found in the sound and nobody has taken yet. */
  foundLines = $state.raw<readonly Span[]>([])
  /** Whether they are looked for. */
  findingLines = $state(false)
  timeline: Timeline | undefined
  /** Cues whose alternates are opened on the timeline. */
  openCues = $state.raw<ReadonlySet<CueId>>(new Set())
  /** What the pointer does on placements, as the timeline says. */
  tool = $state<ToolName>('select')
}

export const stage = new Stage()

/** Puts away what was open over the pages of one show, before another is shown. */
export function clearStage(): void {
  stage.episodes = false
  stage.newEpisode = false
  stage.history = false
  stage.health = false
  stage.newShow = false
  stage.renumber = false
  stage.exportSheet = false
  stage.handover = false
  stage.mixing = false
  stage.editProfile = false
  stage.compare = false
  stage.findingLines = false
  stage.catalogue = undefined
  stage.replies = null
  stage.reconform = undefined
  stage.turnover = undefined
  stage.beside = undefined
  stage.foundLines = []
}

/** Whether something lies over the page and takes the keys. */
export const covered = () =>
  stage.episodes ||
  stage.palette ||
  stage.keyMap ||
  stage.health ||
  stage.renumber ||
  stage.newShow ||
  stage.exportSheet ||
  stage.handover ||
  stage.mixing ||
  stage.compare ||
  stage.reconform !== undefined ||
  stage.turnover !== undefined ||
  stage.catalogue !== undefined ||
  stage.replies !== null
