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
    ['Shift while dragging a fade, its bend, a tail or a volume point', 'Fine'],
    [`${mod} drag on an edge that another placement touches`, 'Roll the edit'],
    ['Alt click on the gain line', 'A point of the volume line'],
    ['Alt click or double click on a volume point', 'Take it away'],
    ['Double click on the middle of a fade', 'Fade not bent'],
    ['Double click on the gain line', 'Gain to 0 dB'],
    ['Figures while dragging, then Enter', 'To exactly that time, length, gain, bend or tail'],
    ['Esc while dragging', 'Cancel the drag'],
    ['Double click', 'Open by its name'],
    ['Double click on an empty lane', 'Spot a cue'],
    ['Shift drag on the ruler', 'Loop a range'],
    ['Double click on the ruler', 'No loop'],
  ]
}
