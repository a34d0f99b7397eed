/** Least gain of a placement or a lane, in hundredths of a decibel. */
export const leastGain = -6000

/** Most gain of a placement or a lane, in hundredths of a decibel. */
export const mostGain = 1200

/** Least gain of a production sound, in hundredths of a decibel. */
export const leastProductionGain = -9600

/** Most gain of a production sound, in hundredths of a decibel. */
export const mostProductionGain = 1200

/** How far music goes down at most, in hundredths of a decibel. */
export const deepestDuck = -9600

/** How far music goes down at least, in hundredths of a decibel. */
export const leastDuck = -50

/** The longest tail, in flicks. */
export const mostTail = 7056000000
