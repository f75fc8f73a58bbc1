import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { OperatorFailureData } from '../../shared/contract/failures.ts'
import type { Text } from '../../shared/text/text.ts'
import { useText } from '../text.tsx'
import { describeError } from './describeError.ts'
import type { CallFailure } from './describeError.ts'
import { detailsOf } from './describeKept.ts'
import type { FailureDetail } from './describeKept.ts'
import { FailureDetails } from './FailureDetails.tsx'
import styles from './FailureNote.module.css'

type Words = { title: string; did: string; next: string }

/** Title, what Lineside did and what the engineer can do, for a failure of an operator's system. */
export function operatorFailureWords(failure: OperatorFailureData, text: Text): Words {
  if (failure.kind === 'refused' && failure.refusal !== undefined) {
    const key = `refusal.${failure.refusal}` as const
    return { title: text(`${key}.title`), did: text(`${key}.did`), next: text(`${key}.next`) }
  }
  const key = `failure.${failure.kind}` as const
  return {
    title: text(`${key}.title`),
    did: text(`${key}.did`, { seconds: Math.ceil(failure.retryAfterSeconds ?? 0) }),
    next: text(`${key}.next`),
  }
}

function callFailureWords(failure: Exclude<CallFailure, { kind: 'operator' }>, text: Text): Words {
  switch (failure.kind) {
    case 'notFound': return {
      title: text(`failure.notFound.${failure.what}.title`), did: '', next: text('failure.notFound.next'),
    }
    case 'notReady': return { title: text('failure.notReady.title'), did: '', next: text('failure.notReady.next') }
    case 'storage': return {
      title: text('failure.storage.title'), did: text('failure.storage.did'), next: text('failure.storage.next'),
    }
    case 'conflict': return { title: text('failure.conflict.title'), did: '', next: text('failure.conflict.next') }
    case 'invalid': return { title: text('failure.invalid.title'), did: '', next: text('failure.invalid.next') }
    case 'coreGone': return {
      title: text('failure.coreGone.title'), did: text('failure.coreGone.did'), next: text('failure.coreGone.next'),
    }
    case 'bug': return { title: text('failure.bug.title'), did: text('failure.bug.did'), next: text('failure.bug.next') }
  }
}

/** What support asks for where it went wrong on this device. */
function ownDetails(failure: Exclude<CallFailure, { kind: 'operator' }>, text: Text): FailureDetail[] {
  switch (failure.kind) {
    case 'storage':
    case 'bug': return failure.code === '' ? [] : [[text('failure.kind'), failure.code]]
    case 'invalid': return [[text('failure.field'), `${failure.field} ${failure.reason}`]]
    case 'conflict': return [[text('failure.kind'), failure.reason]]
    default: return []
  }
}

type NoteProps = {
  words: Words; details: readonly FailureDetail[]; says?: string | undefined; onRetry?: (() => void) | undefined
}

function Note({ words, details, says, onRetry }: NoteProps): ReactNode {
  const text = useText()
  return (
    <div className={styles.note} role="alert">
      <IconAlertTriangle className={styles.icon} size={20} stroke={1.75} aria-hidden />
      <div className={styles.words}>
        <p className={styles.title}>{words.title}</p>
        <p>{words.did} {words.next}</p>
        {says !== undefined && says !== '' && <p className={styles.detail}>{says}</p>}
        {(details.length > 0 || onRetry !== undefined) && (
          <div className={styles.foot}>
            {onRetry !== undefined && <Button variant="default" onClick={onRetry}>{text('failure.retry')}</Button>}
            <FailureDetails details={details} />
          </div>
        )}
      </div>
    </div>
  )
}

/** What happened at an operator's system, what Lineside did, what you can do, and the codes to copy. */
export function FailureNote({ failure, onRetry }: { failure: OperatorFailureData; onRetry?: () => void }) {
  const text = useText()
  const { detail } = failure
  const says = detail === undefined || detail === '' ? '' : text('failure.systemSays', { detail })
  return <Note words={operatorFailureWords(failure, text)} details={detailsOf(failure, text)} says={says} onRetry={onRetry} />
}

/** The same for any failed call: `failure` from `describeError`. */
export function CallFailureNote({ failure, onRetry }: { failure: CallFailure; onRetry?: () => void }) {
  const text = useText()
  const retry = onRetry === undefined ? {} : { onRetry }
  if (failure.kind === 'operator') return <FailureNote failure={failure.failure} {...retry} />
  return <Note words={callFailureWords(failure, text)} details={ownDetails(failure, text)} {...retry} />
}

/** The same for what a call threw. */
export function ErrorNote({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  return <CallFailureNote failure={describeError(error)} {...(onRetry === undefined ? {} : { onRetry })} />
}
