/** Where a problem of the cue sheet is corrected. */

import type {
  CueField,
  EpisodeField,
  PartyField,
  Problem,
  ShowField,
  Target,
  TrackField,
  WorkField,
} from '../../generated'
import { runById } from '../../actions/registry'
import { goTo, rows, session } from '../../lib/session.svelte'
import { openRights } from '../clear/clear.svelte'
import { openParty, openTrack, openWork } from '../library/directory.svelte'
import { focusField } from '../../lib/focus-field'
import { goToCue as reviewCue } from '../review/review.svelte'
import { stage } from '../../lib/stage.svelte'
import { select } from '../../lib/selection.svelte'
import { only } from '../../timeline'
import { seekCut } from '../../lib/sound/transport.svelte'
import { headerForm } from './header-form.svelte'

/** The inspector's field of each fact of a cue; the director's word and remarks are Review's. */
const cueFields: Readonly<Record<CueField, string>> = {
  number: 'cue-number',
  title: 'cue-title',
  scene: 'cue-scene',
  track: 'cue-title',
  perception: 'usage-perception',
  voice: 'usage-voice',
  themeRole: 'usage-role',
  origin: 'usage-origin',
  span: 'cue-in',
  gain: 'placement-gain',
  note: 'cue-sheet-note',
  verdict: 'review',
  remarks: 'review',
}

/** Where each fact of the series is written: with the episodes, or in the header. */
const showFields: Readonly<Record<ShowField, 'episodes' | 'header'>> = {
  title: 'episodes',
  productionCompany: 'header',
  otherTitle: 'header',
  address: 'header',
  preparedBy: 'header',
  email: 'header',
  category: 'header',
  network: 'header',
  country: 'header',
  director: 'header',
  cast: 'header',
  language: 'header',
  synopsis: 'header',
}

const episodeFields: Readonly<Record<EpisodeField, 'episodes' | 'header'>> = {
  title: 'episodes',
  number: 'episodes',
  cut: 'episodes',
  picture: 'episodes',
  otherTitle: 'header',
  productionNumber: 'header',
  airDate: 'header',
  version: 'header',
  year: 'header',
  isan: 'header',
  eidr: 'header',
  incomplete: 'header',
}

export function goToTarget(problem: Problem): void {
  openTarget(problem.target)
}

export function openTarget(target: Target): void {
  switch (target.type) {
    case 'cue':
      goToCue(target.id, target.field)
      return
    case 'clearance':
      openRights(target.track)
      return
    case 'track':
      openTrack(target.id, target.field satisfies TrackField)
      return
    case 'work':
      openWork(target.id, target.field satisfies WorkField)
      return
    case 'party':
      openParty(target.id, target.field satisfies PartyField)
      return
    case 'show':
      openHeader(showFields[target.field], target.field)
      return
    case 'episode':
      openHeader(episodeFields[target.field], target.field)
      return
    case 'profile':
      stage.editProfile = true
      return
  }
}

function openHeader(where: 'episodes' | 'header', field: ShowField | EpisodeField): void {
  if (where === 'episodes') runById('show.episodes')
  else headerForm.open(field)
}

function goToCue(id: number, field: CueField): void {
  const cue = session.cut?.cues.find((one) => one.id === id)
  if (cue === undefined || session.cut === null) return
  if (cueFields[field] === 'review') {
    goTo('review')
    void reviewCue(cue)
    return
  }
  goTo('spot')
  const pick = cue.pick === null ? undefined : rows.placements.get(cue.pick)
  select(only(pick === undefined ? { on: 'cue', id: cue.id } : { on: 'placement', id: pick.id }))
  void seekCut(session.cut.cut.id, cue.inPoint)
  focusField(cueFields[field])
}
