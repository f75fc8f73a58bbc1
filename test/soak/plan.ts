import { createHash } from 'node:crypto'

/** One ticket of a soak, with what follows it. All is told by seed and number, so that a new process goes on where one was killed. */
export type PlannedTicket = {
  readonly subject: string; readonly comment: string; readonly files: readonly PlannedFile[]
  readonly comments: readonly { readonly body: string; readonly files: readonly PlannedFile[] }[]
}
export type PlannedFile = { readonly name: string; readonly bytes: Buffer }

/** The `nth` ticket: an attachment on each, one or two comments, an attachment on every third comment, the same words on some. */
export function plannedTicket(seed: number, nth: number): PlannedTicket {
  const chance = createHash('sha256').update(`${seed} ${nth}`).digest()
  const file = (name: string): PlannedFile => ({ name, bytes: Buffer.alloc(200 + (chance[0] ?? 0) * 8, `${name} `) })
  const comments = Array.from({ length: 1 + (chance[1] ?? 0) % 2 }, (_, index) => ({
    // Every fourth ticket has the same words twice.
    body: nth % 4 === 0 ? `Measured again  at the outlet of ${nth}` : `Comment ${index} of ${nth}\nwith a second line`,
    files: (nth + index) % 3 === 0 ? [file(`comment-${nth}-${index}.txt`)] : [],
  }))
  return { subject: `Soak ${nth}`, comment: `Opening words of ${nth}`, files: [file(`ticket-${nth}.txt`)], comments }
}
