import { useEffect } from 'react'
import type { AddressQuery } from '../../../shared/contract/addresses.ts'
import type { SystemKind } from '../../../shared/model/common.ts'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import { Age } from '../../parts/Age.tsx'
import { CallFailureNote } from '../../parts/FailureNote.tsx'
import { useElapsedSeconds } from '../../parts/useElapsedSeconds.ts'
import type { Asked } from '../../stores/addresses.ts'
import { addressWords } from '../../stores/addressDraft.ts'
import { useText } from '../../text.tsx'
import { LineRow } from '../find/LineRow.tsx'
import { AddressForm } from './AddressForm.tsx'
import styles from './Addresses.module.css'
import { AnswerCard } from './AnswerCard.tsx'

/** Kinds of system that can say what reaches an address. */
const ableKinds: ReadonlySet<SystemKind> = new Set(['nextpertise', 'reseller'])

/** What reaches an address: the answers of all systems side by side, and the lines kept here. `query` comes with the address of the room. */
export function AddressesRoom({ query }: { query: AddressQuery | null }) {
  const text = useText()
  const { addresses } = useStores()
  const asked = useSelected(addresses, state => state.asked)
  useEffect(() => {
    if (query !== null) void addresses.open(query)
  }, [addresses, query])
  return (
    <div className={styles.room}>
      <div className={styles.top}>
        <h1>{text('addresses.title')}</h1>
        <p className={styles.quiet}>{text('addresses.hint')}</p>
        <AddressForm />
        <Beforehand />
      </div>
      {asked === null
        ? (
          <div className={styles.empty}>
            <strong>{text('addresses.empty.title')}</strong>
            <p className={styles.quiet}>{text('addresses.empty.next')}</p>
          </div>
        )
        : <Outcome asked={asked} />}
    </div>
  )
}

/** What asking would come to now: nobody who could answer, or somebody who cannot be reached. */
function Beforehand() {
  const text = useText()
  const { accounts } = useStores()
  const known = useSelected(accounts, state => state.accounts)
  const reachability = useSelected(accounts, state => state.reachability)
  if (known === null) return null
  const able = known.filter(({ kind }) => ableKinds.has(kind))
  const away = able.filter(({ id }) => reachability[id]?.state === 'unreachable')
  const [title, next] = able.length === 0 ? ['addresses.nobody.title', 'addresses.nobody.next'] as const
    : away.length === able.length ? ['addresses.offline.title', 'addresses.offline.next'] as const : [null, null]
  if (title !== null) {
    return (
      <div className={styles.beforehand} role="status">
        <strong>{text(title)}</strong>
        <p>{text(next)}</p>
      </div>
    )
  }
  return away.length === 0 ? null : <p className={styles.beforehand} role="status">{text('addresses.offline.some', { accounts: away.map(({ label }) => label).join(', ') })}</p>
}

function Outcome({ asked }: { asked: Asked }) {
  const text = useText()
  const { addresses, find } = useStores()
  const { query, answers, lines, state, failure } = asked
  const answered = answers.filter(each => each.state !== 'asking').length
  const again = (): void => void addresses.ask(query)
  return (
    <>
      <div className={styles.outcomeHead}>
        <h2>{addressWords(query)}</h2>
        <span className={styles.quiet}>
          <span role="status">
            {state === 'asking' ? text('addresses.progress', { answered, asked: answers.length })
              : state === 'stopped' ? text('addresses.stopped')
                : text('addresses.done', { count: answers.filter(each => each.state === 'answered').length })}
          </span>
          {state === 'asking' ? <Elapsed startedAtMs={asked.startedAtMs} /> : <> · <Age at={new Date(asked.startedAtMs).toISOString()} limitMinutes={24 * 60} /></>}
        </span>
      </div>
      {failure !== null && <CallFailureNote failure={failure} onRetry={again} />}
      <section aria-label={text('addresses.lines')}>
        <h3 className={styles.sectionTitle}>{text('addresses.lines')}</h3>
        {lines.length === 0
          ? <p className={styles.quiet}>{text('addresses.lines.none')}</p>
          : (
            <div className={styles.lines}>
              {lines.map((line, index) => (
                <LineRow key={line.id} id={`address-row-${String(index)}`} line={line} active={false} chosen={false} onPin={find.pin} />
              ))}
            </div>
          )}
      </section>
      {answers.length > 0 && (
        <section aria-label={text('addresses.answers')}>
          <h3 className={styles.sectionTitle}>{text('addresses.answers')}</h3>
          <div className={styles.answers}>
            {answers.map(answer => <AnswerCard key={answer.accountId} answer={answer} stopped={state !== 'asking'} onRetry={again} />)}
          </div>
        </section>
      )}
    </>
  )
}

function Elapsed({ startedAtMs }: { startedAtMs: number }) {
  const text = useText()
  return <> · {text('find.live.elapsed', { seconds: useElapsedSeconds(startedAtMs) })}</>
}
