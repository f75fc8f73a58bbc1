import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import type { UIEvent } from 'react'
import type { LineId } from '../../../shared/model/common.ts'
import type { SearchResult } from '../../../shared/model/search.ts'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import { useText } from '../../text.tsx'
import styles from './FindRoom.module.css'
import { LineRow } from './LineRow.tsx'
import { rowId } from './rowId.ts'

/** A row's height before it is measured, px: three lines of text. */
const rowHeightPx = 76

/** The results, of which only those on screen are drawn. */
export function LineList({ result, chosen }: { result: SearchResult; chosen: LineId | null }) {
  const text = useText()
  const { find } = useStores()
  const active = useSelected(find, state => state.active)
  const scroller = useRef<HTMLDivElement>(null)
  // Nothing here is memoised on what it returns, so the compiler's warning does not apply.
  // oxlint-disable-next-line react/incompatible-library
  const rows = useVirtualizer({
    count: result.hits.length, getScrollElement: () => scroller.current, estimateSize: () => rowHeightPx, overscan: 3,
    getItemKey: index => result.hits[index]?.line.id ?? index, initialOffset: find.getState().scrollTop,
  })
  const shown = useRef({ result, active })
  const standsAt = useRef(find.getState().scrollTop)
  useEffect(() => {
    const before = shown.current
    shown.current = { result, active }
    if (before.result !== result) {
      // Moving the list, even to where it stands, lays it out once more at every keystroke.
      const { scrollTop } = find.getState()
      if (standsAt.current !== scrollTop) scroller.current?.scrollTo({ top: scrollTop })
    } else if (before.active !== active) rows.scrollToIndex(active)
  }, [result, active, rows, find])
  const keepScroll = (event: UIEvent<HTMLDivElement>) => {
    standsAt.current = event.currentTarget.scrollTop
    find.keepScroll(standsAt.current)
  }
  return (
    <div ref={scroller} className={styles.scroller} onScroll={keepScroll}>
      <ul className={styles.list} aria-label={text('find.lines')} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(row => {
          const hit = result.hits[row.index]
          if (hit === undefined) return null
          return (
            <li
              key={row.key} ref={rows.measureElement} data-index={row.index} className={styles.item}
              aria-setsize={result.hits.length} aria-posinset={row.index + 1} style={{ transform: `translateY(${row.start}px)` }}
            >
              <LineRow
                id={rowId(row.index)} line={hit.line} matches={hit.matches} similar={hit.tier === 'typo'}
                active={row.index === active}
                chosen={hit.line.id === chosen} onPin={find.pin}
              />
            </li>
          )
        })}
      </ul>
    </div>
  )
}
