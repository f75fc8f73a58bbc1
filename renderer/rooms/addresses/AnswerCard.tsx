import { Loader } from '@mantine/core'
import type { AddressAnswer } from '../../../shared/contract/addresses.ts'
import { useAccount } from '../../app/StoresContext.tsx'
import { AccountMark } from '../../parts/AccountMark.tsx'
import { FailureNote } from '../../parts/FailureNote.tsx'
import { useText } from '../../text.tsx'
import { formatNumber } from '../line/words.ts'
import styles from './Addresses.module.css'
import { CheckContent } from './CheckContent.tsx'

/** One system's answer: it comes, fails and is late on its own. */
export function AnswerCard({ answer, stopped, onRetry }: { answer: AddressAnswer; stopped: boolean; onRetry: () => void }) {
  const text = useText()
  const account = useAccount(answer.accountId)
  const { state, check, failure, tookMs } = answer
  const isAsking = state === 'asking' && !stopped
  return (
    <article className={styles.card} aria-label={account?.label ?? text('account.removed')} aria-busy={isAsking}>
      <div className={styles.cardHead}>
        <h3><AccountMark accountId={answer.accountId} /></h3>
        <span className={styles.quiet}>
          {isAsking && <Loader size={14} aria-hidden />}{' '}
          {state === 'answered' && tookMs !== null
            ? text('addresses.state.answered', { seconds: formatNumber(text, Math.max(1, Math.round(tookMs / 100)) / 10) })
            : state === 'asking' && stopped ? text('addresses.state.failed') : text(`addresses.state.${state}`)}
        </span>
      </div>
      {state === 'offline' && failure === null && <p className={styles.quiet}>{text('addresses.answer.offline')}</p>}
      {failure !== null && <FailureNote failure={failure} onRetry={onRetry} />}
      {check !== null && <CheckContent check={check} />}
    </article>
  )
}
