import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import { ageInWords } from '../../../parts/Age.tsx'
import { useNow } from '../../../parts/useNow.ts'
import { checkedTogether } from '../../../stores/neighbours.ts'
import { useText } from '../../../text.tsx'
import { neighbourName } from './NeighbourRow.tsx'
import { useNeighbours, useNeighboursStore } from './neighboursContext.tsx'
import styles from './Neighbours.module.css'

/** Names what is checked, on which lines, and that nobody notices; the lines can be changed. */
export function NeighboursDialog() {
  const text = useText()
  const nowMs = useNow()
  const store = useNeighboursStore()
  const choosing = useNeighbours(state => state.choosing)
  const neighbours = useNeighbours(state => state.nearby?.neighbours)
  if (choosing === null || neighbours === undefined) return null
  return (
    <ConfirmDialog
      title={text('neighbours.ask.title')} harmless disabled={choosing.length === 0} onCancel={store.leaveChoice}
      onConfirm={() => void store.check()} cancelLabel={text('neighbours.ask.leave')}
      confirmLabel={text('neighbours.ask.start', { count: choosing.length })}
    >
      <p>{text('neighbours.ask.effect')}</p>
      {neighbours.length === 0 ? <p>{text('neighbours.none.nobody')}</p> : (
        <fieldset className={styles.choices}>
          <legend>{text('neighbours.ask.choose')}</legend>
          {neighbours.map(neighbour => {
            const ticked = choosing.includes(neighbour.lineId)
            return (
              <label key={neighbour.lineId} className={styles.choice}>
                <input
                  type="checkbox" checked={ticked} disabled={!ticked && choosing.length >= checkedTogether}
                  onChange={event => store.tick(neighbour.lineId, event.currentTarget.checked)}
                />
                <span>
                  <strong>{neighbourName(text, neighbour)}</strong>{' '}
                  <span className={styles.quiet}>
                    {text(`neighbours.closeness.${neighbour.closeness}`)}
                    {', '}
                    {neighbour.at === null
                      ? text('neighbours.ask.never') : text('neighbours.ask.age', { age: ageInWords(neighbour.at, nowMs, text) })}
                  </span>
                </span>
              </label>
            )
          })}
        </fieldset>
      )}
    </ConfirmDialog>
  )
}
