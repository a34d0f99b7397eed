/** What the pointer does on the timeline, as the keyboard map and the guide list it. */

/** Each gesture with what it does; `mod` is Ctrl, or its like here. */
export function pointerGestures(mod: string): readonly (readonly [gesture: string, does: string])[] {
  return [
    [`${mod} wheel`, 'Zoom about the pointer'],
    ['Shift wheel, middle drag', 'Scroll in time'],
    ['Alt drag', 'Copy what is selected, notes apart'],
    [`${mod} drag`, 'Copy what is selected, notes apart'],
    ['Alt, pressed while dragging', 'No snapping'],
    [`${mod} Alt drag`, 'Slip'],
    ['Shift while dragging', 'Keep the time, or the lane'],
    ['Shift while dragging gain', 'A tenth of a decibel'],
    ['Double click on the gain line', 'Gain to 0 dB'],
    ['Esc while dragging', 'Cancel the drag'],
    ['Double click', 'Open by its name'],
    ['Double click on an empty lane', 'Spot a cue'],
    ['Shift drag on the ruler', 'Loop a range'],
    ['Double click on the ruler', 'No loop'],
  ]
}
