/** How many reports are read before others have their turn: a few ms of work. */
const pieceSize = 40

/** Does something with each of many without holding up the event loop for longer than a piece of them takes. */
export async function inPieces<Item>(items: readonly Item[], work: (item: Item) => void): Promise<void> {
  for (const [index, item] of items.entries()) {
    if (index > 0 && index % pieceSize === 0) await new Promise(resolve => { setImmediate(resolve) })
    work(item)
  }
}
