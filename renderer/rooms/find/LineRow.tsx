import { ActionIcon } from '@mantine/core'
import { IconPin, IconPinFilled } from '@tabler/icons-react'
import { memo } from 'react'
import { systemKindOf } from '../../../shared/model/common.ts'
import type { LineId } from '../../../shared/model/common.ts'
import type { LineSummary, SearchHit } from '../../../shared/model/search.ts'
import { formatRoute } from '../../app/route.ts'
import { AccountMark } from '../../parts/AccountMark.tsx'
import { Age } from '../../parts/Age.tsx'
import { LineOnline } from '../../parts/OnlineMark.tsx'
import { useText } from '../../text.tsx'
import styles from './LineRow.module.css'
import { Marked } from './Marked.tsx'
import { placeMatches } from './placeMatches.ts'

/** A line seen longer ago than this is marked *old*: more than a day, so at least one nightly walk was missed. */
const oldAfterMinutes = 26 * 60
const noMatches: SearchHit['matches'] = []

export type LineRowProps = {
  readonly line: LineSummary
  readonly matches?: SearchHit['matches']
  readonly similar?: boolean
  /** Where Enter in the search box goes. */
  readonly active: boolean
  /** Shown beside the list in a wide window. */
  readonly chosen: boolean
  readonly id: string
  readonly onPin: (id: LineId, pinned: boolean) => void
}

/** One line: address, what it is, how it is, whose it is and how old that is; what matched is marked. */
export const LineRow = memo(function LineRow({
  line, matches = noMatches, similar = false, active, chosen, id, onPin,
}: LineRowProps) {
  const text = useText()
  const placed = placeMatches(line, matches)
  const name = line.street === '' ? line.nativeId ?? text('find.noAddress') : line.street
  const extra = placed.extra[0]
  return (
    <div className={styles.row} data-active={active} data-chosen={chosen}>
      <a
        id={id} className={styles.link} href={formatRoute({ room: 'line', lineId: line.id })}
        {...(chosen ? { 'aria-current': 'true' } : {})}
      >
        <span className={styles.top}>
          <span className={styles.street}>
            {line.street === '' ? text('find.noAddress') : <Marked text={line.street} ranges={placed.street} />}
          </span>
          <LineOnline lineId={line.id} online={line.online} />
        </span>
        <span className={styles.middle}>
          <span className={styles.place}><Marked text={line.place} ranges={placed.place} /></span>
          {similar && <span className={styles.similar}>{text('find.typo')}</span>}
          {line.gone && <span className={styles.gone} title={text('find.gone.explained')}>{text('find.gone')}</span>}
        </span>
        <span className={styles.facts}>
          {line.technology !== null && <span className={styles.technology}>{line.technology}</span>}
          {line.supplier !== null && <span><Marked text={line.supplier} ranges={placed.supplier} /></span>}
          <span className={styles.state} data-state={line.state ?? 'none'}>{text(`lineState.${line.state ?? 'none'}`)}</span>
          <span className={styles.who}><AccountMark accountId={line.accountId} /></span>
          <span className={styles.age}><Age at={line.seenAt} limitMinutes={oldAfterMinutes} /></span>
        </span>
        {extra !== undefined && (
          <span className={styles.extra}>
            {text(`find.field.${extra.field}`)} <span><Marked text={extra.text} ranges={extra.ranges} /></span>
          </span>
        )}
        {extra === undefined && placed.nid.length > 0 && line.nativeId !== null && (
          <span className={styles.extra}>
            {text(`system.idName.${systemKindOf(line.id)}`)} <span className="mono"><Marked text={line.nativeId} ranges={placed.nid} /></span>
          </span>
        )}
      </a>
      <ActionIcon
        className={styles.pin ?? ''} color={line.pinned ? 'accent' : 'gray'} aria-pressed={line.pinned}
        aria-label={text(line.pinned ? 'find.unpin' : 'find.pin', { line: name })} onClick={() => onPin(line.id, !line.pinned)}
      >
        {line.pinned ? <IconPinFilled size={18} aria-hidden /> : <IconPin size={18} stroke={1.6} aria-hidden />}
      </ActionIcon>
    </div>
  )
})
