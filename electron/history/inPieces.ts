/** How many reports are read before others have their turn: a few ms of work. */
const pieceSize = 40

/** Does something with many without holding up the event loop for longer than a piece of them takes. */
export async function inPieces<Item>(items: readonly Item[], work: (piece: readonly Item[]) => void): Promise<void> {
  for (let from = 0; from < items.length; from += pieceSize) {
    if (from > 0) await new Promise(resolve => { setImmediate(resolve) })
    work(items.slice(from, from + pieceSize))
  }
}
