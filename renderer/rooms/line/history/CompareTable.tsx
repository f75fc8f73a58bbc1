import { IconArrowDownRight, IconArrowUpRight, IconEqual, IconQuestionMark } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { Report } from '../../../../shared/model/report.ts'
import { compareReports } from '../../../../shared/triage/compare.ts'
import type { ReadingChange } from '../../../../shared/triage/compare.ts'
import { Moment } from '../../../parts/Moment.tsx'
import { useText } from '../../../text.tsx'
import { formatNumber, formatValue } from '../words.ts'
import { inOrder, isChanged, loginCounts, reportTime, tallyOf } from './changes.ts'
import type { Matters } from './changes.ts'
import { changeOf, placeWords, readingName, stateWords } from '../../../../shared/triage/readingWords.ts'
import history from './History.module.css'
import styles from './Compare.module.css'

/** One shape per meaning, so that they differ in greyscale too; the word stands beside it. */
const shapes = { worse: IconArrowDownRight, better: IconArrowUpRight, same: IconEqual, unclear: IconQuestionMark }

/** Readings of two reports with what became of each, what got worse first. */
export function CompareTable({ older, newer }: { older: Report; newer: Report }) {
  const text = useText()
  const [onlyChanged, setOnlyChanged] = useState(false)
  const changes = useMemo(() => inOrder(compareReports(older, newer)), [older, newer])
  const logins = loginCounts(older, newer)
  const shown = onlyChanged ? changes.filter(isChanged) : changes
  const shownLogins = onlyChanged ? logins.filter(({ before, after }) => before !== after) : logins
  if (changes.length + logins.length === 0) return <p className={history.quiet}>{text('history.compare.nothing')}</p>
  return (
    <>
      <div className={styles.tools}>
        {changes.length > 0 && <p className={styles.summary}>{text('history.compare.summary', tallyOf(changes))}</p>}
        <label className={styles.only}>
          <input type="checkbox" checked={onlyChanged} onChange={event => setOnlyChanged(event.currentTarget.checked)} />
          {text('history.compare.onlyChanged')}
        </label>
      </div>
      {shown.length + shownLogins.length === 0 ? (
        <p className={history.quiet}>{text('history.compare.nothingChanged')}</p>
      ) : (
        <table className={styles.table} aria-label={text('history.compare.table')}>
          <thead>
            <tr>
              <th scope="col">{text('history.compare.reading')}</th>
              <th scope="col">
                {text('history.compare.older')} <Moment at={reportTime(older)} />
              </th>
              <th scope="col">
                {text('history.compare.newer')} <Moment at={reportTime(newer)} />
              </th>
              <th scope="col">{text('history.compare.change')}</th>
              <th scope="col">{text('history.compare.matters')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((change, index) => (
              <ChangeRow key={`${change.key} ${change.place} ${change.direction} ${change.instance} ${index}`} change={change} />
            ))}
            {shownLogins.map(({ outcome, before, after }) => (
              <Row
                key={outcome}
                name={text(`history.compare.${outcome}`)}
                before={formatNumber(text, before)}
                after={formatNumber(text, after)}
                change={before === after ? '' : changeOf(text, after - before, '')}
                matters={before === after ? 'same' : 'unclear'}
              />
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}

function ChangeRow({ change }: { change: ReadingChange }) {
  const text = useText()
  const words = (value: number | string | null): string | null => {
    if (value === null) return null
    return typeof value === 'number' ? formatValue(text, value, change.unit) : stateWords(text, change.key, value)
  }
  return (
    <Row
      name={readingName(text, change)}
      where={placeWords(text, change)}
      before={words(change.before)}
      after={words(change.after)}
      change={change.delta === null || change.delta === 0 ? '' : changeOf(text, change.delta, change.unit)}
      matters={change.matters}
    />
  )
}

type RowProps = { name: string; where?: string; before: string | null; after: string | null; change: string; matters: Matters }

function Row({ name, where, before, after, change, matters }: RowProps) {
  const text = useText()
  const Shape = shapes[matters]
  const value = (words: string | null) => words ?? <span className={styles.missing}>{text('history.compare.notIn')}</span>
  return (
    <tr data-matters={matters}>
      <th scope="row">
        <span className={styles.name}>{name}</span>
        {where !== undefined && <span className={styles.where}>{where}</span>}
      </th>
      <td data-label={text('history.compare.older')}>{value(before)}</td>
      <td data-label={text('history.compare.newer')}>
        <strong>{value(after)}</strong>
      </td>
      <td data-label={text('history.compare.change')} data-empty={change === ''}>
        {change === '' ? <span className={styles.missing}>–</span> : change}
      </td>
      <td data-cell="matters">
        <span className={styles.matters} data-matters={matters}>
          <Shape size={18} stroke={2.25} aria-hidden /> {text(`history.compare.matters.${matters}`)}
        </span>
      </td>
    </tr>
  )
}
