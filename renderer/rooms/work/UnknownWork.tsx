import { Button } from '@mantine/core'
import type { UnknownWork } from '../../../shared/contract/work.ts'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import { AccountMark } from '../../parts/AccountMark.tsx'
import { CallFailureNote, FailureNote } from '../../parts/FailureNote.tsx'
import { useText } from '../../text.tsx'
import styles from './Work.module.css'

function Row({ unknown, reachable }: { unknown: UnknownWork; reachable: boolean }) {
  const text = useText()
  const { work } = useStores()
  const lookUp = useSelected(work, state => state.lookUps[unknown.key] ?? null)
  const isAsking = lookUp?.state === 'asking'
  return (
    <li className={styles.unknown}>
      <span className={styles.unknownText}>{unknown.text}</span>
      <span className={styles.quiet} role="status">
        {isAsking ? text('work.unknown.busy') : lookUp?.state === 'nobody' && lookUp.failures.length === 0 ? text('work.unknown.nobody')
          : text(`work.unknown.${unknown.reason}`)}
      </span>
      <span className={styles.buttons}>
        {unknown.nid !== null && (
          <Button
            variant="default" loading={isAsking} disabled={!reachable} aria-label={text('work.unknown.lookUpOf', { text: unknown.text })}
            onClick={() => void work.lookUp(unknown.key)}
          >
            {text('work.unknown.lookUp')}
          </Button>
        )}
        <Button variant="subtle" aria-label={text('work.unknown.dropOf', { text: unknown.text })} onClick={() => void work.dropUnknown(unknown.key)}>
          {text('work.unknown.drop')}
        </Button>
      </span>
      {lookUp?.state === 'failed' && <CallFailureNote failure={lookUp.failure} />}
      {lookUp?.state === 'nobody' && lookUp.failures.map(({ accountId, failure }) => (
        <div key={accountId} className={styles.failure}><AccountMark accountId={accountId} /><FailureNote failure={failure} /></div>
      ))}
    </li>
  )
}

/** What was pasted and names no line kept here: a full NID can be looked up live. */
export function UnknownList({ unknown }: { unknown: readonly UnknownWork[] }) {
  const text = useText()
  const { work, accounts } = useStores()
  const reachable = useSelected(accounts, state => Object.values(state.reachability).some(each => each.state === 'reachable'))
  const asking = useSelected(work, state => Object.values(state.lookUps).some(each => each.state === 'asking'))
  if (unknown.length === 0) return null
  const nids = unknown.filter(({ nid }) => nid !== null)
  return (
    <section className={styles.section} aria-labelledby="work-unknown">
      <div className={styles.sectionHead}>
        <h2 id="work-unknown">{text('work.unknown')}</h2>
        {nids.length > 1 && (
          <Button variant="default" disabled={!reachable || asking} onClick={() => void work.lookUpAll(nids.map(({ key }) => key))}>
            {text('work.unknown.lookUpAll')}
          </Button>
        )}
      </div>
      <p className={styles.quiet}>{text(nids.length > 0 && !reachable ? 'work.unknown.offline' : 'work.unknown.lead')}</p>
      <ul className={styles.list}>{unknown.map(each => <Row key={each.key} unknown={each} reachable={reachable} />)}</ul>
    </section>
  )
}
