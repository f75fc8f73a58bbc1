import { Button } from '@mantine/core'
import type { LineView } from '../../../../shared/contract/lines.ts'
import type { Neighbour } from '../../../../shared/model/neighbour.ts'
import type { Text } from '../../../../shared/text/text.ts'
import { LevelMark } from '../../../parts/LevelMark.tsx'
import { useText } from '../../../text.tsx'
import { useLine } from '../lineStoreContext.tsx'
import { downByCloseness } from './listNeighbours.ts'
import { NeighbourRunNote } from './NeighbourRun.tsx'
import { NeighboursDialog } from './NeighboursDialog.tsx'
import { useNeighbours } from './neighboursContext.tsx'
import styles from './Neighbours.module.css'

/** `3 of the 8 lines nearby are down: 2 on the same PON port, 1 in the same building.`; null where none is. */
export function downWords(text: Text, neighbours: readonly Neighbour[]): string | null {
  const groups = downByCloseness(neighbours)
  if (groups.length === 0) return null
  return text('neighbours.note.down', {
    down: groups.reduce((sum, { count }) => sum + count, 0),
    all: neighbours.length,
    where: groups.map(({ closeness, count }) => closeness === 'building'
      ? text('neighbours.note.building', { count }) : text('neighbours.note.where', { count, closeness })).join(', '),
  })
}

/** Under the verdict: neighbours known to be down, and the check of some of them while it runs. */
export function NeighboursNote({ view }: { view: LineView }) {
  const text = useText()
  const neighbours = useNeighbours(state => state.nearby?.neighbours) ?? view.neighbours
  const choosing = useNeighbours(state => state.choosing !== null)
  const show = useLine(state => state.show)
  const down = downWords(text, neighbours)
  return (
    <div className={styles.notes}>
      {down !== null && (
        <p className={styles.note}>
          <LevelMark level="note" size={18} />
          <span>{down}</span>
          <Button variant="subtle" onClick={() => show({ tab: 'neighbours', reportId: null })}>{text('neighbours.note.show')}</Button>
        </p>
      )}
      <NeighbourRunNote place="verdict" />
      {choosing && <NeighboursDialog />}
    </div>
  )
}
