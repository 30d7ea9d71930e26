/** Whether a key belongs to a composition: Safari ends it first, and tells by the code of the key alone (UI Events, 5.6.2). */
export const isComposing = (event) => event.isComposing || event.keyCode === 229;

/** Without one there is a keyboard on the screen, which comes with the focus, and whose Enter breaks the line. */
export const hasFinePointer = matchMedia("(pointer: fine)").matches;
