/** The moves that still count, oldest first: moves and undos cancel out in pairs. */
export function standingMoves<Event extends { source: string }>(events: Event[]): Event[] {
  const standing: Event[] = []
  for (const event of events) {
    if (event.source === 'undo') standing.pop()
    else standing.push(event)
  }
  return standing
}
