import { Button } from '@mantine/core'
import { useEffect } from 'react'
import type { LineId } from '../../../shared/model/common.ts'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import { CallFailureNote } from '../../parts/FailureNote.tsx'
import { filterCount, noFilters } from '../../stores/find.ts'
import { useText } from '../../text.tsx'
import { SaveSearch } from '../work/SaveSearch.tsx'
import { DhcpButton, DhcpHint } from './DhcpButton.tsx'
import { Filters } from './Filters.tsx'
import styles from './FindRoom.module.css'
import { LineList } from './LineList.tsx'
import { LiveLookUp } from './LiveLookUp.tsx'
import { SearchBox } from './SearchBox.tsx'
import { StartLists } from './StartLists.tsx'
import { SyncLine } from './SyncLine.tsx'
import { SystemSearch } from './SystemSearch.tsx'

/** The start: one search box, results as you type, recent and pinned lines while it is empty. */
export function FindRoom({ chosen, onOpenLine }: { chosen: LineId | null; onOpenLine: (id: LineId) => void }) {
  const text = useText()
  const { find } = useStores()
  const isSearch = useSelected(find, state => state.result !== null || state.failure !== null)
  useEffect(() => {
    if (chosen !== null) find.foldFilters()
  }, [chosen, find])
  return (
    <div className={styles.room}>
      <h1 className="visuallyHidden">{text('room.find')}</h1>
      <div className={styles.top}>
        <SearchBox onOpenLine={onOpenLine} />
        <Filters beside={<SyncLine />} />
        <div className={styles.more}><DhcpButton /><SaveSearch /></div>
      </div>
      <div className={styles.results}>
        {isSearch ? <Results chosen={chosen} /> : <StartLists chosen={chosen} />}
      </div>
    </div>
  )
}

function Results({ chosen }: { chosen: LineId | null }) {
  const text = useText()
  const { find } = useStores()
  const result = useSelected(find, state => state.result)
  const failure = useSelected(find, state => state.failure)
  const hasFilters = useSelected(find, state => filterCount(state.filters) > 0)
  const isCacheEmpty = useSelected(find, state => state.facets?.lineCount === 0)
  if (failure !== null) return <div className={styles.pad}><CallFailureNote failure={failure} onRetry={find.again} /></div>
  if (result === null) return null
  const count = result.hits.length
  return (
    <>
      <p className={styles.count} role="status" data-query={result.query}>
        {text(result.more ? 'find.countMore' : 'find.count', { count })}
      </p>
      <DhcpHint query={result.query} />
      {result.liveNid !== null && <div className={styles.pad}><LiveLookUp nid={result.liveNid} chosen={chosen} /></div>}
      <SystemSearch result={result} chosen={chosen} />
      {count > 0 && <LineList result={result} chosen={chosen} />}
      {count === 0 && result.liveNid === null && (
        <div className={styles.empty}>
          <strong>{text(isCacheEmpty ? 'find.cacheEmpty' : 'find.none.title')}</strong>
          {hasFilters && (
            <>
              <p>{text('find.none.filters')}</p>
              <div>
                <Button variant="default" onClick={() => find.filter(noFilters)}>{text('find.none.clearFilters')}</Button>
              </div>
            </>
          )}
          <p>{text('find.none.words')}</p>
          <p>{text('find.none.scope')}</p>
        </div>
      )}
    </>
  )
}
