/** In the history's state: the way back leads to the first steps instead of the list. */
export const FROM_WELCOME = 'from-welcome'
