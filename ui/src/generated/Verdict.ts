import type { PlacementId } from './PlacementId'
import type { RoundId } from './RoundId'
import type { VerdictId } from './VerdictId'
import type { VerdictValue } from './VerdictValue'

export type Verdict = {
  id: VerdictId
  round: RoundId
  placement: PlacementId
  value: VerdictValue
  author: string
  givenAt: string
}
