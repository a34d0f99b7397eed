import { afterEach, expect, test } from 'vitest'
import { stage } from '../lib/stage.svelte'
import { cueSheet } from '../pages/deliver/cue-sheet.svelte'
import { context } from './action'
import { deliverActions } from './deliver'

afterEach(() => {
  cueSheet.isOnDesk = false
  stage.exportSheet = false
})

test('a key writes the cue sheet where that is looked at, and by its name in a menu the cue list is written', () => {
  for (const id of ['deliver.pdf', 'deliver.xlsx']) {
    const action = deliverActions.find((one) => one.id === id)
    const asked = (isOnDesk: boolean, chord?: string) => {
      cueSheet.isOnDesk = isOnDesk
      stage.exportSheet = false
      action?.run(context(), chord)
      return stage.exportSheet
    }
    expect([asked(true, action?.keys[0]), asked(false, action?.keys[0]), asked(true)]).toEqual([true, false, false])
  }
})
