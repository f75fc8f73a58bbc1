import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useEffect } from 'react'
import type { LineId } from '../../../shared/model/common.ts'
import type { LineSummary } from '../../../shared/model/search.ts'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import { CallFailureNote } from '../../parts/FailureNote.tsx'
import { useText } from '../../text.tsx'
import styles from './FindRoom.module.css'
import { LineRow } from './LineRow.tsx'
import { rowId } from './rowId.ts'
import { TakeAlongPanel } from './TakeAlongPanel.tsx'

/** What stands under an empty box: pinned lines with *Take along*, and recent ones. */
export function StartLists({ chosen }: { chosen: LineId | null }) {
  const text = useText()
  const { find } = useStores()
  const start = useSelected(find, state => state.start)
  const failure = useSelected(find, state => state.startFailure)
  const isCacheEmpty = useSelected(find, state => state.facets?.lineCount === 0)
  const takingAlong = useSelected(find, state => state.takeAlong?.busy === true)
  // What was opened since is recent now; while the list is in sight it keeps its order.
  useEffect(() => void find.loadStart(), [find])
  if (start === null) return failure === null ? null : <CallFailureNote failure={failure} onRetry={() => void find.loadStart()} />
  const { pinned, recent } = start
  return (
    <div className={styles.scroller}>
      {failure !== null && <CallFailureNote failure={failure} onRetry={() => void find.loadStart()} />}
      {pinned.length > 0 && (
        <section>
          <div className={styles.sectionHead}>
            <h2 className={styles.heading} id="pinned-lines">{text('find.pinned')}</h2>
            <Button
              variant="subtle" leftSection={<IconDownload size={18} stroke={1.75} aria-hidden />}
              title={text('find.along.explained')}
              disabled={takingAlong} onClick={() => void find.takeAlong(pinned.map(line => line.id))}
            >
              {text('find.along.go')}
            </Button>
          </div>
          <TakeAlongPanel />
          <Rows lines={pinned} from={0} chosen={chosen} labelledBy="pinned-lines" />
        </section>
      )}
      {recent.length > 0 && (
        <section>
          <div className={styles.sectionHead}><h2 className={styles.heading} id="recent-lines">{text('find.recent')}</h2></div>
          <Rows lines={recent} from={pinned.length} chosen={chosen} labelledBy="recent-lines" />
        </section>
      )}
      {pinned.length + recent.length === 0 && (
        <div className={styles.empty}>
          <strong>{text(isCacheEmpty ? 'find.cacheEmpty' : 'find.start.none')}</strong>
          <p>{text('find.start.hint')}</p>
        </div>
      )}
    </div>
  )
}

type RowsProps = {
  readonly lines: readonly LineSummary[]; readonly from: number; readonly chosen: LineId | null; readonly labelledBy: string
}

function Rows({ lines, from, chosen, labelledBy }: RowsProps) {
  const { find } = useStores()
  const active = useSelected(find, state => state.active)
  return (
    <ul className={styles.plainList} aria-labelledby={labelledBy}>
      {lines.map((line, index) => (
        <li key={line.id}>
          <LineRow
            id={rowId(from + index)} line={line} active={from + index === active} chosen={line.id === chosen} onPin={find.pin}
          />
        </li>
      ))}
    </ul>
  )
}
