import { Button, Checkbox } from '@mantine/core'
import type { SavedFilter, WorkItem } from '../../../shared/contract/work.ts'
import { plainWords, say } from '../../../shared/text/words.ts'
import { formatRoute } from '../../app/route.ts'
import { useStores } from '../../app/StoresContext.tsx'
import { AccountMark } from '../../parts/AccountMark.tsx'
import { Age } from '../../parts/Age.tsx'
import { formatDate } from '../../parts/localTime.ts'
import { LineOnline } from '../../parts/OnlineMark.tsx'
import { useText } from '../../text.tsx'
import styles from './Work.module.css'

function Order({ item }: { item: WorkItem }) {
  const text = useText()
  const { transaction, transactionAt, plan } = item
  if (transactionAt === null) return <span className={styles.quiet}>{text('work.order.unknown')}</span>
  if (transaction === null) return <span className={styles.quiet}>{text('work.order.none')}</span>
  const { action, state } = transaction
  return (
    <>
      {plan !== null && (
        <strong>
          {text('actions.order.plan', {
            what: say(text, `line.transaction.date.${plan.key}`, plainWords(plan.key)), date: formatDate(plan.date, text.language),
          })}
        </strong>
      )}
      {action !== null && <span>{say(text, `line.transaction.action.${action}`, plainWords(action))}</span>}
      {state !== null && <span>{say(text, `line.transaction.state.${state}`, plainWords(state))}</span>}
      {transaction.onDemand === true && transaction.onDemandRequested !== true && <strong>{text('work.order.onDemand')}</strong>}
      <span className={styles.quiet}>{text('work.asOf')} <Age at={transactionAt} limitMinutes={24 * 60} /></span>
    </>
  )
}

/** One line of the work: where, what is ordered and when, and what is not taken along yet. */
export function WorkRow({ item, filters }: { item: WorkItem; filters: readonly SavedFilter[] }) {
  const text = useText()
  const { work } = useStores()
  const { line, missing, old } = item
  const name = line.street === '' ? line.nativeId ?? text('find.noAddress') : line.street
  const parts = (of: WorkItem['missing']): string => of.map(part => text(`find.part.${part}`)).join(', ')
  const sources = [
    ...(item.pinned ? [text('work.pinned')] : []),
    ...filters.filter(({ id }) => item.filterIds.includes(id)).map(filter => text('work.filter.of', { name: filter.name })),
  ]
  return (
    <li className={styles.row} data-done={item.done}>
      <Checkbox
        className={styles.tick ?? ''} size="md" checked={item.done} aria-label={text('work.done', { line: name })}
        onChange={event => void work.setDone(line.id, event.currentTarget.checked)}
      />
      <div className={styles.what}>
        <a className={styles.link} href={formatRoute({ room: 'line', lineId: line.id })}>
          <strong>{name}</strong> <span>{line.place}</span>
        </a>
        <p className={styles.facts}>
          <LineOnline lineId={line.id} online={line.online} />
          <span>{line.technology}</span>
          <span>{text(`lineState.${line.state ?? 'none'}`)}</span>
          {line.gone && <span className={styles.problem}>{text('find.gone')}</span>}
          <span className="mono">{line.nativeId}</span>
          <AccountMark accountId={line.accountId} />
          {sources.length > 0 && <span className={styles.quiet}>{sources.join(', ')}</span>}
        </p>
        <p className={styles.facts}><Order item={item} /></p>
        {!item.done && (
          <p className={styles.along} data-complete={missing.length + old.length === 0}>
            {missing.length + old.length === 0 ? text('work.along.complete')
              : [
                  ...(missing.length > 0 ? [text('work.along.missing', { parts: parts(missing) })] : []),
                  ...(old.length > 0 ? [text('work.along.old', { parts: parts(old) })] : []),
                ].join('. ')}
          </p>
        )}
      </div>
      <Button
        variant="subtle" className={styles.out ?? ''} aria-label={text('work.remove', { line: name })} title={item.pinned ? text('work.remove.pinned') : ''}
        onClick={() => void work.remove(line.id)}
      >
        {text('work.remove.short')}
      </Button>
    </li>
  )
}
